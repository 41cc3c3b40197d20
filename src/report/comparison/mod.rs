//! A comparison of outlets as tables for programs: rows for CSV and JSON, with one definition of their columns.

mod columns;

use super::csv::shown;
use super::document::Skipped;
use super::package::File;
use super::row::{Cell, ColumnType};
use crate::compare::{Adjust, By, Comparison, Part, Plan};
use columns::{Field, Sheet, differences, estimates, outlets, pairs};
pub use columns::{measure_class, measure_name, status};
use serde_json::{Map, Value, json};

/// Name and number of the form of a comparison as JSON.
pub const COMPARISON_SCHEMA: &str = "corroborate.comparison/1";

/// The estimates as CSV.
pub fn csv(comparison: &Comparison) -> Vec<u8> {
    bytes(&estimates(comparison)).0
}

/// All tables as CSV, with a description of every column.
pub fn package(comparison: &Comparison, skipped: &[Skipped]) -> Vec<File> {
    let mut files = Vec::new();
    let mut resources = Vec::new();
    resource(&outlets(comparison), &mut files, &mut resources);
    resource(&estimates(comparison), &mut files, &mut resources);
    resource(&differences(comparison), &mut files, &mut resources);
    resource(&pairs(comparison), &mut files, &mut resources);
    let description = json!({
        "profile": "tabular-data-package",
        "name": "corroborate-comparison",
        "title": "Outlets side by side: how each sources its reports",
        "description": METHOD,
        "created_by": format!("corroborate {}", env!("CARGO_PKG_VERSION")),
        "params": params(&comparison.plan),
        "without_outlet": comparison.without_outlet,
        "undated": comparison.undated,
        "skipped": skipped,
        "resources": resources,
    });
    files.push(File { name: "datapackage.json".to_owned(), bytes: pretty(&description) });
    files
}

/// Everything as JSON.
pub fn json(comparison: &Comparison, skipped: &[Skipped]) -> Vec<u8> {
    pretty(&json!({
        "schema": COMPARISON_SCHEMA,
        "version": env!("CARGO_PKG_VERSION"),
        "params": params(&comparison.plan),
        "interval": { "kind": "clustered_bootstrap", "mass": 0.9 },
        "method": METHOD,
        "outlets": objects(&outlets(comparison)),
        "estimates": objects(&estimates(comparison)),
        "differences": objects(&differences(comparison)),
        "pairs": objects(&pairs(comparison)),
        "without_outlet": comparison.without_outlet,
        "undated": comparison.undated,
        "skipped": skipped,
    }))
}

/// How the numbers are made, for every format.
pub const METHOD: &str = "Shares are of assertions (beliefs and plans are not counted). Intervals hold 90 %: Bayesian bootstrap over stories, \
weights Exp(1) that outlets share, quantiles widened by t(.95; Se-1)/z(.95)*sqrt((S+1)/(S-1)) for S stories, of which Se count (small-sample \
correction). Copies of one article in one outlet count as one article. With fewer than 5 stories no interval is given. p is of a t test on the \
arcsine of the root for shares, adjusted over all tests of this comparison. What the extraction misses is not corrected for.";

fn params(plan: &Plan) -> Value {
    json!({
        "articles": part_name(plan.part),
        "by": plan.by.map(by_name),
        "measures": plan.measures.iter().map(|m| measure_class(*m).unwrap_or(measure_name(*m))).collect::<Vec<_>>(),
        "adjust": adjust_name(plan.adjust),
        "alpha": plan.alpha,
        "resamples": plan.resamples,
        "seed": plan.seed,
    })
}

/// The part of the articles as flags name it.
pub fn part_name(part: Part) -> &'static str {
    match part {
        Part::Own => "own",
        Part::All => "all",
        Part::Copied => "copied",
    }
}

/// The windows as flags name them.
pub fn by_name(by: By) -> &'static str {
    match by {
        By::Week => "week",
        By::Month => "month",
        By::Year => "year",
    }
}

/// The adjustment as flags name it.
pub fn adjust_name(adjust: Adjust) -> &'static str {
    match adjust {
        Adjust::Holm => "holm",
        Adjust::BenjaminiHochberg => "bh",
        Adjust::Not => "none",
    }
}

fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("JSON of ours is written to memory");
    bytes.push(b'\n');
    bytes
}

fn bytes<R: 'static>(sheet: &Sheet<'_, R>) -> (Vec<u8>, usize) {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |cells: Vec<String>| writer.write_record(cells).expect("memory takes records of one length");
    write(sheet.fields.iter().map(|f| f.name.to_owned()).collect());
    for row in &sheet.rows {
        write(sheet.fields.iter().map(|f| shown((f.cell)(row))).collect());
    }
    (writer.into_inner().expect("memory takes bytes"), sheet.rows.len())
}

fn resource<R: 'static>(sheet: &Sheet<'_, R>, files: &mut Vec<File>, resources: &mut Vec<Value>) {
    let (bytes, rows) = bytes(sheet);
    let name = format!("{}.csv", sheet.name);
    resources.push(json!({
        "profile": "tabular-data-resource",
        "name": sheet.name,
        "path": name,
        "description": sheet.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes.len(),
        "rows": rows,
        "schema": { "fields": sheet.fields.iter().map(field).collect::<Vec<_>>(), "missingValues": [""] },
    }));
    files.push(File { name, bytes });
}

fn field<R>(field: &Field<R>) -> Value {
    let kind = match field.kind {
        ColumnType::Key | ColumnType::Text => "string",
        ColumnType::Count => "integer",
        ColumnType::Number => "number",
        ColumnType::Flag => "boolean",
    };
    json!({ "name": field.name, "type": kind, "description": field.meaning })
}

fn objects<R: 'static>(sheet: &Sheet<'_, R>) -> Vec<Value> {
    let value = |cell: Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Text(words) => words.into(),
        Cell::Count(number) => number.into(),
        Cell::Number(number) => number.into(),
        Cell::Flag(flag) => flag.into(),
    };
    let object =
        |row: &R| Value::Object(sheet.fields.iter().map(|f| (f.name.to_owned(), value((f.cell)(row)))).collect::<Map<_, _>>());
    sheet.rows.iter().copied().map(object).collect()
}
