//! The word lists of this room: cue files, countries and actors, read once and matched word by word.

use super::class::Provenance;
use super::words::{Word, words};
use crate::text::{WordList, WordMap, WordSet};
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What sort of word an entry is; the readers decide by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Holder of a public office.
    Office,
    /// Military rank.
    Rank,
    /// People under arms.
    Armed,
    /// Speaks formally for somebody.
    Spokesperson,
    /// Official without a formal role.
    Official,
    /// Diplomat.
    Diplomat,
    /// Source without a field of its own.
    Source,
    /// Head of something: its field decides.
    Leader,
    /// Belongs to something: its field decides.
    Member,
    /// Leads a firm.
    Executive,
    /// Acts for a party.
    Politician,
    /// Academic, doctor, analyst.
    Expert,
    /// "Critics", "observers".
    Vague,
    /// Saw it or lives there.
    Witness,
    /// Works in a trade.
    Worker,
    /// Knows the person.
    Person,
    /// Any other individual.
    Private,
    /// Report, data, filing.
    Document,
    /// Post or video.
    Social,
    /// Rumour.
    Hearsay,
    /// Newsroom staff.
    Reporter,
    /// Institution.
    Body,
    /// Ending of an institution's proper name.
    Suffix,
    /// Modifier that gives a field.
    Field,
    /// Modifier that makes a spokesperson partisan.
    Partisan,
    /// Country, nationality or capital.
    Country,
    /// Known institution, group or firm.
    Actor,
    /// Words that give a medium's class.
    Label,
    /// Adjective that gives a class when a medium's noun follows.
    Adjective,
    /// Noun for a medium.
    Medium,
    /// Social network.
    Platform,
}

impl Sort {
    fn parse(text: &str) -> Option<Sort> {
        use Sort::*;
        Some(match text {
            "office" => Office,
            "rank" => Rank,
            "armed" => Armed,
            "spokesperson" => Spokesperson,
            "official" => Official,
            "diplomat" => Diplomat,
            "source" => Source,
            "leader" => Leader,
            "member" => Member,
            "executive" => Executive,
            "politician" => Politician,
            "expert" => Expert,
            "vague" => Vague,
            "witness" => Witness,
            "worker" => Worker,
            "person" => Person,
            "private" => Private,
            "document" => Document,
            "social" => Social,
            "hearsay" => Hearsay,
            "reporter" => Reporter,
            "body" => Body,
            "suffix" => Suffix,
            "field" => Field,
            "partisan" => Partisan,
            "label" => Label,
            "adjective" => Adjective,
            "medium" => Medium,
            "platform" => Platform,
            _ => return None,
        })
    }

    /// Whether a noun phrase can have this as its head.
    pub fn heads(self) -> bool {
        !matches!(
            self,
            Sort::Field | Sort::Partisan | Sort::Country | Sort::Label | Sort::Adjective | Sort::Medium | Sort::Platform
        )
    }

    /// Whether it stands for an institution rather than a person or thing.
    pub fn institution(self) -> bool {
        matches!(self, Sort::Body | Sort::Suffix | Sort::Actor)
    }
}

/// One entry of a list.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Rule id.
    pub id: String,
    /// Sort of word.
    pub sort: Sort,
    /// Class when named or speaking formally.
    pub class: Option<Provenance>,
    /// Class of an unnamed person of this sort or field.
    pub unnamed: Option<Provenance>,
    /// Country that the words stand for.
    pub country: Option<String>,
    /// Line that the words stand for.
    pub line: Option<String>,
}

/// Words found in a phrase.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit<'l> {
    /// First word.
    pub from: usize,
    /// Word after the last.
    pub to: usize,
    /// What they are.
    pub entry: &'l Entry,
}

/// One word sequence, after its first word.
#[derive(Debug)]
struct Pattern {
    rest: Vec<String>,
    entry: usize,
    /// The words as they must stand, for a name in capitals that is also a common word ("ICE", "WHO").
    exact: Option<String>,
}

/// Short forms of institutions that are also words or names: they count only in capitals.
static COMMON: WordList = list("common-word-too");

/// A list of word sequences with entries.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    entries: Vec<Entry>,
    /// First word → the patterns that begin with it, longest first.
    patterns: WordMap<String, Vec<Pattern>>,
}

impl Lexicon {
    fn add(&mut self, pattern: &str, entry: usize) {
        let mut tokens: Vec<String> = words(pattern).into_iter().map(|w| w.lower.into_owned()).collect();
        if tokens.is_empty() {
            return;
        }
        let first = tokens.remove(0);
        let common = tokens.is_empty() && COMMON.contains(first.as_str());
        let exact = (common && self.entries[entry].sort == Sort::Actor).then(|| pattern.trim_end_matches('.').to_owned());
        self.patterns.entry(first).or_default().push(Pattern { rest: tokens, entry, exact });
    }

