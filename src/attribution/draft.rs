//! From one unit to draft statements in bytes: asides set apart, regions read by the rules, what no rule took as narration.

use super::aside::{Aside, Meaning, asides, stated_alone};
use super::attitude::attitude;
use super::content::is_question;
use super::frame::{Frame, Link, Place, Region};
use super::given::borne_by;
use super::lexicon::{Classes, lexicon};
use super::nest::{charge_noun, nested};
use super::phrase::{Phrase, View};
use super::quotation::Quotation;
use super::statement::{Attitude, Kind, Part};
use super::token::Token;
use super::unit::Unit;
use super::{according, headline, hearsay, quoted, reported};
use crate::text::Span;
use std::ops::Range;

/// A source before coreference.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceDraft {
    /// The whole noun phrase; `None` when carried over.
    pub mention: Option<Span>,
    /// The words that stand for it, where they are not the phrase itself: "who" of a relative clause.
    pub shown: Option<Span>,
    /// Its head, before appositives and relative clauses.
    pub core: Option<Span>,
    /// Its reporting words.
    pub cue: Option<Span>,
    /// What it does.
    pub part: Part,
}

/// A statement before coreference.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What is asserted.
    pub content: Vec<Span>,
    /// How the words are given.
    pub kind: Kind,
    /// The kind of attribution.
    pub attitude: Attitude,
    /// The source denies it.
    pub denied: bool,
    /// The chain.
    pub sources: Vec<SourceDraft>,
    /// Words that weaken it.
    pub hedges: Vec<Span>,
    /// The attribution comes from the sentence before.
    pub carried_over: bool,
    /// Why the source is unnamed.
    pub anonymity_reason: Option<Span>,
    /// The rule that found it.
    pub rule: &'static str,
    /// The unit it was found in.
    pub unit: usize,
    /// Its content is the unit before.
    pub takes_previous: bool,
    /// Its content is the quotation of the unit after.
    pub takes_next: bool,
}

impl Draft {
    /// All its words: what is said, who says it, and the words that say so.
    pub fn whole(&self) -> Span {
        let sources = self.sources.iter().flat_map(|s| [s.mention, s.cue]).flatten();
        self.content.iter().copied().chain(sources).reduce(Span::cover).unwrap_or(Span::new(0, 0))
    }
}

/// Reads one unit.
pub fn drafts(text: &str, number: usize, unit: &Unit<'_>, quotations: &[Quotation]) -> Vec<Draft> {
    let whole = View { tokens: &unit.tokens, media: &unit.media };
    let set_aside = if unit.heading { Vec::new() } else { asides(whole, unit.tokens.len()) };
    let kept: Vec<usize> = (0..unit.tokens.len()).filter(|i| !set_aside.iter().any(|a| a.range.contains(i))).collect();
    let visible: Vec<Token<'_>>;
    let media: Vec<usize>;
    let view = if set_aside.is_empty() {
        whole
    } else {
        visible = kept.iter().map(|i| unit.tokens[*i].clone()).collect();
        let end = |end| if end == 0 { 0 } else { kept.partition_point(|k| *k < end) };
        media = kept.iter().map(|i| end(unit.media[*i])).collect();
        View { tokens: &visible, media: &media }
    };
    let reader = Reader { text, number, unit, view, kept: &kept, asides: &set_aside, quotations };
    let mut found = Vec::new();
    for region in regions(view) {
        found.extend(reader.region(&region));
    }
    if let ([only], Some(reason)) = (found.as_mut_slice(), stated_alone(whole)) {
        // it says why the source before is unnamed
        if only.sources.is_empty() {
            only.anonymity_reason = Some(reader.unit_span(reason));
        }
    }
    found.sort_by_key(|d| (d.content.first().map_or(0, |s| s.start()), d.sources.is_empty()));
    found
}

