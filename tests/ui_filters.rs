//! The board's filters and saved views in a whole window.
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
use egui::{Event, Key};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use leadline::desk::{BoardFilter, BoardQuery, SourceCode, UrgencyCode};
use leadline::domain::{
    Action, Command, Currency, ImportRow, Profile, ReferralEdit, ReferralId, Stage,
};
use ui_support::{
    HOUR, Office, Test, key, lane, lane_node, name, press, says, session, settle, until,
};

fn shown(test: &Test) -> Vec<String> {
    Stage::OPEN
        .into_iter()
        .flat_map(|stage| lane(test, stage))
        .collect()
}

fn edit(office: &Office, id: ReferralId, edit: ReferralEdit) {
    office.act(id, Action::Edit(Box::new(edit)));
}

/// Four referrals that differ in everything a filter asks about.
fn four(office: &Office) {
    office.receive_in(Stage::Negotiating, "Contoso", 2);
    let fabrikam = office.receive_in(Stage::Evaluating, "Fabrikam", 3);
    let tailspin = office.receive("Tailspin", 71);
    edit(
        office,
        fabrikam,
        ReferralEdit {
            region: Some(Some("US".to_owned())),
            owner: Some(Some("Aiko".to_owned())),
            ..ReferralEdit::default()
        },
    );
    edit(
        office,
        tailspin,
        ReferralEdit {
            company_size: Some(Some("1to9employees".to_owned())),
            ..ReferralEdit::default()
        },
    );
    let now = leadline::desk::Clock::now(&*office.clock);
    let row = ImportRow {
        customer: Some("Northwind".to_owned()),
        region: Some("DE".to_owned()),
        received_at: Some(now.plus_seconds(-HOUR)),
        ..ImportRow::default()
    };
    office.import(vec![row]);
    let profile = Profile {
        region: "JP".to_owned(),
        active: true,
        opted_out_sizes: vec!["1to9employees".to_owned()],
        ..Profile::default()
    };
    let command = Command::SaveProfiles(vec![profile]);
    office.desk().execute(command, now).unwrap();
    office.set(|settings| "Aiko".clone_into(&mut settings.own_name));
}

fn open_menu(test: &mut Test, kind: &str) {
    press(test, "Filter");
    choose_kind(test, kind);
}

fn choose_kind(test: &mut Test, kind: &str) {
    test.get_by_role_and_label(Role::RadioButton, kind).click();
    settle(test);
}

fn toggle(test: &mut Test, choice: &str) {
    test.get_by_role_and_label(Role::CheckBox, choice).click();
    settle(test);
}

fn choices(test: &Test) -> Vec<String> {
    test.get_all_by_role(Role::CheckBox)
        .map(|node| name(&node))
        .collect()
}

#[test]
fn every_kind_of_filter_narrows_the_board_to_what_its_count_promised() {
    let office = Office::new();
    four(&office);
    let mut test = office.open();
    for (kind, choice, found) in [
        ("Urgency", "About to lapse, 1 referral", vec!["Tailspin"]),
        ("Owner", "Mine, 1 referral", vec!["Fabrikam"]),
        (
            "Owner",
            "Nobody yet, 3 referrals",
            vec!["Tailspin", "Northwind", "Contoso"],
        ),
        ("Region", "United States, 1 referral", vec!["Fabrikam"]),
        ("Region", "Japan, 2 referrals", vec!["Tailspin", "Contoso"]),
        (
            "Company size",
            "1–9 employees, 1 referral",
            vec!["Tailspin"],
        ),
        ("Value", "at least ¥10K, 1 referral", vec!["Contoso"]),
        (
            "Business profile",
            "Japan, 2 referrals",
            vec!["Tailspin", "Contoso"],
        ),
        (
            "Fit",
            "Fits a published profile, 1 referral",
            vec!["Contoso"],
        ),
        (
            "Fit",
            "Fits no published profile, 3 referrals",
            vec!["Tailspin", "Northwind", "Fabrikam"],
        ),
        ("Source", "Imported, 1 referral", vec!["Northwind"]),
        (
            "Source",
            "Entered by hand, 3 referrals",
            vec!["Tailspin", "Fabrikam", "Contoso"],
        ),
    ] {
        open_menu(&mut test, kind);
        assert!(
            choices(&test).iter().any(|offered| offered == choice),
            "{choice} in {:?}",
            choices(&test)
        );
        toggle(&mut test, choice);
        let mut cards = shown(&test);
        let mut found = found;
        cards.sort();
        found.sort_unstable();
        assert_eq!(cards, found, "{choice}");
        // The menu stays for more; the same line takes it back.
        toggle(&mut test, choice);
        assert_eq!(shown(&test).len(), 4);
        key(&mut test, Key::Escape);
    }
}

