//! Writing a copy of a file and checking it against what it was copied from.

use super::StoreError;
use super::backup::remove_quietly;
use super::backup_contents::{Mark, RowCounts, mark_of_backup, open_known, row_counts};
use rusqlite::{Connection, ErrorCode};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Writes that come in while a copy is made keep it from being compared with the file; after so many tries it is compared as far as it can be.
const TRIES: usize = 3;

/// Writes a copy of the file and checks it: every page, that it is Leadline's, and that it has the file's rows.
pub(super) fn write_checked(
    connection: &Connection,
    path: &Path,
    partial: &Path,
) -> Result<(), StoreError> {
    for _ in 1..TRIES {
        let before = Witness::of(connection).map_err(|error| at_source(path, error))?;
        write_copy(connection, path, partial)?;
        let copied = check(partial)?;
        if before
            .is_still_true(connection)
            .map_err(|error| at_source(path, error))?
        {
            return if copied == before.rows {
                Ok(())
            } else {
                Err(StoreError::Damaged {
                    path: partial.to_owned(),
                    detail: "the copy has other rows than the file".to_owned(),
                })
            };
        }
    }
    // Others go on writing: it is whole, and no older than what the file had before.
    let before = Mark::read(connection).map_err(|error| at_source(path, error))?;
    write_copy(connection, path, partial)?;
    check(partial)?;
    let after = Mark::read(connection).map_err(|error| at_source(path, error))?;
    let copied = mark_of_backup(partial)?.newest_change();
    if (before.newest_change()..=after.newest_change()).contains(&copied) {
        Ok(())
    } else {
        Err(StoreError::Damaged {
            path: partial.to_owned(),
            detail: "the copy has other changes than the file".to_owned(),
        })
    }
}

/// The rows of the file, and by what it is seen that others have written since.
struct Witness {
    data_version: i64,
    rows: RowCounts,
}

impl Witness {
    fn of(connection: &Connection) -> rusqlite::Result<Self> {
        let data_version = data_version(connection)?;
        // In one transaction, so that all are counted at the same instant.
        let transaction = connection.unchecked_transaction()?;
        let rows = row_counts(&transaction)?;
        drop(transaction);
        Ok(Self { data_version, rows })
    }

    fn is_still_true(&self, connection: &Connection) -> rusqlite::Result<bool> {
        Ok(data_version(connection)? == self.data_version)
    }
}

fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}

fn write_copy(connection: &Connection, path: &Path, partial: &Path) -> Result<(), StoreError> {
    remove_quietly(partial);
    super::open::create_private(partial)?;
    // A path need not be text; what is not is taken as it is.
    connection
        .execute(
            "VACUUM INTO CAST(?1 AS TEXT)",
            [partial.as_os_str().as_encoded_bytes()],
        )
        .map(drop)
        .map_err(|error| match error.sqlite_error_code() {
            Some(
                ErrorCode::DiskFull
                | ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::SystemIoFailure,
            ) => StoreError::from_sqlite(partial, error),
            _ => at_source(path, error),
        })
}

fn at_source(path: &Path, error: rusqlite::Error) -> StoreError {
    StoreError::from_sqlite(path, error)
}

/// Looks at every page of a copy; returns how many rows its tables have.
fn check(partial: &Path) -> Result<RowCounts, StoreError> {
    let sorted = |error| StoreError::from_sqlite(partial, error);
    let copy = open_known(partial)?;
    let health: String = copy
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(sorted)?;
    if health != "ok" {
        return Err(StoreError::Damaged {
            path: partial.to_owned(),
            detail: health,
        });
    }
    row_counts(&copy).map_err(sorted)
}

/// Copies a backup and reads it back.
pub(super) fn copy_and_compare(from: &Path, to: &Path) -> Result<(), StoreError> {
    super::open::create_private(to)?;
    std::fs::copy(from, to).map_err(|source| match source.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            StoreError::DiskFull(to.to_owned())
        }
        _ => StoreError::from_io(to, source),
    })?;
    super::open::keep_private(to)?;
    File::options()
        .write(true)
        .open(to)
        .and_then(|file| file.sync_all())
        .and_then(|()| have_same_bytes(from, to))
        .map_err(|source| StoreError::from_io(to, source))
        .and_then(|is_same| {
            if is_same {
                Ok(())
            } else {
                Err(StoreError::Damaged {
                    path: to.to_owned(),
                    detail: "it does not read back as it was written".to_owned(),
                })
            }
        })
}

fn have_same_bytes(one: &Path, other: &Path) -> std::io::Result<bool> {
    const CHUNK: u64 = 1 << 16;
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    loop {
        left.clear();
        right.clear();
        Read::by_ref(&mut one).take(CHUNK).read_to_end(&mut left)?;
        Read::by_ref(&mut other)
            .take(CHUNK)
            .read_to_end(&mut right)?;
        if left != right {
            return Ok(false);
        }
        if left.is_empty() {
            return Ok(true);
        }
    }
}
