//! The ledger of reminders: recorded before they are shown, so that each is raised once.

use super::referrals::{REMINDED, referrals_sql};
use super::{Store, StoreError, WriteTransaction};
use crate::domain::{Mark, Referral, ReferralId, Reminder, Timestamp};
use rusqlite::{Row, params};

/// Names one reminder for good.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LedgerKey {
    /// The referral.
    pub referral: ReferralId,
    /// The mark.
    pub mark: Mark,
    /// How long ahead of the mark, in seconds; 0 reports a lapse.
    pub lead_seconds: i64,
    /// When the mark falls: a clock that starts anew has reminders of its own.
    pub due_at: Timestamp,
}

/// How far a reminder has come.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LedgerState {
    /// Recorded, and about to be shown.
    Claimed,
    /// The system took it.
    Shown,
    /// The system could not show it; it stands in the program's own list.
    Unshown,
    /// A more urgent one of the same mark was due at the same time.
    Superseded,
}

impl LedgerState {
    const fn code(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Shown => "shown",
            Self::Unshown => "unshown",
            Self::Superseded => "superseded",
        }
    }
}

/// A reminder as it is recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LedgerRow {
    /// Which reminder.
    pub key: LedgerKey,
    /// When it was to be raised.
    pub raise_at: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// How far it has come.
    pub state: LedgerState,
    /// When a person saw it in the program's list.
    pub read_at: Option<Timestamp>,
}

/// Reminders of marks that are still ahead at `?1` in the stage they were recorded in, and reports of lapses nobody has confirmed.
const STILL_WAITING: &str = "FROM reminder JOIN referral ON referral.id = reminder.referral_id
     WHERE state <> 'superseded' AND CASE
         WHEN lead_seconds = 0 THEN presumed = 1 AND archived_at = due_at
         WHEN mark LIKE 'answer%' THEN stage IN ('new', 'evaluating') AND due_at > ?1
         ELSE lapse_at = due_at AND due_at > ?1
     END";

/// Nobody needs to know exactly how many more than these are unread, and counting them would take longer with every reminder.
const MOST_COUNTED: usize = 1_000;

