//! Which backups stay: whatever was made when, the newest, and enough of the rest.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use leadline::desk::backups::{BackupName, Why, thin};
use leadline::domain::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeSet;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn at(millis: i64, why: Why) -> BackupName {
    BackupName {
        made_at: Timestamp::from_millis(millis),
        why,
    }
}

fn now() -> Timestamp {
    Timestamp::parse("2026-11-22T09:00:00Z").unwrap()
}

fn any_why() -> impl Strategy<Value = Why> {
    prop_oneof![
        6 => Just(Why::Routine),
        1 => Just(Why::Import),
        1 => Just(Why::Restore),
        1 => Just(Why::Migration),
        1 => Just(Why::Purge),
    ]
}

/// Backups of up to three years, most of them recent, some from the future.
fn any_backups() -> impl Strategy<Value = Vec<BackupName>> {
    let age = prop_oneof![
        (-2 * DAY)..DAY,
        0..(20 * DAY),
        0..(100 * DAY),
        0..(1_100 * DAY)
    ];
    prop::collection::vec((age, any_why()), 0..150).prop_map(|made| {
        let names: BTreeSet<BackupName> = made
            .into_iter()
            .map(|(age, why)| at(now().millis() - age, why))
            .collect();
        names.into_iter().collect()
    })
}

fn kept(backups: &[BackupName], now: Timestamp) -> Vec<BackupName> {
    let superfluous = thin(backups, now);
    let stays = |backup: &&BackupName| !superfluous.contains(backup);
    backups.iter().filter(stays).copied().collect()
}

proptest! {
    #[test]
    fn the_newest_is_never_removed(backups in any_backups()) {
        if let Some(newest) = backups.iter().max() {
            prop_assert!(kept(&backups, now()).contains(newest));
        }
    }

    #[test]
    fn what_was_made_before_something_final_stays_for_30_days(backups in any_backups()) {
        let kept = kept(&backups, now());
        for backup in &backups {
            let is_final = !matches!(backup.why, Why::Routine | Why::Import);
            if is_final && now().millis_from(backup.made_at) < 30 * DAY {
                prop_assert!(kept.contains(backup), "{backup}");
            }
        }
    }

    #[test]
    fn the_newest_60_before_imports_stay_for_30_days(backups in any_backups()) {
        let kept = kept(&backups, now());
        let imports = backups.iter().rev().filter(|backup| backup.why == Why::Import).take(60);
        for backup in imports {
            if now().millis_from(backup.made_at) < 30 * DAY {
                prop_assert!(kept.contains(backup), "{backup}");
            }
        }
    }

    #[test]
    fn thinning_twice_removes_no_more(backups in any_backups()) {
        let once = kept(&backups, now());
        prop_assert_eq!(&kept(&once, now()), &once);
    }

    #[test]
    fn the_order_in_which_they_are_listed_does_not_matter(backups in any_backups()) {
        let reversed: Vec<BackupName> = backups.iter().rev().copied().collect();
        prop_assert_eq!(thin(&backups, now()), thin(&reversed, now()));
    }

    #[test]
    fn of_each_hour_day_week_and_four_weeks_one_stays(backups in any_backups()) {
        let kept = kept(&backups, now());
        for backup in &backups {
            let age = now().millis_from(backup.made_at);
            let period = if age < 2 * HOUR {
                1
            } else if age < DAY {
                HOUR
            } else if age < 14 * DAY {
                DAY
            } else if age < 56 * DAY {
                7 * DAY
            } else if age < 26 * 28 * DAY {
                28 * DAY
            } else {
                continue;
            };
            let part = |backup: &BackupName| backup.made_at.millis().div_euclid(period);
            prop_assert!(kept.iter().any(|other| part(other) == part(backup)), "{backup}");
        }
    }

    #[test]
    fn however_often_it_is_thinned_the_same_remains_of_a_life(seed in 0_i64..1_000_000) {
        // Changed every few hours for a year; thinned after each backup, or only at the end.
        let mut all = Vec::new();
        let mut thinned: Vec<BackupName> = Vec::new();
        let mut time = now().millis();
        for step in 0..700_i64 {
            time += HOUR * (1 + (seed * 7 + step * step * 13) % 24);
            all.push(at(time, Why::Routine));
            thinned.push(at(time, Why::Routine));
            thinned = kept(&thinned, Timestamp::from_millis(time));
            prop_assert!(thinned.len() <= 24 + 15 + 8 + 27, "{}", thinned.len());
        }
        let end = Timestamp::from_millis(time);
        // Whole days ago both have one of the same day.
        for backup in kept(&all, end) {
            let age = end.millis_from(backup.made_at);
            let period = if age < 13 * DAY { DAY } else { 28 * DAY };
            let part = |backup: &BackupName| backup.made_at.millis().div_euclid(period);
            prop_assert!(thinned.iter().any(|other| part(other) == part(&backup)), "{backup}");
        }
    }
}
