//! The view of one article: how it is sourced, what to look at first, its text, and the evidence of each statement.

use super::anchor::{self, At};
use super::markup::Markup;
use super::{Page, outlet_name, panel, text, time};
use crate::attribution::Gap;
use crate::report::document::Article;
use crate::report::index::Tally;
use crate::report::words;

/// Writes the view.
pub fn view(page: &Page<'_>, number: usize, out: &mut Markup) {
    let article = &page.document().articles[number];
    let id = anchor::article(number);
    let heading = format!("{id}h");
    out.open("section", &[("class", "view article"), ("id", &id), ("aria-labelledby", &heading)]).ours("\n");
    header(page, article, &heading, out);
    first(page, article, out);
    let language = article.language.as_deref().unwrap_or("en");
    out.open("div", &[("class", "columns")]).open("div", &[("class", "text"), ("lang", language)]);
    text::text(article, number, out);
    out.close("div").ours("\n");
    out.open("div", &[("class", "side")]).leaf("h3", &[("class", "unseen")], "Evidence of each statement");
    out.leaf(
        "p",
        &[("class", "hint script")],
        "Choose a statement in the text, or its label, to see what its number is made of.",
    );
    for statement in 0..article.statements.len() {
        panel::panel(page, article, At { article: number, statement }, out);
    }
    out.close("div").close("div").close("section").ours("\n");
}

fn header(page: &Page<'_>, article: &Article, heading: &str, out: &mut Markup) {
    out.open("header", &[]).open("p", &[("class", "kicker")]).leaf("b", &[], outlet_name(article));
    if let Some(outlet) = &article.outlet {
        out.say(&format!(" ({})", page.index.class_of_outlet(outlet)));
    }
    if let Some(published) = &article.published {
        out.say(" · ").leaf("time", &[("datetime", published)], &time::short(published));
    }
    out.say(" · ").leaf("span", &[], &article.id);
    // an address to read and to copy; nothing in this page leads out of it
    if let Some(url) = &article.url {
        out.say(" · ").leaf("span", &[("class", "url")], url);
    }
    out.close("p").leaf("h2", &[("id", heading), ("tabindex", "-1")], article.title.as_deref().unwrap_or(&article.id));
    let tally = Tally::of(article, false);
    let parts = tally.parts();
    out.leaf("p", &[("class", "tally")], &parts.join(" · "));
    if let Some(language) = article.language.as_deref().filter(|l| *l != "en") {
        let note = format!(
            "This text is not in English ({language}): attribution is recognised in English only, and statements will be missing."
        );
        out.leaf("p", &[("class", "alarm")], &note);
    }
    out.close("header").ours("\n");
}

/// What a reader should look at first: contradictions, disputed labels, unnamed sources without a reason.
fn first(page: &Page<'_>, article: &Article, out: &mut Markup) {
    let mut notes: Vec<(&str, String)> = Vec::new();
    for statement in &article.statements {
        for source in statement.chain.iter().filter(|s| s.label_conflict) {
            notes.push((&statement.id, page.index.conflict(source)));
        }
        let against = page.index.against(statement);
        if !against.is_empty() {
            let named: Vec<_> = against.iter().map(|id| page.index.short_id(id)).collect();
            notes.push((&statement.id, format!("contradicted by {}", named.join(", "))));
        }
        let worst = [Gap::UltimateSourceNotGiven, Gap::AnonymityReasonNotGiven];
        for gap in statement.gaps.iter().filter(|g| worst.contains(g)) {
            let named = statement.chain.first().map(|s| format!(": {}", words::name(s))).unwrap_or_default();
            notes.push((&statement.id, format!("{}{named}", words::gap(*gap))));
        }
    }
    if notes.is_empty() {
        return;
    }
    out.open("details", &[("class", "first"), ("open", "")]).leaf("summary", &[], &format!("To look at first ({})", notes.len()));
    out.open("ul", &[]);
    for (id, note) in notes {
        out.open("li", &[]);
        page.statement_link(id, &anchor::local(id), out);
        out.say(" ").say(&note).close("li");
    }
    out.close("ul").close("details").ours("\n");
}
