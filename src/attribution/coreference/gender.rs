//! Whether a person is spoken of as "he" or "she", where title, kinship or given name tells.

use crate::attribution::given::borne_by;
use crate::attribution::lexicon::list;
use crate::text::WordList;

/// The pronoun an article uses for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// "she"
    She,
    /// "he"
    He,
}

static SHE: WordList = list("she");
static HE: WordList = list("he");

/// Of a person from the words of the phrase (lower case) and from the name. Title and kinship count before the given name; the last word
/// before a preposition counts, so that the man's sister is she.
pub fn gender(words: &[String], name: &str) -> Option<Gender> {
    // only before a preposition or relative clause: "the wife of the president" is she, "an aide to the king" is nobody's guess, and in
    // "Aliyu Yakubu, whose niece is missing" the niece is another
    let stop =
        |w: &&String| !matches!(w.as_str(), "of" | "to" | "for" | "from" | "who" | "whose" | "which" | "in" | "at" | "with");
    // "his wife" speaks of her, "the prince's doctor" of the doctor
    let of = |w: &String| {
        let w = w.as_str();
        if SHE.contains(w) {
            Some(Gender::She)
        } else if HE.contains(w) {
            Some(Gender::He)
        } else {
            None
        }
    };
    let told = words.iter().take_while(stop).filter_map(of).last();
    told.or_else(|| given(name))
}

/// Of a full name by its first word.
fn given(name: &str) -> Option<Gender> {
    let mut words = name.split_whitespace();
    let first =
        words.find(|w| !matches!(w.trim_end_matches('.').to_lowercase().as_str(), "dr" | "prof" | "gen" | "col" | "capt"))?;
    words.next()?;
    borne_by(first).map(|sex| if sex == "f" { Gender::She } else { Gender::He })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_kinship_and_given_names() {
        let words = |text: &str| text.to_lowercase().split(' ').map(str::to_owned).collect::<Vec<_>>();
        for (phrase, name, expected) in [
            ("Foreign Minister Ingrid Solheim", "Ingrid Solheim", Some(Gender::She)),
            ("Mr Andrea Rossi", "Andrea Rossi", Some(Gender::He)),
            ("a spokeswoman for the king", "a spokeswoman for the king", Some(Gender::She)),
            ("an aide to the king", "an aide to the king", None),
            ("The man s sister", "The man's sister", Some(Gender::She)),
            ("Hans-Peter Krol", "Hans-Peter Krol", Some(Gender::He)),
            ("Krol", "Krol", None),
            ("Maria", "Maria", None),
            ("Keita Adou", "Zzyx Adou", None),
            ("", "", None),
        ] {
            assert_eq!(gender(&words(phrase), name), expected, "{phrase}");
        }
    }

    #[test]
    fn the_names_are_sorted_and_told_apart() {
        let rows: Vec<&str> = include_str!("../../../data/cues/given_names.csv").lines().skip(1).collect();
        let names: Vec<&str> = rows.iter().filter_map(|r| r.split_once(',').map(|(n, _)| n)).collect();
        assert!(rows.iter().all(|r| r.ends_with(",f") || r.ends_with(",m")));
        assert!(names.is_sorted() && names.windows(2).all(|w| w[0] != w[1]));
    }
}
