//! The HTML report as a parser reads it: what it may hold, whatever an article says, and that no word of a text is lost.

use corroborate::Engine;
use corroborate::article::{Article, Published};
use corroborate::report::{Document, html};
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Elements that a report may have.
const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "b",
    "body",
    "button",
    "caption",
    "circle",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "h2",
    "h3",
    "h4",
    "h5",
    "head",
    "header",
    "html",
    "i",
    "input",
    "kbd",
    "label",
    "legend",
    "li",
    "main",
    "meta",
    "nav",
    "ol",
    "option",
    "output",
    "p",
    "path",
    "pattern",
    "polygon",
    "q",
    "rect",
    "script",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "ul",
];
/// Of these, those that have no end.
const VOID: &[&str] = &["circle", "input", "meta", "path", "polygon", "rect"];

/// What a parser found, in order.
#[derive(Debug)]
enum Found {
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
}

#[derive(Default)]
struct Sink(RefCell<Vec<Found>>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut found = self.0.borrow_mut();
        match token {
            Token::TagToken(Tag { kind, name, attrs, .. }) => {
                let name = name.to_string();
                if kind == TagKind::EndTag {
                    found.push(Found::Close(name));
                    return TokenSinkResult::Continue;
                }
                let raw = match name.as_str() {
                    "script" => Some(states::RawKind::ScriptData),
                    "style" => Some(states::RawKind::Rawtext),
                    "title" => Some(states::RawKind::Rcdata),
                    _ => None,
                };
                found.push(Found::Open(name, attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect()));
                return raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
            }
            Token::CharacterTokens(text) => found.push(Found::Text(text.to_string())),
            Token::NullCharacterToken => panic!("a NUL in the page"),
            Token::CommentToken(comment) => panic!("a comment in the page: {comment}"),
            Token::ParseError(error) => panic!("not well written: {error}"),
            Token::DoctypeToken(_) | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}

fn parsed(page: &str) -> Vec<Found> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts { exact_errors: false, ..TokenizerOpts::default() });
    let input = BufferQueue::default();
    input.push_back(page.into());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}

