//! `corroborate completions` and `corroborate man`.

use super::exit::Outcome;
use super::output::Output;
use anyhow::{Context as _, Result};
use clap::CommandFactory as _;
use std::io::Write as _;
use std::path::PathBuf;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate completions bash > ~/.local/share/bash-completion/completions/corroborate
  corroborate completions fish > ~/.config/fish/completions/corroborate.fish")]
pub struct CompletionsArgs {
    /// The shell
    shell: clap_complete::Shell,
}

/// Print the manual page, or write all pages into a directory
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate man | man -l -
  corroborate man -o ~/.local/share/man/man1")]
pub struct ManArgs {
    /// Write the page of every verb into this directory
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Prints a completion script.
pub fn completions(args: &CompletionsArgs) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Cli::command(), "corroborate", &mut script);
    print(&script)
}

/// Prints or writes manual pages.
pub fn man(args: &ManArgs) -> Result<Outcome> {
    match &args.output {
        Some(folder) => {
            std::fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
            clap_mangen::generate_to(super::Cli::command(), folder)
                .with_context(|| format!("{}: cannot be written", folder.display()))?;
            Ok(Outcome::Done)
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(super::Cli::command()).render(&mut page)?;
            print(&page)
        }
    }
}

fn print(bytes: &[u8]) -> Result<Outcome> {
    let mut output = Output::open(None)?;
    output.write_all(bytes)?;
    output.finish()?;
    Ok(Outcome::Done)
}
