//! The kept files, one of every version of the schema, and how they are made.
//!
//! A new migration needs a kept file of the version before it: add what that version can hold to tests/fixtures/files/rows-N.sql and run
//! `LEADLINE_MAKE_KEPT_FILE=N cargo test --test migrations -- --ignored makes_a_kept_file`. A kept file is never made again once it is there.

use rusqlite::Connection;
use std::path::{Path, PathBuf};

const APPLICATION_ID: i32 = 0x4C64_4C6E;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The migrations as they stand in the source, in order.
pub fn migrations() -> Vec<String> {
    let folder = project().join("src/store/migrations");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for (number, file) in (1..).zip(&files) {
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with(&format!("{number:04}_")), "{name}");
    }
    files
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect()
}

pub fn newest() -> usize {
    migrations().len()
}

pub fn path_of(version: usize) -> PathBuf {
    project().join(format!("tests/fixtures/files/version-{version}.leadline"))
}

/// The versions of which there is a kept file.
pub fn versions() -> Vec<usize> {
    (1..=newest())
        .filter(|version| path_of(*version).exists())
        .collect()
}

/// Puts a kept file at `target`, as a program of that version left it.
pub fn put(version: usize, target: &Path) {
    std::fs::copy(path_of(version), target).unwrap();
}

/// The tables of a version, with no rows but those the migrations bring.
pub fn empty(version: usize, target: &Path) -> Connection {
    let connection = Connection::open(target).unwrap();
    // The first version's programs wrote SQLite's own page size; both are to be taken.
    let page_bytes = if version == 1 { 4096 } else { 8192 };
    connection
        .execute_batch(&format!(
            "PRAGMA page_size = {page_bytes}; PRAGMA journal_mode = wal;"
        ))
        .unwrap();
    for migration in migrations().iter().take(version) {
        connection.execute_batch(migration).unwrap();
    }
    connection
        .pragma_update(None, "user_version", version)
        .unwrap();
    connection
        .pragma_update(None, "application_id", APPLICATION_ID)
        .unwrap();
    connection
}

/// Makes the kept file of a version where there is none. By itself it does nothing.
#[test]
#[ignore = "makes a file of the repository"]
fn makes_a_kept_file() {
    let Ok(version) = std::env::var("LEADLINE_MAKE_KEPT_FILE") else {
        return;
    };
    let version: usize = version.parse().unwrap();
    let target = path_of(version);
    assert!(!target.exists(), "{} is kept as it is", target.display());
    let connection = empty(version, &target);
    for number in 1..=version {
        let rows = project().join(format!("tests/fixtures/files/rows-{number}.sql"));
        if rows.exists() {
            let rows = std::fs::read_to_string(rows).unwrap();
            connection.execute_batch(&rows).unwrap();
        }
    }
    connection.execute_batch("VACUUM;").unwrap();
    connection.close().unwrap();
    let log = crate::crash::with(&target, "-wal");
    assert!(!log.exists(), "{}", log.display());
}
