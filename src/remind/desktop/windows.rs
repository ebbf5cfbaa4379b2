//! Notifications on Windows, straight from its own interface: named so that one replaces the other, taken back by name, and answered by
//! starting the program with a link, which works however long the banner has been gone.

use super::start_menu;
use super::status_windows::Status;
use super::toast::toast_xml;
use super::{NoteFile, NotifyError, Rendered};
use crate::remind::NoteKey;
use crate::remind::link::SCHEME;
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

/// Windows' notifications for the program.
pub(super) struct Service {
    is_registered: bool,
    file: NoteFile,
}

impl Service {
    /// For the reminders of this file.
    pub(super) const fn of_file(file: NoteFile) -> Self {
        Self {
            is_registered: false,
            file,
        }
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

    /// Takes it off the screen and out of the notification centre.
    pub(super) fn close(&self, service: &Service) {
        Status::of_file(&service.file).take_back(&self.key);
    }
}

/// Shows a notification; one of the same name is replaced. Clicks come as links, so `_on_click` is never called.
pub(super) fn show(
    service: &mut Service,
    note: &Rendered,
    _before: Option<&Shown>,
    _on_click: impl FnOnce(Option<&str>) + Send + 'static,
) -> Result<Shown, NotifyError> {
    if !service.is_registered {
        register(&service.file).map_err(|error| NotifyError::NoService(error.to_string()))?;
        service.is_registered = true;
    }
    let refused = |error: windows::core::Error| NotifyError::Refused(error.message());
    let notifier = ToastNotificationManager::CreateToastNotifierWithId(&PROGRAM.into())
        .map_err(|error| NotifyError::NoService(error.message()))?;
    // Not known before the first toast was shown.
    if notifier
        .Setting()
        .is_ok_and(|setting| setting != NotificationSetting::Enabled)
    {
        return Err(NotifyError::SwitchedOff);
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

/// Tells Windows the program's name, by a shortcut too, and which program opens its links, on which file, for this person alone.
fn register(file: &NoteFile) -> windows_registry::Result<()> {
    let name = CURRENT_USER.create(format!("Software\\Classes\\AppUserModelId\\{PROGRAM}"))?;
    name.set_string("DisplayName", "Leadline")?;
    let Ok(program) = std::env::current_exe() else {
        return Ok(());
    };
    if let Err(error) = start_menu::ensure_shortcut(&program, PROGRAM) {
        // An installer may have made one elsewhere; whether notifications come up shows in the test.
        tracing::warn!(%error, "no shortcut could be made in the Start menu");
    }
    let scheme = CURRENT_USER.create(format!("Software\\Classes\\{SCHEME}"))?;
    scheme.set_string("", "URL:Leadline")?;
    scheme.set_string("URL Protocol", "")?;
    let command = scheme.create("shell\\open\\command")?;
    // Neither path can hold a quotation mark on Windows.
    let (program, file) = (program.display(), file.path.display());
    command.set_string("", format!("\"{program}\" --db \"{file}\" \"%1\""))
}
