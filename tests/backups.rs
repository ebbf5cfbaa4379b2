//! Backups nobody has to think of: when they are made, which ones stay, and that they come back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::*;
use leadline::desk::backups::{
    self, BackupName, BackupProblem, Holds, Keeper, KnownBackup, Pass, Why,
};
use leadline::desk::{
    Desk, DifferingSetting, ManualClock, Settings, Store, StoreError, differing_settings,
    restore_file,
};
use leadline::domain::{Action, ImportRow, ReferralEdit, ReferralId, Timestamp};
use leadline::resident::{Call, Residency};
use leadline::text::{Language, Say, Texts};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};

const MINUTE: i64 = 60;

fn keeper(folder: &Folder) -> Keeper {
    Keeper::new(Store::open(&folder.path()).unwrap())
}

fn listed(folder: &Folder) -> Vec<KnownBackup> {
    backups::list(&folder.path(), None)
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "lock" && name != "second-folder")
        .collect();
    names.sort();
    names
}

fn rows(count: usize) -> Vec<ImportRow> {
    (0..count)
        .map(|number| row(&format!("PC-{number}"), &format!("Customer {number}")))
        .collect()
}

/// A pass that makes a backup, without any problem.
fn made(pass: Pass) -> KnownBackup {
    assert_eq!(pass.problems, []);
    pass.made.unwrap()
}

fn with_second(desk: &mut Desk, second: &Path) {
    let settings = Settings {
        second_backup_folder: Some(second.to_owned()),
        ..desk.settings().unwrap()
    };
    desk.save_settings(&settings).unwrap();
}

#[test]
fn a_backup_is_made_when_data_changed_and_not_more_often_than_every_half_hour() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let mut keeper = keeper(&folder);
    assert_eq!(keeper.pass(start()), Pass::default(), "nothing was entered");
    assert!(!backups::folder_of(&folder.path()).exists());
    add(&mut desk, "Contoso", start());
    let first = made(keeper.pass(start()));
    assert_eq!((first.made_at, first.why), (start(), Why::Routine));
    for minutes in 1..30 {
        let now = start().plus_seconds(minutes * MINUTE);
        add(&mut desk, "Fabrikam", now);
        assert_eq!(keeper.pass(now), Pass::default(), "after {minutes} minutes");
    }
    made(keeper.pass(start().plus_seconds(30 * MINUTE)));
    assert_eq!(listed(&folder).len(), 2);
}

#[test]
fn a_file_that_has_not_changed_gets_no_new_backup() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    made(keeper(&folder).pass(start()));
    // Also not by a program that was started again, nor by what is no change.
    desk.store().mark_reminders_read(start()).unwrap();
    for hours in 1..72 {
        let now = start().plus_seconds(hours * HOUR);
        assert_eq!(keeper(&folder).pass(now), Pass::default());
    }
    // Settings are a change.
    let settings = Settings {
        own_name: "Sato".to_owned(),
        ..desk.settings().unwrap()
    };
    desk.save_settings(&settings).unwrap();
    made(keeper(&folder).pass(start().plus_seconds(72 * HOUR)));
}

#[test]
fn two_programs_make_one_backup_between_them() {
    let folder = Folder::new();
    add(&mut folder.desk(), "Contoso", start());
    let made: usize = std::thread::scope(|scope| {
        let passes: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| usize::from(keeper(&folder).pass(start()).made.is_some())))
            .collect();
        passes.into_iter().map(|pass| pass.join().unwrap()).sum()
    });
    assert_eq!((made, listed(&folder).len()), (1, 1));
}

