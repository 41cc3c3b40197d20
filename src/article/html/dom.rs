//! A page as a flat list of its nodes in document order, which every later step can go through in one loop.
//!
//! html5ever builds the tree as a browser does; [`Page`] is the tree written down: each node knows its parent and where its
//! subtree ends. No step recurses, so that no depth of nesting can exhaust the stack.

use crate::article::boundary;
use crate::error::{Error, ErrorKind, Result};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// Elements nested deeper than this are no page that anybody wrote; html5ever's time grows with the square of the depth.
const DEEPEST: u32 = 2_000;
/// Bytes that are parsed between two looks at the depth.
const STEP: usize = 16 * 1024;

/// A node's place in its [`Page`].
pub(super) type NodeId = usize;

/// One node of a page.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: NodeId,
    /// The place behind its last descendant.
    pub(super) end: NodeId,
    pub(super) data: Data,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    /// The page itself, a comment, a doctype.
    Other,
    Text(StrTendril),
    Element(LocalName, Vec<Attribute>),
}

/// A parsed page: nodes in document order, the document first.
#[derive(Debug)]
pub(super) struct Page {
    nodes: Vec<Node>,
}

impl Page {
    /// Parses a page as a browser without scripts does.
    pub(super) fn parse(html: &str) -> Result<Self> {
        let options = ParseOpts::default();
        let mut parser = parse_document(Tree::new(), options);
        let mut rest = html;
        while !rest.is_empty() {
            let (step, later) = rest.split_at(boundary(rest, STEP));
            parser.process(StrTendril::from_slice(step));
            rest = later;
            if parser.tokenizer.sink.sink.deepest.get() > DEEPEST {
                let reason = format!("nests its elements more than {DEEPEST} deep: this is no page of news");
                return Err(Error::new(ErrorKind::Format, reason));
            }
        }
        Ok(parser.finish())
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// The place behind a node's last descendant.
    pub(super) fn end(&self, id: NodeId) -> NodeId {
        self.nodes[id].end
    }

    pub(super) fn parent(&self, id: NodeId) -> NodeId {
        self.nodes[id].parent
    }

    /// The element's name in lower case; empty for what is no element.
    pub(super) fn tag(&self, id: NodeId) -> &str {
        match &self.nodes[id].data {
            Data::Element(name, _) => name,
            _ => "",
        }
    }

    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        let Data::Element(_, attributes) = &self.nodes[id].data else { return None };
        attributes.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
    }

    /// Whether a list of words (`itemprop`, `rel`) has this one.
    pub(super) fn has_word(&self, id: NodeId, attribute: &str, word: &str) -> bool {
        self.attribute(id, attribute).is_some_and(|v| v.split_ascii_whitespace().any(|w| w.eq_ignore_ascii_case(word)))
    }

    /// All elements of this name.
    pub(super) fn elements(&self, tag: &str) -> impl Iterator<Item = NodeId> {
        (0..self.len()).filter(move |id| self.tag(*id) == tag)
    }

    /// The children of a node.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let end = self.end(id);
        let first = Some(id + 1).filter(|c| *c < end);
        std::iter::successors(first, move |child| Some(self.end(*child)).filter(|c| *c < end))
    }

    /// The words inside a node with single blanks between them.
    pub(super) fn words(&self, id: NodeId) -> String {
        let mut words = String::new();
        for node in &self.nodes[id..self.end(id)] {
            if let Data::Text(text) = &node.data {
                words.push_str(text);
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The tree while html5ever builds it.
struct Tree {
    nodes: RefCell<Vec<Knot>>,
    deepest: Cell<u32>,
    /// The name of what is no element.
    nameless: QualName,
}

/// A node with its neighbours; 0, the document, stands for none.
struct Knot {
    parent: usize,
    first: usize,
    last: usize,
    before: usize,
    after: usize,
    /// At the time when it was put in; moving its ancestors does not change it.
    depth: u32,
    data: Option<Data>,
    name: QualName,
}

impl Tree {
    fn new() -> Self {
        let nameless = QualName::new(None, html5ever::ns!(), LocalName::from(""));
        let tree = Tree { nodes: RefCell::new(Vec::new()), deepest: Cell::new(0), nameless };
        tree.add(Data::Other);
        tree
    }

    fn add(&self, data: Data) -> usize {
        self.add_named(data, self.nameless.clone())
    }

    fn add_named(&self, data: Data, name: QualName) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Knot { parent: 0, first: 0, last: 0, before: 0, after: 0, depth: 0, data: Some(data), name });
        nodes.len() - 1
    }

    fn detach(&self, id: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let (parent, before, after) = (nodes[id].parent, nodes[id].before, nodes[id].after);
        if before != 0 {
            nodes[before].after = after;
        } else if nodes[parent].first == id {
            nodes[parent].first = after;
        }
        if after != 0 {
            nodes[after].before = before;
        } else if nodes[parent].last == id {
            nodes[parent].last = before;
        }
        (nodes[id].parent, nodes[id].before, nodes[id].after) = (0, 0, 0);
    }

    /// Puts a detached node under `parent`, in front of `next` (0: at the end).
    fn insert(&self, parent: usize, id: usize, next: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let before = if next == 0 { nodes[parent].last } else { nodes[next].before };
        let depth = nodes[parent].depth + 1;
        (nodes[id].parent, nodes[id].before, nodes[id].after, nodes[id].depth) = (parent, before, next, depth);
        if before == 0 {
            nodes[parent].first = id
        } else {
            nodes[before].after = id
        }
        if next == 0 {
            nodes[parent].last = id
        } else {
            nodes[next].before = id
        }
        self.deepest.set(self.deepest.get().max(depth));
    }

    /// Adds to the text that ends at `before`, if there is one.
    fn extend(&self, before: usize, text: &StrTendril) -> bool {
        match self.nodes.borrow_mut()[before].data.as_mut() {
            Some(Data::Text(there)) => {
                there.push_tendril(text);
                true
            }
            _ => false,
        }
    }

    fn put(&self, parent: usize, child: NodeOrText<usize>, next: usize) {
        match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                self.insert(parent, id, next);
            }
            NodeOrText::AppendText(text) => {
                let before = {
                    let nodes = self.nodes.borrow();
                    if next == 0 { nodes[parent].last } else { nodes[next].before }
                };
                if before == 0 || !self.extend(before, &text) {
                    let id = self.add(Data::Text(text));
                    self.insert(parent, id, next);
                }
            }
        }
    }
}

