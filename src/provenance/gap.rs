//! What an article leaves open about its sources, once their kinds are known.

use super::class::Provenance;
use super::tag::StatementTags;
use crate::attribution::{Gap, Statement};

/// Gaps that follow from the kinds of the sources: a medium without the one who told it, an unnamed source without a reason.
pub fn gaps(statement: &Statement, tags: &StatementTags) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let classes = || tags.nodes.iter().map(|tag| tag.provenance);
    if !tags.nodes.is_empty() && classes().all(Provenance::is_channel) {
        gaps.push(Gap::UltimateSourceNotGiven);
    }
    // a report without a reporter, a collective and unnamed media have gaps of their own
    let unnamed = classes().next().is_some_and(|class| {
        class.is_anonymous()
            && !matches!(class, Provenance::CollectiveVague | Provenance::UnattributedReport | Provenance::AnonymousWitness)
    });
    if unnamed && statement.anonymity_reason.is_none() {
        gaps.push(Gap::AnonymityReasonNotGiven);
    }
    gaps
}
