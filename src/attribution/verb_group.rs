//! Verb groups: whether a reporting verb stands here as a finite, affirmative verb, with its auxiliaries and adverbs.

use super::frame::Region;
use super::lexicon::{Classes, Form, Verb, list};
use super::phrase::NUMERALS;
use super::token::Token;
use crate::text::WordList;
use std::ops::Range;

/// Whether the past form before `next` is a participle: a preposition follows, and later in the clause another verb.
pub(super) fn is_reduced(region: &Region<'_, '_>, next: usize) -> bool {
    let view = region.view;
    let mut k = next;
    while view.get(k, region.hi).is_some_and(|t| t.is(Classes::ADVERB) && !t.is(Classes::PREPOSITION)) {
        k += 1;
    }
    let preposition = view
        .get(k, region.hi)
        .is_some_and(|t| matches!(&*t.lower, "by" | "on" | "in" | "from" | "with" | "as" | "at" | "to" | "of" | "for"));
    let close = view.segment_end(k, region.hi);
    let comma_then_verb = view.get(close, region.hi).is_some_and(Token::comma) && view.is(k, "by");
    let verb = (k..close).find(|j| {
        let token = &view.tokens[*j];
        !token.capital()
            && token.lower != "that"
            && (token.is(Classes::FINITE) || token.cue.is_some_and(|(_, f, _)| f != Form::Gerund))
    });
    let clause = verb.is_some_and(|v| !view.tokens[k..v].iter().any(|t| t.lower == "that"));
    preposition && (clause || comma_then_verb)
}

/// The verb with its group, once it is known to be finite and affirmative.
pub(super) struct Group<'v> {
    pub(super) verb: &'v Verb,
    pub(super) form: Form,
    /// The whole verb group.
    pub(super) cue: Range<usize>,
    /// The verb itself.
    pub(super) at: usize,
}

impl Group<'_> {
    pub(super) fn is_passive(&self, region: &Region<'_, '_>) -> bool {
        let tokens = region.view.tokens;
        matches!(self.form, Form::Past | Form::Participle) && tokens[self.cue.start..self.at].iter().any(|t| t.is(Classes::BE))
    }
}

