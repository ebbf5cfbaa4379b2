//! The window on a damaged file: what can be had back is shown side by side, the choice is carried out, and nothing typed is lost by it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::{Folder, add, desk_on, start};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use leadline::desk::{Clock, Event, ManualClock, Session, Store};
use leadline::text::{Language, Texts, Zone};
use leadline::ui::theme::{install_fonts, install_styles};
use leadline::ui::{App, AppOptions, Recovery, RecoveryAnswer};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::task::Waker;

fn clock() -> Arc<dyn Clock> {
    Arc::new(ManualClock::new(start()))
}

/// A file with so many referrals, a backup made when there were fewer, and a page in the middle of it overwritten.
fn damaged_file(folder: &Folder) -> PathBuf {
    let path = folder.path();
    let mut desk = folder.desk();
    for index in 0..40 {
        add(&mut desk, &format!("Customer {index}"), start());
    }
    let backups = folder.join("leadline.db.backups");
    std::fs::create_dir(&backups).unwrap();
    let backup = backups.join("20261121T090000000Z-routine.leadline");
    desk.store().back_up_to(&backup).unwrap();
    // A newer one that is damaged itself is passed over.
    std::fs::write(backups.join("20261122T090000000Z-routine.leadline"), "x").unwrap();
    for index in 0..300 {
        add(&mut desk, &format!("Later {index}"), start());
    }
    drop(desk);
    damage(&path);
    path
}

/// Overwrites every page in the second half of the file but a few.
fn damage(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let half = bytes.len() / 2 / 8192 * 8192;
    for page in bytes[half..].chunks_mut(8192).step_by(3) {
        page.fill(0xA5);
    }
    std::fs::write(path, bytes).unwrap();
}

struct Shown {
    recovery: Recovery,
    answers: Vec<RecoveryAnswer>,
}

fn screen(path: &Path, language: Language) -> Harness<'static, Shown> {
    let texts = Texts::in_zone(language, Zone::utc());
    let recovery = Recovery::begin(
        path,
        "leadline.db is damaged.".to_owned(),
        clock(),
        Waker::noop().clone(),
        || (),
    );
    let mut harness = Harness::builder()
        .with_size(egui::Vec2::new(900.0, 800.0))
        .with_max_steps(64)
        .with_context_setup(move |ctx| {
            install_fonts(ctx, language);
            install_styles(ctx);
            egui_extras::install_image_loaders(ctx);
        })
        .build_ui_state(
            move |ui, shown: &mut Shown| {
                let answer = shown.recovery.ui(&ui.ctx().clone(), &texts);
                if answer != RecoveryAnswer::Open {
                    shown.answers.push(answer);
                }
            },
            Shown {
                recovery,
                answers: Vec::new(),
            },
        );
    until(&mut harness, |harness| {
        harness.state().recovery.is_looked_through()
    });
    harness
}

