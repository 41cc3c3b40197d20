//! What the tagger corrects in a rule's draft: a verb that is none, where a source or a content begins and ends, and a second attribution
//! that a rule swallowed.

use super::decide::{core, overlap, trimmed};
use super::draft::Draft;
use super::lexicon::{Classes, list};
use super::quotation::Quotation;
use super::statement::{Kind, Part};
use super::tagger::Found;
use super::token::Token;
use super::unit::Unit;
use crate::text::{Span, WordList};

/// Words that join one attribution to another.
const JOINTS: &[&str] = &["and", "but", "while", "then", "yet"];

/// Whether no more than a mark or one word stands between.
fn right_behind(text: &str, from: usize, to: usize) -> bool {
    // what stands on another line is another heading
    from <= to
        && !text[from..to].contains('\n')
        && Span::new(from, to).of(text).split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count() <= 1
}

/// The drafts as both read them, and what the tagger found that no rule has.
pub(super) fn correct<'f>(
    text: &str,
    units: &[Unit<'_>],
    quotations: &[Quotation],
    drafts: Vec<Draft>,
    found: &'f [Found],
) -> (Vec<Draft>, Vec<&'f Found>) {
    let mut drafts: Vec<Draft> = drafts.into_iter().filter(|d| !misread(text, d, found)).collect();
    let mut others: Vec<&Found> = Vec::new();
    for one in found {
        let known = drafts.iter_mut().find(|d| has_cue(d, one));
        match known {
            Some(draft) => {
                redraw(text, quotations, draft, one);
                go_on(text, units, quotations, draft, one);
                widen(text, units, draft, one);
                narrow(text, units, draft, one);
            }
            None => others.push(one),
        }
    }
    for one in &others {
        drafts.retain_mut(|d| part(text, quotations, d, one, found));
    }
    // "welcomed what he called “a gesture”": the second verb has what the first points at
    let points =
        |d: &Draft| matches!(d.content.as_slice(), [only] if matches!(only.of(text), "what" | "which") && !d.sources.is_empty());
    drafts.retain(|d| !points(d));
    (drafts, others)
}

/// Whether rule and tagger mean the same reporting words.
fn has_cue(draft: &Draft, found: &Found) -> bool {
    draft.sources.iter().any(|s| s.cue.is_some_and(|c| overlap(c, found.cue) > 0))
}

/// "Oda said she was tired, though she noted that …": a rule that took the sentence before its verb for what was said, where the tagger sees
/// another attribution in it. The content is what the tagger gives to the same verb, or ends where the other begins; a verb that the
/// tagger does not know keeps what it has, since of "…, Petra said" it knows the inner link alone. `false`: nothing is left.
fn part(text: &str, quotations: &[Quotation], draft: &mut Draft, other: &Found, found: &[Found]) -> bool {
    let ([only], Some(source)) = (draft.sources.as_slice(), other.source) else { return true };
    let (Some(cue), Some(mention)) = (only.cue, only.mention) else { return true };
    let Some(at) = draft.content.iter().position(|c| c.contains(other.cue)) else { return true };
    if only.part != Part::Speaker || draft.kind == Kind::DirectQuote {
        return true;
    }
    let whole = draft.content[at];
    let inside: usize = other.content.iter().flat_map(|a| draft.content.iter().map(|b| overlap(*a, *b))).sum();
    let length: usize = other.content.iter().map(|c| c.len()).sum();
    let swallowed = inside * 2 > length && whole.contains(source);
    if swallowed && whole.end() <= mention.start().min(cue.start()) {
        // the rules know sources that stand behind what they said; the tagger, which knows one side of a verb, is asked for the other
        let own = found.iter().find(|f| {
            overlap(f.cue, cue) > 0 && !f.cue.of(text).contains(',') && f.content.iter().all(|c| c.start() > cue.start())
        });
        let Some(own) = own.filter(|f| right_behind(text, f.cue.end(), f.content[0].start())) else { return true };
        let pieces: Vec<Span> = own.content.iter().map(|c| trimmed(text, *c, quotations)).filter(|c| !c.is_empty()).collect();
        if !pieces.is_empty() && pieces.iter().all(|c| overlap(*c, mention) == 0) {
            draft.content = pieces;
        }
        return true;
    }
    let begins = if whole.contains(source) { source.start().min(other.cue.start()) } else { other.cue.start() };
    let same = overlap(source, mention) > 0;
    let other_speaks = inside == 0 && source.end() <= other.cue.start();
    if begins <= whole.start().max(cue.end()) || !(same || other_speaks) {
        return true;
    }
    let before = Span::new(whole.start(), begins).of(text).trim_end();
    let joined = JOINTS.iter().find_map(|w| before.strip_suffix(w)?.strip_suffix(' '));
    let marked = before.trim_end_matches([',', '–', '—', '―']);
    let Some(rest) = joined.or(Some(marked).filter(|m| m.len() < before.len() && !same)) else { return true };
    let rest = rest.trim_end_matches([' ', ',', '–', '—', '―']);
    draft.content[at] = Span::new(whole.start(), whole.start() + rest.len());
    draft.content.retain(|c| !c.is_empty() && c.start() < begins);
    !draft.content.is_empty()
}

