//! A report as one web page that can be looked at, clicked through and mailed: no network, no other file.
//!
//! In: a document with its texts. Out: one HTML file. It has a view for each article (its text with every statement marked, and
//! the evidence of each), one for claims across reports, one for outlets and one on how to read it all. Without its script
//! everything stands on the page one after the other; the script shows one view at a time, opens evidence beside the text, shows
//! chains on hover and focus, and filters. It makes nothing: what it shows was written here.
//!
//! Texts of articles are not to be trusted. Everything that comes from outside is escaped in one place ([`markup`]); ids and
//! classes are our own; there is no link that leaves the page; and the page's own policy lets a browser run and apply nothing but
//! our script and our style, which it knows by their hashes ([`policy`]).
//!
//! What it does not do: compute. Shares of outlets are counts over counts; their intervals are `compare`'s.

mod about;
mod anchor;
mod article;
mod claims;
mod comparison;
mod diagram;
mod family;
mod filter;
mod markup;
mod outlets;
mod panel;
mod policy;
mod text;
mod time;
mod waterfall;

use super::document::{Article, Claim, Document, Place};
use super::index::Index;
use super::words;
use crate::error::{Error, ErrorKind, Result};
use anchor::Anchors;
pub use comparison::comparison_page;
use markup::Markup;
use std::collections::{BTreeMap, BTreeSet};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The document as one page.
///
/// # Errors
/// `Format` when an article's text is not in the document: statements cannot be marked in a text that is not there.
pub fn html(document: &Document) -> Result<String> {
    if let Some(without) = document.articles.iter().find(|a| a.text.is_none()) {
        let reason = format!(
            "has no text of article {}; expected an assessment saved with its texts: score again with --with-text, or at once with --format html",
            words::one_line(&without.id)
        );
        return Err(Error::new(ErrorKind::Format, reason));
    }
    Ok(Page::new(document).write())
}

/// What all parts of the page look things up in.
struct Page<'a> {
    index: Index<'a>,
    anchors: Anchors<'a>,
    /// The claims that each claim replaces.
    supersedes: BTreeMap<&'a str, Vec<&'a Claim>>,
    /// The places of words in each article's text that have an id.
    places: Vec<BTreeSet<(usize, usize)>>,
}

impl<'a> Page<'a> {
    fn new(document: &'a Document) -> Self {
        let mut supersedes: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
        for claim in &document.claims {
            claim.superseded_by.iter().for_each(|later| supersedes.entry(later).or_default().push(claim));
        }
        let places = document.articles.iter().map(text::places).collect();
        Page { index: Index::new(document), anchors: Anchors::new(document), supersedes, places }
    }

