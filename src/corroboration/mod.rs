//! Who stands behind a claim, independently: origins and the evidence tree.

use crate::claim::StatementId;
use serde::{Deserialize, Serialize};

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
