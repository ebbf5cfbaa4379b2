//! The desk as a window uses it: changes show at once, are written by a thread, and come back as events.

use super::execute::changed_meanwhile;
use super::import::ImportReport;
use super::threads::{self, Job, Outbox, Request, UnderWay};
use super::{
    ArchiveQuery, ArchiveRow, Board, Clock, Desk, DeskError, Done, ReminderNote, Settings, Touched,
};
use crate::domain::{
    ArrivalFacts, Command, Fit, ImportRow, Profile, ProfileId, Referral, ReferralId, ReferralText,
    Refusal, Stage, Timestamp, decide,
};
use crate::store::{ChangeLabel, Recorded};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::Waker;

/// Everything the panel shows of a referral.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Detail {
    /// The referral.
    pub referral: Referral,
    /// Its long texts.
    pub text: ReferralText,
    /// Its history, the oldest line first.
    pub history: Vec<Recorded>,
    /// How it fits the profiles.
    pub fit: Fit,
}

/// Counts of the whole file, and what undo and redo would do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Overview {
    /// Archived referrals.
    pub archived: usize,
    /// Sample referrals.
    pub samples: usize,
    /// Reminders no person has seen in the list.
    pub unread_reminders: usize,
    /// What undo would take back.
    pub undoable: Option<ChangeLabel>,
    /// What redo would make again.
    pub redoable: Option<ChangeLabel>,
}

/// What the threads tell the window. The session has taken it in already.
#[derive(Debug)]
pub enum Event {
    /// The board was read.
    BoardRead(Box<Board>),
    /// A command was carried out, durably.
    Done {
        /// What it did.
        done: Box<Done>,
        /// The referral whose change was shown before it was written.
        shown: Option<ReferralId>,
    },
    /// Something came to nothing.
    Failed {
        /// Why.
        error: DeskError,
        /// The referral whose change was shown too early, and what it really is.
        shown: Option<(ReferralId, Option<Box<Referral>>)>,
    },
    /// The clock ended these.
    Lapsed(Vec<Touched>),
    /// What taking in these rows would do.
    ImportPreviewed {
        /// The rows.
        rows: Vec<ImportRow>,
        /// What they would do.
        report: Result<ImportReport, DeskError>,
    },
    /// The settings are kept.
    SettingsSaved,
    /// The panel's content.
    Detail(Box<Detail>),
    /// The archive's lines.
    Archive {
        /// For which query.
        query: Box<ArchiveQuery>,
        /// The lines.
        rows: Arc<[ArchiveRow]>,
        /// The regions that occur in the archive.
        regions: Vec<String>,
    },
    /// The recorded reminders that still matter.
    Reminders(Vec<ReminderNote>),
    /// What arrives for a profile.
    ArrivalFacts(ProfileId, Box<ArrivalFacts>),
    /// The profiles.
    Profiles(Arc<[Profile]>),
    /// The counts.
    Overview(Box<Overview>),
    /// Another program, or this one's other threads, wrote these.
    WrittenElsewhere(Vec<(ReferralId, Option<Referral>)>),
    /// A backup was put in the file's place.
    FileReplaced,
}

/// From here on one read of the board costs less than finding each card's place.
const PUT_ONE_BY_ONE: usize = 1_000;

/// The desk of one window.
pub struct Session {
    board: Board,
    is_read: bool,
    overview: Overview,
    profiles: Arc<[Profile]>,
    settings: Settings,
    /// Changes shown but not yet written, by referral.
    unwritten: HashMap<ReferralId, usize>,
    /// Referrals of which something was read that was passed over, because a change of them was not yet written: they are read again then.
    passed_over: HashSet<ReferralId>,
    /// The revisions at which referrals left the board: a row that was read before must not bring them back.
    left: HashMap<ReferralId, i64>,
    /// Boards asked for that have not come yet.
    boards_asked: usize,
    /// The referrals taken in since: a board read before may be older in them.
    taken_in_since: HashSet<ReferralId>,
    jobs: Option<Sender<Job>>,
    requests: Option<Sender<Request>>,
    events: Receiver<Event>,
    clock: Arc<dyn Clock>,
    threads: Vec<std::thread::JoinHandle<()>>,
    path: std::path::PathBuf,
    under_way: UnderWay,
}

