//! Intervals that hold: how far the share of a source's claims that are true may lie from its estimate.
//!
//! Three things make it uncertain. Each claim may be true or not, given what is believed about its object (Poisson-binomial). Beliefs near
//! 0 or 1 are surer than the model deserves, so that no claim's variance is taken below [`LEAST`]. And errors of the model itself (objects
//! that mislead everybody, dependence that was not found) are common to many claims and do not average out: their standard deviation is
//! [`COMMON`] / √(independent voices an object), at most [`MOST`]; they weigh most for a source in the middle of the scale.
//! The interval is the equal-tailed 90 % one of the Beta distribution with this mean and variance,
//! or of the bell cut off at 0 and 1 where that Beta would pile up at an end.

use super::table::Table;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use statrs::distribution::{Beta, ContinuousCDF};

/// Least variance of whether a claim is true. Judged: two in a hundred sure beliefs are wrong on the development sets.
const LEAST: f64 = 0.02;
/// Standard deviation of the model's common error with one voice an object. Judged on the development sets.
const COMMON: f64 = 0.13;
/// Bound of the common error.
const MOST: f64 = 0.08;
/// A source at the end of the scale has at least this share of the common variance.
const END: f64 = 0.35;

/// A share with its 90 % equal-tailed credible interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// The estimate.
    pub estimate: f64,
    /// 5 % quantile.
    pub low: f64,
    /// 95 % quantile.
    pub high: f64,
}

impl Share {
    /// From mean and variance; a bound that would leave the estimate outside moves to it.
    pub fn of(mean: f64, variance: f64) -> Self {
        let mean = mean.clamp(1e-6, 1.0 - 1e-6);
        let strength = mean * (1.0 - mean) / variance.max(1e-12) - 1.0;
        let (a, b) = (mean * strength, (1.0 - mean) * strength);
        // a Beta with both masses at the ends has quantiles at the ends, which would say that all is known
        let (low, high) = match (a.min(b) >= 0.5).then(|| Beta::new(a, b).ok()).flatten() {
            Some(beta) => (beta.inverse_cdf(0.05), beta.inverse_cdf(0.95)),
            None => ((mean - 1.645 * variance.sqrt()).max(0.0), (mean + 1.645 * variance.sqrt()).min(1.0)),
        };
        Share { estimate: mean, low: low.min(mean), high: high.max(mean) }
    }
}

/// The share of each source's claims that are true.
pub fn shares(table: &Table, weights: &[f32], truth: &[f64]) -> Vec<Share> {
    let voices: Vec<f64> = (0..table.objects.len()).map(|o| table.claims_of(o).map(|c| f64::from(weights[c])).sum()).collect();
    (0..table.sources.len())
        .into_par_iter()
        .map(|source| {
            let claims = table.claims_by(source);
            let n = claims.len() as f64;
            let (mut sum, mut variance, mut heard) = (0.0, 0.0, 0.0);
            for &(object, claim) in claims {
                let p = truth[table.candidate[claim as usize] as usize];
                sum += p;
                let known = table.gold[object as usize].is_some();
                variance += if known { 0.0 } else { (p * (1.0 - p)).max(LEAST) };
                heard += voices[object as usize];
            }
            let mean = sum / n;
            let common = (COMMON / (heard / n).max(1.0).sqrt()).min(MOST);
            let scale = (4.0 * mean * (1.0 - mean)).max(END);
            Share::of(mean, variance / (n * n) + common * common * scale)
        })
        .collect()
}

/// The probability of each candidate with an interval: a belief resting on n independent voices is worth n + 2 observations of how often such
/// beliefs come true. Judged; a known truth has no width.
pub fn truths(table: &Table, weights: &[f32], truth: &[f64]) -> Vec<Share> {
    (0..table.objects.len())
        .into_par_iter()
        .flat_map_iter(|object| {
            let voices: f64 = table.claims_of(object).map(|c| f64::from(weights[c])).sum();
            let known = table.gold[object].is_some();
            table.candidates_of(object).map(move |c| {
                let p = truth[c];
                if known { Share { estimate: p, low: p, high: p } } else { Share::of(p, p * (1.0 - p) / (voices + 3.0)) }
            })
        })
        .collect()
}
