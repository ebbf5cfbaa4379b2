//! Whatever of a file's writes comes to the disk before the power goes, the file is whole: as it was, or as it was to be. Linux only.
//!
//! `LEADLINE_TORN_VARIANTS` says how many ways in which unsynced writes may come out are tried for each prefix (2), `LEADLINE_TORN_SEED` from
//! which seed on (1), `LEADLINE_TORN_EVERY` that only every so many prefixes have them (1): see scripts/torture.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../crash/mod.rs"]
mod crash;
mod disk;
#[path = "../file_layer/mod.rs"]
mod file_layer;
mod scenes;

use crash::chance::Chance;
use crash::content::{content, content_of};
use crash::{Files, asked, files, put, scratch, search};
use disk::{Fates, Unsynced, after};
use file_layer::{Layer, Step};
use leadline::desk::{Desk, Store};
use rusqlite::Connection;
use scenes::{FILE, OF_THE_PERSON, Scene, state};
use std::path::Path;
use std::process::Command;

const SCENE: &str = "LEADLINE_TEST_SCENE";
const FOLDER: &str = "LEADLINE_TEST_FOLDER";

/// The child of the tests below: plays one scene. By itself it does nothing.
#[test]
fn plays_a_scene() {
    if let (Ok(scene), Some(folder)) = (std::env::var(SCENE), std::env::var_os(FOLDER)) {
        Scene::named(&scene).play(Path::new(&folder));
    }
}

#[test]
fn a_file_that_is_being_made_is_whole_or_not_there() {
    survives(Scene::Creation);
}

#[test]
fn a_move_is_on_the_disk_or_did_not_happen() {
    survives(Scene::Moves);
}

#[test]
fn an_import_is_taken_in_whole_or_not_at_all() {
    survives(Scene::Import);
}

#[test]
fn moving_the_log_into_the_file_loses_nothing() {
    survives(Scene::Checkpoint);
}

#[test]
fn a_file_is_of_the_version_before_or_of_the_new_one() {
    survives(Scene::Migration);
}

#[test]
fn a_restored_file_is_the_backup_or_as_it_was_and_what_it_was_is_kept() {
    survives(Scene::Restore);
}

#[test]
fn a_file_that_cannot_be_opened_is_never_gone_while_a_backup_takes_its_place() {
    survives(Scene::Replacement);
}

#[test]
fn a_person_who_is_erased_is_nowhere_after_the_next_start_or_was_not_erased() {
    survives(Scene::Erasure);
}

/// A scene as it was played: what the folder held before, and every step.
struct Recording {
    scene: Scene,
    before: Files,
    steps: Vec<Step>,
    /// What the file held before, and after each change that was acknowledged.
    states: Vec<String>,
}

fn survives(scene: Scene) {
    let recording = record(scene);
    let variants = asked("LEADLINE_TORN_VARIANTS", 2);
    let first_seed = asked("LEADLINE_TORN_SEED", 1);
    let every = asked("LEADLINE_TORN_EVERY", 1) as usize;
    let place = scratch();
    let mut tried = 0;
    let mut is_tried = |prefix: usize, fates: &Fates, how: &str| {
        tried += 1;
        if let Err(wrong) = recording.holds(prefix, fates, place.path()) {
            panic!("{scene:?}, the first {prefix} steps, {how}: {wrong}; fates {fates:?}");
        }
    };
    for prefix in 0..=recording.steps.len() {
        let steps = &recording.steps[..prefix];
        if matches!(
            steps.last(),
            Some(Step::Open(_) | Step::Sync(_) | Step::Mark(_))
        ) {
            // Nothing is on the disk that was not before; what must be there is looked at with the next step.
            continue;
        }
        is_tried(prefix, &Fates::new(), "all of them whole");
        if prefix % every != 0 {
            continue;
        }
        for fates in Unsynced::torn_last(steps).iter().step_by(5) {
            is_tried(prefix, fates, "the last one torn");
        }
        let unsynced = Unsynced::after(steps);
        if unsynced.is_empty() {
            continue;
        }
        for seed in first_seed..first_seed + variants {
            let mut chance = Chance::new(seed ^ ((prefix as u64) << 32));
            let fates = unsynced.fates(steps, &mut chance);
            let how = format!("what was not synced by seed {seed} (LEADLINE_TORN_SEED={seed})");
            is_tried(prefix, &fates, &how);
        }
    }
    println!(
        "{scene:?}: {} steps, {} changes, {tried} disks",
        recording.steps.len(),
        recording.states.len() - 1
    );
}

