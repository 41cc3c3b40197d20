//! The noun phrase around a mention, as it stands in the text: words before, words after, appositions.

use super::lexicon::{MEDIA, MODIFIERS, NO_APPOSITION, SPEAKERS, STOPS, Sort, list};
use super::signal::{is_definite, read};
use super::words::{Word, each_word, words};
use crate::text::{Span, WordList};

/// How far to look on either side, in bytes.
const REACH: usize = 160;

/// Pieces of text that stand with a mention and describe it.
#[derive(Debug, Clone, Default)]
pub(super) struct Surroundings {
    /// Directly before ("opposition candidate", "state news agency").
    pub before: Option<Span>,
    /// Directly after ("news agency", "of the Christian union").
    pub after: Option<Span>,
    /// Set off by commas, before or after ("The operator, …", "…, a security researcher in Gdansk").
    pub apposed: Vec<Span>,
}

fn stops(word: &Word<'_>) -> bool {
    let lower = word.lower.as_ref();
    if STOPS.contains(lower) {
        return true;
    }
    let verbal = (lower.ends_with("ed") || lower.ends_with("ing")) && !lower.contains('-') && !word.capital;
    verbal && !MODIFIERS.contains(lower) && !known(word)
}

fn known(word: &Word<'_>) -> bool {
    let one = std::slice::from_ref(word);
    !SPEAKERS.hits(one).is_empty() || !MEDIA.hits(one).is_empty()
}

/// Finds what stands with the mention at `span`.
pub(super) fn surroundings(text: &str, span: Span) -> Surroundings {
    let mut found = Surroundings::default();
    if text.get(span.start()..span.end()).is_none() {
        return found;
    }
    look_left(text, span, &mut found);
    look_right(text, span, &mut found);
    found
}

fn look_left(text: &str, span: Span, found: &mut Surroundings) {
    let from = floor(text, span.start().saturating_sub(REACH));
    let line = text[from..span.start()].rfind('\n').map_or(from, |i| from + i + 1);
    let left = &text[line..span.start()];
    let trimmed = left.trim_end();
    let (base, all, first) = words_before(trimmed);
    let Some(last) = all.last() else { return };
    let between = &trimmed[(base + last.end).min(trimmed.len())..];
    let comma = between.trim() == ",";
    if !(between.trim().is_empty() || comma) || trimmed.len() == left.len() {
        return;
    }
    if first == all.len() {
        return;
    }
    // "the vice president of the Karv Tour": the name belongs to the title's complement
    if all[first..].iter().rev().find(|w| !determiner(&w.lower)).is_some_and(|w| matches!(w.lower.as_ref(), "of" | "for" | "at"))
    {
        return;
    }
    let piece = Span::new(line + base + all[first].start, line + base + last.end);
    if comma {
        // "The operator, Luzhneft, said": the apposition must close again, or it is a list or an opening clause
        // "He signed with a firm, Ana Reuel said": what was said ends there
        let rest = text[span.end()..].trim_start();
        let goes_on = rest.starts_with(char::is_alphabetic);
        let closes = rest.starts_with(',') || determiner(&all[first].lower) && !goes_on;
        // "Outside the court, Pires told": a place
        let place = first > 0 && OPENS_A_PLACE.contains(all[first - 1].lower.as_ref());
        if closes && !place {
            found.apposed.push(piece);
        }
    } else {
        found.before = Some(piece);
        // "The head of the mission, former judge Ana Reuel, said"
        let rest = text[line..piece.start()].trim_end();
        if let Some(outer) = rest.strip_suffix(',')
            && text[span.end()..].starts_with(',')
        {
            let start = outer
                .rfind(['.', ';', ':', ',', '"', '“', '”', '—', '–'])
                .map_or(0, |i| i + outer[i..].chars().next().map_or(1, char::len_utf8));
            let clause = &outer[start..];
            let opening = words(clause);
            if opening.first().is_some_and(|w| determiner(&w.lower) || w.capital) && apposition(clause.trim_start()) {
                found.apposed.push(Span::new(line + start, line + outer.len()).trim(text));
            }
        }
    }
}

