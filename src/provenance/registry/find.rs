//! Finding the names of media in running text, in one pass.
//!
//! The text is cut into words; the first word of a name, in lower case, leads to the names that begin so, longest first. Words end
//! where letters and digits do, so that "AP" is not found in "APEC"; in scripts without spaces each character is a word of its own.
//! A leading "The" is no part of what is searched, but names that are ordinary words otherwise ("The Hill") need it before them.
//! The first four bytes of a word tell nearly always that it cannot begin a name, and whether it could with a small letter.

use super::name;
use crate::text::Span;

/// A name found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Where it stands, without a leading "the".
    pub span: Span,
    /// Which row bears it, by number.
    pub(super) row: u32,
}

/// A name as it is to be found.
#[derive(Debug, Clone)]
struct Entry {
    /// Hash of the first word in lower case.
    hash: u64,
    /// The name in lower case, with plain apostrophes.
    folded: String,
    /// The spelling in full, where only that counts.
    exact: Option<String>,
    /// An article must stand before it.
    article: bool,
    /// The name begins with a capital, so that in a text it must too.
    capital: bool,
    row: u32,
}

/// All names, by the hash of their first word.
#[derive(Debug, Clone, Default)]
pub(super) struct Finder {
    /// Slots of (first entry, number of entries); a power of two.
    slots: Vec<(u32, u32)>,
    entries: Vec<Entry>,
    /// Beginnings of names, in lower case.
    any: Beginnings,
    /// Beginnings of names that begin with a small letter.
    small: Beginnings,
}

/// A set of the first four bytes of words, with rare false members.
#[derive(Debug, Clone)]
struct Beginnings(Box<[u64; 1 << 10]>);

impl Default for Beginnings {
    fn default() -> Self {
        Beginnings(Box::new([0; 1 << 10]))
    }
}

impl Beginnings {
    fn insert(&mut self, beginning: u32) {
        let bit = Beginnings::bit(beginning);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    fn may_have(&self, beginning: u32) -> bool {
        let bit = Beginnings::bit(beginning);
        self.0[bit / 64] & (1 << (bit % 64)) != 0
    }

    fn bit(beginning: u32) -> usize {
        // multiplicative hashing to 16 bits (Knuth)
        (beginning.wrapping_mul(0x9e37_79b1) >> 16) as usize
    }
}

impl Finder {
    /// Takes names with the number of their row, and whether only their own case counts.
    pub(super) fn new<'a>(names: impl IntoIterator<Item = (&'a str, u32, bool)>) -> Self {
        let mut entries: Vec<Entry> = names.into_iter().flat_map(|(text, row, exact)| entries(text, row, exact)).collect();
        let size = (entries.len() * 4).next_power_of_two().max(16);
        let slot = |entry: &Entry| place(entry.hash, size - 1);
        entries.sort_by(|a, b| slot(a).cmp(&slot(b)).then(b.folded.len().cmp(&a.folded.len())).then(a.row.cmp(&b.row)));
        let mut slots = vec![(0u32, 0u32); size];
        let (mut any, mut small) = (Beginnings::default(), Beginnings::default());
        for (at, entry) in (0u32..).zip(&entries) {
            let found = &mut slots[slot(entry)];
            if found.1 == 0 {
                found.0 = at;
            }
            found.1 += 1;
            if let Some(beginning) = next_word(&entry.folded, 0).and_then(|word| beginning(word.of(&entry.folded).as_bytes())) {
                any.insert(beginning);
                if !entry.capital {
                    small.insert(beginning);
                }
            }
        }
        Finder { slots, entries, any, small }
    }

    /// The longest names in the text, from left to right, without overlaps.
    pub(super) fn find(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.entries.is_empty() {
            return hits;
        }
        let mut at = 0;
        while let Some(word) = next_word(text, at) {
            at = word.end();
            if let Some((row, end)) = self.name_at(text, word) {
                hits.push(Hit { span: Span::new(word.start(), end), row });
                at = end;
            }
        }
        hits
    }

    /// The longest name that begins with this word.
    fn name_at(&self, text: &str, word: Span) -> Option<(u32, usize)> {
        let bytes = &text.as_bytes()[word.start()..word.end()];
        if let Some(beginning) = beginning(bytes) {
            let known = if bytes[0].is_ascii_lowercase() { &self.small } else { &self.any };
            if !known.may_have(beginning) {
                return None;
            }
        }
        let hash = hash(&text[word.start()..word.end()]);
        let (first, count) = self.slots[place(hash, self.slots.len() - 1)];
        let candidates = &self.entries[first as usize..(first + count) as usize];
        candidates.iter().filter(|e| e.hash == hash).find_map(|e| Some((e.row, e.ends(text, word.start())?)))
    }
}

