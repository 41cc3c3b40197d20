//! What of a sentence matters for comparing it: words without case and marks, content words, numbers, negations.

use crate::attribution::Statement;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Words that carry structure rather than matter, sorted. Negations are not among them.
const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before", "being", "but", "by",
    "can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "his", "i", "if", "in", "into", "is",
    "it", "its", "may", "might", "more", "of", "on", "or", "our", "she", "should", "so", "some", "such", "than", "that", "the",
    "their", "them", "there", "these", "they", "this", "those", "to", "up", "was", "we", "were", "what", "when", "where",
    "which", "while", "who", "will", "with", "would", "you",
];

const NEGATIONS: &[&str] = &["no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot"];

/// The words of a text: lower case, compatibility forms folded, marks dropped, split at everything that is neither letter nor digit.
///
/// A hyphen between letters splits ("state-owned" is two words, as "state owned" is); an apostrophe inside a word, a point or comma between
/// digits and a soft hyphen do not.
pub(crate) fn words(text: &str) -> Vec<String> {
    if text.chars().all(is_plain) { split(text.chars()) } else { split(text.nfkc().filter(|&c| c != '\u{ad}')) }
}

/// Letters and marks of nearly all English text, which stay as they are when compatibility forms are folded: most of the time that folding takes
/// is spent on finding that out.
fn is_plain(c: char) -> bool {
    c.is_ascii() || matches!(c, 'À'..='ÿ' | '–' | '—' | '‘' | '’' | '“' | '”')
}

fn split(chars: impl Iterator<Item = char>) -> Vec<String> {
    let mut chars = chars.peekable();
    let mut before: Option<char> = None;
    let mut words = Vec::new();
    let mut word = String::new();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let between = |test: fn(char) -> bool| before.is_some_and(test) && next.is_some_and(test);
        let digits = || between(|c| c.is_ascii_digit());
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else if c == '.' && digits() {
            word.push('.');
        } else if (c == ',' && digits())
            || (matches!(c, '\'' | '’') && between(char::is_alphabetic))
            || unicode_normalization::char::is_combining_mark(c)
        {
            // 1,800 is 1800; don't is dont
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        before = Some(c);
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// A statement's content made ready for comparing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fingerprint {
    /// All words in order, joined by blanks.
    pub sentence: String,
    /// Content words, numbers not among them.
    pub content: BTreeSet<String>,
    /// Numbers as written.
    pub numbers: BTreeSet<String>,
    /// How many negations.
    pub negations: usize,
}

impl Fingerprint {
    pub fn of(statement: &Statement) -> Self {
        let text = statement.content.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
        Fingerprint::of_text(&text)
    }

    pub fn of_text(text: &str) -> Self {
        let words = words(text);
        let is_number = |w: &&String| w.starts_with(|c: char| c.is_ascii_digit());
        let is_negation = |w: &str| NEGATIONS.contains(&w) || (w.len() > 3 && w.ends_with("nt") && CONTRACTED.contains(&w));
        Fingerprint {
            sentence: words.join(" "),
            content: words
                .iter()
                .filter(|w| !is_number(w) && FUNCTION_WORDS.binary_search(&w.as_str()).is_err())
                .cloned()
                .collect(),
            numbers: words.iter().filter(is_number).cloned().collect(),
            negations: words.iter().filter(|w| is_negation(w)).count(),
        }
    }

    /// Jaccard overlap of the content words.
    pub fn overlap(&self, other: &Fingerprint) -> f64 {
        let shared = self.content.intersection(&other.content).count();
        let all = self.content.len() + other.content.len() - shared;
        if all == 0 { 0.0 } else { shared as f64 / all as f64 }
    }

    /// Whether numbers and negations leave room for the same proposition.
    pub fn agrees(&self, other: &Fingerprint) -> bool {
        self.numbers == other.numbers && self.negations == other.negations
    }
}

const CONTRACTED: &[&str] = &[
    "arent", "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hasnt", "havent", "isnt", "shouldnt", "wasnt", "werent",
    "wont", "wouldnt",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_what_does_not_matter() {
        let rows = [
            ("The “Bridge” closed.", "the bridge closed"),
            ("state-owned  news\u{a0}agency", "state owned news agency"),
            ("1,800 jobs, 2.5 percent", "1800 jobs 2.5 percent"),
            ("It didn’t — it couldn't.", "it didnt it couldnt"),
            ("co\u{ad}operate", "cooperate"),
            ("ﬁre in Türkiye", "fire in türkiye"),
            ("", ""),
            ("… ?!", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(words(text).join(" "), expected, "{text:?}");
        }
        assert!(FUNCTION_WORDS.is_sorted());
    }

    #[test]
    fn plain_letters_stay_as_they_are() {
        for c in (0..0x3000).filter_map(char::from_u32).filter(|&c| is_plain(c)) {
            assert!(c.to_string().nfkc().eq([c]), "{c:?}");
        }
    }

    #[test]
    fn numbers_and_negations_decide() {
        let rows = [
            ("Five ferries sank on Monday", "Five ferries sank on Monday", true),
            ("36 people were hurt", "63 people were hurt", false),
            ("The mayor did not resign", "The mayor did resign", false),
            ("The mayor didn't resign", "The mayor did not resign", true),
        ];
        for (a, b, expected) in rows {
            assert_eq!(Fingerprint::of_text(a).agrees(&Fingerprint::of_text(b)), expected, "{a} / {b}");
        }
    }
}
