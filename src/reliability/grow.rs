//! Groups grow: two members of a large group may share too few objects to be compared, or copy too seldom, while each shares many with
//! what the group says as a whole.

use super::copying::{Pair, settle};
use super::desk::{Desk, Hearing, SILENT};
use super::group::Groups;
use super::levels::logistic;
use super::suspect::{self, Votes};
use super::table::Table;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Passes at most; each can only add to groups.
const PASSES: usize = 4;
/// From this probability on a source joins.
const JOINS: f64 = 0.5;
/// ln of the odds by popularity alone from which on a source is compared with a group.
const WORTH: f64 = 0.0;

/// Groups along the pairs, and along what sources share with whole groups; `proposed` says which sources are worth a look.
pub fn groups(hearing: &Hearing<'_>, found: &[Pair], proposed: &[(u32, u32)]) -> Groups {
    let table = hearing.table;
    let sources = table.sources.len();
    let mut links: BTreeMap<(u32, u32), Pair> = found.iter().map(|p| ((p.a, p.b), *p)).collect();
    let mut groups = Groups::of(found, sources);
    let ground = Ground { hearing, partners: partners(proposed, sources), votes: suspect::votes(table, hearing.weights) };
    let mut done: BTreeSet<Vec<u32>> = BTreeSet::new();
    for _ in 0..PASSES {
        let news: Vec<Vec<Pair>> = groups
            .groups
            .par_iter()
            .filter(|group| !done.contains(&group.members))
            .map_init(|| Desk::new(table), |desk, group| ground.newcomers(&group.members, desk))
            .collect();
        done.extend(groups.groups.iter().map(|group| group.members.clone()));
        let mut grown = false;
        for pair in news.into_iter().flatten() {
            let link = links.entry((pair.a, pair.b)).or_insert(Pair { probability: 0.0, ..pair });
            if pair.probability > link.probability {
                grown |= link.probability < JOINS;
                *link = pair;
            }
        }
        if !grown {
            break;
        }
        let all: Vec<Pair> = links.values().copied().collect();
        groups = Groups::of(&all, sources);
    }
    groups
}

/// For each source those with which it was proposed.
fn partners(proposed: &[(u32, u32)], sources: usize) -> Vec<Vec<u32>> {
    let mut out = vec![Vec::new(); sources];
    for &(a, b) in proposed {
        out[a as usize].push(b);
        out[b as usize].push(a);
    }
    out
}

/// What groups and sources are compared on.
struct Ground<'a> {
    hearing: &'a Hearing<'a>,
    partners: Vec<Vec<u32>>,
    votes: Votes,
}

impl Ground<'_> {
    /// Pairs of the members with each source that depends on the group.
    fn newcomers(&self, members: &[u32], desk: &mut Desk) -> Vec<Pair> {
        let table = self.hearing.table;
        let voice = voice(table, members);
        for &(object, claim) in &voice {
            desk.claim[object as usize] = claim;
        }
        let mut out = Vec::new();
        for source in self.near(members) {
            desk.meet(table, source);
            if suspect::agreement(table, self.hearing.weights, &self.votes, desk, false) < WORTH {
                continue;
            }
            desk.hide(members, source, self.hearing.shadows);
            let (odds, rate) = settle(self.hearing, desk, false);
            let probability = logistic(odds);
            if probability >= JOINS {
                // what two share who both copy the group's voice
                out.extend(members.iter().map(|&m| Pair { a: m.min(source), b: m.max(source), probability, rate: rate * rate }));
            }
        }
        for &(object, _) in &voice {
            desk.claim[object as usize] = SILENT;
        }
        out
    }

    /// The sources that were proposed with members.
    fn near(&self, members: &[u32]) -> Vec<u32> {
        let mut near: Vec<u32> = members.iter().flat_map(|&m| self.partners[m as usize].iter().copied()).collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|s| members.binary_search(s).is_err());
        near
    }
}

/// What most members say about each object, as one of their claims; nothing where two values have as many.
fn voice(table: &Table, members: &[u32]) -> Vec<(u32, u32)> {
    let mut said: Vec<(u32, u32, u32)> = members
        .iter()
        .flat_map(|&m| table.claims_by(m as usize))
        .map(|&(object, claim)| (object, table.candidate[claim as usize], claim))
        .collect();
    said.sort_unstable();
    let mut out = Vec::new();
    for about in said.chunk_by(|x, y| x.0 == y.0) {
        let mut counts: Vec<(usize, u32)> = about.chunk_by(|x, y| x.1 == y.1).map(|same| (same.len(), same[0].2)).collect();
        counts.sort_unstable_by_key(|&(count, claim)| (std::cmp::Reverse(count), claim));
        if counts.len() == 1 || counts[0].0 > counts[1].0 {
            out.push((about[0].0, counts[0].1));
        }
    }
    out
}
