//! The window as a whole: first start, undo and notices, languages, themes, sizes, dropped files.
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
use egui::{DroppedFile, Key, Modifiers, Rect, Vec2, ViewportCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use leadline::desk::{Clock, ThemeChoice};
use leadline::domain::{Action, Contact, NewReferral, Outcome, ReferralEdit, Stage, Timestamp};
use leadline::remind::{RemindEvent, ServiceState};
use leadline::resident::{Call, Residency};
use leadline::text::{Language, Texts};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use ui_support::{
    Office, Test, button, cards, command_key, decline, everything_said, field, focus, key, lane,
    lane_rect, name, open_panel, painted, paints, press, press_starting, redo, says, says_part,
    session, settle, stored, terms, type_into, undo, until,
};

const CUSTOMER: &str = "Contoso";

#[test]
fn the_first_start_offers_three_ways_to_begin() {
    let office = Office::new();
    let mut test = office.open();
    assert!(says(&test, "Never miss a referral again"));
    for way in ["New referral", "Import…"] {
        // On the page and in the bar.
        assert_eq!(test.get_all_by_role_and_label(Role::Button, way).count(), 2);
    }
    press(&mut test, "Look around with samples");
    assert!(!says(&test, "Never miss a referral again"));
    for stage in Stage::OPEN {
        assert!(!lane(&test, stage).is_empty(), "{stage:?}");
    }
    assert!(session(&test).overview().archived > 0);
    assert!(says(&test, "Sample referrals added"));
    press(&mut test, "Remove samples");
    assert!(says(&test, "Never miss a referral again"));
    assert_eq!(session(&test).overview().archived, 0);
    assert!(!says(&test, "Remove samples"));
}

#[test]
fn removing_the_samples_leaves_what_a_person_entered() {
    let office = Office::new();
    office.receive(CUSTOMER, 1);
    let mut test = office.open();
    undo(&mut test);
    redo(&mut test);
    assert_eq!(lane(&test, Stage::New), [CUSTOMER]);
    let office_texts = Texts::new(Language::English);
    assert!(!says(&test, office_texts.get("app-remove-samples")));
}

#[test]
fn a_new_referral_is_entered_by_hand() {
    let office = Office::new();
    let mut test = office.open();
    command_key(&mut test, Modifiers::NONE, Key::N);
    assert!(test.query_by_role(Role::Dialog).is_some());
    type_into(&mut test, "Customer", CUSTOMER);
    press(&mut test, "Add referral");
    assert_eq!(lane(&test, Stage::New), [CUSTOMER]);
    assert!(says(&test, "Contoso: entered"));
    undo(&mut test);
    assert!(says(&test, "Never miss a referral again"));
    redo(&mut test);
    assert_eq!(lane(&test, Stage::New), [CUSTOMER]);
}

#[test]
fn the_keyboard_is_on_the_card_of_what_was_just_entered_wherever_it_stands() {
    let office = Office::new();
    for number in 0..30 {
        office.receive(&format!("Adatum {number}"), 2);
    }
    let mut test = office.open();
    command_key(&mut test, Modifiers::NONE, Key::N);
    type_into(&mut test, "Customer", CUSTOMER);
    command_key(&mut test, Modifiers::NONE, Key::Enter);
    assert_eq!(ui_support::focused_card(&test).as_deref(), Some(CUSTOMER));
    let card = ui_support::card(&test, CUSTOMER).rect();
    assert!(lane_rect(&test, "New").contains_rect(card), "{card:?}");
    assert!(test.query_by_role_and_label(Role::Button, "Show").is_none());
}

#[test]
fn what_was_entered_but_is_not_searched_for_is_told_and_shown_from_its_notice() {
    let office = Office::new();
    office.receive("Adatum", 2);
    let mut test = office.open();
    let query = leadline::desk::BoardQuery {
        search: "adatum".to_owned(),
        ..Default::default()
    };
    ui_support::search(&mut test, query);
    command_key(&mut test, Modifiers::NONE, Key::N);
    type_into(&mut test, "Customer", CUSTOMER);
    command_key(&mut test, Modifiers::NONE, Key::Enter);
    assert!(says(
        &test,
        "Contoso: entered. The search or the filters hide it."
    ));
    press(&mut test, "Show");
    assert!(says(&test, "Close panel"));
    // One that is searched for is there at once.
    command_key(&mut test, Modifiers::NONE, Key::N);
    type_into(&mut test, "Customer", "Adatum Two");
    command_key(&mut test, Modifiers::NONE, Key::Enter);
    assert_eq!(
        ui_support::focused_card(&test).as_deref(),
        Some("Adatum Two")
    );
}

#[test]
fn undo_and_redo_say_what_they_would_do() {
    let office = Office::new();
    let id = office.receive(CUSTOMER, 2);
    let mut test = office.open();
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::Num1);
    let undo_name = button_starting(&test, "Undo – ");
    assert!(undo_name.contains(CUSTOMER), "{undo_name}");
    assert!(button(&test, "Redo").accesskit_node().is_disabled());
    press(&mut test, &undo_name);
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::New);
    let redo_name = button_starting(&test, "Redo – ");
    assert!(redo_name.contains(CUSTOMER), "{redo_name}");
    press(&mut test, &redo_name);
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::Evaluating);
}

