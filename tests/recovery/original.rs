//! Whole files to damage: with trees of several levels, long texts, freed pages, and a log that was not yet moved into the file.

use super::common::{
    Folder, act, add, decline, import, instant, millis_after, named, profile, row, start, terms,
};
use super::oracle::{Rows, rows};
use leadline::desk::Desk;
use leadline::domain::{Action, Command};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Stands in the texts of a referral that was erased: it must never come back.
pub const ERASED: &str = "erased-contact@nowhere.example";

/// A whole file.
pub struct Original {
    pub name: &'static str,
    pub file: Vec<u8>,
    pub log: Option<Vec<u8>>,
    /// Every row, as SQLite reads it.
    pub rows: Rows,
    /// What each page is for: the table or index, and `internal`, `leaf` or `overflow`.
    pub pages: BTreeMap<u32, (String, String)>,
}

/// Where files cost no disk, if there is such a place.
pub fn folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    }
}

/// The files that are damaged.
pub fn originals(folder: &Path) -> Vec<Original> {
    let made = [
        ("a small file", 30, false),
        ("a file with a log", 60, true),
        ("a file with tall trees", 900, false),
    ];
    made.into_iter()
        .map(|(name, referrals, with_log)| {
            let home = Folder::new();
            fill(&home.path(), referrals);
            if with_log {
                let mut desk = home.desk();
                work_on(&mut desk);
                taken(name, &home.path(), folder)
            } else {
                taken(name, &home.path(), folder)
            }
        })
        .collect()
}

fn fill(path: &Path, referrals: usize) {
    let mut desk = super::common::desk_on(path);
    let rows: Vec<_> = (0..referrals)
        .map(|index| {
            let mut row = row(
                &format!("id-{index}"),
                &format!("Customer {index} 株式会社"),
            );
            row.details = Some(format!("We have {index} servers. "));
            row.contact_email = Some(format!("person{index}@contoso.example"));
            row
        })
        .collect();
    import(&mut desk, &rows, start()).unwrap();
    for index in 0..8 {
        let mut new = named(&format!("Long {index}"));
        new.details = "A long story, 長い話。".repeat(200 * (index + 1));
        let done = desk.execute(Command::Add(Box::new(new)), start()).unwrap();
        let id = done.referral().unwrap().id;
        act(&mut desk, id, Action::Interested, start()).unwrap();
        if index % 2 == 0 {
            act(&mut desk, id, Action::Accept(terms()), start()).unwrap();
        } else {
            act(&mut desk, id, decline(), start()).unwrap();
        }
    }
    for region in ["JP", "DE", "US"] {
        desk.execute(Command::SaveProfiles(vec![profile(region)]), start())
            .unwrap();
    }
    let mut settings = desk.settings().unwrap();
    "Aiko".clone_into(&mut settings.own_name);
    desk.save_settings(&settings).unwrap();
    let later = instant("2026-11-25T12:00:00Z");
    let mut one_open = named("Late");
    one_open.received_at = Some(later);
    desk.execute(Command::Add(Box::new(one_open)), later)
        .unwrap();
    let mut erased = named("Erased");
    ERASED.clone_into(&mut erased.contact.email);
    erased.details = ERASED.repeat(2_000);
    let id = desk
        .execute(Command::Add(Box::new(erased)), later)
        .unwrap()
        .referral()
        .unwrap()
        .id;
    drop(desk);
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch(&format!(
            "PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;
             DELETE FROM history WHERE referral_id = {0}; DELETE FROM referral WHERE id = {0};
             INSERT INTO screen_note VALUES ('leadline-reminder-1', '17');
             PRAGMA wal_checkpoint(TRUNCATE);",
            id.0
        ))
        .unwrap();
    let kept: String = connection
        .query_row(
            "SELECT count(*) FROM referral WHERE id = ?1",
            [id.0],
            |row| row.get::<_, i64>(0),
        )
        .unwrap()
        .to_string();
    assert_eq!(kept, "0");
}

/// What is in the log when the file is looked at.
fn work_on(desk: &mut Desk) {
    let at = instant("2026-11-25T13:00:00Z");
    for index in 0..12 {
        let id = add(desk, &format!("Newest {index}"), millis_after(at, index));
        act(desk, id, Action::Interested, millis_after(at, index)).unwrap();
    }
}

/// Reads a file and its log as they are, and what SQLite sees in them.
fn taken(name: &'static str, path: &Path, folder: &Path) -> Original {
    let file = std::fs::read(path).unwrap();
    let log = std::fs::read(with(path, "-wal"))
        .ok()
        .filter(|log| !log.is_empty());
    let copy = folder.join("taken.db");
    std::fs::write(&copy, &file).unwrap();
    std::fs::remove_file(with(&copy, "-wal")).ok();
    std::fs::remove_file(with(&copy, "-shm")).ok();
    if let Some(log) = &log {
        std::fs::write(with(&copy, "-wal"), log).unwrap();
    }
    let pages = pages_of(&copy);
    Original {
        name,
        file,
        log,
        rows: rows(&copy),
        pages,
    }
}

/// What each page of a file is for, by what SQLite says.
pub fn pages_of(path: &Path) -> BTreeMap<u32, (String, String)> {
    let connection = Connection::open(path).unwrap();
    connection
        .prepare("SELECT pageno, name, pagetype FROM dbstat")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap()
}

pub fn with(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The version this program writes.
pub fn newest_version() -> usize {
    let home = Folder::new();
    drop(home.desk());
    let connection = Connection::open(home.path()).unwrap();
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

/// A file as the program wrote it when it knew no more than `version` migrations.
pub fn older(folder: &Path, version: usize) -> Original {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations");
    let mut names: Vec<PathBuf> = std::fs::read_dir(migrations)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    let path = folder.join(format!("version-{version}.db"));
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA page_size = 8192").unwrap();
    for name in names.iter().take(version) {
        connection
            .execute_batch(&std::fs::read_to_string(name).unwrap())
            .unwrap();
    }
    connection
        .execute_batch(&format!(
            "PRAGMA user_version = {version}; PRAGMA application_id = {};
             INSERT INTO change (at, origin, kind, count) VALUES (1000, 'person', 'import', 300);
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
             INSERT INTO referral (revision, customer, overview, stage, presumed, received_at, policy, lapse_waived, sample)
             SELECT 1, 'Customer ' || i, 'Cloud', 'new', 0, 1700000000000 + i, 'classic', 0, 0 FROM n;
             INSERT INTO referral_text SELECT id, 'Details', 'Name', 'mail', 'phone', '', NULL, NULL, '{{}}' FROM referral;",
            0x4C64_4C6E
        ))
        .unwrap();
    drop(connection);
    Original {
        name: "an older file",
        file: std::fs::read(&path).unwrap(),
        log: None,
        rows: Rows::default(),
        pages: BTreeMap::new(),
    }
}
