//! Searching the board in a whole window: by key and by pointer, while things change, in both languages.
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
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use leadline::domain::{Action, ReferralEdit, ReferralId, Stage};
use leadline::text::Language;
use ui_support::{
    Office, Test, card_if_any, cards, command_key, field, focus, focused_card, key, lane,
    lane_node, name, paints, press, says, says_part, session, settle, type_into, until,
};

const SEARCH: &str = "Search referrals";

fn shown(test: &Test) -> Vec<String> {
    Stage::OPEN
        .into_iter()
        .flat_map(|stage| lane(test, stage))
        .collect()
}

fn is_in_search(test: &Test) -> bool {
    field(test, SEARCH).is_focused()
}

fn search(test: &mut Test, words: &str) {
    key(test, Key::Slash);
    assert!(is_in_search(test));
    test.event(Event::Text(words.to_owned()));
    settle(test);
}

fn edit(office: &Office, id: ReferralId, edit: ReferralEdit) {
    office.act(id, Action::Edit(Box::new(edit)));
}

fn three(office: &Office) -> [ReferralId; 3] {
    [
        office.receive_in(Stage::New, "Contoso", 2),
        office.receive_in(Stage::Evaluating, "Fabrikam", 3),
        office.receive_in(Stage::Negotiating, "みなとカフェ", 4),
    ]
}

#[test]
fn typing_narrows_the_lanes_and_escape_brings_all_back() {
    let office = Office::new();
    three(&office);
    office.receive("Northwind", 5);
    let mut test = office.open();
    search(&mut test, "Cont");
    assert_eq!(shown(&test), ["Contoso"]);
    assert!(card_if_any(&test, "Northwind").is_none());
    assert_eq!(name(&lane_node(&test, "New")), "New, 1 of 2 referrals");
    assert!(says(&test, "1 of 2"));
    assert!(says(&test, "1 of 4 referrals"));
    assert!(says(&test, "No match in this lane"));
    key(&mut test, Key::Escape);
    assert!(is_in_search(&test));
    assert_eq!(shown(&test).len(), 4);
    assert_eq!(name(&lane_node(&test, "New")), "New, 2 referrals");
    key(&mut test, Key::Escape);
    assert!(!is_in_search(&test));
    assert!(focused_card(&test).is_some());
}

#[test]
fn every_word_must_occur_in_any_part_of_a_word_and_however_it_is_written() {
    let office = Office::new();
    let [contoso, fabrikam, _] = three(&office);
    let texts = |notes: &str, owner: &str| ReferralEdit {
        notes: Some(notes.to_owned()),
        owner: Some(Some(owner.to_owned())),
        ..ReferralEdit::default()
    };
    edit(&office, contoso, texts("Straße und Café", "山田"));
    edit(&office, fabrikam, texts("ｸﾗｳﾄﾞ移行", "Aiko Tanaka"));
    let mut test = office.open();
    for (typed, found) in [
        ("toso", vec!["Contoso"]),
        ("ＣＯＮＴＯＳＯ", vec!["Contoso"]),
        ("strasse cafe", vec!["Contoso"]),
        ("strasse tanaka", vec![]),
        ("くらうど", vec!["Fabrikam"]),
        ("クラウド移行", vec!["Fabrikam"]),
        ("みなとかふぇ", vec!["みなとカフェ"]),
        ("山田", vec!["Contoso"]),
        ("日本 fab", vec!["Fabrikam"]),
        ("にほん fab", vec!["Fabrikam"]),
        ("JP contoso", vec!["Contoso"]),
        ("51-250 contoso", vec!["Contoso"]),
        ("51〜250名 contoso", vec!["Contoso"]),
        ("#2", vec!["Fabrikam"]),
    ] {
        search(&mut test, typed);
        assert_eq!(shown(&test), found, "{typed}");
        key(&mut test, Key::Escape);
        key(&mut test, Key::Escape);
    }
}

#[test]
fn what_a_new_referral_hides_is_not_found() {
    let office = Office::new();
    three(&office);
    let mut test = office.open();
    search(&mut test, "person@example.com");
    assert_eq!(shown(&test), ["Fabrikam", "みなとカフェ"]);
    key(&mut test, Key::Escape);
    test.event(Event::Text("whole mail".to_owned()));
    settle(&mut test);
    assert_eq!(shown(&test), ["Fabrikam", "みなとカフェ"]);
}

#[test]
fn enter_and_the_arrow_lead_to_the_first_match() {
    for leave in [Key::Enter, Key::ArrowDown] {
        let office = Office::new();
        three(&office);
        let mut test = office.open();
        command_key(&mut test, Modifiers::NONE, Key::F);
        assert!(is_in_search(&test));
        // Without waiting for the result.
        test.event(Event::Text("fabri".to_owned()));
        test.key_press(leave);
        settle(&mut test);
        assert_eq!(
            focused_card(&test).as_deref(),
            Some("Fabrikam"),
            "{leave:?}"
        );
        key(&mut test, Key::Slash);
        assert!(is_in_search(&test));
        // What stands there is typed over.
        test.event(Event::Text("conto".to_owned()));
        settle(&mut test);
        assert_eq!(shown(&test), ["Contoso"]);
    }
}

