//! Grouping statements into claims.

use super::normalise::Fingerprint;
use super::{Claim, ClaimId, Reading, StatementId};
use std::collections::{BTreeMap, HashMap};

/// Jaccard overlap of content words from which two statements are nearly the same sentence.
const NEARLY_SAME: f64 = 0.8;
/// Below this many content words only the same sentence counts: "he resigned today" and "he resigned" may be two men.
const ENOUGH_WORDS: usize = 5;

/// Groups the statements of all articles into claims, named in order of first appearance.
///
/// Which statements go together does not depend on the order of the articles; only the names do. Statements that deny their content stand in
/// [`Claim::denied_by`] of the claim for that content.
pub fn group(readings: &[Reading<'_>]) -> Vec<Claim> {
    let items: Vec<Item<'_>> = readings
        .iter()
        .flat_map(|reading| {
            reading.statements.iter().map(|statement| Item {
                id: reading.id(statement),
                denied: statement.denied,
                order: (reading.order(), statement.number),
                text: statement.content.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" "),
                print: Fingerprint::of(statement),
            })
        })
        .collect();
    let mut sets = DisjointSets::new(items.len());
    join_same_sentences(&items, &mut sets);
    join_nearly_same(&items, &mut sets);
    claims(&items, &mut sets)
}

struct Item<'a> {
    id: StatementId,
    denied: bool,
    order: ((bool, i64, &'a crate::article::ArticleId), usize),
    text: String,
    print: Fingerprint,
}

fn join_same_sentences(items: &[Item<'_>], sets: &mut DisjointSets) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (i, item) in items.iter().enumerate() {
        if !item.print.sentence.is_empty() {
            let earlier = *first.entry(&item.print.sentence).or_insert(i);
            sets.join(i, earlier);
        }
    }
}

fn join_nearly_same(items: &[Item<'_>], sets: &mut DisjointSets) {
    let mut frequency: HashMap<&str, usize> = HashMap::new();
    for item in items {
        for word in &item.print.content {
            *frequency.entry(word).or_default() += 1;
        }
    }
    let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, item) in items.iter().enumerate() {
        // one of each group of same sentences is enough
        if item.print.content.len() < ENOUGH_WORDS || sets.find(i) != i {
            continue;
        }
        let mut rarest: Vec<(usize, &str)> =
            item.print.content.iter().map(|word| (frequency[word.as_str()], word.as_str())).collect();
        rarest.sort_unstable();
        rarest.truncate(rarest.len() - (NEARLY_SAME * rarest.len() as f64).ceil() as usize + 1);
        for (_, word) in rarest {
            let seen = index.entry(word).or_default();
            for &j in seen.iter() {
                let other = &items[j].print;
                if item.print.agrees(other) && item.print.overlap(other) >= NEARLY_SAME {
                    sets.join(i, j);
                }
            }
            seen.push(i);
        }
    }
}

fn claims(items: &[Item<'_>], sets: &mut DisjointSets) -> Vec<Claim> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..items.len() {
        members.entry(sets.find(i)).or_default().push(i);
    }
    // the representative of a set is its first member, so this is the order of first appearance
    members
        .values()
        .enumerate()
        .map(|(n, group)| {
            let side =
                |denied: bool| group.iter().map(|&i| &items[i]).filter(|i| i.denied == denied).map(|i| i.id.clone()).collect();
            let stands_for = group.iter().map(|&i| &items[i]).min_by_key(|item| (item.denied, item.order));
            Claim {
                id: ClaimId(format!("c{}", n + 1)),
                text: stands_for.map(|item| item.text.clone()).unwrap_or_default(),
                asserted_by: side(false),
                denied_by: side(true),
                contradicts: Vec::new(),
                superseded_by: Vec::new(),
            }
        })
        .collect()
}

/// Union-find whose representative is the smallest member.
pub(super) struct DisjointSets {
    parent: Vec<usize>,
}

impl DisjointSets {
    pub fn new(len: usize) -> Self {
        DisjointSets { parent: (0..len).collect() }
    }

    pub fn find(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }

    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::attribution::{Attitude, Kind, Statement};
    use crate::text::Span;

    fn statement(number: usize, content: &str, denied: bool) -> Statement {
        Statement {
            number,
            content: vec![Span::new(0, content.len()).excerpt(content)],
            kind: Kind::Narration,
            attitude: Attitude::Assertion,
            denied,
            chain: Vec::new(),
            hedges: Vec::new(),
            carried_over: false,
            anonymity_reason: None,
            gaps: Vec::new(),
            found_by: "by-hand".to_owned(),
        }
    }

    fn claims_of(contents: &[(&str, bool)]) -> Vec<Claim> {
        let article = Article::from_text("a", "");
        let statements: Vec<Statement> =
            contents.iter().enumerate().map(|(i, (text, denied))| statement(i + 1, text, *denied)).collect();
        group(&[Reading { article: &article, outlet: None, statements: &statements, tags: &[] }])
    }

    #[test]
    fn same_and_different() {
        let rows = [
            ("The bridge closed.", "“The bridge closed”", true),
            ("It rained", "It snowed", false),
            ("He resigned today", "He resigned", false),
            ("The state-owned yard in Ostra laid off 120 welders", "The state owned yard in Ostra laid off 120 welders", true),
            ("The yard in Ostra laid off 120 welders in March", "The yard in Ostra laid off 210 welders in March", false),
            ("The yard in Ostra laid off its welders in March", "The yard in Ostra never laid off its welders in March", false),
            ("The yard in Ostra laid off its young welders in March", "In March the Ostra yard laid off its young welders", true),
            ("The yard in Ostra laid off welders", "The yard in Lund laid off painters", false),
        ];
        for (a, b, same) in rows {
            assert_eq!(claims_of(&[(a, false), (b, false)]).len() == 1, same, "{a} / {b}");
        }
    }

    #[test]
    fn a_denial_stands_with_what_it_denies() {
        let claims = claims_of(&[("the yard had been sold", true), ("It rained", false), ("The yard had been sold.", false)]);
        assert_eq!(claims.len(), 2);
        assert_eq!(claims[0].denied_by[0].number, 1);
        assert_eq!(claims[0].asserted_by[0].number, 3);
        assert_eq!(claims[0].text, "The yard had been sold.", "worded by who asserts it");
        assert_eq!((claims[0].id.0.as_str(), claims[1].id.0.as_str()), ("c1", "c2"));
    }

    #[test]
    fn nothing_without_words_is_lost() {
        let claims = claims_of(&[("…", false), ("…", false)]);
        assert_eq!(claims.iter().map(|c| c.asserted_by.len()).sum::<usize>(), 2);
    }
}
