//! Dates and times as files write them: American, ISO 8601 and Japanese, with the Japanese eras.

use crate::domain::{Date, Timestamp};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Reads an instant. A text without an offset is UTC, as Partner Center's dates are; a date alone is its midnight.
pub(crate) fn instant(text: &str) -> Option<Timestamp> {
    let moment = Moment::read(text)?;
    Timestamp::from_utc(moment.utc()?.and_utc())
}

/// Reads a calendar date. Closing dates come as instants that encode somebody's local midnight (such as `T15:00:00Z`), so
/// a time of day is rounded to the nearest midnight.
pub(crate) fn calendar_date(text: &str) -> Option<Date> {
    let moment = Moment::read(text)?;
    if moment.time.is_none() {
        return Some(moment.date);
    }
    let utc = moment.utc()?;
    let days = u64::from(utc.hour() >= 12);
    utc.date().checked_add_days(Days::new(days))
}

/// No date in any way of writing is longer.
const LONGEST_BYTES: usize = 200;

/// What a text says.
struct Moment {
    date: NaiveDate,
    time: Option<NaiveTime>,
    /// Seconds east of UTC.
    offset_seconds: i64,
}

impl Moment {
    fn read(text: &str) -> Option<Self> {
        if text.len() > LONGEST_BYTES {
            return None;
        }
        let plain: Cow<'_, str> = if text.is_ascii() {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(text.nfkc().collect())
        };
        let mut cursor = Cursor(plain.trim());
        let date = read_date(&mut cursor)?;
        cursor.skip_weekday();
        let has_separator = cursor.skip_any(&['T', 't', ' ', ',']);
        if cursor.0.is_empty() {
            let is_whole = !has_separator || plain.trim().ends_with(')');
            return is_whole.then_some(Self {
                date,
                time: None,
                offset_seconds: 0,
            });
        }
        let time = read_time(&mut cursor)?;
        let offset_seconds = read_offset(&mut cursor)?;
        cursor.0.is_empty().then_some(Self {
            date,
            time: Some(time),
            offset_seconds,
        })
    }

    fn utc(&self) -> Option<NaiveDateTime> {
        let local = self.date.and_time(self.time.unwrap_or_default());
        local.checked_sub_signed(TimeDelta::try_seconds(self.offset_seconds)?)
    }
}

/// The Japanese eras: name, letter, and the year before their first.
const ERAS: [(&str, char, i32); 5] = [
    ("令和", 'R', 2018),
    ("平成", 'H', 1988),
    ("昭和", 'S', 1925),
    ("大正", 'T', 1911),
    ("明治", 'M', 1867),
];

fn read_date(cursor: &mut Cursor<'_>) -> Option<NaiveDate> {
    if let Some(year_before) = cursor.skip_era() {
        let year = if cursor.skip_text("元") {
            1
        } else {
            cursor.number(2)?.0
        };
        return read_month_and_day(cursor, year_before + year);
    }
    let (first, digits) = cursor.number(4)?;
    if digits == 4 {
        return read_month_and_day(cursor, first);
    }
    // Month first, as Partner Center writes it; only with slashes, because with hyphens the order is anyone's guess.
    cursor.take('/')?;
    let (day, _) = cursor.number(2)?;
    cursor.take('/')?;
    let (year, year_digits) = cursor.number(4)?;
    (year_digits == 4).then_some(())?;
    date_of(year, first, day)
}

fn read_month_and_day(cursor: &mut Cursor<'_>, year: i32) -> Option<NaiveDate> {
    let separator = cursor.take_one_of(&['-', '/', '.', '年'])?;
    cursor.skip_any(&[' ']);
    let (month, _) = cursor.number(2)?;
    cursor.take(if separator == '年' { '月' } else { separator })?;
    cursor.skip_any(&[' ']);
    let (day, _) = cursor.number(2)?;
    if separator == '年' {
        cursor.take('日')?;
    }
    date_of(year, month, day)
}

