//! From bytes to text: which encoding, and what is no text at all.
//!
//! In this order: a byte order mark; a named encoding; for HTML what the page declares; UTF-8 where the bytes are valid; UTF-16
//! without a mark where every other byte is zero; UTF-8 with a few damaged places (each becomes U+FFFD); Windows-1252. The
//! byte order mark is no part of the text; everything else is kept, line ends included.

use crate::error::{Error, ErrorKind, Result};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::Read;

/// Bytes that are looked at where a look at all of them would be waste.
const SAMPLE: usize = 8 * 1024;

/// The encoding with this label (`utf-8`, `windows-1252`, `koi8-r` … as in the WHATWG Encoding Standard).
pub(super) fn named(label: &str) -> Result<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes()).ok_or_else(|| {
        let reason = format!(
            "the encoding `{label}` is not known: expected a name such as utf-8, utf-16le, windows-1252, iso-8859-2 or koi8-r"
        );
        Error::new(ErrorKind::Parameter, reason)
    })
}

/// What `bytes` are when they are no text, and what to do with them.
pub(super) fn not_text(bytes: &[u8]) -> Option<Error> {
    const KINDS: [(&[u8], &str, &str); 16] = [
        (b"%PDF-", "a PDF file", "extract its text first (pdftotext)"),
        (b"\x89PNG", "a PNG image", "expected text, HTML, JSON or a table"),
        (b"\xFF\xD8\xFF", "a JPEG image", "expected text, HTML, JSON or a table"),
        (b"GIF8", "a GIF image", "expected text, HTML, JSON or a table"),
        (b"RIFF", "a media file", "expected text, HTML, JSON or a table"),
        (b"PK\x03\x04", "a ZIP archive (or an Office document)", "unpack it, or save the document as plain text"),
        (b"\xD0\xCF\x11\xE0", "an old Office document", "save it as plain text"),
        (b"{\\rtf", "a rich text document", "save it as plain text"),
        (b"\x1F\x8B", "gzip-compressed", "unpack it first (gunzip), or pipe it in (gunzip -c FILE | corroborate score -)"),
        (b"\x28\xB5\x2F\xFD", "zstd-compressed", "unpack it first (unzstd)"),
        (b"BZh", "bzip2-compressed", "unpack it first (bunzip2)"),
        (b"\xFD7zXZ", "xz-compressed", "unpack it first (unxz)"),
        (b"7z\xBC\xAF", "a 7-Zip archive", "unpack it first"),
        (b"PAR1", "a Parquet table", "give its name the ending .parquet, or name the format"),
        (b"SQLite format 3", "an SQLite database", "export the table of articles as CSV"),
        (b"\x7FELF", "a program", "expected text, HTML, JSON or a table"),
    ];
    let error = |what: &str, advice: &str| Error::new(ErrorKind::Encoding, format!("is {what}, not text: {advice}"));
    if bytes.starts_with(b"\x00\x00\xFE\xFF") || (bytes.starts_with(b"\xFF\xFE\x00\x00") && bytes.len() > 4) {
        return Some(Error::new(ErrorKind::Encoding, "is UTF-32 text, which is not read: save it as UTF-8"));
    }
    // "BZh" and "GIF8" could begin a sentence: then there is no zero or control byte near them
    let odd = |bytes: &[u8]| bytes.iter().take(512).any(|b| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C));
    KINDS.iter().find(|(magic, ..)| bytes.starts_with(magic)).and_then(|(magic, what, advice)| {
        let plain = magic.iter().all(|b| b.is_ascii_graphic() || *b == b' ');
        let sure = !plain || matches!(*magic, b"%PDF-" | b"{\\rtf" | b"PAR1") || odd(bytes);
        sure.then(|| error(what, advice))
    })
}

/// The whole of `bytes` as text. `given` is an encoding that the user named, `declared` one that the page names itself.
pub(super) fn decode(bytes: Vec<u8>, given: Option<&'static Encoding>, declared: Option<&'static Encoding>) -> Result<String> {
    if let Some(error) = not_text(&bytes) {
        return Err(error);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return checked(lossy(encoding, &bytes[mark..]));
    }
    if let Some(encoding) = given.or(declared.filter(|e| *e != UTF_8)) {
        return checked(lossy(encoding, &bytes));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !text.as_bytes().contains(&0) => return Ok(text),
        Ok(text) => text.into_bytes(),
        Err(e) => e.into_bytes(),
    };
    checked(lossy(guess(&bytes)?, &bytes))
}

