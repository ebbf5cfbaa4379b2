//! The timer thread and the notifications it raises. Decides by the wall clock alone, on every pass; the ledger in the file is the truth.

mod desktop;
mod engine;
pub mod link;
mod notifier;
mod outlook;
mod owed;
mod report;
mod service;
mod thread;
mod words;

pub use desktop::{DesktopNotifier, known_file, prepare_desktop};
pub use engine::{ActedOn, Engine, NotifierEvent, Pass};
pub use notifier::{
    NoteAction, NoteAnswer, NoteButton, NoteFile, NoteKey, NoteSubject, Notifier, NotifyError,
    RecordingNotifier, Rendered, TestNote,
};
pub use report::{LineStyle, ReminderJson, ReportError, WatchEvent, WatchNews, once, watch};
pub use service::ServiceState;
pub use thread::{RemindEvent, RemindOutbox, ReminderThread};
pub use words::{note_body, note_title};
