//! Tables of articles: a row is a record.

use super::Article;
use super::options::Columns;
use super::record::{Field, Fields, Layout, names, plain};
use crate::error::{Error, ErrorKind, Result};
use crate::table::{Record, Rows, separator};

/// Whether a line looks like the header of a table of articles: several short names, a usual one for the body among them.
pub(super) fn looks_like_header(line: &[u8]) -> bool {
    let Ok(line) = std::str::from_utf8(line) else { return false };
    let separator = char::from(separator(line.as_bytes()));
    let cells = line.trim().split(separator).map(|c| c.trim_matches('"')).collect::<Vec<_>>();
    let bodies = [Field::Text, Field::Html].map(Field::names).concat();
    cells.len() > 1
        && cells.iter().all(|c| !c.is_empty() && c.len() < 40 && !c.contains(' '))
        && cells.iter().any(|c| bodies.contains(&plain(c).as_str()))
}

/// The articles of a table, a row in memory at a time.
pub(super) struct TableArticles {
    rows: Rows,
    layout: Layout,
    record: Record,
}

impl TableArticles {
    pub(super) fn new(rows: Rows, columns: &Columns) -> Result<Self> {
        let layout = Layout::find("column", rows.headers(), columns)?;
        if !layout.has_body() {
            let there = rows.headers().iter().map(|h| format!("`{h}`")).collect::<Vec<_>>().join(", ");
            let reason = format!("has no column that holds the text: there are {there}; name the one that does");
            return Err(Error::new(ErrorKind::Column, reason));
        }
        Ok(TableArticles { rows, layout, record: Record::new() })
    }

    /// The first cell with words among the columns that may hold `field`.
    fn cell(&self, field: Field) -> Option<&str> {
        self.layout.places(field).iter().filter_map(|place| self.record.get(*place)).find(|cell| !is_missing(cell))
    }

    fn article(&self) -> Result<Article> {
        let owned = |field| self.cell(field).map(str::to_owned);
        let text_place = self.layout.places(Field::Text).first();
        let fields = Fields {
            text: owned(Field::Text).or_else(|| text_place.map(|_| String::new())),
            text_is_plain: text_place.is_some_and(|place| self.rows.headers()[*place] == "text"),
            html: owned(Field::Html),
            title: owned(Field::Title),
            outlet: owned(Field::Outlet),
            published: owned(Field::Published),
            url: owned(Field::Url),
            id: owned(Field::Id),
            language: owned(Field::Language),
            authors: self.cell(Field::Authors).map(names).unwrap_or_default(),
        };
        let article = fields.article().map_err(|e| e.record(self.record.number()))?;
        Ok(Article { record: Some(self.record.number()), ..article })
    }
}

/// What data frames write into a cell that holds nothing.
fn is_missing(cell: &str) -> bool {
    matches!(cell.trim(), "" | "nan" | "NaN" | "NaT" | "null" | "NULL" | "None" | "N/A")
}

impl Iterator for TableArticles {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.rows.read(&mut self.record) {
            Ok(true) => Some(self.article()),
            Ok(false) => None,
            Err(e) => Some(Err(e)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Format, from_reader};

    fn told(table: &'static str, columns: &Columns) -> Vec<String> {
        let rows = from_reader("t.csv", table.as_bytes(), Format::Csv { separator: None }).expect("a table");
        match TableArticles::new(rows, columns) {
            Ok(articles) => articles
                .map(|a| match a {
                    Ok(a) => format!("{}@{} {:?} {:?}", a.id, a.record.unwrap_or(0), a.outlet.unwrap_or_default(), a.text),
                    Err(e) => e.to_string(),
                })
                .collect(),
            Err(e) => vec![e.to_string()],
        }
    }

    #[test]
    fn rows_are_articles() {
        let table = "id,domain,maintext\na,tide.example,\"One, he said.\r\nTwo.\"\n,nan, kept \nc,d,nan\nd,e\n";
        assert_eq!(
            told(table, &Columns::default()),
            [
                "a@2 \"tide.example\" \"One, he said.\\r\\nTwo.\"",
                "@4 \"\" \" kept \"",
                "record 5: has an empty text: nothing to score",
                "t.csv:6: has 2 fields where the header names 3 columns: check its quotes and separators",
            ]
        );
    }

    #[test]
    fn a_wrong_column_lists_those_there_are() {
        let named = |text: &str| Columns { text: Some(text.into()), ..Columns::default() };
        let table = "id;Story body;date\n1;x;2026-01-01\n";
        assert_eq!(
            told(table, &named("story_body")),
            ["has no column `story_body`: there are `id`, `Story body`, `date`; did you mean `Story body`?"]
        );
        assert_eq!(told(table, &named("Story body")), ["1@2 \"\" \"x\""]);
        assert_eq!(
            told(table, &Columns::default()),
            ["has no column that holds the text: there are `id`, `Story body`, `date`; name the one that does"]
        );
    }
}
