//! Tokens as the tagger was trained on them, with what it is told of each. `training/corpus.py` cuts the same tokens;
//! `training/parity.py` compares the two.

use crate::text::Span;

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What stands before it.
    pub gap: Gap,
    /// Where it stands to quotation marks.
    pub quoted: Quoted,
}

/// What stands before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: it follows directly.
    None,
    /// A blank.
    Blank,
    /// It begins the text, a line or a paragraph.
    Line,
}

/// Where a token stands to quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoted {
    /// Outside.
    Outside,
    /// Inside.
    Inside,
    /// It opens a quotation.
    Opens,
    /// It closes one.
    Closes,
}

/// The tokens of a text. Straight marks alternate, and a quotation ends with its paragraph unless the next opens with a mark again.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    let (mut at, mut gap, mut inside) = (0, Gap::Line, false);
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            if c == '\n' {
                gap = Gap::Line;
            } else if gap == Gap::None {
                gap = Gap::Blank;
            }
            at += c.len_utf8();
            continue;
        }
        let end = at + length(&text[at..], c);
        if gap == Gap::Line {
            inside = false;
        }
        let quoted = state(&text[at..end], &mut inside);
        found.push(Token { span: Span::new(at, end), gap, quoted });
        (at, gap) = (end, Gap::None);
    }
    found
}

fn state(word: &str, inside: &mut bool) -> Quoted {
    let opens = match word {
        "“" | "``" | "„" | "«" => true,
        "”" | "»" => false,
        "\"" | "''" => !*inside,
        _ => return if *inside { Quoted::Inside } else { Quoted::Outside },
    };
    *inside = opens;
    if opens { Quoted::Opens } else { Quoted::Closes }
}

/// Bytes of the token at the start of `rest`, whose first character is `first`.
fn length(rest: &str, first: char) -> usize {
    if let Some(clitic) = clitic(rest) {
        return clitic;
    }
    if !first.is_alphanumeric() {
        return if rest.starts_with("''") || rest.starts_with("``") { 2 } else { first.len_utf8() };
    }
    let mut end = 0;
    loop {
        end += rest[end..].find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len() - end);
        let Some(joint) = rest[end..].chars().next().filter(|c| matches!(c, '.' | ',' | '\'' | '’' | '-')) else { return end };
        let next = end + joint.len_utf8();
        if !rest[next..].starts_with(char::is_alphanumeric) || clitic(&rest[end..]).is_some() {
            return end;
        }
        end = next;
    }
}

/// The bytes of "'s", "'re", "'ve", "'ll", "'d", "'m" or "'t" with nothing joined to its end.
fn clitic(rest: &str) -> Option<usize> {
    let mark = rest.chars().next().filter(|c| matches!(c, '\'' | '’'))?.len_utf8();
    let letters = &rest.as_bytes()[mark..];
    let two = letters.get(..2).is_some_and(|l| ["re", "ve", "ll"].iter().any(|e| l.eq_ignore_ascii_case(e.as_bytes())));
    let one = letters.first().is_some_and(|l| matches!(l.to_ascii_lowercase(), b's' | b'd' | b'm' | b't'));
    let end = mark
        + if two {
            2
        } else if one {
            1
        } else {
            return None;
        };
    (!rest[end..].starts_with(char::is_alphanumeric)).then_some(end)
}

/// The shape of a token: 0 mark, 1 lower, 2 Capitalised, 3 CAPITALS, 4 one capital letter, 5 mIxed, 6 number, 7 letters and digits.
pub fn shape(word: &str) -> usize {
    let (mut letters, mut upper, mut first_upper, mut digits) = (0, 0, false, false);
    for c in word.chars() {
        if c.is_alphabetic() {
            first_upper |= letters == 0 && c.is_uppercase();
            letters += 1;
            upper += usize::from(c.is_uppercase());
        } else {
            digits |= c.is_numeric();
        }
    }
    match (letters, digits) {
        (0, false) => 0,
        (0, true) => 6,
        (_, true) => 7,
        _ if upper == 0 => 1,
        (1, _) => 4,
        _ if upper == letters => 3,
        _ if upper == 1 && first_upper => 2,
        _ => 5,
    }
}

/// Token ranges that begin at a line or paragraph and hold at most `limit` tokens: what the network reads at once.
pub fn windows(tokens: &[Token], limit: usize) -> Vec<std::ops::Range<usize>> {
    let starts = (0..tokens.len()).filter(|i| tokens[*i].gap == Gap::Line).chain([tokens.len()]).collect::<Vec<_>>();
    let (mut found, mut begin) = (Vec::new(), 0);
    for pair in starts.windows(2) {
        let (here, after) = (pair[0], pair[1]);
        if after - begin > limit {
            if here > begin {
                found.push(begin..here);
            }
            begin = here;
            while after - begin > limit {
                found.push(begin..begin + limit);
                begin += limit;
            }
        }
    }
    if begin < tokens.len() {
        found.push(begin..tokens.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_clitics_and_marks() {
        for (text, expected) in [
            ("Hale’s plan won't pay", vec!["Hale", "’s", "plan", "won", "'t", "pay"]),
            (
                "O'Brien of the U.S. paid 1,200.50 – ''no''",
                vec!["O'Brien", "of", "the", "U.S", ".", "paid", "1,200.50", "–", "''", "no", "''"],
            ),
            ("“prime-time,” he’d", vec!["“", "prime-time", ",", "”", "he", "’d"]),
            ("’tis 's", vec!["’", "tis", "'s"]),
            ("", vec![]),
        ] {
            let found: Vec<&str> = tokens(text).iter().map(|t| t.span.of(text)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn quotations_end_with_their_paragraph() {
        use Quoted::{Closes, Inside, Opens, Outside};
        let states = |text| tokens(text).iter().map(|t| t.quoted).collect::<Vec<_>>();
        assert_eq!(states("\"a\" b"), [Opens, Inside, Closes, Outside]);
        assert_eq!(states("“a\n“b” c"), [Opens, Inside, Opens, Inside, Closes, Outside]);
        assert_eq!(states("\"a\nb"), [Opens, Inside, Outside]);
    }

    #[test]
    fn shapes() {
        for (word, expected) in
            [(",", 0), ("said", 1), ("Hale", 2), ("NATO", 3), ("J", 4), ("McHale", 5), ("1,200", 6), ("F16", 7), ("", 0)]
        {
            assert_eq!(shape(word), expected, "{word:?}");
        }
    }

    #[test]
    fn windows_break_at_lines_and_never_pass_the_limit() {
        let text = "a b c\nd e\nf g h i j k l m";
        let tokens = tokens(text);
        assert_eq!(windows(&tokens, 5), [0..5, 5..10, 10..13]);
        assert_eq!(windows(&tokens, 100), [0..13]);
        assert!(windows(&[], 5).is_empty());
    }
}
