//! What a statement asserts, one thing at a time: its sentences and clauses.

use super::stem::is_past;
use crate::text::WordSet;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Words that open a further clause where a verb stands on both sides of them.
const JOINTS: &[&str] =
    &["and", "but", "while", "when", "because", "after", "before", "as", "which", "who", "although", "though", "since"];
/// Forms that make a clause of what stands beside them, beside regular and irregular pasts.
static VERBS: LazyLock<WordSet<&str>> = LazyLock::new(|| {
    WordSet::from_iter([
        "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must",
        "shall", "should", "do", "does", "did", "hit", "put", "cut", "shut", "set",
    ])
});
/// Tokens after a joint among which its verb must stand: one clause is hardly longer up to there. Chosen by us.
const AHEAD: usize = 12;
/// A subject has no more tokens than this before its verb. Chosen by us.
const SUBJECT: usize = 10;
/// Tokens that a sentence of a longer content has at least to count by itself. Chosen by us.
const SENTENCE: usize = 3;

/// A word or mark with its place in the text.
struct Piece<'a> {
    text: &'a str,
    low: Cow<'a, str>,
    start: usize,
    /// Whether it may be the verb of a clause.
    verb: bool,
}

impl Piece<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is_verb(&self) -> bool {
        self.verb
    }
}

/// The propositions of a content, at least one; a content that asserts one thing is returned as it stands.
///
/// A clause that begins with its verb takes over the subject of the clause before it: "The boat turned and was boarded" asserts "The boat was boarded" too. What only looks
/// like two clauses stays whole: each side needs a verb of its own.
pub(super) fn propositions(text: &str) -> Vec<String> {
    let plain = plain(text);
    let text = plain.as_deref().unwrap_or(text);
    let pieces: Vec<Piece<'_>> = pieces(text).collect();
    let mut found: Vec<String> = Vec::new();
    let mut subject = String::new();
    for (from, to) in clauses(text, &pieces) {
        let (first, last) = (&pieces[from], &pieces[to - 1]);
        let clause = &text[first.start..last.end()];
        if first.is_verb() && !found.is_empty() && !subject.is_empty() {
            found.push(format!("{subject} {clause}"));
            continue;
        }
        let verb = pieces[from..to].iter().position(Piece::is_verb).filter(|at| (1..SUBJECT).contains(at));
        if let Some(nothing) = verb.and_then(|verb| none_of(text, &pieces[from..to], verb)) {
            found.extend(nothing);
            continue;
        }
        if let Some(verb) = verb {
            subject = text[first.start..pieces[from + verb - 1].end()].to_owned();
        }
        found.push(clause.to_owned());
    }
    if found.len() < 2 { vec![text.to_owned()] } else { found }
}

/// "It was the guard who fell" without its frame: "the guard fell"; none for what has no such frame.
fn plain(text: &str) -> Option<String> {
    let rest = ["it was ", "it is ", "It was ", "It is "].iter().find_map(|frame| text.strip_prefix(frame))?;
    let at = rest.find(" who ").filter(|&at| rest[..at].split(' ').count() <= SUBJECT)?;
    Some(format!("{} {}", &rest[..at], &rest[at + " who ".len()..]))
}

