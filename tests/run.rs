//! A corpus scored into the folder of a run and resolved: what comes out, and that `kill -9` at any moment costs nothing.
#![cfg(all(feature = "cli", feature = "parquet"))]

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

struct Done {
    code: i32,
    stdout: String,
    stderr: String,
}

fn run(folder: &Path, line: &str) -> Done {
    let done = command(folder, line).output().expect("the command starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Done { code: done.status.code().unwrap_or(-1), stdout: text(done.stdout), stderr: text(done.stderr) }
}

fn command(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corroborate"));
    command.args(line.split(' ')).current_dir(folder).env("NO_COLOR", "1");
    command
}

fn good(folder: &Path, line: &str) -> Done {
    let done = run(folder, line);
    assert_eq!(done.code, 0, "{line}: {}", done.stderr);
    done
}

/// Reports of a few invented events, each told by several outlets: enough for a dozen shards of three.
fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    // events that have no words in common: what is said of one is said of no other
    let events = [
        [
            "The ferry Aurora ran aground off Lund",
            "Captain Vik",
            "passengers reached the shore in lifeboats",
            "Nordsund Line",
            "the radar had failed",
        ],
        [
            "A fire destroyed the depot in Ostmere",
            "Fire chief Reddy",
            "tanks of petrol burned for hours",
            "Calder Freight",
            "valves leaked before dawn",
        ],
        [
            "The council of Velmar approved the budget",
            "Mayor Tolland",
            "schools get new roofs next year",
            "Arven Works",
            "bribes were paid to officials",
        ],
    ];
    let (mut lines, mut more) = (String::new(), String::new());
    for number in 0..36 {
        let [event, who, what, firm, denied] = events[number % 3];
        let outlet = ["Harbour Post", "Reuters", "Ostmere Courier", "TASS"][number % 4];
        let text = format!(
            "{event} on Monday. {who} said that {} {what}. A spokesman for {firm} denied that {denied}.\n\nAn official told {outlet} on condition of anonymity that report {number} would be published soon.",
            20 + number % 5
        );
        let line = json!({"id": format!("n{number}"), "outlet": outlet, "published": format!("2026-01-{:02}T08:00:00Z", 1 + number % 3 * 9), "text": text});
        let into = if number < 30 { &mut lines } else { &mut more };
        *into += &format!("{line}\n");
    }
    std::fs::create_dir(folder.path().join("corpus")).expect("a folder");
    std::fs::write(folder.path().join("corpus/one.jsonl"), lines).expect("written");
    std::fs::write(folder.path().join("corpus/two.jsonl"), more + "not a record\n").expect("written");
    folder
}

const SCORE: &str = "score corpus -o run/ --shard 3 --model fast --with-text -q";
const RESOLVE: &str = "resolve run/ -q";

/// Every file below a folder with its bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(here) = folders.pop() {
        for entry in std::fs::read_dir(&here).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below it").to_owned();
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

fn same(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>, what: &str) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{what}");
    for (name, bytes) in one {
        assert!(bytes == &other[name], "{what}: {} has other bytes", name.display());
    }
}

/// Both verbs over one corpus, without a break; the record that cannot be read gives 2.
fn whole(folder: &Path) {
    let done = run(folder, SCORE);
    assert_eq!(done.code, 2, "{}", done.stderr);
    assert!(done.stderr.contains("corpus/two.jsonl, record 7") || done.stderr.contains("two.jsonl"), "{}", done.stderr);
    good(folder, RESOLVE);
}

