//! What the reports say, made ready for grouping: statements, who says them, their propositions, and which of these are worth comparing.

use super::candidates::candidates;
use super::compare::{rarity, tells_another_number};
use super::country::only_country;
use super::dispute::{Party, Side};
use super::item::{Item, items};
use super::proposition::{propositions, subject};
use super::relation::{Judgement, judge};
use super::sketch::Sketch;
use super::stem::is_past;
use super::within::{Setting, WEIGHED, alike, measured};
use super::{Reading, StatementId};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Statements at the head of an article that tell its news: reports of one event mostly begin with the same. Chosen by us.
const HEAD: usize = 2;
/// From so many statements or pairs on the cores share the work; chosen by us: one takes some ten microseconds, and waking the others about as much as several.
const MANY: usize = 256;

/// The propositions of all reports. What is said in the same words stands at one place, and a place has one or more propositions, the nodes.
pub(super) struct Material<'a> {
    pub items: Vec<Item<'a>>,
    /// Items of the same words.
    pub places: Vec<Vec<usize>>,
    /// Who says what stands at each place.
    pub parties: Vec<Party>,
    pub nodes: Vec<Node>,
    /// The stories of each place.
    pub stories: Vec<BTreeSet<&'a str>>,
    /// The articles that begin with what stands at each place.
    heads: Vec<BTreeSet<String>>,
    /// By story and node: how rare its words are in the story.
    rarity: BTreeMap<&'a str, HashMap<usize, Vec<f64>>>,
}

impl<'a> Material<'a> {
    /// `stories` names the story of each article.
    pub fn of(readings: &[Reading<'a>], stories: &'a [String]) -> Self {
        let items: Vec<Item<'a>> = readings.iter().zip(stories).flat_map(|(reading, story)| items(reading, story)).collect();
        let places = places(&items);
        let parties: Vec<Party> = places.iter().map(|group| party(group, &items)).collect();
        let numbered: Vec<(usize, &Party)> = parties.iter().enumerate().collect();
        let nodes: Vec<Node> = map(&numbered, |&(place, party)| nodes(place, party)).into_iter().flatten().collect();
        let stories: Vec<BTreeSet<&str>> = places.iter().map(|group| group.iter().map(|&i| items[i].story).collect()).collect();
        let heads = places.iter().map(|group| heads(group, &items)).collect();
        let rarity = rarities(&nodes, &stories);
        Material { items, places, parties, nodes, stories, heads, rarity }
    }

    /// The pairs of propositions worth comparing, each judged.
    pub fn pairs(&self) -> Vec<(usize, usize, Judgement)> {
        let sketches: Vec<&Sketch> = self.nodes.iter().map(|node| &node.sketch).collect();
        let mut near = candidates(&sketches, |i, j| self.together(i, j));
        near.retain(|&(i, j)| self.nodes[i].place != self.nodes[j].place);
        map(&near, |&(i, j)| {
            let rarity = self.common(i, j).map(|story| [i, j].map(|node| self.rarity[story][&node].as_slice()));
            (i, j, judge(sketches[i], sketches[j], rarity))
        })
    }

    /// The story of two, the first where they have several.
    fn common(&self, i: usize, j: usize) -> Option<&'a str> {
        let [a, b] = [i, j].map(|node| &self.stories[self.nodes[node].place]);
        a.intersection(b).next().copied()
    }

    /// Whether two are of one story.
    pub fn together(&self, i: usize, j: usize) -> bool {
        self.common(i, j).is_some()
    }

    /// Whether one of two tells of another month or year.
    pub fn apart_in_time(&self, i: usize, j: usize) -> bool {
        self.nodes[i].elsewhen != self.nodes[j].elsewhen
    }

    fn of_one_report(&self, one: usize, other: usize) -> bool {
        let mut reports = self.places[one].iter().chain(&self.places[other]).map(|&i| &self.items[i].id.article);
        let first = reports.next();
        reports.all(|report| Some(report) == first)
    }

