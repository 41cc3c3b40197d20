//! Reads one noun phrase: its head, the field the head belongs to, and the country it names.
//!
//! "a senior official in Costa Verde's defence ministry" has the head *official*, the field *defence ministry* and no
//! formal role. The reading says only what the words say; the classes follow in the reader of speakers.

use super::anonymity::count;
use super::class::Provenance;
use super::lexicon::{AFTER_HEAD, DEFINITE, Entry, FORMER, Hit, INDEFINITE, PARTITIVE, SPEAKERS, Sort, list};
use super::words::Word;
use crate::text::WordList;

/// What a noun phrase says about a source.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// Its head.
    pub head: &'static Entry,
    /// First word of the head.
    pub from: usize,
    /// Word after the head.
    pub to: usize,
    /// What the head belongs to, where the words name it: a modifier or a complement.
    pub field: Option<&'static Entry>,
    /// A modifier that makes a spokesperson partisan.
    pub partisan: bool,
    /// A proper name that the head belongs to and no list knows ("Norsea" of "Norsea's chairman"), as a range of words.
    pub owner: Option<(usize, usize)>,
    /// ISO code of the country that the words name.
    pub country: Option<&'static str>,
    /// Its complement is a plain word that no list knows ("president of audience").
    pub plain_complement: bool,
    /// Holds its office no longer.
    pub former: bool,
    /// Points at somebody definite: "the", "its", a possessor.
    pub definite: bool,
    /// Has an article or number of the indefinite kind, or is said to be unnamed.
    pub indefinite: bool,
    /// The article says how many they are, and more than one ("two doctors").
    pub counted: bool,
    /// The head is a plural.
    pub plural: bool,
}

/// Whether the word is a determiner that points at something known.
pub(super) fn is_definite(word: &str) -> bool {
    DEFINITE.contains(word)
}

