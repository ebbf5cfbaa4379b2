//! Everything by key: the palette, the sheet of keys, walking with letters, and peeking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod ui_support;

use egui::accesskit::{Role, Toggled};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use leadline::domain::{Action, Outcome, Stage};
use leadline::text::{Language, Texts};
use leadline::ui::{Group, UiAction};
use ui_support::{
    Office, Test, command_key, focus, focused_card, key, lane, name, says, says_part, settle,
    stored, until,
};

const FIELD: &str = "An action, or a customer";

fn typed(test: &mut Test, text: &str) {
    test.event(Event::Text(text.to_owned()));
    settle(test);
}

/// The lines of the palette, as assistive technology reads them.
fn lines(test: &Test) -> Vec<String> {
    test.get_all_by_role(Role::ListBoxOption)
        .map(|node| name(&node))
        .collect()
}

fn open_palette(test: &mut Test) {
    command_key(test, Modifiers::NONE, Key::K);
    assert!(
        test.query_by_role_and_label(Role::TextInput, FIELD)
            .is_some()
    );
}

#[test]
fn the_palette_finds_an_action_by_some_of_its_letters_and_does_it() {
    let office = Office::new();
    let mut test = office.open();
    open_palette(&mut test);
    typed(&mut test, "nwref");
    assert!(lines(&test)[0].starts_with("New referral"));
    key(&mut test, Key::Enter);
    assert!(test.query_by_label(FIELD).is_none());
    assert!(says(&test, "Add referral"));
}

#[test]
fn the_palette_acts_on_the_card_in_hand_and_says_why_it_cannot() {
    let office = Office::new();
    let id = office.receive("Contoso", 2);
    let mut test = office.open();
    open_palette(&mut test);
    typed(&mut test, "skip");
    key(&mut test, Key::Escape);

    focus(&mut test, "Contoso");
    open_palette(&mut test);
    assert!(says(&test, "Applies to Contoso"));
    typed(&mut test, "won");
    let won = lines(&test)
        .into_iter()
        .find(|line| line.starts_with("Won"));
    assert!(won.unwrap().contains("A referral in New first needs"));
    // What cannot be done is not done.
    key(&mut test, Key::Enter);
    assert!(test.query_by_label(FIELD).is_some());
    key(&mut test, Key::Escape);
    // The keyboard is on the card again.
    assert_eq!(focused_card(&test).as_deref(), Some("Contoso"));

    open_palette(&mut test);
    typed(&mut test, "not interested");
    key(&mut test, Key::Enter);
    assert_eq!(
        stored(&office, id).unwrap().outcome(),
        Some(Outcome::Skipped)
    );
}

#[test]
fn what_was_chosen_last_comes_first_the_next_time() {
    let office = Office::new();
    let mut test = office.open();
    open_palette(&mut test);
    typed(&mut test, "archive");
    key(&mut test, Key::Enter);
    open_palette(&mut test);
    // Where one is already is passed over.
    typed(&mut test, "board");
    key(&mut test, Key::Enter);
    open_palette(&mut test);
    assert_eq!(lines(&test)[0], "Go to: Archive");
}

#[test]
fn nothing_is_found_by_letters_no_action_has() {
    let office = Office::new();
    let mut test = office.open();
    open_palette(&mut test);
    typed(&mut test, "qqqq");
    assert!(says(&test, "No action and no open referral matches."));
    key(&mut test, Key::Enter);
    assert!(test.query_by_label(FIELD).is_some());
}

#[test]
fn in_japanese_an_action_is_found_by_its_english_name_too() {
    let mut office = Office::new();
    office.language = Some(Language::Japanese);
    let mut test = office.open();
    command_key(&mut test, Modifiers::NONE, Key::K);
    typed(&mut test, "import");
    assert!(lines(&test)[0].starts_with("インポート"));
    key(&mut test, Key::Escape);
    command_key(&mut test, Modifiers::NONE, Key::K);
    typed(&mut test, "リマ");
    assert!(lines(&test)[0].starts_with("リマインダー"));
}

