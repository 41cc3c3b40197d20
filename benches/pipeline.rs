//! How fast each room is, in bytes of text a second over the articles of `data/examples`.
//!
//! `cargo bench --bench pipeline` for all, `cargo bench --bench pipeline -- segmentation` for one. Criterion prints MiB/s of the articles' text.

use corroborate::article::Article;
use corroborate::attribution::{Gazetteer, extract};
use corroborate::engine::Engine;
use corroborate::provenance::{Registry, tag};
use corroborate::sentence::split;
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/examples")
}

/// The plain reports and those of the event.
fn articles() -> Vec<Article> {
    let file = |name: &str| std::fs::read_to_string(folder().join(name)).expect("a shipped example");
    let plain = ["ferry-warning", "hospital-sale", "strait-talks"].map(|id| Article::from_text(id, file(&format!("{id}.txt"))));
    let of_event = file("depot-fire.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("one record a line"))
        .map(|record: serde_json::Value| {
            let field = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
            Article {
                outlet: Some(field("outlet")),
                title: Some(field("title")),
                ..Article::from_text(field("id"), field("text"))
            }
        })
        .collect::<Vec<_>>();
    plain.into_iter().chain(of_event).collect()
}

/// A group whose throughput is the text of `articles`.
fn group<'a>(criterion: &'a mut Criterion, name: &str, articles: &[Article]) -> BenchmarkGroup<'a, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(articles.iter().map(|a| a.text.len() as u64).sum()));
    group
}

fn rooms(criterion: &mut Criterion) {
    let articles = articles();
    let registry = Registry::builtin().expect("the shipped registry");
    let media = Gazetteer::new(registry.names());
    group(criterion, "segmentation", &articles)
        .bench_function("examples", |b| b.iter(|| articles.iter().map(|a| split(black_box(&a.text)).len()).sum::<usize>()));
    let sentences: Vec<_> = articles.iter().map(|a| split(&a.text)).collect();
    group(criterion, "extraction", &articles).bench_function("examples", |b| {
        b.iter(|| articles.iter().zip(&sentences).map(|(a, s)| extract(black_box(a), s, &media).len()).sum::<usize>())
    });
    let statements: Vec<_> = articles.iter().zip(&sentences).map(|(a, s)| extract(a, s, &media)).collect();
    group(criterion, "tagging", &articles).bench_function("examples", |b| {
        b.iter(|| articles.iter().zip(&statements).map(|(a, s)| tag(black_box(a), s, &registry).len()).sum::<usize>())
    });
}

fn engine(criterion: &mut Criterion) {
    let articles = articles();
    let engine = Engine::new().expect("the shipped data");
    group(criterion, "one article at a time", &articles).bench_function("examples", |b| {
        b.iter(|| articles.iter().map(|a| engine.extract(black_box(a.clone())).statements.len()).sum::<usize>())
    });
}

fn start(criterion: &mut Criterion) {
    criterion.bench_function("start", |b| b.iter(|| Engine::new().expect("the shipped data")));
}

criterion_group!(benches, rooms, engine, start);
criterion_main!(benches);
