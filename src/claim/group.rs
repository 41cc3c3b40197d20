//! Grouping statements into claims.

use super::candidates::candidates;
use super::compare::{Rarity, Told, is_telling, same_detail, tells_another_number, told};
use super::country::only_country;
use super::dispute::{Dispute, Party, Side, Verdict, dispute, negates, write_down};
use super::item::{Item, items};
use super::linkage::clusters;
use super::proposition::{propositions, subject};
use super::relation::{Judgement, judge};
use super::sketch::Sketch;
use super::stem::is_past;
use super::{Claim, ClaimId, Reading};
use rayon::prelude::*;
use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

/// Mean likelihood of the same from which two clusters are one claim, where the reports are of one story: on nine event sets .10 to .17 find the same pairs but for a few, and
/// from .15 on more origins are counted right. Far below one half because the model learned from pairs of headlines, where most of what is alike is the same.
const ONE_CLAIM: f64 = 0.15;
/// What a likeness counts between reports of different stories: as many false ones come from there, and few true ones. Chosen by us.
const OTHER_STORY: f64 = 0.5;
/// Statements at the head of an article that tell its news, and what their likeness to the head of another article of the story counts: reports of one event mostly begin with the
/// same news. On the event sets and four invented ones two and two bring the pairs' F1 from .54 to .60.
const HEAD: usize = 2;
const AT_THE_HEAD: f64 = 2.0;
/// Share and weight of what a denied statement says that another must say too to be what it denies. Chosen by us.
const DENIED: f64 = 0.5;
/// Pairs less likely than this count as having nothing in common.
const FAINT: f64 = 0.02;
/// From so many statements or pairs on the cores share the work; chosen by us: one takes some ten microseconds, and waking the others about as much as several.
const MANY: usize = 256;
/// Groups of equal numbers that a further number is compared with: those of the next smaller values.
const NEIGHBOURS: usize = 8;

