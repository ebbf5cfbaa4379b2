//! Reminders of the shipped program on a real session bus with a real notification daemon: with its window open, closed and never opened.
//! Linux only.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod support;

use leadline::desk::{CLAIM_LASTS_SECONDS, Desk, LedgerState, Store};
use leadline::domain::{Action, Command, ReferralId, Stage};
use std::path::{Path, PathBuf};
use support::board::{add, add_due_in, ledger, now};
use support::desktop::Desktop;
use support::process::{Program, wait_for};
use support::service::PlayedService;

const TITLE: &str = "Leadline";
const INTERESTED: &str = "I’m interested";

/// The program on a file.
struct Running<'a> {
    desktop: &'a Desktop,
    program: Program,
}

impl<'a> Running<'a> {
    /// Starts the program without a window.
    fn in_background(desktop: &'a Desktop, board: &Path) -> Self {
        Self::start(desktop, board, &["--background"])
    }

    /// Starts the program with its window in sight.
    fn in_window(desktop: &'a Desktop, board: &Path) -> Self {
        let running = Self::start(desktop, board, &[]);
        running.wait_for_window();
        running
    }

    fn start(desktop: &'a Desktop, board: &Path, arguments: &[&str]) -> Self {
        let mut command = desktop.command(env!("CARGO_BIN_EXE_leadline"));
        command.arg("--db").arg(board).args(["--lang", "en"]);
        command.args(arguments);
        Self {
            desktop,
            program: desktop.open("leadline", &mut command),
        }
    }

    fn wait_for_window(&self) {
        self.desktop.wait_for_window(TITLE);
        self.element("button", "New referral");
    }

    fn close_window(&self) {
        self.desktop.close_window();
        self.element("dialog", "Keep reminding you");
        self.press("Keep reminding");
        wait_for("the window to be gone", || {
            (!self.desktop.has_window(TITLE)).then_some(())
        });
    }

    fn shows_referral(&self, id: ReferralId) {
        self.element("button", "Close panel");
        self.element("label", &format!("Referral {id}"));
    }

    fn element(&self, role: &str, name: &str) {
        self.desktop.element(&self.program, role, name);
    }

    fn press(&self, button: &str) {
        self.desktop.press_element(&self.program, "button", button);
    }
}

fn board(desktop: &Desktop, name: &str) -> PathBuf {
    desktop.folder().join(format!("{name}.leadline"))
}

fn wait_for_ledger(board: &Path, expected: &[LedgerState]) {
    wait_for(&format!("{expected:?} in the ledger"), || {
        (board.exists() && ledger(board) == expected).then_some(())
    });
}

fn wait_for_stage(board: &Path, id: ReferralId, stage: Stage) {
    wait_for(&format!("referral {id} to be {stage:?}"), || {
        let referral = Store::open(board).unwrap().referral(id).unwrap().unwrap();
        (referral.stage() == stage).then_some(())
    });
}

/// Skips a referral, as another program does.
fn skip(board: &Path, id: ReferralId) {
    let mut desk = Desk::new(Store::open(board).unwrap());
    let command = Command::Act {
        id,
        revision: None,
        action: Action::Skip,
    };
    desk.execute(command, now()).unwrap();
}

fn raised(desktop: &Desktop, title: &str) -> usize {
    let raised = desktop.notifications();
    raised
        .iter()
        .filter(|one| one.summary.contains(title))
        .count()
}

#[test]
fn fifty_due_at_once_are_one_digest_that_opens_the_first_and_is_raised_once() {
    let desktop = Desktop::start(1280, 800);
    let board = board(&desktop, "board");
    let digest = "50 referrals need attention";
    // The last one added has the least time left.
    let ids: Vec<_> = (0..50).map(|later| add(&board, 55 - later)).collect();
    let mut running = Running::in_background(&desktop, &board);
    let shown = desktop.wait_for_notification(digest);
    let named: Vec<_> = shown.body.lines().collect();
    assert_eq!(named.len(), 9, "{}", shown.body);
    assert!(named[0].starts_with("Referral 50: "), "{}", shown.body);
    assert_eq!(named[8], "and 42 more");
    wait_for_ledger(&board, &[LedgerState::Shown; 50]);
    assert_eq!(desktop.notification_count(), 1);

    desktop.press_notification();
    running.wait_for_window();
    running.shows_referral(ids[49]);
    // What comes with the next pass, and with the first of another run, comes alone.
    let next = add(&board, 55);
    desktop.wait_for_notification(&format!("Referral {next}: "));
    running.program.kill();
    let last = add(&board, 55);
    let _running = Running::in_background(&desktop, &board);
    desktop.wait_for_notification(&format!("Referral {last}: "));
    wait_for_ledger(&board, &[LedgerState::Shown; 52]);
    // What the killed program had left there was shown again, each in its place.
    wait_for("both to be renewed", || {
        (desktop.notifications().len() == 5).then_some(())
    });
    assert_eq!(raised(&desktop, digest), 2);
    assert_eq!(desktop.notification_count(), 3);
}

