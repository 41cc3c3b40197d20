//! The evidence tree: what a proposition is observed through.

use crate::claim::StatementId;
use crate::provenance::{Naming, Provenance, Stake};
use crate::text::Excerpt;
use serde::{Deserialize, Serialize};

/// What a node of the tree stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeRole {
    /// The matter itself: the root.
    Proposition,
    /// The common voice of one state or owner.
    Line,
    /// An entry point of information.
    Origin,
    /// Passes on what another said.
    Relay,
    /// A report: what is seen. It says exactly what the node above it says.
    Report,
    /// A report that repeats the one above it.
    Copy,
}

/// One node with the facts that its strength depends on; the strength itself is not this room's matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvidenceNode {
    /// Index of the node above; `None` for the root. Always smaller than the node's own.
    pub parent: Option<usize>,
    /// What it stands for.
    pub role: NodeRole,
    /// Identity: nodes with the same key are one source, wherever they stand.
    pub key: String,
    /// What to call it.
    pub label: String,
    /// Class of the source.
    pub class: Option<Provenance>,
    /// Its outlet in the registry.
    pub registry_id: Option<String>,
    /// How the first statement that names it words it.
    pub mention: Option<Excerpt>,
    /// Its reporting words there.
    pub cue: Option<Excerpt>,
    /// The line that it belongs to (`state:RU`); for a line its own name.
    pub line: Option<String>,
    /// How the source is identified.
    pub naming: Option<Naming>,
    /// Whether it is a party to the matter.
    pub stake: Option<Stake>,
    /// For a report or copy: asserts (`true`) or denies the proposition.
    pub says: Option<bool>,
    /// For a report or copy: the statements it consists of.
    pub statements: Vec<StatementId>,
}

impl EvidenceNode {
    /// A node with nothing known about it but its role and identity.
    pub fn new(role: NodeRole, key: impl Into<String>, label: impl Into<String>) -> Self {
        EvidenceNode {
            parent: None,
            role,
            key: key.into(),
            label: label.into(),
            class: None,
            registry_id: None,
            mention: None,
            cue: None,
            line: None,
            naming: None,
            stake: None,
            says: None,
            statements: Vec::new(),
        }
    }
}

/// A tree of evidence with a proposition at its root. Parents come before their children.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvidenceTree {
    nodes: Vec<EvidenceNode>,
}

impl EvidenceTree {
    /// A tree with nothing but the proposition.
    pub fn new(proposition: impl Into<String>) -> Self {
        EvidenceTree { nodes: vec![EvidenceNode::new(NodeRole::Proposition, "", proposition)] }
    }

    /// Hangs `node` below `parent` and gives its index.
    ///
    /// # Panics
    /// If there is no such parent.
    pub fn add(&mut self, parent: usize, mut node: EvidenceNode) -> usize {
        assert!(parent < self.nodes.len(), "the parent {parent} is in the tree");
        node.parent = Some(parent);
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// The child of `parent` with this role and key, where there is one.
    pub fn child(&self, parent: usize, role: NodeRole, key: &str) -> Option<usize> {
        self.children(parent).find(|&i| self.nodes[i].role == role && self.nodes[i].key == key)
    }

    /// All nodes, the root first.
    pub fn nodes(&self) -> &[EvidenceNode] {
        &self.nodes
    }

    /// One node.
    pub fn node(&self, index: usize) -> &EvidenceNode {
        &self.nodes[index]
    }

    pub(super) fn node_mut(&mut self, index: usize) -> &mut EvidenceNode {
        &mut self.nodes[index]
    }

    /// The children of a node, in the order they were hung.
    pub fn children(&self, parent: usize) -> impl Iterator<Item = usize> + '_ {
        (parent + 1..self.nodes.len()).filter(move |&i| self.nodes[i].parent == Some(parent))
    }

    /// The nodes from just below the root down to `index`.
    pub fn path(&self, index: usize) -> Vec<usize> {
        let mut path = Vec::new();
        let mut at = index;
        while let Some(parent) = self.nodes[at].parent {
            path.push(at);
            at = parent;
        }
        path.reverse();
        path
    }

    /// The origin that a node rests on: itself, or the one above it.
    pub fn origin_of(&self, index: usize) -> Option<usize> {
        self.path(index).into_iter().find(|&i| self.nodes[i].role == NodeRole::Origin)
    }

    /// The reports that rest on a node, copies not among them.
    pub fn reports_below(&self, index: usize) -> Vec<usize> {
        let reports = (index + 1..self.nodes.len()).filter(|&i| self.nodes[i].role == NodeRole::Report);
        reports.filter(|&i| self.path(i).contains(&index)).collect()
    }

    /// The report node that holds a statement; for a copy the report that it repeats.
    pub fn report_of(&self, statement: &StatementId) -> Option<usize> {
        let mut at = self.nodes.iter().position(|n| n.statements.contains(statement))?;
        while self.nodes[at].role == NodeRole::Copy {
            at = self.nodes[at].parent?;
        }
        Some(at)
    }

    /// Whether a statement stands in a copy.
    pub fn is_copy(&self, statement: &StatementId) -> bool {
        self.nodes.iter().any(|n| n.role == NodeRole::Copy && n.statements.contains(statement))
    }
}
