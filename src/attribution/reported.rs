//! Reporting verbs: "X said (that) …", "…, X said", "…, said X", "X told Y that …", "X: “…”", "adding that …".

use super::carried::{opening_carriers, outlets_article, posted, seen_by};
use super::colon::{ends_at_colon, quotes_behind_colon};
use super::content::{after_content, left_content, left_of_inserted, opening_participle, own_start};
use super::frame::{Frame, Link, Place, Region, speaker_with};
use super::going_on::{continued, coordinated, relative};
use super::lexicon::{Classes, Form, Verb, lexicon};
use super::phrase::Phrase;
use super::right::{content_right, points, thing_end};
use super::statement::{Attitude, Part};
use super::subject::is_no_noun;
use super::token::Token;
use super::verb_group::{Group, group};
use std::ops::Range;

/// The frames of every reporting verb in the region.
pub fn frames(region: &Region<'_, '_>) -> Vec<Frame> {
    let found = (region.lo..region.hi)
        .filter_map(|i| region.view.tokens[i].cue.map(|cue| (i, cue)))
        .filter_map(|(i, (verb, form, length))| at(region, i, lexicon().verb(verb), form, length))
        .map(|frame| quotes_behind_colon(region, frame))
        .flat_map(|frame| ends_at_colon(region, frame));
    // where a relative clause belongs to the subject of another report, that report counts
    let (aside, mut main): (Vec<Frame>, Vec<Frame>) = found.partition(|f| f.rule == "relative-clause");
    main.extend(aside);
    main
}

fn at(region: &Region<'_, '_>, i: usize, verb: &'static Verb, form: Form, length: usize) -> Option<Frame> {
    if form == Form::Gerund && !progressive(region, i) {
        return continued(region, i, verb, length);
    }
    let group = group(region, i, verb, form, length)?;
    if group.is_passive(region) {
        return passive(region, &group);
    }
    inverted(region, &group).or_else(|| direct(region, &group))
}

/// "“…,” said Lim Seo-yun", "…, says the operator".
fn inverted(region: &Region<'_, '_>, group: &Group<'_>) -> Option<Frame> {
    let view = region.view;
    let before = group.cue.start.checked_sub(1).filter(|b| *b >= region.lo)?;
    let mark = &view.tokens[before];
    if !group.verb.frames.postposed || !(mark.comma() || mark.quote().is_some() || mark.dash()) {
        return None;
    }
    let shows = |p: &Phrase| !group.verb.frames.shows || view.any(p.start..p.core, Classes::DOCUMENT);
    // "his own count, concluded in June, found 22 million people": what is counted does not speak
    let counted = |p: &Phrase| group.verb.lemma == "find" && view.tokens[p.start..p.core].iter().any(Token::digits);
    let speaks = |p: &Phrase| shows(p) && !counted(p);
    let mut from = group.cue.end;
    let mut carriers = Vec::new();
    if view.time(from) {
        from = view.adverbials(from, region.hi).0;
    }
    let first = view.get(from, region.hi)?;
    if first.lower == "that" && !view.get(from + 1, region.hi).is_some_and(|t| t.is(Classes::PERSON))
        || first.is(Classes::OBJECT_PRONOUN)
            && !first.is(Classes::PRONOUN)
            && !(first.is(Classes::POSSESSIVE)
                && view.get(from + 1, region.hi).is_some_and(|t| t.word() && !t.is(Classes::FINITE.or(Classes::PREPOSITION))))
    {
        return None;
    }
    let source = if group.verb.frames.addressee { return None } else { view.phrase(from, region.hi).filter(speaks)? };
    let source = without_report(region, relative_that(region, source));
    let (source, platform) = posted(region, source);
    carriers.extend(platform);
    let (end, more) = view.adverbials(source.end, region.hi);
    carriers.extend(more);
    let closed = view
        .get(end, region.hi)
        .is_none_or(|t| !t.word() || t.is(Classes::SUBORDINATOR.or(Classes::COORDINATOR)) && t.lower != "that");
    let quoted = mark.quote().is_some();
    if !closed || !(quoted || view.main_clause(region.lo..before)) {
        return None;
    }
    let own_start = if quoted { group.cue.start } else { before };
    let content = after_content(region, own_start, end);
    (!content.is_empty()).then(|| {
        frame("inverted", group, speaker_with(source, group.cue.clone(), carriers), own_start..end, content, Place::After)
    })
}

