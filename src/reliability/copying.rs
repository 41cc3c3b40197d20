//! Does one source copy another? Shared wrong or rare values say so; shared true ones do not.

use super::desk::{Desk, Hearing, each_pair};
use super::levels::logistic;
use super::verdict::judge;

/// Overlapping objects compared, spread evenly: more only where fewer do not settle it.
const OVERLAPS: [usize; 3] = [40, 160, 640];
/// ln of the odds, for or against, that settle a comparison.
const SETTLED: f64 = 12.0;
/// Two sources and how likely one depends on the other, or both on a third.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The first source.
    pub a: u32,
    /// The second.
    pub b: u32,
    /// Probability that they depend on each other.
    pub probability: f64,
    /// Share of the overlap that is copied.
    pub rate: f64,
}

/// What is compared on one object that both sources speak about.
#[derive(Debug, Clone, Copy)]
pub struct Overlap {
    /// They say the same.
    pub agree: bool,
    /// Belief of all the others that the first source's value is true.
    pub p: f64,
    /// The same of the second source's value.
    pub p2: f64,
    /// How popular the first source's value is among wrong claims.
    pub popular: f64,
    /// After the first claim.
    pub popular2: f64,
    /// Least probability that the second says it too, whatever the truth: its share of others' votes, or of the second's own claims.
    pub floor: f64,
}

/// Compares every pair of candidates, which are in order.
pub fn compare(hearing: &Hearing<'_>, candidates: &[(u32, u32)]) -> Vec<Pair> {
    let table = hearing.table;
    each_pair(table, candidates, |desk, (a, b)| {
        desk.hide(&[a], b, hearing.shadows);
        let most = table.claims_by(a as usize).len().max(table.claims_by(b as usize).len());
        // do the two speak about nearly the same objects?
        let twins = desk.shared.len() * 10 >= most * 9;
        let (odds, rate) = settle(hearing, desk, twins);
        Pair { a, b, probability: logistic(odds), rate }
    })
}

/// ln of the odds of dependence of the two at the desk, and the copy rate; a few shared objects may settle it, or only many.
pub fn settle(hearing: &Hearing<'_>, desk: &mut Desk, twins: bool) -> (f64, f64) {
    let mut verdict = (f64::NEG_INFINITY, 0.0);
    for most in OVERLAPS {
        verdict = judge(&overlaps(hearing, desk, most), twins);
        // few shared errors may be yet to be seen: no odds at all settle nothing
        let settled = verdict.0 == f64::INFINITY || (verdict.0.is_finite() && verdict.0.abs() > SETTLED);
        if settled || desk.shared.len() <= most {
            break;
        }
    }
    verdict
}

/// What there is to compare, at most so much.
fn overlaps(hearing: &Hearing<'_>, desk: &mut Desk, most: usize) -> Vec<Overlap> {
    let mut scratch = std::mem::take(&mut desk.scratch);
    let mut out = Vec::with_capacity(most.min(desk.shared.len()));
    for &(object, claim_a, claim_b) in desk.sample(most) {
        let candidates = hearing.table.candidates_of(object as usize);
        if candidates.len() < 2 {
            continue;
        }
        let voices = hearing.others(desk, object as usize, &mut scratch);
        let place = |claim: u32| hearing.table.candidate[claim as usize] as usize - candidates.start;
        let (va, vb) = (place(claim_a), place(claim_b));
        let votes: f64 = scratch.count.iter().sum();
        let right: f64 = scratch.count.iter().zip(&scratch.truth).map(|(n, p)| n * p).sum();
        let sure = (1.0 + voices).powi(hearing.sureness).min(0.4);
        let wrong = (votes - right).max(scratch.count[va]);
        let n = scratch.count[va];
        let misbelief = hearing.misbelief.over(candidates.len());
        out.push(Overlap {
            agree: va == vb,
            p: scratch.truth[va].clamp(sure, 1.0 - sure),
            p2: scratch.truth[vb].clamp(sure, 1.0 - sure),
            popular: misbelief.next(n, wrong),
            popular2: misbelief.next(n + 1.0, wrong + 1.0),
            floor: n / (votes + 1.0),
        });
    }
    desk.scratch = scratch;
    out
}
