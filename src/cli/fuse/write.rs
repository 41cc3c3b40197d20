//! Writes the folder of results: each file whole or not at all.

use crate::cli::output::Output;
use crate::reliability::{Fit, Model, Share, Table};
use anyhow::{Context as _, Result};
use std::io::Write as _;
use std::path::Path;

/// The files of the folder, opened before the work begins.
pub struct Files {
    truths: Output,
    sources: Output,
    copying: Output,
    model: Output,
}

impl Files {
    /// Makes the folder where it is missing, and opens all files.
    pub fn open(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made a folder", folder.display()))?;
        let file = |name: &str| Output::open(Some(&folder.join(name)));
        Ok(Files {
            truths: file("truths.csv")?,
            sources: file("sources.csv")?,
            copying: file("copying.csv")?,
            model: file("model.json")?,
        })
    }

    /// Writes everything; only when all is written do the files take their names.
    pub fn write(mut self, table: &Table, fit: &Fit, model: &Model) -> Result<()> {
        truths(table, fit, &mut self.truths)?;
        sources(table, fit, &mut self.sources)?;
        copying(table, fit, &mut self.copying)?;
        writeln!(self.model, "{}", model.to_json())?;
        self.truths.finish()?;
        self.sources.finish()?;
        self.copying.finish()?;
        self.model.finish()
    }
}

/// Seven places, rounded down so that the probabilities of one object still add to at most 1.
fn probability(p: f64) -> String {
    format!("{:.7}", (p * 1e7).floor() / 1e7)
}

fn bounds(share: Share) -> [String; 3] {
    let estimate = probability(share.estimate);
    [estimate, probability(share.low), format!("{:.7}", (share.high * 1e7).ceil() / 1e7)]
}

fn truths(table: &Table, fit: &Fit, out: &mut Output) -> Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let numeric = !fit.numbers.is_empty();
    let mut header = vec!["object", "value", "probability", "low", "high"];
    if numeric {
        header.extend(["estimate", "estimate_low", "estimate_high"]);
    }
    csv.write_record(&header)?;
    for object in 0..table.objects.len() {
        for candidate in table.candidates_of(object) {
            csv.write_field(table.objects[object].as_bytes())?;
            csv.write_field(table.value_of(candidate))?;
            for cell in bounds(fit.truth[candidate]) {
                csv.write_field(cell)?;
            }
            if numeric {
                let cells =
                    fit.numbers[object].map_or(Default::default(), |n| [n.estimate, n.low, n.high].map(|x| x.to_string()));
                for cell in cells {
                    csv.write_field(cell)?;
                }
            }
            csv.write_record(None::<&[u8]>)?;
        }
    }
    Ok(csv.flush()?)
}

fn sources(table: &Table, fit: &Fit, out: &mut Output) -> Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["source", "claims", "reliability", "low", "high", "independence"])?;
    for (source, name) in table.sources.iter().enumerate() {
        let [estimate, low, high] = bounds(fit.sources[source]);
        let claims = table.claims_by(source).len().to_string();
        csv.write_record([
            name.as_ref(),
            claims.as_str(),
            &estimate,
            &low,
            &high,
            format!("{:.4}", fit.independence[source]).as_str(),
        ])?;
    }
    Ok(csv.flush()?)
}

fn copying(table: &Table, fit: &Fit, out: &mut Output) -> Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["a", "b", "direction", "probability"])?;
    for pair in &fit.copying {
        let names = [pair.a, pair.b].map(|s| table.sources[s as usize].as_ref());
        csv.write_record([names[0], names[1], pair.direction.word(), &probability(pair.probability)])?;
    }
    Ok(csv.flush()?)
}
