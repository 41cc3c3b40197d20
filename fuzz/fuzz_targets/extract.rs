//! Sentences and statements: whatever the text, spans that lie inside it and hold the words they say, and no panic.
#![no_main]

use corroborate::attribution::{Gazetteer, Tagger};
use corroborate::{Article, extract, sentence};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static MEDIA: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::new(corroborate::Registry::builtin().expect("shipped data").names()));

fuzz_target!(|text: &str| {
    let article = Article::from_text("input", text);
    let sentences = sentence::split(text);
    for sentence in &sentences {
        assert!(text.get(sentence.span.start()..sentence.span.end()).is_some());
    }
    for statement in extract(&article, &sentences, &MEDIA, Tagger::builtin()) {
        for excerpt in &statement.content {
            assert_eq!(excerpt.span.of(text), excerpt.text);
        }
    }
});
