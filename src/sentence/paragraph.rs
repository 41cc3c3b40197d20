//! Paragraphs: lines with text, or blocks between blank lines where the text is hard-wrapped.

use crate::text::Span;

/// The paragraphs of a text, without white space at their edges.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let wrapped = is_hard_wrapped(text, &lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut previous: Option<usize> = None;
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        match (previous, paragraphs.last_mut()) {
            (Some(before), Some(last)) if wrapped && before + 1 == number => *last = last.cover(*line),
            _ => paragraphs.push(*line),
        }
        previous = Some(number);
    }
    paragraphs
}

/// Every line, trimmed; blank ones are empty spans.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split_inclusive(['\n', '\u{2028}', '\u{2029}', '\u{0B}', '\u{0C}'])
        .map(|line| {
            let span = Span::new(start, start + line.len()).trim(text);
            start += line.len();
            span
        })
        .collect()
}

/// Hard-wrapped text breaks its lines in mid-sentence, at an even width; published paragraphs do not.
fn is_hard_wrapped(text: &str, lines: &[Span]) -> bool {
    const WIDTH: std::ops::Range<usize> = 45..101;
    let (mut breaks, mut inside) = (0, 0);
    for pair in lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty()) {
        breaks += 1;
        let ends_open = !pair[0].of(text).ends_with(['.', '!', '?', ':', '”', '"', '…', ')']);
        inside += usize::from(ends_open && WIDTH.contains(&pair[0].of(text).chars().count()));
    }
    breaks >= 3 && inside * 2 > breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        paragraphs(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn lines_are_paragraphs() {
        assert_eq!(found("One.\nTwo.\r\n\r\n  Three. \n"), ["One.", "Two.", "Three."]);
        assert!(found("").is_empty());
        assert!(found(" \n\t\n").is_empty());
    }

    #[test]
    fn wrapped_lines_join_to_the_next_blank_line() {
        let wrapped = "The harbour master said on Monday that the second pier would\nstay closed until the divers had looked at every pile, which\nthey could not do before the wind dropped, he told the crews\nwho were waiting.\n\nNobody complained.";
        assert_eq!(found(wrapped).len(), 2);
    }
}
