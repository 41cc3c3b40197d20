//! A comparison of outlets as one page: a chart for each measure, the mix of classes, the differences, who carries whom.

use super::family::Family;
use super::markup::Markup;
use super::outlets::{PATTERNS, keys};
use super::{STYLE, policy};
use crate::compare::{Comparison, Difference, Effect, Estimate, Measure, Pair};
use crate::report::comparison::{METHOD, adjust_name, part_name};
use crate::report::document::Skipped;
use crate::report::terminal::comparison::{p, shown, title};
use crate::report::words::{counted, one_line};
use std::collections::{BTreeMap, BTreeSet};

/// Height of an outlet's row in a chart, in units of the drawing.
const ROW: f64 = 22.0;
/// Where the scale of a chart begins and ends.
const LEFT: f64 = 190.0;
const RIGHT: f64 = 590.0;
/// Letters of a name that fit before the scale.
const LETTERS: usize = 26;

/// The page.
pub fn comparison_page(comparison: &Comparison, skipped: &[Skipped]) -> String {
    let mut out = Markup::default();
    head(&mut out);
    lead(comparison, &mut out);
    measures(comparison, &mut out);
    mix(comparison, &mut out);
    windows(comparison, &mut out);
    differences(comparison, &mut out);
    pairs(comparison, &mut out);
    about(comparison, skipped, &mut out);
    out.ours("</main>\n</body>\n</html>\n");
    out.finish()
}

fn head(out: &mut Markup) {
    out.ours("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", policy::POLICY)]);
    out.ours(concat!(
        "\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n",
        "<title>Outlets side by side – corroborate</title>\n<style>"
    ));
    out.ours(STYLE).ours(concat!(
        "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the charts</a>\n<header class=\"top\"><nav aria-label=\"Parts\"><ul>",
        "<li><a href=\"#measures\">Measures</a></li><li><a href=\"#mix\">Sources</a></li><li><a href=\"#differences\">Differences</a></li>",
        "<li><a href=\"#pairs\">Who carries whom</a></li><li><a href=\"#about\">How to read this</a></li></ul></nav></header>\n<main id=\"main\">\n"
    ));
}

fn lead(c: &Comparison, out: &mut Markup) {
    out.ours("<section class=\"view\" aria-labelledby=\"top\"><h2 id=\"top\">Outlets side by side</h2>\n");
    let articles: usize = c.outlets.iter().map(|o| o.articles).sum();
    let said = format!(
        "{}, {}. Measured: {}. Each dot is an estimate, each line its 90 % interval; a hollow dot has too few stories for one. Nothing here says how right an outlet is.",
        counted(c.outlets.len(), "outlet", "outlets"),
        counted(articles, "article", "articles"),
        match part_name(c.plan.part) {
            "own" => "articles that were not made from another outlet's report",
            "copied" => "articles that were made from another outlet's report",
            _ => "all articles",
        }
    );
    out.leaf("p", &[("class", "lead")], &said);
    out.ours(
        "<div class=\"wide\"><table class=\"shares\"><caption>What there is</caption><thead><tr><th scope=\"col\">outlet</th>",
    );
    for title in ["articles", "copies within it", "made from another’s", "stories", "assertions measured"] {
        out.leaf("th", &[("scope", "col")], title);
    }
    out.ours("</tr></thead><tbody>");
    for o in &c.outlets {
        out.open("tr", &[]).leaf("th", &[("scope", "row")], &o.name);
        for number in [o.articles as u64, o.repeats as u64, o.copied as u64, o.stories as u64, o.statements] {
            out.leaf("td", &[], &number.to_string());
        }
        out.close("tr");
    }
    out.ours("</tbody></table></div></section>\n");
}

