//! The waterfall: a table that adds up, with a bar beside each line and the words that it rests on.

use super::Page;
use super::family::short;
use super::markup::Markup;
use crate::provenance::Provenance;
use crate::report::document::{Content, Estimate};
use crate::report::waterfall::{Fall, falls, prior, shown};
use crate::report::{explain, terminal, words};

/// Writes the table; `article` is the one that the words stand in.
pub fn table(page: &Page<'_>, content: &Content, claims: &[String], article: Option<usize>, out: &mut Markup) {
    let falls = falls(content, |origin| explain::origin_label(&page.index, claims, origin));
    let scale = Scale::of(prior(content), &falls);
    out.open("table", &[("class", "fall")]).ours(concat!(
        "<caption>Is it so? From the prior to the estimate</caption><thead><tr><th scope=\"col\">part</th>",
        "<th scope=\"col\">decibans</th><th scope=\"col\">total</th><th scope=\"col\">probability</th><td></td></tr></thead><tbody>"
    ));
    out.open("tr", &[]).leaf("th", &[("scope", "row")], "before any evidence (prior)").leaf("td", &[], "");
    out.leaf("td", &[], &shown(prior(content))).leaf("td", &[], &words::probability(content.prior));
    scale.bar(0.0, prior(content), out);
    out.close("tr");
    for fall in &falls {
        line(page, fall, article, &scale, out);
    }
    let end = falls.last().map_or_else(|| prior(content), |f| f.total);
    out.open("tr", &[("class", "sum")]).leaf("th", &[("scope", "row")], "estimate").leaf("td", &[], "").leaf(
        "td",
        &[],
        &shown(end),
    );
    out.leaf("td", &[], &terminal::interval(&content.estimate)).open("td", &[]);
    interval(&content.estimate, out);
    out.close("td").close("tr").ours("</tbody></table>");
    if content.estimate.bound_moved {
        out.leaf("p", &[("class", "note")], "The estimate lay outside the 5 % and 95 % quantiles; the bound was moved to it.");
    }
}

fn line(page: &Page<'_>, fall: &Fall<'_>, article: Option<usize>, scale: &Scale, out: &mut Markup) {
    out.open("tr", &[]).open("th", &[("scope", "row")]).say(&fall.label).open("small", &[]).say(&plain_classes(fall.because));
    if let (Some(place), Some(article)) = (fall.evidence, article) {
        out.say(" · ");
        let label = if fall.because.contains(&place.text) { "in the text".to_owned() } else { format!("“{}”", place.text) };
        page.place((article, (place.start, place.end)), &label, out);
    }
    out.close("small").close("th").leaf("td", &[], &format!("{:+.2}", fall.change())).leaf("td", &[], &shown(fall.total));
    out.leaf("td", &[], &words::probability(fall.probability()));
    scale.bar(fall.before, fall.total, out);
    out.close("tr");
}

/// The reason with the identifiers of classes as words: `unknown_outlet` is for machines.
fn plain_classes(because: &str) -> String {
    let plain = |word| Provenance::parse(word).map_or(word, |class| short(Some(class)));
    because.split(' ').map(plain).collect::<Vec<_>>().join(" ")
}

/// Probability as a line from 0 to 1, with the interval and the estimate on it.
pub fn interval(estimate: &Estimate, out: &mut Markup) {
    let [at, low, high] = [estimate.estimate, estimate.low, estimate.high].map(|p| p.value() * 100.0);
    out.ours("<svg class=\"iv\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path class=\"axis\" d=\"M0 4H100M50 1V7\"/>");
    out.leaf("rect", &[("x", &format!("{low:.1}")), ("y", "2.5"), ("width", &format!("{:.1}", high - low)), ("height", "3")], "");
    out.leaf(
        "rect",
        &[("class", "at"), ("x", &format!("{:.1}", (at - 0.9).max(0.0))), ("y", "0"), ("width", "1.8"), ("height", "8")],
        "",
    );
    out.close("svg");
}

/// The common scale of the bars of one table, in decibans.
struct Scale {
    low: f64,
    width: f64,
}

impl Scale {
    fn of(prior: f64, falls: &[Fall<'_>]) -> Self {
        let totals = || falls.iter().map(|f| f.total).chain([0.0, prior]);
        let (low, high) = (totals().fold(0.0, f64::min), totals().fold(0.0, f64::max));
        // so that a small change does not fill the whole width: 3 decibans are odds of two to one
        Scale { low, width: (high - low).max(3.0) }
    }

    fn at(&self, total: f64) -> f64 {
        (total - self.low) / self.width * 100.0
    }

    fn bar(&self, from: f64, to: f64, out: &mut Markup) {
        let (left, right) = (self.at(from.min(to)), self.at(from.max(to)));
        let class = if to < from { "down" } else { "up" };
        out.open("td", &[]).ours("<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        let zero = format!("M{:.1} 0V8", self.at(0.0));
        out.leaf("path", &[("class", "axis"), ("d", &zero)], "");
        let (x, width) = (format!("{left:.1}"), format!("{:.1}", (right - left).max(0.6)));
        out.leaf("rect", &[("class", class), ("x", &x), ("y", "1"), ("width", &width), ("height", "6")], "");
        out.close("svg").close("td");
    }
}
