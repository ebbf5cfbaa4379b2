//! Backups as a person works with them: listed and made in the settings, looked at before they are restored, restored and taken back.
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
use leadline::desk::backups::{self, BackupNews, BackupProblem, Why};
use leadline::domain::{Action, ReferralId, Stage};
use leadline::resident::{Call, Residency};
use leadline::text::{Language, Zone};
use ui_support::{
    HOUR, Office, Test, command_key, everything_said, lane, press, says, says_part, settle, until,
};

/// An office whose settings are shown without scrolling.
fn office() -> Office {
    let mut office = Office::new();
    office.size = Vec2::new(1280.0, 2900.0);
    office.zone = Zone::utc();
    office
}

fn open_settings(office: &Office) -> Test {
    let mut test = office.open();
    show_settings(&mut test);
    test
}

fn show_settings(test: &mut Test) {
    command_key(test, Modifiers::NONE, Key::Num4);
    settle(test);
}

/// Makes a backup as of now.
fn back_up(office: &Office) -> backups::KnownBackup {
    backups::make(office.desk().store(), Why::Routine, office.clock_now()).unwrap()
}

trait Now {
    fn clock_now(&self) -> leadline::domain::Timestamp;
}

impl Now for Office {
    fn clock_now(&self) -> leadline::domain::Timestamp {
        leadline::desk::Clock::now(self.clock.as_ref())
    }
}

const RESTORE_FIRST: &str = "Restore the backup of 22 Nov 2026, 09:00…";

#[test]
fn the_backups_are_listed_with_why_how_large_and_what_they_hold() {
    let office = office();
    office.receive("Contoso", 2);
    back_up(&office);
    office.clock.advance_seconds(HOUR);
    let id = office.receive("Fabrikam", 2);
    office.act(id, Action::Skip);
    backups::make(office.desk().store(), Why::Import, office.clock_now()).unwrap();
    let test = open_settings(&office);
    let said = everything_said(&test);
    let part = |words: &str| said.iter().any(|said| said.contains(words));
    assert!(part("Routine · "), "{said:?}");
    assert!(part("1 open, 0 archived"));
    assert!(part("Before an import · "));
    assert!(part("1 open, 1 archived"));
    test.get_by_role_and_label(Role::Button, RESTORE_FIRST);
    test.get_by_role_and_label(Role::Button, "Restore the backup of 22 Nov 2026, 10:00…");
    test.get_by_role_and_label(Role::Button, "Show folder");
}

#[test]
fn a_backup_is_made_when_it_is_asked_for() {
    let office = office();
    office.receive("Contoso", 2);
    let mut test = open_settings(&office);
    assert!(says(&test, "No backup yet"));
    press(&mut test, "Back up now");
    settle(&mut test);
    assert!(says_part(&test, "The backup is made:"));
    test.get_by_role_and_label(Role::Button, RESTORE_FIRST);
    let file = office.path("board.leadline");
    assert_eq!(backups::list(&file, None).len(), 1);
}

#[test]
fn what_a_restore_would_change_is_shown_before_it_is_done() {
    let office = office();
    let contoso = office.receive("Contoso", 2);
    back_up(&office);
    office.act(contoso, Action::Interested);
    office.receive("Fabrikam", 1);
    let mut test = open_settings(&office);
    press(&mut test, RESTORE_FIRST);
    settle(&mut test);
    for words in [
        "The backup of 22 Nov 2026, 09:00",
        "1 referral came in since. Restoring takes it away.",
        "Fabrikam",
        "1 referral has changed since. Restoring puts it back.",
        "Contoso: Status",
    ] {
        assert!(says(&test, words), "{words}: {:?}", everything_said(&test));
    }
    assert!(!says_part(&test, "has gone since"));
    press(&mut test, "Cancel");
    settle(&mut test);
    assert!(!says_part(&test, "came in since"));
    assert_eq!(office.desk().store().referral_count().unwrap(), 2);
}

