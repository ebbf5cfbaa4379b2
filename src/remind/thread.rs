//! The thread that passes over the reminders, and what it tells the window.

use super::outlook::OutlookWatch;
use super::service::ServiceWatch;
use super::{
    ActedOn, DesktopNotifier, Engine, NoteAction, NoteAnswer, NoteFile, NotifierEvent,
    ServiceState, TestNote,
};
use crate::desk::{ClaimedReminder, Clock, Desk, Outlook, guarded};
use crate::domain::ReferralId;
use crate::text::Texts;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::task::Waker;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What the thread tells the window.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RemindEvent {
    /// These were recorded and raised: the program's own list has them now. Referrals that the clock ended meanwhile have been archived.
    Raised(Vec<ClaimedReminder>),
    /// A person clicked a notification: this referral is to be brought up.
    Opened(ReferralId),
    /// A person chose something in a notification: it was done, or why not in the person's language.
    Acted(ReferralId, Result<ActedOn, String>),
    /// The system shows no notifications; why, in the person's language. Told once, until it shows them again.
    Unavailable(String),
    /// The system shows notifications again.
    Available,
    /// What shows notifications stands so from now on, as far as the system tells. Told when it changes; until then it is not known.
    Service(ServiceState),
    /// The notification that a person asked for as a test: whether the system took it, or why not in the person's language.
    Tested(Result<TestNote, String>),
    /// A fault in the program has ended what it was doing, and it begins anew. Told once, until it gets through.
    Faulted,
    /// What lies ahead has changed. Told only to whom it was promised: see [`RemindOutbox::with_outlook`].
    Outlook(Outlook),
}

/// What the thread is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Nudge {
    /// Look now.
    Pass,
    /// Show a notification that is no reminder.
    Test,
    /// Look how what shows notifications stands.
    LookAtService,
    /// Do what a person chose in a notification.
    Act(ReferralId, NoteAction),
    /// End.
    End,
}

/// Where the thread leaves its events. Cheap to clone.
#[derive(Clone)]
pub struct RemindOutbox {
    take: Arc<dyn Fn(RemindEvent) + Send + Sync>,
    wants_outlook: bool,
}

impl RemindOutbox {
    /// Leaves events with `events`, and wakes `waker` for each. A window that is gone needs none.
    pub fn new(events: Sender<RemindEvent>, waker: Waker) -> Self {
        Self::calling(move |event| {
            if events.send(event).is_ok() {
                waker.wake_by_ref();
            }
        })
    }

    /// Hands events to `take`, on the thread on which they come up.
    pub fn calling(take: impl Fn(RemindEvent) + Send + Sync + 'static) -> Self {
        Self {
            take: Arc::new(take),
            wants_outlook: false,
        }
    }

    /// The same outbox, which is also told of [`RemindEvent::Outlook`].
    #[must_use]
    pub const fn with_outlook(mut self) -> Self {
        self.wants_outlook = true;
        self
    }

    /// Leaves an event.
    pub fn tell(&self, event: RemindEvent) {
        (self.take)(event);
    }
}

impl std::fmt::Debug for RemindOutbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RemindOutbox").finish_non_exhaustive()
    }
}

/// The longest pause between two passes: how late a reminder can be after the machine slept or its clock was set.
pub(super) const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// The shortest pause between two passes that were not asked for, so that an error repeated does not keep the processor busy.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
/// How long the first pass on a desktop waits, so that what has come due while the program was closed does not slow down its start. A reminder
/// may be [`LONGEST_PAUSE`] late. On a machine that has just started it waits until the clock is likely to be the right one.
const HEAD_START: Duration = Duration::from_secs(2);
/// How long the end of the thread is waited for; a notification service that hangs is left to itself.
const LONGEST_FAREWELL: Duration = Duration::from_secs(2);

/// The running thread. It ends when this is dropped.
#[derive(Debug)]
pub struct ReminderThread {
    nudges: Sender<Nudge>,
    /// Somebody reads how what shows notifications stands.
    is_watched: Arc<AtomicBool>,
    ended: Receiver<()>,
    thread: Option<JoinHandle<()>>,
}

impl ReminderThread {
    /// Starts the thread with an engine of any kind.
    ///
    /// # Errors
    /// When the system starts no more threads.
    pub fn start(engine: Engine, outbox: RemindOutbox) -> std::io::Result<Self> {
        Self::start_with(channel(), Duration::ZERO, engine, outbox)
    }

