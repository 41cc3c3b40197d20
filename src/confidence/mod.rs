//! How sure a reader may be: estimate, interval, contributions.
//!
//! In: the [`EvidenceTree`](crate::corroboration::EvidenceTree) of a claim, [`Priors`] and [`Params`].
//! Out: a [`Confidence`] in its proposition, and an [`Estimate`] of each attribution.
//!
//! Every source passes on what it received with probability r and otherwise says something unrelated to it, so that a node agrees with its
//! parent with probability (1 + r) / 2. Along a chain these correlations multiply; evidence that meets in a node adds up as log odds:
//!
//! ```text
//! chain        likelihood ratio = (1 + Πr) / (1 − Πr)
//! node         m = tanh Σ atanh(rᵢ mᵢ)            over its children i; a report that is seen has m = ±1
//! line         its members hang below it by min(1, r / r_k); it hangs below the proposition by r_k
//! estimate     π̄ L̄₁ / (π̄ L̄₁ + (1 − π̄) L̄₀)       at the mean r's
//! interval     quantiles of π L₁ / (π L₁ + (1 − π) L₀) with weight π L₁ + (1 − π) L₀ over π and every r
//! ```
//!
//! References: J. Pearl, *Probabilistic Reasoning in Intelligent Systems* (1988), chapter 4 (exact propagation in trees); I. J. Good, *Probability and
//! the Weighing of Evidence* (1950) (weights in decibans); D. Nuyens and R. Cools, Math. Comp. 75 (2006), doi:10.1090/S0025-5718-06-01785-6 (lattice rules).
//!
//! **What it does not do.** It learns nothing: all numbers are given. It does not know whether two origins were in touch outside the reports. Hedges, attitude and stake do
//! not change r (no measurement says by how much); they are shown beside the number. Nobody is an anti-witness: r is never negative.

mod contribution;
mod interval;
mod learned;
mod network;
mod params;
mod priors;
mod quantile;
mod scale;
mod score;
mod steps;

use crate::probability::{LogOdds, Probability};
use crate::text::Excerpt;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub use interval::Integrator;
pub use learned::LearnedShare;
pub use params::Params;
pub use priors::{BetaPrior, LinePrior, Priors, UsedParams};
pub use scale::{likelihood_word, source_letter};
pub use score::{ClaimScore, Scorer};

/// A probability with its 90 % equal-tailed credible interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The point estimate.
    pub estimate: Probability,
    /// 5 % quantile.
    pub low: Probability,
    /// 95 % quantile.
    pub high: Probability,
    /// The estimate lay outside the quantiles and a bound was moved to it.
    pub bound_moved: bool,
}

/// What one origin adds, and the words it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// The origin.
    pub origin: Arc<str>,
    /// Its weight of evidence.
    pub weight: LogOdds,
    /// The words and classes it rests on, as a sentence.
    pub because: Arc<str>,
}

/// One line of a waterfall: from the prior, step by step, to the estimate. The weights of all steps add up to the estimate's log odds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What it is about ("prior", "relay TASS").
    pub label: String,
    /// What it changes; for the first step the prior's log odds.
    pub weight: LogOdds,
    /// Why, as a sentence.
    pub because: Arc<str>,
    /// The words in the text that it rests on.
    pub evidence: Option<Excerpt>,
}

/// How sure a reader may be of a proposition. Prior and contributions add up to the estimate's log odds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Confidence {
    /// Estimate and interval.
    pub estimate: Estimate,
    /// Before any evidence.
    pub prior: Probability,
    /// One for each origin. A claim and its statements rest on the same ones, which are held once.
    pub contributions: Arc<[Contribution]>,
    /// Log odds of the estimate, exact also where the probability is too near 0 or 1 to hold them.
    #[serde(default)]
    pub log_odds: LogOdds,
    /// The same number line by line, along the chain of the statement that is explained.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// How much stands behind a judgement; a separate question from how likely it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Fewer than 1.5 independent origins, or all anonymous or interested.
    Low,
    /// Neither.
    Moderate,
    /// 2.5 or more, two of them named or documentary.
    High,
}

/// The Admiralty code: letter for the source, digit for the information.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admiralty {
    /// A (completely reliable) to E (unreliable), F (cannot be judged).
    pub source: char,
    /// 1 (confirmed) to 5 (improbable), 6 (cannot be judged).
    pub information: u8,
}

/// Everything computed for one statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatementConfidence {
    /// Did the source say it? `None` for narration.
    pub attribution: Option<Estimate>,
    /// Is it so?
    pub content: Confidence,
    /// The ICD 203 word for the content estimate; `None` when it cannot be judged.
    pub likelihood: Option<String>,
    /// Confidence in the judgement.
    pub level: Level,
    /// Admiralty code.
    pub admiralty: Admiralty,
}
