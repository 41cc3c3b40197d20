//! Mentions in context, and every cue of the word lists: what the tagging room must say of them.
//!
//! `provenance_mentions.csv` holds invented sentences about real and invented offices, groups and media. In a sentence `[…]` is the
//! mention, `<…>` the cue, `{…}` the content and `~…~` the stated reason of anonymity. An empty expectation means that nothing may be said.

use corroborate::article::Article;
use corroborate::attribution::{Attitude, Kind, Part, SourceRef, Statement};
use corroborate::engine::Engine;
use corroborate::provenance::{Registry, StatementTags, Tag, tag};
use corroborate::text::{Excerpt, Span};
use std::collections::BTreeMap;

/// A sentence without its marks, and where they stood.
#[derive(Default)]
struct Marked {
    text: String,
    mention: Option<Span>,
    cue: Option<Span>,
    content: Option<Span>,
    reason: Option<Span>,
}

fn unmark(sentence: &str) -> Marked {
    let mut out = Marked::default();
    let mut open = Vec::new();
    for c in sentence.chars() {
        let at = out.text.len();
        match c {
            '[' | '<' | '{' => open.push(at),
            '~' if open.is_empty() => open.push(at),
            ']' => out.mention = open.pop().map(|from| Span::new(from, at)),
            '>' => out.cue = open.pop().map(|from| Span::new(from, at)),
            '}' => out.content = open.pop().map(|from| Span::new(from, at)),
            '~' => out.reason = open.pop().map(|from| Span::new(from, at)),
            c => out.text.push(c),
        }
    }
    out
}

/// Tags the one marked mention of a sentence.
fn tag_marked(sentence: &str, name: &str, part: &str, registry: &Registry) -> StatementTags {
    let marked = unmark(sentence);
    let excerpt = |span: Option<Span>| -> Option<Excerpt> { span.map(|s| s.excerpt(&marked.text)) };
    let mention = excerpt(marked.mention).unwrap_or_else(|| panic!("no mention marked in {sentence:?}"));
    let cue = excerpt(marked.cue);
    let denied = cue.as_ref().is_some_and(|c| c.text == "denied" || c.text == "rejected");
    let source = SourceRef {
        name: if name.is_empty() { mention.text.clone() } else { name.to_owned() },
        mention: Some(mention),
        resolved_name: None,
        cue,
        scope: Vec::new(),
        part: match part {
            "carrier" => Part::Carrier,
            "relay" => Part::Relay,
            "hearsay" => Part::Hearsay,
            _ => Part::Speaker,
        },
        described: Vec::new(),
    };
    let statement = Statement {
        number: 1,
        content: excerpt(marked.content).into_iter().collect(),
        kind: Kind::Indirect,
        attitude: Attitude::Assertion,
        denied,
        chain: vec![source],
        hedges: Vec::new(),
        carried_over: false,
        anonymity_reason: excerpt(marked.reason),
        gaps: Vec::new(),
        found_by: String::new(),
    };
    let article = Article::from_text("row", marked.text.clone());
    tag(&article, &[statement], registry).remove(0)
}

fn rows(file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let record = |r: csv::Result<csv::StringRecord>| {
        let r = r.expect("a row of as many cells as the header");
        header.iter().zip(r.iter()).map(|(k, v)| (k.to_owned(), v.to_owned())).collect()
    };
    reader.records().map(record).collect()
}

/// What was said of a mention, as the table writes it.
fn said(tags: &StatementTags) -> BTreeMap<&'static str, String> {
    let t: &Tag = &tags.nodes[0];
    let text = |o: Option<&str>| o.unwrap_or("").to_owned();
    let anonymity = tags.anonymity.as_ref();
    BTreeMap::from([
        ("class", t.provenance.as_str().to_owned()),
        ("country", text(t.country.as_deref())),
        ("line", text(t.line.as_deref())),
        ("role", text(t.role.as_deref())),
        ("kind", anonymity.map(|a| format!("{:?}", a.kind).to_lowercase()).unwrap_or_default()),
        ("count", anonymity.and_then(|a| a.count).map(|c| c.to_string()).unwrap_or_default()),
        ("reason", text(anonymity.and_then(|a| a.stated_reason.as_deref()))),
        ("label", text(t.label_in_text.map(|l| l.as_str()))),
        ("conflict", if t.label_conflict { "yes".to_owned() } else { String::new() }),
        ("stake", text(t.stake.map(|s| s.as_str()))),
    ])
}

