//! Which articles report one event.

use super::group::DisjointSets;
use super::normalise::words;
use super::{Claim, Reading};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Share of the smaller article's names that two articles of one story have in common, at least.
const SHARED_NAMES: f64 = 0.4;
/// And at least this many of them: two short notices may both name one capital.
const ENOUGH_NAMES: usize = 4;
/// A claim this long that stands in two articles makes them one story.
const TELLING_WORDS: usize = 6;

/// A story's name (`t1`, `t2`, … in order of first appearance) for each article: articles that share a claim of some length, or most of their names.
pub fn stories(readings: &[Reading<'_>], claims: &[Claim]) -> Vec<String> {
    if readings.len() == 1 {
        return vec!["t1".to_owned()];
    }
    let mut sets = DisjointSets::new(readings.len());
    let place: HashMap<&str, usize> = readings.iter().enumerate().map(|(i, r)| (r.article.id.0.as_str(), i)).collect();
    for claim in claims.iter().filter(|claim| words(&claim.text).len() >= TELLING_WORDS) {
        let mut articles = claim.asserted_by.iter().chain(&claim.denied_by).filter_map(|id| place.get(id.article.0.as_str()));
        if let Some(&first) = articles.next() {
            articles.for_each(|&other| sets.join(first, other));
        }
    }
    join_by_names(readings, &mut sets);
    let mut names: BTreeMap<usize, usize> = BTreeMap::new();
    (0..readings.len())
        .map(|i| {
            let next = names.len() + 1;
            format!("t{}", names.entry(sets.find(i)).or_insert(next))
        })
        .collect()
}

fn join_by_names(readings: &[Reading<'_>], sets: &mut DisjointSets) {
    let named: Vec<BTreeSet<String>> = readings.iter().map(|reading| names(&reading.article.text)).collect();
    let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, own) in named.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for name in own {
            let seen = index.entry(name).or_default();
            for &j in seen.iter() {
                *shared.entry(j).or_default() += 1;
            }
            seen.push(i);
        }
        for (j, count) in shared {
            let smaller = own.len().min(named[j].len());
            if count >= ENOUGH_NAMES && count as f64 >= SHARED_NAMES * smaller as f64 {
                sets.join(i, j);
            }
        }
    }
}

/// Words that stand capitalised where no sentence begins, in lower case.
fn names(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut may_begin = true;
    for token in text.split_whitespace() {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        let opens = token.starts_with(['“', '"', '\'', '‘', '«', '(']);
        if bare.starts_with(char::is_uppercase) && !may_begin && !opens {
            found.extend(words(bare).into_iter().filter(|w| w.chars().count() > 2));
        }
        may_begin = token.ends_with(['.', '?', '!', '”', '"', '»', ':']);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_leave_out_what_begins_a_sentence() {
        let found = names("Yesterday the ferry Aurora left Lund. Nobody aboard saw Captain Vik. “Never,” said Mara Holt.");
        let expected = ["aurora", "captain", "holt", "lund", "mara", "vik"];
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    }
}
