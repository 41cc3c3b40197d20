//! `corroborate resolve RUN/`: what the articles of a run have in common, and who stands behind it.

use super::corpus::{RunProgress, Unit, learned, priors};
use super::exit::Outcome;
use super::registry::overlaid;
use crate::engine::Engine;
use crate::report::words;
use crate::run::Resolving;
use anyhow::Result;
use std::path::PathBuf;

/// Group the statements of a scored corpus into claims, and count who stands behind each
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate score corpus/ -o run/
  corroborate resolve run/
  corroborate export run/ --to csv -o tables/
  corroborate explain run/ c17.3

Articles that share telling words within the window are looked at together; the same claim in two stories is two claims.
The result stands in run/resolved/: articles, statements, claims and origins as Parquet. An interrupted run goes on when it is
started again.")]
pub struct Args {
    /// The folder of a run that `score FILE… -o RUN/` wrote
    #[arg(value_name = "RUN")]
    run: PathBuf,
    /// Days within which articles are looked at together [default: 7]
    #[arg(long, value_name = "DAYS")]
    window: Option<u32>,
    /// The most articles that are looked at together; more cost time and memory [default: 100]
    #[arg(long, value_name = "ARTICLES", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    most: Option<u32>,
    /// The registries that the corpus was scored with
    #[arg(long, value_name = "FILE")]
    registry: Vec<PathBuf>,
    /// A model that `fuse` wrote; it narrows what is believed of its sources
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// No progress
    #[arg(short, long)]
    quiet: bool,
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    let registry = overlaid(&args.registry)?;
    let mut engine = Engine::builder();
    if let Some(path) = &args.model {
        engine = engine.priors(priors(path, &registry)?);
    }
    let engine = engine.registry(registry).build()?;
    let default = Resolving::default();
    let how = Resolving {
        window_days: args.window.unwrap_or(default.window_days),
        most: args.most.map_or(default.most, |most| most as usize),
        model: learned(args.model.iter().map(PathBuf::as_path))?,
    };
    let progress = RunProgress::new(args.quiet, Unit::Articles);
    let done = crate::run::resolve(&engine, &args.run, &how, &|event| progress.see(&event))?;
    if !args.quiet {
        progress.say(&format!(
            "{}: {} in {}",
            args.run.display(),
            words::counted(done.claims, "claim", "claims"),
            words::counted(done.bundles, "bundle of articles", "bundles of articles"),
        ));
    }
    Ok(Outcome::Done)
}
