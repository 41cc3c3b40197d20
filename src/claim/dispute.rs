//! Which claims exclude or replace each other.

use super::Claim;
use super::relation::Judgement;
use std::collections::BTreeSet;

/// How likely the fitted model must hold a contradiction to be for it to be written down by itself: a false one costs a reader more than a missing one.
const SURE: f64 = 0.5;
/// From what likelihood of one event on numbers that clash are a contradiction: between statements of one story that this leaves apart, few of those on the event sets were false.
const ONE_EVENT: f64 = 0.2;
/// The same for a negation or words that exclude each other, which need not be of the same thing.
const ONE_EVENT_IN_WORDS: f64 = 0.3;
/// The same where two states say of each other that they did it. Chosen by us.
const ONE_DEED: f64 = 0.1;
/// How surely numbers must be of one thing to clash.
const ONE_THING: f64 = 0.35;
/// Share of a statement that must be covered where it is a negation or an excluding word that parts it from the other.
const COVERED: f64 = 0.6;

/// Words by which a report says that its number replaces an earlier one.
const REPLACING: &[&str] = &[
    "risen to",
    "rises to",
    "rose to",
    "climbed to",
    "climbs to",
    "up from",
    "down from",
    "raised to",
    "raising",
    "raised its",
    "revised",
];

/// Who says a thing, and when it was first published.
pub(super) struct Party {
    /// The source, where it is one alone.
    pub source: Option<String>,
    /// The state that the source speaks for, where it is one alone.
    pub state: Option<String>,
    pub seconds: Option<i64>,
    /// The whole statement.
    pub text: String,
}

impl Party {
    fn replaces(&self) -> bool {
        let low = self.text.to_lowercase();
        REPLACING.iter().any(|words| low.contains(words))
    }
}

/// A proposition of a story: the claims that it is in, who says it, and the country whose doing it tells.
pub(super) struct Side<'a> {
    pub claims: Vec<usize>,
    pub party: &'a Party,
    pub actor: Option<&'a str>,
}

impl Side<'_> {
    /// Whether each side says that the other did it.
    fn blames(&self, other: &Side<'_>) -> bool {
        let [own, theirs] = [self.party.state.as_deref(), other.party.state.as_deref()];
        own.is_some() && theirs.is_some() && own != theirs && self.actor == theirs && other.actor == own
    }
}

/// Two propositions of one story, and how they compare.
type Meeting<'a> = ([Side<'a>; 2], Judgement);

/// Writes down which claims exclude or replace each other.
///
/// One source does not contradict itself: its two numbers are of two things. A count that grew from one report to the next, or that a report says it raises, is an update.
pub(super) fn dispute<'a>(claims: &mut [Claim], meetings: impl Iterator<Item = Meeting<'a>>) {
    let mut contradict: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut replaced: BTreeSet<(usize, usize)> = BTreeSet::new();
    for ([one, other], judged) in meetings {
        let (a, b) = (one.party, other.party);
        if one.claims.iter().any(|claim| other.claims.contains(claim)) || (a.source.is_some() && a.source == b.source) {
            continue;
        }
        let pairs = || one.claims.iter().flat_map(|&x| other.claims.iter().map(move |&y| (x, y)));
        let blame = judged.p_event >= ONE_DEED && one.blames(&other);
        let verdict = if blame { Some(Verdict::Contradict) } else { relation(&judged, a, b) };
        match verdict {
            Some(Verdict::Contradict) => contradict.extend(pairs().flat_map(|(x, y)| [(x, y), (y, x)])),
            Some(Verdict::FirstIsLater) => replaced.extend(pairs().map(|(x, y)| (y, x))),
            Some(Verdict::SecondIsLater) => replaced.extend(pairs()),
            None => {}
        }
    }
    for (earlier, later) in replaced.iter().filter(|(x, y)| !replaced.contains(&(*y, *x))) {
        contradict.remove(&(*earlier, *later));
        contradict.remove(&(*later, *earlier));
        let id = claims[*later].id.clone();
        claims[*earlier].superseded_by.push(id);
    }
    for (one, other) in contradict {
        let id = claims[other].id.clone();
        claims[one].contradicts.push(id);
    }
}

enum Verdict {
    Contradict,
    FirstIsLater,
    SecondIsLater,
}

fn relation(judged: &Judgement, a: &Party, b: &Party) -> Option<Verdict> {
    let fitted = judged.p_update + judged.p_contradict >= SURE;
    let clash = judged.clash >= ONE_THING;
    let in_words = (judged.negated || judged.opposed) && judged.covered >= COVERED && judged.p_event >= ONE_EVENT_IN_WORDS;
    let parted = in_words || (clash && judged.p_event >= ONE_EVENT);
    if !fitted && !parted {
        return None;
    }
    let times = a.seconds.zip(b.seconds).map(|(x, y)| x.cmp(&y)).filter(|order| order.is_ne());
    let order = match (a.replaces(), b.replaces()) {
        (true, false) => Some(std::cmp::Ordering::Greater),
        (false, true) => Some(std::cmp::Ordering::Less),
        _ => times,
    };
    let announced = clash && a.replaces() != b.replaces();
    match order {
        Some(order) if judged.toll || announced || judged.p_update > judged.p_contradict => {
            Some(if order.is_lt() { Verdict::SecondIsLater } else { Verdict::FirstIsLater })
        }
        _ if parted || judged.p_contradict >= SURE => Some(Verdict::Contradict),
        _ => None,
    }
}
