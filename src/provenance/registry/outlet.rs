//! One row of the registry: an outlet, the facts known of it, and where they come from.

use crate::provenance::class::{Control, Ownership, Provenance, identifiers};
use serde::{Deserialize, Serialize};
use std::fmt;

/// States whose constitution gives one party the lead.
const ONE_PARTY: &[&str] = &["CN", "CU", "KP", "LA", "VN"];

identifiers! {
/// What sort of newsroom an outlet is.
OutletKind {
    /// News agency.
    Wire = "wire",
    /// Newspaper.
    Newspaper = "newspaper",
    /// Radio or television.
    Broadcaster = "broadcaster",
    /// Magazine.
    Magazine = "magazine",
    /// Published online only.
    Digital = "digital",
    /// Photo agency.
    PhotoAgency = "photo_agency",
    /// Social network or messaging service.
    Platform = "platform",
}
}

identifiers! {
/// What the facts of a row rest on. The kinds are not a scale of trust: they say what a reader can go and check.
EvidenceKind {
    /// Listed with its class in the State Media Monitor's matrix.
    StateMediaMonitor = "state-media-monitor",
    /// Described in Wikipedia's list of perennial sources.
    WikipediaRsp = "wikipedia-rsp",
    /// Rated by Media Bias/Fact Check.
    Mbfc = "mbfc",
    /// Among the domains rated by Lin et al. (2023).
    DomainRatings = "domain-ratings",
    /// A statute, register or ownership report that was read.
    OwnershipRecord = "ownership-record",
    /// Widely known and not looked up.
    CommonKnowledge = "common-knowledge",
    /// What the owner of an overlay says.
    Own = "own",
}
}

/// One outlet with the facts the registry holds, and the evidence for them.
///
/// An outlet whose facts changed has one row for each period, all with the same id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlet {
    /// Short stable identifier in kebab-case.
    pub id: String,
    /// Usual English name.
    pub name: String,
    /// Other names, in any script.
    pub aliases: Vec<String>,
    /// Names that point here only once the context says so ("the Post").
    pub short_names: Vec<String>,
    /// Domains, registrable or below.
    pub domains: Vec<String>,
    /// ISO 3166-1 alpha-2, where known: of the newsroom's home, and for a state's outlet of that state.
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
    /// Words near a name that point to this outlet, besides the words for its country.
    pub hints: Vec<String>,
    /// Names that are matched only in exactly this case, because they are also ordinary words.
    pub exact: Vec<String>,
    /// Names shared with others that mean this outlet when nothing in the context says otherwise.
    pub primary: Vec<String>,
    /// What the facts rest on.
    pub evidence_kind: EvidenceKind,
    /// Evidence: where the facts come from and what was found there.
    pub evidence: String,
    /// When they were last checked (ISO date).
    pub checked_on: String,
}

impl Outlet {
    /// The class that follows from ownership, control and kind.
    ///
    /// A state's outlet whose newsroom is found to decide for itself is a public service, whatever the legal form of its owner.
    pub fn class(&self) -> Provenance {
        if self.kind == OutletKind::Platform {
            return Provenance::Platform;
        }
        match self.ownership {
            Ownership::StateOwned if self.control == Control::Independent => Provenance::PublicService,
            Ownership::StateOwned => Provenance::StateOwned,
            Ownership::StateAffiliated => Provenance::StateAffiliated,
            Ownership::PublicService => Provenance::PublicService,
            Ownership::Party => Provenance::PartyOwned,
            Ownership::Independent if self.kind == OutletKind::Wire => Provenance::IndependentWire,
            Ownership::Independent => Provenance::PrivateOutlet,
            Ownership::Unknown => Provenance::UnknownOutlet,
        }
    }

    /// The state or owner whose outlets speak with one voice, for judging independence: `state:RU`, `owner:demiroren`.
    ///
    /// Where a party rules alone by constitution, its outlets speak for the state; Hong Kong and Macau count with China; authorities
    /// that hold part of a country ("authorities of …" as parent) have a line of their own. `None` where the newsroom decides for
    /// itself, or where no owner of several outlets is known.
    pub fn line(&self) -> Option<String> {
        let apart = self.parent.as_deref().filter(|parent| parent.starts_with("authorities of "));
        match self.class() {
            Provenance::StateOwned | Provenance::StateAffiliated => apart.map(owner_key).or_else(|| self.state_line()),
            Provenance::PartyOwned if self.country.as_deref().is_some_and(|code| ONE_PARTY.contains(&code)) => self.state_line(),
            Provenance::PartyOwned => {
                self.parent.as_deref().or(self.owner.as_deref()).map(owner_key).or_else(|| self.state_line())
            }
            Provenance::Platform | Provenance::UnknownOutlet | Provenance::PublicService => None,
            _ => self.parent.as_deref().map(owner_key),
        }
    }

    /// Every name that stands for this outlet by itself.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether these facts held on `date` (ISO, compared to the day).
    pub fn held_on(&self, date: &str) -> bool {
        let day = date.get(..10).unwrap_or(date);
        self.valid_from.as_deref().is_none_or(|from| from <= day) && self.valid_to.as_deref().is_none_or(|to| day <= to)
    }

    fn state_line(&self) -> Option<String> {
        let state = match self.country.as_deref()? {
            "HK" | "MO" => "CN",
            code => code,
        };
        Some(format!("state:{state}"))
    }
}

fn owner_key(owner: &str) -> String {
    let words = super::name::words(owner);
    format!("owner:{}", words.trim().replace(' ', "-"))
}
