//! Outlets side by side: how each sources its reports, with intervals, and which differences hold.
//!
//! In: what each article states, counted ([`Facts`]), from wherever it comes: articles just scored, a saved assessment, exported
//! tables. Out: a [`Comparison`]: for each outlet and measure an estimate with a 90 % interval, for each pair of outlets the
//! difference with its effect size and adjusted p, and who carries whose reports and origins.
//!
//! A measure is a ratio of sums over articles, or the diversity of sources. The unit of chance is the **story**, not the
//! statement: reports of one event share its sources. With `S` stories of an outlet,
//!
//! ```text
//! estimate   R = Σ y / Σ x                 y, x: sums over the outlet's articles on one story
//! resample   R* = Σ w y / Σ w x            w ~ Exp(1), one draw a story and resample, the same for every outlet
//! interval   g(R) + k·(g(q) − g(R))        q: the 5 % and 95 % quantiles of R*, g: logit for shares, log for means
//!            k = t(.95; Sₑ − 1) / z(.95) · √((S + 1) / (S − 1)),   Sₑ = (Σ x)² / Σ x²
//! test       t = (h(A) − h(B)) / √V,  V: variance of h(A*) − h(B*) times (S + 1) / (S − 1),  h: arcsine of the root for shares
//! ```
//!
//! Weights instead of draws with replacement are the Bayesian bootstrap (Rubin 1981, doi:10.1214/aos/1176345338). It has
//! (S − 1) / (S + 1) of the variance that an unbiased estimate has, and its quantiles are a normal's, not a t's: `k` makes good
//! both, as the expanded percentile interval does (Hesterberg 2015, doi:10.1080/00031305.2015.1089789). `Sₑ` are the stories
//! that count where some have far more statements than others (Kish 1965; Carter, Schnepel and Steigerwald 2017,
//! doi:10.1162/REST_a_00639). p is adjusted over all tests of a comparison (Holm 1979, or Benjamini and Hochberg 1995).
//!
//! Copies of one article in one outlet are one article ([`distinct`]). An outlet with fewer than [`LEAST_STORIES`] stories gets no
//! interval and no test.
//!
//! What it does not do: judge who is right; correct for what the extraction misses (`docs/accuracy.md`).

mod cell;
mod copies;
mod difference;
mod draw;
mod estimate;
mod facts;
mod matrix;
mod measure;
mod window;

pub use copies::distinct;
pub use difference::{Adjust, Difference, Effect, adjusted};
pub use estimate::{Estimate, LEAST_STORIES};
pub use facts::{Counts, Facts, Said};
pub use matrix::Pair;
pub use measure::{Measure, Scale};
pub use window::By;

use cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Which articles the measures are taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Those that were not made from another outlet's report.
    Own,
    /// Every article.
    All,
    /// Those that were.
    Copied,
}

/// What is asked.
///
/// | Field | Default | Purpose | Range |
/// |---|---|---|---|
/// | `part` | own | articles that are measured | |
/// | `by` | none | windows of time | |
/// | `measures` | [`Measure::TESTED`] | measures whose differences are tested | |
/// | `adjust` | Holm | how p is adjusted over all tests | |
/// | `alpha` | .05 | below this adjusted p a difference is said to hold | (0, 1) |
/// | `resamples` | 1000 | of the bootstrap; the 5 % quantile then moves by about a twentieth of the interval from seed to seed | ≥ 100 |
/// | `seed` | 1 | of the bootstrap | |
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Articles that are measured.
    pub part: Part,
    /// Windows of time.
    pub by: Option<By>,
    /// Measures whose differences are tested.
    pub measures: Vec<Measure>,
    /// How p is adjusted.
    pub adjust: Adjust,
    /// Below this adjusted p a difference is said to hold.
    pub alpha: f64,
    /// Resamples of the bootstrap.
    pub resamples: u32,
    /// Its seed.
    pub seed: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            part: Part::Own,
            by: None,
            measures: Measure::TESTED.to_vec(),
            adjust: Adjust::Holm,
            alpha: 0.05,
            resamples: 1000,
            seed: 1,
        }
    }
}

