//! Attribution without a reporting verb: "according to X", "X quoted Y as saying", "in the words of X", "for X, …".

use super::carried::{posted, seen_by};
use super::content::phrase_content;
use super::frame::{Frame, Link, Place, Region};
use super::lexicon::{Classes, list};
use super::phrase::Phrase;
use super::statement::{Attitude, Part};
use super::token::Token;
use crate::text::WordList;
use std::ops::Range;

/// The frames of all such phrases in the region.
pub fn frames(region: &Region<'_, '_>) -> Vec<Frame> {
    let mut found = Vec::new();
    for i in region.lo..region.hi {
        found.extend(according(region, i).or_else(|| quoted_as_saying(region, i)));
    }
    found
}

const PHRASES: &[&[&str]] = &[
    &["according", "to"],
    &["in", "the", "words", "of"],
    &["as", "reported", "by"],
    &["as", "told", "by"],
    &["as", "told", "to"],
    &["as", "announced", "by"],
    &["as", "stated", "by"],
    &["as", "per"],
];

fn according(region: &Region<'_, '_>, i: usize) -> Option<Frame> {
    let view = region.view;
    let words = PHRASES.iter().find(|words| view.are(i, words)).map(|words| words.len());
    let cue = i..i + words.or_else(|| per(region, i).then_some(1))?;
    let source = view.phrase(cue.end, region.hi).or_else(|| bare_reports(region, cue.end))?;
    let head = &view.tokens[source.start..source.core];
    if is_standard(head) || head.iter().any(|t| t.is(Classes::INSCRIPTION)) {
        return None;
    }
    // "According to the newspaper, | Bary, 23, left": what follows is no description of the source
    let follows = subject_follows(region, source.core) || aged_subject(region, source.core);
    let source = if follows { Phrase { end: source.core, ..source } } else { source };
    let opens = (region.lo..i).all(|k| view.tokens[k].is(Classes::COORDINATOR.or(Classes::ADVERB)) || view.tokens[k].comma());
    let phrase = source;
    let (source, platform) = posted(region, source);
    let (source, seen) = seen_by(region, source);
    let platform = platform.or(seen);
    let given = given_to(region, source);
    let source = given.map_or(source, |(_, to)| Phrase { end: to.end, ..source });
    let mut links = match given {
        Some((who, to)) => {
            let mut links = vec![Link { phrase: Some(who), cue: Some(cue.clone()), part: Part::Speaker }];
            links.extend(view.carriers(to.start, to.end).into_iter().map(|p| Link {
                phrase: Some(p),
                cue: None,
                part: Part::Carrier,
            }));
            links
        }
        None => account_links(region, source, &cue),
    };
    links.extend(platform.map(|p| Link { phrase: Some(p), cue: None, part: Part::Carrier }));
    let build = |links: Vec<Link>, own: Range<usize>, content: Vec<Range<usize>>, place| {
        (!content.is_empty()).then(|| Frame {
            rule: "according-to",
            links,
            own,
            content,
            cue: Some(cue.clone()),
            place,
            denied: false,
            attitude: Attitude::Assertion,
            around: Vec::new(),
        })
    };
    if opens {
        let end = opening_end(region, Phrase { core: source.core.max(phrase.core), ..source });
        let from = if view.get(end, region.hi).is_some_and(Token::comma) { end + 1 } else { end };
        return if from < region.hi { build(links, region.lo..from, vec![from..region.hi], Place::Before) } else { None };
    }
    // "… a long night — according to the paper, he had won before": behind the comma stands what the paper says
    let comma = view.get(source.core, region.hi).is_some_and(Token::comma);
    if view.tokens[i - 1].dash() && comma && view.main_clause(source.core + 1..region.hi) && view.main_clause(region.lo..i - 1) {
        return build(links, i - 1..source.core + 1, vec![source.core + 1..region.hi], Place::Before);
    }
    let (end, more) = view.adverbials(source.end, region.hi);
    // "according to a report | in the newspaper Kurier": the newspaper's
    let vehicle = matches!(&*view.tokens[source.core - 1].lower, "report" | "article" | "story" | "interview");
    if let Some(medium) = more.first().filter(|_| vehicle && source.core <= source.start + 2) {
        links = vec![Link { phrase: Some(*medium), cue: Some(cue.clone()), part: Part::Carrier }];
    }
    let end = if view.get(end, region.hi).is_none_or(|t| !t.word()) { end } else { source.end };
    let start = if view.tokens[i - 1].comma() || view.tokens[i - 1].dash() { i - 1 } else { i };
    let own = start..end;
    build(links, own.clone(), phrase_content(region, &own), Place::After)
}

