//! The subject of a cue: the noun phrase that ends where the verb group begins, found by walking left to its edge.

use super::decide::REFLEXIVE;
use super::lexicon::{Classes, Form, list};
use super::nest::charge_noun;
use super::phrase::{PARTED, Phrase, View};
use super::token::Token;
use crate::text::WordList;

/// Stretches of time, behind which "after" begins a clause.
static UNITS: WordList = list("stretch-of-time");

impl View<'_, '_> {
    /// The subject that ends before the verb group at `verb`, looking no further left than `lo`.
    pub fn subject(&self, lo: usize, verb: usize) -> Option<Phrase> {
        if verb <= lo {
            return None;
        }
        if self.tokens[verb - 1].comma() {
            return self.subject_with_appositive(lo, verb);
        }
        if self.tokens[verb - 1].dash() {
            return self.subject_with_dashes(lo, verb);
        }
        if self.tokens[verb - 1].is(Classes::RELATIVE) {
            return None;
        }
        // `a "senior intelligence official" confirmed`: what the outlet puts in quotation marks is still who
        if self.tokens[verb - 1].quote().is_some() && names_people(self.tokens[verb - 1].text) {
            let article = verb >= lo + 2 && matches!(&*self.tokens[verb - 2].lower, "a" | "an" | "the" | "one" | "some");
            let start = if article { verb - 2 } else { verb - 1 };
            let opens = start == lo || article || self.tokens[start - 1].is(Classes::SUBORDINATOR);
            return opens.then_some(Phrase { start, end: verb, core: verb });
        }
        // "a video in which she said": the pronoun is the whole subject
        if matches!(&*self.tokens[verb - 1].lower, "he" | "she" | "they" | "we" | "it" | "i") {
            return Some(Phrase { start: verb - 1, end: verb, core: verb });
        }
        let start = self.name_before(lo, self.strip_left(self.subject_edge(lo, verb), verb), verb);
        let start = self.behind_charge(start, verb);
        (start < verb && self.nominal(start, verb)).then_some(Phrase {
            start,
            end: verb,
            core: self.whole_core(start, self.subject_core(start, verb)),
        })
    }

    /// "Christy Feig, WHO's director of communications told Mashable": a bare name before an unclosed appositive belongs to the subject.
    pub(super) fn name_before(&self, lo: usize, start: usize, verb: usize) -> usize {
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

    pub(super) fn subject_core(&self, start: usize, end: usize) -> usize {
        (start + 1..end)
            .find(|k| {
                self.tokens[*k].comma()
                    || self.adverbial_in_subject(*k, end)
                    || (self.tokens[*k].is(Classes::RELATIVE) && self.media[*k] == 0)
            })
            .unwrap_or(end)
    }

    /// "The ministry on Tuesday said", "Barboza himself said": the name ends before it.
    fn adverbial_in_subject(&self, k: usize, end: usize) -> bool {
        let token = &self.tokens[k];
        let reflexive = reflexive(token);
        let time = matches!(&*token.lower, "on" | "in" | "late" | "early") && self.time(k + 1)
            || self.time(k) && (!token.capital() || !self.tokens[k - 1].capital() && !self.tokens[k - 1].digits());
        let vehicle = matches!(&*token.lower, "in" | "at")
            && self.any(k + 1..end, Classes::VENUE)
            && !self.is(end - 1, "scene")
            && !self.is(end - 1, "spot")
            && end - k <= 5
            && self.loose_preposition(k, end);
        (reflexive || time || vehicle) && self.media[k] == 0
    }

    /// The core without a participle whose phrase was cut off: "Satellite images taken | on Monday".
    fn whole_core(&self, start: usize, core: usize) -> usize {
        let parted = core > start + 1 && PARTED.contains(&self.tokens[core - 1].lower);
        // "a user calling | himself Heron"
        let parted = parted
            || core > start + 1 && self.tokens[core - 1].lower.ends_with("ing") && self.tokens.get(core).is_some_and(reflexive);
        if parted { core - 1 } else { core }
    }

    /// "The head of the mission, former judge Carmen Duarte, said"
    pub(super) fn subject_with_appositive(&self, lo: usize, verb: usize) -> Option<Phrase> {
        let inside = |t: &Token<'_>| t.word() || ['(', ')', '&', '/'].iter().any(|mark| t.mark(*mark));
        let comma = (lo..verb - 1).rev().find(|k| !inside(&self.tokens[*k]))?;
        if !self.tokens[comma].comma()
            || comma == lo
            || !(self.appositive(comma + 1, verb - 1) || self.aside(comma + 1, verb - 1))
        {
            return None;
        }
        let inner =
            if self.tokens[comma - 1].digits() && comma >= 2 && self.tokens[comma - 2].comma() { comma - 2 } else { comma };
        let inner = self.before_description(lo, inner, &self.tokens[comma + 1]);
        let start = self.name_before(lo, self.strip_left(self.subject_edge(lo, inner), inner), inner);
        let core = self.subject_core(start, inner);
        (start < inner && self.nominal(start, inner)).then_some(Phrase { start, end: verb - 1, core })
    }

    /// "Duncan Hunter | , a veteran of two tours, who was there, told": a description before a relative clause belongs to the name ahead of it.
    fn before_description(&self, lo: usize, inner: usize, next: &Token<'_>) -> usize {
        let relative = matches!(&*next.lower, "who" | "whose" | "which");
        let open = (lo + 1..inner).rev().find(|k| !self.tokens[*k].word()).filter(|k| relative && self.tokens[*k].comma());
        let described = |k: &usize| {
            let first = &self.tokens[*k + 1];
            let opens = matches!(&*first.lower, "a" | "an" | "the" | "former") || first.possessive();
            opens && self.tokens[*k - 1].capital() && self.appositive(*k + 1, inner)
        };
        open.filter(described).unwrap_or(inner)
    }

    /// "…, a claim | his lawyer called a smear": what was said before is no source of what is said of it.
    fn behind_charge(&self, start: usize, verb: usize) -> usize {
        let charge = charge_noun(self, start, verb).map(|noun| noun + 1);
        let who = |k: &usize| {
            self.tokens[*k].capital() || self.tokens[*k].is(Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PRONOUN))
        };
        charge.filter(|k| *k < verb && who(k)).unwrap_or(start)
    }

