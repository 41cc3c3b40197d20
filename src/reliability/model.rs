//! What was learned, as a file: `fuse` writes it and `score --model` reads it.

use super::interval::Share;
use super::learn::Fit;
use super::table::Table;
use crate::error::{Error, ErrorKind, Result};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Name and number of the schema.
const SCHEMA: &str = "corroborate.model/1";

/// Learned reliabilities.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    schema: String,
    /// Version of the program that wrote it.
    pub version: String,
    /// Name of the model.
    pub method: super::Method,
    /// Why it was chosen.
    pub why: String,
    /// Claims it was learned from.
    pub claims: usize,
    /// Objects they are about.
    pub objects: usize,
    /// Rounds of the last fit.
    pub rounds: usize,
    /// Whether the last fit converged.
    pub converged: bool,
    /// The sources, by name.
    pub sources: Vec<SourceReliability>,
    /// Groups of sources that depend on each other, by name.
    pub groups: Vec<Vec<String>>,
}

/// One source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceReliability {
    /// Its name.
    pub source: String,
    /// Its class, where it was given.
    pub class: Option<String>,
    /// Its claims.
    pub claims: usize,
    /// The share of them that is true, with a 90 % equal-tailed interval.
    pub reliability: Share,
    /// Share of its votes that are its own and no copies.
    pub independence: f64,
    /// Pseudo-count of true claims of the Beta distribution with the mean and the width of `reliability`.
    pub a: f64,
    /// Pseudo-count of false ones.
    pub b: f64,
}

impl Model {
    /// Takes what is worth keeping from a fit.
    pub fn of(table: &Table, fit: &Fit) -> Self {
        let sources = (0..table.sources.len())
            .map(|s| {
                let (a, b) = pseudo_counts(fit.sources[s]);
                SourceReliability {
                    source: table.sources[s].to_string(),
                    class: table.class_of[s].map(|c| table.class_names[c as usize].to_string()),
                    claims: table.claims_by(s).len(),
                    reliability: fit.sources[s],
                    independence: fit.independence[s],
                    a,
                    b,
                }
            })
            .collect();
        Model {
            schema: SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            method: fit.choice.method,
            why: fit.choice.why.clone(),
            claims: table.claims(),
            objects: table.objects.len(),
            rounds: fit.convergence.rounds,
            converged: fit.convergence.converged,
            sources,
            groups: fit.groups.iter().map(|g| g.iter().map(|&s| table.sources[s as usize].to_string()).collect()).collect(),
        }
    }

    /// The source called `name`.
    pub fn source(&self, name: &str) -> Option<&SourceReliability> {
        self.sources.binary_search_by(|s| s.source.as_str().cmp(name)).ok().map(|i| &self.sources[i])
    }

    /// The model as JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("strings and finite numbers always serialise")
    }

    /// Reads a file that [`Model::to_json`] filled.
    ///
    /// # Errors
    /// When the file cannot be read, or as [`Model::from_json`].
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| crate::table::unreadable(path, e))?;
        Model::from_json(&text).map_err(|e| e.at(path))
    }

    /// Reads what [`Model::to_json`] wrote.
    ///
    /// # Errors
    /// When the text is no JSON of this schema, or a number lies outside its range.
    pub fn from_json(text: &str) -> Result<Self> {
        let mut model: Model = serde_json::from_str(text)
            .map_err(|e| Error::new(ErrorKind::Schema, format!("is no model that `corroborate fuse` wrote: {e}")).because(e))?;
        if model.schema != SCHEMA {
            return Err(Error::new(ErrorKind::Schema, format!("expected schema `{SCHEMA}`, found `{}`", model.schema)));
        }
        for s in &model.sources {
            let r = s.reliability;
            if !(0.0 <= r.low && r.low <= r.estimate && r.estimate <= r.high && r.high <= 1.0 && s.a > 0.0 && s.b > 0.0) {
                return Err(Error::new(
                    ErrorKind::Parameter,
                    format!("source `{}`: expected 0 ≤ low ≤ reliability ≤ high ≤ 1 and a, b > 0", s.source),
                ));
            }
        }
        model.sources.sort_by(|a, b| a.source.cmp(&b.source));
        Ok(model)
    }
}

/// The Beta with the estimate as its mean and about the interval's width (3.29 standard deviations of a bell).
fn pseudo_counts(share: Share) -> (f64, f64) {
    let mean = share.estimate.clamp(0.01, 0.99);
    let deviation = ((share.high - share.low) / 3.29).max(0.01);
    let strength = (mean * (1.0 - mean) / (deviation * deviation) - 1.0).max(0.1);
    (mean * strength, (1.0 - mean) * strength)
}