    pub fn side(&self, node: usize) -> Side<'_> {
        let node = &self.nodes[node];
        Side { party: &self.parties[node.place], actor: node.actor.as_deref() }
    }

    /// What is known of two of one story beside their words.
    pub fn setting(&self, i: usize, j: usize, judged: &Judgement) -> Setting {
        let [a, b] = [i, j].map(|node| &self.nodes[node]);
        let [one, other] = [a, b].map(|node| &self.parties[node.place]);
        Setting {
            heads: self.heads[a.place].iter().any(|one| self.heads[b.place].iter().any(|other| one != other)),
            one_report: self.of_one_report(a.place, b.place),
            source: alike(one.source.as_ref(), other.source.as_ref()),
            state: alike(one.state.as_ref(), other.state.as_ref()),
            elsewhen: self.apart_in_time(i, j),
            another_number: tells_another_number(&a.sketch, &b.sketch),
            negated: judged.negative[0] != judged.negative[1],
        }
    }
}

/// Two statements, each with the ids of all who say it in the same words, and what the model weighs of them.
pub type Measured = (Vec<StatementId>, Vec<StatementId>, [f64; WEIGHED]);

/// What the model weighs of each pair of propositions of one story that grouping compares; for training and for looking into a pair.
pub fn within(readings: &[Reading<'_>], stories: &[String]) -> Vec<Measured> {
    let material = Material::of(readings, stories);
    let said = |node: usize| material.places[material.nodes[node].place].iter().map(|&i| material.items[i].id.clone()).collect();
    let pairs = material.pairs().into_iter().filter(|pair| material.together(pair.0, pair.1));
    pairs
        .map(|(i, j, judged)| {
            let [a, b] = [i, j].map(|node| &material.nodes[node].sketch);
            (said(i), said(j), measured(&judged, a, b, &material.setting(i, j, &judged)))
        })
        .collect()
}

/// What becomes of each, in order: by all cores where there is much to do.
pub(super) fn map<T: Sync, R: Send>(items: &[T], of: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
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

/// By story and node: how rare its words are in the story.
fn rarities<'a>(nodes: &[Node], stories: &[BTreeSet<&'a str>]) -> BTreeMap<&'a str, HashMap<usize, Vec<f64>>> {
    let mut told_in: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        stories[node.place].iter().for_each(|story| told_in.entry(*story).or_default().push(at));
    }
    let told_in: Vec<(&str, Vec<usize>)> = told_in.into_iter().collect();
    let of = |told: &[usize]| rarity(&told.iter().map(|&at| &nodes[at].sketch).collect::<Vec<_>>());
    map(&told_in, |(story, told)| (*story, told.iter().copied().zip(of(told)).collect())).into_iter().collect()
}

/// The articles that begin with what stands at a place.
fn heads(group: &[usize], items: &[Item<'_>]) -> BTreeSet<String> {
    group.iter().map(|&i| &items[i].id).filter(|id| id.number <= HEAD).map(|id| id.article.0.clone()).collect()
}

/// One proposition.
pub(super) struct Node {
    pub place: usize,
    /// Its words, where it is a part of what stands at its place only.
    pub part: Option<String>,
    /// The country whose doing it tells.
    pub actor: Option<String>,
    /// It tells of another month or year than that of the reports.
    pub elsewhen: bool,
    pub sketch: Sketch,
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
    let Some(speaker) = party.speaker.as_deref().filter(|_| party.denied) else { return Cow::Borrowed(text) };
    let mut words = text.splitn(3, ' ');
    let first = words.next().unwrap_or_default().to_lowercase();
    let second = words.next().unwrap_or_default();
    let speaks = SELF.contains(&first.as_str())
        || (matches!(first.as_str(), "it" | "they" | "he" | "she") && (HAVING.contains(&second) || is_past(second)));
    if speaks { Cow::Owned(format!("{speaker} {}", &text[first.len()..])) } else { Cow::Borrowed(text) }
}

/// The country whose doing a proposition tells: that which its subject names, or that of the source where the subject is the source's own ("its boat").
fn actor(subject: &str, party: &Party) -> Option<String> {
    const OWN: &[&str] = &["its", "our", "we", "my"];
    let first = subject.split(' ').next().unwrap_or_default();
    let own = || party.state.clone().filter(|_| OWN.contains(&first.to_lowercase().as_str()));
    only_country(subject).map(str::to_owned).or_else(own)
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
