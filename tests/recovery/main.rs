//! Damaged files: whatever happens to the bytes of a file, the program does not fall over, brings back what is still there, says what is not,
//! and makes nothing up. Everything that happens follows from a seed, which a failure prints.
//!
//! `LEADLINE_DAMAGED_FILES` says how many files (seventy without), `LEADLINE_DAMAGE_SEED` from which seed on. `scripts/torture damaged` runs
//! thousands.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "../reminder_simulation/chance.rs"]
mod chance;
#[path = "../common/mod.rs"]
mod common;
mod damage;
mod oracle;
mod original;

use chance::Chance;
use damage::Damage;
use leadline::store::{Progress, SalvageReport, Store, StoreError, salvage};
use oracle::{Outcome, rows};
use original::{Original, originals};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const FILES_WITHOUT_ASKING: u64 = 70;

fn asked_for<T: std::str::FromStr>(name: &str) -> Option<T> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text}")),
    )
}

/// Damages a copy of a file, salvages it, and compares. What is wrong, if anything.
fn trial(original: &Original, seed: u64, folder: &Path) -> Result<Outcome, String> {
    let mut chance = Chance::new(seed);
    let damage = Damage::choose(&mut chance, original);
    let told = |why: String| format!("seed {seed}, {}, {}: {why}", original.name, damage.story);
    let file = folder.join(format!("{seed}.db"));
    damage.write(&file);
    let target = folder.join(format!("{seed}.salvaged"));
    let salvaged = salvage(&file, &target, &Progress::default());
    let outcome = match salvaged {
        Ok(report) => oracle::judge(original, &damage, &report, &file, &target).map_err(told)?,
        Err(StoreError::NothingFound(_)) if damage.may_leave_nothing => {
            oracle::nothing_is_left(original, &damage).map_err(told)?
        }
        // A number of the header has turned into that of a version to come: it is left alone, and that is told.
        Err(StoreError::Newer { .. }) if damage.may_look_newer => Outcome::default(),
        Err(error) => return Err(told(format!("it could not be salvaged: {error}"))),
    };
    for path in [&file, &target] {
        for suffix in ["", "-wal", "-shm"] {
            let mut name = path.clone().into_os_string();
            name.push(suffix);
            std::fs::remove_file(name).ok();
        }
    }
    Ok(outcome)
}

