//! Whose persons were kept longer than a person wants, and what the program notes of the clock by which that is told.

use super::{Store, StoreError, WriteTransaction};
use crate::domain::{ReferralId, Timestamp};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

/// A referral whose person was kept too long, as it was when that was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KeptTooLong {
    /// Its number.
    pub id: ReferralId,
    /// Its revision; `None` where its row is gone, and only the history still has it.
    revision: Option<i64>,
}

/// What the program last noted of the clock it goes by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClockNote {
    /// What it showed.
    pub at: Timestamp,
    /// Since when nothing is erased by it, because it had leapt.
    pub doubted_since: Option<Timestamp>,
}

/// The name under which the clock is noted.
pub(super) const CLOCK_NOTE: &str = "clock_note";

impl Store {
    /// The referrals that have been archived, or gone from the rows, since `until` or longer, and with which or in whose history something of a
    /// person still is; the earliest first.
    ///
    /// Counted is from when it was archived, and from when that was written down where that was later: what the clock ended while nobody was there
    /// is not to go before anybody has seen it. What was written down earlier was not written later, whatever the clock showed then.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn kept_too_long(
        &self,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<KeptTooLong>, StoreError> {
        self.connection
            .prepare_cached(KEPT_TOO_LONG)
            .and_then(|mut statement| {
                statement
                    .query_map(params![until, now], |row| {
                        Ok(KeptTooLong {
                            id: row.get(0)?,
                            revision: row.get(1)?,
                        })
                    })?
                    .collect()
            })
            .map_err(|error| self.error(error))
    }

    /// What was last noted of the clock; `None` when nothing ever was.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn clock_note(&self) -> Result<Option<ClockNote>, StoreError> {
        self.setting(CLOCK_NOTE)
    }
}

/// The line of the history with which a referral came to its end is the last one that brought it to the archive, or its last one where its row is
/// gone. Where a salvage has lost that line, what the clock alone ended stays.
const KEPT_TOO_LONG: &str = "WITH written AS (
         SELECT id, at, max(CASE WHEN at <= ?2 THEN at END) OVER (ORDER BY id) AS no_earlier_than FROM change
     ), ended AS (
         SELECT id, revision, presumed, archived_at, (
             SELECT max(change_id) FROM history WHERE referral_id = referral.id
             AND entry ->> '$.to' = 'archived' AND entry ->> '$.from' IS NOT 'archived') AS change_id
         FROM referral WHERE stage = 'archived' AND archived_at <= ?1 AND sample = 0
         UNION ALL
         SELECT referral_id, NULL, 1, NULL, max(change_id) FROM history
         WHERE referral_id NOT IN (SELECT id FROM referral) GROUP BY referral_id
     )
     SELECT ended.id, ended.revision FROM ended LEFT JOIN written ON written.id = ended.change_id
     WHERE CASE WHEN written.id IS NULL THEN presumed = 0 ELSE written.at <= ?1 AND no_earlier_than <= ?1 END
     AND (EXISTS (
         SELECT 1 FROM referral_text WHERE referral_id = ended.id
         AND (contact_name <> '' OR contact_email <> '' OR contact_phone <> '' OR details <> '' OR notes <> ''
              OR other_columns NOT IN ('', '{}'))
     ) OR EXISTS (
         SELECT 1 FROM history WHERE referral_id = ended.id AND (
             entry ->> '$.note' <> '' OR before ->> '$.referral.sample' IS NOT 1 AND (
                 before ->> '$.text.contact.name' <> '' OR before ->> '$.text.contact.email' <> ''
                 OR before ->> '$.text.contact.phone' <> '' OR before ->> '$.text.details' <> ''
                 OR before ->> '$.text.notes' <> '' OR before ->> '$.text.other_columns' NOT IN ('', '{}')))
     ))
     ORDER BY coalesce(ended.archived_at, written.at), ended.id";

impl WriteTransaction<'_> {
    /// Whether nothing has happened to a referral since it was found to be kept too long.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_as_found(&self, found: KeptTooLong) -> Result<bool, StoreError> {
        self.transaction
            .prepare_cached("SELECT revision FROM referral WHERE id = ?1")
            .and_then(|mut statement| statement.query_row([found.id], |row| row.get(0)).optional())
            .map(|revision: Option<i64>| revision == found.revision)
            .map_err(|error| self.error(error))
    }

    /// Notes what the clock shows.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_clock_note(&self, note: ClockNote) -> Result<(), StoreError> {
        self.put_setting(CLOCK_NOTE, &note)
    }
}
