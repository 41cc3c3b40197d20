//! Who stands behind a claim, independently: origins and the evidence tree.
//!
//! In: a [`Claim`](crate::claim::Claim) and the articles its statements stand in. Out: a [`Corroboration`]: the origins, and the [`EvidenceTree`] with the
//! proposition at its root.
//!
//! ```text
//! proposition ── line ── origin ── relay ── outlet ── report ── copy
//! ```
//!
//! Two statements share an origin when their ultimate sources are the same: the same registered outlet, the same name, or the same unnamed phrase obtained by the same
//! medium. Reports that share further relays share those nodes too, so that what ten outlets take from one wire passes through that wire once.
//! A report that repeats the sentence of an earlier one, word for word, hangs below that report and can add nothing. So does what a report that was copied or rewritten from
//! another one ([`lineage`]) says in its own voice or from the same sources, and what credits the outlet of a report that is itself in the evidence.
//!
//! **What it does not do.** It gives no probability of the matter: that is the confidence room's. A rewrite that keeps no phrase of its origin looks independent.

mod body;
mod identity;
mod lineage;
pub mod reuse;
mod tree;
mod weigh;

use crate::claim::StatementId;
use serde::{Deserialize, Serialize};

pub use lineage::{Lineage, Link, lineage};
pub use tree::{EvidenceNode, EvidenceTree, NodeRole};
pub use weigh::{Weigher, weigh};

/// An entry point of information: a named speaker, an unnamed source as carried by one outlet, a witness, a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its name within the claim: `o1`, `o2`, ….
    pub id: String,
    /// What to call it.
    pub label: String,
    /// The statements that rest on it.
    pub statements: Vec<StatementId>,
    /// Why these are one origin.
    pub why: String,
}

/// The origins of one claim and the tree they stand in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Corroboration {
    /// Origins by first publication, then id.
    pub origins: Vec<Origin>,
    /// For each origin its node in the tree.
    pub origin_nodes: Vec<usize>,
    /// The tree.
    pub tree: EvidenceTree,
}
