//! Pages of many layouts and the text that a reader sees in them: `cases/article/NAME.html` and `NAME.txt`.
//!
//! All pages, people and events are invented. A file more is a test more.

use corroborate::article::{Article, ReadOptions, Reader};
use std::path::{Path, PathBuf};

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/article");
    let entries = std::fs::read_dir(folder).expect("the cases are in the package");
    let mut pages = entries.map(|e| e.expect("an entry").path()).collect::<Vec<_>>();
    pages.retain(|p| p.extension().is_some_and(|e| e == "html"));
    pages.sort();
    pages
}

fn read(path: &Path) -> Article {
    let reader = Reader::new(ReadOptions::default()).expect("good options");
    let mut articles = reader.read([path]).collect::<Vec<_>>();
    assert_eq!(articles.len(), 1, "{}", path.display());
    articles.remove(0).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn every_page_gives_the_text_that_a_reader_sees() {
    let pages = pages();
    assert!(pages.len() >= 10);
    let mut wrong = Vec::new();
    for page in pages {
        let expected = std::fs::read_to_string(page.with_extension("txt")).expect("every page has its text");
        let got = read(&page).text;
        if got != expected.trim_end_matches('\n') {
            wrong.push(format!("{}:\n--- expected\n{expected}--- got\n{got}\n", page.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pages_say_what_they_are() {
    let rows: [(&str, Option<&str>, Option<&str>, Option<&str>, &[&str]); 6] = [
        ("wordpress", Some("Weir at Oxmere fails after night of rain"), None, Some("2026-02-11T07:15:00Z"), &[]),
        ("div-soup", Some("Tram drivers vote to strike"), Some("Bellhaven Today"), Some("2026-09-02T16:20:00+02:00"), &[]),
        ("live-posts", Some("Harbour fire in Sund: latest"), Some("Sund Radio"), Some("2026-06-19T05:30:00Z"), &[]),
        (
            "hashed-classes",
            Some("Court halts dam at Ilmen Gorge"),
            Some("The Provincial"),
            Some("2026-04-21T20:03:11Z"),
            &["Runa Sele", "Tor Vik"],
        ),
        ("scripts-only", Some("Bus drivers’ radio was off, inquiry hears"), Some("Dalby Echo"), Some("2026-01-30"), &[]),
        ("main-sections", Some("Lighthouse to lose its keeper"), Some("North Coast Herald"), None, &[]),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/article");
    for (name, title, outlet, published, authors) in rows {
        let article = read(&folder.join(name).with_extension("html"));
        assert_eq!(article.id.0, name);
        assert_eq!(article.title.as_deref(), title, "{name}");
        assert_eq!(article.outlet.as_deref(), outlet, "{name}");
        assert_eq!(article.published.map(|p| p.iso).as_deref(), published, "{name}");
        assert_eq!(article.authors, authors, "{name}");
        assert_eq!(article.language.as_deref(), Some("en"), "{name}");
    }
}
