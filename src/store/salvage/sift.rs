//! Makes what was found one whole again: nothing the program could not read, nothing that belongs to what is not there.

use super::report::SalvageReport;
use crate::domain::{Entry, Profile};
use crate::store::reminders::read_row;
use crate::store::rows::{REFERRAL_COLUMNS, TEXT_COLUMNS, read_referral, read_text};
use crate::store::write::Snapshot;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeMap;

/// What a row of a referral can do without: what cannot be read is left empty, and the row kept.
const OPTIONAL: [&str; 6] = [
    "deal_value",
    "currency",
    "close_on",
    "reason",
    "snoozed_until",
    "expires_at",
];

/// Takes out, or mends, what the program could not read.
pub(super) fn take_out_unreadable(
    connection: &Connection,
    report: &mut SalvageReport,
) -> rusqlite::Result<()> {
    mend_referrals(connection, report)?;
    mend_texts(connection, report)?;
    drop_unreadable(
        connection,
        report,
        "history",
        "SELECT referral_id, change_id, entry, before FROM history",
        "DELETE FROM history WHERE referral_id = ?1 AND change_id = ?2",
        |row| is_json::<Entry>(row, 2) && is_json::<Snapshot>(row, 3),
    )?;
    drop_unreadable(
        connection,
        report,
        "profile",
        "SELECT id, 0, body FROM profile",
        "DELETE FROM profile WHERE id = ?1 AND ?2 = 0",
        |row| is_json::<Profile>(row, 2),
    )?;
    drop_unreadable(
        connection,
        report,
        "profile_history",
        "SELECT profile_id, change_id, before FROM profile_history",
        "DELETE FROM profile_history WHERE profile_id = ?1 AND change_id = ?2",
        |row| is_json::<Profile>(row, 2),
    )?;
    drop_settings(connection, report)?;
    drop_reminders(connection, report)
}

/// Takes out what belongs to what is not there, and counts what must have been.
pub(super) fn take_out_dangling(
    connection: &Connection,
    report: &mut SalvageReport,
) -> rusqlite::Result<()> {
    // A line of the revision 0 is about one that was taken back; it is the last one then.
    let mut lost = connection.prepare(
        "SELECT referral_id FROM referral_text WHERE referral_id NOT IN (SELECT id FROM referral)
         UNION
         SELECT referral_id FROM history AS line
         WHERE revision <> 0 AND referral_id NOT IN (SELECT id FROM referral) AND NOT EXISTS (
             SELECT 1 FROM history AS later WHERE later.referral_id = line.referral_id AND later.change_id > line.change_id)
         ORDER BY 1",
    )?;
    report.lost_referrals = lost
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let orphans = connection.execute(
        "DELETE FROM referral_text WHERE referral_id NOT IN (SELECT id FROM referral)",
        [],
    )?;
    let missing = report.lost_referrals.len();
    report.note("referral", |table| table.missing += missing);
    give_up(report, "referral_text", orphans);
    for table in ["history", "profile_history"] {
        let without = format!("{table} WHERE change_id NOT IN (SELECT id FROM change)");
        let changes: usize = connection.query_row(
            &format!("SELECT count(DISTINCT change_id) FROM {without}"),
            [],
            |row| row.get(0),
        )?;
        let rows = connection.execute(&format!("DELETE FROM {without}"), [])?;
        report.note("change", |table| {
            table.missing += changes;
        });
        give_up(report, table, rows);
    }
    let unwritten: usize = connection.query_row(
        "SELECT count(*) FROM referral WHERE NOT EXISTS (
             SELECT 1 FROM history WHERE history.referral_id = referral.id AND history.revision = referral.revision)",
        [],
        |row| row.get(0),
    )?;
    report.note("history", |table| table.missing += unwritten);
    // What a change takes back came before it: one that does not say so is damaged, and could be followed in a circle.
    let reverts = connection.execute(
        "UPDATE change SET reverts = NULL
         WHERE reverts IS NOT NULL AND (reverts >= id OR reverts NOT IN (SELECT id FROM change))",
        [],
    )?;
    let reverted = connection.execute(
        "UPDATE change SET reverted_by = id
         WHERE reverted_by IS NOT NULL AND reverted_by NOT IN (SELECT id FROM change)",
        [],
    )?;
    report.note("change", |table| table.doubtful += reverts + reverted);
    Ok(())
}