/// "No doors, windows or locks were broken" for each of them: "No doors were broken", "No windows were broken" …; none for another clause. `verb` is where its verb stands.
fn none_of(text: &str, pieces: &[Piece<'_>], verb: usize) -> Option<Vec<String>> {
    let (no, things) = pieces[..verb].split_first().filter(|(first, _)| first.low == "no")?;
    let rest = &text[pieces[verb].start..pieces.last()?.end()];
    let things: Vec<&[Piece<'_>]> =
        things.split(|p| matches!(&*p.low, "," | "or" | "and" | "nor")).filter(|thing| !thing.is_empty()).collect();
    let each = |thing: &&[Piece<'_>]| format!("{} {} {rest}", no.text, &text[thing[0].start..thing[thing.len() - 1].end()]);
    (things.len() > 1).then(|| things.iter().map(each).collect())
}

/// What stands before the first verb of a proposition; empty where no verb follows soon.
pub(super) fn subject(text: &str) -> &str {
    let mut end = 0;
    for piece in pieces(text).take(SUBJECT) {
        if piece.is_verb() {
            return &text[..end];
        }
        end = piece.end();
    }
    ""
}

/// Words and the marks that part clauses.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut end = 0;
    std::iter::from_fn(move || {
        loop {
            let start = end;
            let c = text[start..].chars().next()?;
            if c.is_alphanumeric() {
                end += word_length(&text[start..]);
            } else {
                end += c.len_utf8();
                if !matches!(c, ',' | ';' | ':' | '.' | '!' | '?' | '—' | '–') {
                    continue;
                }
            }
            let low = lower(&text[start..end]);
            let verb = VERBS.contains(&*low) || is_past(&low);
            return Some(Piece { text: &text[start..end], low, start, verb });
        }
    })
}

/// Bytes of the word that a text begins with; marks inside it are part of it.
fn word_length(text: &str) -> usize {
    let mut length = 0;
    loop {
        let mut rest = text[length..].chars();
        length += match rest.next() {
            Some(c) if c.is_alphanumeric() => c.len_utf8(),
            Some(c @ ('\'' | '’' | '-' | '.' | ',' | ':')) if rest.next().is_some_and(char::is_alphanumeric) => c.len_utf8(),
            _ => return length,
        };
    }
}

fn lower(word: &str) -> Cow<'_, str> {
    let small = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// Ranges of pieces, one a clause, without the joints between them.
fn clauses(text: &str, pieces: &[Piece<'_>]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut i = 1;
    while i < pieces.len() {
        if ends_sentence(text, pieces, i) && i - start >= SENTENCE && pieces.len() - i > SENTENCE {
            found.push((start, i));
            start = i + 1;
            i = start + 1;
            continue;
        }
        let after = joint(pieces, i);
        if after > i
            && pieces[start..i].iter().any(Piece::is_verb)
            && pieces[after..].iter().take(AHEAD).take_while(|p| !is_stop(p)).any(Piece::is_verb)
        {
            found.push((start, i));
            start = after;
            i = after + 1;
        } else {
            i = after.max(i + 1);
        }
    }
    found.push((start, pieces.len()));
    let is_mark = |p: &Piece<'_>| !p.low.starts_with(char::is_alphanumeric);
    let trimmed = found.into_iter().map(|(from, mut to)| {
        while to > from && is_mark(&pieces[to - 1]) {
            to -= 1;
        }
        (from, to)
    });
    trimmed.filter(|(from, to)| to > from).collect()
}

fn is_stop(piece: &Piece<'_>) -> bool {
    matches!(&*piece.low, "." | "!" | "?" | ";")
}

/// A full stop with a new sentence behind it.
fn ends_sentence(text: &str, pieces: &[Piece<'_>], i: usize) -> bool {
    matches!(&*pieces[i].low, "." | "!" | "?")
        && pieces[i - 1].text.chars().count() > 2
        && text[pieces[i].end()..].trim_start_matches(['”', '"', '’', '\'']).starts_with(char::is_whitespace)
        && pieces.get(i + 1).is_some_and(|next| next.text.starts_with(char::is_uppercase))
}

/// Where the clause after a joint at `i` begins; `i` itself where none stands there.
fn joint(pieces: &[Piece<'_>], i: usize) -> usize {
    let low = |at: usize| pieces.get(at).map_or("", |p| &*p.low);
    let mut after = match low(i) {
        ";" | "—" | "–" => i + 1,
        "," if JOINTS.contains(&low(i + 1)) => i + 2,
        "now" if low(i + 1) == "that" => i + 2,
        word if JOINTS.contains(&word) => i + 1,
        _ => return i,
    };
    if low(after) == "that" {
        after += 1;
    }
    if after < pieces.len() { after } else { i }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_is_taken_apart_where_each_side_has_a_verb() {
        let rows: &[(&str, &[&str])] = &[
            ("The yard closed", &["The yard closed"]),
            ("A guard was hurt when the roof fell on the hall", &["A guard was hurt", "the roof fell on the hall"]),
            ("A leak was found in the hull and has been sealed.", &["A leak was found in the hull", "A leak has been sealed"]),
            ("the pump had failed and that two men had drowned", &["the pump had failed", "two men had drowned"]),
            ("One hundred and forty men and 46 boats took part", &["One hundred and forty men and 46 boats took part"]),
            ("Ostra and Lund played; Lund won", &["Ostra and Lund played", "Lund won"]),
            ("The gate was shut. Nobody was told", &["The gate was shut", "Nobody was told"]),
            ("Mr. Holt was at St. Anne and slept", &["Mr. Holt was at St. Anne", "Mr. Holt slept"]),
            ("bread and butter", &["bread and butter"]),
            (
                "No doors, windows or roof tiles were broken",
                &["No doors were broken", "No windows were broken", "No roof tiles were broken"],
            ),
            ("No door was broken", &["No door was broken"]),
            ("it was the guard who fell and the gate was shut", &["the guard fell", "the gate was shut"]),
            ("It was the guard who was hurt", &["the guard was hurt"]),
            ("and", &["and"]),
            ("", &[""]),
            ("…", &["…"]),
        ];
        for (text, expected) in rows {
            assert_eq!(&propositions(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_subject_stands_before_its_verb() {
        let rows =
            [("The Ostran boat crossed the line", "The Ostran boat"), ("crossed the line", ""), ("no comment", ""), ("", "")];
        for (text, expected) in rows {
            assert_eq!(subject(text), expected, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_propositions_and_none_is_blank(text in "[a-zA-Z ,;.’—éß]{0,80}") {
            let found = propositions(&text);
            proptest::prop_assert!(!found.is_empty());
            proptest::prop_assert!(found.len() == 1 || found.iter().all(|p| p.contains(char::is_alphanumeric)));
        }
    }
}
