//! Words and marks of one unit of text, with what the lexicon knows of them. A quotation is one token.

use super::lexicon::{Classes, Form, lexicon, list};
use super::quotation::Quotation;
use crate::sentence::keeps_its_stop;
use crate::text::{Span, WordList};
use std::borrow::Cow;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word or number.
    Word,
    /// One mark of punctuation.
    Mark(char),
    /// A whole quotation, by its number in the article.
    Quote(usize),
}

/// One token.
#[derive(Debug, Clone)]
pub struct Token<'t> {
    /// Where it stands.
    pub span: Span,
    /// As it stands.
    pub text: &'t str,
    /// In lower case, possessive ending cut.
    pub lower: Cow<'t, str>,
    /// What it is.
    pub kind: Kind,
    /// What the lexicon knows of it.
    pub classes: Classes,
    /// A reporting verb it begins: verb, form, and how many tokens the verb takes.
    pub cue: Option<(usize, Form, usize)>,
}

impl Token<'_> {
    /// Whether it has one of these classes.
    #[inline]
    pub fn is(&self, classes: Classes) -> bool {
        self.classes.has(classes)
    }

    /// Whether it is this mark.
    #[inline]
    pub fn mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether it is a comma.
    #[inline]
    pub fn comma(&self) -> bool {
        self.mark(',')
    }

    /// Whether it is a dash that sets words apart.
    #[inline]
    pub fn dash(&self) -> bool {
        matches!(self.kind, Kind::Mark('–' | '—' | '-'))
    }

    /// Whether it is a whole quotation.
    #[inline]
    pub fn quote(&self) -> Option<usize> {
        if let Kind::Quote(number) = self.kind { Some(number) } else { None }
    }

    /// Whether it is a word.
    #[inline]
    pub fn word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it begins with a capital, its Arabic article apart ("al-Zamili").
    #[inline]
    pub fn capital(&self) -> bool {
        self.word() && (self.text.chars().next().is_some_and(char::is_uppercase) || has_name_article(self.text))
    }

    /// Whether it is a number in digits.
    pub fn digits(&self) -> bool {
        self.word() && self.text.chars().next().is_some_and(|c| c.is_ascii_digit() || matches!(c, '€' | '$' | '£'))
    }

    /// Whether it ends in a possessive.
    pub fn possessive(&self) -> bool {
        self.word()
            && self.text.ends_with(['s', '\'', '’'])
            && (self.text.ends_with("'s") || self.text.ends_with("’s") || self.text.ends_with("s'") || self.text.ends_with("s’"))
    }

    /// Whether it modifies a verb: a listed adverb, or one in "-ly" ("cynically dismissed").
    pub fn adverb(&self) -> bool {
        // the longest nouns and adjectives in "-ly" that stand right before a verb
        static NOT: WordList = list("no-adverb");
        let modifies = self.is(Classes::ADVERB) && !self.is(Classes::PREPOSITION.or(Classes::DETERMINER));
        let formed = self.word() && self.lower.len() > 4 && self.lower.ends_with("ly") && !NOT.contains(&self.lower);
        !self.capital() && (modifies || formed && self.cue.is_none())
    }

    /// Whether it may be the finite verb of a clause.
    pub fn finite(&self) -> bool {
        self.is(Classes::FINITE)
            || self.cue.is_some_and(|(_, form, _)| matches!(form, Form::Past | Form::Third))
            || (self.word() && !self.capital() && self.lower.len() > 4 && self.lower.ends_with("ed"))
    }
}

/// "al-Zamili", "el-Sisi": an article in small letters, and a name.
fn has_name_article(word: &str) -> bool {
    let article = |part: &str| matches!(part, "al" | "el" | "ad" | "an" | "ar" | "as" | "ash" | "at" | "az" | "ul");
    word.split_once('-').is_some_and(|(part, name)| article(part) && name.chars().next().is_some_and(char::is_uppercase))
}

