//! `export`: writes every referral to a file.

use super::failure::Failure;
use super::session::Session;
use crate::exchange::{ExportError, ExportFile, ExportFormat, ExportRecord, is_same_file};
use crate::text::{Language, Texts};
use std::path::Path;

/// Writes every referral, archived ones included, to `path`, whose extension tells the format. What was there is replaced once the new file
/// is whole.
pub(super) fn export(session: &mut Session<'_>, path: &Path) -> Result<(), Failure> {
    let texts = session.texts.clone();
    let format = format_of(&texts, path)?;
    session.desk.settle(session.now)?;
    let to_failure = |ExportError::Write(error)| Failure::file(&texts, path, &error);
    let store = session.desk.store();
    refuse_own_file(&texts, path, store.path())?;
    let is_japanese = texts.language() == Language::Japanese;
    let mut export = ExportFile::create(path, format, is_japanese).map_err(to_failure)?;
    let mut written = Ok(0_usize);
    store.all_referrals(|referral| {
        let Ok(count) = written else { return };
        written = store
            .referral_text(referral.id)
            .map_err(Failure::from)
            .and_then(|text| {
                let record = ExportRecord {
                    leadline_id: format!("{}:{}", store.file_name(), referral.id),
                    referral,
                    text,
                };
                export.write(&record).map_err(to_failure)
            })
            .map(|()| count + 1);
    })?;
    let count = written?;
    export.finish().map_err(to_failure)?;
    session.print(&texts.with(
        "cli-export-done",
        &[
            ("count", count.into()),
            ("file", path.display().to_string().into()),
        ],
    ))
}

/// The format that the file's name asks for.
pub(super) fn format_of(texts: &Texts, path: &Path) -> Result<ExportFormat, Failure> {
    ExportFormat::from_path(path).ok_or_else(|| {
        let file = path.display().to_string();
        Failure::WrongUsage(texts.with("cli-export-unknown-kind", &[("file", file.into())]))
    })
}

/// The Leadline file itself is never written over.
fn refuse_own_file(texts: &Texts, path: &Path, own: &Path) -> Result<(), Failure> {
    if is_same_file(path, own) {
        let in_use = std::io::Error::other(texts.get("cli-file-in-use"));
        return Err(Failure::file(texts, path, &in_use));
    }
    Ok(())
}
