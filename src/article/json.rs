//! JSON: one record, an array of records, an object that holds one; and JSON Lines.

use super::options::Columns;
use super::record::{Field, Fields, Layout, names};
use super::{Article, encoding};
use crate::error::{Error, ErrorKind, Result};
use serde_json::{Map, Value};
use std::io::BufRead;
use std::path::Path;

/// Fields of an object that hold the records, when it is not one itself.
const WRAPPERS: [&str; 9] = ["articles", "items", "records", "documents", "docs", "results", "stories", "data", "entries"];

/// The articles of a whole JSON text, each with the number of its record where there are several.
pub(super) fn articles(text: &str, columns: &Columns) -> Vec<Result<Article>> {
    let mut values = Vec::new();
    let mut failure = None;
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        match value {
            Ok(Value::Array(records)) => values.extend(records),
            Ok(value) => values.extend(unwrapped(value)),
            Err(e) => failure = Some(broken(&e)),
        }
    }
    let several = values.len() > 1;
    let mut articles = Vec::with_capacity(values.len());
    for (number, value) in (1..).zip(values) {
        let article = article(value, columns);
        articles.push(if several { placed(article, number) } else { article });
    }
    if let Some(failure) = failure {
        articles.push(Err(failure));
    } else if articles.is_empty() {
        articles.push(Err(Error::new(ErrorKind::Empty, "holds no records: expected an article, or an array of articles")));
    }
    articles
}

/// The records of an object that is not one itself.
fn unwrapped(value: Value) -> Vec<Value> {
    let Value::Object(mut object) = value else { return vec![value] };
    let keys = object.keys().cloned().collect::<Vec<_>>();
    let is_record = Layout::find("field", &keys, &Columns::default()).is_ok_and(|l| l.has_body());
    let wrapper = WRAPPERS.into_iter().find(|w| object.get(*w).is_some_and(Value::is_array));
    match wrapper.filter(|_| !is_record).and_then(|w| object.remove(w)) {
        Some(Value::Array(records)) => records,
        _ => vec![Value::Object(object)],
    }
}

/// Notes where in its file a record, or what is wrong with it, stands.
fn placed(article: Result<Article>, number: u64) -> Result<Article> {
    match article {
        Ok(article) => Ok(Article { record: Some(number), ..article }),
        Err(error) => Err(error.record(number)),
    }
}

fn broken(error: &serde_json::Error) -> Error {
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or_default();
    let place = if error.line() > 0 { format!(" (line {}, column {})", error.line(), error.column()) } else { String::new() };
    Error::new(ErrorKind::Format, format!("is not valid JSON: {what}{place}"))
}

/// One record's article.
fn article(value: Value, columns: &Columns) -> Result<Article> {
    let Value::Object(mut object) = value else {
        let reason = format!("is {}, not a record: expected an object with a field `text` or `html`", kind(&value));
        return Err(Error::new(ErrorKind::Format, reason));
    };
    let keys = object.keys().cloned().collect::<Vec<_>>();
    let layout = Layout::find("field", &keys, columns)?;
    let mut fields = Fields { authors: authors(&layout, &keys, &object), ..Fields::default() };
    let mut take = |field: Field| {
        layout.places(field).iter().find_map(|place| {
            let key = keys[*place].as_str();
            let word = object.get_mut(key).and_then(|v| match v {
                // the body is moved, not copied
                Value::String(text) => Some(std::mem::take(text)),
                other => words(other),
            });
            word.filter(|w| !w.trim().is_empty()).map(|w| (w, key == "text"))
        })
    };
    (fields.text, fields.text_is_plain) = take(Field::Text).map_or((None, false), |(text, plain)| (Some(text), plain));
    fields.html = take(Field::Html).map(|(page, _)| page);
    fields.title = take(Field::Title).map(|(w, _)| w);
    fields.outlet = take(Field::Outlet).map(|(w, _)| w);
    fields.published = take(Field::Published).map(|(w, _)| w);
    fields.url = take(Field::Url).map(|(w, _)| w);
    fields.id = take(Field::Id).map(|(w, _)| w);
    fields.language = take(Field::Language).map(|(w, _)| w);
    if fields.text.is_none() && fields.html.is_none() && layout.has_body() {
        fields.text = Some(String::new());
    }
    fields.article()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// The words in a value: a string, a number, the name of an object, the first of an array.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => values.iter().find_map(words),
        Value::Object(object) => {
            ["name", "value", "text", "domain", "@value", "$oid", "$date"].iter().find_map(|k| words(object.get(*k)?))
        }
        Value::Null | Value::Bool(_) => None,
    }
}

