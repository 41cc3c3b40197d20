//! Claims across reports: who asserts, who denies, the origins behind them, and what later reports made of it.

use super::family::Family;
use super::markup::Markup;
use super::{Page, diagram, time, waterfall};
use crate::report::document::{Claim, Origin, Statement};
use crate::report::{terminal, words};
use std::collections::BTreeSet;

/// Which side a statement takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It says so.
    Asserts,
    /// It denies it.
    Denies,
}

impl Side {
    /// As a verb.
    pub fn verb(self) -> &'static str {
        match self {
            Side::Asserts => "asserted by",
            Side::Denies => "denied by",
        }
    }

    /// Its class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Side::Asserts => "asserts",
            Side::Denies => "denies",
        }
    }

    /// The side that a statement takes on a claim.
    pub fn of(claim: &Claim, statement: &str) -> Self {
        if claim.denied_by.iter().any(|id| id == statement) { Side::Denies } else { Side::Asserts }
    }
}

/// Whether a claim has anything to show beyond its one statement.
pub fn is_shown(claim: &Claim) -> bool {
    claim.asserted_by.len() + claim.denied_by.len() > 1 || !claim.contradicts.is_empty() || !claim.superseded_by.is_empty()
}

/// The claims of the view: disputed ones first, then those of most reports.
pub fn shown<'a>(page: &Page<'a>) -> Vec<&'a Claim> {
    let replaced = |c: &Claim| page.supersedes.contains_key(c.id.as_str());
    let mut claims: Vec<&Claim> = page.document().claims.iter().filter(|c| is_shown(c) || replaced(c)).collect();
    let disputed = |c: &Claim| !c.contradicts.is_empty() || (!c.asserted_by.is_empty() && !c.denied_by.is_empty());
    claims.sort_by_key(|c| (!disputed(c), c.superseded_by.is_empty() && !replaced(c), std::cmp::Reverse(c.reports)));
    claims
}

/// Writes the view.
pub fn view(page: &Page<'_>, out: &mut Markup) {
    out.ours("<section class=\"view\" id=\"claims\" aria-labelledby=\"claims-h\">\n<h2 id=\"claims-h\" tabindex=\"-1\">Claims across reports</h2>\n");
    let claims = shown(page);
    let alone = page.document().claims.len() - claims.len();
    let rest = match alone {
        0 => String::new(),
        n => format!(
            " {} in one statement only, with nothing against {}: see the reports.",
            words::counted(n, "claim stands", "claims stand"),
            if n == 1 { "it" } else { "them" }
        ),
    };
    let lead = "What several statements assert or deny. Copies of one report count once: what weighs is how many independent origins there are.";
    out.leaf("p", &[("class", "lead")], &format!("{lead}{rest}"));
    if claims.is_empty() {
        out.leaf("p", &[], "No claim stands in more than one statement.");
    }
    for claim in claims {
        one(page, claim, out);
    }
    out.ours("</section>\n");
}

fn one(page: &Page<'_>, claim: &Claim, out: &mut Markup) {
    let id = page.anchors.claim(&claim.id).unwrap_or_default();
    let heading = format!("{id}h");
    out.open("article", &[("class", "claim"), ("id", &id), ("tabindex", "-1"), ("aria-labelledby", &heading)]);
    out.open("h3", &[("id", &heading)]).leaf("span", &[("class", "kicker")], &claim.id).say(" ").say(&claim.text).close("h3");
    let confidence = &claim.confidence;
    out.open("p", &[("class", "number")]).leaf("b", &[], &terminal::interval(&confidence.content.estimate));
    waterfall::interval(&confidence.content.estimate, out);
    out.close("p").open("dl", &[("class", "facts")]);
    let likelihood = match confidence.likelihood.as_deref() {
        Some(word) => format!("{word} (ICD 203)."),
        None => "cannot be judged; the estimate is printed all the same.".to_owned(),
    };
    out.leaf("dt", &[], "Likelihood").leaf("dd", &[], &likelihood);
    out.leaf("dt", &[], "Confidence in this judgement");
    out.leaf("dd", &[], &format!("{}: {}.", words::level(confidence.level), words::level_sentence(confidence.level)));
    out.leaf("dt", &[], "Independent origins").leaf("dd", &[], &counted(claim)).close("dl");
    related(page, claim, out);
    diagram::origins(page, claim, out);
    tree(page, claim, None, out);
    updates(page, claim, out);
    out.open("details", &[]).leaf("summary", &[], "What the number is made of");
    waterfall::table(page, &confidence.content, std::slice::from_ref(&claim.id), None, out);
    out.close("details").close("article").ours("\n");
}

