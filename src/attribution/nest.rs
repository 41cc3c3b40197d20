//! Joins the frames of one region: trims contents where the next attribution begins, and hangs frames that stand inside the content
//! of another below it, so that every remaining frame carries its whole chain.

use super::frame::{Frame, Link, Place, Region};
use super::lexicon::{Classes, list};
use super::phrase::View;
use super::reported::main_subject;
use super::statement::{Attitude, Part};
use super::token::Token;
use crate::text::WordList;
use std::ops::Range;

/// The share of a frame's content that an inner frame must fill for both to be one chain.
const FILLS: f64 = 0.6;

/// Frames with whole chains, in the order of their contents.
pub fn nested(region: &Region<'_, '_>, found: Vec<Frame>) -> Vec<Frame> {
    let mut frames = distinct(found);
    separate(region, &mut frames);
    trim(region, &mut frames);
    frames.retain(|f| matches!(f.place, Place::Previous | Place::Following) || f.content.iter().any(|r| r.start < r.end));
    // "posted a video in which | she said": what ends in a relative pronoun is no content
    let hangs = |f: &Frame| {
        let last = f.content.last().filter(|r| r.start < r.end).map(|r| &region.view.tokens[r.end - 1]);
        let thing = f.rule == "reported-clause" && f.content.iter().all(|r| !region.view.clause(r.clone()));
        f.place == Place::Before && thing && last.is_some_and(|t| t.word() && matches!(&*t.lower, "which" | "whom"))
    };
    frames.retain(|f| !hangs(f));
    let mut frames = chained(region, frames);
    continue_links(region, &mut frames);
    frames.retain(|f| !f.links.is_empty());
    frames
}

/// Of frames whose own words overlap the first by rule order stays.
fn distinct(found: Vec<Frame>) -> Vec<Frame> {
    let mut kept: Vec<Frame> = Vec::new();
    for frame in found {
        let clashes = kept.iter().any(|k| {
            let overlap = k.own.start < frame.own.end && frame.own.start < k.own.end;
            let same_cue = matches!((&k.cue, &frame.cue), (Some(a), Some(b)) if a.start < b.end && b.start < a.end);
            same_cue || overlap
        });
        if !clashes {
            kept.push(frame);
        }
    }
    kept.sort_by_key(|f| f.own.start);
    kept
}

/// Two attributions that each stand after their content: when a clause lies between them, the second binds only that clause.
fn separate(region: &Region<'_, '_>, frames: &mut [Frame]) {
    for j in 1..frames.len() {
        let (before, rest) = frames.split_at_mut(j);
        let frame = &mut rest[0];
        if frame.place != Place::After {
            continue;
        }
        let Some(previous) = before.iter_mut().rev().find(|f| f.place != Place::Continued) else { continue };
        let (from, end) = match previous.place {
            Place::After => (previous.own.end, frame.own.start),
            Place::Before => (previous.own.end, frame.own.start),
            _ => continue,
        };
        let Some(cut) = clause_break(region, from, end, previous.place) else { continue };
        for range in &mut frame.content {
            if range.start < cut.end && range.end > cut.end {
                range.start = cut.end;
            }
        }
        for range in &mut previous.content {
            if range.start < cut.start {
                range.end = range.end.min(cut.start);
            } else {
                range.end = range.start;
            }
        }
    }
}

/// A break between coordinated clauses inside `from..end`: the comma with its conjunction.
fn clause_break(region: &Region<'_, '_>, from: usize, end: usize, place: Place) -> Option<Range<usize>> {
    let view = region.view;
    (from..end).find_map(|k| {
        let comma = view.tokens[k].comma() || view.tokens[k].dash();
        let word = view.get(k + 1, end)?;
        let joins = matches!(&*word.lower, "but" | "while" | "and" | "whereas" | "though") && word.word();
        let own_clause = view.clause(k + 2..end) && view.get(k + 2, end).is_some_and(|t| !t.is(Classes::FINITE) || t.capital());
        let left_clause = place == Place::After || view.clause(from..k);
        let strong = place == Place::After || word.lower != "and";
        (comma && joins && own_clause && left_clause && strong).then_some(k..k + 2)
    })
}

