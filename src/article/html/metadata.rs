//! What a page says of itself: JSON-LD, Open Graph, `meta`, and what can be read off it.

use super::dom::{NodeId, Page};
use crate::article::{Published, language};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What the metadata of a page say.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<Published>,
    pub(super) language: Option<String>,
    /// The text that JSON-LD carries beside the page.
    pub(super) body: Option<String>,
}

/// Gathers the metadata; JSON-LD before Open Graph before `meta` before the page itself.
pub(super) fn read(page: &Page) -> Metadata {
    let linked = Linked::read(page);
    let tags = meta_tags(page);
    let tag = |names: &[&str]| names.iter().find_map(|n| tags.get(*n).cloned());
    let article = linked.article();
    let field = |names: &[&str]| article.and_then(|a| names.iter().find_map(|n| linked.words(a.get(*n)?)));

    let url = canonical(page).or_else(|| tag(&["og:url"])).or_else(|| field(&["url", "mainEntityOfPage", "@id"]));
    let outlet = field(&["publisher", "sourceOrganization", "provider"])
        .or_else(|| tag(&["og:site_name", "application-name", "dc.publisher", "publisher"]))
        .or_else(|| linked.site())
        .or_else(|| url.as_deref().and_then(domain));
    let heading = single_heading(page);
    let title = field(&["headline"])
        .or_else(|| tag(&["og:title", "twitter:title"]))
        .map(|t| without_outlet(&t, outlet.as_deref(), heading.as_deref()))
        .or_else(|| heading.clone())
        .or_else(|| field(&["name"]))
        .or_else(|| {
            let title = page.elements("title").map(|id| page.words(id)).find(|t| !t.is_empty())?;
            Some(without_outlet(&title, outlet.as_deref(), None))
        });
    let published = field(&["datePublished", "dateCreated"])
        .or_else(|| {
            tag(&[
                "article:published_time",
                "og:published_time",
                "datepublished",
                "parsely-pub-date",
                "sailthru.date",
                "pubdate",
                "publishdate",
                "publish-date",
                "publication_date",
                "dc.date.issued",
                "dc.date",
                "dcterms.issued",
                "dcterms.date",
                "dcterms.created",
                "date",
            ])
        })
        .as_deref()
        .and_then(Published::parse)
        .or_else(|| time(page));
    let mut authors = article.map(|a| linked.people(a)).unwrap_or_default();
    if authors.is_empty() {
        authors = tag(&["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl"])
            .filter(|a| !a.starts_with("http"))
            .map(|a| crate::article::record::names(&a))
            .unwrap_or_default();
    }
    if authors.is_empty() {
        authors = (0..page.len())
            .filter(|id| page.has_word(*id, "rel", "author") || page.has_word(*id, "itemprop", "author"))
            .flat_map(|id| crate::article::record::names(&page.words(id)))
            .collect();
        let mut seen = std::collections::BTreeSet::new();
        authors.retain(|a| a.len() < 80 && seen.insert(a.clone()));
    }
    let declared = page.elements("html").find_map(|id| page.attribute(id, "lang").or_else(|| page.attribute(id, "xml:lang")));
    let language = declared
        .and_then(language::declared)
        .or_else(|| field(&["inLanguage"]).as_deref().and_then(language::declared))
        .or_else(|| tag(&["content-language", "og:locale", "language", "dc.language"]).as_deref().and_then(language::declared));
    Metadata { title, outlet, url, authors, published, language, body: article.and_then(|a| linked.body(a)) }
}

/// `meta` by lower-case name, property, itemprop or http-equiv; the first of a name counts.
fn meta_tags(page: &Page) -> BTreeMap<String, String> {
    let mut tags = BTreeMap::new();
    for id in page.elements("meta") {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|n| page.attribute(id, n));
        let content = page.attribute(id, "content").map(tidy).filter(|c| !c.is_empty());
        if let (Some(name), Some(content)) = (name, content) {
            tags.entry(name.trim().to_ascii_lowercase()).or_insert(content);
        }
    }
    tags
}

