//! Files that cannot be used are refused and left as they are; copies are made, checked and put back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::*;
use leadline::desk::backups::{self, Why};
use leadline::desk::{Desk, DeskError, Store, StoreError, restore_file};
use leadline::domain::{Action, Command, ImportRow, ReferralId};
use leadline::text::{Language, Say, Texts};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// Opens the file, which must be refused and not altered by a byte.
fn refused(path: &Path) -> StoreError {
    let before = std::fs::read(path).unwrap();
    let error = Store::open(path).unwrap_err();
    assert_eq!(std::fs::read(path).unwrap(), before, "{error}");
    let left_behind = |suffix: &str| PathBuf::from(format!("{}{suffix}", path.display())).exists();
    assert!(!left_behind(".backups"));
    error
}

fn rows(count: usize) -> Vec<ImportRow> {
    (0..count)
        .map(|number| ImportRow {
            details: Some("All of it. ".repeat(30)),
            ..row(&format!("PC-{number}"), "Contoso")
        })
        .collect()
}

/// A closed file with this many referrals.
fn filled(folder: &Folder, count: usize) -> PathBuf {
    import(&mut folder.desk(), &rows(count), start()).unwrap();
    assert!(!folder.join("leadline.db-wal").exists());
    folder.path()
}

#[test]
fn a_file_that_is_not_sqlite_is_refused() {
    let folder = Folder::new();
    for content in [
        "customer,region\nContoso,JP\n".repeat(200),
        "short".to_owned(),
        format!("SQLite format 3\0{}", "x".repeat(5_000)),
    ] {
        std::fs::write(folder.path(), content).unwrap();
        let error = refused(&folder.path());
        assert!(matches!(error, StoreError::NotLeadline(_)), "{error}");
    }
}

#[test]
fn a_database_of_another_program_is_refused() {
    for set_up in [
        "CREATE TABLE other (x); INSERT INTO other VALUES (1);",
        "PRAGMA application_id = 7; CREATE TABLE other (x);",
        "PRAGMA application_id = 7;",
        "PRAGMA user_version = 1; CREATE TABLE referral (id);",
        "CREATE VIEW only_a_view AS SELECT 1;",
        "PRAGMA journal_mode = wal; CREATE TABLE other (x); INSERT INTO other VALUES (1);",
    ] {
        let folder = Folder::new();
        let other = Connection::open(folder.path()).unwrap();
        other.execute_batch(set_up).unwrap();
        drop(other);
        let error = refused(&folder.path());
        assert!(matches!(error, StoreError::NotLeadline(_)), "{error}");
    }
}

#[test]
fn a_database_of_another_program_is_refused_while_that_program_runs() {
    let folder = Folder::new();
    let other = Connection::open(folder.path()).unwrap();
    // The tables stand in the log alone: the file itself looks new.
    other
        .execute_batch(
            "PRAGMA journal_mode = wal; PRAGMA wal_autocheckpoint = 0; CREATE TABLE other (x);",
        )
        .unwrap();
    // The log is left behind, as if the program had died.
    let copy = folder.join("copy.db");
    std::fs::copy(folder.path(), &copy).unwrap();
    std::fs::copy(folder.join("leadline.db-wal"), folder.join("copy.db-wal")).unwrap();
    for path in [folder.path(), copy] {
        let error = refused(&path);
        assert!(matches!(error, StoreError::NotLeadline(_)), "{error}");
    }
    let tables: i64 = other
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .unwrap();
    assert_eq!(tables, 1);
}

/// A file as the first version made it, with one referral.
fn of_the_first_version(path: &Path) {
    let older = Connection::open(path).unwrap();
    older
        .execute_batch(include_str!("../src/store/migrations/0001_first.sql"))
        .unwrap();
    older
        .execute_batch(
            "INSERT INTO referral (revision, customer, overview, stage, presumed, received_at, policy, lapse_waived, sample)
                 VALUES (1, 'Contoso', '', 'new', 0, 1763805600000, 'classic', 0, 0);
             INSERT INTO referral_text VALUES (1, 'All of it', '', '', '', '', NULL, NULL, '{}');
             PRAGMA application_id = 1281641582; PRAGMA user_version = 1;",
        )
        .unwrap();
}

