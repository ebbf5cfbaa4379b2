//! Writing: one transaction per command, with its history, so that nothing is half done.

use super::ChangeId;
use super::changes::{ChangeKind, ChangeLabel};
use super::referrals::{KnownIds, known_ids, referral, referral_text};
use super::reminder_rules::StoredRules;
use super::{Store, StoreError};
use crate::domain::{Entry, Origin, Referral, ReferralId, ReferralText, Timestamp};
use rusqlite::{Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A transaction under way; dropped without [`Self::commit`] it leaves the file as it was.
pub struct WriteTransaction<'store> {
    pub(super) transaction: Transaction<'store>,
    pub(super) path: &'store Path,
    pub(super) rules: StoredRules,
}

/// A referral as it was before a change.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Snapshot {
    pub(super) referral: Referral,
    /// `None` where the change did not touch the texts.
    pub(super) text: Option<ReferralText>,
    pub(super) import_key: Option<String>,
}

impl Store {
    /// Begins a transaction; waits for another program's to end.
    ///
    /// # Errors
    /// When the file is locked for too long or cannot be read.
    pub fn write(&mut self) -> Result<WriteTransaction<'_>, StoreError> {
        let path = self.path.as_path();
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| StoreError::from_sqlite(path, error))?;
        // Not before it has begun: it may have waited for a program that was saving other rules.
        let rules = StoredRules::read(&transaction, self.local.clone())
            .map_err(|error| StoreError::from_sqlite(path, error))?;
        Ok(WriteTransaction {
            transaction,
            path,
            rules,
        })
    }
}

impl WriteTransaction<'_> {
    /// Makes everything durable.
    ///
    /// # Errors
    /// When it could not be written; the file is then as it was.
    pub fn commit(self) -> Result<(), StoreError> {
        let path = self.path;
        self.transaction
            .commit()
            .map_err(|error| StoreError::from_sqlite(path, error))
    }

    /// The file.
    pub const fn path(&self) -> &Path {
        self.path
    }

    /// What tells this file's exports from another's, as it stands inside the transaction: a backup of another file may have been restored.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn file_name(&self) -> Result<String, StoreError> {
        super::open::file_name(&self.transaction).map_err(|error| self.error(error))
    }

    /// Opens the change that the writes after it belong to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin_change(
        &self,
        at: Timestamp,
        origin: Origin,
        kind: ChangeKind,
        label: &ChangeLabel,
        reverts: Option<ChangeId>,
    ) -> Result<ChangeId, StoreError> {
        let insert = || {
            self.transaction
                .prepare_cached(
                    "INSERT INTO change (at, origin, kind, subject, count, reverts) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    at,
                    origin.code(),
                    kind.code(),
                    label.subject,
                    label.count,
                    reverts.map(|change| change.0)
                ])?;
            let id = ChangeId(self.transaction.last_insert_rowid());
            if let Some(reverted) = reverts {
                self.transaction.execute(
                    "UPDATE change SET reverted_by = ?1 WHERE id = ?2",
                    params![id.0, reverted.0],
                )?;
            }
            Ok(id)
        };
        insert().map_err(|error| self.error(error))
    }

    /// Names a change anew, once it is known what it did.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn relabel(&self, change: ChangeId, label: &ChangeLabel) -> Result<(), StoreError> {
        self.transaction
            .execute(
                "UPDATE change SET subject = ?2, count = ?3 WHERE id = ?1",
                params![change.0, label.subject, label.count],
            )
            .map(|_| ())
            .map_err(|error| self.error(error))
    }

    /// The referral as it stands inside the transaction.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn referral(&self, id: ReferralId) -> Result<Option<Referral>, StoreError> {
        referral(&self.transaction, id).map_err(|error| self.error(error))
    }

    /// The long texts of a referral as they stand inside the transaction.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn referral_text(&self, id: ReferralId) -> Result<ReferralText, StoreError> {
        referral_text(&self.transaction, id).map_err(|error| self.error(error))
    }

    /// The ids of every referral.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn known_ids(&self) -> Result<KnownIds, StoreError> {
        known_ids(&self.transaction).map_err(|error| self.error(error))
    }

    /// The sample referrals.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sample_ids(&self) -> Result<Vec<ReferralId>, StoreError> {
        self.transaction
            .prepare("SELECT id FROM referral WHERE sample = 1 ORDER BY id")
            .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
            .map_err(|error| self.error(error))
    }

    /// Writes a new referral with its first history line, and gives it its id.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn insert_referral(
        &self,
        change: ChangeId,
        referral: &mut Referral,
        text: &ReferralText,
        import_key: Option<&str>,
        entry: &Entry,
    ) -> Result<(), StoreError> {
        let insert = |referral: &mut Referral| {
            self.put_referral(referral, import_key, true)?;
            referral.id = ReferralId(self.transaction.last_insert_rowid());
            self.put_text(referral.id, text, true)?;
            self.put_history(change, referral.id, referral.revision, entry, None)
        };
        insert(referral).map_err(|error| self.error(error))
    }

    /// Writes what a referral becomes, if it is still what it was.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it was changed meanwhile; otherwise when it cannot be written.
    pub fn update_referral(
        &self,
        change: ChangeId,
        before: &Referral,
        after: &Referral,
        texts: Option<(&ReferralText, &ReferralText)>,
        entry: &Entry,
    ) -> Result<(), StoreError> {
        let snapshot = Snapshot {
            referral: before.clone(),
            text: texts.map(|(before, _)| before.clone()),
            import_key: None,
        };
        let update = || {
            let snapshot = to_json(&snapshot)?;
            if self.update_row(before.revision, after)? != 1 {
                return Ok(false);
            }
            if let Some((_, text)) = texts {
                self.put_text(after.id, text, false)?;
            }
            self.put_history(change, after.id, after.revision, entry, Some(&snapshot))?;
            Ok(true)
        };
        match update() {
            Ok(true) => Ok(()),
            Ok(false) => Err(StoreError::Conflict),
            Err(error) => Err(self.error(error)),
        }
    }

    /// Writes what a referral becomes when the change under way has touched it already: it keeps the revision that change gave it, and
    /// `entry` takes the place of its history line.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it was changed meanwhile; otherwise when it cannot be written.
    pub fn amend_referral(
        &self,
        change: ChangeId,
        after: &Referral,
        text: &ReferralText,
        entry: &Entry,
    ) -> Result<(), StoreError> {
        let amend = || {
            if self.update_row(after.revision, after)? != 1 {
                return Ok(false);
            }
            self.put_text(after.id, text, false)?;
            self.transaction
                .prepare_cached(
                    "UPDATE history SET entry = ?3 WHERE change_id = ?1 AND referral_id = ?2",
                )?
                .execute(params![change.0, after.id, to_json(entry)?])?;
            Ok(true)
        };
        match amend() {
            Ok(true) => Ok(()),
            Ok(false) => Err(StoreError::Conflict),
            Err(error) => Err(self.error(error)),
        }
    }

    /// Deletes a referral; what it was stays in the change log so that undo can bring it back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn delete_referral(
        &self,
        change: ChangeId,
        referral: &Referral,
        entry: &Entry,
    ) -> Result<(), StoreError> {
        let delete = || {
            let import_key: Option<String> = self.transaction.query_row(
                "SELECT import_key FROM referral WHERE id = ?1",
                [referral.id],
                |row| row.get(0),
            )?;
            let snapshot = to_json(&Snapshot {
                referral: referral.clone(),
                text: Some(referral_text(&self.transaction, referral.id)?),
                import_key,
            })?;
            self.transaction
                .execute("DELETE FROM referral WHERE id = ?1", [referral.id])?;
            self.put_history(change, referral.id, 0, entry, Some(&snapshot))
        };
        delete().map_err(|error| self.error(error))
    }

    pub(super) fn put_history(
        &self,
        change: ChangeId,
        id: ReferralId,
        revision: i64,
        entry: &Entry,
        before: Option<&str>,
    ) -> rusqlite::Result<()> {
        self.transaction
            .prepare_cached(
                "INSERT INTO history (referral_id, change_id, revision, entry, before) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![id, change.0, revision, to_json(entry)?, before])
            .map(|_| ())
    }
}

