//! One action on many referrals: one change, one history line each, one undo; what is refused is left out and told.
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
use leadline::desk::{
    Board, ChangeKind, Clock, Desk, DeskError, Done, Event, ManualClock, Refused, Session,
    SystemClock, Touched, change_done, refused_words,
};
use leadline::domain::Stage::{Archived, Evaluating, Negotiating, New};
use leadline::domain::{Action, Command, EntryKind, ReferralId, Refusal, Seen, Stage, Timestamp};
use leadline::text::{Language, Texts};
use rusqlite::Connection;
use std::sync::Arc;
use std::task::Waker;
use std::time::Duration;

fn all(ids: &[ReferralId]) -> Vec<Seen> {
    let seen = |id: &ReferralId| Seen {
        id: *id,
        revision: None,
    };
    ids.iter().map(seen).collect()
}

fn on(ids: &[ReferralId], action: Action) -> Command {
    Command::ActOnMany {
        on: all(ids),
        action,
    }
}

fn add_many(desk: &mut Desk, count: usize) -> Vec<ReferralId> {
    (0..count)
        .map(|number| add(desk, &format!("Customer {number}"), start()))
        .collect()
}

fn stages(desk: &Desk, ids: &[ReferralId]) -> Vec<Stage> {
    ids.iter().map(|id| referral(desk, *id).stage()).collect()
}

fn why(refused: &[Refused]) -> Vec<(ReferralId, Refusal)> {
    refused.iter().map(|one| (one.id, one.why)).collect()
}

fn newest_change(desk: &Desk) -> i64 {
    desk.store().newest_change().unwrap().0
}

#[test]
fn many_are_moved_by_one_change_that_one_undo_takes_back() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let ids = add_many(&mut desk, 17);
    let (before, changes) = (content(&desk), newest_change(&desk));
    let done = desk.execute(on(&ids, Action::Interested), start()).unwrap();
    assert_eq!(done.kind, ChangeKind::Interested);
    assert_eq!(
        (done.label.count, done.label.subject.as_deref()),
        (17, None)
    );
    assert_eq!(newest_change(&desk), changes + 1);
    assert_eq!(done.referrals.len(), 17);
    for id in &ids {
        let lines = history(&desk, *id);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[1].entry.kind, EntryKind::Interested);
    }
    let changed = content(&desk);
    for _ in 0..2 {
        let undone = desk.execute(Command::Undo, start()).unwrap();
        assert_eq!((undone.kind, undone.label.count), (ChangeKind::Undo, 17));
        assert_eq!(content(&desk), before);
        let redone = desk.execute(Command::Redo, start()).unwrap();
        assert_eq!((redone.kind, redone.label.count), (ChangeKind::Redo, 17));
        assert_eq!(content(&desk), changed);
    }
}

#[test]
fn what_is_refused_is_left_out_and_told() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let ids = add_many(&mut desk, 4);
    act(&mut desk, ids[1], Action::Interested, start()).unwrap();
    let mut seen = all(&ids);
    seen[2].revision = Some(referral(&desk, ids[2]).revision + 1);
    seen.push(seen[0]);
    seen.push(Seen {
        id: ReferralId(99),
        revision: None,
    });
    let command = Command::ActOnMany {
        on: seen,
        action: Action::Skip,
    };
    let done = desk.execute(command, start()).unwrap();
    assert_eq!(done.label.count, 2);
    assert_eq!(
        why(&done.refused),
        [
            (
                ids[1],
                Refusal::WrongStage {
                    stage: Stage::Evaluating,
                    outcome: None
                }
            ),
            (
                ids[2],
                Refusal::ChangedMeanwhile {
                    stage: Stage::New,
                    outcome: None
                }
            ),
            (ReferralId(99), Refusal::NotFound),
        ]
    );
    let texts = Texts::new(Language::English);
    assert_eq!(
        change_done(&texts, done.kind, &done.label),
        "2 referrals: skipped"
    );
    let words = refused_words(&texts, &done.refused).unwrap();
    assert!(words.starts_with("3 refused. Customer 1: "), "{words}");
    assert!(
        words.contains("Customer 2: ") && words.contains("99: "),
        "{words}"
    );
    assert_eq!(refused_words(&texts, &[]), None);
    assert_eq!(stages(&desk, &ids), [Archived, Evaluating, New, Archived]);
}

