//! How the board is laid out: densities, collapsed lanes, text sizes, windows small and large.
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
use egui::{Key, Modifiers, Rect, Vec2, ViewportCommand};
use egui_kittest::Node;
use egui_kittest::kittest::Queryable as _;
use leadline::desk::{BoardQuery, Density, Swimlanes, TextSize};
use leadline::domain::{ImportRow, Stage};
use leadline::text::{Language, Texts};
use ui_support::{
    HOUR, Office, Test, button, card, card_if_any, cards, carry, command_key, focus, focused_card,
    key, lane, lane_rect, lift, name, open_panel, paints, press, press_starting, release, says,
    search, settings, settle, stored,
};

/// So many referrals in New, one a minute, without a notice that tells of them.
fn many(count: u32) -> Office {
    let office = Office::new();
    let now = leadline::desk::Clock::now(&*office.clock);
    let rows = (0..count)
        .map(|row| ImportRow {
            line: u64::from(row) + 2,
            partner_center_id: Some(format!("pc-{row}")),
            customer: Some(format!("Customer {row:04}")),
            received_at: Some(now.plus_seconds(-i64::from(row) / 4)),
            overview: Some("They ask for a great deal of help with moving to the cloud".to_owned()),
            ..ImportRow::default()
        })
        .collect();
    office.import(rows);
    office
}

/// The rail of a lane that is collapsed.
fn rail_if_any<'t>(test: &'t Test, stage: &str) -> Option<Node<'t>> {
    let start = format!("{stage}, ");
    test.query_all_by(|node| {
        node.role() == Role::Button && node.data().is_expanded() == Some(false)
    })
    .find(|node| name(node).starts_with(&start))
}

fn rail<'t>(test: &'t Test, stage: &str) -> Node<'t> {
    rail_if_any(test, stage).unwrap_or_else(|| panic!("no rail of {stage}"))
}

fn is_open(test: &Test, stage: &str) -> bool {
    let start = format!("{stage}, ");
    test.query_all_by(|node| node.role() == Role::List)
        .any(|node| name(&node).starts_with(&start))
}

/// The cards that are in sight, from the top, with where they are.
fn in_sight(test: &Test, stage: &str) -> Vec<(String, Rect)> {
    let lane = lane_rect(test, stage);
    let is_in = |rect: &Rect| lane.intersects(*rect);
    let mut found: Vec<(String, Rect)> = cards(test)
        .iter()
        .map(|card| (name(card), card.rect()))
        .filter(|(_, rect)| is_in(rect))
        .collect();
    found.sort_by(|one, other| one.1.top().total_cmp(&other.1.top()));
    found
}

/// The uppermost card of New of which more than half is in sight.
fn top_card(test: &Test, cards_begin: f32) -> String {
    in_sight(test, "New")
        .into_iter()
        .find(|(_, rect)| rect.center().y > cards_begin)
        .map(|(name, _)| name.split(", ").next().unwrap().to_owned())
        .unwrap()
}

#[test]
fn every_density_shows_more_of_a_referral_than_the_denser_one() {
    let office = Office::new();
    for index in 0..40 {
        office.receive(&format!("Customer {index}"), 1);
    }
    let mut test = office.open();
    let mut seen = Vec::new();
    for _ in Density::ALL {
        // Equal heights, which keep a card's place exact.
        let heights: Vec<f32> = cards(&test)
            .iter()
            .map(|card| card.rect().height())
            .collect();
        assert!(
            heights
                .iter()
                .all(|height| (height - heights[0]).abs() < 0.5)
        );
        seen.push((
            settings(&test).density,
            heights[0],
            in_sight(&test, "New").len(),
        ));
        key(&mut test, Key::D);
    }
    seen.sort_by_key(|(density, ..)| *density);
    assert_eq!(
        seen.iter().map(|seen| seen.0).collect::<Vec<_>>(),
        Density::ALL
    );
    assert!(seen[0].1 <= 64.0, "{seen:?}");
    assert!(
        seen.windows(2).all(|pair| pair[0].1 < pair[1].1),
        "{seen:?}"
    );
    assert!(
        seen.windows(2).all(|pair| pair[0].2 > pair[1].2),
        "{seen:?}"
    );
}