/// Auxiliaries and adverbs before the verb; `None` for what is negated, modal or an infinitive.
pub(super) fn group<'v>(region: &Region<'_, '_>, i: usize, verb: &'v Verb, form: Form, length: usize) -> Option<Group<'v>> {
    let view = region.view;
    let mut start = i;
    let mut helped = false;
    while start > region.lo {
        let token = &view.tokens[start - 1];
        if token.lower == "to"
            && start >= region.lo + 2
            && matches!(&*view.tokens[start - 2].lower, "appear" | "appears" | "appeared" | "seems" | "seem" | "seemed")
        {
            helped = true;
            start -= 2;
            continue;
        }
        // "has twice this year denied"
        let during = token.is(Classes::TIME)
            && start >= region.lo + 3
            && matches!(&*view.tokens[start - 2].lower, "this" | "last")
            && (view.tokens[start - 3].is(Classes::HAVE) || view.tokens[start - 3].adverb());
        if during {
            start -= 2;
            continue;
        }
        if token.is(Classes::NEGATION) || token.is(Classes::MODAL) || token.lower == "to" {
            return None;
        }
        // "officials all say"
        let floats = matches!(&*token.lower, "all" | "both" | "each")
            && start >= region.lo + 2
            && view.tokens[start - 2].lower.ends_with('s')
            && !view.tokens[start - 2].possessive();
        if floats {
            start -= 1;
            continue;
        }
        let auxiliary = token.is(Classes::HAVE.or(Classes::BE).or(Classes::DO));
        let adverb = token.adverb() && !view.time(start - 1);
        if !auxiliary && !adverb {
            break;
        }
        helped |= auxiliary;
        start -= 1;
    }
    // "declined to say", "would say": the infinitive does not attribute
    if form == Form::Base && !helped && !verb.past_is_base && !base_is_finite(region, start) {
        return None;
    }
    if form == Form::Participle && !helped && verb.lemma != "be" && form_differs(verb) {
        return None;
    }
    // "the figure claimed by Lagos": a participle, unless "by" says in which way ("said by telephone")
    if matches!(form, Form::Past | Form::Participle) && !helped && has_agent(region, i + length) {
        return None;
    }
    // "Both states", "All disputes": a noun
    if form == Form::Third && start > region.lo && plural_subject(&view.tokens[start - 1]) {
        return None;
    }
    // "the boy's alleged death", "Oda's claims contradict"
    if start > region.lo && form != Form::Gerund && view.tokens[start - 1].possessive() {
        return None;
    }
    // a determiner before the group makes it a noun or participle: "the reported attack", "a claim"
    if start > region.lo
        && view.tokens[start - 1].is(Classes::DETERMINER.or(Classes::POSSESSIVE))
        && !view.tokens[start - 1].is(Classes::PRONOUN)
        && view.tokens[start - 1].lower != "that"
        && !(numeral_subject(&view.tokens[start - 1]) && (form != Form::Base || verb.past_is_base || !verb.frames.noun))
    {
        return None;
    }
    // "a series of tweets", "making remarks", "his 1995 state return"
    let noun_place = start > region.lo && {
        let before = &view.tokens[start - 1];
        // "cast doubt on": a noun
        if before.lower.starts_with("cast") && before.word() {
            return None;
        }
        // "the ruling states": a noun
        let noun = start >= region.lo + 2 && view.tokens[start - 2].is(Classes::DETERMINER.or(Classes::POSSESSIVE));
        before.is(Classes::PREPOSITION) || before.digits() || !before.capital() && before.lower.ends_with("ing") && !noun
    };
    if verb.frames.noun && matches!(form, Form::Base | Form::Third) && noun_place {
        return None;
    }
    if verb.frames.noun && matches!(form, Form::Base | Form::Third) && !verb_by_context(region, i + length) {
        return None;
    }
    // "the seat of state government"
    let plain = |t: &Token<'_>| t.word() && !t.capital() && t.classes == Classes::default() && t.cue.is_none();
    if verb.lemma == "state" && form == Form::Base && view.get(i + length, region.hi).is_some_and(plain) {
        return None;
    }
    // "heart problems and stress": the last of a list
    let listed = start > region.lo && view.tokens[start - 1].is(Classes::COORDINATOR);
    if verb.frames.noun && form == Form::Base && listed && !view.is(i + length, "that") {
        return None;
    }
    // "A United Nations report on Iraq said": one, and a plural verb would follow several
    let name = (region.lo..start)
        .rev()
        .take_while(|k| view.tokens[*k].capital() && !matches!(&*view.tokens[*k].lower, "a" | "an"))
        .last();
    let one = name.and_then(|k| k.checked_sub(1)).is_some_and(|k| k >= region.lo && (view.is(k, "a") || view.is(k, "an")));
    if verb.frames.noun && form == Form::Base && !helped && one {
        return None;
    }
    // "unconfirmed reports", "the medical reports": what stands before is an adjective, and nobody
    let opens = start == region.lo + 1;
    if verb.frames.noun
        && matches!(form, Form::Base | Form::Third)
        && start > region.lo
        && describes_noun(&view.tokens[start - 1], opens)
    {
        return None;
    }
    // "these two reported incidents"
    let several = start > region.lo && (plural_subject(&view.tokens[start - 1]) || view.tokens[start - 1].digits());
    let plural = view
        .get(i + length, region.hi)
        .is_some_and(|t| t.word() && !t.capital() && t.lower.ends_with('s') && !t.is(Classes::DETERMINER.or(Classes::PRONOUN)));
    if form == Form::Past && several && plural {
        return None;
    }
    // "A police report said": a noun before the verb of its clause
    let after =
        (i + length..region.hi).find(|k| !(view.tokens[*k].is(Classes::ADVERB) && !view.tokens[*k].is(Classes::PREPOSITION)));
    let verb_follows = after.and_then(|k| view.tokens[k].cue).is_some_and(|(_, f, _)| matches!(f, Form::Past | Form::Third));
    if verb.frames.noun
        && form != Form::Gerund
        && (verb_follows || after.is_some_and(|k| view.is(k, "say") || view.is(k, "suggest")))
    {
        return None;
    }
    if form == Form::Past && verb.frames.predicate && names_subject(region, i + length) {
        return None;
    }
    if form == Form::Past && verb.frames.participle && !form_differs(verb) && is_reduced(region, i + length) {
        return None;
    }
    Some(Group { verb, form, cue: start..i + length, at: i })
}

/// "A man dubbed | ‘the guru in bling’ has convinced": a name in quotation marks, and then the verb.
fn names_subject(region: &Region<'_, '_>, at: usize) -> bool {
    let view = region.view;
    let verb = (at + 1..region.hi).find(|k| !view.tokens[*k].adverb()).and_then(|k| view.get(k, region.hi));
    view.get(at, region.hi).is_some_and(|t| t.quote().is_some())
        && verb.is_some_and(|t| !t.capital() && (t.finite() || t.cue.is_some() || t.lower.ends_with("ed")))
}

/// Whether "by" and somebody who did it stand here.
fn has_agent(region: &Region<'_, '_>, at: usize) -> bool {
    static WAYS: WordList = list("means");
    let view = region.view;
    let agent = view.get(at + 1, region.hi).filter(|t| t.word() && !t.lower.ends_with("ing") && !view.time(at + 1));
    view.is(at, "by") && agent.is_some_and(|t| !WAYS.contains(&t.lower) && !t.digits())
}

