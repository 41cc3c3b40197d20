//! A statement made ready for comparing: its words with their weight and meanings, names, numbers, negations, days.

use super::calendar::{DAYS, MONTHS};
use super::country::country;
use super::lexicon::{Meaning, key, meanings, opens_phrase, phrase};
use super::quantity::{Measure, Quantity, quantities};
use super::stem::stem;
use super::vocabulary::{Row, row, weight};
use crate::text::WordMap;
use std::sync::LazyLock;

/// One token of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Lower case, a possessive ending dropped, digits without thousands separators.
    pub low: String,
    /// Begins with a capital.
    pub capital: bool,
    /// Stands right after the token before, without a blank: the "m" of "2m".
    pub glued: bool,
    /// A sentence may begin here.
    pub first: bool,
}

/// One content word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    /// The word in lower case.
    pub word: String,
    /// Its stem.
    pub stem: String,
    /// How much it tells, 0..1.
    pub weight: f32,
    /// Its row among the frequent words.
    pub row: Option<Row>,
    /// What it may mean.
    pub meanings: &'static [Meaning],
    /// Written as a name.
    pub name: bool,
    /// A negation stands before it.
    pub negated: bool,
    /// Its token.
    pub at: usize,
}

impl Term {
    /// What it is found and counted by: its first meaning, else its stem.
    pub fn key(&self) -> &str {
        self.meanings.first().map_or(&self.stem, |meaning| key(*meaning))
    }
}

impl Term {
    /// All that it can be found by: each of its meanings, else its stem.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let stem = Some(self.stem.as_str()).filter(|_| self.meanings.is_empty());
        self.meanings.iter().map(|meaning| key(*meaning)).chain(stem)
    }
}

/// What is compared of a statement.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sketch {
    /// Content words, each stem once.
    pub terms: Vec<Term>,
    /// Numbers.
    pub quantities: Vec<Quantity>,
    /// What befell the people whom each number counts, if anything: killed, hurt, held, missing; or that they came together.
    pub tolls: Vec<Option<&'static str>>,
    /// Words next to each quantity, as places in `terms`.
    pub contexts: Vec<Vec<usize>>,
    /// Negating words, a denying source among them.
    pub negations: Vec<String>,
    /// Words that leave open whether it came about.
    pub modals: Vec<String>,
    /// Names of days and months.
    pub days: Vec<String>,
    /// The weight of all terms.
    pub total: f32,
    /// The number that is all it tells of its subject: "The toll has risen to 31".
    pub told: Option<usize>,
}

/// Words that carry structure, or that reports wrap around anything.
pub(super) const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "again", "ago", "all", "also", "an", "and", "another", "any", "are", "as", "at", "be", "been",
    "being", "but", "by", "can", "did", "do", "does", "during", "each", "for", "from", "had", "has", "have", "having", "he",
    "her", "here", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "me", "my", "now", "of", "off", "on",
    "or", "other", "our", "out", "over", "own", "s", "she", "so", "some", "such", "t", "than", "that", "the", "their", "them",
    "then", "there", "these", "they", "this", "those", "through", "to", "too", "under", "until", "up", "upon", "us", "very",
    "via", "was", "we", "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why", "with", "within",
    "you", "your", "said", "say", "says", "mr", "mrs", "ms", "re", "ve", "ll", "d", "am", "pm", "o",
];

const NEGATING: &[&str] = &[
    "no",
    "not",
    "never",
    "none",
    "nobody",
    "nothing",
    "neither",
    "nor",
    "without",
    "cannot",
    "cant",
    "wont",
    "didnt",
    "doesnt",
    "dont",
    "isnt",
    "wasnt",
    "werent",
    "arent",
    "hasnt",
    "havent",
    "hadnt",
    "couldnt",
    "wouldnt",
    "shouldnt",
    "denies",
    "deny",
    "denied",
    "denying",
    "denial",
    "refuses",
    "refused",
    "refusing",
    "refuse",
    "fails",
    "failed",
    "rejects",
    "rejected",
    "dismisses",
    "dismissed",
    "unable",
    "untrue",
    "fake",
    "hoax",
    "false",
];

const MODAL: &[&str] = &[
    "may",
    "might",
    "could",
    "would",
    "should",
    "must",
    "will",
    "shall",
    "likely",
    "possibly",
    "possible",
    "possibly",
    "perhaps",
    "probably",
    "plan",
    "plans",
    "planned",
    "planning",
    "consider",
    "considers",
    "considering",
    "expected",
    "expects",
    "hopes",
    "wants",
    "proposed",
    "potential",
    "unlikely",
    "maybe",
    "seeks",
    "considered",
    "mulls",
    "whether",
    "unsure",
];