/// Clauses that attribute by themselves: cut at semicolons and at a dash before a conjunction.
fn regions<'a, 't>(view: View<'a, 't>) -> Vec<Region<'a, 't>> {
    let end = view
        .tokens
        .iter()
        .rposition(|t| !matches!(t.kind, super::token::Kind::Mark('.' | '!' | '?' | '…' | ';' | ',')))
        .map_or(0, |i| i + 1);
    let mut regions = Vec::new();
    let mut lo = 0;
    for i in 0..end {
        let token = &view.tokens[i];
        let next = view.get(i + 1, end);
        let dash = token.dash()
            && next.is_some_and(|t| matches!(&*t.lower, "but" | "and" | "yet" | "while") && t.word())
            && view.clause(i + 1..end)
            && view.tokens[lo..i].iter().any(|t| t.cue.is_some_and(|(v, _, _)| lexicon().verb(v).frames.postposed));
        // a pair of dashes sets words apart: "most - but not all - of the parcels", "a risk - so it said - and that he had left"
        let pair = dash && {
            let before = view.tokens[lo..i].iter().filter(|t| t.dash()).count() % 2 == 1;
            let close = (i + 1..end.min(i + 9)).find(|k| view.tokens[*k].dash());
            before || close.is_some_and(|k| !view.tokens[i + 1..k].iter().any(|t| t.is(Classes::FINITE) || t.cue.is_some()))
        };
        if token.mark(';') || dash && !pair {
            regions.push(Region { view, lo, hi: i });
            lo = i + 1;
        }
    }
    regions.push(Region { view, lo, hi: end });
    regions.retain(|r| r.lo < r.hi);
    regions
}

struct Reader<'a, 't> {
    text: &'t str,
    number: usize,
    unit: &'a Unit<'t>,
    view: View<'a, 't>,
    /// Visible token → token of the unit.
    kept: &'a [usize],
    asides: &'a [Aside],
    quotations: &'a [Quotation],
}

