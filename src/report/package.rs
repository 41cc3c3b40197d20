//! A data package: every table as CSV, and `datapackage.json`, which says of every column what it holds and means.
//!
//! The description follows the Data Package and Table Schema specifications of Frictionless, version 1, so that
//! `frictionless validate datapackage.json` checks types and keys and other programs read the tables with their types.

use super::csv;
use super::document::Document;
use super::index::Index;
use super::row::{Column, ColumnType, Table, Visit, every};
use serde_json::{Value, json};

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name inside the folder.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The files of a document's package, the description last. With `bom` the tables begin with a byte order mark, by which
/// spreadsheets know UTF-8.
pub fn package(document: &Document, bom: bool) -> Vec<File> {
    let index = Index::new(document);
    let mut writing = Writing { index: &index, bom, files: Vec::new(), resources: Vec::new() };
    every(&mut writing);
    let Writing { mut files, resources, .. } = writing;
    let description = json!({
        "profile": "tabular-data-package",
        "name": format!("corroborate-{}", index.run()),
        "title": "News statements, their sources and how sure a reader may be",
        "description": DESCRIPTION,
        "created_by": format!("corroborate {}", document.version),
        "run": index.run(),
        "registry_version": document.registry.version,
        "params_version": index.params_version(),
        "params": document.params,
        "interval": document.interval,
        "skipped": document.skipped,
        "resources": resources,
    });
    let mut bytes = serde_json::to_vec_pretty(&description).expect("JSON of ours is written to memory");
    bytes.push(b'\n');
    files.push(File { name: "datapackage.json".to_owned(), bytes });
    files
}

const DESCRIPTION: &str = "Probabilities say how likely it is that a statement is so, judged by who says it, through whom, and who else says so independently; \
they come with 90 % equal-tailed credible intervals (5 % and 95 % quantiles). Offsets count Unicode code points of the article's text, half open. \
An empty cell means that nothing is known or that it does not apply. Words that would start with =, +, -, @, a tab or a carriage return have a ' before them, \
so that a spreadsheet does not run them; to take it off: where a cell starts with one or more ' and then one of these characters, remove the first '.";

struct Writing<'a> {
    index: &'a Index<'a>,
    bom: bool,
    files: Vec<File>,
    resources: Vec<Value>,
}

impl Visit for Writing<'_> {
    fn table<T: Table>(&mut self) {
        let (mut bytes, rows) = csv::table::<T>(self.index);
        if self.bom {
            bytes.splice(0..0, "\u{feff}".bytes());
        }
        let name = format!("{}.csv", T::NAME);
        self.resources.push(json!({
            "profile": "tabular-data-resource",
            "name": T::NAME,
            "path": name,
            "description": T::MEANING,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": if self.bom { "utf-8-sig" } else { "utf-8" },
            "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
            "bytes": bytes.len(),
            "rows": rows,
            "schema": schema::<T>(),
        }));
        self.files.push(File { name, bytes });
    }
}

fn schema<T: Table>() -> Value {
    let reference = |(own, table, others): &super::row::Reference| json!({ "fields": own, "reference": { "resource": table, "fields": others } });
    json!({
        "fields": T::COLUMNS.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": T::KEY,
        "foreignKeys": T::REFERENCES.iter().map(reference).collect::<Vec<_>>(),
    })
}

fn field<T: Table>(column: &Column<T>) -> Value {
    let kind = match column.kind {
        ColumnType::Key | ColumnType::Text => "string",
        ColumnType::Count => "integer",
        ColumnType::Number => "number",
        ColumnType::Flag => "boolean",
    };
    let mut field = json!({ "name": column.name, "type": kind, "description": column.meaning });
    if !column.unit.is_empty() {
        field["unit"] = json!(column.unit);
    }
    match (column.kind, column.unit) {
        (ColumnType::Key, _) => field["constraints"] = json!({ "required": true }),
        (ColumnType::Count, _) => field["constraints"] = json!({ "minimum": 0 }),
        (ColumnType::Number, "probability") => field["constraints"] = json!({ "minimum": 0, "maximum": 1 }),
        _ => {}
    }
    field
}
