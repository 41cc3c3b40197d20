//! The words of a page as a reader sees them: one line for each block.

use super::dom::{Data, NodeId, Page};

/// Lines that somebody wrapped by hand are longer than this.
const SHORT: usize = 50;

/// One line of text and what kind of block it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The nearest block around it.
    pub(super) owner: NodeId,
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Bytes of it that are links.
    pub(super) linked: usize,
}

/// What a line's block says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `h1`.
    Title,
    /// `h2` to `h6`.
    Heading,
    Paragraph,
    /// An item of a list.
    Item,
    /// Words in a box that says nothing of them: `div`, `td`, `section`.
    Loose,
}

impl Line {
    /// Whether it ends as a sentence does.
    pub(super) fn ends_sentence(&self) -> bool {
        ends_sentence(&self.text)
    }

    /// Whether more than this share of it, in tenths, is links.
    pub(super) fn is_linked(&self, tenths: usize) -> bool {
        self.linked * 10 > self.text.len() * tenths
    }
}

fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || "”’\"')]»“".contains(c);
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '؟'])
}

/// Whether an element begins a line of its own.
pub(super) fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

fn kind(tag: &str) -> Kind {
    match tag {
        "h1" => Kind::Title,
        "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
        "p" | "blockquote" | "pre" => Kind::Paragraph,
        "li" | "dd" | "dt" => Kind::Item,
        _ => Kind::Loose,
    }
}

/// The lines of a page without what is `skipped`.
pub(super) fn read(page: &Page, skipped: &[bool]) -> Vec<Line> {
    let mut writer = Writer { page, lines: Vec::new(), text: String::new(), linked: 0, owner: 0, blank: false, breaks: 0 };
    // blocks that are open, with the place where each ends
    let mut open = vec![(0, page.end(0))];
    let mut link_end = 0;
    let mut quotes = Vec::new();
    let mut id = 1;
    while id < page.len() {
        while quotes.last().is_some_and(|end| *end <= id) {
            quotes.pop();
            writer.push("”", false);
        }
        while open.len() > 1 && open.last().is_some_and(|(_, end)| *end <= id) {
            open.pop();
            writer.flush();
        }
        writer.owner = open.last().map_or(0, |(block, _)| *block);
        if skipped[id] {
            id = page.end(id);
            continue;
        }
        match &page.node(id).data {
            Data::Text(text) => writer.push(text, id < link_end),
            Data::Element(name, _) => match &**name {
                "br" => writer.breaks += 1,
                "a" => link_end = link_end.max(page.end(id)),
                // browsers set the quotation marks of a `q`
                "q" => {
                    writer.push("“", false);
                    quotes.push(page.end(id));
                }
                tag if is_block(tag) => {
                    writer.flush();
                    open.push((id, page.end(id)));
                    writer.owner = id;
                }
                _ => {}
            },
            Data::Other => {}
        }
        id += 1;
    }
    if !quotes.is_empty() {
        writer.push(&"”".repeat(quotes.len()), false);
    }
    writer.flush();
    writer.lines
}

struct Writer<'a> {
    page: &'a Page,
    lines: Vec<Line>,
    text: String,
    linked: usize,
    owner: NodeId,
    /// White space since the last word.
    blank: bool,
    /// Line breaks since the last word.
    breaks: usize,
}

impl Writer<'_> {
    fn push(&mut self, words: &str, linked: bool) {
        let mut before = self.text.len();
        for c in words.chars() {
            if c.is_whitespace() {
                self.blank = true;
                continue;
            }
            // soft hyphens and zero-width spaces only say where a line may break
            if matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}') {
                continue;
            }
            if self.breaks > 0 {
                self.break_line(c, linked, &mut before);
            }
            if self.blank && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.blank = false;
            self.text.push(c);
        }
        if linked {
            self.linked += self.text.len() - before;
        }
    }

    /// Two breaks part paragraphs; so does one behind a whole sentence, or between a short line and a capital. Any other only
    /// wraps a line.
    fn break_line(&mut self, next: char, linked: bool, before: &mut usize) {
        let short = self.text.len() < SHORT && !self.text.ends_with([',', ';', '-']) && !next.is_lowercase();
        if self.breaks > 1 || short || ends_sentence(&self.text) {
            if linked {
                self.linked += self.text.len() - *before;
            }
            self.flush();
            *before = 0;
        }
        self.breaks = 0;
        self.blank = true;
    }

    fn flush(&mut self) {
        (self.blank, self.breaks) = (false, 0);
        let (text, linked) = (std::mem::take(&mut self.text), std::mem::take(&mut self.linked));
        if !text.is_empty() {
            self.lines.push(Line { owner: self.owner, kind: kind(self.page.tag(self.owner)), text, linked });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(html: &str) -> Vec<String> {
        let page = Page::parse(html).expect("a page");
        read(&page, &vec![false; page.len()]).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn one_line_for_each_block() {
        let rows: [(&str, &[&str]); 14] = [
            ("<p>One\n  two<p>three", &["One two", "three"]),
            ("<p>Reu<b>te</b>rs said", &["Reuters said"]),
            ("<p>a&nbsp;&nbsp;b&shy;c&#8203;d", &["a bcd"]),
            ("<div>loose<p>para</p>tail</div>", &["loose", "para", "tail"]),
            ("<p>wrapped<br>line.<br>Next one<br><br>third", &["wrapped line.", "Next one", "third"]),
            ("<p>Harbour Street 4,<br>Norwick<br>Open at nine", &["Harbour Street 4, Norwick", "Open at nine"]),
            ("<p>a<!-- n -->b<span> c</span></p>", &["ab c"]),
            ("<ul><li>a<ul><li>b</ul>c</ul>", &["a", "b", "c"]),
            ("<p>He said: <q>no <q>way</q></q>, twice", &["He said: “no “way””, twice"]),
            ("<p>&amp;lt; &ldquo;x&rdquo; &#x2014; &eacute;", &["&lt; “x” — é"]),
            ("<p> </p><p><br></p>", &[]),
            ("<table><tr><td>a<td>b</table>", &["a", "b"]),
            ("<p>a<wbr>b", &["ab"]),
            ("<a href=x><p>a</p><p>b</p></a>", &["a", "b"]),
        ];
        for (html, expected) in rows {
            assert_eq!(lines(html), expected, "{html}");
        }
    }

    #[test]
    fn links_are_measured() {
        let page = Page::parse("<p>ab <a>cd.<br>ef</a> gh").expect("a page");
        let linked = read(&page, &vec![false; page.len()]).iter().map(|l| (l.text.clone(), l.linked)).collect::<Vec<_>>();
        assert_eq!(linked, [("ab cd.".to_owned(), 4), ("ef gh".to_owned(), 2)]);
    }
}