fn authors(layout: &Layout, keys: &[String], object: &Map<String, Value>) -> Vec<String> {
    let value = layout.places(Field::Authors).iter().find_map(|place| object.get(&keys[*place]));
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(words).filter(|w| !w.trim().is_empty()).collect(),
        Some(Value::String(byline)) => names(byline),
        Some(other) => words(other).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The articles of JSON Lines, one line in memory at a time.
pub(super) struct Lines<R> {
    reader: R,
    columns: Columns,
    /// A longer line is passed over.
    max_line: usize,
    number: u64,
    ended: bool,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R, columns: Columns, max_line: usize) -> Self {
        Lines { reader, columns, max_line, number: 0, ended: false }
    }

    /// The next line, without its end; none behind the last. The error of a line that is too long comes after it was passed over.
    fn line(&mut self) -> std::io::Result<Option<std::result::Result<Vec<u8>, usize>>> {
        let mut line = Vec::new();
        let mut passed = 0;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                let none = line.is_empty() && passed == 0;
                return Ok(if none { None } else { Some(if passed > 0 { Err(passed) } else { Ok(line) }) });
            }
            let end = buffer.iter().position(|b| *b == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            let used = end.map_or(buffer.len(), |e| e + 1);
            if passed == 0 && line.len() + part.len() <= self.max_line {
                line.extend_from_slice(part);
            } else {
                passed += line.len() + part.len();
                line = Vec::new();
            }
            self.reader.consume(used);
            if end.is_some() {
                return Ok(Some(if passed > 0 { Err(passed) } else { Ok(line) }));
            }
        }
    }

    fn article(&self, line: Vec<u8>) -> Result<Article> {
        let text = encoding::decode(line, None, None)?;
        match serde_json::from_str(&text) {
            Ok(value) => article(value, &self.columns),
            Err(e) => {
                let what = e.to_string();
                let what = what.split(" at line ").next().unwrap_or_default();
                let reason = format!("is not valid JSON: {what} (column {}): expected one whole record a line", e.column());
                Err(Error::new(ErrorKind::Format, reason))
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.number += 1;
            let article = match self.line() {
                Ok(None) => break,
                Ok(Some(Ok(line))) if line.trim_ascii().is_empty() => continue,
                Ok(Some(Ok(line))) => self.article(line),
                Ok(Some(Err(_))) => Err(super::reader::too_large(self.max_line, "one line")),
                Err(e) => {
                    self.ended = true;
                    Err(crate::table::unreadable(Path::new(""), e))
                }
            };
            return Some(placed(article, self.number));
        }
        self.ended = true;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(articles: impl IntoIterator<Item = Result<Article>>) -> Vec<String> {
        let tell = |article: Result<Article>| match article {
            Ok(a) => format!("{} {}: {}", a.id, a.record.unwrap_or(0), a.text),
            Err(e) => e.to_string(),
        };
        articles.into_iter().map(tell).collect()
    }

    #[test]
    fn json_comes_in_several_shapes() {
        let rows: [(&str, &[&str]); 11] = [
            (r#"{"id":"a","text":"x"}"#, &["a 0: x"]),
            (r#"{"body":" x\n"}"#, &[" 0:  x\n"]),
            (r#"[{"id":7,"text":"x"},{"content":"y"}]"#, &["7 1: x", " 2: y"]),
            (r#"{"status":"ok","articles":[{"text":"x"},{"text":"y"}]}"#, &[" 1: x", " 2: y"]),
            (r#"{"text":"x","data":[1,2]}"#, &[" 0: x"]),
            ("{\"text\":\"x\"}\n{\"text\":\"y\"}", &[" 1: x", " 2: y"]),
            (
                r#"[{"text":"x"},3,{"text":" "},{"title":"t"}]"#,
                &[
                    " 1: x",
                    "record 2: is a number, not a record: expected an object with a field `text` or `html`",
                    "record 3: has an empty text: nothing to score",
                    "record 4: has no text: expected a field `text` or `html`, or the name of the field that holds it",
                ],
            ),
            ("[]", &["holds no records: expected an article, or an array of articles"]),
            ("", &["holds no records: expected an article, or an array of articles"]),
            (r#"{"text":"x"#, &["is not valid JSON: EOF while parsing a string (line 1, column 10)"]),
            (r#"{"id":"h","html":"<p>Told <b>Reu</b>ters.</p>"}"#, &["h 0: Told Reuters."]),
        ];
        for (text, expected) in rows {
            assert_eq!(told(articles(text, &Columns::default())), expected, "{text}");
        }
    }

    #[test]
    fn records_carry_their_metadata() {
        let text = r#"{"_id":{"$oid":"5f"},"maintext":"x","headline":"H","source":{"id":null,"name":"The Tidewater Post"},
            "publishedAt":"2026-05-16T09:40:00Z","link":"https://tidewater.example/1","language":"English",
            "author":[{"name":"Ann Lee"},"Bo Chan"]}"#;
        let mut read = articles(text, &Columns::default());
        let article = read.remove(0).expect("a good record");
        assert_eq!(article.id.0, "5f");
        assert_eq!(article.title.as_deref(), Some("H"));
        assert_eq!(article.outlet.as_deref(), Some("The Tidewater Post"));
        assert_eq!(article.published.map(|p| p.seconds), Some(1_778_924_400));
        assert_eq!(article.url.as_deref(), Some("https://tidewater.example/1"));
        assert_eq!(article.language.as_deref(), Some("en"));
        assert_eq!(article.authors, ["Ann Lee", "Bo Chan"]);
    }

    #[test]
    fn a_broken_line_does_not_end_the_file() {
        let file = "{\"text\":\"x\"}\r\n\n{\"text\":\"y\"\n{\"text\":\"caf\u{e9}\"}\n{\"text\":\"zz\"}";
        let lines = Lines::new(file.as_bytes(), Columns::default(), 1_000);
        assert_eq!(
            told(lines),
            [
                " 1: x",
                "record 3: is not valid JSON: EOF while parsing an object (column 11): expected one whole record a line",
                " 4: café",
                " 5: zz",
            ]
        );
        let latin = b"{\"text\":\"caf\xE9\"}\n{\"text\":\"\xFF\xFE\0\"}\n";
        assert_eq!(told(Lines::new(&latin[..], Columns::default(), 1_000))[0], " 1: café");
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let file = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"y\"}}\n", "x".repeat(500));
        for capacity in [7, 64, 4_096] {
            let reader = std::io::BufReader::with_capacity(capacity, file.as_bytes());
            let read = told(Lines::new(reader, Columns::default(), 100));
            assert_eq!(
                read,
                ["record 1: holds more than 100 bytes, the limit for one line: raise the limit or split it", " 2: y"]
            );
        }
    }
}
