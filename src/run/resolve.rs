//! Looking at the articles of a run together, bundle by bundle.

use super::journal::Journal;
use super::manifest::{Manifest, RESOLUTION, Resolution, Shard};
use super::saved::{Run, texts};
use super::score::{ARTICLES, Event, JOURNAL, MANIFEST};
use super::shard::{Filling, SAVED, file, make_folders};
use super::{make_folder, unwritable, write_whole};
use crate::article::Article;
use crate::claim::{Outline, bundles};
use crate::engine::{Engine, Extract};
use crate::error::{Error, ErrorKind, Result};
use crate::report::Document;
use crate::table::unreadable;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The folder of the resolved run, and that of what is needed meanwhile.
pub(super) const RESOLVED: &str = "resolved";
const WORK: &str = "work";
/// In the latter: all extracts are sorted into their files.
const SORTED: &str = "sorted";

/// How a run is to be resolved.
#[derive(Debug, Clone)]
pub struct Resolving {
    /// Days within which articles are looked at together.
    pub window_days: u32,
    /// The most articles that are looked at together.
    pub most: usize,
    /// SHA-256 of the learned model that the engine was made with.
    pub model: Option<String>,
}

/// A week and a hundred articles, chosen by us: most of what is reported of an event is reported within days, and what an article costs grows
/// with the bundle that it is in.
impl Default for Resolving {
    fn default() -> Self {
        Resolving { window_days: 7, most: 100, model: None }
    }
}

