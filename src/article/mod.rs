//! Articles as published, and reading them from files.
//!
//! In: paths of files and directories, `-`, or bytes in memory. Out: [`Article`]s one at a time ([`Reader::read`]), each with the
//! text exactly as it stands (plain text, records) or as a reader of the page sees it (HTML), and what the metadata say of
//! it. A file or record that cannot be read is an error of its own with its place and what to do, and reading goes on.
//!
//! - Text and HTML files are called by their stem, records by their `id`, else `STEM:LINE`. Where two inputs share a stem,
//!   both go by their relative path; where an id has been given before, `~2`, `~3` … is added in the order of reading.
//! - JSON Lines and CSV are streams: one record in memory. A JSON file and a page are read whole.
//!
//! What it does not do: fetch anything, join paragraphs that were broken, correct or translate.

mod encoding;
mod html;
mod input;
mod json;
mod language;
mod options;
mod published;
mod reader;
mod record;
mod tabular;

use serde::{Deserialize, Serialize};
use std::fmt;

pub use options::{Columns, Format, ReadOptions};
pub use reader::{Articles, Reader, files};

/// Names one article within an assessment: a file's stem, a record's `id`, or `STEM:LINE`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub String);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// When an article was published: an ISO 8601 date, or date and time, that sorts by time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// As given, in ISO 8601: `2025-05-16` or `2025-05-16T09:40:00Z`.
    pub iso: String,
    /// Seconds since 1970-01-01T00:00Z; a bare date counts as its first second in UTC.
    pub seconds: i64,
}

/// One report as published. The text is kept exactly as read: never trimmed, never normalised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Its name in this assessment.
    pub id: ArticleId,
    /// The file it was read from, as given on the command line.
    pub path: Option<String>,
    /// Its record in that file, counted from 1.
    pub record: Option<u64>,
    /// The body.
    pub text: String,
    /// The headline, where it is metadata and not part of the text.
    pub title: Option<String>,
    /// The outlet as given: a name or a domain.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Reporters named in the metadata.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// The language as ISO 639-1 where it was declared or recognised with confidence.
    pub language: Option<String>,
}

impl Article {
    /// An article that is nothing but its text.
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Self {
        Article {
            id: ArticleId(id.into()),
            path: None,
            record: None,
            text: text.into(),
            title: None,
            outlet: None,
            url: None,
            authors: Vec::new(),
            published: None,
            language: None,
        }
    }

    /// Whether the article is in English, where its language is known: the methods are made for English.
    pub fn is_english(&self) -> Option<bool> {
        self.language.as_deref().map(|l| l == "en")
    }
}

impl From<crate::error::Error> for Skipped {
    fn from(error: crate::error::Error) -> Self {
        let path = error.path().map(|p| p.display().to_string());
        Skipped { path, record: error.record_number(), reason: error.reason().to_owned() }
    }
}

/// The last character boundary at or before `at`; the end of the text where it is shorter.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// An input that could not be read, kept beside the result so that nothing is lost silently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The file.
    pub path: Option<String>,
    /// The record in it, counted from 1.
    pub record: Option<u64>,
    /// Why.
    pub reason: String,
}