#[test]
fn a_clock_that_was_ahead_neither_stops_backups_nor_costs_one() {
    for ahead_days in [31, 400, 4 * 365] {
        let folder = Folder::new();
        let mut desk = folder.desk();
        // What was made before: by the week, before something final, and today.
        for weeks in (1..20).rev() {
            let at = start().plus_seconds(-(weeks * 7 + 3) * DAY);
            add(&mut desk, "Contoso", at);
            backups::make(desk.store(), Why::Routine, at).unwrap();
        }
        let at = start().plus_seconds(-DAY);
        backups::make(desk.store(), Why::Restore, at).unwrap();
        for hours in (1..12).rev() {
            let at = start().plus_seconds(-hours * HOUR);
            add(&mut desk, "Contoso", at);
            backups::make(desk.store(), Why::Routine, at).unwrap();
        }
        let before = listed(&folder);
        // For hours the clock is wrong.
        let ahead = start().plus_seconds(ahead_days * DAY);
        for hours in 0..8 {
            let now = ahead.plus_seconds(hours * HOUR);
            add(&mut desk, "Fabrikam", now);
            made(keeper(&folder).pass(now));
        }
        let after = listed(&folder);
        for backup in &before {
            assert!(
                after.contains(backup),
                "{ahead_days}: {}",
                backup.path.display()
            );
        }
        // And once it is right again.
        add(&mut desk, "Tailspin", start());
        made(keeper(&folder).pass(start()));
        let later = start().plus_seconds(HOUR);
        assert_eq!(keeper(&folder).pass(later), Pass::default());
        let after = listed(&folder);
        assert!(before.iter().all(|backup| after.contains(backup)));
    }
}

#[test]
fn backups_of_long_ago_go_once_the_clock_has_been_so_for_a_day() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    for days in 0..10 {
        let at = start().plus_seconds(days * DAY);
        add(&mut desk, "Contoso", at);
        made(keeper(&folder).pass(at));
    }
    assert_eq!(listed(&folder).len(), 10);
    // A holiday of two months.
    let back = start().plus_seconds(70 * DAY);
    let mut counts = Vec::new();
    for hours in 0..30 {
        let at = back.plus_seconds(hours * HOUR);
        add(&mut desk, "Fabrikam", at);
        made(keeper(&folder).pass(at));
        let old = |backup: &&KnownBackup| backup.made_at < back;
        counts.push(listed(&folder).iter().filter(old).count());
    }
    assert_eq!(counts[..24], [10; 24]);
    assert!(
        counts.windows(2).all(|two| two[0] - two[1] <= 4),
        "{counts:?}"
    );
    assert!(counts[29] < 4, "{counts:?}");
}

#[test]
fn a_backup_is_one_plain_file_that_holds_everything_and_is_its_owners() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &rows(50), start()).unwrap();
    let id = add(&mut desk, "Contoso", start());
    act(&mut desk, id, Action::Skip, start()).unwrap();
    let backup = made(keeper(&folder).pass(start()));
    assert_eq!(
        names_in(backup.path.parent().unwrap()),
        [name(start(), Why::Routine)]
    );
    assert_eq!(backup.bytes, std::fs::metadata(&backup.path).unwrap().len());
    assert!(desk.store().size_bytes().unwrap() >= backup.bytes);
    let holds = backups::inspect(&backup.path).unwrap();
    let expected = Holds {
        open: 50,
        archived: 1,
        profiles: 0,
        newest_change_at: Some(start()),
    };
    assert_eq!(holds, expected);
    let copy = Connection::open(&backup.path).unwrap();
    let mode: String = copy
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "delete");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for path in [backup.path.as_path(), backup.path.parent().unwrap()] {
            let mode = std::fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", path.display());
        }
    }
}

fn name(made_at: Timestamp, why: Why) -> String {
    BackupName { made_at, why }.to_string()
}

#[test]
fn a_backup_is_whole_while_others_write_and_does_not_hold_them_up() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &rows(2_000), start()).unwrap();
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            let mut other = folder.desk();
            let mut written = 0;
            while !is_done.load(Ordering::Relaxed) {
                add(&mut other, "Fabrikam", start());
                written += 1;
            }
            written
        });
        for minutes in 0..5 {
            let now = start().plus_seconds(minutes * 31 * MINUTE);
            let backup = backups::make(desk.store(), Why::Routine, now).unwrap();
            let holds = backups::inspect(&backup.path).unwrap();
            assert!(holds.open >= 2_000);
        }
        is_done.store(true, Ordering::Relaxed);
        assert!(writing.join().unwrap() > 0);
    });
}

