//! Statements that deny what was just said without repeating it: "That figure is a lie", "any such talks took place" (of a source that denies it), "No such order was given".

use crate::text::WordMap;
use std::sync::OnceLock;

const DISMISSALS: &str = include_str!("../../data/claims/dismissals.csv");

/// Nouns by which a report names what another said.
const SAYINGS: &[&str] = &[
    "account",
    "accounts",
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "assertion",
    "assertions",
    "charge",
    "charges",
    "claim",
    "claims",
    "figure",
    "figures",
    "number",
    "numbers",
    "report",
    "reports",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "statement",
    "statements",
    "story",
    "stories",
    "suggestion",
    "suggestions",
    "version",
];
/// Words that point back.
const POINTING: &[&str] = &["that", "this", "it", "the", "these", "those", "they", "such", "all"];
/// A statement with more words tells something of its own. Chosen by us.
const SHORT: usize = 12;

/// By their first word the further words of each phrase.
fn dismissals() -> &'static WordMap<&'static str, Vec<Vec<&'static str>>> {
    static READ: OnceLock<WordMap<&'static str, Vec<Vec<&'static str>>>> = OnceLock::new();
    READ.get_or_init(|| {
        let mut phrases: WordMap<&str, Vec<Vec<&str>>> = WordMap::default();
        for phrase in DISMISSALS.lines().skip(1) {
            let mut words = phrase.split(' ');
            phrases.entry(words.next().unwrap_or_default()).or_default().push(words.collect());
        }
        phrases
    })
}

/// Whether a statement of these normalised words denies the one before it in its report, being nothing by itself. `denied`: its source denies its words.
pub(super) fn denies_the_last(words: &[String], denied: bool) -> bool {
    if words.is_empty() || words.len() > SHORT {
        return false;
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.iter().any(|word| matches!(*word, "part" | "parts" | "partly" | "misleading")) {
        return false;
    }
    if denied {
        points_back(&words)
    } else {
        words.starts_with(&["no", "such"]) || (dismisses(&words) && (words.len() < 3 || points_back(&words)))
    }
}

/// "it", "the report", "the claims as baseless", "any such meeting took place".
fn points_back(words: &[&str]) -> bool {
    match words {
        [word] => POINTING[..3].contains(word) || SAYINGS.contains(word),
        ["any", "such", ..] | ["such", ..] | ["anything", "of", "the", ..] => true,
        [first, second, rest @ ..] if POINTING.contains(first) && SAYINGS.contains(second) => {
            !rest.contains(&"that") && !rest.contains(&"of")
        }
        ["all", "of", _, ..] | ["none", "of", _, ..] => dismisses(words),
        ["there", "is" | "was" | "s", "no", ..] => dismisses(words),
        [first, "s" | "is" | "are" | "was" | "were" | "has" | "have" | "did" | "never" | "simply", ..] => {
            POINTING.contains(first) && dismisses(words)
        }
        _ => false,
    }
}

fn dismisses(words: &[&str]) -> bool {
    let begins =
        |at: usize| dismissals().get(words[at]).is_some_and(|known| known.iter().any(|rest| words[at + 1..].starts_with(rest)));
    (0..words.len()).any(begins)
}

#[cfg(test)]
mod tests {
    use super::super::normalise::words;
    use super::*;

    #[test]
    fn what_points_back_and_dismisses() {
        let rows = [
            ("That number is a lie", false, true),
            ("That figure has been plucked from the air", false, true),
            ("the report as nonsense", true, true),
            ("the accusation", true, true),
            ("it", true, true),
            ("any such strike took place", true, true),
            ("No such order was given", false, true),
            ("It did not happen", false, true),
            ("the claims as baseless", false, true),
            ("nonsense", false, true),
            ("There is no truth in this", false, true),
            ("the dam had burst", true, false),
            ("the report that the dam had burst", true, false),
            ("It rained", false, false),
            ("the figure", false, false),
            ("The fake medals were sold in Ostra", false, false),
            ("premature and in parts simply wrong", false, false),
            ("The number of false alarms at the yard has grown in each of the years since then", false, false),
            ("", true, false),
            ("…", false, false),
        ];
        for (content, denied, expected) in rows {
            assert_eq!(denies_the_last(&words(content), denied), expected, "{content:?}");
        }
    }

    #[test]
    fn the_list_is_sorted_and_normalised() {
        let rows: Vec<&str> = DISMISSALS.lines().skip(1).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(rows.iter().all(|row| words(row).join(" ") == *row));
    }
}
