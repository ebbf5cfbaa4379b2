//! The threads behind the window: one writes, one reads, and neither knows of the window.

mod seen;

use super::backups::Why;
use super::event::{Event, Failing, InFile, Overview, Reality, Worker};
use super::outline::outline;
use super::revert::not_newest;
use super::upkeep::put_back;
use super::{
    ArchiveQuery, BoardBuilder, Clock, Desk, DeskError, Fault, Grouping, Settings, guarded,
};
use crate::domain::{Command, ImportRow, ProfileId, ReferralId};
use crate::store::{ChangeId, Store, StoreError};
use crate::text::regions_named;
use seen::Seen;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::task::Waker;
use std::time::{Duration, Instant};

/// Work for the writer.
#[derive(Debug)]
pub(super) enum Job {
    /// Carry out a command as of `at`; `shown` are the referrals whose change the board shows already.
    Execute {
        command: Command,
        at: crate::domain::Timestamp,
        shown: Vec<ReferralId>,
    },
    /// Conclude what the clock has ended.
    Settle,
    /// Say what an import would do.
    Preview(Vec<ImportRow>),
    /// Keep what was changed in the settings.
    SaveSettings(Box<SettingsChange>),
    /// Note that the reminders in the list were seen.
    MarkRemindersRead,
    /// Put this backup in the file's place.
    Restore(PathBuf),
}

/// What a person has changed in the settings.
#[derive(Debug)]
pub(super) struct SettingsChange {
    /// As they were last known to be in the file.
    pub(super) base: Settings,
    /// As they are to be.
    pub(super) wanted: Settings,
}

/// Work for the reader.
#[derive(Debug)]
pub(super) enum Request {
    /// Read the board; of a large one what its first frame shows.
    FirstBoard,
    /// Read the whole board, and put it into these bands.
    Board(Option<Grouping>),
    /// Read these referrals again.
    Again(Vec<ReferralId>),
    /// Read what the panel shows of a referral.
    Detail(ReferralId),
    /// Search the archive.
    Archive(Box<ArchiveQuery>),
    /// Read the recorded reminders.
    Reminders,
    /// Read what arrives for a profile.
    ArrivalFacts(ProfileId, String),
    /// Read the profiles.
    Profiles,
    /// Count again.
    Overview,
    /// Read the settings; so many changes of them were written when it was asked.
    Settings(u64),
}

/// How often the reader looks for what another program wrote.
const LOOK_AROUND: Duration = Duration::from_secs(1);
/// Room for more referrals than these is made as they come.
const MOST_FORESEEN: usize = 200_000;
/// Reminders kept in the program's list.
const REMINDERS_LISTED: usize = 200;

/// What each thread has to tell the window with.
#[derive(Clone)]
pub(super) struct Outbox {
    pub(super) events: Sender<(Event, Ticket)>,
    pub(super) waker: Waker,
    pub(super) under_way: UnderWay,
}

/// Counts the jobs and requests that were sent and are not yet done, and the events that the window has not taken in.
#[derive(Clone, Default, Debug)]
pub(super) struct UnderWay(Arc<AtomicUsize>);

/// Counts one thing as under way until it is dropped.
#[derive(Debug)]
pub(super) struct Ticket(UnderWay);

impl Drop for Ticket {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl UnderWay {
    pub(super) fn begin(&self) -> Ticket {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ticket(self.clone())
    }

    pub(super) fn is_any(&self) -> bool {
        self.0.load(Ordering::SeqCst) > 0
    }
}

impl Outbox {
    /// Sends an event and wakes the window. A window that is gone needs none.
    pub(super) fn tell(&self, event: Event) {
        let ticket = self.under_way.begin();
        if self.events.send((event, ticket)).is_ok() {
            self.waker.wake_by_ref();
        }
    }
}

/// Tells the window when a thread ends other than by being told to.
pub(super) struct TellEnd<'a>(pub(super) &'a Outbox, pub(super) Worker);

impl Drop for TellEnd<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.tell(Event::Ended(self.1));
        }
    }
}

/// What undo and redo mean after the last command of this window.
#[derive(Default)]
struct Own {
    undoes: Option<ChangeId>,
    redoes: Option<ChangeId>,
}

