//! What earlier runs of the program have left on the screen, where the system tells: it is neither shown again nor left there for good.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use leadline::desk::{
    CLAIM_LASTS_SECONDS, ClaimedReminder, Clock, Desk, LedgerKey, LedgerState, ManualClock,
    Settings, Store,
};
use leadline::domain::{Action, Command, NewReferral, ReferralId, Timestamp};
use leadline::remind::{
    Engine, NoteKey, NotifyError, RecordingNotifier, RemindEvent, RemindOutbox, ReminderThread,
    ServiceState,
};
use leadline::text::{Language, Texts, Zone};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::task::Waker;
use std::time::Duration;

const HOUR: i64 = 3_600;

/// A file, the clock it is looked at with, and what has been shown.
struct World {
    folder: tempfile::TempDir,
    clock: Arc<ManualClock>,
    screen: RecordingNotifier,
}

impl World {
    fn new() -> Self {
        let start = Timestamp::parse("2026-11-22T00:00:00Z").unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            clock: Arc::new(ManualClock::new(start)),
            screen: RecordingNotifier::default(),
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("board.leadline")
    }

    fn desk(&self) -> Desk {
        Desk::new(Store::open(&self.path()).unwrap())
    }

    /// A run of the program, which finds on the screen what these name.
    fn run_finding(&self, present: &[NoteKey]) -> Engine {
        self.screen.tell_present(Some(present.to_vec()));
        self.run()
    }

    fn run(&self) -> Engine {
        let texts = Texts::in_zone(Language::English, Zone::fixed_hours(0));
        let screen = Box::new(self.screen.clone());
        Engine::new(self.desk(), self.clock.clone(), screen, texts)
    }

    /// Enters so many referrals, and lets the time come at which each has a reminder due.
    fn due(&self, count: usize) -> Vec<ReferralId> {
        let add = |number| {
            let new = NewReferral {
                customer: format!("Contoso {number}"),
                ..NewReferral::default()
            };
            let command = Command::Add(Box::new(new));
            let done = self.desk().execute(command, self.clock.now()).unwrap();
            done.referral().unwrap().id
        };
        let ids = (0..count).map(add).collect();
        self.clock.advance_seconds(21 * HOUR);
        ids
    }

    /// Claims what is due, as a run does that ends before it confirms anything; what it claimed.
    fn end_within_a_claim(&self) -> Vec<LedgerKey> {
        let claimed = self.desk().claim_reminders(self.clock.now()).unwrap();
        claimed.iter().map(|reminder| reminder.key).collect()
    }

    /// Until then a claim is left to the run that made it.
    fn wait_until_the_claim_is_over(&self) {
        self.clock.advance_seconds(CLAIM_LASTS_SECONDS);
    }

    fn move_on(&self, id: ReferralId) {
        let command = Command::Act {
            id,
            revision: None,
            action: Action::Skip,
        };
        self.desk().execute(command, self.clock.now()).unwrap();
    }

    /// How the recorded reminders that still matter stand.
    fn listed(&self) -> Vec<LedgerState> {
        let notes = self.desk().reminder_notes(self.clock.now(), 100).unwrap();
        notes.into_iter().map(|note| note.row.state).collect()
    }

    /// The names that were put on the screen since the last look.
    fn shown(&self) -> Vec<NoteKey> {
        let raised = self.screen.take_raised();
        raised.into_iter().map(|note| note.key).collect()
    }
}

fn keys(raised: &[ClaimedReminder]) -> Vec<LedgerKey> {
    raised.iter().map(|reminder| reminder.key).collect()
}

#[test]
fn a_reminder_that_is_on_the_screen_is_not_shown_again_after_a_crash() {
    let world = World::new();
    world.due(2);
    let claimed = world.end_within_a_claim();
    world.wait_until_the_claim_is_over();
    // The crash came after the first of the two was shown.
    let mut run = world.run_finding(&[NoteKey::of_reminder(&claimed[0])]);
    let pass = run.pass().unwrap();
    assert_eq!(keys(&pass.raised), [claimed[1]]);
    assert_eq!(world.shown(), [NoteKey::of_reminder(&claimed[1])]);
    assert_eq!(world.listed(), [LedgerState::Shown, LedgerState::Shown]);
    assert_eq!(run.pass().unwrap().raised, []);
}

