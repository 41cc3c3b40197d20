//! Parquet by way of polars, a chunk of rows at a time.

use super::{ParquetBytes, Record};
use crate::error::{Error, ErrorKind, Result};
use polars::io::mmap::MmapBytesReader;
use polars::prelude::{
    ArrowDataType, Column, DataType, FileMetadataRef, NewChunkedArray, ParquetReader, PolarsError, SerReader, StringChunked,
};
use std::io::{Cursor, Seek};
use std::path::Path;
use std::sync::Arc;

/// Rows held in memory at once.
const CHUNK: usize = 8 * 1024;

/// A Parquet table, read chunk by chunk.
pub(super) struct Chunks {
    bytes: Bytes,
    metadata: FileMetadataRef,
    /// One column of text each; none where the column holds lists or structs, which have no text.
    columns: Vec<Option<StringChunked>>,
    /// The columns that can be text, by their place.
    readable: Vec<usize>,
    /// All columns.
    width: usize,
    /// Rows in `columns`.
    held: usize,
    /// The next row in `columns`.
    at: usize,
    /// Rows of the table that were loaded so far, and all there are.
    loaded: usize,
    rows: usize,
}

enum Bytes {
    File(std::fs::File),
    Memory(Arc<[u8]>),
}

impl Bytes {
    fn reader(&self) -> std::io::Result<ParquetReader<Box<dyn MmapBytesReader>>> {
        let reader: Box<dyn MmapBytesReader> = match self {
            Bytes::File(file) => {
                let mut file = file.try_clone()?;
                file.rewind()?;
                Box::new(file)
            }
            Bytes::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        };
        Ok(ParquetReader::new(reader))
    }
}

impl Chunks {
    pub(super) fn new(path: &Path, bytes: ParquetBytes) -> Result<(Vec<String>, Self)> {
        let bytes = match bytes {
            ParquetBytes::File(file) => Bytes::File(file),
            ParquetBytes::Memory(bytes) => Bytes::Memory(bytes.into()),
        };
        let mut reader = bytes.reader().map_err(|e| super::unreadable(path, e))?;
        let metadata = reader.get_metadata().map_err(|e| broken(path, e))?.clone();
        let schema = reader.schema().map_err(|e| broken(path, e))?;
        let headers = schema.iter_names().map(ToString::to_string).collect::<Vec<_>>();
        let readable = schema.iter_values().enumerate().filter(|(_, f)| is_readable(f.dtype())).map(|(place, _)| place).collect();
        let rows = reader.num_rows().map_err(|e| broken(path, e))?;
        let width = headers.len();
        Ok((headers, Chunks { bytes, metadata, columns: Vec::new(), readable, width, held: 0, at: 0, loaded: 0, rows }))
    }

    /// Loads only the columns at these places.
    pub(super) fn keep(&mut self, places: &[usize]) {
        self.readable.retain(|place| places.contains(place));
    }

    pub(super) fn read(&mut self, path: &Path, record: &mut Record) -> Result<bool> {
        if self.at == self.held && !self.load(path)? {
            return Ok(false);
        }
        record.cells.clear();
        for column in &self.columns {
            record.cells.push_field(column.as_ref().and_then(|c| c.get(self.at)).unwrap_or_default());
        }
        self.at += 1;
        record.number = (self.loaded - self.held + self.at) as u64;
        Ok(true)
    }

    /// Loads the next chunk; false behind the last. A chunk that fails ends the table: what is behind it cannot be trusted.
    fn load(&mut self, path: &Path) -> Result<bool> {
        (self.at, self.held) = (0, 0);
        if self.loaded >= self.rows {
            return Ok(false);
        }
        let from = std::mem::replace(&mut self.loaded, self.rows);
        let mut reader = self.bytes.reader().map_err(|e| super::unreadable(path, e))?;
        reader.set_metadata(self.metadata.clone());
        let reader = reader.with_slice(Some((from, CHUNK))).with_projection(Some(self.readable.clone()));
        let frame = reader.finish().map_err(|e| broken(path, e).record(from as u64 + 1))?;
        self.held = frame.height();
        self.columns = vec![None; self.width];
        for (place, column) in self.readable.iter().zip(frame.columns()) {
            self.columns[*place] = text(column);
        }
        self.loaded = from + self.held;
        Ok(self.held > 0)
    }
}

/// Whether the values of a column can be written as text: all but structs and what is rarer still.
fn is_readable(kind: &ArrowDataType) -> bool {
    use ArrowDataType as Kind;
    match kind {
        Kind::Boolean
        | Kind::Float32
        | Kind::Float64
        | Kind::Date32
        | Kind::Date64
        | Kind::Utf8
        | Kind::LargeUtf8
        | Kind::Utf8View => true,
        Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 | Kind::UInt8 | Kind::UInt16 | Kind::UInt32 | Kind::UInt64 => true,
        Kind::Timestamp(..) | Kind::Time32(_) | Kind::Time64(_) | Kind::Duration(_) | Kind::Decimal(..) => true,
        Kind::List(field) | Kind::LargeList(field) => is_readable(field.dtype()),
        Kind::Dictionary(_, values, _) => is_readable(values),
        _ => false,
    }
}

