//! Reminders on a real desktop: a session bus and a notification daemon of their own. Linux only.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod support;

use leadline::desk::{Desk, LedgerState, Store, SystemClock};
use leadline::domain::{Action, Command, ReferralId, Stage, Timestamp, Urgency};
use leadline::remind::{
    ActedOn, DesktopNotifier, NoteAnswer, NoteFile, NoteKey, Notifier, NotifyError, RemindEvent,
    RemindOutbox, ReminderThread, Rendered,
};
use leadline::text::{Language, Texts, Zone};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::task::Waker;
use std::time::Duration;
use support::board::{add, ledger, now};
use support::desktop::Desktop;
use support::process::{Program, wait_for};

/// Names the file that the reminder thread started below works on.
const BOARD: &str = "LEADLINE_TEST_BOARD";

/// Not a test of its own: the program that the tests start on their desktop, because the bus is told by the environment. It runs the
/// reminder thread and prints what it tells.
#[test]
#[ignore = "started by the other tests"]
fn reminder_thread_on_the_desktop() {
    let path = PathBuf::from(std::env::var_os(BOARD).unwrap());
    let (events, told) = channel();
    let thread = ReminderThread::start_on_desktop(
        Desk::new(Store::open(&path).unwrap()),
        Arc::new(SystemClock),
        Texts::in_zone(Language::English, Zone::fixed_hours(0)),
        Arc::default(),
        RemindOutbox::new(events, Waker::noop().clone()),
    )
    .unwrap();
    // The test runner has begun a line of its own.
    println!();
    loop {
        thread.nudge();
        match told.recv_timeout(Duration::from_millis(100)) {
            Ok(RemindEvent::Raised(raised)) => {
                for reminder in raised {
                    println!("raised {}", reminder.key.referral);
                }
            }
            Ok(RemindEvent::Opened(id)) => println!("opened {id}"),
            Ok(RemindEvent::Acted(id, Ok(ActedOn::Interested))) => println!("interested {id}"),
            Ok(RemindEvent::Acted(id, Ok(ActedOn::Snoozed(_)))) => println!("snoozed {id}"),
            Ok(RemindEvent::Acted(id, Err(_))) => println!("refused {id}"),
            Ok(RemindEvent::Unavailable(why)) => println!("unavailable: {why}"),
            Ok(RemindEvent::Available) => println!("available"),
            Ok(RemindEvent::Faulted) => println!("faulted"),
            Ok(RemindEvent::Tested(result)) => println!("tested: {result:?}"),
            Ok(RemindEvent::Service(_) | RemindEvent::Outlook(_)) | Err(_) => {}
        }
    }
}

/// Not a test of its own: shows a notification twice under one name.
#[test]
#[ignore = "started by the other tests"]
fn one_notification_shown_twice() {
    let mut notifier = DesktopNotifier::new(no_file(), |_| {});
    for title in ["first", "second"] {
        notifier.raise(&note(title)).unwrap();
    }
}

/// Not a test of its own: asks a service that does not answer.
#[test]
#[ignore = "started by the other tests"]
fn a_notification_for_a_service_that_hangs() {
    let mut notifier = DesktopNotifier::new(no_file(), |_| {});
    assert_eq!(notifier.raise(&note("title")), Err(NotifyError::NoAnswer));
}

