//! Who and what the article has named so far: what later words can refer to.

use super::gender::Gender;
use crate::attribution::lexicon::{Classes, lexicon};
use crate::attribution::name_kind::is_body_word;
use crate::text::Excerpt;

/// How prominently somebody was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Somewhere in a sentence.
    Named,
    /// As the subject that opens a sentence.
    Subject,
    /// As a source.
    Source,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// One.
    One,
    /// Exactly two: "two officials", "Emil Roth and Tove Lind".
    Two,
    /// More, or nobody says how many.
    Many,
}

/// Something that later words can refer to.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its fullest name, or the phrase.
    pub name: String,
    /// The words of the phrase in lower case.
    pub words: Vec<String>,
    /// As it stands.
    pub phrase: Excerpt,
    /// A person, or several.
    pub person: bool,
    /// A body: ministry, firm, medium.
    pub body: bool,
    /// The registry id of the medium it is.
    pub medium: Option<String>,
    /// How many.
    pub number: Number,
    /// Of a person, where known.
    pub gender: Option<Gender>,
    /// How prominently it was named.
    pub standing: Standing,
    /// Where the phrase begins.
    pub at: usize,
    /// The unit it stands in.
    pub unit: usize,
    /// The paragraph it stands in.
    pub paragraph: usize,
}

impl Known {
    /// Whether a source that no word shows to be a person may be one all the same: "the lamp keeper", not "the report", "the council".
    pub fn may_be_person(&self) -> bool {
        let other = Classes::DOCUMENT.or(Classes::MEDIUM).or(Classes::PLATFORM).or(Classes::INSCRIPTION);
        let thing = |w: &String| lexicon().classes(w).has(other) || is_body_word(w);
        self.medium.is_none()
            && !self.plural()
            && self.words.len() > 1
            && !self.phrase.text.chars().skip(1).any(char::is_uppercase)
            && !self.words.iter().any(thing)
    }

    /// Whether it is one word, of which nothing tells whether a person, a state or a firm bears it.
    pub fn is_bare(&self) -> bool {
        !self.name.contains(' ') && self.gender.is_none()
    }

    /// Whether it is more than one.
    pub fn plural(&self) -> bool {
        self.number != Number::One
    }
}

/// The word that says what the phrase is: the last person, medium or document word before a preposition, else the last word there.
pub fn head_word(words: &[String]) -> Option<&String> {
    let class = |word: &String| lexicon().classes(word);
    let head: Vec<&String> = words
        .iter()
        .take_while(|w| !class(w).has(Classes::PREPOSITION.or(Classes::RELATIVE)) || class(w).has(Classes::DETERMINER))
        .collect();
    let kind = |w: &&&String| class(w).has(Classes::PERSON.or(Classes::STAFF).or(Classes::MEDIUM).or(Classes::DOCUMENT));
    head.iter().rev().find(kind).or(head.last()).copied()
}

/// How many the phrase with these words speaks of; `joined` when it names two.
pub fn number(words: &[String], joined: bool) -> Number {
    let Some(head) = head_word(words) else { return Number::One };
    let first = words.first().map_or("", String::as_str);
    if matches!(first, "one" | "another") || words.starts_with(&["the".to_owned(), "other".to_owned()]) && !head.ends_with('s') {
        return Number::One;
    }
    let second = words.get(1).map_or("", String::as_str);
    if matches!(first, "two" | "both")
        || matches!((first, second), ("the" | "his" | "her" | "its" | "their", "two" | "pair"))
        || joined
    {
        return Number::Two;
    }
    let person = lexicon().classes(head).has(Classes::BEING.or(Classes::STAFF));
    let many = (person && head.ends_with('s') && !head.ends_with("ss"))
        || matches!(head.as_str(), "people" | "men" | "women" | "they" | "we" | "children")
        || matches!(first, "three" | "four" | "five" | "six" | "several" | "many" | "some");
    if many { Number::Many } else { Number::One }
}