/// The tokens of a stretch of text; quotations that begin inside it are one token each.
pub fn tokens<'t>(text: &'t str, stretch: Span, quotations: &[Quotation]) -> Vec<Token<'t>> {
    let mut tokens = Vec::with_capacity(stretch.len() / 5 + 1);
    let mut next = quotations.partition_point(|q| q.outer.start() < stretch.start());
    let mut at = stretch.start();
    while at < stretch.end() {
        if let Some(quotation) = quotations.get(next).filter(|q| q.outer.start() == at) {
            let span = Span::new(at, quotation.outer.end().min(stretch.end()));
            tokens.push(plain(span, span.of(text), Kind::Quote(next)));
            at = span.end().max(at + 1);
            next += 1;
            continue;
        }
        let limit = quotations.get(next).map_or(stretch.end(), |q| q.outer.start().min(stretch.end()));
        let rest = &text[at..limit];
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let length = word_length(rest);
        if length == 0 {
            let span = Span::new(at, at + c.len_utf8());
            let c = if c == '‑' { '-' } else { c };
            tokens.push(plain(span, span.of(text), Kind::Mark(c)));
            at = span.end();
        } else {
            let span = Span::new(at, at + length);
            tokens.push(word(span, span.of(text)));
            at = span.end();
        }
    }
    clear_particles(&mut tokens);
    find_cues(&mut tokens);
    find_present(&mut tokens);
    tokens
}

/// "The mill owes its workers three months' pay": a word in "-s" between one thing and another is the verb of a clause, which no list of verbs need hold.
fn find_present(tokens: &mut [Token<'_>]) {
    const NO_VERB: &[&str] = &["ss", "us", "is", "as", "ics"];
    for i in 1..tokens.len().saturating_sub(1) {
        let [before, token, after] = [&tokens[i - 1], &tokens[i], &tokens[i + 1]];
        let form = token.word()
            && !token.capital()
            && token.lower.len() > 3
            && token.lower.ends_with('s')
            && !NO_VERB.iter().any(|end| token.lower.ends_with(end))
            && token.classes == Classes::default()
            && token.cue.is_none()
            && !token.possessive();
        let subject = before.word()
            && !before.possessive()
            && !before.lower.ends_with('s')
            && !before.digits()
            && before.cue.is_none()
            && (before.capital() || before.classes == Classes::default() || before.is(Classes::PERSON))
            && !before.is(Classes::DETERMINER.or(Classes::PREPOSITION).or(Classes::FINITE));
        // "owners that …" has no object, but a clause
        let object = after.is(Classes::DETERMINER.or(Classes::POSSESSIVE)) && !after.capital() && after.lower != "that";
        if form && subject && object {
            tokens[i].classes = tokens[i].classes.or(Classes::FINITE);
        }
    }
}

/// "Enerxía do Sil": between capitals "do", "may" and the like are part of a name.
fn clear_particles(tokens: &mut [Token<'_>]) {
    for i in 1..tokens.len().saturating_sub(1) {
        if matches!(&*tokens[i].lower, "do" | "will" | "can")
            && tokens[i - 1].capital()
            && tokens[i + 1].capital()
            && (tokens[i].lower == "do" || tokens[i].capital())
        {
            tokens[i].classes = Classes::default();
        }
    }
}

fn plain(span: Span, text: &str, kind: Kind) -> Token<'_> {
    Token { span, text, lower: Cow::Borrowed(text), kind, classes: Classes::default(), cue: None }
}

/// Short names that are pronouns in small letters ("according to the WHO"): they keep their capitals.
const NAMES_IN_CAPITALS: &[&str] = &["US", "WHO"];

fn word(span: Span, text: &str) -> Token<'_> {
    let stem = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    let lower = if NAMES_IN_CAPITALS.contains(&stem) {
        Cow::Borrowed(stem)
    } else if stem.is_ascii() {
        if stem.bytes().any(|b| b.is_ascii_uppercase()) { Cow::Owned(stem.to_ascii_lowercase()) } else { Cow::Borrowed(stem) }
    } else if stem.chars().any(|c| c.is_uppercase() || c == '’') {
        Cow::Owned(stem.to_lowercase().replace('’', "'"))
    } else {
        Cow::Borrowed(stem)
    };
    // "Gen.", "Dr.": a title with its stop
    let title = || lower.strip_suffix('.').map(|w| lexicon().classes(w)).filter(|c| c.has(Classes::TITLE));
    let classes = Some(lexicon().classes(&lower)).filter(|c| *c != Classes::default()).or_else(title).unwrap_or_default();
    Token { span, text, lower, kind: Kind::Word, classes, cue: None }
}

