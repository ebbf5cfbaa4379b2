//! Whether the file is whole: in short while it is in use, in full when asked for, and what a copy of it holds.

use super::keys;
use super::migrate::{APPLICATION_ID, newest, version};
use super::{Store, StoreError};
use crate::domain::Timestamp;
use rusqlite::{Connection, InterruptHandle, OpenFlags};
use std::collections::BTreeSet;
use std::path::Path;

/// How much of what SQLite finds is told: what is wrong with a badly damaged file would fill books.
const MOST_TOLD: usize = 20;

/// Ends a check that goes on on another thread.
pub struct CheckStop(InterruptHandle);

impl std::fmt::Debug for CheckStop {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("CheckStop")
    }
}

impl CheckStop {
    /// Has the check end at once, with nothing found.
    pub fn stop(&self) {
        self.0.interrupt();
    }
}

/// What a file holds, for a person to tell it from another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Holdings {
    /// Referrals on the board.
    pub open: usize,
    /// Referrals in the archive.
    pub archived: usize,
    /// Profiles.
    pub profiles: usize,
    /// When it was last changed; `None` when it never was.
    pub newest_change_at: Option<Timestamp>,
}

impl Store {
    /// Looks for damage in about the time it takes to read the file, without comparing each index with its table.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] or [`StoreError::Dangling`] with what was found, or when the file cannot be read.
    pub fn quick_check(&self) -> Result<(), StoreError> {
        match find_damage(&self.connection, &self.path, "quick_check") {
            Err(StoreError::Sqlite { source, .. })
                if source.sqlite_error_code()
                    == Some(rusqlite::ErrorCode::OperationInterrupted) =>
            {
                Ok(())
            }
            found => found,
        }
    }

    /// Ends what this connection is doing, from another thread.
    pub fn check_stop(&self) -> CheckStop {
        CheckStop(self.connection.get_interrupt_handle())
    }

    /// Checks the file from end to end.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] or [`StoreError::Dangling`] with what was found, or when the file cannot be read.
    pub fn check(&self) -> Result<(), StoreError> {
        find_damage(&self.connection, &self.path, "integrity_check")
    }
}

/// Checks a file that is not in use from end to end.
///
/// # Errors
/// As [`Store::check`].
pub(super) fn check_whole(path: &Path) -> Result<(), StoreError> {
    find_damage(&read_only(path)?, path, "integrity_check")
}

/// What a copy of the file holds. It is checked first, and only read.
///
/// # Errors
/// When it is no whole Leadline file of a version this program knows.
pub fn holdings(path: &Path) -> Result<Holdings, StoreError> {
    let connection = read_only(path)?;
    let sorted = |error| StoreError::from_sqlite(path, error);
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
    find_damage(&connection, path, "integrity_check")?;
    connection
        .query_row(
            "SELECT (SELECT count(*) FROM referral WHERE stage <> 'archived'),
                    (SELECT count(*) FROM referral WHERE stage = 'archived'),
                    (SELECT count(*) FROM profile), (SELECT max(at) FROM change)",
            [],
            |row| {
                Ok(Holdings {
                    open: row.get(0)?,
                    archived: row.get(1)?,
                    profiles: row.get(2)?,
                    newest_change_at: row.get(3)?,
                })
            },
        )
        .map_err(sorted)
}

fn read_only(path: &Path) -> Result<Connection, StoreError> {
    keys::connect(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
}

fn find_damage(connection: &Connection, path: &Path, pragma: &str) -> Result<(), StoreError> {
    let lines = |sql: &str| -> Result<Vec<String>, StoreError> {
        connection
            .prepare(sql)
            .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
            .map_err(|error| StoreError::from_sqlite(path, error))
    };
    let mut found = lines(&format!("PRAGMA {pragma}"))?;
    found.retain(|line| line != "ok");
    if !found.is_empty() {
        found.truncate(MOST_TOLD);
        return Err(StoreError::Damaged {
            path: path.to_owned(),
            detail: found.join("; "),
        });
    }
    let dangling = lines("PRAGMA foreign_key_check")?;
    if dangling.is_empty() {
        return Ok(());
    }
    let tables: BTreeSet<&str> = dangling.iter().map(String::as_str).collect();
    Err(StoreError::Dangling {
        path: path.to_owned(),
        rows: dangling.len(),
        tables: tables.into_iter().collect::<Vec<_>>().join(", "),
    })
}