    fn sort(mut self) -> Self {
        // stable: entries of one length keep the order of their file
        #[allow(clippy::iter_over_hash_type)]
        for list in self.patterns.values_mut() {
            list.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        self
    }

    fn read_cues(&mut self, file: &str) {
        for row in rows(file) {
            let (Some(id), Some(sort), Some(patterns)) = (row.get("id"), row.get("sort"), row.get("words")) else { continue };
            let Some(sort) = Sort::parse(sort) else { continue };
            let formal = row.get("class").and_then(|c| class(c));
            let unnamed = row.get("unnamed").and_then(|c| class(c));
            self.entries.push(Entry { id: id.clone(), sort, class: formal, unnamed, country: None, line: None });
            for pattern in patterns.split('|') {
                self.add(pattern, self.entries.len() - 1);
            }
        }
    }

    fn read_countries(&mut self, file: &str) {
        for row in rows(file) {
            let Some(iso) = row.get("iso") else { continue };
            // a nationality alone is nobody who speaks
            self.add_country(iso, Some(Provenance::Official), &[&row["names"], &row["capitals"]]);
            self.add_country(iso, None, &[&row["adjectives"]]);
        }
    }

    fn add_country(&mut self, iso: &str, class: Option<Provenance>, lists: &[&str]) {
        self.entries.push(Entry {
            id: "country".into(),
            sort: Sort::Country,
            class,
            unnamed: class.map(|_| Provenance::AnonymousOfficial),
            country: Some(iso.to_owned()),
            line: Some(format!("state:{iso}")),
        });
        let entry = self.entries.len() - 1;
        for name in lists.iter().flat_map(|l| l.split('|')).filter(|n| !n.is_empty()) {
            self.add(name, entry);
        }
    }

    fn read_bodies(&mut self) {
        for actor in super::actor::actors() {
            let Some(id) = &actor.id else { continue };
            self.entries.push(Entry {
                id: id.clone(),
                sort: Sort::Actor,
                class: actor.class,
                unnamed: actor.unnamed,
                country: actor.country.clone(),
                line: actor.line.clone(),
            });
            for name in &actor.names {
                self.add(name, self.entries.len() - 1);
            }
        }
    }

    /// Every entry whose words are in the phrase: at each place the longest patterns only, all entries of that length; places do not overlap.
    pub fn hits(&self, phrase: &[Word<'_>]) -> Vec<Hit<'_>> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < phrase.len() {
            at = match self.longest_at(phrase, at, &mut out) {
                0 => at + 1,
                n => at + n,
            };
        }
        out
    }

    /// The words that what is of one sort begins with.
    pub fn first_words(&self, sort: Sort) -> impl Iterator<Item = &str> {
        let of_sort = move |list: &Vec<Pattern>| list.iter().any(|p| self.entries[p.entry].sort == sort);
        self.patterns.iter().filter(move |(_, list)| of_sort(list)).map(|(first, _)| first.as_str())
    }

    fn longest_at<'l>(&'l self, phrase: &[Word<'_>], at: usize, out: &mut Vec<Hit<'l>>) -> usize {
        let Some(list) = self.patterns.get(phrase[at].lower.as_ref()) else { return 0 };
        let mut longest = 0;
        for pattern in list {
            let length = pattern.rest.len() + 1;
            if longest > length {
                break;
            }
            let entry = &self.entries[pattern.entry];
            // names of countries and institutions are written with a capital
            let cased = !matches!(entry.sort, Sort::Country | Sort::Actor) || phrase[at].capital;
            let exact = pattern.exact.as_ref().is_none_or(|e| phrase[at].text == e);
            let fits = cased
                && exact
                && at + length <= phrase.len()
                && pattern.rest.iter().zip(&phrase[at + 1..]).all(|(want, word)| *want == word.lower && !word.after_break);
            if fits {
                longest = length;
                out.push(Hit { from: at, to: at + length, entry });
            }
        }
        longest
    }
}

/// Reads "independent" as the agency or outlet that the registry may call either; the reader of labels settles which.
pub(super) fn class(text: &str) -> Option<Provenance> {
    if text == "independent" { Some(Provenance::IndependentWire) } else { Provenance::parse(text) }
}

/// The rows of a shipped CSV file by column name. The files are part of the program, and a test reads them strictly.
pub(super) fn rows(file: &str) -> Vec<HashMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(file.as_bytes());
    let header: Vec<String> = reader.headers().map(|h| h.iter().map(str::to_owned).collect()).unwrap_or_default();
    reader
        .records()
        .filter_map(std::result::Result::ok)
        .map(|record| header.iter().cloned().zip(record.iter().map(str::to_owned)).collect())
        .collect()
}

pub(super) const CUES: &str = include_str!("../../data/cues/provenance.csv");
pub(super) const BODIES: &str = include_str!("../../data/cues/provenance_bodies.csv");
pub(super) const LABELS: &str = include_str!("../../data/cues/provenance_labels.csv");
pub(super) const COUNTRIES: &str = include_str!("../../data/registry/countries.csv");

/// Words that tell what sort of source a phrase names.
pub(super) static SPEAKERS: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    // actors and countries first: at equal length their entry is the more special one
    lexicon.read_bodies();
    lexicon.read_countries(COUNTRIES);
    lexicon.read_cues(CUES);
    lexicon.read_cues(BODIES);
    lexicon.sort()
});

