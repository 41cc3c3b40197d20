//! Windows of time.

use super::facts::Facts;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How long a window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// ISO weeks, as `2026-W05`.
    Week,
    /// Months, as `2026-01`.
    Month,
    /// Years, as `2026`.
    Year,
}

impl By {
    /// The window of an article; `None` without a date.
    pub fn window(self, facts: &Facts) -> Option<String> {
        let date: Date = facts.published.as_deref()?.get(..10)?.parse().ok()?;
        Some(match self {
            By::Year => format!("{:04}", date.year()),
            By::Month => format!("{:04}-{:02}", date.year(), date.month()),
            By::Week => {
                let week = date.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
        })
    }
}

/// The articles of each window, in the order of time; nothing without windows.
pub fn split(facts: &[Facts], by: Option<By>) -> BTreeMap<String, Vec<&Facts>> {
    let mut windows: BTreeMap<String, Vec<&Facts>> = BTreeMap::new();
    if let Some(by) = by {
        facts.iter().filter_map(|f| Some((by.window(f)?, f))).for_each(|(window, f)| windows.entry(window).or_default().push(f));
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_fall_into_windows() {
        for (published, by, want) in [
            (Some("2026-01-31T23:00:00Z"), By::Month, Some("2026-01")),
            (Some("2026-02-01"), By::Month, Some("2026-02")),
            (Some("2026-02-01"), By::Year, Some("2026")),
            (Some("2025-12-29"), By::Week, Some("2026-W01")),
            (Some("2026-01-04T08:00"), By::Week, Some("2026-W01")),
            (Some("2026"), By::Month, None),
            (Some("soon enough"), By::Month, None),
            (Some("não é data"), By::Month, None),
            (None, By::Month, None),
        ] {
            let facts = Facts { published: published.map(str::to_owned), ..Facts::default() };
            assert_eq!(by.window(&facts).as_deref(), want, "{published:?}");
        }
    }
}
