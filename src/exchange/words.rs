//! How what is wrong with a file is told to a person: which row or file, what is wrong, and what to do.

use super::{BadReason, BadRow, FileError, FileProblem, NotText, TableError};
use crate::text::{Argument, Say, Texts};

impl Say for BadRow {
    /// The column at fault and the reason; the line is told beside it.
    fn say(&self, texts: &Texts) -> String {
        let reason = self.reason.say(texts);
        match &self.column {
            Some(column) => texts.with(
                "common-label-and-value",
                &[("label", column.into()), ("value", reason.into())],
            ),
            None => reason,
        }
    }
}

impl Say for BadReason {
    fn say(&self, texts: &Texts) -> String {
        let with_value =
            |key: &str, value: &String| texts.with(key, &[("value", Argument::from(value))]);
        let key = match self {
            Self::CustomerMissing => "import-bad-customer-missing",
            Self::UnreadableDate { value } => return with_value("import-bad-date", value),
            Self::UnreadableAmount { value, problem } => {
                return texts.with(
                    "import-bad-amount",
                    &[("value", value.into()), ("why", problem.say(texts).into())],
                );
            }
            Self::UnreadableCurrency { value } => return with_value("import-bad-currency", value),
            Self::TooFewFields { expected, found } | Self::TooManyFields { expected, found } => {
                return texts.with(
                    "import-bad-field-count",
                    &[("expected", (*expected).into()), ("found", (*found).into())],
                );
            }
            Self::TooManyRows { most } => {
                return texts.with("import-bad-too-many-rows", &[("most", (*most).into())]);
            }
            Self::FieldTooLong { most, .. } => {
                return texts.with("import-bad-field-too-long", &[("most", (*most).into())]);
            }
            Self::QuoteLeftOpen => "import-bad-quote-left-open",
            Self::NotAnObject => "import-bad-not-an-object",
            Self::WrongType => "import-bad-wrong-type",
        };
        texts.get(key).to_owned()
    }
}

impl Say for FileError {
    fn say(&self, texts: &Texts) -> String {
        let file = || ("file", Argument::from(self.path.display().to_string()));
        let why = |why: String| ("why", Argument::from(why));
        let key = match &self.problem {
            FileProblem::Read(error) => {
                return texts.with("file-unreachable", &[file(), why(error.to_string())]);
            }
            FileProblem::TooLarge(most) => {
                let most = ("megabytes", Argument::from(*most / (1024 * 1024)));
                return texts.with("import-file-too-large", &[file(), most]);
            }
            FileProblem::Json(error) => {
                return texts.with("import-file-not-json", &[file(), why(error.to_string())]);
            }
            FileProblem::Table(TableError::TooManyColumns(found)) => {
                let found = ("found", Argument::from(*found));
                return texts.with("import-file-too-many-columns", &[file(), found]);
            }
            FileProblem::Table(TableError::Empty) => "import-file-empty",
            FileProblem::Table(TableError::NoHeader) => "import-file-no-header",
            FileProblem::Table(TableError::NotText(NotText::Workbook)) => "import-file-workbook",
            FileProblem::Table(TableError::NotText(NotText::Unreadable)) => "import-file-not-text",
        };
        texts.with(key, &[file()])
    }
}
