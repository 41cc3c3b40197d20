//! A result of several files: a folder in which each is written whole or not at all.

use super::output::Output;
use crate::report::{File, Form, Index, Package};
use anyhow::{Context as _, Result};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Whether a path names a folder: it is one, it ends as one does, or it is not there yet and has no ending of a file.
pub fn is_named(path: &Path) -> bool {
    let ends_as_one = path.as_os_str().as_encoded_bytes().ends_with(b"/");
    match std::fs::metadata(path) {
        Ok(found) => found.is_dir(),
        Err(_) => ends_as_one || (path.extension().is_none() && path != Path::new("-")),
    }
}

/// Makes the folder where it is missing.
pub fn make(path: &Path) -> Result<()> {
    std::fs::create_dir_all(path).with_context(|| format!("{}: cannot be made", path.display()))
}

/// Writes the files. None takes its place before all are written; the last one, which describes the others, comes last.
pub fn write(path: &Path, files: &[File]) -> Result<()> {
    let mut outputs = Vec::with_capacity(files.len());
    for file in files {
        let target = path.join(&file.name);
        let mut output = Output::open(Some(&target))?;
        output.write_all(&file.bytes).with_context(|| format!("{}: cannot be written", target.display()))?;
        outputs.push(output);
    }
    outputs.into_iter().try_for_each(Output::finish)
}

/// Writes a package's tables as documents come, and completes it. No file takes its place before all are written; the description
/// comes last.
pub struct PackageFolder {
    path: PathBuf,
    package: Package<Output>,
}

impl PackageFolder {
    /// Makes the folder and opens every table.
    pub fn open(path: &Path, form: Form) -> Result<Self> {
        make(path)?;
        let package = Package::new(form, |name| Output::open(Some(&path.join(name))))?;
        Ok(PackageFolder { path: path.to_owned(), package })
    }

    /// Adds the rows of a document.
    pub fn add(&mut self, index: &Index<'_>) -> Result<()> {
        self.package.add(index).with_context(|| self.path.display().to_string())
    }

    /// Completes everything.
    pub fn finish(self) -> Result<()> {
        let (tables, description) = self.package.finish().with_context(|| self.path.display().to_string())?;
        let target = self.path.join("datapackage.json");
        let mut output = Output::open(Some(&target))?;
        output.write_all(&description).with_context(|| format!("{}: cannot be written", target.display()))?;
        tables.into_iter().try_for_each(Output::finish)?;
        output.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_told_from_files() {
        let here = tempfile::tempdir().unwrap();
        std::fs::write(here.path().join("bare"), "a file without an ending").unwrap();
        std::fs::create_dir(here.path().join("folder.csv")).unwrap();
        for (name, want) in [("new", true), ("new.d/", true), ("new.csv", false), ("bare", false), ("folder.csv", true)] {
            assert_eq!(is_named(&here.path().join(name)), want, "{name}");
        }
        assert!(!is_named(Path::new("-")));
    }
}
