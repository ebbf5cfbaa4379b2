//! Opening the file: what is checked before it is touched, and how every connection is set up.

use super::StoreError;
use super::keys::{self, FileKey, MAGIC, Protection};
use super::migrate::{APPLICATION_ID, MIGRATIONS, migrate, newest, version};
use super::reminder_rules::UtcTime;
use crate::domain::LocalTime;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// An open Leadline file. Each thread has its own.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    pub(super) file_name: String,
    /// Where the person is, for working hours.
    pub(super) local: Arc<dyn LocalTime>,
    /// `None` for one that is nowhere on the disk.
    counted: Option<InUse>,
}

/// How long a write waits for another program's write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

impl Store {
    /// Opens the file, making it when there is none, and brings an older one up to date after a backup beside it.
    ///
    /// # Errors
    /// When it is not a Leadline file, is newer than the program, locked, damaged or not writable; it is then as it was.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let path = absolute(path)?;
        // Once this process has a connection, reading the header past SQLite would drop SQLite's locks: connect then finds the same faults.
        let counted = InUse::count(&path, || {
            super::aside::finish_replacing(&path)?;
            let key = keys::key_in_file(&path);
            if key.is_none() {
                inspect_header(&path)?;
            }
            create_private(&path)?;
            Ok(key)
        })?;
        Self::connect(path, counted)
    }

    /// Another connection to the same file, for another thread.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_again(&self) -> Result<Self, StoreError> {
        let counted = InUse::count(&self.path, || Ok(keys::key_in_file(&self.path)))?;
        Self::connect(self.path.clone(), counted)
    }

    /// A new file as it would be at `path`, but held in memory: for trying out what may then not be done.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory_for(path: &Path) -> Result<Self, StoreError> {
        let sorted = |error| StoreError::from_sqlite(path, error);
        let mut connection = Connection::open_in_memory().map_err(sorted)?;
        migrate(&mut connection, MIGRATIONS).map_err(sorted)?;
        Self::uncounted(connection, path)
    }

    /// A file that only this connection is open to, such as a copy while it is made ready.
    pub(super) fn uncounted(connection: Connection, path: &Path) -> Result<Self, StoreError> {
        let file_name =
            file_name(&connection).map_err(|error| StoreError::from_sqlite(path, error))?;
        Ok(Self {
            connection,
            path: path.to_owned(),
            file_name,
            local: Arc::new(UtcTime),
            counted: None,
        })
    }

    /// Whether it is a file at all, and not only held in memory.
    pub const fn is_on_disk(&self) -> bool {
        self.counted.is_some()
    }

    /// What interrupts whatever this connection is doing, from another thread.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.connection.get_interrupt_handle())
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What tells this file's exports from another's.
    pub fn file_name(&self) -> &str {
        &self.file_name
    }

    /// Changes whenever another connection has committed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.connection
            .pragma_query_value(None, "data_version", |row| row.get(0))
            .map_err(|error| self.error(error))
    }

    /// Changes whenever a backup was put in the file's place: copying into a file counts SQLite's schema version on, within the same transaction.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn replacements(&self) -> Result<i64, StoreError> {
        self.connection
            .pragma_query_value(None, "schema_version", |row| row.get(0))
            .map_err(|error| self.error(error))
    }

    pub(super) fn error(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, error)
    }

    fn connect(path: PathBuf, counted: InUse) -> Result<Self, StoreError> {
        let key = counted.key.clone();
        // With a key that fits, what cannot be read is damage.
        let sorted = |error| match StoreError::from_sqlite(&path, error) {
            StoreError::NotLeadline(path) if key.is_some() => StoreError::Damaged {
                path,
                detail: "its first page cannot be decrypted".to_owned(),
            },
            other => other,
        };
        let mut connection = keys::connect_with(&path, keys::writing(), key.as_ref())?;
        connection.busy_timeout(BUSY_TIMEOUT).map_err(sorted)?;
        connection.set_prepared_statement_cache_capacity(64);
        // Until it is known to be a file of ours, closing the connection must not move its log into it.
        let no_checkpoint = rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        connection
            .set_db_config(no_checkpoint, true)
            .map_err(sorted)?;
        let found = version(&connection).map_err(sorted)?;
        if is_foreign(&connection).map_err(sorted)? {
            return Err(StoreError::NotLeadline(path));
        }
        if found > newest() {
            return Err(StoreError::Newer {
                path,
                found,
                known: newest(),
            });
        }
        connection
            .set_db_config(no_checkpoint, false)
            .map_err(sorted)?;
        set_up(&connection, key.is_some()).map_err(sorted)?;
        if found < newest() {
            if found > 0 {
                super::backup_folder::before_migration(&connection, &path)?;
            }
            migrate(&mut connection, MIGRATIONS).map_err(sorted)?;
            // The header that inspect_header reads is then in the main file, not only in the log.
            checkpoint(&connection).map_err(sorted)?;
        }
        let file_name = file_name(&connection).map_err(sorted)?;
        Ok(Self {
            connection,
            path,
            file_name,
            local: Arc::new(UtcTime),
            counted: Some(counted),
        })
    }
}