pub(super) fn to_json<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{NewReferral, PolicyId, Stage, receive};

    #[test]
    fn a_full_disk_is_named_and_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("leadline.db")).unwrap();
        let now = Timestamp::parse("2026-11-22T00:00:00Z").unwrap();
        let add = |store: &mut Store| {
            let new = NewReferral {
                customer: "Contoso".to_owned(),
                details: "All of it. ".repeat(10_000),
                ..NewReferral::default()
            };
            let (mut referral, text, entry) = receive(&new, PolicyId::Classic, now).unwrap();
            let label = ChangeLabel {
                kind: ChangeKind::Add,
                subject: None,
                count: 1,
            };
            let transaction = store.write()?;
            let change =
                transaction.begin_change(now, Origin::Person, ChangeKind::Add, &label, None)?;
            transaction.insert_referral(change, &mut referral, &text, None, &entry)?;
            transaction.commit()
        };
        let set_limit = |store: &Store, pages: i64| {
            let limit = store
                .connection
                .pragma_update_and_check(None, "max_page_count", pages, |row| row.get::<_, i64>(0))
                .unwrap();
            assert!(limit >= 1);
        };
        add(&mut store).unwrap();
        set_limit(&store, 1);
        assert!(matches!(add(&mut store), Err(StoreError::DiskFull(_))));
        assert_eq!(store.referral_count().unwrap(), 1);
        assert_eq!(store.newest_change().unwrap(), ChangeId(1));
        store.check().unwrap();
        set_limit(&store, 1_000_000);
        add(&mut store).unwrap();
        let mut open = 0;
        store.referrals_in(Stage::New, |_| open += 1).unwrap();
        assert_eq!(open, 2);
    }

    #[test]
    fn a_write_that_waited_for_other_rules_to_be_saved_goes_by_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("leadline.db");
        let mut store = Store::open(&path).unwrap();
        let mut other = Store::open(&path).unwrap();
        let mut leads = store.lead_times().unwrap();
        leads.answer_seconds = vec![7 * 3_600];
        let hours = store.working_hours().unwrap();
        let mut saving = other.write().unwrap();
        saving.put_reminder_rules(&leads, &hours).unwrap();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| store.write().unwrap().rules().leads.clone());
            // Long enough for the other to have begun to wait; whatever the machine does, the promise holds.
            std::thread::sleep(std::time::Duration::from_millis(200));
            saving.commit().unwrap();
            assert_eq!(waiting.join().unwrap(), leads);
        });
    }
}
