//! Which of a page's lines are its article.
//!
//! First the place: an `article` element (a live blog may have one for each post), else `main`, else the smallest box that holds
//! nearly all sentences. Then the lines in it: sentences and headings stay, what looks like a label, a link to other stories or a
//! byline goes. In an `article` element paragraphs are trusted; in a box that says nothing of itself they must look like text.

use super::dom::{NodeId, Page};
use super::lines::{Kind, Line};
use super::metadata::Metadata;
use crate::article::Published;
use std::collections::{BTreeMap, BTreeSet};

/// Names that systems give the box around an article's text.
#[rustfmt::skip]
const BODIES: &[&str] = &[
    "article-body", "articlebody", "article__body", "article-content", "article__content", "article-text", "article_body",
    "articletext", "story-body", "story__body", "storybody", "story-content", "storycontent", "story-text", "storytext",
    "entry-content", "post-content", "post-body", "body-content", "body-copy", "td-post-content", "news-text", "newstext",
    "content-body", "content__body", "main-content",
];

/// The lines of the article, in their order.
pub(super) fn select<'a>(page: &Page, marked: &[bool], lines: &'a [Line], about: &Metadata) -> Vec<&'a Line> {
    let scores = scores(page, lines);
    let root = root(page, marked, &scores);
    let inside = lines.iter().filter(|l| (root..page.end(root)).contains(&l.owner)).collect::<Vec<_>>();
    let mut kept = filter(page, &inside, about.title.as_deref());
    drop_author_notes(&inside, &mut kept, &about.authors);
    without_orphans(&inside, &kept)
}

/// Bytes of running text in each subtree.
fn scores(page: &Page, lines: &[Line]) -> Vec<usize> {
    let mut scores = vec![0; page.len()];
    for line in lines {
        scores[line.owner] += score(line);
    }
    for id in (1..page.len()).rev() {
        scores[page.parent(id)] += scores[id];
    }
    scores
}

fn score(line: &Line) -> usize {
    let label = matches!(line.kind, Kind::Title | Kind::Heading) || line.is_linked(5);
    let long_enough = line.text.len() >= if line.ends_sentence() { 25 } else { 80 };
    if label || !long_enough { 0 } else { line.text.len() }
}

/// The element that the article is in.
fn root(page: &Page, marked: &[bool], scores: &[usize]) -> NodeId {
    if let Some(root) = among_articles(page, marked, scores) {
        return root;
    }
    let best = |wanted: &dyn Fn(NodeId) -> bool| {
        let found = (1..page.len()).filter(|id| !marked[*id] && wanted(*id));
        // of two with the same text the outer one comes first
        found.max_by_key(|id| (scores[*id], std::cmp::Reverse(*id))).filter(|id| scores[*id] > 0)
    };
    let main = best(&|id| page.tag(id) == "main" || page.attribute(id, "role") == Some("main"));
    let scope = main.filter(|id| scores[*id] * 10 >= scores[0] * 4).unwrap_or(0);
    let inside = |id: NodeId| (scope..page.end(scope)).contains(&id);
    let body = best(&|id| inside(id) && is_body(page, id));
    let start = body.filter(|id| scores[*id] * 10 >= scores[scope] * 6);
    start.unwrap_or_else(|| densest(page, scope, scores))
}

fn is_body(page: &Page, id: NodeId) -> bool {
    if page.has_word(id, "itemprop", "articleBody") {
        return true;
    }
    ["class", "id"]
        .iter()
        .filter_map(|name| page.attribute(id, name))
        .any(|value| value.split_ascii_whitespace().any(|word| BODIES.contains(&word.to_ascii_lowercase().as_str())))
}

/// The `article` that is the page's; where several posts share the page, what holds them all.
fn among_articles(page: &Page, marked: &[bool], scores: &[usize]) -> Option<NodeId> {
    let mut articles = Vec::new();
    let mut id = 0;
    while id < page.len() {
        if page.tag(id) == "article" && !marked[id] {
            articles.push(id);
            id = page.end(id);
        } else {
            id += 1;
        }
    }
    let total = articles.iter().map(|a| scores[*a]).sum::<usize>();
    // cards of other stories beside an article that is in no `article`
    if total == 0 || total * 10 < scores[0] * 4 {
        return None;
    }
    let most = articles.iter().map(|a| scores[*a]).max().unwrap_or_default();
    articles.retain(|a| scores[*a] * 5 >= most);
    let has_title = |a: &NodeId| (*a..page.end(*a)).any(|id| page.tag(id) == "h1");
    match articles.iter().find(|a| has_title(a)) {
        Some(titled) => Some(*titled),
        None => articles.iter().copied().reduce(|a, b| common(page, a, b)),
    }
}

