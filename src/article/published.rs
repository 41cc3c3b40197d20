//! Reading publication times as they are written.

use super::Published;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::{rfc2822, temporal::Pieces};
use jiff::tz::Offset;

impl Published {
    /// Reads ISO 8601, RFC 3339, RFC 2822, seconds since 1970 and the usual English forms (`16 May 2025`,
    /// `May 16, 2025, 9:40 am`); none where the text is no date or an ambiguous one (`05/06/2025`).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > 100 || !text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        epoch(text).or_else(|| iso(text)).or_else(|| mail(text)).or_else(|| written(text))
    }

    fn at(date: Date, time: Option<Time>, offset: Option<Offset>) -> Option<Self> {
        let Some(time) = time else {
            let seconds = Offset::UTC.to_timestamp(date.to_datetime(Time::midnight())).ok()?.as_second();
            return Some(Published { iso: date.to_string(), seconds });
        };
        let moment = DateTime::from_parts(date, time);
        let seconds = offset.unwrap_or(Offset::UTC).to_timestamp(moment).ok()?.as_second();
        let zone = match offset {
            None => String::new(),
            Some(offset) if offset.seconds() == 0 => "Z".to_owned(),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        };
        Some(Published { iso: format!("{moment}{zone}"), seconds })
    }
}

/// Seconds or milliseconds since 1970, as databases export them.
fn epoch(text: &str) -> Option<Published> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = text.parse::<i64>().ok()?;
    let seconds = match text.len() {
        9 | 10 => number,
        12 | 13 => number / 1_000,
        _ => return None,
    };
    let moment = Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).ok()?);
    Published::at(moment.date(), Some(moment.time()), Some(Offset::UTC))
}

/// ISO 8601 and RFC 3339, also with a blank in place of the `T` and `UTC` in place of the `Z`.
fn iso(text: &str) -> Option<Published> {
    let (bare, utc) = match text.strip_suffix("UTC").or_else(|| text.strip_suffix("GMT")) {
        Some(bare) => (bare.trim_end(), true),
        None => (text, false),
    };
    // "2026-05-16 09:40:00 +0200"
    let joined = bare.replace(" +", "+").replace(" -", "-").replace(" Z", "Z");
    let pieces = Pieces::parse(&joined).ok()?;
    let offset = pieces.to_numeric_offset().or(utc.then_some(Offset::UTC));
    Published::at(pieces.date(), pieces.time(), offset)
}

/// RFC 2822, the form of mail and RSS.
fn mail(text: &str) -> Option<Published> {
    let moment = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned_datetime(text).ok()?;
    Published::at(moment.date(), Some(moment.time()), Some(moment.offset()))
}

/// English dates in words, with or without a time of day.
fn written(text: &str) -> Option<Published> {
    let lower = text.to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let (mut day, mut month, mut year, mut clock) = (None, None, None, None);
    let mut zone = Zone::None;
    let mut words =
        lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '|')).filter(|w| !w.is_empty()).peekable();
    while let Some(word) = words.next() {
        let word = word.trim_end_matches('.');
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if let Some(found) = month_named(word) {
            if month.replace(found).is_some() {
                return None;
            }
        } else if let (true, Ok(number)) =
            (matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th"), digits.parse::<i16>())
        {
            match number {
                1000..=9999 if year.is_none() => year = Some(number),
                1..=31 if day.is_none() => day = Some(number as i8),
                _ => return None,
            }
        } else if let Some(time) = time_of_day(word, words.peek().copied()) {
            clock = Some(time);
        } else if matches!(word, "gmt" | "utc") {
            zone = Zone::Utc;
        } else if clock.is_some() && word.len() <= 5 && !matches!(word, "am" | "pm" | "on" | "at") && !weekday(word) {
            zone = Zone::Other;
        }
    }
    let date = Date::new(year?, month?, day?).ok()?;
    // the time in a zone that we do not know is not a time: the day is what is sure
    match zone {
        Zone::Utc => Published::at(date, clock, Some(Offset::UTC)),
        Zone::None => Published::at(date, clock, None),
        Zone::Other => Published::at(date, None, None),
    }
}

