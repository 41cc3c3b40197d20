//! Words for countries: names, adjectives, capitals and larger cities, for telling namesakes apart.

use super::name;
use crate::text::WordSet;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One country and the folded words that point to it.
#[derive(Debug)]
pub(crate) struct Country {
    /// ISO 3166-1 alpha-2.
    pub(crate) code: &'static str,
    /// Usual English name.
    pub(crate) name: &'static str,
    /// Name, adjectives, capital and cities, folded as [`name::words`] folds a text.
    pub(crate) words: Vec<String>,
}

static COUNTRIES: LazyLock<Vec<Country>> =
    LazyLock::new(|| include_str!("../../../data/registry/countries.csv").lines().skip(1).filter_map(read).collect());

/// Folded word sequences that may stand before a name ("russian", "south korea"), for cutting them off.
static LEADING: LazyLock<BTreeMap<String, usize>> = LazyLock::new(|| {
    let words = COUNTRIES.iter().flat_map(|c| c.words.iter());
    words.map(|w| (w.trim().to_owned(), w.trim().split(' ').count())).collect()
});

fn read(line: &'static str) -> Option<Country> {
    let (code, lists) = line.split_once(',')?;
    let name = lists.split(['|', ',']).next()?;
    let words = lists.split(['|', ',']).filter(|w| !w.is_empty()).map(name::words).collect();
    Some(Country { code, name, words })
}

/// All countries, by code.
#[cfg(test)]
pub(crate) fn all() -> &'static [Country] {
    &COUNTRIES
}

/// Whether folded words name any country.
pub(super) fn is_named(folded: &str) -> bool {
    COUNTRIES.iter().flat_map(|c| &c.words).any(|w| folded.contains(w.as_str()))
}

/// The country with this code.
pub(crate) fn by_code(code: &str) -> Option<&'static Country> {
    COUNTRIES.binary_search_by(|c| c.code.cmp(code)).ok().map(|i| &COUNTRIES[i])
}

/// The first words of [`LEADING`]: most mentions begin with another.
static FIRST: LazyLock<WordSet<&'static str>> = LazyLock::new(|| LEADING.keys().filter_map(|w| w.split(' ').next()).collect());

/// How many bytes of `mention` name a country ("Russian", "South Korea's"); 0 where none stands there.
pub(super) fn leading_words(mention: &str) -> usize {
    let mut end = 0;
    let mut seen = 0;
    let mut best = 0;
    for word in mention.split_inclusive(char::is_whitespace).take(3) {
        end += word.len();
        seen += 1;
        let folded = name::words(name::bare(&mention[..end]));
        if seen == 1 && folded.split(' ').nth(1).is_some_and(|first| !first.is_empty() && !FIRST.contains(first)) {
            break;
        }
        if LEADING.get(folded.trim()) == Some(&seen) {
            best = end;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_complete() {
        assert!(all().len() >= 190, "{}", all().len());
        for pair in all().windows(2) {
            assert!(pair[0].code < pair[1].code, "{} before {}", pair[0].code, pair[1].code);
        }
        for country in all() {
            assert!(country.code.len() == 2 && country.code.bytes().all(|b| b.is_ascii_uppercase()), "{}", country.code);
            assert!(!country.name.is_empty() && !country.words.is_empty(), "{}", country.code);
        }
    }

    #[test]
    fn country_words_lead() {
        let rows = [("Russian news", 8), ("South Korea's Yonhap", 14), ("Reuters", 0), ("North Korean agency", 13), ("Trend", 0)];
        for (mention, expected) in rows {
            assert_eq!(leading_words(mention), expected, "{mention}");
        }
    }
}
