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
    "contention",
    "figure",
    "figures",
    "idea",
    "insinuation",
    "insinuations",
    "narrative",
    "notion",
    "number",
    "numbers",
    "report",
    "reports",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "speculation",
    "statement",
    "statements",
    "story",
    "stories",
    "suggestion",
    "suggestions",
    "talk",
    "theory",
    "version",
];
/// Words that point back.
const POINTING: &[&str] = &["that", "this", "it", "the", "these", "those", "they", "such", "all"];
/// A statement with more words tells something of its own. Chosen by us.
const SHORT: usize = 12;
/// Verbs between what is denied and the words that deny it.
const LINKING: &[&str] = &["is", "are", "was", "were", "do", "does", "did", "has", "have", "had"];
/// Words before the "that" of "the widespread claim that …". Chosen by us.
const OPENING: usize = 8;
/// Words after which stands what is told in order to deny it.
const OPENERS: &[&str] = &["that", "of", "about"];

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

/// Words by which a report says that somebody said nothing.
const SILENCES: &[&str] = &[
    "declined to comment",
    "declined comment",
    "did not comment",
    "did not immediately",
    "did not respond",
    "did not reply",
    "did not return",
    "could not be reached",
    "could not immediately",
    "not immediately available",
    "refused to comment",
    "would not comment",
];

/// Whether a statement of these normalised words, joined by blanks, tells only that somebody said nothing: it asserts nothing that others could.
pub(super) fn is_silence(sentence: &str) -> bool {
    SILENCES.iter().any(|words| sentence.contains(words))
}

/// Whether a statement of these normalised words, joined by blanks, denies the one before it in its report, being nothing by itself. `denied`: its source denies its words.
pub(super) fn denies_the_last(sentence: &str, denied: bool) -> bool {
    let words: Vec<&str> = sentence.split_whitespace().take(SHORT + 1).collect();
    if words.is_empty() || words.len() > SHORT {
        return false;
    }
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
        [first, second, rest @ ..] if (POINTING.contains(first) || whose(words).is_some()) && SAYINGS.contains(second) => {
            !matches!(rest.first(), Some(&("that" | "of")))
        }
        ["the", _, saying, rest @ ..] if whose(&words[1..]).is_some() && SAYINGS.contains(saying) => {
            !matches!(rest.first(), Some(&("that" | "of")))
        }
        ["all", "of", _, ..] | ["none", "of", _, ..] => dismisses(words),
        ["there", "is" | "was" | "s", "no", ..] => dismisses(words),
        [first, "s" | "is" | "are" | "was" | "were" | "has" | "have" | "did" | "never" | "simply", ..] => {
            POINTING.contains(first) && dismisses(words)
        }
        _ => false,
    }
}

/// Whose saying the first word makes the second ("rsfs account": a normalised possessive); empty for a pronoun's.
fn whose<'a>(words: &[&'a str]) -> Option<&'a str> {
    let [owner, saying, ..] = words else { return None };
    match *owner {
        "his" | "her" | "their" => Some(""),
        owner if owner.len() > 2 && SAYINGS.contains(saying) && !POINTING.contains(&owner) => owner.strip_suffix('s'),
        _ => None,
    }
}

/// By whom what such a statement denies was said, where it says so: "the militia's account as nonsense".
pub(super) fn denied_of(sentence: &str) -> Option<&str> {
    let words: Vec<&str> = sentence.split_whitespace().take(3).collect();
    let from = usize::from(words.first() == Some(&"the"));
    whose(&words[from..]).filter(|owner| !owner.is_empty())
}

fn dismisses(words: &[&str]) -> bool {
    (0..words.len()).any(|at| dismissal(&words[at..]).is_some())
}

/// Where "of" stands in "reports of a fire"; a figure or a number of something is no saying.
fn told_of(low: &[&str]) -> Option<usize> {
    let of = low.iter().take(OPENING).position(|word| matches!(*word, "of" | "about"))?;
    let saying = low[..of].last().filter(|word| SAYINGS.contains(word))?;
    let plain = low[..of].iter().all(|word| !LINKING.contains(word));
    (plain && !saying.starts_with("figure") && !saying.starts_with("number")).then_some(of)
}

/// How many words at the beginning are one of the phrases that deny; of several the longest.
fn dismissal(words: &[&str]) -> Option<usize> {
    let [first, rest @ ..] = words else { return None };
    dismissals().get(first)?.iter().filter(|more| rest.starts_with(more)).map(|more| 1 + more.len()).max()
}

