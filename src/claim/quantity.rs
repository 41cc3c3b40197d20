//! Numbers with what they count: value or range, unit, and how exactly they are meant.

use super::calendar::{clock, is_date};
use super::range::{between, share, vague};
use super::sketch::Token;
use crate::text::WordMap;
use std::sync::LazyLock;

/// What a number measures. Two quantities are only compared when they measure alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Measure {
    /// Things or people.
    Count,
    /// US dollars.
    Money,
    /// Metres.
    Length,
    /// Kilograms.
    Mass,
    /// Hours.
    Duration,
    /// Degrees.
    Temperature,
    /// Per cent.
    Percent,
    /// A person's years.
    Age,
    /// Kilometres an hour.
    Speed,
    /// Square kilometres.
    Area,
    /// A calendar year.
    Year,
    /// A time of day, in minutes.
    Clock,
    /// A place in an order.
    Ordinal,
    /// Letters right after the digits ("1080p").
    Letters(char),
}

/// A number as written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    /// What it measures.
    pub measure: Measure,
    /// The value as written, in the measure's unit; the middle of a vague one.
    pub value: f64,
    /// The least and the greatest value that the words leave room for.
    pub range: (f64, f64),
    /// Value, least and greatest in the unit as written, with the unit's factor: two numbers of one unit are compared without conversion.
    pub written: (f64, f64, f64, f64),
    /// Its first and last token.
    pub at: (usize, usize),
    /// As written, in lower case.
    pub words: String,
    /// It counts a part of what another number counts.
    pub part: bool,
    /// "At least" so many.
    pub open: bool,
}

/// Rounding of a number as written goes no further than this share of it: "1 billion" is no 1.4 billion, though it has one digit.
pub(super) const ROUNDING: f64 = 0.08;
/// "About 200" may be 180 or 220; "nearly 200" is no less than 180. Chosen by us.
const ABOUT: f64 = 0.12;
/// "More than 200" is hardly meant for 400. Chosen by us.
const OPEN: f64 = 1.5;
/// Conversions between units leave this much.
const CONVERSION: f64 = 0.02;

impl Quantity {
    /// Whether both may be the same number.
    pub fn agrees(&self, other: &Quantity) -> bool {
        if self.measure != other.measure {
            return false;
        }
        // "more than 26,000" and "more than 31,000" could both be true, and yet nobody who knows the second says the first
        if self.open && other.open && self.value.max(other.value) > self.value.min(other.value) * (1.0 + ROUNDING) {
            return false;
        }
        if self.written.3 == other.written.3 {
            let inside = |a: &Quantity, b: &Quantity| b.written.1 <= a.written.0 && a.written.0 <= b.written.2;
            return inside(self, other)
                || inside(other, self)
                || (self.value.is_nan() && other.value.is_nan() && self.range == other.range);
        }
        let inside = |a: &Quantity, b: &Quantity| b.range.0 <= a.value && a.value <= b.range.1;
        inside(self, other) || inside(other, self)
    }
}

impl Quantity {
    /// Whether it is more than another that says "at least" so many: both may be true, but the greater tells more.
    pub fn outgrows(&self, other: &Quantity) -> bool {
        other.open && self.measure == other.measure && self.value > other.value * (1.0 + ROUNDING)
    }
}

/// Reads the numbers of a token list.
pub(super) fn quantities(tokens: &[Token]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match read(tokens, i) {
            Some(mut quantity) => {
                i = quantity.at.1 + 1;
                quantity.part = is_part(tokens, quantity.at.1);
                if !is_former(tokens, quantity.at.0) && !is_rate(tokens, quantity.at.1) && !is_day(tokens, &quantity) {
                    found.push(quantity);
                }
            }
            None => i += 1,
        }
    }
    found
}

/// Whether the number that begins at a token is the one that another replaces: "up from 12", "instead of 12", "not 12".
fn is_former(tokens: &[Token], start: usize) -> bool {
    const FORMER: &[[&str; 2]] = &[
        ["up", "from"],
        ["down", "from"],
        ["raised", "from"],
        ["cut", "from"],
        ["revised", "from"],
        ["instead", "of"],
        ["rather", "than"],
    ];
    let before = |by: usize| start.checked_sub(by).map_or("", |at| tokens[at].low.as_str());
    FORMER.contains(&[before(2), before(1)]) || FORMER.contains(&[before(3), before(2)])
}

