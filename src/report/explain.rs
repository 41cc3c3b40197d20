//! One score as the sum of its parts, with the words it rests on.
//!
//! The waterfall goes from the prior to the estimate; see [`super::waterfall`].

use super::document::{Article, Content, Document, Estimate, Place, RegistryEntry, Source, Statement};
use super::index::Index;
use super::saved::Selected;
use super::terminal::layout::{Line, Tone, beside};
use super::terminal::{Screen, interval};
use super::waterfall::{falls, prior, shown};
use super::words;
use crate::confidence::Level;
use crate::error::Result;
use crate::probability::LogOdds;
use std::collections::BTreeSet;

/// Explains a statement or a claim.
///
/// # Errors
/// When `wanted` names neither; see [`Document::select`].
pub fn explain(document: &Document, wanted: &str, screen: &Screen) -> Result<String> {
    let index = Index::new(document);
    let mut page = Page { text: String::new(), screen: *screen };
    match document.select(wanted)? {
        Selected::Statement(statement) => page.statement(&index, statement),
        Selected::Claim(claim) => page.claim(&index, claim),
    }
    Ok(page.text)
}

struct Page {
    text: String,
    screen: Screen,
}

impl Page {
    fn statement(&mut self, index: &Index<'_>, statement: &Statement) {
        self.say(0, Tone::Strong, &format!("{}  {}", statement.id, words::content(statement)));
        if let Some(article) = index.article(&statement.id) {
            self.say(2, Tone::Plain, &index.chain_line(article, statement));
        }
        if statement.denied {
            self.say(2, Tone::Alarm, "The source DENIES this; the number is for what is denied.");
        }
        let confidence = &statement.confidence;
        self.waterfall(&confidence.content, |origin| origin_label(index, &statement.claims, origin));
        self.likelihood(confidence.likelihood.as_deref(), &confidence.content.estimate);
        self.level(confidence.level);
        let code = &confidence.admiralty;
        let (source, information) = (words::admiralty_source(code.source), words::admiralty_information(code.information));
        let code = format!(
            "{}{}: source {source} ({}), information {information} ({})",
            code.source, code.information, code.source, code.information
        );
        self.titled("Admiralty code", &format!("{code}."));
        match &confidence.attribution {
            Some(said) => {
                self.titled("Did the source say it?", &format!("{} (through the relays and the outlet alone).", interval(said)))
            }
            None => self.titled("Did the source say it?", "Does not apply: the outlet speaks in its own voice."),
        }
        self.words_it_rests_on(statement);
        self.gaps(statement);
        self.registry(index, index.article(&statement.id), std::iter::once(statement));
    }

    fn claim(&mut self, index: &Index<'_>, claim: &super::document::Claim) {
        self.say(0, Tone::Strong, &format!("{}  {}", claim.id, claim.text));
        let list = |ids: &[String]| ids.join(", ");
        for (ids, title) in [
            (&claim.asserted_by, "asserted by"),
            (&claim.denied_by, "denied by"),
            (&claim.contradicts, "contradicts"),
            (&claim.superseded_by, "superseded by"),
        ] {
            if !ids.is_empty() {
                self.say(2, Tone::Plain, &format!("{title} {}", list(ids)));
            }
        }
        let one = std::slice::from_ref(&claim.id);
        self.waterfall(&claim.confidence.content, |origin| origin_label(index, one, origin));
        self.likelihood(claim.confidence.likelihood.as_deref(), &claim.confidence.content.estimate);
        self.level(claim.confidence.level);
        let origins = format!("{:.1}", claim.independent_origins);
        let counted = format!(
            "{} (naive count: {})",
            origins.strip_suffix(".0").unwrap_or(&origins),
            words::counted(claim.reports, "report", "reports")
        );
        self.titled("Independent origins", &format!("{counted}."));
        for origin in &claim.origins {
            let why = if origin.why.is_empty() { String::new() } else { format!("; {}", origin.why) };
            self.say(2, Tone::Plain, &format!("{} {}: {}{why}", origin.id, origin.label, list(&origin.statements)));
        }
        self.sensitivity(claim);
        let own: Vec<&Statement> = index.document.statements().filter(|s| s.claims.contains(&claim.id)).collect();
        self.registry(index, None, own.into_iter());
    }

