use super::*;
use proptest::prelude::*;
use std::fmt::Write as _;

fn reader(options: ReadOptions) -> Reader {
    Reader::new(options).expect("good options")
}

/// What a reader says of a file of this name and content: kind and message, or the article in short.
fn told(options: ReadOptions, name: &str, bytes: &[u8]) -> Vec<String> {
    let reader = reader(options);
    let tell = |article: Result<Article>| match article {
        Ok(a) => format!("{} | {}", a.id, a.text),
        Err(e) => format!("{:?} | {e}", e.kind()),
    };
    reader.bytes(name, bytes).map(tell).collect()
}

#[test]
fn bad_input_is_named_with_its_place_and_what_to_do() {
    let small = ReadOptions { max_bytes: 40, ..ReadOptions::default() };
    let default = ReadOptions::default;
    let wrong_column = ReadOptions {
        columns: super::super::Columns { text: Some("story".into()), ..Default::default() },
        ..ReadOptions::default()
    };
    let rows: [(ReadOptions, &str, &[u8], &[&str]); 14] = [
        (default(), "a.txt", b"", &["Empty | a.txt: is empty: nothing to score"]),
        (default(), "a.txt", b" \r\n\t", &["Empty | a.txt: is empty: nothing to score"]),
        (
            default(),
            "a.txt",
            b"ab\0c\x01",
            &["Encoding | a.txt: is a binary file, not text: expected text, HTML, JSON or a table"],
        ),
        (default(), "a.txt", b"%PDF-1.4\n", &["Encoding | a.txt: is a PDF file, not text: extract its text first (pdftotext)"]),
        (
            default(),
            "a.jsonl",
            b"\x1F\x8B\x08\x00",
            &[
                "Encoding | a.jsonl: is gzip-compressed, not text: unpack it first (gunzip), or pipe it in (gunzip -c FILE | corroborate score -)",
            ],
        ),
        (
            default(),
            "a.txt",
            b"\xEB\xCF\xC7\xC4\xC1 \xD4\xC5\xCB\xD3\xD4",
            &["Encoding | a.txt: is in an encoding that is not recognised: expected UTF-8, UTF-16 or Windows-1252; \
             name its encoding or save it as UTF-8"],
        ),
        (
            small.clone(),
            "a.txt",
            &[b'x'; 41],
            &["TooLarge | a.txt: holds more than 40 bytes, the limit for one article: raise the limit or split it"],
        ),
        (
            small.clone(),
            "a.jsonl",
            b"{\"text\":\"0123456789012345678901234567890123456789!\"}\n{\"text\":\"x\"}",
            &[
                "TooLarge | a.jsonl:1: holds more than 40 bytes, the limit for one article: raise the limit or split it",
                "a:2 | x",
            ],
        ),
        (
            default(),
            "a.jsonl",
            b"{\"text\":\"x\"}\n{\"text\":\n{\"title\":\"t\"}\n{\"text\":\"\"}\n{\"id\":\"z\",\"text\":\"y\"}\n",
            &[
                "a:1 | x",
                "Format | a.jsonl:2: is not valid JSON: EOF while parsing a value (column 8): expected one whole record a line",
                "Empty | a.jsonl:3: has no text: expected a field `text` or `html`, or the name of the field that holds it",
                "Empty | a.jsonl:4: has an empty text: nothing to score",
                "z | y",
            ],
        ),
        (
            wrong_column,
            "a.csv",
            b"id,storyline,date\n1,x,2\n",
            &["Column | a.csv: has no column `story`: there are `id`, `storyline`, `date`"],
        ),
        (
            default(),
            "a.csv",
            b"id,text\n1,x\n2,x,y\n,z\n",
            &[
                "1 | x",
                "Format | a.csv:3: has 3 fields where the header names 2 columns: check its quotes and separators",
                "a:4 | z",
            ],
        ),
        (default(), "a.csv", b"", &["Empty | a.csv: is an empty table: expected a header line with the names of the columns"]),
        (
            default(),
            "a.json",
            b"{\"text\":",
            &["Format | a.json: is not valid JSON: EOF while parsing a value (line 1, column 8)"],
        ),
        (
            default(),
            "a.html",
            b"<nav>Home</nav>",
            &["Empty | a.html: has no article in it: expected a page with paragraphs of text, found only navigation or scripts"],
        ),
    ];
    for (options, name, bytes, expected) in rows {
        assert_eq!(told(options, name, bytes), expected, "{name}: {}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn files_that_cannot_be_opened_do_not_end_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let good = folder.path().join("good.txt");
    std::fs::write(&good, "Words, he said.").expect("written");
    let huge = folder.path().join("huge.txt");
    std::fs::File::create(&huge).and_then(|f| f.set_len(50_000_000)).expect("made");
    let inputs = [folder.path().join("gone.txt"), huge, good];
    let reader = reader(ReadOptions::default());
    let mut report = String::new();
    for article in reader.read(&inputs) {
        match article {
            Ok(a) => writeln!(report, "{}", a.id).expect("memory"),
            Err(e) => writeln!(report, "{:?} {e}", e.kind()).expect("memory"),
        }
    }
    assert_eq!(
        report.replace(&format!("{}/", folder.path().display()), ""),
        "Io gone.txt: there is no such file: check its name and folder\n\
         TooLarge huge.txt: holds more than 20 MB, the limit for one article: raise the limit or split it\n\
         good\n"
    );
}

#[test]
fn options_out_of_range_are_refused() {
    let rows = [
        (
            ReadOptions { encoding: Some("utf-9".into()), ..ReadOptions::default() },
            "the encoding `utf-9` is not known: expected a name such as utf-8, utf-16le, windows-1252, iso-8859-2 or koi8-r",
        ),
        (ReadOptions { max_bytes: 0, ..ReadOptions::default() }, "the limit for one article is 0 bytes: expected 1 or more"),
        (
            ReadOptions { separator: Some(b'"'), ..ReadOptions::default() },
            "the separator of a table must be one ASCII character other than a quotation mark or a line end",
        ),
    ];
    for (options, expected) in rows {
        assert_eq!(Reader::new(options).map(|_| ()).map_err(|e| e.to_string()), Err(expected.to_owned()));
    }
}

#[test]
fn formats_are_found_and_can_be_named() {
    let koi8 = encoding_rs::KOI8_R.encode("Паром сел на мель.").0.into_owned();
    let utf16 =
        [b"\xFF\xFE".to_vec(), "{\"text\":\"é\"}\n{\"text\":\"ö\"}".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let named = |format| ReadOptions { format: Some(format), ..ReadOptions::default() };
    let rows: [(ReadOptions, &str, &[u8], &[&str]); 15] = [
        (ReadOptions::default(), "-", b"{\"text\":\"x\"}\n{\"text\":\"y\"}\n", &["stdin:1 | x", "stdin:2 | y"]),
        (
            ReadOptions::default(),
            "-",
            b"<!doctype html><p>The mill stands idle, he says.",
            &["stdin | The mill stands idle, he says."],
        ),
        (ReadOptions::default(), "report", b"Plain words.", &["report | Plain words."]),
        (ReadOptions::default(), "a.json", b"{\"text\":\"x\"}", &["a | x"]),
        (ReadOptions::default(), "a.json", b"[{\"text\":\"x\"}]", &["a | x"]),
        (ReadOptions::default(), "a.json", b"[{\"text\":\"x\"},{\"text\":\"y\",\"id\":\"b\"}]", &["a:1 | x", "b | y"]),
        (ReadOptions::default(), "a.json", b"{\"content\":\"<p>A.</p><p>B.</p>\"}", &["a | A.\nB."]),
        (ReadOptions::default(), "a.json", b"{\"text\":\"<p>A.</p>\"}", &["a | <p>A.</p>"]),
        (ReadOptions::default(), "a.jsonl", &utf16, &["a:1 | é", "a:2 | ö"]),
        (ReadOptions::default(), "a.csv", b"id;text\n1;caf\xE9 cr\xE8me\n", &["1 | café crème"]),
        (ReadOptions::default(), "a.tsv", b"id\ttext\n1\ta,b\n", &["1 | a,b"]),
        (ReadOptions { separator: Some(b'#'), ..ReadOptions::default() }, "a.csv", b"id#text\n1#a,b\n", &["1 | a,b"]),
        (named(Format::Text), "a.json", b"{}", &["a | {}"]),
        (named(Format::Jsonl), "a.dat", b"{\"text\":\"x\"}", &["a:1 | x"]),
        (ReadOptions { encoding: Some("koi8-r".into()), ..ReadOptions::default() }, "a.txt", &koi8, &["a | Паром сел на мель."]),
    ];
    for (options, name, bytes, expected) in rows {
        assert_eq!(told(options, name, bytes), expected, "{name}: {}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn ids_are_given_once() {
    let lines = b"{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\"a\",\"text\":\"2\"}\n{\"id\":\"a~2\",\"text\":\"3\"}\n{\"id\":\"a\",\"text\":\"4\"}\n";
    assert_eq!(told(ReadOptions::default(), "x.jsonl", lines), ["a | 1", "a~2 | 2", "a~2~2 | 3", "a~3 | 4"]);
}

#[test]
fn pages_in_other_encodings() {
    let page = "<meta charset=windows-1252><article><p>Caf\u{e9}\u{a0}\u{201c}quoted\u{201d}, he said.</p></article>";
    let bytes = encoding_rs::WINDOWS_1252.encode(page).0.into_owned();
    assert_eq!(told(ReadOptions::default(), "a.html", &bytes), ["a | Café “quoted”, he said."]);
    let cyrillic =
        "<head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\"></head><p>Паром сел на мель, сказал он.";
    let bytes = encoding_rs::WINDOWS_1251.encode(cyrillic).0.into_owned();
    assert_eq!(told(ReadOptions::default(), "a.html", &bytes), ["a | Паром сел на мель, сказал он."]);
}

#[test]
fn languages_are_declared_or_recognised() {
    let dutch = "De havenmeester zei maandag dat de twee schepen zes uur lang hadden rondgedreven voordat iemand in de controlekamer \
                 het merkte, en dat er volgende week een onderzoek naar de gebroken trossen begint. Niemand raakte gewond, zei hij.";
    let rows = [
        ("a.txt", dutch.to_owned(), Some("nl"), Some(false)),
        ("a.txt", "Too short.".to_owned(), None, None),
        ("a.html", format!("<html lang=en><article><p>{dutch}</article>"), Some("en"), Some(true)),
        ("a.jsonl", format!("{{\"text\":\"{dutch}\"}}"), Some("nl"), Some(false)),
        ("a.jsonl", "{\"text\":\"x\",\"language\":\"fr-BE\"}".to_owned(), Some("fr"), Some(false)),
    ];
    for (name, bytes, language, english) in rows {
        let reader = reader(ReadOptions::default());
        let article = reader.bytes(name, bytes).next().expect("one").expect("good");
        assert_eq!((article.language.as_deref(), article.is_english()), (language, english), "{name}");
    }
}

#[test]
fn articles_can_be_read_on_another_thread() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let reader = reader(ReadOptions::default());
    assert_eq!(is_send(reader.bytes("a.txt", "Words.")).count(), 1);
}

proptest! {
    #[test]
    fn no_bytes_break_any_reader(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for (format, ..) in Format::ALL {
            let reader = reader(ReadOptions { format: Some(format), ..ReadOptions::default() });
            for article in reader.bytes("any", bytes.clone()).flatten() {
                prop_assert!(!article.text.trim().is_empty());
            }
        }
    }

    #[test]
    fn no_almost_valid_input_breaks_any_reader(
        parts in proptest::collection::vec(prop_oneof![
            Just("<p>".to_owned()), Just("</p>".to_owned()), Just("<article>".to_owned()), Just("<table><tr>".to_owned()),
            Just("<b>".to_owned()), Just("</b>".to_owned()), Just("<br>".to_owned()), Just("<q>".to_owned()), Just("&nbsp;".to_owned()),
            Just("{\"text\":\"".to_owned()), Just("\"}".to_owned()), Just("\n".to_owned()), Just("[".to_owned()), Just("]".to_owned()),
            Just("text,id\n".to_owned()), Just("\"".to_owned()), Just(",".to_owned()), "\\PC{0,12}",
            Just("<h1>".to_owned()), Just("<li>".to_owned()), Just("<script>".to_owned()), Just("<div class=comments>".to_owned()),
        ], 0..40),
    ) {
        for (format, ..) in Format::ALL {
            let reader = reader(ReadOptions { format: Some(format), ..ReadOptions::default() });
            for article in reader.bytes("any", parts.concat()).flatten() {
                prop_assert!(!article.text.trim().is_empty());
            }
        }
    }

    #[test]
    fn no_two_articles_share_an_id(ids in proptest::collection::vec("(a|a~2|x:2|x:3|)", 1..12)) {
        let lines = ids.iter().map(|id| format!("{{\"id\":\"{id}\",\"text\":\"t\"}}\n")).collect::<String>();
        let reader = reader(ReadOptions::default());
        let given = reader.bytes("x.jsonl", lines).map(|a| a.expect("good").id).collect::<std::collections::BTreeSet<_>>();
        prop_assert_eq!(given.len(), ids.len());
    }

    #[test]
    fn plain_text_is_kept_byte_for_byte(text in "[^\0]{1,300}") {
        prop_assume!(!text.trim().is_empty() && !text.starts_with('\u{FEFF}'));
        let reader = reader(ReadOptions { format: Some(Format::Text), ..ReadOptions::default() });
        let read = reader.bytes("any.txt", text.clone()).next().expect("one article");
        if crate::article::encoding::not_text(text.as_bytes()).is_none() {
            prop_assert_eq!(read.map(|a| a.text).map_err(|e| e.to_string()), Ok(text));
        }
    }
}
