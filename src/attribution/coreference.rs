//! Who is meant: pronouns, surnames and role phrases to the names and phrases they stand for, inside one article.
//!
//! A recency rule over what the article has named so far: the last source that fits a pronoun, the name that a surname ends,
//! the phrase that shares its head noun with "the minister". What nothing fits stays as it stands.

use super::draft::Draft;
use super::lexicon::{Classes, lexicon};
use super::mention::{self, Form, NameMention};
use super::phrase::View;
use super::statement::Part;
use super::token::tokens;
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

/// Something that later words can refer to.
#[derive(Debug, Clone)]
struct Known {
    name: String,
    words: Vec<String>,
    phrase: Excerpt,
    person: bool,
    plural: bool,
    body: bool,
    medium: bool,
    at: usize,
    paragraph: usize,
}

/// Resolves the sources of an article in the order of the text.
pub struct Resolver<'a, 't> {
    text: &'t str,
    units: &'a [Unit<'t>],
    media: &'a [super::gazetteer::Medium<'a>],
    /// All names of the article with their descriptions, in order.
    names: Vec<NameMention>,
    known: Vec<Known>,
}

impl<'a, 't> Resolver<'a, 't> {
    /// Reads the names of all units.
    pub fn new(text: &'t str, units: &'a [Unit<'t>], media: &'a [super::gazetteer::Medium<'a>]) -> Self {
        let names = units
            .iter()
            .filter(|u| !u.furniture)
            .flat_map(|u| mention::names(View { tokens: &u.tokens, media: &u.media }))
            .collect();
        Resolver { text, units, media, names, known: Vec::new() }
    }

    /// Settles the names of all sources of a draft.
    pub fn resolve(&mut self, draft: &Draft) -> Vec<Resolved> {
        let paragraph = self.units.get(draft.unit).map_or(0, |u| u.paragraph);
        draft
            .sources
            .iter()
            .map(|source| {
                let (Some(mention), Some(core)) = (source.mention, source.core) else {
                    return Resolved { name: String::new(), resolved: None, described: Vec::new(), medium: None };
                };
                if source.part == Part::Hearsay {
                    return Resolved {
                        name: mention.of(self.text).to_owned(),
                        resolved: None,
                        described: Vec::new(),
                        medium: None,
                    };
                }
                self.source(mention, core, source.part, paragraph)
            })
            .collect()
    }

    fn source(&mut self, mention: Span, core: Span, part: Part, paragraph: usize) -> Resolved {
        let words = tokens(self.text, mention, &[]);
        let media = self.media_in(&words);
        let view = View { tokens: &words, media: &media };
        let core_end = words.partition_point(|t| t.span.end() <= core.end());
        let form = mention::form(view, 0..words.len(), 0..core_end.max(1));
        let phrase = mention.excerpt(self.text);
        let core_text = core.of(self.text).to_owned();
        let lower: Vec<String> = words.iter().filter(|t| t.word()).map(|t| t.lower.clone().into_owned()).collect();
        let resolved = match form {
            Form::Pronoun(pronoun) => self.pronoun(&pronoun, mention, paragraph),
            Form::Named(name) => self.named(name, mention),
            Form::Described => self.described(&core_text, &words, mention),
        };
        if part != Part::Carrier {
            self.remember(&resolved, phrase, lower, mention, paragraph);
        }
        resolved
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

    fn medium_at(&self, name: Span) -> Option<String> {
        let next = self.media.partition_point(|m| m.span.end() <= name.start());
        self.media.get(next).filter(|m| m.span.start() <= name.start() && name.end() <= m.span.end()).map(|m| m.id.to_owned())
    }

    /// A named source: its fuller name and what the article says of it elsewhere.
    fn named(&self, name: Span, mention: Span) -> Resolved {
        let words = name.of(self.text).trim_end_matches("'s").trim_end_matches("’s");
        let medium = self.medium_at(name);
        let fuller = if medium.is_none() { self.fuller(words) } else { None };
        let full = fuller.clone().unwrap_or_else(|| words.to_owned());
        let described = self.descriptions(&full, mention);
        Resolved { name: words.to_owned(), resolved: fuller, described, medium }
    }

    /// The longer name in the article that this surname, given name or short form belongs to.
    fn fuller(&self, name: &str) -> Option<String> {
        let wanted = name.to_lowercase();
        let of = |m: &NameMention| m.name.of(self.text).trim_end_matches("'s").trim_end_matches("’s").to_owned();
        let single = !wanted.contains(' ');
        let ends = |full: &str| full.len() > name.len() && full.to_lowercase().ends_with(&format!(" {wanted}"));
        let begins = |full: &str| single && full.len() > name.len() && full.to_lowercase().starts_with(&format!("{wanted} "));
        let last = self.names.iter().map(of).find(|full| ends(full) && mention::is_person_name(full));
        last.or_else(|| self.names.iter().map(of).find(|full| begins(full))).or_else(|| self.acronym(name))
    }

    /// "the JCS" for "Joint Chiefs of Staff (JCS)".
    fn acronym(&self, name: &str) -> Option<String> {
        if name.len() < 2 || name.len() > 8 || !name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) {
            return None;
        }
        let at = self.text.find(&format!("({name})"))?;
        let before = self.text[..at].trim_end();
        let start = before.rfind(['.', ',', ';', '\n', '“', '"']).map_or(0, |i| i + 1);
        let words: Vec<&str> = before[start..].split_whitespace().collect();
        let initial = name.chars().next()?.to_lowercase().next()?;
        let from = words.iter().rposition(|w| {
            w.to_lowercase().starts_with(initial)
                && words.len() <= words.iter().position(|x| x == w).unwrap_or(0) + name.len() + 3
        })?;
        Some(words[from..].join(" "))
    }

    /// Phrases that describe the named source elsewhere in the article, first mention first.
    fn descriptions(&self, full: &str, mention: Span) -> Vec<Excerpt> {
        let same = |m: &&NameMention| {
            let other = m.name.of(self.text).trim_end_matches("'s").trim_end_matches("’s");
            other == full || (full.contains(' ') && !other.contains(' ') && full.ends_with(other))
        };
        let mut found: Vec<Excerpt> = self
            .names
            .iter()
            .filter(same)
            .filter(|m| !m.phrase.overlaps(mention) && m.phrase.len() > m.name.len())
            .map(|m| m.phrase.excerpt(self.text))
            .collect();
        found.extend(self.known.iter().filter(|k| k.name == full && !k.phrase.span.overlaps(mention)).map(|k| k.phrase.clone()));
        found.sort();
        found.dedup();
        found.truncate(4);
        found
    }

    fn pronoun(&self, pronoun: &str, mention: Span, paragraph: usize) -> Resolved {
        let fits = |k: &&Known| match pronoun {
            "he" | "she" | "him" | "her" => k.person && !k.plural,
            "they" | "them" | "we" | "us" => k.plural || k.body,
            "it" => !k.person && !k.plural,
            _ => false,
        };
        let near = |k: &&Known| paragraph.saturating_sub(k.paragraph) <= 3;
        let source = self.known.iter().rev().filter(|k| k.at < mention.start()).filter(near).find(fits);
        // a person named since then, as subject of the sentence before
        let person = matches!(pronoun, "he" | "she").then(|| self.person_before(mention, source.map_or(0, |s| s.at))).flatten();
        if let Some((name, phrase)) = person {
            let described = self.descriptions(&name, mention);
            let described = if described.is_empty() { vec![phrase] } else { described };
            return Resolved { name: name.clone(), resolved: Some(name), described, medium: None };
        }
        match source {
            Some(known) => {
                let mut described = vec![known.phrase.clone()];
                described.extend(self.descriptions(&known.name, mention));
                described.dedup();
                Resolved {
                    name: known.name.clone(),
                    resolved: Some(known.name.clone()),
                    described,
                    medium: self.known_medium(known),
                }
            }
            None => self.sentence_subject(pronoun, mention),
        }
    }

    /// "Russia last published its toll in 2022, when it said …": no source fits, so the name that opens the sentence.
    fn sentence_subject(&self, pronoun: &str, mention: Span) -> Resolved {
        let plain = Resolved { name: mention.of(self.text).to_owned(), resolved: None, described: Vec::new(), medium: None };
        let Some(unit) = self.units.iter().find(|u| u.span.contains(mention)) else { return plain };
        let opening: Vec<&str> = unit
            .tokens
            .iter()
            .skip_while(|t| t.is(Classes::DETERMINER))
            .take_while(|t| t.capital() && t.span.end() <= mention.start())
            .map(|t| t.text)
            .collect();
        let name = opening.join(" ");
        let body = opening.len() == 1 || !mention::is_person_name(&name);
        let fits = match pronoun {
            "it" => body,
            "he" | "she" => opening.len() >= 2 && !body,
            _ => false,
        };
        let known = unit.tokens.first().is_some_and(|t| {
            !t.is(Classes::PRONOUN
                .or(Classes::PREPOSITION)
                .or(Classes::ADVERB)
                .or(Classes::SUBORDINATOR)
                .or(Classes::COORDINATOR))
        });
        if !fits || !known || name.is_empty() {
            return plain;
        }
        Resolved { resolved: Some(name.clone()), name, ..plain }
    }

    fn known_medium(&self, known: &Known) -> Option<String> {
        let at = known.phrase.span;
        self.media.iter().find(|m| at.contains(m.span) && m.span.of(self.text) == known.name).map(|m| m.id.to_owned())
    }

    /// A person named with title or full name at the start of a sentence after `since`, before `mention`.
    fn person_before(&self, mention: Span, since: usize) -> Option<(String, Excerpt)> {
        let paragraph = self.units.iter().find(|u| u.span.contains(mention))?.paragraph;
        let starts = |m: &&NameMention| {
            self.units.iter().any(|u| {
                u.paragraph == paragraph
                    && u.span.contains(m.phrase)
                    && m.phrase.start() <= u.span.start() + 4
                    && u.span.end() <= mention.start()
            })
        };
        let found = self
            .names
            .iter()
            .rev()
            .filter(|m| m.name.start() > since && m.name.end() < mention.start())
            .find(|m| starts(m) && mention::is_person_name(m.name.of(self.text)))?;
        let words = found.name.of(self.text).trim_end_matches("'s").trim_end_matches("’s");
        let full = self.fuller(words).unwrap_or_else(|| words.to_owned());
        (full.contains(' ') || found.phrase.len() > found.name.len()).then(|| (full, found.phrase.excerpt(self.text)))
    }

    /// "the minister", "its spokesman", "one of them".
    fn described(&self, core: &str, words: &[super::token::Token<'_>], mention: Span) -> Resolved {
        let plain = Resolved { name: core.to_owned(), resolved: None, described: Vec::new(), medium: None };
        let Some(first) = words.first() else { return plain };
        if let Some(known) = self.partitive(words, mention) {
            return Resolved { resolved: Some(known.name.clone()), described: vec![known.phrase.clone()], ..plain };
        }
        if first.is(Classes::POSSESSIVE) && !first.is(Classes::RELATIVE) {
            return self.possessive(core, first, mention);
        }
        let definite = matches!(&*first.lower, "the" | "this" | "that" | "both") || self.heading_role(mention);
        if !definite {
            return plain;
        }
        let Some(head) = head_noun(words) else { return plain };
        let earlier = self.known.iter().rev().filter(|k| k.at < mention.start()).find(|k| same_kind(k, &head, words));
        if let Some(known) = earlier {
            let mut described = vec![known.phrase.clone()];
            described.extend(self.descriptions(&known.name, mention));
            described.dedup();
            return Resolved {
                resolved: (known.name != core).then(|| known.name.clone()),
                described,
                medium: self.known_medium(known),
                ..plain
            };
        }
        self.named_by_role(&head, mention).unwrap_or(plain)
    }

    /// A bare role in a headline ("– governor") refers like "the governor".
    fn heading_role(&self, mention: Span) -> bool {
        self.units.iter().any(|u| u.heading && u.span.contains(mention))
    }

    /// "one of them", "the other", "the two": the last plural source.
    fn partitive(&self, words: &[super::token::Token<'_>], mention: Span) -> Option<&Known> {
        let lower: Vec<&str> = words.iter().map(|t| &*t.lower).collect();
        let partitive = matches!(
            lower.as_slice(),
            [
                "one" | "two" | "both" | "some" | "many" | "most" | "another" | "all" | "none" | "neither",
                "of",
                "them" | "whom" | "these"
            ] | ["the", "other" | "others" | "two" | "three" | "pair" | "latter" | "former"]
                | ["both"]
                | ["the", "second" | "first" | "third", _]
                | ["one"]
                | ["another"]
                | ["others"]
        );
        partitive.then(|| self.known.iter().rev().find(|k| k.plural && k.at < mention.start())).flatten()
    }

    /// "its spokesman", "his office": the owner is the antecedent of the pronoun.
    fn possessive(&self, core: &str, pronoun: &super::token::Token<'_>, mention: Span) -> Resolved {
        let fits = |k: &&Known| match &*pronoun.lower {
            "its" => k.body || (!k.person && !k.plural),
            "their" => k.plural || k.body,
            _ => k.person && !k.plural,
        };
        let owner = self.known.iter().rev().filter(|k| k.at < mention.start()).find(fits);
        let rest = core.split_once(' ').map_or("", |(_, rest)| rest);
        match owner {
            Some(owner) => Resolved {
                name: core.to_owned(),
                resolved: Some(format!("{} {}", possessive_form(&owner.name), rest)),
                described: vec![owner.phrase.clone()],
                medium: None,
            },
            None => Resolved { name: core.to_owned(), resolved: None, described: Vec::new(), medium: None },
        }
    }

    /// "the governor" where the article elsewhere has "Priluzhye Governor Anatoly Grechin": the nearest before, else the first after.
    fn named_by_role(&self, head: &str, mention: Span) -> Option<Resolved> {
        let has = |m: &&NameMention| m.phrase.len() > m.name.len() && !m.phrase.overlaps(mention) && titled(self.text, m, head);
        let person = |m: &&NameMention| mention::is_person_name(m.name.of(self.text));
        let before = self.names.iter().rev().filter(|m| m.phrase.end() <= mention.start()).filter(has).find(person);
        let found = before.or_else(|| self.names.iter().filter(has).find(person))?;
        let name = found.name.of(self.text).trim_end_matches("'s").trim_end_matches("’s").to_owned();
        let mut described = vec![found.phrase.excerpt(self.text)];
        described.extend(self.descriptions(&name, mention));
        described.dedup();
        Some(Resolved { name: mention.of(self.text).to_owned(), resolved: Some(name), described, medium: None })
    }

    fn remember(&mut self, resolved: &Resolved, phrase: Excerpt, words: Vec<String>, mention: Span, paragraph: usize) {
        let name = resolved.resolved.clone().unwrap_or_else(|| resolved.name.clone());
        let class = |word: &String| lexicon().classes(word);
        let head = head_word(&words);
        let head_person = head.is_some_and(|w| class(w).has(Classes::PERSON))
            || words.first().is_some_and(|w| class(w).has(Classes::TITLE)) && words.len() <= 4;
        let pronoun = words.len() == 1 && class(&words[0]).has(Classes::PRONOUN);
        let inherited = self.known.iter().rev().find(|k| k.name == name);
        let named_person = resolved.medium.is_none()
            && name.starts_with(char::is_uppercase)
            && mention::is_person_name(&name)
            && !words.first().is_some_and(|w| w == "the" && !head_person);
        let plural = inherited.map_or_else(|| is_plural(&words), |k| k.plural);
        let known = Known {
            person: if pronoun {
                matches!(words[0].as_str(), "he" | "she")
            } else {
                resolved.medium.is_none() && (head_person || named_person)
            },
            plural: plural
                && !matches!(words.first().map(String::as_str), Some("one"))
                && !words.starts_with(&["the".to_owned(), "other".to_owned()]),
            body: !head_person && !named_person,
            medium: resolved.medium.is_some(),
            name,
            words,
            phrase,
            at: mention.start(),
            paragraph,
        };
        self.known.push(known);
    }
}

fn possessive_form(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// The word that says what the phrase is: the last person, medium or document word before a preposition, else the last word there.
fn head_word(words: &[String]) -> Option<&String> {
    let class = |word: &String| lexicon().classes(word);
    let head: Vec<&String> = words
        .iter()
        .take_while(|w| !class(w).has(Classes::PREPOSITION.or(Classes::RELATIVE)) || class(w).has(Classes::DETERMINER))
        .collect();
    let kind = |w: &&&String| class(w).has(Classes::PERSON.or(Classes::STAFF).or(Classes::MEDIUM).or(Classes::DOCUMENT));
    head.iter().rev().find(kind).or(head.last()).copied()
}

fn is_plural(words: &[String]) -> bool {
    let Some(head) = head_word(words) else { return false };
    let person = lexicon().classes(head).has(Classes::PERSON.or(Classes::STAFF));
    (person && head.ends_with('s') && !head.ends_with("ss"))
        || matches!(head.as_str(), "people" | "men" | "women" | "they" | "we")
        || words.first().is_some_and(|w| matches!(w.as_str(), "two" | "three" | "four" | "five" | "several"))
}

/// The last noun of the head: "the regional governor" → governor.
fn head_noun(words: &[super::token::Token<'_>]) -> Option<String> {
    words
        .iter()
        .take_while(|t| t.word() && !t.is(Classes::PREPOSITION.or(Classes::RELATIVE)))
        .last()
        .map(|t| t.lower.trim_end_matches("'s").to_owned())
}

/// Whether "the HEAD" can stand for what is known.
fn same_kind(known: &Known, head: &str, words: &[super::token::Token<'_>]) -> bool {
    let shares = known.words.iter().any(|w| w == head);
    let modifiers_agree =
        words.iter().filter(|t| t.capital() && t.lower != "the").all(|t| known.words.iter().any(|w| *w == *t.lower));
    let company = matches!(
        head,
        "company"
            | "firm"
            | "operator"
            | "airline"
            | "bank"
            | "maker"
            | "group"
            | "chain"
            | "organisation"
            | "organization"
            | "club"
            | "utility"
    ) && known.body
        && !known.plural
        && !shares;
    let agency = matches!(head, "agency" | "newspaper" | "broadcaster" | "channel" | "paper")
        && known.body
        && (known.medium
            || known.words.iter().any(|w| {
                matches!(
                    w.as_str(),
                    "agency" | "newspaper" | "broadcaster" | "channel" | "television" | "tv" | "paper" | "daily" | "news"
                )
            }));
    let person_role = matches!(
        head,
        "official" | "officials" | "source" | "sources" | "diplomat" | "spokesman" | "spokeswoman" | "spokesperson"
    ) && known.person
        && known
            .words
            .iter()
            .any(|w| matches!(w.as_str(), "official" | "officials" | "source" | "sources" | "diplomat" | "diplomats"));
    (shares || company || agency || person_role && head.trim_end_matches('s') == "source") && modifiers_agree
}

/// Whether the description of a name has the role word.
fn titled(text: &str, mention: &NameMention, head: &str) -> bool {
    mention.phrase.of(text).to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|w| w == head)
}