/// Words that tell what a text calls a medium.
pub(super) static MEDIA: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    lexicon.read_cues(LABELS);
    lexicon.sort()
});

/// One of several bodies with a name in common.
#[derive(Debug)]
pub(super) struct Namesake {
    /// Its entry.
    pub entry: &'static Entry,
    /// All its names.
    pub names: Vec<String>,
}

/// Id of a known body → every body that shares a name with it, itself first.
pub(super) static NAMESAKES: LazyLock<HashMap<String, Vec<Namesake>>> = LazyLock::new(|| {
    let bodies: Vec<(&str, &[String])> =
        super::actor::actors().iter().filter_map(|a| Some((a.id.as_deref()?, a.names.as_slice()))).collect();
    let mut bearers: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (_, names)) in bodies.iter().enumerate() {
        for name in *names {
            bearers.entry(name).or_default().push(at);
        }
    }
    let namesake = |at: usize| {
        let (id, names) = &bodies[at];
        let entry = SPEAKERS.entries.iter().find(|e| e.sort == Sort::Actor && e.id == **id)?;
        Some(Namesake { entry, names: names.to_vec() })
    };
    let shares = |at: usize| bodies[at].1.iter().flat_map(|name| &bearers[name.as_str()]).filter(move |other| **other != at);
    (0..bodies.len())
        .filter(|at| shares(*at).next().is_some())
        .map(|at| (bodies[at].0.to_owned(), std::iter::once(at).chain(shares(at).copied()).filter_map(namesake).collect()))
        .collect()
});

/// One list of `data/cues/provenance_words.csv`.
pub(super) const fn list(id: &'static str) -> WordList {
    WordList::new(include_str!("../../data/cues/provenance_words.csv"), id)
}

/// Verbs and links that no noun phrase runs over.
pub(super) static STOPS: WordList = list("outside-a-noun-phrase");
/// Words with the ending of a verb that stand before a noun.
pub(super) static MODIFIERS: WordList = list("verbal-modifier");
/// Words that open something else than an apposition after a comma.
pub(super) static NO_APPOSITION: WordList = list("no-apposition");
/// Words that end the part of a noun phrase in which its head stands.
pub(super) static AFTER_HEAD: WordList = list("after-head");
/// Determiners, numbers and adjectives that leave open who is meant.
pub(super) static INDEFINITE: WordList = list("indefinite");
/// Determiners that point at somebody known.
pub(super) static DEFINITE: WordList = list("definite");
/// Adjectives that say an office is no longer held.
pub(super) static FORMER: WordList = list("former");
/// Words before "of" after which the head follows.
pub(super) static PARTITIVE: WordList = list("partitive");
/// Last words in the names of media.
pub(super) static MEDIUM_NAMES: WordList = list("medium-name");
/// Words before the noun of a medium that name nobody.
pub(super) static PLAIN: WordList = list("plain-before-medium");
/// Verbs that make what stands before them the one the lines are about.
pub(super) static SPEAKING: WordList = list("speaking");
/// Endings of institutions that are also surnames.
pub(super) static SURNAME_TOO: WordList = list("surname-too");
/// What a firm or club has.
pub(super) static OF_A_FIRM: WordList = list("of-a-firm");
/// What an armed force has.
pub(super) static OF_A_FORCE: WordList = list("of-a-force");
/// What a party has.
pub(super) static OF_A_PARTY: WordList = list("of-a-party");
/// What an association has.
pub(super) static OF_A_GROUP: WordList = list("of-a-group");

/// Adjectives that only a party or its alliance has before its name.
pub(super) static OF_POWER: WordList = list("party-of-power");
/// Adjectives of political belief.
pub(super) static OF_BELIEF: WordList = list("party-of-belief");

const GIVEN: &str = include_str!("../../data/cues/provenance_given_names.csv");

/// Given names in small letters, as spelled and without marks.
pub(super) static GIVEN_NAMES: LazyLock<WordSet<String>> = LazyLock::new(|| {
    let recorded = include_str!("../../data/cues/given_names.csv").lines().skip(1).filter_map(|row| row.split_once(','));
    let mut out: WordSet<String> = recorded.map(|(name, _)| name.to_lowercase()).collect();
    for row in rows(GIVEN) {
        for name in row.get("names").map(String::as_str).unwrap_or("").split('|') {
            let lower = name.to_lowercase();
            if !lower.is_ascii() {
                out.insert(lower.nfkd().filter(|c| !is_combining_mark(*c)).collect());
            }
            out.insert(lower);
        }
    }
    out
});
