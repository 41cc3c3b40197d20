//! The chain table: one row a source of a statement.

use super::{Cell, Column, Table, columns, count, name, optional, text};
use crate::report::document::{Article, Place, Source, Statement};
use crate::report::index::Index;

/// The table.
pub struct Chain;

/// A source in its statement.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    article: &'a Article,
    statement: &'a Statement,
    position: usize,
    source: &'a Source,
}

impl Table for Chain {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "chain";
    const MEANING: &'static str = "The sources of each statement, from the ultimate one (position 0) to the last medium that the article names. A statement in the outlet's own voice has none.";
    const KEY: &'static [&'static str] = &["statement", "position"];
    const REFERENCES: &'static [super::Reference] = &[
        (&["statement"], "statements", &["statement"]),
        (&["article"], "articles", &["article"]),
        (&["registry_id"], "outlets", &["outlet_key"]),
    ];
    const COLUMNS: &'static [Column<Self>] = columns! {
        statement Key "ARTICLE#NUMBER" => |r| text(&r.statement.id),
        position Count "0 is the ultimate source" => |r| count(r.position),
        article Text "the article's name in this assessment" => |r| text(&r.article.id),
        name Text "bare name, or the phrase of an unnamed source" => |r| text(&r.source.name),
        resolved_name Text "full name, where the mention is shorter" => |r| optional(r.source.resolved_name.as_deref()),
        class Text "its class" => |r| text(r.source.provenance.as_str()),
        part Text "what it does in the chain: speaker, relay or carrier" => |r| name(&r.source.part),
        role Text "office or function in the article's words" => |r| optional(r.source.role.as_deref()),
        country Text "ISO 3166-1 alpha-2" => |r| optional(r.source.country.as_deref()),
        naming Text "named, role or anonymous" => |r| name(&r.source.naming),
        anonymous Flag "it is unnamed" => |r| Cell::Flag(r.source.anonymous),
        directness Text "witnessed, first_hand or relayed" => |r| name(&r.source.directness),
        stake Text "whether it is a party to the matter" => |r| r.source.stake.map_or(Cell::Empty, |s| text(s.as_str())),
        registry_id Text "the registry's id, where it is a known outlet" => |r| optional(r.source.registry_id.as_deref()),
        ownership Text "legal ownership, from the registry" => |r| r.source.ownership.as_ref().map_or(Cell::Empty, name),
        editorial_control Text "editorial control, from the registry" => |r| r.source.editorial_control.as_ref().map_or(Cell::Empty, name),
        line Text "state or owner whose outlets and offices speak with one voice" => |r| optional(r.source.line.as_deref()),
        label_in_text Text "the class that the article's own words give it" => |r| r.source.label_in_text.map_or(Cell::Empty, |c| text(c.as_str())),
        label_evidence Text "those words" => |r| optional(r.source.label_evidence.as_deref()),
        label_conflict Flag "the article's words and the registry disagree" => |r| Cell::Flag(r.source.label_conflict),
        rule Text "the rule that decided the class" => |r| text(&r.source.rule),
        mention Text "the noun phrase that names it; empty where it is carried over" => |r| words(&r.source.mention),
        mention_start Count in "code points" "first code point of the mention in the text" => |r| start(&r.source.mention),
        mention_end Count in "code points" "code point after its last" => |r| end(&r.source.mention),
        cue Text "its reporting words" => |r| words(&r.source.cue),
        cue_start Count in "code points" "first code point of the cue in the text" => |r| start(&r.source.cue),
        cue_end Count in "code points" "code point after its last" => |r| end(&r.source.cue),
        scope Text "what it vouches for; pieces joined by ' … '" => |r| text(r.source.scope.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(" … ")),
        scope_start Count in "code points" "first code point of the scope in the text" => |r| r.source.scope.first().map_or(Cell::Empty, |p| count(p.start)),
        scope_end Count in "code points" "code point after its last" => |r| r.source.scope.last().map_or(Cell::Empty, |p| count(p.end)),
        evidence Text "the words that decided the class" => |r| words(&r.source.evidence),
    };

    fn rows<'a>(index: &'a Index<'a>) -> impl Iterator<Item = Row<'a>> {
        let statements = index.document.articles.iter().flat_map(|article| article.statements.iter().map(move |s| (article, s)));
        statements.flat_map(|(article, statement)| {
            statement.chain.iter().enumerate().map(move |(position, source)| Row { article, statement, position, source })
        })
    }
}

fn words(place: &Option<Place>) -> Cell {
    optional(place.as_ref().map(|p| p.text.as_str()))
}

fn start(place: &Option<Place>) -> Cell {
    place.as_ref().map_or(Cell::Empty, |p| count(p.start))
}

fn end(place: &Option<Place>) -> Cell {
    place.as_ref().map_or(Cell::Empty, |p| count(p.end))
}
