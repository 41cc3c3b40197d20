//! Finding the names of media in running text, in one pass.
//!
//! The text is cut into words; the folded first word of a name leads to the names that begin so, longest first. Words end where
//! letters and digits do, so that "AP" is not found in "APEC"; in scripts without spaces each character is a word of its own.

use crate::text::Span;
use std::hash::Hasher;

/// A name found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Where it stands.
    pub span: Span,
    /// Which name, by number.
    pub(super) name: u32,
}

/// A name as it is to be found.
#[derive(Debug, Clone)]
struct Entry {
    /// The name in lower case, with plain apostrophes.
    folded: String,
    /// The spelling in full, where only that counts.
    exact: Option<String>,
    /// The name has a capital, so that in a text it needs one too.
    capital: bool,
    /// Its number.
    name: u32,
}

/// All names, by the hash of their first word.
#[derive(Debug, Clone, Default)]
pub(super) struct Finder {
    /// Slots of (first entry, number of entries); a power of two.
    slots: Vec<(u32, u32)>,
    entries: Vec<Entry>,
}

impl Finder {
    /// Takes names with their numbers, and whether only their own case counts.
    pub(super) fn new<'a>(names: impl IntoIterator<Item = (&'a str, u32, bool)>) -> Self {
        let mut entries: Vec<(u64, Entry)> = Vec::new();
        for (text, name, exact) in names {
            let folded = fold(text);
            let plain = crate::provenance::registry::name::key(text);
            let capital = text.chars().any(char::is_uppercase);
            // the name as spelled, and without diacritics as many texts have it
            let mut spellings = vec![folded];
            if !text.is_ascii() && plain.is_ascii() && !exact {
                spellings.push(plain);
            }
            for folded in spellings {
                let Some(first) = Words::new(&folded).next() else { continue };
                let hash = hash(&folded.as_bytes()[first.start()..first.end()]);
                let exact = exact.then(|| text.to_owned());
                entries.push((hash, Entry { folded, exact, capital, name }));
            }
        }
        let size = (entries.len() * 4).next_power_of_two().max(16);
        let slot = |hash: u64| (hash as usize) & (size - 1);
        entries.sort_by(|(h, a), (i, b)| {
            slot(*h).cmp(&slot(*i)).then(b.folded.len().cmp(&a.folded.len())).then(a.name.cmp(&b.name))
        });
        let mut slots = vec![(0u32, 0u32); size];
        for (at, (hash, _)) in (0u32..).zip(&entries) {
            let place = &mut slots[slot(*hash)];
            if place.1 == 0 {
                place.0 = at;
            }
            place.1 += 1;
        }
        Finder { slots, entries: entries.into_iter().map(|(_, entry)| entry).collect() }
    }

    /// The longest names in the text, from left to right, without overlaps.
    pub(super) fn find(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.slots.is_empty() {
            return hits;
        }
        let mask = self.slots.len() - 1;
        let mut words = Words::new(text);
        while let Some(word) = words.next() {
            let (first, count) = self.slots[(words.hash as usize) & mask];
            if count == 0 {
                continue;
            }
            let found =
                self.entries[first as usize..(first + count) as usize].iter().find_map(|e| Some((e, e.at(text, word.start())?)));
            if let Some((entry, end)) = found {
                hits.push(Hit { span: Span::new(word.start(), end), name: entry.name });
                words.at = end;
            }
        }
        hits
    }
}

impl Entry {
    /// The end of this name in `text`, if it stands at `start`.
    fn at(&self, text: &str, start: usize) -> Option<usize> {
        let rest = &text[start..];
        if let Some(exact) = &self.exact {
            // only the article may begin in either case: "the Hill" is "The Hill"
            let (a, b) = exact.strip_prefix("The ").map_or((rest, exact.as_str()), |b| (article(rest).unwrap_or(rest), b));
            let end = start + (rest.len() - a.len()) + b.len();
            return (a.starts_with(b) && (a.len() < rest.len() || b == exact) && ends_word(text, end)).then_some(end);
        }
        let mut wanted = self.folded.chars();
        let mut end = start;
        for c in rest.chars() {
            if wanted.as_str().is_empty() {
                break;
            }
            for lower in plain(c).to_lowercase() {
                if wanted.next() != Some(lower) {
                    return None;
                }
            }
            end += c.len_utf8();
        }
        let found = wanted.as_str().is_empty() && ends_word(text, end);
        let proper = if self.folded.starts_with("the ") { article(rest).unwrap_or(rest) } else { rest };
        let cased = !self.capital || proper.starts_with(|c: char| !c.is_lowercase());
        (found && cased).then_some(end)
    }
}

/// What follows an article.
fn article(text: &str) -> Option<&str> {
    ["The ", "the ", "THE "].iter().find_map(|article| text.strip_prefix(article))
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
    !after.is_some_and(|c| c.is_alphanumeric()) || before.is_some_and(is_spaceless) || after.is_some_and(is_spaceless)
}

/// Whether the script writes without spaces (or, in Korean, adds particles without one).
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}')
}

/// The words of a text with the hash of each in lower case.
struct Words<'a> {
    text: &'a str,
    at: usize,
    hash: u64,
}

/// For each byte: its lower-case form where it is an ASCII letter or digit, 0 where it separates words, 255 where it begins a longer character.
const CLASS: [u8; 256] = {
    let mut table = [0u8; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        table[byte] = if b.is_ascii_alphanumeric() {
            b.to_ascii_lowercase()
        } else if b >= 0x80 {
            255
        } else {
            0
        };
        byte += 1;
    }
    table
};

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Self {
        Words { text, at: 0, hash: 0 }
    }
}

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        let mut start = None;
        let mut state = Fnv::default();
        while at < bytes.len() {
            match CLASS[bytes[at] as usize] {
                0 if start.is_some() => break,
                0 => at += 1,
                255 => {
                    let c = self.text[at..].chars().next()?;
                    if is_spaceless(c) {
                        if start.is_none() {
                            state.write_char(c);
                            start = Some(at);
                            at += c.len_utf8();
                        }
                        break;
                    }
                    if c.is_alphanumeric() {
                        start.get_or_insert(at);
                        c.to_lowercase().for_each(|lower| state.write_char(lower));
                    } else if start.is_some() {
                        break;
                    }
                    at += c.len_utf8();
                }
                lower => {
                    start.get_or_insert(at);
                    state.write_u8(lower);
                    at += 1;
                }
            }
        }
        self.at = at;
        self.hash = state.finish();
        start.map(|start| Span::new(start, at))
    }
}

fn hash(lower: &[u8]) -> u64 {
    let mut state = Fnv::default();
    state.write(lower);
    state.finish()
}

/// FNV-1a with 64 bits (Fowler, Noll, Vo): small, stable between machines and versions.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn write_char(&mut self, c: char) {
        self.write(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        // the low bits choose the slot; fold the high ones in
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u8(*byte);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
}
