//! What backups are called: when each was made and why.

use crate::domain::Timestamp;
use chrono::NaiveDateTime;
use std::path::{Path, PathBuf};

/// Why a backup was made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Why {
    /// Something had changed.
    Routine,
    /// A newer version of the program was about to bring the file up to date.
    Migration,
    /// A file was about to be taken in.
    Import,
    /// A backup was about to be put in the file's place.
    Restore,
    /// A person's data was about to be erased.
    Purge,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 5] = [
        Self::Routine,
        Self::Migration,
        Self::Import,
        Self::Restore,
        Self::Purge,
    ];

    /// The neutral code, as it stands in the name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::Migration => "migration",
            Self::Import => "import",
            Self::Restore => "restore",
            Self::Purge => "purge",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }
}

/// The name of a backup: `20261122T090000000Z-routine.leadline`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BackupName {
    /// When it was made.
    pub made_at: Timestamp,
    /// Why.
    pub why: Why,
}

const STAMP: &str = "%Y%m%dT%H%M%S%3fZ";
const EXTENSION: &str = ".leadline";
/// Behind the name while the backup is being written, and what SQLite may put behind that.
const PARTIAL: &str = ".partial";
const PARTIAL_ENDINGS: [&str; 3] = [".partial", ".partial-journal", ".partial-wal"];

impl BackupName {
    /// Reads a file's name; `None` when it is not exactly as a backup is called.
    pub fn parse(name: &str) -> Option<Self> {
        let (stamp, code) = name.strip_suffix(EXTENSION)?.split_once('-')?;
        let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
        let found = Self {
            made_at: Timestamp::from_utc(at.and_utc())?,
            why: Why::from_code(code)?,
        };
        (found.to_string() == name).then_some(found)
    }

    /// What a file's name tells; `None` when it is not called like a backup.
    pub fn of_file(path: &Path) -> Option<Self> {
        Self::parse(path.file_name()?.to_str()?)
    }

    /// Reads the name of a file that is to become a backup, or that SQLite keeps beside such a one.
    pub(super) fn parse_partial(name: &str) -> Option<Self> {
        PARTIAL_ENDINGS
            .into_iter()
            .find_map(|ending| Self::parse(name.strip_suffix(ending)?))
    }

    /// The name while the backup is being written.
    pub fn partial(self) -> String {
        format!("{self}{PARTIAL}")
    }

    /// The folder with the backups of `file`: `leadline.db.backups` beside `leadline.db`.
    pub fn folder_of(file: &Path) -> PathBuf {
        let mut folder = file.as_os_str().to_owned();
        folder.push(".backups");
        PathBuf::from(folder)
    }
}

impl std::fmt::Display for BackupName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let stamp = self.made_at.to_utc().format(STAMP);
        write!(f, "{stamp}-{}{EXTENSION}", self.why.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_was_written_and_nothing_else_is() {
        for why in Why::ALL {
            let name = BackupName {
                made_at: Timestamp::from_millis(1_795_338_000_007),
                why,
            };
            assert_eq!(BackupName::parse(&name.to_string()), Some(name));
            assert_eq!(BackupName::parse_partial(&name.partial()), Some(name));
            assert_eq!(BackupName::parse(&name.partial()), None);
        }
        for other in [
            "",
            "notes.txt",
            "leadline.db",
            "20261122T090000000Z-routine.leadline.bak",
            "20261122T090000000Z-Routine.leadline",
            "20261122T090000000Z-other.leadline",
            "20261122T0900000Z-routine.leadline",
            "20261322T090000000Z-routine.leadline",
            "copy of 20261122T090000000Z-routine.leadline",
        ] {
            assert_eq!(BackupName::parse(other), None, "{other}");
        }
    }
}