    /// Starts the thread on a desk of its own, with the system's notifications. It lets the window come up first. While `keeps_language` is
    /// true they speak the language of `texts`, whatever Settings say.
    ///
    /// # Errors
    /// When the system starts no more threads.
    pub fn start_on_desktop(
        desk: Desk,
        clock: Arc<dyn Clock>,
        texts: Texts,
        keeps_language: Arc<AtomicBool>,
        outbox: RemindOutbox,
    ) -> std::io::Result<Self> {
        let (nudges, received) = channel();
        let (answers, chosen) = (outbox.clone(), nudges.clone());
        let notifier =
            DesktopNotifier::new(NoteFile::of(desk.store()), move |answer| match answer {
                NoteAnswer::Opened(id) => answers.tell(RemindEvent::Opened(id)),
                NoteAnswer::Chose(id, action) => {
                    if chosen.send(Nudge::Act(id, action)).is_err() {
                        tracing::warn!("a notification was answered after the reminders had ended");
                    }
                }
            });
        let engine = Engine::new(desk, clock, Box::new(notifier), texts)
            .keeping_language_while(keeps_language);
        let started = Duration::from_millis(engine.millis_until_started().unsigned_abs());
        let head_start = HEAD_START.max(started);
        Self::start_with((nudges, received), head_start, engine, outbox)
    }

    fn start_with(
        (nudges, received): (Sender<Nudge>, Receiver<Nudge>),
        head_start: Duration,
        engine: Engine,
        outbox: RemindOutbox,
    ) -> std::io::Result<Self> {
        let (ending, ended) = channel::<()>();
        let is_watched = Arc::new(AtomicBool::new(true));
        let watched = is_watched.clone();
        let thread = std::thread::Builder::new()
            .name("reminders".to_owned())
            .spawn(move || {
                // Dropped when the thread ends, however it ends.
                let _ending = ending;
                let mut engine = engine;
                engine.prepare();
                if wait(head_start, &mut engine, &received, &outbox).is_some() {
                    run(engine, &received, &outbox, &watched);
                }
            })?;
        Ok(Self {
            nudges,
            is_watched,
            ended,
            thread: Some(thread),
        })
    }

    /// Asks for a pass now: after a change of a referral or of the settings, or when the window comes back to the front.
    pub fn nudge(&self) {
        self.ask(Nudge::Pass);
    }

    /// Asks for a notification now, to see whether the system shows it; answered by [`RemindEvent::Tested`].
    pub fn test(&self) {
        self.ask(Nudge::Test);
    }

    /// Asks to look now how what shows notifications stands; answered by [`RemindEvent::Service`] when that is news.
    pub fn look_at_service(&self) {
        self.ask(Nudge::LookAtService);
    }

    /// Says whether somebody reads how what shows notifications stands, for instance because there is a window. While nobody does, it is looked at
    /// only when that is asked for or a notification was not shown.
    pub fn set_watched(&self, is_watched: bool) {
        if is_watched && !self.is_watched.swap(true, Ordering::Relaxed) {
            self.look_at_service();
        }
        self.is_watched.store(is_watched, Ordering::Relaxed);
    }

    /// Whether it is still at work; a fault in it may have ended it.
    pub fn is_running(&self) -> bool {
        self.thread
            .as_ref()
            .is_some_and(|thread| !thread.is_finished())
    }

    fn ask(&self, nudge: Nudge) {
        if self.nudges.send(nudge).is_err() {
            tracing::error!("the reminder thread is gone");
        }
    }
}

impl Drop for ReminderThread {
    fn drop(&mut self) {
        // Notifications that still listen could nudge it, so it is told.
        self.ask(Nudge::End);
        match self.ended.recv_timeout(LONGEST_FAREWELL) {
            Err(RecvTimeoutError::Timeout) => {
                tracing::warn!("the reminder thread is still waiting for the system; left behind");
            }
            Ok(()) | Err(RecvTimeoutError::Disconnected) => {
                if self
                    .thread
                    .take()
                    .is_some_and(|thread| thread.join().is_err())
                {
                    tracing::error!("the reminder thread ended badly");
                }
            }
        }
    }
}