#[test]
fn filters_of_a_kind_add_up_and_kinds_and_words_narrow_each_other() {
    let office = Office::new();
    four(&office);
    let mut test = office.open();
    open_menu(&mut test, "Region");
    toggle(&mut test, "Japan, 2 referrals");
    toggle(&mut test, "Germany, 1 referral");
    assert_eq!(shown(&test), ["Tailspin", "Northwind", "Contoso"]);
    // Beside the regions a count is of what would be shown; among them of what each would add.
    assert!(choices(&test).contains(&"United States, 1 referral".to_owned()));
    choose_kind(&mut test, "Source");
    assert!(choices(&test).contains(&"Entered by hand, 2 referrals".to_owned()));
    toggle(&mut test, "Imported, 1 referral");
    assert_eq!(shown(&test), ["Northwind"]);
    key(&mut test, Key::Escape);
    assert_eq!(name(&lane_node(&test, "New")), "New, 1 of 2 referrals");
    press(&mut test, "Remove filter Source: Imported");
    key(&mut test, Key::Slash);
    test.event(Event::Text("spin".to_owned()));
    settle(&mut test);
    assert_eq!(shown(&test), ["Tailspin"]);
    key(&mut test, Key::Escape);
    key(&mut test, Key::Escape);
    assert!(says(&test, "3 of 4 referrals"));
    press(&mut test, "Clear filters");
    assert_eq!(shown(&test).len(), 4);
    assert!(!session(&test).board().is_narrowed());
}

#[test]
fn nothing_that_filters_let_through_says_so_and_clears_them() {
    let office = Office::new();
    four(&office);
    let mut test = office.open();
    open_menu(&mut test, "Region");
    toggle(&mut test, "Japan, 2 referrals");
    choose_kind(&mut test, "Source");
    toggle(&mut test, "Entered by hand, 2 referrals");
    choose_kind(&mut test, "Region");
    toggle(&mut test, "Japan, 2 referrals");
    toggle(&mut test, "United States, 1 referral");
    key(&mut test, Key::Escape);
    key(&mut test, Key::Slash);
    test.event(Event::Text("contoso".to_owned()));
    settle(&mut test);
    assert!(says(&test, "No open referral matches"));
    press(&mut test, "Clear search and filters");
    assert_eq!(shown(&test).len(), 4);
}

#[test]
fn a_referral_enters_the_filter_when_it_becomes_urgent() {
    let office = Office::new();
    office.receive("Contoso", 59);
    let mut test = office.open();
    let urgent = BoardQuery {
        filters: vec![BoardFilter::Urgency(UrgencyCode::Critical)],
        ..BoardQuery::default()
    };
    ui_support::search(&mut test, urgent);
    assert!(shown(&test).is_empty());
    office.clock.set(ui_support::start().plus_seconds(3_600));
    until(&mut test, "it is urgent", |test| shown(test) == ["Contoso"]);
}

#[test]
fn a_change_of_profiles_and_of_the_own_name_counts_at_once() {
    let office = Office::new();
    four(&office);
    let mut test = office.open();
    let with = |filter| BoardQuery {
        filters: vec![filter],
        ..BoardQuery::default()
    };
    ui_support::search(&mut test, with(BoardFilter::Fit(true)));
    assert_eq!(shown(&test), ["Contoso"]);
    let profile = Profile {
        region: "US".to_owned(),
        active: true,
        ..Profile::default()
    };
    let now = leadline::desk::Clock::now(&*office.clock);
    let command = Command::SaveProfiles(vec![profile]);
    office.desk().execute(command, now).unwrap();
    until(&mut test, "the profile counts", |test| {
        shown(test).len() == 2
    });
}

#[test]
fn a_value_filter_compares_within_its_currency_alone() {
    let office = Office::new();
    four(&office);
    let mut test = office.open();
    for (filter, found) in [
        (BoardFilter::ValueAtLeast(Currency::JPY, 12_000), 1),
        (BoardFilter::ValueAtLeast(Currency::JPY, 12_001), 0),
        (
            BoardFilter::ValueAtLeast(Currency::parse("USD").unwrap(), 1),
            0,
        ),
        (BoardFilter::Source(SourceCode::Sample), 0),
    ] {
        let query = BoardQuery {
            filters: vec![filter],
            ..BoardQuery::default()
        };
        ui_support::search(&mut test, query);
        assert_eq!(shown(&test).len(), found);
    }
}

fn save_view(test: &mut Test, name: &str) {
    press(test, "Views");
    press(test, "Save this view");
    test.event(Event::Text(name.to_owned()));
    test.run_ok();
    key(test, Key::Enter);
    key(test, Key::Escape);
}

