//! Which statements are worth comparing: an inverted index over what each is about.

use super::sketch::{Sketch, Term};
use std::collections::{BTreeSet, HashMap};

/// Words of a statement that are looked up, the most telling first. Chosen by us: a sentence has about a dozen content words.
const WORDS: usize = 8;
/// A key in more statements than this finds nobody: it tells nothing and would cost the square of their number.
const CROWD: usize = 400;
/// Statements compared with each statement, the best first.
const COMPANIONS: usize = 20;

/// What a statement can be found by: the meanings of each content word, else its stem, without repetition.
///
/// Two statements that share no key are never compared, so that statements can be shuffled by key before they are grouped.
pub fn block_keys(content: &str) -> Vec<String> {
    Sketch::of(content, false).terms.iter().flat_map(Term::keys).collect::<BTreeSet<_>>().into_iter().map(str::to_owned).collect()
}

/// All keys, numbered in order of appearance: each is looked up once, and then it is a number.
#[derive(Default)]
struct Keys<'a> {
    numbers: HashMap<&'a str, usize>,
    names: Vec<&'a str>,
    /// How many statements have it.
    frequency: Vec<usize>,
}

/// A word with all it can be found by.
struct Word {
    keys: Vec<usize>,
    weight: f32,
}

impl<'a> Keys<'a> {
    fn number(&mut self, key: &'a str) -> usize {
        *self.numbers.entry(key).or_insert_with(|| {
            self.names.push(key);
            self.frequency.push(0);
            self.names.len() - 1
        })
    }

    /// The words of one more statement.
    fn words(&mut self, sketch: &'a Sketch) -> Vec<Word> {
        let word = |term: &'a Term| Word { keys: term.keys().map(|key| self.number(key)).collect(), weight: term.weight };
        let words: Vec<Word> = sketch.terms.iter().map(word).collect();
        for key in distinct(words.iter().flat_map(|word| &word.keys).copied()) {
            self.frequency[key] += 1;
        }
        words
    }
}

fn distinct(keys: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut keys: Vec<usize> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Pairs of places worth comparing, the smaller place first, in order. Where nothing is crowded it is every pair with two words in
/// common, or with one where the two are `together` in a story.
pub(super) fn candidates(sketches: &[&Sketch], together: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let mut known = Keys::default();
    let worded: Vec<Vec<Word>> = sketches.iter().map(|sketch| known.words(sketch)).collect();
    let all = sketches.len() as f32;
    let told: Vec<f32> = known.frequency.iter().map(|&found| 1.0 + (all / found as f32).ln()).collect();
    // of each word the keys that find somebody, each with what it tells
    let chosen: Vec<Vec<Vec<(usize, f32)>>> = worded
        .iter()
        .map(|words| {
            let finds = |key: &usize| (2..=CROWD).contains(&known.frequency[*key]);
            let mut found: Vec<Vec<(usize, f32)>> = words
                .iter()
                .map(|word| word.keys.iter().copied().filter(finds).map(|key| (key, word.weight * told[key])).collect())
                .filter(|keys: &Vec<_>| !keys.is_empty())
                .collect();
            let most = |keys: &[(usize, f32)]| keys.iter().map(|key| key.1).fold(0.0, f32::max);
            let name = |keys: &[(usize, f32)]| known.names[keys[0].0];
            found.sort_by(|a, b| most(b).total_cmp(&most(a)).then_with(|| name(a).cmp(name(b))));
            found.truncate(WORDS);
            found
        })
        .collect();
    let mut index: Vec<Vec<usize>> = vec![Vec::new(); known.names.len()];
    for (i, words) in chosen.iter().enumerate() {
        for key in distinct(words.iter().flatten().map(|(key, _)| *key)) {
            index[key].push(i);
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut score = vec![0.0_f32; sketches.len()];
    let mut shared = vec![0_u8; sketches.len()];
    let mut by_word: Vec<(usize, f32)> = Vec::new();
    let mut touched: Vec<usize> = Vec::new();
    for (i, words) in chosen.iter().enumerate() {
        for keys in words {
            // a word is shared once, by the key that tells most
            for (key, told) in keys {
                by_word.extend(index[*key].iter().filter(|j| **j != i).map(|&j| (j, *told)));
            }
            by_word.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            by_word.dedup_by_key(|found| found.0);
            for (j, told) in by_word.drain(..) {
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
            .filter(|&j| shared[j] > 1 || words.len() < 3 || chosen[j].len() < 3 || together(i, j))
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
