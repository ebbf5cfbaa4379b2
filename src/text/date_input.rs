//! Reading the dates and times that people type, in either language and in half or full width.

use super::{Format, Language};
use crate::domain::{Date, Timestamp};
use chrono::{Datelike, Days, NaiveDateTime, NaiveTime, Timelike};
use unicode_normalization::UnicodeNormalization;

/// Nobody types a longer date.
const LONGEST_BYTES: usize = 200;

impl Format {
    /// The date that `text` names: `2026-12-01`, `2026/12/1`, 2026年12月1日, `1 Dec 2026`, 12月1日, `12/1` (month before day), in English also
    /// `12/01/2026`; `today`, 今日, `tomorrow`, 明日, `yesterday`, 昨日; `+3d`, `+2w`. Without a year it is the next such day from `today` on.
    pub fn parse_date(&self, text: &str, today: Date) -> Option<Date> {
        if text.len() > LONGEST_BYTES {
            return None;
        }
        let text = plain(text);
        word(&text, today)
            .or_else(|| offset(&text, today))
            .or_else(|| self.numbers(&text, today))
            .or_else(|| month_name(&text, today))
    }

    /// The instant of a local date and time as typed: a date as [`Self::parse_date`] reads it, then `18:00` or 18時30分. A date alone is its
    /// midnight. An instant in full, such as `2026-11-22T09:00:00Z`, is taken as it is.
    pub fn parse_date_time(&self, text: &str, now: Timestamp) -> Option<Timestamp> {
        if text.len() > LONGEST_BYTES {
            return None;
        }
        let text = plain(text);
        if text.contains('t')
            && let Ok(instant) = Timestamp::parse(&text.to_uppercase())
        {
            return Some(instant);
        }
        let today = self.date_of(now);
        let (text, half) = half_of_day(&text);
        let (date, time) = match text.rsplit_once([' ', ',']) {
            Some((date, time)) if is_time(time) => (date, in_half(parse_time(time)?, half)?),
            _ if half.is_some() => return None,
            _ => (text, NaiveTime::MIN),
        };
        let date = self.parse_date(date.trim_end_matches([' ', ',']), today)?;
        self.zone().instant(NaiveDateTime::new(date, time))
    }

    fn numbers(&self, text: &str, today: Date) -> Option<Date> {
        let parted: String = text
            .trim_end_matches('日')
            .chars()
            .map(|c| match c {
                '年' | '月' | '/' | '.' => '-',
                c => c,
            })
            .filter(|c| !c.is_whitespace())
            .collect();
        let numbers = parted
            .split('-')
            .map(|number| {
                let digits = number.bytes().all(|byte| byte.is_ascii_digit());
                (digits && number.len() <= 4).then(|| number.parse().ok())?
            })
            .collect::<Option<Vec<u32>>>()?;
        match (numbers.as_slice(), self.language()) {
            ([month, day], _) => next_such_day(*month, *day, today),
            ([year, month, day], _) if *year >= 100 => full_date(*year, *month, *day),
            // There is no thirteenth month; and with dots nobody writes the month first.
            ([day, month, year], _) if *day > 12 || text.contains('.') => {
                full_date(*year, *month, *day)
            }
            ([month, day, year], Language::English) => full_date(*year, *month, *day),
            _ => None,
        }
    }
}

/// Full-width forms made half-width, letters small, outer spaces cut.
fn plain(text: &str) -> String {
    text.trim().nfkc().collect::<String>().to_lowercase()
}

fn word(text: &str, today: Date) -> Option<Date> {
    match text {
        "today" | "今日" | "本日" => Some(today),
        "tomorrow" | "明日" => today.succ_opt(),
        "yesterday" | "昨日" => today.pred_opt(),
        _ => None,
    }
}

/// `+3d` or `+2w`.
fn offset(text: &str, today: Date) -> Option<Date> {
    let count = text.strip_prefix('+')?;
    let (count, days_each) = match count.strip_suffix('w') {
        Some(weeks) => (weeks, 7),
        None => (count.strip_suffix('d')?, 1),
    };
    let days = count.trim().parse::<u64>().ok()?.checked_mul(days_each)?;
    today
        .checked_add_days(Days::new(days))
        .filter(|date| date.year() <= 9999)
}

/// `1 Dec 2026`, `Dec 1, 2026`, `1 December`.
fn month_name(text: &str, today: Date) -> Option<Date> {
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
    let month_of = |word: &str| {
        let word = word.trim_end_matches('.');
        let index = MONTHS
            .iter()
            .position(|month| word.len() >= 3 && month.starts_with(word))?;
        u32::try_from(index + 1).ok()
    };
    let words: Vec<&str> = text
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let (first, second, year) = match words.as_slice() {
        [first, second] => (first, second, None),
        [first, second, year] => (first, second, Some(year.parse().ok()?)),
        _ => return None,
    };
    let (month, day) = match (month_of(first), month_of(second)) {
        (Some(month), None) => (month, second.parse().ok()?),
        (None, Some(month)) => (month, first.parse().ok()?),
        _ => return None,
    };
    match year {
        Some(year) => full_date(year, month, day),
        None => next_such_day(month, day, today),
    }
}

fn full_date(year: u32, month: u32, day: u32) -> Option<Date> {
    (100..=9999)
        .contains(&year)
        .then(|| Date::from_ymd_opt(i32::try_from(year).ok()?, month, day))?
}

