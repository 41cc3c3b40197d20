//! Makes the exchange form: byte offsets become code points, numbers are rounded.

use super::document::{self as doc, Document, Place, SCHEMA};
use super::number;
use crate::article::Article;
use crate::attribution::SourceRef;
use crate::claim::{ClaimId, StatementId};
use crate::confidence::{Confidence, Estimate, Params, StatementConfidence, Step};
use crate::corroboration::Lineage;
use crate::engine::{Assessment, ScoredArticle, ScoredClaim, ScoredStatement};
use crate::provenance::{Outlet, Registry, Tag};
use crate::text::{CodePoints, Excerpt};
use std::collections::BTreeSet;

impl Document {
    /// An assessment of which nothing is known but the program's version.
    pub fn bare() -> Self {
        Document {
            schema: SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            registry: doc::RegistryUsed { version: String::new(), outlets: 0, used: Vec::new() },
            params: serde_json::Map::new(),
            interval: doc::IntervalKind { kind: "equal_tailed".to_owned(), mass: Params::default().interval_mass },
            articles: Vec::new(),
            claims: Vec::new(),
            skipped: Vec::new(),
        }
    }

    /// An assessment with no article in it.
    pub fn empty(registry: &Registry) -> Self {
        let version = registry.version().to_owned();
        Document {
            registry: doc::RegistryUsed { version, outlets: registry.outlets().len(), used: Vec::new() },
            ..Document::bare()
        }
    }

    /// Its versions and parameters alone.
    pub fn without_articles(&self) -> Self {
        Document {
            schema: self.schema.clone(),
            version: self.version.clone(),
            registry: doc::RegistryUsed {
                version: self.registry.version.clone(),
                outlets: self.registry.outlets,
                used: Vec::new(),
            },
            params: self.params.clone(),
            interval: self.interval.clone(),
            ..Document::bare()
        }
    }

    /// The exchange form of an assessment, which it takes the place of; `registry` is the one it was made with.
    pub fn of(assessment: Assessment, registry: &Registry, with_text: bool) -> Self {
        // one by one, so that no article is there twice for longer than that takes
        let lineage = &assessment.lineage;
        let form = |a: ScoredArticle| doc::Article { made_from: made_from(lineage, &a), ..article(&a, registry, with_text) };
        let articles: Vec<doc::Article> = assessment.articles.into_iter().map(form).collect();
        // an empty map stands for parameters that could not be told: they are plain numbers and names, so there are none such
        let params = serde_json::to_value(&assessment.params).ok().and_then(|p| p.as_object().cloned()).unwrap_or_default();
        Document {
            registry: doc::RegistryUsed { used: used(&articles, registry), ..Document::empty(registry).registry },
            params,
            interval: doc::IntervalKind { mass: assessment.params.params.interval_mass, ..Document::empty(registry).interval },
            articles,
            claims: assessment.claims.into_iter().map(|c| claim(&c)).collect(),
            skipped: assessment.skipped.into_iter().map(doc::Skipped::from).collect(),
            ..Document::empty(registry)
        }
    }
}

/// The registry's entries that articles rest on.
fn used(articles: &[doc::Article], registry: &Registry) -> Vec<doc::RegistryEntry> {
    let sources = articles.iter().flat_map(|a| &a.statements).flat_map(|s| &s.chain).filter_map(|n| n.registry_id.as_deref());
    let outlets = articles.iter().filter_map(|a| a.outlet.as_ref()?.registry_id.as_deref());
    let ids: BTreeSet<&str> = sources.chain(outlets).collect();
    ids.into_iter().filter_map(|id| registry.by_id(id)).map(entry).collect()
}

fn entry(outlet: &Outlet) -> doc::RegistryEntry {
    doc::RegistryEntry {
        id: outlet.id.clone(),
        name: outlet.name.clone(),
        country: outlet.country.clone(),
        kind: outlet.kind,
        provenance: outlet.class(),
        ownership: outlet.ownership,
        control: outlet.control,
        owner: outlet.owner.clone(),
        valid_from: outlet.valid_from.clone(),
        valid_to: outlet.valid_to.clone(),
        contested: outlet.contested.clone(),
        evidence: outlet.evidence.clone(),
        checked_on: outlet.checked_on.clone(),
    }
}

impl From<crate::article::Skipped> for doc::Skipped {
    fn from(skipped: crate::article::Skipped) -> Self {
        doc::Skipped { path: skipped.path, record: skipped.record, reason: skipped.reason }
    }
}

