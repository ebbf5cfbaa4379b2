//! What every command works with: the open file, the words, the time, and where to write.

use super::failure::Failure;
use super::parse::tell;
use crate::desk::{Desk, Done, Store};
use crate::domain::{Command, Timestamp};
use crate::text::{Format, Texts};
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A command while it is carried out.
pub(super) struct Session<'a> {
    /// The file, open; one that is not there yet in memory, until [`Self::make_file`].
    pub desk: Desk,
    /// The file that is made once there is something to put into it.
    pub unmade: Option<PathBuf>,
    /// The words.
    pub texts: Texts,
    /// Whether the command line names their language.
    pub is_language_named: bool,
    /// How times and amounts are written.
    pub format: Format,
    /// When the command was given.
    pub now: Timestamp,
    /// Takes the results and nothing else.
    pub out: &'a mut dyn Write,
    /// Takes what is said to the person.
    pub err: &'a mut dyn Write,
}

impl Session<'_> {
    /// Makes the file if it is not there yet. Called before something is written: what is refused, or only tried, leaves no file behind.
    pub(super) fn make_file(&mut self) -> Result<(), Failure> {
        if let Some(path) = self.unmade.take() {
            self.desk = Desk::new(Store::open(&path)?);
        }
        Ok(())
    }

    /// Carries a command out. Where the file is not there yet, the command is first tried without it, and the file only made if that went well.
    pub(super) fn execute(&mut self, command: Command) -> Result<Done, Failure> {
        if self.unmade.is_some() {
            self.desk.execute(command.clone(), self.now)?;
            self.make_file()?;
        }
        Ok(self.desk.execute(command, self.now)?)
    }

    /// Writes a line of results.
    pub(super) fn print(&mut self, line: &str) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{line}")?)
    }

    /// Writes one value as JSON, on a line of its own.
    pub(super) fn print_json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer(&mut *self.out, value)?;
        Ok(writeln!(self.out)?)
    }

    /// Says something beside the results.
    pub(super) fn tell(&mut self, message: &str) {
        tell(self.err, message);
    }
}

/// A file that is not there has nothing to be shown, changed or copied, and its name may be mistyped.
pub(super) fn require_existing(texts: &Texts, file: &Path) -> Result<(), Failure> {
    match std::fs::metadata(file) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let file = file.display().to_string();
            Err(Failure::FileUnusable(
                texts.with("cli-no-such-file", &[("file", file.into())]),
            ))
        }
        Err(error) => Err(Failure::file(texts, file, &error)),
    }
}

/// Writes values as one JSON array, each on a line of its own.
pub(super) fn write_json_array<T: Serialize>(
    out: &mut dyn Write,
    values: impl IntoIterator<Item = Result<T, Failure>>,
) -> Result<(), Failure> {
    write!(out, "[")?;
    for (index, value) in values.into_iter().enumerate() {
        write!(out, "{}", if index == 0 { "\n" } else { ",\n" })?;
        serde_json::to_writer(&mut *out, &value?)?;
    }
    Ok(writeln!(out, "\n]")?)
}