fn version(path: &Path) -> i64 {
    Connection::open(path)
        .unwrap()
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

#[test]
fn a_file_of_the_first_version_is_brought_up_to_date_after_a_backup() {
    let folder = Folder::new();
    let path = folder.path();
    of_the_first_version(&path);
    let store = Store::open(&path).unwrap();
    let referral = store.referral(ReferralId(1)).unwrap().unwrap();
    assert_eq!(referral.customer, "Contoso");
    let text = store.referral_text(referral.id).unwrap();
    assert_eq!(text.details, "All of it");
    drop(store);
    assert!(version(&path) > 1);
    let [kept] = backups::list(&path, None).try_into().unwrap();
    assert_eq!(kept.why, Why::Migration);
    assert_eq!(version(&kept.path), 1);
}

#[test]
fn a_backup_of_the_first_version_takes_a_newer_files_place() {
    let folder = Folder::new();
    let path = filled(&folder, 3);
    let newest = version(&path);
    let backup = folder.join("old.db");
    of_the_first_version(&backup);
    restore_file(&path, &backup, start()).unwrap();
    assert_eq!(version(&path), newest);
    assert_eq!(folder.desk().store().referral_count().unwrap(), 1);
    assert_eq!(version(&backup), 1);
}

#[test]
fn a_file_of_a_newer_version_is_refused() {
    let folder = Folder::new();
    let path = filled(&folder, 3);
    let own: i64 = Connection::open(&path)
        .unwrap()
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    let set_version = |version: i64| {
        Connection::open(&path)
            .unwrap()
            .pragma_update(None, "user_version", version)
            .unwrap();
    };
    set_version(99);
    let error = refused(&path);
    assert!(
        matches!(error, StoreError::Newer { found: 99, .. }),
        "{error}"
    );
    // Also when this process has it open already.
    set_version(own);
    let open = Store::open(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA user_version = 99;").unwrap();
    assert!(matches!(
        Store::open(&path),
        Err(StoreError::Newer { found: 99, .. })
    ));
    drop(open);
}

#[test]
fn a_truncated_file_is_refused() {
    let folder = Folder::new();
    let path = filled(&folder, 200);
    let whole = std::fs::read(&path).unwrap();
    for length in [50, 4_096, whole.len() / 2, whole.len() - 4_096] {
        std::fs::write(&path, &whole[..length]).unwrap();
        let error = refused(&path);
        assert!(
            matches!(
                error,
                StoreError::Damaged { .. } | StoreError::NotLeadline(_)
            ),
            "{length}: {error}"
        );
    }
}

#[test]
fn an_empty_file_and_a_missing_one_are_made_new() {
    let folder = Folder::new();
    std::fs::write(folder.path(), "").unwrap();
    for path in [folder.path(), folder.join("a/new/folder/leadline.db")] {
        let mut desk = desk_on(&path);
        add(&mut desk, "Contoso", start());
        drop(desk);
        assert_eq!(desk_on(&path).store().referral_count().unwrap(), 1);
        desk_on(&path).store().check().unwrap();
    }
}

#[cfg(unix)]
#[test]
fn the_file_and_its_copies_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    desk.store().back_up_to(&folder.join("copy.db")).unwrap();
    desk.store().back_up_to(&folder.join("other.db")).unwrap();
    let mut desk = desk;
    restore(&mut desk, &folder.join("copy.db")).unwrap();
    for entry in std::fs::read_dir(folder.path().parent().unwrap()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", entry.path().display());
    }
}

#[test]
fn two_programs_that_make_the_same_file_at_once_share_it() {
    for _ in 0..20 {
        let folder = Folder::new();
        let path = folder.path();
        let open_at_once = std::sync::Barrier::new(4);
        std::thread::scope(|scope| {
            for number in 0..4 {
                let (path, open_at_once) = (&path, &open_at_once);
                scope.spawn(move || {
                    open_at_once.wait();
                    let mut desk = desk_on(path);
                    add(&mut desk, &format!("Customer {number}"), start());
                });
            }
        });
        let desk = folder.desk();
        assert_eq!(desk.store().referral_count().unwrap(), 4);
        desk.store().check().unwrap();
    }
}

#[test]
fn a_locked_file_is_refused_and_free_again_afterwards() {
    let folder = Folder::new();
    let path = filled(&folder, 3);
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("PRAGMA locking_mode = exclusive; BEGIN EXCLUSIVE;")
        .unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Locked(_)), "{error}");
    drop(other);
    assert_eq!(folder.desk().store().referral_count().unwrap(), 3);
}

