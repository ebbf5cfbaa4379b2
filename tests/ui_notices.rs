//! Notices: nothing that was told is lost, and what was done is taken back from there.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod ui_support;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use leadline::domain::Stage;
use ui_support::{
    Office, Test, command_key, focus, key, lane, press, says, says_part, settle, stored,
};

fn open_notices(test: &mut Test) {
    command_key(test, Modifiers::NONE, Key::K);
    test.event(Event::Text("notices".to_owned()));
    settle(test);
    key(test, Key::Enter);
}

#[test]
fn what_has_faded_is_in_the_list_and_is_taken_back_there() {
    let office = Office::new();
    let ids = ["Contoso", "Fabrikam"].map(|customer| office.receive(customer, 2));
    let mut test = office.open();
    focus(&mut test, "Contoso");
    key(&mut test, Key::Num2);
    key(&mut test, Key::Num2);
    assert!(lane(&test, Stage::New).is_empty());
    office.clock.advance_seconds(60);
    settle(&mut test);
    assert!(!says(&test, "Fabrikam: skipped"));

    open_notices(&mut test);
    assert!(says(&test, "Contoso: skipped") && says(&test, "Fabrikam: skipped"));
    // The newest first; the one before it only after that.
    let undo: Vec<bool> = test
        .get_all_by_role_and_label(Role::Button, "Undo")
        .map(|button| button.accesskit_node().is_disabled())
        .collect();
    assert_eq!(undo, [false, true]);
    press_nth(&mut test, "Undo", 0);
    assert_eq!(stored(&office, ids[1]).unwrap().stage(), Stage::New);
    assert!(says_part(&test, "Undone – "));
    // Now the earlier one is next.
    let can = |test: &Test| {
        test.get_all_by_role_and_label(Role::Button, "Undo")
            .filter(|button| !button.accesskit_node().is_disabled())
            .count()
    };
    assert_eq!(can(&test), 1);
    press(&mut test, "Close");
    assert!(!says(&test, "Contoso: skipped"));
}

fn press_nth(test: &mut Test, label: &str, index: usize) {
    test.get_all_by_role_and_label(Role::Button, label)
        .nth(index)
        .unwrap()
        .click();
    settle(test);
}

#[test]
fn a_problem_stays_until_it_is_read_and_is_in_the_list_afterwards() {
    let office = Office::new();
    office.receive("Contoso", 2);
    let mut test = office.open();
    focus(&mut test, "Contoso");
    key(&mut test, Key::Num3);
    let refused = "A referral in New first needs";
    office.clock.advance_seconds(3_600);
    settle(&mut test);
    assert!(says_part(&test, refused));
    open_notices(&mut test);
    assert!(says_part(&test, refused));
    // Read there, it need not be closed too.
    assert!(!says(&test, "Close notice"));
    press(&mut test, "Reminders");
    assert!(!says_part(&test, refused));
    assert!(says(&test, "No reminders"));
}

#[test]
fn the_list_is_empty_at_first_and_says_what_would_be_there() {
    let office = Office::new();
    let mut test = office.open();
    open_notices(&mut test);
    assert!(says(&test, "Nothing yet"));
    key(&mut test, Key::Escape);
    assert!(!says(&test, "Nothing yet"));
}
