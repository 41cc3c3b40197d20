//! Newsroom staff who saw or heard it: "a Reuters witness", "our crew", "this reporter".

use super::lexicon::{SPEAKERS, Sort, list};
use super::notes::Notes;
use super::phrase::Surroundings;
use super::registry::{Lookup, Registry};
use super::signal::{Reading, read};
use super::title::is_name;
use super::words::{Word, each_word, words};
use crate::attribution::SourceRef;
use crate::text::{WordList, WordSet};
use std::sync::LazyLock;

/// Whether the source is the staff of the publishing or of another outlet.
pub(super) fn is_reporter(source: &SourceRef, around: &Surroundings, notes: &Notes<'_>, registry: &Registry) -> bool {
    let mention = source.mention.as_ref();
    let own = mention.map_or(source.name.as_str(), |m| m.text.as_str());
    let beside = around.before.iter().chain(&around.apposed).map(|s| s.of(notes.text()));
    let named = is_name(&words(&source.name));
    let described = source.described.iter().map(|d| d.text.as_str()).chain(source.resolved_name.as_deref());
    let mut texts = [own, source.name.as_str()].into_iter().chain(beside.filter(|_| named)).chain(described);
    // "The Hollywood Reporter" is a medium
    let title = || words(&source.name).iter().all(|w| w.capital);
    let listed = || title() && matches!(registry.lookup(&source.name, own, None), Lookup::Found(_));
    texts.any(|text| staff(text, named, registry)) && !listed()
}

/// Words for staff who need an outlet beside them to be more than people.
static WITH_OUTLET: WordList = list("with-outlet");

/// The first words of all that names newsroom staff.
static STAFF: LazyLock<WordSet<&'static str>> =
    LazyLock::new(|| SPEAKERS.first_words(Sort::Reporter).chain(WITH_OUTLET.iter()).collect());

fn staff(text: &str, named: bool, registry: &Registry) -> bool {
    if !each_word(text).any(|w| STAFF.contains(w.lower.as_ref())) {
        return false;
    }
    let phrase = words(text);
    let Some(reading) = read(&phrase).or_else(|| crew(&phrase)) else { return false };
    let head = phrase[reading.to - 1].lower.as_ref();
    let group = WITH_OUTLET.contains(head);
    if reading.head.sort != Sort::Reporter && !group {
        return false;
    }
    let opening = &phrase[..reading.from];
    if opening.iter().any(|w| matches!(w.lower.as_ref(), "our" | "this")) {
        return true;
    }
    // a journalist with a name is a person who speaks; a correspondent or photographer reports for the outlet
    if named && matches!(head, "journalist" | "journalists" | "editor" | "producer" | "editor at") {
        return false;
    }
    let outlet_named =
        opening_names(opening).iter().any(|n| matches!(registry.lookup(n, text, None), Lookup::Found(_) | Lookup::Ambiguous(_)));
    outlet_named || (!group && reading.owner.is_some() && reading.country.is_none())
}

/// The capitalised runs before the head, longest first.
fn opening_names(opening: &[Word<'_>]) -> Vec<String> {
    let caps: Vec<&str> =
        opening.iter().filter(|w| w.capital && !matches!(w.lower.as_ref(), "a" | "an" | "the")).map(|w| w.text).collect();
    (0..caps.len()).map(|i| caps[i..].join(" ")).chain(caps.iter().map(|c| (*c).to_owned())).collect()
}

/// "Our crew", "a Karv TV team": words that only beside an outlet mean newsroom staff.
fn crew(phrase: &[Word<'_>]) -> Option<Reading> {
    let at = phrase.iter().position(|w| WITH_OUTLET.contains(w.lower.as_ref()))?;
    static ENTRY: LazyLock<super::lexicon::Entry> = LazyLock::new(|| super::lexicon::Entry {
        id: "reporter-people".into(),
        sort: Sort::Reporter,
        class: None,
        unnamed: None,
        country: None,
        line: None,
    });
    Some(Reading {
        head: &ENTRY,
        from: at,
        to: at + 1,
        field: None,
        partisan: false,
        owner: None,
        country: None,
        plain_complement: false,
        former: false,
        definite: false,
        indefinite: false,
        counted: false,
        plural: false,
    })
}