#[test]
fn a_write_waits_for_another_programs_and_is_refused_when_that_does_not_end() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let other = Connection::open(folder.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE;").unwrap();
    let error = act(&mut desk, id, Action::Interested, start()).unwrap_err();
    assert!(
        matches!(error, DeskError::Store(StoreError::Locked(_))),
        "{error}"
    );
    assert_eq!(referral(&desk, id).revision, 1);
    std::thread::scope(|scope| {
        scope.spawn(|| act(&mut desk, id, Action::Interested, start()).unwrap());
        std::thread::sleep(std::time::Duration::from_millis(200));
        other.execute_batch("ROLLBACK;").unwrap();
    });
    assert_eq!(referral(&desk, id).revision, 2);
}

#[test]
fn a_path_that_cannot_hold_a_file_is_refused() {
    let folder = Folder::new();
    std::fs::write(folder.join("a file"), "not a folder").unwrap();
    std::fs::create_dir(folder.join("a folder")).unwrap();
    for path in [folder.join("a file/leadline.db"), folder.join("a folder")] {
        let error = Store::open(&path).unwrap_err();
        assert!(
            matches!(
                error,
                StoreError::Unreachable { .. } | StoreError::ReadOnly(_)
            ),
            "{error}"
        );
    }
    assert_eq!(
        std::fs::read_to_string(folder.join("a file")).unwrap(),
        "not a folder"
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let path = filled(&folder, 3);
    let closed = path.parent().unwrap();
    let set = |mode| {
        std::fs::set_permissions(closed, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set(0o500);
    // The superuser may write everywhere: there is nothing to refuse.
    if std::fs::write(folder.join("probe"), "").is_ok() {
        eprintln!("skipped: this user may write to a folder that is closed for writing");
        set(0o700);
        return;
    }
    let error = Store::open(&folder.join("new.db")).unwrap_err();
    let existing = refused(&path);
    set(0o700);
    assert!(matches!(error, StoreError::ReadOnly(_)), "{error}");
    assert!(matches!(existing, StoreError::ReadOnly(_)), "{existing}");
}

fn restore(desk: &mut Desk, source: &Path) -> Result<PathBuf, StoreError> {
    let path = desk.store().path().to_owned();
    let mut store = Store::open(&path).unwrap();
    store.restore_from(source, start())
}

#[test]
fn a_backup_holds_everything_and_can_be_put_back() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    desk.execute(Command::SaveProfiles(vec![profile("JP")]), start())
        .unwrap();
    let backed_up = content(&desk);
    let copy = folder.join("copy.db");
    desk.store().back_up_to(&copy).unwrap();
    assert!(!folder.join("copy.db.part").exists());
    // It is one file that needs nothing beside it.
    assert_eq!(content(&desk_on(&copy)), backed_up);

    act(&mut desk, id, Action::Interested, start()).unwrap();
    add(&mut desk, "Fabrikam", start());
    let later = content(&desk);
    let kept = restore(&mut desk, &copy).unwrap();
    // The desk that was open all along sees it, and can go on.
    assert_eq!(content(&desk), backed_up);
    assert_eq!(content(&desk_on(&kept)), later);
    act(&mut desk, id, Action::Skip, start()).unwrap();
    desk.store().check().unwrap();
    // And what was there can be put back in turn.
    restore(&mut desk, &kept).unwrap();
    assert_eq!(content(&desk), later);
}

#[test]
fn a_backup_in_pages_of_another_size_can_be_put_back() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let backed_up = content(&desk);
    let copy = folder.join("copy.db");
    desk.store().back_up_to(&copy).unwrap();
    let connection = Connection::open(&copy).unwrap();
    let pages = |connection: &Connection| -> i64 {
        connection
            .pragma_query_value(None, "page_size", |row| row.get(0))
            .unwrap()
    };
    let others = if pages(&connection) == 4_096 {
        16_384
    } else {
        4_096
    };
    connection.pragma_update(None, "page_size", others).unwrap();
    connection.execute_batch("VACUUM").unwrap();
    assert_eq!(pages(&connection), others);
    drop(connection);

    act(&mut desk, id, Action::Interested, start()).unwrap();
    let bytes = std::fs::read(&copy).unwrap();
    restore(&mut desk, &copy).unwrap();
    assert_eq!(content(&desk), backed_up);
    assert_eq!(std::fs::read(&copy).unwrap(), bytes);
    assert!(!folder.join("leadline.db.fitting").exists());
    act(&mut desk, id, Action::Skip, start()).unwrap();
    desk.store().check().unwrap();
}

#[test]
fn a_backup_replaces_an_earlier_one_and_never_the_file_itself() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let copy = folder.join("copy.db");
    for _ in 0..2 {
        desk.store().back_up_to(&copy).unwrap();
        add(&mut desk, "Fabrikam", start().plus_seconds(1));
    }
    assert_eq!(desk_on(&copy).store().referral_count().unwrap(), 2);
    assert!(desk.store().back_up_to(&folder.path()).is_err());
    assert!(restore(&mut desk, &folder.path()).is_err());
    assert!(
        desk.store()
            .back_up_to(&folder.join("no/such/folder/copy.db"))
            .is_err()
    );
    assert_eq!(desk.store().referral_count().unwrap(), 3);
    desk.store().check().unwrap();
}

