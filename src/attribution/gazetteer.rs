//! Names of media in running text.

use crate::text::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Names of media that a text may mention, so that "told Reuters" is told from "told reporters".
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    names: Option<AhoCorasick>,
    ids: Vec<String>,
    /// Registrable domains, sorted, with the ids they stand for.
    domains: Vec<(String, String)>,
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
        let (patterns, ids): (Vec<&str>, Vec<String>) =
            names.into_iter().filter(|(name, _)| !name.is_empty()).map(|(name, id)| (name, id.to_owned())).unzip();
        // an automaton of plain names cannot fail to build short of running out of memory; the plainest kind is built fastest,
        // and for one article building it is most of the cost
        let names = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .build(patterns)
            .ok();
        Gazetteer { names, ids, domains: Vec::new() }
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
        let Some(names) = &self.names else { return Vec::new() };
        names
            .find_iter(text)
            .filter(|found| whole_word(text, found.start(), found.end()))
            .filter_map(|found| {
                let id = self.ids.get(found.pattern().as_usize())?;
                Some(Medium { span: Span::new(found.start(), found.end()), id })
            })
            .collect()
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
