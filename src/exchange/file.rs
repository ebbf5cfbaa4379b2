//! Files by their name: which kind a file is, and writing one so that it is whole or not there.

use super::encoding::decode;
use super::record::{ExportError, ExportFormat, ExportRecord, ExportSink};
use super::unfinished::Unfinished;
use super::{JsonError, Parsed, Table, TableError, read_json};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The largest file that is read: some two hundred times what Partner Center gives out at once.
pub const MAXIMUM_FILE_BYTES: u64 = 512 * 1024 * 1024;

/// What a file turned out to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// A table; [`super::Mapping`] says what its columns fill.
    Csv(Table),
    /// The program's own JSON export, read already.
    Json(Parsed),
}

/// A file that cannot be read, and why.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", path.display())]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong.
    #[source]
    pub problem: FileProblem,
}

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    /// The system does not give it out.
    #[error("it cannot be read: {0}")]
    Read(#[source] std::io::Error),
    /// It is larger than [`MAXIMUM_FILE_BYTES`].
    #[error("it is larger than {} MB", .0 / (1024 * 1024))]
    TooLarge(u64),
    /// It is no table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It looks like JSON and is no array of referrals.
    #[error(transparent)]
    Json(#[from] JsonError),
}

/// Reads a file, CSV or JSON by its content and not by its name.
///
/// # Errors
/// When the file cannot be read or holds neither; the error names the file.
pub fn read_file(path: &Path) -> Result<Source, FileError> {
    read_up_to(path, MAXIMUM_FILE_BYTES).map_err(|problem| FileError {
        path: path.to_owned(),
        problem,
    })
}

fn read_up_to(path: &Path, most: u64) -> Result<Source, FileProblem> {
    let file = File::open(path).map_err(FileProblem::Read)?;
    let mut bytes = Vec::new();
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(FileProblem::Read)?;
    if bytes.len() as u64 > most {
        return Err(FileProblem::TooLarge(most));
    }
    read_bytes(&bytes)
}

/// Reads what a file of referrals holds: JSON where it begins like that, otherwise a table.
///
/// # Errors
/// When it is neither.
pub fn read_bytes(bytes: &[u8]) -> Result<Source, FileProblem> {
    let (text, encoding) = decode(bytes).map_err(TableError::from)?;
    if looks_like_json(&text) {
        return Ok(Source::Json(read_json(&text)?));
    }
    Ok(Source::Csv(Table::from_text(&text, encoding)?))
}

/// JSON starts with a bracket and what may follow it in a list of objects; no table of referrals does.
fn looks_like_json(text: &str) -> bool {
    let mut visible = text.chars().filter(|c| !c.is_whitespace());
    match (visible.next(), visible.next()) {
        (Some('['), second) => matches!(second, Some('{' | ']') | None),
        (Some('{'), second) => matches!(second, Some('"' | '}') | None),
        _ => false,
    }
}

/// An export on its way into a file: whole, or not there.
pub struct ExportFile {
    /// Closed before the file is.
    sink: Box<dyn ExportSink>,
    unfinished: Unfinished,
}

impl ExportFile {
    /// Begins the export.
    ///
    /// # Errors
    /// When nothing can be written beside `path`.
    pub fn create(
        path: &Path,
        format: ExportFormat,
        is_japanese: bool,
    ) -> Result<Self, ExportError> {
        let unfinished = Unfinished::create(path)?;
        let writer = std::io::BufWriter::new(unfinished.file().try_clone()?);
        Ok(Self {
            sink: format.sink(writer, is_japanese)?,
            unfinished,
        })
    }

    /// Writes one record.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&mut self, record: &ExportRecord) -> Result<(), ExportError> {
        self.sink.write(record)
    }

    /// Completes the file and puts it in its place.
    ///
    /// # Errors
    /// When the file cannot be written; what was there before is untouched.
    pub fn finish(self) -> Result<(), ExportError> {
        self.sink.finish()?;
        self.unfinished.finish()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_told_by_its_content() {
        for text in ["[]", " [\n {\"customer\": 1}]", "{\"value\": []}", "["] {
            assert!(looks_like_json(text), "{text}");
        }
        for text in ["[ID],[Name]\n", "customer\n", "", "\"[\"\n", "{x}\n"] {
            assert!(!looks_like_json(text), "{text}");
        }
    }

    #[test]
    fn a_file_beyond_the_limit_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.csv");
        std::fs::write(&path, "customer\nContoso\n").unwrap();
        assert!(read_up_to(&path, 17).is_ok());
        assert!(matches!(
            read_up_to(&path, 16),
            Err(FileProblem::TooLarge(16))
        ));
    }
}