fn button_starting(test: &Test, start: &str) -> String {
    test.get_all_by_role(Role::Button)
        .map(|node| name(&node))
        .find(|name| name.starts_with(start))
        .unwrap_or_else(|| panic!("no button {start}"))
}

#[test]
fn what_was_done_fades_and_can_be_undone_from_its_notice_while_it_shows() {
    let office = Office::new();
    let id = office.receive(CUSTOMER, 2);
    let mut test = office.open();
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::Num1);
    assert!(says(&test, "Contoso: interest shown"));
    press(&mut test, "Undo");
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::New);
    assert!(says_part(&test, "Undone – "));
    // The way back from an undo is redo.
    assert!(test.query_by_role_and_label(Role::Button, "Undo").is_none());
    press(&mut test, "Redo");
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::Evaluating);
    assert!(says_part(&test, "Redone – "));
    office.clock.advance_seconds(9);
    settle(&mut test);
    assert!(!says_part(&test, "Redone – "));
}

#[test]
fn a_problem_stays_until_it_is_closed() {
    let office = Office::new();
    office.receive(CUSTOMER, 2);
    let mut test = office.open();
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::Num5);
    assert!(says_part(&test, "A referral in New first needs"));
    office.clock.advance_seconds(3_600);
    settle(&mut test);
    assert!(says_part(&test, "A referral in New first needs"));
    press(&mut test, "Close notice");
    assert!(!says_part(&test, "A referral in New first needs"));
}

#[test]
fn a_refusal_goes_once_its_referral_is_answered_after_all() {
    let office = Office::new();
    office.receive(CUSTOMER, 2);
    office.receive("Fabrikam", 3);
    let mut test = office.open();
    let refused = |test: &Test| says_part(test, "A referral in New first needs");
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::Num5);
    // Refused again, it is told once.
    key(&mut test, Key::Num5);
    assert_eq!(test.query_all_by_role(Role::Alert).count(), 1);
    focus(&mut test, "Fabrikam");
    key(&mut test, Key::Num1);
    assert!(refused(&test), "another referral was answered");
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::Num1);
    assert!(!refused(&test));
}

#[test]
fn refusals_leave_the_work_two_thirds_of_a_low_window() {
    let mut office = Office::new();
    office.size = Vec2::new(900.0, 330.0);
    let stages = [Stage::New, Stage::Evaluating];
    for (stage, customer) in stages.into_iter().zip(["Adatum", "Contoso"]) {
        office.receive_in(stage, customer, 1);
    }
    let mut test = office.open();
    for (customer, refused) in [
        ("Adatum", [Key::Num3, Key::Num5, Key::Num6]),
        ("Contoso", [Key::Num1, Key::Num2, Key::Num5]),
    ] {
        focus(&mut test, customer);
        for pressed in refused {
            key(&mut test, pressed);
        }
    }
    let alerts = test.query_all_by_role(Role::Alert);
    let shown: Vec<Rect> = alerts.map(|alert| alert.rect()).collect();
    let top = shown.iter().map(Rect::top).fold(f32::MAX, f32::min);
    assert!(!shown.is_empty());
    assert!(330.0 - top <= 330.0 / 3.0 + 60.0, "they begin at {top}");
    let more = button_starting(&test, "And ");
    press(&mut test, &more);
    assert!(says(&test, "What the drawer shows"));
}

#[test]
fn the_undo_of_a_notice_leaves_alone_what_another_program_has_done_since() {
    let office = Office::new();
    let id = office.receive(CUSTOMER, 2);
    let other = office.receive("Fabrikam", 1);
    let mut test = office.open();
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::Num2);
    assert!(says(&test, "Contoso: skipped"));
    office.act(other, Action::Skip);
    press(&mut test, "Undo");
    assert!(says_part(
        &test,
        "The last change is now: Fabrikam: skipped"
    ));
    for id in [id, other] {
        assert_eq!(
            stored(&office, id).unwrap().outcome(),
            Some(Outcome::Skipped)
        );
    }
}

/// A clock that fails the writer's thread from the moment it is told to.
struct Trap(AtomicBool);

impl Clock for Trap {
    fn now(&self) -> Timestamp {
        let is_writer = std::thread::current().name() == Some("writer");
        assert!(!is_writer || !self.0.load(Ordering::SeqCst), "the trap");
        ui_support::start()
    }

