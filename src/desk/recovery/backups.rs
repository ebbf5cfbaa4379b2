//! The newest of a file's backups that is whole.

use crate::desk::backups;
use crate::domain::Timestamp;
use crate::store::{Holdings, holdings};
use std::path::{Path, PathBuf};

/// A backup that was looked into and is whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GoodBackup {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub made_at: Timestamp,
    /// What it holds.
    pub holdings: Holdings,
}

/// The newest backup of `file` that is whole; those that are not are passed over. `None` when there is none.
pub fn newest_good_backup(file: &Path) -> Option<GoodBackup> {
    // Where the second folder is, only the damaged file would tell.
    backups::list(file, None).into_iter().find_map(|backup| {
        let holdings = holdings(&backup.path)
            .inspect_err(|error| tracing::warn!(%error, "a backup cannot be used"))
            .ok()?;
        Some(GoodBackup {
            path: backup.path,
            made_at: backup.made_at,
            holdings,
        })
    })
}
