//! The panel of one referral in a whole window: what each stage shows, notes that are never lost, and what can be done from it.
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
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use leadline::desk::Clock as _;
use leadline::domain::{
    Action, Command, ImportRow, Outcome, Profile, ReferralEdit, ReferralId, Stage,
};
use ui_support::{
    HOUR, Office, Test, card, command_key, decline, field, focus, focused_card, key, lane,
    open_panel, painted, paints, press, press_starting, says, says_part, session, settle, stored,
    type_into, undo, until,
};

const CUSTOMER: &str = "Contoso";

fn notes_in(office: &Office, id: ReferralId) -> String {
    office.desk().store().referral_text(id).unwrap().notes
}

#[test]
fn in_new_the_panel_shows_the_overview_but_neither_contact_nor_full_request() {
    let office = Office::new();
    office.receive(CUSTOMER, 2);
    let mut test = office.open();
    open_panel(&mut test, CUSTOMER);
    assert!(says(&test, "Contoso asks for help"));
    assert!(says(
        &test,
        "Contact and full request are shown once you show interest."
    ));
    for hidden in [
        "The whole mail of Contoso",
        "Person at Contoso",
        "person@example.com",
    ] {
        assert!(!says_part(&test, hidden), "{hidden}");
        assert!(!paints(&test, hidden), "{hidden}");
    }
    press(&mut test, "I’m interested");
    for shown in [
        "The whole mail of Contoso",
        "Person at Contoso",
        "person@example.com",
        "+81 3 0000",
        "Fit with your profiles",
        "No profile covers the region",
    ] {
        assert!(says(&test, shown), "{shown}: {:?}", painted(&test));
    }
    // And the history, the newest line first.
    assert!(says(&test, "Interest shown → Evaluating"));
    assert!(says(&test, "Received"));
    undo(&mut test);
    assert!(!says_part(&test, "The whole mail of Contoso"));
}

#[test]
fn the_fit_names_region_size_and_the_keywords_found() {
    let office = Office::new();
    let profile = Profile {
        region: "JP".to_owned(),
        active: true,
        keywords: vec!["mail".to_owned(), "Zebra".to_owned()],
        ..Profile::default()
    };
    let command = Command::SaveProfiles(vec![profile]);
    office.desk().execute(command, office.clock.now()).unwrap();
    office.receive_in(Stage::Evaluating, CUSTOMER, 2);
    let mut test = office.open();
    open_panel(&mut test, CUSTOMER);
    assert!(says(&test, "Profile Japan, published"));
    assert!(says(&test, "The company size is wanted"));
    assert!(says(&test, "mail"));
    assert!(!says(&test, "Zebra"));
}

#[test]
fn notes_are_kept_when_the_field_is_left() {
    let office = Office::new();
    let id = office.receive(CUSTOMER, 2);
    let mut test = office.open();
    open_panel(&mut test, CUSTOMER);
    type_into(&mut test, "Notes", "Call on Monday");
    assert_eq!(notes_in(&office, id), "");
    key(&mut test, Key::Escape);
    assert!(says(&test, "Close panel"), "Esc leaves the field first");
    assert_eq!(notes_in(&office, id), "Call on Monday");
    assert_eq!(
        field(&test, "Notes").value().as_deref(),
        Some("Call on Monday")
    );
    assert!(says(&test, "Contoso: edited"));
    // Leaving it unchanged changes nothing.
    let revision = stored(&office, id).unwrap().revision;
    field(&test, "Notes").focus();
    settle(&mut test);
    key(&mut test, Key::Escape);
    assert_eq!(stored(&office, id).unwrap().revision, revision);
}

