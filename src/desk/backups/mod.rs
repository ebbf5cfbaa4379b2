//! The backups of a file that nobody has to think of: when one is made, where it is kept, which ones stay.

mod keeper;
mod kept;
mod problem;
mod requests;
mod second;
mod thin;
mod thread;
mod words;

use crate::domain::Timestamp;
pub use crate::store::{
    BackupName, Differences, DifferingReferral, Group, Holds, KnownBackup, Why,
    glance_at_backup as glance, inspect_backup as inspect,
};
use crate::store::{LockedFolder, Store, StoreError, backups_in};
pub use keeper::{AT_MOST_EVERY_SECONDS, ClockDoubt, Erased, Keeper, Pass};
pub use kept::gone_was_seen;
pub(super) use kept::second_folder_noted;
pub use problem::{BackupProblem, problems};
pub(super) use requests::{BackupRequest, answer};
pub use requests::{BackupsSeen, Compared, ListedBackup};
pub use second::second_folder_of;
use std::path::Path;
pub use thin::{thin, trusted_now};
pub use thread::{BackupNews, BackupThread};
pub use words::{differing_words, holds_words, what_it_is};

/// The backups of `file`, the newest first. With them come those which only `second` has: the folder that [`second_folder_of`] names.
/// A folder that cannot be read has none.
pub fn list(file: &Path, second: Option<&Path>) -> Vec<KnownBackup> {
    let mut found = read(&BackupName::folder_of(file));
    let own = found.len();
    for copy in second.map(read).unwrap_or_default() {
        let is_known = |known: &KnownBackup| known.path.file_name() == copy.path.file_name();
        if !found.iter().take(own).any(is_known) {
            found.push(copy);
        }
    }
    found.sort_by_key(|backup| std::cmp::Reverse(backup.made_at));
    found
}

/// The backups in a folder, the newest first; one that cannot be read has none.
pub(super) fn list_of_folder(folder: &Path) -> Vec<KnownBackup> {
    read(folder)
}

fn read(folder: &Path) -> Vec<KnownBackup> {
    backups_in(folder).unwrap_or_else(|error| {
        tracing::warn!(%error, "a folder of backups cannot be read");
        Vec::new()
    })
}

/// The folder in which the backups of `file` are.
pub fn folder_of(file: &Path) -> std::path::PathBuf {
    BackupName::folder_of(file)
}

/// Makes a backup of the file now, whatever has changed, and removes those it makes superfluous.
///
/// # Errors
/// When it cannot be written or does not pass its check; nothing is then left of it.
pub fn make(store: &Store, why: Why, now: Timestamp) -> Result<KnownBackup, StoreError> {
    let made = store.keep_before(why, now)?;
    if let Err(error) = thin_out(&folder_of(store.path()), now) {
        tracing::warn!(%error, "the backups could not be thinned");
    }
    Ok(made)
}

/// Removes what [`thin`] names from a folder, unless another program is at work in it.
fn thin_out(folder: &Path, now: Timestamp) -> Result<(), StoreError> {
    match LockedFolder::lock(folder, std::time::Duration::ZERO)? {
        Some(locked) => thin_locked(&locked, now),
        None => Ok(()),
    }
}

/// So many are removed at once: whatever may be wrong, there is time to notice it.
const MOST_REMOVED: usize = 4;

fn thin_locked(locked: &LockedFolder, now: Timestamp) -> Result<(), StoreError> {
    let known = backups_in(locked.path())?;
    let names: Vec<BackupName> = known.iter().map(name_of).collect();
    let superfluous = thin(&names, trusted_now(&names, now));
    let mut removed = 0;
    // The oldest first.
    for backup in known.iter().rev() {
        if removed < MOST_REMOVED && superfluous.contains(&name_of(backup)) {
            removed += usize::from(locked.remove(backup));
        }
    }
    locked.tidy(now)
}

const fn name_of(backup: &KnownBackup) -> BackupName {
    BackupName {
        made_at: backup.made_at,
        why: backup.why,
    }
}
