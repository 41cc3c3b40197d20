//! Whether two articles are one text.

use super::Relation;
use super::pairs::Pair;
use crate::corroboration::reuse::{Text, compare};
use crate::engine::Engine;

/// Compares the two texts, with the media that each credits.
pub fn relate(pair: &Pair, engine: &Engine) -> Relation {
    let [a, b] = [&pair.a, &pair.b].map(|article| Text::of(&engine.extract(article.clone()).reading()));
    let kinship = compare(&a, &b, &pair.a.text);
    let rounded = (kinship.p_reuse() * 1e6).round() / 1e6;
    Relation {
        label: kinship.reuse.as_str(),
        p_same: None,
        p_contradict: None,
        p_reuse: Some(rounded),
        because: kinship.because(),
    }
}
