//! What two statements have in common and where they part: a dozen measured features, each with the words it rests on.

use super::lexicon::{Opposition, is_opposed, opposition};
use super::quantity::{Measure, Quantity};
use super::sketch::{CROWD, Sketch, Term};
use super::vocabulary::nearness;
use std::collections::HashMap;
use std::fmt;

/// How much of a word its synonym covers.
const SYNONYM: f32 = 0.9;
/// How much of a word another of the same beginning covers ("bankrupt", "bankruptcy").
pub(super) const KIN: f32 = 0.7;
/// Letters that kin share at least.
const KIN_LETTERS: usize = 5;
/// Nearness from which two words count as alike, and how much a wholly like one covers: neighbours in meaning are often alternatives ("rose", "fell").
const ALIKE: f32 = 0.45;
const ALIKE_COVERS: f32 = 0.8;
/// Weight of a number beside that of words.
const NUMBER_WEIGHT: f32 = 0.8;
/// Two numbers speak of one thing from this likeness of the words next to them on.
const SAME_THING: f32 = 0.2;

/// Counts of one kind, all killed or all hurt, are alike by so much whatever stands beside them. Chosen by us.
const ONE_KIND: f32 = 0.5;

/// What is measured of a pair. The order is that of the model's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub enum Feature {
    /// Share of the statement that the other covers less, by weight of words.
    LessCovered,
    /// Share of the statement that the other covers more.
    MoreCovered,
    /// Shared words as written, by weight, against all.
    SameWords,
    /// Logarithm of the weight of what is shared.
    SharedWeight,
    /// Share of common words (names and numbers left out) covered, of the less covered statement.
    CommonCovered,
    /// Weight of names that both have.
    SharedNames,
    /// Weight of names that each has and the other lacks, of the statement that has fewer of them.
    OtherNames,
    /// Cosine of the mean word vectors.
    Nearness,
    /// Numbers that agree.
    NumbersAgree,
    /// How surely a number of one clashes with one of the other.
    NumbersClash,
    /// The clash, where all the rest agrees.
    ClashAlone,
    /// The clash is one of people killed, hurt or held.
    TollClash,
    /// One has a negation more.
    Negation,
    /// A word that both have is negated in one.
    NegatedWord,
    /// Words that exclude each other.
    Opposites,
    /// Words of which one is a later state of the other.
    Progress,
    /// One leaves open what the other states.
    Modality,
    /// Another day, month, year or hour.
    OtherTime,
    /// A clash of any kind, where the rest agrees.
    Parted,
    /// Another name in an otherwise like statement.
    OtherActor,
    /// Agreement in words and in numbers at once.
    AllAgrees,
}

/// How many features there are.
pub const FEATURES: usize = 21;

impl Feature {
    /// All features, in order.
    pub const ALL: [Feature; FEATURES] = [
        Feature::LessCovered,
        Feature::MoreCovered,
        Feature::SameWords,
        Feature::SharedWeight,
        Feature::CommonCovered,
        Feature::SharedNames,
        Feature::OtherNames,
        Feature::Nearness,
        Feature::NumbersAgree,
        Feature::NumbersClash,
        Feature::ClashAlone,
        Feature::TollClash,
        Feature::Negation,
        Feature::NegatedWord,
        Feature::Opposites,
        Feature::Progress,
        Feature::Modality,
        Feature::OtherTime,
        Feature::Parted,
        Feature::OtherActor,
        Feature::AllAgrees,
    ];
}

/// The features of a pair with the words behind them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Comparison<'a> {
    pub values: [f64; FEATURES],
    /// Where they part, with the words of each clash found.
    pub parted: Vec<(Feature, Parting<'a>)>,
    /// The numbers that clash are a toll in one and not in the other: of two things.
    pub unlike: bool,
    /// The numbers that clash are tolls of one kind.
    pub one_toll: bool,
    /// Which number of each clashes with which of the other.
    pub clashing: Option<[usize; 2]>,
    /// Tolls of one kind, one of them "at least" so many and the other more; whether the first is the greater.
    pub grown: Option<([usize; 2], bool)>,
    /// What the second covers of the first, and the first of the second.
    pub covers: [Cover; 2],
}