fn measures(c: &Comparison, out: &mut Markup) {
    out.ours("<section class=\"view\" id=\"measures\" aria-labelledby=\"measures-h\"><h2 id=\"measures-h\">Measures</h2>\n<div class=\"charts\">");
    for measure in Measure::ALL {
        let own: Vec<&Estimate> = c.estimates.iter().filter(|e| e.window.is_none() && e.measure == measure).collect();
        chart(title(measure), &own, |e| &e.outlet, out);
    }
    out.ours("</div></section>\n");
}

/// Estimates below each other on one scale, with a table of the same for who cannot see it.
fn chart(caption: &str, rows: &[&Estimate], label: fn(&Estimate) -> &str, out: &mut Markup) {
    let most = rows.iter().filter_map(|e| e.interval.map(|i| i.1).or(e.value)).fold(0.0, f64::max);
    let top = nice(most);
    let height = ROW * rows.len() as f64 + 26.0;
    out.open("figure", &[("class", "dots")]).leaf("figcaption", &[], caption);
    out.open("svg", &[("viewBox", &format!("0 0 720 {height:.0}")), ("role", "img"), ("aria-label", &alternative(rows, label))]);
    let x = |value: f64| LEFT + (RIGHT - LEFT) * (value / top).clamp(0.0, 1.0);
    for tick in 0..=4 {
        let value = top * f64::from(tick) / 4.0;
        let (at, low) = (format!("{:.1}", x(value)), format!("{:.1}", height - 22.0));
        out.leaf("line", &[("class", "grid"), ("x1", &at), ("x2", &at), ("y1", "0"), ("y2", &low)], "");
        let y = format!("{:.1}", height - 6.0);
        out.leaf("text", &[("x", &at), ("y", &y), ("text-anchor", "middle")], &short(value));
    }
    for (row, e) in rows.iter().enumerate() {
        let middle = ROW * row as f64 + ROW / 2.0;
        let (line, words) = (format!("{middle:.1}"), format!("{:.1}", middle + 4.5));
        out.leaf("text", &[("x", "0"), ("y", &words)], &cut(label(e)));
        if let Some((low, high)) = e.interval {
            let (from, to) = (format!("{:.1}", x(low)), format!("{:.1}", x(high)));
            out.leaf("line", &[("class", "range"), ("x1", &from), ("x2", &to), ("y1", &line), ("y2", &line)], "");
        }
        if let Some(value) = e.value {
            let (at, class) = (format!("{:.1}", x(value)), if e.interval.is_some() { "dot" } else { "dot few" });
            out.leaf("circle", &[("class", class), ("cx", &at), ("cy", &line), ("r", "5")], "");
        }
        let right = format!("{:.0}", RIGHT + 14.0);
        out.leaf("text", &[("x", &right), ("y", &words), ("class", "value")], &shown(e));
    }
    out.close("svg").close("figure");
}

fn alternative(rows: &[&Estimate], label: fn(&Estimate) -> &str) -> String {
    let said = |e: &&Estimate| format!("{} {} of {} in {}", label(e), shown(e), e.of, counted(e.stories, "story", "stories"));
    rows.iter().map(said).collect::<Vec<_>>().join("; ")
}

/// The next round number above.
fn nice(value: f64) -> f64 {
    let steps = [0.04, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.6, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0];
    let found = steps.into_iter().find(|s| value <= *s);
    found.unwrap_or_else(|| {
        let unit = 10f64.powf(value.log10().floor());
        [1.0, 2.0, 4.0, 6.0, 8.0, 10.0].into_iter().map(|s| s * unit).find(|s| value <= *s).unwrap_or(value)
    })
}

fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn cut(name: &str) -> String {
    let name = one_line(name);
    if name.chars().count() <= LETTERS { name } else { name.chars().take(LETTERS - 1).chain(['…']).collect() }
}

