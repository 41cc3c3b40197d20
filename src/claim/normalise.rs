//! A sentence without what does not matter for its being the same: case, marks, white space.

use unicode_normalization::UnicodeNormalization;

/// The words of a text: lower case, compatibility forms folded, marks dropped, split at everything that is neither letter nor digit.
///
/// A hyphen between letters splits ("state-owned" is two words, as "state owned" is); an apostrophe inside a word, a point or comma between
/// digits and a soft hyphen do not.
pub(crate) fn words(text: &str) -> Vec<String> {
    // ASCII is folded already
    let chars: Vec<char> =
        if text.is_ascii() { text.chars().collect() } else { text.nfkc().filter(|&c| c != '\u{ad}').collect() };
    let mut words = Vec::new();
    let mut word = String::new();
    for (i, &c) in chars.iter().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
        let letter = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphabetic());
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else if c == '.' && digit(i.checked_sub(1)) && digit(Some(i + 1)) {
            word.push('.');
        } else if (c == ',' && digit(i.checked_sub(1)) && digit(Some(i + 1)))
            || (matches!(c, '\'' | '’') && letter(i.checked_sub(1)) && letter(Some(i + 1)))
            || unicode_normalization::char::is_combining_mark(c)
        {
            // 1,800 is 1800; don't is dont
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

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
