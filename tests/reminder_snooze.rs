//! Reminders that a person puts off come when they should, never after the deadline, and stay put off whatever happens to the program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::{desk_in, engine_in};
use leadline::desk::{ClaimedReminder, Clock, Desk, DeskError, ManualClock};
use leadline::domain::{
    Action, Command, EntryKind, ImportRow, NewReferral, ReferralId, Refusal, ReportedState, Snooze,
    SnoozeChoice, Stage, Timestamp,
};
use leadline::remind::{Engine, RecordingNotifier};
use leadline::text::Zone;
use std::path::PathBuf;
use std::sync::Arc;

const HOUR: i64 = 3_600;

struct World {
    folder: tempfile::TempDir,
    clock: Arc<ManualClock>,
    screen: RecordingNotifier,
    start: Timestamp,
    zone: Zone,
    id: ReferralId,
}

impl World {
    /// A referral that came on a Sunday at midnight.
    fn new() -> Self {
        let start = Timestamp::parse("2026-11-22T00:00:00Z").unwrap();
        let mut world = Self {
            folder: tempfile::tempdir().unwrap(),
            clock: Arc::new(ManualClock::new(start)),
            screen: RecordingNotifier::default(),
            start,
            zone: Zone::utc(),
            id: ReferralId::default(),
        };
        let new = NewReferral {
            customer: "Contoso".to_owned(),
            ..NewReferral::default()
        };
        let mut desk = world.desk();
        let done = desk.execute(Command::Add(Box::new(new)), start).unwrap();
        world.id = done.referral().unwrap().id;
        world
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("board.leadline")
    }

    fn desk(&self) -> Desk {
        desk_in(&self.path(), self.zone)
    }

    fn engine(&self) -> Engine {
        engine_in(&self.path(), self.zone, &self.clock, &self.screen)
    }

    fn minutes(&self, minutes: i64) -> Timestamp {
        self.start.plus_seconds(minutes * 60)
    }

    fn set_minutes(&self, minutes: i64) {
        self.clock.set(self.minutes(minutes));
    }

    fn snooze(&self, choice: SnoozeChoice) -> Result<Snooze, DeskError> {
        let snoozed = self.desk().snooze(self.id, choice, self.clock.now());
        snoozed.map(|(_, snooze)| snooze)
    }

    fn execute(&self, command: Command) {
        self.desk().execute(command, self.clock.now()).unwrap();
    }

    fn act(&self, action: Action) {
        self.execute(Command::Act {
            id: self.id,
            revision: None,
            action,
        });
    }
}

/// The marks and leads, in seconds. That of the end of a snooze is never a whole minute.
fn names(raised: &[ClaimedReminder]) -> Vec<(String, i64)> {
    raised
        .iter()
        .map(|reminder| (reminder.key.mark.code(), reminder.key.lead_seconds))
        .collect()
}

/// Passes every ten minutes up to `until`; what was raised, with the minute.
fn raised_until(world: &World, engine: &mut Engine, until: i64) -> Vec<(i64, String, i64)> {
    let mut raised = Vec::new();
    while world.clock.now() < world.minutes(until) {
        world.clock.advance_seconds(600);
        let minute = world.clock.now().millis_from(world.start) / 60_000;
        for (mark, lead) in names(&engine.pass().unwrap().raised) {
            raised.push((minute, mark, lead));
        }
    }
    raised
}

#[test]
fn a_snoozed_referral_is_silent_until_then_and_reminded_of_once() {
    let world = World::new();
    let mut engine = world.engine();
    // Just before the lead of four hours.
    world.set_minutes(19 * 60 + 50);
    let snooze = world.snooze(SnoozeChoice::OneHour).unwrap();
    assert_eq!(snooze.until, world.minutes(20 * 60 + 50));
    assert!(!snooze.is_shortened);
    assert_eq!(
        raised_until(&world, &mut engine, 24 * 60),
        [
            (20 * 60 + 50, "answer_24h".to_owned(), 3 * HOUR + 599),
            (23 * 60, "answer_24h".to_owned(), HOUR)
        ]
    );
}