/// `1 (naive count: 8 reports).`
fn counted(claim: &Claim) -> String {
    let origins = format!("{:.1}", claim.independent_origins);
    let origins = origins.strip_suffix(".0").unwrap_or(&origins);
    format!("{origins} (naive count: {}).", words::counted(claim.reports, "report", "reports"))
}

/// Claims that cannot hold beside this one, that replace it, and that it replaces.
pub fn related(page: &Page<'_>, claim: &Claim, out: &mut Markup) {
    let before: Vec<&str> = page.supersedes.get(claim.id.as_str()).into_iter().flatten().map(|c| c.id.as_str()).collect();
    let lists = [
        ("Cannot hold beside", claim.contradicts.iter().map(String::as_str).collect()),
        ("Superseded by", claim.superseded_by.iter().map(String::as_str).collect()),
        ("Supersedes", before),
    ];
    let lists: Vec<(&'static str, Vec<&str>)> = lists.into_iter().filter(|(_, ids): &(_, Vec<&str>)| !ids.is_empty()).collect();
    if lists.is_empty() {
        return;
    }
    out.open("ul", &[("class", "related")]);
    for (title, ids) in lists {
        for id in ids {
            out.open("li", &[]).leaf("b", &[], title).say(" ");
            match page.anchors.claim(id) {
                Some(target) => out.leaf("a", &[("href", &format!("#{target}"))], id),
                None => out.say(id),
            };
            if let Some(other) = page.index.claim(id) {
                out.say(": ").leaf("q", &[], &other.text);
            }
            out.close("li");
        }
    }
    out.close("ul");
}

/// The tree of evidence as nested lists: the claim, its origins, the reports that rest on each.
pub fn tree(page: &Page<'_>, claim: &Claim, here: Option<&str>, out: &mut Markup) {
    out.open("ul", &[("class", "tree"), ("aria-label", "Origins")]);
    for origin in &claim.origins {
        out.open("li", &[]).leaf("b", &[], &origin.label).say(" ");
        if let Some(weight) = weight(claim, origin) {
            out.leaf("span", &[("class", if weight < 0.0 { "denies" } else { "asserts" })], &format!("{weight:+.2} dB"));
        }
        if !origin.why.is_empty() {
            out.leaf("small", &[], &origin.why);
        }
        branch(page, claim, origin.statements.iter().map(String::as_str), here, out);
        out.close("li");
    }
    let grown: BTreeSet<&str> = claim.origins.iter().flat_map(|o| &o.statements).map(String::as_str).collect();
    let loose: Vec<&str> =
        claim.asserted_by.iter().chain(&claim.denied_by).map(String::as_str).filter(|id| !grown.contains(id)).collect();
    if !loose.is_empty() {
        out.open("li", &[]).leaf("b", &[], "no origin").leaf("small", &[], "nobody is named who could have said or seen it");
        branch(page, claim, loose.into_iter(), here, out);
        out.close("li");
    }
    out.close("ul");
}

/// What an origin adds to a claim, in decibans.
pub fn weight(claim: &Claim, origin: &Origin) -> Option<f64> {
    claim.confidence.content.contributions.iter().find(|c| *c.origin == *origin.id).map(|c| c.decibans)
}

fn branch<'s>(page: &Page<'_>, claim: &Claim, ids: impl Iterator<Item = &'s str>, here: Option<&str>, out: &mut Markup) {
    out.open("ul", &[]);
    for id in ids {
        let side = Side::of(claim, id);
        out.open("li", &[]).leaf("span", &[("class", side.class())], side.verb()).say(" ");
        if here == Some(id) {
            out.leaf("b", &[], "this statement");
        } else {
            page.report_link(id, None, out);
        }
        through(page, id, out);
        out.close("li");
    }
    out.close("ul");
}

