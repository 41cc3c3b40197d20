//! How well a whole explanation foretells the claims: who is how reliable, and who says what others of a group said before.
//!
//! Claims about one object come one after the other, first those of sources in no group. A member of a group repeats with the group's rate
//! what members before it said, else it errs or is right by itself; wrong claims by itself come from the urn. The probability of all claims
//! is the product of what each is given by those before it, so that explanations with other groups can be compared on the same claims. Who
//! belongs to which group has to be told too: that costs its entropy.

use super::family::Family;
use super::group::Groups;
use super::levels::{LEVELS, SHIFTS, ln_sum, logistic};
use super::table::Table;
use super::verdict::{AT_ONCE, Product, RATES};
use rayon::prelude::*;

/// Objects from which the rates are taken, at most: there are but six to choose from.
const SAMPLE: usize = 500;

/// ln of the probability of all claims, at the likeliest copy rate of each group, less what it costs to tell the groups.
pub fn ln_probability(table: &Table, family: &Family, groups: &Groups) -> f64 {
    let order: Vec<Vec<Turn>> = (0..table.objects.len()).into_par_iter().map(|object| turns(table, groups, object)).collect();
    let mut said = Said { table, family, rates: Vec::new() };
    said.rates = rates(&said, groups, &order);
    let levels: Vec<usize> = (0..LEVELS).collect();
    let each: Vec<f64> = order.par_iter().enumerate().map(|(object, turns)| said.about(object, turns, &levels, None)).collect();
    each.iter().sum::<f64>() - entropy(groups, table.sources.len())
}

/// One claim, when its turn comes.
struct Turn {
    /// Number of its source's group plus one, or 0.
    group: usize,
    source: usize,
    /// Place of its value among those of the object.
    place: usize,
}

fn turns(table: &Table, groups: &Groups, object: usize) -> Vec<Turn> {
    let first = table.candidates_of(object).start;
    let mut out: Vec<Turn> = table
        .claims_of(object)
        .map(|claim| {
            let source = table.source[claim] as usize;
            let group = groups.place.get(source).copied().flatten().map_or(0, |(group, _)| group as usize + 1);
            Turn { group, source, place: table.candidate[claim] as usize - first }
        })
        .collect();
    out.sort_by_key(|turn| turn.group);
    out
}

/// The rate of each group under which its objects are likeliest while others copy at the middle one, all objects of middling difficulty.
fn rates(said: &Said<'_>, groups: &Groups, order: &[Vec<Turn>]) -> Vec<f64> {
    let middle = Said { rates: vec![RATES[RATES.len() / 2]; groups.groups.len()], ..*said };
    let scores: Vec<[f64; RATES.len()]> = order
        .par_iter()
        .enumerate()
        .filter(|(object, _)| object % order.len().div_ceil(SAMPLE) == 0)
        .map(|(object, turns)| {
            let mut scores = Vec::new();
            for same in turns.chunk_by(|a, b| a.group == b.group).filter(|same| same[0].group > 0 && same.len() > 1) {
                let group = same[0].group - 1;
                scores.push((group, RATES.map(|rate| middle.about(object, turns, &[LEVELS / 2], Some((group, rate))))));
            }
            scores
        })
        .collect::<Vec<_>>()
        .into_iter()
        .flatten()
        .fold(vec![[0.0; RATES.len()]; groups.groups.len()], |mut sums, (group, scores)| {
            sums[group].iter_mut().zip(scores).for_each(|(sum, x)| *sum += x);
            sums
        });
    let best = |scores: [f64; RATES.len()]| (0..RATES.len()).fold(0, |best, i| if scores[i] > scores[best] { i } else { best });
    scores.into_iter().map(|scores| RATES[best(scores)]).collect()
}

/// nats to tell each source's group, where groups are as common as they are.
fn entropy(groups: &Groups, sources: usize) -> f64 {
    let sizes: Vec<usize> = groups.groups.iter().map(|g| g.members.len()).collect();
    let alone = sources - sizes.iter().sum::<usize>();
    sizes.into_iter().chain([alone]).filter(|&n| n > 0).map(|n| n as f64 * (sources as f64 / n as f64).ln()).sum()
}

struct Said<'a> {
    table: &'a Table,
    family: &'a Family,
    rates: Vec<f64>,
}