    fn document(&self) -> &'a Document {
        self.index.document
    }

    fn write(&self) -> String {
        let mut out = Markup::default();
        self.head(&mut out);
        self.navigation(&mut out);
        out.ours("<main id=\"main\">\n");
        for number in 0..self.document().articles.len() {
            article::view(self, number, &mut out);
        }
        claims::view(self, &mut out);
        outlets::view(self, &mut out);
        about::view(self, &mut out);
        out.ours("</main>\n<div id=\"peek\" hidden aria-hidden=\"true\"></div>\n<script>")
            .ours(SCRIPT)
            .ours("</script>\n</body>\n</html>\n");
        out.finish()
    }

    fn head(&self, out: &mut Markup) {
        out.ours("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", policy::POLICY)]);
        out.ours(concat!(
            "\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
            "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
        ));
        let title = match self.document().articles.as_slice() {
            [only] => only.title.clone().unwrap_or_else(|| only.id.clone()),
            several => words::counted(several.len(), "report", "reports"),
        };
        out.leaf("title", &[], &format!("{} – corroborate", words::one_line(&title)));
        out.ours("\n<style>").ours(STYLE).ours("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the report</a>\n");
    }

    fn navigation(&self, out: &mut Markup) {
        out.ours("<header class=\"top\">\n<nav aria-label=\"Views\"><ul>");
        let articles = &self.document().articles;
        for (number, article) in articles.iter().enumerate() {
            let label = if articles.len() == 1 { "Report" } else { article.id.as_str() };
            let title = article.title.as_deref().unwrap_or(&article.id);
            let target = format!("#{}", anchor::article(number));
            out.open("li", &[]).leaf("a", &[("href", &target), ("title", title)], label).close("li");
        }
        let claims = claims::shown(self).len();
        for (target, label) in [
            ("#claims", format!("Claims ({claims})")),
            ("#outlets", "Outlets".to_owned()),
            ("#about", "How to read this".to_owned()),
            ("#all", "All on one page".to_owned()),
        ] {
            out.open("li", &[("class", if target == "#all" { "script" } else { "" })])
                .leaf("a", &[("href", target)], &label)
                .close("li");
        }
        out.ours("</ul></nav>\n");
        filter::form(self, out);
        out.ours("</header>\n");
    }

    /// Links to statements by their shortest names, with commas between.
    fn statement_links<'s>(&self, ids: impl Iterator<Item = &'s str>, out: &mut Markup) {
        for (index, id) in ids.enumerate() {
            if index > 0 {
                out.say(", ");
            }
            self.statement_link(id, &self.index.short_id(id), out);
        }
    }

    fn statement_link(&self, id: &str, label: &str, out: &mut Markup) {
        match self.anchors.statement(id) {
            Some(at) => out.leaf("a", &[("href", &format!("#{}", at.id())), ("data-s", &at.id())], label),
            None => out.say(label),
        };
    }

    /// A statement by its outlet, its article and its time; inside its own article by its number.
    fn report_link(&self, id: &str, here: Option<&Article>, out: &mut Markup) {
        let Some(article) = self.index.article(id) else {
            out.say(id);
            return;
        };
        if here.is_some_and(|h| h.id == article.id) {
            self.statement_link(id, &format!("{} in this report", anchor::local(id)), out);
            return;
        }
        let outlet = outlet_name(article);
        self.statement_link(id, &format!("{outlet}, {}", self.index.short_id(id)), out);
        if let Some(published) = &article.published {
            out.say(" ").leaf("time", &[("datetime", published)], &time::short(published));
        }
    }

    /// Words in the text, as a link to their place.
    fn words(&self, article: usize, place: &Place, out: &mut Markup) {
        self.place((article, (place.start, place.end)), &format!("“{}”", place.text), out);
    }

    /// A link to a place in the text of an article; the label alone where no such words stand there.
    fn place(&self, (article, place): (usize, (usize, usize)), label: &str, out: &mut Markup) {
        if self.places.get(article).is_some_and(|places| places.contains(&place)) {
            out.leaf("a", &[("class", "to"), ("href", &format!("#{}", anchor::words(article, place)))], label);
        } else {
            out.say(label);
        }
    }

    /// What the registry holds, with its date; the whole entry stands in the view on how to read this.
    fn registry_line(&self, id: Option<&str>, out: &mut Markup) {
        let Some(entry) = self.index.outlet(id) else { return };
        out.open("small", &[]).say("Registry: ").leaf(
            "a",
            &[("href", &format!("#{}", self.registry_id(&entry.id)))],
            &entry.name,
        );
        out.say(&format!(", ownership {}, control {}, checked ", plain(entry.ownership.as_str()), plain(entry.control.as_str())));
        out.leaf("time", &[("datetime", &entry.checked_on)], &entry.checked_on).say(".");
        out.close("small");
    }

    fn registry_id(&self, id: &str) -> String {
        let at = self.document().registry.used.iter().position(|e| e.id == id).unwrap_or_default();
        format!("r{}", at + 1)
    }
}

/// An identifier as words.
fn plain(identifier: &str) -> String {
    identifier.replace(['_', '-'], " ")
}

/// Who published it, as far as known.
fn outlet_name(article: &Article) -> &str {
    match &article.outlet {
        Some(outlet) => outlet.name.as_deref().unwrap_or("outlet without a name"),
        None => "outlet not given",
    }
}
