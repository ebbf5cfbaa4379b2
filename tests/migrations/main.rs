//! A file of any version there has been is brought up to date with nothing lost, at whatever point that is interrupted; one of a version to
//! come is left alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../crash/mod.rs"]
mod crash;
#[cfg(target_os = "linux")]
#[path = "../file_layer/mod.rs"]
mod file_layer;
#[cfg(target_os = "linux")]
mod interrupted;
mod kept;
mod newer;

use common::*;
use crash::content::{content, content_of};
use crash::replay;
use leadline::desk::Store;
use leadline::domain::{Action, Command, Outcome, Stage};
use rusqlite::Connection;
use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::types::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A row by the names of its columns.
type Row = BTreeMap<String, Value>;

/// The rows of every table.
fn rows(path: &Path) -> BTreeMap<String, Vec<Row>> {
    let connection = Connection::open(path).unwrap();
    let mut tables = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .unwrap();
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let rows_of = |table: &str| {
        let mut all = connection
            .prepare(&format!("SELECT * FROM \"{table}\" ORDER BY 1, 2"))
            .or_else(|_| connection.prepare(&format!("SELECT * FROM \"{table}\" ORDER BY 1")))
            .unwrap();
        let names: Vec<String> = all.column_names().map(str::to_owned).collect();
        let read = |row: &rusqlite::Row<'_>| {
            names
                .iter()
                .enumerate()
                .map(|(at, name)| Ok((name.clone(), row.get(at)?)))
                .collect()
        };
        all.query_map([], read)
            .unwrap()
            .collect::<Result<Vec<Row>, _>>()
            .unwrap()
    };
    tables
        .into_iter()
        .map(|table| {
            let rows = rows_of(&table);
            (table, rows)
        })
        .collect()
}

