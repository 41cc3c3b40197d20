//! Quotations: which stretches of a text stand between quotation marks.
//!
//! Curly, straight, single, low and guillemet marks. An opening mark without its closing one never costs the article: it runs to the
//! end of its paragraph when the next paragraph opens with a mark again (a quotation over paragraphs), else to the end of its sentence.

use crate::sentence::{Sentence, paragraphs, split};
use crate::text::Span;

/// One stretch between quotation marks, inside one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
    /// The quotation goes on in the next paragraph.
    pub goes_on: bool,
}

const OPEN: &[char] = &['“', '"', '«', '„', '‘', '\'', '”'];

/// Where a text quotes: the outermost stretches between quotation marks, without their marks, in order.
pub fn quoted_spans(text: &str) -> Vec<Span> {
    quotations(text, &paragraphs(text), &split(text)).into_iter().map(|quotation| quotation.inner).collect()
}

/// The outermost quotations of a text, in order.
pub fn quotations(text: &str, paragraphs: &[Span], sentences: &[Sentence]) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let next_opens = paragraphs.get(number + 1).is_some_and(|p| p.of(text).starts_with(OPEN));
        scan(text, *paragraph, next_opens, sentences, &mut found);
    }
    found
}

fn scan(text: &str, paragraph: Span, next_opens: bool, sentences: &[Sentence], found: &mut Vec<Quotation>) {
    let words = paragraph.of(text);
    let base = paragraph.start();
    let mut at = 0;
    while let Some((start, mark)) = words[at..].char_indices().find(|(i, c)| opens(words, at + i, *c)).map(|(i, c)| (at + i, c)) {
        let doubled = doubled(words, start);
        let inner = start + if doubled { 2 } else { mark.len_utf8() };
        let ends = if doubled { close_doubled(words, inner) } else { close(words, inner, mark) };
        let (end, closed, goes_on) = match ends {
            Some((end, closed)) => (end, closed, false),
            None if matches!(mark, '‘' | '\'' | '`') && !doubled => {
                at = inner;
                continue;
            }
            None if next_opens && mark != '”' => (words.len(), words.len(), true),
            None => {
                let end = sentence_end(sentences, base + start).map_or(words.len(), |e| e - base).max(inner);
                (end, end, false)
            }
        };
        found.push(Quotation {
            outer: Span::new(base + start, base + closed),
            inner: Span::new(base + inner, base + end),
            goes_on,
        });
        at = closed.max(inner);
    }
}

fn before(words: &str, at: usize) -> Option<char> {
    words[..at].chars().next_back()
}

fn after(words: &str, at: usize) -> Option<char> {
    words[at..].chars().next()
}

/// Two apostrophes or backticks for one mark, as archives of plain text write it: ''so'', ``so''.
fn doubled(words: &str, at: usize) -> bool {
    words[at..].starts_with("''") || words[at..].starts_with("``")
}

fn close_doubled(words: &str, from: usize) -> Option<(usize, usize)> {
    words[from..].find("''").filter(|i| *i > 0).map(|i| (from + i, from + i + 2))
}

/// Whether the mark at `at` opens a quotation.
fn opens(words: &str, at: usize, mark: char) -> bool {
    if !OPEN.contains(&mark) && mark != '`' {
        return false;
    }
    let left = before(words, at);
    let width = if doubled(words, at) { 2 } else { mark.len_utf8() };
    let next = after(words, at + width);
    let free = left.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | ':' | '.' | ','));
    let touches = next.is_some_and(|c| !c.is_whitespace());
    match mark {
        '“' | '«' | '„' => true,
        '"' => touches,
        // typed the wrong way round, but plainly at the start of a word
        '”' => left.is_none_or(char::is_whitespace) && next.is_some_and(char::is_alphanumeric),
        '‘' => free && touches,
        '`' => width == 2 && touches,
        '\'' if width == 2 => free && touches,
        '\'' => {
            left.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '['))
                && next.is_some_and(|c| c.is_alphabetic() || c == '[' || c == '…')
        }
        _ => false,
    }
}

/// Where the quotation that opened with `mark` ends: before and after its closing mark.
fn close(words: &str, from: usize, mark: char) -> Option<(usize, usize)> {
    for (i, c) in words[from..].char_indices().map(|(i, c)| (from + i, c)) {
        let closes = match mark {
            '“' => c == '”' || (c == '"' && closes_straight(words, i)),
            '„' => matches!(c, '“' | '”'),
            '«' => c == '»',
            '"' | '”' => c == '"' || c == '”',
            '‘' => c == '’' && closes_single(words, i, c),
            _ => c == '\'' && closes_single(words, i, c),
        };
        if closes && i > from {
            return Some((i, i + c.len_utf8()));
        }
        // a second opening mark: the first was never closed
        if mark == '“' && c == '“' {
            return None;
        }
    }
    None
}

fn closes_straight(words: &str, at: usize) -> bool {
    after(words, at + 1).is_none_or(|c| !c.is_alphanumeric())
}

/// An apostrophe inside a word or after a plural s does not close.
fn closes_single(words: &str, at: usize, mark: char) -> bool {
    let next = after(words, at + mark.len_utf8());
    let left = before(words, at);
    let plural = left == Some('s')
        && next == Some(' ')
        && words[at + mark.len_utf8()..].trim_start().starts_with(|c: char| c.is_lowercase());
    next.is_none_or(|c| !c.is_alphanumeric())
        && left.is_some_and(|c| !c.is_whitespace())
        && !(plural && has_later_close(words, at, mark))
}

fn has_later_close(words: &str, at: usize, mark: char) -> bool {
    let rest = &words[at + mark.len_utf8()..];
    rest.char_indices().any(|(i, c)| {
        c == mark
            && rest[i + c.len_utf8()..].chars().next().is_none_or(|n| !n.is_alphanumeric())
            && !rest[..i].ends_with(char::is_whitespace)
    })
}

fn sentence_end(sentences: &[Sentence], at: usize) -> Option<usize> {
    let i = sentences.partition_point(|s| s.span.end() <= at);
    sentences.get(i).map(|s| s.span.end())
}

#[cfg(test)]
mod tests {
    use crate::sentence::{paragraphs, split};

    fn found(text: &str) -> Vec<&str> {
        super::quotations(text, &paragraphs(text), &split(text)).iter().map(|q| q.inner.of(text)).collect()
    }

    #[test]
    fn every_kind_of_mark() {
        for (text, expected) in [
            ("He said “yes” and \"no\".", vec!["yes", "no"]),
            ("«Oui», he said. „Nein“, said she.", vec!["Oui", "Nein"]),
            ("‘It’s Rovers’ day,’ he said.", vec!["It’s Rovers’ day,"]),
            ("'It's done,' he said. The Rovers' day.", vec!["It's done,"]),
            ("The lawyers' group and the players' union met.", vec![]),
            ("Russia’s demands are “unrealistic”", vec!["unrealistic"]),
            ("One “two\n“three” four", vec!["two", "three"]),
            ("He wrote: \"My pain is great. Then he left.", vec!["My pain is great."]),
            ("Back in the ’90s it was ‘fine’.", vec!["fine"]),
            ("”Looking on,” the agency said.", vec!["Looking on,"]),
            ("''It's done,'' he said. ``So'' it is.", vec!["It's done,", "So"]),
            ("He said ''I have the men's word", vec!["I have the men's word"]),
            ("", vec![]),
            ("“", vec![""]),
            ("\"\"", vec!["\""]),
        ] {
            assert_eq!(found(text), expected, "{text:?}");
        }
    }
}
