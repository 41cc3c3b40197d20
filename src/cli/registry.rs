//! `corroborate registry list|show|check`: looks into the registry of outlets and checks registry files.

use super::exit::Outcome;
use super::output::Output;
use crate::confidence::Priors;
use crate::provenance::registry::{self, Lookup, Outlet, OutletKind, Registry};
use crate::provenance::{Actor, Ownership, Provenance, actors};
use anyhow::{Context as _, Result};
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr as _;

/// Look into the registry of outlets, or check a registry file
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    List(ListArgs),
    Show(ShowArgs),
    Check(CheckArgs),
}

/// List outlets, all or those that fit every filter
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate registry list --country TR --class state_affiliated
  corroborate registry list --contested --format csv > contested.csv")]
struct ListArgs {
    /// Only outlets of this country (ISO 3166-1 alpha-2); repeat for several
    #[arg(long, value_name = "CODE")]
    country: Vec<String>,
    /// Only outlets of this class; repeat for several
    #[arg(long, value_name = "CLASS", value_parser = class)]
    class: Vec<Provenance>,
    /// Only newsrooms of this kind; repeat for several
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Vec<OutletKind>,
    /// Only outlets whose facts are contested
    #[arg(long)]
    contested: bool,
    /// table, csv (can be read back as a registry file) or json
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = ["table", "csv", "json"])]
    format: String,
    #[command(flatten)]
    overlay: OverlayArgs,
}

/// Show everything that is known of an outlet, or of a body or person that news quotes, with the evidence
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corroborate registry show TASS
  corroborate registry show bbc.co.uk
  corroborate registry show CNA --context \"TAIPEI, Nov. 3\"
  corroborate registry show VOA --date 2024-05-01
  corroborate registry show WHO")]
struct ShowArgs {
    /// A name as texts write it, a domain, or an id
    name: String,
    /// Words around the name, which may tell namesakes apart
    #[arg(long, value_name = "TEXT", default_value = "")]
    context: String,
    /// The day for which the facts are asked (YYYY-MM-DD); without it every period is shown
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    #[command(flatten)]
    overlay: OverlayArgs,
}

/// Check a registry file and name every inconsistency with its line; exit 1 if there is one
#[derive(Debug, clap::Args)]
struct CheckArgs {
    /// A registry file (`-` is stdin); without it the built-in registry. A file with a column `action` is checked as an overlay
    file: Option<PathBuf>,
    /// Check FILE as an overlay over the built-in registry
    #[arg(long, requires = "file")]
    overlay: bool,
}

#[derive(Debug, clap::Args)]
struct OverlayArgs {
    /// Lay this registry file over the built-in one; repeat for several, the last one wins
    #[arg(long = "registry", value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl OverlayArgs {
    fn registry(&self) -> Result<Registry> {
        overlaid(&self.files)
    }
}

/// The built-in registry with these files laid over it, one after another.
pub fn overlaid(files: &[PathBuf]) -> Result<Registry> {
    let mut registry = Registry::builtin()?;
    for file in files {
        registry = registry.overlay(file)?;
    }
    Ok(registry)
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Outcome> {
    match &args.verb {
        Verb::List(args) => list(args),
        Verb::Show(args) => show(args),
        Verb::Check(args) => check(args),
    }
}

fn class(text: &str) -> Result<Provenance, String> {
    let channels = || Provenance::ALL.iter().copied().filter(|class| class.is_channel());
    let known = || channels().map(Provenance::as_str).collect::<Vec<_>>().join(", ");
    channels().find(|class| class.as_str() == text).ok_or_else(|| format!("the classes of outlets are {}", known()))
}

fn kind(text: &str) -> Result<OutletKind, String> {
    let known = || OutletKind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ");
    OutletKind::parse(text).ok_or_else(|| format!("the kinds are {}", known()))
}

fn list(args: &ListArgs) -> Result<Outcome> {
    let mut output = Output::open(None)?;
    let registry = args.overlay.registry()?;
    let outlets: Vec<&Outlet> = registry.outlets().iter().filter(|outlet| args.wants(outlet)).collect();
    match args.format.as_str() {
        "csv" => {
            output.write_all(registry::csv(outlets.iter().copied()).as_bytes())?;
            eprintln!("registry {}", registry.version());
        }
        "json" => {
            let priors = Priors::builtin()?;
            let outlets = outlets.iter().map(|o| Entry::of(o, &priors)).collect();
            let listing = Listing { registry: registry.version(), outlets };
            serde_json::to_writer_pretty(&mut output, &listing)?;
            output.write_all(b"\n")?;
        }
        _ => {
            output.write_all(table(&outlets).as_bytes())?;
            eprintln!("{} of {} rows; registry {}", outlets.len(), registry.outlets().len(), registry.version());
        }
    }
    output.finish()?;
    Ok(Outcome::Done)
}

impl ListArgs {
    fn wants(&self, outlet: &Outlet) -> bool {
        let country = |code: &String| outlet.country.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(code));
        (self.country.is_empty() || self.country.iter().any(country))
            && (self.class.is_empty() || self.class.contains(&outlet.class()))
            && (self.kind.is_empty() || self.kind.contains(&outlet.kind))
            && (!self.contested || outlet.contested.is_some())
    }
}