/// Whether the number that ends at a token is one of so many in each day or year: no count of what happened. Such a phrase follows the counted thing soon.
fn is_rate(tokens: &[Token], end: usize) -> bool {
    const EACH: &[&str] = &["a", "per", "every", "each"];
    const TIMES: &[&str] = &["day", "week", "month", "year", "hour"];
    let ahead = &tokens[end + 1..tokens.len().min(end + 8)];
    ahead.windows(2).any(|pair| EACH.contains(&pair[0].low.as_str()) && TIMES.contains(&pair[1].low.as_str()))
}

/// Whether a number is a day of a month.
fn is_day(tokens: &[Token], quantity: &Quantity) -> bool {
    matches!(quantity.measure, Measure::Count | Measure::Ordinal)
        && (1.0..=31.0).contains(&quantity.value)
        && is_date(tokens, quantity.at)
}

/// Whether the number that ends at a token counts a part of what was counted before: "nine of them", "14 of the 18".
fn is_part(tokens: &[Token], end: usize) -> bool {
    let after = |by: usize| tokens.get(end + by).map_or("", |token| token.low.as_str());
    after(1) == "of" && matches!(after(2), "them" | "whom" | "which" | "those" | "these" | "the" | "us")
}

pub(super) fn read(tokens: &[Token], start: usize) -> Option<Quantity> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    if matches!(word(start), "second" | "seconds") && start > 0 && matches!(word(start - 1), "a" | "per") {
        return None;
    }
    let currency = dollars(word(start)).filter(|_| tokens.get(start + 1).is_some_and(|t| number(&t.low).is_some()));
    let first = if currency.is_some() { start + 1 } else { start };
    if let Some(vague) = vague(tokens, first) {
        return Some(vague);
    }
    if let Some(between) = between(tokens, first) {
        return Some(between);
    }
    if let Some(share) = share(tokens, first).filter(|_| currency.is_none()) {
        return Some(share);
    }
    // "a fortnight" and "a million" are one, "half a million" is half of one
    let scaled_next = |at: usize| scale(word(at), false, None).is_some();
    let (mut value, mut digits, mut end) = match word(first) {
        "a" if word(first + 1) == "fortnight" || scaled_next(first + 1) => (1.0, 1, first),
        "half" if word(first + 1) == "a" && scaled_next(first + 2) => (0.5, 1, first + 1),
        spelt => number(spelt).map(|(value, digits)| (value, digits, first))?,
    };
    if let Some((minutes, last)) = clock(tokens, first) {
        return Some(Quantity {
            measure: Measure::Clock,
            value: minutes,
            range: (minutes - 5.0, minutes + 5.0),
            written: (minutes, minutes - 5.0, minutes + 5.0, 1.0),
            at: (start, last),
            words: spoken(tokens, start, last),
            part: false,
            open: false,
        });
    }
    let year = currency.is_none() && word(first).len() == 4 && (1900.0..2100.0).contains(&value) && !word(first).contains('.');
    // "one hundred and forty", "two million"
    while let Some((more, and)) = joined(tokens, end, value) {
        value += more;
        end += if and { 2 } else { 1 };
    }
    let mut scaled = false;
    while let Some(times) = scale(word(end + 1), currency.is_some(), tokens.get(end + 1)) {
        value *= times;
        end += 1;
        scaled = true;
        if let Some((rest, and)) = joined(tokens, end, value) {
            value += rest;
            end += if and { 2 } else { 1 };
            digits = 9;
        }
    }
    let (measure, factor, last) = unit(tokens, end, currency, (year && !scaled).then_some(value), word(first));
    let slack = slack(value, digits, scaled || measure == Measure::Money || value >= 100.0);
    let spread = match (currency, measure) {
        (Some(rate), _) => rate,
        (None, _) => factor,
    };
    let exact = matches!(measure, Measure::Year | Measure::Ordinal | Measure::Age);
    let (low, high) = bounds(tokens, start, value, if exact { 0.0 } else { slack });
    let open = is_open(value, high);
    let below_zero = start.checked_sub(1).is_some_and(|at| word(at) == "minus");
    let measure = if below_zero && measure == Measure::Count { Measure::Temperature } else { measure };
    let (value, low, high) = if below_zero { (-value, -high, -low) } else { (value, low, high) };
    let middle = (spread.0 + spread.1) / 2.0;
    Some(Quantity {
        measure,
        value: value * middle,
        range: (low * spread.0, high * spread.1),
        written: (value, low, high, middle),
        at: (start, last),
        words: spoken(tokens, start, last),
        part: false,
        open,
    })
}

