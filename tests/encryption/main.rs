//! An encrypted file: nothing of it can be read without its passphrase, and everything with it that can be done with one that is not encrypted.
#![cfg(feature = "encryption")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "../common/mod.rs"]
mod common;
#[cfg(target_os = "linux")]
#[path = "../file_layer/mod.rs"]
mod file_layer;

mod by_command_line;
mod copies;
#[cfg(target_os = "linux")]
mod interrupted;
#[cfg(target_os = "linux")]
mod keychain;

use common::*;
use leadline::desk::{Desk, NewProtection, Passphrase};
use leadline::domain::{Command, Contact, NewReferral};
use std::path::{Path, PathBuf};

/// Words that stand nowhere but in what was entered.
const ENTERED: [&str; 3] = ["Zvyxqua", "brokkel@quuxmail", "Wxyzzyplugh"];
const PASSPHRASE: &str = "correct horse battery";
const OTHER: &str = "staple of another kind";

fn encrypted_with(passphrase: &str) -> NewProtection {
    NewProtection::Encrypted {
        passphrase: Passphrase::new(passphrase),
        is_remembered: false,
    }
}

/// A file with something to hide in it, a backup, and a log.
fn prepared(folder: &Path) -> PathBuf {
    let file = folder.canonicalize().unwrap().join("leadline.db");
    let mut desk = desk_on(&file);
    enter(&mut desk);
    leadline::desk::backups::make(desk.store(), leadline::desk::backups::Why::Routine, start())
        .unwrap();
    file
}

fn enter(desk: &mut Desk) {
    let referral = NewReferral {
        customer: "Wxyzzyplugh".to_owned(),
        contact: Contact {
            name: "Zvyxqua".to_owned(),
            email: "brokkel@quuxmail.example".to_owned(),
            phone: String::new(),
        },
        ..named("Wxyzzyplugh")
    };
    desk.execute(Command::Add(Box::new(referral)), start())
        .unwrap();
}

/// The files in which anything that was entered can be read.
fn readable_in(folder: &Path) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        ENTERED.iter().any(|word| {
            bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes())
        }) || bytes.starts_with(b"SQLite format 3")
    };
    files_in(folder).into_iter().filter(holds).collect()
}