#[test]
fn an_interrupted_backup_leaves_no_half_file_and_is_made_next_time() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &rows(3_000), start()).unwrap();
    let mut keeper = keeper(&folder);
    let interrupter = keeper.interrupter();
    let kept = backups::folder_of(&folder.path());
    // Whether the interruption comes in time is up to the system: sooner or later it does.
    for half_hours in 0..50 {
        let now = start().plus_seconds(half_hours * 30 * MINUTE);
        add(&mut desk, "Contoso", now);
        let is_done = AtomicBool::new(false);
        let has_begun = Barrier::new(2);
        let pass = std::thread::scope(|scope| {
            scope.spawn(|| {
                has_begun.wait();
                while !is_done.load(Ordering::Relaxed) {
                    interrupter.interrupt();
                }
            });
            has_begun.wait();
            let pass = keeper.pass(now);
            is_done.store(true, Ordering::Relaxed);
            pass
        });
        let whole = listed(&folder).len();
        assert!(!kept.exists() || names_in(&kept).len() == whole);
        if pass.made.is_none() {
            made(keeper.pass(now));
            return;
        }
    }
    panic!("none was interrupted");
}

#[test]
fn what_a_killed_program_left_half_written_goes_after_a_day() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let kept = backups::folder_of(&folder.path());
    std::fs::create_dir(&kept).unwrap();
    let half = |hours: i64| {
        let made_at = start().plus_seconds(-hours * HOUR);
        let why = Why::Routine;
        BackupName { made_at, why }.partial()
    };
    for left in [
        half(23),
        half(25),
        half(25) + "-journal",
        "notes.partial".to_owned(),
    ] {
        std::fs::write(kept.join(left), "half").unwrap();
    }
    made(keeper(&folder).pass(start()));
    let names = names_in(&kept);
    assert_eq!(
        names,
        [
            half(23),
            name(start(), Why::Routine),
            "notes.partial".to_owned()
        ]
    );
}

#[test]
fn what_is_no_backup_of_leadline_is_never_touched() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let kept = backups::folder_of(&folder.path());
    std::fs::create_dir(&kept).unwrap();
    // Called like superfluous backups, but something else; and something called otherwise.
    let old = start().plus_seconds(-2_000 * DAY);
    let other = name(old, Why::Routine);
    std::fs::write(kept.join(&other), "a letter").unwrap();
    let database = name(old.plus_seconds(1), Why::Routine);
    Connection::open(kept.join(&database))
        .unwrap()
        .execute_batch("CREATE TABLE letter (x);")
        .unwrap();
    std::fs::write(kept.join("letter.txt"), "a letter").unwrap();
    let cut = name(old.plus_seconds(2), Why::Routine);
    let whole = std::fs::read({
        let copy = folder.join("copy.db");
        desk.store().back_up_to(&copy).unwrap();
        copy
    })
    .unwrap();
    std::fs::write(kept.join(&cut), &whole[..whole.len() - 10]).unwrap();
    add(&mut desk, "Fabrikam", start());
    let superfluous = name(old.plus_seconds(3), Why::Routine);
    std::fs::write(kept.join(&superfluous), &whole).unwrap();
    // By this clock backups were made for more than a day.
    made(keeper(&folder).pass(start().plus_seconds(-30 * HOUR)));
    assert!(names_in(&kept).contains(&superfluous));
    add(&mut desk, "Tailspin", start());
    made(keeper(&folder).pass(start()));
    let names = names_in(&kept);
    assert!(!names.contains(&superfluous));
    for stays in [other, database, cut, "letter.txt".to_owned()] {
        assert!(names.contains(&stays), "{stays}");
    }
}

#[test]
fn before_an_import_there_is_a_backup_of_what_was_there() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &rows(3), start()).unwrap();
    assert!(listed(&folder).is_empty(), "nothing was there");
    import(&mut desk, &[row("PC-new", "Late")], start()).unwrap();
    let [backup] = listed(&folder).try_into().unwrap();
    assert_eq!(backup.why, Why::Import);
    assert_eq!(backups::inspect(&backup.path).unwrap().open, 3);
}

#[test]
fn an_import_is_not_begun_when_its_backup_cannot_be_made() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    // A file stands where the folder would be.
    std::fs::write(backups::folder_of(&folder.path()), "").unwrap();
    let before = content(&desk);
    let error = import(&mut desk, &rows(3), start()).unwrap_err();
    assert_eq!(content(&desk), before);
    for language in Language::ALL {
        let words = error.say(&Texts::new(language));
        assert!(words.contains("leadline.db.backups"), "{words}");
    }
}

