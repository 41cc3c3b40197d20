//! Reading a saved assessment back, and finding what a user names in it.

use super::document::{Claim, Document, SCHEMA, Statement};
use super::join::Joined;
use crate::error::{Error, ErrorKind, Result};
use serde_json::Value;

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
        let mut whole: Option<Joined> = None;
        for (index, value) in serde_json::Deserializer::from_str(text).into_iter::<Value>().enumerate() {
            let place = |error: Error| if index == 0 { error } else { error.record(index as u64 + 1) };
            let value = value.map_err(|e| place(not_json(&e)))?;
            let document = Document::of_value(value).map_err(place)?;
            match &mut whole {
                None => whole = Some(Joined::new(document)),
                Some(whole) => whole.add(document),
            }
        }
        whole.map(Joined::finish).ok_or_else(|| {
            Error::new(ErrorKind::Format, "is empty; expected a saved assessment (made with `score --format json` or `jsonl`)")
        })
    }

    fn of_value(value: Value) -> Result<Self> {
        check_schema(&value)?;
        serde_json::from_value(value)
            .map_err(|e| Error::new(ErrorKind::Format, format!("is not a whole assessment: {e}")).because(e))
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
