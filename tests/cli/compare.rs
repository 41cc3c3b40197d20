use crate::command::{corroborate, folder, run, run_with};
use insta::assert_snapshot;
use serde_json::Value;
use std::collections::BTreeMap;

/// Six short reports of two stories by two outlets, one of them twice, and one of nobody.
fn reports() -> String {
    let report = |id: &str, outlet: &str, day: u8, text: &str| {
        let outlet = if outlet.is_empty() { String::new() } else { format!("\"outlet\":\"{outlet}\",") };
        format!("{{\"id\":\"{id}\",{outlet}\"published\":\"2026-02-{day:02}\",\"text\":\"{text}\"}}\n")
    };
    let tolls =
        "Tolls on the Lindal road will double in May, a senior official said. Two bridges had been closed, Mayor Ruth Fenn said.";
    let mill =
        "The mill in Karsk had burned for six hours, fire chief Karl Dray told the state news agency Norvik. Nobody was hurt.";
    [
        report("a", "Lindal Courier", 3, tolls),
        report("a2", "Lindal Courier", 3, tolls),
        report("b", "Lindal Courier", 20, mill),
        report("c", "Karsk Mirror", 4, "Drivers will pay twice as much from May, according to the road office. The council had voted in secret, a person familiar with the matter said."),
        report("d", "Karsk Mirror", 21, "A mill burned down in Karsk. The sprinklers had apparently failed, fire chief Karl Dray said."),
        report("e", "", 21, "Snow is expected on Friday, forecasters said."),
    ]
    .concat()
}

#[test]
fn a_small_set_is_shown_with_its_limits() {
    assert_snapshot!("compare_small", run_with("compare - --input-format jsonl", &reports()).all());
    let narrow = run_with("compare - --input-format jsonl --width 60 --by month", &reports());
    assert!(narrow.stdout.lines().all(|l| l.chars().count() <= 60), "{}", narrow.stdout);
}

#[test]
fn the_table_shows_the_measures_asked_for_alone() {
    let asked = run_with("compare - --input-format jsonl --width 120 --measure anonymous --measure official", &reports()).stdout;
    let all = run_with("compare - --input-format jsonl --width 120", &reports()).stdout;
    for (words, when_asked, else_shown) in [
        ("unnamed source", true, true),
        ("official", true, true),
        ("hedged", false, true),
        ("single origin", false, true),
        ("Ultimate sources by class", false, true),
        ("In brackets the 90 % interval", true, true),
    ] {
        assert_eq!(asked.contains(words), when_asked, "{words}: {asked}");
        assert_eq!(all.contains(words), else_shown, "{words}: {all}");
    }
}

#[test]
fn what_cannot_be_compared_is_said() {
    for (name, arguments, stdin) in [
        ("compare_no_outlet", "compare - --input-format text", "Snow is expected on Friday, forecasters said."),
        ("compare_mixed", "compare saved/three.json articles/bridge.txt", ""),
        ("compare_measure", "compare saved/three.json --measure bias", ""),
        ("compare_parquet", "compare saved/three.json -o out.parquet", ""),
        ("compare_nothing", "compare articles/none-such.jsonl", ""),
    ] {
        assert_snapshot!(name, run_with(arguments, stdin).all());
    }
    for wrong in ["--alpha 0", "--alpha 1.5", "--resamples 5", "--by decade", "--adjust sidak", "--articles some"] {
        let run = run(&format!("compare saved/three.json {wrong}"));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{wrong}");
    }
}

/// The rows of a table that JSON holds, by outlet and measure.
fn estimates(json: &str) -> BTreeMap<(String, String), Value> {
    let value: Value = serde_json::from_str(json).unwrap();
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    let rows = value["estimates"].as_array().unwrap().iter();
    let plain = rows.filter(|e| e["class"].is_null() && e["window"].is_null());
    plain.map(|e| ((text(&e["outlet"]), text(&e["measure"])), e.clone())).collect()
}

