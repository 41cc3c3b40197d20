//! Splitting the weight of evidence among origins.

use super::network::Network;
use std::collections::BTreeMap;

/// Up to this many members of a line share by exact Shapley value; of more the strongest but one do and the rest share as one player.
const EXACT_MEMBERS: usize = 8;

/// What each origin contributes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shares {
    /// By the origin's node: its share of the evidence, in nats. All shares add up to the whole.
    pub(super) share: BTreeMap<usize, f64>,
    /// By the origin's node: what it would weigh if nothing else were known.
    pub(super) alone: BTreeMap<usize, f64>,
}

/// Splits the evidence of a network: the children of the proposition add up by themselves, the members of a line share its weight by Shapley value.
pub(super) fn shares(network: &Network) -> Shares {
    let mut shares = Shares { share: BTreeMap::new(), alone: BTreeMap::new() };
    for (node, weight) in network.weights() {
        match network.line_members(node) {
            None => {
                shares.share.insert(node, weight);
                shares.alone.insert(node, weight);
            }
            Some((strength, members)) => {
                for (&(member, message), share) in members.iter().zip(split(strength, &members)) {
                    shares.share.insert(member, share);
                    shares.alone.insert(member, joint(strength, [message]));
                }
            }
        }
    }
    shares
}

/// Weight of a line of this strength given what some of its members pass to it, in nats.
fn joint(strength: f64, messages: impl IntoIterator<Item = f64>) -> f64 {
    let inner: f64 = messages.into_iter().map(f64::atanh).sum();
    2.0 * (strength * inner.tanh()).atanh()
}

fn split(strength: f64, members: &[(usize, f64)]) -> Vec<f64> {
    if members.len() <= EXACT_MEMBERS {
        let messages: Vec<f64> = members.iter().map(|(_, message)| *message).collect();
        return shapley(strength, &messages);
    }
    // the strongest play for themselves, the others as one; ties go by place in the tree, which does not depend on the order of input
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by(|&i, &j| members[j].1.abs().total_cmp(&members[i].1.abs()).then(i.cmp(&j)));
    let (single, pooled) = order.split_at(EXACT_MEMBERS - 1);
    let pool: f64 = pooled.iter().map(|&i| members[i].1.atanh()).sum();
    let mut messages: Vec<f64> = single.iter().map(|&i| members[i].1).collect();
    messages.push(pool.tanh());
    let parts = shapley(strength, &messages);
    let size: f64 = pooled.iter().map(|&i| members[i].1.atanh().abs()).sum();
    let mut shares = vec![0.0; members.len()];
    for (&i, part) in single.iter().zip(&parts) {
        shares[i] = *part;
    }
    for &i in pooled {
        let part = if size > 0.0 { members[i].1.atanh().abs() / size } else { 0.0 };
        shares[i] = part * parts[EXACT_MEMBERS - 1];
    }
    shares
}

/// The Shapley value of each member: its marginal weight, averaged over all orders of arrival.
fn shapley(strength: f64, messages: &[f64]) -> Vec<f64> {
    let n = messages.len();
    let value: Vec<f64> =
        (0..1usize << n).map(|set| joint(strength, (0..n).filter(|i| set >> i & 1 == 1).map(|i| messages[i]))).collect();
    // orders in which exactly this set comes before the member: |S|! (n − |S| − 1)! of n!
    let factorial = |k: usize| (1..=k).map(|i| i as f64).product::<f64>();
    let chance: Vec<f64> = (0..n).map(|size| factorial(size) * factorial(n - size - 1) / factorial(n)).collect();
    (0..n)
        .map(|i| {
            let without = (0..1usize << n).filter(|set| set >> i & 1 == 0);
            without.map(|set| chance[set.count_ones() as usize] * (value[set | 1 << i] - value[set])).sum()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_fair_and_whole() {
        let rows: [(&str, &[f64]); 5] = [
            ("one", &[0.5]),
            ("two equal", &[0.5, 0.5]),
            ("one against", &[0.6, 0.4, -0.3]),
            ("eight", &[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]),
            ("twelve", &[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.15, 0.25, -0.35, 0.45]),
        ];
        for (name, messages) in rows {
            let members: Vec<(usize, f64)> = messages.iter().copied().enumerate().collect();
            let shares = split(0.7, &members);
            let whole = joint(0.7, messages.iter().copied());
            assert!((shares.iter().sum::<f64>() - whole).abs() < 1e-12, "{name}: {shares:?} of {whole}");
            if name == "two equal" {
                assert_eq!(shares[0], shares[1]);
            }
            for (share, message) in shares.iter().zip(messages) {
                // inside a pool one who disagrees still gets its part of what the pool says
                assert!(name == "twelve" || share * message > 0.0, "{name}: {share} for {message}");
            }
        }
    }

    #[test]
    fn a_line_is_capped() {
        let cap = (1.7f64 / 0.3).ln();
        let all = joint(0.7, vec![0.6; 40]);
        assert!(all < cap && all > 0.999 * cap, "{all} against {cap}");
    }
}
