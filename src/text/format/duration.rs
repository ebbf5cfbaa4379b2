//! How lengths of time are written: the time left on a card, spoken in full, and the lead of a reminder.

use super::Format;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// From two days on a lead is told in days.
const LEAD_IN_DAYS_SECONDS: i64 = 2 * 86_400;

/// A length of time cut to whole days, hours and minutes.
struct Parts {
    days: i64,
    hours: i64,
    minutes: i64,
}

impl Parts {
    const fn of(millis: i64) -> Self {
        Self {
            days: millis / DAY,
            hours: millis % DAY / HOUR,
            minutes: millis % HOUR / MINUTE,
        }
    }
}

impl Format {
    /// The time left as a card shows it, in two units: `2 d 3 h`, `5 h 12 m`, `41 m`, `< 1 m`; once it has run out, the time
    /// since with a minus sign: `−3 h 05 m`.
    pub fn time_left(&self, millis_left: i64) -> String {
        if millis_left > 0 {
            return self.compact(millis_left);
        }
        let over = millis_left.saturating_neg();
        if over < MINUTE {
            return self.compact_minutes(0);
        }
        let over = self.compact(over);
        self.texts.with("format-overdue", &[("left", over.into())])
    }

    /// The time left in words, for a screen reader: `2 days 3 hours left`, `overdue by 3 hours`.
    pub fn time_left_spoken(&self, millis_left: i64) -> String {
        let (key, moment) = if millis_left > 0 {
            ("format-spoken-left", "format-spoken-left-moment")
        } else {
            ("format-spoken-overdue", "format-spoken-overdue-moment")
        };
        let millis = millis_left.saturating_abs();
        if millis < MINUTE {
            return self.texts.get(moment).to_owned();
        }
        let duration = self.two_units(millis);
        self.texts.with(key, &[("duration", duration.into())])
    }

    /// How long until [`Self::time_left`] shows something else, in milliseconds; at least 1. Until then there is nothing to repaint.
    pub fn next_change_millis(&self, millis_left: i64) -> i64 {
        let millis = millis_left.saturating_abs();
        let unit = if millis >= DAY { HOUR } else { MINUTE };
        let into_unit = millis % unit;
        if millis_left <= 0 {
            unit - into_unit
        } else if millis < MINUTE {
            millis
        } else {
            into_unit + 1
        }
    }

    /// How long ahead of a mark a reminder comes: `4 hours`, `2 days`, `1 hour 30 minutes`.
    pub fn lead(&self, seconds: i64) -> String {
        if seconds >= LEAD_IN_DAYS_SECONDS && seconds % 86_400 == 0 {
            return self.count("format-days", seconds / 86_400);
        }
        let (hours, minutes) = (seconds / 3_600, seconds % 3_600 / 60);
        match (hours, minutes) {
            (0, minutes) => self.count("format-minutes", minutes),
            (hours, 0) => self.count("format-hours", hours),
            (hours, minutes) => self.join(
                self.count("format-hours", hours),
                self.count("format-minutes", minutes),
            ),
        }
    }

    fn compact(&self, millis: i64) -> String {
        let parts = Parts::of(millis);
        if parts.days > 0 {
            self.texts.with(
                "format-left-days",
                &[("days", parts.days.into()), ("hours", parts.hours.into())],
            )
        } else if parts.hours > 0 {
            // Two digits in English keep the width steady; Japanese is not written with a leading zero.
            let minutes = match self.language() {
                super::Language::English => format!("{:02}", parts.minutes),
                super::Language::Japanese => parts.minutes.to_string(),
            };
            self.texts.with(
                "format-left-hours",
                &[("hours", parts.hours.into()), ("minutes", minutes.into())],
            )
        } else if parts.minutes > 0 {
            self.compact_minutes(parts.minutes)
        } else {
            self.texts.get("format-left-moment").to_owned()
        }
    }

    fn compact_minutes(&self, minutes: i64) -> String {
        self.texts
            .with("format-left-minutes", &[("minutes", minutes.into())])
    }