/// "…, per the Gazette's story": what a medium says, and no rate ("per day").
fn per(region: &Region<'_, '_>, i: usize) -> bool {
    let view = region.view;
    let name = if view.get(i + 1, region.hi).is_some_and(|t| t.is(Classes::DETERMINER)) { i + 2 } else { i + 1 };
    let medium =
        |k: usize| view.media.get(k).is_some_and(|end| *end > k) || view.get(k, region.hi).is_some_and(|t| t.is(Classes::MEDIUM));
    view.is(i, "per") && (medium(name) || name == i + 2 && medium(name + 1))
}

/// "according to reports": whose, nobody says.
fn bare_reports(region: &Region<'_, '_>, at: usize) -> Option<Phrase> {
    let reports = matches!(&*region.view.get(at, region.hi)?.lower, "reports" | "rumours" | "rumors");
    reports.then_some(Phrase { start: at, end: at + 1, core: at + 1 })
}

/// "according to plan", "according to the safety certificate": a standard, not a source.
fn is_standard(head: &[Token<'_>]) -> bool {
    let noun = head.iter().take_while(|t| !t.is(Classes::PREPOSITION)).last();
    noun.is_some_and(|t| t.is(Classes::STANDARD) && !t.capital())
        && !head.iter().any(|t| t.is(Classes::PERSON) && !t.possessive())
}

/// "According to Reuters, …": where the source ends when the content follows.
fn opening_end(region: &Region<'_, '_>, source: Phrase) -> usize {
    let view = region.view;
    // "According to a report by the paper | in December, …"
    let (later, _) = view.adverbials(source.end, region.hi);
    if source.end == source.core && later > source.end && view.get(later, region.hi).is_some_and(Token::comma) {
        return later;
    }
    if view.get(source.core, region.hi).is_some_and(Token::comma) {
        // an appositive only if another comma closes it before the clause
        let close = if source.end == source.core { source.core } else { described_to(region, source.core).unwrap_or(source.end) };
        if close > source.core && view.get(close, region.hi).is_some_and(Token::comma) { close } else { source.core }
    } else {
        source.end
    }
}

/// "According to the newspaper, | Bary, 23, left": somebody's age belongs to the subject.
fn aged_subject(region: &Region<'_, '_>, core: usize) -> bool {
    let view = region.view;
    let name = (core + 1..region.hi).take_while(|k| view.tokens[*k].capital()).count();
    let age = core + 1 + name;
    let comma = |k: usize| view.get(k, region.hi).is_some_and(Token::comma);
    name > 0 && comma(age) && view.get(age + 1, region.hi).is_some_and(Token::digits) && comma(age + 2)
}

/// "According to Dr. Kim, the former doctor of the leader's father, | the leader was ill": the comma that closes the description of a person.
fn described_to(region: &Region<'_, '_>, core: usize) -> Option<usize> {
    let view = region.view;
    let close = (core + 1..region.hi).find(|k| view.tokens[*k].comma())?;
    let described = view.is(core + 1, "the") && view.any(core + 1..close, Classes::PERSON) && !view.clause(core + 1..close);
    let verb = (close + 1..region.hi).find(|k| view.tokens[*k].finite())?;
    let plain = !view.tokens[close + 1..verb].iter().any(|t| t.comma() || t.is(Classes::RELATIVE));
    (described && plain && view.tokens[core - 1].capital()).then_some(close)
}

/// "As reported by the Daily Mirror, | Plant, as well as his bandmates, was offered …": one name behind that of a medium does not describe it.
fn subject_follows(region: &Region<'_, '_>, core: usize) -> bool {
    let view = region.view;
    let comma = |k: usize| view.get(k, region.hi).is_some_and(Token::comma);
    view.media[core - 1] == core && comma(core) && comma(core + 2) && view.tokens[core + 1].capital()
}

/// "according to an account | she gave to the Free Beacon", "a statement | Oda made to the court": who gave it, and to whom.
fn given_to(region: &Region<'_, '_>, source: Phrase) -> Option<(Phrase, Phrase)> {
    static GIVING: WordList = list("giving");
    let view = region.view;
    let document = view.any(source.start..source.core, Classes::DOCUMENT.or(Classes::VENUE));
    let verb = (source.start + 2..region.hi.min(source.core + 8)).find(|k| GIVING.contains(&view.tokens[*k].lower))?;
    let end = verb - usize::from(view.is(verb - 1, "had"));
    // a name runs on from the document's phrase: "a statement Oda made"
    let named = || (source.start + 1..end).rev().take_while(|k| view.tokens[*k].capital()).last();
    let who = if source.core < end { source.core } else { named()? }..end;
    let first = &view.tokens[who.start];
    let person = first.is(Classes::PRONOUN) || first.capital() || first.is(Classes::DETERMINER.or(Classes::POSSESSIVE));
    let to =
        view.phrase(verb + 2, region.hi).filter(|_| document && person && who.start > source.start && view.is(verb + 1, "to"))?;
    Some((Phrase { start: who.start, end: who.end, core: who.end }, Phrase { end: to.core, ..to }))
}

/// "a report from French site iGen": a medium inside the phrase carried it.
fn account_links(region: &Region<'_, '_>, source: Phrase, cue: &Range<usize>) -> Vec<Link> {
    static ACCOUNTS: WordList = list("account");
    let view = region.view;
    let head = &view.tokens[source.start..source.core];
    let vehicle = head.iter().take_while(|t| !t.is(Classes::PREPOSITION)).any(|t| ACCOUNTS.contains(&t.lower));
    let preposition = (source.start..source.core).find(|k| matches!(&*view.tokens[*k].lower, "by" | "from" | "in" | "of"));
    if let (true, Some(k)) = (vehicle, preposition) {
        let media = view.carriers(k + 1, source.core);
        let direct = |m: &&Phrase| {
            !(k + 1..m.end).any(|j| {
                view.tokens[j].is(Classes::PREPOSITION) && view.media[j] == 0
                    || matches!(view.tokens[j].cue, Some((_, super::lexicon::Form::Past | super::lexicon::Form::Participle, _)))
            })
        };
        if let Some(medium) = media.first().filter(direct) {
            return vec![Link { phrase: Some(*medium), cue: Some(cue.clone()), part: Part::Relay }];
        }
        if matches!(view.tokens[source.start + 1..k].last().map_or("", |t| &*t.lower), "statement" | "spokesman" | "spokesperson")
        {
            let inner = Phrase { start: k + 1, end: source.end, core: source.core };
            return vec![Link { phrase: Some(inner), cue: Some(cue.clone()), part: Part::Speaker }];
        }
    }
    vec![Link { phrase: Some(source), cue: Some(cue.clone()), part: Part::Speaker }]
}

/// "X quoted Y as saying (that) …", "… X quoted Y as saying", "Y was quoted as saying by X", "X cited Y saying".
fn quoted_as_saying(region: &Region<'_, '_>, i: usize) -> Option<Frame> {
    let view = region.view;
    let token = &view.tokens[i];
    if !token.word() || !matches!(&*token.lower, "quoted" | "quotes" | "quote" | "cited" | "cites" | "reported" | "reports") {
        return None;
    }
    let before = (region.lo..i).rev().find(|k| !view.tokens[*k].is(Classes::ADVERB));
    let be = before.is_some_and(|k| view.tokens[k].is(Classes::BE));
    if be { was_quoted(region, i) } else { quoted(region, i) }
}

fn quoted(region: &Region<'_, '_>, i: usize) -> Option<Frame> {
    let view = region.view;
    let cited = view.phrase(i + 1, region.hi)?;
    let as_at = [cited.end, cited.core]
        .into_iter()
        .map(|end| if view.get(end, region.hi).is_some_and(Token::comma) { end + 1 } else { end })
        .find(|k| saying(region, *k).is_some());
    let (from, cue_start) = match as_at {
        Some(at) => (saying(region, at)?, i),
        // "cited witnesses who saw the jets"
        None if view.tokens[cited.start].is(Classes::PRONOUN) => return None,
        // "…, the paper quoted officials."
        None if view.get(cited.end, region.hi).is_none() && ends_quoting(region, i, cited) => (region.hi, i),
        None => return cited_who(region, i, cited),
    };
    let mut start = i;
    while start > region.lo && view.tokens[start - 1].is(Classes::HAVE.or(Classes::ADVERB)) {
        start -= 1;
    }
    let subject = view.subject(region.lo, start)?;
    let cited = Phrase { end: cited.end.min(from), ..cited };
    let links = vec![
        Link { phrase: Some(cited), cue: Some(cue_start..i + 1), part: Part::Speaker },
        Link { phrase: Some(subject), cue: Some(i..i + 1), part: Part::Relay },
    ];
    let (after, _) = view.adverbials(from, region.hi);
    let trailing = view.get(after, region.hi).is_none();
    let mut own_start = subject.start;
    while own_start > region.lo && (view.tokens[own_start - 1].comma() || view.tokens[own_start - 1].is(Classes::COORDINATOR)) {
        own_start -= 1;
    }
    // "quoted Oda as saying, “…”"
    let comma = view.get(from, region.hi).is_some_and(Token::comma);
    let quote = comma && view.get(from + 1, region.hi).is_some_and(|t| t.quote().is_some());
    let from = if quote { from + 1 } else { from };
    let (own, content, place) = if trailing || comma && !quote {
        let own = own_start..after;
        (own.clone(), phrase_content(region, &own), Place::After)
    } else {
        let from = if view.is(from, "that") { from + 1 } else { from };
        (subject.start..from, vec![from..region.hi], Place::Before)
    };
    (!content.is_empty()).then(|| Frame {
        rule: "quoted-as-saying",
        links,
        own,
        content,
        cue: Some(i..i + 1),
        place,
        denied: false,
        attitude: Attitude::Assertion,
        around: Vec::new(),
    })
}

/// Whether a clause ahead of the comma is what a medium "quoted" somebody on, at the end of the sentence.
fn ends_quoting(region: &Region<'_, '_>, i: usize, cited: Phrase) -> bool {
    let view = region.view;
    let Some(subject) = view.subject(region.lo, i) else { return false };
    let people = view.any(cited.start..cited.core, Classes::PERSON);
    let comma = subject.start.checked_sub(1).filter(|k| *k > region.lo && view.tokens[*k].comma());
    people && comma.is_some_and(|k| view.main_clause(region.lo..k))
}

/// After "as saying", "as telling NP", or bare "saying": where the content begins.
fn saying(region: &Region<'_, '_>, at: usize) -> Option<usize> {
    let view = region.view;
    let verb = if view.is(at, "as") { at + 1 } else { at };
    let token = view.get(verb, region.hi)?;
    let (_, form, length) = token.cue?;
    (form == super::lexicon::Form::Gerund).then_some(verb + length)
}

/// "has cited witnesses who saw the jets in Aleppo province"
fn cited_who(region: &Region<'_, '_>, i: usize, cited: Phrase) -> Option<Frame> {
    let view = region.view;
    if !matches!(&*view.tokens[i].lower, "cited" | "cites" | "quoted" | "quotes") || !view.is(cited.core, "who") {
        return None;
    }
    let verb = cited.core + if view.get(cited.core + 1, region.hi)?.is(Classes::HAVE) { 2 } else { 1 };
    let (_, _, length) = view.get(verb, region.hi)?.cue?;
    let from = if view.is(verb + length, "that") { verb + length + 1 } else { verb + length };
    let mut start = i;
    while start > region.lo && view.tokens[start - 1].is(Classes::HAVE.or(Classes::ADVERB)) {
        start -= 1;
    }
    let subject = view.subject(region.lo, start)?;
    let source = Phrase { end: cited.core, ..cited };
    let links = vec![
        Link { phrase: Some(source), cue: Some(verb..verb + length), part: Part::Speaker },
        Link { phrase: Some(subject), cue: Some(i..i + 1), part: Part::Relay },
    ];
    (from < region.hi).then(|| Frame {
        rule: "cited-who",
        links,
        own: subject.start..from,
        content: vec![from..region.hi],
        cue: Some(i..i + 1),
        place: Place::Before,
        denied: false,
        attitude: Attitude::Assertion,
        around: Vec::new(),
    })
}

/// "Y was quoted (by X) as saying (by X) …"
fn was_quoted(region: &Region<'_, '_>, i: usize) -> Option<Frame> {
    let view = region.view;
    if !matches!(&*view.tokens[i].lower, "quoted" | "cited") {
        return None;
    }
    let mut start = i;
    while start > region.lo && view.tokens[start - 1].is(Classes::BE.or(Classes::HAVE).or(Classes::ADVERB)) {
        start -= 1;
    }
    let subject = view.subject(region.lo, start)?;
    let mut end = i + 1;
    let mut carrier = None;
    let by = |k: usize| {
        if matches!(view.get(k, region.hi).map(|t| &*t.lower), Some("by" | "in")) { view.phrase(k + 1, region.hi) } else { None }
    };
    if let Some(medium) = by(end) {
        carrier = Some(medium);
        end = medium.core;
    }
    end = saying(region, end)?;
    if carrier.is_none() {
        carrier = by(end);
        end = carrier.map_or(end, |c| c.core);
    }
    let mut links = vec![Link { phrase: Some(subject), cue: Some(start..i + 1), part: Part::Speaker }];
    links.extend(carrier.map(|c| Link { phrase: Some(Phrase { end: c.core, ..c }), cue: None, part: Part::Carrier }));
    let (after, _) = view.adverbials(end, region.hi);
    let mut own_start = subject.start;
    while own_start > region.lo && view.tokens[own_start - 1].comma() {
        own_start -= 1;
    }
    let (own, content, place) = if view.get(after, region.hi).is_none() {
        let own = own_start..after;
        (own.clone(), phrase_content(region, &own), Place::After)
    } else {
        let from =
            if view.get(end, region.hi).is_some_and(|t| t.lower == "that" || t.mark(':') || t.comma()) { end + 1 } else { end };
        (subject.start..from, vec![from..region.hi], Place::Before)
    };
    (!content.is_empty()).then(|| Frame {
        rule: "was-quoted",
        links,
        own,
        content,
        cue: Some(start..i + 1),
        place,
        denied: false,
        attitude: Attitude::Assertion,
        around: Vec::new(),
    })
}
