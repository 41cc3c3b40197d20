//! Reports with no reporter: "it is understood", "is said to", "reportedly", "rumour has it".

use super::content::phrase_content;
use super::frame::{Frame, Link, Place, Region};
use super::lexicon::{Classes, list};
use super::statement::{Attitude, Part};
use super::token::Token;
use crate::text::WordList;
use std::ops::Range;

static PARTICIPLES: WordList = list("hearsay");
/// Of these only a clause with "that" follows: "is estimated to cost" is a number, and nobody's words.
static WITH_THAT: WordList = list("hearsay-that");
static EMERGING: WordList = list("emerging");

/// The frames of hearsay phrases in the region; adverbs are [`adverb`]'s.
pub fn frames(region: &Region<'_, '_>) -> Vec<Frame> {
    (region.lo..region.hi)
        .filter_map(|i| it_is_said(region, i).or_else(|| rumour(region, i)).or_else(|| raising(region, i)))
        .collect()
}

/// "it is understood (that)", first or last in the sentence.
fn it_is_said(region: &Region<'_, '_>, i: usize) -> Option<Frame> {
    let view = region.view;
    // "It's believed": one word
    let short = view.is(i, "it") && view.tokens[i].possessive();
    if !view.is(i, "it") || !(short || view.get(i + 1, region.hi)?.is(Classes::BE.or(Classes::HAVE))) {
        return None;
    }
    let mut k = i + 1;
    while view.get(k, region.hi).is_some_and(|t| t.is(Classes::BE.or(Classes::HAVE).or(Classes::ADVERB)) || t.adverb()) {
        k += 1;
    }
    let said = |t: &Token<'_>| PARTICIPLES.contains(&t.lower) || WITH_THAT.contains(&t.lower);
    if !view.get(k, region.hi).is_some_and(said) || view.is(k + 1, "by") || view.is(k + 1, "to") {
        return None;
    }
    clausal(region, i..k + 1)
}

/// "Rumour has it that", "word is that", "there are reports that".
fn rumour(region: &Region<'_, '_>, i: usize) -> Option<Frame> {
    let view = region.view;
    let length = if matches!(&*view.tokens[i].lower, "rumour" | "rumor" | "legend" | "word") && view.are(i + 1, &["has", "it"]) {
        3
    } else if view.is(i, "word") && view.are(i + 1, &["is", "that"]) {
        2
    } else if view.is(i, "there")
        && view.get(i + 1, region.hi)?.is(Classes::BE)
        && matches!(view.get(i + 2, region.hi).map(|t| &*t.lower), Some("reports" | "rumours" | "rumors"))
        && view.is(i + 3, "that")
        || view.are(i, &["by", "some", "accounts"])
    {
        3
    } else {
        emerged(region, i)?
    };
    clausal(region, i..i + length)
}

/// "A rumour surfaced that", "rumours circulated on forums that", "The rumour is that": the words up to "that".
fn emerged(region: &Region<'_, '_>, i: usize) -> Option<usize> {
    let view = region.view;
    let noun = (i..region.hi.min(i + 3))
        .find(|k| matches!(&*view.tokens[*k].lower, "rumour" | "rumours" | "rumor" | "rumors" | "speculation" | "scuttlebutt"))?;
    let determined = noun == i || view.tokens[i].is(Classes::DETERMINER);
    let verb = (noun + 1..region.hi.min(noun + 4)).find(|k| {
        let t = &view.tokens[*k];
        EMERGING.contains(&t.lower) || view.is(k + 1, "that") && t.is(Classes::BE)
    })?;
    let that = (verb + 1..region.hi.min(verb + 8)).find(|k| view.is(*k, "that"))?;
    (determined && !view.clause(verb + 1..that)).then_some(that - i)
}

fn clausal(region: &Region<'_, '_>, cue: Range<usize>) -> Option<Frame> {
    let view = region.view;
    let (after, _) = view.adverbials(cue.end, region.hi);
    let first = cue.start == region.lo || cue.start == region.lo + 1 && view.tokens[region.lo].is(Classes::COORDINATOR);
    if first {
        let from = if view.is(after, "that") { after + 1 } else { after };
        return (from < region.hi)
            .then(|| hearsay("it-is-said", cue.clone(), cue.start..from, vec![from..region.hi], Place::Before));
    }
    let start = if view.tokens[cue.start - 1].comma() { cue.start - 1 } else { return None };
    let own = start..after;
    let content = phrase_content(region, &own);
    (!content.is_empty()).then(|| hearsay("it-is-said", cue, own, content, Place::After))
}

/// "are said to be ready": the cue stands inside its clause.
fn raising(region: &Region<'_, '_>, i: usize) -> Option<Frame> {
    let view = region.view;
    if !PARTICIPLES.contains(&view.tokens[i].lower) || !view.is(i + 1, "to") || i == region.lo {
        return None;
    }
    let mut start = i;
    while start > region.lo
        && (view.tokens[start - 1].is(Classes::BE.or(Classes::HAVE).or(Classes::ADVERB)) || view.tokens[start - 1].adverb())
    {
        start -= 1;
    }
    if !view.tokens[start..i].iter().any(|t| t.is(Classes::BE)) || view.subject(region.lo, start).is_none() {
        return None;
    }
    let end = if view.is(i + 2, "have") { i + 3 } else { i + 2 };
    let content = clause_around(region, start);
    Some(hearsay("is-said-to", start..end, start..end, vec![content], Place::Inside))
}

/// "reportedly", "allegedly" in a clause that has no source.
pub fn adverb(region: &Region<'_, '_>) -> Option<Frame> {
    let i = (region.lo..region.hi).find(|k| strong(&region.view.tokens[*k]))?;
    Some(hearsay("reportedly", i..i + 1, i..i + 1, vec![clause_around(region, i)], Place::Inside))
}

/// The clause that the word at `i` stands in: cut at a subordinator that stands alone before it ("despite …", "while …").
fn clause_around(region: &Region<'_, '_>, i: usize) -> Range<usize> {
    let view = region.view;
    let cut = (region.lo..i).rev().find(|k| {
        view.tokens[*k].comma()
            && view
                .get(k + 1, i)
                .is_some_and(|t| matches!(&*t.lower, "despite" | "while" | "although" | "but" | "though" | "and"))
            && view.clause(region.lo..*k)
    });
    cut.map_or(region.lo, |k| k + 2)..region.hi
}

/// Whether the word makes a report with no reporter of its clause.
pub fn strong(token: &Token<'_>) -> bool {
    token.word() && matches!(&*token.lower, "reportedly" | "allegedly" | "purportedly" | "supposedly" | "rumoured" | "rumored")
}

fn hearsay(rule: &'static str, cue: Range<usize>, own: Range<usize>, content: Vec<Range<usize>>, place: Place) -> Frame {
    Frame {
        rule,
        links: vec![Link { phrase: None, cue: Some(cue.clone()), part: Part::Hearsay }],
        own,
        content,
        cue: Some(cue),
        place,
        denied: false,
        attitude: Attitude::Assertion,
        around: Vec::new(),
    }
}
