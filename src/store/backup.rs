//! Copies of the file: made while it is in use, checked before they count, put back without losing what was there.

use super::backup_folder::{KnownBackup, LockedFolder};
use super::backup_name::{BackupName, Why};
use super::migrate::{APPLICATION_ID, MIGRATIONS, migrate, newest, version};
use super::{Store, StoreError};
use crate::domain::Timestamp;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

/// How often and how long to wait while another program holds a lock that a copy needs.
const TRIES: usize = 100;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(50);
/// How long another program may be at work in the folder of the backups.
const LONGEST_WAIT: std::time::Duration = std::time::Duration::from_secs(30);

impl Store {
    /// Writes a checked copy of the file to `target`, replacing an earlier copy there only once the new one is whole.
    ///
    /// # Errors
    /// When the copy cannot be written or does not pass its check; `target` is then as it was.
    pub fn back_up_to(&self, target: &Path) -> Result<(), StoreError> {
        self.refuse_itself(target)?;
        // Another program's file is not a place for a copy.
        if std::fs::metadata(target).is_ok_and(|found| found.len() > 0) {
            inspect(target)?;
            self.refuse_own_file(target)?;
        }
        let beside = beside(target, "part");
        let made = copy(&self.connection, &beside)
            .and_then(|()| inspect(&beside))
            .and_then(|()| sync_and_rename(&beside, target));
        if made.is_err() {
            remove_quietly(&beside);
        }
        made
    }

    /// Puts a copy's content in place of the file's, in one step that other programs see as a whole. What the file held is first kept
    /// among its backups; the path of that one is returned.
    ///
    /// # Errors
    /// When `source` is no whole Leadline file of a version this program knows; nothing is then changed.
    pub fn restore_from(&mut self, source: &Path, now: Timestamp) -> Result<PathBuf, StoreError> {
        self.refuse_itself(source)?;
        inspect(source)?;
        let kept = self.keep_before(Why::Restore, now)?.path;
        let fitting = beside(&self.path, "fitting");
        let from = self.as_it_fits(source, &fitting);
        let replaced = from.and_then(|from| self.replace_content(&from));
        remove_quietly(&fitting);
        replaced.map(|()| kept)
    }

    /// A connection to a copy's content as it can take this file's place in one step: of this program's version, and in pages of this file's
    /// size, which cannot be changed. Where the copy is not so already, to `fitting`, made from it.
    fn as_it_fits(&self, source: &Path, fitting: &Path) -> Result<Connection, StoreError> {
        let page_bytes = |connection: &Connection| {
            connection.pragma_query_value(None, "page_size", |row| row.get::<_, i64>(0))
        };
        let from = open_read_only(source)?;
        let own = page_bytes(&self.connection).map_err(|error| self.error(error))?;
        let sorted = |error| StoreError::from_sqlite(source, error);
        let has_own_pages = page_bytes(&from).map_err(sorted)? == own;
        let is_up_to_date = version(&from).map_err(sorted)? == newest();
        if has_own_pages && is_up_to_date {
            return Ok(from);
        }
        copy(&from, fitting)?;
        let sorted = |error| StoreError::from_sqlite(fitting, error);
        let mut fitted = Connection::open(fitting).map_err(sorted)?;
        if !is_up_to_date {
            migrate(&mut fitted, MIGRATIONS).map_err(sorted)?;
        }
        if !has_own_pages {
            fitted
                .pragma_update(None, "page_size", own)
                .and_then(|()| fitted.execute_batch("VACUUM"))
                .map_err(sorted)?;
        }
        Ok(fitted)
    }

    /// Makes a backup in the file's own folder of backups.
    ///
    /// # Errors
    /// When it cannot be written or does not pass its check, or another program has the folder for too long; nothing is then left of it.
    pub fn keep_before(&self, why: Why, now: Timestamp) -> Result<KnownBackup, StoreError> {
        let folder = BackupName::folder_of(&self.path);
        match LockedFolder::lock(&folder, LONGEST_WAIT)? {
            Some(locked) => locked.make(self, why, now),
            None => Err(StoreError::Locked(folder)),
        }
    }

    fn replace_content(&mut self, from: &Connection) -> Result<(), StoreError> {
        Backup::new(from, &mut self.connection)
            .and_then(|backup| copy_whole(&backup))
            .and_then(|()| super::open::file_name(&self.connection))
            .map(|file_name| self.file_name = file_name)
            .map_err(|error| StoreError::from_sqlite(&self.path, error))
    }