/// Contents that stand right of their cue end where the next attribution of the same level begins.
fn trim(region: &Region<'_, '_>, frames: &mut [Frame]) {
    for i in 0..frames.len() {
        let own = frames[i].own.clone();
        let mut cuts: Vec<usize> = Vec::new();
        for other in frames.iter().filter(|o| o.own.start >= own.end) {
            match other.place {
                Place::After if other.vouches_for(&own) || frames[i].place == Place::After => cuts.push(other.own.start),
                Place::Continued => cuts.push(other.own.start),
                Place::Before => {
                    if let Some(cut) = coordinated(region, own.end, other.own.start) {
                        cuts.push(cut);
                    }
                }
                _ => {}
            }
        }
        if frames[i].place == Place::Before {
            cuts.extend(own_act(region, own.end));
            cuts.extend(charge_named(region, own.end));
        }
        let Some(cut) = cuts.into_iter().min() else { continue };
        for range in &mut frames[i].content {
            if range.start >= own.end || frames[i].place == Place::Before {
                range.end = range.end.min(cut).max(range.start);
            }
        }
    }
}

/// "…, but offered no further details", "… but declined to say when": what the source did, not what it said.
fn own_act(region: &Region<'_, '_>, from: usize) -> Option<usize> {
    static ACTS: WordList = list("own-act");
    let view = region.view;
    (from + 1..region.hi).find_map(|k| {
        let next = view.get(k + 1, region.hi)?;
        let acts = ACTS.contains(&next.lower);
        let comma = view.tokens[k - 1].comma();
        // "would" and "could" without a comma may still be what was said
        let sure = !matches!(&*next.lower, "would" | "could" | "did")
            || view.get(k + 2, region.hi).is_some_and(|t| t.is(Classes::NEGATION)) && comma;
        // "though he declined to say whether"
        let refuses = matches!(&*view.tokens[k].lower, "though" | "although" | "but")
            && next.is(Classes::PRONOUN)
            && matches!(
                view.get(k + 2, region.hi).map(|t| &*t.lower),
                Some("declined" | "refused" | "gave" | "offered" | "provided")
            );
        (view.is(k, "but") && acts && sure || refuses).then_some(if comma { k - 1 } else { k })
    })
}

/// "… — a charge the ministry rejects", "…, an accusation that Oda called absurd": what others say of what was said.
fn charge_named(region: &Region<'_, '_>, from: usize) -> Option<usize> {
    let view = region.view;
    (from + 1..region.hi).find(|k| {
        let apart = view.tokens[*k].comma() || view.tokens[*k].dash();
        let noun = charge_noun(&region.view, k + 1, region.hi);
        let verb =
            |noun: usize| view.clause(noun + 1..region.hi) || view.tokens[noun + 1..region.hi].iter().any(|t| t.cue.is_some());
        apart && noun.is_some_and(verb)
    })
}

/// The noun of "a charge", "allegations" that begins at `at`.
pub(super) fn charge_noun(view: &View<'_, '_>, at: usize, hi: usize) -> Option<usize> {
    static CHARGES: WordList = list("charge");
    let article = view.get(at, hi).is_some_and(|t| matches!(&*t.lower, "a" | "an"));
    let noun = if article { at + 1 } else { at };
    view.get(noun, hi).is_some_and(|t| CHARGES.contains(&t.lower)).then_some(noun)
}

/// Where a new attribution begins a coordinated clause (", and he urged", "; one insider reckons", ", while X said"): the cut before it.
fn coordinated(region: &Region<'_, '_>, from: usize, subject: usize) -> Option<usize> {
    let view = region.view;
    let mut k = subject;
    let mut conjunction = false;
    while k > from {
        let token = &view.tokens[k - 1];
        let joins = token.word()
            && (matches!(&*token.lower, "and" | "but" | "while" | "whereas" | "though" | "although")
                || token.is(Classes::ADVERB) && !token.is(Classes::SUBORDINATOR));
        if !joins && !token.comma() && !token.dash() {
            break;
        }
        conjunction |= joins;
        k -= 1;
    }
    // "While X said A, Y insisted B"
    let opposed = matches!(&*view.tokens[region.lo].lower, "while" | "although" | "though" | "whereas")
        && k < subject
        && view.tokens[k].comma();
    let conjunction = conjunction || opposed;
    let apart = k < subject && (view.tokens[k].comma() || view.tokens[k].dash());
    (conjunction && k > from && (apart || view.clause(from..k))).then_some(k)
}

