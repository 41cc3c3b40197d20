//! A corpus on disk: scored article by article into Parquet shards, and resolved across them.
//!
//! In: files of articles, and a folder. Out: in the folder
//!
//! ```text
//! manifest.json  inputs.csv       what was read, with hashes, versions and settings; the shards
//! articles/ statements/           a Parquet file a shard: the tables of `report`
//! saved/                          the same as assessments, and what `resolve` reads
//! resolved/                       after `resolve`: manifest.json articles/ statements/ claims/ origins/ saved/
//! ```
//!
//! [`score`] looks at each article alone, so that shards can be made in any order on all processors, and memory does not grow with the corpus.
//! [`resolve`] splits the corpus into bundles of articles that may be about one thing ([`crate::claim::bundles`]) and resolves each bundle by itself.
//! A finished shard is noted in a journal; whoever is interrupted, by `kill -9` too, and started again makes only what is missing, and
//! the folder then has the bytes of an uninterrupted run. What was made of other inputs, with another version or other settings is
//! noticed and refused.
//!
//! **What it does not do.** Articles of two bundles are never compared: the same claim in two stories is two claims. One run is one set of
//! inputs; new articles need a new run.

mod inputs;
mod journal;
mod manifest;
mod resolve;
mod saved;
mod score;
mod shard;

pub use manifest::{Inputs, Manifest, Resolution, Shard};
pub use resolve::{Resolving, resolve};
pub use saved::Run;
pub use score::{ARTICLES, Event, Plan, score};

use crate::error::{Error, ErrorKind, Result};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes a file whole or not at all, and so that a power cut after it loses nothing. A part of an earlier try is written over.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&part, path)
    };
    write().map_err(|e| unwritable(path, e))
}

fn make_folder(path: &Path) -> Result<()> {
    std::fs::create_dir_all(path).map_err(|e| unwritable(path, e))
}

fn unwritable(path: &Path, error: std::io::Error) -> Error {
    Error::new(ErrorKind::Io, format!("cannot be written: {error}")).at(path).because(error)
}
