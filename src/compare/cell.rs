//! One outlet's articles, summed by story.

use super::Part;
use super::estimate::LEAST_STORIES;
use super::facts::Facts;
use super::measure::{COLUMNS, Measure, add};
use std::collections::{BTreeMap, BTreeSet};

/// One outlet, or one outlet in one window.
#[derive(Debug)]
pub struct Cell<'a> {
    pub outlet: &'a str,
    pub stories: Vec<Story>,
    /// How many sources the stories number.
    pub sources: usize,
    /// Articles of the part that is measured, and all.
    pub articles: (usize, usize),
}

/// What an outlet reports of one story.
#[derive(Debug)]
pub struct Story {
    /// What draws its weights.
    pub key: u64,
    pub sums: [f64; COLUMNS],
    /// How often each source speaks, by its number in the cell.
    pub sources: Vec<(u32, f64)>,
}

impl<'a> Cell<'a> {
    pub fn new(outlet: &'a str, facts: &[&'a Facts], keys: &BTreeMap<String, u64>, part: Part) -> Self {
        let measured = || facts.iter().filter(|f| f.is_in(part));
        let names: BTreeSet<&str> = measured().flat_map(|f| f.sources.keys().map(String::as_str)).collect();
        let numbers: BTreeMap<&str, u32> = names.iter().zip(0..).map(|(name, n)| (*name, n)).collect();
        let mut stories: BTreeMap<(u64, &str), ([f64; COLUMNS], BTreeMap<u32, f64>)> = BTreeMap::new();
        for fact in facts {
            let key = (keys[&fact.story], fact.story.as_str());
            let (sums, sources) = stories.entry(key).or_insert_with(|| ([0.0; COLUMNS], BTreeMap::new()));
            add(sums, fact, part);
            if fact.is_in(part) {
                fact.sources.iter().for_each(|(name, n)| *sources.entry(numbers[name.as_str()]).or_default() += f64::from(*n));
            }
        }
        let story = |((key, _), (sums, sources)): ((u64, &str), (_, BTreeMap<u32, f64>))| Story {
            key,
            sums,
            sources: sources.into_iter().collect(),
        };
        Cell {
            outlet,
            sources: names.len(),
            articles: (measured().count(), facts.len()),
            stories: stories.into_iter().map(story).collect(),
        }
    }

    /// The sum of a column.
    pub fn sum(&self, column: usize) -> f64 {
        self.stories.iter().map(|s| s.sums[column]).sum()
    }

    /// Stories in which a column is not empty.
    pub fn stories_with(&self, column: usize) -> usize {
        self.stories.iter().filter(|s| s.sums[column] > 0.0).count()
    }

    /// Stories that count: (Σ x)² / Σ x², as many as there are where all have equally much.
    pub fn effective_stories(&self, column: usize) -> f64 {
        let squares: f64 = self.stories.iter().map(|s| s.sums[column].powi(2)).sum();
        if squares > 0.0 { self.sum(column).powi(2) / squares } else { 0.0 }
    }

    /// The measure as it stands; `None` of nothing.
    pub fn value(&self, measure: Measure) -> Option<f64> {
        let (top, below) = measure.columns();
        let of = self.sum(below);
        match measure {
            _ if of <= 0.0 => None,
            Measure::Shannon => self.entropy(),
            Measure::Sources => self.entropy().map(f64::exp),
            _ => Some(self.sum(top) / of),
        }
    }

    /// Entropy of the sources without the first term of its bias: the jackknife over stories (Zahl 1977, doi:10.2307/1936227), from
    /// [`LEAST_STORIES`] stories on.
    fn entropy(&self) -> Option<f64> {
        let mut counts = vec![0.0; self.sources];
        self.stories.iter().flat_map(|s| &s.sources).for_each(|(n, count)| counts[*n as usize] += count);
        let spoken: Vec<&Story> = self.stories.iter().filter(|s| !s.sources.is_empty()).collect();
        let total: f64 = counts.iter().sum();
        let logs: f64 = counts.iter().map(|c| xlogx(*c)).sum();
        let whole = entropy(total, logs);
        let number = spoken.len() as f64;
        // of so few stories the jackknife makes more sources than there are
        if spoken.len() < LEAST_STORIES {
            return (total > 0.0).then_some(whole);
        }
        let without = |story: &&Story| {
            let mut logs = logs;
            let mut total = total;
            for (n, count) in &story.sources {
                let all = counts[*n as usize];
                logs += xlogx(all - count) - xlogx(all);
                total -= count;
            }
            entropy(total, logs)
        };
        let mean = spoken.iter().map(without).sum::<f64>() / number;
        Some((number * whole - (number - 1.0) * mean).max(0.0))
    }
}

fn xlogx(x: f64) -> f64 {
    if x > 0.0 { x * x.ln() } else { 0.0 }
}

/// Of counts with this total and this sum of c ln c.
pub fn entropy(total: f64, logs: f64) -> f64 {
    if total > 0.0 { (total.ln() - logs / total).max(0.0) } else { 0.0 }
}
