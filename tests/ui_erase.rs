//! Erasing a person as a person works with it: what goes is said before, it has to be meant, and the window goes on without them.
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
use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use leadline::desk::backups::{self, BackupNews, Erased, Why};
use leadline::desk::{BoardQuery, Clock, Erasure, SavedView, ThemeChoice};
use leadline::domain::{Action, Contact, ReferralEdit, ReferralId, Stage};
use leadline::resident::{Call, Residency};
use leadline::text::{Language, Zone};
use ui_support::{
    Office, Test, command_key, key, open_panel, press, says, says_part, settings, settle, until,
};

fn person() -> Contact {
    Contact {
        name: "Zvyxqua Brokkel".to_owned(),
        email: "zvyx@quuxmail.example".to_owned(),
        phone: "+99 555 7731298".to_owned(),
    }
}

/// An office with a referral whose contact is known, and a backup that has it.
fn office() -> (Office, ReferralId) {
    let mut office = Office::new();
    office.zone = Zone::utc();
    let id = office.receive_in(Stage::Evaluating, "Contoso", 2);
    let edit = ReferralEdit {
        contact: Some(person()),
        notes: Some("Ask for Zvyxqua".to_owned()),
        ..ReferralEdit::default()
    };
    office.act(id, Action::Edit(Box::new(edit)));
    backups::make(office.desk().store(), Why::Routine, office.clock.now()).unwrap();
    (office, id)
}

const ERASE: &str = "Erase this person…";

fn begin(test: &mut Test) {
    open_panel(test, "Contoso");
    press(test, ERASE);
    until(test, "what would be erased", |test| {
        says(test, "Erase for good")
    });
    // The dialog has grown, and finds its place.
    test.run_steps(3);
    settle(test);
}

fn mean_it(test: &mut Test) {
    test.get_by_role_and_label(Role::Switch, "Erase for good")
        .click();
    settle(test);
    // What was missing is said no more, and the dialog is less high.
    test.run_steps(2);
    settle(test);
}

fn is_confirmable(test: &Test) -> bool {
    let button = test.get_by_role_and_label(Role::Button, "Erase");
    !button.accesskit_node().is_disabled()
}

#[test]
fn what_goes_and_what_stays_is_said_and_nothing_is_done_before_it_is_meant() {
    let (office, id) = office();
    let mut test = office.open();
    begin(&mut test);
    for words in [
        "The contact, the full request, the notes",
        "The referral stays with its customer",
        "1 backup is looked through",
        "This cannot be undone.",
    ] {
        assert!(says_part(&test, words), "{words}");
    }
    assert!(!is_confirmable(&test));
    mean_it(&mut test);
    assert!(is_confirmable(&test));
    press(&mut test, "Cancel");
    settle(&mut test);
    let text = office.desk().store().referral_text(id).unwrap();
    assert_eq!(text.contact, person());
}

#[test]
fn an_erased_person_leaves_the_panel_the_file_and_the_backups() {
    let (office, id) = office();
    let mut test = office.open();
    begin(&mut test);
    mean_it(&mut test);
    press(&mut test, "Erase");
    until(&mut test, "the person is gone from the backups", |test| {
        says_part(test, "from 1 backup, which was written anew")
    });
    settle(&mut test);
    assert!(!says_part(&test, "Zvyxqua"));
    assert!(says(&test, "1 person erased"));
    let desk = office.desk();
    let text = desk.store().referral_text(id).unwrap();
    assert_eq!(
        (text.contact, text.notes.as_str()),
        (Contact::default(), "")
    );
    let backup = backups::list(&office.path("board.leadline"), None).remove(0);
    let bytes = std::fs::read(backup.path).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("Zvyxqua"));
    // There is no way back, so none is offered.
    assert_eq!(desk.store().pending_erasures().unwrap(), []);
    assert!(
        test.query_by_role_and_label(Role::Button, "Undo 1 person erased")
            .is_none()
    );
}

#[test]
fn a_view_called_by_the_person_is_not_written_back() {
    let (office, _) = office();
    office.set(|settings| {
        settings.views = vec![SavedView {
            name: "Zvyxqua Brokkel".to_owned(),
            query: BoardQuery {
                search: "zvyxqua brokkel".to_owned(),
                ..BoardQuery::default()
            },
        }];
    });
    let mut test = office.open();
    begin(&mut test);
    mean_it(&mut test);
    press(&mut test, "Erase");
    until(&mut test, "the person is gone from the backups", |test| {
        says_part(test, "which was written anew")
    });
    until(&mut test, "the window has forgotten the person", |test| {
        settings(test).views[0].name == "[…]"
    });
    // Whatever is saved next comes from what the window has.
    command_key(&mut test, Modifiers::NONE, Key::Num4);
    settle(&mut test);
    test.get_by_label("Dark").click();
    settle(&mut test);
    until(&mut test, "the theme is saved", |_| {
        office.desk().settings().unwrap().theme == ThemeChoice::Dark
    });
    let stored = office.desk().settings().unwrap();
    assert_eq!(stored.views[0].name, "[…]");
    assert_eq!(stored.views[0].query.search, "");
    drop(test);
    for file in ["board.leadline", "board.leadline-wal"] {
        let bytes = std::fs::read(office.path(file)).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("zvyxqua"), "{file}");
    }
}