/// Carries out jobs until the window is gone and the last one is done.
pub(super) fn write(
    mut desk: Desk,
    jobs: &Receiver<(Job, Ticket)>,
    outbox: &Outbox,
    requests: &Sender<(Request, Ticket)>,
    clock: &Arc<dyn Clock>,
) {
    let _tell_end = TellEnd(outbox, Worker::Writer);
    let mut own = Own::default();
    let mut under_work = None;
    let mut faults = 0;
    // What a job itself does is guarded by itself; this is for a fault around it.
    while guarded(|| {
        work_off(
            &mut desk,
            &mut own,
            &mut under_work,
            (jobs, outbox, requests, clock),
        );
    })
    .is_err()
    {
        faults += 1;
        own = Own::default();
        let told = guarded(|| {
            renew(&mut desk);
            if let Some(interrupted) = &under_work {
                outbox.tell(interrupted.event(&desk, Fault));
            }
        });
        under_work = None;
        if told.is_err() && faults >= MOST_FAULTS {
            outbox.tell(Event::Ended(Worker::Writer));
            return;
        }
    }
}

/// After so many faults that cannot even be told the writer ends.
const MOST_FAULTS: usize = 10;

/// The jobs, and whom the writer tells what.
type WriterLines<'a> = (
    &'a Receiver<(Job, Ticket)>,
    &'a Outbox,
    &'a Sender<(Request, Ticket)>,
    &'a Arc<dyn Clock>,
);

/// Carries out jobs until there are none to come. `under_work` is what is to be told of the present one should a fault end it.
fn work_off(
    desk: &mut Desk,
    own: &mut Own,
    under_work: &mut Option<Interrupted>,
    (jobs, outbox, requests, clock): WriterLines<'_>,
) {
    while let Ok((job, _ticket)) = jobs.recv() {
        *under_work = Some(Interrupted::of(&job));
        let changed = match guarded(|| carry_out(desk, own, job, outbox, clock)) {
            Ok(changed) => changed,
            Err(fault) => {
                *own = Own::default();
                renew(desk);
                if let Some(interrupted) = under_work {
                    outbox.tell(interrupted.event(desk, fault));
                }
                true
            }
        };
        *under_work = None;
        if changed {
            let overview = (Request::Overview, outbox.under_way.begin());
            if requests.send(overview).is_err() {
                tracing::debug!("the reader is gone");
            }
        }
    }
}

/// Opens the file anew after a fault: whatever the connection was left with is given up. Where that cannot be done now, the old one serves on.
fn renew(desk: &mut Desk) {
    match desk.open_again() {
        Ok(renewed) => *desk = renewed,
        Err(error) => tracing::error!(%error, "the file could not be opened again after a fault"),
    }
}

/// What is to be told of a job that a fault has ended.
enum Interrupted {
    Change(Failing, Vec<ReferralId>),
    Preview,
    Restore(PathBuf),
}

impl Interrupted {
    fn of(job: &Job) -> Self {
        match job {
            Job::Execute { shown, .. } => Self::Change(Failing::Command, shown.clone()),
            Job::Settle => Self::Change(Failing::Clock, Vec::new()),
            Job::SaveSettings(_) | Job::MarkRemindersRead => {
                Self::Change(Failing::Settings, Vec::new())
            }
            Job::Preview(_) => Self::Preview,
            Job::Restore(backup) => Self::Restore(backup.clone()),
        }
    }

    fn event(&self, desk: &Desk, fault: Fault) -> Event {
        match self {
            Self::Change(of, shown) => Event::Failed {
                error: fault.into(),
                of: *of,
                shown: realities(desk, shown.clone()),
            },
            Self::Restore(backup) => Event::Restored {
                backup: backup.clone(),
                kept: Err(fault.into()),
            },
            Self::Preview => Event::ImportPreviewed {
                rows: Vec::new(),
                report: Err(fault.into()),
            },
        }
    }
}

