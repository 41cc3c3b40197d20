//! The outlets table: entries of the registry that the assessment rests on, and publishers that the registry lacks.

use super::{Cell, Column, Table, columns, count, optional, text};
use crate::report::document::{ArticleOutlet, Document, RegistryEntry};
use crate::report::index::Index;
use std::collections::{BTreeMap, BTreeSet};

/// The table.
pub struct Outlets;

/// What names an outlet in the table: the registry's id, or the name as given where the registry lacks it.
pub fn key(outlet: &ArticleOutlet) -> Option<&str> {
    outlet.registry_id.as_deref().or(outlet.name.as_deref()).filter(|key| !key.is_empty())
}

/// What is known of one outlet, and how often it occurs.
#[derive(Debug, Clone, Default)]
pub struct OutletFacts {
    entry: Option<RegistryEntry>,
    publisher: Option<ArticleOutlet>,
    articles: usize,
    cited: usize,
}

/// All outlets of a document, or of many, by the registry id, else the name.
#[derive(Debug, Clone, Default)]
pub struct AllOutlets(BTreeMap<String, OutletFacts>);

impl AllOutlets {
    /// Adds those of a document.
    pub fn add(&mut self, document: &Document) {
        let all = &mut self.0;
        for entry in &document.registry.used {
            all.entry(entry.id.clone()).or_default().entry.get_or_insert_with(|| entry.clone());
        }
        for outlet in document.articles.iter().filter_map(|a| a.outlet.as_ref()) {
            if let Some(key) = key(outlet) {
                let facts = all.entry(key.to_owned()).or_default();
                facts.publisher.get_or_insert_with(|| outlet.clone());
                facts.articles += 1;
            }
        }
        // a saved file of another program may name an outlet without its entry
        for statement in document.statements() {
            let named: BTreeSet<&str> = statement.chain.iter().filter_map(|n| n.registry_id.as_deref()).collect();
            named.into_iter().for_each(|id| all.entry(id.to_owned()).or_default().cited += 1);
        }
    }

    /// Each outlet with its key, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &OutletFacts)> {
        self.0.iter().map(|(key, facts)| (key.as_str(), facts))
    }
}

impl Table for Outlets {
    type Row<'a> = (&'a str, &'a OutletFacts);
    const NAME: &'static str = "outlets";
    const MEANING: &'static str = "Outlets that published these reports or that they name: the registry's facts with their evidence, and the names of those that it lacks.";
    const KEY: &'static [&'static str] = &["outlet_key"];
    const REFERENCES: &'static [super::Reference] = &[];
    const COLUMNS: &'static [Column<Self>] = columns! {
        outlet_key Key "the registry's id, or the name as given where the registry lacks it" => |r| text(r.0),
        in_registry Flag "the registry has it" => |r| Cell::Flag(r.1.entry.is_some()),
        name Text "usual English name" => |r| optional(r.1.entry.as_ref().map(|e| e.name.as_str()).or(r.1.publisher.as_ref().and_then(|p| p.name.as_deref()))),
        class Text "its class" => |r| optional(r.1.entry.as_ref().map(|e| e.provenance).or(r.1.publisher.as_ref().map(|p| p.provenance)).map(|c| c.as_str())),
        country Text "ISO 3166-1 alpha-2" => |r| optional(r.1.entry.as_ref().and_then(|e| e.country.as_deref())),
        kind Text "sort of newsroom" => |r| optional(r.1.entry.as_ref().map(|e| e.kind.as_str())),
        ownership Text "legal ownership" => |r| optional(r.1.entry.as_ref().map(|e| e.ownership.as_str())),
        control Text "editorial control" => |r| optional(r.1.entry.as_ref().map(|e| e.control.as_str())),
        owner Text "owner, as known" => |r| optional(r.1.entry.as_ref().and_then(|e| e.owner.as_deref())),
        valid_from Text "first day on which these facts hold, ISO 8601" => |r| optional(r.1.entry.as_ref().and_then(|e| e.valid_from.as_deref())),
        valid_to Text "last day on which these facts hold, ISO 8601" => |r| optional(r.1.entry.as_ref().and_then(|e| e.valid_to.as_deref())),
        contested Text "what is contested, with both sides" => |r| optional(r.1.entry.as_ref().and_then(|e| e.contested.as_deref())),
        evidence Text "where the facts come from" => |r| optional(r.1.entry.as_ref().map(|e| e.evidence.as_str())),
        checked_on Text "when they were last checked, ISO 8601" => |r| optional(r.1.entry.as_ref().map(|e| e.checked_on.as_str())),
        articles Count in "articles" "articles of this assessment that it published" => |r| count(r.1.articles),
        cited Count in "statements" "statements of this assessment whose chain it is in" => |r| count(r.1.cited),
    };

    fn rows<'a>(index: &'a Index<'a>) -> impl Iterator<Item = Self::Row<'a>> {
        index.all_outlets().iter()
    }
}
