//! The articles table.

use super::{Cell, Column, Table, columns, count, name, optional, text};
use crate::report::document::{Article, ArticleOutlet};
use crate::report::index::{Index, Tally};

/// The table.
pub struct Articles;

/// An article in its document.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    index: &'a Index<'a>,
    article: &'a Article,
}

impl Table for Articles {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "articles";
    const MEANING: &'static str =
        "The reports, with counts of how each is sourced. The counts are of assertions; beliefs and plans are counted apart.";
    const KEY: &'static [&'static str] = &["article"];
    const REFERENCES: &'static [super::Reference] = &[(&["outlet_key"], "outlets", &["outlet_key"])];
    const COLUMNS: &'static [Column<Self>] = columns! {
        article Key "the article's name in this assessment" => |r| text(&r.article.id),
        outlet_key Text "the publisher's row in outlets; empty when not given" => |r| optional(outlet(r).and_then(super::outlets::key)),
        outlet Text "who published it; empty when not given" => |r| optional(outlet(r).and_then(|o| o.name.as_deref())),
        outlet_id Text "the registry's id of the outlet" => |r| optional(outlet(r).and_then(|o| o.registry_id.as_deref())),
        outlet_class Text "its class" => |r| outlet(r).map_or(Cell::Empty, |o| text(o.provenance.as_str())),
        outlet_country Text "ISO 3166-1 alpha-2" => |r| optional(outlet(r).and_then(|o| o.country.as_deref())),
        outlet_ownership Text "legal ownership, from the registry" => |r| outlet(r).and_then(|o| o.ownership.as_ref()).map_or(Cell::Empty, name),
        outlet_control Text "editorial control, from the registry" => |r| outlet(r).and_then(|o| o.editorial_control.as_ref()).map_or(Cell::Empty, name),
        outlet_line Text "state or owner whose outlets speak with one voice" => |r| optional(outlet(r).and_then(|o| o.line.as_deref())),
        published Text "when, ISO 8601" => |r| optional(r.article.published.as_deref()),
        title Text "headline" => |r| optional(r.article.title.as_deref()),
        url Text "address" => |r| optional(r.article.url.as_deref()),
        path Text "file it was read from" => |r| optional(r.article.path.as_deref()),
        record Count "record in that file, from 1" => |r| r.article.record.map_or(Cell::Empty, Cell::Count),
        story Text "articles of one story share this" => |r| optional(r.article.story.as_deref()),
        language Text "ISO 639-1" => |r| optional(r.article.language.as_deref()),
        assertions Count in "statements" "statements that assert" => |r| count(tally(r).statements),
        attributed Count in "statements" "assertions with a source" => |r| count(tally(r).attributed),
        own_voice Count in "statements" "assertions in the outlet's own voice" => |r| count(tally(r).own_voice),
        own_reporting Count in "statements" "assertions of what the outlet's own staff saw or heard" => |r| count(tally(r).own_reporting),
        relayed Count in "statements" "assertions that came through another medium" => |r| count(tally(r).relayed),
        unnamed Count in "statements" "assertions whose ultimate source is unnamed or vague" => |r| count(tally(r).unnamed),
        other_attitudes Count in "statements" "beliefs, plans and wishes, not counted before" => |r| count(tally(r).left_out),
        text Text "the text as read, where the assessment was saved with it; offsets count its code points" => |r| optional(r.article.text.as_deref()),
        registry_version Text "version of the outlet registry" => |r| text(&r.index.document.registry.version),
        program_version Text "version of corroborate" => |r| text(&r.index.document.version),
        run Text "names the assessment: a hash of it without its texts" => |r| text(r.index.run()),
        params_version Text "hash of all parameters, priors included" => |r| text(r.index.params_version()),
        made_from Text "the article that it was made from, where one of those given is" => |r| optional(r.article.made_from.as_ref().map(|m| m.article.as_str())),
        p_reuse Number in "probability" "probability of it" => |r| r.article.made_from.as_ref().map_or(Cell::Empty, |m| Cell::Number(m.p_reuse)),
        reuse Text "how: copy, partial_copy, rewrite_same_origin or shared_quote_only" => |r| optional(r.article.made_from.as_ref().map(|m| m.reuse.as_str())),
    };

    fn rows<'a>(index: &'a Index<'a>) -> impl Iterator<Item = Row<'a>> {
        index.document.articles.iter().map(move |article| Row { index, article })
    }
}

fn outlet(row: Row<'_>) -> Option<&ArticleOutlet> {
    row.article.outlet.as_ref()
}

fn tally(row: Row<'_>) -> Tally {
    Tally::of(row.article, false)
}