#[test]
fn notes_are_kept_when_the_panel_closes_or_shows_another_card() {
    for leave in [
        "Close panel",
        "another card",
        "Archive",
        "Reminders",
        "window",
    ] {
        let office = Office::new();
        let id = office.receive(CUSTOMER, 2);
        office.receive("Fabrikam", 1);
        let mut test = office.open();
        open_panel(&mut test, CUSTOMER);
        type_into(&mut test, "Notes", "Call on Monday");
        match leave {
            "another card" => {
                open_panel(&mut test, "Fabrikam");
                assert_eq!(field(&test, "Notes").value().as_deref(), Some(""));
            }
            "window" => {
                let viewport = test.input_mut().viewports.values_mut().next().unwrap();
                viewport.events.push(egui::ViewportEvent::Close);
                test.step();
                drop(test);
                assert_eq!(notes_in(&office, id), "Call on Monday", "{leave}");
                continue;
            }
            button => press(&mut test, button),
        }
        assert_eq!(notes_in(&office, id), "Call on Monday", "{leave}");
    }
}

fn write_notes(office: &Office, id: ReferralId, notes: &str) {
    let edit = ReferralEdit {
        notes: Some(notes.to_owned()),
        ..ReferralEdit::default()
    };
    office.act(id, Action::Edit(Box::new(edit)));
}

/// Waits until the window knows of everything that another program has written.
fn until_seen(test: &mut Test, office: &Office, id: ReferralId) {
    let written = stored(office, id).unwrap().revision;
    until(test, "the change is seen", |test| {
        let shown = session(test).board().referral(id);
        shown.is_some_and(|shown| shown.revision == written)
    });
    settle(test);
}

const CHANGED: &str = "These notes were changed elsewhere while you were writing";

#[test]
fn notes_take_nothing_else_away_that_was_changed_meanwhile() {
    let office = Office::new();
    let id = office.receive_in(Stage::Evaluating, CUSTOMER, 2);
    let mut test = office.open();
    open_panel(&mut test, CUSTOMER);
    type_into(&mut test, "Notes", "Call on Monday");
    let edit = ReferralEdit {
        owner: Some(Some("Hanako".to_owned())),
        ..ReferralEdit::default()
    };
    office.act(id, Action::Edit(Box::new(edit)));
    // The window has not heard of it yet.
    test.key_press(Key::Escape);
    settle(&mut test);
    assert_eq!(notes_in(&office, id), "Call on Monday");
    assert_eq!(
        stored(&office, id).unwrap().owner.as_deref(),
        Some("Hanako")
    );
}

#[test]
fn notes_that_were_changed_elsewhere_are_overwritten_in_no_case() {
    for has_seen in [true, false] {
        for (choice, kept) in [
            ("Keep both", "Theirs\n\nCall on Monday"),
            ("Keep mine", "Call on Monday"),
            ("Take theirs", "Theirs"),
        ] {
            let office = Office::new();
            let id = office.receive_in(Stage::Evaluating, CUSTOMER, 2);
            let mut test = office.open();
            open_panel(&mut test, CUSTOMER);
            type_into(&mut test, "Notes", "Call on Monday");
            write_notes(&office, id, "Theirs");
            if has_seen {
                until_seen(&mut test, &office, id);
            }
            test.key_press(Key::Escape);
            settle(&mut test);
            until(&mut test, "both are shown", |test| {
                says_part(test, CHANGED) && says(test, "Theirs")
            });
            assert_eq!(notes_in(&office, id), "Theirs", "{choice}");
            assert_eq!(
                field(&test, "Notes").value().as_deref(),
                Some("Call on Monday")
            );
            press(&mut test, choice);
            settle(&mut test);
            assert_eq!(notes_in(&office, id), kept, "{choice}");
            assert!(!says_part(&test, CHANGED));
            assert_eq!(field(&test, "Notes").value().as_deref(), Some(kept));
        }
    }
}

#[test]
fn whoever_leaves_notes_that_were_changed_elsewhere_finds_both() {
    for has_seen in [true, false] {
        for leave in ["Close panel", "another card", "window"] {
            let office = Office::new();
            let id = office.receive_in(Stage::Evaluating, CUSTOMER, 2);
            office.receive("Fabrikam", 1);
            let mut test = office.open();
            open_panel(&mut test, CUSTOMER);
            type_into(&mut test, "Notes", "Call on Monday");
            write_notes(&office, id, "Theirs");
            if has_seen {
                until_seen(&mut test, &office, id);
            }
            match leave {
                "another card" => open_panel(&mut test, "Fabrikam"),
                "window" => {
                    let viewport = test.input_mut().viewports.values_mut().next().unwrap();
                    viewport.events.push(egui::ViewportEvent::Close);
                    test.step();
                    drop(test);
                    assert_eq!(notes_in(&office, id), "Theirs\n\nCall on Monday");
                    continue;
                }
                button => press(&mut test, button),
            }
            settle(&mut test);
            assert_eq!(notes_in(&office, id), "Theirs\n\nCall on Monday", "{leave}");
            assert!(says_part(&test, "Both are kept"), "{:?}", painted(&test));
        }
    }
}