/// The media between the source and the outlet.
fn through(page: &Page<'_>, id: &str, out: &mut Markup) {
    let statement = page.index.article(id).and_then(|a| a.statements.iter().find(|s| s.id == id));
    for source in statement.into_iter().flat_map(|s| s.chain.iter().skip(1)) {
        out.say(" ‹ ").leaf(
            "span",
            &[("class", &format!("sw {}", Family::of(Some(source.provenance)).name()))],
            words::name(source),
        );
    }
}

/// What is known of one claim over time: its statements, and those of the claims it replaces or that replace it.
fn updates(page: &Page<'_>, claim: &Claim, out: &mut Markup) {
    let mut moments: Vec<Moment<'_>> = history(page, claim).into_iter().flat_map(|c| moments(page, c)).collect();
    moments.sort_by(|a, b| (a.seconds, &a.statement.id).cmp(&(b.seconds, &b.statement.id)));
    let (Some(first), Some(last)) = (moments.first(), moments.last()) else { return };
    if first.seconds == last.seconds {
        return;
    }
    out.leaf("h4", &[], "Over time");
    let marks: Vec<(i64, Side)> = moments.iter().map(|m| (m.seconds, m.side)).collect();
    diagram::line_of_time(&marks, out);
    out.open("ol", &[("class", "time")]);
    for moment in &moments {
        out.open("li", &[]).leaf("time", &[("datetime", moment.published)], &time::short(moment.published)).say(" ");
        out.leaf("span", &[("class", moment.side.class())], moment.side.verb()).say(" ");
        page.report_link(&moment.statement.id, None, out);
        if moment.claim.id != claim.id {
            let how = if claim.superseded_by.contains(&moment.claim.id) { "update" } else { "other version" };
            out.say(&format!(" ({how} {})", moment.claim.id));
        }
        out.leaf("q", &[], &words::content(moment.statement)).close("li");
    }
    out.close("ol");
}

struct Moment<'a> {
    seconds: i64,
    published: &'a str,
    side: Side,
    claim: &'a Claim,
    statement: &'a Statement,
}

fn moments<'a>(page: &Page<'a>, claim: &'a Claim) -> Vec<Moment<'a>> {
    let ids = claim.asserted_by.iter().chain(&claim.denied_by);
    let moment = |id: &'a String| {
        let article = page.index.article(id)?;
        let published = article.published.as_deref()?;
        let statement = article.statements.iter().find(|s| s.id == *id)?;
        Some(Moment { seconds: time::seconds(Some(published))?, published, side: Side::of(claim, id), claim, statement })
    };
    ids.filter_map(moment).collect()
}

/// The claim, all that it replaces and all that replace it, each once.
fn history<'a>(page: &Page<'a>, claim: &'a Claim) -> Vec<&'a Claim> {
    let mut found: Vec<&Claim> = vec![claim];
    let mut next = 0;
    while next < found.len() {
        let before = page.supersedes.get(found[next].id.as_str()).into_iter().flatten().copied();
        let after = found[next].superseded_by.iter().filter_map(|id| page.index.claim(id));
        let new: Vec<&Claim> = before.chain(after).collect();
        for other in new {
            if found.iter().all(|c| c.id != other.id) {
                found.push(other);
            }
        }
        next += 1;
    }
    found
}
