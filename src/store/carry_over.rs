//! What stays of a file when another content takes its place: who is to be erased and who was, where copies of them are, and how long contacts are
//! kept.

use super::backup::remove_quietly;
use super::erase::{KNOWN, LEFT_ALONE, LEFT_COPIES, PENDING};
use super::erased_keys::noted;
use super::keys;
use super::open::file_name;
use super::retention::CLOCK_NOTE;
use super::salvage::{Progress, SalvagedTable, salvage};
use super::settings::{RETENTION_DAYS, SECOND_BACKUP_FOLDER, SECOND_FOLDERS_USED, read_setting};
use super::write::to_json;
use super::{PendingErasure, StoreError};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::path::{Path, PathBuf};

/// The settings that are as they were, whatever the other content says, those that were never set included.
const KEPT: [&str; 6] = [
    SECOND_BACKUP_FOLDER,
    RETENTION_DAYS,
    CLOCK_NOTE,
    LEFT_COPIES,
    KNOWN,
    super::convert::FORMER_KEYS,
];

/// The settings that are lists of paths, to which those of another file come.
const PATHS: [&str; 2] = [SECOND_FOLDERS_USED, LEFT_ALONE];

/// What stays, read from the file that is to take in another content.
#[derive(Debug)]
pub(super) struct CarriedOver {
    file_name: String,
    kept: Vec<(&'static str, Option<String>)>,
    pending: Vec<PendingErasure>,
    /// Of each of [`PATHS`].
    paths: Vec<Vec<PathBuf>>,
    erased: Vec<String>,
}

/// What was found of it in a damaged file.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) carried: Option<CarriedOver>,
    /// Whether that is certain to be all of it.
    pub(super) is_all: bool,
}

impl CarriedOver {
    /// Of a file to which no connection may be open; `None` where it cannot be read.
    pub(super) fn of_readable(file: &Path) -> Option<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = keys::connect(file, flags).ok()?;
        // What is in its log stays there.
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
            .ok()?;
        Self::read(&connection)
            .inspect_err(|error| tracing::info!(%error, "what is to stay of a file cannot be read"))
            .ok()
    }

    /// Of a damaged file, page by page where SQLite cannot read it.
    pub(super) fn of_damaged(file: &Path) -> Found {
        let readable = Self::of_readable(file);
        if readable.is_some() || !file.exists() {
            return Found {
                carried: readable,
                is_all: true,
            };
        }
        let mut made = file.as_os_str().to_owned();
        // Counts as left half-written where the power goes.
        made.push(".salvaged.partial-settings");
        let made = PathBuf::from(made);
        let report = salvage(file, &made, &Progress::default())
            .inspect_err(|error| tracing::warn!(%error, "nothing of a damaged file stays"))
            .ok();
        let carried = report.as_ref().and_then(|_| Self::of_readable(&made));
        remove_quietly(&made);
        Found {
            is_all: carried.is_some()
                && report
                    .and_then(|report| report.table("setting").map(SalvagedTable::is_whole))
                    .unwrap_or_default(),
            carried,
        }
    }

    /// Writes it into a copy that is to take the file's place.
    pub(super) fn put_into(&self, copy: &Path) -> Result<(), StoreError> {
        let sorted = |error| StoreError::from_sqlite(copy, error);
        let mut copy = keys::connect(copy, keys::writing())?;
        if !self.is_in(&copy).map_err(sorted)? {
            self.write(&mut copy).map_err(sorted)?;
        }
        Ok(())
    }

    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let kept = KEPT
            .into_iter()
            .map(|name| Ok((name, value(connection, name)?)))
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self {
            file_name: file_name(connection)?,
            kept,
            pending: read_setting(connection, PENDING)?.unwrap_or_default(),
            paths: PATHS
                .into_iter()
                .map(|name| paths(connection, name))
                .collect::<rusqlite::Result<_>>()?,
            erased: noted(connection)?,
        })
    }

    /// Whether the other content says so already.
    pub(super) fn is_in(&self, other: &Connection) -> rusqlite::Result<bool> {
        for (name, kept) in &self.kept {
            if value(other, name)? != *kept {
                return Ok(false);
            }
        }
        for (name, own) in PATHS.into_iter().zip(&self.paths) {
            if self.paths_in(own, name, other)? != paths(other, name)? {
                return Ok(false);
            }
        }
        let known = noted(other)?;
        Ok(self.pending_in(other)? == pending(other)?
            && self
                .erased
                .iter()
                .all(|erased| known.binary_search(erased).is_ok()))
    }

    /// Writes it into the other content.
    pub(super) fn write(&self, other: &mut Connection) -> rusqlite::Result<()> {
        let transaction = other.transaction()?;
        for (name, kept) in &self.kept {
            put(&transaction, name, kept.as_deref())?;
        }
        put_list(&transaction, PENDING, &self.pending_in(&transaction)?)?;
        for (name, own) in PATHS.into_iter().zip(&self.paths) {
            let paths = self.paths_in(own, name, &transaction)?;
            put_list(&transaction, name, &paths)?;
        }
        {
            let mut insert = transaction.prepare_cached(
                "INSERT OR IGNORE INTO setting (name, value) VALUES (?1, 'true')",
            )?;
            for erased in &self.erased {
                insert.execute([erased])?;
            }
        }
        transaction.commit()
    }

    /// Of a copy of the same file what it says of unfinished erasures is past; of another file it is not.
    fn pending_in(&self, other: &Connection) -> rusqlite::Result<Vec<PendingErasure>> {
        let mut pending = self.pending.clone();
        if file_name(other)? != self.file_name {
            for erasure in self::pending(other)? {
                if !pending.contains(&erasure) {
                    pending.push(erasure);
                }
            }
        }
        Ok(pending)
    }

    fn paths_in(
        &self,
        own: &[PathBuf],
        name: &str,
        other: &Connection,
    ) -> rusqlite::Result<Vec<PathBuf>> {
        let mut all = own.to_vec();
        if file_name(other)? != self.file_name {
            let others = paths(other, name)?;
            all.extend(others.into_iter().filter(|path| !own.contains(path)));
        }
        Ok(all)
    }
}

fn put_list<T: serde::Serialize>(
    connection: &Connection,
    name: &str,
    list: &[T],
) -> rusqlite::Result<()> {
    let json = (!list.is_empty()).then(|| to_json(&list)).transpose()?;
    put(connection, name, json.as_deref())
}

fn paths(connection: &Connection, name: &str) -> rusqlite::Result<Vec<PathBuf>> {
    Ok(read_setting(connection, name)?.unwrap_or_default())
}

fn pending(connection: &Connection) -> rusqlite::Result<Vec<PendingErasure>> {
    Ok(read_setting(connection, PENDING)?.unwrap_or_default())
}

fn value(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

fn put(connection: &Connection, name: &str, value: Option<&str>) -> rusqlite::Result<()> {
    match value {
        Some(value) => connection.execute(
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![name, value],
        ),
        None => connection.execute("DELETE FROM setting WHERE name = ?1", [name]),
    }
    .map(drop)
}
