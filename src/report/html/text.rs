//! An article's text with its statements marked in it.
//!
//! Marks may lie inside each other (what a minister said, inside what an agency said that he said) and may cross each other and
//! the ends of paragraphs; elements may not. So the text is walked once, and where a mark ends before one that was opened after
//! it, the inner one is closed and opened again. Offsets in a saved file are not trusted: a place whose words are not there is
//! left out, and a statement that has no place at all is named below the text.

use super::anchor::{self, At};
use super::family::{Family, short};
use super::markup::Markup;
use crate::report::document::{Article, Place, Statement};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What a mark stands for; at one place the outer ones come first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// What a source vouches for that passed on another's words; the last medium first.
    Scope(Reverse<usize>, At, Family),
    /// What is asserted.
    Content(At, Family),
    /// Words that something rests on: a mention, a cue, a hedge, what decided a class.
    Words(Vec<At>),
}

/// A mark over the code points from `start` to `end`.
#[derive(Debug, Clone)]
struct Mark {
    start: usize,
    end: usize,
    what: What,
    /// Written already once: what is opened again has no id.
    seen: bool,
}

impl Mark {
    /// Inner marks after outer ones.
    fn order(&self) -> (Reverse<usize>, &What) {
        (Reverse(self.end), &self.what)
    }
}

/// What may stand between the end of a statement and its label.
const CLOSING: &[char] = &['.', ',', ';', ':', '!', '?', ')', '"', '\'', '”', '’', '»', '…'];

/// Writes the text of one article; nothing where it has none.
pub fn text(article: &Article, number: usize, page: &mut Markup) {
    let Some(words) = &article.text else { return };
    let letters: Vec<char> = words.chars().collect();
    let mut walk = Walk {
        article,
        number,
        open: Vec::new(),
        interrupted: Some(Vec::new()),
        ended: Vec::new(),
        placed: BTreeSet::new(),
        page,
    };
    let mut marks = marks(article, number, &letters);
    marks.sort_by(|a, b| (a.start, a.order()).cmp(&(b.start, b.order())));
    let mut waiting = marks.into_iter().peekable();
    let mut at = 0;
    while at < letters.len() {
        walk.close_until(at);
        if let Some(after) = paragraph_end(&letters, at) {
            walk.end_paragraph();
            at = after;
            continue;
        }
        walk.in_paragraph(at);
        // a label stands after the marks that close a quotation or a sentence
        if !CLOSING.contains(&letters[at]) {
            walk.labels();
        }
        let starting = std::iter::from_fn(|| waiting.next_if(|m| m.start <= at)).filter(|m| m.end > at).collect();
        walk.begin(Vec::new(), starting);
        walk.page.put(letters[at]);
        at += 1;
    }
    walk.close_until(letters.len());
    walk.end_paragraph();
    walk.unplaced();
}

/// The end of white space that begins here and holds an empty line, or that stands at either end of the text.
fn paragraph_end(letters: &[char], at: usize) -> Option<usize> {
    // what begins inside white space was looked at where that begins
    if at.checked_sub(1).is_some_and(|before| letters[before].is_whitespace()) {
        return None;
    }
    let blank = letters[at..].iter().take_while(|c| c.is_whitespace()).count();
    let lines = letters[at..at + blank].iter().filter(|c| **c == '\n').count();
    let edge = at == 0 || at + blank == letters.len();
    (blank > 0 && (lines > 1 || edge)).then_some(at + blank)
}

/// Whether these words stand at this place, so that they can be marked there.
fn there(letters: &[char], (start, end, text): (usize, usize, &str)) -> bool {
    start < end && letters.get(start..end).is_some_and(|own| own.iter().copied().eq(text.chars())) && !text.trim().is_empty()
}

/// The places of words in the text of an article that other parts of the page may lead to.
pub fn places(article: &Article) -> BTreeSet<(usize, usize)> {
    let letters: Vec<char> = article.text.iter().flat_map(|text| text.chars()).collect();
    let words = article.statements.iter().flat_map(rests_on).filter(|words| there(&letters, *words));
    words.map(|(start, end, _)| (start, end)).collect()
}

fn marks(article: &Article, number: usize, letters: &[char]) -> Vec<Mark> {
    let fits = |p: &&Place| there(letters, (p.start, p.end, &p.text));
    let mut marks = Vec::new();
    let mut words: BTreeMap<(usize, usize), BTreeSet<At>> = BTreeMap::new();
    for (index, statement) in article.statements.iter().enumerate() {
        let at = At { article: number, statement: index };
        let family = Family::of(statement.chain.first().map(|s| s.provenance));
        let mut mark = |p: &Place, what: What| marks.push(Mark { start: p.start, end: p.end, what, seen: false });
        for place in statement.content.iter().filter(fits) {
            mark(place, What::Content(at, family));
        }
        for (depth, source) in statement.chain.iter().enumerate().skip(1) {
            for place in source.scope.iter().filter(fits) {
                mark(place, What::Scope(Reverse(depth), at, Family::of(Some(source.provenance))));
            }
        }
        for (start, end, _) in rests_on(statement).filter(|words| there(letters, *words)) {
            words.entry((start, end)).or_default().insert(at);
        }
    }
    marks.extend(words.into_iter().map(|((start, end), statements)| Mark {
        start,
        end,
        what: What::Words(statements.into_iter().collect()),
        seen: false,
    }));
    marks
}

/// The words that a statement and its score rest on.
fn rests_on(statement: &Statement) -> impl Iterator<Item = (usize, usize, &str)> {
    let sources = statement.chain.iter().flat_map(|s| [&s.mention, &s.cue, &s.evidence]).flatten();
    let steps = statement.confidence.content.steps.iter().filter_map(|s| s.evidence.as_ref());
    let hedges = statement.hedge_spans.iter().map(|h| (h.start, h.end, h.text.as_str()));
    sources.chain(steps).map(|p| (p.start, p.end, p.text.as_str())).chain(hedges)
}

