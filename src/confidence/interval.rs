//! The credible interval: quantiles of the posterior over the prior π and every r, by a lattice rule.

use super::Estimate;
use super::network::{Likelihood, Network};
use super::params::Params;
use super::quantile::BetaTable;
use crate::probability::{LogOdds, Probability};
use statrs::function::beta::beta_reg;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Points and generator of the lattice for one, two, three and more sources.
///
/// Point i has coordinates {i gᵈ / n + ¼ / n}, folded by the tent map. In one dimension that is the midpoint rule, in two the Fibonacci lattice;
/// the other generators minimise the worst-case error of smooth folded functions (criterion P₄, searched over all generators).
const LATTICES: [(usize, usize); 4] = [(256, 1), (610, 377), (1021, 94), (4093, 653)];

/// Turns networks into estimates and keeps what it has computed, for as many articles as it serves.
///
/// Reports differ in their words; in classes of sources and shapes of chains they are much alike, so that a few hundred networks are most
/// of what is ever asked. A network looked up has the very estimate that computing it again would give.
#[derive(Debug)]
pub struct Integrator {
    params: Params,
    prior: PriorIntegral,
    betas: Kept<[u64; 2], Arc<BetaTable>>,
    quantiles: Kept<(u64, u64, usize), Arc<Vec<f64>>>,
    known: Kept<Vec<u64>, Estimate>,
}

/// Results by their exact parameters. It is emptied when it holds `most`, so that a corpus of any size fits into memory.
#[derive(Debug)]
struct Kept<K, V> {
    most: usize,
    all: Mutex<HashMap<K, V>>,
}

impl<K: Hash + Eq, V: Clone> Kept<K, V> {
    fn new(most: usize) -> Self {
        Kept { most, all: Mutex::new(HashMap::new()) }
    }

    /// What is kept under `key`, else what `make` gives. Nothing is locked while it is made.
    fn get(&self, key: K, make: impl FnOnce() -> V) -> V {
        let kept = || self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept().get(&key) {
            return found.clone();
        }
        let made = make();
        let mut all = kept();
        if all.len() >= self.most {
            all.clear();
        }
        all.insert(key, made.clone());
        made
    }
}

/// How many tables of at most 32 kB, and how many estimates are kept: some MB of either, and more than a corpus asks for.
const TABLES: usize = 256;
const ESTIMATES: usize = 1 << 14;

impl Integrator {
    /// With checked parameters.
    pub fn new(params: Params) -> Self {
        Integrator {
            params,
            prior: PriorIntegral::new(params),
            betas: Kept::new(TABLES),
            quantiles: Kept::new(TABLES),
            known: Kept::new(ESTIMATES),
        }
    }

    /// The parameters in use.
    pub fn params(&self) -> Params {
        self.params
    }

    /// Estimate and interval of the proposition at the network's root.
    pub(super) fn estimate(&self, network: &Network) -> Estimate {
        self.known.get(network.signature(), || self.compute(network))
    }

    /// Log odds of the estimate, to which the weights of the root's children add up.
    pub(super) fn log_odds(&self, network: &Network) -> LogOdds {
        let evidence = network.weights().into_iter().map(|(_, nats)| LogOdds::from_nats(nats)).sum();
        self.params.prior_mean().log_odds() + evidence
    }

    fn compute(&self, network: &Network) -> Estimate {
        let log_odds = self.log_odds(network);
        let sample = if network.is_empty() { vec![Likelihood { ln_true: 0.0, ln_false: 0.0 }] } else { self.sample(network) };
        let posterior = Posterior::new(&sample, &self.prior, log_odds.nats());
        let tail = (1.0 - self.params.interval_mass) / 2.0;
        let bound = |mass| Probability::open(LogOdds::from_nats(posterior.quantile(mass)).probability().value());
        let (low, high) = (bound(tail), bound(1.0 - tail));
        let estimate = Probability::open(log_odds.probability().value());
        let bound_moved = estimate < low || high < estimate;
        let least = |a: Probability, b: Probability| if a < b { a } else { b };
        let most = |a: Probability, b: Probability| if a < b { b } else { a };
        Estimate { estimate, low: least(low, estimate), high: most(high, estimate), bound_moved }
    }

    /// The likelihood at every point of the lattice.
    fn sample(&self, network: &Network) -> Vec<Likelihood> {
        let dimensions = network.sources.len();
        let (n, generator) = LATTICES[dimensions.min(LATTICES.len()) - 1];
        let tables: Vec<Arc<Vec<f64>>> = network.sources.iter().map(|&(a, b)| self.quantiles(a, b, n)).collect();
        let mut r = vec![0.0; dimensions];
        let mut scratch = Vec::new();
        (0..n)
            .map(|i| {
                let mut k = i;
                for (r, table) in r.iter_mut().zip(&tables) {
                    // the tent map of (k + ¼) / n is the midpoint of one of n cells
                    *r = table[if 2 * k < n { 2 * k } else { 2 * (n - k) - 1 }];
                    k = k * generator % n;
                }
                network.likelihood(&r, &mut scratch)
            })
            .collect()
    }

