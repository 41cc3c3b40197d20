//! Runs the commands that the README shows and holds their output to what it prints.
//!
//! The commands of one page run one after the other in a folder of their own that has `data/examples`, `data/fuse` and `data/outlets`, so that a later
//! one may use what an earlier one wrote. Without the feature `parquet` those are left out that write or read it. A block marked `console` is a line `$ corroborate …` (several with `|` between them) and the output that follows it, up to the next command or the end of the block. A line that
//! is only `[…]` stands for any number of lines. `README_UPDATE=1 cargo test --test readme` writes the present output into the file,
//! up to such a line as many lines as before.
#![cfg(feature = "cli")]

use std::path::{Path, PathBuf};

const ELLIPSIS: &str = "[…]";

/// What a block shows: the line of the file, what was typed there, and the output below it.
#[derive(Debug, PartialEq)]
struct Shown {
    line: usize,
    typed: String,
    output: Vec<String>,
}

/// The pages with transcripts.
const PAGES: &[&str] = &["README.md", "docs/tour.md"];

/// Whether this build can run what was typed: files of Parquet, and folders of runs, which the pages write with a slash behind the name.
fn runs(shown: &Shown) -> bool {
    cfg!(feature = "parquet") || !words(&shown.typed).iter().any(|word| word.ends_with("parquet") || word.ends_with('/'))
}

fn read(page: &str) -> (PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{page}: {e}"));
    (path, text)
}

/// A folder as a user has it after cloning, as far as the pages need it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the commands");
    for part in ["data/examples", "data/fuse", "data/outlets"] {
        let copies = folder.path().join(part);
        std::fs::create_dir_all(&copies).expect("its folder");
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(part)).expect("a folder with data") {
            let path = entry.expect("a readable entry").path();
            if path.is_file() {
                std::fs::copy(&path, copies.join(path.file_name().expect("a name"))).expect("a copy");
            }
        }
    }
    folder
}

fn commands(page: &str, text: &str) -> Vec<Shown> {
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
            let last = found.last_mut().unwrap_or_else(|| panic!("{page}:{}: output without a command", at + 1));
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

/// What a shell makes of a line: words at blanks, but not inside double quotation marks.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.iter_mut().last().expect("there is always one").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Runs one command, or several with `|` between them, and gives what the last one prints.
fn run(page: &str, shown: &Shown, folder: &Path) -> String {
    let mut passed = Vec::new();
    for typed in shown.typed.split(" | ") {
        let arguments = typed.strip_prefix("corroborate ").unwrap_or_else(|| panic!("{page}:{}: {typed}: not ours", shown.line));
        let done = assert_cmd::Command::new(env!("CARGO_BIN_EXE_corroborate"))
            .args(words(arguments))
            .current_dir(folder)
            .env_remove("COLUMNS")
            .env("NO_COLOR", "1")
            .write_stdin(passed)
            .output()
            .expect("the command starts");
        let stderr = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{page}:{}: {typed} ended with {}\n{stderr}", shown.line, done.status);
        passed = done.stdout;
    }
    String::from_utf8(passed).expect("the command prints UTF-8")
}

/// The lines to show now: all, or as many as before where the rest was left out.
fn renewed(shown: &[String], actual: &[&str]) -> Vec<String> {
    let kept = shown.iter().position(|line| line == ELLIPSIS);
    let new = actual.iter().take(kept.unwrap_or(actual.len())).map(|line| line.trim_end().to_owned());
    new.chain(kept.map(|_| ELLIPSIS.to_owned())).collect()
}

#[test]
fn the_pages_show_what_the_command_prints() {
    let update = std::env::var_os("README_UPDATE").is_some();
    for page in PAGES {
        let (path, text) = read(page);
        let mut shown = commands(page, &text);
        shown.retain(runs);
        assert!(!shown.is_empty(), "{page} shows no command in a block marked `console`");
        let folder = folder();
        let printed: Vec<String> = shown.iter().map(|command| run(page, command, folder.path())).collect();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        // from the last block to the first, so that the numbers of lines stay right
        for (command, printed) in shown.iter().zip(&printed).rev() {
            let actual: Vec<&str> = printed.lines().collect();
            if update {
                lines.splice(command.line..command.line + command.output.len(), renewed(&command.output, &actual));
            } else {
                assert!(
                    agrees(&command.output, &actual),
                    "{page}:{}: `{}` now prints\n\n{printed}\nto take it over: README_UPDATE=1 cargo test --test readme",
                    command.line,
                    command.typed
                );
            }
        }
        if update {
            std::fs::write(path, lines.join("\n") + "\n").unwrap_or_else(|e| panic!("{page}: {e}"));
        }
    }
}

#[test]
fn the_files_that_the_pages_name_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in PAGES {
        let (path, text) = read(page);
        let beside = path.parent().expect("a page stands in a folder");
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let links =
            links.filter(|t| !t.contains("://") && !t.starts_with('#')).map(|t| beside.join(t.split('#').next().unwrap_or(t)));
        let named = text
            .split(|c: char| c.is_whitespace() || "`()".contains(c))
            .filter(|word| ["data/examples/", "data/fuse/"].iter().any(|folder| word.starts_with(folder)));
        for file in links.chain(named.map(|name| root.join(name))) {
            assert!(file.exists(), "{page} names {}, which does not exist", file.display());
        }
    }
}

#[test]
fn blocks_are_read_and_compared() {
    let text =
        "a\n```console\n$ corroborate score x.txt\none\ntwo\n$ corroborate registry list\n```\n```sh\n$ corroborate no\n```\n";
    let found = commands("a page", text);
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].line, found[0].output.len()), (3, 2));
    assert_eq!(found[0].typed, "corroborate score x.txt");
    for (typed, parquet) in [
        ("corroborate score a -o run/", true),
        ("corroborate export a --to parquet -o b", true),
        ("corroborate fuse a.csv -o b", false),
    ] {
        let shown = Shown { line: 1, typed: typed.to_owned(), output: Vec::new() };
        assert_eq!(runs(&shown), !parquet || cfg!(feature = "parquet"), "{typed}");
    }
    assert_eq!(words("score  x.txt --outlet \"Harbour Post\""), ["score", "x.txt", "--outlet", "Harbour Post"]);
    let lines = |s: &[&str]| s.iter().map(|l| (*l).to_owned()).collect::<Vec<String>>();
    assert_eq!(renewed(&lines(&["old", "[…]"]), &["new ", "more"]), lines(&["new", "[…]"]));
    assert_eq!(renewed(&lines(&["old"]), &["new ", "more"]), lines(&["new", "more"]));
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
