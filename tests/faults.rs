//! A fault of the program ends the piece of work it happens in and nothing else, is told, and is reported without anybody's data.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::*;
use leadline::desk::backups::{BackupProblem, BackupThread};
use leadline::desk::{
    BoardQuery, Clock, DeskError, Event, Failing, FaultReport, ManualClock, Session, Store,
};
use leadline::domain::{Command, Stage, Timestamp};
use leadline::remind::{Engine, RecordingNotifier, RemindEvent, RemindOutbox, ReminderThread};
use leadline::text::{Language, Texts, Zone};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::task::Waker;
use std::time::{Duration, Instant};

/// What no report may hold.
const SECRET: &str = "aiko@contoso.example";

/// A clock that a thread of this name cannot read: where it does, that is a fault.
struct FaultyClock {
    clock: ManualClock,
    thread: Mutex<Option<&'static str>>,
    faults: AtomicUsize,
}

impl FaultyClock {
    fn new(now: Timestamp) -> Arc<Self> {
        Arc::new(Self {
            clock: ManualClock::new(now),
            thread: Mutex::new(None),
            faults: AtomicUsize::new(0),
        })
    }

    fn set_faulty(&self, thread: Option<&'static str>) {
        *self.thread.lock().unwrap() = thread;
    }

    fn faults(&self) -> usize {
        self.faults.load(Ordering::SeqCst)
    }
}

impl Clock for FaultyClock {
    fn now(&self) -> Timestamp {
        let faulty = *self.thread.lock().unwrap();
        let is_reported = std::thread::panicking();
        if !is_reported && faulty.is_some() && std::thread::current().name() == faulty {
            self.faults.fetch_add(1, Ordering::SeqCst);
            panic!("the mail of {SECRET} cannot be read");
        }
        self.clock.now()
    }

    fn uptime_millis(&self) -> i64 {
        self.clock.uptime_millis()
    }
}

fn session(path: &Path, clock: &Arc<FaultyClock>) -> Session {
    let mut session = Session::start(desk_on(path), clock.clone(), Waker::noop().clone()).unwrap();
    take_until(&mut session, |session, _| {
        session.is_read() && !session.is_busy()
    });
    session
}

