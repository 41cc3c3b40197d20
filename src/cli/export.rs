//! `corroborate export SAVED --to FORMAT`: another format from a saved assessment, without scoring again.

use super::exit::Outcome;
use super::folder::{self, PackageFolder};
use super::format::{Format, write_line};
use super::output::Output;
use super::screen::ScreenArgs;
use crate::error::{Error, ErrorKind};
use crate::report::{self, Document, Form, Index, Joined};
use crate::run::Run;
use anyhow::{Context as _, Result, bail};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Write a saved assessment in another format, without scoring again
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate score report.txt --format json -o report.json
  corroborate export report.json --to csv -o statements.csv
  corroborate export report.json --to csv -o tables/
  corroborate export report.json --to parquet -o tables/
  corroborate export run/ --to csv -o tables/
  corroborate export report.json --to html -o report.html
  corroborate export report.json --to table | less -R

CSV or Parquet into a folder is a data package: articles, statements, chain, claims, origins, contributions and outlets,
with datapackage.json, which says what each column means; in Parquet each statement holds its chain too. Into a file it is
the statements alone. HTML is one page with the articles' texts: save with `score --with-text --format json`, or write it at once with `score --format html`.")]
pub struct Args {
    /// An assessment saved with `score --format json` or `jsonl` (`-` is stdin), or the folder of a run
    saved: PathBuf,
    /// The format to write
    #[arg(long, value_name = "FORMAT", value_parser = Format::parse)]
    to: Format,
    /// Write to this file, whole or not at all; for CSV and Parquet a folder gets all tables
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Begin CSV with a byte order mark, by which spreadsheets know UTF-8
    #[arg(long)]
    bom: bool,
    #[command(flatten)]
    screen: ScreenArgs,
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    if args.bom && args.to != Format::Csv {
        bail!("--bom is for --to csv: a byte order mark would spoil other formats");
    }
    let form = match args.to {
        Format::Csv => Some(Form::Csv { bom: args.bom }),
        Format::Parquet => Some(Form::Parquet),
        _ => None,
    };
    let saved = Saved::open(&args.saved)?;
    if let (Some(form), Some(path)) = (form, args.output.as_deref().filter(|p| folder::is_named(p))) {
        let mut package = PackageFolder::open(path, form)?;
        match &saved {
            Saved::Document(document) => package.add(&Index::new(document))?,
            Saved::Run(run) => run.documents().try_for_each(|document| package.add(&run.index(&document?)))?,
        }
        package.finish()?;
        return Ok(Outcome::Done);
    }
    let mut output = Output::open(args.output.as_deref())?;
    if args.bom {
        output.write_all("\u{feff}".as_bytes())?;
    }
    match saved {
        Saved::Run(run) if args.to == Format::Csv => {
            let mut writer = report::StatementsCsv::new(&mut output)?;
            run.documents().try_for_each(|document| writer.add(&run.index(&document?)))?;
            writer.finish()?;
        }
        Saved::Run(run) if args.to == Format::Jsonl => {
            for document in run.documents() {
                document?.per_article().try_for_each(|part| write_line(&part, &mut output))?;
            }
        }
        saved => args.to.write(&saved.document(args)?, &args.screen, &mut output).map_err(|e| match e.downcast::<Error>() {
            Ok(error) => error.at(&args.saved).into(),
            Err(other) => other,
        })?,
    }
    output.finish()?;
    Ok(Outcome::Done)
}

/// What is exported.
enum Saved {
    Document(Box<Document>),
    Run(Box<Run>),
}

/// Articles of a run that are put into one page or object at most; chosen by us: more is no page that anyone opens.
const TOGETHER: usize = 5_000;

impl Saved {
    fn open(path: &Path) -> Result<Self> {
        if Run::is_at(path) { Ok(Saved::Run(Box::new(Run::open(path)?))) } else { Ok(Saved::Document(Box::new(read(path)?))) }
    }

    /// All of it as one.
    fn document(self, args: &Args) -> Result<Document> {
        let run = match self {
            Saved::Document(document) => return Ok(*document),
            Saved::Run(run) => run,
        };
        let articles = run.manifest().articles;
        if articles > TOGETHER {
            bail!(
                "{}: holds {articles} articles, too many to be written as one; expected --to csv or jsonl, or --to parquet into a folder",
                args.saved.display()
            );
        }
        let mut whole: Option<Joined> = None;
        for document in run.documents() {
            match &mut whole {
                None => whole = Some(Joined::new(document?)),
                Some(whole) => whole.add(document?),
            }
        }
        Ok(whole.map_or_else(Document::bare, Joined::finish))
    }
}

/// Reads a saved assessment.
pub fn read(path: &Path) -> Result<Document> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).context("stdin: cannot be read")?;
    } else {
        bytes = std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::new(ErrorKind::Encoding, "is not UTF-8; expected a saved assessment").at(path))?;
    Ok(Document::read(&text).map_err(|e| e.at(path))?)
}
