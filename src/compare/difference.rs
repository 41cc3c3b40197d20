//! Differences between outlets, and which of them hold.

use super::Plan;
use super::cell::Cell;
use super::draw::Resampled;
use super::estimate::{LEAST_STORIES, TAIL, quantile, variance_factor};
use super::measure::{Measure, Scale};
use statrs::distribution::{ContinuousCDF as _, StudentsT};

/// How p is adjusted for the number of tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adjust {
    /// The chance of any false difference is at most alpha (Holm 1979).
    Holm,
    /// The expected share of false ones among those found is at most alpha (Benjamini and Hochberg 1995).
    BenjaminiHochberg,
    /// Not at all.
    Not,
}

/// What an effect size is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Cohen's h: difference of 2·arcsin √p.
    CohenH,
    /// Difference in standard deviations between stories.
    CohenD,
}

/// One measure of two outlets.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The measure.
    pub measure: Measure,
    /// The first outlet, by name.
    pub a: String,
    /// The other.
    pub b: String,
    /// The first one's value minus the other's.
    pub difference: f64,
    /// Its 90 % interval.
    pub interval: (f64, f64),
    /// How large that is.
    pub effect: f64,
    /// What that number is.
    pub effect_kind: Effect,
    /// Probability of a difference as large by chance; `None` where there is too little to test.
    pub p: Option<f64>,
    /// The same, adjusted for all tests of the comparison.
    pub adjusted: Option<f64>,
}

/// Stories in which something must be so, and in which it must not be so, in both outlets together, before shares are tested: the
/// rule of thumb of five (Cochran 1954), counted in stories. With fewer the t distribution promises too much.
const LEAST_EVENTS: usize = 5;

