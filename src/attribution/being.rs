//! Who can say something at all: persons, bodies, texts. "The timing of the infestation", "his Apple Watch on charge" cannot.

use super::draft::{Draft, SourceDraft};
use super::hedge::NUMBERS;
use super::lexicon::{Classes, list};
use super::phrase::View;
use super::post;
use super::statement::{Kind, Part};
use super::token::Token;
use super::unit::Unit;
use crate::text::{Span, WordList};

static PERSONS: WordList = list("noun-for-person");
static ANYBODY: WordList = list("noun-for-anybody");
static NATIVES: WordList = list("noun-for-native");
static PERSON_ENDINGS: WordList = list("noun-for-person-ending");
static BODIES: WordList = list("noun-for-body");
static TEXTS: WordList = list("noun-for-text");

/// What makes the plural, and what stands in its place in the singular.
const PLURALS: &[(&str, &str)] = &[("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", "")];
/// Letters of the shortest word whose ending tells that it is a person ("list" is none).
const FORMED: usize = 6;

/// What only somebody does.
const SAYING: &[&str] = &["said", "say", "says", "tell", "tells", "told"];

/// Takes what cannot speak out of the chains: what is left without a source is told by the outlet itself.
pub(super) fn without_nobody(text: &str, units: &[Unit<'_>], drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let (whole, rule) = (drafts[at].whole(), drafts[at].rule);
        // “…,” recalled the sexton: whoever that is, words in quotation marks have a speaker
        let quoted = drafts[at].kind == Kind::DirectQuote && matches!(rule, "inverted" | "postposed");
        let sources = &mut drafts[at].sources;
        let before = sources.len();
        let stays = |s: &SourceDraft| s.part != Part::Speaker || s.core.is_none_or(|core| can_speak(text, units, core));
        sources.retain(|source| stays(source) || rule == post::SHOWN || quoted);
        if sources.len() == before || !sources.is_empty() {
            continue;
        }
        let others = |d: &Draft| d.content.iter().any(|c| c.overlaps(whole));
        let alone = drafts.iter().enumerate().all(|(i, d)| i == at || !others(d));
        let draft = &mut drafts[at];
        (draft.kind, draft.rule) = (Kind::Narration, "narration");
        if alone {
            draft.content = vec![whole];
        }
    }
}

/// Whether a noun phrase, of which nothing but its words is known, can be a source.
pub(super) fn can_speak(text: &str, units: &[Unit<'_>], core: Span) -> bool {
    let Some(unit) = units.get(units.partition_point(|u| u.span.end() <= core.start())) else { return true };
    let from = unit.tokens.partition_point(|t| t.span.start() < core.start());
    let to = unit.tokens.partition_point(|t| t.span.end() <= core.end()).max(from);
    let view = View { tokens: &unit.tokens[from..to], media: &unit.media[from..to] };
    if view.tokens.iter().any(|t| !t.word()) || view.media.iter().any(|end| *end > 0) || view.tokens.is_empty() {
        return true;
    }
    // "The injured said", "the oldest said"
    let says = unit.tokens.get(to).is_some_and(|t| SAYING.contains(&&*t.lower));
    if says && matches!(view.tokens, [the, _] if the.is(Classes::DETERMINER)) {
        return true;
    }
    let opens = text[..core.start()].trim_end().is_empty() || unit.span.start() == core.start();
    speaks(view.tokens, opens)
}

fn speaks(words: &[Token<'_>], opens: bool) -> bool {
    // not "more than a dozen villagers"
    let limit =
        |t: &Token<'_>| t.is(Classes::PREPOSITION.or(Classes::RELATIVE)) && !t.is(Classes::DETERMINER) && t.lower != "than";
    let end = words.iter().skip(1).position(limit).map_or(words.len(), |at| at + 1);
    let (head, rest) = words.split_at(end);
    // "a Briton fighting", "the talks held there"
    let participle = |t: &Token<'_>| !t.capital() && (t.lower.ends_with("ing") || t.lower.ends_with("ed"));
    let last = head.iter().rposition(|t| !t.adverb() && !participle(t));
    // "al-Zamili", "iMediaEthics"
    let inner = |t: &Token<'_>| !t.capital() && t.text.chars().any(char::is_uppercase);
    let named = |i: usize| inner(&head[i]) || head[i].capital() && (i > 0 || !opens || head.len() == 1);
    // a name, a handle, "the 26-year-old"
    if last.is_none_or(named) || head.iter().any(|t| t.digits() || t.text.contains(['.', '@'])) {
        return true;
    }
    let known = Classes::PERSON
        .or(Classes::TITLE)
        .or(Classes::STAFF)
        .or(Classes::MEDIUM)
        .or(Classes::PLATFORM)
        .or(Classes::DOCUMENT)
        .or(Classes::PRONOUN)
        .or(Classes::OBJECT_PRONOUN);
    let number = |t: &Token<'_>| NUMBERS.contains(&t.lower);
    let can = |t: &Token<'_>| !t.possessive() && (t.is(known) || t.lower.rsplit('-').any(is_noun_for_source));
    // "some", "those hired", "a third"
    let ordinal = |t: &Token<'_>| matches!(&*t.lower, "first" | "second" | "third" | "fourth" | "fifth");
    let points = Classes::DETERMINER.or(Classes::NEGATION).or(Classes::SUBORDINATOR).or(Classes::RELATIVE);
    let pointing =
        |t: &Token<'_>| t.is(points) || t.adverb() || ordinal(t) || number(t) || participle(t) && head[0].lower == "those";
    head.iter().any(can) || head.iter().all(pointing) || rest.first().is_some_and(|t| t.lower == "of") && rest.iter().any(can)
}

/// Whether a word in small letters is the plural of a noun for persons: "surgeons".
pub fn is_plural_for_persons(word: &str) -> bool {
    singular(word).any(|one| PERSONS.contains(&one))
}

/// Whether a word in small letters is a noun for texts and the like: "article", "posts".
pub(super) fn is_noun_for_text(word: &str) -> bool {
    TEXTS.contains(word) || singular(word).any(|one| TEXTS.contains(&one))
}

fn is_noun_for_source(word: &str) -> bool {
    let listed = |word: &str| {
        PERSONS.contains(word)
            || ANYBODY.contains(word)
            || NATIVES.contains(word)
            || BODIES.contains(word)
            || TEXTS.contains(word)
            || word.len() >= FORMED && PERSON_ENDINGS.ends(word)
    };
    listed(word) || singular(word).any(|one| listed(&one))
}

/// What a word may be the plural of.
fn singular(word: &str) -> impl Iterator<Item = String> {
    PLURALS.iter().filter_map(move |(plural, one)| word.strip_suffix(plural).map(|stem| format!("{stem}{one}")))
}
