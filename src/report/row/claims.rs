//! The claims table.

use super::{Cell, Column, Table, columns, count, listed, name, optional, text};
use crate::report::document::{Claim, Content};
use crate::report::index::Index;
use crate::report::number;

/// The table.
pub struct Claims;

impl Table for Claims {
    type Row<'a> = &'a Claim;
    const NAME: &'static str = "claims";
    const MEANING: &'static str =
        "What is asserted or denied in one report or several, with how many independent origins stand behind it.";
    const KEY: &'static [&'static str] = &["claim"];
    const REFERENCES: &'static [super::Reference] = &[];
    const COLUMNS: &'static [Column<Self>] = columns! {
        claim Key "the claim's name in this assessment" => |c| text(&c.id),
        text Text "the proposition" => |c| text(&c.text),
        asserted_by Text "statements that assert it, joined by '; '" => |c| listed(&c.asserted_by),
        denied_by Text "statements that deny it, joined by '; '" => |c| listed(&c.denied_by),
        contradicts Text "claims that cannot hold beside it, joined by '; '" => |c| listed(&c.contradicts),
        superseded_by Text "later claims that replace it, joined by '; '" => |c| listed(&c.superseded_by),
        independent_origins Number in "origins" "effective number of independent origins" => |c| Cell::Number(c.independent_origins),
        origins Count in "origins" "origins, independent or not" => |c| count(c.origins.len()),
        reports Count in "reports" "in how many reports it stands" => |c| count(c.reports),
        content_estimate Number in "probability" "probability that it is so" => |c| Cell::Number(content(c).estimate.estimate.value()),
        content_low Number in "probability" "5 % quantile" => |c| Cell::Number(content(c).estimate.low.value()),
        content_high Number in "probability" "95 % quantile" => |c| Cell::Number(content(c).estimate.high.value()),
        prior Number in "probability" "probability before any evidence" => |c| Cell::Number(content(c).prior.value()),
        evidence_decibans Number in "decibans" "sum of all contributions" => |c| Cell::Number(number::fixed(content(c).contributions.iter().map(|x| x.decibans).sum(), 4)),
        likelihood Text "ICD 203 word; empty when it cannot be judged" => |c| optional(c.confidence.likelihood.as_deref()),
        level Text "confidence in the judgement: low, moderate or high" => |c| name(&c.confidence.level),
    };

    fn rows<'a>(index: &'a Index<'a>) -> impl Iterator<Item = &'a Claim> {
        index.document.claims.iter()
    }
}

fn content(claim: &Claim) -> &Content {
    &claim.confidence.content
}
