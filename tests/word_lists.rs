//! The files of word lists and the code that asks for them: every list is used, and every list asked for is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A file of lists, and the room that reads it.
const FILES: &[(&str, &str)] =
    &[("data/cues/attribution_words.csv", "src/attribution"), ("data/cues/provenance_words.csv", "src/provenance")];

/// All code of a room.
fn code(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("a room is a folder").map(|entry| entry.expect("it can be read").path());
    let mut files: Vec<_> = entries.collect();
    files.sort();
    files.iter().map(|path| if path.is_dir() { code(path) } else { fs::read_to_string(path).expect("code is text") }).collect()
}

#[test]
fn every_list_is_asked_for_and_is_there() {
    for (file, room) in FILES {
        let code = code(Path::new(room));
        let asked: BTreeSet<String> =
            code.split(" list(\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
        let rows = csv::Reader::from_path(file).expect("it opens").into_records();
        let rows: Vec<_> = rows.map(|row| row.expect("it is well formed")).collect();
        let ids: Vec<String> = rows.iter().map(|row| row[0].to_owned()).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{file}: each id once, in alphabetical order");
        assert_eq!(ids.iter().cloned().collect::<BTreeSet<_>>(), asked, "{file}: left the file, right `list(…)` in {room}");
        for row in &rows {
            let words: Vec<&str> = row[1].split('|').collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{file}: {}: each word once, in alphabetical order", &row[0]);
            assert!(
                words.iter().all(|w| !w.is_empty() && !w.contains([',', '"'])),
                "{file}: {}: an empty word, or a mark",
                &row[0]
            );
            assert!(!row[2].is_empty(), "{file}: {} says what it is for", &row[0]);
        }
    }
}
