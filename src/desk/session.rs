//! The desk as a window uses it: changes show at once, are written by a thread, and come back as events.

mod backing_up;
mod bulk;
mod checking;
mod forgetting;
mod grouping;
mod in_step;
mod intake;
mod searching;
mod settings;

use super::backups::{self, BackupRequest};
use super::board::GroupingUnderWay;
use super::event::{Event, Failing, Overview};
use super::execute::changed_meanwhile;
use super::search::{SearchHandle, search};
use super::threads::{self, Job, Outbox, Request, Ticket, UnderWay};
use super::{
    ArchiveQuery, Board, BoardQuery, Clock, Desk, DeskError, Grouping, RiskyPlace, Settings,
};
use crate::domain::{
    Action, ChangeId, Command, ImportRow, Profile, ProfileId, ReferralEdit, ReferralId, Refusal,
    Timestamp, decide,
};
use crate::text::Language;
use checking::Checking;
pub use checking::{BackgroundCheck, CheckNews, Stopped};
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::Waker;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What the clock has ended could not be written down: it is tried again after this time.
const SETTLE_AGAIN_SECONDS: i64 = 60;

/// The desk of one window.
pub struct Session {
    board: Board,
    is_read: bool,
    overview: Overview,
    profiles: Arc<[Profile]>,
    settings: Settings,
    /// As they were last known to be in the file.
    stored_settings: Settings,
    /// So many changes of them are known to be written.
    settings_saved: u64,
    /// Changes shown but not yet written, by referral.
    unwritten: HashMap<ReferralId, usize>,
    /// Referrals of which something was read that was passed over, because a change of them was not yet written: they are read again then.
    passed_over: HashSet<ReferralId>,
    /// The revisions at which referrals left the board: a row that was read before must not bring them back.
    left: HashMap<ReferralId, i64>,
    /// An outline of the board was taken in; the whole board is asked for once that was drawn.
    is_outlined: bool,
    /// Boards asked for that have not come yet.
    boards_asked: usize,
    /// The referrals taken in since: a board read before may be older in them.
    taken_in_since: HashSet<ReferralId>,
    /// Commands sent whose outcome was not taken in yet.
    executing: usize,
    /// Settings sent that are not known to be kept.
    saving_settings: usize,
    /// The newest change this window has made: what is read of an older state of the file does not count for undo and redo.
    own_newest: ChangeId,
    /// What the clock has ended could not be written down, and is left on the board until then.
    settle_again_at: Option<Timestamp>,
    /// What the board is narrowed to, or is to be.
    query: BoardQuery,
    is_searching: bool,
    /// The instant for which it was asked last.
    searched_at: Timestamp,
    /// The bands for which it was asked last.
    searched_grouping: Option<Grouping>,
    /// The words by which the cards shown were found.
    marked: Arc<[String]>,
    /// The language in which bands are sorted by name.
    language: Language,
    /// How far the board is put into other bands.
    regrouping: Option<GroupingUnderWay>,
    /// `None` once the searching thread has ended.
    search: Option<SearchHandle>,
    /// `None` once the writer has ended.
    jobs: Option<Sender<(Job, Ticket)>>,
    /// `None` once the reader has ended.
    requests: Option<Sender<(Request, Ticket)>>,
    /// `None` once the thread for backups has ended.
    backups: Option<Sender<(BackupRequest, Ticket)>>,
    events: Receiver<(Event, Ticket)>,
    /// Received while waiting for the board, and not taken in yet.
    held: VecDeque<(Event, Ticket)>,
    outbox: Outbox,
    clock: Arc<dyn Clock>,
    threads: Vec<JoinHandle<()>>,
    /// Looks through the backups.
    looking: Option<JoinHandle<()>>,
    /// `None` once it was told to end.
    checking: Option<Checking>,
    path: std::path::PathBuf,
    risky_place: Option<RiskyPlace>,
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
        // A window that speaks another one says so: see [`Self::speak`].
        let language = settings.language.unwrap_or_else(Language::of_system);
        let path = desk.store().path().to_owned();
        let reading = Desk::new(desk.store().open_again()?);
        let searching = desk.store().open_again()?;
        let checking = Checking::new(desk.store().open_again()?);
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
            let (outbox, clock, requests) = (outbox.clone(), clock.clone(), requests.clone());
            spawn("writer", &path, move || {
                threads::write(desk, &jobs_in, &outbox, &requests, &clock);
            })?
        };
        let (searched, searched_in) = channel();
        let newest = Arc::new(AtomicU64::default());
        let searcher = {
            let (outbox, clock, newest) = (outbox.clone(), clock.clone(), newest.clone());
            spawn("search", &path, move || {
                search(&searching, &searched_in, &newest, &outbox, &clock);
            })?
        };
        let (backups, backups_in) = channel();
        let (told, by, file) = (outbox.clone(), clock.clone(), path.clone());
        let looking = spawn("backup-list", &path, move || {
            backups::answer(&file, &backups_in, &told, &by);
        })?;
        let mut session = Self {
            board: Board::default(),
            is_read: false,
            overview: Overview::default(),
            profiles: Arc::new([]),
            stored_settings: settings.clone(),
            settings,
            settings_saved: 0,
            unwritten: HashMap::new(),
            passed_over: HashSet::new(),
            left: HashMap::new(),
            is_outlined: false,
            boards_asked: 0,
            taken_in_since: HashSet::new(),
            executing: 0,
            saving_settings: 0,
            own_newest: ChangeId::default(),
            settle_again_at: None,
            query: BoardQuery::default(),
            is_searching: false,
            searched_at: Timestamp::default(),
            searched_grouping: None,
            marked: Arc::new([]),
            language,
            regrouping: None,
            search: Some(SearchHandle::new(searched, newest)),
            jobs: Some(jobs),
            requests: Some(requests),
            backups: Some(backups),
            events,
            held: VecDeque::new(),
            outbox,
            clock,
            threads: vec![writer, reader, searcher],
            looking: Some(looking),
            risky_place: RiskyPlace::of(&path),
            checking: Some(checking),
            path,
            under_way,
        };
        session.board.fold(&session.settings.collapsed_bands);
        session.job(Job::Settle);
        session.ask_everything();
        Ok(session)
    }

    /// The board.
    pub const fn board(&self) -> &Board {
        &self.board
    }

    /// Whether the board has been read, at least as far as its first frame shows it.
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

    /// Why the file is not safe where it is, as far as can be told.
    pub const fn risky_place(&self) -> Option<RiskyPlace> {
        self.risky_place
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

    /// Whether something that was sent is not known to be saved, or not to be.
    pub const fn is_saving(&self) -> bool {
        self.executing > 0 || self.saving_settings > 0
    }

    /// Whether the threads still have something to do, or have told something that was not taken in yet. What others may write does
    /// not count.
    pub fn is_busy(&self) -> bool {
        self.is_outlined || self.regrouping.is_some() || self.under_way.is_any()
    }

    /// Whether changes can be saved: the writer has not ended.
    pub const fn can_save(&self) -> bool {
        self.jobs.is_some()
    }

    /// When the window is to be looked at again at the latest: the board changes by itself.
    pub fn next_moment(&self) -> Option<Timestamp> {
        let moment = self.board.next_moment()?;
        Some(self.settle_again_at.map_or(moment, |at| at.max(moment)))
    }

    /// Sends a command. What it does to a referral of the board shows at once and is written behind it; everything comes back as an event.
    /// Undo and redo revert the change that [`Self::overview`] names, or what was sent last.
    ///
    /// # Errors
    /// When the rules refuse it as the board stands; nothing is then sent.
    pub fn send(&mut self, command: Command) -> Result<(), Refusal> {
        let now = self.now();
        let (id, seen, action) = match command {
            // The writer decides on what the file has where a referral is not on the board: an archived one, or one not read yet.
            Command::Act {
                id,
                revision,
                action,
            } if self.board.referral(id).is_some() => (id, revision, action),
            Command::ActOnMany { on, action } => return self.send_many(on, action, now),
            command => {
                let command = self.as_seen(command)?;
                self.execute(command, now, Vec::new());
                return Ok(());
            }
        };
        if !self.can_save() {
            self.outbox.tell(Event::Failed {
                error: DeskError::Ended,
                of: Failing::Command,
                shown: Vec::new(),
            });
            return Ok(());
        }
        let before = self.board.referral(id).ok_or(Refusal::NotFound)?;
        let change = decide(before, &action, now)?;
        if seen.is_some_and(|seen| seen != before.revision) {
            return Err(changed_meanwhile(before));
        }
        // Notes bring with them over what they were written: of what else was changed meanwhile they take nothing away.
        let revision = Some(before.revision).filter(|_| !is_of_notes_only(&action));
        self.board.put(change.after, now);
        self.tell_search();
        *self.unwritten.entry(id).or_default() += 1;
        let command = Command::Act {
            id,
            revision,
            action,
        };
        self.execute(command, now, vec![id]);
        Ok(())
    }

    /// Undo and redo mean the change the person saw, whatever another program has made since. While something of this window's own is
    /// under way they mean that: the writer, which does one after the other, then knows which change it is.
    fn as_seen(&self, command: Command) -> Result<Command, Refusal> {
        let seen = match command {
            Command::Undo if self.executing == 0 => self.overview.undoes,
            Command::Redo if self.executing == 0 => self.overview.redoes,
            command => return Ok(command),
        };
        seen.map(Command::Revert).ok_or(Refusal::NothingToUndo)
    }

    fn execute(&mut self, command: Command, at: Timestamp, shown: Vec<ReferralId>) {
        let job = Job::Execute { command, at, shown };
        if self.job(job) {
            self.executing += 1;
        } else {
            self.outbox.tell(Event::Failed {
                error: DeskError::Ended,
                of: Failing::Command,
                shown: Vec::new(),
            });
        }
    }

    /// Asks what taking in `rows` would do; answered by [`Event::ImportPreviewed`].
    pub fn preview_import(&self, rows: Vec<ImportRow>) {
        if !self.can_save() {
            let report = Err(DeskError::Ended);
            self.outbox.tell(Event::ImportPreviewed { rows, report });
            return;
        }
        self.job(Job::Preview(rows));
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

    /// Waits until the board has come, no longer than this; [`Self::poll`] then takes it in. Frames that are drawn meanwhile, with nothing to
    /// show, take the processor from the thread that reads it.
    pub fn wait_for_board(&mut self, longest: Duration) {
        let until = Instant::now() + longest;
        let is_board = |event: &Event| matches!(event, Event::BoardRead(_) | Event::Outlined(_));
        while !self.is_read && !self.held.iter().any(|(event, _)| is_board(event)) {
            let left = until.saturating_duration_since(Instant::now());
            match self.events.recv_timeout(left) {
                Ok(event) => self.held.push_back(event),
                Err(_) => return,
            }
        }
    }

    fn ask_board(&mut self) {
        self.boards_asked += 1;
        self.request(Request::Board(self.wanted_grouping()));
    }

    fn ask_everything(&mut self) {
        self.boards_asked += 1;
        let grouping = self.wanted_grouping();
        self.request(if self.is_read || grouping.is_some() {
            // An outline has no bands, as it has not all cards.
            Request::Board(grouping)
        } else {
            Request::FirstBoard
        });
        self.request(Request::Overview);
        self.request(Request::Profiles);
    }

    /// Hands the writer something to do; false when it has ended.
    fn job(&self, job: Job) -> bool {
        let sent = self
            .jobs
            .as_ref()
            .is_some_and(|jobs| jobs.send((job, self.under_way.begin())).is_ok());
        if !sent {
            tracing::error!("the writer has ended");
        }
        sent
    }

    /// Asks the reader for something; nothing comes once it has ended.
    fn request(&self, request: Request) {
        let sent = self
            .requests
            .as_ref()
            .is_some_and(|requests| requests.send((request, self.under_way.begin())).is_ok());
        if !sent {
            tracing::error!("the reader has ended");
        }
    }
}

impl Drop for Session {
    /// Waits until everything that was sent is written.
    fn drop(&mut self) {
        self.stop().wait_for_writing();
    }
}

/// Whether an action writes nothing but notes, and says over which.
fn is_of_notes_only(action: &Action) -> bool {
    let Action::Edit(edit) = action else {
        return false;
    };
    let only = ReferralEdit {
        notes: edit.notes.clone(),
        notes_over: edit.notes_over.clone(),
        ..ReferralEdit::default()
    };
    edit.notes_over.is_some() && **edit == only
}

fn spawn(
    name: &str,
    path: &std::path::Path,
    work: impl FnOnce() + Send + 'static,
) -> Result<JoinHandle<()>, DeskError> {
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