/// What a word is that is no content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Other {
    Negating,
    Modal,
    Day,
    Function,
}

/// The lists as one: of a word in several the last counts.
static OTHERS: LazyLock<WordMap<&'static str, Other>> = LazyLock::new(|| {
    let lists = [
        (FUNCTION_WORDS, Other::Function),
        (DAYS, Other::Day),
        (MONTHS, Other::Day),
        (MODAL, Other::Modal),
        (NEGATING, Other::Negating),
    ];
    lists.into_iter().flat_map(|(words, other)| words.iter().map(move |word| (*word, other))).collect()
});

/// Content words after a negation that it reaches.
const REACH: usize = 3;
/// Tokens before and after a number that say what it counts.
const BEFORE: usize = 4;
const AFTER: usize = 5;
/// The same before a number that a verb tells of its subject. Chosen by us.
const SUBJECT: usize = 16;

/// How a word is said: after a negation that reaches it, in a headline with capitals throughout.
#[derive(Clone, Copy)]
struct Said {
    negated: bool,
    title_case: bool,
}

impl Sketch {
    /// Reads a statement's content; `denied` if its source denies it.
    pub fn of(text: &str, denied: bool) -> Self {
        let tokens = tokens(text);
        let quantities = quantities(&tokens);
        let title_case = is_title_case(&tokens);
        let mut sketch = Sketch { quantities, ..Sketch::default() };
        if denied {
            sketch.negations.push("denied".to_owned());
        }
        let mut reach = 0;
        let mut taken = 0;
        for (at, token) in tokens.iter().enumerate() {
            // the rest of a phrase or of a country's name
            if at < taken {
                continue;
            }
            if let Some((code, length)) = country(&tokens, at) {
                sketch.add_country(code, &tokens[at..at + length], at);
                taken = at + length;
                continue;
            }
            let is_may = token.low == "may" && token.capital && !token.first;
            match OTHERS.get(token.low.as_str()) {
                _ if is_may => {
                    sketch.days.push(token.low.clone());
                    continue;
                }
                Some(Other::Negating) => {
                    sketch.negations.push(token.low.clone());
                    reach = REACH;
                    continue;
                }
                Some(Other::Modal) => {
                    sketch.modals.push(token.low.clone());
                    continue;
                }
                Some(Other::Day) if token.capital || token.low != "march" => {
                    sketch.days.push(token.low.clone());
                    continue;
                }
                Some(Other::Function) => continue,
                _ => {}
            }
            let counted = sketch.quantities.iter().any(|q| (q.at.0..=q.at.1).contains(&at));
            if counted || !token.low.starts_with(char::is_alphanumeric) {
                continue;
            }
            let said = Said { negated: reach > 0, title_case };
            reach = reach.saturating_sub(1);
            let stem = stem(&token.low);
            match phrase_at(&tokens, at, &stem) {
                Some((head, end)) => {
                    let head = Token { low: head.to_owned(), ..token.clone() };
                    sketch.add(&head, self::stem(&head.low), at, said);
                    taken = end;
                }
                None => sketch.add(token, stem, at, said),
            }
        }
        sketch.total = sketch.terms.iter().map(|t| t.weight).sum();
        sketch.tolls = sketch.quantities.iter().map(|q| toll(&sketch.quantities, q, &tokens)).collect();
        sketch.told = sketch.quantities.iter().position(|q| is_predicate(&tokens, q.at.0));
        sketch.contexts = sketch.quantities.iter().map(|q| sketch.context(q, &tokens)).collect();
        sketch
    }

    /// Whether what it tells is negated; "without warning" negates no more than the warning.
    pub fn is_negated(&self) -> bool {
        self.negations.iter().filter(|word| *word != "without").count() % 2 == 1
    }

    /// Whether it names another month or year than the one in which it was reported; what happened at the end of a month is reported in the next.
    pub fn is_of_another_time(&self, year: u16, month: usize) -> bool {
        let months: Vec<usize> = self.days.iter().filter_map(|day| MONTHS.iter().position(|m| m == day)).collect();
        let now = [month.checked_sub(1), Some((month + 10) % 12)];
        let years = self.quantities.iter().filter(|q| q.measure == Measure::Year);
        (!months.is_empty() && !months.iter().any(|&named| now.contains(&Some(named))))
            || years.map(|q| q.value).any(|named| named < f64::from(year) - 0.5)
    }

