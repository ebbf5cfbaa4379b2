//! The program is killed in the middle of its work, again and again: the file is sound, what was acknowledged is there, nothing is there by half,
//! and every referral is what its history makes of it.
//!
//! `LEADLINE_KILLS` says how many times (50), shared out among the three ways of working; `LEADLINE_KILLS_SEED` from which seed on (1): see
//! scripts/torture. When exactly a program is killed depends on the machine too: a seed repeats what was done, and nearly when.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../crash/mod.rs"]
mod crash;

mod acknowledged;
mod by_command_line;
#[cfg(target_os = "linux")]
mod by_window;
mod in_process;
#[cfg(target_os = "linux")]
#[path = "../support/mod.rs"]
mod support;

use crash::asked;

/// This many kills of a hundred are of the window, which takes seconds to come up; and of the command line.
const BY_WINDOW_PERCENT: u64 = 6;
const BY_COMMAND_LINE_PERCENT: u64 = 24;

fn seed() -> u64 {
    asked("LEADLINE_KILLS_SEED", 1)
}

/// The kills that fall to each way: in process, command line, window.
fn shares() -> [u64; 3] {
    let all = asked("LEADLINE_KILLS", 50);
    let part = |percent: u64| (all * percent).div_ceil(100);
    let (window, line) = (part(BY_WINDOW_PERCENT), part(BY_COMMAND_LINE_PERCENT));
    [all.saturating_sub(window + line), line, window]
}

/// The measure itself: what is planted in a sound file is found.
#[test]
fn a_file_that_is_not_what_its_history_makes_of_it_is_found_out() {
    use common::*;
    use leadline::domain::{Action, ReferralId};
    let folder = Folder::new();
    let mut desk = folder.desk();
    for name in ["Contoso", "Fabrikam"] {
        add(&mut desk, name, start());
    }
    act(&mut desk, ReferralId(1), Action::Interested, start()).unwrap();
    act(&mut desk, ReferralId(1), Action::Accept(terms()), start()).unwrap();
    act(&mut desk, ReferralId(2), Action::Skip, start()).unwrap();
    drop(desk);
    crash::replay::holds(&folder.path()).unwrap();
    for planted in [
        "UPDATE referral SET stage = 'evaluating' WHERE id = 1",
        "UPDATE referral SET outcome = 'missed' WHERE id = 2",
        "UPDATE referral SET archived_at = archived_at + 1 WHERE id = 2",
        "UPDATE referral SET customer = 'Another' WHERE id = 1",
        "UPDATE referral SET revision = 4 WHERE id = 1",
        "UPDATE referral SET deal_value = '1.00' WHERE id = 1",
        "DELETE FROM referral WHERE id = 2",
        "DELETE FROM history WHERE referral_id = 1 AND revision = 2",
        "DELETE FROM history WHERE referral_id = 1 AND revision = 3",
        "UPDATE history SET entry = replace(entry, 'skipped', 'declined') WHERE referral_id = 2",
        "UPDATE change SET count = 2 WHERE id = 3",
        "PRAGMA foreign_keys = OFF; DELETE FROM history WHERE change_id = 3; DELETE FROM change WHERE id = 3",
    ] {
        let copy = Folder::new();
        std::fs::copy(folder.path(), copy.path()).unwrap();
        let connection = rusqlite::Connection::open(copy.path()).unwrap();
        connection.execute_batch(planted).unwrap();
        drop(connection);
        assert!(crash::replay::holds(&copy.path()).is_err(), "{planted}");
    }
}
