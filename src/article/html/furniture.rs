//! What on a page is not its article: navigation, captions, forms, advertising, comments, hidden things.
//!
//! Three signs, the surest first: the element (`nav`, `figure`, `aside` …), attributes that hide it or give it a role, and words in
//! its `class` and `id`. The words are only trusted as far as they do not take the article itself away.

use super::dom::{Data, NodeId, Page};
use std::collections::BTreeSet;

/// Elements that are never running text.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "embed", "video", "audio", "canvas",
    "map", "nav", "aside", "figure", "figcaption", "picture", "header", "footer", "form", "fieldset", "button", "input",
    "select", "textarea", "label", "datalist", "dialog", "menu", "meter", "progress", "address", "frameset", "applet", "rp",
    "rt",
];

#[rustfmt::skip]
const ROLES: &[&str] = &[
    "navigation", "banner", "contentinfo", "complementary", "dialog", "alertdialog", "search", "menu", "menubar", "toolbar",
    "tablist", "form", "button", "alert", "tooltip",
];

/// Words of a class or id that say what an element is. Two words stand for two that follow one another.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "ad", "ads", "adslot", "advert", "advertisement", "advertising", "also read", "author", "authors", "bio", "breadcrumb",
    "breadcrumbs", "byline", "caption", "captions", "carousel", "cmp", "comment", "comments", "consent", "cookie", "cookies",
    "copyright", "credit", "credits", "cta", "dek", "dfp", "disqus", "donate", "donation", "embed", "eyebrow", "footer",
    "further reading", "gallery", "gdpr", "inline ad", "instagram media", "kicker", "latest news", "listen", "login",
    "mailing list", "masthead", "menu", "meta", "metadata", "modal", "more from", "more like", "more on", "more stories",
    "most popular", "most read", "most viewed", "nav", "navbar", "navigation", "newsletter", "newsletters", "next article",
    "noprint", "onward", "outbrain", "overlay", "pager", "pagination", "paywall", "player", "poll", "popular", "popup",
    "prev next", "print only", "privacy", "promo", "promos", "promotion", "pull quote", "pullquote", "rail", "rating",
    "reaction", "reactions", "read also", "read more", "read next", "read time", "reading time", "readmore", "recirc",
    "recirculation", "recommendation", "recommendations", "recommended", "related", "see also", "share", "sharebar", "sharing",
    "sidebar", "signup", "skip", "skip link", "slideshow", "social", "sponsor", "sponsored", "standfirst", "subscribe",
    "subscription", "subtitle", "survey", "taboola", "tag list", "taglist", "tags", "teaser", "teasers", "tiktok embed",
    "timestamp", "toast", "toc", "toolbar", "topic list", "topics", "trending", "tts", "twitter tweet", "up next", "upsell",
    "user comments", "video", "whatsapp", "you may",
];

/// Classes that hide from eyes, whole.
#[rustfmt::skip]
const HIDING: &[&str] = &[
    "hidden", "hide", "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "screen-reader-only", "d-none",
    "is-hidden",
];

/// For every node of a page whether it is furniture, or inside of it.
pub(super) fn mark(page: &Page) -> Vec<bool> {
    let hidden = hidden_classes(page);
    let weights = weights(page);
    let mut marked = vec![false; page.len()];
    let mut id = 0;
    while id < page.len() {
        if is_furniture(page, id, &hidden, &weights) {
            marked[id..page.end(id)].fill(true);
            id = page.end(id);
        } else {
            id += 1;
        }
    }
    marked
}

/// Bytes of text in paragraphs in each subtree, and whether the main part, the body or the headline is in it.
struct Weights {
    text: Vec<usize>,
    holds_article: Vec<bool>,
}

fn weights(page: &Page) -> Weights {
    let mut text = vec![0; page.len()];
    let mut holds_article = vec![false; page.len()];
    for id in (1..page.len()).rev() {
        match &page.node(id).data {
            // short runs are labels
            Data::Text(words) if words.len() >= 60 => text[id] = words.len(),
            Data::Element(name, _) => match &**name {
                "script" | "style" | "noscript" | "head" => text[id] = 0,
                "main" | "h1" => holds_article[id] = true,
                _ => {
                    holds_article[id] |=
                        page.has_word(id, "itemprop", "articleBody") || page.attribute(id, "role") == Some("main")
                }
            },
            _ => {}
        }
        let parent = page.parent(id);
        text[parent] += text[id];
        holds_article[parent] |= holds_article[id];
    }
    Weights { text, holds_article }
}

