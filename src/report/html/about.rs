//! How to read the page, and all that the numbers rest on: versions, parameters, entries of the registry, what could not be read.

use super::family::Family;
use super::markup::Markup;
use super::{Page, plain};
use crate::report::document::RegistryEntry;
use serde_json::Value;

/// Writes the view.
pub fn view(page: &Page<'_>, out: &mut Markup) {
    out.ours("<section class=\"view\" id=\"about\" aria-labelledby=\"about-h\">\n<h2 id=\"about-h\" tabindex=\"-1\">How to read this</h2>\n");
    out.ours(concat!(
        "<p><b>What a number says.</b> “Is it so?” is the probability that a statement is so, judged only by who says it, through whom, and who else says it ",
        "independently; in brackets the 90 % credible interval. It is no check of facts: nothing is known of the world but what these reports say. ",
        "Likelihood and confidence in the judgement are two questions with two answers. The Admiralty code keeps source (A–F) and information (1–6) apart.</p>\n",
        "<p><b>Decibans.</b> Ten times the decimal logarithm of a likelihood ratio: +10 makes the odds ten times better, −10 ten times worse. The prior and the parts ",
        "add up to the estimate.</p>\n",
        "<p><b>Marks.</b> The line under a statement shows the kind of its first source; further lines below it show the media it came through, each under ",
        "the words that it vouches for. The label behind a statement says the same in words. <kbd>Tab</kbd> goes from label to label, <kbd>Enter</kbd> opens the evidence, <kbd>Esc</kbd> closes it.</p>\n",
        "<ul class=\"keys\">"
    ));
    for family in Family::ALL {
        out.open("li", &[]).leaf("span", &[("class", &format!("sw {}", family.name()))], family.title()).close("li");
    }
    out.ours("</ul>\n");
    registry(page, out);
    made_with(page, out);
    skipped(page, out);
    out.ours("</section>\n");
}

fn registry(page: &Page<'_>, out: &mut Markup) {
    let registry = &page.document().registry;
    out.leaf("h3", &[], "Entries of the registry of outlets that this rests on");
    out.leaf("p", &[], &format!("Version {}, {} outlets in all.", registry.version, registry.outlets));
    if registry.used.is_empty() {
        out.leaf("p", &[], "None: no outlet named here is in the registry.");
        return;
    }
    out.open("dl", &[("class", "entries")]);
    for entry in &registry.used {
        let id = page.registry_id(&entry.id);
        out.open("dt", &[("id", &id), ("tabindex", "-1")])
            .leaf("b", &[], &entry.name)
            .say(" ")
            .leaf("code", &[], &entry.id)
            .close("dt");
        out.leaf("dd", &[], &facts(entry));
        out.open("dd", &[])
            .say("Checked ")
            .leaf("time", &[("datetime", &entry.checked_on)], &entry.checked_on)
            .say(". ")
            .say(&entry.evidence);
        out.close("dd");
    }
    out.close("dl").ours("\n");
}

fn facts(entry: &RegistryEntry) -> String {
    let mut parts = vec![
        plain(entry.provenance.as_str()),
        format!("ownership {}", plain(entry.ownership.as_str())),
        format!("control {}", plain(entry.control.as_str())),
    ];
    for (title, value) in [
        ("country", &entry.country),
        ("owner", &entry.owner),
        ("since", &entry.valid_from),
        ("until", &entry.valid_to),
        ("contested", &entry.contested),
    ] {
        parts.extend(value.as_ref().map(|value| format!("{title} {value}")));
    }
    format!("{}.", parts.join(" · "))
}

/// Program, parameters, and the reliabilities that were assumed.
fn made_with(page: &Page<'_>, out: &mut Markup) {
    let document = page.document();
    out.leaf("h3", &[], "Made with");
    let interval = format!("{} interval of mass {}", plain(&document.interval.kind), document.interval.mass);
    out.leaf("p", &[], &format!("corroborate {}, {interval}.", document.version));
    for (group, values) in &document.params {
        let Some(values) = values.as_object().filter(|v| !v.is_empty()) else { continue };
        out.open("details", &[])
            .leaf("summary", &[], &format!("{} ({})", plain(group), values.len()))
            .open("table", &[("class", "params")]);
        for (name, value) in values {
            out.open("tr", &[]).leaf("th", &[("scope", "row")], &plain(name)).leaf("td", &[], &said(value)).close("tr");
        }
        out.close("table").close("details");
    }
}

/// A parameter's value: `a 2.52, b 1.48, letter C`.
fn said(value: &Value) -> String {
    match value {
        Value::Object(fields) => fields.iter().map(|(k, v)| format!("{} {}", plain(k), said(v))).collect::<Vec<_>>().join(", "),
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

fn skipped(page: &Page<'_>, out: &mut Markup) {
    let skipped = &page.document().skipped;
    if skipped.is_empty() {
        return;
    }
    out.leaf("h3", &[], "Could not be read").open("ul", &[]);
    for one in skipped {
        let record = one.record.map(|r| format!(":{r}")).unwrap_or_default();
        let place = one.path.as_deref().unwrap_or("input");
        out.leaf("li", &[("class", "alarm")], &format!("{place}{record}: {}", one.reason));
    }
    out.close("ul");
}