#[test]
fn a_restore_shows_on_the_board_and_is_undone_from_its_notice() {
    let office = office();
    let contoso = office.receive("Contoso", 2);
    back_up(&office);
    office.act(contoso, Action::Interested);
    office.receive("Fabrikam", 1);
    let mut test = open_settings(&office);
    press(&mut test, RESTORE_FIRST);
    settle(&mut test);
    press(&mut test, "Restore");
    until(&mut test, "the board is that of the backup", |test| {
        lane(test, Stage::New) == ["Contoso"] && lane(test, Stage::Evaluating).is_empty()
    });
    assert!(says(
        &test,
        "The data is again as it was on 22 Nov 2026, 09:00."
    ));
    // It stays until it is closed.
    office.clock.advance_seconds(HOUR);
    settle(&mut test);
    press(&mut test, "Undo restore");
    until(&mut test, "everything is as before", |test| {
        lane(test, Stage::New) == ["Fabrikam"] && lane(test, Stage::Evaluating) == ["Contoso"]
    });
    let file = office.path("board.leadline");
    let whys: Vec<Why> = backups::list(&file, None)
        .iter()
        .map(|one| one.why)
        .collect();
    assert_eq!(whys, [Why::Restore, Why::Restore, Why::Routine]);
}

#[test]
fn a_damaged_backup_is_refused_in_the_dialog() {
    let office = office();
    office.receive("Contoso", 2);
    let backup = back_up(&office);
    let mut test = open_settings(&office);
    std::fs::write(&backup.path, "rubbish").unwrap();
    press(&mut test, RESTORE_FIRST);
    settle(&mut test);
    assert!(says_part(&test, "is not a Leadline file"));
    let restore = test.get_by_role_and_label(Role::Button, "Restore");
    assert!(restore.accesskit_node().is_disabled());
    assert!(says(&test, "It cannot be restored."));
}

#[test]
fn many_backups_are_shown_when_they_are_asked_for() {
    let office = office();
    for _ in 0..9 {
        office.receive("Contoso", 2);
        back_up(&office);
        office.clock.advance_seconds(HOUR);
    }
    let mut test = open_settings(&office);
    let shown = |test: &Test| {
        test.query_all_by_label_contains("Restore the backup of")
            .count()
    };
    assert_eq!(shown(&test), 6);
    press(&mut test, "Show all 9");
    assert_eq!(shown(&test), 9);
    press(&mut test, "Show fewer");
    assert_eq!(shown(&test), 6);
}

#[test]
fn a_second_folder_is_shown_warned_of_and_put_away() {
    let office = office();
    office.receive("Contoso", 2);
    let second = office.path("nowhere");
    let mut desk = office.desk();
    let mut settings = desk.settings().unwrap();
    settings.second_backup_folder = Some(second.clone());
    desk.save_settings(&settings).unwrap();
    let mut test = open_settings(&office);
    let said = everything_said(&test);
    let shown = format!("Every backup is kept in {} as well.", second.display());
    assert!(said.contains(&shown), "{said:?}");
    assert!(says_part(
        &test,
        "The second folder for backups is not there"
    ));
    test.get_by_role_and_label(Role::Button, "Choose folder…");
    press(&mut test, "Stop using it");
    settle(&mut test);
    assert!(!says_part(
        &test,
        "The second folder for backups is not there"
    ));
    assert_eq!(desk.settings().unwrap().second_backup_folder, None);
}

#[test]
fn a_problem_is_told_once_and_stays_until_it_is_read() {
    let office = office();
    office.receive("Contoso", 2);
    let program = Residency::of_one_window(office.clock.clone(), Language::English);
    let mut test = office.open_within(&program);
    let since = office.clock_now().plus_seconds(-48 * HOUR);
    let news = || {
        Call::Backups(BackupNews {
            made: None,
            erased: None,
            problems: vec![BackupProblem::Outdated { since }],
        })
    };
    let words = "What was changed since 20 Nov 2026, 09:00 is in no backup.";
    program.post(news());
    settle(&mut test);
    assert!(says_part(&test, words));
    office.clock.advance_seconds(HOUR);
    settle(&mut test);
    assert!(says_part(&test, words));
    press(&mut test, "Close notice");
    settle(&mut test);
    assert!(!says_part(&test, words));
    program.post(news());
    settle(&mut test);
    assert!(!says_part(&test, words));
}

#[test]
fn the_page_is_in_japanese() {
    let mut office = office();
    office.language = Some(Language::Japanese);
    office.receive("Contoso", 2);
    back_up(&office);
    let mut test = open_settings(&office);
    assert!(says_part(&test, "定期 · "));
    let restore = test
        .query_all_by_label_contains("のバックアップを復元…")
        .next()
        .unwrap();
    restore.click();
    settle(&mut test);
    assert!(says(
        &test,
        "紹介案件とビジネス プロファイルはすべて現在と同じです。"
    ));
    assert_eq!(office.desk().store().referral_count().unwrap(), 1);
    assert!(
        office
            .desk()
            .store()
            .referral(ReferralId(1))
            .unwrap()
            .is_some()
    );
}
