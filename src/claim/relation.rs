//! What two statements have to do with each other: same, contradict, update or different.

use super::compare::{Comparison, FEATURES, Feature, KIN, Told, compare, told};
use super::sketch::Sketch;
use std::sync::OnceLock;

const MODEL: &str = include_str!("../../data/models/claims.csv");

/// Coverage from which two statements differ in nothing but a negation. Chosen by us.
const ALL_BUT_THE_NEGATION: f64 = 0.8;

/// What two statements have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// They assert the same.
    Same,
    /// Both cannot hold.
    Contradict,
    /// The later one replaces the earlier.
    Update,
    /// Neither.
    Different,
}

impl Label {
    /// Its name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Label::Same => "same",
            Label::Contradict => "contradict",
            Label::Update => "update",
            Label::Different => "different",
        }
    }
}

/// The relation of two statements, with the words it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// The most likely relation.
    pub label: Label,
    /// How likely they assert the same, 0..1.
    pub p_same: f64,
    /// How likely they contradict each other, 0..1.
    pub p_contradict: f64,
    /// How likely one replaces the other, 0..1.
    pub p_update: f64,
    /// The words it rests on, most telling first.
    pub because: Vec<String>,
}

/// One row a feature and a last one for the intercept: whether of one event, then the four labels.
struct Model {
    rows: [[f64; 5]; FEATURES + 1],
}

fn model() -> &'static Model {
    static READ: OnceLock<Model> = OnceLock::new();
    READ.get_or_init(|| {
        let mut rows = [[0.0; 5]; FEATURES + 1];
        for (row, line) in rows.iter_mut().zip(MODEL.lines().skip(1)) {
            for (value, cell) in row.iter_mut().zip(line.split(',').skip(1)) {
                *value = cell.parse().unwrap_or(0.0);
            }
        }
        Model { rows }
    })
}

impl Model {
    fn sum(&self, values: &[f64; FEATURES], column: usize) -> f64 {
        let weighted = values.iter().zip(&self.rows).map(|(v, row)| v * row[column]);
        weighted.sum::<f64>() + self.rows[FEATURES][column]
    }

    /// How likely each label is.
    ///
    /// A statement and the same words with a negation are never the same: the pairs that the model learned from hold too few of them to teach it.
    fn labels(&self, values: &[f64; FEATURES]) -> [f64; 4] {
        let [same, contradict, update, different] = self.fitted(values);
        let of = |feature: Feature| values[feature as usize];
        let negated =
            of(Feature::Negation) > 0.0 && of(Feature::NegatedWord) > 0.0 && of(Feature::LessCovered) >= ALL_BUT_THE_NEGATION;
        if negated { [0.0, contradict + same, update, different] } else { [same, contradict, update, different] }
    }

    fn fitted(&self, values: &[f64; FEATURES]) -> [f64; 4] {
        let scores = [1, 2, 3, 4].map(|column| self.sum(values, column));
        let top = scores.iter().copied().fold(f64::MIN, f64::max);
        let powers = scores.map(|s| (s - top).exp());
        let all: f64 = powers.iter().sum();
        powers.map(|p| p / all)
    }

    /// How likely they speak of one event.
    fn one_event(&self, values: &[f64; FEATURES]) -> f64 {
        1.0 / (1.0 + (-self.sum(values, 0)).exp())
    }
}

/// Relates two texts, each read as one statement. Symmetric: which comes first says nothing.
///
/// ```
/// use corroborate::claim::{Label, relate};
///
/// let one = relate("Four workers died in the fire at the depot", "Four workers were killed in the depot fire");
/// let other = relate("Four workers died in the fire at the depot", "The minister will visit Oslo in June");
/// assert_eq!((one.label, other.label), (Label::Same, Label::Different));
/// assert!(one.p_same > other.p_same);
/// ```
pub fn relate(a: &str, b: &str) -> Relation {
    relation(&Sketch::of(a, false), &Sketch::of(b, false))
}

pub(super) fn relation(a: &Sketch, b: &Sketch) -> Relation {
    let found = compare(a, b);
    let [same, contradict, update, different] = model().labels(&found.values);
    let together = (same + contradict + update).max(1e-12);
    let one_event = model().one_event(&found.values);
    let all = [(same, Label::Same), (contradict, Label::Contradict), (update, Label::Update), (different, Label::Different)];
    let label = all.into_iter().max_by(|x, y| x.0.total_cmp(&y.0)).map_or(Label::Different, |(_, label)| label);
    let because = because(label, a, &found);
    Relation { label, p_same: one_event * same / together, p_contradict: contradict, p_update: update, because }
}