#[test]
fn the_sheet_lists_every_action_that_has_a_key() {
    let office = Office::new();
    let mut test = office.open();
    key(&mut test, Key::Questionmark);
    let texts = Texts::new(Language::English);
    for group in Group::ALL {
        assert!(says(&test, texts.get(group.key())), "{group:?}");
    }
    for action in UiAction::ALL {
        let has_key = !action.shortcuts().is_empty();
        let name = action.name(&texts);
        // “Import…” stands on a button too.
        assert!(!has_key || says(&test, &name), "{name}");
    }
    key(&mut test, Key::Questionmark);
    assert!(!says(&test, texts.get(Group::Cards.key())));
}

#[test]
fn the_sheet_stays_whole_in_the_window_when_the_text_becomes_larger() {
    let mut office = Office::new();
    office.size = egui::vec2(1024.0, 640.0);
    let mut test = office.open();
    key(&mut test, Key::Questionmark);
    for _ in 0..10 {
        command_key(&mut test, Modifiers::NONE, Key::Plus);
    }
    let window = test.ctx.content_rect();
    assert!(window.width() < 600.0, "the text is twice as large");
    let heading = test.get_by_role_and_label(Role::Heading, "Keyboard shortcuts");
    let close = ui_support::button(&test, "Close").rect();
    for rect in [heading.rect(), close] {
        assert!(window.contains_rect(rect), "{rect:?}");
    }
    // Nothing stands between the last line in sight and the button.
    assert!(says(&test, "Selected referral"));
    assert!(close.top() - heading.rect().bottom() < window.height() - 100.0);
}

#[test]
fn letters_walk_the_cards_like_the_arrows() {
    let office = Office::new();
    for (customer, hours) in [("Contoso", 3), ("Fabrikam", 2)] {
        office.receive(customer, hours);
    }
    office.receive_in(Stage::Evaluating, "Adatum", 1);
    let mut test = office.open();
    for (walk, customer) in [
        (Key::J, "Contoso"),
        (Key::J, "Fabrikam"),
        (Key::J, "Fabrikam"),
        (Key::K, "Contoso"),
        (Key::L, "Adatum"),
        (Key::H, "Contoso"),
        (Key::End, "Fabrikam"),
        (Key::Home, "Contoso"),
    ] {
        key(&mut test, walk);
        assert_eq!(focused_card(&test).as_deref(), Some(customer), "{walk:?}");
    }
}

#[test]
fn the_first_arrow_goes_to_a_card_whatever_lies_around_the_board() {
    for arrow in [
        Key::ArrowDown,
        Key::ArrowRight,
        Key::ArrowLeft,
        Key::ArrowUp,
    ] {
        let mut office = Office::new();
        office.offers_tour = true;
        let mut test = office.open();
        ui_support::press(&mut test, "Look around with samples");
        assert!(says(&test, "Sample referrals added"));
        let first = lane(&test, Stage::New)[0].clone();
        key(&mut test, arrow);
        assert_eq!(
            focused_card(&test).as_deref(),
            Some(&*first),
            "first {arrow:?}"
        );
        key(&mut test, Key::ArrowDown);
        let second = focused_card(&test).unwrap();
        // A click beside the cards takes the keyboard off them.
        let notice = test.get_by_role_and_label(Role::Status, "Sample referrals added");
        let notice = notice.rect();
        for pressed in [true, false] {
            let at = notice.left_center() + egui::vec2(4.0, 0.0);
            ui_support::press_mouse(&test, at, egui::PointerButton::Primary, pressed);
            settle(&mut test);
        }
        assert_eq!(focused_card(&test), None);
        key(&mut test, arrow);
        assert_eq!(
            focused_card(&test),
            Some(second),
            "after a click, {arrow:?}"
        );
    }
}

#[test]
fn a_letter_undoes_and_another_enters_a_referral() {
    let office = Office::new();
    let id = office.receive("Contoso", 2);
    let mut test = office.open();
    focus(&mut test, "Contoso");
    key(&mut test, Key::Num2);
    assert!(lane(&test, Stage::New).is_empty());
    key(&mut test, Key::U);
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::New);
    key(&mut test, Key::N);
    assert!(says(&test, "Add referral"));
}

#[test]
fn whoever_was_writing_goes_on_writing_after_the_palette() {
    let office = Office::new();
    let id = office.receive("Contoso", 2);
    let mut test = office.open();
    ui_support::open_panel(&mut test, "Contoso");
    ui_support::type_into(&mut test, "Notes", "call");
    open_palette(&mut test);
    key(&mut test, Key::Escape);
    assert!(ui_support::field(&test, "Notes").is_focused());
    // A letter is text there.
    key(&mut test, Key::Num2);
    typed(&mut test, "2");
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::New);
}

