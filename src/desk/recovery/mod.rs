//! What can be done about a damaged file: its newest good backup found, what is left of it tried out, and one of them put in its place.

mod backups;
mod report;

use super::DeskError;
use crate::domain::Timestamp;
use crate::store::{
    Holdings, Progress, SalvageReport, SalvagedTable, StoreError, holdings, put_in_place,
    refuse_in_use, replace_damaged, salvage, second_backups_of,
};
use crate::text::Texts;
pub use backups::{GoodBackup, newest_good_backup};
pub use report::{holdings_words, report_lines, report_text};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What is left of a damaged file, in a file of its own until it is decided about. It goes with this.
#[derive(Debug)]
pub struct Trial {
    /// What came back and what did not.
    pub report: SalvageReport,
    /// What the new file holds.
    pub holdings: Holdings,
    /// The folder in which the file kept its backups as well, as far as it can still tell.
    pub second_backups: Option<PathBuf>,
    file: PathBuf,
    made: PathBuf,
    /// What the damaged file and its log were when they were read.
    seen: [Option<(u64, SystemTime)>; 2],
}

/// Where things are after a file was replaced.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recovered {
    /// Where the damaged file is now, when there was one.
    pub damaged: Option<PathBuf>,
    /// Where what came back is written down.
    pub report: Option<PathBuf>,
    /// Whether it is known who was still to be erased, and was.
    pub knows_erasures: bool,
}

impl StoreError {
    /// Whether the file is such that a backup or a salvage is what helps.
    pub const fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::Damaged { .. } | Self::Dangling { .. } | Self::Unreadable { .. }
        )
    }
}

impl DeskError {
    /// See [`StoreError::is_damage`].
    pub const fn is_damage(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_damage())
    }
}

/// Tries out what comes back of a damaged file; it is only read. No connection of this program may be open to it.
///
/// # Errors
/// When another program has the file open, nothing is found in it, it was made by a newer version, or the disk has no room for a second file.
pub fn try_salvage(file: &Path, progress: &Progress) -> Result<Trial, DeskError> {
    refuse_in_use(file)?;
    let mut made = file.as_os_str().to_owned();
    made.push(".salvaged.partial");
    let made = PathBuf::from(made);
    let seen = seen(file);
    let report = salvage(file, &made, progress)?;
    // From here on it goes with the trial.
    let mut trial = Trial {
        report,
        holdings: Holdings::default(),
        second_backups: None,
        file: file.to_owned(),
        made,
        seen,
    };
    trial.holdings = holdings(&trial.made)?;
    trial.second_backups = second_backups_of(&trial.made)
        .inspect_err(|error| tracing::warn!(%error, "the second folder is not known"))
        .unwrap_or_default();
    Ok(trial)
}

impl Trial {
    /// Puts what came back in the place of the damaged file, which is kept beside it with an account of what came back, in the language of
    /// `texts`.
    ///
    /// # Errors
    /// When the damaged file is in use or was changed since it was read, or the files cannot be renamed.
    pub fn keep(self, texts: &Texts, now: Timestamp) -> Result<Recovered, DeskError> {
        let alone = refuse_in_use(&self.file)?;
        if seen(&self.file) != self.seen {
            return Err(StoreError::Conflict.into());
        }
        let damaged = put_in_place(&self.made, &self.file, &stamp(now), alone)?;
        let report = damaged.as_deref().and_then(|damaged| {
            let text = report_text(texts, &self.report, &self.file, damaged, now);
            write_report(damaged, &text)
        });
        let settings = self.report.table("setting");
        let knows_erasures = settings.is_none_or(SalvagedTable::is_whole);
        Ok(Recovered {
            damaged,
            report,
            knows_erasures,
        })
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        // Kept, it has another name by now.
        if let Err(error) = std::fs::remove_file(&self.made)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "a left-over file could not be removed");
        }
    }
}

/// Puts a backup in the place of a damaged file, which is kept beside it. No connection of this program may be open to it.
///
/// # Errors
/// When the file is in use, `backup` is no whole Leadline file, or the disk has no room for a second one; nothing is then changed.
pub fn recover_from_backup(
    file: &Path,
    backup: &Path,
    now: Timestamp,
) -> Result<Recovered, DeskError> {
    holdings(backup)?;
    let (damaged, knows_erasures) = replace_damaged(file, backup, &stamp(now))?;
    Ok(Recovered {
        damaged,
        report: None,
        knows_erasures,
    })
}

fn stamp(now: Timestamp) -> String {
    now.to_utc().format("%Y%m%dT%H%M%S%3fZ").to_string()
}

/// By what a file that was written to meanwhile is known.
fn seen(file: &Path) -> [Option<(u64, SystemTime)>; 2] {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    [file, Path::new(&log)].map(|path| {
        let found = std::fs::metadata(path).ok()?;
        Some((found.len(), found.modified().ok()?))
    })
}

/// Writes the account beside the damaged file, for its owner alone. That it could not be written is no reason to take the recovery back.
fn write_report(damaged: &Path, text: &str) -> Option<PathBuf> {
    use std::io::Write;
    let mut path = damaged.as_os_str().to_owned();
    path.push(".txt");
    let path = PathBuf::from(path);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let written = options
        .open(&path)
        .and_then(|mut report| report.write_all(text.as_bytes()));
    match written {
        Ok(()) => Some(path),
        Err(error) => {
            tracing::warn!(%error, "the account of what came back could not be written");
            None
        }
    }
}
