//! The program around its window: what reaches it from outside, whether it stays when the window goes, and the threads that remind and make
//! backups, which no window owns.

use super::instance::{CallLine, Claim, Instance, Reply, claim};
use super::login::{LoginError, LoginStart};
use super::settings_page::SettingsPage;
use super::tray;
use crate::desk::backups::{BackupNews, BackupThread};
use crate::desk::{BackgroundCheck, CheckNews, Clock, Desk, Outlook, Store};
use crate::domain::ReferralId;
use crate::remind::{RemindEvent, RemindOutbox, ReminderThread, ServiceState};
use crate::text::{Language, Texts};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::task::Waker;

/// What reaches the program from outside its window.
#[derive(Debug)]
pub enum Call {
    /// The window is wanted, and this referral in it.
    Open(Option<ReferralId>),
    /// The program is to end.
    Quit,
    /// The reminder thread tells something.
    Reminder(RemindEvent),
    /// The thread that makes backups tells something.
    Backups(BackupNews),
    /// Whether the system starts the program at login, as far as it could be told or switched.
    Login(Result<bool, LoginError>),
    /// The system's settings could not be opened, and why.
    SettingsPageFailed(std::io::Error),
}

impl Call {
    const fn wants_window(&self) -> bool {
        matches!(self, Self::Open(_) | Self::Reminder(RemindEvent::Opened(_)))
    }
}

/// The program around its window. Cheap to clone.
#[derive(Clone)]
pub struct Residency(Arc<Inner>);

struct Inner {
    state: Mutex<State>,
    arrived: Condvar,
    clock: Arc<dyn Clock>,
    /// Where the file's settings name none.
    language: Language,
    /// That language was asked for with this start, whatever the settings say.
    keeps_language: Arc<AtomicBool>,
    /// Whether the program may outlive its window.
    may_stay: bool,
    usual_file: Option<PathBuf>,
    reminding: Mutex<Option<Reminding>>,
    backing_up: Mutex<Option<(PathBuf, BackupThread)>>,
    /// Looks for damage in a file that no window shows yet.
    checking: Mutex<Option<BackgroundCheck>>,
    instance: Mutex<Option<Instance>>,
    #[cfg(all(unix, not(target_os = "macos")))]
    tray: Mutex<Option<tray::BusTray>>,
}

#[derive(Default)]
struct State {
    calls: VecDeque<Call>,
    /// Wakes the window, while there is one.
    window: Option<Waker>,
    /// A person wants to be reminded with the window closed.
    keeps_reminding: bool,
    quits: bool,
    has_ended: bool,
    /// What the thread that makes backups told last.
    backup_news: Option<BackupNews>,
    outlook: Option<Outlook>,
    /// How what shows notifications stood when it was last told.
    service: ServiceState,
}

struct Reminding {
    file: PathBuf,
    thread: ReminderThread,
}

impl Residency {
    /// The program of one window: it ends with it.
    pub fn of_one_window(clock: Arc<dyn Clock>, language: Language) -> Self {
        Self::new(clock, language, false, None)
    }

    /// A program that may outlive its window. `usual_file` is the one it opens when none is named.
    pub fn that_may_stay(
        clock: Arc<dyn Clock>,
        language: Language,
        usual_file: Option<PathBuf>,
    ) -> Self {
        Self::new(clock, language, true, usual_file)
    }

    fn new(
        clock: Arc<dyn Clock>,
        language: Language,
        may_stay: bool,
        usual_file: Option<PathBuf>,
    ) -> Self {
        Self(Arc::new(Inner {
            state: Mutex::default(),
            arrived: Condvar::new(),
            clock,
            language,
            keeps_language: Arc::default(),
            may_stay,
            usual_file,
            reminding: Mutex::default(),
            backing_up: Mutex::default(),
            checking: Mutex::default(),
            instance: Mutex::default(),
            #[cfg(all(unix, not(target_os = "macos")))]
            tray: Mutex::default(),
        }))
    }

    /// Has notifications speak this program's language whatever the settings say, or the settings' again.
    pub fn keep_language(&self, keeps_language: bool) {
        let kept = &self.0.keeps_language;
        kept.store(keeps_language, Ordering::Relaxed);
    }

