//! One table of a package on its way to its place.

use super::csv;
use super::index::Index;
use super::row::Table;
use crate::error::{Error, ErrorKind, Result};
use serde_json::Value;
use std::io::{self, Write};
use std::marker::PhantomData;

/// Takes the rows of documents.
pub trait Sink<W> {
    /// The table's name.
    fn name(&self) -> &'static str;

    /// Adds the rows of a document.
    fn add(&mut self, index: &Index<'_>) -> Result<()>;

    /// Completes the table.
    fn finish(self: Box<Self>) -> Result<Done<W>>;
}

/// A table that is written.
pub struct Done<W> {
    /// Its name.
    pub name: &'static str,
    /// Where it was written.
    pub place: W,
    /// Its description.
    pub resource: Value,
    /// Bytes of its file.
    pub bytes: u64,
    /// Its rows.
    pub rows: usize,
}

/// Counts what goes through.
struct Counted<W> {
    place: W,
    bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.place.write(bytes)?;
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.place.flush()
    }
}

fn failed(name: &str, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    let error = error.into();
    Error::new(ErrorKind::Io, format!("the table {name} cannot be written: {error}")).because(error)
}

struct CsvSink<T, W: Write> {
    writer: ::csv::Writer<Counted<W>>,
    resource: Value,
    rows: usize,
    table: PhantomData<T>,
}

/// A table as CSV.
pub fn csv_sink<T: Table, W: Write + 'static>(place: W, bom: bool, resource: Value) -> Result<Box<dyn Sink<W>>> {
    let mut counted = Counted { place, bytes: 0 };
    if bom {
        counted.write_all("\u{feff}".as_bytes()).map_err(|e| failed(T::NAME, e))?;
    }
    let mut writer = csv::writer(counted);
    csv::header::<T>(&mut writer).map_err(|e| failed(T::NAME, e))?;
    Ok(Box::new(CsvSink { writer, resource, rows: 0, table: PhantomData::<T> }))
}

impl<T: Table, W: Write> Sink<W> for CsvSink<T, W> {
    fn name(&self) -> &'static str {
        T::NAME
    }

    fn add(&mut self, index: &Index<'_>) -> Result<()> {
        self.rows += csv::rows::<T>(index, &mut self.writer).map_err(|e| failed(T::NAME, e))?;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Done<W>> {
        let Counted { place, bytes } = self.writer.into_inner().map_err(|e| failed(T::NAME, e.to_string()))?;
        Ok(Done { name: T::NAME, place, resource: self.resource, bytes, rows: self.rows })
    }
}

pub use parquet::parquet_sink;

mod parquet {
    use super::{Counted, Done, Sink, failed};
    use crate::error::Result;
    use crate::report::frame::Frame;
    use crate::report::index::Index;
    use crate::report::row::Table;
    use crate::table::{ParquetTable, writes_parquet};
    use serde_json::Value;
    use std::cell::RefCell;
    use std::io::{self, Write};
    use std::marker::PhantomData;
    use std::rc::Rc;

    /// Rows of one row group, chosen by us: some ten MB of the widest table.
    const GROUP: usize = 20_000;

    /// The place, of which the writer of Parquet keeps one end.
    struct Shared<W>(Rc<RefCell<Counted<W>>>);

    impl<W: Write> Write for Shared<W> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            self.0.borrow_mut().flush()
        }
    }

    struct ParquetSink<T, W: Write> {
        place: Rc<RefCell<Counted<W>>>,
        /// Gone only after an error.
        table: Option<ParquetTable<Shared<W>>>,
        frame: Frame,
        resource: Value,
        rows: usize,
        of: PhantomData<T>,
    }

    /// A table as Parquet.
    pub fn parquet_sink<T: Table, W: Write + 'static>(place: W, resource: Value) -> Result<Box<dyn Sink<W>>> {
        writes_parquet()?;
        let place = Rc::new(RefCell::new(Counted { place, bytes: 0 }));
        let table = Some(ParquetTable::new(Shared(place.clone())));
        Ok(Box::new(ParquetSink { place, table, frame: Frame::of::<T>(), resource, rows: 0, of: PhantomData::<T> }))
    }

    impl<T: Table, W: Write> ParquetSink<T, W> {
        fn write(&mut self) -> Result<()> {
            let sheet = std::mem::replace(&mut self.frame, Frame::of::<T>()).into_sheet();
            let table = self.table.take().ok_or_else(|| failed(T::NAME, "writing failed before"))?;
            self.table = Some(table.with(sheet)?);
            Ok(())
        }
    }

    impl<T: Table, W: Write> Sink<W> for ParquetSink<T, W> {
        fn name(&self) -> &'static str {
            T::NAME
        }

        fn add(&mut self, index: &Index<'_>) -> Result<()> {
            let before = self.frame.rows();
            self.frame.add::<T>(index);
            self.rows += self.frame.rows() - before;
            if self.frame.rows() >= GROUP { self.write() } else { Ok(()) }
        }

        fn finish(mut self: Box<Self>) -> Result<Done<W>> {
            self.write()?;
            let table = self.table.take().ok_or_else(|| failed(T::NAME, "writing failed before"))?;
            table.finish()?;
            let counted = Rc::try_unwrap(self.place).map_err(|_| failed(T::NAME, "its file is still in use"))?.into_inner();
            Ok(Done { name: T::NAME, place: counted.place, resource: self.resource, bytes: counted.bytes, rows: self.rows })
        }
    }
}
