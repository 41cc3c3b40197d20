//! What is finished, a line each, while a run is made. A line that was cut off by a crash does not count.

use super::unwritable;
use crate::error::{Error, ErrorKind, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::{File, TryLockError};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// An open journal. While it is open no other process can open it.
pub(super) struct Journal {
    path: PathBuf,
    file: Mutex<File>,
}

impl Journal {
    /// Opens or begins the journal; gives what is finished.
    pub(super) fn open<T: DeserializeOwned>(path: &Path) -> Result<(Self, Vec<T>)> {
        let failed = |e| unwritable(path, e);
        let mut file = File::options().read(true).write(true).create(true).truncate(false).open(path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let reason = "another corroborate is working on this run: wait for it, or end it first";
                return Err(Error::new(ErrorKind::Io, reason).at(path));
            }
            // a file system without locks: whoever starts two is on their own
            Err(TryLockError::Error(_)) => {}
        }
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(failed)?;
        let (mut finished, mut good) = (Vec::new(), 0);
        for line in text.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n")) {
            let Ok(entry) = serde_json::from_slice(line) else { break };
            finished.push(entry);
            good += line.len();
        }
        file.set_len(good as u64).and_then(|()| file.seek(SeekFrom::End(0))).map_err(failed)?;
        Ok((Journal { path: path.to_owned(), file: Mutex::new(file) }, finished))
    }

    /// Notes what is finished.
    pub(super) fn add(&self, entry: &impl Serialize) -> Result<()> {
        let mut line = serde_json::to_vec(entry).map_err(|e| unwritable(&self.path, e.into()))?;
        line.push(b'\n');
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(&line).and_then(|()| file.sync_data()).map_err(|e| unwritable(&self.path, e))
    }

    /// Takes it away: all is finished and stands in the manifest.
    pub(super) fn remove(self) -> Result<()> {
        std::fs::remove_file(&self.path).map_err(|e| unwritable(&self.path, e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_line_is_cut_off_and_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        let (journal, finished) = Journal::open::<u32>(&path).unwrap();
        assert!(finished.is_empty());
        journal.add(&7).unwrap();
        journal.add(&8).unwrap();
        assert!(Journal::open::<u32>(&path).is_err_and(|e| e.to_string().contains("another corroborate")));
        drop(journal);
        let whole = std::fs::read(&path).unwrap();
        for (torn, want) in [(&b"9"[..], vec![7, 8]), (b"{]\n10\n", vec![7, 8]), (b"", vec![7, 8]), (b"9\n", vec![7, 8, 9])] {
            std::fs::write(&path, [&whole, torn].concat()).unwrap();
            let (journal, finished) = Journal::open::<u32>(&path).unwrap();
            assert_eq!(finished, want);
            journal.add(&11).unwrap();
            drop(journal);
            assert!(std::fs::read(&path).unwrap().ends_with(b"\n11\n"));
        }
    }
}
