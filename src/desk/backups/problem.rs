//! What is wrong with the backups, as a person is warned of it.

use super::{folder_of, kept, read, second};
use crate::desk::erasure_problems;
use crate::domain::Timestamp;
use crate::store::{
    KnownBackup, LeftCopies, LockedFolder, Mark, Store, StoreError, mark_of_backup,
};
use crate::text::{Format, Say, Texts};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Something wrong with the backups of a file.
#[derive(Clone, Debug)]
pub enum BackupProblem {
    /// What was changed since then is in no backup, for more than a day.
    Outdated {
        /// When the oldest of those changes was made.
        since: Timestamp,
    },
    /// The folder has gone, with the backups that were in it.
    Gone(PathBuf),
    /// A backup could not be made, or the folder for them cannot be written to.
    Failed(Arc<StoreError>),
    /// The second folder is not there or cannot be written to.
    Second(PathBuf, Arc<StoreError>),
    /// Copies that may still hold persons who were erased.
    HoldErased(LeftCopies),
    /// A fault in the program keeps it from looking after the backups.
    Fault,
}

impl PartialEq for BackupProblem {
    /// The same problem, whatever the system said about it this time.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Outdated { .. }, Self::Outdated { .. })
            | (Self::Failed(_), Self::Failed(_))
            | (Self::Fault, Self::Fault) => true,
            (Self::Gone(one), Self::Gone(other))
            | (Self::Second(one, _), Self::Second(other, _)) => one == other,
            (Self::HoldErased(one), Self::HoldErased(other)) => one == other,
            _ => false,
        }
    }
}

impl Say for BackupProblem {
    fn say(&self, texts: &Texts) -> String {
        match self {
            Self::Outdated { since } => {
                let since = Format::new(texts).date_time(*since);
                texts.with("backups-outdated", &[("since", since.into())])
            }
            Self::Gone(folder) => texts.with(
                "backups-gone",
                &[("folder", folder.display().to_string().into())],
            ),
            Self::Fault => texts.get("backups-fault").to_owned(),
            Self::Failed(why) => texts.with("backups-failed", &[("why", why.say(texts).into())]),
            Self::Second(folder, why) if is_missing(why) => texts.with(
                "backups-second-missing",
                &[("folder", folder.display().to_string().into())],
            ),
            Self::Second(folder, why) => texts.with(
                "backups-second-failed",
                &[
                    ("folder", folder.display().to_string().into()),
                    ("why", why.say(texts).into()),
                ],
            ),
            Self::HoldErased(left) => erasure_problems(texts, left).join("\n"),
        }
    }
}

fn is_missing(why: &StoreError) -> bool {
    matches!(why, StoreError::Unreachable { source, .. } if source.kind() == std::io::ErrorKind::NotFound)
}

/// For so long a change may be in no backup before a person is warned.
const LONGEST_WITHOUT_SECONDS: i64 = 24 * 3_600;

/// What is wrong with the backups of a file as they are; none is made.
///
/// # Errors
/// When the file itself cannot be read.
pub fn problems(store: &Store, now: Timestamp) -> Result<Vec<BackupProblem>, StoreError> {
    let folder = folder_of(store.path());
    let mut found = Vec::new();
    if kept::are_gone(store)? {
        found.push(BackupProblem::Gone(folder.clone()));
    }
    if folder.exists()
        && let Err(error) = LockedFolder::probe(&folder)
    {
        found.push(BackupProblem::Failed(Arc::new(error)));
    }
    if let Some(chosen) = store.second_backup_folder()? {
        let own = super::second_folder_of(&chosen, store);
        let probed = second::require(&chosen)
            .and_then(|()| LockedFolder::probe(if own.is_dir() { &own } else { &chosen }));
        if let Err(error) = probed {
            found.push(BackupProblem::Second(chosen, Arc::new(error)));
        }
    }
    let left = store.left_copies()?;
    if !left.is_empty() {
        found.push(BackupProblem::HoldErased(left));
    }
    found.extend(outdated(store, &read(&folder), now)?);
    Ok(found)
}

/// Whether changes are in no backup for too long.
pub(super) fn outdated(
    store: &Store,
    backups: &[KnownBackup],
    now: Timestamp,
) -> Result<Option<BackupProblem>, StoreError> {
    // One that cannot be read is no good backup.
    let newest = backups
        .iter()
        .find_map(|backup| mark_of_backup(&backup.path).ok())
        .unwrap_or_else(Mark::default);
    let since = store.changed_since(&newest)?;
    Ok(since
        .filter(|since| *since < now.plus_seconds(-LONGEST_WITHOUT_SECONDS))
        .map(|since| BackupProblem::Outdated { since }))
}

/// How long the folder of the backups may be in another program's hands for a look at it.
pub(super) const NO_PATIENCE: Duration = Duration::ZERO;
