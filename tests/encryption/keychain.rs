//! The passphrase that the system remembers: with GNOME's own store of passphrases, on a bus of its own.

use super::*;
use std::process::Command;

/// Runs a script beside an unlocked store of passphrases; what it prints.
fn beside_keychain(folder: &Path, script: &str) -> String {
    for tool in ["dbus-run-session", "gnome-keyring-daemon"] {
        let found = Command::new("sh")
            .args(["-c", &format!("command -v {tool}")])
            .output()
            .unwrap();
        assert!(
            found.status.success(),
            "{tool} is not on this machine. scripts/test installs it."
        );
    }
    let unlock =
        "printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1";
    let output = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", &format!("{unlock}; {script}")])
        .env("HOME", folder)
        .env("XDG_DATA_HOME", folder.join("data"))
        .env("XDG_RUNTIME_DIR", folder)
        .env("LEADLINE", env!("CARGO_BIN_EXE_leadline"))
        .env("LANG", "C.UTF-8")
        .env_remove("LEADLINE_PASSPHRASE_FILE")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn a_remembered_passphrase_opens_the_file_until_it_is_forgotten() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::create_dir(home.path().join("data")).unwrap();
    let file = prepared(folder.path());
    let file = file.display();
    let said = beside_keychain(
        home.path(),
        &format!(
            "run() {{ \"$LEADLINE\" --lang en --db '{file}' \"$@\"; echo \"$1 $2 ends with $?\"; }}
             run encryption on --generate --remember
             run list first
             run list
             run encryption change --generate --remember
             run encryption status
             run encryption forget
             run list"
        ),
    );
    let ends: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("ends with"))
        .collect();
    assert_eq!(
        ends,
        [
            "encryption on ends with 0",
            // A word that list does not know.
            "list first ends with 2",
            "list  ends with 0",
            "encryption change ends with 0",
            "encryption status ends with 0",
            "encryption forget ends with 0",
            "list  ends with 3",
        ],
        "{said}"
    );
    assert!(said.contains("Wxyzzyplugh"), "{said}");
    assert!(
        said.contains("The system remembers its passphrase"),
        "{said}"
    );
    assert_eq!(readable_in(folder.path()), Vec::<PathBuf>::new());
}