/// The words before a mention, from which byte on they were read, and the first of them that may belong to it.
fn words_before(text: &str) -> (usize, Vec<Word<'_>>, usize) {
    let near = text.len().checked_sub(NEAR).and_then(|from| {
        let from = floor(text, from);
        Some(from + text[from..].find(' ')?)
    });
    if let Some(base) = near {
        let all = words(&text[base..]);
        let first = first_before(&all);
        // the words near by tell, unless the phrase runs up to the first of them
        if first > LOOKED_PAST {
            return (base, all, first);
        }
    }
    let all = words(text);
    let first = first_before(&all);
    (0, all, first)
}

/// Prepositions that open where or when something was said.
static OPENS_A_PLACE: WordList = list("opens-a-place");

/// Bytes before a mention that mostly hold its whole phrase; where they do not, all is read.
const NEAR: usize = 48;
/// Words before the first of a phrase that decide whether it goes on.
const LOOKED_PAST: usize = 2;

fn first_before(all: &[Word<'_>]) -> usize {
    let mut first = all.len();
    for i in (0..all.len()).rev() {
        let word = &all[i];
        if stops(word) {
            // "head of the city administration X": the complement's head stands further left
            let complement = matches!(word.lower.as_ref(), "of" | "for" | "at") && first < all.len();
            if complement && i > 0 && known(&all[i - 1]) && !all[i].after_break {
                continue;
            }
            break;
        }
        first = i;
        let before_of = i > 1 && matches!(all[i - 1].lower.as_ref(), "of" | "for" | "at") && known(&all[i - 2]);
        if word.after_break || (determiner(&word.lower) && !before_of) {
            break;
        }
    }
    first
}

fn determiner(word: &str) -> bool {
    is_definite(word) || matches!(word, "a" | "an" | "another")
}

fn look_right(text: &str, span: Span, found: &mut Surroundings) {
    let end = floor(text, (span.end() + REACH).min(text.len()));
    let mut right = &text[span.end()..end];
    right = right.split('\n').next().unwrap_or("");
    let mut base = span.end();
    if let Some(rest) = right.strip_prefix(" (")
        && let Some(close) = rest.find(')').filter(|c| *c < 40)
    {
        base += 2 + close + 1;
        right = &rest[close + 1..];
    }
    let attached = attached_length(right);
    if attached > 0 {
        found.after = Some(Span::new(base, base + attached).trim(text));
    }
    let mut rest = &right[attached..];
    let mut at = base + attached;
    for _ in 0..3 {
        let Some(tail) = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(" (")) else { return };
        at += 2;
        let stop = tail.find([',', ';', '.', '"', '“', '”', '—', '–', '!', '?', ')', ':']).unwrap_or(tail.len());
        let piece = &tail[..stop];
        let before_verb = &piece[..reporting_verb(piece)];
        if let Some(skipped) = presented_as(piece) {
            found.apposed.push(Span::new(at + skipped, at + piece.len()).trim(text));
        } else if apposition(piece) {
            found.apposed.push(Span::new(at, at + piece.len()).trim(text));
        } else if before_verb.len() < piece.len() && titled(before_verb) {
            found.apposed.push(Span::new(at, at + before_verb.len()).trim(text));
            return;
        } else if !piece.trim().bytes().all(|b| b.is_ascii_digit()) {
            return;
        }
        at += stop;
        rest = &tail[stop..];
    }
}

/// Length of the words that belong to a name directly: "news agency", "of the European Policy Centre".
fn attached_length(right: &str) -> usize {
    if !right.starts_with(' ') {
        return 0;
    }
    let mut end = 0;
    for (i, word) in each_word(right).enumerate().take(12) {
        if word.after_break {
            break;
        }
        let link =
            matches!(word.lower.as_ref(), "of" | "from" | "at" | "for" | "with" | "the" | "a" | "and" | "&" | "in" | "de" | "la");
        let verb = STOPS.contains(word.lower.as_ref()) && !link;
        if verb || !(link || word.capital || known(&word) || medium(&word)) {
            break;
        }
        // only an affiliation or the noun of a medium continues a name
        let opens = matches!(word.lower.as_ref(), "of" | "from" | "at") || medium(&word);
        if i == 0 && !opens {
            break;
        }
        if !link {
            end = word.end;
        }
    }
    // a possessive or a full stop after the last word stays out
    end.min(right.len())
}