/// The schema's own text, without the rows.
fn schema(path: &Path) -> BTreeSet<String> {
    let connection = Connection::open(path).unwrap();
    let mut all = connection
        .prepare("SELECT name || ': ' || coalesce(sql, '') FROM sqlite_schema")
        .unwrap();
    all.query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

#[test]
fn every_version_before_this_one_has_a_kept_file() {
    let missing: Vec<usize> = (1..kept::newest())
        .filter(|version| !kept::path_of(*version).exists())
        .collect();
    assert!(
        missing.is_empty(),
        "there is no kept file of version {missing:?}: see tests/migrations/kept.rs"
    );
}

#[test]
fn a_migration_is_never_changed_once_files_have_seen_it() {
    for version in kept::versions() {
        let folder = Folder::new();
        let (kept, made) = (folder.join("kept.db"), folder.join("made.db"));
        kept::put(version, &kept);
        drop(kept::empty(version, &made));
        assert_eq!(schema(&kept), schema(&made), "version {version}");
    }
}

#[test]
fn the_kept_files_hold_every_stage_and_outcome_and_what_else_there_is() {
    for version in kept::versions() {
        let folder = Folder::new();
        kept::put(version, &folder.path());
        let held = rows(&folder.path());
        let values = |table: &str, column: &str| -> BTreeSet<String> {
            held[table]
                .iter()
                .filter_map(|row| match &row[column] {
                    Value::Text(text) => Some(text.clone()),
                    _ => None,
                })
                .collect()
        };
        let of = |names: Vec<&str>| {
            names
                .into_iter()
                .map(str::to_owned)
                .collect::<BTreeSet<_>>()
        };
        let stages = of(Stage::ALL.map(Stage::code).to_vec());
        assert_eq!(values("referral", "stage"), stages);
        let outcomes = of(Outcome::ALL.map(Outcome::code).to_vec());
        assert_eq!(values("referral", "outcome"), outcomes);
        assert_eq!(values("reminder", "state").len(), 4);
        for table in ["profile", "profile_history", "setting", "history", "change"] {
            assert!(!held[table].is_empty(), "version {version}: {table}");
        }
        for (table, rows) in &held {
            // Only what a later version brings may be empty in an earlier one.
            assert!(
                !rows.is_empty() || table == "sqlite_sequence",
                "version {version}: {table}"
            );
        }
    }
}

#[test]
fn a_file_of_every_version_opens_with_every_row_it_had() {
    for version in kept::versions() {
        let folder = Folder::new();
        let path = folder.path();
        kept::put(version, &path);
        let before = rows(&path);
        let store = Store::open(&path).unwrap();
        store.check().unwrap();
        drop(store);
        let after = rows(&path);
        for (table, old) in &before {
            let new = &after[table];
            assert_eq!(old.len(), new.len(), "version {version}: {table}");
            for (old, new) in old.iter().zip(new) {
                for (column, value) in new {
                    // What a migration adds begins as nothing.
                    let was = old.get(column).unwrap_or(&Value::Null);
                    assert_eq!(value, was, "version {version}: {table}.{column} of {old:?}");
                }
                assert!(old.keys().all(|column| new.contains_key(column)));
            }
        }
        for (table, rows) in &after {
            assert!(before.contains_key(table) || rows.is_empty(), "{table}");
        }
        let fresh = folder.join("fresh.db");
        drop(Store::open(&fresh).unwrap());
        assert_eq!(schema(&path), schema(&fresh), "version {version}");
    }
}

#[test]
fn a_file_of_every_version_can_be_worked_with_as_one_of_this() {
    for version in kept::versions() {
        let folder = Folder::new();
        kept::put(version, &folder.path());
        let mut desk = folder.desk();
        let mut all = Vec::new();
        desk.store()
            .all_referrals(|referral| all.push(referral))
            .unwrap();
        assert_eq!(all.len(), 16, "version {version}");
        for referral in &all {
            assert!(!history(&desk, referral.id).is_empty());
            text(&desk, referral.id);
        }
        assert_eq!(desk.store().profiles().unwrap().len(), 1);
        assert_eq!(desk.settings().unwrap().own_name, "佐藤");
        let now = instant("2026-11-30T00:10:00Z");
        let newest = all.iter().find(|one| one.stage() == Stage::New).unwrap();
        act(&mut desk, newest.id, Action::Interested, now).unwrap();
        desk.execute(Command::Undo, now).unwrap();
        desk.execute(Command::Undo, now).unwrap();
        add(&mut desk, "Since then", now);
        desk.store().check().unwrap();
        drop(desk);
        replay::holds(&folder.path()).unwrap();
    }
}

#[test]
fn opening_a_file_of_this_version_changes_nothing_in_it() {
    let folder = Folder::new();
    kept::put(kept::newest(), &folder.path());
    let before = content(&folder.path());
    drop(folder.desk());
    assert_eq!(content(&folder.path()), before);
}

/// The state of the file at the end of each statement of a migration, as a program that is killed there leaves it.
#[test]
fn a_migration_interrupted_after_any_statement_is_made_again_from_the_start() {
    for version in kept::versions()
        .into_iter()
        .filter(|one| *one < kept::newest())
    {
        let folder = Folder::new();
        let path = folder.path();
        kept::put(version, &path);
        let before = content(&path);
        let connection = Connection::open(&path).unwrap();
        // Without room in memory, what the statements write goes to the log at once.
        connection
            .execute_batch("PRAGMA cache_size = 1; PRAGMA wal_autocheckpoint = 0; BEGIN EXCLUSIVE;")
            .unwrap();
        let statements = kept::migrations()[version..].join("\n");
        let mut batch = rusqlite::Batch::new(&connection, &statements);
        let mut number = 0;
        while let Some(mut statement) = batch.next().unwrap() {
            statement.execute([]).unwrap();
            drop(statement);
            number += 1;
            let killed = Folder::new();
            for suffix in ["", "-wal"] {
                let from = crash::with(&path, suffix);
                if from.exists() {
                    std::fs::copy(from, crash::with(&killed.path(), suffix)).unwrap();
                }
            }
            let left = Connection::open(killed.path()).unwrap();
            assert_eq!(content_of(&left).unwrap(), before, "statement {number}");
            drop(left);
            let store = Store::open(&killed.path()).unwrap();
            store.check().unwrap();
            drop(store);
            let found = rows(&killed.path());
            assert_eq!(found["referral"].len(), 16, "statement {number}");
        }
        assert!(number > 0);
    }
}
