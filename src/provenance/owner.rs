//! Whom a spokesperson or chief belongs to, where the title itself does not say.

use super::class::Provenance;
use super::lexicon::{Sort, list};
use super::notes::Notes;
use super::signal::Reading;
use super::title::is_name;
use super::words::{Word, words};
use crate::text::WordList;

/// What a title may belong to when its own words do not say.
pub(super) struct Belonging<'b> {
    /// The name that the phrase stands for.
    pub antecedent: &'b str,
    /// The source's own name.
    pub own: &'b str,
    /// Where the mention stands.
    pub at: Option<usize>,
}

/// "A spokesperson for Norsea", "Norsea's chairman", "its spokesman": the class of whom it belongs to.
pub(super) fn class_of_owner(
    notes: &Notes<'_>,
    reading: &Reading,
    phrase: &[Word<'_>],
    text: &str,
    belonging: Belonging<'_>,
) -> Option<Provenance> {
    use Provenance::*;
    if !matches!(reading.head.sort, Sort::Spokesperson | Sort::Leader) || reading.former {
        return None;
    }
    let Some((from, to)) = reading.owner else {
        // "director of planning" belongs to something that is not named here; "his manager" to a person
        let personal = phrase.first().is_some_and(|w| matches!(w.lower.as_ref(), "his" | "her" | "my" | "your"));
        let complement = reading.to < phrase.len() && !phrase[reading.to].after_break;
        if reading.head.sort == Sort::Leader && (complement || personal) {
            return None;
        }
        let named = |n: &str| !n.is_empty() && is_name(&words(n)) && n != belonging.own;
        return match Some(belonging.antecedent).filter(|n| named(n)).and_then(|n| notes.class_of(n)) {
            Some(NamedPerson) => Some(Official),
            Some(class) => Some(class),
            // "its spokesman", "spokesperson Ana Reuel": of the institution that the lines before are about
            None => {
                let at = belonging.at?;
                let subject = notes
                    .subject_before(at)
                    .and_then(|n| notes.class_of(&n))
                    .filter(|c| matches!(c, Company | Ngo | Igo | Military));
                subject.or_else(|| notes.institution_before(at, false)?.class)
            }
        };
    };
    let owner = &text[phrase[from].start..phrase[to - 1].end];
    let owner = owner.trim_end_matches("'s").trim_end_matches("’s");
    Some(match notes.class_of(owner) {
        // a person's spokesman speaks in that person's role; an unlisted name that has a spokesman is a firm
        Some(c @ (Official | Military | Politician | Igo | Ngo | Expert | Company)) => c,
        // "director of the Middle East Program of …", of which nothing else is known
        _ if scholarly(&phrase[from..to]) => Expert,
        _ if reading.head.sort == Sort::Leader && !corporate(&phrase[reading.from..reading.to]) => return None,
        _ => Company,
    })
}

/// Whether a body studies something as far as its words tell.
fn scholarly(owner: &[Word<'_>]) -> bool {
    static STUDY: WordList = list("scholarly");
    owner.iter().any(|w| STUDY.contains(&w.lower))
}

/// Whether title words are those of a firm.
fn corporate(head: &[Word<'_>]) -> bool {
    static FIRM: WordList = list("corporate");
    head.iter().any(|w| FIRM.contains(&w.lower))
}
