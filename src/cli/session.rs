//! What every command works with: the open file, the words, the time, and where to write.

use super::failure::Failure;
use super::parse::tell;
use crate::desk::Desk;
use crate::domain::Timestamp;
use crate::text::{Format, Texts};
use serde::Serialize;
use std::io::Write;

/// A command while it is carried out.
pub(super) struct Session<'a> {
    /// The file, open.
    pub desk: Desk,
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
