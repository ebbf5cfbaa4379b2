//! What of the file the window's reader has told about, and what others have written to it since.

use super::{Request, answer};
use crate::desk::event::Event;
use crate::desk::{Clock, Desk, DeskError, Grouping};
use crate::store::{ChangeId, Store, StoreError};
use std::sync::Arc;

/// What of the file the reader has told about.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) change: ChangeId,
    /// Tells the file from what was put in its place; `None` until a board was read.
    pub(super) replacements: Option<i64>,
    pub(super) data_version: i64,
    /// The board was asked for and could not be read yet.
    pub(super) board_is_owed: bool,
    /// The bands into which it was asked for.
    pub(super) grouping: Option<Grouping>,
    /// The erasures there had been when it was looked last.
    pub(super) erasures: Option<u64>,
}

impl Seen {
    /// Notes that everything up to `change` is told.
    pub(super) fn up_to(&mut self, store: &Store, change: ChangeId) -> Result<(), StoreError> {
        self.replacements = Some(store.replacements()?);
        self.change = change;
        Ok(())
    }

    /// Whether a backup was put in the file's place: nothing of the board can then be relied on, nor changes be told by their numbers.
    pub(super) fn is_replaced(&self, store: &Store) -> bool {
        self.replacements.is_some_and(|seen| {
            store
                .replacements()
                .is_ok_and(|replacements| replacements != seen)
        })
    }

    /// Reads the board that could not be read when it was asked for; the failure was told then.
    pub(super) fn owed_board(&mut self, desk: &Desk, clock: &Arc<dyn Clock>) -> Option<Event> {
        if !self.board_is_owed {
            return None;
        }
        match answer(desk, Request::Board(self.grouping), clock, self) {
            Ok(event) => {
                self.board_is_owed = false;
                Some(event)
            }
            Err(error) => {
                tracing::warn!(%error, "the board could not be read again");
                None
            }
        }
    }

    /// That somebody was erased since the last look, by whichever program.
    pub(super) fn erased(&mut self, desk: &Desk) -> Option<Event> {
        let mut look = || -> Result<Option<Event>, DeskError> {
            let erasures = desk.store().erasures()?;
            let is_new = self.erasures.is_some_and(|seen| seen != erasures);
            self.erasures = Some(erasures);
            Ok(is_new.then_some(Event::PersonsErased))
        };
        look().unwrap_or_else(|error| {
            tracing::warn!(%error, "could not look for erasures");
            None
        })
    }

    /// What was written since the last look, by whichever program.
    pub(super) fn look_around(&mut self, store: &Store) -> Option<Event> {
        let mut look = || -> Result<Option<Event>, StoreError> {
            let data_version = store.data_version()?;
            if data_version == self.data_version || self.replacements.is_none() {
                return Ok(None);
            }
            let newest = store.newest_change()?;
            if self.is_replaced(store) {
                self.up_to(store, newest)?;
                self.data_version = data_version;
                return Ok(Some(Event::FileReplaced));
            }
            let mut touched = Vec::new();
            for id in store.touched_since(self.change)? {
                touched.push((id, store.referral(id)?));
            }
            self.up_to(store, newest)?;
            self.data_version = data_version;
            Ok(Some(Event::WrittenElsewhere(touched)))
        };
        look().unwrap_or_else(|error| {
            tracing::warn!(%error, "could not look for changes");
            None
        })
    }
}
