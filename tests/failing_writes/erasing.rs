//! Erasing a person while every step of it fails in turn, or ends the program: once it was acknowledged, or its rows are gone, the next start
//! leaves no byte of the person; otherwise everything is as it was.

use crate::common::*;
use crate::crash::content::content;
use crate::crash::{asked, files, put, replay, scratch, search};
use crate::file_layer::{BROKEN, Failure, KILL, Layer, NO_SPACE};
use leadline::desk::Desk;
use leadline::desk::backups::{Why, make};
use leadline::domain::{Action, Contact, ReferralEdit, ReferralId};
use std::path::Path;
use std::process::{Command, Output};

/// For good.
const ALL: usize = usize::MAX / 4;
/// Words that stand nowhere but in what is known of one person, in the file and in two backups.
const OF_THE_PERSON: [&str; 3] = ["zvyxqua", "quuxmail", "frobnicant"];
const ERASE: [&str; 4] = ["erase", "1", "--all-texts", "--yes"];
/// Nothing but what every start does, and what is said of it.
const START: [&str; 1] = ["check"];

fn edit(desk: &mut Desk, edit: ReferralEdit, now: leadline::domain::Timestamp) {
    let action = Action::Edit(Box::new(edit));
    act(desk, ReferralId(1), action, now).unwrap();
}

/// A folder with a file in which a person stands in rows, history, the log and two backups.
fn prepared() -> tempfile::TempDir {
    let folder = scratch();
    let file = folder.path().join("leadline.db");
    let mut desk = desk_on(&file);
    let now = leadline::desk::Clock::now(&leadline::desk::SystemClock);
    // The contact comes later, as Partner Center shows it later: the first backup names the person as the customer, and does not know it.
    add(&mut desk, "Zvyxqua Consulting", now);
    for number in 0..4 {
        add(&mut desk, &format!("Customer {number}"), now);
    }
    make(desk.store(), Why::Routine, now.plus_seconds(1)).unwrap();
    let notes = ReferralEdit {
        notes: Some("Frobnicant. ".repeat(2_000)),
        contact: Some(Contact {
            name: "Zvyxqua".to_owned(),
            email: "z@quuxmail.example".to_owned(),
            ..Contact::default()
        }),
        ..ReferralEdit::default()
    };
    edit(&mut desk, notes, now.plus_seconds(2));
    make(desk.store(), Why::Routine, now.plus_seconds(3)).unwrap();
    let shorter = ReferralEdit {
        notes: Some("Frobnicant".to_owned()),
        ..ReferralEdit::default()
    };
    edit(&mut desk, shorter, now.plus_seconds(4));
    drop(desk);
    let held = files(folder.path());
    let found = search::found(&held, &OF_THE_PERSON);
    assert!(found.len() >= 5, "{found:?}");
    folder
}

fn run(layer: &Layer, file: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_leadline"));
    command
        .arg("--db")
        .arg(file)
        .args(["--lang", "en"])
        .args(words)
        .current_dir(file.parent().unwrap())
        .env("TZ", "UTC")
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    layer.under(&mut command).output().unwrap()
}

fn steps_of(kinds: &str, origin: &Path) -> usize {
    let (folder, beside) = (scratch(), scratch());
    put(folder.path(), &files(origin));
    let file = folder.path().canonicalize().unwrap().join("leadline.db");
    let layer = Layer::over(folder.path(), beside.path());
    let ran = run(&layer, &file, &ERASE);
    assert!(ran.status.success());
    let is_one = |step: &&crate::file_layer::Step| kinds.contains(step.kind());
    layer.take_steps().iter().filter(is_one).count()
}

#[derive(Default, Debug)]
struct Tally {
    acknowledged: usize,
    finished_at_the_next_start: usize,
    as_before: usize,
}

/// Has every step of these kinds fail in turn, and `count` steps from there on.
fn every_step_fails(kinds: &str, error: i32, count: usize) {
    let every = asked("LEADLINE_FAILING_EVERY", 5) as usize;
    let origin = prepared();
    let before_files = files(origin.path());
    let before = content(&origin.path().join("leadline.db"));
    let mut tally = Tally::default();
    for step in (0..steps_of(kinds, origin.path())).step_by(every) {
        let (folder, beside) = (scratch(), scratch());
        put(folder.path(), &before_files);
        let file = folder.path().canonicalize().unwrap().join("leadline.db");
        let layer = Layer::over(folder.path(), beside.path());
        layer.fail(Failure {
            kinds,
            error,
            after: step,
            count,
        });
        let ran = run(&layer, &file, &ERASE);
        layer.heal();
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        let how = format!("{kinds} {error} from step {step}: {said}");
        assert!(!said.contains("panicked"), "{how}");
        let is_acknowledged = ran.status.success();
        // What is still to be done is told.
        let left = search::found(&files(folder.path()), &OF_THE_PERSON);
        let is_told = said.contains("It is tried again when Leadline starts.");
        assert!(
            !is_acknowledged || left.is_empty() || is_told,
            "{how}: {left:?}"
        );
        if error == KILL {
            // It does not always take as many steps: near the end it may be through.
            let is_through = ran.status.success();
            assert!(
                is_through || ran.status.code().is_none(),
                "{how}: {:?}",
                ran.status
            );
        }
        let started = run(&layer, &file, &START);
        assert!(started.status.success(), "{how}, then {started:?}");
        replay::holds(&file).unwrap_or_else(|wrong| panic!("{how} {wrong}"));
        let found = search::found(&files(folder.path()), &OF_THE_PERSON);
        let after = content(&file);
        if is_acknowledged || after != before {
            assert_eq!(found, [], "{how}: told to be erased: {is_acknowledged}");
            assert!(!pending(&after), "{how}: there is more to be done");
            if is_acknowledged {
                tally.acknowledged += 1;
            } else {
                tally.finished_at_the_next_start += 1;
            }
        } else {
            assert_eq!(backups(folder.path()), backups(origin.path()), "{how}");
            tally.as_before += 1;
        }
    }
    println!("erasing, {kinds} {error}: {tally:?}");
    assert!(tally.as_before > 0 && tally.finished_at_the_next_start > 0);
}

fn pending(content: &[String]) -> bool {
    content.iter().any(|line| line.contains("pending_erasures"))
}

fn backups(folder: &Path) -> crate::crash::Files {
    let mut files = files(folder);
    files.retain(|name, _| name.starts_with("leadline.db.backups/") && name.ends_with(".leadline"));
    files
}

#[test]
fn a_program_that_is_killed_at_any_step_of_an_erasure_finishes_it_at_its_next_start_or_has_not_begun()
 {
    every_step_fails("OCWTSUR", KILL, 1);
}

#[test]
fn an_erasure_that_a_full_disk_interrupts_is_finished_once_there_is_space() {
    every_step_fails("pWT", NO_SPACE, ALL);
}

#[test]
fn an_erasure_that_a_broken_disk_interrupts_is_finished_once_it_is_well() {
    every_step_fails("OCWTSUR", BROKEN, ALL);
}

#[test]
fn a_step_that_fails_once_leaves_an_erasure_to_be_finished() {
    every_step_fails("WTSUR", BROKEN, 1);
}
