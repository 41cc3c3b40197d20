//! What an article says of a name anywhere in it, found once and remembered while the article is tagged.

use super::actor;
use super::class::{Naming, Provenance};
use super::lexicon::{Entry, Hit, NAMESAKES, Namesake, SPEAKERS, SPEAKING, Sort, list};
use super::owner::{Belonging, class_of_owner};
use super::phrase::surroundings;
use super::proper;
use super::settle::{settle, settle_title};
use super::speaker::Verdict;
use super::title::{is_name, read_common, read_title};
use super::words::{each_word, words};
use crate::article::Article;
use crate::text::{Span, WordList};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// An article while it is tagged.
pub(super) struct Notes<'a> {
    article: &'a Article,
    names: RefCell<BTreeMap<String, Option<Verdict>>>,
}

/// Mentions of one name that are looked at.
const LOOKED_AT: usize = 16;

impl<'a> Notes<'a> {
    /// Notes on `article`.
    pub fn new(article: &'a Article) -> Self {
        Notes { article, names: RefCell::new(BTreeMap::new()) }
    }

    /// The article's text.
    pub fn text(&self) -> &'a str {
        &self.article.text
    }

    /// The day of publication, where given.
    pub fn date(&self) -> Option<&'a str> {
        self.article.published.as_ref().and_then(|p| p.iso.get(..10))
    }

    /// What the article, or else the list of office-holders, says of a name.
    pub fn known(&self, name: &str) -> Option<Verdict> {
        if name.is_empty() || !is_name(&words(name)) {
            return None;
        }
        if let Some(found) = self.names.borrow().get(name) {
            return found.clone();
        }
        // a title that leads back to the same name finds nothing there
        self.names.borrow_mut().insert(name.to_owned(), None);
        let found = self.described(name).or_else(|| actor::person(name, self.date())).or_else(|| self.firm(name));
        self.names.borrow_mut().insert(name.to_owned(), found.clone());
        found
    }

    /// The class of a name, institutions included.
    pub fn class_of(&self, name: &str) -> Option<Provenance> {
        let phrase = words(name);
        if let Some(reading) = read_common(&phrase) {
            return settle(&reading, false);
        }
        self.known(name).map(|v| v.class).or_else(|| proper::by_words(&phrase).map(|b| b.class))
    }

    /// The country of a name.
    pub fn country_of(&self, name: &str) -> Option<String> {
        actor::country_in(name).or_else(|| self.known(name).and_then(|v| v.country))
    }

    /// The last longer name before `at` that ends in `head`: "central bank" for "the bank".
    pub fn fuller_institution(&self, head: &str, at: usize) -> Option<&'static Entry> {
        let plain = head.bytes().all(|b| b.is_ascii_alphanumeric());
        let holds = |line: &&str| !plain || line.as_bytes().windows(head.len()).any(|w| w.eq_ignore_ascii_case(head.as_bytes()));
        self.text().get(..at)?.rsplit('\n').filter(holds).find_map(|line| {
            let all = words(line);
            let ends = |h: &Hit<'_>| h.entry.sort.institution() && h.to - h.from > 1 && all[h.to - 1].lower == head;
            SPEAKERS.hits(&all).into_iter().rfind(ends).map(|h| h.entry)
        })
    }

    /// The institution that the lines before `at` are about: the last one that opens a sentence, else the last one. `its`: asked for a possessor, which is the subject of the
    /// sentence before, whatever it did there.
    pub fn institution_before(&self, at: usize, its: bool) -> Option<&'static Entry> {
        let text = self.text();
        let mut from = at.saturating_sub(700);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let window = text.get(from..at)?;
        let all = words(window);
        let opens = |i: usize| {
            let before = window[..all[i].start].trim_end();
            before.is_empty()
                || before.ends_with(['.', '!', '?', '"', '”', '“', ':', ';'])
                || window[before.len()..all[i].start].contains('\n')
        };
        let hits = SPEAKERS.hits(&all);
        let bodies = || {
            let standing =
                |h: &&Hit<'_>| h.entry.sort != Sort::Suffix || all[h.from].capital && h.from > 0 && all[h.from - 1].capital;
            hits.iter().rev().filter(|h| h.entry.sort.institution() && h.entry.class.is_some()).filter(standing)
        };
        let speaks = |h: &&Hit<'_>| all[h.to..].iter().take(3).any(|w| SPEAKING.contains(w.lower.as_ref()));
        let initial = || bodies().find(|h| (h.from.saturating_sub(4)..=h.from).any(opens));
        let ends = |text: &str| text.split_whitespace().filter(|word| word.ends_with(['.', '!', '?'])).count();
        let just_before =
            |h: &&Hit<'_>| (h.from.saturating_sub(4)..=h.from).any(opens) && ends(&window[all[h.to - 1].end..]) == 1;
        bodies().find(|h| speaks(h) || its && just_before(h)).or_else(initial).or_else(|| bodies().next()).map(|h| h.entry)
    }

    /// The name that opens the last sentence before `at` with a verb of speaking after it ("Luzhneft has denied …").
    pub fn subject_before(&self, at: usize) -> Option<String> {
        let text = self.text();
        let mut from = at.saturating_sub(400);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let window = text.get(from..at)?;
        let sentence = window.rmatch_indices(['.', '\n']).map(|(i, mark)| i + mark.len()).chain([0]);
        sentence.filter_map(|start| self.speaking_subject(&window[start..])).next()
    }

    fn speaking_subject(&self, sentence: &str) -> Option<String> {
        let all = words(sentence);
        let capitals = all.iter().take_while(|w| w.capital && !w.after_break || w.start < 3).count();
        let verb = all.iter().skip(capitals).take(3).any(|w| SPEAKING.contains(w.lower.as_ref()));
        let last = all.get(capitals.checked_sub(1)?)?;
        verb.then(|| sentence[all[0].start..last.start + last.text.len()].to_owned())
    }

    /// The last person named before `at` of whom something is known.
    pub fn person_before(&self, at: usize) -> Option<String> {
        let text = self.text();
        let mut from = at.saturating_sub(300);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let window = text.get(from..at)?;
        let all = words(window);
        let runs = all.windows(2).rev().filter(|w| w.iter().all(|x| x.capital) && !w[1].after_break);
        runs.map(|w| window[w[0].start..w[1].start + w[1].text.len()].to_owned())
            .find(|name| self.known(name).is_some_and(|v| v.class != Provenance::NamedPerson))
    }

    /// Titles and appositions at any mention of the name, in the order of the text.
    fn described(&self, name: &str) -> Option<Verdict> {
        let text = self.text();
        self.mentions(name).find_map(|span| {
            let span = whole_name(text, span);
            let around = surroundings(text, span);
            let pieces = [around.before].into_iter().flatten().chain(around.apposed).chain(around.after);
            pieces.into_iter().find_map(|piece| {
                let phrase = words(piece.of(text));
                let reading = read_title(&phrase)?;
                let belonging = Belonging { antecedent: name, own: name, at: Some(span.start()) };
                let owned = || class_of_owner(self, &reading, &phrase, piece.of(text), belonging);
                let class = settle_title(&phrase, &reading).or_else(owned)?;
                let evidence = Span::new(piece.start() + phrase[reading.from].start, piece.start() + phrase[reading.to - 1].end);
                Some(Verdict {
                    class,
                    naming: Naming::Named,
                    rule: reading.head.id.clone(),
                    evidence: Some(evidence),
                    role: (!reading.head.sort.institution()).then(|| piece.of(text).to_owned()),
                    country: reading.country.map(str::to_owned),
                    line: reading.field.and_then(|f| f.line.clone()).or_else(|| reading.head.line.clone()),
                    owner: None,
                })
            })
        })
    }

    /// A name that has a chief executive, a press service or shares is a firm.
    fn firm(&self, name: &str) -> Option<Verdict> {
        let text = self.text();
        // "Mr Oberholtzer says"
        let polite = |s: Span| text[..s.start()].trim_end().rsplit(' ').next().is_some_and(proper::is_polite);
        if proper::is_anybodys(&words(name)) || self.mentions(name).any(polite) {
            return None;
        }
        let span = self.mentions(name).find(|span| {
            let rest = &text[span.end()..];
            let rest = rest.strip_prefix("'s").or_else(|| rest.strip_prefix("’s")).unwrap_or(rest);
            let next = words(rest.get(..rest.char_indices().nth(40).map_or(rest.len(), |(i, _)| i)).unwrap_or(rest));
            let corporate = SPEAKERS.hits(&next).first().is_some_and(|h| {
                h.from == 0 && !next[0].after_break && matches!(h.entry.sort, Sort::Executive | Sort::Suffix)
                    || h.from == 0 && h.entry.id == "body-company"
            });
            let before = text[..span.start()].trim_end();
            corporate
                || ["press service of", "spokesperson for", "spokesman for", "spokeswoman for", "chairman of", "shares in"]
                    .iter()
                    .any(|c| before.ends_with(c))
        })?;
        Some(Verdict {
            class: Provenance::Company,
            naming: Naming::Named,
            rule: "firm-by-context".into(),
            evidence: Some(span),
            role: None,
            country: None,
            line: None,
            owner: None,
        })
    }

    /// Of the bodies that share a short form, the one whose full name stands in the article, else the one of a country that it names.
    pub fn meant(&self, entry: &'static Entry) -> &'static Entry {
        let Some(all) = NAMESAKES.get(&entry.id) else { return entry };
        let in_full = |n: &&Namesake| n.names.iter().any(|name| name.contains(' ') && self.text().contains(name.as_str()));
        if let Some(found) = all.iter().find(in_full) {
            return found.entry;
        }
        let all_words = words(self.text());
        let named = SPEAKERS.hits(&all_words);
        let of =
            |country: &str| named.iter().any(|h| h.entry.sort == Sort::Country && h.entry.country.as_deref() == Some(country));
        all.iter().find(|n| n.entry.country.as_deref().is_some_and(of)).map_or(entry, |n| n.entry)
    }

    /// What a person of whom nothing is said does in the article: who stands in an election is a politician, who teaches or studies a
    /// subject an expert.
    pub fn by_deeds(&self, name: &str) -> Option<Verdict> {
        if !is_name(&words(name)) {
            return None;
        }
        let (class, rule, span) = self.mentions(name).find_map(|span| {
            let rest = &self.text()[span.end()..];
            let clause = &rest[..rest.find(['.', '\n', ';']).unwrap_or(rest.len())];
            deed(clause).map(|(class, rule)| (class, rule, span))
        })?;
        Some(Verdict {
            class,
            naming: Naming::Named,
            rule: rule.into(),
            evidence: Some(span),
            role: None,
            country: None,
            line: None,
            owner: None,
        })
    }

    /// Whether the name is part of a longer one somewhere ("Reuel" of "Ana Reuel").
    pub fn has_longer_name(&self, name: &str) -> bool {
        self.mentions(name).any(|span| whole_name(self.text(), span) != span)
    }

    /// Where the name stands as whole words.
    pub fn mentions(&self, name: &str) -> impl Iterator<Item = Span> {
        let text = self.text();
        text.match_indices(name)
            .map(|(at, found)| Span::new(at, at + found.len()))
            .filter(move |s| {
                let before = text[..s.start()].chars().next_back();
                let after = text[s.end()..].chars().next();
                !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
            })
            .take(LOOKED_AT)
            .collect::<Vec<_>>()
            .into_iter()
    }
}

