//! Does one source copy another? Shared wrong or rare values say so; shared true ones do not.

use super::family::Family;
use super::misbelief::Misbelief;
use super::one_coin::Scratch;
use super::table::Table;
use rayon::prelude::*;

/// Odds that two sources picked from the candidates depend on each other, before their claims are compared.
const PRIOR_ODDS: f64 = 1e-3;
/// Overlapping objects compared at most; more would only add to what is settled.
const OVERLAPS: usize = 150;
/// Copy rates tried; the probability averages over them.
const RATES: [f64; 6] = [0.3, 0.5, 0.7, 0.85, 0.95, 0.99];
/// Shares of right claims tried for either source, under either hypothesis.
const RIGHT: [f64; 5] = [0.3, 0.55, 0.75, 0.9, 0.97];
/// With n independent voices the others' belief is never taken as surer than 1 − (1 + n)^SURENESS: it is itself estimated, and a few
/// voices that agree may be one. A group of excellent sources against a handful of mistaken ones must not look like copiers.
const SURENESS: f64 = -2.0;

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
struct Overlap {
    agree: bool,
    /// Belief of all the others that the first source's value is true.
    p: f64,
    /// The same of the second source's value.
    p2: f64,
    /// How popular the first source's value is among wrong claims.
    popular: f64,
    /// After the first claim.
    popular2: f64,
    /// Least probability that the second says it too, whatever the truth: its share of others' votes, or of the second's own claims.
    floor: f64,
}

/// Who testifies when two sources are compared.
#[derive(Debug, Clone, Copy)]
pub struct Others<'a> {
    /// For each source the sources, sorted, that may depend on it and so do not testify.
    pub shadows: &'a [Vec<u32>],
    /// What each claim counts.
    pub weights: &'a [f32],
    /// What each claim counts when every suspected group has one voice: how many independent witnesses there are.
    pub cautious: &'a [f32],
}

/// Compares every pair of candidates.
pub fn compare(
    table: &Table,
    family: &Family,
    misbelief: Misbelief,
    candidates: &[(u32, u32)],
    others: &Others<'_>,
) -> Vec<Pair> {
    candidates
        .par_iter()
        .map_init(Scratch::default, |scratch, &(a, b)| {
            let overlaps = overlaps(table, family, misbelief, (a, b), others, scratch);
            let (probability, rate) = judge(&overlaps, twins(table, a, b));
            Pair { a, b, probability, rate }
        })
        .collect()
}

/// The objects both speak about, as pairs of claims.
pub fn shared_objects(table: &Table, a: u32, b: u32) -> Vec<(u32, u32, u32)> {
    let (mut left, mut right) = (table.claims_by(a as usize), table.claims_by(b as usize));
    let mut out = Vec::new();
    while let (Some(l), Some(r)) = (left.first(), right.first()) {
        match l.0.cmp(&r.0) {
            std::cmp::Ordering::Less => left = &left[1..],
            std::cmp::Ordering::Greater => right = &right[1..],
            std::cmp::Ordering::Equal => {
                out.push((l.0, l.1, r.1));
                left = &left[1..];
                right = &right[1..];
            }
        }
    }
    out
}

fn overlaps(
    table: &Table,
    family: &Family,
    misbelief: Misbelief,
    (a, b): (u32, u32),
    others: &Others<'_>,
    scratch: &mut Scratch,
) -> Vec<Overlap> {
    let shared = shared_objects(table, a, b);
    let stride = shared.len().div_ceil(OVERLAPS).max(1);
    let (near_a, near_b) = (&others.shadows[a as usize], &others.shadows[b as usize]);
    let hidden = |s: u32| s == a || s == b || near_a.binary_search(&s).is_ok() || near_b.binary_search(&s).is_ok();
    let mut out = Vec::new();
    for &(object, claim_a, claim_b) in shared.iter().step_by(stride) {
        let candidates = table.candidates_of(object as usize);
        if candidates.len() < 2 {
            continue;
        }
        family.glance(
            table,
            object as usize,
            |c| if hidden(table.source[c]) { 0.0 } else { f64::from(others.weights[c]) },
            scratch,
        );
        let (va, vb) = (
            table.candidate[claim_a as usize] as usize - candidates.start,
            table.candidate[claim_b as usize] as usize - candidates.start,
        );
        let votes: f64 = scratch.count.iter().sum();
        let right: f64 = scratch.count.iter().zip(&scratch.truth).map(|(n, p)| n * p).sum();
        let voices: f64 =
            table.claims_of(object as usize).filter(|&c| !hidden(table.source[c])).map(|c| f64::from(others.cautious[c])).sum();
        let sure = (1.0 + voices).powf(SURENESS).min(0.4);
        let wrong = (votes - right).max(scratch.count[va]);
        let n = scratch.count[va];
        out.push(Overlap {
            agree: va == vb,
            p: scratch.truth[va].clamp(sure, 1.0 - sure),
            p2: scratch.truth[vb].clamp(sure, 1.0 - sure),
            popular: misbelief.over(candidates.len()).next(n, wrong),
            popular2: misbelief.over(candidates.len()).next(n + 1.0, wrong + 1.0),
            floor: n / (votes + 1.0),
        });
    }
    out
}

