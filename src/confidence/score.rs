//! Scoring: from a claim's corroboration to confidence in it and in each of its statements.

use super::contribution::{Shares, shares};
use super::interval::Integrator;
use super::network::Network;
use super::priors::{Priors, UsedParams};
use super::scale::{admiralty, effective_number, information, level, likelihood_word, standings};
use super::steps::{because, claim_steps, statement_steps};
use super::{Confidence, Contribution, Estimate, Level, Params, StatementConfidence};
use crate::attribution::Statement;
use crate::claim::StatementId;
use crate::corroboration::Corroboration;
use crate::probability::LogOdds;
use std::sync::Arc;

/// Scores claims and their statements; what two of them have in common is computed once.
#[derive(Debug)]
pub struct Scorer<'a> {
    priors: &'a Priors,
    params: Params,
    integrator: Arc<Integrator>,
    used: UsedParams,
}

/// How sure a reader may be of one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimScore {
    /// Of its proposition.
    pub confidence: Confidence,
    /// Effective number of independent origins that assert it.
    pub independent_origins: f64,
    /// Confidence in the judgement.
    pub level: Level,
    /// Admiralty digit of the proposition.
    pub information: u8,
    shares: Shares,
}

impl ClaimScore {
    /// The ICD 203 word for the estimate; `None` when it cannot be judged.
    pub fn likelihood(&self) -> Option<&'static str> {
        (self.information != 6).then(|| likelihood_word(self.confidence.estimate.estimate))
    }
}

impl<'a> Scorer<'a> {
    /// With checked parameters and priors.
    pub fn new(params: Params, priors: &'a Priors) -> Self {
        Scorer::sharing(Arc::new(Integrator::new(params)), priors)
    }

    /// The same with the parameters of an integrator that others use too, so that what they computed need not be computed again.
    pub fn sharing(integrator: Arc<Integrator>, priors: &'a Priors) -> Self {
        let params = integrator.params();
        Scorer { priors, params, integrator, used: UsedParams { params, ..UsedParams::default() } }
    }

    /// Every number used so far.
    pub fn used(&self) -> &UsedParams {
        &self.used
    }

    /// Scores a claim.
    pub fn claim(&mut self, corroboration: &Corroboration) -> ClaimScore {
        for node in corroboration.tree.nodes() {
            self.used.note(node, self.priors);
        }
        let network = Network::below(&corroboration.tree, 0, self.priors);
        let shares = shares(&network);
        let contributions = contributions(corroboration, &shares);
        let log_odds = self.integrator.log_odds(&network);
        let evidence = log_odds - self.params.prior_mean().log_odds();
        let standings = standings(corroboration, self.priors);
        let mut confidence = Confidence {
            estimate: self.integrator.estimate(&network),
            prior: self.params.prior_mean(),
            contributions,
            log_odds,
            steps: Vec::new(),
        };
        confidence.steps = claim_steps(corroboration, &confidence);
        ClaimScore {
            confidence,
            independent_origins: effective_number(standings.iter().filter(|s| s.asserts()), self.priors),
            level: level(&standings, self.priors),
            information: information(&standings, self.priors, evidence.nats()),
            shares,
        }
    }

    /// Scores one statement of a claim that has been scored.
    pub fn statement(
        &mut self,
        corroboration: &Corroboration,
        claim: &ClaimScore,
        id: &StatementId,
        statement: &Statement,
    ) -> StatementConfidence {
        let tree = &corroboration.tree;
        let report = tree.report_of(id);
        let of = &claim.confidence;
        let steps = statement_steps(corroboration, of, &claim.shares, self.priors, id, statement);
        StatementConfidence {
            attribution: if statement.chain.is_empty() { None } else { report.map(|r| self.attribution(corroboration, r)) },
            content: Confidence {
                estimate: of.estimate,
                prior: of.prior,
                contributions: of.contributions.clone(),
                log_odds: of.log_odds,
                steps,
            },
            likelihood: claim.likelihood().map(str::to_owned),
            level: claim.level,
            admiralty: admiralty(tree, report, claim.information, self.priors),
        }
    }

    /// Did the origin say what this report has it say? Through all relays of all reports that credit it, and them alone.
    fn attribution(&mut self, corroboration: &Corroboration, report: usize) -> Estimate {
        let tree = &corroboration.tree;
        let origin = tree.origin_of(report).unwrap_or(report);
        let said = self.integrator.estimate(&Network::below(tree, origin, self.priors));
        if tree.node(report).says == Some(false) {
            let (low, high) = (said.high.complement(), said.low.complement());
            return Estimate { estimate: said.estimate.complement(), low, high, bound_moved: said.bound_moved };
        }
        said
    }
}

fn contributions(corroboration: &Corroboration, shares: &Shares) -> Arc<[Contribution]> {
    let origins = corroboration.origins.iter().zip(&corroboration.origin_nodes);
    origins
        .map(|(origin, node)| Contribution {
            origin: origin.id.as_str().into(),
            weight: LogOdds::from_nats(shares.share.get(node).copied().unwrap_or(0.0)),
            because: because(&corroboration.tree, *node).into(),
        })
        .collect()
}
