//! The new file that rows are put into as they are found: by the schema's own rules, each key once.

use super::layout::{Layout, SEQUENCE};
use super::record::Value as Found;
use super::report::SalvagedTable;
use super::walk::Row;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use std::collections::BTreeMap;

/// Puts rows into the new file.
pub(super) struct Build<'a> {
    connection: &'a Connection,
    layouts: &'a [Layout],
    pub tables: Vec<SalvagedTable>,
    /// The highest row numbers given so far, by table: what is new must not get the number of what is gone.
    pub highest: BTreeMap<String, i64>,
}

enum Insertion {
    Done,
    /// Its key is taken.
    Taken,
    /// The schema does not allow such a row.
    Refused,
}

impl<'a> Build<'a> {
    /// On an empty file of the version the layouts are of. What making a file puts into it is taken out.
    pub(super) fn new(connection: &'a Connection, layouts: &'a [Layout]) -> rusqlite::Result<Self> {
        let mut tables = Vec::new();
        for layout in layouts {
            if layout.name != FILE {
                connection.execute(&format!("DELETE FROM \"{}\"", layout.name), [])?;
            }
            tables.push(SalvagedTable {
                name: layout.name.clone(),
                ..SalvagedTable::default()
            });
        }
        Ok(Self {
            connection,
            layouts,
            tables,
            highest: BTreeMap::new(),
        })
    }

    /// Takes a row of the table with this index in. False where one with its key was there already.
    pub(super) fn take(&mut self, index: usize, row: Row) -> rusqlite::Result<bool> {
        let (Some(layout), Some(table)) = (self.layouts.get(index), self.tables.get_mut(index))
        else {
            return Ok(true);
        };
        if let (Some(number), Some(_)) = (row.number, layout.row_number) {
            let highest = self.highest.entry(layout.name.clone()).or_default();
            *highest = number.max(*highest);
        }
        let Some((values, is_doubtful)) = to_values(layout, row) else {
            table.given_up += 1;
            return Ok(true);
        };
        if layout.name == SEQUENCE {
            if let [Value::Text(name), Value::Integer(number)] = values.as_slice() {
                let highest = self.highest.entry(name.clone()).or_default();
                *highest = (*highest).max(*number);
            }
            return Ok(true);
        }
        if layout.name == FILE && table.found == 0 {
            self.connection.execute("DELETE FROM file", [])?;
        }
        match insert(self.connection, layout, &values)? {
            Insertion::Done => {
                table.found += 1;
                table.doubtful += usize::from(is_doubtful);
                Ok(true)
            }
            Insertion::Refused => {
                table.given_up += 1;
                Ok(true)
            }
            Insertion::Taken => {
                let is_better = is_newer(self.connection, layout, &values)?;
                if is_better && replace(self.connection, layout, &values)? {
                    table.doubtful += usize::from(is_doubtful);
                }
                Ok(false)
            }
        }
    }
}

/// The table with what tells this file's exports from another's: without a row of it no file is one of the program's.
pub(super) const FILE: &str = "file";

/// The values as they can be kept, and whether they may be other than they were. `None` where one that must be there is lost.
fn to_values(layout: &Layout, row: Row) -> Option<(Vec<Value>, bool)> {
    let mut is_doubtful = false;
    let mut values = Vec::with_capacity(row.values.len());
    for (index, value) in row.values.into_iter().enumerate() {
        let column = layout.columns.get(index)?;
        values.push(match value {
            _ if layout.row_number == Some(index) => Value::Integer(row.number?),
            Found::Null => Value::Null,
            Found::Integer(number) => Value::Integer(number),
            Found::Real(number) => Value::Real(number),
            Found::Blob(bytes) => Value::Blob(bytes),
            Found::Text(bytes) => {
                // The program writes no zero bytes, and no text that is not UTF-8.
                is_doubtful |= bytes.contains(&0);
                Value::Text(String::from_utf8(bytes).unwrap_or_else(|error| {
                    is_doubtful = true;
                    String::from_utf8_lossy(error.as_bytes()).into_owned()
                }))
            }
            Found::Lost => {
                is_doubtful = true;
                match (column.is_required, column.is_text) {
                    (false, _) => Value::Null,
                    (true, true) => Value::Text(String::new()),
                    (true, false) => return None,
                }
            }
        });
    }
    Some((values, is_doubtful))
}

fn insert(
    connection: &Connection,
    layout: &Layout,
    values: &[Value],
) -> rusqlite::Result<Insertion> {
    let columns: Vec<String> = layout
        .columns
        .iter()
        .take(values.len())
        .map(|column| format!("\"{}\"", column.name))
        .collect();
    let marks = vec!["?"; values.len()].join(", ");
    let sql = format!(
        "INSERT INTO \"{}\" ({}) VALUES ({marks})",
        layout.name,
        columns.join(", ")
    );
    let inserted = connection
        .prepare_cached(&sql)
        .and_then(|mut statement| statement.execute(params_from_iter(values)));
    match inserted {
        Ok(_) => Ok(Insertion::Done),
        Err(error) => match error.sqlite_error() {
            Some(found)
                if matches!(
                    found.extended_code,
                    rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                        | rusqlite::ffi::SQLITE_CONSTRAINT_ROWID
                ) =>
            {
                Ok(Insertion::Taken)
            }
            Some(found) if found.code == rusqlite::ErrorCode::ConstraintViolation => {
                Ok(Insertion::Refused)
            }
            _ => Err(error),
        },
    }
}

fn place(layout: &Layout, name: &str) -> Option<usize> {
    layout.columns.iter().position(|column| column.name == name)
}

/// Whether this is a later state of the row that is there under its number.
fn is_newer(connection: &Connection, layout: &Layout, values: &[Value]) -> rusqlite::Result<bool> {
    let (Some(number), Some(revision)) = (layout.row_number, place(layout, "revision")) else {
        return Ok(false);
    };
    let (Some(number), Some(Value::Integer(revision))) = (values.get(number), values.get(revision))
    else {
        return Ok(false);
    };
    let there: Option<i64> = connection
        .prepare_cached(&format!(
            "SELECT revision FROM \"{}\" WHERE rowid = ?1",
            layout.name
        ))?
        .query_row([number], |row| row.get(0))
        .optional()?;
    Ok(there.is_some_and(|there| *revision > there))
}

/// Puts a row in the place of the one under its number; leaves that one where the schema does not allow this one. True when it was replaced.
fn replace(connection: &Connection, layout: &Layout, values: &[Value]) -> rusqlite::Result<bool> {
    let Some(number) = layout.row_number.and_then(|number| values.get(number)) else {
        return Ok(false);
    };
    connection.execute_batch("SAVEPOINT replacing")?;
    connection.execute(
        &format!("DELETE FROM \"{}\" WHERE rowid = ?1", layout.name),
        [number],
    )?;
    let is_done = matches!(insert(connection, layout, values)?, Insertion::Done);
    if !is_done {
        connection.execute_batch("ROLLBACK TO replacing")?;
    }
    connection.execute_batch("RELEASE replacing")?;
    Ok(is_done)
}
