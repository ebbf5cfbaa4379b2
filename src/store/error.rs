//! What can go wrong with the file.

use std::path::PathBuf;

/// Why the file cannot be used, or a read or write failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is not a SQLite database.
    #[error("{0} is not a Leadline file")]
    NotLeadline(PathBuf),
    /// It is encrypted, as far as can be told, and its passphrase was not given.
    #[error("{0} is encrypted")]
    Encrypted(PathBuf),
    /// It was not encrypted with this passphrase.
    #[error("{0} cannot be opened with this passphrase")]
    WrongPassphrase(PathBuf),
    /// It is encrypted, or to be, and this program was built without encryption.
    #[error("this program was built without encryption, which {0} needs")]
    EncryptionAbsent(PathBuf),
    /// It is a Leadline file in its own right, not a copy of the one at hand: it is not replaced.
    #[error("{0} is a Leadline file of its own")]
    OwnFile(PathBuf),
    /// A newer version of the program made it.
    #[error(
        "{path} was made by a newer version (file version {found}, this program knows {known})"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// Something else holds a lock on it.
    #[error("{0} is locked by another program")]
    Locked(PathBuf),
    /// It, or its folder, cannot be written to.
    #[error("{0} cannot be written to")]
    ReadOnly(PathBuf),
    /// It does not exist and cannot be made, or cannot be read.
    #[error("{path} cannot be opened: {source}")]
    Unreachable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is the very file in use, which cannot be its own copy.
    #[error("{0} is the file in use")]
    InUse(PathBuf),
    /// It holds rows that refer to what is not there.
    #[error("{path} holds {rows} rows that belong to nothing")]
    Dangling {
        /// The file.
        path: PathBuf,
        /// How many rows.
        rows: usize,
        /// The tables they are in.
        tables: String,
    },
    /// It is damaged.
    #[error("{path} is damaged: {detail}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the check found.
        detail: String,
    },
    /// The disk is full.
    #[error("the disk that holds {0} is full")]
    DiskFull(PathBuf),
    /// The system could not read or write it: the disk may be full, failing, or no longer there.
    #[error("the disk that holds {path} failed: {source}")]
    DiskFailing {
        /// The file.
        path: PathBuf,
        /// SQLite's own error.
        source: rusqlite::Error,
    },
    /// A value in the file is not one the program writes.
    #[error("{path} holds a value that cannot be read: {detail}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Which value.
        detail: String,
    },
    /// The row was changed since it was read.
    #[error("the row was changed meanwhile")]
    Conflict,
    /// Nothing of Leadline's is in it any more.
    #[error("nothing was found in {0}")]
    NothingFound(PathBuf),
    /// The person wanted it no longer.
    #[error("it was cancelled")]
    Cancelled,
    /// Anything else SQLite reports.
    #[error("{path}: {source}")]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// SQLite's own error.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Sorts a SQLite error into what a person can do about it.
    pub(super) fn from_sqlite(path: &std::path::Path, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked(path),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly(path)
            }
            Some(ErrorCode::NotADatabase) => Self::NotLeadline(path),
            Some(ErrorCode::DiskFull) => Self::DiskFull(path),
            Some(ErrorCode::SystemIoFailure) => Self::DiskFailing { path, source },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged {
                path,
                detail: source.to_string(),
            },
            _ => match source {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Unreadable {
                    path,
                    detail: source.to_string(),
                },
                source => Self::Sqlite { path, source },
            },
        }
    }

    /// Sorts an error of the file system likewise.
    pub(super) fn from_io(path: &std::path::Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let path = path.to_owned();
        match source.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::DiskFull(path)
            }
            _ if is_of_the_device(&source) => {
                let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR);
                let source = rusqlite::Error::SqliteFailure(code, Some(source.to_string()));
                Self::DiskFailing { path, source }
            }
            _ => Self::Unreachable { path, source },
        }
    }
}

/// Whether the device itself could not do it, for which the standard library has no name.
fn is_of_the_device(error: &std::io::Error) -> bool {
    // EIO on every Unix; ERROR_WRITE_FAULT to ERROR_GEN_FAILURE on Windows.
    let codes = if cfg!(windows) { 29..=31 } else { 5..=5 };
    error
        .raw_os_error()
        .is_some_and(|code| codes.contains(&code))
}