#[test]
fn peeking_follows_the_keyboard_and_ends_where_it_began() {
    let office = Office::new();
    for (customer, hours) in [("Contoso", 3), ("Fabrikam", 2)] {
        office.receive(customer, hours);
    }
    let mut test = office.open();
    focus(&mut test, "Contoso");
    key(&mut test, Key::Space);
    assert!(says_part(&test, "Contoso asks for help"));
    let panel = |test: &Test| {
        let close = test.query_by_role_and_label(Role::Button, "Close panel");
        close.is_some().then(|| says_part(test, "· Referral 2"))
    };
    assert_eq!(panel(&test), Some(false));
    key(&mut test, Key::J);
    assert_eq!(focused_card(&test).as_deref(), Some("Fabrikam"));
    assert_eq!(panel(&test), Some(true));
    key(&mut test, Key::Space);
    assert_eq!(panel(&test), None);
    assert_eq!(focused_card(&test).as_deref(), Some("Fabrikam"));
}

#[test]
fn a_key_that_is_held_answers_one_card_alone() {
    let office = Office::new();
    let ids = ["Contoso", "Fabrikam"].map(|customer| office.receive(customer, 2));
    let mut test = office.open();
    focus(&mut test, "Contoso");
    for repeat in [false, true, true] {
        test.event(Event::Key {
            key: Key::Num2,
            physical_key: None,
            pressed: true,
            repeat,
            modifiers: Modifiers::NONE,
        });
        settle(&mut test);
    }
    let skipped = ids.map(|id| stored(&office, id).unwrap().stage() == Stage::Archived);
    assert_eq!(skipped, [true, false]);
}

