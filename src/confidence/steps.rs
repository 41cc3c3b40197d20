//! The waterfall: an estimate line by line, each with its reason and the words it rests on.

use super::contribution::Shares;
use super::priors::Priors;
use super::{Confidence, Step};
use crate::attribution::{Attitude, Gap, Statement};
use crate::claim::StatementId;
use crate::corroboration::{Corroboration, EvidenceNode, EvidenceTree, NodeRole};
use crate::probability::LogOdds;
use crate::provenance::Stake;
use crate::text::Excerpt;

/// What one origin rests on, as a sentence: classes and words from the origin to the outlet of its first report.
pub(super) fn because(tree: &EvidenceTree, origin: usize) -> String {
    let reports: Vec<usize> =
        (0..tree.nodes().len()).filter(|&i| tree.node(i).role == NodeRole::Report && tree.path(i).contains(&origin)).collect();
    let mut text = in_words(tree.node(origin));
    if let Some(&first) = reports.first() {
        if tree.node(first).says == Some(false) {
            text.push_str(", who denies it");
        }
        for node in tree.path(first).into_iter().map(|i| tree.node(i)).filter(|n| n.role == NodeRole::Relay) {
            text.push_str(", through ");
            text.push_str(&in_words(node));
        }
    }
    match reports.len() {
        0 | 1 => text,
        n => format!("{text}; {n} reports"),
    }
}

/// `official “Minister Vik” (“said”)`.
fn in_words(node: &EvidenceNode) -> String {
    let class = node.class.map_or("source of unknown class", |class| class.as_str());
    let mention = node.mention.as_ref().map_or(node.label.as_str(), |m| m.text.as_str());
    match &node.cue {
        Some(cue) => format!("{class} “{mention}” (“{}”)", cue.text),
        None => format!("{class} “{mention}”"),
    }
}

/// A claim's steps: the prior, then each origin.
pub(super) fn claim_steps(corroboration: &Corroboration, confidence: &Confidence) -> Vec<Step> {
    let mut steps = vec![prior(confidence)];
    steps.extend(others(corroboration, confidence, None));
    steps
}

/// A statement's steps: the prior, its own chain from the source outwards, what the other reports of its origin and of its line change, every other origin,
/// and, with weight 0, what was seen and does not count.
pub(super) fn statement_steps(
    corroboration: &Corroboration,
    confidence: &Confidence,
    shares: &Shares,
    priors: &Priors,
    id: &StatementId,
    statement: &Statement,
) -> Vec<Step> {
    let tree = &corroboration.tree;
    let mut steps = vec![prior(confidence)];
    let report = tree.report_of(id);
    let origin = report.and_then(|r| tree.path(r).into_iter().find(|&i| tree.node(i).role == NodeRole::Origin));
    if let (Some(report), Some(origin)) = (report, origin) {
        let chain = chain_steps(tree, report, priors);
        let own: f64 = chain.iter().map(|step| step.weight.nats()).sum();
        let alone = shares.alone.get(&origin).copied().unwrap_or(0.0);
        let share = shares.share.get(&origin).copied().unwrap_or(0.0);
        steps.extend(chain);
        steps.extend(same_origin(tree, origin, alone - own));
        steps.extend(same_line(tree, origin, share - alone));
    }
    let rest = others(corroboration, confidence, origin);
    if rest.is_empty() {
        steps.push(nothing("corroboration", "no other origin says anything about it", None));
    }
    steps.extend(rest);
    steps.extend(origin.and_then(|o| tree.node(o).stake).map(stake));
    steps.extend(uncounted(tree, id, statement));
    steps
}

/// A stake moves the letter and the level and leaves r as it is: no measurement says by how much.
fn stake(stake: Stake) -> Step {
    let because = match stake {
        Stake::SelfServing => {
            "the source is a party to the matter and speaks in its own favour: its letter is one lower; r is not changed"
        }
        Stake::AgainstInterest => "the source speaks against its own interest: its letter is one higher; r is not changed",
        Stake::Party => "the source is a party to the matter: it does not lift the level by itself; r is not changed",
    };
    nothing("stake", because, None)
}

fn prior(confidence: &Confidence) -> Step {
    let weight = confidence.prior.log_odds();
    Step { label: "prior".to_owned(), weight, because: "before any evidence".into(), evidence: None }
}

fn nothing(label: &str, because: &str, evidence: Option<Excerpt>) -> Step {
    Step { label: label.to_owned(), weight: LogOdds::ZERO, because: because.into(), evidence }
}

