//! Grouping statements into claims.

use super::compare::{Told, is_telling, same_detail, tells_another_number};
use super::dispute::{Dispute, Verdict, dispute, negates, write_down};
use super::item::Item;
use super::linkage::clusters;
use super::material::{Material, Node, map};
use super::relation::Judgement;
use super::sketch::Sketch;
use super::within::{alike, measured, one_claim};
use super::{Claim, ClaimId, Reading};
use std::collections::{BTreeMap, BTreeSet};

/// Mean likelihood of the same from which two clusters are one claim: on the event sets .2 finds more pairs, and .35 counts more origins right; chosen between them. Between reports
/// of different stories the likelihood is one of pairs of headlines, where most of what is alike is the same.
const ONE_CLAIM: f64 = 0.25;
/// What a likeness counts between reports of different stories: as many false ones come from there, and few true ones. Chosen by us.
const OTHER_STORY: f64 = 0.8;
/// Share and weight of what a denied statement says that another must say too to be what it denies. Chosen by us.
const DENIED: f64 = 0.5;
/// Pairs less likely than this count as having nothing in common.
const FAINT: f64 = 0.02;
/// Groups of equal numbers that a further number is compared with: those of the next smaller values.
const NEIGHBOURS: usize = 8;

/// Groups the statements of all articles into claims, named in order of first appearance. `stories` names the story of each article.
///
/// Which statements go together does not depend on the order of the articles; only the names do. Statements that deny their content stand in
/// [`Claim::denied_by`] of the claim for that content. Claims that exclude each other say so; where a later report replaces an earlier one the
/// earlier is superseded and nothing is contradicted.
pub fn group(readings: &[Reading<'_>], stories: &[String]) -> Vec<Claim> {
    let material = Material::of(readings, stories);
    let pairs = material.pairs();
    let edges: Vec<(usize, usize, f64)> = map(&pairs, |(i, j, judged)| (*i, *j, likeness(&material, *i, *j, judged)))
        .into_iter()
        .filter(|edge| edge.2 >= FAINT)
        .collect();
    let cluster = clusters(material.nodes.len(), &edges, ONE_CLAIM);
    let mut bundles = bundles(&material.nodes, &cluster, material.places.len());
    bundles.extend(details(&material.nodes, &material.stories, &bundles));
    let disputes: Vec<(usize, usize, Dispute)> = pairs
        .iter()
        .filter(|pair| material.together(pair.0, pair.1) && !material.apart_in_time(pair.0, pair.1))
        .filter_map(|(i, j, judged)| Some((*i, *j, dispute(&material.side(*i), &material.side(*j), judged)?)))
        // what tells only a number is in dispute over that number alone
        .filter(|&(i, j, dispute)| {
            dispute.numbers.is_some() || [i, j].iter().all(|&node| material.nodes[node].sketch.told.is_none())
        })
        .collect();
    let parted = parted(&material.nodes, &cluster, &disputes, &mut bundles);
    let (mut claims, place) = claims(&material.items, &material.places, &material.nodes, bundles);
    write_down(&mut claims, parted.into_iter().map(|(ends, verdict)| (ends.map(|bundle| place[bundle]), verdict)));
    claims
}

/// How alike two propositions are as claims, 0..1.
fn likeness(material: &Material<'_>, i: usize, j: usize, judged: &Judgement) -> f64 {
    let [a, b] = [i, j].map(|node| &material.nodes[node]);
    if alike(a.actor.as_ref(), b.actor.as_ref()) < 0.0 {
        return 0.0;
    }
    let alike = if material.together(i, j) {
        let setting = material.setting(i, j, judged);
        // where numbers of one thing clash it is no claim, but reports that begin with one event tell of it, whatever its number
        let clash = if setting.heads { 0.0 } else { judged.clash };
        one_claim(&measured(judged, &a.sketch, &b.sketch, &setting)) * (1.0 - clash)
    } else if material.apart_in_time(i, j) || tells_another_number(&a.sketch, &b.sketch) {
        0.0
    } else {
        judged.p_same * OTHER_STORY
    };
    match [a, b].map(|node| material.parties[node.place].denied) {
        [false, false] if judged.negative[0] != judged.negative[1] && negates(judged) => 0.0,
        // who denies that rounds were used and who says that none were say one thing, but no claim can hold both as that
        [true, false] if judged.negative == [false, true] => 0.0,
        [false, true] if judged.negative == [true, false] => 0.0,
        [true, false] => alike.max(denial(judged.told[0])),
        [false, true] => alike.max(denial(judged.told[1])),
        _ => alike,
    }
}

/// What the share of a denied statement that another says counts as likeness: who denies, denies what somebody says.
fn denial(told: Told) -> f64 {
    if told.share >= DENIED && told.weight >= DENIED { told.share * DENIED } else { 0.0 }
}

/// What becomes a claim: its propositions.
type Bundle = Vec<usize>;

/// The clusters; what a statement asserts and no other shares is one bundle.
fn bundles(nodes: &[Node], cluster: &[usize], places: usize) -> Vec<Bundle> {
    let mut members: BTreeMap<usize, Bundle> = BTreeMap::new();
    for (node, root) in cluster.iter().enumerate() {
        members.entry(*root).or_default().push(node);
    }
    let mut found = Vec::new();
    let mut own: Vec<Bundle> = vec![Vec::new(); places];
    for bundle in members.into_values() {
        let place = nodes[bundle[0]].place;
        if bundle.iter().all(|&node| nodes[node].place == place) {
            own[place].extend(bundle);
        } else {
            found.push(bundle);
        }
    }
    found.extend(own.into_iter().filter(|bundle| !bundle.is_empty()));
    found
}

/// Further bundles of propositions of one story that give the same telling number, where no bundle holds them all.
fn details(nodes: &[Node], stories: &[BTreeSet<&str>], bundles: &[Bundle]) -> Vec<Bundle> {
    let mut numbers: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        let telling = (0..node.sketch.quantities.len()).filter(|&i| is_telling(&node.sketch, i));
        for i in telling {
            stories[node.place].iter().for_each(|story| numbers.entry(*story).or_default().push((at, i)));
        }
    }
    let mut homes: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); stories.len()];
    for (b, bundle) in bundles.iter().enumerate() {
        for &node in bundle {
            homes[nodes[node].place].insert(b);
        }
    }
    let mut found: BTreeSet<Bundle> = BTreeSet::new();
    for mut given in numbers.into_values() {
        let quantity = |&(node, i): &(usize, usize)| &nodes[node].sketch.quantities[i];
        given.sort_by(|a, b| {
            let (p, q) = (quantity(a), quantity(b));
            p.measure.cmp(&q.measure).then(p.value.total_cmp(&q.value)).then(a.cmp(b))
        });
        let mut groups: Vec<Vec<(usize, usize)>> = Vec::new();
        for (node, i) in given {
            let is_open = |&(node, i): &(usize, usize)| nodes[node].sketch.quantities[i].open;
            let open = is_open(&(node, i));
            // "more than a billion" fits much, so it brings nothing together
            let same = |group: &&mut Vec<(usize, usize)>| {
                let fits = |&(other, j): &(usize, usize)| same_detail(&nodes[other].sketch, j, &nodes[node].sketch, i);
                let mut others = group.iter().take(NEIGHBOURS).filter(|other| !is_open(other) || group.len() == 1);
                if open { group.iter().take(NEIGHBOURS).all(fits) } else { others.any(fits) }
            };
            match groups.iter_mut().rev().take(NEIGHBOURS).find(same) {
                Some(group) => group.push((node, i)),
                None => groups.push(vec![(node, i)]),
            }
        }
        found.extend(groups.into_iter().map(|group| {
            let mut bundle: Bundle = group.into_iter().map(|(node, _)| node).collect();
            bundle.sort_unstable();
            bundle.dedup();
            bundle
        }));
    }
    let is_new = |bundle: &Bundle| {
        let mut shared = homes[nodes[bundle[0]].place].clone();
        bundle.iter().for_each(|&node| shared.retain(|home| homes[nodes[node].place].contains(home)));
        shared.is_empty()
    };
    found.into_iter().filter(|bundle| bundle.len() > 1 && is_new(bundle)).collect()
}

