//! Tables as columns: what Parquet is written from. The statements hold their chain, a list of sources in each row.

use super::index::Index;
use super::package::SOURCES;
use super::row::{Cell, Chain, Column, ColumnType, Table};
use crate::error::Result;
use crate::table::{Cells, ParquetTable, Sheet, Texts};

/// Columns of the chain table that say nothing inside a statement.
const KNOWN_THERE: &[&str] = &["statement", "article"];

/// Cells of one table, filled document by document.
#[derive(Debug)]
pub struct Frame {
    columns: Vec<(&'static str, Cells)>,
    /// The sources of all rows, and for each row how many they are by its end.
    chain: Option<(Vec<(&'static str, Cells)>, Vec<usize>)>,
}

impl Frame {
    /// A table without rows.
    pub fn of<T: Table>() -> Self {
        Frame { columns: empty(T::COLUMNS), chain: T::HOLDS_CHAIN.then(|| (empty(Chain::COLUMNS), Vec::new())) }
    }

    /// Adds the rows of a document; `T` is the table that the frame was made for.
    pub fn add<T: Table>(&mut self, index: &Index<'_>) {
        for row in T::rows(index) {
            fill(&mut self.columns, T::COLUMNS, row);
            if let Some((_, ends)) = &mut self.chain {
                ends.push(ends.last().copied().unwrap_or(0) + T::sources(row));
            }
        }
        if let Some((sources, _)) = &mut self.chain {
            Chain::rows(index).for_each(|row| fill(sources, Chain::COLUMNS, row));
        }
    }

    /// Rows so far.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |(_, cells)| cells.len())
    }

    /// A Parquet table of its rows, as one row group.
    ///
    /// # Errors
    /// When this build writes no Parquet.
    pub fn into_parquet(self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        ParquetTable::new(&mut bytes).with(self.into_sheet())?.finish()?;
        Ok(bytes)
    }

    /// The columns.
    pub fn into_sheet(self) -> Sheet {
        let named = |columns: Vec<(&'static str, Cells)>| columns.into_iter().map(|(name, cells)| (name.to_owned(), cells));
        let mut sheet = Sheet { columns: named(self.columns).collect() };
        if let Some((sources, ends)) = self.chain {
            let columns = named(sources).filter(|(name, _)| !KNOWN_THERE.contains(&name.as_str())).collect();
            sheet.columns.push((SOURCES.to_owned(), Cells::Lists(Sheet { columns }, ends)));
        }
        sheet
    }
}

fn empty<T: Table>(columns: &[Column<T>]) -> Vec<(&'static str, Cells)> {
    let cells = |kind| match kind {
        ColumnType::Key | ColumnType::Text => Cells::Text(Texts::default()),
        ColumnType::Count => Cells::Count(Vec::new()),
        ColumnType::Number => Cells::Number(Vec::new()),
        ColumnType::Flag => Cells::Flag(Vec::new()),
    };
    columns.iter().map(|c| (c.name, cells(c.kind))).collect()
}

fn fill<T: Table>(into: &mut [(&'static str, Cells)], columns: &[Column<T>], row: T::Row<'_>) {
    for ((_, cells), column) in into.iter_mut().zip(columns) {
        match (cells, (column.cell)(row)) {
            (Cells::Text(cells), Cell::Text(words)) => cells.push(Some(&words)),
            (Cells::Count(cells), Cell::Count(number)) => cells.push(Some(number)),
            (Cells::Number(cells), Cell::Number(number)) => cells.push(Some(number)),
            (Cells::Flag(cells), Cell::Flag(flag)) => cells.push(Some(flag)),
            (Cells::Text(cells), _) => cells.push(None),
            (Cells::Count(cells), _) => cells.push(None),
            (Cells::Number(cells), _) => cells.push(None),
            (Cells::Flag(cells), _) => cells.push(None),
            (Cells::Lists(..), _) => unreachable!("no column of a table is a list"),
        }
    }
}
