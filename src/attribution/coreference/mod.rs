//! Who is meant: pronouns, surnames and role phrases to the names and phrases they stand for, inside one article.
//!
//! In: the place of any mention. Out: [`Resolved`], the canonical name beside the words as they stand. The article is read along in the
//! order of the text: sources, the subjects of sentences without attribution, and whoever else was named can all be meant later.
//! Gender, number, nearness and prominence decide; where two are level, and where nothing fits, the mention stays as it stands:
//! a wrong name is worse than none.

mod gender;
mod known;
mod name;
mod pronoun;
mod role;

use self::known::{Known, Standing};
use super::being::is_noun_for_text;
use super::draft::Draft;
use super::lexicon::{Classes, lexicon};
use super::mention::{self, Form, NameMention};
use super::name_kind;
use super::phrase::{Phrase, View};
use super::statement::Part;
use super::token::{Token, tokens};
use super::unit::Unit;
use crate::text::{Excerpt, Span};

/// A source with its names settled.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The bare name or phrase.
    pub name: String,
    /// The fuller name it stands for.
    pub resolved: Option<String>,
    /// Other phrases for the same source.
    pub described: Vec<Excerpt>,
    /// The registry id of the medium it is, where it is one.
    pub medium: Option<String>,
}

/// Resolves mentions of an article, in the order of the text.
pub struct Resolver<'a, 't> {
    text: &'t str,
    units: &'a [Unit<'t>],
    media: &'a [super::gazetteer::Medium<'a>],
    /// All names of the article with their descriptions, in order.
    names: Vec<Name<'t>>,
    known: Vec<Known>,
    /// Units whose subjects and names are known.
    read: usize,
}