#[test]
fn the_contact_alone_can_be_erased() {
    let (office, id) = office();
    let mut test = office.open();
    begin(&mut test);
    press_radio(&mut test, "Contact only");
    mean_it(&mut test);
    press(&mut test, "Erase");
    settle(&mut test);
    let text = office.desk().store().referral_text(id).unwrap();
    assert_eq!(text.contact, Contact::default());
    assert_eq!(text.notes, "Ask for Zvyxqua", "a first name alone stays");
}

fn press_radio(test: &mut Test, label: &str) {
    test.get_by_role_and_label(Role::RadioButton, label).click();
    settle(test);
}

#[test]
fn a_person_can_be_erased_from_the_palette() {
    let (office, _) = office();
    let mut test = office.open();
    open_panel(&mut test, "Contoso");
    command_key(&mut test, Modifiers::NONE, Key::K);
    test.event(egui::Event::Text("erase this".to_owned()));
    settle(&mut test);
    key(&mut test, Key::Enter);
    settle(&mut test);
    assert!(says(&test, "Contact, full request and notes"));
}

#[test]
fn copies_that_cannot_be_written_anew_are_offered_to_be_deleted() {
    let (office, _) = office();
    let aside = office.path("board.leadline.damaged-20261121T000000000Z");
    std::fs::write(&aside, "Zvyxqua").unwrap();
    let mut test = office.open();
    begin(&mut test);
    mean_it(&mut test);
    press(&mut test, "Erase");
    until(&mut test, "the question about the copies", |test| {
        says(test, "Delete these copies?")
    });
    assert!(aside.exists());
    press(&mut test, "Delete");
    settle(&mut test);
    assert!(!aside.exists());
}

#[test]
fn copies_about_which_nobody_has_decided_stay_a_warning_and_are_asked_about_again() {
    let (mut office, _) = office();
    office.size = Vec2::new(1280.0, 2900.0);
    let aside = office.path("board.leadline.damaged-20261121T000000000Z");
    std::fs::write(&aside, "Zvyxqua").unwrap();
    let mut test = office.open();
    begin(&mut test);
    mean_it(&mut test);
    press(&mut test, "Erase");
    until(&mut test, "the question about the copies", |test| {
        says(test, "Delete these copies?")
    });
    assert!(says_part(&test, "This is not finished yet"));
    press(&mut test, "Cancel");
    settle(&mut test);
    command_key(&mut test, Modifiers::NONE, Key::Num4);
    until(
        &mut test,
        "the warning in the card of the backups",
        |test| says(test, "Leave them as they are"),
    );
    // The next start asks again, once nothing else is asked.
    drop(test);
    let erasure = office.desk().finish_erasures().unwrap().unwrap();
    let program = Residency::of_one_window(office.clock.clone(), Language::English);
    let mut test = office.open_within(&program);
    begin(&mut test);
    program.post(Call::Backups(BackupNews {
        made: None,
        erased: Some(Erased {
            kept_too_long: 0,
            erasure,
        }),
        problems: Vec::new(),
    }));
    settle(&mut test);
    assert!(!says(&test, "Delete these copies?"));
    press(&mut test, "Cancel");
    until(&mut test, "the question about the copies", |test| {
        says(test, "Delete these copies?")
    });
    press(&mut test, "Cancel");
    settle(&mut test);
    command_key(&mut test, Modifiers::NONE, Key::Num4);
    until(
        &mut test,
        "the warning in the card of the backups",
        |test| says(test, "Leave them as they are"),
    );
    press(&mut test, "Leave them as they are");
    until(&mut test, "the warning is gone", |test| {
        !says(test, "Leave them as they are")
    });
    assert!(aside.exists());
    assert_eq!(office.desk().store().pending_erasures().unwrap(), []);
}

#[test]
fn a_retention_period_says_how_many_it_erases_before_it_is_switched_on() {
    let (mut office, id) = office();
    office.size = Vec2::new(1280.0, 2900.0);
    office.act(
        id,
        Action::Decline {
            reason: None,
            note: None,
        },
    );
    office.clock.advance_seconds(40 * 24 * 3_600);
    let mut test = office.open();
    command_key(&mut test, Modifiers::NONE, Key::Num4);
    settle(&mut test);
    test.get_by_role_and_label(Role::ComboBox, "Erase after archiving")
        .click();
    settle(&mut test);
    test.get_by_label("After 30 days").click();
    settle(&mut test);
    settle(&mut test);
    assert!(says_part(&test, "1 archived referral is that old."));
    assert_eq!(settings(&test).retention_days, None);
    press(&mut test, "Erase from now on");
    settle(&mut test);
    assert_eq!(settings(&test).retention_days, Some(30));
    let stored = office.desk().settings().unwrap();
    assert_eq!(stored.retention_days, Some(30));
}

#[test]
fn what_was_kept_too_long_and_is_erased_is_told() {
    let (office, _) = office();
    let program = Residency::of_one_window(office.clock.clone(), Language::English);
    let mut test = office.open_within(&program);
    program.post(Call::Backups(BackupNews {
        made: None,
        erased: Some(Erased {
            kept_too_long: 3,
            erasure: Erasure::default(),
        }),
        problems: Vec::new(),
    }));
    settle(&mut test);
    assert!(says_part(
        &test,
        "3 persons were erased, because the retention period has passed."
    ));
}
