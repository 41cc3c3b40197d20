//! The origin graph: who is behind which report, and which report was made from which. As DOT for graph programs, or as a picture (SVG).
//!
//! Left the origins, right the reports by time; a line from an origin to each report that rests on it, and a dashed one from a report to what was made from it.

use super::document::{Article, Document};
use super::words;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What is drawn.
struct Graph<'a> {
    /// Name of the origin, with the claims that it stands behind.
    origins: Vec<(String, Vec<&'a str>)>,
    /// Reports by time, then id.
    reports: Vec<&'a Article>,
    /// From an origin to a report.
    carries: Vec<(usize, usize)>,
    /// From a report to one made from it.
    copies: Vec<(usize, usize, String)>,
}

impl<'a> Graph<'a> {
    fn of(document: &'a Document) -> Self {
        let mut reports: Vec<&Article> = document.articles.iter().collect();
        reports.sort_by_key(|a| (a.published.is_none(), &a.published, &a.id));
        let place: BTreeMap<&str, usize> = reports.iter().enumerate().map(|(i, a)| (a.id.as_str(), i)).collect();
        let mut origins: BTreeMap<&str, (Vec<&str>, Vec<usize>)> = BTreeMap::new();
        // claims of one report say nothing about who shares an origin, unless there is only one report
        let several = document.articles.len() > 1;
        for claim in document.claims.iter().filter(|c| c.reports > 1 || !several) {
            for origin in &claim.origins {
                let (claims, carried) = origins.entry(&origin.label).or_default();
                claims.push(&claim.id);
                carried.extend(origin.statements.iter().filter_map(|id| place.get(id.rsplit_once('#')?.0)).copied());
            }
        }
        let mut carries: Vec<(usize, usize)> =
            origins.values().enumerate().flat_map(|(i, (_, reports))| reports.iter().map(move |r| (i, *r))).collect();
        carries.sort_unstable();
        carries.dedup();
        let copies = reports.iter().enumerate().filter_map(|(i, article)| {
            let made = article.made_from.as_ref()?;
            let credit = if made.credited { "" } else { ", no credit" };
            Some((*place.get(made.article.as_str())?, i, format!("{}{credit}", made.reuse.as_str().replace('_', " "))))
        });
        let copies: Vec<_> = copies.collect();
        // a copy has its origins through what it was made from
        carries.retain(|(origin, report)| !copies.iter().any(|(from, to, _)| to == report && goes_to(&origins, *origin, *from)));
        let origins = origins.into_iter().map(|(label, (claims, _))| (label.to_owned(), claims)).collect();
        Graph { origins, reports, carries, copies }
    }
}

fn goes_to(origins: &BTreeMap<&str, (Vec<&str>, Vec<usize>)>, origin: usize, report: usize) -> bool {
    origins.values().nth(origin).is_some_and(|(_, reports)| reports.contains(&report))
}

fn report_lines(article: &Article) -> [String; 2] {
    let outlet = article.outlet.as_ref().and_then(|o| o.name.clone()).unwrap_or_else(|| "outlet not given".to_owned());
    [words::one_line(&article.id), words::one_line(&format!("{outlet}  {}", article.published.as_deref().unwrap_or("no date")))]
}

/// The origin graph in the DOT language.
pub fn dot(document: &Document) -> String {
    let graph = Graph::of(document);
    let quoted = |text: &str| format!("\"{}\"", words::one_line(text).replace('\\', "\\\\").replace('"', "\\\""));
    let mut text = "digraph origins {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n".to_owned();
    for (i, (label, claims)) in graph.origins.iter().enumerate() {
        let _ = writeln!(text, "  o{i} [shape=ellipse, label={}];", quoted(&format!("{label} ({})", claims.join(", "))));
    }
    for (i, article) in graph.reports.iter().enumerate() {
        let [id, outlet] = report_lines(article);
        let _ = writeln!(text, "  r{i} [shape=box, label={}];", quoted(&format!("{id} – {outlet}")));
    }
    for (origin, report) in &graph.carries {
        let _ = writeln!(text, "  o{origin} -> r{report};");
    }
    for (from, to, how) in &graph.copies {
        let _ = writeln!(text, "  r{from} -> r{to} [style=dashed, label={}];", quoted(how));
    }
    text.push_str("}\n");
    text
}

