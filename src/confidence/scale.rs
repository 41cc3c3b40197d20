//! Words and codes for numbers: ICD 203 likelihood, confidence level, Admiralty code.

use super::priors::Priors;
use super::{Admiralty, Level};
use crate::corroboration::{Corroboration, EvidenceNode, EvidenceTree, NodeRole};
use crate::probability::Probability;
use crate::provenance::{Naming, Provenance, Stake};

/// Origins from which a judgement is more than uncorroborated, and from which it is well corroborated.
const SOME_ORIGINS: f64 = 1.5;
const MANY_ORIGINS: f64 = 2.5;
/// Two origins that share a state or owner make 1.05; two that share nothing make 2.
const TWO_ORIGINS: f64 = 1.95;

/// The ICD 203 word for a probability.
///
/// The directive's ranges share their end points; here they are half open: a bound belongs to the upper word. It has no words below .01 and from .99 on; the outermost
/// two are used there.
pub fn likelihood_word(p: Probability) -> &'static str {
    match p.value() {
        p if p < 0.05 => "almost no chance",
        p if p < 0.20 => "very unlikely",
        p if p < 0.45 => "unlikely",
        p if p < 0.55 => "roughly even chance",
        p if p < 0.80 => "likely",
        p if p < 0.95 => "very likely",
        _ => "almost certain",
    }
}

/// What one origin is to a claim.
pub(super) struct Standing<'a> {
    node: &'a EvidenceNode,
    asserts: bool,
    denies: bool,
    letter: char,
    known: bool,
}

/// The origins of a claim as the scales see them.
pub(super) fn standings<'a>(corroboration: &'a Corroboration, priors: &Priors) -> Vec<Standing<'a>> {
    let tree = &corroboration.tree;
    corroboration
        .origin_nodes
        .iter()
        .map(|&origin| {
            let reports = tree.reports_below(origin);
            let says = |what: bool| reports.iter().any(|&i| tree.node(i).says == Some(what));
            let letter = reports.iter().map(|&i| letter(tree, i, priors)).min().unwrap_or('F');
            let node = tree.node(origin);
            let known = priors.of_node(node).mean() > 0.0;
            Standing { node, asserts: says(true), denies: says(false), letter, known }
        })
        .collect()
}

/// The effective number of independent origins: Σᵢ Πⱼ‹ᵢ (1 − sᵢⱼ), in the order of first publication.
///
/// s is the coupling of the line that two origins share, else 0: origins are told apart by identity already. Reports without a reporter do not count.
pub(super) fn effective_number<'a>(standings: impl Iterator<Item = &'a Standing<'a>>, priors: &Priors) -> f64 {
    let counted: Vec<&Standing<'_>> = standings.filter(|s| s.node.class != Some(Provenance::UnattributedReport)).collect();
    let apart = |a: &Standing<'_>, b: &Standing<'_>| match (&a.node.line, &b.node.line) {
        (Some(line), Some(other)) if line == other => 1.0 - priors.line(line).same_origin_s,
        _ => 1.0,
    };
    counted.iter().enumerate().map(|(i, one)| counted[..i].iter().map(|earlier| apart(one, earlier)).product::<f64>()).sum()
}

impl Standing<'_> {
    pub(super) fn asserts(&self) -> bool {
        self.asserts
    }

    fn interested(&self) -> bool {
        matches!(self.node.stake, Some(Stake::SelfServing | Stake::Party))
    }

    fn answerable(&self) -> bool {
        self.node.class == Some(Provenance::Document) || self.node.naming.is_some_and(|n| n != Naming::Anonymous)
    }
}