/// Whether the word is an indefinite determiner, a number or says that the source is unnamed.
pub(super) fn is_indefinite(word: &str) -> bool {
    INDEFINITE.contains(word) || word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the word says that the office is no longer held.
pub(super) fn is_former(word: &str) -> bool {
    FORMER.contains(word) || word.starts_with("ex-")
}

/// First and last word of the part of the phrase that its head is in.
fn head_region(phrase: &[Word<'_>], hits: &[Hit<'_>]) -> (usize, usize) {
    let mut start = 0;
    // "one of the people", "a group of lawyers": the head follows
    if let Some(of) = phrase.iter().take(4).position(|w| w.lower == "of") {
        let before = of.checked_sub(1).map(|i| phrase[i].lower.as_ref()).unwrap_or("");
        let whole_body = hits.iter().any(|h| h.from < of && h.to > of);
        if PARTITIVE.contains(before) && !whole_body && of + 1 < phrase.len() {
            start = of + 1;
        }
    }
    let inside = |i: usize| hits.iter().any(|h| h.from <= i && i < h.to && h.to - h.from > 1);
    let end = (start + 1..phrase.len())
        .find(|&i| {
            let w = &phrase[i];
            let marker = (AFTER_HEAD.contains(w.lower.as_ref()) && w.text != "WHO")
                && !(w.lower == "close" && phrase.get(i + 1).is_none_or(|n| n.lower != "to"))
                // "a leaked memo": a participle before the noun
                && (!w.lower.ends_with("ed") || hits.iter().any(|h| h.from >= start && h.to <= i && h.entry.sort.heads()));
            // "a rumour doing the rounds", "fighters holding the town", "a poll conducted for the paper"
            let clause = (w.lower.ends_with("ing") || w.lower.ends_with("ed") && w.lower.len() > 4)
                && !w.capital
                && hits.iter().any(|h| h.to == i && h.from >= start && h.entry.sort.heads())
                && !hits.iter().any(|h| h.from == i);
            (marker || clause || w.after_break)
                && !inside(i)
                && !(w.lower == "of" && named_office(phrase, hits, i))
                && !(i == start + 1 && is_definite(&phrase[start].lower))
        })
        .unwrap_or(phrase.len());
    (start, end)
}

/// "Bank of Ghana governor": after "of" only names, and a person's role at the end.
fn named_office(phrase: &[Word<'_>], hits: &[Hit<'_>], of: usize) -> bool {
    let role =
        hits.iter().find(|h| h.to == phrase.len() && h.entry.sort.heads() && !h.entry.sort.institution() && h.from > of + 1);
    role.is_some_and(|h| phrase[of + 1..h.from].iter().all(|w| w.capital && !w.after_break))
}

/// Reads a noun phrase; `None` where no list knows its head.
pub(super) fn read(phrase: &[Word<'_>]) -> Option<Reading> {
    let hits = SPEAKERS.hits(phrase);
    let (start, mut end) = head_region(phrase, &hits);
    // "a military source and residents": the first named gives the class
    if let Some(and) = (start + 1..end).find(|&i| phrase[i].lower == "and")
        // "the ministry and doctors", "the UN and Human Rights Watch": another head begins, and no longer name
        && hits.iter().any(|h| {
            let another = || hits.iter().any(|next| next.from == and + 1 && next.to == end && next.entry.sort.heads());
            let institution = h.entry.sort.institution();
            h.entry.sort.heads() && h.to == and && (!institution || phrase.get(and + 1).is_some_and(|w| is_definite(&w.lower)) || another())
        })
        && !hits.iter().any(|h| h.from < and && h.to > and)
    {
        end = and;
    }
    let in_region = || hits.iter().filter(move |h| h.from >= start && h.to <= end);
    // "al-Shabaab group", "Islamic State fighters online": a known name with a further noun still heads
    let head = in_region()
        .filter(|h| h.to == end && fits_head(h, phrase, start))
        .min_by_key(|h| (h.from, rank_of(h, phrase)))
        .or_else(|| {
            in_region().rfind(|h| {
                h.entry.sort == Sort::Actor
                    && fits_head(h, phrase, start)
                    && !phrase[h.to - 1].possessive
                    && bare_after(phrase, h.to, end)
            })
        })
        .or_else(|| country_as_source(phrase, &hits, start, end))?;
    Some(describe(phrase, &hits, *head, start, end))
}

/// Splits title words off a name ("Gen. Osk Varn", "the aid agency Alba Relief"): how many words the title has, 0 for none.
pub(super) fn title_length(phrase: &[Word<'_>]) -> usize {
    let name_from = |k: usize| {
        phrase[k..].iter().all(|w| (w.capital || w.lower.starts_with("al-") || w.lower.starts_with("el-")) && !w.after_break)
    };
    (1..phrase.len())
        .rev()
        .find(|&k| {
            name_from(k)
                && !phrase[k - 1].possessive
                && read(&phrase[..k]).is_some_and(|r| r.to == k && !matches!(r.head.sort, Sort::Country | Sort::Suffix))
        })
        .unwrap_or(0)
}

/// Whether the words after a known name belong to it still.
fn bare_after(phrase: &[Word<'_>], to: usize, end: usize) -> bool {
    static PARTS: WordList = list("after-known-name");
    phrase[to..end].iter().all(|w| PARTS.contains(&w.lower))
}

/// A country alone ("Algeria", "Moscow") speaks as its government.
fn country_as_source<'h, 'l>(phrase: &[Word<'_>], hits: &'h [Hit<'l>], start: usize, end: usize) -> Option<&'h Hit<'l>> {
    // "the North", "neighbouring Chad", but not "Karv Texas"
    let plain = |w: &Word<'_>| !w.capital || is_definite(&w.lower);
    hits.iter().find(|h| {
        h.entry.sort == Sort::Country && h.entry.class.is_some() && h.to == end && phrase[start..h.from].iter().all(plain)
    })
}

fn fits_head(hit: &Hit<'_>, phrase: &[Word<'_>], start: usize) -> bool {
    match hit.entry.sort {
        // "Kestrel Lines": a proper name before the ending
        Sort::Suffix => hit.from > start && ends_name(hit, phrase) || phrase[hit.from].capital && hit.entry.id == "body-academy",
        // "Rep. Ann Marlow", but "a company rep"
        Sort::Office if matches!(phrase[hit.from].lower.as_ref(), "rep" | "sen") => phrase[hit.from].capital,
        // "Gautam Adani" is a person, "Russia's Gazprom" a firm
        Sort::Actor => {
            let surname = hit.to - hit.from == 1 && phrase[hit.from].text.chars().any(char::is_lowercase);
            !surname || hit.from == start || !given_name(&phrase[hit.from - 1])
        }
        sort => sort.heads(),
    }
}

/// Whether an ending such as "Lines" or "AG" ends a proper name here.
pub(super) fn ends_name(hit: &Hit<'_>, phrase: &[Word<'_>]) -> bool {
    let word = &phrase[hit.from];
    // two letters are an ending in capitals only: "Kestrel AG", but "Moussa Ag Aly"
    let short =
        word.text.len() <= 3 && !matches!(word.lower.as_ref(), "inc" | "ltd" | "plc" | "llc" | "air" | "oil" | "gas" | "co");
    let written = word.capital && (!short || word.text.chars().all(char::is_uppercase));
    written && hit.from > 0 && phrase[hit.from - 1].capital && !phrase[hit.from - 1].possessive
}

/// Whether the word may be somebody's first name: a capital, and no list knows it.
fn given_name(word: &Word<'_>) -> bool {
    word.capital && !word.possessive && !is_definite(&word.lower) && SPEAKERS.hits(std::slice::from_ref(word)).is_empty()
}

/// Among entries that end the region at one place, names before plain words, people before fields.
fn rank_of(hit: &Hit<'_>, phrase: &[Word<'_>]) -> usize {
    match hit.entry.sort {
        Sort::Actor => 0,
        // "Captain Reuel", but "the captain of the ferry"
        Sort::Rank if !phrase[hit.from].capital => 3,
        Sort::Suffix => 4,
        Sort::Body => 2,
        _ => 1,
    }
}

fn describe(phrase: &[Word<'_>], hits: &[Hit<'static>], head: Hit<'static>, start: usize, end: usize) -> Reading {
    let modifiers = || hits.iter().filter(move |h| h.from >= start && h.to <= head.from);
    let complements = || hits.iter().filter(move |h| h.from >= end);
    let gives_field = |h: &&Hit<'_>| match h.entry.sort {
        Sort::Field | Sort::Body | Sort::Actor => true,
        Sort::Suffix => ends_name(h, phrase),
        _ => false,
    };
    let related = relation(phrase, end);
    // "ambassador to the UN", "envoy to Syria": where it is sent to, not whom it serves
    let sent = phrase.get(end).is_some_and(|w| w.lower == "to" || w.lower == "in")
        && matches!(head.entry.sort, Sort::Office | Sort::Diplomat);
    // "head of the department of history at Lisse University": a department of the university, and no ministry
    let university = |h: &&Hit<'_>| h.entry.id == "body-academy" && h.from > end + 1;
    let complement_field = || {
        complements()
            .find(university)
            .or_else(|| {
                complements().find(|h| {
                    let person = matches!(h.entry.sort, Sort::Office | Sort::Executive);
                    gives_field(h) && h.entry.sort != Sort::Field || person
                })
            })
            .filter(|_| !sent && related != Relation::Topic)
    };
    // "the official spokesman of the army" is the army's: the adjective says only how formally it speaks
    let formally = |h: &&Hit<'_>| head.entry.sort == Sort::Spokesperson && phrase[h.from].lower == "official";
    // "Alda Party finance spokesman": the party's, whatever the subject
    let known = |h: &&Hit<'_>| head.entry.sort == Sort::Spokesperson && h.entry.sort == Sort::Actor;
    let nearest = modifiers().rfind(known).or_else(|| modifiers().filter(|h| !formally(h)).rfind(gives_field));
    // "the union's regional secretary": whose secretary says more than an adjective
    let possessor = modifiers().rfind(|h| phrase[h.to - 1].possessive && matches!(h.entry.sort, Sort::Body | Sort::Actor));
    let nearest = possessor
        .filter(|_| nearest.is_some_and(|n| n.entry.sort == Sort::Field && n.entry.class == Some(Provenance::Official)))
        .or(nearest);
    // at one place an institution says more than an adjective
    let field = nearest
        .map(|n| modifiers().find(|h| h.from == n.from && gives_field(h) && h.entry.sort != Sort::Field).unwrap_or(n))
        .or_else(complement_field)
        .or_else(|| modifiers().rfind(gives_field))
        .map(|h| h.entry);
    let country = modifiers()
        .rev()
        .chain(complements().filter(|_| related != Relation::Topic && !sent))
        .find_map(|h| h.entry.country.as_deref())
        .or(head.entry.country.as_deref());
    let opening = &phrase[start..head.from];
    let possessed = opening.iter().any(|w| w.possessive);
    Reading {
        head: head.entry,
        from: head.from,
        to: head.to,
        field,
        partisan: modifiers().any(|h| h.entry.sort == Sort::Partisan),
        owner: if head.entry.sort == Sort::Suffix {
            full_name(phrase, start, head.to)
        } else {
            owner(phrase, hits, start, head, end)
        },
        country,
        plain_complement: plain_complement(phrase, hits, end),
        former: opening.iter().any(|w| is_former(&w.lower)),
        definite: possessed || phrase.first().is_some_and(|w| is_definite(&w.lower)),
        indefinite: phrase[..head.from].iter().any(|w| is_indefinite(&w.lower)),
        counted: phrase[..head.from].iter().any(|w| count(&w.lower).is_some_and(|n| n > 1)),
        plural: phrase[head.to - 1].lower.ends_with('s')
            || matches!(phrase[head.to - 1].lower.as_ref(), "people" | "men" | "women"),
    }
}

fn plain_complement(phrase: &[Word<'_>], hits: &[Hit<'_>], end: usize) -> bool {
    let listed = |i: usize| hits.iter().any(|h| h.from <= i && i < h.to);
    let of = phrase.get(end).is_some_and(|w| w.lower == "of");
    of && phrase.get(end + 1).is_some_and(|w| !w.capital && !is_definite(&w.lower)) && !listed(end + 1)
}

/// What the complement says of the head.
#[derive(PartialEq, Eq)]
enum Relation {
    /// What it belongs to, or where it sits.
    Place,
    /// What it knows about.
    Topic,
}

fn relation(phrase: &[Word<'_>], end: usize) -> Relation {
    static TOPICAL: WordList = list("topical");
    let topical = |w: &Word<'_>| TOPICAL.contains(&w.lower);
    let contact = phrase.get(end).is_some_and(|w| w.lower == "in") && phrase.get(end + 1).is_some_and(|w| w.lower == "contact");
    if contact || phrase.get(end).is_some_and(topical) { Relation::Topic } else { Relation::Place }
}

/// The capitals up to `to`: the firm's whole name.
fn full_name(phrase: &[Word<'_>], start: usize, to: usize) -> Option<(usize, usize)> {
    let named = |i: &usize| phrase[*i].capital && !phrase[*i].possessive && !is_definite(&phrase[*i].lower);
    (start..to).rev().take_while(named).last().map(|from| (from, to))
}

/// The unlisted proper name that the head belongs to: a possessor or modifier before it, or the name after "of", "for", "at".
fn owner(phrase: &[Word<'_>], hits: &[Hit<'_>], start: usize, head: Hit<'_>, end: usize) -> Option<(usize, usize)> {
    let ending = |i: usize| hits.iter().any(|h| h.from == i && h.entry.sort == Sort::Suffix && ends_name(h, phrase));
    let listed = |i: usize| !ending(i) && hits.iter().any(|h| h.from <= i && i < h.to && h.entry.sort != Sort::Suffix);
    let article = |w: &Word<'_>| is_definite(&w.lower) || is_indefinite(&w.lower);
    let name = |i: usize| {
        phrase[i].capital
            && !article(&phrase[i])
            && (!listed(i) || phrase.get(i + 1).is_some_and(|n| n.capital && !listed(i + 1)))
    };
    let after = (end + 1..phrase.len().min(end + 4)).find(|&i| name(i));
    let linked = phrase.get(end).is_some_and(|w| matches!(w.lower.as_ref(), "of" | "for" | "at" | "from" | "with"));
    if let Some(from) = after.filter(|_| linked) {
        let to = (from..phrase.len()).take_while(|&i| phrase[i].capital && (i == from || !phrase[i].after_break)).last()? + 1;
        return Some((from, to));
    }
    let to = (start..head.from).rev().find(|&i| name(i))? + 1;
    let from = (start..to).rev().take_while(|&i| phrase[i].capital).last()?;
    Some((from, to))
}
