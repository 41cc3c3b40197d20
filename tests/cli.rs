//! The whole command: stdout, stderr and exit code, one file for each verb.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)]

#[path = "cli/command.rs"]
mod command;
#[path = "cli/compare.rs"]
mod compare;
#[path = "cli/explain.rs"]
mod explain;
#[path = "cli/export.rs"]
mod export;
#[path = "cli/fuse.rs"]
mod fuse;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/registry.rs"]
mod registry;
#[path = "cli/relate.rs"]
mod relate;
#[path = "cli/schema.rs"]
mod schema;
#[path = "cli/score.rs"]
mod score;
#[path = "cli/several.rs"]
mod several;
