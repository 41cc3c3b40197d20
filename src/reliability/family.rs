//! One face for the two models of how sources err.

use super::confusion::{Confusion, Joint};
use super::levels::{LEVELS, Levels};
use super::misbelief::{Misbelief, Urn};
use super::one_coin::{Beliefs, OneCoin, Scratch};
use super::table::Table;

/// Rounds of expectation and maximisation at most.
const ROUNDS: usize = 100;
/// The last fit has converged when no source's probability of being right moves by more.
const FINE: f64 = 5e-4;
/// The same of a fit that is only compared with and begun from.
const ROUGH: f64 = 3e-3;
/// The spread of wrong claims is fitted after the rounds 1, 2, 4, 8 and 16; it settles early.
const SPREAD_ROUNDS: usize = 16;
/// Rounds at least: after them levels and spread have been fitted.
const LEAST_ROUNDS: usize = 4;

/// Power of the design effect by which probabilities over more than two labels are softened. It is measured against beliefs that were
/// fitted to the same votes and so understates how far votes on one object hang together; the power is judged, on crowd data.
const SOFTEN: f64 = 3.5;

/// The parameters of one model or the other.
#[derive(Debug, Clone)]
pub enum Family {
    /// One probability of being right for each source.
    OneCoin(OneCoin),
    /// One probability of each label for each truth, for each source.
    Confusion(Confusion),
}

/// How a fit went.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Convergence {
    /// Rounds of expectation and maximisation.
    pub rounds: usize,
    /// Largest change of a source's probability of being right in the last round.
    pub moved: f64,
    /// ln of the probability of all claims under the fit.
    pub evidence: f64,
    /// The change fell below the tolerance before the rounds ran out.
    pub converged: bool,
}

/// What a fit believes about the objects.
#[derive(Debug, Clone)]
pub struct Belief {
    /// Probability of each candidate.
    pub truth: Vec<f64>,
    /// How the fit went.
    pub convergence: Convergence,
}

/// Which values there can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Domain {
    /// All objects take their values from one set of this size.
    Closed(usize),
    /// Anything can be claimed.
    Open,
}

impl Family {
    /// Fits to the claims, each counting by its weight, starting from shares of votes.
    pub fn fit(table: &Table, weights: &[f32], confusion: bool, domain: Domain) -> (Family, Belief) {
        let votes = vote_shares(table, weights);
        match (confusion, domain) {
            (true, Domain::Closed(labels)) => likelier_confusion(table, weights, labels, votes),
            _ => fit_one_coin(table, weights, domain, Start::Votes(votes), ROUGH),
        }
    }

    /// Goes on from here, with weights near those it was fitted to, until it has converged.
    pub fn refine(self, table: &Table, weights: &[f32], domain: Domain) -> (Family, Belief) {
        match self {
            Family::OneCoin(model) => fit_one_coin(table, weights, domain, Start::Near(model), FINE),
            Family::Confusion(model) => {
                let labels = model.labels;
                fit_confusion(table, weights, labels, Start::Near(model), FINE)
            }
        }
    }

    /// What one vote of a source weighs by itself, where the model can say it.
    pub fn support(&self, source: usize) -> f64 {
        match self {
            Family::OneCoin(model) => model.log_odds[source],
            Family::Confusion(_) => 0.0,
        }
    }

    /// Beliefs about one object when claim `i` of the table counts `weight(i)`: fills `scratch.truth`. The one-coin model has all it needs in the
    /// sums of `scratch` and takes the object to be of middling difficulty, which is several times faster: copying looks at millions.
    pub fn glance(&self, table: &Table, object: usize, weight: impl Fn(usize) -> f64, scratch: &mut Scratch) {
        match self {
            Family::OneCoin(model) => model.glance(table, object, scratch),
            Family::Confusion(model) => {
                let candidates = table.candidates_of(object);
                let mut out = Vec::with_capacity(model.labels);
                model.object(table, object, weight, &mut out);
                scratch.truth.clear();
                scratch.truth.extend(candidates.map(|c| out[table.candidate_value[c] as usize].iter().sum::<f64>()));
            }
        }
    }
}

/// Share of each source's weight that is left after discounting copies.
pub fn independence(table: &Table, weights: &[f32]) -> Vec<f64> {
    let (mut kept, mut full) = (vec![0.0; table.sources.len()], vec![0.0; table.sources.len()]);
    for (claim, &source) in table.source.iter().enumerate() {
        kept[source as usize] += f64::from(weights[claim]);
        full[source as usize] += f64::from(table.confidence[claim]);
    }
    kept.iter().zip(full).map(|(kept, full)| if full > 0.0 { kept / full } else { 1.0 }).collect()
}

/// Shares of the votes on each object, with half a vote for the truth that nobody claims.
pub fn vote_shares(table: &Table, weights: &[f32]) -> Vec<f64> {
    let mut votes = vec![0.0; table.candidate_value.len()];
    for claim in 0..table.claims() {
        votes[table.candidate[claim] as usize] += f64::from(weights[claim]);
    }
    for object in 0..table.objects.len() {
        let candidates = table.candidates_of(object);
        let total: f64 = votes[candidates.clone()].iter().sum::<f64>() + 0.5;
        for candidate in candidates {
            votes[candidate] = match table.gold[object] {
                Some(known) => f64::from(known as usize == candidate),
                None => votes[candidate] / total,
            };
        }
    }
    votes
}

