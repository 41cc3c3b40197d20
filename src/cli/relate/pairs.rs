//! Reading pairs: two files, or one file with a pair a line.

use super::Read;
use crate::article::{Article, Published, ReadOptions, Reader};
use crate::error::{Error, ErrorKind};
use crate::table::unreadable;
use anyhow::Result;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Two texts to compare.
#[derive(Debug)]
pub struct Pair {
    /// What the answer is called.
    pub id: String,
    /// One side.
    pub a: Article,
    /// The other.
    pub b: Article,
}

/// The pairs of one file, or the one pair of two files.
pub fn read(files: &[PathBuf]) -> Result<Box<dyn Iterator<Item = Read>>> {
    match files {
        [a, b] => {
            let (a, mut b) = (article(a)?, article(b)?);
            if a.id == b.id {
                b.id.0.push_str("~2");
            }
            let id = format!("{} {}", a.id, b.id);
            Ok(Box::new(std::iter::once(Ok(Pair { id, a, b }))))
        }
        [one] => Ok(lines(one)?),
        _ => Err(Error::new(ErrorKind::Parameter, "expected two files, or one file of pairs").into()),
    }
}

/// The one article of a file.
fn article(path: &Path) -> Result<Article, Error> {
    let reader = Reader::new(ReadOptions::default())?;
    let mut articles = reader.read([path]);
    let one = articles.next().unwrap_or_else(|| Err(Error::new(ErrorKind::Empty, "holds no article").at(path)))?;
    match articles.next() {
        None => Ok(one),
        Some(_) => Err(Error::new(ErrorKind::Format, "holds several articles: expected one on each side").at(path)),
    }
}

fn lines(path: &Path) -> Result<Box<dyn Iterator<Item = Read>>, Error> {
    let stream: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path).map_err(|e| unreadable(path, e))?))
    };
    let path = path.to_owned();
    let numbered = (1u64..).zip(stream.split(b'\n'));
    Ok(Box::new(numbered.filter_map(move |(number, line)| {
        let place = |error: Error| error.at(&path).record(number);
        let line = match line {
            Ok(line) if line.trim_ascii().is_empty() => return None,
            Ok(line) => line,
            Err(e) => return Some(Err(place(unreadable(&path, e)))),
        };
        Some(pair(&line, number).map_err(place))
    })))
}

/// One line as written.
#[derive(Deserialize)]
struct Typed {
    id: Option<serde_json::Value>,
    a: Side,
    b: Side,
}

#[derive(Deserialize)]
struct Side {
    text: String,
    outlet: Option<String>,
    published: Option<String>,
}

fn pair(line: &[u8], number: u64) -> Read {
    let typed: Typed = serde_json::from_slice(line).map_err(|e| {
        let reason = format!("is not a pair: {e}; expected {{\"id\":…,\"a\":{{\"text\":…}},\"b\":{{\"text\":…}}}}");
        Error::new(ErrorKind::Format, reason)
    })?;
    let id = match typed.id {
        Some(serde_json::Value::String(id)) => id,
        Some(other) if !other.is_null() => other.to_string(),
        _ => number.to_string(),
    };
    Ok(Pair { a: side("a", typed.a)?, b: side("b", typed.b)?, id })
}

fn side(name: &str, typed: Side) -> Result<Article, Error> {
    if typed.text.trim().is_empty() {
        return Err(Error::new(ErrorKind::Empty, format!("has no text on side {name}")));
    }
    let mut article = Article::from_text(name, typed.text);
    article.outlet = typed.outlet.filter(|outlet| !outlet.trim().is_empty());
    article.published = typed.published.as_deref().and_then(Published::parse);
    Ok(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_pairs_or_say_what_is_wrong() {
        let whole = r#"{"id":"p1","a":{"text":"One.","outlet":"BBC","published":"2026-01-02"},"b":{"text":"Two."},"more":1}"#;
        let read = pair(whole.as_bytes(), 7).unwrap();
        assert_eq!((read.id.as_str(), read.a.outlet.as_deref(), read.b.published.is_none()), ("p1", Some("BBC"), true));
        assert_eq!(read.a.published.map(|p| p.iso).as_deref(), Some("2026-01-02"));
        for (line, id) in [
            (r#"{"a":{"text":"x"},"b":{"text":"y"}}"#, "7"),
            (r#"{"id":12,"a":{"text":"x"},"b":{"text":"y"}}"#, "12"),
            (r#"{"id":null,"a":{"text":"x"},"b":{"text":"y"}}"#, "7"),
        ] {
            assert_eq!(pair(line.as_bytes(), 7).unwrap().id, id);
        }
        for (line, says) in [
            (r#"{"id":"p1","a":{"text":"x"}}"#, "missing field `b`"),
            (r#"{"id":"p1","a":{"text":"x"},"b":{}}"#, "missing field `text`"),
            (r#"{"id":"p1","a":{"text":"x"},"b":{"text":" "}}"#, "has no text on side b"),
            ("nonsense", "is not a pair"),
            ("\u{0}", "is not a pair"),
        ] {
            assert!(pair(line.as_bytes(), 1).unwrap_err().to_string().contains(says), "{line}");
        }
    }
}
