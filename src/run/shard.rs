//! One shard on its way to the disk: its tables and its assessments.

use super::manifest::Shard;
use super::{make_folder, write_whole};
use crate::engine::Extract;
use crate::error::{Error, ErrorKind, Result};
use crate::report::row::{Articles, Claims, Origins, Statements};
use crate::report::{Document, Frame, Index, Stamp};
use crate::table::{Cells, ParquetTable, Sheet, Texts};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Folder of the assessments.
pub(super) const SAVED: &str = "saved";

/// The file of a table's shard.
pub(super) fn file(folder: &Path, table: &str, number: usize) -> PathBuf {
    folder.join(table).join(format!("{number:05}.parquet"))
}

/// A shard that is being filled. Tables and JSON are kept, not the documents, which are several times as large.
pub(super) struct Filling {
    articles: Frame,
    statements: Frame,
    /// Claims and their origins, where several articles are looked at together.
    claims: Option<(Frame, Frame)>,
    names: Texts,
    documents: Texts,
    extracts: Texts,
    /// JSON is made here: one piece of memory for all.
    scratch: Vec<u8>,
}

impl Filling {
    pub(super) fn new(with_claims: bool) -> Self {
        Filling {
            articles: Frame::of::<Articles>(),
            statements: Frame::of::<Statements>(),
            claims: with_claims.then(|| (Frame::of::<Claims>(), Frame::of::<Origins>())),
            names: Texts::default(),
            documents: Texts::default(),
            extracts: Texts::default(),
            scratch: Vec::new(),
        }
    }

    /// Adds what `resolve` reads of an article; its assessment follows.
    pub(super) fn add_extract(&mut self, extract: &Extract) -> Result<()> {
        self.extracts.push(Some(json(&mut self.scratch, extract, "an article")?));
        Ok(())
    }

    /// Adds an assessment.
    pub(super) fn add(&mut self, document: &Document, stamp: &Stamp) -> Result<()> {
        let index = Index::stamped(document, stamp);
        self.articles.add::<Articles>(&index);
        self.statements.add::<Statements>(&index);
        if let Some((claims, origins)) = &mut self.claims {
            claims.add::<Claims>(&index);
            origins.add::<Origins>(&index);
        }
        self.names.push(Some(&document.articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>().join("\n")));
        self.documents.push(Some(json(&mut self.scratch, document, "an assessment")?));
        Ok(())
    }

    /// Writes its files; only then is the shard finished.
    pub(super) fn write(self, folder: &Path, number: usize) -> Result<Shard> {
        let shard = Shard {
            number,
            articles: self.articles.rows(),
            statements: self.statements.rows(),
            claims: self.claims.as_ref().map(|(claims, _)| claims.rows()),
            skipped: Vec::new(),
        };
        let put = |table: &str, bytes: Vec<u8>| write_whole(&file(folder, table, number), &bytes);
        put("articles", self.articles.into_parquet()?)?;
        put("statements", self.statements.into_parquet()?)?;
        let mut columns = vec![("articles", self.names), ("document", self.documents)];
        if let Some((claims, origins)) = self.claims {
            put("claims", claims.into_parquet()?)?;
            put("origins", origins.into_parquet()?)?;
        } else {
            columns.push(("extract", self.extracts));
        }
        let columns = columns.into_iter().map(|(name, cells)| (name.to_owned(), Cells::Text(cells))).collect();
        let mut bytes = Vec::new();
        ParquetTable::new(&mut bytes).with(Sheet { columns })?.finish()?;
        put(SAVED, bytes)?;
        Ok(shard)
    }
}

/// The JSON of `value`, which is called `what` where it has none, in `scratch`.
fn json<'a>(scratch: &'a mut Vec<u8>, value: &impl Serialize, what: &str) -> Result<&'a str> {
    let failed = |e: &dyn std::fmt::Display| Error::new(ErrorKind::Format, format!("{what} cannot be written: {e}"));
    scratch.clear();
    serde_json::to_writer(&mut *scratch, value).map_err(|e| failed(&e).because(e))?;
    std::str::from_utf8(scratch).map_err(|e| failed(&e))
}

/// Makes the folders of the tables.
pub(super) fn make_folders(folder: &Path, with_claims: bool) -> Result<()> {
    let more: &[&str] = if with_claims { &["claims", "origins"] } else { &[] };
    ["articles", "statements", SAVED].iter().chain(more).try_for_each(|table| make_folder(&folder.join(table)))
}
