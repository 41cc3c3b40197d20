//! Names of media in running text.
//!
//! The names stand in one sorted list, in which the longest that begins some text is found by halving; bits for the first bytes of the
//! names tell nearly always that none begins here, and inside a word they are not even asked. An automaton would read a text no faster,
//! and building one takes longer than all else that one article needs.

use super::token::Token;
use crate::text::{Span, WordMap};
use std::collections::HashSet;

/// Names of media that a text may mention, so that "told Reuters" is told from "told reporters".
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    /// Names with the ids they stand for, sorted by bytes.
    names: Vec<(String, String)>,
    /// Of the names with these first two bytes the first, and the one after the last; of those that are one byte the second is 0.
    ranges: WordMap<[u8; 2], (usize, usize)>,
    beginnings: Beginnings,
    /// Registrable domains, sorted, with the ids they stand for.
    domains: Vec<(String, String)>,
    /// Names that other things bear too ("People"), as written.
    short: HashSet<String>,
}

/// With what bytes names begin.
#[derive(Debug, Clone, Default)]
struct Beginnings {
    /// The first two bytes of any name: few words have them, and none that begins with a small letter, nearly.
    pairs: Bits<{ 1 << 10 }>,
    /// Those of names that have no third.
    short: Bits<{ 1 << 10 }>,
    /// A hash of the first six bytes of a name, or of the first three where it has less than six. Three would not tell long names
    /// apart: "the" begins some, and stands everywhere.
    longer: Bits<{ 1 << (Beginnings::BITS - 6) }>,
}

/// A set of numbers below 64 times `WORDS`, which the compiler then need not check.
#[derive(Debug, Clone)]
struct Bits<const WORDS: usize>(Box<[u64; WORDS]>);

impl<const WORDS: usize> Default for Bits<WORDS> {
    fn default() -> Self {
        Bits(Box::new([0; WORDS]))
    }
}

impl<const WORDS: usize> Bits<WORDS> {
    fn insert(&mut self, number: usize) {
        self.0[number / 64] |= 1 << (number % 64);
    }

    fn has(&self, number: usize) -> bool {
        self.0[number / 64] & (1 << (number % 64)) != 0
    }
}

impl Beginnings {
    /// A million for some thousand names: one place in a hundred has the bit of a name without having its bytes.
    const BITS: u32 = 20;

    fn insert(&mut self, name: &str) {
        match *name.as_bytes() {
            [] => return,
            // whatever follows
            [a] => (0..=u8::MAX).for_each(|b| {
                self.pairs.insert(Beginnings::pair(a, b));
                self.short.insert(Beginnings::pair(a, b));
            }),
            [a, b] => self.short.insert(Beginnings::pair(a, b)),
            [a, b, c, d, e, f, ..] => self.longer.insert(Beginnings::place([a, b, c, d, e, f])),
            [a, b, c, ..] => self.longer.insert(Beginnings::place([a, b, c, 0, 0, 0])),
        }
        if let [a, b, ..] = *name.as_bytes() {
            self.pairs.insert(Beginnings::pair(a, b));
        }
    }

    /// Whether a name may begin as these bytes do.
    fn may_begin(&self, rest: &[u8]) -> bool {
        let pair = match *rest {
            [a, b, ..] => Beginnings::pair(a, b),
            [a] => Beginnings::pair(a, 0),
            [] => return false,
        };
        self.pairs.has(pair)
            && (self.short.has(pair)
                || match *rest {
                    [a, b, c, d, e, f, ..] if self.longer.has(Beginnings::place([a, b, c, d, e, f])) => true,
                    [a, b, c, ..] => self.longer.has(Beginnings::place([a, b, c, 0, 0, 0])),
                    _ => false,
                })
    }

    fn pair(a: u8, b: u8) -> usize {
        usize::from(u16::from_le_bytes([a, b]))
    }