#[test]
fn mentions_in_context_are_tagged_right() {
    let registry = Registry::builtin().expect("the shipped registry");
    let table = rows(include_str!("provenance_mentions.csv"));
    assert!(table.len() >= 250, "only {} rows", table.len());
    let mut right: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in &table {
        let tags = tag_marked(&row["sentence"], &row["name"], &row["part"], &registry);
        for (column, got) in said(&tags) {
            if row[column] == got {
                *right.entry(column).or_default() += 1;
            } else {
                wrong.push(format!("{column}: {:?} not {got:?} [{}] in {}", row[column], tags.nodes[0].rule, row["sentence"]));
            }
        }
    }
    let share = |column: &str| right.get(column).copied().unwrap_or(0) as f64 / table.len() as f64;
    let shares: Vec<String> = right.keys().map(|c| format!("{c} {:.3}", share(c))).collect();
    println!("{} mentions: {}\n{}", table.len(), shares.join(", "), wrong.join("\n"));
    for column in ["class", "country", "line", "role", "kind", "count", "reason", "label", "conflict", "stake"] {
        assert!(share(column) >= 0.95, "{column} right in {:.3} of {} rows:\n{}", share(column), table.len(), wrong.join("\n"));
    }
}

/// What the whole way from text to tag says of the marked source of a passage; `None` where no statement has it.
fn tag_passage(engine: &Engine, passage: &str) -> Option<BTreeMap<&'static str, String>> {
    let marked = unmark(passage);
    let wanted = marked.mention?;
    let found = engine.extract(Article::from_text("passage", marked.text));
    let shared = |span: Span| span.end().min(wanted.end()).saturating_sub(span.start().max(wanted.start()));
    let nodes = found.statements.iter().zip(&found.tags).flat_map(|(s, t)| (0..s.chain.len()).map(move |at| (s, t, at)));
    let best = nodes.filter_map(|(s, t, at)| Some((shared(s.chain[at].mention.as_ref()?.span), t, at)));
    let (_, tags, at) = best.filter(|(length, ..)| *length > 0).max_by_key(|(length, ..)| *length)?;
    let own = StatementTags { nodes: vec![tags.nodes[at].clone()], anonymity: tags.anonymity.clone().filter(|_| at == 0) };
    Some(said(&own))
}

/// Passages written before the rules were tried on them; `?` stands for what is not judged.
#[test]
fn passages_are_tagged_right_from_the_text_on() {
    let engine = Engine::new().expect("the shipped data");
    let table = rows(include_str!("provenance_passages.csv"));
    assert!(table.len() >= 150, "only {} rows", table.len());
    let mut shares: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in &table {
        let Some(got) = tag_passage(&engine, &row["passage"]) else {
            wrong.push(format!("not found: {}", row["passage"]));
            continue;
        };
        for column in ["class", "country", "kind", "count", "reason", "label", "conflict", "stake"] {
            let (want, got) = (row[column].as_str(), got[column].as_str());
            if want == "?" {
                continue;
            }
            let share = shares.entry(column).or_default();
            share.1 += 1;
            if want == got {
                share.0 += 1;
            } else {
                wrong.push(format!("{column}: {want:?} not {got:?} in {}", row["passage"]));
            }
        }
    }
    println!("{} passages: {shares:?}\n{}", table.len(), wrong.join("\n"));
    for (column, (right, all)) in &shares {
        assert!(right * 100 >= all * 92, "{column} right in {right} of {all}:\n{}", wrong.join("\n"));
    }
    let missed = wrong.iter().filter(|w| w.starts_with("not found")).count();
    assert!(missed * 12 <= table.len(), "{missed} of {} sources not found:\n{}", table.len(), wrong.join("\n"));
}

