//! Look-up: from a name or domain to the outlet that it stands for.
//!
//! Names are compared folded; short ones and ordinary words only in their own case. Of several claimants the one is taken that the
//! context points to, by (1) its domain, (2) a longer name of it, (3) its country's or its own words just before the mention,
//! (4) just after it, (5) anywhere; among outlets of one country by their own words alone. If that leaves more than one, the claimant for which the name is marked primary; else it stays ambiguous.

use super::name::{self, Form};
use super::outlet::Outlet;
use super::{Lookup, country};
use std::collections::BTreeMap;

/// Words looked at on either side of a mention before the whole context is.
const NEAR: usize = 5;

/// One outlet's claim to a name.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// Position of the row.
    pub(super) row: u32,
    /// The spelling that alone counts, where case matters.
    exact: Option<String>,
    /// Meant when nothing says otherwise.
    primary: bool,
    /// Counts only where the context points to this outlet.
    pub(super) short: bool,
}

/// Names and domains with the rows that claim them. Built once from rows sorted by id.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    names: BTreeMap<String, Vec<Claim>>,
    domains: BTreeMap<String, Vec<u32>>,
}

impl Index {
    pub(super) fn new(outlets: &[Outlet]) -> Self {
        let mut index = Index::default();
        for (row, outlet) in outlets.iter().enumerate() {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            for alias in outlet.all_names() {
                index.claim(alias, row, outlet, false);
            }
            for alias in &outlet.short_names {
                index.claim(alias, row, outlet, true);
            }
            for domain in &outlet.domains {
                index.domains.entry(domain.to_lowercase()).or_default().push(row);
            }
        }
        index
    }

    fn claim(&mut self, alias: &str, row: u32, outlet: &Outlet, short: bool) {
        let case_matters = name::needs_exact_case(alias) || outlet.exact.iter().any(|e| e == alias);
        let claim = Claim {
            row,
            exact: case_matters.then(|| name::exact_form(alias).to_owned()),
            primary: outlet.primary.iter().any(|p| p == alias),
            short,
        };
        self.names.entry(name::key(alias)).or_default().push(claim);
    }

    /// Every folded name with its claims.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &[Claim])> {
        self.names.iter().map(|(name, claims)| (name.as_str(), claims.as_slice()))
    }

    /// What a name or domain stands for.
    pub(super) fn lookup<'a>(&self, rows: &'a [Outlet], query: &str, context: &str, date: Option<&str>) -> Lookup<'a> {
        let asked = Asked { rows, context, date };
        if let Some(found) = self.by_domain(query) {
            return asked.settle(found.iter().map(|row| (*row, false)).collect(), query, "");
        }
        // a plain name is all of its forms at once, and asking again finds nothing again
        let mut forms = name::forms(query);
        forms.dedup_by(|form, before| form.name == before.name);
        for Form { name, aside } in forms {
            // "The Austrian Times" is not The Times of another country
            let elsewhere = |c: &&Claim| rows.get(c.row as usize).is_some_and(|outlet| is_of_another(outlet, aside));
            let all = self.names.get(&name::key(name)).into_iter().flatten();
            let claims: Vec<&Claim> = all.filter(|c| c.fits(name) && !elsewhere(c)).collect();
            if !claims.is_empty() {
                return asked.among(&claims, name, aside);
            }
        }
        Lookup::Unknown
    }

    /// The rows of the most specific listed domain at or above the host that `query` names.
    fn by_domain(&self, query: &str) -> Option<&[u32]> {
        let host = host(query)?;
        let top = psl::domain_str(&host)?;
        let mut rest = host.as_str();
        loop {
            if let Some(rows) = self.domains.get(rest) {
                return Some(rows);
            }
            if rest.len() <= top.len() {
                return None;
            }
            rest = rest.split_once('.')?.1;
        }
    }
}

/// Whether the words that were cut from a mention name a country, and not the outlet's.
fn is_of_another(outlet: &Outlet, aside: &str) -> bool {
    let folded = name::words(aside);
    !folded.trim().is_empty() && outlet.country.is_some() && country::is_named(&folded) && !Clues::country(outlet, &folded)
}

impl Claim {
    fn fits(&self, name: &str) -> bool {
        self.exact.as_deref().is_none_or(|spelling| spelling == name::exact_form(name))
    }
}