    fn uptime_millis(&self) -> i64 {
        0
    }
}

#[test]
fn a_fault_of_the_writer_is_told_and_the_next_change_is_saved() {
    let office = Office::new();
    let id = office.receive(CUSTOMER, 2);
    let trap = Arc::new(Trap(AtomicBool::new(false)));
    let mut test = office.open_by(trap.clone());
    press(&mut test, "Reminders");
    trap.0.store(true, Ordering::SeqCst);
    // Noting that the reminders were seen is what it falls over.
    press(&mut test, "Reminders");
    press(&mut test, "Reminders");
    assert!(says_part(&test, "A fault in Leadline stopped this"));
    office.clock.advance_seconds(3_600);
    settle(&mut test);
    assert!(says_part(&test, "A fault in Leadline stopped this"));
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::Num2);
    assert!(lane(&test, Stage::New).is_empty());
    assert_eq!(
        stored(&office, id).unwrap().outcome(),
        Some(Outcome::Skipped)
    );
}

#[test]
fn undoing_when_there_is_nothing_to_undo_is_told_in_passing() {
    let office = Office::new();
    let mut test = office.open();
    undo(&mut test);
    assert!(says_part(&test, "There is no change that could be undone"));
    office.clock.advance_seconds(9);
    settle(&mut test);
    assert!(!says_part(&test, "There is no change that could be undone"));
}

#[test]
fn notices_are_read_out_without_taking_the_keyboard() {
    let office = Office::new();
    office.receive(CUSTOMER, 2);
    office.receive("Fabrikam", 1);
    let mut test = office.open();
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::Num1);
    let notice = test.get_by_role_and_label(
        Role::Status,
        "Contoso: interest shown. Moved to Evaluating.",
    );
    assert_eq!(
        notice.accesskit_node().live(),
        egui::accesskit::Live::Polite
    );
    assert!(cards(&test).iter().any(egui_kittest::Node::is_focused));
}

#[test]
fn no_move_is_told_where_nothing_moved() {
    let office = Office::new();
    let id = office.receive(CUSTOMER, 2);
    let noted = ReferralEdit {
        notes: Some("Call back".to_owned()),
        ..ReferralEdit::default()
    };
    office.act(id, Action::Edit(Box::new(noted)));
    let mut test = office.open();
    let told = |test: &Test| {
        let told = test.query_all_by_role(Role::Status);
        told.last().map(|notice| name(&notice)).unwrap()
    };
    undo(&mut test);
    assert_eq!(told(&test), "Undone – Contoso: edited");
    redo(&mut test);
    assert_eq!(told(&test), "Redone – Contoso: edited");
    // Of what moves, both ways are told.
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::Num1);
    undo(&mut test);
    assert_eq!(
        told(&test),
        "Undone – Contoso: interest shown. Back in New."
    );
    redo(&mut test);
    assert_eq!(
        told(&test),
        "Redone – Contoso: interest shown. Moved to Evaluating."
    );
}

#[test]
fn a_dropped_file_opens_the_import_preview_and_changes_nothing_yet() {
    let office = Office::new();
    let mut test = office.open();
    let paths: Vec<PathBuf> = ["First", "Second"]
        .iter()
        .map(|customer| {
            let path = office.path(&format!("{customer}.csv"));
            let csv = format!("Customer,Received\n{customer} company,2026-11-22T01:00:00Z\n");
            std::fs::write(&path, csv).unwrap();
            path
        })
        .collect();
    drop_files(&mut test, &paths);
    until(&mut test, "the preview", |test| {
        says_part(test, "First.csv")
    });
    assert!(says(&test, "Import referrals"));
    assert!(session(&test).board().is_empty());
    press(&mut test, "Cancel");
    assert!(session(&test).board().is_empty());
    // The other one was not forgotten.
    until(&mut test, "the second preview", |test| {
        says_part(test, "Second.csv") && confirm_import(test).is_some()
    });
    let confirm = confirm_import(&test).unwrap();
    press(&mut test, &confirm);
    until(&mut test, "the import", |test| {
        lane(test, Stage::New) == ["Second company"]
    });
    assert!(says(&test, "1 referral imported"), "{:?}", painted(&test));
    undo(&mut test);
    assert!(session(&test).board().is_empty());
}

