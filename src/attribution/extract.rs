//! From an article to its statements.

use super::being::without_nobody;
use super::coreference::{Resolved, Resolver};
use super::decide::add_tagged;
use super::draft::{Draft, SourceDraft, drafts, is_questioned};
use super::gazetteer::{Gazetteer, Medium};
use super::headline;
use super::hedge::{clause_around, reports};
use super::lexicon::{Classes, lexicon};
use super::post::posts;
use super::quotation::{Quotation, quotations};
use super::statement::{Gap, Hedge, Kind, Part, SourceRef, Statement};
use super::tagger::Tagger;
use super::transcript::turns;
use super::unit::{Unit, units};
use crate::article::Article;
use crate::sentence::{Sentence, paragraphs};
use crate::text::{Excerpt, Span};
use std::collections::BTreeSet;

/// Finds the statements of an article, in the order of the text; by the rules alone where no tagger is given. Never fails: odd text
/// gives fewer statements.
pub fn extract(article: &Article, sentences: &[Sentence], media: &Gazetteer, tagger: Option<&Tagger>) -> Vec<Statement> {
    let text = article.text.as_str();
    let named = media.media(text);
    let quotations = quotations(text, &paragraphs(text), sentences);
    let units = units(text, sentences, &quotations, &named, media);
    let publisher = article.outlet.as_deref().map(|outlet| Publisher::new(outlet, media));
    let mut drafts = all_drafts(text, &units, &quotations);
    without_nobody(text, &units, &mut drafts);
    if let Some(tagger) = tagger {
        drafts = add_tagged(text, &units, &quotations, drafts, &tagger.find(text));
    }
    carry(&units, &mut drafts);
    hand_back_reasons(&mut drafts);
    let mut resolver = Resolver::new(text, &units, &named);
    let mut statements: Vec<Statement> = Vec::new();
    for draft in &drafts {
        let mut resolved = resolver.resolve(draft);
        if draft.rule == "charge-denied" {
            not_the_accuser(&mut resolved, statements.last());
        }
        if let Some(statement) = build(text, draft, resolved, publisher.as_ref(), &statements, &named) {
            statements.push(statement);
        }
    }
    share_reasons(&mut statements);
    for (i, statement) in statements.iter_mut().enumerate() {
        statement.number = i + 1;
        statement.gaps = gaps(statement, article.outlet.is_none());
    }
    statements
}

