//! The shipped examples: they are read whole, and what each was written to show is found.

use corroborate::article::{Article, ReadOptions, Reader};
use corroborate::engine::{Engine, Extract};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/examples")
}

fn read(name: &str) -> Vec<Article> {
    let reader = Reader::new(ReadOptions::default()).expect("the defaults are valid");
    reader.read([folder().join(name)]).collect::<Result<_, _>>().unwrap_or_else(|e| panic!("{e}"))
}

fn extracts() -> BTreeMap<String, Extract> {
    let engine = Engine::new().expect("the shipped data");
    let names = ["ferry-warning.txt", "hospital-sale.txt", "strait-talks.txt", "depot-fire.jsonl"];
    names.iter().flat_map(|name| read(name)).map(|a| (a.id.to_string(), engine.extract(a))).collect()
}

/// `source [class] → relay [class]`, with `NOT` before it where the source denies.
fn chain_of(extract: &Extract, content: &str) -> String {
    let wanted = |text: &str| text.contains(content);
    let at = extract.statements.iter().position(|s| s.content.iter().any(|piece| wanted(&piece.text)));
    let Some(at) = at else { return "no such statement".to_owned() };
    let (statement, tags) = (&extract.statements[at], &extract.tags[at]);
    let nodes = statement.chain.iter().zip(&tags.nodes).map(|(source, tag)| format!("{} [{}]", source.name, tag.provenance));
    let chain = nodes.collect::<Vec<_>>().join(" → ");
    if statement.denied { format!("NOT {chain}") } else { chain }
}

#[test]
fn the_examples_show_what_they_were_written_for() {
    // article, words of the content, chain
    let rows = [
        ("ferry-warning", "had been warned twice about the weather", "local radio [unknown_outlet] → Xinhua [state_owned]"),
        ("ferry-warning", "We told the bridge", "a port official [anonymous_official]"),
        ("ferry-warning", "were brought ashore", "the coastguard [official]"),
        ("ferry-warning", "gusts reached 31", "data from the national weather service [document]"),
        ("hospital-sale", "is preparing to sell", "three people familiar with the negotiations [anonymous_source]"),
        ("hospital-sale", "a sale had been decided", "NOT Ines Tolland [official]"),
        ("hospital-sale", "let the building decay", "Critics [collective_vague]"),
        ("hospital-sale", "had lowered costs", "Aldo Ferrand [expert]"),
        (
            "strait-talks",
            "detached from reality",
            "An Orsenian diplomatic source [anonymous_diplomatic] → Reuters [independent_wire]",
        ),
        ("strait-talks", "any article had been agreed", "NOT Orsenia's foreign ministry [official]"),
        ("strait-talks", "Insurers have simply", "Henrike Boll [expert]"),
        ("strait-talks", "a patrol boat had been hit", "NOT The Karvian navy [military]"),
        ("strait-talks", "according to plan", ""),
    ];
    let extracts = extracts();
    let wrong: Vec<String> = rows
        .iter()
        .map(|(article, content, expected)| (article, content, expected, chain_of(&extracts[*article], content)))
        .filter(|(_, _, expected, found)| found != *expected)
        .map(|(article, content, expected, found)| format!("{article}, “{content}”: expected {expected}, found {found}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn what_is_not_a_statement_is_left_alone() {
    for (id, extract) in extracts() {
        for statement in extract.statements.iter().filter(|s| !s.chain.is_empty()) {
            let words = statement.content.iter().map(|piece| piece.text.as_str()).collect::<String>();
            for trap in ["Harbour Pictures", "Additional reporting", "By Mirela", "By Delphine", "according to plan"] {
                assert!(!words.contains(trap), "{id}#{}: {words}", statement.number);
            }
        }
    }
}

#[test]
fn spans_hold_their_words() {
    for (id, extract) in extracts() {
        assert!(extract.statements.len() > 8, "{id}: only {} statements", extract.statements.len());
        assert_eq!(extract.statements.len(), extract.tags.len(), "{id}");
        for statement in &extract.statements {
            let scopes = statement.chain.iter().flat_map(|source| source.scope.iter().chain(&source.cue).chain(&source.mention));
            for piece in statement.content.iter().chain(scopes) {
                assert_eq!(piece.span.of(&extract.article.text), piece.text, "{id}#{}", statement.number);
            }
        }
    }
}

#[test]
fn the_web_page_is_the_plain_report() {
    let [page, plain]: [Article; 2] = ["strait-talks.html", "strait-talks.txt"].map(|name| read(name).remove(0));
    let paragraphs =
        |text: &str| text.split('\n').map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (of_page, of_plain) = (paragraphs(&page.text), paragraphs(&plain.text));
    let body: Vec<_> =
        of_plain.iter().skip_while(|p| !p.starts_with("VELMAR")).take_while(|p| !p.starts_with("Photo:")).collect();
    assert_eq!(body.len(), 9);
    assert_eq!(of_page.iter().collect::<Vec<_>>(), body);
    assert_eq!(page.title.as_deref(), of_plain.first().map(String::as_str));
    assert_eq!(page.outlet.as_deref(), Some("Harbour Post"));
    assert_eq!(page.authors, ["Mirela Osterman", "Tobias Quill"]);
    assert_eq!(page.published.map(|p| p.iso), Some("2026-03-11T18:42:00+01:00".to_owned()));
    assert_eq!(page.language.as_deref(), Some("en"));
}

#[test]
fn the_records_keep_their_metadata() {
    let records = read("depot-fire.jsonl");
    let found: Vec<_> = records.iter().map(|a| (a.id.to_string(), a.outlet.clone().unwrap_or_default())).collect();
    let expected = [("fire-wire", "Reuters"), ("fire-rewrite", "Morning Ledger"), ("fire-update", "Torval Gazette")];
    assert_eq!(found, expected.map(|(id, outlet)| (id.to_owned(), outlet.to_owned())));
    assert!(records.windows(2).all(|w| w[0].published.as_ref().map(|p| p.seconds) < w[1].published.as_ref().map(|p| p.seconds)));
}