impl Store {
    /// The referrals that have a reminder due by `now`, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reminders_due(
        &self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<ReferralId>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT id FROM referral WHERE remind_at <= ?1 ORDER BY remind_at LIMIT ?2",
            )
            .and_then(|mut statement| {
                statement
                    .query_map(params![now, limit], |row| row.get(0))?
                    .collect()
            })
            .map_err(|error| self.error(error))
    }

    /// When the next reminder of any referral is due.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn next_reminder_at(&self) -> Result<Option<Timestamp>, StoreError> {
        self.connection
            .prepare_cached("SELECT min(remind_at) FROM referral WHERE remind_at IS NOT NULL")
            .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
            .map_err(|error| self.error(error))
    }

    /// When the next reminder of this referral is due; `None` when none is.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn remind_at(&self, id: ReferralId) -> Result<Option<Timestamp>, StoreError> {
        self.connection
            .prepare_cached("SELECT max(remind_at) FROM referral WHERE id = ?1")
            .and_then(|mut statement| statement.query_row([id], |row| row.get(0)))
            .map_err(|error| self.error(error))
    }

    /// Whether a reminder of this referral whose mark is still ahead was passed over by a clock that was ahead of `now`, and no nearer one was
    /// raised in its place.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn has_passed_over(&self, id: ReferralId, now: Timestamp) -> Result<bool, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT 1 FROM reminder AS passed
                 WHERE referral_id = ?1 AND state = 'superseded' AND recorded_at > ?2 AND raise_at <= ?2 AND due_at > ?2
                     AND NOT EXISTS (
                         SELECT 1 FROM reminder AS nearer
                         WHERE nearer.referral_id = passed.referral_id AND nearer.mark = passed.mark
                             AND nearer.due_at = passed.due_at AND nearer.state <> 'superseded'
                             AND (nearer.raise_at > passed.raise_at
                                 OR nearer.raise_at = passed.raise_at AND nearer.lead_seconds < passed.lead_seconds))",
            )
            .and_then(|mut statement| statement.exists(params![id, now]))
            .map_err(|error| self.error(error))
    }

    /// The referrals of which something was recorded by a clock that was ahead of `now`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reminded_after(&self, now: Timestamp) -> Result<Vec<ReferralId>, StoreError> {
        self.connection
            // For DISTINCT SQLite would walk the whole ledger in the order of the referrals.
            .prepare_cached(
                "SELECT DISTINCT referral_id FROM reminder INDEXED BY reminder_recorded WHERE recorded_at > ?1",
            )
            .and_then(|mut statement| statement.query_map([now], |row| row.get(0))?.collect())
            .map_err(|error| self.error(error))
    }

    /// The newest recorded reminders whose referral still waits for their mark, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn recorded_reminders(
        &self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<LedgerRow>, StoreError> {
        self.connection
            .prepare_cached(&format!(
                "SELECT referral_id, mark, lead_seconds, due_at, raise_at, recorded_at, state, read_at
                 {STILL_WAITING} ORDER BY recorded_at DESC, due_at LIMIT ?2"
            ))
            .and_then(|mut statement| {
                statement
                    .query_map(params![now, limit], read_row)?
                    .collect()
            })
            .map_err(|error| self.error(error))
    }

    /// The reminders recorded but not known to have been shown: a run of the program ended in between.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn claimed_reminders(&self) -> Result<Vec<LedgerRow>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT referral_id, mark, lead_seconds, due_at, raise_at, recorded_at, state, read_at
                 FROM reminder WHERE state = 'claimed' ORDER BY due_at",
            )
            .and_then(|mut statement| statement.query_map([], read_row)?.collect())
            .map_err(|error| self.error(error))
    }

    /// The reminders that were recorded to be shown in the same step as this one, and itself; none when it is not recorded.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reminders_recorded_with(&self, key: &LedgerKey) -> Result<Vec<LedgerKey>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT referral_id, mark, lead_seconds, due_at, raise_at, recorded_at, state, read_at FROM reminder
                 WHERE state <> 'superseded' AND recorded_at = (
                     SELECT recorded_at FROM reminder
                     WHERE referral_id = ?1 AND mark = ?2 AND lead_seconds = ?3 AND due_at = ?4)",
            )
            .and_then(|mut statement| {
                statement
                    .query_map(
                        params![key.referral, key.mark.code(), key.lead_seconds, key.due_at],
                        |row| read_row(row).map(|row| row.key),
                    )?
                    .collect()
            })
            .map_err(|error| self.error(error))
    }

    /// Whether a reminder is recorded already, other than passed over by a clock that was ahead of `at`: see [`WriteTransaction::reclaim_reminder`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_reminder_recorded(
        &self,
        referral: ReferralId,
        reminder: &Reminder,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT 1 FROM reminder AS recorded
                 WHERE referral_id = ?1 AND mark = ?2 AND lead_seconds = ?3 AND due_at = ?4
                     AND (state <> 'superseded' OR recorded_at <= ?6 OR EXISTS (
                         SELECT 1 FROM reminder AS nearer
                         WHERE nearer.referral_id = ?1 AND nearer.mark = ?2 AND nearer.due_at = ?4
                             AND (nearer.raise_at > ?5 OR nearer.raise_at = ?5 AND nearer.lead_seconds < ?3)
                             AND nearer.state <> 'superseded'))",
            )
            .and_then(|mut statement| {
                statement.exists(params![
                    referral,
                    reminder.mark.code(),
                    reminder.lead_seconds,
                    reminder.due_at,
                    reminder.raise_at,
                    at
                ])
            })
            .map_err(|error| self.error(error))
    }

    /// How many of the recorded reminders whose referral still waits for their mark no person has seen yet, at most [`MOST_COUNTED`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unread_reminders(&self, now: Timestamp) -> Result<usize, StoreError> {
        self.connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM (SELECT 1 {STILL_WAITING} AND read_at IS NULL LIMIT ?2)"
            ))
            .and_then(|mut statement| {
                statement.query_row(params![now, MOST_COUNTED], |row| row.get(0))
            })
            .map_err(|error| self.error(error))
    }

    /// Notes that a person has seen every reminder recorded up to `now`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn mark_reminders_read(&self, now: Timestamp) -> Result<(), StoreError> {
        self.connection
            .execute(
                "UPDATE reminder SET read_at = ?1 WHERE read_at IS NULL AND recorded_at <= ?1",
                [now],
            )
            .map(|_| ())
            .map_err(|error| self.error(error))
    }
}

