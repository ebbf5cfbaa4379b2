//! Reminders are raised once and in time, whatever happens to the program, its clock, its file and its notification service.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use leadline::desk::{
    CLAIM_LASTS_SECONDS, ClaimedReminder, Clock, Desk, LedgerState, ManualClock, Store,
};
use leadline::domain::{Action, Command, NewReferral, ReferralId, Timestamp, Urgency};
use leadline::remind::{
    Engine, LineStyle, NoteKey, NotifierEvent, NotifyError, RecordingNotifier, RemindEvent,
    RemindOutbox, ReminderThread, WatchEvent, once, watch,
};
use leadline::text::{Language, Texts, Zone};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Barrier};
use std::task::Waker;
use std::time::Duration;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

/// A file, the clock it is looked at with, and what has been shown.
struct World {
    folder: tempfile::TempDir,
    clock: Arc<ManualClock>,
    screen: RecordingNotifier,
    start: Timestamp,
}

impl World {
    fn new() -> Self {
        let start = Timestamp::parse("2026-11-22T00:00:00Z").unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            clock: Arc::new(ManualClock::new(start)),
            screen: RecordingNotifier::default(),
            start,
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("board.leadline")
    }

    /// Another program's, or another thread's, way into the file.
    fn desk(&self) -> Desk {
        Desk::new(Store::open(&self.path()).unwrap())
    }

    fn engine(&self) -> Engine {
        self.engine_with(self.screen.clone())
    }

