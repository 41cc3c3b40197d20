//! The evidence of one statement: what a click opens, and what is printed below the text.

use super::Page;
use super::anchor::{self, At};
use super::claims::{self, Side};
use super::family::Family;
use super::markup::Markup;
use super::waterfall;
use crate::attribution::Kind;
use crate::report::document::{Article, Source, Statement};
use crate::report::words;

/// Writes the panel of one statement.
pub fn panel(page: &Page<'_>, article: &Article, at: At, out: &mut Markup) {
    let statement = &article.statements[at.statement];
    let (id, estimate) = (at.id(), statement.confidence.content.estimate.estimate.value().to_string());
    let attributes = [
        ("class", "ev"),
        ("id", id.as_str()),
        ("tabindex", "-1"),
        ("aria-labelledby", &format!("{id}h")),
        ("data-class", statement.chain.first().map_or("own_voice", |s| s.provenance.as_str())),
        ("data-naming", naming(statement)),
        ("data-level", words::level(statement.confidence.level)),
        ("data-estimate", &estimate),
    ];
    out.open("section", &attributes);
    heading(article, at, out);
    out.leaf(
        "p",
        &[("class", "line"), ("id", &format!("{id}c"))],
        &format!("{}. {}", page.index.chain_line(article, statement), number_sentence(page, statement)),
    );
    flags(page, statement, out);
    judgement(statement, out);
    waterfall::table(page, &statement.confidence.content, &statement.claims, Some(at.article), out);
    chain(page, at.article, article, statement, out);
    rest(page, statement, at.article, out);
    elsewhere(page, article, statement, out);
    out.close("section").ours("\n");
}

/// What the filter for anonymity asks.
fn naming(statement: &Statement) -> &'static str {
    match (statement.chain.first(), &statement.anonymity) {
        (None, _) => "voice",
        (Some(source), anonymity) if source.anonymous => match anonymity.as_ref().and_then(|a| a.stated_reason.as_ref()) {
            Some(_) => "reason",
            None => "no-reason",
        },
        (Some(_), _) => "named",
    }
}

/// The statement, the ways to its neighbours, and the way back to its words.
fn heading(article: &Article, at: At, out: &mut Markup) {
    let statement = &article.statements[at.statement];
    out.open("p", &[("class", "moves")]);
    let before = at.statement.checked_sub(1);
    let after = Some(at.statement + 1).filter(|next| *next < article.statements.len());
    for (other, arrow) in [(before, "‹ "), (after, "› ")] {
        if let Some(other) = other {
            let target = format!("#{}", At { statement: other, ..at }.id());
            let label = format!("{arrow}{}", anchor::local(&article.statements[other].id));
            out.leaf("a", &[("href", &target)], &label).say(" ");
        }
    }
    out.leaf("a", &[("class", "close"), ("href", &format!("#{}", at.mark()))], "close").close("p");
    out.open("h4", &[("id", &format!("{}h", at.id()))]).leaf("b", &[], &anchor::local(&statement.id)).say(" ");
    if statement.denied {
        out.leaf("strong", &[("class", "alarm")], "DENIED:").say(" ");
    }
    let quoted = statement.kind == Kind::DirectQuote;
    out.leaf(if quoted { "q" } else { "span" }, &[], &words::content(statement)).close("h4");
}

fn number_sentence(page: &Page<'_>, statement: &Statement) -> String {
    let content = &statement.confidence.content.estimate;
    let word = statement.confidence.likelihood.as_deref().unwrap_or("cannot be judged");
    let question = match page.index.denied_in_words(statement) {
        Some(claim) => format!("Is what it denies ({}) so?", claim.id),
        None => "Is it so?".to_owned(),
    };
    format!("{question} {}, {word}.", crate::report::terminal::interval(content))
}

/// Two questions, two sentences, and the code with its two axes.
fn judgement(statement: &Statement, out: &mut Markup) {
    let confidence = &statement.confidence;
    out.open("dl", &[("class", "facts")]);
    let mut fact = |title: &'static str, text: &str| {
        out.leaf("dt", &[], title).leaf("dd", &[], text);
    };
    match confidence.likelihood.as_deref() {
        Some(word) => fact("Likelihood", &format!("{word} (ICD 203).")),
        None => fact("Likelihood", "cannot be judged; the estimate is printed all the same."),
    }
    fact(
        "Confidence in this judgement",
        &format!("{}: {}.", words::level(confidence.level), words::level_sentence(confidence.level)),
    );
    let code = &confidence.admiralty;
    let (source, information) = (words::admiralty_source(code.source), words::admiralty_information(code.information));
    fact("Admiralty code", &format!("source {}, {source}; information {}, {information}.", code.source, code.information));
    match &confidence.attribution {
        Some(said) => fact(
            "Did the source say it?",
            &format!("{}, through the relays and the outlet alone.", crate::report::terminal::interval(said)),
        ),
        None => fact("Did the source say it?", "Does not apply: the outlet speaks in its own voice."),
    }
    out.close("dl");
}

