//! What a noun phrase calls its source: a name, a pronoun, or a description.

use super::given::{borne_by, is_given_or_family};
use super::lexicon::{Classes, list};
use super::name_kind::{BODY_WORDS, is_firm_word};
use super::phrase::View;
use super::token::Token;
use crate::text::{Span, WordList, is_name_article, is_name_particle};
use std::ops::Range;

/// What a mention is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// "he", "them"; in lower case.
    Pronoun(String),
    /// A bare name; the words before it in the phrase describe it.
    Named(Span),
    /// A description without a name.
    Described,
}

/// Adjectives that stand before words for media.
static COMMON: WordList = list("before-media");

/// The form of the phrase `range`, whose head is `core`.
pub fn form(view: View<'_, '_>, range: Range<usize>, core: Range<usize>) -> Form {
    let Some(first) = view.tokens.get(range.start) else { return Form::Described };
    if range.len() == 1 && first.is(Classes::PRONOUN.or(Classes::OBJECT_PRONOUN)) {
        return Form::Pronoun(first.lower.clone().into_owned());
    }
    // "Karl Stroem and Lene Aske": two names are one description
    let joined = core.clone().any(|k| {
        k > core.start
            && k + 1 < core.end
            && view.is(k, "and")
            && view.media[k] == 0
            && view.tokens[k - 1].capital()
            && view.tokens[k + 1].capital()
    });
    if joined && !core.clone().any(|k| view.tokens[k].is(Classes::PREPOSITION) && !view.tokens[k].capital()) {
        return Form::Described;
    }
    if let Some(name) = medium(view, core.clone()) {
        return Form::Named(name);
    }
    let mut segments = vec![core.clone()];
    // what stands between the head and the first comma is an adverbial ("the prosecutor on Tuesday")
    let mut start = (core.end..range.end).find(|k| view.tokens[*k].comma()).map_or(range.end, |k| k + 1);
    for close in (start..range.end).filter(|k| view.tokens[*k].comma()).chain([range.end]) {
        segments.push(start..close);
        start = close + 1;
    }
    // "a woman in Macerata, Italy,": where the place is, and nobody's name
    if let [head, second, ..] = segments.as_slice() {
        let place = (head.start + 1..head.end).rev().find(|k| !view.tokens[*k].capital()).is_some_and(|k| {
            k + 1 < head.end && matches!(&*view.tokens[k].lower, "in" | "at" | "from" | "of" | "near" | "outside")
        });
        static PARTS: WordList = list("part-of-place");
        let area =
            second.len() == 1 || second.len() <= 3 && !second.is_empty() && PARTS.contains(&view.tokens[second.start].lower);
        if place && area && view.tokens[second.end - 1].capital() {
            segments.remove(1);
        }
    }
    segments
        .into_iter()
        .filter(|s| !s.is_empty())
        .find_map(|s| name_in(view, s.clone(), s.start == 0))
        .map_or(Form::Described, Form::Named)
}

/// The name of a medium when the head is that medium: "state news agency TASS", "the Belga news agency".
fn medium(view: View<'_, '_>, core: Range<usize>) -> Option<Span> {
    let at = core.clone().find(|k| view.media[*k] > *k)?;
    let end = view.media[at].min(core.end);
    // "Governor Lioba Stern" is no magazine: the name goes on to the left
    let left = at.checked_sub(1).filter(|k| core.contains(k)).map(|k| &view.tokens[k]);
    if left.is_some_and(|t| {
        t.capital()
            && !t.is(Classes::DETERMINER.or(Classes::TITLE).or(Classes::MEDIUM))
            && !t.possessive()
            && !t.text.contains('-')
            && !demonym(t)
    }) {
        return None;
    }
    let rest = &view.tokens[end..core.end];
    let before = &view.tokens[core.start..at];
    // "a Reuters witness", "sources quoted by AFP": the medium is not the head
    // "the Telegram channel Severny Veter": the name follows its kind
    let kind = (end..core.end).find(|k| view.tokens[*k].is(Classes::MEDIUM) && !view.tokens[*k].capital());
    if let Some(kind) = kind {
        let named = kind + 1..core.end;
        if !named.is_empty() && view.tokens[named.clone()].iter().all(Token::capital) {
            return Some(span(&view.tokens[named]));
        }
    }
    // "BBC Scotland", "VRT radio": a named part of the medium
    let part = (end..core.end)
        .take_while(|k| view.tokens[*k].is(Classes::PART) && (view.tokens[*k].capital() || view.tokens[*k].lower == "radio"))
        .count();
    // "BBC Radio Leeds"
    let place = view.tokens[end + part - 1].lower == "radio" && rest.get(part).is_some_and(|t| t.capital() || t.digits());
    let part = part + usize::from(place);
    // "Fox News on Aug. 24", "CBC News in Canada"
    let rest = match rest.get(part) {
        Some(t) if !t.capital() && matches!(&*t.lower, "in" | "on" | "at" | "from") => &[],
        _ => &rest[part..],
    };
    let end = end + part;
    let heads = rest.iter().all(|t| {
        t.is(Classes::MEDIUM)
            || matches!(&*t.lower, "news" | "report" | "dispatch" | "story" | "article" | "report's")
            || !t.word()
    }) && !before.iter().any(|t| t.is(Classes::PREPOSITION) || t.possessive() && t.is(Classes::PERSON));
    heads.then(|| span(&view.tokens[at..end]))
}

