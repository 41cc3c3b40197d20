//! Tables in: rows of CSV and Parquet files with named columns.
//!
//! In: a path, a stream, or bytes. Out: [`Rows`], which gives one [`Record`] after another and never holds a whole CSV file.
//! Both formats look the same to a caller: named columns, cells of text, a number that finds the record again (the line of a
//! CSV file, the row of a Parquet file, counted from 1). A broken CSV record is an error of its own, and reading goes on
//! behind it.
//!
//! What it does not do: types. A number is handed on as the text that stands in the file, a Parquet null as the empty text.

mod delimited;
#[cfg(feature = "parquet")]
mod parquet;
mod sheet;
#[cfg(feature = "parquet")]
mod writing;
#[cfg(not(feature = "parquet"))]
#[path = "writing_refused.rs"]
mod writing;

use crate::error::{Error, ErrorKind, Result};
use std::io::Read;
use std::path::{Path, PathBuf};

pub use delimited::separator;
pub use sheet::{Cells, Sheet, Texts};
pub use writing::ParquetTable;

/// The formats that tables come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with a header line; the separator is found from the header unless it is given.
    Csv {
        /// What stands between two cells, where it is known.
        separator: Option<u8>,
    },
    /// Apache Parquet; needs the feature `parquet`.
    Parquet,
}

impl Format {
    /// The format that a file name's extension stands for.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "csv" => Some(Format::Csv { separator: None }),
            "tsv" | "tab" => Some(Format::Csv { separator: Some(b'\t') }),
            "parquet" | "pq" => Some(Format::Parquet),
            _ => None,
        }
    }
}

/// One row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    number: u64,
    cells: csv::StringRecord,
}

impl Record {
    /// An empty record, to be filled by [`Rows::read`].
    pub fn new() -> Self {
        Record::default()
    }

    /// Where it stands: the line of a CSV file (the header is line 1), the row of a Parquet file, counted from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The cell in the column at `index`, counted from 0.
    pub fn get(&self, index: usize) -> Option<&str> {
        self.cells.get(index)
    }

    /// All cells in the order of the columns.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }
}

/// What gives the records.
enum Source {
    Csv(Box<delimited::Delimited>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Chunks>),
}

/// The rows of one table, read as they are asked for.
pub struct Rows {
    path: PathBuf,
    headers: Vec<String>,
    source: Source,
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows").field("path", &self.path).field("headers", &self.headers).finish_non_exhaustive()
    }
}

/// Opens the table at `path`; `-` is standard input.
///
/// # Errors
/// When the file cannot be opened, has no header, or is Parquet in a build without the feature `parquet`.
pub fn open(path: impl AsRef<Path>, format: Format) -> Result<Rows> {
    let path = path.as_ref();
    if path == Path::new("-") {
        return from_reader(path, std::io::stdin(), format);
    }
    let file = std::fs::File::open(path).map_err(|e| unreadable(path, e))?;
    match format {
        Format::Csv { .. } => from_reader(path, file, format),
        Format::Parquet => of_parquet(path, ParquetBytes::File(file)),
    }
}

/// Reads a table from a stream; `path` is only its name in messages. Parquet is read whole, CSV as it comes.
///
/// # Errors
/// As [`open`].
pub fn from_reader(path: impl AsRef<Path>, mut reader: impl Read + Send + 'static, format: Format) -> Result<Rows> {
    let path = path.as_ref();
    match format {
        Format::Csv { separator } => {
            let (headers, source) = delimited::Delimited::new(path, Box::new(reader), separator)?;
            Ok(Rows { path: path.to_owned(), headers, source: Source::Csv(Box::new(source)) })
        }
        Format::Parquet => {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes).map_err(|e| unreadable(path, e))?;
            of_parquet(path, ParquetBytes::Memory(bytes))
        }
    }
}

/// Where the bytes of a Parquet table are.
#[cfg_attr(not(feature = "parquet"), allow(dead_code, reason = "without the feature they are refused unread"))]
enum ParquetBytes {
    File(std::fs::File),
    Memory(Vec<u8>),
}

#[cfg(feature = "parquet")]
fn of_parquet(path: &Path, bytes: ParquetBytes) -> Result<Rows> {
    let (headers, chunks) = parquet::Chunks::new(path, bytes)?;
    Ok(Rows { path: path.to_owned(), headers, source: Source::Parquet(Box::new(chunks)) })
}

#[cfg(not(feature = "parquet"))]
fn of_parquet(path: &Path, _bytes: ParquetBytes) -> Result<Rows> {
    let reason = "this build reads no Parquet: install it with the feature `parquet` \
                  (`cargo install corroborate --features parquet`) or convert the table to CSV";
    Err(Error::new(ErrorKind::Feature, reason).at(path))
}

