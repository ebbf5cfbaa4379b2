//! What is due next in all lanes, and what is to be answered today.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod ui_support;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use leadline::desk::Settings;
use leadline::domain::{Action, Stage, WorkingHours};
use leadline::text::Zone;
use ui_support::{HOUR, Office, Test, key, name, press_starting, says, says_part, settle};

/// The deadlines of the strip, in its order.
fn strip(test: &Test) -> Vec<String> {
    let buttons = test.get_all_by_role(Role::Button).map(|node| name(&node));
    let due = buttons.filter(|name| name.ends_with(", New") || name.ends_with(", Evaluating"));
    let customer = |name: String| name.split(',').next().unwrap().to_owned();
    due.map(customer).collect()
}

fn today(test: &Test) -> String {
    let mut buttons = test.get_all_by_role(Role::Button).map(|node| name(&node));
    buttons.find(|name| name.starts_with("Today:")).unwrap()
}

#[test]
fn the_strip_shows_the_next_deadlines_of_all_lanes_and_opens_them() {
    let office = Office::new();
    office.receive("Contoso", 2);
    office.receive_in(Stage::Evaluating, "Adatum", 20);
    office.receive("Fabrikam", 70);
    office.receive_in(Stage::Negotiating, "Litware", 50);
    let mut test = office.open();
    // A negotiation has no clock here.
    assert_eq!(strip(&test), ["Fabrikam", "Adatum", "Contoso"]);
    press_starting(&mut test, "Adatum, ");
    assert!(says_part(&test, "· Referral 2"));

    // Who moved on, or whose time ran out, makes room for the next.
    office.act(leadline::domain::ReferralId(3), Action::Skip);
    office.clock.advance_seconds(5 * HOUR);
    settle(&mut test);
    ui_support::until(&mut test, "the move", |test| strip(test)[0] != "Fabrikam");
    assert_eq!(strip(&test), ["Contoso", "Adatum"]);
}

#[test]
fn today_counts_what_falls_due_before_work_begins_again() {
    let office = Office::new();
    // It is 9:00 UTC on a Sunday; work is from nine to six, Monday to Friday, where the test runs.
    let mut desk = office.desk();
    desk.set_zone(Zone::Local);
    let hours = WorkingHours {
        days: [true; 7],
        ..WorkingHours::default()
    };
    let settings = Settings {
        hours: hours.clone(),
        ..desk.settings().unwrap()
    };
    desk.save_settings(&settings).unwrap();
    let now = ui_support::start();
    let until = hours.today_reaches_until(now, &Zone::Local);
    let hours_left = until.millis_from(now) / 3_600_000;
    // One falls due an hour before that, the other an hour after.
    office.receive("Contoso", 24 - (hours_left - 1));
    office.receive("Fabrikam", 24 - (hours_left + 1));
    let mut test = office.open();
    assert_eq!(today(&test), "Today: 1 referral to answer");
    key(&mut test, Key::T);
    assert!(says_part(&test, "it falls due before"));
    let in_list = |test: &Test| {
        strip(test)
            .into_iter()
            .filter(|one| one == "Contoso")
            .count()
    };
    assert_eq!(in_list(&test), 2, "in the strip and in the list");
    office.act(leadline::domain::ReferralId(1), Action::Skip);
    ui_support::until(&mut test, "the move", |test| {
        says(test, "Nothing left for today")
    });
    assert_eq!(today(&test), "Today: nothing left to answer");
}

#[test]
fn where_nothing_runs_there_is_no_strip() {
    let office = Office::new();
    office.receive_in(Stage::Negotiating, "Litware", 50);
    let test = office.open();
    assert!(!says_part(&test, "Today:"));
}
