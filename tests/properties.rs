//! Laws of the evidence tree and of the numbers on it, on random trees and random articles.

mod common;

use common::{Who, article, who};
use corroborate::claim::StatementId;
use corroborate::confidence::{ClaimScore, Params, Priors, Scorer};
use corroborate::corroboration::{Corroboration, EvidenceNode, EvidenceTree, NodeRole};
use corroborate::engine::{Assessment, Extract};
use corroborate::provenance::Provenance;
use corroborate::{ArticleId, Engine};
use proptest::prelude::*;
use std::sync::LazyLock;

static PRIORS: LazyLock<Priors> = LazyLock::new(|| Priors::builtin().expect("shipped"));
static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new().expect("built in"));

/// Sources to draw from; a number is always the same source.
const CLASSES: [Provenance; 10] = [
    Provenance::Official,
    Provenance::StateOwned,
    Provenance::IndependentWire,
    Provenance::AnonymousSource,
    Provenance::PublicService,
    Provenance::Military,
    Provenance::UnattributedReport,
    Provenance::PrivateOutlet,
    Provenance::Igo,
    Provenance::UnknownOutlet,
];

/// One report: through which sources, from the origin outwards, and what it says.
#[derive(Debug, Clone)]
struct Report {
    line: Option<&'static str>,
    path: Vec<usize>,
    says: bool,
}

fn reports(most: usize, says: impl Strategy<Value = bool> + Clone) -> impl Strategy<Value = Vec<Report>> {
    let line = |origin: usize| [None, Some("state:XX"), None, Some("owner:a"), Some("state:XX")][origin % 5];
    // origins 0..10, relays 10..20: a relay in two branches is one source at two places of the tree
    let one = (0usize..10, proptest::collection::vec(10usize..20, 0..3), says).prop_map(move |(origin, relays, says)| {
        let mut path = vec![origin];
        for relay in relays {
            if !path.contains(&relay) {
                path.push(relay);
            }
        }
        Report { line: line(origin), path, says }
    });
    proptest::collection::vec(one, 1..=most)
}

fn source(role: NodeRole, number: usize) -> EvidenceNode {
    let mut node = EvidenceNode::new(role, format!("source:{number}"), format!("Source {number}"));
    node.class = Some(CLASSES[number % CLASSES.len()]);
    node
}

fn hang(tree: &mut EvidenceTree, report: &Report, name: usize) {
    let mut at = 0;
    if let Some(line) = report.line {
        let mut node = EvidenceNode::new(NodeRole::Line, format!("line:{line}"), line);
        node.line = Some(line.to_owned());
        at = tree.child(at, NodeRole::Line, &node.key).unwrap_or_else(|| tree.add(0, node));
    }
    for (i, &number) in report.path.iter().enumerate() {
        let role = if i == 0 { NodeRole::Origin } else { NodeRole::Relay };
        let node = source(role, number);
        at = tree.child(at, role, &node.key).unwrap_or_else(|| tree.add(at, node));
    }
    let mut leaf = EvidenceNode::new(NodeRole::Report, format!("report:{name}"), format!("report {name}"));
    leaf.says = Some(report.says);
    leaf.statements = vec![StatementId { article: ArticleId(format!("a{name}")), number: 1 }];
    tree.add(at, leaf);
}

fn grow(reports: &[Report]) -> EvidenceTree {
    let mut tree = EvidenceTree::new("the bridge is closed");
    for (name, report) in reports.iter().enumerate() {
        hang(&mut tree, report, name);
    }
    tree
}

fn score(tree: &EvidenceTree) -> ClaimScore {
    let priors = &*PRIORS;
    Scorer::new(Params::default(), priors).claim(&Corroboration::of_tree(tree.clone()))
}

fn log_odds(tree: &EvidenceTree) -> f64 {
    score(tree).confidence.log_odds.nats()
}