/// SplitMix64 (Steele, Lea, Flood 2014), as a share of 1.
fn shares(seed: u64) -> impl Iterator<Item = f64> {
    (1..).map(move |n: u64| {
        let mut z = seed.wrapping_add(n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    })
}

/// Starts a command and kills it after a while; whether it was still at work.
fn killed(folder: &Path, line: &str, after: Duration) -> bool {
    let mut child = command(folder, line).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    std::thread::sleep(after);
    let at_work = child.try_wait().expect("a state").is_none();
    child.kill().expect("SIGKILL");
    child.wait().expect("an end");
    at_work
}

#[test]
fn kill_at_ten_random_moments_loses_nothing_and_changes_no_byte() {
    let source = corpus();
    let began = Instant::now();
    whole(source.path());
    let took = began.elapsed();
    let wanted = tree(&source.path().join("run"));
    let mut hits = 0;
    // two verbs, ten moments each, spread over twice the share that each has of the whole
    for (number, share) in shares(20_261_127).take(10).enumerate() {
        let folder = corpus();
        let after = took.mul_f64(share);
        hits += usize::from(killed(folder.path(), SCORE, after));
        hits += usize::from(killed(folder.path(), SCORE, after.mul_f64(0.5)));
        run(folder.path(), SCORE);
        hits += usize::from(killed(folder.path(), RESOLVE, after.mul_f64(0.5)));
        good(folder.path(), RESOLVE);
        same(&tree(&folder.path().join("run")), &wanted, &format!("killed at moment {number}"));
    }
    assert!(hits >= 5, "only {hits} of 30 were at work when they were killed");
    // finished is finished
    assert_eq!(run(source.path(), SCORE).code, 2);
    good(source.path(), RESOLVE);
    same(&tree(&source.path().join("run")), &wanted, "asked for again");
}

#[test]
fn what_changed_is_noticed_and_said() {
    let folder = corpus();
    let here = folder.path();
    assert!(killed(here, SCORE, Duration::from_millis(1)) || here.join("run/manifest.json").exists());
    run(here, SCORE);
    for (line, says) in [
        ("score corpus -o run/ --shard 4 --model fast --with-text -q", "shard was 3 and is now 4"),
        ("score corpus -o run/ --shard 3 --with-text -q", "rules_alone was true and is now false"),
        ("score corpus/one.jsonl -o run/ --shard 3 --model fast --with-text -q", "corpus/two.jsonl is gone"),
        ("score - -o run/ -q", "a run is made of files"),
        ("score corpus -o corpus/ -q", "is not empty and holds no run"),
        ("score corpus -o run/ --explain s1", "--explain is not for a run"),
        ("score corpus -o run/ --format csv", "--format is not for a run"),
        ("resolve corpus", "corpus: holds no run"),
        ("resolve run/ --registry none.csv", "none.csv"),
    ] {
        let done = run(here, line);
        assert_eq!(done.code, 2, "{line}: {}", done.stderr);
        assert!(done.stderr.contains(says), "{line}: {}", done.stderr);
    }
    good(here, RESOLVE);
    assert!(run(here, "resolve run/ --window 3").stderr.contains("with other settings"));
    let text = std::fs::read_to_string(here.join("corpus/one.jsonl")).expect("a file");
    std::fs::write(here.join("corpus/one.jsonl"), text.replace("Lund", "Lynd")).expect("written");
    let done = run(here, SCORE);
    assert_eq!(done.code, 2);
    assert!(done.stderr.contains("corpus/one.jsonl has changed"), "{}", done.stderr);
    let manifest: Value = serde_json::from_slice(&std::fs::read(here.join("run/manifest.json")).expect("a file")).expect("JSON");
    std::fs::write(here.join("run/manifest.json"), manifest.to_string().replace("\"complete\":true", "\"complete\":false"))
        .expect("written");
    for line in ["resolve run/", "export run/ --to csv", "explain run/ n1#1"] {
        assert!(run(here, line).stderr.contains("is not finished: start `corroborate score"), "{line}");
    }
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// What a statement says and how sure one may be, by its name; the names of claims are another matter.
fn statements(document: &Value) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    for article in document["articles"].as_array().expect("articles") {
        for statement in article["statements"].as_array().expect("statements") {
            let mut statement = statement.clone();
            statement["claims"] = Value::Null;
            found.insert(statement["id"].as_str().expect("an id").to_owned(), statement);
        }
    }
    found
}

/// Claims as sets of statements, with their numbers.
fn claims(document: &Value) -> BTreeSet<String> {
    let claim = |c: &Value| {
        let mut members: Vec<&str> = c["asserted_by"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        members.sort_unstable();
        format!("{members:?} {} {} {}", c["text"], c["independent_origins"], c["confidence"]["content"]["estimate"])
    };
    document["claims"].as_array().expect("claims").iter().map(claim).collect()
}

#[test]
fn a_run_says_what_scoring_alone_and_together_say() {
    let folder = corpus();
    let here = folder.path();
    run(here, SCORE);
    let alone = json_of(&run(here, "score corpus --alone --model fast --with-text --format json -q").stdout);
    let scored = json_of(&good(here, "export run/ --to json").stdout);
    assert_eq!(statements(&alone), statements(&scored));
    assert_eq!(scored["claims"].as_array().map(Vec::len), alone["claims"].as_array().map(Vec::len));
    assert!(good(here, "explain run/ n7#2").stdout.contains("n7#2") || good(here, "explain run/ n7#2").stdout.contains("s2"));
    assert!(good(here, "explain run/ n7#c1").stdout.contains("n7#c1"));
    good(here, RESOLVE);
    let together = json_of(&run(here, "score corpus --model fast --with-text --format json -q").stdout);
    let resolved = json_of(&good(here, "export run/ --to json").stdout);
    // each event is a bundle: what stands in one is what scoring all together says of it
    assert_eq!(claims(&together), claims(&resolved));
    assert_eq!(statements(&together), statements(&resolved));
    let claim = resolved["claims"][0]["id"].as_str().expect("an id");
    assert!(claim.starts_with("c1."), "{claim}");
    assert!(good(here, &format!("explain run/ {claim}")).stdout.contains(claim));
    let missing = run(here, "explain run/ c99.1");
    assert!(missing.code == 2 && missing.stderr.contains("no statement or claim `c99.1` in this run"), "{}", missing.stderr);
    // every row of every table is in the package once, and the pages can be made
    good(here, "export run/ --to csv -o tables");
    let package = json_of(&std::fs::read_to_string(here.join("tables/datapackage.json")).expect("a file"));
    let rows = |table: &str| {
        package["resources"].as_array().expect("tables").iter().find(|r| r["name"] == table).expect("it")["rows"].clone()
    };
    assert_eq!(rows("articles"), json!(36));
    assert_eq!(rows("statements"), json!(statements(&resolved).len()));
    assert_eq!(rows("claims"), json!(claims(&resolved).len()));
    good(here, "export run/ --to parquet -o parquet");
    good(here, "export run/ --to html -o run.html");
    let lines = good(here, "export run/ --to csv").stdout;
    assert_eq!(lines.lines().next(), std::fs::read_to_string(here.join("tables/statements.csv")).expect("a file").lines().next());
}
