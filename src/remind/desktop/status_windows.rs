//! What Windows tells about the program's notifications: whether they are shown now, and which of them are still there.

use super::NoteFile;
use super::windows::{LONGEST_TAG, PROGRAM, group, tag};
use crate::remind::{NoteKey, NotifyError, ServiceState};
use windows::UI::Notifications::{NotificationSetting, ToastNotificationManager};
use windows::Win32::UI::Shell::{
    QUERY_USER_NOTIFICATION_STATE, QUNS_BUSY, QUNS_PRESENTATION_MODE, QUNS_QUIET_TIME,
    QUNS_RUNNING_D3D_FULL_SCREEN, SHQueryUserNotificationState,
};

/// What Windows tells.
pub(super) struct Status {
    file: NoteFile,
}

impl Status {
    /// For the reminders of this file.
    pub(super) fn of_file(file: &NoteFile) -> Self {
        Self { file: file.clone() }
    }

    /// Whether notifications are shown now. That a person wants no disturbance is told only in the first hour of a new account.
    #[allow(clippy::unused_self, reason = "elsewhere it is used")]
    pub(super) fn state(&self) -> ServiceState {
        let setting = ToastNotificationManager::CreateToastNotifierWithId(&PROGRAM.into())
            .and_then(|notifier| notifier.Setting());
        match (setting, screen()) {
            (Ok(setting), _) if setting != NotificationSetting::Enabled => {
                ServiceState::SwitchedOff
            }
            (_, Some(QUNS_BUSY | QUNS_RUNNING_D3D_FULL_SCREEN | QUNS_PRESENTATION_MODE)) => {
                ServiceState::FullScreen
            }
            (_, Some(QUNS_QUIET_TIME)) => ServiceState::HeldBack,
            (Ok(_), _) => ServiceState::Ready,
            // Not known before the first notification was shown.
            (Err(_), _) => ServiceState::Unknown,
        }
    }

    /// The notifications of this file that are on the screen or in the notification centre.
    ///
    /// # Errors
    /// When Windows does not tell.
    pub(super) fn present(&self) -> Result<Vec<NoteKey>, NotifyError> {
        let shown = ToastNotificationManager::History()
            .and_then(|history| history.GetHistoryWithId(&PROGRAM.into()))
            .map_err(|error| NotifyError::NoService(error.message()))?;
        let group = group(&self.file);
        let ours = shown
            .into_iter()
            .filter(|toast| toast.Group().is_ok_and(|of| of == group));
        let names = ours.filter_map(|toast| toast.Tag().ok());
        Ok(names
            .map(|tag| tag.to_string_lossy())
            // A longer name was cut, and means nothing.
            .filter(|name| name.len() < LONGEST_TAG)
            .map(|name| NoteKey::of_name(&name))
            .collect())
    }

    /// Takes a notification of this file off the screen and out of the notification centre, whichever run has shown it.
    pub(super) fn take_back(&self, key: &NoteKey) {
        let removed = ToastNotificationManager::History().and_then(|history| {
            history.RemoveGroupedTagWithId(&tag(key), &group(&self.file), &PROGRAM.into())
        });
        if let Err(error) = removed {
            // It may be gone already.
            tracing::debug!(%error, "a notification could not be taken back");
        }
    }
}

/// What occupies the screen, as Windows sees it.
#[allow(unsafe_code, reason = "Windows offers it in no other way")]
fn screen() -> Option<QUERY_USER_NOTIFICATION_STATE> {
    // SAFETY: it takes nothing, and fills in a number of its own that the binding hands back by value.
    unsafe { SHQueryUserNotificationState() }.ok()
}
