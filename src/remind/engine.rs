//! One pass over what is due: claim durably, withdraw what no longer matters, show, note what became of it.

mod left;

use super::owed::Owed;
use super::words::{Note, notes_for};
use super::{NoteAction, NoteKey, Notifier, NotifyError, Rendered, ServiceState, TestNote};
use crate::desk::{
    ClaimedReminder, Clock, ClockWatch, Desk, DeskError, LedgerKey, ScreenNote, Settings,
};
use crate::domain::{Action, Command, ReferralId, Snooze, Timestamp};
use crate::text::{Language, Say, Texts, Zone};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Raises reminders. Everything it needs to know is in the file: a new engine goes on where another one ended.
pub struct Engine {
    desk: Desk,
    clock: Arc<dyn Clock>,
    notifier: Box<dyn Notifier>,
    texts: Texts,
    language_unless_chosen: Language,
    keeps_language: Arc<AtomicBool>,
    /// The notifications that may still be on the screen: those of this run, and those of earlier ones where the system tells.
    live: Vec<Live>,
    /// Notifications that were taken off the screen, and are to be remembered no longer.
    gone: Vec<NoteKey>,
    /// What earlier runs have left on the screen is known, as far as it can be.
    knows_what_was_left: bool,
    /// Whether the notifier worked when it was last asked, if it was.
    notifier_works: Option<bool>,
    /// Whether it refused the last notification, for no reason that the system tells of otherwise.
    was_refused: bool,
    clock_watch: ClockWatch,
    owed: Owed,
}

/// A notification that is, or may be, on the screen, and the reminders it still stands for.
struct Live {
    note: NoteKey,
    keys: Vec<LedgerKey>,
    /// Where the file says that it is.
    place: Option<String>,
    /// The system said that it took it. Without an answer it may be shown yet, and is to be taken back all the same.
    was_taken: bool,
    /// An earlier run has shown it, and this one has not done so again yet.
    is_left: bool,
}

/// What one pass did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pass {
    /// The reminders it raised, the earliest first, whether or not the system could show them.
    pub raised: Vec<ClaimedReminder>,
    /// What it found out about the notifier, when that is news.
    pub notifier: Option<NotifierEvent>,
}

/// News of what shows the notifications.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotifierEvent {
    /// It does not work; why, in the person's language. Told once, until it works again.
    Unavailable(String),
    /// It works again.
    Available,
}

/// What was done that a person chose in a notification.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ActedOn {
    /// Interest was shown.
    Interested,
    /// The reminders were put off.
    Snoozed(Snooze),
}

impl Engine {
    /// An engine on a file of its own. It speaks the language chosen in Settings; where none is chosen, that of `texts`, whose time zone it
    /// uses in any case.
    pub fn new(
        mut desk: Desk,
        clock: Arc<dyn Clock>,
        notifier: Box<dyn Notifier>,
        texts: Texts,
    ) -> Self {
        desk.set_zone(texts.zone());
        Self {
            language_unless_chosen: texts.language(),
            desk,
            clock,
            notifier,
            texts,
            keeps_language: Arc::default(),
            live: Vec::new(),
            gone: Vec::new(),
            knows_what_was_left: false,
            notifier_works: None,
            was_refused: false,
            clock_watch: ClockWatch::default(),
            owed: Owed::default(),
        }
    }

    /// Goes on from what is in the file, as an engine of a program started anew would: after a fault nothing else is relied on.
    pub(super) fn begin_anew(&mut self) {
        match self.desk.open_again() {
            Ok(mut desk) => {
                desk.set_zone(self.texts.zone());
                self.desk = desk;
            }
            Err(error) => {
                tracing::error!(%error, "the file could not be opened again after a fault");
            }
        }
        self.live.clear();
        self.gone.clear();
        self.knows_what_was_left = false;
        self.notifier_works = None;
        self.was_refused = false;
        self.clock_watch = ClockWatch::default();
        self.owed = Owed::default();
    }

    /// The same engine, which speaks the language of its texts whatever Settings say.
    #[must_use]
    pub fn keeping_language(self) -> Self {
        self.keeping_language_while(Arc::new(AtomicBool::new(true)))
    }

    /// The same engine, which does so for as long as this is true.
    #[must_use]
    pub fn keeping_language_while(mut self, keeps_language: Arc<AtomicBool>) -> Self {
        self.keeps_language = keeps_language;
        self
    }

