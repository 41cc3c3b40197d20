//! Transcripts: paragraphs that begin with who speaks, in capitals: "BRANDT: Because the engineers told us so."

use super::draft::{Draft, SourceDraft};
use super::statement::{Attitude, Kind, Part};
use super::unit::Unit;
use crate::text::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// Words that a speaker's label may have.
const LABEL: usize = 4;
/// Labelled paragraphs from which on a text holds a transcript; of two speakers at least.
const TURNS: usize = 3;

/// What one speaker says until the next one does.
#[derive(Debug)]
pub(super) struct Turn {
    /// Who.
    pub(super) label: Span,
    /// The colon or dash beside the name.
    pub(super) colon: Span,
    /// What, paragraph by paragraph.
    pub(super) content: Vec<Span>,
    /// Its units.
    pub(super) units: Range<usize>,
    /// The rule that found it.
    pub(super) rule: &'static str,
}

/// The turns of a text; none where it holds no transcript.
pub(super) fn turns(text: &str, units: &[Unit<'_>]) -> Vec<Turn> {
    let first = |i: usize| i == 0 || units[i - 1].paragraph != units[i].paragraph;
    let labels: Vec<(usize, Span)> =
        (0..units.len()).filter(|i| first(*i)).filter_map(|i| Some((i, label(text, units[i].span)?))).collect();
    let labels = speakers(text, labels);
    if labels.is_empty() {
        return Vec::new();
    }
    let paragraph = |i: usize| units[i..].iter().take_while(|u| u.paragraph == units[i].paragraph).count() + i;
    let ends = labels.iter().skip(1).map(|(next, _)| *next);
    // behind the last label only its own paragraph is surely the speaker's
    let ends = ends.chain(labels.last().map(|(i, _)| paragraph(*i)));
    labels
        .iter()
        .zip(ends)
        .map(|((begin, label), end)| {
            let colon = Span::new(label.end(), label.end() + 1);
            let paragraphs = units[*begin..end].chunk_by(|a, b| a.paragraph == b.paragraph);
            let spans = paragraphs.filter_map(|p| Some(p.first()?.span.cover(p.last()?.span)));
            let content = spans.map(|s| Span::new(s.start().max(colon.end()), s.end())).map(|s| clean(text, s));
            Turn {
                label: *label,
                colon,
                content: content.filter(|s| !s.is_empty()).collect(),
                units: *begin..end,
                rule: "transcript",
            }
        })
        .collect()
}

/// Of the labels those of speakers: in a transcript one of them speaks again, and whoever does not is named elsewhere in small letters. A
/// digest of news labels its paragraphs too ("SYRIAN WAR: …", "CANBERRA: …"), each with another topic.
fn speakers(text: &str, labels: Vec<(usize, Span)>) -> Vec<(usize, Span)> {
    let mut turns: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, label) in &labels {
        *turns.entry(surname(label.of(text))).or_default() += 1;
    }
    let named = |name: &str| {
        let mut letters = name.chars();
        let small: String = letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect();
        text.split(|c: char| !c.is_alphanumeric()).any(|word| word == small)
    };
    turns.retain(|name, times| *times > 1 || named(name));
    let labels: Vec<(usize, Span)> =
        labels.into_iter().filter(|(_, label)| turns.contains_key(surname(label.of(text)))).collect();
    let again = turns.values().any(|times| *times > 1);
    if again && turns.len() > 1 && labels.len() >= TURNS { labels } else { Vec::new() }
}

/// "TAPPER" of "JAKE TAPPER".
fn surname(label: &str) -> &str {
    label.rsplit(' ').next().unwrap_or(label)
}

/// The name in capitals before a colon with which a paragraph begins.
fn label(text: &str, unit: Span) -> Option<Span> {
    let words = unit.of(text);
    let from = words.len() - words.trim_start_matches(['"', '“', '”', '\'', '‘', ' ']).len();
    let name = &words[from..from + words[from..].find(':')?];
    let capitals = |w: &str| w.chars().all(|c| c.is_uppercase() || ".'’-".contains(c));
    let speaks = name.chars().filter(|c| c.is_uppercase()).count() >= 2
        && name.split(' ').count() <= LABEL
        && name.split(' ').all(|w| !w.is_empty() && capitals(w));
    speaks.then(|| Span::new(unit.start() + from, unit.start() + from + name.len()))
}

/// Without the quotation marks around it and its last stop.
pub(super) fn clean(text: &str, span: Span) -> Span {
    let marks = ['"', '“', '”', ' ', '\n'];
    let words = span.of(text);
    let left = words.len() - words.trim_start_matches(marks).len();
    let kept = words.trim_end_matches(marks).trim_end_matches('.').len();
    Span::new(span.start() + left.min(kept), span.start() + kept)
}

impl Turn {
    /// What the speaker said, as a statement of its own.
    pub(super) fn draft(&self) -> Draft {
        Draft {
            content: self.content.clone(),
            kind: Kind::DirectQuote,
            attitude: Attitude::Assertion,
            denied: false,
            sources: vec![SourceDraft {
                mention: Some(self.label),
                shown: None,
                core: Some(self.label),
                cue: Some(self.colon),
                part: Part::Speaker,
            }],
            hedges: Vec::new(),
            carried_over: false,
            anonymity_reason: None,
            rule: self.rule,
            unit: self.units.start,
            takes_previous: false,
            takes_next: false,
        }
    }
}
