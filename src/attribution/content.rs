//! What an attribution that stands after or inside its content binds: the words left of it, and where they go on.

use super::frame::Region;
use super::lexicon::{Classes, Form, lexicon};
use super::token::Token;
use std::ops::Range;

/// The comma or conjunction that sets the attribution's own words apart belongs to them.
pub(super) fn own_start(region: &Region<'_, '_>, start: usize) -> usize {
    let view = region.view;
    let mut own = start;
    while own > region.lo {
        let token = &view.tokens[own - 1];
        if token.comma() || token.dash() {
            return own - 1;
        }
        let as_clause = token.lower == "as" && own >= region.lo + 2 && view.tokens[own - 2].comma();
        if !(token.word() && (token.is(Classes::ADVERB) && !token.is(Classes::PREPOSITION) || as_clause)) {
            break;
        }
        own -= 1;
    }
    if own > region.lo && view.tokens[own - 1].quote().is_some() { own } else { start }
}

/// Whether what stands left of the attribution can be its content.
pub(super) fn left_content(region: &Region<'_, '_>, own_start: usize) -> bool {
    let view = region.view;
    // "When asked about the toll, Oda answered": the question is no content
    let questioned = view.is(region.lo, "when") && view.get(region.lo + 1, region.hi).is_some_and(is_question);
    if own_start <= region.lo || questioned {
        return false;
    }
    // "Ethiopia, Egypt and Sudan have agreed": the first of several
    let capital = |k: usize| view.get(k, region.hi).is_some_and(Token::capital);
    let several = own_start == region.lo + 1 && capital(region.lo) && capital(own_start + 1);
    if several && (own_start + 2..own_start + 5).any(|k| view.is(k, "and") && capital(k + 1)) {
        return false;
    }
    let boundary = &view.tokens[own_start];
    let quote = view.tokens[own_start - 1].quote().is_some();
    quote || (boundary.comma() || boundary.dash()) && own_start - region.lo >= 1 && !only_adverbial(region, own_start)
}

/// "Until then, the ministry said, the pipe will run half full": after an opening adverbial the content goes on behind the attribution.
pub(super) fn left_of_inserted(region: &Region<'_, '_>, own_start: usize, own_end: usize) -> bool {
    let view = region.view;
    let bounded =
        own_start > region.lo && view.tokens[own_start].comma() && view.get(own_end, region.hi).is_some_and(|t| t.comma());
    let next = view.get(own_end + 1, region.hi);
    let clause = next.is_some_and(|t| {
        t.word()
            && !t.is(Classes::COORDINATOR
                .or(Classes::RELATIVE)
                .or(Classes::PREPOSITION)
                .or(Classes::SUBORDINATOR)
                .or(Classes::FINITE))
            && !t.lower.ends_with("ing")
            && t.lower != "that"
    });
    bounded && clause && only_adverbial(region, own_start) && view.main_clause(own_end + 1..region.hi)
}

/// "In Brussels,", "On Tuesday,", "Meanwhile,": no content, only an opening adverbial.
pub(super) fn only_adverbial(region: &Region<'_, '_>, end: usize) -> bool {
    let view = region.view;
    let first = &view.tokens[region.lo];
    let opening = first.is(Classes::PREPOSITION.or(Classes::ADVERB).or(Classes::SUBORDINATOR).or(Classes::COORDINATOR))
        || view.time(region.lo);
    opening && !view.clause(region.lo..end) && end - region.lo <= 12
}

/// `Asked to describe the device, the chief said, “…”`: a participle that opens the sentence tells of the speaker.
pub(super) fn opening_participle(region: &Region<'_, '_>, end: usize) -> bool {
    let view = region.view;
    let first = &view.tokens[region.lo];
    let participle = first.lower.ends_with("ing") || first.lower.ends_with("ed");
    // "Reading is fun, he said": a subject
    let subject = view.get(region.lo + 1, end).is_none_or(|t| t.is(Classes::FINITE));
    participle && first.word() && !subject && !(region.lo..end).any(|k| view.tokens[k].quote().is_some())
}