    /// Only an earlier copy of this file gives way to a new one: another's data, or a copy that is worked on, does not.
    fn refuse_own_file(&self, target: &Path) -> Result<(), StoreError> {
        let mut log = target.as_os_str().to_owned();
        log.push("-wal");
        let name = super::open::file_name(&open_read_only(target)?)
            .map_err(|error| StoreError::from_sqlite(target, error))?;
        if name != self.file_name || Path::new(&log).exists() {
            return Err(StoreError::OwnFile(target.to_owned()));
        }
        Ok(())
    }

    fn refuse_itself(&self, other: &Path) -> Result<(), StoreError> {
        if same_file(other, &self.path) {
            return Err(StoreError::InUse(other.to_owned()));
        }
        Ok(())
    }
}

/// Restores a file that cannot be opened any more: it is set aside under a name of its own, and the copy put in its place.
/// Returns where the unusable file went, when there was one.
///
/// # Errors
/// When `source` is no whole Leadline file; nothing is then changed.
pub fn replace_unusable(
    unusable: &Path,
    source: &Path,
    stamp: &str,
) -> Result<Option<PathBuf>, StoreError> {
    inspect(source)?;
    let part = beside(unusable, "part");
    copy(&open_read_only(source)?, &part)?;
    super::aside::put_in_place(&part, unusable, stamp)
}

/// Whether `path` is a whole Leadline file of a version this program knows.
fn inspect(path: &Path) -> Result<(), StoreError> {
    let connection = open_read_only(path)?;
    let look = || -> rusqlite::Result<(i32, i64, String)> {
        let application =
            connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let found = version(&connection)?;
        let health = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        Ok((application, found, health))
    };
    let (application, found, health) =
        look().map_err(|error| StoreError::from_sqlite(path, error))?;
    if application != APPLICATION_ID {
        Err(StoreError::NotLeadline(path.to_owned()))
    } else if found > newest() {
        Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: newest(),
        })
    } else if health != "ok" {
        Err(StoreError::Damaged {
            path: path.to_owned(),
            detail: health,
        })
    } else {
        Ok(())
    }
}

fn open_read_only(path: &Path) -> Result<Connection, StoreError> {
    if !path.exists() {
        return Err(StoreError::Unreachable {
            path: path.to_owned(),
            source: std::io::ErrorKind::NotFound.into(),
        });
    }
    Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(|error| StoreError::from_sqlite(path, error))
}

fn copy(from: &Connection, target: &Path) -> Result<(), StoreError> {
    remove_quietly(target);
    let sorted = |error| StoreError::from_sqlite(target, error);
    super::open::create_private(target)?;
    let mut to = Connection::open(target).map_err(sorted)?;
    Backup::new(from, &mut to)
        .and_then(|backup| copy_whole(&backup))
        .map_err(sorted)?;
    // A copy is one file: it needs no log beside it to be read from a medium that cannot be written.
    to.pragma_update(None, "journal_mode", "delete")
        .map_err(sorted)
}

/// Copies every page in one step. A copy in several steps starts over whenever another program writes in between, which a busy one may do
/// for ever; the write-ahead log lets it write during the one step.
fn copy_whole(backup: &Backup<'_, '_>) -> rusqlite::Result<()> {
    for _ in 0..TRIES {
        if backup.step(-1)? == StepResult::Done {
            return Ok(());
        }
        std::thread::sleep(PAUSE);
    }
    Err(rusqlite::Error::SqliteFailure(
        rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
        None,
    ))
}

/// A file name beside `path`: `leadline.db` becomes `leadline.db.SUFFIX`.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

pub(super) fn sync_and_rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    // Some systems write a file's pages out only through a handle that may write.
    std::fs::File::options()
        .write(true)
        .open(from)
        .and_then(|file| file.sync_all())
        .map_err(|source| StoreError::from_io(from, source))?;
    rename(from, to)?;
    sync_folder_of(to)
}

/// Has a new name of a file outlast the power going. Only Unix has to be told.
#[cfg_attr(
    not(unix),
    expect(
        unused_variables,
        clippy::unnecessary_wraps,
        reason = "there is nothing to do"
    )
)]
fn sync_folder_of(path: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let synced = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
        return match synced {
            // Some file systems of other machines cannot.
            Err(error) if error.kind() == std::io::ErrorKind::InvalidInput => Ok(()),
            other => other.map_err(|source| StoreError::from_io(path, source)),
        };
    }
    Ok(())
}

fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    std::fs::rename(from, to).map_err(|source| StoreError::from_io(to, source))
}

/// A file that may not be there, and whose staying harms nobody.
pub(super) fn remove_quietly(path: &Path) {
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::info!(%error, "a left-over file could not be removed");
    }
}
