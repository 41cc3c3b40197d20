//! Of what kind an attribution is, from its cue and from what follows: assertion, belief, fact or eventuality.
//!
//! The words are data: `data/cues/verbs.csv` for the verbs whose frames the rules know, `data/cues/attitudes.csv` for verbs, nouns and
//! phrases beyond them, so that a cue which no rule knows has an attitude too. Of several known words in a cue the longest phrase counts,
//! and of equally long ones the first: "is expected to say" expects.
//!
//! **What it does not do:** it does not read the content. A word in neither file makes an assertion, the commonest kind.

use super::lexicon::{Classes, lexicon};
use super::statement::Attitude;
use crate::text::{WordMap, WordSet};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Words of the longest phrase in the files.
const LONGEST: usize = 5;
/// A word shorter than this has no ending that could be cut.
const SHORTEST: usize = 3;

struct Row {
    attitude: Attitude,
    /// With an infinitive after it: "told him to leave".
    with_to: Option<Attitude>,
}

static CUES: LazyLock<WordMap<&'static str, Row>> = LazyLock::new(|| {
    let rows = include_str!("../../data/cues/attitudes.csv").lines().skip(1).filter_map(|line| {
        let mut columns = line.split(',');
        let (cue, attitude, with_to) = (columns.next()?, columns.next()?, columns.next()?);
        Some((cue, Row { attitude: parse(attitude)?, with_to: parse(with_to) }))
    });
    rows.collect()
});

/// Irregular form → base form.
static IRREGULAR: LazyLock<WordMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("../../data/cues/irregular.csv").lines().skip(1).filter_map(|line| line.split_once(','));
    rows.flat_map(|(base, forms)| forms.split('|').map(move |form| (form, base))).collect()
});

/// The second words of all phrases that anything knows: what goes on with another word is none of them.
static SECOND: LazyLock<WordSet<&'static str>> = LazyLock::new(|| {
    #[allow(clippy::iter_over_hash_type)]
    CUES.keys().filter_map(|cue| cue.split(' ').nth(1)).chain(lexicon().particles()).collect()
});

fn parse(name: &str) -> Option<Attitude> {
    match name {
        "assertion" => Some(Attitude::Assertion),
        "belief" => Some(Attitude::Belief),
        "fact" => Some(Attitude::Fact),
        "eventuality" => Some(Attitude::Eventuality),
        _ => None,
    }
}

/// The attitude that a cue expresses. `cue`: its words as they stand, auxiliaries and all ("has repeatedly called for", "belief that");
/// `after`: the words that follow it, as far as known (empty where not), of which an infinitive's "to" and a "that" count.
/// Letter case does not matter. Words that nothing knows make an assertion.
pub fn attitude(cue: &str, after: &str) -> Attitude {
    let words: Vec<String> = words(cue).collect();
    let next = words_of_start(after);
    let infinitive = next.iter().position(|w| w == "to").is_some_and(|to| !next[..to].iter().any(|w| opens_clause(w)));
    // what follows may be part of the phrase: "call" + "for", "evidence" + "that"
    let with_next: Vec<&str> = words.iter().map(String::as_str).chain(next.iter().take(2).map(String::as_str)).collect();
    for length in (1..=LONGEST.min(with_next.len())).rev() {
        // a phrase has to begin in the cue
        for start in 0..words.len().min(with_next.len() + 1 - length) {
            if let Some(found) = known(&with_next[start..start + length], infinitive) {
                return found;
            }
        }
    }
    Attitude::Assertion
}

/// "said | the roadway had begun to sag": with a subject or a verb before it the infinitive is not the cue's.
fn opens_clause(word: &str) -> bool {
    matches!(word, "that" | "he" | "she" | "they" | "we" | "i" | "there") || lexicon().classes(word).has(Classes::FINITE)
}

/// "told the three men of the crew to leave": so many words may stand between a cue and its infinitive.
const MOST_BETWEEN: usize = 6;

fn words(text: &str) -> impl Iterator<Item = String> {
    let clean = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let clean = move |w: &str| Some(clean(w)).map(|w| if w.contains('’') { w.replace('’', "'") } else { w });
    text.split_whitespace().filter_map(clean).filter(|w| !w.is_empty())
}

/// The words up to the first mark.
fn words_of_start(text: &str) -> Vec<String> {
    let end = text.find([',', '.', ';', ':', '“', '"', '”']).unwrap_or(text.len());
    words(&text[..end]).take(MOST_BETWEEN + 1).collect()
}

