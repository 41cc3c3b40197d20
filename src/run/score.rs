//! Scoring a corpus article by article, each alone, on all processors.

use super::inputs::List;
use super::journal::Journal;
use super::manifest::{Manifest, SCHEMA, Shard};
use super::shard::{Filling, make_folders};
use super::{make_folder, write_whole};
use crate::article::{self, Article, Articles, Reader, Skipped};
use crate::engine::{Engine, Extract};
use crate::error::{Error, ErrorKind, Result};
use crate::report::{Document, Stamp, document};
use crate::table::writes_parquet;
use rayon::prelude::*;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Articles of a shard where nothing else is asked for, and the most bytes of their texts: chosen by us so that a shard in the making needs
/// some two hundred MB.
pub const ARTICLES: usize = 250;
const BYTES: usize = 8_000_000;

/// The journal's name.
pub(super) const JOURNAL: &str = "progress.jsonl";
/// The manifest's name.
pub(super) const MANIFEST: &str = "manifest.json";
/// The name of the list of inputs.
const INPUTS: &str = "inputs.csv";

/// What is to be scored, and into which folder.
#[derive(Debug)]
pub struct Plan<'a> {
    /// The folder of the run.
    pub folder: &'a Path,
    /// Files and directories.
    pub inputs: &'a [PathBuf],
    /// All that decides the result and is not in the engine's registry: it is written down, and a run is only continued with the same.
    pub settings: Map<String, Value>,
    /// The publishing outlet of all articles, instead of their own.
    pub outlet: Option<&'a str>,
    /// Articles of a shard.
    pub shard: usize,
    /// Keep the texts in the assessments.
    pub with_text: bool,
}

/// What happens meanwhile.
#[derive(Debug)]
pub enum Event<'a> {
    /// Work begins: bytes of all inputs, and articles that were scored before.
    Begun {
        /// Bytes of all inputs.
        bytes: u64,
        /// Articles in shards that are there already.
        before: usize,
    },
    /// So many bytes of the inputs are read.
    Read(u64),
    /// A shard is scored and written.
    Written(&'a Shard),
    /// Something cannot be read; it is named, and the rest goes on.
    Skipped(&'a Error),
    /// What is done now, in words.
    Stage(&'static str),
}

/// Scores what is not scored yet.
///
/// # Errors
/// When the folder holds a run of other inputs, another version or other settings, or cannot be written. What cannot be read of the inputs is
/// no error: it stands in the manifest's shards.
pub fn score(engine: &Engine, reader: &Reader, plan: &Plan<'_>, watch: &(dyn Fn(Event<'_>) + Sync)) -> Result<Manifest> {
    writes_parquet()?;
    if plan.inputs.iter().any(|path| path == Path::new("-")) {
        return Err(Error::new(
            ErrorKind::Parameter,
            "a run is made of files, so that it can go on when it was interrupted; found `-` (stdin): save it first",
        ));
    }
    make_folder(plan.folder)?;
    watch(Event::Stage("hashing the inputs"));
    let list = List::of(&article::files(plan.inputs).into_iter().flatten().collect::<Vec<_>>());
    let mut settings = plan.settings.clone();
    settings.insert("shard".to_owned(), plan.shard.into());
    settings.insert("with_text".to_owned(), plan.with_text.into());
    let asked = Manifest {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        registry_version: engine.registry().version().to_owned(),
        settings,
        inputs: list.in_short(),
        complete: false,
        articles: 0,
        statements: 0,
        shards: Vec::new(),
    };
    let path = plan.folder.join(MANIFEST);
    match Manifest::read(&path)? {
        Some(known) => {
            check(plan.folder, &known, &asked, &list)?;
            if known.complete {
                // the journal may have outlived the manifest by a moment
                let (journal, _) = Journal::open::<Shard>(&plan.folder.join(JOURNAL))?;
                journal.remove()?;
                return Ok(known);
            }
        }
        None if !is_fresh(plan.folder) => {
            let reason = "is not empty and holds no run: name a new folder";
            return Err(Error::new(ErrorKind::Io, reason).at(plan.folder));
        }
        None => {
            write_whole(&plan.folder.join(INPUTS), &list.to_csv())?;
            asked.write(&path)?;
        }
    }
    make_folders(plan.folder, false)?;
    let (journal, finished) = Journal::open::<Shard>(&plan.folder.join(JOURNAL))?;
    watch(Event::Begun { bytes: asked.inputs.bytes, before: finished.iter().map(|s| s.articles).sum() });
    let done = asked.completed(shards(
        engine,
        reader,
        plan,
        Progress { journal: &journal, finished, stamp: asked_stamp(plan.folder)?, watch },
    )?);
    done.write(&path)?;
    journal.remove()?;
    Ok(done)
}

