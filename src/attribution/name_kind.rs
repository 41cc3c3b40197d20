//! Whether the words of a name are those of a person, a body or a firm.

use super::lexicon::list;
use crate::text::{WordList, is_name_particle};

/// Words that begin or end the names of bodies, not of persons.
pub(super) static BODY_WORDS: WordList = list("body-word");

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
    static FIRM: WordList = list("firm-word");
    FIRM.contains(word.trim_matches('.').to_lowercase().as_str())
}

/// Whether a name is a firm's as far as its words tell.
pub fn is_firm_name(name: &str) -> bool {
    name.contains(" & ") || name.contains(' ') && name.split_whitespace().last().is_some_and(is_firm_word)
}
