//! The log of changes: what each was, what it was called, and which one undo takes back next.

use super::rows::json_error;
use super::{Store, StoreError};
use crate::domain::{ChangeId, Entry, Origin, ReferralId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};

/// What a change was.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ChangeKind {
    /// A referral was entered by hand.
    Add,
    /// "I'm interested".
    Interested,
    /// "Not interested".
    Skip,
    /// Accepted.
    Accept,
    /// Declined.
    Decline,
    /// Won.
    Won,
    /// Lost.
    Lost,
    /// Brought back from the archive.
    Correct,
    /// A presumed lapse confirmed.
    Confirm,
    /// Reminders put off.
    Snooze,
    /// Fields edited.
    Edit,
    /// A file taken in.
    Import,
    /// The sample referrals added.
    AddSamples,
    /// The sample referrals removed.
    RemoveSamples,
    /// Business profiles created or changed.
    SaveProfiles,
    /// A business profile deleted.
    DeleteProfile,
    /// Referrals ended by the clock.
    Lapse,
    /// Referrals open again that a clock had ended which was ahead.
    Reopen,
    /// A change taken back.
    Undo,
    /// A change made again.
    Redo,
    /// Persons erased.
    Erase,
}

impl ChangeKind {
    /// Every kind.
    pub const ALL: [Self; 21] = [
        Self::Add,
        Self::Interested,
        Self::Skip,
        Self::Accept,
        Self::Decline,
        Self::Won,
        Self::Lost,
        Self::Correct,
        Self::Confirm,
        Self::Snooze,
        Self::Edit,
        Self::Import,
        Self::AddSamples,
        Self::RemoveSamples,
        Self::SaveProfiles,
        Self::DeleteProfile,
        Self::Lapse,
        Self::Reopen,
        Self::Undo,
        Self::Redo,
        Self::Erase,
    ];

    /// The neutral code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Interested => "interested",
            Self::Skip => "skip",
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Correct => "correct",
            Self::Confirm => "confirm",
            Self::Snooze => "snooze",
            Self::Edit => "edit",
            Self::Import => "import",
            Self::AddSamples => "add_samples",
            Self::RemoveSamples => "remove_samples",
            Self::SaveProfiles => "save_profiles",
            Self::DeleteProfile => "delete_profile",
            Self::Lapse => "lapse",
            Self::Reopen => "reopen",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Erase => "erase",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What a change is called in a notice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangeLabel {
    /// What it was; for an undo or redo, what was undone or redone.
    pub kind: ChangeKind,
    /// The customer or region it is about, when it is about one.
    pub subject: Option<String>,
    /// How many referrals or profiles it is about.
    pub count: usize,
}

/// A change that undo or redo would revert.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Undoable {
    /// The change.
    pub id: ChangeId,
    /// Its name.
    pub label: ChangeLabel,
}

/// A history line as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recorded {
    /// When it was written down; later than the entry's own instant for a lapse noticed late.
    pub recorded_at: Timestamp,
    /// Who caused it.
    pub origin: Origin,
    /// The referral's revision afterwards.
    pub revision: i64,
    /// What happened.
    pub entry: Entry,
}

/// One row that a change touched, with what it was before.
#[derive(Debug)]
pub struct Reverted<K, T> {
    /// Which row.
    pub id: K,
    /// Its revision after the change; 0 when the change deleted it.
    pub revision: i64,
    /// What it was before; `None` when the change created it.
    pub before: Option<T>,
}

impl Store {
    /// The history of a referral, the oldest line first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history(&self, id: ReferralId) -> Result<Vec<Recorded>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT change.at, change.origin, history.revision, history.entry
                 FROM history JOIN change ON change.id = history.change_id
                 WHERE history.referral_id = ?1 ORDER BY history.change_id",
            )
            .and_then(|mut statement| statement.query_map([id], read_recorded)?.collect())
            .map_err(|error| self.error(error))
    }

    /// The newest change in the file; 0 when there is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn newest_change(&self) -> Result<ChangeId, StoreError> {
        self.connection
            .query_row("SELECT coalesce(max(id), 0) FROM change", [], |row| {
                row.get(0).map(ChangeId)
            })
            .map_err(|error| self.error(error))
    }

    /// The referrals touched by changes after `since`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn touched_since(&self, since: ChangeId) -> Result<Vec<ReferralId>, StoreError> {
        self.connection
            .prepare_cached("SELECT DISTINCT referral_id FROM history WHERE change_id > ?1")
            .and_then(|mut statement| statement.query_map([since.0], |row| row.get(0))?.collect())
            .map_err(|error| self.error(error))
    }

    /// Whether a change is an undo, which redo reverts.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_undo(&self, change: ChangeId) -> Result<bool, StoreError> {
        self.connection
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM change WHERE id = ?1 AND kind = 'undo')",
                [change.0],
                |row| row.get(0),
            )
            .map_err(|error| self.error(error))
    }

    /// What undo would take back.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn undoable(&self) -> Result<Option<Undoable>, StoreError> {
        undoable(&self.connection).map_err(|error| self.error(error))
    }

    /// What redo would make again.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn redoable(&self) -> Result<Option<Undoable>, StoreError> {
        redoable(&self.connection).map_err(|error| self.error(error))
    }
}

