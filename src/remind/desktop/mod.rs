//! The system's own notifications: over the session bus, from Windows itself, or from macOS' notification centre.

#[cfg(all(unix, not(target_os = "macos")))]
mod freedesktop;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod start_menu;
#[cfg(all(unix, not(target_os = "macos")))]
mod status_freedesktop;
#[cfg(target_os = "macos")]
mod status_macos;
#[cfg(windows)]
mod status_windows;
#[cfg(any(windows, test))]
mod toast;
#[cfg(windows)]
mod windows;

#[cfg(windows)]
use self::windows::{Service, Shown, show};
#[cfg(all(unix, not(target_os = "macos")))]
use freedesktop::{Service, Shown, show};
#[cfg(target_os = "macos")]
use macos::{Service, Shown, show};
#[cfg(all(unix, not(target_os = "macos")))]
use status_freedesktop::Status;
#[cfg(target_os = "macos")]
use status_macos::Status;
#[cfg(windows)]
use status_windows::Status;

use super::{NoteAnswer, NoteFile, NoteKey, Notifier, NotifyError, Rendered, ServiceState};
use std::sync::Arc;

/// Readies this process for notifications, before it has a window: Windows is to know by which name, and macOS whom to tell what is clicked.
pub fn prepare_desktop() {
    #[cfg(windows)]
    self::windows::name_process();
    #[cfg(target_os = "macos")]
    macos::listen();
}

/// Notifications that are remembered, to be taken back or heard of. Desktops keep about ten of a program on the screen, and some a history.
const KEPT: usize = 256;

type OnAnswer = Arc<dyn Fn(NoteAnswer) + Send + Sync>;

/// Shows notifications on the person's desktop.
pub struct DesktopNotifier {
    status: Status,
    service: Service,
    shown: Vec<(NoteKey, Shown)>,
    /// `None` where nobody will be there to hear what is clicked.
    on_answer: Option<OnAnswer>,
}

impl DesktopNotifier {
    /// A notifier for the reminders of this file. It calls `on_answer`, from a thread of its own, when a person clicks a notification or one
    /// of its buttons; on Windows the program is started with a link instead. On macOS that goes for those of earlier runs too.
    pub fn new(file: NoteFile, on_answer: impl Fn(NoteAnswer) + Send + Sync + 'static) -> Self {
        let on_answer: OnAnswer = Arc::new(on_answer);
        #[cfg(target_os = "macos")]
        macos::hear(&file, &on_answer);
        Self {
            status: Status::of_file(&file),
            service: Service::of_file(file),
            shown: Vec::new(),
            on_answer: Some(on_answer),
        }
    }

    /// A notifier of a program that ends once it has shown what is due: its notifications have no buttons, which would do nothing.
    pub fn of_a_short_run(file: NoteFile) -> Self {
        Self {
            status: Status::of_file(&file),
            service: Service::of_file(file),
            shown: Vec::new(),
            on_answer: None,
        }
    }
}

impl Notifier for DesktopNotifier {
    fn raise(&mut self, note: &Rendered) -> Result<(), NotifyError> {
        if !self.shown.iter().any(|(_, shown)| shown.is_live()) {
            self.shown.clear();
        }
        let before = self.shown.iter().find(|(key, _)| *key == note.key);
        let mut note = note.clone();
        if self.on_answer.is_none() {
            note.buttons.clear();
        }
        let (on_answer, asked) = (self.on_answer.clone(), note.clone());
        let on_click = move |code: Option<&str>| {
            if let (Some(on_answer), Some(answer)) = (&on_answer, asked.answer(code)) {
                on_answer(answer);
            }
        };
        let before = before.map(|(_, shown)| shown);
        let shown = show(&mut self.service, &note, before, on_click)?;
        self.shown.retain(|(key, _)| *key != note.key);
        self.shown.push((note.key.clone(), shown));
        if self.shown.len() > KEPT {
            self.shown.remove(0);
        }
        Ok(())
    }

    fn withdraw(&mut self, key: &NoteKey) {
        let mut is_of_this_run = false;
        for (_, shown) in self.shown.iter().filter(|(shown, _)| shown == key) {
            shown.close(&self.service);
            is_of_this_run = true;
        }
        if !is_of_this_run {
            self.status.take_back(key);
        }
    }

    fn present(&mut self) -> Option<Vec<NoteKey>> {
        self.status.present()
    }

    fn state(&mut self) -> ServiceState {
        self.status.state()
    }
}

impl std::fmt::Debug for DesktopNotifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DesktopNotifier")
            .field("shown", &self.shown.len())
            .finish_non_exhaustive()
    }
}
