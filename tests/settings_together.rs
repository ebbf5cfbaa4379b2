//! Settings of one file that several programs change: what each has changed counts, and nothing else is touched.
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
use leadline::desk::{BoardQuery, Desk, ManualClock, SavedView, Session, Settings};
use leadline::domain::Stage;
use std::path::PathBuf;
use std::sync::Arc;
use std::task::Waker;
use std::time::{Duration, Instant};

fn window_on(folder: &Folder) -> Session {
    let clock = Arc::new(ManualClock::new(start()));
    let mut session = Session::start(folder.desk(), clock, Waker::noop().clone()).unwrap();
    until(&mut session, "the board is read", Session::is_read);
    session
}

fn until(session: &mut Session, what: &str, is_so: impl Fn(&Session) -> bool) {
    let started = Instant::now();
    while !is_so(session) {
        let waited = started.elapsed();
        assert!(waited < Duration::from_secs(30), "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(2));
        session.poll();
    }
}

fn change(desk: &mut Desk, how: impl Fn(&mut Settings)) {
    let base = desk.settings().unwrap();
    let mut wanted = base.clone();
    how(&mut wanted);
    desk.change_settings(&base, &wanted).unwrap();
}

fn view(name: &str) -> SavedView {
    SavedView {
        name: name.to_owned(),
        query: BoardQuery::default(),
    }
}

#[test]
fn a_window_that_has_not_looked_changes_only_what_it_changes() {
    let folder = Folder::new();
    let mut other = folder.desk();
    let mut all = other.settings().unwrap();
    all.retention_days = Some(30);
    all.views = vec![view("Old")];
    other.save_settings(&all).unwrap();
    let mut window = window_on(&folder);
    // It is not polled, and so has not looked since.
    let mut theirs = all.clone();
    theirs.second_backup_folder = Some(PathBuf::from("/second"));
    theirs.retention_days = None;
    theirs.policy = leadline::domain::PolicyId::Since2019;
    theirs.leads.answer_seconds = vec![HOUR / 2];
    theirs.own_name = "Sato".to_owned();
    theirs.views = vec![view("Theirs")];
    theirs.collapsed_lanes.insert(Stage::Evaluating);
    other.save_settings(&theirs).unwrap();
    let mut mine = window.settings().clone();
    mine.collapsed_lanes.insert(Stage::New);
    mine.views.push(view("Mine"));
    window.save_settings(mine);
    assert!(window.settings().collapsed_lanes.contains(&Stage::New));
    until(&mut window, "it is saved", |window| !window.is_saving());
    let mut expected = theirs;
    expected.collapsed_lanes.insert(Stage::New);
    expected.views = vec![view("Theirs"), view("Mine")];
    assert_eq!(other.settings().unwrap(), expected);
    assert_eq!(window.settings(), &expected);
}

#[test]
fn what_another_program_has_chosen_shows_in_a_window_that_is_open() {
    let folder = Folder::new();
    let mut window = window_on(&folder);
    let mut other = folder.desk();
    change(&mut other, |settings| settings.own_name = "Sato".to_owned());
    until(&mut window, "it shows", |window| {
        window.settings().own_name == "Sato"
    });
    // And the other way round, from the window to one beside it.
    let mut beside = window_on(&folder);
    let mut mine = window.settings().clone();
    mine.retention_days = Some(90);
    window.save_settings(mine);
    until(&mut beside, "it shows", |window| {
        window.settings().retention_days == Some(90)
    });
}

#[test]
fn each_of_two_windows_keeps_what_its_own_board_was_narrowed_to() {
    let folder = Folder::new();
    let (mut one, mut other) = (window_on(&folder), window_on(&folder));
    let narrowed = |words: &str| BoardQuery {
        search: words.to_owned(),
        ..BoardQuery::default()
    };
    let mut settings = one.settings().clone();
    settings.last_query = narrowed("one");
    settings.own_name = "Sato".to_owned();
    one.save_settings(settings);
    until(&mut other, "the name shows", |window| {
        window.settings().own_name == "Sato"
    });
    assert_eq!(other.settings().last_query, BoardQuery::default());
    // What another window looks for is not taken back by a change of something else.
    let mut settings = other.settings().clone();
    settings.own_name = "Ito".to_owned();
    other.save_settings(settings);
    until(&mut one, "the name shows", |window| {
        window.settings().own_name == "Ito"
    });
    assert_eq!(one.settings().last_query, narrowed("one"));
    let stored = folder.desk().settings().unwrap();
    assert_eq!(stored.last_query, narrowed("one"));
}
