//! The time zone in which times are told.

use crate::domain::{Date, LocalTime, Timestamp};
use chrono::{FixedOffset, Local, NaiveDateTime, TimeDelta, TimeZone, Utc};

/// A time zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Zone {
    /// The system's.
    #[default]
    Local,
    /// Always this far from UTC; what tests use.
    Fixed(FixedOffset),
}

impl Zone {
    /// The zone `hours` east of UTC; UTC itself where there is no such zone.
    pub fn fixed_hours(hours: i32) -> Self {
        hours
            .checked_mul(3600)
            .and_then(FixedOffset::east_opt)
            .map_or_else(Self::utc, Self::Fixed)
    }

    /// UTC.
    pub fn utc() -> Self {
        Self::Fixed(chrono::Offset::fix(&Utc))
    }

    /// What the clock on the wall shows at `instant`.
    pub fn wall_clock(self, instant: Timestamp) -> NaiveDateTime {
        match self {
            Self::Local => instant.to_utc().with_timezone(&Local).naive_local(),
            Self::Fixed(offset) => instant.to_utc().with_timezone(&offset).naive_local(),
        }
    }

    /// The date at `instant`.
    pub fn date(self, instant: Timestamp) -> Date {
        self.wall_clock(instant).date()
    }

    /// When the clock on the wall shows `time`: the first time where it does so twice, and an hour later where it leaps over it,
    /// as daylight saving time begins. `None` outside the years 1 to 9999.
    pub fn instant(self, time: NaiveDateTime) -> Option<Timestamp> {
        let utc = match self {
            Self::Local => {
                let resolve = |time: NaiveDateTime| Local.from_local_datetime(&time).earliest();
                let an_hour_later = || time.checked_add_signed(TimeDelta::hours(1));
                resolve(time)
                    .or_else(|| resolve(an_hour_later()?))?
                    .with_timezone(&Utc)
            }
            Self::Fixed(offset) => offset
                .from_local_datetime(&time)
                .earliest()?
                .with_timezone(&Utc),
        };
        Timestamp::from_utc(utc)
    }
}

impl LocalTime for Zone {
    fn wall_clock(&self, instant: Timestamp) -> NaiveDateTime {
        Self::wall_clock(*self, instant)
    }

    fn instant(&self, time: NaiveDateTime) -> Option<Timestamp> {
        Self::instant(*self, time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wall_clock_and_instant_are_each_others_reverse() {
        let instant = Timestamp::parse("2026-11-22T16:30:00Z").unwrap();
        let tokyo = Zone::fixed_hours(9);
        assert_eq!(tokyo.wall_clock(instant).to_string(), "2026-11-23 01:30:00");
        for zone in [tokyo, Zone::utc(), Zone::Local] {
            assert_eq!(zone.instant(zone.wall_clock(instant)), Some(instant));
        }
    }
}
