//! Writing markup in which nothing from outside can become markup.
//!
//! Names of elements and attributes are words of ours, fixed when the program is built (`&'static str`); whatever comes from an
//! article or a registry passes through [`escaped`], in text and in values alike. There is no way to write a string of unknown
//! origin as it stands.

use crate::report::words::steers;

/// Attributes of an element: a name of ours and a value from anywhere.
pub type Attributes<'a> = &'a [(&'static str, &'a str)];

/// Elements that have no content and no end. Those of drawings must say so themselves: `<rect/>`.
const VOID: &[&str] = &["br", "meta", "input", "path", "rect", "line", "circle", "polygon"];

/// Markup as it grows.
#[derive(Debug, Default)]
pub struct Markup {
    text: String,
}

impl Markup {
    /// What was written.
    pub fn finish(self) -> String {
        self.text
    }

    /// Opens an element, or writes one that has no end. Attributes with an empty value are written without it; those whose
    /// name is empty are left out, so that a caller can choose.
    pub fn open(&mut self, tag: &'static str, attributes: Attributes<'_>) -> &mut Self {
        debug_assert!(
            attributes.iter().all(|(name, _)| !name.starts_with("on") && *name != "style"),
            "scripts and styles are ours"
        );
        self.text.push('<');
        self.text.push_str(tag);
        for (name, value) in attributes.iter().filter(|(name, _)| !name.is_empty()) {
            self.text.push(' ');
            self.text.push_str(name);
            if !value.is_empty() {
                self.text.push_str("=\"");
                escaped(value, &mut self.text);
                self.text.push('"');
            }
        }
        self.text.push_str(if VOID.contains(&tag) { "/>" } else { ">" });
        self
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self, tag: &'static str) -> &mut Self {
        debug_assert!(!VOID.contains(&tag), "{tag} has no end");
        self.text.push_str("</");
        self.text.push_str(tag);
        self.text.push('>');
        self
    }

    /// Text from anywhere.
    pub fn say(&mut self, text: &str) -> &mut Self {
        escaped(text, &mut self.text);
        self
    }

    /// One character from anywhere.
    pub fn put(&mut self, c: char) -> &mut Self {
        put(c, &mut self.text);
        self
    }

    /// An element that holds text only, or nothing.
    pub fn leaf(&mut self, tag: &'static str, attributes: Attributes<'_>, text: &str) -> &mut Self {
        self.open(tag, attributes);
        if VOID.contains(&tag) {
            return self;
        }
        self.say(text).close(tag)
    }

    /// Markup of our own, as it stands.
    pub fn ours(&mut self, markup: &'static str) -> &mut Self {
        self.text.push_str(markup);
        self
    }
}

/// Appends the text so that it can stand between tags and in a quoted value. What could turn the reading direction becomes
/// U+FFFD; a carriage return goes, since a parser would read it as a line of its own.
fn escaped(text: &str, into: &mut String) {
    text.chars().for_each(|c| put(c, into));
}

fn put(c: char, into: &mut String) {
    match c {
        '&' => into.push_str("&amp;"),
        '<' => into.push_str("&lt;"),
        '>' => into.push_str("&gt;"),
        '"' => into.push_str("&quot;"),
        '\'' => into.push_str("&#39;"),
        '\n' | '\t' => into.push(c),
        '\r' => {}
        c if steers(c) => into.push('\u{FFFD}'),
        c => into.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_becomes_markup() {
        for (text, want) in [
            ("plain words", "plain words"),
            ("</p><script>alert(1)</script>", "&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload=\"x", "&quot; onload=&quot;x"),
            ("' onload='x", "&#39; onload=&#39;x"),
            ("&lt;", "&amp;lt;"),
            ("a\u{202e}b\u{0}c\u{1b}[31m", "a\u{fffd}b\u{fffd}c\u{fffd}[31m"),
            ("two\r\nlines", "two\nlines"),
        ] {
            let mut markup = Markup::default();
            markup.leaf("p", &[("title", text)], text);
            assert_eq!(markup.finish(), format!("<p title=\"{want}\">{want}</p>"), "{text:?}");
        }
    }

    #[test]
    fn attributes_may_be_bare_or_left_out() {
        let mut markup = Markup::default();
        markup.open("input", &[("type", "checkbox"), ("checked", ""), ("", "unused")]).leaf("br", &[], "");
        assert_eq!(markup.finish(), "<input type=\"checkbox\" checked/><br/>");
    }
}