/// Bytes of the word at the start of `rest`; 0 when it starts with a mark.
fn word_length(rest: &str) -> usize {
    // most words are letters and a blank
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 0 && rest.as_bytes().get(letters).is_none_or(|b| matches!(b, b' ' | b',' | b'\n' | b';')) {
        return letters;
    }
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    let mut dotted = false;
    while let Some((i, c)) = chars.next() {
        let joins = match c {
            _ if c.is_alphanumeric() => true,
            '€' | '$' | '£' => i == 0 || rest[..i].chars().all(|c| c.is_uppercase()),
            '@' | '#' => i == 0,
            '%' | '°' => end > 0,
            '\'' | '’' => {
                end > 0
                    && (next_is(&mut chars, char::is_alphanumeric) || rest[..i].ends_with('s') && plural_possessive(&rest[i..]))
            }
            '-' | '‑' | '&' | '_' | '/' => end > 0 && next_is(&mut chars, char::is_alphanumeric),
            '.' => {
                // U.S., a.m., J., 1.2, example.org; a full stop after an ordinary word is a mark
                let next = next_is(&mut chars, char::is_alphanumeric);
                let short = rest[..i].rsplit('.').next().is_some_and(|part| part.chars().count() == 1);
                dotted |= next;
                end > 0 && (next || (short && (dotted || rest.starts_with(char::is_uppercase))) || keeps_its_stop(&rest[..i]))
            }
            ',' | ':' => {
                end > 0 && rest[..i].ends_with(|c: char| c.is_ascii_digit()) && next_is(&mut chars, |c| c.is_ascii_digit())
            }
            _ => c == '\u{AD}' || is_combining(c),
        };
        if !joins {
            break;
        }
        end = i + c.len_utf8();
    }
    end
}

fn next_is(chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>, test: impl Fn(char) -> bool) -> bool {
    chars.peek().is_some_and(|(_, c)| test(*c))
}

fn plural_possessive(rest: &str) -> bool {
    rest.chars().nth(1) == Some(' ')
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c)
}

fn find_cues(tokens: &mut [Token<'_>]) {
    for i in 0..tokens.len() {
        // "the United States", "Foreign Office Minister Hope": a capital inside a sentence makes a name
        if tokens[i].kind != Kind::Word || tokens[i].possessive() || (tokens[i].capital() && i > 0) {
            continue;
        }
        let found = lexicon().forms(&tokens[i].lower).iter().find(|(_, _, rest)| {
            rest.iter()
                .enumerate()
                .all(|(k, word)| tokens.get(i + 1 + k).is_some_and(|t| t.kind == Kind::Word && t.lower == *word))
        });
        tokens[i].cue = found.map(|(verb, form, rest)| (*verb, *form, 1 + rest.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::quotation::quotations;
    use crate::sentence::{paragraphs, split};

    fn words(text: &str) -> Vec<String> {
        let quotes = quotations(text, &paragraphs(text), &split(text));
        tokens(text, Span::new(0, text.len()), &quotes).iter().map(|t| t.text.to_owned()).collect()
    }

    #[test]
    fn words_and_marks() {
        for (text, expected) in [
            ("The U.S. State Department's view.", vec!["The", "U.S.", "State", "Department's", "view", "."]),
            ("At 5:40 a.m., 1,400 men (0.75 mile)", vec!["At", "5:40", "a.m.", ",", "1,400", "men", "(", "0.75", "mile", ")"]),
            ("Mr. Hale won't pay €41.20 – ever", vec!["Mr.", "Hale", "won't", "pay", "€41.20", "–", "ever"]),
            ("“Yes, no,” he said", vec!["“Yes, no,”", "he", "said"]),
            ("the lawyers' group Huquq; said", vec!["the", "lawyers'", "group", "Huquq", ";", "said"]),
            ("end. Now", vec!["end", ".", "Now"]),
        ] {
            assert_eq!(words(text), expected, "{text:?}");
        }
    }

    #[test]
    fn cues_take_their_further_words() {
        let text = "ruled out any";
        let found = tokens(text, Span::new(0, text.len()), &[]);
        assert_eq!(found[0].cue.map(|c| c.2), Some(2));
        let text = "The reporter said.";
        let found = tokens(text, Span::new(0, text.len()), &[]);
        assert!(found[1].cue.is_none() && found[2].cue.is_some() && found[2].finite());
    }
}
