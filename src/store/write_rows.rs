//! The rows of a referral: every column of it, written in one place.

use super::WriteTransaction;
use super::write::to_json;
use crate::domain::{
    Currency, Outcome, Reason, Referral, ReferralId, ReferralText, ReminderRules, State, Timestamp,
    planned_reminders,
};
use rusqlite::{Statement, ToSql};
use std::sync::LazyLock;

/// A new referral's columns but for its id, in the order [`bind_new_referral`] binds them.
pub(super) const NEW_REFERRAL_COLUMNS: &str = "import_key, revision, partner_center_id, customer, region, company_size, \
     overview, stage, outcome, presumed, archived_from, archived_at, received_at, interested_at, accepted_at, policy, expires_at, \
     lapse_waived, deal_value, currency, close_on, owner, reason, sample, snoozed_until, lapse_at, remind_at";
/// The columns of new texts, in the order [`bind_text`] binds them.
pub(super) const NEW_TEXT_COLUMNS: &str = "referral_id, details, contact_name, contact_email, contact_phone, notes, \
     reported_status, reported_substatus, other_columns";

static INSERT_REFERRAL: LazyLock<String> =
    LazyLock::new(|| insert_sql("referral", &format!("id, {NEW_REFERRAL_COLUMNS}"), 1));
static REPLACE_TEXT: LazyLock<String> = LazyLock::new(|| {
    let insert = insert_sql("referral_text", NEW_TEXT_COLUMNS, 1);
    insert.replacen("INSERT", "INSERT OR REPLACE", 1)
});

const UPDATED_COLUMNS: &str = "revision = ?3, customer = ?5, region = ?6, company_size = ?7, overview = ?8, stage = ?9, outcome = ?10, \
     presumed = ?11, archived_from = ?12, archived_at = ?13, received_at = ?14, interested_at = ?15, accepted_at = ?16, policy = ?17, \
     expires_at = ?18, lapse_waived = ?19, deal_value = ?20, currency = ?21, close_on = ?22, owner = ?23, reason = ?24, sample = ?25, \
     snoozed_until = ?26, lapse_at = ?27, remind_at = ?28";

/// Leaves Partner Center's id alone where it is the same: naming it would have its index written again with every move.
static UPDATE_NEARLY_ALL: LazyLock<String> = LazyLock::new(|| {
    format!(
        "UPDATE referral SET {UPDATED_COLUMNS} WHERE id = ?1 AND revision = ?2 AND partner_center_id IS ?4"
    )
});
static UPDATE_ALL: LazyLock<String> = LazyLock::new(|| {
    format!(
        "UPDATE referral SET {UPDATED_COLUMNS}, partner_center_id = ?4 WHERE id = ?1 AND revision = ?2"
    )
});

/// An INSERT of so many rows.
pub(super) fn insert_sql(table: &str, columns: &str, rows: usize) -> String {
    let marks = vec!["?"; columns.split(',').count()].join(", ");
    let values = vec![format!("({marks})"); rows].join(", ");
    format!("INSERT INTO {table} ({columns}) VALUES {values}")
}

/// Binds the parameters of a statement, the first one first.
pub(super) struct Binder<'statement, 'connection> {
    pub(super) statement: &'statement mut Statement<'connection>,
    bound: usize,
}

impl<'statement, 'connection> Binder<'statement, 'connection> {
    pub(super) const fn new(statement: &'statement mut Statement<'connection>) -> Self {
        Self {
            statement,
            bound: 0,
        }
    }

    pub(super) fn bind(&mut self, value: impl ToSql) -> rusqlite::Result<()> {
        self.bound += 1;
        self.statement.raw_bind_parameter(self.bound, value)
    }
}

/// Binds a row of [`NEW_REFERRAL_COLUMNS`].
pub(super) fn bind_new_referral(
    binder: &mut Binder<'_, '_>,
    referral: &Referral,
    import_key: Option<&str>,
    derived: &Derived,
) -> rusqlite::Result<()> {
    binder.bind(import_key)?;
    bind_fields(binder, referral, derived)
}

