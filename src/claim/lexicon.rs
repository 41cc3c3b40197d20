//! Words of news prose that mean the same and words that exclude each other: `data/claims`.

use super::stem::stem;
use crate::text::WordMap;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const SYNONYMS: &str = include_str!("../../data/claims/synonyms.csv");
const PHRASES: &str = include_str!("../../data/claims/phrases.csv");
const OPPOSITES: &str = include_str!("../../data/claims/opposites.csv");

/// A meaning: a row of `synonyms.csv`, or a word by itself that `opposites.csv` names.
pub(super) type Meaning = u16;

/// What two opposed words say of the two statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opposition {
    /// They exclude each other.
    Clash,
    /// The second is a later state of the first ("charged", "convicted").
    Progress,
}

struct Lexicon {
    meanings: WordMap<String, Vec<Meaning>>,
    /// By meaning: those that exclude or follow it.
    opposites: Vec<Vec<(Meaning, Opposition)>>,
    /// What each meaning is found and counted by.
    keys: Vec<String>,
    /// By the stem of its first word: the stems of the others, and the head that stands for the whole.
    phrases: WordMap<String, Vec<(Vec<String>, &'static str)>>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::read)
}

impl Lexicon {
    fn read() -> Self {
        let mut heads: BTreeMap<&str, Meaning> = BTreeMap::new();
        let mut meanings: WordMap<String, Vec<Meaning>> = WordMap::default();
        let mut add = |word: &str, meaning: Meaning| {
            let known = meanings.entry(stem(word)).or_default();
            if !known.contains(&meaning) {
                known.push(meaning);
            }
        };
        for (head, words) in SYNONYMS.lines().skip(1).filter_map(|line| line.split_once(',')) {
            let meaning = heads.len() as Meaning;
            heads.insert(head, meaning);
            words.split(' ').for_each(|word| add(word, meaning));
        }
        let rows = OPPOSITES.lines().skip(1).filter_map(|line| {
            let mut cells = line.split(',');
            Some((cells.next()?, cells.next()?, cells.next()?))
        });
        let mut opposed = BTreeMap::new();
        for (one, other, kind) in rows {
            let [one, other] = [one, other].map(|word| {
                let next = heads.len() as Meaning;
                *heads.entry(word).or_insert_with(|| {
                    add(word, next);
                    next
                })
            });
            let kind = if kind == "progress" { Opposition::Progress } else { Opposition::Clash };
            opposed.insert((one.min(other), one.max(other)), kind);
        }
        let mut opposites = vec![Vec::new(); heads.len()];
        for ((one, other), kind) in opposed {
            opposites[usize::from(one)].push((other, kind));
            opposites[usize::from(other)].push((one, kind));
        }
        let mut phrases: WordMap<String, Vec<(Vec<String>, &'static str)>> = WordMap::default();
        for (phrase, head) in PHRASES.lines().skip(1).filter_map(|line| line.split_once(',')) {
            let mut stems = phrase.split(' ').map(stem);
            if let Some(first) = stems.next() {
                phrases.entry(first).or_default().push((stems.collect(), head));
            }
        }
        // the longest first
        phrases.values_mut().for_each(|known| known.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
        // no stem begins with this mark
        let keys = (0..heads.len()).map(|meaning| format!("={meaning}")).collect();
        Lexicon { meanings, opposites, keys, phrases }
    }
}

/// The meanings of a stem; none for most words.
pub(super) fn meanings(stem: &str) -> &'static [Meaning] {
    lexicon().meanings.get(stem).map_or(&[], Vec::as_slice)
}

/// What a meaning is found and counted by: no stem is the same.
pub(super) fn key(meaning: Meaning) -> &'static str {
    &lexicon().keys[usize::from(meaning)]
}

/// Whether a phrase begins with `stem`.
pub(super) fn opens_phrase(stem: &str) -> bool {
    lexicon().phrases.contains_key(stem)
}

/// The word that stands for the phrase that begins with `stem`, and how many further words it has; `next` gives the stems of the words that follow.
pub(super) fn phrase(stem: &str, next: impl Fn(usize) -> Option<String>) -> Option<(&'static str, usize)> {
    let known = lexicon().phrases.get(stem)?;
    let fits = |rest: &[String]| rest.iter().enumerate().all(|(i, word)| next(i).as_ref() == Some(word));
    known.iter().find(|(rest, _)| fits(rest)).map(|(rest, head)| (*head, rest.len()))
}

/// Whether any word is opposed to one of these meanings.
pub(super) fn is_opposed(meanings: &[Meaning]) -> bool {
    meanings.iter().any(|m| !opposites(*m).is_empty())
}

/// How two words exclude or follow each other.
pub(super) fn opposition(a: &[Meaning], b: &[Meaning]) -> Option<Opposition> {
    let kind = |x: Meaning, y: &Meaning| opposites(x).iter().find(|(other, _)| other == y).map(|(_, kind)| *kind);
    a.iter().find_map(|&x| b.iter().find_map(|y| kind(x, y)))
}

fn opposites(meaning: Meaning) -> &'static [(Meaning, Opposition)] {
    &lexicon().opposites[usize::from(meaning)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_share_a_meaning_or_are_opposed() {
        let of = |word: &str| meanings(&stem(word));
        let share = |a, b| of(a).iter().any(|m| of(b).contains(m));
        for (a, b) in [("killed", "dead"), ("blaze", "fires"), ("vessels", "boat"), ("rose", "jumped"), ("arrested", "custody")] {
            assert!(share(a, b), "{a} / {b}");
        }
        for (a, b) in [("killed", "wounded"), ("rise", "fall"), ("table", "chair")] {
            assert!(!share(a, b), "{a} / {b}");
        }
        assert_eq!(opposition(of("rising"), of("plunged")), Some(Opposition::Clash));
        assert_eq!(opposition(of("convicted"), of("charged")), Some(Opposition::Progress));
        assert_eq!(opposition(of("rising"), of("jumped")), None);
    }

    #[test]
    fn every_row_can_be_read() {
        for (n, line) in SYNONYMS.lines().skip(1).enumerate() {
            assert!(
                line.split_once(',').is_some_and(|(head, words)| !head.is_empty() && words.split(' ').count() > 1),
                "row {}",
                n + 2
            );
        }
        for line in OPPOSITES.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let kinds = ["outcome", "status", "stance", "cause", "degree", "actor", "time", "progress"];
            assert!(cells.len() == 3 && kinds.contains(&cells[2]), "{line}");
        }
    }
}