impl TreeSink for Tree {
    type Handle = usize;
    type Output = Page;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Page {
        let mut knots = self.nodes.into_inner();
        let mut nodes: Vec<Node> = Vec::with_capacity(knots.len());
        let (mut knot, mut parent) = (0, 0);
        loop {
            let place = nodes.len();
            nodes.push(Node { parent, end: 0, data: knots[knot].data.take().unwrap_or(Data::Other) });
            if knots[knot].first != 0 {
                (parent, knot) = (place, knots[knot].first);
                continue;
            }
            nodes[place].end = place + 1;
            while knot != 0 && knots[knot].after == 0 {
                nodes[parent].end = nodes.len();
                (knot, parent) = (knots[knot].parent, nodes[parent].parent);
            }
            if knot == 0 {
                break;
            }
            knot = knots[knot].after;
        }
        Page { nodes }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| &nodes[*target].name)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> usize {
        self.add_named(Data::Element(name.local.clone(), attributes), name)
    }

    fn create_comment(&self, _text: StrTendril) -> usize {
        self.add(Data::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> usize {
        self.add(Data::Other)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.put(*parent, child, 0);
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        let parent = self.nodes.borrow()[*element].parent;
        if parent != 0 { self.put(parent, child, *element) } else { self.put(*previous, child, 0) }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, _target: &usize) -> usize {
        // what stands in a template is not on the page: it hangs below a node that hangs nowhere
        self.add(Data::Other)
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        self.put(parent, child, *sibling);
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        if let Some(Data::Element(_, there)) = self.nodes.borrow_mut()[*target].data.as_mut() {
            for attribute in attributes {
                if there.iter().all(|a| a.name != attribute.name) {
                    there.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, parent: &usize) {
        loop {
            let child = self.nodes.borrow()[*node].first;
            if child == 0 {
                break;
            }
            self.detach(child);
            self.insert(*parent, child, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in brackets.
    fn shape(html: &str) -> String {
        fn write(page: &Page, id: NodeId, out: &mut String) {
            match &page.node(id).data {
                Data::Text(text) => out.push_str(text),
                Data::Element(name, _) => {
                    out.push_str(name);
                    out.push('[');
                    page.children(id).for_each(|c| write(page, c, out));
                    out.push(']');
                }
                Data::Other => page.children(id).for_each(|c| write(page, c, out)),
            }
        }
        let mut out = String::new();
        write(&Page::parse(html).expect("a page"), 0, &mut out);
        out
    }

    #[test]
    fn trees_are_built_as_browsers_build_them() {
        let rows = [
            ("", "html[head[]body[]]"),
            ("<p>a<p>b", "html[head[]body[p[a]p[b]]]"),
            ("<b>a<p>b</b>c</p>", "html[head[]body[b[a]p[b[b]c]]]"),
            ("<table>x<tr><td>y</table>z", "html[head[]body[xtable[tbody[tr[td[y]]]]z]]"),
            ("a<!-- n -->b &amp;&nbsp;&ldquo;c", "html[head[]body[ab &\u{a0}“c]]"),
            ("<template><p>t</template>u", "html[head[template[]]body[u]]"),
            ("<script>if (a<b) {}</script><p>x", "html[head[script[if (a<b) {}]]body[p[x]]]"),
            ("<body a=1><div><body b=2>x", "html[head[]body[div[x]]]"),
        ];
        for (html, expected) in rows {
            assert_eq!(shape(html), expected, "{html}");
        }
    }

    #[test]
    fn parents_and_ends_agree() {
        let page = Page::parse("<ul><li>a<li><b>b</b></ul><p>c<table><p>d").expect("a page");
        for id in 1..page.len() {
            let parent = page.parent(id);
            assert!(parent < id && page.end(id) <= page.end(parent), "{id}");
            assert!(page.children(parent).any(|c| c == id), "{id}");
        }
        assert_eq!(page.end(0), page.len());
    }

    #[test]
    fn bottomless_nesting_is_refused() {
        let error = Page::parse(&"<div>".repeat(100_000)).expect_err("too deep");
        assert_eq!(error.reason(), "nests its elements more than 2000 deep: this is no page of news");
        assert!(Page::parse(&"<div>".repeat(500)).is_ok());
    }
}
