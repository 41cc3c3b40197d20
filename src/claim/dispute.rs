//! Which claims exclude or replace each other.

use super::Claim;
use super::relation::Judgement;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// How likely the fitted model must hold a contradiction to be for it to be written down by itself: a false one costs a reader more than a missing one.
const SURE: f64 = 0.5;
/// From what likelihood of one event on numbers that clash are a contradiction, with the share of one statement's words that the other must have too: what is surely of one
/// event may be worded otherwise, and what is worded alike may be so short that the model is not sure. Tolls of one kind need no further word: a story has one. Chosen on seven event sets, `docs/experiments.md`.
const ONE_EVENT: [(f64, f64); 2] = [(0.15, 0.3), (HARDLY_ANOTHER, 0.5)];
/// Statements of one story that are less likely of one event than this are of two.
const HARDLY_ANOTHER: f64 = 0.05;
/// Share and weight of what a negated statement says that the other must say too. Chosen on the same sets.
const NEGATED: f64 = 0.5;
/// From what likelihood of one event on words that exclude each other are a contradiction: they need not be of the same thing.
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
    /// The same with all that the article says of it.
    pub speaker: Option<String>,
    /// The state that the source speaks for, where it is one alone.
    pub state: Option<String>,
    pub seconds: Option<i64>,
    /// Year and month of the reports, where they are of one.
    pub published: Option<(u16, usize)>,
    /// Every source of it denies it.
    pub denied: bool,
    /// It tells only that somebody said nothing.
    pub silent: bool,
    /// The whole statement.
    pub text: String,
}

impl Party {
    fn replaces(&self) -> bool {
        let low = self.text.to_lowercase();
        REPLACING.iter().any(|words| low.contains(words))
    }
}

/// A proposition of a story: who says it, and the country whose doing it tells.
pub(super) struct Side<'a> {
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

/// How two propositions that cannot both hold stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Contradict,
    FirstIsLater,
    SecondIsLater,
}

/// A verdict on two propositions, and the numbers of theirs that it rests on; none where it rests on words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dispute {
    pub verdict: Verdict,
    pub numbers: Option<[usize; 2]>,
}

/// Whether two propositions of one story exclude or replace each other.
///
/// One source does not contradict itself: its two numbers are of two things, or the later replaces the earlier where both are tolls. Two denials exclude nothing, nor does a denial exclude what is asserted instead.
/// A count that grew from one report to the next, or that a report says it raises, is an update.
pub(super) fn dispute(one: &Side<'_>, other: &Side<'_>, judged: &Judgement) -> Option<Dispute> {
    let (a, b) = (one.party, other.party);
    let one_source = a.source.is_some() && a.source == b.source;
    if a.denied || b.denied {
        return None;
    }
    if judged.p_event >= ONE_DEED && one.blames(other) && !one_source {
        return Some(Dispute { verdict: Verdict::Contradict, numbers: None });
    }
    if let Some((numbers, first)) = judged.grown.filter(|_| judged.p_event >= HARDLY_ANOTHER) {
        // "at least 12" of the morning and 15 of the evening: no contradiction, but nobody needs the first any more
        let later = order(a, b)?;
        let verdict = if first { Verdict::FirstIsLater } else { Verdict::SecondIsLater };
        return (later.is_gt() == first).then_some(Dispute { verdict, numbers: Some(numbers) });
    }
    let verdict = relation(judged, a, b)?;
    if one_source && (verdict == Verdict::Contradict || !judged.one_toll) {
        return None;
    }
    Some(Dispute { verdict, numbers: judged.clashing.filter(|_| judged.clash >= ONE_THING) })
}

/// Writes down which claims exclude or replace each other: pairs of claims with the verdict on them.
pub(super) fn write_down(claims: &mut [Claim], verdicts: impl Iterator<Item = ([usize; 2], Verdict)>) {
    let mut contradict: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut replaced: BTreeSet<(usize, usize)> = BTreeSet::new();
    for ([x, y], verdict) in verdicts.filter(|([x, y], _)| x != y) {
        match verdict {
            Verdict::Contradict => contradict.extend([(x, y), (y, x)]),
            Verdict::FirstIsLater => _ = replaced.insert((y, x)),
            Verdict::SecondIsLater => _ = replaced.insert((x, y)),
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

/// Whether one of two negates the other: exactly one is negated, and what it negates is what the other says.
pub(super) fn negates(judged: &Judgement) -> bool {
    if judged.p_event < HARDLY_ANOTHER {
        return false;
    }
    let negated = match judged.negative {
        [true, false] => judged.told[0],
        [false, true] => judged.told[1],
        _ => return false,
    };
    negated.share >= NEGATED && negated.weight >= NEGATED
}

/// Which of two was said later, by the words of one that replace a number, else by the day of the reports; greater where the first was.
fn order(a: &Party, b: &Party) -> Option<Ordering> {
    match (a.replaces(), b.replaces()) {
        (true, false) => Some(Ordering::Greater),
        (false, true) => Some(Ordering::Less),
        _ => a.seconds.zip(b.seconds).map(|(x, y)| x.cmp(&y)).filter(|order| order.is_ne()),
    }
}

fn relation(judged: &Judgement, a: &Party, b: &Party) -> Option<Verdict> {
    let fitted = judged.p_update + judged.p_contradict >= SURE;
    let shorter = judged.told[0].share.max(judged.told[1].share);
    let clash = judged.clash >= ONE_THING
        && ONE_EVENT.iter().any(|&(p_event, share)| judged.p_event >= p_event && (judged.one_toll || shorter >= share));
    let negated = negates(judged);
    let opposed = (judged.negated || judged.opposed) && judged.covered >= COVERED && judged.p_event >= ONE_EVENT_IN_WORDS;
    let parted = negated || opposed || clash;
    if !fitted && !parted {
        return None;
    }
    let order = order(a, b);
    let announced = clash && a.replaces() != b.replaces();
    let replaces = |order: Ordering| {
        // a toll grows: a smaller one that is printed later is another count
        let grew = judged.toll && judged.first_greater == Some(order.is_gt());
        // what the model holds to be a later state must show it in words or numbers
        let shown = judged.opposed || judged.progress || judged.negated || judged.clash > 0.0;
        let next =
            fitted && shown && !judged.toll && judged.p_update > judged.p_contradict && judged.p_event >= ONE_EVENT_IN_WORDS;
        !negated && (announced || grew || next)
    };
    match order {
        Some(order) if replaces(order) => Some(if order.is_lt() { Verdict::SecondIsLater } else { Verdict::FirstIsLater }),
        _ if parted || judged.p_contradict >= SURE => Some(Verdict::Contradict),
        _ => None,
    }
}
