//! From a reading to a class.
//!
//! One rule a sort of head. A *role* is a named holder or a definite one ("the minister"); an indefinite or plural phrase ("a minister",
//! "ministers") is unnamed. The field that the words name ("army", "bank") decides for heads that have none of their own.

use super::class::Provenance::{self, *};
use super::lexicon::Sort;
use super::signal::Reading;
use super::words::Word;

/// The class that a reading gives; `None` where its field would have to be known.
pub(super) fn settle(r: &Reading, named: bool) -> Option<Provenance> {
    let head = r.head;
    let role = named || (!r.indefinite && !r.plural);
    let insider = r.field.and_then(|f| f.unnamed);
    Some(match head.sort {
        Sort::Office => return settle_office(r, named, role),
        Sort::Rank => settle_rank(r, named, role),
        Sort::Armed => settle_armed(r, named),
        Sort::Spokesperson => return settle_spokesperson(r),
        Sort::Official | Sort::Diplomat if named => settle_named_official(r),
        // "a palace doctor's official" has a field that says nothing of the kind
        Sort::Official if insider == Some(AnonymousSource) && r.field.is_some_and(|f| f.sort == Sort::Field) => AnonymousOfficial,
        Sort::Diplomat => AnonymousDiplomatic,
        Sort::Source if named => return None,
        Sort::Official | Sort::Source => insider.or(head.unnamed)?,
        Sort::Leader | Sort::Member => return settle_member(r, named, role),
        Sort::Executive => settle_executive(r, named, role),
        Sort::Politician if role => Politician,
        Sort::Politician => AnonymousOfficial,
        Sort::Expert if named || (r.definite && r.plural) => Expert,
        // "two doctors" are so many unnamed people, "doctors" are nobody in particular
        Sort::Expert | Sort::Vague if !named && r.counted => AnonymousSource,
        Sort::Expert if r.plural => CollectiveVague,
        Sort::Expert => AnonymousSource,
        // "OSCE observers": sent by a body of states, they speak for it
        Sort::Vague if !named && monitors_for_states(r) => Igo,
        Sort::Vague if !named => CollectiveVague,
        Sort::Private if role || r.definite => NamedPerson,
        Sort::Witness | Sort::Worker | Sort::Person | Sort::Reporter | Sort::Vague if named => NamedPerson,
        Sort::Witness | Sort::Worker | Sort::Person | Sort::Private => head.unnamed?,
        Sort::Reporter => AnonymousSource,
        Sort::Hearsay => UnattributedReport,
        Sort::Document | Sort::Social | Sort::Body | Sort::Suffix | Sort::Actor | Sort::Country => head.class?,
        _ => return None,
    })
}

fn monitors_for_states(r: &Reading) -> bool {
    formal(r) == Some(Igo) && r.field.is_some_and(|f| f.sort.institution())
}

fn formal(r: &Reading) -> Option<Provenance> {
    r.field.and_then(|f| f.class)
}

fn settle_office(r: &Reading, named: bool, role: bool) -> Option<Provenance> {
    let of_body = r.field.is_some_and(|f| f.sort != Sort::Field);
    match formal(r) {
        // only presidents and the like are of firms and clubs as well; a "Bank of Ghana governor" is in office, a charity's inspector is not
        Some(c @ (Igo | Company | Ngo | Expert | Politician))
            if role && of_body && (matches!(c, Igo | Ngo) || r.head.id == "office-head-of-state") =>
        {
            Some(c)
        }
        _ if r.former && named => Some(Politician),
        _ if r.former => Some(AnonymousOfficial),
        // "president of audience and product"
        None if role && r.plain_complement && r.head.id == "office-head-of-state" => Some(Company),
        _ if role => Some(Official),
        _ => r.head.unnamed,
    }
}

fn settle_rank(r: &Reading, named: bool, role: bool) -> Provenance {
    let police = r.field.is_some_and(|f| f.id == "body-police" || f.id == "field-state") && formal(r) == Some(Official);
    match (role, named && r.former) {
        (true, _) if police => Official,
        (false, _) if police => AnonymousOfficial,
        (_, true) => Expert,
        (true, _) => Military,
        (false, _) => AnonymousMilitary,
    }
}

fn settle_armed(r: &Reading, named: bool) -> Provenance {
    // "a police officer" is no soldier
    let civil = r.field.is_some_and(|f| f.unnamed == Some(AnonymousOfficial) && f.sort != Sort::Country);
    match (civil, named) {
        (true, true) => Official,
        (true, false) => AnonymousOfficial,
        (false, _) if named || r.definite => Military,
        (false, _) => AnonymousMilitary,
    }
}

fn settle_spokesperson(r: &Reading) -> Option<Provenance> {
    match formal(r) {
        _ if r.partisan => Some(Politician),
        Some(AnonymousSource) | None => (r.country.is_some() && r.owner.is_none()).then_some(Official),
        class => class,
    }
}

fn settle_named_official(r: &Reading) -> Provenance {
    match formal(r) {
        _ if r.former || r.partisan => Politician,
        Some(class) if class != AnonymousSource => class,
        _ => Official,
    }
}

fn settle_executive(r: &Reading, named: bool, role: bool) -> Provenance {
    match formal(r) {
        Some(c @ (Ngo | Igo | Expert | Politician)) if role => c,
        // "programme executive of the space agency"
        Some(Official) if role && r.field.is_some_and(|f| f.sort != Sort::Field) => Official,
        _ if r.former && named => NamedPerson,
        _ if r.former => AnonymousSource,
        _ if role => Company,
        _ => AnonymousIndustry,
    }
}

/// Heads and members of something: the class of what they belong to.
fn settle_member(r: &Reading, named: bool, role: bool) -> Option<Provenance> {
    let formal = r.field.and_then(|f| f.class).filter(|c| *c != AnonymousSource);
    let insider = r.field.and_then(|f| f.unnamed);
    let leads = r.head.sort == Sort::Leader;
    // "the Conservative leader, Ruth Galt"
    if leads && r.partisan && formal.is_none() && role {
        return Some(Politician);
    }
    if r.former {
        return Some(match (named, formal) {
            (true, Some(Official)) if leads => Politician,
            (true, _) => NamedPerson,
            (false, _) => insider.filter(|c| *c != AnonymousIndustry).unwrap_or(AnonymousSource),
        });
    }
    if leads && role {
        return formal;
    }
    if named {
        return Some(match formal {
            Some(c @ (Official | Military | Politician | Igo | Ngo)) => c,
            _ => NamedPerson,
        });
    }
    // "employees", of whatever: the people of a firm or plant
    Some(insider.or(r.head.unnamed).unwrap_or(AnonymousSource))
}

/// The class of a person at an institution: those of think tanks and universities are experts.
fn person_at(reading: &Reading, class: Provenance) -> Provenance {
    let scholarly = matches!(reading.head.id.as_str(), "body-thinktank" | "body-academy" | "body-academy-word");
    if scholarly { Provenance::Expert } else { class }
}

/// The class that title words give to a named person or body.
pub(super) fn settle_title(phrase: &[Word<'_>], reading: &Reading) -> Option<Provenance> {
    let affiliation = phrase.first().is_some_and(|w| matches!(w.lower.as_ref(), "of" | "from" | "at" | "with"));
    settle(reading, true).map(|class| if affiliation { person_at(reading, class) } else { class })
}
