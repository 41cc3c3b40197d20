//! Paragraphs of our own writing and what is to be found in them: by the rules alone `cases/attribution/*.md`, together with the
//! tagger `cases/with-tagger/*.md`.
//!
//! A case file is Markdown: headings, quoted paragraphs (`> …`; a line `>` stands between two paragraphs of one text) and under
//! each text a table `content | cue | source | via`, one row a statement, in the order of the text:
//!
//! - `content`: the words asserted, pieces of an interrupted one joined by ` … `;
//! - `cue`: the reporting words of the first source, `–` where it has none (carried over), `not: CUE` where they deny the content;
//! - `source`: the first source's name, with `= Full Name` where the article gives one elsewhere;
//! - `via`: the further sources up to the last medium, joined by ` → `.
//!
//! Narration has no row: a text whose table is empty attributes nothing. All people, places and events are invented.
//! A file more is a test more; where today's result is wrong, the file asserts it and says so.

use corroborate::attribution::{SourceRef, Statement};
use corroborate::{Article, Engine};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static RULES: LazyLock<Engine> = LazyLock::new(|| Engine::builder().rules_alone(true).build().expect("built in"));
static BOTH: LazyLock<Engine> = LazyLock::new(|| Engine::builder().build().expect("built in"));

const HEAD: [&str; 4] = ["content", "cue", "source", "via"];

/// One text of a case file with its table.
#[derive(Debug, Default)]
struct Case {
    /// Line of the file where the text begins.
    line: usize,
    text: String,
    rows: Vec<[String; 4]>,
    /// Whether its table has begun.
    tabled: bool,
}

fn cells(row: &str) -> Option<[String; 4]> {
    let cells: Vec<String> = row.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    cells.try_into().ok()
}

/// Reads a case file; what cannot be read is named by its line.
fn cases(file: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    for (line, words) in file.lines().enumerate().map(|(i, words)| (i + 1, words)) {
        if let Some(quoted) = words.strip_prefix('>') {
            if cases.last().is_none_or(|case| case.tabled) {
                cases.push(Case { line, ..Case::default() });
            } else if let Some(case) = cases.last_mut() {
                case.text.push('\n');
            }
            if let Some(case) = cases.last_mut() {
                case.text.push_str(quoted.strip_prefix(' ').unwrap_or(quoted));
            }
        } else if words.starts_with('|') {
            let case = cases.last_mut().ok_or(format!("line {line}: a table without a text"))?;
            let row = cells(words).ok_or(format!("line {line}: a row has four cells"))?;
            if !case.tabled {
                if row != HEAD {
                    return Err(format!("line {line}: the table begins with {HEAD:?}"));
                }
                case.tabled = true;
            } else if !row.iter().all(|cell| cell.chars().all(|c| c == '-')) {
                case.rows.push(row);
            }
        }
    }
    match cases.iter().find(|case| !case.tabled) {
        Some(case) => Err(format!("line {}: a text without a table", case.line)),
        None => Ok(cases),
    }
}

fn row(statement: &Statement) -> [String; 4] {
    let content: Vec<&str> = statement.content.iter().map(|piece| piece.text.as_str()).collect();
    let first = &statement.chain[0];
    let cue = match &first.cue {
        Some(cue) if statement.denied => format!("not: {}", cue.text),
        Some(cue) => cue.text.clone(),
        None => "–".to_owned(),
    };
    let named = |source: &SourceRef| match &source.resolved_name {
        Some(full) if *full != source.name => format!("{} = {full}", source.name),
        _ => source.name.clone(),
    };
    let via: Vec<String> = statement.chain[1..].iter().map(named).collect();
    // a text of several paragraphs has line breaks that a table cannot hold
    [content.join(" … ").replace('\n', " "), cue, named(first), via.join(" → ")]
}

/// Where the statements of a text differ from its table, row by row.
fn differences(engine: &Engine, case: &Case) -> Vec<String> {
    let extract = engine.extract(Article::from_text("case", &*case.text));
    let got: Vec<[String; 4]> = extract.statements.iter().filter(|s| !s.chain.is_empty()).map(row).collect();
    let table = |row: Option<&[String; 4]>| row.map_or("nothing".to_owned(), |row| format!("| {} |", row.join(" | ")));
    (0..case.rows.len().max(got.len()))
        .filter(|i| case.rows.get(*i) != got.get(*i))
        .map(|i| format!("row {}:\n  expected {}\n  got      {}", i + 1, table(case.rows.get(i)), table(got.get(i))))
        .collect()
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let entries = std::fs::read_dir(folder).expect("the cases are in the package");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
}

#[test]
fn the_rules_alone_find_what_the_cases_say() {
    assert_hold(&RULES, &files("attribution"), 15);
}

#[test]
fn rules_and_tagger_find_what_the_cases_say() {
    assert_hold(&BOTH, &files("with-tagger"), 1);
}

fn assert_hold(engine: &Engine, files: &[PathBuf], least: usize) {
    assert!(files.len() >= least, "{} case files", files.len());
    let mut wrong = Vec::new();
    for path in files {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let file = std::fs::read_to_string(path).expect("a case file is text");
        match cases(&file) {
            Err(fault) => wrong.push(format!("{name}: {fault}")),
            Ok(cases) if cases.is_empty() => wrong.push(format!("{name}: no case")),
            Ok(cases) => {
                for case in &cases {
                    wrong.extend(differences(engine, case).into_iter().map(|fault| format!("{name}:{}: {fault}", case.line)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_case_file_that_cannot_be_read_says_where() {
    for (file, fault) in [
        ("| content | cue | source | via |", "line 1: a table without a text"),
        ("> A said B.\n", "line 1: a text without a table"),
        ("> A said B.\n\n| content | cue | source |\n", "line 3: a row has four cells"),
        (
            "> A said B.\n\n| what | cue | source | via |\n",
            "line 3: the table begins with [\"content\", \"cue\", \"source\", \"via\"]",
        ),
    ] {
        assert_eq!(cases(file).map(|cases| cases.len()), Err(fault.to_owned()), "{file:?}");
    }
}

#[test]
fn a_wrong_row_is_found() {
    let file = "> The mill is shut, Rell said.\n\n| content | cue | source | via |\n|---|---|---|---|\n| The mill is open | said | Rell | |\n";
    let cases = cases(file).expect("well formed");
    assert_eq!(cases.len(), 1);
    let faults = differences(&RULES, &cases[0]);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with("row 1:") && faults[0].contains("The mill is shut"), "{faults:?}");
}
