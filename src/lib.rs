//! How far can a news statement be trusted, and why?
//!
//! `corroborate` reads news reports and answers, statement by statement: who says so, through whom,
//! of what kind is that source, who else says so independently, and how sure may a reader be.
//! It is offline and deterministic, and every number can be taken apart into the words it rests on.
//!
//! # Overview
//!
//! Four types are enough for most uses:
//!
//! - [`Article`]: one report, from a string or from files through [`article`].
//! - [`Engine`]: the whole pipeline with its data loaded once. [`Engine::assess`] scores articles together;
//!   [`Engine::extract`] and [`Engine::resolve`] are its two halves.
//! - [`Statement`]: one assertion with its content, its cue, and its chain from the ultimate source to the last medium that carried it.
//! - [`Assessment`]: the result over all articles: statements with their tags, claims with their origins, and confidence.
//!
//! A report goes through the rooms of the crate in the order of this picture. Each room is a module that owns the type it gives out;
//! you can ignore them until you want one step alone.
//!
//! ```text
//! Article ─► Sentence ─► Statement ─► Provenance ─► Claim ─► Corroboration ─► Confidence ─► Report
//!           split       extract       tag          group     weigh            score          write
//! └────────── one article at a time: Engine::extract ──────┘└──── across articles: Engine::resolve ────┘
//! ```
//!
//! # Example: who says so, through whom
//!
//! ```
//! use corroborate::{Article, Engine, Provenance};
//!
//! let engine = Engine::new()?;
//! let text = "The harbour will reopen on Friday, a port official told Reuters on condition of anonymity.";
//! let extract = engine.extract(Article::from_text("harbour", text));
//!
//! let statement = &extract.statements[0];
//! assert_eq!(statement.content[0].text, "The harbour will reopen on Friday");
//! let chain: Vec<&str> = statement.chain.iter().map(|source| source.name.as_str()).collect();
//! assert_eq!(chain, ["a port official", "Reuters"]);
//! let classes: Vec<Provenance> = extract.tags[0].nodes.iter().map(|tag| tag.provenance).collect();
//! assert_eq!(classes, [Provenance::AnonymousOfficial, Provenance::IndependentWire]);
//! # Ok::<(), corroborate::Error>(())
//! ```
//!
//! # Example: how sure a reader may be
//!
//! ```
//! use corroborate::{Article, Engine, LogOdds};
//!
//! let engine = Engine::new()?;
//! let assessment = engine.assess_alone(Article::from_text("bridge", "The bridge was closed on Monday, the mayor of Ostmere said."));
//!
//! let content = &assessment.articles[0].statements[0].confidence.content;
//! let within = &content.estimate;
//! assert!(within.low <= within.estimate && within.estimate <= within.high);
//! // the score is the sum of its parts
//! let parts: LogOdds = content.contributions.iter().map(|part| part.weight).sum();
//! let sum = content.prior.log_odds() + parts;
//! assert!((sum - within.estimate.log_odds()).nats().abs() < 1e-9);
//! # Ok::<(), corroborate::Error>(())
//! ```
//!
//! # Example: a rewrite adds a report and no origin
//!
//! ```
//! use corroborate::{Article, Engine};
//!
//! let engine = Engine::new()?;
//! let wire = "Four workers were killed in the fire at the depot, fire chief Anselm Reddy told Reuters on Monday.";
//! let copy = Article::from_text("copy", wire);
//! let alone = engine.assess_alone(Article::from_text("wire", wire));
//! let both = engine.assess(vec![Article::from_text("wire", wire), copy], Vec::new());
//!
//! let [before, after] = [&alone, &both].map(|assessment| &assessment.articles[0].statements[0].confidence.content.estimate);
//! assert_eq!(before.estimate, after.estimate);
//! # Ok::<(), corroborate::Error>(())
//! ```
//!
//! # Example: spans point into the text as read
//!
//! ```
//! use corroborate::{Article, Engine};
//!
//! let article = Article::from_text("bridge", "“Nobody was hurt,” said Mayor Ines Tolland.");
//! let extract = Engine::new()?.extract(article);
//! for piece in extract.statements.iter().flat_map(|statement| &statement.content) {
//!     assert_eq!(piece.span.of(&extract.article.text), piece.text);
//! }
//! # Ok::<(), corroborate::Error>(())
//! ```
//!
//! # Features
//!
//! | Feature | Default | Brings |
//! |---|---|---|
//! | `cli` | yes | the command `corroborate`, with clap |
//! | `parquet` | yes | Parquet tables in and out, with polars |
//!
//! A program that uses the library alone says `default-features = false`.
//!
//! # Invariants
//!
//! - Rooms from [`sentence`] to [`confidence`] do no input or output and read no clock, environment or randomness: the same input gives the same output, byte for byte.
//! - They cannot fail. Odd text gives fewer statements, never an error.
//! - An article's text is never edited; spans are bytes into it, half open, on character boundaries.
//! - Only [`confidence`], [`reliability`] and [`compare`] turn evidence into probability; only [`report`] rounds numbers or chooses words for them.
//! - Prior and contributions add up to the log odds of the estimate, and 0 < low ≤ estimate ≤ high < 1.
//! - The order of the input never changes a score, and an exact copy of a report adds nothing.

pub mod article;
pub mod attribution;
pub mod claim;
pub mod compare;
pub mod confidence;
pub mod corroboration;
pub mod engine;
pub mod error;
pub mod probability;
pub mod provenance;
pub mod reliability;
pub mod report;
pub mod run;
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

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
