//! What stands right of a reporting verb: a clause, a thing, a charge, a name that is given; where it begins and ends.

use super::frame::Region;
use super::lexicon::{Classes, Form, Verb, lexicon, list};
use super::phrase::Phrase;
use super::reported::staff;
use super::statement::Attitude;
use super::token::Token;
use super::verb_group::Group;
use crate::text::WordList;

/// Content after the verb without "that", by the frames the verb allows: the rule and where the content begins.
pub(super) fn content_right(
    region: &Region<'_, '_>,
    group: &Group<'_>,
    subject: Phrase,
    right: usize,
) -> Option<(&'static str, usize)> {
    let view = region.view;
    let verb = group.verb;
    let frames = &verb.frames;
    let next = view.get(right, region.hi)?;
    if next.is(Classes::CLAUSE_STOP)
        && !(matches!(&*next.lower, "no" | "nothing" | "nobody" | "more" | "much")
            && (right..region.hi).any(|k| view.tokens[k].is(Classes::FINITE)))
    {
        return None;
    }
    let head = &view.tokens[subject.start..subject.core];
    if next.lower == "to" {
        // "refused to comment": who is silent says nothing
        let silent =
            verb.lemma.starts_with("refuse") && view.get(right + 1, region.hi).is_some_and(|t| SPEAKING.contains(&t.lower));
        return (frames.infinitive && right == group.cue.end && !silent).then_some(("infinitive", right));
    }
    if frames.predicate {
        return predicate(region, right).then_some(("called", right));
    }
    if frames.measure {
        let at = (right..region.hi).find(|k| view.is(*k, "at") || view.tokens[*k].lower == "closer")?;
        // "put them out at about three": a deed at an hour
        if (right..at).any(|k| matches!(&*view.tokens[k].lower, "out" | "off" | "down" | "away" | "back")) {
            return None;
        }
        return (at > right && view.tokens[at + 1..region.hi].iter().take(4).any(|t| t.digits() || t.cue.is_none() && t.word()))
            .then_some(("put-at", right));
    }
    if frames.accusation {
        return charge(region, right).map(|from| ("accused-of", from));
    }
    if verb.frames.shows && !head.iter().any(|t| t.is(Classes::DOCUMENT)) && verb.lemma != "show" && verb.lemma != "indicate" {
        return None;
    }
    if verb.denies && denied_object(region, right) != right {
        return Some(("object", denied_object(region, right)));
    }
    if frames.clause && starts_clause(region, verb, right) {
        return Some(("reported-clause", right));
    }
    if matches!(verb.attitude, Attitude::Fact) && staff(head) && !next.is(Classes::PREPOSITION) {
        return Some(("seen-by-staff", right));
    }
    if frames.object && object(region, group, head, right) {
        let from = if verb.denies { denied_object(region, right) } else { right };
        return Some(("object", from));
    }
    None
}

/// `called it “a fable”`, "called the report untrue": something quoted, or a judgement, is predicated of something.
pub(super) fn predicate(region: &Region<'_, '_>, right: usize) -> bool {
    static JUDGED: WordList = list("judgement");
    let rest = &region.view.tokens[right + 1..region.hi];
    rest.iter().any(|t| t.quote().is_some() || t.lower == "as")
        || rest.iter().rev().find(|t| t.word()).is_some_and(|t| JUDGED.contains(&t.lower))
}