/// ln L₁ / L₀ by adding up the joint probability of every assignment of truth values to every node.
fn by_enumeration(tree: &EvidenceTree) -> Option<f64> {
    let priors = &*PRIORS;
    let mean = |node: &EvidenceNode| priors.of(node.class, node.registry_id.as_deref()).mean();
    let inner: Vec<usize> =
        (1..tree.nodes().len()).filter(|&i| !matches!(tree.node(i).role, NodeRole::Report | NodeRole::Copy)).collect();
    let cap = |line: usize| {
        let best = tree.children(line).map(|c| mean(tree.node(c))).fold(0.0, f64::max);
        priors.line(tree.node(line).line.as_deref().expect("a line has a name")).coupling_r.max(best)
    };
    let strength = |i: usize| match (tree.node(i).role, tree.node(i).parent) {
        (NodeRole::Line, _) => cap(i),
        (_, Some(parent)) if tree.node(parent).role == NodeRole::Line => mean(tree.node(i)) / cap(parent),
        _ => mean(tree.node(i)),
    };
    let strengths: Vec<f64> = inner.iter().map(|&i| strength(i)).collect();
    let says: Vec<(usize, bool)> = tree
        .nodes()
        .iter()
        .filter(|n| n.role == NodeRole::Report)
        .filter_map(|n| Some((inner.iter().position(|&i| Some(i) == n.parent)?, n.says?)))
        .collect();
    // a source that is heard to say both is not enumerable; it is a row of its own below
    if says.iter().any(|(i, a)| says.iter().any(|(j, b)| i == j && a != b)) {
        return None;
    }
    let mut likelihood = [0.0, 0.0];
    for (root, sum) in likelihood.iter_mut().enumerate() {
        for states in 0..1usize << inner.len() {
            let state = |i: usize| states >> i & 1 == 1;
            if says.iter().any(|&(i, value)| state(i) != value) {
                continue;
            }
            *sum += (0..inner.len())
                .map(|i| {
                    let parent = tree.node(inner[i]).parent.expect("not the root");
                    let above = inner.iter().position(|&j| j == parent).map_or(root == 1, state);
                    if above == state(i) { (1.0 + strengths[i]) / 2.0 } else { (1.0 - strengths[i]) / 2.0 }
                })
                .product::<f64>();
        }
    }
    Some((likelihood[1] / likelihood[0]).ln())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn messages_are_exact(reports in reports(4, any::<bool>())) {
        let tree = grow(&reports);
        if let Some(expected) = by_enumeration(&tree) {
            let found = log_odds(&tree);
            prop_assert!((found - expected).abs() < 1e-9 * (1.0 + expected.abs()), "{found} against {expected}");
        }
    }

    #[test]
    fn a_copy_adds_exactly_nothing(reports in reports(5, any::<bool>()), which in any::<prop::sample::Index>()) {
        let tree = grow(&reports);
        let leaves: Vec<usize> = (0..tree.nodes().len()).filter(|&i| tree.node(i).role == NodeRole::Report).collect();
        let mut copied = tree.clone();
        let mut copy = EvidenceNode::new(NodeRole::Copy, "report:copy", "copy");
        copy.says = tree.node(leaves[which.index(leaves.len())]).says;
        let first = copied.add(leaves[which.index(leaves.len())], copy.clone());
        copied.add(first, copy);
        let (before, after) = (score(&tree), score(&copied));
        prop_assert_eq!(before.confidence.estimate, after.confidence.estimate);
        prop_assert_eq!(before.confidence.log_odds, after.confidence.log_odds);
        prop_assert_eq!(before.independent_origins, after.independent_origins);
    }

    #[test]
    fn a_report_that_credits_one_in_evidence_adds_exactly_nothing(reports in reports(4, Just(true)), relay in 10usize..20) {
        let tree = grow(&reports);
        let mut more = reports.clone();
        let mut credits = reports[0].clone();
        prop_assume!(!credits.path.contains(&relay));
        credits.path.push(relay);
        more.push(credits);
        prop_assert_eq!(score(&tree).confidence.estimate, score(&grow(&more)).confidence.estimate);
    }

    #[test]
    fn reports_that_credit_one_absent_report_are_capped(reports in 1usize..8, origin in 0usize..10, wire in 10usize..20) {
        let all: Vec<Report> = (0..reports).map(|i| Report { line: None, path: vec![origin, wire, 30 + i], says: true }).collect();
        let priors = &*PRIORS;
        let mean = |number: usize| priors.of(source(NodeRole::Origin, number).class, None).mean();
        let product = mean(origin) * mean(wire);
        let cap = ((1.0 + product) / (1.0 - product)).ln();
        prop_assert!(log_odds(&grow(&all)) <= cap + 1e-12);
    }

    #[test]
    fn a_further_relay_never_strengthens(report in reports(1, any::<bool>()), relay in 20usize..30, at in any::<prop::sample::Index>()) {
        let before = log_odds(&grow(&report));
        let mut longer = report.clone();
        let path = &mut longer[0].path;
        path.insert(1 + at.index(path.len()), relay);
        prop_assert!(log_odds(&grow(&longer)).abs() <= before.abs() + 1e-12);
    }

    #[test]
    fn an_independent_agreeing_report_never_lowers(reports in reports(5, any::<bool>()), origin in 40usize..50, line in 0usize..3) {
        let line = [None, Some("state:XX"), Some("owner:a")][line];
        let joins = line.filter(|line| reports.iter().any(|r| r.line == Some(*line)));
        // with dissent inside the line a further member may also lend the dissenters weight; then nothing is promised
        prop_assume!(joins.is_none() || reports.iter().filter(|r| r.line == joins).all(|r| r.says));
        let before = log_odds(&grow(&reports));
        let mut more = reports.clone();
        more.push(Report { line, path: vec![origin], says: true });
        let after = log_odds(&grow(&more));
        prop_assert!(after >= before - 1e-12, "{before} fell to {after}");
    }

    #[test]
    fn parts_add_up_and_bounds_hold(reports in reports(12, any::<bool>())) {
        let confidence = score(&grow(&reports)).confidence;
        let parts: f64 = confidence.contributions.iter().map(|c| c.weight.nats()).sum();
        let whole = confidence.estimate.estimate.log_odds().nats();
        prop_assert!((confidence.prior.log_odds().nats() + parts - whole).abs() < 1e-9 * (1.0 + whole.abs().exp() * 1e-6));
        let steps: f64 = confidence.steps.iter().map(|s| s.weight.nats()).sum();
        prop_assert!((steps - confidence.log_odds.nats()).abs() < 1e-9);
        let (low, middle, high) = (confidence.estimate.low.value(), confidence.estimate.estimate.value(), confidence.estimate.high.value());
        prop_assert!(0.0 < low && low <= middle && middle <= high && high < 1.0, "{low} {middle} {high}");
    }

    #[test]
    fn what_is_said_against_mirrors_what_is_said_for(reports in reports(4, any::<bool>())) {
        let turned: Vec<Report> = reports.iter().map(|r| Report { says: !r.says, ..r.clone() }).collect();
        let (one, other) = (score(&grow(&reports)).confidence.estimate, score(&grow(&turned)).confidence.estimate);
        prop_assert!((one.estimate.value() + other.estimate.value() - 1.0).abs() < 1e-12);
        prop_assert!((one.low.value() + other.high.value() - 1.0).abs() < 1e-5);
    }
}

