//! The columns of a comparison's tables.

use crate::compare::{Comparison, Difference, Effect, Estimate, LEAST_STORIES, Measure, Outlet, Pair};
use crate::report::number::fixed;
use crate::report::row::{Cell, ColumnType};

/// One column.
pub struct Field<R> {
    /// Name in snake_case.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnType,
    /// What it means.
    pub meaning: &'static str,
    /// Its cell in a row.
    pub cell: fn(&R) -> Cell,
}

/// One table.
pub struct Sheet<'a, R: 'static> {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub meaning: &'static str,
    /// Its columns, in order.
    pub fields: &'static [Field<R>],
    /// Its rows.
    pub rows: Vec<&'a R>,
}

macro_rules! fields {
    ($($name:ident $kind:ident $meaning:literal => $cell:expr,)+) => {
        &[$(Field { name: stringify!($name), kind: ColumnType::$kind, meaning: $meaning, cell: $cell },)+]
    };
}

fn text(words: &str) -> Cell {
    if words.is_empty() { Cell::Empty } else { Cell::Text(words.to_owned()) }
}

fn count(number: usize) -> Cell {
    Cell::Count(number as u64)
}

fn number(value: f64) -> Cell {
    Cell::Number(fixed(value, 6))
}

fn optional(value: Option<f64>) -> Cell {
    value.map_or(Cell::Empty, number)
}

fn share(part: usize, all: usize) -> Cell {
    if all == 0 { Cell::Empty } else { number(part as f64 / all as f64) }
}

/// p is written with what digits it has: small ones are looked at.
fn p(value: Option<f64>) -> Cell {
    value.map_or(Cell::Empty, |v| Cell::Number(format!("{v:.4e}").parse().unwrap_or(v)))
}

/// A measure's name in files.
pub fn measure_name(measure: Measure) -> &'static str {
    measure.name()
}

/// The class that a measure is about.
pub fn measure_class(measure: Measure) -> Option<&'static str> {
    match measure {
        Measure::Class(class) => Some(class.as_str()),
        _ => None,
    }
}

/// Why an estimate has no interval, or nothing.
pub fn status(estimate: &Estimate) -> &'static str {
    match (estimate.value, estimate.interval) {
        (None, _) => "nothing to measure",
        (_, None) => "too few stories",
        _ => "",
    }
}

const _: () = assert!(LEAST_STORIES == 5, "the method and the columns say five");

/// One row a measure, outlet and window.
pub fn estimates(comparison: &Comparison) -> Sheet<'_, Estimate> {
    const FIELDS: &[Field<Estimate>] = fields! {
        outlet Key "the outlet" => |e| text(&e.outlet),
        window Text "the window of time; empty for all articles" => |e| text(e.window.as_deref().unwrap_or_default()),
        measure Key "what is measured" => |e| text(measure_name(e.measure)),
        class Text "the class of ultimate sources, where the measure is its share" => |e| text(measure_class(e.measure).unwrap_or_default()),
        estimate Number "its value; empty of nothing" => |e| optional(e.value),
        low Number "lower bound of the 90 % interval; empty with fewer than 5 stories" => |e| optional(e.interval.map(|i| i.0)),
        high Number "upper bound" => |e| optional(e.interval.map(|i| i.1)),
        n Count "what it is a share or mean of: assertions, attributed ones, or articles for `copied`" => |e| Cell::Count(e.of),
        articles Count "articles that were measured" => |e| count(e.articles),
        stories Count "stories that have any of what it is a share of" => |e| count(e.stories),
        status Text "why there is no interval" => |e| text(status(e)),
    };
    Sheet {
        name: "estimates",
        meaning: "How each outlet sources its reports, with 90 % intervals.",
        fields: FIELDS,
        rows: comparison.estimates.iter().collect(),
    }
}

/// One row a measure and pair of outlets.
pub fn differences(comparison: &Comparison) -> Sheet<'_, Difference> {
    const FIELDS: &[Field<Difference>] = fields! {
        measure Key "what is measured" => |d| text(measure_name(d.measure)),
        class Text "the class of ultimate sources, where the measure is its share" => |d| text(measure_class(d.measure).unwrap_or_default()),
        outlet_a Key "the one outlet" => |d| text(&d.a),
        outlet_b Key "the other" => |d| text(&d.b),
        difference Number "value of a minus value of b" => |d| number(d.difference),
        low Number "lower bound of its 90 % interval" => |d| number(d.interval.0),
        high Number "upper bound" => |d| number(d.interval.1),
        effect Number "effect size" => |d| number(d.effect),
        effect_kind Text "cohen_h (shares: difference of 2 arcsin sqrt p) or cohen_d (in standard deviations between stories)" => |d| text(match d.effect_kind { Effect::CohenH => "cohen_h", Effect::CohenD => "cohen_d" }),
        p Number "probability of a difference as large by chance; empty with too few stories that differ" => |d| p(d.p),
        p_adjusted Number "the same, adjusted over all tests of this comparison" => |d| p(d.adjusted),
    };
    Sheet {
        name: "differences",
        meaning: "Every tested measure for every pair of outlets.",
        fields: FIELDS,
        rows: comparison.differences.iter().collect(),
    }
}

/// One row an outlet.
pub fn outlets(comparison: &Comparison) -> Sheet<'_, Outlet> {
    const FIELDS: &[Field<Outlet>] = fields! {
        outlet Key "the outlet" => |o| text(&o.name),
        articles Count "its articles; copies of one within it count once" => |o| count(o.articles),
        repeats Count "copies of its own articles, not counted" => |o| count(o.repeats),
        copied Count "articles made from another outlet's report" => |o| count(o.copied),
        stories Count "stories that it reports on" => |o| count(o.stories),
        statements Count "assertions in the articles that were measured" => |o| Cell::Count(o.statements),
    };
    Sheet { name: "outlets", meaning: "What there is of each outlet.", fields: FIELDS, rows: comparison.outlets.iter().collect() }
}

/// One row an ordered pair of outlets.
pub fn pairs(comparison: &Comparison) -> Sheet<'_, Pair> {
    const FIELDS: &[Field<Pair>] = fields! {
        outlet Key "the outlet" => |p| text(&p.outlet),
        other Key "the other one" => |p| text(&p.other),
        copied Count "its articles that were made from the other one's" => |p| count(p.copied),
        articles Count "all its articles" => |p| count(p.articles),
        copied_share Number "the former of the latter" => |p| share(p.copied, p.articles),
        shared_claims Count "claims that both report" => |p| count(p.shared_claims),
        shared_origins Count "those in which both rest on one origin" => |p| count(p.shared_origins),
        shared_origin_share Number "the latter of the former" => |p| share(p.shared_origins, p.shared_claims),
    };
    Sheet {
        name: "pairs",
        meaning: "Who carries whose reports, and who rests on the same origins: pairs that have anything in common.",
        fields: FIELDS,
        rows: comparison.pairs.iter().collect(),
    }
}
