//! Whether a source, or the state that owns it, is a party to the matter.

use super::actor::country_in;
use super::class::{Provenance, Stake};
use super::lexicon::{SPEAKERS, list};
use super::words::words;
use crate::attribution::Statement;
use crate::text::WordList;

static ADMITTING: WordList = list("admitting");
static REJECTING: WordList = list("rejecting");
static AGAINST_OTHERS: WordList = list("success-over-others");

/// Judges the stake of a source of the given class, country and owner in what it says. `None` where it cannot be told.
pub(super) fn stake(
    statement: &Statement,
    node: usize,
    class: Provenance,
    country: Option<&str>,
    owner: Option<&str>,
) -> Option<Stake> {
    use Provenance::*;
    let fits = matches!(class, Official | Military | Politician | Company | StateOwned | StateAffiliated | PartyOwned);
    if !fits {
        return None;
    }
    let content: Vec<&str> = statement.content.iter().map(|c| c.text.as_str()).collect();
    let own = |text: &str| {
        let phrase = words(text);
        let first_person = phrase.iter().any(|w| matches!(w.lower.as_ref(), "we" | "our" | "us" | "ours"));
        let state = country.is_some_and(|c| SPEAKERS.hits(&phrase).iter().any(|h| h.entry.country.as_deref() == Some(c)));
        let firm = owner.is_some_and(|o| !o.is_empty() && text.contains(o));
        let itself = matches!(class, Military | Company) && phrase.iter().any(|w| matches!(w.lower.as_ref(), "its" | "their"));
        state || firm || ((first_person || itself) && node == 0)
    };
    let party = class == Military || content.iter().any(|c| own(c));
    if !party {
        return None;
    }
    let cue = statement.chain.get(node).and_then(|s| s.cue.as_ref()).map(|c| c.text.to_lowercase()).unwrap_or_default();
    if ADMITTING.iter().any(|a| cue.contains(a)) && !statement.denied {
        return Some(Stake::AgainstInterest);
    }
    if node == 0 && (statement.denied || REJECTING.iter().any(|r| cue.contains(r))) {
        return Some(Stake::SelfServing);
    }
    let claims_success =
        class == Military && content.iter().any(|c| AGAINST_OTHERS.iter().any(|w| c.contains(w)) && other_side(c, country));
    Some(if claims_success { Stake::SelfServing } else { Stake::Party })
}

/// The content names an enemy or another state.
fn other_side(content: &str, country: Option<&str>) -> bool {
    let hostile =
        ["enemy", "hostile", "terrorist", "militant", "rebel", "intruder", "invader"].iter().any(|w| content.contains(w));
    let other = words(content);
    let foreign = SPEAKERS.hits(&other).iter().any(|h| h.entry.country.is_some() && h.entry.country.as_deref() != country);
    hostile || (foreign && country.is_some()) || country_in(content).is_some_and(|c| country.is_some_and(|own| own != c))
}
