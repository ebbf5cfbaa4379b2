//! The reminders of many years, simulated: whatever happens to the referrals, the clock, the notification service and the programs, each
//! reminder is raised once and in time. Everything that happens follows from a seed, which a failure prints.
//!
//! `LEADLINE_SIMULATED_DAYS` says for how many days (ten thousand without), `LEADLINE_SIMULATION_SEED` from which seed on.
//! `scripts/torture reminders` runs a million.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod chance;
mod oracle;
mod screen;
mod world;

use oracle::DAY;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use world::{Fault, World};

/// As long as one world lasts: short enough that its file stays small.
const DAYS_OF_A_WORLD: i64 = 60;
const DAYS_WITHOUT_ASKING: i64 = 10_000;
/// A guard that does not work is noticed within this many days.
const DAYS_TO_NOTICE: i64 = 3_000;

/// Where files cost no disk, if there is such a place: what is written is as durable as a program that is taken down needs it.
fn folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    }
}

/// One world from its beginning to its end; what went wrong, if anything.
fn live(seed: u64, fault: Fault) -> Result<World, String> {
    let mut world = World::new(seed, &folder(), fault);
    while world.elapsed < DAYS_OF_A_WORLD * DAY {
        let elapsed = world.elapsed;
        world
            .step()
            .map_err(|wrong| format!("seed {seed}, day {}: {wrong}", elapsed / DAY))
            .map_err(|wrong| format!("{}\n{wrong}", world.story()))?;
    }
    Ok(world)
}

fn asked_for<T: std::str::FromStr>(name: &str) -> Option<T> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text}")),
    )
}

#[test]
fn each_reminder_is_raised_once_and_in_time_whatever_happens() {
    let days = asked_for("LEADLINE_SIMULATED_DAYS").unwrap_or(DAYS_WITHOUT_ASKING);
    let first: u64 = asked_for("LEADLINE_SIMULATION_SEED").unwrap_or(1);
    let worlds = u64::try_from(days.div_euclid(DAYS_OF_A_WORLD).max(1)).unwrap();
    let start = Instant::now();
    let next = AtomicU64::new(first);
    let (raised, crashes) = (AtomicU64::new(0), AtomicU64::new(0));
    let wrong = Mutex::new(Vec::new());
    let at_work = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..at_work {
            std::thread::Builder::new()
                .spawn_scoped(scope, || {
                    loop {
                        let seed = next.fetch_add(1, Ordering::SeqCst);
                        if seed >= first + worlds || !wrong.lock().unwrap().is_empty() {
                            return;
                        }
                        match live(seed, Fault::default()) {
                            Ok(world) => {
                                raised.fetch_add(world.raised, Ordering::SeqCst);
                                crashes.fetch_add(world.crashes, Ordering::SeqCst);
                            }
                            Err(why) => wrong.lock().unwrap().push(why),
                        }
                    }
                })
                .unwrap();
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(
        wrong.is_empty(),
        "{}\nAgain: LEADLINE_SIMULATED_DAYS={DAYS_OF_A_WORLD} LEADLINE_SIMULATION_SEED=<seed> cargo test --test reminder_simulation each_reminder",
        wrong.join("\n")
    );
    let (raised, crashes) = (raised.into_inner(), crashes.into_inner());
    let simulated = worlds * DAYS_OF_A_WORLD.unsigned_abs();
    let seconds = start.elapsed().as_secs_f64();
    eprintln!(
        "{simulated} days from seed {first} on: {raised} reminders, {crashes} crashes, {:.0} days per second",
        simulated as f64 / seconds
    );
    assert!(raised > simulated, "next to nothing was raised");
}

/// The simulation notices that a guard does not work.
fn assert_noticed(fault: Fault) {
    let worlds = u64::try_from(DAYS_TO_NOTICE / DAYS_OF_A_WORLD).unwrap();
    let noticed = (1..=worlds).find_map(|seed| live(seed, fault).err());
    assert!(noticed.is_some(), "nobody noticed in {DAYS_TO_NOTICE} days");
}

#[test]
fn it_notices_when_a_claim_does_not_keep_others_from_claiming() {
    assert_noticed(Fault {
        sql: "CREATE TRIGGER fault BEFORE INSERT ON reminder BEGIN
                  DELETE FROM reminder WHERE referral_id = NEW.referral_id AND mark = NEW.mark
                      AND lead_seconds = NEW.lead_seconds AND due_at = NEW.due_at;
              END;",
        ..Fault::default()
    });
}

#[test]
fn it_notices_when_what_was_shown_is_not_marked_so() {
    assert_noticed(Fault {
        sql:
            "CREATE TRIGGER fault BEFORE UPDATE OF state ON reminder WHEN NEW.state = 'shown' BEGIN
                  SELECT RAISE(IGNORE);
              END;",
        ..Fault::default()
    });
}

#[test]
fn it_notices_when_a_move_does_not_cancel_what_was_planned() {
    assert_noticed(Fault {
        sql: "CREATE TRIGGER fault AFTER UPDATE OF stage ON referral
              WHEN OLD.stage = 'new' AND NEW.outcome = 'skipped' BEGIN
                  UPDATE referral SET stage = 'new', outcome = NULL, archived_at = NULL, archived_from = NULL,
                      remind_at = OLD.remind_at WHERE id = NEW.id;
              END;",
        ..Fault::default()
    });
}

#[test]
fn it_notices_when_what_was_moved_on_from_stays_on_the_screen() {
    assert_noticed(Fault {
        forgets_to_withdraw: true,
        ..Fault::default()
    });
}

#[test]
fn it_notices_when_what_could_not_be_shown_is_not_tried_again() {
    assert_noticed(Fault {
        never_tries_again: true,
        ..Fault::default()
    });
}

#[test]
fn it_notices_when_a_clock_that_starts_anew_has_no_reminders_of_its_own() {
    assert_noticed(Fault {
        sql: "CREATE TRIGGER fault BEFORE INSERT ON reminder
              WHEN EXISTS (SELECT 1 FROM reminder WHERE referral_id = NEW.referral_id AND mark = NEW.mark
                  AND lead_seconds = NEW.lead_seconds) BEGIN
                  SELECT RAISE(IGNORE);
              END;",
        ..Fault::default()
    });
}

#[test]
fn it_notices_when_the_report_of_an_end_that_was_none_keeps_the_real_one_from_being_raised() {
    assert_noticed(Fault {
        sql: "CREATE TRIGGER fault BEFORE DELETE ON reminder BEGIN
                  SELECT RAISE(IGNORE);
              END;",
        ..Fault::default()
    });
}

#[test]
fn it_notices_when_a_clock_that_was_just_set_is_acted_on() {
    assert_noticed(Fault {
        trusts_any_clock: true,
        ..Fault::default()
    });
}

#[test]
fn it_notices_when_the_program_counts_down_instead_of_looking_at_the_clock() {
    assert_noticed(Fault {
        counts_down: true,
        ..Fault::default()
    });
}
