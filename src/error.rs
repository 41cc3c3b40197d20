//! The library's one error: what went wrong, in which file, at which record, and what was expected.

use std::fmt;
use std::path::{Path, PathBuf};

/// What kind of thing could not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or stream could not be opened, read or written.
    Io,
    /// The bytes are not text in an encoding that is recognised.
    Encoding,
    /// The bytes are not of the format that they were read as.
    Format,
    /// A record or file has no text to score.
    Empty,
    /// The input is larger than the set limit.
    TooLarge,
    /// A named column or field does not exist.
    Column,
    /// A registry row or file contradicts itself or lacks evidence.
    Registry,
    /// A parameter lies outside its range.
    Parameter,
    /// A saved file is of a schema that this version does not read.
    Schema,
    /// This build lacks a feature.
    Feature,
}

/// An error of the library: kind, reason and place.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    reason: String,
    path: Option<PathBuf>,
    record: Option<u64>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The library's result.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Makes an error whose `reason` is a lower-case sentence that says what was expected.
    pub fn new(kind: ErrorKind, reason: impl Into<String>) -> Self {
        Error { kind, reason: reason.into(), path: None, record: None, source: None }
    }

    /// Adds the file.
    pub fn at(mut self, path: impl AsRef<Path>) -> Self {
        self.path = Some(path.as_ref().to_owned());
        self
    }

    /// Adds the record: a line of JSONL or CSV, a row of Parquet, counted from 1.
    pub fn record(mut self, record: u64) -> Self {
        self.record = Some(record);
        self
    }

    /// Adds what caused it.
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The kind.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The reason without its place.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The file, where known.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The record, where known, counted from 1.
    pub fn record_number(&self) -> Option<u64> {
        self.record
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}", path.display())?;
            if let Some(record) = self.record {
                write!(f, ":{record}")?;
            }
            write!(f, ": ")?;
        } else if let Some(record) = self.record {
            write!(f, "record {record}: ")?;
        }
        write!(f, "{}", self.reason)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|s| s as &(dyn std::error::Error + 'static))
    }
}