#[test]
fn notes_for_a_referral_that_is_gone_or_erased_are_told() {
    for is_erased in [true, false] {
        let office = Office::new();
        let id = office.receive_in(Stage::Evaluating, CUSTOMER, 2);
        write_notes(&office, id, "Before");
        let mut test = office.open();
        open_panel(&mut test, CUSTOMER);
        type_into(&mut test, "Notes", "Call on Monday");
        if is_erased {
            write_notes(&office, id, "");
            press(&mut test, "Close panel");
            open_panel(&mut test, CUSTOMER);
        } else {
            let other = rusqlite::Connection::open(office.path("board.leadline")).unwrap();
            other.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
            other
                .execute("DELETE FROM referral WHERE id = ?1", [id.0])
                .unwrap();
            drop(other);
            press(&mut test, "Close panel");
        }
        settle(&mut test);
        if is_erased {
            assert_eq!(notes_in(&office, id), "");
        }
        assert!(paints(&test, "Call on Monday"), "{:?}", painted(&test));
    }
}

#[test]
fn notes_that_could_neither_be_saved_nor_read_again_are_still_there() {
    let office = Office::new();
    let id = office.receive_in(Stage::Evaluating, CUSTOMER, 2);
    let mut test = office.open();
    open_panel(&mut test, CUSTOMER);
    type_into(&mut test, "Notes", "Call on Monday");
    let other = rusqlite::Connection::open(office.path("board.leadline")).unwrap();
    other
        .execute_batch("ALTER TABLE referral RENAME TO out_of_reach")
        .unwrap();
    test.key_press(Key::Escape);
    // The window tries again and again to read the board, so it does not come to rest.
    until(&mut test, "the failure is told", |test| {
        says_part(test, "could not be read or written")
    });
    assert_eq!(
        field(&test, "Notes").value().as_deref(),
        Some("Call on Monday")
    );
    other
        .execute_batch("ALTER TABLE out_of_reach RENAME TO referral")
        .unwrap();
    drop(other);
    // By itself the window looks again what there is.
    let kept = stored(&office, id).unwrap().revision;
    until(&mut test, "the board is read again", |test| {
        session(test)
            .board()
            .referral(id)
            .is_some_and(|shown| shown.revision == kept)
    });
    field(&test, "Notes").focus();
    settle(&mut test);
    key(&mut test, Key::Escape);
    assert_eq!(notes_in(&office, id), "Call on Monday");
}

#[test]
fn japanese_is_composed_into_the_notes_and_nothing_else_hears_its_keys() {
    let office = Office::new();
    let id = office.receive_in(Stage::Evaluating, CUSTOMER, 2);
    let mut test = office.open();
    open_panel(&mut test, CUSTOMER);
    field(&test, "Notes").focus();
    settle(&mut test);
    compose(&mut test, "にほんご");
    // The keys with which a candidate is chosen.
    for chosen in [Key::Num1, Key::Num3, Key::Space, Key::ArrowDown] {
        test.key_press(chosen);
    }
    test.run_steps(12);
    assert!(test.query_by_role(Role::Dialog).is_none());
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::Evaluating);
    test.event(Event::Ime(ImeEvent::Commit("日本語で".to_owned())));
    settle(&mut test);
    compose(&mut test, "かく");
    test.event(Event::Ime(ImeEvent::Commit("書く".to_owned())));
    settle(&mut test);
    key(&mut test, Key::Escape);
    let notes = notes_in(&office, id);
    assert!(notes.contains("日本語で書く"), "{notes}");
    assert!(!notes.contains('か'), "{notes}");
}