/// Sentences that random articles draw from; the second and third are nearly the first.
const SENTENCES: [&str; 6] = [
    "The harbour bridge at Lundvik was closed to lorries on Sunday night",
    "The harbour bridge at Lundvik was closed to lorries on Sunday night.",
    "The harbour bridge at Lundvik was closed for lorries on Sunday night",
    "Inspectors found 14 cracks in the northern pier of the bridge",
    "The ferry to Ostra will run every 20 minutes until the repair is done",
    "It rained",
];

fn person(number: usize) -> Who {
    let class = CLASSES[number % CLASSES.len()];
    let line = [None, Some("state:XX"), Some("owner:a")][number % 3];
    let someone = who(["Mara Holt", "Holt", "Jon Vik", "a port official", "Radio Lund", "a witness"][number % 6], class);
    line.into_iter().fold(someone, |someone, line| someone.line(line))
}

fn random_extracts() -> impl Strategy<Value = Vec<Extract>> {
    let statement = (0..SENTENCES.len(), proptest::collection::vec(0usize..12, 0..3), any::<bool>());
    let one = (proptest::option::of(0usize..4), proptest::option::of(0i64..3), proptest::collection::vec(statement, 1..5));
    proptest::collection::vec(one, 1..6).prop_map(|articles| {
        let make = |(i, (outlet, at, statements)): (usize, (Option<usize>, Option<i64>, Vec<(usize, Vec<usize>, bool)>))| {
            let outlet = outlet.map(|o| (["Post", "Herald", "Wire", "Gazette"][o], who("", CLASSES[[7, 4, 2, 9][o]])));
            let mut draft = article(&format!("a{i}"), outlet);
            if let Some(at) = at {
                draft = draft.at(at);
            }
            for (sentence, chain, denied) in statements {
                let chain: Vec<Who> = chain.into_iter().map(person).collect();
                draft = draft.statement(SENTENCES[sentence], &chain, |s| s.denied = denied);
            }
            draft.done()
        };
        articles.into_iter().enumerate().map(make).collect()
    })
}

