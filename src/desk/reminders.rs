//! Claiming due reminders: what is to be raised is recorded first, durably, and so is raised once.

use super::{Desk, DeskError, Done};
use crate::domain::{
    Action, Command, Referral, ReferralId, Refusal, Reminder, Snooze, SnoozeChoice, Timestamp,
    planned_reminders, snooze,
};
use crate::store::{LedgerKey, LedgerRow, LedgerState, WriteTransaction};
use std::collections::HashSet;

/// A reminder that this desk has claimed and is to show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClaimedReminder {
    /// Its name in the ledger.
    pub key: LedgerKey,
    /// When it was to be raised.
    pub raise_at: Timestamp,
    /// The referral it is about.
    pub referral: Referral,
}

/// A recorded reminder, for the program's own list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReminderNote {
    /// The ledger's row.
    pub row: LedgerRow,
    /// The referral it is about.
    pub referral: Referral,
}

/// For this long a recorded reminder is left to the run that recorded it; if it is not shown by then, that run has ended. Longer than the
/// slowest notification service is waited for.
pub const CLAIM_LASTS_SECONDS: i64 = 25;

/// Referrals looked at in one transaction.
const REFERRALS_AT_A_TIME: usize = 2_000;

impl Desk {
    /// Looks again at what was recorded by a clock that was ahead of `now`: what it passed over comes at its own time after all. On every pass,
    /// because another program may have recorded it; next to nothing is to be read while the clock is right.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn follow_clock_back(&mut self, now: Timestamp) -> Result<(), DeskError> {
        let mut passed_over = Vec::new();
        let ids = self.store().reminded_after(now)?;
        if ids.is_empty() {
            return Ok(());
        }
        let rules = self.store().reminder_rules()?;
        for id in ids {
            let Some(referral) = self.store().referral(id)? else {
                continue;
            };
            let planned = planned_reminders(&referral, &rules.rules());
            let next = planned.iter().find(|one| one.raise_at > now);
            let waits_until = self.store().remind_at(id)?;
            let waits_too_long =
                next.is_some_and(|next| waits_until.is_none_or(|until| until > next.raise_at));
            if waits_too_long || self.is_any_passed_over(id, &planned, now)? {
                passed_over.push(referral);
            }
        }
        if passed_over.is_empty() {
            return Ok(());
        }
        let transaction = self.store_mut().write()?;
        for referral in passed_over {
            // It may have been changed since: then its next reminder was worked out anew with the change.
            if transaction
                .referral(referral.id)?
                .is_some_and(|current| current.revision == referral.revision)
            {
                plan_anew(&transaction, &referral)?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// Whether a reminder whose time has come, and whose mark has not, was passed over by a clock that was ahead of `now`.
    fn is_any_passed_over(
        &self,
        id: ReferralId,
        planned: &[Reminder],
        now: Timestamp,
    ) -> Result<bool, DeskError> {
        let is_due =
            |one: &&Reminder| one.lead_seconds > 0 && one.raise_at <= now && one.due_at > now;
        for reminder in planned.iter().filter(is_due) {
            if !self.store().is_reminder_recorded(id, reminder, now)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Records every reminder that is due by `now`, after concluding what the clock has ended, and returns those to show: of several
    /// leads of one mark only the most urgent, and nothing for a mark that has passed. A lapse that another program caused after that is left to
    /// the next pass, which concludes it first.
    ///
    /// # Errors
    /// When the file cannot be read or written; nothing is then claimed.
    pub fn claim_reminders(&mut self, now: Timestamp) -> Result<Vec<ClaimedReminder>, DeskError> {
        self.settle(now)?;
        let mut claimed = Vec::new();
        let mut lapsed_since = HashSet::new();
        loop {
            let mut ids = self.store().reminders_due(now, REFERRALS_AT_A_TIME)?;
            ids.retain(|id| !lapsed_since.contains(id));
            if ids.is_empty() {
                return Ok(claimed);
            }
            let transaction = self.store_mut().write()?;
            for id in ids {
                if let Some(referral) = transaction.referral(id)?
                    && claim(&transaction, &referral, now, &mut claimed)?
                        .is_some_and(|at| at <= now)
                {
                    lapsed_since.insert(id);
                }
            }
            transaction.commit()?;
        }
    }

    /// Puts the reminders of a referral off, as a person asks for it, and tells until when.
    ///
    /// # Errors
    /// When there is no such referral, no deadline ahead of it, or the file cannot be written.
    pub fn snooze(
        &mut self,
        id: ReferralId,
        choice: SnoozeChoice,
        now: Timestamp,
    ) -> Result<(Done, Snooze), DeskError> {
        self.settle(now)?;
        let referral = self.store().referral(id)?.ok_or(Refusal::NotFound)?;
        let hours = self.store().working_hours()?;
        let until = snooze(&referral, choice, now, &hours, self.store().local_time())?;
        let command = Command::Act {
            id,
            revision: Some(referral.revision),
            action: Action::Snooze { until: until.until },
        };
        Ok((self.execute(command, now)?, until))
    }

    /// Until when a choice made at `now` puts off reminders where no deadline comes before.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn snoozed_until(
        &self,
        choice: SnoozeChoice,
        now: Timestamp,
    ) -> Result<Timestamp, DeskError> {
        let hours = self.store().working_hours()?;
        Ok(choice.wanted(now, &hours, self.store().local_time()))
    }

    /// Takes over reminders that a run of the program recorded and then ended without showing, and returns those to show. What another
    /// run is about to show at this moment is left to it: see [`CLAIM_LASTS_SECONDS`].
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn take_over_reminders(
        &mut self,
        now: Timestamp,
    ) -> Result<Vec<ClaimedReminder>, DeskError> {
        // Measured both ways, so that a clock set back does not leave a reminder waiting until it has caught up.
        let is_abandoned = |row: &LedgerRow| {
            row.recorded_at.millis_from(now).saturating_abs() >= CLAIM_LASTS_SECONDS * 1_000
        };
        let mut rows = self.store().claimed_reminders()?;
        rows.retain(is_abandoned);
        let mut taken_over = Vec::new();
        if rows.is_empty() {
            return Ok(taken_over);
        }
        let transaction = self.store_mut().write()?;
        for LedgerRow {
            key,
            raise_at,
            recorded_at,
            ..
        } in rows
        {
            let referral = transaction.referral(key.referral)?;
            // What a person has put off since waits like any other.
            let is_put_off = referral.as_ref().is_some_and(|referral| {
                key.lead_seconds > 0 && referral.is_put_off(key.due_at, now)
            });
            if is_put_off {
                continue;
            }
            match referral.filter(|referral| still_matters(referral, &key, now)) {
                Some(referral) if !transaction.is_more_urgent_recorded(&key, raise_at)? => {
                    if transaction.take_over_reminder(&key, recorded_at, now)? {
                        taken_over.push(ClaimedReminder {
                            key,
                            raise_at,
                            referral,
                        });
                    }
                }
                _ => transaction.pass_over_reminder(&key, now)?,
            }
        }
        transaction.commit()?;
        Ok(taken_over)
    }

    /// Takes up those of `keys` that were recorded, could not be shown, and still belong on the screen: nothing more urgent of the same mark came after
    /// them. Whoever takes one up first has claimed it, as one that is due.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn take_up_unshown_reminders(
        &mut self,
        keys: &[LedgerKey],
        now: Timestamp,
    ) -> Result<Vec<ClaimedReminder>, DeskError> {
        let mut unshown = Vec::new();
        for key in keys {
            if let Some(row) = self.store().recorded_reminder(key)?
                && row.state == LedgerState::Unshown
                && self.does_reminder_matter(key, now)?
                && let Some(referral) = self.store().referral(key.referral)?
            {
                unshown.push(ClaimedReminder {
                    key: *key,
                    raise_at: row.raise_at,
                    referral,
                });
            }
        }
        let mut taken_up = Vec::with_capacity(unshown.len());
        if unshown.is_empty() {
            return Ok(taken_up);
        }
        let transaction = self.store_mut().write()?;
        for reminder in unshown {
            if !transaction.is_more_urgent_recorded(&reminder.key, reminder.raise_at)?
                && transaction.take_up_unshown_reminder(&reminder.key, now)?
            {
                taken_up.push(reminder);
            }
        }
        transaction.commit()?;
        Ok(taken_up)
    }

    /// Whether a recorded reminder belongs on the screen at `now`: its mark is ahead, the referral waits for it and nobody has put it off, or it
    /// reports a lapse that nobody has confirmed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn does_reminder_matter(&self, key: &LedgerKey, now: Timestamp) -> Result<bool, DeskError> {
        // Erasing a person takes back what was shown about them.
        if self.store().is_reminder_superseded(key)? {
            return Ok(false);
        }
        let referral = self.store().referral(key.referral)?;
        Ok(referral.is_some_and(|referral| {
            let is_put_off = key.lead_seconds > 0 && referral.is_put_off(key.due_at, now);
            !is_put_off && still_matters(&referral, key, now)
        }))
    }

    /// Notes whether the system took these claimed reminders, all in one step.
    ///
    /// # Errors
    /// When it cannot be written; another pass then takes them over and raises them again under the same names.
    pub fn finish_reminders(
        &mut self,
        keys: &[LedgerKey],
        were_shown: bool,
    ) -> Result<(), DeskError> {
        let state = if were_shown {
            LedgerState::Shown
        } else {
            LedgerState::Unshown
        };
        let transaction = self.store_mut().write()?;
        for key in keys {
            transaction.mark_reminder(key, state)?;
        }
        Ok(transaction.commit()?)
    }

    /// The recorded reminders that still matter at `now`, the newest first, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reminder_notes(
        &self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<ReminderNote>, DeskError> {
        let mut notes = Vec::new();
        for row in self.store().recorded_reminders(now, limit)? {
            if let Some(referral) = self.store().referral(row.key.referral)?
                && still_matters(&referral, &row.key, now)
            {
                notes.push(ReminderNote { row, referral });
            }
        }
        Ok(notes)
    }

    /// What would be raised until `until` if nobody acts and nothing more arrives, in the order of raising: of several leads of one mark that come
    /// at one instant only the most urgent, and nothing that is recorded already.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn planned_reminders(
        &self,
        now: Timestamp,
        until: Option<Timestamp>,
    ) -> Result<Vec<(ReferralId, Reminder)>, DeskError> {
        let rules = self.store().reminder_rules()?;
        let mut planned = Vec::new();
        self.store().reminded_referrals(|referral| {
            let all = planned_reminders(&referral, &rules.rules());
            let lapses_at = referral.pending_lapse().map(|(at, _)| at);
            let is_raised = |reminder: &Reminder| {
                let raise_at = reminder.raise_at.max(now);
                let is_in_time = reminder.lead_seconds == 0
                    || reminder.due_at > raise_at && lapses_at.is_none_or(|at| raise_at <= at);
                is_in_time && is_most_urgent_due(&all, reminder, raise_at)
            };
            let raised = all.iter().copied().filter(is_raised);
            let in_time = raised.filter(|one| until.is_none_or(|until| one.raise_at <= until));
            planned.extend(in_time.map(|reminder| (referral.id, reminder)));
        })?;
        let mut unrecorded = Vec::with_capacity(planned.len());
        for (id, reminder) in planned {
            let raise_at = reminder.raise_at.max(now);
            if !self.store().is_reminder_recorded(id, &reminder, raise_at)? {
                unrecorded.push((id, reminder));
            }
        }
        unrecorded.sort_by_key(|(id, reminder)| (reminder.raise_at, *id, reminder.lead_seconds));
        Ok(unrecorded)
    }
}