fn canonical(page: &Page) -> Option<String> {
    let link = page.elements("link").find(|id| page.has_word(*id, "rel", "canonical"))?;
    page.attribute(link, "href").map(tidy).filter(|h| !h.is_empty())
}

/// The words of the only `h1`.
fn single_heading(page: &Page) -> Option<String> {
    let mut headings = page.elements("h1").map(|id| page.words(id)).filter(|w| !w.is_empty());
    let first = headings.next()?;
    headings.all(|other| other == first).then_some(first)
}

/// The first time on the page that a machine can read, from the elements made for it.
fn time(page: &Page) -> Option<Published> {
    let at = |id: NodeId| page.attribute(id, "datetime").or_else(|| page.attribute(id, "content")).and_then(Published::parse);
    let marked = (0..page.len()).filter(|id| page.has_word(*id, "itemprop", "datePublished")).find_map(at);
    marked.or_else(|| page.elements("time").find_map(at))
}

/// The registrable domain of an address.
fn domain(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://").or_else(|| url.strip_prefix("//").map(|r| ("", r)))?;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let domain = psl::domain_str(host).unwrap_or(host);
    domain.contains('.').then(|| domain.to_owned())
}

/// A headline without the outlet's name behind it.
fn without_outlet(title: &str, outlet: Option<&str>, heading: Option<&str>) -> String {
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    for separator in [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " « ", " » "] {
        let Some((head, tail)) = title.rsplit_once(separator) else { continue };
        let (known, tail_letters) = (outlet.map(letters).unwrap_or_default(), letters(tail));
        let is_outlet = !tail_letters.is_empty()
            && (known == tail_letters
                || (known.len() > 4 && tail_letters.starts_with(&known))
                || (tail_letters.len() > 4 && known.starts_with(&tail_letters)));
        // nobody writes a bar into a headline; a dash may stand before the source of one
        let is_suffix = separator == " | " && tail.split_whitespace().count() <= 5 && heading.is_none_or(|h| h != title);
        if (is_outlet || is_suffix) && !head.trim().is_empty() {
            return without_outlet(head.trim(), outlet, heading);
        }
    }
    title.to_owned()
}

