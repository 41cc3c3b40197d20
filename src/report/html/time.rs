//! Times of publication for the eye and on a line.

use crate::article::Published;

/// A time without its seconds and zone: `2026-05-04 13:05`; what is no time stays as it is.
pub fn short(published: &str) -> String {
    match published.split_once('T') {
        Some((day, time)) if day.len() == 10 && time.len() >= 5 && time.is_char_boundary(5) => format!("{day} {}", &time[..5]),
        _ => published.to_owned(),
    }
}

/// Seconds since 1970, where it is a time.
pub fn seconds(published: Option<&str>) -> Option<i64> {
    Published::parse(published?).map(|p| p.seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shortened() {
        for (published, want) in [
            ("2026-05-04T13:05:00Z", "2026-05-04 13:05"),
            ("2026-05-04", "2026-05-04"),
            ("Tuesday", "Tuesday"),
            ("T12", "T12"),
            ("aTééé", "aTééé"),
        ] {
            assert_eq!(short(published), want);
        }
    }
}
