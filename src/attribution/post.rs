//! Posts shown whole, with who wrote them behind: "Stay safe. — Ann Marlow (@annmarlow) October 22, 2014".

use super::transcript::{Turn, clean};
use super::unit::Unit;
use crate::text::Span;

/// The rule name of a post that is shown whole: who signs it may be called anything.
pub(super) const SHOWN: &str = "post-shown";

/// Letters of a signature's name, at most.
const NAME: usize = 60;
/// Letters of a handle, at most: those of X and Twitter have 15.
const HANDLE: usize = 15;
/// Letters that the date behind the handle may have.
const DATE: usize = 24;

/// The posts of a text, in its order.
pub(super) fn posts(text: &str, units: &[Unit<'_>]) -> Vec<Turn> {
    let mut found: Vec<Turn> = Vec::new();
    let mut first = 0;
    let mut before: Option<(usize, Span)> = None;
    for paragraph in units.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let end = first + paragraph.len();
        let Some(whole) = paragraph.iter().map(|u| u.span).reduce(Span::cover) else { continue };
        if let Some((dash, name)) = signature(text, whole) {
            let own = clean(text, Span::new(whole.start(), dash.start()));
            // a signature by itself stands behind the paragraph that it signs
            let (begin, content) = match before.filter(|_| own.is_empty()) {
                Some((at, content)) => (at, content),
                None => (first, own),
            };
            if content.of(text).contains(char::is_alphabetic) {
                found.push(Turn { label: name, colon: dash, content: vec![content], units: begin..end, rule: SHOWN });
            }
            before = None;
        } else {
            before = Some((first, clean(text, whole)));
        }
        first = end;
    }
    found
}

/// The dash and the name of a signature with which the paragraph ends.
fn signature(text: &str, paragraph: Span) -> Option<(Span, Span)> {
    let words = paragraph.of(text);
    let open = words.rfind(" (@")?;
    let handle = words[open + 3..].find(')').map(|close| &words[open + 3..open + 3 + close])?;
    let date = &words[open + 3 + handle.len() + 1..];
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if handle.is_empty()
        || handle.len() > HANDLE
        || !handle.chars().all(plain)
        || date.len() > DATE
        || date.contains(['.', '!', '?'])
    {
        return None;
    }
    let (at, dash) = words[..open].rmatch_indices(['—', '–']).next().or_else(|| words[..open].rmatch_indices("--").next())?;
    let from = at + dash.len();
    let name = words[from..open].trim();
    if name.is_empty() || name.len() > NAME || name.starts_with("Follow ") {
        return None;
    }
    let start = from + (words[from..open].len() - words[from..open].trim_start().len());
    let (dash, name) = (Span::new(at, from), Span::new(start, start + name.len()));
    let moved = |s: Span| Span::new(paragraph.start() + s.start(), paragraph.start() + s.end());
    Some((moved(dash), moved(name)))
}
