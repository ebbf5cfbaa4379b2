//! The board in a whole window: every move by every way, drags that come to nothing, long lanes, the clock, other programs.
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
use egui::{Key, PointerButton, Pos2, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use leadline::desk::Clock as _;
use leadline::domain::{Action, ImportRow, Outcome, ReferralId, Stage, Urgency};
use leadline::ui::theme::Tokens;
use ui_support::{
    HOUR, Office, Test, button, card, card_if_any, cards, carry, command_key, decline, field,
    focus, focused_card, key, lane, lane_node, lane_rect, lift, name, open_panel, outcome_target,
    painted, paints, press, press_mouse, press_starting, redo, referral, release, says, says_part,
    settle, start, stored, type_into, undo, until,
};

/// What a dialog asks on the way.
#[derive(Clone, Copy)]
enum Asks {
    Nothing,
    Deal,
    Reason,
    FinalValue,
}

/// One of the moves of the workflow.
struct Move {
    from: Stage,
    key: Key,
    action: &'static str,
    asks: Asks,
    /// What the dialog's button says.
    confirm: &'static str,
    /// The lane it is dropped on; otherwise the outcome named after the action.
    lane: Option<&'static str>,
    ends_in: Result<Stage, Outcome>,
    notice: &'static str,
    history: &'static str,
}

const CUSTOMER: &str = "Contoso";
const NEXT: &str = "Fabrikam";

const MOVES: [Move; 6] = [
    Move {
        from: Stage::New,
        key: Key::Num1,
        action: "I’m interested",
        asks: Asks::Nothing,
        confirm: "",
        lane: Some("Evaluating"),
        ends_in: Ok(Stage::Evaluating),
        notice: "Contoso: interest shown",
        history: "Interest shown → Evaluating",
    },
    Move {
        from: Stage::New,
        key: Key::Num2,
        action: "Not interested",
        asks: Asks::Nothing,
        confirm: "",
        lane: None,
        ends_in: Err(Outcome::Skipped),
        notice: "Contoso: skipped",
        history: "Skipped → Archived",
    },
    Move {
        from: Stage::Evaluating,
        key: Key::Num3,
        action: "Accept",
        asks: Asks::Deal,
        confirm: "Accept",
        lane: Some("Negotiating"),
        ends_in: Ok(Stage::Negotiating),
        notice: "Contoso: accepted",
        history: "Accepted → Negotiating",
    },
    Move {
        from: Stage::Evaluating,
        key: Key::Num4,
        action: "Decline",
        asks: Asks::Reason,
        confirm: "Decline",
        lane: None,
        ends_in: Err(Outcome::Declined),
        notice: "Contoso: declined",
        history: "Declined → Archived",
    },
    Move {
        from: Stage::Negotiating,
        key: Key::Num5,
        action: "Won",
        asks: Asks::FinalValue,
        confirm: "Mark as won",
        lane: None,
        ends_in: Err(Outcome::Won),
        notice: "Contoso: won",
        history: "Won → Archived",
    },
    Move {
        from: Stage::Negotiating,
        key: Key::Num6,
        action: "Lost",
        asks: Asks::Reason,
        confirm: "Mark as lost",
        lane: None,
        ends_in: Err(Outcome::Lost),
        notice: "Contoso: lost",
        history: "Lost → Archived",
    },
];

/// A window with the card to be moved and another below it in the same lane.
fn office_with(from: Stage) -> (Office, ReferralId, Test) {
    let office = Office::new();
    let id = office.receive_in(from, CUSTOMER, 2);
    office.receive_in(from, NEXT, 1);
    let test = office.open();
    (office, id, test)
}

fn dialog_is_open(test: &Test) -> bool {
    test.query_by_role(Role::Dialog).is_some()
}

/// Gives what the dialog asks for, and confirms.
fn answer(test: &mut Test, step: &Move) {
    match step.asks {
        Asks::Nothing => return,
        Asks::Deal => {
            type_into(test, "Estimated value", "12000");
            type_into(test, "Estimated closing date", "+30d");
        }
        Asks::Reason => {
            test.get_by_role_and_label(Role::RadioButton, "The proposed timeline was too short")
                .click();
            settle(test);
        }
        Asks::FinalValue => {}
    }
    press(test, step.confirm);
}

/// Makes every move in the way that `begin` does, and checks what has to be true whichever way it is.
fn every_move(begin: impl Fn(&mut Test, &Move)) {
    for step in &MOVES {
        let (office, id, mut test) = office_with(step.from);
        let before = stored(&office, id).unwrap();
        begin(&mut test, step);
        let asks = !matches!(step.asks, Asks::Nothing);
        assert_eq!(dialog_is_open(&test), asks, "{}", step.action);
        if asks {
            assert_eq!(
                referral(&test, id),
                Some(&before),
                "{}: asks first",
                step.action
            );
            assert_eq!(stored(&office, id), Some(before.clone()));
        }
        answer(&mut test, step);
        assert!(!dialog_is_open(&test), "{}", step.action);
        is_moved(&office, &test, id, step);
        assert!(
            says(&test, step.notice),
            "{}: {:?}",
            step.notice,
            painted(&test)
        );
        undo(&mut test);
        assert_eq!(
            lane(&test, step.from),
            [CUSTOMER, NEXT],
            "undone {}",
            step.action
        );
        let back = stored(&office, id).unwrap();
        assert_eq!(
            (back.state, back.deal),
            (before.state, before.deal),
            "{}",
            step.action
        );
        redo(&mut test);
        is_moved(&office, &test, id, step);
        let history = office.desk().store().history(id).unwrap();
        let kinds: Vec<String> = history
            .iter()
            .rev()
            .take(3)
            .map(|line| format!("{:?}", line.entry.kind))
            .collect();
        assert_eq!(kinds[..2], ["Redone", "Undone"], "{}", step.action);
        if card_if_any(&test, CUSTOMER).is_some() {
            open_panel(&mut test, CUSTOMER);
            assert!(
                says(&test, step.history),
                "{}: {:?}",
                step.history,
                painted(&test)
            );
        }
    }
}

fn is_moved(office: &Office, test: &Test, id: ReferralId, step: &Move) {
    assert_eq!(lane(test, step.from), [NEXT], "{}", step.action);
    let now = stored(office, id).unwrap();
    match step.ends_in {
        Ok(stage) => {
            assert_eq!(lane(test, stage), [CUSTOMER]);
            assert_eq!(now.stage(), stage);
            let name = name(&card(test, CUSTOMER));
            assert!(name.contains("1 of 1"), "{name}");
        }
        Err(outcome) => {
            assert!(card_if_any(test, CUSTOMER).is_none());
            assert_eq!(now.outcome(), Some(outcome));
            assert!(says(test, "Archive, 1 referral"));
        }
    }
}

#[test]
fn every_move_can_be_made_by_key() {
    every_move(|test, step| {
        focus(test, CUSTOMER);
        key(test, step.key);
    });
}

#[test]
fn every_move_can_be_made_by_drag() {
    every_move(|test, step| {
        assert_eq!(outcome_target(test, step.action), None);
        lift(test, CUSTOMER, Pos2::new(640.0, 40.0));
        let at = match step.lane {
            Some(lane) => lane_rect(test, lane).center(),
            None => outcome_target(test, step.action).unwrap(),
        };
        carry(test, at);
        release(test, at);
        assert_eq!(outcome_target(test, step.action), None);
    });
}

#[test]
fn every_move_can_be_made_by_the_menu_button_of_a_card() {
    every_move(|test, step| {
        press(test, "Actions for Contoso");
        press_starting(test, step.action);
    });
}

#[test]
fn every_move_can_be_made_by_the_right_mouse_button() {
    every_move(|test, step| {
        card(test, CUSTOMER).click_secondary();
        settle(test);
        press_starting(test, step.action);
    });
}

#[test]
fn every_move_can_be_made_by_the_menu_that_a_key_opens() {
    every_move(|test, step| {
        focus(test, CUSTOMER);
        key(test, Key::M);
        assert!(says(test, "Move to"));
        key(test, step.key);
        assert!(!says(test, "Move to"));
    });
}

#[test]
fn every_move_can_be_made_by_the_buttons_of_the_panel() {
    every_move(|test, step| {
        open_panel(test, CUSTOMER);
        press_starting(test, step.action);
    });
}

#[test]
fn a_question_that_is_cancelled_changes_nothing_and_gives_the_keyboard_back() {
    for step in MOVES
        .iter()
        .filter(|step| !matches!(step.asks, Asks::Nothing))
    {
        for by_escape in [true, false] {
            let (office, id, mut test) = office_with(step.from);
            let before = stored(&office, id);
            focus(&mut test, CUSTOMER);
            key(&mut test, step.key);
            assert!(dialog_is_open(&test));
            // Another digit is typed into the question, or nowhere; it moves nothing.
            key(&mut test, Key::Num6);
            if by_escape {
                key(&mut test, Key::Escape);
            } else {
                press(&mut test, "Cancel");
            }
            assert!(!dialog_is_open(&test));
            assert_eq!(stored(&office, id), before);
            assert_eq!(lane(&test, step.from), [CUSTOMER, NEXT]);
            assert_eq!(focused_card(&test).as_deref(), Some(CUSTOMER));
        }
    }
}

#[test]
fn a_drag_that_needs_data_asks_first_and_cancel_puts_the_card_back() {
    for by_escape in [true, false] {
        let (office, id, mut test) = office_with(Stage::Evaluating);
        let before = stored(&office, id);
        let at = lane_rect(&test, "Negotiating").center();
        lift(&mut test, CUSTOMER, at);
        release(&mut test, at);
        assert!(dialog_is_open(&test));
        assert_eq!(lane(&test, Stage::Evaluating), [CUSTOMER, NEXT]);
        if by_escape {
            key(&mut test, Key::Escape);
        } else {
            press(&mut test, "Cancel");
        }
        assert_eq!(lane(&test, Stage::Evaluating), [CUSTOMER, NEXT]);
        assert_eq!(stored(&office, id), before);
    }
}

#[test]
fn a_lane_the_workflow_does_not_lead_to_refuses_the_card_and_says_why() {
    for (from, to, stands_in) in [
        (Stage::New, "Negotiating", "A referral in New first needs"),
        (Stage::Evaluating, "New", "A referral in Evaluating"),
        (Stage::Negotiating, "New", "A referral in Negotiating"),
        (
            Stage::Negotiating,
            "Evaluating",
            "A referral in Negotiating",
        ),
    ] {
        let (office, id, mut test) = office_with(from);
        let before = stored(&office, id);
        let at = lane_rect(&test, to).center();
        lift(&mut test, CUSTOMER, at);
        assert!(paints(&test, stands_in), "{to}: {:?}", painted(&test));
        release(&mut test, at);
        assert_eq!(lane(&test, from), [CUSTOMER, NEXT]);
        assert_eq!(stored(&office, id), before);
        assert!(!dialog_is_open(&test));
        assert!(!paints(&test, stands_in));
    }
}

#[test]
fn an_outcome_that_is_not_possible_refuses_the_card() {
    let (office, id, mut test) = office_with(Stage::New);
    lift(&mut test, CUSTOMER, Pos2::new(640.0, 40.0));
    let won = outcome_target(&test, "Won").unwrap();
    carry(&mut test, won);
    assert!(paints(&test, "A referral in New first needs"));
    release(&mut test, won);
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::New);
}