/// The words in which two part. Grouping compares many pairs and reads none of these, so that they become text only where they are shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Parting<'a> {
    /// What each says instead.
    Sides([Vec<&'a str>; 2]),
    /// What one of them says.
    InOne(&'a [String]),
    /// A word that one of them negates.
    NegatedIn(&'a str),
}

impl fmt::Display for Parting<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Parting::Sides([one, other]) => write!(f, "{} / {}", one.join(" "), other.join(" ")),
            Parting::InOne(words) => write!(f, "“{}” in one only", words.join(" ")),
            Parting::NegatedIn(word) => write!(f, "“{word}” is negated in one"),
        }
    }
}

/// For each term of one side: how much of it the other side covers, and by which term; of equals the first.
pub(super) type Cover = Vec<(f32, Option<usize>)>;

/// What the second side covers of the first, and the first of the second: one look at each pair of terms, since likeness has no direction.
fn alignments(a: &Sketch, b: &Sketch) -> (Cover, Cover) {
    let (mut of_a, mut of_b): (Cover, Cover) = (vec![(0.0, None); a.terms.len()], vec![(0.0, None); b.terms.len()]);
    for (i, term) in a.terms.iter().enumerate() {
        for (j, other) in b.terms.iter().enumerate() {
            let score = likeness(term, other);
            if score > of_a[i].0 {
                of_a[i] = (score, Some(j));
            }
            if score > of_b[j].0 {
                of_b[j] = (score, Some(i));
            }
        }
    }
    (of_a, of_b)
}

/// How much of a word the other covers, 0..1; the same from either side.
fn likeness(a: &Term, b: &Term) -> f32 {
    let (x, y) = (a.stem.as_bytes(), b.stem.as_bytes());
    // nearly all pairs are told apart by their first letters
    let one_letter = x.first() == y.first();
    if one_letter && x == y {
        return 1.0;
    }
    if a.meanings.iter().any(|m| b.meanings.contains(m)) {
        return SYNONYM;
    }
    let begin_alike = one_letter && x.len() >= KIN_LETTERS && y.len() >= KIN_LETTERS && x[..KIN_LETTERS] == y[..KIN_LETTERS];
    let kin = if begin_alike { x.iter().zip(y).take_while(|(x, y)| x == y).count() } else { 0 };
    if kin >= KIN_LETTERS && kin + 3 >= a.stem.len().min(b.stem.len()) && kin + 5 >= a.stem.len().max(b.stem.len()) {
        return KIN;
    }
    match (a.row, b.row) {
        (Some(x), Some(y)) if !a.name && !b.name => {
            let near = ((nearness(x, y) - ALIKE) / (1.0 - ALIKE)).max(0.0) * ALIKE_COVERS;
            if near > 0.0 && opposition(a.meanings, b.meanings).is_none() { near } else { 0.0 }
        }
        _ => 0.0,
    }
}

