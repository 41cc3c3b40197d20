//! Whether two articles are one text.

use super::Relation;
use super::pairs::Pair;
use crate::corroboration::reuse::{Kinship, Text, compare};
use crate::engine::Engine;
use std::collections::BTreeMap;

/// Compares the two texts, with the media that each credits.
pub fn relate(pair: &Pair, engine: &Engine) -> Relation {
    let kinship = kinship(pair, engine);
    let p_reuse = Some((kinship.p_reuse() * 1e6).round() / 1e6);
    Relation { label: kinship.reuse.as_str(), p_same: None, p_contradict: None, p_reuse, because: kinship.because() }
}

/// The numbers that the answer rests on.
pub fn features(pair: &Pair, engine: &Engine) -> BTreeMap<&'static str, f64> {
    kinship(pair, engine).features
}

fn kinship(pair: &Pair, engine: &Engine) -> Kinship {
    let [a, b] = [&pair.a, &pair.b].map(|article| Text::of(&engine.extract(article.clone()).reading()));
    compare(&a, &b, &pair.a.text)
}