#[test]
fn esc_ends_a_drag_and_the_card_is_where_it_was() {
    let (office, id, mut test) = office_with(Stage::New);
    let at = lane_rect(&test, "Evaluating").center();
    lift(&mut test, CUSTOMER, at);
    assert!(outcome_target(&test, "Won").is_some());
    test.key_press(Key::Escape);
    test.run_steps(4);
    assert_eq!(outcome_target(&test, "Won"), None);
    release(&mut test, at);
    assert_eq!(lane(&test, Stage::New), [CUSTOMER, NEXT]);
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::New);
    assert!(!says(&test, "Close panel"));
}

#[test]
fn letting_go_over_nothing_or_over_the_own_lane_does_nothing() {
    let (office, id, mut test) = office_with(Stage::New);
    let before = stored(&office, id);
    let own = lane_rect(&test, "New").center();
    for at in [Pos2::new(640.0, 20.0), own, Pos2::new(-40.0, -40.0)] {
        lift(&mut test, CUSTOMER, at);
        release(&mut test, at);
        assert_eq!(lane(&test, Stage::New), [CUSTOMER, NEXT]);
        assert_eq!(stored(&office, id), before);
        assert!(!says(&test, "Close panel"), "a drag is no click");
    }
}

#[test]
fn only_the_first_mouse_button_drags() {
    let (office, id, mut test) = office_with(Stage::New);
    let from = card(&test, CUSTOMER).rect().center();
    let at = lane_rect(&test, "Evaluating").center();
    test.hover_at(from);
    press_mouse(&test, from, PointerButton::Secondary, true);
    test.hover_at(at);
    test.run_steps(2);
    assert_eq!(outcome_target(&test, "Won"), None);
    press_mouse(&test, at, PointerButton::Secondary, false);
    settle(&mut test);
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::New);
}

