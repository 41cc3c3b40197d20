//! Units: what the rules read at once. A sentence, or several that one quotation holds together.

use super::furniture;
use super::gazetteer::Medium;
use super::quotation::Quotation;
use super::token::{Token, tokens};
use crate::sentence::Sentence;
use crate::text::Span;

/// One unit.
#[derive(Debug, Clone)]
pub struct Unit<'t> {
    /// Where it stands.
    pub span: Span,
    /// Its paragraph.
    pub paragraph: usize,
    /// It is a heading.
    pub heading: bool,
    /// It says nothing: credits, labels.
    pub furniture: bool,
    /// Its words.
    pub tokens: Vec<Token<'t>>,
    /// For each token: it is part of the name of a medium up to this token number, else 0.
    pub media: Vec<usize>,
}

/// The units of a text.
pub fn units<'t>(text: &'t str, sentences: &[Sentence], quotations: &[Quotation], media: &[Medium<'_>]) -> Vec<Unit<'t>> {
    let mut units = Vec::new();
    for group in sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let whole = first.span.cover(last.span);
        let words = whole.of(text);
        let body = furniture::without_prefix(text, whole);
        let paragraph_is_furniture = furniture::paragraph(words) || body.is_empty();
        let heading = furniture::is_heading(body.of(text));
        for span in joined(group, quotations, body) {
            let furniture =
                paragraph_is_furniture || furniture::sentence(span.of(text)) || (heading && furniture::is_label(span.of(text)));
            let tokens = tokens(text, span, quotations);
            let media = name_media(&tokens, media);
            units.push(Unit { span, paragraph: first.paragraph, heading, furniture, tokens, media });
        }
    }
    units
}

/// Sentences of one paragraph, joined where a quotation runs over the boundary, cut to `body`.
fn joined(group: &[Sentence], quotations: &[Quotation], body: Span) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for sentence in group {
        if sentence.span.end() <= body.start() {
            continue;
        }
        let span = Span::new(sentence.span.start().max(body.start()), sentence.span.end());
        match spans.last_mut() {
            Some(last) if inside_quotation(quotations, last.end()) => *last = last.cover(span),
            _ => spans.push(span),
        }
    }
    spans
}

fn inside_quotation(quotations: &[Quotation], at: usize) -> bool {
    let next = quotations.partition_point(|q| q.outer.end() <= at);
    quotations.get(next).is_some_and(|q| q.outer.start() < at && at < q.outer.end())
}

fn name_media(tokens: &[Token<'_>], media: &[Medium<'_>]) -> Vec<usize> {
    let mut ends = vec![0; tokens.len()];
    for (i, token) in tokens.iter().enumerate() {
        if !token.word() {
            continue;
        }
        let next = media.partition_point(|m| m.span.end() <= token.span.start());
        let Some(medium) = media.get(next).filter(|m| m.span.start() <= token.span.start() && m.span.start() < token.span.end())
        else {
            continue;
        };
        let end = tokens[i..].iter().take_while(|t| t.span.start() < medium.span.end()).count();
        ends[i] = i + end;
    }
    ends
}
