//! Laws of extraction: whatever the text, spans are true, statements are numbered, and nothing is changed.

use corroborate::attribution::Statement;
use corroborate::{Article, Engine, Excerpt};
use proptest::prelude::*;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new().expect("built in"));

/// What news is made of, and what breaks readers of it: marks of every kind, cues, names, line ends.
const FRAGMENTS: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "(",
    ")",
    "—",
    " – ",
    ", ",
    ". ",
    ": ",
    "; ",
    "? ",
    "…",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\u{A0}",
    "\u{200B}",
    "\u{FEFF}",
    "🙂",
    "é",
    "e\u{301}",
    "مرحبا",
    "新华社",
    "Mira Holt ",
    "Rell’s ",
    "Dr. ",
    "the minister ",
    "a port official ",
    "two diplomats ",
    "Reuters ",
    "TASS ",
    "state television ",
    "she ",
    "they ",
    "the agency ",
    "said ",
    "told ",
    "says ",
    "added ",
    "that ",
    "according to ",
    "citing ",
    "quoted ",
    "as saying ",
    "adding that ",
    "denied ",
    "reportedly ",
    "it is understood ",
    "on condition of anonymity ",
    "because the talks are private ",
    "in a statement ",
    "on Telegram ",
    "on Monday ",
    "the port is shut ",
    "four people were killed ",
    "ARVEN, May 3 (Reuters) – ",
    "Photo: ",
    "By ",
    "have ",
    "not ",
    "to ",
];

fn news() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        12 => proptest::sample::select(FRAGMENTS).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    proptest::collection::vec(fragment, 0..60).prop_map(|fragments| fragments.concat())
}

/// Every excerpt that a statement holds.
fn excerpts(statement: &Statement) -> impl Iterator<Item = &Excerpt> {
    let sources = statement
        .chain
        .iter()
        .flat_map(|source| source.mention.iter().chain(&source.cue).chain(&source.scope).chain(&source.described));
    let hedges = statement.hedges.iter().flat_map(|hedge| std::iter::once(&hedge.words).chain(&hedge.scope));
    statement.content.iter().chain(&statement.anonymity_reason).chain(sources).chain(hedges)
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let extract = ENGINE.extract(Article::from_text("law", text));
    prop_assert_eq!(&extract.article.text, text, "the text is as it was read");
    prop_assert!(extract.statements.len() <= text.chars().count(), "a statement takes at least one character");
    for (i, statement) in extract.statements.iter().enumerate() {
        prop_assert_eq!(statement.number, i + 1, "numbered in order");
        prop_assert!(!statement.content.is_empty() && statement.content.iter().all(|piece| !piece.text.trim().is_empty()));
        for excerpt in excerpts(statement) {
            let place = text.get(excerpt.span.start()..excerpt.span.end());
            prop_assert_eq!(place, Some(excerpt.text.as_str()), "a span and its words");
        }
        for source in &statement.chain {
            prop_assert!(!source.name.trim().is_empty(), "a source has a name");
        }
    }
    let again = ENGINE.extract(Article::from_text("law", text));
    prop_assert_eq!(again.statements, extract.statements, "the same text gives the same statements");
    Ok(())
}

#[test]
fn texts_that_hold_nothing() {
    for text in ["", " ", "\n\n", "\u{FEFF}", "“", "”“", "said", ":", "—", "\"\"", "… … …", "\r", "\0"] {
        assert!(check(text).is_ok(), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_for_any_text(text in "(?s).{0,200}") {
        check(&text)?;
    }

    #[test]
    fn laws_hold_for_news_in_any_order(text in news()) {
        check(&text)?;
    }
}
