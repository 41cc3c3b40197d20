//! Reads the claims, row by row.

use super::Args;
use crate::cli::progress::Progress;
use crate::error::{Error, ErrorKind};
use crate::reliability::{ClaimRow, Table, TableBuilder};
use crate::table::{Format, Record, Rows, open};
use anyhow::Result;

/// Broken rows named one by one; beyond, they are only counted.
const NAMED: u64 = 20;

/// Where each column stands.
struct Places {
    source: usize,
    object: usize,
    value: usize,
    time: Option<usize>,
    confidence: Option<usize>,
    class: Option<usize>,
    gold: Option<usize>,
}

impl Places {
    fn of(args: &Args, rows: &Rows) -> Result<Self> {
        let columns = &args.columns;
        let optional = |name: &Option<String>| name.as_deref().map(|n| rows.column(n)).transpose();
        Ok(Places {
            source: rows.column(&columns.source)?,
            object: rows.column(&columns.object)?,
            value: rows.column(&columns.value)?,
            time: optional(&columns.time)?,
            confidence: optional(&columns.confidence)?,
            class: optional(&columns.class)?,
            gold: optional(&columns.gold)?,
        })
    }
}

/// The claims, and how many rows had to be left out.
pub fn read(args: &Args, progress: &mut Progress) -> Result<(Table, u64)> {
    let format = Format::of_path(&args.claims).unwrap_or(Format::Csv { separator: None });
    let mut rows = open(&args.claims, format)?;
    let places = Places::of(args, &rows)?;
    let mut builder = TableBuilder::default();
    let mut record = Record::new();
    let mut skipped = 0;
    progress.stage("reading");
    loop {
        let problem = match rows.read(&mut record) {
            Ok(false) => break,
            Ok(true) => match add(&places, &record, &mut builder) {
                Ok(()) => continue,
                Err(reason) => Error::new(ErrorKind::Format, reason).at(&args.claims).record(record.number()),
            },
            // a stream that fails at its first byte would fail for ever
            Err(error) if error.kind() == ErrorKind::Io => return Err(error.into()),
            Err(error) => error,
        };
        skipped += 1;
        if skipped <= NAMED {
            progress.say(&format!("{problem}; the row is left out"));
        }
    }
    if skipped > NAMED {
        progress.say(&format!("{}: {} more rows are left out", args.claims.display(), skipped - NAMED));
    }
    if builder.is_empty() {
        return Err(Error::new(ErrorKind::Empty, "has no claims: expected a row of source, object and value below the header")
            .at(&args.claims)
            .into());
    }
    Ok((builder.finish(), skipped))
}

/// Adds one row, or says what is wrong with it.
fn add(places: &Places, record: &Record, builder: &mut TableBuilder) -> Result<(), String> {
    let cell = |place: usize, what: &str| record.get(place).filter(|c| !c.is_empty()).ok_or_else(|| format!("has no {what}"));
    let optional = |place: Option<usize>| place.and_then(|p| record.get(p)).filter(|c| !c.is_empty());
    let source = cell(places.source, "source")?;
    let object = cell(places.object, "object")?;
    let value = cell(places.value, "value")?;
    let time = optional(places.time).map(moment).transpose()?;
    let confidence = match optional(places.confidence) {
        None => 1.0,
        Some(text) => text
            .parse::<f64>()
            .ok()
            .filter(|c| (0.0..=1.0).contains(c))
            .ok_or_else(|| format!("expected a confidence in 0..1, found `{text}`"))?,
    };
    builder.push(ClaimRow { source, object, value, confidence, time });
    if let Some(truth) = optional(places.gold) {
        builder.known(object, truth);
    }
    if let Some(class) = optional(places.class) {
        builder.class(source, class);
    }
    Ok(())
}

/// A number, an instant, or a date (taken as midnight UTC), on the scale of seconds.
fn moment(text: &str) -> Result<f64, String> {
    if let Some(number) = text.parse::<f64>().ok().filter(|x| x.is_finite()) {
        return Ok(number);
    }
    let readings = [text.to_owned(), format!("{text}Z"), format!("{text}T00:00Z")];
    readings
        .iter()
        .find_map(|t| t.parse::<jiff::Timestamp>().ok())
        .map(|instant| instant.as_millisecond() as f64 / 1000.0)
        .ok_or_else(|| format!("expected a time as a number or like 2024-05-01T12:00, found `{text}`"))
}