#[test]
fn outcomes_to_drop_on_show_only_while_a_card_is_dragged() {
    let (_office, _, mut test) = office_with(Stage::New);
    let all = ["Not interested", "Decline", "Won", "Lost"];
    let shown = |test: &Test| all.map(|action| outcome_target(test, action).is_some());
    assert_eq!(shown(&test), [false; 4]);
    assert!(says(&test, "Archive, 0 referrals"));
    let at = Pos2::new(640.0, 30.0);
    lift(&mut test, CUSTOMER, at);
    assert_eq!(shown(&test), [true; 4]);
    assert!(!says(&test, "Archive, 0 referrals"));
    release(&mut test, at);
    assert_eq!(shown(&test), [false; 4]);
}

#[test]
fn a_referral_that_lapses_while_it_is_dragged_is_let_go() {
    let office = Office::new();
    let id = office.receive(CUSTOMER, 71);
    office.receive(NEXT, 1);
    let mut test = office.open();
    let at = lane_rect(&test, "Evaluating").center();
    lift(&mut test, CUSTOMER, at);
    office.clock.advance_seconds(HOUR + 1);
    test.run_steps(2);
    assert_eq!(outcome_target(&test, "Won"), None);
    release(&mut test, at);
    let ended = stored(&office, id).unwrap();
    assert_eq!(ended.outcome(), Some(Outcome::Missed));
    assert_eq!(lane(&test, Stage::New), [NEXT]);
    assert!(lane(&test, Stage::Evaluating).is_empty());
}

