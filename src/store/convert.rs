//! Encrypting a file, changing its passphrase, and having it without one again: a new file takes the old one's place, and the old one is overwritten.

use super::backup::{remove_quietly, sync_and_rename};
use super::backup_contents::{RowCounts, open_known, row_counts};
use super::backup_folder::LockedFolder;
use super::backup_name::BackupName;
use super::cipher::PAGE_BYTES;
use super::keys::{self, FileKey, Passphrase};
use super::{KnownBackup, Store, StoreError};
use rusqlite::{Connection, OpenFlags};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long others may go on reading or writing before a file counts as in use.
const PATIENCE: Duration = Duration::from_secs(2);

/// Encrypts a file with a passphrase, or with another one; with none it is not encrypted any more. The file must be unlocked, and open nowhere.
///
/// # Errors
/// [`StoreError::Locked`] when it is open somewhere, [`StoreError::EncryptionAbsent`] when this program was built without, or when the new file cannot
/// be written or does not pass its check; it is then as it was.
pub fn convert_file(file: &Path, passphrase: Option<&Passphrase>) -> Result<(), StoreError> {
    if super::open::is_in_use(file) {
        return Err(StoreError::Locked(file.to_owned()));
    }
    // A link stays a link: it is what it leads to that is written anew.
    let file = &file
        .canonicalize()
        .map_err(|source| StoreError::from_io(file, source))?;
    let key = passphrase
        .map(|passphrase| {
            FileKey::new(passphrase).ok_or_else(|| StoreError::EncryptionAbsent(file.to_owned()))
        })
        .transpose()?;
    // Brings it up to date, and refuses what is no file of ours.
    drop(Store::open(file)?);
    let from = take_alone(file)?;
    let partial = converting(file);
    let former = keys::key_of(file);
    let replaced = write_beside(&from, file, &partial, key.as_ref())
        .and_then(|()| note_former(&partial, key.as_ref(), former.as_ref()))
        // Whoever waits for the old file must not go on with it: it is overwritten before it is let go.
        .and_then(|()| Doomed::of(file, from))
        .and_then(|old| sync_and_rename_only(&partial, file).map(|()| old));
    match replaced {
        Ok(old) => {
            if let Some(key) = &key {
                keys::keep(key);
            }
            overwrite(old.file);
            Ok(())
        }
        Err(error) => {
            discard(&partial);
            Err(error)
        }
    }
}

/// The name under which the keys are kept that backups of an encrypted file may still have.
pub(super) const FORMER_KEYS: &str = "former_keys";

/// Writes down in a newly encrypted file the key it had before, until every backup has the new one.
fn note_former(
    partial: &Path,
    key: Option<&FileKey>,
    former: Option<&FileKey>,
) -> Result<(), StoreError> {
    let (Some(_), Some(former)) = (key, former) else {
        return Ok(());
    };
    let sorted = |error| StoreError::from_sqlite(partial, error);
    let made = keys::connect_with(partial, keys::writing(), key)?;
    let mut known: Vec<String> = super::settings::read_setting(&made, FORMER_KEYS)
        .map_err(sorted)?
        .unwrap_or_default();
    known.push(former.specification().to_string());
    made.execute(
        "INSERT INTO setting (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        rusqlite::params![FORMER_KEYS, super::write::to_json(&known).map_err(sorted)?],
    )
    .map(drop)
    .map_err(sorted)
}

