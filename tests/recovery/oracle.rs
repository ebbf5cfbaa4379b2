//! What must hold of what came back: compared, row by row, with what SQLite reads from the file before it was damaged.

use super::damage::Damage;
use super::original::{ERASED, Original};
use leadline::domain::ReferralId;
use leadline::store::{SalvageReport, Store};
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The rows of each table by their keys, each as column names and values.
pub type Rows = BTreeMap<String, BTreeMap<String, Vec<(String, String)>>>;

/// The tables that are compared: what the program keeps, without what SQLite does for itself.
const TABLES: [&str; 9] = [
    "file",
    "setting",
    "change",
    "referral",
    "referral_text",
    "history",
    "profile",
    "profile_history",
    "reminder",
];

/// What became of the rows of a file.
#[derive(Clone, Copy, Default)]
pub struct Outcome {
    pub there: usize,
    pub equal: usize,
    /// Not as they were, and reported.
    pub reported: usize,
    pub is_whole: bool,
}

/// Every row, read by SQLite.
pub fn rows(path: &Path) -> Rows {
    let connection = Connection::open(path).unwrap();
    let mut found = Rows::new();
    for table in TABLES {
        let keys: Vec<String> = connection
            .prepare("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")
            .unwrap()
            .query_map([table], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        let mut statement = connection
            .prepare(&format!("SELECT * FROM {table}"))
            .unwrap();
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut read = statement.query([]).unwrap();
        let rows = found.entry(table.to_owned()).or_default();
        while let Some(row) = read.next().unwrap() {
            let values: Vec<(String, String)> = names
                .iter()
                .enumerate()
                .map(|(index, name)| {
                    let value: Value = row.get(index).unwrap();
                    (name.clone(), format!("{value:?}"))
                })
                .collect();
            let key: Vec<&str> = values
                .iter()
                .filter(|(name, _)| keys.contains(name))
                .map(|(_, value)| value.as_str())
                .collect();
            rows.insert(key.join(" "), values);
        }
    }
    found
}

/// Whether two states of a row are the same, but for what a salvage sets anew.
fn is_same(one: &[(String, String)], other: &[(String, String)], report: &SalvageReport) -> bool {
    one.iter().zip(other).all(|(one, other)| {
        let is_set_anew = match one.0.as_str() {
            "reverted_by" => report.undo_starts_anew,
            "remind_at" => !report.is_whole(),
            _ => false,
        };
        one == other || is_set_anew
    })
}

/// Whether what came back is right. What is wrong, otherwise.
pub fn judge(
    original: &Original,
    damage: &Damage,
    report: &SalvageReport,
    damaged: &Path,
    target: &Path,
) -> Result<Outcome, String> {
    let bytes = std::fs::read(target).unwrap();
    if memchr::memmem::find(&bytes, ERASED.as_bytes()).is_some() {
        return Err("what was erased came back".to_owned());
    }
    let found = rows(target);
    is_usable(target)?;
    // A log that is gone, or ends before its end, tells nothing of what was in it: then what SQLite still sees counts.
    let lacks_some = original
        .rows
        .iter()
        .any(|(table, rows)| found[table] != *rows);
    let is_undetectable = damage.is_log_only && report.is_whole() && lacks_some;
    let seen = is_undetectable.then(|| rows(damaged));
    let expected = seen.as_ref().unwrap_or(&original.rows);
    let mut outcome = Outcome {
        is_whole: report.is_whole(),
        ..Outcome::default()
    };
    let mut strange = Vec::new();
    let mut excused = 0;
    for (table, rows) in expected {
        let told = report
            .table(table)
            .ok_or(format!("nothing is told of {table}"))?;
        let there = &found[table];
        // A file without its name gets a new one.
        if told.found + usize::from(table == "file") * told.missing != there.len() {
            return Err(format!(
                "{table}: {} rows are told and {} are there",
                told.found,
                there.len()
            ));
        }
        excused += told.doubtful;
        let gone = rows.keys().filter(|key| !there.contains_key(*key)).count();
        let told_as_gone = told.missing + told.given_up + told.doubtful;
        if gone > told_as_gone && !told.may_lack_more {
            return Err(format!(
                "{table}: {gone} rows are gone, and {told_as_gone} are told to be"
            ));
        }
        for (key, row) in rows {
            outcome.there += 1;
            match there.get(key) {
                Some(same) if is_same(row, same, report) => outcome.equal += 1,
                Some(other) => {
                    outcome.reported += 1;
                    strange.push(format!("{table} {key} is {other:?}\n  and was {row:?}"));
                }
                None if told.is_whole() => {
                    let is_zone = table == "setting" && key.contains("reminder_zone");
                    if !is_zone {
                        return Err(format!("{table} {key} is lost and nothing tells of it"));
                    }
                }
                None => outcome.reported += 1,
            }
        }
        for key in there.keys().filter(|key| !rows.contains_key(*key)) {
            strange.push(format!("{table} {key} never was: {:?}", there[key]));
        }
    }
    // Without a table that names the file, it gets a new name, which the report tells as one that is missing.
    strange.retain(|row| {
        !(row.starts_with("file ") && report.table("file").is_some_and(|file| file.missing > 0))
    });
    // A log that is used in part is an earlier state of the file, and says so.
    if damage.is_log_only && !report.is_whole() {
        return Ok(outcome);
    }
    if strange.len() > damage.silent + excused {
        return Err(format!(
            "{} rows are not what they were, more than {} turned bits and {excused} doubtful rows explain:\n{}",
            strange.len(),
            damage.silent,
            told_in_short(&strange)
        ));
    }
    Ok(outcome)
}

/// Whether a file of which nothing is said to be left has indeed no page any more whose rows stand for themselves: texts and histories belong to
/// referrals and changes, and are nothing without them. Every row counts as lost. What is wrong, otherwise.
pub fn nothing_is_left(original: &Original, damage: &Damage) -> Result<Outcome, String> {
    const ALONE: [&str; 3] = ["change", "profile", "referral"];
    let left = original.pages.iter().find(|(number, (table, kind))| {
        kind == "leaf" && ALONE.contains(&table.as_str()) && damage.left(original, **number)
    });
    if let Some((number, (table, _))) = left {
        return Err(format!(
            "nothing was found, and page {number} of {table} is as it was"
        ));
    }
    let there = original.rows.values().map(BTreeMap::len).sum();
    Ok(Outcome {
        there,
        reported: there,
        ..Outcome::default()
    })
}

fn told_in_short(strange: &[String]) -> String {
    let lines: Vec<String> = strange
        .iter()
        .take(4)
        .map(|row| row.chars().take(900).collect())
        .collect();
    lines.join("\n")
}

/// Whether the program can work with the file.
fn is_usable(target: &Path) -> Result<(), String> {
    let told = |error| format!("what came back cannot be used: {error}");
    let store = Store::open(target).map_err(told)?;
    store.check().map_err(told)?;
    let mut ids = Vec::new();
    store
        .all_referrals(|referral| ids.push(referral.id))
        .map_err(told)?;
    for id in &ids {
        store.history(*id).map_err(told)?;
        store.referral_text(*id).map_err(told)?;
    }
    store.profiles().map_err(told)?;
    store.undoable().map_err(told)?;
    store.redoable().map_err(told)?;
    let mut desk = leadline::desk::Desk::new(store);
    let id = super::common::add(&mut desk, "New", super::common::start());
    let highest = ids.iter().copied().max().unwrap_or(ReferralId(0));
    if id <= highest {
        return Err(format!("{id:?} was given twice"));
    }
    desk.execute(leadline::domain::Command::Undo, super::common::start())
        .map_err(|error| format!("undo does not work any more: {error}"))?;
    Ok(())
}
