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