/// Every row of the list of names, by its own example and counter-example.
#[test]
fn names_tell_their_kind_by_the_rule_of_the_row() {
    let registry = Registry::default();
    let mut wrong = Vec::new();
    for row in rows(include_str!("../data/cues/provenance_names.csv")) {
        let judged = |sentence: &str| tag_marked(sentence, "", "", &registry).nodes.remove(0);
        let (hit, miss) = (judged(&row["example"]), judged(&row["counter_example"]));
        if hit.provenance.as_str() != row["class"] {
            wrong.push(format!("{}: its example gives {} by {}", row["id"], hit.provenance, hit.rule));
        }
        if miss.rule == row["id"] {
            wrong.push(format!("{}: its counter-example gives {} by the same rule", row["id"], miss.provenance));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each outlet's own prior is the class's with ten observations at its rating, and stands for an outlet of the registry.
#[test]
fn priors_of_outlets_follow_from_their_ratings() {
    let registry = Registry::builtin().expect("the shipped registry");
    let number = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<f64>().expect("a number");
    let classes: BTreeMap<String, (f64, f64)> = rows(include_str!("../data/priors/classes.csv"))
        .iter()
        .map(|row| (row["class"].clone(), (number(row, "a"), number(row, "b"))))
        .collect();
    let table = rows(include_str!("../data/priors/sources.csv"));
    assert!(table.len() >= 600, "only {} outlets", table.len());
    for row in &table {
        let outlet =
            registry.by_id(&row["registry_id"]).unwrap_or_else(|| panic!("{} is not in the registry", row["registry_id"]));
        assert_eq!(outlet.class().as_str(), row["base_class"], "{}", outlet.id);
        let (a, b) = classes[&row["base_class"]];
        let rating = number(row, "rating");
        assert!((a + 10.0 * rating - number(row, "a")).abs() < 6e-4, "{}", outlet.id);
        assert!((b + 10.0 * (1.0 - rating) - number(row, "b")).abs() < 6e-4, "{}", outlet.id);
        assert!(outlet.domains.contains(&row["domain"]), "{}: {}", outlet.id, row["domain"]);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..proptest::test_runner::Config::default() })]

    /// Odd text gives a tag all the same: one a source, the same each time, and spans that hold the words they carry.
    #[test]
    fn any_text_is_tagged(
        before in "[a-zA-Z,.’' \\-“]{0,40}",
        mention in "(the |a |two |its |)(senior |former |Karvi |state-run |U\\.S\\. |)(official|bank’s chief|X|Élan|news agency|minister of|Ag|of|é…|)[a-zé. ’,]{0,12}",
        after in "[a-zA-Z,.’'() \\-”]{0,40}",
        named in proptest::bool::ANY,
    ) {
        let registry = Registry::default();
        let sentence = format!("{before}[{mention}]{after}");
        let name = if named { "Karv" } else { "" };
        let tags = tag_marked(&sentence, name, "", &registry);
        proptest::prop_assert_eq!(tags.nodes.len(), 1);
        let text = unmark(&sentence).text;
        for excerpt in tags.nodes[0].evidence.iter().chain(&tags.nodes[0].label_evidence) {
            proptest::prop_assert_eq!(excerpt.span.of(&text), excerpt.text.as_str());
        }
        proptest::prop_assert_eq!(&tag_marked(&sentence, name, "", &registry), &tags);
    }
}

#[test]
fn every_cue_matches_its_example_and_not_its_counter_example() {
    let registry = Registry::builtin().expect("the shipped registry");
    let files = [
        include_str!("../data/cues/provenance.csv"),
        include_str!("../data/cues/provenance_bodies.csv"),
        include_str!("../data/cues/provenance_labels.csv"),
    ];
    let mut wrong = Vec::new();
    for row in files.into_iter().flat_map(rows) {
        let judged = |sentence: &str| {
            let tags = tag_marked(sentence, "", "", &registry);
            let node = tags.nodes[0].clone();
            (node.rule, node.provenance.as_str(), node.label_in_text.map_or("", |l| l.as_str()))
        };
        let wanted = |class: &str| class == row["class"] || Some(class) == row.get("unnamed").map(String::as_str);
        let labels = row["sort"] == "label" || row["sort"] == "adjective";
        let (rule, class, label) = judged(&row["example"]);
        let hit = if labels {
            label == row["class"] || row["class"] == "independent" && !label.is_empty()
        } else {
            wanted(class) || row["class"].is_empty()
        };
        if !hit {
            wrong.push(format!("{}: its example gives {class} {label} by {rule}", row["id"]));
        }
        let (rule, class, label) = judged(&row["counter_example"]);
        if if labels { label == row["class"] } else { rule == row["id"] } {
            wrong.push(format!("{}: its counter-example gives {class} {label} by {rule}", row["id"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
