//! Runs the rooms in order: [`Engine::extract`] for one article, [`Engine::resolve`] across articles.

mod what_if;

use crate::article::{Article, Skipped};
use crate::attribution::{Gazetteer, Statement, Tagger};
use crate::claim::{Claim, ClaimId, Reading, StatementId, group, stories};
use crate::confidence::{ClaimScore, Confidence, Integrator, Level, Params, Priors, Scorer, StatementConfidence, UsedParams};
use crate::corroboration::{Corroboration, Lineage, Origin, Weigher, lineage};
use crate::error::Result;
use crate::provenance::{Registry, StatementTags, Tag, gaps, tag, tag_outlet};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

pub use what_if::WhatIf;

/// What one article gives by itself: the seam between the per-article and the cross-article half.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extract {
    /// The article.
    pub article: Article,
    /// The publishing outlet, where given.
    pub outlet: Option<Tag>,
    /// Its statements.
    pub statements: Vec<Statement>,
    /// Their tags, in the same order.
    pub tags: Vec<StatementTags>,
}

/// One statement with everything found out about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoredStatement {
    /// What the article says.
    pub statement: Statement,
    /// Of what kind its sources are.
    pub tags: StatementTags,
    /// The claims it asserts or denies.
    pub claims: Vec<ClaimId>,
    /// How sure a reader may be.
    pub confidence: StatementConfidence,
}

/// One article with its statements.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoredArticle {
    /// The article.
    pub article: Article,
    /// Articles of one story share this.
    pub story: String,
    /// The publishing outlet, where given.
    pub outlet: Option<Tag>,
    /// Its statements.
    pub statements: Vec<ScoredStatement>,
}

/// One claim with the origins behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoredClaim {
    /// The claim.
    pub claim: Claim,
    /// Who stands behind it.
    pub origins: Vec<Origin>,
    /// Effective number of independent origins.
    pub independent_origins: f64,
    /// In how many reports it stands.
    pub reports: usize,
    /// How sure a reader may be.
    pub confidence: Confidence,
    /// Confidence in the judgement.
    pub level: Level,
    /// The ICD 203 word for the estimate; `None` when it cannot be judged.
    #[serde(default)]
    pub likelihood: Option<String>,
    /// Admiralty digit of the proposition.
    #[serde(default = "not_judged")]
    pub information: u8,
}

/// The Admiralty digit of what was never judged.
fn not_judged() -> u8 {
    6
}

/// The result over all articles given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// Version of the registry used, overlays included.
    pub registry_version: String,
    /// Outlets in it.
    pub registry_outlets: usize,
    /// Every parameter and prior that was used.
    #[serde(default)]
    pub params: UsedParams,
    /// The articles, in the order given.
    pub articles: Vec<ScoredArticle>,
    /// The claims.
    pub claims: Vec<ScoredClaim>,
    /// Which reports were made from which.
    #[serde(default)]
    pub lineage: Lineage,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
}

/// Reads the word lists that are otherwise read with the first article. Where one article must be fast this is worth a thread of its
/// own beside [`EngineBuilder::build`], which reads the registry; calling it twice costs nothing.
pub fn warm_up() {
    let article = Article::from_text(
        "warm-up",
        "Photo: nobody\nThe mayor of the town, who spoke on Monday, said so, according to a report.",
    );
    let statements = crate::attribution::extract(&article, &crate::sentence::split(&article.text), &Gazetteer::default(), None);
    tag(&article, &statements, &Registry::default());
}

/// The whole pipeline with its data loaded once.
#[derive(Debug, Clone)]
pub struct Engine {
    registry: Registry,
    media: Gazetteer,
    tagger: Option<&'static Tagger>,
    priors: Priors,
    /// Shared by all articles, and by copies of the engine: the same chain of classes has the same interval everywhere.
    integrator: Arc<Integrator>,
}

