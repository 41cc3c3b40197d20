//! Articles out of records: which field holds what, whatever it is called.

use super::options::Columns;
use super::{Article, Published, html, language};
use crate::error::{Error, ErrorKind, Result};
use crate::table::no_column;

/// What a record may say of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Text,
    Html,
    Title,
    Outlet,
    Published,
    Url,
    Id,
    Language,
    Authors,
}

impl Field {
    pub(super) const ALL: [Field; 9] = [
        Field::Text,
        Field::Html,
        Field::Title,
        Field::Outlet,
        Field::Published,
        Field::Url,
        Field::Id,
        Field::Language,
        Field::Authors,
    ];

    /// Its usual names, the likeliest first, written as [`plain`] writes them.
    #[rustfmt::skip]
    pub(super) fn names(self) -> &'static [&'static str] {
        match self {
            Field::Text => &["text", "body", "content", "articletext", "maintext", "articlebody", "bodytext", "fulltext", "plaintext",
                "storytext", "articlecontent", "newstext", "story", "article", "transcript", "bodies"],
            Field::Html => &["html", "bodyhtml", "contenthtml", "articlehtml", "rawhtml", "htmlbody"],
            Field::Title => &["title", "headline", "articletitle", "headlines", "hed"],
            Field::Outlet => &["outlet", "source", "domain", "publisher", "site", "sourcename", "sitename", "sourcedomain", "publication",
                "medianame", "newspaper", "website", "provider"],
            Field::Published => &["published", "date", "datepublish", "datepublished", "publishedat", "publishdate", "publisheddate",
                "publicationdate", "pubdate", "publishedtime", "versioncreated", "datetime", "timestamp", "time",
                "created", "createdat"],
            Field::Url => &["url", "link", "uri", "href", "articleurl", "canonicalurl", "permalink", "weburl"],
            Field::Id => &["id", "articleid", "guid", "docid", "documentid", "uuid"],
            Field::Language => &["language", "lang", "inlanguage", "languagecode"],
            Field::Authors => &["authors", "author", "byline", "bylines", "by", "creator", "journalist", "reporter"],
        }
    }

    fn given(self, columns: &Columns) -> Option<&str> {
        let given = match self {
            Field::Text => &columns.text,
            Field::Html => &columns.html,
            Field::Title => &columns.title,
            Field::Outlet => &columns.outlet,
            Field::Published => &columns.published,
            Field::Url => &columns.url,
            Field::Id => &columns.id,
            Field::Language => &columns.language,
            Field::Authors => &columns.authors,
        };
        given.as_deref()
    }
}

/// A field's name without case and separators: `date_publish`, `datePublish` and `Date publish` are one.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// For every [`Field`] the fields of a record that may hold it, the likeliest first: places in `names`.
pub(super) struct Layout([Vec<usize>; 9]);

impl Layout {
    /// Finds the fields among `names`; `what` is their word in messages (`column`, `field`).
    pub(super) fn find<S: AsRef<str>>(what: &str, names: &[S], columns: &Columns) -> Result<Self> {
        let plain_names = names.iter().map(|n| plain(n.as_ref())).collect::<Vec<_>>();
        let mut places: [Vec<usize>; 9] = Default::default();
        for field in Field::ALL {
            places[field as usize] = match field.given(columns) {
                Some(given) => match names.iter().position(|n| n.as_ref() == given) {
                    Some(place) => vec![place],
                    None => return Err(Error::new(ErrorKind::Column, no_column(what, given, names))),
                },
                // a body that was named is the only body
                None if field == Field::Html && columns.text.is_some() => Vec::new(),
                None if field == Field::Text && columns.html.is_some() => Vec::new(),
                None => field.names().iter().filter_map(|n| plain_names.iter().position(|p| p == n)).collect(),
            };
        }
        Ok(Layout(places))
    }

    /// Whether there is any body.
    pub(super) fn has_body(&self) -> bool {
        !self.0[Field::Text as usize].is_empty() || !self.0[Field::Html as usize].is_empty()
    }

    /// The places that may hold `field`.
    pub(super) fn places(&self, field: Field) -> &[usize] {
        &self.0[field as usize]
    }
}

