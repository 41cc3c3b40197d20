//! CSV: a header line, then records, read as a stream.

use super::Record;
use crate::error::{Error, ErrorKind, Result};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// Bytes that are looked at to find the header line.
const PEEK: usize = 64 * 1024;

/// A CSV stream behind its header.
pub(super) struct Delimited {
    reader: csv::Reader<Box<dyn Read + Send>>,
    /// Set when the stream itself failed: then there is no going on.
    ended: bool,
}

impl Delimited {
    pub(super) fn new(path: &Path, stream: Box<dyn Read + Send>, given: Option<u8>) -> Result<(Vec<String>, Self)> {
        let mut stream = BufReader::with_capacity(PEEK, stream);
        let peeked = stream.fill_buf().map_err(|e| super::unreadable(path, e))?;
        let bom = if peeked.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        let line = peeked[bom..].split(|b| *b == b'\n' || *b == b'\r').next().unwrap_or_default();
        let delimiter = given.unwrap_or_else(|| separator(line));
        stream.consume(bom);
        let stream: Box<dyn Read + Send> = Box::new(stream);
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).buffer_capacity(PEEK).from_reader(stream);
        let headers = match reader.headers() {
            Ok(headers) => headers.iter().map(|h| h.trim().to_owned()).collect::<Vec<_>>(),
            Err(e) => return Err(broken(path, 0, e).record(1)),
        };
        if headers.is_empty() {
            let reason = "is an empty table: expected a header line with the names of the columns";
            return Err(Error::new(ErrorKind::Empty, reason).at(path));
        }
        Ok((headers, Delimited { reader, ended: false }))
    }

    pub(super) fn read(&mut self, path: &Path, headers: &[String], record: &mut Record) -> Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let start = self.reader.position().line();
        match self.reader.read_record(&mut record.cells) {
            Ok(more) => {
                record.number = record.cells.position().map_or(start, csv::Position::line);
                Ok(more)
            }
            Err(e) => {
                self.ended = e.is_io_error();
                let line = e.position().map_or(start, csv::Position::line);
                Err(broken(path, headers.len(), e).record(line))
            }
        }
    }
}

/// Finds what separates the cells of a header line: the most frequent of comma, semicolon, tab and bar outside quotes.
pub fn separator(header: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in header {
        quoted ^= *byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(c, _)| c == byte && !quoted) {
            *count += 1;
        }
    }
    let mut best = counts[0];
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    best.0
}

/// Says what is wrong with one record.
fn broken(path: &Path, columns: usize, error: csv::Error) -> Error {
    let (kind, reason) = match error.kind() {
        csv::ErrorKind::UnequalLengths { len, .. } => {
            let fields = if *len == 1 { "1 field".to_owned() } else { format!("{len} fields") };
            (ErrorKind::Format, format!("has {fields} where the header names {columns} columns: check its quotes and separators"))
        }
        csv::ErrorKind::Utf8 { err, .. } => {
            let reason = format!("is not UTF-8 in field {}: save the table as UTF-8 or name its encoding", err.field() + 1);
            (ErrorKind::Encoding, reason)
        }
        csv::ErrorKind::Io(e) => (ErrorKind::Io, format!("cannot be read: {e}")),
        _ => (ErrorKind::Format, format!("is not a CSV record: {error}")),
    };
    Error::new(kind, reason).at(path).because(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Format, Rows, from_reader};

    fn rows(bytes: &'static [u8]) -> Result<Rows> {
        from_reader("t.csv", bytes, Format::Csv { separator: None })
    }

    #[test]
    fn separators_are_found_in_the_header() {
        let rows: [(&[u8], u8); 6] =
            [(b"a,b,c", b','), (b"a;b;c", b';'), (b"a\tb", b'\t'), (b"a|b|c,d", b'|'), (b"\"a;b;c\",d", b','), (b"text", b',')];
        for (header, expected) in rows {
            assert_eq!(separator(header), expected, "{}", String::from_utf8_lossy(header));
        }
    }

    #[test]
    fn records_carry_lines_and_broken_ones_do_not_end_the_table() {
        let table = b"\xEF\xBB\xBFsource;object;value\na;x;1\nb;x\n\"c\nc\";y;2\nd;\xFF;3\ne;z;\"4;5\"\n";
        let read = rows(table).expect("a table");
        assert_eq!(read.headers(), ["source", "object", "value"]);
        let got = read
            .map(|r| match r {
                Ok(r) => format!("{}: {}", r.number(), r.cells().collect::<Vec<_>>().join("|")),
                Err(e) => e.to_string(),
            })
            .collect::<Vec<_>>();
        assert_eq!(
            got,
            [
                "2: a|x|1",
                "t.csv:3: has 2 fields where the header names 3 columns: check its quotes and separators",
                "4: c\nc|y|2",
                "t.csv:6: is not UTF-8 in field 2: save the table as UTF-8 or name its encoding",
                "7: e|z|4;5",
            ]
        );
    }

    #[test]
    fn an_empty_table_and_a_missing_column_are_named() {
        let error = rows(b"").expect_err("no header");
        assert_eq!(error.to_string(), "t.csv: is an empty table: expected a header line with the names of the columns");
        let error = rows(b"sorce,object\n").expect("a table").column("source").expect_err("no such column");
        assert_eq!(error.kind(), ErrorKind::Column);
        assert_eq!(error.to_string(), "t.csv: has no column `source`: there are `sorce`, `object`; did you mean `sorce`?");
    }

    #[test]
    fn one_record_serves_all_rows() {
        let mut table = rows(b"a,b\n1,2\n3,4\n").expect("a table");
        let mut record = Record::new();
        let mut seen = Vec::new();
        while table.read(&mut record).expect("a good row") {
            seen.push((record.number(), record.get(1).map(str::to_owned), record.get(2).is_none()));
        }
        assert_eq!(seen, [(2, Some("2".into()), true), (3, Some("4".into()), true)]);
    }
}
