//! The class of a speaker, from what the article calls it.
//!
//! The words of the mention decide first, then words that describe the same source elsewhere in the article, then the list of
//! office-holders. Where nothing decides, a name stays a `named_person` and an unnamed source an `anonymous_source`.

use super::actor;
use super::class::{Naming, Provenance};
use super::lexicon::{Entry, SPEAKERS, Sort, list};
use super::notes::Notes;
use super::owner::{Belonging, class_of_owner};
use super::phrase::Surroundings;
use super::proper;
use super::settle::{settle, settle_title};
use super::signal::{Reading, is_definite, read, title_length};
use super::title::{Piece, core_name, is_name, is_pronoun, issuer_of, office_of, outside_name, read_common, read_title, worded};
use super::words::{Word, words};
use crate::attribution::{Part, SourceRef, is_plural_for_persons};
use crate::text::{Span, WordList};

/// Words that say that whoever follows goes without a name, be it investigators, who otherwise speak for their body.
const UNNAMED: &[&str] = &["anonymous", "unidentified", "unnamed"];

/// What was decided of a speaker, and by which words.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    /// The class.
    pub class: Provenance,
    /// Named, by role or not at all.
    pub naming: Naming,
    /// Rule id.
    pub rule: String,
    /// Where the deciding words stand.
    pub evidence: Option<Span>,
    /// Office or function as worded.
    pub role: Option<String>,
    /// ISO code.
    pub country: Option<String>,
    /// Line of an actor that is no state.
    pub line: Option<String>,
    /// The firm or body it speaks for, as worded.
    pub owner: Option<String>,
}

/// Letters of the shortest word that is taken for no name because the article has it in small letters ("Young", "Brown" are names).
const COMMON: usize = 6;

/// Everything known of one source while it is judged.
struct Case<'a, 'n> {
    source: &'a SourceRef,
    notes: &'n Notes<'a>,
    around: Surroundings,
}

/// Decides the class of a source that is no medium.
pub(super) fn judge<'a>(source: &'a SourceRef, around: Surroundings, notes: &Notes<'a>) -> Verdict {
    let mention = source.mention.as_ref().map_or(source.name.as_str(), |m| m.text.as_str());
    let own = words(mention);
    let pronoun = is_pronoun(&own);
    let at = source.mention.as_ref().map(|m| m.span);
    let around = if pronoun { Surroundings::default() } else { around };
    let case = Case { source, notes, around };
    if source.part == Part::Hearsay {
        return case.verdict(Provenance::UnattributedReport, Naming::Anonymous, "hearsay", at);
    }
    // "Russia and China said": states speak together, and the first named decides
    if let Some(first) = first_of_states(&source.name)
        && let Some(verdict) = case.common(&words(first), None)
    {
        return verdict;
    }
    // "the RNC" for the Royal Newfoundland Constabulary: the name in full says more than the list of short forms
    let short = own.len() == 1 || own.len() == 2 && is_definite(&own[0].lower);
    let in_full = source.resolved_name.as_deref().filter(|full| short && is_short_for(&source.name, full));
    if let Some(full) = in_full {
        let full = words(full);
        if let Some(verdict) = case.common(&full, None).or_else(|| case.proper_body(&full)) {
            return verdict;
        }
    }
    let name = words(core_name(&source.name));
    // a person with titles around the name: each title is read by itself
    let titled = own.len() > name.len() && is_name(&name) && read_common(&name).is_none();
    if !titled && let Some(verdict) = case.proper_body(if pronoun { &name } else { &own }) {
        return verdict;
    }
    if !pronoun
        && !titled
        && !proper::is_person(&own)
        && !case.surname_of_resolved(&own)
        && !case.stands_for_name(&own)
        && let Some(verdict) = case.common(&own, at.map(Span::start))
        && !(verdict.class.is_anonymous() && case.has_a_name())
    {
        return verdict;
    }
    for known in [Some(source.name.as_str()), source.resolved_name.as_deref()].into_iter().flatten() {
        let phrase = words(known);
        if known != mention
            && !is_pronoun(&phrase)
            && !proper::is_person(&phrase)
            && !case.surname_of_resolved(&phrase)
            && let Some(verdict) = case.common(&phrase, None)
        {
            return verdict;
        }
    }
    // a surname is judged as the whole name
    let whole = source.resolved_name.as_deref().filter(|full| full.ends_with(&format!(" {}", source.name)));
    let by_use = || proper::by_use(whole.unwrap_or(mention_or_name(source, mention)), notes).map(|b| case.of_body(b));
    case.named(&name).or_else(|| case.proper_body(&name)).or_else(by_use).unwrap_or_else(|| case.undecided(&name))
}