    /// Readies the system for its notifications, which may take it some seconds before it shows the first one.
    pub fn prepare(&mut self) {
        match self.desk.settings() {
            Ok(settings) => self.follow(&settings),
            Err(error) => tracing::warn!(%error, "the settings cannot be read"),
        }
        self.notifier
            .prepare(&super::words::button_sets(&self.texts));
    }

    /// Goes by the clocks of another time zone from now on, as when the person has travelled. One that goes by the system's need not be told.
    pub fn set_zone(&mut self, zone: Zone) {
        self.desk.set_zone(zone);
        self.texts = self.texts.moved_to(zone);
    }

    /// Shows a notification that is no reminder, in the language of Settings.
    ///
    /// # Errors
    /// Why the system did not take it, in the person's language.
    pub fn show_test(&mut self) -> Result<TestNote, String> {
        match self.desk.settings() {
            Ok(settings) => self.follow(&settings),
            Err(error) => tracing::warn!(%error, "the settings cannot be read"),
        }
        let note = super::words::test_note(&self.texts);
        self.notifier
            .raise(&note)
            .map_err(|error| error.say(&self.texts))?;
        self.was_refused = false;
        Ok(match self.notifier.state() {
            ServiceState::HeldBack => TestNote::HeldBack,
            ServiceState::FullScreen => TestNote::FullScreen,
            _ => TestNote::Taken,
        })
    }

    /// Whether the system shows notifications now, as far as it tells or could be seen.
    pub fn service_state(&mut self) -> ServiceState {
        match self.notifier.state() {
            state if state.may_show() && self.was_refused => ServiceState::Refusing,
            state => state,
        }
    }

    /// Does what a person chose in a notification. What is refused, or comes to less than was chosen, is told in a notification of its own: there may
    /// be no window.
    ///
    /// # Errors
    /// Why it was not done, in the person's language.
    pub fn act(&mut self, id: ReferralId, action: NoteAction) -> Result<ActedOn, String> {
        let now = self.clock.now();
        let done = match action {
            NoteAction::Interested => {
                let command = Command::Act {
                    id,
                    revision: None,
                    action: Action::Interested,
                };
                self.desk.execute(command, now).map(|_| ActedOn::Interested)
            }
            NoteAction::Snooze(choice) => self
                .desk
                .snooze(id, choice, now)
                .map(|(_, snooze)| ActedOn::Snoozed(snooze)),
        };
        if let Ok(settings) = self.desk.settings() {
            self.follow(&settings);
        }
        match done {
            Ok(ActedOn::Snoozed(snooze)) if snooze.is_shortened => {
                self.tell(&super::words::shortened_note(id, snooze, now, &self.texts));
                Ok(ActedOn::Snoozed(snooze))
            }
            Ok(done) => Ok(done),
            Err(error) => {
                let why = error.say(&self.texts);
                self.tell(&super::words::refusal_note(id, &why, &self.texts));
                Err(why)
            }
        }
    }

    /// Shows what is no reminder, as far as the system can.
    fn tell(&mut self, note: &Rendered) {
        if let Err(error) = self.notifier.raise(note) {
            tracing::warn!(%error, "a notification could not be shown");
        }
    }

    /// Raises every reminder that is due now and was not raised before, and takes off the screen what no longer matters. By a clock that was set
    /// forward since the last pass nothing is done for a minute.
    ///
    /// # Errors
    /// When the file cannot be read or written. No reminder is lost by it: what was claimed and not shown is taken over by a later pass.
    pub fn pass(&mut self) -> Result<Pass, DeskError> {
        let now = self.clock.now();
        if self.clock_watch.look(now, self.clock.uptime_millis()) > 0 {
            return Ok(Pass::default());
        }
        self.desk.follow_zone(now)?;
        self.desk.follow_clock_back(now)?;
        self.find_what_was_left(now)?;
        let mut raised = self.desk.claim_reminders(now)?;
        raised.append(&mut self.take_over(now)?);
        raised.sort_by_key(|reminder| (reminder.raise_at, reminder.key.referral));
        let owed = self.show_owed(now).unwrap_or_else(|error| {
            // What is due now does not wait for it; the next pass tries again.
            tracing::error!(%error, "what could not be shown before could not be looked up");
            None
        });
        let notifier = self.show(&raised, now)?.or(owed);
        // Not before: a system that is slow to take notifications back would hold up those that are claimed, until another program takes them over.
        let tidied = self.tidy(now);
        match tidied {
            Err(error) if raised.is_empty() && notifier.is_none() => return Err(error),
            // What was raised is told all the same; the next pass tidies up.
            Err(error) => tracing::error!(%error, "what is on the screen could not be looked up"),
            Ok(()) => {}
        }
        Ok(Pass { raised, notifier })
    }

