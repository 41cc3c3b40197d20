//! The words that people read for classes, codes and gaps.

use super::document::{Source, Statement};
use crate::attribution::{Attitude, Gap};
use crate::confidence::Level;
use crate::probability::Probability;
use crate::provenance::{Directness, Naming, OutletKind, Provenance, Stake};

/// A class in plain words; the sort of newsroom, where known, makes it more exact ("state agency").
pub fn class(provenance: Provenance, kind: Option<OutletKind>) -> String {
    use Provenance as P;
    let newsroom = match kind {
        Some(OutletKind::Wire) => Some("agency"),
        Some(OutletKind::Newspaper) => Some("newspaper"),
        Some(OutletKind::Broadcaster) => Some("broadcaster"),
        Some(OutletKind::Magazine) => Some("magazine"),
        Some(OutletKind::Digital) => Some("news site"),
        Some(OutletKind::PhotoAgency) => Some("photo agency"),
        Some(OutletKind::Platform) | None => None,
    };
    match provenance {
        P::StateOwned => format!("state {}", newsroom.unwrap_or("media")),
        P::StateAffiliated => format!("state-affiliated {}", newsroom.unwrap_or("media")),
        P::PartyOwned => format!("party {}", newsroom.unwrap_or("media")),
        P::PublicService => format!("public-service {}", newsroom.unwrap_or("media")),
        P::PrivateOutlet => newsroom.unwrap_or("private outlet").to_owned(),
        other => speaker(other).to_owned(),
    }
}

fn speaker(provenance: Provenance) -> &'static str {
    use Provenance as P;
    match provenance {
        P::StateOwned | P::StateAffiliated | P::PartyOwned | P::PublicService | P::PrivateOutlet => "outlet",
        P::IndependentWire => "independent agency",
        P::Platform => "platform",
        P::UnknownOutlet => "unknown outlet",
        P::Official => "official",
        P::Military => "armed force",
        P::Politician => "politician",
        P::Igo => "intergovernmental body",
        P::Ngo => "NGO",
        P::Company => "company",
        P::Expert => "expert",
        P::NamedPerson => "named person",
        P::Document => "document",
        P::SocialMedia => "social-media user",
        P::ReporterWitness => "own reporter saw it",
        P::AnonymousDiplomatic => "unnamed diplomat",
        P::AnonymousOfficial => "unnamed official",
        P::AnonymousMilitary => "unnamed military or security source",
        P::AnonymousIndustry => "unnamed insider",
        P::AnonymousWitness => "unnamed witness",
        P::AnonymousSource => "unnamed source",
        P::CollectiveVague => "vague collective",
        P::UnattributedReport => "report without a reporter",
    }
}

/// What to call a source: the full name where the article gives one.
pub fn name(source: &Source) -> &str {
    source.resolved_name.as_deref().unwrap_or(&source.name)
}

/// A gap as a flag.
pub fn gap(gap: Gap) -> &'static str {
    match gap {
        Gap::OutletNotGiven => "outlet NOT GIVEN",
        Gap::UltimateSourceNotGiven => "ultimate speaker NOT GIVEN",
        Gap::AnonymityReasonNotGiven => "unnamed, NO REASON GIVEN",
        Gap::ReporterNotGiven => "reporter NOT GIVEN",
    }
}

/// A gap as a sentence.
pub fn gap_sentence(gap: Gap) -> &'static str {
    match gap {
        Gap::OutletNotGiven => {
            "The publishing outlet was not given, so nothing is known of the last hand it went through (give it with --outlet)."
        }
        Gap::UltimateSourceNotGiven => "A medium is named, but not who told it.",
        Gap::AnonymityReasonNotGiven => "The source is unnamed and the article gives no reason for that.",
        Gap::ReporterNotGiven => "Somebody is said to have reported it, but not who.",
    }
}

/// The kind of attribution, where it is not a plain assertion.
pub fn attitude(attitude: Attitude) -> Option<&'static str> {
    match attitude {
        Attitude::Assertion => None,
        Attitude::Belief => Some("a belief or expectation"),
        Attitude::Fact => Some("what the source knows or saw"),
        Attitude::Eventuality => Some("a plan, wish or order"),
    }
}