fn date_of(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    if year < 1 {
        return None;
    }
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn read_time(cursor: &mut Cursor<'_>) -> Option<NaiveTime> {
    let mut is_afternoon = None;
    for (word, afternoon) in [("午前", false), ("午後", true)] {
        if cursor.skip_text(word) {
            is_afternoon = Some(afternoon);
        }
    }
    cursor.skip_any(&[' ']);
    let (hour, _) = cursor.number(2)?;
    let (mut minute, mut second, mut milli) = (0, 0, 0);
    if cursor.skip_text("時") {
        cursor.skip_any(&[' ']);
        if cursor.starts_with_digit() {
            minute = cursor.number(2)?.0;
            cursor.take('分')?;
            cursor.skip_any(&[' ']);
        }
        if cursor.starts_with_digit() {
            second = cursor.number(2)?.0;
            cursor.take('秒')?;
        }
    } else if cursor.skip_text(":") {
        minute = cursor.number(2)?.0;
        if cursor.skip_text(":") {
            second = cursor.number(2)?.0;
            if cursor.skip_text(".") {
                milli = cursor.milliseconds()?;
            }
        }
    } else if !cursor.starts_with_meridiem() {
        return None;
    }
    let had_space = cursor.skip_any(&[' ']);
    for (word, afternoon) in [("am", false), ("pm", true)] {
        if cursor.skip_text(word) {
            is_afternoon = Some(afternoon);
        }
    }
    if had_space && !cursor.0.is_empty() && !cursor.starts_with_offset() {
        return None;
    }
    let hour = match is_afternoon {
        None => hour,
        Some(_) if hour > 12 => return None,
        Some(false) => hour % 12,
        Some(true) => hour % 12 + 12,
    };
    NaiveTime::from_hms_milli_opt(
        u32::try_from(hour).ok()?,
        u32::try_from(minute).ok()?,
        u32::try_from(second).ok()?,
        milli,
    )
}

/// Seconds east of UTC; none written is UTC.
fn read_offset(cursor: &mut Cursor<'_>) -> Option<i64> {
    cursor.skip_any(&[' ']);
    if cursor.0.is_empty() {
        return Some(0);
    }
    for word in ["z", "utc", "gmt"] {
        if cursor.skip_text(word) && cursor.0.is_empty() {
            return Some(0);
        }
    }
    let sign = match cursor.take_one_of(&['+', '-', '\u{2212}'])? {
        '+' => 1,
        _ => -1,
    };
    let (hours, digits) = cursor.number(2)?;
    (digits == 2).then_some(())?;
    cursor.skip_text(":");
    let minutes = if cursor.starts_with_digit() {
        cursor.number(2)?.0
    } else {
        0
    };
    (hours <= 18 && minutes < 60).then(|| sign * i64::from(hours * 3600 + minutes * 60))
}

/// The rest of a text that is still to be read.
struct Cursor<'a>(&'a str);

