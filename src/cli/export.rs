//! `corroborate export SAVED --to FORMAT`: another format from a saved assessment, without scoring again.

use super::exit::Outcome;
use super::folder::{self, PackageFolder};
use super::format::Format;
use super::output::Output;
use super::screen::ScreenArgs;
use crate::error::{Error, ErrorKind};
use crate::report::{Document, Form, Index};
use anyhow::{Context as _, Result, bail};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Write a saved assessment in another format, without scoring again
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate score report.txt --format json -o report.json
  corroborate export report.json --to csv -o statements.csv
  corroborate export report.json --to csv -o tables/
  corroborate export report.json --to parquet -o tables/
  corroborate export report.json --to html -o report.html
  corroborate export report.json --to table | less -R

CSV or Parquet into a folder is a data package: articles, statements, chain, claims, origins, contributions and outlets,
with datapackage.json, which says what each column means; in Parquet each statement holds its chain too. Into a file it is
the statements alone. HTML is one page with the articles' texts: save with `score --with-text --format json`, or write it at once with `score --format html`.")]
pub struct Args {
    /// An assessment saved with `score --format json` or `jsonl` (`-` is stdin)
    saved: PathBuf,
    /// The format to write
    #[arg(long, value_name = "FORMAT", value_parser = Format::parse)]
    to: Format,
    /// Write to this file, whole or not at all; for CSV and Parquet a folder gets all tables
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Begin CSV with a byte order mark, by which spreadsheets know UTF-8
    #[arg(long)]
    bom: bool,
    #[command(flatten)]
    screen: ScreenArgs,
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    if args.bom && args.to != Format::Csv {
        bail!("--bom is for --to csv: a byte order mark would spoil other formats");
    }
    let form = match args.to {
        Format::Csv => Some(Form::Csv { bom: args.bom }),
        Format::Parquet => Some(Form::Parquet),
        _ => None,
    };
    if let (Some(form), Some(path)) = (form, args.output.as_deref().filter(|p| folder::is_named(p))) {
        let mut package = PackageFolder::open(path, form)?;
        package.add(&Index::new(&read(&args.saved)?))?;
        package.finish()?;
        return Ok(Outcome::Done);
    }
    let mut output = Output::open(args.output.as_deref())?;
    let document = read(&args.saved)?;
    if args.bom {
        output.write_all("\u{feff}".as_bytes())?;
    }
    args.to.write(&document, &args.screen, &mut output).map_err(|e| match e.downcast::<Error>() {
        Ok(error) => error.at(&args.saved).into(),
        Err(other) => other,
    })?;
    output.finish()?;
    Ok(Outcome::Done)
}

/// Reads a saved assessment.
pub fn read(path: &Path) -> Result<Document> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).context("stdin: cannot be read")?;
    } else {
        bytes = std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::new(ErrorKind::Encoding, "is not UTF-8; expected a saved assessment").at(path))?;
    Ok(Document::read(&text).map_err(|e| e.at(path))?)
}
