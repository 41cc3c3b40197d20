//! Proper names that nothing describes: a person's, or a body's and of what kind.
//!
//! Three readings, surest first. The words of the name ("Transport Workers' Alliance": its head and what stands beside it, a legal form, a
//! given name). How the article treats the name (its fighters, its shareholders, "the club" in the next sentence, "he said"). And the custom
//! of news to introduce a person with two names: one word that a report of full length never lengthens is no person's.

use super::class::Provenance;
use super::lexicon::{
    GIVEN_NAMES, MEDIUM_NAMES, OF_A_FIRM, OF_A_FORCE, OF_A_GROUP, OF_A_PARTY, OF_BELIEF, OF_POWER, SPEAKERS, SURNAME_TOO, Sort,
    list, rows,
};
use super::notes::Notes;
use super::signal::is_definite;
use super::words::{Word, words};
use crate::text::{Span, WordList, WordSet, is_name_particle};
use std::sync::LazyLock;

/// What a name was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Body {
    /// The class.
    pub class: Provenance,
    /// Rule id.
    pub rule: &'static str,
    /// Where the deciding words stand, if not in the name.
    pub evidence: Option<Span>,
}

/// Which word of a name a row looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The word before the first "of" or "for", else the last.
    Head,
    First,
    Last,
}

#[derive(Debug)]
struct Rule {
    id: String,
    place: Place,
    heads: WordSet<String>,
    themes: WordSet<String>,
    class: Provenance,
}

const NAMES: &str = include_str!("../../data/cues/provenance_names.csv");

/// The rows in the order of the file: the first that fits decides.
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let set = |text: &str| text.split('|').filter(|w| !w.is_empty()).map(str::to_owned).collect();
    let rule = |row: std::collections::HashMap<String, String>| {
        let place = match row.get("place")?.as_str() {
            "head" => Place::Head,
            "first" => Place::First,
            _ => Place::Last,
        };
        let (heads, themes) = (set(row.get("heads")?), set(row.get("themes")?));
        Some(Rule { id: row.get("id")?.clone(), place, heads, themes, class: Provenance::parse(row.get("class")?)? })
    };
    rows(NAMES).into_iter().filter_map(rule).collect()
});

/// Words inside a name that are not written with a capital.
fn links(word: &Word<'_>) -> bool {
    static LINKS: WordList = list("inside-name");
    is_name_particle(&word.lower) || LINKS.contains(&word.lower) || ["al-", "el-"].iter().any(|a| word.lower.starts_with(a))
}

/// The words of a name without its article; `None` for phrases that are not written as a name.
fn name_of<'w, 'a>(phrase: &'w [Word<'a>]) -> Option<&'w [Word<'a>]> {
    let start = usize::from(phrase.first().is_some_and(|w| is_definite(&w.lower)));
    let end = (start + 1..phrase.len()).find(|&i| phrase[i].after_break).unwrap_or(phrase.len());
    let name = phrase.get(start..end)?;
    let first = name.first()?;
    let digits = |w: &Word<'_>| w.text.bytes().any(|b| b.is_ascii_digit());
    ((first.capital || digits(first)) && name.iter().all(|w| w.capital || links(w) || digits(w))).then_some(name)
}

