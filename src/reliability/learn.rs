//! The whole fit.

use super::family::{Convergence, Domain, Family, vote_shares};
use super::candidate;
use super::copying;
use super::group::Groups;
use super::interval;
use super::misbelief::Misbelief;
use super::table::Table;
use rayon::prelude::*;

/// ln of the odds by popularity alone from which on a pair is suspected.
const SUSPECT: f64 = 6.0;
/// Below this a pair is not compared.
const WORTH: f64 = 2.0;

/// Probability that the model misses how an object's claims came about, so that only the shares of the (discounted) votes are left. Judged.
const HUMILITY: f64 = 0.02;

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
    let mut weights = table.confidence.clone();
    let (mut family, mut belief) = Family::fit(table, &weights, confusion, domain);
    let mut groups = Groups::default();
    let (candidates, suspects) = suspects(table, candidate::pairs(table));
    eprintln!("{} candidates", candidates.len());
    if !candidates.is_empty() && std::env::var("NOCOPY").is_err() {
        let mut shadows = suspects;
        let careful = cautious(table, &shadows);
        let mut candidates = candidates;
        for round in 0..3 {
            let misbelief = match &family { Family::OneCoin(m) => m.misbelief, Family::Confusion(_) => Misbelief::fit(table, &weights, &belief.truth, Some(labels as f64)) };
            let pairs = copying::compare(table, &family, misbelief, &candidates, &shadows, &weights, &careful);
            // what the first comparison all but rules out is not looked at again
            candidates = pairs.iter().filter(|p| p.probability > 1e-4).map(|p| (p.a, p.b)).collect();
            groups = Groups::of(&pairs, table.sources.len());
            eprintln!("round {round} {misbelief:?}: {} pairs, groups {:?}", pairs.iter().filter(|p| p.probability > 0.5).count(), groups.groups.iter().map(|g| g.members.len()).collect::<Vec<_>>());
            let next = groups.weights(table);
            if next == weights { break; }
            weights = next;
            (family, belief) = Family::fit(table, &weights, confusion, domain);
            shadows = groups.shadows();
        }
    }
    let mut copying = Vec::new();
    for g in &groups.groups {
        let n = g.members.len();
        for i in 0..n { for j in i + 1..n { if g.probability[i * n + j] > 0.05 { copying.push((g.members[i], g.members[j], g.probability[i * n + j])); } } }
    }
    for (p, share) in belief.truth.iter_mut().zip(vote_shares(table, &weights)) {
        *p = (1.0 - HUMILITY) * *p + HUMILITY * share;
    }
    let sources = interval::shares(table, &weights, &belief.truth).into_iter().map(|s| (s.estimate, s.low, s.high)).collect();
    Fit { truth: belief.truth, sources, copying, convergence: belief.convergence }
}

/// Sources whose agreement with a source goes far beyond the popularity of what they agree on, whatever the reason. In the first
/// comparison they do not testify for each other.
fn suspects(table: &Table, candidates: Vec<(u32, u32)>) -> (Vec<(u32, u32)>, Vec<Vec<u32>>) {
    let scores: Vec<f64> = candidates.par_iter().map(|&(a, b)| copying::agreement(table, a, b)).collect();
    let mut suspects = vec![Vec::new(); table.sources.len()];
    let mut kept = Vec::new();
    for ((a, b), score) in candidates.into_iter().zip(scores) {
        if score > SUSPECT {
            suspects[a as usize].push(b);
            suspects[b as usize].push(a);
        }
        if score > WORTH {
            kept.push((a, b));
        }
    }
    suspects.iter_mut().for_each(|list| list.sort_unstable());
    (kept, suspects)
}

/// One vote for each group of suspects that claims the same: each claim counts one over the suspects, itself included, that share its value.
fn cautious(table: &Table, suspects: &[Vec<u32>]) -> Vec<f32> {
    let mut weights = table.confidence.clone();
    let mut same: Vec<(u32, u32, usize)> = Vec::new();
    for object in 0..table.objects.len() {
        same.clear();
        same.extend(table.claims_of(object).map(|c| (table.candidate[c], table.source[c], c)));
        same.sort_unstable();
        for value in same.chunk_by(|a, b| a.0 == b.0) {
            for &(_, source, claim) in value {
                let near = value.iter().filter(|v| suspects[source as usize].binary_search(&v.1).is_ok()).count();
                weights[claim] /= 1.0 + near as f32;
            }
        }
    }
    weights
}
