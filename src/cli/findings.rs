//! What a user should know about a result that is otherwise in order, and whether it meets the limit that was set.

use crate::attribution::Attitude;
use crate::report::{Document, words};
use std::collections::BTreeSet;
use std::fmt;

/// A warning: what was seen, why it matters, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Articles in another language, each with it.
    NotEnglish(Names),
    /// Articles whose publisher is not known.
    OutletNotGiven(Names),
    /// Publishers that the registry lacks.
    OutletUnknown(Names),
    /// Articles without a single attributed statement.
    NothingAttributed(Names),
}

impl Warning {
    /// Its name, for searching.
    pub fn id(&self) -> &'static str {
        match self {
            Warning::NotEnglish(_) => "not-english",
            Warning::OutletNotGiven(_) => "outlet-not-given",
            Warning::OutletUnknown(_) => "outlet-unknown",
            Warning::NothingAttributed(_) => "nothing-attributed",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::NotEnglish(names) => write!(
                f,
                "not in English: {names}; attribution is recognised in English only, so statements and sources will be missing: translate first, or leave these out"
            ),
            Warning::OutletNotGiven(names) => write!(
                f,
                "no outlet given for {names}; nothing is known of the last hand it went through, and the numbers leave that out: use --outlet NAME or DOMAIN, or an `outlet` field"
            ),
            Warning::OutletUnknown(names) => write!(
                f,
                "not in the outlet registry: {names}; an unknown outlet counts as unknown, never as independent: check the spelling, or add it with --registry FILE"
            ),
            Warning::NothingAttributed(names) => write!(
                f,
                "no attributed statement in {names}; all of it is in the outlet's own voice, or it is no news report: check that the text was read whole (--with-text --format json)"
            ),
        }
    }
}

/// Some names, of which the first few are shown: there may be a hundred thousand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    first: Vec<String>,
    more: usize,
}

impl Names {
    const SHOWN: usize = 3;

    fn add(&mut self, name: impl Into<String>) {
        if self.first.len() < Names::SHOWN { self.first.push(name.into()) } else { self.more += 1 }
    }

    fn is_empty(&self) -> bool {
        self.first.is_empty()
    }
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = self.first.iter().map(|n| words::one_line(n)).collect::<Vec<_>>().join(", ");
        if self.more == 0 { f.write_str(&list) } else { write!(f, "{list} and {} more", self.more) }
    }
}

/// Looks at results as they come, and keeps little of each.
#[derive(Debug, Default)]
pub struct Findings {
    not_english: Names,
    not_given: Names,
    unknown: BTreeSet<String>,
    nothing: Names,
    limit: Option<f64>,
    below: Names,
}

impl Findings {
    /// Nothing seen yet; `limit` is the least content estimate that assertions are to have.
    pub fn new(limit: Option<f64>) -> Self {
        Findings { limit, ..Findings::default() }
    }

    /// Looks at the articles of a document.
    pub fn see(&mut self, document: &Document) {
        for article in &document.articles {
            if let Some(language) = article.language.as_deref().filter(|l| *l != "en") {
                self.not_english.add(format!("{} ({language})", article.id));
            }
            match &article.outlet {
                None => self.not_given.add(&article.id),
                Some(outlet) if outlet.registry_id.is_none() => self.unknown.extend(outlet.name.clone()),
                Some(_) => {}
            }
            if article.statements.iter().all(|s| s.chain.is_empty()) {
                self.nothing.add(&article.id);
            }
            let assertions = article.statements.iter().filter(|s| s.attitude == Attitude::Assertion);
            for statement in assertions {
                let estimate = statement.confidence.content.estimate.estimate.value();
                if self.limit.is_some_and(|limit| estimate < limit) {
                    self.below.add(&statement.id);
                }
            }
        }
    }

    /// All that there is to warn of, each kind once.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut unknown = Names::default();
        self.unknown.iter().for_each(|name| unknown.add(name));
        let all = [
            (Warning::NotEnglish as fn(Names) -> Warning, &self.not_english),
            (Warning::OutletNotGiven, &self.not_given),
            (Warning::OutletUnknown, &unknown),
            (Warning::NothingAttributed, &self.nothing),
        ];
        all.into_iter().filter(|(_, names)| !names.is_empty()).map(|(warning, names)| warning(names.clone())).collect()
    }

    /// The assertions that do not meet the limit, as a sentence.
    pub fn below(&self) -> Option<String> {
        let limit = self.limit?;
        (!self.below.is_empty()).then(|| format!("content estimate below {limit}: {}", self.below))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_names_are_counted() {
        let mut names = Names::default();
        (1..=9).for_each(|n| names.add(format!("a{n}")));
        assert_eq!(names.to_string(), "a1, a2, a3 and 6 more");
        assert!(Warning::OutletNotGiven(names).to_string().starts_with("no outlet given for a1, a2, a3 and 6 more; "));
    }
}
