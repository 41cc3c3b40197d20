//! Adverbs, times, places and vehicles after a cue, and the media and platforms among them.

use super::lexicon::{Classes, Form, list};
use super::phrase::{LOOSE, Phrase, View};
use super::token::Token;
use crate::text::{WordList, is_site};

impl View<'_, '_> {
    /// Whether the preposition at `j` begins an adverbial of the saying rather than a modifier of the noun.
    pub(super) fn loose_preposition(&self, j: usize, hi: usize) -> bool {
        let token = &self.tokens[j];
        if LOOSE.contains(&token.lower) {
            return true;
        }
        if self.time(j + 1) || (self.is(j + 1, "late") || self.is(j + 1, "early")) {
            return true;
        }
        if matches!(&*token.lower, "in" | "at" | "on" | "by" | "during" | "to") {
            let end = self.short_phrase_end(j + 1, hi);
            return (self.any(j + 1..end, Classes::VENUE) || (j + 1..end).any(|k| self.named_by_kind(k, hi)))
                && !self.any(j + 1..end, Classes::PERSON)
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
    pub(super) fn short_phrase_end(&self, i: usize, hi: usize) -> usize {
        let mut j = i;
        while self.get(j, hi).is_some_and(|t| {
            t.word() && !t.is(Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::COORDINATOR))
                || self.is(j, "that") && j == i
        }) {
            j += 1;
        }
        j
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
            } else if self.ago(i, hi) {
                i += 3;
            } else if token.lower == "there"
                && self.get(i + 1, hi).is_some_and(|t| t.is(Classes::BE.or(Classes::HAVE).or(Classes::MODAL)))
            {
                // "promised there would be no cuts"
                break;
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

    /// "a week earlier", "two days ago"
    fn ago(&self, i: usize, hi: usize) -> bool {
        let amount = self.get(i, hi).is_some_and(|t| t.is(Classes::DETERMINER) || t.digits());
        amount
            && self.get(i + 1, hi).is_some_and(|t| t.is(Classes::TIME))
            && matches!(self.get(i + 2, hi).map(|t| &*t.lower), Some("earlier" | "later" | "ago" | "before"))
    }

    /// "at least three", "about 20", "up to four": a number, not an adverbial.
    pub fn approximates(&self, i: usize) -> bool {
        let next = self.tokens.get(i + 1);
        matches!(next.map(|t| &*t.lower), Some("least" | "most"))
            || self.is(i + 1, "to") && self.is(i, "up")
            || matches!(&*self.tokens[i].lower, "about" | "around" | "over" | "under" | "near")
                && next.is_some_and(|t| t.digits() || t.is(Classes::DETERMINER))
    }

    pub(super) fn time_end(&self, i: usize, hi: usize) -> usize {
        let mut j = i + 1;
        while self.get(j, hi).is_some_and(|t| t.is(Classes::TIME) || t.digits() && t.text.len() <= 4) && self.media[j] == 0 {
            j += 1;
        }
        j
    }

    /// The end of the adverbial that the preposition at `i` begins; `None` when it belongs to what is said.
    pub(super) fn adverbial_end(&self, i: usize, hi: usize) -> Option<usize> {
        if self.time(i + 1) {
            return Some(self.time_end(i + 1, hi));
        }
        // "said in the evening it was not aware"
        let part = self.get(i + 2, hi).is_some_and(|t| matches!(&*t.lower, "morning" | "afternoon" | "evening"));
        if part && self.is(i, "in") && self.is(i + 1, "the") {
            return Some(i + 3);
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
            } else if self.site(k) || self.interviewer(k, end) || self.station(k) {
                Some(k + 1)
            } else if let Some(stop) = self.titled_with_article(k, end) {
                Some(stop)
            } else if let Some(stop) = self.titled_medium(k, end) {
                Some(stop)
            } else if self.named_by_kind(k, end) {
                Some((k + 2..end).find(|j| !self.tokens[*j].capital()).unwrap_or(end))
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
    pub(super) fn described_platform(&self, k: usize, end: usize) -> Option<usize> {
        static KINDS: WordList = list("kind-of-platform");
        let on = k > 0 && self.is(k - 1, "on") && self.tokens[k].capital() && !self.time(k);
        let name_end = (k..end).find(|j| !self.tokens[*j].capital()).unwrap_or(end);
        let comma = on && self.tokens.get(name_end).is_some_and(Token::comma);
        let close = if comma { self.segment_end(name_end + 1, self.tokens.len()) } else { name_end };
        let kind = |t: &Token<'_>| KINDS.contains(&t.lower);
        let close = close.min(name_end + 8);
        (comma && self.tokens[(name_end + 1).min(close)..close].iter().any(kind)).then_some(name_end)
    }

    /// "DailyMail.com": the address of a site.
    fn site(&self, k: usize) -> bool {
        is_site(self.tokens[k].lower.trim_end_matches("'s").trim_end_matches("’s"))
    }

    /// "told The College Fix", "in interviews with The Skiff": an article with a capital inside a sentence begins a title.
    fn titled_with_article(&self, k: usize, end: usize) -> Option<usize> {
        static PLACES: WordList = list("place-with-article");
        let name =
            self.tokens.get(k + 1).filter(|t| k > 0 && self.tokens[k].text == "The" && t.capital() && self.media[k + 1] == 0)?;
        let told = self.tokens[k - 1].cue.is_some() || matches!(&*self.tokens[k - 1].lower, "with" | "to" | "tells");
        let stop = (k + 1..end).find(|j| !self.tokens[*j].capital() || self.time(*j)).unwrap_or(end);
        (told && stop > k + 1 && !PLACES.contains(&name.lower)).then_some(stop)
    }

    /// "told KXAS-TV", "told KXYR": a station that nobody is called like. Call signs of the United States begin with K or W (47 CFR § 73.3550);
    /// of three letters more are bodies ("WHO", "KGB"), and the stations among them are in the registry.
    fn station(&self, k: usize) -> bool {
        let word = &self.tokens[k];
        let told = k > 0 && (self.tokens[k - 1].cue.is_some() || self.is(k - 1, "station"));
        let name = word.text.strip_suffix("-TV").or_else(|| word.text.strip_suffix("TV")).unwrap_or(word.text);
        let suffixed = name.len() < word.text.len() && name.len() > 2;
        let sign = name.len() == 4 && name.starts_with(['K', 'W']) && name.bytes().all(|b| b.is_ascii_uppercase());
        told && word.word() && word.capital() && !word.possessive() && (sign || suffixed)
    }

    /// "in an interview with Ma’ariv": one word that nobody is called by; a person would have two.
    fn interviewer(&self, k: usize, end: usize) -> bool {
        let word = &self.tokens[k];
        let alone = !self
            .tokens
            .get(k + 1)
            .filter(|_| k + 1 < end)
            .is_some_and(|t| t.capital() || t.is(Classes::PERSON.or(Classes::MEDIUM)));
        let interview = k >= 2
            && matches!(&*self.tokens[k - 1].lower, "with" | "to")
            && matches!(&*self.tokens[k - 2].lower, "interview" | "interviews");
        interview
            && alone
            && word.capital()
            && !word.possessive()
            && !word.is(Classes::PERSON.or(Classes::TITLE))
            && !self.time(k)
    }

    /// "the Ostmere Courier", "Radio Mitre", "Channel Five": a name that newspapers and stations have.
    fn titled_medium(&self, k: usize, end: usize) -> Option<usize> {
        static TITLES: WordList = list("medium-title");
        if !self.tokens[k].capital()
            || k > 0 && self.tokens[k - 1].capital() && self.media[k - 1] == 0 && !self.tokens[k - 1].is(Classes::DETERMINER)
        {
            return None;
        }
        let stop = (k..end).find(|j| !self.tokens[*j].capital() && !self.tokens[*j].digits() || self.time(*j)).unwrap_or(end);
        let title = |t: &Token<'_>| TITLES.contains(&t.lower);
        let named =
            stop >= k + 2 && (title(&self.tokens[stop - 1]) || matches!(&*self.tokens[k].lower, "radio" | "channel" | "daily"));
        named.then_some(stop)
    }

    /// "the public broadcaster ERT", "the daily Kurier": a name the registry may lack, called a medium.
    pub(super) fn named_by_kind(&self, k: usize, end: usize) -> bool {
        let kind = self.tokens[k].is(Classes::MEDIUM);
        let own = k > 0 && self.tokens[k - 1].is(Classes::POSSESSIVE);
        kind && !own
            && !self.tokens[k].capital()
            && k + 1 < end
            && self.tokens[k + 1].text.chars().any(char::is_uppercase)
            && !self.time(k + 1)
    }

    /// "state television", "an Israeli television channel", "local media", "Channel 5"; not "its website", "the ministry's account".
    pub(super) fn plain_medium(&self, k: usize, i: usize, end: usize) -> bool {
        let token = &self.tokens[k];
        if !token.is(Classes::MEDIUM) || token.capital() && token.lower != "tv" {
            return false;
        }
        // "a weekly news conference": how often, before a noun
        let often = matches!(&*token.lower, "daily" | "weekly");
        if often && self.tokens.get(k + 1).is_some_and(|t| t.word() && !t.capital() && !t.is(Classes::PREPOSITION)) {
            return false;
        }
        let start = self.medium_start(k, i);
        // "told the press": whoever listened
        if token.lower == "press" && self.tokens[start..k].iter().all(|t| t.is(Classes::DETERMINER)) {
            return false;
        }
        let own = self.tokens[start..k].iter().any(|t| t.is(Classes::POSSESSIVE));
        let next = self.tokens.get(k + 1).filter(|_| k + 1 < end);
        start < k
            && !own
            && next
                .is_none_or(|t| !t.capital() && !t.is(Classes::MEDIUM.or(Classes::VENUE)) || self.media[k + 1] == 0 && t.digits())
    }

    /// Where the phrase of the medium at `k` begins: after the last preposition.
    pub(super) fn medium_start(&self, k: usize, lo: usize) -> usize {
        (lo..k)
            .rev()
            .find(|j| {
                self.tokens[*j].is(Classes::PREPOSITION)
                    || !self.tokens[*j].word()
                    || matches!(self.tokens[*j].cue, Some((_, Form::Past, _)))
            })
            .map_or(lo, |j| j + 1)
    }
}
