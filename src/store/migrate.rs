//! Numbered migrations: how a file of any earlier version becomes one of this version.

use rusqlite::Connection;

/// Marks a SQLite file as Leadline's (`LdLn` in ASCII).
pub(super) const APPLICATION_ID: i32 = 0x4C64_4C6E;

/// The migrations in order; the file's version is how many of them it has seen.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_first.sql"),
    include_str!("migrations/0002_outline.sql"),
    include_str!("migrations/0003_snooze.sql"),
    include_str!("migrations/0004_screen_note.sql"),
];

/// The version of a file, from `PRAGMA user_version`.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// The version this program writes.
pub(super) fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Runs the migrations the file has not seen, all in one transaction.
pub(super) fn migrate(connection: &mut Connection, migrations: &[&str]) -> rusqlite::Result<()> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
    let seen = usize::try_from(version(&transaction)?).unwrap_or(0);
    for migration in migrations.iter().skip(seen) {
        transaction.execute_batch(migration)?;
    }
    let now_seen = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    transaction.pragma_update(None, "user_version", now_seen)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_migration_runs_once_and_in_order() {
        let mut connection = Connection::open_in_memory().unwrap();
        let first = "CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1);";
        migrate(&mut connection, &[first]).unwrap();
        let second = "INSERT INTO a SELECT x + 1 FROM a;";
        migrate(&mut connection, &[first, second]).unwrap();
        migrate(&mut connection, &[first, second]).unwrap();
        let rows: i64 = connection
            .query_row("SELECT count(*) FROM a", [], |row| row.get(0))
            .unwrap();
        assert_eq!((rows, version(&connection).unwrap()), (2, 2));
    }

    #[test]
    fn a_failing_migration_leaves_the_file_as_it_was() {
        let mut connection = Connection::open_in_memory().unwrap();
        let first = "CREATE TABLE a (x INTEGER) STRICT;";
        migrate(&mut connection, &[first]).unwrap();
        assert!(
            migrate(
                &mut connection,
                &[first, "INSERT INTO a VALUES (1); nonsense;"]
            )
            .is_err()
        );
        let rows: i64 = connection
            .query_row("SELECT count(*) FROM a", [], |row| row.get(0))
            .unwrap();
        assert_eq!((rows, version(&connection).unwrap()), (0, 1));
    }
}
