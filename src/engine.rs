//! Runs the rooms in order: [`Engine::extract`] for one article, [`Engine::resolve`] across articles.

use crate::article::{Article, Skipped};
use crate::attribution::{Gazetteer, Statement};
use crate::claim::{Claim, ClaimId};
use crate::confidence::{Confidence, Level, StatementConfidence};
use crate::corroboration::Origin;
use crate::error::Result;
use crate::provenance::{Registry, StatementTags, Tag, tag, tag_outlet};
use serde::{Deserialize, Serialize};

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
}

/// The result over all articles given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// Version of the registry used, overlays included.
    pub registry_version: String,
    /// Outlets in it.
    pub registry_outlets: usize,
    /// The articles, in the order given.
    pub articles: Vec<ScoredArticle>,
    /// The claims.
    pub claims: Vec<ScoredClaim>,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
}

/// The whole pipeline with its data loaded once.
#[derive(Debug, Clone)]
pub struct Engine {
    registry: Registry,
    media: Gazetteer,
}

impl Engine {
    /// With the built-in registry and default parameters.
    ///
    /// # Errors
    /// Only if shipped data are broken, which a test rules out.
    pub fn new() -> Result<Self> {
        Ok(Engine::with_registry(Registry::builtin()?))
    }

    /// With a registry of the caller's, as one laid over the built-in one, and default parameters.
    pub fn with_registry(registry: Registry) -> Self {
        let media = Gazetteer::new(registry.names());
        Engine { registry, media }
    }

    /// The registry in use, overlays included.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Statements and tags of one article. Pure: the same article gives the same extract, whatever else is read.
    pub fn extract(&self, article: Article) -> Extract {
        let sentences = crate::sentence::split(&article.text);
        let statements = crate::attribution::extract(&article, &sentences, &self.media);
        let tags = tag(&article, &statements, &self.registry);
        let outlet = tag_outlet(&article, &self.registry);
        Extract { article, outlet, statements, tags }
    }
}
