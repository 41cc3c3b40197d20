//! Words set aside in a sentence that belong to the attribution and not to what is said:
//! "citing two officials", "quoted by Interfax", "who asked not to be named because …", "without giving its source".

use super::lexicon::{Classes, Form, list};
use super::name_kind::is_body_word;
use super::phrase::{Phrase, View};
use super::token::Token;
use crate::text::WordList;
use std::ops::Range;

/// What an aside says.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// The source rests on this one: it goes before it in the chain.
    Cites(Phrase),
    /// This one carried the words: it goes after the source in the chain.
    CarriedBy(Phrase),
    /// The source is unnamed on a condition; the words of the reason, where one is given.
    Anonymity(Option<Range<usize>>),
    /// Nothing for the chain.
    Dropped,
}

/// One aside, as token numbers of the whole unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Aside {
    /// The words, with the commas that set them apart.
    pub range: Range<usize>,
    /// What it says.
    pub meaning: Meaning,
    /// Its cue, where it names a source.
    pub cue: Range<usize>,
}

/// The asides of a unit, in order, not overlapping.
pub fn asides(view: View<'_, '_>, hi: usize) -> Vec<Aside> {
    let mut found: Vec<Aside> = Vec::new();
    let mut i = 0;
    while i < hi {
        let aside = interjection(view, i, hi)
            .or_else(|| citing(view, i, hi))
            .or_else(|| carried_by(view, i, hi))
            .or_else(|| spoken_to(view, i, hi))
            .or_else(|| first_reported(view, i, hi))
            .or_else(|| without(view, i, hi))
            .or_else(|| anonymity(view, i, hi));
        match aside {
            Some(aside) if aside.range.start < aside.range.end && aside.range.end > i => {
                i = aside.range.end;
                // an aside that reaches back over another replaces nothing: the first found stays
                if found.last().is_none_or(|last| last.range.end <= aside.range.start) {
                    found.push(aside);
                }
            }
            _ => i += 1,
        }
    }
    found
}

/// The range with the comma before it, and the comma after it when both stand.
fn with_commas(view: View<'_, '_>, start: usize, end: usize, hi: usize) -> Range<usize> {
    let before = start > 0 && view.tokens[start - 1].comma();
    let after = view.get(end, hi).is_some_and(Token::comma);
    let goes_on = view
        .get(end + 1, hi)
        .is_some_and(|t| t.lower.ends_with("ing") && t.cue.is_some() || t.is(Classes::COORDINATOR) || t.quote().is_some());
    let start = if before { start - 1 } else { start };
    // "According to X, which cited Y, …": the comma still ends the opening
    let opening = view.are(0, &["according", "to"]) && !(0..start).any(|k| view.tokens[k].comma());
    let end = if after && opening {
        end
    } else if after && (before || start == 0) && !goes_on {
        end + 1
    } else {
        end
    };
    start..end
}

fn citing(view: View<'_, '_>, i: usize, hi: usize) -> Option<Aside> {
    let token = &view.tokens[i];
    let opens = i == 0 || view.tokens[i - 1].comma() || view.tokens[i - 1].quote().is_some() || view.tokens[i - 1].dash();
    let (start, next) = if matches!(&*token.lower, "citing" | "quoting") && token.word() {
        (i, i + 1)
    } else if opens && view.are(i, &["referring", "to"]) {
        (i, i + 2)
    } else if view.are(i, &["with", "reference", "to"]) {
        (i, i + 3)
    } else if view.are(i, &["on", "the", "basis", "of"]) {
        (i, i + 4)
    } else if matches!(&*token.lower, "which" | "that" | "who")
        && matches!(view.get(i + 1, hi).map(|t| &*t.lower), Some("cited" | "cites" | "quoted" | "quotes"))
    {
        (i, i + 2)
    } else if view.are(i, &["based", "on"]) {
        // "based on information from three people"
        let from = (i + 3..hi.min(i + 6)).find(|k| matches!(&*view.tokens[*k].lower, "from" | "with"))?;
        (i, from + 1)
    } else {
        return None;
    };
    if let Some(end) = reason_end(view, next, hi) {
        return Some(Aside { range: with_commas(view, start, end, hi), meaning: Meaning::Dropped, cue: start..next });
    }
    let source = view.phrase(next, hi)?;
    if view.are(source.end, &["as", "saying"]) {
        return None;
    }
    // first in the sentence the comma ends it: what follows is the subject
    let end = if i == 0 { source.core } else { source.end };
    let source = Phrase { end, ..source };
    Some(Aside { range: with_commas(view, start, end, hi), meaning: Meaning::Cites(source), cue: start..next })
}