#[test]
fn a_card_held_at_the_edge_of_a_long_lane_scrolls_it() {
    let office = many(60);
    let mut test = office.open();
    let rect = lane_rect(&test, "New");
    assert!(card_if_any(&test, "Customer 0030").is_none());
    let bottom = Pos2::new(rect.center().x, 790.0 - 4.0);
    lift(&mut test, "Customer 0000", bottom);
    test.run_steps(400);
    assert!(card_if_any(&test, "Customer 0059").is_some());
    let top = Pos2::new(rect.center().x, rect.top() + 44.0);
    carry(&mut test, top);
    test.run_steps(400);
    assert!(card_if_any(&test, "Customer 0001").is_some());
    assert!(card_if_any(&test, "Customer 0059").is_none());
    release(&mut test, top);
    assert_eq!(lane(&test, Stage::New).len(), 60);
}

/// A file with so many new referrals, the first the most pressing.
fn many(count: u32) -> Office {
    let office = Office::new();
    let now = office.clock.now();
    let rows = (0..i64::from(count))
        .map(|index| ImportRow {
            line: index.unsigned_abs() + 2,
            partner_center_id: Some(format!("pc-{index}")),
            customer: Some(format!("Customer {index:04}")),
            received_at: Some(now.plus_seconds(index - 20 * HOUR)),
            overview: Some("Wants to know more".to_owned()),
            ..ImportRow::default()
        })
        .collect();
    office.import(rows);
    office
}