fn compose(test: &mut Test, text: &str) {
    for (end, _) in text.char_indices().skip(1) {
        preedit(test, &text[..end]);
    }
    preedit(test, text);
}

fn preedit(test: &mut Test, text: &str) {
    test.event(Event::Ime(ImeEvent::Preedit {
        text: text.to_owned(),
        active_range_chars: None,
    }));
    test.run_steps(2);
}

#[test]
fn japanese_is_composed_into_a_dialog() {
    let office = Office::new();
    office.receive("Existing", 1);
    let mut test = office.open();
    press(&mut test, "New referral");
    field(&test, "Customer").focus();
    settle(&mut test);
    compose(&mut test, "にほん");
    assert_eq!(lane(&test, Stage::New), ["Existing"]);
    test.event(Event::Ime(ImeEvent::Commit("日本商事".to_owned())));
    settle(&mut test);
    assert!(test.query_by_role(Role::Dialog).is_some());
    assert_eq!(
        field(&test, "Customer").value().as_deref(),
        Some("日本商事")
    );
    press(&mut test, "Add referral");
    assert!(lane(&test, Stage::New).contains(&"日本商事".to_owned()));
}

#[test]
fn an_archived_referral_is_read_only_but_for_correcting_it() {
    let office = Office::new();
    let id = office.receive_in(Stage::Evaluating, CUSTOMER, 2);
    office.act(id, decline());
    let mut test = office.open();
    show_archived(&mut test);
    assert!(
        says(&test, "The whole mail of Contoso"),
        "kept after archiving"
    );
    assert!(says(&test, "Person at Contoso"));
    assert!(test.query_by_role(Role::MultilineTextInput).is_none());
    for action in ["I’m interested", "Accept…", "Edit…", "Confirm"] {
        assert!(!says(&test, action), "{action}");
    }
    press(&mut test, "Correct…");
    assert!(test.query_by_role(Role::Dialog).is_some());
    type_into(&mut test, "Reason", "Declined by mistake");
    press_starting(&mut test, "Correct");
    let back = stored(&office, id).unwrap();
    assert_eq!(back.stage(), Stage::Evaluating, "{:?}", painted(&test));
    assert!(says(&test, "Contoso: brought back from the archive"));
    assert!(says_part(&test, "Declined by mistake"), "in the history");
    undo(&mut test);
    assert_eq!(
        stored(&office, id).unwrap().outcome(),
        Some(Outcome::Declined)
    );
}

/// Opens the only line of the archive.
fn show_archived(test: &mut Test) {
    press(test, "Archive");
    let row = test
        .query_all_by(|node| {
            node.role() == Role::Row && node.label().is_some_and(|label| label.contains(CUSTOMER))
        })
        .next();
    row.unwrap_or_else(|| panic!("no row: {:?}", painted(test)))
        .click();
    settle(test);
    assert!(says(test, "Close panel"));
}

#[test]
fn a_presumed_lapse_is_confirmed_from_the_panel() {
    let office = Office::new();
    let id = office.receive(CUSTOMER, 71);
    let mut test = office.open();
    open_panel(&mut test, CUSTOMER);
    office.clock.advance_seconds(HOUR);
    settle(&mut test);
    assert!(says(&test, "Missed (presumed)"), "{:?}", painted(&test));
    assert!(says_part(&test, "Leadline’s clock ended this referral."));
    press(&mut test, "Confirm");
    assert!(!stored(&office, id).unwrap().is_presumed());
    assert!(!says(&test, "Missed (presumed)"));
    assert!(!says(&test, "Confirm"));
    assert!(says(&test, "Correct…"));
}

#[test]
fn a_referral_that_is_removed_closes_its_panel() {
    let office = Office::new();
    let mut test = office.open();
    press(&mut test, "Look around with samples");
    let customer = lane(&test, Stage::New)[0].clone();
    open_panel(&mut test, &customer);
    press(&mut test, "Remove samples");
    assert!(!says(&test, "Close panel"));
    assert!(!says_part(&test, "There is no such referral"));
    undo(&mut test);
    assert_eq!(lane(&test, Stage::New)[0], customer);
}

