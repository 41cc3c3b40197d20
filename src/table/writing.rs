//! Parquet out, by way of polars: row group by row group, so that a table of any length needs the memory of one of them.

use super::sheet::{Cells, Sheet};
use crate::error::{Error, ErrorKind, Result};
use polars::io::parquet::write::BatchedWriter;
use polars::prelude::{
    BooleanChunked, Column, DataFrame, DataType, Float64Chunked, Int32Type, Int64Chunked, IntoSeries, ListBuilderTrait,
    ListPrimitiveChunkedBuilder, NewChunkedArray, ParquetWriter, PolarsError, PolarsResult, Series, StringChunked,
};
use std::io::Write;

/// A Parquet table that is being written. Compressed with zstd, which pandas, polars, DuckDB and R's arrow all read.
pub struct ParquetTable<W: Write> {
    state: State<W>,
}

enum State<W: Write> {
    /// Nothing is written yet: the first sheet says what the columns are.
    Fresh(W),
    Open(Box<BatchedWriter<W>>),
}

impl<W: Write> ParquetTable<W> {
    /// Writes to `sink`.
    pub fn new(sink: W) -> Self {
        ParquetTable { state: State::Fresh(sink) }
    }

    /// Adds rows as one row group. All sheets of a table have the same columns.
    ///
    /// # Errors
    /// When the sink does not take the bytes.
    pub fn with(self, sheet: Sheet) -> Result<Self> {
        let frame = frame(sheet).map_err(|e| failed(&e))?;
        let mut writer = match self.state {
            State::Open(writer) => writer,
            // one thread writes one table: many tables are written beside each other
            State::Fresh(sink) => {
                Box::new(ParquetWriter::new(sink).set_parallel(false).batched(frame.schema()).map_err(|e| failed(&e))?)
            }
        };
        writer.write_batch(&frame).map_err(|e| failed(&e))?;
        Ok(ParquetTable { state: State::Open(writer) })
    }

    /// Writes the description of the table at its end. At least one sheet, be it without rows, must have been added.
    ///
    /// # Errors
    /// When the sink does not take the bytes.
    pub fn finish(self) -> Result<()> {
        match self.state {
            State::Open(writer) => writer.finish().map(|_| ()).map_err(|e| failed(&e)),
            State::Fresh(_) => Err(Error::new(ErrorKind::Format, "no table can be written without columns")),
        }
    }
}

fn failed(error: &PolarsError) -> Error {
    Error::new(ErrorKind::Io, format!("the Parquet table cannot be written: {error}"))
}

fn frame(sheet: Sheet) -> PolarsResult<DataFrame> {
    let rows = sheet.rows();
    let columns = sheet.columns.into_iter().map(|(name, cells)| Ok(Column::from(series(&name, cells)?)));
    DataFrame::new(rows, columns.collect::<PolarsResult<Vec<_>>>()?)
}

fn series(name: &str, cells: Cells) -> PolarsResult<Series> {
    let name = name.into();
    Ok(match cells {
        Cells::Text(cells) => StringChunked::from_iter_options(name, cells.iter()).into_series(),
        // signed, because R and spreadsheets know no other whole numbers
        Cells::Count(cells) => {
            Int64Chunked::from_iter_options(name, cells.into_iter().map(|c| c.map(|n| i64::try_from(n).unwrap_or(i64::MAX))))
                .into_series()
        }
        Cells::Number(cells) => Float64Chunked::from_iter_options(name, cells.into_iter()).into_series(),
        Cells::Flag(cells) => BooleanChunked::from_iter_options(name, cells.into_iter()).into_series(),
        Cells::Lists(sheet, ends) => {
            let inner = frame(sheet)?.into_struct("item".into()).into_series();
            // lists of as many zeros, whose place the rows then take all at once: appended list by list they cost a tenth of a run
            let mut lists = ListPrimitiveChunkedBuilder::<Int32Type>::new(name, ends.len(), inner.len(), DataType::Int32);
            let mut start = 0;
            for end in ends {
                lists.append_values_iter((start..end).map(|_| 0));
                start = end;
            }
            lists.finish().with_inner_values(&inner).into_series()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Format, from_reader};
    use polars::prelude::{ParquetReader, SerReader};
    use std::io::Cursor;

    fn sheet(words: &[Option<&str>], numbers: &[f64]) -> Sheet {
        let words = words.iter().copied().collect();
        let numbers = numbers.iter().map(|n| Some(*n)).collect();
        Sheet { columns: vec![("word".to_owned(), Cells::Text(words)), ("number".to_owned(), Cells::Number(numbers))] }
    }

    fn written(sheets: Vec<Sheet>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let table = sheets.into_iter().try_fold(ParquetTable::new(&mut bytes), ParquetTable::with).expect("memory takes it");
        table.finish().expect("memory takes it");
        bytes
    }

    #[test]
    fn what_is_written_in_groups_is_read_as_one_table() {
        let bytes = written(vec![sheet(&[Some("a"), None], &[1.5, -2.0]), sheet(&[Some("=c")], &[0.0])]);
        let rows = from_reader("t.parquet", Cursor::new(bytes), Format::Parquet).expect("a table");
        assert_eq!(rows.headers(), ["word", "number"]);
        let cells: Vec<String> = rows.map(|r| r.expect("a row").cells().collect::<Vec<_>>().join("|")).collect();
        assert_eq!(cells, ["a|1.5", "|-2.0", "=c|0.0"]);
    }

    #[test]
    fn lists_of_rows_have_their_lengths() {
        for ends in [vec![0, 2, 2, 3], vec![0, 0, 0, 0]] {
            let inner = if ends[3] == 3 { sheet(&[Some("x"), Some("y"), None], &[1.0, 2.0, 3.0]) } else { sheet(&[], &[]) };
            let bytes = written(vec![Sheet { columns: vec![("sources".to_owned(), Cells::Lists(inner, ends.clone()))] }]);
            let frame = ParquetReader::new(Cursor::new(bytes)).finish().expect("a table");
            let lists = frame.column("sources").expect("its column").list().expect("of lists");
            let lengths: Vec<usize> = (0..4).map(|i| lists.get_as_series(i).expect("no null").len()).collect();
            assert_eq!(lengths, [ends[0], ends[1] - ends[0], ends[2] - ends[1], ends[3] - ends[2]]);
        }
    }

    #[test]
    fn the_same_rows_are_the_same_bytes() {
        let make = || written(vec![sheet(&[Some("a"), Some("b")], &[1.0, 2.0])]);
        assert_eq!(make(), make());
        assert!(ParquetTable::new(Vec::new()).finish().is_err(), "a table has columns");
    }
}
