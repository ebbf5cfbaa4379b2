//! Showing a notification through notify-rust, where the bus lets the program show but not listen: it has nothing to press.

use super::super::{NotifyError, Rendered};
use super::bus::LONGEST_ANSWER;
use super::message::{ENTRY, PROGRAM, STACKS, body};
use crate::domain::Urgency;
use notify_rust::{Hint, Notification, NotificationHandle};
use std::sync::mpsc::{RecvTimeoutError, channel};

/// Shows a notification over a connection that lasts as long as the handle.
pub(super) fn show(
    note: &Rendered,
    reads_markup: bool,
    replaced: u32,
) -> Result<NotificationHandle, NotifyError> {
    let urgency = match note.urgency {
        Urgency::Calm | Urgency::Soon => notify_rust::Urgency::Normal,
        Urgency::Critical => notify_rust::Urgency::Critical,
    };
    let mut notification = Notification::new();
    notification
        .appname(PROGRAM)
        .icon(ENTRY)
        .summary(&note.title)
        .body(&body(note, reads_markup))
        .urgency(urgency)
        .id(replaced)
        .hint(Hint::DesktopEntry(ENTRY.to_owned()));
    for stack in STACKS {
        let name = note.key.as_str().to_owned();
        notification.hint(Hint::Custom(stack.to_owned(), name));
    }
    // On a thread of its own: it waits for a service that hangs for good.
    let (answer, answered) = channel();
    std::thread::Builder::new()
        .name("notification".to_owned())
        .spawn(move || {
            if answer.send(notification.show()).is_err() {
                tracing::debug!("a notification was shown too late to be waited for");
            }
        })
        .map_err(|error| NotifyError::Refused(error.to_string()))?;
    match answered.recv_timeout(LONGEST_ANSWER) {
        Ok(shown) => shown.map_err(|error| NotifyError::Refused(error.to_string())),
        Err(RecvTimeoutError::Timeout) => Err(NotifyError::NoAnswer),
        Err(RecvTimeoutError::Disconnected) => {
            Err(NotifyError::NoService("the thread ended".to_owned()))
        }
    }
}