#[test]
fn a_snooze_takes_the_notification_off_the_screen_and_survives_the_program() {
    let world = World::new();
    world.set_minutes(20 * 60);
    let mut engine = world.engine();
    assert_eq!(engine.pass().unwrap().raised.len(), 1);
    world.snooze(SnoozeChoice::OneHour).unwrap();
    assert_eq!(engine.pass().unwrap().raised, []);
    assert_eq!(world.screen.withdrawn().len(), 1);
    drop(engine);
    let mut engine = world.engine();
    assert_eq!(
        raised_until(&world, &mut engine, 22 * 60),
        [(21 * 60, "answer_24h".to_owned(), 3 * HOUR - 1)]
    );
}

#[test]
fn a_snooze_never_goes_past_the_deadline_and_says_so() {
    let world = World::new();
    let mut engine = world.engine();
    world.set_minutes(22 * 60);
    let snooze = world.snooze(SnoozeChoice::FourHours).unwrap();
    assert!(snooze.is_shortened);
    assert_eq!(snooze.until, world.minutes(23 * 60 + 30));
    assert_eq!(
        raised_until(&world, &mut engine, 24 * 60),
        [(23 * 60 + 30, "answer_24h".to_owned(), 1_799)]
    );
    // Close to the end: half way.
    world.set_minutes(72 * 60 - 20);
    let snooze = world.snooze(SnoozeChoice::OneHour).unwrap();
    assert_eq!(snooze.until, world.minutes(72 * 60 - 10));
    world.set_minutes(72 * 60 - 1);
    assert!(matches!(
        world.snooze(SnoozeChoice::OneHour),
        Err(DeskError::Refused(Refusal::NothingToSnooze))
    ));
}

#[test]
fn tomorrow_is_when_work_begins_on_the_next_working_day() {
    let world = World::new();
    world.act(Action::Interested);
    // Past the advice; the clock runs until next Sunday. It is Friday.
    world.set_minutes(5 * 24 * 60 + 10 * 60);
    let snooze = world.snooze(SnoozeChoice::Tomorrow).unwrap();
    assert!(snooze.is_shortened, "Monday is too late");
    assert_eq!(snooze.until, world.minutes(7 * 24 * 60 - 30));
    let mut desk = world.desk();
    let mut settings = desk.settings().unwrap();
    settings.hours.days[5] = true;
    settings.hours.from_minutes = 8 * 60 + 15;
    desk.save_settings(&settings).unwrap();
    let snooze = world.snooze(SnoozeChoice::Tomorrow).unwrap();
    assert_eq!(snooze.until.to_string(), "2026-11-28T08:15:00Z");
    assert!(!snooze.is_shortened);
}

#[test]
fn moving_on_ends_the_snooze_and_a_lapse_is_reported_all_the_same() {
    let world = World::new();
    let mut engine = world.engine();
    world.set_minutes(70 * 60);
    engine.pass().unwrap();
    world.snooze(SnoozeChoice::OneHour).unwrap();
    world.act(Action::Interested);
    let referral = world.desk().store().referral(world.id).unwrap().unwrap();
    assert_eq!(referral.snoozed_until, None);

    let world = World::new();
    let mut engine = world.engine();
    world.set_minutes(71 * 60);
    engine.pass().unwrap();
    world.snooze(SnoozeChoice::FourHours).unwrap();
    world.set_minutes(73 * 60);
    let raised = engine.pass().unwrap().raised;
    assert_eq!(names(&raised), [("lapse_72h".to_owned(), 0)]);
}

