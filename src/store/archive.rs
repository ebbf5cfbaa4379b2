//! Searching the archive.

use super::rows::{REFERRAL_COLUMNS, read_referral};
use super::{Store, StoreError};
use crate::domain::{Outcome, Referral, Timestamp, fold};
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::Value;

/// A line of the archive.
pub type ArchiveRow = Referral;

/// A column the archive can be ordered by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum SortColumn {
    /// When it ended.
    #[default]
    ArchivedAt,
    /// The customer's name.
    Customer,
    /// The region's code.
    Region,
    /// The outcome.
    Outcome,
    /// When it was received.
    ReceivedAt,
    /// The deal's currency, then its value.
    Value,
    /// Who worked on it.
    Owner,
}

/// The order of the archive's lines.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ArchiveOrder {
    /// By which column.
    pub column: SortColumn,
    /// Largest or newest first.
    pub descending: bool,
}

impl Default for ArchiveOrder {
    /// The newest first.
    fn default() -> Self {
        Self {
            column: SortColumn::ArchivedAt,
            descending: true,
        }
    }
}

/// Which lines of the archive are wanted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ArchiveQuery {
    /// Every word must stand somewhere in the referral, contact and notes included, in any part of a word; or begin a word of its region's
    /// name.
    pub search: String,
    /// Only these outcomes; all when empty.
    pub outcomes: Vec<Outcome>,
    /// Only this region.
    pub region: Option<String>,
    /// Only what ended at or after this instant.
    pub from: Option<Timestamp>,
    /// Only what ended before this instant.
    pub until: Option<Timestamp>,
    /// The order.
    pub order: ArchiveOrder,
}

impl Store {
    /// The archived referrals that `query` asks for. `regions_named` tells the codes of the regions that a word, folded, is the name of.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn archive(
        &self,
        query: &ArchiveQuery,
        regions_named: impl Fn(&str) -> Vec<&'static str>,
    ) -> Result<Vec<ArchiveRow>, StoreError> {
        let (sql, values) = to_sql(query, regions_named);
        add_fold(&self.connection)
            .and_then(|()| {
                self.connection
                    .prepare_cached(&sql)?
                    .query_map(rusqlite::params_from_iter(values), read_referral)?
                    .collect()
            })
            .map_err(|error| self.error(error))
    }

    /// The regions that occur in the archive.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn archive_regions(&self) -> Result<Vec<String>, StoreError> {
        self.connection
            .prepare_cached(
                "SELECT DISTINCT region FROM referral WHERE stage = 'archived' AND region IS NOT NULL ORDER BY region",
            )
            .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
            .map_err(|error| self.error(error))
    }

    /// How many referrals are archived.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn archive_count(&self) -> Result<usize, StoreError> {
        self.connection
            .prepare_cached("SELECT count(*) FROM referral WHERE stage = 'archived'")
            .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
            .map_err(|error| self.error(error))
    }
}

fn to_sql(
    query: &ArchiveQuery,
    regions_named: impl Fn(&str) -> Vec<&'static str>,
) -> (String, Vec<Value>) {
    let mut values = Vec::new();
    let columns = REFERRAL_COLUMNS
        .split(',')
        .map(|column| format!("referral.{}", column.trim()))
        .collect::<Vec<_>>()
        .join(", ");
    let mut sql = format!(
        "SELECT {columns} FROM referral LEFT JOIN referral_text ON referral_text.referral_id = referral.id
         WHERE stage = 'archived'"
    );
    let folded = fold(&query.search);
    for word in folded.split_whitespace() {
        values.push(Value::from(word.to_owned()));
        sql.push_str(
            " AND (instr(fold(concat_ws(char(10), customer, overview, region, owner, partner_center_id, details,
                 contact_name, contact_email, contact_phone, notes)), ?) > 0",
        );
        // A region is kept by its code and known by its name.
        let named = regions_named(word);
        if !named.is_empty() {
            sql.push_str(" OR region IN (");
            sql.push_str(&vec!["?"; named.len()].join(", "));
            sql.push(')');
            values.extend(named.into_iter().map(|code| Value::from(code.to_owned())));
        }
        sql.push(')');
    }
    if !query.outcomes.is_empty() {
        let marks = vec!["?"; query.outcomes.len()].join(", ");
        sql.push_str(" AND outcome IN (");
        sql.push_str(&marks);
        sql.push(')');
        values.extend(
            query
                .outcomes
                .iter()
                .map(|outcome| Value::from(outcome.code().to_owned())),
        );
    }
    if let Some(region) = &query.region {
        sql.push_str(" AND region = ?");
        values.push(Value::from(region.clone()));
    }
    if let Some(from) = query.from {
        sql.push_str(" AND archived_at >= ?");
        values.push(Value::from(from.millis()));
    }
    if let Some(until) = query.until {
        sql.push_str(" AND archived_at < ?");
        values.push(Value::from(until.millis()));
    }
    let direction = if query.order.descending {
        "DESC"
    } else {
        "ASC"
    };
    let column = match query.order.column {
        SortColumn::ArchivedAt => "archived_at",
        SortColumn::Customer => "customer COLLATE NOCASE",
        SortColumn::Region => "region",
        SortColumn::Outcome => "outcome",
        SortColumn::ReceivedAt => "received_at",
        SortColumn::Value => "currency, CAST(deal_value AS NUMERIC)",
        SortColumn::Owner => "owner",
    };
    let by = column
        .split(", ")
        .map(|part| format!("{part} {direction} NULLS LAST"))
        .collect::<Vec<_>>()
        .join(", ");
    (format!("{sql} ORDER BY {by}, referral.id DESC"), values)
}

/// Gives SQL the domain's way of comparing texts.
fn add_fold(connection: &Connection) -> rusqlite::Result<()> {
    connection.create_scalar_function(
        "fold",
        1,
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC,
        |context| Ok(fold(context.get_raw(0).as_str().unwrap_or_default())),
    )
}
