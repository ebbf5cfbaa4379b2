//! Putting the board or a referral on paper from the window: where it is offered, and why not where it is not.
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
use ui_support::{Office, Test, command_key, press, says, settle};

const BOARD: &str = "Save the board as PDF or PNG…";
const REFERRAL: &str = "Save this referral as PDF or PNG…";

fn find_in_palette(test: &mut Test, words: &str) {
    command_key(test, Modifiers::NONE, Key::K);
    test.event(Event::Text(words.to_owned()));
    settle(test);
}

#[test]
fn an_empty_board_is_not_put_on_paper_and_the_reason_is_told() {
    let office = Office::new();
    let mut test = office.open();
    find_in_palette(&mut test, "save the board");
    let said = format!("{BOARD}: The board shows no referrals");
    let row = test.get_by_label(&said);
    assert!(row.accesskit_node().is_disabled());
    ui_support::key(&mut test, Key::Escape);
    command_key(&mut test, Modifiers::NONE, Key::P);
    assert!(says(&test, "The board shows no referrals"));
}

#[test]
fn a_referral_is_put_on_paper_from_its_panel_and_its_menu() {
    let office = Office::new();
    office.receive("Contoso", 2);
    let mut test = office.open();
    press(&mut test, "Actions for Contoso");
    test.get_by_role_and_label(Role::Button, REFERRAL);
    ui_support::key(&mut test, Key::Escape);
    ui_support::focus(&mut test, "Contoso");
    ui_support::key(&mut test, Key::Enter);
    settle(&mut test);
    test.get_by_role_and_label(Role::Button, REFERRAL);
}
