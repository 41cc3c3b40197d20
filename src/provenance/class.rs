//! The classes of sources, and the facts that are kept beside them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Defines an enum together with the identifiers that stand for its values in files.
macro_rules! identifiers {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every value, in the order of definition.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The identifier used in files.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }

            /// Reads an identifier.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

pub(super) use identifiers;

identifiers! {
/// The class of a source. Channels (media) come first, then speakers.
Provenance {
    /// Owned by a state or ruling party and editorially controlled.
    StateOwned = "state_owned",
    /// Captured, organ-linked or pro-government, but not plainly state-owned.
    StateAffiliated = "state_affiliated",
    /// Run by a party, movement or armed group.
    PartyOwned = "party_owned",
    /// Publicly funded with editorial independence.
    PublicService = "public_service",
    /// Non-state news agency.
    IndependentWire = "independent_wire",
    /// Any other named newsroom.
    PrivateOutlet = "private_outlet",
    /// A social network or messaging channel as such.
    Platform = "platform",
    /// A medium that is named but not in the registry and not described, or an unnamed medium.
    UnknownOutlet = "unknown_outlet",
    /// Named holder of a public office, or a government body or spokesperson speaking formally.
    Official = "official",
    /// Armed force or its named officers, or a belligerent group.
    Military = "military",
    /// Named person acting for a party, campaign or opposition.
    Politician = "politician",
    /// Intergovernmental organisation.
    Igo = "igo",
    /// Non-governmental organisation, monitor, think tank, union.
    Ngo = "ngo",
    /// A firm or its named or formal representative.
    Company = "company",
    /// Named academic, doctor, analyst.
    Expert = "expert",
    /// Any other named individual.
    NamedPerson = "named_person",
    /// Report, filing, data set, study, court papers, satellite imagery, poll.
    Document = "document",
    /// A post or video by a user who is not otherwise classed.
    SocialMedia = "social_media",
    /// The outlet's or agency's own staff saw or heard it.
    ReporterWitness = "reporter_witness",
    /// Unnamed diplomats.
    AnonymousDiplomatic = "anonymous_diplomatic",
    /// Unnamed government, police, court or party officials.
    AnonymousOfficial = "anonymous_official",
    /// Unnamed military, security or intelligence sources.
    AnonymousMilitary = "anonymous_military",
    /// Unnamed business, banking, market or company insiders.
    AnonymousIndustry = "anonymous_industry",
    /// Unnamed eyewitnesses, residents, victims.
    AnonymousWitness = "anonymous_witness",
    /// Any other unnamed source.
    AnonymousSource = "anonymous_source",
    /// "Critics", "analysts", "observers", "many".
    CollectiveVague = "collective_vague",
    /// A report with no reporter: "it was reported", "reportedly", rumour.
    UnattributedReport = "unattributed_report",
}
}

impl Provenance {
    /// Whether this is a medium rather than a speaker.
    pub fn is_channel(self) -> bool {
        self <= Provenance::UnknownOutlet
    }

    /// Whether this is a class of unnamed sources by itself (unnamed media are anonymous too, by their mention).
    pub fn is_anonymous(self) -> bool {
        self >= Provenance::AnonymousDiplomatic
    }
}

identifiers! {
/// How a source is identified.
Naming {
    /// By name.
    Named = "named",
    /// By office or role only, speaking formally.
    Role = "role",
    /// Not at all.
    Anonymous = "anonymous",
}
}

identifiers! {
/// How a source comes to know.
Directness {
    /// Saw or heard it.
    Witnessed = "witnessed",
    /// Speaks of its own matters.
    FirstHand = "first_hand",
    /// Passes on what it was told.
    Relayed = "relayed",
}
}

identifiers! {
/// Whether the source, or the state that owns it, is a party to the matter.
Stake {
    /// It is, and the statement serves it.
    SelfServing = "self_serving",
    /// It is, and the statement is against its interest.
    AgainstInterest = "against_interest",
    /// It is; whom the statement serves cannot be told.
    Party = "party",
}
}

identifiers! {
/// Who owns an outlet in law.
Ownership {
    /// A state, its ministry or its ruling party.
    StateOwned = "state_owned",
    /// Owned by persons or organs close to a state, or partly by it.
    StateAffiliated = "state_affiliated",
    /// A public body with statutory independence.
    PublicService = "public_service",
    /// A party, movement or armed group.
    Party = "party",
    /// Private, cooperative, trust or non-profit.
    Independent = "independent",
    /// Not established.
    Unknown = "unknown",
}
}

identifiers! {
/// Who decides what an outlet publishes.
Control {
    /// The state or party does.
    Controlled = "controlled",
    /// Captured: the editorial line follows the state without its plain ownership.
    Captured = "captured",
    /// Works under laws or pressure that limit it.
    Constrained = "constrained",
    /// The newsroom does.
    Independent = "independent",
    /// Sources disagree.
    Contested = "contested",
    /// Not established.
    Unknown = "unknown",
}
}