#[test]
fn before_a_purge_there_is_a_backup_which_thinning_keeps() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let purge = backups::make(desk.store(), Why::Purge, start()).unwrap();
    for hours in 1..(29 * 24) {
        let now = start().plus_seconds(hours * HOUR);
        if hours % 6 == 0 {
            add(&mut desk, "Fabrikam", now);
            made(keeper(&folder).pass(now));
        }
    }
    assert!(purge.path.exists());
    let count = listed(&folder).len();
    assert!(count < 40, "{count}");
}

#[test]
fn restoring_is_undone_by_restoring_what_was_kept() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let backup = backups::make(desk.store(), Why::Routine, start()).unwrap();
    let then = content(&desk);
    act(&mut desk, id, Action::Interested, start()).unwrap();
    add(&mut desk, "Fabrikam", start());
    let now = content(&desk);
    drop(desk);
    let later = start().plus_seconds(HOUR);
    let kept = restore_file(&folder.path(), &backup.path, later)
        .unwrap()
        .unwrap();
    assert_eq!(content(&folder.desk()), then);
    let restored = listed(&folder)
        .into_iter()
        .find(|known| known.path == kept)
        .unwrap();
    assert_eq!(restored.why, Why::Restore);
    restore_file(&folder.path(), &kept, later.plus_seconds(1)).unwrap();
    assert_eq!(content(&folder.desk()), now);
    folder.desk().store().check().unwrap();
}

#[test]
fn the_second_folder_stays_the_one_that_was_chosen_last() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let backup = backups::make(desk.store(), Why::Routine, start()).unwrap();
    let second = folder.join("second");
    with_second(&mut desk, &second);
    drop(desk);
    restore_file(&folder.path(), &backup.path, start()).unwrap();
    let settings = folder.desk().settings().unwrap();
    assert_eq!(settings.second_backup_folder, Some(second));
}

#[test]
fn a_preview_tells_what_was_added_changed_and_is_missing() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let same = add(&mut desk, "Same", start());
    let changed = add(&mut desk, "Contoso", start());
    let gone = add(&mut desk, "Gone", start());
    let backup = backups::make(desk.store(), Why::Routine, start()).unwrap();
    let none = desk.store().differences_from(&backup.path).unwrap();
    assert!(none.is_none(), "{none:?}");
    act(&mut desk, changed, Action::Interested, start()).unwrap();
    let edit = ReferralEdit {
        notes: Some("Call them".to_owned()),
        ..ReferralEdit::default()
    };
    act(&mut desk, changed, Action::Edit(Box::new(edit)), start()).unwrap();
    let added = add(&mut desk, "Fabrikam", start());
    Connection::open(folder.path())
        .unwrap()
        .execute("DELETE FROM referral WHERE id = ?1", [gone.0])
        .unwrap();
    let found = desk.store().differences_from(&backup.path).unwrap();
    let told = |group: &backups::Group| -> Vec<(ReferralId, String)> {
        assert_eq!(group.count, group.first.len());
        let first = group.first.iter();
        first.map(|one| (one.id, one.customer.clone())).collect()
    };
    assert_eq!(told(&found.added), [(added, "Fabrikam".to_owned())]);
    assert_eq!(told(&found.changed), [(changed, "Contoso".to_owned())]);
    assert_eq!(told(&found.missing), [(gone, "Gone".to_owned())]);
    assert!(!found.is_of_other_file);
    let english = Texts::new(Language::English);
    assert_eq!(
        backups::differing_words(&english, &found.changed.first[0]),
        "Contoso: Status, Notes"
    );
    // Neither was written to.
    assert_eq!(referral(&desk, same).revision, 1);
    backups::inspect(&backup.path).unwrap();
}