    fn engine_with(&self, screen: RecordingNotifier) -> Engine {
        let texts = Texts::in_zone(Language::English, Zone::fixed_hours(0));
        Engine::new(self.desk(), self.clock.clone(), Box::new(screen), texts)
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn hours(&self, hours: i64) -> Timestamp {
        self.start.plus_seconds(hours * HOUR)
    }

    fn set_hours(&self, hours: i64) {
        self.clock.set(self.hours(hours));
    }

    fn add(&self, customer: &str) -> ReferralId {
        let new = NewReferral {
            customer: customer.to_owned(),
            received_at: Some(self.start),
            ..NewReferral::default()
        };
        let mut desk = self.desk();
        let done = desk.execute(Command::Add(Box::new(new)), self.now());
        done.unwrap().referral().unwrap().id
    }

    fn act(&self, id: ReferralId, action: Action) {
        let command = Command::Act {
            id,
            revision: None,
            action,
        };
        self.desk().execute(command, self.now()).unwrap();
    }

    /// The states of what is recorded in the ledger and still matters.
    fn listed(&self) -> Vec<LedgerState> {
        let notes = self.desk().reminder_notes(self.now(), 100).unwrap();
        notes.into_iter().map(|note| note.row.state).collect()
    }

    /// The names on the screen, and then none.
    fn take_keys(&self) -> Vec<NoteKey> {
        let raised = self.screen.take_raised();
        raised.into_iter().map(|note| note.key).collect()
    }
}

fn names(reminders: &[ClaimedReminder]) -> Vec<(String, i64)> {
    reminders
        .iter()
        .map(|reminder| (reminder.key.mark.code(), reminder.key.lead_seconds / HOUR))
        .collect()
}

/// Passes every ten minutes up to `until` hours; what was raised, with the hour it was raised in.
fn raised_until(world: &World, engine: &mut Engine, until: i64) -> Vec<(i64, String, i64)> {
    let mut raised = Vec::new();
    while world.now() < world.hours(until) {
        world.clock.advance_seconds(10 * MINUTE);
        for (mark, lead) in names(&engine.pass().unwrap().raised) {
            let hour = world.now().millis_from(world.start) / (HOUR * 1_000);
            raised.push((hour, mark, lead));
        }
    }
    raised
}

fn expected(raised: &[(i64, &str, i64)]) -> Vec<(i64, String, i64)> {
    raised
        .iter()
        .map(|(hour, mark, lead)| (*hour, (*mark).to_owned(), *lead))
        .collect()
}

#[test]
fn each_mark_of_a_new_referral_is_raised_once_at_each_lead_and_when_it_lapses() {
    let world = World::new();
    world.add("Contoso");
    let mut engine = world.engine();
    assert_eq!(
        raised_until(&world, &mut engine, 100),
        expected(&[
            (20, "answer_24h", 4),
            (23, "answer_24h", 1),
            (60, "lapse_72h", 12),
            (70, "lapse_72h", 2),
            (72, "lapse_72h", 0),
        ])
    );
    assert_eq!(world.screen.raised().len(), 5);
    assert_eq!(world.listed(), [LedgerState::Shown]);
}

#[test]
fn a_referral_being_evaluated_is_reminded_of_its_own_clock() {
    let world = World::new();
    let id = world.add("Contoso");
    let mut engine = world.engine();
    world.set_hours(1);
    world.act(id, Action::Interested);
    assert_eq!(
        raised_until(&world, &mut engine, 200),
        expected(&[
            (20, "answer_24h", 4),
            (23, "answer_24h", 1),
            (145, "lapse_7d", 24),
            (165, "lapse_7d", 4),
            (169, "lapse_7d", 0),
        ])
    );
}

#[test]
fn of_several_leads_that_came_due_together_only_the_most_urgent_is_raised() {
    let world = World::new();
    world.add("Contoso");
    world.set_hours(71);
    let raised = world.engine().pass().unwrap().raised;
    assert_eq!(names(&raised), [("lapse_72h".to_owned(), 2)]);
    assert_eq!(
        world.screen.raised()[0].title,
        "Referral 1: 1 hour left before it counts as missed"
    );
}

#[test]
fn what_lapsed_while_the_program_was_closed_is_reported_and_nothing_else() {
    let world = World::new();
    world.add("Contoso");
    world.set_hours(300);
    let raised = world.engine().pass().unwrap().raised;
    assert_eq!(names(&raised), [("lapse_72h".to_owned(), 0)]);
    let shown = world.screen.raised();
    assert_eq!(shown[0].title, "Referral 1: Missed (presumed)");
    assert_eq!(
        shown[0].body,
        "72-hour limit: ran out 25 Nov, 00:00. Presumed until Partner Center confirms it."
    );
}

#[test]
fn three_at_once_are_shown_singly_and_four_as_one_that_names_them() {
    let world = World::new();
    for customer in ["A", "B", "C"] {
        world.add(customer);
    }
    let mut engine = world.engine();
    world.set_hours(20);
    assert_eq!(engine.pass().unwrap().raised.len(), 3);
    assert_eq!(world.screen.take_raised().len(), 3);

    world.add("D");
    world.set_hours(23);
    assert_eq!(engine.pass().unwrap().raised.len(), 4);
    let shown = world.screen.take_raised();
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].title, "4 referrals need attention");
    for number in 1..=4 {
        let line = format!("Referral {number}: 1 hour left to answer");
        assert!(
            shown[0].body.lines().any(|one| one == line),
            "{}",
            shown[0].body
        );
    }
    assert_eq!(
        shown[0].referrals,
        (1..=4).map(ReferralId).collect::<Vec<_>>()
    );
    assert_eq!(
        world.screen.withdrawn().len(),
        3,
        "the earlier ones made way"
    );
    // Every one is in the program's own list.
    assert_eq!(world.listed(), [LedgerState::Shown; 7]);
}

#[test]
fn a_long_digest_names_the_most_pressing_and_counts_the_rest() {
    let world = World::new();
    for number in 0..50 {
        world.add(&format!("Customer {number}"));
    }
    world.set_hours(60);
    let mut engine = world.engine();
    engine.pass().unwrap();
    let shown = world.screen.take_raised();
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].title, "50 referrals need attention");
    assert_eq!(shown[0].body.lines().count(), 9);
    assert!(shown[0].body.ends_with("and 42 more"));
    assert_eq!(shown[0].urgency, Urgency::Critical);
    assert_eq!(world.listed(), [LedgerState::Shown; 50]);
}

#[test]
fn nothing_is_raised_for_a_closed_referral() {
    let world = World::new();
    let id = world.add("Contoso");
    world.act(id, Action::Skip);
    let mut engine = world.engine();
    assert_eq!(raised_until(&world, &mut engine, 200), []);
    assert_eq!(world.screen.raised(), []);
}

