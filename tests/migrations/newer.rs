//! A file of a version to come is refused, untouched byte for byte, with the text of what to do.

use crate::common::*;
use crate::crash::{Files, files, with};
use crate::kept;
use leadline::desk::{Store, StoreError};
use leadline::text::{Language, Say, Texts};
use rusqlite::Connection;
use std::path::Path;
use std::process::Command;

const ENGLISH: &str = "was made by a newer version of Leadline. It was left untouched. Update Leadline, or choose another file.";
const JAPANESE: &str = "新しいバージョンの Leadline で作成されています";

/// Every file that is to stay as it is. The index of the log holds nothing of its own.
fn bytes(folder: &Path) -> Files {
    let mut files = files(folder);
    files.retain(|name, _| !name.ends_with("-shm"));
    files
}

/// Where the version stands.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// In the file itself, which has no log.
    File,
    /// In the file, with a log beside it.
    FileWithLog,
    /// In the log alone: the program that wrote it was killed.
    Log,
}

fn newer(place: Place) -> Folder {
    let folder = Folder::new();
    let file = folder.path();
    kept::put(kept::newest(), &file);
    let made = folder.join("made.db");
    kept::put(kept::newest(), &made);
    let program = Connection::open(&made).unwrap();
    program
        .execute_batch(
            "PRAGMA journal_mode = wal; PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 99;",
        )
        .unwrap();
    if matches!(place, Place::File | Place::FileWithLog) {
        program
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .unwrap();
    }
    if matches!(place, Place::FileWithLog) {
        program
            .execute_batch("UPDATE referral SET owner = 'of the newer version' WHERE id = 1;")
            .unwrap();
    }
    std::fs::copy(&made, &file).unwrap();
    if !matches!(place, Place::File) {
        std::fs::copy(with(&made, "-wal"), with(&file, "-wal")).unwrap();
    }
    drop(program);
    for suffix in ["", "-wal", "-shm"] {
        std::fs::remove_file(with(&made, suffix)).ok();
    }
    folder
}

#[test]
fn a_newer_file_is_refused_byte_for_byte_untouched_wherever_its_version_stands() {
    for place in [Place::File, Place::FileWithLog, Place::Log] {
        let folder = newer(place);
        let around = folder.path().parent().unwrap().to_owned();
        let before = bytes(&around);
        assert_eq!(
            before.len(),
            if matches!(place, Place::File) { 1 } else { 2 }
        );
        for _ in 0..2 {
            let error = Store::open(&folder.path()).unwrap_err();
            assert!(
                matches!(error, StoreError::Newer { found: 99, .. }),
                "{place:?}: {error}"
            );
            assert_eq!(bytes(&around), before, "{place:?}");
        }
    }
}

#[test]
fn the_command_line_says_in_both_languages_what_to_do_with_a_newer_file() {
    for place in [Place::File, Place::FileWithLog, Place::Log] {
        let folder = newer(place);
        let around = folder.path().parent().unwrap().to_owned();
        let before = bytes(&around);
        for (language, words) in [("en", ENGLISH), ("ja", JAPANESE)] {
            for command in [
                ["list"].as_slice(),
                &["add", "--customer", "Contoso"],
                &["undo"],
                &["check"],
                &["backup", "copy.db"],
                &["remind", "--once"],
            ] {
                let ran = Command::new(env!("CARGO_BIN_EXE_leadline"))
                    .arg("--db")
                    .arg(folder.path())
                    .args(["--lang", language])
                    .args(command)
                    .current_dir(&around)
                    .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
                    .output()
                    .unwrap();
                let said = String::from_utf8_lossy(&ran.stderr).into_owned();
                assert_eq!(ran.status.code(), Some(3), "{place:?} {command:?}: {said}");
                assert!(said.contains(words), "{place:?} {command:?}: {said}");
                assert_eq!(bytes(&around), before, "{place:?} {command:?}");
            }
        }
    }
}

#[test]
fn the_window_says_in_both_languages_what_to_do_with_a_newer_file_and_leaves_it() {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;
    use leadline::ui::FileProblem;
    use leadline::ui::theme::{install_fonts, install_styles};
    let folder = newer(Place::File);
    let before = bytes(folder.path().parent().unwrap());
    let error = Store::open(&folder.path()).unwrap_err();
    for (language, words, quit) in [
        (Language::English, ENGLISH, "Quit"),
        (Language::Japanese, JAPANESE, "終了"),
    ] {
        let texts = Texts::new(language);
        let problem = FileProblem {
            may_be_damaged: false,
            message: error.say(&texts),
        };
        let mut harness = Harness::builder()
            .with_context_setup(move |ctx| {
                install_fonts(ctx, language);
                install_styles(ctx);
                egui_extras::install_image_loaders(ctx);
            })
            .build_ui(move |ui| {
                problem.ui(&ui.ctx().clone(), &texts);
            });
        harness.run();
        harness.get_by_label_contains(words);
        harness.get_by_label(quit);
    }
    assert_eq!(bytes(folder.path().parent().unwrap()), before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_newer_file_on_a_medium_that_cannot_be_written_is_refused_as_newer() {
    use crate::file_layer::{Failure, Layer, READ_ONLY};
    let folder = newer(Place::File);
    let around = folder.path().parent().unwrap().to_owned();
    let beside = crate::crash::scratch();
    let layer = Layer::over(&around, beside.path());
    layer.fail(Failure {
        kinds: "OCWTUR",
        error: READ_ONLY,
        after: 0,
        count: usize::MAX / 4,
    });
    let before = bytes(&around);
    let mut command = Command::new(env!("CARGO_BIN_EXE_leadline"));
    command
        .arg("--db")
        .arg(around.canonicalize().unwrap().join("leadline.db"));
    let ran = layer
        .under(command.args(["--lang", "en", "list"]))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(3), "{said}");
    assert!(said.contains(ENGLISH), "{said}");
    assert_eq!(bytes(&around), before);
}
