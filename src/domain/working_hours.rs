//! When a person works, and to when a reminder is moved that would come outside of it.

use super::{Date, Timestamp};
use chrono::{Datelike, Days, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

/// What the clocks on the wall show, where the person is. The domain is told; it never asks the system.
pub trait LocalTime: Send + Sync + std::fmt::Debug {
    /// What they show at `instant`.
    fn wall_clock(&self, instant: Timestamp) -> NaiveDateTime;

    /// When they show `time`: the first time where they do so twice, and later where they leap over it. `None` outside the years 1 to 9999.
    fn instant(&self, time: NaiveDateTime) -> Option<Timestamp>;
}

/// The days and hours a person works, by the clock on the wall.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkingHours {
    /// The working days, Monday first.
    pub days: [bool; 7],
    /// When the day's work begins, in minutes after midnight.
    pub from_minutes: u16,
    /// When it ends, in minutes after midnight: later than it begins, 1440 at most.
    pub to_minutes: u16,
    /// Whether reminders that can wait are held back outside of these hours.
    pub holds_reminders: bool,
}

impl Default for WorkingHours {
    /// Monday to Friday, 9:00 to 18:00; nothing is held back until the person asks for it, because a reminder that comes at night harms less
    /// than one that is waited for in vain.
    fn default() -> Self {
        Self {
            days: [true, true, true, true, true, false, false],
            from_minutes: 9 * 60,
            to_minutes: 18 * 60,
            holds_reminders: false,
        }
    }
}

/// This long before a deadline, or before work ends, a last reminder still leaves time to act on it.
pub const LAST_CALL_SECONDS: i64 = 30 * 60;

/// Until four in the morning it is still night.
const SMALL_HOURS: TimeDelta = TimeDelta::hours(4);

/// The most a day has.
const MINUTES_A_DAY: u16 = 24 * 60;
/// A week and a day: whoever works at all does so within it, before and after any instant.
const DAYS_LOOKED_AT: u64 = 8;

/// One stretch of work, up to but without its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Shift {
    from: Timestamp,
    to: Timestamp,
}

impl WorkingHours {
    /// Whether they say any time at all, and an end after the beginning.
    pub fn is_valid(&self) -> bool {
        self.days.contains(&true)
            && self.from_minutes < self.to_minutes
            && self.to_minutes <= MINUTES_A_DAY
    }

    /// Whether work is done on this day of the week.
    pub fn includes(&self, day: Weekday) -> bool {
        let index = day.num_days_from_monday() as usize;
        self.days.get(index).copied().unwrap_or(false)
    }

    /// When work begins on the next working day after the one of `now`; nine in the morning where the hours are not valid. The small hours belong
    /// to the day before: who is up then has the morning ahead.
    pub fn start_after_today(&self, now: Timestamp, local: &dyn LocalTime) -> Option<Timestamp> {
        let hours = if self.is_valid() {
            self
        } else {
            &Self::default()
        };
        let today = (local.wall_clock(now) - SMALL_HOURS).date();
        (1..=DAYS_LOOKED_AT)
            .filter_map(|days| today.checked_add_days(Days::new(days)))
            .filter_map(|date| hours.shift_on(date, local))
            .map(|shift| shift.from)
            .find(|from| *from > now)
    }

    /// Up to when what falls due is to be answered before the end of the working day: of the one that is on at `now`, or else of the next. What falls
    /// due in the night after it or on the weekend has no later working time before it. Monday to Friday from nine to six where the hours are not
    /// valid; a day from now where the calendar ends.
    pub fn today_reaches_until(&self, now: Timestamp, local: &dyn LocalTime) -> Timestamp {
        let fallback = Self::default();
        let hours = if self.is_valid() { self } else { &fallback };
        let after = |shift: Shift| hours.next_shift(shift.to, local);
        hours
            .next_shift(now, local)
            .and_then(after)
            .map_or_else(|| now.plus_seconds(24 * 3_600), |next| next.from)
    }

    /// When a lead reminder is raised that would by itself come at `at`, for a mark that falls at `due_at`, of a referral there since `since`:
    ///
    /// - within working hours: then;
    /// - otherwise when work begins again, if that leaves [`LAST_CALL_SECONDS`] before the mark;
    /// - otherwise [`LAST_CALL_SECONDS`] before work ended the last time, so that it comes before the person leaves, or when the referral
    ///   came, if that was later but still in working hours;
    /// - and if neither is possible, at its own time: it cannot wait.
    ///
    /// What was to come before the person leaves and is learned of only after that, as where a referral is imported or the hours are set in the
    /// evening, is overdue then and comes at once, not at its own time in the night; nothing comes then any more.
    pub fn raise_lead_at(
        &self,
        at: Timestamp,
        due_at: Timestamp,
        since: Timestamp,
        local: &dyn LocalTime,
    ) -> Timestamp {
        if !self.holds_reminders || !self.is_valid() {
            return at;
        }
        let Some(next) = self.next_shift(at, local) else {
            return at;
        };
        if next.from <= at {
            return at;
        }
        if next.from.plus_seconds(LAST_CALL_SECONDS) <= due_at {
            return next.from;
        }
        let Some(last) = self.last_shift(at, local) else {
            return at;
        };
        let leaving = last.to.plus_seconds(-LAST_CALL_SECONDS).max(last.from);
        let raise_at = leaving.max(since);
        if raise_at < last.to { raise_at } else { at }
    }

