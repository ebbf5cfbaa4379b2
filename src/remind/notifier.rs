//! What a notification is, and what shows it.

use super::ServiceState;
use crate::desk::{LedgerKey, ScreenNote, Store};
use crate::domain::{Mark, ReferralId, SnoozeChoice, Timestamp, Urgency};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Names a notification: one that is raised again under the same name takes the first one's place, where the system can.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NoteKey(String);

impl NoteKey {
    /// The name of the notification of one reminder.
    pub fn of_reminder(key: &LedgerKey) -> Self {
        Self(format!(
            "leadline-{}-{}-{}-{}",
            key.referral,
            key.mark.code(),
            key.lead_seconds,
            key.due_at.millis()
        ))
    }

    /// The name of the notification that tells of several reminders, by the first of them.
    pub fn of_digest(first: &LedgerKey) -> Self {
        let Self(first) = Self::of_reminder(first);
        Self(format!("{first}{DIGEST}"))
    }

    /// The name of a notification, as the system has it.
    pub fn of_name(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// Which reminder the notification of this name is about; `None` where it is about none.
    pub fn subject(&self) -> Option<NoteSubject> {
        let Self(name) = self;
        let (name, is_digest) = match name.strip_suffix(DIGEST) {
            Some(first) => (first, true),
            None => (name.as_str(), false),
        };
        let mut parts = name.strip_prefix("leadline-")?.split('-');
        let key = LedgerKey {
            referral: ReferralId(parts.next()?.parse().ok()?),
            mark: Mark::from_code(parts.next()?)?,
            lead_seconds: parts.next()?.parse().ok()?,
            due_at: Timestamp::from_millis(parts.next()?.parse().ok()?),
        };
        // Only what would be named so again.
        let (subject, named) = if is_digest {
            (NoteSubject::Digest(key), Self::of_digest(&key))
        } else {
            (NoteSubject::Reminder(key), Self::of_reminder(&key))
        };
        (named == *self).then_some(subject)
    }

    /// What it means that a person clicked the notification of this name, or the button `code` of it, whichever run has shown it; `None` where it
    /// is about no referral, or the button is not known.
    pub fn answer(&self, code: Option<&str>) -> Option<NoteAnswer> {
        let Self(name) = self;
        let mut parts = name.strip_prefix("leadline-")?.split('-');
        let first = ReferralId(parts.next()?.parse().ok()?);
        match code {
            None => Some(NoteAnswer::Opened(first)),
            Some(code) => {
                NoteAction::from_code(code).map(|action| NoteAnswer::Chose(first, action))
            }
        }
    }

    /// The name of the notification that tells what became of something chosen in another.
    pub(super) fn of_answer(referral: ReferralId) -> Self {
        Self(format!("leadline-{referral}-answer"))
    }

    /// The name of the notification that a person asks for as a test.
    pub fn of_test() -> Self {
        Self("leadline-test".to_owned())
    }

    /// The name, for the system: ASCII letters, digits, `-` and `_`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the name of a notification ends in that tells of several reminders.
const DIGEST: &str = "-digest";

/// What a notification is about, as its name tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoteSubject {
    /// This reminder.
    Reminder(LedgerKey),
    /// Several reminders, of which this is the first.
    Digest(LedgerKey),
}

/// A notification in words, ready to be shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rendered {
    /// Its name.
    pub key: NoteKey,
    /// The first line.
    pub title: String,
    /// The lines below it: plain text, never markup.
    pub body: String,
    /// What a click on it does, in words.
    pub open_label: String,
    /// How pressing it is: a critical one stays on the screen where the system does that.
    pub urgency: Urgency,
    /// The referrals it is about, the most pressing first. A click on it brings up the first.
    pub referrals: Vec<ReferralId>,
    /// The buttons, the most wanted first: some systems show only two or three. They are about the first of the referrals.
    pub buttons: Vec<NoteButton>,
}

impl Rendered {
    /// What it means that a person took the action of this name; `None` where it is about no referral, or the name is not known.
    pub fn answer(&self, code: Option<&str>) -> Option<NoteAnswer> {
        let first = self.referrals.first().copied()?;
        match code {
            None => Some(NoteAnswer::Opened(first)),
            Some(code) => {
                NoteAction::from_code(code).map(|action| NoteAnswer::Chose(first, action))
            }
        }
    }
}

