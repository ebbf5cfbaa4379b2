//! Why a command came to nothing.

use crate::domain::Refusal;
use crate::store::StoreError;

/// Why a command came to nothing; the data is as it was.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The rules do not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The file could not be read or written.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
