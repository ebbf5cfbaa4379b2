//! A migration that is killed, or that the disk fails, at any step: the file is whole before or after, and the next start completes it.

use crate::crash::content::content;
use crate::crash::{asked, scratch, with};
use crate::file_layer::{BROKEN, Failure, KILL, Layer, NO_SPACE};
use crate::kept;
use leadline::desk::Store;
use std::path::Path;
use std::process::{Command, Output};

fn check(layer: &Layer, file: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_leadline"));
    command
        .arg("--db")
        .arg(file)
        .args(["--lang", "en", "check"]);
    layer.under(&mut command).output().unwrap()
}

/// The files of this version that this program has brought up to date, but for what only one of them has.
fn upgraded(version: usize) -> Vec<String> {
    let folder = scratch();
    let file = folder.path().join("leadline.db");
    kept::put(version, &file);
    drop(Store::open(&file).unwrap());
    content(&file)
}

fn interrupted_everywhere(kinds: &str, error: i32, count: usize) {
    // One after the other takes a process for each step: a long run takes them all.
    let every = asked("LEADLINE_MIGRATION_EVERY", 7) as usize;
    let mut tried = 0;
    for version in kept::versions()
        .into_iter()
        .filter(|one| *one < kept::newest())
    {
        let after = upgraded(version);
        for step in (version..).step_by(every) {
            let (folder, beside) = (scratch(), scratch());
            let file = folder.path().canonicalize().unwrap().join("leadline.db");
            kept::put(version, &file);
            let before = content(&file);
            let layer = Layer::over(folder.path(), beside.path());
            layer.fail(Failure {
                kinds,
                error,
                after: step,
                count,
            });
            let ran = check(&layer, &file);
            if ran.status.success() {
                break;
            }
            tried += 1;
            let how = format!("version {version}, {kinds} {error} at step {step}");
            let said = String::from_utf8_lossy(&ran.stderr);
            if error != KILL {
                assert_eq!(ran.status.code(), Some(3), "{how}: {said}");
                assert!(said.starts_with("leadline: "), "{how}: {said}");
                assert!(!said.contains("panicked"), "{how}: {said}");
            }
            let copy = scratch();
            let copied = copy.path().join("leadline.db");
            for suffix in ["", "-wal", "-journal"] {
                let from = with(&file, suffix);
                if from.exists() {
                    std::fs::copy(from, with(&copied, suffix)).unwrap();
                }
            }
            let held = content(&copied);
            assert!(held == before || held == after, "{how}: {said}");
            layer.heal();
            let again = check(&layer, &file);
            let said = String::from_utf8_lossy(&again.stderr);
            assert!(again.status.success(), "{how}, then: {said}");
            assert_eq!(content(&file), after, "{how}");
        }
    }
    println!("{kinds} {error}: {tried} migrations interrupted");
    assert!(tried > 10, "{tried}");
}

#[test]
fn a_migration_that_is_killed_at_any_step_is_completed_by_the_next_start() {
    interrupted_everywhere("OCWTSUR", KILL, 1);
}

#[test]
fn a_migration_that_is_killed_within_a_write_is_completed_by_the_next_start() {
    interrupted_everywhere("pW", KILL, 2);
}

#[test]
fn a_migration_on_a_disk_that_is_full_leaves_the_file_as_it_was() {
    interrupted_everywhere("pWT", NO_SPACE, usize::MAX / 4);
}

#[test]
fn a_migration_on_a_disk_that_fails_leaves_the_file_as_it_was() {
    interrupted_everywhere("OCWTSUR", BROKEN, usize::MAX / 4);
}
