//! What is read, and how.

use crate::article::{Columns, Format, ReadOptions, Reader};
use anyhow::Result;
use serde_json::{Map, Value};
use std::path::PathBuf;

/// What was typed about the input.
#[derive(Debug, clap::Args)]
pub struct InputArgs {
    /// Articles: text, HTML, JSON, JSONL, CSV or Parquet files; directories are read whole; `-` is stdin
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The format of every input, instead of the one its ending or content says
    #[arg(long, value_name = "FORMAT", value_parser = input_format, help_heading = "Input")]
    input_format: Option<Format>,
    /// The encoding of every input without a byte order mark (utf-8, windows-1251, …), instead of the recognised one
    #[arg(long, value_name = "LABEL", help_heading = "Input")]
    encoding: Option<String>,
    /// The largest article (500kB, 20MB; default 20MB)
    #[arg(long, value_name = "SIZE", value_parser = size, help_heading = "Input")]
    max_size: Option<usize>,
    /// Column or field with the text; the usual names of columns are found by themselves
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    text_column: Option<String>,
    /// Column or field with the headline
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    title_column: Option<String>,
    /// Column or field with the outlet (name or domain)
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    outlet_column: Option<String>,
    /// Column or field with the date of publication
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    date_column: Option<String>,
    /// Column or field with the article's name
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    id_column: Option<String>,
    /// Column or field with the address
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    url_column: Option<String>,
}

impl InputArgs {
    /// What was typed, as far as it decides what is read.
    pub fn settings(&self) -> Map<String, Value> {
        let rows = [
            ("input_format", self.input_format.map(|format| format!("{format:?}").to_lowercase())),
            ("encoding", self.encoding.clone()),
            ("max_size", self.max_size.map(|bytes| bytes.to_string())),
            ("text_column", self.text_column.clone()),
            ("title_column", self.title_column.clone()),
            ("outlet_column", self.outlet_column.clone()),
            ("date_column", self.date_column.clone()),
            ("id_column", self.id_column.clone()),
            ("url_column", self.url_column.clone()),
        ];
        rows.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect()
    }

    /// The reader that was asked for.
    pub fn reader(&self) -> Result<Reader> {
        let default = ReadOptions::default();
        let columns = Columns {
            text: self.text_column.clone(),
            title: self.title_column.clone(),
            outlet: self.outlet_column.clone(),
            published: self.date_column.clone(),
            id: self.id_column.clone(),
            url: self.url_column.clone(),
            ..default.columns
        };
        let max_bytes = self.max_size.unwrap_or(default.max_bytes);
        Ok(Reader::new(ReadOptions {
            format: self.input_format,
            columns,
            encoding: self.encoding.clone(),
            max_bytes,
            ..default
        })?)
    }
}

fn input_format(name: &str) -> Result<Format, String> {
    Format::named(name).ok_or_else(|| format!("this version reads {}", Format::ALL.map(|(_, name, _)| name).join(", ")))
}

/// Bytes, with k, M or G for thousands, millions and thousands of millions.
fn size(text: &str) -> Result<usize, String> {
    let expected = || format!("expected a size as 20MB or 500kB, found `{text}`");
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match text[number.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        _ => return Err(expected()),
    };
    let bytes = number.parse::<usize>().ok().and_then(|n| n.checked_mul(factor));
    bytes.filter(|bytes| *bytes > 0).ok_or_else(expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        for (text, want) in [
            ("500", Some(500)),
            ("20MB", Some(20_000_000)),
            ("5k", Some(5_000)),
            ("1G", Some(1_000_000_000)),
            ("0", None),
            ("x", None),
            ("5 MB", None),
            ("5PB", None),
            ("-3", None),
        ] {
            assert_eq!(size(text).ok(), want, "{text}");
        }
    }
}