/// The tokens as written, near enough: "$ 2 m".
pub(super) fn spoken(tokens: &[Token], from: usize, to: usize) -> String {
    let mut text = String::new();
    for (i, token) in tokens[from..=to].iter().enumerate() {
        let money = i > 0 && matches!(tokens[from + i - 1].low.as_str(), "$" | "€" | "£" | "¥" | ":");
        if i > 0 && !token.glued && !money && !matches!(token.low.as_str(), ":" | "%") {
            text.push(' ');
        }
        text.push_str(&token.low);
    }
    text
}

/// Half a unit of the last digit that is not a closing zero, at most [`ROUNDING`]; small whole numbers are meant as they stand.
fn slack(value: f64, digits: u32, large: bool) -> f64 {
    if !large || value == 0.0 {
        return 1e-9;
    }
    let magnitude = value.abs().log10().floor();
    (0.5 * 10f64.powf(magnitude - f64::from(digits) + 1.0)).min(value * ROUNDING)
}

/// Whether the greatest value that words leave room for is that of "at least".
pub(super) fn is_open(value: f64, high: f64) -> bool {
    high > value * (OPEN + 1.0) / 2.0
}

pub(super) fn bounds(tokens: &[Token], start: usize, value: f64, slack: f64) -> (f64, f64) {
    let before: Vec<&str> = tokens[start.saturating_sub(3)..start].iter().map(|t| t.low.as_str()).collect();
    let has = |words: &[&str]| before.iter().any(|w| words.contains(w));
    let two = |a: &str, b: &str| before.windows(2).any(|w| w[0] == a && w[1] == b);
    if two("at", "least")
        || two("more", "than")
        || two("no", "fewer")
        || two("as", "many")
        || has(&["over", "exceeding", "tops", "top", "above"])
    {
        (value - slack, value * OPEN)
    } else if two("at", "most")
        || two("fewer", "than")
        || two("less", "than")
        || two("up", "to")
        || has(&["nearly", "almost", "under", "below", "barely"])
    {
        (value * (1.0 - ABOUT), value + slack)
    } else if has(&["within"]) {
        (0.0, value + slack)
    } else if has(&["about", "around", "some", "roughly", "approximately", "near", "nearly", "estimated"]) {
        (value * (1.0 - ABOUT), value * (1.0 + ABOUT))
    } else {
        (value - slack, value + slack)
    }
}

/// Value and number of digits before the closing zeros.
pub(super) fn number(word: &str) -> Option<(f64, u32)> {
    if word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || c == '.') {
        let value = word.parse().ok()?;
        let whole = if word.contains('.') { word } else { word.trim_end_matches('0') };
        let digits = whole.trim_start_matches(['0', '.']).bytes().filter(u8::is_ascii_digit).count();
        return Some((value, digits.max(1) as u32));
    }
    NUMBERS.get(word).map(|value| (*value, 2))
}

/// Spelt numbers and places in an order with their value.
static NUMBERS: LazyLock<WordMap<&str, f64>> = LazyLock::new(|| {
    let ordinals = ORDINALS.iter().copied().zip((1..).map(f64::from));
    SPELT.iter().copied().chain(ordinals).collect()
});

const SPELT: &[(&str, f64)] = &[
    ("zero", 0.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("both", 2.0),
];

const ORDINALS: &[&str] =
    &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];

/// The next part of a spelt number: "forty" after "hundred (and)", "six" after "twenty".
fn joined(tokens: &[Token], end: usize, value: f64) -> Option<(f64, bool)> {
    let and = tokens.get(end + 1).is_some_and(|t| t.low == "and")
        && value >= 100.0
        && tokens.get(end).is_some_and(|t| scale(&t.low, false, None).is_some());
    let next = tokens.get(end + 1 + usize::from(and))?;
    let (more, _) = number(&next.low)?;
    let spelt = next.low.starts_with(|c: char| c.is_alphabetic());
    let before = tokens.get(end).is_some_and(|t| t.low.starts_with(|c: char| c.is_alphabetic()));
    let fits = (value % 100.0 == 0.0 && value >= 100.0 && more < 100.0)
        || (value % 10.0 == 0.0 && (20.0..100.0).contains(&value) && more < 10.0);
    (spelt && before && fits).then_some((more, and))
}