    /// When the report is raised that a referral's time ran out at `at`: it tells what has happened, and waits until work begins.
    pub fn raise_report_at(&self, at: Timestamp, local: &dyn LocalTime) -> Timestamp {
        if !self.holds_reminders || !self.is_valid() {
            return at;
        }
        self.next_shift(at, local)
            .map_or(at, |next| next.from.max(at))
    }

    /// The shift that is on at `at`, or else the one after it.
    fn next_shift(&self, at: Timestamp, local: &dyn LocalTime) -> Option<Shift> {
        let today = local.wall_clock(at).date();
        // A shift of the day before may end after midnight where the clock is set back then.
        (0..=DAYS_LOOKED_AT + 1)
            .filter_map(|days| {
                today
                    .checked_sub_days(Days::new(1))?
                    .checked_add_days(Days::new(days))
            })
            .filter_map(|date| self.shift_on(date, local))
            .find(|shift| shift.to > at)
    }

    /// The last shift that had ended by `at`.
    fn last_shift(&self, at: Timestamp, local: &dyn LocalTime) -> Option<Shift> {
        let today = local.wall_clock(at).date();
        (0..=DAYS_LOOKED_AT)
            .filter_map(|days| today.checked_sub_days(Days::new(days)))
            .filter_map(|date| self.shift_on(date, local))
            .find(|shift| shift.to <= at)
    }

    /// The shift that begins on `date`, if work is done then.
    fn shift_on(&self, date: Date, local: &dyn LocalTime) -> Option<Shift> {
        if !self.includes(date.weekday()) {
            return None;
        }
        let shift = Shift {
            from: local.instant(at_minutes(date, self.from_minutes)?)?,
            to: local.instant(at_minutes(date, self.to_minutes)?)?,
        };
        // A night's hour that the clock leaps over is no shift.
        (shift.from < shift.to).then_some(shift)
    }
}

