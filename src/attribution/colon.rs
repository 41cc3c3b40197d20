//! What stands behind a colon in the content of a report: the words themselves, or what the source says instead.

use super::frame::{Frame, Place, Region};
use super::statement::Attitude;

/// Letters of the longest quotation that may be a name in quotation marks.
const SHORT: usize = 24;

/// "doubted its authenticity: “It is a hoax.”", "offered this statement: “…”": behind a thing and a colon stands what was said.
pub(super) fn quotes_behind_colon(region: &Region<'_, '_>, mut frame: Frame) -> Frame {
    let view = region.view;
    let [content] = frame.content.as_mut_slice() else { return frame };
    let colon = content.clone().find(|k| view.tokens[*k].mark(':'));
    let quote = |k: usize| view.get(k + 1, content.end).is_some_and(|t| t.quote().is_some() && t.span.len() > SHORT);
    let Some(colon) = colon.filter(|k| quote(*k) && frame.place == Place::Before && !view.clause(content.start..*k)) else {
        return frame;
    };
    frame.own.end = colon + 1;
    *content = colon + 1..colon + 2;
    frame.denied = false;
    frame.attitude = Attitude::Assertion;
    frame
}

/// "dismissed reports of cracks as fabrication: | the wall had been examined": behind the colon stands what the source says instead.
pub(super) fn ends_at_colon(region: &Region<'_, '_>, mut frame: Frame) -> Vec<Frame> {
    let view = region.view;
    let colon = frame.content.last().and_then(|last| last.clone().find(|k| view.tokens[*k].mark(':')));
    let told = colon.filter(|k| frame.denied && view.clause(k + 1..region.hi));
    let (Some(colon), Some(last)) = (told, frame.content.last_mut()) else { return vec![frame] };
    let rest = colon + 1..last.end;
    last.end = colon;
    // a quotation, or a cue of its own, says for itself whose it is
    if rest.clone().any(|k| view.tokens[k].quote().is_some() || view.tokens[k].cue.is_some()) {
        return vec![frame];
    }
    let instead = Frame {
        rule: "after-colon",
        links: Vec::new(),
        own: colon..colon + 1,
        content: vec![rest],
        cue: Some(colon..colon + 1),
        place: Place::Continued,
        denied: false,
        attitude: Attitude::Assertion,
        around: Vec::new(),
    };
    vec![frame, instead]
}
