//! Outlets side by side: plain shares of this set, with what they are shares of. No test and no interval: those are `compare`'s.

use super::Page;
use super::anchor;
use super::family::Family;
use super::markup::Markup;
use super::outlet_name;
use crate::attribution::Attitude;
use crate::provenance::{Directness, Provenance};
use crate::report::document::{Article, Statement};
use crate::report::words;
use std::collections::{BTreeMap, BTreeSet};

/// The articles of one outlet.
struct Outlet<'a> {
    name: &'a str,
    articles: Vec<(usize, &'a Article)>,
}

impl Outlet<'_> {
    /// Its assertions: beliefs and plans are no news of what is so.
    fn assertions(&self) -> impl Iterator<Item = &Statement> {
        self.articles.iter().flat_map(|(_, a)| &a.statements).filter(|s| s.attitude == Attitude::Assertion)
    }

    fn count(&self, of: impl Fn(&Statement) -> bool) -> usize {
        self.assertions().filter(|s| of(s)).count()
    }
}

/// One figure: what it is called, and whether a statement counts.
type Share = (&'static str, fn(&Statement) -> bool);

const SHARES: &[Share] = &[
    ("attributed", |s| !s.chain.is_empty()),
    ("unnamed", unnamed),
    ("unnamed, no reason given", |s| unnamed(s) && s.anonymity.as_ref().is_none_or(|a| a.stated_reason.is_none())),
    ("own reporter", |s| s.chain.len() == 1 && s.chain[0].provenance == Provenance::ReporterWitness),
    ("through another medium", |s| s.chain.iter().any(|n| n.provenance.is_channel() && n.provenance != Provenance::Platform)),
    ("on state or party media", |s| s.chain.iter().any(|n| Family::of(Some(n.provenance)) == Family::StateMedia)),
    ("weakened by a hedge", |s| !s.hedges.is_empty()),
    ("seen or heard by its source", |s| s.chain.first().is_some_and(|n| n.directness == Directness::Witnessed)),
];

fn unnamed(statement: &Statement) -> bool {
    statement.chain.first().is_some_and(|s| s.anonymous)
}

/// The patterns of charts, in the units of a bar that is 100 wide and 10 high and drawn about 750 by 25: no family rests on its colour.
pub const PATTERNS: &str = concat!(
    "<svg class=\"pattern\" width=\"0\" height=\"0\" aria-hidden=\"true\">",
    "<pattern id=\"p-voice\" width=\"1\" height=\"4\" patternUnits=\"userSpaceOnUse\"><circle cx=\"0.5\" cy=\"2\" r=\"0.25\"/></pattern>",
    "<pattern id=\"p-seen\" width=\"4\" height=\"5\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 1H4M0 3.5H4\"/></pattern>",
    "<pattern id=\"p-body\" width=\"3\" height=\"10\" patternUnits=\"userSpaceOnUse\"><path d=\"M0.6 0V10M1.4 0V10\"/></pattern>",
    "<pattern id=\"p-person\" width=\"1.5\" height=\"10\" patternUnits=\"userSpaceOnUse\"><path d=\"M0.5 0V10\"/></pattern>",
    "<pattern id=\"p-unnamed\" width=\"2\" height=\"5\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 5L1 0L2 5\"/></pattern>",
    "<pattern id=\"p-nobody\" width=\"2\" height=\"6\" patternUnits=\"userSpaceOnUse\"><circle cx=\"1\" cy=\"3\" r=\"0.6\"/></pattern>",
    "<pattern id=\"p-state\" width=\"1.2\" height=\"5\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 5L1.2 0\"/></pattern>",
    "<pattern id=\"p-media\" width=\"4\" height=\"10\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 5H4\"/></pattern>",
    "<pattern id=\"p-unknown\" width=\"4\" height=\"10\" patternUnits=\"userSpaceOnUse\"><path d=\"M2 0V10\"/></pattern>",
    "</svg>\n"
);

/// Writes the view.
pub fn view(page: &Page<'_>, out: &mut Markup) {
    out.ours("<section class=\"view\" id=\"outlets\" aria-labelledby=\"outlets-h\">\n<h2 id=\"outlets-h\" tabindex=\"-1\">Outlets</h2>\n");
    out.ours(concat!(
        "<p class=\"lead\">Shares of the assertions in this set. They describe these reports and no more: with few reports, and reports of one ",
        "event, differences between outlets are mostly chance. Nothing here says how right an outlet is.</p>\n"
    ));
    let outlets = outlets(page.document().articles.as_slice());
    mix(&outlets, out);
    table(&outlets, out);
    reports(page, &outlets, out);
    out.ours("</section>\n");
}

fn outlets(articles: &[Article]) -> Vec<Outlet<'_>> {
    let mut by_name: BTreeMap<&str, Outlet<'_>> = BTreeMap::new();
    for (number, article) in articles.iter().enumerate() {
        let name = outlet_name(article);
        by_name.entry(name).or_insert_with(|| Outlet { name, articles: Vec::new() }).articles.push((number, article));
    }
    by_name.into_values().collect()
}

