//! The desk as a window uses it: changes show at once, are written behind it, and the board stays true to the file.
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
    Board, ChangeKind, DeskError, Event, Failing, InFile, ManualClock, Session, StoreError,
};
use leadline::domain::{
    Action, Command, ImportRow, Outcome, ReferralEdit, ReferralId, Refusal, Stage,
};
use rusqlite::Connection;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Wake;
use std::time::{Duration, Instant};

#[derive(Default)]
struct Wakes(AtomicUsize);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// A session on a file of its own, and what is needed to watch it.
struct Window {
    session: Session,
    clock: Arc<ManualClock>,
    wakes: Arc<Wakes>,
    events: Vec<Event>,
}

impl Window {
    /// Opens the file and waits until the board is read.
    fn on(folder: &Folder) -> Self {
        let clock = Arc::new(ManualClock::new(start()));
        let wakes = Arc::new(Wakes::default());
        let session = Session::start(folder.desk(), clock.clone(), wakes.clone().into()).unwrap();
        let mut window = Self {
            session,
            clock,
            wakes,
            events: Vec::new(),
        };
        window.until("the board is read", |window| window.session.is_read());
        window
    }

    /// Polls as a window does, frame after frame, until it is so.
    fn until(&mut self, what: &str, mut is_so: impl FnMut(&Self) -> bool) {
        let started = Instant::now();
        loop {
            self.events.extend(self.session.poll());
            if is_so(self) {
                return;
            }
            assert!(
                started.elapsed() < Duration::from_secs(30),
                "waited in vain: {what}"
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn until_written(&mut self) {
        self.until("everything is written", |window| {
            window.session.unwritten() == 0
        });
    }

    fn act(&mut self, id: ReferralId, action: Action) -> Result<(), Refusal> {
        self.session.send(Command::Act {
            id,
            revision: None,
            action,
        })
    }

    fn stage(&self, id: ReferralId) -> Option<Stage> {
        self.board().place(id).map(|(stage, _)| stage)
    }

    fn board(&self) -> &Board {
        self.session.board()
    }

    fn failures(&self) -> Vec<&DeskError> {
        self.events
            .iter()
            .filter_map(|event| match event {
                Event::Failed { error, .. } => Some(error),
                _ => None,
            })
            .collect()
    }

    fn undoable(&self) -> Option<ChangeKind> {
        let undoable = self.session.overview().undoable.as_ref();
        undoable.map(|label| label.kind)
    }
}

fn owned_by(name: &str) -> Action {
    Action::Edit(Box::new(ReferralEdit {
        owner: Some(Some(name.to_owned())),
        ..ReferralEdit::default()
    }))
}

fn rows(range: std::ops::Range<usize>) -> Vec<ImportRow> {
    range
        .map(|number| row(&format!("PC-{number}"), "Contoso"))
        .collect()
}

fn imported(rows: Vec<ImportRow>) -> Command {
    Command::Import {
        rows,
        skip_nameless: false,
    }
}

#[test]
fn a_sent_move_is_on_the_board_before_it_is_written() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let mut window = Window::on(&folder);
    // Nothing can be written until another program lets go.
    let other = Connection::open(folder.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE;").unwrap();
    window.act(id, Action::Interested).unwrap();
    assert_eq!(window.stage(id), Some(Stage::Evaluating));
    window.act(id, Action::Accept(terms())).unwrap();
    assert_eq!(window.stage(id), Some(Stage::Negotiating));
    assert_eq!(window.session.unwritten(), 2);
    assert_eq!(referral(&desk, id).stage(), Stage::New);
    let wakes = window.wakes.0.load(Ordering::SeqCst);
    other.execute_batch("ROLLBACK;").unwrap();
    window.until_written();
    assert_eq!(referral(&desk, id).stage(), Stage::Negotiating);
    assert_eq!(window.stage(id), Some(Stage::Negotiating));
    assert_eq!(
        window.board().referral(id),
        Some(&referral(&desk, id)),
        "what was shown is what was written"
    );
    assert!(window.wakes.0.load(Ordering::SeqCst) >= wakes + 2);
    assert_eq!(window.failures().len(), 0);
}

#[test]
fn a_refused_move_changes_nothing() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let mut window = Window::on(&folder);
    assert_eq!(
        window.act(id, Action::Accept(terms())),
        Err(Refusal::WrongStage {
            stage: Stage::New,
            outcome: None
        })
    );
    let stale = Command::Act {
        id,
        revision: Some(9),
        action: Action::Interested,
    };
    assert_eq!(
        window.session.send(stale),
        Err(Refusal::ChangedMeanwhile {
            stage: Stage::New,
            outcome: None
        })
    );
    assert_eq!(
        (window.stage(id), window.session.unwritten()),
        (Some(Stage::New), 0)
    );
    // The clock is first although no frame has noticed yet.
    window.clock.advance_seconds(72 * HOUR);
    assert_eq!(
        window.act(id, Action::Interested),
        Err(Refusal::Lapsed {
            outcome: Outcome::Missed,
            at: start().plus_seconds(72 * HOUR)
        })
    );
    drop(window);
    assert_eq!(referral(&desk, id).revision, 1);
}

#[test]
fn a_move_that_another_desk_made_first_is_refused_with_the_current_state() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let ids = ["One", "Two"].map(|customer| add(&mut desk, customer, start()));
    let mut window = Window::on(&folder);
    act(&mut desk, ids[0], Action::Skip, start()).unwrap();
    act(&mut desk, ids[1], owned_by("Sato"), start()).unwrap();
    for id in ids {
        window.act(id, Action::Interested).unwrap();
        assert_eq!(window.stage(id), Some(Stage::Evaluating));
    }
    window.until_written();
    let refusals: Vec<Refusal> = window
        .events
        .drain(..)
        .filter_map(|event| match event {
            Event::Failed { error, shown, .. } => {
                for (id, now_is) in shown {
                    let InFile::Is(now_is) = now_is else {
                        panic!("{now_is:?}");
                    };
                    assert_eq!(*now_is, referral(&desk, id));
                }
                Some(refusal(error))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        refusals,
        [
            Refusal::WrongStage {
                stage: Stage::Archived,
                outcome: Some(Outcome::Skipped)
            },
            Refusal::ChangedMeanwhile {
                stage: Stage::New,
                outcome: None
            }
        ]
    );
    assert_eq!(window.stage(ids[0]), None);
    assert_eq!(
        window.board().referral(ids[1]),
        Some(&referral(&desk, ids[1]))
    );
    assert_eq!(referral(&desk, ids[1]).owner.as_deref(), Some("Sato"));
}

#[test]
fn several_changes_in_a_row_fall_back_together_when_the_first_was_too_late() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let mut window = Window::on(&folder);
    act(&mut desk, id, owned_by("Sato"), start()).unwrap();
    window.act(id, Action::Interested).unwrap();
    window.act(id, Action::Accept(terms())).unwrap();
    window.act(id, lost()).unwrap();
    assert_eq!(window.stage(id), None);
    window.until_written();
    assert_eq!(window.failures().len(), 3);
    assert_eq!(window.board().referral(id), Some(&referral(&desk, id)));
    assert_eq!(referral(&desk, id).stage(), Stage::New);
    // And it can be moved on from there.
    window.act(id, Action::Interested).unwrap();
    window.until_written();
    assert_eq!(referral(&desk, id).stage(), Stage::Evaluating);
}

#[test]
fn a_failed_write_puts_the_card_back() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let mut window = Window::on(&folder);
    Connection::open(folder.path())
        .unwrap()
        .execute_batch(
            "CREATE TRIGGER full BEFORE UPDATE ON referral BEGIN SELECT RAISE(ABORT, 'no'); END;",
        )
        .unwrap();
    window.act(id, Action::Interested).unwrap();
    assert_eq!(window.stage(id), Some(Stage::Evaluating));
    window.until_written();
    assert_eq!(window.stage(id), Some(Stage::New));
    assert!(matches!(
        window.failures()[..],
        [DeskError::Store(StoreError::Sqlite { .. })]
    ));
    assert_eq!(referral(&desk, id).revision, 1);
    assert_eq!(history(&desk, id).len(), 1);
}

#[test]
fn what_another_program_writes_shows_up_even_while_the_window_keeps_asking() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let mut window = Window::on(&folder);
    act(&mut desk, id, Action::Interested, start()).unwrap();
    let added = add(&mut desk, "Fabrikam", start());
    desk.execute(Command::SaveProfiles(vec![profile("JP")]), start())
        .unwrap();
    window.until("the other's writes show", |window| {
        window.session.ask_detail(id);
        window.stage(id) == Some(Stage::Evaluating)
            && window.stage(added) == Some(Stage::New)
            && window.session.profiles().len() == 1
            && window.undoable() == Some(ChangeKind::SaveProfiles)
    });
    for _ in 0..3 {
        desk.execute(Command::Undo, start()).unwrap();
    }
    window.until("what it takes back goes", |window| {
        window.stage(added).is_none() && window.stage(id) == Some(Stage::New)
    });
}

