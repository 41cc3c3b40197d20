//! The command.

mod score;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Tells how far each statement of a news report can be trusted, and why.
#[derive(Debug, Parser)]
#[command(name = "corroborate", version)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Score articles, statement by statement
    Score(score::Args),
}

/// Runs the command.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.verb {
        Verb::Score(args) => score::run(&args),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("corroborate: {error:#}");
            ExitCode::from(2)
        }
    }
}
