//! A text made ready for comparing: its words with where they stand, which of them are quoted, which are page furniture.

use crate::attribution::quoted_spans;
use crate::sentence::split;
use crate::text::Span;

/// A quotation of fewer words is a term in scare quotes or a title and belongs to the narrative.
const QUOTED_WORDS: usize = 4;

/// Words of pages rather than of reports, as they stand in a sentence of their own: shared ones say where a text was published, not what it was copied from.
const FURNITURE: &[&str] = &[
    "like us on",
    "follow us",
    "follow @",
    "in the comments",
    "share this",
    "share it",
    "click here",
    "read more",
    "sign up",
    "subscribe",
    "newsletter",
    "all rights reserved",
    "may not be published",
    "copyright",
    "©",
    "@media",
    "editor's note",
    "editor’s note",
    "contributed to this report",
    "reporting by",
    "editing by",
    "last updated",
    "advertisement",
];

/// Words so common in English that they say nothing of what a text is about.
const COMMON: &[&str] = &[
    "a", "about", "after", "again", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been", "before",
    "being", "but", "by", "can", "could", "did", "do", "does", "down", "for", "from", "had", "has", "have", "he", "her", "here",
    "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "like", "many", "may", "might", "more", "most",
    "much", "my", "no", "not", "now", "of", "on", "one", "only", "or", "other", "our", "out", "over", "said", "say", "says",
    "she", "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "to", "told", "too", "under", "until", "up", "us", "very", "was", "we", "were", "what", "when", "where", "which",
    "while", "who", "will", "with", "would", "you", "your",
];

/// One word of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// The word without case, as a number.
    pub key: u64,
    /// Where it stands.
    pub span: Span,
    /// Which sentence it is in.
    pub sentence: u32,
    /// It stands inside quotation marks.
    pub quoted: bool,
    /// It belongs to the page rather than to the report.
    pub furniture: bool,
    /// It carries matter: no common word.
    pub content: bool,
    /// A number, or a word with a capital where no sentence begins.
    pub detail: bool,
}

/// The words of one article, and what every comparison asks of them. Its sets are sorted lists without repetition.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// In the order of the text.
    pub words: Vec<Word>,
    /// How many words of narrative there are.
    pub told: usize,
    /// Pairs of content words that follow each other in one sentence of narrative, whatever common words stand between.
    pub phrases: Vec<(u64, u64)>,
    /// Content words of each sentence of narrative; one of fewer than four says too little to be compared.
    pub matter: Vec<Vec<u64>>,
    /// Numbers and names.
    pub details: Vec<u64>,
}

impl Word {
    /// In the outlet's own words, as far as one can see.
    pub fn is_narrative(&self) -> bool {
        !self.quoted && !self.furniture
    }
}

impl Words {
    /// Takes a text apart.
    pub fn of(text: &str) -> Self {
        let sentences = split(text);
        let mut words = Vec::new();
        for (number, sentence) in sentences.iter().enumerate() {
            let own = sentence.span.of(text);
            let furniture = is_furniture(own);
            let mut first = true;
            for (at, end) in pieces(own) {
                let piece = &own[at..end];
                let lower = piece.to_lowercase();
                let is_number = piece.starts_with(|c: char| c.is_ascii_digit());
                let capital = !first && piece.starts_with(char::is_uppercase) && piece.chars().count() > 1;
                words.push(Word {
                    key: fold(lower.as_bytes()),
                    span: Span::new(sentence.span.start() + at, sentence.span.start() + end),
                    sentence: number as u32,
                    quoted: false,
                    furniture,
                    content: COMMON.binary_search(&lower.as_str()).is_err(),
                    detail: is_number || capital,
                });
                first = false;
            }
        }
        mark_quoted(text, &mut words);
        let content: Vec<&Word> = words.iter().filter(|w| w.is_narrative() && w.content).collect();
        let sentence = |a: &&Word, b: &&Word| a.sentence == b.sentence;
        let matter = content.chunk_by(sentence).map(|own| set(own.iter().map(|w| w.key)));
        let phrases = content.windows(2).filter(|p| sentence(&p[0], &p[1])).map(|p| (p[0].key, p[1].key));
        Words {
            told: words.iter().filter(|w| w.is_narrative()).count(),
            phrases: set(phrases),
            matter: matter.filter(|set| set.len() >= 4).collect(),
            details: set(words.iter().filter(|w| w.detail).map(|w| w.key)),
            words,
        }
    }
}

fn set<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut set: Vec<T> = items.collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// How many elements two sorted lists without repetition share.
pub(super) fn in_both<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        both += usize::from(a[i] == b[j]);
        (i, j) = (i + usize::from(a[i] <= b[j]), j + usize::from(b[j] <= a[i]));
    }
    both
}

fn mark_quoted(text: &str, words: &mut [Word]) {
    for quotation in quoted_spans(text) {
        let from = words.partition_point(|w| w.span.start() < quotation.start());
        let to = words.partition_point(|w| w.span.start() < quotation.end());
        if to >= from + QUOTED_WORDS {
            words[from..to].iter_mut().for_each(|w| w.quoted = true);
        }
    }
}

fn is_furniture(sentence: &str) -> bool {
    // a sentence of prose that mentions such words is longer
    const LONGEST: usize = 220;
    let lower = sentence.to_lowercase();
    (sentence.len() <= LONGEST && FURNITURE.iter().any(|phrase| lower.contains(phrase))) || sentence.contains(['{', '}'])
}

/// Runs of letters and digits, with the apostrophes, points and commas inside them.
fn pieces(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let mut end = text.len();
        let mut chars = text[start..].char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let joins = matches!(c, '\'' | '’' | '.' | ',') && chars.peek().is_some_and(|(_, n)| joined(c, *n));
            if !c.is_alphanumeric() && !joins {
                end = start + i;
                break;
            }
        }
        at = end;
        Some((start, end))
    })
}

/// "don’t" and "1,800" are one word each; "end.Then" is two.
fn joined(mark: char, next: char) -> bool {
    match mark {
        '\'' | '’' => next.is_alphabetic(),
        _ => next.is_ascii_digit(),
    }
}

/// FNV-1a, 64 bits: the same number for the same word everywhere and always; curly and straight apostrophes are one.
fn fold(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut i = 0;
    while i < bytes.len() {
        let curly = bytes[i..].starts_with("’".as_bytes());
        let byte = if curly { b'\'' } else { bytes[i] };
        i += if curly { 3 } else { 1 };
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_searched() {
        assert!(COMMON.is_sorted());
    }

    #[test]
    fn words_know_what_they_are() {
        let text = "The ferry’s crew of 1,800 left Lund. “We never saw the warning,” Holt said. He is a ‘free man’. Follow us on Chatter!";
        let words = Words::of(text).words;
        let of =
            |test: fn(&Word) -> bool| words.iter().filter(|w| test(w)).map(|w| w.span.of(text)).collect::<Vec<_>>().join(" ");
        assert_eq!(of(|w| w.quoted), "We never saw the warning");
        assert_eq!(of(|w| w.furniture), "Follow us on Chatter");
        assert_eq!(of(|w| w.detail && !w.furniture), "1,800 Lund Holt");
        assert_eq!(of(|w| w.content && !w.furniture), "ferry’s crew 1,800 left Lund never saw warning Holt free man");
        assert_eq!(Words::of("don't").words[0].key, Words::of("Don’t").words[0].key);
        assert!(Words::of("…!").words.is_empty());
    }
}