/// Binds every column from `revision` on, in the same order for a new row and a changed one.
fn bind_fields(
    binder: &mut Binder<'_, '_>,
    referral: &Referral,
    derived: &Derived,
) -> rusqlite::Result<()> {
    let archived_from = match referral.state {
        State::Archived { from, .. } => Some(from.code()),
        _ => None,
    };
    let deal = &referral.deal;
    binder.bind(referral.revision)?;
    binder.bind(referral.partner_center_id.as_deref())?;
    binder.bind(referral.customer.as_str())?;
    binder.bind(referral.region.as_deref())?;
    binder.bind(referral.company_size.as_deref())?;
    binder.bind(referral.overview.as_str())?;
    binder.bind(referral.stage().code())?;
    binder.bind(referral.outcome().map(Outcome::code))?;
    binder.bind(referral.is_presumed())?;
    binder.bind(archived_from)?;
    binder.bind(referral.archived_at())?;
    binder.bind(referral.received_at)?;
    binder.bind(referral.interested_at)?;
    binder.bind(referral.accepted_at)?;
    binder.bind(referral.policy.code())?;
    binder.bind(referral.expires_at)?;
    binder.bind(referral.lapse_waived)?;
    binder.bind(derived.deal_value.as_deref())?;
    binder.bind(deal.currency.as_ref().map(Currency::code))?;
    binder.bind(derived.close_on.as_deref())?;
    binder.bind(referral.owner.as_deref())?;
    binder.bind(referral.reason.as_ref().map(Reason::code))?;
    binder.bind(referral.sample)?;
    binder.bind(referral.snoozed_until)?;
    binder.bind(derived.lapse_at)?;
    binder.bind(derived.remind_at)
}

/// Binds a row of [`NEW_TEXT_COLUMNS`].
pub(super) fn bind_text(
    binder: &mut Binder<'_, '_>,
    id: ReferralId,
    text: &ReferralText,
    other_columns: &str,
) -> rusqlite::Result<()> {
    binder.bind(id)?;
    binder.bind(text.details.as_str())?;
    binder.bind(text.contact.name.as_str())?;
    binder.bind(text.contact.email.as_str())?;
    binder.bind(text.contact.phone.as_str())?;
    binder.bind(text.notes.as_str())?;
    binder.bind(text.reported_status.as_deref())?;
    binder.bind(text.reported_substatus.as_deref())?;
    binder.bind(other_columns)
}

impl WriteTransaction<'_> {
    /// Inserts a row; a new referral gets the next id, a restored one its old id.
    pub(super) fn put_referral(
        &self,
        referral: &Referral,
        import_key: Option<&str>,
        is_new: bool,
    ) -> rusqlite::Result<()> {
        let derived = Derived::of(referral, &self.rules());
        let id = (!is_new).then_some(referral.id);
        let mut statement = self.transaction.prepare_cached(&INSERT_REFERRAL)?;
        let mut binder = Binder::new(&mut statement);
        binder.bind(id)?;
        bind_new_referral(&mut binder, referral, import_key, &derived)?;
        statement.raw_execute().map(|_| ())
    }

    /// Writes a row's new values if its revision is still `seen_revision`; returns how many rows that was.
    pub(super) fn update_row(
        &self,
        seen_revision: i64,
        referral: &Referral,
    ) -> rusqlite::Result<usize> {
        let derived = Derived::of(referral, &self.rules());
        let update = |sql: &str| {
            let mut statement = self.transaction.prepare_cached(sql)?;
            let mut binder = Binder::new(&mut statement);
            binder.bind(referral.id)?;
            binder.bind(seen_revision)?;
            bind_fields(&mut binder, referral, &derived)?;
            statement.raw_execute()
        };
        match update(&UPDATE_NEARLY_ALL)? {
            0 => update(&UPDATE_ALL),
            updated => Ok(updated),
        }
    }

    pub(super) fn put_text(
        &self,
        id: ReferralId,
        text: &ReferralText,
        is_new: bool,
    ) -> rusqlite::Result<()> {
        if is_new && *text == ReferralText::default() {
            return Ok(());
        }
        let other_columns = to_json(&text.other_columns)?;
        let mut statement = self.transaction.prepare_cached(&REPLACE_TEXT)?;
        bind_text(&mut Binder::new(&mut statement), id, text, &other_columns)?;
        statement.raw_execute().map(|_| ())
    }
}

/// The values of a row that have to be worked out from a [`Referral`]: as text, or from its clocks.
#[derive(Debug)]
pub(super) struct Derived {
    deal_value: Option<String>,
    close_on: Option<String>,
    lapse_at: Option<Timestamp>,
    remind_at: Option<Timestamp>,
}

impl Derived {
    pub(super) fn of(referral: &Referral, rules: &ReminderRules<'_>) -> Self {
        let remind_at = planned_reminders(referral, rules)
            .first()
            .map(|reminder| reminder.raise_at);
        Self {
            deal_value: referral.deal.value.map(|value| value.to_string()),
            close_on: referral.deal.close_on.map(|date| date.to_string()),
            lapse_at: referral.pending_lapse().map(|(at, _)| at),
            remind_at,
        }
    }
}