/// Takes in what the threads tell until `is_done`; everything that was told meanwhile.
fn take_until(session: &mut Session, is_done: impl Fn(&Session, &[Event]) -> bool) -> Vec<Event> {
    let started = Instant::now();
    let mut told = Vec::new();
    loop {
        told.extend(session.poll());
        if is_done(session, &told) {
            return told;
        }
        assert!(started.elapsed() < Duration::from_secs(20), "{told:?}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn is_fault(event: &Event, failing: Failing) -> bool {
    matches!(event, Event::Failed { error: DeskError::Fault(_), of, .. } if *of == failing)
}

#[test]
fn the_writer_goes_on_after_a_fault_and_saves_the_next_change() {
    let folder = Folder::new();
    add(&mut folder.desk(), "Contoso", start());
    let clock = FaultyClock::new(start());
    let mut session = session(&folder.path(), &clock);
    clock.set_faulty(Some("writer"));
    session.preview_import(Vec::new());
    let told = take_until(&mut session, |_, told| !told.is_empty());
    assert!(
        matches!(
            told[0],
            Event::ImportPreviewed {
                report: Err(DeskError::Fault(_)),
                ..
            }
        ),
        "{told:?}"
    );
    session.mark_reminders_read();
    take_until(&mut session, |_, told| {
        told.iter().any(|event| is_fault(event, Failing::Settings))
    });
    assert_eq!(clock.faults(), 2);
    assert!(session.can_save());
    let id = session.board().lane(Stage::New).id_at(0).unwrap();
    session.send(interested(id)).unwrap();
    take_until(&mut session, |_, told| {
        told.iter().any(|event| matches!(event, Event::Done { .. }))
    });
    drop(session);
    let desk = folder.desk();
    desk.store().check().unwrap();
    assert_eq!(referral(&desk, id).stage(), Stage::Evaluating);
}

#[test]
fn the_reader_and_the_search_go_on_after_a_fault() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    add(&mut desk, "Fabrikam", start());
    drop(desk);
    for thread in ["reader", "search"] {
        let clock = FaultyClock::new(start());
        let mut session = session(&folder.path(), &clock);
        clock.set_faulty(Some(thread));
        let ask = |session: &mut Session| {
            session.ask_overview();
            session.search(BoardQuery {
                search: "fabrikam".to_owned(),
                filters: Vec::new(),
            });
        };
        ask(&mut session);
        take_until(&mut session, |_, told| {
            told.iter().any(|event| is_fault(event, Failing::Reading))
        });
        clock.set_faulty(None);
        ask(&mut session);
        take_until(&mut session, |session, _| {
            !session.is_searching() && !session.is_busy()
        });
        assert_eq!(session.board().lane(Stage::New).len(), 1);
        session.search(BoardQuery::default());
        take_until(&mut session, |session, _| !session.is_searching());
        assert_eq!(session.board().lane(Stage::New).len(), 2);
        assert!(clock.faults() > 0);
    }
}

#[test]
fn reminders_go_on_after_a_fault_which_is_told_once() {
    let folder = Folder::new();
    add(&mut folder.desk(), "Contoso", start());
    let clock = FaultyClock::new(start());
    clock.set_faulty(Some("reminders"));
    let notifier = RecordingNotifier::default();
    let texts = Texts::in_zone(Language::English, Zone::fixed_hours(0));
    let shows = Box::new(notifier.clone());
    let engine = Engine::new(folder.desk(), clock.clone(), shows, texts);
    let (told, events) = channel();
    let outbox = RemindOutbox::new(told, Waker::noop().clone());
    let reminders = ReminderThread::start(engine, outbox).unwrap();
    let next = || events.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(next(), RemindEvent::Faulted);
    reminders.nudge();
    while clock.faults() < 2 {
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(reminders.is_running());
    // Past the first lead of the 24-hour mark.
    clock.clock.advance_seconds(22 * 3_600);
    clock.set_faulty(None);
    reminders.nudge();
    let told = std::iter::repeat_with(next)
        .find(|event| !matches!(event, RemindEvent::Service(_)))
        .unwrap();
    assert!(
        matches!(&told, RemindEvent::Raised(raised) if raised.len() == 1),
        "{told:?}"
    );
}

#[test]
fn a_report_tells_where_a_fault_was_and_none_of_the_data() {
    let folder = Folder::new();
    add(&mut folder.desk(), "Contoso", start());
    let clock = FaultyClock::new(start());
    let report = FaultReport::install(clock.clone());
    report.keep_beside(&folder.path());
    let mut session = session(&folder.path(), &clock);
    clock.set_faulty(Some("writer"));
    session.mark_reminders_read();
    take_until(&mut session, |_, told| {
        told.iter().any(|event| is_fault(event, Failing::Settings))
    });
    let mut name = folder.path().into_os_string();
    name.push(".faults.txt");
    let report = std::fs::read_to_string(&name).unwrap();
    assert!(report.contains("thread writer, at "), "{report}");
    assert!(report.contains("tests/faults.rs"), "{report}");
    assert!(
        !report.contains(SECRET) && !report.contains("contoso"),
        "{report}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&name).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

fn interested(id: leadline::domain::ReferralId) -> Command {
    Command::Act {
        id,
        revision: None,
        action: leadline::domain::Action::Interested,
    }
}

/// A waker that the writer cannot wake by so many times.
struct FaultyWaker(AtomicUsize);

impl std::task::Wake for FaultyWaker {
    fn wake(self: Arc<Self>) {
        if std::thread::current().name() == Some("writer") {
            let left = self.0.load(Ordering::SeqCst);
            if left > 0 {
                self.0.store(left - 1, Ordering::SeqCst);
                panic!("the window cannot be woken");
            }
        }
    }
}

#[test]
fn the_writer_goes_on_after_faults_around_its_work() {
    let folder = Folder::new();
    let id = add(&mut folder.desk(), "Contoso", start());
    let clock = FaultyClock::new(start());
    let waker = Arc::new(FaultyWaker(AtomicUsize::new(0)));
    let mut session = Session::start(desk_on(&folder.path()), clock, waker.clone().into()).unwrap();
    take_until(&mut session, |session, _| {
        session.is_read() && !session.is_busy()
    });
    // The second fault is in telling of the first, and the third in telling of that.
    waker.0.store(3, Ordering::SeqCst);
    let skip = |id| Command::Act {
        id,
        revision: None,
        action: leadline::domain::Action::Skip,
    };
    session.send(skip(id)).unwrap();
    // The last of them may come after everything was told.
    let told = take_until(&mut session, |session, _| {
        !session.is_saving() && !session.is_busy() && waker.0.load(Ordering::SeqCst) == 0
    });
    assert!(session.can_save(), "{told:?}");
    let ended = |event: &Event| matches!(event, Event::Ended(_));
    assert!(!told.iter().any(ended), "{told:?}");
    session
        .send(Command::Add(Box::new(named("Fabrikam"))))
        .unwrap();
    take_until(&mut session, |session, _| !session.is_saving());
    assert_eq!(session.board().len(), 1);
}

#[test]
fn a_fault_in_looking_after_the_backups_is_told() {
    let folder = Folder::new();
    add(&mut folder.desk(), "Contoso", start());
    let clock = FaultyClock::new(start());
    clock.set_faulty(Some("backups"));
    let (news, told) = channel();
    let thread = BackupThread::start(
        Store::open(&folder.path()).unwrap(),
        clock.clone(),
        move |one| news.send(one).unwrap(),
    )
    .unwrap();
    thread.nudge();
    let first = told.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(first.problems, [BackupProblem::Fault]);
    assert!(thread.is_running());
    clock.set_faulty(None);
    thread.nudge();
    let next = told.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(next.problems, []);
    assert!(next.made.is_some());
}