impl<'a, 't> Resolver<'a, 't> {
    /// Reads the names of all units.
    pub fn new(text: &'t str, units: &'a [Unit<'t>], media: &'a [super::gazetteer::Medium<'a>]) -> Self {
        let names = units
            .iter()
            .filter(|u| !u.furniture)
            .flat_map(|u| mention::names(View { tokens: &u.tokens, media: &u.media }))
            .map(|mention| Name::new(mention, text))
            .collect();
        Resolver { text, units, media, names, known: Vec::new(), read: 0 }
    }

    /// Settles the names of all sources of a draft.
    pub fn resolve(&mut self, draft: &Draft) -> Vec<Resolved> {
        let plain = |name: &str| Resolved { name: name.to_owned(), resolved: None, described: Vec::new(), medium: None };
        let settle = |source: &super::draft::SourceDraft| match (source.mention, source.core) {
            (Some(mention), Some(_)) if source.part == Part::Hearsay => plain(mention.of(self.text)),
            (Some(mention), Some(core)) => self.source(mention, core, source.part != Part::Carrier),
            _ => plain(""),
        };
        draft.sources.iter().map(settle).collect()
    }

    /// Settles one mention: any noun phrase or pronoun at `mention`, whose head without appositives and relative clauses is `core`.
    /// Mentions are to be asked for in the order of the text. `speaks`: later pronouns may mean it as somebody who spoke (not a carrier).
    pub fn source(&mut self, mention: Span, core: Span, speaks: bool) -> Resolved {
        self.read_until(mention.start());
        self.settle(mention, core, if speaks { Standing::Source } else { Standing::Named })
    }

    fn settle(&mut self, mention: Span, core: Span, standing: Standing) -> Resolved {
        let words = tokens(self.text, mention, &[]);
        let media = self.media_in(&words);
        let view = View { tokens: &words, media: &media };
        let core_end = words.partition_point(|t| t.span.end() <= core.end());
        let form = mention::form(view, 0..words.len(), 0..core_end.max(1));
        let core_text = core.of(self.text).to_owned();
        let resolved = match &form {
            Form::Pronoun(pronoun) => self.pronoun(pronoun, mention),
            Form::Named(name) => self.named(*name, mention),
            Form::Described => self.described(&core_text, &words, mention),
        };
        if standing != Standing::Named || resolved.medium.is_none() {
            let known = self.as_mentioned(&resolved, &words, mention, standing);
            self.known.push(known);
        }
        resolved
    }

    /// The unit that the span begins in, or the last before it.
    fn unit_at(&self, span: Span) -> usize {
        self.units.partition_point(|u| u.span.start() <= span.start()).saturating_sub(1)
    }

    /// Takes note of subjects and names in the sentences that end before `at`.
    fn read_until(&mut self, at: usize) {
        while let Some(unit) = self.units.get(self.read).filter(|u| u.span.end() <= at) {
            self.read += 1;
            if unit.furniture {
                continue;
            }
            let span = unit.span;
            // a headline leaves its verbs bare: "Minister's adviser resigns over messages"
            if let Some(subject) = opening(unit).filter(|_| !unit.heading) {
                self.note_subject(unit, subject);
            }
            let found = self.named_in(span);
            self.known.extend(found);
        }
    }

    /// The subject of a sentence that is no source: a person, a body, a pronoun for one of them.
    fn note_subject(&mut self, unit: &Unit<'t>, subject: Phrase) {
        let tokens = &unit.tokens;
        // "Mayor Karl Stroem opened | the pier": a verb that the phrase ran over ends it
        let verb = (subject.start + 1..subject.core).find(|k| tokens[*k].finite() && !tokens[*k].capital());
        let subject = verb.map_or(subject, |k| Phrase { core: k, end: k, ..subject });
        let (mention, core) = (of(&tokens[subject.start..subject.end]), of(&tokens[subject.start..subject.core]));
        if self.known.iter().any(|k| k.phrase.span.overlaps(mention)) {
            return;
        }
        let words: Vec<String> =
            tokens[subject.start..subject.core].iter().filter(|t| t.word()).map(|t| t.lower.clone().into_owned()).collect();
        let word = known::head_word(&words).map_or("", String::as_str);
        let head = lexicon().classes(word);
        let pronoun = subject.core == subject.start + 1 && tokens[subject.start].is(Classes::PRONOUN);
        let described = head.has(Classes::BEING.or(Classes::STAFF).or(Classes::DOCUMENT))
            || is_noun_for_text(word)
            || words.iter().any(|w| name_kind::is_body_word(w));
        let view = View { tokens, media: &unit.media };
        let named = matches!(mention::form(view, subject.start..subject.end, subject.start..subject.core), Form::Named(_));
        if !(named || described || pronoun && matches!(words[0].as_str(), "he" | "she" | "they" | "it")) {
            return;
        }
        // where somebody else is the source, the clause is what he said, and its subject only somebody named
        let said =
            self.known.iter().any(|k| k.standing == Standing::Source && k.medium.is_none() && unit.span.contains(k.phrase.span));
        self.settle(mention, core, if said { Standing::Named } else { Standing::Subject });
        // "Tehran would accept …": one word that nothing describes may be a place
        if let Some(known) = self.known.last_mut().filter(|k| k.phrase.span == mention && words.len() == 1 && !pronoun) {
            let name = known.name.clone();
            if !name.contains(' ') && !self.known.iter().any(|k| k.name == name && k.standing == Standing::Source) {
                self.known.pop();
            }
        }
    }

    /// Persons named in a stretch of text that are not known from it already.
    fn named_in(&self, span: Span) -> Vec<Known> {
        let fresh = |m: &&Name<'_>| span.contains(m.phrase) && !self.known.iter().any(|k| k.phrase.span.overlaps(m.name));
        let person = |m: &&Name<'_>| {
            name_kind::is_person_name(m.bare)
                && self.medium_at(m.name).is_none()
                && (m.bare.contains(' ') || self.fuller(m.bare).is_some())
        };
        let found = self.names.iter().filter(fresh).filter(person);
        found
            .map(|m| {
                let name = m.bare.to_owned();
                let resolved = Resolved { resolved: self.fuller(m.bare), name, described: Vec::new(), medium: None };
                self.as_mentioned(&resolved, &tokens(self.text, m.phrase, &[]), m.phrase, Standing::Named)
            })
            .filter(|k| k.person)
            .collect()
    }

    /// What stands before `mention` in its own sentence.
    fn here(&self, mention: Span) -> Vec<Known> {
        let Some(unit) = self.units.get(self.unit_at(mention)) else { return Vec::new() };
        let mut found = self.named_in(Span::new(unit.span.start(), mention.start()));
        let subject = opening(unit).map(|s| of(&unit.tokens[s.start..s.end]));
        for known in found.iter_mut().filter(|k| subject.is_some_and(|s| s.contains(k.phrase.span))) {
            known.standing = Standing::Subject;
        }
        found
    }

    fn media_in(&self, words: &[super::token::Token<'_>]) -> Vec<usize> {
        words
            .iter()
            .enumerate()
            .map(|(i, token)| {
                let next = self.media.partition_point(|m| m.span.end() <= token.span.start());
                let Some(medium) = self.media.get(next).filter(|m| m.span.start() <= token.span.start()) else { return 0 };
                if !token.word() {
                    return 0;
                }
                i + words[i..].iter().take_while(|t| t.span.start() < medium.span.end()).count()
            })
            .collect()
    }

    fn as_mentioned(&self, resolved: &Resolved, tokens: &[Token<'_>], mention: Span, standing: Standing) -> Known {
        let words: Vec<String> = tokens.iter().filter(|t| t.word()).map(|t| t.lower.clone().into_owned()).collect();
        let name = resolved.resolved.clone().unwrap_or_else(|| resolved.name.clone());
        let class = |word: &String| lexicon().classes(word);
        let head = known::head_word(&words);
        let head_person = head.is_some_and(|w| class(w).has(Classes::BEING))
            || words.first().is_some_and(|w| class(w).has(Classes::TITLE)) && words.len() <= 4;
        let pronoun = words.len() == 1 && class(&words[0]).has(Classes::PRONOUN);
        let inherited = self.known.iter().rev().find(|k| k.name == name);
        let named_person = resolved.medium.is_none()
            && name.starts_with(char::is_uppercase)
            && name_kind::is_person_name(&name)
            && !words.first().is_some_and(|w| w == "the" && !head_person);
        let person = if pronoun {
            inherited.map_or(matches!(words[0].as_str(), "he" | "she"), |k| k.person)
        } else {
            resolved.medium.is_none() && (head_person || named_person)
        };
        let and = tokens.windows(3).position(|w| w[1].lower == "and" && w[0].capital() && w[2].capital());
        // "the Food and Drug Administration" is one body
        let is_body = |t: &Token<'_>| t.capital() && name_kind::is_body_word(&t.lower);
        let one_body = |at: usize| tokens.last().is_some_and(is_body) && !tokens[..=at].iter().any(is_body);
        let joined = and.is_some_and(|at| !one_body(at)) && !name.contains(" of ");
        let unit = self.unit_at(mention);
        Known {
            number: inherited.map_or_else(|| known::number(&words, joined), |k| k.number),
            gender: inherited.and_then(|k| k.gender).or_else(|| gender::gender(&words, &name)),
            body: if pronoun { inherited.is_some_and(|k| k.body) } else { !head_person && !named_person },
            medium: resolved.medium.clone(),
            phrase: mention.excerpt(self.text),
            at: mention.start(),
            paragraph: self.units.get(unit).map_or(0, |u| u.paragraph),
            name,
            words,
            person,
            standing,
            unit,
        }
    }
}

/// A name of the article as it is compared with others: every source is compared with all of them.
struct Name<'t> {
    name: Span,
    /// With its titles and appositive.
    phrase: Span,
    /// Without its possessive ending.
    bare: &'t str,
    /// The same in lower case.
    lower: String,
}

impl<'t> Name<'t> {
    fn new(mention: NameMention, text: &'t str) -> Self {
        let bare = bare(mention.name.of(text));
        Name { name: mention.name, phrase: mention.phrase, bare, lower: bare.to_lowercase() }
    }
}

/// A name without its possessive ending.
fn bare(name: &str) -> &str {
    let mut bare = name;
    // asked of every name for every source: a search set up for two bytes costs more than all the rest
    for ending in ["'s", "’s"] {
        while let Some(rest) = bare.strip_suffix(ending) {
            bare = rest;
        }
    }
    // "Williams' admission"
    bare.strip_suffix(['\'', '’']).filter(|rest| rest.ends_with('s')).unwrap_or(bare)
}

fn of(tokens: &[Token<'_>]) -> Span {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::new(0, 0),
    }
}

/// The noun phrase that opens a sentence, after an opening adverbial.
fn opening(unit: &Unit<'_>) -> Option<Phrase> {
    let view = View { tokens: &unit.tokens, media: &unit.media };
    let hi = unit.tokens.len();
    let mut i = 0;
    for _ in 0..3 {
        let first = view.get(i, hi)?;
        let adverbial = first.word()
            && (first.is(Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::ADVERB))
                || first.lower.ends_with("ing")
                || view.time(i))
            && unit.media[i] == 0
            && !first.is(Classes::DETERMINER.or(Classes::TITLE));
        if first.is(Classes::COORDINATOR) {
            i += 1;
        } else if adverbial {
            i = (i..hi.min(i + 16)).find(|k| view.tokens[*k].comma())? + 1;
        } else {
            break;
        }
    }
    view.get(i, hi).filter(|t| t.word())?;
    view.phrase(i, hi)
}