/// Once the new file has the old one's name, it counts: that the folder could not be written out is no reason to say otherwise.
fn sync_and_rename_only(partial: &Path, file: &Path) -> Result<(), StoreError> {
    match sync_and_rename(partial, file) {
        Err(error) if partial.exists() => Err(error),
        Err(error) => {
            tracing::warn!(%error, "the folder could not be written out");
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// Overwrites what is not to be readable, and removes it.
fn discard(path: &Path) {
    if let Ok(file) = File::options().write(true).open(path) {
        overwrite(file);
    }
    remove_quietly(path);
}

/// The name of a file while it is being made from the one that it is to replace.
fn converting(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".converting");
    PathBuf::from(name)
}

/// Removes what a conversion has left that was cut short. Only while the file is open: nobody converts it then.
fn remove_unfinished(file: &Path) {
    discard(&converting(file));
}

/// A connection that nobody else can read or write the file beside, which has no log any more.
fn take_alone(file: &Path) -> Result<Connection, StoreError> {
    let sorted = |error| StoreError::from_sqlite(file, error);
    let connection = keys::connect(file, keys::writing())?;
    connection.busy_timeout(PATIENCE).map_err(sorted)?;
    connection
        .pragma_update_and_check(None, "locking_mode", "exclusive", |_| Ok(()))
        .map_err(sorted)?;
    let mode: String = connection
        .pragma_update_and_check(None, "journal_mode", "delete", |row| row.get(0))
        .map_err(sorted)?;
    if mode != "delete" {
        return Err(StoreError::Locked(file.to_owned()));
    }
    // Reading alone would let others read; in this mode the lock stays after the transaction.
    connection
        .execute_batch("BEGIN EXCLUSIVE; COMMIT")
        .map_err(sorted)?;
    Ok(connection)
}

/// Writes what `from` has to a new file and checks it.
fn write_beside(
    from: &Connection,
    file: &Path,
    partial: &Path,
    key: Option<&FileKey>,
) -> Result<(), StoreError> {
    remove_quietly(partial);
    super::open::create_private(partial)?;
    let sorted = |error| StoreError::from_sqlite(file, error);
    attach(from, partial, "made", key).map_err(sorted)?;
    let exported = export(from, "main", "made").map_err(sorted);
    let rows = row_counts(from).map_err(sorted);
    from.execute_batch("DETACH made").map_err(sorted)?;
    exported?;
    check(partial, key, &rows?)
}

/// Writes what the file `from` has, which is only read, to the new file `to`, encrypted with `key` or not.
pub(super) fn copy_with(from: &Path, to: &Path, key: Option<&FileKey>) -> Result<(), StoreError> {
    remove_quietly(to);
    super::open::create_private(to)?;
    let source_key = keys::key_of(from);
    let made = keys::connect_with(to, keys::writing(), key)?;
    let sorted = |error| StoreError::from_sqlite(from, error);
    attach(&made, from, "source", source_key.as_ref()).map_err(sorted)?;
    export(&made, "source", "main").map_err(sorted)?;
    drop(made);
    let rows = row_counts(&open_known(from)?).map_err(sorted)?;
    check(to, key, &rows)
}

fn export(connection: &Connection, from: &str, to: &str) -> rusqlite::Result<()> {
    // In the size of its pages SQLite has a habit of its own where nothing is encrypted.
    connection.execute_batch(&format!("PRAGMA {to}.page_size = {PAGE_BYTES}; BEGIN"))?;
    let exported = connection
        .query_row("SELECT sqlcipher_export(?1, ?2)", [to, from], |_| Ok(()))
        .and_then(|()| {
            for mark in ["application_id", "user_version"] {
                let value: i64 =
                    connection.query_row(&format!("PRAGMA {from}.{mark}"), [], |row| row.get(0))?;
                connection.execute_batch(&format!("PRAGMA {to}.{mark} = {value}"))?;
            }
            Ok(())
        });
    connection.execute_batch(if exported.is_ok() {
        "COMMIT"
    } else {
        "ROLLBACK"
    })?;
    exported
}

/// Attaches a file to a connection, with its key; without one it is not encrypted.
pub(super) fn attach(
    connection: &Connection,
    path: &Path,
    schema: &str,
    key: Option<&FileKey>,
) -> rusqlite::Result<()> {
    let specification = key.map(FileKey::specification).unwrap_or_default();
    // A path need not be text; what is not is taken as it is.
    connection
        .execute(
            &format!("ATTACH CAST(?1 AS TEXT) AS {schema} KEY ?2"),
            rusqlite::params![path.as_os_str().as_encoded_bytes(), &*specification],
        )
        .map(drop)
}

/// Whether a new file is whole and has as many rows as the one it was made of.
fn check(path: &Path, key: Option<&FileKey>, rows: &RowCounts) -> Result<(), StoreError> {
    let sorted = |error| StoreError::from_sqlite(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let made = keys::connect_with(path, flags, key)?;
    let health: String = made
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(sorted)?;
    if health == "ok" && row_counts(&made).map_err(sorted)? == *rows {
        return Ok(());
    }
    Err(StoreError::Damaged {
        path: path.to_owned(),
        detail: health,
    })
}

/// A file whose place another takes, and which nobody is to read any more.
struct Doomed {
    file: File,
    /// Keeps others away until what they wait for is gone.
    #[cfg(not(windows))]
    _alone: Connection,
}

impl Doomed {
    #[cfg(not(windows))]
    fn of(path: &Path, alone: Connection) -> Result<Self, StoreError> {
        let file = File::options()
            .write(true)
            .open(path)
            .map_err(|source| StoreError::from_io(path, source))?;
        Ok(Self {
            file,
            _alone: alone,
        })
    }

    /// A file cannot be replaced there while SQLite has it open: this handle keeps writers away in its stead.
    #[cfg(windows)]
    fn of(path: &Path, alone: Connection) -> Result<Self, StoreError> {
        use std::os::windows::fs::OpenOptionsExt;
        const SHARE_READ_AND_DELETE: u32 = 1 | 4;
        drop(alone);
        File::options()
            .write(true)
            .share_mode(SHARE_READ_AND_DELETE)
            .open(path)
            .map(|file| Self { file })
            .map_err(|source| StoreError::from_io(path, source))
    }
}

/// Writes zeros over all of a file. It has no name any more, so that what cannot be overwritten is still not to be found by one.
fn overwrite(mut file: File) {
    static CHUNK: [u8; 1 << 16] = [0; 1 << 16];
    let overwritten = file.metadata().and_then(|found| {
        let mut left = found.len();
        while left > 0 {
            let length = left.min(CHUNK.len() as u64);
            let zeros = usize::try_from(length)
                .ok()
                .and_then(|end| CHUNK.get(..end));
            file.write_all(zeros.unwrap_or_default())?;
            left -= length;
        }
        file.sync_all()
    });
    if let Err(error) = overwritten {
        tracing::warn!(%error, "what a file was could not be overwritten");
    }
}

/// Whether backups may be decrypted: only by a person's decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decrypting {
    /// They stay encrypted, whatever the file is.
    Refused,
    /// They follow the file.
    Wanted,
}

impl Store {
    /// Prepares for [`Self::protect_backups`]: removes what a conversion has left that was cut short, and takes in the keys that the backups may
    /// still have.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn begin_protecting(&self) -> Result<(), StoreError> {
        remove_unfinished(&self.path);
        let former: Vec<String> = self.setting(FORMER_KEYS)?.unwrap_or_default();
        keys::keep_former(&former);
        Ok(())
    }

    /// Every backup there is has the file's key: those from before are not needed any more.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end_protecting(&self) -> Result<(), StoreError> {
        let is_noted = self.setting::<Vec<String>>(FORMER_KEYS)?.is_some();
        if is_noted {
            self.connection
                .execute("DELETE FROM setting WHERE name = ?1", [FORMER_KEYS])
                .map_err(|error| self.error(error))?;
        }
        Ok(())
    }

    /// Has every backup in a folder protected as the file is. Those whose key nobody has told stay as they are and are returned.
    ///
    /// # Errors
    /// When the folder cannot be read, or a backup cannot be written anew; those before it are then done, and the others as they were.
    pub fn protect_backups(
        &self,
        folder: &LockedFolder,
        decrypting: Decrypting,
    ) -> Result<Protected, StoreError> {
        let mut protected = Protected::default();
        if !super::is_encryption_available() {
            return Ok(protected);
        }
        let own = keys::key_of(&self.path);
        if own.is_none() && decrypting == Decrypting::Refused {
            return Ok(protected);
        }
        // What was being written when a program ended is as readable as the file was then.
        folder.remove_unfinished()?;
        for backup in super::backups_in(folder.path())? {
            match protect(folder, &backup, own.as_ref()) {
                Ok(true) => protected.rewritten += 1,
                Ok(false) => {}
                Err(StoreError::DiskFull(path)) => return Err(StoreError::DiskFull(path)),
                Err(error) => {
                    tracing::warn!(%error, "a backup stays as it is protected");
                    protected.left.push(backup.path);
                }
            }
        }
        Ok(protected)
    }
}

