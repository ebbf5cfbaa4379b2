//! What stands where nothing is yet, and the one card of what is worth knowing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod ui_support;

use egui::{Key, Modifiers};
use leadline::desk::MotionChoice;
use leadline::domain::Stage;
use ui_support::{Office, command_key, focus, focused_card, key, press, says, says_part, settle};

const TITLE: &str = "Five things worth knowing";

#[test]
fn the_card_of_what_is_worth_knowing_comes_with_the_first_referral_and_goes_for_good() {
    let mut office = Office::new();
    office.offers_tour = true;
    let mut test = office.open();
    assert!(!says(&test, TITLE));
    press(&mut test, "Look around with samples");
    assert!(says(&test, TITLE));
    for words in ["1 … 6", "Ctrl+K", "/", "?"] {
        assert!(says(&test, words), "{words}");
    }
    assert!(says_part(&test, "The time on a card"));
    press(&mut test, "Got it");
    assert!(!says(&test, TITLE));
    assert!(office.desk().settings().unwrap().has_seen_tour);
    drop(test);
    assert!(!says(&office.open(), TITLE));
}

#[test]
fn esc_puts_the_card_away_after_what_stands_nearer() {
    let mut office = Office::new();
    office.offers_tour = true;
    office.receive("Contoso", 2);
    let mut test = office.open();
    focus(&mut test, "Contoso");
    key(&mut test, Key::X);
    key(&mut test, Key::Escape);
    assert!(says(&test, TITLE));
    assert!(!says_part(&test, "1 selected"));
    key(&mut test, Key::Escape);
    assert!(!says(&test, TITLE));
}

#[test]
fn that_the_board_shows_samples_is_said_above_it_until_it_is_closed() {
    for width in [1280.0, 700.0] {
        let mut office = Office::new();
        office.size.x = width;
        let mut test = office.open();
        assert!(!says(&test, "You are looking at samples."));
        press(&mut test, "Look around with samples");
        assert!(says(&test, "You are looking at samples."));
        // By its name, however narrow the window is.
        assert!(ui_support::paints(&test, "Remove samples"), "{width}");
        press(&mut test, "Close this line");
        assert!(!says(&test, "You are looking at samples."));
        assert!(!says(&test, "Remove samples"));
    }
}

#[test]
fn the_samples_are_removed_by_one_press() {
    let office = Office::new();
    let mut test = office.open();
    press(&mut test, "Look around with samples");
    press(&mut test, "Remove samples");
    assert!(says(&test, "Never miss a referral again"));
}

#[test]
fn an_empty_lane_says_how_something_gets_there_and_leads_on() {
    let office = Office::new();
    office.receive("Contoso", 2);
    let mut test = office.open();
    assert!(says_part(&test, "or press 1 on it"));
    press(&mut test, "Open the most pressing new one");
    assert!(says(&test, "Referral of Contoso"));
    assert_eq!(focused_card(&test).as_deref(), Some("Contoso"));
    press(&mut test, "Close panel");
    key(&mut test, Key::Num1);
    assert!(says_part(&test, "No new referrals"));
    assert!(says_part(&test, "or press 3 on it"));
    press(&mut test, "Open the most pressing one to accept");
    assert!(says(&test, "Referral of Contoso"));
}

#[test]
fn every_other_empty_place_offers_the_next_step() {
    let office = Office::new();
    office.receive_in(Stage::Evaluating, "Contoso", 30);
    let mut test = office.open();
    key(&mut test, Key::T);
    press(&mut test, "Open what is due next");
    assert!(says(&test, "Referral of Contoso"));
    key(&mut test, Key::Escape);
    key(&mut test, Key::R);
    press(&mut test, "When to be reminded…");
    assert!(says(&test, "Settings"));
    command_key(&mut test, Modifiers::NONE, Key::Num2);
    press(&mut test, "Go to the board");
    assert!(says_part(&test, "Contoso, "));
}

#[test]
fn with_reduced_motion_everything_is_in_its_place_at_once() {
    let office = Office::new();
    office.receive("Contoso", 2);
    let mut test = office.open();
    command_key(&mut test, Modifiers::NONE, Key::Num4);
    ui_support::choose(&mut test, "Reduced");
    settle(&mut test);
    assert!(test.ctx.global_style().animation_time <= 0.0);
    let kept = office.desk().settings().unwrap().motion;
    assert_eq!(kept, MotionChoice::Reduced);
    ui_support::choose(&mut test, "Full");
    assert!(test.ctx.global_style().animation_time > 0.0);
    ui_support::choose(&mut test, "Reduced");
    assert!(test.ctx.global_style().animation_time <= 0.0);
}
