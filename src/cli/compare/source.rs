//! Where the facts come from: articles that are scored now, saved assessments, or the tables of an export or a run.

use super::{Args, Model};
use crate::article::Skipped;
use crate::cli::export;
use crate::cli::progress::Progress;
use crate::cli::registry::overlaid;
use crate::compare::Facts;
use crate::engine::{Engine, Extract, warm_up};
use crate::report::{self, Document, document};
use crate::run::Run;
use anyhow::{Result, bail};
use rayon::prelude::*;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// What was found.
pub struct Found {
    pub facts: Vec<Facts>,
    pub skipped: Vec<document::Skipped>,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Articles,
    Saved,
    Tables,
}

/// Reads all that was named.
pub fn read(args: &Args, progress: &mut Progress) -> Result<Found> {
    let files = &args.input.files;
    let kinds: Vec<Kind> = files.iter().map(|path| kind(path)).collect();
    let is_all = |kind| kinds.iter().all(|k| *k == kind);
    if is_all(Kind::Articles) {
        return score(args, progress);
    }
    if kinds.contains(&Kind::Articles) {
        let at = |wanted| kinds.iter().zip(files).find(|(k, _)| **k == wanted).map(|(_, f)| f.display().to_string());
        let saved = at(Kind::Saved).or_else(|| at(Kind::Tables)).unwrap_or_default();
        bail!(
            "{} is an article and {saved} a saved assessment: they cannot be compared together; score the articles first \
             (`corroborate score … --format json -o FILE`), or name articles only",
            at(Kind::Articles).unwrap_or_default()
        );
    }
    let mut found = Found { facts: Vec::new(), skipped: Vec::new() };
    for (number, (path, kind)) in files.iter().zip(kinds).enumerate() {
        // stories and claims of different files may have the same names
        let scope = if files.len() == 1 { String::new() } else { format!("{number}:") };
        if Run::is_at(path) {
            // refuses one that is not finished
            Run::open(path)?;
        }
        if kind == Kind::Tables {
            found.facts.extend(report::facts_of_tables(path, &scope)?);
        } else {
            let document = export::read(path)?;
            found.facts.extend(report::facts(&document, &scope));
            found.skipped.extend(document.skipped);
        }
    }
    if let Some(outlet) = &args.outlet {
        found.facts.iter_mut().filter(|f| f.outlet.is_none()).for_each(|f| f.outlet = Some(outlet.clone()));
    }
    Ok(found)
}

/// A saved assessment names its schema before anything else; a folder with tables has statements.
fn kind(path: &Path) -> Kind {
    if path.is_dir() {
        return if report::has_tables(path) { Kind::Tables } else { Kind::Articles };
    }
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(4096).read_to_end(&mut start));
    let start = String::from_utf8_lossy(&start);
    let is_saved = read.is_ok() && start.trim_start().starts_with('{') && start.contains("\"corroborate.assessment/");
    if is_saved { Kind::Saved } else { Kind::Articles }
}

/// Scores the articles together, on all processors.
fn score(args: &Args, progress: &mut Progress) -> Result<Found> {
    std::thread::spawn(warm_up);
    let engine = Engine::builder().rules_alone(args.model == Model::Fast).registry(overlaid(&args.registry)?).build()?;
    let reader = args.input.reader()?;
    let files: &[PathBuf] = &args.input.files;
    let (mut articles, mut skipped) = (Vec::new(), Vec::new());
    for article in reader.read(files) {
        match article {
            Ok(mut article) => {
                progress.article();
                if article.outlet.is_none() {
                    article.outlet.clone_from(&args.outlet);
                }
                articles.push(article);
            }
            Err(error) => {
                progress.say(&error.to_string());
                skipped.push(Skipped::from(error));
            }
        }
    }
    progress.stage("scoring articles");
    let extracts: Vec<Extract> = articles.into_par_iter().map(|article| engine.extract(article)).collect();
    let document = Document::of(engine.resolve(extracts, skipped), engine.registry(), false);
    Ok(Found { facts: report::facts(&document, ""), skipped: document.skipped })
}