    fn place([a, b, c, d, e, f]: [u8; 6]) -> usize {
        // multiplicative hashing (Knuth)
        let hash = u64::from_le_bytes([a, b, c, d, e, f, 0, 0]).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (hash >> (u64::BITS - Beginnings::BITS)) as usize
    }
}

/// One name of a medium in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Medium<'g> {
    /// Where it stands.
    pub span: Span,
    /// The registry's id.
    pub id: &'g str,
}

impl Gazetteer {
    /// Makes one from names (aliases in every script included) and the registry ids they stand for.
    /// Of a name given twice the first id counts.
    pub fn new<'a>(names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let names = names.into_iter().filter(|(name, _)| !name.is_empty());
        let mut names: Vec<(String, String)> = names.map(|(name, id)| (name.to_owned(), id.to_owned())).collect();
        names.sort_by(|a, b| a.0.cmp(&b.0));
        names.dedup_by(|later, first| later.0 == first.0);
        let mut beginnings = Beginnings::default();
        let mut ranges: WordMap<[u8; 2], (usize, usize)> = WordMap::default();
        for (at, (name, _)) in names.iter().enumerate() {
            beginnings.insert(name);
            ranges.entry(first_two(name.as_bytes())).or_insert((at, at)).1 = at + 1;
        }
        Gazetteer { names, ranges, beginnings, domains: Vec::new(), short: HashSet::new() }
    }

    /// The same with domains, by which a publishing outlet may be given ("bbc.co.uk").
    pub fn with_domains<'a>(mut self, domains: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        self.domains = domains.into_iter().map(|(domain, id)| (domain.to_lowercase(), id.to_owned())).collect();
        self.domains.sort();
        self
    }

    /// The same with names that other things bear too, which count only where an outlet is expected.
    pub fn with_short_names<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.short = names.into_iter().map(str::to_owned).collect();
        self
    }

    /// Whether these words are such a name.
    pub(super) fn is_short_name(&self, words: &[Token<'_>]) -> bool {
        match words {
            [one] => self.short.contains(one.text),
            _ => self.short.contains(&words.iter().map(|t| t.text).collect::<Vec<_>>().join(" ")),
        }
    }

    /// The id behind a domain or address; a subdomain counts as its domain.
    pub fn by_domain(&self, address: &str) -> Option<&str> {
        let host = address.trim().to_lowercase();
        let host = host.split_once("://").map_or(host.as_str(), |(_, rest)| rest);
        let mut host = host.split(['/', ':', '?']).next()?;
        loop {
            if let Ok(found) = self.domains.binary_search_by(|(domain, _)| domain.as_str().cmp(host)) {
                return Some(&self.domains[found].1);
            }
            host = host.split_once('.')?.1;
        }
    }

    /// The media named in a text, in order, longest name first, whole words only.
    pub fn media<'g>(&'g self, text: &str) -> Vec<Medium<'g>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(start) = self.candidate(text.as_bytes(), at) {
            at = start + 1;
            if let Some((name, id)) = self.longest(&text.as_bytes()[start..]) {
                at = start + name.len();
                // what is part of a longer word is passed over as a whole: no name begins inside it
                if whole_word(text, start, at) && !goes_on(&text[at..]) {
                    found.push(Medium { span: Span::new(start, at), id });
                }
            }
        }
        found
    }

    /// The next place, `from` or behind it, where a name may begin: not inside an ASCII word, and with the first bytes of a name.
    fn candidate(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let begins = |before: u8, a: u8, b: u8| {
            // one test for both: where words end cannot be foreseen, and to guess wrong at each costs more than to look at every byte
            !JOINS[usize::from(before)] & self.beginnings.pairs.has(Beginnings::pair(a, b))
        };
        let mut before = from.checked_sub(1).map_or(b' ', |last| bytes[last]);
        for (at, two) in (from..).zip(bytes.get(from..)?.windows(2)) {
            if begins(before, two[0], two[1]) && self.beginnings.may_begin(&bytes[at..]) {
                return Some(at);
            }
            before = two[0];
        }
        let (at, last) = (bytes.len().checked_sub(1)?, *bytes.last()?);
        (from <= at && begins(before, last, 0)).then_some(at)
    }

    /// The longest name with which `rest` begins.
    fn longest(&self, rest: &[u8]) -> Option<&(String, String)> {
        self.longest_of(first_two(rest), rest).or_else(|| self.longest_of([*rest.first()?, 0], &rest[..1]))
    }

    /// The same among the names with these first two bytes.
    fn longest_of(&self, two: [u8; 2], mut rest: &[u8]) -> Option<&(String, String)> {
        let &(from, to) = self.ranges.get(&two)?;
        let names = &self.names[from..to];
        loop {
            // of all names that are not behind `rest` the last: if it is no beginning of it, a name that is one is
            // no longer than what the two share
            let last = names.partition_point(|(name, _)| name.as_bytes() <= rest).checked_sub(1)?;
            let name = names[last].0.as_bytes();
            let shared = name.iter().zip(rest).take_while(|(a, b)| a == b).count();
            if shared == name.len() {
                return Some(&names[last]);
            }
            rest = &rest[..shared];
        }
    }
}

