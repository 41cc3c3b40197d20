//! How fast each room is, in bytes of text a second over the articles of `data/examples`.
//!
//! `cargo bench --bench pipeline` for all, `cargo bench --bench pipeline -- segmentation` for one. Criterion prints MiB/s
//! of the articles' text; the group `reading` counts the bytes of the file instead, markup included.

use corroborate::article::{Article, ReadOptions, Reader};
use corroborate::attribution::{Gazetteer, extract};
use corroborate::engine::Engine;
use corroborate::provenance::{Registry, tag};
use corroborate::sentence::split;
use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;

/// The reports of their own; the web page among the examples is read, but its text would count twice.
const PLAIN: [&str; 4] = ["ferry-warning.txt", "hospital-sale.txt", "strait-talks.txt", "depot-fire.jsonl"];

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/examples").join(name)).expect("a shipped example")
}

fn parse(reader: &Reader, name: &str, bytes: Vec<u8>) -> Vec<Article> {
    reader.bytes(name, bytes).collect::<Result<_, _>>().expect("the examples can be read")
}

fn articles() -> Vec<Article> {
    let reader = Reader::new(ReadOptions::default()).expect("the defaults are valid");
    PLAIN.iter().flat_map(|name| parse(&reader, name, bytes(name))).collect()
}

/// From the bytes of a file to its articles, without the disk.
fn reading(criterion: &mut Criterion) {
    let reader = Reader::new(ReadOptions::default()).expect("the defaults are valid");
    let mut group = criterion.benchmark_group("reading");
    for name in ["strait-talks.txt", "strait-talks.html", "depot-fire.jsonl"] {
        let bytes = bytes(name);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |b| {
            b.iter_batched(|| bytes.clone(), |bytes| parse(&reader, name, bytes), BatchSize::SmallInput)
        });
    }
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

/// Claims, origins and confidence over extracts that are there already, and everything from the texts on.
fn engine(criterion: &mut Criterion) {
    let articles = articles();
    let engine = Engine::new().expect("the shipped data");
    let extracts: Vec<_> = articles.iter().map(|a| engine.extract(a.clone())).collect();
    group(criterion, "scoring", &articles).bench_function("examples together", |b| {
        b.iter_batched(|| extracts.clone(), |extracts| engine.resolve(extracts, Vec::new()), BatchSize::SmallInput)
    });
    let mut whole = group(criterion, "whole", &articles);
    whole.bench_function("each article alone", |b| {
        b.iter_batched(
            || articles.clone(),
            |articles| articles.into_iter().map(|a| engine.assess_alone(a)).collect::<Vec<_>>(),
            BatchSize::SmallInput,
        )
    });
    whole.bench_function("examples together", |b| {
        b.iter_batched(|| articles.clone(), |articles| engine.assess(articles, Vec::new()), BatchSize::SmallInput)
    });
}

fn start(criterion: &mut Criterion) {
    criterion.bench_function("start", |b| b.iter(|| Engine::new().expect("the shipped data")));
}

criterion_group!(benches, reading, rooms, engine, start);
criterion_main!(benches);