enum Zone {
    None,
    Utc,
    Other,
}

fn month_named(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if word == "sept" {
        return Some(9);
    }
    let found = MONTHS.iter().position(|m| *m == word || (word.len() == 3 && m.starts_with(word)))?;
    Some(found as i8 + 1)
}

fn weekday(word: &str) -> bool {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|d| word.starts_with(d))
}

/// `09:40`, `9.40pm`, or `9:40` followed by the word `pm`.
fn time_of_day(word: &str, next: Option<&str>) -> Option<Time> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let half = match &word[digits.len()..] {
        "" => next.filter(|n| matches!(*n, "am" | "pm")),
        half @ ("am" | "pm") => Some(half),
        _ => return None,
    };
    let mut parts = digits.split([':', '.']);
    let hour = parts.next()?.parse::<i8>().ok()?;
    let minute = parts.next()?.parse::<i8>().ok()?;
    let second = parts.next().map_or(Some(0), |s| s.parse::<i8>().ok())?;
    let hour = match half {
        Some("pm") if hour < 12 => hour + 12,
        Some("am") if hour == 12 => 0,
        _ => hour,
    };
    Time::new(hour, minute, second, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        let rows = [
            ("2025-05-16", Some(("2025-05-16", 1_747_353_600))),
            ("2025-05-16T09:40:00Z", Some(("2025-05-16T09:40:00Z", 1_747_388_400))),
            ("2025-05-16T11:40:00+02:00", Some(("2025-05-16T11:40:00+02:00", 1_747_388_400))),
            ("2025-05-16T09:40:00.000+0000", Some(("2025-05-16T09:40:00Z", 1_747_388_400))),
            ("2025-05-16 09:40", Some(("2025-05-16T09:40:00", 1_747_388_400))),
            ("2025-05-16 09:40:00 UTC", Some(("2025-05-16T09:40:00Z", 1_747_388_400))),
            ("2025-05-16 11:40:00 +0200", Some(("2025-05-16T11:40:00+02:00", 1_747_388_400))),
            ("20250516", Some(("2025-05-16", 1_747_353_600))),
            ("Fri, 16 May 2025 09:40:00 GMT", Some(("2025-05-16T09:40:00Z", 1_747_388_400))),
            ("Fri, 16 May 2025 04:40:00 -0500", Some(("2025-05-16T04:40:00-05:00", 1_747_388_400))),
            ("16 May 2025", Some(("2025-05-16", 1_747_353_600))),
            ("May 16, 2025", Some(("2025-05-16", 1_747_353_600))),
            ("Friday 16th May 2025", Some(("2025-05-16", 1_747_353_600))),
            ("Sat 7 Nov 2026 07.41 GMT", Some(("2026-11-07T07:41:00Z", 1_794_037_260))),
            ("Sept. 3, 2025 at 9:40 p.m.", Some(("2025-09-03T21:40:00", 1_756_935_600))),
            ("May 16, 2025 9:40 AM EDT", Some(("2025-05-16", 1_747_353_600))),
            ("1747388400", Some(("2025-05-16T09:40:00Z", 1_747_388_400))),
            ("1747388400000", Some(("2025-05-16T09:40:00Z", 1_747_388_400))),
            ("  2025-05-16\n", Some(("2025-05-16", 1_747_353_600))),
            ("05/06/2025", None),
            ("2025-02-30", None),
            ("31 February 2025", None),
            ("May 2025", None),
            ("yesterday", None),
            ("nan", None),
            ("", None),
            ("May May 16 2025", None),
        ];
        for (text, expected) in rows {
            let got = Published::parse(text);
            assert_eq!(got.as_ref().map(|p| (p.iso.as_str(), p.seconds)), expected, "{text:?}");
        }
    }
}
