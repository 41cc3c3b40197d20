//! `corroborate relate A B`: what two statements, or two articles, have to do with each other.
//!
//! One file for each level: `claim` asks whether two statements say the same, `article` whether two reports are one text.

mod article;
mod claim;
mod pairs;

use super::exit::Outcome;
use super::output::Output;
use super::registry::overlaid;
use crate::engine::Engine;
use crate::error::Error;
use anyhow::Result;
use pairs::Pair;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;

/// Tell what two statements or two articles have to do with each other
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate relate wire.txt paper.html
  corroborate relate one.txt other.txt --level claim
  corroborate relate pairs.jsonl --level article > relations.jsonl

A line of PAIRS.jsonl is {\"id\":…,\"a\":{\"text\":…,\"outlet\":…,\"published\":…},\"b\":{…}}; outlet and published may be left out.
Which is a and which is b says nothing about time. The answer is one JSON object a line:
  --level claim     same, contradict, update or different, with p_same and p_contradict
  --level article   copy, partial_copy, rewrite_same_origin, shared_quote_only or independent, with p_reuse
and `because`: the words that it rests on.
Exit status: 0 every pair was answered; 2 something could not be read or done.")]
pub struct Args {
    /// Two files, each with one statement or article; or one file of pairs (`-` is stdin)
    #[arg(required = true, num_args = 1..=2, value_names = ["A|PAIRS.jsonl", "B"])]
    files: Vec<PathBuf>,
    /// What each side is: one statement, or one whole article
    #[arg(long, value_enum, default_value = "article", value_name = "LEVEL")]
    level: Level,
    /// Also give the numbers that the answer rests on (articles), as they are needed to fit the model anew
    #[arg(long)]
    features: bool,
    /// Write to this file, whole or not at all
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// A registry of outlets to lay over the built-in one; may be given several times
    #[arg(long, value_name = "FILE")]
    registry: Vec<PathBuf>,
}

/// What each side of a pair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Level {
    /// One statement: a sentence or a headline
    Claim,
    /// One whole article
    Article,
}

/// The answer for one pair. Probabilities that its level does not ask for are left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Relation {
    label: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    p_same: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p_contradict: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p_reuse: Option<f64>,
    /// The words that it rests on, most telling first.
    because: Vec<String>,
}

/// One line of the result.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    #[serde(flatten)]
    relation: Relation,
    #[serde(skip_serializing_if = "Option::is_none")]
    features: Option<BTreeMap<&'static str, f64>>,
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    let mut output = Output::open(args.output.as_deref())?;
    let engine = Engine::builder().registry(overlaid(&args.registry)?).build()?;
    let mut outcome = Outcome::Done;
    for pair in pairs::read(&args.files)? {
        match pair {
            Ok(pair) => {
                let features = (args.features && args.level == Level::Article).then(|| article::features(&pair, &engine));
                let line = Line { id: &pair.id, relation: args.level.relate(&pair, &engine), features };
                serde_json::to_writer(&mut output, &line)?;
                output.write_all(b"\n")?;
            }
            Err(error) => {
                eprintln!("corroborate: {error}");
                outcome = Outcome::Incomplete;
            }
        }
    }
    output.finish()?;
    Ok(outcome)
}

impl Level {
    fn relate(self, pair: &Pair, engine: &Engine) -> Relation {
        match self {
            Level::Claim => claim::relate(pair, engine),
            Level::Article => article::relate(pair, engine),
        }
    }
}

/// The result of reading one pair.
type Read = Result<Pair, Error>;
