//! Holds the order of the rooms: each may use the rooms above it and none below, and outside crates stay where they belong.
//!
//! A check of text, not of types: it reads `src/` without comments and without tests, which is enough to catch what people write by mistake.

use std::fs;
use std::path::{Path, PathBuf};

/// Top to bottom. A room may use any room above it.
const ROOMS: &[&str] = &[
    "text",
    "error",
    "probability",
    "table",
    "article",
    "sentence",
    "attribution",
    "provenance",
    "claim",
    "corroboration",
    "reliability",
    "confidence",
    "engine",
    "compare",
    "report",
    "run",
    "cli",
];

/// Outside crates that may be named only under these paths.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("anyhow", &["cli"]),
    ("indicatif", &["cli"]),
    ("polars", &["table"]),
    ("statrs", &["reliability", "confidence", "compare"]),
    ("html5ever", &["article/html"]),
    ("markup5ever", &["article/html"]),
    ("encoding_rs", &["table", "article"]),
    ("whatlang", &["article"]),
    ("sha2", &["run", "cli/corpus"]),
    ("pulp", &["attribution/tagger"]),
];

/// Rooms that do no input or output and read no clock, environment or randomness.
const PURE: &[&str] = &["sentence", "attribution", "provenance", "claim", "corroboration", "reliability", "confidence"];

/// What a pure room must not name.
const IMPURE: &[&str] =
    &["std::fs", "std::env", "std::net", "std::process", "std::time", "println!", "eprintln!", "print!", "File::open"];

/// Files of pure rooms that read what the user names, and fail as readers do.
const READERS: &[&str] = &["provenance/registry", "provenance/lexicon", "confidence/params", "reliability/model"];

/// Lines of one file without its tests.
const LONGEST: usize = 600;

/// One source file: its path below `src/`, and its code with comments and tests left out, line for line.
struct File {
    path: String,
    code: String,
    lines: usize,
}

impl File {
    fn new(path: &str, text: &str) -> Self {
        let is_test = path.split('/').any(|part| part == "tests" || part == "tests.rs");
        let own: Vec<&str> = text.lines().take_while(|line| !is_test && !line.trim_start().starts_with("#[cfg(test)]")).collect();
        File { path: path.to_owned(), code: own.iter().map(|line| without_comment(line) + "\n").collect(), lines: own.len() }
    }

