//! Drawings: origins against reports, and updates on a line of time. What they show is said in words beside them too, so they
//! are hidden from screen readers.

use super::claims::{self, Side};
use super::markup::Markup;
use super::{Page, outlet_name};
use crate::report::document::Claim;

/// Height of a row, in the units of the drawing.
const ROW: usize = 30;
/// Width of a box.
const BOX: usize = 250;
/// Where the boxes of reports begin.
const RIGHT: usize = 430;
/// Letters that fit into a box at its size of type.
const LETTERS: usize = 34;

/// Origins at the left, the reports that rest on them at the right: eight lines from one box are one origin.
pub fn origins(page: &Page<'_>, claim: &Claim, out: &mut Markup) {
    let pairs: Vec<(usize, &str)> =
        claim.origins.iter().enumerate().flat_map(|(at, o)| o.statements.iter().map(move |s| (at, s.as_str()))).collect();
    if pairs.len() < 2 {
        return;
    }
    let rows = pairs.len().max(claim.origins.len());
    let height = rows * ROW + 8;
    let size = format!("0 0 {} {height}", RIGHT + BOX);
    let rough = height.to_string();
    out.open("div", &[("class", "drawing")]);
    out.open("svg", &[("class", "origins"), ("viewBox", &size), ("width", "680"), ("height", &rough), ("aria-hidden", "true")]);
    // an origin stands at the middle of its reports
    let middle = |origin: usize| {
        let own: Vec<usize> = pairs.iter().enumerate().filter(|(_, (o, _))| *o == origin).map(|(row, _)| row).collect();
        let sum: usize = own.iter().sum();
        if own.is_empty() { origin as f64 * ROW as f64 } else { sum as f64 / own.len() as f64 * ROW as f64 }
    };
    for (row, (origin, id)) in pairs.iter().enumerate() {
        let (from, to) = (middle(*origin) + ROW as f64 / 2.0, (row * ROW) as f64 + ROW as f64 / 2.0);
        let bend = (BOX + RIGHT) / 2;
        let path = format!("M{BOX} {from:.1}C{bend} {from:.1} {bend} {to:.1} {RIGHT} {to:.1}");
        out.leaf("path", &[("class", Side::of(claim, id).class()), ("d", &path)], "");
    }
    for (at, origin) in claim.origins.iter().enumerate() {
        if origin.statements.is_empty() {
            continue;
        }
        let sign = claims::weight(claim, origin).map(|w| format!(" {w:+.1} dB")).unwrap_or_default();
        label(0, middle(at), &format!("{}{sign}", cut(&origin.label, LETTERS - sign.len())), out);
    }
    for (row, (_, id)) in pairs.iter().enumerate() {
        let name = page.index.article(id).map_or("", outlet_name);
        label(RIGHT, (row * ROW) as f64, &cut(&format!("{name} · {}", page.index.short_id(id)), LETTERS), out);
    }
    out.close("svg").close("div");
}

fn label(x: usize, y: f64, text: &str, out: &mut Markup) {
    let (x, top) = (x.to_string(), format!("{:.1}", y + 3.0));
    out.leaf("rect", &[("x", &x), ("y", &top), ("width", &BOX.to_string()), ("height", "24"), ("rx", "3")], "");
    let (left, line) = (format!("{}", x.parse::<usize>().unwrap_or_default() + 8), format!("{:.1}", y + 19.5));
    out.leaf("text", &[("x", &left), ("y", &line)], text);
}

/// At most so many letters; what is cut is told by an ellipsis, and stands whole in the list below.
fn cut(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    text.chars().take(letters.saturating_sub(1)).chain(std::iter::once('…')).collect()
}

/// Moments on a line from the first to the last; what asserts stands above it, what denies below.
pub fn line_of_time(moments: &[(i64, Side)], out: &mut Markup) {
    let (Some(first), Some(last)) = (moments.iter().map(|m| m.0).min(), moments.iter().map(|m| m.0).max()) else { return };
    let span = (last - first).max(1) as f64;
    out.ours("<div class=\"drawing\"><svg class=\"moments\" viewBox=\"0 0 680 40\" width=\"680\" height=\"40\" aria-hidden=\"true\"><path class=\"axis\" d=\"M10 20H670\"/>");
    for (seconds, side) in moments {
        let x = 10.0 + (seconds - first) as f64 / span * 660.0;
        match side {
            Side::Asserts => {
                out.leaf("circle", &[("class", "asserts"), ("cx", &format!("{x:.1}")), ("cy", "14"), ("r", "5")], "")
            }
            Side::Denies => {
                let points = format!("{:.1},21 {:.1},32 {:.1},32", x, x - 6.0, x + 6.0);
                out.leaf("polygon", &[("class", "denies"), ("points", &points)], "")
            }
        };
    }
    out.ours("</svg></div>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_cut_on_letters() {
        for (text, letters, want) in [("short", 5, "short"), ("longer", 5, "long…"), ("éééééé", 3, "éé…"), ("x", 0, "…")]
        {
            assert_eq!(cut(text, letters), want);
        }
    }
}
