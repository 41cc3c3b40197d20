//! Parquet out, in a build without it: every call is refused.

use super::sheet::Sheet;
use super::writes_parquet;
use crate::error::{Error, ErrorKind, Result};
use std::io::Write;
use std::marker::PhantomData;

/// A Parquet table, which this build cannot write.
pub struct ParquetTable<W: Write>(PhantomData<W>);

impl<W: Write> ParquetTable<W> {
    /// Takes the sink and writes nothing.
    pub fn new(_sink: W) -> Self {
        ParquetTable(PhantomData)
    }

    /// Refuses.
    ///
    /// # Errors
    /// Always.
    pub fn with(self, _sheet: Sheet) -> Result<Self> {
        writes_parquet().map(|()| self)
    }

    /// Refuses.
    ///
    /// # Errors
    /// Always.
    pub fn finish(self) -> Result<()> {
        writes_parquet()?;
        Err(Error::new(ErrorKind::Format, "no table can be written without columns"))
    }
}
