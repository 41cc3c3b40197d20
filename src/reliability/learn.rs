//! The whole fit.

use super::family::{Convergence, Domain, Family};
use super::table::Table;

/// What the user may set.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Force.
    pub confusion: Option<bool>,
}

/// Result.
#[derive(Debug, Clone)]
pub struct Fit {
    /// Candidate probabilities.
    pub truth: Vec<f64>,
    /// (reliability, low, high)
    pub sources: Vec<(f64, f64, f64)>,
    /// copying
    pub copying: Vec<(u32, u32, f64)>,
    /// How it went.
    pub convergence: Convergence,
}

/// Fits.
pub fn fit(table: &Table, options: &Options) -> Fit {
    let labels = table.values.len();
    let domain = if labels <= 100 && table.objects.len() >= 5 * labels && labels > 1 { Domain::Closed(labels) } else { Domain::Open };
    let confusion = options.confusion.unwrap_or(labels <= 6 && domain != Domain::Open);
    let weights = table.confidence.clone();
    let (_family, belief) = Family::fit(table, &weights, confusion, domain);
    let sources = (0..table.sources.len()).map(|s| {
        let claims = table.claims_by(s);
        let n = claims.len() as f64;
        let (mut m, mut v) = (0.0, 0.0);
        for &(_, c) in claims { let p = belief.truth[table.candidate[c as usize] as usize]; m += p; v += p * (1.0 - p); }
        let sd = (v.sqrt()) / n;
        let m = m / n;
        (m, (m - 1.645 * sd).max(0.0), (m + 1.645 * sd).min(1.0))
    }).collect();
    Fit { truth: belief.truth, sources, copying: vec![], convergence: belief.convergence }
}
