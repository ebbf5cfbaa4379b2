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

/// The newest backup of `file` that is whole, in its own folder, in the second one as far as that is written down, or in `second`, which the
/// damaged file may have told; those that are not whole are passed over. `None` when there is none.
pub fn newest_good_backup(file: &Path, second: Option<&Path>) -> Option<GoodBackup> {
    let noted = backups::second_folder_noted(file);
    let mut found = backups::list(file, noted.as_deref());
    if let Some(second) = second.filter(|second| Some(*second) != noted.as_deref()) {
        found.extend(backups::list_of_folder(second));
        found.sort_by_key(|backup| std::cmp::Reverse(backup.made_at));
    }
    found.into_iter().find_map(|backup| {
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
