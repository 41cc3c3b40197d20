//! Estimates with their intervals.

use super::cell::Cell;
use super::draw::Resampled;
use super::measure::{Measure, Scale};
use statrs::distribution::{ContinuousCDF as _, Normal, StudentsT};

/// Stories below which no interval is given: with fewer the t quantile is above 2.1 and the resamples take few values.
pub const LEAST_STORIES: usize = 5;

/// The tail on each side of a 90 % interval.
pub(super) const TAIL: f64 = 0.05;

/// One measure of one outlet.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// The window of time; `None` for all.
    pub window: Option<String>,
    /// The outlet.
    pub outlet: String,
    /// The measure.
    pub measure: Measure,
    /// The value; `None` of nothing.
    pub value: Option<f64>,
    /// 90 % interval; `None` with fewer than [`LEAST_STORIES`] stories.
    pub interval: Option<(f64, f64)>,
    /// What is divided: statements, or articles for the share of copied ones.
    pub of: u64,
    /// Articles measured.
    pub articles: usize,
    /// Stories that have any of what is divided.
    pub stories: usize,
}

/// All measures of all cells.
pub fn all(window: Option<&str>, cells: &[Cell<'_>], resampled: &Resampled) -> Vec<Estimate> {
    let each = |(number, cell)| {
        let of = move |measure: &Measure| estimate(window, cell, *measure, resampled.of(number, *measure));
        resampled.measures.iter().map(of).collect::<Vec<_>>()
    };
    cells.iter().enumerate().flat_map(each).collect()
}

fn estimate(window: Option<&str>, cell: &Cell<'_>, measure: Measure, drawn: &[f64]) -> Estimate {
    let below = measure.columns().1;
    let stories = cell.stories_with(below);
    let value = cell.value(measure);
    Estimate {
        window: window.map(str::to_owned),
        outlet: cell.outlet.to_owned(),
        measure,
        value,
        interval: value.filter(|_| stories >= LEAST_STORIES).map(|value| interval(cell, measure, value, drawn)),
        of: cell.sum(below).round() as u64,
        articles: if measure == Measure::Copied { cell.articles.1 } else { cell.articles.0 },
        stories,
    }
}

fn interval(cell: &Cell<'_>, measure: Measure, value: f64, drawn: &[f64]) -> (f64, f64) {
    let below = measure.columns().1;
    let stories = cell.stories_with(below) as f64;
    let scale = measure.scale();
    // nothing was seen to vary: what so many stories could have missed
    match scale {
        Scale::Share if value <= 0.0 => return (0.0, 1.0 - TAIL.powf(1.0 / stories)),
        Scale::Share if value >= 1.0 => return (TAIL.powf(1.0 / stories), 1.0),
        Scale::Mean if value <= 0.0 => return (0.0, -TAIL.ln() / stories),
        _ => {}
    }
    let mut drawn: Vec<f64> = drawn.iter().map(|v| forth(scale, *v)).filter(|v| v.is_finite()).collect();
    drawn.sort_unstable_by(f64::total_cmp);
    if drawn.is_empty() {
        return (value, value);
    }
    let centre = forth(scale, value);
    let factor = widening(stories, cell.effective_stories(below));
    // the entropy of a resample is too small, the more so the fewer stories weigh in it: only its spread is used
    let around = if measure.is_diversity() { drawn.iter().sum::<f64>() / drawn.len() as f64 } else { centre };
    let bound = |q: f64| centre + factor * (quantile(&drawn, q) - around);
    let (low, high) = (bound(TAIL).min(centre), bound(1.0 - TAIL).max(centre));
    (back(scale, low), back(scale, high))
}

/// By how much the quantiles of the resamples are moved away from the estimate.
pub(super) fn widening(stories: f64, effective: f64) -> f64 {
    variance_factor(stories).sqrt() * t_quantile(effective) / z_quantile()
}

/// What the variance of the resamples lacks.
pub(super) fn variance_factor(stories: f64) -> f64 {
    (stories + 1.0) / (stories - 1.0)
}

fn z_quantile() -> f64 {
    Normal::standard().inverse_cdf(1.0 - TAIL)
}

/// The t quantile with one degree of freedom less than stories; less than two stories that count are taken for two.
fn t_quantile(stories: f64) -> f64 {
    let t = StudentsT::new(0.0, 1.0, (stories - 1.0).max(1.0));
    t.map_or(f64::INFINITY, |t| t.inverse_cdf(1.0 - TAIL))
}

/// The quantile of sorted values, between neighbours where it falls between them.
pub(super) fn quantile(sorted: &[f64], q: f64) -> f64 {
    let at = q * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    low + (high - low) * at.fract()
}

/// Onto a scale without bounds.
fn forth(scale: Scale, value: f64) -> f64 {
    match scale {
        Scale::Share | Scale::Probability => (value / (1.0 - value)).ln(),
        Scale::Mean | Scale::Number => value.ln(),
        Scale::Nats => value,
    }
}

fn back(scale: Scale, value: f64) -> f64 {
    match scale {
        Scale::Share | Scale::Probability => 1.0 / (1.0 + (-value).exp()),
        Scale::Mean => value.exp(),
        Scale::Number => value.exp().max(1.0),
        Scale::Nats => value.max(0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_fall_between_neighbours() {
        for (values, q, want) in
            [(&[1.0][..], 0.3, 1.0), (&[1.0, 2.0, 3.0], 0.5, 2.0), (&[0.0, 10.0], 0.25, 2.5), (&[1.0, 2.0], 1.0, 2.0)]
        {
            assert_eq!(quantile(values, q), want);
        }
    }

    #[test]
    fn few_stories_widen() {
        // scipy 1.14: t.ppf(.95, 4) = 2.131847, t.ppf(.95, 24) = 1.710882, norm.ppf(.95) = 1.644854
        for (stories, want) in
            [(5.0, 2.131_847 / 1.644_854 * 1.5f64.sqrt()), (25.0, 1.710_882 / 1.644_854 * (26.0f64 / 24.0).sqrt())]
        {
            assert!((widening(stories, stories) - want).abs() < 1e-5, "{stories}: {}", widening(stories, stories));
        }
        assert!(widening(25.0, 5.0) > widening(25.0, 25.0), "stories that hardly count are no stories");
        assert!(widening(5.0, 1.0).is_finite());
    }

    #[test]
    fn scales_go_forth_and_back() {
        for scale in [Scale::Share, Scale::Probability, Scale::Mean, Scale::Nats] {
            for value in [0.01, 0.4, 0.99] {
                assert!((back(scale, forth(scale, value)) - value).abs() < 1e-12);
            }
        }
    }
}
