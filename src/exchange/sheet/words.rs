//! How it is told to a person that a sheet could not be written.

use super::print::PrintError;
use crate::text::{Say, Texts};
use std::path::Path;

impl Say for PrintError {
    fn say(&self, texts: &Texts) -> String {
        let named = |key: &str, file: &Path| {
            texts.with(key, &[("file", file.display().to_string().into())])
        };
        match self {
            Self::Face(_) | Self::Pdf(_) | Self::Picture(_) => {
                // What went wrong within helps whoever looks for the fault.
                tracing::error!(error = %self, "a sheet could not be made");
                let key = match self {
                    Self::Pdf(_) => "sheet-pdf-failed",
                    _ => "sheet-failed",
                };
                texts.get(key).to_owned()
            }
            Self::OwnFile(file) => named("sheet-own-file", file),
            Self::Exists(file) => named("sheet-page-exists", file),
            Self::Write { file, error } => texts.with(
                "files-cannot-write",
                &[
                    ("file", file.display().to_string().into()),
                    ("why", error.to_string().into()),
                ],
            ),
        }
    }
}
