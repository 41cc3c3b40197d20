//! The seeded draws of the bootstrap.

use super::Plan;
use super::cell::{Cell, entropy};
use super::measure::{COLUMNS, Measure};
use crate::provenance::Provenance;
use rayon::prelude::*;

/// Every measure of every cell in every resample: `[cell][measure]`, the resamples in order. What has nothing below it is NaN.
pub struct Resampled {
    values: Vec<Vec<Vec<f64>>>,
    pub measures: Vec<Measure>,
}

impl Resampled {
    /// The resamples of a measure in a cell.
    pub fn of(&self, cell: usize, measure: Measure) -> &[f64] {
        let at = self.measures.iter().position(|m| *m == measure);
        at.map_or(&[], |at| &self.values[cell][at])
    }
}

/// Measures that occur: all, and the classes that any cell has.
pub fn occurring(cells: &[Cell<'_>]) -> Vec<Measure> {
    let classes = Provenance::ALL.iter().map(|c| Measure::Class(*c));
    let occurs = |m: &Measure| cells.iter().any(|cell| cell.stories.iter().any(|s| s.sums[m.columns().0] > 0.0));
    Measure::ALL.into_iter().chain(classes.filter(occurs)).collect()
}

/// Draws the resamples. A story has the same weight in every cell, so that outlets that report one story vary together.
pub fn resample(cells: &[Cell<'_>], plan: &Plan) -> Resampled {
    let measures = occurring(cells);
    let values = cells.par_iter().map(|cell| of_cell(cell, &measures, plan)).collect();
    Resampled { values, measures }
}

fn of_cell(cell: &Cell<'_>, measures: &[Measure], plan: &Plan) -> Vec<Vec<f64>> {
    let drawn: Vec<Vec<f64>> = (0..plan.resamples).into_par_iter().map(|n| one(cell, measures, plan.seed, n)).collect();
    (0..measures.len()).map(|m| drawn.iter().map(|values| values[m]).collect()).collect()
}

/// One resample of a cell.
fn one(cell: &Cell<'_>, measures: &[Measure], seed: u64, number: u32) -> Vec<f64> {
    let mut sums = [0.0; COLUMNS];
    let mut sources = vec![0.0; cell.sources];
    for story in &cell.stories {
        let weight = exponential(seed, number, story.key);
        sums.iter_mut().zip(&story.sums).for_each(|(sum, own)| *sum += weight * own);
        story.sources.iter().for_each(|(n, count)| sources[*n as usize] += weight * count);
    }
    let logs: f64 = sources.iter().filter(|c| **c > 0.0).map(|c| c * c.ln()).sum();
    let nats = entropy(sources.iter().sum(), logs);
    let value = |measure: &Measure| match measure {
        Measure::Shannon => nats,
        Measure::Sources => nats.exp(),
        _ => {
            let (top, below) = measure.columns();
            sums[top] / sums[below]
        }
    };
    measures.iter().map(value).collect()
}

/// A draw of Exp(1) that depends on these three numbers alone (SplitMix64; Steele, Lea and Flood 2014).
fn exponential(seed: u64, number: u32, key: u64) -> f64 {
    let mixed = mix(mix(seed ^ key.rotate_left(17)).wrapping_add(u64::from(number).wrapping_mul(GOLDEN)) ^ key);
    // 53 bits, never 0 and never 1
    let uniform = ((mixed >> 11) as f64 + 0.5) / (1u64 << 53) as f64;
    -uniform.ln()
}

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

fn mix(z: u64) -> u64 {
    let z = z.wrapping_add(GOLDEN);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_exponential_and_stories_are_independent() {
        let draws: Vec<(f64, f64)> = (0..20_000).map(|n| (exponential(7, n, 1), exponential(7, n, 2))).collect();
        let count = draws.len() as f64;
        let mean = draws.iter().map(|d| d.0).sum::<f64>() / count;
        let variance = draws.iter().map(|d| (d.0 - 1.0).powi(2)).sum::<f64>() / count;
        let together = draws.iter().map(|d| (d.0 - 1.0) * (d.1 - 1.0)).sum::<f64>() / count;
        // five standard errors of each
        assert!((mean - 1.0).abs() < 0.036, "{mean}");
        assert!((variance - 1.0).abs() < 0.1, "{variance}");
        assert!(together.abs() < 0.036, "{together}");
        assert_ne!(exponential(7, 0, 1), exponential(8, 0, 1));
    }
}
