//! Rules or tagger: the one place that decides which of them a statement is taken from.
//!
//! Rules come first. They know chains, credits, headlines and whom a quotation goes on from, and where they find an attribution its
//! boundaries hold. The tagger adds what no rule found: verbs that no list has, subjects far from their verb, ways of believing and wanting.

use super::attitude::attitude;
use super::being::can_speak;
use super::correct::correct;
use super::draft::{Draft, SourceDraft};
use super::lexicon::{Classes, lexicon, list};
use super::phrase::{Phrase, View};
use super::quotation::Quotation;
use super::right::{OUTCOMES, SPEAKING};
use super::statement::{Attitude, Kind, Part};
use super::subject::is_no_noun;
use super::tagger::Found;
use super::token::Token;
use super::unit::Unit;
use crate::text::{Span, WordList};

/// The rule name of statements that the tagger found.
pub const TAGGER: &str = "tagger";
/// The share of what the tagger found that must be new.
const NEW: f64 = 0.5;
/// How sure the tagger must be that something is said, and that something is believed, known or wanted, which it finds in deeds too.
/// Chosen on the development part of PolNeAR and 820 of its finds in web news that were read (`docs/experiments.md`).
const SURE_OF_SAYING: f32 = 0.3;
const SURE_OF_THINKING: f32 = 0.5;
/// Words that a rest of narration must have to stay a statement.
const REST: usize = 4;

