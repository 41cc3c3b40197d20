//! `corroborate score FILE…`

use crate::article::Article;
use crate::engine::Engine;
use crate::report::Document;
use anyhow::{Context as _, Result};
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

/// Score articles, statement by statement
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Articles: text, JSON or JSONL files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Output format
    #[arg(long, default_value = "jsonl", value_parser = ["jsonl"])]
    format: String,
    /// Include each article's text
    #[arg(long)]
    with_text: bool,
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<super::exit::Outcome> {
    let engine = Engine::new()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for file in &args.files {
        let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        for article in articles(&stem, &text, file.extension().is_some_and(|e| e == "jsonl" || e == "json"))? {
            let extract = engine.extract(article);
            let mut document = Document::of_extract(&extract, engine.registry());
            if args.with_text {
                document.articles[0].text = Some(extract.article.text.clone());
            }
            serde_json::to_writer(&mut out, &document)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    Ok(super::exit::Outcome::Done)
}

fn articles(stem: &str, text: &str, json: bool) -> Result<Vec<Article>> {
    if !json {
        return Ok(vec![Article::from_text(stem, text)]);
    }
    let mut articles = Vec::new();
    for (number, value) in serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>().enumerate() {
        let value = value?;
        let field = |name: &str| value.get(name).and_then(|v| v.as_str()).map(str::to_owned);
        let id = field("id").unwrap_or_else(|| format!("{stem}:{}", number + 1));
        let mut article = Article::from_text(id, field("text").context("no text")?);
        (article.title, article.outlet, article.url) = (field("title"), field("outlet"), field("url"));
        articles.push(article);
    }
    Ok(articles)
}
