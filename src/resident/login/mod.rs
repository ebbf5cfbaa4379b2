//! Starting the program at login: what is written where, so that the system finds it, and taken away again.

mod entry;
#[cfg(not(windows))]
#[path = "files.rs"]
mod place;
#[cfg(windows)]
#[path = "registry.rs"]
mod place;

pub use entry::{LoginSystem, entry_text};

use super::instance::short_name;
use crate::text::{Say, Texts};
use std::io;
use std::path::{Path, PathBuf};

/// What the program is started by at login, for one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoginStart {
    /// The words of the command line, the program first.
    pub words: Vec<String>,
    /// What the entry is called, without an ending.
    pub name: String,
}

/// Why starting at login could not be switched.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// A path that the entry would name is not text.
    #[error("{0} cannot be written into a login entry")]
    NotText(PathBuf),
    /// The system keeps no such entries for this person.
    #[error("there is no folder for login entries")]
    NoPlace,
    /// The entry cannot be read, written or taken away.
    #[error("the login entry {0}: {1}")]
    Entry(String, io::Error),
}

impl LoginStart {
    /// Starting this program without a window on `file`, which is named unless it is the usual one.
    ///
    /// # Errors
    /// When a path is not text, or the program does not know its own.
    pub fn new(file: &Path, is_usual_file: bool) -> Result<Self, LoginError> {
        let program = program().map_err(|error| LoginError::Entry("leadline".to_owned(), error))?;
        Self::of(&program, (!is_usual_file).then_some(file))
    }

    /// Starting `program` without a window, on `file` where one is named.
    ///
    /// # Errors
    /// When a path is not text.
    pub fn of(program: &Path, file: Option<&Path>) -> Result<Self, LoginError> {
        let mut words = vec![text(program)?, "--background".to_owned()];
        let mut name = "leadline".to_owned();
        if let Some(file) = file {
            words.extend(["--db".to_owned(), text(file)?]);
            // Each file has an entry of its own.
            name = format!("{name}-{}", short_name(file));
        }
        Ok(Self { words, name })
    }

    /// Whether the system starts it at login.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn is_on(&self) -> Result<bool, LoginError> {
        place::is_on(self)
    }

    /// Has the system start it at login, or no more.
    ///
    /// # Errors
    /// When the entry cannot be written or taken away.
    pub fn set(&self, on: bool) -> Result<(), LoginError> {
        place::set(self, on)
    }
}

/// An `AppImage` is started by its own file: what runs is unpacked for this run alone.
fn program() -> io::Result<PathBuf> {
    match std::env::var_os("APPIMAGE") {
        Some(image) if cfg!(target_os = "linux") && !image.is_empty() => Ok(image.into()),
        _ => std::env::current_exe(),
    }
}

fn text(path: &Path) -> Result<String, LoginError> {
    path.to_str()
        // No system's entry has a way to write these.
        .filter(|text| !text.contains(char::is_control))
        .map(str::to_owned)
        .ok_or_else(|| LoginError::NotText(path.to_owned()))
}

impl Say for LoginError {
    /// What is wrong with which entry, and what to do.
    fn say(&self, texts: &Texts) -> String {
        match self {
            Self::NotText(path) => {
                let path = path.display().to_string();
                texts.with("login-error-path", &[("path", path.into())])
            }
            Self::NoPlace => texts.get("login-error-place").to_owned(),
            Self::Entry(entry, error) => texts.with(
                "login-error-entry",
                &[
                    ("entry", entry.as_str().into()),
                    ("why", error.to_string().into()),
                ],
            ),
        }
    }
}