#[test]
fn a_change_of_density_keeps_the_card_at_the_top_in_its_place() {
    let office = many(5_000);
    let mut test = office.open();
    let begin = in_sight(&test, "New")[0].1.top();
    test.hover_at(lane_rect(&test, "New").center());
    for _ in 0..40 {
        test.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: Vec2::new(0.0, -137.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        test.run_steps(2);
    }
    settle(&mut test);
    let top = top_card(&test, begin);
    assert!(in_sight(&test, "New")[0].0.contains("of 5,000"));
    for _ in 0..4 {
        key(&mut test, Key::D);
        assert_eq!(top_card(&test, begin), top, "{:?}", settings(&test).density);
    }
}

#[test]
fn a_density_chosen_in_the_settings_is_there_after_the_next_start() {
    let office = Office::new();
    office.receive("Contoso", 1);
    let mut test = office.open();
    command_key(&mut test, Modifiers::NONE, Key::Num4);
    test.get_by_role_and_label(Role::RadioButton, "Compact")
        .click();
    settle(&mut test);
    drop(test);
    let test = office.open();
    assert_eq!(settings(&test).density, Density::Compact);
    assert!(card(&test, "Contoso").rect().height() <= 64.0);
    // The request is under the pointer.
    assert!(!paints(&test, "Contoso asks for help"));
    let mut test = test;
    test.hover_at(card(&test, "Contoso").rect().center());
    test.run_steps(60);
    settle(&mut test);
    assert!(paints(&test, "Contoso asks for help"));
}

#[test]
fn a_card_is_dragged_and_dropped_in_every_density() {
    for density in Density::ALL {
        let office = Office::new();
        office.set(|settings| settings.density = density);
        office.receive("Contoso", 1);
        let mut test = office.open();
        let to = lane_rect(&test, "Evaluating").center();
        lift(&mut test, "Contoso", to);
        release(&mut test, to);
        assert_eq!(lane(&test, Stage::Evaluating), ["Contoso"], "{density:?}");
    }
}

#[test]
fn a_collapsed_lane_tells_how_many_it_has_and_still_takes_a_drop() {
    let office = Office::new();
    office.receive("Contoso", 1);
    office.receive_in(Stage::Evaluating, "Fabrikam", 1);
    let mut test = office.open();
    let wide = lane_rect(&test, "New").width();
    press(&mut test, "Collapse Evaluating");
    assert!(!is_open(&test, "Evaluating"));
    assert!(card_if_any(&test, "Fabrikam").is_none());
    assert!(lane_rect(&test, "New").width() > wide + 50.0);
    let told = name(&rail(&test, "Evaluating"));
    assert_eq!(told, "Evaluating, 1 referral, 1 due within a day");
    let to = rail(&test, "Evaluating").rect().center();
    lift(&mut test, "Contoso", to);
    release(&mut test, to);
    assert_eq!(lane(&test, Stage::Evaluating).len(), 2);
    assert!(!is_open(&test, "Evaluating"));
    rail(&test, "Evaluating").click();
    settle(&mut test);
    assert!(is_open(&test, "Evaluating"));
    card(&test, "Contoso");
}

#[test]
fn a_collapsed_lane_refuses_what_the_open_one_refuses_and_says_why() {
    let office = Office::new();
    office.receive("Contoso", 1);
    let mut test = office.open();
    press(&mut test, "Collapse Negotiating");
    let to = rail(&test, "Negotiating").rect().center();
    lift(&mut test, "Contoso", to);
    carry(&mut test, to);
    assert!(paints(&test, "first needs"), "why it is refused");
    release(&mut test, to);
    assert_eq!(lane(&test, Stage::New), ["Contoso"]);
    assert!(lane(&test, Stage::Negotiating).is_empty());
}

#[test]
fn what_is_collapsed_is_collapsed_again_after_the_next_start() {
    let office = Office::new();
    office.receive("Contoso", 1);
    let mut test = office.open();
    press(&mut test, "Collapse New");
    drop(test);
    let mut test = office.open();
    assert!(!is_open(&test, "New"));
    rail(&test, "New").click();
    settle(&mut test);
    drop(test);
    assert!(is_open(&office.open(), "New"));
}

#[test]
fn the_arrows_pass_over_a_collapsed_lane() {
    let office = Office::new();
    office.receive("Contoso", 1);
    office.receive_in(Stage::Evaluating, "Fabrikam", 1);
    office.receive_in(Stage::Negotiating, "Litware", 1);
    let mut test = office.open();
    press(&mut test, "Collapse Evaluating");
    focus(&mut test, "Contoso");
    key(&mut test, Key::ArrowRight);
    assert_eq!(focused_card(&test).as_deref(), Some("Litware"));
    key(&mut test, Key::ArrowLeft);
    assert_eq!(focused_card(&test).as_deref(), Some("Contoso"));
}

#[test]
fn a_lane_is_collapsed_and_opened_by_key_and_the_keyboard_follows() {
    let office = Office::new();
    office.receive("Contoso", 1);
    office.receive_in(Stage::Evaluating, "Fabrikam", 1);
    let mut test = office.open();
    focus(&mut test, "Fabrikam");
    key(&mut test, Key::C);
    assert!(!is_open(&test, "Evaluating"));
    assert!(rail(&test, "Evaluating").is_focused());
    key(&mut test, Key::Enter);
    assert!(is_open(&test, "Evaluating"));
    assert_eq!(focused_card(&test).as_deref(), Some("Fabrikam"));
    for _ in 0..3 {
        key(&mut test, Key::C);
    }
    assert_eq!(settings(&test).collapsed_lanes.len(), 3);
    assert!(says(
        &test,
        "All lanes are collapsed. Open one, or all of them."
    ));
    test.key_press_modifiers(Modifiers::SHIFT, Key::C);
    settle(&mut test);
    assert!(settings(&test).collapsed_lanes.is_empty());
    card(&test, "Contoso");
}

#[test]
fn a_referral_of_a_collapsed_lane_is_opened_all_the_same() {
    let office = Office::new();
    office.receive("Contoso", 1);
    office.receive_in(Stage::Evaluating, "Fabrikam", 1);
    let mut test = office.open();
    press(&mut test, "Collapse New");
    press_starting(&mut test, "Contoso, ");
    assert!(says(&test, "Close panel"));
    assert!(!is_open(&test, "New"));
    // The keyboard is where the card is.
    assert!(rail(&test, "New").is_focused());
}

#[test]
fn nothing_stays_selected_in_a_lane_that_is_collapsed() {
    let office = Office::new();
    office.receive("Contoso", 1);
    office.receive_in(Stage::Evaluating, "Fabrikam", 1);
    let mut test = office.open();
    focus(&mut test, "Contoso");
    key(&mut test, Key::X);
    focus(&mut test, "Fabrikam");
    key(&mut test, Key::X);
    assert!(says(&test, "2 selected"));
    press(&mut test, "Collapse New");
    assert!(says(&test, "1 selected"));
}

#[test]
fn a_rail_tells_how_many_of_how_many_were_found() {
    let office = Office::new();
    for index in 0..11 {
        office.receive(&format!("Customer {index}"), 1);
    }
    office.receive("Fabrikam", 1);
    let mut test = office.open();
    press(&mut test, "Collapse New");
    search(
        &mut test,
        BoardQuery {
            search: "fabrikam".to_owned(),
            ..BoardQuery::default()
        },
    );
    let told = name(&rail(&test, "New"));
    assert!(told.starts_with("New, 1 of 12 referrals"), "{told}");
    assert!(paints(&test, "1/12"));
}

#[test]
fn beside_a_panel_in_a_small_window_lanes_that_do_not_fit_are_rails_until_they_are_used() {
    let mut office = Office::new();
    office.size = Vec2::new(1024.0, 640.0);
    office.receive("Contoso", 1);
    office.receive_in(Stage::Evaluating, "Fabrikam", 1);
    office.receive_in(Stage::Negotiating, "Litware", 1);
    let mut test = office.open();
    assert!(is_open(&test, "New") && is_open(&test, "Evaluating") && is_open(&test, "Negotiating"));
    open_panel(&mut test, "Contoso");
    assert!(is_open(&test, "New"));
    assert!(!is_open(&test, "Negotiating"));
    // Nothing of this is kept: it is for want of room.
    assert!(settings(&test).collapsed_lanes.is_empty());
    focus(&mut test, "Contoso");
    key(&mut test, Key::ArrowRight);
    key(&mut test, Key::ArrowRight);
    assert_eq!(focused_card(&test).as_deref(), Some("Litware"));
    assert!(is_open(&test, "Negotiating") && !is_open(&test, "New"));
    rail(&test, "New").click();
    settle(&mut test);
    assert!(is_open(&test, "New"));
    press(&mut test, "Close panel");
    assert!(is_open(&test, "New") && is_open(&test, "Evaluating") && is_open(&test, "Negotiating"));
}

#[test]
fn a_text_size_is_chosen_by_key_and_kept() {
    let office = Office::new();
    office.receive("Contoso", 1);
    let mut test = office.open();
    let factor = |test: &Test| test.ctx.zoom_factor();
    for _ in 0..9 {
        command_key(&mut test, Modifiers::NONE, Key::Plus);
    }
    assert_eq!(settings(&test).text_size, TextSize::LARGEST);
    assert!((factor(&test) - 2.0).abs() < 0.01);
    command_key(&mut test, Modifiers::NONE, Key::Minus);
    assert!((factor(&test) - 1.75).abs() < 0.01);
    drop(test);
    let mut test = office.open();
    assert!((factor(&test) - 1.75).abs() < 0.01);
    command_key(&mut test, Modifiers::NONE, Key::Num0);
    assert!((factor(&test) - 1.0).abs() < 0.01);
    assert_eq!(settings(&test).text_size, TextSize::NORMAL);
    // Over a question too.
    command_key(&mut test, Modifiers::NONE, Key::N);
    command_key(&mut test, Modifiers::NONE, Key::Plus);
    assert!((factor(&test) - 1.1).abs() < 0.01);
    assert!(says(&test, "Cancel"));
}

#[test]
fn larger_text_does_not_make_the_window_larger() {
    let office = Office::new();
    office.set(|settings| settings.text_size = TextSize::LARGEST);
    let mut test = office.open();
    let mut told = Vec::new();
    command_key(&mut test, Modifiers::NONE, Key::Minus);
    test.key_press_modifiers(Modifiers::COMMAND, Key::Minus);
    for _ in 0..6 {
        test.step();
        let commands = &test.output().viewport_output[&egui::ViewportId::ROOT].commands;
        told.extend(commands.iter().filter_map(|command| match command {
            ViewportCommand::MinInnerSize(size) => Some(*size * test.ctx.zoom_factor()),
            _ => None,
        }));
    }
    assert!(!told.is_empty());
    for size in told {
        assert!((size - Vec2::new(1024.0, 640.0)).length() < 1.0, "{size:?}");
    }
}

#[test]
fn at_the_largest_text_in_the_smallest_window_every_screen_and_dialog_can_be_used() {
    for language in Language::ALL {
        let mut office = Office::new();
        office.size = Vec2::new(1024.0, 640.0);
        office.language = Some(language);
        office.set(|settings| settings.text_size = TextSize::LARGEST);
        let texts = Texts::new(language);
        office.receive("Contoso", 1);
        let mut test = office.open();
        test.set_size(office.size / 2.0);
        settle(&mut test);
        let window = test.ctx.content_rect().expand(0.5);
        let inside = |test: &Test, label: &str| {
            let rect = button(test, label).rect();
            assert!(window.contains_rect(rect), "{language:?} {label}: {rect:?}");
        };
        inside(&test, texts.get("app-new-referral"));
        let card = cards(&test)[0].rect();
        assert!(window.contains_rect(card), "{language:?}: {card:?}");
        press(&mut test, texts.get("app-new-referral"));
        inside(&test, texts.get("common-cancel"));
        press(&mut test, texts.get("common-cancel"));
        key(&mut test, Key::Questionmark);
        inside(&test, texts.get("common-close"));
        press(&mut test, texts.get("common-close"));
        // The panel stands in place of the board, and gives it back.
        cards(&test)[0].click();
        settle(&mut test);
        inside(&test, texts.get("panel-close"));
        assert!(cards(&test).is_empty());
        press(&mut test, texts.get("panel-close"));
        assert!(cards(&test)[0].is_focused());
        // It gives way to the other screens.
        for digit in [Key::Num2, Key::Num3, Key::Num4, Key::Num1] {
            if digit == Key::Num2 {
                cards(&test)[0].click();
                settle(&mut test);
            }
            command_key(&mut test, Modifiers::COMMAND, digit);
            settle(&mut test);
            assert!(!says(&test, texts.get("panel-close")), "{digit:?}");
        }
        assert_eq!(cards(&test).len(), 1);
    }
}

/// A window in which the panel stands in place of the board, with the referral of "Contoso" open.
fn narrow() -> (Office, leadline::domain::ReferralId, Test) {
    let mut office = Office::new();
    office.size = Vec2::new(600.0, 480.0);
    office.receive("Fabrikam", 3);
    let id = office.receive("Contoso", 1);
    let mut test = office.open();
    open_panel(&mut test, "Contoso");
    assert!(cards(&test).is_empty());
    (office, id, test)
}

#[test]
fn where_the_panel_stands_in_place_of_the_board_keys_are_about_its_referral() {
    let (office, id, mut test) = narrow();
    key(&mut test, Key::J);
    key(&mut test, Key::Num1);
    settle(&mut test);
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::Evaluating);
    key(&mut test, Key::Slash);
    settle(&mut test);
    assert!(!cards(&test).is_empty(), "the search is on the board");
}

