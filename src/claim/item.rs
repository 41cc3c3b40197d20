//! Statements made ready for grouping: what each says of what, who says it, and whether they deny it.

use super::dismissal::{denied_of, denies_the_last, is_silence, told_to_deny};
use super::normalise::worded;
use super::{Reading, StatementId};
use crate::attribution::Statement;
use crate::provenance::Tag;

/// A statement as it is grouped: who says it of what, and whether they deny it.
pub(super) struct Item<'a> {
    pub id: StatementId,
    pub denied: bool,
    pub order: ((bool, i64, &'a crate::article::ArticleId), usize),
    pub story: &'a str,
    /// Year and month of its report.
    pub published: Option<(u16, usize)>,
    /// Who says it.
    pub source: String,
    /// The same with all that the article says of them.
    pub speaker: String,
    /// The state that the source or the medium that carries it speaks for.
    pub state: Option<String>,
    pub text: String,
    /// Its words alone.
    pub sentence: String,
    /// It tells only that somebody said nothing.
    pub silent: bool,
}

/// The statements of an article, in order; what only denies another takes over what that one says.
pub(super) fn items<'a>(reading: &Reading<'a>, story: &'a str) -> Vec<Item<'a>> {
    let order = {
        let seconds = reading.article.published.as_ref().map(|p| p.seconds);
        (seconds.is_none(), seconds.unwrap_or(0), &reading.article.id)
    };
    let published = reading.article.published.as_ref().and_then(|date| {
        let mut parts = date.iso.splitn(3, '-');
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    });
    let source = |statement: &Statement| match statement.chain.first() {
        Some(source) => worded(source.resolved_name.as_deref().unwrap_or(&source.name)),
        None => format!("in {}", reading.article.id),
    };
    let speaker = |statement: &Statement| {
        let source = statement.chain.first();
        let described = source.and_then(|source| source.described.first().or(source.mention.as_ref()));
        let name = source.map(|source| source.resolved_name.as_deref().unwrap_or(&source.name));
        format!("{} {}", name.unwrap_or_default(), described.map_or("", |words| words.text.as_str()))
    };
    let state = |place: usize| {
        let nodes = &reading.tags.get(place)?.nodes;
        let controlled = |tag: &&Tag| tag.line.as_ref().is_some_and(|line| line.starts_with("state:"));
        nodes.first().and_then(|tag| tag.country.clone()).or_else(|| nodes.iter().find(controlled)?.country.clone())
    };
    let text = |statement: &Statement| statement.content.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
    let mut found: Vec<Item<'a>> = Vec::with_capacity(reading.statements.len());
    for (place, statement) in reading.statements.iter().enumerate() {
        let (source, own) = (source(statement), text(statement));
        // "That is a lie": of what the statement before says, which is nobody's own denial
        let sentence = worded(&own);
        let last = if denies_the_last(&sentence, statement.denied) {
            let theirs = |owner: &str| found.iter().rev().find(|item| item.source.split(' ').any(|word| word == owner));
            denied_of(&sentence).and_then(theirs).or(found.last()).filter(|last| last.denied || last.source != source)
        } else {
            None
        };
        let (text, sentence, denied) = match (last, told_to_deny(&own, statement.denied)) {
            (Some(last), _) => (last.text.clone(), last.sentence.clone(), true),
            (None, Some((told, denied))) => (told.to_owned(), worded(told), denied),
            (None, None) => (own, sentence, statement.denied),
        };
        found.push(Item {
            id: reading.id(statement),
            denied,
            order: (order, statement.number),
            story,
            published,
            source,
            speaker: speaker(statement),
            state: state(place),
            silent: is_silence(&sentence),
            sentence,
            text,
        });
    }
    found
}