#[test]
fn three_due_at_once_are_shown_singly_and_four_in_one_digest() {
    let desktop = Desktop::start(400, 600);
    for (count, shown) in [(3, 3), (4, 1)] {
        let board = board(&desktop, &count.to_string());
        for _ in 0..count {
            add(&board, 55);
        }
        let _running = Running::in_background(&desktop, &board);
        wait_for_ledger(&board, &vec![LedgerState::Shown; count]);
        desktop.wait_for_notification_count(shown);
        desktop.close_notifications();
    }
    assert_eq!(raised(&desktop, "4 referrals need attention"), 1);
    assert_eq!(desktop.notifications().len(), 4);
}

#[test]
fn what_comes_while_nothing_is_to_disturb_is_in_the_list_and_on_the_screen_afterwards() {
    let desktop = Desktop::start(1280, 800);
    assert!(desktop.ask("dunstctl", &["set-paused", "true"]).is_some());
    let board = board(&desktop, "board");
    let id = add(&board, 55);
    let running = Running::in_window(&desktop, &board);
    wait_for_ledger(&board, &[LedgerState::Shown]);
    assert_eq!(desktop.daemon_count("displayed"), 0);
    assert_eq!(desktop.daemon_count("waiting"), 1);
    running.press("Reminders");
    running.element("button", "Contoso, 24-hour mark");

    desktop.key("ctrl+4");
    running.press("Send a test notification");
    running.element("label", "but do not disturb is on");

    assert!(desktop.ask("dunstctl", &["set-paused", "false"]).is_some());
    let title = format!("Referral {id}: ");
    desktop.wait_for_notification(&title);
    wait_for("the reminder and the test on the screen", || {
        (desktop.daemon_count("displayed") == 2).then_some(())
    });
    assert_eq!(raised(&desktop, &title), 1);
}

#[test]
fn a_reminder_whose_program_was_killed_over_it_is_on_the_screen_once() {
    let desktop = Desktop::start(400, 300);
    let board = board(&desktop, "board");
    let title = format!("Referral {}: ", add(&board, 55));
    let mut running = Running::in_background(&desktop, &board);
    wait_for_ledger(&board, &[LedgerState::Shown]);
    running.program.kill();
    // As a crash leaves it between showing and noting so, longer ago than a run at work is left alone.
    rusqlite::Connection::open(&board)
        .unwrap()
        .execute(
            "UPDATE reminder SET state = 'claimed', recorded_at = recorded_at - ?1 WHERE state = 'shown'",
            [CLAIM_LASTS_SECONDS * 1_000],
        )
        .unwrap();
    assert_eq!(ledger(&board), [LedgerState::Claimed]);
    let _running = Running::in_background(&desktop, &board);
    wait_for_ledger(&board, &[LedgerState::Shown]);
    wait_for("the reminder to be raised again", || {
        (raised(&desktop, &title) == 2).then_some(())
    });
    assert_eq!(desktop.notification_count(), 1);
}