fn article(scored: &ScoredArticle, registry: &Registry, with_text: bool) -> doc::Article {
    let article = &scored.article;
    let points = CodePoints::new(&article.text);
    doc::Article {
        id: article.id.to_string(),
        path: article.path.clone(),
        record: article.record,
        title: article.title.clone(),
        published: article.published.as_ref().map(|p| p.iso.clone()),
        url: article.url.clone(),
        language: article.language.clone(),
        made_from: None,
        story: Some(scored.story.clone()),
        outlet: scored.outlet.as_ref().map(|tag| publisher(article, tag, registry)),
        text: with_text.then(|| article.text.clone()),
        statements: scored.statements.iter().map(|s| statement(article, s, &points)).collect(),
    }
}

fn made_from(lineage: &Lineage, scored: &ScoredArticle) -> Option<doc::MadeFrom> {
    let link = lineage.ancestry(&scored.article.id).next()?;
    Some(doc::MadeFrom {
        article: link.from.to_string(),
        reuse: link.reuse,
        p_reuse: number::fixed(link.p_reuse, 6),
        credited: link.credited,
        because: link.because.clone(),
    })
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

fn statement(article: &Article, scored: &ScoredStatement, points: &CodePoints<'_>) -> doc::Statement {
    let statement = &scored.statement;
    let id = StatementId { article: article.id.clone(), number: statement.number };
    let anonymity = scored.tags.anonymity.as_ref();
    doc::Statement {
        id: id.to_string(),
        content: places(&statement.content, points),
        kind: statement.kind,
        attitude: statement.attitude,
        denied: statement.denied,
        chain: statement.chain.iter().zip(&scored.tags.nodes).map(|(source, tag)| node(source, tag, points)).collect(),
        anonymity: anonymity.map(|a| doc::Anonymity {
            kind: a.kind,
            count: a.count,
            stated_reason: a.stated_reason.clone(),
            access: a.access.as_ref().map(|e| e.text.clone()),
            conditions: a.conditions.as_ref().map(|e| e.text.clone()),
        }),
        hedges: statement.hedges.iter().map(|h| h.words.text.clone()).collect(),
        hedge_spans: statement.hedges.iter().map(|h| hedge(h, points)).collect(),
        carried_over: statement.carried_over,
        gaps: statement.gaps.clone(),
        claims: scored.claims.iter().map(|c| c.0.clone()).collect(),
        found_by: Some(statement.found_by.clone()),
        confidence: confidence(article, &scored.confidence, points),
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

/// `article` is the one that the words of the steps stand in, where it is one.
fn content(confidence: &Confidence, article: Option<(&Article, &CodePoints<'_>)>) -> doc::Content {
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
        steps: confidence.steps.iter().map(|s| step(s, article)).collect(),
    }
}

fn step(step: &Step, article: Option<(&Article, &CodePoints<'_>)>) -> doc::Step {
    // what other reports say has its place in other texts, and no offset here would be true
    let own = |e: &Excerpt| article.filter(|(a, _)| e.span.of(&a.text) == e.text).map(|(_, points)| place(e, points));
    doc::Step {
        label: step.label.clone(),
        decibans: number::decibans(step.weight),
        because: step.because.clone(),
        evidence: step.evidence.as_ref().and_then(own),
    }
}

fn confidence(article: &Article, confidence: &StatementConfidence, points: &CodePoints<'_>) -> doc::StatementConfidence {
    doc::StatementConfidence {
        attribution: confidence.attribution.as_ref().map(estimate),
        content: content(&confidence.content, Some((article, points))),
        likelihood: confidence.likelihood.clone(),
        level: confidence.level,
        admiralty: confidence.admiralty.into(),
    }
}

fn claim(scored: &ScoredClaim) -> doc::Claim {
    let ids = |list: &[StatementId]| list.iter().map(StatementId::to_string).collect();
    let claims = |list: &[ClaimId]| list.iter().map(|c| c.0.clone()).collect();
    let origins = scored.origins.iter();
    doc::Claim {
        id: scored.claim.id.0.clone(),
        text: scored.claim.text.clone(),
        asserted_by: ids(&scored.claim.asserted_by),
        denied_by: ids(&scored.claim.denied_by),
        contradicts: claims(&scored.claim.contradicts),
        superseded_by: claims(&scored.claim.superseded_by),
        origins: origins
            .map(|o| doc::Origin { id: o.id.clone(), label: o.label.clone(), statements: ids(&o.statements), why: o.why.clone() })
            .collect(),
        independent_origins: number::fixed(scored.independent_origins, 6),
        reports: scored.reports,
        confidence: doc::ClaimConfidence {
            content: content(&scored.confidence, None),
            likelihood: scored.likelihood.clone(),
            level: scored.level,
        },
    }
}