#[test]
fn a_panel_of_nothing_closes_and_says_so_once() {
    let office = Office::new();
    office.receive(CUSTOMER, 1);
    let mut test = office.open();
    // As when a notification of a referral is clicked that was removed meanwhile.
    open_panel(&mut test, CUSTOMER);
    undo(&mut test);
    assert!(!says(&test, "Close panel"));
    assert!(session(&test).board().is_empty());
}

#[test]
fn taking_a_referral_on_writes_ones_name() {
    let office = Office::new();
    office.set(|settings| "Hanako".clone_into(&mut settings.own_name));
    let id = office.receive(CUSTOMER, 2);
    let mut test = office.open();
    open_panel(&mut test, CUSTOMER);
    assert!(says(&test, "Nobody yet"));
    press(&mut test, "Take it on");
    assert_eq!(
        stored(&office, id).unwrap().owner.as_deref(),
        Some("Hanako")
    );
    assert!(paints(&test, "Hanako"));
    assert!(!says(&test, "Take it on"));
}

#[test]
fn undo_while_typing_is_the_fields_own() {
    let office = Office::new();
    let id = office.receive_in(Stage::Evaluating, CUSTOMER, 2);
    let mut test = office.open();
    open_panel(&mut test, CUSTOMER);
    field(&test, "Notes").focus();
    settle(&mut test);
    command_key(&mut test, Modifiers::NONE, Key::Z);
    assert_eq!(stored(&office, id).unwrap().stage(), Stage::Evaluating);
}

#[test]
fn what_another_program_writes_shows_in_the_open_panel() {
    let office = Office::new();
    let id = office.receive_in(Stage::Evaluating, CUSTOMER, 2);
    let mut test = office.open();
    open_panel(&mut test, CUSTOMER);
    let edit = ReferralEdit {
        details: Some("They wrote again".to_owned()),
        ..ReferralEdit::default()
    };
    office.act(id, Action::Edit(Box::new(edit)));
    until(&mut test, "the edit of another program", |test| {
        says(test, "They wrote again")
    });
}

#[test]
fn closing_the_panel_gives_the_keyboard_back_to_the_card() {
    let office = Office::new();
    office.receive(CUSTOMER, 2);
    let mut test = office.open();
    focus(&mut test, CUSTOMER);
    key(&mut test, Key::Enter);
    press(&mut test, "Close panel");
    assert_eq!(focused_card(&test).as_deref(), Some(CUSTOMER));
    assert!(card(&test, CUSTOMER).is_focused());
}

#[test]
fn reminders_are_snoozed_from_the_panel_which_says_until_when() {
    let office = Office::new();
    let id = office.receive_in(Stage::Evaluating, CUSTOMER, 2);
    let mut test = office.open();
    open_panel(&mut test, CUSTOMER);
    press(&mut test, &format!("Snooze reminders of {CUSTOMER}"));
    let entry = test
        .query_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .find(|label| label.starts_with("1 hour"))
        .unwrap();
    assert!(entry.contains("until"), "{entry}");
    press(&mut test, &entry);
    assert!(stored(&office, id).unwrap().snoozed_until.is_some());
    assert!(paints(&test, "Snoozed until"));
}

#[test]
fn columns_of_a_file_of_ones_own_are_not_said_to_come_from_partner_center() {
    let office = Office::new();
    for (customer, partner_center_id) in [(CUSTOMER, Some("pc-1")), ("Fabrikam", None)] {
        office.import(vec![ImportRow {
            line: 2,
            customer: Some(customer.to_owned()),
            partner_center_id: partner_center_id.map(str::to_owned),
            received_at: Some(office.clock.now()),
            other_columns: [("Met at".to_owned(), "Fair".to_owned())].into(),
            ..ImportRow::default()
        }]);
    }
    let mut test = office.open();
    for (customer, heading, other) in [
        (CUSTOMER, "From Partner Center", "Further columns"),
        ("Fabrikam", "Further columns", "From Partner Center"),
    ] {
        open_panel(&mut test, customer);
        assert!(
            paints(&test, heading) && !paints(&test, other),
            "{customer}"
        );
    }
}
