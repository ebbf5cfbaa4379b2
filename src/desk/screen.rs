//! Remembering what is on the screen, so that a later run of the program can take it back or renew it.

use super::{ClaimedReminder, Desk, DeskError};
use crate::domain::Timestamp;
use crate::store::{LedgerKey, LedgerState, ScreenNote};

impl Desk {
    /// Notes in one step that the system took these claimed reminders, and where the notification that tells of them is.
    ///
    /// # Errors
    /// When it cannot be written; see [`Desk::finish_reminders`].
    pub fn finish_shown_reminders(
        &mut self,
        keys: &[LedgerKey],
        note: &ScreenNote,
    ) -> Result<(), DeskError> {
        let transaction = self.store_mut().write()?;
        for key in keys {
            transaction.mark_reminder(key, LedgerState::Shown)?;
        }
        transaction.remember_screen_note(note)?;
        Ok(transaction.commit()?)
    }

    /// Remembers where these notifications are, and forgets those of these names, all in one step.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remember_screen(
        &mut self,
        shown: &[ScreenNote],
        gone: &[String],
    ) -> Result<(), DeskError> {
        if shown.is_empty() && gone.is_empty() {
            return Ok(());
        }
        let transaction = self.store_mut().write()?;
        for name in gone {
            transaction.forget_screen_note(name)?;
        }
        for note in shown {
            transaction.remember_screen_note(note)?;
        }
        Ok(transaction.commit()?)
    }

    /// A recorded reminder as it is to be told of at `now`; `None` where it no longer matters then, or somebody has put it off.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn standing_reminder(
        &self,
        key: &LedgerKey,
        now: Timestamp,
    ) -> Result<Option<ClaimedReminder>, DeskError> {
        if !self.does_reminder_matter(key, now)? {
            return Ok(None);
        }
        let referral = self.store().referral(key.referral)?;
        Ok(referral.map(|referral| ClaimedReminder {
            key: *key,
            raise_at: key.due_at.plus_seconds(-key.lead_seconds),
            referral,
        }))
    }
}
