//! Names: the full name that a surname, short form or acronym stands for, and what the article says of its bearer elsewhere.

use super::{Name, Resolved, Resolver, bare};
use crate::attribution::given::is_given_or_family;
use crate::attribution::name_kind;
use crate::text::{Excerpt, Span};

impl Resolver<'_, '_> {
    /// The registry id of the medium that has this name.
    pub(super) fn medium_at(&self, name: Span) -> Option<String> {
        let next = self.media.partition_point(|m| m.span.end() <= name.start());
        self.media.get(next).filter(|m| m.span.start() <= name.start() && name.end() <= m.span.end()).map(|m| m.id.to_owned())
    }

    /// A named source: its fuller name and what the article says of it elsewhere.
    pub(super) fn named(&self, name: Span, mention: Span) -> Resolved {
        let words = bare(name.of(self.text));
        let medium = self.medium_at(name);
        let fuller = if medium.is_none() { self.fuller(words) } else { None };
        let fuller = fuller.or_else(|| self.medium_in_full(words, medium.as_deref()));
        let full = fuller.clone().unwrap_or_else(|| words.to_owned());
        let described = self.descriptions(&full, mention);
        Resolved { name: words.to_owned(), resolved: fuller, described, medium }
    }

    /// "the Post" for The Washington Post, which the article names.
    fn medium_in_full(&self, short: &str, id: Option<&str>) -> Option<String> {
        if short.contains(' ') {
            return None;
        }
        let longer = |name: &str| name.strip_suffix(short).is_some_and(|rest| rest.len() > 4 && rest.ends_with(' '));
        let mut all = self.media.iter().filter(|m| longer(m.span.of(self.text)));
        let first = all.next()?;
        let same = id == Some(first.id) || all.all(|m| m.id == first.id);
        same.then(|| first.span.of(self.text).to_owned())
    }

    /// The longer name in the article that this surname, given name or short form belongs to.
    pub(super) fn fuller(&self, name: &str) -> Option<String> {
        let wanted = name.to_lowercase();
        let single = !wanted.contains(' ');
        let longer = || self.names.iter().filter(|full| full.bare.len() > name.len());
        // "Badri" for "Ali al-Badri"
        let ends = |full: &&Name<'_>| {
            full.lower.strip_suffix(&wanted).is_some_and(|rest| rest.ends_with([' ', '-']) && rest.contains(' '))
        };
        // "Dylan" for "Dylan Thomas", "Kestrel" for "Kestrel Lines"; "Apple" is not short for "Apple Watch"
        let body = |full: &str| {
            let last = full.rsplit(' ').next().unwrap_or(full).to_lowercase();
            name_kind::is_firm_name(full) || name_kind::is_body_word(&last) && last != "watch"
        };
        let short_for = |full: &&Name<'_>| (is_given_or_family(name) || body(full.bare)) && self.medium_at(full.name).is_none();
        let begins = |full: &&Name<'_>| {
            single && full.lower.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with(' ')) && short_for(full)
        };
        let last = longer().find(|full| ends(full) && name_kind::is_person_name(full.bare));
        let found = last.or_else(|| longer().find(begins));
        found.map(|full| full.bare.to_owned()).or_else(|| self.acronym(name))
    }

    /// "the JCS" for "Joint Chiefs of Staff (JCS)".
    fn acronym(&self, name: &str) -> Option<String> {
        if name.len() < 2 || name.len() > 8 || !name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) {
            return None;
        }
        let at = self.text.find(&format!("({name})"))?;
        let before = self.text[..at].trim_end();
        let start = before.rfind(['.', ',', ';', '\n', '“', '"']).map_or(0, |i| i + 1);
        let words: Vec<&str> = before[start..].split_whitespace().collect();
        let initial = name.chars().next()?.to_lowercase().next()?;
        let from = words.iter().rposition(|w| {
            w.to_lowercase().starts_with(initial)
                && words.len() <= words.iter().position(|x| x == w).unwrap_or(0) + name.len() + 3
        })?;
        Some(words[from..].join(" "))
    }

    /// Phrases that describe the named source elsewhere in the article, first mention first.
    pub(super) fn descriptions(&self, full: &str, mention: Span) -> Vec<Excerpt> {
        let several = full.contains(' ');
        let same = |m: &&Name<'_>| m.bare == full || (several && full.ends_with(m.bare) && !m.bare.contains(' '));
        let mut found: Vec<Excerpt> = self
            .names
            .iter()
            .filter(same)
            .filter(|m| !m.phrase.overlaps(mention) && m.phrase.len() > m.name.len())
            .map(|m| m.phrase.excerpt(self.text))
            .collect();
        found.extend(self.known.iter().filter(|k| k.name == full && !k.phrase.span.overlaps(mention)).map(|k| k.phrase.clone()));
        found.sort();
        found.dedup();
        found.truncate(4);
        found
    }
}
