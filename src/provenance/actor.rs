//! Who is who among those that news quotes: bodies, armed groups, offices and office-holders, and the countries a phrase names.

use super::class::{Naming, Provenance};
use super::lexicon::{SPEAKERS, rows};
use super::speaker::Verdict;
use super::words::words;
use std::collections::HashMap;
use std::sync::LazyLock;

const BODIES: &str = include_str!("../../data/registry/actors.csv");
const PEOPLE: &str = include_str!("../../data/registry/actors_people.csv");

/// A body, or one term of a person in an office, as the lists have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Id of a body; a person has none.
    pub id: Option<String>,
    /// As texts write it.
    pub names: Vec<String>,
    /// Office that a person holds.
    pub office: Option<String>,
    /// Class of what it says in its name.
    pub class: Option<Provenance>,
    /// Class of an unnamed person of it.
    pub unnamed: Option<Provenance>,
    /// Country (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// Whose voice it is, where not its country's.
    pub line: Option<String>,
    /// First day of a term (ISO), empty where none is listed.
    pub from: String,
    /// Last day of a term (ISO), empty while in office.
    pub to: String,
    /// Of what kind the facts are.
    pub evidence: String,
}

impl Actor {
    /// Whether a term covers this day.
    pub fn holds_on(&self, day: &str) -> bool {
        self.from.as_str() <= day && (self.to.is_empty() || day <= self.to.as_str())
    }

    fn read(row: &HashMap<String, String>) -> Self {
        let text = |column: &str| row.get(column).filter(|v| !v.is_empty()).cloned();
        Actor {
            id: text("id"),
            names: text("names").unwrap_or_default().split('|').filter(|n| !n.is_empty()).map(str::to_owned).collect(),
            office: text("office"),
            class: text("class").and_then(|c| super::lexicon::class(&c)),
            unnamed: text("unnamed").and_then(|c| super::lexicon::class(&c)),
            country: text("country"),
            line: text("line"),
            from: text("from").unwrap_or_default(),
            to: text("to").unwrap_or_default(),
            // the list of persons says it once for all of them, in its description
            evidence: text("evidence").unwrap_or_else(|| "term of office, common knowledge".to_owned()),
        }
    }
}

static ACTORS: LazyLock<Vec<Actor>> = LazyLock::new(|| rows(BODIES).iter().chain(&rows(PEOPLE)).map(Actor::read).collect());

/// Name in lower case → the person's terms, in the order of the file.
static TERMS: LazyLock<HashMap<String, Vec<&'static Actor>>> = LazyLock::new(|| {
    let mut out: HashMap<String, Vec<&'static Actor>> = HashMap::new();
    for actor in ACTORS.iter().filter(|a| a.office.is_some()) {
        for name in &actor.names {
            out.entry(name.to_lowercase()).or_default().push(actor);
        }
    }
    out
});

/// Everybody listed: bodies by id, then office-holders by name.
pub fn actors() -> &'static [Actor] {
    &ACTORS
}

/// A well-known office-holder: by the office held on `date`; outside every term a politician; without a date the office that the
/// list names last.
pub(super) fn person(name: &str, date: Option<&str>) -> Option<Verdict> {
    let terms = TERMS.get(&name.to_lowercase())?;
    let held = match date {
        Some(day) => terms.iter().find(|term| term.holds_on(day)),
        None => terms.last(),
    };
    let (class, role, country) = match held {
        Some(term) => (term.class?, term.office.clone(), term.country.clone()),
        None => {
            let any = terms.last()?;
            let class = if any.class == Some(Provenance::Official) { Provenance::Politician } else { Provenance::NamedPerson };
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