impl Session {
    /// Starts the threads on an open file; the board is then read while the window comes up. `waker` is woken for every event.
    ///
    /// # Errors
    /// When the file cannot be opened a second time.
    ///
    /// # Panics
    /// Never; a thread that cannot be started is an error.
    pub fn start(desk: Desk, clock: Arc<dyn Clock>, waker: Waker) -> Result<Self, DeskError> {
        let settings = desk.settings()?;
        let path = desk.store().path().to_owned();
        let reading = Desk::new(desk.store().open_again()?);
        let (jobs, jobs_in) = channel();
        let (requests, requests_in) = channel();
        let (events_out, events) = channel();
        let under_way = UnderWay::default();
        let outbox = Outbox {
            events: events_out,
            waker,
            under_way: under_way.clone(),
        };
        let reader = {
            let (outbox, clock) = (outbox.clone(), clock.clone());
            spawn("reader", &path, move || {
                threads::read(&reading, &requests_in, &outbox, &clock);
            })?
        };
        let writer = {
            let (clock, requests) = (clock.clone(), requests.clone());
            spawn("writer", &path, move || {
                threads::write(desk, &jobs_in, &outbox, &requests, &clock);
            })?
        };
        let mut session = Self {
            board: Board::default(),
            is_read: false,
            overview: Overview::default(),
            profiles: Arc::new([]),
            settings,
            unwritten: HashMap::new(),
            passed_over: HashSet::new(),
            left: HashMap::new(),
            boards_asked: 0,
            taken_in_since: HashSet::new(),
            jobs: Some(jobs),
            requests: Some(requests),
            events,
            clock,
            threads: vec![writer, reader],
            path,
            under_way,
        };
        session.job(Job::Settle);
        session.ask_everything();
        Ok(session)
    }

    /// The board.
    pub const fn board(&self) -> &Board {
        &self.board
    }

    /// Whether the board has been read.
    pub const fn is_read(&self) -> bool {
        self.is_read
    }

    /// Counts of the whole file, and what undo and redo would do.
    pub const fn overview(&self) -> &Overview {
        &self.overview
    }

    /// The profiles.
    pub const fn profiles(&self) -> &Arc<[Profile]> {
        &self.profiles
    }

    /// The settings.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The file.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The clock.
    pub const fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Changes that are shown but not yet durable.
    pub fn unwritten(&self) -> usize {
        self.unwritten.values().sum()
    }

    /// Whether the threads still have something to do, or have told something that was not taken in yet. What others may write does
    /// not count.
    pub fn is_busy(&self) -> bool {
        self.under_way.is_any()
    }

    /// Sends a command. What it does to a referral of the board shows at once and is written behind it; everything comes back as an event.
    ///
    /// # Errors
    /// When the rules refuse it as the board stands; nothing is then sent.
    pub fn send(&mut self, command: Command) -> Result<(), Refusal> {
        let now = self.now();
        let (id, seen, action) = match command {
            // An archived referral is not on the board: the writer decides on what the file has.
            Command::Act {
                id,
                revision,
                action,
            } if self.board.referral(id).is_some() => (id, revision, action),
            command => {
                self.job(Job::Execute {
                    command,
                    at: now,
                    shown: None,
                });
                return Ok(());
            }
        };
        let before = self.board.referral(id).ok_or(Refusal::NotFound)?;
        let change = decide(before, &action, now)?;
        if seen.is_some_and(|seen| seen != before.revision) {
            return Err(changed_meanwhile(before));
        }
        let revision = Some(before.revision);
        self.board.put(change.after, now);
        *self.unwritten.entry(id).or_default() += 1;
        self.job(Job::Execute {
            command: Command::Act {
                id,
                revision,
                action,
            },
            at: now,
            shown: Some(id),
        });
        Ok(())
    }

    /// Asks what taking in `rows` would do; answered by [`Event::ImportPreviewed`].
    pub fn preview_import(&self, rows: Vec<ImportRow>) {
        self.job(Job::Preview(rows));
    }

    /// Keeps the settings; they count at once.
    pub fn save_settings(&mut self, settings: Settings) {
        self.settings = settings.clone();
        self.job(Job::SaveSettings(Box::new(settings)));
    }

