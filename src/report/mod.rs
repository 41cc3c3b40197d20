//! What people and programs read: the exchanged JSON, the terminal table, CSV, an HTML report, the explanation of one score.
//!
//! In: an assessment. Out: text. A [`Document`] is the exchange form `corroborate.assessment/1`; every other format is made from it,
//! so that what is printed at once and what is exported later from a saved file are the same. Only this room rounds numbers
//! ([`number`]) and chooses words for them.
//!
//! What it does not do: compute. A number that is not in the assessment is not in a report.

mod build;
pub mod comparison;
mod csv;
pub mod document;
mod explain;
mod facts;
mod fingerprint;
mod frame;
pub mod graph;
mod html;
pub mod index;
mod join;
pub mod number;
mod package;
pub mod row;
mod saved;
mod sink;
pub mod terminal;
mod waterfall;
pub mod words;

pub use csv::{StatementsCsv, csv};
pub use document::{Document, SCHEMA};
pub use explain::explain;
pub use facts::{facts, facts_of_tables, has_tables};
pub use fingerprint::fingerprint;
pub use frame::Frame;
pub use html::{comparison_page, html};
pub use index::{Index, Stamp, Tally};
pub use join::Joined;
pub use package::{File, Form, Package};
pub use saved::Selected;
pub use terminal::{Screen, comparison_table, table};

/// The statements of a document with their chains, as a Parquet table.
///
/// # Errors
/// When this build writes no Parquet.
pub fn parquet(document: &Document) -> crate::error::Result<Vec<u8>> {
    let mut statements = Frame::of::<row::Statements>();
    statements.add::<row::Statements>(&Index::new(document));
    statements.into_parquet()
}