/// Of what kind the sources are: a bar for each outlet, divided by family.
fn mix(outlets: &[Outlet<'_>], out: &mut Markup) {
    out.ours(PATTERNS).ours("<figure><figcaption>Kind of the first source of each assertion</figcaption>\n<div class=\"mix\">");
    let mut used: BTreeSet<Family> = BTreeSet::new();
    for outlet in outlets {
        let all = outlet.count(|_| true);
        let parts: Vec<(Family, usize)> = Family::ALL
            .into_iter()
            .map(|f| (f, outlet.count(|s| Family::of(s.chain.first().map(|n| n.provenance)) == f)))
            .filter(|(_, n)| *n > 0)
            .collect();
        let said: Vec<String> = parts.iter().map(|(f, n)| format!("{} {}", f.title(), percent(*n, all))).collect();
        out.open("div", &[]).leaf("span", &[], &format!("{} ({all})", outlet.name));
        used.extend(parts.iter().map(|(family, _)| *family));
        let shares: Vec<(Family, f64)> = parts.into_iter().map(|(family, n)| (family, n as f64 / all as f64)).collect();
        bar(&format!("{}: {}", outlet.name, said.join(", ")), &shares, out);
        out.close("div");
    }
    out.ours("</div>\n");
    keys(used, out);
    out.ours("</figure>\n");
}

/// A bar divided by family; what is missing from a whole stays empty.
pub fn bar(label: &str, shares: &[(Family, f64)], out: &mut Markup) {
    out.open("svg", &[("viewBox", "0 0 100 10"), ("preserveAspectRatio", "none"), ("role", "img"), ("aria-label", label)]);
    let mut x = 0.0;
    for (family, share) in shares {
        let width = share * 100.0;
        let (class, left, wide) = (format!("fill {}", family.name()), format!("{x:.2}"), format!("{width:.2}"));
        out.leaf("rect", &[("class", &class), ("x", &left), ("y", "0"), ("width", &wide), ("height", "10")], "");
        let pattern = [("fill", family.pattern()), ("x", &left), ("y", "0"), ("width", &wide), ("height", "10")];
        out.leaf("rect", &pattern, "");
        x += width;
    }
    out.close("svg");
}

/// What the patterns of a bar stand for.
pub fn keys(used: BTreeSet<Family>, out: &mut Markup) {
    out.ours("<ul class=\"keys\">");
    for family in used {
        out.open("li", &[]);
        out.open(
            "svg",
            &[("class", "swatch"), ("viewBox", "0 0 5 10"), ("preserveAspectRatio", "none"), ("aria-hidden", "true")],
        );
        let size = [("x", "0"), ("y", "0"), ("width", "5"), ("height", "10")];
        out.leaf("rect", &[&[("class", format!("fill {}", family.name()).as_str())], &size[..]].concat(), "");
        out.leaf("rect", &[&[("fill", family.pattern())], &size[..]].concat(), "");
        out.close("svg").say(" ").say(family.title()).close("li");
    }
    out.ours("</ul>");
}

fn table(outlets: &[Outlet<'_>], out: &mut Markup) {
    out.ours("<div class=\"wide\"><table class=\"shares\"><caption>Shares of assertions, with their counts</caption><thead><tr><th scope=\"col\">outlet</th><th scope=\"col\">reports</th><th scope=\"col\">stories</th><th scope=\"col\">assertions</th>");
    for (title, _) in SHARES {
        out.leaf("th", &[("scope", "col")], title);
    }
    out.leaf("th", &[("scope", "col")], "mean “is it so?”").ours("</tr></thead><tbody>");
    for outlet in outlets {
        let all = outlet.count(|_| true);
        let stories: BTreeSet<Option<&str>> = outlet.articles.iter().map(|(_, a)| a.story.as_deref()).collect();
        out.open("tr", &[]).leaf("th", &[("scope", "row")], outlet.name);
        for number in [outlet.articles.len(), stories.len(), all] {
            out.leaf("td", &[], &number.to_string());
        }
        for (_, counts) in SHARES {
            let count = outlet.count(counts);
            out.open("td", &[]).say(&percent(count, all)).say(" ").leaf("small", &[], &count.to_string()).close("td");
        }
        let sum: f64 = outlet.assertions().map(|s| s.confidence.content.estimate.estimate.value()).sum();
        out.leaf("td", &[], &if all == 0 { "–".to_owned() } else { format!("{:.2}", sum / all as f64) }).close("tr");
    }
    out.ours("</tbody></table></div>\n");
}

/// `38 %`; nothing of nothing is a dash.
fn percent(part: usize, all: usize) -> String {
    if all == 0 { "–".to_owned() } else { format!("{:.0} %", part as f64 * 100.0 / all as f64) }
}

/// Which reports each outlet has here.
fn reports(page: &Page<'_>, outlets: &[Outlet<'_>], out: &mut Markup) {
    out.open("dl", &[("class", "facts")]);
    for outlet in outlets {
        let class = outlet.articles.first().and_then(|(_, a)| a.outlet.as_ref()).map(|o| page.index.class_of_outlet(o));
        let class = class.map(|c| format!(" ({c})")).unwrap_or_default();
        out.leaf("dt", &[], &format!("{}{class}", outlet.name));
        for (number, article) in &outlet.articles {
            let label = article.title.as_deref().unwrap_or(&article.id);
            out.open("dd", &[])
                .leaf("a", &[("href", &format!("#{}", anchor::article(*number)))], label)
                .say(&format!(" · {}", words::counted(article.statements.len(), "statement", "statements")));
            out.close("dd");
        }
        let id = outlet.articles.first().and_then(|(_, a)| a.outlet.as_ref()).and_then(|o| o.registry_id.as_deref());
        if id.is_some() {
            out.open("dd", &[]);
            page.registry_line(id, out);
            out.close("dd");
        }
    }
    out.close("dl");
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn nothing_of_nothing_is_no_share() {
        for (part, all, want) in [(0, 0, "–"), (0, 3, "0 %"), (1, 3, "33 %"), (3, 3, "100 %")] {
            assert_eq!(percent(part, all), want);
        }
    }
}