#[test]
fn what_a_killed_program_left_on_the_screen_works_again_or_goes_with_the_next_start() {
    let desktop = Desktop::start(400, 300);
    let board = board(&desktop, "board");
    let ids = [50, 55].map(|minutes| add(&board, minutes));
    let mut running = Running::in_background(&desktop, &board);
    wait_for_ledger(&board, &[LedgerState::Shown; 2]);
    desktop.wait_for_notification_count(2);
    running.program.kill();
    skip(&board, ids[0]);

    let _running = Running::in_background(&desktop, &board);
    let title = format!("Referral {}: ", ids[1]);
    wait_for("the reminder to be renewed", || {
        (raised(&desktop, &title) == 2).then_some(())
    });
    desktop.wait_for_notification_count(1);
    desktop.press_notification_action(&format!("{INTERESTED} (Referral {}:", ids[1]));
    wait_for_stage(&board, ids[1], Stage::Evaluating);
    assert_eq!(raised(&desktop, &format!("Referral {}: ", ids[0])), 1);
    // No reminder came of it: the other one is out of the list with its referral.
    assert_eq!(ledger(&board), [LedgerState::Shown]);
}

#[test]
fn what_was_dismissed_before_the_program_ended_does_not_come_back_with_the_next_start() {
    let desktop = Desktop::start(400, 300);
    let board = board(&desktop, "board");
    let title = format!("Referral {}: ", add(&board, 55));
    let mut running = Running::in_background(&desktop, &board);
    wait_for_ledger(&board, &[LedgerState::Shown]);
    desktop.wait_for_notification_count(1);
    desktop.close_notifications();
    wait_for("nothing to be remembered of the screen", || {
        // Another one makes the program look now.
        let store = Store::open(&board).unwrap();
        store.screen_notes().unwrap().is_empty().then_some(())
    });
    running.program.kill();
    let _running = Running::in_background(&desktop, &board);
    let next = add(&board, 55);
    desktop.wait_for_notification(&format!("Referral {next}: "));
    assert_eq!(raised(&desktop, &title), 1);
    assert_eq!(desktop.notification_count(), 1);
}

#[test]
fn a_daemon_that_comes_late_or_dies_and_comes_back_is_used_and_its_buttons_work() {
    let desktop = Desktop::start(400, 300);
    desktop.signal_daemon("KILL");
    let board = board(&desktop, "board");
    let first = add(&board, 55);
    // The program looks when these are due, and then also sees what was added since.
    for seconds in [8, 14] {
        add_due_in(&board, seconds);
    }
    let _running = Running::in_background(&desktop, &board);
    wait_for("the reminder in the list", || {
        (ledger(&board).last() == Some(&LedgerState::Unshown)).then_some(())
    });

    let mut daemon = desktop.start_daemon_again();
    let late = add(&board, 55);
    desktop.wait_for_notification(&format!("Referral {late}: "));
    daemon.kill();
    let _daemon = desktop.start_daemon_again();
    let pressed = add(&board, 55);
    desktop.wait_for_notification(&format!("Referral {pressed}: "));
    desktop.press_notification_action(&format!("{INTERESTED} (Referral {pressed}:"));
    wait_for_stage(&board, pressed, Stage::Evaluating);
    // What came while there was none was shown as soon as there was one.
    let desk = Desk::new(Store::open(&board).unwrap());
    let notes = desk.reminder_notes(now(), 100).unwrap();
    let of_first = |state| {
        notes
            .iter()
            .any(|note| note.row.key.referral == first && note.row.state == state)
    };
    assert!(of_first(LedgerState::Shown), "{notes:?}");
    assert!(!of_first(LedgerState::Unshown), "{notes:?}");
}

#[test]
fn what_is_pressed_after_the_banner_is_gone_is_done_with_the_window_closed() {
    let desktop = Desktop::start(1280, 800);
    let service = PlayedService::start(&desktop);
    let board = board(&desktop, "board");
    let ids = [add(&board, 50), add(&board, 55)];
    let running = Running::in_window(&desktop, &board);
    running.close_window();
    let [faded, dismissed] = ids.map(|id| {
        let asked = service.next();
        let title = format!("Referral {id}: ");
        assert!(asked.summary.starts_with(&title), "{}", asked.summary);
        asked
    });
    service.close(&faded, 1);
    service.close(&dismissed, 2);

    assert!(faded.actions.contains(&INTERESTED.to_owned()));
    service.choose(&faded, "interested");
    wait_for_stage(&board, ids[0], Stage::Evaluating);
    assert!(!desktop.has_window(TITLE));
    service.choose(&dismissed, "default");
    running.wait_for_window();
    running.shows_referral(ids[1]);
}