#[test]
fn a_lane_of_five_thousand_draws_only_what_is_in_sight() {
    let office = many(5_000);
    let mut test = office.open();
    assert_eq!(lane(&test, Stage::New).len(), 5_000);
    let lane_is = lane_node(&test, "New");
    assert_eq!(name(&lane_is), "New, 5,000 referrals");
    let drawn = cards(&test).len();
    assert!((3..=8).contains(&drawn), "{drawn} cards");
    let third = card(&test, "Customer 0002");
    assert!(name(&third).ends_with("3 of 5,000"), "{}", name(&third));
    let node = third.accesskit_node();
    assert_eq!(node.data().position_in_set(), Some(3));
    assert_eq!(node.data().size_of_set(), Some(5_000));

    focus(&mut test, "Customer 0000");
    key(&mut test, Key::End);
    assert_eq!(focused_card(&test).as_deref(), Some("Customer 4999"));
    in_sight(&test, "Customer 4999");
    assert!(cards(&test).len() <= 8);
    for index in (4_989..4_999).rev() {
        key(&mut test, Key::ArrowUp);
        let customer = format!("Customer {index:04}");
        assert_eq!(focused_card(&test), Some(customer.clone()));
        in_sight(&test, &customer);
    }
    key(&mut test, Key::Home);
    assert_eq!(focused_card(&test).as_deref(), Some("Customer 0000"));
    in_sight(&test, "Customer 0000");
    key(&mut test, Key::ArrowUp);
    assert_eq!(focused_card(&test).as_deref(), Some("Customer 0000"));
    for index in 1..=12 {
        key(&mut test, Key::ArrowDown);
        let customer = format!("Customer {index:04}");
        assert_eq!(focused_card(&test), Some(customer.clone()));
        in_sight(&test, &customer);
    }
}

/// Wholly inside its lane and below the lane's heading.
fn in_sight(test: &Test, customer: &str) {
    let rect = card(test, customer).rect();
    assert!(
        rect.top() >= 100.0 && rect.bottom() <= 790.0,
        "{customer} at {rect:?}"
    );
}

#[test]
fn every_lane_is_one_stop_for_tab() {
    let office = Office::new();
    for stage in Stage::OPEN {
        for index in 0..3 {
            office.receive_in(stage, &format!("{} {index}", stage.code()), 3 - index);
        }
    }
    let mut test = office.open();
    focus(&mut test, "new 1");
    key(&mut test, Key::Tab);
    assert_eq!(focused_card(&test).as_deref(), Some("evaluating 0"));
    key(&mut test, Key::Tab);
    assert_eq!(focused_card(&test).as_deref(), Some("negotiating 0"));
    key(&mut test, Key::Tab);
    assert_eq!(focused_card(&test), None);
    assert!(button(&test, "Archive, 0 referrals").is_focused());
}

#[test]
fn the_arrows_walk_between_lanes() {
    let office = Office::new();
    for index in 0..3 {
        office.receive(&format!("new {index}"), 3 - index);
    }
    office.receive_in(Stage::Negotiating, "deal", 1);
    let mut test = office.open();
    focus(&mut test, "new 2");
    // Past the empty lane in between.
    key(&mut test, Key::ArrowRight);
    assert_eq!(focused_card(&test).as_deref(), Some("deal"));
    key(&mut test, Key::ArrowLeft);
    assert_eq!(focused_card(&test).as_deref(), Some("new 0"));
    key(&mut test, Key::ArrowLeft);
    assert_eq!(focused_card(&test).as_deref(), Some("new 0"));
}

