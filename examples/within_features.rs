//! Writes what is weighed of pairs of statements of one story as CSV, for `training/train_within.py`.
//!
//! `cargo run --release --example within_features -- DIR …`: each DIR has `sets/*.json`, labelled event sets, and `articles/*.json`, their reports with the statements of the
//! gold. Writes `set,label,` and the numbers; label 1 where the gold has the two statements as one claim. Statements that the gold lacks are left out.

use corroborate::claim::{Reading, StatementId, stories, within};
use corroborate::engine::Extract;
use corroborate::{Article, Engine};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::Write;
use std::path::Path;

/// A gold statement's place in its text, in bytes.
type Pieces = Vec<(usize, usize)>;

fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine::new()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for folder in std::env::args().skip(1) {
        let folder = Path::new(&folder);
        let mut sets: Vec<_> = std::fs::read_dir(folder.join("sets"))?.collect::<Result<_, _>>()?;
        sets.sort_by_key(std::fs::DirEntry::file_name);
        for set in sets {
            let set: Value = serde_json::from_str(&std::fs::read_to_string(set.path())?)?;
            write_set(&engine, folder, &set, &mut out)?;
        }
    }
    Ok(out.flush()?)
}

fn write_set(engine: &Engine, folder: &Path, set: &Value, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let mut gold: BTreeMap<String, Vec<(String, Pieces)>> = BTreeMap::new();
    let mut extracts: Vec<Extract> = Vec::new();
    for id in set["articles"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let report: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("articles").join(format!("{id}.json")))?)?;
        gold.insert(id.to_owned(), statements(&report));
        let mut article = Article::from_text(id, report["text"].as_str().unwrap_or_default());
        let outlet = &report["outlet"];
        article.outlet = outlet["name"].as_str().or(outlet.as_str()).map(str::to_owned);
        article.published = report["published"].as_str().and_then(corroborate::article::Published::parse);
        extracts.push(engine.extract(article));
    }
    let one_claim = agreeing(set);
    let readings: Vec<Reading<'_>> = extracts
        .iter()
        .map(|e| Reading { article: &e.article, outlet: e.outlet.as_ref(), statements: &e.statements, tags: &e.tags })
        .collect();
    let known: BTreeMap<(String, usize), String> = extracts.iter().flat_map(|e| matched(e, &gold[&e.article.id.0])).collect();
    for (one, other, values) in within(&readings, &stories(&readings)) {
        let names = |ids: &[StatementId]| -> Vec<String> {
            ids.iter().filter_map(|id| known.get(&(id.article.0.clone(), id.number)).cloned()).collect()
        };
        let (one, other) = (names(&one), names(&other));
        let (Some(a), Some(b)) = (one.first(), other.first()) else { continue };
        let label = one_claim.contains(&(a.clone(), b.clone())) || one_claim.contains(&(b.clone(), a.clone()));
        let values: Vec<String> = values.iter().map(f64::to_string).collect();
        writeln!(out, "{},{},{}", set["set"].as_str().unwrap_or_default(), u8::from(label), values.join(","))?;
    }
    Ok(())
}

/// Pairs of gold statements that assert, or deny, one claim.
fn agreeing(set: &Value) -> BTreeSet<(String, String)> {
    let claims = set["claims"].as_array().into_iter().flatten();
    let sides = claims.flat_map(|claim| ["asserts", "denies"].map(|side| claim[side].as_array().cloned().unwrap_or_default()));
    let names = |side: &Vec<Value>| -> Vec<String> { side.iter().filter_map(Value::as_str).map(str::to_owned).collect() };
    sides
        .map(|side| names(&side))
        .flat_map(|side| side.iter().flat_map(|a| side.iter().map(move |b| (a.clone(), b.clone()))).collect::<Vec<_>>())
        .collect()
}

/// The gold's statements of a report, named `ARTICLE.STATEMENT`.
fn statements(report: &Value) -> Vec<(String, Pieces)> {
    let text = report["text"].as_str().unwrap_or_default();
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place =
        |piece: &Value, end: &str| piece[end].as_u64().and_then(|at| starts.get(at as usize).copied()).unwrap_or_default();
    let all = report["statements"].as_array().into_iter().flatten();
    all.map(|statement| {
        let pieces = statement["content"].as_array().into_iter().flatten();
        let pieces = pieces.map(|piece| (place(piece, "start"), place(piece, "end"))).collect();
        (format!("{}.{}", report["id"].as_str().unwrap_or_default(), statement["id"].as_str().unwrap_or_default()), pieces)
    })
    .collect()
}

/// Which found statement is which of the gold: each the likest left, from half of their letters in common on.
fn matched(found: &Extract, gold: &[(String, Pieces)]) -> Vec<((String, usize), String)> {
    let letters = |pieces: &[(usize, usize)]| pieces.iter().flat_map(|&(start, end)| start..end).collect::<BTreeSet<usize>>();
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, statement) in found.statements.iter().enumerate() {
        let own = letters(&statement.content.iter().map(|piece| (piece.span.start(), piece.span.end())).collect::<Pieces>());
        for (j, (_, pieces)) in gold.iter().enumerate() {
            let theirs = letters(pieces);
            let shared = own.intersection(&theirs).count() as f64;
            pairs.push((shared / (own.len() + theirs.len()) as f64 * 2.0, i, j));
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut mine, mut theirs) = (BTreeSet::new(), BTreeSet::new());
    let best =
        pairs.into_iter().filter(|&(share, i, j)| share >= 2.0 / 3.0 && !mine.contains(&i) && theirs.insert(j) && mine.insert(i));
    best.map(|(_, i, j)| ((found.article.id.0.clone(), found.statements[i].number), gold[j].0.clone())).collect()
}