/// Whether a word looks like an adjective, and names nobody who could report or claim; one that opens a sentence has a capital.
fn describes_noun(token: &Token<'_>, opens: bool) -> bool {
    static ADJECTIVES: WordList = list("before-report");
    static ENDINGS: WordList = list("adjective-ending");
    let somebody = Classes::PERSON.or(Classes::STAFF).or(Classes::PRONOUN).or(Classes::TITLE);
    let body = Classes::MEDIUM.or(Classes::DOCUMENT);
    let word = &*token.lower;
    if !token.word()
        // "UNCONFIRMED reports" is no name, as "USGS reports" has
        || token.capital() && (!opens || token.text.len() < 8 && token.text.chars().skip(1).any(char::is_uppercase))
        || token.is(somebody)
        || token.cue.is_some()
    {
        return false;
    }
    let adjective = ENDINGS.iter().any(|end| word.len() > end.len() + 3 && word.ends_with(end));
    ADJECTIVES.contains(word) || adjective && !token.is(body) && !super::name_kind::is_body_word(word)
}

/// A number word that stands for several, after which a verb has no "-s".
fn plural_subject(token: &Token<'_>) -> bool {
    matches!(&*token.lower, "both" | "many" | "all" | "few" | "several" | "two" | "three")
}

pub(super) fn form_differs(verb: &Verb) -> bool {
    matches!(verb.lemma, "show" | "see" | "know" | "write" | "foresee" | "swear")
}

pub(super) fn numeral_subject(token: &Token<'_>) -> bool {
    NUMERALS.contains(&token.lower) || matches!(&*token.lower, "first" | "second" | "other" | "latter" | "this" | "her")
}

/// "Critics say", "they claim", "…, say sources".
pub(super) fn base_is_finite(region: &Region<'_, '_>, start: usize) -> bool {
    static PLURAL: WordList = list("plural-without-s");
    if start == region.lo {
        return false;
    }
    let before = &region.view.tokens[start - 1];
    let plural = before.word()
        && (before.lower.ends_with('s')
            || before.lower.ends_with("men")
            || PLURAL.contains(&before.lower)
            || before.is(Classes::PLATFORM));
    let inverted = before.comma() || before.quote().is_some();
    let after_list = before.mark(')');
    plural || inverted || after_list || before.digits() || numeral_subject(before) || plural_head(region, start)
}

/// "Officials in Nepal say", "posts in protest channels on Telegram say": the head noun is plural.
pub(super) fn plural_head(region: &Region<'_, '_>, end: usize) -> bool {
    let Some(subject) = region.view.subject(region.lo, end) else { return false };
    if region.view.tokens[subject.start..subject.core]
        .iter()
        .any(|t| matches!(&*t.lower, "data" | "police" | "media" | "people" | "staff" | "footage"))
    {
        return true;
    }
    region.view.tokens[subject.start..subject.core]
        .iter()
        .take_while(|t| !t.is(Classes::PREPOSITION))
        .any(|t| t.lower.ends_with('s') && !t.possessive() && t.lower.len() > 3)
}

/// What only a verb has after it: a clause, a quotation, a pronoun; or nothing, at the end of the clause.
pub(super) fn verb_by_context(region: &Region<'_, '_>, next: usize) -> bool {
    let view = region.view;
    let Some(token) = view.get(next, region.hi) else { return true };
    // "state television": a noun before a noun
    if token.is(Classes::MEDIUM.or(Classes::PERSON))
        && !token.capital()
        && view.get(next + 1, region.hi).is_none_or(|t| t.cue.is_some() || t.is(Classes::COORDINATOR))
    {
        return false;
    }
    // "Ebola fears spread", "two suspects as", "the reports conducted by the county": what follows has a verb or ties to a noun
    let near = region.lo.max(next.saturating_sub(4))..next;
    let relative = || view.tokens[near].iter().any(|t| t.is(Classes::RELATIVE.or(Classes::PRONOUN)));
    let verbal = token.word()
        && !token.capital()
        && !token.is(Classes::DETERMINER.or(Classes::PRONOUN))
        && (token.is(Classes::FINITE) || token.lower == "spread" || token.lower.ends_with("ed") && view.is(next + 1, "by"));
    if verbal && !relative() || matches!(&*token.lower, "as" | "of" | "like" | "between" | "among") && token.word() {
        return false;
    }
    token.quote().is_some()
        || token.comma()
        || token.mark(':')
        || token.lower == "that"
        || token.is(Classes::DETERMINER.or(Classes::PRONOUN).or(Classes::OBJECT_PRONOUN).or(Classes::POSSESSIVE))
        || token.capital()
        || token.digits()
        || view.time(next)
        || token.is(Classes::DOCUMENT)
        || view.clause(next..region.hi)
        || !token.is(Classes::PREPOSITION)
        || token.lower == "to"
        // "Brad Stone reports for Bloomberg"
        || token.lower == "for" && view.media.get(next + 1).is_some_and(|end| *end > next + 1)
}