/// Groups the statements of all articles into claims, named in order of first appearance. `stories` names the story of each article.
///
/// Which statements go together does not depend on the order of the articles; only the names do. Statements that deny their content stand in
/// [`Claim::denied_by`] of the claim for that content. Claims that exclude each other say so; where a later report replaces an earlier one the
/// earlier is superseded and nothing is contradicted.
pub fn group(readings: &[Reading<'_>], stories: &[String]) -> Vec<Claim> {
    let items: Vec<Item<'_>> = readings.iter().zip(stories).flat_map(|(reading, story)| items(reading, story)).collect();
    let places = places(&items);
    let parties: Vec<Party> = places.iter().map(|group| party(group, &items)).collect();
    let numbered: Vec<(usize, &Party)> = parties.iter().enumerate().collect();
    let nodes: Vec<Node> = map(&numbered, |&(place, party)| nodes(place, party)).into_iter().flatten().collect();
    let stories: Vec<BTreeSet<&str>> = places.iter().map(|group| group.iter().map(|&i| items[i].story).collect()).collect();
    let together = |one: usize, other: usize| !stories[nodes[one].place].is_disjoint(&stories[nodes[other].place]);
    let sketches: Vec<&Sketch> = nodes.iter().map(|node| &node.sketch).collect();
    let mut near = candidates(&sketches);
    near.retain(|&(i, j)| nodes[i].place != nodes[j].place);
    let pairs: Vec<(usize, usize, Judgement)> = map(&near, |&(i, j)| (i, j, judge(sketches[i], sketches[j])));
    let heads: Vec<BTreeSet<&str>> = places.iter().map(|group| heads(group, &items)).collect();
    let counts = |i: usize, j: usize| {
        let [a, b] = [i, j].map(|node| &heads[nodes[node].place]);
        if nodes[i].actor.as_ref().zip(nodes[j].actor.as_ref()).is_some_and(|(one, other)| one != other)
            || nodes[i].elsewhen != nodes[j].elsewhen
            || tells_another_number(sketches[i], sketches[j])
        {
            0.0
        } else if !together(i, j) {
            OTHER_STORY
        } else if a.iter().any(|one| b.iter().any(|other| one != other)) {
            AT_THE_HEAD
        } else {
            1.0
        }
    };
    let mut told_in: BTreeMap<&str, Vec<&Sketch>> = BTreeMap::new();
    nodes
        .iter()
        .for_each(|node| stories[node.place].iter().for_each(|story| told_in.entry(*story).or_default().push(&node.sketch)));
    // few stories have a pair that asks for it
    let rarity: BTreeMap<&str, LazyCell<Rarity, _>> =
        told_in.into_iter().map(|(story, of)| (story, LazyCell::new(move || Rarity::of(of.into_iter())))).collect();
    let tell = |i: usize, j: usize| {
        let of = stories[nodes[i].place].intersection(&stories[nodes[j].place]).next().map(|story| &rarity[story]);
        of.map_or_else(Default::default, |of| [told(sketches[i], sketches[j], of), told(sketches[j], sketches[i], of)])
    };
    let edges: Vec<(usize, usize, f64)> = pairs
        .iter()
        .map(|&(i, j, judged)| {
            let denied = [i, j].map(|node| parties[nodes[node].place].denied);
            let likeness = match denied {
                [false, false] if judged.negative[0] != judged.negative[1] && negates(&judged, || tell(i, j)) => 0.0,
                // who denies that rounds were used and who says that none were say one thing, but no claim can hold both as that
                [true, false] if judged.negative == [false, true] => 0.0,
                [false, true] if judged.negative == [true, false] => 0.0,
                [true, false] => judged.p_same.max(denial(tell(i, j)[0])),
                [false, true] => judged.p_same.max(denial(tell(i, j)[1])),
                _ => judged.p_same,
            };
            (i, j, (likeness * counts(i, j)).min(1.0))
        })
        .filter(|edge| edge.2 >= FAINT)
        .collect();
    let cluster = clusters(nodes.len(), &edges, ONE_CLAIM);
    let mut bundles = bundles(&nodes, &cluster, places.len());
    bundles.extend(details(&nodes, &stories, &bundles));
    let side = |node: usize| Side { party: &parties[nodes[node].place], actor: nodes[node].actor.as_deref() };
    let disputes: Vec<(usize, usize, Dispute)> = pairs
        .iter()
        .filter(|pair| together(pair.0, pair.1) && nodes[pair.0].elsewhen == nodes[pair.1].elsewhen)
        .filter_map(|&(i, j, judged)| Some((i, j, dispute(&side(i), &side(j), &judged, || tell(i, j))?)))
        // what tells only a number is in dispute over that number alone
        .filter(|&(i, j, dispute)| dispute.numbers.is_some() || [i, j].iter().all(|&node| sketches[node].told.is_none()))
        .collect();
    let parted = parted(&nodes, &cluster, &disputes, &mut bundles);
    let (mut claims, place) = claims(&items, &places, &nodes, bundles);
    write_down(&mut claims, parted.into_iter().map(|(ends, verdict)| (ends.map(|bundle| place[bundle]), verdict)));
    claims
}

/// What the share of a denied statement that another says counts as likeness: who denies, denies what somebody says.
fn denial(told: Told) -> f64 {
    if told.share >= DENIED && told.weight >= DENIED { told.share * DENIED } else { 0.0 }
}

/// What becomes of each, in order: by all cores where there is much to do.
fn map<T: Sync, R: Send>(items: &[T], of: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    if items.len() < MANY { items.iter().map(of).collect() } else { items.par_iter().map(of).collect() }
}

/// Items of the same words, in the order of the words, so that the order of the input can decide nothing.
fn places(items: &[Item<'_>]) -> Vec<Vec<usize>> {
    let mut places: BTreeMap<(&str, usize), Vec<usize>> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        // what has no words is like nothing, not even itself
        let alone = if item.sentence.is_empty() || item.silent { i + 1 } else { 0 };
        places.entry((&item.sentence, alone)).or_default().push(i);
    }
    places.into_values().collect()
}

/// The articles that begin with what stands at a place.
fn heads<'a>(group: &[usize], items: &'a [Item<'_>]) -> BTreeSet<&'a str> {
    group.iter().map(|&i| &items[i].id).filter(|id| id.number <= HEAD).map(|id| id.article.0.as_str()).collect()
}

/// One proposition.
struct Node {
    place: usize,
    /// Its words, where it is a part of what stands at its place only.
    part: Option<String>,
    /// The country whose doing it tells.
    actor: Option<String>,
    /// It tells of another month or year than that of the reports.
    elsewhen: bool,
    sketch: Sketch,
}

fn nodes(place: usize, party: &Party) -> Vec<Node> {
    let found = propositions(&party.text);
    let whole = found.len() == 1;
    let node = |text: String| {
        let sketch = if party.silent { Sketch::default() } else { Sketch::of(&spoken_of(&text, party), false) };
        Node {
            place,
            actor: actor(subject(&text), party),
            elsewhen: party.published.is_some_and(|(year, month)| sketch.is_of_another_time(year, month)),
            sketch,
            part: Some(text).filter(|_| !whole),
        }
    };
    found.into_iter().map(node).collect()
}

/// A proposition that its source denies, with the speaker for "we", "our", "it had": who denies of himself denies what others say of him by name. Of what is asserted it brought
/// more wrong pairs than right ones.
fn spoken_of<'a>(text: &'a str, party: &Party) -> Cow<'a, str> {
    const SELF: &[&str] = &["we", "our", "i", "my", "its", "their", "his", "her"];
    const HAVING: &[&str] = &["had", "has", "have", "did", "does", "do", "would", "will", "never"];
    let mut words = text.splitn(3, ' ');
    let first = words.next().unwrap_or_default().to_lowercase();
    let second = words.next().unwrap_or_default();
    let speaks = SELF.contains(&first.as_str())
        || (matches!(first.as_str(), "it" | "they" | "he" | "she") && (HAVING.contains(&second) || is_past(second)));
    match party.speaker.as_deref().filter(|_| speaks && party.denied) {
        Some(speaker) => Cow::Owned(format!("{speaker} {}", &text[first.len()..])),
        None => Cow::Borrowed(text),
    }
}