/// "Oda called the mayor's remarks …": a rule that took "remarks" for the verb, and the verb for a part of its source.
fn misread(text: &str, draft: &Draft, found: &[Found]) -> bool {
    let ([only], Part::Speaker) = (draft.sources.as_slice(), draft.sources.first().map_or(Part::Relay, |s| s.part)) else {
        return false;
    };
    let (Some(mention), Some(cue)) = (only.core.or(only.mention), only.cue) else { return false };
    let length: usize = draft.content.iter().map(|c| c.len()).sum();
    let same =
        |f: &Found| f.content.iter().flat_map(|a| draft.content.iter().map(|b| overlap(*a, *b))).sum::<usize>() * 2 > length;
    // no name is a verb, whatever the tagger makes of it
    let shared = |f: &Found| Span::new(f.cue.start().max(mention.start()), f.cue.end().min(mention.end()));
    let named = |s: Span| s.of(text).split(' ').any(|w| w.starts_with(char::is_uppercase));
    let before = |f: &Found| f.cue.start() < cue.start() && overlap(f.cue, mention) > 0 && !named(shared(f));
    cue.start() >= mention.end() && found.iter().any(|f| f.source.is_some() && before(f) && same(f))
}

/// Where both found one cue and one content, the tagger knows better where it ends if the rule runs on into another clause, and that it
/// begins at "that".
fn redraw(text: &str, quotations: &[Quotation], draft: &mut Draft, found: &Found) {
    let ([only], [whole], [piece]) = (draft.sources.as_slice(), draft.content.as_slice(), found.content.as_slice()) else {
        return;
    };
    let that = piece.of(text).starts_with("that ");
    let piece = trimmed(text, *piece, quotations);
    if only.part != Part::Speaker || draft.kind == Kind::DirectQuote || piece.is_empty() || overlap(piece, *whole) == 0 {
        return;
    }
    if piece.start() < whole.start() {
        return;
    }
    let (mut start, mut end) = (whole.start(), whole.end());
    // "complained | about his mic": a preposition or an adverb may be the cue's for one and the content's for the other
    let near = Span::new(start, piece.start()).of(text).split_whitespace().count() <= SKIPPED;
    let rest = Span::new(piece.end().min(end), end).of(text).trim_start();
    let clause = rest.split_once(' ').is_some_and(|(word, _)| CLAUSES.contains(word));
    if near && !rest.is_empty() && (rest.starts_with([',', '–', '—', '-', '(']) || clause) {
        end = piece.end();
    }
    // "said during a rally | that": what stands before "that" tells how it was said
    if that && !near {
        start = piece.start();
    }
    draft.content = vec![Span::new(start, end)];
}

/// Words at the beginning of a content that may be the cue's.
const SKIPPED: usize = 2;

