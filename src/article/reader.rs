//! Reads inputs one after another and gives their articles as they come.

use super::input::{Input, expand};
use super::json::{self, Lines};
use super::options::{Format, ReadOptions};
use super::tabular::TableArticles;
use super::{Article, encoding, html, language};
use crate::error::{Error, ErrorKind, Result};
use crate::table::{self, unreadable};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that are looked at to tell format and encoding.
const HEAD: usize = 8 * 1024;
/// A JSON file is held whole: this many times the largest article.
const JSON_FILE: usize = 50;
/// Markup and escapes make a line longer than its text, at most about this many times.
const JSON_LINE: usize = 4;

type Stream = Box<dyn Read + Send>;
type Source<'a> = Box<dyn Iterator<Item = Result<Article>> + Send + 'a>;

/// Reads articles from files, directories, standard input or memory.
///
/// # Examples
/// ```
/// use corroborate::article::{ReadOptions, Reader};
///
/// let reader = Reader::new(ReadOptions::default())?;
/// let page = "<article><h1>Ferry aground</h1><p>The ferry ran aground, officials said.</p></article>";
/// let articles = reader.bytes("ferry.html", page).collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(articles[0].id.0, "ferry");
/// assert_eq!(articles[0].text, "The ferry ran aground, officials said.");
/// # Ok::<(), corroborate::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Reader {
    options: ReadOptions,
    encoding: Option<&'static Encoding>,
}

impl Reader {
    /// Checks the options.
    ///
    /// # Errors
    /// When the encoding is not known, or the limit or the separator is out of range.
    pub fn new(options: ReadOptions) -> Result<Self> {
        let encoding = options.encoding.as_deref().map(encoding::named).transpose()?;
        if options.max_bytes == 0 {
            return Err(Error::new(ErrorKind::Parameter, "the limit for one article is 0 bytes: expected 1 or more"));
        }
        if options.separator.is_some_and(|s| !s.is_ascii() || matches!(s, b'"' | b'\n' | b'\r')) {
            let reason = "the separator of a table must be one ASCII character other than a quotation mark or a line end";
            return Err(Error::new(ErrorKind::Parameter, reason));
        }
        Ok(Reader { options, encoding })
    }

    /// Reads files, directories and `-` (standard input), in this order. What cannot be read is an error in its place.
    pub fn read<P: AsRef<Path>>(&self, inputs: impl IntoIterator<Item = P>) -> Articles<'_> {
        let named = inputs.into_iter().map(|p| p.as_ref().to_owned()).collect::<Vec<PathBuf>>();
        Articles::new(self, expand(&named).into_iter().map(|input| input.map(Pending::File)).collect())
    }

    /// Reads bytes as if they were the file `name`, whose ending says the format as a file's does.
    pub fn bytes(&self, name: &str, bytes: impl Into<Vec<u8>>) -> Articles<'_> {
        Articles::new(self, vec![Ok(Pending::Memory(Input::in_memory(name), bytes.into()))])
    }

    /// The articles of one file; `count` grows by the bytes that are read of it.
    fn file(&self, path: &Path, count: &Arc<AtomicU64>) -> Result<Source<'_>> {
        if path == Path::new("-") {
            return self.stream(path, Box::new(std::io::stdin()), None);
        }
        let file = File::open(path).map_err(|e| unreadable(path, e))?;
        let size = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|m| m.len());
        self.stream(path, Box::new(Counted { file, count: count.clone() }), size)
    }

    /// The articles of one stream; `size` where it is known beforehand.
    fn stream(&self, path: &Path, mut stream: Stream, size: Option<u64>) -> Result<Source<'_>> {
        let mut head = Vec::with_capacity(HEAD);
        stream.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(|e| unreadable(path, e))?;
        let whole = head.len() < HEAD;
        let format = self.options.format.or_else(|| Format::of_path(path)).unwrap_or_else(|| self.sniff(&head));
        let wide = encoding::of_stream(&head, self.encoding);
        let is_records = matches!(format, Format::Json | Format::Jsonl | Format::Csv);
        if let Some(error) = encoding::not_text(&head).filter(|_| is_records) {
            return Err(error);
        }
        let foreign = format == Format::Csv && wide.is_none() && is_single_byte(&head);
        let stream: Stream = if whole { Box::new(Cursor::new(head)) } else { Box::new(Cursor::new(head).chain(stream)) };
        let max = self.options.max_bytes;
        Ok(match format {
            Format::Text => {
                once(decoded(slurp(path, stream, size, max, "one article")?, self.encoding).map(|t| Article::from_text("", t)))
            }
            Format::Html => once(self.page(slurp(path, stream, size, max, "one article")?)),
            Format::Json => {
                let bytes = slurp(path, stream, size, max.saturating_mul(JSON_FILE), "one JSON file (write it as JSON Lines)")?;
                Box::new(json::articles(&decoded(bytes, self.encoding)?, &self.options.columns).into_iter())
            }
            Format::Jsonl => {
                let max_line = max.saturating_mul(JSON_LINE).saturating_add(HEAD);
                Box::new(Lines::new(
                    BufReader::with_capacity(8 * HEAD, utf8(stream, wide)),
                    self.options.columns.clone(),
                    max_line,
                ))
            }
            Format::Csv => {
                let stream = utf8(stream, if foreign { Some(WINDOWS_1252) } else { wide });
                let rows = table::from_reader(path, stream, self.options.csv(path))?;
                Box::new(TableArticles::new(rows, &self.options.columns)?)
            }
            Format::Parquet => {
                let rows = match size {
                    Some(_) => table::open(path, table::Format::Parquet)?,
                    None => table::from_reader(path, stream, table::Format::Parquet)?,
                };
                Box::new(TableArticles::new(rows, &self.options.columns)?)
            }
        })
    }

    fn sniff(&self, head: &[u8]) -> Format {
        match encoding::of_stream(head, self.encoding) {
            Some(encoding) => Format::sniff(encoding.decode(head).0.as_bytes()),
            None => Format::sniff(head),
        }
    }

    fn page(&self, bytes: Vec<u8>) -> Result<Article> {
        let declared = encoding::declared(&bytes);
        let article = html::article(&encoding::decode(bytes, self.encoding, declared)?)?;
        if article.text.is_empty() {
            let reason = "has no article in it: expected a page with paragraphs of text, found only navigation or scripts";
            return Err(Error::new(ErrorKind::Empty, reason));
        }
        Ok(article)
    }
}

