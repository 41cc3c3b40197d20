//! Writes the features of labelled pairs as CSV, for `data/models/train_claims.py` (`training/claims/README.md`).
//!
//! Reads JSON lines from stdin, each `{"a": TEXT, "b": TEXT, "label": …, "group": …}`; writes `group,label,` and the features.

use std::io::{BufRead, BufWriter, Write};

fn main() -> std::io::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let pair: serde_json::Value = serde_json::from_str(&line?).map_err(std::io::Error::other)?;
        let text = |key: &str| pair[key].as_str().unwrap_or_default();
        let features = corroborate::claim::features(text("a"), text("b"));
        let values: Vec<String> = features.iter().map(f64::to_string).collect();
        writeln!(out, "{},{},{}", text("group"), text("label"), values.join(","))?;
    }
    out.flush()
}
