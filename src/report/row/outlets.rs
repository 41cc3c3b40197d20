//! The outlets table: entries of the registry that the assessment rests on, and publishers that the registry lacks.

use super::{Cell, Column, Table, columns, count, optional, text};
use crate::report::document::{ArticleOutlet, RegistryEntry};
use crate::report::index::Index;
use std::collections::{BTreeMap, BTreeSet};

/// The table.
pub struct Outlets;

/// An outlet, with its entry where the registry has one.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    key: &'a str,
    entry: Option<&'a RegistryEntry>,
    publisher: Option<&'a ArticleOutlet>,
    articles: usize,
    cited: usize,
}

/// What names an outlet in the table: the registry's id, or the name as given where the registry lacks it.
pub fn key(outlet: &ArticleOutlet) -> Option<&str> {
    outlet.registry_id.as_deref().or(outlet.name.as_deref()).filter(|key| !key.is_empty())
}

impl Table for Outlets {
    type Row<'a> = Row<'a>;
    const NAME: &'static str = "outlets";
    const MEANING: &'static str = "Outlets that published these reports or that they name: the registry's facts with their evidence, and the names of those that it lacks.";
    const KEY: &'static [&'static str] = &["outlet_key"];
    const REFERENCES: &'static [super::Reference] = &[];
    const COLUMNS: &'static [Column<Self>] = columns! {
        outlet_key Key "the registry's id, or the name as given where the registry lacks it" => |r| text(r.key),
        in_registry Flag "the registry has it" => |r| Cell::Flag(r.entry.is_some()),
        name Text "usual English name" => |r| optional(r.entry.map(|e| e.name.as_str()).or(r.publisher.and_then(|p| p.name.as_deref()))),
        class Text "its class" => |r| optional(r.entry.map(|e| e.provenance).or(r.publisher.map(|p| p.provenance)).map(|c| c.as_str())),
        country Text "ISO 3166-1 alpha-2" => |r| optional(r.entry.and_then(|e| e.country.as_deref())),
        kind Text "sort of newsroom" => |r| optional(r.entry.map(|e| e.kind.as_str())),
        ownership Text "legal ownership" => |r| optional(r.entry.map(|e| e.ownership.as_str())),
        control Text "editorial control" => |r| optional(r.entry.map(|e| e.control.as_str())),
        owner Text "owner, as known" => |r| optional(r.entry.and_then(|e| e.owner.as_deref())),
        valid_from Text "first day on which these facts hold, ISO 8601" => |r| optional(r.entry.and_then(|e| e.valid_from.as_deref())),
        valid_to Text "last day on which these facts hold, ISO 8601" => |r| optional(r.entry.and_then(|e| e.valid_to.as_deref())),
        contested Text "what is contested, with both sides" => |r| optional(r.entry.and_then(|e| e.contested.as_deref())),
        evidence Text "where the facts come from" => |r| optional(r.entry.map(|e| e.evidence.as_str())),
        checked_on Text "when they were last checked, ISO 8601" => |r| optional(r.entry.map(|e| e.checked_on.as_str())),
        articles Count in "articles" "articles of this assessment that it published" => |r| count(r.articles),
        cited Count in "statements" "statements of this assessment whose chain it is in" => |r| count(r.cited),
    };

    fn rows<'a>(index: &'a Index<'a>) -> impl Iterator<Item = Row<'a>> {
        let row = |key: &'a str| Row { key, entry: None, publisher: None, articles: 0, cited: 0 };
        let mut rows: BTreeMap<&str, Row<'a>> = BTreeMap::new();
        for entry in &index.document.registry.used {
            rows.entry(&entry.id).or_insert_with(|| row(&entry.id)).entry = Some(entry);
        }
        for outlet in index.document.articles.iter().filter_map(|a| a.outlet.as_ref()) {
            if let Some(key) = key(outlet) {
                let row = rows.entry(key).or_insert_with(|| row(key));
                row.publisher.get_or_insert(outlet);
                row.articles += 1;
            }
        }
        // a saved file of another program may name an outlet without its entry
        for statement in index.document.statements() {
            let named: BTreeSet<&str> = statement.chain.iter().filter_map(|n| n.registry_id.as_deref()).collect();
            named.into_iter().for_each(|id| rows.entry(id).or_insert_with(|| row(id)).cited += 1);
        }
        rows.into_values()
    }
}