/// "citing security concerns", "citing the strategic value of the port": a reason tells nobody anything. Where it ends, if it is one.
fn reason_end(view: View<'_, '_>, from: usize, hi: usize) -> Option<usize> {
    let end = view.segment_end(from, hi);
    let words = &view.tokens[from..end];
    let noun = words.iter().skip(1).position(|t| t.is(Classes::PREPOSITION.or(Classes::COORDINATOR).or(Classes::RELATIVE)));
    let noun = noun.or(words.len().checked_sub(1))?;
    let reason = words.get(noun).is_some_and(|t| t.is(Classes::REASON.or(Classes::STANDARD)) && !t.capital());
    (reason || !words[..=noun].iter().any(informs)).then_some(end)
}

/// Whether a word names who or what can tell something: a name, people, a body, a medium, a document.
fn informs(token: &Token<'_>) -> bool {
    const PEOPLE: &[&str] = &["ers", "ors", "ists", "ants", "ians"];
    token.capital()
        || token.digits()
        || token.is(Classes::PERSON.or(Classes::DOCUMENT).or(Classes::MEDIUM).or(Classes::PRONOUN).or(Classes::TITLE))
        || token.quote().is_some()
        || is_body_word(&token.lower)
        || PEOPLE.iter().any(|end| token.lower.ends_with(end))
}

fn carried_by(view: View<'_, '_>, i: usize, hi: usize) -> Option<Aside> {
    let token = &view.tokens[i];
    if !matches!(&*token.lower, "quoted" | "cited" | "interviewed" | "contacted") || !token.word() || i == 0 {
        return None;
    }
    let before = &view.tokens[i - 1];
    if before.is(Classes::BE.or(Classes::HAVE))
        || before.is(Classes::ADVERB)
        || !matches!(view.get(i + 1, hi).map(|t| &*t.lower), Some("by" | "in"))
    {
        return None;
    }
    let start = if before.lower == "as" { i - 1 } else { i };
    let source = view.phrase(i + 2, hi)?;
    let end = source.core;
    if view.are(end, &["as", "saying"]) {
        return None;
    }
    Some(Aside {
        range: with_commas(view, start, end, hi),
        meaning: Meaning::CarriedBy(Phrase { end, ..source }),
        cue: start..i + 2,
    })
}

/// ", speaking to Reuters,", "an official who spoke to the AP": the medium carried the words.
fn spoken_to(view: View<'_, '_>, i: usize, hi: usize) -> Option<Aside> {
    let opens = i == 0 || view.tokens[i - 1].comma();
    let speaking = opens && matches!(&*view.tokens[i].lower, "speaking" | "talking");
    let who = view.is(i, "who") && view.get(i + 1, hi).is_some_and(|t| matches!(&*t.lower, "spoke" | "talked"));
    let to = if who { i + 2 } else { i + 1 };
    if !(speaking || who) || !(view.is(to, "to") || view.is(to, "with")) {
        return None;
    }
    let end = view.segment_end(to + 1, hi);
    let medium = view.carriers(to + 1, end).into_iter().next()?;
    let close = (end..hi.min(end + 6))
        .find(|k| view.tokens[*k].mark(')'))
        .filter(|_| view.tokens[end..].first().is_some_and(|t| t.mark('(')));
    let end = close.map_or(end, |k| k + 1);
    // "on condition of anonymity" is another aside
    let end = if who { medium.end } else { end };
    Some(Aside { range: with_commas(view, i, end, hi), meaning: Meaning::CarriedBy(medium), cue: i..to + 1 })
}