impl WriteTransaction<'_> {
    /// Records a reminder. False when it is recorded already: whoever recorded it shows it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn record_reminder(
        &self,
        referral: ReferralId,
        reminder: &Reminder,
        state: LedgerState,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO reminder (referral_id, mark, lead_seconds, due_at, raise_at, state, recorded_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    referral,
                    reminder.mark.code(),
                    reminder.lead_seconds,
                    reminder.due_at,
                    reminder.raise_at,
                    state.code(),
                    now
                ])
            })
            .map(|inserted| inserted == 1)
            .map_err(|error| self.error(error))
    }

    /// Takes up a reminder again that was passed over by a clock that was ahead of `now`: it has been set back since, and the reminder's time is
    /// only now. False when there is none such.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn reclaim_reminder(
        &self,
        referral: ReferralId,
        reminder: &Reminder,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE reminder SET state = 'claimed', raise_at = ?6, recorded_at = ?5, read_at = NULL
                 WHERE referral_id = ?1 AND mark = ?2 AND lead_seconds = ?3 AND due_at = ?4
                     AND state = 'superseded' AND recorded_at > ?5",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    referral,
                    reminder.mark.code(),
                    reminder.lead_seconds,
                    reminder.due_at,
                    now,
                    reminder.raise_at
                ])
            })
            .map(|updated| updated == 1)
            .map_err(|error| self.error(error))
    }

    /// Whether a reminder of the same mark is recorded that came later than one at `raise_at`, or at the same instant with a shorter lead.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_more_urgent_recorded(
        &self,
        key: &LedgerKey,
        raise_at: Timestamp,
    ) -> Result<bool, StoreError> {
        self.transaction
            .prepare_cached(
                "SELECT 1 FROM reminder
                 WHERE referral_id = ?1 AND mark = ?2 AND due_at = ?3 AND state <> 'superseded'
                     AND (raise_at > ?5 OR raise_at = ?5 AND lead_seconds < ?4)",
            )
            .and_then(|mut statement| {
                statement.exists(params![
                    key.referral,
                    key.mark.code(),
                    key.due_at,
                    key.lead_seconds,
                    raise_at
                ])
            })
            .map_err(|error| self.error(error))
    }

    /// Notes how far a reminder has come.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn mark_reminder(&self, key: &LedgerKey, state: LedgerState) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE reminder SET state = ?5
                 WHERE referral_id = ?1 AND mark = ?2 AND lead_seconds = ?3 AND due_at = ?4",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    key.referral,
                    key.mark.code(),
                    key.lead_seconds,
                    key.due_at,
                    state.code()
                ])
            })
            .map(|_| ())
            .map_err(|error| self.error(error))
    }

    /// Forgets the report that a referral ended at `due_at`: it did not, and when it does, that is to be told.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget_report(&self, referral: ReferralId, due_at: Timestamp) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "DELETE FROM reminder WHERE referral_id = ?1 AND lead_seconds = 0 AND due_at = ?2",
            )
            .and_then(|mut statement| statement.execute(params![referral, due_at]))
            .map(|_| ())
            .map_err(|error| self.error(error))
    }

    /// Notes at `now` that a reminder is passed over. Should the clock prove to have been ahead then, it is looked at again.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn pass_over_reminder(&self, key: &LedgerKey, now: Timestamp) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE reminder SET state = 'superseded', recorded_at = ?5
                 WHERE referral_id = ?1 AND mark = ?2 AND lead_seconds = ?3 AND due_at = ?4",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    key.referral,
                    key.mark.code(),
                    key.lead_seconds,
                    key.due_at,
                    now
                ])
            })
            .map(|_| ())
            .map_err(|error| self.error(error))
    }

    /// Takes a reminder over from a run of the program that recorded it at `recorded_at` and ended before showing it. False when another
    /// run has taken it over or finished it meanwhile.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn take_over_reminder(
        &self,
        key: &LedgerKey,
        recorded_at: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.transaction
            .prepare_cached(
                "UPDATE reminder SET recorded_at = ?6
                 WHERE referral_id = ?1 AND mark = ?2 AND lead_seconds = ?3 AND due_at = ?4
                     AND state = 'claimed' AND recorded_at = ?5",
            )
            .and_then(|mut statement| {
                statement.execute(params![
                    key.referral,
                    key.mark.code(),
                    key.lead_seconds,
                    key.due_at,
                    recorded_at,
                    now
                ])
            })
            .map(|updated| updated == 1)
            .map_err(|error| self.error(error))
    }

    /// Sets when the referral's next reminder is due; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_remind_at(
        &self,
        referral: ReferralId,
        remind_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("UPDATE referral SET remind_at = ?2 WHERE id = ?1")
            .and_then(|mut statement| statement.execute(params![referral, remind_at]))
            .map(|_| ())
            .map_err(|error| self.error(error))
    }

    /// Every referral that reminders may still come of, as it stands inside the transaction: the open ones, and those that lapsed and whose
    /// report was not raised yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reminded_referrals(&self) -> Result<Vec<Referral>, StoreError> {
        self.transaction
            .prepare(&referrals_sql(REMINDED))
            .and_then(|mut statement| {
                statement
                    .query_map([], super::rows::read_referral)?
                    .collect()
            })
            .map_err(|error| self.error(error))
    }
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<LedgerRow> {
    let mark: String = row.get(1)?;
    let state: String = row.get(6)?;
    Ok(LedgerRow {
        key: LedgerKey {
            referral: row.get(0)?,
            mark: Mark::from_code(&mark).ok_or_else(|| {
                rusqlite::Error::InvalidColumnType(1, mark, rusqlite::types::Type::Text)
            })?,
            lead_seconds: row.get(2)?,
            due_at: row.get(3)?,
        },
        raise_at: row.get(4)?,
        recorded_at: row.get(5)?,
        state: match state.as_str() {
            "claimed" => LedgerState::Claimed,
            "shown" => LedgerState::Shown,
            "superseded" => LedgerState::Superseded,
            _ => LedgerState::Unshown,
        },
        read_at: row.get(7)?,
    })
}