/// Adds to the drafts of the rules what only the tagger found, in the order of the text.
pub fn add_tagged(text: &str, units: &[Unit<'_>], quotations: &[Quotation], drafts: Vec<Draft>, found: &[Found]) -> Vec<Draft> {
    let (drafts, others) = correct(text, units, quotations, drafts, found);
    let mut added: Vec<Draft> = Vec::new();
    for one in others {
        if let Some(draft) = draft(text, units, quotations, &drafts, one) {
            added.push(draft);
        }
    }
    let mut all: Vec<Draft> = drafts.into_iter().flat_map(|d| without(text, d, &added)).collect();
    all.extend(added);
    // what a statement was found to go on with is no narration
    let said: Vec<Span> = all.iter().filter(|d| !d.sources.is_empty()).flat_map(|d| d.content.clone()).collect();
    let inside = |d: &Draft| d.content.iter().all(|c| said.iter().map(|s| overlap(*s, *c)).sum::<usize>() * 10 >= c.len() * 9);
    all.retain(|d| !d.sources.is_empty() || d.takes_next || !inside(d));
    all.sort_by_key(|d| (d.content.first().map_or(0, |s| s.start()), d.sources.is_empty()));
    all
}

pub(super) fn overlap(a: Span, b: Span) -> usize {
    a.end().min(b.end()).saturating_sub(a.start().max(b.start()))
}

fn draft(text: &str, units: &[Unit<'_>], quotations: &[Quotation], drafts: &[Draft], found: &Found) -> Option<Draft> {
    // what has no source ("is expected to") the rules know better
    let mention = found.source?;
    let unit = units.iter().position(|u| u.span.end() > found.cue.start()).filter(|u| !units[*u].furniture)?;
    let attributed = |s: &Span| -> usize {
        let spans = drafts.iter().filter(|d| !d.sources.is_empty()).flat_map(|d| &d.content);
        spans.map(|c| overlap(*c, *s)).sum()
    };
    // "accusations that both deny": another attribution's own words are nobody's content
    let own = drafts.iter().flat_map(|d| &d.sources).flat_map(|s| [s.mention, s.cue]).flatten();
    let within: usize = own.map(|o| found.content.iter().map(|c| overlap(o, *c)).sum::<usize>()).sum();
    let length: usize = found.content.iter().map(|s| s.len()).sum();
    if within * 10 >= length * 8 {
        return None;
    }
    let taken: usize = found.content.iter().map(attributed).sum();
    if length == 0 || taken as f64 > (1.0 - NEW) * length as f64 {
        return None;
    }
    // "A man [describing] himself as a medic wrote on X that …": the rest of another attribution is no content
    let inside = |s: Span| found.content.iter().any(|c| overlap(*c, s) > 0);
    let begins = |m: Span| found.content.iter().any(|c| c.start() <= m.start() && m.start() < c.end());
    let torn = |s: &SourceDraft| s.cue.is_some_and(inside) && s.mention.is_some_and(|m| !begins(m));
    // "Corliss has hired [Lazard to study an offer, a banker] said": it runs into somebody else's attribution
    let runs_over = |s: &SourceDraft| {
        let theirs = s.mention.is_some_and(|m| found.content.iter().any(|c| c.contains(m) && c.start() < m.start()));
        theirs && s.cue.is_some_and(|cue| !inside(cue))
    };
    if drafts.iter().flat_map(|d| &d.sources).any(|s| torn(s) || runs_over(s)) {
        return None;
    }
    let fresh = found.content.iter().filter(|s| attributed(s) * 2 < s.len());
    let content: Vec<Span> = fresh.map(|s| trimmed(text, *s, quotations)).filter(|s| !s.is_empty()).collect();
    if content.is_empty() {
        return None;
    }
    let attitude = attitude(found.cue.of(text), after(text, units[unit].span, found.cue));
    // "…, which would imply": a clause, and nobody
    if mention.of(text) == "which" && antecedent(units, mention).is_none() {
        return None;
    }
    if nothing_said(text, mention, found.cue, &content, attitude) {
        return None;
    }
    // "rejected this" still says that it was rejected
    let denied = denies(&units[unit], found.cue);
    let back = |one: &Span| EMPTY.contains(one.of(text).to_lowercase().as_str());
    if !denied && matches!(content.as_slice(), [one] if back(one)) {
        return None;
    }
    // "Oda has denied this": what was said before
    let content = match drafts.iter().rev().find(|d| before(d, found.cue)) {
        Some(said) if denied && matches!(content.as_slice(), [one] if back(one)) && unit.saturating_sub(said.unit) <= 1 => {
            said.content.clone()
        }
        _ => content,
    };
    let that = content.first().is_some_and(|c| text[..c.start()].ends_with("that "));
    // "A letter, first reported by the broadcaster, warned": no statement of the broadcaster's
    if found.cue.of(text).ends_with("reported by") && !proposition(units, &content) {
        return None;
    }
    let proposition = proposition(units, &content);
    if !that && !proposition && is_deed(&units[unit], found.cue, &content) || is_plan(text, found.cue, &content) {
        return None;
    }
    let asserts = attitude == Attitude::Assertion && !that && !proposition;
    let attitude = if asserts { Attitude::Belief } else { attitude };
    if attitude == Attitude::Assertion && says_nobody(mention.of(text), found.cue.of(text)) {
        return None;
    }
    let least = if attitude == Attitude::Assertion { SURE_OF_SAYING } else { SURE_OF_THINKING };
    if found.confidence < least {
        return None;
    }
    // "just", "expected in the coming weeks", "on Twitter user": no noun phrase, and nobody
    let (head, tokens) = (core(units, mention), &units[unit].tokens);
    let from = tokens.partition_point(|t| t.span.start() < head.start());
    let head = &tokens[from..tokens.partition_point(|t| t.span.end() <= head.end()).max(from)];
    let opens = |t: &Token<'_>| t.is(Classes::PREPOSITION) && !t.is(Classes::DETERMINER) && !t.capital();
    if is_no_noun(head) || head.len() > 1 && opens(&head[0]) || !can_speak(text, units, core(units, mention)) {
        return None;
    }
    // "You may have seen", "We still don't know", "Anyone with information": who writes, who reads, and nobody
    let quoted = quotations.iter().any(|q| q.outer.contains(mention));
    if !quoted && OURSELVES.contains(&mention.of(text).to_lowercase().as_str()) {
        return None;
    }
    Some(Draft {
        kind: kind(&content, quotations),
        content,
        attitude,
        denied,
        sources: std::iter::once(source(text, units, mention, found.cue)).chain(carriers(&units[unit], found)).collect(),
        hedges: Vec::new(),
        carried_over: false,
        anonymity_reason: None,
        rule: TAGGER,
        unit,
        takes_previous: false,
        takes_next: false,
    })
}

/// Whether a draft attributes something that stands before `cue`.
fn before(draft: &Draft, cue: Span) -> bool {
    !draft.sources.is_empty() && draft.content.last().is_some_and(|c| c.end() <= cue.start())
}

/// Whether the cue has a verb that denies its content.
fn denies(unit: &Unit<'_>, cue: Span) -> bool {
    let mut verbs = unit.tokens.iter().filter(|t| overlap(t.span, cue) > 0).filter_map(|t| t.cue);
    verbs.any(|(verb, _, _)| lexicon().verb(verb).denies)
}

/// Whether the cue tells what somebody sets out to do: "decided to go", "voted to remain". PolNeAR's annotators took a third of these
/// for attributions at most (training part: voted 7 of 35, wanted 69 of 417, planned 55 of 188, decided 15 of 42).
fn is_plan(text: &str, cue: Span, content: &[Span]) -> bool {
    static PLANS: WordList = list("plan");
    let last = cue.of(text).rsplit(' ').next().unwrap_or_default();
    PLANS.contains(last) && content.first().is_some_and(|c| c.of(text).starts_with("to "))
}

/// Whether what the cue tells is done with a thing, and nothing said: "posted a photo", "offers a reward", "aired the tape".
fn is_deed(unit: &Unit<'_>, cue: Span, content: &[Span]) -> bool {
    static PUBLISHING: WordList = list("publishing");
    static ARTEFACTS: WordList = list("artefact");
    let mut words = unit.tokens.iter().filter(|t| overlap(t.span, cue) > 0);
    // "boasted of having left"
    if words.clone().next_back().is_some_and(|t| t.lower == "of") {
        return false;
    }
    let verb = words.clone().filter_map(|t| t.cue).any(|(verb, _, _)| lexicon().verb(verb).frames.deed);
    let shows = words.any(|t| PUBLISHING.contains(&t.lower));
    let thing = || {
        let first = content.first().map_or(0, |c| c.start());
        let mut noun = unit.tokens.iter().filter(|t| t.span.start() >= first).take(6);
        noun.any(|t| ARTEFACTS.contains(&t.lower))
    };
    verb || shows && thing()
}

/// Words whose clause has a verb of its own; not "after", "before", "since", which stand before nouns as often.
static SUBORDINATE: WordList = list("subordinate");
/// Letters of the longest quotation that may be a name in quotation marks (“Cuban 5”).
const NAMED: usize = 16;

/// Whether a content says that something is so: it is a clause or words quoted. Otherwise it names a thing on which the source takes a
/// stand ("criticised the plan", "promoted an interview with the men who were freed": a relative clause has the verb).
fn proposition(units: &[Unit<'_>], content: &[Span]) -> bool {
    let tokens = units.iter().flat_map(|u| &u.tokens).filter(|t| content.iter().any(|c| overlap(t.span, *c) > 0));
    let (mut relatives, mut verb) = (0, false);
    // "which, officials said, will take effect" begins with its own clause
    let first = |t: &Token<'_>| content.iter().any(|c| c.start() == t.span.start());
    let name =
        |t: &Token<'_>| t.span.len() <= NAMED && t.text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    for token in tokens {
        // "were released" is one verb, "traffic safety rules" ends in none
        let plural =
            token.lower.ends_with('s') && !token.is(Classes::FINITE) && content.iter().any(|c| c.end() == token.span.end());
        let goes_on = std::mem::replace(&mut verb, token.finite() && !plural) && verb;
        if token.quote().is_some() && !name(token) {
            return true;
        }
        if SUBORDINATE.contains(&token.lower) && !first(token) {
            relatives += 1;
        } else if verb && !goes_on {
            if relatives == 0 {
                return true;
            }
            relatives -= 1;
        }
    }
    false
}

/// Words that negate a cue, or a source ("nobody said").
static NEGATIONS: WordList = list("negation");
/// Who will not speak.
static REFUSALS: WordList = list("refusal");
/// What who is silent does not do: "did not respond to a request for | comment".
static ANSWERING: WordList = list("answering");
/// Who fails to report says nothing.
static FAILING: WordList = list("failing");
/// With "claim" a deed: "laid claim to the square".
static LAYING: WordList = list("laying");
/// Who is briefed on something hears of it; what he hears is not told.
static BRIEFING: WordList = list("briefing");
/// How a passive cue begins.
const PASSIVE: &[&str] = &["are ", "been ", "is ", "was ", "were "];
/// Passive verbs whose subject did not speak but was spoken of or to.
static PATIENT: WordList = list("patient");
/// Contents that only point back: "Her neighbour said the same."
static EMPTY: WordList = list("empty");
/// With an infinitive these instruct: "residents were told to stay away".
static INSTRUCTIONS: WordList = list("instruction");
/// Before whom these stand, was asked: "Asked about the toll, Oda said".
static QUESTIONED: WordList = list("questioned");
/// Things that bear words, and cues that give a name: a sign, a title or a slogan is nobody's statement.
static INSCRIBED: WordList = list("inscribed");
/// What gives a thing its name ("a ferry called Hope"), unless somebody named does it ("Oda called the plan a mistake").
static NAMING: WordList = list("naming");

/// Who does something to himself says nothing by it, unless he calls himself something ("describes itself as").
pub(super) static REFLEXIVE: WordList = list("reflexive");
static TOWARDS: WordList = list("towards");

/// What points at a thing, or tells whose it is, as the whole source.
static POINTING: WordList = list("pointing");

/// Who writes, or reads: the outlet's own voice.
const OURSELVES: &[&str] = &["i", "we", "you", "anyone"];

/// Pronouns that stand for somebody who speaks.
static SPEAKERS: WordList = list("speaking-pronoun");

/// Whether the cue only looks like one: nobody spoke, somebody was told to do something, or a plan is followed.
fn nothing_said(text: &str, mention: Span, cue: Span, content: &[Span], attitude: Attitude) -> bool {
    let cue = cue.of(text);
    let start: String = content.first().map_or("", |c| c.of(text)).split_inclusive(' ').take(4).collect();
    let infinitive = start.starts_with("to ") || start.starts_with("not to ");
    let verb = cue.strip_prefix("also ").unwrap_or(cue);
    let passive = PASSIVE.iter().any(|be| verb.starts_with(be));
    // "a refugee thought to be an aide", "two men suspected of theft": others think so of them
    let reduced = !passive
        && has(cue, &PATIENT)
        && !has(cue, &INSTRUCTIONS)
        && (start.starts_with("to be ") || start.starts_with("to have ") || cue.ends_with("ed of"));
    let silent = reduced
        || (has(cue, &REFUSALS) && (has(cue, &SPEAKING) || has(&start, &SPEAKING)))
        || (has(cue, &INSTRUCTIONS) && infinitive)
        || (infinitive || start.starts_with("requests")) && has(&start, &SPEAKING)
        || has(cue, &NEGATIONS) && has(cue, &ANSWERING)
        || start.starts_with("no ") && has(cue, &["gave", "offered", "offers", "provided"])
        // "has yet to comment", "briefed the president on her plans", "also known as"
        || has(cue, &["yet"]) && has(cue, &SPEAKING)
        || has(cue, &BRIEFING) && content.first().is_some_and(|c| c.of(text).contains(" on "))
        || has(cue, &["known"]) && cue.ends_with(" as")
        // "state media failed to report on him", "laid claim to the square"
        || has(cue, &FAILING) || has(cue, &LAYING) && has(cue, &["claim", "claims"])
        // "posted a video in which", "do not distinguish between the two"
        || content.last().is_some_and(|c| c.of(text).ends_with(" which"))
        || start.starts_with("between ")
        // "Oda is accused of": somebody accuses him
        || passive && has(cue, &PATIENT)
        // "are considered reliable by the UN": not its subject considers it so
        || passive && content.iter().any(|c| c.of(text).contains(" by "))
        || has(cue, &["find", "finds", "found"]) && has(&start, &OUTCOMES)
        // "do not recognise themselves in the story"
        || start.split_once(' ').is_some_and(|(first, rest)| {
            has(first, &REFLEXIVE) && rest.split(' ').next().is_some_and(|next| has(next, &TOWARDS))
        })
        // "asked that his family name be withheld"
        || has(cue, &INSTRUCTIONS) && content.first().is_some_and(|c| has(c.of(text), &["withheld", "anonymity"]));
    let negated = has(cue, &NEGATIONS) || has(mention.of(text), &NEGATIONS);
    // the rules know when a colon or "according to" attributes and when it does not
    let mark = !cue.contains(char::is_alphabetic);
    let spoken = cue == ":" && content.first().is_some_and(|c| mention.end() < c.start());
    let theirs = cue.ends_with("according to") || cue.starts_with("refer") && cue.ends_with(" to") || mark && !spoken;
    let who = mention.of(text);
    let names = has(cue, &NAMING) && !cue.ends_with("for") && !cue.ends_with(" on") && !names_as_speaker(who);
    let inscribed = has(cue, &INSCRIBED) || has(who, &INSCRIBED) || names;
    let questioned = content.first().is_some_and(|c| cue_is_question(cue) && mention.start() >= c.end());
    silent || theirs || inscribed || questioned || attitude == Attitude::Assertion && negated
}

/// Whether nobody asserts it: "this would suggest that", "My comments were wrong", "we learned that" are the outlet's voice, and what is
/// cited is a source or a reason.
fn says_nobody(who: &str, cue: &str) -> bool {
    let who = who.to_lowercase();
    let cites = ["citing", "cited", "cites"].iter().any(|cite| cue.ends_with(cite));
    POINTING.contains(&who) || OURSELVES.contains(&&*who) || cites
}

/// Whether a cue begins with a word for a question put to somebody.
fn cue_is_question(cue: &str) -> bool {
    cue.split(' ').next().is_some_and(|word| has(word, &QUESTIONED))
}

/// Somebody named, or a pronoun, gives a thing a name; after a comma the name is the thing's own ("members, called to service").
fn names_as_speaker(who: &str) -> bool {
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    let mut words = who.split(' ');
    let first =
        words.next().is_some_and(|w| capital(w) && !matches!(w, "A" | "An" | "The" | "His" | "Her" | "Their" | "Its" | "One"));
    let apposed = who.ends_with(',') && !who.trim_end_matches(',').contains(',');
    SPEAKERS.contains(&who.to_lowercase()) || !apposed && (first || words.any(capital))
}

/// Whether one of the words is in the list; "n't" is "not".
fn has(text: &str, list: &impl Listed) -> bool {
    let words = text.to_lowercase().replace('’', "'");
    words.split(|c: char| !c.is_alphanumeric() && c != '\'').any(|w| list.lists(w) || w.ends_with("n't") && list.lists("not"))
}

/// Words looked for in a text: a list of the data files, or a few in the rule itself.
trait Listed {
    fn lists(&self, word: &str) -> bool;
}

impl Listed for WordList {
    fn lists(&self, word: &str) -> bool {
        self.contains(word)
    }
}

impl<const N: usize> Listed for [&str; N] {
    fn lists(&self, word: &str) -> bool {
        self.contains(&word)
    }
}

/// The source of a tagged attribution.
fn source(text: &str, units: &[Unit<'_>], mention: Span, cue: Span) -> SourceDraft {
    let relative = matches!(mention.of(text), "who" | "which" | "that" | "whom");
    let meant = if relative { antecedent(units, mention) } else { None };
    let phrase = meant.unwrap_or(mention);
    SourceDraft {
        mention: Some(phrase),
        shown: meant.map(|_| mention),
        core: Some(core(units, phrase)),
        cue: Some(cue),
        part: Part::Speaker,
    }
}

/// The media behind the cue that carried what the tagger found: "told the AP that".
fn carriers(unit: &Unit<'_>, found: &Found) -> Vec<SourceDraft> {
    let view = View { tokens: &unit.tokens, media: &unit.media };
    let from = unit.tokens.partition_point(|t| t.span.start() < found.cue.end());
    let next = found.content.iter().map(|c| c.start()).filter(|at| *at >= found.cue.end()).min();
    let to = next.map_or(unit.tokens.len(), |at| unit.tokens.partition_point(|t| t.span.end() <= at));
    let mut verbs = unit.tokens.iter().filter(|t| overlap(t.span, found.cue) > 0).filter_map(|t| t.cue);
    let addressed = verbs.any(|(verb, _, _)| lexicon().verb(verb).frames.addressee);
    let mut phrases = match view.hearer(from, to).filter(|_| addressed) {
        Some(hearer) => view.carriers(hearer.start, hearer.core),
        None => view.adverbials(from, to).1,
    };
    // "told the Mirror:", "made it clear to Reuters" as one cue
    if phrases.is_empty() {
        let start = unit.tokens.partition_point(|t| t.span.end() <= found.cue.start());
        let told = |p: &Phrase| {
            let before = (start..p.start).rev().find(|k| !unit.tokens[*k].is(Classes::DETERMINER));
            before.is_some_and(|k| unit.tokens[k].lower == "to" || unit.tokens[k].cue.is_some())
        };
        phrases = view.carriers(start, from).into_iter().filter(told).collect();
    }
    let carrier = |phrase: Phrase| {
        let mention = Some(unit.tokens[phrase.start].span.cover(unit.tokens[phrase.end - 1].span));
        SourceDraft { mention, shown: None, core: mention, cue: None, part: Part::Carrier }
    };
    phrases.into_iter().map(carrier).collect()
}

/// Tokens before a relative pronoun in which its noun phrase begins.
const LONGEST_PHRASE: usize = 14;

/// The noun phrase that a relative pronoun follows: the longest that ends right before it.
fn antecedent(units: &[Unit<'_>], pronoun: Span) -> Option<Span> {
    let unit = units.iter().find(|u| u.span.end() > pronoun.start())?;
    let view = View { tokens: &unit.tokens, media: &unit.media };
    let at = unit.tokens.iter().position(|t| t.span.start() == pronoun.start())?;
    let end = if at > 0 && unit.tokens[at - 1].comma() { at - 1 } else { at };
    let noun = |i: &usize| end > i + 1 || !unit.tokens[*i].is(Classes::ADVERB.or(Classes::PART)) || unit.tokens[*i].capital();
    // "has been distributed by | a media group, who": no verb
    let nominal = |i: &usize| !view.tokens[*i..end].iter().any(|t| t.is(Classes::BE.or(Classes::HAVE).or(Classes::MODAL)));
    let nearest = if view.is(at, "which") { 0 } else { person_before(view, end) };
    let whole = |i: &usize| *i >= nearest && nominal(i) && view.phrase(*i, end).is_some_and(|p| p.core == end);
    let start = (end.saturating_sub(LONGEST_PHRASE)..end).find(whole).filter(noun)?;
    Some(unit.tokens[start].span.cover(unit.tokens[end - 1].span))
}

/// "spoke with | a number of scientists, who": where the noun phrase begins that ends at `end`, with the people it is "of".
fn person_before(view: View<'_, '_>, end: usize) -> usize {
    let inside = |k: &usize| {
        let token = &view.tokens[*k];
        let stop = Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::RELATIVE).or(Classes::FINITE);
        view.media[*k] != 0 || token.word() && token.cue.is_none() && !token.is(stop) || token.is(Classes::DETERMINER)
    };
    let left = |end: usize| (0..end).rev().take_while(inside).last().unwrap_or(end);
    let start = left(end);
    // "a number of", "a member of", "an official with"
    let of = start.checked_sub(2).filter(|k| matches!(&*view.tokens[*k + 1].lower, "of" | "from" | "with" | "at" | "in" | "for"));
    let many = |t: &Token<'_>| {
        matches!(&*t.lower, "number" | "group" | "couple" | "team" | "member" | "members" | "one" | "some" | "many")
    };
    match of.filter(|k| view.tokens[*k].is(Classes::PERSON) || many(&view.tokens[*k])) {
        Some(k) => left(k + 1),
        None => start,
    }
}

/// What follows a cue in its unit.
fn after(text: &str, unit: Span, cue: Span) -> &str {
    Span::new(cue.end(), unit.end().max(cue.end())).of(text)
}

/// The head of a mention, before its appositives and relative clauses.
pub(super) fn core(units: &[Unit<'_>], mention: Span) -> Span {
    let Some(unit) = units.iter().find(|u| u.span.end() > mention.start()) else { return mention };
    let view = View { tokens: &unit.tokens, media: &unit.media };
    let from = unit.tokens.partition_point(|t| t.span.end() <= mention.start());
    let to = unit.tokens.partition_point(|t| t.span.start() < mention.end());
    match view.phrase(from, to) {
        Some(phrase) if phrase.start == from && phrase.core > from => {
            Span::new(mention.start(), unit.tokens[phrase.core - 1].span.end().min(mention.end()))
        }
        _ => mention,
    }
}

/// Without "that", marks at the edges, and the quotation marks around what is wholly quoted.
pub(super) fn trimmed(text: &str, span: Span, quotations: &[Quotation]) -> Span {
    let mut span = span.trim(text);
    if let Some(rest) = span.of(text).strip_prefix("that ") {
        span = Span::new(span.end() - rest.len(), span.end()).trim(text);
    }
    if let Some(quotation) = quotations.iter().find(|q| q.outer.start() <= span.start() && span.end() <= q.outer.end()) {
        span = Span::new(
            span.start().max(quotation.inner.start()),
            span.end().min(quotation.inner.end()).max(span.start().max(quotation.inner.start())),
        );
    }
    let words = span.of(text);
    let left = words.len() - words.trim_start_matches([',', ';', ':', '–', '—', ' ']).len();
    let kept = words.trim_end_matches([',', ';', ':', '.', '–', '—', ' ']).len();
    Span::new(span.start() + left.min(kept), span.start() + kept)
}

fn kind(content: &[Span], quotations: &[Quotation]) -> Kind {
    let length: usize = content.iter().map(|s| s.len()).sum();
    let quoted: usize = content.iter().flat_map(|c| quotations.iter().map(|q| overlap(q.outer, *c))).sum();
    match quoted {
        0 => Kind::Indirect,
        _ if quoted * 100 >= length * 97 => Kind::DirectQuote,
        _ => Kind::MixedQuote,
    }
}

/// A draft of narration without what the tagger attributes; beliefs and plans leave it whole, for that somebody has them is what the
/// outlet tells.
fn without(text: &str, draft: Draft, added: &[Draft]) -> Vec<Draft> {
    if !draft.sources.is_empty() || draft.takes_next {
        return vec![draft];
    }
    let mut pieces = draft.content.clone();
    for taken in added.iter().filter(|a| a.attitude == Attitude::Assertion) {
        // a subject far from its cue has another verb beside it: "The envoy praised the plan and said that …"
        let words = |m: Span, c: Span| Span::new(m.end().min(c.start()), c.start()).of(text).split_whitespace().count();
        let mention = |s: &SourceDraft| s.mention.filter(|m| s.cue.is_none_or(|c| m.start() > c.start() || words(*m, c) <= 3));
        let cut = taken.content.iter().copied().chain(taken.sources.iter().flat_map(|s| [mention(s), s.cue]).flatten());
        for cut in cut {
            pieces = pieces.iter().flat_map(|piece| minus(*piece, cut)).collect();
        }
    }
    if pieces == draft.content {
        return vec![draft];
    }
    let words = |s: &Span| s.of(text).split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count();
    pieces.retain(|s| words(s) >= REST);
    let rest = pieces.into_iter().map(|s| trim_edges(text, s)).filter(|s| !s.is_empty());
    rest.map(|s| Draft { content: vec![s], ..draft.clone() }).collect()
}

fn trim_edges(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let left = words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric() && !"“\"‘(€$£".contains(c)).len();
    let joined = [" and", " but"].iter().find_map(|word| words.trim_end().strip_suffix(word));
    let end = joined.map_or(span.end(), |rest| span.start() + rest.trim_end_matches([',', ' ']).len());
    Span::new((span.start() + left).min(end), end).trim(text)
}

fn minus(piece: Span, cut: Span) -> Vec<Span> {
    if overlap(piece, cut) == 0 {
        return vec![piece];
    }
    let left = Span::new(piece.start(), cut.start().max(piece.start()));
    let right = Span::new(cut.end().min(piece.end()), piece.end());
    [left, right].into_iter().filter(|s| !s.is_empty()).collect()
}
