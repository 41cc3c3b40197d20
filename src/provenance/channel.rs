//! The class of a medium: the registry, what the article calls it, or neither.

use super::actor;
use super::class::{Naming, Ownership, Provenance};
use super::label::{self, Label};
use super::lexicon::{Hit, MEDIA, MEDIUM_NAMES, PLAIN, SPEAKERS, Sort, list};
use super::notes::Notes;
use super::phrase::Surroundings;
use super::proper;
use super::registry::{Lookup, Outlet, OutletKind, Registry};
use super::signal::{is_definite, is_indefinite, read};
use super::title::{is_name, is_pronoun, outside_name, read_common, read_title};
use super::words::{Word, words};
use crate::attribution::{Part, SourceRef};
use crate::text::{Span, WordList, is_site};

/// What was found out about a medium.
#[derive(Debug, Clone)]
pub(super) struct Medium<'r> {
    /// The class, all things considered.
    pub class: Provenance,
    /// Named or not.
    pub naming: Naming,
    /// The registry's row.
    pub outlet: Option<&'r Outlet>,
    /// What the article calls it here.
    pub label: Option<Label>,
    /// The two disagree.
    pub conflict: bool,
    /// Rule id.
    pub rule: &'static str,
    /// Words that decided.
    pub evidence: Option<Span>,
}