/// "a voice message that circulated on WhatsApp": the relative clause belongs to the source when nothing else can follow.
fn relative_that(region: &Region<'_, '_>, source: Phrase) -> Phrase {
    let view = region.view;
    let relative = view.is(source.end, "that")
        && view.get(source.end + 1, region.hi).is_some_and(|t| t.lower.ends_with("ed") || t.is(Classes::FINITE));
    if relative { Phrase { end: view.segment_end(source.end, region.hi), ..source } } else { source }
}

/// "said Ganjali, who added that …": a relative clause that reports on is no part of the source.
fn without_report(region: &Region<'_, '_>, source: Phrase) -> Phrase {
    let view = region.view;
    let who = (source.core..source.end).find(|k| matches!(&*view.tokens[*k].lower, "who" | "which") && view.tokens[*k].word());
    let reports = who.is_some_and(|k| {
        let verb = (k + 1..source.end).find(|j| view.tokens[*j].cue.is_some()).filter(|j| *j <= k + 3);
        verb.and_then(|j| Some((j, view.tokens[j].cue?))).is_some_and(|(j, (verb, form, length))| {
            let clause = lexicon().verb(verb).frames.clause && matches!(form, Form::Past | Form::Third);
            clause && view.get(j + length, region.hi).is_some_and(|t| t.lower == "that" || t.quote().is_some())
        })
    });
    match who.filter(|k| reports && *k > source.start && view.tokens[*k - 1].comma()) {
        Some(k) => Phrase { end: k - 1, core: source.core.min(k - 1), ..source },
        None => source,
    }
}

/// "Critics are saying that", "have been telling residents that": a form of "be" makes the participle finite.
fn progressive(region: &Region<'_, '_>, i: usize) -> bool {
    let before = (region.lo..i)
        .rev()
        .find(|k| !(region.view.tokens[*k].is(Classes::ADVERB) && !region.view.tokens[*k].is(Classes::PREPOSITION)));
    before.is_some_and(|k| region.view.tokens[k].is(Classes::BE) && region.view.tokens[k].lower != "being")
}

/// Source before the verb.
fn direct(region: &Region<'_, '_>, group: &Group<'_>) -> Option<Frame> {
    let view = region.view;
    if let Some(frame) = coordinated(region, group).or_else(|| relative(region, group)) {
        return Some(frame);
    }
    let subject = view.subject(region.lo, group.cue.start)?;
    let subject = author(region, subject).unwrap_or(subject);
    // "A firefighter asked for water and said": one subject of two verbs
    let and = subject.core - 1;
    let second = view.tokens[and].word() && !view.tokens[and].capital() && view.tokens[and].is(Classes::COORDINATOR);
    let subject = main_subject(region, and).filter(|_| second).unwrap_or(subject);
    // "we reported on Monday that": the outlet's own voice
    // "This indicates that": a fact, and nobody
    if subject.end == subject.start + 1 && matches!(&*view.tokens[subject.start].lower, "this" | "that" | "these" | "those") {
        return None;
    }
    let ours = subject.end == subject.start + 1 && matches!(&*view.tokens[subject.start].lower, "i" | "we" | "you");
    let quotes = view.tokens[group.cue.end..region.hi].iter().any(|t| t.quote().is_some());
    if ours && !quotes && group.verb.attitude == Attitude::Assertion {
        return None;
    }
    // a condition says nothing yet: "if the mayor says so, …"
    if subject.start > region.lo && matches!(&*view.tokens[subject.start - 1].lower, "if" | "unless" | "whether") {
        return None;
    }
    let head = &view.tokens[subject.start..subject.core];
    if is_no_noun(head) {
        return None;
    }
    if head.first().is_some_and(|t| t.lower == "no")
        || head.iter().any(|t| t.is(Classes::INSCRIPTION))
        || head.iter().any(|t| t.is(Classes::NEGATION))
    {
        return None;
    }
    if matches!(group.verb.attitude, Attitude::Fact) && !staff(head) && !view.is(group.cue.end, "that") {
        return None;
    }
    let addressed = addressee(region, group)?;
    let mut right = addressed.end;
    let mut carriers = addressed.carriers;
    // "continues to remain “tenuous”": an infinitive, where only a hearer could follow
    let infinitive = view.is(right, "to")
        && view.get(right + 1, region.hi).is_some_and(|t| {
            let hearer = Classes::PERSON.or(Classes::STAFF).or(Classes::MEDIUM).or(Classes::DETERMINER).or(Classes::POSSESSIVE);
            t.word() && !t.capital() && !t.is(hearer.or(Classes::PRONOUN).or(Classes::OBJECT_PRONOUN)) && !t.lower.ends_with('s')
        });
    if infinitive && !group.verb.frames.infinitive {
        return None;
    }
    if !(group.verb.frames.infinitive && view.is(right, "to")) {
        let (end, more) = view.adverbials(right, region.hi);
        right = end;
        carriers.extend(more);
    }
    if let Some(links) = outlets_article(region, subject, &group.cue) {
        return place(region, group, subject, right, links);
    }
    let (subject, posted) = posted(region, subject);
    carriers.extend(posted);
    let (subject, seen) = seen_by(region, subject);
    carriers.extend(seen);
    let opening = opening_carriers(region, subject.start);
    // how it came belongs to the attribution, and is nothing that the outlet tells
    let around = (!opening.is_empty()).then_some(region.lo..subject.start);
    carriers.extend(opening);
    let links = speaker_with(subject, group.cue.clone(), carriers);
    let mut frame = place(region, group, subject, right, links)?;
    frame.around.extend(around.filter(|opening| frame.content.iter().all(|c| c.start >= opening.end)));
    Some(frame)
}