fn record(scene: Scene) -> Recording {
    let (folder, beside) = (scratch(), scratch());
    scene.prepare(folder.path());
    let before = files(folder.path());
    let layer = Layer::over(folder.path(), beside.path());
    let mut child = Command::new(std::env::current_exe().unwrap());
    child
        .args(["--exact", "plays_a_scene", "--nocapture"])
        .env(SCENE, scene.name())
        .env(FOLDER, folder.path().canonicalize().unwrap());
    let played = layer.under(&mut child).output().unwrap();
    let said = String::from_utf8_lossy(&played.stderr);
    assert!(played.status.success(), "{scene:?}: {said}");
    let steps = layer.take_steps();
    let marks = steps.iter().filter_map(|step| match step {
        Step::Mark(held) => Some(held.clone()),
        _ => None,
    });
    let first = match scene {
        Scene::Creation => "none".to_owned(),
        Scene::Replacement => "unusable".to_owned(),
        _ => {
            // The original is left alone: its log, if there is one, belongs to it.
            let copy = scratch();
            put(copy.path(), &before);
            state(content(&copy.path().join(FILE)))
        }
    };
    let states: Vec<String> = std::iter::once(first).chain(marks).collect();
    assert!(states.len() > 1, "{scene:?}: nothing was acknowledged");
    Recording {
        scene,
        before,
        steps,
        states,
    }
}

impl Recording {
    /// Whether the file is what it may be when only the first steps came to the disk, and they so.
    fn holds(&self, prefix: usize, fates: &Fates, place: &Path) -> Result<(), String> {
        let steps = &self.steps[..prefix];
        let marks = steps
            .iter()
            .filter(|step| matches!(step, Step::Mark(_)))
            .count();
        let may_be = &self.states[marks..self.states.len().min(marks + 2)];
        let on_disk = after(&self.before, steps, fates);
        let file = place.join(FILE);
        if self.before.contains_key(FILE) && !on_disk.contains_key(FILE) {
            return Err("there is no file".to_owned());
        }
        put(place, &on_disk);
        if may_be[0] == "unusable"
            && let Err(error) = Store::open(&file)
        {
            // As it was before, and nothing of it is missing: beside it, or in its place.
            let is_kept = files(place).values().any(|body| body == &self.before[FILE]);
            return is_kept
                .then_some(())
                .ok_or(format!("neither usable nor kept: {error}"));
        }
        let found = if self.scene == Scene::Migration {
            // Opening it brings it up to date: what it was is looked at first, on a copy.
            let held = state(content(&file));
            put(place, &on_disk);
            held
        } else {
            String::new()
        };
        let store = Store::open(&file).map_err(|error| format!("not opened: {error}"))?;
        store.check().map_err(|error| format!("unsound: {error}"))?;
        let is_new = store.newest_change().unwrap().0 == 0;
        drop(store);
        let opened = content(&file);
        let held = state(opened.clone());
        if self.scene == Scene::Migration {
            let is_right =
                may_be.contains(&found) && (held == self.states[1] || may_be.contains(&held));
            return is_right
                .then_some(())
                .ok_or(format!("held {found}, then {held}, may be {may_be:?}"));
        }
        let is_made = may_be[0] == "none" || self.scene == Scene::Creation && marks == 1;
        if !(may_be.contains(&held) || is_made && is_new) {
            return Err(format!("held {held}, may be {may_be:?}: {opened:#?}"));
        }
        if self.scene == Scene::Erasure && held != self.states[0] {
            return is_erased(place);
        }
        let is_restored = self.scene == Scene::Restore && held == self.states[1];
        if is_restored && !keeps(place, &self.states[0]) {
            return Err("what was there before is nowhere".to_owned());
        }
        Ok(())
    }
}

/// Whether the next start leaves nothing of the person who was erased, and every backup whole.
fn is_erased(place: &Path) -> Result<(), String> {
    let store = Store::open(&place.join(FILE)).map_err(|error| error.to_string())?;
    let mut desk = Desk::new(store);
    let finished = desk.finish_erasures().map_err(|error| error.to_string())?;
    drop(desk);
    let is_all = finished
        .as_ref()
        .is_none_or(|done| done.left.waiting.is_empty() && done.left.unwritable.is_empty());
    let left = search::found(&files(place), &OF_THE_PERSON);
    let backups = leadline::desk::backups::list(&place.join(FILE), None);
    let are_whole = backups
        .iter()
        .all(|backup| leadline::desk::backups::inspect(&backup.path).is_ok());
    (is_all && left.is_empty() && backups.len() == 2 && are_whole)
        .then_some(())
        .ok_or(format!("{finished:?}, {backups:?}, left: {left:?}"))
}

/// Whether a file beside holds this.
fn keeps(place: &Path, wanted: &str) -> bool {
    let is_beside = |name: &String| {
        let is_own = name.starts_with(FILE) && !name.contains(".before-") && !name.contains('/');
        let is_unfinished = ["-journal", ".part", ".partial"]
            .iter()
            .any(|end| name.ends_with(end));
        !is_own && !is_unfinished && name != scenes::BACKUP
    };
    let names: Vec<String> = files(place).into_keys().filter(is_beside).collect();
    names.iter().any(|name| {
        let is_file = place.join(name).metadata().is_ok_and(|file| file.len() > 0);
        is_file
            && Connection::open(place.join(name))
                .is_ok_and(|one| content_of(&one).is_ok_and(|held| state(held) == wanted))
    })
}