    /// Notes that the reminders in the list were seen.
    pub fn mark_reminders_read(&mut self) {
        self.overview.unread_reminders = 0;
        self.job(Job::MarkRemindersRead);
    }

    /// Asks for what the panel shows; answered by [`Event::Detail`].
    pub fn ask_detail(&self, id: ReferralId) {
        self.request(Request::Detail(id));
    }

    /// Searches the archive; answered by [`Event::Archive`].
    pub fn ask_archive(&self, query: ArchiveQuery) {
        self.request(Request::Archive(Box::new(query)));
    }

    /// Asks for the recorded reminders; answered by [`Event::Reminders`].
    pub fn ask_reminders(&self) {
        self.request(Request::Reminders);
    }

    /// Asks for the counts again; [`Self::overview`] then has them.
    pub fn ask_overview(&self) {
        self.request(Request::Overview);
    }

    /// Asks what arrives for a profile; answered by [`Event::ArrivalFacts`].
    pub fn ask_arrival_facts(&self, id: ProfileId, region: &str) {
        self.request(Request::ArrivalFacts(id, region.to_owned()));
    }

    /// Takes in what the threads have told since the last call, and hands it on. Call it once a frame.
    pub fn poll(&mut self) -> Vec<Event> {
        let now = self.now();
        let mut events = Vec::new();
        while let Ok(event) = self.events.try_recv() {
            self.under_way.end();
            if let Some(event) = self.take_in(event, now) {
                events.push(event);
            }
        }
        if self.is_read && self.board.advance(now) {
            self.job(Job::Settle);
        }
        events
    }

    /// Takes an event in; returns it where the window has more to do with it.
    fn take_in(&mut self, event: Event, now: Timestamp) -> Option<Event> {
        match event {
            Event::BoardRead(board) => {
                self.install(*board, now);
                return None;
            }
            Event::Done { ref done, shown } => {
                if let Some(id) = shown {
                    self.written(id);
                }
                self.take_in_touched(&done.referrals, now);
                if done.profiles_changed {
                    self.request(Request::Profiles);
                }
            }
            Event::Failed {
                ref shown,
                ref error,
            } => {
                if let DeskError::Store(error) = error {
                    tracing::error!(%error, "a change could not be written or read");
                }
                if let Some((id, referral)) = shown {
                    self.written(*id);
                    self.show(*id, referral.as_deref(), now);
                    // It is gone, or could not be read.
                    if referral.is_none() {
                        self.ask_board();
                    }
                }
            }
            Event::Lapsed(ref touched) => {
                self.take_in_touched(touched, now);
            }
            Event::WrittenElsewhere(ref touched) => {
                self.take_in_from_elsewhere(touched, now);
                self.request(Request::Overview);
                self.request(Request::Profiles);
            }
            Event::FileReplaced => {
                // Revisions start over.
                self.left.clear();
                self.taken_in_since.clear();
                self.ask_everything();
            }
            Event::Profiles(ref profiles) => self.profiles = profiles.clone(),
            Event::Overview(overview) => {
                self.overview = *overview;
                return None;
            }
            Event::ImportPreviewed { .. }
            | Event::SettingsSaved
            | Event::Detail(_)
            | Event::Archive { .. }
            | Event::Reminders(_)
            | Event::ArrivalFacts(..) => {}
        }
        Some(event)
    }

    /// Puts a board that was read in the place of the present one, but for what is newer in that.
    fn install(&mut self, board: Board, now: Timestamp) {
        let before = std::mem::replace(&mut self.board, board);
        self.is_read = true;
        self.boards_asked = self.boards_asked.saturating_sub(1);
        let kept: HashSet<ReferralId> = self
            .unwritten
            .keys()
            .chain(&self.taken_in_since)
            .copied()
            .collect();
        for id in &kept {
            let is_ahead = self.unwritten.contains_key(id);
            let read = self.board.referral(*id).map(|read| read.revision);
            match before.referral(*id) {
                Some(shown) if is_ahead || read.is_none_or(|read| read < shown.revision) => {
                    self.board.put(shown.clone(), now);
                }
                None if is_ahead || read <= self.left.get(id).copied() => self.board.remove(*id),
                _ => {}
            }
        }
        self.passed_over.extend(self.unwritten.keys());
        self.left.retain(|id, _| kept.contains(id));
        if self.boards_asked == 0 && !self.taken_in_since.is_empty() {
            // Which of the two was newer is certain only where both had the referral.
            let again = self.taken_in_since.drain().collect();
            self.request(Request::Again(again));
        }
    }

