//! Phrases without a name: "the minister", "the agency", "the two", "its spokesman", "the senior diplomat".

use super::known::{Known, Number, Standing, head_word, number};
use super::{Name, Resolved, Resolver};
use crate::attribution::being::is_noun_for_text;
use crate::attribution::lexicon::{Classes, lexicon, list};
use crate::attribution::name_kind;
use crate::attribution::token::Token;
use crate::text::{Span, WordList};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// `data/cues/roles.csv`: a role, and the words in somebody's description that it can stand for.
static ROLES: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let rows = include_str!("../../../data/cues/roles.csv").lines().skip(1).filter_map(|row| row.split_once(','));
    rows.map(|(role, covers)| (role, covers.split('|').collect())).collect()
});

/// What media are called.
static MEDIA: WordList = list("called-medium");
/// What any body may be called.
static BODIES: WordList = list("called-body");

/// "hospital records" are no hospital, and no group.
fn is_document(name: &str) -> bool {
    let head = name.split(' ').next_back().unwrap_or_default();
    !head.starts_with(char::is_uppercase) && lexicon().classes(head).has(Classes::DOCUMENT)
}

impl Resolver<'_, '_> {
    /// "the minister", "its spokesman", "one of them".
    pub(super) fn described(&mut self, core: &str, words: &[Token<'_>], mention: Span) -> Resolved {
        let plain = Resolved { name: core.to_owned(), resolved: None, described: Vec::new(), medium: None };
        let Some(first) = words.first() else { return plain };
        let here = self.here(mention);
        if let Some(known) = self.two(words, mention, &here).or_else(|| self.partitive(words, mention)) {
            return Resolved { resolved: Some(known.name.clone()), described: vec![known.phrase.clone()], ..plain };
        }
        if let Some(one) = self.one_before(words, mention, &here) {
            return Resolved { described: vec![one.phrase], ..plain };
        }
        if first.is(Classes::POSSESSIVE) && !first.is(Classes::RELATIVE) {
            return self.possessive(core, first, mention, &here);
        }
        let definite = matches!(&*first.lower, "the" | "this" | "that" | "both") || self.heading_role(mention);
        if !definite {
            return plain;
        }
        let Some(head) = head_noun(words) else { return plain };
        if is_company_word(&head)
            && let Some(found) = self.company(mention)
        {
            return found;
        }
        let before = || self.known.iter().chain(&here).filter(|k| k.phrase.span.end() <= mention.start());
        let nearest = |test: &dyn Fn(&Known) -> bool| before().filter(|k| test(k)).max_by_key(|k| (k.at, k.standing)).cloned();
        let found = nearest(&|k| same_kind(k, &head, words))
            .or_else(|| (MEDIA.contains(&head) && is_plain(words)).then(|| self.medium_before(mention, &head)).flatten())
            // "the agency" may be one of the United Nations
            .or_else(|| {
                (head == "agency" && !words.iter().any(|t| t.lower == "news") || BODIES.contains(&head))
                    .then(|| self.body_before(mention, &here))
                    .flatten()
            });
        if let Some(known) = found {
            let resolved = (known.name != core).then(|| known.name.clone());
            return Resolved { resolved, ..self.as_known(core.to_owned(), &known, mention) };
        }
        if let Some(found) = self.named_by_role(&head, words, mention) {
            return found;
        }
        match self.by_wider_role(&head, words, mention, &here) {
            Some(known) => self.as_known(mention.of(self.text).to_owned(), &known, mention),
            // "Toyota will recall 40,000 cars, the company said"
            None if is_company_word(&head) => {
                let found = self.sentence_subject("it", mention);
                if found.resolved.as_deref().is_some_and(|name| self.is_name(name)) {
                    Resolved { name: plain.name, ..found }
                } else {
                    plain
                }
            }
            None => plain,
        }
    }

    /// "Another wrote", "a third said": one more of those of whom "one Twitter user" spoke, within two paragraphs.
    fn one_before(&self, words: &[Token<'_>], mention: Span, here: &[Known]) -> Option<Known> {
        let more = match words {
            [one] => one.lower == "another",
            [a, one] => a.lower == "a" && matches!(&*one.lower, "second" | "third" | "fourth" | "fifth"),
            _ => false,
        };
        let paragraph = self.units.get(self.unit_at(mention)).filter(|_| more)?.paragraph;
        let counted = |k: &&Known| {
            let first = k.words.first().map_or("", String::as_str);
            matches!(first, "one" | "a" | "an" | "another") && k.words.len() > 1 && paragraph.saturating_sub(k.paragraph) <= 2
        };
        let before = self.known.iter().chain(here).filter(|k| k.phrase.span.end() <= mention.start());
        before.filter(counted).max_by_key(|k| k.at).cloned()
    }

    /// Whether the article writes it with a capital inside a sentence too: "Reports" at the beginning of one is no name.
    fn is_name(&self, word: &str) -> bool {
        self.text.match_indices(word).any(|(at, _)| {
            let before = self.text[..at].trim_end_matches(' ');
            let whole = !self.text[at + word.len()..].starts_with(char::is_alphanumeric);
            whole && before.len() < at && before.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        })
    }

    /// "the senior diplomat" for a deputy foreign minister: of the people of the last two paragraphs the one whom the role can mean,
    /// where it is only one.
    fn by_wider_role(&self, head: &str, words: &[Token<'_>], mention: Span, here: &[Known]) -> Option<Known> {
        let covers = ROLES.get(head)?;
        let paragraph = self.units.get(self.unit_at(mention))?.paragraph;
        let mut found: Vec<&Known> = Vec::new();
        for known in self.known.iter().chain(here) {
            let near = known.phrase.span.end() <= mention.start() && paragraph.saturating_sub(known.paragraph) <= 1;
            if near && known.person && !known.plural() && agree(known, words) && self.is_called(known, covers) {
                found.retain(|k| k.name != known.name);
                found.push(known);
            }
        }
        match found.as_slice() {
            [only] => Some((*only).clone()),
            _ => None,
        }
    }

    /// Whether the phrase, or another phrase for the same name, has one of the words.
    fn is_called(&self, known: &Known, words: &[&str]) -> bool {
        let has = |text: &str| {
            let text = format!(" {} ", text.to_lowercase());
            words.iter().any(|w| text.contains(&format!(" {w} ")))
        };
        has(&known.phrase.text) || self.names.iter().any(|m| m.bare == known.name && has(m.phrase.of(self.text)))
    }

    /// "the newspaper": the last medium named before, within three paragraphs, that may be called so.
    fn medium_before(&self, mention: Span, head: &str) -> Option<Known> {
        let paragraph = self.units.get(self.unit_at(mention))?.paragraph;
        static ON_AIR: WordList = list("on-air");
        let platform = |name: &str| lexicon().classes(&name.to_lowercase()).has(Classes::PLATFORM);
        let fits = |name: &str| {
            let name = name.to_lowercase();
            let wire = name.contains("news agency")
                || ["afp", "ap", "reuters", "tass", "dpa", "interfax", "xinhua", "kyodo"].contains(&&*name);
            let paper = ["times", "post", "herald", "journal", "daily"].iter().any(|w| name.ends_with(w));
            let on_air = name.split(|c: char| !c.is_alphanumeric()).any(|w| ON_AIR.contains(w));
            match head {
                "agency" => !paper,
                "outlet" | "publication" => true,
                "newspaper" | "paper" | "tabloid" | "daily" | "magazine" | "weekly" => !wire && !on_air,
                "station" | "channel" | "broadcaster" | "network" => !wire && !paper,
                _ => !wire,
            }
        };
        let medium = self.media.iter().rev().filter(|m| m.span.end() <= mention.start()).find(|m| {
            let name = m.span.of(self.text);
            !platform(name) && fits(name)
        })?;
        let unit = self.unit_at(medium.span);
        let there = self.units.get(unit)?.paragraph;
        (paragraph.saturating_sub(there) <= 3).then(|| Known {
            name: medium.span.of(self.text).to_owned(),
            words: Vec::new(),
            phrase: self.medium_phrase(medium.span),
            person: false,
            body: true,
            medium: Some(medium.id.to_owned()),
            number: Number::One,
            gender: None,
            standing: Standing::Named,
            at: medium.span.start(),
            unit,
            paragraph: there,
        })
    }

    /// The words around the name of a medium that a name mention holds, else the name.
    fn medium_phrase(&self, name: Span) -> crate::text::Excerpt {
        let around = self.names.iter().find(|m| m.phrase.contains(name));
        around.map_or(name, |m| m.phrase).excerpt(self.text)
    }

    /// "the group": the last body that spoke or opened a sentence, within two paragraphs.
    fn body_before(&self, mention: Span, here: &[Known]) -> Option<Known> {
        let paragraph = self.units.get(self.unit_at(mention))?.paragraph;
        let fits = |k: &&Known| {
            k.phrase.span.end() <= mention.start()
                && k.body
                && k.medium.is_none()
                && !is_document(&k.name)
                && !k.plural()
                && k.standing != Standing::Named
                && paragraph.saturating_sub(k.paragraph) <= 1
        };
        self.known.iter().chain(here).filter(fits).max_by_key(|k| k.at).cloned()
    }

    /// "the two", "the pair": the last two that were named together, else the two persons of the last sentence that names exactly two.
    fn two(&self, words: &[Token<'_>], mention: Span, here: &[Known]) -> Option<Known> {
        let lower: Vec<&str> = words.iter().map(|t| &*t.lower).collect();
        let two = matches!(
            lower.as_slice(),
            ["the", "two" | "pair" | "duo"]
                | ["both"]
                | ["both", "men" | "women" | "sides"]
                | ["the", "two", "men" | "women" | "leaders" | "sides"]
        );
        if !two {
            return None;
        }
        let paragraph = self.units.get(self.unit_at(mention))?.paragraph;
        let before: Vec<&Known> = self
            .known
            .iter()
            .chain(here)
            .filter(|k| k.phrase.span.end() <= mention.start() && paragraph.saturating_sub(k.paragraph) <= 1)
            .collect();
        let together = before.iter().filter(|k| k.number == Number::Two).max_by_key(|k| k.at);
        if let Some(known) = together {
            return Some((*known).clone());
        }
        let unit = before.iter().map(|k| k.unit).max()?;
        let mut persons: Vec<&Known> = Vec::new();
        for known in before.into_iter().filter(|k| k.unit == unit && k.person && !k.plural()) {
            if persons.iter().all(|p| p.name != known.name) {
                persons.push(known);
            }
        }
        let [first, second] = persons.as_slice() else { return None };
        let name = format!("{} and {}", first.name, second.name);
        Some(Known { name, number: Number::Two, ..(*first).clone() })
    }

    /// A bare role in a headline ("– governor") refers like "the governor".
    fn heading_role(&self, mention: Span) -> bool {
        self.units.iter().any(|u| u.heading && u.span.contains(mention))
    }

    /// "one of them", "the other": the last plural source.
    fn partitive(&self, words: &[Token<'_>], mention: Span) -> Option<Known> {
        let lower: Vec<&str> = words.iter().map(|t| &*t.lower).collect();
        let partitive = matches!(
            lower.as_slice(),
            [
                "one" | "two" | "both" | "some" | "many" | "most" | "another" | "all" | "none" | "neither",
                "of",
                "them" | "whom" | "these"
            ] | ["the", "other" | "others" | "three" | "latter" | "former"]
                | ["the", "second" | "first" | "third", _]
                | ["one"]
                | ["another"]
                | ["others"]
        );
        let fits = |k: &&Known| k.plural() && k.standing == Standing::Source && k.at < mention.start();
        partitive.then(|| self.known.iter().rev().find(fits)).flatten().cloned()
    }

    /// "its spokesman", "his office": the owner is the antecedent of the pronoun.
    fn possessive(&self, core: &str, pronoun: &Token<'_>, mention: Span, here: &[Known]) -> Resolved {
        let rest = core.split_once(' ').map_or("", |(_, rest)| rest);
        let plain = Resolved { name: core.to_owned(), resolved: None, described: Vec::new(), medium: None };
        if self.another_opens(mention, here) {
            return plain;
        }
        let Some(owner) = self.antecedent(&pronoun.lower, mention, here) else { return plain };
        // "his lawyer said", and further on "The lawyer, Zulfiya Saidova,"
        let role = format!("the {rest}");
        let named = self.names.iter().find(|m| {
            m.phrase.start() >= mention.end()
                && !rest.is_empty()
                && ends_with(self.text[..m.phrase.start()].trim_end().trim_end_matches(','), &role)
                && m.phrase.len() >= m.name.len()
                && name_kind::is_person_name(m.name.of(self.text))
        });
        let resolved = match named {
            Some(named) => named.bare.to_owned(),
            None => format!("{} {}", possessive_form(&owner.name), rest),
        };
        Resolved { resolved: Some(resolved), described: vec![owner.phrase], ..plain }
    }

    /// "The injured crewman was stable, his family said": the sentence opens with somebody of whom nothing is known, whose family it may be.
    fn another_opens(&self, mention: Span, here: &[Known]) -> bool {
        let Some(unit) = self.units.get(self.unit_at(mention)) else { return false };
        let subject = super::opening(unit).map(|s| &unit.tokens[s.start..s.core]).unwrap_or_default();
        let (Some(first), Some(last)) = (subject.first(), subject.last()) else { return false };
        let known = || self.known.iter().chain(here).any(|k| k.phrase.span.overlaps(first.span));
        let thing = lexicon().classes(&last.lower).has(Classes::DOCUMENT.or(Classes::MEDIUM).or(Classes::TIME));
        let one = matches!(&*first.lower, "the" | "a" | "an" | "one") && !last.lower.ends_with('s') && !thing;
        one && last.span.end() <= mention.start() && !subject.iter().skip(1).any(Token::capital) && !known()
    }

    /// "the company": the nearest firm before it, called one or named like a body.
    fn company(&self, mention: Span) -> Option<Resolved> {
        let called = |m: &&Name<'_>| {
            if is_public(m.bare) {
                return false;
            }
            let phrase = m.phrase.of(self.text).to_lowercase();
            let name = m.name.of(self.text);
            phrase.split(|c: char| !c.is_alphanumeric()).any(|w| is_company_word(w) || w == "owner")
                && !name_kind::is_person_name(name)
                || name_kind::is_firm_name(name)
        };
        let found = self.names.iter().rev().filter(|m| m.name.end() <= mention.start()).find(called)?;
        let name = found.bare.to_owned();
        let described = vec![found.phrase.excerpt(self.text)];
        Some(Resolved { name: mention.of(self.text).to_owned(), resolved: Some(name), described, medium: None })
    }

    /// "the governor" where the article elsewhere has "Priluzhye Governor Anatoly Grechin": the nearest before, else the first after.
    fn named_by_role(&self, head: &str, words: &[Token<'_>], mention: Span) -> Option<Resolved> {
        // a ministry is not the engineer who works for it, and "doctors" are no single one
        if name_kind::is_body_word(head)
            || number(&[head.to_owned()], false) == Number::Many
            || !lexicon().classes(head).has(Classes::BEING.or(Classes::TITLE))
        {
            return None;
        }
        let has = |m: &&Name<'_>| {
            m.phrase.len() > m.name.len()
                && self.medium_at(m.name).is_none()
                && !m.phrase.overlaps(mention)
                && titled(self.text, m, head)
                && same_post(m.phrase.of(self.text), words)
        };
        let person = |m: &&Name<'_>| name_kind::is_person_name(m.name.of(self.text));
        let before = self.names.iter().rev().filter(|m| m.phrase.end() <= mention.start()).filter(has).find(person);
        let found = before.or_else(|| self.names.iter().filter(has).find(person))?;
        let name = found.bare.to_owned();
        let mut described = vec![found.phrase.excerpt(self.text)];
        described.extend(self.descriptions(&name, mention));
        described.dedup();
        Some(Resolved { name: mention.of(self.text).to_owned(), resolved: Some(name), described, medium: None })
    }
}

pub(super) fn is_company_word(word: &str) -> bool {
    static COMPANIES: WordList = list("called-company");
    let makes = word.strip_suffix("maker").is_some_and(|what| !matches!(what, "law" | "policy" | "film" | "home" | "peace"));
    let builds = word.ends_with("builder") && word != "builder";
    makes || builds || COMPANIES.contains(word)
}

/// Whether the last word of a name says that no firm bears it.
fn is_public(name: &str) -> bool {
    static PUBLIC: WordList = list("public-body");
    // "the economy ministry in Berlin"
    let name = name.split(" in ").next().unwrap_or_default();
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    PUBLIC.contains(&last)
}

fn possessive_form(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// The last noun of the head: "the regional governor" → governor.
fn head_noun(words: &[Token<'_>]) -> Option<String> {
    words
        .iter()
        .take_while(|t| t.word() && !t.is(Classes::PREPOSITION.or(Classes::RELATIVE)))
        .last()
        .map(|t| t.lower.trim_end_matches("'s").to_owned())
}

/// Whether "the HEAD" can stand for what is known.
fn same_kind(known: &Known, head: &str, words: &[Token<'_>]) -> bool {
    let people = lexicon().classes(head).has(Classes::BEING.or(Classes::STAFF));
    if people && (known.medium.is_some() || !known.person && known.standing != Standing::Source) {
        return false;
    }
    // "the report, which a magazine published" is no magazine
    let own = || known.words.iter().take_while(|w| !matches!(w.as_str(), "which" | "who" | "whose"));
    let shares = own().any(|w| w == head)
        // "the emergency ministry" is not the health ministry
        && (people || known.person || same_field(known, words))
        // "the ministry" is not its spokeswoman
        && (people || !known.person || head_word(&known.words).is_some_and(|w| w == head));
    let body = known.body && known.standing != Standing::Named;
    let company = matches!(head, "company" | "firm" | "operator" | "airline" | "bank" | "maker" | "chain" | "utility" | "club")
        && body
        && !is_public(&known.name)
        && !head_word(&known.words).is_some_and(|w| is_noun_for_text(w) || lexicon().classes(w).has(Classes::STAFF))
        && !known.plural()
        && !shares;
    let called = |names: &[&str]| own().any(|w| names.contains(&&**w));
    let medium = MEDIA.contains(head)
        && is_plain(words)
        && known.body
        && (known.medium.is_some() && known.standing == Standing::Source
            || called(&["agency", "newspaper", "broadcaster", "channel", "television", "tv", "paper", "daily", "news"]));
    let source = head.trim_end_matches('s') == "source"
        && known.person
        && called(&["official", "officials", "source", "sources", "diplomat", "diplomats"]);
    (shares || company || medium || source) && agree(known, words)
}

/// Whether the words between article and head, which tell one ministry from another, are in what is known.
fn same_field(known: &Known, words: &[Token<'_>]) -> bool {
    let head = words.iter().take_while(|t| t.word() && !t.is(Classes::PREPOSITION.or(Classes::RELATIVE))).count();
    let between = words.get(1..head.saturating_sub(1)).unwrap_or_default();
    let tells =
        |t: &&Token<'_>| !t.capital() && !t.possessive() && !t.adverb() && !matches!(&*t.lower, "same" | "whole" | "very");
    between.iter().filter(tells).all(|t| known.words.iter().any(|w| *w == *t.lower))
}

/// Whether nothing between article and head says that it is another's or another kind: not "the tribunal's website", "the United Nations
/// health agency", "the website for the court".
fn is_plain(words: &[Token<'_>]) -> bool {
    let head = words.iter().take_while(|t| t.word() && !t.is(Classes::PREPOSITION.or(Classes::RELATIVE))).count();
    let of_another = words.get(head).is_some_and(|t| matches!(&*t.lower, "of" | "for"));
    static FIELDS: WordList = list("field-of-agency");
    !of_another && words[..head].iter().skip(1).all(|t| !t.possessive() && !FIELDS.contains(&t.lower))
}

/// Whether names and nationalities before the role ("the Ukrainian leader") are in the words of what is known.
fn agree(known: &Known, words: &[Token<'_>]) -> bool {
    let same = |a: &str, b: &str| {
        a == b || a.chars().count() > 4 && b.chars().count() > 3 && a.chars().zip(b.chars()).take(4).all(|(x, y)| x == y)
    };
    words.iter().filter(|t| t.capital() && t.lower != "the").all(|t| known.words.iter().any(|w| same(w, &t.lower)))
}

/// Whether a description can be of the post that the words name: "the foreign minister of Oman" is no "Fijian Prime Minister".
fn same_post(description: &str, words: &[Token<'_>]) -> bool {
    let lower = description.to_lowercase();
    let has = |word: &str| {
        let stem: String = word.chars().take(4).collect();
        lower.split(|c: char| !c.is_alphanumeric()).any(|w| w == word || word.chars().count() > 4 && w.starts_with(&stem))
    };
    let field = |t: &&Token<'_>| POSTS.contains(&t.lower) || t.capital() && t.lower != "the";
    let head = words.iter().take_while(|t| t.word() && !t.is(Classes::RELATIVE));
    head.filter(field).all(|t| has(t.lower.trim_end_matches("'s")))
}

/// What tells one minister or chief from another.
static POSTS: WordList = list("field-of-post");

/// Whether the description of a name has the role word.
fn titled(text: &str, mention: &Name<'_>, head: &str) -> bool {
    mention.phrase.of(text).to_lowercase().split_whitespace().any(|w| w.trim_matches(|c: char| !c.is_alphanumeric()) == head)
}

/// Whether a text ends in these words, in lower case. An article is asked this of many places, so that only its end is made so.
fn ends_with(text: &str, words: &str) -> bool {
    let from = text.char_indices().nth_back(words.chars().count()).map_or(0, |(at, _)| at);
    text[from..].to_lowercase().ends_with(words)
}
