//! `corroborate fuse CLAIMS.csv`: truth discovery over rows of source, object and value.

mod input;
mod summary;
mod write;

use super::exit::Outcome;
use super::progress::Progress;
use crate::reliability::{Method, Model, Options, fit};
use anyhow::Result;
use std::io::Write as _;
use std::path::PathBuf;

/// Learn from a table of claims what is true, how reliable each source is, and who copies whom
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate fuse claims.csv -o fused/
  corroborate fuse prices.csv --source shop --object isbn --value price --model numeric -o fused/
  zcat claims.csv.gz | corroborate fuse - -o fused/

Writes truths.csv, sources.csv, copying.csv and model.json, each whole or not at all. `low` and `high` are
90 % equal-tailed credible intervals.")]
pub struct Args {
    /// The claims: CSV or Parquet with a header (`-` is CSV on stdin)
    claims: PathBuf,
    /// Write truths.csv, sources.csv, copying.csv and model.json into this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    columns: Columns,
    /// How sources are taken to err
    #[arg(long, value_enum, default_value = "auto", value_name = "MODEL")]
    model: ModelName,
    /// Do not look for copying between sources
    #[arg(long)]
    no_copying: bool,
    /// Numbers this close, relative to the larger, count as one value (numeric model)
    #[arg(long, value_name = "SHARE", value_parser = share)]
    tolerance: Option<f64>,
    /// Rows of each list in the summary
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    /// No progress on stderr
    #[arg(short, long)]
    quiet: bool,
}

/// Which column holds what.
#[derive(Debug, clap::Args)]
pub struct Columns {
    /// Column of the sources
    #[arg(long, value_name = "COLUMN", default_value = "source")]
    source: String,
    /// Column of the objects
    #[arg(long, value_name = "COLUMN", default_value = "object")]
    object: String,
    /// Column of the values
    #[arg(long, value_name = "COLUMN", default_value = "value")]
    value: String,
    /// Column of times (numbers or ISO dates): of a source's claims about one object the latest stands, and copying gets a direction
    #[arg(long, value_name = "COLUMN")]
    time: Option<String>,
    /// Column with each source's own confidence in the claim, in 0..1
    #[arg(long, value_name = "COLUMN")]
    confidence: Option<String>,
    /// Column with the class of the source; sources of one class share a prior
    #[arg(long, value_name = "COLUMN")]
    class: Option<String>,
    /// Column with the known truth about the object; empty where it is not known
    #[arg(long, value_name = "COLUMN")]
    gold: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum ModelName {
    /// By number of labels, reuse of values and whether they are numbers; the summary says why
    Auto,
    /// One probability of being right for each source
    OneCoin,
    /// What each source says for each truth; for small sets of labels
    Confusion,
    /// Values within the tolerance are one
    Numeric,
    /// Count votes, learn nothing
    Vote,
}

impl ModelName {
    fn forced(self) -> Option<Method> {
        match self {
            ModelName::Auto => None,
            ModelName::OneCoin => Some(Method::OneCoin),
            ModelName::Confusion => Some(Method::Confusion),
            ModelName::Numeric => Some(Method::Numeric),
            ModelName::Vote => Some(Method::Vote),
        }
    }
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(x) if (0.0..1.0).contains(&x) => Ok(x),
        _ => Err(format!("expected a share from 0 up to 1, such as 0.01, found `{text}`")),
    }
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    let files = args.output.as_deref().map(write::Files::open).transpose()?;
    let mut progress = Progress::new(args.quiet);
    let (table, skipped) = input::read(args, &mut progress)?;
    progress.stage("learning");
    let defaults = Options::default();
    let options = Options {
        method: args.model.forced(),
        copying: !args.no_copying,
        tolerance: args.tolerance.unwrap_or(defaults.tolerance),
    };
    let fit = fit(&table, &options);
    progress.stage("writing");
    let model = Model::of(&table, &fit);
    if let Some(files) = files {
        files.write(&table, &fit, &model)?;
    }
    drop(progress);
    let mut out = std::io::stdout().lock();
    summary::write(&table, &fit, args.top, &mut out)?;
    out.flush()?;
    Ok(if skipped > 0 { Outcome::Incomplete } else { Outcome::Done })
}