fn confirm_import(test: &Test) -> Option<String> {
    test.query_all_by_role(Role::Button)
        .filter(|node| !node.accesskit_node().is_disabled())
        .map(|node| name(&node))
        .find(|name| name.starts_with("Import ") && !name.ends_with('…'))
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn drop_files(test: &mut Test, paths: &[PathBuf]) {
    for path in paths {
        let file = Arc::new(Dropped(path.clone()));
        test.input_mut().dropped_files.push(file);
    }
    settle(test);
}

#[test]
fn closing_with_unsaved_profile_edits_asks_first() {
    let office = Office::new();
    let mut test = office.open();
    command_key(&mut test, Modifiers::NONE, Key::Num3);
    press(&mut test, "New profile");
    type_into(&mut test, "Description", "Cloud");
    assert!(close(&mut test).contains(&ViewportCommand::CancelClose));
    settle(&mut test);
    assert!(test.query_by_role(Role::Dialog).is_some());
    key(&mut test, Key::Escape);
    assert_eq!(
        field(&test, "Description").value().as_deref(),
        Some("Cloud")
    );
}

#[test]
fn closing_over_a_form_that_holds_something_asks_first() {
    let office = Office::new();
    let mut test = office.open();
    command_key(&mut test, Modifiers::NONE, Key::N);
    assert!(!close(&mut test).contains(&ViewportCommand::CancelClose));
    let mut test = office.open();
    command_key(&mut test, Modifiers::NONE, Key::N);
    type_into(&mut test, "Customer", CUSTOMER);
    assert!(close(&mut test).contains(&ViewportCommand::CancelClose));
    settle(&mut test);
    assert!(says(&test, "Discard what you entered?"));
    press(&mut test, "Keep editing");
    assert_eq!(field(&test, "Customer").value().as_deref(), Some(CUSTOMER));
    assert!(close(&mut test).contains(&ViewportCommand::CancelClose));
    settle(&mut test);
    button(&test, "Discard and close").click();
    assert!(closes_by_itself(&mut test));
    assert!(!close(&mut test).contains(&ViewportCommand::CancelClose));
}

#[test]
fn closing_over_a_filled_accept_form_asks_first() {
    let office = Office::new();
    office.receive_in(Stage::Evaluating, CUSTOMER, 1);
    let mut test = office.open();
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::Num3);
    assert!(test.query_by_role(Role::Dialog).is_some());
    type_into(&mut test, "Estimated value", "1200");
    assert!(close(&mut test).contains(&ViewportCommand::CancelClose));
}

#[test]
fn closing_waits_for_what_is_being_saved_and_stays_when_that_fails() {
    for fails in [true, false] {
        let office = Office::new();
        let id = office.receive(CUSTOMER, 1);
        let mut test = office.open();
        let other = rusqlite::Connection::open(office.path("board.leadline")).unwrap();
        let fail =
            "CREATE TRIGGER full BEFORE UPDATE ON referral BEGIN SELECT RAISE(ABORT, 'no'); END;";
        if fails {
            other.execute_batch(fail).unwrap();
        }
        focus(&mut test, CUSTOMER);
        // Nothing can be written until this lets go.
        other.execute_batch("BEGIN IMMEDIATE;").unwrap();
        test.key_press(Key::Num1);
        test.step();
        test.step();
        assert!(session(&test).is_saving());
        assert!(close(&mut test).contains(&ViewportCommand::CancelClose));
        test.step();
        assert!(says_part(&test, "as soon as everything is saved"));
        other.execute_batch("COMMIT;").unwrap();
        assert_eq!(closes_by_itself(&mut test), !fails);
        if fails {
            assert_eq!(stored(&office, id).unwrap().stage(), Stage::New);
            assert!(lane(&test, Stage::New).contains(&CUSTOMER.to_owned()));
        } else {
            assert!(!close(&mut test).contains(&ViewportCommand::CancelClose));
            assert_eq!(stored(&office, id).unwrap().stage(), Stage::Evaluating);
        }
    }
}