/// "a statement by the president in which he promised": the pronoun is whoever the words are by.
fn author(region: &Region<'_, '_>, subject: Phrase) -> Option<Phrase> {
    let view = region.view;
    let pronoun = subject.end == subject.start + 1 && matches!(&*view.tokens[subject.start].lower, "he" | "she" | "they" | "it");
    let which = subject.start.checked_sub(2).filter(|k| *k > region.lo && pronoun && view.are(*k, &["in", "which"]))?;
    let by = (region.lo + 1..which).rev().find(|k| matches!(&*view.tokens[*k].lower, "by" | "from"))?;
    let document = view.tokens[by - 1].is(Classes::DOCUMENT);
    view.phrase(by + 1, which).filter(|p| document && p.core == which)
}

pub(super) fn staff(head: &[Token<'_>]) -> bool {
    head.iter().any(|t| t.is(Classes::STAFF))
}

pub(super) struct Addressed {
    /// The token behind the hearer.
    pub(super) end: usize,
    /// Media among the hearers.
    pub(super) carriers: Vec<Phrase>,
}

/// The hearer of "told X": a medium is a carrier. `None` where the verb needs one and has none, or instructs.
pub(super) fn addressee(region: &Region<'_, '_>, group: &Group<'_>) -> Option<Addressed> {
    let view = region.view;
    let from = group.cue.end;
    if !group.verb.frames.addressee {
        return Some(Addressed { end: from, carriers: Vec::new() });
    }
    let hearer = view.hearer(from, region.hi)?;
    let end = if view.get(hearer.end, region.hi).is_none() || hearer.end == hearer.core { hearer.end } else { hearer.core };
    if view.any(hearer.start..hearer.core, Classes::CLAUSE_STOP) {
        return None;
    }
    // "told CBS's “Face the Nation” that …": the title of a programme
    let titled = view.get(end, region.hi).is_some_and(|t| t.quote().is_some()) && view.is(end + 1, "that");
    let end = if titled && view.tokens[end - 1].possessive() { end + 1 } else { end };
    // "told Channel 5, which is close to the party, that …", "told reporters in Nairobi, where he met the president, that …"
    let aside = view.get(end, region.hi).is_some_and(Token::comma)
        && view.get(end + 1, region.hi).is_some_and(|t| matches!(&*t.lower, "which" | "who" | "where"));
    // without "that" the aside has its own verb, and no new clause begins before its comma
    let bare = |k: usize| {
        k > end + 2
            && view.tokens[k].comma()
            && view.clause(end + 2..k)
            && view.get(k + 1, region.hi).is_some_and(|t| t.is(Classes::DETERMINER))
    };
    let close = (end + 1..region.hi).find(|k| view.tokens[*k].comma() && view.is(k + 1, "that") || bare(*k)).filter(|_| aside);
    // "told Boatwire, a video news site, that": a name that its description makes an outlet
    let described = view.get(end, region.hi).is_some_and(Token::comma)
        && view.get(end + 1, region.hi).is_some_and(|t| t.is(Classes::DETERMINER))
        && view.tokens[hearer.core - 1].capital();
    let that = (end + 1..region.hi).find(|k| view.tokens[*k].comma()).filter(|k| described && view.is(k + 1, "that"));
    if let Some(k) = that.filter(|k| view.any(end + 1..*k, Classes::MEDIUM)) {
        return Some(Addressed { end: k + 1, carriers: vec![Phrase { end: hearer.core, ..hearer }] });
    }
    let end = close.map_or(end, |k| k + 1);
    // "told users to try again": an instruction
    if view.is(end, "to") || view.is(end, "not") {
        return None;
    }
    let named = if close.is_some() { hearer.core } else { end };
    Some(Addressed { end, carriers: view.carriers(from, named) })
}

/// Decides from what stands right of the verb where the content is.
fn place(region: &Region<'_, '_>, group: &Group<'_>, subject: Phrase, right: usize, links: Vec<Link>) -> Option<Frame> {
    let view = region.view;
    let frames = &group.verb.frames;
    let own_start = own_start(region, subject.start);
    // "… on the loose, so they informed their boss": what came of it
    let outcome = subject.start > region.lo && view.is(subject.start - 1, "so");
    let left = !outcome
        && !as_reported(region, group, subject)
        && (left_content(region, own_start) || left_of_inserted(region, own_start, right));
    let next = view.get(right, region.hi);
    let build = |rule, own: Range<usize>, content: Vec<Range<usize>>, place| {
        (!content.is_empty()).then(|| frame(rule, group, links.clone(), own, content, place))
    };
    if let Some((speaker, colon)) = put_ahead(region, subject, own_start).filter(|_| frames.postposed && next.is_none()) {
        let content = vec![colon + 1..own_start];
        let mut links = links.clone();
        links.first_mut()?.phrase = Some(speaker);
        let mut frame = frame("postposed", group, links, own_start..right, content, Place::After);
        frame.around.push(region.lo..colon + 1);
        return Some(frame);
    }
    if frames.postposed && ends_saying(region, own_start) {
        return build("postposed", own_start..right, after_content(region, own_start, right), Place::After);
    }
    match next {
        None => {
            let shows = !group.verb.frames.shows
                || group.verb.lemma == "indicate"
                || view.any(subject.start..subject.core, Classes::DOCUMENT);
            return if frames.postposed && left && shows {
                build("postposed", own_start..right, after_content(region, own_start, right), Place::After)
            } else {
                None
            };
        }
        Some(token)
            if token.lower == "that"
                && frames.clause
                && view.get(right + 1, region.hi).is_some()
                && !(group.verb.denies && points(region, right)) =>
        {
            return build("reported-that", subject.start..right + 1, vec![right + 1..region.hi], Place::Before);
        }
        Some(token) if token.mark(':') && right + 1 == region.hi => {
            return Some(frame("colon-and-block", group, links.clone(), subject.start..right + 1, Vec::new(), Place::Following));
        }
        Some(token) if token.mark(':') => {
            return build("colon", subject.start..right + 1, vec![right + 1..region.hi], Place::Before);
        }
        // "As Tolland said, the bridge is safe"
        Some(token)
            if token.comma() && !left && subject.start == region.lo + 1 && view.is(region.lo, "as") && right + 1 < region.hi =>
        {
            return build("as-said", region.lo..right + 1, vec![right + 1..region.hi], Place::Before);
        }
        Some(token) if token.comma() || token.dash() || token.mark('(') => {
            let after = right + 1;
            let quoted = view.get(after, region.hi).is_some_and(|t| t.quote().is_some());
            if left && frames.postposed && !(quoted && opening_participle(region, own_start)) {
                return build("postposed", own_start..right, after_content(region, own_start, right), Place::After);
            }
            let speaks = view.get(after, region.hi).is_some_and(|t| t.quote().is_some() || t.lower == "that");
            let from = if view.is(after, "that") { after + 1 } else { after };
            return if speaks {
                build("reported-quote", subject.start..from, vec![from..region.hi], Place::Before)
            } else {
                None
            };
        }
        Some(token) if token.quote().is_some() && (frames.quote || frames.clause || frames.object || frames.predicate) => {
            return build("reported-quote", subject.start..right, vec![right..region.hi], Place::Before);
        }
        // "…, he said as he left": what follows is an adverbial of the saying
        Some(token)
            if left && frames.postposed && token.is(Classes::SUBORDINATOR) && token.lower != "that" && !view.is(right, "if") =>
        {
            return build("postposed", own_start..right, after_content(region, own_start, right), Place::After);
        }
        // "…, Brad Stone reports for Bloomberg": the medium carries it
        Some(token) if left && frames.postposed && frames.object && matches!(&*token.lower, "for" | "in") => {
            let media = view.carriers(right + 1, view.segment_end(right + 1, region.hi));
            if let Some(medium) = media.first().filter(|m| m.start == right + 1) {
                let mut links = links.clone();
                links.push(Link { phrase: Some(*medium), cue: None, part: Part::Carrier });
                let content = after_content(region, own_start, medium.end);
                return Some(frame("postposed", group, links, own_start..medium.end, content, Place::After));
            }
        }
        // "…, the agency said in a June report, and …": so is a phrase that ends before the next comma
        Some(token) if left && frames.postposed && !frames.object && token.is(Classes::PREPOSITION) && !token.capital() => {
            let comma = (right..region.hi).find(|k| view.tokens[*k].comma()).unwrap_or(region.hi);
            if !view.clause(right..comma) && view.main_clause(region.lo..own_start) {
                return build("postposed", own_start..comma, after_content(region, own_start, comma), Place::After);
            }
        }
        Some(_) => {}
    }
    let (rule, from) = content_right(region, group, subject, right)?;
    if rule != "reported-clause" && rule != "object" {
        return build(rule, subject.start..from, vec![from..region.hi], Place::Before);
    }
    let end = thing_end(region, from);
    let mut frame = build(rule, subject.start..from, vec![from..end], Place::Before)?;
    if end < region.hi && (view.is(end, "in") || view.is(end, "to")) {
        // "vowed revenge | in a speech carried by state television"
        let carriers = view.carriers(end + 1, region.hi);
        frame.links.extend(carriers.into_iter().map(|p| Link { phrase: Some(p), cue: None, part: Part::Carrier }));
        frame.around.push(end..region.hi);
    }
    Some(frame)
}

/// "…, double the number of shots originally reported": a participle behind what can tell nothing.
fn as_reported(region: &Region<'_, '_>, group: &Group<'_>, subject: Phrase) -> bool {
    let view = region.view;
    let adverb = view.tokens[group.cue.start..group.at]
        .iter()
        .any(|t| matches!(&*t.lower, "already" | "earlier" | "first" | "initially" | "originally" | "previously"));
    let people = Classes::PERSON.or(Classes::MEDIUM).or(Classes::STAFF).or(Classes::PRONOUN).or(Classes::DOCUMENT);
    let tells = |k: usize| view.tokens[k].is(people) || view.tokens[k].capital() || view.media[k] != 0;
    adverb && !(subject.start..subject.core).any(tells)
}

/// "The union put it lower: one train in five had left, it said": who speaks behind as a pronoun stands ahead of the colon, as the subject of a clause of its own.
fn put_ahead(region: &Region<'_, '_>, subject: Phrase, own_start: usize) -> Option<(Phrase, usize)> {
    let view = region.view;
    let pronoun = subject.core == subject.start + 1 && view.tokens[subject.start].is(Classes::PRONOUN);
    let colon = (region.lo..own_start).find(|k| view.tokens[*k].mark(':')).filter(|_| pronoun)?;
    let verb = (region.lo + 1..colon).find(|k| view.tokens[*k].finite() || view.tokens[*k].cue.is_some())?;
    let core = view.subject_core(region.lo, verb);
    // "one user said: 'It was staged,' he said" has its own verb of saying
    let clause =
        view.clause(colon + 1..own_start) && view.tokens[colon - 1].cue.is_none() && view.tokens[colon + 1].quote().is_none();
    (view.nominal(region.lo, verb) && clause).then_some((Phrase { start: region.lo, end: verb, core }, colon))
}

/// `“…,” she said months after her release`: a quotation with its comma inside is what was said, whatever follows the verb.
fn ends_saying(region: &Region<'_, '_>, own_start: usize) -> bool {
    let Some(before) = own_start.checked_sub(1).filter(|k| *k >= region.lo) else { return false };
    let token = &region.view.tokens[before];
    let words = token.text.split_whitespace().count();
    let comma = token.text.trim_end_matches(['”', '"', '’', '\'', '»']).ends_with([',', '?', '!']);
    // a short one inside a sentence may be a title: 'On his show "Plan B," he said'
    token.quote().is_some() && comma && (before == region.lo || words >= 5)
}

/// The subject of the region's main clause.
pub fn main_subject(region: &Region<'_, '_>, before: usize) -> Option<Phrase> {
    let view = region.view;
    let verb = (region.lo + 1..before).find(|k| view.tokens[*k].finite() && !view.tokens[*k].capital())?;
    // "CNN also corrected it, saying": the adverb goes with the verb
    let verb = (region.lo + 1..=verb).rev().find(|k| !view.tokens[*k - 1].adverb()).unwrap_or(verb);
    view.subject(region.lo, verb)
}

/// "two traders were told by Balticflow that …": the agent is the source, the hearer relays.
fn passive(region: &Region<'_, '_>, group: &Group<'_>) -> Option<Frame> {
    let view = region.view;
    let next = group.cue.end;
    let told_by = group.verb.frames.addressee && view.is(next, "by");
    // "He had hoped so but was told by staff that": the hearer stands in the clause before
    let joined = group.cue.start > region.lo && matches!(&*view.tokens[group.cue.start - 1].lower, "and" | "but");
    let here = Phrase { start: group.cue.start, end: group.cue.start, core: group.cue.start };
    let subject = view.subject(region.lo, group.cue.start).or((told_by && joined).then_some(here))?;
    if told_by {
        let agent = view.phrase(next + 1, region.hi)?;
        let that = (next + 2..region.hi.min(agent.core + 1)).find(|k| view.is(*k, "that") || view.is(*k, "of"))?;
        let agent = Phrase { end: that, core: that, ..agent };
        let from = that + 1;
        let mut links = speaker_with(agent, group.cue.clone(), Vec::new());
        if subject.start < subject.end && !view.tokens[subject.start].is(Classes::PRONOUN) {
            links.push(Link { phrase: Some(subject), cue: None, part: Part::Relay });
        }
        return Some(frame("told-by", group, links, subject.start..from, vec![from..region.hi], Place::Before));
    }
    // "This was reported by the General Staff on Facebook": the content is the sentence before
    let this = subject.end == subject.start + 1 && matches!(&*view.tokens[subject.start].lower, "this" | "that" | "it");
    if this && view.is(next, "by") && matches!(group.verb.attitude, Attitude::Assertion) && subject.start <= region.lo + 1 {
        let agent = view.phrase(next + 1, region.hi)?;
        let (end, carriers) = view.adverbials(agent.end, region.hi);
        let links = speaker_with(agent, group.cue.clone(), carriers);
        return Some(Frame {
            content: Vec::new(),
            ..frame("this-was-reported-by", group, links, subject.start..end, Vec::new(), Place::Previous)
        });
    }
    None
}

pub(super) fn frame(
    rule: &'static str,
    group: &Group<'_>,
    links: Vec<Link>,
    own: Range<usize>,
    content: Vec<Range<usize>>,
    place: Place,
) -> Frame {
    Frame {
        rule,
        links,
        own,
        content,
        cue: Some(group.cue.clone()),
        place,
        denied: group.verb.denies,
        attitude: group.verb.attitude,
        around: Vec::new(),
    }
}