/// The first such day from `today` on; looks far enough ahead to find a 29 February.
fn next_such_day(month: u32, day: u32, today: Date) -> Option<Date> {
    (today.year()..=today.year() + 8)
        .filter_map(|year| Date::from_ymd_opt(year, month, day))
        .find(|date| *date >= today)
}

/// Cuts `am` or `pm` off the end; true for the second half of the day.
fn half_of_day(text: &str) -> (&str, Option<bool>) {
    let halves = [("am", false), ("a.m.", false), ("pm", true), ("p.m.", true)];
    halves
        .into_iter()
        .find_map(|(name, is_second)| {
            let rest = text.strip_suffix(name)?.trim_end();
            rest.ends_with(|c: char| c.is_ascii_digit())
                .then_some((rest, Some(is_second)))
        })
        .unwrap_or((text, None))
}

/// A time of a twelve-hour clock.
fn in_half(time: NaiveTime, half: Option<bool>) -> Option<NaiveTime> {
    let Some(is_second) = half else {
        return Some(time);
    };
    let hour = (1..=12).contains(&time.hour()).then(|| time.hour() % 12)?;
    time.with_hour(hour + if is_second { 12 } else { 0 })
}

fn is_time(text: &str) -> bool {
    text.contains([':', '時'])
}

/// `18:00`, `18:00:30`, 18時, 18時30分.
fn parse_time(text: &str) -> Option<NaiveTime> {
    let parted = text
        .trim_end_matches(['分', '秒'])
        .replace(['時', '分'], ":");
    let numbers = parted
        .trim_end_matches(':')
        .split(':')
        .map(|number| number.parse().ok())
        .collect::<Option<Vec<u32>>>()?;
    match numbers.as_slice() {
        [hour] => NaiveTime::from_hms_opt(*hour, 0, 0),
        [hour, minute] => NaiveTime::from_hms_opt(*hour, *minute, 0),
        [hour, minute, second] => NaiveTime::from_hms_opt(*hour, *minute, *second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Texts, Zone};

    fn formats() -> [Format; 2] {
        Language::ALL.map(|language| Format::new(&Texts::in_zone(language, Zone::fixed_hours(9))))
    }

    fn today() -> Date {
        Date::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn read(format: &Format, text: &str) -> Option<String> {
        format
            .parse_date(text, today())
            .map(|date| date.to_string())
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        for format in formats() {
            for (text, date) in [
                ("2026-12-01", "2026-12-01"),
                ("2026/12/1", "2026-12-01"),
                (" ２０２６／１２／１ ", "2026-12-01"),
                ("2026年12月1日", "2026-12-01"),
                ("２０２６年１２月１日", "2026-12-01"),
                ("12月1日", "2026-12-01"),
                ("12/1", "2026-12-01"),
                ("11/22", "2026-11-22"),
                ("11/21", "2027-11-21"),
                ("2/29", "2028-02-29"),
                ("today", "2026-11-22"),
                ("Tomorrow", "2026-11-23"),
                ("今日", "2026-11-22"),
                ("明日", "2026-11-23"),
                ("昨日", "2026-11-21"),
                ("+3d", "2026-11-25"),
                ("＋２ｗ", "2026-12-06"),
                ("1 Dec 2026", "2026-12-01"),
                ("December 1, 2026", "2026-12-01"),
                ("31/12/2026", "2026-12-31"),
                ("1.12.2026", "2026-12-01"),
                ("1 jan", "2027-01-01"),
            ] {
                assert_eq!(read(&format, text).as_deref(), Some(date), "{text}");
            }
        }
    }

    #[test]
    fn month_day_year_is_read_in_english_only() {
        let [english, japanese] = formats();
        assert_eq!(read(&english, "12/01/2026").as_deref(), Some("2026-12-01"));
        assert_eq!(read(&japanese, "12/01/2026"), None);
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for format in formats() {
            for text in [
                "",
                "soon",
                "2026-02-30",
                "13/1",
                "1/2/3",
                "26-12-01",
                "2026-12-01-01",
                "+d",
                "+99999999999999999999d",
                "+9999999d",
                "99999-1-1",
                "may",
                "ma 5",
            ] {
                assert_eq!(read(&format, text), None, "{text}");
            }
        }
    }

    #[test]
    fn every_written_date_is_read_back() {
        for format in formats() {
            for offset in 0..800 {
                let date = today() + Days::new(offset);
                assert_eq!(format.parse_date(&format.date(date), today()), Some(date));
            }
        }
    }

    #[test]
    fn dates_with_times_are_local() {
        let now = Timestamp::parse("2026-11-22T00:00:00Z").unwrap();
        for format in formats() {
            for (text, instant) in [
                ("2026-11-22 18:00", "2026-11-22T09:00:00Z"),
                ("2026/11/22 18:00:30", "2026-11-22T09:00:30Z"),
                (
                    "２０２６年１１月２２日　１８時３０分",
                    "2026-11-22T09:30:00Z",
                ),
                ("今日 9時", "2026-11-22T00:00:00Z"),
                ("2026-11-22", "2026-11-21T15:00:00Z"),
                ("2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z"),
            ] {
                assert_eq!(
                    format.parse_date_time(text, now),
                    Some(Timestamp::parse(instant).unwrap()),
                    "{text}"
                );
            }
            let written = format.date_time(now);
            assert_eq!(
                format.parse_date_time(&written, now),
                Some(now),
                "{written}"
            );
            assert_eq!(format.parse_date_time("2026-11-22 25:00", now), None);
            assert_eq!(format.parse_date_time("later", now), None);
        }
    }
}