/// The country whose doing a proposition tells: that which its subject names, or that of the source where the subject is the source's own ("its boat").
fn actor(subject: &str, party: &Party) -> Option<String> {
    const OWN: &[&str] = &["its", "our", "we", "my"];
    let first = subject.split(' ').next().unwrap_or_default().to_lowercase();
    let own = || party.state.clone().filter(|_| OWN.contains(&first.as_str()));
    only_country(subject).map(str::to_owned).or_else(own)
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

/// Who says what stands at a place, and when it was first published.
fn party(group: &[usize], items: &[Item<'_>]) -> Party {
    let sources: BTreeSet<&str> = group.iter().map(|&i| items[i].source.as_str()).collect();
    let seconds = group.iter().map(|&i| items[i].order.0).filter(|order| !order.0).map(|order| order.1).min();
    let states: BTreeSet<Option<&str>> = group.iter().map(|&i| items[i].state.as_deref()).collect();
    let speakers: BTreeSet<&str> = group.iter().map(|&i| items[i].speaker.as_str()).collect();
    let months: BTreeSet<_> = group.iter().map(|&i| items[i].published).collect();
    Party {
        silent: items[group[0]].silent,
        published: months.first().copied().flatten().filter(|_| months.len() == 1),
        speaker: speakers.first().filter(|_| speakers.len() == 1).map(|s| (*s).to_owned()),
        source: sources.first().filter(|_| sources.len() == 1).map(|s| (*s).to_owned()),
        denied: group.iter().all(|&i| items[i].denied),
        state: states.first().filter(|_| states.len() == 1).and_then(|state| state.map(str::to_owned)),
        seconds,
        text: items[group[0]].text.clone(),
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
            ("The yard in Ostra laid off welders", "The yard in Lund laid off painters", false),
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
