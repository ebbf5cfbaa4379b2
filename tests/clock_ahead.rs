//! A clock that was ahead for a while and is put right does no lasting harm.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::{DAY, Folder, HOUR, engine_in, named, start};
use leadline::desk::{Clock, Desk, ManualClock, Touched};
use leadline::domain::{Action, Command, EntryKind, Outcome, ReferralId, Stage, Timestamp};
use leadline::remind::{Engine, RecordingNotifier};
use leadline::text::Zone;
use std::sync::Arc;

fn add(desk: &mut Desk) -> ReferralId {
    let done = desk.execute(Command::Add(Box::new(named("Contoso"))), start());
    done.unwrap().referral().unwrap().id
}

fn act(desk: &mut Desk, id: ReferralId, action: Action, now: Timestamp) {
    let command = Command::Act {
        id,
        revision: None,
        action,
    };
    desk.execute(command, now).unwrap();
}

fn stage(desk: &Desk, id: ReferralId) -> (Stage, Option<Outcome>) {
    let referral = desk.store().referral(id).unwrap().unwrap();
    (referral.stage(), referral.outcome())
}

fn after(seconds: i64) -> Timestamp {
    start().plus_seconds(seconds)
}

/// Leads of what a pass raises, in hours.
fn raised(engine: &mut Engine) -> Vec<i64> {
    let raised = engine.pass().unwrap().raised.into_iter();
    raised.map(|one| one.key.lead_seconds / HOUR).collect()
}

#[test]
fn what_it_ended_is_open_again_and_ends_at_its_own_time() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk);
    desk.settle(after(5 * DAY)).unwrap();
    assert_eq!(stage(&desk, id), (Stage::Archived, Some(Outcome::Missed)));

    let touched = desk.settle(after(HOUR)).unwrap();
    assert_eq!(touched.iter().map(Touched::id).collect::<Vec<_>>(), [id]);
    assert_eq!(stage(&desk, id), (Stage::New, None));
    assert_eq!(desk.settle(after(HOUR)).unwrap(), []);
    let history = desk.store().history(id).unwrap();
    let kinds: Vec<EntryKind> = history.iter().map(|line| line.entry.kind).collect();
    assert_eq!(
        kinds,
        [EntryKind::Received, EntryKind::Lapsed, EntryKind::Reopened]
    );

    desk.settle(after(3 * DAY)).unwrap();
    assert_eq!(stage(&desk, id), (Stage::Archived, Some(Outcome::Missed)));
    let lapsed = desk.store().referral(id).unwrap().unwrap();
    assert_eq!(lapsed.archived_at(), Some(after(3 * DAY)));
}

#[test]
fn what_a_person_has_confirmed_stays_ended() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk);
    act(&mut desk, id, Action::Confirm, after(5 * DAY));
    assert_eq!(desk.settle(after(HOUR)).unwrap(), []);
    assert_eq!(stage(&desk, id), (Stage::Archived, Some(Outcome::Missed)));
}

#[test]
fn what_a_person_did_before_can_be_undone_and_made_again() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk);
    act(&mut desk, id, Action::Interested, after(HOUR));
    let ahead_and_back = |desk: &mut Desk| {
        desk.settle(after(30 * DAY)).unwrap();
        assert_eq!(stage(desk, id).0, Stage::Archived);
        desk.settle(after(2 * HOUR)).unwrap();
    };
    ahead_and_back(&mut desk);
    assert_eq!(stage(&desk, id).0, Stage::Evaluating);
    desk.execute(Command::Undo, after(2 * HOUR)).unwrap();
    assert_eq!(stage(&desk, id).0, Stage::New);
    ahead_and_back(&mut desk);
    desk.execute(Command::Redo, after(2 * HOUR)).unwrap();
    assert_eq!(stage(&desk, id).0, Stage::Evaluating);
}

