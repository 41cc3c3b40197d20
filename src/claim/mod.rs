//! Which statements, of one report or of many, assert the same thing.
//!
//! In: articles as read ([`Reading`]). Out: [`Claim`]s; every statement is in at least one. [`stories`] tells which articles report one event.
//!
//! Each statement is read once into a sketch: content words with a weight (rare words tell more) and their meanings, names, numbers with unit and rounding, negations,
//! days. A pair is measured by two dozen features ([`Feature`]) and judged by a small fitted model ([`relate`], card in `data/models`):
//!
//! ```text
//! p(same) = p(one event) · p(same | same, contradict or update)
//! ```
//!
//! That holds for statements of different stories. Inside a story nearly all is of one event, most words are shared by what is not the same, and what is the same is worded otherwise:
//! there a logistic score of its own judges ([`within`](within())), which also knows who speaks, where a statement stands, and which words are rare in the story.
//!
//! A statement is taken apart into its propositions first: sentences, and clauses with a verb of their own. A statement is in the claim of each of its propositions that others
//! share, and in the claim of each telling number (money, a share, a count) that another report of the story gives too.
//!
//! Candidates come from an inverted index over the most telling words ([`block_keys`]; two in common, inside a story one), at most twenty for a statement, so that the work grows with the number of statements
//! and not with its square. Claims are clusters by average linkage: two clusters are one while their members are alike on average, so that one likeness does not chain a story
//! together. A number that reports dispute becomes a claim of those who give it; what denies the statement before it ("that figure is a lie") stands under `denied_by` of that
//! statement's claim. A pair of claims that cannot both hold is written down; where a later report gives a later state or a new count, the earlier claim is superseded instead.
//!
//! References: R. Sokal, C. Michener, *A statistical method for evaluating systematic relationships*, 1958 (average linkage).
//!
//! **What it does not do.** It knows no roles: "A crossed B's line" and "B crossed A's line" look alike.

mod bundle;
mod calendar;
mod candidates;
mod compare;
mod country;
mod dismissal;
mod dispute;
mod group;
mod item;
mod lexicon;
mod linkage;
mod material;
mod normalise;
mod proposition;
mod quantity;
mod range;
mod relation;
mod sketch;
mod stem;
mod story;
mod vocabulary;
mod within;

use crate::article::{Article, ArticleId};
use crate::attribution::Statement;
use crate::provenance::{StatementTags, Tag};
use serde::{Deserialize, Serialize};
use std::fmt;

pub use bundle::{Outline, bundles};
pub use candidates::block_keys;
pub use compare::{FEATURES, Feature, features};
pub use group::group;
pub use material::{Measured, within};
pub(crate) use normalise::{worded, words};
pub use relation::{Label, Relation, relate};
pub use story::stories;
pub use within::WEIGHED;

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
