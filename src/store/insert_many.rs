//! New referrals, many at once: their rows are worked out without the connection, on whichever thread, and inserted several to a statement.

use super::write::to_json;
use super::write_rows::{
    Binder, Derived, NEW_REFERRAL_COLUMNS, NEW_TEXT_COLUMNS, bind_new_referral, bind_text,
    insert_sql,
};
use super::{ChangeId, StoreError, WriteTransaction};
use crate::domain::{Entry, LeadTimes, Referral, ReferralId, ReferralText};
use rusqlite::{Connection, Statement};
use std::path::Path;
use std::sync::LazyLock;

/// Rows to a statement: from here on more of them save next to nothing.
const ROWS_AT_A_TIME: usize = 50;

const HISTORY_COLUMNS: &str = "referral_id, change_id, revision, entry";

/// Works out the rows of new referrals as a transaction would write them.
#[derive(Clone, Copy, Debug)]
pub struct Preparer<'transaction> {
    leads: &'transaction LeadTimes,
    path: &'transaction Path,
}

/// A new referral and everything its rows will hold, but for its id.
#[derive(Debug)]
pub struct PreparedReferral {
    referral: Box<Referral>,
    text: ReferralText,
    import_key: Option<String>,
    derived: Derived,
    /// As JSON.
    other_columns: String,
    /// As JSON.
    entry: String,
}

impl Preparer<'_> {
    /// Works out the rows of a new referral with its first history line.
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
        Ok(PreparedReferral {
            derived: Derived::of(&referral, self.leads),
            other_columns: to_json(&text.other_columns).map_err(sorted)?,
            entry: to_json(entry).map_err(sorted)?,
            referral: Box::new(referral),
            text,
            import_key,
        })
    }
}

impl PreparedReferral {
    /// The referral; with its id once it is inserted.
    pub fn into_referral(self) -> Box<Referral> {
        self.referral
    }
}

impl WriteTransaction<'_> {
    /// What prepares referrals for [`Self::insert_referrals`].
    pub const fn preparer(&self) -> Preparer<'_> {
        Preparer {
            leads: &self.leads,
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

    /// Writes new referrals with their first history lines, and gives them their ids, one after another from `first` on: see
    /// [`Self::next_referral_id`].
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn insert_referrals(
        &self,
        change: ChangeId,
        first: ReferralId,
        referrals: &mut [PreparedReferral],
    ) -> Result<(), StoreError> {
        for (id, prepared) in (first.0..).zip(&mut *referrals) {
            prepared.referral.id = ReferralId(id);
        }
        let insert = || {
            REFERRALS.insert(&self.transaction, referrals.iter(), |binder, prepared| {
                let PreparedReferral {
                    referral,
                    import_key,
                    derived,
                    ..
                } = prepared;
                let (id, key) = (Some(referral.id), import_key.as_deref());
                bind_new_referral(binder, id, referral, key, derived)
            })?;
            let with_text = referrals
                .iter()
                .filter(|prepared| prepared.text != ReferralText::default());
            TEXTS.insert(&self.transaction, with_text, |binder, prepared| {
                let id = prepared.referral.id;
                bind_text(binder, id, &prepared.text, &prepared.other_columns)
            })?;
            HISTORY.insert(&self.transaction, referrals.iter(), |binder, prepared| {
                binder.bind(prepared.referral.id)?;
                binder.bind(change.0)?;
                binder.bind(prepared.referral.revision)?;
                binder.bind(prepared.entry.as_str())
            })
        };
        insert().map_err(|error| self.error(error))
    }
}

static REFERRALS: LazyLock<Inserts> =
    LazyLock::new(|| Inserts::new("referral", NEW_REFERRAL_COLUMNS));
static TEXTS: LazyLock<Inserts> =
    LazyLock::new(|| Inserts::new("referral_text", NEW_TEXT_COLUMNS));
static HISTORY: LazyLock<Inserts> = LazyLock::new(|| Inserts::new("history", HISTORY_COLUMNS));

/// The statements that insert into one table: [`ROWS_AT_A_TIME`] rows, and one for what is left over.
struct Inserts {
    many: String,
    one: String,
}

impl Inserts {
    fn new(table: &str, columns: &str) -> Self {
        Self {
            many: insert_sql(table, columns, ROWS_AT_A_TIME),
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
        let execute = |statement: &mut Statement<'_>, items: &mut dyn Iterator<Item = T>| {
            let mut binder = Binder::new(statement);
            for item in items {
                bind(&mut binder, item)?;
            }
            statement.raw_execute().map(|_| ())
        };
        let mut left = items.clone().count();
        let mut items = items;
        if left >= ROWS_AT_A_TIME {
            let mut many = connection.prepare_cached(&self.many)?;
            while left >= ROWS_AT_A_TIME {
                execute(&mut many, &mut items.by_ref().take(ROWS_AT_A_TIME))?;
                left -= ROWS_AT_A_TIME;
            }
        }
        if left > 0 {
            let mut one = connection.prepare_cached(&self.one)?;
            for item in items {
                execute(&mut one, &mut std::iter::once(item))?;
            }
        }
        Ok(())
    }
}