/// After which ASCII bytes no name begins, as [`whole_word`] has it.
const JOINS: [bool; 256] = {
    let mut joins = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        joins[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'-' || byte as u8 == b'_';
        byte += 1;
    }
    joins
};

fn first_two(bytes: &[u8]) -> [u8; 2] {
    [bytes.first().copied().unwrap_or(0), bytes.get(1).copied().unwrap_or(0)]
}

/// Whether a longer name goes on behind a known one: "L'Echo | du Fleuve" is another paper.
fn goes_on(rest: &str) -> bool {
    const PARTICLES: [&str; 6] = [" du ", " de la ", " della ", " do ", " da ", " des "];
    PARTICLES.iter().filter_map(|particle| rest.strip_prefix(particle)).any(|name| name.starts_with(char::is_uppercase))
}

fn whole_word(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    !before.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_')
        && !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_longest_first() {
        let gazetteer =
            Gazetteer::new([("Interfax", "interfax"), ("Interfax-Ukraine", "interfax-ukraine"), ("AP", "ap"), ("ТАСС", "tass")]);
        let found = |text| gazetteer.media(text).iter().map(|m| m.id).collect::<Vec<_>>();
        assert_eq!(found("Interfax said"), ["interfax"]);
        assert_eq!(found("Interfax-Ukraine said"), ["interfax-ukraine"]);
        assert_eq!(found("MAP, APA, AP’s report"), ["ap"]);
        assert_eq!(found("InterfaxAP, Interfax-Ukrain"), ["interfax"]);
        assert_eq!(found("сообщает ТАСС."), ["tass"]);
        assert_eq!(found("pro-AP, _AP, “AP”, ТАССAP,AP"), ["ap", "ap"]);
        assert!(Gazetteer::default().media("AP").is_empty());
        let short = Gazetteer::new([("X", "x"), ("XY", "xy"), ("XYZ Post", "post")]);
        let found = |text| short.media(text).iter().map(|m| m.id).collect::<Vec<_>>();
        assert_eq!(found("X, XY, XYZ Post, XYZ Pos, XZ X"), ["x", "xy", "post", "x"]);
    }

    #[test]
    fn domains_and_addresses() {
        let gazetteer = Gazetteer::new([]).with_domains([("bbc.co.uk", "bbc"), ("ap.org", "ap")]);
        for (address, id) in [
            ("bbc.co.uk", Some("bbc")),
            ("https://www.BBC.co.uk/news/1?x=y", Some("bbc")),
            ("co.uk", None),
            ("notbbc.co.uk", None),
            ("BBC", None),
            ("", None),
        ] {
            assert_eq!(gazetteer.by_domain(address), id, "{address}");
        }
    }
}