/// What the clock shows so many minutes after midnight; 1440 are the midnight after.
fn at_minutes(date: Date, minutes: u16) -> Option<NaiveDateTime> {
    if minutes >= MINUTES_A_DAY {
        return Some(date.succ_opt()?.and_time(NaiveTime::MIN));
    }
    let minutes = u32::from(minutes);
    date.and_hms_opt(minutes / 60, minutes % 60, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, NaiveDate};

    /// New York, roughly: four hours behind UTC in summer, five from 2026-11-01 06:00 UTC on, four again from 2027-03-14 07:00 UTC on.
    #[derive(Debug)]
    struct NewYork;

    impl NewYork {
        fn hours_behind(at: NaiveDateTime) -> i64 {
            let day = |month, day, hour| {
                let year = if month == 3 { 2027 } else { 2026 };
                NaiveDate::from_ymd_opt(year, month, day)
                    .unwrap()
                    .and_hms_opt(hour, 0, 0)
                    .unwrap()
            };
            if (day(11, 1, 6)..day(3, 14, 7)).contains(&at) {
                5
            } else {
                4
            }
        }
    }

    impl LocalTime for NewYork {
        fn wall_clock(&self, instant: Timestamp) -> NaiveDateTime {
            let utc = instant.to_utc().naive_utc();
            utc - Duration::hours(Self::hours_behind(utc))
        }

        fn instant(&self, time: NaiveDateTime) -> Option<Timestamp> {
            let utc = [4, 5, 3]
                .map(|hours| time + Duration::hours(hours))
                .into_iter()
                .find(|utc| *utc - Duration::hours(Self::hours_behind(*utc)) == time)
                .unwrap_or(time + Duration::hours(4));
            Timestamp::from_utc(utc.and_utc())
        }
    }

    fn quiet() -> WorkingHours {
        WorkingHours {
            holds_reminders: true,
            ..WorkingHours::default()
        }
    }

    /// The instant at which New York's clocks show this.
    fn local(text: &str) -> Timestamp {
        let time = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        NewYork.instant(time).unwrap()
    }

    fn lead(at: &str, due: &str) -> Timestamp {
        quiet().raise_lead_at(local(at), local(due), Timestamp::from_millis(0), &NewYork)
    }

    #[test]
    fn what_comes_in_working_hours_comes_at_its_time() {
        for at in ["2026-11-04 09:00", "2026-11-04 17:59"] {
            assert_eq!(lead(at, "2026-11-05 12:00"), local(at));
        }
    }

    #[test]
    fn what_can_wait_waits_until_work_begins_again_over_night_weekend_and_the_end_of_summer_time() {
        assert_eq!(
            lead("2026-11-04 18:00", "2026-11-05 12:00"),
            local("2026-11-05 09:00")
        );
        // Friday evening; the clocks are set back on Sunday.
        let raise_at = lead("2026-10-30 20:00", "2026-11-02 12:00");
        assert_eq!(raise_at, local("2026-11-02 09:00"));
        assert_eq!(raise_at.to_string(), "2026-11-02T14:00:00Z");
        let raise_at = lead("2027-03-13 20:00", "2027-03-15 12:00");
        assert_eq!(raise_at.to_string(), "2027-03-15T13:00:00Z");
    }

    #[test]
    fn a_warning_of_a_deadline_in_the_night_comes_before_the_person_leaves() {
        for due in ["2026-11-05 03:00", "2026-11-05 09:00", "2026-11-05 09:29"] {
            assert_eq!(lead("2026-11-05 02:00", due), local("2026-11-04 17:30"));
        }
        assert_eq!(
            lead("2026-11-05 02:00", "2026-11-05 09:30"),
            local("2026-11-05 09:00")
        );
        assert_eq!(
            lead("2026-11-01 02:00", "2026-11-01 12:00"),
            local("2026-10-30 17:30"),
            "on Friday for a Sunday"
        );
    }

    #[test]
    fn what_can_neither_wait_nor_come_before_comes_at_its_time() {
        let at = local("2026-11-05 02:00");
        let due = local("2026-11-05 06:00");
        let raised = |since| quiet().raise_lead_at(at, due, local(since), &NewYork);
        assert_eq!(raised("2026-11-04 20:00"), at);
        assert_eq!(raised("2026-11-04 18:00"), at);
        assert_eq!(raised("2026-11-04 17:45"), local("2026-11-04 17:45"));
        assert_eq!(raised("2026-11-04 12:00"), local("2026-11-04 17:30"));
    }

    #[test]
    fn a_report_waits_until_work_begins() {
        let report = |at| quiet().raise_report_at(local(at), &NewYork);
        assert_eq!(report("2026-11-06 20:00"), local("2026-11-09 09:00"));
        assert_eq!(report("2026-11-06 12:00"), local("2026-11-06 12:00"));
    }

    #[test]
    fn hours_that_are_off_or_make_no_sense_hold_nothing_back() {
        let (at, due) = (local("2026-11-05 02:00"), local("2026-11-05 06:00"));
        let off = WorkingHours::default();
        let never = WorkingHours {
            days: [false; 7],
            ..quiet()
        };
        let backwards = WorkingHours {
            from_minutes: 1080,
            to_minutes: 540,
            ..quiet()
        };
        for hours in [off, never, backwards] {
            let since = Timestamp::from_millis(0);
            assert_eq!(hours.raise_lead_at(at, due, since, &NewYork), at);
            assert_eq!(hours.raise_report_at(at, &NewYork), at);
        }
    }

    #[test]
    fn the_start_of_work_tomorrow_is_on_a_working_day() {
        let start = |now| quiet().start_after_today(local(now), &NewYork).unwrap();
        assert_eq!(start("2026-11-04 07:00"), local("2026-11-05 09:00"));
        assert_eq!(start("2026-11-05 00:03"), local("2026-11-05 09:00"));
        assert_eq!(start("2026-11-05 05:00"), local("2026-11-06 09:00"));
        assert_eq!(start("2026-11-06 16:00"), local("2026-11-09 09:00"));
        assert_eq!(start("2026-10-31 16:00"), local("2026-11-02 09:00"));
    }

    #[test]
    fn a_day_may_end_at_midnight_and_a_shift_be_shorter_than_the_last_call() {
        let hours = WorkingHours {
            from_minutes: 23 * 60 + 50,
            to_minutes: MINUTES_A_DAY,
            ..quiet()
        };
        let (at, due) = (local("2026-11-05 02:00"), local("2026-11-05 06:00"));
        assert_eq!(
            hours.raise_lead_at(at, due, Timestamp::from_millis(0), &NewYork),
            local("2026-11-04 23:50")
        );
    }

    #[test]
    fn today_reaches_over_the_night_and_the_weekend() {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        let hours = WorkingHours::default();
        // Friday 2026-11-20, New York: nine to six are 14:00 to 23:00 UTC.
        for (now, until) in [
            // In the middle of Friday: until Monday morning.
            ("2026-11-20T16:00:00Z", "2026-11-23T14:00:00Z"),
            // On Friday before work: the same day's work is ahead.
            ("2026-11-20T12:00:00Z", "2026-11-23T14:00:00Z"),
            // On the weekend: Monday is the next working day, up to Tuesday morning.
            ("2026-11-21T16:00:00Z", "2026-11-24T14:00:00Z"),
            // On Monday evening, after work: Tuesday's.
            ("2026-11-23T23:00:00Z", "2026-11-25T14:00:00Z"),
        ] {
            let reaches = hours.today_reaches_until(at(now), &NewYork);
            assert_eq!(reaches, at(until), "{now}");
        }
    }
}
