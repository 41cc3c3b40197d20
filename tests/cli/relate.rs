use crate::command::{run, run_with};
use serde_json::Value;

fn lines(stdout: &str) -> Vec<Value> {
    stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn pairs_of_articles_are_answered_and_a_bad_line_is_named() {
    let run = run("relate pairs/articles.jsonl --level article");
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("corroborate: pairs/articles.jsonl:4: is not a pair: missing field `b`"), "{}", run.stderr);
    let answers = lines(&run.stdout);
    let labels: Vec<(&str, &str)> = answers.iter().map(|a| (a["id"].as_str().unwrap(), a["label"].as_str().unwrap())).collect();
    assert_eq!(labels, [("copy", "copy"), ("rewrite", "rewrite_same_origin"), ("independent", "independent")]);
    let reuse: Vec<f64> = answers.iter().map(|a| a["p_reuse"].as_f64().unwrap()).collect();
    assert!(reuse[0] > reuse[1] && reuse[1] > reuse[2], "{reuse:?}");
    assert!(answers[1]["because"][0].as_str().unwrap().contains("words in a row outside quotations"), "{}", answers[1]);
    assert!(answers[0].get("p_same").is_none() && answers[0].get("features").is_none());
}

#[test]
fn two_files_are_one_pair() {
    let run = run("relate articles/holm/wire.json articles/holm/brief.json --features");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let answers = lines(&run.stdout);
    assert_eq!((answers.len(), answers[0]["id"].as_str()), (1, Some("wire brief")));
    assert!(answers[0]["features"]["alike"].as_f64().unwrap() > 0.5);
}

#[test]
fn which_side_is_which_changes_no_answer() {
    let pair = |a: &str, b: &str| format!("{{\"id\":\"p\",\"a\":{{\"text\":\"{a}\"}},\"b\":{{\"text\":\"{b}\"}}}}\n");
    let (one, other) =
        ("The bridge at Ostmere closed on Monday after cracks were found.", "The bridge at Ostmere closed on Monday.");
    for level in ["claim", "article"] {
        let answer = |text: String| lines(&run_with(&format!("relate - --level {level}"), &text).stdout)[0]["label"].clone();
        assert_eq!(answer(pair(one, other)), answer(pair(other, one)), "{level}");
    }
}

#[test]
fn wrong_input_says_what_to_do() {
    for (arguments, says) in [
        ("relate nowhere.jsonl", "nowhere.jsonl: there is no such file"),
        ("relate articles/bridge.txt articles/nothing-here.txt", "there is no such file"),
        ("relate articles/holm/wire.json articles/holm", "holds several articles: expected one on each side"),
        ("relate", "required arguments were not provided"),
        ("relate pairs/articles.jsonl --level word", "invalid value 'word'"),
    ] {
        let run = run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments}");
        assert!(run.stderr.contains(says), "{arguments}: {}", run.stderr);
    }
}