/// The attitude of a phrase whose words may stand in any form.
fn known(words: &[&str], infinitive: bool) -> Option<Attitude> {
    let (first, rest) = words.split_first()?;
    let goes_on = |second: &&str| SECOND.contains(*second) || second.strip_suffix('s').is_some_and(|one| SECOND.contains(one));
    if !rest.first().is_none_or(goes_on) {
        return None;
    }
    let rest = rest.join(" ");
    bases(first).find_map(|base| {
        let phrase = if rest.is_empty() { base } else { Cow::Owned(format!("{base} {rest}")) };
        let row = CUES.get(&*phrase).or_else(|| CUES.get(singular_end(&phrase)?));
        let verb = || lexicon().attitude_of(&phrase);
        match row {
            Some(row) if infinitive => Some(row.with_to.unwrap_or(row.attitude)),
            Some(row) => Some(row.attitude),
            None => verb(),
        }
    })
}

/// "raise concerns" for "raise concern": a plural noun at the end of a phrase.
fn singular_end(phrase: &str) -> Option<&str> {
    phrase.strip_suffix('s').filter(|_| phrase.contains(' '))
}

/// The base forms that a word can be a form of, itself first.
fn bases(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let endings = ["s", "es", "d", "ed", "ing"].into_iter();
    let stems = endings.filter_map(|ending| Some((ending, word.strip_suffix(ending).filter(|s| s.len() >= SHORTEST)?)));
    let regular = stems.flat_map(|(ending, stem)| {
        let verbal = ending == "ing" || ending == "ed";
        let mut chars = stem.chars().rev();
        // "planned", "begging"
        let doubled = verbal && chars.next() == chars.next();
        let y = stem.strip_suffix('i').filter(|_| ending == "es" || ending == "ed");
        [
            Some(Cow::Borrowed(stem)),
            verbal.then(|| Cow::Owned(format!("{stem}e"))),
            doubled.then(|| Cow::Borrowed(&stem[..stem.len() - 1])),
            y.map(|y| Cow::Owned(format!("{y}y"))),
        ]
    });
    let irregular = IRREGULAR.get(word).map(|base| Cow::Borrowed(*base));
    std::iter::once(Cow::Borrowed(word)).chain(irregular).chain(regular.flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sorted_and_every_row_counts() {
        let rows: Vec<&str> = include_str!("../../data/cues/attitudes.csv").lines().skip(1).collect();
        assert!(rows.len() > 600, "{} rows", rows.len());
        assert!(rows.windows(2).all(|w| w[0].split(',').next() < w[1].split(',').next()), "sorted by cue, none twice");
        for row in rows {
            let columns: Vec<&str> = row.split(',').collect();
            assert_eq!(columns.len(), 3, "{row}");
            let expected = parse(columns[1]).unwrap_or_else(|| panic!("{row}: no attitude"));
            assert!(columns[2].is_empty() || parse(columns[2]).is_some(), "{row}");
            assert!(columns[0].split(' ').count() <= LONGEST, "{row}: longer than any phrase that is looked for");
            // a row is found by its own words, unless it asks for what follows
            assert_eq!(attitude(columns[0], ""), expected, "{row}");
        }
    }

    /// Cues in context of our own making: the cue in square brackets.
    const IN_CONTEXT: &str = include_str!("../../tests/cases/attitude.csv");

    #[test]
    fn cues_in_context() {
        let mut reader = csv::Reader::from_reader(IN_CONTEXT.as_bytes());
        let rows: Vec<(String, String)> = reader.deserialize().map(|row| row.expect("two columns")).collect();
        assert!(rows.len() >= 150, "{} rows", rows.len());
        let wrong: Vec<String> = rows
            .iter()
            .filter_map(|(sentence, expected)| {
                let (_, rest) = sentence.split_once('[').unwrap_or_else(|| panic!("no cue in {sentence}"));
                let (cue, after) = rest.split_once(']').unwrap_or_else(|| panic!("no cue in {sentence}"));
                let found = attitude(cue, after);
                (Some(found) != parse(expected)).then(|| format!("{found:?}: {sentence}, {expected}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    }

    #[test]
    fn odd_cues_assert() {
        for (cue, after) in [("", ""), ("…", "to"), ("zzyzx", "that"), ("ß", "“"), ("to", "to to to")] {
            assert_eq!(attitude(cue, after), Attitude::Assertion, "{cue:?}");
        }
    }
}
