//! Names of media in running text.
//!
//! The names stand in one sorted list, in which the longest that begins some text is found by halving; bits for the first bytes of the
//! names tell nearly always that none begins here. An automaton would read a text no faster, and building one takes longer than all
//! else that one article needs.

use crate::text::Span;

/// Names of media that a text may mention, so that "told Reuters" is told from "told reporters".
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    /// Names with the ids they stand for, sorted by bytes.
    names: Vec<(String, String)>,
    beginnings: Beginnings,
    /// Registrable domains, sorted, with the ids they stand for.
    domains: Vec<(String, String)>,
}

/// With what bytes names begin.
#[derive(Debug, Clone)]
struct Beginnings {
    /// A bit under a hash of the first six bytes of a name, or of the first three where it has less than six. Three would not tell long names
    /// apart: "the" begins some, and stands everywhere.
    bits: Vec<u64>,
    /// The first byte of names that have no third.
    short: [bool; 256],
}

impl Default for Beginnings {
    fn default() -> Self {
        Beginnings { bits: vec![0; 1 << (Beginnings::BITS - 6)], short: [false; 256] }
    }
}

impl Beginnings {
    /// A million for some thousand names: one place in a hundred has the bit of a name without having its bytes.
    const BITS: u32 = 20;

    fn insert(&mut self, name: &str) {
        let place = match *name.as_bytes() {
            [a, b, c, d, e, f, ..] => Beginnings::place([a, b, c, d, e, f]),
            [a, b, c, ..] => Beginnings::place([a, b, c, 0, 0, 0]),
            [a, ..] => {
                self.short[usize::from(a)] = true;
                return;
            }
            [] => return,
        };
        self.bits[place / 64] |= 1 << (place % 64);
    }

    /// Whether a name may begin as these bytes do.
    fn may_begin(&self, rest: &[u8]) -> bool {
        let has = |bytes| {
            let place = Beginnings::place(bytes);
            self.bits[place / 64] & (1 << (place % 64)) != 0
        };
        match *rest {
            [a, b, c, d, e, f, ..] if has([a, b, c, d, e, f]) => true,
            [a, b, c, ..] if has([a, b, c, 0, 0, 0]) => true,
            [a, ..] => self.short[usize::from(a)],
            [] => false,
        }
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
        names.iter().for_each(|(name, _)| beginnings.insert(name));
        Gazetteer { names, beginnings, domains: Vec::new() }
    }

    /// The same with domains, by which a publishing outlet may be given ("bbc.co.uk").
    pub fn with_domains<'a>(mut self, domains: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        self.domains = domains.into_iter().map(|(domain, id)| (domain.to_lowercase(), id.to_owned())).collect();
        self.domains.sort();
        self
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
        while at < text.len() {
            match self.longest(&text.as_bytes()[at..]) {
                Some((name, id)) => {
                    let end = at + name.len();
                    // what is part of a longer word is passed over as a whole: no name begins inside it
                    if whole_word(text, at, end) {
                        found.push(Medium { span: Span::new(at, end), id });
                    }
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The longest name with which `rest` begins.
    fn longest(&self, mut rest: &[u8]) -> Option<&(String, String)> {
        if !self.beginnings.may_begin(rest) {
            return None;
        }
        loop {
            // of all names that are not behind `rest` the last: if it is no beginning of it, a name that is one is
            // no longer than what the two share
            let last = self.names.partition_point(|(name, _)| name.as_bytes() <= rest).checked_sub(1)?;
            let name = self.names[last].0.as_bytes();
            let shared = name.iter().zip(rest).take_while(|(a, b)| a == b).count();
            if shared == name.len() {
                return Some(&self.names[last]);
            }
            rest = &rest[..shared];
        }
    }
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
        assert!(Gazetteer::default().media("AP").is_empty());
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
