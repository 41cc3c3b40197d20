//! Makes the exchange form: byte offsets become code points, numbers are rounded.

use super::document::{self as doc, Document, Place, SCHEMA};
use super::number;
use crate::article::Article;
use crate::attribution::{SourceRef, Statement};
use crate::claim::{ClaimId, StatementId};
use crate::confidence::{Confidence, Estimate, StatementConfidence};
use crate::engine::{Extract, ScoredClaim};
use crate::provenance::{Outlet, Registry, StatementTags, Tag};
use crate::text::{CodePoints, Excerpt};
use std::collections::BTreeSet;

impl Document {
    /// An assessment with no article in it.
    pub fn empty(registry: &Registry) -> Self {
        Document {
            schema: SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            registry: doc::RegistryUsed {
                version: registry.version().to_owned(),
                outlets: registry.outlets().len(),
                used: Vec::new(),
            },
            params: serde_json::Map::new(),
            interval: doc::IntervalKind { kind: "equal_tailed".to_owned(), mass: 0.9 },
            articles: Vec::new(),
            claims: Vec::new(),
            skipped: Vec::new(),
        }
    }

    /// Articles before scoring.
    pub fn of_extracts(extracts: &[Extract], registry: &Registry, with_text: bool) -> Self {
        let mut document = Document::empty(registry);
        for extract in extracts {
            let statements = extract.statements.iter().zip(&extract.tags);
            let seen = statements.map(|(statement, tags)| Seen { statement, tags, claims: &[], confidence: None });
            let mut article = article(&extract.article, "t1", extract.outlet.as_ref(), seen, registry);
            article.text = with_text.then(|| extract.article.text.clone());
            document.articles.push(article);
        }
        document.registry.used = used(&document.articles, registry);
        document
    }
}

/// The registry's entries that articles rest on.
fn used(articles: &[doc::Article], registry: &Registry) -> Vec<Outlet> {
    let sources = articles.iter().flat_map(|a| &a.statements).flat_map(|s| &s.chain).filter_map(|n| n.registry_id.as_deref());
    let outlets = articles.iter().filter_map(|a| a.outlet.as_ref()?.registry_id.as_deref());
    let ids: BTreeSet<&str> = sources.chain(outlets).collect();
    ids.into_iter().filter_map(|id| registry.by_id(id)).cloned().collect()
}

impl From<crate::article::Skipped> for doc::Skipped {
    fn from(skipped: crate::article::Skipped) -> Self {
        doc::Skipped { path: skipped.path, record: skipped.record, reason: skipped.reason }
    }
}

/// One statement with what is known of it.
struct Seen<'a> {
    statement: &'a Statement,
    tags: &'a StatementTags,
    claims: &'a [ClaimId],
    confidence: Option<&'a StatementConfidence>,
}

fn article<'a>(
    article: &Article,
    story: &str,
    outlet: Option<&Tag>,
    statements: impl Iterator<Item = Seen<'a>>,
    registry: &Registry,
) -> doc::Article {
    let points = CodePoints::new(&article.text);
    doc::Article {
        id: article.id.to_string(),
        path: article.path.clone(),
        record: article.record,
        title: article.title.clone(),
        published: article.published.as_ref().map(|p| p.iso.clone()),
        url: article.url.clone(),
        language: article.language.clone(),
        story: Some(story.to_owned()),
        outlet: outlet.map(|tag| publisher(article, tag, registry)),
        text: None,
        statements: statements.map(|seen| statement(article, &seen, &points)).collect(),
    }
}

fn publisher(article: &Article, tag: &Tag, registry: &Registry) -> doc::ArticleOutlet {
    let known = tag.registry_id.as_deref().and_then(|id| registry.by_id(id));
    doc::ArticleOutlet {
        name: known.map(|o| o.name.clone()).or_else(|| article.outlet.clone()),
        registry_id: tag.registry_id.clone(),
        provenance: tag.provenance,
        country: tag.country.clone(),
        ownership: tag.ownership,
        editorial_control: tag.editorial_control,
        line: tag.line.clone(),
    }
}