/// Measures a pair. Symmetric: the order of the two does not matter.
pub(super) fn compare<'a>(a: &'a Sketch, b: &'a Sketch) -> Comparison<'a> {
    let (to_b, to_a) = alignments(a, b);
    let mut numbers = Numbers::of(a, b);
    let mut found = Comparison {
        values: [0.0; FEATURES],
        parted: Vec::new(),
        unlike: numbers.unlike,
        one_toll: numbers.one_toll,
        clashing: numbers.clashing,
        grown: numbers.grown,
        covers: Default::default(),
    };
    let covered = |s: &Sketch, to: &[(f32, Option<usize>)], matched: usize, of: usize| {
        let words: f32 = s.terms.iter().zip(to).map(|(t, (score, _))| t.weight * score).sum();
        (words + NUMBER_WEIGHT * matched as f32) / (s.total + NUMBER_WEIGHT * of as f32).max(0.5)
    };
    let (ca, cb) =
        (covered(a, &to_b, numbers.matched.0, a.quantities.len()), covered(b, &to_a, numbers.matched.1, b.quantities.len()));
    // what stands next to the numbers may differ in wording where the statements as a whole do not
    numbers.clash = (numbers.clash + ca.max(cb)) / 2.0 * if numbers.clash > 0.0 { 1.0 } else { 0.0 };
    let same: f32 = a.terms.iter().zip(&to_b).filter(|(_, (score, _))| *score == 1.0).map(|(t, _)| t.weight).sum();
    let mut set = |feature: Feature, value: f32| found.values[feature as usize] = f64::from(value);
    set(Feature::LessCovered, ca.min(cb));
    set(Feature::MoreCovered, ca.max(cb));
    set(Feature::SameWords, same / (a.total + b.total - same).max(0.5));
    set(Feature::SharedWeight, (same + NUMBER_WEIGHT * numbers.agree as f32).ln_1p());
    set(Feature::CommonCovered, common(a, &to_b).min(common(b, &to_a)));
    set(Feature::SharedNames, names(a, &to_b, true).min(3.0) / 3.0);
    set(Feature::OtherNames, names(a, &to_b, false).min(names(b, &to_a, false)).min(2.0) / 2.0);
    set(Feature::Nearness, mean_nearness(a, &to_b).min(mean_nearness(b, &to_a)));
    set(Feature::NumbersAgree, (numbers.agree as f32).min(2.0) / 2.0);
    set(Feature::AllAgrees, ca.min(cb) * if numbers.clash > 0.0 { 0.0 } else { 1.0 });
    set(Feature::NumbersClash, numbers.clash);
    set(Feature::ClashAlone, numbers.clash * ca.max(cb));
    set(Feature::TollClash, if numbers.toll { numbers.clash } else { 0.0 });
    if let Some([i, j]) = numbers.clashing {
        found.parted.push((Feature::NumbersClash, Parting::Sides([q_words(a, i), q_words(b, j)])));
    }
    polarity(a, b, &to_b, &mut found);
    opposites(a, b, &to_b, &to_a, &mut found);
    modality(a, b, &mut found);
    times(a, b, &mut found);
    let value = |feature: Feature| found.values[feature as usize];
    let clashes = [Feature::NumbersClash, Feature::Negation, Feature::NegatedWord, Feature::Opposites, Feature::OtherTime];
    let parted = clashes.into_iter().map(value).fold(0.0, f64::max) * value(Feature::MoreCovered);
    let actor = value(Feature::OtherNames) * value(Feature::CommonCovered);
    found.values[Feature::Parted as usize] = parted;
    found.values[Feature::OtherActor as usize] = actor;
    found.covers = [to_b, to_a];
    found
}

/// How rare each word of a story's statements is in it, 0..1, by statement and word: a word in every statement tells nothing of what one of them says.
pub(super) fn rarity(sketches: &[&Sketch]) -> Vec<Vec<f64>> {
    // in how many statements each is found, and in which last
    let mut found_in: HashMap<&str, (f64, usize)> = HashMap::new();
    for (at, sketch) in sketches.iter().enumerate() {
        for term in &sketch.terms {
            let (found, last) = found_in.entry(term.key()).or_insert((0.0, usize::MAX));
            if *last != at {
                (*found, *last) = (*found + 1.0, at);
            }
        }
    }
    let all = sketches.len() as f64 + 1.0;
    let rare = |term: &Term| (all / found_in[term.key()].0).ln() / all.ln();
    sketches.iter().map(|sketch| sketch.terms.iter().map(rare).collect()).collect()
}

/// What a statement says that another says too: its share of the statement, and its weight. Words that are rare in the story count more.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Told {
    pub share: f64,
    pub weight: f64,
}

/// What of a statement another says too, by what that one covers of it; `rarity` is that of its words.
pub(super) fn told(of: &Sketch, cover: &[(f32, Option<usize>)], rarity: &[f64]) -> Told {
    let (mut all, mut shared) = (0.0, 0.0);
    for ((term, &(like, _)), rare) in of.terms.iter().zip(cover).zip(rarity) {
        let weight = f64::from(term.weight) * rare;
        all += weight;
        shared += weight * if like >= KIN { f64::from(like) } else { 0.0 };
    }
    Told { share: if all > 0.0 { shared / all } else { 0.0 }, weight: shared }
}

