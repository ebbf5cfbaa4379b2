//! What a file must hold by its own history: every change of every referral is gone through again, by rules that are written here anew from the
//! workflow and know nothing of the program's own code.

use leadline::domain::Timestamp;
use rusqlite::Connection;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// One line of a referral's history.
struct Line {
    change: i64,
    /// The change that this one took back or made again.
    reverts: Option<i64>,
    revision: i64,
    entry: Value,
    /// The referral before; `None` where there was none.
    before: Option<Value>,
}

/// Checks the whole file: SQLite's own checks, then that every change is whole and that every referral is what its history makes of it.
pub fn holds(file: &Path) -> Result<Counts, String> {
    let connection = Connection::open(file).map_err(|error| error.to_string())?;
    let found = check(&connection);
    found.map_err(|wrong| format!("{}: {wrong}", file.display()))
}

/// How much was looked at.
#[derive(Clone, Copy, Default, Debug)]
pub struct Counts {
    pub changes: usize,
    pub lines: usize,
    pub referrals: usize,
}

fn check(connection: &Connection) -> Result<Counts, String> {
    sound(connection)?;
    let changes = whole_changes(connection)?;
    let current = current(connection).map_err(|error| error.to_string())?;
    let histories = histories(connection).map_err(|error| error.to_string())?;
    for id in current.keys() {
        if !histories.contains_key(id) {
            return Err(format!("referral {id} has no history"));
        }
    }
    let mut lines = 0;
    for (id, history) in &histories {
        lines += history.len();
        replay(history, current.get(id)).map_err(|wrong| format!("referral {id}: {wrong}"))?;
    }
    let texts: i64 = number(
        connection,
        "SELECT count(*) FROM referral_text WHERE referral_id IN (SELECT id FROM referral)",
    );
    let all: i64 = number(connection, "SELECT count(*) FROM referral_text");
    if texts != all {
        return Err(format!("{} texts belong to nothing", all - texts));
    }
    Ok(Counts {
        changes,
        lines,
        referrals: current.len(),
    })
}

fn number(connection: &Connection, sql: &str) -> i64 {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

fn sound(connection: &Connection) -> Result<(), String> {
    let said: String = connection
        .query_row(
            "SELECT group_concat(integrity_check, '; ') FROM pragma_integrity_check",
            [],
            |row| row.get(0),
        )
        .map_err(|error| error.to_string())?;
    let dangling = number(connection, "SELECT count(*) FROM pragma_foreign_key_check");
    if said == "ok" && dangling == 0 {
        Ok(())
    } else {
        Err(format!("{said}, {dangling} dangling rows"))
    }
}

/// Every change has as many lines as it says it is about, and none is missing between the first and the last.
fn whole_changes(connection: &Connection) -> Result<usize, String> {
    let sql = "SELECT id, kind, count,
            (SELECT count(*) FROM history WHERE change_id = change.id)
            + (SELECT count(*) FROM profile_history WHERE change_id = change.id)
        FROM change ORDER BY id";
    let read = |row: &rusqlite::Row<'_>| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, i64>(2)?,
            row.get::<_, i64>(3)?,
        ))
    };
    let mut all = connection.prepare(sql).map_err(|error| error.to_string())?;
    let rows = all.query_map([], read).map_err(|error| error.to_string())?;
    let mut last = 0;
    for row in rows {
        let (id, kind, count, lines) = row.map_err(|error| error.to_string())?;
        if id != last + 1 {
            return Err(format!("change {id} comes after {last}"));
        }
        if count != lines {
            return Err(format!(
                "change {id} ({kind}) is about {count} and has {lines} lines"
            ));
        }
        last = id;
    }
    Ok(last as usize)
}

