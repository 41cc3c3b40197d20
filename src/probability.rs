//! Probabilities and weights of evidence as types, so that the two scales are never mixed.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

/// A probability in [0, 1].
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Probability(f64);

impl Probability {
    /// Even chance.
    pub const HALF: Probability = Probability(0.5);

    /// Checks `value`; `None` outside [0, 1] or when it is not a number.
    pub fn new(value: f64) -> Option<Self> {
        (0.0..=1.0).contains(&value).then_some(Probability(value))
    }

    /// The nearest probability that is neither 0 nor 1; not-a-number becomes even chance.
    pub fn open(value: f64) -> Self {
        if value.is_nan() { Self::HALF } else { Probability(value.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON)) }
    }

    /// The number itself.
    pub fn value(self) -> f64 {
        self.0
    }

    /// 1 − p.
    pub fn complement(self) -> Self {
        Probability(1.0 - self.0)
    }

    /// The log odds ln(p / (1 − p)); infinite at 0 and 1.
    pub fn log_odds(self) -> LogOdds {
        LogOdds((self.0 / (1.0 - self.0)).ln())
    }
}

impl TryFrom<f64> for Probability {
    type Error = String;

    fn try_from(value: f64) -> Result<Self, String> {
        Probability::new(value).ok_or_else(|| format!("a probability lies in 0..1, found {value}"))
    }
}

impl From<Probability> for f64 {
    fn from(p: Probability) -> f64 {
        p.0
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

/// Natural-log odds, or a difference of them (a weight of evidence). They add up; probabilities do not.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LogOdds(f64);

impl LogOdds {
    /// Nothing either way.
    pub const ZERO: LogOdds = LogOdds(0.0);

    /// From natural-log odds.
    pub fn from_nats(nats: f64) -> Self {
        LogOdds(nats)
    }

    /// Natural-log odds.
    pub fn nats(self) -> f64 {
        self.0
    }

    /// Decibans: 10·log₁₀ of the odds or of the likelihood ratio (I. J. Good, *Probability and the Weighing of Evidence*, 1950).
    pub fn decibans(self) -> f64 {
        self.0 * 10.0 / std::f64::consts::LN_10
    }

    /// The probability with these odds.
    pub fn probability(self) -> Probability {
        // the form that does not overflow on either side
        let p = if self.0 >= 0.0 { 1.0 / (1.0 + (-self.0).exp()) } else { self.0.exp() / (1.0 + self.0.exp()) };
        Probability(p)
    }
}

impl Add for LogOdds {
    type Output = LogOdds;
    fn add(self, other: LogOdds) -> LogOdds {
        LogOdds(self.0 + other.0)
    }
}

impl Sub for LogOdds {
    type Output = LogOdds;
    fn sub(self, other: LogOdds) -> LogOdds {
        LogOdds(self.0 - other.0)
    }
}

impl Sum for LogOdds {
    fn sum<I: Iterator<Item = LogOdds>>(iter: I) -> LogOdds {
        iter.fold(LogOdds::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_odds_and_back() {
        for p in [1e-300, 1e-9, 0.05, 0.5, 0.731, 0.99, 1.0 - 1e-12] {
            let p = Probability::new(p).expect("inside");
            let back = p.log_odds().probability().value();
            assert!((back - p.value()).abs() <= 1e-12 * p.value().max(1e-12), "{p:?} came back as {back}");
        }
        // Good's unit: odds of 10 to 1 are 10 decibans
        assert!((Probability::new(10.0 / 11.0).expect("inside").log_odds().decibans() - 10.0).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_probability_is_refused() {
        for bad in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
            assert!(Probability::new(bad).is_none(), "{bad}");
            assert!(serde_json::from_str::<Probability>(&bad.to_string()).is_err(), "{bad}");
        }
        assert_eq!(Probability::open(f64::NAN), Probability::HALF);
        assert!(Probability::open(0.0).value() > 0.0 && Probability::open(1.0).value() < 1.0);
    }
}