#[test]
fn a_preview_of_another_files_backup_says_so() {
    let (folder, elsewhere) = (Folder::new(), Folder::new());
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let mut other = elsewhere.desk();
    add(&mut other, "Fabrikam", start());
    let backup = backups::make(other.store(), Why::Routine, start()).unwrap();
    let found = desk.store().differences_from(&backup.path).unwrap();
    assert!(found.is_of_other_file);
    assert_eq!(
        (found.added.count, found.changed.count, found.missing.count),
        (1, 0, 1)
    );
}

#[test]
fn a_preview_of_many_counts_all_and_names_the_first() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let backup = backups::make(desk.store(), Why::Routine, start()).unwrap();
    import(&mut desk, &rows(1_000), start()).unwrap();
    let found = desk.store().differences_from(&backup.path).unwrap();
    assert_eq!(found.added.count, 1_000);
    assert_eq!(found.added.first.len(), 200);
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
                 VALUES (1, 'Contoso', '', 'new', 0, 1795305600000, 'classic', 0, 0);
             INSERT INTO referral_text VALUES (1, 'All of it', '', '', '', '', NULL, NULL, '{}');
             PRAGMA application_id = 1281641582; PRAGMA user_version = 1;",
        )
        .unwrap();
}

#[test]
fn a_backup_of_an_older_version_is_compared_and_restored() {
    let folder = Folder::new();
    of_the_first_version(&folder.path());
    let store = Store::open(&folder.path()).unwrap();
    let [backup] = listed(&folder).try_into().unwrap();
    assert_eq!(backup.why, Why::Migration);
    assert_eq!(backups::inspect(&backup.path).unwrap().open, 1);
    assert!(store.differences_from(&backup.path).unwrap().is_none());
    let mut desk = Desk::new(store);
    act(&mut desk, ReferralId(1), Action::Interested, start()).unwrap();
    let found = desk.store().differences_from(&backup.path).unwrap();
    assert_eq!(found.changed.count, 1);
    drop(desk);
    restore_file(&folder.path(), &backup.path, start()).unwrap();
    assert_eq!(referral(&folder.desk(), ReferralId(1)).revision, 1);
    folder.desk().store().check().unwrap();
}

#[test]
fn newer_foreign_and_damaged_backups_are_refused_and_nothing_changes() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &rows(200), start()).unwrap();
    let good = backups::make(desk.store(), Why::Routine, start()).unwrap();
    let whole = std::fs::read(&good.path).unwrap();
    let newer = folder.join("newer.leadline");
    std::fs::write(&newer, &whole).unwrap();
    let connection = Connection::open(&newer).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let foreign = folder.join("foreign.leadline");
    std::fs::write(
        &foreign,
        "a letter, long enough to be read as a header ".repeat(9),
    )
    .unwrap();
    let damaged = folder.join("damaged.leadline");
    let mut bytes = whole.clone();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8_192].fill(0x5a);
    std::fs::write(&damaged, bytes).unwrap();
    let before = content(&desk);
    drop(desk);
    let count = listed(&folder).len();
    for bad in [&newer, &foreign, &damaged, &folder.join("none.leadline")] {
        let bytes = std::fs::read(bad).ok();
        backups::inspect(bad).unwrap_err();
        restore_file(&folder.path(), bad, start()).unwrap_err();
        assert_eq!(std::fs::read(bad).ok(), bytes);
        assert_eq!(content(&folder.desk()), before);
    }
    assert_eq!(listed(&folder).len(), count);
}

fn second_of(folder: &Folder, second: &Path) -> PathBuf {
    backups::second_folder_of(second, &Store::open(&folder.path()).unwrap())
}

#[test]
fn each_backup_is_kept_in_the_second_folder_as_well() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let second = folder.join("second");
    std::fs::create_dir(&second).unwrap();
    add(&mut desk, "Contoso", start());
    made(keeper(&folder).pass(start()));
    let before_import = start().plus_seconds(MINUTE);
    import(&mut desk, &rows(3), before_import).unwrap();
    with_second(&mut desk, &second);
    let at = |minutes: i64| start().plus_seconds(minutes * MINUTE);
    // To begin with, the newest.
    assert_eq!(keeper(&folder).pass(at(2)).copied, 1);
    import(&mut desk, &rows(4), at(3)).unwrap();
    assert_eq!(keeper(&folder).pass(at(40)).copied, 2);
    let own = second_of(&folder, &second);
    assert_eq!(
        names_in(&own),
        [
            name(before_import, Why::Import),
            name(at(3), Why::Import),
            name(at(40), Why::Routine)
        ]
    );
    for known in backups::list(&folder.path(), None) {
        let copy = own.join(known.path.file_name().unwrap());
        if copy.exists() {
            assert_eq!(
                std::fs::read(copy).unwrap(),
                std::fs::read(known.path).unwrap()
            );
        }
    }
    // The list has each once; those that only the second folder has come from there.
    let all = backups::list(&folder.path(), Some(&own));
    assert_eq!(all.len(), 4);
    std::fs::remove_dir_all(backups::folder_of(&folder.path())).unwrap();
    assert_eq!(backups::list(&folder.path(), Some(&own)).len(), 3);
}

