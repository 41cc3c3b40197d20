//! The class of a speaker, from what the article calls it.
//!
//! The words of the mention decide first, then words that describe the same source elsewhere in the article, then the list of
//! office-holders. Where nothing decides, a name stays a `named_person` and an unnamed source an `anonymous_source`.

use super::actor;
use super::class::{Naming, Provenance};
use super::lexicon::{SPEAKERS, Sort};
use super::notes::Notes;
use super::phrase::{Surroundings, surroundings};
use super::signal::{Reading, is_definite, is_indefinite, read, title_length};
use super::words::{Word, words};
use crate::attribution::{Part, SourceRef};
use crate::text::Span;

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

/// A piece of text with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// The words.
    pub text: &'a str,
    /// Where they begin in the article; `None` for words that do not stand there as such.
    pub at: Option<usize>,
}

/// Whether every word of the phrase is written as a name.
pub(super) fn is_name(phrase: &[Word<'_>]) -> bool {
    let particle = |w: &Word<'_>| {
        matches!(
            w.lower.as_ref(),
            "al" | "el"
                | "bin"
                | "bint"
                | "ibn"
                | "van"
                | "von"
                | "der"
                | "den"
                | "de"
                | "da"
                | "di"
                | "du"
                | "del"
                | "della"
                | "dos"
                | "das"
                | "la"
                | "le"
                | "of"
                | "and"
                | "the"
                | "y"
                | "e"
                | "ter"
                | "ten"
                | "abu"
                | "ag"
                | "ould"
                | "for"
        ) || w.lower.starts_with("al-")
            || w.lower.starts_with("el-")
    };
    phrase.iter().any(|w| w.capital)
        && phrase.iter().all(|w| w.capital || particle(w) || w.text.bytes().any(|b| b.is_ascii_digit()))
}

