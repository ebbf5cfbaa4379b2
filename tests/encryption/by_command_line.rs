//! The built program and passphrases: each run knows none until it is told.

use super::*;
use std::process::{Command, Output};

fn leadline(file: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_leadline"));
    command
        .arg("--db")
        .arg(file)
        .args(["--lang", "en"])
        .env("TZ", "UTC")
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        .env_remove("LEADLINE_PASSPHRASE_FILE")
        .stdin(std::process::Stdio::null());
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A file outside the folder with a passphrase in it.
fn noted(beside: &Path, passphrase: &str) -> PathBuf {
    let path = beside.join(passphrase.replace(' ', "-"));
    std::fs::write(&path, format!("{passphrase}\n")).unwrap();
    path
}

#[test]
fn an_encrypted_file_opens_with_its_passphrase_and_with_no_other() {
    let (folder, beside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = prepared(folder.path());
    let (right, wrong) = (
        noted(beside.path(), PASSPHRASE),
        noted(beside.path(), OTHER),
    );
    let on = leadline(&file)
        .args(["encryption", "on", "--new-passphrase-file"])
        .arg(&right)
        .output()
        .unwrap();
    assert!(on.status.success(), "{}", said(&on));
    assert_eq!(readable_in(folder.path()), Vec::<PathBuf>::new());

    let without = leadline(&file).arg("list").output().unwrap();
    assert_eq!(without.status.code(), Some(3));
    assert!(
        said(&without).contains("is encrypted"),
        "{}",
        said(&without)
    );
    assert!(said(&without).contains("--passphrase-file"));
    let before = std::fs::read(&file).unwrap();
    let refused = leadline(&file)
        .arg("list")
        .arg("--passphrase-file")
        .arg(&wrong)
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(3));
    assert!(said(&refused).contains("cannot be opened with this passphrase"));
    assert_eq!(std::fs::read(&file).unwrap(), before);
    let listed = leadline(&file)
        .arg("list")
        .env("LEADLINE_PASSPHRASE_FILE", &right)
        .output()
        .unwrap();
    assert!(
        printed(&listed).contains("Wxyzzyplugh"),
        "{}",
        said(&listed)
    );
    // What SQLCipher has to say of pages that do not fit is for nobody.
    for output in [&without, &refused, &listed] {
        assert!(!said(output).contains("CORE"), "{}", said(output));
    }

    let added = leadline(&file)
        .args(["add", "--customer", "Fabrikam", "--passphrase-file"])
        .arg(&right)
        .output()
        .unwrap();
    assert!(added.status.success(), "{}", said(&added));
    let off = leadline(&file)
        .args(["encryption", "off", "--passphrase-file"])
        .arg(&right)
        .output()
        .unwrap();
    assert!(off.status.success(), "{}", said(&off));
    let listed = leadline(&file).arg("list").output().unwrap();
    assert!(printed(&listed).contains("Fabrikam"), "{}", said(&listed));
}

#[test]
fn a_changed_passphrase_opens_the_backups_too_and_the_old_one_nothing() {
    let (folder, beside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = prepared(folder.path());
    let (old, new) = (
        noted(beside.path(), PASSPHRASE),
        noted(beside.path(), OTHER),
    );
    let step = |words: &[&str], passphrase: &Path, new: Option<&Path>| {
        let mut command = leadline(&file);
        command.args(words).arg("--passphrase-file").arg(passphrase);
        if let Some(new) = new {
            command.arg("--new-passphrase-file").arg(new);
        }
        command.output().unwrap()
    };
    assert!(
        step(&["encryption", "on"], &old, Some(&old))
            .status
            .success()
    );
    let changed = step(&["encryption", "change"], &old, Some(&new));
    assert!(changed.status.success(), "{}", said(&changed));
    assert_eq!(step(&["list"], &old, None).status.code(), Some(3));
    let backups = step(&["backups", "--json"], &new, None);
    assert!(
        printed(&backups).contains("\"open\":1"),
        "{}",
        printed(&backups)
    );
    let backup = files_in(folder.path())
        .into_iter()
        .find(|path| path.extension().is_some_and(|kind| kind == "leadline"))
        .unwrap();
    let restored = step(&["restore", backup.to_str().unwrap()], &new, None);
    assert!(restored.status.success(), "{}", said(&restored));
}

#[test]
fn a_passphrase_that_the_program_made_is_printed_and_opens_the_file() {
    let (folder, beside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = prepared(folder.path());
    let on = leadline(&file)
        .args(["encryption", "on", "--generate"])
        .output()
        .unwrap();
    let text = printed(&on);
    let made = text
        .lines()
        .find_map(|line| line.strip_prefix("Passphrase: "))
        .unwrap();
    assert_eq!(made.len(), 39, "{made}");
    let listed = leadline(&file)
        .arg("list")
        .arg("--passphrase-file")
        .arg(noted(beside.path(), made))
        .output()
        .unwrap();
    assert!(
        printed(&listed).contains("Wxyzzyplugh"),
        "{}",
        said(&listed)
    );
}

#[test]
fn a_first_page_full_of_zeros_does_not_keep_the_rest_from_who_knows_the_passphrase() {
    let (folder, beside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = prepared(folder.path());
    let passphrase = noted(beside.path(), PASSPHRASE);
    let on = leadline(&file)
        .args(["encryption", "on", "--new-passphrase-file"])
        .arg(&passphrase)
        .output()
        .unwrap();
    assert!(on.status.success(), "{}", said(&on));
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[..8_192].fill(0);
    std::fs::write(&file, bytes).unwrap();
    let recovered = leadline(&file)
        .args(["recover", "--salvage", "--passphrase-file"])
        .arg(&passphrase)
        .output()
        .unwrap();
    assert!(recovered.status.success(), "{}", said(&recovered));
    let listed = leadline(&file)
        .args(["list", "--passphrase-file"])
        .arg(&passphrase)
        .output()
        .unwrap();
    assert!(
        printed(&listed).contains("Wxyzzyplugh"),
        "{}",
        said(&listed)
    );
}

#[test]
fn the_state_is_told_without_the_passphrase() {
    let (folder, beside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = prepared(folder.path());
    let state = |file: &Path| {
        let output = leadline(file)
            .args(["encryption", "status", "--json"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", said(&output));
        printed(&output)
    };
    assert!(state(&file).contains("\"encrypted\":false"));
    let again = leadline(&file)
        .args(["encryption", "change", "--generate"])
        .output()
        .unwrap();
    assert_eq!(again.status.code(), Some(1));
    leadline(&file)
        .args(["encryption", "on", "--new-passphrase-file"])
        .arg(noted(beside.path(), PASSPHRASE))
        .output()
        .unwrap();
    assert!(state(&file).contains("\"encrypted\":true"));
}
