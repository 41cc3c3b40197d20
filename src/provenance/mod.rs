//! Of what kind is a source: classes, the registry of outlets, and tagging.
//!
//! In: an article, its statements, a [`Registry`]. Out: one [`Tag`] for every source of every chain, and one for the publishing outlet.
//! The class identifiers are the wire format; this room reports what it saw and gives no probability.

mod actor;
mod anonymity;
mod channel;
mod class;
mod gap;
mod label;
mod lexicon;
mod notes;
mod owner;
mod phrase;
mod proper;
pub mod registry;
mod reporter;
mod settle;
mod signal;
mod speaker;
mod stake;
mod tag;
mod title;
mod words;

pub use actor::{Actor, actors};
pub use class::{Control, Directness, Naming, Ownership, Provenance, Stake};
pub use gap::gaps;
pub use registry::{EvidenceKind, Lookup, Outlet, OutletKind, Registry};
pub use tag::{Anonymity, AnonymityKind, StatementTags, Tag, tag, tag_outlet};