#[test]
fn when_all_are_refused_nothing_is_written_and_the_first_says_why() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let ids = add_many(&mut desk, 3);
    let (before, changes) = (content(&desk), newest_change(&desk));
    for (ids, expected) in [
        (
            ids.as_slice(),
            Refusal::WrongStage {
                stage: Stage::New,
                outcome: None,
            },
        ),
        (&[], Refusal::NothingToChange),
    ] {
        let error = desk.execute(on(ids, lost()), start()).unwrap_err();
        assert_eq!(refusal(error), expected);
        assert_eq!(
            (content(&desk), newest_change(&desk)),
            (before.clone(), changes)
        );
    }
}

#[test]
fn undo_of_many_brings_back_those_that_nothing_else_has_touched_since() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let ids = add_many(&mut desk, 3);
    desk.execute(on(&ids, Action::Interested), start()).unwrap();
    let bulk = desk.store().undoable().unwrap().unwrap().id;
    act(&mut desk, ids[1], Action::Accept(terms()), start()).unwrap();
    // Only the newest change can be undone; once the other one is, all come back.
    let error = desk.execute(Command::Revert(bulk), start()).unwrap_err();
    assert!(matches!(error, DeskError::NotNewest { .. }));
    // As it stands once undo has passed over what was done to one of them since.
    let other = Connection::open(folder.path()).unwrap();
    other
        .execute_batch("UPDATE change SET reverted_by = id WHERE kind = 'accept'")
        .unwrap();
    let undone = desk.execute(Command::Undo, start()).unwrap();
    assert_eq!(why(&undone.refused), [(ids[1], Refusal::ChangedSince)]);
    assert_eq!(undone.label.count, 2);
    assert_eq!(stages(&desk, &ids), [New, Negotiating, New]);
    // Redo is about the same two.
    let redone = desk.execute(Command::Redo, start()).unwrap();
    assert_eq!((redone.label.count, redone.refused.len()), (2, 0));
    assert_eq!(stages(&desk, &ids), [Evaluating, Negotiating, Evaluating]);
    desk.execute(Command::Undo, start()).unwrap();
    assert_eq!(stages(&desk, &ids), [New, Negotiating, New]);
    desk.store().check().unwrap();
}

#[test]
fn undo_of_many_leaves_those_whose_time_has_run_out() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let mut ids = add_many(&mut desk, 2);
    let mut late = named("Late");
    late.received_at = Some(start().plus_seconds(-70 * HOUR));
    let done = desk.execute(Command::Add(Box::new(late)), start()).unwrap();
    ids.push(done.referral().unwrap().id);
    desk.execute(on(&ids, Action::Skip), start()).unwrap();
    let later = start().plus_seconds(3 * HOUR);
    let undone = desk.execute(Command::Undo, later).unwrap();
    assert_eq!(why(&undone.refused), [(ids[2], Refusal::TimeRanOut)]);
    assert_eq!(stages(&desk, &ids), [New, New, Archived]);
    // When none can come back it is passed over, as one alone is.
    desk.execute(Command::Redo, later).unwrap();
    let error = desk.execute(Command::Undo, start().plus_seconds(4 * DAY));
    assert!(matches!(
        error,
        Err(DeskError::PassedOver {
            why: Refusal::TimeRanOut,
            ..
        })
    ));
}

#[test]
fn reminders_of_many_are_put_off_each_before_its_own_deadline() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let calm = add(&mut desk, "Calm", start());
    let mut soon = named("Soon");
    soon.received_at = Some(start().plus_seconds(-22 * HOUR));
    let done = desk.execute(Command::Add(Box::new(soon)), start()).unwrap();
    let soon = done.referral().unwrap().id;
    let until = start().plus_seconds(4 * HOUR);
    let snooze = Action::Snooze { until };
    desk.execute(on(&[calm, soon], snooze), start()).unwrap();
    assert_eq!(referral(&desk, calm).snoozed_until, Some(until));
    let shortened = referral(&desk, soon).snoozed_until.unwrap();
    assert!(shortened < start().plus_seconds(2 * HOUR));
}

