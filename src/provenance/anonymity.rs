//! Unnamed sources: of what field, how many, why unnamed, how they know, and on what conditions they spoke.

use super::class::Provenance;
use super::lexicon::list;
use super::tag::{Anonymity, AnonymityKind};
use super::words::{Word, each_word};
use crate::attribution::Statement;
use crate::text::{Excerpt, Span, WordList};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// What the article says of the unnamed ultimate source of a statement; `None` where it is named.
pub(super) fn anonymity(statement: &Statement, class: Provenance, anonymous: bool, text: &str) -> Option<Anonymity> {
    if !anonymous {
        return None;
    }
    let kind = match class {
        Provenance::AnonymousDiplomatic => AnonymityKind::Diplomatic,
        Provenance::AnonymousOfficial => AnonymityKind::Official,
        Provenance::AnonymousMilitary => AnonymityKind::Military,
        Provenance::AnonymousIndustry => AnonymityKind::Industry,
        Provenance::AnonymousWitness => AnonymityKind::Witness,
        _ => AnonymityKind::Other,
    };
    let source = statement.chain.first()?;
    let mention = source.mention.as_ref().map(|m| m.text.as_str());
    let phrases = mention.into_iter().chain(Some(source.name.as_str())).chain(source.resolved_name.as_deref());
    let count = if class == Provenance::UnattributedReport { None } else { phrases.into_iter().find_map(count) };
    let stated_reason = statement.anonymity_reason.as_ref().map(|r| r.text.clone());
    let span = source.mention.as_ref().map(|m| m.span).filter(|s| text.get(s.start()..s.end()).is_some());
    let access = span.filter(|_| class != Provenance::UnattributedReport).and_then(|s| access(text, s)).map(|s| s.excerpt(text));
    let conditions = span.and_then(|s| conditions(text, s, statement)).map(|s| s.excerpt(text));
    Some(Anonymity { kind, count, stated_reason, access, conditions })
}

/// Words that open how a source comes to know.
static ACCESS: WordList = list("access");

/// Both lists in one look at a text.
static ACCESSES: LazyLock<AhoCorasick> = LazyLock::new(|| automaton(&ACCESS, false));
static CONDITION: LazyLock<AhoCorasick> = LazyLock::new(|| automaton(&CONDITIONS, true));

fn automaton(phrases: &WordList, any_case: bool) -> AhoCorasick {
    AhoCorasick::builder().ascii_case_insensitive(any_case).build(phrases.iter()).expect("plain words make an automaton")
}

/// Bytes after a mention in which what belongs to it may stand.
const AFTER: usize = 160;