#[test]
fn a_missing_second_folder_is_a_warning_and_the_first_goes_on() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let second = folder.join("second");
    with_second(&mut desk, &second);
    add(&mut desk, "Contoso", start());
    let pass = keeper(&folder).pass(start());
    assert!(pass.made.is_some());
    assert!(
        matches!(pass.problems.as_slice(), [BackupProblem::Second(path, _)] if *path == second)
    );
    assert!(
        !second.exists(),
        "a drive that is missing is not made up for"
    );
    let told = backups::problems(desk.store(), start()).unwrap();
    assert_eq!(told, pass.problems);
    for language in Language::ALL {
        let words = told[0].say(&Texts::new(language));
        assert!(words.contains("second"), "{words}");
    }
    // When it is there again, it gets what it lacks.
    std::fs::create_dir(&second).unwrap();
    let pass = keeper(&folder).pass(start().plus_seconds(MINUTE));
    assert_eq!((pass.copied, pass.problems), (1, Vec::new()));
}

/// Runs a test of this file in a process that can write no file larger than half a megabyte, as on a full disk.
#[cfg(unix)]
fn run_with_no_room(test: &str, file: &Path) {
    let status = std::process::Command::new("bash")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 512; exec \"$0\" --exact \"$1\" --nocapture",
        ])
        .arg(std::env::current_exe().unwrap())
        .arg(test)
        .env("LEADLINE_TEST_FILE", file)
        .status()
        .unwrap();
    assert!(status.success());
}

#[cfg(unix)]
#[test]
fn a_full_second_folder_leaves_no_half_file_and_the_first_goes_on() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &rows(3_000), start()).unwrap();
    made(keeper(&folder).pass(start()));
    let second = folder.join("second");
    std::fs::create_dir(&second).unwrap();
    with_second(&mut desk, &second);
    drop(desk);
    run_with_no_room("a_pass_with_no_room_in_the_second_folder", &folder.path());
    assert_eq!(names_in(&second_of(&folder, &second)), Vec::<String>::new());
    let later = start().plus_seconds(HOUR);
    assert_eq!(keeper(&folder).pass(later).copied, 1);
}

