//! Whether two statements say the same.

use super::Relation;
use super::pairs::Pair;
use crate::claim::relate as compare;
use crate::engine::Engine;

/// Reads each text as one statement, as it stands.
pub fn relate(pair: &Pair, _engine: &Engine) -> Relation {
    let found = compare(&pair.a.text, &pair.b.text);
    Relation {
        label: found.label.name(),
        p_same: Some(rounded(found.p_same)),
        p_contradict: Some(rounded(found.p_contradict)),
        p_reuse: None,
        because: found.because,
    }
}

/// Six places: enough to rank by, and the same on every machine.
fn rounded(p: f64) -> f64 {
    (p * 1e6).round() / 1e6
}
