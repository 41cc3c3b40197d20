//! The tables: one definition of their columns for every format that has them.
//!
//! A [`Table`] says what its rows are, what each column holds and means, and which columns name a row or point to another table.
//! CSV, the description of a data package, and whatever comes later are written from that.

mod articles;
mod chain;
mod claims;
mod contributions;
mod origins;
mod outlets;
mod statements;

use super::index::Index;
use serde::Serialize;

pub use articles::Articles;
pub use chain::Chain;
pub use claims::Claims;
pub use origins::Origins;
pub use outlets::AllOutlets;
pub use statements::Statements;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known, or it does not apply.
    Empty,
    /// Words.
    Text(String),
    /// A count.
    Count(u64),
    /// A measure.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Words that name the row; never empty.
    Key,
    /// Words.
    Text,
    /// A count.
    Count,
    /// A measure.
    Number,
    /// Yes or no.
    Flag,
}

/// One column: its name, type, unit, meaning, and where its cells come from.
pub struct Column<T: Table + ?Sized> {
    /// Name in snake_case.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnType,
    /// The unit of a number; empty where it has none.
    pub unit: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Its cell in a row.
    pub cell: for<'a> fn(T::Row<'a>) -> Cell,
}

/// Columns that point to another table: own columns, the table, its columns.
pub type Reference = (&'static [&'static str], &'static str, &'static [&'static str]);

/// A table.
pub trait Table: 'static {
    /// What a row is made from.
    type Row<'a>: Copy;
    /// Its name, which is its file's name too.
    const NAME: &'static str;
    /// What it holds.
    const MEANING: &'static str;
    /// The columns that name a row.
    const KEY: &'static [&'static str];
    /// Where its columns point.
    const REFERENCES: &'static [Reference];
    /// Its columns, in order. Columns may be added at the end, never renamed.
    const COLUMNS: &'static [Column<Self>];

    /// Whether its rows hold rows of the chain table, in formats that can nest.
    const HOLDS_CHAIN: bool = false;

    /// How many sources a row holds.
    fn sources(_row: Self::Row<'_>) -> usize {
        0
    }

    /// Its rows, in the order of the document.
    fn rows<'a>(index: &'a Index<'a>) -> impl Iterator<Item = Self::Row<'a>>;
}

/// What a visitor of all tables is shown.
pub trait Visit {
    /// One table.
    fn table<T: Table>(&mut self);
}

/// Shows every table to a visitor, in the order of a data package.
pub fn every(visitor: &mut impl Visit) {
    visitor.table::<Articles>();
    visitor.table::<Statements>();
    visitor.table::<Chain>();
    visitor.table::<Claims>();
    visitor.table::<Origins>();
    visitor.table::<contributions::Contributions>();
    visitor.table::<outlets::Outlets>();
}

macro_rules! columns {
    ($($name:ident $kind:ident $(in $unit:literal)? $meaning:literal => $cell:expr,)+) => {
        &[$(crate::report::row::Column {
            name: stringify!($name),
            kind: crate::report::row::ColumnType::$kind,
            unit: concat!($($unit)?),
            meaning: $meaning,
            cell: $cell,
        },)+]
    };
}
use columns;

fn text(words: impl Into<String>) -> Cell {
    let words = words.into();
    if words.is_empty() { Cell::Empty } else { Cell::Text(words) }
}

fn optional(words: Option<&str>) -> Cell {
    words.map_or(Cell::Empty, text)
}

fn count(number: usize) -> Cell {
    Cell::Count(number as u64)
}

/// The identifier that files use for a value.
fn identifier<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(words)) => words,
        _ => String::new(),
    }
}

fn name<T: Serialize>(value: &T) -> Cell {
    text(identifier(value))
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(" > ")
}

/// Several ids in one cell.
fn listed(ids: &[String]) -> Cell {
    text(ids.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// The columns of each table, and where they point.
    #[derive(Default)]
    struct Seen(BTreeMap<&'static str, Vec<&'static str>>, Vec<(&'static str, Reference)>);

    impl Visit for Seen {
        fn table<T: Table>(&mut self) {
            let mut names: Vec<&str> = T::COLUMNS.iter().map(|c| c.name).collect();
            assert!(T::COLUMNS.iter().all(|c| !c.meaning.is_empty()), "{}: a column without a meaning", T::NAME);
            assert!(T::KEY.iter().all(|key| names.contains(key)), "{}: its key is no column of its own", T::NAME);
            let keys: Vec<&str> = T::COLUMNS.iter().filter(|c| c.kind == ColumnType::Key).map(|c| c.name).collect();
            assert!(keys.iter().all(|key| T::KEY.contains(key)), "{}: {keys:?} are not all in its key", T::NAME);
            names.sort_unstable();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all, "{}: two columns have one name", T::NAME);
            assert!(self.0.insert(T::NAME, names).is_none(), "{}: two tables have one name", T::NAME);
            self.1.extend(T::REFERENCES.iter().map(|r| (T::NAME, *r)));
        }
    }

    #[test]
    fn tables_have_names_meanings_and_keys_and_point_to_what_is_there() {
        let mut seen = Seen::default();
        every(&mut seen);
        assert_eq!(seen.0.len(), 7);
        for (name, (own, table, others)) in &seen.1 {
            assert!(own.iter().all(|c| seen.0[name].contains(c)), "{name}: {own:?}");
            assert!(others.iter().all(|c| seen.0[table].contains(c)), "{name} points to {table}: {others:?}");
        }
    }
}