#[test]
fn also_when_the_program_is_started_anew_right_after_the_crash() {
    let world = World::new();
    world.due(1);
    let claimed = world.end_within_a_claim();
    let mut run = world.run_finding(&[NoteKey::of_reminder(&claimed[0])]);
    // The claim is not over yet.
    assert_eq!(run.pass().unwrap().raised, []);
    assert_eq!(world.listed(), [LedgerState::Claimed]);
    world.wait_until_the_claim_is_over();
    assert_eq!(run.pass().unwrap().raised, []);
    assert_eq!(world.listed(), [LedgerState::Shown]);
    assert_eq!(world.shown(), []);
}

#[test]
fn where_the_system_does_not_tell_it_is_shown_again_under_the_same_name() {
    let world = World::new();
    world.due(1);
    let claimed = world.end_within_a_claim();
    world.wait_until_the_claim_is_over();
    world.run().pass().unwrap();
    assert_eq!(world.shown(), [NoteKey::of_reminder(&claimed[0])]);
}

#[test]
fn a_digest_on_the_screen_stands_for_every_reminder_in_it() {
    let world = World::new();
    let ids = world.due(5);
    let claimed = world.end_within_a_claim();
    world.wait_until_the_claim_is_over();
    let digest = NoteKey::of_digest(&claimed[0]);
    let mut run = world.run_finding(std::slice::from_ref(&digest));
    assert_eq!(run.pass().unwrap().raised, []);
    assert_eq!(world.shown(), []);
    assert_eq!(world.listed(), [LedgerState::Shown; 5]);
    // It goes with the last of them, whichever that is.
    for id in ids {
        assert_eq!(world.screen.withdrawn(), []);
        world.move_on(id);
        run.pass().unwrap();
    }
    assert_eq!(world.screen.withdrawn(), [digest]);
}

#[test]
fn what_an_earlier_run_left_on_the_screen_goes_when_it_no_longer_matters() {
    let world = World::new();
    let ids = world.due(2);
    let shown = keys(&world.run().pass().unwrap().raised);
    let names: Vec<NoteKey> = shown.iter().map(NoteKey::of_reminder).collect();
    assert_eq!(world.shown(), names);
    // One moves on while the program does not run, the other while it runs again.
    world.move_on(ids[0]);
    let mut run = world.run_finding(&names);
    run.pass().unwrap();
    assert_eq!(world.screen.withdrawn(), names[..1]);
    world.move_on(ids[1]);
    run.pass().unwrap();
    assert_eq!(world.screen.withdrawn(), names);
    assert_eq!(world.shown(), []);
}

#[test]
fn a_later_lead_takes_the_place_of_one_that_an_earlier_run_has_shown() {
    let world = World::new();
    world.due(1);
    let first = keys(&world.run().pass().unwrap().raised);
    let first = NoteKey::of_reminder(&first[0]);
    let mut run = world.run_finding(std::slice::from_ref(&first));
    run.pass().unwrap();
    assert_eq!(world.screen.withdrawn(), []);
    world.clock.advance_seconds(2 * HOUR);
    assert_eq!(run.pass().unwrap().raised.len(), 1);
    assert_eq!(world.screen.withdrawn(), [first]);
}

#[test]
fn what_on_the_screen_is_no_reminder_is_left_alone() {
    let world = World::new();
    world.due(1);
    let names = [NoteKey::of_test(), NoteKey::of_name("leadline-1-answer")];
    let mut run = world.run_finding(&names);
    run.pass().unwrap();
    run.pass().unwrap();
    assert_eq!(world.screen.withdrawn(), []);
}

/// What is told of the service next.
fn next_state(told: &Receiver<RemindEvent>) -> ServiceState {
    loop {
        match told.recv_timeout(Duration::from_secs(20)) {
            Ok(RemindEvent::Service(state)) => return state,
            Ok(_) => {}
            Err(error) => panic!("nothing was told of the service: {error}"),
        }
    }
}

