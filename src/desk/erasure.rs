//! Erasing persons: decided in one transaction, then carried into free pages and every backup; what is interrupted is finished at the next start.

use super::DeskError;
use super::backups::{BackupName, second_folder_of};
use super::execute::{Desk, Done, Touched};
use crate::domain::{ErasedTexts, Origin, Persons, ReferralId, Refusal, Timestamp};
use crate::store::{
    ChangeKind, ChangeLabel, ErasedReferral, KnownBackup, LeftCopies, LockedFolder, PendingErasure,
    Store, StoreError, WriteTransaction, backups_in, copies_aside, terms_in_backup,
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
    /// The copies to which it has not come; what becomes of them is for a person to decide. It is not finished before.
    pub left: LeftCopies,
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

    /// Leaves these copies and folders as they are, whoever is in them, as a person has decided.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn leave_copies(&mut self, copies: &[PathBuf]) -> Result<(), DeskError> {
        let transaction = self.store_mut().write()?;
        transaction.leave_alone(copies)?;
        Ok(transaction.commit()?)
    }

    /// See [`finish_erasures`].
    ///
    /// # Errors
    /// When the file cannot be read or written. What is left of the work is then still noted down.
    pub fn finish_erasures(&mut self) -> Result<Option<Erasure>, DeskError> {
        finish_erasures(self.store_mut())
    }
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
    erase_from_rows(transaction, &referrals, texts, origin, now)
}

/// Erases these in a transaction under way, and ends it.
pub(super) fn erase_from_rows(
    transaction: WriteTransaction<'_>,
    referrals: &[ErasedReferral],
    texts: ErasedTexts,
    origin: Origin,
    now: Timestamp,
) -> Result<Done, DeskError> {
    // The name of the customer is not among what the record says: it may be the person's.
    let label = ChangeLabel {
        kind: ChangeKind::Erase,
        subject: None,
        count: referrals.len(),
    };
    let (change, after, known) =
        transaction.erase_persons(referrals, texts, (origin, &label), now)?;
    let (undoable, redoable) = (transaction.undoable()?, transaction.redoable()?);
    let file = transaction.path().to_owned();
    transaction.commit()?;
    remember(&file, &known);
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

/// The folders in which backups of the file are: its own first, then those that are or were within a second folder of the person's choice.
pub(super) fn folders_of(store: &Store) -> Result<Vec<PathBuf>, StoreError> {
    let mut folders = vec![BackupName::folder_of(store.path())];
    let chosen = store.second_backup_folder()?;
    let present = chosen.map(|chosen| second_folder_of(&chosen, store));
    for folder in present.into_iter().chain(store.second_folders_used()?) {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
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
        ..Erasure::default()
    };
    let left_alone = store.left_alone()?;
    erasure.left.aside = copies_aside(store.path());
    let folders = lock_folders(store, &mut erasure)?;
    let mut known = terms_everywhere(store, &folders, &pending)?;
    known.add_all(&remembered(store.path()));
    known.add_all(&store.persons_being_erased()?);
    let transaction = store.write()?;
    let is_erased_again = transaction.erase_again(&pending, &known)?;
    // The next backup may not tell any more what this one does.
    transaction.remember_persons(&known)?;
    transaction.commit()?;
    if is_erased_again || pending.iter().any(|erasure| !erasure.is_wiped) {
        store.wipe_what_was()?;
    }
    for folder in &folders {
        erase_in_folder(folder, &pending, &known, &mut erasure)?;
    }
    let own = BackupName::folder_of(store.path());
    if erasure
        .left
        .waiting
        .iter()
        .all(|left| !left.starts_with(&own))
    {
        let transaction = store.write()?;
        transaction.forget_persons()?;
        transaction.commit()?;
        store.empty_log()?;
    }
    // Until then nobody makes a backup that keeps them.
    drop(folders);
    let is_left_alone = |copy: &PathBuf| left_alone.iter().any(|left| copy.starts_with(left));
    let LeftCopies {
        waiting,
        unwritable,
        aside,
    } = &mut erasure.left;
    for copies in [waiting, unwritable, aside] {
        copies.retain(|copy| !is_left_alone(copy));
    }
    let transaction = store.write()?;
    // Another may have been asked for meanwhile.
    let mut left = transaction.pending_erasures()?;
    if erasure.left.is_empty() {
        left.retain(|erasure| !pending.iter().any(|done| done.is_same(erasure)));
    }
    for erasure in &mut left {
        erasure.is_wiped |= pending.iter().any(|done| done.is_same(erasure));
    }
    transaction.put_pending_erasures(&left)?;
    transaction.put_left_copies(&erasure.left)?;
    transaction.commit()?;
    if left.is_empty() {
        forget(store.path());
    }
    Ok(Some(erasure))
}

/// Keeps other programs from making backups meanwhile. A folder that cannot be reached waits for another time.
fn lock_folders(store: &Store, erasure: &mut Erasure) -> Result<Vec<LockedFolder>, StoreError> {
    let mut locked = Vec::new();
    let waiting = &mut erasure.left.waiting;
    for (place, folder) in folders_of(store)?.into_iter().enumerate() {
        // The drive it is on may be away; a folder that is there and has no backups of this file needs none.
        if let Some(root) = folder.parent().filter(|root| !root.is_dir()) {
            waiting.push(root.to_owned());
            continue;
        }
        if place > 0 && !folder.exists() {
            continue;
        }
        match LockedFolder::lock(&folder, LONGEST_WAIT) {
            Ok(Some(folder)) => locked.push(folder),
            Ok(None) => waiting.push(folder),
            Err(error) => {
                tracing::warn!(%error, "a folder of backups cannot be worked in");
                waiting.push(folder);
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
            erasure.left.waiting.push(backup.path.clone());
        }
        _ => erasure.left.unwritable.push(backup.path.clone()),
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