/// Words that begin a clause of its own.
static CLAUSES: WordList = list("opens-clause");

/// "It was, the president said, “a stone …”": where the rule takes what stands before an attribution set in commas, and the tagger says
/// that the same sentence goes on behind it, it does.
fn go_on(text: &str, units: &[Unit<'_>], quotations: &[Quotation], draft: &mut Draft, found: &Found) {
    let ([only], [before]) = (draft.sources.as_slice(), draft.content.as_slice()) else { return };
    let (Some(cue), Some(mention)) = (only.cue, only.mention) else { return };
    let own = cue.cover(mention);
    let Some(unit) = units.iter().find(|u| u.span.end() > cue.start()) else { return };
    let rest = found.content.iter().find(|s| s.start() >= own.end() && s.end() <= unit.span.end());
    let Some(rest) = rest.filter(|_| before.end() <= own.start() && only.part == Part::Speaker) else { return };
    let between = Span::new(own.end(), rest.start()).of(text);
    let set_apart = between.trim_start().starts_with([',', '–', '—']) && between.split_whitespace().count() <= 2;
    let piece = trimmed(text, *rest, quotations);
    // "…, it said, revising a figure": of the saying, not of what is said
    let first = piece.of(text).split(' ').next().unwrap_or("");
    let quoted = |at: usize| quotations.iter().any(|q| q.outer.start() <= at && at < q.outer.end());
    let set_apart = set_apart && !first.ends_with("ing") && first != "not" || quoted(rest.start()) && quoted(before.start());
    if set_apart && !piece.is_empty() && found.content.iter().any(|s| overlap(*s, *before) * 2 >= before.len()) {
        draft.content.push(piece);
    }
}

/// "A study that appeared in a journal found": where rule and tagger agree where the source ends, the tagger knows better where a long
/// one begins.
fn widen(text: &str, units: &[Unit<'_>], draft: &mut Draft, found: &Found) {
    let ([only], Some(whole)) = (draft.sources.as_mut_slice(), found.source) else { return };
    let Some(mention) = only.mention.filter(|_| only.part == Part::Speaker && only.shown.is_none()) else { return };
    let end = whole.of(text).trim_end_matches([',', ' ']).len() + whole.start();
    let same_end = end == mention.start() + mention.of(text).trim_end_matches([',', ' ']).len();
    let content = draft.content.iter().any(|c| overlap(*c, whole) > 0);
    let near = units.iter().any(|u| u.span.start() <= whole.start() && mention.end() <= u.span.end());
    if same_end && near && whole.start() < mention.start() && !content {
        let whole = Span::new(whole.start(), mention.end());
        only.mention = Some(whole);
        only.core = Some(core(units, whole));
    }
}

/// "Say Oda agrees", "a user calling": where the tagger finds the source inside what the rule took for it, and what is left over before or
/// behind it holds a verb, the tagger knows better.
fn narrow(text: &str, units: &[Unit<'_>], draft: &mut Draft, found: &Found) {
    let ([only], Some(inner)) = (draft.sources.as_mut_slice(), found.source) else { return };
    let Some(mention) = only.mention.filter(|_| only.part == Part::Speaker && only.shown.is_none()) else { return };
    let inner = Span::new(inner.start(), inner.start() + inner.of(text).trim_end_matches([',', ' ']).len());
    let name = only.core.unwrap_or(mention);
    if !mention.contains(inner) || inner.contains(name) {
        return;
    }
    let Some(unit) = units.iter().find(|u| u.span.end() > mention.start()) else { return };
    // "US reports": a word for documents is no verb
    let over = |t: &&Token<'_>| name.contains(t.span) && overlap(t.span, inner) == 0 && !t.is(Classes::DOCUMENT);
    let verb = |t: &Token<'_>| t.finite() || t.cue.is_some() || t.lower.ends_with("ing");
    if unit.tokens.iter().filter(over).any(verb) {
        only.mention = Some(inner);
        only.core = Some(core(units, inner));
    }
}
