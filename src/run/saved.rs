//! A run that is read: its assessments one after another, or the one that a statement or claim stands in.

use super::manifest::{Manifest, Resolution};
use super::resolve::RESOLVED;
use super::score::MANIFEST;
use super::shard::{SAVED, file};
use crate::error::{Error, ErrorKind, Result};
use crate::report::{Document, Index, Stamp};
use crate::table::{self, Format, Record};
use std::path::{Path, PathBuf};

/// A finished run. Where it is resolved, what it gives is resolved.
#[derive(Debug, Clone)]
pub struct Run {
    folder: PathBuf,
    manifest: Manifest,
    resolution: Option<Resolution>,
    stamp: Stamp,
}

impl Run {
    /// Whether a folder holds a run, finished or not.
    pub fn is_at(folder: &Path) -> bool {
        folder.join(MANIFEST).is_file() && matches!(Manifest::read(&folder.join(MANIFEST)), Ok(Some(_)))
    }

    /// Opens the run in a folder.
    ///
    /// # Errors
    /// When there is none, or it is not finished.
    pub fn open(folder: &Path) -> Result<Self> {
        let Some(manifest) = Manifest::read(&folder.join(MANIFEST))? else {
            let reason = "holds no run: expected a folder that `corroborate score FILE… -o RUN/` wrote";
            return Err(Error::new(ErrorKind::Format, reason).at(folder));
        };
        if !manifest.complete {
            let reason = "is not finished: start `corroborate score FILE… -o RUN/` again as before, and it goes on where it was";
            return Err(Error::new(ErrorKind::Format, reason).at(folder));
        }
        let resolution = Resolution::read(&folder.join(RESOLVED).join(MANIFEST))?.filter(|r| r.complete);
        let stamp = manifest.stamp();
        Ok(Run { folder: folder.to_owned(), manifest, resolution, stamp })
    }

    /// What it was made of.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// How its articles were looked at together; `None` where they were not.
    pub fn resolution(&self) -> Option<&Resolution> {
        self.resolution.as_ref()
    }

    /// What its rows are stamped with.
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// The folder of its tables: those of the resolved run, where it is resolved.
    pub fn tables(&self) -> PathBuf {
        if self.resolution.is_some() { self.folder.join(RESOLVED) } else { self.folder.clone() }
    }

    fn shards(&self) -> usize {
        self.resolution.as_ref().map_or(self.manifest.shards.len(), |r| r.shards.len())
    }

    /// Its assessments: one an article, or one a bundle of articles where it is resolved.
    pub fn documents(&self) -> impl Iterator<Item = Result<Document>> + '_ {
        let tables = self.tables();
        let shards = (0..self.shards()).map(move |number| texts(&file(&tables, SAVED, number), "document"));
        shards.flat_map(|texts| match texts {
            Ok(texts) => texts.into_iter().map(|text| Document::read(&text)).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        })
    }

    /// The assessment that a statement (`ARTICLE#13`), an article or a claim (`c17.3`, `ARTICLE#c3`) stands in.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn document_with(&self, wanted: &str) -> Result<Document> {
        let article = wanted.rsplit_once('#').map_or(wanted, |(article, _)| article);
        let tables = self.tables();
        for number in 0..self.shards() {
            let path = file(&tables, SAVED, number);
            let row = match (bundle(wanted), &self.resolution) {
                (Some(bundle), Some(resolution)) => resolution.row_of(bundle, number),
                _ => texts(&path, "articles")?.iter().position(|names| names.split('\n').any(|name| name == article)),
            };
            if let Some(row) = row
                && let Some(text) = texts(&path, "document")?.get(row)
            {
                return Document::read(text).map_err(|e| e.at(&path));
            }
        }
        let reason = format!(
            "no statement or claim `{wanted}` in this run: name a statement as ARTICLE#13{}; the tables `statements` and `articles` have the names",
            if self.resolution.is_some() { ", or a claim as c17.3" } else { ", or a claim as ARTICLE#c3" }
        );
        Err(Error::new(ErrorKind::Format, reason).at(&self.folder))
    }

    /// An index of one of its documents, whose rows are stamped as the run's.
    pub fn index<'a>(&self, document: &'a Document) -> Index<'a> {
        Index::stamped(document, &self.stamp)
    }
}

/// The bundle that a claim or story of a resolved run is named after.
fn bundle(wanted: &str) -> Option<usize> {
    let (bundle, number) = wanted.strip_prefix(['c', 't'])?.split_once('.')?;
    number.parse::<usize>().ok()?;
    bundle.parse().ok()
}

/// A column of words of one shard.
pub(super) fn texts(path: &Path, column: &str) -> Result<Vec<String>> {
    let mut rows = table::open(path, Format::Parquet)?;
    let place = rows.column(column)?;
    rows.keep(&[place]);
    let (mut record, mut texts) = (Record::new(), Vec::new());
    while rows.read(&mut record)? {
        texts.push(record.get(place).unwrap_or_default().to_owned());
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_of_bundles_are_told_from_statements() {
        for (wanted, want) in
            [("c17.3", Some(17)), ("t2.1", Some(2)), ("c17", None), ("c1.x", None), ("paper#c3", None), ("c.1", None), ("", None)]
        {
            assert_eq!(bundle(wanted), want, "{wanted}");
        }
    }
}
