//! Which statements, of one report or of many, assert the same thing.
//!
//! In: articles as read ([`Reading`]). Out: [`Claim`]s; every statement is in at least one. [`stories`] tells which articles report one event.
//!
//! Statements are one claim when their contents are the same sentence once case, quotation marks, white space, punctuation and hyphens are set aside, or nearly so:
//! the same numbers, the same negations, and content words that overlap almost wholly. Candidates come from an inverted index that holds only the rarest words of each
//! statement (prefix filtering), so that no two statements are compared that cannot meet the threshold:
//!
//! ```text
//! J(A, B) ≥ τ   ⇒   A and B share one of their |A| − ⌈τ|A|⌉ + 1 rarest words
//! ```
//!
//! References: R. Bayardo, Y. Ma, R. Srikant, *Scaling up all pairs similarity search*, WWW 2007, doi:10.1145/1242572.1242591 (prefix filtering).
//!
//! **What it does not do.** It knows no synonyms, no rounding, no contradiction but a stated denial, and no update.

mod candidates;
mod compare;
mod group;
mod lexicon;
mod linkage;
mod normalise;
mod quantity;
mod relation;
mod sketch;
mod stem;
mod story;
mod vocabulary;

use crate::article::{Article, ArticleId};
use crate::attribution::Statement;
use crate::provenance::{StatementTags, Tag};
use serde::{Deserialize, Serialize};
use std::fmt;

pub use candidates::block_keys;
pub use compare::{FEATURES, Feature, features};
pub use group::group;
pub(crate) use normalise::words;
pub use relation::{Label, Relation, relate};
pub use story::stories;

/// One article with what was read from it.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The article.
    pub article: &'a Article,
    /// The publishing outlet, where given.
    pub outlet: Option<&'a Tag>,
    /// Its statements.
    pub statements: &'a [Statement],
    /// Their tags, in the same order.
    pub tags: &'a [StatementTags],
}

impl Reading<'_> {
    /// The name of one of its statements.
    pub fn id(&self, statement: &Statement) -> StatementId {
        StatementId { article: self.article.id.clone(), number: statement.number }
    }

    /// Sorts by publication, then by id; what has no date comes last.
    pub fn order(&self) -> (bool, i64, &ArticleId) {
        let seconds = self.article.published.as_ref().map(|p| p.seconds);
        (seconds.is_none(), seconds.unwrap_or(0), &self.article.id)
    }
}

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

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

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
