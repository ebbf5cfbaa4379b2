//! Notifications on macOS through its notification centre, which knows programs in bundles alone.

mod clicks;

use super::status_macos::Status;
use super::{NoteFile, NoteKey, NotifyError, OnAnswer, Rendered};
use crate::domain::Urgency;
use notify_rust::Notification;
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
    key: NoteKey,
}

impl Shown {
    /// Whether it may still be there; only the notification centre knows.
    pub(super) const fn is_live(&self) -> bool {
        true
    }

    /// Takes it out of the notification centre.
    pub(super) fn close(&self, service: &Service) {
        Status::of_file(&service.file).take_back(&self.key);
    }
}

/// Has the notification centre tell this process what is clicked, also what has started it. Before the program's loop of events begins.
pub(super) fn listen() {
    if is_in_bundle() {
        clicks::install();
    }
}

/// Has every click on a notification of this file told to `on_answer`, whichever run has shown it.
pub(super) fn hear(file: &NoteFile, on_answer: &OnAnswer) {
    let (file, on_answer) = (file.clone(), on_answer.clone());
    clicks::hear(move |identifier, button| {
        let answer = key_of(identifier, &file).and_then(|key| key.answer(button));
        if let Some(answer) = answer {
            on_answer(answer);
        }
    });
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

/// Shows a notification. What is clicked is heard of by its name, so `_on_click` is never called: see [`hear`].
pub(super) fn show(
    service: &mut Service,
    note: &Rendered,
    _before: Option<&Shown>,
    _on_click: impl Fn(Option<&str>) + Send + Sync + 'static,
) -> Result<Shown, NotifyError> {
    if !is_in_bundle() {
        return Err(NotifyError::NoService(
            "Leadline was not started from its application bundle".to_owned(),
        ));
    }
    let notification = notification(note, &service.file);
    let (answer, answered) = channel();
    std::thread::Builder::new()
        .name("notification".to_owned())
        .spawn(move || {
            // A person may take their time to allow it: by then nobody waits for the answer.
            let shown = pollster::block_on(allowed_and_shown(&notification));
            answer.send(shown).unwrap_or_default();
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
        key: note.key.clone(),
    })
}

/// Shows it if the person allows notifications; the first time, the system asks.
async fn allowed_and_shown(notification: &Notification) -> Result<(), NotifyError> {
    let is_allowed = mac_usernotifications::request_auth()
        .await
        .map_err(|error| NotifyError::NoService(error.to_string()))?;
    if !is_allowed {
        return Err(NotifyError::SwitchedOff);
    }
    // The handle waits for clicks of this run alone.
    let shown = notification.show_async().await;
    shown
        .map(drop)
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
