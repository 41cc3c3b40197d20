//! From features to a kind of reuse: four questions in a row, each a logistic regression on one or two features.
//!
//! ```text
//! copy?  no ─► partial copy?  no ─► rewrite?  no ─► only quotations shared?  no ─► independent
//! ```
//!
//! The weights are data: `data/reuse/weights.csv`, with how they were fitted in the README beside it.

use super::features::NAMES;
use std::sync::LazyLock;

/// The questions, in the order in which they are asked.
const STEPS: [&str; 4] = ["copy", "partial_copy", "rewrite_same_origin", "shared_quote_only"];

/// For each step the weight of each feature, the constant last.
type Weights = [[f64; NAMES.len() + 1]; STEPS.len()];

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights: Weights = Default::default();
    for row in csv::Reader::from_reader(include_str!("../../../data/reuse/weights.csv").as_bytes()).records().flatten() {
        let place = |names: &[&str], column| names.iter().position(|name| row.get(column) == Some(*name));
        let step = place(&STEPS, 0);
        let feature = place(&NAMES, 1).or_else(|| (row.get(1) == Some("constant")).then_some(NAMES.len()));
        if let (Some(step), Some(feature), Some(Ok(weight))) = (step, feature, row.get(2).map(str::parse)) {
            weights[step][feature] = weight;
        }
    }
    weights
});

/// The probabilities of the five kinds, in the order of the questions, `independent` last; they add to 1.
pub(super) fn probabilities(values: &[f64; NAMES.len()]) -> [f64; STEPS.len() + 1] {
    let mut found = [0.0; STEPS.len() + 1];
    let mut left = 1.0;
    for (step, weights) in WEIGHTS.iter().enumerate() {
        let sum: f64 = weights.iter().zip(values.iter().chain(&[1.0])).map(|(w, v)| w * v).sum();
        let yes = 1.0 / (1.0 + (-sum).exp());
        found[step] = left * yes;
        left *= 1.0 - yes;
    }
    found[STEPS.len()] = left;
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_file_is_used() {
        let rows =
            csv::Reader::from_reader(include_str!("../../../data/reuse/weights.csv").as_bytes()).records().flatten().count();
        let used = WEIGHTS.iter().flatten().filter(|w| **w != 0.0).count();
        assert_eq!((rows, used), (9, 9));
    }

    #[test]
    fn probabilities_add_to_one_and_more_in_common_is_more_reuse() {
        let reuse = |values: &[f64; NAMES.len()]| probabilities(values)[..3].iter().sum::<f64>();
        let (nothing, some, all) = ([0.0; 5], [0.5, 1.2, 1.0, 0.0, 0.3], [1.0, 2.0, 2.0, 1.0, 0.0]);
        for values in [&nothing, &some, &all] {
            assert!((probabilities(values).iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
        assert!(reuse(&nothing) < 0.1 && reuse(&nothing) < reuse(&some) && reuse(&some) < reuse(&all) && reuse(&all) > 0.9);
    }
}
