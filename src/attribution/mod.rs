//! Who is said to have said what: statements with their chains of sources.
//!
//! In: an article, its sentences, and the names of media ([`Gazetteer`]). Out: [`Statement`]s in the order of the text,
//! the outlet's own voice (narration) among them.
//!
//! ```text
//! text → quotations → units (sentences that a quotation holds together; credits and labels set apart)
//!      → asides set apart ("citing two officials", "who asked not to be named because …")
//!      → frames: one per cue, by rule (reported verbs, "according to", "quoted … as saying", hearsay, headlines)
//!      → nested frames: chains from the innermost speaker to the last medium
//!      → names: pronouns, surnames and roles resolved inside the article
//! ```
//!
//! The rules know word classes, not parts of speech; their words are in `data/cues`. Every statement says which rule found it.
//!
//! **What it does not do:** it does not judge what kind of source a mention is (the provenance room does), does not compare articles,
//! and splits narration by sentence only.

mod according;
mod adverbial;
mod aside;
mod attitude;
mod being;
mod carried;
mod colon;
mod content;
mod coreference;
mod correct;
mod decide;
mod draft;
mod extract;
mod frame;
mod furniture;
mod gazetteer;
mod given;
mod going_on;
mod headline;
mod hearsay;
mod hedge;
mod lexicon;
mod mention;
mod name_kind;
mod nest;
mod phrase;
mod post;
mod quotation;
mod quoted;
mod reported;
mod right;
mod statement;
mod subject;
mod tagger;
mod token;
mod transcript;
mod unit;
mod verb_group;

pub use attitude::attitude;
pub use being::is_plural_for_persons;
pub use extract::extract;
pub use gazetteer::{Gazetteer, Medium};
pub use hedge::{Weak, Weakening, hedges};
pub use quotation::quoted_spans;
pub use statement::{Attitude, Gap, Hedge, Kind, Part, SourceRef, Statement};
pub use tagger::Tagger;