#[test]
fn the_report_of_an_end_that_was_none_goes_and_the_real_one_is_raised() {
    let (folder, clock) = (Folder::new(), Arc::new(ManualClock::new(start())));
    let screen = RecordingNotifier::default();
    let mut engine = engine_in(&folder.path(), Zone::fixed_hours(0), &clock, &screen);
    add(&mut folder.desk());
    clock.step_seconds(5 * DAY);
    assert_eq!(raised(&mut engine), [0]);
    clock.step_seconds(-5 * DAY);
    assert_eq!(raised(&mut engine), [] as [i64; 0]);
    assert_eq!(screen.withdrawn().len(), 1);
    let mut all = Vec::new();
    for _ in 0..73 {
        clock.advance_seconds(HOUR);
        all.append(&mut raised(&mut engine));
    }
    assert_eq!(all, [4, 1, 12, 2, 0]);
}

#[test]
fn nothing_is_raised_by_a_clock_that_is_put_right_within_a_minute() {
    let (folder, clock) = (Folder::new(), Arc::new(ManualClock::new(start())));
    let screen = RecordingNotifier::default();
    let mut engine = engine_in(&folder.path(), Zone::fixed_hours(0), &clock, &screen);
    add(&mut folder.desk());
    assert_eq!(raised(&mut engine), [] as [i64; 0]);
    clock.step_seconds(23 * HOUR);
    assert_eq!(raised(&mut engine), [] as [i64; 0]);
    assert_eq!(engine.millis_until_next().unwrap(), Some(60_000));
    clock.advance_seconds(30);
    assert_eq!(raised(&mut engine), [] as [i64; 0]);
    clock.step_seconds(-23 * HOUR);
    assert_eq!(raised(&mut engine), [] as [i64; 0]);
    clock.set(after(20 * HOUR));
    assert_eq!(raised(&mut engine), [4]);
}

#[test]
fn a_clock_that_is_set_forward_for_good_raises_a_minute_later_and_sleep_costs_none() {
    let (folder, clock) = (Folder::new(), Arc::new(ManualClock::new(start())));
    let screen = RecordingNotifier::default();
    let mut engine = engine_in(&folder.path(), Zone::fixed_hours(0), &clock, &screen);
    add(&mut folder.desk());
    assert_eq!(raised(&mut engine), [] as [i64; 0]);
    clock.step_seconds(20 * HOUR);
    for _ in 0..2 {
        assert_eq!(raised(&mut engine), [] as [i64; 0]);
        clock.advance_seconds(30);
    }
    assert_eq!(raised(&mut engine), [4]);
    // Asleep.
    clock.advance_seconds(3 * HOUR);
    assert_eq!(raised(&mut engine), [1]);
    assert_eq!(clock.now(), after(23 * HOUR + 60));
}

#[test]
fn what_it_passed_over_comes_at_its_own_time_also_when_a_snooze_is_taken_back_since() {
    let (folder, clock) = (Folder::new(), Arc::new(ManualClock::new(start())));
    let screen = RecordingNotifier::default();
    let mut engine = engine_in(&folder.path(), Zone::fixed_hours(0), &clock, &screen);
    let mut desk = folder.desk();
    let id = add(&mut desk);
    // Until half an hour before the 24-hour mark: later than both its leads.
    let until = after(23 * HOUR + 1_800);
    act(&mut desk, id, Action::Snooze { until }, start());
    clock.set(after(25 * HOUR));
    assert_eq!(raised(&mut engine), [] as [i64; 0]);
    clock.set(after(HOUR));
    desk.execute(Command::Undo, after(HOUR)).unwrap();
    let mut all = Vec::new();
    for hour in 2..25 {
        clock.set(after(hour * HOUR));
        all.append(&mut raised(&mut engine));
    }
    assert_eq!(all, [4, 1]);
}

#[test]
fn what_a_program_that_ended_had_recorded_is_raised_once_the_clock_is_right() {
    let (folder, clock) = (Folder::new(), Arc::new(ManualClock::new(start())));
    let screen = RecordingNotifier::default();
    let mut engine = engine_in(&folder.path(), Zone::fixed_hours(0), &clock, &screen);
    let mut desk = folder.desk();
    add(&mut desk);
    // Recorded by a program that is taken down before it has shown it.
    assert_eq!(desk.claim_reminders(after(23 * HOUR)).unwrap().len(), 1);
    clock.set(after(25 * HOUR));
    assert_eq!(raised(&mut engine), [] as [i64; 0]);
    clock.set(after(23 * HOUR + 60));
    assert_eq!(raised(&mut engine), [1]);
}