#[test]
fn the_leads_of_another_mark_that_fell_into_the_snooze_are_not_lost() {
    let world = World::new();
    let mut desk = world.desk();
    let mut settings = desk.settings().unwrap();
    // Before 72 hours: once, as long ahead as the 24-hour mark is near.
    settings.leads.short_lapse_seconds = vec![51 * HOUR];
    desk.save_settings(&settings).unwrap();
    let mut engine = world.engine();
    world.set_minutes(20 * 60 + 30);
    engine.pass().unwrap();
    world.snooze(SnoozeChoice::OneHour).unwrap();
    assert_eq!(
        raised_until(&world, &mut engine, 22 * 60),
        [
            (21 * 60 + 30, "answer_24h".to_owned(), 2 * HOUR + 1_799),
            (21 * 60 + 30, "lapse_72h".to_owned(), 51 * HOUR)
        ]
    );
}

#[test]
fn a_snooze_is_a_line_of_the_history_and_can_be_taken_back() {
    let world = World::new();
    world.set_minutes(19 * 60 + 50);
    world.snooze(SnoozeChoice::OneHour).unwrap();
    let history = world.desk().store().history(world.id).unwrap();
    let last = &history.last().unwrap().entry;
    assert_eq!(last.kind, EntryKind::Snoozed);
    assert_eq!(last.until, Some(world.minutes(20 * 60 + 50)));
    world.execute(Command::Undo);
    let mut engine = world.engine();
    assert_eq!(
        raised_until(&world, &mut engine, 22 * 60),
        [(20 * 60, "answer_24h".to_owned(), 4 * HOUR)]
    );
}

#[test]
fn a_reminder_that_was_recorded_and_not_shown_waits_for_the_snooze_too() {
    let world = World::new();
    world.set_minutes(20 * 60);
    assert_eq!(
        world
            .desk()
            .claim_reminders(world.clock.now())
            .unwrap()
            .len(),
        1
    );
    world.snooze(SnoozeChoice::OneHour).unwrap();
    let mut engine = world.engine();
    assert_eq!(
        raised_until(&world, &mut engine, 22 * 60),
        [(21 * 60, "answer_24h".to_owned(), 3 * HOUR - 1)]
    );
}

#[test]
fn what_has_no_deadline_ahead_cannot_be_snoozed() {
    let world = World::new();
    world.act(Action::Skip);
    assert!(matches!(
        world.snooze(SnoozeChoice::OneHour),
        Err(DeskError::Refused(Refusal::WrongStage { .. }))
    ));
}

/// A person nine hours ahead of UTC who is reminded in working hours, and a referral that came on a Wednesday at 3:00: its mark falls on
/// Thursday at 3:00, and its leads come on Wednesday at 17:30, the shorter ones too.
fn at_night(leads: &[i64]) -> World {
    let mut world = World::new();
    world.act(Action::Skip);
    world.start = Timestamp::parse("2026-11-24T18:00:00Z").unwrap();
    world.zone = Zone::fixed_hours(9);
    world.clock.set(world.start);
    let mut desk = world.desk();
    let mut settings = desk.settings().unwrap();
    settings.hours.holds_reminders = true;
    settings.leads.answer_seconds = leads.to_vec();
    settings.leads.short_lapse_seconds = vec![];
    desk.save_settings(&settings).unwrap();
    let new = NewReferral {
        customer: "Fabrikam".to_owned(),
        ..NewReferral::default()
    };
    let done = desk.execute(Command::Add(Box::new(new)), world.start);
    world.id = done.unwrap().referral().unwrap().id;
    world
}

#[test]
fn a_lead_that_came_before_the_person_left_does_not_silence_the_end_of_a_snooze() {
    let world = at_night(&[2 * HOUR]);
    let mut engine = world.engine();
    let (leaving, snoozed_at) = (14 * 60 + 30, 14 * 60 + 31);
    world.set_minutes(leaving);
    assert_eq!(
        names(&engine.pass().unwrap().raised),
        [("answer_24h".to_owned(), 2 * HOUR)]
    );
    world.set_minutes(snoozed_at);
    world.snooze(SnoozeChoice::OneHour).unwrap();
    assert_eq!(
        raised_until(&world, &mut engine, 24 * 60),
        [(
            snoozed_at + 60,
            "answer_24h".to_owned(),
            8 * HOUR + 29 * 60 - 1
        )]
    );
}