/// Last words of countries and other things that a post is for, which a name of a person never has.
static REALMS: WordList = list("realm");

/// "Ambassador to Fiji Zhou Wenli", "President of the European Commission Ursula von der Leyen": the capitals `run` begin with what the
/// post is for; where the holder's name begins.
fn holder(view: View<'_, '_>, run: Range<usize>) -> Option<usize> {
    let the = run.start.checked_sub(1).is_some_and(|k| view.is(k, "the"));
    let before = run.start.checked_sub(if the { 2 } else { 1 })?;
    let preposition = matches!(&*view.tokens[before].lower, "to" | "for" | "of" | "in") && !view.tokens[before].capital();
    // "the governor of Somalia's Lower Shabelle region"
    let noun = view.tokens.get(run.end).is_some_and(|t| {
        t.word()
            && !t.capital()
            && !t.finite()
            && t.cue.is_none()
            && !t.is(Classes::PREPOSITION.or(Classes::RELATIVE).or(Classes::COORDINATOR).or(Classes::ADVERB))
    });
    let post = before.checked_sub(1).is_some_and(|k| view.tokens[k].is(Classes::PERSON.or(Classes::TITLE)));
    let last = view.tokens.get(run.end.checked_sub(1)?)?;
    // "the spokesman for Prime Minister Stephen Harper": the name goes with another title
    static RELATED: WordList = list("related");
    let related = before.checked_sub(1).is_some_and(|k| RELATED.contains(&view.tokens[k].lower));
    let beside = related || view.is(before, "to");
    let titled = beside && view.tokens[run.clone()].iter().any(|t| t.capital() && t.is(Classes::TITLE));
    if !preposition || noun || !post || titled || run.len() < 3 || REALMS.contains(&last.lower) {
        return None;
    }
    let mut start = run.end - 2;
    // a particle or an initial stands inside a name
    let inside = |t: &Token<'_>| !t.capital() || t.text.ends_with('.') && t.text.len() <= 3;
    while start > run.start + 1 && inside(&view.tokens[start]) {
        start -= 1;
    }
    // "Samantha Power": many words for bodies are surnames too
    let given = borne_by(view.tokens[start].text).is_some();
    let plain = |t: &Token<'_>| (given || !BODY_WORDS.contains(&t.lower)) && !t.is(Classes::MEDIUM.or(Classes::TIME));
    (!inside(&view.tokens[start]) && view.tokens[start..run.end].iter().all(plain)).then_some(start)
}

