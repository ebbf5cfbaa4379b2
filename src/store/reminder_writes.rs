//! Writing into the ledger of reminders: each is recorded before it is shown, and so is raised once.

use super::referrals::{REMINDED, referrals_sql};
use super::reminders::{LedgerKey, LedgerState};
use super::{StoreError, WriteTransaction};
use crate::domain::{Referral, ReferralId, Reminder, Timestamp};
use rusqlite::{ToSql, params};

/// The statement that changes the reminder whose key is in the first four parameters, where a condition allows it.
macro_rules! update_reminder {
    ($set:literal $(, $condition:literal)?) => {
        concat!(
            "UPDATE reminder SET ",
            $set,
            " WHERE referral_id = ?1 AND mark = ?2 AND lead_seconds = ?3 AND due_at = ?4"
            $(, " AND ", $condition)?
        )
    };
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
        let key = LedgerKey {
            referral,
            mark: reminder.mark,
            lead_seconds: reminder.lead_seconds,
            due_at: reminder.due_at,
        };
        let sql = update_reminder!(
            "state = 'claimed', raise_at = ?6, recorded_at = ?5, read_at = NULL",
            "state = 'superseded' AND recorded_at > ?5"
        );
        self.update_reminder(sql, &key, &[&now, &reminder.raise_at])
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

    /// Claims a reminder anew that was claimed before and could not be shown. False when another run of the program has done so meanwhile.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn take_up_unshown_reminder(
        &self,
        key: &LedgerKey,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = update_reminder!("state = 'claimed', recorded_at = ?5", "state = 'unshown'");
        self.update_reminder(sql, key, &[&now])
    }

    /// Notes how far a reminder has come.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn mark_reminder(&self, key: &LedgerKey, state: LedgerState) -> Result<(), StoreError> {
        let sql = update_reminder!("state = ?5");
        self.update_reminder(sql, key, &[&state.code()]).map(|_| ())
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
        let sql = update_reminder!("state = 'superseded', recorded_at = ?5");
        self.update_reminder(sql, key, &[&now]).map(|_| ())
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
        let sql = update_reminder!("recorded_at = ?6", "state = 'claimed' AND recorded_at = ?5");
        self.update_reminder(sql, key, &[&recorded_at, &now])
    }

    /// Changes the reminder of this key, with `values` from the fifth parameter on; false when there is none that it may change.
    fn update_reminder(
        &self,
        sql: &str,
        key: &LedgerKey,
        values: &[&dyn ToSql],
    ) -> Result<bool, StoreError> {
        let mark = key.mark.code();
        let named: [&dyn ToSql; 4] = [&key.referral, &mark, &key.lead_seconds, &key.due_at];
        let parameters: Vec<&dyn ToSql> = named.iter().chain(values).copied().collect();
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(&*parameters))
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
