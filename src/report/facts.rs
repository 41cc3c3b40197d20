//! What each article of a document states, counted for a comparison of outlets.

mod tables;

use super::document::{Article, Document, Source, Statement};
use super::index::Index;
use super::words;
use crate::attribution::Attitude;
use crate::compare::{Facts, Said};
use crate::corroboration::reuse::Reuse;
use crate::provenance::Provenance;
use std::collections::{BTreeMap, BTreeSet};
pub use tables::{facts_of_tables, has_tables};

/// The facts of every article. Where several documents are compared each needs a `scope` of its own: their stories and claims may
/// have the same names.
pub fn facts(document: &Document, scope: &str) -> Vec<Facts> {
    let index = Index::new(document);
    let behind = origins(document);
    let places: BTreeMap<&str, Place<'_>> = document.articles.iter().map(|a| (a.id.as_str(), place(a))).collect();
    let of = |article| {
        let mut facts = of_article(&index, article);
        facts.made_from =
            article.made_from.as_ref().and_then(|m| made_from(&m.article, (m.reuse, m.p_reuse), place(article), &places));
        let ids = article.statements.iter().filter_map(|s| behind.get(s.id.as_str())).flatten();
        facts.origins =
            ids.collect::<BTreeSet<_>>().into_iter().map(|(claim, origin)| format!("{scope}{claim}/{origin}")).collect();
        facts.claims.iter_mut().for_each(|claim| claim.insert_str(0, scope));
        facts.story.insert_str(0, scope);
        facts
    };
    document.articles.iter().map(of).collect()
}

/// What a publisher is called: the registry's name, or as given.
fn outlet(article: &Article) -> Option<&str> {
    article.outlet.as_ref().and_then(|o| o.name.as_deref()).filter(|name| !name.trim().is_empty())
}

fn of_article(index: &Index<'_>, article: &Article) -> Facts {
    let mut facts = Facts {
        article: article.id.clone(),
        outlet: outlet(article).map(str::to_owned),
        story: article.story.clone().unwrap_or_else(|| article.id.clone()),
        published: article.published.clone(),
        ..Facts::default()
    };
    let mut claims: BTreeSet<&str> = BTreeSet::new();
    let mut same = Sameness::default();
    for statement in article.statements.iter().filter(|s| counts(s)) {
        let chain: Vec<Provenance> = statement.chain.iter().map(|n| n.provenance).collect();
        let source = statement.chain.first().map(|first| key(first.anonymous, words::name(first), first.provenance.as_str()));
        claims.extend(statement.claims.iter().map(String::as_str));
        same.add(&words::content(statement), &chain);
        facts.add(&Said {
            chain: &chain,
            source: source.as_deref(),
            anonymous: statement.chain.first().is_some_and(|s: &Source| s.anonymous),
            reason: statement.anonymity.as_ref().is_some_and(|a| a.stated_reason.is_some()),
            hedged: !statement.hedges.is_empty(),
            independent_origins: independent_origins(index, statement),
            contradicted: !index.against(statement).is_empty(),
            content: statement.confidence.content.estimate.estimate.value(),
        });
    }
    facts.fingerprint = same.finish();
    facts.claims = claims.into_iter().map(str::to_owned).collect();
    facts
}

/// Whether a statement is counted: what is asserted, and what the outlet's own reporter saw. What others know, believe, want or plan is not.
fn counts(statement: &Statement) -> bool {
    let own = || statement.chain.len() == 1 && statement.chain[0].provenance == Provenance::ReporterWitness;
    statement.attitude == Attitude::Assertion || (statement.attitude == Attitude::Fact && own())
}

/// Of its first claim, as in the statements table.
fn independent_origins(index: &Index<'_>, statement: &Statement) -> f64 {
    statement.claims.first().and_then(|id| index.claim(id)).map_or(0.0, |c| c.independent_origins)
}

/// What names a source where sources are counted: its name, or its class where it is unnamed, since two unnamed officials cannot
/// be told apart.
pub fn key(anonymous: bool, name: &str, class: &str) -> String {
    if anonymous || name.is_empty() { format!("({class})") } else { name.to_lowercase() }
}

/// Outlet and story of an article.
type Place<'a> = (Option<&'a str>, Option<&'a str>);

fn place(article: &Article) -> Place<'_> {
    (outlet(article), article.story.as_deref())
}

/// How sure it must be that one report was made from the other: chosen by us, so that of the reports that count as copied hardly one in
/// fifty is none (`docs/accuracy.md`).
const SURE: f64 = 0.9;

