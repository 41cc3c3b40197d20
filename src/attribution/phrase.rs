//! Noun phrases and adverbials around a cue, found by their edges: no tagger, only word classes.

use super::lexicon::{Classes, Form};
use super::token::{Kind, Token};

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
const LOOSE: &[&str] = &[
    "after",
    "before",
    "since",
    "until",
    "till",
    "despite",
    "amid",
    "following",
    "including",
    "during",
    "without",
    "via",
    "alongside",
    "as",
    "than",
    "upon",
    "according to",
    "through",
    "per",
];

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "aug",
    "sept",
    "oct",
    "nov",
    "dec",
    "overnight",
];

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
    pub fn get(&self, i: usize, hi: usize) -> Option<&Token<'t>> {
        if i < hi { self.tokens.get(i) } else { None }
    }

    /// Whether token `i` is the word `word` (lower case).
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.tokens.get(i).is_some_and(|t| t.word() && t.lower == word)
    }

    /// Whether tokens from `i` are these words.
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
        if self.media[i] != 0 {
            return false;
        }
        if WEEKDAYS.contains(&&*token.lower) || (matches!(&*token.lower, "may" | "march") && token.capital()) {
            return true;
        }
        matches!(&*token.lower, "last" | "this" | "late" | "early" | "earlier" | "next" | "later")
            && self.tokens.get(i + 1).is_some_and(|t| t.is(Classes::TIME) || (t.is(Classes::PREPOSITION) && self.time(i + 2)))
    }

    /// The noun phrase that begins at `i`.
    pub fn phrase(&self, i: usize, hi: usize) -> Option<Phrase> {
        let first = self.get(i, hi)?;
        if first.is(Classes::OBJECT_PRONOUN) || (first.is(Classes::PRONOUN) && !first.is(Classes::RELATIVE)) {
            return Some(Phrase { start: i, end: i + 1, core: i + 1 });
        }
        let mut core = self.core_end(i, hi);
        while core > i
            && self.tokens[core - 1].is(Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::COORDINATOR))
            && !self.numeral(core - 1)
        {
            core -= 1;
        }
        (core > i).then(|| Phrase { start: i, end: self.after_core(core, hi), core })
    }

    /// The hearer of "told": a medium named right there ends the phrase ("told the BBC firefighters had told her").
    pub fn hearer(&self, i: usize, hi: usize) -> Option<Phrase> {
        let name = if self.get(i, hi)?.is(Classes::DETERMINER) { i + 1 } else { i };
        let named = self.media.get(name).copied().unwrap_or(0);
        if named > name && named <= hi {
            let end = self.medium_tail(named, hi);
            return Some(Phrase { start: i, end, core: end });
        }
        self.phrase(i, hi)
    }

    /// "one", "two" are determiners that can stand alone.
    fn numeral(&self, i: usize) -> bool {
        matches!(
            &*self.tokens[i].lower,
            "one" | "two" | "three" | "both" | "many" | "some" | "another" | "others" | "all" | "few" | "several"
        )
    }

    /// "Belga news agency", "Daily Sabah newspaper": class words after a name.
    fn medium_tail(&self, from: usize, hi: usize) -> usize {
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
    fn core_end(&self, i: usize, hi: usize) -> usize {
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

    fn ends_core(&self, i: usize, j: usize, hi: usize) -> bool {
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
                return true;
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
        j > i && token.is(Classes::ADVERB) && !token.is(Classes::PREPOSITION) && !self.hyphen_like(j)
    }

    /// A reduced relative goes on with a preposition: "quoted by …", "held in …".
    fn reduced(&self, next: usize, hi: usize) -> bool {
        self.get(next, hi).is_some_and(|t| {
            matches!(&*t.lower, "by" | "with" | "from" | "on" | "in" | "to" | "as" | "for" | "at") && self.media[next] == 0
        }) && !self.time(next + 1)
    }

    /// "the reports", "police claims": third-person forms that are nouns after a determiner or adjective, before no clause.
    fn noun_reading(&self, i: usize, j: usize, hi: usize) -> bool {
        let before = j.checked_sub(1).filter(|b| *b >= i).map(|b| &self.tokens[b]);
        let noun = matches!(self.tokens[j].cue, Some((_, Form::Third, _)))
            && before.is_some_and(|b| b.is(Classes::DETERMINER.or(Classes::POSSESSIVE)) || b.possessive());
        let next_ends = self.get(j + 1, hi).is_none_or(|t| t.comma() || t.is(Classes::PREPOSITION) || t.mark('.'));
        noun && next_ends
    }

    fn hyphen_like(&self, j: usize) -> bool {
        // "the then minister", "a further source", "far right"
        self.tokens.get(j + 1).is_some_and(|t| t.is(Classes::PERSON))
    }

    /// Whether the preposition at `j` begins an adverbial of the saying rather than a modifier of the noun.
    fn loose_preposition(&self, j: usize, hi: usize) -> bool {
        let token = &self.tokens[j];
        if LOOSE.contains(&&*token.lower) {
            return true;
        }
        if self.time(j + 1) || (self.is(j + 1, "late") || self.is(j + 1, "early")) {
            return true;
        }
        if matches!(&*token.lower, "in" | "at" | "on" | "by" | "during" | "to") {
            let end = self.short_phrase_end(j + 1, hi);
            return self.any(j + 1..end, Classes::VENUE) && !self.any(j + 1..end, Classes::PERSON)
                || (token.lower == "on" && (j + 1..end).any(|k| self.platform(k)));
        }
        false
    }

    /// Whether token `k` names a social network or messaging service.
    pub fn platform(&self, k: usize) -> bool {
        let Some(token) = self.tokens.get(k) else { return false };
        if token.is(Classes::PLATFORM) && token.capital() && (token.lower.len() > 1 || token.text == "X") {
            return true;
        }
        token.lower == "social" && self.tokens.get(k + 1).is_some_and(|t| matches!(&*t.lower, "media" | "network" | "networks"))
            || token.text == "Truth" && self.is(k + 1, "social")
    }

    /// The end of the words up to the next preposition, verb or mark.
    fn short_phrase_end(&self, i: usize, hi: usize) -> usize {
        let mut j = i;
        while self.get(j, hi).is_some_and(|t| {
            t.word() && !t.is(Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::COORDINATOR))
                || self.is(j, "that") && j == i
        }) {
            j += 1;
        }
        j
    }

    /// Whether the "and" at `j` joins clauses: a finite verb follows before the next mark.
    fn joins_clauses(&self, j: usize, hi: usize) -> bool {
        let end = (j + 1..hi).find(|k| !self.tokens[*k].word()).unwrap_or(hi);
        let verb = (j + 1..end).find(|k| self.tokens[*k].finite());
        verb.is_some_and(|v| !self.reduced(v + 1, end) || self.tokens[v].is(Classes::BE.or(Classes::HAVE).or(Classes::MODAL)))
    }

    /// Appositives, ages and relative clauses after the head.
    fn after_core(&self, core: usize, hi: usize) -> usize {
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
            || first.lower == "former";
        let relative = (i..end).find(|k| self.tokens[*k].is(Classes::RELATIVE)).unwrap_or(end);
        opens
            && !self.tokens[i..relative]
                .iter()
                .any(|t| t.is(Classes::FINITE) && !t.capital() || t.is(Classes::COORDINATOR) && t.lower == "but")
            && !(i..relative).any(|k| matches!(self.tokens[k].cue, Some((_, Form::Past, n)) if !self.reduced(k + n, relative)))
    }

    /// Adverbs, times, places and vehicles after a cue: where they end, and the carriers among them ("on X", "through Belga").
    pub fn adverbials(&self, from: usize, hi: usize) -> (usize, Vec<Phrase>) {
        let mut carriers = Vec::new();
        let mut i = from;
        while let Some(token) = self.get(i, hi) {
            if self.time(i) {
                i = self.time_end(i, hi);
            } else if self.are(i, &["once", "more"]) {
                i += 2;
            } else if token.is(Classes::ADVERB) && !token.is(Classes::PREPOSITION) {
                i += 1;
            } else if token.is(Classes::PREPOSITION) && token.lower != "of" && !self.approximates(i) {
                let Some(end) = self.adverbial_end(i, hi) else { break };
                carriers.extend(self.carriers(i + 1, end));
                i = end;
            } else {
                break;
            }
        }
        (i, carriers)
    }

    /// "at least three", "about 20", "up to four": a number, not an adverbial.
    pub fn approximates(&self, i: usize) -> bool {
        let next = self.tokens.get(i + 1);
        matches!(next.map(|t| &*t.lower), Some("least" | "most"))
            || self.is(i + 1, "to") && self.is(i, "up")
            || matches!(&*self.tokens[i].lower, "about" | "around" | "over" | "under" | "near")
                && next.is_some_and(|t| t.digits() || t.is(Classes::DETERMINER))
    }

    fn time_end(&self, i: usize, hi: usize) -> usize {
        let mut j = i + 1;
        while self.get(j, hi).is_some_and(|t| t.is(Classes::TIME) || t.digits() && t.text.len() <= 4) && self.media[j] == 0 {
            j += 1;
        }
        j
    }

    /// The end of the adverbial that the preposition at `i` begins; `None` when it belongs to what is said.
    fn adverbial_end(&self, i: usize, hi: usize) -> Option<usize> {
        if self.time(i + 1) {
            return Some(self.time_end(i + 1, hi));
        }
        let mut end = self.core_end(i + 1, hi);
        // a subordinator that is also a preposition, with a clause after it: "said after the vote was held"
        if end == i + 1 {
            return None;
        }
        while end > i + 1 && self.tokens[end - 1].is(Classes::DETERMINER) {
            end -= 1;
        }
        let telling = self.any(i + 1..end, Classes::VENUE.or(Classes::PLATFORM)) || !self.carriers(i + 1, end).is_empty();
        let next = self.get(end, hi);
        let closed = next.is_none_or(|t| {
            !t.word() || t.lower == "that" || self.time(end) || t.is(Classes::SUBORDINATOR) || t.is(Classes::PREPOSITION)
        });
        (closed || telling && !next.is_some_and(|t| t.is(Classes::FINITE))).then_some(end)
    }

    /// Media and platforms inside an adverbial, as phrases.
    pub fn carriers(&self, i: usize, end: usize) -> Vec<Phrase> {
        let mut found: Vec<Phrase> = Vec::new();
        let mut k = i;
        while k < end {
            let token = &self.tokens[k];
            let named = self.media[k];
            let forum = self.described_platform(k, end);
            let here = if let Some(stop) = forum {
                Some(stop)
            } else if self.platform(k) {
                let stop = if matches!(&*token.lower, "social" | "truth") { k + 2 } else { k + 1 };
                Some(stop)
            } else if named > k {
                Some(self.medium_tail(named.min(end), end))
            } else if self.named_by_kind(k, end) {
                Some((k + 1..end).find(|j| !self.tokens[*j].capital()).unwrap_or(end))
            } else if self.plain_medium(k, i, end) {
                Some(k + 1)
            } else {
                None
            };
            match here {
                Some(stop) => {
                    let start = self.medium_start(k, i);
                    if found.last().is_none_or(|last| last.end <= start) {
                        found.push(Phrase { start, end: stop.min(end), core: stop.min(end) });
                    }
                    k = stop.max(k + 1);
                }
                None => k += 1,
            }
        }
        found
    }

    /// "on BreachYard, a cybercrime forum": a platform that only its description makes known.
    fn described_platform(&self, k: usize, end: usize) -> Option<usize> {
        let on = k > 0 && self.is(k - 1, "on") && self.tokens[k].capital();
        let name_end = (k..end).find(|j| !self.tokens[*j].capital()).unwrap_or(end);
        let comma = on && self.tokens.get(name_end).is_some_and(Token::comma);
        let close = if comma { self.segment_end(name_end + 1, self.tokens.len()) } else { name_end };
        let kind = |t: &Token<'_>| {
            matches!(&*t.lower, "forum" | "platform" | "network" | "app" | "board" | "site" | "marketplace" | "messenger")
        };
        (comma && self.tokens[name_end + 1..close].iter().any(kind)).then_some(name_end)
    }

    /// "the public broadcaster ERT", "the daily Kurier": a name the registry may lack, called a medium.
    fn named_by_kind(&self, k: usize, end: usize) -> bool {
        let kind = matches!(
            &*self.tokens[k].lower,
            "broadcaster"
                | "agency"
                | "newspaper"
                | "daily"
                | "channel"
                | "station"
                | "radio"
                | "network"
                | "magazine"
                | "tabloid"
                | "website"
                | "site"
                | "weekly"
                | "television"
                | "paper"
                | "portal"
        );
        let own = k > 0 && self.tokens[k - 1].is(Classes::POSSESSIVE);
        kind && !own && !self.tokens[k].capital() && k + 1 < end && self.tokens[k + 1].capital() && !self.time(k + 1)
    }

    /// "state television", "an Israeli television channel", "local media", "Channel 5"; not "its website", "the ministry's account".
    fn plain_medium(&self, k: usize, i: usize, end: usize) -> bool {
        let token = &self.tokens[k];
        if !matches!(
            &*token.lower,
            "television"
                | "tv"
                | "media"
                | "broadcaster"
                | "agency"
                | "newspaper"
                | "daily"
                | "channel"
                | "station"
                | "radio"
                | "network"
                | "magazine"
                | "tabloid"
                | "newspapers"
                | "agencies"
        ) {
            return false;
        }
        let start = self.medium_start(k, i);
        let own = self.tokens[start..k].iter().any(|t| t.is(Classes::POSSESSIVE));
        let next = self.tokens.get(k + 1).filter(|_| k + 1 < end);
        start < k
            && !own
            && next
                .is_none_or(|t| !t.capital() && !t.is(Classes::MEDIUM.or(Classes::VENUE)) || self.media[k + 1] == 0 && t.digits())
    }

    /// Where the phrase of the medium at `k` begins: after the last preposition.
    fn medium_start(&self, k: usize, lo: usize) -> usize {
        (lo..k)
            .rev()
            .find(|j| {
                self.tokens[*j].is(Classes::PREPOSITION)
                    || !self.tokens[*j].word()
                    || matches!(self.tokens[*j].cue, Some((_, Form::Past, _)))
            })
            .map_or(lo, |j| j + 1)
    }

    /// The subject that ends before the verb group at `verb`, looking no further left than `lo`.
    pub fn subject(&self, lo: usize, verb: usize) -> Option<Phrase> {
        if verb <= lo {
            return None;
        }
        if self.tokens[verb - 1].comma() {
            return self.subject_with_appositive(lo, verb);
        }
        if self.tokens[verb - 1].is(Classes::RELATIVE) {
            return None;
        }
        let start = self.name_before(lo, self.strip_left(self.subject_edge(lo, verb), verb), verb);
        (start < verb && self.nominal(start, verb)).then_some(Phrase { start, end: verb, core: self.subject_core(start, verb) })
    }

    /// "Christy Feig, WHO's director of communications told Mashable": a bare name before an unclosed appositive belongs to the subject.
    fn name_before(&self, lo: usize, start: usize, verb: usize) -> usize {
        if start < lo + 2 || !self.tokens[start - 1].comma() || !self.any(start..verb, Classes::PERSON.or(Classes::TITLE)) {
            return start;
        }
        let edge = (lo..start - 1).rev().find(|k| !self.tokens[*k].word()).map_or(lo, |k| k + 1);
        let name = &self.tokens[edge..start - 1];
        let quoted = edge == lo || self.tokens[edge - 1].quote().is_some();
        if quoted
            && (2..=4).contains(&name.len())
            && name.iter().all(|t| t.capital() && !t.is(Classes::DETERMINER.or(Classes::PREPOSITION)))
        {
            edge
        } else {
            start
        }
    }

    fn subject_core(&self, start: usize, end: usize) -> usize {
        (start + 1..end)
            .find(|k| self.tokens[*k].comma() || (self.tokens[*k].is(Classes::RELATIVE) && self.media[*k] == 0))
            .unwrap_or(end)
    }

    /// "The head of the mission, former judge Carmen Duarte, said"
    fn subject_with_appositive(&self, lo: usize, verb: usize) -> Option<Phrase> {
        let comma =
            (lo..verb - 1).rev().find(|k| !self.tokens[*k].word() && !self.tokens[*k].mark('(') && !self.tokens[*k].mark(')'))?;
        if !self.tokens[comma].comma() || comma == lo || !self.appositive(comma + 1, verb - 1) {
            return None;
        }
        let inner =
            if self.tokens[comma - 1].digits() && comma >= 2 && self.tokens[comma - 2].comma() { comma - 2 } else { comma };
        let start = self.strip_left(self.subject_edge(lo, inner), inner);
        let core = self.subject_core(start, inner);
        (start < inner && self.nominal(start, inner)).then_some(Phrase { start, end: verb - 1, core })
    }

    /// Walks left from `end` to where the subject can begin.
    fn subject_edge(&self, lo: usize, end: usize) -> usize {
        let mut j = end;
        while j > lo {
            let token = &self.tokens[j - 1];
            if j < end && self.hearer_ends(lo, j) {
                break;
            }
            if token.mark(')') {
                match (lo..j - 1).rev().find(|k| self.tokens[*k].mark('(')) {
                    Some(open) => j = open,
                    None => break,
                }
                continue;
            }
            if !token.word() && !token.mark('&') && !token.mark('/') {
                break;
            }
            if self.media[j - 1] == 0 {
                let clause_word = token.is(Classes::SUBORDINATOR)
                    && !token.is(Classes::DETERMINER)
                    && !token.is(Classes::RELATIVE)
                    && !(token.is(Classes::PREPOSITION) && !self.tokens[j..end].iter().any(|t| t.is(Classes::FINITE)));
                let that = token.lower == "that" && self.tokens.get(j).is_some_and(|t| !t.is(Classes::FINITE));
                let joins =
                    token.is(Classes::COORDINATOR) && (!matches!(&*token.lower, "and" | "or") || self.left_clause(lo, j - 1));
                if clause_word || that || joins || self.verb_of_another_clause(lo, j - 1, end) {
                    break;
                }
            }
            j -= 1;
        }
        j
    }

    /// "told the BBC | firefighters had told her": the name of a medium right after "told" ends there.
    fn hearer_ends(&self, lo: usize, j: usize) -> bool {
        if self.media[j - 1] != j {
            return false;
        }
        let start = (lo..j).rev().take_while(|k| self.media[*k] == j).last().unwrap_or(j);
        let before = |n: usize| start.checked_sub(n).filter(|k| *k >= lo);
        let verb = before(1).filter(|k| !self.tokens[*k].is(Classes::DETERMINER)).or(before(2));
        verb.and_then(|k| self.tokens[k].cue).is_some_and(|(v, _, _)| super::lexicon::lexicon().verb(v).frames.addressee)
    }

    /// A finite verb that no relative clause explains: what stands left of it is another clause.
    fn verb_of_another_clause(&self, lo: usize, k: usize, end: usize) -> bool {
        let token = &self.tokens[k];
        if token.capital() || !token.word() || self.noun_use(k, end) {
            return false;
        }
        let told = matches!(token.cue, Some((_, Form::Past | Form::Third, n)) if !self.reduced(k + n, end))
            && !token.is(Classes::DOCUMENT)
            && k + 1 < end;
        if !(told || token.is(Classes::BE.or(Classes::HAVE).or(Classes::MODAL))) {
            return false;
        }
        let edge = (lo..k).rev().find(|i| !self.tokens[*i].word()).map_or(lo, |i| i + 1);
        !self.tokens[edge..k].iter().any(|t| t.is(Classes::RELATIVE) && t.lower != "that" || t.lower == "that" && !t.capital())
    }

    /// Whether the words left of an "and" form a clause of their own: then the "and" joins clauses.
    fn left_clause(&self, lo: usize, and: usize) -> bool {
        if and == lo || self.tokens[and - 1].comma() {
            return true;
        }
        let start = (lo..and).rev().find(|k| !self.tokens[*k].word()).map_or(lo, |k| k + 1);
        (start..and).any(|k| {
            let token = &self.tokens[k];
            let verb = token.is(Classes::FINITE)
                || matches!(token.cue, Some((_, Form::Past | Form::Third, _)))
                || token.lower.ends_with("ed");
            verb && token.word()
                && !token.capital()
                && !self.noun_use(k, and)
                && (!self.reduced(k + 1, and) || token.is(Classes::BE.or(Classes::HAVE).or(Classes::MODAL)))
        })
    }

    /// Leading conjunctions, adverbs and times before the subject.
    fn strip_left(&self, mut start: usize, end: usize) -> usize {
        while start < end {
            let token = &self.tokens[start];
            if self.media[start] != 0 {
                break;
            }
            if self.time(start) && start + 1 < end {
                start = self.time_end(start, end);
            } else if token.is(Classes::PREPOSITION) && start + 1 < end {
                let after = if self.time(start + 1) { self.time_end(start + 1, end) } else { self.leading_phrase(start, end) };
                if after == start || after >= end {
                    break;
                }
                start = after;
            } else if (token.is(Classes::COORDINATOR)
                || (token.is(Classes::ADVERB) && !token.is(Classes::DETERMINER))
                || (token.is(Classes::SUBORDINATOR) && !token.is(Classes::DETERMINER)))
                && start + 1 < end
            {
                start += 1;
            } else {
                break;
            }
        }
        start
    }

    /// "In December Iranian state media": a short place or time before the subject, where a capital or determiner begins the rest.
    fn leading_phrase(&self, start: usize, end: usize) -> usize {
        let mut j = start + 1;
        while j < end && self.tokens[j].is(Classes::DETERMINER) {
            j += 1;
        }
        if self.tokens.get(j).is_some_and(|t| t.is(Classes::TIME)) || self.tokens.get(j).is_some_and(|t| t.digits()) {
            return self.time_end(j, end);
        }
        (j + 1..end)
            .find(|k| {
                self.tokens[*k].is(Classes::DETERMINER.or(Classes::PRONOUN)) && !self.tokens[*k - 1].is(Classes::PREPOSITION)
            })
            .unwrap_or_else(|| self.trailing_name(start, end))
    }

    /// "In a Bloomberg interview Trump declared": the capitals that end the words, after a common noun.
    fn trailing_name(&self, start: usize, end: usize) -> usize {
        let name = (start + 2..end).rev().take_while(|k| self.tokens[*k].capital()).last().unwrap_or(start);
        let noun =
            name > start + 1 && self.tokens[name - 1].is(Classes::VENUE.or(Classes::TIME)) && !self.tokens[name - 1].capital();
        if noun { name } else { start }
    }

    /// Whether the words can be a source: something nominal, and no finite verb outside a relative clause.
    fn nominal(&self, start: usize, end: usize) -> bool {
        let tokens = &self.tokens[start..end];
        let relative = tokens.iter().position(|t| t.is(Classes::RELATIVE)).unwrap_or(tokens.len());
        let verb = tokens[..relative].iter().enumerate().any(|(k, t)| {
            t.is(Classes::FINITE) && self.media[start + k] == 0 && (!t.capital() || k == 0) && !self.noun_use(start + k, end)
                || matches!(t.cue, Some((_, Form::Past, n)) if !t.capital() && !self.reduced(start + k + n, end))
        });
        let first = &tokens[0];
        let noun = tokens.iter().any(|t| {
            t.word() && !t.is(Classes::PREPOSITION.or(Classes::ADVERB).or(Classes::FINITE).or(Classes::SUBORDINATOR))
                || t.is(Classes::PRONOUN.or(Classes::PERSON))
        });
        noun && !verb
            && end - start <= 45
            && !(first.is(Classes::RELATIVE) && matches!(&*first.lower, "which" | "who" | "whom" | "whose" | "where"))
            && (!first.is(Classes::PREPOSITION) || first.capital() && tokens.len() == 1)
    }

    /// A word that is a finite verb elsewhere and a noun here: "the cut", "two hits".
    fn noun_use(&self, k: usize, end: usize) -> bool {
        k > 0
            && k + 1 <= end
            && self.tokens[k - 1].is(Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION))
            && !self.tokens[k].is(Classes::BE.or(Classes::HAVE).or(Classes::MODAL))
    }
}
