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
use self::windows::{FORGETS_EARLIER_RUNS, Service, Shown, recall, show};
#[cfg(all(unix, not(target_os = "macos")))]
use freedesktop::{FORGETS_EARLIER_RUNS, Service, Shown, recall, show};
#[cfg(target_os = "macos")]
use macos::{FORGETS_EARLIER_RUNS, Service, Shown, recall, show};
#[cfg(all(unix, not(target_os = "macos")))]
use status_freedesktop::Status;
#[cfg(target_os = "macos")]
use status_macos::Status;
#[cfg(windows)]
use status_windows::Status;

use super::{
    NoteAnswer, NoteButton, NoteFile, NoteKey, Notifier, NotifyError, Rendered, ServiceState,
};
use crate::desk::ScreenNote;
use std::sync::Arc;

/// Readies this process for notifications, before it has a window: Windows is to know by which name, and macOS whom to tell what is clicked.
pub fn prepare_desktop() {
    #[cfg(windows)]
    self::windows::name_process();
    #[cfg(target_os = "macos")]
    macos::listen();
}

/// The file of this name ([`NoteFile::name`]) as this person's notifications were last shown for it; `None` where the system does not keep that,
/// which it need not where links are not followed.
pub fn known_file(name: &str) -> Option<std::path::PathBuf> {
    #[cfg(windows)]
    let known = self::windows::known_file(name);
    #[cfg(not(windows))]
    let known = {
        let _ = name;
        None
    };
    known
}

/// Notifications that are remembered, to be taken back or heard of. Desktops keep about ten of a program on the screen, and some a history.
const KEPT: usize = 256;

type OnAnswer = Arc<dyn Fn(NoteAnswer) + Send + Sync>;

/// What is called when a notification is clicked, each time: with the name of the button, if it was one.
type OnClick = Arc<dyn Fn(Option<&str>) + Send + Sync>;

/// Why a notification was not shown.
struct NotShown {
    error: NotifyError,
    /// What may come up yet, because the service was only slow to answer: it can be taken back.
    late: Option<Shown>,
}

impl From<NotifyError> for NotShown {
    fn from(error: NotifyError) -> Self {
        Self { error, late: None }
    }
}

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

    fn show(&mut self, note: &Rendered, is_renewed: bool) -> Result<(), NotifyError> {
        if !self.shown.iter().any(|(_, shown)| shown.is_live()) {
            self.shown.clear();
        }
        let before = self
            .shown
            .iter()
            .rfind(|(key, shown)| *key == note.key && shown.is_in_place());
        let mut note = note.clone();
        if self.on_answer.is_none() {
            note.buttons.clear();
        }
        let (on_answer, asked) = (self.on_answer.clone(), note.clone());
        let on_click = Arc::new(move |code: Option<&str>| {
            if let (Some(on_answer), Some(answer)) = (&on_answer, asked.answer(code)) {
                on_answer(answer);
            }
        });
        let before = before.map(|(_, shown)| shown);
        let (shown, answer) = match show(&mut self.service, &note, before, is_renewed, on_click) {
            Ok(shown) => (Some(shown), Ok(())),
            Err(NotShown { error, late }) => (late, Err(error)),
        };
        if let Some(shown) = shown {
            // What is late has not taken the place of the one before.
            if answer.is_ok() {
                for (_, older) in self.shown.extract_if(.., |(key, _)| *key == note.key) {
                    older.give_way(&shown, &self.service);
                }
            }
            self.keep(note.key, shown);
        }
        answer
    }

    fn keep(&mut self, key: NoteKey, shown: Shown) {
        self.shown.push((key, shown));
        if self.shown.len() > KEPT {
            self.shown.remove(0);
        }
    }
}

impl Notifier for DesktopNotifier {
    fn prepare(&mut self, button_sets: &[Vec<NoteButton>]) {
        self.service.prepare(button_sets);
    }

    fn raise(&mut self, note: &Rendered) -> Result<(), NotifyError> {
        self.show(note, false)
    }

    fn renew(&mut self, note: &Rendered) -> Result<(), NotifyError> {
        if FORGETS_EARLIER_RUNS && self.on_answer.is_some() {
            return self.show(note, true);
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

    fn present(&mut self, remembered: &[ScreenNote]) -> Result<Option<Vec<NoteKey>>, NotifyError> {
        let on_answer = self.on_answer.clone();
        let on_click = |key: &NoteKey| -> OnClick {
            let (key, on_answer) = (key.clone(), on_answer.clone());
            Arc::new(move |code| {
                if let (Some(on_answer), Some(answer)) = (&on_answer, key.answer(code)) {
                    on_answer(answer);
                }
            })
        };
        let Some(recalled) = recall(&mut self.service, remembered, on_click)? else {
            return Ok(None);
        };
        let keys = recalled.iter().map(|(key, _)| key.clone()).collect();
        for (key, shown) in recalled {
            if !self.shown.iter().any(|(known, _)| *known == key) {
                self.keep(key, shown);
            }
        }
        Ok(Some(keys))
    }

    fn place(&self, key: &NoteKey) -> Option<String> {
        let mut shown = self.shown.iter().rev().filter(|(shown, _)| shown == key);
        shown.find_map(|(_, shown)| shown.remembered(&self.service))
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
