//! Whether the words of a name are those of a person, a body or a firm.

use crate::text::{WordSet, is_name_particle};
use std::sync::LazyLock;

/// Words that begin or end the names of bodies, not of persons.
pub(super) static BODY_WORDS: LazyLock<WordSet<&str>> = LazyLock::new(|| {
    WordSet::from_iter([
        "ministry",
        "department",
        "office",
        "council",
        "agency",
        "commission",
        "committee",
        "court",
        "parliament",
        "party",
        "union",
        "bank",
        "group",
        "university",
        "institute",
        "centre",
        "center",
        "force",
        "forces",
        "army",
        "navy",
        "police",
        "service",
        "authority",
        "association",
        "organization",
        "organisation",
        "board",
        "company",
        "airlines",
        "airways",
        "lines",
        "house",
        "senate",
        "congress",
        "nations",
        "observatory",
        "federation",
        "foundation",
        "fund",
        "hospital",
        "staff",
        "guard",
        "corps",
        "bureau",
        "administration",
        "inc",
        "ltd",
        "plc",
        "corp",
        "news",
        "times",
        "post",
        "journal",
        "media",
        "press",
        "tv",
        "radio",
        "rovers",
        "united",
        "city",
        "club",
        "biologics",
        "health",
        "monitor",
        "watch",
        "initiative",
        "fuels",
        "fuel",
        "energy",
        "oil",
        "gas",
        "motors",
        "systems",
        "technologies",
        "technology",
        "foods",
        "pharma",
        "steel",
        "air",
        "line",
        "holdings",
        "industries",
        "partners",
        "capital",
        "logistics",
        "shipping",
        "mining",
        "power",
        "electric",
        "insurance",
        "securities",
        "labs",
        "laboratories",
        "therapeutics",
        "software",
        "telecom",
        "railways",
        "rail",
        "bus",
        "prison",
        "school",
        "college",
        "academy",
        "museum",
        "church",
        "network",
        "coalition",
        "alliance",
        "front",
        "movement",
        "tribunal",
        "embassy",
        "mission",
        "kremlin",
        "pentagon",
        "society",
    ])
});

/// Whether the word (lower case) names a kind of body: "ministry", "council".
pub fn is_body_word(word: &str) -> bool {
    BODY_WORDS.contains(word)
}

/// Whether a name is a person's as far as its words tell.
pub fn is_person_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    // "Slovakia's nuclear watchdog"
    let part = |w: &&str| !w.starts_with(char::is_lowercase) || is_name_particle(w) || w.contains('-');
    !words.is_empty()
        && words.len() <= 5
        && words.iter().all(part)
        && !words.contains(&"&")
        && !words.iter().any(|w| BODY_WORDS.contains(w.trim_matches('.').to_lowercase().as_str()))
        && !words.iter().any(|w| w.len() > 1 && w.chars().all(char::is_uppercase) && !w.contains('.'))
}

/// Whether a word ends the names of firms.
pub(super) fn is_firm_word(word: &str) -> bool {
    const FIRM: &[&str] = &[
        "inc",
        "ltd",
        "plc",
        "corp",
        "gmbh",
        "ag",
        "ab",
        "asa",
        "as",
        "nv",
        "oyj",
        "spa",
        "sa",
        "co",
        "group",
        "airlines",
        "airways",
        "lines",
        "line",
        "bank",
        "fuels",
        "energy",
        "oil",
        "motors",
        "systems",
        "technologies",
        "foods",
        "pharma",
        "steel",
        "holdings",
        "industries",
        "logistics",
        "shipping",
        "mining",
        "biologics",
        "health",
        "therapeutics",
        "software",
        "telecom",
    ];
    FIRM.contains(&word.trim_matches('.').to_lowercase().as_str())
}

/// Whether a name is a firm's as far as its words tell.
pub fn is_firm_name(name: &str) -> bool {
    name.contains(" & ") || name.contains(' ') && name.split_whitespace().last().is_some_and(is_firm_word)
}