/// Has undo begin anew where it could take back what is only known in part.
pub(super) fn begin_undo_anew(
    connection: &Connection,
    report: &mut SalvageReport,
) -> rusqlite::Result<()> {
    let is_known = [
        "change",
        "history",
        "referral",
        "referral_text",
        "profile",
        "profile_history",
    ]
    .iter()
    .all(|name| {
        report
            .table(name)
            .is_none_or(super::SalvagedTable::is_whole)
    }) && report.log_pages_ignored == 0
        && !report.is_log_unreadable;
    if is_known {
        return Ok(());
    }
    let passed_over = connection.execute(
        "UPDATE change SET reverted_by = id WHERE reverted_by IS NULL AND origin <> 'clock'",
        [],
    )?;
    report.undo_starts_anew = passed_over > 0;
    // Reminders are worked out again where it is not known for which time zone they were.
    let worked_out = connection.execute("DELETE FROM setting WHERE name = 'reminder_zone'", [])?;
    report.note("setting", |table| {
        table.found -= worked_out.min(table.found);
    });
    Ok(())
}

/// Keeps numbers from being given twice: neither that of a referral that is lost, nor one that only other rows speak of.
pub(super) fn keep_numbers(
    connection: &Connection,
    highest: &BTreeMap<String, i64>,
    lost_referrals: &[i64],
) -> rusqlite::Result<()> {
    let mentioned = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let referral = mentioned(
        "SELECT max(coalesce((SELECT max(referral_id) FROM history), 0),
                    coalesce((SELECT max(referral_id) FROM reminder), 0),
                    coalesce((SELECT max(id) FROM referral), 0))",
    )?;
    let profile = mentioned(
        "SELECT max(coalesce((SELECT max(profile_id) FROM profile_history), 0), coalesce((SELECT max(id) FROM profile), 0))",
    )?;
    for (name, number) in [("referral", referral), ("profile", profile)] {
        let seen = highest.get(name).copied().unwrap_or(0);
        let lost = if name == "referral" {
            lost_referrals.iter().copied().max().unwrap_or(0)
        } else {
            0
        };
        // A damaged number may be beyond all others: SQLite then has none left to give.
        let number = number.max(lost).max(if seen < MOST { seen } else { 0 });
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?1", [name])?;
        connection.execute(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)",
            rusqlite::params![name, number],
        )?;
    }
    Ok(())
}

/// More than anybody has of anything.
const MOST: i64 = 1 << 48;

fn give_up(report: &mut SalvageReport, name: &str, rows: usize) {
    report.note(name, |table| {
        table.found -= rows.min(table.found);
        table.given_up += rows;
    });
}

fn mend_referrals(connection: &Connection, report: &mut SalvageReport) -> rusqlite::Result<()> {
    let select = format!("SELECT {REFERRAL_COLUMNS} FROM referral");
    let mut unreadable = Vec::new();
    let mut other_lapse = Vec::new();
    {
        let select = format!("SELECT {REFERRAL_COLUMNS}, lapse_at FROM referral");
        let mut statement = connection.prepare(&select)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            match read_referral(row) {
                Ok(referral) => {
                    let lapse = referral.pending_lapse().map(|(at, _)| at.millis());
                    if lapse != row.get(25)? {
                        other_lapse.push((id, lapse));
                    }
                }
                Err(_) => unreadable.push(id),
            }
        }
    }
    // It follows from the others, and so need not be believed.
    for (id, lapse) in other_lapse {
        connection.execute(
            "UPDATE referral SET lapse_at = ?2, remind_at = NULL WHERE id = ?1",
            rusqlite::params![id, lapse],
        )?;
        report.note("referral", |table| table.doubtful += 1);
    }
    for id in unreadable {
        let sets: Vec<String> = OPTIONAL
            .iter()
            .map(|name| format!("{name} = NULL"))
            .collect();
        connection.execute(
            &format!("UPDATE referral SET {} WHERE id = ?1", sets.join(", ")),
            [id],
        )?;
        let mended = connection
            .query_row(&format!("{select} WHERE id = ?1"), [id], |row| {
                Ok(read_referral(row).is_ok())
            })
            .optional()?;
        if mended == Some(true) {
            report.note("referral", |table| table.doubtful += 1);
        } else {
            connection.execute("DELETE FROM referral WHERE id = ?1", [id])?;
            give_up(report, "referral", 1);
        }
    }
    Ok(())
}