fn is_furniture(page: &Page, id: NodeId, hidden: &BTreeSet<String>, weights: &Weights) -> bool {
    let tag = page.tag(id);
    if matches!(tag, "" | "html" | "body" | "main") {
        return false;
    }
    // some systems wrap a form, and careless authors any box, around a whole page or article
    let carries_page = weights.text[id] * 2 > weights.text[0];
    if ELEMENTS.contains(&tag) || tag.starts_with("amp-") {
        let around_all = match tag {
            "form" | "fieldset" => weights.holds_article[id] || weights.text[id] > 200,
            "header" | "aside" => weights.text[id] > 400,
            _ => false,
        };
        return !(carries_page && around_all);
    }
    if tag == "time" {
        return !is_amid_words(page, id);
    }
    if is_hidden(page, id, hidden) {
        return true;
    }
    if page.attribute(id, "role").is_some_and(|r| ROLES.contains(&r.trim())) {
        return !(carries_page && weights.holds_article[id]);
    }
    // inside a line of text a class says how it looks, not what it is
    if is_inline(page, id) {
        return false;
    }
    let comments = named(page, id, &["comments", "comment", "disqus", "user comments"]);
    if comments && tag != "article" && !weights.holds_article_beside_comments(page, id) {
        return true;
    }
    !weights.holds_article[id] && !carries_page && (comments || named(page, id, WORDS))
}

impl Weights {
    /// Whether an element that names comments also holds the article (`<div class="post comments-open">`).
    fn holds_article_beside_comments(&self, page: &Page, id: NodeId) -> bool {
        self.holds_article[id] && (id..page.end(id)).any(|n| page.tag(n) == "h1" || page.has_word(n, "itemprop", "articleBody"))
    }
}

/// Whether an element is part of a line: it begins none and holds none.
fn is_inline(page: &Page, id: NodeId) -> bool {
    let tag = page.tag(id);
    !super::lines::is_block(tag) && !tag.contains('-') && !(id + 1..page.end(id)).any(|n| super::lines::is_block(page.tag(n)))
}

/// Whether there are words before and after it in the same paragraph: then it is part of a sentence.
fn is_amid_words(page: &Page, id: NodeId) -> bool {
    let parent = page.parent(id);
    let has_words = |from: NodeId, to: NodeId| {
        (from..to).any(|n| matches!(&page.node(n).data, Data::Text(t) if t.chars().filter(|c| c.is_alphabetic()).count() > 1))
    };
    page.tag(parent) == "p" && has_words(parent, id) && has_words(page.end(id), page.end(parent))
}

fn is_hidden(page: &Page, id: NodeId, hidden: &BTreeSet<String>) -> bool {
    if page.attribute(id, "hidden").is_some_and(|v| !v.eq_ignore_ascii_case("until-found"))
        || page.attribute(id, "aria-hidden").is_some_and(|v| v.eq_ignore_ascii_case("true"))
    {
        return true;
    }
    if let Some(style) = page.attribute(id, "style") {
        let style = style.to_ascii_lowercase().replace(' ', "");
        if style.contains("display:none") || style.contains("visibility:hidden") {
            return true;
        }
    }
    let Some(classes) = page.attribute(id, "class") else { return false };
    // `hidden md:block` shows again on a wide screen
    let shown_again =
        classes.split_ascii_whitespace().any(|c| c.contains(':') || (c.starts_with("d-") && c.matches('-').count() > 1));
    classes.split_ascii_whitespace().any(|c| (HIDING.contains(&c) && !shown_again) || hidden.contains(c))
}

/// Classes that the page's own style sheet takes from the screen (`.promo{display:none}`), outside of media rules.
fn hidden_classes(page: &Page) -> BTreeSet<String> {
    let mut classes = BTreeSet::new();
    for id in page.elements("style") {
        let sheet = (id..page.end(id)).filter_map(|n| match &page.node(n).data {
            Data::Text(text) => Some(&**text),
            _ => None,
        });
        for sheet in sheet {
            rules(sheet, &mut classes);
        }
    }
    classes
}

