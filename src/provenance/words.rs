//! Words of a short phrase, as the lexicons compare them.

use crate::sentence::keeps_its_stop;
use std::borrow::Cow;

/// One word with its place in the phrase.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// As it stands, without a possessive ending.
    pub text: &'a str,
    /// In lower case, without a possessive ending or the last dot of an abbreviation.
    pub lower: Cow<'a, str>,
    /// First byte in the phrase.
    pub start: usize,
    /// Byte after the last, the possessive ending included.
    pub end: usize,
    /// Begins with a capital letter.
    pub capital: bool,
    /// Carried a possessive ending.
    pub possessive: bool,
    /// A comma, bracket or dash stands between this word and the one before.
    pub after_break: bool,
}

fn joins(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | '&' | '.' | '‑')
}

/// Splits a phrase into words; hyphens, apostrophes and the dots of abbreviations stay inside.
pub(super) fn words(phrase: &str) -> Vec<Word<'_>> {
    let mut out = Vec::with_capacity(phrase.len() / 5 + 1);
    out.extend(each_word(phrase));
    out
}

/// The same one by one, for whoever reads only the first few.
pub(super) fn each_word(phrase: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut broken = false;
        loop {
            let start = at;
            if let Some(end) = small_word(phrase, start) {
                at = end;
                let text = &phrase[start..end];
                let lower = Cow::Borrowed(text);
                return Some(Word { text, lower, start, end, capital: false, possessive: false, after_break: broken });
            }
            let c = phrase[at..].chars().next()?;
            at += c.len_utf8();
            if !c.is_alphanumeric() && c != '@' {
                broken |= !c.is_whitespace() && !matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'');
                continue;
            }
            while let Some(next) = phrase[at..].chars().next() {
                let inside = next.is_alphanumeric() || (joins(next) && follows_letter(phrase, at, next));
                if !inside {
                    break;
                }
                at += next.len_utf8();
            }
            return Some(word(phrase, start, at, broken));
        }
    })
}

/// Where the word at `start` ends, if it is of small letters throughout and no mark follows that may belong to it: most words are so, and they
/// need no second look.
fn small_word(phrase: &str, start: usize) -> Option<usize> {
    let bytes = phrase.as_bytes();
    let length = bytes[start..].iter().take_while(|b| b.is_ascii_lowercase()).count();
    let end = start + length;
    let free = bytes.get(end).is_none_or(|b| matches!(b, b' ' | b',' | b'\n' | b';' | b':' | b')' | b'"'));
    (length > 0 && free).then_some(end)
}

/// Whether the mark at `at` belongs to the word: a letter or digit follows, or it is the dot of an abbreviation.
fn follows_letter(phrase: &str, at: usize, mark: char) -> bool {
    let rest = &phrase[at + mark.len_utf8()..];
    let next = rest.chars().next();
    if next.is_some_and(char::is_alphanumeric) {
        return true;
    }
    let before = &phrase[..at];
    match mark {
        // "U.S.", "Gen.", "Lt." but not the full stop of a sentence
        '.' => {
            let last = before.rsplit(|c: char| !(c.is_alphanumeric() || c == '.')).next().unwrap_or("");
            last.contains('.')
                || last.chars().count() == 1 && last.chars().all(char::is_uppercase)
                || (next.is_some() && keeps_its_stop(last))
        }
        // "ministers' meeting"
        '\'' | '’' => before.ends_with('s') && next == Some(' '),
        _ => false,
    }
}

/// Written as a name: a capital first, after an article of Arabic, or inside ("al-Karv", "iKarv").
fn capital(text: &str) -> bool {
    let upper = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    if upper(text) || is_small(text) {
        return upper(text);
    }
    let body = ["al-", "el-", "as-", "an-", "ad-", "ar-", "ash-"].iter().find_map(|a| text.strip_prefix(a)).unwrap_or(text);
    // "iKarv", "9toKarv", but not "pro-Karv"
    upper(body) || (!body.contains('-') && body.chars().any(char::is_uppercase))
}

/// Nothing but small letters, digits and marks of ASCII, as most words are.
fn is_small(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase())
}

/// The word without its possessive ending, where it has one: "Karv's", "lawyers'".
fn without_possessive(word: &str) -> Option<&str> {
    let marks = ['\'', '’'];
    match word.strip_suffix('s') {
        Some(stem) => stem.strip_suffix(marks),
        None => word.strip_suffix(marks).filter(|stem| stem.ends_with('s')),
    }
}

fn lower(text: &str) -> Cow<'_, str> {
    if is_small(text) {
        Cow::Borrowed(text)
    } else if text.is_ascii() {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Owned(text.to_lowercase().replace('’', "'").replace('‑', "-"))
    }
}

fn word(phrase: &str, start: usize, end: usize, after_break: bool) -> Word<'_> {
    let whole = phrase[start..end].trim_end_matches('.');
    let bare = without_possessive(whole).filter(|b| !b.is_empty());
    let text = bare.unwrap_or(whole);
    Word { text, lower: lower(text), start, end, capital: capital(text), possessive: bare.is_some(), after_break }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_what_belongs_together() {
        let rows: [(&str, &[&str]); 7] = [
            ("the U.S. State Department", &["the", "u.s", "state", "department"]),
            ("Gen. Osk Varn", &["gen", "osk", "varn"]),
            ("state-run Karv’s head", &["state-run", "karv", "head"]),
            ("the lawyers' group Alba", &["the", "lawyers", "group", "alba"]),
            ("She left.", &["she", "left"]),
            ("Türkiye’s “Élan”", &["türkiye", "élan"]),
            ("", &[]),
        ];
        for (phrase, expected) in rows {
            let found: Vec<String> = words(phrase).iter().map(|w| w.lower.to_string()).collect();
            assert_eq!(found, expected, "{phrase}");
        }
    }

    proptest::proptest! {
        /// A word of small letters is read at a glance, one of capitals letter by letter. (No stops: those of capitals may be of initials.)
        #[test]
        fn small_words_end_where_others_do(text in "[a-c’',;:&é\"\n -]{0,24}") {
            let small = words(&text).iter().map(|w| (w.end, w.possessive, w.after_break)).collect::<Vec<_>>();
            let capitals = text.to_ascii_uppercase();
            let large = words(&capitals).iter().map(|w| (w.end, w.possessive, w.after_break)).collect::<Vec<_>>();
            proptest::prop_assert_eq!(small, large);
        }
    }

    #[test]
    fn breaks_and_possessives_are_marked() {
        let found = words("Norsea’s head, Ida (41)");
        assert!(found[0].possessive && !found[1].possessive);
        assert!(found[2].after_break && found[3].after_break && !found[1].after_break);
        // the stop of an abbreviation sets nothing apart
        assert!(words("a Sept. 8 Dept. of Health article").iter().all(|w| !w.after_break));
    }
}
