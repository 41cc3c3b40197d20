//! JSON Lines: whatever the bytes, articles with text or errors, and no panic.
#![no_main]

use corroborate::article::{Format, ReadOptions, Reader};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let reader = Reader::new(ReadOptions { format: Some(Format::Jsonl), ..ReadOptions::default() }).expect("good options");
    for article in reader.bytes("input", bytes).flatten() {
        assert!(!article.text.trim().is_empty());
    }
});
