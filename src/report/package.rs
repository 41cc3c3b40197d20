//! A data package: every table as CSV or Parquet, and `datapackage.json`, which says of every column what it holds and means.
//!
//! The description follows the Data Package and Table Schema specifications of Frictionless, version 1, so that
//! `frictionless validate datapackage.json` checks types and keys and other programs read the tables with their types.
//! Documents are added one after another, so that a run of any size can be written.

use super::document::Document;
use super::index::{Index, Stamp};
use super::row::{AllOutlets, Column, ColumnType, Table, Visit, every};
use super::sink::{Sink, csv_sink, parquet_sink};
use crate::error::Result;
use serde_json::{Value, json};
use std::io::Write;

/// One file of a result of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name inside the folder.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The form of a package's tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// RFC 4180; with `bom` the tables begin with a byte order mark, by which spreadsheets know UTF-8.
    Csv {
        /// Begin with it.
        bom: bool,
    },
    /// Parquet, with the chain of each statement inside its row too.
    Parquet,
}

impl Form {
    fn file(self, table: &str) -> String {
        match self {
            Form::Csv { .. } => format!("{table}.csv"),
            Form::Parquet => format!("{table}.parquet"),
        }
    }
}

/// A package that is being written.
pub struct Package<W: Write> {
    form: Form,
    tables: Vec<Box<dyn Sink<W>>>,
    outlets: AllOutlets,
    /// The first document without its articles: versions, parameters.
    about: Option<Document>,
    stamp: Stamp,
    skipped: Vec<super::document::Skipped>,
}

impl<W: Write + 'static> Package<W> {
    /// Opens every table; `open` gives the place for a file of this name.
    ///
    /// # Errors
    /// When a place cannot be opened, or this build writes no Parquet.
    pub fn new<E: From<crate::error::Error>>(
        form: Form,
        open: impl FnMut(&str) -> std::result::Result<W, E>,
    ) -> std::result::Result<Self, E> {
        let mut opening = Opening { form, open, tables: Vec::new(), failed: None };
        every(&mut opening);
        match opening.failed {
            Some(error) => Err(error),
            None => {
                let (outlets, about, stamp) = (AllOutlets::default(), None, Stamp::default());
                Ok(Package { form, tables: opening.tables, outlets, about, stamp, skipped: Vec::new() })
            }
        }
    }

    /// Adds the rows of a document.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn add(&mut self, index: &Index<'_>) -> Result<()> {
        for table in self.tables.iter_mut().filter(|t| t.name() != LAST) {
            table.add(index)?;
        }
        let document = index.document;
        self.outlets.add(document);
        self.skipped.extend(document.skipped.iter().cloned());
        if self.about.is_none() {
            self.stamp = Stamp { run: index.run().to_owned(), params_version: index.params_version().to_owned() };
            self.about = Some(document.without_articles());
        }
        Ok(())
    }

    /// Completes the tables. Gives each place back with the description, which comes last.
    ///
    /// # Errors
    /// When something cannot be written.
    pub fn finish(mut self) -> Result<(Vec<W>, Vec<u8>)> {
        let about = self.about.take().unwrap_or_else(Document::bare);
        let index = Index::stamped(&about, &self.stamp).with_outlets(self.outlets);
        let (mut places, mut resources) = (Vec::new(), Vec::new());
        for mut table in self.tables {
            if table.name() == LAST {
                table.add(&index)?;
            }
            let done = table.finish()?;
            let mut resource = done.resource;
            resource["path"] = json!(self.form.file(done.name));
            resource["bytes"] = json!(done.bytes);
            resource["rows"] = json!(done.rows);
            places.push(done.place);
            resources.push(resource);
        }
        let description = match self.form {
            Form::Csv { .. } => format!("{DESCRIPTION} {EMPTY_CELLS}"),
            Form::Parquet => format!("{DESCRIPTION} {NULLS}"),
        };
        let description = json!({
            "profile": "tabular-data-package",
            "name": format!("corroborate-{}", index.run()),
            "title": "News statements, their sources and how sure a reader may be",
            "description": description,
            "created_by": format!("corroborate {}", about.version),
            "run": index.run(),
            "registry_version": about.registry.version,
            "params_version": index.params_version(),
            "params": about.params,
            "interval": about.interval,
            "skipped": self.skipped,
            "resources": resources,
        });
        let mut bytes = serde_json::to_vec_pretty(&description).expect("JSON of ours is written to memory");
        bytes.push(b'\n');
        Ok((places, bytes))
    }
}

/// The column with a statement's sources, where tables can nest.
pub const SOURCES: &str = "sources";

/// The table of which a row can be told only when all documents are known.
const LAST: &str = "outlets";

const DESCRIPTION: &str = "Probabilities say how likely it is that a statement is so, judged by who says it, through whom, and who else says so independently; \
they come with 90 % equal-tailed credible intervals (5 % and 95 % quantiles). Offsets count Unicode code points of the article's text, half open.";

const EMPTY_CELLS: &str = "An empty cell means that nothing is known or that it does not apply. Words that would start with =, +, -, @, a tab or a carriage return have a ' before them, \
so that a spreadsheet does not run them; to take it off: where a cell starts with one or more ' and then one of these characters, remove the first '.";

const NULLS: &str = "A null means that nothing is known or that it does not apply. The column `sources` of the statements holds the rows of the chain table that are theirs, in order.";

struct Opening<F, W: Write, E> {
    form: Form,
    open: F,
    tables: Vec<Box<dyn Sink<W>>>,
    failed: Option<E>,
}

impl<W: Write + 'static, E: From<crate::error::Error>, F: FnMut(&str) -> std::result::Result<W, E>> Visit for Opening<F, W, E> {
    fn table<T: Table>(&mut self) {
        if self.failed.is_some() {
            return;
        }
        let opened = (self.open)(&self.form.file(T::NAME)).and_then(|place| Ok(sink::<T, W>(self.form, place)?));
        match opened {
            Ok(sink) => self.tables.push(sink),
            Err(error) => self.failed = Some(error),
        }
    }
}

fn sink<T: Table, W: Write + 'static>(form: Form, place: W) -> Result<Box<dyn Sink<W>>> {
    let resource = resource::<T>(form);
    match form {
        Form::Csv { bom } => csv_sink::<T, W>(place, bom, resource),
        Form::Parquet => parquet_sink::<T, W>(place, resource),
    }
}

fn resource<T: Table>(form: Form) -> Value {
    let mut resource = json!({ "profile": "tabular-data-resource", "name": T::NAME, "path": null, "description": T::MEANING });
    match form {
        Form::Csv { bom } => {
            resource["format"] = json!("csv");
            resource["mediatype"] = json!("text/csv");
            resource["encoding"] = json!(if bom { "utf-8-sig" } else { "utf-8" });
            resource["dialect"] =
                json!({ "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true });
        }
        Form::Parquet => {
            resource["format"] = json!("parquet");
            resource["mediatype"] = json!("application/vnd.apache.parquet");
        }
    }
    resource["bytes"] = Value::Null;
    resource["rows"] = Value::Null;
    resource["schema"] = schema::<T>(form);
    resource
}

fn schema<T: Table>(form: Form) -> Value {
    let reference = |(own, table, others): &super::row::Reference| json!({ "fields": own, "reference": { "resource": table, "fields": others } });
    let mut fields = T::COLUMNS.iter().map(field).collect::<Vec<_>>();
    if T::HOLDS_CHAIN && form == Form::Parquet {
        fields.push(json!({ "name": SOURCES, "type": "array", "description": "its rows of the chain table, without the names of statement and article" }));
    }
    json!({
        "fields": fields,
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
