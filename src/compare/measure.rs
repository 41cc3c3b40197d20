//! What is measured, and of what it is a share.

use super::Part;
use super::facts::Facts;
use crate::provenance::Provenance;

/// A measure of how an outlet sources its reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Assertions with a source, of all.
    Attributed,
    /// Unnamed ultimate sources, of the attributed.
    Anonymous,
    /// The same with a reason stated.
    AnonymousReason,
    /// The same without.
    AnonymousNoReason,
    /// Assertions weakened by a hedge, of all.
    Hedged,
    /// Media in the chain of an attributed assertion, on average.
    RelayDepth,
    /// Attributed assertions that came through media of a state or party.
    StateMedia,
    /// Assertions of what the outlet's own staff saw or heard, of all.
    OwnReporting,
    /// Articles made from another outlet's report, of all.
    Copied,
    /// Assertions with one independent origin behind them, of all.
    SingleOrigin,
    /// Assertions with more than one, of all.
    Corroborated,
    /// Assertions beside which another statement cannot hold, of all.
    Contradicted,
    /// Probability that an assertion is so, on average.
    Confidence,
    /// Shannon's entropy of the ultimate sources, in nats.
    Shannon,
    /// Effective number of sources: its exponential.
    Sources,
    /// Attributed assertions whose ultimate source is of this class.
    Class(Provenance),
}

/// The scale on which a measure is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// A share of things counted.
    Share,
    /// A mean of numbers from 0 to 1.
    Probability,
    /// A mean of counts.
    Mean,
    /// An entropy.
    Nats,
    /// The exponential of one.
    Number,
}

/// Sums that the ratios are made of, in the order of a cell's columns; after them come the classes.
pub(super) const SUMS: usize = 14;

impl Measure {
    /// All but the classes.
    pub const ALL: [Measure; 15] = [
        Measure::Attributed,
        Measure::Anonymous,
        Measure::AnonymousReason,
        Measure::AnonymousNoReason,
        Measure::Hedged,
        Measure::RelayDepth,
        Measure::StateMedia,
        Measure::OwnReporting,
        Measure::Copied,
        Measure::SingleOrigin,
        Measure::Corroborated,
        Measure::Contradicted,
        Measure::Confidence,
        Measure::Shannon,
        Measure::Sources,
    ];

    /// Those whose differences are tested unless others are asked for: all but those that follow from others (unnamed with and
    /// without a reason add up to unnamed, one origin and several to all but a few; the effective number is the entropy).
    pub const TESTED: [Measure; 12] = [
        Measure::Attributed,
        Measure::AnonymousReason,
        Measure::AnonymousNoReason,
        Measure::Hedged,
        Measure::RelayDepth,
        Measure::StateMedia,
        Measure::OwnReporting,
        Measure::Copied,
        Measure::Corroborated,
        Measure::Contradicted,
        Measure::Confidence,
        Measure::Shannon,
    ];

    /// Its name in files and flags.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Attributed => "attributed",
            Measure::Anonymous => "anonymous",
            Measure::AnonymousReason => "anonymous_with_reason",
            Measure::AnonymousNoReason => "anonymous_without_reason",
            Measure::Hedged => "hedged",
            Measure::RelayDepth => "relay_depth",
            Measure::StateMedia => "state_media",
            Measure::OwnReporting => "own_reporting",
            Measure::Copied => "copied",
            Measure::SingleOrigin => "single_origin",
            Measure::Corroborated => "corroborated",
            Measure::Contradicted => "contradicted",
            Measure::Confidence => "confidence",
            Measure::Shannon => "shannon",
            Measure::Sources => "effective_sources",
            Measure::Class(_) => "class",
        }
    }

    /// Reads a name; a class is named by its identifier.
    pub fn parse(name: &str) -> Option<Self> {
        let known = Measure::ALL.into_iter().find(|m| m.name() == name);
        known.or_else(|| Provenance::parse(name).map(Measure::Class))
    }

    /// The scale on which it is compared.
    pub fn scale(self) -> Scale {
        match self {
            Measure::RelayDepth => Scale::Mean,
            Measure::Confidence => Scale::Probability,
            Measure::Shannon => Scale::Nats,
            Measure::Sources => Scale::Number,
            _ => Scale::Share,
        }
    }

    /// What is divided by what, as columns of a cell; the diversity of sources is no ratio, and its second column counts them.
    pub(super) fn columns(self) -> (usize, usize) {
        match self {
            Measure::Attributed => (1, 0),
            Measure::Anonymous => (2, 1),
            Measure::AnonymousReason => (3, 1),
            Measure::AnonymousNoReason => (4, 1),
            Measure::Hedged => (5, 0),
            Measure::RelayDepth => (6, 1),
            Measure::StateMedia => (7, 1),
            Measure::OwnReporting => (8, 0),
            Measure::SingleOrigin => (9, 0),
            Measure::Corroborated => (10, 0),
            Measure::Contradicted => (11, 0),
            Measure::Confidence => (12, 0),
            Measure::Copied => (SUMS - 1, SUMS),
            Measure::Shannon | Measure::Sources => (1, 1),
            Measure::Class(class) => (SUMS + 1 + place(class), 1),
        }
    }

    /// Whether it is the diversity of sources.
    pub(super) fn is_diversity(self) -> bool {
        matches!(self, Measure::Shannon | Measure::Sources)
    }
}

fn place(class: Provenance) -> usize {
    Provenance::ALL.iter().position(|c| *c == class).unwrap_or_default()
}

/// Columns of a cell.
pub(super) const COLUMNS: usize = SUMS + 1 + Provenance::ALL.len();

/// Adds an article to the sums of its story. Whether an article was copied is counted of all articles, whichever are measured.
pub(super) fn add(sums: &mut [f64; COLUMNS], facts: &Facts, part: Part) {
    sums[SUMS - 1] += f64::from(u8::from(facts.is_copied()));
    sums[SUMS] += 1.0;
    if !facts.is_in(part) {
        return;
    }
    let c = &facts.counts;
    let counted = [
        c.assertions,
        c.attributed,
        c.anonymous,
        c.reasoned,
        c.anonymous - c.reasoned,
        c.hedged,
        c.media,
        c.state_media,
        c.own_reporting,
        c.single_origin,
        c.corroborated,
        c.contradicted,
    ];
    counted.into_iter().enumerate().for_each(|(i, n)| sums[i] += f64::from(n));
    sums[12] += c.content;
    facts.classes.iter().for_each(|(class, n)| sums[SUMS + 1 + place(*class)] += f64::from(*n));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_read_back_and_columns_differ() {
        let mut seen = BTreeSet::new();
        let classes = Provenance::ALL.iter().map(|c| Measure::Class(*c));
        for measure in Measure::ALL.into_iter().chain(classes) {
            let name = if let Measure::Class(class) = measure { class.as_str() } else { measure.name() };
            assert_eq!(Measure::parse(name), Some(measure));
            assert!(measure.columns().0 < COLUMNS && measure.columns().1 < COLUMNS);
            assert!(measure.is_diversity() || seen.insert(measure.columns().0), "{name} shares a column");
        }
        for name in ["", "class", "Attributed", "sources"] {
            assert_eq!(Measure::parse(name), None, "{name}");
        }
    }
}