fn statement(article: &Article, seen: &Seen<'_>, points: &CodePoints<'_>) -> doc::Statement {
    let statement = seen.statement;
    let id = StatementId { article: article.id.clone(), number: statement.number };
    let anonymity = seen.tags.anonymity.as_ref();
    doc::Statement {
        id: id.to_string(),
        content: places(&statement.content, points),
        kind: statement.kind,
        attitude: statement.attitude,
        denied: statement.denied,
        chain: statement.chain.iter().zip(&seen.tags.nodes).map(|(source, tag)| node(source, tag, points)).collect(),
        anonymity: anonymity.map(|a| doc::Anonymity { kind: a.kind, count: a.count, stated_reason: a.stated_reason.clone() }),
        hedges: statement.hedges.iter().map(|h| h.words.text.clone()).collect(),
        hedge_spans: statement.hedges.iter().map(|h| hedge(h, points)).collect(),
        carried_over: statement.carried_over,
        gaps: statement.gaps.clone(),
        claims: seen.claims.iter().map(|c| c.0.clone()).collect(),
        found_by: Some(statement.found_by.clone()),
        confidence: seen.confidence.map(confidence),
    }
}

fn node(source: &SourceRef, tag: &Tag, points: &CodePoints<'_>) -> doc::Source {
    doc::Source {
        name: source.name.clone(),
        mention: source.mention.as_ref().map(|e| place(e, points)),
        resolved_name: source.resolved_name.clone(),
        provenance: tag.provenance,
        cue: source.cue.as_ref().map(|e| place(e, points)),
        scope: places(&source.scope, points),
        part: source.part,
        role: tag.role.clone(),
        country: tag.country.clone(),
        anonymous: tag.anonymous,
        naming: tag.naming,
        directness: tag.directness,
        stake: tag.stake,
        registry_id: tag.registry_id.clone(),
        ownership: tag.ownership,
        editorial_control: tag.editorial_control,
        label_in_text: tag.label_in_text,
        label_evidence: tag.label_evidence.as_ref().map(|e| e.text.clone()),
        label_conflict: tag.label_conflict,
        line: tag.line.clone(),
        rule: tag.rule.clone(),
        evidence: tag.evidence.as_ref().map(|e| place(e, points)),
    }
}

fn place(excerpt: &Excerpt, points: &CodePoints<'_>) -> Place {
    Place { start: points.at(excerpt.span.start()), end: points.at(excerpt.span.end()), text: excerpt.text.clone() }
}

fn places(excerpts: &[Excerpt], points: &CodePoints<'_>) -> Vec<Place> {
    excerpts.iter().map(|e| place(e, points)).collect()
}

fn hedge(hedge: &crate::attribution::Hedge, points: &CodePoints<'_>) -> doc::HedgeSpan {
    let Place { start, end, text } = place(&hedge.words, points);
    doc::HedgeSpan { start, end, text, scope: places(&hedge.scope, points) }
}

fn estimate(estimate: &Estimate) -> doc::Estimate {
    doc::Estimate {
        estimate: number::probability(estimate.estimate),
        low: number::probability(estimate.low),
        high: number::probability(estimate.high),
        bound_moved: estimate.bound_moved,
    }
}

fn content(confidence: &Confidence) -> doc::Content {
    let contributions = confidence.contributions.iter();
    doc::Content {
        estimate: estimate(&confidence.estimate),
        prior: number::probability(confidence.prior),
        contributions: contributions
            .map(|c| doc::Contribution {
                origin: c.origin.clone(),
                decibans: number::decibans(c.weight),
                because: c.because.clone(),
            })
            .collect(),
        steps: Vec::new(),
    }
}

fn confidence(confidence: &StatementConfidence) -> doc::StatementConfidence {
    doc::StatementConfidence {
        attribution: confidence.attribution.as_ref().map(estimate),
        content: content(&confidence.content),
        likelihood: confidence.likelihood.clone(),
        level: confidence.level,
        admiralty: confidence.admiralty.into(),
    }
}

#[allow(dead_code)]
fn claim(scored: &ScoredClaim) -> doc::Claim {
    let ids = |list: &[StatementId]| list.iter().map(StatementId::to_string).collect();
    let claims = |list: &[ClaimId]| list.iter().map(|c| c.0.clone()).collect();
    doc::Claim {
        id: scored.claim.id.0.clone(),
        text: scored.claim.text.clone(),
        asserted_by: ids(&scored.claim.asserted_by),
        denied_by: ids(&scored.claim.denied_by),
        contradicts: claims(&scored.claim.contradicts),
        superseded_by: claims(&scored.claim.superseded_by),
        origins: scored
            .origins
            .iter()
            .map(|o| doc::Origin { id: o.id.clone(), label: o.label.clone(), statements: ids(&o.statements), why: o.why.clone() })
            .collect(),
        independent_origins: number::fixed(scored.independent_origins, 6),
        reports: scored.reports,
        confidence: doc::ClaimConfidence { content: content(&scored.confidence), likelihood: None, level: scored.level },
    }
}
