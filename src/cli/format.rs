//! The formats that an assessment is written in.

use super::output::Output;
use super::screen::ScreenArgs;
use crate::report::{self, Document};
use anyhow::Result;
use std::io::{self, Write as _};
use std::path::Path;

/// A format of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table for people.
    Table,
    /// One JSON object.
    Json,
    /// One JSON object for each article, a line each.
    Jsonl,
    /// The statements, a row each.
    Csv,
    /// The statements with their chains, as a Parquet table.
    Parquet,
    /// A page to look at, in one file.
    Html,
}

impl Format {
    const ALL: [(&'static str, Format); 6] = [
        ("table", Format::Table),
        ("json", Format::Json),
        ("jsonl", Format::Jsonl),
        ("csv", Format::Csv),
        ("parquet", Format::Parquet),
        ("html", Format::Html),
    ];

    /// Reads what was typed.
    pub fn parse(text: &str) -> Result<Self, String> {
        let found = Format::ALL.iter().find(|(name, _)| *name == text).map(|(_, format)| *format);
        found.ok_or_else(|| format!("this version writes {}", Format::ALL.map(|(name, _)| name).join(", ")))
    }

    /// The format that a file name's ending stands for.
    pub fn of_path(path: &Path) -> Option<Self> {
        Format::parse(&path.extension()?.to_str()?.to_ascii_lowercase()).ok()
    }

    /// Writes the whole document.
    pub fn write(self, document: &Document, screen: &ScreenArgs, output: &mut Output) -> Result<()> {
        match self {
            Format::Table => output.write_all(report::table(document, &screen.screen(output)).as_bytes())?,
            Format::Json => {
                // the text of a large one would be as large as all else together
                serde_json::to_writer_pretty(&mut *output, document).map_err(io::Error::from)?;
                output.write_all(b"\n")?;
            }
            Format::Jsonl => {
                for part in document.per_article() {
                    write_line(&part, output)?;
                }
            }
            Format::Csv => output.write_all(&report::csv(document))?,
            Format::Parquet => output.write_all(&report::parquet(document)?)?,
            Format::Html => output.write_all(report::html(document)?.as_bytes())?,
        }
        Ok(())
    }
}

/// One object on one line.
pub fn write_line(document: &Document, output: &mut Output) -> Result<()> {
    let mut line = serde_json::to_vec(document)?;
    line.push(b'\n');
    output.write_all(&line)?;
    Ok(())
}