    /// What would change the number most: each origin left out, and the strongest one found a second time.
    fn sensitivity(&mut self, claim: &super::document::Claim) {
        const SHOWN: usize = 5;
        let content = &claim.confidence.content;
        let total = content.estimate.estimate.log_odds().decibans();
        let after =
            |change: f64| words::probability(LogOdds::from_nats((total + change) * std::f64::consts::LN_10 / 10.0).probability());
        let mut parts: Vec<(f64, &str)> = content.contributions.iter().map(|c| (c.decibans, c.origin.as_ref())).collect();
        parts.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(b.1)));
        let Some(strongest) = parts.first().filter(|part| part.0.abs() >= 0.05) else { return };
        self.titled("Would change this most", "");
        for (decibans, origin) in parts.iter().take(SHOWN) {
            let label = claim.origins.iter().find(|o| o.id == *origin).map_or("", |o| o.label.as_str());
            self.say(2, Tone::Plain, &format!("without {origin} {label}: {} ({:+.2} decibans)", after(-decibans), -decibans));
        }
        let more = strongest.0.abs();
        self.say(
            2,
            Tone::Plain,
            &format!(
                "one more independent origin as strong as {}: {} if it asserts, {} if it denies",
                strongest.1,
                after(more),
                after(-more)
            ),
        );
    }

    /// From the prior to the estimate.
    fn waterfall(&mut self, content: &Content, label: impl Fn(&str) -> String) {
        let falls = falls(content, label);
        self.text.push('\n');
        self.line("Is it so?", "decibans", "total", "probability", Tone::Strong);
        let start = shown(prior(content));
        self.line("before any evidence (prior)", "", &start, &words::probability(content.prior), Tone::Plain);
        for fall in &falls {
            let (change, total) = (format!("{:+.2}", fall.change()), shown(fall.total));
            self.line(&fall.label, &change, &total, &words::probability(fall.probability()), Tone::Plain);
            // the words themselves only where the reason has not said them
            let words = |e: &Place| {
                if fall.because.contains(&e.text) { format!(" [{}–{}]", e.start, e.end) } else { format!(" {}", at(e)) }
            };
            let words = fall.evidence.map(words).unwrap_or_default();
            self.say(4, Tone::Faint, &format!("{}{words}", fall.because));
        }
        if falls.is_empty() {
            self.say(2, Tone::Plain, "no evidence that counts");
        }
        let end = falls.last().map_or(start, |fall| shown(fall.total));
        self.line("estimate", "", &end, &interval(&content.estimate), Tone::Strong);
        self.text.push('\n');
    }

    /// One line of the waterfall: the label wraps, the numbers stand in columns at the right.
    fn line(&mut self, label: &str, part: &str, total: &str, probability: &str, tone: Tone) {
        const NUMBERS: usize = 36;
        let room = self.screen.width.saturating_sub(NUMBERS + 4).clamp(14, 76);
        let mut numbers = Line::default();
        numbers.whole(tone, &format!("{part:>8} {total:>8}  {probability}"));
        let columns = [(room + 2, Line::of(tone, label).wrap(room, 3)), (NUMBERS, vec![numbers])];
        self.text.push_str(&beside("  ", &columns, self.screen.colour));
    }

    fn likelihood(&mut self, word: Option<&str>, estimate: &Estimate) {
        let sentence = match word {
            Some(word) => format!("{word} (ICD 203): {}, 90 % credible interval.", interval(estimate)),
            None => format!("cannot be judged; the estimate is {}, 90 % credible interval.", interval(estimate)),
        };
        self.titled("Likelihood", &sentence);
        if estimate.bound_moved {
            self.say(2, Tone::Faint, "The estimate lay outside the 5 % and 95 % quantiles; the bound was moved to it.");
        }
    }

    fn level(&mut self, level: Level) {
        self.titled("Confidence in this judgement", &format!("{}: {}.", words::level(level), words::level_sentence(level)));
    }

    fn words_it_rests_on(&mut self, statement: &Statement) {
        let mut lines: Vec<String> = Vec::new();
        for source in &statement.chain {
            lines.push(source_words(source));
        }
        for hedge in &statement.hedge_spans {
            lines.push(format!("weakened by “{}” [{}–{}]", &hedge.text, hedge.start, hedge.end));
        }
        let content: Vec<String> = statement.content.iter().map(at).collect();
        lines.insert(0, format!("content {}", content.join(" and ")));
        self.titled("Words in the text", "(places in code points)");
        for line in lines {
            self.say(2, Tone::Plain, &line);
        }
    }

    fn gaps(&mut self, statement: &Statement) {
        if statement.gaps.is_empty() {
            return;
        }
        self.titled("Gaps", "");
        for gap in &statement.gaps {
            self.say(2, Tone::Notice, words::gap_sentence(*gap));
        }
    }

    fn registry<'s>(&mut self, index: &Index<'_>, article: Option<&Article>, statements: impl Iterator<Item = &'s Statement>) {
        let nodes = statements.flat_map(|s| &s.chain).filter_map(|s| s.registry_id.as_deref());
        let own = article.and_then(|a| a.outlet.as_ref()).and_then(|o| o.registry_id.as_deref());
        let ids: BTreeSet<&str> = nodes.chain(own).collect();
        let entries: Vec<&RegistryEntry> = ids.into_iter().filter_map(|id| index.outlet(Some(id))).collect();
        if entries.is_empty() {
            return;
        }
        self.titled("Registry", &format!("version {}", index.document.registry.version));
        for outlet in entries {
            self.say(2, Tone::Plain, &entry(outlet));
        }
    }

    fn titled(&mut self, title: &str, text: &str) {
        let mut line = Line::of(Tone::Strong, &format!("{title}:"));
        line.say(Tone::Plain, text);
        self.push(0, line);
    }

    fn say(&mut self, indent: usize, tone: Tone, text: &str) {
        self.push(indent, Line::of(tone, text));
    }

    fn push(&mut self, indent: usize, line: Line) {
        let width = self.screen.width.saturating_sub(indent).max(20);
        self.text.push_str(&beside(&" ".repeat(indent), &[(width, line.wrap(width, usize::MAX))], self.screen.colour));
    }
}

