//! Names as texts write them: folding for comparison, and the simpler forms under which a wordy mention may be known.

use super::country;
use crate::provenance::lexicon::list;
use crate::text::WordList;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that say what sort of thing a name stands for and are no part of it. In lower case.
static GENERIC: WordList = list("generic");

/// Words that describe an outlet and stand before its name. In lower case; countries' adjectives come on top.
static DESCRIPTIVE: WordList = list("descriptive");

/// Folds a name for comparison: lower case, no diacritics, plain apostrophes, white space and hyphens as one space, "&" as "and".
pub(crate) fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let push = |out: &mut String, c: char| match c {
        '-' | '_' | '\u{2010}'..='\u{2014}' => space(out),
        c if c.is_whitespace() => space(out),
        '&' => {
            space(out);
            out.push_str("and");
        }
        '’' | '‘' | 'ʼ' | '`' => out.push('\''),
        // Turkish dotted and dotless i meet in the middle, Nordic and Slavic letters without a decomposition lose their stroke
        'ı' | 'İ' => out.push('i'),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' => out.push('d'),
        'ß' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        c => out.extend(c.to_lowercase()),
    };
    if name.is_ascii() {
        name.chars().for_each(|c| push(&mut out, c));
    } else {
        // й, ї and Hangul syllables decompose as well; every comparison folds both sides, so nothing is lost
        name.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| push(&mut out, c));
    }
    out.truncate(out.trim_end().len());
    if let Some(rest) = out.strip_prefix("the ").filter(|rest| !rest.is_empty()) {
        return rest.to_owned();
    }
    out
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// A text as its folded words, one space before, between and after them, so that `" tehran "` finds the word and no part of one.
pub(crate) fn words(text: &str) -> String {
    let folded = key(text);
    let mut out = String::with_capacity(folded.len() + 2);
    out.push(' ');
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        out.push_str(word);
        out.push(' ');
    }
    out
}

/// A way of reading a mention: the name proper, and words set aside that may tell namesakes apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form<'a> {
    pub(crate) name: &'a str,
    pub(crate) aside: &'a str,
}

/// The readings of a mention, plainest first: as it stands, without brackets, without generic and describing words.
pub(crate) fn forms(mention: &str) -> Vec<Form<'_>> {
    let whole = bare(mention);
    // a name may end in what looks like a possessive or a mark: "Barron's", "Alo!"
    let mut out = vec![Form { name: mention.trim(), aside: "" }, Form { name: whole, aside: "" }];
    if let Some((outside, inside)) = bracketed(whole) {
        out.push(Form { name: bare(outside), aside: inside });
        out.push(Form { name: bare(inside), aside: outside });
    }
    for Form { name, aside } in out.split_off(1) {
        out.push(Form { name, aside });
        shorten(name, aside, &mut out);
    }
    out.retain(|f| !f.name.is_empty());
    out
}

/// Cuts the mention at both ends, as far as the words there only describe.
fn shorten<'a>(name: &'a str, aside: &'a str, out: &mut Vec<Form<'a>>) {
    let mut ends = vec![name];
    let mut rest = name;
    while let Some((left, word)) = rest.rsplit_once(char::is_whitespace) {
        if !is_generic(word) {
            break;
        }
        rest = left.trim_end();
        ends.push(rest);
    }
    for end in ends {
        let mut rest = end;
        out.push(Form { name: bare(rest), aside });
        while let Some((word, right)) = rest.split_once(char::is_whitespace) {
            let more = country::leading_words(rest);
            let cut = if more > 0 {
                rest[more..].trim_start()
            } else if is_generic(word) || is_descriptive(word) {
                right.trim_start()
            } else {
                break;
            };
            if cut.is_empty() {
                break;
            }
            rest = cut;
            let before = &name[..name.len().min(rest.as_ptr() as usize - name.as_ptr() as usize)];
            out.push(Form { name: bare(rest), aside: if aside.is_empty() { before } else { aside } });
        }
    }
}

/// Whether a word only says what sort of thing a name stands for.
pub(super) fn is_generic(word: &str) -> bool {
    is_one_of(&GENERIC, word)
}

fn is_descriptive(word: &str) -> bool {
    is_one_of(&DESCRIPTIVE, word)
}

fn is_one_of(list: &WordList, word: &str) -> bool {
    list.contains(&word.trim_end_matches(',').to_lowercase())
}

