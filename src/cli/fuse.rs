//! quick
use crate::reliability::{ClaimRow, Options, TableBuilder, fit};
use std::io::Write;
/// quick
pub fn quick(args: &[String]) -> anyhow::Result<()> {
    let mut b = TableBuilder::default();
    let mut r = csv::Reader::from_path(&args[0])?;
    let mut rec = csv::StringRecord::new();
    while r.read_record(&mut rec)? {
        b.push(ClaimRow { source: &rec[0], object: &rec[1], value: &rec[2], confidence: 1.0, time: None });
    }
    let t0 = std::time::Instant::now();
    let t = b.finish();
    eprintln!("finish {:?}", t0.elapsed());
    let f = fit(&t, &Options { confusion: std::env::var("CONF").ok().map(|s| s == "1") });
    eprintln!("{:?} {:?}", f.convergence, t0.elapsed());
    let dir = std::path::Path::new(&args[2]);
    std::fs::create_dir_all(dir)?;
    let mut w = csv::Writer::from_path(dir.join("truths.csv"))?;
    w.write_record(["object", "value", "probability", "low", "high"])?;
    for o in 0..t.objects.len() {
        for c in t.candidates_of(o) {
            let p = format!("{:.6}", f.truth[c]);
            w.write_record([&t.objects[o], t.value_of(c), &p, &p, &p])?;
        }
    }
    let mut w = csv::Writer::from_path(dir.join("sources.csv"))?;
    w.write_record(["source", "claims", "reliability", "low", "high"])?;
    for (s, (m, l, h)) in f.sources.iter().enumerate() {
        w.write_record([t.sources[s].to_string(), t.claims_by(s).len().to_string(), format!("{m:.6}"), format!("{l:.6}"), format!("{h:.6}")])?;
    }
    let mut w = csv::Writer::from_path(dir.join("copying.csv"))?;
    w.write_record(["a", "b", "direction", "probability"])?;
    for (a, b, p) in &f.copying {
        w.write_record([t.sources[*a as usize].as_ref(), t.sources[*b as usize].as_ref(), "undirected", format!("{p:.4}").as_str()])?;
    }
    std::io::stderr().flush()?;
    Ok(())
}
