//! What is wrong with a registry file: every inconsistency, with its line.

use super::Registry;
use super::country;
use super::index;
use super::name;
use super::outlet::{Outlet, OutletKind};
use super::overlay;
use super::read::{self, Row};
use crate::error::{Error, ErrorKind};
use crate::provenance::class::{Control, Ownership};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// Something wrong with a line of a registry file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The line, counted from 1.
    pub line: u64,
    /// What is wrong and what to do, in a lower-case sentence.
    pub what: String,
}

impl Problem {
    pub(super) fn new(line: u64, what: impl Into<String>) -> Self {
        Problem { line, what: what.into() }
    }

    pub(super) fn error(&self, path: &Path) -> Error {
        Error::new(ErrorKind::Registry, self.what.clone()).at(path).record(self.line)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.what)
    }
}

/// Checks the text of a registry file, or of an overlay over `base`; the result is sorted by line.
pub fn check(text: &str, base: Option<&Registry>) -> Vec<Problem> {
    let sheet = read::sheet(text);
    let mut problems = sheet.problems;
    problems.extend(rows(&sheet.rows));
    match base {
        Some(base) => problems.extend(overlay::misplaced(base, &sheet.rows)),
        None => problems.extend(unsorted(&sheet.rows)),
    }
    problems.sort();
    problems.dedup();
    problems
}

/// Problems of rows that could be read: each by itself, then among each other.
pub(super) fn rows(rows: &[Row]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for row in rows {
        let found = row.outlet.as_ref().map(outlet_problems).unwrap_or_default();
        problems.extend(found.into_iter().map(|what| Problem::new(row.line, what)));
    }
    problems.extend(duplicates(rows));
    problems.extend(shared_names(rows));
    problems.extend(shared_domains(rows));
    problems
}

fn outlet_problems(outlet: &Outlet) -> Vec<String> {
    let mut out = Vec::new();
    if !is_kebab(&outlet.id) {
        out.push(format!("id \"{}\" is not in kebab-case (a-z, 0-9, single hyphens)", outlet.id));
    }
    if let Some(code) = outlet.country.as_deref().filter(|code| country::by_code(code).is_none()) {
        out.push(format!("country \"{code}\" is no ISO 3166-1 alpha-2 code of data/registry/countries.csv"));
    }
    date_problems(outlet, &mut out);
    name_problems(outlet, &mut out);
    for domain in &outlet.domains {
        let registrable = psl::domain_str(domain).is_some();
        if !registrable || index::host(domain).as_deref() != Some(domain) {
            out.push(format!("domain \"{domain}\" is not a bare lower-case host under a public suffix"));
        }
    }
    if matches!(outlet.ownership, Ownership::StateOwned | Ownership::StateAffiliated | Ownership::Party) {
        if outlet.kind == OutletKind::Platform {
            out.push(format!("a platform cannot be {}: its class is platform whoever owns it; use unknown", outlet.ownership));
        }
        if outlet.country.is_none() {
            out.push(format!("{} without a country: say which state", outlet.ownership));
        }
    }
    if outlet.control == Control::Contested && outlet.contested.is_none() {
        out.push("control is contested, but column contested does not give both sides".to_owned());
    }
    out
}

fn date_problems(outlet: &Outlet, out: &mut Vec<String>) {
    let dates = [("valid_from", &outlet.valid_from), ("valid_to", &outlet.valid_to)];
    let checked = Some(outlet.checked_on.clone());
    for (column, date) in dates.into_iter().chain([("checked_on", &checked)]) {
        if let Some(date) = date.as_deref().filter(|date| !is_date(date)) {
            out.push(format!("{column} \"{date}\" is no date; write YYYY-MM-DD"));
        }
    }
    if let (Some(from), Some(to)) = (&outlet.valid_from, &outlet.valid_to) {
        if from > to {
            out.push(format!("valid_from {from} is after valid_to {to}"));
        }
    }
}

fn name_problems(outlet: &Outlet, out: &mut Vec<String>) {
    let mut seen: Vec<&str> = Vec::new();
    for name in outlet.all_names().chain(outlet.short_names.iter().map(String::as_str)) {
        if seen.contains(&name) {
            out.push(format!("name \"{name}\" stands twice"));
        }
        if name::words(name).trim().is_empty() {
            out.push(format!("name \"{name}\" has no letter or digit"));
        }
        seen.push(name);
    }
    for (column, listed) in [("exact", &outlet.exact), ("primary", &outlet.primary)] {
        for name in listed.iter().filter(|name| !seen.contains(&name.as_str())) {
            out.push(format!("{column} \"{name}\" is none of the row's names"));
        }
    }
}

fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

