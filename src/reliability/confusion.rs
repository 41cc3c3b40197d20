//! The confusion-matrix model for small sets of labels (Dawid and Skene 1979): how often a source says v when the truth is t,
//! with a hierarchical prior and levels of difficulty.

use super::beta::Beta;
use super::levels::{LEVELS, Levels, SHIFTS, Tally, ln_sum, ln_wrong, logistic};
use super::table::Table;
use rayon::prelude::*;
use statrs::function::gamma::ln_gamma;

/// Pseudo-claims tried by which a source's spread over wrong labels is drawn to everybody's.
const SPREADS: [f64; 7] = [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0];

/// The parameters of the model. Matrices are flat: source × truth × label.
#[derive(Debug, Clone)]
pub struct Confusion {
    /// Number of labels.
    pub labels: usize,
    /// Log odds of being right, source × truth.
    pub log_odds: Vec<f64>,
    /// Share of each label among the wrong claims, source × truth × label.
    pub spread: Vec<f64>,
    /// Share of each truth.
    pub shares: Vec<f64>,
    /// How common the levels of difficulty are.
    pub levels: Levels,
    /// Prior of each truth.
    pub priors: Vec<Beta>,
    /// Claims seen of each source for each truth, less what was copied.
    seen: Vec<f64>,
    /// ln P(label | truth, level), source × truth × label × level.
    table: Vec<[f64; LEVELS]>,
}

/// What is believed about the objects.
#[derive(Debug, Clone, Default)]
pub struct Joint {
    /// Probability of each truth and level, object × label.
    pub truth: Vec<[f64; LEVELS]>,
    /// ln of the probability of all claims.
    pub evidence: f64,
}

impl Joint {
    /// Probability that `label` is the truth about `object`.
    pub fn of(&self, object: usize, label: usize, labels: usize) -> f64 {
        self.truth[object * labels + label].iter().sum()
    }
}

/// Objects handled at a time by one thread.
const BLOCK: usize = 1024;

impl Confusion {
    /// A start where everybody is right with .7.
    pub fn new(sources: usize, labels: usize, levels: Levels) -> Self {
        let prior = Beta::of(0.7, 4.0);
        let mut model = Confusion {
            labels,
            log_odds: vec![(prior.a / prior.b).ln(); sources * labels],
            spread: vec![1.0 / (labels as f64 - 1.0).max(1.0); sources * labels * labels],
            shares: vec![1.0 / labels as f64; labels],
            levels,
            priors: vec![prior; labels],
            seen: vec![0.0; sources * labels],
            table: Vec::new(),
        };
        model.tabulate();
        model
    }

    /// ln of what the prior of all shares of right claims, in log odds, leaves of the evidence: its density times the width of the posterior
    /// (Laplace's approximation).
    pub fn ln_prior(&self) -> f64 {
        let each = self.log_odds.iter().zip(&self.seen).enumerate().map(|(i, (&x, seen))| {
            let Beta { a, b } = self.priors[i % self.labels];
            let curve = (seen + a + b) * logistic(x) * logistic(-x);
            let width = 0.5 * (2.0 * std::f64::consts::PI / curve.max(1e-9)).ln();
            a * ln_wrong(-x) + b * ln_wrong(x) + ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + width
        });
        each.sum()
    }

    fn tabulate(&mut self) {
        let k = self.labels;
        self.table = (0..self.spread.len())
            .map(|i| {
                let (row, label) = (i / k, i % k);
                let x = self.log_odds[row];
                if row % k == label {
                    SHIFTS.map(|shift| ln_wrong(-(x + shift)))
                } else {
                    let spread = self.spread[i].max(1e-9).ln();
                    SHIFTS.map(|shift| ln_wrong(x + shift) + spread)
                }
            })
            .collect();
    }

    /// Probability that `source` says `label` when the truth is `truth` and the object of middling difficulty.
    pub fn says(&self, source: usize, truth: usize, label: usize) -> f64 {
        self.table[(source * self.labels + truth) * self.labels + label][LEVELS / 2].exp()
    }

    /// The same at a level of difficulty.
    pub fn at(&self, source: usize, truth: usize, label: usize, level: usize) -> f64 {
        self.table[(source * self.labels + truth) * self.labels + label][level].exp()
    }

