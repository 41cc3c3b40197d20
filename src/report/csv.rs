//! Tables as CSV: RFC 4180, UTF-8, a header, nothing ever cut.
//!
//! A cell of words that starts with `=`, `+`, `-`, `@`, a tab or a carriage return gets a `'` before it, because spreadsheets
//! would run it as a formula; numbers are left as they are. So that the guard can be taken off again without a doubt, words that
//! start with such a guard already get one more: a `'` that stands before `'`s and one of those characters is always ours.

use super::document::Document;
use super::index::Index;
use super::row::{Cell, Statements, Table};
use crate::error::{Error, ErrorKind, Result};
use std::io::Write;

/// The statements of a document.
pub fn csv(document: &Document) -> Vec<u8> {
    table::<Statements>(&Index::new(document)).0
}

/// One table.
pub fn table<T: Table>(index: &Index<'_>) -> (Vec<u8>, usize) {
    let mut writer = writer(Vec::new());
    header::<T>(&mut writer).expect("memory takes bytes");
    let rows = rows::<T>(index, &mut writer).expect("memory takes bytes");
    (writer.into_inner().expect("memory takes bytes"), rows)
}

/// The statements of many documents, one after another.
pub struct StatementsCsv<W: Write>(::csv::Writer<W>);

impl<W: Write> StatementsCsv<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// When the sink does not take it.
    pub fn new(sink: W) -> Result<Self> {
        let mut writer = writer(sink);
        header::<Statements>(&mut writer).map_err(unwritten)?;
        Ok(StatementsCsv(writer))
    }

    /// Writes the rows of a document.
    ///
    /// # Errors
    /// When the sink does not take them.
    pub fn add(&mut self, index: &Index<'_>) -> Result<()> {
        rows::<Statements>(index, &mut self.0).map(|_| ()).map_err(unwritten)
    }

    /// Hands everything on to the sink.
    ///
    /// # Errors
    /// When the sink does not take it.
    pub fn finish(mut self) -> Result<()> {
        self.0.flush().map_err(|e| unwritten(e.into()))
    }
}

fn unwritten(error: ::csv::Error) -> Error {
    Error::new(ErrorKind::Io, format!("the statements cannot be written: {error}")).because(error)
}

/// A writer as the specification wants it.
pub fn writer<W: Write>(sink: W) -> ::csv::Writer<W> {
    ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(sink)
}

/// Writes the names of the columns.
pub fn header<T: Table>(writer: &mut ::csv::Writer<impl Write>) -> ::csv::Result<()> {
    writer.write_record(T::COLUMNS.iter().map(|c| c.name))
}

/// Writes the rows of a document and gives their number.
pub fn rows<T: Table>(index: &Index<'_>, writer: &mut ::csv::Writer<impl Write>) -> ::csv::Result<usize> {
    let mut record = ::csv::StringRecord::new();
    let mut count = 0;
    for row in T::rows(index) {
        record.clear();
        T::COLUMNS.iter().for_each(|c| record.push_field(&shown((c.cell)(row))));
        writer.write_record(&record)?;
        count += 1;
    }
    Ok(count)
}

/// The cell as it stands in a file, guarded.
pub(super) fn shown(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(words) => guarded(words),
        Cell::Count(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

fn guarded(words: String) -> String {
    let runs = words.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']);
    if runs { format!("'{words}") } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for (cell, want) in [
            (Cell::Text("=1+1".into()), "'=1+1"),
            (Cell::Text("@SUM(A1)".into()), "'@SUM(A1)"),
            (Cell::Text("-5 degrees, they said".into()), "'-5 degrees, they said"),
            (Cell::Text("'=1+1".into()), "''=1+1"),
            (Cell::Text("'Tis so".into()), "'Tis so"),
            (Cell::Text("a=b".into()), "a=b"),
            (Cell::Number(-2.5), "-2.5"),
            (Cell::Number(0.5), "0.5"),
            (Cell::Flag(false), "false"),
            (Cell::Empty, ""),
        ] {
            assert_eq!(shown(cell), want);
        }
    }

    proptest! {
        /// What `datapackage.json` tells readers to do gives the words back.
        #[test]
        fn the_guard_comes_off_again(words in "['=+@a-]{0,6}") {
            let written = guarded(words.clone());
            prop_assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r']));
            let guard = written.starts_with('\'') && written.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']);
            prop_assert_eq!(if guard { &written[1..] } else { &written[..] }, words);
        }
    }
}