/// Why a notification was not shown. Said to the person by [`crate::text::Say`].
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotifyError {
    /// The system has nothing that shows notifications, or it is not running.
    #[error("the system shows no notifications: {0}")]
    NoService(String),
    /// The person or an administrator switched the program's notifications off in the system's settings.
    #[error("the program's notifications are switched off in the system's settings")]
    SwitchedOff,
    /// What shows notifications did not answer in time.
    #[error("the notification service does not answer")]
    NoAnswer,
    /// It was refused.
    #[error("the notification was refused: {0}")]
    Refused(String),
}

/// What a person can do in a notification besides opening its referral.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NoteAction {
    /// Shows interest in the referral.
    Interested,
    /// Puts its reminders off.
    Snooze(SnoozeChoice),
}

impl NoteAction {
    const ALL: [Self; 4] = [
        Self::Interested,
        Self::Snooze(SnoozeChoice::OneHour),
        Self::Snooze(SnoozeChoice::FourHours),
        Self::Snooze(SnoozeChoice::Tomorrow),
    ];

    /// The name under which a system gives the action back.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Interested => "interested",
            Self::Snooze(SnoozeChoice::OneHour) => "snooze-1h",
            Self::Snooze(SnoozeChoice::FourHours) => "snooze-4h",
            Self::Snooze(SnoozeChoice::Tomorrow) => "snooze-tomorrow",
        }
    }

    /// The action of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }
}

/// The file whose reminders are shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoteFile {
    /// [`Store::file_name`].
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

impl NoteFile {
    /// The open file.
    pub fn of(store: &Store) -> Self {
        Self {
            name: store.file_name().to_owned(),
            path: store.path().to_owned(),
        }
    }
}

/// A button of a notification.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoteButton {
    /// What it does.
    pub action: NoteAction,
    /// What it says.
    pub label: String,
}

/// What a person did with a notification.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoteAnswer {
    /// Clicked it: this referral is to be brought up.
    Opened(ReferralId),
    /// Pressed a button: this is to be done to this referral.
    Chose(ReferralId, NoteAction),
}

/// Shows notifications.
pub trait Notifier: Send {
    /// Readies the system for notifications with these sets of buttons, before any is raised and again when their language changes.
    fn prepare(&mut self, _button_sets: &[Vec<NoteButton>]) {}

    /// Shows a notification; one of the same name is replaced. Returns once the system took it; that a person sees it is not known.
    ///
    /// # Errors
    /// When the system did not take it.
    fn raise(&mut self, note: &Rendered) -> Result<(), NotifyError>;

    /// Takes a notification off the screen, if it is still there.
    fn withdraw(&mut self, key: &NoteKey);

    /// The notifications of the program for this file that the system still shows, from whichever run of it; `None` where it does not tell.
    /// Where the system knows them only by what [`Self::place`] told, those of `remembered` that ended runs have shown and that may still be there.
    ///
    /// # Errors
    /// When the system would tell, but did not answer: it is worth asking again.
    fn present(&mut self, _remembered: &[ScreenNote]) -> Result<Option<Vec<NoteKey>>, NotifyError> {
        Ok(None)
    }

    /// Where a notification is, for [`Self::present`] of a later run of the program; `None` where that need not be remembered, or it is not on the
    /// screen.
    fn place(&self, _key: &NoteKey) -> Option<String> {
        None
    }

    /// Shows a notification of an earlier run again in its place, without a sound, where a click on it would otherwise not be heard.
    ///
    /// # Errors
    /// When the system did not take it.
    fn renew(&mut self, _note: &Rendered) -> Result<(), NotifyError> {
        Ok(())
    }

    /// Whether the system shows notifications now, as far as it tells. Shows none, and does not wait long.
    fn state(&mut self) -> ServiceState {
        ServiceState::Unknown
    }

    /// Whether the system keeps notifications off the screen for now, as far as it tells: a person wants no disturbance.
    fn is_held_back(&mut self) -> bool {
        self.state() == ServiceState::HeldBack
    }
}

/// What became of a notification that a person asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TestNote {
    /// The system took it.
    Taken,
    /// The system took it, but keeps notifications off the screen for now: a person wants no disturbance.
    HeldBack,
    /// The system took it, but keeps notifications off the screen for now: something fills it.
    FullScreen,
}

