//! A move: from the key until it is shown, and from the command until it is durable, against the same transaction in bare SQLite.

use super::data::{Files, SIZES, desk};
use super::rung::Rung;
use super::stage::Stage;
use super::table::{Line, Table};
use super::timing::{Samples, ratio};
use egui::{Event, Key, Modifiers};
use leadline::desk::Event as Told;
use leadline::domain::{Action, Command, ReferralId, Seen, Stage as Lane, Timestamp};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use std::path::Path;
use std::time::{Duration, Instant};

/// Moves measured; the smallest file has some more cards than that to move.
const MOVES: usize = 30;
/// Cards moved at once.
const MANY: usize = 1_000;
/// How often that is measured.
const ROUNDS: usize = 6;

pub fn measure(files: &Files, table: &mut Table) {
    until_shown(files, table);
    until_durable(files, table);
    many(files, table);
    whole_lane(files, table);
}

/// The key that shows interest in the card it is on, until the frame that draws the card in its new lane is done.
fn until_shown(files: &Files, table: &mut Table) {
    let mut shown: [Samples; 3] = Default::default();
    let mut stages: Vec<Stage> = (0..SIZES.len())
        .map(|size| Stage::open(&files.copy(size, &format!("shown-{size}.db")), files.now))
        .collect();
    for _ in 0..MOVES {
        for (stage, samples) in stages.iter_mut().zip(&mut shown) {
            let lane = stage.app.session().board().lane(Lane::New);
            let id = lane.id_at(0).unwrap();
            // Tab comes to it sooner or later.
            let card = egui::Id::unique(("card", id.0));
            while stage.ctx.memory(egui::Memory::focused) != Some(card) {
                stage.frame(vec![key(Key::Tab, true), key(Key::Tab, false)]);
            }
            stage.frame(Vec::new());
            samples.time(|| {
                stage.frame(vec![key(Key::Num1, true)]);
                stage.frame(vec![key(Key::Num1, false)]);
            });
            let place = stage.app.session().board().place(id);
            assert!(matches!(place, Some((Lane::Evaluating, _))), "{place:?}");
            stage.rest();
        }
    }
    table.add(Line::of("Move until shown (two frames)", &shown));
}

fn key(key: Key, pressed: bool) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

/// The desk's transaction against the same one in bare rusqlite; and how long a window waits for it, through its threads and back.
fn until_durable(files: &Files, table: &mut Table) {
    let mut ours: [Samples; 3] = Default::default();
    let mut bare: [Samples; 3] = Default::default();
    let mut known: [Samples; 3] = Default::default();
    for size in 0..SIZES.len() {
        let mut moving = Rung::open(&files.copy(size, "known.db"), files.now);
        let mut desk = desk(&files.copy(size, "durable.db"));
        let mut same = BareFile::open(&files.copy(size, "durable-bare.db"));
        for round in 0..MOVES {
            let id = moving.next();
            known[size].add(moving.move_on(id));
            moving.come_to_rest();
            let command = interested(id);
            // By turns: what comes second finds the disk awake.
            if round % 2 == 0 {
                bare[size].time(|| same.move_on(id, files.now));
                ours[size].time(|| desk.execute(command, files.now).unwrap());
            } else {
                ours[size].time(|| desk.execute(command, files.now).unwrap());
                bare[size].time(|| same.move_on(id, files.now));
            }
            // The reader counts again after each; that is not to disturb the next.
            std::thread::sleep(Duration::from_millis(30));
        }
    }
    let most = (0..3)
        .map(|size| ratio(&ours[size], &bare[size]))
        .fold(0.0, f64::max);
    table.add(Line::of("Move until durable", &ours).judged(most, "bare, at most", 1.5));
    table.add(Line::of("The same transaction in bare rusqlite", &bare));
    table.add(Line::of(
        "Move until the window knows it is durable",
        &known,
    ));
}

/// A thousand cards moved by one command, or as many as the file has: until the board shows them, and until they are durable, against the
/// same rows written by one transaction in bare rusqlite.
fn many(files: &Files, table: &mut Table) {
    let mut shown: [Samples; 3] = Default::default();
    let mut ours: [Samples; 3] = Default::default();
    let mut bare: [Samples; 3] = Default::default();
    for size in 0..SIZES.len() {
        for round in 0..ROUNDS {
            let mut moving = Rung::open(&files.copy(size, "many.db"), files.now);
            let ids = moving.first(MANY);
            shown[size].time(|| moving.session.send(all_interested(&ids)).unwrap());
            drop(moving);
            let mut desk = desk(&files.copy(size, "many-durable.db"));
            let mut same = BareFile::open(&files.copy(size, "many-bare.db"));
            if round % 2 == 0 {
                bare[size].time(|| same.move_on_all(&ids, files.now));
            }
            let command = all_interested(&ids);
            ours[size].time(|| desk.execute(command, files.now).unwrap());
            if round % 2 == 1 {
                bare[size].time(|| same.move_on_all(&ids, files.now));
            }
        }
    }
    let most = (0..3)
        .map(|size| ratio(&ours[size], &bare[size]))
        .fold(0.0, f64::max);
    table.add(Line::of("1,000 moved at once until shown", &shown));
    table.add(Line::of("1,000 moved at once until durable", &ours).judged(
        most,
        "bare, at most",
        3.0,
    ));
    table.add(Line::of(
        "The same rows in one bare rusqlite transaction",
        &bare,
    ));
}