/// Ends what a connection is doing at the moment, which fails then; see [`Store::interrupter`].
pub struct Interrupter(rusqlite::InterruptHandle);

impl Interrupter {
    /// Ends it.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

impl std::fmt::Debug for Interrupter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Interrupter").finish_non_exhaustive()
    }
}

/// The connections this process has to a file: how many, and the key they were opened with.
#[derive(Default)]
struct Use {
    count: usize,
    key: Option<FileKey>,
}

/// What this process has open.
static IN_USE: Mutex<BTreeMap<PathBuf, Use>> = Mutex::new(BTreeMap::new());

/// Counts one connection of this process to a file for as long as it lives.
#[derive(Debug)]
struct InUse {
    path: PathBuf,
    key: Option<FileKey>,
}

impl InUse {
    /// Counts a connection that is about to be made; before the first one to the file `prepare` is run, which finds its key.
    fn count(
        path: &Path,
        prepare: impl FnOnce() -> Result<Option<FileKey>, StoreError>,
    ) -> Result<Self, StoreError> {
        let mut in_use = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
        let key = match in_use.get(path) {
            Some(found) => found.key.clone(),
            // Nothing that prepares a file asks what is in use.
            None => prepare()?,
        };
        let found = in_use.entry(path.to_owned()).or_default();
        found.count += 1;
        found.key.clone_from(&key);
        Ok(Self {
            path: path.to_owned(),
            key,
        })
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        let mut in_use = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = in_use.get_mut(&self.path) {
            found.count -= 1;
            if found.count == 0 {
                in_use.remove(&self.path);
            }
        }
    }
}

/// Whether this process has a connection to the file.
pub(super) fn is_in_use(path: &Path) -> bool {
    let path = absolute(path).unwrap_or_else(|_| path.to_owned());
    let in_use = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
    in_use.contains_key(&path)
}

/// The key with which this process has the file open; `None` when it has not.
#[expect(
    clippy::option_option,
    reason = "a file that is open and not encrypted is neither of the two"
)]
pub(super) fn key_in_use(path: &Path) -> Option<Option<FileKey>> {
    let in_use = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = in_use.get(path) {
        return Some(found.key.clone());
    }
    let path = path.canonicalize().ok()?;
    in_use.get(&path).map(|found| found.key.clone())
}

/// What tells the file's exports from another file's.
pub(super) fn file_name(connection: &Connection) -> rusqlite::Result<String> {
    connection.query_row("SELECT name FROM file", [], |row| row.get(0))
}

/// Whether the file holds tables but not Leadline's mark. The header alone does not tell while they are still in the write-ahead log.
fn is_foreign(connection: &Connection) -> rusqlite::Result<bool> {
    // In this order: another program may be making the file, and gives it tables and mark at once.
    let objects: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let application: i32 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    Ok(application != APPLICATION_ID && (application != 0 || objects > 0))
}

/// Moves everything from the write-ahead log into the file itself.
pub(super) fn checkpoint(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

fn set_up(connection: &Connection, is_encrypted: bool) -> rusqlite::Result<()> {
    use rusqlite::config::DbConfig;
    // Counts for a file that is being made. Twice SQLite's own: a hundred thousand referrals are read and written in half as many steps.
    if !is_encrypted {
        connection.execute_batch("PRAGMA page_size = 8192;")?;
    }
    let mode = take_write_ahead_log(connection)?;
    if mode != "wal" {
        tracing::warn!(mode, "the file does not take a write-ahead log");
    }
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
         PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
         PRAGMA secure_delete = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;",
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    Ok(())
}

/// Sets the journal mode and returns what it is. SQLite does not wait for a lock here when two programs make the file at once.
fn take_write_ahead_log(connection: &Connection) -> rusqlite::Result<String> {
    let started = Instant::now();
    loop {
        match connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0)) {
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
                    && started.elapsed() < BUSY_TIMEOUT =>
            {
                std::thread::sleep(Duration::from_millis(10));
            }
            done => return done,
        }
    }
}

/// One spelling of the path for every connection.
fn absolute(path: &Path) -> Result<PathBuf, StoreError> {
    let path = std::path::absolute(path).map_err(|source| StoreError::from_io(path, source))?;
    if let Some(folder) = path.parent() {
        make_private_folders(folder).map_err(|source| StoreError::from_io(&path, source))?;
        if let (Ok(folder), Some(name)) = (folder.canonicalize(), path.file_name()) {
            return Ok(folder.join(name));
        }
    }
    Ok(path)
}