/// Whether the reminder is the most urgent of its mark that has come due by `now`: the others are then superseded by it.
fn is_most_urgent_due(planned: &[Reminder], reminder: &Reminder, now: Timestamp) -> bool {
    planned
        .iter()
        .filter(|other| other.mark == reminder.mark && other.raise_at <= now)
        .all(|other| !other.is_more_urgent_than(reminder))
}

/// Records what is due of one referral, and tells when the next of it is: not after `now` when its lapse is to be concluded before it can be
/// reported.
fn claim(
    transaction: &WriteTransaction<'_>,
    referral: &Referral,
    now: Timestamp,
    claimed: &mut Vec<ClaimedReminder>,
) -> Result<Option<Timestamp>, DeskError> {
    let planned = planned_reminders(referral, &transaction.rules());
    // Recorded while the referral is open, the report would not be raised once it is concluded.
    let is_waiting = |reminder: &Reminder| {
        reminder.raise_at > now || reminder.lead_seconds == 0 && !referral.is_presumed()
    };
    for reminder in planned.iter().filter(|reminder| !is_waiting(reminder)) {
        let is_shown = reminder.lead_seconds == 0
            || reminder.due_at > now && is_most_urgent_due(&planned, reminder, now);
        let state = if is_shown {
            LedgerState::Claimed
        } else {
            LedgerState::Superseded
        };
        let key = key_of(referral, reminder);
        let is_claimed = transaction.record_reminder(referral.id, reminder, state, now)?
            // What was passed over for a more urgent one that people have seen stays so.
            || is_shown
                && !transaction.is_more_urgent_recorded(&key, reminder.raise_at)?
                && transaction.reclaim_reminder(referral.id, reminder, now)?;
        if is_claimed && is_shown {
            claimed.push(to_claimed(referral, reminder));
        }
    }
    let next = planned
        .iter()
        .find(|reminder| is_waiting(reminder))
        .map(|reminder| reminder.raise_at);
    transaction.set_remind_at(referral.id, next)?;
    Ok(next)
}