/// The kinds of ultimate sources: a bar for each outlet.
fn mix(c: &Comparison, out: &mut Markup) {
    out.ours("<section class=\"view\" id=\"mix\" aria-labelledby=\"mix-h\"><h2 id=\"mix-h\">Ultimate sources of what is attributed</h2>\n");
    out.ours(PATTERNS).ours("<figure><div class=\"mix\">");
    let mut used = BTreeSet::new();
    for outlet in &c.outlets {
        let mut parts: BTreeMap<Family, f64> = BTreeMap::new();
        for e in c.estimates.iter().filter(|e| e.window.is_none() && e.outlet == outlet.name) {
            if let (Measure::Class(class), Some(value)) = (e.measure, e.value) {
                *parts.entry(Family::of(Some(class))).or_default() += value;
            }
        }
        parts.retain(|_, share| *share > 0.0);
        used.extend(parts.keys().copied());
        let shares: Vec<(Family, f64)> = parts.into_iter().collect();
        let said: Vec<String> = shares.iter().map(|(f, v)| format!("{} {:.0} %", f.title(), v * 100.0)).collect();
        out.open("div", &[]).leaf("span", &[], &outlet.name);
        super::outlets::bar(&format!("{}: {}", outlet.name, said.join(", ")), &shares, out);
        out.close("div");
    }
    out.ours("</div>\n");
    keys(used, out);
    out.ours("</figure>\n<details><summary>Each class, with its interval</summary><div class=\"charts\">");
    let classes: BTreeSet<Measure> = c.estimates.iter().map(|e| e.measure).filter(|m| matches!(m, Measure::Class(_))).collect();
    for measure in classes {
        let own: Vec<&Estimate> = c.estimates.iter().filter(|e| e.window.is_none() && e.measure == measure).collect();
        chart(&title(measure).replace('_', " "), &own, |e| &e.outlet, out);
    }
    out.ours("</div></details></section>\n");
}

/// Each tested measure over time, an outlet a chart.
fn windows(c: &Comparison, out: &mut Markup) {
    if c.estimates.iter().all(|e| e.window.is_none()) {
        return;
    }
    out.ours("<section class=\"view\" id=\"windows\" aria-labelledby=\"windows-h\"><h2 id=\"windows-h\">Over time</h2>\n");
    for measure in &c.plan.measures {
        out.open("details", &[]).leaf("summary", &[], title(*measure)).ours("<div class=\"charts\">");
        for outlet in &c.outlets {
            let own = c.estimates.iter().filter(|e| e.window.is_some() && e.measure == *measure && e.outlet == outlet.name);
            chart(&outlet.name, &own.collect::<Vec<_>>(), |e| e.window.as_deref().unwrap_or_default(), out);
        }
        out.ours("</div></details>\n");
    }
    out.ours("</section>\n");
}

fn differences(c: &Comparison, out: &mut Markup) {
    out.ours("<section class=\"view\" id=\"differences\" aria-labelledby=\"differences-h\"><h2 id=\"differences-h\">Differences that hold</h2>\n");
    let tested = c.differences.iter().filter(|d| d.p.is_some()).count();
    let mut held: Vec<&Difference> = c.differences.iter().filter(|d| d.adjusted.is_some_and(|p| p < c.plan.alpha)).collect();
    held.sort_by(|x, y| (x.measure, &x.a, &x.b).cmp(&(y.measure, &y.a, &y.b)));
    let how = match adjust_name(c.plan.adjust) {
        "holm" => "adjusted by Holm",
        "bh" => "adjusted by Benjamini and Hochberg",
        _ => "not adjusted",
    };
    out.leaf("p", &[("class", "lead")], &format!("{} of {tested} tests; p {how} and below {}.", held.len(), c.plan.alpha));
    out.ours("<div class=\"wide\"><table class=\"shares\"><thead><tr><th scope=\"col\">measure</th>");
    for title in ["outlet", "other", "difference", "90 % interval", "effect size", "adjusted p"] {
        out.leaf("th", &[("scope", "col")], title);
    }
    out.ours("</tr></thead><tbody>");
    for d in held {
        out.open("tr", &[]).leaf("th", &[("scope", "row")], title(d.measure)).leaf("td", &[], &d.a).leaf("td", &[], &d.b);
        out.leaf("td", &[], &format!("{:+.2}", d.difference));
        out.leaf("td", &[], &format!("{:+.2} to {:+.2}", d.interval.0, d.interval.1));
        let kind = if d.effect_kind == Effect::CohenH { "h" } else { "d" };
        out.leaf("td", &[], &format!("{kind} {:+.2}", d.effect)).leaf("td", &[], &p(d.adjusted.unwrap_or(1.0))).close("tr");
    }
    out.ours("</tbody></table></div></section>\n");
}