/// Whether a name is written as a person's: two to four words, the first a given name or an initial, the last no word that only
/// institutions end in.
pub(super) fn is_person(phrase: &[Word<'_>]) -> bool {
    let Some(name) = name_of(phrase).filter(|n| (2..=4).contains(&n.len()) && n[0].start == phrase[0].start) else {
        return false;
    };
    let (first, last) = (&name[0], &name[name.len() - 1]);
    let initial = first.text.chars().count() == 1 || first.text.ends_with('.') && first.text.len() <= 4;
    let given = is_given(first);
    let body = |w: &Word<'_>| RULES.iter().any(|r| r.place != Place::First && r.heads.contains(w.lower.as_ref()));
    let listed = SPEAKERS.hits(std::slice::from_ref(last)).iter().any(|h| matches!(h.entry.sort, Sort::Suffix | Sort::Body));
    let linked = name.iter().any(|w| matches!(w.lower.as_ref(), "of" | "for" | "and"));
    (given || initial) && !linked && (SURNAME_TOO.contains(last.lower.as_ref()) || !(body(last) || listed))
}

fn is_given(word: &Word<'_>) -> bool {
    let lower = word.lower.as_ref();
    [lower, lower.split('-').next().unwrap_or("")].iter().any(|w| GIVEN_NAMES.contains(*w))
}

/// Whether a name is one that persons have, alone or before another: "Casey", "Mark Oberholtzer".
pub(super) fn is_anybodys(phrase: &[Word<'_>]) -> bool {
    is_person(phrase) || matches!(phrase, [only] if is_given(only) && only.text.chars().any(char::is_lowercase))
}

/// "Mr", "Mrs.": before a person's name.
pub(super) fn is_polite(word: &str) -> bool {
    static POLITE: WordList = list("courtesy");
    POLITE.contains(word.trim_end_matches('.').to_lowercase().as_str())
}

/// What the words of a name say: the kind of body, where they name one.
pub(super) fn by_words(phrase: &[Word<'_>]) -> Option<Body> {
    let name = name_of(phrase)?;
    // "Friends of Mr Gresham" are no club
    let acquaintances = phrase.len() > 2 && phrase[1].lower == "of" && is_polite(&phrase[2].lower);
    if name.len() < 2 || is_person(phrase) || acquaintances {
        return None;
    }
    let head = (1..name.len())
        .find(|&i| links(&name[i]) && !matches!(name[i].lower.as_ref(), "and" | "the" | "y" | "e" | "et" | "und" | "al"));
    let head = head.map_or(name.len() - 1, |i| i - 1);
    let fits = |rule: &&Rule| {
        let at = match rule.place {
            Place::Head => head,
            Place::First => 0,
            Place::Last => name.len() - 1,
        };
        let word = &name[at];
        // "AS Larouco", but "As Larouco burned"
        let written = word.text.len() > 3
            || rule.place != Place::First
            || word.text.chars().all(|c| !c.is_lowercase())
            || word.lower == "air";
        let theme =
            rule.themes.is_empty() || name.iter().enumerate().any(|(i, w)| i != at && rule.themes.contains(w.lower.as_ref()));
        rule.heads.contains(word.lower.as_ref())
            && written
            && theme
            && (rule.place != Place::First || name[1].capital || links(&name[1]))
    };
    let found = RULES.iter().find(fits);
    found.map(|rule| Body { class: rule.class, rule: rule.id.as_str(), evidence: None })
}

/// "The ruling Danube Alliance", "the centre-right Civic List": an adjective of politics before a proper name. One of belief ("liberal")
/// counts only where the name itself is no other kind of body.
pub(super) fn party_by_adjective(phrase: &[Word<'_>]) -> Option<Body> {
    let start = usize::from(phrase.first().is_some_and(|w| is_definite(&w.lower)));
    let small = phrase[start..].iter().take_while(|w| !w.capital).count();
    let (lead, name) = (&phrase[start..start + small], &phrase[start + small..]);
    let adjective = lead.last()?;
    let name = name_of(name).filter(|n| n.len() == name.len() && !is_person(n))?;
    let last = name.last()?;
    let power = OF_POWER.contains(adjective.lower.as_ref());
    let other = || {
        MEDIUM_NAMES.contains(last.lower.as_ref())
            || by_words(name).is_some_and(|b| b.class != Provenance::Politician && b.rule != "name-club-of-trade")
    };
    let party = power && !MEDIUM_NAMES.contains(last.lower.as_ref()) || OF_BELIEF.contains(adjective.lower.as_ref()) && !other();
    party.then_some(Body { class: Provenance::Politician, rule: "party-by-adjective", evidence: None })
}

/// Signs in the article of what a name stands for.
#[derive(Debug, Default)]
struct Signs {
    person: bool,
    body: bool,
    article: bool,
    /// Paragraphs of a transcript that begin with it.
    turns: usize,
    class: Option<(Provenance, &'static str, Span)>,
}

/// Words that name nobody, and have their capital from the sentence.
static NOBODY: WordList = list("nobody");

/// "Another said": one of many, with a capital from the sentence, and nobody's name.
pub(super) fn is_one_of_many(name: &[Word<'_>]) -> bool {
    static ANY: WordList = list("one-of-many");
    matches!(name, [only] if ANY.contains(only.lower.as_ref()))
}

/// Whether a phrase is one word that has its capital from the sentence: "Another", "We", "Anyone".
pub(super) fn is_no_name(name: &[Word<'_>]) -> bool {
    let pronoun = |w: &Word<'_>| NOBODY.contains(w.lower.split(['\'', '’']).next().unwrap_or(""));
    is_one_of_many(name) || matches!(name, [only] if pronoun(only))
}

/// How the article treats a name of which its words say nothing.
pub(super) fn by_use(name: &str, notes: &Notes<'_>) -> Option<Body> {
    let phrase = words(name);
    let bare = name_of(&phrase)?;
    let aged = bare.iter().any(|w| w.lower.contains("-year-old"));
    if is_anybodys(&phrase) || bare.is_empty() || is_no_name(bare) || aged {
        return None;
    }
    let bare_text = name.get(bare[0].start..bare[bare.len() - 1].start + bare[bare.len() - 1].text.len())?;
    // "Orrin & Vale": two names of one firm
    if name.contains(" & ") && !bare.iter().any(|w| matches!(w.lower.as_ref(), "for" | "of")) {
        return Some(Body { class: Provenance::Company, rule: "name-joint", evidence: None });
    }
    if let Some(body) = expanded(bare_text, notes) {
        return Some(body);
    }
    let text = notes.text();
    let mut signs = Signs { article: bare.len() < phrase.len(), ..Signs::default() };
    for span in notes.mentions(bare_text) {
        signs.read(text, span);
    }
    if signs.person || signs.turns > 1 {
        return None;
    }
    if let Some((class, rule, span)) = signs.class {
        return Some(Body { class, rule, evidence: Some(span) });
    }
    let acronym = bare.len() == 1 && bare_text.len() >= 2 && bare_text.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    // "iGen", not "Al-Issawi"
    let brand = bare.len() == 1
        && !bare_text.contains('-')
        && bare_text.chars().skip(1).any(char::is_uppercase)
        && bare_text.chars().any(char::is_lowercase);
    if signs.article && bare.len() > 1 {
        return Some(Body { class: Provenance::Ngo, rule: "name-with-article", evidence: None });
    }
    if signs.body || acronym || brand {
        let class = if signs.article { Provenance::Official } else { Provenance::Company };
        return Some(Body { class, rule: "name-used-as-a-body", evidence: None });
    }
    None
}

/// "The Ocean Carriers Association (OCA)": the name in full, of which this is the short form.
fn expanded(short: &str, notes: &Notes<'_>) -> Option<Body> {
    let text = notes.text();
    let at = text.find(&format!("({short})"))?;
    let before = text[..at].rsplit(['.', '\n', ';', ',']).next()?;
    let all = words(before);
    let from = (0..all.len()).rev().take_while(|&i| all[i].capital || links(&all[i])).last()?;
    let from = (from..all.len()).find(|&i| all[i].capital)?;
    let full = words(&before[all[from].start..]);
    let class = by_words(&full).map(|b| b.class).or_else(|| notes.class_of(before.get(all[from].start..)?.trim()))?;
    Some(Body { class, rule: "name-in-full", evidence: Some(Span::new(at - (before.len() - all[from].start), at)) })
}

/// The class of a body that has such things.
fn class_of_possession(word: &str) -> Option<(Provenance, &'static str)> {
    let table: [(&WordList, Provenance, &'static str); 4] = [
        (&OF_A_FORCE, Provenance::Military, "name-with-fighters"),
        (&OF_A_PARTY, Provenance::Politician, "name-with-candidates"),
        (&OF_A_GROUP, Provenance::Ngo, "name-with-members"),
        (&OF_A_FIRM, Provenance::Company, "name-with-customers"),
    ];
    table.into_iter().find(|(list, ..)| list.contains(word)).map(|(_, class, rule)| (class, rule))
}

/// "Wingrove said it | appeared that", "decided it | was time to": a pronoun that stands for nothing.
fn expletive(after: &[Word<'_>]) -> bool {
    static SEEMING: WordList = list("seeming");
    static BEING: WordList = list("being");
    static JUDGED: WordList = list("expletive");
    let first = after.first().map_or("", |w| w.lower.as_ref());
    let judged = after.iter().take(5).find(|w| !BEING.contains(w.lower.as_ref()));
    SEEMING.contains(first) || BEING.contains(first) && judged.is_some_and(|w| JUDGED.contains(w.lower.as_ref()))
}

/// "a man known as Conal", "a customer named “Conal”": what stands before the name says that somebody bears it.
fn presented_as_person(before: &str) -> bool {
    static ONE: WordList = list("one-person");
    let before = before.trim_end_matches(['"', '“', '\'', '‘', ' ']);
    let lead = ["named", "known as", "called"].iter().find_map(|lead| before.strip_suffix(lead));
    lead.and_then(|rest| rest.split_whitespace().next_back()).is_some_and(|noun| ONE.contains(noun))
}

impl Signs {
    /// Looks at one mention of the name.
    fn read(&mut self, text: &str, span: Span) {
        let before = text[..span.start()].trim_end();
        self.article |= before.ends_with(" the")
            || before.ends_with(" The")
            || before == "The"
            || before.ends_with("\nThe")
            || before.ends_with("“The");
        self.person |= ["Mr", "Mrs", "Ms", "Mr.", "Mrs.", "Ms.", "Dr", "Dr."]
            .iter()
            .any(|t| before.split_whitespace().next_back() == Some(*t));
        self.person |= presented_as_person(before);
        self.body |= [
            "shares in",
            "shares of",
            "signed for",
            "employed by",
            "owned by",
            "merger with",
            "customers of",
            "works for",
            "working for",
            "joined",
            "bought by",
        ]
        .iter()
        .any(|lead| before.ends_with(lead));
        let rest = &text[span.end()..];
        let opens = text[..span.start()].trim_end_matches(['"', '“']).ends_with('\n');
        self.turns += usize::from(opens && rest.starts_with(": "));
        let end = rest.find('\n').unwrap_or(rest.len());
        let line = &rest[..end];
        self.after_name(line);
        // "Unite, which represents the crews,"
        if line.starts_with(", which represents ") || line.starts_with(", which represent ") {
            let at = span.end() + ", which ".len();
            self.class.get_or_insert((Provenance::Ngo, "name-that-represents", Span::new(at, at + "represent".len())));
        }
        self.beside(line, span.end());
    }

    fn after_name(&mut self, line: &str) {
        if let Some(tail) = line.strip_prefix(", ") {
            self.person |=
                tail.starts_with("who ") || tail.split(',').next().is_some_and(|age| age.parse::<u8>().is_ok_and(|a| a > 3));
            self.body |= tail.starts_with("which ") || tail.starts_with("whose shares");
        }
        let next = words(line.get(..line.char_indices().nth(30).map_or(line.len(), |(i, _)| i)).unwrap_or(line));
        self.body |= next.first().is_some_and(|w| matches!(w.lower.as_ref(), "have" | "were" | "are") && line.starts_with(' '));
        let inverted = line.find("said ").map(|i| &line[i + 5..]).unwrap_or("");
        self.person |= line.starts_with(", he said")
            || line.starts_with(", she said")
            || inverted.starts_with("he ")
            || inverted.starts_with("she ");
        // "Karv wants a rerun. “…,” she said."
        if let Some((_, quoted)) = line.split_once(". “")
            && line.find(". “") == line.find(". ")
            && let Some((_, tail)) = quoted.split_once('”')
        {
            self.person |= [" he said", " she said", " he added", " she added"].iter().any(|t| tail.starts_with(t));
        }
    }

    /// The first pronoun after the name, what "its" goes with, and a plain "the club" in this sentence or the next.
    fn beside(&mut self, line: &str, at: usize) {
        let sentences = line.match_indices(". ").map(|(i, _)| i + 2).nth(1).unwrap_or(line.len());
        let window = &line[..sentences];
        let all = words(window);
        let owned = line.starts_with("'s ") || line.starts_with("’s ");
        let first = line.find(". ").unwrap_or(line.len());
        for (i, word) in all.iter().enumerate() {
            let near = word.start < first && i < 14;
            match word.lower.as_ref() {
                "he" | "she" | "himself" | "herself" if near || word.start.saturating_sub(first) < 4 && word.capital => {
                    self.person |= !self.body;
                    return;
                }
                "it" if expletive(&all[i + 1..]) => {}
                // "Sorkin said the film was too long when he saw it": farther off "it" is some other thing
                "it" | "itself" if i > 4 => {}
                "it" | "its" | "itself" | "their" | "they" if near => {
                    let singular = word.lower.starts_with("it");
                    self.body |= singular;
                    self.take(all.get(i + 1), at).or_else(|| self.take(all.get(i + 2), at));
                    if singular {
                        return self.described(&all[i..], at);
                    }
                }
                _ => {}
            }
            if owned && i < 3 {
                self.take(Some(word), at);
            }
        }
        self.described(&all, at);
    }

    fn take(&mut self, word: Option<&Word<'_>>, at: usize) -> Option<()> {
        let word = word.filter(|w| !w.after_break)?;
        let (class, rule) = class_of_possession(&word.lower)?;
        self.class.get_or_insert((class, rule, Span::new(at + word.start, at + word.end)));
        Some(())
    }

    /// "The company", "the club", with nothing between that says which.
    fn described(&mut self, all: &[Word<'_>], at: usize) {
        let plain = all.windows(2).find_map(|pair| {
            let [the, noun] = pair else { return None };
            let hits = SPEAKERS.hits(std::slice::from_ref(noun));
            let body = hits.iter().find(|h| h.entry.sort == Sort::Body && h.entry.class.is_some())?;
            let person = matches!(the.lower.as_ref(), "the") && !noun.capital && !noun.after_break && telling(&body.entry.id);
            person.then_some((body.entry.class?, noun))
        });
        if let Some((class, noun)) = plain {
            self.class.get_or_insert((class, "name-described-after", Span::new(at + noun.start, at + noun.end)));
        }
    }
}

/// Kinds of bodies that an article takes up again by a plain noun. "The government" and "the court" are mostly others than the one named.
fn telling(id: &str) -> bool {
    matches!(id, "body-company" | "body-ngo" | "body-party" | "body-thinktank" | "body-hospital")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn given_names_make_persons() {
        let rows = [
            ("Grace Union", true),
            ("Joseph Church", true),
            ("J. Mills", true),
            ("Bill Banks", true),
            ("Grace Union, who lives opposite", true),
            ("Clinton Foundation", false),
            ("Maria Hospital", false),
            ("Kestrel Lines", false),
            ("the Adam Institute", false),
            ("Adam", false),
            ("Kwame Osei of the union", false),
        ];
        for (name, expected) in rows {
            assert_eq!(is_person(&words(name)), expected, "{name}");
        }
    }

    #[test]
    fn the_head_and_its_company_tell_the_kind() {
        use Provenance::*;
        let rows = [
            ("the Broad Movement for Renewal", Some(Politician)),
            ("the Haraat Liberation Army", Some(Military)),
            ("the Workers' Front", Some(Politician)),
            ("the Southern Military District", Some(Military)),
            ("the Council of Churches in Larouco", Some(Ngo)),
            ("the Council of Ministers", Some(Official)),
            ("the European Poultry Federation", Some(Ngo)),
            ("the European Court of Poultry", Some(Igo)),
            ("Larouco University", Some(Expert)),
            ("AS Larouco", Some(Company)),
            ("As Larouco", None),
            ("Ana Larouco", None),
            ("the council", None),
            ("Larouco", None),
            ("", None),
        ];
        for (name, expected) in rows {
            assert_eq!(by_words(&words(name)).map(|b| b.class), expected, "{name}");
        }
    }

    #[test]
    fn what_the_article_does_with_a_name_tells_the_rest() {
        use Provenance::*;
        let rows = [
            ("Kestrivo", "Kestrivo, which makes the pump, said no patient was harmed.", Some(Company)),
            ("Kestrivo", "Kestrivo, who makes pumps, said no patient was harmed.", None),
            ("Kestrivo", "Kestrivo said it had stopped the line.", Some(Company)),
            ("Kestrivo", "Kestrivo said he had stopped the line.", None),
            ("Karv Sabil", "Karv Sabil said its fighters had left.", Some(Military)),
            ("Kaizen Sapporo", "Kaizen Sapporo said nothing. The club will play on Sunday.", Some(Company)),
            ("Orrin & Vale", "Orrin & Vale said the line was closed.", Some(Company)),
            ("OCA", "The Ocean Carriers Association (OCA) met. OCA said rates were up.", Some(Ngo)),
            ("Kestrivo", "Kestrivo said the line was closed.", None),
            ("", "", None),
        ];
        for (name, text, expected) in rows {
            let article = Article::from_text("row", text);
            assert_eq!(by_use(name, &Notes::new(&article)).map(|b| b.class), expected, "{text}");
        }
    }
}
