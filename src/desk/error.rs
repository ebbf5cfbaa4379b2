//! Why a command came to nothing.

use crate::domain::Refusal;
use crate::store::{ChangeLabel, StoreError};

/// Why a command came to nothing; the data is as it was.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The rules do not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Undo or redo came upon a change that can no longer be reverted. It is passed over from now on, so that it does not keep the
    /// ones before it from being reverted.
    #[error("it can no longer be reverted: {why}")]
    PassedOver {
        /// What can no longer be undone or redone.
        what: ChangeLabel,
        /// Whether it was to be redone.
        is_redo: bool,
        /// Why: [`Refusal::TimeRanOut`] or [`Refusal::ChangedSince`].
        why: Refusal,
        /// What undo or redo would revert next.
        next: Option<ChangeLabel>,
    },
    /// The change that was to be reverted is not the newest any more.
    #[error("another change was made meanwhile")]
    NotNewest {
        /// What is the newest now, when there is one.
        newest: Option<ChangeLabel>,
    },
    /// The backup that comes before it could not be made, so it was not begun.
    #[error("the backup before it could not be made: {0}")]
    NoBackup(StoreError),
    /// The passphrase has fewer than [`super::FEWEST_CHARACTERS`] characters.
    #[error("the passphrase is too short")]
    PassphraseTooShort,
    /// The thread that saves has ended.
    #[error("the thread that saves has ended")]
    Ended,
    /// A fault in the program ended it.
    #[error(transparent)]
    Fault(#[from] super::Fault),
    /// The file could not be read or written.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
