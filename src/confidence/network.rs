//! The evidence tree in numbers, and exact message passing on it.

use super::priors::Priors;
use crate::corroboration::{EvidenceTree, NodeRole};
use std::collections::BTreeMap;

/// How strongly a node follows its parent.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Edge {
    /// A known correlation: that of a line.
    Fixed(f64),
    /// min(1, r / cap) with r that of the source; the cap is 1 outside lines.
    Source { variable: usize, cap: f64 },
}

#[derive(Debug, Clone, PartialEq)]
struct Link {
    /// Index + 1 of the node above; 0 is the proposition.
    above: usize,
    edge: Edge,
    /// What a report shows it to say: 1 the proposition, −1 the opposite, 0 both and so nothing.
    seen: Option<f64>,
    /// Its node in the evidence tree.
    node: usize,
}

/// A tree of sources with the reports folded into the sources that speak in them.
///
/// What lies below a source that is itself heard can add nothing and is left out: a copy of a report, a report that credits it. So is what has r = 0.
#[derive(Debug, Clone)]
pub(super) struct Network {
    links: Vec<Link>,
    /// Beta parameters of each distinct source.
    pub(super) sources: Vec<(f64, f64)>,
}

/// Logarithms of the likelihood of all reports given that the proposition is true and false.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Likelihood {
    pub(super) ln_true: f64,
    pub(super) ln_false: f64,
}

/// A product of many factors. Its logarithm is taken once, and not of each factor: that was half the time of an interval.
#[derive(Debug)]
struct Product {
    /// Logarithm of what is no longer in `rest`.
    ln: f64,
    rest: f64,
}

impl Default for Product {
    fn default() -> Self {
        Product { ln: 0.0, rest: 1.0 }
    }
}

impl Product {
    fn times(&mut self, factor: f64) {
        self.rest *= factor;
        // far from what a number can hold, whatever the next factor is
        if !(1e-200..1e200).contains(&self.rest) {
            self.ln += self.rest.ln();
            self.rest = 1.0;
        }
    }

    fn ln(&self) -> f64 {
        self.ln + self.rest.ln()
    }
}

/// An edge is never quite 1, so that no report is impossible.
const NEARLY_ONE: f64 = 1.0 - 1e-12;

impl Network {
    /// The part of `tree` below `root`; reports directly below `root` are left out.
    pub(super) fn below(tree: &EvidenceTree, root: usize, priors: &Priors) -> Self {
        let seen = seen(tree);
        let caps = caps(tree, priors);
        let mut network = Network { links: Vec::new(), sources: Vec::new() };
        // for each node of the tree: its index + 1 here
        let mut place: Vec<Option<usize>> = vec![None; tree.nodes().len()];
        place[root] = Some(0);
        let mut variables: BTreeMap<&str, usize> = BTreeMap::new();
        for (i, node) in tree.nodes().iter().enumerate().skip(root + 1) {
            let Some((parent, above)) = node.parent.and_then(|parent| Some((parent, place[parent]?))) else { continue };
            if matches!(node.role, NodeRole::Report | NodeRole::Copy) || (parent != root && seen[parent].is_some()) {
                continue;
            }
            let edge = if node.role == NodeRole::Line {
                Edge::Fixed(caps[&i])
            } else {
                let prior = priors.of_node(node);
                if prior.mean() == 0.0 {
                    continue;
                }
                let variable = *variables.entry(&node.key).or_insert_with(|| {
                    network.sources.push((prior.a, prior.b));
                    network.sources.len() - 1
                });
                Edge::Source { variable, cap: caps.get(&parent).copied().unwrap_or(1.0) }
            };
            network.links.push(Link { above, edge, seen: seen[i], node: i });
            place[i] = Some(network.links.len());
        }
        network
    }

    /// Whether nothing bears on the proposition.
    pub(super) fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// The mean r of each source.
    pub(super) fn means(&self) -> Vec<f64> {
        self.sources.iter().map(|(a, b)| a / (a + b)).collect()
    }

    fn strength(&self, link: &Link, r: &[f64]) -> f64 {
        match link.edge {
            Edge::Fixed(strength) => strength,
            Edge::Source { variable, cap } => (r[variable] / cap).min(NEARLY_ONE),
        }
    }

