//! Prints what the trained tagger finds in each text, as the annotated corpora are written: one JSON object a line.
//!
//! `cargo run --release --example tag -- ARTICLES.jsonl [REPEAT]` reads `{"id", "text"}` lines; with REPEAT it tags that often and
//! tells on stderr how many megabytes of text a second went through. `training/parity.py` compares the output with the trainer's own.

use corroborate::attribution::Tagger;
use corroborate::text::Span;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("usage: tag ARTICLES.jsonl [REPEAT]")?;
    let repeat: usize = args.next().map_or(Ok(1), |n| n.parse())?;
    let tagger = Tagger::builtin().ok_or("the built-in model cannot be read")?;
    let (mut bytes, mut seconds) = (0, 0.0);
    for line in std::fs::read_to_string(path)?.lines() {
        let article: Value = serde_json::from_str(line)?;
        let text = article["text"].as_str().ok_or("a line without text")?;
        let started = std::time::Instant::now();
        let found = (0..repeat.max(1)).map(|_| tagger.find(text)).next_back().unwrap_or_default();
        seconds += started.elapsed().as_secs_f64();
        bytes += text.len() * repeat.max(1);
        let place = |s: &Span| {
            let start = text[..s.start()].chars().count();
            json!({"start": start, "end": start + s.of(text).chars().count(), "text": s.of(text)})
        };
        let rows: Vec<Value> = found
            .iter()
            .map(|f| {
                json!({
                    "source": f.source.iter().map(place).collect::<Vec<_>>(),
                    "cue": [place(&f.cue)],
                    "content": f.content.iter().map(place).collect::<Vec<_>>(),
                })
            })
            .collect();
        println!("{}", json!({"id": article["id"], "attributions": rows}));
    }
    if repeat > 1 {
        eprintln!("{:.2} MB of text a second", bytes as f64 / 1e6 / seconds);
    }
    Ok(())
}
