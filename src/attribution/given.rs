//! Given names, and whether women or men bear them: `data/cues/given_names.csv`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Given name → `f` or `m`.
static NAMES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../../data/cues/given_names.csv").lines().skip(1).filter_map(|row| row.split_once(',')).collect()
});

/// Names that come first in a person's name, given names and family names of the East: `data/cues/provenance_given_names.csv`.
static FIRST: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let rows = include_str!("../../data/cues/provenance_given_names.csv").lines().skip(1);
    rows.filter_map(|row| row.split_once(',')).flat_map(|(_, names)| names.split('|')).collect()
});

/// Whether persons' names begin with this one, as written with its capital ("Dylan", "Xi").
pub fn is_given_or_family(name: &str) -> bool {
    borne_by(name).is_some() || FIRST.contains(name)
}

/// Whether women (`f`) or men (`m`) bear a name, as written with its capital; a double name goes by its first part ("Lim Seo-yun", "Jean-Pierre").
pub fn borne_by(name: &str) -> Option<&'static str> {
    NAMES.get(name).or_else(|| NAMES.get(name.split('-').next()?)).copied()
}
