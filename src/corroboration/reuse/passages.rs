//! Passages that two texts share, word for word: the longest first, none overlapping another.

use super::text::Words;

/// Words from which on a run is a passage; shorter ones are phrases that anybody uses.
pub(super) const SHORTEST: usize = 5;

/// One run of words that stands in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first word in one text.
    pub a: usize,
    /// Its first word in the other.
    pub b: usize,
    /// How many words.
    pub length: usize,
}

/// The shared runs of at least `shortest` words, in the order of `a`. A word of either text is in one run at most.
pub(super) fn shared(a: &Words, b: &Words, shortest: usize) -> Vec<Run> {
    let keys = |words: &Words| words.words.iter().map(|w| w.key).collect::<Vec<u64>>();
    let (left, right) = (keys(a), keys(b));
    // sorted, so that the places of one run stand together and in order
    let mut index: Vec<(u64, usize)> = right.windows(shortest).enumerate().map(|(at, words)| (shingle(words), at)).collect();
    index.sort_unstable();
    let mut runs: Vec<Run> = Vec::new();
    for at in 0..(left.len() + 1).saturating_sub(shortest) {
        let wanted = shingle(&left[at..at + shortest]);
        let from = index.partition_point(|(known, _)| *known < wanted);
        for &(_, other) in index[from..].iter().take_while(|(known, _)| *known == wanted).take(MOST_PLACES) {
            // a run is found at its first word
            if at > 0 && other > 0 && left[at - 1] == right[other - 1] {
                continue;
            }
            let length = left[at..].iter().zip(&right[other..]).take_while(|(x, y)| x == y).count();
            if length >= shortest {
                runs.push(Run { a: at, b: other, length });
            }
        }
    }
    runs.sort_by_key(|r| (std::cmp::Reverse(r.length), r.a, r.b));
    let (mut taken_a, mut taken_b) = (vec![false; left.len()], vec![false; right.len()]);
    let mut kept: Vec<Run> = Vec::new();
    for run in runs {
        let part = free(run, &taken_a, &taken_b);
        if part.length >= shortest {
            taken_a[part.a..part.a + part.length].fill(true);
            taken_b[part.b..part.b + part.length].fill(true);
            kept.push(part);
        }
    }
    kept.sort_by_key(|r| (r.a, r.b));
    kept
}

/// A phrase that stands more often than this in one text is a refrain, and a text may be all refrain.
const MOST_PLACES: usize = 16;

/// The longest part of a run that no longer run has taken.
fn free(run: Run, taken_a: &[bool], taken_b: &[bool]) -> Run {
    let (mut best, mut from) = (0..0, 0);
    for i in 0..run.length {
        if taken_a[run.a + i] || taken_b[run.b + i] {
            from = i + 1;
        } else if i + 1 - from > best.len() {
            best = from..i + 1;
        }
    }
    Run { a: run.a + best.start, b: run.b + best.start, length: best.len() }
}

/// One number for several words in a row.
pub(super) fn shingle(keys: &[u64]) -> u64 {
    keys.iter().fold(0, |hash: u64, key| (hash.rotate_left(5) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_runs_without_overlap() {
        for (a, b, want) in [
            ("one two three four five six", "zero one two three four five six seven", vec!["one two three four five six"]),
            ("a b c d e x f g h i j", "f g h i j y a b c d e", vec!["a b c d e", "f g h i j"]),
            ("a b c d", "a b c d", vec![]),
            ("no no no no no no no", "no no no no no", vec!["no no no no no"]),
            ("", "a b c d e", vec![]),
        ] {
            let (left, right) = (Words::of(a), Words::of(b));
            let found: Vec<&str> = shared(&left, &right, SHORTEST)
                .iter()
                .map(|r| &a[left.words[r.a].span.start()..left.words[r.a + r.length - 1].span.end()])
                .collect();
            assert_eq!(found, want, "{a} / {b}");
        }
    }
}
