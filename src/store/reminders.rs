//! The ledger of reminders: what is recorded in it, and what it is asked.

use super::{Store, StoreError};
use crate::domain::{Mark, ReferralId, Reminder, Timestamp};
use rusqlite::{OptionalExtension, Row, params};

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
    pub(super) const fn code(self) -> &'static str {
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
    /// Whether this reminder is recorded as one that is not to be shown, or no more.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_reminder_superseded(&self, key: &LedgerKey) -> Result<bool, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM reminder WHERE referral_id = ?1 AND mark = ?2 AND lead_seconds = ?3
                 AND due_at = ?4 AND state = 'superseded')",
            )
            .and_then(|mut statement| {
                let values = params![key.referral, key.mark.code(), key.lead_seconds, key.due_at];
                statement.query_row(values, |row| row.get(0))
            })
            .map_err(|error| self.error(error))
    }

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

    /// A reminder as it is recorded; `None` when it is not.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn recorded_reminder(&self, key: &LedgerKey) -> Result<Option<LedgerRow>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT referral_id, mark, lead_seconds, due_at, raise_at, recorded_at, state, read_at
                 FROM reminder WHERE referral_id = ?1 AND mark = ?2 AND lead_seconds = ?3 AND due_at = ?4",
            )
            .and_then(|mut statement| {
                let key = params![key.referral, key.mark.code(), key.lead_seconds, key.due_at];
                statement.query_row(key, read_row).optional()
            })
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

    /// Notes at `now` that a person has seen every recorded reminder, those too that were recorded by a clock that was ahead.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn mark_reminders_read(&self, now: Timestamp) -> Result<(), StoreError> {
        self.connection
            .execute(
                "UPDATE reminder SET read_at = ?1 WHERE read_at IS NULL",
                [now],
            )
            .map(|_| ())
            .map_err(|error| self.error(error))
    }
}

pub(super) fn read_row(row: &Row<'_>) -> rusqlite::Result<LedgerRow> {
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