    /// "John Doe, the head of Ora Media – the company that owns the show – told reporters"
    fn subject_with_dashes(&self, lo: usize, verb: usize) -> Option<Phrase> {
        // two hyphens are a dash
        let close = (lo..verb).rev().take_while(|k| self.tokens[*k].dash()).last()?;
        let open = (lo + 1..close).rev().find(|k| self.tokens[*k].dash())?;
        let open = (lo + 1..=open).rev().take_while(|k| self.tokens[*k].dash()).last()?;
        let quoted = self.tokens[open..verb].iter().any(|t| t.quote().is_some());
        let before = self.subject(lo, open).filter(|_| !quoted)?;
        let named = self.tokens[before.start].capital() || self.tokens[before.start].is(Classes::DETERMINER);
        named.then_some(Phrase { end: verb, ..before })
    }

    /// Words between commas that are no clause: ", in Muscat,", ", known for its secrecy,", ", along with two rivals,".
    fn aside(&self, start: usize, end: usize) -> bool {
        let Some(first) = self.tokens.get(start).filter(|_| start < end && end - start <= 14) else { return false };
        let opens = first.is(Classes::PREPOSITION.or(Classes::ADVERB))
            || first.lower.ends_with("ing")
            || first.lower.ends_with("ed")
            || matches!(&*first.lower, "known" | "then" | "born" | "public" | "seen")
            || first.capital();
        let clause = (start..end).any(|k| {
            self.tokens[k].is(Classes::BE.or(Classes::HAVE).or(Classes::MODAL))
                || self.tokens[k].quote().is_some()
                || k > start && matches!(self.tokens[k].cue, Some((_, Form::Past, n)) if !self.reduced(k + n, end))
        });
        opens && !clause
    }