fn all_drafts(text: &str, units: &[Unit<'_>], quotations: &[Quotation]) -> Vec<Draft> {
    let mut all: Vec<Draft> = Vec::new();
    let mut turns = turns(text, units);
    if turns.is_empty() {
        turns = posts(text, units);
    }
    for (number, unit) in units.iter().enumerate().filter(|(_, u)| !u.furniture) {
        if let Some(turn) = turns.iter().find(|t| t.units.contains(&number)) {
            if turn.units.start == number {
                all.push(turn.draft());
            }
            continue;
        }
        for mut draft in drafts(text, number, unit, quotations) {
            if draft.takes_previous {
                // "This was reported by …": the narration before is what was reported
                let Some(previous) = all.pop_if(|d| d.kind == Kind::Narration) else { continue };
                draft.content = previous.content;
                draft.kind = Kind::Indirect;
            }
            if draft.rule == "quotation-goes-on" {
                // "…," she said, explaining why. "…": the last of its unit need not be the one that is quoted
                let last = all.last().map(|d| d.unit);
                let near = all.iter_mut().rev().take_while(|d| Some(d.unit) == last);
                if let Some(previous) = near.into_iter().find(|d| joins(units, quotations, d, &draft)) {
                    previous.content.extend(draft.content);
                    previous.takes_next = false;
                    previous.unit = draft.unit;
                    continue;
                }
            }
            all.push(draft);
        }
    }
    // a source and a colon that no quotation follows say nothing
    all.retain(|d| !d.content.is_empty());
    known_headline(text, &mut all);
    all
}

/// "Oda: bridge will stay closed": a name before a headline's colon speaks where the article below has it speak.
fn known_headline(text: &str, drafts: &mut [Draft]) {
    let last = |s: &SourceDraft| s.core.and_then(|c| c.of(text).split_whitespace().last()).map(str::to_lowercase);
    let speakers: Vec<String> =
        drafts.iter().filter(|d| d.rule != headline::NAME).flat_map(|d| &d.sources).filter_map(last).collect();
    for draft in drafts.iter_mut().filter(|d| d.rule == headline::NAME) {
        if draft.sources.first().and_then(last).is_none_or(|name| !speakers.contains(&name)) {
            *draft = narrated(draft);
        }
    }
}

/// A headline whose source is none, whole.
fn narrated(draft: &Draft) -> Draft {
    let words = draft.sources.iter().filter_map(|s| s.mention).chain(draft.content.iter().copied());
    let whole = words.reduce(Span::cover).into_iter().collect();
    Draft { content: whole, kind: Kind::Narration, sources: Vec::new(), rule: "narration", ..draft.clone() }
}

/// Whether a quotation belongs to the statement before it: it goes on right after the finished attribution, or over the paragraph,
/// or is the block that a colon announced.
fn joins(units: &[Unit<'_>], quotations: &[Quotation], previous: &Draft, draft: &Draft) -> bool {
    if previous.sources.is_empty() || previous.unit >= draft.unit {
        return false;
    }
    if previous.takes_next {
        return previous.unit + 1 == draft.unit;
    }
    let same = units[previous.unit].paragraph == units[draft.unit].paragraph;
    let over = quotations.iter().any(|q| q.goes_on && previous.content.iter().any(|c| q.outer.contains(*c)));
    let direct = previous.kind == Kind::DirectQuote && previous.rule != "headline-source-last" && (same || over);
    let mixed = previous.kind == Kind::MixedQuote && same;
    (direct || mixed) && previous.unit + 1 == draft.unit
}

/// Attribution that carries over: a quotation that goes on, and reported speech that goes on in the tense of reported speech.
fn carry(units: &[Unit<'_>], drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let (draft, rest) = match rest.split_first_mut() {
            Some(parts) => parts,
            None => return,
        };
        let Some(previous) = before.last().filter(|d| !d.sources.is_empty() && d.rule != "is-said-to" && d.rule != "reportedly")
        else {
            continue;
        };
        let (unit, from) = (&units[draft.unit], &units[previous.unit]);
        // the rest of a sentence that has its own source is not carried over
        let alone = rest.first().is_none_or(|next| next.unit != draft.unit);
        let goes_on = draft.rule == "quotation-goes-on" && unit.paragraph <= from.paragraph + 1;
        let reported = alone
            && draft.rule == "narration"
            && unit.paragraph == from.paragraph
            && draft.unit == previous.unit + 1
            && previous.kind != Kind::DirectQuote
            && in_reported_tense(unit, previous.rule);
        if !goes_on && !reported {
            continue;
        }
        draft.carried_over = true;
        draft.attitude = previous.attitude;
        draft.sources =
            previous.sources.iter().map(|s| SourceDraft { mention: None, shown: None, cue: None, ..s.clone() }).collect();
        if reported {
            draft.kind = Kind::Indirect;
            draft.rule = "carried-over";
        }
    }
}

/// Who denies a charge is not who made it, whatever else "the company" may stand for.
fn not_the_accuser(resolved: &mut [Resolved], before: Option<&Statement>) {
    let accuser = before.and_then(|s| s.chain.first()).map(|s| s.resolved_name.as_ref().unwrap_or(&s.name));
    for denier in resolved.iter_mut().filter(|d| d.resolved.is_some() && d.resolved.as_ref() == accuser) {
        denier.resolved = None;
        denier.described.clear();
    }
}

/// A sentence that only says why a source is unnamed speaks of the source before it.
fn hand_back_reasons(drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let draft = &mut rest[0];
        if draft.sources.is_empty() && draft.anonymity_reason.is_some() {
            let source = before.iter_mut().rev().take(3).find(|d| !d.sources.is_empty());
            if let Some(source) = source.filter(|s| s.anonymity_reason.is_none()) {
                source.anonymity_reason = draft.anonymity_reason;
            }
            draft.anonymity_reason = None;
        }
    }
}

/// What is said of a source once holds for all its statements.
fn share_reasons(statements: &mut [Statement]) {
    let full = |s: &Statement| s.chain.first().map(|c| c.resolved_name.clone().unwrap_or_else(|| c.name.clone()).to_lowercase());
    let known: Vec<(String, Excerpt)> = statements.iter().filter_map(|s| Some((full(s)?, s.anonymity_reason.clone()?))).collect();
    for statement in statements.iter_mut().filter(|s| s.anonymity_reason.is_none()) {
        let name = full(statement);
        statement.anonymity_reason = known.iter().find(|(of, _)| Some(of) == name.as_ref()).map(|(_, reason)| reason.clone());
    }
}