#[test]
fn cards_leave_as_their_time_runs_out() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let other = add(&mut desk, "Fabrikam", start().plus_seconds(HOUR));
    let mut window = Window::on(&folder);
    window
        .clock
        .set(millis_after(start().plus_seconds(72 * HOUR), -1));
    window.session.poll();
    assert_eq!(window.board().len(), 2);
    window.clock.set(start().plus_seconds(72 * HOUR));
    window.events.extend(window.session.poll());
    assert_eq!(window.stage(id), None, "gone in the same frame");
    assert_eq!(window.stage(other), Some(Stage::New));
    window.until("it is written", |window| {
        window.session.overview().archived == 1
    });
    assert!(referral(&desk, id).is_presumed());
    assert!(
        window
            .events
            .iter()
            .any(|event| { matches!(event, Event::Settled(touched) if touched.len() == 1) })
    );
}

#[test]
fn what_lapsed_while_the_program_was_closed_is_concluded_as_it_opens() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start().plus_seconds(-100 * HOUR));
    // It was entered late and has lapsed already; this one lapses while the program is closed.
    let id_closed = add(&mut desk, "Fabrikam", start().plus_seconds(-71 * HOUR));
    assert!(referral(&desk, id).stage() == Stage::New);
    let mut window = Window::on(&folder);
    window.until("both are concluded", |window| {
        window.session.overview().archived == 1
    });
    assert_eq!(window.stage(id), None);
    assert_eq!(window.stage(id_closed), Some(Stage::New));
    assert_eq!(
        referral(&desk, id).archived_at(),
        Some(start().plus_seconds(-28 * HOUR))
    );
}