    fn take_in_touched(&mut self, touched: &[Touched], now: Timestamp) {
        if touched.len() > PUT_ONE_BY_ONE {
            self.ask_board();
            return;
        }
        for touched in touched {
            self.note_taken_in(touched.id());
            match touched {
                Touched::Put(referral) => {
                    if self.is_ahead_of_board(referral.id, referral.revision) {
                        self.show(referral.id, Some(referral), now);
                    }
                }
                Touched::Gone(id) => self.show(*id, None, now),
            }
        }
    }

    fn take_in_from_elsewhere(
        &mut self,
        touched: &[(ReferralId, Option<Referral>)],
        now: Timestamp,
    ) {
        if touched.len() > PUT_ONE_BY_ONE {
            self.ask_board();
            return;
        }
        for (id, referral) in touched {
            if self.unwritten.contains_key(id) {
                self.passed_over.insert(*id);
                continue;
            }
            match referral {
                Some(referral) if self.is_ahead_of_board(*id, referral.revision) => {
                    self.show(*id, Some(referral), now);
                }
                None => self.show(*id, None, now),
                Some(_) => {}
            }
        }
    }

    /// Whether the revision is newer than what the board has or had of the referral: a change shown ahead of its writing stays until that is done.
    fn is_ahead_of_board(&self, id: ReferralId, revision: i64) -> bool {
        !self.unwritten.contains_key(&id)
            && self.known_revision(id).is_none_or(|known| revision > known)
    }

    fn known_revision(&self, id: ReferralId) -> Option<i64> {
        let shown = self.board.referral(id).map(|shown| shown.revision);
        shown.max(self.left.get(&id).copied())
    }

    /// Shows what a referral is now; `None` when it is gone.
    fn show(&mut self, id: ReferralId, referral: Option<&Referral>, now: Timestamp) {
        match referral {
            Some(referral) if referral.stage() != Stage::Archived => {
                self.left.remove(&id);
                self.board.put(referral.clone(), now);
            }
            _ => {
                let left_at = referral
                    .map(|referral| referral.revision)
                    .or(self.known_revision(id));
                self.left.extend(left_at.map(|revision| (id, revision)));
                self.board.remove(id);
            }
        }
        self.note_taken_in(id);
    }

    /// Notes that a board that is being read now may be older in this referral.
    fn note_taken_in(&mut self, id: ReferralId) {
        if self.boards_asked > 0 {
            self.taken_in_since.insert(id);
        }
    }

    fn ask_board(&mut self) {
        self.boards_asked += 1;
        self.request(Request::Board);
    }

    fn ask_everything(&mut self) {
        self.ask_board();
        self.request(Request::Overview);
        self.request(Request::Profiles);
    }

    fn written(&mut self, id: ReferralId) {
        if let Some(count) = self.unwritten.get_mut(&id) {
            *count -= 1;
            if *count == 0 {
                self.unwritten.remove(&id);
                if self.passed_over.remove(&id) {
                    self.request(Request::Again(vec![id]));
                }
            }
        }
    }

    fn job(&self, job: Job) {
        self.under_way.begin();
        if self
            .jobs
            .as_ref()
            .is_none_or(|jobs| jobs.send(job).is_err())
        {
            tracing::error!("the writer is gone");
        }
    }

    fn request(&self, request: Request) {
        self.under_way.begin();
        if self
            .requests
            .as_ref()
            .is_none_or(|requests| requests.send(request).is_err())
        {
            tracing::error!("the reader is gone");
        }
    }
}

impl Drop for Session {
    /// Waits until everything that was sent is written.
    fn drop(&mut self) {
        self.jobs = None;
        self.requests = None;
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a thread ended badly");
            }
        }
    }
}

fn spawn(
    name: &str,
    path: &std::path::Path,
    work: impl FnOnce() + Send + 'static,
) -> Result<std::thread::JoinHandle<()>, DeskError> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map_err(|source| {
            DeskError::Store(crate::store::StoreError::Unreachable {
                path: path.to_owned(),
                source,
            })
        })
}
