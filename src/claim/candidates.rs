//! Which statements are worth comparing: an inverted index over what each is about.

use super::sketch::Sketch;
use std::collections::{BTreeMap, HashMap};

/// Keys of a statement that are looked up, the most telling first. Chosen by us: a sentence has about a dozen content words.
const KEYS: usize = 8;
/// A key in more statements than this finds nobody: it tells nothing and would cost the square of their number.
const CROWD: usize = 400;
/// Statements compared with each statement, the best first.
const COMPANIONS: usize = 20;

/// What a statement can be found by: the meanings of each content word, else its stem, without repetition.
///
/// Two statements that share no key are never compared, so that statements can be shuffled by key before they are grouped.
pub fn block_keys(content: &str) -> Vec<String> {
    keys(&Sketch::of(content, false)).into_keys().map(str::to_owned).collect()
}

/// Keys with their weight.
fn keys(sketch: &Sketch) -> BTreeMap<&str, f32> {
    sketch.terms.iter().flat_map(|term| term.keys().map(|key| (key, term.weight))).collect()
}

/// Pairs of places worth comparing, the smaller place first, in order. Where nothing is crowded it is every pair with two keys in
/// common, or with one where the two are `together` in a story.
pub(super) fn candidates(sketches: &[&Sketch], together: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let keyed: Vec<BTreeMap<&str, f32>> = sketches.iter().map(|sketch| keys(sketch)).collect();
    let mut frequency: HashMap<&str, usize> = HashMap::new();
    for key in keyed.iter().flat_map(BTreeMap::keys).copied() {
        *frequency.entry(key).or_default() += 1;
    }
    let all = sketches.len() as f32;
    let chosen: Vec<Vec<(&str, f32)>> = keyed
        .iter()
        .map(|keys| {
            let told = keys.iter().map(|(key, weight)| (*key, weight * (1.0 + (all / frequency[key] as f32).ln())));
            let mut told: Vec<(&str, f32)> = told.filter(|(key, _)| (2..=CROWD).contains(&frequency[*key])).collect();
            told.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
            told.truncate(KEYS);
            told
        })
        .collect();
    let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, keys) in chosen.iter().enumerate() {
        keys.iter().for_each(|(key, _)| index.entry(key).or_default().push(i));
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut score = vec![0.0_f32; sketches.len()];
    let mut shared = vec![0_u8; sketches.len()];
    let mut touched: Vec<usize> = Vec::new();
    for (i, keys) in chosen.iter().enumerate() {
        for (key, told) in keys {
            for &j in index[key].iter().filter(|j| **j != i) {
                if shared[j] == 0 {
                    touched.push(j);
                }
                shared[j] += 1;
                score[j] += told;
            }
        }
        let mut best: Vec<usize> = touched
            .iter()
            .copied()
            .filter(|&j| shared[j] > 1 || keys.len() < 3 || chosen[j].len() < 3 || together(i, j))
            .collect();
        best.sort_by(|a, b| score[*b].total_cmp(&score[*a]).then(a.cmp(b)));
        pairs.extend(best.iter().take(COMPANIONS).map(|&j| (i.min(j), i.max(j))));
        for j in touched.drain(..) {
            (score[j], shared[j]) = (0.0, 0);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_meanings_or_stems() {
        let (blaze, fires) = (block_keys("The blaze"), block_keys("fires"));
        assert!(blaze.iter().any(|key| fires.contains(key)), "{blaze:?} {fires:?}");
        assert_ne!(block_keys("Norsea"), block_keys("Flandria"));
        assert!(block_keys("it was so").is_empty());
    }

    #[test]
    fn only_what_shares_keys_is_compared() {
        let texts = ["The ferry Aurora sank off Lund", "Off Lund the ferry Aurora went down", "A tax on sugar passed", ""];
        let sketches: Vec<Sketch> = texts.iter().map(|t| Sketch::of(t, false)).collect();
        assert_eq!(candidates(&sketches.iter().collect::<Vec<_>>(), |_, _| false), [(0, 1)]);
    }

    #[test]
    fn a_crowd_costs_no_square() {
        let sketches: Vec<Sketch> = (0..3000).map(|i| Sketch::of(&format!("minister said harbour{i} reopened"), false)).collect();
        assert!(candidates(&sketches.iter().collect::<Vec<_>>(), |_, _| false).len() <= 3000 * COMPANIONS);
    }
}
