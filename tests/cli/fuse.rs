use crate::command::{corroborate, folder, run, run_with};
use insta::assert_snapshot;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Five sources about three bridges; `c` and `d` say the same, right or wrong.
const CLAIMS: &str = "source,object,value\na,b1,open\nb,b1,open\nc,b1,closed\na,b2,closed\nb,b2,closed\nc,b2,open\nd,b2,open\na,b3,open\nd,b3,open\n";

fn fused(arguments: &str, stdin: &str) -> (crate::command::Run, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let run = run_with(&format!("{arguments} -o {}", folder.path().display()), stdin);
    (run, folder)
}

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap()
}

#[test]
fn claims_from_start_to_finish() {
    let (run, folder) = fused("fuse -", CLAIMS);
    assert_snapshot!("fuse_summary", run.all());
    let truths = rows(&folder.path().join("truths.csv"));
    let values: Vec<String> = truths.iter().map(|r| format!("{}={}", r["object"], r["value"])).collect();
    assert_eq!(values, ["b1=closed", "b1=open", "b2=closed", "b2=open", "b3=open"]);
    let sources = rows(&folder.path().join("sources.csv"));
    assert_eq!(sources.iter().map(|r| r["claims"].as_str()).collect::<Vec<_>>(), ["3", "2", "2", "2"]);
    for row in truths.iter().map(|r| (r, "probability")).chain(sources.iter().map(|r| (r, "reliability"))) {
        let (low, estimate, high) = (number(row.0, "low"), number(row.0, row.1), number(row.0, "high"));
        assert!(0.0 <= low && low <= estimate && estimate <= high && high <= 1.0, "{:?}", row.0);
    }
    for object in ["b1", "b2", "b3"] {
        let sum: f64 = truths.iter().filter(|r| r["object"] == object).map(|r| number(r, "probability")).sum();
        assert!(sum <= 1.0 && sum > 0.5, "{object}: {sum}");
    }
    let copying = std::fs::read_to_string(folder.path().join("copying.csv")).unwrap();
    assert!(copying.starts_with("a,b,direction,probability\n"), "{copying}");
}

#[test]
fn the_same_claims_give_the_same_bytes() {
    let shuffled = "value,object,source\nopen,b3,d\nclosed,b2,a\nopen,b1,a\nopen,b2,d\nopen,b1,b\nclosed,b2,b\nopen,b3,a\nopen,b2,c\nclosed,b1,c\n";
    let ((first, one), (second, two)) = (fused("fuse -", CLAIMS), fused("fuse -", shuffled));
    assert_eq!(first.stdout, second.stdout);
    for file in ["truths.csv", "sources.csv", "copying.csv", "model.json"] {
        let read = |folder: &tempfile::TempDir| std::fs::read_to_string(folder.path().join(file)).unwrap();
        assert_eq!(read(&one), read(&two), "{file}");
    }
}

#[test]
fn bad_rows_are_named_and_the_rest_is_used() {
    let table = "source,object,value\na,b1,open\n,b1,open\nb,,open\nc,b1,\nd,b1\ne,b1,open\n";
    let (run, folder) = fused("fuse - --quiet", table);
    assert_snapshot!("fuse_bad_rows", run.all());
    assert_eq!(rows(&folder.path().join("sources.csv")).len(), 2);
    let columns = "fuse - --quiet --confidence sure --time when";
    let table = "source,object,value,sure,when\na,b,x,0.5,2024-05-01\nb,b,x,1.5,2024-05-01\nc,b,x,,soon\nd,b,y,1,17\n";
    assert_snapshot!("fuse_bad_cells", fused(columns, table).0.all());
}

/// A folder with one file, and what fusing it gives; the folder's name is left out of the messages.
fn fused_file(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    let output = corroborate().current_dir(folder.path()).args(["fuse", name, "--quiet"]).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    format!("exit {}\n{}{}", output.status.code().unwrap(), text(output.stderr), text(output.stdout))
}