/// The factor of a scale word. A bare "m" or "b" scales money and what is glued to the digits in money.
fn scale(word: &str, money: bool, token: Option<&Token>) -> Option<f64> {
    let glued = token.is_some_and(|t| t.glued);
    match word {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "k" if glued => Some(1e3),
        "million" | "mn" | "mln" | "mil" => Some(1e6),
        "m" if money => Some(1e6),
        "billion" | "bn" | "bln" => Some(1e9),
        "b" if money => Some(1e9),
        "trillion" | "tn" | "trn" => Some(1e12),
        _ => None,
    }
}

/// Dollars for one unit of a currency: the range since 1999 for the pound and the euro, since 2000 for the others (year averages of the
/// European Central Bank's reference rates), so that "EUR 14bn" may be "$19bn".
fn dollars(word: &str) -> Option<(f64, f64)> {
    Some(match word {
        "$" | "dollar" | "dollars" | "usd" => (1.0, 1.0),
        "€" | "eur" | "euro" | "euros" => (0.9, 1.47),
        "£" | "gbp" | "sterling" | "pounds" => (1.23, 2.0),
        "¥" | "yen" => (0.0066, 0.0126),
        "yuan" | "renminbi" => (0.12, 0.165),
        "rouble" | "roubles" | "ruble" | "rubles" => (0.0105, 0.041),
        "rupee" | "rupees" => (0.0115, 0.025),
        _ => return None,
    })
}

/// The last token of "per hour", "an hour" or "/h" behind a length; none where it does not follow.
fn hourly(tokens: &[Token], at: usize) -> Option<usize> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    match (word(at), word(at + 1)) {
        ("per" | "an", "hour") => Some(at + 1),
        ("h" | "hr", _) => Some(at),
        _ => None,
    }
}

fn unit(
    tokens: &[Token],
    end: usize,
    currency: Option<(f64, f64)>,
    year: Option<f64>,
    first: &str,
) -> (Measure, (f64, f64), usize) {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    let near = |factor: f64| (factor * (1.0 - CONVERSION), factor * (1.0 + CONVERSION));
    let one = (1.0, 1.0);
    if currency.is_some() {
        return (Measure::Money, one, end);
    }
    if ORDINALS.contains(&first) {
        return (Measure::Ordinal, one, end);
    }
    if tokens.get(end + 1).is_some_and(|t| t.glued) && matches!(word(end + 1), "st" | "nd" | "rd" | "th") {
        return (Measure::Ordinal, one, end + 1);
    }
    if let Some(rate) = dollars(word(end + 1)) {
        return (Measure::Money, rate, end + 1);
    }
    let (measure, factor) = match word(end + 1) {
        "%" | "percent" | "pct" | "percentage" => (Measure::Percent, one),
        "per" if word(end + 2) == "cent" => return (Measure::Percent, one, end + 2),
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => match hourly(tokens, end + 2) {
            Some(last) => return (Measure::Speed, near(1.0), last),
            None => (Measure::Length, near(1000.0)),
        },
        "mile" | "miles" => match hourly(tokens, end + 2) {
            Some(last) => return (Measure::Speed, near(1.609), last),
            None => (Measure::Length, near(1609.3)),
        },
        "kmh" | "kph" => (Measure::Speed, near(1.0)),
        "mph" => (Measure::Speed, near(1.609)),
        "square" | "sq" => match word(end + 2) {
            "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => return (Measure::Area, near(1.0), end + 2),
            "mile" | "miles" => return (Measure::Area, near(2.59), end + 2),
            _ => return (Measure::Count, one, end),
        },
        "hectare" | "hectares" | "ha" => (Measure::Area, near(0.01)),
        "acre" | "acres" => (Measure::Area, near(0.004047)),
        "metre" | "metres" | "meter" | "meters" | "m" => (Measure::Length, near(1.0)),
        "foot" | "feet" | "ft" => (Measure::Length, near(0.3048)),
        "cm" | "centimetres" | "centimeters" => (Measure::Length, near(0.01)),
        "inch" | "inches" => (Measure::Length, near(0.0254)),
        "kg" | "kilograms" | "kilos" => (Measure::Mass, near(1.0)),
        "lb" | "lbs" => (Measure::Mass, near(0.4536)),
        "tonne" | "tonnes" | "ton" | "tons" => (Measure::Mass, near(1000.0)),
        "degree" | "degrees" => (Measure::Temperature, one),
        "cent" | "cents" => (Measure::Money, (0.01, 0.01)),
        "minute" | "minutes" | "mins" => (Measure::Duration, (1.0 / 60.0, 1.0 / 60.0)),
        "hour" | "hours" | "hr" | "hrs" => (Measure::Duration, one),
        "day" | "days" => (Measure::Duration, (24.0, 24.0)),
        "week" | "weeks" => (Measure::Duration, (168.0, 168.0)),
        "fortnight" | "fortnights" => (Measure::Duration, (336.0, 336.0)),
        "month" | "months" | "mth" | "mths" => (Measure::Duration, (730.0, 730.0)),
        "year" | "years" if word(end + 2) == "old" => return (Measure::Age, one, end + 2),
        "year" | "years" | "yr" | "yrs" => (Measure::Duration, (8766.0, 8766.0)),
        letters if tokens.get(end + 1).is_some_and(|t| t.glued) && letters.len() < 4 => {
            (Measure::Letters(letters.chars().next().unwrap_or('?')), one)
        }
        _ if year.is_some() => return (Measure::Year, one, end),
        _ => return (Measure::Count, one, end),
    };
    (measure, factor, end + 1)
}

