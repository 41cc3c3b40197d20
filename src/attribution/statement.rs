//! Statements and their chains: what this room gives out.

use crate::text::Excerpt;
use serde::{Deserialize, Serialize};

/// How the words of a statement are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Reported without quotation marks.
    Indirect,
    /// Wholly inside quotation marks.
    DirectQuote,
    /// Partly inside quotation marks.
    MixedQuote,
    /// The outlet's own voice: no source.
    Narration,
}

/// The kind of attribution, in the terms of the Penn Discourse Treebank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attitude {
    /// Says, reports, shows.
    Assertion,
    /// Thinks, expects.
    Belief,
    /// Knows, sees, recalls.
    Fact,
    /// Wants, plans, orders.
    Eventuality,
}

/// What a source does in its chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Is said to have said, seen or known it.
    Speaker,
    /// Reports what another said ("Reuters reported, citing …").
    Relay,
    /// Received or carried the words ("told Reuters", "wrote on X").
    Carrier,
    /// A report with no reporter ("reportedly", "it is understood").
    Hearsay,
}

/// One source of a chain, as the article mentions it. What kind of source it is, is the provenance room's matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRef {
    /// The bare name; for an unnamed source the phrase; for a pronoun or "the agency" its antecedent.
    pub name: String,
    /// The whole noun phrase as it stands, with modifiers and appositives; `None` when carried over from before.
    pub mention: Option<Excerpt>,
    /// The full name in this article, when the mention is a surname, pronoun or role phrase.
    pub resolved_name: Option<String>,
    /// The reporting words of this source; `None` for a carrier.
    pub cue: Option<Excerpt>,
    /// The words that this source vouches for.
    pub scope: Vec<Excerpt>,
    /// What it does in the chain.
    pub part: Part,
    /// Phrases that describe the same source elsewhere in the article, first mention first
    /// ("Russian state-affiliated news agency Interfax" for a later "Interfax"; "Rear Admiral Han Do-gyeong" for "Han").
    pub described: Vec<Excerpt>,
}

/// A word that weakens a statement, and what it weakens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hedge {
    /// The words ("reportedly", "is said to").
    pub words: Excerpt,
    /// What they weaken.
    pub scope: Vec<Excerpt>,
}

/// Something a reader should be told and the article does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gap {
    /// The publishing outlet was not given.
    OutletNotGiven,
    /// A medium is named as carrier, but not who told it ("local media report").
    UltimateSourceNotGiven,
    /// A source is unnamed and no reason is given.
    AnonymityReasonNotGiven,
    /// A report with no reporter.
    ReporterNotGiven,
}

/// One assertion of an article, with everything the article says about where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Its number in the article, counted from 1, in the order of the text.
    pub number: usize,
    /// What is asserted, without the attribution words; several pieces when interrupted. Never empty.
    pub content: Vec<Excerpt>,
    /// How the words are given.
    pub kind: Kind,
    /// The kind of attribution.
    pub attitude: Attitude,
    /// The source denies the content.
    pub denied: bool,
    /// From the ultimate source to the last medium that the article names; empty for narration.
    pub chain: Vec<SourceRef>,
    /// Words that weaken it.
    pub hedges: Vec<Hedge>,
    /// The attribution is carried over from the sentence before.
    pub carried_over: bool,
    /// The condition of anonymity and its reason as the article states it ("because the inquiry is not public").
    pub anonymity_reason: Option<Excerpt>,
    /// What the article leaves open.
    pub gaps: Vec<Gap>,
    /// The rule that found it, in kebab-case ("according-to").
    pub found_by: String,
}
