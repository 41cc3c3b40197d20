//! From the prior to the estimate, line by line, in decibans (10·log₁₀ of the odds).
//!
//! Totals are rounded and each part is shown as the difference of two rounded totals, so that a printed column adds up exactly; a
//! part may differ from its own rounding by 0.01.

use super::document::{Content, Place};
use crate::probability::{LogOdds, Probability};

/// One line of a waterfall.
#[derive(Debug, Clone, PartialEq)]
pub struct Fall<'a> {
    /// What it is about.
    pub label: String,
    /// The total before it, in decibans.
    pub before: f64,
    /// The total after it, in decibans.
    pub total: f64,
    /// Why.
    pub because: &'a str,
    /// The words that it rests on.
    pub evidence: Option<&'a Place>,
}

impl Fall<'_> {
    /// What it changes, in decibans, as the difference of the rounded totals.
    pub fn change(&self) -> f64 {
        (hundredths(self.total) - hundredths(self.before)) as f64 / 100.0
    }

    /// The probability after it.
    pub fn probability(&self) -> Probability {
        LogOdds::from_nats(self.total * std::f64::consts::LN_10 / 10.0).probability()
    }
}

/// The lines after the prior: along the chain where the steps are known, else origin by origin, which `label` names.
pub fn falls<'a>(content: &'a Content, label: impl Fn(&str) -> String) -> Vec<Fall<'a>> {
    let mut total = prior(content);
    let mut fall = |label: String, decibans: f64, because: &'a str, evidence: Option<&'a Place>| {
        let before = total;
        total += decibans;
        Fall { label, before, total, because, evidence }
    };
    // the first step is the prior itself
    if content.steps.len() > 1 {
        content.steps.iter().skip(1).map(|s| fall(s.label.clone(), s.decibans, &s.because, s.evidence.as_ref())).collect()
    } else {
        content.contributions.iter().map(|c| fall(label(&c.origin), c.decibans, &c.because, None)).collect()
    }
}

/// The total before any evidence, in decibans.
pub fn prior(content: &Content) -> f64 {
    content.prior.log_odds().decibans()
}

/// A total as printed, in decibans.
pub fn shown(total: f64) -> String {
    format!("{:.2}", hundredths(total) as f64 / 100.0)
}

fn hundredths(decibans: f64) -> i64 {
    (decibans * 100.0).round() as i64
}
