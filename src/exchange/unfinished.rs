//! A file on its way: written beside the file and put in its place when it is whole, so that a full disk or a crash leaves what was there
//! before.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Error, ErrorKind, Result, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A file that is not in its place yet.
pub(super) struct Unfinished {
    path: PathBuf,
    beside: PathBuf,
    file: File,
    under_way: &'static UnderWay,
}

/// What this program is writing.
static HERE: UnderWay = UnderWay::new();

/// Gives up what is still being written, for a program that is about to end: nothing unfinished stays behind, and nothing more begins.
pub fn give_up_unfinished() {
    HERE.give_up();
}

impl Unfinished {
    /// Begins the file, under a name of its own beside it: two that are written to one name do not meet.
    ///
    /// # Errors
    /// When nothing can be written beside `path`, or the program ends.
    pub(super) fn create(path: &Path) -> Result<Self> {
        Self::create_among(&HERE, path)
    }

    fn create_among(under_way: &'static UnderWay, path: &Path) -> Result<Self> {
        let (beside, file) = under_way.begin(path)?;
        Ok(Self {
            path: path.to_owned(),
            beside,
            file,
            under_way,
        })
    }

    /// The file with these bytes in it.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(super) fn holding(path: &Path, bytes: &[u8]) -> Result<Self> {
        let mut unfinished = Self::create(path)?;
        unfinished.file.write_all(bytes)?;
        unfinished.file.sync_all()?;
        Ok(unfinished)
    }

    /// What is written to.
    pub(super) const fn file(&self) -> &File {
        &self.file
    }

    /// Where it is going to be.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When that cannot be done; what was there before is untouched.
    pub(super) fn finish(&self) -> Result<()> {
        self.file.sync_all()?;
        std::fs::rename(&self.beside, &self.path)
    }

    /// Puts the file where nothing is.
    ///
    /// # Errors
    /// When something is there ([`ErrorKind::AlreadyExists`]), which is untouched, or it cannot be put there.
    pub(super) fn finish_new(&self) -> Result<()> {
        // Whoever else wants the name finds it taken from here on.
        create_private(&self.path)?;
        self.finish().inspect_err(|_| remove(&self.path))
    }
}

/// Makes a file that only its owner can read; whom to show it to is for them to decide.
///
/// # Errors
/// [`ErrorKind::AlreadyExists`] when something has the name, or when it cannot be made.
pub fn create_private(path: &Path) -> Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

impl Drop for Unfinished {
    /// Leaves no half file behind. After [`Self::finish`] there is none under that name.
    fn drop(&mut self) {
        self.under_way.end(&self.beside);
    }
}

/// The files that are being written.
struct UnderWay(Mutex<Names>);

struct Names {
    /// Of the files on their way.
    beside: BTreeSet<PathBuf>,
    /// So many have been begun.
    begun: u64,
    has_ended: bool,
}

impl UnderWay {
    const fn new() -> Self {
        Self(Mutex::new(Names {
            beside: BTreeSet::new(),
            begun: 0,
            has_ended: false,
        }))
    }

    fn names(&self) -> MutexGuard<'_, Names> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(&self, path: &Path) -> Result<(PathBuf, File)> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut names = self.names();
        if names.has_ended {
            return Err(Error::from(ErrorKind::Interrupted));
        }
        loop {
            names.begun += 1;
            let part = format!(".{name}.{}-{}.part", std::process::id(), names.begun);
            let beside = path.with_file_name(part);
            match create_private(&beside) {
                Ok(file) => {
                    names.beside.insert(beside.clone());
                    return Ok((beside, file));
                }
                // Left by a program that was killed and had the same number.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn end(&self, beside: &Path) {
        if self.names().beside.remove(beside) {
            remove(beside);
        }
    }

    fn give_up(&self) {
        let mut names = self.names();
        names.has_ended = true;
        for beside in std::mem::take(&mut names.beside) {
            remove(&beside);
        }
    }
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) {
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != ErrorKind::NotFound
    {
        tracing::warn!(%error, "an unfinished file could not be removed");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    #[test]
    fn two_that_are_written_to_one_name_at_once_stay_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("board.pdf");
        let one = Unfinished::holding(&path, b"the first").unwrap();
        let other = Unfinished::holding(&path, b"2nd").unwrap();
        one.finish().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"the first");
        other.finish().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"2nd");
        drop((one, other));
        assert_eq!(names(folder.path()), ["board.pdf"]);
    }

    #[test]
    fn what_a_killed_program_left_is_not_written_to() {
        static FRESH: UnderWay = UnderWay::new();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("board.pdf");
        let left = format!(".board.pdf.{}-1.part", std::process::id());
        let left = folder.path().join(left);
        std::fs::write(&left, "left").unwrap();
        let unfinished = Unfinished::create_among(&FRESH, &path).unwrap();
        assert_ne!(unfinished.beside, left);
        drop(unfinished);
        assert_eq!(std::fs::read(&left).unwrap(), b"left");
    }

    #[test]
    fn a_new_file_takes_the_place_of_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("board-2.png");
        let unfinished = Unfinished::holding(&path, b"new").unwrap();
        std::fs::write(&path, "old").unwrap();
        let refused = unfinished.finish_new().unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        std::fs::remove_file(&path).unwrap();
        unfinished.finish_new().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn what_is_given_up_leaves_nothing_and_nothing_more_begins() {
        static ENDING: UnderWay = UnderWay::new();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("board.pdf");
        std::fs::write(&path, "old").unwrap();
        let unfinished = Unfinished::create_among(&ENDING, &path).unwrap();
        ENDING.give_up();
        assert_eq!(names(folder.path()), ["board.pdf"]);
        assert!(unfinished.finish().is_err());
        assert!(Unfinished::create_among(&ENDING, &path).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
    }
}