    fn add(&mut self, token: &Token, stem: String, at: usize, said: Said) {
        if let Some(known) = self.terms.iter_mut().find(|t| t.stem == stem) {
            known.negated |= said.negated;
            return;
        }
        let row = row(&token.low).or_else(|| inflected(&token.low));
        let meanings = meanings(&stem);
        let name = token.capital && ((row.is_none() && meanings.is_empty()) || !(said.title_case || token.first));
        let word = token.low.clone();
        self.terms.push(Term { word, weight: weight(row), row, meanings, name, negated: said.negated, at, stem });
    }

    fn add_country(&mut self, code: &str, written: &[Token], at: usize) {
        let stem = format!("@{code}");
        if self.terms.iter().all(|t| t.stem != stem) {
            let weight = written.iter().map(|t| weight(row(&t.low))).fold(0.0, f32::max);
            let word = written.iter().map(|t| t.low.as_str()).collect::<Vec<_>>().join(" ");
            self.terms.push(Term { word, stem, weight, row: None, meanings: &[], name: true, negated: false, at });
        }
    }

    fn context(&self, quantity: &Quantity, tokens: &[Token]) -> Vec<usize> {
        let others = |at: usize| self.quantities.iter().any(|q| (q.at.0..=q.at.1).contains(&at));
        let before = if is_predicate(tokens, quantity.at.0) { SUBJECT } else { BEFORE };
        let from = (quantity.at.0.saturating_sub(before)..quantity.at.0)
            .rev()
            .take_while(|&at| !others(at))
            .last()
            .unwrap_or(quantity.at.0);
        let to = (quantity.at.1 + 1..=quantity.at.1 + AFTER).take_while(|&at| !others(at)).last().unwrap_or(quantity.at.1);
        (0..self.terms.len()).filter(|&i| (from..=to).contains(&self.terms[i].at)).collect()
    }
}

/// The kind of count that a number of people who came together, or stopped work together, is. A story has one crowd, but its number does not grow from report to report: it is in dispute.
pub(super) const CROWD: &str = "crowd";
/// A crowd is counted from so many on. Chosen by us.
const MANY: f64 = 100.0;

type Kinds = LazyLock<[(&'static str, &'static [Meaning]); 4]>;

/// What befalls people, with its meanings.
static TOLL: Kinds = LazyLock::new(|| ["die", "hurt", "arrest", "miss"].map(|kind| (kind, meanings(kind))));
/// The same for coming together.
static CROWDS: Kinds = LazyLock::new(|| [CROWD, "march", "walkout", "join"].map(|kind| (kind, meanings(kind))));

/// What befell the people whom a number counts: what a verb right before it says ("killed at least 12"), else what follows it, else what stands before.
fn toll(all: &[Quantity], quantity: &Quantity, tokens: &[Token]) -> Option<&'static str> {
    const QUANTIFIERS: &[&str] = &[
        "at",
        "least",
        "most",
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "more",
        "than",
        "over",
        "up",
        "to",
        "as",
        "many",
        "roughly",
        "an",
        "a",
        "estimated",
        "another",
        "further",
        "approximately",
        "the",
        "all",
    ];
    let others = |at: &usize| !all.iter().any(|q| q.at != quantity.at && (q.at.0..=q.at.1).contains(at));
    let (first, last) = quantity.at;
    let reach = if is_predicate(tokens, first) { SUBJECT } else { BEFORE };
    let before = (first.saturating_sub(reach)..first).rev().take_while(others);
    let after = (last + 1..tokens.len().min(last + 1 + AFTER)).take_while(others);
    let verb = (0..first).rev().find(|&at| !QUANTIFIERS.contains(&tokens[at].low.as_str())).filter(others);
    let said = verb.into_iter().chain(after).chain(before).map(|at| meanings(&stem(&tokens[at].low)));
    let said: Vec<&[Meaning]> = said.collect();
    let of = |kinds: &[(&'static str, &[Meaning])]| {
        let kind = |said: &&[Meaning]| kinds.iter().find(|(_, kind)| said.iter().any(|meaning| kind.contains(meaning)));
        said.iter().find_map(kind).map(|(name, _)| *name)
    };
    of(&*TOLL).or_else(|| of(&*CROWDS).filter(|_| quantity.value >= MANY).map(|_| CROWD))
}

