//! `corroborate compare FILE…`: outlets side by side.

mod source;

use super::exit::Outcome;
use super::folder;
use super::input::InputArgs;
use super::output::Output;
use super::progress::Progress;
use super::screen::ScreenArgs;
use crate::compare::{Adjust, By, Measure, Part, Plan, compare};
use crate::provenance::Provenance;
use crate::report;
use anyhow::{Result, bail};
use clap::ValueEnum;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Compare outlets: how each sources its reports, with intervals, and which differences hold
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate compare articles.jsonl
  corroborate score articles/ --format json -o saved.json && corroborate compare saved.json
  corroborate compare articles.csv --outlet-column domain --by month -o outlets.html
  corroborate compare saved.json --measure anonymous --adjust bh --full
  corroborate compare saved.json -o tables/
  corroborate compare tables-of-export/          # or a run: score DIR -o RUN/, then resolve RUN/

The same 90 % interval everywhere: a seeded bootstrap over stories, not statements, widened for few stories. Copies of one
article in one outlet count once; reports made from another outlet's are measured apart (--articles). p is adjusted over all
tests of one comparison: name the measures you ask about (--measure), and there are fewer.
CSV into a file is the estimates; into a folder also differences, pairs and outlets, with datapackage.json.
Exit status: 0 done; 2 something could not be read or done.")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Format of the result [default: table, or what the ending of --output says]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Write to this file, whole or not at all; a folder gets all tables as CSV
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// A measure whose differences are tested, or a class of sources (`official`); may be given several times. The table then
    /// shows these alone, the other formats all
    #[arg(long, value_name = "MEASURE|CLASS", value_parser = measure)]
    measure: Vec<Measure>,
    /// Also each measure by window of time
    #[arg(long, value_name = "WINDOW")]
    by: Option<Window>,
    /// Which articles are measured: those not made from another outlet's report, all, or only those
    #[arg(long, value_name = "own|all|copied", default_value = "own")]
    articles: Articles,
    /// How p is adjusted over all tests: holm (no false difference), bh (few false ones among those found) or none
    #[arg(long, value_name = "METHOD", default_value = "holm", help_heading = "Statistics")]
    adjust: Method,
    /// A difference holds when its adjusted p is below this
    #[arg(long, value_name = "PROBABILITY", value_parser = level, help_heading = "Statistics")]
    alpha: Option<f64>,
    /// Resamples of the bootstrap
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(100..=100_000), help_heading = "Statistics")]
    resamples: Option<u32>,
    /// Seed of the bootstrap: the same seed gives the same numbers
    #[arg(long, value_name = "NUMBER", help_heading = "Statistics")]
    seed: Option<u64>,
    /// The publishing outlet of articles that name none
    #[arg(long, value_name = "NAME|DOMAIN")]
    outlet: Option<String>,
    /// A registry of outlets to lay over the built-in one; may be given several times
    #[arg(long, value_name = "FILE")]
    registry: Vec<PathBuf>,
    /// How statements are found: by rules and the trained tagger, or by the rules alone
    #[arg(long, value_name = "best|fast", default_value = "best")]
    model: Model,
    /// No progress; what cannot be read is still named
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    screen: ScreenArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
    Html,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Window {
    Week,
    Month,
    Year,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Articles {
    Own,
    All,
    Copied,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Model {
    Best,
    Fast,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Method {
    Holm,
    Bh,
    None,
}

impl Args {
    fn plan(&self) -> Plan {
        let default = Plan::default();
        Plan {
            part: match self.articles {
                Articles::Own => Part::Own,
                Articles::All => Part::All,
                Articles::Copied => Part::Copied,
            },
            by: self.by.map(|by| match by {
                Window::Week => By::Week,
                Window::Month => By::Month,
                Window::Year => By::Year,
            }),
            measures: if self.measure.is_empty() { default.measures } else { unique(&self.measure) },
            adjust: match self.adjust {
                Method::Holm => Adjust::Holm,
                Method::Bh => Adjust::BenjaminiHochberg,
                Method::None => Adjust::Not,
            },
            alpha: self.alpha.unwrap_or(default.alpha),
            resamples: self.resamples.unwrap_or(default.resamples),
            seed: self.seed.unwrap_or(default.seed),
        }
    }

    fn format(&self) -> Result<Format> {
        let ending = self.output.as_deref().and_then(Path::extension).and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        Ok(match (self.format, ending.as_deref()) {
            (Some(format), _) => format,
            (None, Some("csv")) => Format::Csv,
            (None, Some("json")) => Format::Json,
            (None, Some("html" | "htm")) => Format::Html,
            (None, Some("parquet" | "pq" | "jsonl" | "xlsx" | "ods")) => {
                bail!("this version writes comparisons as table, json, csv or html: name the output file so, or give --format")
            }
            (None, _) => Format::Table,
        })
    }
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    let format = args.format()?;
    let tables = args.output.as_deref().filter(|p| folder::is_named(p) && args.format.is_none_or(|f| f == Format::Csv));
    let mut output = match tables {
        Some(path) => {
            folder::make(path)?;
            None
        }
        None => Some(Output::open(args.output.as_deref())?),
    };
    let mut progress = Progress::new(args.quiet);
    let found = source::read(args, &mut progress)?;
    progress.stage("comparing outlets");
    if found.facts.is_empty() {
        let why = if found.skipped.is_empty() { "there is no article in it" } else { "no article could be read" };
        bail!("nothing to compare: {why}");
    }
    if found.facts.iter().all(|f| f.outlet.is_none()) {
        bail!(
            "nothing to compare: no article says who published it. Articles in JSON, JSONL, CSV and Parquet have a field or column \
             `outlet` (--outlet-column names another); web pages name themselves; --outlet NAME gives one to all"
        );
    }
    let stories: BTreeSet<&str> = found.facts.iter().map(|f| f.story.as_str()).collect();
    if !args.quiet && found.facts.len() >= 20 && stories.len() == found.facts.len() {
        progress.say(
            "warning: every article is a story of its own, as after `score --alone` or in a run that is not resolved: reports of one event \
             count as independent, and intervals are too narrow if there are any (`corroborate resolve RUN/`) [stories-not-grouped]",
        );
    }
    let comparison = compare(found.facts, args.plan());
    match (&mut output, tables) {
        (None, Some(path)) => folder::write(path, &report::comparison::package(&comparison, &found.skipped))?,
        (Some(output), _) => {
            let bytes = match format {
                Format::Table => report::comparison_table(&comparison, &args.screen.screen(output)).into_bytes(),
                Format::Json => report::comparison::json(&comparison, &found.skipped),
                Format::Csv => report::comparison::csv(&comparison),
                Format::Html => report::comparison_page(&comparison, &found.skipped).into_bytes(),
            };
            output.write_all(&bytes)?;
        }
        (None, None) => {}
    }
    output.map_or(Ok(()), Output::finish)?;
    if format != Format::Table && !comparison.without_outlet.is_empty() {
        let names = &comparison.without_outlet;
        let (first, more) = (names.iter().take(3).cloned().collect::<Vec<_>>().join(", "), names.len().saturating_sub(3));
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        progress.say(&format!("left out, because their outlet is not given: {first}{more}"));
    }
    Ok(if found.skipped.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

fn unique(measures: &[Measure]) -> Vec<Measure> {
    let mut unique = measures.to_vec();
    unique.sort_unstable();
    unique.dedup();
    unique
}

fn measure(name: &str) -> Result<Measure, String> {
    Measure::parse(name).ok_or_else(|| {
        let measures = Measure::ALL.map(Measure::name).join(", ");
        let classes = Provenance::ALL.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(", ");
        format!("expected one of the measures {measures}; or one of the classes {classes}")
    })
}

fn level(text: &str) -> Result<f64, String> {
    let value = text.parse::<f64>().ok().filter(|v| *v > 0.0 && *v < 1.0);
    value.ok_or_else(|| "expected a probability between 0 and 1".to_owned())
}
