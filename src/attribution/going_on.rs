//! Verbs that go on with a source named before: "and added that", ", who said", ", adding that", "with his rival alleging that".

use super::frame::{Frame, Place, Region, speaker_with};
use super::lexicon::{Classes, Form, Verb, lexicon};
use super::phrase::Phrase;
use super::reported::{addressee, frame, main_subject};
use super::right::{charge, predicate, starts_clause};
use super::statement::Attitude;
use super::verb_group::{Group, verb_by_context};

/// "said the target was a post and added that …": the source of the frame before speaks on.
pub(super) fn coordinated(region: &Region<'_, '_>, group: &Group<'_>) -> Option<Frame> {
    let view = region.view;
    let and = group.cue.start.checked_sub(1).filter(|k| *k > region.lo + 1)?;
    if !matches!(&*view.tokens[and].lower, "and" | "but") || !view.tokens[and].word() || group.verb.frames.addressee {
        return None;
    }
    let own_start = if view.tokens[and - 1].comma() { and - 1 } else { and };
    let speaks_before = (region.lo + 1..own_start).any(|k| {
        matches!(view.tokens[k].cue, Some((verb, Form::Past | Form::Third, _)) if {
            let verb = lexicon().verb(verb);
            verb.frames.clause && verb.attitude == Attitude::Assertion && (!verb.frames.noun || verb_by_context(region, k + 1))
        })
    });
    let next = view.get(group.cue.end, region.hi)?;
    let that = next.lower == "that" && group.verb.frames.clause;
    let quote = next.quote().is_some() && group.verb.frames.quote;
    let charge = if group.verb.frames.accusation { charge(region, group.cue.end) } else { None };
    let from = charge.unwrap_or(if that { group.cue.end + 1 } else { group.cue.end });
    // without "that" or a quotation the verb may as well be one of the things that were said
    if !(that || quote || charge.is_some()) || !speaks_before || from >= region.hi {
        return None;
    }
    Some(frame("coordinated", group, Vec::new(), own_start..from, vec![from..region.hi], Place::Continued))
}

/// "said Ganjali, who added that …", "The minister, who said last week that …, left": the noun before the comma is the source.
pub(super) fn relative(region: &Region<'_, '_>, group: &Group<'_>) -> Option<Frame> {
    let view = region.view;
    let who = group.cue.start.checked_sub(1).filter(|k| *k > region.lo + 1)?;
    if !matches!(&*view.tokens[who].lower, "who" | "which") || !view.tokens[who - 1].comma() || group.verb.frames.noun {
        return None;
    }
    let addressed = addressee(region, group)?;
    let (right, mut carriers) = view.adverbials(addressed.end, region.hi);
    carriers.extend(addressed.carriers);
    let next = view.get(right, region.hi)?;
    let that = next.lower == "that" && group.verb.frames.clause;
    let quote = next.quote().is_some() && group.verb.frames.quote;
    let clause = !next.is(Classes::PREPOSITION.or(Classes::CLAUSE_STOP))
        && group.verb.frames.clause
        && next.word()
        && starts_clause(region, group.verb, right);
    let from = if that { right + 1 } else { right };
    if !(that || quote || clause) || from >= region.hi {
        return None;
    }
    // the clause ends at its comma where the sentence goes on after it
    let close = (from..region.hi)
        .find(|k| view.tokens[*k].comma() && view.get(k + 1, region.hi).is_some_and(|t| t.finite() && !t.capital()));
    let start = view.strip_left(view.subject_edge(region.lo, who - 1), who - 1);
    // "CNN interviewed | Peter Henderson, who said", "The Skiff talked to | a spokesman, who said"
    let asking = (start + 1..who - 1).find(|k| asks_somebody(region, *k).is_some());
    let start = asking.and_then(|k| asks_somebody(region, k)).unwrap_or(start);
    let core = view.subject_core(start, who - 1);
    if start >= who - 1 || !view.nominal(start, who - 1) {
        return None;
    }
    let source = Phrase { start, end: who - 1, core };
    let asked = asking.or_else(|| (region.lo + 1..start).rev().take(2).find(|k| asks_somebody(region, *k) == Some(start)));
    let by = asked.and_then(|verb| view.subject(region.lo, verb)).filter(|p| view.media[p.core - 1] == p.core);
    carriers.extend(by.map(|p| Phrase { end: p.core, ..p }));
    let end = close.unwrap_or(region.hi);
    let links = speaker_with(source, group.cue.clone(), carriers);
    Some(frame("relative-clause", group, links, who - 1..from, vec![from..end], Place::Continued))
}

