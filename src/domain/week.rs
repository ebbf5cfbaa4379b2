//! Weeks of the calendar, Monday to Sunday, numbered as ISO 8601 does.

use super::Date;
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A week of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Week {
    monday: Date,
}

impl Week {
    /// The week that a date is in.
    pub fn of(date: Date) -> Self {
        let week = date.iso_week();
        let monday = NaiveDate::from_isoywd_opt(week.year(), week.week(), Weekday::Mon);
        Self {
            monday: monday.unwrap_or(date),
        }
    }

    /// Reads `2026-W48`; `None` for anything else, and for years outside 1 to 9999.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, week) = text.trim().split_once('-')?;
        let week = week.strip_prefix(['W', 'w'])?;
        let is_number = |text: &str, digits| {
            text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_number(year, 4) || !is_number(week, 2) {
            return None;
        }
        let (year, week) = (year.parse().ok()?, week.parse().ok()?);
        let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
        (year >= 1).then_some(Self { monday })
    }

    /// Its first day.
    pub const fn monday(self) -> Date {
        self.monday
    }

    /// The Monday so many weeks later, or earlier when negative; `None` beyond the calendar's end.
    pub fn moved(self, weeks: i32) -> Option<Self> {
        let days = Days::new(7 * u64::from(weeks.unsigned_abs()));
        let monday = if weeks < 0 {
            self.monday.checked_sub_days(days)
        } else {
            self.monday.checked_add_days(days)
        };
        monday.map(|monday| Self { monday })
    }
}

impl std::fmt::Display for Week {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let week = self.monday.iso_week();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_named_as_iso_8601_does() {
        for (date, name) in [
            ("2026-11-23", "2026-W48"),
            ("2026-11-29", "2026-W48"),
            ("2026-12-31", "2026-W53"),
            ("2027-01-03", "2026-W53"),
            ("2027-01-04", "2027-W01"),
        ] {
            let week = Week::of(date.parse().unwrap());
            assert_eq!(week.to_string(), name, "{date}");
            assert_eq!(Week::parse(name), Some(week));
        }
        for text in [
            "",
            "2026",
            "2026-48",
            "2026-W54",
            "2025-W53",
            "2026-W00",
            "26-W48",
            "2026-W4",
            "2026-W048",
            "0000-W01",
        ] {
            assert_eq!(Week::parse(text), None, "{text}");
        }
        let week = Week::parse("2027-w01").unwrap();
        assert_eq!(week.moved(-1).unwrap().to_string(), "2026-W53");
    }
}
