//! Many at once: cards are selected by mouse, key and rubber band, and one bar or one drag does the same with all of them.
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
use egui::{Key, Modifiers, PointerButton, Pos2, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use leadline::domain::{Action, Outcome, Stage};
use leadline::text::Language;
use ui_support::{
    Office, Test, button, card, card_if_any, cards, carry, command_key, focus, focused_card, key,
    lane, lane_rect, lift, name, outcome_target, paints, press, press_mouse, press_starting,
    referral, release, says, says_part, session, settle, stored, undo,
};

/// The cards that assistive technology is told are selected.
fn selected(test: &Test) -> Vec<String> {
    cards(test)
        .iter()
        .filter(|card| card.accesskit_node().is_selected() == Some(true))
        .filter_map(|card| name(card).split(", ").next().map(str::to_owned))
        .collect()
}

fn click(test: &mut Test, customer: &str, modifiers: Modifiers) {
    card(test, customer).click_modifiers(modifiers);
    settle(test);
}

fn toggle(test: &mut Test, customers: &[&str]) {
    for customer in customers {
        click(test, customer, Modifiers::COMMAND);
    }
}

fn shift_key(test: &mut Test, key: Key) {
    test.key_press_modifiers(Modifiers::SHIFT, key);
    settle(test);
}

/// Five new ones, the most pressing first, and one that is evaluated.
fn office() -> Office {
    let mut office = Office::new();
    office.size = Vec2::new(1280.0, 1000.0);
    for (customer, hours) in [
        ("Adatum", 6),
        ("Bellows", 5),
        ("Contoso", 4),
        ("Datum", 3),
        ("Fabrikam", 2),
    ] {
        office.receive(customer, hours);
    }
    office.receive_in(Stage::Evaluating, "Northwind", 1);
    office
}

#[test]
fn ctrl_click_selects_and_a_plain_click_opens_and_selects_nothing() {
    let office = office();
    let mut test = office.open();
    toggle(&mut test, &["Bellows", "Datum"]);
    assert_eq!(selected(&test), ["Bellows", "Datum"]);
    assert!(says(&test, "2 selected"));
    assert!(!says(&test, "Close panel"));
    toggle(&mut test, &["Datum", "Northwind"]);
    assert_eq!(selected(&test), ["Bellows", "Northwind"]);
    click(&mut test, "Contoso", Modifiers::NONE);
    assert!(selected(&test).is_empty());
    assert!(says(&test, "Close panel"));
    assert!(!says_part(&test, " selected"));
}

#[test]
fn shift_click_selects_the_range_from_the_last_one() {
    let office = office();
    let mut test = office.open();
    toggle(&mut test, &["Northwind", "Bellows"]);
    click(&mut test, "Fabrikam", Modifiers::SHIFT);
    assert_eq!(
        selected(&test),
        ["Bellows", "Contoso", "Datum", "Fabrikam", "Northwind"]
    );
    // Another range from there takes the place of the first.
    click(&mut test, "Adatum", Modifiers::SHIFT);
    assert_eq!(selected(&test), ["Adatum", "Bellows", "Northwind"]);
    // In another lane there is nothing to begin at.
    click(&mut test, "Northwind", Modifiers::SHIFT);
    assert_eq!(selected(&test), ["Adatum", "Bellows", "Northwind"]);
}

#[test]
fn keys_select_extend_take_the_lane_and_clear() {
    let office = office();
    let mut test = office.open();
    focus(&mut test, "Bellows");
    key(&mut test, Key::X);
    assert_eq!(selected(&test), ["Bellows"]);
    key(&mut test, Key::X);
    assert!(selected(&test).is_empty());
    for (press, expected) in [
        (Key::ArrowDown, vec!["Bellows", "Contoso"]),
        (Key::ArrowDown, vec!["Bellows", "Contoso", "Datum"]),
        (Key::ArrowUp, vec!["Bellows", "Contoso"]),
        (Key::ArrowUp, vec!["Bellows"]),
        (Key::ArrowUp, vec!["Adatum", "Bellows"]),
    ] {
        shift_key(&mut test, press);
        assert_eq!(selected(&test), expected);
    }
    assert_eq!(focused_card(&test).as_deref(), Some("Adatum"));
    command_key(&mut test, Modifiers::NONE, Key::A);
    assert_eq!(selected(&test).len(), 5);
    key(&mut test, Key::Escape);
    assert!(selected(&test).is_empty());
    // The keyboard stays where it was.
    assert_eq!(focused_card(&test).as_deref(), Some("Adatum"));
}

#[test]
fn a_rubber_band_on_the_lanes_ground_selects_what_it_touches() {
    let mut office = Office::new();
    office.size = Vec2::new(1280.0, 900.0);
    for (customer, hours) in [("Adatum", 6), ("Bellows", 5), ("Contoso", 4)] {
        office.receive(customer, hours);
    }
    office.receive_in(Stage::Evaluating, "Northwind", 1);
    let mut test = office.open();
    let ground = lane_rect(&test, "New").center_bottom() - Vec2::new(0.0, 20.0);
    let band_to = |test: &mut Test, to: Pos2| {
        test.hover_at(ground);
        test.drag_at(ground);
        test.hover_at(ground - Vec2::new(0.0, 12.0));
        carry(test, to);
    };
    let bellows = card(&test, "Bellows").rect().center();
    band_to(&mut test, bellows);
    assert_eq!(selected(&test), ["Bellows", "Contoso"]);
    // It follows the pointer both ways, and over lanes.
    let contoso = card(&test, "Contoso").rect().center();
    carry(&mut test, contoso);
    assert_eq!(selected(&test), ["Contoso"]);
    let northwind = card(&test, "Northwind").rect().center();
    carry(&mut test, northwind);
    assert_eq!(
        selected(&test),
        ["Adatum", "Bellows", "Contoso", "Northwind"]
    );
    release(&mut test, northwind);
    assert!(says(&test, "4 selected"));
    assert!(focused_card(&test).is_some());
    // A click on the ground selects nothing.
    let ground = lane_rect(&test, "Negotiating").center();
    press_mouse(&test, ground, PointerButton::Primary, true);
    press_mouse(&test, ground, PointerButton::Primary, false);
    settle(&mut test);
    assert!(selected(&test).is_empty());
    // Esc gives up the band and what it has selected.
    band_to(&mut test, bellows);
    assert_eq!(selected(&test).len(), 2);
    key(&mut test, Key::Escape);
    release(&mut test, bellows);
    assert!(selected(&test).is_empty());
}

#[test]
fn the_selection_stays_through_scrolling_dialogs_and_menus_and_loses_what_leaves() {
    let office = Office::new();
    for number in 0..20 {
        office.receive(&format!("Customer {number:02}"), 23 - number);
    }
    let mut test = office.open();
    focus(&mut test, "Customer 00");
    command_key(&mut test, Modifiers::NONE, Key::A);
    assert!(says(&test, "20 selected"));
    key(&mut test, Key::End);
    assert_eq!(focused_card(&test).as_deref(), Some("Customer 19"));
    assert!(selected(&test).contains(&"Customer 19".to_owned()));
    key(&mut test, Key::M);
    key(&mut test, Key::Escape);
    command_key(&mut test, Modifiers::NONE, Key::N);
    key(&mut test, Key::Escape);
    assert!(says(&test, "20 selected"));
    // The clock ends those that are 72 hours old by then.
    office.clock.advance_seconds(50 * ui_support::HOUR);
    settle(&mut test);
    let left = session(&test).board().lane(Stage::New).len();
    assert_eq!(left, 18);
    assert!(says(&test, &format!("{left} selected")));
}

#[test]
fn the_bar_offers_what_is_possible_with_how_many_and_says_why_not() {
    let office = office();
    let mut test = office.open();
    toggle(&mut test, &["Adatum", "Bellows", "Northwind"]);
    for (label, is_on) in [
        ("I’m interested (2)", true),
        ("Not interested (2)", true),
        ("Accept… (1)", true),
        ("Decline… (1)", true),
        ("Won…", false),
        ("Lost…", false),
        ("Snooze (3)", true),
    ] {
        let node = button(&test, label).accesskit_node();
        assert_eq!(!node.is_disabled(), is_on, "{label}");
    }
    let why = button(&test, "Won…").accesskit_node().description();
    assert!(why.unwrap().starts_with("A referral in "));
    let bar = test
        .query_all_by_role(Role::Toolbar)
        .find(|bar| name(bar) == "What is selected");
    assert!(bar.is_some());
    // It does not cover the lanes.
    let bar = bar.unwrap().rect();
    assert!(lane_rect(&test, "New").bottom() <= bar.top());
    press(&mut test, "Clear the selection");
    assert!(selected(&test).is_empty());
}

#[test]
fn one_press_moves_all_and_one_undo_takes_them_back() {
    let office = office();
    let mut test = office.open();
    toggle(&mut test, &["Adatum", "Bellows", "Contoso"]);
    press(&mut test, "I’m interested (3)");
    assert_eq!(lane(&test, Stage::New), ["Datum", "Fabrikam"]);
    assert!(says(&test, "3 referrals: interest shown"));
    assert!(selected(&test).is_empty());
    // The keyboard goes on with the next card.
    assert_eq!(focused_card(&test).as_deref(), Some("Datum"));
    press(&mut test, "Undo");
    assert_eq!(lane(&test, Stage::New).len(), 5);
    assert!(says_part(&test, "Undone – 3 referrals"));
}

#[test]
fn a_key_does_with_all_what_it_does_with_one() {
    let office = office();
    let mut test = office.open();
    toggle(&mut test, &["Adatum", "Contoso", "Fabrikam"]);
    key(&mut test, Key::Num2);
    assert_eq!(lane(&test, Stage::New), ["Bellows", "Datum"]);
    assert_eq!(focused_card(&test).as_deref(), Some("Datum"));
    undo(&mut test);
    assert_eq!(lane(&test, Stage::New).len(), 5);
}

#[test]
fn what_is_refused_is_told_with_its_reason_until_it_is_read() {
    let office = office();
    let mut test = office.open();
    toggle(&mut test, &["Adatum", "Bellows", "Northwind"]);
    press(&mut test, "Not interested (2)");
    assert!(says_part(
        &test,
        "2 referrals: skipped. 1 refused. Northwind: "
    ));
    office.clock.advance_seconds(60);
    settle(&mut test);
    assert!(says_part(&test, "1 refused"));
    press(&mut test, "Undo");
    assert_eq!(lane(&test, Stage::New).len(), 5);
}

#[test]
fn the_menu_of_a_selected_card_is_about_all_of_them() {
    let office = office();
    let mut test = office.open();
    toggle(&mut test, &["Adatum", "Bellows"]);
    key(&mut test, Key::M);
    assert!(says(&test, "Move 2 selected to"));
    key(&mut test, Key::Num2);
    assert_eq!(lane(&test, Stage::New), ["Contoso", "Datum", "Fabrikam"]);
    // That of another card is about that alone, and the selection stays.
    toggle(&mut test, &["Contoso", "Datum"]);
    card(&test, "Fabrikam").click_secondary();
    settle(&mut test);
    assert!(says(&test, "Move to"));
    key(&mut test, Key::Escape);
    assert!(says(&test, "2 selected"));
}

#[test]
fn a_reason_is_asked_once_for_all() {
    let office = Office::new();
    let ids = ["Adatum", "Bellows", "Contoso"]
        .map(|customer| office.receive_in(Stage::Evaluating, customer, 3));
    let mut test = office.open();
    focus(&mut test, "Adatum");
    command_key(&mut test, Modifiers::NONE, Key::A);
    press(&mut test, "Decline… (3)");
    assert!(says(&test, "3 referrals"));
    test.get_by_role_and_label(Role::RadioButton, "The customer did not respond")
        .click();
    settle(&mut test);
    press(&mut test, "Decline");
    for id in ids {
        let stored = stored(&office, id).unwrap();
        assert_eq!(stored.outcome(), Some(Outcome::Declined));
        assert!(stored.reason.is_some());
    }
    undo(&mut test);
    assert_eq!(lane(&test, Stage::Evaluating).len(), 3);
}

#[test]
fn many_are_won_at_their_estimates_and_none_accepted_together() {
    let office = Office::new();
    let ids =
        ["Adatum", "Bellows"].map(|customer| office.receive_in(Stage::Negotiating, customer, 3));
    for customer in ["Contoso", "Datum"] {
        office.receive_in(Stage::Evaluating, customer, 3);
    }
    let mut test = office.open();
    toggle(&mut test, &["Contoso", "Datum"]);
    assert!(button(&test, "Accept…").accesskit_node().is_disabled());
    key(&mut test, Key::Num3);
    assert!(says_part(&test, "one at a time"));
    key(&mut test, Key::Escape);
    toggle(&mut test, &["Adatum", "Bellows"]);
    press(&mut test, "Won… (2)");
    assert!(says_part(&test, "each at its estimated value"));
    press_starting(&mut test, "Mark as won");
    for id in ids {
        let stored = stored(&office, id).unwrap();
        assert_eq!(stored.outcome(), Some(Outcome::Won));
        assert!(stored.deal.value.is_some());
    }
}

#[test]
fn reminders_of_all_are_put_off_from_the_bar() {
    let office = office();
    let mut test = office.open();
    toggle(&mut test, &["Adatum", "Northwind"]);
    press(&mut test, "Snooze (2)");
    press_starting(&mut test, "1 hour");
    assert!(says(&test, "2 referrals: reminders snoozed"));
    assert_eq!(lane(&test, Stage::New).len(), 5);
}

#[test]
fn a_selected_card_that_is_dragged_takes_the_others_along() {
    let office = office();
    let mut test = office.open();
    toggle(&mut test, &["Adatum", "Bellows", "Northwind"]);
    let evaluating = lane_rect(&test, "Evaluating").center();
    lift(&mut test, "Bellows", evaluating);
    // The count on the ghost, and how many may go where.
    assert!(paints(&test, "I’m interested: 2 of 3"));
    assert!(outcome_target(&test, "Not interested").is_some());
    assert!(paints(&test, "2 of 3"));
    release(&mut test, evaluating);
    assert_eq!(lane(&test, Stage::New), ["Contoso", "Datum", "Fabrikam"]);
    assert_eq!(lane(&test, Stage::Evaluating).len(), 3);
    undo(&mut test);
    assert_eq!(lane(&test, Stage::New).len(), 5);
}

#[test]
fn a_drag_that_ends_on_an_outcome_asks_once_and_esc_changes_nothing() {
    let office = office();
    office.receive_in(Stage::Evaluating, "Proseware", 1);
    let mut test = office.open();
    toggle(&mut test, &["Northwind", "Proseware"]);
    let somewhere = lane_rect(&test, "New").center();
    lift(&mut test, "Proseware", somewhere);
    key(&mut test, Key::Escape);
    release(&mut test, somewhere);
    assert!(says(&test, "2 selected"));
    lift(&mut test, "Proseware", somewhere);
    let decline = outcome_target(&test, "Decline").unwrap();
    carry(&mut test, decline);
    release(&mut test, decline);
    assert!(says(&test, "2 referrals"));
    // Cancelled, everything is where it was, and still selected.
    press(&mut test, "Cancel");
    assert_eq!(lane(&test, Stage::Evaluating).len(), 2);
    assert!(says(&test, "2 selected"));
}

#[test]
fn a_card_that_is_not_selected_is_dragged_alone() {
    let office = office();
    let mut test = office.open();
    toggle(&mut test, &["Adatum", "Bellows"]);
    let evaluating = lane_rect(&test, "Evaluating").center();
    lift(&mut test, "Fabrikam", evaluating);
    assert!(selected(&test).is_empty());
    release(&mut test, evaluating);
    assert_eq!(
        lane(&test, Stage::New),
        ["Adatum", "Bellows", "Contoso", "Datum"]
    );
}

#[test]
fn what_another_program_did_first_is_told_and_the_card_stands_where_it_is() {
    let office = office();
    let mut test = office.open();
    toggle(&mut test, &["Adatum", "Bellows"]);
    let id = session(&test).board().lane(Stage::New).id_at(0).unwrap();
    office.act(id, Action::Skip);
    press_starting(&mut test, "I’m interested (");
    assert!(card_if_any(&test, "Adatum").is_none());
    assert_eq!(referral(&test, id), None);
    assert_eq!(lane(&test, Stage::Evaluating), ["Bellows", "Northwind"]);
}

#[test]
fn in_japanese_and_in_a_narrow_window_the_bar_holds_everything() {
    let mut office = office();
    office.language = Some(Language::Japanese);
    office.size = Vec2::new(800.0, 600.0);
    let mut test = office.open();
    let first = cards(&test)[0].rect().center();
    test.hover_at(first);
    command_key(&mut test, Modifiers::NONE, Key::A);
    assert!(says(&test, "5件を選択中"));
    for label in ["興味あり (5)", "興味なし (5)", "スヌーズ (5)"] {
        let rect = button(&test, label).rect();
        assert!(rect.right() <= 800.0 && rect.bottom() <= 600.0, "{label}");
    }
}