impl Rows {
    /// The names of the columns, in their order.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The place of the column called `name`, or an error that lists the columns there are.
    ///
    /// # Errors
    /// When no column has this name.
    pub fn column(&self, name: &str) -> Result<usize> {
        let found = self.headers.iter().position(|h| h == name);
        found.ok_or_else(|| Error::new(ErrorKind::Column, no_column("column", name, &self.headers)).at(&self.path))
    }

    /// Reads no columns but those at these places where the format allows it, from now on; the others may be empty. Of Parquet the rest is not even loaded.
    pub fn keep(&mut self, places: &[usize]) {
        match &mut self.source {
            // lines have to be read whole
            Source::Csv(_) => {}
            #[cfg(feature = "parquet")]
            Source::Parquet(source) => source.keep(places),
        }
        #[cfg(not(feature = "parquet"))]
        let _ = places;
    }

    /// Reads the next record into `record`, which keeps its memory from one row to the next; false at the end.
    ///
    /// # Errors
    /// When this record is broken; the next call goes on behind it.
    pub fn read(&mut self, record: &mut Record) -> Result<bool> {
        match &mut self.source {
            Source::Csv(source) => source.read(&self.path, &self.headers, record),
            #[cfg(feature = "parquet")]
            Source::Parquet(source) => source.read(&self.path, record),
        }
    }
}

impl Iterator for Rows {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = Record::new();
        match self.read(&mut record) {
            Ok(true) => Some(Ok(record)),
            Ok(false) => None,
            Err(e) => Some(Err(e)),
        }
    }
}

/// Whether this build writes Parquet.
///
/// # Errors
/// When it does not; the error says how to get one that does.
pub fn writes_parquet() -> Result<()> {
    if cfg!(feature = "parquet") {
        return Ok(());
    }
    let reason = "this build writes no Parquet: install it with the feature `parquet` (`cargo install corroborate --features parquet`) or write CSV";
    Err(Error::new(ErrorKind::Feature, reason))
}

/// Says why a file cannot be read, and what to do about it.
pub(crate) fn unreadable(path: &Path, error: std::io::Error) -> Error {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file: check its name and folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "may not be read: check its permissions".to_owned(),
        _ => format!("cannot be read: {error}"),
    };
    Error::new(ErrorKind::Io, reason).at(path).because(error)
}

/// Says that there is no `name` among `names`, which there are, and which one may have been meant.
pub fn no_column<S: AsRef<str>>(what: &str, name: &str, names: &[S]) -> String {
    let listed = names.iter().map(|n| format!("`{}`", n.as_ref())).collect::<Vec<_>>().join(", ");
    let nearest = nearest(name, names).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
    format!("has no {what} `{name}`: there are {listed}{nearest}")
}

/// The name with the fewest edits to `wanted`, if these are at most a third of its letters.
fn nearest<'a, S: AsRef<str>>(wanted: &str, names: &'a [S]) -> Option<&'a str> {
    let lower = wanted.to_lowercase();
    let best = names.iter().map(|n| (edits(&lower, &n.as_ref().to_lowercase()), n.as_ref())).min_by_key(|(d, _)| *d)?;
    (best.0 <= lower.chars().count().div_ceil(3)).then_some(best.1)
}

/// Levenshtein distance in characters.
fn edits(a: &str, b: &str) -> usize {
    let b = b.chars().collect::<Vec<_>>();
    let mut row = (0..=b.len()).collect::<Vec<_>>();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        let names = ["body", "headline", "published"];
        let rows = [
            ("bdy", Some("body")),
            ("Headlines", Some("headline")),
            ("publishd", Some("published")),
            ("outlet", None),
            ("", None),
        ];
        for (wanted, expected) in rows {
            assert_eq!(nearest(wanted, &names), expected, "{wanted:?}");
        }
        assert_eq!(
            no_column("column", "bdy", &names),
            "has no column `bdy`: there are `body`, `headline`, `published`; did you mean `body`?"
        );
    }

    #[test]
    fn formats_follow_the_extension() {
        let rows = [
            ("a.csv", Some(Format::Csv { separator: None })),
            ("a.TSV", Some(Format::Csv { separator: Some(b'\t') })),
            ("a.parquet", Some(Format::Parquet)),
            ("a.txt", None),
            ("csv", None),
        ];
        for (path, expected) in rows {
            assert_eq!(Format::of_path(Path::new(path)), expected, "{path}");
        }
    }

    #[cfg(not(feature = "parquet"))]
    #[test]
    fn parquet_without_the_feature_says_how_to_get_it() {
        let error = from_reader("claims.parquet", &b"PAR1"[..], Format::Parquet).expect_err("refused");
        assert_eq!(error.kind(), ErrorKind::Feature);
        assert_eq!(
            error.to_string(),
            "claims.parquet: this build reads no Parquet: install it with the feature `parquet` \
             (`cargo install corroborate --features parquet`) or convert the table to CSV"
        );
    }
}
