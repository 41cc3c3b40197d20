//! Quantiles of Beta distributions, tabulated once for each.

use statrs::function::beta::beta_reg;
use std::f64::consts::FRAC_PI_2;

/// Cells of the grid on which the distribution function is tabulated; with 1024 the distribution function is right to 1e-5 for the priors
/// that ship, and to 2e-4 for a Beta as narrow as (900, 100).
const CELLS: usize = 1024;

/// The largest r that a draw takes: r = 1 would make disagreement impossible, and dividing by zero possible.
const NEARLY_ONE: f64 = 1.0 - 1e-12;

/// The quantiles of Beta(a, b) at (j + ½) / n for j in 0..n.
///
/// The distribution function is tabulated in θ with x = sin² θ, in which the density is bounded for a, b ≥ ½ and fine where Betas are steep.
pub(super) fn midpoints(a: f64, b: f64, n: usize) -> Vec<f64> {
    let cell = FRAC_PI_2 / CELLS as f64;
    let at = |i: usize| (i as f64 * cell).sin().powi(2).clamp(0.0, 1.0);
    let mut quantiles = Vec::with_capacity(n);
    let (mut i, mut below, mut above) = (0, 0.0, beta_reg(a, b, at(1)));
    for j in 0..n {
        let u = (j as f64 + 0.5) / n as f64;
        while above < u && i + 2 <= CELLS {
            i += 1;
            below = above;
            above = if i + 1 == CELLS { 1.0 } else { beta_reg(a, b, at(i + 1)) };
        }
        let part = if above > below { (u - below) / (above - below) } else { 0.5 };
        quantiles.push(((i as f64 + part) * cell).sin().powi(2).min(NEARLY_ONE));
    }
    quantiles
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Beta, ContinuousCDF};

    #[test]
    fn midpoints_agree_with_statrs() {
        for (a, b) in [(1.0, 1.0), (2.0, 2.0), (0.9, 2.1), (6.304, 1.696), (13.95, 1.05), (0.5, 0.5), (900.0, 100.0)] {
            let beta = Beta::new(a, b).expect("a Beta");
            for (j, found) in midpoints(a, b, 64).into_iter().enumerate() {
                let u = (j as f64 + 0.5) / 64.0;
                assert!((beta.cdf(found) - u).abs() < 2e-4, "Beta({a}, {b}) at {u}: {found}, whose cdf is {}", beta.cdf(found));
            }
        }
    }
}
