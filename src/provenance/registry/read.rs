//! Reading registry files: CSV with a header, one outlet (or one period of it) a row.

use super::check::Problem;
use super::find::Fnv;
use super::outlet::{EvidenceKind, Outlet, OutletKind};
use crate::error::{Error, ErrorKind, Result};
use crate::provenance::class::{Control, Ownership};
use std::hash::Hasher;
use std::path::Path;

/// The columns of a registry file, in the order of the shipped one.
pub(super) const COLUMNS: &[&str] = &[
    "id",
    "name",
    "aliases",
    "short_names",
    "domains",
    "country",
    "kind",
    "ownership",
    "control",
    "owner",
    "parent",
    "valid_from",
    "valid_to",
    "contested",
    "hints",
    "exact",
    "primary",
    "evidence_kind",
    "evidence",
    "checked_on",
];

/// Columns that only an overlay has.
const OVERLAY_COLUMNS: &[&str] = &["action", "reason"];

/// What an overlay's row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Add,
    Override,
    Withdraw,
}

/// One row as read.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) id: String,
    /// `None` where the row withdraws.
    pub(super) outlet: Option<Outlet>,
    /// What the row says it does; `None` where it says nothing.
    pub(super) action: Option<Action>,
    pub(super) reason: String,
}

/// What could be read of a file, and what could not.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) rows: Vec<Row>,
    pub(super) problems: Vec<Problem>,
}

/// The text of a file.
pub(super) fn file(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path)
        .map_err(|e| Error::new(ErrorKind::Io, format!("cannot read the registry file: {e}")).at(path).because(e))?;
    let text = String::from_utf8(bytes)
        .map_err(|e| Error::new(ErrorKind::Encoding, "a registry file is UTF-8; save it in that encoding").at(path).because(e))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The outlets of a file in which every row can be used.
pub(super) fn outlets(text: &str, path: &Path) -> Result<Vec<Outlet>> {
    let sheet = sheet(text);
    if let Some(problem) = sheet.problems.first() {
        return Err(problem.error(path));
    }
    Ok(sheet.rows.into_iter().filter_map(|row| row.outlet).collect())
}

/// The date of the latest check and a hash of the content.
pub(super) fn version(outlets: &[Outlet], text: &str) -> String {
    let date = outlets.iter().map(|o| o.checked_on.as_str()).max().unwrap_or("undated");
    format!("{date}+{}", hash(text))
}

/// A short hash of a file's content.
pub(super) fn hash(text: &str) -> String {
    let mut state = Fnv::default();
    state.write(text.as_bytes());
    format!("{:012x}", state.finish() & 0xffff_ffff_ffff)
}

/// Reads a file row by row; a row with a problem is left out.
pub(super) fn sheet(text: &str) -> Sheet {
    let mut out = Sheet::default();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(e) => {
            out.problems.push(Problem::new(1, format!("the header cannot be read: {e}")));
            return out;
        }
    };
    out.problems.extend(header_problems(&header));
    if !out.problems.is_empty() {
        return out;
    }
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                if record.len() == header.len() {
                    read_row(&Cells { header: &header, record: &record, line }, &mut out);
                } else {
                    let what =
                        format!("{} cells where the header has {}; quote cells that hold commas", record.len(), header.len());
                    out.problems.push(Problem::new(line, what));
                }
            }
            Err(e) => {
                let line = e.position().map_or(0, csv::Position::line);
                out.problems.push(Problem::new(line, format!("the row cannot be read: {e}")));
            }
        }
    }
    out
}

fn header_problems(header: &csv::StringRecord) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, column) in header.iter().enumerate() {
        if !COLUMNS.contains(&column) && !OVERLAY_COLUMNS.contains(&column) {
            problems.push(Problem::new(1, format!("column \"{column}\" is not known; the columns are {}", COLUMNS.join(", "))));
        }
        if header.iter().take(at).any(|before| before == column) {
            problems.push(Problem::new(1, format!("column \"{column}\" stands twice")));
        }
    }
    if !header.iter().any(|column| column == "id") {
        problems.push(Problem::new(1, "there is no column \"id\"; the first line must name the columns"));
    }
    problems
}