#[test]
fn nothing_found_says_so_and_offers_the_way_on() {
    let office = Office::new();
    three(&office);
    let mut test = office.open();
    search(&mut test, "nowhere");
    assert!(cards(&test).is_empty());
    assert!(says(&test, "No open referral matches"));
    // Enter has nowhere to go.
    key(&mut test, Key::Enter);
    assert!(is_in_search(&test));
    press(&mut test, "Search the archive");
    assert!(says_part(&test, "Search the archive"));
    assert_eq!(
        field(&test, "Search the archive").value().as_deref(),
        Some("nowhere")
    );
    press(&mut test, "Board");
    press_clear(&mut test);
    assert_eq!(shown(&test).len(), 3);
}

fn press_clear(test: &mut Test) {
    test.get_all_by_role_and_label(Role::Button, "Clear search")
        .last()
        .unwrap()
        .click();
    settle(test);
}

#[test]
fn the_button_in_the_field_clears_it() {
    let office = Office::new();
    three(&office);
    let mut test = office.open();
    type_into(&mut test, SEARCH, "contoso");
    assert_eq!(shown(&test), ["Contoso"]);
    press_clear(&mut test);
    assert_eq!(shown(&test).len(), 3);
    assert!(is_in_search(&test));
}

#[test]
fn what_is_typed_in_another_field_is_no_search() {
    let office = Office::new();
    three(&office);
    let mut test = office.open();
    ui_support::open_panel(&mut test, "Fabrikam");
    type_into(&mut test, "Notes", "a/b");
    key(&mut test, Key::Slash);
    assert!(!is_in_search(&test));
}

#[test]
fn what_changes_while_searching_comes_and_goes() {
    let office = Office::new();
    let [contoso, fabrikam, _] = three(&office);
    let mut test = office.open();
    search(&mut test, "fabrikam");
    assert_eq!(shown(&test), ["Fabrikam"]);
    // One that matches arrives from another program, another begins to match, one ceases to.
    office.receive("Fabrikam East", 1);
    until(&mut test, "the new one", |test| shown(test).len() == 2);
    let overview = |text: &str| ReferralEdit {
        overview: Some(text.to_owned()),
        ..ReferralEdit::default()
    };
    edit(&office, contoso, overview("Recommended by Fabrikam"));
    until(&mut test, "the changed one", |test| shown(test).len() == 3);
    edit(&office, contoso, overview("Recommended by nobody"));
    until(&mut test, "the one changed back", |test| {
        shown(test).len() == 2
    });
    // A move by key shows at once, and the keyboard goes on among what is shown.
    focus(&mut test, "Fabrikam East");
    test.key_press(Key::Num1);
    test.step();
    test.step();
    assert_eq!(lane(&test, Stage::New), [""; 0]);
    assert_eq!(lane(&test, Stage::Evaluating).len(), 2);
    settle(&mut test);
    assert_eq!(lane(&test, Stage::Evaluating).len(), 2);
    office.act(fabrikam, ui_support::decline());
    until(&mut test, "the declined one goes", |test| {
        shown(test) == ["Fabrikam East"]
    });
}

#[test]
fn notes_written_in_the_panel_are_found() {
    let office = Office::new();
    three(&office);
    let mut test = office.open();
    search(&mut test, "zebra");
    assert!(cards(&test).is_empty());
    key(&mut test, Key::Escape);
    key(&mut test, Key::Escape);
    ui_support::open_panel(&mut test, "Contoso");
    type_into(&mut test, "Notes", "wants a zebra");
    press(&mut test, "Close panel");
    search(&mut test, "zebra");
    assert_eq!(shown(&test), ["Contoso"]);
    // No line of the card says so: the card says where it was found.
    assert!(paints(&test, "Found in its other texts"));
    key(&mut test, Key::Escape);
    search(&mut test, "contoso");
    assert!(!paints(&test, "Found in its other texts"));
}

#[test]
fn undo_brings_a_found_card_back() {
    let office = Office::new();
    three(&office);
    let mut test = office.open();
    search(&mut test, "contoso");
    key(&mut test, Key::Enter);
    key(&mut test, Key::Num2);
    assert!(shown(&test).is_empty());
    ui_support::undo(&mut test);
    assert_eq!(shown(&test), ["Contoso"]);
}

#[test]
fn an_input_method_keeps_its_keys() {
    let mut office = Office::new();
    office.language = Some(Language::Japanese);
    three(&office);
    let mut test = office.open();
    key(&mut test, Key::Slash);
    let compose = |text: &str| {
        Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        })
    };
    test.event(compose("みなと"));
    test.run_ok();
    test.key_press(Key::Enter);
    test.run_ok();
    test.event(Event::Ime(ImeEvent::Commit("みなと".to_owned())));
    settle(&mut test);
    assert!(field(&test, "紹介案件を検索").is_focused());
    assert_eq!(shown(&test), ["みなとカフェ"]);
    assert!(paints(&test, "1件中1件"));
    assert!(session(&test).board().is_narrowed());
}

#[test]
fn the_keyboard_does_not_leave_the_dialog_for_the_search() {
    let office = Office::new();
    three(&office);
    let mut test = office.open();
    focus(&mut test, "Fabrikam");
    key(&mut test, Key::Num3);
    test.event(Event::PointerGone);
    key(&mut test, Key::Tab);
    key(&mut test, Key::Slash);
    assert!(!is_in_search(&test));
}

#[test]
fn enter_in_the_frame_of_the_last_letter_leads_to_what_is_found() {
    let office = Office::new();
    three(&office);
    let mut test = office.open();
    key(&mut test, Key::Slash);
    test.event(Event::Text("fabri".to_owned()));
    test.key_press(Key::Enter);
    settle(&mut test);
    assert_eq!(shown(&test), ["Fabrikam"]);
    assert_eq!(focused_card(&test).as_deref(), Some("Fabrikam"));
}
