//! What verbs that make a run have in common: its folder, its models, and how far it is.

use crate::confidence::Priors;
use crate::provenance::{Lookup, Registry};
use crate::reliability::Model;
use crate::report::words;
use crate::run::{Event, Run};
use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sha2::{Digest as _, Sha256};
use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Whether a path names the folder of a run: it ends as a folder does, or it is one.
pub fn is_run_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/") || Run::is_at(path) || path.is_dir()
}

/// What was learned of sources, laid over the priors of their classes.
pub fn priors(path: &Path, registry: &Registry) -> Result<Priors> {
    let model = Model::read(path)?;
    let id_of = |name: &str| match registry.lookup(name, "", None) {
        Lookup::Found(outlet) => Some(outlet.id.clone()),
        _ => None,
    };
    Ok(Priors::builtin()?.with_learned(&model, id_of))
}

/// The SHA-256 of the learned models, where there are any.
pub fn learned<'a>(paths: impl Iterator<Item = &'a Path>) -> Result<Option<String>> {
    let mut hashes = Vec::new();
    for path in paths {
        let bytes = std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        hashes.push(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    }
    Ok((!hashes.is_empty()).then(|| hashes.join(" ")))
}

/// What the bar counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of the inputs.
    Bytes,
    /// Articles.
    Articles,
}

/// A bar with rate and time left, on a terminal.
pub struct RunProgress {
    bar: ProgressBar,
    unit: Unit,
    articles: AtomicUsize,
}

impl RunProgress {
    /// Nothing is shown before the work begins.
    pub fn new(quiet: bool, unit: Unit) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let template = match unit {
            Unit::Bytes => "{bar:24} {percent}%  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left  {msg}",
            Unit::Articles => "{bar:24} {percent}%  {pos} of {len} articles  {per_sec}  {eta} left  {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        RunProgress { bar, unit, articles: AtomicUsize::new(0) }
    }

    /// Shows what happens.
    pub fn see(&self, event: &Event<'_>) {
        match event {
            Event::Stage(what) => self.bar.set_message(*what),
            Event::Begun { bytes, before } => {
                self.bar.set_length(*bytes);
                self.bar.reset_eta();
                self.bar.set_message("");
                if *before > 0 {
                    self.say(&format!("going on after {}", words::counted(*before, "article", "articles")));
                    self.articles.store(*before, Ordering::Relaxed);
                    if self.unit == Unit::Articles {
                        self.bar.set_position(*before as u64);
                    }
                }
            }
            Event::Read(bytes) if self.unit == Unit::Bytes => self.bar.set_position(*bytes),
            Event::Read(_) => {}
            Event::Written(shard) => {
                let articles = self.articles.fetch_add(shard.articles, Ordering::Relaxed) + shard.articles;
                match self.unit {
                    Unit::Bytes => self.bar.set_message(words::counted(articles, "article", "articles")),
                    Unit::Articles => self.bar.set_position(articles as u64),
                }
            }
            Event::Skipped(error) => self.say(&error.to_string()),
        }
    }

    /// A line on stderr that the bar does not write over.
    pub fn say(&self, line: &str) {
        self.bar.suspend(|| eprintln!("corroborate: {line}"));
    }
}

impl Drop for RunProgress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
