//! How likely two propositions of one story say the same.
//!
//! Inside a story most words are shared by what is not the same, and what is the same is often worded otherwise, so pairs of headlines teach little of it. The model is a logistic
//! score fitted to labelled event sets; card in `data/models`.

use super::compare::Feature;
use super::relation::Judgement;
use super::sketch::Sketch;
use std::sync::OnceLock;

const MODEL: &str = include_str!("../../data/models/within.csv");

/// Features of the comparison that tell inside a story.
const COMPARED: [Feature; 11] = [
    Feature::LessCovered,
    Feature::MoreCovered,
    Feature::Nearness,
    Feature::NumbersAgree,
    Feature::AllAgrees,
    Feature::SharedNames,
    Feature::OtherNames,
    Feature::OtherTime,
    Feature::OtherActor,
    Feature::Opposites,
    Feature::NumbersClash,
];
/// All that is weighed.
pub const WEIGHED: usize = COMPARED.len() + 11;

/// What is known of a pair beside its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// Both stand at the head of their reports.
    pub heads: bool,
    /// Both stand in one report alone: it seldom says a thing twice.
    pub one_report: bool,
    /// Whether they have one source, and one state behind it: 1, −1 for two, 0 where it is not known.
    pub source: f64,
    pub state: f64,
    /// One tells of another month or year.
    pub elsewhen: bool,
    /// One tells nothing but a number that the other does not give.
    pub another_number: bool,
    /// One is negated and the other is not.
    pub negated: bool,
}

/// What of two is known to be one: 1, to be two: −1, or not known: 0.
pub(super) fn alike<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> f64 {
    one.zip(other).map_or(0.0, |(one, other)| if one == other { 1.0 } else { -1.0 })
}

/// The measured pair as the model weighs it.
pub(super) fn measured(judged: &Judgement, a: &Sketch, b: &Sketch, of: &Setting) -> [f64; WEIGHED] {
    let mut found = [0.0; WEIGHED];
    for (value, feature) in found.iter_mut().zip(COMPARED) {
        *value = judged.values[feature as usize];
    }
    let [x, y] = judged.told;
    let flag = |is: bool| if is { 1.0 } else { 0.0 };
    let rest = [
        x.share.max(y.share),
        x.weight.max(y.weight),
        flag(of.heads),
        flag(of.one_report),
        of.source,
        of.state,
        flag(of.elsewhen),
        flag(of.another_number),
        flag(of.negated),
        a.terms.len().max(b.terms.len()) as f64,
        f64::from(a.total.min(b.total)),
    ];
    found[COMPARED.len()..].copy_from_slice(&rest);
    found
}

/// How likely the two say the same, 0..1.
pub(super) fn one_claim(values: &[f64; WEIGHED]) -> f64 {
    let weights = model();
    let sum: f64 = values.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    1.0 / (1.0 + (-sum - weights[WEIGHED]).exp())
}

fn model() -> &'static [f64; WEIGHED + 1] {
    static READ: OnceLock<[f64; WEIGHED + 1]> = OnceLock::new();
    READ.get_or_init(|| {
        let mut weights = [0.0; WEIGHED + 1];
        for (weight, line) in weights.iter_mut().zip(MODEL.lines().skip(1)) {
            *weight = line.split_once(',').and_then(|(_, cell)| cell.parse().ok()).unwrap_or(0.0);
        }
        weights
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_has_a_row_for_each_weight() {
        let rows: Vec<(&str, &str)> = MODEL.lines().skip(1).filter_map(|line| line.split_once(',')).collect();
        assert_eq!(rows.len(), WEIGHED + 1);
        assert_eq!((rows[0].0, rows[COMPARED.len()].0, rows[WEIGHED].0), ("less-covered", "told-share", "intercept"));
        assert!(rows.iter().all(|(_, weight)| weight.parse::<f64>().is_ok()));
    }

    #[test]
    fn what_is_known_of_both_parts_or_joins() {
        let rows = [(Some(1), Some(1), 1.0), (Some(1), Some(2), -1.0), (None, Some(2), 0.0), (None, None, 0.0)];
        for (one, other, known) in rows {
            assert_eq!(alike(one.as_ref(), other.as_ref()), known, "{one:?} {other:?}");
        }
    }
}
