//! How much a word tells, and which words are near to it: a table of frequent English words with a small vector each.

use crate::text::WordMap;
use std::sync::OnceLock;

const WORDS: &str = include_str!("../../data/models/words.txt");
const VECTORS: &[u8] = include_bytes!("../../data/models/words.i8");
/// Components of a vector.
const WIDTH: usize = 48;
/// Length of a vector as stored: 127 × 2, so that the largest component of a unit vector still fits.
const SCALE: f32 = 254.0;
/// Weight of one word against another: the logarithm of the rank, squared; with the exponents 1 and 3 the sentence pairs of ECB+ rank less well.
const SHARPNESS: i32 = 2;

/// Row of a word in the table; rows go from the most frequent word to the rarest.
pub(super) type Row = u32;

fn table() -> &'static WordMap<&'static str, Row> {
    static TABLE: OnceLock<WordMap<&'static str, Row>> = OnceLock::new();
    TABLE.get_or_init(|| WORDS.lines().zip(0..).collect())
}

/// The row of a lower-case word; `None` for a rare word or a name.
pub(super) fn row(word: &str) -> Option<Row> {
    table().get(word).copied()
}

/// How much a word tells, from 0 for the most frequent to 1 for what the table lacks.
pub(super) fn weight(row: Option<Row>) -> f32 {
    let all = table().len() as f32;
    row.map_or(1.0, |row| ((2.0 + row as f32).ln() / (2.0 + all).ln()).powi(SHARPNESS))
}

/// Cosine of two rows' vectors, from −1 to 1.
pub(super) fn nearness(a: Row, b: Row) -> f32 {
    // as arrays, whose known length lets the whole sum be taken at once
    let vector = |row: Row| &VECTORS.as_chunks::<WIDTH>().0[row as usize];
    let (x, y) = (vector(a), vector(b));
    let mut dot = 0;
    for i in 0..WIDTH {
        dot += i32::from(x[i].cast_signed()) * i32::from(y[i].cast_signed());
    }
    dot as f32 / (SCALE * SCALE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        assert_eq!(VECTORS.len(), table().len() * WIDTH);
        for word in ["the", "earthquake", "minister"] {
            let row = row(word).expect("a frequent word");
            assert!((nearness(row, row) - 1.0).abs() < 0.05, "{word}");
        }
    }

    #[test]
    fn rare_words_tell_more_and_like_words_are_near() {
        assert!(weight(row("the")) < weight(row("minister")) && weight(row("minister")) < weight(row("refinery")));
        assert_eq!(weight(row("krasnoluzhsk")), 1.0);
        let near = |a, b| nearness(row(a).expect(a), row(b).expect(b));
        assert!(near("storm", "hurricane") > near("storm", "minister"));
    }
}