/// Two matrices: whose reports were made from whose, and which claims rest on one origin.
fn pairs(c: &Comparison, out: &mut Markup) {
    out.ours("<section class=\"view\" id=\"pairs\" aria-labelledby=\"pairs-h\"><h2 id=\"pairs-h\">Who carries whom</h2>\n");
    let names: Vec<&str> = c.outlets.iter().map(|o| o.name.as_str()).collect();
    let found: BTreeMap<(&str, &str), &Pair> = c.pairs.iter().map(|p| ((p.outlet.as_str(), p.other.as_str()), p)).collect();
    matrix(
        "Articles of the row’s outlet that were made from the column’s",
        &names,
        |row, column| found.get(&(row, column)).map_or((0, 0), |p| (p.copied, p.articles)),
        out,
    );
    matrix(
        "Claims that both report, and in how many of them both rest on one origin",
        &names,
        |row, column| found.get(&(row, column)).map_or((0, 0), |p| (p.shared_origins, p.shared_claims)),
        out,
    );
    out.ours("</section>\n");
}

fn matrix<'a>(caption: &str, names: &[&'a str], cell: impl Fn(&'a str, &'a str) -> (usize, usize), out: &mut Markup) {
    out.ours("<div class=\"wide\"><table class=\"shares matrix\">").leaf("caption", &[], caption).ours("<thead><tr><td></td>");
    names.iter().for_each(|name| {
        out.leaf("th", &[("scope", "col")], name);
    });
    out.ours("</tr></thead><tbody>");
    for row in names {
        out.open("tr", &[]).leaf("th", &[("scope", "row")], row);
        for column in names {
            let (part, all) = cell(row, column);
            // a twelfth, a quarter, a half: so that one article in twenty is not shaded as a habit
            let level = if part * 2 > all {
                "m3"
            } else if part * 4 > all {
                "m2"
            } else if part * 12 > all {
                "m1"
            } else {
                ""
            };
            let words = match (row == column, part, all) {
                (true, ..) | (_, _, 0) => String::new(),
                (_, 0, _) => "0".to_owned(),
                (_, part, all) => format!("{part} of {all}"),
            };
            out.leaf("td", &[("class", if words.is_empty() { "m0" } else { level })], &words);
        }
        out.close("tr");
    }
    out.ours("</tbody></table></div>\n");
}

fn about(c: &Comparison, skipped: &[Skipped], out: &mut Markup) {
    out.ours("<section class=\"view\" id=\"about\" aria-labelledby=\"about-h\"><h2 id=\"about-h\">How to read this</h2>\n");
    out.leaf("p", &[("class", "lead")], METHOD);
    let plan = &c.plan;
    out.leaf("p", &[], &format!("{} resamples, seed {}; corroborate {}.", plan.resamples, plan.seed, env!("CARGO_PKG_VERSION")));
    for (names, what) in
        [(&c.without_outlet, "Left out, because their outlet is not given"), (&c.undated, "Without a date, so in no window")]
    {
        if !names.is_empty() {
            out.leaf("p", &[], &format!("{what}: {}.", names.join(", ")));
        }
    }
    for s in skipped {
        let place = s.path.as_deref().unwrap_or("an input");
        out.leaf("p", &[("class", "alarm")], &format!("Could not be read: {place}: {}", s.reason));
    }
    out.ours("</section>\n");
}