/// One record's words for the article, before they are understood.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) text: Option<String>,
    /// Whether the text came from a field whose name promises plain text.
    pub(super) text_is_plain: bool,
    pub(super) html: Option<String>,
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
    pub(super) id: Option<String>,
    pub(super) language: Option<String>,
    pub(super) authors: Vec<String>,
}

impl Fields {
    /// The article; its id is empty where the record has none.
    pub(super) fn article(mut self) -> Result<Article> {
        // exports of content systems keep markup in `content` and `body`
        if let Some(markup) = self.text.take_if(|t| !self.text_is_plain && is_markup(t)) {
            self.html.get_or_insert(markup);
        }
        let mut article = match (self.text, self.html) {
            (Some(text), _) if !text.trim().is_empty() => Article::from_text("", text),
            (_, Some(page)) if !page.trim().is_empty() => html::article(&page)?,
            (Some(_), _) | (_, Some(_)) => return Err(empty("has an empty text: nothing to score")),
            (None, None) => {
                return Err(empty("has no text: expected a field `text` or `html`, or the name of the field that holds it"));
            }
        };
        article.id.0 = self.id.unwrap_or_default();
        article.title = self.title.or(article.title);
        article.outlet = self.outlet.or(article.outlet);
        article.url = self.url.or(article.url);
        article.published = self.published.as_deref().and_then(Published::parse).or(article.published);
        article.language = self.language.as_deref().and_then(language::declared).or(article.language);
        if !self.authors.is_empty() {
            article.authors = self.authors;
        }
        Ok(article)
    }
}

fn empty(reason: &str) -> Error {
    Error::new(ErrorKind::Empty, reason)
}

fn is_markup(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with('<') && ["</p>", "</div>", "<br", "</h2>"].iter().any(|tag| text.contains(tag))
}

/// Names out of a byline: `By Ann Lee and Bo Chan; Cy Dee`.
pub(super) fn names(byline: &str) -> Vec<String> {
    let line = byline.trim();
    let line = line.strip_prefix("By ").or_else(|| line.strip_prefix("by ")).unwrap_or(line);
    let parts = line.split([';', ',', '|', '&']).flat_map(|p| p.split(" and ")).map(str::trim);
    parts.filter(|p| !p.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_are_found_whatever_their_spelling() {
        let rows: [(&[&str], Field, &[usize]); 8] = [
            (&["id", "headline", "articleText"], Field::Text, &[2]),
            (&["content", "text"], Field::Text, &[1, 0]),
            (&["Date publish", "maintext"], Field::Published, &[0]),
            (&["date_publish", "maintext"], Field::Published, &[0]),
            (&["_id", "Body"], Field::Id, &[0]),
            (&["source_domain", "source"], Field::Outlet, &[1, 0]),
            (&["body-html"], Field::Html, &[0]),
            (&["textile"], Field::Text, &[]),
        ];
        for (names, field, expected) in rows {
            let layout = Layout::find("column", names, &Columns::default()).expect("nothing is named");
            assert_eq!(layout.places(field), expected, "{field:?} in {names:?}");
        }
    }

    #[test]
    fn a_named_column_must_exist_and_is_the_only_one() {
        let columns = Columns { text: Some("story".into()), ..Columns::default() };
        let layout = Layout::find("column", &["text", "story", "html"], &columns).expect("it exists");
        assert_eq!(layout.places(Field::Text), [1]);
        assert!(layout.places(Field::Html).is_empty());
        let error = Layout::find("column", &["text", "storey"], &columns).err().map(|e| e.to_string());
        assert_eq!(error.as_deref(), Some("has no column `story`: there are `text`, `storey`; did you mean `storey`?"));
    }

    #[test]
    fn bylines_give_names() {
        let rows: [(&str, &[&str]); 5] = [
            ("By Ann Lee and Bo Chan", &["Ann Lee", "Bo Chan"]),
            ("Ann Lee; Bo Chan", &["Ann Lee", "Bo Chan"]),
            ("Ann Lee, Bo Chan & Cy Dee", &["Ann Lee", "Bo Chan", "Cy Dee"]),
            ("Anderson", &["Anderson"]),
            (" ", &[]),
        ];
        for (byline, expected) in rows {
            assert_eq!(names(byline), expected, "{byline:?}");
        }
    }
}
