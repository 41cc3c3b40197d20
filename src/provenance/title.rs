//! Names, titles and appositions: which words of a phrase are the name, and what the others say.

use super::lexicon::{SPEAKERS, Sort, list};
use super::signal::{Reading, is_definite, is_indefinite, read};
use super::words::{Word, words};
use crate::text::{WordList, is_name_particle};

/// A piece of text with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// The words.
    pub text: &'a str,
    /// Where they begin in the article; `None` for words that do not stand there as such.
    pub at: Option<usize>,
}

/// Whether every word of the phrase is written as a name.
pub(super) fn is_name(phrase: &[Word<'_>]) -> bool {
    let particle = |w: &Word<'_>| {
        is_name_particle(&w.lower)
            || matches!(w.lower.as_ref(), "of" | "and" | "the" | "for")
            || w.lower.starts_with("al-")
            || w.lower.starts_with("el-")
    };
    phrase.iter().any(|w| w.capital)
        && phrase.iter().all(|w| w.capital || particle(w) || w.text.bytes().any(|b| b.is_ascii_digit()))
}

/// A pronoun or another word that stands for a source named elsewhere.
pub(super) fn is_pronoun(phrase: &[Word<'_>]) -> bool {
    static PRONOUNS: WordList = list("pronoun");
    // "WHO" and "US" are names
    let in_capitals = |word: &Word<'_>| word.text.len() > 1 && word.text.bytes().all(|b| b.is_ascii_uppercase());
    phrase.len() == 1 && !in_capitals(&phrase[0]) && PRONOUNS.contains(&phrase[0].lower)
}

/// Reads a phrase that is no person's name: an institution, an unnamed source, a role.
pub(super) fn read_common(phrase: &[Word<'_>]) -> Option<Reading> {
    let reading = read(phrase)?;
    if reading.head.sort.institution() || reading.head.sort == Sort::Country {
        return Some(reading);
    }
    let opened = phrase.first().is_some_and(|w| is_definite(&w.lower) || is_indefinite(&w.lower));
    // "Tim Cook" is no cook: a capital on the head counts only where all the other words are known too
    let lower_head = !phrase[reading.from].capital;
    let hits = SPEAKERS.hits(phrase);
    let covered = (0..reading.to).all(|i| hits.iter().any(|h| h.from <= i && i < h.to));
    (opened || lower_head || covered).then_some(reading)
}

/// The name proper of "Ana Reuel of the union ABC" or "Ana Reuel, a teacher"; a name that has nothing more stays whole.
pub(super) fn core_name(name: &str) -> &str {
    let cut = [" of the ", " of a ", " from the ", " at the ", ", "].iter().filter_map(|mark| name.find(mark)).min();
    let core = cut.map_or(name, |at| &name[..at]);
    let phrase = words(core);
    let person = phrase.len() > 1
        && is_name(&phrase)
        && read_common(&words(name)).is_none_or(|r| !r.head.sort.institution())
        && read_common(&phrase).is_none();
    if person { core } else { name }
}

/// Reads a title or apposition, "of the union ABC" among them.
pub(super) fn read_title(phrase: &[Word<'_>]) -> Option<Reading> {
    let first = phrase.first()?;
    if matches!(first.lower.as_ref(), "of" | "from" | "at" | "with") {
        return read_affiliation(phrase);
    }
    read(phrase).filter(|r| {
        let institution = r.head.sort.institution();
        // "the aid agency Alba Relief" is one, "the State Galvin" is not
        let described = institution && !phrase[r.to - 1].capital && r.to == phrase.len();
        let thing = matches!(
            r.head.sort,
            Sort::Country
                | Sort::Document
                | Sort::Social
                | Sort::Hearsay
                | Sort::Source
                | Sort::Vague
                | Sort::Field
                | Sort::Partisan
        );
        !thing && (!institution || described || phrase.first().is_some_and(|w| matches!(w.lower.as_ref(), "a" | "an")))
    })
}

/// "of the Christian union ABC", "from Alda University".
fn read_affiliation(phrase: &[Word<'_>]) -> Option<Reading> {
    let hits = SPEAKERS.hits(phrase);
    let hit = hits.iter().find(|h| h.entry.sort.institution() && (h.entry.sort != Sort::Suffix || phrase[h.from].capital))?;
    let country = hits.iter().find_map(|h| h.entry.country.as_deref());
    Some(Reading {
        head: hit.entry,
        from: hit.from,
        to: hit.to,
        field: None,
        partisan: false,
        owner: None,
        country,
        plain_complement: false,
        former: false,
        definite: true,
        indefinite: false,
        counted: false,
        plural: false,
    })
}

/// The words of a phrase outside the name in it.
pub(super) fn outside_name<'t>(text: &'t str, name: &str, at: Option<usize>) -> Vec<Piece<'t>> {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let found = text.find(name).map(|i| (i, i + name.len())).or_else(|| {
        let i = text.find(last).filter(|_| !last.is_empty())?;
        Some((i, i + last.len()))
    });
    let Some((from, to)) = found else { return Vec::new() };
    let piece = |a: usize, b: usize| Piece { text: &text[a..b], at: at.map(|at| at + a) };
    let mut out = Vec::new();
    if text[..from].chars().any(char::is_alphabetic) {
        out.push(piece(0, from));
    }
    let mut start = to;
    for part in text[to..].split_inclusive([',', '(', ')']) {
        if part.chars().any(char::is_alphabetic) {
            out.push(piece(start, start + part.len()));
        }
        start += part.len();
    }
    out
}