#[test]
fn an_import_of_6000_rows_shows() {
    let folder = Folder::new();
    let mut window = Window::on(&folder);
    window.session.send(imported(rows(0..6_000))).unwrap();
    window.until("the rows show", |window| window.board().len() == 6_000);
    window.session.send(Command::Undo).unwrap();
    window.until("they are gone again", |window| window.board().is_empty());
    window.session.send(Command::Redo).unwrap();
    window.until("and back", |window| window.board().len() == 6_000);
    assert_eq!(window.failures().len(), 0);
}

#[test]
fn a_preview_answers_and_changes_nothing() {
    let folder = Folder::new();
    let mut window = Window::on(&folder);
    window.session.preview_import(rows(0..10));
    window.until("the preview answers", |window| {
        window.events.iter().any(|event| {
            matches!(event, Event::ImportPreviewed { report: Ok(report), .. } if report.new == 10)
        })
    });
    assert!(window.board().is_empty());
    assert_eq!(folder.desk().store().newest_change().unwrap().0, 0);
}

#[test]
fn a_window_that_waits_for_the_board_has_it_in_its_first_frame() {
    for count in [0, 10, 6_000] {
        let folder = Folder::new();
        import(&mut folder.desk(), &rows(0..count), start()).unwrap();
        let clock = Arc::new(ManualClock::new(start()));
        let waker = Arc::new(Wakes::default()).into();
        let mut session = Session::start(folder.desk(), clock, waker).unwrap();
        session.wait_for_board(Duration::from_secs(30));
        session.poll();
        assert!(session.is_read(), "{count} referrals");
    }
}

#[test]
fn a_large_board_shows_its_lanes_before_every_card_is_read() {
    let folder = Folder::new();
    import(&mut folder.desk(), &rows(0..6_000), start()).unwrap();
    let mut window = Window::on(&folder);
    let lanes = |window: &Window| {
        Stage::OPEN.map(|stage| {
            let lane = window.board().lane(stage);
            let due = lane.due_within_a_day(start());
            (lane.len(), lane.id_at(0), lane.sums().clone(), due)
        })
    };
    // The rest is read after the frame that shows the lanes.
    assert!(window.board().len() < 6_000 && window.session.is_busy());
    let at_first = lanes(&window);
    let in_sight: Vec<ReferralId> = Stage::OPEN
        .into_iter()
        .flat_map(|stage| (0..20).map(move |index| (stage, index)))
        .filter_map(|(stage, index)| window.board().lane(stage).id_at(index))
        .collect();
    assert!(in_sight.len() >= 20);
    for id in in_sight {
        let kept = folder.desk().store().referral(id).unwrap();
        assert_eq!(window.board().referral(id), kept.as_ref());
        assert!(window.board().place(id).is_some());
    }
    window.until("every card is there", |window| {
        window.board().len() == 6_000
    });
    assert_eq!(lanes(&window), at_first);
    assert_is_true(&window, &folder);
}

