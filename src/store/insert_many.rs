//! New referrals, many at once: their rows are worked out without the connection, on whichever thread, and inserted several to a statement.

use super::reminder_rules::StoredRules;
use super::write::to_json;
use super::write_rows::{
    Binder, Derived, NEW_REFERRAL_COLUMNS, NEW_TEXT_COLUMNS, bind_new_referral, bind_text,
    insert_sql,
};
use super::{ChangeId, StoreError, WriteTransaction};
use crate::domain::{Entry, Referral, ReferralId, ReferralText};
use rusqlite::{Connection, Statement};
use std::path::Path;
use std::sync::LazyLock;

/// Rows to a statement: more of them save next to nothing, and their values no longer lie close together.
const ROWS_AT_A_TIME: usize = 8;

const HISTORY_COLUMNS: &str = "referral_id, change_id, revision, entry";

/// Works out the rows of new referrals as a transaction would write them.
#[derive(Clone, Copy, Debug)]
pub struct Preparer<'transaction> {
    rules: &'transaction StoredRules,
    path: &'transaction Path,
}

/// A new referral and everything its rows will hold.
#[derive(Debug)]
pub struct PreparedReferral {
    referral: Box<Referral>,
    rows: SpentRows,
}

/// What the rows of a referral hold beside it. Nobody needs it once they are written; whoever has time may drop it.
#[derive(Debug)]
pub struct SpentRows(Box<RowParts>);

#[derive(Debug)]
struct RowParts {
    text: ReferralText,
    import_key: Option<String>,
    derived: Derived,
    /// As JSON.
    other_columns: String,
    /// As JSON.
    entry: String,
}

impl Preparer<'_> {
    /// Works out the rows of a new referral, which has its id already, with its first history line.
    ///
    /// # Errors
    /// When a value cannot be written as JSON.
    pub fn prepare(
        self,
        referral: Referral,
        text: ReferralText,
        import_key: Option<String>,
        entry: &Entry,
    ) -> Result<PreparedReferral, StoreError> {
        let sorted = |error| StoreError::from_sqlite(self.path, error);
        let parts = RowParts {
            derived: Derived::of(&referral, &self.rules.rules()),
            other_columns: to_json(&text.other_columns).map_err(sorted)?,
            entry: to_json(entry).map_err(sorted)?,
            text,
            import_key,
        };
        Ok(PreparedReferral {
            referral: Box::new(referral),
            rows: SpentRows(Box::new(parts)),
        })
    }
}

impl PreparedReferral {
    /// The referral, and the rest.
    pub fn into_parts(self) -> (Box<Referral>, SpentRows) {
        (self.referral, self.rows)
    }
}

impl WriteTransaction<'_> {
    /// What prepares referrals for [`Self::insert_referrals`].
    pub const fn preparer(&self) -> Preparer<'_> {
        Preparer {
            rules: &self.rules,
            path: self.path,
        }
    }

    /// The id that the next new referral gets; no referral has had it or a greater one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn next_referral_id(&self) -> Result<ReferralId, StoreError> {
        self.transaction
            .query_row(
                "SELECT 1 + max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'referral'), 0),
                     coalesce((SELECT max(id) FROM referral), 0))",
                [],
                |row| row.get(0),
            )
            .map_err(|error| self.error(error))
    }

    /// Writes new referrals with their first history lines; their ids are those from [`Self::next_referral_id`] on, in their order.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when their ids are others; otherwise when they cannot be written. Some of them may be: the transaction is to be
    /// given up.
    pub fn insert_referrals(
        &self,
        change: ChangeId,
        referrals: &[PreparedReferral],
    ) -> Result<(), StoreError> {
        let parts = referrals
            .iter()
            .map(|PreparedReferral { referral, rows }| (referral.as_ref(), rows.0.as_ref()));
        let insert = || {
            REFERRALS.insert(
                &self.transaction,
                parts.clone(),
                |binder, (referral, rows)| {
                    let key = rows.import_key.as_deref();
                    bind_new_referral(binder, referral, key, &rows.derived)
                },
            )?;
            // SQLite gives the ids: for ids of our own it would keep copies of pages, see `Inserts`.
            let last = ReferralId(self.transaction.last_insert_rowid());
            if referrals
                .last()
                .is_some_and(|prepared| prepared.referral.id != last)
            {
                return Ok(false);
            }
            let with_text = parts
                .clone()
                .filter(|(_, rows)| rows.text != ReferralText::default());
            TEXTS.insert_one_by_one(&self.transaction, with_text, |binder, (referral, rows)| {
                bind_text(binder, referral.id, &rows.text, &rows.other_columns)
            })?;
            HISTORY.insert(&self.transaction, parts, |binder, (referral, rows)| {
                binder.bind(referral.id)?;
                binder.bind(change.0)?;
                binder.bind(referral.revision)?;
                binder.bind(rows.entry.as_str())
            })?;
            Ok(true)
        };
        match insert() {
            Ok(true) => Ok(()),
            Ok(false) => Err(StoreError::Conflict),
            Err(error) => Err(self.error(error)),
        }
    }
}

static REFERRALS: LazyLock<Inserts> =
    LazyLock::new(|| Inserts::new("referral", NEW_REFERRAL_COLUMNS));
static TEXTS: LazyLock<Inserts> = LazyLock::new(|| Inserts::new("referral_text", NEW_TEXT_COLUMNS));
static HISTORY: LazyLock<Inserts> = LazyLock::new(|| Inserts::new("history", HISTORY_COLUMNS));

/// The statements that insert into one table: [`ROWS_AT_A_TIME`] rows, and one for what is left over.
struct Inserts {
    many: String,
    one: String,
}

impl Inserts {
    fn new(table: &str, columns: &str) -> Self {
        // A failed INSERT of several rows takes back those it has inserted, for which SQLite keeps copies of the pages. With FAIL it
        // does not, unless the rows are given an integer key: the whole transaction is given up.
        let many = insert_sql(table, columns, ROWS_AT_A_TIME);
        Self {
            many: many.replacen("INSERT", "INSERT OR FAIL", 1),
            one: insert_sql(table, columns, 1),
        }
    }

    /// Inserts a row for each of `items`, whose values `bind` binds.
    fn insert<T>(
        &self,
        connection: &Connection,
        items: impl Iterator<Item = T> + Clone,
        bind: impl Fn(&mut Binder<'_, '_>, T) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        let mut left = items.clone().count();
        let mut items = items;
        if left >= ROWS_AT_A_TIME {
            let mut many = connection.prepare_cached(&self.many)?;
            while left >= ROWS_AT_A_TIME {
                execute(&mut many, items.by_ref().take(ROWS_AT_A_TIME), &bind)?;
                left -= ROWS_AT_A_TIME;
            }
        }
        self.insert_one_by_one(connection, items, bind)
    }

    /// [`Self::insert`], a row at a time: for tables whose rows are given their key, see [`Self::new`].
    fn insert_one_by_one<T>(
        &self,
        connection: &Connection,
        items: impl Iterator<Item = T>,
        bind: impl Fn(&mut Binder<'_, '_>, T) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        let mut one = connection.prepare_cached(&self.one)?;
        for item in items {
            execute(&mut one, std::iter::once(item), &bind)?;
        }
        Ok(())
    }
}

fn execute<T>(
    statement: &mut Statement<'_>,
    items: impl Iterator<Item = T>,
    bind: impl Fn(&mut Binder<'_, '_>, T) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut binder = Binder::new(statement);
    for item in items {
        bind(&mut binder, item)?;
    }
    statement.raw_execute().map(|_| ())
}