    /// The two largest units, without one that is nought.
    fn two_units(&self, millis: i64) -> String {
        let parts = Parts::of(millis);
        let (larger, smaller) = if parts.days > 0 {
            (
                self.count("format-days", parts.days),
                (parts.hours > 0).then(|| self.count("format-hours", parts.hours)),
            )
        } else if parts.hours > 0 {
            (
                self.count("format-hours", parts.hours),
                (parts.minutes > 0).then(|| self.count("format-minutes", parts.minutes)),
            )
        } else {
            (self.count("format-minutes", parts.minutes), None)
        };
        match smaller {
            Some(smaller) => self.join(larger, smaller),
            None => larger,
        }
    }

    fn join(&self, larger: String, smaller: String) -> String {
        self.texts.with(
            "format-two-units",
            &[("larger", larger.into()), ("smaller", smaller.into())],
        )
    }

    fn count(&self, key: &str, count: i64) -> String {
        self.texts.with(key, &[("count", count.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Texts};
    use proptest::prelude::*;

    fn formats() -> [Format; 2] {
        Language::ALL.map(|language| Format::new(&Texts::new(language)))
    }

    #[test]
    fn time_left_is_shown_in_two_units() {
        let [english, japanese] = formats();
        for (millis, in_english, in_japanese) in [
            (2 * DAY + 3 * HOUR + 59 * MINUTE, "2 d 3 h", "2日3時間"),
            (DAY, "1 d 0 h", "1日0時間"),
            (DAY - 1, "23 h 59 m", "23時間59分"),
            (5 * HOUR + 12 * MINUTE, "5 h 12 m", "5時間12分"),
            (5 * HOUR + 2 * MINUTE, "5 h 02 m", "5時間2分"),
            (41 * MINUTE + 59_999, "41 m", "41分"),
            (MINUTE, "1 m", "1分"),
            (MINUTE - 1, "< 1 m", "1分未満"),
            (1, "< 1 m", "1分未満"),
            (0, "0 m", "0分"),
            (-59_999, "0 m", "0分"),
            (-MINUTE, "−1 m", "−1分"),
            (-3 * HOUR - 5 * MINUTE, "−3 h 05 m", "−3時間5分"),
            (-26 * HOUR, "−1 d 2 h", "−1日2時間"),
        ] {
            assert_eq!(english.time_left(millis), in_english);
            assert_eq!(japanese.time_left(millis), in_japanese);
        }
    }

    #[test]
    fn time_left_is_spoken_in_words() {
        let [english, japanese] = formats();
        for (millis, in_english, in_japanese) in [
            (2 * DAY + 3 * HOUR, "2 days 3 hours left", "残り2日3時間"),
            (DAY, "1 day left", "残り1日"),
            (HOUR + MINUTE, "1 hour 1 minute left", "残り1時間1分"),
            (30_000, "less than a minute left", "残り1分未満"),
            (0, "due now", "期限ちょうど"),
            (-3 * HOUR, "overdue by 3 hours", "3時間超過"),
        ] {
            assert_eq!(english.time_left_spoken(millis), in_english);
            assert_eq!(japanese.time_left_spoken(millis), in_japanese);
        }
    }

    #[test]
    fn a_lead_is_told_in_its_natural_unit() {
        let [english, japanese] = formats();
        for (seconds, in_english, in_japanese) in [
            (4 * 3_600, "4 hours", "4時間"),
            (3_600, "1 hour", "1時間"),
            (86_400, "24 hours", "24時間"),
            (172_800, "2 days", "2日"),
            (1_800, "30 minutes", "30分"),
            (5_400, "1 hour 30 minutes", "1時間30分"),
        ] {
            assert_eq!(english.lead(seconds), in_english);
            assert_eq!(japanese.lead(seconds), in_japanese);
        }
    }

    proptest! {
        #[test]
        fn the_time_left_changes_exactly_when_it_is_said_to(millis_left in -3 * DAY..3 * DAY) {
            for format in formats() {
                let shown = format.time_left(millis_left);
                let wait = format.next_change_millis(millis_left);
                prop_assert!(wait >= 1);
                prop_assert_eq!(&format.time_left(millis_left - wait + 1), &shown);
                prop_assert_ne!(&format.time_left(millis_left - wait), &shown);
            }
        }
    }
}