#[test]
fn where_the_panel_stands_in_place_of_the_board_no_key_changes_how_that_is_laid_out() {
    let mut office = Office::new();
    office.size = Vec2::new(600.0, 480.0);
    office.set(|settings| settings.swimlanes = Swimlanes::Region);
    office.receive("Contoso", 1);
    let mut test = office.open();
    open_panel(&mut test, "Contoso");
    assert!(cards(&test).is_empty());
    let before = settings(&test).clone();
    for stroke in [Key::B, Key::C, Key::D] {
        key(&mut test, stroke);
        test.key_press_modifiers(Modifiers::SHIFT, stroke);
        settle(&mut test);
        assert_eq!(*settings(&test), before, "{stroke:?}");
    }
}

#[test]
fn where_the_panel_stands_in_place_of_the_board_its_times_go_on() {
    let (_office, _, test) = narrow();
    let delay = test.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay <= std::time::Duration::from_mins(1), "{delay:?}");
}

#[test]
fn what_is_in_a_lane_that_has_no_room_any_more_is_selected_no_longer() {
    let office = Office::new();
    office.receive("Contoso", 1);
    office.receive_in(Stage::Negotiating, "Fabrikam", 3);
    let mut test = office.open();
    focus(&mut test, "Fabrikam");
    key(&mut test, Key::X);
    focus(&mut test, "Contoso");
    key(&mut test, Key::X);
    assert!(says(&test, "2 selected"));
    test.set_size(Vec2::new(400.0, 800.0));
    settle(&mut test);
    assert!(!is_open(&test, "Negotiating"));
    assert!(says(&test, "1 selected"));
}