/// Whether the number at a token is told of the subject: "The number of people hurt in the blast at the mine rose to 31".
fn is_predicate(tokens: &[Token], at: usize) -> bool {
    const VERBS: &[&str] = &[
        "rose",
        "risen",
        "rises",
        "rise",
        "climbed",
        "climbs",
        "jumped",
        "grew",
        "grown",
        "increased",
        "fell",
        "fallen",
        "dropped",
        "stood",
        "stands",
        "remained",
        "remains",
        "stayed",
    ];
    const REACHING: &[&str] = &["reached", "reaches", "topped", "tops", "passed", "exceeded"];
    let before = |by: usize| at.checked_sub(by).map_or("", |at| tokens[at].low.as_str());
    (matches!(before(1), "to" | "at") && VERBS.contains(&before(2))) || REACHING.contains(&before(1))
}

/// The head of the phrase that begins at a token of stem `first`, and the token after it. Articles and possessives inside it do not count: "put it out", "lost their lives".
fn phrase_at(tokens: &[Token], at: usize, first: &str) -> Option<(&'static str, usize)> {
    if !opens_phrase(first) {
        return None;
    }
    const INSIDE: &[&str] = &["the", "a", "an", "it", "its", "his", "her", "their", "them", "into", "men", "people", "all"];
    let rest: Vec<usize> =
        (at + 1..tokens.len().min(at + 7)).filter(|&i| !INSIDE.contains(&tokens[i].low.as_str()) && !tokens[i].first).collect();
    let (head, more) = phrase(first, |i| rest.get(i).map(|&at| stem(&tokens[at].low)))?;
    // words may be left out between, but not many
    let last = rest.get(more.checked_sub(1)?)?;
    (last - at <= more + 2).then_some((head, last + 1))
}

/// The row of a form that the table lacks, by the form without its ending.
pub(super) fn inflected(word: &str) -> Option<Row> {
    let endings = [("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ies", "y")];
    endings
        .iter()
        .filter_map(|(ending, instead)| {
            let bare = word.strip_suffix(ending).filter(|bare| bare.len() > 2)?;
            if instead.is_empty() { row(bare) } else { row(&format!("{bare}{instead}")) }
        })
        .next()
}

/// Most words of four letters and more begin with a capital: a headline, where a capital marks no name.
fn is_title_case(tokens: &[Token]) -> bool {
    let long: Vec<&Token> =
        tokens.iter().filter(|t| t.low.chars().count() > 3 && t.low.chars().all(char::is_alphabetic)).collect();
    long.iter().filter(|t| t.capital).count() * 10 > long.len() * 6
}

/// A word in lower case without its possessive ending and its apostrophes.
fn lower(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return word.to_ascii_lowercase();
    }
    let low = word.to_lowercase().replace('’', "'");
    low.strip_suffix("'s").unwrap_or(&low).replace('\'', "")
}

/// Splits a text into words, numbers and the marks that numbers need.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let mut first = true;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        if c.is_ascii_digit() {
            at += number_length(&text[start..]);
            let low = text[start..at].chars().filter(|c| *c != ',').collect();
            found.push(Token { low, capital: false, glued: false, first });
            first = false;
        } else if c.is_alphabetic() {
            at += word_length(&text[start..]);
            let glued = text[..start].ends_with(|c: char| c.is_ascii_digit());
            found.push(Token { low: lower(&text[start..at]), capital: c.is_uppercase(), glued, first });
            first = false;
        } else {
            if matches!(c, '$' | '€' | '£' | '¥' | '%' | ':') {
                found.push(Token { low: c.to_string(), capital: false, glued: false, first: false });
            }
            first |= matches!(c, '.' | '?' | '!' | ':' | '“' | '"' | ';');
            at += c.len_utf8();
        }
    }
    found
}

/// Bytes of the number that a text begins with, points and commas between digits among them.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let goes_on = |at: &usize| digit(*at) || (matches!(bytes.get(*at), Some(b'.' | b',')) && digit(*at + 1));
    (0..).take_while(goes_on).count()
}

/// Bytes of the word that a text begins with, apostrophes between letters among them.
fn word_length(text: &str) -> usize {
    let mut length = 0;
    loop {
        let mut rest = text[length..].chars();
        length += match rest.next() {
            Some(c) if c.is_alphabetic() => c.len_utf8(),
            Some(c @ ('\'' | '’')) if rest.next().is_some_and(char::is_alphabetic) => c.len_utf8(),
            _ => return length,
        };
    }
}