/// The model that an earlier fit left, or the beginning from shares of votes.
enum Start<M> {
    Near(M),
    Votes(Vec<f64>),
    /// From votes, first with as few parameters as a one-coin model has.
    Tied(Vec<f64>),
}

fn fit_one_coin(table: &Table, weights: &[f32], domain: Domain, start: Start<OneCoin>, tolerance: f64) -> (Family, Belief) {
    let closed = match domain {
        Domain::Closed(labels) => Some(labels as f64),
        Domain::Open => None,
    };
    let independent = independence(table, weights);
    let (mut model, mut beliefs) = match start {
        Start::Near(model) => {
            let beliefs = model.expect(table, weights);
            (model, beliefs)
        }
        Start::Votes(votes) | Start::Tied(votes) => {
            let misbelief = Misbelief::fit(table, weights, &votes, closed);
            (OneCoin::new(table, misbelief, Levels::default()), Beliefs::of_votes(table, &votes))
        }
    };
    let mut convergence = Convergence { rounds: 0, moved: f64::INFINITY, evidence: 0.0, converged: false };
    for round in 1..=ROUNDS {
        let moved = model.maximise(table, &independent, &beliefs, round > 2);
        beliefs = model.expect(table, weights);
        if round.is_power_of_two() && round <= SPREAD_ROUNDS {
            model.urn = Urn::new(Misbelief::fit(table, weights, &beliefs.truth, closed), table.most_claims());
        }
        convergence = Convergence { rounds: round, moved, evidence: beliefs.evidence, converged: moved < tolerance };
        if convergence.converged && round > LEAST_ROUNDS {
            break;
        }
    }
    (Family::OneCoin(model), Belief { truth: beliefs.truth, convergence })
}

/// With few claims and a rare label the votes alone may lead to a solution in which labels have changed places, and a beginning in which a
/// source is right as often whatever the truth to another: the one with the higher posterior stays.
fn likelier_confusion(table: &Table, weights: &[f32], labels: usize, votes: Vec<f64>) -> (Family, Belief) {
    let (_, coin) = fit_one_coin(table, weights, Domain::Closed(labels), Start::Votes(votes.clone()), ROUGH);
    let starts = [Start::Votes(votes.clone()), Start::Votes(coin.truth), Start::Tied(votes)];
    let posterior = |(family, belief): &(Family, Belief)| match family {
        Family::Confusion(model) => belief.convergence.evidence + model.ln_prior(),
        Family::OneCoin(_) => f64::NEG_INFINITY,
    };
    let fits = starts.map(|start| fit_confusion(table, weights, labels, start, ROUGH));
    let best = fits.into_iter().reduce(|best, fit| if posterior(&fit) > posterior(&best) { fit } else { best });
    best.expect("there are three")
}

fn fit_confusion(table: &Table, weights: &[f32], labels: usize, start: Start<Confusion>, tolerance: f64) -> (Family, Belief) {
    let mut tied = matches!(start, Start::Tied(_));
    let (mut model, mut joint) = match start {
        Start::Near(model) => {
            let joint = model.expect(table, weights);
            (model, joint)
        }
        Start::Votes(votes) | Start::Tied(votes) => {
            let levels = if labels > 2 { Levels::single() } else { Levels::default() };
            let shares = levels.shares();
            let mut joint = Joint { truth: vec![[0.0; LEVELS]; table.objects.len() * labels], evidence: 0.0 };
            for object in 0..table.objects.len() {
                for candidate in table.candidates_of(object) {
                    joint.truth[object * labels + table.candidate_value[candidate] as usize] =
                        shares.map(|s| s * votes[candidate]);
                }
            }
            (Confusion::new(table.sources.len(), labels, levels), joint)
        }
    };
    let mut convergence = Convergence { rounds: 0, moved: f64::INFINITY, evidence: 0.0, converged: false };
    for round in 1..=ROUNDS {
        let moved = model.maximise(table, weights, &joint, round > 2 && labels == 2, tied);
        joint = model.expect(table, weights);
        convergence = Convergence { rounds: round, moved, evidence: joint.evidence, converged: moved < tolerance };
        if tied && (convergence.converged || round == ROUNDS / 2) {
            tied = false;
            continue;
        }
        if convergence.converged && round > LEAST_ROUNDS {
            break;
        }
    }
    if labels > 2 {
        let effect = model.design_effect(table, weights, &joint);
        soften(&mut joint, effect.powf(SOFTEN), labels);
    }
    let mut truth = Vec::with_capacity(table.candidate_value.len());
    for object in 0..table.objects.len() {
        truth.extend(table.candidates_of(object).map(|c| joint.of(object, table.candidate_value[c] as usize, labels)));
    }
    (Family::Confusion(model), Belief { truth, convergence })
}

/// Raises each object's probabilities to 1 / `temperature`: the ranks stay, the certainty goes.
fn soften(joint: &mut Joint, temperature: f64, labels: usize) {
    for rows in joint.truth.chunks_mut(labels) {
        let powers: Vec<f64> = rows.iter().map(|row| row.iter().sum::<f64>().max(1e-300).powf(1.0 / temperature)).collect();
        let total: f64 = powers.iter().sum();
        for (row, power) in rows.iter_mut().zip(powers) {
            let sum: f64 = row.iter().sum();
            *row = row.map(|p| if sum > 0.0 { p / sum * power / total } else { power / total / LEVELS as f64 });
        }
    }
}
