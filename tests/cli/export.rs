use crate::command::{corroborate, folder, run, run_with};
use insta::assert_snapshot;
use serde_json::Value;

#[test]
fn tables_at_three_widths() {
    for width in [60, 80, 120, 140] {
        let run = run(&format!("export saved/one.json --to table --width {width}"));
        assert_snapshot!(format!("one_article_{width}"), run.all());
        assert!(run.stdout.lines().all(|l| l.chars().count() <= width), "a line is wider than {width} columns");
    }
}

#[test]
fn several_articles_have_a_section_of_claims() {
    assert_snapshot!("three_articles", run("export saved/three.json --to table").all());
}

#[test]
fn colour_only_adds() {
    let plain = run("export saved/one.json --to table").stdout;
    let coloured = run("export saved/one.json --to table --color always").stdout;
    assert!(coloured.contains("\u{1b}[1m"));
    let mut bare = String::new();
    let mut rest = coloured.as_str();
    while let Some(at) = rest.find('\u{1b}') {
        bare.push_str(&rest[..at]);
        rest = &rest[at + rest[at..].find('m').unwrap() + 1..];
    }
    bare.push_str(rest);
    assert_eq!(bare, plain);
    assert!(!plain.contains('\u{1b}'));
}

#[test]
fn json_comes_back_as_it_was() {
    let saved: Value = serde_json::from_str(&std::fs::read_to_string(folder().join("saved/three.json")).unwrap()).unwrap();
    let again: Value = serde_json::from_str(&run("export saved/three.json --to json").stdout).unwrap();
    assert_eq!(again, saved);
    // and by way of one line an article
    let lines = run("export saved/three.json --to jsonl").stdout;
    assert_eq!(lines.lines().count(), 3);
    let joined: Value = serde_json::from_str(&run_with("export - --to json", &lines).stdout).unwrap();
    assert_eq!(joined["articles"], saved["articles"]);
    let by_id = |v: &Value| {
        let mut claims = v["claims"].as_array().unwrap().clone();
        claims.sort_by_key(|c| c["id"].as_str().unwrap().to_owned());
        claims
    };
    assert_eq!(by_id(&joined), by_id(&saved));
}

#[test]
fn articles_scored_alone_are_put_together_without_mixing_their_claims() {
    let one = run("export saved/one.json --to jsonl").stdout;
    let other = one.replace("valley-herald", "second-copy");
    let joined: Value = serde_json::from_str(&run_with("export - --to json", &format!("{one}{other}")).stdout).unwrap();
    assert_eq!(joined["articles"].as_array().unwrap().len(), 2);
    assert_eq!(joined["claims"].as_array().unwrap().len(), 20);
    for article in joined["articles"].as_array().unwrap() {
        for statement in article["statements"].as_array().unwrap() {
            let claim = statement["claims"][0].as_str().unwrap();
            let found = joined["claims"].as_array().unwrap().iter().find(|c| c["id"] == claim).unwrap();
            let said =
                [&found["asserted_by"], &found["denied_by"]].iter().any(|s| s.as_array().unwrap().contains(&statement["id"]));
            assert!(said, "{} is not in {claim}", statement["id"]);
        }
    }
}

#[test]
fn csv_has_one_row_a_statement_and_the_versions_on_each() {
    let run = run("export saved/three.json --to csv");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|h| h == name).unwrap_or_else(|| panic!("no column {name}"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 14);
    assert!(rows.iter().all(|r| &r[column("registry_version")] == "2026-11" && !r[column("article")].is_empty()));
    assert_snapshot!("csv_row", headers.iter().zip(&rows[3]).map(|(h, v)| format!("{h}: {v}\n")).collect::<String>());
}

