//! Copies of the file: made while it is in use, checked before they count, put back without losing what was there.

use super::aside::refuse_in_use;
use super::backup_folder::{KnownBackup, LockedFolder};
use super::backup_name::{BackupName, Why};
use super::carry_over::CarriedOver;
use super::keys::{self, FileKey};
use super::migrate::{APPLICATION_ID, MIGRATIONS, migrate, newest, version};
use super::{Store, StoreError};
use crate::domain::Timestamp;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::types::ValueRef;
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
        let key = keys::key_of(&self.path);
        let made = copy_of(&self.connection, key.as_ref(), &beside)
            .and_then(|()| inspect(&beside))
            .and_then(|()| sync_and_rename(&beside, target));
        if made.is_err() {
            remove_quietly(&beside);
        }
        made
    }

    /// Puts a copy's content in place of the file's, in one step that other programs see as a whole, except for what stays.
    /// What the file held is first kept among its backups, whoever wrote it; the path of that one is returned.
    ///
    /// # Errors
    /// When `source` is no whole Leadline file of a version this program knows; nothing is then changed.
    pub fn restore_from(&mut self, source: &Path, now: Timestamp) -> Result<PathBuf, StoreError> {
        self.refuse_itself(source)?;
        inspect(source)?;
        let fitting = beside(&self.path, "fitting");
        let replaced = self
            .as_it_fits(source, &fitting)
            .and_then(|mut fitted| self.replace_with(&mut fitted, now));
        remove_quietly(&fitting);
        replaced
    }

    /// Keeps what the file holds and puts the other's content in its place, with nothing that anybody wrote in between lost.
    fn replace_with(
        &mut self,
        fitted: &mut Connection,
        now: Timestamp,
    ) -> Result<PathBuf, StoreError> {
        let watch = self.open_again()?;
        for _ in 0..TRIES {
            let before = watch.data_version()?;
            let kept = self.keep_before(Why::Restore, now)?.path;
            let carried =
                CarriedOver::read(&watch.connection).map_err(|error| self.error(error))?;
            carried.write(fitted).map_err(|error| self.error(error))?;
            if self.replace_content(fitted, &watch, before)? {
                return Ok(kept);
            }
        }
        Err(StoreError::Locked(self.path.clone()))
    }

    /// A copy's content as it can take this file's place in one step: of this program's version, encrypted as this file is, and in pages of its
    /// size, which cannot be changed.
    fn as_it_fits(&self, source: &Path, fitting: &Path) -> Result<Connection, StoreError> {
        let own_key = keys::key_of(&self.path);
        if keys::key_of(source) == own_key {
            copy(source, fitting)?;
        } else {
            super::convert::copy_with(source, fitting, own_key.as_ref())?;
        }
        let sorted = |error| StoreError::from_sqlite(fitting, error);
        let mut connection = keys::connect(fitting, keys::writing())?;
        if version(&connection).map_err(sorted)? != newest() {
            migrate(&mut connection, MIGRATIONS).map_err(sorted)?;
        }
        let own = page_bytes(&self.connection).map_err(|error| self.error(error))?;
        if page_bytes(&connection).map_err(sorted)? != own {
            connection
                .pragma_update(None, "page_size", own)
                .and_then(|()| connection.execute_batch("VACUUM"))
                .map_err(sorted)?;
        }
        Ok(connection)
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

    /// False when somebody has written to the file since it was at `version` by the count of `watch`; it is then as it was.
    fn replace_content(
        &mut self,
        from: &Connection,
        watch: &Self,
        version: i64,
    ) -> Result<bool, StoreError> {
        let sorted = |error| StoreError::from_sqlite(&self.path, error);
        let backup = Backup::new(from, &mut self.connection).map_err(sorted)?;
        // With the first page the file is locked for writing: what is in it now stays until the last page is copied.
        copy_pages(&backup, 1).map_err(sorted)?;
        if watch.data_version()? != version {
            return Ok(false);
        }
        copy_pages(&backup, -1).map_err(sorted)?;
        drop(backup);
        self.file_name = super::open::file_name(&self.connection)
            .map_err(|error| StoreError::from_sqlite(&self.path, error))?;
        Ok(true)
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
/// When the file is in use, or `source` is no whole Leadline file; nothing is then changed.
pub fn replace_unusable(
    unusable: &Path,
    source: &Path,
    stamp: &str,
) -> Result<Option<PathBuf>, StoreError> {
    let carried = CarriedOver::of_readable(unusable);
    replace(unusable, source, stamp, carried.as_ref())
}

/// [`replace_unusable`] for a file that is damaged: of that what is to stay is looked for page by page. False where it is not certain that all of it
/// was found.
///
/// # Errors
/// As [`replace_unusable`].
pub fn replace_damaged(
    damaged: &Path,
    source: &Path,
    stamp: &str,
) -> Result<(Option<PathBuf>, bool), StoreError> {
    let found = CarriedOver::of_damaged(damaged);
    let aside = replace(damaged, source, stamp, found.carried.as_ref())?;
    Ok((aside, found.is_all))
}

fn replace(
    unusable: &Path,
    source: &Path,
    stamp: &str,
    carried: Option<&CarriedOver>,
) -> Result<Option<PathBuf>, StoreError> {
    let alone = refuse_in_use(unusable)?;
    inspect(source)?;
    let part = beside(unusable, "part");
    // What was encrypted stays so, whatever is put in its place.
    match keys::key_of_damaged(unusable) {
        Some(key) if keys::key_of(source).as_ref() != Some(&key) => {
            super::convert::copy_with(source, &part, Some(&key))?;
        }
        _ => copy(source, &part)?,
    }
    if let Some(carried) = carried {
        carried.put_into(&part)?;
    }
    super::aside::put_in_place(&part, unusable, stamp, alone)
}

fn page_bytes(connection: &Connection) -> rusqlite::Result<i64> {
    // Of an encrypted file SQLCipher tells it as a text.
    connection.query_row("PRAGMA page_size", [], |row| match row.get_ref(0)? {
        ValueRef::Text(text) => std::str::from_utf8(text)
            .ok()
            .and_then(|text| text.parse().ok())
            .ok_or(rusqlite::Error::InvalidQuery),
        _ => row.get(0),
    })
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
    keys::connect(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
}

/// Copies a file, under the same key where it is encrypted.
fn copy(from: &Path, target: &Path) -> Result<(), StoreError> {
    copy_of(&open_read_only(from)?, keys::key_of(from).as_ref(), target)
}

fn copy_of(from: &Connection, key: Option<&FileKey>, target: &Path) -> Result<(), StoreError> {
    remove_quietly(target);
    let sorted = |error| StoreError::from_sqlite(target, error);
    super::open::create_private(target)?;
    let mut to = keys::connect_with(target, keys::writing(), key)?;
    Backup::new(from, &mut to)
        .and_then(|backup| copy_pages(&backup, -1))
        .map_err(sorted)?;
    // A copy is one file: it needs no log beside it to be read from a medium that cannot be written.
    to.pragma_update(None, "journal_mode", "delete")
        .map_err(sorted)
}

/// Copies so many pages in one step, all that are left where it is negative. A copy in several steps starts over whenever another program writes to
/// what is copied in between, which a busy one may do for ever; the write-ahead log lets it write during the one step.
fn copy_pages(backup: &Backup<'_, '_>, pages: i32) -> rusqlite::Result<()> {
    for _ in 0..TRIES {
        match backup.step(pages)? {
            StepResult::Done => return Ok(()),
            StepResult::More if pages > 0 => return Ok(()),
            _ => std::thread::sleep(PAUSE),
        }
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
