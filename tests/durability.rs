//! What was acknowledged is there, whatever happens to the program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::*;
use leadline::domain::{Action, ReferralId, Stage};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Tells the child process of a test which file it is to work on.
const CHILD_FILE: &str = "LEADLINE_TEST_FILE";
const REFERRALS: i64 = 30;

/// The next of a round of moves that a referral can be taken through for ever.
fn next_move(stage: Stage) -> Action {
    match stage {
        Stage::New => Action::Interested,
        Stage::Evaluating => Action::Accept(terms()),
        Stage::Negotiating => lost(),
        Stage::Archived => correct("round again"),
    }
}

/// The child of the test below: moves referrals and says which moves are acknowledged, until it is killed. By itself it does nothing.
#[test]
fn moves_until_it_is_killed() {
    let Some(path) = std::env::var_os(CHILD_FILE) else {
        return;
    };
    let mut desk = desk_on(Path::new(&path));
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nready").unwrap();
    loop {
        for id in (1..=REFERRALS).map(ReferralId) {
            let action = next_move(referral(&desk, id).stage());
            let done = act(&mut desk, id, action, start()).unwrap();
            let revision = done.referral().unwrap().revision;
            writeln!(out, "moved {id} {revision}").unwrap();
            out.flush().unwrap();
        }
    }
}

#[test]
fn a_move_survives_kill_9() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    for number in 0..REFERRALS {
        add(&mut desk, &format!("Customer {number}"), start());
    }
    drop(desk);
    let mut moves = 0;
    for round in 0..12 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "moves_until_it_is_killed", "--nocapture"])
            .env(CHILD_FILE, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        lines
            .by_ref()
            .find(|line| line.as_ref().is_ok_and(|line| line == "ready"))
            .unwrap()
            .unwrap();
        // What it says is read only once it is dead: nothing is known but what it had acknowledged.
        std::thread::sleep(Duration::from_micros(any_micros(round)));
        child.kill().unwrap();
        let status = child.wait().unwrap();
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::process::ExitStatusExt::signal(&status),
            Some(9)
        );
        let acknowledged: Vec<(ReferralId, i64)> = lines
            .map_while(Result::ok)
            .filter_map(|line| {
                let mut words = line.strip_prefix("moved ")?.split(' ');
                let id = words.next()?.parse().ok()?;
                Some((ReferralId(id), words.next()?.parse().ok()?))
            })
            .collect();

        let desk = folder.desk();
        desk.store().check().unwrap();
        for (id, revision) in &acknowledged {
            let found = referral(&desk, *id).revision;
            assert!(found >= *revision, "{id}: {revision} was lost, {found}");
            let lines = history(&desk, *id);
            assert_eq!(lines.last().unwrap().revision, found);
            assert_eq!(
                i64::try_from(lines.len()),
                Ok(found),
                "a line for every revision"
            );
        }
        moves += acknowledged.len();
    }
    assert!(moves > 0, "the child was killed before it moved anything");
}

/// A different span for every round and run, up to 150 milliseconds.
fn any_micros(round: u64) -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let mixed = (u64::from(now.subsec_nanos()) + round).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    1_000 + mixed % 149_000
}
