//! Does one source copy another? Shared wrong or rare values say so; shared true ones do not.

use super::family::Family;
use super::levels::logistic;
use super::misbelief::Misbelief;
use super::one_coin::Scratch;
use super::table::Table;
use rayon::prelude::*;
use std::cell::Cell;

/// Odds that two sources picked from the candidates depend on each other, before their claims are compared.
const PRIOR_ODDS: f64 = 1e-3;
/// Overlapping objects compared, spread evenly: more only where fewer do not settle it.
const OVERLAPS: [usize; 3] = [40, 160, 640];
/// ln of the odds, for or against, that settle a comparison.
const SETTLED: f64 = 12.0;
/// Overlapping objects looked at for suspicion.
const GLANCES: usize = 150;
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
pub struct Overlap {
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

/// Compares every pair of candidates, which are in order.
pub fn compare(
    table: &Table,
    family: &Family,
    misbelief: Misbelief,
    candidates: &[(u32, u32)],
    others: &Others<'_>,
) -> Vec<Pair> {
    each_pair(table, candidates, |desk, (a, b)| {
        desk.hide(&[a], b, others.shadows);
        let most = table.claims_by(a as usize).len().max(table.claims_by(b as usize).len());
        // do the two speak about nearly the same objects?
        let twins = desk.shared.len() * 10 >= most * 9;
        let (mut odds, mut rate) = (f64::NEG_INFINITY, 0.0);
        for (most, last) in ends(desk.shared.len()) {
            (odds, rate) = judge(&overlaps(table, family, misbelief, others, desk, most), twins);
            if last(odds) {
                break;
            }
        }
        Pair { a, b, probability: logistic(odds), rate }
    })
}

/// How many of `shared` objects to compare, and whether the odds that they give settle it: few shared errors may be yet to be seen.
pub fn ends(shared: usize) -> impl Iterator<Item = (usize, impl Fn(f64) -> bool)> {
    OVERLAPS.into_iter().map(move |most| {
        (most, move |odds: f64| shared <= most || (odds.is_finite() && odds.abs() > SETTLED) || odds == f64::INFINITY)
    })
}

/// What is at hand while one source is compared with others, one after the other.
pub struct Desk {
    /// The first source's claim about each object.
    pub claim: Vec<u32>,
    /// The objects both speak about, as pairs of claims.
    pub shared: Vec<(u32, u32, u32)>,
    /// Sources that do not testify carry the present mark.
    marks: Vec<u32>,
    mark: u32,
    scratch: Scratch,
}

/// The source makes no claim about the object.
pub const SILENT: u32 = u32::MAX;

impl Desk {
    /// An empty one.
    pub fn new(table: &Table) -> Self {
        Desk {
            claim: vec![SILENT; table.objects.len()],
            shared: Vec::new(),
            marks: vec![0; table.sources.len()],
            mark: 0,
            scratch: Scratch::default(),
        }
    }

    fn seat(&mut self, table: &Table, first: u32) {
        for &(object, claim) in table.claims_by(first as usize).iter().rev() {
            self.claim[object as usize] = claim;
        }
    }

    fn leave(&mut self, table: &Table, first: u32) {
        table.claims_by(first as usize).iter().for_each(|&(object, _)| self.claim[object as usize] = SILENT);
    }

    /// Notes the objects that the second source shares with the first.
    pub fn meet(&mut self, table: &Table, second: u32) {
        self.shared.clear();
        let mut last = SILENT;
        for &(object, claim) in table.claims_by(second as usize) {
            let first = self.claim[object as usize];
            if first != SILENT && object != last {
                self.shared.push((object, first, claim));
            }
            last = object;
        }
    }

    /// These do not testify, nor do those that may depend on them.
    pub fn hide(&mut self, group: &[u32], source: u32, shadows: &[Vec<u32>]) {
        self.mark += 1;
        for &s in group.iter().chain([&source]) {
            self.marks[s as usize] = self.mark;
            shadows[s as usize].iter().for_each(|&t| self.marks[t as usize] = self.mark);
        }
    }