/// The process of the test above; by itself it does nothing.
#[cfg(unix)]
#[test]
fn a_pass_with_no_room_in_the_second_folder() {
    if let Some(path) = std::env::var_os("LEADLINE_TEST_FILE") {
        let store = Store::open(Path::new(&path)).unwrap();
        let pass = Keeper::new(store).pass(start().plus_seconds(MINUTE));
        let problems = pass.problems.as_slice();
        assert!(
            matches!(problems, [BackupProblem::Second(..)]),
            "{problems:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_no_half_backup_and_is_told() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &rows(3_000), start()).unwrap();
    drop(desk);
    run_with_no_room("a_pass_with_no_room", &folder.path());
    assert_eq!(
        names_in(&backups::folder_of(&folder.path())),
        Vec::<String>::new()
    );
    made(keeper(&folder).pass(start()));
}

/// The process of the test above; by itself it does nothing.
#[cfg(unix)]
#[test]
fn a_pass_with_no_room() {
    if let Some(path) = std::env::var_os("LEADLINE_TEST_FILE") {
        let store = Store::open(Path::new(&path)).unwrap();
        let pass = Keeper::new(store).pass(start());
        let problems = pass.problems.as_slice();
        assert!(
            matches!(problems, [BackupProblem::Failed(_)]),
            "{problems:?}"
        );
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_is_told_and_nothing_else_fails() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    std::fs::write(backups::folder_of(&folder.path()), "").unwrap();
    let pass = keeper(&folder).pass(start());
    assert!(
        matches!(pass.problems.as_slice(), [BackupProblem::Failed(_)]),
        "{pass:?}"
    );
    act(&mut desk, ReferralId(1), Action::Interested, start()).unwrap();
}

#[test]
fn a_folder_that_has_gone_is_told_until_a_person_has_seen_it() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    made(keeper(&folder).pass(start()));
    let kept = backups::folder_of(&folder.path());
    // While no program was running.
    std::fs::remove_dir_all(&kept).unwrap();
    let problems = |now| backups::problems(desk.store(), now).unwrap();
    assert_eq!(problems(start()), [BackupProblem::Gone(kept.clone())]);
    add(&mut folder.desk(), "Fabrikam", start());
    let later = start().plus_seconds(HOUR);
    let pass = keeper(&folder).pass(later);
    assert_eq!(pass.problems, [BackupProblem::Gone(kept.clone())]);
    assert_eq!(pass.made.unwrap().path.parent().unwrap(), kept);
    // It is there again; what was in it is not, and that is no change of the file.
    for minutes in 1..3 {
        let now = later.plus_seconds(minutes * HOUR);
        let pass = keeper(&folder).pass(now);
        assert_eq!(pass.problems, [BackupProblem::Gone(kept.clone())]);
        assert_eq!(pass.made, None);
    }
    backups::gone_was_seen(&mut desk.store().open_again().unwrap()).unwrap();
    assert_eq!(keeper(&folder).pass(later), Pass::default());
    assert_eq!(problems(later), []);
}

#[test]
fn a_damaged_file_is_offered_the_newest_backup_of_both_folders() {
    for is_noted in [true, false] {
        let folder = Folder::new();
        let second = folder.join("second");
        std::fs::create_dir(&second).unwrap();
        let mut desk = folder.desk();
        add(&mut desk, "Contoso", start());
        with_second(&mut desk, &second);
        made(keeper(&folder).pass(start()));
        add(&mut desk, "Fabrikam", start());
        let newest = made(keeper(&folder).pass(start().plus_seconds(HOUR)));
        let second = backups::second_folder_of(&second, desk.store());
        drop(desk);
        // The disk has lost what was written last.
        std::fs::remove_file(&newest.path).unwrap();
        let note = backups::folder_of(&folder.path()).join("second-folder");
        let noted = std::fs::read_to_string(&note).unwrap();
        assert_eq!(Path::new(&noted), second);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&note).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
        let told = if is_noted {
            None
        } else {
            std::fs::remove_file(note).unwrap();
            let trial =
                leadline::desk::try_salvage(&folder.path(), &leadline::desk::Progress::default())
                    .unwrap();
            assert_eq!(trial.second_backups.as_deref(), Some(second.as_path()));
            trial.second_backups.clone()
        };
        let good = leadline::desk::newest_good_backup(&folder.path(), told.as_deref()).unwrap();
        assert_eq!(good.path.parent(), Some(second.as_path()));
        assert_eq!((good.made_at, good.holdings.open), (newest.made_at, 2));
    }
}

#[test]
fn changes_that_are_in_no_backup_for_a_day_are_warned_of() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    made(keeper(&folder).pass(start()));
    let changed_at = start().plus_seconds(HOUR);
    add(&mut desk, "Fabrikam", changed_at);
    let told = |now| backups::problems(desk.store(), now).unwrap();
    assert_eq!(told(changed_at.plus_seconds(DAY)), []);
    let late = changed_at.plus_seconds(DAY + 1);
    let found = told(late);
    let [BackupProblem::Outdated { since }] = found.as_slice() else {
        panic!("another problem: {found:?}");
    };
    assert_eq!(*since, changed_at);
    // Nobody changes anything for a year: there is nothing to warn of once it is in a backup.
    made(keeper(&folder).pass(late));
    assert_eq!(told(late.plus_seconds(365 * DAY)), []);
}

