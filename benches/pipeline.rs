//! How fast each room is, in bytes of text a second over the articles of `data/examples`.
//!
//! `cargo bench --bench pipeline` for all, `cargo bench --bench pipeline -- segmentation` for one. Criterion prints MiB/s
//! of the articles' text; the group `reading` counts the bytes of the file instead, markup included. The engine keeps the intervals
//! that it has computed, as it does within one run over many articles; what the first article pays is in the group `first`.

use corroborate::article::{Article, ReadOptions, Reader};
use corroborate::attribution::{Gazetteer, Tagger, extract};
use corroborate::engine::{Assessment, Engine};
use corroborate::provenance::{Registry, actors, tag};
use corroborate::report::Document;
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
    group(criterion, "rules alone", &articles).bench_function("examples", |b| {
        b.iter(|| articles.iter().zip(&sentences).map(|(a, s)| extract(black_box(a), s, &media, None).len()).sum::<usize>())
    });
    group(criterion, "extraction", &articles).bench_function("examples", |b| {
        b.iter(|| {
            articles.iter().zip(&sentences).map(|(a, s)| extract(black_box(a), s, &media, Tagger::builtin()).len()).sum::<usize>()
        })
    });
    let statements: Vec<_> = articles.iter().zip(&sentences).map(|(a, s)| extract(a, s, &media, Tagger::builtin())).collect();
    group(criterion, "tagging", &articles).bench_function("examples", |b| {
        b.iter(|| articles.iter().zip(&statements).map(|(a, s)| tag(black_box(a), s, &registry).len()).sum::<usize>())
    });
}

/// Every name of the registry in running text: as extraction reads it, and as tagging does, which folds case and marks. Beside it the least that any
/// reading costs: the bytes copied and found to be UTF-8.
fn lookup(criterion: &mut Criterion) {
    let articles = articles();
    let registry = Registry::builtin().expect("the shipped registry");
    let media = Gazetteer::new(registry.names());
    let mut lookup = group(criterion, "lookup", &articles);
    lookup.bench_function("reading alone", |b| {
        b.iter(|| {
            articles
                .iter()
                .map(|a| String::from_utf8(black_box(a.text.as_bytes()).to_vec()).map_or(0, |t| t.len()))
                .sum::<usize>()
        })
    });
    lookup.bench_function("names of media", |b| {
        b.iter(|| articles.iter().map(|a| media.media(black_box(&a.text)).len()).sum::<usize>())
    });
    let actors =
        actors().iter().flat_map(|a| a.names.iter().map(move |name| (name.as_str(), a.id.as_deref().unwrap_or(&a.names[0]))));
    let everybody = Gazetteer::new(registry.names().chain(actors));
    lookup.bench_function("names of media, bodies and persons", |b| {
        b.iter(|| articles.iter().map(|a| everybody.media(black_box(&a.text)).len()).sum::<usize>())
    });
    lookup.bench_function("names in any spelling", |b| {
        b.iter(|| articles.iter().map(|a| registry.find(black_box(&a.text)).len()).sum::<usize>())
    });
}

/// Claims, origins and confidence over extracts that are there already, and everything from the texts on.
fn engine(criterion: &mut Criterion) {
    let articles = articles();
    let engine = Engine::new().expect("the shipped data");
    let extracts: Vec<_> = articles.iter().map(|a| engine.extract(a.clone())).collect();
    group(criterion, "scoring", &articles).bench_function("each article alone", |b| {
        b.iter_batched(
            || extracts.clone(),
            |extracts| extracts.into_iter().map(|e| engine.resolve(vec![e], Vec::new())).collect::<Vec<_>>(),
            BatchSize::SmallInput,
        )
    });
    group(criterion, "scoring", &articles).bench_function("examples together", |b| {
        b.iter_batched(|| extracts.clone(), |extracts| engine.resolve(extracts, Vec::new()), BatchSize::SmallInput)
    });
    let assessments: Vec<_> = articles.iter().map(|a| engine.assess_alone(a.clone())).collect();
    group(criterion, "writing", &articles).bench_function("JSON Lines", |b| {
        let written = |assessments: Vec<Assessment>| assessments.into_iter().map(|a| line(a, &engine).len()).sum::<usize>();
        b.iter_batched(|| assessments.clone(), written, BatchSize::SmallInput)
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

/// One article's line of JSON.
fn line(assessment: Assessment, engine: &Engine) -> Vec<u8> {
    serde_json::to_vec(&Document::of(assessment, engine.registry(), false)).expect("a document is JSON")
}

/// From the bytes of the files to their lines of JSON, one article after the other, beside reading the same files and no more: plainly, and into articles.
fn path(criterion: &mut Criterion) {
    let articles = articles();
    let engine = Engine::new().expect("the shipped data");
    let reader = Reader::new(ReadOptions::default()).expect("the defaults are valid");
    let files: Vec<(&str, Vec<u8>)> = PLAIN.iter().map(|name| (*name, bytes(name))).collect();
    let mut path = group(criterion, "path", &articles);
    let read = |(name, bytes): (&str, Vec<u8>)| parse(&reader, name, bytes);
    // the least that any program does with them: from the disk, and found to be text
    path.bench_function("plain reading", |b| {
        b.iter(|| PLAIN.iter().map(|name| String::from_utf8(bytes(name)).expect("the examples are UTF-8").len()).sum::<usize>())
    });
    path.bench_function("reading alone", |b| {
        b.iter_batched(|| files.clone(), |files| files.into_iter().flat_map(read).collect::<Vec<_>>(), BatchSize::SmallInput)
    });
    let scored = |article| line(engine.assess_alone(article), &engine);
    path.bench_function("file to JSON line", |b| {
        b.iter_batched(
            || files.clone(),
            |files| files.into_iter().flat_map(read).map(|article| scored(article).len()).sum::<usize>(),
            BatchSize::SmallInput,
        )
    });
}

/// What the first articles of a run cost: no interval is known yet.
fn first(criterion: &mut Criterion) {
    let articles = articles();
    let registry = Registry::builtin().expect("the shipped registry");
    let fresh = || Engine::builder().registry(registry.clone()).build().expect("the shipped data");
    group(criterion, "first", &articles).bench_function("each article alone", |b| {
        b.iter_batched(
            || (fresh(), articles.clone()),
            |(engine, articles)| articles.into_iter().map(|a| engine.assess_alone(a)).collect::<Vec<_>>(),
            BatchSize::LargeInput,
        )
    });
}

fn start(criterion: &mut Criterion) {
    criterion.bench_function("start", |b| b.iter(|| Engine::new().expect("the shipped data")));
}

criterion_group!(benches, reading, lookup, rooms, engine, path, first, start);
criterion_main!(benches);
