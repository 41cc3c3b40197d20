//! Words that weaken what is said, and how much of it they weaken.
//!
//! The words are `data/cues/hedges.csv`. What they weaken follows from their kind: a report or chance weakens the clause it stands in,
//! a size the number with its noun, a doubted thing its noun phrase. Clauses are told apart by their marks and conjunctions where a
//! finite verb stands on both sides; where that cannot be told the whole stretch is weakened.

use super::lexicon::{Classes, list};
use super::token::{Token, tokens};
use crate::text::{Span, WordList, WordMap};
use aho_corasick::AhoCorasick;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// How a word weakens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakening {
    /// Somebody is said to have reported it: "reportedly", "is said to".
    Report,
    /// It looks so: "appears to", "apparently".
    Seeming,
    /// It may be otherwise: "probably", "unlikely".
    Chance,
    /// "may", "might", "could".
    Modal,
    /// A number that is not exact: "about 40".
    Size,
    /// A thing that may not be what it is called: "the alleged ringleader".
    Thing,
}

/// A hedge as found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weak {
    /// The words.
    pub words: Span,
    /// How they weaken.
    pub kind: Weakening,
    /// What they weaken, the words themselves included.
    pub scope: Span,
}

/// A phrase with how it weakens.
type Phrase = (Vec<&'static str>, Weakening);

/// The phrases by their first word, the longest first.
static HEDGES: LazyLock<WordMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let rows = include_str!("../../data/cues/hedges.csv").lines().skip(1).filter_map(|line| {
        let mut columns = line.split(',');
        Some((columns.next()?.split(' ').collect(), parse(columns.next()?)?))
    });
    let mut rows: Vec<Phrase> = rows.collect();
    // the longest phrase counts
    rows.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    let mut by_first: WordMap<&str, Vec<Phrase>> = WordMap::default();
    rows.into_iter().for_each(|row| by_first.entry(row.0[0]).or_default().push(row));
    by_first
});

fn parse(kind: &str) -> Option<Weakening> {
    match kind {
        "report" => Some(Weakening::Report),
        "seeming" => Some(Weakening::Seeming),
        "chance" => Some(Weakening::Chance),
        "modal" => Some(Weakening::Modal),
        "size" => Some(Weakening::Size),
        "thing" => Some(Weakening::Thing),
        _ => None,
    }
}

/// The hedges of a stretch of text, in order. Odd spans give none.
pub fn hedges(text: &str, stretch: Span) -> Vec<Weak> {
    let words = tokens(text, stretch, &[]);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let mut known = HEDGES.get(&*words[at].lower).into_iter().flatten();
        let here = known.find(|(phrase, kind)| is(&words, at, phrase) && fits(&words, at, phrase.len(), *kind));
        let Some((phrase, kind)) = here else {
            at += 1;
            continue;
        };
        let range = at..at + phrase.len();
        let scope = match kind {
            Weakening::Size | Weakening::Thing => noun_phrase(&words, at, range.end),
            _ => clause(&words, at),
        };
        found.push(Weak { words: cover(&words[range.clone()]), kind: *kind, scope: cover(&words[scope]) });
        at = range.end;
    }
    found
}

/// For each phrase that says that something is a report, or looks so, a word that it cannot do without: its longest.
static REPORTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let rows = HEDGES.values().flatten().filter(|(_, kind)| matches!(kind, Weakening::Report | Weakening::Seeming));
    let longest: BTreeSet<&str> = rows.filter_map(|(words, _)| words.iter().copied().max_by_key(|w| w.len())).collect();
    AhoCorasick::builder().ascii_case_insensitive(true).build(longest).expect("plain words make an automaton")
});

/// The words in a stretch of text that say that it is a report or looks so, in order.
pub fn reports(text: &str, stretch: Span) -> Vec<Span> {
    // most stretches have no such word and need no reading
    if !REPORTS.is_match(stretch.of(text)) {
        return Vec::new();
    }
    let report = |weak: &Weak| matches!(weak.kind, Weakening::Report | Weakening::Seeming);
    hedges(text, stretch).into_iter().filter(report).map(|weak| weak.words).collect()
}

/// The clause of `stretch` that the words at `hedge` stand in.
pub fn clause_around(text: &str, stretch: Span, hedge: Span) -> Span {
    let words = tokens(text, stretch, &[]);
    match words.iter().position(|t| t.span.end() > hedge.start()) {
        Some(at) => cover(&words[clause(&words, at)]),
        None => stretch,
    }
}

