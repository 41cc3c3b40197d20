//! Rounding, in one place.
//!
//! - A **probability** keeps six significant digits of itself or of its complement, whichever is smaller: 0.4567891 becomes
//!   0.456789, 0.99999912345678 becomes 0.999999123457. Rounding never gives 0 or 1 and never swaps two numbers.
//! - A weight of evidence in **decibans** keeps four decimals.
//!
//! So in a written file prior and contributions still add up to the log odds of the estimate within
//! 0.00009 decibans for the two probabilities (half a unit of the sixth digit, 5e-6 of p, moves the log odds by at most
//! 5e-6 / (1 − p) ≤ 1e-5 nats each) and 0.00005 for each contribution ([`tolerance`]).

use crate::probability::{LogOdds, Probability};

/// Digits that a probability keeps.
const SIGNIFICANT: usize = 6;

/// The probability as written in files.
pub fn probability(p: Probability) -> Probability {
    let small = |v: f64| format!("{v:.*e}", SIGNIFICANT - 1).parse::<f64>().unwrap_or(v);
    let value = p.value();
    let rounded = if value <= 0.5 { small(value) } else { 1.0 - small(1.0 - value) };
    Probability::new(rounded).unwrap_or(p)
}

/// The weight as written in files, in decibans.
pub fn decibans(weight: LogOdds) -> f64 {
    fixed(weight.decibans(), 4)
}

/// How far, in decibans, prior and `contributions` of a written file may be from the log odds of its estimate.
pub fn tolerance(contributions: usize) -> f64 {
    9e-5 + 5e-5 * (contributions as f64)
}

/// `value` with `decimals` decimals and never a negative zero.
pub fn fixed(value: f64, decimals: i32) -> f64 {
    let scale = 10f64.powi(decimals);
    let rounded = (value * scale).round() / scale;
    if rounded == 0.0 { 0.0 } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(value: f64) -> f64 {
        probability(Probability::new(value).expect("in range")).value()
    }

    #[test]
    fn probabilities_keep_six_digits_of_the_smaller_side() {
        for (value, want) in [
            (0.0, 0.0),
            (1.0, 1.0),
            (0.5, 0.5),
            (0.456_789_123, 0.456_789),
            (0.543_210_877, 0.543_211),
            (0.999_999_123_456_78, 0.999_999_123_457),
            (1.234_567_8e-9, 1.234_57e-9),
            (0.099_999_999, 0.1),
        ] {
            assert_eq!(of(value), want, "{value}");
        }
    }

    #[test]
    fn decibans_have_no_negative_zero() {
        assert_eq!(decibans(LogOdds::from_nats(-1e-9)).to_string(), "0");
        assert_eq!(decibans(LogOdds::from_nats(std::f64::consts::LN_10)), 10.0);
    }

    proptest! {
        #[test]
        fn rounding_keeps_order_and_stays_inside(a in 1e-12f64..1.0, b in 1e-12f64..1.0) {
            let (low, high) = if a <= b { (a, b) } else { (b, a) };
            prop_assert!(of(low) <= of(high));
            prop_assert!(0.0 < of(low));
            prop_assert!(high > 1.0 - 1e-13 || of(high) < 1.0);
        }

        #[test]
        fn the_sum_still_holds(prior in 0.001f64..0.999, weights in proptest::collection::vec(-8.0f64..8.0, 0..6)) {
            let prior = Probability::new(prior).expect("in range");
            let total = weights.iter().fold(prior.log_odds(), |sum, w| sum + LogOdds::from_nats(*w));
            prop_assume!(total.nats().abs() < 25.0);
            let written: f64 = probability(prior).log_odds().decibans() + weights.iter().map(|w| decibans(LogOdds::from_nats(*w))).sum::<f64>();
            let estimate = probability(total.probability()).log_odds().decibans();
            prop_assert!((written - estimate).abs() <= tolerance(weights.len()), "{written} against {estimate}");
        }
    }
}
