//! Pronouns: of all who were named before, the one that gender, number, nearness and prominence speak for; nobody where two are level.

use super::gender::Gender;
use super::known::{Known, Standing};
use super::role::is_company_word;
use super::{Resolved, Resolver, of, opening};
use crate::attribution::lexicon::Classes;
use crate::attribution::name_kind;
use crate::attribution::unit::Unit;
use crate::text::Span;

/// What counts for a candidate. Chosen by us: a subject or source one sentence back beats one two sentences back,
/// and somebody merely named in the last sentence loses to its subject and to its source.
mod weight {
    /// A source.
    pub const SOURCE: f64 = 3.0;
    /// The subject of a sentence without attribution.
    pub const SUBJECT: f64 = 3.0;
    /// Named elsewhere in a sentence.
    pub const NAMED: f64 = 1.0;
    /// It opens its sentence.
    pub const OPENS: f64 = 0.3;
    /// For each sentence between.
    pub const SENTENCE: f64 = 1.0;
    /// For each paragraph between.
    pub const PARAGRAPH: f64 = 0.25;
    /// Title, kinship or given name agree with the pronoun.
    pub const GENDER: f64 = 0.6;
    /// A source that may be a person: "the lamp keeper".
    pub const UNSURE: f64 = -0.6;
    /// A source of one word that may be a state or a firm: "Oman".
    pub const BARE: f64 = -1.2;
    /// A plural pronoun for a body ("the police … they") where a plural would do.
    pub const BODY_AS_PLURAL: f64 = -1.5;
    /// Two candidates nearer than this are level.
    pub const LEVEL: f64 = 0.25;
}

/// Paragraphs back that a source, and anybody else, can be meant by a pronoun.
const SOURCE_REACH: usize = 3;
const OTHER_REACH: usize = 1;

/// What a pronoun asks for.
#[derive(Clone, Copy, PartialEq)]
enum Asks {
    One(Gender),
    Many,
    Thing,
}

fn asks(pronoun: &str) -> Option<Asks> {
    match pronoun {
        "he" | "him" | "his" | "himself" => Some(Asks::One(Gender::He)),
        "she" | "her" | "hers" | "herself" => Some(Asks::One(Gender::She)),
        "they" | "them" | "their" | "we" | "us" | "our" => Some(Asks::Many),
        "it" | "its" | "itself" => Some(Asks::Thing),
        _ => None,
    }
}