impl Said<'_> {
    /// ln of the probability of what is said about an object; one group may copy at another rate.
    fn about(&self, object: usize, turns: &[Turn], levels: &[usize], other: Option<(usize, f64)>) -> f64 {
        let n = self.table.candidates_of(object).len();
        let mut terms = Vec::new();
        match self.family {
            Family::OneCoin(model) => {
                let misbelief = model.urn.misbelief.over(n);
                let unclaimed = ((misbelief.domain - n as f64).max(1e-9) / misbelief.domain).ln();
                for truth in 0..=n {
                    let prior = if truth < n { -misbelief.domain.ln() } else { unclaimed };
                    for &level in levels {
                        let by_itself = |turn: &Turn, wrong: f64, all: f64| {
                            let right = logistic(model.log_odds[turn.source] + SHIFTS[level]);
                            if turn.place == truth { right } else { (1.0 - right) * misbelief.next(wrong, all) }
                        };
                        terms.push(prior + model.levels.ln[level] + self.in_turn(turns, n, truth, other, by_itself));
                    }
                }
            }
            Family::Confusion(model) => {
                let first = self.table.candidates_of(object).start;
                let label = |place: usize| self.table.candidate_value[first + place] as usize;
                for truth in 0..model.labels {
                    for &level in levels {
                        let by_itself = |turn: &Turn, _: f64, _: f64| model.at(turn.source, truth, label(turn.place), level);
                        terms.push(
                            model.shares[truth].ln() + model.levels.ln[level] + self.in_turn(turns, n, n, other, by_itself),
                        );
                    }
                }
            }
        }
        ln_sum(&terms)
    }

    fn in_turn(
        &self,
        turns: &[Turn],
        candidates: usize,
        truth: usize,
        other: Option<(usize, f64)>,
        by_itself: impl Fn(&Turn, f64, f64) -> f64,
    ) -> f64 {
        let (mut wrong, mut all_wrong) = (vec![0.0; candidates], 0.0);
        let (mut before, mut all_before, mut group) = (vec![0.0; candidates], 0.0, 0);
        let mut product = Product::ONE;
        for (i, turn) in turns.iter().enumerate() {
            if turn.group != group {
                (group, all_before) = (turn.group, 0.0);
                before.fill(0.0);
            }
            let own = by_itself(turn, wrong[turn.place], all_wrong).max(1e-12);
            let mut probability = own;
            let mut alone = 1.0;
            if group > 0 {
                if all_before > 0.0 {
                    let rate = other.filter(|o| o.0 + 1 == group).map_or_else(|| self.rates[group - 1], |o| o.1);
                    probability = rate * before[turn.place] / all_before + (1.0 - rate) * own;
                    alone = (1.0 - rate) * own / probability;
                }
                before[turn.place] += 1.0;
                all_before += 1.0;
            }
            if turn.place != truth {
                wrong[turn.place] += alone;
                all_wrong += alone;
            }
            product.times(probability);
            if i % AT_ONCE == 0 {
                product.settle();
            }
        }
        product.ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reliability::copying::Pair;
    use crate::reliability::levels::Levels;
    use crate::reliability::misbelief::Misbelief;
    use crate::reliability::one_coin::OneCoin;
    use crate::reliability::{ClaimRow, Table, TableBuilder};

    fn table(rows: &[(&str, &str, &str)]) -> Table {
        let mut builder = TableBuilder::default();
        for &(source, object, value) in rows {
            builder.push(ClaimRow { source, object, value, confidence: 1.0, time: None });
        }
        builder.finish()
    }

    fn model(table: &Table) -> Family {
        Family::OneCoin(OneCoin::new(table, Misbelief { concentration: 2.0, domain: 5.0 }, Levels::default()))
    }

    /// Without groups what is said in turn has the probability that the model of independent sources gives it.
    #[test]
    fn without_groups_it_is_the_evidence_of_the_model() {
        let rows = [("a", "o", "x"), ("b", "o", "x"), ("c", "o", "y"), ("a", "p", "y"), ("c", "p", "z"), ("b", "q", "x")];
        let table = table(&rows);
        let family = model(&table);
        let Family::OneCoin(coin) = &family else { unreachable!("made so") };
        let expected = coin.expect(&table, &table.confidence).evidence;
        let found = ln_probability(&table, &family, &Groups::default());
        assert!((found - expected).abs() < 1e-9, "{found} against {expected}");
    }

    /// What four of a group, or of no group, may say about one object has probability 1 in all.
    #[test]
    fn what_can_be_said_adds_up_to_one() {
        let values = ["v0", "v1", "v2", "v3", "v4"];
        let mut all = 0.0;
        for said in 0..5usize.pow(4) {
            let digit = |i: u32| values[said / 5usize.pow(i) % 5];
            let rows = [("a", "o", digit(0)), ("b", "o", digit(1)), ("c", "o", digit(2)), ("d", "o", digit(3))];
            let table = table(&rows);
            let pairs = [(0, 1), (0, 2), (1, 2)].map(|(a, b)| Pair { a, b, probability: 1.0, rate: 0.8 });
            let groups = Groups::of(&pairs, 4);
            let family = model(&table);
            let foretold = Said { table: &table, family: &family, rates: vec![0.7] };
            let turns = turns(&table, &groups, 0);
            all += foretold.about(0, &turns, &[0, 1, 2, 3, 4], None).exp();
        }
        assert!((all - 1.0).abs() < 1e-9, "{all}");
    }

    /// The same claims: likelier with the group that made them than without, and less likely with one that did not.
    #[test]
    fn the_group_that_copies_foretells_better() {
        let names: Vec<String> = (0..40).map(|o| format!("o{o:02}")).collect();
        let mut rows = Vec::new();
        for (i, object) in names.iter().enumerate() {
            // three say the same wrong thing, the others what is so, or each its own mistake
            let wrong = if i % 2 == 0 { "v1" } else { "v0" };
            rows.extend(["a", "b", "c"].map(|source| (source, object.as_str(), wrong)));
            for (k, source) in ["d", "e", "f", "g"].into_iter().enumerate() {
                let mistake = ["v2", "v3", "v4", "v1"][k];
                rows.push((source, object.as_str(), if i % 8 == 2 * k { mistake } else { "v0" }));
            }
        }
        let table = table(&rows);
        let group = |members: [u32; 3]| {
            let [a, b, c] = members;
            let pairs = [(a, b), (a, c), (b, c)].map(|(a, b)| Pair { a, b, probability: 1.0, rate: 0.9 });
            ln_probability(&table, &model(&table), &Groups::of(&pairs, table.sources.len()))
        };
        let nobody = ln_probability(&table, &model(&table), &Groups::default());
        let (makers, others) = (group([0, 1, 2]), group([3, 4, 5]));
        assert!(makers > nobody + 10.0 && others < makers - 10.0, "{makers} {nobody} {others}");
    }
}
