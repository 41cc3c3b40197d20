//! Reading a saved assessment back, splitting it by article and putting the parts together again.

use super::document::{Claim, Document, RegistryEntry, RegistryUsed, SCHEMA, Statement};
use crate::error::{Error, ErrorKind, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a selector such as `s13` or `c7` stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Selected<'a> {
    /// A statement.
    Statement(&'a Statement),
    /// A claim.
    Claim(&'a Claim),
}

impl Document {
    /// Reads one assessment, or one a line; the lines are put together.
    ///
    /// # Errors
    /// `Schema` for another or newer form, `Format` for what is no whole JSON; the record is named when there are several.
    pub fn read(text: &str) -> Result<Self> {
        let mut whole: Option<Document> = None;
        for (index, value) in serde_json::Deserializer::from_str(text).into_iter::<Value>().enumerate() {
            let place = |error: Error| if index == 0 { error } else { error.record(index as u64 + 1) };
            let value = value.map_err(|e| place(not_json(&e)))?;
            let document = Document::of_value(value).map_err(place)?;
            match &mut whole {
                None => whole = Some(document),
                Some(whole) => whole.append(document),
            }
        }
        whole.ok_or_else(|| {
            Error::new(ErrorKind::Format, "is empty; expected a saved assessment (made with `score --format json` or `jsonl`)")
        })
    }

    fn of_value(value: Value) -> Result<Self> {
        check_schema(&value)?;
        serde_json::from_value(value)
            .map_err(|e| Error::new(ErrorKind::Format, format!("is not a whole assessment: {e}")).because(e))
    }

    /// One document for each article, with the claims that its statements are in and the registry entries that it rests on.
    /// What could not be read stands in the last one.
    pub fn per_article(&self) -> impl Iterator<Item = Document> + '_ {
        let last = self.articles.len().saturating_sub(1);
        self.articles.iter().enumerate().map(move |(index, article)| {
            let claims: BTreeSet<&str> = article.statements.iter().flat_map(|s| &s.claims).map(String::as_str).collect();
            let nodes = article.statements.iter().flat_map(|s| &s.chain).filter_map(|n| n.registry_id.as_deref());
            let outlets: BTreeSet<&str> = nodes.chain(article.outlet.iter().filter_map(|o| o.registry_id.as_deref())).collect();
            Document {
                schema: self.schema.clone(),
                version: self.version.clone(),
                registry: RegistryUsed {
                    used: self.registry.used.iter().filter(|o| outlets.contains(o.id.as_str())).cloned().collect(),
                    ..self.registry.clone()
                },
                params: self.params.clone(),
                interval: self.interval.clone(),
                articles: vec![article.clone()],
                claims: self.claims.iter().filter(|c| claims.contains(c.id.as_str())).cloned().collect(),
                skipped: if index == last { self.skipped.clone() } else { Vec::new() },
            }
        })
    }

    /// Adds the articles of another document. Claims that both have are kept once; a claim of `other` whose id stands for
    /// another claim here gets a new one (articles scored alone each count from `c1`).
    pub fn append(&mut self, mut other: Document) {
        let known: BTreeMap<&str, &Claim> = self.claims.iter().map(|c| (c.id.as_str(), c)).collect();
        let mut next = known.keys().filter_map(|id| id.strip_prefix('c')?.parse::<usize>().ok()).max().unwrap_or(0);
        let mut renamed: BTreeMap<String, String> = BTreeMap::new();
        other.claims.retain(|claim| known.get(claim.id.as_str()).is_none_or(|same| *same != claim));
        for claim in &other.claims {
            if known.contains_key(claim.id.as_str()) {
                next += 1;
                renamed.insert(claim.id.clone(), format!("c{next}"));
            }
        }
        if !renamed.is_empty() {
            other.rename_claims(&renamed);
        }
        self.articles.append(&mut other.articles);
        self.claims.append(&mut other.claims);
        self.skipped.append(&mut other.skipped);
        let used = self.registry.used.drain(..).chain(other.registry.used).map(|o| (o.id.clone(), o));
        self.registry.used = used.collect::<BTreeMap<String, RegistryEntry>>().into_values().collect();
    }

    fn rename_claims(&mut self, renamed: &BTreeMap<String, String>) {
        let rename = |id: &mut String| {
            if let Some(new) = renamed.get(id) {
                id.clone_from(new);
            }
        };
        self.articles.iter_mut().flat_map(|a| &mut a.statements).flat_map(|s| &mut s.claims).for_each(rename);
        for claim in &mut self.claims {
            std::iter::once(&mut claim.id).chain(&mut claim.contradicts).chain(&mut claim.superseded_by).for_each(rename);
        }
    }

    /// The statement or claim that `wanted` names: `ARTICLE#13`, a claim's `c7`, or `s13`, `#13`, `13` when there is one article.
    ///
    /// # Errors
    /// `Format` when there is none of that name; the message says which there are.
    pub fn select(&self, wanted: &str) -> Result<Selected<'_>> {
        if let Some(statement) = self.statements().find(|s| s.id == wanted) {
            return Ok(Selected::Statement(statement));
        }
        if let Some(claim) = self.claims.iter().find(|c| c.id == wanted) {
            return Ok(Selected::Claim(claim));
        }
        let short = wanted.trim_start_matches(['s', '#']);
        if let (Ok(number), [article]) = (short.parse::<usize>(), self.articles.as_slice())
            && let Some(statement) = article.statements.iter().find(|s| s.id == format!("{}#{number}", article.id))
        {
            return Ok(Selected::Statement(statement));
        }
        Err(Error::new(ErrorKind::Format, format!("no statement or claim `{wanted}`; {}", self.what_there_is())))
    }

    fn what_there_is(&self) -> String {
        let ids: Vec<&str> = self.statements().map(|s| s.id.as_str()).collect();
        match ids.as_slice() {
            [] => "this assessment has no statements".to_owned(),
            [only] => format!("the only statement is {only}"),
            [first, .., last] if self.articles.len() == 1 => format!("statements go from {first} (or s1) to {last}"),
            [first, .., last] => {
                format!("there are {} articles: name the article too, from {first} to {last}", self.articles.len())
            }
        }
    }

    /// All statements of all articles.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.articles.iter().flat_map(|a| &a.statements)
    }
}

fn not_json(error: &serde_json::Error) -> Error {
    Error::new(
        ErrorKind::Format,
        format!("is not JSON: {error}; expected a saved assessment (made with `score --format json` or `jsonl`)"),
    )
}

fn check_schema(value: &Value) -> Result<()> {
    let family = SCHEMA.trim_end_matches(|c: char| c.is_ascii_digit());
    let Some(schema) = value.get("schema").and_then(Value::as_str) else {
        return Err(Error::new(
            ErrorKind::Schema,
            format!(
                "is not a saved assessment: it has no `schema` field (expected \"{SCHEMA}\", made with `score --format json`)"
            ),
        ));
    };
    if schema == SCHEMA {
        return Ok(());
    }
    let newer = schema.strip_prefix(family).is_some_and(|number| number.parse::<u32>().is_ok());
    let reason = if newer {
        format!("is of schema {schema}; this version ({}) reads {SCHEMA}: use a newer corroborate", env!("CARGO_PKG_VERSION"))
    } else {
        format!("is of schema {schema}; expected {SCHEMA}")
    };
    Err(Error::new(ErrorKind::Schema, reason))
}