const ROW: usize = 58;
const ORIGIN_X: usize = 20;
const REPORT_X: usize = 470;
const WIDE: usize = 330;
const TOP: usize = 56;

/// The origin graph as a picture.
pub fn svg(document: &Document) -> String {
    let graph = Graph::of(document);
    let rows = graph.origins.len().max(graph.reports.len()).max(1);
    let (width, height) = (REPORT_X + WIDE + 190, TOP + rows * ROW + 20);
    let middle = |i: usize| TOP + i * ROW + 20;
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" \
         font-size=\"13\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text x=\"{ORIGIN_X}\" y=\"30\" font-weight=\"bold\">Origins (claims)</text>\n\
         <text x=\"{REPORT_X}\" y=\"30\" font-weight=\"bold\">Reports, by time; dashed: made from another</text>\n"
    );
    for (origin, report) in &graph.carries {
        let (x1, y1, x2, y2) = (ORIGIN_X + WIDE, middle(*origin), REPORT_X, middle(*report));
        let bend = (x1 + x2) / 2;
        let _ = writeln!(
            text,
            "<path d=\"M{x1} {y1} C{bend} {y1} {bend} {y2} {x2} {y2}\" fill=\"none\" stroke=\"#4a6\" stroke-width=\"1.5\"/>"
        );
    }
    for (i, (from, to, how)) in graph.copies.iter().enumerate() {
        let x = REPORT_X + WIDE;
        let (y1, y2, out) = (middle(*from), middle(*to), x + 24 + (i % 4) * 10);
        let _ = writeln!(
            text,
            "<path d=\"M{x} {y1} C{out} {y1} {out} {y2} {} {y2}\" fill=\"none\" stroke=\"#b40\" stroke-width=\"1.5\" stroke-dasharray=\"5 3\"/>\n\
             <path d=\"M{x} {y2} l9 -4 v8 z\" fill=\"#b40\"/>\n<text x=\"{}\" y=\"{}\" fill=\"#b40\" font-size=\"11\">{}</text>",
            x + 8,
            x + 16,
            y2 + 16,
            escaped(how, 34)
        );
    }
    for (i, (label, claims)) in graph.origins.iter().enumerate() {
        boxed(&mut text, ORIGIN_X, middle(i), "#eaf6ee", [label.clone(), claims.join(", ")], 18);
    }
    for (i, article) in graph.reports.iter().enumerate() {
        boxed(
            &mut text,
            REPORT_X,
            middle(i),
            if article.made_from.is_some() { "#fdeee6" } else { "#eef2fa" },
            report_lines(article),
            3,
        );
    }
    text.push_str("</svg>\n");
    text
}

fn boxed(text: &mut String, x: usize, y: usize, fill: &str, lines: [String; 2], round: usize) {
    let [first, second] = lines.map(|line| escaped(&line, 46));
    let _ = writeln!(
        text,
        "<rect x=\"{x}\" y=\"{}\" width=\"{WIDE}\" height=\"42\" rx=\"{round}\" fill=\"{fill}\" stroke=\"#888\"/>\n\
         <text x=\"{}\" y=\"{}\">{first}</text>\n<text x=\"{}\" y=\"{}\" fill=\"#555\" font-size=\"11\">{second}</text>",
        y - 21,
        x + 10,
        y - 3,
        x + 10,
        y + 13
    );
}

/// Text for a picture: at most so many characters, and nothing that is markup.
fn escaped(text: &str, most: usize) -> String {
    let text = words::one_line(text);
    let cut: String = if text.chars().count() > most { text.chars().take(most - 1).chain(['…']).collect() } else { text };
    cut.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