fn of_region(code: &str) -> BoardQuery {
    BoardQuery {
        filters: vec![BoardFilter::Region(code.to_owned())],
        ..BoardQuery::default()
    }
}

#[test]
fn a_saved_view_shows_its_count_and_comes_back_by_its_name() {
    let office = Office::new();
    four(&office);
    let mut test = office.open();
    ui_support::search(&mut test, of_region("JP"));
    save_view(&mut test, "国内");
    ui_support::search(&mut test, of_region("US"));
    save_view(&mut test, "States");
    press(&mut test, "Views");
    press(&mut test, "All open referrals, 4 referrals");
    assert_eq!(shown(&test).len(), 4);
    office.receive("Relecloud", 1);
    until(&mut test, "it is there", |test| shown(test).len() == 5);
    press(&mut test, "Views");
    assert!(says(&test, "States, 1 referral"));
    press(&mut test, "国内, 3 referrals");
    assert_eq!(shown(&test).len(), 3);
    let views = office.desk().settings().unwrap().views;
    let names: Vec<&str> = views.iter().map(|view| view.name.as_str()).collect();
    assert_eq!(names, ["国内", "States"]);
}

#[test]
fn a_view_is_renamed_and_deleted_and_no_two_have_one_name() {
    let office = Office::new();
    four(&office);
    let mut test = office.open();
    ui_support::search(&mut test, of_region("JP"));
    save_view(&mut test, "Japan");
    ui_support::search(&mut test, of_region("US"));
    save_view(&mut test, "States");
    press(&mut test, "Views");
    press(&mut test, "Rename States");
    // The name is typed over; one that another view has is not taken.
    test.event(Event::Text("JAPAN".to_owned()));
    test.run_ok();
    key(&mut test, Key::Enter);
    let save = test.get_by_role_and_label(Role::Button, "Save");
    assert!(save.accesskit_node().is_disabled());
    test.event(Event::Text(" East".to_owned()));
    test.run_ok();
    key(&mut test, Key::Enter);
    let names = |office: &Office| -> Vec<String> {
        let views = office.desk().settings().unwrap().views;
        views.into_iter().map(|view| view.name).collect()
    };
    assert_eq!(names(&office), ["Japan", "JAPAN East"]);
    press(&mut test, "Delete JAPAN East");
    assert_eq!(names(&office), ["Japan"]);
    key(&mut test, Key::Escape);
    // The same name once more, in other letters, takes the place of the first.
    save_view(&mut test, "japan");
    let views = office.desk().settings().unwrap().views;
    assert_eq!(views.len(), 1);
    assert_eq!(views[0].query, of_region("US"));
}

#[test]
fn the_board_comes_back_as_it_was_narrowed_last() {
    let office = Office::new();
    four(&office);
    let mut test = office.open();
    let query = BoardQuery {
        search: "Con".to_owned(),
        ..of_region("JP")
    };
    ui_support::search(&mut test, query.clone());
    test.run_steps(120);
    settle(&mut test);
    drop(test);
    assert_eq!(office.desk().settings().unwrap().last_query, query);
    let test = office.open();
    assert_eq!(shown(&test), ["Contoso"]);
    assert!(says(&test, "Remove filter Region: Japan"));
    assert_eq!(session(&test).query(), &query);
}

#[test]
fn filters_of_a_newer_version_are_passed_over() {
    let kept =
        r#"{"search": "a", "filters": [{"region": "JP"}, {"phase_of_the_moon": 3}, "mine"]}"#;
    let query: BoardQuery = serde_json::from_str(kept).unwrap();
    assert_eq!(
        query.filters,
        [BoardFilter::Region("JP".to_owned()), BoardFilter::Mine]
    );
}

#[test]
fn regions_of_which_there_are_as_many_are_listed_by_the_names_shown() {
    let office = Office::new();
    let now = leadline::desk::Clock::now(&*office.clock);
    let rows = ["CH", "AT", "DE"].into_iter().map(|code| ImportRow {
        customer: Some(format!("Customer in {code}")),
        region: Some(code.to_owned()),
        received_at: Some(now.plus_seconds(-HOUR)),
        ..ImportRow::default()
    });
    office.import(rows.collect());
    let mut test = office.open();
    open_menu(&mut test, "Region");
    let listed: Vec<String> = test
        .get_all_by_role(Role::CheckBox)
        .map(|node| name(&node))
        .collect();
    assert_eq!(
        listed,
        [
            "Austria, 1 referral",
            "Germany, 1 referral",
            "Switzerland, 1 referral"
        ]
    );
}