/// What the clause after a name says that its bearer does.
fn deed(clause: &str) -> Option<(Provenance, &'static str)> {
    let scholarly =
        |w: &str| matches!(w, "teaches" | "taught" | "studies" | "studied" | "researches" | "researched" | "lectures");
    let all = words(clause);
    if let Some(who) = all.iter().take(3).position(|w| w.lower == "who" && w.after_break)
        && all.get(who + 1).is_some_and(|w| scholarly(&w.lower))
        && all[who + 2..].iter().take(12).any(|w| ACADEMY.contains(w.lower.as_ref()))
    {
        return Some((Provenance::Expert, "expert-by-deed"));
    }
    let mut verbs =
        all.iter().enumerate().take(4).skip_while(|(_, w)| matches!(w.lower.as_ref(), "has" | "had" | "is" | "was" | "will"));
    let (at, verb) = verbs.next()?;
    let standing = match verb.lower.as_ref() {
        "won" | "wins" | "win" | "lost" | "loses" | "contested" | "contests" | "contesting" | "conceded" | "concedes" => true,
        "ran" | "runs" | "running" | "run" | "stood" | "standing" => {
            all.get(at + 1).is_some_and(|w| matches!(w.lower.as_ref(), "for" | "in" | "against"))
        }
        _ => false,
    };
    let ballot = all[at + 1..].iter().take(8).any(|w| ELECTION.contains(w.lower.as_ref()));
    (!verb.after_break && standing && ballot).then_some((Provenance::Politician, "stands-for-election"))
}

