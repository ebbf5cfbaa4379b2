//! Reading a file off the window's thread: whole once, and its rows again whenever a column is assigned anew.

use crate::domain::ImportRow;
use crate::exchange::{BadRow, FileError, Mapping, Parsed, Source, Table, parse, read_file};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::task::Waker;

/// What a file turned out to hold.
pub(super) struct Content {
    /// `None` for the program's own JSON, which has no columns to assign.
    pub table: Option<Columns>,
    pub rows: Vec<ImportRow>,
    pub bad: Vec<BadRow>,
}

/// A table and what its columns fill.
pub(super) struct Columns {
    pub table: Arc<Table>,
    pub mapping: Mapping,
    /// A value of each column, the first that is not empty.
    pub examples: Vec<String>,
}

/// The thread's work, and where its result comes.
pub(super) struct Reading {
    result: Receiver<Result<Content, FileError>>,
}

/// How far the reading has come.
pub(super) enum Progress {
    Reading,
    Done(Content),
    Failed(FileError),
    /// The thread came to nothing, or could not be started.
    Stopped,
}

/// So many records are looked through for a value to show.
const LOOKED_THROUGH: usize = 50;
/// The longest example, in characters.
const LONGEST_EXAMPLE: usize = 60;

impl Reading {
    /// Reads the file.
    pub(super) fn of_file(path: PathBuf, waker: Waker) -> Self {
        Self::start(waker, move || match read_file(&path)? {
            Source::Json(parsed) => Ok(content(None, parsed)),
            Source::Csv(table) => {
                let mapping = Mapping::recognise(&table);
                Ok(content_of_table(Arc::new(table), mapping))
            }
        })
    }

    /// Reads the rows of a table again, with what its columns fill now.
    pub(super) fn of_table(table: Arc<Table>, mapping: Mapping, waker: Waker) -> Self {
        Self::start(waker, move || Ok(content_of_table(table, mapping)))
    }

    fn start(
        waker: Waker,
        work: impl FnOnce() -> Result<Content, FileError> + Send + 'static,
    ) -> Self {
        let (sender, result) = channel();
        let started = std::thread::Builder::new()
            .name("import".to_owned())
            .spawn(move || {
                if sender.send(work()).is_err() {
                    tracing::debug!("the import was given up while its file was read");
                }
                // The sender goes first: a window woken now finds the result.
                drop(sender);
                waker.wake();
            });
        if let Err(error) = started {
            tracing::error!(%error, "no thread to read the import with");
        }
        Self { result }
    }

    pub(super) fn progress(&self) -> Progress {
        match self.result.try_recv() {
            Ok(Ok(content)) => Progress::Done(content),
            Ok(Err(error)) => Progress::Failed(error),
            Err(TryRecvError::Empty) => Progress::Reading,
            Err(TryRecvError::Disconnected) => Progress::Stopped,
        }
    }
}

fn content_of_table(table: Arc<Table>, mapping: Mapping) -> Content {
    let parsed = parse(&table, &mapping);
    let examples = examples(&table);
    let columns = Columns {
        table,
        mapping,
        examples,
    };
    content(Some(columns), parsed)
}

fn content(table: Option<Columns>, parsed: Parsed) -> Content {
    Content {
        table,
        rows: parsed.rows,
        bad: parsed.bad,
    }
}

fn examples(table: &Table) -> Vec<String> {
    let mut examples = vec![String::new(); table.headers().len()];
    for record in table.first_records(LOOKED_THROUGH) {
        for (example, value) in examples.iter_mut().zip(record) {
            if example.is_empty() {
                // A line break within a value would break the row it is shown in.
                *example = value
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .chars()
                    .take(LONGEST_EXAMPLE)
                    .collect();
            }
        }
    }
    examples
}
