//! Numbers: values within a tolerance are one, and the estimate is a robust mean of what supports the likeliest.

use super::table::Table;

/// An estimate of a number with its 90 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Weighted median of the claims behind the likeliest value.
    pub estimate: f64,
    /// 5 % quantile of the claims weighted by the belief in them.
    pub low: f64,
    /// 95 % quantile.
    pub high: f64,
}

/// The table with near values merged, and for each original candidate the merged one.
#[derive(Debug, Clone)]
pub struct Merged {
    /// The claims over merged values.
    pub table: Table,
    merged: Vec<u32>,
}

/// Merges each object's numbers: going up in order, a number joins the run before it while it lies within `tolerance` of the run's first.
pub fn merge(table: &Table, tolerance: f64) -> Merged {
    let mut out = table.clone();
    let mut merged = vec![0u32; table.candidate_value.len()];
    let (mut start, mut values) = (Vec::with_capacity(table.objects.len() + 1), Vec::new());
    for object in 0..table.objects.len() {
        start.push(values.len() as u32);
        let mut order: Vec<usize> = table.candidates_of(object).collect();
        order.sort_by(|&a, &b| number(table, a).total_cmp(&number(table, b)).then(a.cmp(&b)));
        let mut first = f64::NAN;
        for candidate in order {
            let x = number(table, candidate);
            let near = (x - first).abs() <= tolerance * first.abs().max(x.abs());
            if !near {
                first = x;
                values.push(table.candidate_value[candidate]);
            }
            merged[candidate] = values.len() as u32 - 1;
        }
    }
    start.push(values.len() as u32);
    for candidate in &mut out.candidate {
        *candidate = merged[*candidate as usize];
    }
    for gold in out.gold.iter_mut().flatten().filter(|g| **g != u32::MAX) {
        *gold = merged[*gold as usize];
    }
    out.candidate_start = start;
    out.candidate_value = values;
    Merged { table: out, merged }
}

/// The number of a candidate; what is none comes last and is near nothing.
fn number(table: &Table, candidate: usize) -> f64 {
    table.value_of(candidate).trim().parse::<f64>().ok().filter(|x| x.is_finite()).unwrap_or(f64::NAN)
}

impl Merged {
    /// The belief in each merged value, shared out over its spellings by their votes.
    pub fn spread(&self, table: &Table, weights: &[f32], belief: &[f64]) -> Vec<f64> {
        let mut votes = vec![0.0; table.candidate_value.len()];
        let mut totals = vec![0.0; belief.len()];
        for (claim, &weight) in weights.iter().enumerate() {
            let candidate = table.candidate[claim] as usize;
            votes[candidate] += f64::from(weight);
            totals[self.merged[candidate] as usize] += f64::from(weight);
        }
        votes
            .iter()
            .zip(&self.merged)
            .map(|(v, &m)| if totals[m as usize] > 0.0 { v / totals[m as usize] * belief[m as usize] } else { 0.0 })
            .collect()
    }

    /// Numeric estimates, object by object.
    pub fn estimate(&self, table: &Table, weights: &[f32], belief: &[f64]) -> Vec<Option<Number>> {
        let spread = self.spread(table, weights, belief);
        (0..table.objects.len())
            .map(|object| {
                let mut points: Vec<(f64, f64, u32)> = table
                    .candidates_of(object)
                    .map(|c| (number(table, c), spread[c], self.merged[c]))
                    .filter(|p| p.0.is_finite() && p.1 > 0.0)
                    .collect();
                points.sort_by(|a, b| a.0.total_cmp(&b.0));
                let best = points.iter().max_by(|a, b| belief[a.2 as usize].total_cmp(&belief[b.2 as usize]))?.2;
                let core: Vec<(f64, f64, u32)> = points.iter().filter(|p| p.2 == best).copied().collect();
                Some(Number { estimate: quantile(&core, 0.5)?, low: quantile(&points, 0.05)?, high: quantile(&points, 0.95)? })
            })
            .collect()
    }
}

fn quantile(points: &[(f64, f64, u32)], at: f64) -> Option<f64> {
    let total: f64 = points.iter().map(|p| p.1).sum();
    let mut sum = 0.0;
    points
        .iter()
        .find(|p| {
            sum += p.1;
            sum >= at * total - 1e-12
        })
        .or(points.last())
        .map(|p| p.0)
}