/// The files that would be read, those of directories one by one, in the order of reading.
pub fn files<P: AsRef<Path>>(inputs: impl IntoIterator<Item = P>) -> Vec<Result<PathBuf>> {
    let named = inputs.into_iter().map(|p| p.as_ref().to_owned()).collect::<Vec<PathBuf>>();
    expand(&named).into_iter().map(|input| input.map(|input| input.path)).collect()
}

/// A file that tells how far it was read.
struct Counted {
    file: File,
    count: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(bytes)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

fn once<'a>(article: Result<Article>) -> Source<'a> {
    Box::new(std::iter::once(article))
}

fn decoded(bytes: Vec<u8>, given: Option<&'static Encoding>) -> Result<String> {
    encoding::decode(bytes, given, None)
}

fn utf8(stream: Stream, encoding: Option<&'static Encoding>) -> Stream {
    match encoding {
        Some(encoding) => Box::new(encoding::Utf8Stream::new(stream, encoding)),
        None => stream,
    }
}

/// Whether the head of a table has accented letters and none of them is UTF-8.
fn is_single_byte(head: &[u8]) -> bool {
    let (mut wide, mut damaged) = (0_usize, 0_usize);
    for chunk in head.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    // the head may end in the middle of a character
    wide == 0 && damaged > usize::from(head.len() == HEAD)
}

/// The whole of a stream, which must not hold more than `max` bytes.
fn slurp(path: &Path, stream: Stream, size: Option<u64>, max: usize, what: &str) -> Result<Vec<u8>> {
    let expected = size.and_then(|s| usize::try_from(s).ok()).unwrap_or(HEAD);
    if expected > max {
        return Err(too_large(max, what));
    }
    let mut bytes = Vec::with_capacity(expected + 1);
    stream.take(max as u64 + 1).read_to_end(&mut bytes).map_err(|e| unreadable(path, e))?;
    if bytes.len() > max { Err(too_large(max, what)) } else { Ok(bytes) }
}

/// The error for input above a limit.
pub(super) fn too_large(max: usize, what: &str) -> Error {
    let size = if max.is_multiple_of(1_000_000) && max > 0 { format!("{} MB", max / 1_000_000) } else { format!("{max} bytes") };
    Error::new(ErrorKind::TooLarge, format!("holds more than {size}, the limit for {what}: raise the limit or split it"))
}

/// An input that was not opened yet.
enum Pending {
    File(Input),
    Memory(Input, Vec<u8>),
}

/// The articles of all inputs, read as they are asked for; made by [`Reader::read`] and [`Reader::bytes`].
pub struct Articles<'a> {
    reader: &'a Reader,
    pending: std::vec::IntoIter<Result<Pending>>,
    open: Option<(Input, Source<'a>)>,
    /// By the hash of each id that was given: how many times it was wanted. Hashes keep this small over millions of records; two
    /// ids of one hash cost a needless number behind the second.
    wanted: HashMap<u64, u32>,
    /// Bytes read of all files.
    bytes: Arc<AtomicU64>,
}

impl std::fmt::Debug for Articles<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let open = self.open.as_ref().map(|(input, _)| &input.path);
        f.debug_struct("Articles").field("open", &open).field("inputs_left", &self.pending.len()).finish_non_exhaustive()
    }
}