/// One row's cells by column name.
struct Cells<'a> {
    header: &'a csv::StringRecord,
    record: &'a csv::StringRecord,
    line: u64,
}

impl Cells<'_> {
    fn text(&self, column: &str) -> &str {
        let at = self.header.iter().position(|name| name == column);
        at.and_then(|at| self.record.get(at)).unwrap_or("").trim()
    }

    fn optional(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    fn list(&self, column: &str) -> Vec<String> {
        self.text(column).split('|').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
    }

    fn one_of<T: Copy>(&self, column: &str, known: &[T], name: fn(T) -> &'static str, problems: &mut Vec<Problem>) -> Option<T> {
        let text = self.text(column);
        let found = known.iter().copied().find(|value| name(*value) == text);
        if found.is_none() {
            let names: Vec<&str> = known.iter().map(|value| name(*value)).collect();
            let what = format!("{column} \"{text}\" is none of {}", names.join(", "));
            problems.push(Problem::new(self.line, what));
        }
        found
    }

    fn needed(&self, column: &str, problems: &mut Vec<Problem>) {
        if self.text(column).is_empty() {
            let what = match column {
                "evidence" => "there is no evidence; say where the facts come from and what was found there".to_owned(),
                "checked_on" => "checked_on is empty; give the day (YYYY-MM-DD) on which the facts were last checked".to_owned(),
                _ => format!("{column} is empty"),
            };
            problems.push(Problem::new(self.line, what));
        }
    }
}

fn read_row(cells: &Cells<'_>, out: &mut Sheet) {
    let before = out.problems.len();
    cells.needed("id", &mut out.problems);
    let action = match cells.text("action") {
        "" => None,
        "add" => Some(Action::Add),
        "override" => Some(Action::Override),
        "withdraw" => Some(Action::Withdraw),
        other => {
            let what = format!("action \"{other}\" is none of add, override, withdraw");
            out.problems.push(Problem::new(cells.line, what));
            None
        }
    };
    let outlet = if action == Some(Action::Withdraw) { None } else { read_outlet(cells, &mut out.problems) };
    if out.problems.len() == before {
        let (id, reason) = (cells.text("id").to_owned(), cells.text("reason").to_owned());
        out.rows.push(Row { line: cells.line, id, outlet, action, reason });
    }
}

fn read_outlet(cells: &Cells<'_>, problems: &mut Vec<Problem>) -> Option<Outlet> {
    for column in ["name", "evidence", "checked_on"] {
        cells.needed(column, problems);
    }
    let kind = cells.one_of("kind", OutletKind::ALL, OutletKind::as_str, problems);
    let ownership = cells.one_of("ownership", Ownership::ALL, Ownership::as_str, problems);
    let control = cells.one_of("control", Control::ALL, Control::as_str, problems);
    let evidence_kind = cells.one_of("evidence_kind", EvidenceKind::ALL, EvidenceKind::as_str, problems);
    Some(Outlet {
        id: cells.text("id").to_owned(),
        name: cells.text("name").to_owned(),
        aliases: cells.list("aliases"),
        short_names: cells.list("short_names"),
        domains: cells.list("domains"),
        country: cells.optional("country"),
        kind: kind?,
        ownership: ownership?,
        control: control?,
        owner: cells.optional("owner"),
        parent: cells.optional("parent"),
        valid_from: cells.optional("valid_from"),
        valid_to: cells.optional("valid_to"),
        contested: cells.optional("contested"),
        hints: cells.list("hints"),
        exact: cells.list("exact"),
        primary: cells.list("primary"),
        evidence_kind: evidence_kind?,
        evidence: cells.text("evidence").to_owned(),
        checked_on: cells.text("checked_on").to_owned(),
    })
}
