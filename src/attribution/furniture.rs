//! What is printed around an article and says nothing: photo credits, bylines, datelines, contributor lines, headings.
//! The patterns are in `data/cues/furniture.csv`, each with an example and a counter-example; letters are Latin ones up to U+017F,
//! since classes of all letters of Unicode take longer to compile than an article takes to read.

use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    /// Cut from the start of a paragraph.
    Prefix,
    /// A whole paragraph.
    Paragraph,
    /// A whole sentence.
    Sentence,
    /// A whole heading.
    Heading,
}

struct Pattern {
    place: Where,
    pattern: Regex,
    #[cfg(test)]
    row: csv::StringRecord,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    csv::Reader::from_reader(include_str!("../../data/cues/furniture.csv").as_bytes())
        .records()
        .flatten()
        .filter_map(|row| {
            let place = match row.get(1)? {
                "prefix" => Where::Prefix,
                "sentence" => Where::Sentence,
                "heading" => Where::Heading,
                _ => Where::Paragraph,
            };
            let pattern = Regex::new(row.get(2)?).ok()?;
            Some(Pattern {
                place,
                pattern,
                #[cfg(test)]
                row,
            })
        })
        .collect()
});

fn matches(place: Where, words: &str) -> bool {
    PATTERNS.iter().any(|p| p.place == place && p.pattern.is_match(words))
}

/// Whether a whole paragraph is furniture.
pub fn paragraph(words: &str) -> bool {
    // no credit or byline is as long as a paragraph of prose; the patterns leave lengths to this
    words.len() <= 200 && matches(Where::Paragraph, words)
}

/// Whether a whole sentence is furniture.
pub fn sentence(words: &str) -> bool {
    matches(Where::Sentence, words)
}

/// The paragraph without datelines, time stamps and bullets at its start.
pub fn without_prefix(text: &str, paragraph: Span) -> Span {
    let mut span = paragraph;
    while let Some(length) = prefix(span.of(text)) {
        span = Span::new(span.start() + length, span.end());
    }
    span
}

/// Bytes of a dateline, time stamp or bullet at the start; a pattern's first group is the prefix where it has one.
fn prefix(words: &str) -> Option<usize> {
    const LONGEST: usize = 120;
    let end = words.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= LONGEST).last().unwrap_or(0);
    let opening = &words[..end];
    // nearly no paragraph has a prefix, and that is told much faster than where its parts stand
    let found = PATTERNS.iter().find(|p| p.place == Where::Prefix && p.pattern.is_match(opening))?.pattern.captures(opening)?;
    found.get(1).or(found.get(0)).map(|m| m.end()).filter(|end| *end > 0)
}

/// Whether a line is a heading: short and without the mark that ends a sentence.
pub fn is_heading(words: &str) -> bool {
    let closed =
        words.trim_end_matches(['”', '"', '’', '\'', ')', '»']).ends_with(['.', '!', '?', '…', ',', ';']) || words.ends_with(':');
    !closed && words.split_whitespace().count() <= 20
}

/// Whether a heading only announces: a section label, a question, a quoted line.
pub fn is_label(words: &str) -> bool {
    let quoted = words.starts_with(['‘', '“', '"', '\'']) && words.ends_with(['’', '”', '"', '\'']);
    quoted || words.split_whitespace().count() <= 3 || matches(Where::Heading, words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_takes_its_example_and_leaves_its_counter_example() {
        let rows = include_str!("../../data/cues/furniture.csv").lines().count() - 1;
        assert_eq!(PATTERNS.len(), rows, "a pattern of data/cues/furniture.csv cannot be read");
        for pattern in PATTERNS.iter() {
            assert!(pattern.pattern.is_match(&pattern.row[3]), "{} misses its example {:?}", &pattern.row[0], &pattern.row[3]);
            assert!(
                !pattern.pattern.is_match(&pattern.row[4]),
                "{} takes its counter-example {:?}",
                &pattern.row[0],
                &pattern.row[4]
            );
        }
    }

    #[test]
    fn headings() {
        assert!(is_heading("Key points") && is_label("Key points"));
        assert!(is_heading("Pier shut after leak – minister") && !is_label("Pier shut after leak – minister"));
        assert!(!is_heading("The pier shut."));
        assert!(is_label("‘The sky was orange’"));
    }
}
