//! Putting a copy of the file back in its place.

use super::DeskError;
use crate::domain::Timestamp;
use crate::store::{Store, StoreError, make_private_folders, replace_unusable};
use std::path::{Path, PathBuf};

/// Puts the content of the copy `source` in place of that of `file`, which no connection of this program may have open. What `file` held is kept
/// beside it, whether it could be opened or not; where that is, is returned. `None` when there was no file.
///
/// # Errors
/// When `source` is no whole Leadline file, or `file` is locked, not writable or made by a newer version; nothing is then changed.
pub fn restore_file(
    file: &Path,
    source: &Path,
    now: Timestamp,
) -> Result<Option<PathBuf>, DeskError> {
    let unreachable = |path: &Path, source| StoreError::Unreachable {
        path: path.to_owned(),
        source,
    };
    if let (Ok(one), Ok(other)) = (file.canonicalize(), source.canonicalize())
        && one == other
    {
        return Err(StoreError::InUse(source.to_owned()).into());
    }
    let stamp = now.to_utc().format("%Y%m%dT%H%M%S%3fZ").to_string();
    if !file.exists() {
        if let Some(folder) = file.parent() {
            make_private_folders(folder).map_err(|error| unreachable(file, error))?;
        }
        return Ok(replace_unusable(file, source, &stamp)?);
    }
    let kept = match Store::open(file) {
        Ok(mut store) => match put_back(&mut store, source, now) {
            Ok(kept) => Some(kept),
            // It opens, and no whole copy can be made of it.
            Err(error) if error.is_damage() => {
                drop(store);
                replace_unusable(file, source, &stamp)?
            }
            Err(error) => return Err(error.into()),
        },
        Err(
            StoreError::NotLeadline(_)
            | StoreError::Damaged { .. }
            | StoreError::Unreadable { .. }
            | StoreError::Sqlite { .. },
        ) => replace_unusable(file, source, &stamp)?,
        Err(other) => return Err(other.into()),
    };
    // Brings a copy that an older version made up to date. Where that fails, the next start does it: the copy is in its place already.
    if let Err(error) = Store::open(file) {
        tracing::warn!(%error, "a restored file is brought up to date later");
    }
    Ok(kept)
}

/// Puts a backup's content in place of the file's, which is first kept among its backups; the path of that one is returned. The second folder
/// for backups and the retention period stay as they were chosen last, and who was erased, or is to be, stays so.
///
/// # Errors
/// As [`restore_file`].
pub(super) fn put_back(
    store: &mut Store,
    source: &Path,
    now: Timestamp,
) -> Result<PathBuf, StoreError> {
    store.restore_from(source, now)
}