impl Cursor<'_> {
    /// Up to `most` digits: their number, and how many there were.
    fn number(&mut self, most: usize) -> Option<(i32, usize)> {
        let digits = self
            .0
            .bytes()
            .take(most)
            .take_while(u8::is_ascii_digit)
            .count();
        let (number, rest) = self.0.split_at_checked(digits)?;
        let value = number.parse().ok()?;
        self.0 = rest;
        Some((value, digits))
    }

    /// The digits of a fraction of a second, cut to milliseconds.
    fn milliseconds(&mut self) -> Option<u32> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (fraction, rest) = self.0.split_at_checked(digits)?;
        let digit = |place: usize| {
            let byte = fraction.as_bytes().get(place).copied().unwrap_or(b'0');
            u32::from(byte - b'0')
        };
        let value = 100 * digit(0) + 10 * digit(1) + digit(2);
        self.0 = rest;
        (digits > 0).then_some(value)
    }

    fn take(&mut self, wanted: char) -> Option<char> {
        self.take_one_of(&[wanted])
    }

    fn take_one_of(&mut self, wanted: &[char]) -> Option<char> {
        let first = self.0.chars().next().filter(|c| wanted.contains(c))?;
        self.0 = self.0.get(first.len_utf8()..)?;
        Some(first)
    }

    /// Passes over any number of these; true when there was one.
    fn skip_any(&mut self, unwanted: &[char]) -> bool {
        let before = self.0.len();
        self.0 = self.0.trim_start_matches(unwanted);
        self.0.len() < before
    }

    /// Passes over this text, whatever its case; true when it was there.
    fn skip_text(&mut self, text: &str) -> bool {
        let Some((start, rest)) = self.0.split_at_checked(text.len()) else {
            return false;
        };
        let found = start.eq_ignore_ascii_case(text);
        if found {
            self.0 = rest;
        }
        found
    }

    /// Passes over an era and gives the year before its first.
    fn skip_era(&mut self) -> Option<i32> {
        if self.starts_with_digit() {
            return None;
        }
        let (name, letter, year_before) = ERAS.into_iter().find(|(name, letter, _)| {
            self.0.starts_with(name)
                || self
                    .0
                    .chars()
                    .next()
                    .is_some_and(|c| c.eq_ignore_ascii_case(letter))
        })?;
        if !self.skip_text(name) {
            self.0 = self.0.get(letter.len_utf8()..)?;
        }
        self.skip_any(&[' ']);
        Some(year_before)
    }

    /// Passes over a day of the week in parentheses, as in `2026/11/22(日)`.
    fn skip_weekday(&mut self) {
        let inside = self.0.trim_start().strip_prefix('(');
        if let Some((_, rest)) = inside.and_then(|inside| inside.split_once(')')) {
            self.0 = rest;
        }
    }

    fn starts_with_digit(&self) -> bool {
        self.0.starts_with(|c: char| c.is_ascii_digit())
    }

    fn starts_with_meridiem(&self) -> bool {
        self.0.trim_start().starts_with(['A', 'a', 'P', 'p'])
    }

    fn starts_with_offset(&self) -> bool {
        self.0.starts_with(|c: char| {
            matches!(
                c,
                '+' | '-' | '\u{2212}' | 'Z' | 'z' | 'U' | 'u' | 'G' | 'g'
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_way_of_writing_an_instant_is_read() {
        for (text, expected) in [
            ("11/22/2026", "2026-11-22T00:00:00Z"),
            ("1/3/2026", "2026-01-03T00:00:00Z"),
            ("1/3/2026 9:05", "2026-01-03T09:05:00Z"),
            ("1/3/2026 9:05:07 PM", "2026-01-03T21:05:07Z"),
            ("1/3/2026 12:00:00 am", "2026-01-03T00:00:00Z"),
            ("1/3/2026 12:30 PM", "2026-01-03T12:30:00Z"),
            ("1/3/2026 9 PM", "2026-01-03T21:00:00Z"),
            ("1/3/2026, 9:05 PM", "2026-01-03T21:05:00Z"),
            ("2026-11-22", "2026-11-22T00:00:00Z"),
            ("2026-11-22T14:30", "2026-11-22T14:30:00Z"),
            ("2026-11-22 14:30:15", "2026-11-22T14:30:15Z"),
            ("2026-11-22T14:30:15Z", "2026-11-22T14:30:15Z"),
            ("2026-11-22T14:30:15.1", "2026-11-22T14:30:15.100Z"),
            ("2026-11-22T14:30:15.12Z", "2026-11-22T14:30:15.120Z"),
            ("2026-11-22T14:30:15.123", "2026-11-22T14:30:15.123Z"),
            ("2026-11-22T14:30:15.1234Z", "2026-11-22T14:30:15.123Z"),
            ("2026-11-22T14:30:15.12345", "2026-11-22T14:30:15.123Z"),
            ("2026-11-22T14:30:15.123456Z", "2026-11-22T14:30:15.123Z"),
            ("2026-11-22T14:30:15.1234567", "2026-11-22T14:30:15.123Z"),
            ("2026-11-22T14:30:15.0000000Z", "2026-11-22T14:30:15Z"),
            ("2026-11-22T14:30:15+09:00", "2026-11-22T05:30:15Z"),
            ("2026-11-22T14:30:15.5-0330", "2026-11-22T18:00:15.500Z"),
            ("2026-11-22 14:30:15 +09", "2026-11-22T05:30:15Z"),
            ("2026-11-22 14:30 UTC", "2026-11-22T14:30:00Z"),
            ("2026年11月22日", "2026-11-22T00:00:00Z"),
            ("2026年1月3日", "2026-01-03T00:00:00Z"),
            ("2026年11月22日 14時30分", "2026-11-22T14:30:00Z"),
            ("2026年11月22日14時30分15秒", "2026-11-22T14:30:15Z"),
            ("2026年11月22日 14時", "2026-11-22T14:00:00Z"),
            ("2026年11月22日 14:30", "2026-11-22T14:30:00Z"),
            ("2026年11月22日（日） 午後2時30分", "2026-11-22T14:30:00Z"),
            ("2026年11月22日 午前0時5分", "2026-11-22T00:05:00Z"),
            ("2026/11/22", "2026-11-22T00:00:00Z"),
            ("2026/1/3 9:05", "2026-01-03T09:05:00Z"),
            ("2026/11/22 14:30:15", "2026-11-22T14:30:15Z"),
            ("2026/11/22(日)", "2026-11-22T00:00:00Z"),
            ("2026.11.22", "2026-11-22T00:00:00Z"),
            ("令和8年11月22日", "2026-11-22T00:00:00Z"),
            ("令和元年5月1日 0時", "2019-05-01T00:00:00Z"),
            ("R8.11.22", "2026-11-22T00:00:00Z"),
            ("r8/11/22 14:30", "2026-11-22T14:30:00Z"),
            ("平成31年4月30日", "2019-04-30T00:00:00Z"),
            ("Ｈ３１．４．３０", "2019-04-30T00:00:00Z"),
            (
                "２０２６年１１月２２日　１４時３０分",
                "2026-11-22T14:30:00Z",
            ),
            ("２０２６／１１／２２　１４：３０", "2026-11-22T14:30:00Z"),
        ] {
            let read = instant(text).map(|at| at.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_guessed_at() {
        for text in [
            "",
            "soon",
            "22/11/2026",
            "11-22-2026",
            "11/22/26",
            "2026-13-01",
            "2026-02-30",
            "2026-11-22T",
            "2026-11-22T25:00",
            "2026-11-22T14:30:15.Z",
            "2026-11-22 14:30 JST",
            "2026-11-22 later",
            "1/3/2026 13:05 PM",
            "令和8年",
            "R8",
            "0000-01-01",
            "20261122",
            "45983",
            "2026年11月22",
        ] {
            assert_eq!(instant(text), None, "{text}");
        }
    }

    #[test]
    fn a_closing_date_is_the_nearest_midnight() {
        for (text, expected) in [
            ("2026-12-31", "2026-12-31"),
            ("1/30/2027", "2027-01-30"),
            ("2026-12-31T00:00:00Z", "2026-12-31"),
            ("2026-12-31T03:00:00.0000000Z", "2026-12-31"),
            ("2026-12-30T15:00:00Z", "2026-12-31"),
            ("2026-12-30T18:30:00Z", "2026-12-31"),
            ("2026-12-30T23:00:00Z", "2026-12-31"),
            ("2026-12-31T00:00:00+09:00", "2026-12-31"),
            ("2026-12-31T00:00:00-08:00", "2026-12-31"),
            ("令和8年12月31日", "2026-12-31"),
        ] {
            let read = calendar_date(text).map(|date| date.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
    }
}
