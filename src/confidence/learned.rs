//! What was learned of sources from many claims, laid over the priors.

use super::priors::{BetaPrior, Priors};
use crate::corroboration::EvidenceNode;
use crate::reliability::Model;
use serde::{Deserialize, Serialize};

/// How often one source was right, as `fuse` or `fit` learned it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnedShare {
    /// Mean of the share of its claims that are true.
    pub mean: f64,
    /// Variance of that mean.
    pub variance: f64,
}

/// Shapes that a prior may have, as [`Priors::check`] wants them.
const SHAPES: (f64, f64) = (0.5, 10_000.0);

impl LearnedShare {
    /// The prior with what was learned: a source that is right with probability p agrees with the matter as one with r = 2p − 1 does, so that
    /// both say something of the same r, and their means are weighted by the inverse of their variances. Never wider than either.
    ///
    /// A source that adds nothing by its class (r = 0) goes on adding nothing, and one that is mostly wrong adds nothing rather than the opposite.
    pub fn narrow(self, prior: BetaPrior) -> BetaPrior {
        let strength = prior.a + prior.b;
        if strength <= 0.0 {
            return prior;
        }
        let before = prior.mean();
        let (r, doubt) = ((2.0 * self.mean - 1.0).max(0.0), 4.0 * self.variance.max(1e-9));
        let (known, learned) = ((strength + 1.0) / (before * (1.0 - before)), 1.0 / doubt);
        let mean = ((known * before + learned * r) / (known + learned)).clamp(1e-3, 1.0 - 1e-3);
        let strength = mean * (1.0 - mean) * (known + learned) - 1.0;
        let shape = |part: f64| (part * strength).clamp(SHAPES.0, SHAPES.1);
        BetaPrior { a: shape(mean), b: shape(1.0 - mean), measured: true, ..prior }
    }
}

impl Priors {
    /// Lays a learned model over these priors; `id_of` gives the registry id for the name of a source, where the registry has one. Sources
    /// that the registry does not know are recognised by the same name.
    #[must_use]
    pub fn with_learned(mut self, model: &Model, id_of: impl Fn(&str) -> Option<String>) -> Self {
        for source in &model.sources {
            let (sum, mean) = (source.a + source.b, source.a / (source.a + source.b));
            let variance = mean * (1.0 - mean) / (sum + 1.0);
            let key = id_of(&source.source).unwrap_or_else(|| source.source.clone());
            self.learned.insert(key, LearnedShare { mean, variance });
        }
        self
    }

    /// The prior of the source that a node stands for: that of its class or its own, and what was learned of it.
    pub fn of_node(&self, node: &EvidenceNode) -> BetaPrior {
        let prior = self.of(node.class, node.registry_id.as_deref());
        let learned = node.registry_id.as_ref().and_then(|id| self.learned.get(id)).or_else(|| self.learned.get(&node.label));
        learned.map_or(prior, |share| share.narrow(prior))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRIOR: BetaPrior = BetaPrior { a: 3.0, b: 3.0, letter: 'C', measured: false };

    fn variance(p: BetaPrior) -> f64 {
        p.mean() * (1.0 - p.mean()) / (p.a + p.b + 1.0)
    }

    #[test]
    fn what_was_learned_moves_and_narrows_a_prior() {
        // (mean of the share that is true, its variance, r expected)
        let rows = [(0.95, 0.0005, 0.88), (0.75, 0.0005, 0.5), (0.55, 0.0005, 0.12), (0.95, 0.05, 0.56)];
        for (mean, doubt, expected) in rows {
            let after = LearnedShare { mean, variance: doubt }.narrow(PRIOR);
            assert!((after.mean() - expected).abs() < 0.02, "{mean} ± {doubt}: {}", after.mean());
            assert!(variance(after) < variance(PRIOR).min(4.0 * doubt), "{mean} ± {doubt}");
            assert_eq!((after.letter, after.measured), ('C', true));
        }
    }

    #[test]
    fn nobody_becomes_an_anti_witness_and_nothing_stays_nothing() {
        let wrong = LearnedShare { mean: 0.1, variance: 0.0002 };
        let after = wrong.narrow(PRIOR);
        assert!(after.mean() < 0.08 && after.a >= SHAPES.0, "{after:?}");
        assert_eq!(LearnedShare { mean: 0.99, variance: 1e-4 }.narrow(BetaPrior::NOTHING), BetaPrior::NOTHING);
    }
}
