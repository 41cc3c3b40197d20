//! Where one sentence ends and the next begins.

use super::abbreviation::{Kind, kind};
use crate::text::Span;

/// Words that often begin a sentence and seldom stand after an abbreviation as part of a name.
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "In",
    "On",
    "At",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "But",
    "And",
    "This",
    "That",
    "These",
    "Those",
    "His",
    "Her",
    "Its",
    "Their",
    "If",
    "When",
    "While",
    "After",
    "Before",
    "As",
    "For",
    "There",
    "Some",
    "Many",
    "More",
    "No",
    "Not",
    "Both",
    "Meanwhile",
    "However",
    "Officials",
    "According",
    "Earlier",
    "Later",
    "Two",
    "Three",
    "Police",
    "By",
    "Under",
    "With",
    "To",
    "From",
];

/// Verbs that make "…?” X asked" one sentence.
const AFTER_QUOTE: &[&str] = &[
    "said", "says", "asked", "asks", "told", "tells", "wrote", "writes", "added", "adds", "replied", "shouted", "cried",
    "wondered", "tweeted",
];

const TERMINATORS: &[char] = &['.', '!', '?', '…'];
const CLOSERS: &[char] = &['”', '"', '’', '\'', '»', ')', ']', '“'];
const OPENERS: &[char] = &['“', '"', '‘', '\'', '«', '(', '[', '„', '—', '–', '-', '•', '*'];

/// Calls `emit` with each sentence of one paragraph.
pub fn sentences(text: &str, paragraph: Span, mut emit: impl FnMut(Span)) {
    let words = paragraph.of(text);
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = words[at..].find(TERMINATORS) {
        let first = at + found;
        let mut end = first + words[first..].chars().next().map_or(1, char::len_utf8);
        // "?!", "...", and the closing marks belong to the sentence
        end += words[end..].chars().take_while(|c| TERMINATORS.contains(c)).map(char::len_utf8).sum::<usize>();
        let closed = end + words[end..].chars().take_while(|c| CLOSERS.contains(c)).map(char::len_utf8).sum::<usize>();
        if let Some(next) = boundary(words, start, first, end, closed) {
            emit(Span::new(paragraph.start() + start, paragraph.start() + next).trim(text));
            start = next;
        }
        at = closed.max(end);
    }
    if !words[start..].trim().is_empty() {
        emit(Span::new(paragraph.start() + start, paragraph.end()).trim(text));
    }
}

/// Where the sentence ends, if the terminator at `first` ends one.
fn boundary(words: &str, start: usize, first: usize, end: usize, closed: usize) -> Option<usize> {
    let rest = &words[closed..];
    let after = rest.trim_start();
    if after.is_empty() {
        return None;
    }
    // a straight or curly mark right before a word opens the next quotation: `rows."The company`
    let glued = rest.len() == after.len();
    let quoted = closed > end && words[end..closed].ends_with(['"', '”', '’', ')']);
    if glued && !quoted && !(closed == end && misses_space(&words[start..first], after)) {
        return None;
    }
    let next = after.trim_start_matches(OPENERS).trim_start_matches('”');
    let initial = next.chars().next()?;
    if !(initial.is_uppercase() || initial.is_numeric() || (!initial.is_lowercase() && initial.is_alphabetic())) {
        return None;
    }
    let ender = words[first..].chars().next()?;
    if closed > end && ender != '.' && asks_after_quote(after) {
        return None;
    }
    if ender == '.' && end == first + 1 && !ends_after_dot(&words[start..first], after, next) {
        return None;
    }
    Some(closed)
}

/// "in the coming weeks.Cliff Sloan said": a plain word before the stop, one with a capital after it, and neither part of an address.
fn misses_space(before: &str, after: &str) -> bool {
    let left = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let right = after.split_whitespace().next().unwrap_or("");
    let plain = left.len() > 2 && left.chars().all(char::is_lowercase);
    let letters = right.trim_end_matches(|c: char| !c.is_alphanumeric());
    let name = letters.chars().next().is_some_and(char::is_uppercase)
        && letters.chars().skip(1).all(|c| c.is_lowercase() || "'’-".contains(c));
    plain && name && right.len() < after.len() && kind(left).is_none()
}

/// Whether a full stop after `before` ends the sentence, given what follows.
fn ends_after_dot(before: &str, after: &str, next: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || OPENERS.contains(&c)).next().unwrap_or("");
    let next_word: &str = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let numeric = next.starts_with(|c: char| c.is_numeric());
    match kind(&word.to_lowercase()) {
        Some(Kind::Title) => false,
        // "No. 2", but "He said no. Two others agreed."
        Some(Kind::Number) => !(numeric && word.starts_with('N')),
        Some(Kind::End) => STARTERS.contains(&next_word) || after.starts_with(['“', '"', '‘']),
        Some(Kind::Place) => true,
        // initials: "J. Smith", "G.K. Hale", "Henrik L., whose"; "Plan B. The" ends
        None if word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase)) => {
            STARTERS.contains(&next_word)
        }
        None => true,
    }
}

/// `“Why?” Mr Hale asked.` is one sentence.
fn asks_after_quote(after: &str) -> bool {
    after.split_whitespace().take(5).any(|word| AFTER_QUOTE.contains(&word.trim_end_matches([',', '.', ':'])))
        && !after.starts_with(['“', '"', '‘', '«'])
}

#[cfg(test)]
mod tests {
    fn split(text: &str) -> Vec<&str> {
        crate::sentence::split(text).iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for (text, expected) in [
            ("One. Two.", vec!["One.", "Two."]),
            ("Gen. Ibarra spoke. He left.", vec!["Gen. Ibarra spoke.", "He left."]),
            ("It opened at 5:40 a.m. and shut.", vec!["It opened at 5:40 a.m. and shut."]),
            ("It opened at 6 a.m. The guards left.", vec!["It opened at 6 a.m.", "The guards left."]),
            ("The U.S. State Department spoke.", vec!["The U.S. State Department spoke."]),
            ("It fell 1.2 per cent. So what?", vec!["It fell 1.2 per cent.", "So what?"]),
            ("City Hospital No. 2 is full. Go.", vec!["City Hospital No. 2 is full.", "Go."]),
            ("“Stop.” The man ran.", vec!["“Stop.”", "The man ran."]),
            ("“Why?” Mr Hale asked. Nobody knew.", vec!["“Why?” Mr Hale asked.", "Nobody knew."]),
            ("\"Go!\" he said. \"Now.\"", vec!["\"Go!\" he said.", "\"Now.\""]),
            ("Well... Perhaps. Maybe… Yes.", vec!["Well...", "Perhaps.", "Maybe…", "Yes."]),
            ("He waited ... then left.", vec!["He waited ... then left."]),
            ("J. K. Hale, of Acme Inc. in Bremen, left.", vec!["J. K. Hale, of Acme Inc. in Bremen, left."]),
            ("Rep. G.K. Hale left. He won.", vec!["Rep. G.K. Hale left.", "He won."]),
            ("Sens. Oda and Hale left Del. Moore.", vec!["Sens. Oda and Hale left Del. Moore."]),
            ("No stop at the end", vec!["No stop at the end"]),
            ("", vec![]),
            ("...", vec!["..."]),
            ("Она сказала. Он ушёл.", vec!["Она сказала.", "Он ушёл."]),
        ] {
            assert_eq!(split(text), expected, "{text:?}");
        }
    }
}
