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
pub mod graph;
mod html;
pub mod index;
mod join;
pub mod number;
mod package;
pub mod row;
mod saved;
pub mod terminal;
mod waterfall;
pub mod words;

pub use csv::csv;
pub use document::{Document, SCHEMA};
pub use explain::explain;
pub use facts::{facts, facts_of_tables, has_tables};
pub use html::{comparison_page, html};
pub use index::{Index, Tally};
pub use join::Joined;
pub use package::{File, package};
pub use saved::Selected;
pub use terminal::{Screen, comparison_table, table};