#[test]
fn a_backup_is_whole_while_another_desk_writes() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &rows(3_000), start()).unwrap();
    let is_done = AtomicBool::new(false);
    let path = folder.path();
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            let mut other = desk_on(&path);
            let mut written = 0;
            // Two referrals are always moved together: a copy must never hold one without the other.
            while !is_done.load(Ordering::Relaxed) {
                let pair = ["one", "two"].map(|half| row(&format!("{written}-{half}"), "Pair"));
                import(&mut other, &pair, start()).unwrap();
                written += 1;
            }
            written
        });
        for number in 0..5 {
            let copy = folder.join(&format!("copy-{number}.db"));
            desk.store().back_up_to(&copy).unwrap();
            let copied = desk_on(&copy);
            copied.store().check().unwrap();
            assert_eq!(copied.store().referral_count().unwrap() % 2, 0);
        }
        is_done.store(true, Ordering::Relaxed);
        assert!(writing.join().unwrap() > 0);
    });
}

#[test]
fn an_unfit_source_is_not_restored_and_changes_nothing() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &rows(300), start()).unwrap();
    desk.store().back_up_to(&folder.join("good.db")).unwrap();
    let good = std::fs::read(folder.join("good.db")).unwrap();

    std::fs::write(folder.join("text.db"), "no database at all").unwrap();
    Connection::open(folder.join("foreign.db"))
        .unwrap()
        .execute_batch("CREATE TABLE other (x);")
        .unwrap();
    std::fs::write(folder.join("newer.db"), &good).unwrap();
    Connection::open(folder.join("newer.db"))
        .unwrap()
        .execute_batch("PRAGMA user_version = 99;")
        .unwrap();
    std::fs::write(folder.join("cut.db"), &good[..good.len() / 2]).unwrap();
    std::fs::write(folder.join("damaged.db"), damaged(&good)).unwrap();
    std::fs::write(folder.join("empty.db"), "").unwrap();

    let before = content(&desk);
    let names = |error: &StoreError| match error {
        StoreError::NotLeadline(_) => "foreign",
        StoreError::Newer { .. } => "newer",
        StoreError::Damaged { .. } => "damaged",
        StoreError::Unreachable { .. } => "unreachable",
        _ => "other",
    };
    for (name, expected) in [
        ("text.db", "foreign"),
        ("foreign.db", "foreign"),
        ("empty.db", "foreign"),
        ("newer.db", "newer"),
        ("cut.db", "damaged"),
        ("damaged.db", "damaged"),
        ("missing.db", "unreachable"),
    ] {
        let error = restore(&mut desk, &folder.join(name)).unwrap_err();
        assert_eq!(names(&error), expected, "{name}: {error}");
        assert_eq!(content(&desk), before, "{name}");
        assert!(backups::list(&folder.path(), None).is_empty());
        let replaced = leadline::desk::replace_unusable_file(
            &folder.join("elsewhere.db"),
            &folder.join(name),
            "20261122",
        );
        assert!(replaced.is_err(), "{name}");
        assert!(!folder.join("elsewhere.db").exists(), "{name}");
    }
}

#[test]
fn an_unusable_file_is_set_aside_whole_and_replaced() {
    let folder = Folder::new();
    let copy = folder.join("copy.db");
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    desk.store().back_up_to(&copy).unwrap();
    drop(desk);
    std::fs::write(folder.path(), "damaged beyond repair").unwrap();
    std::fs::write(folder.join("leadline.db-wal"), "its log").unwrap();
    let aside = leadline::desk::replace_unusable_file(&folder.path(), &copy, "20261122")
        .unwrap()
        .unwrap();
    assert_eq!(
        std::fs::read_to_string(&aside).unwrap(),
        "damaged beyond repair"
    );
    let log = PathBuf::from(format!("{}-wal", aside.display()));
    assert_eq!(std::fs::read_to_string(log).unwrap(), "its log");
    assert_eq!(folder.desk().store().referral_count().unwrap(), 1);
    // Where there is none, the copy is simply put there.
    let new = folder.join("new.db");
    let aside = leadline::desk::replace_unusable_file(&new, &copy, "20261122").unwrap();
    assert_eq!(aside, None);
    assert_eq!(desk_on(&new).store().referral_count().unwrap(), 1);
}

