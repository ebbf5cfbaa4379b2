//! The engine without a window: one pass, or one after another, with a line for each reminder raised.

use super::thread::pause;
use super::{Engine, NoteAnswer, NotifierEvent, note_title};
use crate::desk::{ClaimedReminder, DeskError};
use crate::domain::{ReferralId, Reminder, Timestamp};
use serde::Serialize;
use std::io::Write;
use std::sync::mpsc::{Receiver, RecvTimeoutError};

/// A reminder as the command line prints it; its shape is a promise to scripts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ReminderJson {
    /// The referral's id.
    pub referral: ReferralId,
    /// The mark's neutral code.
    pub mark: String,
    /// How long ahead of the mark, in seconds; 0 reports a lapse.
    pub lead_s: i64,
    /// When it is or was to be raised.
    pub raise_at: Timestamp,
    /// When the mark falls.
    pub due_at: Timestamp,
}

impl From<&ClaimedReminder> for ReminderJson {
    fn from(claimed: &ClaimedReminder) -> Self {
        Self {
            referral: claimed.key.referral,
            mark: claimed.key.mark.code(),
            lead_s: claimed.key.lead_seconds,
            raise_at: claimed.raise_at,
            due_at: claimed.key.due_at,
        }
    }
}

impl From<(ReferralId, Reminder)> for ReminderJson {
    fn from((referral, reminder): (ReferralId, Reminder)) -> Self {
        Self {
            referral,
            mark: reminder.mark.code(),
            lead_s: reminder.lead_seconds,
            raise_at: reminder.raise_at,
            due_at: reminder.due_at,
        }
    }
}

/// How a raised reminder is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineStyle {
    /// One JSON object a line: [`ReminderJson`].
    Json,
    /// As the notification's title.
    Words,
}

/// Why raising or reporting ended.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The file cannot be read or written.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The lines cannot be written, for instance because their reader is gone.
    #[error("the reminders cannot be written out: {0}")]
    Output(#[from] std::io::Error),
}

/// Raises what is due now and writes a line for each. Returns how many there were, and news of the notifier.
///
/// # Errors
/// When the file cannot be used or the lines cannot be written; what was raised stays raised.
pub fn once(
    engine: &mut Engine,
    style: LineStyle,
    out: &mut dyn Write,
) -> Result<(usize, Option<NotifierEvent>), ReportError> {
    let pass = engine.pass()?;
    for reminder in &pass.raised {
        write_line(engine, reminder, style, out)?;
    }
    out.flush()?;
    Ok((pass.raised.len(), pass.notifier))
}

/// What whoever raises reminders without a window is asked meanwhile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WatchEvent {
    /// A person answered a notification.
    Answered(NoteAnswer),
    /// What is to be told beside the reminders, in the person's language.
    Told(Vec<String>),
    /// It is to end.
    Stop,
}

/// News for whoever raises reminders without a window.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WatchNews {
    /// Of the notifier.
    Notifier(NotifierEvent),
    /// In the person's language.
    Words(String),
}

/// Raises reminders as they come due and writes a line for each, until `asked` says stop or its sender is gone. `tell` hears the news.
///
/// # Errors
/// When the file cannot be used at the start, or the lines cannot be written. Later trouble with the file is logged and tried again.
pub fn watch(
    engine: &mut Engine,
    style: LineStyle,
    out: &mut dyn Write,
    asked: &Receiver<WatchEvent>,
    tell: &mut dyn FnMut(WatchNews),
) -> Result<(), ReportError> {
    let mut is_first = true;
    engine.prepare();
    loop {
        match once(engine, style, out) {
            Ok((_, news)) => news
                .into_iter()
                .map(WatchNews::Notifier)
                .for_each(&mut *tell),
            Err(ReportError::Desk(error)) if !is_first => {
                tracing::error!(%error, "reminders could not be looked up");
            }
            Err(error) => return Err(error),
        }
        is_first = false;
        match asked.recv_timeout(pause(engine)) {
            Ok(WatchEvent::Answered(NoteAnswer::Chose(id, action))) => {
                // What was refused is told in a notification.
                drop(engine.act(id, action));
            }
            // There is no window to bring up.
            Ok(WatchEvent::Answered(NoteAnswer::Opened(_))) | Err(RecvTimeoutError::Timeout) => {}
            Ok(WatchEvent::Told(lines)) => {
                lines.into_iter().map(WatchNews::Words).for_each(&mut *tell);
            }
            Ok(WatchEvent::Stop) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}

fn write_line(
    engine: &Engine,
    reminder: &ClaimedReminder,
    style: LineStyle,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    match style {
        LineStyle::Json => {
            serde_json::to_writer(&mut *out, &ReminderJson::from(reminder))?;
            writeln!(out)
        }
        LineStyle::Words => {
            let title = note_title(
                &reminder.key,
                &reminder.referral,
                engine.now(),
                engine.texts(),
                true,
            );
            writeln!(out, "{title}")
        }
    }
}
