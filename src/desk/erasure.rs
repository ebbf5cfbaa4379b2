//! Erasing persons: decided in one transaction, then carried into free pages and every backup; what is interrupted is finished at the next start.

use super::DeskError;
use super::backups::{BackupName, second_folder_of};
use super::execute::{Desk, Done, Touched};
use crate::domain::{ErasedTexts, Origin, Persons, ReferralId, Refusal, Timestamp};
use crate::store::{
    ChangeKind, ChangeLabel, ErasedReferral, KnownBackup, LockedFolder, PendingErasure, Store,
    StoreError, backups_in, copies_aside, terms_in_backup,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long another program may be at work in a folder of backups.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// By what erased persons were known, by file: for as long as an erasure that this run of the program has begun waits for a second folder, whose
/// backups may name a person as only the newest rows had it. The file itself forgets it as soon as its own backups have.
static KNOWN: Mutex<BTreeMap<PathBuf, Persons>> = Mutex::new(BTreeMap::new());

fn remember(file: &Path, terms: &Persons) {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(file.to_owned()).or_default().add_all(terms);
}

fn remembered(file: &Path) -> Persons {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.get(file).cloned().unwrap_or_default()
}

fn forget(file: &Path) {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.remove(file);
}

/// What erasing would do, before it is done.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ErasurePreview {
    /// The referrals whose person would go.
    pub referrals: Vec<ReferralId>,
    /// The customer of the first of them, unless its row is gone.
    pub customer: Option<String>,
    /// Other referrals with the same name, mail address or phone number, which would keep them.
    pub same_contact: Vec<ReferralId>,
    /// The backups that would be looked through.
    pub backups: usize,
    /// The copies that were set aside, and may hold anybody.
    pub aside: Vec<PathBuf>,
}

/// What became of erasures.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Erasure {
    /// The referrals whose persons are gone.
    pub referrals: Vec<ReferralId>,
    /// Backups that were written anew without them.
    pub rewritten: usize,
    /// Backups that cannot be written anew: damaged, or of a newer version. Deleting them is for a person to decide.
    pub unwritable: Vec<PathBuf>,
    /// Copies that were set aside, and may hold anybody. Deleting them is for a person to decide.
    pub aside: Vec<PathBuf>,
    /// What could not be reached or written now; it is tried again at the next start.
    pub waiting: Vec<PathBuf>,
}

impl Desk {
    /// What erasing the persons behind these referrals would do.
    ///
    /// # Errors
    /// When there is no such referral, or the file cannot be read.
    pub fn preview_erasure(&self, ids: &[ReferralId]) -> Result<ErasurePreview, DeskError> {
        let store = self.store();
        for id in ids {
            if store.erasable(*id)?.is_none() {
                return Err(Refusal::NotFound.into());
            }
        }
        let folders = folders_of(store)?;
        let first = ids.first().map(|id| store.referral(*id)).transpose()?;
        Ok(ErasurePreview {
            referrals: ids.to_vec(),
            customer: first.flatten().map(|referral| referral.customer),
            same_contact: store.same_contacts(ids)?,
            backups: folders
                .iter()
                .map(|folder| backups_in(folder).map_or(0, |found| found.len()))
                .sum(),
            aside: copies_aside(store.path()),
        })
    }

    /// See [`finish_erasures`].
    ///
    /// # Errors
    /// When the file cannot be read or written. What is left of the work is then still noted down.
    pub fn finish_erasures(&mut self) -> Result<Option<Erasure>, DeskError> {
        finish_erasures(self.store_mut())
    }

    /// The referrals whose persons a retention period of so many days would erase now, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn kept_too_long(
        &self,
        period_days: u32,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<ReferralId>, DeskError> {
        kept_too_long(self.store(), period_days, now, limit)
    }
}

