//! The words that attribution knows: reporting verbs and function words, read from `data/cues`.

use super::statement::Attitude;
use std::collections::BTreeMap;
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

/// The lexicon, built once.
pub struct Lexicon {
    verbs: Vec<Verb>,
    /// First word of a form → (verb, form, further words), longest first.
    forms: BTreeMap<&'static str, Vec<(usize, Form, Vec<&'static str>)>>,
    words: BTreeMap<&'static str, Classes>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The lexicon.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn read() -> Lexicon {
        let mut lexicon = Lexicon { verbs: Vec::new(), forms: BTreeMap::new(), words: BTreeMap::new() };
        for line in include_str!("../../data/cues/verbs.csv").lines().skip(1) {
            let mut columns = line.split(',');
            let forms: [&str; 5] = std::array::from_fn(|_| columns.next().unwrap_or(""));
            let frames = columns.next().unwrap_or("");
            let attitude = columns.next().unwrap_or("");
            let denies = columns.next() == Some("yes");
            lexicon.add_verb(forms, frames, attitude, denies);
        }
        for entries in lexicon.forms.values_mut() {
            entries.sort_by_key(|(verb, form, rest)| (std::cmp::Reverse(rest.len()), *verb, *form));
        }
        for line in include_str!("../../data/cues/words.csv").lines().skip(1) {
            if let Some((word, classes)) = line.rsplit_once(',') {
                let set = classes.split(' ').filter_map(Classes::named).fold(Classes::default(), Classes::or);
                lexicon.words.insert(word, set);
            }
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

    /// All verbs.
    #[cfg(test)]
    pub fn verbs(&self) -> &[Verb] {
        &self.verbs
    }

    /// The reporting verbs that `word` (lower case) may begin, longest first.
    pub fn forms(&self, word: &str) -> &[(usize, Form, Vec<&'static str>)] {
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

    #[test]
    fn the_files_are_read_whole() {
        assert!(lexicon().verbs().len() > 150);
        for (line, row) in include_str!("../../data/cues/verbs.csv").lines().enumerate() {
            assert_eq!(row.split(',').count(), 8, "data/cues/verbs.csv:{}: {row}", line + 1);
        }
        for (line, row) in include_str!("../../data/cues/words.csv").lines().enumerate().skip(1) {
            let (word, classes) = row.rsplit_once(',').expect("two columns");
            assert!(!word.is_empty());
            for class in classes.split(' ') {
                assert!(Classes::named(class).is_some(), "data/cues/words.csv:{}: no class {class:?}", line + 1);
            }
        }
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
