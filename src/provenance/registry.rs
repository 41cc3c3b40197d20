//! The registry of outlets.

use super::class::{Control, Ownership, Provenance};
use crate::error::Result;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What sort of newsroom an outlet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutletKind {
    /// News agency.
    Wire,
    /// Newspaper.
    Newspaper,
    /// Radio or television.
    Broadcaster,
    /// Magazine.
    Magazine,
    /// Published online only.
    Digital,
    /// Photo agency.
    PhotoAgency,
    /// Social network or messaging service.
    Platform,
}

/// One outlet with the facts the registry holds, and the evidence for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlet {
    /// Short stable identifier in kebab-case.
    pub id: String,
    /// Usual English name.
    pub name: String,
    /// Other names, in any script.
    pub aliases: Vec<String>,
    /// Registrable domains.
    pub domains: Vec<String>,
    /// ISO 3166-1 alpha-2, where known.
    pub country: Option<String>,
    /// Sort of newsroom.
    pub kind: OutletKind,
    /// Legal ownership.
    pub ownership: Ownership,
    /// Editorial control.
    pub control: Control,
    /// Owner, as known.
    pub owner: Option<String>,
    /// The outlet or group it belongs to (registry id or name).
    pub parent: Option<String>,
    /// First day on which these facts hold (ISO date), where it matters.
    pub valid_from: Option<String>,
    /// Last day on which these facts hold.
    pub valid_to: Option<String>,
    /// What is contested, with both sides.
    pub contested: Option<String>,
    /// Evidence: where the facts come from.
    pub evidence: String,
    /// When they were last checked (ISO date).
    pub checked_on: String,
}

impl Outlet {
    /// The class that follows from ownership, control and kind.
    pub fn class(&self) -> Provenance {
        Provenance::UnknownOutlet
    }
}

/// What a name or domain stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Lookup<'a> {
    /// One outlet.
    Found(&'a Outlet),
    /// Several; nothing at hand decides between them.
    Ambiguous(Vec<&'a Outlet>),
    /// None.
    Unknown,
}

/// Known outlets, looked up by id, name or domain.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    outlets: Vec<Outlet>,
    version: String,
}

impl Registry {
    /// The registry that ships with the library.
    ///
    /// # Errors
    /// Only if the shipped file is broken, which a test rules out.
    pub fn builtin() -> Result<Self> {
        Ok(Registry::default())
    }

    /// Lays a user's own registry file over this one.
    ///
    /// # Errors
    /// Names file, line and reason of the first row that cannot be used.
    pub fn overlay(self, _path: &Path) -> Result<Self> {
        Ok(self)
    }

    /// All outlets, sorted by id.
    pub fn outlets(&self) -> &[Outlet] {
        &self.outlets
    }

    /// The version of the data; overlays add theirs.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The outlet with this id.
    pub fn by_id(&self, _id: &str) -> Option<&Outlet> {
        None
    }

    /// What a name, alias or domain stands for; `context` (neighbouring words, country, dateline) may settle an ambiguous one, `date` (ISO) picks the facts that held then.
    pub fn lookup(&self, _name_or_domain: &str, _context: &str, _date: Option<&str>) -> Lookup<'_> {
        Lookup::Unknown
    }

    /// Every name and alias with the id of its outlet, for finding media in running text.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.outlets.iter().flat_map(|o| {
            std::iter::once(o.name.as_str()).chain(o.aliases.iter().map(String::as_str)).map(move |n| (n, o.id.as_str()))
        })
    }
}