fn histories(connection: &Connection) -> rusqlite::Result<BTreeMap<i64, Vec<Line>>> {
    let mut all = connection.prepare(
        "SELECT referral_id, change_id, reverts, revision, entry, before FROM history
         JOIN change ON change.id = change_id ORDER BY referral_id, change_id",
    )?;
    let mut histories: BTreeMap<i64, Vec<Line>> = BTreeMap::new();
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let before: Option<String> = row.get(5)?;
        let before = before.map(|text| parsed(&text)["referral"].clone());
        histories.entry(row.get(0)?).or_default().push(Line {
            change: row.get(1)?,
            reverts: row.get(2)?,
            revision: row.get(3)?,
            entry: parsed(&row.get::<_, String>(4)?),
            before: before.map(normal),
        });
    }
    Ok(histories)
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The referrals as they stand, in the shape of the snapshots.
fn current(connection: &Connection) -> rusqlite::Result<BTreeMap<i64, Value>> {
    let mut all = connection.prepare("SELECT * FROM referral")?;
    let names: Vec<String> = all.column_names().map(str::to_owned).collect();
    let mut rows = all.query([])?;
    let mut current = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let mut fields = Map::new();
        for (at, name) in names.iter().enumerate() {
            let value = match row.get::<_, rusqlite::types::Value>(at)? {
                rusqlite::types::Value::Integer(number) => json!(number),
                rusqlite::types::Value::Text(text) => json!(text),
                _ => Value::Null,
            };
            fields.insert(name.clone(), value);
        }
        let is_archived = fields["stage"] == "archived";
        let mut take = |name: &str| fields.remove(name).unwrap_or(Value::Null);
        for derived in ["import_key", "lapse_at", "remind_at"] {
            take(derived);
        }
        let deal = json!({"value": take("deal_value"), "currency": take("currency"), "close_on": take("close_on")});
        let (outcome, from, at, presumed) = (
            take("outcome"),
            take("archived_from"),
            take("archived_at"),
            take("presumed"),
        );
        if is_archived {
            fields.insert("outcome".to_owned(), outcome);
            fields.insert("from".to_owned(), from);
            fields.insert("at".to_owned(), at);
            fields.insert("presumed".to_owned(), json!(presumed == 1));
        }
        fields.insert("deal".to_owned(), deal);
        for flag in ["lapse_waived", "sample"] {
            let set = fields[flag] == 1;
            fields.insert(flag.to_owned(), json!(set));
        }
        let id = fields["id"].as_i64().unwrap();
        current.insert(id, normal(Value::Object(fields)));
    }
    Ok(current)
}

/// Instants as milliseconds, and nothing where there is nothing.
fn normal(mut referral: Value) -> Value {
    let fields = referral.as_object_mut().unwrap();
    for name in [
        "at",
        "received_at",
        "interested_at",
        "accepted_at",
        "expires_at",
        "snoozed_until",
    ] {
        if let Some(Value::String(text)) = fields.get(name) {
            let millis = Timestamp::parse(text).unwrap().millis();
            fields.insert(name.to_owned(), json!(millis));
        }
    }
    fields.retain(|_, value| !value.is_null());
    referral
}

fn millis(value: &Value) -> Value {
    match value {
        Value::String(text) => json!(Timestamp::parse(text).unwrap().millis()),
        other => other.clone(),
    }
}

fn replay(history: &[Line], current: Option<&Value>) -> Result<(), String> {
    let mut revision = 0;
    for (at, line) in history.iter().enumerate() {
        // What a line makes of the referral is what the next one found.
        let after = match history.get(at + 1) {
            Some(next) => next.before.as_ref(),
            None => current,
        };
        let how = |wrong: &str| {
            format!(
                "change {}: {wrong}; before {:?}, {}, after {after:?}",
                line.change, line.before, line.entry
            )
        };
        if let Some(before) = &line.before
            && before["revision"] != revision
        {
            return Err(how("a revision is missing"));
        }
        match after {
            Some(after) => {
                revision += 1;
                // A referral that was gone counts on from where it was.
                if line.before.is_none() {
                    revision = after["revision"].as_i64().unwrap_or(0);
                }
                if after["revision"] != revision || line.revision != revision {
                    return Err(how("the revision is another"));
                }
            }
            None if line.revision != 0 => {
                return Err(how("it is gone without a line that says so"));
            }
            None => {}
        }
        step(line, after, history).map_err(|wrong| how(&wrong))?;
    }
    Ok(())
}