#[test]
fn cards_moved_while_the_board_is_read_stay_where_they_were_put() {
    let folder = Folder::new();
    import(&mut folder.desk(), &rows(0..20_000), start()).unwrap();
    let mut window = Window::on(&folder);
    window.until("every card is there", |window| {
        window.board().len() == 20_000
    });
    let moved = 300;
    // Each import is large enough that the whole board is read again.
    for batch in 0..3 {
        let from = 20_000 + batch * 6_000;
        window
            .session
            .send(imported(rows(from..from + 6_000)))
            .unwrap();
    }
    for id in (1..=moved).map(ReferralId) {
        let action = if id.0 % 3 == 0 {
            Action::Skip
        } else {
            Action::Interested
        };
        window.act(id, action).unwrap();
        let moved_so_far = id.0;
        window.until("a frame passes", |_| true);
        for id in (1..=moved_so_far).map(ReferralId) {
            let expected = (id.0 % 3 != 0).then_some(Stage::Evaluating);
            assert_eq!(window.stage(id), expected, "{id} went back");
        }
    }
    window.until_written();
    window.until("all of it shows", |window| {
        let frames = window.board().len();
        for id in (1..=moved).map(ReferralId) {
            let expected = (id.0 % 3 != 0).then_some(Stage::Evaluating);
            assert_eq!(window.stage(id), expected, "{id} went back");
        }
        frames == 38_000 - 100
    });
    assert_eq!(window.failures().len(), 0);
    assert_is_true(&window, &folder);
}

/// The board is what the file says, in every card.
fn assert_is_true(window: &Window, folder: &Folder) {
    let mut open = 0;
    folder
        .desk()
        .store()
        .open_referrals(|referral| {
            open += 1;
            assert_eq!(window.board().referral(referral.id), Some(&referral));
        })
        .unwrap();
    assert_eq!(window.board().len(), open);
}

#[test]
fn two_windows_on_one_file_end_up_alike() {
    let folder = Folder::new();
    import(&mut folder.desk(), &rows(0..40), start()).unwrap();
    let mut windows = [Window::on(&folder), Window::on(&folder)];
    for round in 0..5 {
        for id in (1..=40).map(ReferralId) {
            for (which, window) in windows.iter_mut().enumerate() {
                let action = match (id.0 as usize + round + which) % 4 {
                    0 => Action::Interested,
                    1 => owned_by(&format!("{round} {which}")),
                    2 => Action::Accept(terms()),
                    _ => Action::Skip,
                };
                // Half of these are refused, here or by the file: that is the point.
                _ = window.act(id, action);
                window.events.extend(window.session.poll());
            }
        }
    }
    for window in &mut windows {
        window.until_written();
    }
    // Nothing is sent any more, but what was sent for cards that had left a board may still be carried out.
    let desk = folder.desk();
    for window in &mut windows {
        window.until("it shows what the file has", |window| {
            let mut is_true = true;
            let mut open = 0;
            desk.store()
                .open_referrals(|referral| {
                    open += 1;
                    is_true &= window.board().referral(referral.id) == Some(&referral);
                })
                .unwrap();
            is_true && window.board().len() == open
        });
    }
}

#[test]
fn undo_and_redo_go_there_and_back() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let mut window = Window::on(&folder);
    window.act(id, Action::Interested).unwrap();
    window.act(id, decline()).unwrap();
    assert_eq!(window.stage(id), None);
    window.until("undo is offered", |window| {
        window.undoable() == Some(ChangeKind::Decline)
    });
    for (expected, next) in [
        (Some(Stage::Evaluating), Some(ChangeKind::Interested)),
        (Some(Stage::New), Some(ChangeKind::Add)),
        (None, None),
    ] {
        window.session.send(Command::Undo).unwrap();
        window.until("it is undone", |window| {
            window.stage(id) == expected && window.undoable() == next
        });
    }
    for expected in [Some(Stage::New), Some(Stage::Evaluating), None] {
        window.session.send(Command::Redo).unwrap();
        window.until("it is made again", |window| window.stage(id) == expected);
    }
    window.until("nothing is left to redo", |window| {
        window.session.overview().redoable.is_none()
    });
    assert_eq!(referral(&desk, id).outcome(), Some(Outcome::Declined));
    assert_eq!(window.failures().len(), 0);
}