impl Resolver<'_, '_> {
    /// Who is meant by the pronoun (in lower case) at `mention`.
    pub(super) fn antecedent(&self, pronoun: &str, mention: Span, here: &[Known]) -> Option<Known> {
        let asks = asks(pronoun)?;
        let unit = self.unit_at(mention);
        let paragraph = self.units.get(unit).map_or(0, |u| u.paragraph);
        let mut best: Vec<(f64, &Known)> = Vec::new();
        for known in self.known.iter().chain(here).filter(|k| k.phrase.span.end() <= mention.start()) {
            let reach = if known.standing == Standing::Source { SOURCE_REACH } else { OTHER_REACH };
            let apart = paragraph.saturating_sub(known.paragraph);
            let Some(fit) = fit(asks, known).filter(|_| apart <= reach) else { continue };
            let score = fit + self.prominence(known)
                - weight::SENTENCE * unit.saturating_sub(known.unit) as f64
                - weight::PARAGRAPH * apart as f64;
            match best.iter_mut().find(|(_, k)| k.name == known.name) {
                Some(same) if same.0 <= score => *same = (score, known),
                Some(_) => {}
                None => best.push((score, known)),
            }
        }
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.at.cmp(&a.1.at)));
        match best.as_slice() {
            [first, second, ..] if first.0 - second.0 < weight::LEVEL => None,
            [first, ..] => Some(first.1.clone()),
            [] => None,
        }
    }

    fn prominence(&self, known: &Known) -> f64 {
        let opens = self.units.get(known.unit).is_some_and(|u| known.at <= u.span.start() + 4);
        let standing = match known.standing {
            Standing::Source => weight::SOURCE,
            Standing::Subject => weight::SUBJECT,
            Standing::Named => weight::NAMED,
        };
        standing + if opens { weight::OPENS } else { 0.0 }
    }

    /// A pronoun as a source.
    pub(super) fn pronoun(&mut self, pronoun: &str, mention: Span) -> Resolved {
        let here = self.here(mention);
        match self.antecedent(pronoun, mention, &here) {
            Some(known) => {
                if let (Some(Asks::One(gender)), true) = (asks(pronoun), known.person) {
                    // what the pronoun tells of the person holds for the rest of the article
                    self.known.iter_mut().filter(|k| k.name == known.name).for_each(|k| k.gender = Some(gender));
                }
                self.as_known(known.name.clone(), &known, mention)
            }
            None => self.sentence_subject(pronoun, mention),
        }
    }

    /// The antecedent in place of the mention.
    pub(super) fn as_known(&self, name: String, known: &Known, mention: Span) -> Resolved {
        let mut described = vec![known.phrase.clone()];
        described.extend(self.descriptions(&known.name, mention));
        described.dedup();
        Resolved { name, resolved: Some(known.name.clone()), described, medium: known.medium.clone() }
    }

    /// "Russia last published its toll in 2022, when it said …": no source fits, so the name that opens the sentence.
    pub(super) fn sentence_subject(&self, pronoun: &str, mention: Span) -> Resolved {
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
        // "Corvane Gold has put its machines at their disposal, he said"
        let owns = unit.tokens.iter().any(|t| t.lower == "its" && t.span.end() <= mention.start());
        let body = opening.len() == 1 || owns || !name_kind::is_person_name(&name);
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
        if fits && known && !name.is_empty() {
            return Resolved { resolved: Some(name.clone()), name, ..plain };
        }
        if pronoun == "it" { self.body_that_opens(unit, mention).unwrap_or(plain) } else { plain }
    }

    /// "The central bank raised its rate, it said": the body or firm that the sentence is about.
    fn body_that_opens(&self, unit: &Unit<'_>, mention: Span) -> Option<Resolved> {
        let subject = opening(unit)?;
        let words = &unit.tokens[subject.start..subject.core];
        // a verb that the phrase ran over ends it
        let end = words.iter().skip(1).position(|t| t.finite() && !t.capital()).map_or(words.len(), |at| at + 1);
        let words = &words[..end];
        let last = words.last().filter(|t| t.span.end() <= mention.start())?;
        if words.first().is_none_or(|t| t.lower != "the") {
            return None;
        }
        let phrase = of(words);
        let named = self.names.iter().find(|n| phrase.contains(n.name)).filter(|n| !name_kind::is_person_name(n.bare));
        let firm = words.iter().any(|t| is_company_word(&t.lower));
        let name = match named {
            Some(name) if firm => name.bare.to_owned(),
            _ if firm || name_kind::is_body_word(&last.lower) => phrase.of(self.text).to_owned(),
            _ => return None,
        };
        let described = vec![phrase.excerpt(self.text)];
        Some(Resolved { resolved: Some(name.clone()), name, described, medium: None })
    }
}

/// How well a candidate fits what is asked for; `None` when it cannot be meant.
fn fit(asks: Asks, known: &Known) -> Option<f64> {
    match asks {
        Asks::One(_) if known.standing == Standing::Source && !known.person && known.may_be_person() => Some(weight::UNSURE),
        Asks::One(gender) if known.person && !known.plural() => match known.gender {
            Some(other) if other != gender => None,
            Some(_) => Some(weight::GENDER),
            None => Some(0.0),
        },
        Asks::Many if known.plural() => Some(0.0),
        Asks::Many if known.body => Some(weight::BODY_AS_PLURAL),
        // "Oman called for restraint. Its foreign ministry": one word may be a state
        Asks::Thing if known.person && known.standing == Standing::Source && known.is_bare() => Some(weight::BARE),
        Asks::Thing if !known.person && !known.plural() => Some(0.0),
        _ => None,
    }
}