    /// Beliefs about one object; `out` gets label × level probabilities.
    pub fn object(&self, table: &Table, object: usize, weight: impl Fn(usize) -> f64, out: &mut Vec<[f64; LEVELS]>) -> f64 {
        let k = self.labels;
        let from = out.len();
        for truth in 0..k {
            let mut sum = self.levels.ln;
            for s in &mut sum {
                *s += self.shares[truth].ln();
            }
            for claim in table.claims_of(object) {
                let w = weight(claim);
                let label = table.candidate_value[table.candidate[claim] as usize] as usize;
                let row = &self.table[(table.source[claim] as usize * k + truth) * k + label];
                for (s, ln) in sum.iter_mut().zip(row) {
                    *s += w * ln;
                }
            }
            out.push(sum);
        }
        let flat: Vec<f64> = out[from..].iter().flatten().copied().collect();
        let total = ln_sum(&flat);
        let known = table.gold[object].map(|g| if g == u32::MAX { u32::MAX } else { table.candidate_value[g as usize] });
        for (truth, row) in out[from..].iter_mut().enumerate() {
            for p in row.iter_mut() {
                *p = (*p - total).exp();
            }
            if known.is_some_and(|g| g != u32::MAX) {
                let sum: f64 = row.iter().sum();
                let right = known == Some(truth as u32);
                *row = row.map(|p| if right { p / sum.max(1e-300) } else { 0.0 });
            }
        }
        total
    }

    /// Beliefs about all objects.
    pub fn expect(&self, table: &Table, weights: &[f32]) -> Joint {
        let blocks: Vec<Joint> = (0..table.objects.len().div_ceil(BLOCK))
            .into_par_iter()
            .map(|block| {
                let mut out = Joint::default();
                for object in block * BLOCK..((block + 1) * BLOCK).min(table.objects.len()) {
                    out.evidence += self.object(table, object, |claim| f64::from(weights[claim]), &mut out.truth);
                }
                out
            })
            .collect();
        let mut all = Joint::default();
        for block in blocks {
            all.truth.extend(block.truth);
            all.evidence += block.evidence;
        }
        all
    }

    /// Refits all parameters to the beliefs; where `tied`, a source is right as often whatever the truth. Returns the largest change of a
    /// probability of being right.
    pub fn maximise(&mut self, table: &Table, weights: &[f32], beliefs: &Joint, learn_levels: bool, tied: bool) -> f64 {
        let k = self.labels;
        self.refit_objects(beliefs, learn_levels);
        let mut seen: Vec<Seen> =
            (0..table.sources.len()).into_par_iter().map(|s| seen_of(table, weights, beliefs, s, k)).collect();
        if tied {
            seen.iter_mut().for_each(Seen::tie);
        }
        let pooled_spread = pooled_spread(&seen, k);
        for truth in 0..k {
            let counts: Vec<(f64, f64, f64)> =
                seen.iter().map(|s| (s.tally[truth].right, s.tally[truth].total(), s.share)).collect();
            self.priors[truth] = Beta::fit(&counts, Beta::of(0.7, 4.0), self.priors[truth]);
        }
        let drawn = spread_strength(&seen, &pooled_spread, k);
        let mut moved = 0.0f64;
        for (s, seen) in seen.iter().enumerate() {
            for truth in 0..k {
                let row = s * k + truth;
                let fitted = seen.tally[truth].log_odds(self.priors[truth], self.log_odds[row]);
                moved = moved.max((logistic(fitted) - logistic(self.log_odds[row])).abs());
                self.log_odds[row] = fitted;
                self.seen[row] = seen.tally[truth].total() * seen.share;
                let wrong: f64 = (0..k).filter(|&l| l != truth).map(|l| seen.said[truth * k + l]).sum();
                for label in (0..k).filter(|&l| l != truth) {
                    self.spread[row * k + label] =
                        (seen.said[truth * k + label] + drawn * pooled_spread[truth * k + label]) / (wrong + drawn);
                }
            }
        }
        self.tabulate();
        moved
    }

