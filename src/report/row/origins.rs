//! The origins table: one row an entry point of information of a claim.

use super::{Cell, Column, Table, columns, count, listed, optional, text};
use crate::report::document::{Claim, Contribution, Origin};
use crate::report::index::Index;

/// The table.
pub struct Origins;

/// An origin of its claim.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    claim: &'a Claim,
    origin: &'a Origin,
}

impl Table for Origins {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "origins";
    const MEANING: &'static str =
        "Who stands behind each claim: entry points of information, copies and relays folded into what they pass on.";
    const KEY: &'static [&'static str] = &["claim", "origin"];
    const REFERENCES: &'static [super::Reference] = &[(&["claim"], "claims", &["claim"])];
    const COLUMNS: &'static [Column<Self>] = columns! {
        claim Key "the claim" => |r| text(&r.claim.id),
        origin Key "its name within the claim" => |r| text(&r.origin.id),
        label Text "what to call it" => |r| text(&r.origin.label),
        why Text "why these statements are one origin" => |r| text(&r.origin.why),
        statements Text "statements that rest on it, joined by '; '" => |r| listed(&r.origin.statements),
        statement_count Count in "statements" "how many they are" => |r| count(r.origin.statements.len()),
        denies Count in "statements" "how many of them deny the claim" => |r| count(r.origin.statements.iter().filter(|s| r.claim.denied_by.contains(s)).count()),
        decibans Number in "decibans" "10·log10 of its likelihood ratio; with the prior all of them add up to the claim's log odds" => |r| contribution(r).map_or(Cell::Empty, |c| Cell::Number(c.decibans)),
        because Text "what that rests on" => |r| optional(contribution(r).map(|c| c.because.as_ref())),
    };

    fn rows<'a>(index: &'a Index<'a>) -> impl Iterator<Item = Row<'a>> {
        index.document.claims.iter().flat_map(|claim| claim.origins.iter().map(move |origin| Row { claim, origin }))
    }
}

fn contribution(row: Row<'_>) -> Option<&Contribution> {
    row.claim.confidence.content.contributions.iter().find(|c| *c.origin == *row.origin.id)
}
