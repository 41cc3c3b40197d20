//! Laying a user's rows over a registry.

use super::check::{self, Problem};
use super::read::{self, Action, Row};
use super::{Outlet, Registry};
use crate::error::Result;
use std::collections::BTreeSet;
use std::path::Path;

/// Adds, replaces and withdraws as the rows of `text` say; `path` is named in errors and its file name in the version.
pub(super) fn lay(base: Registry, text: &str, path: &Path) -> Result<Registry> {
    let sheet = read::sheet(text);
    let mut problems = sheet.problems;
    problems.extend(check::rows(&sheet.rows));
    problems.extend(misplaced(&base, &sheet.rows));
    problems.sort();
    if let Some(problem) = problems.first() {
        return Err(problem.error(path));
    }
    let touched: BTreeSet<&str> = sheet.rows.iter().map(|row| row.id.as_str()).collect();
    let mut outlets: Vec<Outlet> = base.outlets.into_iter().filter(|o| !touched.contains(o.id.as_str())).collect();
    outlets.extend(sheet.rows.iter().filter_map(|row| row.outlet.clone()));
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    Ok(Registry::of(outlets, format!("{} {name}+{}", base.version, read::hash(text))))
}

/// Rows that do not fit what they are laid over.
pub(super) fn misplaced(base: &Registry, rows: &[Row]) -> Vec<Problem> {
    rows.iter().filter_map(|row| Some(Problem::new(row.line, misfit(base, row)?))).collect()
}

fn misfit(base: &Registry, row: &Row) -> Option<String> {
    let (id, known) = (&row.id, base.by_id(&row.id).is_some());
    match row.action {
        Some(Action::Add) if known => {
            Some(format!("\"{id}\" is in the registry already; use action override and give a reason, or another id"))
        }
        Some(Action::Override | Action::Withdraw) if !known => {
            Some(format!("\"{id}\" is not in the registry, so there is nothing to change; use action add, or correct the id"))
        }
        Some(Action::Withdraw) if row.reason.is_empty() => Some(format!("withdrawing \"{id}\" needs a reason")),
        _ if known && row.reason.is_empty() => Some(format!("overriding \"{id}\" needs a reason")),
        _ => None,
    }
}
