//! Several reports of one event: what was known when, what if, and the picture of origins.

use crate::command::{folder, run};

#[test]
fn a_rewrite_without_credit_is_counted_with_its_origin() {
    let table = run("score articles/holm --full -q");
    assert_eq!(table.code, 0, "{}", table.stderr);
    assert!(table.stdout.contains("brief copies wire without credit"), "{}", table.stdout);
    let json: serde_json::Value = serde_json::from_str(&run("score articles/holm --format json -q").stdout).unwrap();
    crate::schema::check(&json);
    let brief = json["articles"].as_array().unwrap().iter().find(|a| a["id"] == "brief").unwrap();
    assert_eq!((&brief["made_from"]["article"], &brief["made_from"]["credited"]), (&"wire".into(), &false.into()));
    let denial = json["articles"].as_array().unwrap().iter().find(|a| a["id"] == "denial").unwrap();
    assert!(denial.get("made_from").is_none(), "a denial repeats one sentence and is no rewrite");
}

#[test]
fn as_of_leaves_out_and_names_what_came_later() {
    let run = run("score articles/holm --as-of 2026-03-10 --format json -q");
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("published later and left out: denial"), "{}", run.stderr);
    assert!(!run.stdout.contains("Petra Vance"));
}

#[test]
fn what_if_says_what_changes() {
    let table = run("score articles/holm -q --what-if drop=denial");
    assert_eq!(table.code, 0, "{}", table.stderr);
    assert!(table.stdout.starts_with("What if drop=denial: "), "{}", table.stdout);
    assert!(table.stdout.contains(" → "), "{}", table.stdout);
    for (arguments, says) in [
        ("--what-if drop=Nobody", "no source `Nobody` in these reports; there are "),
        ("--what-if Reuters=honest", "there is no class `honest`"),
        ("--what-if Reuters", "expected drop=SOURCE or SOURCE=class"),
        ("--as-of soon", "expected a date as 2026-01-12"),
        ("--graph origins.png", "expected the name of a .svg or .dot file"),
    ] {
        let run = run(&format!("score articles/holm {arguments}"));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments}");
        assert!(run.stderr.contains(says), "{arguments}: {}", run.stderr);
    }
}

#[test]
fn the_graph_shows_origins_reports_and_copies() {
    let out = tempfile::tempdir().unwrap();
    for (name, says) in [("o.dot", "style=dashed, label=\"copy, no credit\""), ("o.svg", "stroke-dasharray")] {
        let path = out.path().join(name);
        let run = run(&format!("score articles/holm -q --graph {}", path.display()));
        assert_eq!(run.code, 0, "{}", run.stderr);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(says) && text.contains("Ilan Brack"), "{text}");
    }
    assert!(folder().join("articles/holm").is_dir());
}

#[test]
fn a_claim_s_explanation_says_what_would_change_it_most() {
    let json = run("score articles/holm --format json -q").stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let claim = json["claims"].as_array().unwrap().iter().find(|c| c["reports"].as_u64() > Some(1)).unwrap();
    let run = run(&format!("score articles/holm -q --explain {}", claim["id"].as_str().unwrap()));
    assert!(run.stdout.contains("Would change this most:") && run.stdout.contains("without o1"), "{}", run.stdout);
}
