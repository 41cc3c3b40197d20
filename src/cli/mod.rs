//! The command: what was typed, then reading, calling the library, writing. One file a verb.
//!
//! stdout is the result and stderr everything else; exit codes are in [`exit`].

mod exit;
mod explain;
mod export;
mod format;
mod output;
mod registry;
mod score;
mod screen;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Tells how far each statement of a news report can be trusted, and why: who says so, through whom, who else independently.
#[derive(Debug, Parser)]
#[command(name = "corroborate", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Score(score::Args),
    Explain(explain::Args),
    Export(export::Args),
    Registry(registry::Args),
}

/// Runs the command.
pub fn run() -> ExitCode {
    let done = match Cli::parse().verb {
        Verb::Score(args) => score::run(&args),
        Verb::Explain(args) => explain::run(&args),
        Verb::Export(args) => export::run(&args),
        Verb::Registry(args) => registry::run(&args),
    };
    exit::code(done)
}