#[test]
fn two_keys_in_one_frame_are_two_steps_and_a_third_answers_where_they_led() {
    let office = Office::new();
    let ids = ["Contoso", "Fabrikam", "Adatum"].map(|customer| office.receive(customer, 2));
    let mut test = office.open();
    focus(&mut test, "Contoso");
    for key in [Key::J, Key::J, Key::Num2] {
        test.event(Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
    }
    settle(&mut test);
    let skipped = ids.map(|id| stored(&office, id).unwrap().stage() == Stage::Archived);
    assert_eq!(skipped, [false, false, true]);
}

#[test]
fn the_palette_finds_a_referral_by_its_customer_and_opens_it() {
    let office = Office::new();
    office.receive_in(Stage::Evaluating, "Northwind Traders", 3);
    office.receive("Contoso", 2);
    let mut test = office.open();
    focus(&mut test, "Contoso");
    open_palette(&mut test);
    typed(&mut test, "ｎｏｒｔｈｗ");
    until(&mut test, "Northwind among the lines", |test| {
        says_part(test, "Northwind Traders, 21 hours left")
    });
    key(&mut test, Key::Enter);
    assert!(says(&test, "Close panel"));
    assert!(says(&test, "Referral of Northwind Traders"));
    assert_eq!(focused_card(&test).as_deref(), Some("Northwind Traders"));
}

#[test]
fn enter_right_after_typing_waits_for_the_referrals_rather_than_do_something_else() {
    let office = Office::new();
    office.receive("Northwind Traders", 3);
    office.receive("Contoso", 2);
    let mut test = office.open();
    open_palette(&mut test);
    // In the frame in which it is typed nobody knows yet whose name that is; "Next working day" has the letters too.
    test.event(Event::Text("win".to_owned()));
    test.key_press(Key::Enter);
    until(&mut test, "the panel", |test| says(test, "Close panel"));
    assert!(says(&test, "Referral of Northwind Traders"));
}

#[test]
fn the_palette_acts_on_everything_that_is_selected_and_says_so() {
    let office = Office::new();
    let ids = ["Contoso", "Fabrikam", "Adatum"].map(|customer| office.receive(customer, 2));
    let mut test = office.open();
    focus(&mut test, "Contoso");
    for stroke in [Key::X, Key::J, Key::X] {
        key(&mut test, stroke);
    }
    open_palette(&mut test);
    assert!(says(&test, "Applies to 2 selected"));
    typed(&mut test, "interested");
    assert!(says(&test, "I’m interested (2)"));
    key(&mut test, Key::Enter);
    let stages = ids.map(|id| stored(&office, id).unwrap().stage());
    assert_eq!(stages, [Stage::Evaluating, Stage::Evaluating, Stage::New]);
    // What is for one card alone says so.
    focus(&mut test, "Contoso");
    for stroke in [Key::X, Key::J, Key::X] {
        key(&mut test, stroke);
    }
    open_palette(&mut test);
    typed(&mut test, "edit");
    assert!(says_part(&test, "Only with a single card"));
}

#[test]
fn a_key_that_shift_makes_is_heard_again_whichever_is_let_go_first() {
    let office = Office::new();
    let mut test = office.open();
    let at_slash = |key: Key, pressed: bool, modifiers: Modifiers| Event::Key {
        key,
        physical_key: Some(Key::Slash),
        pressed,
        repeat: false,
        modifiers,
    };
    let texts = Texts::new(Language::English);
    let is_open = |test: &Test| says(test, texts.get(Group::Cards.key()));
    for _ in 0..2 {
        test.event(at_slash(Key::Questionmark, true, Modifiers::SHIFT));
        settle(&mut test);
        assert!(is_open(&test));
        // Shift is up already: the same key now is another one.
        test.event(at_slash(Key::Slash, false, Modifiers::NONE));
        settle(&mut test);
        key(&mut test, Key::Escape);
        assert!(!is_open(&test));
    }
    // Held down it is one press.
    test.event(at_slash(Key::Questionmark, true, Modifiers::SHIFT));
    test.event(at_slash(Key::Questionmark, true, Modifiers::SHIFT));
    settle(&mut test);
    assert!(is_open(&test));
}

/// The marked line of the palette.
fn marked(test: &Test) -> Option<String> {
    test.get_all_by_role(Role::ListBoxOption)
        .find(|node| node.accesskit_node().toggled() == Some(Toggled::True))
        .map(|node| name(&node))
}

#[test]
fn enter_takes_the_line_that_was_marked_whatever_comes_and_goes_around_it() {
    let office = Office::new();
    let ids = ["Northwind One", "Northwind Two", "Northwind Zoo"]
        .map(|customer| office.receive(customer, 2));
    let mut test = office.open();
    open_palette(&mut test);
    typed(&mut test, "northwind");
    until(&mut test, "all three", |test| lines(test).len() >= 3);
    for _ in 0..5 {
        if marked(&test).unwrap().starts_with("Northwind Two") {
            break;
        }
        key(&mut test, Key::ArrowDown);
    }
    // The one above it leaves the board: the mark stays on its line, which moves up.
    office.act(ids[0], Action::Skip);
    until(&mut test, "one leaves", |test| {
        !says_part(test, "Northwind One, ")
    });
    assert!(marked(&test).unwrap().starts_with("Northwind Two"));
    // It leaves itself: Enter opens no other.
    office.act(ids[1], Action::Skip);
    until(&mut test, "it leaves", |test| {
        !says_part(test, "Northwind Two, ")
    });
    assert_eq!(marked(&test), None);
    key(&mut test, Key::Enter);
    assert!(test.query_by_label(FIELD).is_some());
    assert!(!says(&test, "Close panel"));
    // From there the arrows go on.
    key(&mut test, Key::ArrowUp);
    assert!(marked(&test).is_some());
}

#[test]
fn the_palette_acts_on_nothing_else_once_what_it_is_about_has_lapsed() {
    let office = Office::new();
    let ids = ["Contoso", "Fabrikam", "Adatum"].map(|customer| office.receive(customer, 1));
    let lapsing = office.receive("Woodgrove", 71);
    let mut test = office.open();
    focus(&mut test, "Woodgrove");
    key(&mut test, Key::X);
    focus(&mut test, "Contoso");
    key(&mut test, Key::X);
    assert!(says(&test, "2 selected"));
    focus(&mut test, "Fabrikam");
    open_palette(&mut test);
    typed(&mut test, "not interested");
    assert!(says(&test, "Applies to 2 selected"));
    office.clock.advance_seconds(2 * 3_600);
    until(&mut test, "it lapses", |_| {
        stored(&office, lapsing).unwrap().stage() == Stage::Archived
    });
    assert!(!says_part(&test, "Applies to"));
    key(&mut test, Key::Enter);
    let stages = ids.map(|id| stored(&office, id).unwrap().stage());
    assert_eq!(stages, [Stage::New; 3]);
}
