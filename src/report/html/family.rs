//! How classes look: ten families, each with a pattern of its own, so that nothing rests on colour.
//!
//! Twenty-seven classes cannot be told apart by eye. A mark shows the family by its line and says the class in words.

use crate::provenance::Provenance;

/// Classes that are marked alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// The outlet's own voice.
    Voice,
    /// Seen by the outlet's own staff, or on paper.
    Seen,
    /// Who speaks for a state, an army or a party.
    Power,
    /// Organisations and firms.
    Body,
    /// Named persons speaking for themselves.
    Person,
    /// Unnamed sources.
    Unnamed,
    /// A report without a reporter.
    Nobody,
    /// Media of a state or party.
    StateMedia,
    /// Other known media.
    Media,
    /// Media and platforms of which nothing is known.
    Unknown,
}

impl Family {
    /// All of them, in the order of the legend.
    pub const ALL: [Family; 10] = [
        Family::Voice,
        Family::Seen,
        Family::Power,
        Family::Body,
        Family::Person,
        Family::Unnamed,
        Family::Nobody,
        Family::StateMedia,
        Family::Media,
        Family::Unknown,
    ];

    /// The family of a class; no class is the outlet's own voice.
    pub fn of(class: Option<Provenance>) -> Self {
        use Provenance as P;
        let Some(class) = class else { return Family::Voice };
        match class {
            P::ReporterWitness | P::Document => Family::Seen,
            P::Official | P::Military | P::Politician => Family::Power,
            P::Igo | P::Ngo | P::Company => Family::Body,
            P::Expert | P::NamedPerson | P::SocialMedia => Family::Person,
            P::AnonymousDiplomatic
            | P::AnonymousOfficial
            | P::AnonymousMilitary
            | P::AnonymousIndustry
            | P::AnonymousWitness
            | P::AnonymousSource
            | P::CollectiveVague => Family::Unnamed,
            P::UnattributedReport => Family::Nobody,
            P::StateOwned | P::StateAffiliated | P::PartyOwned => Family::StateMedia,
            P::PublicService | P::IndependentWire | P::PrivateOutlet => Family::Media,
            P::Platform | P::UnknownOutlet => Family::Unknown,
        }
    }

    /// Its class in the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Family::Voice => "f-voice",
            Family::Seen => "f-seen",
            Family::Power => "f-power",
            Family::Body => "f-body",
            Family::Person => "f-person",
            Family::Unnamed => "f-unnamed",
            Family::Nobody => "f-nobody",
            Family::StateMedia => "f-state",
            Family::Media => "f-media",
            Family::Unknown => "f-unknown",
        }
    }

    /// The paint of its pattern in charts, over its colour; see `outlets`.
    pub fn pattern(self) -> &'static str {
        match self {
            Family::Voice => "url(#p-voice)",
            Family::Seen => "url(#p-seen)",
            Family::Power => "none",
            Family::Body => "url(#p-body)",
            Family::Person => "url(#p-person)",
            Family::Unnamed => "url(#p-unnamed)",
            Family::Nobody => "url(#p-nobody)",
            Family::StateMedia => "url(#p-state)",
            Family::Media => "url(#p-media)",
            Family::Unknown => "url(#p-unknown)",
        }
    }

    /// In words.
    pub fn title(self) -> &'static str {
        match self {
            Family::Voice => "outlet's own voice",
            Family::Seen => "own reporter, document",
            Family::Power => "state, army, party",
            Family::Body => "organisation, company",
            Family::Person => "person, expert",
            Family::Unnamed => "unnamed source",
            Family::Nobody => "report without a reporter",
            Family::StateMedia => "state or party media",
            Family::Media => "other media",
            Family::Unknown => "unknown outlet, platform",
        }
    }
}

/// A class in one or two words, for marks.
pub fn short(class: Option<Provenance>) -> &'static str {
    use Provenance as P;
    match class {
        None => "own voice",
        Some(P::StateOwned) => "state media",
        Some(P::StateAffiliated) => "state-affiliated",
        Some(P::PartyOwned) => "party media",
        Some(P::PublicService) => "public service",
        Some(P::IndependentWire) => "independent agency",
        Some(P::PrivateOutlet) => "private outlet",
        Some(P::Platform) => "platform",
        Some(P::UnknownOutlet) => "unknown outlet",
        Some(P::Official) => "official",
        Some(P::Military) => "armed force",
        Some(P::Politician) => "politician",
        Some(P::Igo) => "intergovernmental",
        Some(P::Ngo) => "NGO",
        Some(P::Company) => "company",
        Some(P::Expert) => "expert",
        Some(P::NamedPerson) => "person",
        Some(P::Document) => "document",
        Some(P::SocialMedia) => "social media",
        Some(P::ReporterWitness) => "own reporter",
        Some(P::AnonymousDiplomatic) => "unnamed diplomat",
        Some(P::AnonymousOfficial) => "unnamed official",
        Some(P::AnonymousMilitary) => "unnamed military",
        Some(P::AnonymousIndustry) => "unnamed insider",
        Some(P::AnonymousWitness) => "unnamed witness",
        Some(P::AnonymousSource) => "unnamed source",
        Some(P::CollectiveVague) => "vague collective",
        Some(P::UnattributedReport) => "unattributed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_family_is_used_and_looks_its_own_way() {
        let used: BTreeSet<Family> =
            Provenance::ALL.iter().map(|c| Family::of(Some(*c))).chain(std::iter::once(Family::of(None))).collect();
        assert_eq!(used.len(), Family::ALL.len());
        let style = include_str!("style.css");
        for family in Family::ALL {
            assert!(
                style.contains(&format!(":is(.st, .sc, .sw, .key).{} {{", family.name())),
                "{} has no pattern in style.css",
                family.name()
            );
        }
        let words: BTreeSet<&str> = Provenance::ALL.iter().map(|c| short(Some(*c))).collect();
        assert_eq!(words.len(), Provenance::ALL.len(), "two classes have one label");
    }
}
