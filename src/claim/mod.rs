//! Which statements, of one report or of many, assert the same thing.

use crate::article::ArticleId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Names a statement across articles; shown as `ARTICLE#NUMBER`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StatementId {
    /// The article.
    pub article: ArticleId,
    /// The statement's number in it.
    pub number: usize,
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.article, self.number)
    }
}

/// Names a claim within an assessment: `c1`, `c2`, ….
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClaimId(pub String);

/// The same assertion across articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Its name.
    pub id: ClaimId,
    /// The proposition in the words of the statement that stands for it.
    pub text: String,
    /// Statements that assert it.
    pub asserted_by: Vec<StatementId>,
    /// Statements that deny it.
    pub denied_by: Vec<StatementId>,
    /// Claims that cannot hold beside it.
    pub contradicts: Vec<ClaimId>,
    /// Later claims that replace it.
    pub superseded_by: Vec<ClaimId>,
}
