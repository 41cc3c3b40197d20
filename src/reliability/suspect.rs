//! Which sources agree far more than the popularity of what they agree on explains, whatever the reason.

use super::desk::{Desk, each_pair};
use super::table::Table;
use super::verdict::{AT_ONCE, Product, RATES};

/// Overlapping objects looked at for suspicion, spread evenly: more only where fewer leave it open.
const GLANCES: [usize; 2] = [40, 150];
/// Scores beyond these leave nothing open: more objects would not bring them back to [`WORTH`] or where a pair is suspected.
const PLAIN: (f64, f64) = (-6.0, 15.0);

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
    let mut score = 0.0;
    for most in GLANCES {
        score = glance(table, weights, votes, desk, hidden, most);
        if desk.shared.len() <= most || !(PLAIN.0..PLAIN.1).contains(&score) {
            break;
        }
    }
    score
}

fn glance(table: &Table, weights: &[f32], votes: &Votes, desk: &Desk, hidden: bool, most: usize) -> f64 {
    let mut scores = [Product::ONE; RATES.len()];
    let mut disagree = 0.0;
    for (i, &(object, claim_a, claim_b)) in desk.sample(most).enumerate() {
        let value = table.candidate[claim_a as usize];
        if value != table.candidate[claim_b as usize] {
            disagree += 1.0;
            continue;
        }
        let (mut same, mut all) = (0.0, 0.0);
        if hidden {
            for claim in table.claims_of(object as usize) {
                let w = if desk.testifies(table.source[claim]) { f64::from(weights[claim]) } else { 0.0 };
                all += w;
                same += if table.candidate[claim] == value { w } else { 0.0 };
            }
        } else {
            let own = f64::from(weights[claim_a as usize] + weights[claim_b as usize]);
            (same, all) = (votes.0[value as usize] - own, votes.1[object as usize] - own);
        }
        let expected = (same.max(0.0) + 0.5) / (all.max(0.0) + 1.0);
        for (score, rate) in scores.iter_mut().zip(RATES) {
            score.times(rate / expected + 1.0 - rate);
            if i % AT_ONCE == 0 {
                score.settle();
            }
        }
    }
    scores.iter().zip(RATES).map(|(score, rate)| score.ln() + disagree * (1.0 - rate).ln()).fold(f64::NEG_INFINITY, f64::max)
}

/// Below this a pair disagrees too often for any group to explain it.
const HOPELESS: f64 = -10.0;
/// Below this a pair is not compared.
const WORTH: f64 = 2.0;

/// The candidates worth a comparison, and for each source those whose agreement with it goes far beyond the popularity of what they agree on,
/// whatever the reason: in the first comparison they do not testify for each other. `suspect` is the ln of the odds from which on that is so.
///
/// Votes count by their `weights`: where some groups are found and count as one, the values of others are no longer popular beside them.
pub fn suspects(table: &Table, candidates: &[(u32, u32)], weights: &[f32], suspect: f64) -> (Vec<(u32, u32)>, Vec<Vec<u32>>) {
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
    let suspects = linked(table, &candidates, &scores, suspect);
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
