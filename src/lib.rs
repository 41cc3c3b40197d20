//! How far can a news statement be trusted, and why?
//!
//! `corroborate` reads news reports and answers, statement by statement: who says so, through whom,
//! of what kind is that source, who else says so independently, and how sure may a reader be.

pub mod article;
pub mod attribution;
pub mod claim;
pub mod confidence;
pub mod corroboration;
pub mod engine;
pub mod error;
pub mod probability;
pub mod provenance;
pub mod reliability;
pub mod report;
pub mod sentence;
pub mod table;
pub mod text;

#[cfg(feature = "cli")]
pub mod cli;

pub use article::{Article, ArticleId};
pub use attribution::{Statement, extract};
pub use engine::{Assessment, Engine};
pub use error::{Error, ErrorKind, Result};
pub use probability::{LogOdds, Probability};
pub use provenance::{Provenance, Registry, Tag};
pub use sentence::Sentence;
pub use text::{Excerpt, Span};
