//! Which body a source speaks for: an office, a ministry, a firm, under whatever name a report gives it.

use crate::claim::Reading;
use crate::provenance::registry::without_country;
use crate::provenance::{Naming, Provenance, StatementTags, Tag};
use std::collections::{BTreeMap, BTreeSet};

/// Who speaks for somebody: "a spokesperson for X", "X's press service".
const VOICES: &[&str] = &[
    "spokesperson",
    "spokesman",
    "spokeswoman",
    "spokespersons",
    "spokespeople",
    "representative",
    "representatives",
    "press service",
    "press office",
    "press secretary",
    "press department",
];
/// Last words of names that only bodies have.
const INSTITUTIONS: &[&str] = &[
    "administration",
    "agency",
    "army",
    "authority",
    "bureau",
    "cabinet",
    "command",
    "commission",
    "committee",
    "council",
    "court",
    "department",
    "directorate",
    "government",
    "guard",
    "inspectorate",
    "ministry",
    "office",
    "parliament",
    "police",
    "presidency",
    "secretariat",
    "service",
    "services",
    "staff",
    "treasury",
];
const ARTICLES: &[&str] = &["the ", "a ", "an "];

/// What the reports around a claim tell of the bodies in it: short names and countries.
pub(super) struct Bodies {
    /// Full name by acronym, where it is given in brackets or the initials fit one body alone.
    acronyms: BTreeMap<String, String>,
    /// The countries that a body of this name is said to be of.
    countries: BTreeMap<String, BTreeSet<String>>,
}

/// Offices and soldiers of a state, named or not; not its politicians, who speak for a party.
pub(super) fn speaks_for_a_state(tag: &Tag) -> bool {
    matches!(
        tag.provenance,
        Provenance::Official
            | Provenance::Military
            | Provenance::AnonymousOfficial
            | Provenance::AnonymousMilitary
            | Provenance::AnonymousDiplomatic
    )
}

