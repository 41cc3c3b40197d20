//! Abbreviations of news English: whether a sentence may end after one, and whether its stop is part of the word.

use crate::text::WordMap;
use std::sync::LazyLock;

/// What an abbreviation says of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Stands before a name or number: never ends a sentence.
    Title,
    /// Stands before a number.
    Number,
    /// May end a sentence ("5 a.m.", "the U.S.", "Acme Inc.").
    End,
    /// Short for a place: ends a sentence as any word does.
    Place,
}

struct Abbreviation {
    /// As it is written, without the stop.
    written: &'static str,
    kind: Kind,
    /// Its stop is read as part of the word.
    joined: bool,
}

/// By their small letters.
static ABBREVIATIONS: LazyLock<WordMap<String, Abbreviation>> = LazyLock::new(|| {
    let rows = include_str!("../../data/cues/abbreviations.csv").lines().skip(1).filter_map(|line| line.split_once(','));
    let rows = rows.filter_map(|(written, rest)| Some((written, rest.split_once(',')?)));
    rows.map(|(written, (kind, joined))| {
        let kind = match kind {
            "title" => Kind::Title,
            "number" => Kind::Number,
            "place" => Kind::Place,
            _ => Kind::End,
        };
        (written.to_lowercase(), Abbreviation { written, kind, joined: joined == "yes" })
    })
    .collect()
});

/// What a word in small letters, without its stop, is short for.
pub(super) fn kind(lower: &str) -> Option<Kind> {
    ABBREVIATIONS.get(lower).map(|a| a.kind)
}

/// Whether a stop after this word, which stands as it is written, belongs to the word: "Gen", "Inc".
pub fn keeps_its_stop(word: &str) -> bool {
    ABBREVIATIONS.get(word.to_lowercase().as_str()).is_some_and(|a| a.joined && a.written == word)
}
