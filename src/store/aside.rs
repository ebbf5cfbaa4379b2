//! Setting a damaged file aside, with its log, and putting a whole one in its place: nothing is deleted, and at no moment is there no file.

use super::{StoreError, keys};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};

/// Keeps other programs from a file that is about to be replaced, as far as its damage lets it be locked.
#[derive(Debug)]
pub struct Alone {
    _connection: Option<Connection>,
}

/// Puts the whole file `made`, which lies in the same folder, in the place of `file`. What was there goes to `file.damaged-STAMP`, its log beside
/// it; returns where, when there was something. What is cut short is finished when the file is next opened.
///
/// # Errors
/// When one of them cannot be renamed; everything then has the name it had.
pub fn put_in_place(
    made: &Path,
    file: &Path,
    stamp: &str,
    alone: Alone,
) -> Result<Option<PathBuf>, StoreError> {
    sync(made)?;
    // A file that is open cannot be renamed there.
    #[cfg(windows)]
    drop(alone);
    let replacement = replacement_of(file);
    // From here on whoever opens the file finishes this.
    rename(made, &replacement)?;
    sync_folder(file);
    let placed = take_place(&replacement, file, stamp);
    if placed.is_err() && replacement.exists() {
        rename(&replacement, made)?;
    }
    #[cfg(not(windows))]
    drop(alone);
    placed
}

/// Finishes what a program or the power that ended has left of [`put_in_place`]. No connection of this process may be open to the file.
pub(super) fn finish_replacing(file: &Path) -> Result<(), StoreError> {
    let replacement = replacement_of(file);
    if !replacement.exists() {
        return Ok(());
    }
    match take_place(&replacement, file, "before-restart") {
        // Another program was quicker.
        Err(_) if file.exists() && !replacement.exists() => Ok(()),
        done => done.map(drop),
    }
}

fn replacement_of(file: &Path) -> PathBuf {
    with_suffix(file, ".replacement")
}

fn take_place(replacement: &Path, file: &Path, stamp: &str) -> Result<Option<PathBuf>, StoreError> {
    let aside = file
        .exists()
        .then(|| unused_beside(file, &format!("damaged-{stamp}")));
    let log = with_suffix(file, "-wal");
    // The log goes with the file it belongs to: it may hold what was written last.
    let log_aside = log.exists().then(|| match &aside {
        Some(aside) => with_suffix(aside, "-wal"),
        None => unused_beside(file, &format!("damaged-{stamp}-wal")),
    });
    if let Some(aside) = &aside {
        // With a second name the file has both until the new one takes the first. Not every disk knows second names.
        let has_both = std::fs::hard_link(file, aside).is_ok();
        if !has_both {
            rename(file, aside)?;
        }
    }
    let placed = log_aside
        .as_ref()
        .map_or(Ok(()), |log_aside| rename(&log, log_aside))
        .and_then(|()| {
            // The index of the log is of no use without a program.
            remove(&with_suffix(file, "-shm"));
            rename(replacement, file)
        });
    if let Err(error) = placed {
        put_back(file, aside.as_deref(), &log, log_aside.as_deref());
        return Err(error);
    }
    sync_folder(file);
    Ok(aside)
}

/// Gives everything the name it had.
fn put_back(file: &Path, aside: Option<&Path>, log: &Path, log_aside: Option<&Path>) {
    let named_again = |from: &Path, to: &Path| {
        if let Err(error) = std::fs::rename(from, to) {
            tracing::error!(%error, "a file could not be given its name again");
        }
    };
    if let Some(log_aside) = log_aside.filter(|log_aside| log_aside.exists()) {
        named_again(log_aside, log);
    }
    match aside {
        Some(aside) if file.exists() => remove(aside),
        Some(aside) => named_again(aside, file),
        None => {}
    }
}

/// Refuses a file that a program, this one included, has open: it would go on with the one that is set aside. Others are kept away for as long as
/// what is returned is there.
///
/// # Errors
/// [`StoreError::Locked`].
pub fn refuse_in_use(file: &Path) -> Result<Alone, StoreError> {
    let locked = || Err(StoreError::Locked(file.to_owned()));
    if super::open::is_in_use(file) {
        return locked();
    }
    // SQLite deletes the log of an empty file.
    if std::fs::metadata(file).map_or(0, |found| found.len()) == 0 {
        return Ok(Alone { _connection: None });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let key = keys::key_of(file);
    let Ok(connection) = keys::connect_with(file, flags, key.as_ref()) else {
        return Ok(Alone { _connection: None });
    };
    let tried = connection
        .busy_timeout(std::time::Duration::ZERO)
        .and_then(|()| {
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
        _ => Ok(Alone {
            _connection: Some(connection),
        }),
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

fn remove(path: &Path) {
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "a left-over file could not be removed");
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    std::fs::rename(from, to).map_err(|source| StoreError::Unreachable {
        path: to.to_owned(),
        source,
    })
}
