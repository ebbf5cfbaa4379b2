//! Reading referrals.

use super::rows::{
    OUTLINE_COLUMNS, REFERRAL_COLUMNS, TEXT_COLUMNS, read_outline, read_referral, read_text,
    read_text_from,
};
use super::{Store, StoreError};
use crate::domain::{Referral, ReferralId, ReferralText, Stage, Timestamp};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

/// The ids by which rows of a file find the referrals they are about.
#[derive(Debug, Default)]
pub struct KnownIds {
    /// Every referral.
    pub ids: HashSet<ReferralId>,
    /// By Partner Center's id.
    pub by_partner_center_id: HashMap<String, ReferralId>,
    /// By [`crate::domain::ImportRow::fingerprint`] or another file's own id.
    pub by_import_key: HashMap<String, ReferralId>,
}

/// Every open referral, straight through the rows: by way of the outlines' index each row would be looked up.
pub(super) const OPEN: &str = "NOT INDEXED WHERE stage <> 'archived'";
/// Those that reminders may still come of: the open ones, and those that lapsed and whose report was not raised yet.
pub(super) const REMINDED: &str = "NOT INDEXED WHERE stage <> 'archived' OR remind_at IS NOT NULL";

pub(super) fn referrals_sql(condition: &str) -> String {
    format!("SELECT {REFERRAL_COLUMNS} FROM referral {condition}")
}

/// Reads the outlines off the index that was made for them.
fn outlines_sql() -> String {
    format!("SELECT {OUTLINE_COLUMNS} FROM referral WHERE stage <> 'archived'")
}

impl Store {
    /// Hands every open referral to `take`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_referrals(&self, take: impl FnMut(Referral)) -> Result<(), StoreError> {
        self.each_referral(OPEN, take)
    }

    /// Hands every open referral with its long texts, and whether an import brought it in, to `take`, until that says to stop; true when it
    /// never did.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_referrals_with_texts(
        &self,
        mut take: impl FnMut(&Referral, &ReferralText, bool) -> ControlFlow<()>,
    ) -> Result<bool, StoreError> {
        let mut read = || -> rusqlite::Result<bool> {
            let first_of_text = REFERRAL_COLUMNS.split(',').count();
            let mut statement = self.connection.prepare(&OPEN_WITH_TEXTS)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let referral = read_referral(row)?;
                let has_text = row.get_ref(first_of_text)? != ValueRef::Null;
                let text = if has_text {
                    read_text_from(row, first_of_text)?
                } else {
                    ReferralText::default()
                };
                let is_imported = row.get("is_imported")?;
                if take(&referral, &text, is_imported).is_break() {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        read().map_err(|error| self.error(error))
    }

    /// Hands every referral that reminders may still come of to `take`: the open ones, and those that lapsed and whose report was not raised yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reminded_referrals(&self, take: impl FnMut(Referral)) -> Result<(), StoreError> {
        self.each_referral(REMINDED, take)
    }

    /// Hands every open referral to `take`, with its clocks and its deal, but without its words, its revision and whatever else no clock and no sum needs.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_outlines(&self, mut take: impl FnMut(Referral)) -> Result<(), StoreError> {
        let sql = outlines_sql();
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                take(read_outline(row)?);
            }
            Ok(())
        };
        read().map_err(|error| self.error(error))
    }

    /// Hands every referral to `take`, in the order of their ids.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn all_referrals(&self, take: impl FnMut(Referral)) -> Result<(), StoreError> {
        self.each_referral("ORDER BY id", take)
    }

    /// Hands every referral of a stage to `take`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn referrals_in(&self, stage: Stage, take: impl FnMut(Referral)) -> Result<(), StoreError> {
        let stage = stage.code();
        self.each_referral(&format!("WHERE stage = '{stage}' ORDER BY id"), take)
    }

    /// How many referrals there are, archived ones included.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn referral_count(&self) -> Result<usize, StoreError> {
        self.connection
            .query_row("SELECT count(*) FROM referral", [], |row| row.get(0))
            .map_err(|error| self.error(error))
    }

    /// More open referrals than this there are not; read off two indexes, however many there are.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn most_open(&self) -> Result<usize, StoreError> {
        let newest: usize = self
            .connection
            .query_row("SELECT coalesce(max(id), 0) FROM referral", [], |row| {
                row.get(0)
            })
            .map_err(|error| self.error(error))?;
        Ok(newest.saturating_sub(self.archive_count()?))
    }

    /// How many sample referrals there are.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sample_count(&self) -> Result<usize, StoreError> {
        self.connection
            .query_row(
                "SELECT count(*) FROM referral WHERE sample = 1",
                [],
                |row| row.get(0),
            )
            .map_err(|error| self.error(error))
    }

    /// The referral, when there is one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn referral(&self, id: ReferralId) -> Result<Option<Referral>, StoreError> {
        referral(&self.connection, id).map_err(|error| self.error(error))
    }

    /// The long texts of a referral; empty when it has none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn referral_text(&self, id: ReferralId) -> Result<ReferralText, StoreError> {
        referral_text(&self.connection, id).map_err(|error| self.error(error))
    }

    /// Whether an import brought the referral in, rather than a person who entered it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_imported(&self, id: ReferralId) -> Result<bool, StoreError> {
        self.connection
            .prepare_cached(&IMPORTED_BY_ID)
            .and_then(|mut statement| statement.query_row([id], |row| row.get(0)).optional())
            .map(Option::unwrap_or_default)
            .map_err(|error| self.error(error))
    }

    /// The referrals whose clock has run out by `now`, the earliest first, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn lapsed(&self, now: Timestamp, limit: usize) -> Result<Vec<ReferralId>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT id FROM referral WHERE lapse_at <= ?1 ORDER BY lapse_at LIMIT ?2",
            )
            .and_then(|mut statement| {
                statement
                    .query_map(params![now, limit], |row| row.get(0))?
                    .collect()
            })
            .map_err(|error| self.error(error))
    }

    /// The referrals that are presumed to have ended at an instant after `now`, at most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn presumed_after(
        &self,
        now: Timestamp,
        limit: usize,
    ) -> Result<Vec<ReferralId>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT id FROM referral WHERE stage = 'archived' AND archived_at > ?1 AND presumed = 1 LIMIT ?2",
            )
            .and_then(|mut statement| {
                statement
                    .query_map(params![now, limit], |row| row.get(0))?
                    .collect()
            })
            .map_err(|error| self.error(error))
    }

    fn each_referral(
        &self,
        condition: &str,
        mut take: impl FnMut(Referral),
    ) -> Result<(), StoreError> {
        let sql = referrals_sql(condition);
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                take(read_referral(row)?);
            }
            Ok(())
        };
        read().map_err(|error| self.error(error))
    }
}