struct Walk<'a> {
    article: &'a Article,
    number: usize,
    /// Outer first.
    open: Vec<Mark>,
    /// Marks that go on after the end of a paragraph; none inside one.
    interrupted: Option<Vec<Mark>>,
    /// Statements that have ended, and whose label is to come.
    ended: Vec<At>,
    /// Statements whose label has come or is to come.
    placed: BTreeSet<At>,
    page: &'a mut Markup,
}

impl Walk<'_> {
    /// Closes the marks that end here; inner ones that go on are opened again.
    fn close_until(&mut self, at: usize) {
        let Some(first) = self.open.iter().position(|m| m.end <= at) else { return };
        let (ending, going_on): (Vec<Mark>, Vec<Mark>) = self.open.split_off(first).into_iter().partition(|m| m.end <= at);
        (0..ending.len() + going_on.len()).for_each(|_| {
            self.page.close("span");
        });
        ending.iter().rev().for_each(|mark| self.ended(mark));
        self.begin(going_on, Vec::new());
    }

    /// Notes that a statement has ended, if this is the last of its pieces.
    fn ended(&mut self, mark: &Mark) {
        let What::Content(at, _) = mark.what else { return };
        let last = self.article.statements[at.statement].content.iter().all(|p| p.end <= mark.end);
        if last && self.placed.insert(at) {
            self.ended.push(at);
        }
    }

    /// Writes the labels of the statements that have ended.
    fn labels(&mut self) {
        for at in std::mem::take(&mut self.ended) {
            label(&self.article.statements[at.statement], at, self.page);
        }
    }

    /// Opens marks, the outer first; among those that are open already only inner ones are closed for it.
    fn begin(&mut self, again: Vec<Mark>, new: Vec<Mark>) {
        let mut all = again;
        // a mark that starts inside one that ends before it goes around it: that one is opened again inside
        let crossed =
            new.iter().map(Mark::order).min().and_then(|outermost| self.open.iter().position(|m| m.order() > outermost));
        if let Some(first) = crossed {
            let inner = self.open.split_off(first);
            inner.iter().for_each(|_| {
                self.page.close("span");
            });
            all.extend(inner);
        }
        all.extend(new);
        all.sort_by(|a, b| a.order().cmp(&b.order()));
        for mut mark in all {
            self.start(&mark);
            mark.seen = true;
            self.open.push(mark);
        }
    }

    fn start(&mut self, mark: &Mark) {
        match &mark.what {
            What::Scope(_, at, family) => {
                self.page.open("span", &[("class", &format!("sc {}", family.name())), ("data-s", &at.id())])
            }
            What::Content(at, family) => {
                self.page.open("span", &[("class", &format!("st {}", family.name())), ("data-s", &at.id())])
            }
            What::Words(statements) => {
                let ids: Vec<String> = statements.iter().map(|at| at.id()).collect();
                let id = anchor::words(self.number, (mark.start, mark.end));
                self.page.open("span", &[("class", "w"), (if mark.seen { "" } else { "id" }, &id), ("data-s", &ids.join(" "))])
            }
        };
    }

    /// Ends the paragraph, if there is one, with the labels that belong to it.
    fn end_paragraph(&mut self) {
        if self.interrupted.is_some() {
            return;
        }
        self.labels();
        self.open.iter().for_each(|_| {
            self.page.close("span");
        });
        self.interrupted = Some(std::mem::take(&mut self.open));
        self.page.close("p").ours("\n");
    }

    /// Begins a paragraph, if there is none, with the marks that go on from the last one.
    fn in_paragraph(&mut self, at: usize) {
        let Some(marks) = self.interrupted.take() else { return };
        self.page.open("p", &[]);
        let (ended, going_on): (Vec<Mark>, Vec<Mark>) = marks.into_iter().partition(|m| m.end <= at);
        ended.iter().rev().for_each(|mark| self.ended(mark));
        self.begin(going_on, Vec::new());
    }

    /// Statements without a place in the text.
    fn unplaced(&mut self) {
        let all = (0..self.article.statements.len()).map(|statement| At { article: self.number, statement });
        let missing: Vec<At> = all.filter(|at| !self.placed.contains(at)).collect();
        if missing.is_empty() {
            return;
        }
        self.page.open("p", &[("class", "note")]).say("Statements whose words are not at their place in this text: ");
        for at in missing {
            let statement = &self.article.statements[at.statement];
            label(statement, at, self.page);
        }
        self.page.close("p");
    }
}

/// `s8 unnamed official ‹ state media`: the number, the class of the source, and those of the media it came through.
fn label(statement: &Statement, at: At, page: &mut Markup) {
    let class = format!("tag {}", Family::of(statement.chain.first().map(|s| s.provenance)).name());
    let (id, mark) = (at.id(), at.mark());
    page.open(
        "a",
        &[
            ("class", &class),
            ("id", &mark),
            ("href", &format!("#{id}")),
            ("data-s", &id),
            ("aria-describedby", &format!("{id}c")),
        ],
    );
    page.leaf("b", &[], &anchor::local(&statement.id)).say(" ");
    if statement.denied {
        page.leaf("i", &[], "denied").say(" ");
    }
    page.say(short(statement.chain.first().map(|s| s.provenance)));
    for source in statement.chain.iter().skip(1) {
        page.say(" ‹ ").leaf("span", &[("class", Family::of(Some(source.provenance)).name())], short(Some(source.provenance)));
    }
    if statement.chain.iter().any(|s| s.label_conflict) {
        page.leaf("strong", &[], " ! label disputed");
    }
    page.close("a");
}
