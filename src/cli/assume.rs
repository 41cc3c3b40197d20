//! `--as-of` and `--what-if`: judging by what was known then, or by what might be otherwise.

use crate::article::{Article, Published};
use crate::engine::{Extract, WhatIf};
use crate::error::{Error, ErrorKind};
use crate::report::{Document, words};
use anyhow::Result;
use std::collections::BTreeMap;

/// The last moment of which something may be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf(i64);

impl AsOf {
    /// Reads a moment; a day counts to its end (UTC).
    pub fn parse(text: &str) -> Result<Self, String> {
        let expected = || format!("expected a date as 2026-01-12 or a time as 2026-01-12T12:00Z, found `{text}`");
        let published = Published::parse(text).ok_or_else(expected)?;
        let is_day = !published.iso.contains('T');
        Ok(AsOf(published.seconds + if is_day { 86_399 } else { 0 }))
    }

    /// Whether an article was out by then; one without a date may have been.
    pub fn knows(self, article: &Article) -> bool {
        article.published.as_ref().is_none_or(|p| p.seconds <= self.0)
    }
}

/// Applies all assumptions.
///
/// # Errors
/// Where a source stands nowhere in what was read; those that do are named.
pub fn apply(assumptions: &[WhatIf], extracts: &mut [Extract]) -> Result<()> {
    for assumption in assumptions {
        let known = sources(extracts);
        if assumption.apply(extracts) == 0 {
            let (WhatIf::Drop(source) | WhatIf::Class(source, _)) = assumption;
            let reason = format!("--what-if: no source `{source}` in these reports; there are {known}");
            return Err(Error::new(ErrorKind::Parameter, reason).into());
        }
    }
    Ok(())
}

/// The sources named most.
fn sources(extracts: &[Extract]) -> String {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for source in extracts.iter().flat_map(|e| &e.statements).flat_map(|s| &s.chain) {
        *count.entry(source.resolved_name.as_deref().unwrap_or(&source.name)).or_default() += 1;
    }
    let mut names: Vec<(&str, usize)> = count.into_iter().collect();
    names.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
    let listed: Vec<String> = names.iter().take(8).map(|(name, _)| words::one_line(name)).collect();
    format!("{}{}", listed.join(", "), if names.len() > listed.len() { ", …" } else { "" })
}

/// What the assumptions change: one line for each claim of several reports, or whose number moves, the largest change first.
pub fn changes(before: &Document, after: &Document, assumed: &str) -> String {
    let estimates = |document: &Document| -> BTreeMap<String, (String, f64)> {
        document
            .claims
            .iter()
            .flat_map(|claim| {
                let value = claim.confidence.content.estimate.estimate.value();
                claim.asserted_by.iter().chain(&claim.denied_by).map(move |id| (id.clone(), (claim.text.clone(), value)))
            })
            .collect()
    };
    let now = estimates(after);
    let mut rows: Vec<(f64, f64, Option<f64>, &str)> = before
        .claims
        .iter()
        .map(|claim| {
            let was = claim.confidence.content.estimate.estimate.value();
            let is = claim.asserted_by.iter().chain(&claim.denied_by).find_map(|id| now.get(id)).map(|(_, value)| *value);
            ((was - is.unwrap_or(0.5)).abs(), was, is, claim.text.as_str())
        })
        .filter(|(change, ..)| *change >= 0.005)
        .collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.3.cmp(b.3)));
    let mut text =
        format!("What if {}: {}\n", words::one_line(assumed), words::counted(rows.len(), "claim changes", "claims change"));
    for (_, was, is, claim) in rows.iter().take(SHOWN) {
        let is = is.map_or("no evidence left".to_owned(), |v| format!("{v:.2}"));
        text.push_str(&format!("  {was:.2} → {is}  {}\n", words::one_line(claim)));
    }
    if rows.len() > SHOWN {
        text.push_str(&format!("  + {} more\n", rows.len() - SHOWN));
    }
    text.push('\n');
    text
}

/// Changed claims that are listed.
const SHOWN: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_counts_to_its_end() {
        let knows = |as_of: &str, published: &str| {
            let mut article = Article::from_text("a", "x");
            article.published = Published::parse(published);
            AsOf::parse(as_of).unwrap().knows(&article)
        };
        for (as_of, published, want) in [
            ("2026-01-12", "2026-01-12T23:59:00Z", true),
            ("2026-01-12", "2026-01-13", false),
            ("2026-01-12T12:00Z", "2026-01-12T12:00:01Z", false),
            ("2026-01-12T12:00Z", "2026-01-12", true),
            ("2026-01-12", "", true),
        ] {
            assert_eq!(knows(as_of, published), want, "{as_of} {published}");
        }
        assert!(AsOf::parse("soon").unwrap_err().contains("expected a date"));
    }
}
