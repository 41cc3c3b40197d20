//! Grouping statements into claims.

use super::candidates::candidates;
use super::linkage::clusters;
use super::normalise::words;
use super::relation::{Judgement, judge};
use super::sketch::Sketch;
use super::{Claim, ClaimId, Reading, StatementId};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Mean likelihood of the same from which two clusters are one claim: on the event sets .15 to .2 give the best balance of pairs found and pairs wrong.
/// Below one half because the model learned from pairs of headlines, where most of what is alike is the same.
const ONE_CLAIM: f64 = 0.18;
/// Pairs less likely than this count as having nothing in common.
const FAINT: f64 = 0.02;
/// From so many statements or pairs on the cores share the work; chosen by us: one takes some ten microseconds, and waking the others about as much as several.
const MANY: usize = 256;
/// How likely a contradiction must be to be written down: a false one costs a reader more than a missing one.
const SURE: f64 = 0.5;

/// Groups the statements of all articles into claims, named in order of first appearance.
///
/// Which statements go together does not depend on the order of the articles; only the names do. Statements that deny their content stand in
/// [`Claim::denied_by`] of the claim for that content. Claims that exclude each other say so; where a later report replaces an earlier one the
/// earlier is superseded and nothing is contradicted.
pub fn group(readings: &[Reading<'_>]) -> Vec<Claim> {
    let items: Vec<Item<'_>> = readings.iter().flat_map(items).collect();
    // by sentence, so that the order of the input can decide nothing
    let mut places: BTreeMap<(&str, usize), Vec<usize>> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        // what has no words is like nothing, not even itself
        let alone = if item.sentence.is_empty() { i + 1 } else { 0 };
        places.entry((&item.sentence, alone)).or_default().push(i);
    }
    let same_sentence: Vec<Vec<usize>> = places.into_values().collect();
    let sketches = map(&same_sentence, |group| Sketch::of(&items[group[0]].text, false));
    let pairs = map(&candidates(&sketches), |&(i, j)| (i, j, judge(&sketches[i], &sketches[j])));
    let edges: Vec<(usize, usize, f64)> = pairs.iter().filter(|p| p.2.p_same >= FAINT).map(|p| (p.0, p.1, p.2.p_same)).collect();
    let cluster = clusters(sketches.len(), &edges, ONE_CLAIM);
    let (mut claims, name) = claims(&items, &same_sentence, &cluster);
    relate(&mut claims, &pairs, &name, &times(&items, &same_sentence));
    claims
}

/// What becomes of each, in order: by all cores where there is much to do.
fn map<T: Sync, R: Send>(items: &[T], of: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    if items.len() < MANY { items.iter().map(of).collect() } else { items.par_iter().map(of).collect() }
}

struct Item<'a> {
    id: StatementId,
    denied: bool,
    order: ((bool, i64, &'a crate::article::ArticleId), usize),
    text: String,
    /// Its words alone.
    sentence: String,
}

fn items<'a>(reading: &Reading<'a>) -> Vec<Item<'a>> {
    let order = {
        let seconds = reading.article.published.as_ref().map(|p| p.seconds);
        (seconds.is_none(), seconds.unwrap_or(0), &reading.article.id)
    };
    let item = |statement: &crate::attribution::Statement| {
        let text = statement.content.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
        Item {
            id: reading.id(statement),
            denied: statement.denied,
            order: (order, statement.number),
            sentence: words(&text).join(" "),
            text,
        }
    };
    reading.statements.iter().map(item).collect()
}

/// The claims in order of first appearance, and for each place the number of its claim.
fn claims(items: &[Item<'_>], same_sentence: &[Vec<usize>], cluster: &[usize]) -> (Vec<Claim>, Vec<usize>) {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, group) in same_sentence.iter().enumerate() {
        members.entry(cluster[place]).or_default().extend(group);
    }
    let mut groups: Vec<(usize, Vec<usize>)> = members.into_iter().collect();
    groups.iter_mut().for_each(|(_, group)| group.sort_unstable());
    groups.sort_by_key(|(_, group)| group[0]);
    let number: BTreeMap<usize, usize> = groups.iter().enumerate().map(|(n, (root, _))| (*root, n)).collect();
    let claims = groups.iter().enumerate().map(|(n, (_, group))| {
        let of = || group.iter().map(|&i| &items[i]);
        let side = |denied: bool| of().filter(|i| i.denied == denied).map(|i| i.id.clone()).collect();
        let stands_for = of().min_by_key(|item| (item.denied, item.order));
        Claim {
            id: ClaimId(format!("c{}", n + 1)),
            text: stands_for.map(|item| item.text.clone()).unwrap_or_default(),
            asserted_by: side(false),
            denied_by: side(true),
            contradicts: Vec::new(),
            superseded_by: Vec::new(),
        }
    });
    (claims.collect(), cluster.iter().map(|root| number[root]).collect())
}

/// When each place was first published, where that is known.
fn times(items: &[Item<'_>], same_sentence: &[Vec<usize>]) -> Vec<Option<i64>> {
    let first = |group: &Vec<usize>| group.iter().map(|&i| items[i].order.0).filter(|order| !order.0).map(|order| order.1).min();
    same_sentence.iter().map(first).collect()
}

/// Writes down which claims exclude or replace each other.
fn relate(claims: &mut [Claim], pairs: &[(usize, usize, Judgement)], name: &[usize], times: &[Option<i64>]) {
    let mut contradict: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut replaced: BTreeSet<(usize, usize)> = BTreeSet::new();
    for &(i, j, judgement) in pairs.iter().filter(|p| name[p.0] != name[p.1]) {
        let order = times[i].zip(times[j]).map(|(x, y)| x.cmp(&y)).filter(|o| o.is_ne());
        let later = |o: std::cmp::Ordering| if o.is_lt() { (name[i], name[j]) } else { (name[j], name[i]) };
        if judgement.p_update + judgement.p_contradict < SURE {
            continue;
        }
        // a count that grew from one report to the next is an update, whatever else it looks like
        match order {
            Some(order) if judgement.toll || judgement.p_update > judgement.p_contradict => {
                replaced.insert(later(order));
            }
            _ if judgement.p_contradict >= SURE => {
                contradict.extend([(name[i], name[j]), (name[j], name[i])]);
            }
            _ => {}
        }
    }
    for (earlier, later) in replaced.iter().filter(|(x, y)| !replaced.contains(&(*y, *x))) {
        contradict.remove(&(*earlier, *later));
        contradict.remove(&(*later, *earlier));
        let id = claims[*later].id.clone();
        claims[*earlier].superseded_by.push(id);
    }
    for (one, other) in contradict {
        let id = claims[other].id.clone();
        claims[one].contradicts.push(id);
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
            ("He resigned today", "He resigned", true),
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
