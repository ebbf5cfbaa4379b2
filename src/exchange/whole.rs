//! Exporting everything the desk has.

use super::{ExportError, ExportFile, ExportFormat, ExportRecord};
use crate::desk::{Desk, DeskError};
use std::path::Path;

/// Why an export of everything came to nothing. What was in the file before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum WholeExportError {
    /// The desk's file cannot be read.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The export cannot be written.
    #[error(transparent)]
    Export(#[from] ExportError),
}

/// Writes every referral, archived ones included, to `path`; returns how many.
///
/// # Errors
/// When the desk's file cannot be read or `path` cannot be written; what was there is then untouched.
pub fn export_everything(
    desk: &Desk,
    path: &Path,
    format: ExportFormat,
    is_japanese: bool,
) -> Result<usize, WholeExportError> {
    let store = desk.store();
    let mut export = ExportFile::create(path, format, is_japanese)?;
    let mut written: Result<usize, WholeExportError> = Ok(0);
    store
        .all_referrals(|referral| {
            let Ok(count) = written else { return };
            written = store
                .referral_text(referral.id)
                .map_err(|error| WholeExportError::Desk(error.into()))
                .and_then(|text| {
                    let record = ExportRecord {
                        leadline_id: format!("{}:{}", store.file_name(), referral.id),
                        referral,
                        text,
                    };
                    Ok(export.write(&record)?)
                })
                .map(|()| count + 1);
        })
        .map_err(DeskError::from)?;
    let count = written?;
    export.finish()?;
    Ok(count)
}