/// Reads a source as a medium; `None` where it is none.
pub(super) fn judge<'r>(
    source: &SourceRef,
    around: &Surroundings,
    notes: &Notes<'_>,
    registry: &'r Registry,
) -> Option<Medium<'r>> {
    let mention = source.mention.as_ref();
    let own = mention.map_or(source.name.as_str(), |m| m.text.as_str());
    let own_words = words(own);
    // "The 21-year-old Australian" is no newspaper, "the 150-year-old paper" one
    let aged = own_words.iter().any(|w| w.lower.ends_with("-year-old"));
    let somebody = aged && !MEDIA.hits(&own_words).iter().any(|h| medium_noun(&own_words, h));
    if source.part == Part::Hearsay || somebody {
        return None;
    }
    let context = mention.map(|m| context(notes.text(), m.span)).unwrap_or_default();
    // a monitor or ministry that some registry also lists stays what it is
    let whole = words(&source.name);
    let actor = SPEAKERS.hits(&whole).iter().any(|h| h.entry.sort == Sort::Actor && h.to == whole.len() && h.from <= 1);
    if actor && source.part != Part::Carrier {
        return None;
    }
    // "the Diplomat", "The Hollywood Reporter": in capitals, and the registry has it
    // "told People": what stands where an outlet does
    let carried = source.part == Part::Carrier && matches!(own_words.as_slice(), [one] if one.capital && !one.possessive);
    let listed =
        || (carried || is_title(&own_words)) && matches!(registry.lookup(&source.name, &context, None), Lookup::Found(_));
    if (speaks_for_itself(&own_words) || is_staff(&own_words) || is_person(source)) && !listed() {
        return None;
    }
    // "Local media" is no outlet called The Local
    let plain =
        own_words.iter().skip(1).all(|w| !w.capital) && own_words.first().is_some_and(|w| PLAIN.contains(w.lower.as_ref()));
    // nor "an Australian television network" The Australian
    let one_of_many = own_words.first().is_some_and(|w| is_indefinite(&w.lower));
    let nobody = (plain || one_of_many && own.contains(source.name.as_str()) && names_nobody(&own_words))
        && own_words.len() > 1
        && unnamed_medium(&own_words) == Some(Naming::Anonymous)
        && source.resolved_name.is_none();
    let outlet = if nobody { Found::None } else { outlet(source, registry, &context, notes) };
    let anaphor = is_pronoun(&own_words) || (source.name != own && !own.contains(source.name.as_str()));
    let label = if anaphor { None } else { read_label(source, around, notes.text()) };
    let outlet = match outlet {
        // "Lana claims": a name that is an outlet's only in capitals
        Found::One(o) if other_case(o, &whole) && !named_medium(source, around, notes) => Found::None,
        found => found,
    };
    if let Found::One(outlet) = outlet {
        // "Syrian state television" says whose, and names nobody; "New York magazine" is a name
        let bare =
            !anaphor && source.resolved_name.is_none() && names_nobody(&own_words) && !outlet.name.eq_ignore_ascii_case(own);
        let naming = unnamed_medium(&own_words).filter(|_| bare).unwrap_or(Naming::Named);
        let wire = outlet.kind == OutletKind::Wire || agency(&own_words, around, notes.text());
        let label = label.map(|l| {
            if l.class == Provenance::IndependentWire && !wire { Label { class: Provenance::PrivateOutlet, ..l } } else { l }
        });
        return Some(Medium { naming, ..from_registry(outlet, label, mention.map(|m| m.span)) });
    }
    if source.part == Part::Relay && is_bare_report(&own_words) {
        return Some(Medium::plain(Provenance::UnknownOutlet, Naming::Role, "report-that-cites", mention.map(|m| m.span)));
    }
    if is_platform(source, &own_words, around, notes.text()) {
        return Some(Medium::plain(Provenance::Platform, Naming::Named, "platform", mention.map(|m| m.span)));
    }
    let shared = match outlet {
        Found::Several(class) => class,
        _ => None,
    };
    let unnamed = unnamed_medium(&own_words).or_else(|| anaphor.then(|| unnamed_medium(&words(&source.name))).flatten());
    let naming = match unnamed {
        Some(naming) => naming,
        None if matches!(outlet, Found::Several(_)) || named_medium(source, around, notes) => Naming::Named,
        None => return None,
    };
    // "the agency" for one of the United Nations
    let bare = own_words.len() == 2 && own_words[0].lower == "the" && unnamed.is_some();
    let meant = source.resolved_name.as_deref().filter(|_| bare).and_then(|name| notes.class_of(name));
    if meant.is_some_and(|class| !class.is_channel()) {
        return None;
    }
    // a carried-over mention has no words of its own, but its name may say what the medium is
    let inherited = (anaphor || mention.is_none()).then(|| label::label(&source.name, 0, false)).flatten();
    let class = match label.or(inherited).map(|l| l.class) {
        Some(Provenance::IndependentWire) if !agency(&own_words, around, notes.text()) => Provenance::PrivateOutlet,
        Some(class) => class,
        // "the Post": whichever of its namesakes it is, the class is known
        None => shared.unwrap_or(Provenance::UnknownOutlet),
    };
    let rule = match (label, naming) {
        (None, Naming::Named) if shared.is_some() => "namesakes-of-one-class",
        (Some(_), _) => "label-in-text",
        (None, Naming::Named) => "medium-not-in-registry",
        (None, _) => "medium-unnamed",
    };
    Some(Medium { label: label.map(|l| Label { class, ..l }), ..Medium::plain(class, naming, rule, mention.map(|m| m.span)) })
}

impl Medium<'_> {
    fn plain(class: Provenance, naming: Naming, rule: &'static str, evidence: Option<Span>) -> Self {
        Medium { class, naming, outlet: None, label: None, conflict: false, rule, evidence }
    }
}

enum Found<'r> {
    One(&'r Outlet),
    /// Nothing decides between these; the class is the one they all have.
    Several(Option<Provenance>),
    None,
}

