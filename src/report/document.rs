//! The exchange form `corroborate.assessment/1`: one JSON object with everything that was found out.
//!
//! Offsets count Unicode code points of the article's text, half open. Numbers are rounded as [`super::number`] says.
//! `docs/schema/assessment-1.schema.json` describes the same form for other programs. Fields may be added under this
//! schema number, never renamed or removed.

use crate::attribution::{Attitude, Gap, Kind, Part};
use crate::confidence::{Admiralty, Level};
use crate::corroboration::reuse::Reuse;
use crate::probability::Probability;
use crate::provenance::{AnonymityKind, Control, Directness, Naming, OutletKind, Ownership, Provenance, Stake};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Name and number of the form.
pub const SCHEMA: &str = "corroborate.assessment/1";

/// A whole assessment as exchanged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// [`SCHEMA`].
    pub schema: String,
    /// Version of the program that wrote it.
    pub version: String,
    /// The registry of outlets used.
    pub registry: RegistryUsed,
    /// The parameters used.
    pub params: serde_json::Map<String, serde_json::Value>,
    /// What sort of interval all intervals are.
    pub interval: IntervalKind,
    /// The articles, in the order given.
    pub articles: Vec<Article>,
    /// The claims.
    pub claims: Vec<Claim>,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
}

/// The registry of outlets that was used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegistryUsed {
    /// Its version, overlays included.
    pub version: String,
    /// How many outlets it holds.
    pub outlets: usize,
    /// Its entries that this assessment rests on, sorted by id.
    #[serde(default)]
    pub used: Vec<RegistryEntry>,
}

/// What the registry holds of one outlet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistryEntry {
    /// Its id.
    pub id: String,
    /// Usual English name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Sort of newsroom.
    pub kind: OutletKind,
    /// The class that follows from these facts.
    pub provenance: Provenance,
    /// Legal ownership.
    pub ownership: Ownership,
    /// Editorial control.
    pub control: Control,
    /// Owner, as known.
    pub owner: Option<String>,
    /// First day on which these facts hold, where it matters.
    pub valid_from: Option<String>,
    /// Last day on which these facts hold.
    pub valid_to: Option<String>,
    /// What is contested, with both sides.
    pub contested: Option<String>,
    /// Where the facts come from.
    pub evidence: String,
    /// When they were last checked.
    pub checked_on: String,
}

/// The sort of interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IntervalKind {
    /// `equal_tailed`.
    pub kind: String,
    /// Probability inside.
    pub mass: f64,
}

/// Words and where they stand, in code points of the article's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// One article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Its name in this assessment.
    pub id: String,
    /// The file it was read from.
    pub path: Option<String>,
    /// Its record in that file, counted from 1.
    #[serde(default)]
    pub record: Option<u64>,
    /// Headline, where it is metadata.
    pub title: Option<String>,
    /// When published, ISO 8601.
    pub published: Option<String>,
    /// Its address.
    #[serde(default)]
    pub url: Option<String>,
    /// ISO 639-1, where known.
    #[serde(default)]
    pub language: Option<String>,
    /// Articles of one story share this.
    pub story: Option<String>,
    /// The publishing outlet; `null` where none was given.
    pub outlet: Option<ArticleOutlet>,
    /// The report that it was made from, where one of those given is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_from: Option<MadeFrom>,
    /// Its text as read, where asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its statements in the order of the text.
    pub statements: Vec<Statement>,
}

/// How one report was made from another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MadeFrom {
    /// The other report.
    pub article: String,
    /// How.
    pub reuse: Reuse,
    /// The probability of it.
    pub p_reuse: f64,
    /// Whether it says so.
    pub credited: bool,
    /// The words that it rests on.
    pub because: String,
}

/// The publishing outlet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleOutlet {
    /// As given, or the registry's name for it.
    pub name: Option<String>,
    /// The registry's id.
    pub registry_id: Option<String>,
    /// Its class.
    pub provenance: Provenance,
    /// ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    /// Legal ownership, from the registry.
    #[serde(default)]
    pub ownership: Option<Ownership>,
    /// Editorial control, from the registry.
    #[serde(default)]
    pub editorial_control: Option<Control>,
    /// State or owner whose outlets speak with one voice.
    #[serde(default)]
    pub line: Option<String>,
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// `ARTICLE#NUMBER`.
    pub id: String,
    /// What is asserted.
    pub content: Vec<Place>,
    /// How the words are given.
    pub kind: Kind,
    /// Kind of attribution.
    pub attitude: Attitude,
    /// The source denies the content.
    pub denied: bool,
    /// From the ultimate source to the last medium named.
    pub chain: Vec<Source>,
    /// Where the ultimate source is unnamed.
    pub anonymity: Option<Anonymity>,
    /// Words that weaken it.
    pub hedges: Vec<String>,
    /// The same with places.
    pub hedge_spans: Vec<HedgeSpan>,
    /// Attribution carried over from the sentence before.
    pub carried_over: bool,
    /// What the article leaves open.
    pub gaps: Vec<Gap>,
    /// The claims it asserts or denies.
    pub claims: Vec<String>,
    /// The rule that found it.
    #[serde(default)]
    pub found_by: Option<String>,
    /// How sure a reader may be.
    pub confidence: StatementConfidence,
}