impl<'a> Articles<'a> {
    fn new(reader: &'a Reader, inputs: Vec<Result<Pending>>) -> Self {
        Articles { reader, pending: inputs.into_iter(), open: None, wanted: HashMap::new(), bytes: Arc::default() }
    }

    /// Inputs that were not opened yet, those of directories counted one by one: for a progress bar.
    pub fn inputs_left(&self) -> usize {
        self.pending.len()
    }

    /// Bytes that were read of files: for a progress bar. Of Parquet tables, which are read from their end, it knows little.
    pub fn bytes_read(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Opens the next input.
    fn advance(&mut self) -> Option<Result<()>> {
        let (input, source) = match self.pending.next()? {
            Ok(Pending::File(input)) => {
                let source = self.reader.file(&input.path, &self.bytes);
                (input, source)
            }
            Ok(Pending::Memory(input, bytes)) => {
                let source = self.reader.stream(&input.path, Box::new(Cursor::new(bytes)), None);
                (input, source)
            }
            Err(e) => return Some(Err(e)),
        };
        match source {
            Ok(source) => {
                self.open = Some((input, source));
                Some(Ok(()))
            }
            Err(e) => Some(Err(e.at(&input.path))),
        }
    }

    /// Completes what one record gave: path, id, language; refuses what is empty or too large.
    fn complete(&mut self, input: &Input, mut article: Article) -> Result<Article> {
        let placed = |error: Error| match article.record {
            Some(record) => error.at(&input.path).record(record),
            None => error.at(&input.path),
        };
        if article.text.trim().is_empty() {
            return Err(placed(Error::new(ErrorKind::Empty, "is empty: nothing to score")));
        }
        if article.text.len() > self.reader.options.max_bytes {
            return Err(placed(too_large(self.reader.options.max_bytes, "one article")));
        }
        let id = match (article.id.0.is_empty(), article.record) {
            (false, _) => std::mem::take(&mut article.id.0),
            (true, None) => input.name.clone(),
            (true, Some(record)) => format!("{}:{record}", input.name),
        };
        article.id.0 = self.unique(id);
        article.path = Some(input.path.display().to_string());
        article.language = article.language.or_else(|| language::recognise(&article.text));
        Ok(article)
    }

    /// The id itself the first time; `ID~2`, `ID~3` … when it was given before.
    fn unique(&mut self, id: String) -> String {
        let mut given = id.clone();
        loop {
            let mut hasher = DefaultHasher::new();
            given.hash(&mut hasher);
            if let std::collections::hash_map::Entry::Vacant(first) = self.wanted.entry(hasher.finish()) {
                first.insert(1);
                return given;
            }
            let mut hasher = DefaultHasher::new();
            id.hash(&mut hasher);
            let count = self.wanted.entry(hasher.finish()).or_insert(1);
            *count += 1;
            given = format!("{id}~{count}");
        }
    }
}

impl Iterator for Articles<'_> {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some((input, mut source)) = self.open.take() else {
                match self.advance()? {
                    Ok(()) => continue,
                    Err(e) => return Some(Err(e)),
                }
            };
            let item = match source.next() {
                None => continue,
                Some(Ok(article)) => self.complete(&input, article),
                Some(Err(e)) => Err(e.at(&input.path)),
            };
            self.open = Some((input, source));
            return Some(item);
        }
    }
}

#[cfg(test)]
mod tests;
