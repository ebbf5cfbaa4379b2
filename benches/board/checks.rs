//! The check of the file at start: against SQLite's own two checks alone, and what it costs the frames that are drawn meanwhile.

use super::data::Files;
use super::stage::Stage;
use super::table::{Line, Table};
use super::timing::{Samples, paired_ratio, ratio};
use leadline::desk::Store;
use rusqlite::Connection;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// How often each check is made, and each start.
const ROUNDS: usize = 15;
/// Frames drawn while the check runs, and as many while it does not.
const FRAMES: usize = 1_000;

pub fn measure(files: &Files, table: &mut Table) {
    checking(files, table);
    starting(files, table);
    drawing(files, table);
}

fn checking(files: &Files, table: &mut Table) {
    let mut ours: [Samples; 3] = Default::default();
    let mut bare: [Samples; 3] = Default::default();
    for _ in 0..ROUNDS {
        for (size, path) in files.paths.iter().enumerate() {
            // A connection of its own each time, as at start: it has read nothing yet.
            let store = Store::open(path).unwrap();
            ours[size].time(|| store.quick_check().unwrap());
            drop(store);
            let connection = Connection::open(path).unwrap();
            bare[size].time(|| check_bare(&connection));
        }
    }
    let most = (0..3)
        .map(|size| paired_ratio(&ours[size], &bare[size]))
        .fold(0.0, f64::max);
    table.add(Line::of("Check of the file at start", &ours).judged(most, "bare, at most", 1.3));
    table.add(Line::of(
        "quick_check and foreign_key_check in bare rusqlite",
        &bare,
    ));
}

fn check_bare(connection: &Connection) {
    let said: String = connection
        .query_row("PRAGMA quick_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(said, "ok");
    let mut dangling = connection.prepare("PRAGMA foreign_key_check").unwrap();
    assert!(dangling.query([]).unwrap().next().unwrap().is_none());
}

/// The program begins the check a second after the board has come: that it begins with the program is more than it ever costs.
fn starting(files: &Files, table: &mut Table) {
    let path = &files.paths[2];
    let (mut alone, mut beside) = (Samples::default(), Samples::default());
    for _ in 0..ROUNDS {
        drop(alone.time(|| Stage::until_shown(path, files.now)));
        while_checked(path, || {
            drop(beside.time(|| Stage::until_shown(path, files.now)));
        });
    }
    table.add(Line::of_most(
        "First complete frame, without a display",
        &alone,
    ));
    table.add(Line::of_most(
        "The same if the check began with it",
        &beside,
    ));
}

fn drawing(files: &Files, table: &mut Table) {
    let path = &files.paths[2];
    let mut stage = Stage::open(path, files.now);
    let (mut alone, mut beside) = (Samples::default(), Samples::default());
    let draw = |stage: &mut Stage, samples: &mut Samples| {
        for _ in 0..FRAMES {
            samples.time(|| stage.frame(Vec::new()));
        }
    };
    draw(&mut stage, &mut Samples::default());
    draw(&mut stage, &mut alone);
    while_checked(path, || draw(&mut stage, &mut beside));
    table.add(
        Line::of_most("Frame at rest while the check runs", &beside).judged(
            ratio(&beside, &alone),
            "without",
            1.3,
        ),
    );
}

/// Does something while another thread checks the file, from its beginning and again and again.
fn while_checked(path: &Path, work: impl FnOnce()) {
    let (is_wanted, has_begun) = (AtomicBool::new(true), AtomicBool::new(false));
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .name("check".to_owned())
            .spawn_scoped(scope, || {
                let store = Store::open(path).unwrap();
                while is_wanted.load(Ordering::Relaxed) {
                    has_begun.store(true, Ordering::Relaxed);
                    store.quick_check().unwrap();
                }
            })
            .unwrap();
        while !has_begun.load(Ordering::Relaxed) {
            std::thread::yield_now();
        }
        work();
        is_wanted.store(false, Ordering::Relaxed);
    });
}