/// All tested measures of all pairs.
pub fn all(cells: &[Cell<'_>], resampled: &Resampled, plan: &Plan) -> Vec<Difference> {
    let mut found = Vec::new();
    for measure in plan.measures.iter().filter(|m| resampled.measures.contains(m)) {
        for b in 1..cells.len() {
            let pairs = (0..b).filter_map(|a| between(cells, (a, b), *measure, resampled));
            found.extend(pairs);
        }
    }
    let p: Vec<Option<f64>> = found.iter().map(|d| d.p).collect();
    found.iter_mut().zip(adjusted(&p, plan.adjust)).for_each(|(d, adjusted)| d.adjusted = adjusted);
    found.sort_by(|x, y| (x.measure, &x.a, &x.b).cmp(&(y.measure, &y.a, &y.b)));
    found
}

/// One side of a difference on the scale of the test.
struct Side {
    value: f64,
    variance: f64,
    /// What must be added to the variance so that no share is better known than from independent statements.
    lacking: f64,
    stories: f64,
    effective: f64,
}

fn between(cells: &[Cell<'_>], (a, b): (usize, usize), measure: Measure, resampled: &Resampled) -> Option<Difference> {
    let enough = |n: usize| cells[n].stories_with(measure.columns().1) >= LEAST_STORIES;
    if !enough(a) || !enough(b) {
        return None;
    }
    let (left, right) = (cells[a].value(measure)?, cells[b].value(measure)?);
    let (drawn_a, drawn_b) = (resampled.of(a, measure), resampled.of(b, measure));
    let (one, other) = (side(&cells[a], measure, left, drawn_a), side(&cells[b], measure, right, drawn_b));
    let scale = measure.scale();
    let on_scale: Vec<f64> = drawn_a.iter().zip(drawn_b).map(|(x, y)| onto(scale, *x) - onto(scale, *y)).collect();
    let factor = variance_factor(one.stories.min(other.stories));
    let variance = factor * spread(&on_scale) + one.lacking + other.lacking;
    let freedom = freedom(&one, &other);
    let t = StudentsT::new(0.0, 1.0, freedom).ok()?;
    let testable = scale != Scale::Share || enough_events(&cells[a], &cells[b], measure);
    let apart = one.value - other.value;
    let p = (testable && variance > 0.0).then(|| (2.0 * t.sf((apart / variance.sqrt()).abs())).clamp(0.0, 1.0));
    let (effect, effect_kind) = match scale {
        Scale::Share => (2.0 * apart, Effect::CohenH),
        _ => {
            let between = (one.variance * one.effective + other.variance * other.effective) / 2.0;
            (if between > 0.0 { apart / between.sqrt() } else { 0.0 }, Effect::CohenD)
        }
    };
    Some(Difference {
        measure,
        a: cells[a].outlet.to_owned(),
        b: cells[b].outlet.to_owned(),
        difference: left - right,
        interval: interval(left - right, drawn_a, drawn_b, factor, t.inverse_cdf(1.0 - TAIL)),
        effect,
        effect_kind,
        p,
        adjusted: None,
    })
}

fn side(cell: &Cell<'_>, measure: Measure, value: f64, drawn: &[f64]) -> Side {
    let (scale, below) = (measure.scale(), measure.columns().1);
    let stories = cell.stories_with(below) as f64;
    let on_scale: Vec<f64> = drawn.iter().map(|v| onto(scale, *v)).collect();
    let variance = variance_factor(stories) * spread(&on_scale);
    // the arcsine of a share of n independent statements has variance 1 / 4n; where all are alike nothing says that they are
    // independent, and the stories are counted instead
    let least = match scale {
        Scale::Share if value <= 0.0 || value >= 1.0 => 0.25 / stories,
        Scale::Share => 0.25 / cell.sum(below),
        _ => 0.0,
    };
    Side {
        value: onto(scale, value),
        variance: variance.max(least),
        lacking: (least - variance).max(0.0),
        stories,
        effective: cell.effective_stories(below),
    }
}

/// Welch and Satterthwaite's degrees of freedom, over stories that count.
fn freedom(one: &Side, other: &Side) -> f64 {
    let term = |s: &Side| s.variance.powi(2) / (s.effective - 1.0).max(1.0);
    let below = term(one) + term(other);
    if below > 0.0 { ((one.variance + other.variance).powi(2) / below).max(1.0) } else { 1.0 }
}

fn enough_events(one: &Cell<'_>, other: &Cell<'_>, measure: Measure) -> bool {
    let (top, below) = measure.columns();
    let stories = || one.stories.iter().chain(&other.stories).filter(|s| s.sums[below] > 0.0);
    let with = stories().filter(|s| s.sums[top] > 0.0).count();
    let without = stories().filter(|s| s.sums[top] < s.sums[below]).count();
    with >= LEAST_EVENTS && without >= LEAST_EVENTS
}

fn interval(difference: f64, a: &[f64], b: &[f64], factor: f64, t: f64) -> (f64, f64) {
    let mut drawn: Vec<f64> = a.iter().zip(b).map(|(x, y)| x - y).filter(|d| d.is_finite()).collect();
    if drawn.is_empty() {
        return (difference, difference);
    }
    drawn.sort_unstable_by(f64::total_cmp);
    let middle = drawn.iter().sum::<f64>() / drawn.len() as f64;
    let stretch = factor.sqrt() * t / 1.644_853_626_951_472_7;
    let bound = |q: f64| difference + stretch * (quantile(&drawn, q) - middle);
    (bound(TAIL).min(difference), bound(1.0 - TAIL).max(difference))
}

/// Onto the scale of the test: for shares the arcsine of the root, whose variance hardly depends on the share.
fn onto(scale: Scale, value: f64) -> f64 {
    match scale {
        Scale::Share => value.clamp(0.0, 1.0).sqrt().asin(),
        Scale::Number => value.ln(),
        Scale::Probability | Scale::Mean | Scale::Nats => value,
    }
}

/// The variance of the finite values.
fn spread(values: &[f64]) -> f64 {
    let finite = || values.iter().filter(|v| v.is_finite());
    let number = finite().count() as f64;
    if number < 2.0 {
        return 0.0;
    }
    let mean = finite().sum::<f64>() / number;
    finite().map(|v| (v - mean).powi(2)).sum::<f64>() / (number - 1.0)
}

/// Adjusts p-values, each where it stands; what was not tested counts for nothing.
pub fn adjusted(p: &[Option<f64>], adjust: Adjust) -> Vec<Option<f64>> {
    let mut order: Vec<(usize, f64)> = p.iter().enumerate().filter_map(|(at, p)| p.map(|p| (at, p))).collect();
    order.sort_by(|x, y| x.1.total_cmp(&y.1));
    let tests = order.len() as f64;
    let mut result = vec![None; p.len()];
    match adjust {
        Adjust::Not => return p.to_vec(),
        Adjust::Holm => {
            let mut least = 0.0f64;
            for (rank, (at, p)) in order.into_iter().enumerate() {
                least = least.max(((tests - rank as f64) * p).min(1.0));
                result[at] = Some(least);
            }
        }
        Adjust::BenjaminiHochberg => {
            let mut most = 1.0f64;
            for (rank, (at, p)) in order.into_iter().enumerate().rev() {
                most = most.min(tests / (rank as f64 + 1.0) * p);
                result[at] = Some(most);
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjusted_as_others_adjust() {
        // R 4.4, p.adjust(c(.01, .04, .03, .005), "holm") and "BH"
        let p = [Some(0.01), Some(0.04), None, Some(0.03), Some(0.005)];
        let rows = [
            (Adjust::Holm, [Some(0.03), Some(0.06), None, Some(0.06), Some(0.02)]),
            (Adjust::BenjaminiHochberg, [Some(0.02), Some(0.04), None, Some(0.04), Some(0.02)]),
            (Adjust::Not, p),
        ];
        for (adjust, want) in rows {
            let got = adjusted(&p, adjust);
            let close = got.iter().zip(&want).all(|(g, w)| match (g, w) {
                (Some(g), Some(w)) => (g - w).abs() < 1e-12,
                (g, w) => g == w,
            });
            assert!(close, "{adjust:?}: {got:?}");
        }
        assert_eq!(adjusted(&[], Adjust::Holm), []);
        assert_eq!(adjusted(&[Some(0.9), Some(0.8)], Adjust::Holm), [Some(1.0), Some(1.0)]);
    }

    #[test]
    fn spread_is_a_variance() {
        assert_eq!(spread(&[1.0, 3.0, f64::NAN]), 2.0);
        assert_eq!(spread(&[1.0]), 0.0);
    }
}