/// A pronoun or another word that stands for a source named elsewhere.
pub(super) fn is_pronoun(phrase: &[Word<'_>]) -> bool {
    phrase.len() == 1
        && matches!(
            phrase[0].lower.as_ref(),
            "he" | "she"
                | "it"
                | "they"
                | "him"
                | "her"
                | "them"
                | "who"
                | "his"
                | "hers"
                | "i"
                | "we"
                | "us"
                | "himself"
                | "herself"
                | "both"
        )
}

/// Reads a phrase that is no person's name: an institution, an unnamed source, a role.
pub(super) fn read_common(phrase: &[Word<'_>]) -> Option<Reading> {
    let reading = read(phrase)?;
    if reading.head.sort.institution() || reading.head.sort == Sort::Country {
        return Some(reading);
    }
    let opened = phrase.first().is_some_and(|w| is_definite(&w.lower) || is_indefinite(&w.lower));
    // "Tim Cook" is no cook: a capital on the head counts only where all the other words are known too
    let lower_head = !phrase[reading.from].capital;
    let hits = SPEAKERS.hits(phrase);
    let covered = (0..reading.to).all(|i| hits.iter().any(|h| h.from <= i && i < h.to));
    (opened || lower_head || covered).then_some(reading)
}

/// The class that a reading gives; `None` where its field would have to be known.
pub(super) fn settle(r: &Reading, named: bool) -> Option<Provenance> {
    use Provenance::*;
    let formal = r.field.and_then(|f| f.class);
    let insider = r.field.and_then(|f| f.unnamed);
    let role = named || (!r.indefinite && !r.plural);
    let head = r.head;
    let unnamed = insider.or(head.unnamed);
    Some(match head.sort {
        Sort::Office => match formal {
            Some(c @ (Igo | Company | Ngo | Expert | Politician))
                // only presidents and the like are of firms and clubs as well; a "Bank of Ghana governor" is in office
                if role && r.field.is_some_and(|f| f.sort != Sort::Field) && (c == Igo || head.id == "office-head-of-state") =>
            {
                c
            }
            _ if r.former => {
                if named {
                    Politician
                } else {
                    AnonymousOfficial
                }
            }
            _ if role => Official,
            _ => head.unnamed?,
        },
        Sort::Rank => match formal {
            Some(Official) if r.field.is_some_and(|f| f.id == "body-police" || f.id == "field-state") => {
                if role {
                    Official
                } else {
                    AnonymousOfficial
                }
            }
            _ if r.former && named => Expert,
            _ if role => Military,
            _ => AnonymousMilitary,
        },
        Sort::Armed => match insider {
            Some(AnonymousOfficial) if r.field.is_some_and(|f| f.sort != Sort::Country) => {
                if named {
                    Official
                } else {
                    AnonymousOfficial
                }
            }
            _ if named || r.definite => Military,
            _ => AnonymousMilitary,
        },
        Sort::Spokesperson if r.partisan => Politician,
        Sort::Spokesperson => match formal {
            Some(AnonymousSource) | None => return if r.country.is_some() && r.owner.is_none() { Some(Official) } else { None },
            Some(Expert) => Expert,
            Some(c) => c,
        },
        Sort::Official | Sort::Diplomat if named => match formal {
            _ if r.former => Politician,
            _ if r.partisan => Politician,
            Some(c) if c != AnonymousSource => c,
            _ => Official,
        },
        Sort::Official => match insider {
            Some(AnonymousSource) if r.field.is_some_and(|f| f.sort == Sort::Field) => AnonymousOfficial,
            _ => unnamed?,
        },
        Sort::Diplomat => AnonymousDiplomatic,
        Sort::Source if named => return None,
        Sort::Source => unnamed?,
        Sort::Leader | Sort::Member => return settle_member(r, named, role),
        Sort::Executive => match formal {
            Some(c @ (Ngo | Igo | Expert | Politician)) if role => c,
            _ if r.former => {
                if named {
                    NamedPerson
                } else {
                    AnonymousSource
                }
            }
            _ if role => Company,
            _ => AnonymousIndustry,
        },
        Sort::Politician => {
            if role {
                Politician
            } else {
                AnonymousOfficial
            }
        }
        Sort::Expert if named || (r.definite && r.plural) => Expert,
        Sort::Expert => {
            if r.plural {
                CollectiveVague
            } else {
                AnonymousSource
            }
        }
        Sort::Vague => {
            if named {
                NamedPerson
            } else {
                CollectiveVague
            }
        }
        Sort::Private => {
            if role || r.definite {
                NamedPerson
            } else {
                head.unnamed?
            }
        }
        Sort::Witness | Sort::Worker | Sort::Person => {
            if named {
                NamedPerson
            } else {
                head.unnamed?
            }
        }
        Sort::Reporter => {
            if named {
                NamedPerson
            } else {
                AnonymousSource
            }
        }
        Sort::Hearsay => UnattributedReport,
        Sort::Document | Sort::Social | Sort::Body | Sort::Suffix | Sort::Actor | Sort::Country => head.class?,
        Sort::Field | Sort::Partisan | Sort::Label | Sort::Adjective | Sort::Medium | Sort::Platform => return None,
    })
}

/// The class of a person at an institution: those of think tanks and universities are experts.
fn person_at(reading: &Reading, class: Provenance) -> Provenance {
    let scholarly = matches!(reading.head.id.as_str(), "body-thinktank" | "body-academy" | "body-academy-word");
    if scholarly { Provenance::Expert } else { class }
}

/// The class that title words give to a named person or body.
pub(super) fn settle_title(phrase: &[Word<'_>], reading: &Reading) -> Option<Provenance> {
    let affiliation = phrase.first().is_some_and(|w| matches!(w.lower.as_ref(), "of" | "from" | "at" | "with"));
    settle(reading, true).map(|class| if affiliation { person_at(reading, class) } else { class })
}

/// Heads and members of something: the class of what they belong to.
fn settle_member(r: &Reading, named: bool, role: bool) -> Option<Provenance> {
    use Provenance::*;
    let formal = r.field.and_then(|f| f.class).filter(|c| *c != AnonymousSource);
    let insider = r.field.and_then(|f| f.unnamed);
    let leads = r.head.sort == Sort::Leader;
    if r.former {
        return Some(match (named, formal) {
            (true, Some(Official)) if leads => Politician,
            (true, _) => NamedPerson,
            (false, _) => insider.filter(|c| *c != AnonymousIndustry).unwrap_or(AnonymousSource),
        });
    }
    if leads && role {
        return formal;
    }
    if named {
        return Some(match formal {
            Some(c @ (Official | Military | Politician | Igo | Ngo)) => c,
            _ => NamedPerson,
        });
    }
    Some(insider.unwrap_or(AnonymousSource))
}

/// The name proper of "Ana Reuel of the union ABC" or "Ana Reuel, a teacher"; a name that has nothing more stays whole.
fn core_name(name: &str) -> &str {
    let cut = [" of the ", " of a ", " from the ", " at the ", ", "].iter().filter_map(|mark| name.find(mark)).min();
    let core = cut.map_or(name, |at| &name[..at]);
    let phrase = words(core);
    let person = phrase.len() > 1
        && is_name(&phrase)
        && read_common(&words(name)).is_none_or(|r| !r.head.sort.institution())
        && read_common(&phrase).is_none();
    if person { core } else { name }
}

/// Everything known of one source while it is judged.
struct Case<'a, 'n> {
    source: &'a SourceRef,
    notes: &'n Notes<'a>,
    around: Surroundings,
}

/// Decides the class of a source that is no medium.
pub(super) fn judge<'a>(source: &'a SourceRef, notes: &Notes<'a>) -> Verdict {
    let mention = source.mention.as_ref().map_or(source.name.as_str(), |m| m.text.as_str());
    let own = words(mention);
    let pronoun = is_pronoun(&own);
    let at = source.mention.as_ref().map(|m| m.span);
    let around = at.filter(|_| !pronoun).map(|span| surroundings(notes.text(), span)).unwrap_or_default();
    let case = Case { source, notes, around };
    if source.part == Part::Hearsay {
        return case.verdict(Provenance::UnattributedReport, Naming::Anonymous, "hearsay", at);
    }
    let name = words(core_name(&source.name));
    // a person with titles around the name: each title is read by itself
    let titled = own.len() > name.len() && is_name(&name) && read_common(&name).is_none();
    if !pronoun
        && !titled
        && !case.stands_for_name(&own)
        && let Some(verdict) = case.common(&own, at.map(Span::start))
    {
        return verdict;
    }
    for known in [Some(source.name.as_str()), source.resolved_name.as_deref()].into_iter().flatten() {
        let phrase = words(known);
        if known != mention
            && !is_pronoun(&phrase)
            && let Some(verdict) = case.common(&phrase, None)
        {
            return verdict;
        }
    }
    case.named(&name).unwrap_or_else(|| case.undecided(&name))
}

impl<'a> Case<'a, '_> {
    fn verdict(&self, class: Provenance, naming: Naming, rule: &str, evidence: Option<Span>) -> Verdict {
        Verdict { class, naming, rule: rule.to_owned(), evidence, role: None, country: None, line: None, owner: None }
    }

    fn from_reading(&self, class: Provenance, named: bool, r: &Reading, phrase: &[Word<'_>], piece: Piece<'_>) -> Verdict {
        let evidence = piece.at.map(|at| Span::new(at + phrase[r.from].start, at + phrase[r.to - 1].end));
        let institution = r.head.sort.institution();
        let naming = if class.is_anonymous() {
            Naming::Anonymous
        } else if named || (institution && phrase[r.from..r.to].iter().any(|w| w.capital)) || r.head.sort == Sort::Country {
            Naming::Named
        } else {
            Naming::Role
        };
        let person =
            !institution && !matches!(r.head.sort, Sort::Document | Sort::Social | Sort::Hearsay | Sort::Country | Sort::Vague);
        let role = (person && !class.is_anonymous()).then(|| worded(piece.text, phrase)).flatten();
        let owner = r.owner.map(|(from, to)| piece.text[phrase[from].start..phrase[to - 1].end].to_owned());
        let line = r.field.and_then(|f| f.line.clone()).or_else(|| r.head.line.clone());
        Verdict { class, naming, rule: r.head.id.clone(), evidence, role, country: r.country.map(str::to_owned), line, owner }
    }

    /// A phrase that is no person's name.
    fn common(&self, phrase: &[Word<'a>], at: Option<usize>) -> Option<Verdict> {
        let text = phrase_text(self, at, phrase);
        if let Some(possessor) = office_of(phrase) {
            return self.office(possessor);
        }
        let mut reading = read_common(phrase)?;
        // the rest of the noun phrase, where the mention stops short of it
        if reading.field.is_none() {
            self.complete(&mut reading);
        }
        if let Some(verdict) = self.bare_institution(&reading, phrase, at) {
            return Some(verdict);
        }
        let class = settle(&reading, false).or_else(|| self.by_owner(&reading, phrase, text))?;
        let mut verdict = self.from_reading(class, false, &reading, phrase, Piece { text, at });
        if verdict.country.is_none() {
            verdict.country = self.country_elsewhere();
        }
        Some(verdict)
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

    /// "Shafiei's office", "her office".
    fn office(&self, possessor: Option<&str>) -> Option<Verdict> {
        let before = self.source.mention.as_ref().and_then(|m| self.notes.person_before(m.span.start()));
        let plain = |n: &&str| !n.contains("office") && !n.contains("statement");
        let holder = possessor.or(self.source.resolved_name.as_deref().filter(plain)).or(before.as_deref())?;
        let class = self.notes.class_of(holder)?;
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
        let mut verdict = decided.or_else(|| self.notes.known(bare)).or_else(|| self.notes.known(&self.source.name))?;
        if verdict.country.is_none() && verdict.class != Provenance::NamedPerson {
            verdict.country = pieces.iter().find_map(|p| actor::country_in(p.text));
        }
        Some(verdict)
    }

    fn by_piece(&self, piece: Piece<'_>, former: bool) -> Option<Verdict> {
        let phrase = words(piece.text);
        let reading = read_title(&phrase).filter(|r| r.former == former)?;
        let class = settle_title(&phrase, &reading).or_else(|| self.by_owner(&reading, &phrase, piece.text))?;
        Some(self.from_reading(class, true, &reading, &phrase, piece))
    }

    fn undecided(&self, name: &[Word<'_>]) -> Verdict {
        let evidence = self.source.mention.as_ref().map(|m| m.span);
        if matches!(name, [it] if it.lower == "it")
            && let Some(before) = self.source.mention.as_ref().and_then(|m| self.notes.institution_before(m.span.start()))
            && let Some(class) = before.class
        {
            let mut verdict = self.verdict(class, Naming::Role, &before.id, evidence);
            verdict.country = before.country.clone();
            return verdict;
        }
        if is_name(name) || name.len() == 1 && matches!(name[0].lower.as_ref(), "he" | "she" | "him" | "her") {
            return self.verdict(Provenance::NamedPerson, Naming::Named, "name-without-role", evidence);
        }
        self.verdict(Provenance::AnonymousSource, Naming::Anonymous, "unnamed-undecided", evidence)
    }
}

/// What a title may belong to when its own words do not say.
pub(super) struct Belonging<'b> {
    /// The name that the phrase stands for.
    pub antecedent: &'b str,
    /// The source's own name.
    pub own: &'b str,
    /// Where the mention stands.
    pub at: Option<usize>,
}

/// "A spokesperson for Norsea", "Norsea's chairman", "its spokesman": the class of whom it belongs to.
pub(super) fn class_of_owner(
    notes: &Notes<'_>,
    reading: &Reading,
    phrase: &[Word<'_>],
    text: &str,
    belonging: Belonging<'_>,
) -> Option<Provenance> {
    use Provenance::*;
    if !matches!(reading.head.sort, Sort::Spokesperson | Sort::Leader) || reading.former {
        return None;
    }
    let Some((from, to)) = reading.owner else {
        let named = |n: &str| !n.is_empty() && is_name(&words(n)) && n != belonging.own;
        return match Some(belonging.antecedent).filter(|n| named(n)).and_then(|n| notes.class_of(n)) {
            Some(NamedPerson) => Some(Official),
            Some(class) => Some(class),
            // "its spokesman", "spokesperson Ana Reuel": of the institution that the lines before are about
            None => {
                let at = belonging.at?;
                let subject = notes
                    .subject_before(at)
                    .and_then(|n| notes.class_of(&n))
                    .filter(|c| matches!(c, Company | Ngo | Igo | Military));
                subject.or_else(|| notes.institution_before(at)?.class)
            }
        };
    };
    let owner = &text[phrase[from].start..phrase[to - 1].end];
    let owner = owner.trim_end_matches("'s").trim_end_matches("’s");
    Some(match notes.class_of(owner) {
        // a person's spokesman speaks in that person's role; an unlisted name that has a spokesman is a firm
        Some(c @ (Official | Military | Politician | Igo | Ngo | Expert | Company)) => c,
        _ if reading.head.sort == Sort::Leader && !corporate(&phrase[reading.from..reading.to]) => return None,
        _ => Company,
    })
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

/// Whether title words are those of a firm.
fn corporate(head: &[Word<'_>]) -> bool {
    head.iter().any(|w| {
        matches!(
            w.lower.as_ref(),
            "chairman" | "chairwoman" | "chairperson" | "chair" | "managing" | "manager" | "director" | "board" | "boss"
        )
    })
}

/// Reads a title or apposition, "of the union ABC" among them.
pub(super) fn read_title(phrase: &[Word<'_>]) -> Option<Reading> {
    let first = phrase.first()?;
    if matches!(first.lower.as_ref(), "of" | "from" | "at" | "with") {
        return read_affiliation(phrase);
    }
    read(phrase).filter(|r| r.head.sort != Sort::Country)
}

/// "of the Christian union ABC", "from Alda University".
fn read_affiliation(phrase: &[Word<'_>]) -> Option<Reading> {
    let hits = SPEAKERS.hits(phrase);
    let hit = hits.iter().find(|h| h.entry.sort.institution() && (h.entry.sort != Sort::Suffix || phrase[h.from].capital))?;
    let country = hits.iter().find_map(|h| h.entry.country.as_deref());
    Some(Reading {
        head: hit.entry,
        from: hit.from,
        to: hit.to,
        field: None,
        partisan: false,
        owner: None,
        country,
        former: false,
        definite: true,
        indefinite: false,
        plural: false,
    })
}

/// The words of a phrase outside the name in it.
pub(super) fn outside_name<'t>(text: &'t str, name: &str, at: Option<usize>) -> Vec<Piece<'t>> {
    let last = name.rsplit(' ').next().unwrap_or(name);
    let found = text.find(name).map(|i| (i, i + name.len())).or_else(|| {
        let i = text.find(last).filter(|_| !last.is_empty())?;
        Some((i, i + last.len()))
    });
    let Some((from, to)) = found else { return Vec::new() };
    let piece = |a: usize, b: usize| Piece { text: &text[a..b], at: at.map(|at| at + a) };
    let mut out = Vec::new();
    if text[..from].chars().any(char::is_alphabetic) {
        out.push(piece(0, from));
    }
    let mut start = to;
    for part in text[to..].split_inclusive([',', '(', ')']) {
        if part.chars().any(char::is_alphabetic) {
            out.push(piece(start, start + part.len()));
        }
        start += part.len();
    }
    out
}

/// The possessor of "X's office" or of "his office" (`Some(None)`).
fn office_of<'w>(phrase: &[Word<'w>]) -> Option<Option<&'w str>> {
    let [rest @ .., last] = phrase else { return None };
    if last.lower != "office" && last.lower != "statement" || rest.is_empty() {
        return None;
    }
    let owner = rest.last()?;
    if owner.possessive && owner.capital {
        return Some(Some(owner.text));
    }
    (rest.len() == 1 && matches!(owner.lower.as_ref(), "his" | "her" | "its" | "their")).then_some(None)
}

/// The title as worded, without its article.
fn worded(text: &str, phrase: &[Word<'_>]) -> Option<String> {
    let skip = usize::from(phrase.first().is_some_and(|w| is_definite(&w.lower) || matches!(w.lower.as_ref(), "a" | "an")));
    let first = phrase.get(skip)?;
    let end =
        phrase.iter().skip(skip + 1).find(|w| w.after_break).map_or(phrase.last()?.end, |w| phrase[w_index(phrase, w) - 1].end);
    Some(text.get(first.start..end)?.trim_end_matches([',', ' ']).to_owned())
}

fn w_index(phrase: &[Word<'_>], word: &Word<'_>) -> usize {
    phrase.iter().position(|w| w.start == word.start).unwrap_or(1).max(1)
}
