//! Taking changes back: what a change touched, what it was before, and putting that in place again.

use super::changes::{Reverted, Since, Undoable, redoable, since, undoable};
use super::rows::json_error;
use super::write::Snapshot;
use super::{ChangeId, StoreError, WriteTransaction};
use crate::domain::{Entry, EntryKind, ProfileId, Referral, ReferralId, Timestamp};
use rusqlite::{OptionalExtension, params};

/// What a referral was before a change.
#[derive(Debug)]
pub struct Before(Snapshot);

impl Before {
    /// The referral itself.
    pub fn referral(&self) -> &Referral {
        &self.0.referral
    }
}

impl WriteTransaction<'_> {
    /// What undo would take back.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn undoable(&self) -> Result<Option<Undoable>, StoreError> {
        undoable(&self.transaction).map_err(|error| self.error(error))
    }

    /// What redo would make again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn redoable(&self) -> Result<Option<Undoable>, StoreError> {
        redoable(&self.transaction).map_err(|error| self.error(error))
    }

    /// Has undo and redo pass over a change from now on.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn pass_over(&self, change: ChangeId) -> Result<(), StoreError> {
        self.transaction
            .execute(
                "UPDATE change SET reverted_by = id WHERE id = ?1 AND reverted_by IS NULL",
                [change.0],
            )
            .map(|_| ())
            .map_err(|error| self.error(error))
    }

    /// Whether another referral has Partner Center's id of this one, so that this one cannot be there beside it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_named_by_another(&self, referral: &Referral) -> Result<bool, StoreError> {
        let Some(partner_center_id) = &referral.partner_center_id else {
            return Ok(false);
        };
        self.transaction
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM referral WHERE partner_center_id = ?1 AND id <> ?2)",
            )
            .and_then(|mut statement| {
                statement.query_row(params![partner_center_id, referral.id], |row| row.get(0))
            })
            .map_err(|error| self.error(error))
    }

    /// The referrals a change touched, as they were before it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn referrals_before(
        &self,
        change: ChangeId,
    ) -> Result<Vec<Reverted<ReferralId, Before>>, StoreError> {
        self.transaction
            .prepare("SELECT referral_id, revision, before FROM history WHERE change_id = ?1 ORDER BY referral_id")
            .and_then(|mut statement| {
                statement
                    .query_map([change.0], |row| {
                        let before: Option<String> = row.get(2)?;
                        Ok(Reverted {
                            id: row.get(0)?,
                            revision: row.get(1)?,
                            before: before
                                .map(|json| serde_json::from_str(&json).map(Before))
                                .transpose()
                                .map_err(|error| json_error(2, error))?,
                        })
                    })?
                    .collect()
            })
            .map_err(|error| self.error(error))
    }

    /// What has happened to a referral since `change`, other than what was taken back again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn referral_since(&self, id: ReferralId, change: ChangeId) -> Result<Since, StoreError> {
        const HISTORY: &str = "SELECT change.id, change.reverts, change.origin = 'clock'
             FROM history JOIN change ON change.id = history.change_id
             WHERE history.referral_id = ?1 ORDER BY change.id DESC";
        since(&self.transaction, HISTORY, id.0, change).map_err(|error| self.error(error))
    }

    /// What has happened to a profile since `change`, other than what was taken back again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn profile_since(&self, id: ProfileId, change: ChangeId) -> Result<Since, StoreError> {
        const HISTORY: &str = "SELECT change.id, change.reverts, change.origin = 'clock'
             FROM profile_history JOIN change ON change.id = profile_history.change_id
             WHERE profile_history.profile_id = ?1 ORDER BY change.id DESC";
        since(&self.transaction, HISTORY, id.0, change).map_err(|error| self.error(error))
    }

    /// The change of the clock's that made the referral what it is; `None` where something else did.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn lapse_that_made(&self, referral: &Referral) -> Result<Option<ChangeId>, StoreError> {
        self.transaction
            .prepare_cached(
                "SELECT change.id FROM history JOIN change ON change.id = history.change_id
                 WHERE history.referral_id = ?1 AND history.revision = ?2 AND change.kind = 'lapse'",
            )
            .and_then(|mut statement| {
                statement
                    .query_row(params![referral.id, referral.revision], |row| {
                        row.get(0).map(ChangeId)
                    })
                    .optional()
            })
            .map_err(|error| self.error(error))
    }

    /// Puts a referral back to what it was, as its next revision.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it was changed meanwhile; otherwise when it cannot be written.
    pub fn restore_referral(
        &self,
        change: ChangeId,
        current: Option<&Referral>,
        before: &Before,
        kind: EntryKind,
        at: Timestamp,
    ) -> Result<Referral, StoreError> {
        let Before(snapshot) = before;
        let mut after = snapshot.referral.clone();
        let entry = Entry::new(at, kind, current.map(Referral::stage), after.stage());
        if let Some(current) = current {
            after.revision = current.revision + 1;
            let text_now = self.referral_text(current.id)?;
            let texts = snapshot.text.as_ref().map(|text| (&text_now, text));
            self.update_referral(change, current, &after, texts, &entry)?;
        } else {
            after.revision += 1;
            let insert = || {
                self.put_referral(&after, snapshot.import_key.as_deref(), false)?;
                if let Some(text) = &snapshot.text {
                    self.put_text(after.id, text, true)?;
                }
                self.put_history(change, after.id, after.revision, &entry, None)
            };
            insert().map_err(|error| self.error(error))?;
        }
        Ok(after)
    }

    pub(super) fn error(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(self.path, error)
    }
}