/// "The line had been running at half its capacity, and divers would go down": the tense of reported speech, and no other.
fn in_reported_tense(unit: &Unit<'_>, rule: &str) -> bool {
    let words = &unit.tokens;
    let shifted = words.iter().enumerate().any(|(i, t)| {
        t.lower == "would" && !words.get(i + 1).is_some_and(|n| n.is(Classes::NEGATION))
            || t.lower == "had"
                && words.get(i + 1).is_some_and(|n| n.is(Classes::BE) || n.lower.ends_with("ed") || n.is(Classes::ADVERB))
    });
    let present = words.iter().any(|t| matches!(&*t.lower, "is" | "are" | "has" | "have" | "will"));
    let questioned = words.first().is_some_and(is_questioned);
    // "The official would not say who had approved it": what somebody did not say
    let silent = words.windows(2).any(|w| {
        w[0].is(Classes::NEGATION)
            && matches!(&*w[1].lower, "say" | "comment" | "elaborate" | "name" | "specify" | "identify" | "explain")
    });
    let silent = silent || words.iter().any(|t| matches!(&*t.lower, "declined" | "refused"));
    shifted && !present && !questioned && !silent && !unit.heading && rule != "object"
}

fn build(
    text: &str,
    draft: &Draft,
    resolved: Vec<Resolved>,
    publisher: Option<&Publisher>,
    before: &[Statement],
    named: &[Medium<'_>],
) -> Option<Statement> {
    let excerpts = |spans: &[Span]| spans.iter().filter(|s| !s.is_empty()).map(|s| s.excerpt(text)).collect::<Vec<Excerpt>>();
    let content = excerpts(&draft.content);
    if content.is_empty() {
        return None;
    }
    let chain = if draft.carried_over {
        before
            .iter()
            .rev()
            .find(|s| !s.chain.is_empty())
            .map(|s| s.chain.iter().map(|c| carried(c, &content)).collect())
            .unwrap_or_default()
    } else {
        chain(text, draft, resolved, &content, publisher, named)
    };
    let kind = match (chain.is_empty(), draft.kind) {
        (true, _) => Kind::Narration,
        (false, Kind::Narration) => Kind::Indirect,
        (false, kind) => kind,
    };
    // what only the publishing outlet vouches for is its own voice, and the sentence stays whole
    let content = if chain.is_empty() && !draft.sources.is_empty() { vec![draft.whole().excerpt(text)] } else { content };
    let carried_over = draft.carried_over && !chain.is_empty();
    let hedges = weakened(text, draft, &content);
    Some(Statement {
        number: 0,
        kind,
        attitude: draft.attitude,
        denied: draft.denied && !chain.is_empty(),
        anonymity_reason: draft.anonymity_reason.map(|r| r.excerpt(text)),
        content,
        chain,
        hedges,
        carried_over,
        gaps: Vec::new(),
        found_by: draft.rule.to_owned(),
    })
}

/// The words that weaken a statement, each with the clause that it weakens. Only what says that it is a report or looks so: whether a
/// thing may be, or how exact a number is, is part of what is said.
fn weakened(text: &str, draft: &Draft, content: &[Excerpt]) -> Vec<Hedge> {
    let unquoted = matches!(draft.kind, Kind::Indirect | Kind::Narration);
    let more = content.iter().filter(|_| unquoted).flat_map(|c| reports(text, c.span));
    let mut words: Vec<Span> = draft.hedges.clone();
    for span in more {
        if !words.iter().any(|w| w.overlaps(span)) {
            words.push(span);
        }
    }
    words.sort();
    let scope = |word: Span| match content.iter().find(|c| c.span.contains(word)) {
        Some(around) => vec![clause_around(text, around.span, word).excerpt(text)],
        None => content.to_vec(),
    };
    words.into_iter().map(|w| Hedge { words: w.excerpt(text), scope: scope(w) }).collect()
}

/// The same source behind another statement: nothing names it here, and what it vouches for is that statement.
fn carried(source: &SourceRef, content: &[Excerpt]) -> SourceRef {
    let mut described = source.described.clone();
    described.extend(source.mention.clone());
    SourceRef {
        name: source.resolved_name.clone().unwrap_or_else(|| source.name.clone()),
        mention: None,
        cue: None,
        scope: content.to_vec(),
        described,
        ..source.clone()
    }
}

fn chain(
    text: &str,
    draft: &Draft,
    resolved: Vec<Resolved>,
    content: &[Excerpt],
    publisher: Option<&Publisher>,
    named: &[Medium<'_>],
) -> Vec<SourceRef> {
    let mut chain: Vec<SourceRef> = Vec::new();
    let mut scope: Vec<Excerpt> = content.to_vec();
    for (source, names) in draft.sources.iter().zip(resolved) {
        if publisher.is_some_and(|p| p.is(&names, source.mention, text, named))
            || chain.iter().any(|c| same_source(c, &names) && c.part != Part::Hearsay)
        {
            continue;
        }
        let mention = source.shown.or(source.mention).map(|m| closed(text, m, source.cue).excerpt(text));
        let cue = source.cue.map(|c| with_colon(text, c).excerpt(text));
        let next = wider(text, &scope, mention.as_ref(), cue.as_ref());
        chain.push(SourceRef {
            name: names.name,
            resolved_name: names.resolved,
            mention,
            cue,
            scope: scope.clone(),
            part: source.part,
            described: names.described,
        });
        // what the next source vouches for holds this one's own words too; a carrier has the scope of the source before it
        scope = next;
    }
    own_agency(text, &mut chain, publisher, named);
    for i in 1..chain.len() {
        if chain[i].part == Part::Carrier {
            chain[i].scope = chain[i - 1].scope.clone();
        }
    }
    relays(&mut chain);
    chain
}

/// A mention with the comma that closes its apposition before the cue: "Oda, the envoy, | said".
fn closed(text: &str, mention: Span, cue: Option<Span>) -> Span {
    let set_off = mention.of(text).contains(", ") && text[mention.end()..].starts_with(", ");
    let end = mention.end() + 1;
    if set_off && cue.is_some_and(|c| c.start() > end && text[end..c.start()].trim().is_empty()) {
        Span::new(mention.start(), end)
    } else {
        mention
    }
}

/// A cue with the colon that opens what was said: "said:".
fn with_colon(text: &str, cue: Span) -> Span {
    let colon = text[cue.end()..].starts_with(": ") && cue.of(text).ends_with(char::is_alphabetic);
    Span::new(cue.start(), cue.end() + usize::from(colon))
}

/// Whether two mentions of one sentence are one source: "KCNA said …, the agency said".
fn same_source(before: &SourceRef, names: &Resolved) -> bool {
    before.name == names.name
        || names.resolved.as_deref().is_some_and(|full| full == before.name || before.resolved_name.as_deref() == Some(full))
}

/// The scope of the source after this one: this one's words and what it vouches for.
fn wider(text: &str, scope: &[Excerpt], mention: Option<&Excerpt>, cue: Option<&Excerpt>) -> Vec<Excerpt> {
    let spans = scope.iter().map(|e| e.span).chain(mention.map(|e| e.span)).chain(cue.map(|e| e.span));
    spans.reduce(Span::cover).map(|s| s.excerpt(text)).into_iter().collect()
}

/// "An AFP correspondent saw …" in another outlet's copy: the agency carried what its reporter saw.
fn own_agency(text: &str, chain: &mut Vec<SourceRef>, publisher: Option<&Publisher>, named: &[Medium<'_>]) {
    let [only] = chain.as_slice() else { return };
    let Some(mention) = only.mention.as_ref().filter(|m| m.text.split(' ').any(|w| lexicon().classes(w).has(Classes::STAFF)))
    else {
        return;
    };
    let Some(medium) = named.iter().find(|m| mention.span.contains(m.span)) else { return };
    if medium.span.of(text) == only.name || publisher.is_some_and(|p| p.ids.iter().any(|id| id == medium.id)) {
        return;
    }
    let name = medium.span.of(text).to_owned();
    let scope = only.scope.clone();
    chain.push(SourceRef {
        name,
        resolved_name: None,
        mention: Some(medium.span.excerpt(text)),
        cue: None,
        scope,
        part: Part::Carrier,
        described: Vec::new(),
    });
}

/// Whoever stands after another source passed its words on.
fn relays(chain: &mut [SourceRef]) {
    for source in chain.iter_mut().skip(1).filter(|s| s.part == Part::Speaker) {
        source.part = Part::Relay;
    }
}

/// The publishing outlet: never a link of its own chains.
struct Publisher {
    names: Vec<String>,
    ids: Vec<String>,
}

impl Publisher {
    fn new(outlet: &str, media: &Gazetteer) -> Self {
        // "BTA (Bulgarian News Agency)" is either
        let (before, bracket) = outlet.split_once('(').unwrap_or((outlet, ""));
        let names = [outlet, before.trim(), bracket.trim_end_matches([')', ' '])];
        let names: BTreeSet<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let known = |name: &&str| -> Vec<String> {
            let whole = media.media(name).into_iter().filter(|m| m.span.len() + 4 >= name.len()).map(|m| m.id.to_owned());
            whole.chain(media.by_domain(name).map(str::to_owned)).collect()
        };
        Publisher { ids: names.iter().flat_map(known).collect(), names: names.into_iter().map(plain).collect() }
    }

    fn is(&self, names: &Resolved, mention: Option<Span>, text: &str, named: &[Medium<'_>]) -> bool {
        let own_words = mention.is_some_and(|m| match m.of(text).to_lowercase().as_str() {
            "this newspaper" | "this website" | "this organisation" | "this organization" | "our reporters" => true,
            // with nothing before it that it could mean, "told the agency" is the agency that publishes
            "the agency" | "the newspaper" | "the paper" | "the broadcaster" | "the channel" | "the site" | "the website" => {
                names.resolved.is_none()
            }
            _ => false,
        });
        let name = plain(&names.name);
        // "the Tribune" in the Agusar Tribune
        let short = |own: &String| own.strip_suffix(name.as_str()).is_some_and(|rest| rest.ends_with(' '));
        let called = mention.is_some_and(|m| m.of(text).to_lowercase() == format!("the {name}"));
        let same_name = self.names.contains(&name) || called && self.names.iter().any(short);
        let id = mention
            .and_then(|m| named.iter().find(|n| m.contains(n.span) && is_medium(&names.name, n.span.of(text))))
            .map(|n| n.id);
        own_words || same_name || id.or(names.medium.as_deref()).is_some_and(|id| self.ids.iter().any(|own| own == id))
    }
}

/// Whether a name is the medium or a part of it ("Bloomberg Television"), not someone of it ("Associated Press journalists").
fn is_medium(name: &str, medium: &str) -> bool {
    name.strip_prefix(medium).is_some_and(|rest| {
        rest.split_whitespace().all(|w| lexicon().classes(&w.to_lowercase()).has(Classes::PART.or(Classes::MEDIUM)))
    })
}

fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).trim().to_owned()
}

fn gaps(statement: &Statement, outlet_missing: bool) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if outlet_missing {
        gaps.push(Gap::OutletNotGiven);
    }
    if statement.chain.iter().any(|s| s.part == Part::Hearsay) {
        gaps.push(Gap::ReporterNotGiven);
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::split;

    #[test]
    fn the_publisher_under_each_of_its_names() {
        let media = Gazetteer::new([("BTA", "bta"), ("Reuters", "reuters")]).with_domains([("bta.bg", "bta")]);
        let rows: [(&str, &[&str], &[&str]); 5] = [
            ("BTA", &["bta"], &["bta"]),
            ("bta.bg", &["bta.bg"], &["bta"]),
            ("BTA (Bulgarian News Agency)", &["bta", "bta (bulgarian news agency)", "bulgarian news agency"], &["bta"]),
            ("The Reuters agency of old", &["reuters agency of old"], &[]),
            ("", &[], &[]),
        ];
        for (outlet, names, ids) in rows {
            let publisher = Publisher::new(outlet, &media);
            assert_eq!(
                (publisher.names, publisher.ids),
                (names.iter().map(|n| (*n).to_owned()).collect(), ids.iter().map(|i| (*i).to_owned()).collect()),
                "{outlet}"
            );
        }
    }

    #[test]
    fn the_publisher_by_the_end_of_its_name() {
        let media = Gazetteer::new([("Tribune", "another-tribune"), ("Reuters", "reuters")]);
        let rows = [("Agusar Tribune", "the Tribune", 1), ("Agusar Tribune", "Reuters", 2), ("Agusar Herald", "the Tribune", 2)];
        for (outlet, told, links) in rows {
            let mut article = Article::from_text("a", format!("The gate had failed, the mayor told {told}."));
            article.outlet = Some(outlet.to_owned());
            let statements = extract(&article, &split(&article.text), &media, None);
            assert_eq!(statements[0].chain.len(), links, "{outlet}: {told}");
        }
    }
}