/// Whether one line of the history makes of `before` what `after` is.
fn step(line: &Line, after: Option<&Value>, history: &[Line]) -> Result<(), String> {
    let kind = line.entry["kind"].as_str().unwrap_or_default();
    let at = millis(&line.entry["at"]);
    let wrong = |what: &str| Err(format!("{kind}: {what}"));
    if let Some(reverted) = line.reverts {
        let first = history.iter().find(|one| one.change == reverted);
        let Some(first) = first else {
            return wrong("what it reverts is not there");
        };
        let without_revision = |referral: Option<&Value>| {
            referral.map(|referral| {
                let mut referral = referral.clone();
                referral.as_object_mut().unwrap().remove("revision");
                referral
            })
        };
        if without_revision(after) != without_revision(first.before.as_ref()) {
            return wrong("it is not what it was before what is reverted");
        }
        return Ok(());
    }
    let Some(after) = after else {
        return if line.revision == 0 {
            Ok(())
        } else {
            wrong("it is gone")
        };
    };
    if after["stage"] != line.entry["to"] {
        return wrong("the stage is another");
    }
    let Some(before) = &line.before else {
        return match kind {
            "received" | "imported" if line.entry.get("from").is_none_or(Value::is_null) => Ok(()),
            _ => wrong("it was not there before"),
        };
    };
    if before["stage"] != line.entry["from"] {
        return wrong("the stage before was another");
    }
    let mut made = before.clone();
    let fields = made.as_object_mut().unwrap();
    fields.insert("revision".to_owned(), after["revision"].clone());
    let mut set = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    let mut may_change: Vec<&str> = Vec::new();
    let from = before["stage"].as_str().unwrap_or_default();
    let archive = |outcome: &str, presumed: bool, set: &mut dyn FnMut(&str, Value)| {
        set("stage", json!("archived"));
        set("outcome", json!(outcome));
        set("from", json!(from));
        set("at", at.clone());
        set("presumed", json!(presumed));
    };
    match (kind, from) {
        ("interested", "new") => {
            set("stage", json!("evaluating"));
            set("interested_at", at);
            may_change.extend(["lapse_waived", "snoozed_until", "accepted_at"]);
        }
        ("accepted", "evaluating") => {
            set("stage", json!("negotiating"));
            set("accepted_at", at);
            set("deal", line.entry["deal"].clone());
            may_change.extend(["lapse_waived", "snoozed_until"]);
        }
        ("skipped", "new") => {
            archive("skipped", false, &mut set);
            may_change.push("snoozed_until");
        }
        ("declined", "evaluating") => {
            archive("declined", false, &mut set);
            may_change.extend(["reason", "snoozed_until"]);
        }
        ("lost", "negotiating") => {
            archive("lost", false, &mut set);
            may_change.extend(["reason", "snoozed_until"]);
        }
        ("won", "negotiating") => {
            archive("won", false, &mut set);
            set("deal", line.entry["deal"].clone());
            may_change.push("snoozed_until");
        }
        ("lapsed", "new") => archive("missed", true, &mut set),
        ("lapsed", "evaluating" | "negotiating") => archive("expired", true, &mut set),
        ("confirmed", "archived") => set("presumed", json!(false)),
        ("corrected" | "reopened", "archived") => {
            set("stage", before["from"].clone());
            for name in ["outcome", "from", "at", "presumed"] {
                fields.remove(name);
            }
            may_change.extend([
                "lapse_waived",
                "reason",
                "snoozed_until",
                "deal",
                "interested_at",
                "accepted_at",
            ]);
        }
        ("snoozed", _) => may_change.push("snoozed_until"),
        ("edited" | "updated", _) => return Ok(()),
        // Whoever was erased is gone from what it was before as well: nothing is left that changes.
        ("erased", _) => {}
        _ => return wrong("not possible in this stage"),
    }
    let differing: Vec<&String> = made
        .as_object()
        .unwrap()
        .keys()
        .chain(after.as_object().unwrap().keys())
        .filter(|name| made.get(name.as_str()) != after.get(name.as_str()))
        .filter(|name| !may_change.contains(&name.as_str()))
        .collect();
    if differing.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "{kind}: {differing:?} are not what it makes of them"
        ))
    }
}