/// Sets up an [`Engine`]; what is not set is built in.
#[derive(Debug, Default)]
pub struct EngineBuilder {
    registry: Option<Registry>,
    rules_alone: bool,
    params: Params,
    priors: Option<Priors>,
}

impl EngineBuilder {
    /// Uses this registry.
    pub fn registry(mut self, registry: Registry) -> Self {
        self.registry = Some(registry);
        self
    }

    /// Finds statements by the rules alone, without the trained tagger: faster, and with fewer statements.
    pub fn rules_alone(mut self, rules_alone: bool) -> Self {
        self.rules_alone = rules_alone;
        self
    }

    /// Uses these parameters.
    pub fn params(mut self, params: Params) -> Self {
        self.params = params;
        self
    }

    /// Uses these priors.
    pub fn priors(mut self, priors: Priors) -> Self {
        self.priors = Some(priors);
        self
    }

    /// Checks everything once.
    ///
    /// # Errors
    /// Names the first parameter or prior that cannot be used.
    pub fn build(self) -> Result<Engine> {
        let registry = self.registry.map_or_else(Registry::builtin, Ok)?;
        let priors = self.priors.map_or_else(Priors::builtin, Priors::check)?;
        let domains = registry.outlets().iter().flat_map(|o| o.domains.iter().map(|d| (d.as_str(), o.id.as_str())));
        let short = registry.outlets().iter().flat_map(|o| o.short_names.iter().map(String::as_str));
        let media = Gazetteer::new(registry.names()).with_domains(domains).with_short_names(short);
        let integrator = Arc::new(Integrator::new(self.params.check()?));
        let tagger = if self.rules_alone { None } else { Tagger::builtin() };
        Ok(Engine { registry, media, tagger, priors, integrator })
    }
}

impl Engine {
    /// With the built-in registry, priors and default parameters.
    ///
    /// # Errors
    /// Only if shipped data are broken, which a test rules out.
    pub fn new() -> Result<Self> {
        Engine::builder().build()
    }

    /// Starts from what is built in.
    pub fn builder() -> EngineBuilder {
        EngineBuilder::default()
    }

    /// The registry in use, overlays included.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The parameters in use.
    pub fn params(&self) -> Params {
        self.integrator.params()
    }

    /// Statements and tags of one article. Pure: the same article gives the same extract, whatever else is read.
    pub fn extract(&self, article: Article) -> Extract {
        let sentences = crate::sentence::split(&article.text);
        let mut statements = crate::attribution::extract(&article, &sentences, &self.media, self.tagger);
        let tags = tag(&article, &statements, &self.registry);
        let outlet = tag_outlet(&article, &self.registry);
        for (statement, tags) in statements.iter_mut().zip(&tags) {
            let found = gaps(statement, tags);
            statement.gaps.extend(found);
        }
        Extract { article, outlet, statements, tags }
    }

    /// The same for many articles, in their order; the cores share them.
    pub fn extract_all(&self, articles: Vec<Article>) -> Vec<Extract> {
        // one article is not worth waking a thread for
        if articles.len() < 2 {
            return articles.into_iter().map(|article| self.extract(article)).collect();
        }
        articles.into_par_iter().map(|article| self.extract(article)).collect()
    }

    /// Reads and scores articles together.
    pub fn assess(&self, articles: Vec<Article>, skipped: Vec<Skipped>) -> Assessment {
        self.resolve(self.extract_all(articles), skipped)
    }

    /// Reads and scores one article by itself.
    pub fn assess_alone(&self, article: Article) -> Assessment {
        self.assess(vec![article], Vec::new())
    }