fn until<T>(harness: &mut Harness<'_, T>, reached: impl Fn(&Harness<'_, T>) -> bool) {
    for _ in 0..4_000 {
        harness.step();
        if reached(harness) {
            // What has grown finds its place in the frames that follow.
            harness.run_steps(4);
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("it never came to that: {:#?}", harness.root());
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_newest_good_backup_and_what_is_left_are_shown_side_by_side_before_anything_is_changed() {
    let folder = Folder::new();
    let path = damaged_file(&folder);
    let before = std::fs::read(&path).unwrap();
    let harness = screen(&path, Language::English);
    harness.get_by_role_and_label(egui::accesskit::Role::Heading, "The data file is damaged");
    harness.get_by_label("leadline.db is damaged.");
    harness.get_by_label("Made 21 Nov 2026, 09:00");
    harness.get_by_label_contains("40 open referrals");
    let told = harness.query_all_by_label_contains("more may be missing");
    assert!(told.count() > 0);
    for name in ["Use the backup", "Use what is left", "Try again", "Quit"] {
        harness.get_by_role_and_label(egui::accesskit::Role::Button, name);
    }
    drop(harness);
    assert_eq!(std::fs::read(&path).unwrap(), before);
    // An empty log, which SQLite makes in looking, is all that may have come.
    let beside = names(path.parent().unwrap());
    assert!(
        beside
            .iter()
            .all(|name| !name.contains("damaged") && !name.contains("partial")),
        "{beside:?}"
    );
}

#[test]
fn the_screen_is_in_japanese_for_who_reads_that() {
    let folder = Folder::new();
    let path = damaged_file(&folder);
    let harness = screen(&path, Language::Japanese);
    for name in [
        "バックアップを使う",
        "残っている内容を使う",
        "再試行",
        "終了",
    ] {
        harness.get_by_role_and_label(egui::accesskit::Role::Button, name);
    }
}

#[test]
fn what_is_left_takes_the_damaged_file_s_place_and_the_account_names_nobody() {
    let folder = Folder::new();
    let path = damaged_file(&folder);
    let before = std::fs::read(&path).unwrap();
    let mut harness = screen(&path, Language::English);
    harness.get_by_label("Use what is left").click();
    until(&mut harness, |harness| {
        harness.query_by_label("Open the board").is_some()
    });
    harness.get_by_label("Open the board").click();
    harness.step();
    harness.step();
    assert_eq!(harness.state().answers, [RecoveryAnswer::OpenFile]);
    let store = Store::open(&path).unwrap();
    store.check().unwrap();
    let found = store.referral_count().unwrap();
    assert!(found > 40 && found <= 340, "{found}");
    let aside = "leadline.db.damaged-20261122T000000000Z";
    assert_eq!(std::fs::read(folder.join(aside)).unwrap(), before);
    let account = std::fs::read_to_string(folder.join(&format!("{aside}.txt"))).unwrap();
    assert!(account.contains("Referrals: "), "{account}");
    for contact in ["Customer", "Later", "Aiko", "contoso"] {
        assert!(!account.contains(contact), "{account}");
    }
}

#[test]
fn the_backup_takes_the_damaged_file_s_place() {
    let folder = Folder::new();
    let path = damaged_file(&folder);
    let before = std::fs::read(&path).unwrap();
    let mut harness = screen(&path, Language::English);
    harness.get_by_label("Use the backup").click();
    until(&mut harness, |harness| {
        harness.query_by_label("Open the board").is_some()
    });
    assert_eq!(desk_on(&path).store().referral_count().unwrap(), 40);
    let aside = folder.join("leadline.db.damaged-20261122T000000000Z");
    assert_eq!(std::fs::read(aside).unwrap(), before);
    assert!(!folder.join("leadline.db.salvaged.partial").exists());
}

#[test]
fn a_file_another_program_has_open_is_not_put_aside() {
    let folder = Folder::new();
    let path = damaged_file(&folder);
    // Another connection, with which it is as with another program's.
    let other = rusqlite::Connection::open(&path).unwrap();
    other
        .execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema;")
        .unwrap();
    let mut harness = screen(&path, Language::English);
    harness.get_by_label_contains("locked");
    harness.get_by_label("Use the backup").click();
    until(&mut harness, |harness| {
        harness.state().recovery.is_looked_through()
    });
    assert!(harness.query_by_label("Open the board").is_none());
    assert!(
        names(path.parent().unwrap())
            .iter()
            .all(|name| !name.contains("damaged"))
    );
}

#[test]
fn the_check_at_start_finds_damage_behind_a_board_that_can_be_read() {
    let folder = Folder::new();
    let path = folder.path();
    let mut desk = folder.desk();
    for index in 0..300 {
        add(&mut desk, &format!("Customer {index}"), start());
    }
    drop(desk);
    hit_history(&path);
    let mut session = Session::start(desk_on(&path), clock(), Waker::noop().clone()).unwrap();
    let mut found = None;
    for _ in 0..2_000 {
        for event in session.poll() {
            if let Event::DamageFound(error) = event {
                found = Some(error);
            }
        }
        if found.is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(found.is_some_and(|error| error.is_damage()));
    assert_eq!(session.board().shown(), 300);
}

/// Overwrites a page that no frame of the board needs.
fn hit_history(path: &Path) {
    let page: i64 = rusqlite::Connection::open(path)
        .unwrap()
        .query_row(
            "SELECT max(pageno) FROM dbstat WHERE name = 'profile_history' OR name = 'history' AND pagetype = 'leaf'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let mut bytes = std::fs::read(path).unwrap();
    let at = (page as usize - 1) * 8192;
    bytes[at..at + 8192].fill(0xA5);
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn what_is_being_typed_when_damage_is_found_is_there_again_with_the_file() {
    let folder = Folder::new();
    let path = folder.path();
    let mut desk = folder.desk();
    for index in 0..300 {
        add(&mut desk, &format!("Customer {index}"), start());
    }
    drop(desk);
    hit_history(&path);
    let session = Session::start(desk_on(&path), clock(), Waker::noop().clone()).unwrap();
    let options = AppOptions {
        language: Some(Language::English),
        ..AppOptions::default()
    };
    let app = App::new(&egui::Context::default(), session, None, options);
    let mut window = Harness::builder()
        .with_size(egui::Vec2::new(1280.0, 800.0))
        .with_context_setup(|ctx| {
            install_fonts(ctx, Language::English);
            install_styles(ctx);
            egui_extras::install_image_loaders(ctx);
        })
        .build_ui_state(
            |ui, app: &mut App| {
                app.logic(ui.ctx());
                app.ui(ui);
            },
            app,
        );
    until(&mut window, |window| window.state().session().is_read());
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::N);
    window.step();
    window.step();
    let name = window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Customer");
    name.focus();
    window.step();
    window
        .get_by_role_and_label(egui::accesskit::Role::TextInput, "Customer")
        .type_text("Half typed");
    until(&mut window, |window| {
        window.state().found_damage().is_some()
    });
    window.state_mut().stop().wait();
    let trial = leadline::desk::try_salvage(&path, &leadline::desk::Progress::default()).unwrap();
    trial.keep(&Texts::new(Language::English), start()).unwrap();
    let session = Session::start(desk_on(&path), clock(), Waker::noop().clone()).unwrap();
    window.state_mut().resume(session);
    until(&mut window, |window| {
        window.state().session().is_read() && window.state().session().board().shown() == 300
    });
    let name = window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Customer");
    assert_eq!(name.value().as_deref(), Some("Half typed"));
    assert!(window.state().found_damage().is_none());
}
