//! Makes the routine backups: looks whether something has changed, and whether the last one is old enough.

use super::problem::{NO_PATIENCE, outdated};
use super::second::copy_to_second;
use super::{BackupProblem, folder_of, kept, read, thin_locked};
use crate::desk::Erasure;
use crate::desk::encryption::protect_backups;
use crate::desk::erasure::finish_erasures;
use crate::desk::retention::{believe_clock, erase_kept_too_long};
use crate::domain::Timestamp;
use crate::store::{
    Decrypting, Interrupter, KnownBackup, LockedFolder, Mark, Store, StoreError, Why,
    mark_of_backup,
};
use std::path::PathBuf;
use std::sync::Arc;

/// A routine backup comes at the earliest this long after the backup before it.
pub const AT_MOST_EVERY_SECONDS: i64 = 30 * 60;

/// Keeps the backups of one file, on a connection of its own.
#[derive(Debug)]
pub struct Keeper {
    store: Store,
    folder: PathBuf,
    /// The mark of the backup that was looked at last.
    looked_at: Option<(PathBuf, Mark)>,
    /// Whether it has been seen to that the backups are encrypted where the file is.
    has_protected: bool,
    /// When it was looked last for what was kept too long.
    purged_at: Option<Timestamp>,
    /// When erasures were finished last, as far as they could be.
    finished_at: Option<Timestamp>,
    doubt: Option<ClockDoubt>,
}

/// Why the clock is not to be believed at the next look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClockDoubt {
    /// The machine has only just started: its clock may be put right at any moment.
    JustStarted,
    /// It has gone ahead of the machine's own count.
    Leapt,
}

/// What was erased without being asked for just now.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Erased {
    /// So many persons, because their referrals were archived longer ago than they are to be kept.
    pub kept_too_long: usize,
    /// What became of them, and of those whose erasure was interrupted.
    pub erasure: Erasure,
}

/// It is looked so often, beginning with the start of the program, for what is to be erased.
const ERASE_EVERY_SECONDS: i64 = 24 * 3_600;

/// What a look came to.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Pass {
    /// The backup that was made.
    pub made: Option<KnownBackup>,
    /// How many were copied to the second folder.
    pub copied: usize,
    /// What was erased, because it was kept too long or an erasure had been interrupted.
    pub erased: Option<Erased>,
    /// What is wrong.
    pub problems: Vec<BackupProblem>,
}

impl Keeper {
    /// Keeps the backups of this file from now on.
    pub fn new(store: Store) -> Self {
        let folder = folder_of(store.path());
        Self {
            store,
            folder,
            looked_at: None,
            has_protected: false,
            purged_at: None,
            finished_at: None,
            doubt: None,
        }
    }

    /// What ends a backup that is being made.
    pub fn interrupter(&self) -> Interrupter {
        self.store.interrupter()
    }

    /// Makes a backup when one is due, copies to the second folder what it lacks, erases what is to be erased, and tells what is wrong.
    pub fn pass(&mut self, now: Timestamp) -> Pass {
        // First: what is to be erased is not to be in a new backup.
        let erased = self.erase_if_due(now);
        Pass {
            erased,
            ..self.keep(now)
        }
    }

    /// Makes a backup when one is due, with all that goes with it; otherwise does nothing at all.
    pub fn pass_if_due(&mut self, now: Timestamp) -> Pass {
        match self.is_due(now) {
            Ok(false) => Pass::default(),
            Ok(true) => self.keep(now),
            Err(error) => Pass {
                problems: vec![BackupProblem::Failed(Arc::new(error))],
                ..Pass::default()
            },
        }
    }

    fn keep(&mut self, now: Timestamp) -> Pass {
        let mut pass = Pass::default();
        let are_gone = kept::are_gone(&self.store)
            .inspect_err(
                |error| tracing::warn!(%error, "it cannot be told whether backups are gone"),
            )
            .unwrap_or_default();
        if are_gone {
            pass.problems.push(BackupProblem::Gone(self.folder.clone()));
        }
        if !self.has_protected {
            // A second folder may have been away when the file was encrypted, or the program ended on the way.
            let done = protect_backups(&self.store, Decrypting::Refused, NO_PATIENCE);
            self.has_protected = done.left.is_empty();
        }
        match self.make_if_due(now) {
            Ok(made) => pass.made = made,
            Err(error) => pass.problems.push(BackupProblem::Failed(Arc::new(error))),
        }
        let backups = read(&self.folder);
        if let Err(error) = kept::note(&mut self.store, &backups, are_gone) {
            tracing::warn!(%error, "that there are backups could not be noted");
        }
        let chosen = self.store.second_backup_folder();
        if let (Ok(chosen), false) = (&chosen, backups.is_empty()) {
            kept::note_second_folder(&self.store, chosen.as_deref());
        }
        match chosen {
            Ok(Some(chosen)) => match copy_to_second(&self.store, &chosen, &backups, now) {
                Ok(copied) => pass.copied = copied,
                Err(error) => pass
                    .problems
                    .push(BackupProblem::Second(chosen, Arc::new(error))),
            },
            Ok(None) => {}
            Err(error) => pass.problems.push(BackupProblem::Failed(Arc::new(error))),
        }
        match outdated(&self.store, &backups, now) {
            Ok(outdated) => pass.problems.extend(outdated),
            Err(error) => tracing::warn!(%error, "it cannot be told how old the backups are"),
        }
        pass
    }

