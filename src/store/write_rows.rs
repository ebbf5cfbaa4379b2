//! The rows of a referral: every column of it, written in one place.

use super::WriteTransaction;
use super::write::to_json;
use crate::domain::{
    LeadTimes, Referral, ReferralId, ReferralText, State, Timestamp, planned_reminders,
};
use rusqlite::params;

impl WriteTransaction<'_> {
    /// Inserts a row; a new referral gets the next id, a restored one its old id.
    pub(super) fn put_referral(
        &self,
        referral: &Referral,
        import_key: Option<&str>,
        is_new: bool,
    ) -> rusqlite::Result<()> {
        let columns = Columns::of(referral, &self.leads);
        self.transaction
            .prepare_cached(
                "INSERT INTO referral (id, revision, partner_center_id, import_key, customer, region, company_size, overview,
                     stage, outcome, presumed, archived_from, archived_at, received_at, interested_at, accepted_at, policy,
                     expires_at, lapse_waived, deal_value, currency, close_on, owner, reason, sample, lapse_at, remind_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
                     ?22, ?23, ?24, ?25, ?26, ?27)",
            )?
            .execute(params![
                (!is_new).then_some(referral.id),
                referral.revision,
                referral.partner_center_id,
                import_key,
                referral.customer,
                referral.region,
                referral.company_size,
                referral.overview,
                referral.stage().code(),
                columns.outcome,
                columns.presumed,
                columns.archived_from,
                columns.archived_at,
                referral.received_at,
                referral.interested_at,
                referral.accepted_at,
                referral.policy.code(),
                referral.expires_at,
                referral.lapse_waived,
                columns.deal_value,
                columns.currency,
                columns.close_on,
                referral.owner,
                columns.reason,
                referral.sample,
                columns.lapse_at,
                columns.remind_at,
            ])
            .map(|_| ())
    }

    /// Writes a row's new values if its revision is still `seen_revision`; returns how many rows that was.
    pub(super) fn update_row(
        &self,
        seen_revision: i64,
        referral: &Referral,
    ) -> rusqlite::Result<usize> {
        let columns = Columns::of(referral, &self.leads);
        self.transaction
            .prepare_cached(
                "UPDATE referral SET revision = ?3, partner_center_id = ?4, customer = ?5, region = ?6, company_size = ?7,
                     overview = ?8, stage = ?9, outcome = ?10, presumed = ?11, archived_from = ?12, archived_at = ?13,
                     received_at = ?14, interested_at = ?15, accepted_at = ?16, policy = ?17, expires_at = ?18,
                     lapse_waived = ?19, deal_value = ?20, currency = ?21, close_on = ?22, owner = ?23, reason = ?24,
                     sample = ?25, lapse_at = ?26, remind_at = ?27
                 WHERE id = ?1 AND revision = ?2",
            )?
            .execute(params![
                referral.id,
                seen_revision,
                referral.revision,
                referral.partner_center_id,
                referral.customer,
                referral.region,
                referral.company_size,
                referral.overview,
                referral.stage().code(),
                columns.outcome,
                columns.presumed,
                columns.archived_from,
                columns.archived_at,
                referral.received_at,
                referral.interested_at,
                referral.accepted_at,
                referral.policy.code(),
                referral.expires_at,
                referral.lapse_waived,
                columns.deal_value,
                columns.currency,
                columns.close_on,
                referral.owner,
                columns.reason,
                referral.sample,
                columns.lapse_at,
                columns.remind_at,
            ])
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
        self.transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO referral_text (referral_id, details, contact_name, contact_email, contact_phone,
                     notes, reported_status, reported_substatus, other_columns)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                id,
                text.details,
                text.contact.name,
                text.contact.email,
                text.contact.phone,
                text.notes,
                text.reported_status,
                text.reported_substatus,
                to_json(&text.other_columns)?,
            ])
            .map(|_| ())
    }
}

/// The values of a row that are not fields of [`Referral`].
struct Columns<'a> {
    outcome: Option<&'static str>,
    presumed: bool,
    archived_from: Option<&'static str>,
    archived_at: Option<Timestamp>,
    deal_value: Option<String>,
    currency: Option<&'a str>,
    close_on: Option<String>,
    reason: Option<&'a str>,
    lapse_at: Option<Timestamp>,
    remind_at: Option<Timestamp>,
}

impl<'a> Columns<'a> {
    fn of(referral: &'a Referral, leads: &LeadTimes) -> Self {
        let archived_from = match referral.state {
            State::Archived { from, .. } => Some(from.code()),
            _ => None,
        };
        // A presumed lapse is itself reported: the reminder engine finds it by the instant it fell on.
        let remind_at = if referral.is_presumed() {
            referral.archived_at()
        } else {
            planned_reminders(referral, leads)
                .first()
                .map(|reminder| reminder.raise_at)
        };
        Self {
            outcome: referral.outcome().map(crate::domain::Outcome::code),
            presumed: referral.is_presumed(),
            archived_from,
            archived_at: referral.archived_at(),
            deal_value: referral.deal.value.map(|value| value.to_string()),
            currency: referral
                .deal
                .currency
                .as_ref()
                .map(crate::domain::Currency::code),
            close_on: referral.deal.close_on.map(|date| date.to_string()),
            reason: referral.reason.as_ref().map(crate::domain::Reason::code),
            lapse_at: referral.pending_lapse().map(|(at, _)| at),
            remind_at,
        }
    }
}