#[test]
fn a_card_that_tab_reaches_out_of_sight_comes_into_sight() {
    let office = many(60);
    let mut test = office.open();
    let at = lane_rect(&test, "New").center();
    test.hover_at(at);
    test.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: Vec2::new(0.0, -2_000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    test.run_steps(60);
    settle(&mut test);
    assert!(
        !card(&test, "Customer 0000")
            .rect()
            .intersects(lane_rect(&test, "New"))
    );
    // The stop before the lanes, and on from there.
    button(&test, "New referral").focus();
    settle(&mut test);
    for _ in 0..20 {
        key(&mut test, Key::Tab);
        if focused_card(&test).is_some() {
            break;
        }
    }
    assert_eq!(focused_card(&test).as_deref(), Some("Customer 0000"));
    in_sight(&test, "Customer 0000");
}

#[test]
fn enter_opens_the_panel_and_esc_closes_it_with_the_keyboard_on_the_card() {
    let (_office, _, mut test) = office_with(Stage::New);
    focus(&mut test, NEXT);
    key(&mut test, Key::Enter);
    assert!(says(&test, "Close panel"));
    key(&mut test, Key::Escape);
    assert!(!says(&test, "Close panel"));
    assert_eq!(focused_card(&test).as_deref(), Some(NEXT));
}

#[test]
fn the_menu_is_walked_by_key_and_gives_the_keyboard_back() {
    let (office, id, mut test) = office_with(Stage::New);
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::M);
    assert!(button(&test, "Open").is_focused());
    key(&mut test, Key::ArrowDown);
    key(&mut test, Key::Escape);
    assert!(!says(&test, "Move to"));
    assert_eq!(focused_card(&test).as_deref(), Some(CUSTOMER));
    key(&mut test, Key::M);
    key(&mut test, Key::ArrowDown);
    key(&mut test, Key::Enter);
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::Evaluating);
}

#[test]
fn after_a_move_by_key_the_next_card_is_in_hand() {
    let office = Office::new();
    for index in 0..3 {
        office.receive(&format!("new {index}"), 3 - index);
    }
    let mut test = office.open();
    focus(&mut test, "new 0");
    key(&mut test, Key::Num1);
    assert_eq!(focused_card(&test).as_deref(), Some("new 1"));
    key(&mut test, Key::Num2);
    assert_eq!(focused_card(&test).as_deref(), Some("new 2"));
    key(&mut test, Key::Num1);
    assert!(lane(&test, Stage::New).is_empty());
    assert_eq!(lane(&test, Stage::Evaluating), ["new 0", "new 2"]);
}

#[test]
fn a_key_for_a_move_that_is_not_possible_says_why() {
    let (office, id, mut test) = office_with(Stage::New);
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::Num5);
    assert!(says_part(&test, "A referral in New first needs"));
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::New);
    assert_eq!(focused_card(&test).as_deref(), Some(CUSTOMER));
}

#[test]
fn a_lapse_takes_the_card_off_the_open_board_at_its_instant_and_says_so() {
    let office = Office::new();
    let id = office.receive(CUSTOMER, 71);
    office.receive(NEXT, 1);
    let mut test = office.open();
    office.clock.advance_seconds(HOUR - 1);
    settle(&mut test);
    assert_eq!(lane(&test, Stage::New), [CUSTOMER, NEXT]);
    office.clock.advance_seconds(1);
    test.step();
    assert_eq!(lane(&test, Stage::New), [NEXT], "in the next frame");
    settle(&mut test);
    assert!(says(&test, "Contoso: ended by the clock"));
    let ended = stored(&office, id).unwrap();
    assert_eq!(ended.archived_at(), Some(start().plus_seconds(HOUR)));
    assert!(ended.is_presumed());
    assert!(says(&test, "Archive, 1 referral"));
}