fn is(words: &[Token<'_>], at: usize, phrase: &[&str]) -> bool {
    phrase.iter().enumerate().all(|(k, word)| words.get(at + k).is_some_and(|t| t.word() && t.lower == *word))
}

/// Whether the words are a hedge in their place: a size before a number, an adjective before a noun, "may" the verb and no month.
fn fits(words: &[Token<'_>], at: usize, length: usize, kind: Weakening) -> bool {
    let next = words.get(at + length);
    let number = |t: &Token<'_>| t.digits() || NUMBERS.contains(&t.lower);
    match kind {
        Weakening::Size if words[at].lower == "or" || words[at + length - 1].lower == "most" => {
            at > 0 || next.is_some_and(number)
        }
        Weakening::Size => {
            let after =
                if next.is_some_and(|t| t.is(Classes::DETERMINER) && !number(t)) { words.get(at + length + 1) } else { next };
            after.is_some_and(number)
        }
        Weakening::Thing => {
            next.is_some_and(Token::word)
                && !next.is_some_and(|t| t.is(STOPS))
                && words[at].cue.is_none_or(|_| before_noun(words, at))
        }
        Weakening::Modal => {
            next.is_some_and(|t| t.word() && !t.digits())
                && !(words[at].capital() && at > 0)
                && !next.is_some_and(|t| t.is(Classes::BE) && t.lower != "be")
        }
        _ => true,
    }
}

const STOPS: Classes = Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::PRONOUN).or(Classes::SUBORDINATOR);

/// "the alleged ringleader", "Unconfirmed reports"; not "police suspected arson".
fn before_noun(words: &[Token<'_>], at: usize) -> bool {
    at == 0
        || words[at - 1].is(Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION).or(Classes::COORDINATOR))
        || words[at - 1].possessive()
}

pub(super) static NUMBERS: WordList = list("number-word");

/// From the hedge to the end of its noun phrase: the next verb, preposition or mark.
fn noun_phrase(words: &[Token<'_>], at: usize, from: usize) -> std::ops::Range<usize> {
    let end = (from..words.len()).find(|k| {
        let token = &words[*k];
        !token.word()
            || *k > from
                && (token.is(Classes::PREPOSITION.or(Classes::FINITE).or(Classes::SUBORDINATOR).or(Classes::RELATIVE))
                    || token.finite())
    });
    // "a week or so": the number stands before
    let start = if words[at].lower == "or" { at.saturating_sub(2) } else { at };
    start..end.unwrap_or(words.len()).max(from)
}

/// The clause around `at`: up to the nearest breaks on both sides that have a finite verb on either side.
fn clause(words: &[Token<'_>], at: usize) -> std::ops::Range<usize> {
    let finite = |range: std::ops::Range<usize>| words[range].iter().any(|t| t.finite() && !t.capital());
    let opens = |k: usize| {
        let token = &words[k];
        let mark = matches!(token.kind, super::token::Kind::Mark(',' | ';' | '–' | '—' | ':'));
        let joins = token.word()
            && matches!(
                &*token.lower,
                "and"
                    | "but"
                    | "while"
                    | "whereas"
                    | "although"
                    | "though"
                    | "because"
                    | "after"
                    | "before"
                    | "when"
                    | "if"
                    | "unless"
                    | "since"
            );
        mark || joins
    };
    let mut start = 0;
    let mut end = words.len();
    for k in 0..words.len() {
        if !opens(k) || k == at {
            continue;
        }
        // ", which may carry grain": a relative clause is a clause of its own
        let relative = words.get(k + 1).is_some_and(|t| matches!(&*t.lower, "which" | "who" | "whose"));
        if k < at && (relative || finite(start..k)) && finite(k + 1..words.len().min(next_break(words, at, &opens))) {
            start = k + 1;
        } else if k > at && finite(start..k) && finite(k + 1..words.len()) {
            end = k;
            break;
        }
    }
    // the conjunction belongs to neither clause
    while start < at && opens(start) {
        start += 1;
    }
    start..end.max(at + 1)
}

fn next_break(words: &[Token<'_>], at: usize, opens: &dyn Fn(usize) -> bool) -> usize {
    (at + 1..words.len()).find(|k| opens(*k)).unwrap_or(words.len())
}

fn cover(words: &[Token<'_>]) -> Span {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::new(0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, &str)> {
        hedges(text, Span::new(0, text.len())).iter().map(|h| (h.words.of(text), h.scope.of(text))).collect()
    }

    #[test]
    fn every_row_finds_its_example_and_not_its_counter_example() {
        let mut reader = csv::Reader::from_reader(include_str!("../../data/cues/hedges.csv").as_bytes());
        let mut faults = Vec::new();
        for row in reader.records() {
            let row = row.expect("data/cues/hedges.csv is well formed");
            let has = |text: &str| found(text).iter().any(|(words, _)| words.to_lowercase() == row[0]);
            assert!(parse(&row[1]).is_some(), "{row:?}");
            if !has(&row[2]) {
                faults.push(format!("{}: not found in: {}", &row[0], &row[2]));
            }
            if has(&row[3]) {
                faults.push(format!("{}: found in: {}", &row[0], &row[3]));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn no_report_is_passed_over_unread() {
        let mut reader = csv::Reader::from_reader(include_str!("../../data/cues/hedges.csv").as_bytes());
        let mut read = 0;
        for text in reader.records().flatten().flat_map(|row| [row[2].to_owned(), row[3].to_owned(), row[2].to_uppercase()]) {
            let all = hedges(&text, Span::new(0, text.len()));
            let said = all.iter().filter(|h| matches!(h.kind, Weakening::Report | Weakening::Seeming)).map(|h| h.words);
            let said: Vec<Span> = said.collect();
            assert_eq!(reports(&text, Span::new(0, text.len())), said, "{text:?}");
            read += said.len();
        }
        assert!(read > 30, "{read} of the examples hold a report");
    }

    #[test]
    fn what_a_hedge_weakens() {
        for (text, expected) in [
            ("He reportedly owns two ships", vec![("reportedly", "He reportedly owns two ships")]),
            ("the bridge was cut, and the guards reportedly fled", vec![("reportedly", "the guards reportedly fled")]),
            ("the envoy apparently left while the crowd was still singing", vec![("apparently", "the envoy apparently left")]),
            ("the firm paid about 40 crowns for the boat", vec![("about", "about 40 crowns")]),
            ("the alleged ringleader was seen in the port", vec![("alleged", "alleged ringleader")]),
            ("police alleged that he fled", vec![]),
            ("they spoke about the war in May", vec![]),
            ("the ships, which may carry grain, were stopped", vec![("may", "which may carry grain")]),
            ("", vec![]),
            ("about", vec![]),
            ("may", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text:?}");
        }
    }
}