/// The stamp is that of the manifest as it stands in the folder.
fn asked_stamp(folder: &Path) -> Result<Stamp> {
    let manifest = Manifest::read(&folder.join(MANIFEST))?;
    manifest
        .map(|m| m.stamp())
        .ok_or_else(|| Error::new(ErrorKind::Io, "the manifest has gone while it was worked on").at(folder))
}

/// Whether nothing stands in a folder but what a run begins with.
fn is_fresh(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|e| e.file_name()).all(|name| name.to_str().is_some_and(|n| n.starts_with(INPUTS) || n.starts_with(MANIFEST)))
}

fn check(folder: &Path, known: &Manifest, asked: &Manifest, list: &List) -> Result<()> {
    let mut differences = known.differences(asked);
    if known.inputs != asked.inputs {
        differences.extend(List::read(&folder.join(INPUTS))?.differences(list));
    }
    if differences.is_empty() {
        return Ok(());
    }
    let reason = format!(
        "holds a run of something else: {}; a run goes on only with what it began with: name a new folder, or make it as it was",
        differences.join("; ")
    );
    Err(Error::new(ErrorKind::Parameter, reason).at(folder))
}

struct Progress<'a> {
    journal: &'a Journal,
    finished: Vec<Shard>,
    stamp: Stamp,
    watch: &'a (dyn Fn(Event<'_>) + Sync),
}

/// Makes the missing shards and gives all.
fn shards(engine: &Engine, reader: &Reader, plan: &Plan<'_>, progress: Progress<'_>) -> Result<Vec<Shard>> {
    let watch = progress.watch;
    let batches = Batches {
        articles: reader.read(plan.inputs),
        outlet: plan.outlet,
        finished: progress.finished.iter().map(|s| s.number).collect(),
        number: 0,
        size: plan.shard.max(1),
        watch,
    };
    let make = |batch: Batch| -> Result<Shard> {
        let mut filling = Filling::new(false);
        for article in batch.articles {
            let extract = engine.extract(article);
            filling.add_extract(&extract)?;
            filling.add(&alone(engine, extract, plan.with_text), &progress.stamp)?;
        }
        let skipped = batch.skipped.into_iter().map(document::Skipped::from).collect();
        let shard = Shard { skipped, ..filling.write(plan.folder, batch.number)? };
        progress.journal.add(&shard)?;
        watch(Event::Written(&shard));
        Ok(shard)
    };
    // a bridge and not a split list: each processor takes the next batch when it is done with one, and no more are in memory
    let made: Vec<Shard> = batches.par_bridge().map(make).collect::<Result<_>>()?;
    Ok(progress.finished.into_iter().chain(made).collect())
}

/// One article by itself is a story by itself, and its claims are named after it.
fn alone(engine: &Engine, extract: Extract, with_text: bool) -> Document {
    let mut document = Document::of(engine.resolve(vec![extract], Vec::new()), engine.registry(), with_text);
    let id = document.articles.first().map(|a| a.id.clone()).unwrap_or_default();
    document.rename(|claim| format!("{id}#{claim}"), |_| id.clone());
    document
}

/// Articles of one shard.
struct Batch {
    number: usize,
    articles: Vec<Article>,
    skipped: Vec<Skipped>,
}

/// The batches that are still to be scored. What was scored is read again, so that names and limits of batches stay the same.
struct Batches<'a> {
    articles: Articles<'a>,
    outlet: Option<&'a str>,
    finished: BTreeSet<usize>,
    number: usize,
    size: usize,
    watch: &'a (dyn Fn(Event<'_>) + Sync),
}

impl Iterator for Batches<'_> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        loop {
            let batch = self.read()?;
            (self.watch)(Event::Read(self.articles.bytes_read()));
            if !self.finished.contains(&batch.number) {
                return Some(batch);
            }
        }
    }
}

impl Batches<'_> {
    fn read(&mut self) -> Option<Batch> {
        let mut batch = Batch { number: self.number, articles: Vec::new(), skipped: Vec::new() };
        let mut bytes = 0;
        while batch.articles.len() < self.size && bytes < BYTES {
            match self.articles.next() {
                None => break,
                Some(Ok(mut article)) => {
                    bytes += article.text.len();
                    if let Some(outlet) = self.outlet {
                        article.outlet = Some(outlet.to_owned());
                    }
                    batch.articles.push(article);
                }
                Some(Err(error)) => {
                    (self.watch)(Event::Skipped(&error));
                    batch.skipped.push(Skipped::from(error));
                }
            }
        }
        self.number += 1;
        (!batch.articles.is_empty() || !batch.skipped.is_empty()).then_some(batch)
    }
}