/// Waits before the first pass; `None` when the thread is to end. A pass asked for meanwhile comes with the first one.
fn wait(
    head_start: Duration,
    engine: &mut Engine,
    nudges: &Receiver<Nudge>,
    outbox: &RemindOutbox,
) -> Option<()> {
    let started = Instant::now();
    while let Some(left) = head_start.checked_sub(started.elapsed()) {
        match nudges.recv_timeout(left) {
            Ok(nudge) => obey(nudge, engine, outbox)?,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
    Some(())
}

fn run(
    mut engine: Engine,
    nudges: &Receiver<Nudge>,
    outbox: &RemindOutbox,
    is_watched: &AtomicBool,
) {
    let mut outlook = outbox.wants_outlook.then(OutlookWatch::default);
    let mut service = ServiceWatch::default();
    let mut is_service_asked = false;
    let mut faults = Faults::default();
    loop {
        let waits = guarded(|| {
            is_service_asked |= pass(&mut engine, outbox);
            if let Some(news) = outlook.as_mut().and_then(|watch| watch.look(&engine)) {
                outbox.tell(RemindEvent::Outlook(news));
            }
            let is_asked = std::mem::take(&mut is_service_asked);
            let is_watched = is_watched.load(Ordering::Relaxed);
            if let Some(news) = service.look(&mut engine, is_asked, is_watched) {
                outbox.tell(RemindEvent::Service(news));
            }
            pause(&engine)
        });
        let waits = if let Ok(waits) = waits {
            faults.is_told = false;
            waits
        } else {
            faults.begin_anew(&mut engine, outbox);
            LONGEST_PAUSE
        };
        match nudges.recv_timeout(waits) {
            // Several changes in a row need one pass.
            Ok(first) => {
                for nudge in std::iter::once(first).chain(nudges.try_iter()) {
                    is_service_asked |= matches!(nudge, Nudge::Test | Nudge::LookAtService);
                    match guarded(|| obey(nudge, &mut engine, outbox)) {
                        Ok(Some(())) => {}
                        Ok(None) => return,
                        Err(_) => faults.begin_anew(&mut engine, outbox),
                    }
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// What a fault leaves to do.
#[derive(Default)]
struct Faults {
    is_told: bool,
}

impl Faults {
    /// The engine goes on from what is in the file, as it would in a program started anew.
    fn begin_anew(&mut self, engine: &mut Engine, outbox: &RemindOutbox) {
        engine.begin_anew();
        if !std::mem::replace(&mut self.is_told, true) {
            outbox.tell(RemindEvent::Faulted);
        }
    }
}

/// Passes over the reminders once and tells what came of it; true when there is news of what shows them.
fn pass(engine: &mut Engine, outbox: &RemindOutbox) -> bool {
    let pass = match engine.pass() {
        Ok(pass) => pass,
        Err(error) => {
            tracing::error!(%error, "reminders could not be looked up");
            return false;
        }
    };
    if !pass.raised.is_empty() {
        outbox.tell(RemindEvent::Raised(pass.raised));
    }
    let is_news = pass.notifier.is_some();
    match pass.notifier {
        Some(NotifierEvent::Unavailable(why)) => outbox.tell(RemindEvent::Unavailable(why)),
        Some(NotifierEvent::Available) => outbox.tell(RemindEvent::Available),
        None => {}
    }
    is_news
}

/// Does what was asked besides the pass that comes with it; `None` when the thread is to end.
fn obey(nudge: Nudge, engine: &mut Engine, outbox: &RemindOutbox) -> Option<()> {
    match nudge {
        // The pass looks too.
        Nudge::Pass | Nudge::LookAtService => {}
        Nudge::Test => outbox.tell(RemindEvent::Tested(engine.show_test())),
        Nudge::Act(id, action) => {
            let done = engine.act(id, action);
            outbox.tell(RemindEvent::Acted(id, done));
        }
        Nudge::End => return None,
    }
    Some(())
}

/// How long until the next pass: never longer than the longest pause, because a countdown does not notice that the clock was set or the
/// machine slept.
pub(super) fn pause(engine: &Engine) -> Duration {
    match engine.millis_until_next() {
        Ok(Some(millis)) => Duration::from_millis(u64::try_from(millis).unwrap_or(0))
            .clamp(SHORTEST_PAUSE, LONGEST_PAUSE),
        Ok(None) => LONGEST_PAUSE,
        Err(error) => {
            tracing::error!(%error, "the next reminder could not be looked up");
            LONGEST_PAUSE
        }
    }
}