/// The host of an address or bare domain, lower case, without "www."; `None` for anything that is plainly a name.
pub(super) fn host(query: &str) -> Option<String> {
    let query = query.trim();
    let rest = query.split_once("://").map_or(query, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit('@').next().unwrap_or(host).split(':').next().unwrap_or(host);
    let host = host.trim_end_matches('.').to_lowercase();
    if !host.contains('.') || host.contains(char::is_whitespace) {
        return None;
    }
    Some(host.strip_prefix("www.").map_or_else(|| host.clone(), str::to_owned))
}

/// A question with its surroundings.
struct Asked<'a, 'c> {
    rows: &'a [Outlet],
    context: &'c str,
    date: Option<&'c str>,
}

impl<'a> Asked<'a, '_> {
    /// A short name belongs to whom the context points to; unless it does, those who bear the name in full go first.
    fn among(&self, claims: &[&Claim], name: &str, aside: &str) -> Lookup<'a> {
        let of = |short: bool| claims.iter().filter(move |c| !c.short || short).map(|c| (c.row, c.primary)).collect::<Vec<_>>();
        let own = of(false);
        let settled = self.settle(of(true), name, aside);
        let bears = |outlet: &Outlet| own.iter().any(|(row, _)| self.rows.get(*row as usize).is_some_and(|o| o.id == outlet.id));
        match &settled {
            Lookup::Ambiguous(several) if own.len() < claims.len() && several.iter().any(|o| bears(o)) => {
                self.settle(own, name, aside)
            }
            _ => settled,
        }
    }

    /// Decides between claimants.
    fn settle(&self, claims: Vec<(u32, bool)>, mention: &str, aside: &str) -> Lookup<'a> {
        let mut periods: BTreeMap<&str, (Vec<&'a Outlet>, bool)> = BTreeMap::new();
        for (row, primary) in claims {
            if let Some(outlet) = self.rows.get(row as usize) {
                let entry = periods.entry(outlet.id.as_str()).or_default();
                entry.0.push(outlet);
                entry.1 |= primary;
            }
        }
        let mut left: Vec<(&'a Outlet, bool)> =
            periods.into_values().filter_map(|(rows, primary)| Some((at_date(&rows, self.date)?, primary))).collect();
        if left.len() > 1 {
            let clues = Clues::new(self.context, mention, aside);
            let tiers: [fn(&Clues, &Outlet) -> bool; 8] = [
                Clues::domain,
                Clues::longer_name,
                |clues, o| Clues::country(o, &clues.before) || Clues::hint(o, &clues.before),
                |clues, o| Clues::country(o, &clues.after) || Clues::hint(o, &clues.after),
                |clues, o| Clues::country(o, &clues.text) || Clues::hint(o, &clues.text),
                |clues, o| Clues::hint(o, &clues.before),
                |clues, o| Clues::hint(o, &clues.after),
                |clues, o| Clues::hint(o, &clues.text),
            ];
            for tier in tiers {
                if left.iter().any(|(o, _)| tier(&clues, o)) {
                    left.retain(|(o, _)| tier(&clues, o));
                }
            }
            let primary: Vec<_> = left.iter().filter(|(_, primary)| *primary).copied().collect();
            if left.len() > 1 && primary.len() == 1 {
                left = primary;
            }
        }
        match left.as_slice() {
            [] => Lookup::Unknown,
            [(one, _)] => Lookup::Found(one),
            several => Lookup::Ambiguous(several.iter().map(|(o, _)| *o).collect()),
        }
    }
}

/// The row of one outlet that held on the date; without a date the latest; failing that the nearest period.
pub(super) fn at_date<'a>(periods: &[&'a Outlet], date: Option<&str>) -> Option<&'a Outlet> {
    let Some(date) = date else { return periods.last().copied() };
    let day = date.get(..10).unwrap_or(date);
    let held = periods.iter().rev().find(|o| o.held_on(day));
    let ended = || periods.iter().rev().find(|o| o.valid_to.as_deref().is_some_and(|to| to < day));
    held.or_else(ended).or(periods.first()).copied()
}

/// What the surroundings of a mention say, folded.
struct Clues {
    raw: String,
    text: String,
    before: String,
    after: String,
    mention: String,
}

impl Clues {
    fn new(context: &str, mention: &str, aside: &str) -> Self {
        let text = name::words(context);
        let mention = name::words(mention);
        let (before, after) = near(&text, &mention);
        let before = format!("{}{before}", name::words(aside));
        Clues { raw: context.to_lowercase(), text, before, after, mention }
    }

    /// The context has a domain of the outlet.
    fn domain(&self, outlet: &Outlet) -> bool {
        outlet.domains.iter().any(|domain| {
            self.raw.match_indices(domain.as_str()).any(|(at, _)| {
                let before = self.raw[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '-');
                let after = self.raw[at + domain.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '-');
                before && after
            })
        })
    }

    /// The context, or the mention with what stands around it, has a name of the outlet that is longer than the mention.
    fn longer_name(&self, outlet: &Outlet) -> bool {
        outlet.all_names().map(name::words).any(|name| {
            name.len() > self.mention.len() && name.contains(self.mention.as_str()) && self.text.contains(name.as_str())
                || !name.contains(self.mention.trim()) && name.len() > 5 && self.is_near(&name)
        })
    }

    fn is_near(&self, words: &str) -> bool {
        self.before.contains(words) || self.after.contains(words)
    }

    /// A word for the outlet's country is among the folded words.
    fn country(outlet: &Outlet, folded: &str) -> bool {
        let country = outlet.country.as_deref().and_then(country::by_code);
        country.is_some_and(|c| c.words.iter().any(|w| folded.contains(w.as_str())))
    }

    /// A word of the outlet's own is among the folded words.
    fn hint(outlet: &Outlet, folded: &str) -> bool {
        outlet.hints.iter().any(|hint| folded.contains(name::words(hint).as_str()))
    }
}

/// The words before and after every place where the mention stands.
fn near(text: &str, mention: &str) -> (String, String) {
    let (mut before, mut after) = (String::from(" "), String::from(" "));
    if mention.trim().is_empty() {
        return (before, after);
    }
    for (at, _) in text.match_indices(mention) {
        let last: Vec<&str> = text[..at].split_whitespace().rev().take(NEAR).collect();
        last.into_iter().rev().for_each(|word| push(&mut before, word));
        text[at + mention.len()..].split_whitespace().take(NEAR).for_each(|word| push(&mut after, word));
    }
    (before, after)
}

fn push(words: &mut String, word: &str) {
    words.push_str(word);
    words.push(' ');
}