/// For each dispute the two bundles that stand on its sides, with what it says of them.
///
/// A dispute over a number is one of those members of a cluster who give that number ("two sailors were hurt" of all that report the clash), and they become a claim
/// of their own; one over words is the whole cluster's where at least half of it is in it. A bundle is added where none of those there are holds just these.
fn parted(
    nodes: &[Node],
    cluster: &[usize],
    disputes: &[(usize, usize, Dispute)],
    bundles: &mut Vec<Bundle>,
) -> Vec<([usize; 2], Verdict)> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    cluster.iter().enumerate().for_each(|(node, &root)| members.entry(root).or_default().push(node));
    let mut against: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    for &(i, j, _) in disputes.iter().filter(|d| d.2.numbers.is_none()) {
        against.entry((cluster[i], cluster[j])).or_default().insert(i);
        against.entry((cluster[j], cluster[i])).or_default().insert(j);
    }
    let places = |bundle: &[usize]| bundle.iter().map(|&node| nodes[node].place).collect::<BTreeSet<usize>>();
    let mut known: BTreeMap<BTreeSet<usize>, usize> = BTreeMap::new();
    bundles.iter().enumerate().for_each(|(at, bundle)| _ = known.entry(places(bundle)).or_insert(at));
    let mut bundle_of = |wanted: Bundle, bundles: &mut Vec<Bundle>| {
        *known.entry(places(&wanted)).or_insert_with(|| {
            bundles.push(wanted);
            bundles.len() - 1
        })
    };
    let mut found = Vec::new();
    for &(i, j, dispute) in disputes {
        let side = |node: usize, of: usize, other: usize| -> Bundle {
            let all = &members[&cluster[node]];
            match dispute.numbers {
                Some(numbers) => all
                    .iter()
                    .copied()
                    .filter(|&k| k == node || gives(&nodes[node].sketch, numbers[of], &nodes[k].sketch))
                    .collect(),
                None => {
                    let part = &against[&(cluster[node], cluster[other])];
                    if part.len() * 2 >= all.len() { all.clone() } else { part.iter().copied().collect() }
                }
            }
        };
        if dispute.numbers.is_none() && cluster[i] == cluster[j] {
            continue;
        }
        let ends = [side(i, 0, j), side(j, 1, i)];
        if ends[0].iter().any(|node| ends[1].contains(node)) {
            continue;
        }
        found.push((ends.map(|bundle| bundle_of(bundle, bundles)), dispute.verdict));
    }
    found
}

