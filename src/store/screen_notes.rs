//! The notifications that may still be on the screen, and where.

use super::{Store, StoreError, WriteTransaction};
use rusqlite::params;

/// A notification that may still be on the screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScreenNote {
    /// Its name.
    pub name: String,
    /// Where it is, as what shows notifications put it.
    pub place: String,
}

impl Store {
    /// Every notification that may still be on the screen.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn screen_notes(&self) -> Result<Vec<ScreenNote>, StoreError> {
        self.connection
            .prepare_cached("SELECT name, place FROM screen_note ORDER BY name")
            .and_then(|mut statement| {
                statement
                    .query_map([], |row| {
                        Ok(ScreenNote {
                            name: row.get(0)?,
                            place: row.get(1)?,
                        })
                    })?
                    .collect()
            })
            .map_err(|error| self.error(error))
    }
}

impl WriteTransaction<'_> {
    /// Remembers where a notification is, in place of where it was.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remember_screen_note(&self, note: &ScreenNote) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(
                "INSERT INTO screen_note (name, place) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET place = excluded.place",
            )
            .and_then(|mut statement| statement.execute(params![note.name, note.place]))
            .map(|_| ())
            .map_err(|error| self.error(error))
    }

    /// Forgets a notification that is on the screen no longer.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget_screen_note(&self, name: &str) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("DELETE FROM screen_note WHERE name = ?1")
            .and_then(|mut statement| statement.execute([name]))
            .map(|_| ())
            .map_err(|error| self.error(error))
    }
}
