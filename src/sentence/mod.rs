//! Sentences and paragraphs of a text.
//!
//! In: the text as read. Out: [`Sentence`]s in order, each inside one paragraph, white space at its edges left out.
//!
//! A paragraph is a line with text, unless the file is hard-wrapped (lines of even length, blank lines between paragraphs),
//! where it runs to the next blank line. A sentence ends at `.`, `!`, `?` or `…`, the closing marks that follow it included,
//! when what comes next can begin a sentence; abbreviations and initials are in `data/cues/abbreviations.csv`.
//!
//! **What it does not do:** a quotation of several sentences is split here like any other text; the attribution room joins what a
//! quotation holds together.

mod abbreviation;
mod boundary;
mod paragraph;

use crate::text::Span;
use serde::{Deserialize, Serialize};

pub(crate) use abbreviation::keeps_its_stop;
pub use paragraph::paragraphs;

/// One sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands, without white space at its edges.
    pub span: Span,
    /// Which paragraph it is in, counted from 0.
    pub paragraph: usize,
}

/// Splits a text into sentences.
///
/// ```
/// let text = "It rose 1.2 per cent, Mr. Hale said. \"Good!\" he added.";
/// let found: Vec<&str> = corroborate::sentence::split(text).iter().map(|s| s.span.of(text)).collect();
/// assert_eq!(found, ["It rose 1.2 per cent, Mr. Hale said.", "\"Good!\" he added."]);
/// ```
pub fn split(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (paragraph, span) in paragraphs(text).into_iter().enumerate() {
        boundary::sentences(text, span, |span| sentences.push(Sentence { span, paragraph }));
    }
    sentences
}