/// One id may have several rows, if their periods do not meet.
fn duplicates(rows: &[Row]) -> Vec<Problem> {
    let mut by_id: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        by_id.entry(row.id.as_str()).or_default().push(row);
    }
    let mut problems = Vec::new();
    for (id, same) in by_id {
        for (at, row) in same.iter().enumerate() {
            let clash = same[..at].iter().find(|earlier| match (&earlier.outlet, &row.outlet) {
                (Some(a), Some(b)) => periods_meet(a, b),
                _ => true,
            });
            if let Some(earlier) = clash {
                let what = format!(
                    "id \"{id}\" is used in line {} already; two rows of one id need periods that do not overlap",
                    earlier.line
                );
                problems.push(Problem::new(row.line, what));
            }
        }
    }
    problems
}

fn periods_meet(a: &Outlet, b: &Outlet) -> bool {
    let ends_before = |x: &Outlet, y: &Outlet| matches!((&x.valid_to, &y.valid_from), (Some(to), Some(from)) if to < from);
    !ends_before(a, b) && !ends_before(b, a)
}

/// A name of several outlets needs a rule: different countries, hints of their own, periods apart, or one for which it is primary.
fn shared_names(rows: &[Row]) -> Vec<Problem> {
    let mut by_name: BTreeMap<String, Vec<(&Row, &Outlet, &str)>> = BTreeMap::new();
    for (row, outlet) in rows.iter().filter_map(|row| Some((row, row.outlet.as_ref()?))) {
        for name in outlet.all_names() {
            by_name.entry(name::key(name)).or_default().push((row, outlet, name));
        }
    }
    let mut problems = Vec::new();
    for same in by_name.values() {
        for (at, (row, outlet, alias)) in same.iter().enumerate() {
            for (earlier, other, _) in &same[..at] {
                if row.id != earlier.id && periods_meet(outlet, other) && !told_apart(outlet, other, same) {
                    let what = format!(
                        "name \"{alias}\" is claimed by \"{}\" (line {}) too, and nothing tells them apart; give hints, or mark it primary for one",
                        earlier.id, earlier.line
                    );
                    problems.push(Problem::new(row.line, what));
                }
            }
            let primaries = same.iter().filter(|(_, o, n)| o.primary.iter().any(|p| p == n)).map(|(r, _, _)| &r.id);
            let mut ids: Vec<&String> = primaries.collect();
            ids.dedup();
            if ids.len() > 1 && ids.first() != Some(&&row.id) && ids.contains(&&row.id) {
                problems.push(Problem::new(
                    row.line,
                    format!("name \"{alias}\" is primary for \"{}\" too; only one can have it", ids[0]),
                ));
            }
        }
    }
    problems
}

fn told_apart(a: &Outlet, b: &Outlet, same: &[(&Row, &Outlet, &str)]) -> bool {
    let by_country = a.country.is_some() && b.country.is_some() && a.country != b.country;
    let by_hints = !a.hints.is_empty() && !b.hints.is_empty() && a.hints.iter().all(|hint| !b.hints.contains(hint));
    let by_primary = same.iter().any(|(row, o, name)| (row.id == a.id || row.id == b.id) && o.primary.iter().any(|p| p == name));
    by_country || by_hints || by_primary
}

/// A domain belongs to one outlet at a time.
fn shared_domains(rows: &[Row]) -> Vec<Problem> {
    let mut by_domain: BTreeMap<&str, Vec<(&Row, &Outlet)>> = BTreeMap::new();
    for (row, outlet) in rows.iter().filter_map(|row| Some((row, row.outlet.as_ref()?))) {
        for domain in &outlet.domains {
            by_domain.entry(domain).or_default().push((row, outlet));
        }
    }
    let mut problems = Vec::new();
    for (domain, same) in by_domain {
        for (at, (row, outlet)) in same.iter().enumerate() {
            if let Some((earlier, _)) = same[..at].iter().find(|(_, other)| periods_meet(outlet, other)) {
                let what = format!(
                    "domain \"{domain}\" is claimed by \"{}\" (line {}) too; a domain has one outlet",
                    earlier.id, earlier.line
                );
                problems.push(Problem::new(row.line, what));
            }
        }
    }
    problems
}

fn unsorted(rows: &[Row]) -> Vec<Problem> {
    let key = |row: &Row| (row.id.clone(), row.outlet.as_ref().and_then(|o| o.valid_from.clone()));
    let pairs = rows.windows(2).filter(|pair| key(&pair[0]) > key(&pair[1]));
    pairs
        .map(|pair| {
            Problem::new(
                pair[1].line,
                format!("id \"{}\" stands after \"{}\"; sort the rows by id, then valid_from", pair[1].id, pair[0].id),
            )
        })
        .collect()
}
