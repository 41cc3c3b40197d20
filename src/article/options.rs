//! What a user may say about the input: its format, its columns, its encoding, its limits.

use crate::table;
use std::path::Path;

/// The formats that articles come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Plain text: the file is the article.
    Text,
    /// A page.
    Html,
    /// One record, an array of records, or an object that holds one.
    Json,
    /// One record a line.
    Jsonl,
    /// A table with a header line.
    Csv,
    /// Apache Parquet.
    Parquet,
}

impl Format {
    /// All formats, with the name and the file endings of each.
    pub const ALL: [(Format, &'static str, &'static [&'static str]); 6] = [
        (Format::Text, "text", &["txt", "md", "markdown", "text"]),
        (Format::Html, "html", &["html", "htm", "xhtml"]),
        (Format::Json, "json", &["json"]),
        (Format::Jsonl, "jsonl", &["jsonl", "ndjson"]),
        (Format::Csv, "csv", &["csv", "tsv", "tab"]),
        (Format::Parquet, "parquet", &["parquet", "pq"]),
    ];

    /// The format that a file name's ending stands for.
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Format::ALL.iter().find(|(.., endings)| endings.contains(&ending.as_str())).map(|(format, ..)| *format)
    }

    /// The format called `name`: `text`, `html`, `json`, `jsonl`, `csv` or `parquet`.
    pub fn named(name: &str) -> Option<Self> {
        Format::ALL.iter().find(|(_, known, _)| *known == name).map(|(format, ..)| *format)
    }

    /// The format that the first bytes of a file look like; text when they look like nothing else.
    pub(super) fn sniff(head: &[u8]) -> Self {
        if head.starts_with(b"PAR1") {
            return Format::Parquet;
        }
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        let start = head[..head.len().min(1_024)].to_ascii_lowercase();
        const PAGES: [&[u8]; 7] = [b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<main", b"<!--"];
        if PAGES.iter().any(|tag| start.starts_with(tag)) || (start.starts_with(b"<?xml") && contains(&start, b"<html")) {
            return Format::Html;
        }
        let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
        match head.first() {
            Some(b'[') if array_of_records(&head[1..]) => Format::Json,
            Some(b'{') if lines_of_records(head) => Format::Jsonl,
            Some(b'{') if contains(&start, b"\"") => Format::Json,
            _ if super::tabular::looks_like_header(line) => Format::Csv,
            _ => Format::Text,
        }
    }
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|w| w == needle)
}

/// `[` could begin a sentence: an array of records goes on with an object or ends.
fn array_of_records(rest: &[u8]) -> bool {
    matches!(rest.trim_ascii_start().first(), Some(b'{' | b']'))
}

/// A whole object on the first line and the start of another on the next line with anything on it.
fn lines_of_records(head: &[u8]) -> bool {
    let mut lines = head.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|l| !l.is_empty());
    let first = lines.next().unwrap_or_default();
    lines.next().is_some_and(|l| l.starts_with(b"{")) && serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok()
}

/// Which columns of a table, or fields of a record, hold what; those not named are found by their usual names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// The body (`text`, `body`, `content`, `article_text`, `maintext` …).
    pub text: Option<String>,
    /// The body as HTML (`html`, `body_html` …).
    pub html: Option<String>,
    /// The headline (`title`, `headline` …).
    pub title: Option<String>,
    /// The outlet, a name or a domain (`outlet`, `source`, `domain`, `publisher`, `site` …).
    pub outlet: Option<String>,
    /// The time of publication (`published`, `date`, `date_publish` …).
    pub published: Option<String>,
    /// The address (`url`, `link` …).
    pub url: Option<String>,
    /// The article's name (`id`, `article_id` …).
    pub id: Option<String>,
    /// The language (`language`, `lang` …).
    pub language: Option<String>,
    /// The reporters (`authors`, `author`, `byline` …).
    pub authors: Option<String>,
}

/// How to read.
///
/// | Name | Default | Purpose | Range |
/// |---|---|---|---|
/// | [`format`](ReadOptions::format) | none | the format of every input | none: by ending, else by content |
/// | [`columns`](ReadOptions::columns) | none | names of columns and fields | names that exist |
/// | [`encoding`](ReadOptions::encoding) | none | encoding of every input without a byte order mark | a label of the WHATWG Encoding Standard |
/// | [`separator`](ReadOptions::separator) | none | what stands between two cells of a CSV file | one ASCII character; none: found |
/// | [`max_bytes`](ReadOptions::max_bytes) | 20,000,000 | the largest article | 1 or more |
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// The format of every input, instead of the one that its ending or content says.
    pub format: Option<Format>,
    /// Names of columns and fields.
    pub columns: Columns,
    /// The encoding of every input that has no byte order mark, instead of the recognised one.
    pub encoding: Option<String>,
    /// What stands between two cells of a CSV file.
    pub separator: Option<u8>,
    /// Articles of more bytes are refused: a text of this size is a mistake, and scoring it would take the memory of all others.
    pub max_bytes: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions { format: None, columns: Columns::default(), encoding: None, separator: None, max_bytes: 20_000_000 }
    }
}

impl ReadOptions {
    /// The table format that these options mean for a CSV file at `path`.
    pub(super) fn csv(&self, path: &Path) -> table::Format {
        match (self.separator, table::Format::of_path(path)) {
            (None, Some(format @ table::Format::Csv { .. })) => format,
            (separator, _) => table::Format::Csv { separator },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_recognised_by_content() {
        let rows: [(&str, Format); 17] = [
            ("PAR1\u{15}\u{4}", Format::Parquet),
            ("\u{FEFF}<!DOCTYPE html><p>", Format::Html),
            ("  \n<HTML lang=en>", Format::Html),
            ("<?xml version=\"1.0\"?><html xmlns=\"x\">", Format::Html),
            ("<?xml version=\"1.0\"?><rss>", Format::Text),
            ("<3 is a heart, she said.", Format::Text),
            ("{\"text\": \"a\"}", Format::Json),
            ("{\n  \"text\": \"a\"\n}", Format::Json),
            ("{\"text\": \"a\"}\n\n{\"text\": \"b", Format::Jsonl),
            ("[ {\"text\": \"a\"}]", Format::Json),
            ("[Photo: the harbour] The ferry left, he said.", Format::Text),
            ("{sic} he wrote", Format::Text),
            ("id,title,text\n1,a,b\n", Format::Csv),
            ("url;headline;body\n", Format::Csv),
            ("The text, the whole text, and nothing else\n", Format::Text),
            ("", Format::Text),
            ("Plain words.", Format::Text),
        ];
        for (head, expected) in rows {
            assert_eq!(Format::sniff(head.as_bytes()), expected, "{head:?}");
        }
    }

    #[test]
    fn formats_are_recognised_by_ending_and_name() {
        let rows = [
            ("a/b.txt", Some(Format::Text)),
            ("b.MD", Some(Format::Text)),
            ("b.htm", Some(Format::Html)),
            ("b.ndjson", Some(Format::Jsonl)),
            ("b.tsv", Some(Format::Csv)),
            ("b.pq", Some(Format::Parquet)),
            ("b.pdf", None),
            ("html", None),
        ];
        for (path, expected) in rows {
            assert_eq!(Format::of_path(Path::new(path)), expected, "{path}");
        }
        for (format, name, _) in Format::ALL {
            assert_eq!(Format::named(name), Some(format));
        }
        assert_eq!(Format::named("docx"), None);
    }
}