    /// The quantiles of Beta(a, b) at the midpoints of n cells.
    fn quantiles(&self, a: f64, b: f64, n: usize) -> Arc<Vec<f64>> {
        let (a_bits, b_bits) = (a.to_bits(), b.to_bits());
        self.quantiles.get((a_bits, b_bits, n), || {
            Arc::new(self.betas.get([a_bits, b_bits], || Arc::new(BetaTable::new(a, b))).midpoints(n))
        })
    }
}

/// The posterior of p = π L₁ / (π L₁ + (1 − π) L₀) as a mixture over lattice points.
struct Posterior<'a> {
    prior: &'a PriorIntegral,
    /// Log odds at which its quantiles are looked for first.
    start: f64,
    /// For each point: likelihood ratio over the odds at the start, and the two likelihoods up to a common factor.
    points: Vec<(f64, f64, f64)>,
    mass: f64,
}

/// Beyond this a logarithm of odds is as good as infinite, and its power is still a number.
const MOST: f64 = 700.0;

impl<'a> Posterior<'a> {
    fn new(sample: &[Likelihood], prior: &'a PriorIntegral, start: f64) -> Self {
        let top = sample.iter().map(|l| l.ln_true.max(l.ln_false)).fold(f64::NEG_INFINITY, f64::max);
        let ratio = |l: &Likelihood| (l.ln_true - l.ln_false - start).min(MOST).exp();
        let points: Vec<_> = sample.iter().map(|l| (ratio(l), (l.ln_true - top).exp(), (l.ln_false - top).exp())).collect();
        let (whole_true, whole_false) = prior.below(1.0);
        let mass = points.iter().map(|(_, l1, l0)| whole_true * l1 + whole_false * l0).sum();
        Posterior { prior, start, points, mass }
    }

    /// The probability that log odds of p lie below `x`.
    fn below(&self, x: f64) -> f64 {
        let shift = (self.start - x).exp();
        let part = |&(ratio, l1, l0): &(f64, f64, f64)| {
            let (of_true, of_false) = self.prior.below(1.0 / (1.0 + ratio * shift));
            of_true * l1 + of_false * l0
        };
        self.points.iter().map(part).sum::<f64>() / self.mass
    }

    /// The log odds below which `mass` lies, found by bracketing and false position (Illinois).
    fn quantile(&self, mass: f64) -> f64 {
        let miss = |x: f64| self.below(x) - mass;
        let (mut low, mut high, mut step) = (self.start - 1.0, self.start + 1.0, 1.0);
        let (mut at_low, mut at_high) = (miss(low), miss(high));
        while at_low > 0.0 && step < 1e3 {
            step *= 2.0;
            (high, at_high) = (low, at_low);
            low -= step;
            at_low = miss(low);
        }
        step = 1.0;
        while at_high < 0.0 && step < 1e3 {
            step *= 2.0;
            (low, at_low) = (high, at_high);
            high += step;
            at_high = miss(high);
        }
        let mut last = 0.0;
        for _ in 0..60 {
            let x = if at_high > at_low { (low * at_high - high * at_low) / (at_high - at_low) } else { (low + high) / 2.0 };
            let at = miss(x);
            if at.abs() < 1e-7 || high - low < 1e-9 {
                return x;
            }
            // an end that stays twice counts half, so that both ends move
            let stays = if at * last > 0.0 { 0.5 } else { 1.0 };
            last = at;
            if at < 0.0 {
                (low, at_low, at_high) = (x, at, at_high * stays);
            } else {
                (high, at_high, at_low) = (x, at, at_low * stays);
            }
        }
        (low + high) / 2.0
    }
}

/// ∫₀ᶜ π dBeta(π) and ∫₀ᶜ (1 − π) dBeta(π) for the prior's Beta.
#[derive(Debug)]
enum PriorIntegral {
    /// Beta(1, 1): c² / 2 and c − c² / 2.
    Uniform,
    /// Any other, tabulated on even steps of c.
    Table(Vec<(f64, f64)>),
}

impl PriorIntegral {
    const STEPS: usize = 4096;

    fn new(params: Params) -> Self {
        let (a, b) = (params.prior_a, params.prior_b);
        if a == 1.0 && b == 1.0 {
            return PriorIntegral::Uniform;
        }
        let mean = a / (a + b);
        let at = |c: f64| (mean * beta_reg(a + 1.0, b, c), (1.0 - mean) * beta_reg(a, b + 1.0, c));
        PriorIntegral::Table((0..=Self::STEPS).map(|i| at(i as f64 / Self::STEPS as f64)).collect())
    }

    fn below(&self, c: f64) -> (f64, f64) {
        match self {
            PriorIntegral::Uniform => (c * c / 2.0, c - c * c / 2.0),
            PriorIntegral::Table(table) => {
                let at = c * Self::STEPS as f64;
                let i = (at as usize).min(Self::STEPS - 1);
                let part = at - i as f64;
                let mix = |x: f64, y: f64| x + part * (y - x);
                (mix(table[i].0, table[i + 1].0), mix(table[i].1, table[i + 1].1))
            }
        }
    }
}