/// The content of a file with every twentieth page's cells overwritten, but for the first pages.
fn damaged(content: &[u8]) -> Vec<u8> {
    let mut damaged = content.to_vec();
    for (number, page) in damaged.chunks_mut(4_096).enumerate().skip(20) {
        if number % 20 == 0 {
            page[..200].fill(0xA5);
        }
    }
    damaged
}

#[test]
fn a_check_finds_planted_damage() {
    let folder = Folder::new();
    let path = filled(&folder, 400);
    desk_on(&path).store().check().unwrap();
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, damaged(&whole)).unwrap();
    let error = desk_on(&path).store().check().unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    // A row that refers to one that is not there.
    std::fs::write(&path, &whole).unwrap();
    Connection::open(&path)
        .unwrap()
        .execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM change;")
        .unwrap();
    let error = desk_on(&path).store().check().unwrap_err();
    assert!(matches!(error, StoreError::Dangling { .. }), "{error}");
}

#[test]
fn what_is_wrong_with_a_file_is_said_in_japanese_throughout() {
    let folder = Folder::new();
    let path = filled(&folder, 3);
    let missing = folder.join("none.db");
    let store = Store::open(&path).unwrap();
    let itself = store.back_up_to(&path).unwrap_err();
    let restored = restore_file(&path, &path, start()).unwrap_err();
    let absent = restore_file(&path, &missing, start()).unwrap_err();
    Connection::open(&path)
        .unwrap()
        .execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM change;")
        .unwrap();
    let dangling = store.check().unwrap_err();
    let japanese = Texts::new(Language::Japanese);
    for (sentence, part) in [
        (itself.say(&japanese), "現在使用しているファイル"),
        (restored.say(&japanese), "現在使用しているファイル"),
        (absent.say(&japanese), "がありません"),
        (dangling.say(&japanese), "どこにも属さない行"),
    ] {
        assert!(sentence.contains(part), "{sentence}");
        for english in ["file in use", "dangling", "not found", "No such"] {
            assert!(!sentence.contains(english), "{sentence}");
        }
    }
}

#[test]
fn values_that_the_program_never_writes_are_reported_and_not_guessed() {
    let folder = Folder::new();
    let path = filled(&folder, 1);
    Connection::open(&path)
        .unwrap()
        .execute_batch("UPDATE referral SET policy = 'of another age';")
        .unwrap();
    let desk = desk_on(&path);
    let error = desk.store().referral(ReferralId(1)).unwrap_err();
    assert!(matches!(error, StoreError::Unreadable { .. }), "{error}");
}

#[test]
fn opening_a_file_twice_in_one_program_keeps_its_locks() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    drop(folder.desk());
    // Another process that comes and goes must not believe to be the last, and take the log away.
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "come_and_go", "--nocapture"])
        .env("LEADLINE_TEST_FILE", folder.path())
        .status()
        .unwrap();
    assert!(status.success());
    assert!(folder.join("leadline.db-wal").exists());
    act(&mut desk, id, Action::Interested, start()).unwrap();
    assert_eq!(referral(&folder.desk(), id).revision, 2);
}

/// The other process of the test above; by itself it does nothing.
#[test]
fn come_and_go() {
    if let Some(path) = std::env::var_os("LEADLINE_TEST_FILE") {
        let mut desk = desk_on(Path::new(&path));
        add(&mut desk, "Visitor", start());
    }
}

#[test]
fn a_replacement_that_was_cut_short_is_finished_when_the_file_is_next_opened() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let replacement = folder.join("leadline.db.replacement");
    let mut other = desk_on(&folder.join("other.db"));
    add(&mut other, "Fabrikam", start());
    add(&mut other, "Tailspin", start());
    other.store().back_up_to(&replacement).unwrap();
    drop((desk, other));
    let before = std::fs::read(folder.path()).unwrap();
    assert_eq!(folder.desk().store().referral_count().unwrap(), 2);
    assert!(!replacement.exists());
    let aside = folder.join("leadline.db.damaged-before-restart");
    assert_eq!(std::fs::read(aside).unwrap(), before);
}