/// The confidence level, from the side with more origins: whoever asserts, or whoever denies.
pub(super) fn level(standings: &[Standing<'_>], priors: &Priors) -> Level {
    let asserting: Vec<&Standing<'_>> = standings.iter().filter(|s| s.asserts && s.known).collect();
    let denying: Vec<&Standing<'_>> = standings.iter().filter(|s| s.denies && s.known).collect();
    let number = |side: &[&Standing<'_>]| effective_number(side.iter().copied(), priors);
    let side = if number(&denying) > number(&asserting) { denying } else { asserting };
    let origins = number(&side);
    if origins < SOME_ORIGINS || side.iter().all(|s| !s.answerable() || s.interested()) {
        Level::Low
    } else if origins >= MANY_ORIGINS && side.iter().filter(|s| s.answerable()).count() >= 2 {
        Level::High
    } else {
        Level::Moderate
    }
}

/// The Admiralty digit of the proposition.
///
/// 1: two or more independent origins assert it and none denies it. 5: it is denied, and the denial weighs more. Between them the best letter among those who
/// assert it: A and B give 2, C gives 3, D and E give 4; who is denied without being outweighed gets no better than 3. 6: nobody who can be judged asserts or denies it.
pub(super) fn information(standings: &[Standing<'_>], priors: &Priors, evidence_nats: f64) -> u8 {
    let judged = |s: &&Standing<'_>| s.letter != 'F';
    let asserting: Vec<&Standing<'_>> = standings.iter().filter(|s| s.asserts).filter(judged).collect();
    let denied = standings.iter().filter(|s| s.denies).any(|s| judged(&s));
    if denied && evidence_nats < 0.0 {
        return 5;
    }
    let Some(best) = asserting.iter().map(|s| s.letter).min() else { return 6 };
    if !denied && effective_number(asserting.iter().copied(), priors) >= TWO_ORIGINS {
        return 1;
    }
    let by_letter = match best {
        'A' | 'B' => 2,
        'C' => 3,
        _ => 4,
    };
    if denied { by_letter.max(3) } else { by_letter }
}

/// The Admiralty letter of the source of one report, given the nodes from the origin to the outlet.
///
/// It is the letter of the ultimate source, but no better than the worst relay that can be judged: a relay that cannot be judged shows in the interval, not in the letter.
/// A source that cannot be judged is F whoever relays it. A newsroom's own witness has the newsroom's letter, one better. A source that speaks
/// for its own benefit loses a letter, one that speaks against its interest gains one (not beyond A and E).
pub fn source_letter<'a>(path: impl IntoIterator<Item = &'a EvidenceNode>, priors: &Priors) -> char {
    let of = |node: &EvidenceNode| priors.of_node(node).letter;
    let mut nodes = path.into_iter().filter(|n| matches!(n.role, NodeRole::Origin | NodeRole::Relay));
    let Some(origin) = nodes.next() else { return 'F' };
    let relays: Vec<char> = nodes.map(of).filter(|letter| *letter != 'F').collect();
    let worst = relays.iter().max().copied();
    if origin.class == Some(Provenance::ReporterWitness) {
        return worst.map_or(of(origin), |newsroom| shift(newsroom, -1));
    }
    let own = of(origin);
    if own == 'F' {
        return 'F';
    }
    let own = match origin.stake {
        Some(Stake::SelfServing) => shift(own, 1),
        Some(Stake::AgainstInterest) => shift(own, -1),
        Some(Stake::Party) | None => own,
    };
    worst.map_or(own, |worst| own.max(worst))
}

fn shift(letter: char, by: i8) -> char {
    const LETTERS: [char; 5] = ['A', 'B', 'C', 'D', 'E'];
    let at = LETTERS.iter().position(|l| *l == letter).unwrap_or(LETTERS.len() - 1);
    LETTERS[at.saturating_add_signed(by.into()).min(LETTERS.len() - 1)]
}

fn letter(tree: &EvidenceTree, report: usize, priors: &Priors) -> char {
    source_letter(tree.path(report).into_iter().map(|i| tree.node(i)), priors)
}

/// The whole code of one statement.
pub(super) fn admiralty(tree: &EvidenceTree, report: Option<usize>, information: u8, priors: &Priors) -> Admiralty {
    Admiralty { source: report.map_or('F', |report| letter(tree, report, priors)), information }
}
