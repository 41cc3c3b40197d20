//! The words that attribution knows: reporting verbs and function words, read from `data/cues`.

use super::statement::Attitude;
use crate::text::{WordList, WordMap};
use std::sync::LazyLock;

macro_rules! classes {
    ($($name:ident = $text:literal, $bit:expr;)+) => {
        /// Classes of a word, as a set of bits.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub struct Classes(u32);

        impl Classes {
            $(#[doc = $text] pub const $name: Classes = Classes(1 << $bit);)+

            fn named(name: &str) -> Option<Classes> {
                match name { $($text => Some(Classes::$name),)+ _ => None }
            }

            /// Whether the two sets share a class.
            pub fn has(self, other: Classes) -> bool {
                self.0 & other.0 != 0
            }

            /// Both sets.
            pub const fn or(self, other: Classes) -> Classes {
                Classes(self.0 | other.0)
            }
        }
    };
}

classes! {
    DETERMINER = "det", 0;
    POSSESSIVE = "poss", 1;
    PRONOUN = "pron", 2;
    OBJECT_PRONOUN = "objpron", 3;
    PREPOSITION = "prep", 4;
    SUBORDINATOR = "sub", 5;
    COORDINATOR = "coord", 6;
    RELATIVE = "rel", 7;
    BE = "be", 8;
    HAVE = "have", 9;
    DO = "do", 10;
    MODAL = "modal", 11;
    NEGATION = "neg", 12;
    FINITE = "finite", 13;
    ADVERB = "adv", 14;
    TIME = "time", 15;
    VENUE = "venue", 16;
    MEDIUM = "medium", 17;
    PLATFORM = "platform", 18;
    STAFF = "staff", 19;
    STANDARD = "plain-object", 20;
    INSCRIPTION = "inscription", 21;
    HEDGE = "hedge", 22;
    TITLE = "title", 23;
    CLAUSE_STOP = "clause-stop", 24;
    PERSON = "person", 25;
    DOCUMENT = "document", 26;
    PART = "part", 27;
    REASON = "reason", 28;
    BEING = "being", 29;
}

/// Which form of a reporting verb a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// say, they say
    Base,
    /// says
    Third,
    /// said
    Past,
    /// has said, was said (only where it differs from the past)
    Participle,
    /// saying
    Gerund,
}

/// What may stand with a reporting verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frames {
    /// "said (that) …"
    pub clause: bool,
    /// "said: “…”"
    pub quote: bool,
    /// "…, X said" and "…, said X"
    pub postposed: bool,
    /// "denied the report": the object is the content
    pub object: bool,
    /// "promised to …"
    pub infinitive: bool,
    /// "told NP that …": needs an addressee
    pub addressee: bool,
    /// "called it “a fable”"
    pub predicate: bool,
    /// "puts the number at 64"
    pub measure: bool,
    /// "accused NP of …"
    pub accusation: bool,
    /// Its forms are nouns as often ("reports", "claims"): it needs something beside it that only a verb has.
    pub noun: bool,
    /// Its past stands as often in a reduced clause ("footage posted on TikTok").
    pub participle: bool,
    /// Documents and instruments do it; people who "found a body" attribute nothing.
    pub shows: bool,
    /// With a plain object it is a deed ("published the list"), no attribution.
    pub deed: bool,
}

/// One reporting verb.
#[derive(Debug, Clone)]
pub struct Verb {
    /// Its base form.
    pub lemma: &'static str,
    /// What may stand with it.
    pub frames: Frames,
    /// The kind of attribution it makes.
    pub attitude: Attitude,
    /// It denies its content.
    pub denies: bool,
    /// Its base form is its past too: "put", "read".
    pub past_is_base: bool,
}