#[test]
fn what_a_referral_moved_on_from_is_taken_off_the_screen_and_out_of_the_list() {
    let world = World::new();
    let id = world.add("Contoso");
    let mut engine = world.engine();
    world.set_hours(60);
    engine.pass().unwrap();
    assert_eq!(
        world.desk().store().unread_reminders(world.now()).unwrap(),
        1
    );
    assert_eq!(world.screen.withdrawn(), []);
    world.act(id, Action::Interested);
    engine.pass().unwrap();
    assert_eq!(world.screen.withdrawn(), world.take_keys());
    assert_eq!(world.listed(), []);
    assert_eq!(
        world.desk().store().unread_reminders(world.now()).unwrap(),
        0
    );
}

#[test]
fn a_digest_stays_until_the_last_of_its_referrals_has_moved_on() {
    let world = World::new();
    let ids: Vec<_> = ["A", "B", "C", "D"].map(|name| world.add(name)).into();
    let mut engine = world.engine();
    world.set_hours(20);
    engine.pass().unwrap();
    for id in &ids {
        assert_eq!(world.screen.withdrawn(), []);
        world.act(*id, Action::Skip);
        engine.pass().unwrap();
    }
    assert_eq!(world.screen.withdrawn(), world.take_keys());
}

#[test]
fn a_nearer_lead_takes_the_place_of_the_one_before() {
    let world = World::new();
    world.add("Contoso");
    let mut engine = world.engine();
    world.set_hours(20);
    engine.pass().unwrap();
    let first = world.take_keys();
    world.set_hours(23);
    engine.pass().unwrap();
    assert_eq!(world.screen.withdrawn(), first);
    assert_eq!(world.take_keys().len(), 1);
}

#[test]
fn a_program_that_ended_between_recording_and_showing_raises_it_again_under_the_same_name() {
    let world = World::new();
    world.add("Contoso");
    world.set_hours(20);
    let claimed = world.desk().claim_reminders(world.now()).unwrap();
    assert_eq!(claimed.len(), 1);
    // It may be that the other program is about to show it at this very moment.
    let mut engine = world.engine();
    assert_eq!(engine.pass().unwrap().raised, []);
    world.clock.advance_seconds(CLAIM_LASTS_SECONDS);
    assert_eq!(engine.pass().unwrap().raised, claimed);
    assert_eq!(world.take_keys(), [NoteKey::of_reminder(&claimed[0].key)]);
    world.clock.advance_seconds(CLAIM_LASTS_SECONDS);
    assert_eq!(engine.pass().unwrap().raised, []);
    assert_eq!(world.engine().pass().unwrap().raised, []);
}

#[test]
fn a_reminder_left_unshown_is_raised_also_after_the_clock_was_set_back() {
    let world = World::new();
    world.add("Contoso");
    world.set_hours(23);
    world.desk().claim_reminders(world.now()).unwrap();
    world.set_hours(22);
    assert_eq!(world.engine().pass().unwrap().raised.len(), 1);
}

#[test]
fn a_reminder_left_unshown_gives_way_to_a_nearer_one() {
    let world = World::new();
    world.add("Contoso");
    world.set_hours(20);
    world.desk().claim_reminders(world.now()).unwrap();
    world.set_hours(23);
    let raised = world.engine().pass().unwrap().raised;
    assert_eq!(names(&raised), [("answer_24h".to_owned(), 1)]);
}

#[test]
fn a_program_started_anew_does_not_raise_again_what_was_shown() {
    let world = World::new();
    world.add("Contoso");
    world.set_hours(20);
    assert_eq!(world.engine().pass().unwrap().raised.len(), 1);
    world.clock.advance_seconds(2 * CLAIM_LASTS_SECONDS);
    assert_eq!(world.engine().pass().unwrap().raised, []);
    assert_eq!(world.screen.raised().len(), 1);
}