/// Metadata with character references decoded, which some systems write twice, and single blanks.
fn tidy(words: &str) -> String {
    let decoded = if words.contains('&') || words.contains("</") { Page::parse(words).ok().map(|p| p.words(0)) } else { None };
    decoded.unwrap_or_else(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The linked data of a page: all objects of all JSON-LD scripts, those inside `@graph` and `mainEntity` too.
struct Linked {
    objects: Vec<Map<String, Value>>,
}

impl Linked {
    fn read(page: &Page) -> Self {
        let mut linked = Linked { objects: Vec::new() };
        for id in page.elements("script") {
            if !page.attribute(id, "type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")) {
                continue;
            }
            let script = (id..page.end(id)).find_map(|n| match &page.node(n).data {
                super::dom::Data::Text(text) => Some(&**text),
                _ => None,
            });
            if let Some(value) = script.and_then(forgiving) {
                linked.add(value, 0);
            }
        }
        linked
    }

    fn add(&mut self, value: Value, depth: usize) {
        match value {
            Value::Array(values) if depth < 8 => values.into_iter().for_each(|v| self.add(v, depth + 1)),
            Value::Object(mut object) if depth < 8 => {
                let inner = ["@graph", "mainEntity"].map(|key| match object.get(key) {
                    Some(Value::Array(_) | Value::Object(_)) => object.remove(key),
                    _ => None,
                });
                self.objects.push(object);
                inner.into_iter().flatten().for_each(|v| self.add(v, depth + 1));
            }
            _ => {}
        }
    }

    /// The article's object: of a type for news before any other article.
    fn article(&self) -> Option<&Map<String, Value>> {
        let ranked = |wanted: &[&str]| self.objects.iter().find(|o| types(o).any(|t| wanted.iter().any(|w| t.ends_with(w))));
        ranked(&["NewsArticle", "LiveBlogPosting"]).or_else(|| ranked(&["Article", "BlogPosting", "Report", "Posting"]))
    }

    /// The name of the site or its owner.
    fn site(&self) -> Option<String> {
        let named = |wanted: &str| {
            let of_type = self.objects.iter().filter(|o| types(o).any(|t| t.ends_with(wanted)));
            of_type.into_iter().find_map(|o| self.words(o.get("name")?))
        };
        named("NewsMediaOrganization").or_else(|| named("WebSite")).or_else(|| named("Organization"))
    }

    /// What an object that is only mentioned (`{"@id": …}`) stands for.
    fn resolve<'a>(&'a self, object: &'a Map<String, Value>) -> &'a Map<String, Value> {
        let id = object.get("@id").filter(|_| object.len() <= 2 && !object.contains_key("name"));
        id.and_then(|id| self.objects.iter().find(|o| o.get("@id") == Some(id) && o.contains_key("name"))).unwrap_or(object)
    }

    /// The words that a value stands for.
    fn words(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(words) => Some(tidy(words)).filter(|w| !w.is_empty()),
            Value::Array(values) => values.iter().find_map(|v| self.words(v)),
            Value::Object(object) => {
                let object = self.resolve(object);
                ["name", "@value", "alternateName", "url", "@id"].iter().find_map(|k| self.words(object.get(*k)?))
            }
            _ => None,
        }
    }

    /// The names of those who wrote it.
    fn people(&self, article: &Map<String, Value>) -> Vec<String> {
        let Some(value) = article.get("author").or_else(|| article.get("creator")) else { return Vec::new() };
        let values = if let Value::Array(values) = value { values.as_slice() } else { std::slice::from_ref(value) };
        let name = |value: &Value| match value {
            Value::String(name) => Some(tidy(name)),
            Value::Object(object) => self.words(self.resolve(object).get("name")?),
            _ => None,
        };
        values.iter().filter_map(name).filter(|n| !n.is_empty() && !n.starts_with("http")).collect()
    }

    /// The text, of a live blog that of its posts.
    fn body(&self, article: &Map<String, Value>) -> Option<String> {
        let text = |object: &Map<String, Value>| object.get("articleBody").and_then(Value::as_str).map(str::to_owned);
        let posts = || {
            let posts = article.get("liveBlogUpdate")?.as_array()?;
            let texts = posts.iter().filter_map(|p| text(p.as_object()?)).collect::<Vec<_>>();
            (!texts.is_empty()).then(|| texts.join("\n"))
        };
        text(article).or_else(posts).filter(|t| !t.trim().is_empty())
    }
}

/// The types of an object, whether written `NewsArticle` or `http://schema.org/NewsArticle`.
fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let values = match object.get("@type") {
        Some(Value::Array(values)) => values.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    values.iter().filter_map(Value::as_str)
}