/// Draws until the window closes, or everything is saved or failed and it does not.
fn closes_by_itself(test: &mut Test) -> bool {
    for _ in 0..4_000 {
        let is_quiet = !session(test).is_saving();
        test.step();
        let viewport = test.output().viewport_output.values().next().unwrap();
        if viewport.commands.contains(&ViewportCommand::Close) {
            return true;
        }
        if is_quiet && !session(test).is_busy() {
            test.step();
            let viewport = test.output().viewport_output.values().next().unwrap();
            return viewport.commands.contains(&ViewportCommand::Close);
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    panic!("it never came to an end");
}

#[test]
fn closing_with_nothing_unsaved_just_closes() {
    let office = Office::new();
    office.receive(CUSTOMER, 1);
    let mut test = office.open();
    assert!(!close(&mut test).contains(&ViewportCommand::CancelClose));
}

/// Asks the window to close; returns what it answers.
fn close(test: &mut Test) -> Vec<ViewportCommand> {
    let viewport = test.input_mut().viewports.values_mut().next().unwrap();
    viewport.events.push(egui::ViewportEvent::Close);
    test.step();
    let viewport = test.output().viewport_output.values().next().unwrap();
    let commands = viewport.commands.clone();
    let viewport = test.input_mut().viewports.values_mut().next().unwrap();
    viewport.events.clear();
    commands
}

#[test]
fn the_screens_are_reached_by_key_and_by_tab() {
    let office = Office::new();
    office.receive(CUSTOMER, 1);
    let mut test = office.open();
    let signs = [
        (Key::Num2, "Archive", "No referrals are archived"),
        (Key::Num3, "Business profiles", "No business profile yet"),
        (Key::Num4, "Settings", "Every change is saved at once."),
        (Key::Num1, "Board", "New, 1 referral"),
    ];
    for (digit, tab, _) in signs {
        command_key(&mut test, Modifiers::NONE, digit);
        let by_key = everything_said(&test);
        press(&mut test, tab);
        assert_eq!(everything_said(&test), by_key, "{tab}");
    }
    assert!(says(&test, "New, 1 referral"));
    command_key(&mut test, Modifiers::NONE, Key::Num4);
    assert!(says(&test, "Every change is saved at once."));
    assert!(cards(&test).is_empty());
}

/// A file that has something to show on every screen, none of it in Latin letters.
fn japanese_office() -> Office {
    let office = Office::new();
    office.set(|settings| settings.language = Some(Language::English));
    for (stage, customer, hours) in [
        (Stage::New, "山田商事", 2),
        (Stage::New, "鈴木工業", 70),
        (Stage::Evaluating, "佐藤電機", 3),
        (Stage::Negotiating, "高橋物流", 4),
        (Stage::Evaluating, "田中水産", 5),
    ] {
        let new = NewReferral {
            customer: customer.to_owned(),
            received_at: Some(ui_support::start().plus_seconds(-hours * ui_support::HOUR)),
            region: Some("JP".to_owned()),
            company_size: Some("51to250employees".to_owned()),
            overview: "相談".to_owned(),
            details: "本文".to_owned(),
            contact: Contact {
                name: "花子".to_owned(),
                email: "@".to_owned(),
                phone: "03".to_owned(),
            },
            owner: None,
        };
        let command = leadline::domain::Command::Add(Box::new(new));
        let done = office.desk().execute(command, ui_support::start()).unwrap();
        let id = done.referral().unwrap().id;
        if stage != Stage::New {
            office.act(id, Action::Interested);
        }
        if stage == Stage::Negotiating {
            office.act(id, Action::Accept(terms()));
        }
        if customer == "田中水産" {
            office.act(id, decline());
        }
        let edit = ReferralEdit {
            notes: Some("覚え書き".to_owned()),
            ..ReferralEdit::default()
        };
        if stage == Stage::Negotiating {
            office.act(id, Action::Edit(Box::new(edit)));
        }
    }
    office
}

/// Everything that is said anywhere in the window, reached by keys alone, which are the same in every language.
fn tour(test: &mut Test, texts: &Texts) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    let mut note = |test: &Test| {
        said.extend(everything_said(test));
        said.extend(painted(test));
    };
    command_key(test, Modifiers::NONE, Key::Num1);
    note(test);
    for (customer, dialogs) in [
        ("山田商事", &[][..]),
        ("佐藤電機", &[Key::Num3, Key::Num4]),
        ("高橋物流", &[Key::Num5, Key::Num6]),
    ] {
        // A lane's name follows the customer in every language, but not the same comma.
        let card = cards(test)
            .into_iter()
            .find(|card| name(card).starts_with(customer));
        card.unwrap_or_else(|| panic!("no card of {customer}"))
            .focus();
        settle(test);
        key(test, Key::Enter);
        note(test);
        key(test, Key::M);
        note(test);
        key(test, Key::Escape);
        for dialog in dialogs {
            key(test, *dialog);
            assert!(test.query_by_role(Role::Dialog).is_some(), "{customer}");
            note(test);
            key(test, Key::Escape);
        }
        // Not possible here: the reason is told.
        key(
            test,
            if customer == "山田商事" {
                Key::Num5
            } else {
                Key::Num1
            },
        );
        note(test);
        press(test, texts.get("notice-close"));
        key(test, Key::Escape);
    }
    command_key(test, Modifiers::NONE, Key::N);
    note(test);
    key(test, Key::Escape);
    let reminders = texts.with("app-reminders", &[("count", 0_usize.into())]);
    press(test, &reminders);
    note(test);
    press(test, &reminders);
    for screen in [Key::Num2, Key::Num3, Key::Num4] {
        command_key(test, Modifiers::NONE, screen);
        note(test);
    }
    said
}

#[test]
fn switching_the_language_changes_every_word_without_a_restart() {
    let mut office = japanese_office();
    office.language = None;
    office.size = Vec2::new(1280.0, 1600.0);
    let mut test = office.open();
    let english = tour(&mut test, &Texts::new(Language::English));
    assert!(english.len() > 150, "{}", english.len());
    // The tour ends in the settings.
    press_any(&mut test, "日本語");
    assert!(says(&test, "ボード"), "{:?}", painted(&test));
    let japanese = tour(&mut test, &Texts::new(Language::Japanese));
    assert!(japanese.len() > 150, "{}", japanese.len());
    // A name each language writes the same, or the other one's own name.
    let same = [
        "Leadline 0.1.0",
        "Noto Sans JP",
        "English",
        "Leadline",
        "JPY",
        "USD",
        "EUR",
        "GBP",
        "CSV",
        "JSON",
    ];
    let left: Vec<&String> = english
        .intersection(&japanese)
        .filter(|text| text.chars().any(|letter| letter.is_ascii_alphabetic()))
        .filter(|text| !same.contains(&text.as_str()))
        .filter(|text| !text.contains('/'))
        .collect();
    assert!(left.is_empty(), "still English: {left:?}");
    press_any(&mut test, "English");
    assert!(says(&test, "Board"));
    assert_eq!(
        office.desk().settings().unwrap().language,
        Some(Language::English)
    );
}

/// Presses what has this name, whatever it is.
fn press_any(test: &mut Test, label: &str) {
    test.get_all_by_label(label).last().unwrap().click();
    settle(test);
}

#[test]
fn a_language_of_the_command_line_gives_way_to_one_chosen_in_the_settings() {
    let mut office = Office::new();
    office.language = Some(Language::Japanese);
    let mut test = office.open();
    assert!(says(&test, "ボード"));
    command_key(&mut test, Modifiers::NONE, Key::Num4);
    press_any(&mut test, "English");
    assert!(says(&test, "Board"), "{:?}", painted(&test));
}

#[test]
fn every_screen_can_be_drawn_in_both_themes_and_languages() {
    for theme in [ThemeChoice::Light, ThemeChoice::Dark] {
        for language in Language::ALL {
            let mut office = japanese_office();
            office.language = None;
            office.set(|settings| {
                settings.theme = theme;
                settings.language = Some(language);
            });
            let mut test = office.open();
            let is_dark = test.ctx.theme() == egui::Theme::Dark;
            assert_eq!(is_dark, theme == ThemeChoice::Dark);
            // Names of inputs and missing glyphs are checked in every frame on the way.
            tour(&mut test, &Texts::new(language));
        }
    }
}

#[test]
fn in_a_small_window_and_at_a_large_zoom_lanes_and_buttons_stay_inside() {
    for (size, zoom) in [
        ([1024.0, 640.0], 1.0),
        ([1280.0, 800.0], 1.5),
        ([1024.0, 640.0], 1.5),
        ([1280.0, 800.0], 2.0),
        ([1024.0, 640.0], 2.0),
        ([3840.0, 2160.0], 2.0),
    ] {
        for language in Language::ALL {
            for with_panel in [false, true] {
                let mut office = Office::new();
                office.size = Vec2::from(size);
                office.language = Some(language);
                let texts = Texts::new(language);
                let mut test = office.open();
                press(&mut test, texts.get("board-add-samples"));
                test.ctx.set_zoom_factor(zoom);
                // As the window system does it: the same window has fewer points.
                test.set_size(Vec2::from(size) / zoom);
                settle(&mut test);
                let what = format!("{size:?} × {zoom} {language:?} {with_panel}");
                if with_panel {
                    let first = cards(&test)[0];
                    first.click_accesskit();
                    settle(&mut test);
                    assert!(says(&test, texts.get("panel-close")), "{what}");
                }
                stays_inside(&test, &texts, &what);
            }
        }
    }
}

fn stays_inside(test: &Test, texts: &Texts, what: &str) {
    let window = test.ctx.content_rect().expand(0.5);
    let stages = ["stage-new", "stage-evaluating", "stage-negotiating"];
    let is_lane = |node: &egui_kittest::Node<'_>| {
        let name = name(node);
        stages.iter().any(|key| {
            name.starts_with(&format!("{}, ", texts.get(key)))
                || name.starts_with(&format!("{}、", texts.get(key)))
        })
    };
    let lists: Vec<Rect> = test
        .query_all_by_role(Role::List)
        .filter(is_lane)
        .map(|node| node.rect())
        .collect();
    let rails: Vec<Rect> = test
        .query_all_by(|node| {
            node.role() == Role::Button && node.data().is_expanded() == Some(false)
        })
        .filter(is_lane)
        .map(|node| node.rect())
        .collect();
    // In a narrow window the panel stands in place of the board.
    let is_covered = lists.is_empty() && says(test, texts.get("panel-close"));
    let first_top = if is_covered {
        60.0
    } else {
        assert!(!lists.is_empty(), "{what}");
        assert_eq!(lists.len() + rails.len(), 3, "{what}");
        lists[0].top()
    };
    for lane in &lists {
        assert!(window.contains_rect(*lane), "{what}: lane {lane:?}");
        assert!(lane.width() >= 200.0, "{what}: lane {lane:?}");
        assert!(lane.height() >= 180.0, "{what}: lane {lane:?}");
    }
    for rail in &rails {
        assert!(window.contains_rect(*rail), "{what}: rail {rail:?}");
    }
    // Everything in the bar at the top.
    let bar: Vec<(String, Rect)> = test
        .get_all_by_role(Role::Button)
        .map(|node| (name(&node), node.rect()))
        .filter(|(_, rect)| rect.bottom() <= first_top)
        .filter(|(_, rect)| rect.top() < 40.0)
        .collect();
    assert!(
        bar.iter()
            .any(|(name, _)| name == texts.get("app-new-referral")),
        "{what}: {bar:?}"
    );
    for (index, (name, rect)) in bar.iter().enumerate() {
        assert!(window.contains_rect(*rect), "{what}: {name} {rect:?}");
        for (other, at) in &bar[index + 1..] {
            let shared = rect.intersect(*at);
            assert!(
                shared.width() <= 1.0 || shared.height() <= 1.0,
                "{what}: {name} {rect:?} over {other} {at:?}"
            );
        }
    }
}