/// Works out anew when the next reminder of a referral is due. What was raised already is looked at again, but not raised again.
pub(super) fn plan_anew(
    transaction: &WriteTransaction<'_>,
    referral: &Referral,
) -> Result<(), DeskError> {
    let next = planned_reminders(referral, &transaction.rules())
        .first()
        .map(|reminder| reminder.raise_at);
    Ok(transaction.set_remind_at(referral.id, next)?)
}

fn key_of(referral: &Referral, reminder: &Reminder) -> LedgerKey {
    LedgerKey {
        referral: referral.id,
        mark: reminder.mark,
        lead_seconds: reminder.lead_seconds,
        due_at: reminder.due_at,
    }
}

fn to_claimed(referral: &Referral, reminder: &Reminder) -> ClaimedReminder {
    ClaimedReminder {
        key: key_of(referral, reminder),
        raise_at: reminder.raise_at,
        referral: referral.clone(),
    }
}

/// Whether a recorded reminder is still about something: the mark is ahead and the referral waits for it, or its lapse is not confirmed.
pub(super) fn still_matters(referral: &Referral, key: &LedgerKey, now: Timestamp) -> bool {
    let on_clock = |deadline: Option<crate::domain::Deadline>| {
        deadline.is_some_and(|deadline| {
            deadline.mark == key.mark && deadline.due_at == key.due_at && deadline.due_at > now
        })
    };
    if key.lead_seconds == 0 {
        return referral.is_presumed() && referral.archived_at() == Some(key.due_at);
    }
    on_clock(referral.answer_deadline()) || on_clock(referral.lapse_deadline())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::NewReferral;
    use crate::store::Store;

    #[test]
    fn a_lapse_that_another_program_caused_during_a_pass_is_reported_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::new(Store::open(&folder.path().join("leadline.db")).unwrap());
        let start = Timestamp::parse("2026-11-22T00:00:00Z").unwrap();
        let new = NewReferral {
            customer: "Contoso".to_owned(),
            ..NewReferral::default()
        };
        let done = desk.execute(Command::Add(Box::new(new)), start).unwrap();
        let referral = done.referral().unwrap().clone();
        let now = start.plus_seconds(73 * 3_600);
        // As it is when the lapse comes about after what the clock had ended was concluded.
        let mut claimed = Vec::new();
        let transaction = desk.store_mut().write().unwrap();
        let next = claim(&transaction, &referral, now, &mut claimed).unwrap();
        transaction.commit().unwrap();
        assert_eq!(
            (claimed.len(), next),
            (0, Some(start.plus_seconds(72 * 3_600)))
        );
        let raised = desk.claim_reminders(now).unwrap();
        let leads: Vec<i64> = raised.iter().map(|one| one.key.lead_seconds).collect();
        assert_eq!(leads, [0]);
        assert_eq!(desk.claim_reminders(now).unwrap(), []);
    }
}