/// What grouping asks of a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Judgement {
    /// What was measured.
    pub values: [f64; FEATURES],
    /// What each tells of the other, words that are rare in their story counting more; nothing for statements of two stories.
    pub told: [Told; 2],
    pub p_same: f64,
    /// How likely they speak of one event.
    pub p_event: f64,
    pub p_contradict: f64,
    pub p_update: f64,
    /// They give different counts of people killed, hurt or held.
    pub toll: bool,
    /// How surely numbers of one thing clash, 0..1.
    pub clash: f64,
    /// The numbers that clash are tolls of one kind.
    pub one_toll: bool,
    /// Which side is negated.
    pub negative: [bool; 2],
    /// Which number of each clashes with which of the other.
    pub clashing: Option<[usize; 2]>,
    /// Of the two the first is the greater.
    pub first_greater: Option<bool>,
    /// Tolls of one kind, one of them "at least" so many and the other more; whether the first is the greater.
    pub grown: Option<([usize; 2], bool)>,
    /// A word that both have is negated in one.
    pub negated: bool,
    /// They have words that exclude each other.
    pub opposed: bool,
    /// A word of one is a later state of a word of the other.
    pub progress: bool,
    /// Share of the statement that the other covers more.
    pub covered: f64,
}

/// The same as [`relation`] without its words, for comparing many; `rarity` is that of the words of each in the story of both.
pub(super) fn judge(a: &Sketch, b: &Sketch, rarity: Option<[&[f64]; 2]>) -> Judgement {
    let Comparison { values, unlike, one_toll, clashing, grown, covers: [to_b, to_a], .. } = compare(a, b);
    let told = rarity.map_or_else(Default::default, |[of_a, of_b]| [told(a, &to_b, of_a), told(b, &to_a, of_b)]);
    let first_greater = clashing.map(|[i, j]| a.quantities[i].value > b.quantities[j].value);
    let [same, contradict, update, _] = model().labels(&values);
    let p_event = model().one_event(&values);
    let of = |feature: Feature| values[feature as usize];
    Judgement {
        values,
        told,
        p_same: p_event * same / (same + contradict + update).max(1e-12),
        p_event,
        p_contradict: contradict,
        p_update: update,
        toll: of(Feature::TollClash) > 0.0,
        clash: if unlike { 0.0 } else { of(Feature::NumbersClash) },
        one_toll,
        clashing,
        grown,
        negative: [a, b].map(Sketch::is_negated),
        first_greater,
        negated: of(Feature::Negation) > 0.0 && of(Feature::NegatedWord) > 0.0,
        progress: of(Feature::Progress) > 0.0,
        opposed: of(Feature::Opposites) > 0.0,
        covered: of(Feature::MoreCovered),
    }
}

fn because(label: Label, a: &Sketch, found: &Comparison<'_>) -> Vec<String> {
    let covered = a.terms.iter().zip(&found.covers[0]).filter(|(_, (score, _))| *score >= KIN);
    let shared: Vec<&str> = covered.map(|(term, _)| term.word.as_str()).collect();
    let shared = match shared.len() {
        0 => "no telling word in common".to_owned(),
        _ => format!("both have: {}", shared.join(", ")),
    };
    let parted = found.parted.iter().map(|(feature, words)| {
        let what = match feature {
            Feature::NumbersClash => "numbers differ",
            Feature::Negation | Feature::NegatedWord => "negation",
            Feature::Opposites => "words that exclude each other",
            Feature::Progress => "a later state",
            Feature::Modality => "left open in one",
            _ => "another time",
        };
        format!("{what}: {words}")
    });
    match label {
        Label::Same | Label::Different => std::iter::once(shared).chain(parted).collect(),
        Label::Contradict | Label::Update => parted.chain(std::iter::once(shared)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_has_a_row_for_each_feature() {
        let names: Vec<&str> = MODEL.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!(names.len(), FEATURES + 1);
        assert_eq!((names[0], names[FEATURES]), ("less-covered", "intercept"));
        assert!(MODEL.lines().skip(1).all(|line| line.split(',').skip(1).all(|cell| cell.parse::<f64>().is_ok())));
    }

    #[test]
    fn the_order_of_the_two_says_nothing() {
        let (a, b) = ("The yard laid off 120 welders in March", "In spring some 300 welders lost their jobs at the yard");
        let (one, other) = (relate(a, b), relate(b, a));
        assert_eq!(one.label, other.label);
        assert!((one.p_same - other.p_same).abs() < 1e-6 && (one.p_contradict - other.p_contradict).abs() < 1e-6);
    }

    #[test]
    fn nothing_to_compare_is_different() {
        assert_eq!(relate("", "").label, Label::Different);
        assert_eq!(relate("…", "The bridge closed").label, Label::Different);
    }
}