fn lossy(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Refuses text with zero characters: that is a binary file, or another encoding than it was taken for.
fn checked(text: String) -> Result<String> {
    if text.as_bytes().contains(&0) { Err(binary()) } else { Ok(text) }
}

fn binary() -> Error {
    Error::new(ErrorKind::Encoding, "is a binary file, not text: expected text, HTML, JSON or a table")
}

/// The encoding of bytes that carry no mark and are not valid UTF-8.
fn guess(bytes: &[u8]) -> Result<&'static Encoding> {
    if let Some(wide) = wide(bytes) {
        return Ok(wide);
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = sample.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)).count();
    if bytes.contains(&0) || controls * 50 > sample.len() {
        return Err(binary());
    }
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > 2 * bad {
        return Ok(UTF_8);
    }
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    let undefined = bytes.iter().filter(|b| matches!(**b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)).count();
    // in the languages that Windows-1252 is for, few letters carry accents; more means Cyrillic, Greek, Japanese …
    if high * 4 > bytes.len() || undefined * 20 > high {
        let reason = "is in an encoding that is not recognised: expected UTF-8, UTF-16 or Windows-1252; \
                      name its encoding or save it as UTF-8";
        return Err(Error::new(ErrorKind::Encoding, reason));
    }
    Ok(WINDOWS_1252)
}

/// UTF-16 without a byte order mark: mostly Latin text, so that one of the two bytes is nearly always zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let pairs = sample.len() / 2;
    if pairs < 2 || bytes.len() % 2 == 1 {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    if second * 2 > pairs && first * 20 < pairs {
        Some(UTF_16LE)
    } else if first * 2 > pairs && second * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding that an HTML page declares in its first kilobytes: `<meta charset>` or `http-equiv`.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(SAMPLE)].to_ascii_lowercase();
    let mut rest = head.as_slice();
    while let Some(at) = find(rest, b"<meta") {
        rest = &rest[at + 5..];
        let tag = &rest[..rest.iter().position(|b| *b == b'>').unwrap_or(rest.len())];
        if let Some(at) = find(tag, b"charset") {
            let value = &tag[at + 7..];
            let start = value.iter().position(|b| !matches!(b, b' ' | b'=' | b'"' | b'\'' | b'\t' | b'\n'))?;
            let value = &value[start..];
            let end = value.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:.+".contains(b)).unwrap_or(value.len());
            let encoding = Encoding::for_label(&value[..end]);
            // a page whose ASCII tags can be read is not in UTF-16, whatever it says
            return encoding.map(|e| if e == UTF_16LE || e == UTF_16BE { UTF_8 } else { e });
        }
    }
    None
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}

/// The encoding to read a stream of records with, from its first bytes; none where it is UTF-8 as far as can be seen.
pub(super) fn of_stream(head: &[u8], given: Option<&'static Encoding>) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return (encoding != UTF_8).then_some(encoding);
    }
    given.filter(|e| *e != UTF_8).or_else(|| wide(&head[..head.len() & !1]))
}

/// Turns a stream in any encoding into UTF-8, a buffer at a time.
pub(super) struct Utf8Stream<R> {
    inner: R,
    decoder: Decoder,
    input: Vec<u8>,
    /// Bytes of `input` not decoded yet.
    pending: std::ops::Range<usize>,
    ended: bool,
    /// Set when the decoder gave its last character: it must not be asked again.
    finished: bool,
}

impl<R: Read> Utf8Stream<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        Utf8Stream {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            input: vec![0; SAMPLE],
            pending: 0..0,
            finished: false,
            ended: false,
        }
    }
}