/// How the source knows: "briefed on the talks", in the mention or directly after it.
fn access(text: &str, mention: Span) -> Option<Span> {
    let own = mention.of(text);
    let whole_word = |at: usize, of: &str| !of[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-');
    let openings = ACCESSES.find_overlapping_iter(own).map(|found| found.start());
    let inside = openings.filter(|&at| at > 0 && whole_word(at, own)).min();
    if let Some(at) = inside {
        let start = mention.start() + at;
        let end = start + clause(&text[start..mention.end()]);
        return Some(Span::new(start, end).trim(text));
    }
    let rest = &text[mention.end()..];
    let gap = rest.len() - rest.trim_start_matches([',', ' ']).len();
    let tail = &rest[gap..];
    let open = ACCESS.iter().find(|open| tail.starts_with(*open)).filter(|_| (1..=2).contains(&gap))?;
    let start = mention.end() + gap;
    let end = start + clause(tail).max(open.len());
    Some(Span::new(start, end).trim(text))
}

/// Where a clause ends: at a comma, the end of the sentence, a quotation mark or the verb of saying.
fn clause(text: &str) -> usize {
    let marks = text.find([',', ';', '"', '“', '”', '\n', '—', '–', '(', ')']).unwrap_or(text.len());
    let stop = text.match_indices('.').find(|(i, _)| text[i + 1..].chars().next().is_none_or(char::is_whitespace));
    let verb =
        [" said", " says", " told", " added", " confirmed", " and who ", " but "].iter().filter_map(|v| text.find(v)).min();
    [Some(marks), stop.map(|(i, _)| i), verb].into_iter().flatten().min().unwrap_or(text.len())
}

/// Words that state a condition on which a source spoke.
static CONDITIONS: WordList = list("condition");

/// The condition stated in the sentence of the mention, or just before the stated reason.
fn conditions(text: &str, mention: Span, statement: &Statement) -> Option<Span> {
    let sentence = |from: usize| {
        let rest = &text[from..];
        let stop = rest.match_indices(['.', '\n']).find(|(i, m)| *m == "\n" || rest[i + 1..].starts_with([' ', '\n', '”', '"']));
        from + stop.map_or(rest.len(), |(i, _)| i)
    };
    let search = |from: usize, to: usize| {
        let found = CONDITION.find_overlapping_iter(text.get(from..to)?).min_by_key(|found| (found.start(), found.end()))?;
        Some(Span::new(from + found.start(), from + found.end()))
    };
    let reach = (mention.start() + 4 * AFTER).min(text.len());
    let end = sentence(mention.end()).min(floor(text, reach));
    search(mention.start(), end).or_else(|| {
        let reason: &Excerpt = statement.anonymity_reason.as_ref()?;
        let from = floor(text, reason.span.start().saturating_sub(AFTER / 2));
        search(from, reason.span.start().min(text.len()))
    })
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// How many sources a phrase claims: "two diplomats" 2, "one of them" 1, "a source" 1, "officials" none.
pub(super) fn count(phrase: &str) -> Option<u32> {
    static SINGLE: WordList = list("one-person");
    const NUMBERS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let mut all = each_word(phrase);
    let first = all.next()?;
    // most phrases tell by their first word
    let rest = || -> Vec<Word<'_>> { each_word(phrase).skip(1).collect() };
    let number = |w: &str| NUMBERS.iter().position(|n| *n == w).map(|n| n as u32).or_else(|| w.parse().ok().filter(|n| *n > 0));
    match first.lower.as_ref() {
        "a" if all.next().is_some_and(|w| matches!(w.lower.as_ref(), "pair" | "couple")) => Some(2),
        "a" if each_word(phrase).nth(1).is_some_and(|w| w.lower == "trio") => Some(3),
        "a" | "an"
            if rest().iter().take(3).any(|w| matches!(w.lower.as_ref(), "number" | "group" | "handful" | "few" | "dozen")) =>
        {
            None
        }
        "a" | "an" | "another" | "someone" | "somebody" => Some(1),
        "both" => Some(2),
        "the" | "these" | "those" | "at" => {
            let rest = rest();
            if let Some(n) = rest.iter().take(3).find_map(|w| number(&w.lower)) {
                return Some(n);
            }
            let singular = rest
                .iter()
                .take_while(|w| {
                    !matches!(w.lower.as_ref(), "of" | "in" | "at" | "from" | "who" | "with" | "close" | "familiar" | "briefed")
                })
                .last()?;
            let ending = singular.lower.as_ref();
            let single = SINGLE.contains(ending);
            single.then_some(1)
        }
        other => number(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_it_knows_is_read_from_its_phrase() {
        let rows = [
            ("[a diplomat briefed on the talks] said no", Some("briefed on the talks")),
            ("[a person familiar with the matter] said no", Some("familiar with the matter")),
            ("[an official], who attended the meeting, said no", Some("who attended the meeting")),
            ("[two people] with direct knowledge of the deal said no", Some("with direct knowledge of the deal")),
            ("[an aide] close to the president said no", Some("close to the president")),
            ("[an official] in the capital said he was aware of the plan", None),
            ("[residents] said no", None),
            ("[an official]", None),
        ];
        for (marked, expected) in rows {
            let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
            let text = marked.replace(['[', ']'], "");
            assert_eq!(access(&text, Span::new(start, end)).map(|s| s.of(&text).to_owned()).as_deref(), expected, "{marked}");
        }
    }

    #[test]
    fn counts_are_those_the_article_claims() {
        let rows = [
            ("two Western diplomats", Some(2)),
            ("a senior official", Some(1)),
            ("one of the people", Some(1)),
            ("another aide", Some(1)),
            ("the two officials", Some(2)),
            ("the same source", Some(1)),
            ("the people", None),
            ("officials", None),
            ("people familiar with the matter", None),
            ("a number of diplomats", None),
            ("several sources", None),
            ("12 residents", Some(12)),
            ("at least three traders", Some(3)),
            ("a pair of diplomats", Some(2)),
        ];
        for (phrase, expected) in rows {
            assert_eq!(count(phrase), expected, "{phrase}");
        }
    }
}
