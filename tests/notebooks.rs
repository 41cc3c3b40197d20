//! Holds each notebook's text and its executed twin together: the same cells in the same order, run without an error.

use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("notebooks")
}

/// The code cells of a notebook in percent format, without white space at their edges.
fn cells_of_text(text: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut is_code = false;
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# %%") {
            is_code = rest.trim().is_empty();
            if is_code {
                cells.push(String::new());
            }
        } else if let Some(cell) = cells.last_mut().filter(|_| is_code) {
            cell.push_str(line);
            cell.push('\n');
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The code cells of an executed notebook; panics where one ended in an error or was not run.
fn cells_of_twin(name: &str, twin: &serde_json::Value) -> Vec<String> {
    let cells = twin["cells"].as_array().expect("a notebook has cells");
    let code = cells.iter().filter(|cell| cell["cell_type"] == "code");
    code.map(|cell| {
        assert!(cell["execution_count"].is_u64(), "{name}: a cell was not run");
        let outputs = cell["outputs"].as_array().expect("a code cell has outputs");
        assert!(outputs.iter().all(|output| output["output_type"] != "error"), "{name}: a cell ended in an error");
        let source = &cell["source"];
        let lines = source.as_array().map(|lines| lines.iter().filter_map(|l| l.as_str()).collect::<String>());
        lines.or_else(|| source.as_str().map(str::to_owned)).expect("source is text").trim().to_owned()
    })
    .collect()
}

#[test]
fn text_and_twin_have_the_same_cells() {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("notebooks/")
        .filter_map(|entry| entry.expect("a readable entry").file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".ipynb").map(str::to_owned))
        .collect();
    names.sort();
    assert!(!names.is_empty(), "no notebook in notebooks/");
    for name in names {
        let read = |ending: &str| {
            let path = folder().join(format!("{name}.{ending}"));
            std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
        };
        let text = cells_of_text(&read("py"));
        let twin = cells_of_twin(&name, &serde_json::from_str(&read("ipynb")).expect("a notebook is JSON"));
        assert!(!text.is_empty(), "{name}: no code");
        assert_eq!(text, twin, "{name}: the cells differ; run notebooks/run.sh --write");
    }
}

#[test]
fn cells_of_text_are_found() {
    let text = "# ---\n# jupytext: x\n# ---\n\n# %% [markdown]\n# Words.\n\n# %%\na = 1\n\nb = 2\n\n# %% [markdown]\n# More.\n\n# %%\nb\n";
    assert_eq!(cells_of_text(text), ["a = 1\n\nb = 2", "b"]);
}
