//! The lock beside the file. The system lets go of it when the program ends, however that comes about.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The lock, held.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of `file`; `None` when another program holds it.
    pub(super) fn take(file: &Path) -> io::Result<Option<Self>> {
        let path = beside(file);
        loop {
            let lock = open(&path)?;
            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // Whoever held it before may have taken the file away in between: what is locked then is locked for nobody.
            if is_at(&lock, &path)? {
                return Ok(Some(Self { file: lock, path }));
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Still held while the name goes: see `Lock::take`. On Windows the name stays, as an open file cannot be told from another there.
        #[cfg(unix)]
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::debug!(%error, "the lock was not taken away");
        }
        if let Err(error) = self.file.unlock() {
            tracing::debug!(%error, path = %self.path.display(), "the lock was not let go of");
        }
    }
}

/// `board.leadline` has its lock in `board.leadline.lock`.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let metadata = file.metadata()?;
        if metadata.permissions().mode() & 0o077 != 0 {
            file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
        }
    }
    Ok(file)
}

/// Whether the open file is the one that the name stands for now.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let open = file.metadata()?;
    match std::fs::metadata(path) {
        Ok(named) => Ok((open.dev(), open.ino()) == (named.dev(), named.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// The name is never taken away.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
const fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}
