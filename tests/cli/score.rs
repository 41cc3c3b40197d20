use crate::command::{corroborate, folder, run, run_with};
use insta::assert_snapshot;
use serde_json::Value;

#[test]
fn one_article_from_start_to_finish() {
    assert_snapshot!("score_table", run("score articles/bridge.txt --outlet bbc.co.uk").all());
}

#[test]
fn what_is_written_keeps_to_the_schema_and_adds_up() {
    for arguments in [
        "score articles/bridge.txt articles/folder/ferry.txt --format json",
        "score articles/bridge.txt --format json --alone --with-text",
    ] {
        let document: Value = serde_json::from_str(&run(arguments).stdout).unwrap();
        crate::schema::check(&document);
        let statements = || document["articles"].as_array().unwrap().iter().flat_map(|a| a["statements"].as_array().unwrap());
        assert!(statements().count() > 0);
        for content in statements()
            .map(|s| &s["confidence"]["content"])
            .chain(document["claims"].as_array().unwrap().iter().map(|c| &c["confidence"]["content"]))
        {
            adds_up(content);
        }
    }
}

/// Prior and contributions, and the steps by themselves, give the log odds of the estimate.
fn adds_up(content: &Value) {
    let decibans = |p: &Value| {
        let p = p.as_f64().unwrap();
        10.0 * (p / (1.0 - p)).log10()
    };
    let sum = |list: &Value| list.as_array().unwrap().iter().map(|c| c["decibans"].as_f64().unwrap()).sum::<f64>();
    let estimate = decibans(&content["estimate"]);
    let parts = content["contributions"].as_array().unwrap().len();
    let by_origin = decibans(&content["prior"]) + sum(&content["contributions"]);
    assert!((by_origin - estimate).abs() <= corroborate::report::number::tolerance(parts), "{content}");
    let steps = content["steps"].as_array().unwrap().len();
    assert!((sum(&content["steps"]) - estimate).abs() <= corroborate::report::number::tolerance(steps), "{content}");
}

#[test]
fn offsets_are_code_points_of_the_text_as_read() {
    let text = "“Wir – nous – мы,” the mayor of Łódź said, “will rebuild the bridge.” 🌉 It fell on Monday.";
    let record = serde_json::json!({ "id": "a", "text": text }).to_string();
    let document: Value =
        serde_json::from_str(&run_with("score - --input-format jsonl --format jsonl --with-text", &record).stdout).unwrap();
    let article = &document["articles"][0];
    assert_eq!(article["text"], text);
    let letters: Vec<char> = text.chars().collect();
    let mut places = 0;
    fn walk<'v>(value: &'v Value, seen: &mut dyn FnMut(&'v Value)) {
        match value {
            Value::Object(fields) => {
                if fields.contains_key("start") && fields.contains_key("end") {
                    seen(value);
                }
                fields.values().for_each(|v| walk(v, seen));
            }
            Value::Array(items) => items.iter().for_each(|v| walk(v, seen)),
            _ => {}
        }
    }
    walk(&article["statements"], &mut |place| {
        places += 1;
        let [start, end] = ["start", "end"].map(|k| usize::try_from(place[k].as_u64().unwrap()).unwrap());
        assert_eq!(letters[start..end].iter().collect::<String>(), place["text"].as_str().unwrap());
    });
    assert!(places > 3, "{places}");
}

#[test]
fn one_line_an_article_with_its_own_claims() {
    let run = run("score articles/folder --format jsonl");
    assert_eq!(run.code, 2);
    let lines: Vec<Value> = run.stdout.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.iter().map(|l| l["articles"][0]["id"].as_str().unwrap()).collect::<Vec<_>>(), ["ferry", "m1", "m3"]);
    for line in &lines {
        crate::schema::check(line);
        let claims: Vec<&str> = line["claims"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap()).collect();
        for statement in line["articles"][0]["statements"].as_array().unwrap() {
            assert!(statement["claims"].as_array().unwrap().iter().all(|c| claims.contains(&c.as_str().unwrap())));
        }
    }
    let skipped: Vec<usize> = lines.iter().map(|l| l["skipped"].as_array().unwrap().len()).collect();
    assert_eq!(skipped, [0, 0, 1], "what could not be read stands in the last line");
    assert_eq!(lines[2]["skipped"][0]["record"], 2);
}

#[test]
fn alone_does_not_depend_on_what_is_scored_beside_it() {
    let own = run("score articles/bridge.txt --alone --format jsonl").stdout;
    let beside = run("score articles/folder/ferry.txt articles/bridge.txt articles/german.jsonl --alone --format jsonl").stdout;
    assert_eq!(beside.lines().nth(1), own.lines().next());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["table", "json", "jsonl", "csv"] {
        let arguments = format!("score articles/bridge.txt articles/folder/ferry.txt --format {format}");
        assert_eq!(run(&arguments).stdout, run(&arguments).stdout, "{format}");
    }
}

#[test]
fn a_saved_assessment_gives_what_score_prints() {
    let saved = run("score articles/bridge.txt articles/folder/ferry.txt --format json").stdout;
    for format in ["table", "json", "jsonl", "csv"] {
        let at_once = run(&format!("score articles/bridge.txt articles/folder/ferry.txt --format {format}")).stdout;
        assert_eq!(run_with(&format!("export - --to {format}"), &saved).stdout, at_once, "{format}");
    }
    assert_eq!(
        run("score articles/bridge.txt --explain s1").stdout,
        run_with("explain - s1", &run("score articles/bridge.txt --format json").stdout).stdout
    );
}

