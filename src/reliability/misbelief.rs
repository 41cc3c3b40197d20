//! Wrong values are not uniform: some misbeliefs are popular.

use super::table::Table;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// How wrong claims spread over the values of an object: a Pólya urn that starts with `concentration` balls spread evenly over the
/// `domain` − 1 wrong values and gains a ball of the same value with each wrong claim.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Misbelief {
    /// Small: wrong claims agree with each other; large: they scatter.
    pub concentration: f64,
    /// How many values an object could have.
    pub domain: f64,
}

impl Misbelief {
    /// The same for an object with `candidates` values: its domain cannot be smaller.
    pub fn over(self, candidates: usize) -> Self {
        Misbelief { domain: self.domain.max(candidates as f64), ..self }
    }

    fn base(self) -> f64 {
        1.0 / (self.domain - 1.0).max(1.0)
    }

    /// ln of the urn's weight for `n` claims of one wrong value.
    pub fn value(self, n: f64) -> f64 {
        if n <= 0.0 {
            return 0.0;
        }
        let start = self.concentration * self.base();
        ln_rising(start, n)
    }

    /// ln of the urn's weight for `n` wrong claims of any value.
    pub fn all(self, n: f64) -> f64 {
        if n <= 1e-12 { 0.0 } else { ln_rising(self.concentration, n) }
    }

    /// Probability that the next wrong claim has a value that `n` of `all` wrong claims had.
    pub fn next(self, n: f64, all: f64) -> f64 {
        ((n + self.concentration * self.base()) / (all + self.concentration)).min(1.0)
    }
}

/// Concentrations tried.
const CONCENTRATIONS: [f64; 7] = [0.5, 1.0, 2.0, 4.0, 8.0, 20.0, 100.0];
/// Domains tried where the values do not come from a closed set.
const DOMAINS: [f64; 8] = [3.0, 5.0, 8.0, 12.0, 20.0, 50.0, 200.0, 1000.0];
/// Objects looked at when fitting: more would not move the choice among so few.
const SAMPLE: usize = 2_000;
/// Whole numbers of claims whose logarithms are kept.
const KEPT: usize = 512;
/// Numbers of candidates for which the logarithm of what is left of the domain is kept.
const UNCLAIMED: usize = 64;

/// The urn with its logarithms for whole numbers of claims at hand; after copies are discounted nearly all numbers are whole.
#[derive(Debug, Clone)]
pub struct Urn {
    /// What it is made of.
    pub misbelief: Misbelief,
    value: Vec<f64>,
    all: Vec<f64>,
    unclaimed: Vec<f64>,
}

impl Urn {
    /// Reckons up to `most` claims.
    pub fn new(misbelief: Misbelief, most: usize) -> Self {
        let rising = |start: f64| {
            let mut sum = 0.0;
            (0..=most.min(KEPT))
                .map(|i| {
                    let now = sum;
                    sum += (start + i as f64).ln();
                    now
                })
                .collect()
        };
        let unclaimed = (0..UNCLAIMED).map(|n| unclaimed(misbelief.domain, n)).collect();
        Urn {
            misbelief,
            unclaimed,
            value: rising(misbelief.concentration * misbelief.base()),
            all: rising(misbelief.concentration),
        }
    }

    /// [`Misbelief::value`] for an object with so many candidates.
    #[inline]
    pub fn value(&self, n: f64, candidates: usize) -> f64 {
        match kept(&self.value, n) {
            Some(ln) if candidates as f64 <= self.misbelief.domain => ln,
            _ => self.misbelief.over(candidates).value(n),
        }
    }

    /// ln of how many values of the domain are not among so many candidates.
    #[inline]
    pub fn unclaimed(&self, candidates: usize) -> f64 {
        self.unclaimed.get(candidates).copied().unwrap_or_else(|| unclaimed(self.misbelief.domain, candidates))
    }

    /// [`Misbelief::all`].
    #[inline]
    pub fn all(&self, n: f64) -> f64 {
        kept(&self.all, n).unwrap_or_else(|| self.misbelief.all(n))
    }