/// Does a job; true when the file changed.
fn carry_out(
    desk: &mut Desk,
    own: &mut Own,
    job: Job,
    outbox: &Outbox,
    clock: &Arc<dyn Clock>,
) -> bool {
    match job {
        Job::Execute { command, at, shown } => execute(desk, own, command, at, shown, outbox),
        Job::Settle => match desk.settle(clock.now()) {
            Ok(lapsed) => {
                outbox.tell(Event::Settled(lapsed));
                true
            }
            Err(error) => {
                outbox.tell(failed(error, Failing::Clock));
                false
            }
        },
        Job::Preview(rows) => {
            let report = desk.preview_import(&rows, clock.now());
            outbox.tell(Event::ImportPreviewed { rows, report });
            false
        }
        Job::SaveSettings(change) => {
            match desk.change_settings(&change.base, &change.wanted) {
                Ok(settings) => outbox.tell(Event::SettingsSaved(Box::new(settings))),
                Err(error) => outbox.tell(failed(error, Failing::Settings)),
            }
            false
        }
        Job::Restore(backup) => {
            tell_of_backup(desk, Why::Restore, outbox);
            let kept = put_back(desk.store_mut(), &backup, clock.now());
            let kept = kept.map_err(DeskError::from);
            *own = Own::default();
            outbox.tell(Event::Restored { backup, kept });
            true
        }
        Job::MarkRemindersRead => {
            if let Err(error) = desk.store().mark_reminders_read(clock.now()) {
                outbox.tell(failed(error.into(), Failing::Settings));
            }
            true
        }
    }
}

/// Tells that a backup comes first, where the file is so large that a person would wonder.
fn tell_of_backup(desk: &Desk, why: Why, outbox: &Outbox) {
    const NOTICEABLE_BYTES: u64 = 16 << 20;
    if desk
        .store()
        .size_bytes()
        .is_ok_and(|bytes| bytes >= NOTICEABLE_BYTES)
    {
        outbox.tell(Event::BackingUp(why));
    }
}

const fn failed(error: DeskError, of: Failing) -> Event {
    Event::Failed {
        error,
        of,
        shown: Vec::new(),
    }
}

/// True when the file changed.
fn execute(
    desk: &mut Desk,
    own: &mut Own,
    command: Command,
    at: crate::domain::Timestamp,
    shown: Vec<ReferralId>,
    outbox: &Outbox,
) -> bool {
    if matches!(command, Command::Import { .. }) {
        tell_of_backup(desk, Why::Import, outbox);
    }
    // Undo and redo come here without a change only when they mean what this window has done last.
    let outcome = match (command, own.undoes, own.redoes) {
        (Command::Undo, Some(change), _) | (Command::Redo, _, Some(change)) => {
            desk.execute(Command::Revert(change), at)
        }
        (Command::Undo | Command::Redo, ..) => Err(not_newest(desk.store())),
        (command, ..) => desk.execute(command, at),
    };
    match outcome {
        Ok(done) => {
            if done.change.is_some() {
                own.undoes = done.undoable.as_ref().map(|change| change.id);
                own.redoes = done.redoable.as_ref().map(|change| change.id);
            }
            let refused: HashSet<ReferralId> =
                done.refused.iter().map(|refused| refused.id).collect();
            let (early, shown) = shown.into_iter().partition(|id| refused.contains(id));
            outbox.tell(Event::Done {
                done: Box::new(done),
                shown,
                taken_back: realities(desk, early),
            });
            true
        }
        Err(error) => {
            *own = Own::default();
            let has_passed_over = matches!(error, DeskError::PassedOver { .. });
            // The board showed a change that did not come about.
            outbox.tell(Event::Failed {
                error,
                of: Failing::Command,
                shown: realities(desk, shown),
            });
            has_passed_over
        }
    }
}

/// What these referrals really are.
fn realities(desk: &Desk, ids: Vec<ReferralId>) -> Vec<Reality> {
    let reality = |id| {
        let in_file = match desk.store().referral(id) {
            Ok(Some(referral)) => InFile::Is(Box::new(referral)),
            Ok(None) => InFile::Gone,
            Err(error) => {
                tracing::error!(%error, "a referral could not be read again");
                InFile::Unread
            }
        };
        (id, in_file)
    };
    ids.into_iter().map(reality).collect()
}