fn common(s: &Sketch, to: &[(f32, Option<usize>)]) -> f32 {
    let of = || s.terms.iter().zip(to).filter(|(t, _)| !t.name && t.row.is_some());
    let all: f32 = of().map(|(t, _)| t.weight).sum();
    of().map(|(t, (score, _))| t.weight * score).sum::<f32>() / all.max(0.3)
}

fn names(s: &Sketch, to: &[(f32, Option<usize>)], shared: bool) -> f32 {
    let of = s.terms.iter().zip(to).filter(|(t, (score, _))| (t.name || t.row.is_none()) && (*score >= KIN) == shared);
    of.map(|(t, _)| t.weight).sum()
}

/// Mean likeness of the common words to their nearest on the other side, soft matches included.
fn mean_nearness(s: &Sketch, to: &[(f32, Option<usize>)]) -> f32 {
    let of = s.terms.iter().zip(to).filter(|(t, _)| !t.name);
    let (sum, n) = of.fold((0.0, 0.0), |(sum, n), (_, (score, _))| (sum + score, n + 1.0));
    if n > 0.0 { sum / n } else { 0.0 }
}

/// How the numbers of two statements stand to each other.
#[derive(Debug, Default)]
struct Numbers {
    agree: usize,
    /// Numbers of each side that the other has too.
    matched: (usize, usize),
    clash: f32,
    toll: bool,
    /// Only one of the two that clash is a toll.
    unlike: bool,
    /// Both that clash are tolls of one kind.
    one_toll: bool,
    clashing: Option<[usize; 2]>,
    grown: Option<([usize; 2], bool)>,
}

impl Numbers {
    fn of(a: &Sketch, b: &Sketch) -> Self {
        let mut found = Numbers::default();
        let free = |s: &Sketch, o: &Sketch| -> Vec<usize> {
            (0..s.quantities.len()).filter(|&i| !(0..o.quantities.len()).any(|j| one_number(s, i, o, j))).collect()
        };
        let (free_a, free_b) = (free(a, b), free(b, a));
        found.matched = (a.quantities.len() - free_a.len(), b.quantities.len() - free_b.len());
        found.agree = found.matched.0.min(found.matched.1);
        for &i in &free_a {
            for &j in &free_b {
                let (p, q) = (&a.quantities[i], &b.quantities[j]);
                // another year or hour is another time, and an age belongs to a person: neither is another number of the same thing
                if p.measure != q.measure
                    || p.part != q.part
                    || p.agrees(q) && !(p.outgrows(q) || q.outgrows(p))
                    || matches!(p.measure, Measure::Year | Measure::Clock)
                {
                    continue;
                }
                // Armenians and Azerbaijanis are counted apart
                if other_countries(a, i, b, j) {
                    continue;
                }
                let one_kind = a.tolls[i].is_some() && a.tolls[i] == b.tolls[j];
                let least = match p.measure {
                    Measure::Count if one_kind => ONE_KIND,
                    Measure::Count => 0.0,
                    _ => SAME_THING + 0.05,
                };
                let alike = context_likeness(a, i, b, j).max(least);
                if alike > found.clash.max(SAME_THING) {
                    found.clash = alike;
                    let tolls = (a.tolls[i], b.tolls[j]);
                    found.toll = [tolls.0, tolls.1].into_iter().flatten().any(|kind| kind != CROWD);
                    found.unlike = tolls.0.is_some() != tolls.1.is_some();
                    found.one_toll = tolls.0.is_some() && tolls.0 == tolls.1;
                    found.clashing = Some([i, j]);
                }
            }
        }
        found.grown = grown(a, b);
        found
    }
}

/// Whether two numbers may be the same one: twelve hurt are not twelve held, nor "at least 70" hurt the hundred of the evening.
fn one_number(a: &Sketch, i: usize, b: &Sketch, j: usize) -> bool {
    let (p, q) = (&a.quantities[i], &b.quantities[j]);
    let kinds = (a.tolls[i], b.tolls[j]);
    let one_kind = kinds.0.is_none() || kinds.1.is_none() || kinds.0 == kinds.1;
    let grew = kinds.0.is_some() && kinds.0 == kinds.1 && (p.outgrows(q) || q.outgrows(p));
    p.agrees(q) && one_kind && !grew
}