pub(super) fn referral(
    connection: &Connection,
    id: ReferralId,
) -> rusqlite::Result<Option<Referral>> {
    connection
        .prepare_cached(&REFERRAL_BY_ID)?
        .query_row([id], read_referral)
        .optional()
}

pub(super) fn referral_text(
    connection: &Connection,
    id: ReferralId,
) -> rusqlite::Result<ReferralText> {
    connection
        .prepare_cached(&TEXT_BY_ID)?
        .query_row([id], read_text)
        .optional()
        .map(Option::unwrap_or_default)
}

/// Whether the change that brought the referral in was an import; one entered by hand has the key of an import too, lest it come twice.
pub(super) const IS_IMPORTED: &str = "coalesce((SELECT origin = 'import' FROM history JOIN change ON change.id = change_id \
     WHERE history.referral_id = referral.id ORDER BY change_id LIMIT 1), 0)";

/// Every open referral with its texts, in the order of the ids, in which both tables lie.
static OPEN_WITH_TEXTS: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
    format!(
        "SELECT {REFERRAL_COLUMNS}, {TEXT_COLUMNS}, {IS_IMPORTED} AS is_imported FROM referral NOT INDEXED
         LEFT JOIN referral_text ON referral_text.referral_id = referral.id
         WHERE stage <> 'archived' ORDER BY referral.id"
    )
});
static IMPORTED_BY_ID: std::sync::LazyLock<String> =
    std::sync::LazyLock::new(|| format!("SELECT {IS_IMPORTED} FROM referral WHERE id = ?1"));
static REFERRAL_BY_ID: std::sync::LazyLock<String> =
    std::sync::LazyLock::new(|| format!("SELECT {REFERRAL_COLUMNS} FROM referral WHERE id = ?1"));
static TEXT_BY_ID: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
    format!("SELECT {TEXT_COLUMNS} FROM referral_text WHERE referral_id = ?1")
});

pub(super) fn known_ids(connection: &Connection) -> rusqlite::Result<KnownIds> {
    let mut known = KnownIds::default();
    let mut statement =
        connection.prepare("SELECT id, partner_center_id, import_key FROM referral")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: ReferralId = row.get(0)?;
        known.ids.insert(id);
        if let Some(partner_center_id) = row.get(1)? {
            known.by_partner_center_id.insert(partner_center_id, id);
        }
        if let Some(import_key) = row.get(2)? {
            known.by_import_key.insert(import_key, id);
        }
    }
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_are_read_without_the_rows_and_whole_referrals_without_the_index() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("leadline.db")).unwrap();
        let plan = |sql: &str| -> String {
            let explained = format!("EXPLAIN QUERY PLAN {sql}");
            store
                .connection
                .query_row(&explained, [], |row| row.get("detail"))
                .unwrap()
        };
        assert_eq!(
            plan(&outlines_sql()),
            "SCAN referral USING COVERING INDEX referral_outline"
        );
        assert_eq!(plan(&referrals_sql(OPEN)), "SCAN referral");
    }
}
