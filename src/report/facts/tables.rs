//! The facts of articles from exported tables: the same columns whether they stand in CSV or in Parquet.

use super::{Place, Sameness, key, made_from};
use crate::compare::{Facts, Said};
use crate::corroboration::reuse::Reuse;
use crate::error::{Error, ErrorKind, Result};
use crate::provenance::Provenance;
use crate::table::{self, Format, Record, Rows};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Whether a folder holds the tables of an export or of a run: statements and articles.
pub fn has_tables(folder: &Path) -> bool {
    ["statements", "articles"].iter().all(|table| !files(folder, table).is_empty())
}

/// Where the tables are to be read: a run that has been resolved has those with stories and claims below itself.
fn tables(folder: &Path) -> PathBuf {
    let resolved = folder.join("resolved");
    // while this file is there it is only half done
    let is_done = !resolved.join("progress.jsonl").exists();
    if is_done && has_tables(&resolved) { resolved } else { folder.to_owned() }
}

/// The facts of all articles in the tables of a folder.
///
/// # Errors
/// When a table cannot be read or lacks a column, and when a cell does not hold what its column says.
pub fn facts_of_tables(folder: &Path, scope: &str) -> Result<Vec<Facts>> {
    let folder = &tables(folder);
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    for path in files(folder, "articles") {
        read_articles(&path, scope, &mut drafts)?;
    }
    for path in files(folder, "statements") {
        read_statements(&path, scope, &mut drafts)?;
    }
    for path in files(folder, "origins") {
        read_origins(&path, scope, &mut drafts)?;
    }
    Ok(finish(drafts))
}

/// What is known of an article so far.
#[derive(Default)]
struct Draft {
    facts: Facts,
    same: Sameness,
    claims: BTreeSet<String>,
    origins: BTreeSet<String>,
    made_from: Option<(String, String, f64)>,
}

fn finish(drafts: BTreeMap<String, Draft>) -> Vec<Facts> {
    let known: Vec<(String, Option<String>, String)> =
        drafts.iter().map(|(id, d)| (id.clone(), d.facts.outlet.clone(), d.facts.story.clone())).collect();
    let places: BTreeMap<&str, Place<'_>> =
        known.iter().map(|(id, o, story)| (id.as_str(), (o.as_deref(), Some(story.as_str())))).collect();
    let finished = |(_, draft): (String, Draft)| {
        let mut facts = draft.facts;
        facts.fingerprint = draft.same.finish();
        facts.claims = draft.claims.into_iter().collect();
        facts.origins = draft.origins.into_iter().collect();
        let own = (facts.outlet.as_deref(), Some(facts.story.as_str()));
        let reuse =
            draft.made_from.and_then(|(from, reuse, p)| Some((from, Reuse::ALL.into_iter().find(|r| r.as_str() == reuse)?, p)));
        facts.made_from = reuse.and_then(|(from, reuse, p)| made_from(&from, (reuse, p), own, &places));
        facts
    };
    drafts.into_iter().map(finished).collect()
}

/// The files of a table: `statements.csv`, `statements.parquet`, or shards whose names begin so, in the folder or in one of that
/// name. Where there are both, Parquet is read: it keeps types.
fn files(folder: &Path, table: &str) -> Vec<PathBuf> {
    let listed = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|e| e.path()).filter(|p| p.is_file()).collect()
    };
    let is_of = |path: &PathBuf| {
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        stem.strip_prefix(table).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '.', '_']))
    };
    let all: Vec<PathBuf> = listed(folder).into_iter().filter(is_of).chain(listed(&folder.join(table))).collect();
    let ending = |path: &PathBuf, ending: &str| path.extension().is_some_and(|e| e == ending);
    let wanted = if all.iter().any(|p| ending(p, "parquet")) { "parquet" } else { "csv" };
    let mut found: Vec<PathBuf> = all.into_iter().filter(|p| ending(p, wanted)).collect();
    found.sort();
    found
}

/// A table with the places of the columns that are wanted; one whose name ends in `?` may be missing.
struct Open {
    rows: Rows,
    places: Vec<Option<usize>>,
    path: PathBuf,
    /// Words have a guard before what a spreadsheet would run.
    guarded: bool,
    record: Record,
}

impl Open {
    fn new(path: &Path, columns: &[&str]) -> Result<Self> {
        let format = Format::of_path(path).unwrap_or(Format::Csv { separator: Some(b',') });
        let mut rows = table::open(path, format)?;
        let place = |name: &&str| match name.strip_suffix('?') {
            Some(name) => Ok(rows.headers().iter().position(|h| h == name)),
            None => rows.column(name).map(Some),
        };
        let places: Vec<Option<usize>> = columns.iter().map(place).collect::<Result<_>>()?;
        let wanted: Vec<usize> = places.iter().flatten().copied().collect();
        rows.keep(&wanted);
        Ok(Open { rows, places, path: path.to_owned(), guarded: format != Format::Parquet, record: Record::new() })
    }

