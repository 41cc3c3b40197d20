//! Claims across reports: who asserts, who denies, and how many origins there really are.

use super::articles::listed;
use super::layout::{Line, Tone, beside};
use super::{Screen, interval};
use crate::report::document::{Claim, Origin};
use crate::report::index::Index;
use crate::report::words;

/// Origins listed of one claim.
const ORIGINS: usize = 6;

/// Claims that stand in more than one report, or nothing.
pub fn section(index: &Index<'_>, screen: &Screen) -> String {
    let shared: Vec<&Claim> = index.document.claims.iter().filter(|c| c.reports > 1).collect();
    if shared.is_empty() {
        return String::new();
    }
    let heading = format!("Claims in more than one report: {}", shared.len());
    let mut text = String::from("\n");
    text.push_str(&beside("", &[(screen.width, vec![Line::of(Tone::Strong, &heading)])], screen.colour));
    let ids = shared.iter().map(|c| c.id.chars().count()).max().unwrap_or(2);
    for claim in shared {
        text.push_str(&entry(index, claim, ids, screen));
    }
    text
}

fn entry(index: &Index<'_>, claim: &Claim, ids: usize, screen: &Screen) -> String {
    let mut name = Line::default();
    name.whole(Tone::Strong, &format!("{:ids$}", claim.id));
    let prefix = ids + 2;
    let room = screen.width.saturating_sub(1 + prefix).max(20);
    let mut lines = Line::of(Tone::Strong, &words::one_line(&claim.text)).wrap(room, if screen.full { usize::MAX } else { 2 });
    lines.extend(estimate(claim).wrap(room, 3));
    lines.extend(sides(index, claim, screen).wrap(room, 6));
    lines.extend(count(claim).wrap(room, 2));
    let most = if screen.full { usize::MAX } else { ORIGINS };
    lines.extend(claim.origins.iter().take(most).flat_map(|o| origin(index, o, screen).wrap(room, 4)));
    if claim.origins.len() > most {
        lines.push(Line::of(Tone::Faint, &format!("{} more origins (all with --full)", claim.origins.len() - most)));
    }
    beside(" ", &[(prefix, vec![name]), (room, lines)], screen.colour)
}

/// Two sentences: how likely, and how much stands behind that.
fn estimate(claim: &Claim) -> Line {
    let confidence = &claim.confidence;
    let mut line = Line::of(Tone::Plain, "Likelihood:");
    line.say(Tone::Plain, confidence.likelihood.as_deref().unwrap_or("cannot be judged"));
    line.whole(Tone::Plain, &format!("{}.", interval(&confidence.content.estimate)));
    line.say(Tone::Plain, &format!("Confidence in this judgement: {}.", words::level(confidence.level)));
    line
}

fn sides(index: &Index<'_>, claim: &Claim, screen: &Screen) -> Line {
    let names = |ids: &[String]| {
        let ids: Vec<String> = ids.iter().map(|id| words::one_line(&index.short_id(id))).collect();
        listed(&ids, if screen.full { usize::MAX } else { 6 })
    };
    let mut line = Line::default();
    if !claim.asserted_by.is_empty() {
        line.say(Tone::Plain, "asserted by").say(Tone::Plain, &names(&claim.asserted_by));
    }
    if !claim.denied_by.is_empty() {
        line.say(Tone::Alarm, if line.is_empty() { "denied by" } else { "· denied by" })
            .say(Tone::Alarm, &names(&claim.denied_by));
    }
    for (claims, words) in [(&claim.contradicts, "· contradicts claim"), (&claim.superseded_by, "· superseded by claim")] {
        if !claims.is_empty() {
            line.say(Tone::Alarm, words).say(Tone::Alarm, &claims.join(", "));
        }
    }
    line
}

/// Independent origins beside the naive count.
fn count(claim: &Claim) -> Line {
    let independent = format!("{:.1}", claim.independent_origins);
    let naive = words::counted(claim.reports, "report", "reports");
    let mut line = Line::of(Tone::Plain, "independent origins:");
    line.say(Tone::Strong, independent.strip_suffix(".0").unwrap_or(&independent))
        .say(Tone::Faint, &format!("(naive count: {naive})"));
    line
}

fn origin(index: &Index<'_>, origin: &Origin, screen: &Screen) -> Line {
    let ids: Vec<String> = origin.statements.iter().map(|id| words::one_line(&index.short_id(id))).collect();
    let mut line = Line::of(Tone::Strong, &origin.id);
    line.say(Tone::Plain, &words::one_line(&origin.label));
    line.say(Tone::Faint, &format!("({})", listed(&ids, if screen.full { usize::MAX } else { 4 })));
    if !origin.why.is_empty() {
        line.say(Tone::Plain, "–").say(Tone::Plain, &words::one_line(&origin.why));
    }
    line
}
