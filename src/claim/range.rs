//! Numbers that words give as a range or a share: "between 10 and 15", "a third of", "dozens".

use super::quantity::{Measure, Quantity, ROUNDING, bounds, is_open, number, read, spoken};
use super::sketch::Token;

/// "between 1,750 and 1,900 jobs": one number that lies anywhere between the two. `first` is where the smaller begins.
pub(super) fn between(tokens: &[Token], first: usize) -> Option<Quantity> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    let before = first.checked_sub(1).filter(|&at| word(at) == "between")?;
    // the smaller by itself, as if nothing stood before it
    let least = read(&tokens[first..], 0)?;
    let and = first + least.at.1 + 1;
    let most = (word(and) == "and").then(|| read(&tokens[and + 1..], 0))??;
    let whole = matches!(most.measure, Measure::Count | Measure::Money | Measure::Percent | Measure::Year);
    if !whole || least.written.0.is_nan() || most.written.0.is_nan() {
        return None;
    }
    let measure = if most.measure == Measure::Year && least.measure != Measure::Year { Measure::Count } else { most.measure };
    let times = if least.measure == measure { least.written.3 } else { most.written.3 };
    let low = least.written.0 * times / most.written.3;
    // two years are a stretch of time, and what falls is no range
    if measure == Measure::Year || low >= most.written.0 {
        return None;
    }
    let (value, last) = ((low + most.written.0) / 2.0, and + 1 + most.at.1);
    Some(Quantity {
        measure,
        value: value * most.written.3,
        range: (least.range.0.min(low * most.written.3), most.range.1),
        written: (value, low, most.written.0, most.written.3),
        at: (before, last),
        words: spoken(tokens, before, last),
        part: false,
        open: false,
    })
}

/// A share that words tell: "two-thirds", "a fifth of", "one in three". `first` is where it begins.
pub(super) fn share(tokens: &[Token], first: usize) -> Option<Quantity> {
    const PARTS: &[(&str, f64)] = &[
        ("half", 2.0),
        ("third", 3.0),
        ("thirds", 3.0),
        ("quarter", 4.0),
        ("quarters", 4.0),
        ("fifth", 5.0),
        ("fifths", 5.0),
        ("sixth", 6.0),
        ("tenth", 10.0),
        ("tenths", 10.0),
    ];
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    let part = |i: usize| PARTS.iter().find(|(name, _)| *name == word(i)).map(|(_, parts)| *parts);
    let count = if word(first) == "a" { Some(1.0) } else { number(word(first)).map(|(value, _)| value) };
    let (share, last) = if word(first) == "half" && matches!(word(first + 1), "of" | "the") {
        (0.5, first)
    } else if let Some(parts) = part(first + 1).filter(|_| count.is_some_and(|count| count < 10.0)) {
        let by = first.checked_sub(1).is_some_and(|at| word(at) == "by");
        // "a third man" is the next after two
        if !(word(first + 1).ends_with('s') || word(first + 2) == "of" || by) {
            return None;
        }
        (count? / parts, first + 1)
    } else {
        let of = if word(first + 1) == "in" {
            first + 2
        } else if [word(first + 1), word(first + 2)] == ["out", "of"] {
            first + 3
        } else {
            return None;
        };
        let (all, _) = number(word(of)).filter(|(all, _)| (2.0..=20.0).contains(all))?;
        (count? / all, of)
    };
    let value = share * 100.0;
    if !(0.0..100.0).contains(&value) || value == 0.0 {
        return None;
    }
    let (low, high) = bounds(tokens, first, value, value * ROUNDING);
    Some(Quantity {
        measure: Measure::Percent,
        value,
        range: (low, high),
        written: (value, low, high, 1.0),
        at: (first, last),
        words: spoken(tokens, first, last),
        part: false,
        open: is_open(value, high),
    })
}

/// "dozens", "tens of thousands", "several": a range without a number.
pub(super) fn vague(tokens: &[Token], i: usize) -> Option<Quantity> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    let (range, last) = match word(i) {
        "tens" if word(i + 1) == "of" && word(i + 2) == "thousands" => ((20_000.0, 99_999.0), i + 2),
        "hundreds" if word(i + 1) == "of" && word(i + 2) == "thousands" => ((200_000.0, 999_999.0), i + 2),
        "dozens" => ((24.0, 99.0), i),
        "scores" => ((40.0, 200.0), i),
        "hundreds" => ((200.0, 999.0), i),
        "thousands" => ((2000.0, 9999.0), i),
        "millions" => ((2e6, 9.9e7), i),
        "several" => ((3.0, 10.0), i),
        "couple" => ((2.0, 2.0), i),
        "dozen" => ((11.0, 13.0), i),
        _ => return None,
    };
    // no value of its own that could lie inside another's range: it agrees only with what lies inside its own
    Some(Quantity {
        measure: Measure::Count,
        value: f64::NAN,
        range,
        written: (f64::NAN, range.0, range.1, 1.0),
        at: (i, last),
        words: spoken(tokens, i, last),
        part: false,
        open: false,
    })
}
