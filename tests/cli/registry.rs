use crate::command::{folder, run, run_with};
use insta::assert_snapshot;
use serde_json::Value;

#[test]
fn show_has_everything_with_the_evidence() {
    assert_snapshot!("registry_show", run("registry show Interfax").all());
    let domain = run("registry show https://en.interfax.com.ua/news");
    assert_eq!((domain.code, domain.stdout.lines().next()), (0, Some("Interfax-Ukraine")));
}

#[test]
fn periods_are_shown_unless_a_day_is_given() {
    let all = run("registry show TVP").stdout;
    assert_eq!(all.matches("\n  class ").count(), 2, "{all}");
    let day = run("registry show TVP --date 2023-05-01").stdout;
    assert!(day.contains("state_owned") && day.matches("checked on").count() == 1, "{day}");
}

#[test]
fn namesakes_are_all_shown_unless_the_context_decides() {
    let several = run("registry show RTS");
    assert_eq!(several.code, 0);
    assert!(several.stderr.contains("is ambiguous: 3 outlets bear this name"), "{}", several.stderr);
    assert_eq!(several.stdout.matches("evidence").count(), 3, "{}", several.stdout);
    let one = run("registry show RTS --context Belgrade");
    assert_eq!((one.stderr.as_str(), one.stdout.lines().next()), ("", Some("RTS (Serbia)")));
}

#[test]
fn an_unknown_name_gets_suggestions_and_exit_2() {
    let run = run("registry show Routers");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(run.stderr, "corroborate: \"Routers\" is not in the registry; did you mean Reuters (reuters)?\n");
}

#[test]
fn list_filters_and_formats() {
    let table = run("registry list --country is --kind broadcaster");
    assert_snapshot!("registry_list", table.stdout);
    assert!(table.stderr.contains(" rows; registry 2026-"), "{}", table.stderr);
    let json: Value = serde_json::from_str(&run("registry list --class party_owned --country LB --format json").stdout).unwrap();
    let outlets = json["outlets"].as_array().unwrap();
    assert!(outlets.iter().any(|o| o["id"] == "al-manar" && o["line"] == "owner:hezbollah"), "{json}");
    assert!(outlets.iter().all(|o| o["class"] == "party_owned" && o["country"] == "LB"), "{json}");
    let csv = run("registry list --contested --format csv").stdout;
    let again = run_with("registry check -", &csv);
    assert_eq!((again.code, again.stdout.as_str()), (0, ""), "what is listed can be read back: {}", again.stderr);
    assert_eq!(run("registry list --class official").code, 2, "a class of speakers");
}

#[test]
fn check_names_lines_and_exits_1() {
    let clean = run("registry check");
    assert_eq!((clean.code, clean.stdout.as_str()), (0, ""), "{}", clean.stderr);
    assert_snapshot!("registry_check", run("registry check registry/broken.csv").all());
    let missing = run("registry check registry/none.csv");
    assert_eq!((missing.code, missing.stdout.as_str()), (2, ""));
    assert!(missing.stderr.contains("registry/none.csv"), "{}", missing.stderr);
}

#[test]
fn overlays_are_used_and_their_errors_have_a_place() {
    let with = run("registry show Salt-Gazette --registry registry/mine.csv");
    assert_eq!((with.code, with.stdout.lines().next()), (0, Some("Salt Gazette")), "{}", with.stderr);
    assert_eq!(run("registry show TASS --registry registry/mine.csv").code, 2, "withdrawn");
    let twice = run("registry list --registry registry/mine.csv --registry registry/mine.csv");
    assert_eq!(twice.code, 2);
    assert!(twice.stderr.contains("registry/mine.csv:2: "), "{}", twice.stderr);
    assert!(folder().join("registry/mine.csv").is_file());
}

#[test]
fn bodies_and_office_holders_are_shown_too() {
    let body = run("registry show acled").stdout;
    for line in ["ACLED\n", "  id          acled\n", "  class       ngo\n", "  evidence    "] {
        assert!(body.contains(line), "{line:?} in {body}");
    }
    let person = run("registry show Abbas-Araghchi");
    assert_eq!(person.code, 2, "a name is not guessed at: {}", person.stderr);
    let term = |day: &str| run(&format!("registry show Araghchi --date {day}"));
    assert!(term("2025-01-01").stdout.contains("  office      foreign minister\n"));
    assert_eq!(term("2020-01-01").code, 2, "not in office");
}