/// Fails unless a page holds nothing but what a report may: known elements, each closed where it was opened, no handler, no style,
/// no address outside the page, one script and one style, ids that occur once and links that lead to them.
fn check(page: &str) -> Vec<Found> {
    let found = parsed(page);
    let mut open: Vec<&str> = Vec::new();
    let (mut ids, mut links, mut scripts) = (BTreeSet::new(), BTreeSet::new(), 0);
    for one in &found {
        match one {
            Found::Open(name, attributes) => {
                assert!(ELEMENTS.contains(&name.as_str()), "an element of no report: {name}");
                scripts += usize::from(name == "script") + usize::from(name == "style");
                for (attribute, value) in attributes {
                    assert!(!attribute.starts_with("on"), "a handler: {attribute}");
                    assert!(
                        !["style", "src", "srcdoc", "action", "formaction", "autofocus"].contains(&attribute.as_str()),
                        "{attribute}"
                    );
                    match attribute.as_str() {
                        "id" => assert!(ids.insert(value.clone()), "two elements have the id {value}"),
                        "href" => {
                            links.insert(value.strip_prefix('#').unwrap_or_else(|| panic!("leads out: {value}")).to_owned());
                        }
                        _ => {}
                    }
                }
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Found::Close(name) => assert_eq!(open.pop(), Some(name.as_str()), "closed where another is open"),
            Found::Text(_) => {}
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    assert_eq!(scripts, 2, "one script and one style");
    links.remove("all");
    let lost: Vec<&String> = links.difference(&ids).collect();
    assert!(lost.is_empty(), "links that lead nowhere: {lost:?}");
    found
}

/// The words of the marked texts, without labels and white space.
fn texts(found: &[Found]) -> String {
    let (mut depth, mut inside, mut label, mut words) = (0usize, None, None, String::new());
    for one in found {
        match one {
            Found::Open(name, attributes) => {
                let class = attributes.iter().find(|(a, _)| a == "class").map_or("", |(_, v)| v.as_str());
                if class == "text" {
                    inside = Some(depth);
                } else if label.is_none() && (class.starts_with("tag ") || class == "note") {
                    label = Some(depth);
                }
                depth += usize::from(!VOID.contains(&name.as_str()));
            }
            Found::Close(_) => {
                depth -= 1;
                inside = inside.filter(|d| *d != depth);
                label = label.filter(|d| *d != depth);
            }
            Found::Text(text) if inside.is_some() && label.is_none() => words.extend(text.chars().filter(|c| !c.is_whitespace())),
            Found::Text(_) => {}
        }
    }
    words
}

/// The same of a text as it was read.
fn bare(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c.is_control() || turns(c) { '\u{FFFD}' } else { c }).collect()
}

fn document(articles: &[(&str, &str, &str)]) -> Document {
    let engine = Engine::new().expect("data of ours is in order");
    let articles: Vec<Article> = articles
        .iter()
        .map(|(id, outlet, text)| {
            let mut article = Article::from_text(*id, *text);
            article.outlet = Some((*outlet).to_owned());
            article.published = Published::parse("2026-03-11T18:42:00Z");
            article
        })
        .collect();
    Document::of(engine.assess(articles, Vec::new()), engine.registry(), true)
}

const REPORT: &str = "The bridge was closed on Monday, the mayor said, according to the state news agency Xinhua.\n\n\
\"We saw two boats,\" a fire official, who asked not to be named, told Reuters. Residents said the toll was five.";

#[test]
fn a_report_is_well_formed_and_holds_its_text() {
    let document = document(&[("one", "Harbour Post", REPORT), ("two", "Reuters", REPORT)]);
    let page = html(&document).expect("texts are there");
    let found = check(&page);
    assert_eq!(texts(&found), bare(REPORT).repeat(2));
    assert_eq!(page, html(&document).expect("again"), "the same bytes");
    let labels = found
        .iter()
        .filter(|f| matches!(f, Found::Open(n, a) if n == "a" && a.iter().any(|(k, v)| k == "class" && v.starts_with("tag "))))
        .count();
    assert_eq!(labels, document.statements().count(), "one label a statement");
}

#[test]
fn without_texts_there_is_no_report() {
    let mut document = document(&[("one", "Harbour Post", REPORT)]);
    document.articles[0].text = None;
    let error = html(&document).expect_err("nothing to mark");
    assert!(error.to_string().contains("--with-text"), "{error}");
}

/// Appends `evil` to every string of a document that a reader may see and that is no identifier of a fixed set.
fn poison(value: &mut Value, evil: &str) {
    const FIXED: &[&str] = &[
        "schema",
        "provenance",
        "kind",
        "attitude",
        "part",
        "naming",
        "directness",
        "stake",
        "ownership",
        "editorial_control",
        "control",
        "label_in_text",
        "level",
        "source",
        "gaps",
        "claims",
        "asserted_by",
        "denied_by",
        "contradicts",
        "superseded_by",
        "statements",
        "id",
        "story",
        "origin",
        "text",
    ];
    match value {
        Value::Object(fields) => {
            fields.iter_mut().filter(|(k, _)| !FIXED.contains(&k.as_str())).for_each(|(_, v)| poison(v, evil))
        }
        Value::Array(items) => items.iter_mut().for_each(|v| poison(v, evil)),
        Value::String(words) => words.push_str(evil),
        _ => {}
    }
}

/// Every statement and claim, and each part of them, poisoned.
fn poisoned(document: &Document, evil: &str) -> Document {
    let mut value = serde_json::to_value(document).expect("JSON");
    for article in value["articles"].as_array_mut().expect("articles") {
        let statements = article["statements"].take();
        poison(article, evil);
        article["statements"] = statements;
        article["statements"].as_array_mut().expect("statements").iter_mut().for_each(|s| poison(s, evil));
        article["title"] = json!(evil);
        article["url"] = json!(format!("javascript:{evil}"));
    }
    for claim in value["claims"].as_array_mut().expect("claims") {
        poison(claim, evil);
        claim["text"] = json!(evil);
        claim["origins"].as_array_mut().expect("origins").iter_mut().for_each(|o| poison(o, evil));
    }
    poison(&mut value["registry"], evil);
    value["skipped"] = json!([{ "path": evil, "record": 1, "reason": evil }]);
    value["version"] = json!(evil);
    value["params"][evil] = json!({ evil: evil });
    Document::read(&value.to_string()).expect("still an assessment")
}

#[test]
fn hostile_articles_stay_text() {
    let evil = "\"'></p></style></title></script><script>alert(1)</script><img src=x onerror=alert(2)><!-- --><a href=javascript:alert(3)>";
    let text = REPORT.replace("bridge", &format!("bridge {evil}")).replace("boats", "<b onclick=alert(4)>boats</b>\u{202e}");
    let document = document(&[(evil, evil, &text), ("two", "Reuters", &text)]);
    let found = check(&html(&document).expect("texts are there"));
    assert_eq!(texts(&found), bare(&text).repeat(2));
    check(&html(&poisoned(&document, evil)).expect("texts are there"));
}

/// A source of a chain over places of a text.
fn source(text: &[char], scope: (usize, usize), words: (usize, usize)) -> Value {
    json!({
        "name": "somebody", "mention": place(text, words), "resolved_name": null, "provenance": "official", "cue": place(text, words),
        "scope": [place(text, scope)], "part": "speaker", "role": null, "country": null, "anonymous": false, "naming": "named",
        "directness": "relayed", "stake": null, "registry_id": null, "ownership": null, "editorial_control": null,
        "label_in_text": null, "label_evidence": null, "label_conflict": false, "line": null, "rule": "none", "evidence": null
    })
}

fn place(text: &[char], (start, end): (usize, usize)) -> Value {
    json!({ "start": start, "end": end, "text": text.get(start..end).map(|c| c.iter().collect::<String>()).unwrap_or_default() })
}

/// One article whose statements stand anywhere in its text.
fn anywhere(text: &str, places: &[[(usize, usize); 3]]) -> Document {
    let letters: Vec<char> = text.chars().collect();
    let at = |(a, b): (usize, usize)| (a.min(b) % (letters.len() + 2), a.max(b) % (letters.len() + 2));
    let statements: Vec<Value> = places
        .iter()
        .enumerate()
        .map(|(number, [content, scope, words])| {
            let (content, scope, words) = (at(*content), at(*scope), at(*words));
            json!({
                "id": format!("x#{}", number + 1), "content": [place(&letters, content)], "kind": "indirect", "attitude": "assertion",
                "denied": false, "chain": [source(&letters, content, words), source(&letters, scope, words)], "anonymity": null,
                "hedges": [], "hedge_spans": [], "carried_over": false, "gaps": [], "claims": [],
                "confidence": {
                    "attribution": null, "likelihood": null, "level": "low", "admiralty": { "source": "F", "information": 6 },
                    "content": { "estimate": 0.5, "low": 0.05, "high": 0.95, "prior": 0.5, "contributions": [] }
                }
            })
        })
        .collect();
    let document = json!({
        "schema": "corroborate.assessment/1", "version": "0", "registry": { "version": "0", "outlets": 0 }, "params": {},
        "interval": { "kind": "equal_tailed", "mass": 0.9 }, "claims": [], "skipped": [],
        "articles": [{ "id": "x", "path": null, "title": null, "published": null, "story": null, "outlet": null, "text": text, "statements": statements }]
    });
    Document::read(&document.to_string()).expect("an assessment")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Marks may nest, cross, end inside others, go over paragraphs, or stand nowhere.
    #[test]
    fn marks_anywhere_lose_no_word(
        text in "[a-z<&\" \n\u{e9}\u{202e}\r.]{0,60}",
        places in proptest::collection::vec([(0usize..64, 0usize..64), (0usize..64, 0usize..64), (0usize..64, 0usize..64)], 0..5),
    ) {
        let page = html(&anywhere(&text, &places)).expect("the text is there");
        let found = check(&page);
        prop_assert_eq!(texts(&found), bare(&text));
        let labels = found.iter().filter(|f| matches!(f, Found::Open(n, a) if n == "a" && a.iter().any(|(k, v)| k == "class" && v.starts_with("tag ")))).count();
        prop_assert_eq!(labels, places.len());
    }

    #[test]
    fn no_string_becomes_markup(evil in "[<>\"'&=/a-z:;!\\-\u{0}-\u{1f}]{0,24}") {
        let document = anywhere(REPORT, &[[(4, 31), (0, 60), (33, 42)], [(100, 120), (95, 150), (121, 140)]]);
        check(&html(&poisoned(&document, &evil)).expect("the text is there"));
    }
}