/// One outlet and what there is of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// Its name.
    pub name: String,
    /// Its articles, copies within it counted once.
    pub articles: usize,
    /// Copies of its own articles, which count no further.
    pub repeats: usize,
    /// Articles made from another outlet's report.
    pub copied: usize,
    /// Stories that it reports on.
    pub stories: usize,
    /// Assertions in the articles that are measured.
    pub statements: u64,
}

/// Outlets side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What was asked.
    pub plan: Plan,
    /// The outlets, by name.
    pub outlets: Vec<Outlet>,
    /// Every measure of every outlet; then the same for each window.
    pub estimates: Vec<Estimate>,
    /// Every tested measure for every pair of outlets.
    pub differences: Vec<Difference>,
    /// Who carries whose reports and origins: every ordered pair that has anything in common.
    pub pairs: Vec<Pair>,
    /// Articles whose outlet was not given: left out.
    pub without_outlet: Vec<String>,
    /// Articles without a date, where there are windows: left out of these.
    pub undated: Vec<String>,
}

/// Compares the outlets of these articles. The order of the articles changes nothing.
pub fn compare(facts: Vec<Facts>, plan: Plan) -> Comparison {
    let (mut known, unknown): (Vec<Facts>, Vec<Facts>) = facts.into_iter().partition(|f| f.outlet.is_some());
    let before = count_by_outlet(&known);
    known = distinct(known);
    let keys = story_keys(&known);
    let outlets = outlets(&known, &before, &plan);
    let whole: Vec<&Facts> = known.iter().collect();
    let cells = cells(&whole, &keys, plan.part);
    let resampled = draw::resample(&cells, &plan);
    let mut estimates = estimate::all(None, &cells, &resampled);
    let differences = difference::all(&cells, &resampled, &plan);
    drop(resampled);
    for (window, within) in window::split(&known, plan.by) {
        let within = self::cells(&within, &keys, plan.part);
        estimates.extend(estimate::all(Some(&window), &within, &draw::resample(&within, &plan)));
    }
    let undated = known.iter().filter(|f| plan.by.is_some_and(|by| by.window(f).is_none())).map(|f| f.article.clone());
    let sorted = |names: BTreeSet<String>| names.into_iter().collect();
    Comparison {
        outlets,
        estimates,
        differences,
        pairs: matrix::pairs(&known),
        without_outlet: sorted(unknown.into_iter().map(|f| f.article).collect()),
        undated: sorted(undated.collect()),
        plan,
    }
}

/// What draws a story's weights: the least fingerprint of its articles, so that neither names nor order nor copies change them.
fn story_keys(facts: &[Facts]) -> BTreeMap<String, u64> {
    let mut keys = BTreeMap::new();
    for fact in facts {
        let key = keys.entry(fact.story.clone()).or_insert(fact.fingerprint);
        *key = fact.fingerprint.min(*key);
    }
    keys
}

fn count_by_outlet(facts: &[Facts]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    facts.iter().for_each(|f| *counts.entry(f.outlet.clone().unwrap_or_default()).or_insert(0) += 1);
    counts
}

fn outlets(facts: &[Facts], before: &BTreeMap<String, usize>, plan: &Plan) -> Vec<Outlet> {
    let of = |name: &String| {
        let own: Vec<&Facts> = facts.iter().filter(|f| f.outlet.as_ref() == Some(name)).collect();
        Outlet {
            name: name.clone(),
            articles: own.len(),
            repeats: before[name] - own.len(),
            copied: own.iter().filter(|f| f.is_copied()).count(),
            stories: own.iter().map(|f| &f.story).collect::<BTreeSet<_>>().len(),
            statements: own.iter().filter(|f| f.is_in(plan.part)).map(|f| u64::from(f.counts.assertions)).sum(),
        }
    };
    before.keys().map(of).collect()
}

/// One cell an outlet, by name.
fn cells<'a>(facts: &[&'a Facts], keys: &BTreeMap<String, u64>, part: Part) -> Vec<Cell<'a>> {
    let mut by_outlet: BTreeMap<&str, Vec<&Facts>> = BTreeMap::new();
    facts.iter().for_each(|f| by_outlet.entry(f.outlet.as_deref().unwrap_or_default()).or_default().push(f));
    by_outlet.into_iter().map(|(outlet, facts)| Cell::new(outlet, &facts, keys, part)).collect()
}
