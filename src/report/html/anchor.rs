//! Where things stand in the page: ids of our own making, since those of articles and claims come from outside.

use crate::report::document::Document;
use std::collections::BTreeMap;

/// A statement by its article and its place in it, both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The article.
    pub article: usize,
    /// The statement.
    pub statement: usize,
}

impl At {
    /// The id of its evidence: `a1s8`.
    pub fn id(self) -> String {
        format!("a{}s{}", self.article + 1, self.statement + 1)
    }

    /// The id of its mark in the text: `a1t8`.
    pub fn mark(self) -> String {
        format!("a{}t{}", self.article + 1, self.statement + 1)
    }
}

/// The id of an article's view.
pub fn article(number: usize) -> String {
    format!("a{}", number + 1)
}

/// The id of words in the text of an article.
pub fn words(article: usize, (start, end): (usize, usize)) -> String {
    format!("a{}w{start}-{end}", article + 1)
}

/// Ids of statements and claims, by the names they have in the document.
#[derive(Debug)]
pub struct Anchors<'a> {
    statements: BTreeMap<&'a str, At>,
    claims: BTreeMap<&'a str, usize>,
}

impl<'a> Anchors<'a> {
    /// Reads the document once.
    pub fn new(document: &'a Document) -> Self {
        let statements = document.articles.iter().enumerate().flat_map(|(article, a)| {
            a.statements.iter().enumerate().map(move |(statement, s)| (s.id.as_str(), At { article, statement }))
        });
        let claims = document.claims.iter().enumerate().map(|(at, c)| (c.id.as_str(), at));
        Anchors { statements: statements.collect(), claims: claims.collect() }
    }

    /// Where a statement stands.
    pub fn statement(&self, id: &str) -> Option<At> {
        self.statements.get(id).copied()
    }

    /// The id of a claim.
    pub fn claim(&self, id: &str) -> Option<String> {
        self.claims.get(id).map(|at| format!("c{}", at + 1))
    }
}

/// `s8` for `strait-talks#8`: enough inside one article.
pub fn local(id: &str) -> String {
    id.rsplit_once('#').map_or_else(|| id.to_owned(), |(_, number)| format!("s{number}"))
}