#[test]
fn a_change_of_many_that_cannot_be_written_to_the_end_changes_nothing() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let ids = add_many(&mut desk, 40);
    let before = content(&desk);
    let other = Connection::open(folder.path()).unwrap();
    other
        .execute_batch(
            "CREATE TRIGGER full BEFORE UPDATE ON referral WHEN old.id = 31 BEGIN SELECT RAISE(ABORT, 'no'); END;",
        )
        .unwrap();
    let failed = desk.execute(on(&ids, Action::Skip), start());
    assert!(matches!(failed, Err(DeskError::Store(_))));
    assert_eq!(content(&desk), before);
    other.execute_batch("DROP TRIGGER full;").unwrap();
    desk.execute(on(&ids, Action::Skip), start()).unwrap();
}

#[test]
fn a_change_of_many_is_whole_or_absent_after_kill_9() {
    const COUNT: usize = 400;
    let folder = Folder::new();
    let mut desk = folder.desk();
    let ids = add_many(&mut desk, COUNT);
    drop(desk);
    let (mut moved, mut absent) = (0, 0);
    for round in 0..24 {
        let mut words = vec!["interested".to_owned()];
        words.extend(ids.iter().map(ToString::to_string));
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_leadline"))
            .arg("--db")
            .arg(folder.path())
            .args(&words)
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(8 * (round + 1)));
        child.kill().ok();
        child.wait().unwrap();
        let mut desk = folder.desk();
        desk.store().check().unwrap();
        let evaluating = stages(&desk, &ids)
            .iter()
            .filter(|stage| **stage == Stage::Evaluating)
            .count();
        assert!(evaluating == 0 || evaluating == COUNT, "{evaluating}");
        if evaluating == COUNT {
            moved += 1;
            desk.execute(Command::Undo, desk_now()).unwrap();
        } else {
            absent += 1;
        }
    }
    assert_eq!(moved + absent, 24);
}

/// The program goes by the machine's clock, and so does what takes its changes back.
fn desk_now() -> Timestamp {
    SystemClock.now()
}

#[test]
fn of_two_programs_that_move_the_same_referrals_each_is_moved_once() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let ids = add_many(&mut desk, 200);
    let path = folder.path();
    let moved = |action: Action, reversed: bool| {
        let mut ids = ids.clone();
        if reversed {
            ids.reverse();
        }
        match desk_on(&path).execute(on(&ids[..150], action), start()) {
            Ok(done) => done.label.count,
            Err(error) => panic!("{error}"),
        }
    };
    let (one, other) = std::thread::scope(|scope| {
        let one = scope.spawn(|| moved(Action::Interested, false));
        let other = scope.spawn(|| moved(Action::Skip, true));
        (one.join().unwrap(), other.join().unwrap())
    });
    // 100 are in both lists: whoever comes second is refused those.
    assert_eq!(one + other, 200);
    assert!(one.min(other) == 50 && one.max(other) == 150);
    assert!(ids.iter().all(|id| history(&desk, *id).len() == 2));
    let undone: Vec<Done> = (0..2)
        .map(|_| desk.execute(Command::Undo, start()).unwrap())
        .collect();
    assert!(undone.iter().all(|done| done.refused.is_empty()));
    assert!(stages(&desk, &ids).iter().all(|stage| *stage == Stage::New));
}

/// A window's session, taken in until nothing is under way.
struct Window {
    session: Session,
    events: Vec<Event>,
}

impl Window {
    fn on(folder: &Folder) -> Self {
        let clock = Arc::new(ManualClock::new(start()));
        let waker = Waker::noop().clone();
        let session = Session::start(folder.desk(), clock, waker).unwrap();
        let mut window = Self {
            session,
            events: Vec::new(),
        };
        window.come_to_rest();
        window
    }

    fn come_to_rest(&mut self) {
        while !self.session.is_read() || self.session.is_busy() {
            self.events.extend(self.session.poll());
            std::thread::sleep(Duration::from_millis(1));
        }
        self.events.extend(self.session.poll());
    }

