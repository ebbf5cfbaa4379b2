//! Why a command did not do what was asked, and the exit status that says so.

use crate::desk::{DeskError, StoreError};
use crate::domain::Refusal;
use crate::exchange::FileError;
use crate::remind::ReportError;
use crate::text::{Say, Texts};
use std::path::Path;
use std::process::ExitCode;

/// The exit status.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// It was done.
    Done,
    /// It was refused; nothing changed.
    Refused,
    /// The command line is wrong; nothing was tried.
    WrongUsage,
    /// A file cannot be used.
    FileUnusable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Refused => 1,
            Exit::WrongUsage => 2,
            Exit::FileUnusable => 3,
        })
    }
}

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The rules refuse it, or the file cannot be read or written.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// Refused for a reason said already or said by this sentence.
    #[error("refused: {0}")]
    Refused(String),
    /// The command line is wrong, which only showed later.
    #[error("wrong usage: {0}")]
    WrongUsage(String),
    /// A file other than the program's own cannot be used, for the reason in this sentence.
    #[error("{0}")]
    FileUnusable(String),
    /// A file to be imported cannot be read.
    #[error(transparent)]
    Import(#[from] FileError),
    /// The results could not be written.
    #[error("the output cannot be written: {0}")]
    Output(#[from] std::io::Error),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Desk(refusal.into())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Desk(error.into())
    }
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Desk(error) => Self::Desk(error),
            ReportError::Output(error) => Self::Output(error),
        }
    }
}

impl From<serde_json::Error> for Failure {
    /// What the program writes is always JSON: only writing it can fail.
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

impl Failure {
    /// The failure to read or write another file than the program's own.
    pub(super) fn file(texts: &Texts, path: &Path, error: &std::io::Error) -> Self {
        Self::FileUnusable(texts.with(
            "file-unreachable",
            &[
                ("file", path.display().to_string().into()),
                ("why", error.to_string().into()),
            ],
        ))
    }

    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Desk(
                DeskError::Refused(_)
                | DeskError::PassedOver { .. }
                | DeskError::NotNewest { .. }
                | DeskError::PassphraseTooShort
                | DeskError::Store(StoreError::Conflict),
            )
            | Self::Refused(_) => Exit::Refused,
            Self::WrongUsage(_) => Exit::WrongUsage,
            // A reader that has seen enough, such as `head`, ends nothing but the output.
            Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
            Self::Desk(
                DeskError::Store(_)
                | DeskError::NoBackup(_)
                | DeskError::Ended
                | DeskError::Fault(_),
            )
            | Self::FileUnusable(_)
            | Self::Import(_)
            | Self::Output(_) => Exit::FileUnusable,
        }
    }

    /// The sentence that tells it; `None` where there is nothing more to say.
    pub(super) fn message(&self, texts: &Texts) -> Option<String> {
        match self {
            Self::Output(_) if self.exit() == Exit::Done => None,
            Self::Output(error) => {
                Some(texts.with("cli-output-failed", &[("why", error.to_string().into())]))
            }
            Self::Desk(error) if error.is_damage() || is_unknown(error) => {
                Some([error.say(texts).as_str(), texts.get("cli-recover-hint")].join("\n"))
            }
            Self::Desk(error @ DeskError::Store(StoreError::Encrypted(_))) => {
                Some([error.say(texts).as_str(), texts.get("cli-encrypted-hint")].join("\n"))
            }
            Self::Desk(error) => Some(error.say(texts)),
            Self::Import(error) => Some(error.say(texts)),
            Self::Refused(sentence) | Self::WrongUsage(sentence) | Self::FileUnusable(sentence) => {
                Some(sentence.clone()).filter(|sentence| !sentence.is_empty())
            }
        }
    }
}

/// A file whose beginning is damaged looks like none of the program's.
const fn is_unknown(error: &DeskError) -> bool {
    matches!(error, DeskError::Store(StoreError::NotLeadline(_)))
}