/// "A letter, first reported by the broadcaster NRK, warned": the medium carried it.
fn first_reported(view: View<'_, '_>, i: usize, hi: usize) -> Option<Aside> {
    let carried = view.get(i + 1, hi).is_some_and(|t| matches!(&*t.lower, "reported" | "published" | "revealed"));
    if i == 0 || !view.tokens[i - 1].comma() || !view.is(i, "first") || !carried || !view.is(i + 2, "by") {
        return None;
    }
    let end = view.segment_end(i + 3, hi);
    let medium = view.carriers(i + 3, end).into_iter().next()?;
    Some(Aside { range: with_commas(view, i, end, hi), meaning: Meaning::CarriedBy(medium), cue: i..i + 3 })
}

/// ", meanwhile,", ", for her part,": an adverb or its like between commas.
fn interjection(view: View<'_, '_>, i: usize, hi: usize) -> Option<Aside> {
    static ADVERBS: WordList = list("interjection");
    let adverb = view.tokens[i].word() && ADVERBS.contains(&view.tokens[i].lower);
    // ", for his part,"
    let part = view.is(i, "for") && view.tokens.get(i + 1).is_some_and(|t| t.is(Classes::POSSESSIVE)) && view.is(i + 2, "part");
    let length = if part { 3 } else { 1 };
    let apart = i > 0 && view.tokens[i - 1].comma() && view.get(i + length, hi).is_some_and(Token::comma);
    ((adverb || part) && apart).then(|| Aside { range: i - 1..i + length + 1, meaning: Meaning::Dropped, cue: i..i + 1 })
}

fn without(view: View<'_, '_>, i: usize, hi: usize) -> Option<Aside> {
    static TELLING: WordList = list("without-telling");
    let gerund = view.get(i + 1, hi)?;
    if !view.is(i, "without") || !TELLING.contains(&gerund.lower) {
        return None;
    }
    let end = view.segment_end(i + 2, hi);
    Some(Aside { range: with_commas(view, i, end, hi), meaning: Meaning::Dropped, cue: i..i + 2 })
}

/// Ways to say that the source is unnamed: the words that open the aside.
fn anonymity(view: View<'_, '_>, i: usize, hi: usize) -> Option<Aside> {
    let token = &view.tokens[i];
    if !token.word() {
        return None;
    }
    let relative = matches!(&*token.lower, "who" | "whose");
    let participle =
        matches!(&*token.lower, "speaking" | "asking" | "requesting" | "talking" | "insisting" | "declining" | "citing");
    let condition =
        matches!(&*token.lower, "on" | "under") && matches!(view.get(i + 1, hi).map(|t| &*t.lower), Some("condition" | "the"));
    let alone = matches!(&*token.lower, "anonymously") || view.are(i, &["requesting", "anonymity"]);
    if !(relative || participle || condition || alone) || (condition && i > 0 && spoke(&view.tokens[i - 1])) {
        return None;
    }
    let close = view.segment_end(i + 1, hi);
    // "…, and who asked for anonymity because …,"
    let joined = i > 1 && relative && view.is(i - 1, "and") && view.tokens[i - 2].comma();
    let apart = i == 0 || view.tokens[i - 1].comma() || joined;
    let end = if apart || !relative { close } else { main_verb(view, i + 1, close) };
    let end = if condition { condition_end(view, i, end) } else { end };
    let words = i..end;
    if !alone && !tells_anonymity(view, words.clone()) {
        return None;
    }
    if participle && i == 0 {
        return None;
    }
    let reason = reason(view, words.clone());
    // "spoke on condition of anonymity": after a finite verb of the main clause it is narration
    let start = if joined { i - 1 } else { i };
    Some(Aside { range: with_commas(view, start, end, hi), meaning: Meaning::Anonymity(reason), cue: i..i + 1 })
}