/// Content of an attribution that stands after or inside it: what is left of it, and what goes on right of it.
pub(super) fn after_content(region: &Region<'_, '_>, own_start: usize, own_end: usize) -> Vec<Range<usize>> {
    let mut content = Vec::new();
    if own_start > region.lo {
        // "Oda scolded him: “…,” she said": the words before the colon are the outlet's
        // … as are those before a dash where another closes it: "They are safe — “I’m fine,” he said — but …"
        let closed = region.view.tokens.get(own_end).is_some_and(Token::dash);
        let sets_off = |t: &Token<'_>| t.mark(':') || closed && t.dash();
        let colon = own_start.checked_sub(2).filter(|k| *k > region.lo && sets_off(&region.view.tokens[*k]));
        let quoted = region.view.tokens[own_start - 1].quote().is_some();
        content.push(colon.filter(|_| quoted).map_or(region.lo, |k| k + 1)..own_start);
    }
    if let Some(from) = goes_on(region, own_start, own_end) {
        content.push(from..region.hi);
    }
    content
}

/// Where the content goes on after a parenthetical attribution, if it does.
pub(super) fn goes_on(region: &Region<'_, '_>, own_start: usize, own_end: usize) -> Option<usize> {
    let view = region.view;
    let mut next = own_end;
    let mut broken = false;
    while view.get(next, region.hi).is_some_and(|t| t.comma() || t.mark(':') || t.dash()) {
        broken = true;
        next += 1;
    }
    let token = view.get(next, region.hi)?;
    if token.quote().is_some() && broken {
        return Some(next);
    }
    if !broken {
        return None;
    }
    let left_quoted = view.tokens[region.lo..own_start].iter().any(|t| t.quote().is_some());
    // "Aircraft, he argued, were a humanitarian matter": the left part has no verb yet
    let interrupted = !left_quoted && !view.clause(region.lo..own_start) && view.clause(next..region.hi);
    let predicate = token.is(Classes::FINITE) && !token.capital() && !left_quoted;
    let and = matches!(&*token.lower, "and" | "including") && !left_quoted && !has_cue(region, next);
    // "The firm “had a deal,” Oda said, and still “got a seat”"
    let more = token.lower == "and"
        && view.tokens[region.lo].quote().is_none()
        && left_quoted
        && view.tokens[next..region.hi].iter().any(|t| t.quote().is_some());
    let tail = !left_quoted && matches!(&*token.lower, "until" | "unless" | "because");
    let unfinished = !left_quoted
        && subordinate(region, own_start)
        && view.clause(next..region.hi)
        && !token.is(Classes::SUBORDINATOR.or(Classes::RELATIVE))
        && !matches!(token.cue, Some((_, Form::Gerund, _)));
    (interrupted || predicate || and || more || tail || unfinished).then_some(next)
}

/// "Though that change was smooth, | he said, …": the words up to the attribution are one clause that needs another.
fn subordinate(region: &Region<'_, '_>, own_start: usize) -> bool {
    let view = region.view;
    let first = if view.is(region.lo, "even") { region.lo + 1 } else { region.lo };
    let opens = ["though", "although", "if", "while", "because", "once", "unless", "until"];
    opens.iter().any(|word| view.is(first, word)) && !view.tokens[region.lo..own_start].iter().any(|t| t.comma())
}

/// A word for a question put to somebody.
pub(super) fn is_question(token: &Token<'_>) -> bool {
    matches!(&*token.lower, "asked" | "pressed" | "questioned" | "quizzed")
}

pub(super) fn has_cue(region: &Region<'_, '_>, from: usize) -> bool {
    region.view.tokens[from..region.hi]
        .iter()
        .any(|t| matches!(t.cue, Some((v, f, _)) if f != Form::Base && lexicon().verb(v).frames.postposed))
        || (from..region.hi).any(|k| region.view.are(k, &["according", "to"]))
}

/// Content of an attribution phrase (no verb) that stands at `own`.
pub fn phrase_content(region: &Region<'_, '_>, own: &Range<usize>) -> Vec<Range<usize>> {
    after_content(region, own.start, own.end)
}