/// Not a test of its own: tells whether the desktop keeps notifications off the screen.
#[test]
#[ignore = "started by the other tests"]
fn whether_notifications_are_held_back() {
    let mut notifier = DesktopNotifier::new(no_file(), |_| {});
    println!();
    loop {
        println!("held back: {}", notifier.is_held_back());
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// Not a test of its own: shows one notification after another and prints what is clicked, and each time it begins or ends to work.
#[test]
#[ignore = "started by the other tests"]
fn one_notification_after_another() {
    let mut notifier = DesktopNotifier::new(no_file(), |answer| match answer {
        NoteAnswer::Opened(id) => println!("opened {id}"),
        NoteAnswer::Chose(..) => {}
    });
    println!();
    let mut worked = None;
    for number in 1.. {
        let works = notifier.raise(&numbered_note(number)).is_ok();
        if worked.replace(works) != Some(works) {
            println!("works: {works}");
        }
        if number == MANY {
            println!("many");
        }
        // From then on only as often as it takes to notice.
        let pause = if number < MANY { 0 } else { 500 };
        std::thread::sleep(Duration::from_millis(pause));
    }
}

/// More than a desktop keeps on its screen.
const MANY: i64 = 40;

fn numbered_note(number: i64) -> Rendered {
    let key = leadline::desk::LedgerKey {
        referral: ReferralId(number),
        ..key()
    };
    Rendered {
        key: NoteKey::of_reminder(&key),
        referrals: vec![ReferralId(number)],
        ..note(&format!("number {number}."))
    }
}

fn no_file() -> NoteFile {
    NoteFile {
        name: "0af3".to_owned(),
        path: PathBuf::new(),
    }
}

fn key() -> leadline::desk::LedgerKey {
    leadline::desk::LedgerKey {
        referral: ReferralId(7),
        mark: leadline::domain::Mark::from_code("lapse_72h").unwrap(),
        lead_seconds: 7_200,
        due_at: Timestamp::from_millis(1_000),
    }
}

fn note(title: &str) -> Rendered {
    Rendered {
        key: NoteKey::of_reminder(&key()),
        title: title.to_owned(),
        body: "<b>5</b> &lt; 6".to_owned(),
        open_label: "Open".to_owned(),
        urgency: Urgency::Critical,
        referrals: vec![ReferralId(7)],
        buttons: Vec::new(),
    }
}

/// Runs one of the programs above on the desktop.
fn run(desktop: &Desktop, program: &str, board: &Path) -> Program {
    let mut command = desktop.command(std::env::current_exe().unwrap());
    command
        .args(["--exact", program, "--ignored", "--nocapture"])
        .env(BOARD, board);
    desktop.open(program, &mut command)
}

fn wait_for_line(program: &Program, line: &str) {
    wait_for(&format!("the line {line}"), || {
        program.log().lines().any(|one| one == line).then_some(())
    });
}

#[test]
fn a_reminder_is_shown_brings_up_its_referral_when_clicked_and_goes_when_that_moves_on() {
    let desktop = Desktop::start(400, 300);
    let board = desktop.folder().join("board.leadline");
    let clicked = add(&board, 55);
    let program = run(&desktop, "reminder_thread_on_the_desktop", &board);
    let shown = desktop.wait_for_notification("Referral 1: 55 minutes left to answer");
    assert_eq!(shown.program, "Leadline");
    assert!(shown.body.starts_with("24-hour mark: "), "{}", shown.body);
    wait_for_line(&program, "raised 1");
    desktop.wait_for_notification_count(1);
    assert_eq!(ledger(&board), [LedgerState::Shown]);

    desktop.press_notification();
    wait_for_line(&program, "opened 1");
    desktop.close_notifications();

    // One after another, so that a click has to find its own.
    for id in ["2", "3"] {
        add(&board, 55);
        wait_for_line(&program, &format!("raised {id}"));
    }
    desktop.wait_for_notification_count(2);
    for id in [ReferralId(2), ReferralId(3), clicked] {
        let act = Command::Act {
            id,
            revision: None,
            action: Action::Skip,
        };
        let mut desk = Desk::new(Store::open(&board).unwrap());
        desk.execute(act, now()).unwrap();
    }
    desktop.wait_for_notification_count(0);
}

#[test]
fn a_button_of_a_notification_does_what_it_says_or_says_why_not() {
    let desktop = Desktop::start(400, 300);
    let board = desktop.folder().join("board.leadline");
    let id = add(&board, 55);
    let program = run(&desktop, "reminder_thread_on_the_desktop", &board);
    desktop.wait_for_notification("Referral 1: 55 minutes left to answer");
    let stage = |id: ReferralId| {
        let store = Store::open(&board).unwrap();
        store.referral(id).unwrap().unwrap().stage()
    };
    desktop.press_notification_action("I’m interested");
    wait_for_line(&program, "interested 1");
    assert_eq!(stage(id), Stage::Evaluating);
    desktop.close_notifications();

    let snoozed = add(&board, 55);
    wait_for_line(&program, "raised 2");
    desktop.press_notification_action("Until next working day");
    wait_for_line(&program, "snoozed 2");
    let store = Store::open(&board).unwrap();
    let until = store
        .referral(snoozed)
        .unwrap()
        .unwrap()
        .snoozed_until
        .unwrap();
    // Never past the deadline.
    assert!(until > now() && until < now().plus_seconds(55 * 60));
    drop(store);
    desktop.wait_for_notification("Referral 2: snoozed");
    desktop.close_notifications();

    // Another program keeps the file from being written.
    let late = add(&board, 55);
    wait_for_line(&program, "raised 3");
    let other = rusqlite::Connection::open(&board).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    desktop.press_notification_action("I’m interested");
    wait_for_line(&program, "refused 3");
    let told = desktop.wait_for_notification("Referral 3: not done");
    assert!(told.body.contains("another program"), "{}", told.body);
    assert_eq!(stage(late), Stage::New);
}

#[test]
fn a_person_who_wants_no_disturbance_is_noticed() {
    let desktop = Desktop::start(400, 300);
    let program = run(
        &desktop,
        "whether_notifications_are_held_back",
        Path::new(""),
    );
    wait_for_line(&program, "held back: false");
    assert!(desktop.ask("dunstctl", &["set-paused", "true"]).is_some());
    wait_for_line(&program, "held back: true");
}

#[test]
fn the_selftest_tells_what_becomes_of_a_notification() {
    let desktop = Desktop::start(400, 300);
    let selftest = |press: &dyn Fn(), words: &str| {
        let mut command = desktop.command(env!("CARGO_BIN_EXE_leadline"));
        command.args(["--lang", "en", "selftest", "notifications"]);
        let program = desktop.open("selftest", &mut command);
        wait_for_line(&program, "The system took the notification.");
        desktop.wait_for_notification_count(1);
        press();
        wait_for_line(&program, words);
        desktop.close_notifications();
    };
    selftest(&|| desktop.press_notification(), "It was clicked.");
    let press_button = || desktop.press_notification_action("I’m interested");
    selftest(&press_button, "Its button was pressed.");
}

#[test]
fn a_daemon_that_dies_is_said_once_and_one_that_comes_back_is_used() {
    let desktop = Desktop::start(400, 300);
    let board = desktop.folder().join("board.leadline");
    add(&board, 55);
    let program = run(&desktop, "reminder_thread_on_the_desktop", &board);
    wait_for_line(&program, "raised 1");
    desktop.wait_for_notification_count(1);

    desktop.signal_daemon("KILL");
    add(&board, 55);
    wait_for_line(&program, "raised 2");
    wait_for_line(
        &program,
        "unavailable: This system shows no notifications. Reminders are listed in Leadline instead.",
    );
    wait_for("the reminders in the list", || {
        (ledger(&board) == [LedgerState::Unshown, LedgerState::Shown]).then_some(())
    });

    let _daemon = desktop.start_daemon_again();
    add(&board, 55);
    wait_for_line(&program, "available");
    // The one that could not be shown comes up too, before or after.
    desktop.wait_for_notification("Referral 2: ");
    desktop.wait_for_notification("Referral 3: ");
    desktop.press_notification_action("I’m interested (Referral 3:");
    wait_for_line(&program, "interested 3");
}

#[test]
fn a_daemon_that_hangs_does_not_hold_up_the_program() {
    let desktop = Desktop::start(400, 300);
    desktop.signal_daemon("STOP");
    let mut program = run(
        &desktop,
        "a_notification_for_a_service_that_hangs",
        desktop.folder(),
    );
    assert!(program.wait_for_end().success(), "{}", program.log());
    desktop.signal_daemon("CONT");
}

#[test]
fn one_name_is_on_the_screen_once_also_after_the_program_was_started_anew() {
    let desktop = Desktop::start(400, 300);
    for _ in 0..2 {
        let program = "one_notification_shown_twice";
        let mut program = run(&desktop, program, desktop.folder());
        assert!(program.wait_for_end().success(), "{}", program.log());
        assert_eq!(desktop.notification_count(), 1);
    }
}

#[test]
fn what_is_text_in_the_program_is_text_on_a_screen_that_takes_markup() {
    let desktop = Desktop::start(400, 300);
    let _daemon = desktop.restart_daemon_with("[global]", "[global]\nmarkup = full");
    let program = "one_notification_shown_twice";
    let mut program = run(&desktop, program, desktop.folder());
    assert!(program.wait_for_end().success(), "{}", program.log());
    let shown = desktop.wait_for_notification("second");
    assert_eq!(shown.body, "&lt;b&gt;5&lt;/b&gt; &amp;lt; 6");
}

#[test]
fn the_first_of_many_is_still_heard_and_so_is_what_comes_over_a_bus_that_was_started_anew() {
    let desktop = Desktop::start(400, 300);
    let program = "one_notification_after_another";
    let program = run(&desktop, program, desktop.folder());
    wait_for_line(&program, "many");
    desktop.press_notification_action("(number 1.)");
    wait_for_line(&program, "opened 1");

    desktop.signal_daemon("KILL");
    desktop.signal_owner("org.freedesktop.DBus", "KILL");
    wait_for_line(&program, "works: false");
    let _bus = desktop.run_bus();
    let _daemon = desktop.start_daemon_again();
    wait_for("notifications over the new bus", || {
        (program.log().matches("works: true").count() == 2).then_some(())
    });
    desktop.press_notification();
    wait_for("the new one to be heard", || {
        (program.log().matches("opened ").count() == 2).then_some(())
    });
}

#[test]
fn where_the_bus_lets_nobody_listen_notifications_are_shown_all_the_same() {
    let desktop = Desktop::start(400, 300);
    let limit = "<limit name=\"max_match_rules_per_connection\">0</limit></busconfig>";
    desktop.set_up_bus_with("</busconfig>", limit);
    for _ in 0..2 {
        let program = "one_notification_shown_twice";
        let mut program = run(&desktop, program, desktop.folder());
        assert!(program.wait_for_end().success(), "{}", program.log());
        assert_eq!(desktop.notification_count(), 1);
    }
    let mut command = desktop.command(env!("CARGO_BIN_EXE_leadline"));
    command.args(["--lang", "en", "selftest", "notifications"]);
    let program = desktop.open("selftest", &mut command);
    wait_for_line(&program, "The system took the notification.");
    assert!(
        program
            .log()
            .contains("clicks on notifications cannot be heard"),
        "{}",
        program.log()
    );
}