/// The smallest element around both.
fn common(page: &Page, a: NodeId, b: NodeId) -> NodeId {
    let mut around = a;
    while !(around..page.end(around)).contains(&b) {
        around = page.parent(around);
    }
    around
}

/// Goes down from `from` as long as one box holds nearly all the text.
fn densest(page: &Page, from: NodeId, scores: &[usize]) -> NodeId {
    let mut at = from;
    loop {
        let is_text = |id: NodeId| matches!(page.tag(id), "p" | "li" | "blockquote" | "pre" | "dd" | "h2" | "h3" | "h4");
        if page.children(at).any(|child| is_text(child) && scores[child] > 0) {
            return at;
        }
        match page.children(at).find(|child| scores[*child] * 10 >= scores[at] * 8 && scores[*child] > 0) {
            Some(child) if super::lines::is_block(page.tag(child)) => at = child,
            _ => return at,
        }
    }
}

/// Whether each line of the article's place is text of the article.
fn filter(page: &Page, lines: &[&Line], title: Option<&str>) -> Vec<bool> {
    let size = |wanted: &dyn Fn(Kind) -> bool| lines.iter().filter(|l| wanted(l.kind)).map(|l| score(l)).sum::<usize>();
    let in_paragraphs = size(&|k| matches!(k, Kind::Paragraph | Kind::Item)) >= size(&|k| k == Kind::Loose);
    let boxes = Boxes::of_text(page, lines);
    let before_title = lines.iter().position(|l| l.kind == Kind::Title).filter(|at| {
        // a heading far down is no headline
        lines[..*at].iter().map(|l| score(l)).sum::<usize>() * 5 <= lines.iter().map(|l| score(l)).sum::<usize>()
    });
    let mut begun = false;
    let keep = |(place, line): (usize, &&Line)| {
        let is_sentence = line.kind == Kind::Paragraph && line.ends_sentence();
        if (!begun && is_above_text(line, title)) || is_label(line) || before_title.is_some_and(|at| place < at && !is_sentence) {
            return false;
        }
        let keep = match line.kind {
            // a link and nothing beside it leads to another story
            _ if line.linked == line.text.len() || !line.text.contains(char::is_alphanumeric) => false,
            Kind::Title => false,
            Kind::Heading => true,
            Kind::Paragraph => !line.is_linked(9) || line.ends_sentence(),
            Kind::Item => !line.is_linked(7) || line.ends_sentence(),
            Kind::Loose if in_paragraphs => line.text.len() >= 80 && line.ends_sentence() && !line.is_linked(3),
            Kind::Loose => !line.is_linked(5) && (line.text.len() >= 80 || line.ends_sentence() || boxes.hold(page, line)),
        };
        begun |= keep && score(line) > 0;
        keep
    };
    let kept = lines.iter().enumerate().map(keep).collect::<Vec<_>>();
    if kept.contains(&true) {
        return kept;
    }
    // a fragment with nothing but a few words, as records carry it
    lines.iter().map(|l| l.kind != Kind::Title && l.text.len() >= 40 && !l.is_linked(5) && !is_label(l)).collect()
}

/// The boxes that loose running text stands in: a short line in one of them, or in another of the same make, is text too.
struct Boxes<'a> {
    owners: BTreeSet<NodeId>,
    /// Parent, tag and class, and how many of this make hold text.
    makes: BTreeMap<(NodeId, &'a str, Option<&'a str>), usize>,
}

impl<'a> Boxes<'a> {
    fn of_text(page: &'a Page, lines: &[&Line]) -> Self {
        let text = lines.iter().filter(|l| l.kind == Kind::Loose && score(l) > 0);
        let owners = text.map(|l| l.owner).collect::<BTreeSet<_>>();
        let mut makes = BTreeMap::new();
        for owner in &owners {
            *makes.entry(make(page, *owner)).or_default() += 1;
        }
        Boxes { owners, makes }
    }