fn kept_too_long(
    store: &Store,
    period_days: u32,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<ReferralId>, DeskError> {
    let until = now.plus_seconds(-i64::from(period_days) * 24 * 3_600);
    Ok(store.kept_too_long(until, limit)?)
}

/// Erases the persons behind these referrals from the rows of the file. The rest is for [`finish_erasures`].
pub(super) fn erase(
    store: &mut Store,
    ids: &[ReferralId],
    texts: ErasedTexts,
    origin: Origin,
    now: Timestamp,
) -> Result<Done, DeskError> {
    let transaction = store.write()?;
    let mut referrals: Vec<ErasedReferral> = Vec::with_capacity(ids.len());
    for id in ids {
        let known = transaction.erasable(*id)?.ok_or(Refusal::NotFound)?;
        if !referrals.contains(&known) {
            referrals.push(known);
        }
    }
    if referrals.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    // The name of the customer is not among what the record says: it may be the person's.
    let label = ChangeLabel {
        kind: ChangeKind::Erase,
        subject: None,
        count: referrals.len(),
    };
    let (change, after, known) =
        transaction.erase_persons(&referrals, texts, (origin, &label), now)?;
    let (undoable, redoable) = (transaction.undoable()?, transaction.redoable()?);
    transaction.commit()?;
    remember(store.path(), &known);
    Ok(Done {
        undoable,
        redoable,
        referrals: after
            .into_iter()
            .map(|referral| Touched::Put(Box::new(referral)))
            .collect(),
        ..Done::of(Some(change), label)
    })
}

/// Erases the contacts, with requests and notes, of what was archived longer ago than the person wants it kept; nothing where no such time is set.
/// No backup is made first: it would keep what is to go. Returns how many persons that were.
///
/// # Errors
/// When the file cannot be read or written.
pub(super) fn erase_kept_too_long(store: &mut Store, now: Timestamp) -> Result<usize, DeskError> {
    const AT_A_TIME: usize = 500;
    let Some(days) = store.retention_days()? else {
        return Ok(0);
    };
    let mut erased = 0;
    loop {
        let ids = kept_too_long(store, days, now, AT_A_TIME)?;
        if ids.is_empty() {
            return Ok(erased);
        }
        erase(store, &ids, ErasedTexts::All, Origin::Clock, now)?;
        erased += ids.len();
    }
}

/// The folders in which the backups of the file are.
fn folders_of(store: &Store) -> Result<Vec<PathBuf>, StoreError> {
    let mut folders = vec![BackupName::folder_of(store.path())];
    if let Some(chosen) = store.second_backup_folder()? {
        folders.push(second_folder_of(&chosen, store));
    }
    Ok(folders)
}

/// Carries what was erased from the rows into everything else that the program has written: free pages, the log, the backups in both folders.
/// `None` when nothing is left to be done. It can be ended at any moment and begun again.
///
/// # Errors
/// When the file cannot be read or written. What is left of the work is then still noted down.
pub(super) fn finish_erasures(store: &mut Store) -> Result<Option<Erasure>, DeskError> {
    let pending = store.pending_erasures()?;
    if pending.is_empty() || !store.is_on_disk() {
        return Ok(None);
    }
    let mut erasure = Erasure {
        referrals: pending
            .iter()
            .flat_map(|erasure| erasure.referrals.iter().map(|erased| erased.id))
            .collect(),
        aside: copies_aside(store.path()),
        ..Erasure::default()
    };
    let folders = lock_folders(store, &mut erasure)?;
    let mut known = terms_everywhere(store, &folders, &pending)?;
    known.add_all(&remembered(store.path()));
    known.add_all(&store.persons_being_erased()?);
    let transaction = store.write()?;
    transaction.erase_again(&pending, &known)?;
    // The next backup may not tell any more what this one does.
    transaction.remember_persons(&known)?;
    transaction.commit()?;
    store.wipe_what_was()?;
    for folder in &folders {
        erase_in_folder(folder, &pending, &known, &mut erasure)?;
    }
    let own = BackupName::folder_of(store.path());
    if erasure.waiting.iter().all(|left| !left.starts_with(&own)) {
        let transaction = store.write()?;
        transaction.forget_persons()?;
        transaction.commit()?;
        store.empty_log()?;
    }
    // Until then nobody makes a backup that keeps them.
    drop(folders);
    if erasure.waiting.is_empty() {
        let transaction = store.write()?;
        // Another may have been asked for meanwhile.
        let mut left = transaction.pending_erasures()?;
        left.retain(|erasure| !pending.contains(erasure));
        transaction.put_pending_erasures(&left)?;
        transaction.commit()?;
        if left.is_empty() {
            forget(store.path());
        }
    }
    Ok(Some(erasure))
}

/// Keeps other programs from making backups meanwhile. A folder that cannot be reached waits for another time.
fn lock_folders(store: &Store, erasure: &mut Erasure) -> Result<Vec<LockedFolder>, StoreError> {
    let mut locked = Vec::new();
    let chosen = store.second_backup_folder()?;
    for folder in folders_of(store)? {
        let is_second = locked.len() + erasure.waiting.len() > 0;
        // The drive it is on may be away; a folder that is there and has no backups of this file needs none.
        let root = if is_second {
            chosen.as_deref()
        } else {
            folder.parent()
        };
        if let Some(root) = root.filter(|root| !root.is_dir()) {
            erasure.waiting.push(root.to_owned());
            continue;
        }
        if is_second && !folder.exists() {
            continue;
        }
        match LockedFolder::lock(&folder, LONGEST_WAIT) {
            Ok(Some(folder)) => locked.push(folder),
            Ok(None) => erasure.waiting.push(folder),
            Err(error) => {
                tracing::warn!(%error, "a folder of backups cannot be worked in");
                erasure.waiting.push(folder);
            }
        }
    }
    Ok(locked)
}

/// By what the persons are known in any copy: one from before a change may have another name.
fn terms_everywhere(
    store: &Store,
    folders: &[LockedFolder],
    pending: &[PendingErasure],
) -> Result<Persons, StoreError> {
    let mut known = store.person_terms(pending)?;
    for folder in folders {
        for backup in backups_in(folder.path())? {
            // One that cannot be read is told of when it is its turn.
            if let Ok(terms) = terms_in_backup(&backup.path, pending) {
                known.add_all(&terms);
            }
        }
    }
    Ok(known)
}

fn erase_in_folder(
    folder: &LockedFolder,
    pending: &[PendingErasure],
    known: &Persons,
    erasure: &mut Erasure,
) -> Result<(), StoreError> {
    folder.remove_unfinished()?;
    for backup in backups_in(folder.path())? {
        match folder.erase_from(&backup, pending, known) {
            Ok(true) => erasure.rewritten += 1,
            Ok(false) => {}
            Err(error) => sort_failure(erasure, &backup, &error),
        }
    }
    Ok(())
}

/// A disk that is full or cannot be written to may be another time; a damaged backup stays damaged.
fn sort_failure(erasure: &mut Erasure, backup: &KnownBackup, error: &StoreError) {
    tracing::warn!(%error, "a backup still holds an erased person");
    match error {
        StoreError::DiskFull(_)
        | StoreError::DiskFailing { .. }
        | StoreError::ReadOnly(_)
        | StoreError::Locked(_)
        | StoreError::Unreachable { .. } => {
            erasure.waiting.push(backup.path.clone());
        }
        _ => erasure.unwritable.push(backup.path.clone()),
    }
}

/// Deletes the copies that a person has decided to do without: of an erasure, those that could not be written anew and those set aside.
/// Returns those that could not be deleted.
pub fn delete_copies(copies: &[PathBuf]) -> Vec<PathBuf> {
    let mut left = Vec::new();
    for copy in copies {
        if let Err(error) = std::fs::remove_file(copy)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "a copy could not be deleted");
            left.push(copy.clone());
        }
    }
    left
}
