//! Erasing persons from what the file has left behind: its free pages and its log, its backups, and what was set aside.

use super::backup::{remove_quietly, sync_and_rename};
use super::backup_contents::{open_known, row_counts};
use super::backup_folder::LockedFolder;
use super::backup_name::BackupName;
use super::erase::{forget_persons, keeps_persons, unerased};
use super::erase_rows::{scrub_all, terms_of_all};
use super::keys;
use super::{KnownBackup, PendingErasure, Store, StoreError};
use crate::domain::Persons;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long another program may go on reading what is to be overwritten.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

impl Store {
    /// Overwrites everything the file does not hold any more: what the log still has, and what is between the rows.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when another program goes on reading the file as it was; otherwise when it cannot be written.
    pub fn wipe_what_was(&self) -> Result<(), StoreError> {
        self.empty_log()?;
        self.connection
            .execute_batch("VACUUM")
            .map_err(|error| self.error(error))?;
        // The log has all of the new file, and what is behind it in the old one is cut off only now.
        self.empty_log()
    }

    /// Moves the log into the file and cuts it off, once nobody reads in it any more.
    ///
    /// # Errors
    /// As [`Self::wipe_what_was`].
    pub fn empty_log(&self) -> Result<(), StoreError> {
        let started = Instant::now();
        loop {
            let is_busy: bool = self
                .connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
                .map_err(|error| self.error(error))?;
            if !is_busy {
                return Ok(());
            }
            if started.elapsed() > LONGEST_WAIT {
                return Err(StoreError::Locked(self.path.clone()));
            }
            std::thread::sleep(LOOK_AGAIN);
        }
    }
}

/// By what the persons that are to be erased are known in a backup.
///
/// # Errors
/// When it cannot be read, or is of a newer version.
pub fn terms_in_backup(backup: &Path, pending: &[PendingErasure]) -> Result<Persons, StoreError> {
    terms_of_all(&open_known(backup)?, pending)
        .map_err(|error| StoreError::from_sqlite(backup, error))
}

impl LockedFolder {
    /// Puts a backup without these persons in its place, under the same name. False when it has none of them.
    ///
    /// # Errors
    /// When it cannot be read, is of a newer version, or the other cannot be written or does not pass its check; it is then as it was.
    pub fn erase_from(
        &self,
        backup: &KnownBackup,
        pending: &[PendingErasure],
        known: &Persons,
    ) -> Result<bool, StoreError> {
        if !holds_any(&backup.path, pending)? {
            return Ok(false);
        }
        let name = BackupName {
            made_at: backup.made_at,
            why: backup.why,
        };
        let partial = self.path().join(name.partial());
        let made = write_without(&backup.path, &partial, pending, known)
            .and_then(|()| sync_and_rename(&partial, &backup.path));
        if made.is_err() {
            remove_quietly(&partial);
        }
        made.map(|()| true)
    }

    /// Removes what was being written when a program or the power ended, and never became a backup.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn remove_unfinished(&self) -> Result<(), StoreError> {
        let entries = std::fs::read_dir(self.path())
            .map_err(|source| StoreError::from_io(self.path(), source))?
            .filter_map(Result::ok);
        for entry in entries {
            let name = entry.file_name();
            if name
                .to_str()
                .is_some_and(|name| BackupName::parse_partial(name).is_some())
            {
                remove_quietly(&entry.path());
            }
        }
        Ok(())
    }
}

fn holds_any(backup: &Path, pending: &[PendingErasure]) -> Result<bool, StoreError> {
    let connection = open_known(backup)?;
    let sorted = |error| StoreError::from_sqlite(backup, error);
    if keeps_persons(&connection).map_err(sorted)? {
        return Ok(true);
    }
    for erasure in pending {
        let here = unerased(&connection, erasure).map_err(sorted)?;
        if !here.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Copies a backup, erases the persons in the copy, and checks it.
fn write_without(
    backup: &Path,
    partial: &Path,
    pending: &[PendingErasure],
    known: &Persons,
) -> Result<(), StoreError> {
    remove_quietly(partial);
    super::open::create_private(partial)?;
    std::fs::copy(backup, partial).map_err(|source| StoreError::from_io(partial, source))?;
    super::open::keep_private(partial)?;
    let sorted = |error| StoreError::from_sqlite(partial, error);
    let mut copy = keys::connect(partial, keys::writing())?;
    // Nothing of it is left beside the copy, and what fails begins with a new one.
    copy.execute_batch("PRAGMA synchronous = OFF;")
        .and_then(|()| copy.pragma_update(None, "journal_mode", "memory"))
        .map_err(sorted)?;
    forget_persons(&copy).map_err(sorted)?;
    let mut rows = row_counts(&copy).map_err(sorted)?;
    rows.remove("setting");
    let transaction = copy.transaction().map_err(sorted)?;
    scrub_all(&transaction, pending, known).map_err(sorted)?;
    transaction.commit().map_err(sorted)?;
    copy.execute_batch("VACUUM").map_err(sorted)?;
    let health: String = copy
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(sorted)?;
    let mut rows_now = row_counts(&copy).map_err(sorted)?;
    // Whom it has erased is noted there.
    rows_now.remove("setting");
    let is_whole = health == "ok" && rows_now == rows;
    if is_whole {
        Ok(())
    } else {
        Err(StoreError::Damaged {
            path: partial.to_owned(),
            detail: health,
        })
    }
}

/// The files beside `file` that were set aside because they were damaged, or left half-written by a program that ended. Who is in them cannot be
/// told for certain.
pub fn copies_aside(file: &Path) -> Vec<PathBuf> {
    let (Some(folder), Some(name)) = (
        file.parent(),
        file.file_name().and_then(|name| name.to_str()),
    ) else {
        return Vec::new();
    };
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter(|entry| {
            entry
                .file_name()
                .to_str()
                .and_then(|found| found.strip_prefix(name))
                .is_some_and(is_aside)
        })
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

/// Whether what stands behind the file's name says that it was set aside or left half-written. The account of a salvage names nobody.
fn is_aside(ending: &str) -> bool {
    const LEFT: [&str; 5] = [
        ".part",
        ".fitting",
        ".converting",
        ".replacement",
        ".salvaged.partial",
    ];
    let is_damaged = ending.starts_with(".damaged-")
        && Path::new(ending)
            .extension()
            .is_none_or(|extension| extension != "txt");
    is_damaged || LEFT.iter().any(|left| ending.starts_with(left))
}
