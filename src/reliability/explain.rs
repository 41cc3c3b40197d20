//! How well a whole explanation (who is reliable, who copies whom) foretells the claims.

use super::group::Groups;
use super::levels::{LEVELS, SHIFTS, ln_wrong, logistic};
use super::one_coin::OneCoin;
use super::table::Table;
use rayon::prelude::*;

/// Copy rates tried for each group.
const RATES: [f64; 8] = [0.0, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99];

/// ln P(all claims), each claim foretold from those before it on the same object: members of groups come last and say with the group's rate what
/// members before them said.
pub fn evidence(table: &Table, model: &OneCoin, groups: &Groups) -> (f64, Vec<f64>) {
    let mut rates = vec![if groups.groups.is_empty() { 0.0 } else { 0.85 }; groups.groups.len()];
    // group by group over the objects that it speaks about, two rounds
    let about: Vec<Vec<u32>> = groups.groups.iter().map(|g| {
        let mut o: Vec<u32> = g.members.iter().flat_map(|&m| table.claims_by(m as usize)).map(|c| c.0).collect();
        o.sort_unstable();
        o.dedup();
        o
    }).collect();
    for _ in 0..2 {
        for g in 0..rates.len() {
            let scores: Vec<f64> = RATES.iter().map(|&r| {
                let mut now = rates.clone();
                now[g] = r;
                about[g].par_iter().map(|&o| object(table, model, groups, &now, o as usize)).sum::<f64>()
            }).collect();
            let best = (0..RATES.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0);
            rates[g] = RATES[best];
        }
    }
    let all: f64 = (0..table.objects.len()).into_par_iter().map(|o| object(table, model, groups, &rates, o)).sum();
    (all, rates)
}

fn object(table: &Table, model: &OneCoin, groups: &Groups, rates: &[f64], object: usize) -> f64 {
    let candidates = table.candidates_of(object);
    let (first, n) = (candidates.start, candidates.len());
    let misbelief = model.urn.misbelief.over(n);
    let mut order: Vec<(u32, u32, usize)> = table.claims_of(object).map(|c| {
        let g = groups.place.get(table.source[c] as usize).copied().flatten();
        (g.map_or(0, |g| g.0 + 1), g.map_or(0, |g| g.1), c)
    }).collect();
    order.sort_unstable();
    let domain = misbelief.domain;
    let mut terms = Vec::with_capacity((n + 1) * LEVELS);
    for t in 0..=n {
        for d in 0..LEVELS {
            let mut ln = model.levels.ln[d] + if t < n { -domain.ln() } else { ((domain - n as f64).max(1e-9) / domain).ln() };
            let mut wrong = vec![0.0; n];
            let mut all_wrong = 0.0;
            let mut said = vec![0.0; n];
            let mut all_said = 0.0;
            let mut group = 0;
            for &(g, _, claim) in &order {
                if g != group {
                    group = g;
                    said.fill(0.0);
                    all_said = 0.0;
                }
                let v = table.candidate[claim] as usize - first;
                let x = model.log_odds[table.source[claim] as usize] + SHIFTS[d];
                let own = if v == t { logistic(x) } else { ln_wrong(x).exp() * misbelief.next(wrong[v], all_wrong) };
                let c = if g > 0 && all_said > 0.0 { rates[g as usize - 1] } else { 0.0 };
                let copied = if c > 0.0 { c * said[v] / all_said } else { 0.0 };
                let p = copied + (1.0 - c) * own;
                ln += p.max(1e-300).ln();
                let by_itself = (1.0 - c) * own / p.max(1e-300);
                if v != t {
                    wrong[v] += by_itself;
                    all_wrong += by_itself;
                }
                if g > 0 {
                    said[v] += 1.0;
                    all_said += 1.0;
                }
            }
            terms.push(ln);
        }
    }
    super::levels::ln_sum(&terms)
}