#[test]
fn a_lead_recorded_before_the_person_left_and_not_shown_is_replaced_by_the_end_of_a_snooze() {
    let world = at_night(&[2 * HOUR]);
    world.set_minutes(14 * 60 + 30);
    let now = world.clock.now();
    assert_eq!(world.desk().claim_reminders(now).unwrap().len(), 1);
    world.snooze(SnoozeChoice::OneHour).unwrap();
    assert_eq!(
        raised_until(&world, &mut world.engine(), 24 * 60),
        [(
            15 * 60 + 30,
            "answer_24h".to_owned(),
            8 * HOUR + 30 * 60 - 1
        )]
    );
}

#[test]
fn a_snooze_that_ends_just_when_a_recorded_lead_would_have_come_by_itself_ends_with_a_reminder() {
    let world = at_night(&[8 * HOUR + 30 * 60, 7 * HOUR + 30 * 60]);
    let mut engine = world.engine();
    world.set_minutes(14 * 60 + 30);
    assert_eq!(engine.pass().unwrap().raised.len(), 1);
    world.snooze(SnoozeChoice::OneHour).unwrap();
    assert_eq!(
        raised_until(&world, &mut engine, 24 * 60),
        [(
            15 * 60 + 30,
            "answer_24h".to_owned(),
            8 * HOUR + 30 * 60 - 1
        )]
    );
}

#[test]
fn a_snooze_that_is_over_does_not_end_once_more_when_an_import_moves_the_deadline() {
    let world = World::new();
    let mut engine = world.engine();
    // The 24-hour mark has passed; 72 hours run out on Wednesday.
    world.set_minutes(30 * 60);
    engine.pass().unwrap();
    world.snooze(SnoozeChoice::OneHour).unwrap();
    assert_eq!(raised_until(&world, &mut engine, 32 * 60).len(), 1);
    let row = ImportRow {
        leadline_id: Some(format!("{}:{}", world.desk().store().file_name(), world.id)),
        customer: Some("Contoso".to_owned()),
        received_at: Some(world.start),
        expires_at: Some(world.minutes(80 * 60)),
        reported: Some(ReportedState::Open(Stage::New)),
        ..ImportRow::default()
    };
    world.execute(Command::Import {
        rows: vec![row],
        skip_nameless: false,
    });
    let referral = world.desk().store().referral(world.id).unwrap().unwrap();
    assert_eq!(
        referral.lapse_deadline().unwrap().due_at,
        world.minutes(80 * 60)
    );
    assert_eq!(
        raised_until(&world, &mut engine, 80 * 60 - 10),
        [
            (68 * 60, "lapse_72h".to_owned(), 12 * HOUR),
            (78 * 60, "lapse_72h".to_owned(), 2 * HOUR)
        ]
    );
}

#[test]
fn the_plan_leaves_out_what_was_raised_before_the_snooze() {
    let world = World::new();
    let mut desk = world.desk();
    let mut settings = desk.settings().unwrap();
    settings.leads.short_lapse_seconds = vec![51 * HOUR];
    desk.save_settings(&settings).unwrap();
    world.set_minutes(21 * 60);
    assert_eq!(world.engine().pass().unwrap().raised.len(), 2);
    world.snooze(SnoozeChoice::OneHour).unwrap();
    let planned = desk.planned_reminders(world.clock.now(), None).unwrap();
    let planned: Vec<_> = planned
        .iter()
        .map(|(_, reminder)| (reminder.raise_at, reminder.lead_seconds))
        .collect();
    assert_eq!(
        planned,
        [
            (world.minutes(22 * 60), 2 * HOUR - 1),
            (world.minutes(23 * 60), HOUR),
            (world.minutes(72 * 60), 0)
        ]
    );
}
