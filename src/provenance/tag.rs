//! Tagging: the class of every source of every chain.

use super::class::{Control, Directness, Naming, Ownership, Provenance, Stake};
use super::registry::Registry;
use crate::article::Article;
use crate::attribution::Statement;
use crate::text::Excerpt;
use serde::{Deserialize, Serialize};

/// What is known of one source of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Its class, all things considered.
    pub provenance: Provenance,
    /// Named, by role only, or anonymous.
    pub naming: Naming,
    /// Whether it is unnamed: `anonymous_*`, vague collectives, reports without a reporter, unnamed media.
    pub anonymous: bool,
    /// How it comes to know.
    pub directness: Directness,
    /// Whether it is a party to the matter; `None` where it cannot be told.
    pub stake: Option<Stake>,
    /// Its office or function as the article words it ("US President").
    pub role: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The registry's outlet.
    pub registry_id: Option<String>,
    /// From the registry.
    pub ownership: Option<Ownership>,
    /// From the registry.
    pub editorial_control: Option<Control>,
    /// The class that the article's own words give it; media only.
    pub label_in_text: Option<Provenance>,
    /// Those words.
    pub label_evidence: Option<Excerpt>,
    /// The article's label and the registry disagree.
    pub label_conflict: bool,
    /// State or owner whose outlets and offices speak with one voice: `state:RU`, `owner:…`.
    pub line: Option<String>,
    /// The rule that decided the class, in kebab-case ("registry", "role-minister").
    pub rule: String,
    /// The words that decided it.
    pub evidence: Option<Excerpt>,
}

/// What field an unnamed source is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum AnonymityKind {
    Diplomatic,
    Official,
    Military,
    Industry,
    Witness,
    Other,
}

/// An unnamed source: of what field, how many, and why unnamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anonymity {
    /// The field.
    pub kind: AnonymityKind,
    /// How many the article claims ("two diplomats" 2); `None` for an uncounted plural.
    pub count: Option<u32>,
    /// The reason as the article states it.
    pub stated_reason: Option<String>,
}

/// The tags of one statement, one for each source of its chain, in the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementTags {
    /// One for each source.
    pub nodes: Vec<Tag>,
    /// Where the ultimate source is unnamed.
    pub anonymity: Option<Anonymity>,
}

/// Tags every statement of an article; the result has one entry a statement.
pub fn tag(_article: &Article, statements: &[Statement], _registry: &Registry) -> Vec<StatementTags> {
    statements.iter().map(|_| StatementTags { nodes: Vec::new(), anonymity: None }).collect()
}

/// Tags the publishing outlet, where one was given.
pub fn tag_outlet(_article: &Article, _registry: &Registry) -> Option<Tag> {
    None
}
