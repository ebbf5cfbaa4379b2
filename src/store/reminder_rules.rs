//! What decides when reminders are raised: lead times and working hours, kept in the file, and the time zone, told by whoever opens it.

use super::settings::read_setting;
use super::{Store, StoreError, WriteTransaction};
use crate::domain::{LeadTimes, LocalTime, ReminderRules, Timestamp, WorkingHours};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The name under which the lead times are kept; every write reads them.
pub(super) const LEAD_TIMES: &str = "lead_times";
/// The name under which the working hours are kept; every write reads them.
pub(super) const WORKING_HOURS: &str = "working_hours";
/// The name under which the time zone is kept that the reminders were last worked out for.
const ZONE_SAMPLE: &str = "reminder_zone";

/// [`ReminderRules`], held.
#[derive(Clone, Debug)]
pub struct StoredRules {
    /// How long ahead of each mark people are reminded.
    pub leads: LeadTimes,
    /// When the person works.
    pub hours: WorkingHours,
    /// Where the person is.
    pub local: Arc<dyn LocalTime>,
}

impl StoredRules {
    /// The rules as `connection` sees them, for a person whose clocks are `local`.
    pub(super) fn read(
        connection: &Connection,
        local: Arc<dyn LocalTime>,
    ) -> rusqlite::Result<Self> {
        Ok(Self {
            leads: read_setting(connection, LEAD_TIMES)?.unwrap_or_default(),
            hours: read_setting(connection, WORKING_HOURS)?.unwrap_or_default(),
            local,
        })
    }

    /// The rules, as the domain takes them.
    pub fn rules(&self) -> ReminderRules<'_> {
        ReminderRules {
            leads: &self.leads,
            hours: &self.hours,
            local: self.local.as_ref(),
        }
    }
}

/// How far from UTC the clocks on the wall are over the coming months: tells whether another time zone, or other rules of it, apply than
/// those the reminders were worked out for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ZoneSample {
    from: Timestamp,
    offset_minutes: Vec<i64>,
}

impl ZoneSample {
    const APART_SECONDS: i64 = 12 * 3_600;
    /// As far as the clocks of every policy reach, and a month more.
    const COUNT: i64 = 180;
    /// From then on it no longer reaches as far as it should.
    const LASTS_SECONDS: i64 = 30 * 24 * 3_600;

    /// What it is from `from` on.
    pub fn take(local: &dyn LocalTime, from: Timestamp) -> Self {
        let offset_minutes = (0..Self::COUNT)
            .map(|index| {
                let at = from.plus_seconds(index * Self::APART_SECONDS);
                let offset = local.wall_clock(at) - at.to_utc().naive_utc();
                offset.num_minutes()
            })
            .collect();
        Self {
            from,
            offset_minutes,
        }
    }

    /// Whether it still holds at `now` where the clocks are those of `local`.
    pub fn holds(&self, local: &dyn LocalTime, now: Timestamp) -> bool {
        let age = now.millis_from(self.from) / 1_000;
        (0..Self::LASTS_SECONDS).contains(&age) && Self::take(local, self.from) == *self
    }
}

impl Store {
    /// How long ahead of each mark people are reminded.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn lead_times(&self) -> Result<LeadTimes, StoreError> {
        Ok(self.setting(LEAD_TIMES)?.unwrap_or_default())
    }

    /// When the person works.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn working_hours(&self) -> Result<WorkingHours, StoreError> {
        Ok(self.setting(WORKING_HOURS)?.unwrap_or_default())
    }

    /// What decides when reminders are raised.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reminder_rules(&self) -> Result<StoredRules, StoreError> {
        StoredRules::read(&self.connection, self.local.clone()).map_err(|error| self.error(error))
    }

    /// The time zone that the reminders were last worked out for; `None` when it did not matter yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn zone_sample(&self) -> Result<Option<ZoneSample>, StoreError> {
        self.setting(ZONE_SAMPLE)
    }

    /// Where the person is.
    pub fn local_time(&self) -> &dyn LocalTime {
        self.local.as_ref()
    }

    /// Tells where the person is, from now on. Until it is told, the clocks on the wall are taken to show UTC.
    pub fn set_local_time(&mut self, local: Arc<dyn LocalTime>) {
        self.local = local;
    }
}

impl WriteTransaction<'_> {
    /// What decides when reminders are raised.
    pub fn rules(&self) -> ReminderRules<'_> {
        self.rules.rules()
    }

    /// Sets the lead times and the working hours. The caller then recomputes when each referral's next reminder is due.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn put_reminder_rules(
        &mut self,
        leads: &LeadTimes,
        hours: &WorkingHours,
    ) -> Result<(), StoreError> {
        self.put_setting(LEAD_TIMES, leads)?;
        self.put_setting(WORKING_HOURS, hours)?;
        self.rules.leads.clone_from(leads);
        self.rules.hours.clone_from(hours);
        Ok(())
    }

    /// Notes the time zone that the reminders are worked out for at `now`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_zone_sample(&self, now: Timestamp) -> Result<(), StoreError> {
        let sample = ZoneSample::take(self.rules.local.as_ref(), now);
        self.put_setting(ZONE_SAMPLE, &sample)
    }
}

/// Clocks that show UTC.
#[derive(Clone, Copy, Debug)]
pub(super) struct UtcTime;

impl LocalTime for UtcTime {
    fn wall_clock(&self, instant: Timestamp) -> chrono::NaiveDateTime {
        instant.to_utc().naive_utc()
    }

    fn instant(&self, time: chrono::NaiveDateTime) -> Option<Timestamp> {
        Timestamp::from_utc(time.and_utc())
    }
}
