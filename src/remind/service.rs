//! Whether the system shows notifications now, as far as it tells, and looking at that again no more often than it is of use.

use super::Engine;
use crate::text::{Say, Texts};
use std::time::{Duration, Instant};

/// How what shows notifications stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum ServiceState {
    /// It shows them.
    Ready,
    /// It keeps them off the screen for now: a person wants no disturbance.
    HeldBack,
    /// It keeps them off the screen for now: something fills the screen, or a presentation runs.
    FullScreen,
    /// The program's notifications are switched off in the system's settings.
    SwitchedOff,
    /// There is nothing that shows notifications.
    Missing,
    /// The system shows notifications of programs in bundles alone, and this one was started outside of its own.
    OutsideBundle,
    /// It is there and does not answer.
    NoAnswer,
    /// It refused the last notification, and tells no other reason.
    Refusing,
    /// The system does not tell, or was not asked yet.
    #[default]
    Unknown,
}

impl ServiceState {
    /// Whether a notification that is raised now may come up on the screen.
    pub const fn may_show(self) -> bool {
        matches!(self, Self::Ready | Self::Unknown)
    }

    /// Whether it comes up by itself once the person is done with something else: nothing is wrong.
    pub const fn is_passing(self) -> bool {
        matches!(self, Self::HeldBack | Self::FullScreen)
    }
}

impl Say for ServiceState {
    fn say(&self, texts: &Texts) -> String {
        let key = match self {
            Self::Ready => "service-ready",
            Self::HeldBack => "service-held-back",
            Self::FullScreen => "service-full-screen",
            Self::SwitchedOff => "service-switched-off",
            Self::Missing => "service-missing",
            Self::OutsideBundle => "service-outside-bundle",
            Self::NoAnswer => "service-no-answer",
            Self::Refusing => "service-refusing",
            Self::Unknown => "service-unknown",
        };
        texts.get(key).to_owned()
    }
}

/// Between two looks that nobody asked for at least this passes, however many passes there are.
const SHORTEST_PAUSE: Duration = Duration::from_secs(5);

/// What was seen last.
#[derive(Debug, Default)]
pub(super) struct ServiceWatch {
    told: ServiceState,
    looked_at: Option<Instant>,
}

impl ServiceWatch {
    /// The state, when it is another one than was told last. Not looked at unless it is asked for, or somebody reads it.
    pub(super) fn look(
        &mut self,
        engine: &mut Engine,
        is_asked: bool,
        is_watched: bool,
    ) -> Option<ServiceState> {
        let is_recent = |at: Instant| at.elapsed() < SHORTEST_PAUSE;
        if !is_asked && (!is_watched || self.looked_at.is_some_and(is_recent)) {
            return None;
        }
        let now = engine.service_state();
        self.looked_at = Some(Instant::now());
        (std::mem::replace(&mut self.told, now) != now).then_some(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Desk, Store, SystemClock};
    use crate::remind::RecordingNotifier;
    use crate::text::{Language, Zone};
    use std::sync::Arc;

    #[test]
    fn while_nobody_reads_it_the_service_is_left_alone_unless_that_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("board.leadline")).unwrap();
        let notifier = RecordingNotifier::default();
        let texts = Texts::in_zone(Language::English, Zone::fixed_hours(0));
        let shows = Box::new(notifier.clone());
        let mut engine = Engine::new(Desk::new(store), Arc::new(SystemClock), shows, texts);
        let mut watch = ServiceWatch::default();
        notifier.tell_state(ServiceState::HeldBack);
        assert_eq!(watch.look(&mut engine, false, false), None);
        let told = watch.look(&mut engine, false, true);
        assert_eq!(told, Some(ServiceState::HeldBack));
        notifier.tell_state(ServiceState::Ready);
        let told = watch.look(&mut engine, true, false);
        assert_eq!(told, Some(ServiceState::Ready));
    }
}
