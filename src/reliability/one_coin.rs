//! The one-coin model: a source is right with one probability, whatever the truth; wrong claims clump on popular misbeliefs.

use super::beta::Beta;
use super::levels::{LEVELS, Levels, SHIFTS, Tally, ln_sum, ln_wrong, logistic};
use super::misbelief::{Misbelief, Urn};
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
    pub urn: Urn,
    /// Prior of each class of sources; the last is for sources without a class.
    pub priors: Vec<Beta>,
    /// Prior of all sources, to which those of the classes are drawn.
    pooled: Beta,
}

/// What is believed about the objects.
#[derive(Debug, Clone, Default)]
pub struct Beliefs {
    /// Probability of each candidate; what is missing to 1 is the chance that nobody claims the truth.
    pub truth: Vec<f64>,
    /// What that says of each source.
    pub seen: Vec<Tally>,
    /// Expected number of objects at each level of difficulty.
    pub levels: [f64; LEVELS],
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
    pub fn new(table: &Table, misbelief: Misbelief, levels: Levels) -> Self {
        let prior = Beta::of(0.7, 4.0);
        let mut model = OneCoin {
            log_odds: vec![(prior.a / prior.b).ln(); table.sources.len()],
            wrong: Vec::new(),
            levels,
            urn: Urn::new(misbelief, table.most_claims()),
            priors: vec![prior; table.class_names.len() + 1],
            pooled: prior,
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
        let all: f64 = scratch.count.iter().sum();
        for (score, &count) in scratch.joint.iter_mut().zip(&scratch.count) {
            *score -= self.urn.value(count, n) + self.urn.all(all - count);
        }
        let domain = self.urn.misbelief.domain.max(n as f64);
        let unclaimed = (domain - n as f64).max(1e-9).ln() - self.urn.all(all);
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
        let all: f64 = scratch.count.iter().sum();
        scratch.urn.clear();
        scratch.urn.extend(scratch.count.iter().map(|&c| self.urn.value(c, n)));
        let values: f64 = scratch.urn.iter().sum();
        let domain = self.urn.misbelief.domain.max(n as f64);
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
            let shared = prior + support + values - own - self.urn.all(all - count);
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

    /// Beliefs about all objects, and what they say of the sources.
    pub fn expect(&self, table: &Table, weights: &[f32]) -> Beliefs {
        gather(table, |object, out, scratch| {
            self.object(table, object, |claim| f64::from(weights[claim]), scratch);
            out.evidence += scratch.evidence;
            note(table, object, &scratch.truth, &scratch.level, out);
        })
    }

    /// Refits all parameters to the beliefs; `independent` is the share of each source's claims that are no copies. Returns the largest
    /// change of a source's probability of being right.
    pub fn maximise(&mut self, table: &Table, independent: &[f64], beliefs: &Beliefs, learn_levels: bool) -> f64 {
        let class = |s: usize| table.class_of[s].map_or(table.class_names.len(), |c| c as usize);
        let mut counts = vec![Vec::new(); self.priors.len()];
        for (s, (tally, share)) in beliefs.seen.iter().zip(independent).enumerate() {
            counts[class(s)].push((tally.right, tally.total(), *share));
        }
        self.pooled = Beta::fit(&counts.concat(), Beta::of(0.7, 4.0), self.pooled);
        for (prior, counts) in self.priors.iter_mut().zip(&counts) {
            *prior = if table.class_names.is_empty() { self.pooled } else { Beta::fit(counts, self.pooled, *prior) };
        }
        let fitted: Vec<f64> = beliefs
            .seen
            .par_iter()
            .enumerate()
            .map(|(s, tally)| tally.log_odds(self.priors[class(s)], self.log_odds[s]))
            .collect();
        let moved = fitted.iter().zip(&self.log_odds).map(|(a, b)| (logistic(*a) - logistic(*b)).abs()).fold(0.0, f64::max);
        self.log_odds = fitted;
        if learn_levels {
            self.levels = Levels::fit(beliefs.levels);
        }
        self.tabulate();
        moved
    }
}

impl Beliefs {
    /// What shares of votes say, with objects at the usual levels of difficulty.
    pub fn of_votes(table: &Table, votes: &[f64]) -> Self {
        let level = Levels::default().shares();
        gather(table, |object, out, _| note(table, object, &votes[table.candidates_of(object)], &level, out))
    }
}

/// Adds one object's beliefs.
fn note(table: &Table, object: usize, truth: &[f64], level: &[f64; LEVELS], out: &mut Beliefs) {
    let first = table.candidate_start[object] as usize;
    out.truth.extend_from_slice(truth);
    for (sum, p) in out.levels.iter_mut().zip(level) {
        *sum += p;
    }
    for claim in table.claims_of(object) {
        let w = f64::from(table.confidence[claim]);
        let tally = &mut out.seen[table.source[claim] as usize];
        tally.right += w * truth[table.candidate[claim] as usize - first];
        for (sum, p) in tally.at.iter_mut().zip(level) {
            *sum += w * p;
        }
    }
}

/// Parts of the objects that are handled at a time, at most.
const PARTS: usize = 32;

/// Visits all objects, in parts whose number depends on the table alone, and adds the parts up in their order: the sums are the same whatever
/// the number of threads. Fewer parts where a tally of all sources for each would outgrow the claims.
fn gather(table: &Table, visit: impl Fn(usize, &mut Beliefs, &mut Scratch) + Sync) -> Beliefs {
    let (objects, sources) = (table.objects.len(), table.sources.len());
    let parts = (table.claims() / (2 * sources).max(1)).clamp(2, PARTS);
    let size = objects.div_ceil(parts).max(1);
    let parts: Vec<Beliefs> = (0..objects.div_ceil(size))
        .into_par_iter()
        .map_init(Scratch::default, |scratch, part| {
            let mut out = Beliefs { seen: vec![Tally::default(); sources], ..Beliefs::default() };
            (part * size..((part + 1) * size).min(objects)).for_each(|object| visit(object, &mut out, scratch));
            out
        })
        .collect();
    let mut all = Beliefs { seen: vec![Tally::default(); sources], ..Beliefs::default() };
    all.truth.reserve(table.candidate_value.len());
    for part in parts {
        all.truth.extend(part.truth);
        all.evidence += part.evidence;
        for (sum, x) in all.levels.iter_mut().zip(part.levels) {
            *sum += x;
        }
        for (sum, tally) in all.seen.iter_mut().zip(part.seen) {
            sum.add(&tally);
        }
    }
    all
}
