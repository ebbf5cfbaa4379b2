//! What a file holds, counted: by it a copy is checked, a backup described, and a file that has not changed told.

use super::keys;
use super::migrate::{APPLICATION_ID, newest, version};
use super::retention::CLOCK_NOTE;
use super::{Store, StoreError};
use crate::domain::Timestamp;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::collections::BTreeMap;
use std::path::Path;

/// What a backup holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Holds {
    /// Open referrals.
    pub open: usize,
    /// Archived referrals.
    pub archived: usize,
    /// Business profiles.
    pub profiles: usize,
    /// When the newest change in it was written; `None` when nothing ever was.
    pub newest_change_at: Option<Timestamp>,
}

/// By what a file is known not to have changed: its newest change and its settings. What the program notes for itself, such as reminders it has
/// shown, does not count.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mark {
    newest: Option<(i64, i64)>,
    settings: Vec<(String, String)>,
}

impl Mark {
    /// Whether nothing was ever entered.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// The newest change's number; 0 when there is none.
    pub(super) fn newest_change(&self) -> i64 {
        self.newest.map_or(0, |(id, _)| id)
    }

    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let newest = connection
            .query_row(
                "SELECT id, at FROM change ORDER BY id DESC LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        // The program notes the clock and its backups for itself, and whom it has erased comes with a change.
        let mut statement = connection.prepare(
            "SELECT name, value FROM setting WHERE name NOT IN (?1, ?2) AND name NOT GLOB 'erased:*' ORDER BY name",
        )?;
        let settings = statement
            .query_map([CLOCK_NOTE, super::settings::KEPT_BACKUPS], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self { newest, settings })
    }
}

impl Store {
    /// What tells whether the file has changed since a backup of it was made.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn mark(&self) -> Result<Mark, StoreError> {
        Mark::read(&self.connection).map_err(|error| self.error(error))
    }

    /// When the oldest change was written that came after `mark`; `None` when none did.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changed_since(&self, mark: &Mark) -> Result<Option<Timestamp>, StoreError> {
        self.connection
            .query_row(
                "SELECT at FROM change WHERE id > ?1 ORDER BY id LIMIT 1",
                [mark.newest_change()],
                |row| row.get(0),
            )
            .optional()
            .map_err(|error| self.error(error))
    }

    /// How many bytes the file's content takes up.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn size_bytes(&self) -> Result<u64, StoreError> {
        self.connection
            .query_row(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
                [],
                |row| row.get(0),
            )
            .map_err(|error| self.error(error))
    }
}

/// What the backup at `path` holds, after looking at every page of it.
///
/// # Errors
/// When it is no whole Leadline file of a version this program knows.
pub fn inspect_backup(path: &Path) -> Result<Holds, StoreError> {
    let connection = open_known(path)?;
    let sorted = |error| StoreError::from_sqlite(path, error);
    let health: String = connection
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(sorted)?;
    if health != "ok" {
        return Err(StoreError::Damaged {
            path: path.to_owned(),
            detail: health,
        });
    }
    holds(&connection).map_err(sorted)
}

/// What the backup at `path` says it holds; that it is whole was found when it was made.
///
/// # Errors
/// When it is no Leadline file of a version this program knows.
pub fn glance_at_backup(path: &Path) -> Result<Holds, StoreError> {
    holds(&open_known(path)?).map_err(|error| StoreError::from_sqlite(path, error))
}

/// The mark of the file that the backup at `path` was made of, as it was then.
///
/// # Errors
/// When it is no Leadline file of a version this program knows.
pub fn mark_of_backup(path: &Path) -> Result<Mark, StoreError> {
    Mark::read(&open_known(path)?).map_err(|error| StoreError::from_sqlite(path, error))
}

fn holds(connection: &Connection) -> rusqlite::Result<Holds> {
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get(0));
    Ok(Holds {
        open: count("SELECT count(*) FROM referral WHERE stage <> 'archived'")?,
        archived: count("SELECT count(*) FROM referral WHERE stage = 'archived'")?,
        profiles: count("SELECT count(*) FROM profile")?,
        newest_change_at: connection
            .query_row(
                "SELECT at FROM change ORDER BY id DESC LIMIT 1",
                [],
                |row| row.get(0),
            )
            .optional()?,
    })
}

/// Opens a Leadline file of a known version for reading.
pub(super) fn open_known(path: &Path) -> Result<Connection, StoreError> {
    let sorted = |error| StoreError::from_sqlite(path, error);
    if !path.exists() {
        return Err(StoreError::Unreachable {
            path: path.to_owned(),
            source: std::io::ErrorKind::NotFound.into(),
        });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = keys::connect(path, flags)?;
    let application: i32 = connection
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(sorted)?;
    if application != APPLICATION_ID {
        return Err(StoreError::NotLeadline(path.to_owned()));
    }
    let found = version(&connection).map_err(sorted)?;
    if found > newest() {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: newest(),
        });
    }
    Ok(connection)
}

/// How many rows each table has.
pub(super) type RowCounts = BTreeMap<String, i64>;

pub(super) fn row_counts(connection: &Connection) -> rusqlite::Result<RowCounts> {
    let mut statement = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )?;
    let tables: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    tables
        .into_iter()
        .map(|table| {
            let sql = format!("SELECT count(*) FROM \"{table}\"");
            let rows = connection.query_row(&sql, [], |row| row.get(0))?;
            Ok((table, rows))
        })
        .collect()
}