/// JSON as it stands in pages: inside comment marks, with raw line ends in strings, with a semicolon behind.
fn forgiving(script: &str) -> Option<Value> {
    let bare = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let bare = bare.trim().trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let bare = bare.trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(bare).ok().or_else(|| {
        let single_line = bare.replace(|c: char| c.is_control(), " ");
        serde_json::from_str(&single_line).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(html: &str) -> Metadata {
        read(&Page::parse(html).expect("a page"))
    }

    #[test]
    fn headlines_lose_their_outlet() {
        let rows = [
            ("Ferry aground | Tidewater Post", None, None, "Ferry aground"),
            ("Ferry aground - Tidewater Post", Some("Tidewater Post"), None, "Ferry aground"),
            ("Ferry aground – harbour master", Some("Tidewater Post"), None, "Ferry aground – harbour master"),
            ("Ferry aground - World - Tidewater Post", Some("Tidewater Post"), None, "Ferry aground - World"),
            ("Ferry aground | World | Tidewater Post", None, None, "Ferry aground"),
            ("Ferry aground - TidewaterPost.example", Some("tidewaterpost.example"), None, "Ferry aground"),
            ("Live | Ferry aground, dozens wait on the quay", None, None, "Live | Ferry aground, dozens wait on the quay"),
            ("| Tidewater Post", Some("Tidewater Post"), None, "| Tidewater Post"),
        ];
        for (title, outlet, heading, expected) in rows {
            assert_eq!(without_outlet(title, outlet, heading), expected, "{title}");
        }
    }

    #[test]
    fn linked_data_in_a_graph_with_references() {
        let page = r##"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
            {"@type":"WebSite","name":"Tidewater"},{"@type":"Person","@id":"#ann","name":"Ann Lee"},
            {"@type":["Organization","NewsMediaOrganization"],"@id":"#org","name":"Tidewater Post"},
            {"@type":"NewsArticle","headline":"Ferry &amp; barge collide","author":[{"@id":"#ann"},{"@type":"Person","name":"Bo Chan"}],
             "publisher":{"@id":"#org"},"datePublished":"2026-05-16T09:40:00+02:00","inLanguage":"en-GB",
             "mainEntityOfPage":{"@id":"https://tidewater.example/ferry"},"articleBody":"Text."}]}</script>"##;
        let found = metadata(page);
        assert_eq!(found.title.as_deref(), Some("Ferry & barge collide"));
        assert_eq!(found.outlet.as_deref(), Some("Tidewater Post"));
        assert_eq!(found.authors, ["Ann Lee", "Bo Chan"]);
        assert_eq!(found.published.map(|p| p.iso).as_deref(), Some("2026-05-16T09:40:00+02:00"));
        assert_eq!(found.language.as_deref(), Some("en"));
        assert_eq!(found.url.as_deref(), Some("https://tidewater.example/ferry"));
        assert_eq!(found.body.as_deref(), Some("Text."));
    }

    #[test]
    fn open_graph_and_meta_and_the_page_itself() {
        let rows = [
            (
                r#"<html lang=nl><meta property=og:title content="A &#8216;storm&#8217; | De Kust"><meta property=og:site_name content="De Kust">
                   <meta property=article:published_time content=2026-05-16><meta name=author content="By Ann Lee and Bo Chan">"#,
                Metadata {
                    title: Some("A ‘storm’".into()),
                    outlet: Some("De Kust".into()),
                    authors: vec!["Ann Lee".into(), "Bo Chan".into()],
                    published: Published::parse("2026-05-16"),
                    language: Some("nl".into()),
                    ..Metadata::default()
                },
            ),
            (
                r#"<title>Storm closes port - Kust Online</title><link rel=canonical href="https://www.kust.co.uk/a?b">
                   <h1>Storm closes port</h1><a rel=author>Cy Dee</a><time datetime="2026-05-16T09:40Z">today</time>"#,
                Metadata {
                    title: Some("Storm closes port".into()),
                    outlet: Some("kust.co.uk".into()),
                    url: Some("https://www.kust.co.uk/a?b".into()),
                    authors: vec!["Cy Dee".into()],
                    published: Published::parse("2026-05-16T09:40Z"),
                    ..Metadata::default()
                },
            ),
            (
                "<script type='application/ld+json'><!--\n[{\"@type\":\"http://schema.org/Article\",\"headline\":\"A\nB\",\"author\":\"Staff\"}];--></script>",
                Metadata { title: Some("A B".into()), authors: vec!["Staff".into()], ..Metadata::default() },
            ),
            (
                "<script type=application/ld+json>{broken</script><title>T</title>",
                Metadata { title: Some("T".into()), ..Metadata::default() },
            ),
        ];
        for (page, expected) in rows {
            assert_eq!(metadata(page), expected, "{page}");
        }
    }
}
