//! Notifications on macOS through its notification centre, which knows programs in bundles alone.

use super::status_macos::Status;
use super::{NoteFile, NoteKey, NotifyError, Rendered};
use crate::domain::Urgency;
use notify_rust::{Notification, NotificationHandle, NotificationResponse};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How long the notification centre is waited for.
const LONGEST_ANSWER: Duration = Duration::from_secs(5);

/// macOS' notification centre.
pub(super) struct Service {
    file: NoteFile,
}

impl Service {
    /// For the reminders of this file.
    pub(super) const fn of_file(file: NoteFile) -> Self {
        Self { file }
    }
}

/// A notification that was shown.
pub(super) struct Shown {
    listens: Arc<AtomicBool>,
    key: NoteKey,
}

impl Shown {
    /// Whether a click on it is still waited for.
    pub(super) fn is_live(&self) -> bool {
        self.listens.load(Ordering::SeqCst)
    }

    /// Takes it out of the notification centre.
    pub(super) fn close(&self, service: &Service) {
        Status::of_file(&service.file).take_back(&self.key);
    }
}

/// The name by which the notification centre knows a notification: those of two files may have the same key.
pub(super) fn identifier(key: &NoteKey, file: &NoteFile) -> String {
    format!("{}/{}", file.name, key.as_str())
}

/// The key of a notification of this file that the notification centre names.
pub(super) fn key_of(identifier: &str, file: &NoteFile) -> Option<NoteKey> {
    let (of, name) = identifier.split_once('/')?;
    (of == file.name).then(|| NoteKey::of_name(name))
}

/// Shows a notification and calls `on_click` when it is clicked: with the name of the button, if it was one.
pub(super) fn show(
    service: &mut Service,
    note: &Rendered,
    _before: Option<&Shown>,
    on_click: impl FnOnce(Option<&str>) + Send + 'static,
) -> Result<Shown, NotifyError> {
    if !is_in_bundle() {
        return Err(NotifyError::NoService(
            "Leadline was not started from its application bundle".to_owned(),
        ));
    }
    let notification = notification(note, &service.file);
    let listens = Arc::new(AtomicBool::new(true));
    let thread_listens = listens.clone();
    let (answer, answered) = channel();
    std::thread::Builder::new()
        .name("notification".to_owned())
        .spawn(move || {
            match pollster::block_on(allowed_and_shown(&notification)) {
                Ok(handle) => {
                    // Also when a person took their time to allow it: by now nobody waits for the answer.
                    answer.send(Ok(())).unwrap_or_default();
                    listen(handle, on_click);
                }
                Err(error) => answer.send(Err(error)).unwrap_or_default(),
            }
            thread_listens.store(false, Ordering::SeqCst);
        })
        .map_err(|error| NotifyError::Refused(error.to_string()))?;
    match answered.recv_timeout(LONGEST_ANSWER) {
        Ok(shown) => shown?,
        Err(RecvTimeoutError::Timeout) => return Err(NotifyError::NoAnswer),
        Err(RecvTimeoutError::Disconnected) => {
            return Err(NotifyError::NoService("the thread ended".to_owned()));
        }
    }
    Ok(Shown {
        listens,
        key: note.key.clone(),
    })
}

/// Shows it if the person allows notifications; the first time, the system asks.
async fn allowed_and_shown(notification: &Notification) -> Result<NotificationHandle, NotifyError> {
    let is_allowed = mac_usernotifications::request_auth()
        .await
        .map_err(|error| NotifyError::NoService(error.to_string()))?;
    if !is_allowed {
        return Err(NotifyError::SwitchedOff);
    }
    notification
        .show_async()
        .await
        .map_err(|error| NotifyError::Refused(error.to_string()))
}

/// Whether the program was started from its application bundle; asked by any other, the notification centre ends it.
pub(super) fn is_in_bundle() -> bool {
    std::env::current_exe().is_ok_and(|program| {
        program
            .ancestors()
            .any(|folder| folder.extension().is_some_and(|end| end == "app"))
    })
}

fn listen(shown: NotificationHandle, on_click: impl FnOnce(Option<&str>)) {
    let heard = shown.wait_for_response(|response: &NotificationResponse| match response {
        NotificationResponse::Default => on_click(None),
        NotificationResponse::Action(code) => on_click(Some(code)),
        _ => {}
    });
    if let Err(error) = heard {
        tracing::warn!(%error, "a notification was not heard of again");
    }
}

fn notification(note: &Rendered, file: &NoteFile) -> Notification {
    let urgency = match note.urgency {
        Urgency::Calm | Urgency::Soon => notify_rust::Urgency::Normal,
        Urgency::Critical => notify_rust::Urgency::Critical,
    };
    let mut notification = Notification::new();
    notification
        .appname("Leadline")
        .id(identifier(&note.key, file).as_str())
        .summary(&note.title)
        .body(&note.body)
        .urgency(urgency);
    for button in &note.buttons {
        notification.action(button.action.code(), &button.label);
    }
    notification
}