    fn testifies(&self, source: u32) -> bool {
        self.marks[source as usize] != self.mark
    }

    /// At most so many of the shared objects, spread evenly.
    fn sample(&self, most: usize) -> impl Iterator<Item = &(u32, u32, u32)> {
        self.shared.iter().step_by(self.shared.len().div_ceil(most).max(1))
    }
}

/// Visits the pairs, which are in order, first source by first source; the results are in the order of the pairs.
fn each_pair<T: Send>(table: &Table, pairs: &[(u32, u32)], visit: impl Fn(&mut Desk, (u32, u32)) -> T + Sync) -> Vec<T> {
    let by_first: Vec<&[(u32, u32)]> = pairs.chunk_by(|x, y| x.0 == y.0).collect();
    let parts: Vec<Vec<T>> = by_first
        .into_par_iter()
        .map_init(
            || Desk::new(table),
            |desk, pairs| {
                desk.seat(table, pairs[0].0);
                let out = pairs
                    .iter()
                    .map(|&pair| {
                        desk.meet(table, pair.1);
                        visit(desk, pair)
                    })
                    .collect();
                desk.leave(table, pairs[0].0);
                out
            },
        )
        .collect();
    parts.into_iter().flatten().collect()
}

/// Visits the objects that the sources of each pair both speak about, as pairs of claims; the pairs are in order.
pub fn each_overlap<T: Send>(
    table: &Table,
    pairs: &[(u32, u32)],
    visit: impl Fn((u32, u32), &[(u32, u32, u32)]) -> T + Sync,
) -> Vec<T> {
    each_pair(table, pairs, |desk, pair| visit(pair, &desk.shared))
}

/// What there is to compare, at most so much.
pub fn overlaps(
    table: &Table,
    family: &Family,
    misbelief: Misbelief,
    others: &Others<'_>,
    desk: &mut Desk,
    most: usize,
) -> Vec<Overlap> {
    let mut scratch = std::mem::take(&mut desk.scratch);
    let mut out = Vec::with_capacity(most);
    for &(object, claim_a, claim_b) in desk.sample(most) {
        let candidates = table.candidates_of(object as usize);
        if candidates.len() < 2 {
            continue;
        }
        let voices = Cell::new(0.0);
        let heard = |claim: usize| {
            if !desk.testifies(table.source[claim]) {
                return 0.0;
            }
            voices.set(voices.get() + f64::from(others.cautious[claim]));
            f64::from(others.weights[claim])
        };
        family.glance(table, object as usize, heard, &mut scratch);
        let place = |claim: u32| table.candidate[claim as usize] as usize - candidates.start;
        let (va, vb) = (place(claim_a), place(claim_b));
        let votes: f64 = scratch.count.iter().sum();
        let right: f64 = scratch.count.iter().zip(&scratch.truth).map(|(n, p)| n * p).sum();
        let sure = (1.0 + voices.get()).powf(SURENESS).min(0.4);
        let wrong = (votes - right).max(scratch.count[va]);
        let n = scratch.count[va];
        let misbelief = misbelief.over(candidates.len());
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

impl Overlap {
    /// P(first claim) and, of an agreeing pair, P(second | first) when the sources are independent.
    fn independent(&self, right_a: f64, right_b: f64) -> (f64, f64) {
        let first = (self.p * right_a + (1.0 - self.p) * (1.0 - right_a) * self.popular).max(1e-12);
        let both = self.p * right_a * right_b + (1.0 - self.p) * (1.0 - right_a) * (1.0 - right_b) * self.popular * self.popular2;
        (first, (both / first).max(self.floor).clamp(1e-12, 1.0))
    }

    /// The probability of both claims when the sources disagree and are independent, up to what both hypotheses share.
    fn apart(&self, right_a: f64, right_b: f64) -> f64 {
        let neither = (1.0 - self.p - self.p2).max(0.0);
        (self.p * right_a * (1.0 - right_b) + self.p2 * (1.0 - right_a) * right_b + neither * (1.0 - right_a) * (1.0 - right_b))
            .max(1e-6)
    }
}

/// A long product: logarithms are taken only when it gets very small or large.
#[derive(Clone, Copy)]
struct Product {
    value: f64,
    ln: f64,
}

impl Product {
    const ONE: Product = Product { value: 1.0, ln: 0.0 };

    fn times(&mut self, factor: f64) {
        self.value *= factor;
    }

    /// To be called after at most [`AT_ONCE`] factors, none below 1e-12.
    fn settle(&mut self) {
        if !(1e-150..1e150).contains(&self.value) {
            self.ln += self.value.ln();
            self.value = 1.0;
        }
    }

    fn ln(self) -> f64 {
        self.ln + self.value.ln()
    }
}

/// Factors multiplied before a product is looked at.
const AT_ONCE: usize = 8;

/// ln of the odds of dependence and the most likely copy rate.
pub fn judge(overlaps: &[Overlap], twins: bool) -> (f64, f64) {
    let telling = overlaps.iter().filter(|o| o.agree && o.p < 0.5).count();
    if telling < 3 {
        return (f64::NEG_INFINITY, 0.0);
    }
    let disagree = overlaps.iter().filter(|o| !o.agree).count() as f64;
    // a duplicate: however unsure the others are, independent sources do not agree in everything, ten doubtful things included
    if twins && disagree == 0.0 && overlaps.len() >= 30 && telling >= 10 {
        return (f64::INFINITY, 0.99);
    }
    let mut independent = f64::NEG_INFINITY;
    let mut copied = [f64::NEG_INFINITY; RATES.len()];
    for right_a in RIGHT {
        for right_b in RIGHT {
            let mut shared = Product::ONE;
            let mut alone = Product::ONE;
            let mut by_rate = [Product::ONE; RATES.len()];
            for some in overlaps.chunks(AT_ONCE) {
                for o in some {
                    if !o.agree {
                        shared.times(o.apart(right_a, right_b));
                        continue;
                    }
                    let (first, again) = o.independent(right_a, right_b);
                    if o.p < 0.5 {
                        shared.times(first);
                        alone.times(again);
                        for (product, rate) in by_rate.iter_mut().zip(RATES) {
                            product.times(rate + (1.0 - rate) * again);
                        }
                    } else {
                        // a shared value that the others hold true is the same under both: honest agreement is no copying
                        shared.times((first * again).max(1e-12));
                    }
                }
                [&mut shared, &mut alone].into_iter().chain(&mut by_rate).for_each(Product::settle);
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
    (odds, rate)
}

/// Votes on each candidate, and on each object.
pub type Votes = (Vec<f64>, Vec<f64>);

/// Counts them.
pub fn votes(table: &Table, weights: &[f32]) -> Votes {
    let mut votes = vec![0.0; table.candidate_value.len()];
    table.candidate.iter().zip(weights).for_each(|(&c, &w)| votes[c as usize] += f64::from(w));
    let all = (0..table.objects.len()).map(|o| votes[table.candidates_of(o)].iter().sum()).collect();
    (votes, all)
}

/// ln of the odds that the two depend on each other by popularity alone: how much oftener they agree than the shares of what they agree on among
/// the votes of the others explain; `hidden` where there are others that do not testify.
pub fn agreement(table: &Table, weights: &[f32], votes: &Votes, desk: &Desk, hidden: bool) -> f64 {
    let mut scores = [Product::ONE; RATES.len()];
    let mut disagree = 0.0;
    for &(object, claim_a, claim_b) in desk.sample(GLANCES) {
        let value = table.candidate[claim_a as usize];
        if value != table.candidate[claim_b as usize] {
            disagree += 1.0;
            continue;
        }
        let (same, all) = if hidden {
            let others = table.claims_of(object as usize).filter(|&c| desk.testifies(table.source[c]));
            others.fold((0.0, 0.0), |(same, all), c| {
                let w = f64::from(weights[c]);
                (same + if table.candidate[c] == value { w } else { 0.0 }, all + w)
            })
        } else {
            let own = f64::from(weights[claim_a as usize] + weights[claim_b as usize]);
            (votes.0[value as usize] - own, votes.1[object as usize] - own)
        };
        let expected = (same.max(0.0) + 0.5) / (all.max(0.0) + 1.0);
        for (score, rate) in scores.iter_mut().zip(RATES) {
            score.times(rate / expected + 1.0 - rate);
            score.settle();
        }
    }
    scores.iter().zip(RATES).map(|(score, rate)| score.ln() + disagree * (1.0 - rate).ln()).fold(f64::NEG_INFINITY, f64::max)
}

/// ln of the odds by popularity alone from which on a pair is suspected.
const SUSPECT: f64 = 6.0;
/// Below this a pair disagrees too often for any group to explain it.
const HOPELESS: f64 = -10.0;
/// Below this a pair is not compared.
const WORTH: f64 = 2.0;

/// The candidates worth a comparison, and for each source those whose agreement with it goes far beyond the popularity of what they agree on,
/// whatever the reason: in the first comparison they do not testify for each other.
///
/// Votes count by their `weights`: where some groups are found and count as one, the values of others are no longer popular beside them.
pub fn suspects(table: &Table, candidates: &[(u32, u32)], weights: &[f32]) -> (Vec<(u32, u32)>, Vec<Vec<u32>>) {
    let votes = votes(table, weights);
    let first = each_pair(table, candidates, |desk, _| agreement(table, weights, &votes, desk, false));
    let provisional = linked(table, candidates, &first, WORTH);
    let candidates: Vec<(u32, u32)> =
        candidates.iter().copied().zip(first).filter(|(_, score)| *score > HOPELESS).map(|(pair, _)| pair).collect();
    // a large group makes its own values popular; without the provisional ones they are not
    let scores = each_pair(table, &candidates, |desk, pair| {
        desk.hide(&[pair.0], pair.1, &provisional);
        agreement(table, weights, &votes, desk, true)
    });
    let suspects = linked(table, &candidates, &scores, SUSPECT);
    let kept = candidates.into_iter().zip(scores).filter(|(_, score)| *score > WORTH).map(|(pair, _)| pair).collect();
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
    let links = Links::of(suspects);
    let mut claims: Vec<(u32, u32, usize)> = Vec::new();
    for object in 0..table.objects.len() {
        claims.clear();
        let suspected = table.claims_of(object).filter(|&c| !suspects[table.source[c] as usize].is_empty());
        claims.extend(suspected.map(|c| (table.candidate[c], table.source[c], c)));
        claims.sort_unstable();
        for same in claims.chunk_by(|a, b| a.0 == b.0) {
            for &(_, source, claim) in same {
                let near = same.iter().filter(|v| links.between(source, v.1)).count();
                weights[claim] /= 1.0 + near as f32;
            }
        }
    }
    weights
}

/// Is there a link between two sources? One bit each while the square fits, else a search.
enum Links<'a> {
    Bits(Vec<u64>, usize),
    Lists(&'a [Vec<u32>]),
}

/// Sources up to which the square of bits is made (8 MB).
const SQUARE: usize = 8192;

impl<'a> Links<'a> {
    fn of(lists: &'a [Vec<u32>]) -> Self {
        let n = lists.len();
        if n > SQUARE {
            return Links::Lists(lists);
        }
        let mut bits = vec![0; (n * n).div_ceil(64)];
        for (a, list) in lists.iter().enumerate() {
            for &b in list {
                let at = a * n + b as usize;
                bits[at / 64] |= 1 << (at % 64);
            }
        }
        Links::Bits(bits, n)
    }

    fn between(&self, a: u32, b: u32) -> bool {
        match self {
            Links::Bits(bits, n) => {
                let at = a as usize * n + b as usize;
                (bits[at / 64] >> (at % 64)) & 1 == 1
            }
            Links::Lists(lists) => lists[a as usize].binary_search(&b).is_ok(),
        }
    }
}
