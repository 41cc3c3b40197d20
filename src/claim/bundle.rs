//! Which articles of a corpus have to be looked at together.

use super::story::Profile;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hasher as _;

/// Most telling words by which an article is found, as for stories.
const WORDS: usize = 40;
/// Words that two articles must share.
const SHARED: u32 = 3;
/// A word in more articles than this of one window finds nobody.
const CROWD: usize = 400;
/// Cosine over the most telling words from which two articles are looked at together. Chosen by us; it is not the likeness of a story
/// (`story.rs`): a pair too many costs time, a pair too few loses what they have in common.
const ALIKE: f32 = 0.2;
/// The likest that an article brings along; chosen by us: the rest of a large story comes along with these.
const NEIGHBOURS: usize = 24;

/// As much of an article as tells which others it may be about: some hundred bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// When it was published, in seconds since 1970; `None` is with all others that have no date.
    seconds: Option<i64>,
    /// Its id, by which ties of time are decided.
    id: String,
    /// Hashes of its most telling words with their share of its length as a vector, sorted.
    words: Vec<(u32, f32)>,
}

impl Outline {
    /// Of this text.
    pub fn of(id: &str, text: &str, seconds: Option<i64>) -> Self {
        let profile = Profile::of(text);
        let mut words: Vec<(u32, f32)> =
            profile.telling(WORDS).into_iter().map(|(word, weight)| (hash(word), weight as f32)).collect();
        words.sort_by_key(|(word, _)| *word);
        words.dedup_by_key(|(word, _)| *word);
        Outline { seconds, id: id.to_owned(), words }
    }
}

fn hash(word: &str) -> u32 {
    let mut hasher = crate::text::WordHasher::default();
    hasher.write(word.as_bytes());
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

/// Sets of articles, each to be resolved by itself: articles that share telling words within `window` seconds of each other, the likest
/// together first, until a set has `most` articles. Gives the places of each set's articles by time of publication, the sets by their first.
///
/// What is in two sets is never compared, so a set may hold more than one story; what is one story is in one set unless it is larger than
/// `most`. The order of the outlines decides nothing.
pub fn bundles(outlines: &[Outline], window: i64, most: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..outlines.len()).collect();
    order.sort_by_key(|&i| (outlines[i].seconds.is_none(), outlines[i].seconds, &outlines[i].id));
    let mut pairs = alike(outlines, &order, window);
    pairs.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let mut parent: Vec<usize> = (0..order.len()).collect();
    let mut size = vec![1_usize; order.len()];
    for (one, other, _) in pairs {
        let (one, other) = (root(&mut parent, one), root(&mut parent, other));
        if one != other && size[one] + size[other] <= most {
            let (first, second) = (one.min(other), one.max(other));
            parent[second] = first;
            size[first] += size[second];
        }
    }
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (rank, &place) in order.iter().enumerate() {
        sets.entry(root(&mut parent, rank)).or_default().push(place);
    }
    sets.into_values().collect()
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

/// Pairs of ranks in `order` that are alike, each with its likeness.
fn alike(outlines: &[Outline], order: &[usize], window: i64) -> Vec<(usize, usize, f32)> {
    let mut index: HashMap<u32, Vec<(usize, f32)>> = HashMap::new();
    let mut pairs = Vec::new();
    let mut first = 0;
    for (rank, &place) in order.iter().enumerate() {
        let own = &outlines[place];
        while apart(&outlines[order[first]], own) > window {
            first += 1;
        }
        let mut found: BTreeMap<usize, (u32, f32)> = BTreeMap::new();
        for (word, weight) in &own.words {
            let Some(with) = index.get(word) else { continue };
            let inside = &with[with.partition_point(|(other, _)| *other < first)..];
            if inside.len() <= CROWD {
                for (other, theirs) in inside {
                    let sum = found.entry(*other).or_default();
                    *sum = (sum.0 + 1, sum.1 + weight * theirs);
                }
            }
        }
        let mut best: Vec<(usize, f32)> = found
            .into_iter()
            .filter(|(_, (shared, sum))| *shared >= SHARED && *sum >= ALIKE)
            .map(|(other, (_, sum))| (other, sum))
            .collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        pairs.extend(best.into_iter().take(NEIGHBOURS).map(|(other, sum)| (other, rank, sum)));
        own.words.iter().for_each(|(word, weight)| index.entry(*word).or_default().push((rank, *weight)));
    }
    pairs
}

/// Seconds between two articles, the earlier first; none between two without a date, and no number of them between one with and one without.
fn apart(earlier: &Outline, later: &Outline) -> i64 {
    match (earlier.seconds, later.seconds) {
        (Some(one), Some(other)) => other.saturating_sub(one),
        (None, None) => 0,
        _ => i64::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;
    const FERRY: &str =
        "The ferry Aurora sank off Lund on Monday. Captain Vik said forty passengers had been rescued by fishing boats.";
    const AGAIN: &str =
        "Fishing boats rescued forty passengers when the ferry Aurora went down off Lund, Captain Vik told reporters.";
    const SUGAR: &str =
        "Parliament passed a tax on sugar after a debate of nine hours. Minister Holt called it a victory for children.";

    fn of(articles: &[(&str, &str, Option<i64>)], most: usize) -> Vec<Vec<usize>> {
        let outlines: Vec<Outline> = articles.iter().map(|(id, text, day)| Outline::of(id, text, day.map(|d| d * DAY))).collect();
        bundles(&outlines, 7 * DAY, most)
    }

    #[test]
    fn what_is_alike_and_near_in_time_comes_together() {
        let rows: [(&[(&str, &str, Option<i64>)], Vec<Vec<usize>>); 5] = [
            (&[("a", FERRY, Some(1)), ("b", SUGAR, Some(1)), ("c", AGAIN, Some(2))], vec![vec![0, 2], vec![1]]),
            (&[("a", FERRY, Some(1)), ("c", AGAIN, Some(20))], vec![vec![0], vec![1]]),
            (&[("a", FERRY, None), ("c", AGAIN, None)], vec![vec![0, 1]]),
            (&[("a", FERRY, Some(1)), ("c", AGAIN, None)], vec![vec![0], vec![1]]),
            (&[], vec![]),
        ];
        for (articles, want) in rows {
            assert_eq!(of(articles, 300), want, "{articles:?}");
        }
    }

    #[test]
    fn a_set_has_a_size_and_no_order_of_input() {
        let many: Vec<(String, i64)> = (0..7).map(|i| (format!("a{i}"), i % 3)).collect();
        let forwards: Vec<(&str, &str, Option<i64>)> = many.iter().map(|(id, day)| (id.as_str(), FERRY, Some(*day))).collect();
        let sets = of(&forwards, 3);
        assert!(sets.iter().all(|set| set.len() <= 3) && sets.iter().map(Vec::len).sum::<usize>() == 7, "{sets:?}");
        let backwards: Vec<_> = forwards.iter().rev().copied().collect();
        let named = |sets: Vec<Vec<usize>>, of: &[(&str, &str, Option<i64>)]| -> Vec<Vec<String>> {
            sets.into_iter().map(|set| set.into_iter().map(|i| of[i].0.to_owned()).collect()).collect()
        };
        assert_eq!(named(sets, &forwards), named(of(&backwards, 3), &backwards));
    }
}
