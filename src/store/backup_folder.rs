//! The folder of a file's backups, and how one is made in it: written under another name, checked, and only then called a backup.

use super::backup::remove_quietly;
use super::backup_copy::{copy_and_compare, write_checked};
use super::backup_name::{BackupName, Why};
use super::cipher::PAGE_BYTES;
use super::{Store, StoreError};
use crate::domain::Timestamp;
use rusqlite::Connection;
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A backup in a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownBackup {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub made_at: Timestamp,
    /// Why.
    pub why: Why,
    /// Its size.
    pub bytes: u64,
}

/// The backups in a folder, the newest first. Nothing is opened: what is called like a backup counts.
///
/// # Errors
/// When the folder cannot be read; one that is not there holds none.
pub fn backups_in(folder: &Path) -> Result<Vec<KnownBackup>, StoreError> {
    let mut found: Vec<KnownBackup> = entries(folder)?
        .into_iter()
        .filter_map(|(path, name, bytes)| {
            let BackupName { made_at, why } = BackupName::parse(&name)?;
            Some(KnownBackup {
                path,
                made_at,
                why,
                bytes,
            })
        })
        .collect();
    found.sort_by(|one, other| (other.made_at, &other.path).cmp(&(one.made_at, &one.path)));
    Ok(found)
}

/// The plain files of a folder: path, name, size.
fn entries(folder: &Path) -> Result<Vec<(PathBuf, String, u64)>, StoreError> {
    let unreachable = |source| StoreError::Unreachable {
        path: folder.to_owned(),
        source,
    };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreachable(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(unreachable)?;
        // One that another program has just taken away, or a link, is none of ours.
        if let (Ok(name), Ok(metadata)) = (entry.file_name().into_string(), entry.metadata())
            && metadata.is_file()
        {
            found.push((entry.path(), name, metadata.len()));
        }
    }
    Ok(found)
}

/// A folder of backups in which no other program makes or removes one, for as long as this lives.
#[derive(Debug)]
pub struct LockedFolder {
    folder: PathBuf,
    /// Locked, unless the file system has no locks.
    lock: File,
}

/// The lock's file in the folder.
const LOCK: &str = "lock";
const LOOK_AGAIN: Duration = Duration::from_millis(20);

impl LockedFolder {
    /// Locks a folder, making it, for its owner alone, where there is none. `None` when another program still has it locked after `patience`.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn lock(folder: &Path, patience: Duration) -> Result<Option<Self>, StoreError> {
        make_private_folder(folder)?;
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let lock = options
            .open(folder.join(LOCK))
            .map_err(|source| StoreError::from_io(folder, source))?;
        let started = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if started.elapsed() < patience => {
                    std::thread::sleep(LOOK_AGAIN);
                }
                Err(TryLockError::WouldBlock) => return Ok(None),
                // Names are told apart to the millisecond: without a lock two programs only make one backup too many.
                Err(TryLockError::Error(error)) => {
                    tracing::debug!(%error, "the folder of the backups cannot be locked");
                    break;
                }
            }
        }
        Ok(Some(Self {
            folder: folder.to_owned(),
            lock,
        }))
    }

    /// Tries whether something can be written into a folder.
    ///
    /// # Errors
    /// When nothing can.
    pub fn probe(folder: &Path) -> Result<(), StoreError> {
        let probe = folder.join(format!("probe-{}", std::process::id()));
        super::open::touch_private(&probe).map_err(|source| StoreError::from_io(folder, source))?;
        remove_quietly(&probe);
        Ok(())
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Makes a backup of the file. Others can write to it meanwhile.
    ///
    /// # Errors
    /// When it cannot be written or does not pass its check; nothing is then left of it.
    pub fn make(&self, store: &Store, why: Why, now: Timestamp) -> Result<KnownBackup, StoreError> {
        self.make_of(&store.connection, &store.path, why, now)
    }

    pub(super) fn make_of(
        &self,
        connection: &Connection,
        path: &Path,
        why: Why,
        now: Timestamp,
    ) -> Result<KnownBackup, StoreError> {
        let name = self.unused(BackupName { made_at: now, why });
        let partial = self.folder.join(name.partial());
        let made =
            write_checked(connection, path, &partial).and_then(|()| self.finish(&partial, name));
        if made.is_err() {
            remove_quietly(&partial);
        }
        made
    }

    /// Copies a backup here from another folder, under its own name.
    ///
    /// # Errors
    /// When it cannot be written, or does not read back as it was; nothing is then left of it.
    pub fn copy_here(&self, backup: &KnownBackup) -> Result<KnownBackup, StoreError> {
        let name = BackupName {
            made_at: backup.made_at,
            why: backup.why,
        };
        let partial = self.folder.join(name.partial());
        remove_quietly(&partial);
        let made =
            copy_and_compare(&backup.path, &partial).and_then(|()| self.finish(&partial, name));
        if made.is_err() {
            remove_quietly(&partial);
        }
        made
    }

    /// Removes what was being written more than a day before `now` and never became a backup.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn tidy(&self, now: Timestamp) -> Result<(), StoreError> {
        const LEFT_BEHIND_SECONDS: i64 = 24 * 3_600;
        let left_behind = now.plus_seconds(-LEFT_BEHIND_SECONDS);
        for (path, name, _) in entries(&self.folder)? {
            if BackupName::parse_partial(&name).is_some_and(|name| name.made_at < left_behind) {
                remove_quietly(&path);
            }
        }
        Ok(())
    }

    /// Removes a backup; one that is called like a backup of Leadline and is none stays, and false is returned.
    pub fn remove(&self, backup: &KnownBackup) -> bool {
        let is_one = is_whole_by_its_header(&backup.path);
        if is_one {
            remove_quietly(&backup.path);
        } else {
            tracing::warn!("a file among the backups is none and stays");
        }
        is_one
    }

    fn finish(&self, partial: &Path, name: BackupName) -> Result<KnownBackup, StoreError> {
        let path = self.folder.join(name.to_string());
        let bytes = std::fs::metadata(partial)
            .map_err(|source| StoreError::from_io(partial, source))?
            .len();
        super::backup::sync_and_rename(partial, &path)?;
        sync_folder(&self.folder);
        Ok(KnownBackup {
            path,
            made_at: name.made_at,
            why: name.why,
            bytes,
        })
    }

    /// What time it is, as the file system has it.
    fn file_system_time(&self) -> Result<Timestamp, StoreError> {
        let mut lock = &self.lock;
        lock.rewind()
            .and_then(|()| lock.write_all(b"\n"))
            .and_then(|()| lock.metadata()?.modified())
            .map(|touched| Timestamp::from_utc(touched.into()).unwrap_or_default())
            .map_err(|source| StoreError::from_io(&self.folder, source))
    }

    /// The name, or the next later one at whose instant no other was made.
    fn unused(&self, mut name: BackupName) -> BackupName {
        // Also by one that was made for another reason, so that it is plain which is the newer.
        let is_taken = |BackupName { made_at, .. }| {
            Why::ALL.into_iter().any(|why| {
                let other = BackupName { made_at, why };
                [other.to_string(), other.partial()]
                    .iter()
                    .any(|name| self.folder.join(name).exists())
            })
        };
        while is_taken(name) {
            name.made_at = Timestamp::from_millis(name.made_at.millis() + 1);
        }
        name
    }
}

