//! What stays of a file when another content takes its place: who is to be erased and who was, where copies of them are, and how long contacts are
//! kept.

use super::PendingErasure;
use super::erase::PENDING;
use super::erased_keys::noted;
use super::open::file_name;
use super::retention::CLOCK_NOTE;
use super::settings::{RETENTION_DAYS, SECOND_BACKUP_FOLDER, read_setting};
use rusqlite::{Connection, OptionalExtension, params};

/// The settings that are as they were, whatever the other content says, those that were never set included.
const KEPT: [&str; 3] = [SECOND_BACKUP_FOLDER, RETENTION_DAYS, CLOCK_NOTE];

/// What stays, read from the file that is to take in another content.
#[derive(Debug)]
pub(super) struct CarriedOver {
    file_name: String,
    kept: Vec<(&'static str, Option<String>)>,
    pending: Vec<PendingErasure>,
    erased: Vec<String>,
}

impl CarriedOver {
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let kept = KEPT
            .into_iter()
            .map(|name| Ok((name, value(connection, name)?)))
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self {
            file_name: file_name(connection)?,
            kept,
            pending: read_setting(connection, PENDING)?.unwrap_or_default(),
            erased: noted(connection)?,
        })
    }

    /// Whether the other content says so already.
    pub(super) fn is_in(&self, other: &Connection) -> rusqlite::Result<bool> {
        for (name, kept) in &self.kept {
            if value(other, name)? != *kept {
                return Ok(false);
            }
        }
        let known = noted(other)?;
        Ok(self.pending_in(other)? == pending(other)?
            && self
                .erased
                .iter()
                .all(|erased| known.binary_search(erased).is_ok()))
    }

    /// Writes it into the other content.
    pub(super) fn write(&self, other: &mut Connection) -> rusqlite::Result<()> {
        let transaction = other.transaction()?;
        for (name, kept) in &self.kept {
            put(&transaction, name, kept.as_deref())?;
        }
        let pending = self.pending_in(&transaction)?;
        let json = (!pending.is_empty())
            .then(|| super::write::to_json(&pending))
            .transpose()?;
        put(&transaction, PENDING, json.as_deref())?;
        {
            let mut insert = transaction.prepare_cached(
                "INSERT OR IGNORE INTO setting (name, value) VALUES (?1, 'true')",
            )?;
            for erased in &self.erased {
                insert.execute([erased])?;
            }
        }
        transaction.commit()
    }

    /// Of a copy of the same file what it says of unfinished erasures is past; of another file it is not.
    fn pending_in(&self, other: &Connection) -> rusqlite::Result<Vec<PendingErasure>> {
        let mut pending = self.pending.clone();
        if file_name(other)? != self.file_name {
            for erasure in self::pending(other)? {
                if !pending.contains(&erasure) {
                    pending.push(erasure);
                }
            }
        }
        Ok(pending)
    }
}

fn pending(connection: &Connection) -> rusqlite::Result<Vec<PendingErasure>> {
    Ok(read_setting(connection, PENDING)?.unwrap_or_default())
}

fn value(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

fn put(connection: &Connection, name: &str, value: Option<&str>) -> rusqlite::Result<()> {
    match value {
        Some(value) => connection.execute(
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![name, value],
        ),
        None => connection.execute("DELETE FROM setting WHERE name = ?1", [name]),
    }
    .map(drop)
}