    /// The likelihood of everything seen, for these r's; `scratch` is reused from call to call.
    pub(super) fn likelihood(&self, r: &[f64], scratch: &mut Vec<f64>) -> Likelihood {
        scratch.clear();
        scratch.resize(self.links.len(), 0.0);
        let (mut if_true, mut if_false) = (Product::default(), Product::default());
        for (i, link) in self.links.iter().enumerate().rev() {
            let message = link.seen.unwrap_or(scratch[i]) * self.strength(link, r);
            if message == 0.0 {
                continue;
            }
            match link.above {
                0 => {
                    if_true.times(1.0 + message);
                    if_false.times(1.0 - message);
                }
                above => {
                    // two messages m, n about one node: together (m + n) / (1 + m n), and 1 + m n is how well they go together
                    let other = scratch[above - 1];
                    let together = 1.0 + other * message;
                    scratch[above - 1] = (other + message) / together;
                    if other != 0.0 {
                        if_true.times(together);
                        if_false.times(together);
                    }
                }
            }
        }
        Likelihood { ln_true: if_true.ln(), ln_false: if_false.ln() }
    }

    /// At the mean r's: for each child of the proposition its node in the tree and its weight of evidence in nats.
    pub(super) fn weights(&self) -> Vec<(usize, f64)> {
        let messages = self.mean_messages();
        let children = self.links.iter().zip(messages).filter(|(link, _)| link.above == 0);
        children.map(|(link, message)| (link.node, 2.0 * message.atanh())).collect()
    }

    /// At the mean r's: what each member of a line passes to it, as (node, message), and the line's own strength.
    pub(super) fn line_members(&self, line: usize) -> Option<(f64, Vec<(usize, f64)>)> {
        let at = self.links.iter().position(|link| link.node == line)?;
        let Edge::Fixed(strength) = self.links[at].edge else { return None };
        let messages = self.mean_messages();
        let members = self.links.iter().zip(messages).filter(|(link, _)| link.above == at + 1);
        Some((strength, members.map(|(link, message)| (link.node, message)).collect()))
    }

    fn mean_messages(&self) -> Vec<f64> {
        let r = self.means();
        let mut inner = vec![0.0; self.links.len()];
        let mut messages = vec![0.0; self.links.len()];
        for (i, link) in self.links.iter().enumerate().rev() {
            messages[i] = link.seen.unwrap_or(inner[i]) * self.strength(link, &r);
            if link.above > 0 {
                let other: f64 = inner[link.above - 1];
                inner[link.above - 1] = (other + messages[i]) / (1.0 + other * messages[i]);
            }
        }
        messages
    }

    /// Everything that the posterior depends on, for looking it up.
    pub(super) fn signature(&self) -> Vec<u64> {
        let mut parts: Vec<u64> = self.sources.iter().flat_map(|(a, b)| [a.to_bits(), b.to_bits()]).collect();
        for link in &self.links {
            let (kind, strength) = match link.edge {
                Edge::Fixed(strength) => (0, strength),
                Edge::Source { variable, cap } => (variable as u64 + 1, cap),
            };
            parts.extend([link.above as u64, kind, strength.to_bits(), link.seen.map_or(2, |seen| seen as i64 as u64)]);
        }
        parts
    }
}

/// What the reports directly below each node show it to say; a source that says both says nothing.
fn seen(tree: &EvidenceTree) -> Vec<Option<f64>> {
    let mut seen: Vec<Option<f64>> = vec![None; tree.nodes().len()];
    for node in tree.nodes().iter().filter(|node| node.role == NodeRole::Report) {
        if let (Some(parent), Some(says)) = (node.parent, node.says) {
            let value = if says { 1.0 } else { -1.0 };
            seen[parent] = Some(if seen[parent].is_none_or(|other| other == value) { value } else { 0.0 });
        }
    }
    seen
}

/// The correlation of each line with the matter: that of its kind, or of its best member where that is better, so that
/// one member counts in a line as it would alone.
fn caps(tree: &EvidenceTree, priors: &Priors) -> BTreeMap<usize, f64> {
    let lines = tree.nodes().iter().enumerate().filter(|(_, node)| node.role == NodeRole::Line);
    lines
        .map(|(i, node)| {
            let members = tree.children(i).map(|child| tree.node(child));
            let best = members.map(|m| priors.of_node(m).mean()).fold(0.0, f64::max);
            let coupling = priors.line(node.line.as_deref().unwrap_or(&node.label)).coupling_r;
            (i, coupling.max(best).min(NEARLY_ONE))
        })
        .collect()
}
