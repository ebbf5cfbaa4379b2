//! A card in the hand: the room made for it, the wheel, and how cards glide to their places when one comes or goes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod ui_support;

use egui::{Event, Key, Modifiers, MouseWheelUnit, Rect, TouchPhase, Vec2};
use leadline::domain::Stage;
use ui_support::{
    Office, Test, card, card_if_any, carry, focus, key, lane, lane_rect, lift, release, settle,
};

fn at(test: &Test, customer: &str) -> Rect {
    card(test, customer).rect()
}

/// The harness draws without motion unless it is told to.
fn moving(test: &Test) {
    test.ctx.all_styles_mut(|style| style.animation_time = 0.12);
}

/// How far each card is below where it was.
fn moved(test: &Test, before: &[(&str, Rect)]) -> Vec<f32> {
    before
        .iter()
        .map(|(customer, rect)| (at(test, customer).top() - rect.top()).round())
        .collect()
}

/// Contoso is new; in Evaluating its mark would come after that of one and before those of two.
fn office() -> Office {
    let office = Office::new();
    for (customer, hours) in [("Woodgrove", 50), ("Litware", 30), ("Adatum", 10)] {
        office.receive_in(Stage::Evaluating, customer, hours);
    }
    office.receive("Contoso", 1);
    office
}

const EVALUATING: [&str; 3] = ["Adatum", "Woodgrove", "Litware"];

fn where_they_are<'c>(test: &Test, customers: [&'c str; 3]) -> Vec<(&'c str, Rect)> {
    customers
        .into_iter()
        .map(|customer| (customer, at(test, customer)))
        .collect()
}

#[test]
fn a_lane_makes_room_where_the_card_that_is_held_would_land_and_there_it_lands() {
    let office = office();
    let mut test = office.open();
    moving(&test);
    assert_eq!(lane(&test, Stage::Evaluating), EVALUATING);
    let before = where_they_are(&test, EVALUATING);
    let pitch = before[1].1.top() - before[0].1.top();
    let target = lane_rect(&test, "Evaluating").center();
    lift(&mut test, "Contoso", target);
    settle(&mut test);
    assert_eq!(moved(&test, &before), [0.0, pitch, pitch]);
    release(&mut test, target);
    settle(&mut test);
    assert_eq!(
        lane(&test, Stage::Evaluating),
        ["Adatum", "Contoso", "Woodgrove", "Litware"]
    );
    assert_eq!(at(&test, "Contoso"), before[1].1);
    assert_eq!(moved(&test, &before), [0.0, pitch, pitch]);
}

#[test]
fn the_room_closes_when_the_card_is_taken_elsewhere_or_given_up() {
    let office = office();
    let mut test = office.open();
    moving(&test);
    let before = where_they_are(&test, EVALUATING);
    let target = lane_rect(&test, "Evaluating").center();
    lift(&mut test, "Contoso", target);
    settle(&mut test);
    let elsewhere = lane_rect(&test, "Negotiating").center();
    carry(&mut test, elsewhere);
    settle(&mut test);
    assert_eq!(moved(&test, &before), [0.0; 3]);
    carry(&mut test, target);
    settle(&mut test);
    assert_ne!(moved(&test, &before), [0.0; 3]);
    key(&mut test, Key::Escape);
    settle(&mut test);
    assert_eq!(moved(&test, &before), [0.0; 3]);
}

#[test]
fn a_lane_that_may_not_take_the_card_makes_no_room() {
    let office = office();
    office.receive_in(Stage::Negotiating, "Fabrikam", 3);
    let mut test = office.open();
    let before = at(&test, "Fabrikam");
    let target = lane_rect(&test, "Negotiating").center();
    lift(&mut test, "Contoso", target);
    settle(&mut test);
    assert_eq!(at(&test, "Fabrikam"), before);
}

#[test]
fn the_cards_below_one_that_leaves_glide_up_to_their_places() {
    let office = Office::new();
    for (customer, hours) in [("Adatum", 9), ("Litware", 8), ("Woodgrove", 7)] {
        office.receive(customer, hours);
    }
    let mut test = office.open();
    let before = where_they_are(&test, ["Adatum", "Litware", "Woodgrove"]);
    moving(&test);
    focus(&mut test, "Adatum");
    test.key_press(Key::Num1);
    let mut tops = Vec::new();
    for _ in 0..30 {
        test.step();
        if card_if_any(&test, "Adatum").is_none_or(|card| card.rect().left() > 390.0) {
            tops.push(at(&test, "Litware").top());
        }
    }
    assert!(tops.is_sorted_by(|a, b| a >= b), "upwards only: {tops:?}");
    let on_its_way = |top: &&f32| **top < before[1].1.top() && **top > before[0].1.top();
    assert!(tops.iter().filter(on_its_way).count() > 1, "{tops:?}");
    assert_eq!(tops.last(), Some(&before[0].1.top()));
}

#[test]
fn nothing_glides_where_motion_is_reduced() {
    // As the harness draws by itself.
    let office = office();
    let mut test = office.open();
    let before = where_they_are(&test, EVALUATING);
    let pitch = before[1].1.top() - before[0].1.top();
    let target = lane_rect(&test, "Evaluating").center();
    lift(&mut test, "Contoso", target);
    assert_eq!(moved(&test, &before), [0.0, pitch, pitch]);
}

#[test]
fn the_wheel_scrolls_a_lane_while_a_card_is_held_over_it() {
    let office = Office::new();
    for number in 0..20 {
        office.receive_in(Stage::Evaluating, &format!("Waiting {number}"), 40 + number);
    }
    office.receive("Contoso", 1);
    let mut test = office.open();
    let target = lane_rect(&test, "Evaluating").center();
    lift(&mut test, "Contoso", target);
    let first = lane(&test, Stage::Evaluating)[0].clone();
    let before = at(&test, &first);
    test.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(0.0, -90.0),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    settle(&mut test);
    let moved = before.top() - at(&test, &first).top();
    assert!(moved > 60.0, "scrolled by {moved}");
    carry(&mut test, target);
    key(&mut test, Key::Escape);
}
