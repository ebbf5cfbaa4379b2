//! Notifications on macOS through its notification centre, which knows programs in bundles alone.

mod clicks;

use super::status_macos::Status;
use super::{
    NotShown, NoteButton, NoteFile, NoteKey, NotifyError, OnAnswer, OnClick, Rendered, ScreenNote,
};
use crate::domain::Urgency;
use mac_usernotifications::action::{Action, ActionCategory};
use notify_rust::Notification;
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

    /// Registers every set of buttons. The notification centre forgets all that were not registered together, and with the first notification the
    /// crate that shows them registers only the one that this has: what earlier runs have shown would lose its buttons.
    #[allow(
        clippy::needless_pass_by_ref_mut,
        clippy::unused_self,
        reason = "elsewhere it is used"
    )]
    pub(super) fn prepare(&mut self, button_sets: &[Vec<NoteButton>]) {
        if !is_in_bundle() {
            return;
        }
        for buttons in button_sets {
            // By this name the crate replaces it, instead of adding another.
            let mut names: Vec<&str> = buttons.iter().map(|one| one.action.code()).collect();
            names.sort_unstable();
            buttons
                .iter()
                .map(|button| Action::button(button.action.code(), button.label.as_str()))
                .fold(ActionCategory::new(names.join(",")), ActionCategory::action)
                .register();
        }
    }
}

/// Whether a click on what an earlier run has shown does nothing: the notification centre tells of every click.
pub(super) const FORGETS_EARLIER_RUNS: bool = false;

/// A notification that was shown.
pub(super) struct Shown {
    key: NoteKey,
    /// Told to the thread that may still be waiting for the person to allow it.
    is_taken_back: Arc<AtomicBool>,
}

impl Shown {
    /// Whether it may still be there; only the notification centre knows.
    pub(super) const fn is_live(&self) -> bool {
        true
    }

    /// The notification centre knows it by name.
    #[allow(clippy::unused_self, reason = "elsewhere it is used")]
    pub(super) const fn remembered(&self, _: &Service) -> Option<String> {
        None
    }

    /// Whether another of its name takes its place: always.
    #[allow(clippy::unused_self, reason = "elsewhere it is used")]
    pub(super) const fn is_in_place(&self) -> bool {
        true
    }

    /// A newer one of its name has taken its place already.
    #[allow(clippy::unused_self, reason = "elsewhere it is used")]
    pub(super) const fn give_way(&self, _newer: &Self, _: &Service) {}

    /// Takes it out of the notification centre.
    pub(super) fn close(&self, service: &Service) {
        self.is_taken_back.store(true, Ordering::SeqCst);
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
    _is_renewed: bool,
    _on_click: OnClick,
) -> Result<Shown, NotShown> {
    if !is_in_bundle() {
        return Err(NotifyError::NoService(
            "Leadline was not started from its application bundle".to_owned(),
        )
        .into());
    }
    let notification = notification(note, &service.file);
    let name = identifier(&note.key, &service.file);
    let shown = Shown {
        key: note.key.clone(),
        is_taken_back: Arc::new(AtomicBool::new(false)),
    };
    let is_taken_back = shown.is_taken_back.clone();
    let (answer, answered) = channel();
    std::thread::Builder::new()
        .name("notification".to_owned())
        .spawn(move || {
            // A person may take their time to allow it: by then nobody waits for the answer.
            let shown = pollster::block_on(allowed_and_shown(&notification));
            // The flag is set before it is taken back by its name, so one of the two comes late enough.
            if shown.is_ok() && is_taken_back.load(Ordering::SeqCst) {
                pollster::block_on(mac_usernotifications::close_delivered(&name));
            }
            answer.send(shown).unwrap_or_default();
        })
        .map_err(|error| NotifyError::Refused(error.to_string()))?;
    match answered.recv_timeout(LONGEST_ANSWER) {
        Ok(shown) => shown?,
        Err(RecvTimeoutError::Timeout) => {
            return Err(NotShown {
                error: NotifyError::NoAnswer,
                late: Some(shown),
            });
        }
        Err(RecvTimeoutError::Disconnected) => {
            return Err(NotifyError::NoService("the thread ended".to_owned()).into());
        }
    }
    Ok(shown)
}

/// What is still in the notification centre, whichever run has shown it: it knows that by name.
pub(super) fn recall(
    service: &mut Service,
    _remembered: &[ScreenNote],
    _on_click: impl Fn(&NoteKey) -> OnClick,
) -> Result<Option<Vec<(NoteKey, Shown)>>, NotifyError> {
    let present = Status::of_file(&service.file).present()?;
    let shown = |key: NoteKey| {
        let is_taken_back = Arc::new(AtomicBool::new(false));
        (key.clone(), Shown { key, is_taken_back })
    };
    Ok(present.map(|keys| keys.into_iter().map(shown).collect()))
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
