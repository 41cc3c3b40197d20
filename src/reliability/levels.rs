//! What one-coin and confusion model share: levels of difficulty, and the reliability that fits a source's share of correct claims.

use super::beta::Beta;

/// How many levels of difficulty an object may have.
pub const LEVELS: usize = 5;

/// What each level adds to the log odds that a source is right about the object. Below zero are the objects that mislead.
pub const SHIFTS: [f64; LEVELS] = [-1.75, -0.85, 0.0, 0.85, 1.75];

/// Shares of the levels before any evidence: a discrete bell with a standard deviation of about 1.5 logits.
const SHARES: [f64; LEVELS] = [0.06, 0.24, 0.40, 0.24, 0.06];

/// Weight of [`SHARES`] against what is observed, in objects: small data keep the bell, large data overrule it.
const STRENGTH: f64 = 30.0;

/// How common each level of difficulty is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Levels {
    /// Logarithms of the shares.
    pub ln: [f64; LEVELS],
}

impl Default for Levels {
    fn default() -> Self {
        Levels { ln: SHARES.map(f64::ln) }
    }
}

impl Levels {
    /// All objects equally difficult.
    pub fn single() -> Self {
        let mut ln = [f64::NEG_INFINITY; LEVELS];
        ln[LEVELS / 2] = 0.0;
        Levels { ln }
    }

    /// The shares that fit `observed`, the expected number of objects at each level.
    pub fn fit(observed: [f64; LEVELS]) -> Self {
        let total: f64 = observed.iter().sum::<f64>() + STRENGTH;
        let mut ln = [0.0; LEVELS];
        for (level, ln) in ln.iter_mut().enumerate() {
            *ln = ((observed[level] + STRENGTH * SHARES[level]) / total).ln();
        }
        Levels { ln }
    }

    /// The shares.
    pub fn shares(&self) -> [f64; LEVELS] {
        self.ln.map(f64::exp)
    }
}

/// 1 / (1 + e^−x) without overflow.
pub fn logistic(x: f64) -> f64 {
    if x >= 0.0 { 1.0 / (1.0 + (-x).exp()) } else { x.exp() / (1.0 + x.exp()) }
}

/// ln(1 − logistic(x)) without loss.
pub fn ln_wrong(x: f64) -> f64 {
    if x > 0.0 { -x - (-x).exp().ln_1p() } else { -x.exp().ln_1p() }
}

/// ln Σ eˣ.
pub fn ln_sum(terms: &[f64]) -> f64 {
    let top = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if top == f64::NEG_INFINITY { top } else { top + terms.iter().map(|x| (x - top).exp()).sum::<f64>().ln() }
}

/// What was seen of one source: how many claims at each level, and how many of all were right.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    /// Expected claims at each level.
    pub at: [f64; LEVELS],
    /// Expected correct claims.
    pub right: f64,
}

impl Tally {
    /// Adds another part of what was seen.
    pub fn add(&mut self, other: &Tally) {
        self.right += other.right;
        for (sum, x) in self.at.iter_mut().zip(other.at) {
            *sum += x;
        }
    }

    /// All claims.
    pub fn total(&self) -> f64 {
        self.at.iter().sum()
    }

    /// The log odds of being right at level 0 that fit the tally under the prior (the maximum of the posterior in log odds,
    /// found by Newton steps; the function is concave, so that they converge from anywhere when damped).
    pub fn log_odds(&self, prior: Beta, from: f64) -> f64 {
        let mut x = from.clamp(-LIMIT, LIMIT);
        for _ in 0..25 {
            let mean = logistic(x);
            let mut slope = self.right + prior.a - (prior.a + prior.b) * mean;
            let mut curve = (prior.a + prior.b) * mean * (1.0 - mean);
            for (n, shift) in self.at.iter().zip(SHIFTS) {
                let p = logistic(x + shift);
                slope -= n * p;
                curve += n * p * (1.0 - p);
            }
            let step = (slope / curve.max(1e-9)).clamp(-1.0, 1.0);
            x = (x + step).clamp(-LIMIT, LIMIT);
            if step.abs() < 1e-9 {
                break;
            }
        }
        x
    }
}

/// No source is believed beyond these log odds (about .9999).
pub const LIMIT: f64 = 9.0;
