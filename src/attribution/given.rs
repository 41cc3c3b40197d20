//! Given names, and whether women or men bear them: `data/cues/given_names.csv`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Given name → `f` or `m`.
static NAMES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../../data/cues/given_names.csv").lines().skip(1).filter_map(|row| row.split_once(',')).collect()
});

/// Whether women (`f`) or men (`m`) bear a name, as written with its capital; a double name goes by its first part ("Lim Seo-yun", "Jean-Pierre").
pub fn borne_by(name: &str) -> Option<&'static str> {
    NAMES.get(name).or_else(|| NAMES.get(name.split('-').next()?)).copied()
}
