//! The hierarchical prior: a Beta distribution fitted to the sources of a class.

use serde::{Deserialize, Serialize};
use statrs::function::gamma::digamma;

/// A Beta distribution by its two pseudo-counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Beta {
    /// Pseudo-count of being right.
    pub a: f64,
    /// Pseudo-count of being wrong.
    pub b: f64,
}

/// Bounds of a + b: fewer than two pseudo-claims would let a source with one claim be perfect, more than fifty would make all sources one.
const STRENGTH: (f64, f64) = (1.0, 50.0);

/// Steps of the fixed point at a time.
const STEPS: usize = 6;

impl Beta {
    /// From mean and total pseudo-count.
    pub fn of(mean: f64, strength: f64) -> Self {
        Beta { a: mean * strength, b: (1.0 - mean) * strength }
    }

    /// The mean.
    pub fn mean(self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// The total pseudo-count.
    pub fn strength(self) -> f64 {
        self.a + self.b
    }

    /// The maximum-likelihood Beta of beta-binomial counts `(right, total, weight)` by Minka's fixed point
    /// ("Estimating a Dirichlet distribution", 2000), with `weak` as two pseudo-sources of four claims, within bounds. A few steps from
    /// `from`: the beliefs move between them, and rounds of the fit repeat them.
    pub fn fit(counts: &[(f64, f64, f64)], weak: Beta, from: Beta) -> Self {
        let mean = weak.mean();
        let pseudo = [(4.0 * mean, 4.0, 2.0)];
        let mut now = from;
        for _ in 0..STEPS {
            let (a0, b0, ab0) = (digamma(now.a), digamma(now.b), digamma(now.a + now.b));
            let (mut up_a, mut up_b, mut down) = (0.0, 0.0, 0.0);
            for &(right, total, weight) in counts.iter().chain(&pseudo) {
                if total <= 0.0 || weight <= 0.0 {
                    continue;
                }
                up_a += weight * (digamma(right + now.a) - a0);
                up_b += weight * (digamma((total - right).max(0.0) + now.b) - b0);
                down += weight * (digamma(total + now.a + now.b) - ab0);
            }
            if down <= 0.0 {
                break;
            }
            let next = Beta { a: (now.a * up_a / down).max(1e-3), b: (now.b * up_b / down).max(1e-3) };
            let moved = (next.a - now.a).abs() + (next.b - now.b).abs();
            now = Beta::of(next.mean().clamp(0.02, 0.98), next.strength().clamp(STRENGTH.0, STRENGTH.1));
            if moved < 1e-6 * now.strength() {
                break;
            }
        }
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::function::gamma::ln_gamma;

    #[test]
    fn the_fixed_point_finds_the_maximum_of_the_beta_binomial() {
        let rows: [&[(f64, f64)]; 3] = [
            &[(9.0, 10.0), (5.0, 10.0), (7.0, 10.0), (2.0, 10.0), (8.0, 10.0)],
            &[(30.0, 40.0), (29.0, 40.0), (31.0, 40.0), (36.0, 50.0)],
            &[(1.0, 9.0), (0.0, 4.0), (6.0, 8.0)],
        ];
        let weak = Beta::of(0.7, 4.0);
        for counts in rows {
            let score = |beta: Beta| -> f64 {
                let one = |right: f64, total: f64, weight: f64| {
                    let ln_beta = |a: f64, b: f64| ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
                    weight * (ln_beta(beta.a + right, beta.b + total - right) - ln_beta(beta.a, beta.b))
                };
                counts.iter().map(|&(right, total)| one(right, total, 1.0)).sum::<f64>() + one(2.8, 4.0, 2.0)
            };
            let weighted: Vec<(f64, f64, f64)> = counts.iter().map(|&(right, total)| (right, total, 1.0)).collect();
            let mut found = weak;
            (0..200).for_each(|_| found = Beta::fit(&weighted, weak, found));
            // a grid of means and strengths within the bounds
            let best = (2..=98)
                .flat_map(|mean| (0..=80).map(move |s| Beta::of(f64::from(mean) / 100.0, 50f64.powf(f64::from(s) / 80.0))))
                .map(score)
                .fold(f64::NEG_INFINITY, f64::max);
            assert!(score(found) >= best - 1e-3, "{counts:?}: {found:?} scores {} and the grid {best}", score(found));
        }
    }
}
