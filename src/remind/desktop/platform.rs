//! Notifications on Windows and macOS, as far as notify-rust goes: a click is heard while the banner is up, and nothing can be withdrawn.

use super::{NotifyError, Rendered};
use notify_rust::{Notification, NotificationHandle, NotificationResponse};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The name under which the system knows the program.
const PROGRAM: &str = "Leadline.Leadline";

/// The system's notification service; always there.
#[derive(Default)]
pub(super) struct Service {
    /// Whether macOS was told whose notifications these are.
    #[cfg(target_os = "macos")]
    is_introduced: bool,
}

/// A notification that was shown.
pub(super) struct Shown {
    listens: Arc<AtomicBool>,
}

impl Shown {
    /// Whether a click on it is still waited for.
    pub(super) fn is_live(&self) -> bool {
        self.listens.load(Ordering::SeqCst)
    }

    /// The system tells when it is off the screen; until then the thread waits.
    pub(super) const fn let_go(&self) {}

    /// The system offers no way to take it off the screen.
    pub(super) const fn close(&self, _: &Service) {}
}

/// Shows a notification and calls `on_click` when it is clicked: with the name of the button, if it was one.
pub(super) fn show(
    service: &mut Service,
    note: &Rendered,
    _before: Option<&Shown>,
    on_click: impl FnOnce(Option<&str>) + Send + 'static,
) -> Result<Shown, NotifyError> {
    introduce(service)?;
    let shown = notification(note)
        .show()
        .map_err(|error| NotifyError::Refused(error.to_string()))?;
    let listens = Arc::new(AtomicBool::new(true));
    let thread_listens = listens.clone();
    std::thread::Builder::new()
        .name("notification".to_owned())
        .spawn(move || {
            listen(shown, on_click);
            thread_listens.store(false, Ordering::SeqCst);
        })
        .map_err(|error| NotifyError::Refused(error.to_string()))?;
    Ok(Shown { listens })
}

/// On macOS this is also what sends it.
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

/// Tells macOS whose notifications these are; it takes them for the Finder's otherwise.
#[cfg(target_os = "macos")]
fn introduce(service: &mut Service) -> Result<(), NotifyError> {
    if !service.is_introduced {
        notify_rust::set_application(PROGRAM)
            .map_err(|error| NotifyError::NoService(error.to_string()))?;
        service.is_introduced = true;
    }
    Ok(())
}

/// Each toast on Windows names the program itself.
#[cfg(not(target_os = "macos"))]
#[allow(clippy::unnecessary_wraps, reason = "on macOS it can fail")]
const fn introduce(_: &mut Service) -> Result<(), NotifyError> {
    Ok(())
}

fn notification(note: &Rendered) -> Notification {
    let mut notification = Notification::new();
    notification
        .appname("Leadline")
        .summary(&note.title)
        .body(&note.body);
    for button in &note.buttons {
        notification.action(button.action.code(), &button.label);
    }
    #[cfg(target_os = "windows")]
    {
        use crate::domain::Urgency;
        let urgency = match note.urgency {
            Urgency::Calm | Urgency::Soon => notify_rust::Urgency::Normal,
            Urgency::Critical => notify_rust::Urgency::Critical,
        };
        // Without a sound's name a toast is silent.
        notification
            .app_id(PROGRAM)
            .sound_name("Default")
            .urgency(urgency);
    }
    notification
}