    /// Becomes the program for `file`, or has the one that is already do what `call` says.
    pub fn claim(&self, file: &Path, call: Option<CallLine>) -> ClaimOutcome {
        if !self.0.may_stay {
            return ClaimOutcome::Ours;
        }
        let mut instance = match claim(file, call) {
            Claim::Ours(instance) => instance,
            Claim::HandedOver => return ClaimOutcome::HandedOver,
            Claim::Silent => return ClaimOutcome::Silent,
            Claim::Unknown(error) => {
                tracing::debug!(%error, "it cannot be told whether the file is open elsewhere");
                return ClaimOutcome::Ours;
            }
        };
        let calls = Arc::downgrade(&self.0);
        let listening =
            instance.listen(move |CallLine::Open(id)| match calls.upgrade().map(Self) {
                Some(residency) if residency.post(Call::Open(id)) => Reply::Done,
                _ => Reply::Ending,
            });
        if let Err(error) = listening {
            tracing::warn!(%error, "a later launch will open a window of its own");
        }
        *lock(&self.0.instance) = Some(instance);
        ClaimOutcome::Ours
    }

    /// Leaves a call. False when the program is about to end and nobody will take it.
    pub fn post(&self, call: Call) -> bool {
        let mut state = self.state();
        if state.has_ended {
            return false;
        }
        state.calls.push_back(call);
        let window = state.window.clone();
        drop(state);
        self.0.arrived.notify_all();
        if let Some(window) = window {
            window.wake();
        }
        true
    }

    /// Takes what has come, for the window.
    pub fn take(&self) -> Vec<Call> {
        self.state().calls.drain(..).collect()
    }

    /// Takes what has come for a window that has no file to show: that it is wanted, or that the program is to end. The rest waits.
    pub fn take_for_any_window(&self) -> Vec<Call> {
        let mut state = self.state();
        let (taken, left) = std::mem::take(&mut state.calls)
            .into_iter()
            .partition(|call| matches!(call, Call::Open(_) | Call::Quit));
        state.calls = left;
        taken.into()
    }

    /// From now on a window takes the calls, and is woken for each; with `None` there is none.
    pub fn set_window(&self, window: Option<Waker>) {
        let is_there = window.is_some();
        self.state().window = window;
        if let Some(reminding) = lock(&self.0.reminding).as_ref() {
            reminding.thread.set_watched(is_there);
        }
    }