#[test]
fn the_window_wakes_by_itself_for_a_lapse_on_every_screen() {
    let office = Office::new();
    office.receive(CUSTOMER, 71);
    let mut test = office.open();
    for screen in ["Board", "Archive", "Business profiles", "Settings"] {
        press(&mut test, screen);
        test.step();
        let delay = test.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
        assert!(
            delay.as_secs() <= HOUR.unsigned_abs(),
            "{screen}: {delay:?}"
        );
    }
}

#[test]
fn the_time_left_ticks_and_the_urgency_changes_by_colour_shape_and_word() {
    let office = Office::new();
    office.receive(CUSTOMER, 19);
    let mut test = office.open();
    let tokens = Tokens::of(test.ctx.theme());
    let ink = |urgency| tokens.urgency(urgency).0;
    assert!(paints(&test, "5 h 00 m"), "{:?}", painted(&test));
    assert!(paints_picture(&test, ink(Urgency::Calm)));
    assert_eq!(stripe(&test), None);
    assert!(!name(&card(&test, CUSTOMER)).contains("Answer soon"));
    office.clock.advance_seconds(HOUR + 60);
    settle(&mut test);
    assert!(paints(&test, "3 h 59 m"), "{:?}", painted(&test));
    assert!(!paints_picture(&test, ink(Urgency::Calm)));
    assert_eq!(stripe(&test), Some(ink(Urgency::Soon)));
    assert!(name(&card(&test, CUSTOMER)).contains("Answer soon"));
    office.clock.advance_seconds(41 * HOUR);
    settle(&mut test);
    assert_eq!(stripe(&test), Some(ink(Urgency::Critical)));
    assert!(name(&card(&test, CUSTOMER)).contains("About to lapse"));
}

/// Whether a picture is painted in this colour: the urgency's shape.
fn paints_picture(test: &Test, ink: egui::Color32) -> bool {
    shapes(test).iter().any(|shape| match shape {
        egui::Shape::Mesh(mesh) => mesh.vertices.iter().any(|vertex| vertex.color == ink),
        egui::Shape::Rect(rect) => rect.brush.is_some() && rect.fill == ink,
        _ => false,
    })
}

/// The colour of the stripe at the left of a card.
fn stripe(test: &Test) -> Option<egui::Color32> {
    shapes(test).iter().find_map(|shape| match shape {
        egui::Shape::Rect(rect)
            if (rect.rect.width() - 3.0).abs() < 0.1 && rect.rect.height() > 60.0 =>
        {
            Some(rect.fill)
        }
        _ => None,
    })
}

fn shapes(test: &Test) -> Vec<egui::Shape> {
    fn flatten(shape: &egui::Shape, found: &mut Vec<egui::Shape>) {
        if let egui::Shape::Vec(shapes) = shape {
            for shape in shapes {
                flatten(shape, found);
            }
        } else {
            found.push(shape.clone());
        }
    }
    let mut found = Vec::new();
    for clipped in &test.output().shapes {
        flatten(&clipped.shape, &mut found);
    }
    found
}

#[test]
fn passing_the_twenty_four_hour_mark_reorders_the_lane() {
    let office = Office::new();
    office.receive("Advice", 23);
    office.receive("Later", 22);
    office.receive("Limit", 50);
    let mut test = office.open();
    assert_eq!(lane(&test, Stage::New), ["Advice", "Later", "Limit"]);
    office.clock.advance_seconds(HOUR);
    settle(&mut test);
    assert_eq!(lane(&test, Stage::New), ["Later", "Limit", "Advice"]);
    assert!(name(&card(&test, "Advice")).contains("3 of 3"));
    assert!(paints(&test, "past 24 h"));
    assert!(stored(&office, ReferralId(1)).unwrap().outcome().is_none());
}

