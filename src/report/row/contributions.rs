//! The contributions table: what each number is made of, origin by origin and line by line.

use super::{Cell, Column, Table, columns, count, optional, text};
use crate::report::document::{Content, Place};
use crate::report::index::Index;

/// The table.
pub struct Contributions;

/// Whose number it is.
#[derive(Debug, Clone, Copy)]
enum Of {
    Statement,
    Claim,
}

/// How the number is taken apart.
#[derive(Debug, Clone, Copy)]
enum By {
    Origin,
    Step,
}

/// One part of one number.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    of: Of,
    subject: &'a str,
    by: By,
    position: usize,
    label: &'a str,
    decibans: f64,
    because: &'a str,
    evidence: Option<&'a Place>,
}

impl Table for Contributions {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "contributions";
    const MEANING: &'static str = "The parts of each number, in decibans. The parts by origin and the prior add up to the log odds of the estimate; so do the steps, the first of which is the prior.";
    const KEY: &'static [&'static str] = &["subject_kind", "subject", "taken_apart_by", "position"];
    const REFERENCES: &'static [super::Reference] = &[];
    const COLUMNS: &'static [Column<Self>] = columns! {
        subject_kind Key "statement or claim" => |r| text(match r.of { Of::Statement => "statement", Of::Claim => "claim" }),
        subject Key "its name" => |r| text(r.subject),
        taken_apart_by Key "origin (who stands behind it) or step (along the chain)" => |r| text(match r.by { By::Origin => "origin", By::Step => "step" }),
        position Count "from 0, in order" => |r| count(r.position),
        label Text "the origin's name within its claim, or the step's" => |r| text(r.label),
        decibans Number in "decibans" "10·log10 of its likelihood ratio" => |r| Cell::Number(r.decibans),
        because Text "why" => |r| text(r.because),
        evidence Text "the words that it rests on" => |r| optional(r.evidence.map(|p| p.text.as_str())),
        evidence_start Count in "code points" "first code point of those words in the text" => |r| r.evidence.map_or(Cell::Empty, |p| count(p.start)),
        evidence_end Count in "code points" "code point after their last" => |r| r.evidence.map_or(Cell::Empty, |p| count(p.end)),
    };

    fn rows<'a>(index: &'a Index<'a>) -> impl Iterator<Item = Row<'a>> {
        let statements = index.document.statements().flat_map(|s| parts(Of::Statement, &s.id, &s.confidence.content));
        let claims = index.document.claims.iter().flat_map(|c| parts(Of::Claim, &c.id, &c.confidence.content));
        statements.chain(claims)
    }
}

fn parts<'a>(of: Of, subject: &'a str, content: &'a Content) -> impl Iterator<Item = Row<'a>> {
    let origins = content.contributions.iter().enumerate().map(move |(position, c)| Row {
        of,
        subject,
        by: By::Origin,
        position,
        label: &c.origin,
        decibans: c.decibans,
        because: &c.because,
        evidence: None,
    });
    let steps = content.steps.iter().enumerate().map(move |(position, s)| Row {
        of,
        subject,
        by: By::Step,
        position,
        label: &s.label,
        decibans: s.decibans,
        because: &s.because,
        evidence: s.evidence.as_ref(),
    });
    origins.chain(steps)
}