/// Whether a clause begins here. After a verb that takes no object ("say") nothing else can follow; after others a finite verb tells.
pub(super) fn starts_clause(region: &Region<'_, '_>, verb: &Verb, right: usize) -> bool {
    let view = region.view;
    let first = &view.tokens[right];
    if first.is(Classes::FINITE) && !first.is(Classes::DETERMINER) && !first.capital() {
        return false;
    }
    // "reports on what it found": a subject, and no clause
    let subject =
        first.lower == "on" && view.get(right + 1, region.hi).is_some_and(|t| matches!(&*t.lower, "what" | "how" | "why"));
    if subject {
        return false;
    }
    if asks(verb) {
        return matches!(&*first.lower, "whether" | "if" | "why" | "how" | "what" | "who" | "where" | "when")
            || first.quote().is_some();
    }
    // "showed reporters a canal": a thing is shown to somebody
    let somebody = first.is(Classes::PERSON.or(Classes::STAFF).or(Classes::OBJECT_PRONOUN)) || view.media[right] == right + 1;
    if verb.frames.shows && somebody && view.get(right + 1, region.hi).is_some_and(|t| t.is(Classes::DETERMINER)) {
        return false;
    }
    // "what she said when she resigned": when it was said, and nothing else follows
    if first.lower == "when" && !view.tokens[right..region.hi].iter().any(Token::comma) && verb.lemma == "say" {
        return false;
    }
    if first.is(Classes::RELATIVE) && first.lower != "that" && first.lower != "where" && !view.clause(right + 1..region.hi) {
        return false;
    }
    if first.is(Classes::PREPOSITION)
        && !first.capital()
        && !view.approximates(right)
        && !(right..region.hi).any(|k| view.tokens[k].is(Classes::FINITE))
    {
        return false;
    }
    let words = view.tokens[right..region.hi].iter().filter(|t| t.word()).count();
    // "considering charges against Oda, whom it accused of …": a relative clause makes no clause of the thing before it
    let relative = |k: &usize| {
        view.tokens[*k].comma() && view.get(k + 1, region.hi).is_some_and(|t| matches!(&*t.lower, "whom" | "who" | "which"))
    };
    let hi = (right..region.hi).find(relative).filter(|_| verb.frames.object).unwrap_or(region.hi);
    let verbal = |k: &usize| {
        view.tokens[*k].finite() || view.tokens[*k].quote().is_some() || matches!(view.tokens[*k].cue, Some((_, Form::Base, _)))
    };
    // "posted a photo of himself that drew", "found a knife when they searched": what somebody did, and to what
    if verb.frames.deed || verb.lemma == "find" {
        let opens = |t: &Token<'_>| t.comma() || t.mark('(') || t.is(Classes::SUBORDINATOR.or(Classes::RELATIVE));
        // "a state of emergency", "two sick tweets", "his severed head": nouns and adjectives that look like verbs
        let noun = |k: &usize| {
            let described =
                view.tokens[*k - 1].is(Classes::DETERMINER.or(Classes::POSSESSIVE)) && !view.tokens[*k].is(Classes::FINITE);
            described || view.tokens[*k].cue.is_some_and(|(verb, form, _)| form != Form::Past && lexicon().verb(verb).frames.noun)
        };
        let verb = (right + 1..hi).filter(|k| !noun(k)).find(verbal);
        return first.quote().is_some() || verb.is_some_and(|v| !view.tokens[right + 1..v].iter().any(opens));
    }
    (right + 1..hi).any(|k| verbal(&k)) || first.quote().is_some()
        // "explaining the conflicting tallies": one explains things too
        || (!verb.frames.object && words >= 3 && verb.lemma != "explain")
}

/// Verbs that report a question: without one they attribute nothing ("asked for water").
fn asks(verb: &Verb) -> bool {
    matches!(verb.lemma, "ask" | "wonder" | "question" | "inquire")
}

/// What is declined, or asked for instead, where nothing is said: "declined to comment", "asked not to be named".
pub(super) static SPEAKING: WordList = list("not-done");

/// A court finds somebody guilty, a guard is found dead: what came about, not what was said.
pub(super) static OUTCOMES: WordList = list("outcome");

/// Whether a noun phrase here can be the content of the verb.
fn object(region: &Region<'_, '_>, group: &Group<'_>, head: &[Token<'_>], right: usize) -> bool {
    let view = region.view;
    let first = &view.tokens[right];
    if first.is(Classes::PREPOSITION) && !first.digits() || asks(group.verb) {
        return false;
    }
    let only_pronoun =
        (first.is(Classes::OBJECT_PRONOUN) || matches!(&*first.lower, "this" | "that" | "both")) && right + 1 == region.hi;
    let shows = !group.verb.frames.shows || head.iter().any(|t| t.is(Classes::DOCUMENT));
    // a paper publishes, an agency posts: without a clause that is an act, not an attribution
    let acts = group.verb.frames.deed;
    // "Police found a knife": a thing comes to light; in an audit or of "no evidence" it is what somebody says
    let thing = group.verb.lemma == "find"
        && !(first.is(Classes::CLAUSE_STOP) || first.lower == "evidence")
        && !head.iter().any(|t| t.is(Classes::DOCUMENT));
    let outcome =
        group.verb.lemma == "find" && (right + 1..region.hi.min(right + 6)).any(|k| OUTCOMES.contains(&view.tokens[k].lower));
    !only_pronoun && shows && !acts && !outcome && !thing
}