#[test]
fn the_ending_of_the_output_says_its_format() {
    let folder = tempfile::tempdir().unwrap();
    for (name, start) in [("a.json", "{\n"), ("a.jsonl", "{\"schema\""), ("a.csv", "statement,"), ("a.out", "outlet NOT GIVEN")] {
        let path = folder.path().join(name);
        let done = corroborate().args(["score", "articles/bridge.txt", "-q", "-o"]).arg(&path).output().unwrap();
        assert_eq!((done.status.code(), done.stdout.len(), done.stderr.len()), (Some(0), 0, 0), "{name}");
        assert!(std::fs::read_to_string(&path).unwrap().starts_with(start), "{name}");
    }
}

#[test]
fn bad_input_is_named_and_the_rest_is_done() {
    let large = tempfile::Builder::new().suffix(".txt").tempfile().unwrap();
    large.as_file().set_len(50_000_000).unwrap();
    let large = large.path().to_str().unwrap();
    for (arguments, message) in [
        ("articles/none.txt", "articles/none.txt: there is no such file: check its name and folder"),
        (
            "articles/nothing",
            "articles/nothing: holds no articles: expected files ending in .txt, .html, .json, .jsonl, .csv, .parquet; a file of another ending must be named itself",
        ),
        ("articles/picture.txt", "articles/picture.txt: is a PNG image, not text: expected text, HTML, JSON or a table"),
        ("articles/empty.txt", "articles/empty.txt: is empty: nothing to score"),
        (large, &format!("{large}: holds more than 20 MB, the limit for one article: raise the limit or split it")),
        (
            "articles/folder/more.jsonl",
            "articles/folder/more.jsonl:2: is not valid JSON: EOF while parsing a string (column 25): expected one whole record a line",
        ),
        (
            "articles/table.csv --text-column text2",
            "articles/table.csv: has no column `text2`: there are `headline`, `body`, `site`",
        ),
        (
            "articles/bridge.txt --max-size 10",
            "articles/bridge.txt: holds more than 10 bytes, the limit for one article: raise the limit or split it",
        ),
    ] {
        let run = run(&format!("score -q {arguments} articles/bridge.txt --format jsonl"));
        assert_eq!(run.code, 2, "{arguments}");
        assert_eq!(run.stderr.lines().next().unwrap(), format!("corroborate: {message}"));
        assert_eq!(run.stdout.contains("\"id\":\"bridge\""), !arguments.contains("max-size"), "{arguments}");
    }
}

#[test]
fn what_cannot_begin_says_why() {
    for (arguments, message) in [
        (
            "articles/bridge.txt --encoding klingon",
            "the encoding `klingon` is not known: expected a name such as utf-8, utf-16le, windows-1252, iso-8859-2 or koi8-r\n",
        ),
        (
            "articles/bridge.txt -o nowhere/out.json",
            "nowhere/out.json: cannot be written: No such file or directory (os error 2)\n",
        ),
        ("articles/bridge.txt --format csv -o run/", "--format is not for a run: run/ is a folder"),
        ("articles/bridge.txt --format csv -o articles", "--format is not for a run: articles is a folder"),
        ("articles/bridge.txt --explain s1 -o run/", "--explain is not for a run: "),
        ("articles/bridge.txt --explain s9", "no statement or claim `s9`; statements go from bridge#1 (or s1) to bridge#2\n"),
        ("articles/bridge.txt --registry none.csv", "none.csv: "),
    ] {
        let run = run(&format!("score -q {arguments}"));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments}");
        assert!(run.stderr.starts_with(&format!("corroborate: {message}")), "{arguments}: {}", run.stderr);
    }
    for (name, arguments) in [
        ("no_files", "score"),
        ("score_unknown_format", "score a.txt --format docx"),
        ("unknown_input_format", "score a.txt --input-format docx"),
    ] {
        assert_snapshot!(name, run(arguments).all());
    }
}

#[test]
fn warnings_say_what_was_seen_and_what_to_do() {
    assert_snapshot!(
        "warnings",
        run("score articles/german.jsonl articles/folder/ferry.txt articles/table.csv articles/sourceless.txt --format csv")
            .stderr
    );
    assert_eq!(run("score articles/german.jsonl --quiet").stderr, "");
}

#[test]
fn a_limit_that_is_not_met_is_exit_1() {
    let run = run("score -q articles/bridge.txt --fail-under 0.999 --format csv");
    assert_eq!((run.code, run.stderr.as_str()), (1, "corroborate: content estimate below 0.999: bridge#1, bridge#2\n"));
    assert_eq!(crate::command::run("score -q articles/bridge.txt --fail-under 0.001").code, 0);
}

#[test]
fn standard_input_is_an_article() {
    let run = run_with("score - -q --outlet reuters.com --format csv", "The dam is safe, engineer Tove Lind said.");
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let cell = |name: &str| row[headers.iter().position(|h| h == name).unwrap()].to_owned();
    assert_eq!(["statement", "outlet", "content", "source"].map(cell), ["stdin#1", "Reuters", "The dam is safe", "Tove Lind"]);
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt as _;
    assert_eq!(run("score -q articles/bridge.txt -o /dev/null").code, 0);
    assert!(std::fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    assert!(folder().join("articles/bridge.txt").is_file());
}

#[test]
fn who_denies_in_words_of_its_own_is_shown_with_the_claim() {
    let text = "The blast at the Karst mine near Ostra injured 31 miners, the miners' union said. \
                The claim that the blast at the Karst mine injured 31 miners is false, the operator said.";
    let table = run_with("score - -q --outlet reuters.com", text).stdout;
    let flat = table.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("denies c1"), "{table}");
    assert_eq!(table.matches("contradicts").count(), 2, "each side names the other: {table}");
}