/// Whether two numbers count people or things of different countries.
fn other_countries(a: &Sketch, i: usize, b: &Sketch, j: usize) -> bool {
    fn of(s: &Sketch, i: usize) -> Vec<&str> {
        s.contexts[i].iter().map(|&t| s.terms[t].stem.as_str()).filter(|stem| stem.starts_with('@')).collect()
    }
    let (x, y) = (of(a, i), of(b, j));
    !x.is_empty() && !y.is_empty() && !x.iter().any(|country| y.contains(country))
}

/// Whether one tells nothing but a number that the other does not give.
pub(super) fn tells_another_number(a: &Sketch, b: &Sketch) -> bool {
    let lacks = |s: &Sketch, o: &Sketch| s.told.is_some_and(|i| !(0..o.quantities.len()).any(|j| one_number(s, i, o, j)));
    lacks(a, b) || lacks(b, a)
}

/// Two tolls of one kind of which one says "at least" so many and the other more; which they are, and whether the first is the greater.
fn grown(a: &Sketch, b: &Sketch) -> Option<([usize; 2], bool)> {
    let pairs = (0..a.quantities.len()).flat_map(|i| (0..b.quantities.len()).map(move |j| (i, j)));
    let found = pairs.filter_map(|(i, j)| {
        let (p, q) = (&a.quantities[i], &b.quantities[j]);
        let grown = p.measure == Measure::Count && p.part == q.part && (p.outgrows(q) || q.outgrows(p));
        grown.then_some(([i, j], p.value > q.value))
    });
    found.into_iter().find(|([i, j], _)| a.tolls[*i].is_some_and(|kind| kind != CROWD) && a.tolls[*i] == b.tolls[*j])
}

/// A number with the word next to it.
fn q_words(s: &Sketch, i: usize) -> Vec<&str> {
    let quantity = &s.quantities[i];
    let after = s.contexts[i].iter().map(|&t| &s.terms[t]).find(|t| t.at > quantity.at.1);
    std::iter::once(quantity.words.as_str()).chain(after.map(|t| t.word.as_str())).collect()
}

/// Minutes.
const HALF_A_DAY: f64 = 720.0;

/// Counts below this are given of too many things to tell by themselves. Chosen by us.
const TELLING_COUNT: f64 = 20.0;

/// Whether a number of a statement is one that a story gives of one thing only: an amount of money, a share, a speed, an area, a larger count.
pub(super) fn is_telling(s: &Sketch, i: usize) -> bool {
    let quantity = &s.quantities[i];
    match quantity.measure {
        Measure::Money | Measure::Percent | Measure::Speed | Measure::Area => true,
        Measure::Count => quantity.value >= TELLING_COUNT,
        _ => false,
    }
}

/// Whether two telling numbers of one story are the same number of the same thing: equal within rounding, and for a count next to like words.
pub(super) fn same_detail(a: &Sketch, i: usize, b: &Sketch, j: usize) -> bool {
    let (p, q) = (&a.quantities[i], &b.quantities[j]);
    let in_digits = [p, q].iter().all(|number| number.words.contains(|c: char| c.is_ascii_digit()));
    let alike = match p.measure {
        Measure::Count => context_likeness(a, i, b, j) > SAME_THING,
        // half of anything is half
        Measure::Percent if !in_digits => context_likeness(a, i, b, j) > SAME_THING,
        // a sum in another currency is as often another sum
        _ => p.written.3 == q.written.3,
    };
    alike && p.agrees(q) && (a.tolls[i].is_none() || !(p.outgrows(q) || q.outgrows(p)))
}

/// Share of the words next to two numbers that are alike.
fn context_likeness(a: &Sketch, i: usize, b: &Sketch, j: usize) -> f32 {
    let side = |s: &Sketch, c: &[usize], o: &Sketch, d: &[usize]| {
        let total: f32 = c.iter().map(|&t| s.terms[t].weight).sum();
        let shared: f32 = c
            .iter()
            .map(|&t| s.terms[t].weight * d.iter().map(|&u| likeness(&s.terms[t], &o.terms[u])).fold(0.0, f32::max))
            .sum();
        if total > 0.0 { shared / total } else { 0.0 }
    };
    let (c, d) = (&a.contexts[i], &b.contexts[j]);
    side(a, c, b, d).max(side(b, d, a, c))
}

