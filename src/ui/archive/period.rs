//! The period the archive is narrowed to: a preset, or two dates as typed.

use crate::domain::{Date, Timestamp};
use crate::text::Format;
use chrono::{Datelike, Days, NaiveTime};

/// When a referral ended, to be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Period {
    /// Whenever.
    #[default]
    All,
    /// Today or in so many days before.
    LastDays(u32),
    /// Since the first of January.
    ThisYear,
    /// Between two dates.
    Custom,
}

impl Period {
    /// Every period, in the order offered.
    pub(super) const ALL: [Self; 5] = [
        Self::All,
        Self::LastDays(30),
        Self::LastDays(90),
        Self::ThisYear,
        Self::Custom,
    ];
}

/// A date as typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Typed {
    /// Nothing.
    Blank,
    /// A date.
    Date(Date),
    /// What is no date.
    Unread,
}

/// Reads a date as typed. One without a year is the last such day, because an archive looks back.
pub(super) fn read_date(format: &Format, text: &str, today: Date) -> Typed {
    if text.trim().is_empty() {
        return Typed::Blank;
    }
    let Some(date) = format.parse_date(text, today) else {
        return Typed::Unread;
    };
    // The next such day from a year and a day ago on is the last such day; a date with its year is the same from any day on.
    let names_a_day = text.chars().any(char::is_numeric) && !text.trim().starts_with(['+', '+']);
    let last = (date > today && names_a_day)
        .then(|| today.checked_sub_days(Days::new(365)))
        .flatten()
        .and_then(|year_ago| format.parse_date(text, year_ago))
        .filter(|last| *last <= today);
    Typed::Date(last.unwrap_or(date))
}

/// The instants a period runs from and until, in the zone of `format`; the second is no longer part of it.
pub(super) fn bounds(
    period: Period,
    (from, until): (Typed, Typed),
    format: &Format,
    now: Timestamp,
) -> (Option<Timestamp>, Option<Timestamp>) {
    let today = format.date_of(now);
    let midnight = |date: Date| format.zone().instant(date.and_time(NaiveTime::MIN));
    match period {
        Period::All => (None, None),
        Period::LastDays(days) => {
            let first = today.checked_sub_days(Days::new(days.into()));
            (first.and_then(midnight), None)
        }
        Period::ThisYear => (today.with_ordinal(1).and_then(midnight), None),
        Period::Custom => {
            let first = match from {
                Typed::Date(date) => midnight(date),
                Typed::Blank | Typed::Unread => None,
            };
            let end = match until {
                Typed::Date(date) => date.succ_opt().and_then(midnight),
                Typed::Blank | Typed::Unread => None,
            };
            (first, end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Texts, Zone};

    fn tokyo() -> Format {
        Format::new(&Texts::in_zone(Language::English, Zone::fixed_hours(9)))
    }

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_without_a_year_is_the_last_such_day() {
        let today = date("2026-11-22");
        for (text, expected) in [
            ("11/1", "2026-11-01"),
            ("12/24", "2025-12-24"),
            ("22 Nov", "2026-11-22"),
            ("2026-12-24", "2026-12-24"),
            ("yesterday", "2026-11-21"),
            ("tomorrow", "2026-11-23"),
            ("明日", "2026-11-23"),
        ] {
            assert_eq!(
                read_date(&tokyo(), text, today),
                Typed::Date(date(expected)),
                "{text}"
            );
        }
        assert_eq!(read_date(&tokyo(), " ", today), Typed::Blank);
        assert_eq!(read_date(&tokyo(), "soon", today), Typed::Unread);
    }

    #[test]
    fn periods_are_whole_local_days() {
        let now = Timestamp::parse("2026-11-22T16:30:00Z").unwrap();
        let at = |text| Some(Timestamp::parse(text).unwrap());
        let blank = (Typed::Blank, Typed::Blank);
        let of = |period, typed| bounds(period, typed, &tokyo(), now);
        assert_eq!(of(Period::All, blank), (None, None));
        assert_eq!(
            of(Period::LastDays(30), blank),
            (at("2026-10-23T15:00:00Z"), None)
        );
        assert_eq!(
            of(Period::ThisYear, blank),
            (at("2025-12-31T15:00:00Z"), None)
        );
        let typed = (
            Typed::Date(date("2026-11-01")),
            Typed::Date(date("2026-11-02")),
        );
        assert_eq!(
            of(Period::Custom, typed),
            (at("2026-10-31T15:00:00Z"), at("2026-11-02T15:00:00Z"))
        );
        assert_eq!(
            of(Period::Custom, (Typed::Unread, Typed::Blank)),
            (None, None)
        );
    }
}
