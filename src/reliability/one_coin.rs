//! The one-coin model: a source is right with one probability, whatever the truth; wrong claims clump on popular misbeliefs.

use super::beta::Beta;
use super::levels::{LEVELS, Levels, SHIFTS, Tally, ln_wrong, logistic};
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

impl Scratch {
    /// Nothing heard yet about an object with so many candidates.
    pub fn clear(&mut self, candidates: usize) {
        for sums in [&mut self.support, &mut self.count] {
            sums.clear();
            sums.resize(candidates, 0.0);
        }
    }

    /// A claim of the value at `place` that counts `weight` and supports it by so much.
    #[inline]
    pub fn add(&mut self, place: usize, weight: f64, support: f64) {
        self.support[place] += support;
        self.count[place] += weight;
    }
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
        scratch.clear(n);
        let mut base = self.levels.ln;
        for claim in table.claims_of(object) {
            let w = weight(claim);
            if w == 0.0 {
                continue;
            }
            let source = table.source[claim] as usize;
            let place = table.candidate[claim] as usize - first;
            scratch.add(place, w, w * self.log_odds[source]);
            for (base, wrong) in base.iter_mut().zip(&self.wrong[source]) {
                *base += w * wrong;
            }
        }
        self.weigh(base, scratch);
        if let Some(known) = table.gold[object] {
            scratch.truth.iter_mut().enumerate().for_each(|(i, p)| *p = f64::from(known as usize == first + i));
        }
    }

    /// The same at middling difficulty alone, from sums that were added to `scratch`.
    pub fn glance(&self, table: &Table, object: usize, scratch: &mut Scratch) {
        let candidates = table.candidates_of(object);
        let (first, n) = (candidates.start, candidates.len());
        scratch.joint.clear();
        scratch.joint.extend_from_slice(&scratch.support);
        let all: f64 = scratch.count.iter().sum();
        for (score, &count) in scratch.joint.iter_mut().zip(&scratch.count) {
            *score -= self.urn.value(count, n) + self.urn.all(all - count);
        }
        let unclaimed = self.urn.unclaimed(n) - self.urn.all(all);
        let top = scratch.joint.iter().copied().fold(unclaimed, f64::max);
        scratch.truth.clear();
        scratch.truth.extend(scratch.joint.iter().map(|s| if s - top > NOTHING { (s - top).exp() } else { 0.0 }));
        let total: f64 = scratch.truth.iter().sum::<f64>() + (unclaimed - top).exp();
        scratch.truth.iter_mut().for_each(|p| *p /= total);
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
        let top = scratch.joint.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut total = 0.0;
        for x in &mut scratch.joint {
            let below = *x - top;
            *x = if below > NOTHING { below.exp() } else { 0.0 };
            total += *x;
        }
        scratch.evidence = top + total.ln();
        scratch.level = [0.0; LEVELS];
        scratch.truth.clear();
        for t in 0..=n {
            let mut p = 0.0;
            for d in 0..LEVELS {
                let q = scratch.joint[t * LEVELS + d] / total;
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

/// e to this is lost beside 1.
const NOTHING: f64 = -40.0;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reliability::table::{ClaimRow, TableBuilder};

    fn table(rows: &[(&str, &str, &str)]) -> Table {
        let mut builder = TableBuilder::default();
        for &(source, object, value) in rows {
            builder.push(ClaimRow { source, object, value, confidence: 1.0, time: None });
        }
        builder.finish()
    }

    /// The same from first principles: every value of the domain as the truth, every level, every claim after the other, a wrong one drawn
    /// from an urn that has got one ball more for each wrong claim before. Gives the probability of each claimed value, and of all claims.
    fn enumerated(claims: &[(f64, usize)], values: usize, misbelief: Misbelief) -> (Vec<f64>, f64) {
        let domain = misbelief.domain as usize;
        let mut truth = vec![0.0; values];
        let mut all = 0.0;
        for t in 0..domain {
            for (level, share) in Levels::default().shares().into_iter().enumerate() {
                let mut p = share / domain as f64;
                let mut balls = vec![misbelief.concentration / (misbelief.domain - 1.0); domain];
                balls[t] = 0.0;
                for &(log_odds, value) in claims {
                    let right = 1.0 / (1.0 + (-(log_odds + SHIFTS[level])).exp());
                    if value == t {
                        p *= right;
                    } else {
                        p *= (1.0 - right) * balls[value] / balls.iter().sum::<f64>();
                        balls[value] += 1.0;
                    }
                }
                all += p;
                if t < values {
                    truth[t] += p;
                }
            }
        }
        (truth.iter().map(|p| p / all).collect(), all.ln())
    }

    #[test]
    fn beliefs_agree_with_enumeration() {
        let log_odds = [2.0, 0.4, -0.6, 1.1, 3.0, 0.0];
        // who says which value; values in order of their names
        let rows: [&[(usize, usize)]; 5] = [
            &[(0, 0)],
            &[(0, 0), (1, 1)],
            &[(0, 0), (1, 1), (2, 1), (3, 0)],
            &[(0, 0), (1, 1), (2, 1), (3, 1), (4, 2), (5, 1)],
            &[(1, 0), (2, 0), (3, 1), (5, 2)],
        ];
        for claims in rows {
            for misbelief in [(0.5, 3.0), (1.0, 5.0), (4.0, 12.0), (100.0, 8.0)]
                .map(|(concentration, domain)| Misbelief { concentration, domain })
            {
                let names: Vec<(String, String)> = claims.iter().map(|(s, v)| (format!("s{s}"), format!("v{v}"))).collect();
                // all sources are in the table, so that their numbers are those of `log_odds`
                let mut all: Vec<(&str, &str, &str)> = names.iter().map(|(s, v)| (s.as_str(), "a", v.as_str())).collect();
                let others: Vec<String> = (0..6).map(|s| format!("s{s}")).collect();
                all.extend(others.iter().map(|s| (s.as_str(), "b", "v0")));
                let table = table(&all);
                let mut model = OneCoin::new(&table, misbelief, Levels::default());
                model.log_odds = log_odds.to_vec();
                model.tabulate();
                let mut scratch = Scratch::default();
                model.object(&table, 0, |_| 1.0, &mut scratch);
                let said: Vec<(f64, usize)> = claims.iter().map(|&(s, v)| (log_odds[s], v)).collect();
                let (truth, evidence) = enumerated(&said, table.candidates_of(0).len(), misbelief);
                for (found, expected) in scratch.truth.iter().zip(&truth) {
                    assert!((found - expected).abs() < 1e-9, "{claims:?} {misbelief:?}: {:?} against {truth:?}", scratch.truth);
                }
                assert!((scratch.evidence - evidence).abs() < 1e-9, "{claims:?}: {} against {evidence}", scratch.evidence);
            }
        }
    }

    #[test]
    fn reliability_is_the_maximum_of_its_posterior() {
        let rows = [
            ([0.0, 0.0, 10.0, 0.0, 0.0], 7.0),
            ([1.0, 2.0, 3.0, 2.0, 1.0], 2.5),
            ([4.0, 0.0, 0.0, 0.0, 4.0], 7.9),
            ([0.0; 5], 0.0),
        ];
        for (at, right) in rows {
            let prior = Beta::of(0.7, 4.0);
            let score = |x: f64| {
                // up to what does not depend on x: right claims weigh x, and each level its own normaliser
                let normaliser: f64 = at.iter().zip(SHIFTS).map(|(n, shift)| n * (1.0 + (x + shift).exp()).ln()).sum();
                right * x - normaliser + prior.a * x - (prior.a + prior.b) * (1.0 + x.exp()).ln()
            };
            let best = (-8000..8000).map(|i| f64::from(i) / 1000.0).max_by(|a, b| score(*a).total_cmp(&score(*b))).unwrap_or(0.0);
            let found = Tally { at, right }.log_odds(prior, 0.0);
            assert!((found - best).abs() < 2e-3, "{at:?} {right}: {found} against {best}");
        }
    }

    #[test]
    fn the_sums_do_not_depend_on_the_parts() {
        let names: Vec<(String, String, String)> =
            (0..400).map(|i| (format!("s{}", i % 7), format!("o{:03}", i / 5), format!("v{}", i * i % 3))).collect();
        let rows: Vec<(&str, &str, &str)> = names.iter().map(|(s, o, v)| (s.as_str(), o.as_str(), v.as_str())).collect();
        let table = table(&rows);
        let model = OneCoin::new(&table, Misbelief { concentration: 2.0, domain: 5.0 }, Levels::default());
        let beliefs = model.expect(&table, &table.confidence);
        let mut right = vec![0.0; table.sources.len()];
        for claim in 0..table.claims() {
            right[table.source[claim] as usize] +=
                f64::from(table.confidence[claim]) * beliefs.truth[table.candidate[claim] as usize];
        }
        for (tally, right) in beliefs.seen.iter().zip(right) {
            assert!((tally.right - right).abs() < 1e-9 && (tally.at.iter().sum::<f64>() - tally.total()).abs() < 1e-9);
        }
        assert!((beliefs.levels.iter().sum::<f64>() - table.objects.len() as f64).abs() < 1e-9);
    }
}