impl<R: Read> Read for Utf8Stream<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        // the decoder needs room for one whole character
        let mut small = [0; 16];
        while !self.finished {
            if self.pending.is_empty() && !self.ended {
                let count = self.inner.read(&mut self.input)?;
                self.pending = 0..count;
                self.ended = count == 0;
            }
            let tiny = out.len() < small.len();
            let target = if tiny { &mut small[..out.len().max(4)] } else { &mut *out };
            let source = &self.input[self.pending.clone()];
            let (result, used, written, _) = self.decoder.decode_to_utf8(source, target, self.ended);
            self.pending.start += used;
            if tiny && written > 0 {
                if written > out.len() {
                    return Err(std::io::Error::other("the buffer is too small for one character"));
                }
                out[..written].copy_from_slice(&small[..written]);
            }
            self.finished = self.ended && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide_bytes(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    fn text(bytes: &[u8]) -> std::result::Result<String, String> {
        decode(bytes.to_vec(), None, None).map_err(|e| e.to_string())
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let expected = "“Café” – déjà vu,\r\nsaid Zoë.";
        let with = |mark: &[u8], bytes: Vec<u8>| [mark.to_vec(), bytes].concat();
        let rows = [
            ("UTF-8", expected.as_bytes().to_vec()),
            ("UTF-8 with mark", with(b"\xEF\xBB\xBF", expected.as_bytes().to_vec())),
            ("UTF-16 LE with mark", with(b"\xFF\xFE", wide_bytes(expected, false))),
            ("UTF-16 BE with mark", with(b"\xFE\xFF", wide_bytes(expected, true))),
            ("UTF-16 LE", wide_bytes(expected, false)),
            ("UTF-16 BE", wide_bytes(expected, true)),
            ("Windows-1252", WINDOWS_1252.encode(expected).0.into_owned()),
        ];
        for (name, bytes) in rows {
            assert_eq!(text(&bytes).as_deref(), Ok(expected), "{name}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_named() {
        let rows: [(&[u8], &str); 9] = [
            (b"%PDF-1.7\n%\xE2\xE3", "is a PDF file, not text: extract its text first (pdftotext)"),
            (b"\x89PNG\r\n\x1A\n", "is a PNG image, not text: expected text, HTML, JSON or a table"),
            (
                b"PK\x03\x04\x14",
                "is a ZIP archive (or an Office document), not text: unpack it, or save the document as plain text",
            ),
            (
                b"\x1F\x8B\x08",
                "is gzip-compressed, not text: unpack it first (gunzip), or pipe it in (gunzip -c FILE | corroborate score -)",
            ),
            (b"PAR1\x15", "is a Parquet table, not text: give its name the ending .parquet, or name the format"),
            (b"{\\rtf1 text", "is a rich text document, not text: save it as plain text"),
            (b"a\0b\x01\x02\x03", "is a binary file, not text: expected text, HTML, JSON or a table"),
            (b"\xFF\xFE\0\0a\0\0\0", "is UTF-32 text, which is not read: save it as UTF-8"),
            (
                b"\xEB\xCF\xC7\xC4\xC1 \xD4\xC5\xCB\xD3\xD4 \xED\xCF\xD3\xCB\xD7\xC1",
                "is in an encoding that is not recognised: expected UTF-8, UTF-16 or Windows-1252; \
                 name its encoding or save it as UTF-8",
            ),
        ];
        for (bytes, expected) in rows {
            assert_eq!(text(bytes), Err(expected.to_owned()), "{bytes:?}");
        }
        assert_eq!(text(b"GIF8 was the callsign, he said.").as_deref(), Ok("GIF8 was the callsign, he said."));
        assert_eq!(text("né à Liège, dit-on \u{E9} \u{E9}".as_bytes()).as_deref(), Ok("né à Liège, dit-on é é"));
    }

    #[test]
    fn a_damaged_place_does_not_turn_utf8_into_another_encoding() {
        assert_eq!(text(b"\xC3\xA9t\xC3\xA9 na\xC3\xAFve \xFF end").as_deref(), Ok("été naïve \u{FFFD} end"));
    }

    #[test]
    fn pages_declare_their_encoding() {
        let rows: [(&str, Option<&str>); 7] = [
            ("<meta charset=\"iso-8859-2\">", Some("ISO-8859-2")),
            ("<META CHARSET=windows-1251>", Some("windows-1251")),
            ("<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>", Some("KOI8-R")),
            ("<meta name=a><meta charset = 'utf-8'/>", Some("UTF-8")),
            ("<meta charset=utf-16>", Some("UTF-8")),
            ("<meta charset=nonsense>", None),
            ("<p>charset=koi8-r</p>", None),
        ];
        for (page, expected) in rows {
            assert_eq!(declared(page.as_bytes()).map(Encoding::name), expected, "{page}");
        }
    }

    #[test]
    fn unknown_encodings_are_refused() {
        assert_eq!(named("UTF8").map(Encoding::name).ok(), Some("UTF-8"));
        assert_eq!(
            named("klingon").map_err(|e| e.to_string()),
            Err("the encoding `klingon` is not known: expected a name such as utf-8, utf-16le, windows-1252, iso-8859-2 or koi8-r"
                .to_owned())
        );
    }

    #[test]
    fn streams_decode_whatever_the_buffer() {
        let expected = "“Ö” 🇹🇷 ".repeat(2_000);
        let bytes = [b"\xFF\xFE".to_vec(), wide_bytes(&expected, false)].concat();
        for size in [4, 5, 17, 4_096] {
            let mut stream = Utf8Stream::new(bytes.as_slice(), UTF_16LE);
            let (mut buffer, mut all) = (vec![0; size], Vec::new());
            loop {
                let count = stream.read(&mut buffer).expect("memory does not fail");
                if count == 0 {
                    break;
                }
                all.extend_from_slice(&buffer[..count]);
            }
            assert_eq!(String::from_utf8(all).expect("UTF-8"), expected, "buffer of {size}");
        }
    }
}