/// The ways in which one name is searched: as spelled, and without diacritics, as many texts have it.
fn entries(text: &str, row: u32, exact: bool) -> Vec<Entry> {
    let own = text.strip_prefix("The ").unwrap_or(text);
    let folded = fold(own);
    let plain = name::key(own);
    let mut spellings = vec![folded];
    if !own.is_ascii() && plain.is_ascii() && !exact {
        spellings.push(plain);
    }
    let article = own.len() < text.len() && (exact || !own.contains(' '));
    let capital = own.starts_with(|c: char| !c.is_lowercase());
    let entry = |folded: String| {
        let first = next_word(&folded, 0)?;
        let hash = hash(first.of(&folded));
        Some(Entry { hash, folded, exact: exact.then(|| own.to_owned()), article, capital, row })
    };
    spellings.into_iter().filter_map(entry).collect()
}

impl Entry {
    /// The end of this name in `text`, if it stands at `start`.
    fn ends(&self, text: &str, start: usize) -> Option<usize> {
        let rest = &text[start..];
        let long = match &self.exact {
            Some(exact) => rest.starts_with(exact.as_str()).then_some(exact.len())?,
            None => self.length_of(rest)?,
        };
        let cased = !self.capital || !rest.starts_with(char::is_lowercase);
        let introduced = !self.article || ["the ", "The ", "THE "].iter().any(|article| text[..start].ends_with(article));
        (cased && introduced && ends_word(text, start + long)).then_some(start + long)
    }

    /// How many bytes of `rest` spell this name in any case.
    fn length_of(&self, rest: &str) -> Option<usize> {
        let mut wanted = self.folded.chars();
        let mut long = 0;
        for c in rest.chars() {
            if wanted.as_str().is_empty() {
                break;
            }
            for lower in plain(c).to_lowercase() {
                if wanted.next() != Some(lower) {
                    return None;
                }
            }
            long += c.len_utf8();
        }
        wanted.as_str().is_empty().then_some(long)
    }
}

/// Lower case with plain apostrophes: one step less than a name's key, so that it can be compared in place.
fn fold(name: &str) -> String {
    name.chars().flat_map(|c| plain(c).to_lowercase()).collect()
}

fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        c => c,
    }
}

fn ends_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    !after.is_some_and(char::is_alphanumeric) || before.is_some_and(is_spaceless) || after.is_some_and(is_spaceless)
}

/// Whether the script writes without spaces (or, in Korean, adds particles without one).
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}')
}

/// What a byte is to a word.
const SEPARATES: u8 = 0;
const BELONGS: u8 = 1;
const BEGINS_LONGER: u8 = 2;

const CLASS: [u8; 256] = {
    let mut table = [SEPARATES; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = BELONGS;
        } else if byte >= 0x80 {
            table[byte] = BEGINS_LONGER;
        }
        byte += 1;
    }
    table
};

/// The next word at or after byte `at`.
fn next_word(text: &str, at: usize) -> Option<Span> {
    let rest = text.as_bytes().get(at..)?;
    let start = at + rest.iter().position(|byte| CLASS[usize::from(*byte)] != SEPARATES)?;
    let rest = &text.as_bytes()[start..];
    let long = rest.iter().position(|byte| CLASS[usize::from(*byte)] != BELONGS).unwrap_or(rest.len());
    match rest.get(long) {
        Some(byte) if CLASS[usize::from(*byte)] == BEGINS_LONGER => next_longer_word(text, start, start + long),
        _ => Some(Span::new(start, start + long)),
    }
}

/// As [`next_word`], from a byte of a character beyond ASCII; `start < at` where a word has begun.
fn next_longer_word(text: &str, mut start: usize, mut at: usize) -> Option<Span> {
    for c in text[at..].chars() {
        let begun = at > start;
        if is_spaceless(c) {
            return Some(Span::new(start, if begun { at } else { at + c.len_utf8() }));
        }
        if !c.is_alphanumeric() {
            if begun {
                return Some(Span::new(start, at));
            }
            start = at + c.len_utf8();
        }
        at += c.len_utf8();
    }
    (at > start).then(|| Span::new(start, at))
}

/// The first four bytes of a word in lower case; `None` where they are not all ASCII, whose case cannot be told from a byte.
fn beginning(word: &[u8]) -> Option<u32> {
    let mut four = [0; 4];
    let long = word.len().min(4);
    four[..long].copy_from_slice(&word[..long]);
    // digits keep their value under this bit, and nothing else stands in an ASCII word
    let lower = u32::from_le_bytes(four) | 0x2020_2020;
    (lower & 0x8080_8080 == 0).then_some(lower)
}

fn place(hash: u64, mask: usize) -> usize {
    // the low bits choose the slot; fold the high ones in
    (hash ^ (hash >> 29)) as usize & mask
}

/// Hash of a word in lower case.
fn hash(word: &str) -> u64 {
    if word.is_ascii() {
        return fnv(word.bytes().map(|b| b.to_ascii_lowercase()));
    }
    let mut buffer = [0; 4];
    word.chars().flat_map(char::to_lowercase).fold(FNV_START, |state, c| step(state, c.encode_utf8(&mut buffer).bytes()))
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a with 64 bits (Fowler, Noll, Vo): small, stable between machines and versions.
pub(super) fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    step(FNV_START, bytes)
}

fn step(state: u64, bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(state, |state, byte| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
