//! How sure a reader may be: estimate, interval, contributions.

use crate::probability::{LogOdds, Probability};
use serde::{Deserialize, Serialize};

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
    pub origin: String,
    /// Its weight of evidence.
    pub weight: LogOdds,
    /// The words and classes it rests on, as a sentence.
    pub because: String,
}

/// How sure a reader may be of a proposition. Prior and contributions add up to the estimate's log odds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Confidence {
    /// Estimate and interval.
    pub estimate: Estimate,
    /// Before any evidence.
    pub prior: Probability,
    /// One for each origin.
    pub contributions: Vec<Contribution>,
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