fn rules(sheet: &str, classes: &mut BTreeSet<String>) {
    let mut depth = 0_usize;
    let (mut selectors, mut start) = ("", 0);
    for (at, c) in sheet.char_indices() {
        match c {
            '{' => {
                if depth == 0 {
                    selectors = &sheet[start..at];
                }
                depth += 1;
                start = at + 1;
            }
            '}' => {
                let body = sheet[start.min(at)..at].replace(' ', "").to_ascii_lowercase();
                if depth == 1 && !selectors.contains('@') && body.contains("display:none") {
                    let single = selectors.split(',').filter_map(|s| s.trim().strip_prefix('.'));
                    classes
                        .extend(single.filter(|s| s.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))).map(str::to_owned));
                }
                depth = depth.saturating_sub(1);
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// Whether a class, the id, or what a component calls itself contains one of `words`.
fn named(page: &Page, id: NodeId, words: &[&str]) -> bool {
    const PLACES: [&str; 5] = ["class", "id", "data-component", "data-testid", "data-type"];
    let has_word = |name: &str| {
        let parts = split_name(name);
        words.iter().any(|word| match word.split_once(' ') {
            Some((first, second)) => parts.windows(2).any(|p| p[0] == first && p[1] == second),
            None => parts.iter().any(|p| p == word),
        })
    };
    PLACES.iter().any(|place| {
        let mut names = page.attribute(id, place).unwrap_or_default().split_ascii_whitespace();
        names.any(|name| !(*place == "class" && is_about_another(name)) && has_word(name))
    })
}

/// `has-sidebar`, `comments-open`, `tag-newsletter` tell of a page or a topic, not of the element.
fn is_about_another(name: &str) -> bool {
    const STARTS: [&str; 9] = ["has-", "no-", "with-", "without-", "not-", "tag-", "category-", "js-", "paywall-"];
    const ENDS: [&str; 6] = ["-open", "-enabled", "-disabled", "-wrapper-inner", "-free", "-closed"];
    STARTS.iter().any(|s| name.starts_with(s)) || ENDS.iter().any(|e| name.ends_with(e))
}

/// `articleHead__share-bar` as `article`, `head`, `share`, `bar`.
fn split_name(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && was_lower) {
            parts.push(String::new());
        }
        if let (true, Some(last)) = (c.is_alphanumeric(), parts.last_mut()) {
            last.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    parts.retain(|p| !p.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(html: &str) -> String {
        let page = Page::parse(html).expect("a page");
        let marked = mark(&page);
        let words = (0..page.len()).filter(|id| !marked[*id]).filter_map(|id| match &page.node(id).data {
            Data::Text(text) => Some(&**text),
            _ => None,
        });
        words.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn furniture_goes_and_text_stays() {
        let rows = [
            ("<nav>menu</nav><p>text", "text"),
            ("<p>text <span class=caption>stays</span></p>", "text stays"),
            ("<div class='story-share'>share</div><p>text", "text"),
            ("<div class=shareholder>text</div>", "text"),
            ("<div class='post has-sidebar comments-open'><h1>t</h1><p>text</div>", "ttext"),
            ("<div id=disqus_thread><p>me too</div><p>text", "text"),
            ("<div data-component=tag-list>tags</div><p>text", "text"),
            ("<p hidden>no</p><p aria-hidden=true>no</p><p style='Display: none'>no</p><p>text", "text"),
            ("<style>.x , .zz{ display : none } @media print{.y{display:none}}</style><p class=x>no<p class=y>text", "text"),
            ("<p class='hidden md:block'>text<p class=sr-only>no", "text"),
            ("<div role=navigation>no</div><p>text", "text"),
            ("<p><time>09:14</time> Text at <time>09:10</time> today", "Text at 09:10 today"),
            ("<blockquote class=twitter-tweet><p>no</blockquote><p>text", "text"),
            ("<form><input value=no><label>no</label></form><p>text", "text"),
        ];
        for (html, expected) in rows {
            assert_eq!(kept(html), expected, "{html}");
        }
    }

    #[test]
    fn a_form_around_the_page_is_not_furniture() {
        let text = "The quay was closed for two days, the harbour office said in a notice. ".repeat(10);
        assert_eq!(kept(&format!("<form id=aspnet><div><p>{text}</p></div></form>")), text.trim());
    }

    #[test]
    fn names_fall_into_words() {
        let rows: [(&str, &[&str]); 4] = [
            ("articleHead__share-bar", &["article", "head", "share", "bar"]),
            ("RelatedLinks", &["related", "links"]),
            ("wp-caption-text", &["wp", "caption", "text"]),
            ("", &[]),
        ];
        for (name, expected) in rows {
            assert_eq!(split_name(name), expected);
        }
    }
}