/// The possessor of "X's office" or of "his office" (`Some(None)`); X's account or version of what happened is X's own words.
pub(super) fn office_of<'w>(phrase: &[Word<'w>]) -> Option<Option<&'w str>> {
    let [rest @ .., last] = phrase else { return None };
    if !matches!(last.lower.as_ref(), "office" | "statement" | "account" | "version") || rest.is_empty() {
        return None;
    }
    let owner = rest.last()?;
    if owner.possessive && owner.capital {
        return Some(Some(owner.text));
    }
    (rest.len() == 1 && matches!(owner.lower.as_ref(), "his" | "her" | "its" | "their")).then_some(None)
}

/// Whose words "a statement by the army", "a communique issued by the ministry" are; empty where nobody is named ("a statement").
pub(super) fn issuer_of<'p, 'w>(phrase: &'p [Word<'w>]) -> Option<&'p [Word<'w>]> {
    static STATEMENTS: WordList = list("statement");
    static ISSUED: WordList = list("issued");
    // before the noun at most "a joint written"
    let head = phrase.iter().take(4).position(|w| STATEMENTS.contains(w.lower.as_ref()))?;
    let article = |w: &Word<'_>| is_definite(&w.lower) || matches!(w.lower.as_ref(), "a" | "an");
    let before = &phrase[phrase.iter().take_while(|w| article(w)).count()..head];
    if before.iter().any(|w| w.possessive) || before.iter().any(|w| w.capital) && before.len() == head {
        return None;
    }
    let mut rest = &phrase[head + 1..];
    if rest.first().is_some_and(|w| ISSUED.contains(w.lower.as_ref())) {
        let by = rest.iter().take(4).position(|w| matches!(w.lower.as_ref(), "by" | "from"));
        rest = by.map_or(&[], |by| &rest[by..]);
    }
    match rest.first().map(|w| w.lower.as_ref()) {
        Some("by" | "from" | "of") => Some(&rest[1..]),
        // "a Finance Ministry statement", "a company statement", but "bank statements" are papers
        _ if !phrase[head].lower.ends_with('s') => Some(before),
        _ => Some(&[]),
    }
}

/// The title as worded, without its article.
pub(super) fn worded(text: &str, phrase: &[Word<'_>]) -> Option<String> {
    let skip = usize::from(phrase.first().is_some_and(|w| is_definite(&w.lower) || matches!(w.lower.as_ref(), "a" | "an")));
    let first = phrase.get(skip)?;
    let end =
        phrase.iter().skip(skip + 1).find(|w| w.after_break).map_or(phrase.last()?.end, |w| phrase[w_index(phrase, w) - 1].end);
    Some(text.get(first.start..end)?.trim_end_matches([',', ' ']).to_owned())
}

fn w_index(phrase: &[Word<'_>], word: &Word<'_>) -> usize {
    phrase.iter().position(|w| w.start == word.start).unwrap_or(1).max(1)
}