#[derive(Serialize)]
struct Listing<'a> {
    registry: &'a str,
    outlets: Vec<Entry<'a>>,
}

/// A row with what follows from it.
#[derive(Serialize)]
struct Entry<'a> {
    #[serde(flatten)]
    outlet: &'a Outlet,
    class: Provenance,
    line: Option<String>,
    prior: Prior,
}

impl<'a> Entry<'a> {
    fn of(outlet: &'a Outlet, priors: &Priors) -> Self {
        Entry { outlet, class: outlet.class(), line: outlet.line(), prior: Prior::of(outlet, priors) }
    }
}

/// What is assumed of an outlet before any claim is read.
#[derive(Serialize)]
struct Prior {
    /// Mean of r, the probability that it passes on what it received.
    mean_r: f64,
    letter: char,
    /// `outlet` where it has a prior of its own, else `class`.
    of: &'static str,
    basis: &'static str,
}

impl Prior {
    fn of(outlet: &Outlet, priors: &Priors) -> Self {
        let prior = priors.of(Some(outlet.class()), Some(&outlet.id));
        Prior {
            mean_r: (prior.mean() * 1e4).round() / 1e4,
            letter: prior.letter,
            of: if priors.sources.contains_key(&outlet.id) { "outlet" } else { "class" },
            basis: if prior.measured { "measured" } else { "judgement" },
        }
    }
}

fn table(outlets: &[&Outlet]) -> String {
    let head = ["id", "name", "country", "kind", "class", "control", "contested", "from", "to"].map(str::to_owned);
    let rows: Vec<[String; 9]> = std::iter::once(head)
        .chain(outlets.iter().map(|o| {
            [
                o.id.clone(),
                o.name.clone(),
                o.country.clone().unwrap_or_default(),
                o.kind.to_string(),
                o.class().to_string(),
                o.control.to_string(),
                if o.contested.is_some() { "yes" } else { "" }.to_owned(),
                o.valid_from.clone().unwrap_or_default(),
                o.valid_to.clone().unwrap_or_default(),
            ]
        }))
        .collect();
    let mut widths = [0; 9];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let mut out = String::new();
    for row in &rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width())));
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}

fn show(args: &ShowArgs) -> Result<Outcome> {
    let mut output = Output::open(None)?;
    let registry = args.overlay.registry()?;
    let date = args.date.as_deref();
    let others: Vec<&Actor> = actors().iter().filter(|actor| is_called(actor, &args.name)).collect();
    let others: Vec<&Actor> = others.into_iter().filter(|actor| date.is_none_or(|day| actor.holds_on(day))).collect();
    let found = match registry.lookup(&args.name, &args.context, date) {
        Lookup::Found(outlet) => vec![outlet],
        Lookup::Ambiguous(several) => {
            eprintln!("\"{}\" is ambiguous: {} outlets bear this name; --context may decide", args.name, several.len());
            several
        }
        Lookup::Unknown if registry.by_id(&args.name).is_some() => registry.by_id(&args.name).into_iter().collect(),
        Lookup::Unknown if !others.is_empty() => Vec::new(),
        Lookup::Unknown => {
            let near: Vec<String> = registry.suggest(&args.name).iter().map(|o| format!("{} ({})", o.name, o.id)).collect();
            let hint = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) };
            anyhow::bail!("\"{}\" is not in the registry{hint}", args.name);
        }
    };
    let periods = found.iter().flat_map(|o| if date.is_some() { std::slice::from_ref(*o) } else { registry.periods(&o.id) });
    let priors = Priors::builtin()?;
    let outlets = periods.map(|outlet| describe(outlet, &Prior::of(outlet, &priors)));
    let texts: Vec<String> = outlets.chain(others.into_iter().map(describe_actor)).collect();
    output.write_all(texts.join("\n").as_bytes())?;
    output.finish()?;
    if !args.overlay.files.is_empty() {
        eprintln!("registry {}", registry.version());
    }
    Ok(Outcome::Done)
}