/// The report of the same story that an article was made from word for word, whole or in part. Rewrites do not count: of those that
/// are found four in ten are (`docs/accuracy.md`), and two reports that rest on the same sources look like one.
fn made_from(from: &str, (reuse, p): (Reuse, f64), own: Place<'_>, places: &BTreeMap<&str, Place<'_>>) -> Option<(String, bool)> {
    let (outlet, story) = places.get(from).copied()?;
    let another = outlet != own.0;
    // a partial copy inside one paper is an update, and a report of its own
    let counts = reuse == Reuse::Copy || (reuse == Reuse::PartialCopy && another);
    (counts && p >= SURE && story == own.1).then(|| (from.to_owned(), another))
}

/// Which origins, by claim, each statement rests on.
fn origins(document: &Document) -> BTreeMap<&str, Vec<(&str, &str)>> {
    let mut behind: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for claim in &document.claims {
        for origin in &claim.origins {
            let ids = origin.statements.iter();
            ids.for_each(|id| behind.entry(id.as_str()).or_default().push((claim.id.as_str(), origin.id.as_str())));
        }
    }
    behind
}

/// Tells whether articles state the same in the same words through sources of the same classes: a hash of that, whatever the
/// order of the statements. White space and case do not matter.
#[derive(Debug, Default)]
pub struct Sameness(u64);

impl Sameness {
    /// Adds a statement.
    pub fn add(&mut self, content: &str, chain: &[Provenance]) {
        let words = content.split_whitespace().flat_map(|w| w.bytes().map(|b| b.to_ascii_lowercase()).chain([b' ']));
        let classes = chain.iter().map(|c| *c as u8 + 1);
        // FNV-1a (Fowler, Noll, Vo), as for fingerprints; the sum over statements does not depend on their order
        let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        self.0 = self.0.wrapping_add(words.chain(classes).fold(0xcbf2_9ce4_8422_2325, hash));
    }

    /// The hash.
    pub fn finish(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sameness_is_of_words_and_sources_in_any_order() {
        let of = |statements: &[(&str, &[Provenance])]| {
            let mut same = Sameness::default();
            statements.iter().for_each(|(content, chain)| same.add(content, chain));
            same.finish()
        };
        let official = &[Provenance::Official][..];
        let whole = of(&[("the bridge is shut", official), ("nobody was hurt", &[])]);
        for (name, other, is_same) in [
            ("another order", of(&[("nobody was hurt", &[]), ("the bridge is shut", official)]), true),
            ("other space and case", of(&[("The  bridge\nis shut", official), ("nobody was hurt", &[])]), true),
            ("another source", of(&[("the bridge is shut", &[Provenance::Company]), ("nobody was hurt", &[])]), false),
            ("no source", of(&[("the bridge is shut", &[]), ("nobody was hurt", &[])]), false),
            ("another word", of(&[("the bridge was shut", official), ("nobody was hurt", &[])]), false),
            ("one statement less", of(&[("the bridge is shut", official)]), false),
            ("said twice", of(&[("the bridge is shut", official), ("nobody was hurt", &[]), ("nobody was hurt", &[])]), false),
        ] {
            assert_eq!(whole == other, is_same, "{name}");
        }
    }

    #[test]
    fn what_counts_as_made_from_another_report() {
        let places =
            BTreeMap::from([("a", (Some("Post"), Some("t1"))), ("x", (None, Some("t1"))), ("z", (Some("Echo"), Some("t2")))]);
        let own = (Some("Post"), Some("t1"));
        // from, how, how surely, by whom, what follows
        for (from, reuse, p, outlet, want) in [
            ("a", Reuse::Copy, 0.95, (Some("Echo"), Some("t1")), Some(true)),
            ("a", Reuse::PartialCopy, 0.95, (Some("Echo"), Some("t1")), Some(true)),
            ("a", Reuse::Copy, 0.95, own, Some(false)),
            ("a", Reuse::PartialCopy, 0.95, own, None),
            ("a", Reuse::Copy, 0.89, (Some("Echo"), Some("t1")), None),
            ("a", Reuse::RewriteSameOrigin, 0.99, (Some("Echo"), Some("t1")), None),
            ("x", Reuse::Copy, 0.95, own, Some(true)),
            ("z", Reuse::Copy, 0.95, own, None),
            ("nowhere", Reuse::Copy, 0.95, own, None),
        ] {
            let got = made_from(from, (reuse, p), outlet, &places).map(|(_, another)| another);
            assert_eq!(got, want, "{from} {reuse:?} {p} {outlet:?}");
        }
    }

    #[test]
    fn unnamed_sources_are_counted_by_class() {
        for (anonymous, name, class, want) in [
            (false, "Ines Tolland", "official", "ines tolland"),
            (true, "a senior official", "anonymous_official", "(anonymous_official)"),
            (false, "", "document", "(document)"),
        ] {
            assert_eq!(key(anonymous, name, class), want);
        }
    }
}
