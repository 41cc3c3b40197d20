//! What two texts have in common, as a few numbers with a plain meaning each.

use super::Text;
use super::passages::{Run, SHORTEST, shared};
use super::text::{Words, in_both};

/// The names of the features, in the order of [`Features::values`]; `data/reuse/weights.csv` uses them.
pub(super) const NAMES: [&str; 5] = ["narrative", "told", "alike", "credit", "quote"];

/// Words of a run from which on it has its full weight: two sentences.
const LONG_RUN: f64 = 60.0;
/// Overlap of content words from which on two sentences say much the same.
const ALIKE: f64 = 0.4;

/// What a pair of texts has in common. Shares are of the shorter text; their roots are taken because the first shared words tell most.
///
/// | name | what |
/// |---|---|
/// | narrative | root of the share of its narrative that stands in the other word for word, in runs of five words or more |
/// | told | the same, and the length of the longest such run on a scale from 0 to 1 (60 words) |
/// | alike | root of the share of its phrases (two content words in a row) that the other has, and the share of its sentences with their like there |
/// | credit | both credit one medium, or one credits the outlet of the other |
/// | quote | length of the longest shared run inside quotation marks, on the same scale |
#[derive(Debug, Clone)]
pub(super) struct Features {
    /// In the order of [`NAMES`].
    pub values: [f64; NAMES.len()],
    /// The shared runs.
    pub runs: Vec<Run>,
    /// Sentences of the shorter text that have their like in the other.
    pub alike: usize,
    /// Media that both name as where they have it from.
    pub credits: Vec<String>,
    /// `Some(true)` where the first credits the outlet of the second, `Some(false)` where the second credits that of the first.
    pub credited: Option<bool>,
}

impl Features {
    /// Compares two texts; which of them comes first makes no difference to the values.
    pub fn of(a: &Text, b: &Text) -> Self {
        let runs = shared(&a.words, &b.words, SHORTEST);
        let tally = Tally::of(&a.words, &b.words, &runs);
        let shorter = a.words.told.min(b.words.told).max(1) as f64;
        let credits: Vec<String> = a.credits.intersection(&b.credits).cloned().collect();
        let names = |one: &Text, other: &Text| other.outlet.as_ref().is_some_and(|o| one.credits.contains(o));
        let credited = if names(a, b) { Some(true) } else { names(b, a).then_some(false) };
        let length = |words: usize| ((1.0 + words as f64).ln() / (1.0 + LONG_RUN).ln()).min(1.0);
        let narrative = (tally.narrative as f64 / shorter).sqrt().min(1.0);
        let phrases = common(&a.words.phrases, &b.words.phrases).sqrt();
        let (sentences, alike) = sentences(&a.words, &b.words);
        let credit = f64::from(u8::from(!credits.is_empty() || credited.is_some()));
        let values =
            [narrative, narrative + length(tally.longest_narrative), phrases + sentences, credit, length(tally.longest_quoted)];
        Features { values, runs, alike, credits, credited }
    }
}

/// The words of the shared runs by where they stand.
#[derive(Default)]
struct Tally {
    narrative: usize,
    longest_narrative: usize,
    longest_quoted: usize,
}

impl Tally {
    fn of(a: &Words, b: &Words, runs: &[Run]) -> Self {
        let mut tally = Tally::default();
        for run in runs {
            let (mut told, mut quoted) = (0, 0);
            for i in 0..run.length {
                let (x, y) = (&a.words[run.a + i], &b.words[run.b + i]);
                (told, quoted) = match (x.furniture || y.furniture, x.quoted || y.quoted) {
                    (true, _) => (0, 0),
                    (_, true) => (0, quoted + 1),
                    (_, false) => (told + 1, 0),
                };
                tally.narrative += usize::from(told > 0);
                tally.longest_narrative = tally.longest_narrative.max(told);
                tally.longest_quoted = tally.longest_quoted.max(quoted);
            }
        }
        tally
    }
}

/// Share of the smaller set that is in the other; none of nothing.
fn common<T: Ord>(a: &[T], b: &[T]) -> f64 {
    let smaller = a.len().min(b.len());
    if smaller == 0 { 0.0 } else { in_both(a, b) as f64 / smaller as f64 }
}

/// Share of the shorter text's sentences of narrative that have their like in the other, weighted by how like, and how many these are.
fn sentences(a: &Words, b: &Words) -> (f64, usize) {
    let (x, y) = (&a.matter, &b.matter);
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let best = |sentence: &Vec<u64>| long.iter().map(|other| overlap(sentence, other)).fold(0.0, f64::max);
    let alike: Vec<f64> = short.iter().map(best).filter(|v| *v >= ALIKE).collect();
    let share = if short.is_empty() { 0.0 } else { alike.iter().sum::<f64>() / short.len() as f64 };
    (share, alike.len())
}

/// Mean of the two shares: a short sentence inside a long one counts, and less than the same sentence. Both are sorted.
fn overlap(a: &[u64], b: &[u64]) -> f64 {
    let both = in_both(a, b) as f64;
    (both / a.len() as f64 + both / b.len() as f64) / 2.0
}
