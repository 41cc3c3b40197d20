//! "What if": the same reports with one source left out, or of another class.

use super::Extract;
use crate::claim::words;
use crate::error::{Error, ErrorKind, Result};
use crate::provenance::{Provenance, Tag};
use std::fmt;

/// One assumption to judge by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhatIf {
    /// Nothing that goes through this source is taken into account.
    Drop(String),
    /// This source is of another class.
    Class(String, Provenance),
}

impl WhatIf {
    /// Reads `drop=SOURCE` or `SOURCE=class`.
    ///
    /// # Errors
    /// `Parameter` where it is neither, or there is no such class.
    pub fn parse(text: &str) -> Result<Self> {
        let fail = |reason: String| Error::new(ErrorKind::Parameter, reason);
        let (left, right) = text
            .split_once('=')
            .map(|(l, r)| (l.trim(), r.trim()))
            .filter(|(l, r)| !l.is_empty() && !r.is_empty())
            .ok_or_else(|| fail(format!("expected drop=SOURCE or SOURCE=class, found `{text}`")))?;
        if left == "drop" {
            return Ok(WhatIf::Drop(right.to_owned()));
        }
        let classes = || Provenance::ALL.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(", ");
        let class = Provenance::parse(right)
            .ok_or_else(|| fail(format!("there is no class `{right}`; the classes are {}", classes())))?;
        Ok(WhatIf::Class(left.to_owned(), class))
    }

    /// Changes the extracts to what they would be, and says in how many places the source stood.
    ///
    /// A source is meant by its name, its id in the registry or, for the outlet of one report, the report's id.
    pub fn apply(&self, extracts: &mut [Extract]) -> usize {
        extracts
            .iter_mut()
            .map(|extract| match self {
                WhatIf::Drop(source) => drop_source(extract, &words(source)),
                WhatIf::Class(source, class) => set_class(extract, &words(source), *class),
            })
            .sum()
    }
}

/// As it is typed.
impl fmt::Display for WhatIf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WhatIf::Drop(source) => write!(f, "drop={source}"),
            WhatIf::Class(source, class) => write!(f, "{source}={}", class.as_str()),
        }
    }
}

fn is_outlet(extract: &Extract, source: &[String]) -> bool {
    let registered = extract.outlet.as_ref().and_then(|tag| tag.registry_id.as_deref());
    let names = [Some(extract.article.id.0.as_str()), registered, extract.article.outlet.as_deref()];
    names.into_iter().flatten().any(|name| words(name) == source)
}

/// For each source of each statement whether it is the one that is meant.
fn is_source(extract: &Extract, source: &[String]) -> Vec<Vec<bool>> {
    let meant = |name: &str, full: Option<&str>, tag: &Tag| {
        [Some(name), full, tag.registry_id.as_deref()].into_iter().flatten().any(|name| words(name) == source)
    };
    let statements = extract.statements.iter().zip(&extract.tags);
    statements
        .map(|(s, t)| s.chain.iter().zip(&t.nodes).map(|(n, tag)| meant(&n.name, n.resolved_name.as_deref(), tag)).collect())
        .collect()
}

fn drop_source(extract: &mut Extract, source: &[String]) -> usize {
    let whole = is_outlet(extract, source);
    let gone: Vec<bool> = is_source(extract, source).iter().map(|nodes| whole || nodes.contains(&true)).collect();
    let mut keep = gone.iter().map(|gone| !gone);
    extract.statements.retain(|_| keep.next().unwrap_or(true));
    let mut keep = gone.iter().map(|gone| !gone);
    extract.tags.retain(|_| keep.next().unwrap_or(true));
    gone.iter().filter(|gone| **gone).count()
}

fn set_class(extract: &mut Extract, source: &[String], class: Provenance) -> usize {
    // what the registry knows of it is set aside too: the assumption is about what it is
    let set = |tag: &mut Tag| {
        tag.provenance = class;
        tag.registry_id = None;
        tag.line = None;
        tag.anonymous = class.is_anonymous();
    };
    let mut count = 0;
    if is_outlet(extract, source) {
        extract.outlet.iter_mut().for_each(set);
        count += 1;
    }
    let meant = is_source(extract, source);
    for (tags, meant) in extract.tags.iter_mut().zip(meant) {
        for (tag, _) in tags.nodes.iter_mut().zip(meant).filter(|(_, meant)| *meant) {
            set(tag);
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assumptions_are_read_or_named() {
        let read = |text| WhatIf::parse(text).map_err(|e| e.to_string());
        assert_eq!(read("drop=Reuters"), Ok(WhatIf::Drop("Reuters".to_owned())));
        assert_eq!(read(" TASS = independent_wire"), Ok(WhatIf::Class("TASS".to_owned(), Provenance::IndependentWire)));
        for (text, says) in [
            ("Reuters", "expected drop=SOURCE"),
            ("drop=", "expected drop=SOURCE"),
            ("TASS=honest", "there is no class `honest`"),
        ] {
            assert!(read(text).unwrap_err().contains(says), "{text}");
        }
    }
}