#[test]
fn what_the_system_cannot_show_is_said_once_and_stands_in_the_list() {
    let world = World::new();
    let id = world.add("Contoso");
    let mut engine = world.engine();
    world
        .screen
        .fail_with(Some(NotifyError::NoService("no bus".to_owned())));
    world.set_hours(20);
    let pass = engine.pass().unwrap();
    assert_eq!(pass.raised.len(), 1);
    assert_eq!(
        pass.notifier,
        Some(NotifierEvent::Unavailable(
            "This system shows no notifications. Reminders are listed in Leadline instead."
                .to_owned()
        ))
    );
    assert_eq!(world.listed(), [LedgerState::Unshown]);
    world.set_hours(23);
    assert_eq!(engine.pass().unwrap().notifier, None, "said once");
    assert_eq!(world.listed(), [LedgerState::Unshown; 2]);
    world.screen.fail_with(None);
    world.set_hours(60);
    assert_eq!(
        engine.pass().unwrap().notifier,
        Some(NotifierEvent::Available)
    );
    assert_eq!(world.listed(), [LedgerState::Shown]);
    world.act(id, Action::Skip);
    assert_eq!(world.listed(), []);
}

#[test]
fn what_could_not_be_shown_is_shown_as_soon_as_something_can() {
    let world = World::new();
    let id = world.add("Contoso");
    let mut engine = world.engine();
    world.screen.fail_with(Some(NotifyError::NoAnswer));
    world.set_hours(20);
    assert_eq!(engine.pass().unwrap().raised.len(), 1);
    world.clock.advance_seconds(30);
    assert_eq!(engine.pass().unwrap().raised, []);
    assert_eq!(world.listed(), [LedgerState::Unshown]);
    world.screen.fail_with(None);
    world.clock.advance_seconds(30);
    let pass = engine.pass().unwrap();
    assert_eq!(pass.raised, [], "it was raised in time");
    assert_eq!(pass.notifier, Some(NotifierEvent::Available));
    assert_eq!(world.listed(), [LedgerState::Shown]);
    assert_eq!(world.take_keys().len(), 1);
    world.clock.advance_seconds(30);
    engine.pass().unwrap();
    assert_eq!(world.take_keys(), []);
    // It goes like any other.
    world.act(id, Action::Skip);
    engine.pass().unwrap();
    assert_eq!(world.screen.withdrawn().len(), 1);
}

#[test]
fn one_that_fails_keeps_no_other_from_being_recorded() {
    let world = World::new();
    for customer in ["A", "B", "C"] {
        world.add(customer);
    }
    world.screen.fail_with(Some(NotifyError::NoAnswer));
    world.set_hours(20);
    assert_eq!(world.engine().pass().unwrap().raised.len(), 3);
    assert_eq!(world.listed(), [LedgerState::Unshown; 3]);
}

#[test]
fn a_lapse_is_reported_also_when_another_program_concluded_it() {
    let world = World::new();
    world.add("Contoso");
    let mut engine = world.engine();
    world.set_hours(73);
    assert_eq!(world.desk().settle(world.now()).unwrap().len(), 1);
    let raised = engine.pass().unwrap().raised;
    assert_eq!(names(&raised), [("lapse_72h".to_owned(), 0)]);
    assert_eq!(engine.pass().unwrap().raised, []);
}

#[test]
fn a_reported_lapse_stays_until_a_person_confirms_it() {
    let world = World::new();
    let id = world.add("Contoso");
    let mut engine = world.engine();
    world.set_hours(73);
    engine.pass().unwrap();
    world.set_hours(500);
    engine.pass().unwrap();
    assert_eq!(world.screen.withdrawn(), []);
    world.act(id, Action::Confirm);
    engine.pass().unwrap();
    assert_eq!(world.screen.withdrawn(), world.take_keys());
}

#[test]
fn a_clock_set_back_repeats_nothing_and_delays_nothing() {
    let world = World::new();
    world.add("Contoso");
    let mut engine = world.engine();
    world.set_hours(21);
    assert_eq!(engine.pass().unwrap().raised.len(), 1);
    world.set_hours(-50);
    assert_eq!(engine.pass().unwrap().raised, []);
    assert_eq!(
        raised_until(&world, &mut engine, 62),
        expected(&[(23, "answer_24h", 1), (60, "lapse_72h", 12)])
    );
}

