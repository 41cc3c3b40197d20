//! Which pairs of sources are worth a closer look: an index over shared values, never all pairs.

use super::table::Table;
use std::collections::HashMap;

/// Pairs counted at most; beyond, every k-th object is indexed.
const BUDGET: usize = 12_000_000;
/// Of a value with more claimants, each is paired only with the next few: a large group is found through its neighbours.
const CROWD: usize = 120;
/// Partners of a source looked at.
const PARTNERS: usize = 128;
/// Above this share of an object's votes a shared value says nothing about copying.
const COMMON: f64 = 0.75;

#[derive(Debug, Clone, Copy, Default)]
struct Shared {
    /// Σ ln(votes on the object / votes on the value).
    information: f32,
    count: u32,
}

enum Counts {
    Dense(Vec<Shared>),
    Sparse(HashMap<(u32, u32), Shared>),
}

/// Pairs of sources `(a, b)` with a < b that share more uncommon values than their numbers of claims explain, and at least so many.
pub fn pairs(table: &Table, least: u32) -> Vec<(u32, u32)> {
    let n = table.sources.len();
    let mut counts =
        if n * n <= 16_000_000 { Counts::Dense(vec![Shared::default(); n * n]) } else { Counts::Sparse(HashMap::new()) };
    let mut work = 0usize;
    each_value(table, 1, |_, claimants, _| work += pairs_among(claimants.len()));
    let stride = work.div_ceil(BUDGET).max(1);
    each_value(table, stride, |_, claimants, information| {
        for (i, &a) in claimants.iter().enumerate() {
            let until = if claimants.len() > CROWD { claimants.len().min(i + 1 + CROWD / 4) } else { claimants.len() };
            for &b in &claimants[i + 1..until] {
                let cell = match &mut counts {
                    Counts::Dense(cells) => &mut cells[a as usize * n + b as usize],
                    Counts::Sparse(cells) => cells.entry((a, b)).or_default(),
                };
                cell.information += information;
                cell.count += 1;
            }
        }
    });
    let found: Vec<((u32, u32), Shared)> = match counts {
        Counts::Dense(cells) => cells
            .into_iter()
            .enumerate()
            .filter(|(_, c)| c.count > 0)
            .map(|(i, c)| (((i / n) as u32, (i % n) as u32), c))
            .collect(),
        Counts::Sparse(cells) => {
            let mut cells: Vec<_> = cells.into_iter().collect();
            cells.sort_unstable_by_key(|(pair, _)| *pair);
            cells
        }
    };
    select(&found, n, least)
}

fn pairs_among(n: usize) -> usize {
    if n > CROWD { n * CROWD / 4 } else { n * n.saturating_sub(1) / 2 }
}

/// Calls `visit` with the claimants of each uncommon value of every `stride`-th contested object, and its information.
fn each_value(table: &Table, stride: usize, mut visit: impl FnMut(usize, &[u32], f32)) {
    let mut claims: Vec<(u32, u32)> = Vec::new();
    let mut claimants: Vec<u32> = Vec::new();
    for object in (0..table.objects.len()).step_by(stride) {
        if table.candidates_of(object).len() < 2 {
            continue;
        }
        claims.clear();
        claims.extend(table.claims_of(object).map(|c| (table.candidate[c], table.source[c])));
        claims.sort_unstable();
        let all = claims.len() as f64;
        for same in claims.chunk_by(|a, b| a.0 == b.0) {
            let share = same.len() as f64 / all;
            if same.len() < 2 || share > COMMON {
                continue;
            }
            claimants.clear();
            claimants.extend(same.iter().map(|c| c.1));
            visit(object, &claimants, -share.ln() as f32);
        }
    }
}

/// Of each source the partners whose shared information stands out most from what the totals of both would give by chance.
fn select(found: &[((u32, u32), Shared)], sources: usize, least: u32) -> Vec<(u32, u32)> {
    let mut totals = vec![0.0f64; sources];
    for ((a, b), shared) in found {
        totals[*a as usize] += f64::from(shared.information);
        totals[*b as usize] += f64::from(shared.information);
    }
    let all: f64 = totals.iter().sum::<f64>().max(1e-9);
    let mut partners: Vec<Vec<(f64, u32)>> = vec![Vec::new(); sources];
    for (i, ((a, b), shared)) in found.iter().enumerate() {
        if shared.count < least {
            continue;
        }
        let expected = totals[*a as usize] * totals[*b as usize] / all;
        let excess = (f64::from(shared.information) - expected) / (expected + 1.0).sqrt();
        if excess > 0.0 {
            partners[*a as usize].push((excess, i as u32));
            partners[*b as usize].push((excess, i as u32));
        }
    }
    let mut kept: Vec<u32> = Vec::new();
    for list in &mut partners {
        list.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        kept.extend(list.iter().take(PARTNERS).map(|p| p.1));
    }
    kept.sort_unstable();
    kept.dedup();
    kept.into_iter().map(|i| found[i as usize].0).collect()
}
