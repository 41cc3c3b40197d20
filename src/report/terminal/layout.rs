//! Words in tones, wrapped to a width. Width is what a terminal shows ([`unicode_width`]), not bytes or characters.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// How words are set off. On a terminal without colour all look alike, so no tone may carry what the words do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As is.
    Plain,
    /// Names and headings.
    Strong,
    /// What is there to be looked up.
    Faint,
    /// Something to be careful about.
    Notice,
    /// Something that contradicts.
    Alarm,
}

impl Tone {
    fn ansi(self) -> &'static str {
        match self {
            Tone::Plain => "",
            Tone::Strong => "\x1b[1m",
            Tone::Faint => "\x1b[2m",
            Tone::Notice => "\x1b[33m",
            Tone::Alarm => "\x1b[31m",
        }
    }
}

/// A row of words, each with its tone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    words: Vec<(Tone, String)>,
}

impl Line {
    /// A line of one tone, split at white space.
    pub fn of(tone: Tone, text: &str) -> Self {
        let mut line = Line::default();
        line.say(tone, text);
        line
    }

    /// Adds words, split at white space.
    pub fn say(&mut self, tone: Tone, text: &str) -> &mut Self {
        self.words.extend(text.split_whitespace().map(|w| (tone, w.to_owned())));
        self
    }

    /// Adds one word that is never broken, white space and all.
    pub fn whole(&mut self, tone: Tone, text: &str) -> &mut Self {
        self.words.push((tone, text.to_owned()));
        self
    }

    /// Adds the words of another line.
    pub fn join(&mut self, other: Line) -> &mut Self {
        self.words.extend(other.words);
        self
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Columns on a terminal.
    pub fn width(&self) -> usize {
        let words: usize = self.words.iter().map(|(_, w)| w.width()).sum();
        words + self.words.len().saturating_sub(1)
    }

    /// Breaks into lines of at most `width` columns; from line `most` on, the rest is cut at a word with "…".
    pub fn wrap(&self, width: usize, most: usize) -> Vec<Line> {
        let width = width.max(4);
        let mut lines: Vec<Line> = vec![Line::default()];
        for (tone, word) in self.words.iter().flat_map(|(tone, word)| pieces(word, width).map(move |p| (*tone, p))) {
            let full = lines.last().is_some_and(|l| !l.is_empty() && l.width() + 1 + word.width() > width);
            if full && lines.len() == most {
                if let Some(last) = lines.last_mut() {
                    last.cut(width);
                }
                return lines;
            }
            if full {
                lines.push(Line::default());
            }
            if let Some(last) = lines.last_mut() {
                last.words.push((tone, word));
            }
        }
        lines
    }

    /// Takes words off until "…" fits at the end.
    fn cut(&mut self, width: usize) {
        while self.width() + 1 > width && self.words.len() > 1 {
            self.words.pop();
        }
        match self.words.last_mut() {
            Some((_, word)) => {
                let bare = word.trim_end_matches([',', ';', ':', '.', '…', '—', '–']).to_owned();
                *word = format!("{}…", shortened(&bare, width - 1));
            }
            None => self.words.push((Tone::Plain, "…".to_owned())),
        }
    }

    /// The line as text; colour is an addition.
    pub fn render(&self, colour: bool) -> String {
        let mut text = String::new();
        let mut before = Tone::Plain;
        for (index, (tone, word)) in self.words.iter().enumerate() {
            if colour && *tone != before && before != Tone::Plain {
                text.push_str("\x1b[0m");
            }
            if index > 0 {
                text.push(' ');
            }
            if colour && *tone != before {
                text.push_str(tone.ansi());
            }
            before = *tone;
            text.push_str(word);
        }
        if colour && before != Tone::Plain {
            text.push_str("\x1b[0m");
        }
        text
    }
}

/// A word that is wider than a line, in pieces that fit.
fn pieces(word: &str, width: usize) -> impl Iterator<Item = String> {
    let mut rest = word.to_owned();
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let piece = shortened(&rest, width);
        rest.drain(..piece.len());
        done = rest.is_empty();
        Some(piece)
    })
}

/// As much of `word` as fits into `width` columns; at least one character.
fn shortened(word: &str, width: usize) -> String {
    let mut columns = 0;
    let fits = |c: &char| {
        columns += c.width().unwrap_or(0);
        columns <= width
    };
    let piece: String = word.chars().take_while(fits).collect();
    if piece.is_empty() { word.chars().take(1).collect() } else { piece }
}

/// Sets columns of lines beside each other; a column is padded to its width, the last one is not.
pub fn beside(margin: &str, columns: &[(usize, Vec<Line>)], colour: bool) -> String {
    let height = columns.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    let mut text = String::new();
    for row in 0..height {
        let mut line = margin.to_owned();
        let mut owed = 0;
        for (width, lines) in columns {
            let shown = lines.get(row).filter(|l| !l.is_empty());
            if let Some(cell) = shown {
                line.extend(std::iter::repeat_n(' ', owed));
                line.push_str(&cell.render(colour));
                owed = width.saturating_sub(cell.width());
            } else {
                owed += width;
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize, most: usize) -> Vec<String> {
        Line::of(Tone::Plain, text).wrap(width, most).iter().map(|l| l.render(false)).collect()
    }

    #[test]
    fn lines_are_cut_at_a_word() {
        for (text, width, most, want) in [
            ("the ferry left the harbour", 14, 9, vec!["the ferry left", "the harbour"]),
            ("the ferry left the harbour", 14, 1, vec!["the ferry…"]),
            ("the ferry left the harbour", 30, 1, vec!["the ferry left the harbour"]),
            ("Donaudampfschifffahrt", 8, 9, vec!["Donaudam", "pfschiff", "fahrt"]),
            ("Donaudampfschifffahrt", 8, 1, vec!["Donauda…"]),
            ("港の船は出た", 6, 2, vec!["港の船", "は出た"]),
            ("", 8, 2, vec![""]),
        ] {
            assert_eq!(wrapped(text, width, most), want, "{text:?} in {width} columns");
            assert!(wrapped(text, width, most).iter().all(|l| l.width() <= width), "{text:?}");
        }
    }

    #[test]
    fn colour_only_adds() {
        let mut line = Line::of(Tone::Strong, "Harbour Post");
        line.say(Tone::Plain, "says").say(Tone::Alarm, "no");
        assert_eq!(line.render(false), "Harbour Post says no");
        assert_eq!(line.render(true), "\x1b[1mHarbour Post\x1b[0m says \x1b[31mno\x1b[0m");
    }

    #[test]
    fn columns_stand_beside_each_other() {
        let left = Line::of(Tone::Plain, "one two three").wrap(8, 9);
        let right = vec![Line::of(Tone::Plain, "x"), Line::default(), Line::of(Tone::Plain, "z")];
        assert_eq!(beside(" ", &[(10, left), (3, right)], false), " one two   x\n three\n           z\n");
    }
}