#[test]
fn two_programs_on_one_file_never_both_raise_a_reminder() {
    let world = World::new();
    for number in 0..40 {
        world.add(&format!("Customer {number}"));
    }
    let barrier = Arc::new(Barrier::new(2));
    let programs: Vec<_> = (0..2)
        .map(|_| {
            let mut engine = world.engine_with(RecordingNotifier::default());
            let (barrier, clock) = (barrier.clone(), world.clock.clone());
            let start = world.start;
            std::thread::Builder::new()
                .spawn(move || {
                    let mut raised = Vec::new();
                    for hours in [20, 23, 60, 70, 73] {
                        barrier.wait();
                        clock.set(start.plus_seconds(hours * HOUR));
                        raised.extend(engine.pass().unwrap().raised);
                        barrier.wait();
                    }
                    raised
                })
                .unwrap()
        })
        .collect();
    let raised: Vec<_> = programs
        .into_iter()
        .flat_map(|program| program.join().unwrap())
        .map(|reminder| reminder.key)
        .collect();
    let distinct: HashSet<_> = raised.iter().collect();
    assert_eq!(raised.len(), 40 * 5);
    assert_eq!(distinct.len(), raised.len());
}

#[test]
fn lead_times_changed_in_settings_count_for_referrals_already_there() {
    let world = World::new();
    world.add("Contoso");
    let mut engine = world.engine();
    engine.pass().unwrap();
    let mut desk = world.desk();
    let mut settings = desk.settings().unwrap();
    settings.leads.answer_seconds = vec![6 * HOUR];
    settings.leads.short_lapse_seconds = vec![];
    desk.save_settings(&settings).unwrap();
    assert_eq!(
        raised_until(&world, &mut engine, 71),
        expected(&[(18, "answer_24h", 6)])
    );
}

#[test]
fn a_lapse_that_a_person_took_back_is_not_reminded_of() {
    let world = World::new();
    let id = world.add("Contoso");
    let mut engine = world.engine();
    world.set_hours(73);
    engine.pass().unwrap();
    let note = "Partner Center still shows it".to_owned();
    world.act(id, Action::Correct { note });
    engine.pass().unwrap();
    assert_eq!(world.screen.withdrawn(), world.take_keys());
    assert_eq!(raised_until(&world, &mut engine, 400), []);
}

#[test]
fn a_notification_names_the_customer_only_when_the_person_allows_it() {
    let world = World::new();
    world.add("Contoso");
    let mut engine = world.engine();
    world.set_hours(20);
    engine.pass().unwrap();
    let shown = world.screen.take_raised();
    assert_eq!(shown[0].title, "Referral 1: 4 hours left to answer");
    assert_eq!(shown[0].body, "24-hour mark: 23 Nov, 00:00 – New");
    assert_eq!(shown[0].urgency, Urgency::Soon);
    assert!(!format!("{:?}", shown[0]).contains("Contoso"));

    let mut desk = world.desk();
    let mut settings = desk.settings().unwrap();
    settings.notifications_name_customer = true;
    settings.language = Some(Language::Japanese);
    desk.save_settings(&settings).unwrap();
    world.set_hours(23);
    engine.pass().unwrap();
    let shown = world.screen.take_raised();
    assert_eq!(shown[0].title, "Contoso:回答の目安まで残り1時間");

    // Back to the system's language, in which the engine was started.
    settings.language = None;
    desk.save_settings(&settings).unwrap();
    world.set_hours(71);
    engine.pass().unwrap();
    let shown = world.screen.take_raised();
    assert!(shown[0].title.is_ascii(), "{}", shown[0].title);
}

#[test]
fn notifications_speak_the_language_that_was_asked_for_while_it_is() {
    let world = World::new();
    world.add("Contoso");
    let mut desk = world.desk();
    let mut settings = desk.settings().unwrap();
    settings.language = Some(Language::Japanese);
    desk.save_settings(&settings).unwrap();
    let keeps = Arc::new(AtomicBool::new(true));
    let mut engine = world.engine().keeping_language_while(keeps.clone());
    world.set_hours(20);
    engine.pass().unwrap();
    let shown = world.screen.take_raised();
    assert_eq!(shown[0].title, "Referral 1: 4 hours left to answer");
    // Another one was chosen in the window meanwhile.
    keeps.store(false, Ordering::Relaxed);
    world.set_hours(23);
    engine.pass().unwrap();
    let shown = world.screen.take_raised();
    assert!(!shown[0].title.is_ascii(), "{}", shown[0].title);
}