    /// Expected log-likelihood of one object's `(claims, probability)` per candidate.
    fn expected(&self, object: &[(f64, f64)]) -> f64 {
        let n = object.len();
        let all: f64 = object.iter().map(|o| o.0).sum();
        let values: f64 = object.iter().map(|o| self.value(o.0, n)).sum();
        let domain = self.misbelief.domain.max(n as f64);
        let mut unclaimed = 1.0;
        let mut sum = 0.0;
        for &(count, p) in object {
            unclaimed -= p;
            if p > 1e-6 {
                sum += p * (values - self.value(count, n) - self.all(all - count) - domain.ln());
            }
        }
        if unclaimed > 1e-6 {
            sum + unclaimed * (values - self.all(all) + ((domain - n as f64).max(1e-3) / domain).ln())
        } else {
            sum
        }
    }
}

fn unclaimed(domain: f64, candidates: usize) -> f64 {
    (domain - candidates as f64).max(1e-9).ln()
}

/// The entry for `n`, where it is a whole number but for rounding.
#[inline]
fn kept(table: &[f64], n: f64) -> Option<f64> {
    let near = (n + 0.5) as usize;
    if (n - near as f64).abs() < 1e-6 { table.get(near).copied() } else { None }
}

impl Misbelief {
    /// The pair of the grid with the highest expected log-likelihood under the beliefs; `closed` fixes the domain.
    pub fn fit(table: &Table, weights: &[f32], truth: &[f64], closed: Option<f64>) -> Self {
        let stride = table.objects.len().div_ceil(SAMPLE).max(1);
        let objects: Vec<Vec<(f64, f64)>> =
            (0..table.objects.len()).step_by(stride).map(|object| counted(table, weights, truth, object)).collect();
        let domains = closed.map_or(DOMAINS.to_vec(), |d| vec![d]);
        let grid: Vec<Misbelief> =
            domains.iter().flat_map(|&domain| CONCENTRATIONS.map(|concentration| Misbelief { concentration, domain })).collect();
        let scores: Vec<f64> = grid
            .par_iter()
            .map(|m| {
                let urn = Urn::new(*m, KEPT);
                objects.iter().map(|o| urn.expected(o) + if closed.is_none() { m.labellings(o.len()) } else { 0.0 }).sum()
            })
            .collect();
        let mut best = 0;
        for (i, score) in scores.iter().enumerate() {
            if *score > scores[best] {
                best = i;
            }
        }
        grid[best]
    }

    /// ln of the number of ways to name `n` values out of the domain: in an open set the strings are arbitrary, and only which claims agree is
    /// evidence. Without this the smallest domain always wins.
    fn labellings(self, n: usize) -> f64 {
        let domain = self.domain.max(n as f64);
        (0..n).map(|i| (domain - i as f64).ln()).sum()
    }
}

fn counted(table: &Table, weights: &[f32], truth: &[f64], object: usize) -> Vec<(f64, f64)> {
    let candidates = table.candidates_of(object);
    let mut out: Vec<(f64, f64)> = candidates.clone().map(|c| (0.0, truth[c])).collect();
    for claim in table.claims_of(object) {
        out[table.candidate[claim] as usize - candidates.start].0 += f64::from(weights[claim]);
    }
    out
}

/// ln Γ(x + n) − ln Γ(x), to about 1e-10: two Stirling series after moving both arguments beyond 8. The general function of the library
/// took most of the time of a fit.
fn ln_rising(x: f64, n: f64) -> f64 {
    ln_gamma(x + n) - ln_gamma(x)
}

fn ln_gamma(mut x: f64) -> f64 {
    let mut product = 1.0;
    while x < 8.0 {
        product *= x;
        x += 1.0;
    }
    let inverse = 1.0 / x;
    let square = inverse * inverse;
    let series = inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square / 1680.0)));
    (x - 0.5) * x.ln() - x + 0.918_938_533_204_672_7 + series - product.ln()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_fast_series_agrees_with_the_library() {
        for x in [1e-6, 0.01, 0.5, 1.0, 2.5, 7.99, 8.0, 31.0, 1e4] {
            let (fast, exact) = (super::ln_gamma(x), statrs::function::gamma::ln_gamma(x));
            assert!((fast - exact).abs() <= 1e-9 * exact.abs().max(1.0), "{x}: {fast} against {exact}");
        }
    }
}
