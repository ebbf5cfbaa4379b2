//! Every step of every command fails in turn.

use crate::common::*;
use crate::crash::content::entered as content;
use crate::crash::{asked, files, put, replay, scratch};
use crate::file_layer::{BROKEN, Failure, KILL, Layer, NO_SPACE, READ_ONLY};
use leadline::domain::{Action, ReferralId};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// For good.
const ALL: usize = usize::MAX / 4;

const COMMANDS: [&[&str]; 8] = [
    &["add", "--customer", "Fabrikam"],
    &["interested", "1"],
    &[
        "accept",
        "2",
        "--value",
        "12000.50",
        "--currency",
        "USD",
        "--close",
        "2090-12-31",
    ],
    &["import", "referrals.csv"],
    &["profile", "import", "profiles.json"],
    &["undo"],
    &["backup", "copy.leadline"],
    &["restore", "other.leadline"],
];

/// A folder with a file to work on and what the commands read.
fn prepared() -> tempfile::TempDir {
    let folder = scratch();
    let file = folder.path().join("leadline.db");
    let mut desk = desk_on(&file);
    let now = leadline::desk::Clock::now(&leadline::desk::SystemClock);
    for number in 0..6 {
        add(&mut desk, &format!("Customer {number}"), now);
    }
    act(&mut desk, ReferralId(2), Action::Interested, now).unwrap();
    desk.store()
        .back_up_to(&folder.path().join("other.leadline"))
        .unwrap();
    act(&mut desk, ReferralId(3), Action::Interested, now).unwrap();
    drop(desk);
    let lines: Vec<String> = (0..30)
        .map(|row| format!("P-{row},Northwind {row},\"{}\"\n", "All of it. ".repeat(40)))
        .collect();
    let csv = format!("Referral ID,Customer Name,Overview\n{}", lines.concat());
    std::fs::write(folder.path().join("referrals.csv"), csv).unwrap();
    let profiles = r#"[{"region": "JP", "description": "Cloud"}]"#;
    std::fs::write(folder.path().join("profiles.json"), profiles).unwrap();
    folder
}

