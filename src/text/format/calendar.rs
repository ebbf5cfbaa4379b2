//! How dates and times of day are written, and the names a calendar shows.

use super::Format;
use crate::domain::{Date, Timestamp};
use crate::text::{Argument, Language};
use chrono::{Datelike, Timelike, Weekday};

impl Format {
    /// `1 Dec 2026`, 2026年12月1日
    pub fn date(&self, date: Date) -> String {
        self.write_date("format-date", date)
    }

    /// `Tue 1 Dec 2026`, 2026年12月1日(火)
    pub fn date_with_weekday(&self, date: Date) -> String {
        self.write_date("format-date-weekday", date)
    }

    /// `1 Dec`, 12月1日; with the year when it is not that of `today`.
    pub fn date_short(&self, date: Date, today: Date) -> String {
        if date.year() == today.year() {
            self.write_date("format-date-short", date)
        } else {
            self.date(date)
        }
    }

    /// `Tue 1 Dec`, 12月1日(火); with the year when it is not that of `today`.
    pub fn date_with_weekday_short(&self, date: Date, today: Date) -> String {
        if date.year() == today.year() {
            self.write_date("format-date-weekday-short", date)
        } else {
            self.date_with_weekday(date)
        }
    }

    /// The local time of day: `18:00`.
    pub fn time(&self, at: Timestamp) -> String {
        let clock = self.texts.zone().wall_clock(at);
        format!("{:02}:{:02}", clock.hour(), clock.minute())
    }

    /// Date and time, local: `22 Nov 2026, 18:00`, 2026年11月22日 18:00
    pub fn date_time(&self, at: Timestamp) -> String {
        self.join_date_and_time(self.date(self.date_of(at)), at)
    }

    /// Date and time, local; without the year when it is that of `now`.
    pub fn date_time_short(&self, at: Timestamp, now: Timestamp) -> String {
        let date = self.date_short(self.date_of(at), self.date_of(now));
        self.join_date_and_time(date, at)
    }

    /// The local date of an instant, such as today's date for `now`.
    pub fn date_of(&self, at: Timestamp) -> Date {
        self.texts.zone().date(at)
    }

    /// The head of a month's page: `November 2026`, 2026年11月. `month` counts from 1.
    pub fn month_title(&self, year: i32, month: u32) -> String {
        let name = self.name("format-month-names", month.wrapping_sub(1));
        self.texts.with(
            "format-month-title",
            &[("year", year.to_string().into()), ("month", name.into())],
        )
    }

    /// The full names of the months, January first.
    pub fn month_names(&self) -> Vec<String> {
        self.names("format-month-names")
    }

    /// The day a calendar's week starts with: Monday in English, Sunday in Japanese.
    pub fn first_weekday(&self) -> Weekday {
        match self.language() {
            Language::English => Weekday::Mon,
            Language::Japanese => Weekday::Sun,
        }
    }

    /// The short names of the weekdays, beginning with [`Self::first_weekday`].
    pub fn weekday_names_short(&self) -> Vec<String> {
        let mut names = self.names("format-weekday-names-short");
        let first = self.first_weekday().num_days_from_sunday() as usize;
        let length = names.len();
        names.rotate_left(first.min(length));
        names
    }

    /// The full name of a weekday.
    pub fn weekday_name(&self, weekday: Weekday) -> String {
        self.name("format-weekday-names", weekday.num_days_from_sunday())
    }

    fn write_date(&self, key: &str, date: Date) -> String {
        let month = self.name("format-month-names-short", date.month0());
        let weekday = self.name(
            "format-weekday-names-short",
            date.weekday().num_days_from_sunday(),
        );
        let arguments: [(&str, Argument<'_>); 4] = [
            ("year", date.year().to_string().into()),
            ("month", month.into()),
            ("day", i64::from(date.day()).into()),
            ("weekday", weekday.into()),
        ];
        self.texts.with(key, &arguments)
    }

    fn join_date_and_time(&self, date: String, at: Timestamp) -> String {
        let time = self.time(at);
        self.texts.with(
            "format-date-time",
            &[("date", date.into()), ("time", time.into())],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Texts, Zone};

    fn formats() -> [Format; 2] {
        Language::ALL.map(|language| Format::new(&Texts::in_zone(language, Zone::fixed_hours(9))))
    }

    #[test]
    fn dates_are_written_as_the_language_does() {
        let [english, japanese] = formats();
        let date = Date::from_ymd_opt(2026, 12, 1).unwrap();
        let later = Date::from_ymd_opt(2027, 1, 4).unwrap();
        assert_eq!(english.date(date), "1 Dec 2026");
        assert_eq!(japanese.date(date), "2026年12月1日");
        assert_eq!(english.date_with_weekday(date), "Tue 1 Dec 2026");
        assert_eq!(japanese.date_with_weekday(date), "2026年12月1日(火)");
        assert_eq!(english.date_short(date, date), "1 Dec");
        assert_eq!(japanese.date_short(date, date), "12月1日");
        assert_eq!(english.date_short(later, date), "4 Jan 2027");
        assert_eq!(english.date_with_weekday_short(date, date), "Tue 1 Dec");
        assert_eq!(
            japanese.date_with_weekday_short(later, date),
            "2027年1月4日(月)"
        );
    }

    #[test]
    fn times_are_told_in_the_zone_of_the_texts() {
        let [english, japanese] = formats();
        let at = Timestamp::parse("2026-11-22T09:00:00Z").unwrap();
        assert_eq!(english.date_time(at), "22 Nov 2026, 18:00");
        assert_eq!(japanese.date_time(at), "2026年11月22日 18:00");
        assert_eq!(english.date_time_short(at, at), "22 Nov, 18:00");
        assert_eq!(japanese.date_time_short(at, at), "11月22日 18:00");
        assert_eq!(english.time(at.plus_seconds(6 * 3600)), "00:00");
        assert_eq!(
            english.date_of(at.plus_seconds(6 * 3600)).to_string(),
            "2026-11-23"
        );
    }

    #[test]
    fn a_calendar_has_its_names() {
        let [english, japanese] = formats();
        assert_eq!(english.month_title(2026, 11), "November 2026");
        assert_eq!(japanese.month_title(2026, 11), "2026年11月");
        for format in formats() {
            assert_eq!(format.month_names().len(), 12);
            assert_eq!(format.weekday_names_short().len(), 7);
        }
        assert_eq!(english.weekday_names_short()[0], "Mon");
        assert_eq!(english.weekday_names_short()[6], "Sun");
        assert_eq!(japanese.weekday_names_short()[0], "日");
        assert_eq!(english.weekday_name(Weekday::Sun), "Sunday");
        assert_eq!(japanese.weekday_name(Weekday::Sat), "土曜日");
    }
}
