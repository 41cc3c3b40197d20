//! The statements table: one row a statement, with its article, its outlet and the versions that it was made with.

use super::{Cell, Column, Table, columns, count, identifier, joined, name, optional, text};
use crate::report::document::{Article, ArticleOutlet, Claim, Estimate, Source, Statement, StatementConfidence};
use crate::report::index::Index;
use crate::report::number;
use crate::report::words;

/// The table.
pub struct Statements;

/// A statement with its surroundings.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The document.
    pub index: &'a Index<'a>,
    /// The article that the statement stands in.
    pub article: &'a Article,
    /// The statement.
    pub statement: &'a Statement,
}

impl Table for Statements {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "statements";
    const MEANING: &'static str = "What is asserted, by whom, through whom, and how sure a reader may be: one row a statement.";
    const KEY: &'static [&'static str] = &["statement"];
    const REFERENCES: &'static [super::Reference] = &[(&["article"], "articles", &["article"])];
    const COLUMNS: &'static [Column<Self>] = columns! {
        statement Key "ARTICLE#NUMBER" => |r| text(&r.statement.id),
        article Text "the article's name in this assessment" => |r| text(&r.article.id),
        outlet Text "who published it; empty when not given" => |r| optional(outlet(r).and_then(|o| o.name.as_deref())),
        outlet_id Text "the registry's id of the outlet" => |r| optional(outlet(r).and_then(|o| o.registry_id.as_deref())),
        outlet_class Text "its class" => |r| outlet(r).map_or(Cell::Empty, |o| text(o.provenance.as_str())),
        published Text "when, ISO 8601" => |r| optional(r.article.published.as_deref()),
        title Text "headline" => |r| optional(r.article.title.as_deref()),
        url Text "address" => |r| optional(r.article.url.as_deref()),
        path Text "file it was read from" => |r| optional(r.article.path.as_deref()),
        record Count "record in that file, from 1" => |r| r.article.record.map_or(Cell::Empty, Cell::Count),
        story Text "articles of one story share this" => |r| optional(r.article.story.as_deref()),
        language Text "ISO 639-1" => |r| optional(r.article.language.as_deref()),
        kind Text "indirect, direct_quote, mixed_quote or narration" => |r| name(&r.statement.kind),
        attitude Text "assertion, belief, fact or eventuality" => |r| name(&r.statement.attitude),
        denied Flag "the source denies the content" => |r| Cell::Flag(r.statement.denied),
        content Text "what is asserted; pieces joined by ' … '" => |r| text(pieces(r)),
        content_start Count in "code points" "first code point in the text" => |r| r.statement.content.first().map_or(Cell::Empty, |p| count(p.start)),
        content_end Count in "code points" "code point after the last" => |r| r.statement.content.last().map_or(Cell::Empty, |p| count(p.end)),
        source Text "the ultimate source: full name, or the phrase of an unnamed one" => |r| first(r).map_or(Cell::Empty, |s| text(words::name(s))),
        source_class Text "its class" => |r| first(r).map_or(Cell::Empty, |s| text(s.provenance.as_str())),
        source_role Text "its office or function in the article's words" => |r| optional(first(r).and_then(|s| s.role.as_deref())),
        source_country Text "ISO 3166-1 alpha-2" => |r| optional(first(r).and_then(|s| s.country.as_deref())),
        naming Text "named, role or anonymous" => |r| first(r).map_or(Cell::Empty, |s| name(&s.naming)),
        anonymous Flag "the ultimate source is unnamed" => |r| first(r).map_or(Cell::Empty, |s| Cell::Flag(s.anonymous)),
        anonymity_kind Text "field of an unnamed source" => |r| r.statement.anonymity.as_ref().map_or(Cell::Empty, |a| name(&a.kind)),
        anonymity_count Count in "sources" "how many the article claims" => |r| r.statement.anonymity.as_ref().and_then(|a| a.count).map_or(Cell::Empty, |n| Cell::Count(n.into())),
        anonymity_reason Text "the reason as stated" => |r| optional(r.statement.anonymity.as_ref().and_then(|a| a.stated_reason.as_deref())),
        anonymity_access Text "how the source knows, in the article's words" => |r| optional(r.statement.anonymity.as_ref().and_then(|a| a.access.as_deref())),
        anonymity_conditions Text "the condition on which it spoke, in the article's words" => |r| optional(r.statement.anonymity.as_ref().and_then(|a| a.conditions.as_deref())),
        directness Text "witnessed, first_hand or relayed" => |r| first(r).map_or(Cell::Empty, |s| name(&s.directness)),
        stake Text "whether the ultimate source is a party to the matter" => |r| first(r).and_then(|s| s.stake).map_or(Cell::Empty, |s| text(s.as_str())),
        relays Text "the sources after the ultimate one, joined by ' > '" => |r| text(joined(r.statement.chain.iter().skip(1).map(words::name))),
        chain Text "names of the whole chain, joined by ' > '" => |r| text(joined(r.statement.chain.iter().map(words::name))),
        chain_classes Text "its classes, joined by ' > '" => |r| text(joined(r.statement.chain.iter().map(|s| s.provenance.as_str()))),
        chain_length Count in "sources" "sources in the chain" => |r| count(r.statement.chain.len()),
        label_conflict Flag "the article calls a source what the registry does not" => |r| Cell::Flag(r.statement.chain.iter().any(|s| s.label_conflict)),
        hedges Text "weakening words, joined by '; '" => |r| text(r.statement.hedges.join("; ")),
        carried_over Flag "the source is carried over from the sentence before" => |r| Cell::Flag(r.statement.carried_over),
        gaps Text "what the article leaves open, joined by '; '" => |r| text(r.statement.gaps.iter().map(identifier).collect::<Vec<_>>().join("; ")),
        claims Text "claims it asserts or denies, joined by '; '" => |r| text(r.statement.claims.join("; ")),
        contradicted_by Text "statements that cannot hold beside it, joined by '; '" => |r| text(r.index.against(r.statement).join("; ")),
        attribution_estimate Number in "probability" "probability that the source said it" => |r| attribution(r, |e| e.estimate.value()),
        attribution_low Number in "probability" "5 % quantile" => |r| attribution(r, |e| e.low.value()),
        attribution_high Number in "probability" "95 % quantile" => |r| attribution(r, |e| e.high.value()),
        content_estimate Number in "probability" "probability that the content is so" => |r| content(r, |c| c.content.estimate.estimate.value()),
        content_low Number in "probability" "5 % quantile" => |r| content(r, |c| c.content.estimate.low.value()),
        content_high Number in "probability" "95 % quantile" => |r| content(r, |c| c.content.estimate.high.value()),
        prior Number in "probability" "probability before any evidence" => |r| content(r, |c| c.content.prior.value()),
        evidence_decibans Number in "decibans" "sum of all contributions, in decibans" => |r| content(r, |c| number::fixed(c.content.contributions.iter().map(|x| x.decibans).sum(), 4)),
        likelihood Text "ICD 203 word; empty when it cannot be judged" => |r| optional(confidence(r).likelihood.as_deref()),
        level Text "confidence in the judgement: low, moderate or high" => |r| name(&confidence(r).level),
        admiralty Text "source letter and information digit" => |r| text(admiralty(r)),
        independent_origins Number in "origins" "effective number of independent origins of its first claim" => |r| claim(r).map_or(Cell::Empty, |c| Cell::Number(c.independent_origins)),
        reports Count in "reports" "reports that its first claim stands in" => |r| claim(r).map_or(Cell::Empty, |c| count(c.reports)),
        found_by Text "the rule that found it" => |r| optional(r.statement.found_by.as_deref()),
        registry_version Text "version of the outlet registry" => |r| text(&r.index.document.registry.version),
        params Text "parameters of the calculation" => |r| text(r.index.params()),
        program_version Text "version of corroborate" => |r| text(&r.index.document.version),
        run Text "names the assessment: a hash of it without its texts" => |r| text(r.index.run()),
        params_version Text "hash of all parameters, priors included" => |r| text(r.index.params_version()),
    };

    const HOLDS_CHAIN: bool = true;

    fn sources(row: Row<'_>) -> usize {
        row.statement.chain.len()
    }

    fn rows<'a>(index: &'a Index<'a>) -> impl Iterator<Item = Row<'a>> {
        let all = index.document.articles.iter();
        all.flat_map(move |article| article.statements.iter().map(move |statement| Row { index, article, statement }))
    }
}

fn pieces(row: Row<'_>) -> String {
    row.statement.content.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(" … ")
}

fn outlet(row: Row<'_>) -> Option<&ArticleOutlet> {
    row.article.outlet.as_ref()
}

fn first(row: Row<'_>) -> Option<&Source> {
    row.statement.chain.first()
}

fn confidence(row: Row<'_>) -> &StatementConfidence {
    &row.statement.confidence
}

fn content(row: Row<'_>, of: fn(&StatementConfidence) -> f64) -> Cell {
    Cell::Number(of(confidence(row)))
}

fn attribution(row: Row<'_>, of: fn(&Estimate) -> f64) -> Cell {
    confidence(row).attribution.as_ref().map_or(Cell::Empty, |e| Cell::Number(of(e)))
}

fn admiralty(row: Row<'_>) -> String {
    let code = &confidence(row).admiralty;
    format!("{}{}", code.source, code.information)
}

fn claim(row: Row<'_>) -> Option<&Claim> {
    row.statement.claims.first().and_then(|id| row.index.claim(id))
}
