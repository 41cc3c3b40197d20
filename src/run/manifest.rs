//! What a run was made of, and what there is of it.

use super::{unwritable, write_whole};
use crate::error::{Error, ErrorKind, Result};
use crate::report::document::Skipped;
use crate::report::{Stamp, fingerprint};
use crate::table::unreadable;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::path::Path;

/// Name and number of the form.
pub const SCHEMA: &str = "corroborate.run/1";

/// The files that were read, in short; `inputs.csv` has them one by one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Inputs {
    /// How many.
    pub files: usize,
    /// Their bytes together.
    pub bytes: u64,
    /// SHA-256 of `inputs.csv`, which has the SHA-256 of each.
    pub sha256: String,
}

/// One finished shard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// Its number, from 0: the names of its files.
    pub number: usize,
    /// Its articles.
    pub articles: usize,
    /// Their statements.
    pub statements: usize,
    /// Claims, where it is a shard of a resolved run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<usize>,
    /// What could not be read between its articles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<Skipped>,
}

/// The manifest of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The schema of a manifest.
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// Version of the registry, overlays included.
    pub registry_version: String,
    /// All that decides the result beside the inputs.
    pub settings: Map<String, Value>,
    /// What was read.
    pub inputs: Inputs,
    /// Whether all of it is scored.
    pub complete: bool,
    /// Articles in all shards.
    pub articles: usize,
    /// Their statements.
    pub statements: usize,
    /// The shards by number; empty until all are there.
    pub shards: Vec<Shard>,
}

impl Manifest {
    /// What the rows of its tables are stamped with.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            run: fingerprint(&(&self.version, &self.registry_version, &self.settings, &self.inputs)),
            params_version: fingerprint(&self.settings),
        }
    }

    /// Reads it; `None` where there is none.
    pub(super) fn read(path: &Path) -> Result<Option<Self>> {
        read(path, SCHEMA)
    }

    pub(super) fn write(&self, path: &Path) -> Result<()> {
        write(self, path)
    }

    /// With its shards, which are all there.
    pub(super) fn completed(mut self, mut shards: Vec<Shard>) -> Self {
        shards.sort_by_key(|s| s.number);
        self.articles = shards.iter().map(|s| s.articles).sum();
        self.statements = shards.iter().map(|s| s.statements).sum();
        (self.shards, self.complete) = (shards, true);
        self
    }

    /// What is another here than in `asked`, in words.
    pub(super) fn differences(&self, asked: &Manifest) -> Vec<String> {
        let mut found = Vec::new();
        let mut differ = |what: &str, was: &str, is: &str| {
            if was != is {
                found.push(format!("{what} was {was} and is now {is}"));
            }
        };
        differ("the program's version", &self.version, &asked.version);
        differ("the registry's version", &self.registry_version, &asked.registry_version);
        let names = self.settings.keys().chain(asked.settings.keys().filter(|k| !self.settings.contains_key(*k)));
        for name in names {
            let shown = |m: &Manifest| m.settings.get(name).map_or("not set".to_owned(), Value::to_string);
            differ(name, &shown(self), &shown(asked));
        }
        found
    }
}

/// Name and number of the form of a resolution.
pub const RESOLUTION: &str = "corroborate.resolution/1";

/// The manifest of a resolved run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Resolution {
    /// The schema of a resolution.
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// The run that it was made of.
    pub run: String,
    /// Days within which articles are looked at together.
    pub window_days: u32,
    /// The most articles of one bundle.
    pub most: usize,
    /// What narrows what is believed of sources: SHA-256 of a learned model.
    pub model: Option<String>,
    /// Whether all of it is resolved.
    pub complete: bool,
    /// Bundles.
    pub bundles: usize,
    /// The number of the first bundle of each shard.
    pub first_bundles: Vec<usize>,
    /// Claims.
    pub claims: usize,
    /// The shards by number; empty until all are there.
    pub shards: Vec<Shard>,
}

impl Resolution {
    pub(super) fn read(path: &Path) -> Result<Option<Self>> {
        read(path, RESOLUTION)
    }

    pub(super) fn write(&self, path: &Path) -> Result<()> {
        write(self, path)
    }

    /// The row of a bundle in the assessments of a shard, where it stands there.
    pub(super) fn row_of(&self, bundle: usize, shard: usize) -> Option<usize> {
        let from = *self.first_bundles.get(shard)?;
        let end = self.first_bundles.get(shard + 1).copied().unwrap_or(self.bundles + 1);
        (from..end).contains(&bundle).then(|| bundle - from)
    }

    /// Whether it was asked for in the same way.
    pub(super) fn is_asked_as(&self, other: &Resolution) -> bool {
        let of = |r: &Resolution| (r.version.clone(), r.run.clone(), r.window_days, r.most, r.model.clone());
        of(self) == of(other)
    }
}

fn read<T: DeserializeOwned>(path: &Path, schema: &str) -> Result<Option<T>> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(path, error)),
    };
    let value: Value = serde_json::from_str(&text)
        .map_err(|e| Error::new(ErrorKind::Format, format!("is not JSON: {e}; expected the manifest of a run")).at(path))?;
    match value.get("schema").and_then(Value::as_str) {
        Some(found) if found == schema => serde_json::from_value(value)
            .map(Some)
            .map_err(|e| Error::new(ErrorKind::Format, format!("is not a whole manifest: {e}")).at(path)),
        found => {
            let found = found.unwrap_or("none");
            Err(Error::new(ErrorKind::Schema, format!("is of schema {found}; this version reads {schema}")).at(path))
        }
    }
}

fn write<T: Serialize>(manifest: &T, path: &Path) -> Result<()> {
    let mut bytes = serde_json::to_vec_pretty(manifest).map_err(|e| unwritable(path, e.into()))?;
    bytes.push(b'\n');
    write_whole(path, &bytes)
}