    fn room(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    fn is_under(&self, places: &[&str]) -> bool {
        let stem = self.path.trim_end_matches(".rs");
        places.iter().any(|p| stem == *p || stem.starts_with(&format!("{p}/")))
    }

    fn line_of(&self, offset: usize) -> usize {
        self.code[..offset].matches('\n').count() + 1
    }
}

/// The line up to `//`, unless that belongs to an address inside a string.
fn without_comment(line: &str) -> String {
    let end = line.match_indices("//").find(|(at, _)| !line[..*at].ends_with(':')).map_or(line.len(), |(at, _)| at);
    line[..end].to_owned()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where `needle` stands as a path of its own, not as the tail of a longer name.
fn places<'a>(code: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(needle).map(|(at, _)| at).filter(|at| !code[..*at].ends_with(|c| is_word(c) || c == ':'))
}

/// The first name of each path in what follows `crate::`: one for `a::b`, several for `{a::b, c}`.
fn first_names(after: &str) -> Vec<String> {
    let name = |s: &str| s.trim_start().chars().take_while(|c| is_word(*c)).collect::<String>();
    let Some(list) = after.strip_prefix('{') else { return vec![name(after)] };
    let (mut depth, mut names, mut start) = (0, Vec::new(), 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                names.push(name(&list[start..at]));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names.retain(|n| !n.is_empty());
    names
}

fn check_rooms(file: &File, found: &mut Vec<String>) {
    let Some(own) = ROOMS.iter().position(|r| *r == file.room()) else {
        found.push(format!(
            "src/{}: the room `{}` is not in the list of tests/layering.rs; put it there in its place in the order",
            file.path,
            file.room()
        ));
        return;
    };
    for at in places(&file.code, "crate::") {
        let place = format!("src/{}:{}", file.path, file.line_of(at));
        for name in first_names(&file.code[at + "crate::".len()..]) {
            match ROOMS.iter().position(|r| *r == name) {
                Some(other) if other > own => found.push(format!(
                    "{place}: `{}` uses `{name}`, which stands below it; move what both need up, or hand the value in from `engine`",
                    file.room()
                )),
                // at the bottom it hides nothing
                None if name.starts_with(char::is_uppercase) && own + 1 < ROOMS.len() => found.push(format!(
                    "{place}: `crate::{name}` hides which room is used; import it from its room instead of the crate's root"
                )),
                _ => {}
            }
        }
    }
}

fn check_outside(file: &File, found: &mut Vec<String>) {
    for (name, homes) in OUTSIDE {
        if let Some(at) = places(&file.code, &format!("{name}::")).next().filter(|_| !file.is_under(homes)) {
            found.push(format!(
                "src/{}:{}: the crate `{name}` may be named only in {}; wrap what is needed there and use the wrapper",
                file.path,
                file.line_of(at),
                homes.join(", ")
            ));
        }
    }
}

fn check_purity(file: &File, found: &mut Vec<String>) {
    if !PURE.contains(&file.room()) || READERS.iter().any(|r| file.path.starts_with(r)) {
        return;
    }
    for word in IMPURE {
        for at in places(&file.code, word) {
            found.push(format!(
                "src/{}:{}: `{word}` in `{}`, a room that reads and writes nothing; read in `article` or `cli` and hand the value in",
                file.path,
                file.line_of(at),
                file.room()
            ));
        }
    }
}

fn check_length(file: &File, found: &mut Vec<String>) {
    if file.lines > LONGEST {
        found.push(format!("src/{}: {} lines without its tests; split it at {LONGEST}", file.path, file.lines));
    }
}

fn check(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    if !["lib.rs", "main.rs"].contains(&file.path.as_str()) {
        check_rooms(file, &mut found);
    }
    check_outside(file, &mut found);
    check_purity(file, &mut found);
    check_length(file, &mut found);
    found
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for path in entries.map(|entry| entry.expect("a readable entry").path()) {
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
    into.sort();
}

#[test]
fn rooms_depend_one_way() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    rust_files(&src, &mut paths);
    assert!(paths.len() > 10, "src/ was not read");
    let mut found = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let below = path.strip_prefix(&src).expect("found below src").to_string_lossy().replace('\\', "/");
        found.extend(check(&File::new(&below, &text)));
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn the_check_itself_sees_what_it_should() {
    // path, text, part of the sentence expected (empty: nothing to say)
    let rows = [
        ("claim/mod.rs", "use crate::article::ArticleId;\n", ""),
        ("claim/mod.rs", "\nuse crate::confidence::Level;\n", "src/claim/mod.rs:2: `claim` uses `confidence`"),
        ("claim/mod.rs", "use crate::{text::Span, engine::{Engine, Extract}};\n", "`claim` uses `engine`"),
        ("claim/mod.rs", "use crate::{text::{Span, Excerpt}, article};\n", ""),
        ("claim/mod.rs", "//! see [`crate::engine`]\nfn f() {} // crate::cli\n", ""),
        ("claim/mod.rs", "fn f() {}\n#[cfg(test)]\nmod tests { use crate::engine::Engine; }\n", ""),
        ("claim/mod.rs", "use crate::Statement;\n", "import it from its room"),
        ("claim/mod.rs", "fn f() { let t = std::time::Instant::now(); }\n", "reads and writes nothing"),
        ("provenance/registry/read.rs", "use std::fs;\n", ""),
        ("report/csv.rs", "use anyhow::Context;\n", "`anyhow` may be named only in cli"),
        ("cli/mod.rs", "use anyhow::Context;\nuse crate::{Error, report::Row};\n", ""),
        ("cli/corpus.rs", "use sha2::Digest;\n", ""),
        ("cli/corpora.rs", "use sha2::Digest;\n", "`sha2` may be named only in"),
        ("report/frame.rs", "use polars::prelude::*;\n", "`polars` may be named only in table"),
        ("helpers.rs", "", "not in the list"),
        ("lib.rs", "pub use engine::Engine;\n", ""),
    ];
    for (path, text, expected) in rows {
        let found = check(&File::new(path, text)).join("\n");
        assert_eq!(found.is_empty(), expected.is_empty(), "{path} {text:?}: {found}");
        assert!(found.contains(expected), "{path} {text:?}: {found}");
    }
    let long = "\n".repeat(LONGEST + 1);
    assert!(check(&File::new("claim/mod.rs", &long)).join("").contains("split it"), "a long file is named");
}
