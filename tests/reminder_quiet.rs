//! Reminders that keep to working hours, where the person wants that: nothing is lost by it, wherever the person goes.
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
use leadline::desk::{Clock, Desk, ManualClock, Settings};
use leadline::domain::{Command, NewReferral, Reminder, Timestamp};
use leadline::remind::{Engine, RecordingNotifier};
use leadline::text::Zone;
use std::path::PathBuf;
use std::sync::Arc;

struct World {
    folder: tempfile::TempDir,
    clock: Arc<ManualClock>,
    zone: Zone,
}

impl World {
    /// A referral that came at this instant, to a person nine hours ahead of UTC.
    fn with_referral_at(received_at: &str) -> Self {
        let now = Timestamp::parse(received_at).unwrap();
        let world = Self {
            folder: tempfile::tempdir().unwrap(),
            clock: Arc::new(ManualClock::new(now)),
            zone: Zone::fixed_hours(9),
        };
        let new = NewReferral {
            customer: "Contoso".to_owned(),
            ..NewReferral::default()
        };
        let command = Command::Add(Box::new(new));
        world.desk().execute(command, now).unwrap();
        world
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("board.leadline")
    }

    fn desk(&self) -> Desk {
        desk_in(&self.path(), self.zone)
    }

    fn engine(&self) -> Engine {
        engine_in(
            &self.path(),
            self.zone,
            &self.clock,
            &RecordingNotifier::default(),
        )
    }

    fn change(&self, change: impl FnOnce(&mut Settings)) {
        let mut desk = self.desk();
        let mut settings = desk.settings().unwrap();
        change(&mut settings);
        desk.save_settings(&settings).unwrap();
    }

    fn keep_to_hours(&self) {
        self.change(|settings| settings.hours.holds_reminders = true);
    }

    /// Passes every ten minutes; what was raised, with the instant.
    fn raised_until(&self, engine: &mut Engine, until: &str) -> Vec<(String, String)> {
        let until = Timestamp::parse(until).unwrap();
        let mut raised = Vec::new();
        while self.clock.now() < until {
            self.clock.advance_seconds(600);
            let now = self.clock.now();
            for reminder in engine.pass().unwrap().raised {
                let (mark, lead) = (reminder.key.mark.code(), reminder.key.lead_seconds);
                raised.push((now.to_string(), format!("{mark} {}h", lead / 3_600)));
            }
        }
        raised
    }
}

fn told(raised: &[(&str, &str)]) -> Vec<(String, String)> {
    raised
        .iter()
        .map(|(at, what)| ((*at).to_owned(), (*what).to_owned()))
        .collect()
}

#[test]
fn what_comes_at_any_hour_by_default() {
    // Friday, 23:00 in Tokyo.
    let world = World::with_referral_at("2026-11-20T14:00:00Z");
    assert_eq!(
        world.raised_until(&mut world.engine(), "2026-11-21T15:00:00Z"),
        told(&[
            ("2026-11-21T10:00:00Z", "answer_24h 4h"),
            ("2026-11-21T13:00:00Z", "answer_24h 1h")
        ])
    );
}

#[test]
fn over_a_weekend_the_warning_comes_before_the_person_leaves_and_the_report_on_monday() {
    // Thursday, 12:00 in Tokyo; lapses on Sunday at noon.
    let world = World::with_referral_at("2026-11-19T03:00:00Z");
    world.keep_to_hours();
    assert_eq!(
        world.raised_until(&mut world.engine(), "2026-11-24T00:00:00Z"),
        told(&[
            // 8:00 waits for 9:00; 11:00 comes at its time.
            ("2026-11-20T00:00:00Z", "answer_24h 4h"),
            ("2026-11-20T02:00:00Z", "answer_24h 1h"),
            // Friday, 17:30, for Sunday.
            ("2026-11-20T08:30:00Z", "lapse_72h 2h"),
            // Monday, 9:00.
            ("2026-11-23T00:00:00Z", "lapse_72h 0h"),
        ])
    );
}

