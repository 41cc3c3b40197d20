//! The command: what was typed, then reading, calling the library, writing. One file a verb.
//!
//! stdout is the result and stderr everything else. Exit code 0: done; 1: done, but a limit the user set was not met;
//! 2: something could not be done, even if the rest was.

mod assume;
mod compare;
mod corpus;
mod exit;
mod explain;
mod export;
mod findings;
mod folder;
mod format;
mod fuse;
mod input;
mod manual;
mod output;
mod progress;
mod registry;
mod relate;
mod resolve;
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
    Score(Box<score::Args>),
    Explain(explain::Args),
    Compare(Box<compare::Args>),
    Export(export::Args),
    Resolve(resolve::Args),
    Relate(relate::Args),
    Registry(registry::Args),
    Fuse(Box<fuse::Args>),
    Completions(manual::CompletionsArgs),
    Man(manual::ManArgs),
}

/// Runs the command.
pub fn run() -> ExitCode {
    let done = match Cli::parse().verb {
        Verb::Score(args) => score::run(&args),
        Verb::Explain(args) => explain::run(&args),
        Verb::Compare(args) => compare::run(&args),
        Verb::Export(args) => export::run(&args),
        Verb::Resolve(args) => resolve::run(&args),
        Verb::Relate(args) => relate::run(&args),
        Verb::Registry(args) => registry::run(&args),
        Verb::Fuse(args) => fuse::run(&args),
        Verb::Completions(args) => manual::completions(&args),
        Verb::Man(args) => manual::man(&args),
    };
    exit::code(done)
}