/// Groups the statements of a scored run into claims and finds who stands behind each. Writes the result beside the shards.
///
/// # Errors
/// When the run is not finished, was scored with another registry, or is resolved in another way already; when something cannot be written.
pub fn resolve(engine: &Engine, folder: &Path, how: &Resolving, watch: &(dyn Fn(Event<'_>) + Sync)) -> Result<Resolution> {
    let run = Run::open(folder)?;
    check_registry(engine, run.manifest(), folder)?;
    let target = folder.join(RESOLVED);
    let asked = Resolution {
        schema: RESOLUTION.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        run: run.stamp().run.clone(),
        window_days: how.window_days,
        most: how.most,
        model: how.model.clone(),
        complete: false,
        bundles: 0,
        first_bundles: Vec::new(),
        claims: 0,
        shards: Vec::new(),
    };
    let manifest = target.join(MANIFEST);
    if let Some(known) = Resolution::read(&manifest)? {
        if !known.is_asked_as(&asked) {
            let reason =
                "is resolved of another run, by another version or with other settings: take this folder away and resolve again";
            return Err(Error::new(ErrorKind::Parameter, reason).at(&target));
        }
        if known.complete {
            clear(&target)?;
            return Ok(known);
        }
    } else {
        make_folder(&target)?;
        asked.write(&manifest)?;
    }
    make_folders(&target, true)?;
    let (journal, finished) = Journal::open::<Shard>(&target.join(JOURNAL))?;
    watch(Event::Stage("looking for articles that belong together"));
    let sorting = Sorting::new(&run, folder, how)?;
    sorting.sort(folder, &target, watch)?;
    let articles = run.manifest().articles as u64;
    watch(Event::Begun { bytes: articles, before: finished.iter().map(|s| s.articles).sum() });
    let shards = shards(engine, &run, &target, Making { sorting: &sorting, journal: &journal, finished, watch })?;
    let done = Resolution {
        complete: true,
        bundles: sorting.bundles(),
        first_bundles: sorting.first_bundles.clone(),
        claims: shards.iter().filter_map(|s| s.claims).sum(),
        shards,
        ..asked
    };
    done.write(&manifest)?;
    drop(journal);
    clear(&target)?;
    Ok(done)
}

fn check_registry(engine: &Engine, manifest: &Manifest, folder: &Path) -> Result<()> {
    let (was, is) = (&manifest.registry_version, engine.registry().version());
    if was == is {
        return Ok(());
    }
    let reason = format!("was scored with the registry {was}, and this is {is}: give the same --registry files");
    Err(Error::new(ErrorKind::Registry, reason).at(folder))
}

/// Takes away what was needed meanwhile.
fn clear(target: &Path) -> Result<()> {
    let gone = |done: std::io::Result<()>, path: PathBuf| match done {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(unwritable(&path, error)),
        _ => Ok(()),
    };
    let (work, journal) = (target.join(WORK), target.join(JOURNAL));
    gone(std::fs::remove_dir_all(&work), work)?;
    gone(std::fs::remove_file(&journal), journal)
}

/// Which article goes into which bundle, and which bundle into which shard.
struct Sorting {
    /// For each shard of the run the bundle of each of its articles, counted from 1.
    bundle: Vec<Vec<usize>>,
    /// The number of the first bundle of each resolved shard.
    first_bundles: Vec<usize>,
}

/// The part of an extract that an outline is made of.
#[derive(Deserialize)]
struct Outlined {
    article: Article,
}

impl Sorting {
    fn new(run: &Run, folder: &Path, how: &Resolving) -> Result<Self> {
        let outlines = |shard: &Shard| -> Result<Vec<Outline>> {
            let path = file(folder, SAVED, shard.number);
            let outline = |text: String| -> Result<Outline> {
                let Outlined { article } = read(&text, &path)?;
                Ok(Outline::of(&article.id.0, &article.text, article.published.as_ref().map(|p| p.seconds)))
            };
            texts(&path, "extract")?.into_iter().map(outline).collect()
        };
        let by_shard: Vec<Vec<Outline>> = run.manifest().shards.par_iter().map(outlines).collect::<Result<_>>()?;
        let lengths: Vec<usize> = by_shard.iter().map(Vec::len).collect();
        let all: Vec<Outline> = by_shard.into_iter().flatten().collect();
        let sets = bundles(&all, i64::from(how.window_days) * 86_400, how.most);
        let mut of_place = vec![0; all.len()];
        // from so many articles on the next bundle goes into another shard
        let full = run.manifest().settings.get("shard").and_then(Value::as_u64).map_or(ARTICLES, |n| n as usize);
        let (mut first_bundles, mut held) = (Vec::new(), full);
        for (number, set) in sets.iter().enumerate() {
            if held >= full {
                first_bundles.push(number + 1);
                held = 0;
            }
            held += set.len();
            set.iter().for_each(|&place| of_place[place] = number + 1);
        }
        let mut places = of_place.into_iter();
        let bundle = lengths.into_iter().map(|length| places.by_ref().take(length).collect()).collect();
        Ok(Sorting { bundle, first_bundles })
    }

    fn bundles(&self) -> usize {
        self.bundle.iter().flatten().copied().max().unwrap_or(0)
    }

    fn shard_of(&self, bundle: usize) -> usize {
        self.first_bundles.partition_point(|first| *first <= bundle).saturating_sub(1)
    }

    /// Writes the extracts of each resolved shard into a file of its own, so that each is read once and in one piece. Done before, it is not
    /// done again.
    fn sort(&self, folder: &Path, target: &Path, watch: &(dyn Fn(Event<'_>) + Sync)) -> Result<()> {
        let work = target.join(WORK);
        if work.join(SORTED).is_file() {
            return Ok(());
        }
        watch(Event::Stage("sorting articles by what they are about"));
        if work.exists() {
            std::fs::remove_dir_all(&work).map_err(|e| unwritable(&work, e))?;
        }
        make_folder(&work)?;
        for (number, bundles) in self.bundle.iter().enumerate() {
            let mut lines: BTreeMap<usize, String> = BTreeMap::new();
            for (extract, bundle) in texts(&file(folder, SAVED, number), "extract")?.iter().zip(bundles) {
                let into = lines.entry(self.shard_of(*bundle)).or_default();
                writeln!(into, "{bundle}\t{extract}").expect("memory takes words");
            }
            for (shard, lines) in lines {
                let path = sorted(target, shard);
                let mut file = File::options().create(true).append(true).open(&path).map_err(|e| unwritable(&path, e))?;
                file.write_all(lines.as_bytes()).map_err(|e| unwritable(&path, e))?;
            }
        }
        write_whole(&work.join(SORTED), b"")
    }
}

fn sorted(target: &Path, shard: usize) -> PathBuf {
    target.join(WORK).join(format!("{shard:05}.tsv"))
}

fn read<'a, T: Deserialize<'a>>(text: &'a str, path: &Path) -> Result<T> {
    serde_json::from_str(text).map_err(|e| {
        Error::new(ErrorKind::Format, format!("holds no whole extract: {e}; the run is damaged")).at(path).because(e)
    })
}

struct Making<'a> {
    sorting: &'a Sorting,
    journal: &'a Journal,
    finished: Vec<Shard>,
    watch: &'a (dyn Fn(Event<'_>) + Sync),
}

/// Makes the missing shards and gives all.
fn shards(engine: &Engine, run: &Run, target: &Path, making: Making<'_>) -> Result<Vec<Shard>> {
    let with_text = run.manifest().settings.get("with_text").and_then(Value::as_bool).unwrap_or(false);
    let there: BTreeSet<usize> = making.finished.iter().map(|s| s.number).collect();
    let missing = (0..making.sorting.first_bundles.len()).filter(|number| !there.contains(number));
    let make = |number: usize| -> Result<Shard> {
        let mut filling = Filling::new(true);
        for (bundle, extracts) in extracts(target, number)? {
            let mut document = Document::of(engine.resolve(extracts, Vec::new()), engine.registry(), with_text);
            let named = |letter: char| move |id: &str| format!("{letter}{bundle}.{}", id.trim_start_matches(letter));
            document.rename(named('c'), named('t'));
            filling.add(&document, run.stamp())?;
        }
        let shard = filling.write(target, number)?;
        making.journal.add(&shard)?;
        (making.watch)(Event::Written(&shard));
        Ok(shard)
    };
    let made: Vec<Shard> = missing.par_bridge().map(make).collect::<Result<_>>()?;
    let mut all: Vec<Shard> = making.finished.into_iter().chain(made).collect();
    all.sort_by_key(|s| s.number);
    Ok(all)
}

/// The extracts of a resolved shard by bundle, those of a bundle by publication.
fn extracts(target: &Path, number: usize) -> Result<BTreeMap<usize, Vec<Extract>>> {
    let path = sorted(target, number);
    let text = std::fs::read_to_string(&path).map_err(|e| unreadable(&path, e))?;
    let mut found: BTreeMap<usize, Vec<Extract>> = BTreeMap::new();
    for line in text.lines() {
        let parts = line.split_once('\t').and_then(|(bundle, extract)| Some((bundle.parse::<usize>().ok()?, extract)));
        let (bundle, extract) =
            parts.ok_or_else(|| Error::new(ErrorKind::Format, "is damaged: start again without it").at(&path))?;
        found.entry(bundle).or_default().push(read(extract, &path)?);
    }
    for extracts in found.values_mut() {
        extracts.sort_by(|a, b| a.reading().order().cmp(&b.reading().order()));
    }
    Ok(found)
}