    /// Shows what could not be shown before and still matters, once something may show it again. It was raised when it was due; nothing is raised
    /// anew.
    fn show_owed(&mut self, now: Timestamp) -> Result<Option<NotifierEvent>, DeskError> {
        if self.owed.is_empty() || !self.notifier.state().may_show() {
            return Ok(None);
        }
        let owed = self.desk.take_up_unshown_reminders(self.owed.keys(), now)?;
        self.owed.clear();
        let shown = self.show(&owed, now);
        if shown.is_err() {
            self.owed.owe(&owed);
        }
        shown
    }

    /// Takes off the screen what no longer matters, makes what earlier runs have left work again, and remembers where it all is.
    fn tidy(&mut self, now: Timestamp) -> Result<(), DeskError> {
        self.withdraw_settled(now)?;
        self.renew_left(now)?;
        self.remember_places()
    }

    /// How long until the next reminder is due, in milliseconds; zero or less when one is due already, `None` when none is to come.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn millis_until_next(&self) -> Result<Option<i64>, DeskError> {
        let next = self.desk.store().next_reminder_at()?;
        let distrusted = self.clock_watch.left(self.clock.uptime_millis());
        Ok(next.map(|at| at.millis_from(self.clock.now()).max(distrusted)))
    }

    /// How long, in milliseconds, the machine is still to be on before its clock is taken to be right.
    pub(super) fn millis_until_started(&self) -> i64 {
        ClockWatch::left_after_start(self.clock.uptime_millis())
    }

    /// Now, by its clock.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The desk it works on.
    pub(super) const fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The words it speaks with.
    pub const fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Takes over what another run has claimed and not confirmed. What is on the screen all the same is confirmed, not shown again.
    fn take_over(&mut self, now: Timestamp) -> Result<Vec<ClaimedReminder>, DeskError> {
        let mut taken_over = self.desk.take_over_reminders(now)?;
        let is_on_screen = |key: &LedgerKey| {
            let mut taken = self.live.iter().filter(|live| live.was_taken);
            taken.any(|live| live.keys.contains(key))
        };
        let shown: Vec<LedgerKey> = taken_over
            .extract_if(.., |reminder| is_on_screen(&reminder.key))
            .map(|reminder| reminder.key)
            .collect();
        if !shown.is_empty() {
            self.desk.finish_reminders(&shown, true)?;
        }
        Ok(taken_over)
    }

    /// Takes off the screen what the referral has moved on from.
    fn withdraw_settled(&mut self, now: Timestamp) -> Result<(), DeskError> {
        for live in &mut self.live {
            // One that still matters keeps the whole note; the others need not be looked up again.
            while let Some(key) = live.keys.last() {
                if self.desk.does_reminder_matter(key, now)? {
                    break;
                }
                live.keys.pop();
            }
        }
        self.withdraw_empty();
        Ok(())
    }

    fn withdraw_empty(&mut self) {
        let (empty, live): (Vec<_>, Vec<_>) = std::mem::take(&mut self.live)
            .into_iter()
            .partition(|live| live.keys.is_empty());
        self.live = live;
        for gone in empty {
            self.notifier.withdraw(&gone.note);
            if gone.place.is_some() {
                self.gone.push(gone.note);
            }
        }
    }

    /// Shows what was claimed, and notes in the ledger which of it the system took.
    fn show(
        &mut self,
        claimed: &[ClaimedReminder],
        now: Timestamp,
    ) -> Result<Option<NotifierEvent>, DeskError> {
        if claimed.is_empty() {
            return Ok(None);
        }
        let settings = self.desk.settings()?;
        self.follow(&settings);
        let notes = notes_for(
            claimed,
            now,
            &self.texts,
            settings.notifications_name_customer,
        );
        let mut failure: Option<NotifyError> = None;
        let mut unwritten = None;
        for note in notes {
            // What shows none now shows none a moment later: the others need not wait for it too.
            let was_shown = settings.desktop_notifications
                && failure.is_none()
                && self
                    .raise(&note)
                    .inspect_err(|error| failure = Some(error.clone()))
                    .is_ok();
            // Where a person wants none on the desktop, none is owed.
            self.owed
                .note(&note.keys, was_shown || !settings.desktop_notifications);
            if let Err(error) = self.finish(&note, was_shown) {
                unwritten = Some(error);
            }
        }
        let news = settings
            .desktop_notifications
            .then(|| self.news_of(failure.as_ref()))
            .flatten();
        match (news, unwritten) {
            // The news would not be told again; the rows are taken over by a later pass.
            (Some(news), Some(error)) => {
                tracing::error!(%error, "a reminder that was shown could not be marked so");
                Ok(Some(news))
            }
            (None, Some(error)) => Err(error),
            (news, None) => Ok(news),
        }
    }

    /// Notes in the ledger whether the system took a notification, and in the same step where it is.
    fn finish(&mut self, note: &Note, was_shown: bool) -> Result<(), DeskError> {
        let name = &note.rendered.key;
        let place = was_shown.then(|| self.notifier.place(name)).flatten();
        let Some(place) = place else {
            return self.desk.finish_reminders(&note.keys, was_shown);
        };
        let screen_note = ScreenNote {
            name: name.as_str().to_owned(),
            place: place.clone(),
        };
        self.desk.finish_shown_reminders(&note.keys, &screen_note)?;
        for live in self.live.iter_mut().filter(|live| live.note == *name) {
            live.place = Some(place.clone());
        }
        Ok(())
    }

    fn raise(&mut self, note: &Note) -> Result<(), NotifyError> {
        let raised = self.notifier.raise(&note.rendered);
        if raised.is_ok() {
            self.give_way(note);
        }
        // What was slow to answer may show it yet.
        if matches!(raised, Ok(()) | Err(NotifyError::NoAnswer)) {
            let is_this = |live: &Live| live.note == note.rendered.key;
            let before = self.live.iter().find(|live| is_this(live));
            let place = before.and_then(|before| before.place.clone());
            let was_taken = raised.is_ok() || before.is_some_and(|before| before.was_taken);
            self.live.retain(|live| !is_this(live));
            self.live.push(Live {
                note: note.rendered.key.clone(),
                keys: note.keys.clone(),
                place,
                was_taken,
                is_left: false,
            });
        }
        raised
    }

    /// The ones before, further ahead of the same marks, are out of date: they go when everything that is due is shown.
    fn give_way(&mut self, note: &Note) {
        let renewed: HashSet<_> = note
            .keys
            .iter()
            .map(|key| (key.referral, key.mark))
            .collect();
        for live in &mut self.live {
            if live.note != note.rendered.key {
                live.keys
                    .retain(|old| !renewed.contains(&(old.referral, old.mark)));
            }
        }
    }

    /// What is new about the notifier after it was asked.
    fn news_of(&mut self, failure: Option<&NotifyError>) -> Option<NotifierEvent> {
        self.was_refused = matches!(failure, Some(NotifyError::Refused(_)));
        let worked_before = self.notifier_works.replace(failure.is_none());
        match failure {
            Some(error) if worked_before != Some(false) => {
                tracing::warn!(%error, "a notification could not be shown");
                Some(NotifierEvent::Unavailable(error.say(&self.texts)))
            }
            None if worked_before == Some(false) => Some(NotifierEvent::Available),
            _ => None,
        }
    }

    /// Speaks the language that Settings say from now on, or its own again where they say none.
    fn follow(&mut self, settings: &Settings) {
        let chosen = settings
            .language
            .filter(|_| !self.keeps_language.load(Ordering::Relaxed));
        let language = chosen.unwrap_or(self.language_unless_chosen);
        if language != self.texts.language() {
            self.texts = Texts::in_zone(language, self.texts.zone());
            self.notifier
                .prepare(&super::words::button_sets(&self.texts));
        }
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("desk", &self.desk)
            .field("live", &self.live.len())
            .finish_non_exhaustive()
    }
}
