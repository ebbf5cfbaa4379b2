//! A file on its way: written beside the file and put in its place when it is whole, so that a full disk or a crash leaves what was there
//! before.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file that is not in its place yet.
pub(super) struct Unfinished {
    path: PathBuf,
    beside: PathBuf,
    file: File,
}

impl Unfinished {
    /// Begins the file.
    ///
    /// # Errors
    /// When nothing can be written beside `path`.
    pub(super) fn create(path: &Path) -> std::io::Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
        Ok(Self {
            file: File::create(&beside)?,
            path: path.to_owned(),
            beside,
        })
    }

    /// The file with these bytes in it.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(super) fn holding(path: &Path, bytes: &[u8]) -> std::io::Result<Self> {
        let mut unfinished = Self::create(path)?;
        unfinished.file.write_all(bytes)?;
        unfinished.file.sync_all()?;
        Ok(unfinished)
    }

    /// What is written to.
    pub(super) const fn file(&self) -> &File {
        &self.file
    }

    /// Puts the file in its place, and returns where that is.
    ///
    /// # Errors
    /// When that cannot be done; what was there before is untouched.
    pub(super) fn finish(self) -> std::io::Result<PathBuf> {
        self.file.sync_all()?;
        std::fs::rename(&self.beside, &self.path)?;
        Ok(self.path.clone())
    }
}

impl Drop for Unfinished {
    /// Leaves no half file behind. After [`Self::finish`] there is none under that name.
    fn drop(&mut self) {
        if self.beside.exists()
            && let Err(error) = std::fs::remove_file(&self.beside)
        {
            tracing::warn!(%error, "an unfinished file could not be removed");
        }
    }
}
