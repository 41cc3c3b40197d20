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
    let value = p.value();
    let rounded = if value <= 0.5 { significant(value) } else { 1.0 - significant(1.0 - value) };
    Probability::new(rounded).unwrap_or(p)
}

/// The number in 0..=0.5 with the decimal digits that are kept, as they would be read back.
///
/// Powers of ten up to the 22nd are exact, and dividing by one is rounded as reading the digits is. Only in the middle between two
/// numbers does it matter that the product is rounded too; there, and for what is smaller still, the digits are written out.
fn significant(value: f64) -> f64 {
    let least = 10f64.powi(SIGNIFICANT as i32 - 1);
    let scale = (SIGNIFICANT as i32..=22).map(|digits| 10f64.powi(digits)).find(|scale| value * scale >= least);
    let scaled = scale.map(|scale| (value * scale, scale)).filter(|(v, _)| (v - v.floor() - 0.5).abs() > 1e-6);
    match scaled {
        Some((v, scale)) => v.round() / scale,
        None => format!("{value:.*e}", SIGNIFICANT - 1).parse().unwrap_or(value),
    }
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
        fn digits_are_those_that_would_be_written(mantissa in 1.0f64..10.0, sixths in 100_000u32..1_000_000, exponent in -25i32..0) {
            for value in [mantissa * 10f64.powi(exponent), f64::from(sixths) * 1e-6, (f64::from(sixths) + 0.5) * 1e-7] {
                let value = value.min(0.5);
                prop_assert_eq!(significant(value), format!("{value:.5e}").parse::<f64>().expect("a number"));
            }
        }

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
