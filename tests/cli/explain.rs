use crate::command::{run, run_with};
use insta::assert_snapshot;

#[test]
fn statements_and_claims_are_explained() {
    for (name, arguments) in [
        ("label_conflict", "explain saved/one.json s6"),
        ("steps", "explain saved/one.json valley-herald#4"),
        ("narration", "explain saved/one.json #1"),
        ("hearsay", "explain saved/one.json 8 --width 70"),
        ("claim", "explain saved/three.json c5"),
    ] {
        assert_snapshot!(format!("explain_{name}"), run(arguments).all());
    }
}

/// The printed numbers of the waterfall: parts, totals.
fn printed(text: &str) -> (Vec<i64>, Vec<i64>) {
    let lines: Vec<&str> = text.lines().skip_while(|l| !l.contains("Is it so?")).skip(1).take_while(|l| !l.is_empty()).collect();
    let hundredths = |word: &str| word.parse::<f64>().ok().filter(|_| word.contains('.')).map(|v| (v * 100.0).round() as i64);
    let mut parts = Vec::new();
    let mut totals = Vec::new();
    for line in lines.iter().filter(|l| !l.starts_with("    ")) {
        let numbers: Vec<i64> =
            line.split_whitespace().filter(|w| !w.starts_with(['[', '<', '>'])).filter_map(hundredths).collect();
        match numbers.as_slice() {
            [part, total, _] => {
                parts.push(*part);
                totals.push(*total);
            }
            [total, _] => totals.push(*total),
            other => panic!("{line}: {other:?}"),
        }
    }
    (parts, totals)
}

#[test]
fn the_printed_parts_add_up() {
    for arguments in
        ["explain saved/one.json s4", "explain saved/one.json s6", "explain saved/three.json c5", "explain saved/three.json c4"]
    {
        let (parts, totals) = printed(&run(arguments).stdout);
        assert!(!parts.is_empty(), "{arguments}");
        let (prior, estimate) = (totals[0], *totals.last().unwrap());
        assert_eq!(prior + parts.iter().sum::<i64>(), estimate, "{arguments}");
    }
}

#[test]
fn what_is_not_there_is_said() {
    for (arguments, message) in [
        (
            "explain saved/one.json s99",
            "corroborate: saved/one.json: no statement or claim `s99`; statements go from valley-herald#1 (or s1) to valley-herald#10\n",
        ),
        (
            "explain saved/three.json s1",
            "corroborate: saved/three.json: no statement or claim `s1`; there are 3 articles: name the article too, from valley-herald#1 to courier#2\n",
        ),
        (
            "explain saved/one.json c99",
            "corroborate: saved/one.json: no statement or claim `c99`; statements go from valley-herald#1 (or s1) to valley-herald#10\n",
        ),
    ] {
        let run = run(arguments);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (2, "", message));
    }
    let newer = run_with("explain - s1", "{\"schema\":\"corroborate.assessment/7\"}");
    assert_eq!(newer.code, 2);
    assert!(newer.stderr.contains("is of schema corroborate.assessment/7"), "{}", newer.stderr);
}
