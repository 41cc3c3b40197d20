//! The one-coin model: a source is right with one probability, whatever the truth; wrong claims clump on popular misbeliefs.

use super::beta::Beta;
use super::levels::{LEVELS, Levels, SHIFTS, Tally, ln_sum, ln_wrong, logistic};
use super::misbelief::Misbelief;
use super::table::Table;
use rayon::prelude::*;

/// The parameters of the model.
#[derive(Debug, Clone)]
pub struct OneCoin {
    /// Log odds of each source's being right about an object of middling difficulty.
    pub log_odds: Vec<f64>,
    /// `ln_wrong` of each source at each level.
    wrong: Vec<[f64; LEVELS]>,
    /// How common the levels of difficulty are.
    pub levels: Levels,
    /// How wrong claims spread.
    pub misbelief: Misbelief,
    /// Prior of each class of sources; the last is for sources without a class.
    pub priors: Vec<Beta>,
}

/// What is believed about the objects.
#[derive(Debug, Clone, Default)]
pub struct Beliefs {
    /// Probability of each candidate; what is missing to 1 is the chance that nobody claims the truth.
    pub truth: Vec<f64>,
    /// Probability of each level of difficulty of each object.
    pub level: Vec<[f64; LEVELS]>,
    /// ln of the probability of all claims.
    pub evidence: f64,
}

/// Space for one object's sums, reused from object to object.
#[derive(Debug, Default, Clone)]
pub struct Scratch {
    support: Vec<f64>,
    /// Weighted number of claims of each candidate.
    pub count: Vec<f64>,
    /// Probability of each candidate.
    pub truth: Vec<f64>,
    joint: Vec<f64>,
    urn: Vec<f64>,
    /// Probability of each level.
    pub level: [f64; LEVELS],
    evidence: f64,
}

impl OneCoin {
    /// A start from the priors' means.
    pub fn new(sources: usize, classes: usize, misbelief: Misbelief, levels: Levels) -> Self {
        let prior = Beta::of(0.7, 4.0);
        let mut model = OneCoin {
            log_odds: vec![(prior.a / prior.b).ln(); sources],
            wrong: Vec::new(),
            levels,
            misbelief,
            priors: vec![prior; classes + 1],
        };
        model.tabulate();
        model
    }

    /// Recomputes what follows from the log odds.
    pub fn tabulate(&mut self) {
        self.wrong = self.log_odds.iter().map(|x| SHIFTS.map(|shift| ln_wrong(x + shift))).collect();
    }

    /// Beliefs about one object when claim `i` of the table counts `weight(i)`.
    pub fn object(&self, table: &Table, object: usize, weight: impl Fn(usize) -> f64, scratch: &mut Scratch) {
        let candidates = table.candidates_of(object);
        let (first, n) = (candidates.start, candidates.len());
        scratch.support.clear();
        scratch.support.resize(n, 0.0);
        scratch.count.clear();
        scratch.count.resize(n, 0.0);
        let mut base = self.levels.ln;
        for claim in table.claims_of(object) {
            let w = weight(claim);
            if w == 0.0 {
                continue;
            }
            let source = table.source[claim] as usize;
            let place = table.candidate[claim] as usize - first;
            scratch.support[place] += w * self.log_odds[source];
            scratch.count[place] += w;
            for (base, wrong) in base.iter_mut().zip(&self.wrong[source]) {
                *base += w * wrong;
            }
        }
        self.weigh(base, scratch);
        if let Some(known) = table.gold[object] {
            scratch.truth.iter_mut().enumerate().for_each(|(i, p)| *p = f64::from(known as usize == first + i));
        }
    }

    /// The same at middling difficulty alone.
    pub fn glance(&self, table: &Table, object: usize, weight: impl Fn(usize) -> f64, scratch: &mut Scratch) {
        let candidates = table.candidates_of(object);
        let (first, n) = (candidates.start, candidates.len());
        scratch.joint.clear();
        scratch.joint.resize(n, 0.0);
        scratch.count.clear();
        scratch.count.resize(n, 0.0);
        for claim in table.claims_of(object) {
            let w = weight(claim);
            if w > 0.0 {
                let place = table.candidate[claim] as usize - first;
                scratch.joint[place] += w * self.log_odds[table.source[claim] as usize];
                scratch.count[place] += w;
            }
        }
        let misbelief = self.misbelief.over(n);
        let all: f64 = scratch.count.iter().sum();
        for (score, &count) in scratch.joint.iter_mut().zip(&scratch.count) {
            *score -= misbelief.value(count) + misbelief.all(all - count);
        }
        let domain = self.misbelief.domain.max(n as f64);
        let unclaimed = (domain - n as f64).max(1e-9).ln() - misbelief.all(all);
        let top = scratch.joint.iter().copied().fold(unclaimed, f64::max);
        let total: f64 = scratch.joint.iter().map(|s| (s - top).exp()).sum::<f64>() + (unclaimed - top).exp();
        scratch.truth.clear();
        scratch.truth.extend(scratch.joint.iter().map(|s| (s - top).exp() / total));
        if let Some(known) = table.gold[object] {
            scratch.truth.iter_mut().enumerate().for_each(|(i, p)| *p = f64::from(known as usize == first + i));
        }
    }