    /// Groups the statements of all extracts into claims, finds who stands behind each, and scores them.
    ///
    /// The order of the extracts decides the order of the result and the names of claims and stories, and nothing else. Two articles of one id are told apart
    /// by nothing: give each its own.
    pub fn resolve(&self, extracts: Vec<Extract>, skipped: Vec<Skipped>) -> Assessment {
        let readings: Vec<Reading<'_>> = extracts.iter().map(Extract::reading).collect();
        let stories = stories(&readings);
        let claims = group(&readings, &stories);
        let mut scorer = Scorer::sharing(self.integrator.clone(), &self.priors);
        let lineage = lineage(&readings);
        let mut judged = judge(claims, &readings, &lineage, &mut scorer);
        drop(readings);
        let articles = extracts.into_iter().zip(stories).map(|(e, story)| e.scored(story, &mut judged.statements)).collect();
        Assessment {
            registry_version: self.registry.version().to_owned(),
            registry_outlets: self.registry.outlets().len(),
            params: scorer.used().clone(),
            articles,
            claims: judged.claims,
            lineage,
            skipped,
        }
    }
}

/// Every claim with its score, and for each statement its claims and confidence.
struct Judged {
    claims: Vec<ScoredClaim>,
    statements: HashMap<StatementId, (Vec<ClaimId>, StatementConfidence)>,
}

fn judge(claims: Vec<Claim>, readings: &[Reading<'_>], lineage: &Lineage, scorer: &mut Scorer<'_>) -> Judged {
    let by_article: HashMap<&str, &Reading<'_>> = readings.iter().map(|r| (r.article.id.0.as_str(), r)).collect();
    let mut weigher = Weigher::new(lineage);
    let mut judged = Judged { claims: Vec::with_capacity(claims.len()), statements: HashMap::new() };
    for claim in claims {
        let around: BTreeMap<&str, Reading<'_>> = members(&claim)
            .filter_map(|id| by_article.get(id.article.0.as_str()).map(|reading| (id.article.0.as_str(), **reading)))
            .collect();
        let reports = around.len();
        let around: Vec<Reading<'_>> = around.into_values().collect();
        let corroboration = weigher.weigh(&claim, &around);
        let score = scorer.claim(&corroboration);
        for id in members(&claim) {
            let statement = around
                .iter()
                .find(|r| r.article.id == id.article)
                .and_then(|r| r.statements.iter().find(|s| s.number == id.number));
            let Some(statement) = statement else { continue };
            let confidence = scorer.statement(&corroboration, &score, id, statement);
            judged.statements.entry(id.clone()).or_insert_with(|| (Vec::new(), confidence)).0.push(claim.id.clone());
        }
        judged.claims.push(scored_claim(claim, corroboration, score, reports));
    }
    judged
}

fn members(claim: &Claim) -> impl Iterator<Item = &StatementId> {
    claim.asserted_by.iter().chain(&claim.denied_by)
}

fn scored_claim(claim: Claim, corroboration: Corroboration, score: ClaimScore, reports: usize) -> ScoredClaim {
    ScoredClaim {
        claim,
        origins: corroboration.origins,
        independent_origins: score.independent_origins,
        reports,
        likelihood: score.likelihood().map(str::to_owned),
        information: score.information,
        level: score.level,
        confidence: score.confidence,
    }
}

impl Extract {
    /// What the rooms that look across articles read.
    pub fn reading(&self) -> Reading<'_> {
        Reading { article: &self.article, outlet: self.outlet.as_ref(), statements: &self.statements, tags: &self.tags }
    }

    /// Takes what was judged of its statements out of `judged`.
    fn scored(self, story: String, judged: &mut HashMap<StatementId, (Vec<ClaimId>, StatementConfidence)>) -> ScoredArticle {
        let id = self.article.id.clone();
        let statements = self.statements.into_iter().zip(self.tags);
        let statements = statements
            .filter_map(|(statement, tags)| {
                let (claims, confidence) = judged.remove(&StatementId { article: id.clone(), number: statement.number })?;
                Some(ScoredStatement { statement, tags, claims, confidence })
            })
            .collect();
        ScoredArticle { article: self.article, story, outlet: self.outlet, statements }
    }
}
