//! Runs the commands that the README shows and holds their output to what it prints.
//!
//! A block marked `console` is a line `$ corroborate …` (several with `|` between them) and the output that follows it, up to the next command or the end of the block. A line that
//! is only `[…]` stands for any number of lines. `README_UPDATE=1 cargo test --test readme` writes the present output of each block
//! without such a line into the file.
#![cfg(feature = "cli")]

use std::path::Path;

const ELLIPSIS: &str = "[…]";

/// What a block shows: the line of the file, what was typed there, and the output below it.
#[derive(Debug, PartialEq)]
struct Shown {
    line: usize,
    typed: String,
    output: Vec<String>,
}

fn read() -> (std::path::PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(&path).expect("README.md stands beside Cargo.toml");
    (path, text)
}

fn commands(text: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let mut inside = false;
    for (at, line) in text.lines().enumerate() {
        if !inside {
            inside = line == "```console";
        } else if line == "```" {
            inside = false;
        } else if let Some(typed) = line.strip_prefix("$ ") {
            found.push(Shown { line: at + 1, typed: typed.to_owned(), output: Vec::new() });
        } else {
            let last = found.last_mut().unwrap_or_else(|| panic!("README.md:{}: output without a command", at + 1));
            last.output.push(line.to_owned());
        }
    }
    found
}

/// Whether `actual` reads as `shown` does; white space at the end of a line is the terminal's matter.
fn agrees(shown: &[String], actual: &[&str]) -> bool {
    let Some(gap) = shown.iter().position(|line| line == ELLIPSIS) else {
        return shown.len() == actual.len() && shown.iter().zip(actual).all(|(s, a)| s.trim_end() == a.trim_end());
    };
    let (head, tail) = (&shown[..gap], &shown[gap + 1..]);
    actual.len() >= head.len()
        && agrees(head, &actual[..head.len()])
        && (head.len()..=actual.len()).any(|from| agrees(tail, &actual[from..]))
}

/// Runs one command, or several with `|` between them, and gives what the last one prints.
fn run(shown: &Shown) -> String {
    let mut passed = Vec::new();
    for typed in shown.typed.split(" | ") {
        let arguments =
            typed.strip_prefix("corroborate ").unwrap_or_else(|| panic!("README.md:{}: {typed}: not ours", shown.line));
        let done = assert_cmd::Command::new(env!("CARGO_BIN_EXE_corroborate"))
            .args(arguments.split_whitespace())
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env_remove("COLUMNS")
            .env("NO_COLOR", "1")
            .write_stdin(passed)
            .output()
            .expect("the command starts");
        let stderr = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "README.md:{}: {typed} ended with {}\n{stderr}", shown.line, done.status);
        passed = done.stdout;
    }
    String::from_utf8(passed).expect("the command prints UTF-8")
}

#[test]
fn the_readme_shows_what_the_command_prints() {
    let (path, text) = read();
    let shown = commands(&text);
    assert!(!shown.is_empty(), "README.md shows no command in a block marked `console`");
    let update = std::env::var_os("README_UPDATE").is_some();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    // from the last block to the first, so that the numbers of lines stay right
    for command in shown.iter().rev() {
        let printed = run(command);
        let actual: Vec<&str> = printed.lines().collect();
        if update && !command.output.iter().any(|line| line == ELLIPSIS) {
            let new = actual.iter().map(|line| line.trim_end().to_owned());
            lines.splice(command.line..command.line + command.output.len(), new);
        } else {
            assert!(
                agrees(&command.output, &actual),
                "README.md:{}: `{}` now prints\n\n{printed}\nto take it over: README_UPDATE=1 cargo test --test readme",
                command.line,
                command.typed
            );
        }
    }
    if update {
        std::fs::write(path, lines.join("\n") + "\n").expect("README.md can be written");
    }
}

#[test]
fn the_files_that_the_readme_names_exist() {
    let (_, text) = read();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let named = text.split(|c: char| c.is_whitespace() || "`()".contains(c)).filter(|word| word.starts_with("data/examples/"));
    for target in targets.filter(|t| !t.contains("://") && !t.starts_with('#')).chain(named) {
        let file = target.split('#').next().unwrap_or(target);
        assert!(root.join(file).exists(), "README.md names {file}, which does not exist");
    }
}

#[test]
fn blocks_are_read_and_compared() {
    let text =
        "a\n```console\n$ corroborate score x.txt\none\ntwo\n$ corroborate registry list\n```\n```sh\n$ corroborate no\n```\n";
    let found = commands(text);
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].line, found[0].output.len()), (3, 2));
    assert_eq!(found[0].typed, "corroborate score x.txt");
    let lines = |s: &[&str]| s.iter().map(|l| (*l).to_owned()).collect::<Vec<String>>();
    // shown, printed, whether they agree
    let rows: &[(&[&str], &[&str], bool)] = &[
        (&["one", "two"], &["one  ", "two"], true),
        (&["one"], &["one", "two"], false),
        (&["one", "[…]"], &["one", "two", "three"], true),
        (&["one", "[…]", "three"], &["one", "three"], true),
        (&["[…]", "two"], &["one", "three"], false),
        (&["one", "[…]", "four"], &["two", "four"], false),
        (&[], &[], true),
    ];
    for (shown, printed, expected) in rows {
        assert_eq!(agrees(&lines(shown), printed), *expected, "{shown:?} against {printed:?}");
    }
}
