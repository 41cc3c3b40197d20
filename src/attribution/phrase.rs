//! Noun phrases and adverbials around a cue, found by their edges: no tagger, only word classes.

use super::lexicon::{Classes, Form, list};
use super::token::{Kind, Token};
use crate::text::{WordList, is_name_article};

/// A noun phrase as token numbers, half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// First token.
    pub start: usize,
    /// After the last, appositives and relative clauses included.
    pub end: usize,
    /// After the last of the head with its prepositional phrases, before any comma, participle or relative clause.
    pub core: usize,
}

/// Prepositions whose phrase never belongs to the noun before it.
pub(super) static LOOSE: WordList = list("loose-preposition");

/// Words for how many, which can stand alone.
pub(super) static NUMERALS: WordList = list("numeral");

/// Participles that stay behind where what followed was cut off.
pub(super) static PARTED: WordList = list("parted");

pub(super) static WEEKDAYS: WordList = list("day-or-month");

/// Tokens of a unit, with the media named in them.
#[derive(Clone, Copy)]
pub struct View<'a, 't> {
    /// The tokens.
    pub tokens: &'a [Token<'t>],
    /// For each token: it is part of the name of a medium, up to this token number (exclusive), else 0.
    pub media: &'a [usize],
}

impl<'t> View<'_, 't> {
    /// Token number `i`, if it is below `hi`.
    #[inline]
    pub fn get(&self, i: usize, hi: usize) -> Option<&Token<'t>> {
        if i < hi { self.tokens.get(i) } else { None }
    }

    /// Whether token `i` is the word `word` (lower case).
    #[inline]
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.tokens.get(i).is_some_and(|t| t.word() && t.lower == word)
    }

    /// Whether tokens from `i` are these words.
    #[inline]
    pub fn are(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(k, word)| self.is(i + k, word))
    }

    /// Whether any token of the range has the class.
    pub fn any(&self, range: std::ops::Range<usize>, classes: Classes) -> bool {
        self.tokens[range].iter().any(|t| t.is(classes))
    }

    /// Whether the range holds a clause: a finite verb, or a quotation.
    pub fn clause(&self, range: std::ops::Range<usize>) -> bool {
        self.tokens[range].iter().any(|t| t.finite() || t.quote().is_some())
    }

    /// Whether the range holds a clause outside relative clauses: a finite verb that no "who" or "which" explains, or a quotation.
    pub fn main_clause(&self, range: std::ops::Range<usize>) -> bool {
        let mut relative = false;
        self.tokens[range].iter().any(|t| {
            relative = (relative || t.is(Classes::RELATIVE) && matches!(&*t.lower, "who" | "which" | "whose")) && t.word();
            t.quote().is_some() || t.finite() && !relative
        })
    }

    /// Whether a weekday, month or the like stands here as an adverbial.
    pub fn time(&self, i: usize) -> bool {
        let Some(token) = self.tokens.get(i) else { return false };
        // "Hollywood Today magazine": part of a name
        let named = token.lower == "today" && token.capital() && i > 0 && self.tokens[i - 1].capital();
        if self.media[i] != 0 || named {
            return false;
        }
        if WEEKDAYS.contains(&token.lower) || (matches!(&*token.lower, "may" | "march") && token.capital()) {
            return true;
        }
        matches!(&*token.lower, "last" | "this" | "late" | "early" | "earlier" | "next" | "later")
            && self.tokens.get(i + 1).is_some_and(|t| t.is(Classes::TIME) || (t.is(Classes::PREPOSITION) && self.time(i + 2)))
    }

    /// The noun phrase that begins at `i`.
    pub fn phrase(&self, i: usize, hi: usize) -> Option<Phrase> {
        let first = self.get(i, hi)?;
        // "according to her | sister": whose, and no person spoken to
        let whose = first.lower == "her"
            && self.get(i + 1, hi).is_some_and(|t| {
                t.word()
                    && !t.capital()
                    && !t.finite()
                    && !t.adverb()
                    && t.cue.is_none()
                    && !t.is(Classes::PREPOSITION
                        .or(Classes::COORDINATOR)
                        .or(Classes::SUBORDINATOR)
                        .or(Classes::TIME)
                        .or(Classes::DETERMINER))
            });
        if first.is(Classes::OBJECT_PRONOUN) && !whose || (first.is(Classes::PRONOUN) && !first.is(Classes::RELATIVE)) {
            return Some(Phrase { start: i, end: i + 1, core: i + 1 });
        }
        let mut core = self.core_end(i, hi);
        while core > i
            && self.tokens[core - 1].is(Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::COORDINATOR))
            && self.media[core - 1] == 0
            && !self.numeral(core - 1)
        {
            core -= 1;
        }
        // "a study published | in May": the participle went with what followed
        if core > i + 1 && PARTED.contains(&self.tokens[core - 1].lower) {
            core -= 1;
        }
        (core > i).then(|| Phrase { start: i, end: self.after_core(core, hi), core })
    }

    /// The hearer of "told": a medium named right there ends the phrase ("told the BBC firefighters had told her").
    pub fn hearer(&self, i: usize, hi: usize) -> Option<Phrase> {
        let name = if self.get(i, hi)?.is(Classes::DETERMINER) { i + 1 } else { i };
        let named = self.media.get(name).copied().unwrap_or(0);
        // "told the BBC's Newsday programme": the medium only owns the hearer
        let owner = named > name && self.tokens[named - 1].possessive();
        // "told the National Post": a longer name than the one known
        let kind = Classes::PART.or(Classes::MEDIUM).or(Classes::PRONOUN).or(Classes::PERSON).or(Classes::TITLE);
        let goes_on = |t: &Token<'_>| t.capital() && !t.is(kind) && self.media[named] == 0 && !self.time(named);
        let longer =
            named > name && self.get(named, hi).is_some_and(goes_on) && self.get(named + 1, hi).is_none_or(|t| !t.word());
        if named > name && named <= hi && !owner && !longer {
            let end = self.medium_tail(named, hi);
            return Some(Phrase { start: i, end, core: end });
        }
        self.phrase(i, hi)
    }

    /// "one", "two" are determiners that can stand alone.
    pub(super) fn numeral(&self, i: usize) -> bool {
        NUMERALS.contains(&self.tokens[i].lower)
    }

    /// "Belga news agency", "Daily Sabah newspaper": class words after a name.
    pub(super) fn medium_tail(&self, from: usize, hi: usize) -> usize {
        let mut end = from;
        while self.get(end, hi).is_some_and(|t| {
            t.is(Classes::PART) && t.capital()
                || t.is(Classes::MEDIUM)
                || (t.lower == "news" && self.tokens.get(end + 1).is_some_and(|n| n.is(Classes::MEDIUM)))
        }) {
            end += 1;
        }
        // "the Telegram channel Severny Veter": the name follows its kind
        while end > from && self.get(end, hi).is_some_and(|t| t.capital() && !self.time(end)) {
            end += 1;
        }
        end
    }

    /// Where the head with its prepositional phrases ends.
    pub(super) fn core_end(&self, i: usize, hi: usize) -> usize {
        let mut j = i;
        while let Some(token) = self.get(j, hi) {
            if token.mark('(') {
                match (j + 1..hi.min(j + 9)).find(|k| self.tokens[*k].mark(')')) {
                    Some(close) => j = close + 1,
                    None => break,
                }
                continue;
            }
            if token.mark('&') || (token.mark('/') && j > i) {
                j += 1;
                continue;
            }
            if token.kind != Kind::Word || self.ends_core(i, j, hi) {
                break;
            }
            j += 1;
        }
        j
    }

    pub(super) fn ends_core(&self, i: usize, j: usize, hi: usize) -> bool {
        let token = &self.tokens[j];
        if self.media[j] != 0 {
            return false;
        }
        // a second determiner begins another phrase
        if j > i
            && matches!(&*token.lower, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "this" | "these")
            && !token.capital()
        {
            let before = &self.tokens[j - 1];
            return !before.is(Classes::PREPOSITION.or(Classes::COORDINATOR).or(Classes::DETERMINER))
                && before.word()
                && before.cue.is_none()
                || before.mark(')');
        }
        if j > i && (token.is(Classes::RELATIVE) || token.is(Classes::PRONOUN)) && !token.possessive() {
            return true;
        }
        if token.is(Classes::PREPOSITION) {
            return j == i || self.loose_preposition(j, hi);
        }
        if token.is(Classes::SUBORDINATOR) && !token.is(Classes::DETERMINER) {
            return true;
        }
        if token.is(Classes::COORDINATOR) {
            return j == i || !matches!(&*token.lower, "and" | "or") || self.joins_clauses(j, hi);
        }
        if self.time(j) {
            return true;
        }
        let modifies = j > i
            && self.tokens[j - 1].is(Classes::DETERMINER.or(Classes::POSSESSIVE))
            && !self.tokens[j - 1].is(Classes::PRONOUN);
        if modifies && !token.is(Classes::BE.or(Classes::HAVE).or(Classes::MODAL))
            || token.is(Classes::DOCUMENT) && j > i && !self.is(j + 1, "that")
        {
            return false;
        }
        if let Some((_, form, length)) = token.cue {
            if form == Form::Base && self.is(j + 1, "that") && j > i {
                // "a 2024 report that …": behind a determiner and no plural it is a noun
                let before = &self.tokens[j - 1];
                let many = before.lower.ends_with('s') || before.is(Classes::PERSON.or(Classes::MEDIUM));
                return many || !self.any(i..j, Classes::DETERMINER.or(Classes::POSSESSIVE));
            }
            // "in remarks carried by the broadcaster"
            let behind = j == i && j > 0 && self.tokens[j - 1].is(Classes::PREPOSITION) && token.is(Classes::VENUE);
            if form == Form::Third && behind {
                return false;
            }
            if matches!(form, Form::Past | Form::Third | Form::Participle) && !token.capital() {
                // "seen by the Guardian", "reports": a participle, or a noun before anything but a clause
                return !(form != Form::Third && self.reduced(j + length, hi)) && !self.noun_reading(i, j, hi);
            }
            if form == Form::Gerund && j > i {
                return true;
            }
        }
        if token.is(Classes::FINITE) && !token.capital() && j > i {
            return !self.reduced(j + 1, hi) || token.is(Classes::BE.or(Classes::HAVE).or(Classes::MODAL));
        }
        let name = j > i && token.capital() && self.tokens[j - 1].capital();
        j > i && token.is(Classes::ADVERB) && !token.is(Classes::PREPOSITION) && !self.hyphen_like(j) && !name
    }

    /// A reduced relative goes on with a preposition: "quoted by …", "held in …".
    pub(super) fn reduced(&self, next: usize, hi: usize) -> bool {
        self.get(next, hi).is_some_and(|t| {
            matches!(&*t.lower, "by" | "with" | "from" | "on" | "in" | "to" | "as" | "for" | "at") && self.media[next] == 0
        }) && !self.time(next + 1)
    }

    /// "the reports", "police claims": third-person forms that are nouns after a determiner or adjective, before no clause.
    pub(super) fn noun_reading(&self, i: usize, j: usize, hi: usize) -> bool {
        let before = j.checked_sub(1).filter(|b| *b >= i).map(|b| &self.tokens[b]);
        let noun = matches!(self.tokens[j].cue, Some((_, Form::Third, _)))
            && before.is_some_and(|b| b.is(Classes::DETERMINER.or(Classes::POSSESSIVE)) || b.possessive());
        let next_ends = self.get(j + 1, hi).is_none_or(|t| t.comma() || t.is(Classes::PREPOSITION) || t.mark('.'));
        noun && next_ends
    }

    pub(super) fn hyphen_like(&self, j: usize) -> bool {
        // "the then minister", "a further source", "far right"
        self.tokens.get(j + 1).is_some_and(|t| t.is(Classes::PERSON))
    }

    /// Whether the "and" at `j` joins clauses: a finite verb follows before the next mark.
    pub(super) fn joins_clauses(&self, j: usize, hi: usize) -> bool {
        let end = (j + 1..hi).find(|k| !self.tokens[*k].word()).unwrap_or(hi);
        let verb = (j + 1..end).find(|k| self.tokens[*k].finite());
        verb.is_some_and(|v| !self.reduced(v + 1, end) || self.tokens[v].is(Classes::BE.or(Classes::HAVE).or(Classes::MODAL)))
    }

    /// Appositives, ages and relative clauses after the head.
    pub(super) fn after_core(&self, core: usize, hi: usize) -> usize {
        let mut end = core;
        if self.get(end, hi).is_some_and(|t| t.is(Classes::RELATIVE) && t.lower != "that" && t.lower != "where") {
            end = self.segment_end(end, hi);
        }
        for _ in 0..3 {
            if !self.get(end, hi).is_some_and(Token::comma) {
                break;
            }
            let close = self.segment_end(end + 1, hi);
            if !self.appositive(end + 1, close) {
                break;
            }
            end = close;
        }
        end
    }

    /// The next comma, other mark or quotation.
    pub fn segment_end(&self, i: usize, hi: usize) -> usize {
        (i..hi).find(|k| !self.tokens[*k].word() && !self.tokens[*k].mark('&')).unwrap_or(hi)
    }

    /// Whether the segment describes the noun before it.
    pub fn appositive(&self, i: usize, end: usize) -> bool {
        if i >= end {
            return false;
        }
        let first = &self.tokens[i];
        if first.lower == "that" {
            return false;
        }
        if end == i + 1 && first.digits() {
            return true;
        }
        if first.is(Classes::RELATIVE) && first.lower != "that" {
            return true;
        }
        let opens = first.is(Classes::DETERMINER.or(Classes::PERSON).or(Classes::TITLE).or(Classes::POSSESSIVE))
            || first.capital()
            || is_name_article(&first.lower) && self.tokens.get(i + 1).is_some_and(Token::capital)
            || first.lower == "former"
            // "delivery manager at a pizza house"
            || first.word() && !first.finite() && first.cue.is_none() && self.tokens.get(i + 1).filter(|_| i + 1 < end).is_some_and(|t| {
                t.is(Classes::TITLE) && !first.is(Classes::PREPOSITION.or(Classes::ADVERB).or(Classes::COORDINATOR).or(Classes::SUBORDINATOR))
            })
            || matches!(&*first.lower, "of" | "from") && end - i <= 6 && self.tokens[i + 1..end].iter().any(Token::capital);
        let relative = (i..end).find(|k| self.tokens[*k].is(Classes::RELATIVE)).unwrap_or(end);
        opens
            && !self.tokens[i..relative]
                .iter()
                .any(|t| t.is(Classes::FINITE) && !t.capital() || t.is(Classes::COORDINATOR) && t.lower == "but")
            && !(i..relative).any(|k| matches!(self.tokens[k].cue, Some((_, Form::Past, n)) if !self.reduced(k + n, relative)))
    }
}