/// A stake as a flag.
pub fn stake(stake: Stake) -> &'static str {
    match stake {
        Stake::SelfServing => "interested party, in its own favour",
        Stake::AgainstInterest => "interested party, against its own interest",
        Stake::Party => "interested party",
    }
}

/// How a source is identified.
pub fn naming(naming: Naming) -> &'static str {
    match naming {
        Naming::Named => "named",
        Naming::Role => "by office only",
        Naming::Anonymous => "unnamed",
    }
}

/// How a source comes to know.
pub fn directness(directness: Directness) -> &'static str {
    match directness {
        Directness::Witnessed => "saw or heard it",
        Directness::FirstHand => "speaks of its own matters",
        Directness::Relayed => "passes it on",
    }
}

/// A level of confidence in a judgement.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Low => "low",
        Level::Moderate => "moderate",
        Level::High => "high",
    }
}

/// What a level says, as a sentence.
pub fn level_sentence(level: Level) -> &'static str {
    match level {
        Level::Low => "fewer than 1.5 independent origins stand behind it, or all of them are unnamed or interested",
        Level::Moderate => "more than one independent origin stands behind it, but not 2.5 with two of them named or documentary",
        Level::High => "at least 2.5 independent origins stand behind it, two or more of them named or documentary",
    }
}

/// The letter of an Admiralty code.
pub fn admiralty_source(letter: char) -> &'static str {
    match letter {
        'A' => "completely reliable",
        'B' => "usually reliable",
        'C' => "fairly reliable",
        'D' => "not usually reliable",
        'E' => "unreliable",
        _ => "cannot be judged",
    }
}

/// The digit of an Admiralty code.
pub fn admiralty_information(digit: u8) -> &'static str {
    match digit {
        1 => "confirmed by other sources",
        2 => "probably true",
        3 => "possibly true",
        4 => "doubtful",
        5 => "improbable",
        _ => "cannot be judged",
    }
}

/// A probability for the eye: two decimals, and never a plain 0 or 1.
pub fn probability(p: Probability) -> String {
    match p.value() {
        v if v < 0.005 => "<.01".to_owned(),
        v if v >= 0.995 => ">.99".to_owned(),
        v => format!("{v:.2}"),
    }
}

/// `count` things, with the plural where it is needed.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The text on one line and [`harmless`].
pub fn one_line(text: &str) -> String {
    text.split_whitespace().map(harmless).collect::<Vec<_>>().join(" ")
}

/// The text without what could steer a terminal or turn the reading direction: such characters become U+FFFD. Article text is
/// not to be trusted.
pub fn harmless(text: &str) -> String {
    text.chars().map(|c| if steers(c) { '\u{FFFD}' } else { c }).collect()
}

/// Whether a character could steer a terminal or turn the reading direction.
pub fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
}

/// The content of a statement; pieces of an interrupted one are joined by an ellipsis.
pub fn content(statement: &Statement) -> String {
    statement.content.iter().map(|p| p.text.trim()).collect::<Vec<_>>().join(" … ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_say_what_sort_of_newsroom() {
        for (provenance, kind, want) in [
            (Provenance::StateOwned, Some(OutletKind::Wire), "state agency"),
            (Provenance::StateOwned, None, "state media"),
            (Provenance::PrivateOutlet, Some(OutletKind::Digital), "news site"),
            (Provenance::PrivateOutlet, None, "private outlet"),
            (Provenance::IndependentWire, Some(OutletKind::Wire), "independent agency"),
            (Provenance::AnonymousDiplomatic, None, "unnamed diplomat"),
        ] {
            assert_eq!(class(provenance, kind), want);
        }
    }

    #[test]
    fn certainty_is_never_printed() {
        for (value, want) in
            [(0.0, "<.01"), (0.004, "<.01"), (0.005, "0.01"), (0.456, "0.46"), (0.9949, "0.99"), (0.9951, ">.99"), (1.0, ">.99")]
        {
            assert_eq!(probability(Probability::new(value).expect("in range")), want, "{value}");
        }
    }

    #[test]
    fn nothing_in_a_text_steers_the_terminal() {
        assert_eq!(one_line(" a\n\tb\u{1b}[31mred \u{202E}cba "), "a b\u{FFFD}[31mred \u{FFFD}cba");
    }
}