/// `o1 the ministry` where the claim has the origin's name, else the id alone.
pub(super) fn origin_label(index: &Index<'_>, claims: &[String], origin: &str) -> String {
    let known = claims.iter().filter_map(|id| index.claim(id)).flat_map(|c| &c.origins).find(|o| o.id == origin);
    match known {
        Some(found) => format!("{origin} {}", found.label),
        None => origin.to_owned(),
    }
}

fn at(place: &Place) -> String {
    format!("“{}” [{}–{}]", &place.text, place.start, place.end)
}

/// The words that one source of a chain rests on.
fn source_words(source: &Source) -> String {
    let mut text = format!("{} ({}, rule {})", words::name(source), source.provenance, source.rule);
    match &source.mention {
        Some(mention) => text.push_str(&format!(": named {}", at(mention))),
        None => text.push_str(": carried over from before"),
    }
    if let Some(cue) = source.cue.as_ref().filter(|cue| source.mention.as_ref() != Some(cue)) {
        text.push_str(&format!(", cue {}", at(cue)));
    }
    if let Some(label) = &source.label_evidence {
        text.push_str(&format!(", called “{label}”"));
    }
    if source.label_conflict {
        text.push_str(", which the registry does NOT bear out");
    }
    if let Some(stake) = source.stake {
        text.push_str(&format!("; {}", words::stake(stake)));
    }
    text
}

fn entry(outlet: &RegistryEntry) -> String {
    let mut text = format!("{} ({}): ownership {}, control {}", outlet.name, outlet.id, outlet.ownership, outlet.control);
    for (title, value) in
        [("owner", &outlet.owner), ("since", &outlet.valid_from), ("until", &outlet.valid_to), ("contested", &outlet.contested)]
    {
        if let Some(value) = value {
            text.push_str(&format!(", {title} {value}"));
        }
    }
    format!("{text}; checked {}; {}", outlet.checked_on, outlet.evidence)
}