fn copy_of(folder: &Path) -> tempfile::TempDir {
    let copy = scratch();
    put(copy.path(), &files(folder));
    copy
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

/// What the command is about, when it was done: what of the content is neither the time nor a number.
fn is_done(words: &[&str], folder: &Path, before: &[String]) -> bool {
    let file = folder.join("leadline.db");
    let after = content(&file);
    let has = |what: &str| after.iter().any(|line| line.contains(what));
    match words[0] {
        "add" => has("Fabrikam"),
        "interested" | "accept" | "undo" => after != before,
        "import" => (0..30).all(|row| has(&format!("\"Northwind {row}\""))),
        "profile" => has("profile ["),
        "backup" => {
            let copy = folder.join("copy.leadline");
            copy.exists() && content(&copy) == before
        }
        "restore" => after == content(&folder.join("other.leadline")),
        other => panic!("{other}"),
    }
}

/// How many steps of these kinds the command takes when none fails.
fn steps_of(words: &[&str], kinds: &str, origin: &Path) -> usize {
    let (folder, beside) = (copy_of(origin), scratch());
    let file = folder.path().canonicalize().unwrap().join("leadline.db");
    let layer = Layer::over(folder.path(), beside.path());
    let ran = run(&layer, &file, words);
    assert!(ran.status.success(), "{words:?}");
    let steps = layer.take_steps();
    steps
        .iter()
        .filter(|step| kinds.contains(step.kind()))
        .count()
}

struct Tally {
    failed: usize,
    done_all_the_same: usize,
    told_not_done_but_whole: usize,
}

/// Has every step fail in turn that is of these kinds, and `count` steps from there on.
fn every_step_fails(kinds: &str, error: i32, count: usize, words_for_it: &[&str]) {
    let every = asked("LEADLINE_FAILING_EVERY", 5) as usize;
    let origin = prepared();
    let before = content(&origin.path().join("leadline.db"));
    let mut tally = Tally {
        failed: 0,
        done_all_the_same: 0,
        told_not_done_but_whole: 0,
    };
    for (number, words) in COMMANDS.iter().enumerate() {
        for step in (number % every..steps_of(words, kinds, origin.path())).step_by(every) {
            let (folder, beside) = (copy_of(origin.path()), scratch());
            let file: PathBuf = folder.path().canonicalize().unwrap().join("leadline.db");
            let layer = Layer::over(folder.path(), beside.path());
            layer.fail(Failure {
                kinds,
                error,
                after: step,
                count,
            });
            let ran = run(&layer, &file, words);
            let said = String::from_utf8_lossy(&ran.stderr).into_owned();
            let how = format!("{words:?} with {kinds} {error} from step {step}: {said}");
            layer.heal();
            replay::holds(&file).unwrap_or_else(|wrong| panic!("{how} {wrong}"));
            let is_done = is_done(words, folder.path(), &before);
            match ran.status.code() {
                Some(0) => {
                    assert!(is_done, "{how}");
                    tally.done_all_the_same += 1;
                }
                Some(1 | 3) => {
                    tally.failed += 1;
                    let is_told = said.lines().any(|line| line.starts_with("leadline: "));
                    assert!(is_told && !said.contains("panicked"), "{how}");
                    assert!(
                        words_for_it.iter().any(|words| said.contains(words)),
                        "{how}"
                    );
                    let is_as_before = content(&file) == before;
                    assert!(is_as_before || is_done, "{how}: half of it");
                    // The very sync of the change failed, and whatever was tried after it: the system has it all the same.
                    if !is_as_before {
                        assert!(kinds.contains('S'), "{how}");
                        println!("whole, but told not to be done: {how}");
                        tally.told_not_done_but_whole += 1;
                    }
                    // And again, once the disk is well.
                    if is_as_before {
                        let again = run(&layer, &file, words);
                        let said = String::from_utf8_lossy(&again.stderr).into_owned();
                        assert_eq!(again.status.code(), Some(0), "{how}, then {said}");
                    }
                }
                other => panic!("{how}: {other:?}"),
            }
        }
    }
    println!(
        "{kinds} {error}: {} failed, {} were done all the same, {} were told not to be done and are whole",
        tally.failed, tally.done_all_the_same, tally.told_not_done_but_whole
    );
    assert!(tally.failed > 10);
}

const FULL: &[&str] = &["is full", "may be full", "the free space on its disk"];
const FAILING: &[&str] = &[
    "may be full, failing",
    "cannot be written to",
    "cannot be opened",
];

#[test]
fn a_disk_that_is_full_from_any_write_on_refuses_a_command_whole() {
    every_step_fails("pWT", NO_SPACE, ALL, FULL);
}

#[test]
fn a_write_that_fails_once_refuses_a_command_whole_or_does_it() {
    every_step_fails("WT", BROKEN, 1, FAILING);
}

#[test]
fn a_disk_that_breaks_at_any_step_leaves_a_command_whole_or_undone() {
    every_step_fails("OCWTSUR", BROKEN, ALL, FAILING);
}

#[test]
fn a_disk_that_cannot_be_written_any_more_refuses_a_command_whole() {
    every_step_fails("OCWTUR", READ_ONLY, ALL, FAILING);
}

#[test]
fn a_program_that_is_killed_at_any_step_of_its_first_command_leaves_a_file_that_opens() {
    let every = asked("LEADLINE_FAILING_EVERY", 5) as usize;
    let mut killed = 0;
    for step in (0..).step_by(every) {
        let (folder, beside) = (scratch(), scratch());
        let file = folder.path().canonicalize().unwrap().join("leadline.db");
        let layer = Layer::over(folder.path(), beside.path());
        layer.fail(Failure {
            kinds: "OCWTSUR",
            error: KILL,
            after: step,
            count: 1,
        });
        let ran = run(&layer, &file, &["add", "--customer", "Fabrikam"]);
        layer.heal();
        if ran.status.success() {
            break;
        }
        assert!(ran.status.code().is_none(), "step {step}: {ran:?}");
        killed += 1;
        // It may not have come to making a file; the next command goes on from whatever there is.
        let again = run(&layer, &file, &["add", "--customer", "Contoso"]);
        assert!(again.status.success(), "step {step}: {again:?}");
        replay::holds(&file).unwrap_or_else(|wrong| panic!("step {step}: {wrong}"));
        assert!(content(&file).iter().any(|line| line.contains("Contoso")));
    }
    println!("the first command was killed at {killed} of its steps");
    assert!(killed > 10);
}
