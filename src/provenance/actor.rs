//! Countries and persons known by name.

use super::class::{Naming, Provenance};
use super::lexicon::{SPEAKERS, rows};
use super::speaker::Verdict;
use super::words::words;
use std::collections::HashMap;
use std::sync::LazyLock;

const PEOPLE: &str = include_str!("../../data/registry/actors_people.csv");

/// One term of a person in an office.
#[derive(Debug)]
struct Term {
    office: String,
    class: Provenance,
    country: Option<String>,
    from: String,
    to: String,
}

/// Name in lower case → the person's terms, in the order of the file.
static TERMS: LazyLock<HashMap<String, Vec<Term>>> = LazyLock::new(|| {
    let mut out: HashMap<String, Vec<Term>> = HashMap::new();
    for row in rows(PEOPLE) {
        let text = |column: &str| row.get(column).cloned().unwrap_or_default();
        let Some(class) = Provenance::parse(&text("class")) else { continue };
        for name in text("names").split('|').filter(|n| !n.is_empty()) {
            out.entry(name.to_lowercase()).or_default().push(Term {
                office: text("office"),
                class,
                country: Some(text("country")).filter(|c| !c.is_empty()),
                from: text("from"),
                to: text("to"),
            });
        }
    }
    out
});

/// A well-known office-holder: by the office held on `date`; outside every term a politician; without a date the office that the
/// list names last.
pub(super) fn person(name: &str, date: Option<&str>) -> Option<Verdict> {
    let terms = TERMS.get(&name.to_lowercase())?;
    let held = match date {
        Some(day) => terms.iter().find(|t| t.from.as_str() <= day && (t.to.is_empty() || day <= t.to.as_str())),
        None => terms.last(),
    };
    let (class, role, country) = match held {
        Some(term) => (term.class, Some(term.office.clone()), term.country.clone()),
        None => {
            let any = terms.last()?;
            let class = if any.class == Provenance::Official { Provenance::Politician } else { Provenance::NamedPerson };
            (class, None, any.country.clone())
        }
    };
    Some(Verdict {
        class,
        naming: Naming::Named,
        rule: "known-person".into(),
        evidence: None,
        role,
        country,
        line: None,
        owner: None,
    })
}

/// The first country that a phrase names, by name, nationality or capital.
pub(super) fn country_in(phrase: &str) -> Option<String> {
    let phrase = words(phrase);
    SPEAKERS.hits(&phrase).into_iter().find_map(|h| h.entry.country.clone())
}