/// A column as text, as far as it has any; the values of a list with `; ` between them.
fn text(column: &Column) -> Option<StringChunked> {
    if let Ok(lists) = column.list() {
        let joined = (0..lists.len()).map(|row| {
            let values = lists.get_as_series(row)?.cast(&DataType::String).ok()?;
            Some(values.str().ok()?.iter().flatten().collect::<Vec<_>>().join("; "))
        });
        return Some(StringChunked::from_iter_options(column.name().clone(), joined));
    }
    let cast = column.cast(&DataType::String).ok()?;
    cast.str().ok().cloned()
}

fn broken(path: &Path, error: PolarsError) -> Error {
    Error::new(ErrorKind::Format, format!("is not a Parquet table that can be read: {error}")).at(path).because(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Format, from_reader, open};
    use polars::prelude::{DataFrame, NamedFrom, ParquetWriter, Series, TimeUnit};

    fn parquet(rows: i64) -> Vec<u8> {
        let numbers = (0..rows).collect::<Vec<_>>();
        let texts = numbers.iter().map(|n| (n % 3 > 0).then(|| format!("text {n}"))).collect::<Vec<_>>();
        let columns = vec![Series::new("number".into(), numbers).into(), Series::new("body".into(), texts).into()];
        let mut frame = DataFrame::new(rows as usize, columns).expect("equal columns");
        let mut bytes = Vec::new();
        ParquetWriter::new(&mut bytes).with_row_group_size(Some(5_000)).finish(&mut frame).expect("written");
        bytes
    }

    #[test]
    fn rows_come_in_order_over_chunks_and_row_groups() {
        let total = 20_001;
        let read = from_reader("t.parquet", Cursor::new(parquet(total)), Format::Parquet).expect("a table");
        assert_eq!(read.headers(), ["number", "body"]);
        let mut seen = 0_i64;
        for row in read {
            let row = row.expect("a good row");
            assert_eq!(row.number(), seen as u64 + 1);
            assert_eq!(row.get(0), Some(seen.to_string().as_str()));
            let body = if seen % 3 > 0 { format!("text {seen}") } else { String::new() };
            assert_eq!(row.get(1), Some(body.as_str()));
            seen += 1;
        }
        assert_eq!(seen, total);
    }

    #[test]
    fn times_and_lists_are_text() {
        let micros = Series::new("when".into(), [Some(1_778_924_400_000_000_i64), None]);
        let when = micros.cast(&DataType::Datetime(TimeUnit::Microseconds, None)).expect("a time");
        let day = Series::new("day".into(), [20_589_i32, 20_590]).cast(&DataType::Date).expect("a date");
        let names = |n: &[&str]| Series::new("".into(), n.to_vec());
        let authors = Series::new("authors".into(), [names(&["Ann Lee", "Bo Chan"]), names(&[])]);
        let small = Series::new("small".into(), [1_i32, 2]).cast(&DataType::Int8).expect("a small number");
        let columns = [when, day, authors, small].into_iter().map(Column::from).collect::<Vec<_>>();
        let mut frame = DataFrame::new(2, columns).expect("equal columns");
        let mut bytes = Vec::new();
        ParquetWriter::new(&mut bytes).finish(&mut frame).expect("written");
        let rows = from_reader("t.parquet", Cursor::new(bytes), Format::Parquet).expect("a table");
        let cells = rows.map(|r| r.expect("a good row").cells().collect::<Vec<_>>().join("|")).collect::<Vec<_>>();
        assert_eq!(cells, ["2026-05-16 09:40:00.000000|2026-05-16|Ann Lee; Bo Chan|1", "|2026-05-17||2"]);
    }

    #[test]
    fn a_file_reads_like_its_bytes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("t.parquet");
        std::fs::write(&path, parquet(7)).expect("written");
        let numbers = open(&path, Format::Parquet).expect("a table").map(|r| r.map(|r| r.number())).collect::<Result<Vec<_>>>();
        assert_eq!(numbers.expect("good rows"), [1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn bytes_that_are_no_parquet_are_refused() {
        let whole = parquet(3);
        for bytes in [&b""[..], b"PAR1", b"source,object\na,b\n", &whole[..whole.len() / 2]] {
            let error = from_reader("t.parquet", Cursor::new(bytes.to_vec()), Format::Parquet).expect_err("refused");
            assert_eq!(error.kind(), ErrorKind::Format, "{error}");
            assert!(error.to_string().starts_with("t.parquet: is not a Parquet table that can be read: "), "{error}");
        }
    }
}