/// What the source would weigh by itself, then what each further link of the chain costs.
fn chain_steps(tree: &EvidenceTree, report: usize, priors: &Priors) -> Vec<Step> {
    let sign = if tree.node(report).says == Some(false) { -1.0 } else { 1.0 };
    let (mut product, mut before) = (1.0, 0.0);
    let sources = tree.path(report).into_iter().map(|i| tree.node(i));
    sources
        .filter(|node| matches!(node.role, NodeRole::Origin | NodeRole::Relay))
        .map(|node| {
            let prior = priors.of_node(node);
            product *= prior.mean();
            let weight = sign * 2.0 * f64::atanh(product);
            let change = weight - before;
            before = weight;
            let role = if node.role == NodeRole::Origin { "source" } else { "relay" };
            let basis = if prior.measured { "measured" } else { "judgement" };
            Step {
                label: format!("{role} {}", node.label),
                weight: LogOdds::from_nats(change),
                because: format!("{}: r = {:.2} ({basis})", in_words(node), prior.mean()).into(),
                evidence: node.mention.clone(),
            }
        })
        .collect()
}

fn same_origin(tree: &EvidenceTree, origin: usize, change: f64) -> Option<Step> {
    let below =
        |role: NodeRole| (0..tree.nodes().len()).filter(|&i| tree.node(i).role == role && tree.path(i).contains(&origin)).count();
    let (reports, copies) = (below(NodeRole::Report), below(NodeRole::Copy));
    let because = match (reports, copies) {
        (0 | 1, 0) => return None,
        (0 | 1, _) => format!("{copies} copies of this report add nothing"),
        (_, 0) => format!("{reports} reports rest on this source: they make surer what it said, not that it is so"),
        _ => format!(
            "{reports} reports rest on this source and make surer what it said, not that it is so; {copies} copies add nothing"
        ),
    };
    Some(Step {
        label: "other reports of the same source".to_owned(),
        weight: LogOdds::from_nats(change),
        because: because.into(),
        evidence: None,
    })
}

fn same_line(tree: &EvidenceTree, origin: usize, change: f64) -> Option<Step> {
    let line = tree.node(origin).parent.filter(|&parent| tree.node(parent).role == NodeRole::Line)?;
    let members = tree.children(line).count();
    (members > 1).then(|| Step {
        label: format!("line {}", tree.node(line).label),
        weight: LogOdds::from_nats(change),
        because: format!("{members} origins of one line speak with one voice and share its weight").into(),
        evidence: None,
    })
}

fn others(corroboration: &Corroboration, confidence: &Confidence, own: Option<usize>) -> Vec<Step> {
    let origins = corroboration.origins.iter().zip(&corroboration.origin_nodes).zip(confidence.contributions.iter());
    origins
        .filter(|((_, node), _)| Some(**node) != own)
        .map(|((origin, node), contribution)| Step {
            label: format!("origin {} {}", origin.id, origin.label),
            weight: contribution.weight,
            because: contribution.because.clone(),
            evidence: corroboration.tree.node(*node).mention.clone(),
        })
        .collect()
}

/// What was seen and changes nothing, each with its reason.
fn uncounted(tree: &EvidenceTree, id: &StatementId, statement: &Statement) -> Vec<Step> {
    let mut steps = Vec::new();
    if tree.is_copy(id) {
        steps.push(nothing("copy", "the same sentence stands in an earlier report: repeating it adds nothing", None));
    }
    for hedge in &statement.hedges {
        let because = format!("the words “{}” weaken what is said; r is not changed by them", hedge.words.text);
        steps.push(nothing("hedge", &because, Some(hedge.words.clone())));
    }
    let attitude = match statement.attitude {
        Attitude::Assertion | Attitude::Fact => None,
        Attitude::Belief => Some("the source is said to think so, not to know it; r is not changed by that"),
        Attitude::Eventuality => Some("the source is said to want or plan it, not to assert it; r is not changed by that"),
    };
    steps.extend(attitude.map(|because| nothing("attitude", because, None)));
    for gap in &statement.gaps {
        let because = match gap {
            Gap::OutletNotGiven => "the publishing outlet was not given and is no link of the chain",
            Gap::UltimateSourceNotGiven => "a medium is named, but not who told it",
            Gap::AnonymityReasonNotGiven => "the source is unnamed and no reason is given",
            Gap::ReporterNotGiven => "a report without a reporter adds nothing of its own",
        };
        steps.push(nothing("gap", because, None));
    }
    steps
}