#[test]
fn articles_saved_assessments_and_tables_give_one_comparison() {
    let own = tempfile::tempdir().unwrap();
    let place = |name: &str| own.path().join(name).display().to_string();
    std::fs::write(place("articles.jsonl"), reports()).unwrap();
    let direct = run(&format!("compare {} --format json", place("articles.jsonl")));
    assert_eq!((direct.code, direct.stderr.as_str()), (0, "corroborate: left out, because their outlet is not given: e\n"));
    for format in ["json", "jsonl"] {
        run(&format!("score -q {} --format {format} -o {}", place("articles.jsonl"), place("saved.json")));
        assert_eq!(run(&format!("compare {} --format json", place("saved.json"))).stdout, direct.stdout, "{format}");
    }
    run(&format!("export {} --to csv -o {}", place("saved.json"), place("tables")));
    assert_eq!(run(&format!("compare {} --format json", place("tables"))).stdout, direct.stdout);
    // the copy counts once
    let value: Value = serde_json::from_str(&direct.stdout).unwrap();
    let courier = value["outlets"].as_array().unwrap().iter().find(|o| o["outlet"] == "Lindal Courier").unwrap();
    assert_eq!((&courier["articles"], &courier["repeats"]), (&2.into(), &1.into()));
    assert_eq!(estimates(&direct.stdout)[&("Lindal Courier".to_owned(), "anonymous".to_owned())]["estimate"], 0.333333);
}

#[test]
fn tables_are_a_package_and_the_page_is_closed() {
    let own = tempfile::tempdir().unwrap();
    let place = |name: &str| own.path().join(name).display().to_string();
    assert_eq!(run_with(&format!("compare - --input-format jsonl -o {}/", place("tables")), &reports()).code, 0);
    let description: Value = serde_json::from_str(&std::fs::read_to_string(place("tables/datapackage.json")).unwrap()).unwrap();
    for resource in description["resources"].as_array().unwrap() {
        let path = format!("tables/{}", resource["path"].as_str().unwrap());
        let mut reader = csv::Reader::from_path(place(&path)).unwrap();
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let fields: Vec<String> =
            resource["schema"]["fields"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap().to_owned()).collect();
        assert_eq!(header, fields, "{path}");
        assert_eq!(reader.records().map(Result::unwrap).count() as u64, resource["rows"].as_u64().unwrap(), "{path}");
    }
    let hostile = reports().replace("Karsk Mirror", "</title><script>alert(1)</script>");
    let page = run_with("compare - --input-format jsonl --format html", &hostile).stdout;
    assert!(page.contains("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(page.contains("Content-Security-Policy") && page.contains("default-src &#39;none&#39;"));
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://") && !page.contains(" style="));
}

/// `data/outlets`: what was built in is found, and nothing else; 40 copies of one article in one outlet are one observation.
#[test]
fn the_generated_corpus() {
    let data = folder().join("../../data/outlets");
    let truth: Value = serde_json::from_str(&std::fs::read_to_string(data.join("truth.json")).unwrap()).unwrap();
    let articles = std::fs::read_to_string(data.join("articles.jsonl")).unwrap();
    let compare = |stdin: &str| {
        let measures = [
            "attributed",
            "own_reporting",
            "hedged",
            "anonymous_without_reason",
            "anonymous_with_reason",
            "state_media",
            "relay_depth",
            "copied",
        ];
        let flags = measures.iter().flat_map(|m| ["--measure", m]);
        let output = corroborate()
            .args(["compare", "-", "--input-format", "jsonl", "--format", "json"])
            .args(flags)
            .write_stdin(stdin)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let once = compare(&articles);
    let value: Value = serde_json::from_str(&once).unwrap();
    let expected = |outlet: &Value, measure: &Value| {
        truth["outlets"][outlet.as_str().unwrap()]["expected"][measure.as_str().unwrap()].as_f64().unwrap()
    };
    let (mut found, mut built, mut wrong) = (0, 0, Vec::new());
    for d in value["differences"].as_array().unwrap() {
        let differs = (expected(&d["outlet_a"], &d["measure"]) - expected(&d["outlet_b"], &d["measure"])).abs() > 1e-9;
        let holds = d["p_adjusted"].as_f64().is_some_and(|p| p < 0.05);
        built += usize::from(differs);
        found += usize::from(differs && holds);
        if holds && !differs {
            wrong.push(d.clone());
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(found as f64 >= 0.9 * built as f64, "{found} of {built}");

    let line = articles.lines().find(|l| l.contains("\"outlet\": \"Capital Ledger\"")).unwrap();
    let id = serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    let copies: String = (0..40).map(|n| line.replacen(&id, &format!("copy-{n}"), 1) + "\n").collect();
    let many = estimates(&compare(&format!("{articles}{copies}")));
    for (key, before) in estimates(&once) {
        let after = &many[&key];
        let number = |value: &Value| value.as_f64();
        for column in ["estimate", "low", "high"] {
            match (number(&before[column]), number(&after[column])) {
                (Some(x), Some(y)) => assert!((x - y).abs() <= 0.05 * x.abs() + 1e-9, "{key:?} {column}: {x} and {y}"),
                (x, y) => assert_eq!(x, y, "{key:?} {column}"),
            }
        }
    }
}