/// Whether the capitals of a name in full are the letters of its short form.
fn is_short_for(short: &str, full: &str) -> bool {
    let initials: String = full.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    short.len() > 1 && initials == short
}

/// The first of several states that a name joins: "Ethiopia and Egypt".
fn first_of_states(name: &str) -> Option<&str> {
    let (left, last) = name.rsplit_once(" and ")?;
    let state = |part: &str| {
        let phrase = words(part);
        read_common(&phrase).is_some_and(|r| r.head.sort == Sort::Country && r.to == phrase.len())
    };
    let mut parts = left.split(", ").chain([last]);
    parts.all(state).then(|| left.split(", ").next()).flatten()
}

/// "Police said", "Organizers said": a common word that has its capital from the sentence, as far as one word can tell.
fn opens_with_a_capital(r: &Reading, phrase: &[Word<'_>]) -> bool {
    phrase.len() == 1 && r.head.sort == Sort::Body
}

/// The mention where it is the name with its article, else the name.
fn mention_or_name<'a>(source: &'a SourceRef, mention: &'a str) -> &'a str {
    let bare = ["the ", "The "].iter().find_map(|article| mention.strip_prefix(article));
    if bare == Some(source.name.as_str()) { mention } else { &source.name }
}

impl<'a> Case<'a, '_> {
    /// The class, or that of a firm for a person with a name that no person has: "British retailer Harlowe & Pine".
    fn or_firm(&self, class: Provenance) -> Provenance {
        let firm = class == Provenance::NamedPerson && self.source.name.contains(" & ");
        if firm { Provenance::Company } else { class }
    }

    fn verdict(&self, class: Provenance, naming: Naming, rule: &str, evidence: Option<Span>) -> Verdict {
        let class = self.or_firm(class);
        Verdict { class, naming, rule: rule.to_owned(), evidence, role: None, country: None, line: None, owner: None }
    }

    /// A name whose own words tell what kind of body it is, unless a list has the name itself.
    fn proper_body(&self, phrase: &[Word<'_>]) -> Option<Verdict> {
        let listed = read_common(phrase).is_some_and(|r| {
            matches!(r.head.sort, Sort::Actor | Sort::Country) || r.head.sort.institution() && r.to - r.from > 1
        });
        if listed {
            return None;
        }
        proper::party_by_adjective(phrase).or_else(|| proper::by_words(phrase)).map(|body| self.of_body(body))
    }

    fn of_body(&self, body: proper::Body) -> Verdict {
        let evidence = body.evidence.or(self.source.mention.as_ref().map(|m| m.span));
        let mut verdict = self.verdict(body.class, Naming::Named, body.rule, evidence);
        verdict.country = actor::country_in(&self.source.name);
        let own = matches!(body.rule, "name-armed" | "name-armed-first" | "name-with-fighters");
        verdict.owner = (own || body.class == Provenance::Company).then(|| self.source.name.clone());
        verdict
    }

    fn of_reading(&self, class: Provenance, named: bool, r: &Reading, phrase: &[Word<'_>], piece: Piece<'_>) -> Verdict {
        let evidence = piece.at.map(|at| Span::new(at + phrase[r.from].start, at + phrase[r.to - 1].end));
        let institution = r.head.sort.institution();
        let naming = if class.is_anonymous() {
            Naming::Anonymous
        } else if named
            || (institution && phrase[r.from..r.to].iter().any(|w| w.capital) && !opens_with_a_capital(r, phrase))
            || r.head.sort == Sort::Country
        {
            Naming::Named
        } else {
            Naming::Role
        };
        let person =
            !institution && !matches!(r.head.sort, Sort::Document | Sort::Social | Sort::Hearsay | Sort::Country | Sort::Vague);
        let role = (person && !class.is_anonymous()).then(|| worded(piece.text, phrase)).flatten();
        // without the possessive ending of its last word
        let owner =
            r.owner.map(|(from, to)| piece.text[phrase[from].start..phrase[to - 1].start + phrase[to - 1].text.len()].to_owned());
        let line = r.head.line.clone().or_else(|| r.field.filter(|_| person || institution).and_then(|f| f.line.clone()));
        let class = self.or_firm(class);
        Verdict { class, naming, rule: r.head.id.clone(), evidence, role, country: r.country.map(str::to_owned), line, owner }
    }

    /// A phrase that is no person's name.
    fn common(&self, phrase: &[Word<'a>], at: Option<usize>) -> Option<Verdict> {
        let text = phrase_text(self, at, phrase);
        if let Some(possessor) = office_of(phrase) {
            // "Wilson's account" of what happened, of whom nothing else is told
            let version = phrase.last().is_some_and(|w| matches!(w.lower.as_ref(), "account" | "version")) && possessor.is_some();
            let at = self.source.mention.as_ref().map(|m| m.span);
            let person = || version.then(|| self.verdict(Provenance::NamedPerson, Naming::Named, "account-of", at));
            return self.office(possessor).or_else(person);
        }
        if let Some(issuer) = issuer_of(phrase) {
            return self.issued(issuer, at);
        }
        let mut reading = read_common(phrase)?;
        self.choose_namesakes(&mut reading);
        // the rest of the noun phrase, where the mention stops short of it
        if reading.field.is_none() {
            self.complete(&mut reading);
        }
        if let Some(verdict) = self.bare_institution(&reading, phrase, at) {
            return Some(verdict);
        }
        let bodies = reading.head.sort.institution() && phrase.iter().any(|w| UNNAMED.contains(&w.lower.as_ref()));
        let unnamed = bodies.then_some(reading.head.unnamed).flatten();
        let class = unnamed.or_else(|| settle(&reading, false)).or_else(|| self.by_owner(&reading, phrase, text))?;
        let class = match class {
            // "one of her former lawyers"
            Provenance::CollectiveVague if matches!(phrase, [one, of, ..] if one.lower == "one" && of.lower == "of") => {
                Provenance::AnonymousSource
            }
            Provenance::Military if self.is_police_officer(&reading, phrase) => Provenance::Official,
            Provenance::AnonymousMilitary if self.is_police_officer(&reading, phrase) => Provenance::AnonymousOfficial,
            class => class,
        };
        let mut verdict = self.of_reading(class, false, &reading, phrase, Piece { text, at });
        if verdict.country.is_none() {
            verdict.country = self.country_elsewhere();
        }
        Some(verdict)
    }

    /// "RSF": of the bodies that share the short form, the one that the article is about.
    fn choose_namesakes(&self, reading: &mut Reading) {
        reading.head = self.notes.meant(reading.head);
        reading.field = reading.field.map(|f| self.notes.meant(f));
    }

    /// Adds the field and country that other phrases of the same source name.
    fn complete(&self, reading: &mut Reading) {
        let after = self.around.after.map(|s| s.of(self.notes.text()));
        let resolved = self.source.resolved_name.as_deref();
        let described = self.source.described.iter().map(|d| d.text.as_str());
        for text in after.into_iter().chain(resolved).chain(Some(self.source.name.as_str())).chain(described) {
            let phrase = words(text);
            let linked = matches!(phrase.first().map(|w| w.lower.as_ref()), Some("of" | "from" | "at" | "for" | "in"));
            let field = if linked {
                SPEAKERS.hits(&phrase).into_iter().find(|h| h.entry.sort.institution()).map(|h| h.entry)
            } else {
                read(&phrase).and_then(|r| r.field.or_else(|| r.head.sort.institution().then_some(r.head)))
            };
            if let Some(field) = field {
                reading.field = Some(field);
                reading.country = reading.country.or(field.country.as_deref());
                return;
            }
        }
    }

    /// "the driver" of whom the article has told the name.
    fn has_a_name(&self) -> bool {
        let full = self.source.resolved_name.as_deref().map(words).unwrap_or_default();
        full.len() > 1
            && is_name(&full)
            && !is_pronoun(&full)
            && read_common(&full).is_none()
            && !full.iter().any(|w| w.possessive)
    }

    /// "Roche" for "Ryan Roche": the person, not the firm of that name.
    fn surname_of_resolved(&self, own: &[Word<'_>]) -> bool {
        let Some(resolved) = self.source.resolved_name.as_deref() else { return false };
        let full = words(resolved);
        own.len() == 1
            && full.len() > 1
            && is_name(&full)
            && full[full.len() - 1].lower == own[0].lower
            && (read_common(&full).is_none() || proper::is_person(&full))
    }

    /// "The report", "their statement" for a source that is named before.
    fn stands_for_name(&self, own: &[Word<'_>]) -> bool {
        let antecedent = self.source.resolved_name.as_deref().unwrap_or(&self.source.name);
        let named = is_name(&words(antecedent)) || words(antecedent).iter().skip(1).any(|w| w.capital);
        let differs = self.source.mention.as_ref().is_some_and(|m| m.text != antecedent);
        let vehicle = read(own)
            .is_some_and(|r| matches!(r.head.sort, Sort::Document | Sort::Social) && r.definite && r.field.is_none())
            || own.last().is_some_and(|w| w.lower == "statement");
        named && differs && vehicle && self.notes.class_of(antecedent).is_some()
    }

    /// "The bank", "the agency": an earlier, fuller phrase of the article says which.
    fn bare_institution(&self, reading: &Reading, phrase: &[Word<'_>], at: Option<usize>) -> Option<Verdict> {
        let [the, head] = phrase else { return None };
        if !is_definite(&the.lower) || !reading.head.sort.institution() || head.capital {
            return None;
        }
        let fuller = self.notes.fuller_institution(&head.lower, at?)?;
        let mut verdict = self.verdict(fuller.class?, Naming::Role, &fuller.id, self.source.mention.as_ref().map(|m| m.span));
        verdict.country = fuller.country.clone();
        Some(verdict)
    }

    fn country_elsewhere(&self) -> Option<String> {
        let resolved = self.source.resolved_name.as_deref();
        let described = self.source.described.iter().map(|d| d.text.as_str());
        let name = Some(self.source.name.as_str());
        resolved.into_iter().chain(name).chain(described).find_map(actor::country_in)
    }

    fn by_owner(&self, reading: &Reading, phrase: &[Word<'_>], text: &str) -> Option<Provenance> {
        let antecedent = self.source.resolved_name.as_deref().unwrap_or(&self.source.name);
        let at = self.source.mention.as_ref().map(|m| m.span.start());
        class_of_owner(self.notes, reading, phrase, text, Belonging { antecedent, own: &self.source.name, at })
    }

    /// "A statement by the army": the army's own words. Of whom nothing is known, the paper remains.
    fn issued(&self, issuer: &[Word<'a>], at: Option<usize>) -> Option<Verdict> {
        let named = || {
            let (first, last) = (issuer.first()?, issuer.last()?);
            let name = phrase_text(self, at, issuer).get(first.start..last.end)?;
            let class = self.notes.class_of(name)?;
            let mut verdict = self.verdict(class, Naming::Role, "statement-of", self.source.mention.as_ref().map(|m| m.span));
            verdict.country = self.notes.country_of(name);
            Some(verdict)
        };
        let paper =
            || self.verdict(Provenance::Document, Naming::Role, "statement", self.source.mention.as_ref().map(|m| m.span));
        Some(self.common(issuer, at).or_else(named).unwrap_or_else(paper))
    }

    /// "Shafiei's office", "her office".
    fn office(&self, possessor: Option<&str>) -> Option<Verdict> {
        let before = self.source.mention.as_ref().and_then(|m| self.notes.person_before(m.span.start()));
        let plain = |n: &&str| !n.contains("office") && !n.contains("statement");
        let resolved = self.source.resolved_name.as_deref();
        let owner = resolved.and_then(|n| n.strip_suffix("'s office").or(n.strip_suffix("' office")));
        let holders = [possessor, resolved.filter(plain), owner, before.as_deref()];
        let known = |h: &str| self.notes.class_of(h).filter(|c| !c.is_anonymous());
        let (holder, class) = holders.into_iter().flatten().find_map(|h| Some((h, known(h)?)))?;
        let mut verdict = self.verdict(class, Naming::Role, "office-of", self.source.mention.as_ref().map(|m| m.span));
        verdict.country = self.notes.country_of(holder);
        Some(verdict)
    }

    /// A person, firm or group by name: the words around it, then elsewhere, then the list of office-holders.
    fn named(&self, name: &[Word<'_>]) -> Option<Verdict> {
        let text = self.notes.text();
        let mention = self.source.mention.as_ref();
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        if let Some(m) = mention {
            pieces.extend(outside_name(&m.text, core_name(&self.source.name), Some(m.span.start())));
        }
        let spans =
            [self.around.before].into_iter().flatten().chain(self.around.apposed.iter().copied()).chain(self.around.after);
        pieces.extend(spans.map(|s| Piece { text: s.of(text), at: Some(s.start()) }));
        let bare = self.source.resolved_name.as_deref().unwrap_or(&self.source.name);
        for described in &self.source.described {
            pieces.extend(outside_name(&described.text, bare, Some(described.span.start())));
            pieces.extend(outside_name(&described.text, &self.source.name, Some(described.span.start())));
        }
        let titled = title_length(name);
        if titled > 0 {
            let end = name[titled - 1].end;
            pieces.insert(0, Piece { text: &self.source.name[..end], at: None });
        }
        // an office held now says more than one held before
        let decided =
            pieces.iter().find_map(|p| self.by_piece(*p, false)).or_else(|| pieces.iter().find_map(|p| self.by_piece(*p, true)));
        let known = || self.notes.known(bare).or_else(|| self.notes.known(&self.source.name));
        let deeds = || self.notes.by_deeds(bare).or_else(|| self.notes.by_deeds(&self.source.name));
        let mut verdict = decided.or_else(known).or_else(deeds)?;
        if verdict.country.is_none() && verdict.class != Provenance::NamedPerson {
            let listed = || actor::person(bare, self.notes.date()).and_then(|p| p.country);
            verdict.country = pieces.iter().find_map(|p| actor::country_in(p.text)).or_else(listed);
        }
        Some(verdict)
    }

    fn by_piece(&self, piece: Piece<'_>, former: bool) -> Option<Verdict> {
        let mut phrase = words(piece.text);
        // "the company that runs the mine", "the union representing drivers": what it does says less than what it is
        let told = |w: &Word<'_>| matches!(w.lower.as_ref(), "that" | "which" | "who" | "representing" | "running" | "behind");
        if let Some(at) = phrase.iter().position(told).filter(|at| *at > 1 && phrase[0].lower == "the") {
            phrase.truncate(at);
        }
        // "Health Department Director Dr.": the office says more
        let doctor = |w: &Word<'_>| matches!(w.lower.trim_end_matches('.'), "dr" | "prof");
        while phrase.len() > 1 && phrase.last().is_some_and(doctor) {
            phrase.pop();
        }
        if phrase.first().is_some_and(|w| matches!(w.lower.as_ref(), "who" | "which" | "whose" | "that" | "and" | "as")) {
            return None;
        }
        if let Some(verdict) = self.of_body_named(&phrase, piece).filter(|_| !former) {
            return Some(verdict);
        }
        let affiliated = phrase.first().is_some_and(|w| matches!(w.lower.as_ref(), "of" | "from" | "for"));
        if affiliated
            && !former
            && let Some(party) = proper::party_by_adjective(&phrase[1..])
        {
            let evidence = piece.at.map(|at| Span::new(at, at + piece.text.len()));
            return Some(self.verdict(party.class, Naming::Named, party.rule, evidence));
        }
        let mut reading = read_title(&phrase).filter(|r| r.former == former)?;
        self.choose_namesakes(&mut reading);
        // "Its director general, Rafael Montero": of the body that the lines before are about
        if reading.field.is_none()
            && phrase.first().is_some_and(|w| w.lower == "its")
            && let Some(at) = piece.at
        {
            let body = self.notes.institution_before(at, true).filter(|b| b.sort != Sort::Field);
            reading.field = body;
            // "Its chief scientist" of an environmental group holds no office of state
            if let Some(class @ (Provenance::Ngo | Provenance::Company | Provenance::Igo)) = body.and_then(|b| b.class)
                && reading.head.sort == Sort::Office
            {
                return Some(self.of_reading(class, true, &reading, &phrase, piece));
            }
        }
        // "Swedish rival Bruna" is a rival in trade
        let whose =
            |w: &Word<'_>| w.possessive || matches!(w.lower.as_ref(), "his" | "her" | "political" | "presidential" | "main");
        if phrase[reading.from].lower == "rival" && !phrase.iter().any(whose) {
            return None;
        }
        // "Mr Dean" is no dean
        if reading.to - reading.from == 1 && self.source.name.ends_with(phrase[reading.from].text) {
            return None;
        }
        // "official Banksy pages", "director Danny Boyle": of nothing that has officials or a board
        if let [alone] = phrase.as_slice()
            && matches!(alone.lower.as_ref(), "official" | "director")
        {
            return None;
        }
        let class = settle_title(&phrase, &reading).or_else(|| self.by_owner(&reading, &phrase, piece.text))?;
        let police = self.is_police_rank(&reading, &phrase) || self.is_police_officer(&reading, &phrase);
        let class = if police { Provenance::Official } else { class };
        Some(self.of_reading(class, true, &reading, &phrase, piece))
    }

    /// "Amnesty International's Ana Reuel": whoever speaks for a body that the lists know.
    fn of_body_named(&self, phrase: &[Word<'_>], piece: Piece<'_>) -> Option<Verdict> {
        let last = phrase.last().filter(|w| w.possessive)?;
        let hits = SPEAKERS.hits(phrase);
        let evidence = piece.at.map(|at| Span::new(at, at + last.end));
        let Some(hit) = hits.iter().find(|h| h.to == phrase.len() && h.entry.sort == Sort::Actor) else {
            let party = proper::party_by_adjective(phrase)
                .or_else(|| proper::by_words(phrase).filter(|b| b.class == Provenance::Politician))?;
            return Some(self.verdict(party.class, Naming::Named, "person-of-a-body", evidence));
        };
        let body = self.notes.meant(hit.entry);
        let spoken_for = |c: &Provenance| {
            matches!(c, Provenance::Ngo | Provenance::Igo | Provenance::Company | Provenance::Politician | Provenance::Military)
        };
        let class = body.class.filter(spoken_for)?;
        let mut verdict = self.verdict(class, Naming::Named, "person-of-a-body", evidence);
        verdict.line = body.line.clone();
        verdict.country = body.country.clone();
        Some(verdict)
    }

    /// "Sgt Ana Reuel" in a report about the police.
    fn is_police_rank(&self, reading: &Reading, phrase: &[Word<'_>]) -> bool {
        let shared = matches!(phrase[reading.from].lower.as_ref(), "sgt" | "sergeant" | "lt" | "lieutenant" | "capt" | "captain");
        let at = self.source.mention.as_ref().map_or(0, |m| m.span.start());
        shared
            && reading.head.sort == Sort::Rank
            && reading.field.is_none()
            && self.notes.institution_before(at, false).is_some_and(|b| b.id == "body-police")
    }

    /// "Officer Darren Wilson", "the officer": of the police, unless the lines before speak of an army.
    fn is_police_officer(&self, reading: &Reading, phrase: &[Word<'_>]) -> bool {
        let alone = reading.to == reading.from + 1 && matches!(phrase[reading.from].lower.as_ref(), "officer" | "officers");
        let at = self.source.mention.as_ref().map_or(0, |m| m.span.start());
        let armed = |b: &Entry| b.class == Some(Provenance::Military);
        let of_army = |text: &str| SPEAKERS.hits(&words(text)).iter().any(|h| h.entry.sort == Sort::Armed && h.to - h.from > 1);
        if self.source.resolved_name.as_deref().is_some_and(of_army) {
            return false;
        }
        alone
            && reading.head.sort == Sort::Armed
            && reading.field.is_none()
            && !self.notes.institution_before(at, false).is_some_and(armed)
    }

    /// "ASEAN's humanitarian centre": a part of a body or state that the lists know.
    fn organ_of(&self, name: &[Word<'_>]) -> Option<&'static Entry> {
        static PARTS: WordList = list("part-of-body");
        let owner = name.iter().position(|w| w.possessive)?;
        let hits = SPEAKERS.hits(&name[..=owner]);
        let hit = hits.iter().find(|h| h.to == owner + 1 && matches!(h.entry.sort, Sort::Actor | Sort::Country))?;
        let last = name.last()?;
        let part = PARTS.contains(&last.lower);
        (part && !last.capital && hit.entry.class.is_some()).then(|| self.notes.meant(hit.entry))
    }

    /// "Surgeons said", "Training has begun": a plural for persons, or a long word that the article writes in small letters too, so that
    /// its capital is the sentence's.
    fn is_common(&self, name: &[Word<'_>]) -> bool {
        let [only] = name else { return false };
        let small = || only.capital && only.lower.len() >= COMMON && self.notes.mentions(&only.lower).next().is_some();
        (is_plural_for_persons(&only.lower) || small()) && !self.notes.has_longer_name(only.text)
    }

    fn undecided(&self, name: &[Word<'_>]) -> Verdict {
        let evidence = self.source.mention.as_ref().map(|m| m.span);
        if matches!(name, [it] if it.lower == "it")
            && let Some(before) = self.source.mention.as_ref().and_then(|m| self.notes.institution_before(m.span.start(), false))
            && let Some(class) = before.class
        {
            let mut verdict = self.verdict(class, Naming::Role, &before.id, evidence);
            verdict.country = before.country.clone();
            return verdict;
        }
        if let Some(owner) = self.organ_of(name) {
            let mut verdict = self.verdict(owner.class.unwrap_or(Provenance::Official), Naming::Role, &owner.id, evidence);
            verdict.country = owner.country.clone();
            verdict.line = owner.line.clone();
            return verdict;
        }
        // "an 81-year-old in Salthill": somebody met there
        if name.iter().any(|w| w.lower.ends_with("-year-old") || w.lower.ends_with("-year-olds")) && !is_name(name) {
            return self.verdict(Provenance::AnonymousWitness, Naming::Anonymous, "witness-by-age", evidence);
        }
        // "A spokesman said": of whom is not told, but he speaks for it
        if let Some(reading) =
            read_common(name).filter(|r| r.head.sort == Sort::Spokesperson && r.owner.is_none() && name.len() <= 2)
        {
            return self.verdict(Provenance::Official, Naming::Role, &reading.head.id, evidence);
        }
        // "Redditor doctorkuddles", "Reddit user fryd_": what they call themselves need not look like a name
        if let [lead @ .., handle] = name
            && !handle.capital
            && read(lead).is_some_and(|r| r.head.sort == Sort::Social && r.to == lead.len())
        {
            return self.verdict(Provenance::SocialMedia, Naming::Named, "user-named", evidence);
        }
        // "Another wrote", "a third said", where "one Twitter user" spoke before
        let of_these = || self.source.described.iter().find_map(|d| self.common(&words(&d.text), None));
        let more = matches!(name, [one] if one.lower == "another") || matches!(name, [a, _] if a.lower == "a");
        if let Some(verdict) = more.then(of_these).flatten() {
            return verdict;
        }
        if proper::is_one_of_many(name) {
            return self.verdict(Provenance::AnonymousSource, Naming::Anonymous, "one-of-many", evidence);
        }
        // "— Ann Marlow (@annmarlow)": a user of whom the article says no more
        let signed = self.source.mention.as_ref().is_some_and(|m| self.notes.text()[m.span.end()..].starts_with(" (@"));
        if signed {
            return self.verdict(Provenance::SocialMedia, Naming::Named, "post-signed", evidence);
        }
        let somebody = matches!(name, [only] if matches!(only.lower.as_ref(), "he" | "her" | "him" | "i" | "she"));
        if somebody || is_name(name) && !proper::is_no_name(name) && !self.is_common(name) {
            return self.verdict(Provenance::NamedPerson, Naming::Named, "name-without-role", evidence);
        }
        self.verdict(Provenance::AnonymousSource, Naming::Anonymous, "unnamed-undecided", evidence)
    }
}

fn phrase_text<'a>(case: &Case<'a, '_>, at: Option<usize>, phrase: &[Word<'a>]) -> &'a str {
    let source = case.source;
    let candidates = [
        at.and(source.mention.as_ref()).map(|m| m.text.as_str()),
        Some(source.name.as_str()).filter(|_| at.is_none()),
        source.resolved_name.as_deref(),
        Some(source.name.as_str()),
    ];
    // the text that the words were cut from
    let fits = |t: &&str| phrase.iter().all(|w| t.get(w.start..).is_some_and(|rest| rest.starts_with(w.text)));
    candidates.into_iter().flatten().find(fits).unwrap_or("")
}
