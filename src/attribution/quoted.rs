//! Quotations whose attribution has no reporting verb that the lexicon knows: a colon, a dash, an unknown verb beside the marks.

use super::content::after_content;
use super::frame::{Frame, Place, Region, speaker_with};
use super::lexicon::Classes;
use super::statement::Attitude;
use super::token::Kind;

/// A speaker before a colon and a quotation, whatever the verb: "Gita Tamang, shopkeeper: “…”", "described what followed: “…”".
pub fn colon_quote(region: &Region<'_, '_>) -> Option<Frame> {
    let view = region.view;
    let colon = (region.lo..region.hi)
        .find(|k| view.tokens[*k].mark(':') && view.get(k + 1, region.hi).is_some_and(|t| t.quote().is_some()))?;
    let open = (region.lo..colon).find(|k| view.tokens[*k].mark('(')).unwrap_or(colon);
    // "While they ate, a friend commented: “…”": the verb of the clause before the colon, if it has one
    let clause = (region.lo..open).rev().find(|k| view.tokens[*k].comma()).map_or(region.lo, |k| k + 1);
    let finite = |from: usize| (from..open).find(|k| view.tokens[*k].finite() && !view.tokens[*k].capital());
    let verb = finite(clause + 1).or_else(|| finite(region.lo + 1));
    let (source, cue) = match verb {
        Some(verb) => (view.subject(region.lo, verb)?, verb..verb + 1),
        None => {
            (view.phrase(region.lo, colon).filter(|p| p.core > region.lo && view.tokens[region.lo].capital())?, colon..colon + 1)
        }
    };
    let inscription = view.tokens[source.start..source.core].iter().any(|t| t.is(Classes::INSCRIPTION));
    if inscription || source.start > clause + 6 {
        return None;
    }
    let (_, carriers) = verb.map(|v| (v, view.carriers(v + 1, colon))).unwrap_or((colon, Vec::new()));
    Some(Frame {
        rule: "colon-quote",
        links: speaker_with(source, cue.clone(), carriers),
        own: source.start..colon + 1,
        content: vec![colon + 1..region.hi],
        cue: Some(cue),
        place: Place::Before,
        denied: false,
        attitude: Attitude::Assertion,
        around: Vec::new(),
    })
}

/// `“…” — Martha Aguilar`: a quotation and a dash before a name.
pub fn quote_dash(region: &Region<'_, '_>) -> Option<Frame> {
    let view = region.view;
    view.tokens[region.lo].quote()?;
    let dash = region.lo + 1;
    let apart = view.get(dash, region.hi).is_some_and(|t| t.dash() || t.mark('―'));
    let name = dash + 1..region.hi;
    let words = view.tokens.get(name.clone()).filter(|_| apart)?;
    if words.is_empty() || words.len() > 6 || !words[0].capital() || words.iter().any(|t| t.finite() && !t.capital()) {
        return None;
    }
    let source = view.phrase(name.start, region.hi)?;
    Some(Frame {
        rule: "quote-and-name",
        links: speaker_with(source, dash..dash + 1, Vec::new()),
        own: dash..region.hi,
        content: vec![region.lo..dash],
        cue: Some(dash..dash + 1),
        place: Place::After,
        denied: false,
        attitude: Attitude::Assertion,
        around: Vec::new(),
    })
}

/// A quotation that ends in a comma beside a source and a verb that the lexicon lacks: `“…,” sobs Lane`.
pub fn unknown_verb(region: &Region<'_, '_>) -> Option<Frame> {
    let view = region.view;
    let quote = (region.lo..region.hi).find(|k| {
        (*k == region.lo || !view.tokens[*k - 1].word())
            && matches!(view.tokens[*k].kind, Kind::Quote(_))
            && view.tokens[*k].text.trim_end_matches(['”', '"', '’', '\'', '»']).ends_with([',', '?', '!'])
    })?;
    let verb_like = |k: usize| {
        view.get(k, region.hi).is_some_and(|t| {
            t.word()
                && !t.capital()
                && t.lower.len() > 3
                && (t.lower.ends_with("ed") || t.lower.ends_with('s') && !t.possessive())
                && !t.is(Classes::FINITE.or(Classes::PERSON))
        })
    };
    let (source, verb, end) = if verb_like(quote + 1) {
        let source = view.phrase(quote + 2, region.hi)?;
        (source, quote + 1, source.end)
    } else {
        let verb = (quote + 2..region.hi.min(quote + 8)).find(|k| verb_like(*k))?;
        (view.subject(quote + 1, verb)?, verb, verb + 1)
    };
    let (end, carriers) = view.adverbials(end, region.hi);
    if view.get(end, region.hi).is_some_and(|t| t.word()) {
        return None;
    }
    let own = quote + 1..end;
    Some(Frame {
        rule: "quote-and-verb",
        links: speaker_with(source, verb..verb + 1, carriers),
        content: after_content(region, own.start, own.end),
        own,
        cue: Some(verb..verb + 1),
        place: Place::After,
        denied: false,
        attitude: Attitude::Assertion,
        around: Vec::new(),
    })
}
