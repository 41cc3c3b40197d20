//! What a user may set about the calculation itself.

use crate::error::{Error, ErrorKind, Result};
use crate::probability::Probability;
use serde::{Deserialize, Serialize};

/// The numbers of the calculation that are not about any source.
///
/// | Name | Default | Purpose | Range |
/// |---|---|---|---|
/// | [`prior_a`](Params::prior_a) | 1 | first parameter of the Beta on the prior probability of a proposition | [0.1, 1000] |
/// | [`prior_b`](Params::prior_b) | 1 | second parameter; 1 and 1 are the uniform prior: nothing known | [0.1, 1000] |
/// | [`interval_mass`](Params::interval_mass) | 0.9 | mass of the equal-tailed interval | [0.5, 0.999] |
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Params {
    /// First parameter of the Beta on the prior probability.
    pub prior_a: f64,
    /// Second parameter of the Beta on the prior probability.
    pub prior_b: f64,
    /// Mass of the equal-tailed interval.
    pub interval_mass: f64,
}

impl Default for Params {
    fn default() -> Self {
        Params { prior_a: 1.0, prior_b: 1.0, interval_mass: 0.9 }
    }
}

impl Params {
    /// Checks every number against its range.
    ///
    /// # Errors
    /// Names the first parameter outside its range, the range and the value found.
    pub fn check(self) -> Result<Self> {
        let rows = [
            ("prior_a", self.prior_a, 0.1, 1000.0),
            ("prior_b", self.prior_b, 0.1, 1000.0),
            ("interval_mass", self.interval_mass, 0.5, 0.999),
        ];
        for (name, value, low, high) in rows {
            if !(low..=high).contains(&value) {
                let reason = format!("parameter {name} lies in {low}..{high}, found {value}");
                return Err(Error::new(ErrorKind::Parameter, reason));
            }
        }
        Ok(self)
    }

    /// The mean of the prior: the probability before any evidence.
    pub fn prior_mean(&self) -> Probability {
        Probability::open(self.prior_a / (self.prior_a + self.prior_b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold() {
        let rows = [
            ("{}", true),
            (r#"{"prior_a": 2, "interval_mass": 0.5}"#, true),
            (r#"{"prior_a": 0}"#, false),
            (r#"{"prior_b": 2000}"#, false),
            (r#"{"interval_mass": 1}"#, false),
        ];
        for (json, good) in rows {
            let params: Params = serde_json::from_str(json).expect("well-formed");
            assert_eq!(params.check().is_ok(), good, "{json}");
        }
        assert!(serde_json::from_str::<Params>(r#"{"prior": 0.5}"#).is_err(), "an unknown name is refused");
    }

    #[test]
    fn a_bad_value_is_named() {
        let error = Params { interval_mass: 1.5, ..Params::default() }.check().expect_err("out of range");
        assert_eq!(error.to_string(), "parameter interval_mass lies in 0.5..0.999, found 1.5");
    }
}