#[test]
fn what_was_done_is_there_after_the_window_is_opened_again() {
    let office = Office::new();
    let id = office.receive(CUSTOMER, 2);
    let mut test = office.open();
    focus(&mut test, CUSTOMER);
    test.key_press(Key::Num2);
    test.step();
    // Closed before anything is heard of the writer.
    drop(test);
    assert_eq!(
        stored(&office, id).unwrap().outcome(),
        Some(Outcome::Skipped)
    );
    let mut test = office.open();
    assert!(says(&test, "Archive, 1 referral"));
    undo(&mut test);
    assert_eq!(lane(&test, Stage::New), [CUSTOMER]);
}

#[test]
fn esc_closes_the_list_of_reminders_and_then_the_panel() {
    let office = Office::new();
    office.receive(CUSTOMER, 2);
    let mut test = office.open();
    open_panel(&mut test, CUSTOMER);
    press(&mut test, "Reminders");
    assert!(!says(&test, "Close panel"));
    key(&mut test, Key::Escape);
    assert!(says(&test, "Close panel"));
    key(&mut test, Key::Escape);
    assert!(!says(&test, "Close panel"));
}

#[test]
fn the_key_of_the_archive_leads_to_its_search_also_beside_a_panel() {
    let office = Office::new();
    let id = office.receive(CUSTOMER, 2);
    office.act(id, Action::Skip);
    office.receive("Fabrikam", 1);
    let mut test = office.open();
    open_panel(&mut test, "Fabrikam");
    command_key(&mut test, Modifiers::NONE, Key::Num2);
    let search = test.get_by_role_and_label(Role::SearchInput, "Search the archive");
    assert!(search.is_focused());
    // And once more from the archive itself.
    press(&mut test, "Close panel");
    command_key(&mut test, Modifiers::NONE, Key::Num2);
    let search = test.get_by_role_and_label(Role::SearchInput, "Search the archive");
    assert!(search.is_focused());
}

