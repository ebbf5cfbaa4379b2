//! Who can read the files: what the program makes is for its owner alone, and a person may have let others in since.

use super::backups::BackupName;
use crate::text::{Say, Texts};
use std::path::{Path, PathBuf};

/// Something with contact data in it that other users of the computer can get at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadableByOthers {
    /// A file they can read.
    File(PathBuf),
    /// A folder they can look into.
    Folder(PathBuf),
}

/// What of the file and its backups others can read. Where the system keeps that otherwise than Unix does, nothing is known.
pub fn readable_by_others(file: &Path) -> Vec<ReadableByOthers> {
    let mut found = Vec::new();
    let folder = file.parent().filter(|folder| is_open(folder));
    // What is in a folder that only its owner can open is safe there, whatever it is itself.
    if let Some(folder) = folder {
        if is_open(file) {
            found.push(ReadableByOthers::Folder(folder.to_owned()));
            found.push(ReadableByOthers::File(file.to_owned()));
        }
        let backups = BackupName::folder_of(file);
        if is_open(&backups) {
            found.push(ReadableByOthers::Folder(backups));
        }
    }
    found
}

/// Whether anybody but the owner may read it.
#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    const READABLE_BY_OTHERS: u32 = 0o044;
    std::fs::metadata(path).is_ok_and(|found| found.permissions().mode() & READABLE_BY_OTHERS != 0)
}

/// Windows keeps a person's folders from others by lists of its own.
#[cfg(not(unix))]
const fn is_open(_: &Path) -> bool {
    false
}

impl Say for ReadableByOthers {
    fn say(&self, texts: &Texts) -> String {
        let (key, path) = match self {
            Self::File(path) => ("readable-file", path),
            Self::Folder(path) => ("readable-folder", path),
        };
        texts.with(key, &[("file", path.display().to_string().into())])
    }
}