/// "interviewed", "spoke with", "checked with": where whom a medium asked begins.
fn asks_somebody(region: &Region<'_, '_>, verb: usize) -> Option<usize> {
    let view = region.view;
    match &*view.tokens[verb].lower {
        "interviewed" | "quoted" => Some(verb + 1),
        "talked" | "spoke" | "spoken" | "checked" => {
            view.get(verb + 1, region.hi).filter(|t| matches!(&*t.lower, "to" | "with")).map(|_| verb + 2)
        }
        _ => None,
    }
}

/// "…, adding that …", "by saying “…”", "with his rival alleging that …".
pub(super) fn continued(region: &Region<'_, '_>, i: usize, verb: &'static Verb, length: usize) -> Option<Frame> {
    let view = region.view;
    if !matches!(verb.attitude, Attitude::Assertion | Attitude::Belief) || i == region.lo {
        return None;
    }
    let before = &view.tokens[i - 1];
    if !verb.frames.clause {
        return if before.comma() { judged(region, i, verb, length) } else { None };
    }
    // "the lender's thinking": a noun; "with the rep not identifying": nothing said
    if before.possessive() || before.is(Classes::NEGATION) {
        return None;
    }
    let (right, mut carriers) = view.adverbials(i + length, region.hi);
    let right = if verb.frames.addressee { view.hearer(i + length, region.hi)?.core } else { right };
    if verb.frames.addressee {
        carriers.extend(view.carriers(i + length, right));
    }
    let next = view.get(right, region.hi)?;
    let that = next.lower == "that";
    let quote = next.quote().is_some() || next.mark(':');
    let content = if that || next.mark(':') { right + 1 } else { right };
    if content >= region.hi || !(that || quote || (starts_clause(region, verb, right) && !next.is(Classes::PREPOSITION))) {
        return None;
    }
    let group = Group { verb, form: Form::Gerund, cue: i..i + length, at: i };
    let mut links = Vec::new();
    let mut own = i..content;
    if before.comma() || before.quote().is_some() || matches!(&*before.lower, "by" | "and") && before.word() {
        own.start = if before.quote().is_some() { i } else { i - 1 };
        // "took it back, telling Reuters": the medium carries what the subject of the sentence says
        if !carriers.is_empty() && before.comma() {
            links = main_subject(region, i - 1).map(|s| speaker_with(s, group.cue.clone(), carriers.clone())).unwrap_or_default();
        }
        if matches!(&*before.lower, "by") {
            links = main_subject(region, i - 1).map(|s| speaker_with(s, group.cue.clone(), carriers)).unwrap_or_default();
            if links.is_empty() {
                return None;
            }
        }
    } else {
        // "with his rival alleging that": the noun phrase before is the source
        let with = (region.lo..i).rev().find(|k| matches!(&*view.tokens[*k].lower, "with" | "amid"))?;
        let source = view.phrase(with + 1, i).filter(|p| p.core == i)?;
        links = speaker_with(source, group.cue.clone(), carriers);
        own.start = if with > region.lo && view.tokens[with - 1].comma() { with - 1 } else { with };
    }
    Some(frame("participle", &group, links, own, vec![content..region.hi], Place::Continued))
}

/// "…, calling it “a fable”", "…, accusing the paper of “hyping” it".
fn judged(region: &Region<'_, '_>, i: usize, verb: &'static Verb, length: usize) -> Option<Frame> {
    let right = i + length;
    let from = if verb.frames.predicate {
        (right < region.hi && predicate(region, right)).then_some(right)?
    } else if verb.frames.accusation {
        charge(region, right)?
    } else {
        return None;
    };
    let group = Group { verb, form: Form::Gerund, cue: i..right, at: i };
    Some(frame("participle", &group, Vec::new(), i - 1..from, vec![from..region.hi], Place::Continued))
}
