//! The table on a terminal: one screen for one article, claims across several.
//!
//! Everything is said in words; colour is an addition. The layout follows the width: from 100 columns on content, chain and
//! number stand beside each other, below that under each other.

mod articles;
mod claims;
pub mod comparison;
pub mod layout;

use super::document::{Document, Estimate};
use super::index::Index;
use super::words;
pub use comparison::comparison_table;

/// How the table is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Columns.
    pub width: usize,
    /// Add colour.
    pub colour: bool,
    /// Every statement of every article, with its whole content.
    pub full: bool,
    /// Count beliefs, plans and wishes in the header line too.
    pub all_attitudes: bool,
}

impl Default for Screen {
    fn default() -> Self {
        Screen { width: 100, colour: false, full: false, all_attitudes: false }
    }
}

/// From here on the parts of a statement stand beside each other.
const WIDE: usize = 100;
/// Narrower than this nothing can be read.
const NARROWEST: usize = 40;
/// An article with more statements has its own voice folded into one line.
const LONG: usize = 12;
/// With more articles each gets its header line only.
const MANY: usize = 3;

/// The whole assessment as a table.
pub fn table(document: &Document, screen: &Screen) -> String {
    let screen = &Screen { width: screen.width.max(NARROWEST), ..*screen };
    let index = Index::new(document);
    let mut text = String::new();
    let listed = screen.full || document.articles.len() <= MANY;
    for (number, article) in document.articles.iter().enumerate() {
        if number > 0 && listed {
            text.push('\n');
        }
        text.push_str(&articles::header(&index, article, screen));
        if listed {
            text.push_str(&articles::rows(&index, article, screen));
        }
    }
    text.push_str(&claims::section(&index, screen));
    text.push_str(&articles::legend(&index, listed, screen));
    text
}

/// `0.46 [0.29–0.63]`.
pub fn interval(estimate: &Estimate) -> String {
    let [at, low, high] = [estimate.estimate, estimate.low, estimate.high].map(words::probability);
    format!("{at} [{low}–{high}]")
}