/// "on condition of anonymity | that the talks had failed": behind the word only a reason still belongs to it.
fn condition_end(view: View<'_, '_>, from: usize, end: usize) -> usize {
    static REASONS: WordList = list("after-anonymity");
    let Some(at) = (from..end).find(|k| view.is(*k, "anonymity")) else { return end };
    if view.get(at + 1, end).is_some_and(|t| REASONS.contains(&t.lower)) { end } else { at + 1 }
}

/// Without commas the clause ends where the main verb begins: "an elder who asked not to be named | told RFI".
fn main_verb(view: View<'_, '_>, from: usize, close: usize) -> usize {
    static CONDITIONAL: WordList = list("asks-to-stay-unnamed");
    let conditional = |word: &str| CONDITIONAL.contains(word);
    (from..close)
        .find(|k| matches!(view.tokens[*k].cue, Some((_, Form::Past | Form::Third, _))) && !conditional(&view.tokens[*k].lower))
        .unwrap_or(close)
}

/// A sentence that is nothing but the condition of anonymity ("She asked not to be named for fear of reprisals."): the words of its reason.
pub fn stated_alone(view: View<'_, '_>) -> Option<Range<usize>> {
    let hi = view.tokens.iter().rposition(Token::word)? + 1;
    let first = view.tokens.first()?;
    let refers = first.is(Classes::PRONOUN) || matches!(&*first.lower, "the" | "both" | "all");
    if !refers || hi > 40 || !tells_anonymity(view, 0..hi) || (0..hi).any(|k| view.tokens[k].quote().is_some()) {
        return None;
    }
    reason(view, 0..hi)
}

fn spoke(token: &Token<'_>) -> bool {
    matches!(&*token.lower, "spoke" | "speaks" | "spoken" | "talked" | "speak" | "only")
}

fn tells_anonymity(view: View<'_, '_>, words: Range<usize>) -> bool {
    static WISHES: WordList = list("wish-for-anonymity");
    let says = |word: &str| words.clone().any(|k| view.is(k, word));
    says("anonymity")
        || says("anonymously")
        || says("anonymous")
        || (says("named") || says("identified") || says("name") || says("quoted"))
            && (says("not") || says("be") || says("neither") || says("nor") || says("withheld"))
            && words.clone().any(|k| view.tokens[k].word() && WISHES.contains(&view.tokens[k].lower))
        || (says("authorized") || says("authorised") || says("permitted") || says("allowed"))
            && (says("not") || says("wasn't") || says("weren't"))
            && (says("speak") || says("talk") || says("discuss") || says("comment") || says("publicly"))
}

/// The words that give the reason: from "because" and the like on.
fn reason(view: View<'_, '_>, words: Range<usize>) -> Option<Range<usize>> {
    let opener = words.clone().find(|k| {
        matches!(&*view.tokens[*k].lower, "because" | "since" | "as" | "for" | "given" | "so" | "while" | "due")
            && *k > words.start
            && !(view.is(*k, "for") && matches!(view.get(*k + 1, words.end).map(|t| &*t.lower), Some("anonymity")))
            && !(view.is(*k, "as") && view.is(k.saturating_sub(1), "identified"))
    });
    match opener {
        Some(start) => Some(start..words.end),
        // "who was not authorised to speak publicly" is its own reason
        None if words
            .clone()
            .any(|k| matches!(&*view.tokens[k].lower, "authorized" | "authorised" | "permitted" | "allowed")) =>
        {
            Some(words)
        }
        None => None,
    }
}