/// A notifier that only notes what it was asked to show, for tests. Clones share what they note.
#[derive(Clone, Debug, Default)]
pub struct RecordingNotifier {
    state: Arc<Mutex<Recorded>>,
}

#[derive(Debug, Default)]
struct Recorded {
    raised: Vec<Rendered>,
    withdrawn: Vec<NoteKey>,
    failure: Option<NotifyError>,
    present: Option<Vec<NoteKey>>,
    keeps_silent: bool,
    renewed: Vec<Rendered>,
    service: ServiceState,
}

impl RecordingNotifier {
    /// Everything raised so far, in order.
    pub fn raised(&self) -> Vec<Rendered> {
        self.recorded().raised.clone()
    }

    /// Everything raised since the last call.
    pub fn take_raised(&self) -> Vec<Rendered> {
        std::mem::take(&mut self.recorded().raised)
    }

    /// Everything withdrawn so far, in order.
    pub fn withdrawn(&self) -> Vec<NoteKey> {
        self.recorded().withdrawn.clone()
    }

    /// From now on nothing can be shown, for this reason; `None` makes it work again.
    pub fn fail_with(&self, failure: Option<NotifyError>) {
        self.recorded().failure = failure;
    }

    /// From now on it tells that these are still shown; `None` that it does not know.
    pub fn tell_present(&self, present: Option<Vec<NoteKey>>) {
        self.recorded().present = present;
    }

    /// From now on it does not answer when it is asked what is still shown, or does again.
    pub fn keep_silent(&self, keeps_silent: bool) {
        self.recorded().keeps_silent = keeps_silent;
    }

    /// Everything of earlier runs that was shown again in its place so far, in order.
    pub fn renewed(&self) -> Vec<Rendered> {
        self.recorded().renewed.clone()
    }

    /// From now on it tells that what shows notifications stands so.
    pub fn tell_state(&self, state: ServiceState) {
        self.recorded().service = state;
    }

    fn recorded(&self) -> MutexGuard<'_, Recorded> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Notifier for RecordingNotifier {
    fn raise(&mut self, note: &Rendered) -> Result<(), NotifyError> {
        let mut state = self.recorded();
        if let Some(failure) = &state.failure {
            return Err(failure.clone());
        }
        state.raised.push(note.clone());
        Ok(())
    }

    fn withdraw(&mut self, key: &NoteKey) {
        self.recorded().withdrawn.push(key.clone());
    }

    fn present(&mut self, _remembered: &[ScreenNote]) -> Result<Option<Vec<NoteKey>>, NotifyError> {
        let state = self.recorded();
        if state.keeps_silent {
            return Err(NotifyError::NoAnswer);
        }
        Ok(state.present.clone())
    }

    fn renew(&mut self, note: &Rendered) -> Result<(), NotifyError> {
        self.recorded().renewed.push(note.clone());
        Ok(())
    }

    fn state(&mut self) -> ServiceState {
        self.recorded().service
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_notification_tells_its_reminder() {
        let key = LedgerKey {
            referral: ReferralId(17),
            mark: Mark::from_code("lapse_72h").unwrap(),
            lead_seconds: 7_200,
            due_at: Timestamp::from_millis(1_793_000_000_123),
        };
        assert_eq!(
            NoteKey::of_reminder(&key).subject(),
            Some(NoteSubject::Reminder(key))
        );
        assert_eq!(
            NoteKey::of_digest(&key).subject(),
            Some(NoteSubject::Digest(key))
        );
    }

    #[test]
    fn what_names_no_reminder_tells_none() {
        let names = [
            "",
            "leadline-17",
            "leadline-17-answer",
            "leadline-17-lapse_72h-7200",
            "leadline-17-lapse_72h-7200-x",
            "leadline-17-lapse_72h-7200-1-2",
            "leadline-017-lapse_72h-7200-1",
            "other-17-lapse_72h-7200-1",
        ];
        for name in names {
            assert_eq!(NoteKey::of_name(name).subject(), None, "{name}");
        }
        assert_eq!(NoteKey::of_test().subject(), None);
        assert_eq!(NoteKey::of_answer(ReferralId(17)).subject(), None);
    }
}
