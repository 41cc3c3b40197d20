//! Days, months and times of day in a statement.

use super::sketch::Token;

/// Days of the week.
pub(super) const DAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Months, in order.
pub(super) const MONTHS: &[&str] =
    &["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Whether the number between two tokens stands beside the name of a month: "1 April", "the third of May".
pub(super) fn is_date(tokens: &[Token], (first, last): (usize, usize)) -> bool {
    let month = |at: usize| tokens.get(at).is_some_and(|token| token.capital && MONTHS.contains(&token.low.as_str()));
    let after = last + if tokens.get(last + 1).is_some_and(|token| token.low == "of") { 2 } else { 1 };
    month(after) || first.checked_sub(1).is_some_and(month)
}

/// A time of day that begins at a token, in minutes, and its last token: "5:40", "9.40 pm", "7 a.m.".
pub(super) fn clock(tokens: &[Token], first: usize) -> Option<(f64, usize)> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.low.as_str());
    let is_whole = |word: &str| !word.is_empty() && word.len() < 3 && word.bytes().all(|b| b.is_ascii_digit());
    let half = |i: usize| match (word(i), word(i + 1)) {
        (half @ ("am" | "pm"), _) => Some((half.starts_with('p'), i)),
        (half @ ("a" | "p"), "m") => Some((half == "p", i + 1)),
        _ => None,
    };
    let colon = is_whole(word(first)) && word(first + 1) == ":" && word(first + 2).len() == 2 && is_whole(word(first + 2));
    let (hour, minute, last) = match word(first).split_once('.') {
        _ if colon => (word(first), word(first + 2), first + 2),
        Some((hour, minute)) if is_whole(hour) && minute.len() == 2 && is_whole(minute) => (hour, minute, first),
        _ if is_whole(word(first)) => (word(first), "0", first),
        _ => return None,
    };
    let half = half(last + 1);
    // a bare number or one with a stop is a time of day only with its half of the day
    if !colon && half.is_none() {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    if hour > 24 || minute > 59 {
        return None;
    }
    let hour = match half {
        Some((true, _)) if hour < 12 => hour + 12,
        Some((false, _)) if hour == 12 => 0,
        _ => hour,
    };
    Some((f64::from(hour * 60 + minute), half.map_or(last, |(_, end)| end)))
}
