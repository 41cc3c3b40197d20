//! Taking an assessment apart by article, and putting parts together again.

use super::document::{Claim, Document, RegistryEntry, RegistryUsed};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl Document {
    /// One document for each article, with the claims that its statements are in and the registry entries that it rests on.
    /// What could not be read stands in the last one.
    pub fn per_article(&self) -> impl Iterator<Item = Document> + '_ {
        let last = self.articles.len().saturating_sub(1);
        let claims: BTreeMap<&str, usize> = self.claims.iter().enumerate().map(|(at, c)| (c.id.as_str(), at)).collect();
        let entries: BTreeMap<&str, &RegistryEntry> = self.registry.used.iter().map(|e| (e.id.as_str(), e)).collect();
        self.articles.iter().enumerate().map(move |(index, article)| {
            let own: BTreeSet<usize> =
                article.statements.iter().flat_map(|s| &s.claims).filter_map(|id| claims.get(id.as_str()).copied()).collect();
            let sources = article.statements.iter().flat_map(|s| &s.chain).filter_map(|n| n.registry_id.as_deref());
            let outlets: BTreeSet<&str> = sources.chain(article.outlet.iter().filter_map(|o| o.registry_id.as_deref())).collect();
            Document {
                schema: self.schema.clone(),
                version: self.version.clone(),
                registry: RegistryUsed {
                    version: self.registry.version.clone(),
                    outlets: self.registry.outlets,
                    used: outlets.into_iter().filter_map(|id| entries.get(id)).map(|e| (*e).clone()).collect(),
                },
                params: self.params.clone(),
                interval: self.interval.clone(),
                articles: vec![article.clone()],
                claims: own.into_iter().map(|at| self.claims[at].clone()).collect(),
                skipped: if index == last { self.skipped.clone() } else { Vec::new() },
            }
        })
    }
}

impl Document {
    /// Gives claims and stories other names, wherever they are named.
    pub fn rename(&mut self, claim: impl Fn(&str) -> String, story: impl Fn(&str) -> String) {
        let all =
            self.claims.iter_mut().flat_map(|c| std::iter::once(&mut c.id).chain(&mut c.contradicts).chain(&mut c.superseded_by));
        all.for_each(|id| *id = claim(id));
        for article in &mut self.articles {
            article.story.iter_mut().for_each(|id| *id = story(id));
            article.statements.iter_mut().flat_map(|s| &mut s.claims).for_each(|id| *id = claim(id));
        }
    }
}

/// Puts documents together. Claims that two of them have in common are kept once; a claim whose id stands for another claim
/// already gets a new one (articles scored alone each count from `c1`).
#[derive(Debug)]
pub struct Joined {
    whole: Document,
    /// Where each claim stands.
    known: BTreeMap<String, usize>,
    entries: BTreeMap<String, RegistryEntry>,
    /// The highest number that a claim has.
    highest: usize,
}

impl Joined {
    /// Starts with a document, whose versions and parameters the result will have.
    pub fn new(mut first: Document) -> Self {
        let claims = std::mem::take(&mut first.claims);
        let entries = std::mem::take(&mut first.registry.used).into_iter().map(|e| (e.id.clone(), e)).collect();
        let mut joined = Joined { whole: first, known: BTreeMap::new(), entries, highest: 0 };
        claims.into_iter().for_each(|claim| joined.keep(claim));
        joined
    }

    /// Adds the articles of another document, their claims and the registry entries that they rest on.
    pub fn add(&mut self, mut other: Document) {
        let highest = other.claims.iter().map(number).max().unwrap_or(0);
        self.highest = self.highest.max(highest);
        let mut renamed: BTreeMap<String, String> = BTreeMap::new();
        let mut fresh: Vec<Claim> = Vec::new();
        for claim in std::mem::take(&mut other.claims) {
            match self.known.get(&claim.id) {
                Some(&at) if self.whole.claims[at] == claim => {}
                Some(_) => {
                    self.highest += 1;
                    renamed.insert(claim.id.clone(), format!("c{}", self.highest));
                    fresh.push(claim);
                }
                None => fresh.push(claim),
            }
        }
        let rename = |id: &mut String| {
            if let Some(new) = renamed.get(id) {
                id.clone_from(new);
            }
        };
        for claim in &mut fresh {
            std::iter::once(&mut claim.id).chain(&mut claim.contradicts).chain(&mut claim.superseded_by).for_each(rename);
        }
        other.articles.iter_mut().flat_map(|a| &mut a.statements).flat_map(|s| &mut s.claims).for_each(rename);
        fresh.into_iter().for_each(|claim| self.keep(claim));
        self.whole.articles.append(&mut other.articles);
        self.whole.skipped.append(&mut other.skipped);
        // a parameter that only one of them used belongs to the whole too
        for (group, values) in other.params {
            match (self.whole.params.get_mut(&group), values) {
                (Some(Value::Object(own)), Value::Object(more)) => more.into_iter().for_each(|(name, value)| {
                    own.entry(name).or_insert(value);
                }),
                (Some(_), _) => {}
                (None, values) => {
                    self.whole.params.insert(group, values);
                }
            }
        }
        self.entries.extend(other.registry.used.into_iter().map(|e| (e.id.clone(), e)));
    }

    fn keep(&mut self, claim: Claim) {
        self.highest = self.highest.max(number(&claim));
        self.known.insert(claim.id.clone(), self.whole.claims.len());
        self.whole.claims.push(claim);
    }

    /// All of them as one.
    pub fn finish(mut self) -> Document {
        self.whole.registry.used = self.entries.into_values().collect();
        self.whole
    }
}

fn number(claim: &Claim) -> usize {
    claim.id.strip_prefix('c').and_then(|n| n.parse().ok()).unwrap_or(0)
}
