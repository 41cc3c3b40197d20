//! Who copies whom, found in turn with what is true; and which of two explanations of all claims is the likelier.
//!
//! What is believed true decides what looks copied, and what is discounted as copied decides what is believed: each explanation confirms
//! itself. So there are two beginnings, a careful one and a bold one, and the one stays that foretells the claims better.

use super::choice::{Choice, Method};
use super::copying::{self, Pair};
use super::desk::Hearing;
use super::family::{Belief, Domain, Family};
use super::group::Groups;
use super::misbelief::Misbelief;
use super::table::Table;
use super::{candidate, foretell, grow, suspect};

/// Comparisons of sources at most, each with the truth that the one before leaves; they end when votes stay as they are.
const COMPARISONS: usize = 6;
/// Votes that move by a smaller share than this need no new beginning.
const NEAR: f64 = 0.02;
/// Votes that move by a smaller share than this stay as they are.
const SAME: f64 = 0.001;
/// A pair that one comparison gives less is not compared again.
const RULED_OUT: f64 = 1e-4;
/// A pair that one comparison gives more is not compared again while beliefs stay.
const SETTLED: f64 = 0.99999;

/// How readily dependence is suspected.
#[derive(Debug, Clone, Copy)]
pub struct Caution {
    /// Values shared before a pair is looked at.
    pub shared: u32,
    /// ln of the odds by popularity alone from which on two do not testify for each other in the first comparison.
    pub suspect: f64,
    /// With n independent voices the others' belief is never taken as surer than 1 − (1 + n)^sureness: it is itself estimated, and a few
    /// voices that agree may be one. A group of excellent sources against a handful of mistaken ones must not look like copiers.
    pub sureness: i32,
}

/// Excellent sources that agree are left alone; cliques of good leaders, and such whose pairs share little, are missed.
const CAREFUL: Caution = Caution { shared: 3, suspect: 6.0, sureness: -2 };
/// The other way round.
const BOLD: Caution = Caution { shared: 2, suspect: 2.0, sureness: -4 };
/// Where no more than this share of what was suspected at first is suspected at last outside of groups, the careful explanation leaves
/// nothing to ask. Judged: .03 to .05 where all cliques were found, .17 to .9 where many were not.
const UNEXPLAINED: f64 = 0.1;

/// Who is how reliable, and who depends on whom.
#[derive(Clone)]
pub struct Explanation {
    /// The parameters, near their best for the votes that are left.
    pub family: Family,
    /// The groups.
    pub groups: Groups,
    belief: Belief,
}

impl Explanation {
    /// Nobody copies.
    pub fn without_copying(table: &Table, choice: &Choice) -> Self {
        let (family, belief) = Family::fit(table, &table.confidence, choice.method == Method::Confusion, choice.domain);
        Explanation { family, groups: Groups::default(), belief }
    }

    /// The explanation under which the claims are likeliest.
    pub fn likeliest(table: &Table, choice: &Choice) -> Self {
        let start = Self::without_copying(table, choice);
        let (careful, suspicion) = explore(table, choice, CAREFUL, start.clone());
        let apart = suspicion.last.iter().filter(|&&(a, b)| !careful.groups.join(a, b)).count();
        if apart as f64 <= UNEXPLAINED * suspicion.first as f64 {
            return careful;
        }
        let (bold, _) = explore(table, choice, BOLD, start);
        let ln = |e: &Self| foretell::ln_probability(table, &e.family, &e.groups);
        if ln(&bold) > ln(&careful) { bold } else { careful }
    }
}

/// Pairs that agree far more than the popularity of what they agree on explains.
struct Suspicion {
    /// How many there were before any group was found.
    first: usize,
    /// Those there are with the votes of groups discounted.
    last: Vec<(u32, u32)>,
}

/// Compares sources and fits in turn.
fn explore(table: &Table, choice: &Choice, caution: Caution, from: Explanation) -> (Explanation, Suspicion) {
    let confusion = choice.method == Method::Confusion;
    let Explanation { mut family, mut belief, mut groups } = from;
    let mut weights = table.confidence.clone();
    let proposed = candidate::pairs(table, caution.shared);
    let (mut candidates, mut shadows) = suspect::suspects(table, &proposed, &weights, caution.suspect);
    let last = both(&candidates, &shadows);
    let mut suspicion = Suspicion { first: last.len(), last };
    let cautious = if candidates.is_empty() { Vec::new() } else { suspect::one_voice_a_group(table, &shadows) };
    let mut settled: Vec<Pair> = Vec::new();
    for _ in 0..COMPARISONS {
        if candidates.is_empty() {
            break;
        }
        let misbelief = match (&family, choice.domain) {
            (Family::OneCoin(model), _) => model.urn.misbelief,
            (_, Domain::Closed(labels)) => Misbelief::fit(table, &weights, &belief.truth, Some(labels as f64)),
            (_, Domain::Open) => Misbelief::fit(table, &weights, &belief.truth, None),
        };
        let hearing = Hearing::new(table, (&family, misbelief, caution.sureness), (&weights, &cautious), &shadows);
        let mut found = copying::compare(&hearing, &candidates);
        found.retain(|p| p.probability > RULED_OUT);
        found.append(&mut settled);
        found.sort_unstable_by_key(|p| (p.a, p.b));
        groups = grow::groups(&hearing, &found, &proposed);
        let next = groups.weights(table);
        let moved = moved(&weights, &next);
        weights = next;
        if moved < SAME {
            break;
        }
        shadows = groups.shadows();
        if moved <= NEAR {
            // beliefs stay as they are: what was sure is sure
            (settled, found) = found.into_iter().partition(|p| p.probability > SETTLED);
        }
        candidates = found.iter().map(|p| (p.a, p.b)).collect();
        if moved > NEAR {
            (family, belief) = Family::fit(table, &weights, confusion, choice.domain);
            // what one large group hid may show now
            let (more, suspected) = suspect::suspects(table, &proposed, &weights, caution.suspect);
            suspicion.last = both(&more, &suspected);
            candidates.extend(more);
            candidates.sort_unstable();
            candidates.dedup();
            for (list, suspected) in shadows.iter_mut().zip(suspected) {
                list.extend(suspected);
                list.sort_unstable();
                list.dedup();
            }
        }
    }
    (Explanation { family, groups, belief }, suspicion)
}

/// The pairs that are suspected, each once.
fn both(candidates: &[(u32, u32)], suspected: &[Vec<u32>]) -> Vec<(u32, u32)> {
    candidates.iter().copied().filter(|(a, b)| suspected[*a as usize].binary_search(b).is_ok()).collect()
}

/// Share of the votes that changed.
fn moved(before: &[f32], after: &[f32]) -> f64 {
    let (mut sum, mut all) = (0.0, 0.0);
    for (a, b) in before.iter().zip(after) {
        sum += f64::from((a - b).abs());
        all += f64::from(*a);
    }
    if all > 0.0 { sum / all } else { 0.0 }
}
