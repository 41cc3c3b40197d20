//! Coherent clusters by average linkage over a sparse graph.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Two clusters with the mean likeness between their members; the heap gives the likest first, ties by place.
#[derive(Debug, PartialEq)]
struct Meeting {
    likeness: f64,
    one: usize,
    other: usize,
}

impl Eq for Meeting {}

impl Ord for Meeting {
    fn cmp(&self, with: &Self) -> Ordering {
        self.likeness.total_cmp(&with.likeness).then_with(|| (with.one, with.other).cmp(&(self.one, self.other)))
    }
}

impl PartialOrd for Meeting {
    fn partial_cmp(&self, with: &Self) -> Option<Ordering> {
        Some(self.cmp(with))
    }
}

/// Joins the two likest clusters as long as their members are alike by `enough` on average; pairs without an edge count 0. Gives for each of `len`
/// members the smallest member of its cluster.
///
/// One likeness at the rim cannot chain two clusters together: all their pairs count.
pub(super) fn clusters(len: usize, edges: &[(usize, usize, f64)], enough: f64) -> Vec<usize> {
    let mut near: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); len];
    let mut size = vec![1.0_f64; len];
    let mut parent: Vec<usize> = (0..len).collect();
    let mut heap = BinaryHeap::new();
    for &(one, other, likeness) in edges {
        near[one].insert(other, likeness);
        near[other].insert(one, likeness);
        if likeness >= enough {
            heap.push(Meeting { likeness, one: one.min(other), other: one.max(other) });
        }
    }
    while let Some(Meeting { likeness, one, other }) = heap.pop() {
        let now = near[one].get(&other).map_or(0.0, |sum| sum / (size[one] * size[other]));
        if parent[one] != one || parent[other] != other || (now - likeness).abs() > 1e-12 {
            continue;
        }
        parent[other] = one;
        size[one] += size[other];
        near[one].remove(&other);
        for (third, sum) in std::mem::take(&mut near[other]) {
            near[third].remove(&other);
            if third != one {
                *near[one].entry(third).or_default() += sum;
            }
        }
        let around: Vec<(usize, f64)> = near[one].iter().map(|(&third, &sum)| (third, sum)).collect();
        for (third, sum) in around {
            near[third].insert(one, sum);
            let mean = sum / (size[one] * size[third]);
            if mean >= enough {
                heap.push(Meeting { likeness: mean, one: one.min(third), other: one.max(third) });
            }
        }
    }
    (0..len).map(|i| root(&parent, i)).collect()
}

fn root(parent: &[usize], mut i: usize) -> usize {
    while parent[i] != i {
        i = parent[i];
    }
    i
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_does_not_hold() {
        let chain = [(0, 1, 0.9), (1, 2, 0.6), (2, 3, 0.9)];
        assert_eq!(clusters(4, &chain, 0.5), [0, 0, 2, 2], "1 and 2 alone do not join 0 to 3");
        let whole = [(0, 1, 0.9), (1, 2, 0.6), (0, 2, 0.6)];
        assert_eq!(clusters(4, &whole, 0.5), [0, 0, 0, 3]);
        assert!(clusters(0, &[], 0.5).is_empty());
    }
}
