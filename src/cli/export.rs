//! `corroborate export SAVED --to FORMAT`: another format from a saved assessment, without scoring again.

use super::exit::Outcome;
use super::format::Format;
use super::output::Output;
use super::screen::ScreenArgs;
use crate::error::{Error, ErrorKind};
use crate::report::Document;
use anyhow::{Context as _, Result};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Write a saved assessment in another format, without scoring again
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate score report.txt --format json -o report.json
  corroborate export report.json --to csv -o statements.csv
  corroborate export report.json --to table | less -R")]
pub struct Args {
    /// An assessment saved with `score --format json` or `jsonl` (`-` is stdin)
    saved: PathBuf,
    /// The format to write
    #[arg(long, value_name = "FORMAT", value_parser = Format::parse)]
    to: Format,
    /// Write to this file, whole or not at all
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[command(flatten)]
    screen: ScreenArgs,
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    let mut output = Output::open(args.output.as_deref())?;
    let document = read(&args.saved)?;
    args.to.write(&document, &args.screen, &mut output)?;
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
