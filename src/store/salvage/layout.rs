//! What the rows of each table look like, in every version of the file: what tells them apart where nothing else does.

use super::record::Value;
use crate::store::migrate::{MIGRATIONS, migrate};
use rusqlite::Connection;

/// SQLite's own table of the highest row numbers given so far.
pub(super) const SEQUENCE: &str = "sqlite_sequence";

/// How the rows of a table are written.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub name: String,
    pub has_row_numbers: bool,
    /// In the order in which they are written.
    pub columns: Vec<Column>,
    /// Rows written before columns were added have no more than these.
    least: usize,
    /// The column that is the row number, and is written as nothing.
    pub row_number: Option<usize>,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub name: String,
    pub is_text: bool,
    pub is_required: bool,
}

/// The tables of a file of this version.
///
/// # Errors
/// When SQLite cannot make one in memory.
pub(super) fn layouts(version: usize) -> rusqlite::Result<Vec<Layout>> {
    let mut found: Vec<Layout> = Vec::new();
    for known in 1..=version.min(MIGRATIONS.len()) {
        let mut connection = Connection::open_in_memory()?;
        migrate(&mut connection, MIGRATIONS.get(..known).unwrap_or_default())?;
        let before = std::mem::replace(&mut found, tables(&connection)?);
        for layout in &mut found {
            if let Some(earlier) = before.iter().find(|earlier| earlier.name == layout.name) {
                layout.least = layout.least.min(earlier.least);
            }
        }
    }
    Ok(found)
}

fn tables(connection: &Connection) -> rusqlite::Result<Vec<Layout>> {
    let mut listed = connection.prepare(
        "SELECT name, wr FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name <> 'sqlite_schema' ORDER BY name",
    )?;
    let names: Vec<(String, bool)> = listed
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    names
        .into_iter()
        .map(|(name, is_without)| table(connection, name, !is_without))
        .collect()
}

fn table(connection: &Connection, name: String, has_row_numbers: bool) -> rusqlite::Result<Layout> {
    let mut statement = connection
        .prepare("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let mut columns: Vec<(i64, Column)> = statement
        .query_map([&name], |row| {
            let kind: String = row.get(1)?;
            let place: i64 = row.get(3)?;
            let column = Column {
                name: row.get(0)?,
                is_text: kind == "TEXT",
                is_required: row.get::<_, bool>(2)? || place > 0,
            };
            Ok((place, column))
        })?
        .collect::<rusqlite::Result<_>>()?;
    // SQLite's own tables name no types.
    if name == SEQUENCE {
        for (index, (_, column)) in columns.iter_mut().enumerate() {
            column.is_text = index == 0;
        }
    }
    let mut row_number = None;
    if has_row_numbers {
        let keys: Vec<usize> = (0..columns.len())
            .filter(|index| columns.get(*index).is_some_and(|(place, _)| *place > 0))
            .collect();
        if let [only] = keys.as_slice()
            && columns
                .get(*only)
                .is_some_and(|(_, column)| !column.is_text)
        {
            row_number = Some(*only);
        }
    } else {
        // What the rows are ordered by is written first.
        columns.sort_by_key(|(place, _)| if *place == 0 { i64::MAX } else { *place });
    }
    Ok(Layout {
        name,
        has_row_numbers,
        least: columns.len(),
        columns: columns.into_iter().map(|(_, column)| column).collect(),
        row_number,
    })
}

impl Layout {
    /// Whether these can be the values of a row of this table.
    pub(super) fn fits(&self, values: &[Value]) -> bool {
        (self.least..=self.columns.len()).contains(&values.len())
            && values.iter().enumerate().all(|(index, value)| {
                let Some(column) = self.columns.get(index) else {
                    return false;
                };
                match value {
                    Value::Null => !column.is_required || self.row_number == Some(index),
                    Value::Integer(_) => !column.is_text && self.row_number != Some(index),
                    Value::Text(_) => column.is_text,
                    Value::Lost => true,
                    Value::Real(_) | Value::Blob(_) => false,
                }
            })
    }
}
