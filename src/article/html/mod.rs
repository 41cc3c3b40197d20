//! Pages: the article's text out of everything else, and what the page says of it.
//!
//! In: a page as text. Out: an article whose text has one line for each paragraph, heading or list item of the article.
//! The parser is html5ever; what is furniture ([`furniture`]), what a line is ([`lines`]) and which lines are the article
//! ([`body`]) are rules of our own. Where the page carries no text but its linked data do (pages that scripts fill), `articleBody`
//! is taken.
//!
//! What it does not do: run scripts, join the pages of one article, read images.

mod body;
mod dom;
mod furniture;
mod lines;
mod metadata;

use super::Article;
use crate::error::Result;
use dom::Page;
use metadata::Metadata;

/// Reads a page; the text is empty where the page has none. The id is left empty.
///
/// # Errors
/// Only when the elements nest deeper than any page does.
pub(super) fn article(html: &str) -> Result<Article> {
    let page = Page::parse(html)?;
    let metadata = metadata::read(&page);
    let mut article = Article::from_text("", text(&page, &metadata));
    if let Some(body) = metadata.body.filter(|body| article.text.len() * 3 < body.len()) {
        article.text = plain(&body);
    }
    article.title = metadata.title;
    article.outlet = metadata.outlet;
    article.url = metadata.url;
    article.authors = metadata.authors;
    article.published = metadata.published;
    article.language = metadata.language;
    Ok(article)
}

/// The main text of a page, one line for each block.
fn text(page: &Page, about: &Metadata) -> String {
    let marked = furniture::mark(page);
    let lines = lines::read(page, &marked);
    let selected = body::select(page, &marked, &lines, about);
    selected.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// The text of an `articleBody`: lines as they are, or markup.
fn plain(body: &str) -> String {
    let lines = if body.contains("</p>") || body.contains("<br") {
        let page = Page::parse(body).ok();
        page.map(|page| lines::read(&page, &vec![false; page.len()])).unwrap_or_default().into_iter().map(|l| l.text).collect()
    } else {
        body.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|l| !l.is_empty()).collect::<Vec<_>>()
    };
    lines.join("\n")
}

#[cfg(test)]
mod tests;