    /// Erases what is to be erased; what fails is tried again the next day, and at the next start.
    fn erase_if_due(&mut self, now: Timestamp) -> Option<Erased> {
        let kept_too_long = self.purge_if_due(now);
        if kept_too_long == 0 && !is_a_day_ago(self.finished_at, now) {
            return None;
        }
        self.finished_at = Some(now);
        let erasure = finish_erasures(&mut self.store)
            .inspect_err(|error| tracing::warn!(%error, "an erasure is finished later"))
            .ok()??;
        Some(Erased {
            kept_too_long,
            erasure,
        })
    }

    /// Erases from the rows what was kept too long; returns how many persons that were. By a clock that is not believed it is done later.
    fn purge_if_due(&mut self, now: Timestamp) -> usize {
        let doubt = self.doubt.take();
        if doubt == Some(ClockDoubt::JustStarted) {
            return 0;
        }
        let is_believed = believe_clock(&mut self.store, now, doubt.is_some())
            .inspect_err(|error| tracing::warn!(%error, "the clock could not be noted"))
            .unwrap_or_default();
        if !is_believed || !is_a_day_ago(self.purged_at, now) {
            return 0;
        }
        self.purged_at = Some(now);
        erase_kept_too_long(&mut self.store, now)
            .inspect_err(|error| tracing::warn!(%error, "what was kept too long is erased later"))
            .unwrap_or_default()
    }

    /// Has the next look see to what is to be erased, whenever that was done last.
    pub const fn look_for_erasures(&mut self) {
        self.purged_at = None;
        self.finished_at = None;
    }

    /// Has the next look not believe the clock.
    pub const fn doubt_clock(&mut self, doubt: ClockDoubt) {
        self.doubt = Some(doubt);
    }

    fn make_if_due(&mut self, now: Timestamp) -> Result<Option<KnownBackup>, StoreError> {
        if !self.is_due(now)? {
            return Ok(None);
        }
        let Some(locked) = LockedFolder::lock(&self.folder, NO_PATIENCE)? else {
            return Ok(None);
        };
        // Another program may have made one meanwhile.
        if !self.is_due(now)? {
            return Ok(None);
        }
        let made = locked.make(&self.store, Why::Routine, now)?;
        if let Err(error) = thin_locked(&locked, now) {
            tracing::warn!(%error, "the backups could not be thinned");
        }
        Ok(Some(made))
    }

    fn is_due(&mut self, now: Timestamp) -> Result<bool, StoreError> {
        let mark = self.store.mark()?;
        if mark.is_blank() {
            return Ok(false);
        }
        let backups = read(&self.folder);
        // A clock that was ahead may have left some from the future.
        let past = backups.iter().find(|backup| backup.made_at <= now);
        if past.is_some_and(|last| now.plus_seconds(-AT_MOST_EVERY_SECONDS) < last.made_at) {
            return Ok(false);
        }
        Ok(past
            .or(backups.first())
            .is_none_or(|newest| self.mark_of(newest) != Some(&mark)))
    }

    /// The mark of a backup; `None` when it cannot be read, and so is none.
    fn mark_of(&mut self, backup: &KnownBackup) -> Option<&Mark> {
        let is_known = |(path, _): &(PathBuf, Mark)| *path == backup.path;
        if !self.looked_at.as_ref().is_some_and(is_known) {
            self.looked_at = mark_of_backup(&backup.path)
                .inspect_err(|error| tracing::warn!(%error, "the newest backup cannot be read"))
                .ok()
                .map(|mark| (backup.path.clone(), mark));
        }
        self.looked_at.as_ref().map(|(_, mark)| mark)
    }
}

/// Whether that was a day ago, or never, or by another clock.
fn is_a_day_ago(at: Option<Timestamp>, now: Timestamp) -> bool {
    at.is_none_or(|at| !(at..at.plus_seconds(ERASE_EVERY_SECONDS)).contains(&now))
}
