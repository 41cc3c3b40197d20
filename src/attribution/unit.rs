//! Units: what the rules read at once. A sentence, or several that one quotation holds together.

use super::furniture;
use super::gazetteer::{Gazetteer, Medium};
use super::phrase::WEEKDAYS;
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
pub fn units<'t>(
    text: &'t str,
    sentences: &[Sentence],
    quotations: &[Quotation],
    media: &[Medium<'_>],
    gazetteer: &Gazetteer,
) -> Vec<Unit<'t>> {
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
            let mut media = name_media(&tokens, media);
            name_relays(&tokens, &mut media, gazetteer);
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

/// "told People", "in an interview with the Globe", "according to TIME": where the next to hand it on is named, a name that other things
/// bear too means the outlet.
fn name_relays(tokens: &[Token<'_>], media: &mut [usize], gazetteer: &Gazetteer) {
    for i in 0..tokens.len() {
        let told = matches!(&*tokens[i].lower, "told" | "tells" | "tell" | "telling");
        let before = |words: &[&str]| i > 0 && words.contains(&&*tokens[i - 1].lower);
        let relays = match &*tokens[i].lower {
            "to" => before(&["according", "confirmed", "spoke", "talked", "statement", "interview"]),
            "with" => before(&["interview", "spoke"]),
            "by" => before(&["reported", "obtained", "quoted"]),
            _ => told,
        };
        let name = i + 1 + usize::from(tokens.get(i + 1).is_some_and(|t| t.lower == "the"));
        let stop = (name..tokens.len()).find(|k| !tokens[*k].capital()).unwrap_or(tokens.len());
        if !relays || stop == name || media[name] != 0 || !tokens[name].capital() {
            continue;
        }
        // "told Post reporters", "told People in May": a weekday behind is no part of the name
        let known = |end: &usize| gazetteer.is_short_name(&tokens[name..*end]);
        if let Some(end) = (name + 1..=stop.min(name + 2)).rev().find(known).filter(|end| *end == stop || is_day(&tokens[*end])) {
            media[name..end].fill(end);
        }
    }
}

fn is_day(token: &Token<'_>) -> bool {
    WEEKDAYS.contains(&token.lower)
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
