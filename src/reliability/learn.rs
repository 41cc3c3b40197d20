//! The whole fit: model choice, truth and reliability, copying, and all of it again with copies discounted.

use super::desk::each_pair;
use super::explore::Explanation;
use super::family::{Convergence, independence, vote_shares};
use super::group::Groups;
use super::interval::{self, Share};
use super::numeric::{self, Number};
use super::table::Table;
use super::{choice, thin};
use choice::{Choice, Method};

/// Probability that the model misses how an object's claims came about, so that only the shares of the (discounted) votes are left.
/// Judged: of the answers given .98 and more on six sets of real claims, two to eleven in a hundred are wrong.
const HUMILITY: f64 = 0.04;
/// Copying less likely than this is not reported.
const REPORTED: f64 = 0.05;

/// What a caller may force.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// The model; `None` chooses by the claims.
    pub method: Option<Method>,
    /// Look for copying.
    pub copying: bool,
    /// Relative tolerance within which two numbers are one value, in numeric mode.
    pub tolerance: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { method: None, copying: true, tolerance: 0.01 }
    }
}

/// Which of two dependent sources took from the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The first copies the second.
    AFromB,
    /// The second copies the first.
    BFromA,
    /// The claims do not tell.
    Unknown,
}

impl Direction {
    /// The word in `copying.csv`.
    pub fn word(self) -> &'static str {
        match self {
            Direction::AFromB => "a_from_b",
            Direction::BFromA => "b_from_a",
            Direction::Unknown => "unknown",
        }
    }
}

/// Two sources that probably depend on each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Copying {
    /// The first source, by number.
    pub a: u32,
    /// The second.
    pub b: u32,
    /// Who took from whom.
    pub direction: Direction,
    /// Probability of dependence, directly or through others.
    pub probability: f64,
}

/// All that was learned.
#[derive(Debug, Clone)]
pub struct Fit {
    /// The model and why it was chosen.
    pub choice: Choice,
    /// Probability and 90 % interval of each candidate value.
    pub truth: Vec<Share>,
    /// Numeric estimate of each object, in numeric mode.
    pub numbers: Vec<Option<Number>>,
    /// Share of each source's claims that are true.
    pub sources: Vec<Share>,
    /// Share of its votes that each source casts independently.
    pub independence: Vec<f64>,
    /// Pairs of dependent sources.
    pub copying: Vec<Copying>,
    /// Groups of dependent sources, each in order.
    pub groups: Vec<Vec<u32>>,
    /// How the last fit went.
    pub convergence: Convergence,
}

/// Learns truth, reliability and copying. Needs at least one claim to say anything; with none, everything is empty.
pub fn fit(table: &Table, options: &Options) -> Fit {
    let choice = choice::choose(table, options.method);
    let merged = (choice.method == Method::Numeric).then(|| numeric::merge(table, options.tolerance));
    let working = merged.as_ref().map_or(table, |m| &m.table);
    let learned = learn(working, &choice, options.copying);
    let shares: Vec<f64> = vote_shares(working, &learned.weights);
    let belief = humble(working, learned.truth, &shares);
    let sources = interval::shares(working, &learned.weights, &belief);
    let numbers = merged.as_ref().map_or(Vec::new(), |m| m.estimate(table, &learned.weights, &belief));
    let spread = merged.as_ref().map_or_else(|| belief.clone(), |m| m.spread(table, &learned.weights, &belief));
    Fit {
        choice,
        truth: interval::truths(table, &learned.weights, &spread),
        numbers,
        sources,
        independence: independence(working, &learned.weights),
        copying: reported(working, &learned.groups),
        groups: learned.groups.groups.iter().map(|g| g.members.clone()).collect(),
        convergence: learned.convergence,
    }
}

/// What is left when the model may be wrong; what is known stays known.
fn humble(table: &Table, mut truth: Vec<f64>, shares: &[f64]) -> Vec<f64> {
    for object in (0..table.objects.len()).filter(|&o| table.gold[o].is_none()) {
        for candidate in table.candidates_of(object) {
            truth[candidate] = (1.0 - HUMILITY) * truth[candidate] + HUMILITY * shares[candidate];
        }
    }
    truth
}

struct Learned {
    weights: Vec<f32>,
    truth: Vec<f64>,
    groups: Groups,
    convergence: Convergence,
}

fn learn(table: &Table, choice: &Choice, look_for_copying: bool) -> Learned {
    if choice.method == Method::Vote {
        let weights = table.confidence.clone();
        let convergence = Convergence { rounds: 0, moved: 0.0, evidence: 0.0, converged: true };
        return Learned { truth: vote_shares(table, &weights), weights, groups: Groups::default(), convergence };
    }
    let thinned = look_for_copying.then(|| table.thinned(thin::LARGE)).flatten();
    let seen = thinned.as_ref().unwrap_or(table);
    let Explanation { family, groups, .. } =
        if look_for_copying { Explanation::likeliest(seen, choice) } else { Explanation::without_copying(seen, choice) };
    let weights = groups.weights(table);
    let (_, belief) = family.refine(table, &weights, choice.domain);
    Learned { weights, truth: belief.truth, groups, convergence: belief.convergence }
}

fn reported(table: &Table, groups: &Groups) -> Vec<Copying> {
    let mut found: Vec<(u32, u32, f64)> = Vec::new();
    for group in &groups.groups {
        let n = group.members.len();
        for i in 0..n {
            for j in i + 1..n {
                let probability = group.probability[i * n + j];
                if probability > REPORTED {
                    found.push((group.members[i], group.members[j], probability));
                }
            }
        }
    }
    found.sort_by_key(|&(a, b, _)| (a, b));
    let pairs: Vec<(u32, u32)> = found.iter().map(|&(a, b, _)| (a, b)).collect();
    let directions = each_pair(table, &pairs, |desk, pair| direction(table, pair, &desk.shared));
    found.into_iter().zip(directions).map(|((a, b, probability), direction)| Copying { a, b, direction, probability }).collect()
}

/// By time where there are times: who is later on nine in ten of the shared values. Else by cover: a source nearly all of whose objects are
/// among twice as many of the other's can have copied it, not the other way round.
fn direction(table: &Table, (a, b): (u32, u32), shared: &[(u32, u32, u32)]) -> Direction {
    if !table.time.is_empty() {
        let (mut earlier, mut later) = (0, 0);
        for &(_, x, y) in shared {
            let (x, y) = (x as usize, y as usize);
            if table.candidate[x] == table.candidate[y] {
                earlier += usize::from(table.time[x] < table.time[y]);
                later += usize::from(table.time[x] > table.time[y]);
            }
        }
        if earlier + later >= 3 {
            return match (earlier * 10 >= 9 * (earlier + later), later * 10 >= 9 * (earlier + later)) {
                (true, _) => Direction::BFromA,
                (_, true) => Direction::AFromB,
                _ => Direction::Unknown,
            };
        }
    }
    let (of_a, of_b) = (table.claims_by(a as usize).len(), table.claims_by(b as usize).len());
    if shared.len() * 10 >= of_a * 9 && of_b >= 2 * of_a {
        Direction::AFromB
    } else if shared.len() * 10 >= of_b * 9 && of_a >= 2 * of_b {
        Direction::BFromA
    } else {
        Direction::Unknown
    }
}