#[test]
fn a_correction_brings_a_card_back_on_the_board() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    act(&mut desk, id, Action::Skip, start()).unwrap();
    let mut window = Window::on(&folder);
    window.act(id, correct("a slip")).unwrap();
    window.until("it is back", |window| window.stage(id) == Some(Stage::New));
    assert_eq!(window.board().referral(id), Some(&referral(&desk, id)));
}

#[test]
fn closing_waits_until_everything_is_written() {
    let folder = Folder::new();
    import(&mut folder.desk(), &rows(0..100), start()).unwrap();
    let mut window = Window::on(&folder);
    for id in (1..=100).map(ReferralId) {
        window.act(id, Action::Interested).unwrap();
    }
    drop(window);
    let desk = folder.desk();
    for id in (1..=100).map(ReferralId) {
        assert_eq!(referral(&desk, id).stage(), Stage::Evaluating);
    }
}

#[test]
fn a_backup_restored_by_another_desk_is_shown() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let kept = add(&mut desk, "Contoso", start());
    let backup = folder.join("copy.db");
    desk.store().back_up_to(&backup).unwrap();
    act(&mut desk, kept, Action::Interested, start()).unwrap();
    let gone = add(&mut desk, "Fabrikam", start());
    let mut window = Window::on(&folder);
    assert_eq!(window.board().len(), 2);
    let mut store = leadline::desk::Store::open(&folder.path()).unwrap();
    store
        .restore_from(&backup, &|_, _| Ok(()), start())
        .unwrap();
    window.until("the backup shows", |window| {
        window.stage(kept) == Some(Stage::New) && window.stage(gone).is_none()
    });
    let is_told = |window: &Window| {
        let replaced = |event: &&Event| matches!(event, Event::FileReplaced);
        window.events.iter().filter(replaced).count()
    };
    assert_eq!(is_told(&window), 1);
    // It goes on from there.
    window.act(kept, Action::Skip).unwrap();
    window.until_written();
    assert_eq!(referral(&desk, kept).outcome(), Some(Outcome::Skipped));

    // The same, and the other program has made as many changes since before the window looks: that the skip was undone that way shows.
    let changes = desk.store().newest_change().unwrap().0;
    store
        .restore_from(&backup, &|_, _| Ok(()), start())
        .unwrap();
    let mut added = Vec::new();
    while desk.store().newest_change().unwrap().0 < changes {
        added.push(add(&mut desk, "Tailspin", start().plus_seconds(1)));
    }
    assert!(!added.is_empty());
    window.until("the backup and what came since show", |window| {
        window.stage(kept) == Some(Stage::New)
            && added.iter().all(|id| window.stage(*id) == Some(Stage::New))
    });
    assert_is_true(&window, &folder);
}

#[test]
fn settings_are_kept_and_count_at_once() {
    let folder = Folder::new();
    let mut window = Window::on(&folder);
    let mut settings = window.session.settings().clone();
    settings.own_name = "Sato".to_owned();
    settings.policy = leadline::domain::PolicyId::Since2019;
    settings.leads.answer_seconds = vec![HOUR / 2];
    window.session.save_settings(settings.clone());
    assert_eq!(window.session.settings(), &settings);
    drop(window);
    let mut desk = folder.desk();
    assert_eq!(desk.settings().unwrap(), settings);
    let id = add(&mut desk, "Contoso", start());
    assert_eq!(referral(&desk, id).policy, settings.policy);
}

