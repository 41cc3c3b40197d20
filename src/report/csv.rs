//! The statements table as CSV: RFC 4180, UTF-8, a header, one row a statement, nothing ever cut.
//!
//! A cell of words that starts with `=`, `+`, `-`, `@`, a tab or a carriage return gets a `'` before it, because spreadsheets
//! would run it as a formula; numbers are left as they are.

use super::document::Document;
use super::index::Index;
use super::row::{COLUMNS, Cell, rows};

/// The statements of a document.
pub fn csv(document: &Document) -> Vec<u8> {
    let index = Index::new(document);
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let mut record = ::csv::StringRecord::new();
    COLUMNS.iter().for_each(|c| record.push_field(c.name));
    let mut write = |record: &::csv::StringRecord| writer.write_record(record).expect("memory takes records of one length");
    write(&record);
    for row in rows(&index) {
        record.clear();
        COLUMNS.iter().for_each(|c| record.push_field(&shown((c.cell)(row))));
        write(&record);
    }
    writer.into_inner().expect("memory takes bytes")
}

fn shown(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(words) => guarded(words),
        Cell::Count(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

fn guarded(words: String) -> String {
    if words.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{words}") } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for (cell, want) in [
            (Cell::Text("=1+1".into()), "'=1+1"),
            (Cell::Text("@SUM(A1)".into()), "'@SUM(A1)"),
            (Cell::Text("-5 degrees, they said".into()), "'-5 degrees, they said"),
            (Cell::Text("a=b".into()), "a=b"),
            (Cell::Number(-2.5), "-2.5"),
            (Cell::Number(0.5), "0.5"),
            (Cell::Flag(false), "false"),
            (Cell::Empty, ""),
        ] {
            assert_eq!(shown(cell), want);
        }
    }

    #[test]
    fn every_column_has_a_name_of_its_own_and_a_meaning() {
        let mut names: Vec<&str> = COLUMNS.iter().map(|c| c.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), COLUMNS.len());
        assert!(COLUMNS.iter().all(|c| !c.meaning.is_empty()));
    }
}
