//! Reading the board, and the import of a CSV file against bare SQLite inserting the same rows.

use super::data::{Files, SIZES, csv, desk, import, rows};
use super::table::{Line, Table};
use super::timing::{Samples, ratio};
use leadline::desk::{BoardBuilder, Store};
use leadline::domain::{ImportRow, Timestamp};
use rusqlite::{Connection, params};
use std::path::Path;

/// How often the smaller sizes are measured, and the largest.
const RUNS: [usize; 3] = [7, 5, 3];

pub fn measure(files: &Files, table: &mut Table) {
    reading(files, table);
    importing(files, table);
}

/// From the file to the board, with the file open.
fn reading(files: &Files, table: &mut Table) {
    let mut read: [Samples; 3] = Default::default();
    for (size, samples) in read.iter_mut().enumerate() {
        let store = Store::open(&files.paths[size]).unwrap();
        for _ in 0..RUNS[size] {
            let board = samples.time(|| {
                let mut board = BoardBuilder::new(store.most_open().unwrap(), files.now);
                store
                    .open_referrals(|referral| board.add(referral))
                    .unwrap();
                board.build()
            });
            assert_eq!(board.len(), SIZES[size]);
        }
    }
    table.add(Line::of("Reading the board", &read));
}

fn importing(files: &Files, table: &mut Table) {
    let mut ours: [Samples; 3] = Default::default();
    let mut bare: [Samples; 3] = Default::default();
    for size in 0..SIZES.len() {
        let csv = csv(SIZES[size], files.now);
        let parsed = rows(&csv);
        for _ in 0..RUNS[size] {
            let mut desk = desk(&files.fresh("import.db"));
            ours[size].time(|| import(&mut desk, rows(&csv), files.now));
            let mut file = bare_file(&files.fresh("import-bare.db"));
            bare[size].time(|| insert(&mut file, &parsed, files.now));
        }
    }
    table.add(
        Line::of("Import of a CSV file, from its bytes until durable", &ours).judged(
            ratio(&ours[2], &bare[2]),
            "bare",
            3.0,
        ),
    );
    table.add(Line::of(
        "Bare rusqlite inserting the same rows in one transaction",
        &bare,
    ));
}

fn bare_file(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE referral (id INTEGER PRIMARY KEY, revision INTEGER, partner_center_id TEXT, import_key TEXT, customer TEXT,
                 region TEXT, company_size TEXT, overview TEXT, stage TEXT, outcome TEXT, presumed INTEGER, archived_from TEXT,
                 archived_at INTEGER, received_at INTEGER, interested_at INTEGER, accepted_at INTEGER, policy TEXT,
                 expires_at INTEGER, lapse_waived INTEGER, deal_value TEXT, currency TEXT, close_on TEXT, owner TEXT, reason TEXT,
                 sample INTEGER, lapse_at INTEGER, remind_at INTEGER, details TEXT, contact_name TEXT, contact_email TEXT,
                 contact_phone TEXT, notes TEXT, reported_status TEXT, reported_substatus TEXT, other_columns TEXT);",
        )
        .unwrap();
    connection
}

fn insert(connection: &mut Connection, rows: &[ImportRow], now: Timestamp) {
    let transaction = connection.transaction().unwrap();
    {
        let mut insert = transaction
            .prepare(
                "INSERT INTO referral (revision, partner_center_id, import_key, customer, region, company_size, overview, stage,
                     presumed, received_at, interested_at, accepted_at, policy, lapse_waived, deal_value, currency, close_on,
                     owner, sample, lapse_at, remind_at, details, contact_name, contact_email, contact_phone, notes, other_columns)
                 VALUES (1, ?1, NULL, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, 'classic', 0, ?10, ?11, ?12, ?13, 0, ?14, ?15, ?16, ?17,
                     ?18, ?19, ?20, '{}')",
            )
            .unwrap();
        for row in rows {
            let millis = |at: Option<Timestamp>| at.map(Timestamp::millis);
            insert
                .execute(params![
                    row.partner_center_id,
                    row.customer,
                    row.region,
                    row.company_size,
                    row.overview,
                    stage(row),
                    millis(row.received_at),
                    millis(row.interested_at),
                    millis(row.accepted_at),
                    row.deal_value.map(|value| value.to_string()),
                    row.currency.as_ref().map(leadline::domain::Currency::code),
                    row.close_on.map(|date| date.to_string()),
                    row.owner,
                    now.millis(),
                    now.millis(),
                    row.details,
                    row.contact_name,
                    row.contact_email,
                    row.contact_phone,
                    row.notes,
                ])
                .unwrap();
        }
    }
    transaction.commit().unwrap();
}

fn stage(row: &ImportRow) -> &'static str {
    match row.reported {
        Some(leadline::domain::ReportedState::Open(stage)) => stage.code(),
        _ => "new",
    }
}