    /// From sums to probabilities.
    fn weigh(&self, base: [f64; LEVELS], scratch: &mut Scratch) {
        let n = scratch.count.len();
        let misbelief = self.misbelief.over(n);
        let all: f64 = scratch.count.iter().sum();
        scratch.urn.clear();
        scratch.urn.extend(scratch.count.iter().map(|&c| misbelief.value(c)));
        let values: f64 = scratch.urn.iter().sum();
        let domain = self.misbelief.domain.max(n as f64);
        scratch.joint.clear();
        scratch.joint.resize((n + 1) * LEVELS, f64::NEG_INFINITY);
        for t in 0..=n {
            // the last is the truth that nobody claims: as many values as the domain has beyond the candidates
            let (count, support, prior) = if t < n {
                (scratch.count[t], scratch.support[t], -domain.ln())
            } else {
                (0.0, 0.0, ((domain - n as f64) / domain).ln())
            };
            let own = if t < n { scratch.urn[t] } else { 0.0 };
            let shared = prior + support + values - own - misbelief.all(all - count);
            for d in 0..LEVELS {
                scratch.joint[t * LEVELS + d] = shared + base[d] + SHIFTS[d] * count;
            }
        }
        let total = ln_sum(&scratch.joint);
        scratch.evidence = total;
        scratch.level = [0.0; LEVELS];
        scratch.truth.clear();
        for t in 0..=n {
            let mut p = 0.0;
            for d in 0..LEVELS {
                let q = (scratch.joint[t * LEVELS + d] - total).exp();
                scratch.level[d] += q;
                p += q;
            }
            if t < n {
                scratch.truth.push(p);
            }
        }
    }

    /// Beliefs about all objects.
    pub fn expect(&self, table: &Table, weights: &[f32]) -> Beliefs {
        let blocks: Vec<Beliefs> = (0..table.objects.len().div_ceil(BLOCK))
            .into_par_iter()
            .map(|block| {
                let mut out = Beliefs::default();
                let mut scratch = Scratch::default();
                for object in block * BLOCK..((block + 1) * BLOCK).min(table.objects.len()) {
                    self.object(table, object, |claim| f64::from(weights[claim]), &mut scratch);
                    out.truth.extend_from_slice(&scratch.truth);
                    out.level.push(scratch.level);
                    out.evidence += scratch.evidence;
                }
                out
            })
            .collect();
        let mut all = Beliefs {
            truth: Vec::with_capacity(table.candidate_value.len()),
            level: Vec::with_capacity(table.objects.len()),
            evidence: 0.0,
        };
        // in the order of the blocks, so that the sums are the same whatever the number of threads
        for block in blocks {
            all.truth.extend(block.truth);
            all.level.extend(block.level);
            all.evidence += block.evidence;
        }
        all
    }

    /// Refits all parameters to the beliefs; returns the largest change of a source's probability of being right.
    pub fn maximise(&mut self, table: &Table, weights: &[f32], beliefs: &Beliefs, learn_levels: bool) -> f64 {
        let tallies: Vec<(Tally, f64)> =
            (0..table.sources.len()).into_par_iter().map(|s| tally(table, weights, beliefs, s)).collect();
        let class = |s: usize| table.class_of[s].map_or(self.priors.len() - 1, |c| c as usize);
        let mut counts = vec![Vec::new(); self.priors.len()];
        for (s, (tally, share)) in tallies.iter().enumerate() {
            counts[class(s)].push((tally.right, tally.total(), *share));
        }
        let pooled = Beta::fit(&counts.concat(), Beta::of(0.7, 4.0));
        let priors: Vec<Beta> = counts.iter().map(|c| Beta::fit(c, pooled)).collect();
        let fitted: Vec<f64> =
            tallies.par_iter().enumerate().map(|(s, (tally, _))| tally.log_odds(priors[class(s)], self.log_odds[s])).collect();
        let moved = fitted.iter().zip(&self.log_odds).map(|(a, b)| (logistic(*a) - logistic(*b)).abs()).fold(0.0, f64::max);
        self.log_odds = fitted;
        self.priors = priors;
        if learn_levels {
            let mut observed = [0.0; LEVELS];
            for level in &beliefs.level {
                for (sum, p) in observed.iter_mut().zip(level) {
                    *sum += p;
                }
            }
            self.levels = Levels::fit(observed);
        }
        self.tabulate();
        moved
    }
}

/// Objects handled at a time by one thread.
const BLOCK: usize = 1024;

/// What is believed about one source's claims, and how independent it is on average.
fn tally(table: &Table, weights: &[f32], beliefs: &Beliefs, source: usize) -> (Tally, f64) {
    let mut tally = Tally::default();
    let (mut kept, mut full) = (0.0, 0.0);
    for &(object, claim) in table.claims_by(source) {
        let w = f64::from(table.confidence[claim as usize]);
        kept += f64::from(weights[claim as usize]);
        full += w;
        tally.right += w * beliefs.truth[table.candidate[claim as usize] as usize];
        for (sum, p) in tally.at.iter_mut().zip(&beliefs.level[object as usize]) {
            *sum += w * p;
        }
    }
    (tally, if full > 0.0 { kept / full } else { 0.0 })
}