impl Overlap {
    /// P(first claim) and, of an agreeing pair, P(second | first) when the sources are independent.
    fn independent(&self, right_a: f64, right_b: f64) -> (f64, f64) {
        let first = self.p * right_a + (1.0 - self.p) * (1.0 - right_a) * self.popular;
        let both = self.p * right_a * right_b + (1.0 - self.p) * (1.0 - right_a) * (1.0 - right_b) * self.popular * self.popular2;
        (first, (both / first).max(self.floor).min(1.0))
    }

    /// The probability of both claims when the sources disagree and are independent, up to what both hypotheses share.
    fn apart(&self, right_a: f64, right_b: f64) -> f64 {
        let neither = (1.0 - self.p - self.p2).max(0.0);
        (self.p * right_a * (1.0 - right_b) + self.p2 * (1.0 - right_a) * right_b + neither * (1.0 - right_a) * (1.0 - right_b))
            .max(1e-6)
    }
}

/// Do the two speak about nearly the same objects?
fn twins(table: &Table, a: u32, b: u32) -> bool {
    let most = table.claims_by(a as usize).len().max(table.claims_by(b as usize).len());
    shared_objects(table, a, b).len() * 10 >= most * 9
}

/// A long product of probabilities: logarithms are taken only when it gets small.
#[derive(Clone, Copy)]
struct Product {
    value: f64,
    ln: f64,
}

impl Product {
    const ONE: Product = Product { value: 1.0, ln: 0.0 };

    fn times(&mut self, factor: f64) {
        self.value *= factor.max(1e-12);
        if self.value < 1e-200 {
            self.ln += self.value.ln();
            self.value = 1.0;
        }
    }

    fn ln(self) -> f64 {
        self.ln + self.value.ln()
    }
}

/// Probability of dependence and the most likely copy rate.
fn judge(overlaps: &[Overlap], twins: bool) -> (f64, f64) {
    let telling = overlaps.iter().filter(|o| o.agree && o.p < 0.5).count();
    if telling < 3 {
        return (0.0, 0.0);
    }
    let disagree = overlaps.iter().filter(|o| !o.agree).count() as f64;
    // a duplicate: however unsure the others are, independent sources do not agree in everything, ten doubtful things included
    if twins && disagree == 0.0 && overlaps.len() >= 30 && telling >= 10 {
        return (1.0, 0.99);
    }
    let mut independent = f64::NEG_INFINITY;
    let mut copied = [f64::NEG_INFINITY; RATES.len()];
    for right_a in RIGHT {
        for right_b in RIGHT {
            let mut shared = Product::ONE;
            let mut alone = Product::ONE;
            let mut by_rate = [Product::ONE; RATES.len()];
            for o in overlaps {
                if !o.agree {
                    shared.times(o.apart(right_a, right_b));
                    continue;
                }
                let (first, again) = o.independent(right_a, right_b);
                shared.times(first);
                if o.p < 0.5 {
                    alone.times(again);
                    for (product, rate) in by_rate.iter_mut().zip(RATES) {
                        product.times(rate + (1.0 - rate) * again);
                    }
                } else {
                    // a shared value that the others hold true is the same under both: honest agreement is no copying
                    shared.times(again);
                }
            }
            let shared = shared.ln();
            independent = independent.max(shared + alone.ln());
            for ((best, product), rate) in copied.iter_mut().zip(by_rate).zip(RATES) {
                *best = best.max(shared + product.ln() + disagree * (1.0 - rate).ln());
            }
        }
    }
    let top = copied.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mean = top + (copied.iter().map(|c| (c - top).exp()).sum::<f64>() / RATES.len() as f64).ln();
    let odds = PRIOR_ODDS.ln() + mean - independent;
    let mass: f64 = copied.iter().map(|c| (c - top).exp()).sum();
    let rate = copied.iter().zip(RATES).map(|(c, r)| (c - top).exp() * r).sum::<f64>() / mass;
    (super::levels::logistic(odds), rate)
}

