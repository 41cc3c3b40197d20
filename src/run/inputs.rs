//! Which files a run reads, each with its hash: `inputs.csv`.

use super::manifest::Inputs;
use crate::error::{Error, ErrorKind, Result};
use crate::table::unreadable;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The list as it stands in the file: path, bytes and SHA-256 of each input, in the order of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    rows: Vec<[String; 3]>,
}

/// Of bytes, in hexadecimal digits as `sha256sum` prints them.
pub(super) fn sha256(bytes: &[u8]) -> String {
    digits(&Sha256::digest(bytes))
}

fn digits(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hash_file(path: &Path) -> std::io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 17]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((bytes, digits(&hash.finalize())));
        }
        hash.update(&buffer[..read]);
        bytes += read as u64;
    }
}

impl List {
    /// Reads and hashes the files. What cannot be read stands there with no hash: scoring names it.
    pub(super) fn of(files: &[PathBuf]) -> Self {
        let row = |path: &PathBuf| {
            let (bytes, hash) = hash_file(path).map_or((String::new(), String::new()), |(bytes, hash)| (bytes.to_string(), hash));
            [path.display().to_string(), bytes, hash]
        };
        List { rows: files.iter().map(row).collect() }
    }

    pub(super) fn to_csv(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let rows = std::iter::once(["path", "bytes", "sha256"].map(str::to_owned)).chain(self.rows.iter().cloned());
        rows.for_each(|row| writer.write_record(&row).expect("memory takes records of one length"));
        writer.into_inner().expect("memory takes bytes")
    }

    pub(super) fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|e| unreadable(path, e))?;
        let row = |record: csv::Result<[String; 3]>| {
            record.map_err(|e| Error::new(ErrorKind::Format, format!("is not the list of inputs of a run: {e}")).at(path))
        };
        let rows = csv::Reader::from_reader(bytes.as_slice()).deserialize().map(row).collect::<Result<_>>()?;
        Ok(List { rows })
    }

    pub(super) fn in_short(&self) -> Inputs {
        let bytes = self.rows.iter().filter_map(|row| row[1].parse::<u64>().ok()).sum();
        Inputs { files: self.rows.len(), bytes, sha256: sha256(&self.to_csv()) }
    }

    /// What is another than in `now`, in words: the first few files.
    pub(super) fn differences(&self, now: &List) -> Vec<String> {
        let by_path =
            |list: &List| -> BTreeMap<String, String> { list.rows.iter().map(|r| (r[0].clone(), r[2].clone())).collect() };
        let (was, is) = (by_path(self), by_path(now));
        let mut found: Vec<String> = Vec::new();
        for (path, hash) in &was {
            match is.get(path) {
                None => found.push(format!("{path} is gone")),
                Some(other) if other != hash => found.push(format!("{path} has changed")),
                Some(_) => {}
            }
        }
        found.extend(is.keys().filter(|path| !was.contains_key(*path)).map(|path| format!("{path} is new")));
        if found.is_empty() && self.rows != now.rows {
            found.push("the files are named in another order".to_owned());
        }
        let more = found.len().saturating_sub(SHOWN);
        found.truncate(SHOWN);
        if more > 0 {
            found.push(format!("{more} more"));
        }
        found
    }
}

/// Files that are named in a message.
const SHOWN: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_named() {
        let list = |rows: &[(&str, &str)]| List { rows: rows.iter().map(|(p, h)| [p, "1", h].map(str::to_owned)).collect() };
        let was = list(&[("a", "1"), ("b", "2")]);
        for (now, want) in [
            (list(&[("a", "1"), ("b", "2")]), vec![]),
            (list(&[("a", "1"), ("b", "3")]), vec!["b has changed"]),
            (list(&[("a", "1")]), vec!["b is gone"]),
            (list(&[("a", "1"), ("b", "2"), ("c", "3")]), vec!["c is new"]),
            (list(&[("b", "2"), ("a", "1")]), vec!["the files are named in another order"]),
        ] {
            assert_eq!(was.differences(&now), want);
        }
    }

    #[test]
    fn the_list_is_read_as_written_and_hashes_are_those_of_sha256sum() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a, \"b\".txt");
        std::fs::write(&path, "abc").unwrap();
        let list = List::of(&[path, folder.path().join("gone")]);
        // FIPS 180-2, appendix B.1
        assert_eq!(list.rows[0][2], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(list.rows[1][1..], ["", ""]);
        let saved = folder.path().join("inputs.csv");
        std::fs::write(&saved, list.to_csv()).unwrap();
        assert_eq!(List::read(&saved).unwrap(), list);
        assert_eq!((list.in_short().files, list.in_short().bytes), (2, 3));
    }
}
