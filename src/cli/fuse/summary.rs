//! The summary on stdout: the model, sources ranked, copying groups, contested objects.

use crate::reliability::{Fit, Table};
use anyhow::Result;
use std::io::Write;

/// Writes the summary with `top` rows a list.
pub fn write(table: &Table, fit: &Fit, top: usize, out: &mut impl Write) -> Result<()> {
    let end = if fit.convergence.converged { "converged" } else { "stopped" };
    writeln!(out, "{} claims of {} sources about {} objects", table.claims(), table.sources.len(), table.objects.len())?;
    writeln!(out, "model: {} ({}); {end} after {} rounds", name(fit), fit.choice.why, fit.convergence.rounds)?;
    sources(table, fit, top, out)?;
    groups(table, fit, top, out)?;
    contested(table, fit, top, out)
}

fn name(fit: &Fit) -> &'static str {
    use crate::reliability::Method;
    match fit.choice.method {
        Method::OneCoin => "one-coin",
        Method::Confusion => "confusion",
        Method::Numeric => "numeric",
        Method::Vote => "vote",
    }
}

fn sources(table: &Table, fit: &Fit, top: usize, out: &mut impl Write) -> Result<()> {
    let mut order: Vec<usize> = (0..table.sources.len()).collect();
    order.sort_by(|&a, &b| fit.sources[b].estimate.total_cmp(&fit.sources[a].estimate).then(a.cmp(&b)));
    writeln!(
        out,
        "\nsources, the most reliable first (share of claims that are true, 90 % interval, claims, share that is no copy)"
    )?;
    for &s in order.iter().take(top) {
        let share = fit.sources[s];
        writeln!(
            out,
            "  {:.2} [{:.2}, {:.2}] {:>7} {:>5.2}  {}",
            share.estimate,
            share.low,
            share.high,
            table.claims_by(s).len(),
            fit.independence[s],
            table.sources[s]
        )?;
    }
    more(order.len(), top, "sources", out)
}

fn groups(table: &Table, fit: &Fit, top: usize, out: &mut impl Write) -> Result<()> {
    if fit.groups.is_empty() {
        writeln!(out, "\nno sources that copy each other were found")?;
        return Ok(());
    }
    writeln!(out, "\ngroups that copy each other: together they count about as one")?;
    let mut order: Vec<&Vec<u32>> = fit.groups.iter().collect();
    order.sort_by_key(|g| (std::cmp::Reverse(g.len()), g.first().copied()));
    for group in order.iter().take(top) {
        let names: Vec<&str> = group.iter().take(6).map(|&s| table.sources[s as usize].as_ref()).collect();
        let rest = if group.len() > names.len() { format!(" and {} more", group.len() - names.len()) } else { String::new() };
        writeln!(out, "  {:>4}: {}{rest}", group.len(), names.join(", "))?;
    }
    more(order.len(), top, "groups", out)
}

fn contested(table: &Table, fit: &Fit, top: usize, out: &mut impl Write) -> Result<()> {
    let mut open: Vec<(f64, usize, usize)> = (0..table.objects.len())
        .filter(|&o| table.candidates_of(o).len() > 1)
        .filter_map(|o| {
            let best = table.candidates_of(o).reduce(|a, b| if fit.truth[b].estimate > fit.truth[a].estimate { b } else { a })?;
            Some((fit.truth[best].estimate, o, best))
        })
        .collect();
    open.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    writeln!(out, "\nmost contested objects (probability of the likeliest value)")?;
    for &(p, object, best) in open.iter().take(top) {
        writeln!(
            out,
            "  {p:.2}  {}: {} ({} values)",
            table.objects[object],
            table.value_of(best),
            table.candidates_of(object).len()
        )?;
    }
    more(open.len(), top, "objects", out)
}

fn more(all: usize, shown: usize, what: &str, out: &mut impl Write) -> Result<()> {
    if all > shown {
        writeln!(out, "  … {} more {what}", all - shown)?;
    }
    Ok(())
}