    /// How much more the labels of one object vary together than independent sources would (Pearson's statistic over its degrees of
    /// freedom, at least 1; copies count by what is left of them): the design effect of survey sampling (Rao and Scott 1981), by which votes on one object are divided.
    pub fn design_effect(&self, table: &Table, weights: &[f32], beliefs: &Joint) -> f64 {
        let k = self.labels;
        let (mut chi, mut freedom) = (0.0, 0.0);
        for object in 0..table.objects.len() {
            for truth in 0..k {
                let p: f64 = beliefs.truth[object * k + truth].iter().sum();
                if p < 0.01 {
                    continue;
                }
                for label in 0..k {
                    let (mut said, mut mean, mut variance) = (0.0, 0.0, 0.0);
                    for claim in table.claims_of(object) {
                        let q = self.says(table.source[claim] as usize, truth, label);
                        let w = f64::from(weights[claim]);
                        mean += w * q;
                        variance += w * q * (1.0 - q);
                        said += w * f64::from(u8::from(table.candidate_value[table.candidate[claim] as usize] as usize == label));
                    }
                    if variance > 0.1 {
                        chi += p * (said - mean).powi(2) / variance;
                        freedom += p;
                    }
                }
            }
        }
        if freedom > 0.0 { (chi / freedom).max(1.0) } else { 1.0 }
    }

    fn refit_objects(&mut self, beliefs: &Joint, learn_levels: bool) {
        let k = self.labels;
        let mut shares = vec![1.0; k];
        let mut observed = [0.0; LEVELS];
        for (i, row) in beliefs.truth.iter().enumerate() {
            for (sum, p) in observed.iter_mut().zip(row) {
                *sum += p;
                shares[i % k] += p;
            }
        }
        let total: f64 = shares.iter().sum();
        self.shares = shares.into_iter().map(|s| s / total).collect();
        if learn_levels {
            self.levels = Levels::fit(observed);
        }
    }
}

/// What was seen of one source.
struct Seen {
    tally: Vec<Tally>,
    said: Vec<f64>,
    share: f64,
}

impl Seen {
    /// The same for every truth: what was seen over all.
    fn tie(&mut self) {
        let mut all = Tally::default();
        self.tally.iter().for_each(|tally| all.add(tally));
        self.tally.fill(all);
    }
}

fn seen_of(table: &Table, weights: &[f32], beliefs: &Joint, source: usize, k: usize) -> Seen {
    let mut seen = Seen { tally: vec![Tally::default(); k], said: vec![0.0; k * k], share: 0.0 };
    let mut full = 0.0;
    for &(object, claim) in table.claims_by(source) {
        let w = f64::from(table.confidence[claim as usize]);
        full += w;
        seen.share += f64::from(weights[claim as usize]);
        let label = table.candidate_value[table.candidate[claim as usize] as usize] as usize;
        for truth in 0..k {
            let row = &beliefs.truth[object as usize * k + truth];
            let mut p = 0.0;
            for (sum, q) in seen.tally[truth].at.iter_mut().zip(row) {
                *sum += w * q;
                p += w * q;
            }
            seen.said[truth * k + label] += p;
            if truth == label {
                seen.tally[truth].right += p;
            }
        }
    }
    seen.share = if full > 0.0 { seen.share / full } else { 0.0 };
    seen
}

/// The strength of [`SPREADS`] under which the wrong claims of all sources are likeliest (Dirichlet-multinomial about everybody's spread).
fn spread_strength(seen: &[Seen], pooled: &[f64], k: usize) -> f64 {
    let score = |strength: f64| -> f64 {
        let one = |s: &Seen, truth: usize| -> f64 {
            let labels = (0..k).filter(|&l| l != truth);
            let wrong: f64 = labels.clone().map(|l| s.said[truth * k + l]).sum();
            let spread: f64 = labels
                .map(|l| truth * k + l)
                .map(|at| ln_gamma(s.said[at] + strength * pooled[at]) - ln_gamma(strength * pooled[at]))
                .sum();
            s.share * (spread + ln_gamma(strength) - ln_gamma(wrong + strength))
        };
        seen.iter().flat_map(|s| (0..k).map(move |truth| (s, truth))).map(|(s, truth)| one(s, truth)).sum()
    };
    if k == 2 {
        return SPREADS[0]; // there is but one wrong label
    }
    let scored = SPREADS.map(|strength| (score(strength), strength));
    scored.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).map_or(SPREADS[0], |best| best.1)
}

/// How everybody's wrong claims spread over the labels, each source weighted by its independence.
fn pooled_spread(seen: &[Seen], k: usize) -> Vec<f64> {
    let mut pooled = vec![0.5; k * k];
    for s in seen {
        for (sum, n) in pooled.iter_mut().zip(&s.said) {
            *sum += s.share * n;
        }
    }
    for truth in 0..k {
        let row = &mut pooled[truth * k..(truth + 1) * k];
        row[truth] = 0.0;
        let total: f64 = row.iter().sum();
        row.iter_mut().for_each(|x| *x /= total.max(1e-12));
    }
    pooled
}