/// Whether a phrase is written as a title: an article and words with capitals, several of these, or a short form in capitals.
fn is_title(own: &[Word<'_>]) -> bool {
    let article = own.first().is_some_and(|w| is_definite(&w.lower));
    let rest = &own[usize::from(article)..];
    let short = || rest.iter().all(|w| w.text.len() > 1 && !w.text.chars().any(char::is_lowercase));
    !rest.is_empty() && rest.iter().all(|w| w.capital && !w.possessive) && (article || rest.len() > 1 || short())
}

/// Whether a single word is written in small letters where every name of the outlet has capitals.
fn other_case(outlet: &Outlet, name: &[Word<'_>]) -> bool {
    let [word] = name else { return false };
    let small = word.text.chars().any(char::is_lowercase) && word.capital;
    small
        && !outlet
            .all_names()
            .chain(outlet.short_names.iter().map(String::as_str))
            .any(|n| n.split(' ').any(|part| part == word.text))
}

/// Whether the article presents the name as a person's ("a woman named Lana").
fn is_person(source: &SourceRef) -> bool {
    let mention = source.mention.as_ref().map(|m| m.text.as_str());
    let texts = source.described.iter().map(|d| d.text.as_str()).chain(mention);
    texts.flat_map(|t| outside_name(t, &source.name, None)).any(|piece| {
        let phrase = words(piece.text);
        let person =
            |s: Sort| matches!(s, Sort::Private | Sort::Witness | Sort::Worker | Sort::Person | Sort::Expert | Sort::Executive);
        let someone = |w: &Word<'_>| matches!(w.lower.as_ref(), "man" | "woman" | "girl" | "boy");
        phrase.iter().take(4).any(someone) || read(&phrase).is_some_and(|r| person(r.head.sort) && r.to == phrase.len())
    })
}

/// Whether all capitals of the phrase are a country's, or its first word's.
fn names_nobody(phrase: &[Word<'_>]) -> bool {
    let hits = SPEAKERS.hits(phrase);
    let country = |i: usize| hits.iter().any(|h| h.from <= i && i < h.to && h.entry.sort == Sort::Country);
    phrase.iter().enumerate().all(|(i, w)| !w.capital || i == 0 || country(i) || w.lower == "tv")
}

/// "The power company", "a spokesman for Karv": no medium, whatever it was taken to stand for.
fn speaks_for_itself(own: &[Word<'_>]) -> bool {
    let capitals = own.len() == 1 && own[0].capital && own[0].text.chars().all(|c| !c.is_lowercase());
    // "Business Insider": all capitals may be a medium's name, whatever its words mean
    let name = own.len() > 1 && own.iter().all(|w| w.capital && !w.possessive);
    if is_pronoun(own) || capitals || name || unnamed_medium(own).is_some() {
        return false;
    }
    read_common(own).is_some_and(|r| match r.head.sort {
        Sort::Hearsay | Sort::Document | Sort::Country | Sort::Social | Sort::Actor | Sort::Suffix => false,
        Sort::Body => own.iter().all(|w| !w.capital || w.start == 0),
        _ => own[r.to - 1].lower != "official",
    })
}

/// "The report", which cites somebody: of a medium that is not named here.
fn is_bare_report(own: &[Word<'_>]) -> bool {
    matches!(own, [the, report] if is_definite(&the.lower) && report.lower == "report")
}

fn outlet<'r>(source: &SourceRef, registry: &'r Registry, context: &str, notes: &Notes<'_>) -> Found<'r> {
    // what the line leaves open, the rest of the article may settle
    match outlet_near(source, registry, context, notes.date()) {
        Found::Several(_) => outlet_near(source, registry, notes.text(), notes.date()),
        found => found,
    }
}

fn outlet_near<'r>(source: &SourceRef, registry: &'r Registry, context: &str, date: Option<&str>) -> Found<'r> {
    let mention = source.mention.as_ref().map(|m| m.text.as_str());
    let mut several = None;
    for text in [Some(source.name.as_str()), source.resolved_name.as_deref(), mention].into_iter().flatten() {
        for name in readings_of(text) {
            if !words(name).iter().any(|w| w.capital) && !source_is_written_small(name) {
                continue;
            }
            match registry.lookup(name, context, date) {
                Lookup::Found(outlet) if of_another_country(outlet, source) => {}
                Lookup::Found(outlet) => return Found::One(outlet),
                found @ Lookup::Ambiguous(_) => several = Some(found.class()),
                Lookup::Unknown => {}
            }
        }
    }
    several.map_or(Found::None, Found::Several)
}

/// "Colombia's Informador" is not the Mexican one.
fn of_another_country(outlet: &Outlet, source: &SourceRef) -> bool {
    let lead = source.mention.as_ref().and_then(|m| m.text.split_once(source.name.as_str())).map_or("", |(lead, _)| lead);
    let told = lead.ends_with("'s ") || lead.ends_with("’s ");
    told && outlet.country.is_some() && actor::country_in(lead).is_some_and(|code| outlet.country.as_ref() != Some(&code))
}

/// Agencies that write themselves in small letters ("dpa", "ukrinform.ua").
fn source_is_written_small(name: &str) -> bool {
    !name.contains(' ') && (name.len() <= 4 || name.contains('.'))
}

/// A name as it stands, without its article, without "report", "news agency" or a bracketed short form.
fn readings_of(text: &str) -> Vec<&str> {
    let mut out = vec![text.trim()];
    let strip =
        |t: &'_ str| -> Option<usize> { ["the ", "The ", "a ", "an "].iter().find(|a| t.starts_with(**a)).map(|a| a.len()) };
    if let Some(n) = strip(text) {
        out.push(text[n..].trim());
    }
    let last = out[out.len() - 1];
    // "U.K. Mirror", "BBC Radio Leeds"
    out.extend(["U.K. ", "UK "].iter().find_map(|country| last.strip_prefix(country)));
    if let Some((station, _)) = last.rsplit_once(' ').filter(|(station, _)| station.ends_with(" Radio")) {
        out.push(station);
    }
    if let Some((bare, _)) = last.split_once(" (") {
        out.push(bare);
    }
    if let Some((_, named)) = last.split_once(" including ") {
        out.push(named.split(" and ").next().unwrap_or(named).trim());
    }
    if let Some((first, _)) = last.split_once(" and ").or_else(|| last.split_once(", ")) {
        out.push(first);
    }
    for ending in [
        " report",
        " news agency",
        " agency",
        " newspaper",
        " television",
        " TV",
        " radio",
        " news site",
        " website",
        " news website",
        "'s website",
    ] {
        if let Some(bare) = last.strip_suffix(ending) {
            out.push(bare);
        }
    }
    out
}

fn context(text: &str, span: Span) -> String {
    let start = text[..span.start().min(text.len())].rfind('\n').map_or(0, |i| i + 1);
    let end = text[span.end().min(text.len())..].find('\n').map_or(text.len(), |i| span.end() + i);
    text.get(start..end).unwrap_or("").to_owned()
}

/// "A Reuters witness", "our crew": newsroom staff, no medium.
pub(super) fn is_staff(phrase: &[Word<'_>]) -> bool {
    read(phrase).is_some_and(|r| {
        r.head.sort == Sort::Reporter
            || matches!(phrase[r.to - 1].lower.as_ref(), "witness" | "crew" | "team" | "editor" | "staff")
    }) || phrase.last().is_some_and(|w| matches!(w.lower.as_ref(), "crew" | "team"))
}

fn read_label(source: &SourceRef, around: &Surroundings, text: &str) -> Option<Label> {
    let mention = source.mention.as_ref()?;
    label::label(&mention.text, mention.span.start(), true)
        .or_else(|| around.before.and_then(|s| before_name(s, mention.span, around, text)))
        .or_else(|| around.after.and_then(|s| label::label(s.of(text), s.start(), false)))
        .or_else(|| around.apposed.iter().find_map(|s| label::label(s.of(text), s.start(), false)))
}

/// "the official [Karv] news agency": the noun may stand after the name.
fn before_name(before: Span, mention: Span, around: &Surroundings, text: &str) -> Option<Label> {
    let end = around.after.map_or(mention.end(), Span::end);
    let found = label::label(before.of(text), before.start(), true)?;
    let reach = Span::new(before.start(), end);
    // report the adjective with its noun only where both stand before the name
    debug_assert!(reach.contains(found.span) || found.span.end() <= end);
    Some(found)
}

fn from_registry<'r>(outlet: &'r Outlet, label: Option<Label>, evidence: Option<Span>) -> Medium<'r> {
    let registered = outlet.class();
    let label = label.map(|l| if agrees_as_independent(l.class, registered) { Label { class: registered, ..l } } else { l });
    // contested rows: the article's own word decides its mention, and the conflict is shown
    let contested = outlet.contested.is_some();
    let class = match label {
        Some(l) if contested && l.class == Provenance::StateAffiliated && !matches!(registered, Provenance::StateOwned) => {
            l.class
        }
        _ => registered,
    };
    let conflict = label.is_some_and(|l| contradicts(l.class, registered, outlet.ownership));
    Medium { class, naming: Naming::Named, outlet: Some(outlet), label, conflict, rule: "registry", evidence }
}

/// Whether a label and the registry cannot both be right. "Pro-government" says too little of a state's own outlet, but nothing wrong.
fn contradicts(label: Provenance, registered: Provenance, ownership: Ownership) -> bool {
    let state = matches!(label, Provenance::StateOwned | Provenance::StateAffiliated);
    label != registered && !(state && (ownership == Ownership::StateOwned && registered != Provenance::PublicService))
}

fn agrees_as_independent(label: Provenance, registered: Provenance) -> bool {
    matches!(label, Provenance::IndependentWire | Provenance::PrivateOutlet)
        && matches!(registered, Provenance::PrivateOutlet | Provenance::IndependentWire)
}

fn agency(own: &[Word<'_>], around: &Surroundings, text: &str) -> bool {
    let has = |ws: &[Word<'_>]| ws.iter().any(|w| matches!(w.lower.as_ref(), "agency" | "wire" | "newswire"));
    has(own) || [around.before, around.after].into_iter().flatten().any(|s| has(&words(s.of(text))))
}

fn is_platform(source: &SourceRef, own: &[Word<'_>], around: &Surroundings, text: &str) -> bool {
    let whole = |phrase: &[Word<'_>]| {
        MEDIA.hits(phrase).iter().any(|h| {
            // "Nordsund Line" is no messenger: the capital before belongs to the same name
            let before = h.from.checked_sub(1).map(|k| &phrase[k]);
            let longer = before.is_some_and(|w| w.capital && !is_definite(&w.lower))
                && phrase[h.from].capital
                && !phrase[h.from].after_break;
            h.entry.sort == Sort::Platform && h.to == phrase.len() && short_before(&phrase[..h.from]) && !longer
        })
    };
    let beside = |s: &Span| {
        let phrase = words(s.of(text));
        // "said Shirin Akter over a messaging app": by which way is not who
        let way = phrase.first().is_some_and(|w| matches!(w.lower.as_ref(), "by" | "in" | "on" | "over" | "through" | "via"));
        let platform = |h: &Hit<'_>| h.entry.sort == Sort::Platform && (h.to - h.from > 1 || is_forum(&phrase[h.from]));
        !way && MEDIA.hits(&phrase).iter().any(platform)
    };
    let speaks = source.part == Part::Speaker && !is_name(own);
    (!speaks && whole(own))
        || whole(&words(&source.name)) && is_name(&words(&source.name))
        || around.before.iter().chain(&around.apposed).any(beside) && is_name(own)
}

fn is_forum(word: &Word<'_>) -> bool {
    matches!(word.lower.as_ref(), "forum")
}

fn short_before(before: &[Word<'_>]) -> bool {
    before.len() <= 4
}

/// "Local media", "two radio stations", "state television": media without a name.
fn unnamed_medium(phrase: &[Word<'_>]) -> Option<Naming> {
    static AFTER: WordList = list("after-medium");
    let hits = MEDIA.hits(phrase);
    let noun = hits
        .iter()
        .filter(|h| medium_noun(phrase, h))
        .find(|h| h.to == phrase.len() || phrase[h.to].after_break || AFTER.contains(&phrase[h.to].lower))?;
    // "a memo seen by the paper": the medium is no part of the name
    if read(phrase).is_some_and(|r| r.to <= noun.from && phrase[r.to..noun.from].iter().any(|w| !w.capital)) {
        return None;
    }
    // "the aid agency", "the space agency", "the press service" are no media
    if longer_institution(phrase, noun.to - noun.from, noun.to) {
        return None;
    }
    let plain = |w: &Word<'_>| {
        !w.capital
            || is_definite(&w.lower)
            || is_indefinite(&w.lower)
            || PLAIN.contains(w.lower.as_ref())
            || !SPEAKERS.hits(std::slice::from_ref(w)).is_empty()
    };
    let country = SPEAKERS.hits(&phrase[..noun.from]);
    let before = phrase[..noun.from].iter().enumerate().all(|(i, w)| plain(w) || country.iter().any(|h| h.from <= i && i < h.to));
    let noun_small = noun.to - noun.from > 1 || !phrase[noun.from].capital || noun.from == 0 || phrase[noun.from].text == "TV";
    if !(before && noun_small) || proper(phrase, noun.from, noun.to) {
        return None;
    }
    // a country has one state news agency: the words name it
    let last = phrase[noun.to - 1].lower.as_ref();
    let the_one = last == "agency" && noun.to - noun.from > 1 && !country.is_empty() && !is_indefinite(&phrase[0].lower);
    // "the newspaper", "this website": one that was spoken of
    let spoken_of =
        is_definite(&phrase[0].lower) && noun.to == phrase.len() && !last.ends_with('s') && !matches!(last, "media" | "press");
    Some(if the_one || spoken_of { Naming::Role } else { Naming::Anonymous })
}

/// "Ukrainian Radio", "Korean Central News Agency": a nationality and a noun, both with capitals, are a name.
fn proper(phrase: &[Word<'_>], from: usize, to: usize) -> bool {
    to > from
        && phrase[from..to].iter().all(|w| w.capital)
        && from > 0
        && phrase[from - 1].capital
        && !phrase[from - 1].possessive
}

fn medium_noun(phrase: &[Word<'_>], hit: &Hit<'_>) -> bool {
    match hit.entry.sort {
        Sort::Medium => true,
        Sort::Label => MEDIA.hits(&phrase[hit.to - 1..hit.to]).iter().any(|h| h.entry.sort == Sort::Medium),
        _ => false,
    }
}

/// Whether the phrase is an institution of a longer name or a person, so that the noun of a medium in it is no medium.
fn longer_institution(phrase: &[Word<'_>], length: usize, to: usize) -> bool {
    // "state television and activists": the first named decides
    let phrase = if phrase.get(to).is_some_and(|w| w.lower == "and") { &phrase[..to] } else { phrase };
    read(phrase).is_some_and(|r| match r.head.sort {
        Sort::Hearsay | Sort::Document | Sort::Country => false,
        Sort::Official => phrase[r.to - 1].lower != "official",
        sort if sort.institution() => r.to >= to && (r.to - r.from > length || r.to > to),
        _ => true,
    })
}

fn named_medium(source: &SourceRef, around: &Surroundings, notes: &Notes<'_>) -> bool {
    let text = notes.text();
    // "state-run Karv Radio" as a name: its capitals are the name proper
    let whole = words(&source.name);
    let small = whole.iter().take_while(|w| !w.capital || is_definite(&w.lower)).count();
    let capitals = whole[small..].iter().take_while(|w| w.capital).count();
    let name = &whole[small..small + capitals];
    let determiner = small == 1 && is_definite(&whole[0].lower);
    let title = name.last().is_some_and(|w| MEDIUM_NAMES.contains(w.lower.as_ref()));
    let somebodys = proper::is_person(name) || proper::is_anybodys(name) && source.part != Part::Carrier;
    if somebodys && !title || !is_name(name) || (small > 0 && !determiner && !describes_medium(&whole, small)) {
        return false;
    }
    let person_before = around.before.is_some_and(|s| {
        let phrase = words(s.of(text));
        read_title(&phrase)
            .is_some_and(|r| !r.head.sort.institution() && r.to == phrase.len() && phrase[r.to - 1].lower != "official")
    });
    if person_before {
        return false;
    }
    let noun_beside = |s: &Span| {
        let phrase = words(s.of(text));
        let noun = MEDIA.hits(&phrase).into_iter().rfind(|h| medium_noun(&phrase, h));
        noun.is_some_and(|n| !longer_institution(&phrase, n.to - n.from, n.to))
    };
    let in_name = name.last().is_some_and(|w| MEDIUM_NAMES.contains(w.lower.as_ref()))
        || name.first().is_some_and(|w| {
            name.len() > 1 && matches!(w.lower.as_ref(), "radio" | "tv" | "gaceta" | "diario" | "channel" | "telewizja")
        });
    // "the Kasai Human Rights Network" works for a cause
    let cause = || proper::by_words(name).is_some_and(|b| b.rule == "name-cause");
    let in_name = in_name && !read(name).is_some_and(|r| r.head.sort.institution()) && !cause();
    let spoken_to = source.part == Part::Carrier;
    // "state-run Karv says": owned by a state, and neither a firm nor an office
    let labelled = around.before.is_some_and(|s| {
        let phrase = words(s.of(text));
        MEDIA.hits(&phrase).iter().any(|h| h.entry.sort == Sort::Label && h.to == phrase.len())
    });
    // "Karvwatch.com"
    let site = name.len() == 1 && is_site(&name[0].lower);
    let by_label = labelled && read(name).is_none() && notes.known(&source.name).is_none();
    let within = (small > 0 || capitals < whole.len()) && describes_medium(&whole, small);
    spoken_to
        || within
        || site
        || in_name
        || by_label
        || reports_under_its_name(source, name, notes)
        || around.before.iter().chain(&around.after).chain(&around.apposed).any(noun_beside)
        || noun_within(source)
}

/// "the news site Karv Hoje": the noun of a medium in the mention, right before the name.
fn noun_within(source: &SourceRef) -> bool {
    let Some(mention) = source.mention.as_ref() else { return false };
    let Some((lead, _)) = mention.text.split_once(source.name.as_str()) else { return false };
    let phrase = words(lead);
    // "the Mexican newspaper Reforma Sur", "a Melbourne paper called …": from where it is
    let small = names_nobody(&phrase) || phrase.iter().skip(1).filter(|w| w.capital).count() <= 1;
    let hits = MEDIA.hits(&phrase);
    let noun = hits.iter().find(|h| medium_noun(&phrase, h) && h.to == phrase.len());
    small && noun.is_some_and(|n| !longer_institution(&phrase, n.to - n.from, n.to))
}

/// "The official Karv news agency": besides the capitals only words for media stand in the phrase.
fn describes_medium(phrase: &[Word<'_>], small: usize) -> bool {
    let hits = MEDIA.hits(phrase);
    let media = |i: usize| hits.iter().any(|h| h.from <= i && i < h.to);
    let plain = |w: &Word<'_>| is_definite(&w.lower) || is_indefinite(&w.lower) || PLAIN.contains(w.lower.as_ref());
    let only_media = phrase.iter().enumerate().all(|(i, w)| w.capital || media(i) || plain(w));
    // "a White House official" ends in the adjective that heads a person
    let person = hits.iter().any(|h| h.entry.sort == Sort::Adjective && h.to == phrase.len());
    let noun = hits.iter().any(|h| matches!(h.entry.sort, Sort::Medium | Sort::Label));
    noun && only_media && !person && !longer_institution(&phrase[..small], 1, small)
}

/// "Karvwire reported", "Karvwire quoted the mayor": one word that reports, and nobody's surname in this article.
fn reports_under_its_name(source: &SourceRef, name: &[Word<'_>], notes: &Notes<'_>) -> bool {
    let quotes = source.part == Part::Relay;
    let reporting = |w: &Word<'_>| {
        matches!(w.lower.as_ref(), "report" | "reports" | "reported") || quotes && matches!(w.lower.as_ref(), "quoted" | "quotes")
    };
    let reports = source.cue.as_ref().is_some_and(|c| words(&c.text).iter().any(reporting));
    reports
        && name.len() == 1
        && !proper::is_no_name(name)
        && !source.name.contains(' ')
        && read(name).is_none()
        && notes.known(&source.name).is_none()
        && !notes.has_longer_name(&source.name)
}
