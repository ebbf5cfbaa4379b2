//! The list of reminders in a whole window: what is put off from it, until when, and what cannot be.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod ui_support;

use egui_kittest::kittest::NodeT as _;
use leadline::desk::Clock as _;
use leadline::domain::{Referral, ReferralId, SnoozeChoice, Stage, snooze};
use leadline::text::Zone;
use ui_support::{HOUR, Office, Test, button, paints, press, press_starting, session, stored};

const DAY: i64 = 24 * HOUR;
const CUSTOMER: &str = "Contoso";
const SNOOZE: &str = "Snooze reminders of Contoso";

/// Records what is due as shown, as the reminder thread does.
fn remind(office: &Office) {
    let mut desk = office.desk();
    let claimed = desk.claim_reminders(office.clock.now()).unwrap();
    assert!(!claimed.is_empty());
    let keys: Vec<_> = claimed.iter().map(|reminder| reminder.key).collect();
    desk.finish_reminders(&keys, true).unwrap();
}

fn open_list(office: &Office) -> Test {
    remind(office);
    let mut test = office.open();
    press_starting(&mut test, "Reminders");
    test
}

/// Until when a choice puts off, by the rule itself.
fn until(test: &Test, referral: &Referral, choice: SnoozeChoice) -> (i64, bool) {
    let session = session(test);
    let hours = &session.settings().hours;
    let comes_to = snooze(referral, choice, session.now(), hours, &Zone::Local).unwrap();
    (comes_to.until.millis(), comes_to.is_shortened)
}

/// A referral of which there are four hours left to answer.
fn hours_left(office: &Office) -> ReferralId {
    office.receive(CUSTOMER, 20)
}

/// A referral of which there are 22 hours left before it expires.
fn a_day_left(office: &Office) -> ReferralId {
    let id = office.receive_in(Stage::Evaluating, CUSTOMER, 2);
    office.clock.advance_seconds(6 * DAY + 2 * HOUR);
    id
}

#[test]
fn each_choice_in_the_list_puts_reminders_off_until_the_instant_it_names() {
    for receive in [hours_left, a_day_left] {
        for (choice, name) in [
            (SnoozeChoice::OneHour, "1 hour"),
            (SnoozeChoice::FourHours, "4 hours"),
            (SnoozeChoice::Tomorrow, "Next working day"),
        ] {
            let office = Office::new();
            let id = receive(&office);
            let mut test = open_list(&office);
            let before = stored(&office, id).unwrap();
            let (at, is_shortened) = until(&test, &before, choice);
            let only = if is_shortened { "only " } else { "" };
            press(&mut test, SNOOZE);
            press_starting(&mut test, &format!("{name} · {only}until "));
            let after = stored(&office, id).unwrap();
            assert_eq!(after.snoozed_until.unwrap().millis(), at, "{name}");
            assert!(paints(&test, "Snoozed until"), "{name}");
            assert!(paints(&test, "Contoso: reminders snoozed"), "{name}");
            // It stays in the list, and can be put off anew.
            assert!(!button(&test, SNOOZE).accesskit_node().is_disabled());
        }
    }
}

#[test]
fn a_choice_that_reaches_past_the_deadline_says_that_it_ends_before_it() {
    let office = Office::new();
    let id = hours_left(&office);
    let mut test = open_list(&office);
    press(&mut test, SNOOZE);
    press_starting(&mut test, "4 hours · only until ");
    let deadline = office.clock.now().plus_seconds(4 * HOUR);
    assert!(stored(&office, id).unwrap().snoozed_until.unwrap() < deadline);
}

/// The button is off, and under the pointer it says why.
fn cannot_be_snoozed(test: &mut Test, why: &str) {
    let node = button(test, SNOOZE);
    assert!(node.accesskit_node().is_disabled());
    let at = node.rect().center();
    test.hover_at(at);
    // Past the moment for which a pointer has to rest.
    for _ in 0..60 {
        test.step();
    }
    assert!(paints(test, why), "{:?}", ui_support::painted(test));
}

#[test]
fn shortly_before_its_deadline_a_reminder_cannot_be_put_off_and_says_why() {
    let office = Office::new();
    office.receive_in(Stage::Evaluating, CUSTOMER, 23);
    office.clock.advance_seconds(HOUR - 90);
    let mut test = open_list(&office);
    cannot_be_snoozed(&mut test, "there is time to snooze a reminder of");
}

#[test]
fn what_has_ended_cannot_be_put_off_and_says_why() {
    let office = Office::new();
    office.receive(CUSTOMER, 71);
    office.clock.advance_seconds(2 * HOUR);
    let mut test = open_list(&office);
    assert!(paints(&test, "Ended: Missed (presumed)"));
    cannot_be_snoozed(&mut test, "This referral is archived as Missed");
}