/// The mention without white space, quotation marks, possessive and closing punctuation at its ends.
pub(crate) fn bare(mention: &str) -> &str {
    let marks: &[char] = &['"', '“', '”', '«', '»', '‘', '\'', '’', ',', ';', ':', '!', '?', '*'];
    let mut rest = mention.trim().trim_matches(marks).trim();
    for ending in ["'s", "’s", "'S", "’S"] {
        rest = rest.strip_suffix(ending).unwrap_or(rest);
    }
    rest.trim_end_matches(marks).trim_end()
}

/// Splits "Korean Central News Agency (KCNA)" into what is outside and inside.
fn bracketed(name: &str) -> Option<(&str, &str)> {
    let open = name.find('(')?;
    let close = open + name[open..].find(')')?;
    let (outside, inside) = (name[..open].trim(), name[open + 1..close].trim());
    (!outside.is_empty() && !inside.is_empty() && name[close + 1..].trim().is_empty()).then_some((outside, inside))
}

/// How else texts spell these names: without diacritics, and inside a sentence without or with a small article.
pub(crate) fn spellings<'a>(names: impl Iterator<Item = &'a str>) -> impl Iterator<Item = String> {
    names.flat_map(|name| {
        let inside =
            name.strip_prefix("The ").map(|rest| if rest.contains(' ') { rest.to_owned() } else { format!("the {rest}") });
        let plain = (!name.is_ascii()).then(|| plain_letters(name)).filter(|plain| plain != name && plain.is_ascii());
        inside.into_iter().chain(plain)
    })
}

/// The name without marks on its letters.
fn plain_letters(name: &str) -> String {
    name.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'ı' => 'i',
            'ø' => 'o',
            'Ø' => 'O',
            'ł' => 'l',
            'Ł' => 'L',
            'đ' => 'd',
            '’' => '\'',
            c => c,
        })
        .collect()
}

/// The mention as compared by exact case: bare, without a leading article.
pub(crate) fn exact_form(mention: &str) -> &str {
    let rest = bare(mention);
    ["the ", "The ", "THE "].iter().find_map(|article| rest.strip_prefix(article)).map_or(rest, str::trim_start)
}

/// Whether a name is too short to be matched in another case than its own: "AP" is no "ap", "X" no "x".
pub(crate) fn needs_exact_case(name: &str) -> bool {
    let name = exact_form(name);
    name.is_ascii() && name.len() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold() {
        let rows = [
            ("TASS", "tass"),
            ("The  Guardian", "guardian"),
            ("the", "the"),
            ("Türkiye Today", "turkiye today"),
            ("Demirören", "demiroren"),
            ("Habertürk", "haberturk"),
            ("ČTK", "ctk"),
            ("Al-Manar", "al manar"),
            ("Al‑Manar", "al manar"),
            ("Mail & Guardian", "mail and guardian"),
            ("People’s Daily", "people's daily"),
            ("Dagens Næringsliv", "dagens naeringsliv"),
            ("İhlas", "ihlas"),
            ("ТАСС", "тасс"),
            ("", ""),
        ];
        for (name, expected) in rows {
            assert_eq!(key(name), expected, "{name}");
        }
    }

    #[test]
    fn mentions_are_read_in_simpler_forms() {
        let rows = [
            ("TASS’s", "TASS", ""),
            ("the Belga news agency", "the Belga", ""),
            ("state news agency TASS", "TASS", "state news agency "),
            ("Korean Central News Agency (KCNA)", "KCNA", "Korean Central News Agency"),
            ("ABC (Australia)", "ABC", "Australia"),
            ("Russian state-affiliated news agency Interfax", "Interfax", "Russian state-affiliated news agency "),
            ("South Korea's Yonhap news agency", "Yonhap", "South Korea's "),
        ];
        for (mention, name, aside) in rows {
            let all = forms(mention);
            assert!(all.iter().any(|f| f.name == name && f.aside.trim() == aside.trim()), "{mention}: {all:?}");
        }
        assert!(forms("state television").iter().all(|f| !f.name.is_empty()));
    }

    #[test]
    fn names_have_further_spellings() {
        let names = ["The Irish Times", "The Namibian", "El País", "Demirören News Agency", "ТАСС", "Reuters", "Børsen"];
        let found: Vec<String> = spellings(names.into_iter()).collect();
        assert_eq!(found, ["Irish Times", "the Namibian", "El Pais", "Demiroren News Agency", "Borsen"]);
    }

    #[test]
    fn words_stand_between_spaces() {
        assert_eq!(words("TAIPEI, Nov 3 (CNA) —"), " taipei nov 3 cna ");
        assert_eq!(words(""), " ");
    }
}