/// Answers requests, and tells of what other programs wrote, until the window is gone.
pub(super) fn read(
    desk: &Desk,
    requests: &Receiver<(Request, Ticket)>,
    outbox: &Outbox,
    clock: &Arc<dyn Clock>,
) {
    let _tell_end = TellEnd(outbox, Worker::Reader);
    let mut seen = Seen {
        erasures: desk.store().erasures().ok(),
        ..Seen::default()
    };
    let mut looked_at = Instant::now();
    loop {
        match requests.recv_timeout(LOOK_AROUND.saturating_sub(looked_at.elapsed())) {
            Ok((request, _ticket)) => {
                let is_board = matches!(request, Request::FirstBoard | Request::Board(_));
                if is_board && seen.is_replaced(desk.store()) {
                    outbox.tell(Event::FileReplaced);
                }
                let answered = guarded(|| answer(desk, request, clock, &mut seen))
                    .unwrap_or_else(|fault| Err(fault.into()));
                seen.board_is_owed |= is_board && answered.is_err();
                outbox.tell(answered.unwrap_or_else(|error| failed(error, Failing::Reading)));
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        // Also while requests keep coming.
        if looked_at.elapsed() >= LOOK_AROUND {
            looked_at = Instant::now();
            let news = guarded(|| {
                let owed = seen.owed_board(desk, clock);
                let found = seen.look_around(desk.store());
                owed.into_iter().chain(found).chain(seen.erased(desk))
            });
            for event in news.into_iter().flatten() {
                outbox.tell(event);
            }
        }
    }
}

fn answer(
    desk: &Desk,
    request: Request,
    clock: &Arc<dyn Clock>,
    seen: &mut Seen,
) -> Result<Event, DeskError> {
    let store = desk.store();
    Ok(match request {
        Request::FirstBoard => match outline(store, clock.now()) {
            Ok(Some(board)) => Event::Outlined(Box::new(board)),
            // What keeps an outline from being read keeps the board too, and is told then.
            Ok(None) | Err(_) => return answer(desk, Request::Board(None), clock, seen),
        },
        Request::Board(grouping) => {
            seen.grouping = grouping;
            seen.up_to(store, store.newest_change()?)?;
            let mut builder = BoardBuilder::new(store.most_open()?.min(MOST_FORESEEN), clock.now());
            store.open_referrals(|referral| builder.add(referral))?;
            let mut board = builder.build();
            if grouping.is_some() {
                board.group(grouping);
            }
            Event::BoardRead(Box::new(board))
        }
        Request::Again(ids) => {
            let read = |id| Ok((id, store.referral(id)?));
            Event::WrittenElsewhere(
                ids.into_iter()
                    .map(read)
                    .collect::<Result<_, StoreError>>()?,
            )
        }
        Request::Detail(id) => Event::Detail(Box::new(desk.detail(id)?)),
        Request::Archive(query) => Event::Archive {
            rows: store.archive(&query, regions_named)?.into(),
            regions: store.archive_regions()?,
            query,
        },
        Request::Reminders => Event::Reminders(desk.reminder_notes(clock.now(), REMINDERS_LISTED)?),
        Request::ArrivalFacts(id, region) => {
            Event::ArrivalFacts(id, Box::new(store.arrival_facts(id, &region)?))
        }
        Request::Profiles => Event::Profiles(store.profiles()?.into()),
        Request::Overview => Event::Overview(Box::new(overview(store, clock.now())?)),
        Request::Settings(saved) => Event::SettingsRead {
            settings: Box::new(desk.settings()?),
            saved,
        },
    })
}

fn overview(store: &Store, now: crate::domain::Timestamp) -> Result<Overview, StoreError> {
    // First, so that what follows is no older.
    let newest = store.newest_change()?;
    let (undoable, redoable) = (store.undoable()?, store.redoable()?);
    Ok(Overview {
        newest,
        undoes: undoable.as_ref().map(|change| change.id),
        redoes: redoable.as_ref().map(|change| change.id),
        archived: store.archive_count()?,
        samples: store.sample_count()?,
        unread_reminders: store.unread_reminders(now)?,
        undoable: undoable.map(|change| change.label),
        redoable: redoable.map(|change| change.label),
    })
}
