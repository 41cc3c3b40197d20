//! Which report was made from which: at most one origin for each, so that the whole is a forest.

use super::reuse::{Kinship, Reuse, Text, compare};
use crate::article::ArticleId;
use crate::claim::Reading;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Keys of one text that look for others; of longer texts a fixed sample, so that the cost grows with the number of texts.
const KEYS: usize = 96;
/// Of the reports that have a phrase the earliest so many are looked at: what was made from a later copy was made from the first one too, and the cost stays even.
const EARLIEST: usize = 32;
/// Keys in common from which on two texts are compared.
const ENOUGH_KEYS: u32 = 3;

/// Pairs that the cores compare before the best are kept: what two texts have in common takes more memory than they do.
const AT_ONCE: usize = 1 << 12;
/// Sentences with their like in the other from which on one report was made from another: one alone may be the claim that both are about.
const ENOUGH_SENTENCES: usize = 2;

/// One report made from another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The later one.
    pub article: ArticleId,
    /// The one that it was made from, or that comes first of those made from one absent report.
    pub from: ArticleId,
    /// How.
    pub reuse: Reuse,
    /// The probability that one was made from the other, or both from a third.
    pub p_reuse: f64,
    /// It names the outlet of the other, or both name the same medium.
    pub credited: bool,
    /// The words that it rests on.
    pub because: String,
}

/// All links, by the report that was made from another.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Lineage {
    links: BTreeMap<ArticleId, Link>,
}

impl Lineage {
    /// The links, by the later report's id.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.links.values()
    }

    /// The link of this report and those of the reports that it goes back to, the nearest first.
    pub fn ancestry(&self, article: &ArticleId) -> impl Iterator<Item = &Link> {
        std::iter::successors(self.links.get(article), |link| self.links.get(&link.from))
    }
}

/// Finds the copies and rewrites among reports. The order in which they are given does not matter.
///
/// Candidates come from an index of phrases, never from all pairs. Which came first is told by the time of publication, else by credit, else by which has more names and
/// numbers that the other lacks (a copy is cut, not grown), else by id.
pub fn lineage(readings: &[Reading<'_>]) -> Lineage {
    if readings.len() < 2 {
        return Lineage::default();
    }
    let mut order: Vec<&Reading<'_>> = readings.iter().collect();
    order.sort_by_key(|reading| reading.order());
    let texts: Vec<Text> = order.par_iter().map(|reading| Text::of(reading)).collect();
    let pairs: Vec<(usize, usize)> = candidates(&texts).into_iter().collect();
    let compared = |&(a, b): &(usize, usize)| {
        let kinship = compare(&texts[a], &texts[b], &order[a].article.text);
        (kinship.reuse.is_derived() && kinship.sentences >= ENOUGH_SENTENCES).then_some((a, b, kinship))
    };
    let mut best: BTreeMap<usize, (usize, Kinship)> = BTreeMap::new();
    for some in pairs.chunks(AT_ONCE) {
        for (a, b, kinship) in some.par_iter().filter_map(compared).collect::<Vec<_>>() {
            let (from, to) = if is_first(order[a], order[b], [&texts[a], &texts[b]], &kinship) { (a, b) } else { (b, a) };
            let rank = |k: &Kinship, from: usize| (k.credited.is_some(), k.p_reuse(), std::cmp::Reverse(from));
            if best.get(&to).is_none_or(|(other, known)| rank(&kinship, from) > rank(known, *other)) {
                best.insert(to, (from, kinship));
            }
        }
    }
    let mut lineage = Lineage::default();
    for (to, (from, kinship)) in best {
        let (article, from) = (order[to].article.id.clone(), order[from].article.id.clone());
        // reports of one hour may point at each other in a ring; the last one then stands for itself
        if article == from || lineage.ancestry(&from).any(|link| link.from == article) {
            continue;
        }
        let credited = kinship.credited.is_some() || !kinship.credits.is_empty();
        let because = kinship.because().into_iter().next().unwrap_or_default();
        lineage
            .links
            .insert(article.clone(), Link { article, from, reuse: kinship.reuse, p_reuse: kinship.p_reuse(), credited, because });
    }
    lineage
}

/// Pairs of texts that share enough phrases to be compared, the earlier first.
fn candidates(texts: &[Text]) -> BTreeSet<(usize, usize)> {
    let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
    let keys: Vec<Vec<u64>> = texts.iter().map(|text| text.keys(KEYS)).collect();
    for (i, own) in keys.iter().enumerate() {
        own.iter().for_each(|key| index.entry(*key).or_default().push(i));
    }
    let mut found = BTreeSet::new();
    for (i, own) in keys.iter().enumerate() {
        let mut shared: BTreeMap<usize, u32> = BTreeMap::new();
        for places in own.iter().filter_map(|key| index.get(key)) {
            places.iter().take(EARLIEST).filter(|j| **j < i).for_each(|j| *shared.entry(*j).or_default() += 1);
        }
        found.extend(shared.into_iter().filter(|(_, count)| *count >= ENOUGH_KEYS).map(|(j, _)| (j, i)));
    }
    found
}

fn is_first(a: &Reading<'_>, b: &Reading<'_>, texts: [&Text; 2], kinship: &Kinship) -> bool {
    let time = |reading: &Reading<'_>| reading.article.published.as_ref().map(|p| p.seconds);
    if let (Some(x), Some(y)) = (time(a), time(b))
        && x != y
    {
        return x < y;
    }
    if let Some(a_credits_b) = kinship.credited {
        return !a_credits_b;
    }
    let [own, other] = [texts[0].own_details(texts[1]), texts[1].own_details(texts[0])];
    (std::cmp::Reverse(own), &a.article.id) < (std::cmp::Reverse(other), &b.article.id)
}