#[test]
fn broken_rows_of_a_file_are_named_by_file_and_line() {
    let rows: [(&[u8], &str); 4] = [
        (
            b"b,b1",
            "claims.csv:3: has 2 fields where the header names 3 columns: check its quotes and separators; the row is left out",
        ),
        (
            b"b,b1,open,x",
            "claims.csv:3: has 4 fields where the header names 3 columns: check its quotes and separators; the row is left out",
        ),
        (
            b"\"b,b1,open",
            "claims.csv:3: has 1 field where the header names 3 columns: check its quotes and separators; the row is left out",
        ),
        (
            b"b,b\xFC1,open",
            "claims.csv:3: is not UTF-8 in field 2: save the table as UTF-8 or name its encoding; the row is left out",
        ),
    ];
    for (row, message) in rows {
        let file = [b"source,object,value\na,b1,open\n", row, b"\n"].concat();
        let said = fused_file("claims.csv", &file);
        assert!(said.starts_with(&format!("exit 2\ncorroborate: {message}\n1 claims of 1 sources about 1 objects\n")), "{said}");
    }
    // without a good row there is nothing to learn from
    let said = fused_file("claims.csv", b"source,object,value\nb,b\xFC1,open\n");
    assert!(said.contains("claims.csv: has no claims: expected a row of source, object and value below the header"), "{said}");
    let said = fused_file("claims.csv", b"source,obj\xFCct,value\na,b1,open\n");
    assert!(said.starts_with("exit 2\ncorroborate: claims.csv:1: is not UTF-8 in field 2: save the table as UTF-8"), "{said}");
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_is_refused_with_what_to_do() {
    let said = fused_file("claims.parquet", b"PAR1");
    assert_eq!(
        said,
        "exit 2\ncorroborate: claims.parquet: this build reads no Parquet: install it with the feature `parquet` \
         (`cargo install corroborate --features parquet`) or convert the table to CSV\n"
    );
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_read_like_csv_and_what_is_none_is_refused() {
    use corroborate::table::{Cells, ParquetTable, Sheet};
    let column = |place: usize| CLAIMS.lines().skip(1).map(|line| line.split(',').nth(place)).collect();
    let names = ["source", "object", "value"].into_iter().enumerate();
    let columns = names.map(|(place, name)| (name.to_owned(), Cells::Text(column(place)))).collect();
    let mut bytes = Vec::new();
    ParquetTable::new(&mut bytes).with(Sheet { columns }).and_then(ParquetTable::finish).unwrap();
    let csv = fused_file("claims.csv", CLAIMS.as_bytes());
    assert!(csv.starts_with("exit 0\n9 claims of 4 sources about 3 objects\n"), "{csv}");
    assert_eq!(fused_file("claims.parquet", &bytes), csv);
    let torn = fused_file("claims.parquet", &bytes[..bytes.len() / 2]);
    assert!(torn.starts_with("exit 2\ncorroborate: claims.parquet"), "{torn}");
}

#[test]
fn what_cannot_be_fused_is_refused_with_a_reason() {
    for (name, arguments, stdin) in [
        ("no_file", "fuse nowhere.csv", ""),
        ("nothing", "fuse -", ""),
        ("only_a_header", "fuse -", "source,object,value\n"),
        ("another_column", "fuse - --source who", CLAIMS),
        ("a_tolerance", "fuse - --tolerance 2", CLAIMS),
        ("a_model", "fuse - --model oracle", CLAIMS),
        ("a_file_for_a_folder", "fuse - -o articles/bridge.txt", CLAIMS),
    ] {
        let run = run_with(arguments, stdin);
        assert_eq!(run.code, 2, "{name}: {}", run.all());
        assert_snapshot!(format!("fuse_refuses_{name}"), run.all());
    }
}

#[test]
fn each_model_can_be_forced_and_says_so() {
    for (model, line) in [
        ("one-coin", "model: one-coin (asked for)"),
        ("confusion", "model: confusion (asked for)"),
        ("numeric", "model: numeric (asked for)"),
        ("vote", "model: vote (asked for)"),
    ] {
        let run = run_with(&format!("fuse - --model {model}"), CLAIMS);
        assert_eq!(run.code, 0, "{}", run.all());
        assert!(run.stdout.contains(line), "{}", run.stdout);
    }
}

#[test]
fn columns_times_and_known_truth() {
    let table = "wer;was;wert;wann;wahr\na;b1;zu;1;\na;b1;offen;2;\nb;b1;zu;1;\nc;b2;zu;1;zu\nd;b2;offen;1;\n";
    let (run, folder) = fused("fuse - --source wer --object was --value wert --time wann --gold wahr", table);
    assert_eq!(run.code, 0, "{}", run.all());
    let truths = rows(&folder.path().join("truths.csv"));
    let known = truths.iter().find(|r| r["object"] == "b2" && r["value"] == "zu").unwrap();
    assert_eq!((number(known, "probability"), number(known, "low")), (1.0, 1.0));
    // of the two claims of `a` about b1 the later stands
    let sources = rows(&folder.path().join("sources.csv"));
    assert_eq!(sources[0]["claims"], "1");
}

#[test]
fn a_learned_model_narrows_what_is_believed_of_a_source() {
    let mut claims = String::from("source,object,value\n");
    for object in 0..60 {
        for source in ["Reuters", "second", "third", "fourth"] {
            let wrong = source != "Reuters" && object % 5 == source.len() % 5;
            claims +=
                &format!("{source},o{object},{}\n", if wrong { format!("{source} {object}") } else { format!("true {object}") });
        }
    }
    let (fused, folder) = fused("fuse - --quiet", &claims);
    assert_eq!(fused.code, 0, "{}", fused.all());
    let model = folder.path().join("model.json");
    let score = |more: &[&str]| -> Value {
        let run = corroborate().args(["score", "articles/bridge.txt", "--format", "json"]).args(more).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        serde_json::from_slice(&run.stdout).unwrap()
    };
    let (plain, narrowed) = (score(&[]), score(&["--model", model.to_str().unwrap()]));
    crate::schema::check(&narrowed);
    let content = |document: &Value| document["articles"][0]["statements"][0]["confidence"]["content"].clone();
    let width = |c: &Value| c["high"].as_f64().unwrap() - c["low"].as_f64().unwrap();
    assert!(width(&content(&narrowed)) < width(&content(&plain)), "{} against {}", content(&narrowed), content(&plain));
    let of = |document: &Value| document["params"]["sources"]["reuters"]["a"].as_f64().unwrap();
    assert!(of(&narrowed) > of(&plain), "{} against {}", of(&narrowed), of(&plain));
}

#[test]
fn a_model_that_is_none_is_refused() {
    let file = tempfile::NamedTempFile::new().unwrap();
    for (text, reason) in
        [("{}", "is no model that `corroborate fuse` wrote"), ("words", "is no model that `corroborate fuse` wrote")]
    {
        std::fs::write(file.path(), text).unwrap();
        let run = run(&format!("score articles/bridge.txt --model {}", file.path().display()));
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(reason), "{}", run.stderr);
    }
    let run = run("score articles/bridge.txt --model nowhere.json");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("nowhere.json: there is no such file"), "{}", run.stderr);
    assert!(folder().join("articles/bridge.txt").is_file());
}
