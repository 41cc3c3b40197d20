//! Tables as CSV: RFC 4180, UTF-8, a header, nothing ever cut.
//!
//! A cell of words that starts with `=`, `+`, `-`, `@`, a tab or a carriage return gets a `'` before it, because spreadsheets
//! would run it as a formula; numbers are left as they are. So that the guard can be taken off again without a doubt, words that
//! start with such a guard already get one more: a `'` that stands before `'`s and one of those characters is always ours.

use super::document::Document;
use super::index::Index;
use super::row::{Cell, Statements, Table};

/// The statements of a document.
pub fn csv(document: &Document) -> Vec<u8> {
    table::<Statements>(&Index::new(document)).0
}

/// One table, and its number of rows.
pub fn table<T: Table>(index: &Index<'_>) -> (Vec<u8>, usize) {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let mut record = ::csv::StringRecord::new();
    T::COLUMNS.iter().for_each(|c| record.push_field(c.name));
    let mut write = |record: &::csv::StringRecord| writer.write_record(record).expect("memory takes records of one length");
    write(&record);
    let mut count = 0;
    for row in T::rows(index) {
        record.clear();
        T::COLUMNS.iter().for_each(|c| record.push_field(&shown((c.cell)(row))));
        write(&record);
        count += 1;
    }
    (writer.into_inner().expect("memory takes bytes"), count)
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