/// Keeps a backup of an older file before it is brought up to date.
pub(super) fn before_migration(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    const PATIENCE: Duration = Duration::from_secs(30);
    let folder = BackupName::folder_of(path);
    let Some(locked) = LockedFolder::lock(&folder, PATIENCE)? else {
        return Err(StoreError::Locked(folder));
    };
    // Whoever opens a file does not tell the time.
    let now = locked.file_system_time()?;
    locked
        .make_of(connection, path, Why::Migration, now)
        .map(drop)
}

/// Writes a small file for its owner alone, whole or not at all.
///
/// # Errors
/// When it cannot be written; what was there stays then.
pub fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(".new");
    let partial = PathBuf::from(partial);
    remove_quietly(&partial);
    super::open::touch_private(&partial)?;
    let mut file = File::options().write(true).open(&partial)?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| std::fs::rename(&partial, path))
        .inspect_err(|_| remove_quietly(&partial))
}

/// Whether a file begins as one of Leadline's and is as long as it says: what a backup was when it got its name.
fn is_whole_by_its_header(path: &Path) -> bool {
    // Of an encrypted one only the key tells that it is ours.
    if super::keys::key_of(path).is_some() {
        return std::fs::metadata(path)
            .is_ok_and(|file| file.len() > 0 && file.len().is_multiple_of(PAGE_BYTES as u64));
    }
    let mut header = Vec::with_capacity(100);
    let read = File::open(path).and_then(|file| file.take(100).read_to_end(&mut header));
    let number = |at: usize| -> Option<u32> {
        let bytes = header.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(bytes))
    };
    let page_bytes = header
        .get(16..18)
        .and_then(|bytes| bytes.try_into().ok())
        .map_or(0, |bytes| match u16::from_be_bytes(bytes) {
            1 => 65_536,
            bytes => u64::from(bytes),
        });
    let pages = number(28).map_or(0, u64::from);
    read.is_ok()
        && header.starts_with(b"SQLite format 3\0")
        && number(68) == Some(super::migrate::APPLICATION_ID.cast_unsigned())
        && std::fs::metadata(path).is_ok_and(|file| file.len() == pages * page_bytes)
}

/// Makes a folder for its owner alone; one that is there is left as it is.
fn make_private_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    match builder.create(folder) {
        Ok(()) => Ok(()),
        Err(_) if folder.is_dir() => Ok(()),
        Err(source) => Err(StoreError::from_io(folder, source)),
    }
}

/// Has the system write down the folder's names. Where it cannot, the backup is there all the same unless the power fails at once.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Err(error) = File::open(folder).and_then(|folder| folder.sync_all()) {
        tracing::debug!(%error, "the folder of the backups cannot be synced");
    }
    #[cfg(not(unix))]
    let _ = folder;
}