/// Reads the first bytes of the file, so that a file of another kind or a newer version is refused without SQLite ever touching it.
/// Must come before this process has a connection to the file: closing it would drop SQLite's own locks (POSIX releases all of a
/// process's locks on a file when it closes any handle of it).
fn inspect_header(path: &Path) -> Result<(), StoreError> {
    let mut header = [0_u8; 100];
    let read = match std::fs::File::open(path) {
        Ok(file) => {
            let mut bytes = Vec::with_capacity(header.len());
            file.take(header.len() as u64)
                .read_to_end(&mut bytes)
                .map_err(|source| StoreError::Unreachable {
                    path: path.to_owned(),
                    source,
                })?;
            bytes
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(source) => {
            return Err(StoreError::Unreachable {
                path: path.to_owned(),
                source,
            });
        }
    };
    if read.is_empty() {
        return refuse_emptied(path);
    }
    if read.len() < header.len() || !read.starts_with(MAGIC) {
        if matches!(keys::look_at(path), Ok(Protection::Encrypted)) {
            // With a key that its other pages were written with, it is the first that is damaged.
            return Err(if keys::key_of_damaged(path).is_some() {
                StoreError::Damaged {
                    path: path.to_owned(),
                    detail: "its first page cannot be decrypted".to_owned(),
                }
            } else {
                StoreError::Encrypted(path.to_owned())
            });
        }
        // The power may have gone while the log was moved into the file: what the disk then made of the first page is whole in the log, and
        // SQLite reads it there. What the log does not mend, SQLite refuses.
        if log_length(path) > 0 {
            return Ok(());
        }
        return Err(StoreError::NotLeadline(path.to_owned()));
    }
    header.copy_from_slice(&read);
    let number = |at: usize| {
        header
            .get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(0, i32::from_be_bytes)
    };
    let (found, application) = (number(60), number(68));
    // A file whose first migration was cut short has neither mark and no table yet.
    let untouched = application == 0 && found == 0 && number(28) <= 1;
    if application != APPLICATION_ID && !untouched {
        return Err(StoreError::NotLeadline(path.to_owned()));
    }
    if i64::from(found) > newest() {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found: found.into(),
            known: newest(),
        });
    }
    refuse_torn(path, &header)
}

/// SQLite takes an empty file for a new one and deletes its log, which may be all there is. It writes none before the file has its first page.
fn refuse_emptied(path: &Path) -> Result<(), StoreError> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if std::fs::metadata(log).map_or(0, |log| log.len()) == 0 {
        return Ok(());
    }
    Err(StoreError::Damaged {
        path: path.to_owned(),
        detail: "it is empty, and its log is not".to_owned(),
    })
}

/// SQLite writes whole pages, and takes a file that ends within one as if the rest were there. While there is a log or a journal, which may
/// hold that rest, it is left to SQLite.
fn refuse_torn(path: &Path, header: &[u8; 100]) -> Result<(), StoreError> {
    let page_bytes = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        bytes => u64::from(bytes),
    };
    let is_whole = page_bytes == 0 || length_of(path, "").is_multiple_of(page_bytes);
    if is_whole || log_length(path) > 0 {
        return Ok(());
    }
    Err(StoreError::Damaged {
        path: path.to_owned(),
        detail: "it ends within a page".to_owned(),
    })
}

/// How much there is in the log and the journal beside a file, in bytes.
fn log_length(path: &Path) -> u64 {
    length_of(path, "-wal") + length_of(path, "-journal")
}

fn length_of(path: &Path, suffix: &str) -> u64 {
    let mut file = path.as_os_str().to_owned();
    file.push(suffix);
    std::fs::metadata(file).map_or(0, |file| file.len())
}

/// Makes the file, readable by its owner alone, before SQLite does: its log and index files inherit that.
pub(super) fn create_private(path: &Path) -> Result<(), StoreError> {
    touch_private(path).map_err(|source| StoreError::from_io(path, source))
}

/// See [`create_private`]; a file that is there is left as it is.
pub(super) fn touch_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Lets nobody but its owner read a file, whatever the one was that it was copied from.
#[cfg_attr(
    not(unix),
    expect(
        unused_variables,
        clippy::unnecessary_wraps,
        reason = "there is nothing to do"
    )
)]
pub(super) fn keep_private(path: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let owner_only = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(path, owner_only)
            .map_err(|source| StoreError::from_io(path, source))?;
    }
    Ok(())
}

/// Makes a folder, and those above it that are not there, for its owner alone; one that is there is left as it is.
///
/// # Errors
/// When it cannot be made.
pub fn make_private_folders(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}