    /// Walks left from `end` to where the subject can begin.
    pub(super) fn subject_edge(&self, lo: usize, end: usize) -> usize {
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
                // "a man who described himself as a paramedic"
                let role = token.lower == "as"
                    && j >= lo + 2
                    && (self.tokens[j - 2].is(Classes::OBJECT_PRONOUN) || self.tokens[j - 2].lower.ends_with("ed"));
                // "reports in the past | where Oda claimed he was alive"; "the hospital where he was treated" has its own verb
                let where_clause = token.lower == "where"
                    && self.tokens.get(j).is_some_and(|t| t.capital() || t.is(Classes::DETERMINER.or(Classes::PRONOUN)))
                    && !self.tokens[j..end].iter().any(|t| t.is(Classes::FINITE) || t.lower.ends_with("ed"));
                // "came a day | after the Journal reported": a verb before it tells that a clause begins
                let after = matches!(&*token.lower, "after" | "before" | "since" | "until")
                    && (self.verb_before(lo, j - 1)
                        || self.headline()
                        || j >= lo + 2 && UNITS.contains(&self.tokens[j - 2].lower));
                let clause_word = clause_word && !role || after || where_clause;
                let that = token.lower == "that"
                    && self.tokens.get(j).is_some_and(|t| {
                        // "a fire that killed a caretaker"
                        let past = t.lower.ends_with("ed") || matches!(t.cue, Some((_, Form::Past, _)));
                        !t.is(Classes::FINITE) && !(past && !t.capital())
                    });
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

    /// Words without a last mark: "Shares tumble after whistleblower alleges cover-up", where verbs cannot be told from nouns.
    fn headline(&self) -> bool {
        self.tokens.last().is_some_and(Token::word)
    }

    /// Whether a finite verb, as far as its form tells, stands in the words before `end` up to the last mark.
    fn verb_before(&self, lo: usize, end: usize) -> bool {
        static IRREGULAR: WordList = list("irregular-past");
        let edge = (lo..end).rev().find(|k| !self.tokens[*k].word()).map_or(lo, |k| k + 1);
        (edge + 1..end).any(|k| {
            let token = &self.tokens[k];
            let irregular = IRREGULAR.contains(&token.lower);
            // "arrested after the attack" may be a participle
            !token.capital() && (irregular || token.is(Classes::FINITE) && !self.noun_use(k, end))
        })
    }

    /// "told the BBC | firefighters had told her": the name of a medium right after "told" ends there.
    pub(super) fn hearer_ends(&self, lo: usize, j: usize) -> bool {
        if self.media[j - 1] != j {
            return false;
        }
        let start = (lo..j).rev().take_while(|k| self.media[*k] == j).last().unwrap_or(j);
        let before = |n: usize| start.checked_sub(n).filter(|k| *k >= lo);
        let verb = before(1).filter(|k| !self.tokens[*k].is(Classes::DETERMINER)).or(before(2));
        verb.and_then(|k| self.tokens[k].cue).is_some_and(|(v, _, _)| super::lexicon::lexicon().verb(v).frames.addressee)
    }

    /// A finite verb that no relative clause explains: what stands left of it is another clause.
    pub(super) fn verb_of_another_clause(&self, lo: usize, k: usize, end: usize) -> bool {
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
    pub(super) fn left_clause(&self, lo: usize, and: usize) -> bool {
        if and == lo || self.tokens[and - 1].comma() {
            return true;
        }
        let start = (lo..and).rev().find(|k| !self.tokens[*k].word()).map_or(lo, |k| k + 1);
        // "a man who received a meal | and a bed has insisted": the verb is the relative clause's
        let relative = (start..and).find(|k| matches!(&*self.tokens[*k].lower, "who" | "which")).unwrap_or(and);
        (start..relative).any(|k| {
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
    pub(super) fn strip_left(&self, mut start: usize, end: usize) -> usize {
        while start < end {
            let token = &self.tokens[start];
            if self.media[start] != 0 {
                break;
            }
            let close = (start..end).find(|k| self.tokens[*k].mark(')')).filter(|_| token.mark('('));
            if let Some(close) = close.filter(|k| k + 1 < end) {
                // "On Monday (February 23) | the guitarist's agent said"
                start = close + 1;
            } else if let Some(after) = self.span_of_time(start, end) {
                start = after;
            } else if self.time(start) && start + 1 < end {
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

    /// "a day after | its chief denied it": where a clause begins behind a stretch of time.
    fn span_of_time(&self, start: usize, end: usize) -> Option<usize> {
        let unit = (start..end.min(start + 3)).find(|k| UNITS.contains(&self.tokens[*k].lower))?;
        (unit + 2 < end && matches!(&*self.tokens[unit + 1].lower, "after" | "before")).then_some(unit + 2)
    }

    /// "In December Iranian state media": a short place or time before the subject, where a capital or determiner begins the rest.
    pub(super) fn leading_phrase(&self, start: usize, end: usize) -> usize {
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
    pub(super) fn trailing_name(&self, start: usize, end: usize) -> usize {
        let name = (start + 2..end).rev().take_while(|k| self.tokens[*k].capital()).last().unwrap_or(start);
        let noun =
            name > start + 1 && self.tokens[name - 1].is(Classes::VENUE.or(Classes::TIME)) && !self.tokens[name - 1].capital();
        if noun { name } else { start }
    }

    /// Whether the words can be a source: something nominal, and no finite verb outside a relative clause.
    pub(super) fn nominal(&self, start: usize, end: usize) -> bool {
        let tokens = &self.tokens[start..end];
        let relative = tokens.iter().position(|t| t.is(Classes::RELATIVE)).unwrap_or(tokens.len());
        let verb = tokens[..relative].iter().enumerate().any(|(k, t)| {
            t.is(Classes::FINITE) && self.media[start + k] == 0 && (!t.capital() || k == 0) && !self.noun_use(start + k, end)
                || matches!(t.cue, Some((_, Form::Past, n)) if !t.capital() && !self.reduced(start + k + n, end))
        });
        let first = &tokens[0];
        let noun = tokens.iter().any(|t| {
            t.word()
                && !t.is(Classes::PREPOSITION
                    .or(Classes::ADVERB)
                    .or(Classes::FINITE)
                    .or(Classes::SUBORDINATOR)
                    .or(Classes::COORDINATOR))
                || t.is(Classes::PRONOUN.or(Classes::PERSON))
        });
        // "authorities released at least 14 people | considered …": a verb with its object makes a clause; "a note dated 11 May" has none
        let object = |k: usize| {
            tokens.get(k).is_some_and(|t| t.digits() || t.is(Classes::DETERMINER) && !self.time(start + k))
                || self.are(start + k, &["at", "least"])
        };
        let past = |k: usize, t: &Token<'_>| {
            k > 0 && !t.capital() && t.lower.len() > 4 && t.lower.ends_with("ed") && t.lower != "dated" && object(k + 1)
        };
        let verb = verb || tokens[..relative].iter().enumerate().any(|(k, t)| past(k, t));
        // "…, something a caller told the police": a relative clause without its pronoun
        let thing = matches!(&*first.lower, "something" | "anything" | "everything")
            && tokens.get(1).is_some_and(|t| t.capital() || t.is(Classes::DETERMINER.or(Classes::PRONOUN)));
        noun && !verb
            && !thing
            && end - start <= 45
            && !(first.is(Classes::RELATIVE) && matches!(&*first.lower, "which" | "who" | "whom" | "whose" | "where"))
            && (!first.is(Classes::PREPOSITION) || first.capital() && tokens.len() == 1)
    }

    /// A word that is a finite verb elsewhere and a noun here: "the cut", "two hits".
    pub(super) fn noun_use(&self, k: usize, end: usize) -> bool {
        k > 0
            && k < end
            && self.tokens[k - 1].is(Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION))
            && !self.tokens[k].is(Classes::BE.or(Classes::HAVE).or(Classes::MODAL))
    }
}

/// Whether a short quotation names people: “multiple unconfirmed sources”.
fn names_people(quotation: &str) -> bool {
    static PEOPLE: WordList = list("unnamed-people");
    let mut words = quotation.trim_matches(|c: char| !c.is_alphanumeric()).split(' ');
    words.clone().count() <= 6 && words.next_back().is_some_and(|w| PEOPLE.contains(&w.to_lowercase()))
}

fn reflexive(token: &Token<'_>) -> bool {
    REFLEXIVE.contains(&token.lower)
}

/// Whether a stretch of words is no noun phrase: an adverb or participle alone, a participle with a preposition ("expected in May"), what
/// ends in "and".
pub(super) fn is_no_noun(head: &[Token<'_>]) -> bool {
    let small = |t: &Token<'_>| t.word() && !t.capital() && !t.possessive();
    let participle = |t: &Token<'_>| small(t) && t.lower.len() > 4 && (t.lower.ends_with("ed") || t.lower.ends_with("ing"));
    let noun =
        Classes::PERSON.or(Classes::PRONOUN).or(Classes::DOCUMENT).or(Classes::STAFF).or(Classes::MEDIUM).or(Classes::DETERMINER);
    match head {
        [] => false,
        [one] => {
            small(one) && !one.is(noun) && (one.adverb() || one.is(Classes::FINITE.or(Classes::PREPOSITION)) || participle(one))
        }
        [first, second, ..] => {
            let last = &head[head.len() - 1];
            let open = small(last) && last.is(Classes::COORDINATOR) && !last.is(noun);
            open || participle(first) && !first.is(noun) && small(second) && second.is(Classes::PREPOSITION)
        }
    }
}