#[test]
fn the_list_of_reminders_opens_beside_the_board_and_gives_way_to_a_panel() {
    let office = Office::new();
    office.receive(CUSTOMER, 2);
    let mut test = office.open();
    press(&mut test, "Reminders");
    assert!(lane_rect(&test, "New").right() < 1280.0);
    assert!(says(&test, "Close"), "{:?}", painted(&test));
    press(&mut test, "Close");
    open_panel(&mut test, CUSTOMER);
    press(&mut test, "Reminders");
    assert!(!says(&test, "Close panel"));
    press(&mut test, "Reminders");
    assert!(says(&test, "Close panel"));
    press_starting(&mut test, "Not interested");
    assert!(paints(&test, "Contoso: skipped"));
}

/// The program around a window in a test: nothing runs in it.
fn program(office: &Office) -> Residency {
    Residency::of_one_window(office.clock.clone(), Language::English)
}

/// Records what is due as a pass of the reminders does, and tells the window.
fn raise(office: &Office, program: &Residency) {
    let raised = office.desk().claim_reminders(office.clock.now()).unwrap();
    assert!(!raised.is_empty());
    program.post(Call::Reminder(RemindEvent::Raised(raised)));
}

#[test]
fn a_referral_that_is_called_up_is_shown_where_it_stands() {
    let office = Office::new();
    let open = office.receive(CUSTOMER, 2);
    let archived = office.receive("Fabrikam", 3);
    office.act(archived, Action::Skip);
    let program = program(&office);
    let mut test = office.open_within(&program);
    let shows = |test: &Test, screen: &str| {
        let pages = test.query_all_by(|node| {
            let is_on = node.toggled() == Some(egui::accesskit::Toggled::True);
            is_on && node.label().as_deref() == Some(screen)
        });
        pages.count() > 0
    };
    for (id, screen) in [
        (archived, "Archive"),
        (open, "Board"),
        (archived, "Archive"),
    ] {
        assert!(!shows(&test, screen), "{screen}");
        program.post(Call::Open(Some(id)));
        settle(&mut test);
        assert!(shows(&test, screen), "{screen}");
        assert!(says(&test, "Close panel"));
        // Also when the panel shows it already, and another screen is gone to meanwhile.
        command_key(&mut test, Modifiers::NONE, Key::Num4);
        program.post(Call::Open(Some(id)));
        settle(&mut test);
        assert!(shows(&test, screen), "{screen}");
    }
}

