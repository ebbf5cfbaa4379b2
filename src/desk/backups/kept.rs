//! What is noted about the backups, so that it is missed when they are gone: in the file, that there are some; beside the backups, where the
//! second folder is.

use super::{folder_of, read, second_folder_of};
use crate::domain::Timestamp;
use crate::store::{KEPT_BACKUPS, KnownBackup, Store, StoreError, write_private};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What the file knows of its backups.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Kept {
    /// The folder they were in: one who moves the file, or copies it, knows that it has none at its new place.
    folder: String,
    /// When the newest was made that was in the folder.
    newest: Timestamp,
    /// They were gone once, which no person has been told yet.
    are_gone: bool,
}

/// Whether the file had backups that are gone, and nobody was told.
pub(super) fn are_gone(store: &Store) -> Result<bool, StoreError> {
    let kept = known(store)?;
    Ok(kept.is_some_and(|kept| kept.are_gone || read(&folder_of(store.path())).is_empty()))
}

fn known(store: &Store) -> Result<Option<Kept>, StoreError> {
    let kept: Option<Kept> = store.setting(KEPT_BACKUPS)?;
    Ok(kept.filter(|kept| kept.folder == name_of_folder(store)))
}

fn name_of_folder(store: &Store) -> String {
    folder_of(store.path()).display().to_string()
}

/// Notes what there is; `were_gone` when those of before are not.
pub(super) fn note(
    store: &mut Store,
    backups: &[KnownBackup],
    were_gone: bool,
) -> Result<(), StoreError> {
    let known = known(store)?;
    let newest = backups.first().map(|backup| backup.made_at);
    let newest = newest.or(known.as_ref().map(|known| known.newest));
    let kept = newest.map(|newest| Kept {
        folder: name_of_folder(store),
        newest,
        are_gone: were_gone,
    });
    put(store, known.as_ref(), kept)
}

/// A person was told that the backups were gone: it is no news any more.
///
/// # Errors
/// When that cannot be noted.
pub fn gone_was_seen(store: &mut Store) -> Result<(), StoreError> {
    let known = known(store)?;
    let has_some = !read(&folder_of(store.path())).is_empty();
    let kept = known.clone().map(|known| Kept {
        are_gone: false,
        ..known
    });
    // Where there is still none, the next one counts.
    match kept.filter(|_| has_some) {
        Some(kept) => put(store, known.as_ref(), Some(kept)),
        None => store.forget_setting(KEPT_BACKUPS),
    }
}

fn put(store: &mut Store, known: Option<&Kept>, kept: Option<Kept>) -> Result<(), StoreError> {
    if let Some(kept) = kept.filter(|kept| Some(kept) != known) {
        let transaction = store.write()?;
        transaction.put_setting(KEPT_BACKUPS, &kept)?;
        transaction.commit()?;
    }
    Ok(())
}

/// Beside the backups it is written down where the second folder is: a damaged file may not tell.
const SECOND_FOLDER: &str = "second-folder";

/// Writes down where the second folder is, or that there is none.
pub(super) fn note_second_folder(store: &Store, chosen: Option<&Path>) {
    let note = folder_of(store.path()).join(SECOND_FOLDER);
    let wanted = chosen.map(|chosen| second_folder_of(chosen, store));
    let wanted = wanted.as_deref().and_then(Path::to_str);
    if read_note(&note).as_deref() == wanted {
        return;
    }
    let written = match wanted {
        Some(wanted) => write_private(&note, wanted.as_bytes()),
        None => std::fs::remove_file(&note),
    };
    if let Err(error) = written {
        tracing::warn!(%error, "where the second folder is could not be written down");
    }
}

/// Where the backups of this file are beside its own folder, as far as was written down.
pub(in crate::desk) fn second_folder_noted(file: &Path) -> Option<PathBuf> {
    read_note(&folder_of(file).join(SECOND_FOLDER)).map(PathBuf::from)
}

fn read_note(note: &Path) -> Option<String> {
    use std::io::Read;
    const MOST_BYTES: u64 = 64 * 1024;
    let mut text = String::new();
    let file = std::fs::File::open(note).ok()?;
    file.take(MOST_BYTES).read_to_string(&mut text).ok()?;
    (!text.is_empty()).then_some(text)
}
