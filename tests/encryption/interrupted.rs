//! Encrypting, changing and decrypting that is ended at any step: the file opens with the passphrase from before or with the one from afterwards,
//! and has everything.

use super::*;
use crate::file_layer::{Failure, KILL, Layer, NO_SPACE};
use std::process::{Command, Output};

fn run(layer: Option<&Layer>, file: &Path, words: &[&str], passphrase: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_leadline"));
    command
        .arg("--db")
        .arg(file)
        .args(["--lang", "en"])
        .args(words)
        .arg("--passphrase-file")
        .arg(passphrase)
        .env("TZ", "UTC")
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    if let Some(layer) = layer {
        layer.under(&mut command);
    }
    command.output().unwrap()
}

fn copy_of(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for path in files_in(folder) {
        let to = copy.path().join(path.strip_prefix(folder).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(path, to).unwrap();
    }
    copy
}

/// `LEADLINE_FAILING_EVERY`: see `tests/failing_writes`. Deriving a key takes its time, so that fewer are tried here without it.
fn every_step(error: i32, kinds: &str) {
    let every = std::env::var("LEADLINE_FAILING_EVERY")
        .ok()
        .and_then(|every| every.parse().ok())
        .unwrap_or(17);
    let beside = tempfile::tempdir().unwrap();
    let note = |passphrase: &str| {
        let path = beside.path().join(passphrase.replace(' ', "-"));
        std::fs::write(&path, passphrase).unwrap();
        path
    };
    let (old, new) = (note(PASSPHRASE), note(OTHER));
    let new_file = new.to_str().unwrap();
    let origin = tempfile::tempdir().unwrap();
    prepared(origin.path());
    let on = ["encryption", "on", "--new-passphrase-file", new_file];
    let change = ["encryption", "change", "--new-passphrase-file", new_file];
    let off = ["encryption", "off"];
    let encrypted = copy_of(origin.path());
    let file = encrypted.path().canonicalize().unwrap().join("leadline.db");
    let done = run(
        None,
        &file,
        &[
            "encryption",
            "on",
            "--new-passphrase-file",
            old.to_str().unwrap(),
        ],
        &old,
    );
    assert!(done.status.success());
    for (words, from) in [
        (&on[..], origin.path()),
        (&change, encrypted.path()),
        (&off, encrypted.path()),
    ] {
        let mut step = 0;
        let mut cut_short = 0;
        loop {
            let (folder, log) = (copy_of(from), tempfile::tempdir().unwrap());
            let file = folder.path().canonicalize().unwrap().join("leadline.db");
            let layer = Layer::over(folder.path(), log.path());
            layer.fail(Failure {
                kinds,
                error,
                after: step,
                count: 1,
            });
            let ran = run(Some(&layer), &file, words, &old);
            layer.heal();
            let how = format!(
                "{words:?} with {error} at step {step}: {}",
                String::from_utf8_lossy(&ran.stderr)
            );
            let listed = [&old, &new]
                .map(|passphrase| run(None, &file, &["list"], passphrase))
                .into_iter()
                .find(|listed| listed.status.success())
                .unwrap_or_else(|| panic!("{how}: it opens no more"));
            assert!(
                String::from_utf8_lossy(&listed.stdout).contains("Wxyzzyplugh"),
                "{how}"
            );
            // What was cut short is done the next time, and leaves nothing behind.
            if words != off {
                let state = run(None, &file, &["encryption", "status", "--json"], &old);
                let is_encrypted =
                    String::from_utf8_lossy(&state.stdout).contains("\"encrypted\":true");
                let again = if is_encrypted { &change[..] } else { &on };
                let current = [&old, &new]
                    .into_iter()
                    .find(|passphrase| run(None, &file, &["list"], passphrase).status.success())
                    .unwrap();
                let again = run(None, &file, again, current);
                assert!(
                    again.status.success(),
                    "{how}, then {}",
                    String::from_utf8_lossy(&again.stderr)
                );
                assert_eq!(readable_in(folder.path()), Vec::<PathBuf>::new(), "{how}");
                let backups = run(None, &file, &["backups", "--json"], &new);
                let backups = String::from_utf8_lossy(&backups.stdout).into_owned();
                assert!(
                    backups.contains("\"open\":1") && !backups.contains("\"open\":null"),
                    "{how}: {backups}"
                );
            }
            if ran.status.success() {
                break;
            }
            cut_short += 1;
            step += every;
        }
        assert!(cut_short > 0, "{words:?}: {step}");
    }
}

#[test]
fn a_program_that_is_killed_while_it_encrypts_leaves_a_file_that_opens() {
    every_step(KILL, "CRUTS");
}

#[test]
fn a_disk_that_is_full_while_it_encrypts_leaves_the_file_as_it_was() {
    every_step(NO_SPACE, "CWT");
}
