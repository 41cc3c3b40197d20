use crate::command::run;
use insta::assert_snapshot;

#[test]
fn every_verb_has_help_with_examples() {
    let help = run("--help");
    assert_eq!((help.code, help.stderr.as_str()), (0, ""));
    let verbs: Vec<&str> = help
        .stdout
        .lines()
        .skip_while(|l| !l.starts_with("Commands:"))
        .skip(1)
        .take_while(|l| l.starts_with("  "))
        // a long description goes on in lines that are set in further
        .filter(|l| !l.starts_with("   "))
        .filter_map(|l| l.split_whitespace().next())
        .collect();
    assert!(verbs.len() >= 6, "{verbs:?}");
    for verb in verbs.into_iter().filter(|v| *v != "help") {
        let help = run(&format!("{verb} --help"));
        assert_eq!(help.code, 0, "{verb}");
        assert!(help.stdout.contains("Examples:") || help.stdout.contains("Commands:"), "{verb} has no examples");
    }
    assert_snapshot!("help_score", run("score --help").stdout);
}

#[test]
fn nothing_typed_shows_the_help() {
    let run = run("");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("Usage: corroborate <COMMAND>"));
}

#[test]
fn the_version_is_the_package_s() {
    assert_eq!(run("--version").stdout, concat!("corroborate ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn completions_are_made_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = run(&format!("completions {shell}"));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
        assert!(run.stdout.contains("outlet-column"), "{shell}");
    }
    assert_eq!(run("completions tcsh").code, 2);
}

#[test]
fn manual_pages_are_printed_and_written() {
    let page = run("man").stdout;
    assert!(page.contains(".TH") && page.contains("corroborate"));
    let folder = tempfile::tempdir().unwrap();
    let written = run(&format!("man -o {}", folder.path().join("man1").display()));
    assert_eq!((written.code, written.stdout.as_str(), written.stderr.as_str()), (0, "", ""));
    let score = std::fs::read_to_string(folder.path().join("man1/corroborate-score.1")).unwrap();
    assert!(score.contains("Examples:"));
}
