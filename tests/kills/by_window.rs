//! The program in its window, driven by keys, and killed.

use crate::acknowledged::{Acknowledged, Tally};
use crate::common::*;
use crate::crash::chance::Chance;
use crate::support::desktop::Desktop;
use crate::support::process::wait_for;
use crate::{seed, shares};
use leadline::desk::{Clock, SystemClock};
use rusqlite::Connection;
use std::path::Path;
use std::time::Duration;

/// Keys that move, walk, take back and make again: see src/ui/actions/keys.rs.
const KEYS: [&str; 10] = [
    "1",
    "2",
    "j",
    "k",
    "l",
    "h",
    "ctrl+z",
    "ctrl+shift+z",
    "Home",
    "1",
];

#[test]
fn what_the_window_told_to_be_done_survives_kill_9() {
    let kills = shares()[2];
    if kills == 0 {
        return;
    }
    let desktop = Desktop::start(1280, 800);
    let file = desktop.folder().join("board.leadline");
    let mut desk = desk_on(&file);
    let now = SystemClock.now();
    for number in 0..40 {
        let mut new = named(&format!("Customer {number}"));
        // Among them some that the clock ends while the window opens.
        let hours = if number % 8 == 0 { 73 } else { number % 20 };
        new.received_at = Some(now.plus_seconds(-hours * HOUR));
        let added = leadline::domain::Command::Add(Box::new(new));
        desk.execute(added, now.plus_seconds(-3 * DAY)).unwrap();
    }
    drop(desk);
    let mut acknowledged = Acknowledged::default();
    let mut tally = Tally::default();
    while tally.kills < kills {
        let seed = seed() + tally.kills;
        let mut chance = Chance::new(seed ^ 0x0117);
        work_and_be_killed(&desktop, &file, &mut chance, &mut acknowledged);
        tally.kills += 1;
        match acknowledged.holds(&file) {
            Ok(counts) => {
                tally.changes += counts.changes;
                tally.referrals += counts.referrals;
            }
            Err(wrong) => panic!("LEADLINE_KILLS_SEED={seed}: {wrong}"),
        }
    }
    tally.acknowledged = acknowledged.count();
    println!("window: {tally:?}");
    assert!(tally.acknowledged > 0);
}

fn work_and_be_killed(
    desktop: &Desktop,
    file: &Path,
    chance: &mut Chance,
    acknowledged: &mut Acknowledged,
) {
    let mut command = desktop.command(env!("CARGO_BIN_EXE_leadline"));
    command.arg("--db").arg(file).args(["--lang", "en"]);
    let mut program = desktop.open("leadline", &mut command);
    desktop.wait_for_window("Leadline");
    desktop.element(&program, "button", "New referral");
    // A referral that is entered is acknowledged by the window's offer to take it back: that it makes only of what is in the file.
    let customer = format!("Typed {}", chance.between(0, 1_000_000));
    desktop.key("ctrl+n");
    desktop.element(&program, "dialog", "");
    wait_for("the name to be taken", || {
        desktop.set_element_text(&program, "entry", "Customer", &customer);
        let entry = desktop.find_element(&program, "entry", "Customer")?;
        (entry.text == customer).then_some(())
    });
    desktop.key("ctrl+Return");
    desktop.element(&program, "button", &format!("Undo – {customer}"));
    let connection = Connection::open(file).unwrap();
    let (id, revision) = connection
        .query_row(
            "SELECT id, revision FROM referral WHERE customer = ?1",
            [&customer],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .expect("what the window told to be done is in the file");
    drop(connection);
    acknowledged.revisions.push((id, revision));
    // Then keys as fast as they go, until it is killed at any moment.
    desktop.key("Home");
    let mut keys = desktop.command("xdotool");
    keys.args(["key", "--delay", "15"]);
    keys.args((0..60).map(|_| chance.one_of(&KEYS)));
    let mut keys = keys.spawn().unwrap();
    std::thread::sleep(Duration::from_millis(
        chance.between(20, 900).cast_unsigned(),
    ));
    program.kill();
    keys.kill().ok();
    keys.wait().unwrap();
}