#[test]
fn of_a_damaged_file_comes_back_what_is_there_and_nothing_is_lost_in_silence_nor_made_up() {
    let files: u64 = asked_for("LEADLINE_DAMAGED_FILES").unwrap_or(FILES_WITHOUT_ASKING);
    let first: u64 = asked_for("LEADLINE_DAMAGE_SEED").unwrap_or(1);
    let folder = tempfile::tempdir_in(original::folder()).unwrap();
    let originals = originals(folder.path());
    let next = AtomicU64::new(first);
    let start = Instant::now();
    let counted: [AtomicUsize; 4] = Default::default();
    let slowest = Mutex::new(Duration::ZERO);
    let wrong = Mutex::new(Vec::new());
    let at_work = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..at_work {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    if seed >= first + files || wrong.lock().unwrap().len() > 5 {
                        return;
                    }
                    let original = &originals[(seed % originals.len() as u64) as usize];
                    let begun = Instant::now();
                    // A panic of the program is a finding with a seed, not the end of the run.
                    let tried = std::panic::catch_unwind(|| trial(original, seed, folder.path()));
                    let taken = begun.elapsed();
                    let mut slowest = slowest.lock().unwrap();
                    *slowest = taken.max(*slowest);
                    match tried {
                        Ok(Ok(outcome)) => {
                            for (counted, more) in counted.iter().zip([
                                outcome.there,
                                outcome.equal,
                                outcome.reported,
                                usize::from(outcome.is_whole),
                            ]) {
                                counted.fetch_add(more, Ordering::SeqCst);
                            }
                        }
                        Ok(Err(why)) => wrong.lock().unwrap().push(why),
                        Err(_) => wrong.lock().unwrap().push(format!("seed {seed}: a panic")),
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(
        wrong.is_empty(),
        "{}\nAgain: LEADLINE_DAMAGED_FILES=1 LEADLINE_DAMAGE_SEED=<seed> cargo test --test recovery of_a_damaged",
        wrong.join("\n")
    );
    let [there, equal, reported, whole] = counted.map(AtomicUsize::into_inner);
    eprintln!(
        "{files} damaged files from seed {first} on: of {there} rows {equal} came back as they were and {reported} are reported; \
         {whole} files came back whole; {:.1} s, the slowest file {:.1} s",
        start.elapsed().as_secs_f64(),
        slowest.into_inner().unwrap().as_secs_f64(),
    );
    // Of a single file nothing may be left.
    assert!(
        equal * 2 > there || files < FILES_WITHOUT_ASKING,
        "less than half of the rows came back"
    );
}

fn salvage_copy(
    original: &Original,
    folder: &Path,
    change: impl FnOnce(&mut Vec<u8>, &mut Option<Vec<u8>>),
) -> SalvageReport {
    let (mut file, mut log) = (original.file.clone(), original.log.clone());
    change(&mut file, &mut log);
    let damage = Damage::of(file, log, "a change made here");
    let path = folder.join("copy.db");
    damage.write(&path);
    salvage(&path, &folder.join("copy.salvaged"), &Progress::default()).unwrap()
}

#[test]
fn an_undamaged_file_comes_back_whole_and_is_called_so() {
    let folder = tempfile::tempdir_in(original::folder()).unwrap();
    for original in originals(folder.path()) {
        let report = salvage_copy(&original, folder.path(), |_, _| {});
        assert!(report.is_whole(), "{}: {report:#?}", original.name);
        assert!(!report.undo_starts_anew);
        let found = rows(&folder.path().join("copy.salvaged"));
        for (table, rows) in &original.rows {
            assert_eq!(&found[table], rows, "{} {table}", original.name);
        }
    }
}

#[test]
fn without_its_first_page_a_file_still_gives_back_every_row() {
    let folder = tempfile::tempdir_in(original::folder()).unwrap();
    let original = &originals(folder.path())[0];
    let report = salvage_copy(original, folder.path(), |file, _| file[..8192].fill(0));
    assert!(!report.is_whole());
    let found = rows(&folder.path().join("copy.salvaged"));
    for name in ["referral", "referral_text", "history", "profile"] {
        assert_eq!(found[name].len(), original.rows[name].len(), "{name}");
    }
}

#[test]
fn every_lost_referral_is_named_as_long_as_its_texts_or_its_history_are_there() {
    let folder = tempfile::tempdir_in(original::folder()).unwrap();
    let original = &originals(folder.path())[0];
    let wipe = |file: &mut Vec<u8>, table: &str| {
        for (number, (of, _)) in &original.pages {
            if of == table {
                let at = (*number as usize - 1) * 8192;
                file[at..at + 8192].fill(0);
            }
        }
    };
    let lost: Vec<String> = original.rows["referral"].keys().cloned().collect();
    for gone in [
        &["referral"][..],
        &["referral", "referral_text"],
        &["referral", "history"],
    ] {
        let report = salvage_copy(original, folder.path(), |file, _| {
            for table in gone {
                wipe(file, table);
            }
        });
        let mut named: Vec<String> = report
            .lost_referrals
            .iter()
            .map(|id| format!("Integer({id})"))
            .collect();
        named.sort();
        assert_eq!(named, lost, "without {gone:?}");
        assert_eq!(report.table("referral").unwrap().missing, lost.len());
    }
}

#[test]
fn one_referral_is_not_nothing() {
    let folder = tempfile::tempdir_in(original::folder()).unwrap();
    let home = common::Folder::new();
    drop({
        let mut desk = home.desk();
        common::add(&mut desk, "Contoso", common::start());
        desk
    });
    let mut file = std::fs::read(home.path()).unwrap();
    let pages = original::pages_of(&home.path());
    for (number, (of, _)) in &pages {
        if of != "referral" && of != "sqlite_schema" {
            let at = (*number as usize - 1) * 8192;
            file[at..at + 8192].fill(0);
        }
    }
    let path = folder.path().join("one.db");
    Damage::of(file, None, "all but one").write(&path);
    let target = folder.path().join("one.salvaged");
    let report = salvage(&path, &target, &Progress::default()).unwrap();
    assert_eq!(report.table("referral").unwrap().found, 1);
}

#[test]
fn a_file_of_an_older_version_is_salvaged_and_brought_up_to_date() {
    let folder = tempfile::tempdir_in(original::folder()).unwrap();
    for version in 1..original::newest_version() {
        let original = original::older(folder.path(), version);
        let report = salvage_copy(&original, folder.path(), |file, _| {
            // The last page of a table's tree.
            let at = file.len() - 8192;
            file[at..].fill(0xA5);
        });
        assert!(report.found() > 0);
        let store = Store::open(&folder.path().join("copy.salvaged")).unwrap();
        store.check().unwrap();
        assert!(store.referral_count().unwrap() > 0, "version {version}");
    }
}

#[test]
fn the_damaged_file_is_only_read() {
    let folder = tempfile::tempdir_in(original::folder()).unwrap();
    let original = &originals(folder.path())[1];
    let mut file = original.file.clone();
    file[8192 * 3..8192 * 4].fill(7);
    let damage = Damage::of(file.clone(), original.log.clone(), "a page");
    let path = folder.path().join("read.db");
    damage.write(&path);
    salvage(
        &path,
        &folder.path().join("read.salvaged"),
        &Progress::default(),
    )
    .unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), file);
    let mut log = path.into_os_string();
    log.push("-wal");
    assert_eq!(std::fs::read(log).ok(), original.log);
}

#[test]
fn what_is_no_file_of_ours_gives_nothing_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let (file, target) = (folder.path().join("picture"), folder.path().join("target"));
    let (zeros, thirteens) = (vec![0; 100_000], vec![13; 100_000]);
    for content in [&b""[..], b"no database", &zeros, &thirteens] {
        std::fs::write(&file, content).unwrap();
        let error = salvage(&file, &target, &Progress::default()).unwrap_err();
        assert!(matches!(error, StoreError::NothingFound(_)), "{error}");
        assert!(!target.exists());
    }
}