#[test]
fn a_lane_heading_tells_count_sum_and_how_many_are_due() {
    let office = Office::new();
    office.receive_in(Stage::Negotiating, "One", 1);
    office.receive_in(Stage::Negotiating, "Two", 1);
    office.receive("Soon", 3);
    let test = office.open();
    assert!(says(&test, "New, 1 referral"));
    assert!(says(&test, "Negotiating, 2 referrals"));
    assert!(says(&test, "1 due within a day"));
    assert!(paints(&test, "¥24"), "{:?}", painted(&test));
}

#[test]
fn what_another_program_moves_is_moved_on_the_board() {
    let (office, id, mut test) = office_with(Stage::New);
    office.act(id, Action::Interested);
    until(&mut test, "the move of another program", |test| {
        lane(test, Stage::Evaluating) == [CUSTOMER]
    });
    assert_eq!(lane(&test, Stage::New), [NEXT]);
    assert!(name(&card(&test, CUSTOMER)).contains("Evaluating"));
}

#[test]
fn a_move_made_impossible_meanwhile_is_refused_with_the_present_state() {
    let (office, id, mut test) = office_with(Stage::New);
    focus(&mut test, CUSTOMER);
    // The window has not heard of it when the key is pressed.
    office.act(id, Action::Skip);
    test.key_press(Key::Num1);
    settle(&mut test);
    assert!(
        says_part(&test, "archived as Skipped"),
        "{:?}",
        painted(&test)
    );
    assert_eq!(lane(&test, Stage::New), [NEXT]);
    assert!(lane(&test, Stage::Evaluating).is_empty());
    assert_eq!(
        stored(&office, id).unwrap().outcome(),
        Some(Outcome::Skipped)
    );
}

#[test]
fn a_question_answered_too_late_is_refused_with_the_present_state() {
    let (office, id, mut test) = office_with(Stage::Evaluating);
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::Num3);
    type_into(&mut test, "Estimated value", "500");
    type_into(&mut test, "Estimated closing date", "+7d");
    office.act(id, decline());
    press(&mut test, "Accept");
    until(&mut test, "the refusal", |test| {
        says_part(test, "archived as Declined")
    });
    assert_eq!(
        stored(&office, id).unwrap().outcome(),
        Some(Outcome::Declined)
    );
    assert_eq!(lane(&test, Stage::Evaluating), [NEXT]);
}

#[test]
fn digits_typed_into_a_field_move_nothing() {
    let (office, id, mut test) = office_with(Stage::Evaluating);
    open_panel(&mut test, CUSTOMER);
    field(&test, "Notes").focus();
    settle(&mut test);
    for digit in [Key::Num1, Key::Num3, Key::Num4, Key::M] {
        key(&mut test, digit);
    }
    assert!(!dialog_is_open(&test));
    assert!(!says(&test, "Move to"));
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::Evaluating);
}

#[test]
fn a_screen_reader_opens_and_focuses_any_card() {
    let office = many(4);
    let mut test = office.open();
    card(&test, "Customer 0002").focus();
    settle(&mut test);
    assert_eq!(focused_card(&test).as_deref(), Some("Customer 0002"));
    card(&test, "Customer 0001").click_accesskit();
    settle(&mut test);
    assert!(says(&test, "Close panel"));
    command_key(&mut test, egui::Modifiers::NONE, Key::Num2);
    assert!(card_if_any(&test, "Customer 0001").is_none());
}

#[test]
fn over_the_time_of_a_card_stands_when_its_marks_fall() {
    let office = Office::new();
    office.receive("Contoso", 1);
    let mut test = office.open();
    let rect = card(&test, "Contoso").rect();
    test.hover_at(rect.center_bottom() - Vec2::new(0.0, 20.0));
    test.run_steps(60);
    assert!(!paints(&test, "72-hour limit: "));
    test.hover_at(rect.left_top() + Vec2::new(60.0, 20.0));
    test.run_steps(60);
    for mark in ["24-hour mark: 23 Nov", "72-hour limit: 25 Nov"] {
        assert!(paints(&test, mark), "{:?}", painted(&test));
    }
}
