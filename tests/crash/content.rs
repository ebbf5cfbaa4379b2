//! Everything a file holds, read past the program.

use rusqlite::Connection;
use rusqlite::types::Value;
use std::path::Path;

/// Every row of every table with the tables' own text and the file's version, a line each: two files are the same when these are.
pub fn content_of(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let mut lines = vec![format!("version {version}")];
    let mut schema = connection
        .prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")?;
    let objects: Vec<(String, String, String)> = schema
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (kind, name, sql) in objects {
        lines.push(format!("{kind} {name}: {sql}"));
        if kind == "table" {
            rows_of(connection, &name, &mut lines)?;
        }
    }
    Ok(lines)
}

/// The same of a file that no program has open.
pub fn content(path: &Path) -> Vec<String> {
    content_of(&Connection::open(path).unwrap()).unwrap()
}

/// [`content`] without what the program notes for itself: that there are backups, and what the clock showed.
pub fn entered(path: &Path) -> Vec<String> {
    const NOTES: [&str; 2] = ["kept_backups", "clock_note"];
    let is_note = |line: &String| {
        NOTES
            .iter()
            .any(|note| line.starts_with(&format!("setting [Text(\"{note}\")")))
    };
    let mut lines = content(path);
    lines.retain(|line| !is_note(line));
    lines
}

/// A number that stands for the content.
pub fn digest(lines: &[String]) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    lines.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn rows_of(connection: &Connection, table: &str, lines: &mut Vec<String>) -> rusqlite::Result<()> {
    let mut rows = connection.prepare(&format!("SELECT * FROM \"{table}\""))?;
    let width = rows.column_count();
    let found: Vec<Vec<Value>> = rows
        .query_map([], |row| (0..width).map(|at| row.get(at)).collect())?
        .collect::<Result<_, _>>()?;
    let first = lines.len();
    lines.extend(found.iter().map(|row| format!("{table} {row:?}")));
    lines[first..].sort_unstable();
    Ok(())
}
