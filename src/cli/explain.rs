//! `corroborate explain SAVED STATEMENT`: one score as the sum of its parts.

use super::exit::Outcome;
use super::export::read;
use super::output::Output;
use super::screen::ScreenArgs;
use crate::report;
use anyhow::{Context as _, Result};
use std::io::Write as _;
use std::path::PathBuf;

/// Show one score as the sum of its parts, with the words it rests on
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate score report.txt --format json -o report.json
  corroborate explain report.json s13
  corroborate explain report.json report#13
  corroborate explain report.json c7")]
pub struct Args {
    /// An assessment saved with `score --format json` or `jsonl` (`-` is stdin)
    saved: PathBuf,
    /// A statement (`ARTICLE#13`; `s13`, `#13` or `13` when there is one article) or a claim (`c7`)
    #[arg(value_name = "STATEMENT|CLAIM")]
    wanted: String,
    #[command(flatten)]
    screen: ScreenArgs,
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    let mut output = Output::open(None)?;
    let document = read(&args.saved)?;
    let text = report::explain(&document, &args.wanted, &args.screen.screen(&output))
        .with_context(|| args.saved.display().to_string())?;
    output.write_all(text.as_bytes())?;
    output.finish()?;
    Ok(Outcome::Done)
}
