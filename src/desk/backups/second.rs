//! The second folder: every backup is kept there as well.

use super::{name_of, thin, thin_locked, trusted_now};
use crate::domain::Timestamp;
use crate::store::{BackupName, KnownBackup, LockedFolder, Store, StoreError, backups_in};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where in the second folder the backups of this file are: in a folder by the file's own name, so that several files can share one.
pub fn second_folder_of(chosen: &Path, store: &Store) -> PathBuf {
    chosen.join(store.file_name())
}

/// Copies there what it lacks: the newest backup, and those made since its own newest. Returns how many were copied.
///
/// # Errors
/// When the folder is not there, or a backup cannot be written to it or does not read back as it was.
pub(super) fn copy_to_second(
    store: &Store,
    chosen: &Path,
    backups: &[KnownBackup],
    now: Timestamp,
) -> Result<usize, StoreError> {
    require(chosen)?;
    let folder = second_folder_of(chosen, store);
    let Some(newest) = backups.first() else {
        return Ok(0);
    };
    let known: Vec<BackupName> = backups_in(&folder)?.iter().map(name_of).collect();
    let last = known.iter().map(|name| name.made_at).max();
    let names: Vec<BackupName> = backups.iter().map(name_of).collect();
    let superfluous = thin(&names, trusted_now(&names, now));
    let mut lacking: Vec<&KnownBackup> = backups
        .iter()
        .filter(|backup| {
            let is_newer = last.is_some_and(|last| last < backup.made_at);
            (*backup == newest || is_newer) && !superfluous.contains(&name_of(backup))
        })
        .filter(|backup| !known.contains(&name_of(backup)))
        .collect();
    if lacking.is_empty() {
        return Ok(0);
    }
    let Some(locked) = LockedFolder::lock(&folder, Duration::ZERO)? else {
        return Ok(0);
    };
    // Room is made first.
    thin_locked(&locked, now)?;
    // What could not be copied at last is made up for next time, when the oldest of it comes first again.
    lacking.reverse();
    for backup in &lacking {
        locked.copy_here(backup)?;
    }
    Ok(lacking.len())
}

/// The folder of the person's choice is never made: where it is not there, a drive may be missing.
pub(super) fn require(chosen: &Path) -> Result<(), StoreError> {
    let unreachable = |source| StoreError::Unreachable {
        path: chosen.to_owned(),
        source,
    };
    let found = std::fs::metadata(chosen).map_err(unreachable)?;
    if found.is_dir() {
        Ok(())
    } else {
        Err(unreachable(std::io::ErrorKind::NotADirectory.into()))
    }
}