#[test]
fn a_lane_that_is_a_rail_for_want_of_room_is_opened_from_the_palette() {
    let mut office = Office::new();
    office.size = Vec2::new(620.0, 800.0);
    office.receive("Contoso", 1);
    office.receive_in(Stage::Negotiating, "Fabrikam", 3);
    let mut test = office.open();
    assert!(!is_open(&test, "Negotiating"));
    command_key(&mut test, Modifiers::COMMAND, Key::K);
    test.event(egui::Event::Text("open the lane: neg".to_owned()));
    settle(&mut test);
    key(&mut test, Key::Enter);
    settle(&mut test);
    assert!(is_open(&test, "Negotiating"));
    assert!(settings(&test).collapsed_lanes.is_empty());
}

#[test]
fn what_is_due_is_counted_on_a_rail_as_the_clock_goes_on() {
    let office = Office::new();
    office.receive("Contoso", 30);
    let mut test = office.open();
    press(&mut test, "Collapse New");
    assert_eq!(name(&rail(&test, "New")), "New, 1 referral");
    office.clock.advance_seconds(20 * HOUR);
    settle(&mut test);
    assert_eq!(
        name(&rail(&test, "New")),
        "New, 1 referral, 1 due within a day"
    );
}

#[test]
fn sums_stand_beside_the_name_where_they_fit_and_cost_no_line_there() {
    let top_of_cards = |with_deal: bool| {
        let office = Office::new();
        office.receive("Contoso", 1);
        let stage = if with_deal {
            Stage::Negotiating
        } else {
            Stage::Evaluating
        };
        office.receive_in(stage, "Fabrikam", 1);
        let test = office.open();
        assert_eq!(ui_support::paints(&test, "¥12,000"), with_deal);
        ui_support::card(&test, "Contoso").rect().top()
    };
    let without = top_of_cards(false);
    let beside = top_of_cards(true);
    assert!((beside - without).abs() < 0.5, "{beside} {without}");
}
