//! Places in a text: [`Span`] (byte offsets) and [`Excerpt`] (a span with its words).
//!
//! Offsets inside the library are bytes into the text as read, half open, always on character boundaries.
//! Code-point offsets, which the exchanged files use, are made at the edge by [`CodePoints`].

use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

/// A map whose keys are words; see [`WordHasher`].
pub(crate) type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;
/// A set of words; see [`WordHasher`].
pub(crate) type WordSet<K> = HashSet<K, BuildHasherDefault<WordHasher>>;

/// For word lists of our own, in which every word of a text is looked up several times: eight bytes at a step, each step one rotation and one
/// multiplication, as in the hash of Firefox. The standard hash withstands keys chosen by an attacker, which a list of our own has none of, and takes
/// several times as long on a short word.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        let rest = rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte));
        for eight in eights.iter().map(|eight| u64::from_le_bytes(*eight)).chain([rest]) {
            self.0 = (self.0.rotate_left(5) ^ eight).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    #[inline]
    fn finish(&self) -> u64 {
        // a table takes its place from the low bits, into which a product carries least
        self.0.rotate_left(26)
    }
}

/// One list of words out of a file of lists in `data/cues`: a row `id,words,meaning`, the words separated by `|`. Read when first asked for.
pub(crate) struct WordList {
    file: &'static str,
    id: &'static str,
    words: OnceLock<WordSet<&'static str>>,
}

impl WordList {
    /// The list `id` of what a file holds.
    pub(crate) const fn new(file: &'static str, id: &'static str) -> Self {
        WordList { file, id, words: OnceLock::new() }
    }

    fn words(&self) -> &WordSet<&'static str> {
        self.words.get_or_init(|| {
            let rows = self.file.lines().skip(1).filter_map(|line| line.split_once(','));
            let row = rows.filter(|(id, _)| *id == self.id).map(|(_, rest)| rest.split(',').next().unwrap_or("")).next();
            row.expect("tests/word_lists.rs finds a row for every list").split('|').collect()
        })
    }

    /// Whether a word, in the letters of the file, is in the list.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.words().contains(word)
    }

    /// Whether a word ends in one of a list of endings.
    pub(crate) fn ends(&self, word: &str) -> bool {
        self.iter().any(|ending| word.ends_with(ending))
    }

    /// What is in the list, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.words().iter().copied()
    }
}

/// A half-open range of bytes in an article's text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// Makes a span from `start` to `end`; a reversed pair gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// Byte after the last.
    pub fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The words at this span, or the empty string where the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The span without white space at its edges.
    pub fn trim(self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }

    /// The span with its words.
    pub fn excerpt(self, text: &str) -> Excerpt {
        Excerpt { span: self, text: self.of(text).to_owned() }
    }
}

/// A span that carries its words, so that it can be read and shipped without its article.
///
/// A span read back from a file is not to be trusted for slicing; the words are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Excerpt {
    /// Where the words stand, in bytes.
    pub span: Span,
    /// The words, exactly as they stand.
    pub text: String,
}

/// Translates byte offsets of one text into code-point offsets, in one pass and constant memory per 64 bytes.
#[derive(Debug, Clone)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before byte 64 * i (rounded down to a character boundary).
    marks: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'a> CodePoints<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut points = 0;
        for (i, byte) in text.bytes().enumerate() {
            if i % STRIDE == 0 {
                marks.push(points);
            }
            // every byte but a continuation byte starts a code point
            points += usize::from(byte & 0xC0 != 0x80);
        }
        if text.len().is_multiple_of(STRIDE) {
            marks.push(points);
        }
        CodePoints { text, marks }
    }

    /// Code points before byte `offset`; an offset past the end counts as the end.
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let mark = offset / STRIDE;
        let from = mark * STRIDE;
        let rest = self.text.as_bytes()[from..offset].iter().filter(|b| **b & 0xC0 != 0x80).count();
        self.marks[mark] + rest
    }
}

/// Small words inside the names of persons, places and bodies: "Hugo de la Vega", "Comboios do Norte".
pub fn is_name_particle(lower: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "abu", "ag", "al", "ben", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du",
        "e", "el", "ibn", "la", "las", "le", "les", "los", "ould", "ten", "ter", "van", "von", "y", "zu",
    ];
    PARTICLES.binary_search(&lower).is_ok()
}

/// The address of a site as a name, in lower case: "dailymail.com".
pub fn is_site(lower: &str) -> bool {
    [".com", ".info", ".net", ".org"].iter().any(|ending| lower.ends_with(ending))
}

/// An Arabic article, which may begin a name in small letters: "al Watan".
pub fn is_name_article(lower: &str) -> bool {
    matches!(lower, "al" | "el")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting() {
        for text in ["", "plain", "“Türkiye” – Зеленский 🇹🇷", &"é".repeat(100), &"a".repeat(64), &"x".repeat(128)]
        {
            let points = CodePoints::new(text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(points.at(at), count, "{text:?} at byte {at}");
            }
            assert_eq!(points.at(text.len()), text.chars().count(), "{text:?} at its end");
            assert_eq!(points.at(text.len() + 9), text.chars().count(), "{text:?} past its end");
        }
    }

    #[test]
    fn sites_end_as_addresses_do() {
        for (name, expected) in
            [("karvwatch.com", true), ("ol.com", true), ("ostmere.info", true), ("dot com", false), ("a.m", false)]
        {
            assert_eq!(is_site(name), expected, "{name}");
        }
    }

    #[test]
    fn spans_trim_and_cover() {
        let text = " a “b”  ";
        assert_eq!(Span::new(0, text.len()).trim(text).of(text), "a “b”");
        assert_eq!(Span::new(3, 1), Span::new(3, 3));
        assert_eq!(Span::new(2, 4).cover(Span::new(7, 9)), Span::new(2, 9));
        assert_eq!(Span::new(0, 99).of("short"), "");
    }
}