/// A form of a verb under its first word: the verb's number, which form, and its further words.
pub type VerbForm = (usize, Form, Vec<&'static str>);

/// The lexicon, built once.
pub struct Lexicon {
    verbs: Vec<Verb>,
    /// First word of a form → the forms that begin with it, longest first.
    forms: WordMap<&'static str, Vec<VerbForm>>,
    words: WordMap<&'static str, Classes>,
}

const VERBS: &str = include_str!("../../data/cues/verbs.csv");

/// Columns of `verbs.csv`: five forms, then frames, attitude, denies, example, counter-example.
const VERB_COLUMNS: usize = 10;

/// The rows of `verbs.csv`. They stay as long as the program, as a compiled-in file does:
/// the reader must own the sentences because a quoted field is not a slice of the file.
fn rows(file: &str) -> Vec<[&'static str; VERB_COLUMNS]> {
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let fields = reader.records().map(|record| record.expect("data/cues/verbs.csv is well formed"));
    fields
        .map(|record| {
            assert_eq!(record.len(), VERB_COLUMNS, "data/cues/verbs.csv: {record:?}");
            let mut columns = record.into_iter().map(|field| &*field.to_owned().leak());
            std::array::from_fn(|_| columns.next().unwrap_or(""))
        })
        .collect()
}

/// One list of `data/cues/attribution_words.csv`.
pub(super) const fn list(id: &'static str) -> WordList {
    WordList::new(include_str!("../../data/cues/attribution_words.csv"), id)
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The lexicon.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn read() -> Lexicon {
        let mut lexicon = Lexicon { verbs: Vec::new(), forms: WordMap::default(), words: WordMap::default() };
        for row in rows(VERBS) {
            let [forms @ .., frames, attitude, denies, _example, _counter_example] = row;
            lexicon.add_verb(forms, frames, attitude, denies == "yes");
        }
        // each list by itself: the order of the lists is of no account
        #[allow(clippy::iter_over_hash_type)]
        for entries in lexicon.forms.values_mut() {
            entries.sort_by_key(|(verb, form, rest)| (std::cmp::Reverse(rest.len()), *verb, *form));
        }
        for line in include_str!("../../data/cues/words.csv").lines().skip(1) {
            if let Some((word, classes)) = line.rsplit_once(',') {
                let set = classes.split(' ').filter_map(Classes::named).fold(Classes::default(), Classes::or);
                lexicon.words.insert(word, set);
            }
        }
        // whoever can be meant by "the NOUN": persons of the list above, and these
        for set in lexicon.words.values_mut().filter(|set| set.has(Classes::PERSON)) {
            *set = set.or(Classes::BEING);
        }
        for word in list("noun-for-person").iter() {
            let set = lexicon.words.entry(word).or_default();
            *set = set.or(Classes::BEING);
        }
        lexicon
    }

    fn add_verb(&mut self, forms: [&'static str; 5], frames: &str, attitude: &str, denies: bool) {
        let has = |letter| frames.contains(letter);
        let frames = Frames {
            clause: has('c'),
            quote: has('q'),
            postposed: has('p'),
            object: has('n'),
            infinitive: has('i'),
            addressee: has('t'),
            predicate: has('o'),
            measure: has('a'),
            accusation: has('f'),
            noun: has('k'),
            participle: has('r'),
            shows: has('s'),
            deed: has('d'),
        };
        let attitude = match attitude {
            "belief" => Attitude::Belief,
            "fact" => Attitude::Fact,
            "eventuality" => Attitude::Eventuality,
            _ => Attitude::Assertion,
        };
        let verb = self.verbs.len();
        self.verbs.push(Verb { lemma: forms[0], frames, attitude, denies, past_is_base: forms[0] == forms[2] });
        let kinds = [Form::Base, Form::Third, Form::Past, Form::Participle, Form::Gerund];
        for (text, form) in forms.into_iter().zip(kinds) {
            if form == Form::Participle && text == forms[2] {
                continue;
            }
            let mut words = text.split(' ');
            if let Some(first) = words.next() {
                self.forms.entry(first).or_default().push((verb, form, words.collect()));
            }
        }
    }

    /// The verb with this number.
    pub fn verb(&self, number: usize) -> &Verb {
        &self.verbs[number]
    }

    /// The attitude of the verb with this base form ("rule out").
    pub fn attitude_of(&self, lemma: &str) -> Option<Attitude> {
        let mut words = lemma.split(' ');
        let first = words.next()?;
        let rest: Vec<&str> = words.collect();
        let base = |entry: &&VerbForm| entry.1 == Form::Base && entry.2 == rest;
        self.forms(first).iter().find(base).map(|(verb, _, _)| self.verbs[*verb].attitude)
    }

    /// The words that directly follow a verb of several words ("out" of "rule out").
    pub fn particles(&self) -> impl Iterator<Item = &'static str> {
        self.forms.values().flatten().filter_map(|(_, _, rest)| rest.first().copied())
    }

    /// All verbs.
    #[cfg(test)]
    pub fn verbs(&self) -> &[Verb] {
        &self.verbs
    }

    /// The reporting verbs that `word` (lower case) may begin, longest first.
    pub fn forms(&self, word: &str) -> &[VerbForm] {
        self.forms.get(word).map_or(&[], Vec::as_slice)
    }

    /// The classes of a word (lower case).
    pub fn classes(&self, word: &str) -> Classes {
        self.words.get(word).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::attribution::{Gazetteer, Statement, extract};
    use crate::sentence::split;

    #[test]
    fn the_files_are_read_whole() {
        assert!(lexicon().verbs().len() > 150);
        for (line, row) in include_str!("../../data/cues/words.csv").lines().enumerate().skip(1) {
            let (word, classes) = row.rsplit_once(',').expect("two columns");
            assert!(!word.is_empty());
            for class in classes.split(' ') {
                assert!(Classes::named(class).is_some(), "data/cues/words.csv:{}: no class {class:?}", line + 1);
            }
        }
    }

    #[test]
    fn rows_are_in_order_and_use_known_letters() {
        let rows = rows(VERBS);
        assert!(rows.is_sorted_by_key(|row| row[0]), "data/cues/verbs.csv is sorted by lemma");
        for row in &rows {
            let [lemma, .., frames, attitude, denies, example, counter_example] = row;
            assert!(frames.chars().all(|letter| "cqpnituoafkrsd".contains(letter)), "{lemma}: frames {frames:?}");
            assert!(["assertion", "belief", "fact", "eventuality"].contains(attitude), "{lemma}: attitude {attitude:?}");
            assert!(["", "yes"].contains(denies), "{lemma}: denies {denies:?}");
            // a row without frames only keeps its words from being taken for a shorter verb
            assert_eq!(frames.is_empty(), example.is_empty(), "{lemma}: an example, or no frames");
            assert!(!counter_example.is_empty(), "{lemma}: no counter-example");
        }
    }

    fn statements(sentence: &str) -> Vec<Statement> {
        let media = Gazetteer::new([("AFP", "afp"), ("Ostmere Courier", "ostmere-courier"), ("Reuters", "reuters")]);
        extract(&Article::from_text("example", sentence), &split(sentence), &media, None)
    }

    /// Whether the words of a cue hold a form of the verb, in a row with its words side by side.
    fn holds(cue: &str, forms: &[&str]) -> bool {
        let cue = format!(" {} ", cue.to_lowercase());
        forms.iter().any(|form| cue.contains(&format!(" {form} ")))
    }

    fn cues(statement: &Statement) -> Vec<&str> {
        statement.chain.iter().filter_map(|source| source.cue.as_ref()).map(|cue| cue.text.as_str()).collect()
    }

    /// What is wrong with a row's own sentences, in words.
    fn faults(row: &[&'static str; VERB_COLUMNS]) -> Vec<String> {
        let [forms @ .., _frames, _attitude, denies, example, counter_example] = row;
        let forms: &[&str; 5] = forms;
        let lemma = forms[0];
        let mut faults = Vec::new();
        if !example.is_empty() {
            let found = statements(example);
            let by_verb = found
                .iter()
                .find(|s| s.chain.first().and_then(|source| source.cue.as_ref()).is_some_and(|cue| holds(&cue.text, forms)));
            match by_verb {
                None => faults.push(format!("{lemma}: attributes nothing: {example}\n    {found:?}")),
                Some(s) if s.denied != (*denies == "yes") => faults.push(format!("{lemma}: denied is {}: {example}", s.denied)),
                Some(_) => {}
            }
        }
        for statement in statements(counter_example) {
            if cues(&statement).iter().any(|cue| holds(cue, forms)) {
                faults.push(format!("{lemma}: must not attribute: {counter_example}\n    {statement:?}"));
            }
        }
        faults
    }

    #[test]
    fn every_verb_finds_its_example_and_not_its_counter_example() {
        let faults: Vec<String> = rows(VERBS).iter().flat_map(faults).collect();
        assert!(faults.is_empty(), "{} rows of data/cues/verbs.csv:\n{}", faults.len(), faults.join("\n"));
    }

    #[test]
    fn forms_are_found() {
        assert_eq!(lexicon().forms("said")[0].1, Form::Past);
        assert_eq!(lexicon().verb(lexicon().forms("told")[0].0).lemma, "tell");
        assert_eq!(lexicon().forms("ruled")[0].2, ["out"]);
        assert!(lexicon().forms("table").is_empty());
        assert!(lexicon().classes("the").has(Classes::DETERMINER));
    }
}
