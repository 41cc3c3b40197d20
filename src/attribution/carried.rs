//! Media and platforms that carried the words, beside the source: "a memo seen by Dagbladet", "footage posted on TikTok", "in an interview with Reuters, …".

use super::frame::{Link, Region};
use super::lexicon::{Classes, list};
use super::phrase::Phrase;
use super::statement::Part;
use crate::text::WordList;
use std::ops::Range;

/// "A memo seen by Dagbladet", "data published by NetPulse": the name ends before the participle, and a medium there carried it.
pub fn seen_by(region: &Region<'_, '_>, source: Phrase) -> (Phrase, Option<Phrase>) {
    let view = region.view;
    // "sources speaking to Reuters": whom they spoke to carries it
    let speaking = (source.start + 1..source.end).find(|k| {
        matches!(&*view.tokens[*k].lower, "speaking" | "talking")
            && view.get(*k + 1, source.end).is_some_and(|t| matches!(&*t.lower, "to" | "with"))
    });
    if let Some((k, carrier)) = speaking.and_then(|k| Some((k, view.carriers(k + 2, source.end).into_iter().next()?))) {
        return (Phrase { core: source.core.min(k), ..source }, Some(carrier));
    }
    let head = view.tokens[source.start..source.core].iter().take_while(|t| !t.is(Classes::PREPOSITION));
    if !head.clone().any(|t| t.is(Classes::DOCUMENT)) {
        return (source, None);
    }
    static SEEN: WordList = list("seen-by");
    let mut seen = (source.start + 1..source.end).filter(|k| {
        SEEN.contains(&view.tokens[*k].lower) && view.get(*k + 1, source.end).is_some_and(|t| matches!(&*t.lower, "by" | "with"))
    });
    let Some(k) = seen.next() else { return (source, None) };
    // "published by a firm and reviewed by Reuters": the first that is a medium
    let carrier = std::iter::once(k).chain(seen).find_map(|k| {
        let carrier = view.carriers(k + 2, source.end).into_iter().next();
        carrier.filter(|p| view.is(k + 1, "by") && p.start <= k + 3)
    });
    // "pictures taken at noon and | reviewed by Reuters"
    let joined = view.tokens[k - 1].comma() || view.tokens[k - 1].is(Classes::COORDINATOR);
    let core = if joined { k - 1 } else { k };
    (Phrase { core: source.core.min(core), ..source }, carrier)
}

/// "In an interview with Reuters, …", "But in a letter published in Izvestia, …", "Speaking on state television, …": a medium in the opening adverbial carried the words.
pub fn opening_carriers(region: &Region<'_, '_>, subject: usize) -> Vec<Phrase> {
    let view = region.view;
    // "On CNBC's “Fast Money,” Blair said": the comma stands inside the quotation
    let ends = |k: &usize| {
        let token = &view.tokens[*k];
        token.comma() || token.quote().is_some() && token.text.trim_end_matches(['"', '”', '\'', '’']).ends_with(',')
    };
    let Some(comma) = (region.lo..subject).rev().find(ends) else { return Vec::new() };
    let start = if view.tokens[region.lo].is(Classes::COORDINATOR) { region.lo + 1 } else { region.lo };
    let first = &view.tokens[start];
    let published =
        || (start..comma).any(|k| matches!(&*view.tokens[k].lower, "published" | "printed" | "carried" | "posted" | "aired"));
    let telling = matches!(&*first.lower, "in" | "on")
        && (view.any(start + 1..comma, Classes::VENUE) || view.any(start + 1..comma, Classes::DOCUMENT) && published())
        || matches!(&*first.lower, "speaking" | "writing" | "posting" | "via" | "reported")
        // "On CNBC's “Fast Money,” | Blair said"
        || view.is(start, "on") && view.media[start + 1] > start + 1;
    let seen = (start..comma).any(|k| view.is(k, "seen"));
    if telling && !seen && comma + 1 >= subject.saturating_sub(1) { view.carriers(start + 1, comma) } else { Vec::new() }
}

/// "Footage posted on TikTok shows": the platform inside the phrase of a document carried it.
pub fn posted(region: &Region<'_, '_>, subject: Phrase) -> (Phrase, Option<Phrase>) {
    let view = region.view;
    let head = view.tokens[subject.start..subject.core].iter().take_while(|t| !t.is(Classes::PREPOSITION));
    if !head.clone().any(|t| t.is(Classes::DOCUMENT)) {
        return (subject, None);
    }
    let Some(on) = (subject.start + 1..subject.end).rev().find(|k| view.is(*k, "on")) else { return (subject, None) };
    // right after "on": "taken on Sunday and examined by the BBC" is no platform
    let platform = view.carriers(on + 1, subject.end).into_iter().next().filter(|p| p.start <= on + 2);
    if platform.is_none() {
        return (subject, None);
    }
    let core = (subject.start + 1..on)
        .find(|k| {
            view.tokens[*k].is(Classes::PREPOSITION.or(Classes::RELATIVE))
                && matches!(&*view.tokens[*k].lower, "in" | "on" | "that" | "which")
        })
        .unwrap_or(on)
        .min(subject.core);
    // "Footage filmed from a lifeboat and | posted on TikTok"
    let core = (subject.start + 1..core)
        .rev()
        .take_while(|k| {
            view.tokens[*k].is(Classes::COORDINATOR)
                || matches!(
                    &*view.tokens[*k].lower,
                    "posted" | "shared" | "published" | "circulating" | "circulated" | "uploaded"
                )
        })
        .last()
        .unwrap_or(core);
    (Phrase { core, ..subject }, platform)
}

/// "an article by AP on the Gazette's website says": the medium that wrote it speaks, and the one that printed it carried it.
pub(super) fn outlets_article(region: &Region<'_, '_>, subject: Phrase, cue: &Range<usize>) -> Option<Vec<Link>> {
    let view = region.view;
    let by = (subject.start + 1..subject.core).find(|k| matches!(&*view.tokens[*k].lower, "by" | "from" | "in"))?;
    let vehicle = view.tokens[by - 1].lower.trim_end_matches('s');
    let media = view.carriers(by + 1, subject.core);
    let written = matches!(vehicle, "article" | "report" | "story" | "dispatch" | "piece" | "account") && by <= subject.start + 3;
    let first = media.first().filter(|m| written && m.start == by + 1 && m.core == m.end)?;
    let mut links = vec![Link { phrase: Some(*first), cue: Some(cue.clone()), part: Part::Relay }];
    links.extend(media[1..].iter().map(|m| Link { phrase: Some(*m), cue: None, part: Part::Carrier }));
    Some(links)
}