    fn board(&self) -> &Board {
        self.session.board()
    }

    fn stage(&self, id: ReferralId) -> Option<Stage> {
        self.board().place(id).map(|(stage, _)| stage)
    }
}

fn file_board(desk: &Desk) -> Vec<(ReferralId, Stage, i64)> {
    let mut all = Vec::new();
    desk.store()
        .open_referrals(|referral| all.push((referral.id, referral.stage(), referral.revision)))
        .unwrap();
    all.sort_by_key(|(id, ..)| *id);
    all
}

fn shown_board(window: &Window) -> Vec<(ReferralId, Stage, i64)> {
    let board = window.board();
    let mut all: Vec<_> = [Stage::New, Stage::Evaluating, Stage::Negotiating]
        .into_iter()
        .flat_map(|stage| {
            let lane = board.lane(stage);
            (0..lane.len()).map(move |index| (lane.id_at(index).unwrap(), stage))
        })
        .map(|(id, stage)| {
            let referral = board.referral(id).unwrap();
            assert_eq!(referral.stage(), stage);
            (id, stage, referral.revision)
        })
        .collect();
    all.sort_by_key(|(id, ..)| *id);
    all
}

#[test]
fn a_change_of_many_shows_before_it_is_written_and_what_the_file_refuses_goes_back() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let ids = add_many(&mut desk, 5);
    let mut window = Window::on(&folder);
    // The window does not know it yet.
    act(&mut desk, ids[3], Action::Skip, start()).unwrap();
    window.session.send(on(&ids, Action::Interested)).unwrap();
    assert!(
        ids.iter()
            .all(|id| window.stage(*id) == Some(Stage::Evaluating))
    );
    assert_eq!(window.session.unwritten(), 5);
    window.come_to_rest();
    assert_eq!(window.session.unwritten(), 0);
    assert_eq!(window.stage(ids[3]), None);
    assert_eq!(shown_board(&window), file_board(&desk));
    let refused: Vec<usize> = window
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Done { done, .. } => Some(done.refused.len()),
            _ => None,
        })
        .collect();
    assert_eq!(refused, [1]);
    // One undo takes back all four.
    window.session.send(Command::Undo).unwrap();
    window.come_to_rest();
    assert_eq!(shown_board(&window), file_board(&desk));
    assert_eq!(window.board().lane(Stage::New).len(), 4);
}

#[test]
fn what_the_board_refuses_is_not_shown_and_all_of_it_is_not_sent() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let ids = add_many(&mut desk, 3);
    act(&mut desk, ids[0], Action::Interested, start()).unwrap();
    let mut window = Window::on(&folder);
    assert!(matches!(
        window.session.send(on(&ids[1..], decline())),
        Err(Refusal::WrongStage { .. })
    ));
    assert!(!window.session.is_saving());
    window.session.send(on(&ids, decline())).unwrap();
    assert_eq!(window.session.unwritten(), 1);
    window.come_to_rest();
    assert_eq!(window.board().lane(Stage::New).len(), 2);
    assert_eq!(shown_board(&window), file_board(&desk));
}

#[test]
fn thousands_moved_at_once_stand_where_the_file_has_them() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let rows: Vec<_> = (0..2_500)
        .map(|number| row(&format!("R-{number}"), &format!("Customer {number}")))
        .collect();
    let done = import(&mut desk, &rows, start()).unwrap();
    let ids: Vec<ReferralId> = done.referrals.iter().map(Touched::id).collect();
    let mut window = Window::on(&folder);
    window.session.send(on(&ids, Action::Interested)).unwrap();
    assert_eq!(window.board().lane(Stage::Evaluating).len(), 2_500);
    window.come_to_rest();
    assert_eq!(shown_board(&window), file_board(&desk));
    window.session.send(on(&ids[..2_000], decline())).unwrap();
    assert_eq!(window.board().len(), 500);
    window.come_to_rest();
    for _ in 0..2 {
        window.session.send(Command::Undo).unwrap();
        window.come_to_rest();
        assert_eq!(shown_board(&window), file_board(&desk));
    }
    assert_eq!(window.board().lane(Stage::New).len(), 2_500);
}