    fn hold(&self, page: &Page, line: &Line) -> bool {
        self.owners.contains(&line.owner) || self.makes.get(&make(page, line.owner)).is_some_and(|count| *count > 1)
    }
}

fn make(page: &Page, id: NodeId) -> (NodeId, &str, Option<&str>) {
    (page.parent(id), page.tag(id), page.attribute(id, "class"))
}

/// Whether a line above the text is what stands there besides: the time, or in a loose box the headline once more.
/// Paragraphs are left alone, since bylines and headlines that a text begins with belong to it.
fn is_above_text(line: &Line, title: Option<&str>) -> bool {
    let text = line.text.as_str();
    if text.len() < 60 && Published::parse(text).is_some() {
        return true;
    }
    let is_title = title.is_some_and(|t| t.starts_with(text) && text.len() > 10);
    if text.len() > 120 || line.ends_sentence() {
        return is_title && line.kind == Kind::Loose;
    }
    let lower = text.to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|w| lower.starts_with(w));
    // "Published figures show no rise" is no time stamp
    let dated = starts(&["published", "updated", "last updated", "posted", "first published", "modified", "publication date"])
        && (lower.ends_with(" ago") || lower.contains(|c: char| c.is_ascii_digit()));
    let timed = dated || lower.ends_with(" min read") || lower.ends_with(" minute read");
    timed || (line.kind == Kind::Loose && is_title)
}

/// Takes out the lines at the end that introduce who wrote the article (`Ann Lee covers the coast.`).
fn drop_author_notes(lines: &[&Line], kept: &mut [bool], authors: &[String]) {
    const VERBS: [&str; 8] = ["is a ", "is an ", "is the ", "is our ", "reports ", "covers ", "writes ", "joined "];
    let last = (0..lines.len()).rev().filter(|at| kept[*at]).take(3).collect::<Vec<_>>();
    for at in last {
        let introduces = |author: &String| {
            let rest = lines[at].text.strip_prefix(author.as_str()).map(str::trim_start);
            rest.is_some_and(|rest| VERBS.iter().any(|verb| rest.starts_with(verb)))
        };
        kept[at] &= !authors.iter().any(introduces);
    }
}

/// The lines that are kept, without headings that stand above nothing.
fn without_orphans<'a>(lines: &[&'a Line], kept: &[bool]) -> Vec<&'a Line> {
    let mut text = Vec::new();
    // whether text follows before the next heading, and whether anything was dropped there
    let (mut followed, mut dropped) = (false, true);
    for (line, keep) in lines.iter().zip(kept).rev() {
        match (line.kind, keep) {
            (Kind::Heading, true) => {
                if followed || !dropped {
                    text.push(*line);
                    (followed, dropped) = (false, false);
                }
            }
            (Kind::Heading, false) => (followed, dropped) = (false, true),
            (_, true) => {
                followed = true;
                text.push(*line);
            }
            (_, false) => dropped = true,
        }
    }
    text.reverse();
    text
}

/// Labels, and calls to read, buy or share something else.
fn is_label(line: &Line) -> bool {
    #[rustfmt::skip]
    const WHOLE: &[&str] = &[
        "advertisement", "ad", "advert", "sponsored", "share", "share this", "share this article", "share this story",
        "share this post", "comments", "read more", "related", "related articles", "related stories", "related topics",
        "more on this story", "most read", "recommended", "topics", "tags", "you may also like", "read next",
    ];
    #[rustfmt::skip]
    const STARTS: &[&str] = &[
        "read more:", "also read:", "also read ", "read also", "related:", "see also:", "see also ", "more:", "more on this",
        "read next:", "sign up for ", "sign up to ", "subscribe to ", "subscribe now", "follow us on ", "follow us ",
        "share this ", "click here ", "listen to this", "© 20", "copyright ©", "(c) 20", "all rights reserved",
        "continue reading", "story continues below", "article continues ", "scroll to continue", "support our journalism",
        "join our ", "download our app", "get our newsletter", "our standards:",
    ];
    if line.text.len() > 200 {
        return false;
    }
    let lower = line.text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    WHOLE.contains(&bare) || STARTS.iter().any(|s| lower.starts_with(s)) || (line.is_linked(5) && lower.starts_with("watch:"))
}