#[test]
fn a_damaged_newest_backup_is_made_up_for() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let backup = made(keeper(&folder).pass(start()));
    std::fs::write(&backup.path, "rubbish").unwrap();
    let later = start().plus_seconds(HOUR);
    made(keeper(&folder).pass(later));
    assert_eq!(listed(&folder).len(), 2);
}

#[test]
fn a_file_in_memory_has_no_backups() {
    let store = Store::in_memory_for(Path::new("nowhere.db")).unwrap();
    let mut desk = Desk::new(store);
    import(&mut desk, &rows(2), start()).unwrap();
    import(&mut desk, &rows(3), start()).unwrap();
    assert!(!Path::new("nowhere.db.backups").exists());
}

#[test]
fn a_locked_folder_is_waited_for_no_longer_than_patience_lasts() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let kept = backups::folder_of(&folder.path());
    std::fs::create_dir(&kept).unwrap();
    let lock = std::fs::File::create(kept.join("lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(keeper(&folder).pass(start()), Pass::default());
    drop(lock);
    made(keeper(&folder).pass(start()));
}

#[test]
fn what_a_backup_is_refused_for_is_typed() {
    let folder = Folder::new();
    let error = backups::inspect(&folder.join("none")).unwrap_err();
    assert!(matches!(error, StoreError::Unreachable { .. }));
}

#[test]
fn a_program_without_a_window_makes_backups_and_tells_of_them() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let clock = Arc::new(ManualClock::new(start()));
    let program = Residency::of_one_window(clock, Language::English);
    program.back_up(desk.store());
    program.nudge_backups();
    let mut told = Vec::new();
    for _ in 0..2_000 {
        told.extend(program.take());
        if !told.is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let [Call::Backups(news)] = told.as_slice() else {
        panic!("something else: {told:?}");
    };
    let [backup] = listed(&folder).try_into().unwrap();
    assert_eq!(news.made, Some(backup));
    assert_eq!(program.backup_news().as_ref(), Some(news));
    program.end();
}

#[test]
fn a_program_without_a_window_looks_for_damage_and_has_the_window_come_up() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &rows(2_000), start()).unwrap();
    drop(desk);
    let path = folder.path();
    let program = |store: &Store| {
        let clock = Arc::new(ManualClock::new(start()));
        let program = Residency::of_one_window(clock, Language::English);
        program.check(store);
        program
    };
    // A whole file is no news.
    let whole = program(&Store::open(&path).unwrap());
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    assert!(whole.take().is_empty());
    whole.end();
    let mut bytes = std::fs::read(&path).unwrap();
    let half = bytes.len() / 2 / 8192 * 8192;
    for page in bytes[half..].chunks_mut(8192).step_by(3) {
        page.fill(0xA5);
    }
    std::fs::write(&path, bytes).unwrap();
    let damaged = program(&Store::open(&path).unwrap());
    let mut told = Vec::new();
    for _ in 0..2_000 {
        told.extend(damaged.take());
        if !told.is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(matches!(told.as_slice(), [Call::Open(None)]), "{told:?}");
    damaged.end();
}

#[test]
fn a_restore_names_the_settings_it_brings_back_and_leaves_the_retention_period() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let then = Settings {
        retention_days: Some(30),
        ..desk.settings().unwrap()
    };
    desk.save_settings(&then).unwrap();
    let backup = backups::make(desk.store(), Why::Routine, start()).unwrap();
    let differing = |desk: &Desk| differing_settings(desk.store(), &backup.path).unwrap();
    assert_eq!(differing(&desk), []);
    let mut now = then.clone();
    now.retention_days = None;
    now.policy = leadline::domain::PolicyId::Since2019;
    now.leads.answer_seconds = vec![HOUR / 2];
    now.own_name = "Sato".to_owned();
    desk.save_settings(&now).unwrap();
    assert_eq!(
        differing(&desk),
        [
            DifferingSetting::Policy,
            DifferingSetting::LeadTimes,
            DifferingSetting::Appearance
        ]
    );
    drop(desk);
    restore_file(&folder.path(), &backup.path, start()).unwrap();
    let restored = folder.desk().settings().unwrap();
    assert_eq!(
        restored,
        Settings {
            retention_days: None,
            ..then
        }
    );
}