#[test]
fn a_change_of_the_hours_counts_at_once() {
    // Friday, 23:00 in Tokyo: nothing can come before.
    let world = World::with_referral_at("2026-11-20T14:00:00Z");
    world.keep_to_hours();
    let mut engine = world.engine();
    assert_eq!(world.raised_until(&mut engine, "2026-11-20T15:00:00Z"), []);
    // Saturdays too, but the evening before is too late by now.
    world.change(|settings| settings.hours.days[5] = true);
    assert_eq!(
        world.raised_until(&mut engine, "2026-11-21T15:00:00Z"),
        told(&[("2026-11-21T08:30:00Z", "answer_24h 1h")])
    );
}

#[test]
fn whoever_travels_is_reminded_in_the_working_hours_of_the_place() {
    // Monday, 12:00 in Tokyo. The mark falls on Tuesday at noon; four hours before, at eight, would wait for nine.
    let world = World::with_referral_at("2026-11-23T03:00:00Z");
    world.keep_to_hours();
    let mut engine = world.engine();
    engine.pass().unwrap();
    // To Sydney, two hours ahead: it is ten o'clock there by then.
    engine.set_zone(Zone::fixed_hours(11));
    assert_eq!(
        world.raised_until(&mut engine, "2026-11-24T01:00:00Z"),
        told(&[("2026-11-23T23:00:00Z", "answer_24h 4h")])
    );
}

#[test]
fn what_a_clock_far_ahead_passed_over_comes_once_the_clock_is_right() {
    let world = World::with_referral_at("2026-11-23T03:00:00Z");
    world.change(|settings| settings.leads.short_lapse_seconds = vec![]);
    let mut engine = world.engine();
    // Two days ahead: the 24-hour mark seems to have passed.
    world.clock.advance_seconds(2 * 86_400);
    assert_eq!(engine.pass().unwrap().raised, []);
    world.clock.advance_seconds(-2 * 86_400);
    let expected = [
        ("2026-11-23T23:00:00Z", "answer_24h 4h"),
        ("2026-11-24T02:00:00Z", "answer_24h 1h"),
    ];
    assert_eq!(
        world.raised_until(&mut engine, "2026-11-24T03:00:00Z"),
        told(&expected)
    );
}

#[test]
fn the_plan_is_what_comes_if_nobody_acts() {
    // Thursday, 12:00 in Tokyo; lapses on Sunday at noon.
    let world = World::with_referral_at("2026-11-19T03:00:00Z");
    world.change(|settings| {
        settings.hours.holds_reminders = true;
        // All of them in the night to Friday or on Sunday.
        settings.leads.answer_seconds = vec![5 * 3_600, 4 * 3_600];
        settings.leads.short_lapse_seconds = vec![4 * 3_600, 2 * 3_600];
    });
    let planned = || -> Vec<(String, String)> {
        let planned = world.desk().planned_reminders(world.clock.now(), None);
        let told = |(_, reminder): &(_, Reminder)| {
            let (mark, lead) = (reminder.mark.code(), reminder.lead_seconds);
            (
                reminder.raise_at.to_string(),
                format!("{mark} {}h", lead / 3_600),
            )
        };
        planned.unwrap().iter().map(told).collect()
    };
    let expected = told(&[
        ("2026-11-20T00:00:00Z", "answer_24h 4h"),
        ("2026-11-20T08:30:00Z", "lapse_72h 2h"),
        ("2026-11-23T00:00:00Z", "lapse_72h 0h"),
    ]);
    assert_eq!(planned(), expected);
    let mut engine = world.engine();
    let mut raised = world.raised_until(&mut engine, "2026-11-22T12:00:00Z");
    // It has lapsed; the report waits for Monday.
    assert_eq!(planned(), expected[2..]);
    raised.append(&mut world.raised_until(&mut engine, "2026-11-23T03:00:00Z"));
    assert_eq!(raised, expected);
    assert_eq!(planned(), []);
}