/// What a statement tells in order to deny it, and whether it then stands denied: "The claim that 40 drowned is false", "It is not true that 40 drowned", "There is no truth in
/// reports that 40 drowned", "Reports of a fire do not correspond to reality", "the report of a death a fabrication", and of a source that denies it "reports that 40 drowned" or "the
/// claim that 40 drowned as nonsense". `denied`: its source denies its words.
pub(super) fn told_to_deny(text: &str, denied: bool) -> Option<(&str, bool)> {
    let pieces: Vec<(usize, &str)> = text
        .split_whitespace()
        .map(|piece| piece.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|piece| !piece.is_empty())
        .map(|piece| (piece.as_ptr() as usize - text.as_ptr() as usize, piece))
        .collect();
    // most statements have none of the words that open the told part, and need not be read in lower case
    if !pieces.iter().take(OPENING).any(|(_, piece)| OPENERS.iter().any(|word| piece.eq_ignore_ascii_case(word))) {
        return None;
    }
    let low: Vec<String> = pieces.iter().map(|(_, piece)| piece.to_lowercase()).collect();
    let low: Vec<&str> = low.iter().map(String::as_str).collect();
    let that = low.iter().take(OPENING).position(|word| *word == "that").or_else(|| told_of(&low))?;
    let (opening, told) = (&low[..that], that + 1);
    let names_a_saying = opening.last().is_some_and(|word| SAYINGS.contains(word));
    let opens_a_denial = match opening {
        ["it", "is" | "was", rest @ ..] | ["it's", rest @ ..] => dismissal(rest).is_some(),
        ["there", "is" | "was", rest @ ..] => names_a_saying && dismissal(rest).is_some(),
        _ => false,
    };
    let content = |end: usize| {
        let (last, word) = pieces[end - 1];
        (told < end).then(|| &text[pieces[told].0..last + word.len()])
    };
    if opens_a_denial {
        return content(low.len()).map(|told| (told, !denied));
    }
    if !names_a_saying {
        return None;
    }
    let closes = |at: usize| {
        let rest = &low[at + 1..];
        let rest = if rest.first().is_some_and(|word| word.ends_with("ly")) { &rest[1..] } else { rest };
        match low[at] {
            "as" => denied && dismissal(rest).is_some(),
            verb if LINKING.contains(&verb) => dismissal(rest).is_some(),
            // "called the report of a death a fabrication"
            _ => low[that] != "that" && dismissal(&low[at + 1..]) == Some(low.len() - at - 1) && !denied,
        }
    };
    match (told + 1..low.len()).rev().find(|&at| closes(at)) {
        Some(at) if low[at] == "as" => content(at).map(|told| (told, true)),
        Some(at) if LINKING.contains(&low[at]) => content(at).map(|told| (told, !denied)),
        Some(at) => content(at + 1).map(|told| (told, true)),
        None if denied => content(low.len()).map(|told| (told, true)),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::normalise::worded;
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
            ("the militia's account as nonsense", true, true),
            ("their claims", true, true),
            ("the figure as a fantasy of people who were not there", true, true),
            ("the report of a leak", true, false),
            ("the gas leak", true, false),
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
            assert_eq!(denies_the_last(&worded(content), denied), expected, "{content:?}");
        }
    }

    #[test]
    fn what_is_told_in_order_to_deny_it() {
        let rows = [
            ("The claim that 40 drowned is false", false, Some(("40 drowned", true))),
            ("Talk that the chief will go is “utter nonsense”.", false, Some(("the chief will go", true))),
            ("Talk that the chief will go is “early”.", false, None),
            ("Talk that the chief will go is nonsense", false, Some(("the chief will go", true))),
            ("Reports that he fled were completely untrue", false, Some(("he fled", true))),
            ("It is not true that the dam burst.", false, Some(("the dam burst", true))),
            ("There is no truth in reports that the dam burst", false, Some(("the dam burst", true))),
            ("reports that the dam had burst", true, Some(("the dam had burst", true))),
            ("the claim that the dam burst as baseless", true, Some(("the dam burst", true))),
            ("Reports of a fire in the hall are a hoax", false, Some(("a fire in the hall", true))),
            ("Claims of seven dead do not correspond to reality", false, Some(("seven dead", true))),
            ("the report of a death a fabrication", false, Some(("a death", true))),
            ("reports of looting as an invention", true, Some(("looting", true))),
            ("Reports of a fire in the hall reached us at noon", false, None),
            ("The number of dead is false", false, None),
            ("reports that the dam had burst", false, None),
            ("The report that said the dam was old is out", false, None),
            ("It was clear that the report was false", false, None),
            ("The claim that", false, None),
            ("", false, None),
        ];
        for (content, denied, expected) in rows {
            assert_eq!(told_to_deny(content, denied), expected, "{content:?}");
        }
    }

    #[test]
    fn who_says_nothing() {
        let rows = [
            ("A spokesman for the yard declined to comment on the layoffs", true),
            ("The owner could not be reached.", true),
            ("The minister commented on the layoffs", false),
            ("", false),
        ];
        for (content, expected) in rows {
            assert_eq!(is_silence(&worded(content)), expected, "{content:?}");
        }
    }

    #[test]
    fn the_list_is_sorted_and_normalised() {
        let rows: Vec<&str> = DISMISSALS.lines().skip(1).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(rows.iter().all(|row| worded(row) == *row));
    }
}
