//! Setting a damaged file aside, with its log, and putting a whole one in its place: nothing is deleted, and at no moment is there no file.

use super::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};

/// Puts the whole file `made`, which lies in the same folder, in the place of `file`. What was there goes to `file.damaged-STAMP`, its log beside
/// it; returns where, when there was something.
///
/// # Errors
/// When one of them cannot be renamed; `file` is then there under one of the two names.
pub fn put_in_place(made: &Path, file: &Path, stamp: &str) -> Result<Option<PathBuf>, StoreError> {
    sync(made)?;
    let aside = file
        .exists()
        .then(|| unused_beside(file, &format!("damaged-{stamp}")));
    let log = with_suffix(file, "-wal");
    if let Some(aside) = &aside {
        // With a second name the file has both until the new one takes the first. Not every disk knows second names.
        let has_both = std::fs::hard_link(file, aside).is_ok();
        if !has_both {
            rename(file, aside)?;
        }
        // The log goes with the file it belongs to: it may hold what was written last.
        if log.exists() {
            rename(&log, &with_suffix(aside, "-wal"))?;
        }
    } else if log.exists() {
        rename(&log, &unused_beside(file, &format!("damaged-{stamp}-wal")))?;
    }
    // The index of the log is of no use without a program.
    if let Err(error) = std::fs::remove_file(with_suffix(file, "-shm"))
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "a left-over file could not be removed");
    }
    rename(made, file)?;
    sync_folder(file);
    Ok(aside)
}

/// Refuses a file that a program, this one included, has open: it would go on with the one that is set aside.
///
/// # Errors
/// [`StoreError::Locked`].
pub fn refuse_in_use(file: &Path) -> Result<(), StoreError> {
    let locked = || Err(StoreError::Locked(file.to_owned()));
    if super::open::is_in_use(file) {
        return locked();
    }
    // SQLite deletes the log of an empty file.
    if std::fs::metadata(file).map_or(0, |found| found.len()) == 0 {
        return Ok(());
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let tried = Connection::open_with_flags(file, flags).and_then(|connection| {
        connection.busy_timeout(std::time::Duration::ZERO)?;
        // What is in its log is not to be moved into a damaged file.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection.pragma_update_and_check(None, "locking_mode", "exclusive", |_| Ok(()))?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
    });
    match tried {
        Err(error)
            if matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
            ) =>
        {
            locked()
        }
        // That it is damaged is known.
        _ => Ok(()),
    }
}

/// A file name beside `path`: `leadline.db` becomes `leadline.db.SUFFIX`, with a number behind it where that name is taken.
fn unused_beside(path: &Path, suffix: &str) -> PathBuf {
    let first = with_suffix(path, &format!(".{suffix}"));
    let numbered = (2..).map(|number| with_suffix(path, &format!(".{suffix}-{number}")));
    std::iter::once(first.clone())
        .chain(numbered)
        .find(|candidate| !candidate.exists())
        .unwrap_or(first)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn sync(path: &Path) -> Result<(), StoreError> {
    // Some systems write a file's pages out only through a handle that may write.
    std::fs::File::options()
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(|source| StoreError::Unreachable {
            path: path.to_owned(),
            source,
        })
}

/// Has the new names reach the disk. Where a folder cannot be opened for that, the system does so in its own time.
fn sync_folder(file: &Path) {
    if let Some(folder) = file.parent()
        && let Ok(folder) = std::fs::File::open(folder)
        && let Err(error) = folder.sync_all()
    {
        tracing::debug!(%error, "the folder could not be written out");
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    std::fs::rename(from, to).map_err(|source| StoreError::Unreachable {
        path: to.to_owned(),
        source,
    })
}