/// Gives every frame the links of the frames around it, and drops frames that only introduce another.
fn chained(region: &Region<'_, '_>, frames: Vec<Frame>) -> Vec<Frame> {
    let parents: Vec<Option<usize>> = (0..frames.len())
        .map(|child| {
            let own = &frames[child].own;
            (0..frames.len())
                .filter(|p| *p != child && frames[*p].vouches_for(own) && frames[*p].place != Place::Inside)
                .min_by_key(|p| frames[*p].content.iter().map(|r| r.end - r.start).sum::<usize>())
        })
        .collect();
    let fills: Vec<bool> =
        (0..frames.len()).map(|child| parents[child].is_none_or(|p| fills(region, &frames[p], &frames[child]))).collect();
    let links_up = |c: usize| chainable(region, &frames[c], parents[c].map(|p| &frames[p]));
    let has_child = |p: usize| (0..frames.len()).any(|c| parents[c] == Some(p) && fills[c] && links_up(c));
    let mut result = Vec::new();
    for (i, frame) in frames.iter().enumerate() {
        let reachable =
            std::iter::successors(Some(i), |c| parents[*c]).all(|c| fills[c] && (parents[c].is_none() || links_up(c)));
        if !reachable || has_child(i) {
            continue;
        }
        let mut links = Vec::new();
        let mut denied = false;
        let parents_own = std::iter::successors(parents[i], |c| parents[*c]).map(|c| frames[c].own.clone());
        let around = frame.around.iter().cloned().chain(parents_own).collect();
        for c in std::iter::successors(Some(i), |c| parents[*c]) {
            links.extend(frames[c].links.iter().cloned());
            denied ^= frames[c].denied;
        }
        result.push(Frame { links, denied, around, ..frame.clone() });
    }
    result
}

/// Whether an inner frame may be a link of its own: "X says he believes" has one source, not two.
fn chainable(region: &Region<'_, '_>, child: &Frame, parent: Option<&Frame>) -> bool {
    let view = region.view;
    let source = |frame: &Frame| frame.links.first().and_then(|l| l.phrase);
    // "“…,” she admitted, according to the Mail": she is not the paper
    let medium = parent.and_then(source).is_some_and(|p| view.media[p.core - 1] == p.core);
    let somebody = |t: &Token<'_>| medium && matches!(&*t.lower, "he" | "she");
    let pronoun = source(child)
        .is_some_and(|p| p.end == p.start + 1 && view.tokens[p.start].is(Classes::PRONOUN) && !somebody(&view.tokens[p.start]));
    let person = child.links.first().and_then(|l| l.phrase).is_some_and(|p| {
        view.tokens[p.start..p.core].iter().filter(|t| t.capital()).count() >= 2 || view.any(p.start..p.core, Classes::PERSON)
    });
    // what a state or firm hopes or plans is content; what a person believes may be a source's own view
    let speaks = match child.attitude {
        // "the hospital said it had admitted eleven people": the pronoun is the source itself
        Attitude::Assertion => !pronoun,
        Attitude::Belief => person && !pronoun,
        Attitude::Fact => false,
        Attitude::Eventuality => false,
    };
    // "When a scan showed that …, the clinic said": a clause of time inside what the clinic said
    let when = child.own.start > region.lo
        && matches!(&*view.tokens[child.own.start - 1].lower, "when" | "while" | "because" | "since" | "after");
    speaks && !when && child.place != Place::Inside && child.links.iter().all(|l| l.part != Part::Hearsay)
}

fn fills(region: &Region<'_, '_>, parent: &Frame, child: &Frame) -> bool {
    // in bytes: a quotation is one token
    let bytes = |range: Range<usize>| region.view.tokens[range].iter().map(|t| t.span.len() + 1).sum::<usize>();
    let held: usize = parent.content.iter().map(|r| bytes(r.clone())).sum();
    let extent = child.extent();
    let start = parent.content.first().map_or(0, |r| r.start);
    let opening = &region.view.tokens[start..extent.start.max(start)];
    let subordinate = opening.last().is_some_and(Token::comma)
        && opening
            .first()
            .is_some_and(|t| t.is(Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::ADVERB)) || t.is(Classes::TIME));
    let leading = extent.start <= start + 4
        || subordinate
        || region.view.tokens[start..extent.start.max(start)]
            .iter()
            .all(|t| t.is(Classes::ADVERB.or(Classes::PREPOSITION)) || t.comma());
    bytes(extent) as f64 >= FILLS * held as f64 && leading
}

/// "adding that": the links of the frame before it, or the subject of the clause.
fn continue_links(region: &Region<'_, '_>, frames: &mut [Frame]) {
    for i in 0..frames.len() {
        if frames[i].place != Place::Continued || !frames[i].links.is_empty() {
            continue;
        }
        let cue = frames[i].cue.clone();
        let before = frames[..i].iter().rev().find(|f| f.place != Place::Inside).map(|f| f.links.clone());
        let mut links = before
            .or_else(|| {
                main_subject(region, frames[i].own.start)
                    .map(|s| vec![Link { phrase: Some(s), cue: cue.clone(), part: Part::Speaker }])
            })
            .unwrap_or_default();
        if let Some(first) = links.first_mut() {
            first.cue = cue;
        }
        frames[i].links = links;
    }
}