/// Everything about one row, a line each, in the order of the file's columns.
fn describe(outlet: &Outlet, prior: &Prior) -> String {
    let class = match outlet.ownership {
        Ownership::StateOwned if outlet.class() == Provenance::PublicService => {
            "public_service (the state owns it, the newsroom decides)".to_owned()
        }
        _ => outlet.class().to_string(),
    };
    let lines = [
        ("id", outlet.id.clone()),
        ("also", outlet.aliases.join(", ")),
        ("short", outlet.short_names.join(", ")),
        ("domains", outlet.domains.join(", ")),
        ("country", country(outlet.country.as_deref())),
        ("kind", outlet.kind.to_string()),
        ("class", class),
        ("ownership", outlet.ownership.to_string()),
        ("control", outlet.control.to_string()),
        ("owner", or_empty(&outlet.owner)),
        ("parent", or_empty(&outlet.parent)),
        ("line", or_empty(&outlet.line())),
        ("from", or_empty(&outlet.valid_from)),
        ("to", or_empty(&outlet.valid_to)),
        ("contested", or_empty(&outlet.contested)),
        ("note", or_empty(&outlet.note)),
        ("prior", format!("r {:.2}, letter {} ({}, of the {})", prior.mean_r, prior.letter, prior.basis, prior.of)),
        ("evidence", format!("[{}] {}", outlet.evidence_kind, outlet.evidence)),
        ("checked on", outlet.checked_on.clone()),
    ];
    sheet(&outlet.name, &lines)
}

/// Whether a body or person has this id, or this name in any case.
fn is_called(actor: &Actor, name: &str) -> bool {
    actor.id.as_deref() == Some(name) || actor.names.iter().any(|own| own.to_lowercase() == name.to_lowercase())
}

/// Everything about a body or a term of office.
fn describe_actor(actor: &Actor) -> String {
    let class = |class: Option<Provenance>| class.map(|c| c.to_string()).unwrap_or_default();
    let (name, also) = actor.names.split_first().map_or(("", &[][..]), |(name, also)| (name.as_str(), also));
    let lines = [
        ("id", or_empty(&actor.id)),
        ("also", also.join(", ")),
        ("office", or_empty(&actor.office)),
        ("country", country(actor.country.as_deref())),
        ("class", class(actor.class)),
        ("unnamed", class(actor.unnamed)),
        ("line", or_empty(&actor.line)),
        ("from", actor.from.clone()),
        ("to", actor.to.clone()),
        ("evidence", actor.evidence.clone()),
    ];
    sheet(name, &lines)
}

fn or_empty(item: &Option<String>) -> String {
    item.clone().unwrap_or_default()
}

/// Code and name.
fn country(code: Option<&str>) -> String {
    code.map(|code| format!("{code} ({})", registry::country_name(code).unwrap_or("unknown"))).unwrap_or_default()
}

/// What is known, a line each, without what is not.
fn sheet(name: &str, lines: &[(&str, String)]) -> String {
    let mut out = format!("{name}\n");
    for (what, text) in lines.iter().filter(|(_, text)| !text.is_empty()) {
        // writing to a string cannot fail
        let _ = writeln!(out, "  {what:<11} {text}");
    }
    out
}

fn check(args: &CheckArgs) -> Result<Outcome> {
    let mut output = Output::open(None)?;
    let problems = match &args.file {
        None => registry::check_builtin(),
        Some(path) => {
            let text = read(path)?;
            let base = (args.overlay || registry::is_overlay(&text)).then(Registry::builtin).transpose()?;
            registry::check(&text, base.as_ref())
        }
    };
    let name = args.file.as_deref().unwrap_or(Path::new(registry::BUILTIN_NAME)).display();
    for problem in &problems {
        writeln!(output, "{name}:{problem}")?;
    }
    output.finish()?;
    if problems.is_empty() {
        eprintln!("{name}: no problems");
        return Ok(Outcome::Done);
    }
    eprintln!("{name}: {} {}", problems.len(), if problems.len() == 1 { "problem" } else { "problems" });
    Ok(Outcome::LimitNotMet)
}

fn read(path: &Path) -> Result<String> {
    if path != Path::new("-") {
        return Ok(registry::read_file(path)?);
    }
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text).context("stdin: cannot be read as UTF-8")?;
    Ok(text)
}
