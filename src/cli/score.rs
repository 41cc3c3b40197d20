//! `corroborate score FILE…`: from reports as published to scored statements.

use super::assume::{self, AsOf};
use super::corpus;
use super::exit::Outcome;
use super::findings::Findings;
use super::format::{Format, write_line};
use super::input::InputArgs;
use super::output::Output;
use super::progress::Progress;
use super::registry::overlaid;
use super::screen::ScreenArgs;
use crate::article::{Article, Articles, Skipped};
use crate::engine::{Engine, Extract, WhatIf, warm_up};
use crate::report::{self, Document, Joined, document, words};
use crate::run::Plan;
use anyhow::{Result, bail};
use clap::builder::TypedValueParser as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Score articles: who says what, through whom, and how sure a reader may be
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate score report.txt --outlet \"Harbour Post\"
  corroborate score reports/*.html --format json -o reports.json
  pbpaste | corroborate score -
  corroborate score articles.csv --text-column body --outlet-column domain -o statements.csv
  corroborate score reports/*.html -o reports-marked.html --format html
  corroborate score report.txt --explain s4
  corroborate score reports/ --as-of 2026-01-12T12:00Z --graph origins.svg
  corroborate score corpus/ -o run/
  corroborate score reports/ --what-if drop=Reuters --what-if TASS=independent_wire

Several files are scored together: what they have in common counts once.
A corpus goes into the folder of a run; `corroborate resolve run/` then looks at its articles together.
Exit status: 0 done; 1 a limit was not met (--fail-under); 2 something could not be read or done.")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Format of the result [default: table, or what the ending of --output says]
    #[arg(long, value_name = "FORMAT", value_parser = Format::parse)]
    format: Option<Format>,
    /// Write to this file, whole or not at all; into a folder (`RUN/`) a corpus is scored as Parquet, each article alone, and an
    /// interrupted run goes on when it is started again
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// The publishing outlet of all articles (name or domain), instead of the one they name themselves
    #[arg(long, value_name = "NAME|DOMAIN")]
    outlet: Option<String>,
    /// Score each article by itself, as it comes
    #[arg(long)]
    alone: bool,
    /// Put each article's text into the result (JSON and JSONL)
    #[arg(long)]
    with_text: bool,
    /// A registry of outlets to lay over the built-in one; may be given several times
    #[arg(long, value_name = "FILE")]
    registry: Vec<PathBuf>,
    /// `best` (default) finds statements by rules and the trained tagger, `fast` by the rules alone; a file is a model that `fuse` wrote,
    /// and narrows what is believed of its sources. May be given twice
    #[arg(long, value_name = "best|fast|FILE", value_parser = clap::builder::OsStringValueParser::new().map(Choice::from))]
    model: Vec<Choice>,
    /// Show one score as the sum of its parts instead (`s4`, `ARTICLE#4`, or a claim's `c7`)
    #[arg(long, value_name = "STATEMENT|CLAIM", conflicts_with = "format")]
    explain: Option<String>,
    /// Judge by what was known then: reports published later are named and left out; those without a date stay
    #[arg(long, value_name = "DATE|TIME", value_parser = AsOf::parse, help_heading = "Several reports")]
    as_of: Option<AsOf>,
    /// Judge as if: `drop=SOURCE` leaves out all that goes through a source, `SOURCE=class` takes it for another class; may be given several times
    #[arg(long, value_name = "drop=SOURCE|SOURCE=class", value_parser = assumption, conflicts_with = "alone", help_heading = "Several reports")]
    what_if: Vec<WhatIf>,
    /// Draw who is behind which report and which was made from which: a .svg or .dot file
    #[arg(long, value_name = "FILE.svg|FILE.dot", value_parser = picture, conflicts_with = "alone", help_heading = "Several reports")]
    graph: Option<PathBuf>,
    /// Exit with 1 when the content estimate of an assertion is below this
    #[arg(long, value_name = "PROBABILITY", value_parser = probability)]
    fail_under: Option<f64>,
    /// Articles of a shard, where a corpus is scored into the folder of a run [default: 250]
    #[arg(long, value_name = "ARTICLES", value_parser = clap::value_parser!(u32).range(1..=100_000), help_heading = "Corpus")]
    shard: Option<u32>,
    /// No warnings and no progress; what cannot be read is still named
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    screen: ScreenArgs,
}

/// What `--model` names: how statements are found, or what was learned of sources.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Choice {
    Best,
    Fast,
    Learned(PathBuf),
}

impl Choice {
    fn learned(&self) -> Option<&Path> {
        match self {
            Choice::Learned(path) => Some(path),
            _ => None,
        }
    }
}

impl From<std::ffi::OsString> for Choice {
    fn from(typed: std::ffi::OsString) -> Self {
        match typed.to_str() {
            Some("best") => Choice::Best,
            Some("fast") => Choice::Fast,
            _ => Choice::Learned(typed.into()),
        }
    }
}

impl Args {
    fn engine(&self) -> Result<Engine> {
        let registry = overlaid(&self.registry)?;
        let mut engine = Engine::builder();
        for choice in &self.model {
            engine = match choice {
                Choice::Best => engine.rules_alone(false),
                Choice::Fast => engine.rules_alone(true),
                Choice::Learned(path) => engine.priors(corpus::priors(path, &registry)?),
            };
        }
        Ok(engine.registry(registry).build()?)
    }

    /// Whether the result is to hold the texts: a page has nothing to mark without them.
    fn with_text(&self) -> bool {
        self.with_text || self.format() == Format::Html
    }

    fn format(&self) -> Format {
        let by_ending = || self.output.as_deref().and_then(Format::of_path);
        self.format.or_else(by_ending).unwrap_or(Format::Table)
    }
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    if let Some(folder) = args.output.as_deref().filter(|path| corpus::is_run_folder(path)) {
        return into_run(args, folder);
    }
    let mut output = Output::open(args.output.as_deref())?;
    // the word lists are read beside the registry: half of what one article takes is reading data
    std::thread::spawn(warm_up);
    let engine = args.engine()?;
    let reader = args.input.reader()?;
    let progress = Progress::new(args.quiet);
    let mut graph = args.graph.as_deref().map(|path| Output::open(Some(path))).transpose()?;
    let mut intake = Intake {
        articles: reader.read(&args.input.files),
        outlet: args.outlet.as_deref(),
        as_of: args.as_of,
        progress,
        skipped: Vec::new(),
        later: Vec::new(),
    };
    let mut findings = Findings::new(args.fail_under);
    if args.alone && args.explain.is_none() && args.format() == Format::Jsonl {
        stream(args, &engine, &mut intake, &mut findings, &mut output)?;
    } else {
        let (mut document, changes) = if args.alone {
            (each_alone(args, &engine, &mut intake), String::new())
        } else {
            together(args, &engine, &mut intake)?
        };
        document.skipped = intake.skipped();
        findings.see(&document);
        match &args.explain {
            Some(wanted) => {
                let text = report::explain(&document, wanted, &args.screen.screen(&output))?;
                output.write_all(text.as_bytes())?;
            }
            None => {
                if args.format() == Format::Table {
                    output.write_all(changes.as_bytes())?;
                }
                args.format().write(&document, &args.screen, &mut output)?;
            }
        }
        if let (Some(graph), Some(path)) = (graph.as_mut(), &args.graph) {
            let is_dot = path.extension().is_some_and(|e| e == "dot");
            graph.write_all(if is_dot { report::graph::dot(&document) } else { report::graph::svg(&document) }.as_bytes())?;
        }
    }
    output.finish()?;
    graph.map_or(Ok(()), Output::finish)?;
    if !intake.later.is_empty() {
        intake.progress.say(&format!("published later and left out: {}", intake.later.join(", ")));
    }
    if !args.quiet {
        findings.warnings(engine.registry()).iter().for_each(|w| intake.progress.say(&format!("warning: {w} [{}]", w.id())));
    }
    if let Some(below) = findings.below() {
        intake.progress.say(&below);
    }
    Ok(if !intake.skipped.is_empty() {
        Outcome::Incomplete
    } else if findings.below().is_some() {
        Outcome::LimitNotMet
    } else {
        Outcome::Done
    })
}

/// A corpus into the folder of a run, article by article.
fn into_run(args: &Args, folder: &Path) -> Result<Outcome> {
    let together = [
        ("--explain", args.explain.is_some()),
        ("--as-of", args.as_of.is_some()),
        ("--what-if", !args.what_if.is_empty()),
        ("--graph", args.graph.is_some()),
        ("--fail-under", args.fail_under.is_some()),
        ("--format", args.format.is_some_and(|format| format != Format::Parquet)),
    ];
    if let Some((flag, _)) = together.iter().find(|(_, given)| *given) {
        bail!(
            "{flag} is not for a run: {} is a folder, into which a corpus is scored as Parquet; expected the name of a file, or use `export`, `explain` and `compare` on the run",
            folder.display()
        );
    }
    std::thread::spawn(warm_up);
    let engine = args.engine()?;
    let mut settings = args.input.settings();
    settings.insert("outlet".to_owned(), args.outlet.clone().into());
    settings.insert("rules_alone".to_owned(), args.model.contains(&Choice::Fast).into());
    settings.insert("model".to_owned(), corpus::learned(args.model.iter().filter_map(Choice::learned))?.into());
    settings.insert("params".to_owned(), serde_json::to_value(engine.params())?);
    let plan = Plan {
        folder,
        inputs: &args.input.files,
        settings,
        outlet: args.outlet.as_deref(),
        shard: args.shard.map_or(crate::run::ARTICLES, |articles| articles as usize),
        with_text: args.with_text,
    };
    let progress = corpus::RunProgress::new(args.quiet, corpus::Unit::Bytes);
    let done = crate::run::score(&engine, &args.input.reader()?, &plan, &|event| progress.see(&event))?;
    let skipped: usize = done.shards.iter().map(|s| s.skipped.len()).sum();
    if !args.quiet {
        progress.say(&format!(
            "{}: {} in {}, {}",
            folder.display(),
            words::counted(done.statements, "statement", "statements"),
            words::counted(done.articles, "article", "articles"),
            words::counted(done.shards.len(), "shard", "shards"),
        ));
    }
    Ok(if skipped > 0 { Outcome::Incomplete } else { Outcome::Done })
}

/// The articles that can be read. What cannot is named at once, kept for the result, and left out.
struct Intake<'a> {
    articles: Articles<'a>,
    outlet: Option<&'a str>,
    as_of: Option<AsOf>,
    progress: Progress,
    skipped: Vec<Skipped>,
    /// What was published after the time of judgement.
    later: Vec<String>,
}

impl Intake<'_> {
    fn skipped(&self) -> Vec<document::Skipped> {
        self.skipped.iter().cloned().map(document::Skipped::from).collect()
    }
}

impl Iterator for Intake<'_> {
    type Item = Article;

    fn next(&mut self) -> Option<Article> {
        loop {
            match self.articles.next()? {
                Ok(mut article) => {
                    if self.as_of.is_some_and(|as_of| !as_of.knows(&article)) {
                        self.later.push(article.id.to_string());
                        continue;
                    }
                    self.progress.article();
                    if let Some(outlet) = self.outlet {
                        article.outlet = Some(outlet.to_owned());
                    }
                    return Some(article);
                }
                Err(error) => {
                    self.progress.say(&error.to_string());
                    self.skipped.push(Skipped::from(error));
                }
            }
        }
    }
}

/// All reports together, and what the assumptions change in words.
fn together(args: &Args, engine: &Engine, intake: &mut Intake<'_>) -> Result<(Document, String)> {
    let articles: Vec<Article> = intake.by_ref().collect();
    if let Some(warning) = many_together(articles.len(), args.output.as_deref()).filter(|_| !args.quiet) {
        intake.progress.say(&warning);
    }
    let mut extracts = extracts(engine, articles, &mut intake.progress);
    intake.progress.stage("comparing reports");
    let skipped = intake.skipped.clone();
    let document = |extracts| Document::of(engine.resolve(extracts, skipped.clone()), engine.registry(), args.with_text());
    if args.what_if.is_empty() {
        return Ok((document(extracts), String::new()));
    }
    let before = document(extracts.clone());
    assume::apply(&args.what_if, &mut extracts)?;
    let mut after = document(extracts);
    let assumed: Vec<String> = args.what_if.iter().map(WhatIf::to_string).collect();
    let changes = assume::changes(&before, &after, &assumed.join(", "));
    after.params.insert("what_if".to_owned(), assumed.into());
    Ok((after, changes))
}

/// From so many articles on, scoring them together takes minutes and gigabytes: chosen by us; ten thousand take thirteen.
const MANY: usize = 1_000;

/// What is about to be done where it is hardly what is wanted, and what to do instead.
fn many_together(articles: usize, output: Option<&Path>) -> Option<String> {
    let folder = output.map_or_else(|| "RUN".to_owned(), |path| path.with_extension("").display().to_string());
    (articles > MANY).then(|| {
        format!(
            "warning: {articles} articles are scored together, as one assessment, all of it in memory. \
             A corpus is better scored as a run, each article alone and into Parquet: end the name with a slash (-o {folder}/), \
             then `corroborate resolve {folder}/` looks at its articles together [many-together]"
        )
    })
}

/// What each article says, some at a time so that it can be shown how far this is.
fn extracts(engine: &Engine, articles: Vec<Article>, progress: &mut Progress) -> Vec<Extract> {
    const AT_A_TIME: usize = 256;
    let all = articles.len();
    let mut extracts = Vec::with_capacity(all);
    let mut rest = articles.into_iter();
    while extracts.len() < all {
        extracts.extend(engine.extract_all(rest.by_ref().take(AT_A_TIME).collect()));
        progress.stage(format!("{} of {all} searched for statements", extracts.len()));
    }
    extracts
}

fn each_alone(args: &Args, engine: &Engine, intake: &mut Intake<'_>) -> Document {
    let mut whole: Option<Joined> = None;
    for article in intake {
        let document = alone(args, engine, article);
        match &mut whole {
            None => whole = Some(Joined::new(document)),
            Some(whole) => whole.add(document),
        }
    }
    whole.map_or_else(|| Document::empty(engine.registry()), Joined::finish)
}

/// One article by itself is a story by itself, whatever it came with.
fn alone(args: &Args, engine: &Engine, article: Article) -> Document {
    let mut document = Document::of(engine.assess_alone(article), engine.registry(), args.with_text());
    document.articles.iter_mut().for_each(|a| a.story = Some(a.id.clone()));
    document
}

/// Article by article, each written before the next is read; the last one also carries what could not be read.
fn stream(args: &Args, engine: &Engine, intake: &mut Intake<'_>, findings: &mut Findings, output: &mut Output) -> Result<()> {
    let mut last: Option<Document> = None;
    for article in intake.by_ref() {
        let document = alone(args, engine, article);
        findings.see(&document);
        if let Some(before) = last.replace(document) {
            write_line(&before, output)?;
        }
    }
    if let Some(mut document) = last {
        document.skipped = intake.skipped();
        write_line(&document, output)?;
    }
    Ok(())
}

fn assumption(text: &str) -> Result<WhatIf, String> {
    WhatIf::parse(text).map_err(|e| e.to_string())
}

fn picture(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let known = path.extension().is_some_and(|e| e == "svg" || e == "dot");
    if known { Ok(path) } else { Err("expected the name of a .svg or .dot file".to_owned()) }
}

fn probability(text: &str) -> Result<f64, String> {
    let value = text.parse::<f64>().ok().filter(|v| (0.0..=1.0).contains(v));
    value.ok_or_else(|| "expected a probability from 0 to 1".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_articles_together_are_warned_of() {
        for (articles, output, want) in [
            (MANY, Some("run"), None),
            (MANY + 1, Some("run"), Some("-o run/")),
            (10_000, Some("out/all.json"), Some("-o out/all/")),
            (10_000, None, Some("-o RUN/")),
        ] {
            let warning = many_together(articles, output.map(Path::new));
            assert_eq!(warning.is_some(), want.is_some(), "{articles} {output:?}");
            if let (Some(warning), Some(want)) = (warning, want) {
                assert!(warning.contains(want) && warning.contains(&format!("{articles} articles")), "{warning}");
            }
        }
    }
}
