//! `corroborate explain SAVED STATEMENT`: one score as the sum of its parts.

use super::exit::Outcome;
use super::export::read;
use super::output::Output;
use super::screen::ScreenArgs;
use crate::report;
use crate::run::Run;
use anyhow::{Context as _, Result};
use std::io::Write as _;
use std::path::PathBuf;

/// Show one score as the sum of its parts, with the words it rests on
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate score report.txt --format json -o report.json
  corroborate explain report.json s13
  corroborate explain report.json report#13
  corroborate explain report.json c7
  corroborate explain run/ harbour-0412#3")]
pub struct Args {
    /// An assessment saved with `score --format json` or `jsonl` (`-` is stdin), or the folder of a run
    saved: PathBuf,
    /// A statement (`ARTICLE#13`; `s13`, `#13` or `13` when there is one article) or a claim (`c7`; of a run `c17.3` or `ARTICLE#c7`)
    #[arg(value_name = "STATEMENT|CLAIM")]
    wanted: String,
    #[command(flatten)]
    screen: ScreenArgs,
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    let mut output = Output::open(None)?;
    let document =
        if Run::is_at(&args.saved) { Run::open(&args.saved)?.document_with(&args.wanted)? } else { read(&args.saved)? };
    let text = report::explain(&document, &args.wanted, &args.screen.screen(&output))
        .with_context(|| args.saved.display().to_string())?;
    output.write_all(text.as_bytes())?;
    output.finish()?;
    Ok(Outcome::Done)
}
