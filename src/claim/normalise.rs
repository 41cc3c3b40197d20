//! A sentence without what does not matter for its being the same: case, marks, white space.

use unicode_normalization::UnicodeNormalization;

/// The words of a text: lower case, compatibility forms folded, marks dropped, split at everything that is neither letter nor digit.
///
/// A hyphen between letters splits ("state-owned" is two words, as "state owned" is); an apostrophe inside a word, a point or comma between
/// digits and a soft hyphen do not.
pub(crate) fn words(text: &str) -> Vec<String> {
    worded(text).split_whitespace().map(str::to_owned).collect()
}

/// The same with a blank between each two.
pub(crate) fn worded(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    if text.is_ascii() {
        add_ascii(text.as_bytes(), &mut words);
    } else {
        add_any(text, &mut words);
    }
    words.truncate(words.trim_end().len());
    words
}

fn add_any(text: &str, words: &mut String) {
    let chars: Vec<char> = text.nfkc().filter(|&c| c != '\u{ad}').collect();
    for (i, &c) in chars.iter().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
        let letter = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphabetic());
        if c.is_alphanumeric() {
            words.extend(c.to_lowercase());
        } else if c == '.' && digit(i.checked_sub(1)) && digit(Some(i + 1)) {
            words.push('.');
        } else if (c == ',' && digit(i.checked_sub(1)) && digit(Some(i + 1)))
            || (matches!(c, '\'' | '’') && letter(i.checked_sub(1)) && letter(Some(i + 1)))
            || unicode_normalization::char::is_combining_mark(c)
        {
            // 1,800 is 1800; don't is dont
        } else {
            end_word(words);
        }
    }
}

/// The same where nothing is to be folded but case.
fn add_ascii(text: &[u8], words: &mut String) {
    let is = |at: Option<usize>, test: fn(&u8) -> bool| at.and_then(|at| text.get(at)).is_some_and(test);
    for (i, byte) in text.iter().enumerate() {
        let between = |test: fn(&u8) -> bool| is(i.checked_sub(1), test) && is(Some(i + 1), test);
        match byte {
            b if b.is_ascii_alphanumeric() => words.push(char::from(b.to_ascii_lowercase())),
            b'.' if between(u8::is_ascii_digit) => words.push('.'),
            b',' if between(u8::is_ascii_digit) => {}
            b'\'' if between(u8::is_ascii_alphabetic) => {}
            _ => end_word(words),
        }
    }
}

fn end_word(words: &mut String) {
    if !words.is_empty() && !words.ends_with(' ') {
        words.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// A letter beyond ASCII at the end takes the other path and changes nothing before it.
        #[test]
        fn ascii_is_read_as_anything_else(text in "[a-dA-D0-3.,' \\-]{0,40}") {
            let mut other = words(&format!("{text} é"));
            let last = other.pop();
            prop_assert_eq!(last.as_deref(), Some("é"));
            prop_assert_eq!(words(&text), other);
        }
    }

    #[test]
    fn words_fold_what_does_not_matter() {
        let rows = [
            ("The “Bridge” closed.", "the bridge closed"),
            ("state-owned  news\u{a0}agency", "state owned news agency"),
            ("1,800 jobs, 2.5 percent", "1800 jobs 2.5 percent"),
            ("It didn’t — it couldn't.", "it didnt it couldnt"),
            ("co\u{ad}operate", "cooperate"),
            ("ﬁre in Türkiye", "fire in türkiye"),
            ("", ""),
            ("… ?!", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(words(text).join(" "), expected, "{text:?}");
        }
    }
}