impl<'t> Reader<'_, 't> {
    fn region(&self, region: &Region<'_, '_>) -> Vec<Draft> {
        let mut found = if self.unit.heading { headline::frames(region) } else { Vec::new() };
        let reported = reported::frames(region);
        // "Amnesty said that 40 had died, according to its count": its own count, and no other source
        let own = |frame: &Frame| {
            let first = frame.links.first().and_then(|l| l.phrase).map(|p| &region.view.tokens[p.start]);
            first.is_some_and(|t| matches!(&*t.lower, "its" | "their")) && !reported.is_empty()
        };
        found.extend(according::frames(region).into_iter().filter(|f| !own(f)));
        found.extend(reported);
        found.extend(hearsay::frames(region));
        let quoted = |frames: &[Frame], region: &Region<'_, '_>| {
            (region.lo..region.hi)
                .filter(|k| region.view.tokens[*k].quote().is_some())
                .all(|k| frames.iter().any(|f| f.vouches_for(&(k..k + 1))))
        };
        if !quoted(&found, region) {
            found.extend(
                quoted::quote_dash(region).or_else(|| quoted::colon_quote(region)).or_else(|| quoted::unknown_verb(region)),
            );
        }
        let mut frames = nested(region, found);
        let rest = uncovered(region, &frames);
        for part in &rest {
            if let Some(frame) = hearsay::adverb(&Region { lo: part.start, hi: part.end, ..*region }) {
                frames.push(frame);
            }
        }
        let mut drafts: Vec<Draft> = frames.iter().filter_map(|frame| self.draft(region, frame, &frames)).collect();
        if drafts.is_empty() && self.only_quotes(region) {
            drafts.extend(self.quotes(region));
            return drafts;
        }
        for part in uncovered(region, &frames) {
            if let Some(denial) = self.charge_denied(region, part.clone(), &drafts) {
                drafts.push(denial);
                continue;
            }
            drafts.extend(self.narration(region, part, frames.is_empty()));
        }
        drafts
    }

    /// "… accused the state of spying, a charge the ministry has repeatedly rejected": the ministry denies what was said before.
    fn charge_denied(&self, region: &Region<'_, '_>, part: Range<usize>, before: &[Draft]) -> Option<Draft> {
        let view = self.view;
        let part = self.trimmed(part);
        let noun = charge_noun(&view, part.start, region.hi)?;
        let said = before.iter().rev().find(|d| !d.sources.is_empty() && !d.content.is_empty())?;
        let (at, cue) = (noun + 1..part.end).find_map(|k| view.tokens[k].cue.map(|cue| (k, cue)))?;
        let from = (noun + 1..at)
            .rev()
            .take_while(|k| view.tokens[*k].is(Classes::HAVE) || view.tokens[*k].adverb())
            .last()
            .unwrap_or(at);
        let subject = view.subject(noun + 1, from)?;
        let that = view.is(noun + 1, "that") || view.is(noun + 1, "which");
        let first = if that { noun + 2 } else { noun + 1 };
        if !lexicon().verb(cue.0).denies || subject.start != first || at + cue.2 + 3 < part.end {
            return None;
        }
        let cue = self.span(from..at + cue.2);
        let source = SourceDraft {
            mention: Some(self.span(subject.start..subject.end)),
            shown: None,
            core: Some(self.span(subject.start..subject.core)),
            cue: Some(cue),
            part: Part::Speaker,
        };
        let content = said.content.clone();
        Some(Draft { content, kind: said.kind, denied: true, sources: vec![source], rule: "charge-denied", ..self.plain() })
    }

    fn draft(&self, region: &Region<'_, '_>, frame: &Frame, all: &[Frame]) -> Option<Draft> {
        let content: Vec<Span> = frame.content.iter().flat_map(|r| self.content(r.clone())).collect();
        if content.is_empty() && !matches!(frame.place, Place::Previous | Place::Following) {
            return None;
        }
        let links = self.mediums_sources(&frame.links);
        let mut sources: Vec<SourceDraft> = links.iter().map(|l| self.source(l)).collect();
        let mut anonymity_reason = None;
        for aside in
            self.asides.iter().filter(|a| (region.lo..=region.hi).contains(&self.at(a)) && nearest(frame, all, self.at(a)))
        {
            match &aside.meaning {
                Meaning::Cites(phrase) => {
                    sources.insert(self.citing(frame, self.at(aside)), self.aside_source(aside, *phrase, Part::Speaker));
                }
                Meaning::CarriedBy(phrase) => sources.push(self.aside_source(aside, *phrase, Part::Carrier)),
                Meaning::Anonymity(reason) => {
                    anonymity_reason = reason.clone().map(|r| self.unit_span(r));
                }
                Meaning::Dropped => {}
            }
        }
        let hedges = frame.content.iter().flat_map(|r| self.hedges(r.clone())).collect::<Vec<_>>();
        let hearsay = frame.rule == "is-said-to" || frame.rule == "reportedly";
        let hedges = if hearsay { frame.cue.iter().map(|c| self.span(c.clone())).collect() } else { hedges };
        Some(Draft {
            kind: self.kind(&frame.content),
            content,
            attitude: if hearsay { frame.attitude } else { self.attitude(frame) },
            denied: frame.denied,
            sources,
            hedges,
            carried_over: false,
            anonymity_reason,
            rule: frame.rule,
            unit: self.number,
            takes_previous: frame.place == Place::Previous,
            takes_next: frame.place == Place::Following,
        })
    }

    /// "The Journal's sources said", "CTV's Craig Oliver reported": who is named behind speaks, and the medium carries it.
    fn mediums_sources(&self, links: &[Link]) -> Vec<Link> {
        let view = self.view;
        let mut links = links.to_vec();
        let Some(Link { phrase: Some(phrase), part: Part::Speaker, .. }) = links.first() else { return links };
        let phrase = *phrase;
        let sources = matches!(&*view.tokens[phrase.core - 1].lower, "source" | "sources" | "insider" | "insiders");
        let medium = (phrase.start..phrase.core).find(|k| view.media[*k] > *k).map(|k| view.media[k]);
        // "CNN's Situation Room": a programme, and nobody with a given name
        let reporter = |end: usize| {
            matches!(phrase.core - end, 2 | 3)
                && (end..phrase.core).all(|k| view.tokens[k].capital() && !view.tokens[k].is(Classes::MEDIUM))
                && borne_by(view.tokens[end].text).is_some()
        };
        let owns = |end: &usize| *end < phrase.core && view.tokens[*end - 1].possessive() && (sources || reporter(*end));
        if let Some(end) = medium.filter(owns) {
            links[0].phrase = Some(Phrase { start: end, ..phrase });
            let medium = Phrase { start: phrase.start, end, core: end };
            links.insert(1, Link { phrase: Some(medium), cue: None, part: Part::Carrier });
        }
        links
    }

    /// The frame's own attitude, or what its cue and the words after it say: "asked … to", a verb that no rule knows.
    fn attitude(&self, frame: &Frame) -> Attitude {
        match &frame.cue {
            Some(cue) if frame.attitude == Attitude::Assertion => {
                let cue = self.span(cue.clone());
                attitude(cue.of(self.text), &self.text[cue.end()..self.unit.span.end().max(cue.end())])
            }
            _ => frame.attitude,
        }
    }

    /// Where an aside stood, counted in visible tokens.
    fn at(&self, aside: &Aside) -> usize {
        self.kept.partition_point(|k| *k < aside.range.start)
    }

    /// Which of the frame's sources cites somebody in an aside at `at`: the one that stands nearest, as "The Journal, citing two people,
    /// reported that Oda had said". Who is cited goes before it in the chain.
    fn citing(&self, frame: &Frame, at: usize) -> usize {
        let distance = |p: &Phrase| if p.end <= at { at - p.end } else { p.start.abs_diff(at) };
        let speakers = frame.links.iter().enumerate().filter(|(_, l)| l.part != Part::Carrier);
        let nearest = speakers.filter_map(|(i, l)| l.phrase.as_ref().map(|p| (distance(p), i))).min();
        nearest.map_or(0, |(_, i)| i)
    }

    fn source(&self, link: &Link) -> SourceDraft {
        let cue = link.cue.clone().map(|c| self.span(c));
        match link.phrase {
            Some(p) => SourceDraft {
                mention: Some(self.named(self.span(p.start..p.end))),
                shown: None,
                core: Some(self.named(self.span(p.start..p.core))),
                cue,
                part: link.part,
            },
            None => SourceDraft { mention: cue, shown: None, core: cue, cue, part: link.part },
        }
    }

    /// "in a post on X." at the end of a sentence: the stop looks like that of an initial and is none.
    fn named(&self, span: Span) -> Span {
        if span.of(self.text) == "X." { Span::new(span.start(), span.end() - 1) } else { span }
    }

    fn aside_source(&self, aside: &Aside, phrase: Phrase, part: Part) -> SourceDraft {
        let cue = (part != Part::Carrier).then(|| self.unit_span(aside.cue.clone()));
        SourceDraft {
            mention: Some(self.unit_span(phrase.start..phrase.end)),
            shown: None,
            core: Some(self.unit_span(phrase.start..phrase.core)),
            cue,
            part,
        }
    }

    /// The bytes of visible tokens.
    fn span(&self, range: Range<usize>) -> Span {
        let tokens = &self.view.tokens[range];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(self.unit.span.start(), self.unit.span.start()),
        }
    }

    /// The bytes of the unit's tokens.
    fn unit_span(&self, range: Range<usize>) -> Span {
        let tokens = &self.unit.tokens[range];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(self.unit.span.start(), self.unit.span.start()),
        }
    }

    /// Content spans of visible tokens: cut where an aside stood, quotation marks off where all is quoted, edges clean.
    fn content(&self, range: Range<usize>) -> Vec<Span> {
        let range = self.trimmed(range);
        let mut spans = Vec::new();
        let mut start = range.start;
        for i in range.clone() {
            let last = i + 1 == range.end;
            if last || self.kept[i + 1] != self.kept[i] + 1 {
                spans.extend(self.piece(start..i + 1));
                start = i + 1;
            }
        }
        spans
    }

    fn piece(&self, range: Range<usize>) -> Vec<Span> {
        let range = self.trimmed(range);
        if range.is_empty() {
            return Vec::new();
        }
        let tokens = &self.view.tokens[range.clone()];
        if tokens.iter().all(|t| t.quote().is_some() || !t.word()) {
            return tokens.iter().filter_map(Token::quote).map(|q| self.inner(q)).filter(|s| !s.is_empty()).collect();
        }
        // a sentence of quotation after a stop is a piece of its own
        vec![self.span(range)]
    }

    /// Without commas, conjunctions and closing marks at the edges.
    fn trimmed(&self, mut range: Range<usize>) -> Range<usize> {
        let tokens = self.view.tokens;
        let opening = |t: &Token<'_>| {
            t.quote().is_none()
                && (!t.word() && !t.mark('(') && !t.mark('[') && !t.mark('#') || t.is(Classes::COORDINATOR) && t.lower != "nor")
        };
        while range.start < range.end && opening(&tokens[range.start]) {
            range.start += 1;
        }
        while range.start < range.end
            && !tokens[range.end - 1].word()
            && tokens[range.end - 1].quote().is_none()
            && !tokens[range.end - 1].mark(')')
            && !tokens[range.end - 1].mark(']')
        {
            range.end -= 1;
        }
        range
    }

    /// The words of a quotation without the comma or stop before its closing mark.
    fn inner(&self, quotation: usize) -> Span {
        let Some(quotation) = self.quotations.get(quotation) else { return Span::new(0, 0) };
        let span = quotation.inner.trim(self.text);
        let words = span.of(self.text);
        let cut = words.strip_suffix([',', '.']).filter(|w| !w.ends_with('.')).unwrap_or(words);
        Span::new(span.start(), span.start() + cut.trim_end().len())
    }

    fn kind(&self, content: &[Range<usize>]) -> Kind {
        let tokens = || content.iter().flat_map(|r| &self.view.tokens[self.trimmed(r.clone())]);
        if !tokens().any(|t| t.quote().is_some()) {
            Kind::Indirect
        } else if tokens().all(|t| t.quote().is_some() || !t.word()) {
            Kind::DirectQuote
        } else {
            Kind::MixedQuote
        }
    }

    fn hedges(&self, range: Range<usize>) -> Vec<Span> {
        let mut found: Vec<Span> =
            range.clone().filter(|k| self.view.tokens[*k].is(Classes::HEDGE)).map(|k| self.span(k..k + 1)).collect();
        found.extend(range.filter(|k| raising_words(self.view, *k)).map(|k| self.span(k..k + 2)));
        found
    }

    fn only_quotes(&self, region: &Region<'_, '_>) -> bool {
        let tokens = &self.view.tokens[region.lo..region.hi];
        tokens.iter().any(|t| t.quote().is_some()) && tokens.iter().all(|t| t.quote().is_some() || !t.word())
    }

    /// A unit that is nothing but quotation: its speaker comes from before.
    fn quotes(&self, region: &Region<'_, '_>) -> Vec<Draft> {
        let content: Vec<Span> = self.view.tokens[region.lo..region.hi]
            .iter()
            .filter_map(Token::quote)
            .map(|q| self.inner(q))
            .filter(|s| !s.is_empty())
            .collect();
        if content.is_empty() {
            return Vec::new();
        }
        vec![Draft { content, kind: Kind::DirectQuote, carried_over: true, rule: "quotation-goes-on", ..self.plain() }]
    }

    fn narration(&self, region: &Region<'_, '_>, part: Range<usize>, whole: bool) -> Option<Draft> {
        let mut trimmed = self.trimmed(part.clone());
        // "Shares rose | after" whatever it was that somebody reported
        while part.end < region.hi && trimmed.end > trimmed.start + 1 && breaks_off(&self.view.tokens[trimmed.end - 1]) {
            trimmed.end -= 1;
        }
        let words = self.view.tokens[trimmed.clone()].iter().filter(|t| t.word()).count();
        // "a review | published on Wednesday in a journal": the rest of a source
        let parted = self.view.tokens.get(trimmed.start).is_some_and(|t| {
            matches!(&*t.lower, "published" | "released" | "issued" | "posted" | "obtained" | "conducted" | "broadcast" | "aired")
                && !t.capital()
        });
        if !whole && parted {
            return None;
        }
        // "Asked about the toll," says only what the answer answers
        if !whole && self.view.tokens.get(trimmed.start).is_some_and(is_questioned) {
            return None;
        }
        if trimmed.is_empty() || (!whole && (words < 4 || !self.view.clause(trimmed.clone()))) || words == 0 {
            return None;
        }
        let from = if whole { self.view.tokens[region.lo].span.start() } else { self.view.tokens[trimmed.start].span.start() };
        let to = self.view.tokens[trimmed.end - 1].span.end();
        // a whole sentence keeps its stop
        let end = if part.end == region.hi && region.hi >= self.last_word() { self.unit.span.end() } else { to };
        let hedges = self.hedges(trimmed);
        Some(Draft {
            content: vec![Span::new(from, end.max(to))],
            kind: Kind::Narration,
            hedges,
            rule: "narration",
            ..self.plain()
        })
    }

    fn last_word(&self) -> usize {
        self.view.tokens.iter().rposition(|t| t.word() || t.quote().is_some()).map_or(0, |i| i + 1)
    }

    fn plain(&self) -> Draft {
        Draft {
            content: Vec::new(),
            kind: Kind::Narration,
            attitude: Attitude::Assertion,
            denied: false,
            sources: Vec::new(),
            hedges: Vec::new(),
            carried_over: false,
            anonymity_reason: None,
            rule: "narration",
            unit: self.number,
            takes_previous: false,
            takes_next: false,
        }
    }
}