/// Draws until the window is given a title, and a while longer; every title it was given.
fn titles(test: &mut Test) -> Vec<String> {
    let mut titles = Vec::new();
    let mut frames_left = 4_000;
    while frames_left > 0 {
        test.step();
        let viewport = test.output().viewport_output.values().next().unwrap();
        for command in &viewport.commands {
            if let ViewportCommand::Title(title) = command {
                titles.push(title.clone());
                frames_left = 20;
            }
        }
        frames_left -= 1;
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    titles
}

#[test]
fn the_title_tells_how_many_reminders_nobody_has_read() {
    let office = Office::new();
    for customer in [CUSTOMER, "Fabrikam", "Tailspin"] {
        office.receive(customer, 21);
    }
    let program = program(&office);
    let mut test = office.open_within(&program);
    raise(&office, &program);
    assert_eq!(titles(&mut test), ["(3) Leadline"]);
    assert!(says(&test, "Reminders, 3 new"));
    button(&test, "Reminders, 3 new").click();
    assert_eq!(titles(&mut test), ["Leadline"]);
    // Nothing is told to the window again that it has.
    for _ in 0..10 {
        test.step();
        let viewport = test.output().viewport_output.values().next().unwrap();
        assert!(
            !viewport
                .commands
                .iter()
                .any(|command| matches!(command, ViewportCommand::Title(_)))
        );
    }
}

/// Tells the window how the system's notifications stand.
fn tell_state(program: &Residency, test: &mut Test, state: ServiceState) {
    program.post(Call::Reminder(RemindEvent::Service(state)));
    settle(test);
}

#[test]
fn where_notifications_stay_out_of_sight_the_list_of_reminders_says_so_and_leads_to_settings() {
    let office = Office::new();
    office.receive(CUSTOMER, 2);
    let program = program(&office);
    let mut test = office.open_within(&program);
    press(&mut test, "Reminders");
    let listed = "Every reminder is listed here.";
    assert!(!says_part(&test, listed));
    for (state, words) in [
        (ServiceState::HeldBack, "Do not disturb is on"),
        (ServiceState::FullScreen, "Something fills the screen"),
        (ServiceState::SwitchedOff, "switched off for Leadline"),
        (ServiceState::Missing, "Nothing on this system"),
        (ServiceState::OutsideBundle, "application bundle"),
        (ServiceState::NoAnswer, "does not answer"),
        (ServiceState::Refusing, "refused the last notification"),
    ] {
        tell_state(&program, &mut test, state);
        assert!(says_part(&test, words), "{state:?}");
        assert!(says_part(&test, listed), "{state:?}");
    }
    for state in [ServiceState::Ready, ServiceState::Unknown] {
        tell_state(&program, &mut test, state);
        assert!(!says_part(&test, listed), "{state:?}");
    }

    // The tab has the same name, and comes first.
    tell_state(&program, &mut test, ServiceState::Missing);
    test.query_all_by_role_and_label(Role::Button, "Settings")
        .last()
        .unwrap()
        .click();
    settle(&mut test);
    assert!(says(&test, "This system’s notifications"));
    assert!(says(&test, "Nothing on this system shows notifications."));
    assert!(!says_part(&test, listed));

    // Whoever wants none on the desktop is not told that none come.
    test.get_by_role_and_label(Role::Switch, "Desktop notifications")
        .click();
    settle(&mut test);
    press(&mut test, "Reminders");
    assert!(says(&test, "No reminders"));
    assert!(!says_part(&test, listed));
}

#[test]
fn settings_of_the_system_that_cannot_be_opened_are_told() {
    let office = Office::new();
    let program = program(&office);
    let mut test = office.open_within(&program);
    let error = std::io::Error::other("exit status: 1");
    program.post(Call::SettingsPageFailed(error));
    settle(&mut test);
    assert!(says_part(
        &test,
        "The system’s settings could not be opened: exit status: 1."
    ));
}