#[test]
fn undo_takes_back_what_the_person_saw_and_nothing_another_program_did_since() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let other = add(&mut desk, "Fabrikam", start());
    let mut window = Window::on(&folder);
    window.act(id, Action::Skip).unwrap();
    window.until_written();
    // The window has not looked since.
    act(&mut desk, other, Action::Skip, start()).unwrap();
    let before = content(&desk);
    window.session.send(Command::Undo).unwrap();
    window.until("it is refused", |window| !window.failures().is_empty());
    let [
        DeskError::NotNewest {
            newest: Some(newest),
        },
    ] = window.failures()[..]
    else {
        panic!("{:?}", window.failures());
    };
    assert_eq!(newest.subject.as_deref(), Some("Fabrikam"));
    assert_eq!(content(&desk), before);
    // Once the other's change is seen, undo is about that.
    window.until("the other's change is seen", |window| {
        let undoable = window.session.overview().undoable.as_ref();
        undoable.is_some_and(|label| label.subject.as_deref() == Some("Fabrikam"))
    });
    window.session.send(Command::Undo).unwrap();
    window.until("it is undone", |window| {
        window.stage(other) == Some(Stage::New)
    });
    // The same for redo.
    desk.execute(Command::Redo, start()).unwrap();
    desk.execute(Command::Undo, start()).unwrap();
    let before = content(&desk);
    window.session.send(Command::Redo).unwrap();
    window.until("it is refused", |window| window.failures().len() == 2);
    assert_eq!(content(&desk), before);
}

#[test]
fn undo_pressed_before_anything_is_written_takes_back_what_was_just_done() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let mut window = Window::on(&folder);
    for _ in 0..3 {
        window.act(id, Action::Interested).unwrap();
        window.act(id, decline()).unwrap();
        window.session.send(Command::Undo).unwrap();
        window.session.send(Command::Undo).unwrap();
        window.session.send(Command::Redo).unwrap();
        window.until("all is done", |window| !window.session.is_busy());
        assert_eq!(window.stage(id), Some(Stage::Evaluating));
        assert_eq!(window.undoable(), Some(ChangeKind::Interested));
        window.session.send(Command::Undo).unwrap();
        window.until("it is done", |window| !window.session.is_busy());
        assert_eq!(window.stage(id), Some(Stage::New));
    }
    assert_eq!(window.failures().len(), 0);
    assert_is_true(&window, &folder);
}

#[test]
fn undo_of_what_did_not_come_about_takes_back_nothing_else() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let mut window = Window::on(&folder);
    act(&mut desk, id, Action::Skip, start()).unwrap();
    let before = content(&desk);
    window.act(id, Action::Interested).unwrap();
    window.session.send(Command::Undo).unwrap();
    window.until("both are refused", |window| window.failures().len() == 2);
    assert_eq!(content(&desk), before);
}

#[test]
fn what_the_clock_has_ended_stays_on_the_board_while_it_cannot_be_written() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let mut window = Window::on(&folder);
    // What it does as it starts is not to meet the clock that is set forward below.
    window.until("it has started", |window| !window.session.is_busy());
    let other = Connection::open(folder.path()).unwrap();
    other
        .execute_batch(
            "CREATE TRIGGER full BEFORE UPDATE ON referral BEGIN SELECT RAISE(ABORT, 'no'); END;",
        )
        .unwrap();
    window.clock.set(start().plus_seconds(72 * HOUR));
    window.until("it is on the board again", |window| {
        window.events.iter().any(|event| {
            matches!(
                event,
                Event::Failed {
                    of: Failing::Clock,
                    ..
                }
            )
        }) && window.stage(id) == Some(Stage::New)
    });
    // It is not tried again with every frame, nor is the window woken for it.
    window.until("everything is quiet", |window| !window.session.is_busy());
    assert_eq!(window.failures().len(), 1);
    assert!(window.session.next_moment() > Some(start().plus_seconds(72 * HOUR)));
    other.execute_batch("DROP TRIGGER full;").unwrap();
    window.clock.advance_seconds(60);
    window.until("it is written", |window| window.stage(id).is_none());
    window.until("it counts", |window| {
        window.session.overview().archived == 1
    });
    assert_eq!(
        referral(&desk, id).archived_at(),
        Some(start().plus_seconds(72 * HOUR))
    );
}

#[test]
fn the_settings_of_a_backup_count_when_it_is_put_in_place() {
    let folder = Folder::new();
    let desk = folder.desk();
    let backup = folder.join("copy.db");
    desk.store().back_up_to(&backup).unwrap();
    let mut window = Window::on(&folder);
    let as_in_backup = window.session.settings().clone();
    let mut settings = as_in_backup.clone();
    settings.own_name = "Sato".to_owned();
    window.session.save_settings(settings);
    window.until("they are kept", |window| !window.session.is_busy());
    let mut store = leadline::desk::Store::open(&folder.path()).unwrap();
    store
        .restore_from(&backup, &|_, _| Ok(()), start())
        .unwrap();
    window.until("those of the backup count", |window| {
        *window.session.settings() == as_in_backup
    });
}
