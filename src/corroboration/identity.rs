//! Who a source is: when two mentions, in one report or in two, are the same source.

use super::body::{Bodies, speaks_for_a_state};
use super::tree::{EvidenceNode, NodeRole};
use crate::attribution::{Part, SourceRef, Statement};
use crate::claim::{Reading, worded, words};
use crate::provenance::{Naming, Provenance, StatementTags, Tag};
use std::collections::{BTreeMap, BTreeSet};

/// What the reports around one claim call their sources.
pub(super) struct Names<'b> {
    /// Full names by the last word of them, where only one full name ends so.
    surnames: BTreeMap<String, String>,
    bodies: &'b Bodies,
}

impl<'b> Names<'b> {
    /// Collects the full names of `sources`, beside the bodies that speak anywhere in the reports.
    pub fn of<'a>(sources: impl Iterator<Item = &'a SourceRef>, bodies: &'b Bodies) -> Self {
        let mut full: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for source in sources {
            // "the press service of Ostra Oil" is no person whose surname is Oil
            let described = !full_name(source).starts_with(char::is_uppercase);
            let name = words(full_name(source));
            if let [_, .., last] = name.as_slice()
                && !described
            {
                full.entry(last.clone()).or_default().insert(name.join(" "));
            }
        }
        let surnames = full
            .into_iter()
            .filter(|(_, names)| names.len() == 1)
            .filter_map(|(last, names)| names.into_iter().next().map(|n| (last, n)))
            .collect();
        Names { surnames, bodies }
    }
}

/// The sources between the matter and the report, from the origin to the publishing outlet; never empty.
///
/// A platform that only carried the words is looked through. A source that stands twice counts where it stands first, nearest to the matter.
pub(super) fn path(reading: &Reading<'_>, statement: &Statement, tags: &StatementTags, names: &Names<'_>) -> Vec<EvidenceNode> {
    let mut path: Vec<EvidenceNode> = Vec::new();
    for (i, source) in statement.chain.iter().enumerate() {
        let tag = tags.nodes.get(i);
        let looked_through = source.part == Part::Carrier && tag.is_some_and(|t| t.provenance == Provenance::Platform);
        if i > 0 && looked_through {
            continue;
        }
        let role = if i == 0 { NodeRole::Origin } else { NodeRole::Relay };
        let mut node = EvidenceNode::new(role, key(reading, statement, tags, i, names), full_name(source));
        describe(&mut node, tag);
        if node.line.is_none() && tag.is_some_and(speaks_for_a_state) {
            node.line = names.bodies.state(reading, tags, i, full_name(source)).map(|country| format!("state:{country}"));
        }
        if node.key.starts_with("hearsay:") {
            // a crowd of outlets is a report without a reporter, whatever the words make of it
            node.class = Some(Provenance::UnattributedReport);
        }
        node.mention = source.mention.clone();
        node.cue = source.cue.clone();
        push_new(&mut path, node);
    }
    let role = if path.is_empty() { NodeRole::Origin } else { NodeRole::Relay };
    match reading.outlet {
        Some(tag) => {
            let name = reading.article.outlet.as_deref().or(tag.registry_id.as_deref()).unwrap_or("the outlet");
            let mut node = EvidenceNode::new(role, outlet_key(reading), name);
            describe(&mut node, Some(tag));
            push_new(&mut path, node);
        }
        // nothing is known of a voice without a name; where the words have a source, a missing outlet is no node at all
        None if path.is_empty() => {
            path.push(EvidenceNode::new(
                NodeRole::Origin,
                outlet_key(reading),
                format!("{} (outlet not given)", reading.article.id),
            ));
        }
        None => {}
    }
    path
}

/// The name by which a source is known across articles.
pub(super) fn full_name(source: &SourceRef) -> &str {
    source.resolved_name.as_deref().unwrap_or(&source.name)
}

fn push_new(path: &mut Vec<EvidenceNode>, node: EvidenceNode) {
    if path.iter().all(|other| other.key != node.key) {
        path.push(node);
    }
}