#[test]
fn a_clock_that_is_far_behind_opens_nothing_again() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk);
    desk.settle(after(5 * DAY)).unwrap();
    // As of a machine whose battery is empty.
    assert_eq!(desk.settle(after(-4_000 * DAY)).unwrap(), []);
    assert_eq!(stage(&desk, id), (Stage::Archived, Some(Outcome::Missed)));
}

#[test]
fn what_it_raised_is_not_raised_again_and_the_count_of_the_unread_goes_when_they_are_read() {
    let (folder, clock) = (Folder::new(), Arc::new(ManualClock::new(start())));
    let screen = RecordingNotifier::default();
    let mut engine = engine_in(&folder.path(), Zone::fixed_hours(0), &clock, &screen);
    add(&mut folder.desk());
    clock.set(after(20 * HOUR));
    assert_eq!(raised(&mut engine), [4]);
    clock.set(after(HOUR));
    let desk = folder.desk();
    assert_eq!(desk.store().unread_reminders(after(HOUR)).unwrap(), 1);
    desk.store().mark_reminders_read(after(HOUR)).unwrap();
    assert_eq!(desk.store().unread_reminders(after(HOUR)).unwrap(), 0);
    let mut all = Vec::new();
    for hour in 2..24 {
        clock.set(after(hour * HOUR));
        all.append(&mut raised(&mut engine));
    }
    assert_eq!(all, [1]);
}

#[test]
fn a_clock_put_right_by_a_little_raises_nothing_again() {
    let (folder, clock) = (Folder::new(), Arc::new(ManualClock::new(start())));
    let screen = RecordingNotifier::default();
    let mut engine = engine_in(&folder.path(), Zone::fixed_hours(0), &clock, &screen);
    let mut desk = folder.desk();
    let id = add(&mut desk);
    clock.set(after(20 * HOUR));
    assert_eq!(raised(&mut engine), [4]);
    clock.step_seconds(-1);
    assert_eq!(raised(&mut engine), [] as [i64; 0]);
    clock.set(after(72 * HOUR));
    assert_eq!(raised(&mut engine), [0]);
    clock.step_seconds(-1);
    assert_eq!(raised(&mut engine), [] as [i64; 0]);
    assert_eq!(stage(&desk, id), (Stage::Archived, Some(Outcome::Missed)));
}

#[test]
fn a_command_that_was_given_a_while_ago_opens_nothing_again() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk);
    desk.settle(after(72 * HOUR)).unwrap();
    let other = Command::Add(Box::new(named("Fabrikam")));
    desk.execute(other, after(72 * HOUR - 600)).unwrap();
    assert_eq!(stage(&desk, id), (Stage::Archived, Some(Outcome::Missed)));
}

#[test]
fn a_snooze_outlives_an_end_that_was_none() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk);
    let until = after(20 * HOUR + 1);
    act(&mut desk, id, Action::Snooze { until }, start());
    desk.settle(after(5 * DAY)).unwrap();
    desk.settle(after(HOUR)).unwrap();
    let referral = desk.store().referral(id).unwrap().unwrap();
    assert_eq!(referral.snoozed_at(after(HOUR)), Some(until));
}

#[test]
fn what_was_corrected_by_it_is_still_reminded_of_its_real_mark() {
    let (folder, clock) = (Folder::new(), Arc::new(ManualClock::new(start())));
    let screen = RecordingNotifier::default();
    let mut engine = engine_in(&folder.path(), Zone::fixed_hours(0), &clock, &screen);
    let mut desk = folder.desk();
    let id = add(&mut desk);
    let note = "It is still open".to_owned();
    act(&mut desk, id, Action::Correct { note }, after(5 * DAY));
    let mut all = Vec::new();
    for hour in 2..80 {
        clock.set(after(hour * HOUR));
        all.append(&mut raised(&mut engine));
    }
    assert_eq!(all, [4, 1, 12, 2]);
    assert_eq!(stage(&desk, id), (Stage::New, None), "a person said so");
}
