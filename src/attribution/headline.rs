//! Headlines that attribute: "… – TASS", "…: minister", "Minister: …".

use super::frame::{Frame, Link, Place, Region};
use super::lexicon::{Classes, list};
use super::phrase::Phrase;
use super::statement::{Attitude, Part};
use crate::text::WordList;
use std::ops::Range;

/// The frames of one heading.
pub fn frames(region: &Region<'_, '_>) -> Vec<Frame> {
    trailing(region).or_else(|| leading(region)).into_iter().collect()
}

/// "Fire fully out – Tass", "Deal is near: diplomats"
fn trailing(region: &Region<'_, '_>) -> Option<Frame> {
    let view = region.view;
    let mark = (region.lo + 2..region.hi).rev().find(|k| view.tokens[*k].dash() || view.tokens[*k].mark(':'))?;
    let source = mark + 1..region.hi;
    if source.is_empty() || source.len() > 6 || !can_speak(region, source.clone()) {
        return None;
    }
    Some(frame("headline-source-last", source, mark, region.lo..mark, Place::After))
}

/// The rule of a name that speaks in a headline only if it speaks below.
pub(super) const NAME: &str = "headline-name-first";

/// "Minister: bridge is safe", "Oda: bridge is safe"
fn leading(region: &Region<'_, '_>) -> Option<Frame> {
    let view = region.view;
    let mark = (region.lo + 1..region.hi.min(region.lo + 7)).find(|k| view.tokens[*k].mark(':'))?;
    if region.hi - mark < 4 {
        return None;
    }
    let name =
        view.tokens[region.lo..mark].iter().all(|t| t.capital() && t.word() && !t.is(Classes::TIME.or(Classes::PREPOSITION)));
    let rule = match can_speak(region, region.lo..mark) {
        true => "headline-source-first",
        false if name && mark - region.lo <= 3 => NAME,
        false => return None,
    };
    Some(frame(rule, region.lo..mark, mark, mark + 1..region.hi, Place::Before))
}

/// A medium, an office or a role: what stands alone beside a dash is a source only when it can speak.
fn can_speak(region: &Region<'_, '_>, words: Range<usize>) -> bool {
    static SPEAKERS: WordList = list("speaks-in-a-headline");
    let view = region.view;
    let tokens = &view.tokens[words.clone()];
    let medium = view.media[words.start] >= words.end || tokens.iter().any(|t| t.is(Classes::MEDIUM) && !t.capital());
    let role = tokens.last().is_some_and(|t| t.is(Classes::PERSON) || SPEAKERS.contains(&t.lower));
    let clause = tokens.iter().any(|t| t.is(Classes::FINITE)) && !medium;
    (medium || role) && !clause
}

fn frame(rule: &'static str, source: Range<usize>, mark: usize, content: Range<usize>, place: Place) -> Frame {
    let phrase = Phrase { start: source.start, end: source.end, core: source.end };
    Frame {
        rule,
        links: vec![Link { phrase: Some(phrase), cue: None, part: Part::Speaker }],
        own: source.start.min(mark)..source.end.max(mark + 1),
        content: vec![content],
        cue: None,
        place,
        denied: false,
        attitude: Attitude::Assertion,
        around: Vec::new(),
    }
}