/// One source of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Bare name, or the phrase of an unnamed source.
    pub name: String,
    /// The whole noun phrase.
    pub mention: Option<Place>,
    /// Full name, where the mention is shorter.
    pub resolved_name: Option<String>,
    /// Its class.
    pub provenance: Provenance,
    /// Its reporting words.
    pub cue: Option<Place>,
    /// What it vouches for.
    pub scope: Vec<Place>,
    /// What it does in the chain.
    pub part: Part,
    /// Office or function as the article words it.
    pub role: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Unnamed.
    pub anonymous: bool,
    /// Named, by role only, or anonymous.
    pub naming: Naming,
    /// How it comes to know.
    pub directness: Directness,
    /// Whether it is a party to the matter.
    pub stake: Option<Stake>,
    /// The registry's id.
    pub registry_id: Option<String>,
    /// Legal ownership, from the registry.
    pub ownership: Option<Ownership>,
    /// Editorial control, from the registry.
    pub editorial_control: Option<Control>,
    /// The class that the article's own words give it.
    pub label_in_text: Option<Provenance>,
    /// Those words.
    pub label_evidence: Option<String>,
    /// The article's words and the registry disagree.
    pub label_conflict: bool,
    /// State or owner whose outlets and offices speak with one voice.
    pub line: Option<String>,
    /// The rule that decided the class.
    pub rule: String,
    /// The words that decided it.
    pub evidence: Option<Place>,
}

/// An unnamed source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anonymity {
    /// Its field.
    pub kind: AnonymityKind,
    /// How many the article claims.
    pub count: Option<u32>,
    /// The reason as stated.
    pub stated_reason: Option<String>,
    /// How the source knows, in the article's words.
    #[serde(default)]
    pub access: Option<String>,
    /// The condition on which it spoke, in the article's words.
    #[serde(default)]
    pub conditions: Option<String>,
}

/// A weakening word, its place and what it weakens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HedgeSpan {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// What they weaken.
    pub scope: Vec<Place>,
}

/// A probability with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Point estimate.
    pub estimate: Probability,
    /// Lower bound.
    pub low: Probability,
    /// Upper bound.
    pub high: Probability,
    /// A bound was moved to hold the estimate.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bound_moved: bool,
}

/// How sure a reader may be that something is so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// Estimate and interval.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Before any evidence.
    pub prior: Probability,
    /// One for each origin; with the prior they add up to the estimate's log odds.
    pub contributions: Vec<Contribution>,
    /// The same number line by line, from the prior along the chain; they too add up to the estimate's log odds.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// One line of a waterfall.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What it is about.
    pub label: String,
    /// What it changes; for the first step the prior itself.
    pub decibans: f64,
    /// Why.
    pub because: Arc<str>,
    /// The words that it rests on.
    pub evidence: Option<Place>,
}

/// What one origin adds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// The origin.
    pub origin: Arc<str>,
    /// 10·log₁₀ of its likelihood ratio.
    pub decibans: f64,
    /// What it rests on; in memory one text for all statements of a claim.
    pub because: Arc<str>,
}

/// The confidence block of a statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatementConfidence {
    /// Did the source say it? `null` for narration.
    pub attribution: Option<Estimate>,
    /// Is it so?
    pub content: Content,
    /// ICD 203 word; `null` when it cannot be judged.
    pub likelihood: Option<String>,
    /// Confidence in the judgement.
    pub level: Level,
    /// Admiralty code.
    pub admiralty: AdmiraltyCode,
}

/// The Admiralty code as exchanged: the letter is a string of one letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdmiraltyCode {
    /// `A` to `F`.
    pub source: char,
    /// 1 to 6.
    pub information: u8,
}

impl From<Admiralty> for AdmiraltyCode {
    fn from(code: Admiralty) -> Self {
        AdmiraltyCode { source: code.source, information: code.information }
    }
}

/// One claim with those who stand behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Its name.
    pub id: String,
    /// The proposition.
    pub text: String,
    /// Statements that assert it.
    pub asserted_by: Vec<String>,
    /// Statements that deny it.
    pub denied_by: Vec<String>,
    /// Claims that cannot hold beside it.
    pub contradicts: Vec<String>,
    /// Later claims that replace it.
    pub superseded_by: Vec<String>,
    /// Who stands behind it.
    pub origins: Vec<Origin>,
    /// Effective number of independent origins.
    pub independent_origins: f64,
    /// In how many reports it stands.
    pub reports: usize,
    /// How sure a reader may be.
    pub confidence: ClaimConfidence,
}

/// The confidence block of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimConfidence {
    /// Is it so?
    pub content: Content,
    /// ICD 203 word; `null` when it cannot be judged.
    pub likelihood: Option<String>,
    /// Confidence in the judgement.
    pub level: Level,
}

/// An entry point of information.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its name within the claim.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// The statements that rest on it.
    pub statements: Vec<String>,
    /// Why these are one origin.
    pub why: String,
}

/// An input that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The file.
    pub path: Option<String>,
    /// The record in it, counted from 1.
    pub record: Option<u64>,
    /// Why.
    pub reason: String,
}
