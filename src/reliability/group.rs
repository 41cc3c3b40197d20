//! Groups of dependent sources, and what a claim still counts when its source depends on others that claim the same.

use super::copying::Pair;
use super::table::Table;

/// From this probability on two sources are put in one group.
const JOINED: f64 = 0.5;
/// Surer than this is sure: what remains would be votes made of rounding.
const CERTAIN: f64 = 0.999;
/// In larger groups only direct links are used, not paths.
const PATHS: usize = 400;

/// Share of the pairs across two groups that must be linked before they are one.
const BRIDGE: f64 = 0.1;

/// One group, its members in order, and the links between them.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Sources, in order.
    pub members: Vec<u32>,
    /// Probability that two members depend on each other, directly or through others; members × members.
    pub probability: Vec<f64>,
    /// Probability that a value both claim is copied; members × members.
    pub copied: Vec<f64>,
}

/// All groups.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    /// The groups, by first member.
    pub groups: Vec<Group>,
    /// Group and place of each source in one.
    pub place: Vec<Option<(u32, u32)>>,
}

impl Groups {
    /// Joins sources along the pairs that are more likely dependent than not.
    pub fn of(pairs: &[Pair], sources: usize) -> Self {
        let members = joined(pairs, sources);
        let mut out = Groups { groups: Vec::new(), place: vec![None; sources] };
        for members in members.into_iter().filter(|m| m.len() > 1) {
            for (i, &s) in members.iter().enumerate() {
                out.place[s as usize] = Some((out.groups.len() as u32, i as u32));
            }
            let n = members.len();
            out.groups.push(Group { members, probability: vec![0.0; n * n], copied: vec![0.0; n * n] });
        }
        for pair in pairs {
            if let (Some((g, i)), Some((h, j))) = (out.place[pair.a as usize], out.place[pair.b as usize])
                && g == h
            {
                out.groups[g as usize].link(i as usize, j as usize, pair);
            }
        }
        for group in &mut out.groups {
            group.close();
        }
        out
    }

    /// Whether two sources are in one group.
    pub fn join(&self, a: u32, b: u32) -> bool {
        let group = |s: u32| self.place.get(s as usize).copied().flatten().map(|(group, _)| group);
        group(a).is_some() && group(a) == group(b)
    }

    /// The sources, sorted, of each source's group with which it probably depends.
    pub fn shadows(&self) -> Vec<Vec<u32>> {
        self.place.iter().map(|place| place.map_or(Vec::new(), |(g, _)| self.groups[g as usize].members.clone())).collect()
    }

    /// What each claim counts: its confidence times the chance that it is not a copy of another claim of the same value.
    pub fn weights(&self, table: &Table) -> Vec<f32> {
        let mut weights = table.confidence.clone();
        if self.groups.is_empty() {
            return weights;
        }
        let mut bucket: Vec<(u32, u32, u32, usize)> = Vec::new();
        for object in 0..table.objects.len() {
            bucket.clear();
            for claim in table.claims_of(object) {
                if let Some((group, place)) = self.place[table.source[claim] as usize] {
                    bucket.push((group, table.candidate[claim], place, claim));
                }
            }
            bucket.sort_unstable();
            for same in bucket.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
                if same.len() > 1 {
                    let share = self.groups[same[0].0 as usize].independent(same) / same.len() as f64;
                    same.iter().for_each(|&(.., claim)| weights[claim] *= share as f32);
                }
            }
        }
        weights
    }
}

/// Joins along the likeliest pairs first. Two groups are joined only when the links between them are more than a few chance ones:
/// at least [`BRIDGE`] of all pairs across, counted by probability.
fn joined(pairs: &[Pair], sources: usize) -> Vec<Vec<u32>> {
    let mut links: Vec<Vec<(u32, f64)>> = vec![Vec::new(); sources];
    for pair in pairs {
        links[pair.a as usize].push((pair.b, pair.probability));
        links[pair.b as usize].push((pair.a, pair.probability));
    }
    let mut order: Vec<&Pair> = pairs.iter().filter(|p| p.probability >= JOINED).collect();
    order.sort_by(|x, y| y.probability.total_cmp(&x.probability).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut group: Vec<usize> = (0..sources).collect();
    let mut members: Vec<Vec<u32>> = (0..sources as u32).map(|s| vec![s]).collect();
    // twice: what was not enough across half-grown groups may be enough when they are grown
    for pair in order.iter().chain(&order) {
        let (a, b) = (group[pair.a as usize].min(group[pair.b as usize]), group[pair.a as usize].max(group[pair.b as usize]));
        if a == b {
            continue;
        }
        let (few, many) = if members[a].len() <= members[b].len() { (a, b) } else { (b, a) };
        let from_few = members[few].iter().flat_map(|&s| &links[s as usize]);
        let across: f64 = from_few.filter(|link| group[link.0 as usize] == many).map(|link| link.1).sum();
        if across >= BRIDGE * (members[a].len() * members[b].len()) as f64 {
            let moved = std::mem::take(&mut members[b]);
            moved.iter().for_each(|&s| group[s as usize] = a);
            members[a].extend(moved);
        }
    }
    members.iter_mut().for_each(|m| m.sort_unstable());
    members
}

impl Group {
    fn link(&mut self, i: usize, j: usize, pair: &Pair) {
        let n = self.members.len();
        let probability = if pair.probability > CERTAIN { 1.0 } else { pair.probability };
        // of an agreement: copied with the rate, or both by themselves (about every other time)
        let copied = probability * pair.rate / (pair.rate + 0.5 * (1.0 - pair.rate)).max(1e-9);
        for (x, y) in [(i, j), (j, i)] {
            self.probability[x * n + y] = probability;
            self.copied[x * n + y] = if copied > 0.985 { 1.0 } else { copied };
        }
    }

    /// Dependence goes along paths: the best product of links.
    fn close(&mut self) {
        let n = self.members.len();
        if n > PATHS {
            return;
        }
        for links in [&mut self.probability, &mut self.copied] {
            for via in 0..n {
                for i in 0..n {
                    let first = links[i * n + via];
                    if first == 0.0 || i == via {
                        continue;
                    }
                    for j in 0..n {
                        let path = first * links[via * n + j];
                        if j != i && path > links[i * n + j] {
                            links[i * n + j] = path;
                        }
                    }
                }
            }
        }
    }

    /// How many independent votes members at these places are together.
    fn independent(&self, same: &[(u32, u32, u32, usize)]) -> f64 {
        let n = self.members.len();
        let mut sum = 0.0;
        for (k, &(_, _, i, _)) in same.iter().enumerate() {
            sum += same[..k].iter().map(|&(_, _, j, _)| 1.0 - self.copied[i as usize * n + j as usize]).product::<f64>();
        }
        sum
    }
}