#[cfg(test)]
mod tests {
    use super::super::sketch::tokens;
    use super::*;

    /// The numbers of a text as "measure least–value–greatest".
    fn read_of(text: &str) -> Vec<String> {
        let of = |q: &Quantity| format!("{:?} {:.0}–{:.0}–{:.0}", q.measure, q.range.0, q.value, q.range.1);
        quantities(&tokens(text)).iter().map(of).collect()
    }

    #[test]
    fn numbers_are_read_with_what_they_measure() {
        let rows: &[(&str, &[&str])] = &[
            ("Twelve people died", &["Count 12–12–12"]),
            ("At least 12 people died", &["Count 12–12–18"]),
            ("between 1,750 and 1,900 jobs", &["Count 1745–1825–1900"]),
            ("between 10 and 15 percent", &["Percent 10–12–15"]),
            ("between 2019 and 2024", &["Year 2019–2019–2019", "Year 2024–2024–2024"]),
            ("between the two of them", &["Count 2–2–2"]),
            ("at 9.40 pm", &["Clock 1295–1300–1305"]),
            ("at 5:40 a.m.", &["Clock 335–340–345"]),
            ("at 7 pm", &["Clock 1135–1140–1145"]),
            ("12 pm", &["Clock 715–720–725"]),
            ("9.40 euros", &["Money 8–11–14"]),
            ("on April 1 an oil depot burned", &[]),
            ("on 3 May, and 4 may follow", &["Count 4–4–4"]),
            ("the second of June", &[]),
            ("141 km per hour", &["Speed 138–141–144"]),
            ("88 mph", &["Speed 139–142–144"]),
            ("141 km from there", &["Length 137690–141000–144330"]),
            ("40 square kilometres", &["Area 39–40–41"]),
            ("almost a fortnight", &["Duration 296–336–336"]),
            ("within three days", &["Duration 0–72–72"]),
            ("minus 17 degrees", &["Temperature -17–-17–-17"]),
            ("minus 20", &["Temperature -20–-20–-20"]),
            ("60 litres a day", &[]),
            ("about two-thirds of trains", &["Percent 59–67–75"]),
            ("fewer than a fifth of services", &["Percent 18–20–22"]),
            ("cut by a third", &["Percent 31–33–36"]),
            ("a third man was held", &["Ordinal 3–3–3"]),
            ("one in three trains", &["Percent 31–33–36"]),
            ("nine out of ten voters", &["Percent 83–90–97"]),
            ("half of the seats", &["Percent 46–50–54"]),
            ("half a million people", &["Count 460000–500000–540000"]),
            ("a million people", &["Count 920000–1000000–1080000"]),
            ("two in hospital", &["Count 2–2–2"]),
            ("", &[]),
        ];
        for (text, expected) in rows {
            assert_eq!(&read_of(text), expected, "{text:?}");
        }
    }

    #[test]
    fn numbers_agree_where_both_may_be_one() {
        let rows = [
            ("nearly 700,000 people", "693,000 people", true),
            ("more than 26,000 people", "more than 31,000 people", false),
            ("more than 26,000 people", "27,500 people", true),
            ("at least 12 people", "at least 12 people", true),
            ("between 20 and 25 people", "23 people", true),
            ("between 20 and 25 people", "31 people", false),
            ("12 days", "three days", false),
            ("12 days", "within a fortnight", true),
            ("88 mph", "142 kph", true),
        ];
        for (one, other, expected) in rows {
            let (a, b) = (&quantities(&tokens(one))[0], &quantities(&tokens(other))[0]);
            assert_eq!((a.agrees(b), b.agrees(a)), (expected, expected), "{one} / {other}");
        }
    }
}