/// The bare name in one comma-free segment, if it ends in one; `opens` when the first token may open a sentence.
fn name_in(view: View<'_, '_>, segment: Range<usize>, opens: bool) -> Option<Span> {
    let head_end = segment
        .clone()
        .find(|k| {
            *k > segment.start
                && (view.tokens[*k].is(Classes::PREPOSITION.or(Classes::RELATIVE)) && !view.tokens[*k].capital()
                    || view.tokens[*k].mark('('))
        })
        .unwrap_or(segment.end);
    let behind = head_end + if view.is(head_end + 1, "the") { 2 } else { 1 };
    let run = behind..(behind..segment.end).find(|k| !part_of_name(&view.tokens[*k], false, false)).unwrap_or(segment.end);
    if head_end < segment.end
        && run.start < run.end
        && let Some(start) = holder(view, run.clone())
    {
        return Some(span(&view.tokens[start..run.end]));
    }
    // "Former head of biological weapons for the British army | Hamish Gordon": the name ends it
    let last = (behind..segment.end).rev().take_while(|k| part_of_name(&view.tokens[*k], *k + 1 == segment.end, false)).last();
    if let Some(start) = last.filter(|k| *k > behind && segment.end - *k >= 2 && head_end < segment.end)
        && borne_by(view.tokens[start].text).is_some()
        && !view.tokens[start - 1].is(Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::COORDINATOR))
        && !(view.tokens[start - 1].capital() && view.tokens[start - 1].is(Classes::TITLE))
        && view.any(segment.start..head_end, Classes::PERSON.or(Classes::TITLE))
    {
        return Some(span(&view.tokens[start..segment.end]));
    }
    let whole_end = head_end;
    let head_end = (segment.start..head_end).rev().find(|k| !is_kind_word(&view.tokens[*k])).map_or(head_end, |k| k + 1);
    let head_end = without_group(view, segment.start, head_end);
    let cut_kind = head_end < whole_end;
    let mut start = head_end;
    while start > segment.start
        && (part_of_name(&view.tokens[start - 1], start == head_end, opens && start == 1) || joins(view, start - 1))
    {
        start -= 1;
    }
    // a particle cannot begin a name, but an Arabic article can
    while start < head_end && !view.tokens[start].capital() && !is_name_article(&view.tokens[start].lower) {
        start += 1;
    }
    if start == head_end {
        return None;
    }
    let the = segment.start < start && view.tokens[segment.start].is(Classes::DETERMINER);
    // "the Egyptian MENA news agency": the adjective of a country is no part of the name
    if cut_kind && head_end - start >= 2 && demonym(&view.tokens[start]) {
        start += 1;
    }
    let titles = (start..head_end)
        .rev()
        .find(|k| view.tokens[*k].is(Classes::TITLE) || view.tokens[*k].possessive())
        .map_or(start, |k| k + 1);
    // "the World Health Organization", "the Health Ministry": a body keeps its whole name
    let body_left =
        head_end - titles == 1 && titles > start && view.tokens.get(titles).is_some_and(|t| BODY_WORDS.contains(&t.lower));
    let bare =
        if titles < head_end && !body_left && !(the && head_end - titles == 1 && head_end - start > 1) { titles } else { start };
    let bare = if bare == 0 && head_end >= 3 && opens_with_calling(&view.tokens[..head_end]) { 1 } else { bare };
    // "by YouTuber Josh Paler Lin", "Agent Gregg Klein"
    let calling = &view.tokens[bare];
    static SURNAMES: WordList = list("noun-and-surname");
    let called = calling.is(Classes::BEING) && !SURNAMES.contains(&calling.lower) && !is_given_or_family(calling.text);
    // "Israeli-Canadian Gill Rosenberg", "Twenty-one-year-old Dylan Thomas"
    let called = called || calling.text.contains('-') && (calling.lower.ends_with("-old") || demonym(calling));
    let bare = if called && head_end - bare >= 3 { bare + 1 } else { bare };
    let name = &view.tokens[bare..head_end];
    let body = name.iter().any(|t| BODY_WORDS.contains(&t.lower));
    if body && head_end < segment.end && !view.tokens[head_end].mark('(')
        || view.is(head_end, "of") && name.len() <= 3 && !is_full_person(name)
        // "the Centers for Disease Control"
        || view.is(head_end, "for") && name.len() == 1 && the && view.tokens.get(head_end + 1).is_some_and(Token::capital)
        // "posted online Monday by"
        || name.len() == 1 && view.time(bare)
    {
        return None;
    }
    // "Multiple outlets", "Local media": an adjective at the start of the sentence
    // "Cuban media outlets", "U.S. media"
    let place = |t: &Token<'_>| {
        demonym(t) || t.lower.ends_with("-language") || t.text.len() == 4 && t.text.ends_with('.') && view.is(head_end, "media")
    };
    // "South Korean media"
    let side = |t: &Token<'_>| name.len() == 2 && matches!(&*t.lower, "north" | "south" | "saudi" | "sri");
    // "Islamist websites": several have no name in common
    let several = name.len() == 1
        && bare == 0
        && view.media[bare] == 0
        && view.tokens[head_end..whole_end].iter().any(|t| t.lower.ends_with('s') && t.lower != "news");
    // "an al-Qaida affiliate"
    let one_of_them = bare > 0 && view.media[bare] == 0 && matches!(&*view.tokens[bare - 1].lower, "a" | "an");
    let of_place = cut_kind && (several || one_of_them || name.last().is_some_and(place) && (name.len() == 1 || side(&name[0])));
    let only_kind = of_place || name.iter().all(|t| t.is(Classes::MEDIUM) || cut_kind && COMMON.contains(&t.lower));
    let only_title = only_kind || name.iter().all(|t| t.is(Classes::TITLE.or(Classes::PERSON)) && name.len() <= 2);
    // "Officials in Nepal", "Critics": one capital at the start of the sentence is no name
    let opens = name.len() == 1
        && bare == 0
        && (name[0].is(Classes::PERSON.or(Classes::DETERMINER).or(Classes::DOCUMENT).or(Classes::STAFF))
            || name[0].lower.ends_with('s') && head_end < segment.end);
    (!only_title && !opens && !name[0].is(Classes::DETERMINER)).then(|| span(name))
}

