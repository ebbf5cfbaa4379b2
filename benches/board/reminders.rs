//! A pass over the reminders: with nothing due, which an index has to make independent of how many referrals there are; and with a thousand
//! due at once, recorded durably, against one bare transaction that marks the same rows.

use super::data::{Files, SIZES, desk, import};
use super::table::{Line, Table};
use super::timing::{Samples, paired_ratio, ratio};
use leadline::desk::{CLAIM_LASTS_SECONDS, ManualClock};
use leadline::domain::{ImportRow, Timestamp};
use leadline::remind::{Engine, RecordingNotifier};
use leadline::text::{Language, Texts, Zone};
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;
use std::sync::Arc;

/// Passes measured with nothing due.
const PASSES: usize = 200;
/// Reminders that come due at once.
const DUE: usize = 1_000;
/// How often that is measured.
const ROUNDS: usize = 15;
const HOUR: i64 = 3_600;

pub fn measure(files: &Files, table: &mut Table) {
    with_nothing_due(files, table);
    with_many_due(files, table);
}

fn engine(path: &Path, clock: &Arc<ManualClock>) -> Engine {
    let texts = Texts::in_zone(Language::English, Zone::utc());
    let screen = Box::new(RecordingNotifier::default());
    Engine::new(desk(path), clock.clone(), screen, texts)
}

fn with_nothing_due(files: &Files, table: &mut Table) {
    let mut idle: [Samples; 3] = Default::default();
    let mut engines: Vec<(Engine, Arc<ManualClock>)> = (0..SIZES.len())
        .map(|size| {
            let clock = Arc::new(ManualClock::new(files.now));
            let path = files.copy(size, &format!("reminders-{size}.db"));
            let mut engine = engine(&path, &clock);
            // Whatever is due already.
            engine.pass().unwrap();
            clock.advance_seconds(2 * CLAIM_LASTS_SECONDS);
            engine.pass().unwrap();
            (engine, clock)
        })
        .collect();
    for _ in 0..PASSES {
        for ((engine, clock), samples) in engines.iter_mut().zip(&mut idle) {
            // Every mark and every lead is half an hour away.
            clock.advance_seconds(1);
            let pass = samples.time(|| engine.pass().unwrap());
            assert_eq!(pass.raised, []);
        }
    }
    let times = ratio(&idle[2], &idle[0]);
    table.add(Line::of("Pass over the reminders, none due", &idle).judged(
        times,
        "100,000 over 100, at most",
        2.0,
    ));
}

fn with_many_due(files: &Files, table: &mut Table) {
    let mut ours: [Samples; 3] = Default::default();
    let mut bare: [Samples; 3] = Default::default();
    for size in 0..SIZES.len() {
        let due_at = files.now.plus_seconds(20 * HOUR);
        let prepared = files.copy(size, "due-prepared.db");
        add_due(&prepared, files.now, due_at);
        for round in 0..ROUNDS {
            let (path, bare_path) = (files.fresh("due.db"), files.fresh("due-bare.db"));
            std::fs::copy(&prepared, &path).unwrap();
            std::fs::copy(&prepared, &bare_path).unwrap();
            let mut desk = desk(&path);
            let mut same = Connection::open(&bare_path).unwrap();
            same.execute_batch(
                "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;",
            )
            .unwrap();
            let mut claim = || {
                let claimed = ours[size].time(|| desk.claim_reminders(due_at).unwrap());
                assert_eq!(claimed.len(), DUE);
            };
            let mut mark = || bare[size].time(|| mark_rows(&mut same, due_at));
            // By turns: what comes second finds the disk awake.
            if round % 2 == 0 {
                mark();
                claim();
            } else {
                claim();
                mark();
            }
        }
    }
    let most = (0..3)
        .map(|size| paired_ratio(&ours[size], &bare[size]))
        .fold(0.0, f64::max);
    table.add(
        Line::of("1,000 reminders due at once, recorded durably", &ours).judged(
            most,
            "bare, at most",
            3.0,
        ),
    );
    table.add(Line::of(
        "One bare transaction that marks the same rows",
        &bare,
    ));
}

/// A thousand referrals received this instant: the same lead of all comes due in twenty hours. What else comes due by then is recorded first:
/// only the thousand are measured.
fn add_due(path: &Path, now: Timestamp, due_at: Timestamp) {
    let rows = (0..DUE).map(|index| ImportRow {
        customer: Some(format!("Due {index}")),
        received_at: Some(now),
        ..ImportRow::default()
    });
    let mut desk = desk(path);
    import(&mut desk, rows.collect(), now);
    desk.claim_reminders(due_at.plus_seconds(-1)).unwrap();
}

/// Records a reminder of each and when its next one comes, with nothing but rusqlite.
fn mark_rows(connection: &mut Connection, due_at: Timestamp) {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    let ids: Vec<i64> = transaction
        .prepare("SELECT id FROM referral WHERE customer LIKE 'Due %'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(ids.len(), DUE);
    {
        let mut insert = transaction
            .prepare(
                "INSERT INTO reminder (referral_id, mark, lead_seconds, due_at, raise_at, state, recorded_at)
                 VALUES (?1, 'answer_24h', 14400, ?2, ?3, 'claimed', ?3)",
            )
            .unwrap();
        let mut update = transaction
            .prepare("UPDATE referral SET remind_at = ?2 WHERE id = ?1")
            .unwrap();
        let mark = due_at.plus_seconds(4 * HOUR).millis();
        let next = due_at.plus_seconds(3 * HOUR).millis();
        for id in ids {
            insert
                .execute(rusqlite::params![id, mark, due_at.millis()])
                .unwrap();
            update.execute(rusqlite::params![id, next]).unwrap();
        }
    }
    transaction.commit().unwrap();
}