/// A word behind which something must follow.
fn breaks_off(token: &Token<'_>) -> bool {
    !token.word() && token.comma()
        || !token.capital() && matches!(&*token.lower, "after" | "and" | "because" | "before" | "but" | "by")
}

/// "Asked", "Pressed" at the beginning of a sentence: the question put to the source.
pub(super) fn is_questioned(token: &Token<'_>) -> bool {
    token.capital() && is_question(token)
}

/// "said to", "thought to" inside what another source says.
fn raising_words(view: View<'_, '_>, k: usize) -> bool {
    matches!(&*view.tokens[k].lower, "said" | "thought" | "believed" | "alleged" | "rumoured" | "appear" | "appears" | "appeared")
        && view.is(k + 1, "to")
        && k > 0
        && (view.tokens[k - 1].is(Classes::BE) || view.tokens[k].lower.starts_with("appear"))
}

/// Whether of all frames this one stands nearest to the aside.
fn nearest(frame: &Frame, all: &[Frame], at: usize) -> bool {
    let distance = |f: &Frame| {
        if f.own.start <= at && at <= f.own.end { 0 } else { f.own.start.abs_diff(at).min(f.own.end.abs_diff(at)) }
    };
    let own = distance(frame);
    all.iter().filter(|f| f.place != Place::Inside).all(|f| std::ptr::eq(f, frame) || distance(f) >= own)
        && frame.place != Place::Inside
        || all.len() == 1
}

/// The stretches of a region that no frame takes.
fn uncovered(region: &Region<'_, '_>, frames: &[Frame]) -> Vec<Range<usize>> {
    let mut taken: Vec<Range<usize>> =
        frames.iter().flat_map(|f| f.content.iter().cloned().chain([f.own.clone()]).chain(f.around.iter().cloned())).collect();
    taken.sort_by_key(|r| r.start);
    let mut free = Vec::new();
    let mut at = region.lo;
    for range in taken {
        if range.start > at {
            free.push(at..range.start);
        }
        at = at.max(range.end);
    }
    if at < region.hi {
        free.push(at..region.hi);
    }
    free
}