/// "Screenwriter Aaron Sorkin", "Depressed Tan Shen", at the head of a sentence: the first word says what somebody is, or how.
fn opens_with_calling(name: &[Token<'_>]) -> bool {
    static CALLINGS: WordList = list("calling-ending");
    static SHORT: WordList = list("calling");
    let first = &name[0];
    let long = first.lower.len() >= 6;
    let noun = long && CALLINGS.ends(&first.lower) || first.is(Classes::PERSON) || SHORT.contains(&first.lower);
    let adjective = first.lower.len() >= 7 && (first.lower.ends_with("ed") || first.lower.ends_with("less"));
    let person = is_given_or_family(name[1].text) || name.len() >= 4 || SHORT.contains(&first.lower);
    !is_given_or_family(first.text) && (noun && person || adjective)
}

/// "the Karv Lawyers monitoring group": two capitals or more are the name, the small words say what it is.
fn without_group(view: View<'_, '_>, from: usize, end: usize) -> usize {
    let small = (from..end).rev().take_while(|k| view.tokens[*k].word() && !view.tokens[*k].capital()).count();
    let name = end - small;
    let capitals = (from..name).rev().take_while(|k| view.tokens[*k].capital() && !view.tokens[*k].possessive()).count();
    let of_people =
        |k: usize| matches!(&*view.tokens[k].lower, "group" | "organisation" | "organization" | "charity" | "watchdog");
    let plain = capitals == 2 && demonym(&view.tokens[name - 2]);
    if (2..=3).contains(&small) && capitals >= 2 && of_people(end - 1) && !plain { name } else { end }
}

/// "news", "agency", "newspaper" after a name, in lower case.
fn is_kind_word(token: &Token<'_>) -> bool {
    (token.is(Classes::MEDIUM) || token.lower == "news") && !token.capital()
}

fn demonym(token: &Token<'_>) -> bool {
    static ENDINGS: WordList = list("demonym-ending");
    ENDINGS.ends(&token.lower)
}

fn is_full_person(name: &[Token<'_>]) -> bool {
    name.len() >= 2
        && !name.iter().any(|t| {
            BODY_WORDS.contains(&t.lower)
                || t.is(Classes::TITLE)
                || matches!(&*t.lower, "chiefs" | "representatives" | "lords" | "commons")
        })
}

/// Names in "-ing" that may open a sentence.
static ING_NAMES: WordList = list("name-in-ing");

/// Whether an "&", or an "and" before the last words of a firm's name, stands inside a name: "Marks & Spencer", "Hualing Road and Bridge Group".
fn joins(view: View<'_, '_>, at: usize) -> bool {
    let capital = |k: usize| view.tokens.get(k).is_some_and(Token::capital);
    let last = || (at + 1..view.tokens.len()).take_while(|k| capital(*k)).last();
    let firm = || view.is(at, "and") && last().is_some_and(|k| k > at + 1 && is_firm_word(&view.tokens[k].lower));
    at > 0 && capital(at - 1) && capital(at + 1) && (view.tokens[at].mark('&') || firm())
}

fn part_of_name(token: &Token<'_>, last: bool, opens: bool) -> bool {
    // "Per Aldin" is a name; "But Stroem" is not, nor "In Velmar"
    let mut function = Classes::COORDINATOR.or(Classes::SUBORDINATOR).or(Classes::DETERMINER);
    if opens {
        function = function.or(Classes::PREPOSITION).or(Classes::ADVERB);
    }
    // "Buying Bruna would …": a verb that opens a sentence
    let gerund = opens && token.lower.len() >= 6 && token.lower.ends_with("ing") && !ING_NAMES.contains(&token.lower);
    // "Additionally, it said"
    let adverb = opens && token.lower.len() >= 8 && token.lower.ends_with("ly") && borne_by(token.text).is_none();
    if !token.word()
        || gerund
        || adverb
        || token.is(Classes::PRONOUN)
        || token.is(function)
            && !token.is(Classes::TITLE.or(Classes::PERSON))
            && token.text.chars().count() > 1
            // "Abdiqadir Mohamed Nor"
            && !(last && token.text == "Nor")
    {
        return false;
    }
    token.capital() || !last && is_name_particle(&token.lower)
}

fn span(tokens: &[Token<'_>]) -> Span {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::new(0, 0),
    }
}

/// A name as it stands in running text, with the words that describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMention {
    /// The bare name.
    pub name: Span,
    /// With its titles and appositive.
    pub phrase: Span,
}

/// All names of two words or more in a unit, with titles before and appositives after.
pub fn names(view: View<'_, '_>) -> Vec<NameMention> {
    let mut found = Vec::new();
    let mut i = 0;
    let hi = view.tokens.len();
    while i < hi {
        if !view.tokens[i].capital() {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while end < hi
            && (joins(view, end)
                || part_of_name(&view.tokens[end], false, false)
                    && (view.tokens[end].capital() || end + 1 < hi && view.tokens[end + 1].capital()))
            && !view.tokens[end - 1].possessive()
        {
            end += 1;
        }
        if let Some(mention) = name_at(view, i..end, hi) {
            found.push(mention);
        }
        i = end;
    }
    found
}

fn name_at(view: View<'_, '_>, run: Range<usize>, hi: usize) -> Option<NameMention> {
    if let Some(start) = holder(view, run.clone()) {
        let post = (0..run.start).rev().take_while(|k| view.tokens[*k].is(Classes::PREPOSITION.or(Classes::DETERMINER))).last();
        let from = (0..post.unwrap_or(run.start)).rev().take_while(|k| describes(&view.tokens[*k])).last().unwrap_or(run.start);
        return Some(NameMention { name: span(&view.tokens[start..run.end]), phrase: span(&view.tokens[from..run.end]) });
    }
    let name = name_in(view, run.clone(), true)?;
    let words = name.of_len();
    let start = (0..run.start).rev().take_while(|k| describes(&view.tokens[*k])).last().unwrap_or(run.start);
    let mut end = run.end;
    if view.get(end, hi).is_some_and(Token::comma) {
        let close = view.segment_end(end + 1, hi);
        if view.appositive(end + 1, close) && view.get(close, hi).is_none_or(|t| !t.word()) {
            end = close;
        }
    }
    let phrase = span(&view.tokens[start..end]);
    // one word is worth keeping only with a description beside it
    (words || start < run.start || end > run.end).then_some(NameMention { name, phrase })
}

fn describes(token: &Token<'_>) -> bool {
    token.word()
        && !token.is(Classes::PREPOSITION
            .or(Classes::COORDINATOR)
            .or(Classes::SUBORDINATOR)
            .or(Classes::FINITE)
            .or(Classes::ADVERB))
        && token.cue.is_none()
}

trait LongSpan {
    fn of_len(&self) -> bool;
}

impl LongSpan for Span {
    /// A name of at least two words is longer than any one word is likely to be; the exact count is not needed.
    fn of_len(&self) -> bool {
        self.len() > 8
    }
}