/// Where the verb of reporting begins in "the agency's director told Karv", or the end.
fn reporting_verb(piece: &str) -> usize {
    static TELLING: WordList = list("telling");
    let verb = |w: &Word<'_>| TELLING.contains(&w.lower);
    each_word(piece).find(verb).map_or(piece.len(), |w| w.start)
}

/// Whether the words are somebody's title: a person's role as head, not an institution that could speak itself.
fn titled(piece: &str) -> bool {
    let all = words(piece);
    read(&all)
        .is_some_and(|r| !r.head.sort.institution() && r.head.sort != Sort::Country && (r.field.is_some() || r.owner.is_some()))
}

/// "who presents himself as spokesman of the Front": how many bytes stand before the description.
fn presented_as(piece: &str) -> Option<usize> {
    let all = words(piece);
    let [who, verb, ..] = all.as_slice() else { return None };
    if who.lower != "who" {
        return None;
    }
    match verb.lower.as_ref() {
        "is" | "was" => Some(verb.end),
        // "who leads the Green Alliance": the verb itself says what she is
        "leads" | "led" | "heads" | "headed" | "chairs" | "chaired" | "runs" | "ran" | "commands" | "commanded"
        | "represents" => Some(who.end),
        "serves" | "served" | "works" | "worked" | "acts" | "acted" | "presents" | "described" | "describes" | "identified"
        | "introduced" => all.iter().skip(2).take(3).find(|w| w.lower == "as").map(|w| w.end),
        _ => None,
    }
}

fn medium(word: &Word<'_>) -> bool {
    let opens = matches!(word.lower.as_ref(), "news" | "press" | "wire" | "state" | "business" | "sports");
    !word.capital && (opens || !MEDIA.hits(std::slice::from_ref(word)).is_empty())
}

/// Whether a piece between commas describes what stands before it.
fn apposition(piece: &str) -> bool {
    static VERBS: WordList = list("clause-verb");
    let all = words(piece);
    let Some(first) = all.first() else { return false };
    if NO_APPOSITION.contains(first.lower.as_ref()) || all.len() > 25 {
        return false;
    }
    let relative = all.iter().position(|w| matches!(w.lower.as_ref(), "who" | "which" | "that" | "whose")).unwrap_or(all.len());
    let clause = all[..relative].iter().any(|w| VERBS.contains(&w.lower));
    let opens = determiner(&first.lower) || first.capital || all.iter().take(5).any(known);
    !clause && opens
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(marked: &str) -> (String, String, Vec<String>) {
        let start = marked.find('[').expect("marked");
        let end = marked.find(']').expect("marked") - 1;
        let text = marked.replace(['[', ']'], "");
        let found = surroundings(&text, Span::new(start, end));
        let of = |s: Option<Span>| s.map(|s| s.of(&text).to_owned()).unwrap_or_default();
        (of(found.before), of(found.after), found.apposed.iter().map(|s| s.of(&text).to_owned()).collect())
    }

    #[test]
    fn the_noun_phrase_around_a_name_is_found() {
        let rows: [(&str, &str, &str, &[&str]); 11] = [
            ("the port is shut, opposition candidate [Rosa Imbert] told supporters", "opposition candidate", "", &[]),
            ("he told the state news agency [Karv] on Monday", "the state news agency", "", &[]),
            ("[Tom Vale], a security researcher in Lund, says so", "", "", &["a security researcher in Lund"]),
            ("The operator, [Kestrel], denied it", "", "", &["The operator"]),
            ("said [Ida Brandt] of the Christian union ABC on Monday", "", "of the Christian union ABC", &[]),
            ("the official [Karv] news agency said", "the official", "news agency", &[]),
            ("said [Uhm Tae], 58, who owns a boat", "", "", &[]),
            ("the head of the city administration, [Ana Sych].", "", "", &["the head of the city administration"]),
            ("Quoted by [Karv], the army said nothing", "", "", &[]),
            ("It was late. [Karv] reported rain", "", "", &[]),
            ("said [Mae Fry], 41, a teacher who was on board", "", "", &["a teacher who was on board"]),
        ];
        for (marked, before, after, apposed) in rows {
            let (b, a, p) = pieces(marked);
            assert_eq!(
                (b.as_str(), a.as_str(), p),
                (before, after, apposed.iter().map(|s| (*s).to_owned()).collect()),
                "{marked}"
            );
        }
    }
}