/// What became of backups that were to be protected as their file is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Protected {
    /// How many were written anew.
    pub rewritten: usize,
    /// Those that could not be.
    pub left: Vec<PathBuf>,
}

/// Writes a backup anew with the file's key, under the same name. False when it has that key already.
fn protect(
    folder: &LockedFolder,
    backup: &KnownBackup,
    own: Option<&FileKey>,
) -> Result<bool, StoreError> {
    let key = keys::key_of(&backup.path);
    let is_plain = key.is_none();
    if is_plain && keys::protection(&backup.path)? == keys::Protection::Encrypted {
        return Err(StoreError::Encrypted(backup.path.clone()));
    }
    if key.as_ref() == own {
        return Ok(false);
    }
    let name = BackupName {
        made_at: backup.made_at,
        why: backup.why,
    };
    let partial = folder.path().join(name.partial());
    let made = copy_with(&backup.path, &partial, own).and_then(|()| {
        let old = File::options()
            .write(true)
            .open(&backup.path)
            .map_err(|source| StoreError::from_io(&backup.path, source));
        sync_and_rename(&partial, &backup.path)?;
        Ok(old)
    });
    match made {
        Ok(old) => {
            overwrite(old?);
            Ok(true)
        }
        Err(error) => {
            remove_quietly(&partial);
            Err(error)
        }
    }
}
