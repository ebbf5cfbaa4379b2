//! What macOS tells about the program's notifications: whether they are allowed, and which of them are still there.

use super::NoteFile;
use super::macos::{identifier, is_in_bundle, key_of};
use crate::remind::{NoteKey, NotifyError, ServiceState};
use mac_usernotifications::{
    AuthorizationStatus, NotificationSettingStatus, NotificationSettings,
    get_delivered_notification_ids, get_notification_settings,
};
use std::sync::mpsc::channel;
use std::time::Duration;

/// The notification centre answers at once or not at all; reminders wait as long.
const LONGEST_ANSWER: Duration = Duration::from_secs(1);

/// What macOS tells.
pub(super) struct Status {
    file: NoteFile,
}

impl Status {
    /// For the reminders of this file.
    pub(super) fn of_file(file: &NoteFile) -> Self {
        Self { file: file.clone() }
    }

    /// Whether notifications are shown now. That a person wants no disturbance is not told.
    #[allow(clippy::unused_self, reason = "elsewhere it is used")]
    pub(super) fn state(&self) -> ServiceState {
        if !is_in_bundle() {
            return ServiceState::OutsideBundle;
        }
        match answer(get_notification_settings()) {
            Some(Ok(settings)) => state_of(settings),
            Some(Err(error)) => {
                tracing::debug!(%error, "macOS does not tell how its notifications stand");
                ServiceState::Missing
            }
            None => ServiceState::NoAnswer,
        }
    }

    /// The notifications of this file that are in the notification centre; `None` where the program may not ask.
    ///
    /// # Errors
    /// When the notification centre does not answer.
    pub(super) fn present(&self) -> Result<Option<Vec<NoteKey>>, NotifyError> {
        if !is_in_bundle() {
            return Ok(None);
        }
        let names = answer(get_delivered_notification_ids()).ok_or(NotifyError::NoAnswer)?;
        let ours = names.iter().filter_map(|name| key_of(name, &self.file));
        Ok(Some(ours.collect()))
    }

    /// Takes a notification of this file out of the notification centre, whichever run has shown it.
    pub(super) fn take_back(&self, key: &NoteKey) {
        if is_in_bundle() {
            let name = identifier(key, &self.file);
            if answer(mac_usernotifications::close_delivered(&name)).is_none() {
                tracing::debug!("a notification could not be taken back");
            }
        }
    }
}

fn state_of(settings: NotificationSettings) -> ServiceState {
    let is_off = |setting| setting == NotificationSettingStatus::Disabled;
    match settings.authorization_status {
        AuthorizationStatus::Denied => ServiceState::SwitchedOff,
        AuthorizationStatus::Authorized
            if is_off(settings.alert_enabled) && is_off(settings.notification_center_enabled) =>
        {
            ServiceState::SwitchedOff
        }
        AuthorizationStatus::Authorized
        | AuthorizationStatus::Provisional
        | AuthorizationStatus::Ephemeral => ServiceState::Ready,
        // The first notification asks the person.
        AuthorizationStatus::NotDetermined | AuthorizationStatus::Unknown => ServiceState::Unknown,
    }
}

/// What the notification centre says, if it does in time.
fn answer<T: Send + 'static>(asked: impl Future<Output = T> + Send + 'static) -> Option<T> {
    let (out, answered) = channel();
    let spawned = std::thread::Builder::new()
        .name("notification".to_owned())
        .spawn(move || {
            // By now nobody may wait for it any more.
            out.send(pollster::block_on(asked)).unwrap_or_default();
        });
    if let Err(error) = spawned {
        tracing::warn!(%error, "a thread could not be started");
    }
    answered.recv_timeout(LONGEST_ANSWER).ok()
}