fn polarity<'a>(a: &'a Sketch, b: &'a Sketch, to_b: &[(f32, Option<usize>)], found: &mut Comparison<'a>) {
    if a.negations.len() % 2 != b.negations.len() % 2 {
        found.values[Feature::Negation as usize] = 1.0;
        let more = if a.negations.len() > b.negations.len() { &a.negations } else { &b.negations };
        found.parted.push((Feature::Negation, Parting::InOne(more)));
    }
    let negated = a.terms.iter().zip(to_b).filter_map(|(term, (score, at))| {
        let other = &b.terms[(*at)?];
        (*score >= KIN && term.negated != other.negated).then_some((term, other))
    });
    let strongest = negated.max_by(|x, y| x.0.weight.total_cmp(&y.0.weight));
    if let Some((term, _)) = strongest {
        found.values[Feature::NegatedWord as usize] = f64::from(term.weight);
        found.parted.push((Feature::NegatedWord, Parting::NegatedIn(&term.word)));
    }
}

fn opposites<'a>(
    a: &'a Sketch,
    b: &'a Sketch,
    to_b: &[(f32, Option<usize>)],
    to_a: &[(f32, Option<usize>)],
    found: &mut Comparison<'a>,
) {
    for (x, (score, _)) in a.terms.iter().zip(to_b) {
        if *score >= SYNONYM || !is_opposed(x.meanings) {
            continue;
        }
        for (y, (back, _)) in b.terms.iter().zip(to_a) {
            let Some(kind) = opposition(x.meanings, y.meanings).filter(|_| *back < SYNONYM) else { continue };
            let feature =
                if kind == Opposition::Clash && x.negated == y.negated { Feature::Opposites } else { Feature::Progress };
            if found.values[feature as usize] == 0.0 {
                found.values[feature as usize] = 1.0;
                found.parted.push((feature, Parting::Sides([vec![&x.word], vec![&y.word]])));
            }
        }
    }
}

fn modality<'a>(a: &'a Sketch, b: &'a Sketch, found: &mut Comparison<'a>) {
    if a.modals.is_empty() != b.modals.is_empty() {
        found.values[Feature::Modality as usize] = 1.0;
        let words = if a.modals.is_empty() { &b.modals } else { &a.modals };
        found.parted.push((Feature::Modality, Parting::InOne(words)));
    }
}

fn times<'a>(a: &'a Sketch, b: &'a Sketch, found: &mut Comparison<'a>) {
    fn hours(s: &Sketch) -> impl Iterator<Item = &Quantity> {
        s.quantities.iter().filter(|q| matches!(q.measure, Measure::Year | Measure::Clock))
    }
    // "5:40" may be of either half of the day
    let one_hour = |p: &Quantity, q: &Quantity| match (p.measure, q.measure) {
        (Measure::Clock, Measure::Clock) => p.value % HALF_A_DAY == q.value % HALF_A_DAY,
        (Measure::Year, Measure::Year) => p.words == q.words,
        _ => false,
    };
    let days = !a.days.is_empty() && !b.days.is_empty();
    let comparable = days || (hours(a).next().is_some() && hours(b).next().is_some());
    let one_time = || a.days.iter().any(|day| b.days.contains(day)) || hours(a).any(|p| hours(b).any(|q| one_hour(p, q)));
    if comparable && !one_time() {
        let words = |s: &'a Sketch| s.days.iter().chain(hours(s).map(|q| &q.words)).map(String::as_str).collect();
        found.values[Feature::OtherTime as usize] = 1.0;
        found.parted.push((Feature::OtherTime, Parting::Sides([words(a), words(b)])));
    }
}

/// Measures two texts as if each were one statement; for training and for looking into a pair.
pub fn features(a: &str, b: &str) -> [f64; FEATURES] {
    compare(&Sketch::of(a, false), &Sketch::of(b, false)).values
}