/// "rejected suggestions that P", "denied reports that P": the denied proposition is P.
fn denied_object(region: &Region<'_, '_>, right: usize) -> usize {
    let view = region.view;
    let that = (right..region.hi.min(right + 7)).find(|k| view.is(*k, "that"));
    match that {
        Some(k) if k + 1 < region.hi && view.clause(k + 1..region.hi) && k > right => k + 1,
        _ => right,
    }
}

/// "accused the mayor of | hiding the audit": where the charge begins.
pub(super) fn charge(region: &Region<'_, '_>, right: usize) -> Option<usize> {
    let view = region.view;
    let of = (right..region.hi.min(right + 12)).find(|k| view.is(*k, "of") || view.is(*k, "for"))?;
    let first = (of + 1..region.hi).find(|k| !view.tokens[*k].adverb())?;
    let charge = view.get(first, region.hi)?;
    let said = charge.lower.ends_with("ing") || charge.quote().is_some() && view.is(of, "of");
    said.then_some(of + 1)
}

/// Where content that is a thing and no clause ends: "denied arming the militia, | despite …", "rejected the report, | accusing …".
pub(super) fn thing_end(region: &Region<'_, '_>, from: usize) -> usize {
    let view = region.view;
    let leaves = |k: &usize| {
        view.tokens[*k].comma()
            && view.get(k + 1, region.hi).is_some_and(|t| {
                matches!(&*t.lower, "despite" | "although" | "though" | "after" | "amid" | "even" | "in")
                    || matches!(t.cue, Some((_, Form::Gerund, _)))
            })
    };
    let end = (from + 1..region.hi).find(leaves).unwrap_or(region.hi);
    // "the Mail reports parents are livid, demanding an explanation": who wants something is in the clause
    let wants = |verb: usize| lexicon().verb(verb).attitude == Attitude::Eventuality;
    let gerund = view.get(end + 1, region.hi).is_some_and(|t| matches!(t.cue, Some((verb, Form::Gerund, _)) if !wants(verb)));
    let clause = view.clause(from..end);
    let end = if !gerund && clause { region.hi } else { end };
    // "confirmed the deaths | in a statement carried by the agency": how it was said
    static WAYS: WordList = list("way-of-telling");
    let way = (from + 1..end).find(|k| {
        let stop = view.short_phrase_end(k + 1, end);
        let noun = (k + 1..stop.min(k + 6)).find(|j| WAYS.contains(&view.tokens[*j].lower));
        view.is(*k, "in")
            && noun.is_some_and(|j| j + 1 == stop || j + 2 == stop && view.tokens[j + 1].lower.ends_with(['d', 't']))
    });
    // "confirmed the account | to AFP"
    let told = (from + 1..end)
        .find(|k| view.is(*k, "to") && view.carriers(k + 1, end).first().is_some_and(|p| p.start <= k + 2 && p.end == end));
    way.filter(|k| !view.clause(from..*k)).or(told).unwrap_or(end)
}

/// "dismissed that report as baseless", "rejected that claim": "that" points at a thing, and no clause follows.
pub(super) fn points(region: &Region<'_, '_>, that: usize) -> bool {
    let view = region.view;
    let noun = view.get(that + 1, region.hi).is_some_and(|t| t.word() && !t.is(Classes::PRONOUN.or(Classes::DETERMINER)));
    let alone = that + 2 == region.hi || (that + 2..region.hi.min(that + 6)).any(|k| view.is(k, "as"));
    noun && alone && !view.clause(that + 1..region.hi)
}