impl Bodies {
    /// Reads all sources of the reports.
    pub fn of(readings: &[Reading<'_>]) -> Self {
        let mut bodies = Bodies { acronyms: BTreeMap::new(), countries: BTreeMap::new() };
        let all = || {
            readings.iter().flat_map(|r| r.statements.iter().zip(r.tags)).flat_map(|(s, t)| s.chain.iter().zip(&t.nodes)).filter(
                |(_, tag)| tag.registry_id.is_none() && !tag.anonymous && (tag.naming == Naming::Role || Bodies::is_body(tag)),
            )
        };
        let mut initials: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (source, _) in all() {
            let name = source.resolved_name.as_deref().unwrap_or(&source.name);
            let (body, short) = (bare(name).0, bracketed(name));
            if let Some(short) = short {
                bodies.acronyms.insert(short.to_lowercase(), body.clone());
            }
            initials.entry(initials_of(&body)).or_default().insert(body);
        }
        for (short, names) in initials.into_iter().filter(|(short, names)| short.len() > 1 && names.len() == 1) {
            bodies.acronyms.entry(short).or_insert_with(|| names.into_iter().next().unwrap_or_default());
        }
        for (source, tag) in all() {
            if let Some(country) = &tag.country {
                let name = bodies.name(source.resolved_name.as_deref().unwrap_or(&source.name)).0;
                bodies.countries.entry(name).or_default().insert(country.clone());
            }
        }
        bodies
    }

    /// Whether a named source is a body rather than a person: it holds no office.
    pub fn is_body(tag: &Tag) -> bool {
        use Provenance::{Company, Igo, Military, Ngo, Official};
        tag.naming == Naming::Named && tag.role.is_none() && matches!(tag.provenance, Official | Military | Company | Igo | Ngo)
    }

    /// Whether a name is one that only a body has, rather than a person: by its last word, with "of", or under a country, an owner or a short form.
    pub fn is_bodys(&self, name: &str) -> bool {
        let plain = crate::claim::worded(name);
        let body = self.name(name).0;
        let institution = body.rsplit(' ').next().is_some_and(|last| INSTITUTIONS.contains(&last));
        institution || plain.contains(" of ") || (body != plain && body.contains(' '))
    }

    /// The name by which a body is known across reports, and whether somebody speaks for it or it is named itself (`true`), rather than being described.
    pub fn name(&self, name: &str) -> (String, bool) {
        let (body, named) = bare(name);
        (self.acronyms.get(&body).cloned().unwrap_or(body), named)
    }

    /// The state that a source speaks for.
    ///
    /// Its own country where the words tell it; else that of the body of this name in another report; else that of the state medium that carries it, since such a medium's
    /// officials are its state's; else the only one that the article's other sources of this class are of.
    pub fn state(&self, reading: &Reading<'_>, tags: &StatementTags, i: usize, name: &str) -> Option<String> {
        let tag = tags.nodes.get(i)?;
        let of_line = |tag: &Tag| tag.line.as_deref().and_then(|l| l.strip_prefix("state:")).map(str::to_owned);
        let only = |found: &BTreeSet<String>| found.iter().next().filter(|_| found.len() == 1).cloned();
        let medium = || tags.nodes[i + 1..].iter().chain(reading.outlet).filter(|t| t.registry_id.is_some()).find_map(of_line);
        let beside = || {
            let others = reading.tags.iter().flat_map(|t| &t.nodes).filter(|t| t.provenance == tag.provenance);
            only(&others.filter_map(|t| t.country.clone()).collect()).filter(|_| !tag.anonymous)
        };
        tag.country.clone().or_else(|| only(self.countries.get(&self.name(name).0)?)).or_else(medium).or_else(beside)
    }
}

/// A body's name in lower case without article, country and bracketed short form, and without the person who speaks for it; `true` where a name is left.
fn bare(name: &str) -> (String, bool) {
    let plain = name.replace('’', "'");
    let plain = plain.rsplit_once(" (").filter(|(_, short)| short.ends_with(')')).map_or(plain.as_str(), |(before, _)| before);
    let (body, spoken_for) = spoken_for(plain.trim());
    let body = without_article(body);
    let body = without_owner(without_article(without_country(body)));
    let named = body.starts_with(char::is_uppercase);
    let words = crate::claim::worded(body);
    // one spelling on both sides of the Atlantic
    (words.replace("organiz", "organis").replace("defense", "defence"), named || spoken_for && body.contains(char::is_uppercase))
}

/// What is left of "a spokesperson for X" and "X's press service": X.
fn spoken_for(name: &str) -> (&str, bool) {
    let low = name.to_lowercase();
    // every voice has one of these, and hardly a name does
    if low.len() != name.len() || !["spoke", "represent", "press "].iter().any(|part| low.contains(part)) {
        return (name, false);
    }
    for voice in VOICES {
        for link in [" for ", " of ", " at "] {
            let head = format!("{voice}{link}");
            if let Some(at) = low.find(&head).filter(|&at| at == 0 || low.as_bytes()[at - 1] == b' ') {
                return (&name[at + head.len()..], true);
            }
        }
        if let Some(before) =
            low.strip_suffix(voice).map(str::trim_end).filter(|b| !b.is_empty() && !ARTICLES.contains(&format!("{b} ").as_str()))
        {
            let before = &name[..before.len()];
            let owner = before.strip_suffix("'s").or_else(|| before.strip_suffix('\'')).unwrap_or(before);
            return if owner.contains(char::is_uppercase) { (owner, true) } else { (name, false) };
        }
    }
    (name, false)
}

fn without_article(name: &str) -> &str {
    let low = name.get(..4).unwrap_or(name).to_lowercase();
    ARTICLES.iter().find(|article| low.starts_with(**article)).map_or(name, |article| &name[article.len()..])
}

/// "General Staff" of "North's General Staff": what an owner stands before is named itself. "People's Army" stays.
fn without_owner(name: &str) -> &str {
    match name.split_once("'s ") {
        Some((owner, owned)) if !owner.contains(' ') && owner != "People" && owned.starts_with(char::is_uppercase) => owned,
        _ => name,
    }
}

fn bracketed(name: &str) -> Option<&str> {
    let short = name.strip_suffix(')')?.rsplit_once(" (")?.1;
    (short.len() > 1 && short.chars().all(|c| c.is_ascii_uppercase())).then_some(short)
}

/// The initials of a name's words but its small ones.
fn initials_of(body: &str) -> String {
    const SMALL: &[&str] = &["of", "the", "and", "for", "in"];
    body.split(' ').filter(|word| !SMALL.contains(word)).filter_map(|word| word.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_has_one_name() {
        let rows = [
            ("South Korea's Joint Chiefs of Staff (JCS)", "joint chiefs of staff", true),
            ("the Joint Chiefs of Staff", "joint chiefs of staff", true),
            ("The ROK's Joint Chiefs of Staff", "joint chiefs of staff", true),
            ("a spokesman for the Joint Chiefs of Staff", "joint chiefs of staff", true),
            ("the North’s General Staff", "general staff", true),
            ("the press service of Ostra Oil", "ostra oil", true),
            ("Ostra Oil's press service", "ostra oil", true),
            ("a spokesperson for Ostra Oil", "ostra oil", true),
            ("Ostra Oil", "ostra oil", true),
            ("its press service", "its press service", false),
            ("the regional police", "regional police", false),
            ("a spokesman", "spokesman", false),
            ("People's Army", "peoples army", true),
            ("İstan", "i\u{307}stan", true),
            ("the Ministry of Defense of Ostra", "ministry of defence of ostra", true),
            ("Organizers", "organisers", true),
            ("the organisers", "organisers", false),
            ("", "", false),
        ];
        for (name, body, named) in rows {
            assert_eq!(bare(name), (body.to_owned(), named), "{name:?}");
        }
        for voice in VOICES {
            assert!(spoken_for(&format!("a {voice} for Ostra")).1, "{voice}");
        }
        assert_eq!(bracketed("Harbour Office (HO)"), Some("HO"));
        assert_eq!(bracketed("Harbour Office (of Ostra)"), None);
        assert_eq!(initials_of("joint chiefs of staff"), "jcs");
    }
}
