//! What a backup has otherwise than the file: what putting it in the file's place would take away, change and bring back.

use super::backup_contents::open_known;
use super::convert::attach;
use super::keys;
use super::{Store, StoreError};
use crate::domain::ReferralId;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// A referral that a backup has otherwise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DifferingReferral {
    /// Its number.
    pub id: ReferralId,
    /// The customer, as the file has it, or else as the backup has it.
    pub customer: String,
    /// The columns in which the two differ, by their names in the file; empty where only one of the two has the referral.
    pub fields: Vec<String>,
}

/// Referrals of one kind: how many, and the first of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Group {
    /// How many there are.
    pub count: usize,
    /// The first of them, by their numbers.
    pub first: Vec<DifferingReferral>,
}

/// What a backup has otherwise than the file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Differences {
    /// Came into the file after the backup was made: restoring takes them away.
    pub added: Group,
    /// Were changed after the backup was made: restoring puts them back as they were.
    pub changed: Group,
    /// Have gone from the file since the backup was made: restoring brings them back.
    pub missing: Group,
    /// Business profiles that were added, changed or deleted since.
    pub profiles: usize,
    /// The backup was made of another file: nothing in it belongs to anything in this one.
    pub is_of_other_file: bool,
}

impl Differences {
    /// Whether restoring would change no referral and no profile.
    pub const fn is_none(&self) -> bool {
        self.added.count == 0
            && self.changed.count == 0
            && self.missing.count == 0
            && self.profiles == 0
    }
}

/// Of so many referrals of each kind it is told which they are.
const TOLD: usize = 200;
/// What the program works out by itself from the others.
const DERIVED: [&str; 4] = ["lapse_at", "remind_at", "revision", "import_key"];

impl Store {
    /// Compares the file with a backup. Neither is written to.
    ///
    /// # Errors
    /// When `backup` is no Leadline file of a version this program knows, or one of the two cannot be read.
    pub fn differences_from(&self, backup: &Path) -> Result<Differences, StoreError> {
        open_known(backup)?;
        let sorted = |error| StoreError::from_sqlite(backup, error);
        // What is attached is opened as the connection is: for reading.
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = keys::connect(&self.path, flags)?;
        connection
            .busy_timeout(std::time::Duration::from_secs(5))
            .and_then(|()| attach(&connection, backup, "backup", keys::key_of(backup).as_ref()))
            .map_err(sorted)?;
        // Both as they stand at one instant.
        let transaction = connection.transaction().map_err(sorted)?;
        compare(&transaction).map_err(sorted)
    }
}

fn compare(connection: &Connection) -> rusqlite::Result<Differences> {
    let is_of_other_file = connection.query_row(
        "SELECT (SELECT name FROM main.file) <> (SELECT name FROM backup.file)",
        [],
        |row| row.get(0),
    )?;
    // Numbers mean something else in another file.
    let same = if is_of_other_file { "0" } else { "1" };
    let only = |one: &str, other: &str| {
        format!(
            "FROM {one}.referral AS one
             WHERE NOT {same} OR NOT EXISTS (SELECT 1 FROM {other}.referral AS other WHERE other.id = one.id)"
        )
    };
    Ok(Differences {
        added: group(connection, "one.id, one.customer", &only("main", "backup"), &[])?,
        missing: group(connection, "one.id, one.customer", &only("backup", "main"), &[])?,
        changed: if is_of_other_file {
            Group::default()
        } else {
            changed(connection)?
        },
        profiles: connection.query_row(
            "SELECT (SELECT count(*) FROM (SELECT region, body FROM main.profile EXCEPT SELECT region, body FROM backup.profile))
                  + (SELECT count(*) FROM backup.profile AS old WHERE NOT EXISTS (SELECT 1 FROM main.profile AS new WHERE new.region = old.region))",
            [],
            |row| row.get(0),
        )?,
        is_of_other_file,
    })
}

/// The referrals that both have, with another content.
fn changed(connection: &Connection) -> rusqlite::Result<Group> {
    let mut fields = Vec::new();
    let mut differs = Vec::new();
    for (table, one, other) in [
        ("referral", "new", "old"),
        ("referral_text", "new_text", "old_text"),
    ] {
        for column in shared_columns(connection, table)? {
            differs.push(format!("{one}.\"{column}\" IS NOT {other}.\"{column}\""));
            fields.push(column);
        }
    }
    let columns = format!("new.id, new.customer, {}", differs.join(", "));
    let from = format!(
        "FROM main.referral AS new JOIN backup.referral AS old ON old.id = new.id
         LEFT JOIN main.referral_text AS new_text ON new_text.referral_id = new.id
         LEFT JOIN backup.referral_text AS old_text ON old_text.referral_id = new.id
         WHERE {}",
        differs.join(" OR ")
    );
    group(connection, &columns, &from, &fields)
}

/// The columns that both files have of a table: an older backup may lack some.
fn shared_columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(
        "SELECT name FROM pragma_table_info(?1, 'main')
         WHERE name IN (SELECT name FROM pragma_table_info(?1, 'backup')) AND name NOT IN ('id', 'referral_id')",
    )?;
    let columns: Vec<String> = statement
        .query_map([table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(columns
        .into_iter()
        .filter(|column| !DERIVED.contains(&column.as_str()))
        .collect())
}

/// Counts what `from` selects and reads the first of it: number, customer, and for each of `fields` whether it differs.
fn group(
    connection: &Connection,
    columns: &str,
    from: &str,
    fields: &[String],
) -> rusqlite::Result<Group> {
    let count = connection.query_row(&format!("SELECT count(*) {from}"), [], |row| row.get(0))?;
    let mut statement =
        connection.prepare(&format!("SELECT {columns} {from} ORDER BY 1 LIMIT {TOLD}"))?;
    let first = statement
        .query_map([], |row| {
            let mut differing = Vec::new();
            for (index, field) in fields.iter().enumerate() {
                if row.get(index + 2)? {
                    differing.push(field.clone());
                }
            }
            Ok(DifferingReferral {
                id: ReferralId(row.get(0)?),
                customer: row.get(1)?,
                fields: differing,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Group { count, first })
}
