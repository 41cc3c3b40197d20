//! Which model: chosen by the claims, and said why.

use super::family::Domain;
use super::table::Table;
use serde::{Deserialize, Serialize};

/// How sources are taken to err.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// One probability of being right for each source.
    OneCoin,
    /// One probability of each label for each truth, for each source.
    Confusion,
    /// One-coin over values that are one when they lie within the tolerance; numeric estimates beside.
    Numeric,
    /// Shares of votes, nothing learned.
    Vote,
}

/// The model and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The model.
    pub method: Method,
    /// Which values there can be.
    pub domain: Domain,
    /// A sentence.
    pub why: String,
}

/// Most labels for which a matrix for each source is learned.
const LABELS: usize = 6;
/// Most values that are taken to be a closed set.
const CLOSED: usize = 100;
/// Objects for each value of a closed set, at least.
const REUSE: usize = 5;
/// Share of values that must be numbers, and of objects whose values differ from object to object.
const NUMERIC: f64 = 0.95;

/// Chooses by number of labels, reuse of values and whether they are measured numbers, unless `forced`.
pub fn choose(table: &Table, forced: Option<Method>) -> Choice {
    let (labels, objects) = (table.values.len(), table.objects.len());
    let closed = (2..=CLOSED).contains(&labels) && objects >= REUSE * labels;
    let domain = if closed { Domain::Closed(labels) } else { Domain::Open };
    let per_source = table.claims() as f64 / table.sources.len().max(1) as f64;
    let (method, why) = match forced {
        // a matrix over an open set would have a row for each string
        Some(Method::Confusion) if labels > CLOSED => {
            (Method::OneCoin, format!("a matrix was asked for, but {labels} values are too many"))
        }
        Some(method) => (method, "asked for".to_owned()),
        None if closed && labels <= LABELS => (
            Method::Confusion,
            format!(
                "{labels} labels over {objects} objects and {per_source:.0} claims a source: who confuses what with what can be learned"
            ),
        ),
        None if closed => (
            Method::OneCoin,
            format!("{labels} values over {objects} objects: a closed set too large for a matrix for each source"),
        ),
        None if is_numeric(table) => {
            (Method::Numeric, "nearly all values are measured numbers: values within the tolerance count as one".to_owned())
        }
        None => (Method::OneCoin, format!("{labels} different values over {objects} objects: an open set")),
    };
    let domain = if method == Method::Confusion { Domain::Closed(labels.max(2)) } else { domain };
    Choice { method, domain, why }
}

/// Measured numbers: they parse, are large or have decimals, and an object's values hardly recur on other objects.
fn is_numeric(table: &Table) -> bool {
    let measured = |v: &str| v.parse::<f64>().is_ok_and(|x| x.is_finite() && (x.abs() >= 1000.0 || v.contains('.')));
    let numbers = table.values.iter().filter(|v| measured(v)).count() as f64;
    let reuse = table.candidate_value.len() as f64 / table.values.len().max(1) as f64;
    !table.values.is_empty() && numbers >= NUMERIC * table.values.len() as f64 && reuse < 2.0
}