/// Everything about a statement that may not depend on the order of input.
fn judgement(assessment: &Assessment) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for scored in assessment.articles.iter().flat_map(|a| a.statements.iter().map(move |s| (a, s))) {
        let (article, statement) = scored;
        rows.push(format!("{}#{} {:?}", article.article.id, statement.statement.number, statement.confidence));
    }
    rows.sort();
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_input_does_not_matter(extracts in random_extracts(), turn in any::<prop::sample::Index>()) {
        let engine = &*ENGINE;
        let mut turned = extracts.clone();
        turned.rotate_left(turn.index(extracts.len()));
        turned.reverse();
        let (one, other) = (engine.resolve(extracts, Vec::new()), engine.resolve(turned, Vec::new()));
        prop_assert_eq!(judgement(&one), judgement(&other));
    }

    #[test]
    fn extracts_survive_json(extracts in random_extracts()) {
        let engine = &*ENGINE;
        let json = serde_json::to_string(&extracts).expect("serialises");
        let back: Vec<Extract> = serde_json::from_str(&json).expect("reads back");
        let (one, other) = (engine.resolve(extracts, Vec::new()), engine.resolve(back, Vec::new()));
        let again: Assessment = serde_json::from_str(&serde_json::to_string(&one).expect("serialises")).expect("reads back");
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(again.claims.len(), one.claims.len());
    }

    #[test]
    fn every_statement_is_in_a_claim_and_its_steps_add_up(extracts in random_extracts()) {
        let engine = &*ENGINE;
        let statements: usize = extracts.iter().map(|e| e.statements.len()).sum();
        let assessment = engine.resolve(extracts, Vec::new());
        let in_claims: usize = assessment.claims.iter().map(|c| c.claim.asserted_by.len() + c.claim.denied_by.len()).sum();
        prop_assert_eq!(in_claims, statements);
        for statement in assessment.articles.iter().flat_map(|a| &a.statements) {
            prop_assert_eq!(statement.claims.len(), 1);
            let content = &statement.confidence.content;
            let steps: f64 = content.steps.iter().map(|s| s.weight.nats()).sum();
            prop_assert!((steps - content.log_odds.nats()).abs() < 1e-9, "{:#?}", content);
        }
    }
}

#[test]
fn agreement_narrows() {
    let width = |n: usize| {
        let reports: Vec<Report> = (0..n).map(|i| Report { line: None, path: vec![10 * i], says: true }).collect();
        let estimate = score(&grow(&reports)).confidence.estimate;
        estimate.high.value() - estimate.low.value()
    };
    let widths: Vec<f64> = (0..9).map(width).collect();
    assert!((widths[0] - 0.9).abs() < 1e-6, "with nothing known [.05, .95]: {widths:?}");
    assert!(widths.windows(2).all(|w| w[1] < w[0]), "{widths:?}");
    assert!(widths[8] < 0.01, "{widths:?}");
}

#[test]
fn a_source_heard_to_say_both_says_nothing() {
    let both = [true, false].map(|says| Report { line: None, path: vec![0], says });
    assert_eq!(log_odds(&grow(&both)), 0.0);
}