fn describe(node: &mut EvidenceNode, tag: Option<&Tag>) {
    if let Some(tag) = tag {
        node.class = Some(tag.provenance);
        node.registry_id = tag.registry_id.clone();
        node.line = tag.line.clone();
        node.naming = Some(if tag.anonymous { Naming::Anonymous } else { tag.naming });
        node.stake = tag.stake;
    }
}

fn key(reading: &Reading<'_>, statement: &Statement, tags: &StatementTags, i: usize, names: &Names<'_>) -> String {
    let source = &statement.chain[i];
    let tag = tags.nodes.get(i);
    let class = tag.map(|t| t.provenance);
    if source.part == Part::Hearsay || class == Some(Provenance::UnattributedReport) || is_media_crowd(tag, full_name(source)) {
        return format!("hearsay:{}", reading.article.id);
    }
    if class == Some(Provenance::ReporterWitness) {
        let newsroom = tag.and_then(|t| t.registry_id.as_ref()).map_or_else(|| outlet_key(reading), |id| format!("outlet:{id}"));
        return format!("witness:{newsroom}");
    }
    if let Some(id) = tag.and_then(|t| t.registry_id.as_ref()) {
        return format!("outlet:{id}");
    }
    let name = worded(full_name(source));
    match tag {
        Some(tag) if tag.anonymous => format!("unnamed:{}@{}", phrase(&name), carrier(reading, statement, tags, i, names)),
        Some(tag) if tag.naming == Naming::Role || (Bodies::is_body(tag) && names.bodies.is_bodys(full_name(source))) => {
            match names.bodies.name(full_name(source)) {
                // who speaks for a firm is the firm, which needs no country to be told from others
                (body, true) if tag.provenance == Provenance::Company => format!("source:{body}"),
                (body, _) if tag.naming == Naming::Named && !speaks_for_a_state(tag) => format!("source:{body}"),
                (body, _) => {
                    format!("office:{}:{body}", names.bodies.state(reading, tags, i, full_name(source)).unwrap_or_default())
                }
            }
        }
        _ => format!("source:{}", names.surnames.get(&name).unwrap_or(&name)),
    }
}

/// "Multiple outlets report": nobody in particular, and nothing that the outlets themselves would not show.
fn is_media_crowd(tag: Option<&Tag>, name: &str) -> bool {
    const MEDIA: &[&str] = &["outlets", "media", "newspapers", "broadcasters", "agencies", "publications", "reports", "sites"];
    let named = tag.is_some_and(|t| t.registry_id.is_some() || (t.naming == Naming::Named && !t.anonymous));
    !named && words(name).last().is_some_and(|word| MEDIA.contains(&word.as_str()))
}

/// An unnamed source is the same only as obtained by the same medium: the nearest that the words name, else the publishing outlet. Media of one state or owner are one here:
/// they share their copy.
fn carrier(reading: &Reading<'_>, statement: &Statement, tags: &StatementTags, i: usize, names: &Names<'_>) -> String {
    let line = |tag: Option<&Tag>| tag.filter(|t| t.registry_id.is_some()).and_then(|t| t.line.clone());
    match statement.chain.get(i + 1) {
        Some(_) => line(tags.nodes.get(i + 1)).unwrap_or_else(|| key(reading, statement, tags, i + 1, names)),
        None => line(reading.outlet).unwrap_or_else(|| outlet_key(reading)),
    }
}

/// A phrase without its article and plural: "a Western diplomat" and "Western diplomats" told to one agency are one source.
fn phrase(name: &str) -> String {
    const BEFORE: &[&str] = &["a", "an", "the", "one", "two", "three", "four", "several", "some", "another"];
    let kept = name.split(' ').filter(|word| !BEFORE.contains(word));
    kept.map(|word| if word.len() > 3 { word.strip_suffix('s').unwrap_or(word) } else { word }).collect::<Vec<_>>().join(" ")
}

/// What identifies the publishing outlet, or the article where it has none.
pub(super) fn outlet_key(reading: &Reading<'_>) -> String {
    let registered = reading.outlet.and_then(|tag| tag.registry_id.as_ref());
    match (registered, &reading.article.outlet) {
        (Some(id), _) => format!("outlet:{id}"),
        (None, Some(name)) if reading.outlet.is_some() => format!("source:{}", worded(name)),
        _ => format!("article:{}", reading.article.id),
    }
}
