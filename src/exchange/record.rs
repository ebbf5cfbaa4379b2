//! One referral on its way out, and what takes it: an export sink.

use super::{CsvSink, JsonSink};
use crate::domain::{Referral, ReferralText};
use std::io::Write;
use std::path::Path;

/// One referral with everything that is written of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportRecord {
    /// The referral. Its id, its revision and whether it is a sample are not written: they mean nothing elsewhere.
    pub referral: Referral,
    /// Its long texts and its contact.
    pub text: ReferralText,
    /// The program's own name for it, `FILE:ID`, by which a later import knows it again.
    pub leadline_id: String,
}

/// The kinds of file an export can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExportFormat {
    /// A table for spreadsheets: UTF-8 with a byte order mark, commas, CRLF.
    Csv,
    /// An array of objects, UTF-8.
    Json,
}

/// Why an export could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file cannot be written.
    #[error("the export cannot be written: {0}")]
    Write(#[from] std::io::Error),
}

/// Takes the records of an export one by one and writes each at once: nothing is held but the last few kilobytes.
pub trait ExportSink {
    /// Writes one record.
    ///
    /// # Errors
    /// When the destination cannot be written.
    fn write(&mut self, record: &ExportRecord) -> Result<(), ExportError>;

    /// Writes what closes the file and flushes it. Without this the file is incomplete.
    ///
    /// # Errors
    /// When the destination cannot be written.
    fn finish(self: Box<Self>) -> Result<(), ExportError>;
}

impl ExportFormat {
    /// The format a file name's extension asks for, `.csv` or `.json` in either case.
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        if extension.eq_ignore_ascii_case("csv") {
            Some(Self::Csv)
        } else if extension.eq_ignore_ascii_case("json") {
            Some(Self::Json)
        } else {
            None
        }
    }

    /// A sink that writes this format. The language decides the names and words of a CSV file; JSON has none.
    ///
    /// # Errors
    /// When the beginning of the file cannot be written.
    pub fn sink<'a, W: Write + 'a>(
        self,
        writer: W,
        is_japanese: bool,
    ) -> Result<Box<dyn ExportSink + 'a>, ExportError> {
        Ok(match self {
            Self::Csv => Box::new(CsvSink::start(writer, is_japanese)?),
            Self::Json => Box::new(JsonSink::start(writer)?),
        })
    }
}