/// ln of the odds that the two depend on each other by popularity alone: how much oftener they agree than the shares of what they agree on among
/// the votes of the others, the provisional shadows of either left out, explain.
fn agreement(table: &Table, (a, b): (u32, u32), shadows: &[Vec<u32>]) -> f64 {
    let shared = shared_objects(table, a, b);
    let stride = shared.len().div_ceil(OVERLAPS).max(1);
    let mut scores = [0.0; RATES.len()];
    let (near_a, near_b) = (&shadows[a as usize], &shadows[b as usize]);
    for &(object, claim_a, claim_b) in shared.iter().step_by(stride) {
        let value = table.candidate[claim_a as usize];
        let agree = value == table.candidate[claim_b as usize];
        let (mut same, mut all) = (0.5, 1.0);
        for claim in table.claims_of(object as usize) {
            let s = table.source[claim];
            if s != a && s != b && near_a.binary_search(&s).is_err() && near_b.binary_search(&s).is_err() {
                all += 1.0;
                same += f64::from(u8::from(table.candidate[claim] == value));
            }
        }
        let expected: f64 = same / all;
        for (score, rate) in scores.iter_mut().zip(RATES) {
            *score += if agree { (rate + (1.0 - rate) * expected).ln() - expected.ln() } else { (1.0 - rate).ln() };
        }
    }
    scores.into_iter().fold(f64::NEG_INFINITY, f64::max)
}

/// ln of the odds by popularity alone from which on a pair is suspected.
const SUSPECT: f64 = 6.0;
/// Below this a pair disagrees too often for any group to explain it.
const HOPELESS: f64 = -10.0;
/// Below this a pair is not compared.
const WORTH: f64 = 2.0;

/// The candidates worth a comparison, and for each source those whose agreement with it goes far beyond the popularity of what they agree on,
/// whatever the reason: in the first comparison they do not testify for each other.
pub fn suspects(table: &Table, candidates: Vec<(u32, u32)>) -> (Vec<(u32, u32)>, Vec<Vec<u32>>) {
    let none = vec![Vec::new(); table.sources.len()];
    let first: Vec<f64> = candidates.par_iter().map(|&pair| agreement(table, pair, &none)).collect();
    let provisional = linked(table, &candidates, &first, WORTH);
    // a large group makes its own values popular; without the provisional ones they are not
    let second: Vec<f64> = candidates
        .par_iter()
        .zip(&first)
        .map(|(&pair, &score)| if score > HOPELESS { agreement(table, pair, &provisional) } else { score })
        .collect();
    let suspects = linked(table, &candidates, &second, SUSPECT);
    let kept = candidates.into_iter().zip(second).filter(|(_, score)| *score > WORTH).map(|(pair, _)| pair).collect();
    (kept, suspects)
}

/// For each source, sorted, those with which it scores beyond `threshold`.
fn linked(table: &Table, pairs: &[(u32, u32)], scores: &[f64], threshold: f64) -> Vec<Vec<u32>> {
    let mut out = vec![Vec::new(); table.sources.len()];
    for (&(a, b), _) in pairs.iter().zip(scores).filter(|(_, score)| **score > threshold) {
        out[a as usize].push(b);
        out[b as usize].push(a);
    }
    out.iter_mut().for_each(|list| list.sort_unstable());
    out
}

/// One voice for each group of suspects that claims the same: each claim counts one over the suspects, itself included, that share its value.
pub fn one_voice_a_group(table: &Table, suspects: &[Vec<u32>]) -> Vec<f32> {
    let mut weights = table.confidence.clone();
    let mut claims: Vec<(u32, u32, usize)> = Vec::new();
    for object in 0..table.objects.len() {
        claims.clear();
        claims.extend(table.claims_of(object).map(|c| (table.candidate[c], table.source[c], c)));
        claims.sort_unstable();
        for same in claims.chunk_by(|a, b| a.0 == b.0) {
            for &(_, source, claim) in same {
                let near = same.iter().filter(|v| suspects[source as usize].binary_search(&v.1).is_ok()).count();
                weights[claim] /= 1.0 + near as f32;
            }
        }
    }
    weights
}