fn flags(page: &Page<'_>, statement: &Statement, out: &mut Markup) {
    let against = page.index.against(statement);
    let conflicts: Vec<&Source> = statement.chain.iter().filter(|s| s.label_conflict).collect();
    let stake = statement.chain.first().and_then(|s| s.stake);
    let attitude = words::attitude(statement.attitude);
    let superseded = page.index.claims_of(statement).any(|c| !c.superseded_by.is_empty());
    if against.is_empty()
        && conflicts.is_empty()
        && stake.is_none()
        && attitude.is_none()
        && statement.gaps.is_empty()
        && !superseded
    {
        return;
    }
    out.open("ul", &[("class", "flags")]);
    if !against.is_empty() {
        out.open("li", &[("class", "alarm")]).say("Contradicted by ");
        page.statement_links(against.iter().copied(), out);
        out.close("li");
    }
    for source in conflicts {
        out.leaf("li", &[("class", "alarm")], &page.index.conflict(source));
    }
    if superseded {
        out.leaf("li", &[], "Superseded by a later report.");
    }
    for gap in &statement.gaps {
        out.leaf("li", &[], words::gap_sentence(*gap));
    }
    if let Some(stake) = stake {
        out.leaf("li", &[], &format!("The source is an {}.", words::stake(stake)));
    }
    if let Some(attitude) = attitude {
        out.leaf("li", &[], &format!("Not a plain assertion: {attitude}."));
    }
    out.close("ul");
}

/// The sources from the first to the last medium, each with the words that name it and why it has its class.
fn chain(page: &Page<'_>, number: usize, article: &Article, statement: &Statement, out: &mut Markup) {
    out.leaf("h5", &[], "Through whom").open("ol", &[("class", "chain")]);
    for source in &statement.chain {
        out.open("li", &[("class", Family::of(Some(source.provenance)).name())]);
        out.leaf("b", &[], words::name(source)).say(" ");
        out.leaf("span", &[("class", "sw")], &page.index.class_of(source));
        out.leaf("small", &[], &particulars(source));
        out.open("small", &[]);
        match &source.mention {
            Some(mention) => {
                out.say("Named: ");
                page.words(number, mention, out);
            }
            None => {
                out.say("Carried over from the sentence before");
            }
        }
        if let Some(cue) = source.cue.as_ref().filter(|c| source.mention.as_ref() != Some(c)) {
            out.say("; cue: ");
            page.words(number, cue, out);
        }
        out.say("; class by rule ").leaf("code", &[], &source.rule);
        if let Some(evidence) = &source.evidence {
            out.say(", from ");
            page.words(number, evidence, out);
        }
        out.say(".").close("small");
        page.registry_line(source.registry_id.as_deref(), out);
        out.close("li");
    }
    match &article.outlet {
        Some(outlet) => {
            out.open("li", &[("class", Family::of(Some(outlet.provenance)).name())]);
            out.leaf("b", &[], outlet.name.as_deref().unwrap_or("outlet without a name")).say(" ");
            out.leaf("span", &[("class", "sw")], &page.index.class_of_outlet(outlet)).leaf(
                "small",
                &[],
                "The publishing outlet.",
            );
            page.registry_line(outlet.registry_id.as_deref(), out);
            out.close("li");
        }
        None => {
            out.leaf("li", &[("class", "f-unknown")], "The publishing outlet was not given.");
        }
    }
    out.close("ol");
}

/// Role, country, naming, directness, stake.
fn particulars(source: &Source) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(source.role.clone());
    parts.extend(source.country.clone());
    parts.push(words::naming(source.naming).to_owned());
    parts.push(words::directness(source.directness).to_owned());
    parts.extend(source.line.as_ref().map(|line| format!("line {line}")));
    format!("{}.", parts.join(" · "))
}

/// Hedges and the reason for anonymity.
fn rest(page: &Page<'_>, statement: &Statement, number: usize, out: &mut Markup) {
    if let Some(anonymity) = &statement.anonymity {
        let count = anonymity.count.map(|n| format!(", {n} claimed")).unwrap_or_default();
        let reason = match &anonymity.stated_reason {
            Some(reason) => format!("; reason given: “{reason}”"),
            None => "; no reason given".to_owned(),
        };
        out.leaf("p", &[], &format!("Unnamed{count}{reason}."));
    }
    if !statement.hedge_spans.is_empty() {
        out.open("p", &[]).say("Weakened by ");
        for (index, hedge) in statement.hedge_spans.iter().enumerate() {
            if index > 0 {
                out.say(", ");
            }
            page.place((number, (hedge.start, hedge.end)), &format!("“{}”", hedge.text), out);
        }
        out.say(".").close("p");
    }
}

/// Who else says so, who denies it, and the tree of origins.
fn elsewhere(page: &Page<'_>, article: &Article, statement: &Statement, out: &mut Markup) {
    for claim in page.index.claims_of(statement) {
        let others = claim.asserted_by.iter().chain(&claim.denied_by).filter(|id| **id != statement.id).count();
        if others == 0 && claim.contradicts.is_empty() && claim.superseded_by.is_empty() {
            continue;
        }
        out.open("h5", &[]).say("The same claim elsewhere");
        if let Some(id) = page.anchors.claim(&claim.id).filter(|_| claims::is_shown(claim)) {
            out.say(" ").leaf("a", &[("href", &format!("#{id}"))], &claim.id);
        }
        out.close("h5").open("ul", &[("class", "same")]);
        for (ids, side) in [(&claim.asserted_by, Side::Asserts), (&claim.denied_by, Side::Denies)] {
            for id in ids.iter().filter(|id| **id != statement.id) {
                out.open("li", &[]).leaf("span", &[("class", side.class())], side.verb()).say(" ");
                page.report_link(id, Some(article), out);
                out.close("li");
            }
        }
        out.close("ul");
        claims::related(page, claim, out);
        claims::tree(page, claim, Some(&statement.id), out);
    }
}