#[test]
fn how_notifications_stand_is_told_when_it_changes_and_only_then() {
    let world = World::new();
    world.screen.tell_state(ServiceState::HeldBack);
    let (events, told) = channel();
    let outbox = RemindOutbox::new(events, Waker::noop().clone());
    let thread = ReminderThread::start(world.run(), outbox).unwrap();
    assert_eq!(next_state(&told), ServiceState::HeldBack);
    thread.look_at_service();
    thread.look_at_service();
    world.screen.tell_state(ServiceState::Ready);
    thread.look_at_service();
    assert_eq!(next_state(&told), ServiceState::Ready);

    // That one was refused is told although the system says nothing is wrong, until one is taken.
    let refused = NotifyError::Refused("no".to_owned());
    world.screen.fail_with(Some(refused));
    world.due(1);
    thread.nudge();
    assert_eq!(next_state(&told), ServiceState::Refusing);
    world.screen.fail_with(None);
    thread.test();
    assert_eq!(next_state(&told), ServiceState::Ready);
    drop(thread);
    assert!(
        !told
            .try_iter()
            .any(|event| matches!(event, RemindEvent::Service(_)))
    );
}

#[test]
fn what_did_not_answer_is_asked_again_what_is_still_shown() {
    let world = World::new();
    let ids = world.due(1);
    let shown = keys(&world.run().pass().unwrap().raised);
    let name = NoteKey::of_reminder(&shown[0]);
    world.move_on(ids[0]);
    world.screen.keep_silent(true);
    let mut run = world.run_finding(std::slice::from_ref(&name));
    run.pass().unwrap();
    assert_eq!(world.screen.withdrawn(), []);
    world.screen.keep_silent(false);
    run.pass().unwrap();
    assert_eq!(world.screen.withdrawn(), [name]);
}

#[test]
fn what_an_earlier_run_left_is_shown_again_in_its_place_once_and_no_reminder_is_counted() {
    let world = World::new();
    let ids = world.due(5);
    let shown = keys(&world.run().pass().unwrap().raised);
    let digest = NoteKey::of_digest(&shown[0]);
    assert_eq!(world.shown(), std::slice::from_ref(&digest));
    world.move_on(ids[0]);
    let mut run = world.run_finding(std::slice::from_ref(&digest));
    for _ in 0..2 {
        assert_eq!(run.pass().unwrap().raised, []);
    }
    let renewed = world.screen.renewed();
    let names: Vec<_> = renewed.iter().map(|note| &note.key).collect();
    assert_eq!(names, [&digest]);
    assert_eq!(renewed[0].referrals, ids[1..]);
    assert_eq!(world.shown(), []);
}

#[test]
fn what_is_left_goes_where_nobody_wants_notifications_any_more() {
    let world = World::new();
    world.due(1);
    let shown = keys(&world.run().pass().unwrap().raised);
    let name = NoteKey::of_reminder(&shown[0]);
    let mut desk = world.desk();
    let settings = Settings {
        desktop_notifications: false,
        ..desk.settings().unwrap()
    };
    desk.save_settings(&settings).unwrap();
    let mut run = world.run_finding(std::slice::from_ref(&name));
    run.pass().unwrap();
    assert_eq!(world.screen.renewed(), []);
    assert_eq!(world.screen.withdrawn(), [name]);
}

#[test]
fn an_earlier_lead_stays_on_the_screen_until_the_later_one_is_shown() {
    let world = World::new();
    world.due(1);
    let mut run = world.run();
    let first = keys(&run.pass().unwrap().raised);
    world.clock.advance_seconds(2 * HOUR);
    world.screen.fail_with(Some(NotifyError::NoAnswer));
    let second = keys(&run.pass().unwrap().raised);
    assert_eq!(second.len(), 1);
    assert_eq!(world.screen.withdrawn(), []);
    // It may come up late, and goes with its referral like any other.
    world.move_on(first[0].referral);
    run.pass().unwrap();
    let names = [first[0], second[0]].map(|key| NoteKey::of_reminder(&key));
    assert_eq!(world.screen.withdrawn(), names);
}
