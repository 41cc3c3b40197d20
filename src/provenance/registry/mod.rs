//! The registry of outlets: who owns a medium, who decides what it publishes, and on what evidence.
//!
//! In: the shipped `data/registry/outlets.csv` and a user's overlays. Out: [`Outlet`]s by id, name or domain ([`Registry::lookup`]),
//! at a date, with namesakes told apart by their surroundings or left [`Lookup::Ambiguous`]; and the places in a text where an outlet
//! is named ([`Registry::find`]). The data folder's README says where the facts come from.
//!
//! It does not judge how far an outlet can be trusted, and it never guesses: a name that is not in it is [`Lookup::Unknown`].

mod check;
mod country;
mod find;
mod index;
mod name;
mod outlet;
mod overlay;
mod read;
mod suggest;
#[cfg(test)]
mod tests;

pub use check::{Problem, check};
pub use find::Hit;
pub use outlet::{EvidenceKind, Outlet, OutletKind};
pub use read::{csv, file as read_file, is_overlay};

use crate::error::Result;
use crate::provenance::class::Provenance;
use find::Finder;
use index::Index;
use std::path::Path;
use std::sync::OnceLock;

const BUILTIN: &str = include_str!("../../../data/registry/outlets.csv");

/// The shipped file, as messages name it.
pub const BUILTIN_NAME: &str = "data/registry/outlets.csv";

/// Checks the shipped registry file.
pub fn check_builtin() -> Vec<Problem> {
    check(BUILTIN, None)
}

/// The usual English name of a country by its ISO 3166-1 alpha-2 code.
pub fn country_name(code: &str) -> Option<&'static str> {
    country::by_code(code).map(|country| country.name)
}

/// A name without the country that it begins with: "Joint Chiefs of Staff" of "South Korea's Joint Chiefs of Staff".
pub(crate) fn without_country(name: &str) -> &str {
    name[country::leading_words(name)..].trim_start()
}

/// What a name or domain stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Lookup<'a> {
    /// One outlet.
    Found(&'a Outlet),
    /// Several; nothing at hand decides between them.
    Ambiguous(Vec<&'a Outlet>),
    /// None.
    Unknown,
}

impl Lookup<'_> {
    /// The class of what was found; of several namesakes the one that all of them have.
    pub fn class(&self) -> Option<Provenance> {
        match self {
            Lookup::Found(outlet) => Some(outlet.class()),
            Lookup::Ambiguous(several) => {
                let class = several.first()?.class();
                several.iter().all(|outlet| outlet.class() == class).then_some(class)
            }
            Lookup::Unknown => None,
        }
    }
}

/// Known outlets, looked up by id, name or domain.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    outlets: Vec<Outlet>,
    index: Index,
    finder: OnceLock<Finder>,
    /// Further spellings of names, with their rows.
    spellings: Vec<(String, u32)>,
    version: String,
}

impl Registry {
    /// The registry that ships with the library.
    ///
    /// # Errors
    /// Only if the shipped file is broken, which a test rules out.
    pub fn builtin() -> Result<Self> {
        let outlets = read::outlets(BUILTIN, Path::new(BUILTIN_NAME))?;
        let version = read::version(&outlets, BUILTIN);
        Ok(Registry::of(outlets, version))
    }

    /// Lays a user's own registry file over this one: rows are added, replace all rows of their id, or withdraw it.
    ///
    /// A column `action` says `add`, `override` or `withdraw` (left empty: whichever of the first two fits); replacing and
    /// withdrawing need a `reason`.
    ///
    /// # Errors
    /// Names file, line and reason of the first row that cannot be used.
    pub fn overlay(self, path: &Path) -> Result<Self> {
        let text = read::file(path)?;
        overlay::lay(self, &text, path)
    }

    fn of(mut outlets: Vec<Outlet>, version: String) -> Self {
        outlets.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.valid_from.cmp(&b.valid_from)));
        let spellings =
            (0u32..).zip(&outlets).flat_map(|(row, o)| name::spellings(o.all_names()).map(move |s| (s, row))).collect();
        Registry { index: Index::new(&outlets), outlets, finder: OnceLock::new(), spellings, version }
    }

    /// All outlets, sorted by id, then by period.
    pub fn outlets(&self) -> &[Outlet] {
        &self.outlets
    }

    /// The version of the data: date and hash of the content; overlays add their name and hash.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The outlet with this id, in its latest period.
    pub fn by_id(&self, id: &str) -> Option<&Outlet> {
        self.periods(id).last()
    }

    /// Every period of the outlet with this id, oldest first.
    pub fn periods(&self, id: &str) -> &[Outlet] {
        let start = self.outlets.partition_point(|o| o.id.as_str() < id);
        let end = start + self.outlets[start..].partition_point(|o| o.id.as_str() == id);
        &self.outlets[start..end]
    }

    /// What a name, alias or domain stands for.
    ///
    /// `context` (neighbouring words, country, dateline) may settle an ambiguous one; `date` (ISO) picks the facts that held then,
    /// or the nearest known. Describing words around the name ("the state news agency TASS", "Belga news agency") are looked through.
    pub fn lookup(&self, name_or_domain: &str, context: &str, date: Option<&str>) -> Lookup<'_> {
        self.index.lookup(&self.outlets, name_or_domain, context, date)
    }

    /// Every name and alias with the id of its outlet, for finding media in running text: as listed, without diacritics, and as it
    /// stands inside a sentence ("Irish Times", "the Namibian").
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        let listed = self.outlets.iter().flat_map(|o| o.all_names().map(move |n| (n, o.id.as_str())));
        let further =
            self.spellings.iter().filter_map(|(n, row)| Some((n.as_str(), self.outlets.get(*row as usize)?.id.as_str())));
        listed.chain(further)
    }

    /// Where outlets are named in a text: whole words, the longest name at each place, left to right.
    ///
    /// A hit says that the words stand there; [`Registry::lookup`] with the words around says whom they mean.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        self.finder.get_or_init(|| self.finder()).find(text)
    }

    fn finder(&self) -> Finder {
        Finder::new((0u32..).zip(&self.outlets).flat_map(|(row, outlet)| {
            outlet.all_names().map(move |alias| {
                let exact = name::needs_exact_case(alias) || outlet.exact.iter().any(|e| e == alias);
                (alias, row, exact)
            })
        }))
    }

    /// One outlet that bears the name of a hit of [`Registry::find`]; there may be others.
    pub fn outlet_of(&self, hit: Hit) -> Option<&Outlet> {
        self.outlets.get(hit.row as usize)
    }

    /// Known names that look like an unknown one, nearest first.
    pub fn suggest(&self, unknown: &str) -> Vec<&Outlet> {
        suggest::nearest(&self.outlets, &self.index, unknown)
    }
}