static ELECTION: WordList = list("election");

static ACADEMY: WordList = list("academy");

/// A name with the capitalised words around it that no list knows ("Han" → "Han Do-gyeong").
fn whole_name(text: &str, span: Span) -> Span {
    let plain = |w: &super::words::Word<'_>| w.capital && !w.possessive && SPEAKERS.hits(std::slice::from_ref(w)).is_empty();
    // "al-Badri"
    let article = ["al-", "el-", "Al-", "El-"].iter().find(|a| text[..span.start()].ends_with(**a));
    let from = span.start() - article.map_or(0, |a| a.len());
    let line = text[..from].rfind('\n').map_or(0, |i| i + 1);
    let before = words(&text[line..from]);
    let mut start = from;
    for w in before.iter().rev() {
        let joined = text[line + w.end..start].trim().is_empty();
        let opens = line + w.start == line || text[..line + w.start].trim_end().ends_with(['.', '!', '?', '"', '“', '”']);
        if !joined || !plain(w) || opens {
            break;
        }
        start = line + w.start;
    }
    let end_line = text[span.end()..].find('\n').map_or(text.len(), |i| span.end() + i);
    let mut end = span.end();
    for w in each_word(&text[span.end()..end_line]).take(4) {
        let joined = text[end..span.end() + w.start].chars().all(char::is_whitespace);
        if !joined || !plain(&w) {
            break;
        }
        end = span.end() + w.end;
    }
    Span::new(start, end)
}
