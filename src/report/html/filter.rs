//! The legend, which is the filter too: each class that occurs with its pattern and its count, anonymity, level and estimate.

use super::Page;
use super::family::{Family, short};
use super::markup::Markup;
use crate::provenance::Provenance;
use std::collections::BTreeMap;

/// Writes the form. It works with the script only, and as a legend without.
pub fn form(page: &Page<'_>, out: &mut Markup) {
    let mut counts: BTreeMap<(Family, Option<Provenance>), usize> = BTreeMap::new();
    for statement in page.document().statements() {
        let class = statement.chain.first().map(|s| s.provenance);
        *counts.entry((Family::of(class), class)).or_default() += 1;
    }
    out.ours("<details class=\"filter\" id=\"filter\"><summary>Legend and filter <output id=\"count\" aria-live=\"polite\"></output></summary>\n<form>");
    out.ours("<fieldset><legend>Class of the source</legend><ul>");
    for ((family, class), count) in counts {
        out.open("li", &[]).open("label", &[]);
        let value = class.map_or("own_voice", Provenance::as_str);
        out.open("input", &[("type", "checkbox"), ("name", "class"), ("value", value), ("checked", "")]).say(" ");
        out.leaf("span", &[("class", &format!("sw {}", family.name()))], short(class)).say(" ").leaf(
            "small",
            &[],
            &count.to_string(),
        );
        out.close("label").close("li");
    }
    out.ours("</ul><p class=\"script\"><button type=\"button\" id=\"every\">all</button> <button type=\"button\" id=\"none\">none</button></p></fieldset>\n");
    out.ours(concat!(
        "<fieldset class=\"script\"><legend>More</legend>",
        "<label>Naming <select name=\"naming\"><option value=\"\">any</option><option value=\"named\">named or by office</option>",
        "<option value=\"unnamed\">unnamed</option><option value=\"reason\">unnamed, reason given</option>",
        "<option value=\"no-reason\">unnamed, no reason given</option><option value=\"voice\">outlet's own voice</option></select></label> ",
        "<label>Confidence in the judgement <select name=\"level\"><option value=\"\">any</option><option>low</option>",
        "<option>moderate</option><option>high</option></select></label> ",
        "<label>Is it so? from <input type=\"number\" name=\"from\" min=\"0\" max=\"1\" step=\"0.05\" value=\"0\"></label> ",
        "<label>to <input type=\"number\" name=\"to\" min=\"0\" max=\"1\" step=\"0.05\" value=\"1\"></label> ",
        "<button type=\"reset\">no filter</button></fieldset></form>\n"
    ));
    out.ours("<p class=\"note\">A mark's line shows the kind of source, a second line below it the medium it came through; the label says both in words.</p></details>\n");
}
