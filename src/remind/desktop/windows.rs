//! Notifications on Windows, straight from its own interface: named so that one replaces the other, taken back by name, and answered by
//! starting the program with a link, which works however long the banner has been gone.

use super::start_menu;
use super::status_windows::Status;
use super::toast::toast_xml;
use super::{NotShown, NoteButton, NoteFile, NotifyError, OnClick, Rendered, ScreenNote};
use crate::remind::NoteKey;
use crate::remind::link::SCHEME;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use windows::Data::Xml::Dom::XmlDocument;
use windows::UI::Notifications::{
    NotificationSetting, ToastNotification, ToastNotificationManager,
};
use windows::core::HSTRING;
use windows_registry::CURRENT_USER;

/// The name under which Windows knows the program; the installer's shortcut carries it too.
pub(super) const PROGRAM: &str = "Leadline.Leadline";
/// Windows takes up to so many characters.
pub(super) const LONGEST_TAG: usize = 64;

/// Where it is kept which file has which name: links name it.
const FILES: &str = "Software\\Leadline\\Files";
/// How long Windows takes to notice a shortcut that was just made: until then it takes notifications and shows nothing, without a word.
const SHORTCUT_NOTICED: Duration = Duration::from_secs(5);
/// Whether a click on what an earlier run has shown does nothing: links work for good.
pub(super) const FORGETS_EARLIER_RUNS: bool = false;

/// Windows' notifications for the program.
pub(super) struct Service {
    is_registered: bool,
    /// When Windows will have noticed the shortcut, if this run has made it.
    shows_from: Option<Instant>,
    file: NoteFile,
}

impl Service {
    /// For the reminders of this file.
    pub(super) const fn of_file(file: NoteFile) -> Self {
        Self {
            is_registered: false,
            shows_from: None,
            file,
        }
    }

    /// Makes the program known to Windows early, so that the first notification need not wait for that.
    pub(super) fn prepare(&mut self, _: &[Vec<NoteButton>]) {
        if let Err(error) = self.register() {
            // It is tried again with the first notification.
            tracing::warn!(%error, "the program could not be registered for notifications");
        }
    }

    fn register(&mut self) -> windows_registry::Result<()> {
        if !self.is_registered {
            let makes_shortcut = register(&self.file)?;
            self.shows_from = makes_shortcut.then(|| Instant::now() + SHORTCUT_NOTICED);
            self.is_registered = true;
        }
        Ok(())
    }
}

/// A notification that was shown.
pub(super) struct Shown {
    key: NoteKey,
}

impl Shown {
    /// Whether it may still be on the screen or in the notification centre; only Windows knows.
    pub(super) const fn is_live(&self) -> bool {
        true
    }

    /// Windows knows it by name.
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

    /// Takes it off the screen and out of the notification centre.
    pub(super) fn close(&self, service: &Service) {
        Status::of_file(&service.file).take_back(&self.key);
    }
}

/// What Windows still shows, whichever run has shown it: it knows that by name.
pub(super) fn recall(
    service: &mut Service,
    _remembered: &[ScreenNote],
    _on_click: impl Fn(&NoteKey) -> OnClick,
) -> Result<Option<Vec<(NoteKey, Shown)>>, NotifyError> {
    let present = Status::of_file(&service.file).present()?;
    let shown = |key: NoteKey| (key.clone(), Shown { key });
    Ok(Some(present.into_iter().map(shown).collect()))
}

/// Shows a notification; one of the same name is replaced. Clicks come as links, so `_on_click` is never called.
pub(super) fn show(
    service: &mut Service,
    note: &Rendered,
    _before: Option<&Shown>,
    _is_renewed: bool,
    _on_click: OnClick,
) -> Result<Shown, NotShown> {
    service
        .register()
        .map_err(|error| NotifyError::NoService(error.to_string()))?;
    if let Some(shows_from) = service.shows_from.take() {
        // Once in the life of an installation, and on a thread that has nothing else to do: a reminder that is shown late is better than one that
        // Windows takes and drops.
        std::thread::sleep(shows_from.saturating_duration_since(Instant::now()));
    }
    let refused = |error: windows::core::Error| NotifyError::Refused(error.message());
    let notifier = ToastNotificationManager::CreateToastNotifierWithId(&PROGRAM.into())
        .map_err(|error| NotifyError::NoService(error.message()))?;
    // Not known before the first toast was shown.
    if notifier
        .Setting()
        .is_ok_and(|setting| setting != NotificationSetting::Enabled)
    {
        return Err(NotifyError::SwitchedOff.into());
    }
    let content = XmlDocument::new().map_err(refused)?;
    let xml = toast_xml(note, &service.file.name);
    content.LoadXml(&HSTRING::from(xml)).map_err(refused)?;
    let toast = ToastNotification::CreateToastNotification(&content).map_err(refused)?;
    toast.SetTag(&tag(&note.key)).map_err(refused)?;
    toast.SetGroup(&group(&service.file)).map_err(refused)?;
    notifier.Show(&toast).map_err(refused)?;
    Ok(Shown {
        key: note.key.clone(),
    })
}

/// Gives this process the name under which Windows knows the program.
pub(super) fn name_process() {
    if let Err(error) = start_menu::name_process(PROGRAM) {
        tracing::warn!(%error, "the process could not be named");
    }
}

/// What tells the notifications of a file apart.
pub(super) fn tag(key: &NoteKey) -> HSTRING {
    HSTRING::from(key.as_str().chars().take(LONGEST_TAG).collect::<String>())
}

/// What tells the notifications of two files apart: their names may be the same.
pub(super) fn group(file: &NoteFile) -> HSTRING {
    HSTRING::from(format!("reminders-{}", file.name))
}

/// Where the file of this name is, as it was when its notifications were last shown.
pub(super) fn known_file(name: &str) -> Option<PathBuf> {
    let files = CURRENT_USER.open(FILES).ok()?;
    files.get_string(name).ok().map(PathBuf::from)
}

/// Tells Windows the program's name, by a shortcut too, and which program opens its links, on which file, for this person alone. True when the
/// shortcut was only made now.
fn register(file: &NoteFile) -> windows_registry::Result<bool> {
    let name = CURRENT_USER.create(format!("Software\\Classes\\AppUserModelId\\{PROGRAM}"))?;
    name.set_string("DisplayName", "Leadline")?;
    let Ok(program) = std::env::current_exe() else {
        return Ok(false);
    };
    let makes_shortcut = start_menu::ensure_shortcut(&program, PROGRAM).unwrap_or_else(|error| {
        // An installer may have made one elsewhere; whether notifications come up shows in the test.
        tracing::warn!(%error, "no shortcut could be made in the Start menu");
        false
    });
    if file.path.as_os_str().is_empty() {
        // Notifications of no file have no links to open.
        return Ok(makes_shortcut);
    }
    let path = file.path.to_string_lossy();
    CURRENT_USER.create(FILES)?.set_string(&file.name, &path)?;
    let scheme = CURRENT_USER.create(format!("Software\\Classes\\{SCHEME}"))?;
    scheme.set_string("", "URL:Leadline")?;
    scheme.set_string("URL Protocol", "")?;
    let command = scheme.create("shell\\open\\command")?;
    // Neither path can hold a quotation mark on Windows.
    let (program, file) = (program.display(), file.path.display());
    command.set_string("", format!("\"{program}\" --db \"{file}\" \"%1\""))?;
    Ok(makes_shortcut)
}