/// The key that selects every card of a lane, until the frame that shows them selected is done; and the one that then skips them all.
fn whole_lane(files: &Files, table: &mut Table) {
    let mut selected: [Samples; 3] = Default::default();
    let mut skipped: [Samples; 3] = Default::default();
    for size in 0..SIZES.len() {
        let mut stage = Stage::open(&files.copy(size, "whole-lane.db"), files.now);
        stage.frame(vec![key(Key::ArrowDown, true), key(Key::ArrowDown, false)]);
        stage.rest();
        for _ in 0..ROUNDS {
            selected[size].time(|| {
                stage.frame(vec![held(Key::A, true)]);
                stage.frame(vec![held(Key::A, false)]);
            });
            stage.frame(vec![key(Key::Escape, true), key(Key::Escape, false)]);
            stage.rest();
        }
        stage.frame(vec![held(Key::A, true), held(Key::A, false)]);
        stage.rest();
        skipped[size].time(|| {
            stage.frame(vec![key(Key::Num2, true)]);
            stage.frame(vec![key(Key::Num2, false)]);
        });
        assert!(stage.app.session().board().lane(Lane::New).is_empty());
    }
    table.add(Line::of(
        "Every card of a lane selected (two frames)",
        &selected,
    ));
    table.add(Line::of("All of them skipped until shown", &skipped));
}

fn held(key: Key, pressed: bool) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    }
}

fn all_interested(ids: &[ReferralId]) -> Command {
    let seen = |id: &ReferralId| Seen {
        id: *id,
        revision: None,
    };
    Command::ActOnMany {
        on: ids.iter().map(seen).collect(),
        action: Action::Interested,
    }
}

fn interested(id: ReferralId) -> Command {
    Command::Act {
        id,
        revision: None,
        action: Action::Interested,
    }
}

impl Rung {
    fn next(&self) -> ReferralId {
        self.session.board().lane(Lane::New).id_at(0).unwrap()
    }

    fn first(&self, most: usize) -> Vec<ReferralId> {
        let lane = self.session.board().lane(Lane::New);
        (0..lane.len().min(most))
            .filter_map(|index| lane.id_at(index))
            .collect()
    }

    /// How long from the command until it is known to be durable.
    fn move_on(&mut self, id: ReferralId) -> Duration {
        self.session.poll();
        let start = Instant::now();
        self.session.send(interested(id)).unwrap();
        loop {
            let is_done = |event: &Told| matches!(event, Told::Done { .. });
            if self.session.poll().iter().any(is_done) {
                return start.elapsed();
            }
            self.rung.recv_timeout(Duration::from_secs(1)).ok();
        }
    }
}

/// The same file and the same statements, with nothing but rusqlite.
struct BareFile(Connection);

impl BareFile {
    fn open(path: &Path) -> Self {
        let connection = Connection::open(path).unwrap();
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;",
            )
            .unwrap();
        Self(connection)
    }

    fn move_on(&mut self, id: ReferralId, now: Timestamp) {
        self.move_on_all(&[id], now);
    }

    fn move_on_all(&mut self, ids: &[ReferralId], now: Timestamp) {
        let transaction = self
            .0
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .unwrap();
        transaction
            .prepare_cached(
                "INSERT INTO change (at, origin, kind, subject, count) VALUES (?1, 'person', 'interested', NULL, ?2)",
            )
            .unwrap()
            .execute(params![now.millis(), ids.len()])
            .unwrap();
        let change = transaction.last_insert_rowid();
        for id in ids {
            move_one(&transaction, change, *id, now);
        }
        transaction.commit().unwrap();
    }
}

fn move_one(transaction: &Transaction<'_>, change: i64, id: ReferralId, now: Timestamp) {
    let before: Vec<rusqlite::types::Value> = transaction
        .prepare_cached("SELECT * FROM referral WHERE id = ?1")
        .unwrap()
        .query_row([id.0], |row| {
            (0..row.as_ref().column_count())
                .map(|column| row.get(column))
                .collect()
        })
        .unwrap();
    assert!(!before.is_empty());
    let due = now.plus_seconds(7 * 86_400).millis();
    let changed = transaction
        .prepare_cached(
            "UPDATE referral SET revision = revision + 1, stage = 'evaluating', interested_at = ?2, lapse_at = ?3, remind_at = ?4
             WHERE id = ?1 AND revision = 1",
        )
        .unwrap()
        .execute(params![id.0, now.millis(), due, due - 86_400_000])
        .unwrap();
    assert_eq!(changed, 1);
    transaction
        .prepare_cached("INSERT INTO history (referral_id, change_id, revision, entry, before) VALUES (?1, ?2, 2, ?3, ?4)")
        .unwrap()
        .execute(params![id.0, change, "e".repeat(90), "b".repeat(600)])
        .unwrap();
}