fn mend_texts(connection: &Connection, report: &mut SalvageReport) -> rusqlite::Result<()> {
    let mut unreadable: Vec<i64> = Vec::new();
    {
        let select = format!("SELECT {TEXT_COLUMNS}, referral_id FROM referral_text");
        let mut statement = connection.prepare(&select)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if read_text(row).is_err() {
                unreadable.push(row.get(8)?);
            }
        }
    }
    for id in unreadable {
        connection.execute(
            "UPDATE referral_text SET other_columns = '{}' WHERE referral_id = ?1",
            [id],
        )?;
        report.note("referral_text", |table| table.doubtful += 1);
    }
    Ok(())
}

/// Whether a value, where there is one, is the JSON of such a thing.
fn is_json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> bool {
    match row
        .get_ref(column)
        .map(|value| value.as_str_or_null().map(|text| text.map(str::to_owned)))
    {
        Ok(Ok(None)) => true,
        Ok(Ok(Some(text))) => serde_json::from_str::<T>(&text).is_ok(),
        _ => false,
    }
}

/// Takes out the rows that `can_be_read` does not accept. `select` gives the two numbers first that `delete` takes.
fn drop_unreadable(
    connection: &Connection,
    report: &mut SalvageReport,
    name: &str,
    select: &str,
    delete: &str,
    can_be_read: impl Fn(&Row<'_>) -> bool,
) -> rusqlite::Result<()> {
    let mut unreadable: Vec<(i64, i64)> = Vec::new();
    {
        let mut statement = connection.prepare(select)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if !can_be_read(row) {
                unreadable.push((row.get(0)?, row.get(1)?));
            }
        }
    }
    for (one, other) in &unreadable {
        connection.execute(delete, [one, other])?;
    }
    give_up(report, name, unreadable.len());
    Ok(())
}

fn drop_settings(connection: &Connection, report: &mut SalvageReport) -> rusqlite::Result<()> {
    let mut unreadable: Vec<String> = Vec::new();
    {
        let mut statement = connection.prepare("SELECT name, value FROM setting")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if !is_json::<serde_json::Value>(row, 1) {
                unreadable.push(row.get(0)?);
            }
        }
    }
    for name in &unreadable {
        connection.execute("DELETE FROM setting WHERE name = ?1", [name])?;
    }
    give_up(report, "setting", unreadable.len());
    Ok(())
}

fn drop_reminders(connection: &Connection, report: &mut SalvageReport) -> rusqlite::Result<()> {
    let mut unreadable: Vec<(i64, String, i64, i64)> = Vec::new();
    {
        let mut statement = connection.prepare(
            "SELECT referral_id, mark, lead_seconds, due_at, raise_at, recorded_at, state, read_at FROM reminder",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if read_row(row).is_err() {
                unreadable.push((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
            }
        }
    }
    for key in &unreadable {
        connection.execute(
            "DELETE FROM reminder WHERE referral_id = ?1 AND mark = ?2 AND lead_seconds = ?3 AND due_at = ?4",
            rusqlite::params![key.0, key.1, key.2, key.3],
        )?;
    }
    give_up(report, "reminder", unreadable.len());
    Ok(())
}
