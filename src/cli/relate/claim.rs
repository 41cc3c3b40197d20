//! Whether two statements say the same.

use super::Relation;
use super::pairs::Pair;
use crate::claim::{Reading, group};
use crate::engine::{Engine, Extract};

/// Asks the claim room: two texts whose statements fall into one claim say the same.
pub fn relate(pair: &Pair, engine: &Engine) -> Relation {
    let extracts = [&pair.a, &pair.b].map(|article| engine.extract(article.clone()));
    let readings: Vec<Reading<'_>> = extracts.iter().map(Extract::reading).collect();
    let claims = group(&readings);
    let shared = claims.iter().find(|claim| {
        let stands_in = |name: &str| claim.asserted_by.iter().chain(&claim.denied_by).any(|id| id.article.0 == name);
        stands_in(&pair.a.id.0) && stands_in(&pair.b.id.0)
    });
    let (label, because) = match shared {
        Some(claim) if claim.denied_by.is_empty() || claim.asserted_by.is_empty() => {
            ("same", format!("both say “{}”", claim.text))
        }
        Some(claim) => ("contradict", format!("one asserts and one denies “{}”", claim.text)),
        None => ("different", "no sentence of one is nearly a sentence of the other".to_owned()),
    };
    let sure = |this: &str| Some(if label == this { 1.0 } else { 0.0 });
    Relation { label, p_same: sure("same"), p_contradict: sure("contradict"), p_reuse: None, because: vec![because] }
}