/// Whether a proposition gives a number of another.
fn gives(of: &Sketch, number: usize, other: &Sketch) -> bool {
    (0..other.quantities.len()).any(|i| same_detail(of, number, other, i))
}

/// The claims in order of first appearance, and for each bundle the number of its claim.
fn claims(items: &[Item<'_>], places: &[Vec<usize>], nodes: &[Node], bundles: Vec<Bundle>) -> (Vec<Claim>, Vec<usize>) {
    let mut groups: Vec<(Vec<usize>, Bundle, usize)> = bundles
        .into_iter()
        .enumerate()
        .map(|(at, bundle)| {
            let members: BTreeSet<usize> = bundle.iter().flat_map(|&node| &places[nodes[node].place]).copied().collect();
            (members.into_iter().collect(), bundle, at)
        })
        .collect();
    // of claims that begin with one statement the one that more share comes first
    groups.sort_by(|(a, x, _), (b, y, _)| a[0].cmp(&b[0]).then(b.len().cmp(&a.len())).then(x.cmp(y)));
    let mut place = vec![0; groups.len()];
    let mut claims = Vec::with_capacity(groups.len());
    for (n, (group, bundle, at)) in groups.iter().enumerate() {
        place[*at] = n;
        let side = |denied: bool| group.iter().filter(|&&i| items[i].denied == denied).map(|&i| items[i].id.clone()).collect();
        claims.push(Claim {
            id: ClaimId(format!("c{}", n + 1)),
            text: wording(items, places, nodes, bundle),
            asserted_by: side(false),
            denied_by: side(true),
            contradicts: Vec::new(),
            superseded_by: Vec::new(),
        });
    }
    (claims, place)
}

/// The words of the first statement that asserts it, or of the part of it that does.
fn wording(items: &[Item<'_>], places: &[Vec<usize>], nodes: &[Node], bundle: &[usize]) -> String {
    let spoken = bundle.iter().flat_map(|&node| places[nodes[node].place].iter().map(move |&item| (node, item)));
    let Some((node, item)) = spoken.min_by_key(|&(node, item)| (items[item].denied, items[item].order, node)) else {
        return String::new();
    };
    let parts = bundle.iter().filter(|&&other| nodes[other].place == nodes[node].place).count();
    match &nodes[node].part {
        Some(part) if parts == 1 => part.clone(),
        _ => items[item].text.clone(),
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
        group(&[Reading { article: &article, outlet: None, statements: &statements, tags: &[] }], &["t1".to_owned()])
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
            ("The yard in Ostra laid off welders", "The school in Lund will hire painters", false),
            ("A guard drowned and the pier was shut", "Divers searched all day; the pier was shut", true),
            ("A guard drowned and the pier was shut", "A poet sang while the mayor slept", false),
        ];
        for (a, b, same) in rows {
            let together = claims_of(&[(a, false), (b, false)]).iter().any(|claim| claim.asserted_by.len() == 2);
            assert_eq!(together, same, "{a} / {b}");
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