#[test]
fn what_cannot_be_exported_is_said() {
    for (arguments, stdin, message) in [
        (
            "export saved/none.json --to csv",
            "",
            "corroborate: saved/none.json: cannot be read: No such file or directory (os error 2)\n",
        ),
        (
            "export - --to csv",
            "",
            "corroborate: -: is empty; expected a saved assessment (made with `score --format json` or `jsonl`)\n",
        ),
        (
            "export - --to csv",
            "{\"a\":1}",
            "corroborate: -: is not a saved assessment: it has no `schema` field (expected \"corroborate.assessment/1\", made with `score --format json`)\n",
        ),
        (
            "export - --to csv",
            "{\"schema\":\"corroborate.assessment/2\"}",
            concat!(
                "corroborate: -: is of schema corroborate.assessment/2; this version (",
                env!("CARGO_PKG_VERSION"),
                ") reads corroborate.assessment/1: use a newer corroborate\n"
            ),
        ),
        (
            "export - --to csv",
            "{\"schema\":\"corroborate.assessment/1\"}",
            "corroborate: -: is not a whole assessment: missing field `version`\n",
        ),
        (
            "export - --to csv",
            "not json",
            "corroborate: -: is not JSON: expected ident at line 1 column 2; expected a saved assessment (made with `score --format json` or `jsonl`)\n",
        ),
        (
            "export saved/one.json --to csv -o nowhere/x.csv",
            "",
            "corroborate: nowhere/x.csv: cannot be written: No such file or directory (os error 2)\n",
        ),
        ("export saved/one.json --to json -o saved", "", "corroborate: saved: cannot be written: it is a directory\n"),
    ] {
        let run = run_with(arguments, stdin);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments}");
        assert_eq!(run.stderr, message, "{arguments}");
    }
}

#[test]
fn an_unknown_format_names_those_there_are() {
    assert_snapshot!("unknown_format", run("export saved/one.json --to docx").all());
}

#[test]
fn a_file_is_replaced_whole_or_not_at_all() {
    let folder_of_output = tempfile::tempdir().unwrap();
    let path = folder_of_output.path().join("out.csv");
    std::fs::write(&path, "old").unwrap();
    let failed = corroborate().args(["export", "saved/none.json", "--to", "csv", "-o"]).arg(&path).output().unwrap();
    assert_eq!(failed.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
    let done = corroborate().args(["export", "saved/one.json", "--to", "csv", "-o"]).arg(&path).output().unwrap();
    assert_eq!((done.status.code(), done.stdout.as_slice()), (Some(0), &b""[..]));
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("statement,article,"));
    assert_eq!(std::fs::read_dir(folder_of_output.path()).unwrap().count(), 1, "no temporary file stays behind");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_corroborate"))
        .current_dir(folder())
        .args(["export", "-", "--to", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // the reader goes away before the program has anything to write
    drop(child.stdout.take());
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), &std::fs::read(folder().join("saved/three.json")).unwrap())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}

#[test]
fn saved_files_keep_to_the_schema() {
    for name in ["one", "three"] {
        let saved = std::fs::read_to_string(folder().join(format!("saved/{name}.json"))).unwrap();
        crate::schema::check(&serde_json::from_str(&saved).unwrap());
    }
}

#[test]
fn nothing_in_an_article_steers_the_terminal() {
    let saved = std::fs::read_to_string(folder().join("saved/three.json")).unwrap();
    let hostile = saved
        .replace("a senior fire official", "a senior \\u001b[2J\\u202efire official")
        .replace("orsa-daily", "orsa\\u0007daily")
        .replace("Valley Herald", "Valley\\u009b31mHerald")
        .replace("2026-11\"", "2026\\u001b]0;x\\u0007\"");
    assert_ne!(hostile, saved);
    for arguments in ["export - --to table", "export - --to table --full --width 60", "explain - c5", "explain - valley-herald#4"]
    {
        let run = run_with(arguments, &hostile);
        assert_eq!(run.code, 0, "{arguments}: {}", run.stderr);
        assert!(!run.stdout.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{arguments}");
    }
}
