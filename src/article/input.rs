//! From what is named on the command line to the files to read, and what their articles are called.

use super::options::Format;
use crate::error::{Error, ErrorKind, Result};
use crate::table::unreadable;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Input {
    /// The file as named: the argument, or the directory named and the way from there.
    pub(super) path: PathBuf,
    /// The way to it from the directory named, or the argument itself.
    relative: String,
    /// What its articles are called by.
    pub(super) name: String,
}

impl Input {
    fn new(path: PathBuf, relative: &Path) -> Self {
        let relative = slashes(relative);
        let stem = path.file_stem().map_or_else(|| relative.clone(), |s| s.to_string_lossy().into_owned());
        let name = if path == Path::new("-") { "stdin".to_owned() } else { stem };
        Input { path, relative, name }
    }

    /// An input in memory, called by the stem of `name`.
    pub(super) fn in_memory(name: &str) -> Self {
        Input::new(PathBuf::from(name), Path::new(name))
    }
}

/// A path with `/` on every system and without `./` in front.
fn slashes(path: &Path) -> String {
    let parts = path.components().filter(|c| !matches!(c, Component::CurDir)).map(|c| match c {
        Component::RootDir => String::new(),
        other => other.as_os_str().to_string_lossy().into_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The files that are meant, in the order named, those of a directory by path. What cannot be listed is an error in its place.
pub(super) fn expand(named: &[PathBuf]) -> Vec<Result<Input>> {
    let mut inputs = Vec::new();
    for path in named {
        if path != Path::new("-") && path.is_dir() {
            inputs.extend(directory(path));
        } else {
            inputs.push(Ok(Input::new(path.clone(), path)));
        }
    }
    distinguish(&mut inputs);
    inputs
}

/// The articles in a directory and below.
fn directory(root: &Path) -> Vec<Result<Input>> {
    let mut files = Vec::new();
    let mut failures = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        match list(&folder) {
            Ok(entries) => {
                for (path, is_folder) in entries {
                    if is_folder {
                        folders.push(path);
                    } else if Format::of_path(&path).is_some() {
                        files.push(path);
                    }
                }
            }
            Err(e) => failures.push(unreadable(&folder, e)),
        }
    }
    if files.is_empty() && failures.is_empty() {
        let endings = Format::ALL.iter().map(|(.., endings)| format!(".{}", endings[0])).collect::<Vec<_>>().join(", ");
        let reason =
            format!("holds no articles: expected files ending in {endings}; a file of another ending must be named itself");
        failures.push(Error::new(ErrorKind::Empty, reason).at(root));
    }
    files.sort();
    failures.sort_by_key(|e| e.path().map(Path::to_owned));
    let files = files.into_iter().map(|path| {
        let relative = path.strip_prefix(root).unwrap_or(&path).to_owned();
        Ok(Input::new(path, &relative))
    });
    failures.into_iter().map(Err).chain(files).collect()
}

/// What lies in one folder, hidden entries left out; folders behind links are left out too, since links can run in a circle.
fn list(folder: &Path) -> std::io::Result<Vec<(PathBuf, bool)>> {
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let kind = entry.file_type()?;
        let path = entry.path();
        if kind.is_dir() {
            entries.push((path, true));
        } else if kind.is_file() || path.is_file() {
            entries.push((path, false));
        }
    }
    Ok(entries)
}

/// Calls inputs that share a stem by their relative path, and by their path as named where that is shared too.
fn distinguish(inputs: &mut [Result<Input>]) {
    type Longer = fn(&Input) -> String;
    let longer: [Longer; 2] = [|i| i.relative.clone(), |i| slashes(&i.path)];
    for name in longer {
        let mut counts = BTreeMap::<String, usize>::new();
        for input in inputs.iter().flatten() {
            *counts.entry(input.name.clone()).or_default() += 1;
        }
        for input in inputs.iter_mut().flatten().filter(|i| i.path != Path::new("-")) {
            if counts.get(&input.name).is_some_and(|count| *count > 1) {
                input.name = name(input);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(files: &[&str], arguments: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            std::fs::write(path, "text").expect("written");
        }
        let named = arguments.iter().map(|a| folder.path().join(a)).collect::<Vec<_>>();
        let root = slashes(folder.path());
        let tell = |input: Result<Input>| match input {
            Ok(input) => input.name.replace(&root, "ROOT"),
            Err(e) => e.to_string().replace(&folder.path().display().to_string(), "ROOT"),
        };
        expand(&named).into_iter().map(tell).collect()
    }

    #[test]
    fn inputs_are_called_by_stem_unless_it_is_shared() {
        let files = ["a/x.txt", "a/y.html", "b/x.txt", "b/.hidden.txt", "b/.git/z.txt", "b/notes.docx", "c/deep/er/w.jsonl"];
        let rows: [(&[&str], &[&str]); 6] = [
            (&["a/x.txt"], &["x"]),
            (&["a"], &["x", "y"]),
            (&["c", "a/y.html"], &["w", "y"]),
            (&["."], &["a/x.txt", "y", "b/x.txt", "w"]),
            (&["a", "b"], &["ROOT/a/x.txt", "y", "ROOT/b/x.txt"]),
            (&["a/x.txt", "gone.txt"], &["x", "gone"]),
        ];
        for (arguments, expected) in rows {
            assert_eq!(names(&files, arguments), expected, "{arguments:?}");
        }
    }

    #[test]
    fn a_directory_without_articles_is_an_error() {
        assert_eq!(
            names(&["d/picture.png"], &["d"]),
            ["ROOT/d: holds no articles: expected files ending in .txt, .html, .json, .jsonl, .csv, .parquet; \
              a file of another ending must be named itself"]
        );
    }

    #[test]
    fn relative_paths_look_alike_everywhere() {
        let rows = [("./a/x.txt", "a/x.txt"), ("a//x.txt", "a/x.txt"), ("/tmp/x.txt", "/tmp/x.txt"), ("../x.txt", "../x.txt")];
        for (path, expected) in rows {
            assert_eq!(slashes(Path::new(path)), expected);
        }
    }
}