/// The newest change by a person that was neither taken back nor passed over.
pub(super) fn undoable(connection: &Connection) -> rusqlite::Result<Option<Undoable>> {
    connection
        .query_row(
            "SELECT id, kind, subject, count, reverts FROM change
             WHERE reverted_by IS NULL AND origin <> 'clock' AND kind <> 'undo' ORDER BY id DESC LIMIT 1",
            [],
            |row| read_undoable(connection, row),
        )
        .optional()
}

/// The newest undo that was neither redone nor passed over, when nothing else was changed after it.
pub(super) fn redoable(connection: &Connection) -> rusqlite::Result<Option<Undoable>> {
    connection
        .query_row(
            "SELECT id, kind, subject, count, reverts FROM change
             WHERE reverted_by IS NULL AND kind = 'undo' AND id > (
                 SELECT coalesce(max(id), 0) FROM change WHERE kind NOT IN ('undo', 'redo') AND origin <> 'clock')
             ORDER BY id DESC LIMIT 1",
            [],
            |row| read_undoable(connection, row),
        )
        .optional()
}

/// Reads a change; an undo or redo goes by the name of the change at the root of it.
fn read_undoable(connection: &Connection, row: &Row<'_>) -> rusqlite::Result<Undoable> {
    let mut code: String = row.get(1)?;
    let mut reverts: Option<i64> = row.get(4)?;
    while let Some(root) = reverts {
        (code, reverts) = connection.query_row(
            "SELECT kind, reverts FROM change WHERE id = ?1",
            [root],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
    }
    Ok(Undoable {
        id: ChangeId(row.get(0)?),
        label: ChangeLabel {
            kind: ChangeKind::from_code(&code).unwrap_or(ChangeKind::Edit),
            subject: row.get(2)?,
            count: row.get(3)?,
        },
    })
}

/// What has happened to a row since a change, other than what was taken back again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Since {
    /// Nothing: it is as the change left it.
    Nothing,
    /// The clock ended it.
    Clock,
    /// Something else.
    More,
}

/// What has happened to a row since `target`. `history` selects the changes that touched the row, each with the change it reverted and
/// whether the clock made it, the newest first.
pub(super) fn since(
    connection: &Connection,
    history: &str,
    row: i64,
    target: ChangeId,
) -> rusqlite::Result<Since> {
    let changes: Vec<(i64, Option<i64>, bool)> = connection
        .prepare_cached(history)?
        .query_map([row], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut since = Since::Nothing;
    let mut changes = changes.iter();
    while let Some((change, reverted, is_by_clock)) = changes.next() {
        if *change == target.0 {
            return Ok(since);
        }
        match reverted {
            // It left what the change before the reverted one had left.
            Some(reverted) => {
                changes.by_ref().find(|(change, ..)| change == reverted);
            }
            None if *is_by_clock => since = Since::Clock,
            None => return Ok(Since::More),
        }
    }
    Ok(Since::More)
}

fn read_recorded(row: &Row<'_>) -> rusqlite::Result<Recorded> {
    let origin: String = row.get(1)?;
    let entry: String = row.get(3)?;
    Ok(Recorded {
        recorded_at: row.get(0)?,
        origin: [Origin::Person, Origin::Clock, Origin::Import]
            .into_iter()
            .find(|known| known.code() == origin)
            .unwrap_or(Origin::Person),
        revision: row.get(2)?,
        entry: serde_json::from_str(&entry).map_err(|error| json_error(3, error))?,
    })
}