#[test]
fn notifications_turned_off_are_listed_and_nothing_is_said_of_the_system() {
    let world = World::new();
    world.add("Contoso");
    let mut desk = world.desk();
    let mut settings = desk.settings().unwrap();
    settings.desktop_notifications = false;
    desk.save_settings(&settings).unwrap();
    world.set_hours(20);
    let pass = world.engine().pass().unwrap();
    assert_eq!((pass.raised.len(), pass.notifier), (1, None));
    assert_eq!(world.screen.raised(), []);
    assert_eq!(world.listed(), [LedgerState::Unshown]);
}

#[test]
fn the_thread_tells_the_window_what_it_raised_as_soon_as_it_is_asked_and_ends_with_it() {
    let world = World::new();
    world.add("Contoso");
    let (events, told) = channel();
    let outbox = RemindOutbox::new(events, Waker::noop().clone());
    let thread = ReminderThread::start(world.engine(), outbox).unwrap();
    world.set_hours(20);
    thread.nudge();
    match told.recv_timeout(Duration::from_mins(1)).unwrap() {
        RemindEvent::Raised(raised) => assert_eq!(raised.len(), 1),
        other => panic!("{other:?}"),
    }
    world.screen.fail_with(Some(NotifyError::NoAnswer));
    world.set_hours(23);
    thread.nudge();
    let raised = told.recv_timeout(Duration::from_mins(1)).unwrap();
    assert!(matches!(raised, RemindEvent::Raised(_)));
    let said = told.recv_timeout(Duration::from_mins(1)).unwrap();
    assert!(matches!(said, RemindEvent::Unavailable(_)));
    drop(thread);
    assert!(told.recv().is_err(), "the thread is gone");
}

#[test]
fn once_writes_a_line_for_each_reminder_as_scripts_expect_it() {
    let world = World::new();
    world.add("Contoso");
    world.set_hours(70);
    let mut written = Vec::new();
    let (count, news) = once(&mut world.engine(), LineStyle::Json, &mut written).unwrap();
    assert_eq!((count, news), (1, None));
    assert_eq!(
        String::from_utf8(written).unwrap(),
        "{\"referral\":1,\"mark\":\"lapse_72h\",\"lead_s\":7200,\
         \"raise_at\":\"2026-11-24T22:00:00Z\",\"due_at\":\"2026-11-25T00:00:00Z\"}\n"
    );
}

#[test]
fn watch_goes_on_until_it_is_stopped() {
    let world = World::new();
    world.add("Contoso");
    world.set_hours(70);
    let (stop, stopped) = channel();
    stop.send(WatchEvent::Stop).unwrap();
    let mut written = Vec::new();
    let mut engine = world.engine();
    let mut news = Vec::new();
    let tell = &mut |event| news.push(event);
    watch(&mut engine, LineStyle::Words, &mut written, &stopped, tell).unwrap();
    assert_eq!(news, []);
    assert_eq!(
        String::from_utf8(written).unwrap(),
        "Contoso: 2 hours left before it counts as missed\n"
    );
}

#[test]
fn a_lapse_that_is_concluded_only_later_does_not_hold_up_a_pass_and_is_reported_then() {
    let world = World::new();
    world.add("Contoso");
    let other = rusqlite::Connection::open(world.path()).unwrap();
    // As it is when the lapse comes about after the pass has concluded others.
    other
        .execute("UPDATE referral SET lapse_at = NULL", [])
        .unwrap();
    world.set_hours(73);
    let mut desk = world.desk();
    assert_eq!(desk.claim_reminders(world.now()).unwrap(), []);
    other
        .execute("UPDATE referral SET lapse_at = remind_at", [])
        .unwrap();
    assert_eq!(desk.claim_reminders(world.now()).unwrap().len(), 1);
}