    fn next(&mut self) -> Result<bool> {
        self.rows.read(&mut self.record)
    }

    fn cell(&self, column: usize) -> &str {
        let cell = self.places[column].and_then(|at| self.record.get(at)).unwrap_or_default();
        let bare = cell.trim_start_matches('\'');
        let is_guarded = self.guarded && bare.len() < cell.len() && bare.starts_with(['=', '+', '-', '@', '\t', '\r']);
        if is_guarded { &cell[1..] } else { cell }
    }

    fn number(&self, column: usize, name: &str) -> Result<f64> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return Ok(0.0);
        }
        cell.parse().map_err(|_| self.broken(format!("expected a number in `{name}`, found `{cell}`")))
    }

    fn broken(&self, reason: String) -> Error {
        Error::new(ErrorKind::Format, reason).at(&self.path).record(self.record.number())
    }
}

fn some(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

fn read_articles(path: &Path, scope: &str, drafts: &mut BTreeMap<String, Draft>) -> Result<()> {
    let mut table = Open::new(path, &["article", "outlet", "published", "story", "made_from?", "reuse?", "p_reuse?"])?;
    while table.next()? {
        let article = table.cell(0).to_owned();
        let p = table.number(6, "p_reuse")?;
        let draft = drafts.entry(article.clone()).or_default();
        let story = some(table.cell(3)).unwrap_or_else(|| article.clone());
        draft.facts.outlet = some(table.cell(1)).filter(|name| !name.trim().is_empty());
        draft.facts.published = some(table.cell(2));
        draft.facts.story = format!("{scope}{story}");
        draft.facts.article = article;
        let (from, reuse) = (some(table.cell(4)), some(table.cell(5)));
        draft.made_from = from.zip(reuse).map(|(from, reuse)| (from, reuse, p));
    }
    Ok(())
}

fn read_statements(path: &Path, scope: &str, drafts: &mut BTreeMap<String, Draft>) -> Result<()> {
    const COLUMNS: &[&str] = &[
        "article",
        "attitude",
        "content",
        "source",
        "anonymous",
        "anonymity_reason",
        "chain_classes",
        "hedges",
        "independent_origins",
        "contradicted_by",
        "content_estimate",
        "claims",
    ];
    let mut table = Open::new(path, COLUMNS)?;
    let mut chain: Vec<Provenance> = Vec::new();
    while table.next()? {
        if !counts(table.cell(1), table.cell(6)) {
            continue;
        }
        chain.clear();
        for class in table.cell(6).split(" > ").filter(|c| !c.is_empty()) {
            let known = Provenance::parse(class);
            chain.push(
                known.ok_or_else(|| table.broken(format!("`chain_classes` has no class `{class}` that this version knows")))?,
            );
        }
        let anonymous = table.cell(4) == "true";
        let source = chain.first().map(|class| key(anonymous, table.cell(3), class.as_str()));
        let (origins, content) = (table.number(8, "independent_origins")?, table.number(10, "content_estimate")?);
        let Some(draft) = drafts.get_mut(table.cell(0)) else {
            return Err(table.broken(format!("is of article `{}`, which the articles table lacks", table.cell(0))));
        };
        draft.same.add(table.cell(2), &chain);
        draft.claims.extend(table.cell(11).split("; ").filter(|c| !c.is_empty()).map(|c| format!("{scope}{c}")));
        draft.facts.add(&Said {
            chain: &chain,
            source: source.as_deref(),
            anonymous,
            reason: !table.cell(5).is_empty(),
            hedged: !table.cell(7).is_empty(),
            independent_origins: origins,
            contradicted: !table.cell(9).is_empty(),
            content,
        });
    }
    Ok(())
}

/// As [`super::counts`], from the cells of a row.
fn counts(attitude: &str, chain: &str) -> bool {
    attitude == "assertion" || (attitude == "fact" && chain == Provenance::ReporterWitness.as_str())
}

fn read_origins(path: &Path, scope: &str, drafts: &mut BTreeMap<String, Draft>) -> Result<()> {
    let mut table = Open::new(path, &["claim", "origin", "statements"])?;
    while table.next()? {
        let name = format!("{scope}{}/{}", table.cell(0), table.cell(1));
        for statement in table.cell(2).split("; ").filter(|s| !s.is_empty()) {
            let article = statement.rsplit_once('#').map_or(statement, |(article, _)| article);
            if let Some(draft) = drafts.get_mut(article) {
                draft.origins.insert(name.clone());
            }
        }
    }
    Ok(())
}