    /// Waits, once there is no window, until one is wanted. False when the program is to end.
    pub fn wait_for_wish(&self) -> bool {
        let mut state = self.state();
        loop {
            if state.calls.iter().any(Call::wants_window) {
                state.quits = false;
                return true;
            }
            let is_told = state.calls.iter().any(|call| matches!(call, Call::Quit));
            if is_told || state.quits || !self.0.may_stay || !state.keeps_reminding {
                state.has_ended = true;
                return false;
            }
            state.forget_what_no_window_needs();
            state = self
                .0
                .arrived
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether it may outlive its window.
    pub fn may_stay(&self) -> bool {
        self.0.may_stay
    }

    /// Whether it goes on when its window is closed now.
    pub fn stays(&self) -> bool {
        let state = self.state();
        self.0.may_stay && state.keeps_reminding && !state.quits
    }

    /// A person wants to be reminded with the window closed, or does not; then there is an icon in the tray.
    pub fn keep_reminding(&self, keeps: bool) {
        let changes = std::mem::replace(&mut self.state().keeps_reminding, keeps) != keeps;
        if changes && self.0.may_stay {
            self.follow_tray();
        }
    }

    /// The program ends with its window, whatever was chosen; with false, what was chosen counts again.
    pub fn quit(&self, quits: bool) {
        self.state().quits = quits;
    }

    /// Whether the program ends with its window, whatever was chosen.
    pub fn quits(&self) -> bool {
        self.state().quits
    }

    /// Reminds of what is in this file from now on, whether or not there is a window. False when it cannot.
    pub fn remind_on(&self, store: &Store) -> bool {
        let mut reminding = lock(&self.0.reminding);
        if reminding
            .as_ref()
            .is_some_and(|known| known.file == store.path() && known.thread.is_running())
        {
            return true;
        }
        // The one before ends first: one at a time is enough, and its file may be about to be replaced.
        *reminding = None;
        // The new one tells what is other than unknown.
        self.state().service = ServiceState::Unknown;
        let started = store
            .open_again()
            .map_err(|error| error.to_string())
            .and_then(|store| {
                self.start_reminding(Desk::new(store))
                    .map_err(|error| error.to_string())
            });
        match started {
            Ok(thread) => {
                thread.set_watched(self.state().window.is_some());
                *reminding = Some(Reminding {
                    file: store.path().to_owned(),
                    thread,
                });
                true
            }
            Err(error) => {
                tracing::error!(%error, "no reminders: the thread could not be started");
                false
            }
        }
    }

    fn start_reminding(&self, desk: Desk) -> std::io::Result<ReminderThread> {
        let weak = Arc::downgrade(&self.0);
        let outbox = RemindOutbox::calling(move |event| hear(&weak, event));
        let outbox = if self.0.may_stay {
            outbox.with_outlook()
        } else {
            outbox
        };
        // What the settings say comes before this; they can go back to saying nothing.
        let texts = Texts::new(self.0.language);
        let keeps_language = self.0.keeps_language.clone();
        let clock = self.0.clock.clone();
        ReminderThread::start_on_desktop(desk, clock, texts, keeps_language, outbox)
    }

    /// Reminds no more, and makes no backups, until [`Self::remind_on`] and [`Self::back_up`].
    pub fn stop_reminding(&self) {
        let reminding = lock(&self.0.reminding).take();
        let backing_up = lock(&self.0.backing_up).take();
        let checking = lock(&self.0.checking).take();
        drop((reminding, backing_up, checking));
    }

    /// Looks once whether the file is damaged. Where it is, the window comes up, which has what can be done about it.
    pub fn check(&self, store: &Store) {
        let weak = Arc::downgrade(&self.0);
        let tell = move |news| {
            if let (CheckNews::Damage(_), Some(inner)) = (news, weak.upgrade()) {
                Self(inner).post(Call::Open(None));
            }
        };
        match store.open_again() {
            Ok(own) => *lock(&self.0.checking) = Some(BackgroundCheck::begin(own, tell)),
            Err(error) => tracing::warn!(%error, "the file is not checked"),
        }
    }

    /// Makes the routine backups of this file from now on, whether or not there is a window.
    pub fn back_up(&self, store: &Store) {
        let mut backing_up = lock(&self.0.backing_up);
        if backing_up
            .as_ref()
            .is_some_and(|(file, thread)| file == store.path() && thread.is_running())
        {
            return;
        }
        *backing_up = None;
        self.state().backup_news = None;
        let weak = Arc::downgrade(&self.0);
        let started = store
            .open_again()
            .map_err(|error| error.to_string())
            .and_then(|own| {
                let tell = move |news| hear_of_backups(&weak, news);
                BackupThread::start(own, self.0.clock.clone(), tell)
                    .map_err(|error| error.to_string())
            });
        match started {
            Ok(thread) => *backing_up = Some((store.path().to_owned(), thread)),
            Err(error) => tracing::error!(%error, "no backups: the thread could not be started"),
        }
    }

    /// Has the thread that makes backups look now.
    pub fn nudge_backups(&self) {
        if let Some((_, thread)) = lock(&self.0.backing_up).as_ref() {
            thread.nudge();
        }
    }

    /// What the thread that makes backups told last; a window that comes up asks for it.
    pub fn backup_news(&self) -> Option<BackupNews> {
        self.state().backup_news.clone()
    }

    /// Whether it reminds.
    pub fn is_reminding(&self) -> bool {
        lock(&self.0.reminding)
            .as_ref()
            .is_some_and(|reminding| reminding.thread.is_running())
    }

    /// Has the reminder thread look now.
    pub fn nudge(&self) {
        if let Some(reminding) = lock(&self.0.reminding).as_ref() {
            reminding.thread.nudge();
        }
    }

    /// Has the reminder thread show a notification as a test.
    pub fn test_notification(&self) {
        if let Some(reminding) = lock(&self.0.reminding).as_ref() {
            reminding.thread.test();
        }
    }

    /// Has the reminder thread look how what shows notifications stands.
    pub fn look_at_service(&self) {
        if let Some(reminding) = lock(&self.0.reminding).as_ref() {
            reminding.thread.look_at_service();
        }
    }

    /// How what shows notifications stood when it was last told; what changes comes as [`RemindEvent::Service`].
    pub fn service_state(&self) -> ServiceState {
        self.state().service
    }

    /// Opens a page of the system's settings, on a thread. A failure comes as [`Call::SettingsPageFailed`].
    pub fn open_settings_page(&self, page: SettingsPage) {
        let calls = Arc::downgrade(&self.0);
        let spawned = std::thread::Builder::new()
            .name("settings-page".to_owned())
            .spawn(move || {
                if let Err(error) = page.open()
                    && let Some(residency) = calls.upgrade().map(Self)
                {
                    residency.post(Call::SettingsPageFailed(error));
                }
            });
        if let Err(error) = spawned {
            self.post(Call::SettingsPageFailed(error));
        }
    }

    /// Finds out, on a thread, whether the system starts the program on `file` at login; answered by [`Call::Login`].
    pub fn ask_login(&self, file: &Path) {
        self.with_login(file, LoginStart::is_on);
    }

    /// Has the system start the program on `file` at login, or no more; answered by [`Call::Login`].
    pub fn set_login(&self, file: &Path, on: bool) {
        self.with_login(file, move |start| start.set(on).map(|()| on));
    }

    fn with_login(
        &self,
        file: &Path,
        work: impl FnOnce(&LoginStart) -> Result<bool, LoginError> + Send + 'static,
    ) {
        let residency = self.clone();
        let is_usual = self.0.usual_file.as_deref() == Some(file);
        let file = file.to_owned();
        let spawned = std::thread::Builder::new()
            .name("login-entry".to_owned())
            .spawn(move || {
                let done = LoginStart::new(&file, is_usual).and_then(|start| work(&start));
                residency.post(Call::Login(done));
            });
        if let Err(error) = spawned {
            tracing::error!(%error, "a thread could not be started");
        }
    }

    /// What the icon in the tray says now.
    pub(super) fn tray_words(&self) -> tray::TrayWords {
        let outlook = self.state().outlook;
        tray::TrayWords::new(outlook.as_ref(), self.0.language, self.0.clock.now())
    }

    /// Shows the icon while it is wanted. On a thread of its own: the desktop may take its time.
    #[cfg(all(unix, not(target_os = "macos")))]
    fn follow_tray(&self) {
        let residency = self.clone();
        let spawned = std::thread::Builder::new()
            .name("tray".to_owned())
            .spawn(move || {
                let mut tray = lock(&residency.0.tray);
                let is_wanted = residency.state().keeps_reminding;
                if !is_wanted {
                    *tray = None;
                } else if tray.is_none() {
                    let words = residency.tray_words();
                    *tray = tray::BusTray::show(words, residency.clone());
                }
            });
        if let Err(error) = spawned {
            tracing::warn!(%error, "a thread could not be started");
        }
    }

    /// The window shows it.
    #[cfg(any(windows, target_os = "macos"))]
    #[allow(clippy::unused_self, reason = "elsewhere it is used")]
    const fn follow_tray(&self) {}

    #[cfg(all(unix, not(target_os = "macos")))]
    fn tell_tray(&self) {
        // One that is being shown at this moment is told by whoever shows it.
        if let Ok(tray) = self.0.tray.try_lock()
            && let Some(tray) = tray.as_ref()
        {
            tray.tell(self.tray_words());
        }
    }

    #[cfg(any(windows, target_os = "macos"))]
    fn tell_tray(&self) {
        let window = self.state().window.clone();
        if let Some(window) = window {
            window.wake();
        }
    }

    /// Ends what belongs to the program: the reminder thread, the icon, and last the claim on the file.
    pub fn end(&self) {
        self.state().has_ended = true;
        self.stop_reminding();
        #[cfg(all(unix, not(target_os = "macos")))]
        if let Ok(mut tray) = self.0.tray.try_lock() {
            *tray = None;
        }
        let instance = lock(&self.0.instance).take();
        drop(instance);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.0.state)
    }
}

impl State {
    /// A window that comes up reads everything anew; only that the system shows no notifications, that what was chosen in one was not done, and
    /// that a fault interrupted them, is told but once.
    fn forget_what_no_window_needs(&mut self) {
        let works = self.calls.iter().rev().find_map(|call| match call {
            Call::Reminder(RemindEvent::Unavailable(_)) => Some(false),
            Call::Reminder(RemindEvent::Available) => Some(true),
            _ => None,
        });
        let mut is_kept = works == Some(false);
        self.calls.retain(|call| match call {
            Call::Reminder(RemindEvent::Unavailable(_)) => std::mem::take(&mut is_kept),
            Call::Reminder(RemindEvent::Acted(_, done)) => done.is_err(),
            Call::Reminder(RemindEvent::Faulted) => true,
            _ => false,
        });
    }
}

/// What a claim on a file came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimOutcome {
    /// This is the program for the file, or it cannot be told who is.
    Ours,
    /// Another one is, and has done what was asked.
    HandedOver,
    /// Another one is, and does not answer.
    Silent,
}

/// What the reminder thread tells goes to whoever takes calls, and what lies ahead to the tray.
fn hear(inner: &Weak<Inner>, event: RemindEvent) {
    let Some(residency) = inner.upgrade().map(Residency) else {
        return;
    };
    match event {
        RemindEvent::Outlook(outlook) => {
            residency.state().outlook = Some(outlook);
            residency.tell_tray();
        }
        RemindEvent::Service(state) => {
            // A window that comes up later asks for it.
            residency.state().service = state;
            residency.post(Call::Reminder(event));
        }
        event => {
            residency.post(Call::Reminder(event));
        }
    }
}

fn hear_of_backups(inner: &Weak<Inner>, news: BackupNews) {
    if let Some(residency) = inner.upgrade().map(Residency) {
        residency.state().backup_news = Some(news.clone());
        residency.post(Call::Backups(news));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl std::fmt::Debug for Residency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Residency")
            .field("may_stay", &self.0.may_stay)
            .finish_non_exhaustive()
    }
}
