//! Countries under their several names: "DPRK", "North Korea", "North Korean" are one.

use super::sketch::{Token, tokens};
use crate::text::WordMap;
use std::sync::OnceLock;

const COUNTRIES: &str = include_str!("../../data/registry/countries.csv");

/// By first word: the words of a name or adjective, the longest first, and the country's code.
type Names = WordMap<String, Vec<(Vec<String>, &'static str)>>;

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = Names::default();
        for line in COUNTRIES.lines().skip(1) {
            let mut cells = line.split(',');
            let Some(code) = cells.next() else { continue };
            for name in cells.take(2).flat_map(|cell| cell.split('|')) {
                let words: Vec<String> = tokens(name).into_iter().map(|token| token.low).collect();
                // "the North" is a country in one country's news only
                if let Some(first) = words.first().filter(|first| *first != "the") {
                    names.entry(first.clone()).or_default().push((words.clone(), code));
                }
            }
        }
        names.values_mut().for_each(|known| known.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        names
    })
}

/// The country that the tokens at `at` name, and how many they are.
pub(super) fn country(tokens: &[Token], at: usize) -> Option<(&'static str, usize)> {
    if !tokens[at].capital {
        return None;
    }
    let known = names().get(&tokens[at].low)?;
    let fits = |words: &[String]| tokens.get(at..at + words.len()).is_some_and(|t| t.iter().zip(words).all(|(t, w)| t.low == *w));
    known.iter().find(|(words, _)| fits(words)).map(|(words, code)| (*code, words.len()))
}

/// The one country that a phrase names; `None` where it names several, or a part of the compass besides ("North and South Korean boats").
pub(super) fn only_country(phrase: &str) -> Option<&'static str> {
    const COMPASS: &[&str] = &["north", "south", "east", "west", "northern", "southern", "eastern", "western", "both"];
    let tokens = tokens(phrase);
    let mut found = None;
    let mut at = 0;
    while at < tokens.len() {
        match country(&tokens, at) {
            Some((code, _)) if found.is_some_and(|known| known != code) => return None,
            Some((code, length)) => {
                found = Some(code);
                at += length;
            }
            None if COMPASS.contains(&tokens[at].low.as_str()) => return None,
            None => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_names_one_country_or_none() {
        let rows = [
            ("A North Korean vessel", Some("KP")),
            ("A patrol boat of the Republic of Korea (ROK)", Some("KR")),
            ("North and South Korean boats", None),
            ("French and German troops", None),
            ("the boat", None),
            ("", None),
        ];
        for (phrase, expected) in rows {
            assert_eq!(only_country(phrase), expected, "{phrase}");
        }
    }

    #[test]
    fn a_country_has_many_names() {
        let rows = [
            ("DPRK", Some(("KP", 1))),
            ("North Korean", Some(("KP", 2))),
            ("Republic of Korea", Some(("KR", 3))),
            ("U.S.", Some(("US", 2))),
            ("British", Some(("GB", 1))),
            ("us", None),
            ("North", None),
        ];
        for (text, expected) in rows {
            assert_eq!(country(&tokens(text), 0), expected, "{text}");
        }
    }
}
