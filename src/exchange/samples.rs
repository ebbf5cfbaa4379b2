//! The sample referrals of the first start: invented companies with invented requests, at every step and every urgency.

use crate::domain::{
    Amount, Contact, Currency, ImportRow, Outcome, PolicyId, Reason, ReportedState, Stage,
    Timestamp,
};
use chrono::Days;
use serde::Deserialize;

const ENGLISH: &str = include_str!("../../assets/samples/referrals.en.json");
const JAPANESE: &str = include_str!("../../assets/samples/referrals.ja.json");

/// Why the samples cannot be read: the file the program ships is damaged.
#[derive(Debug, thiserror::Error)]
#[error("the sample referrals cannot be read: {0}")]
pub struct SampleError(#[from] serde_json::Error);

/// A sample as the asset holds it: times are told from now, so the samples are fresh whenever they are added.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    id: String,
    customer: String,
    region: String,
    company_size: String,
    overview: String,
    details: String,
    contact: Contact,
    stage: Stage,
    #[serde(default)]
    outcome: Option<Outcome>,
    #[serde(default)]
    archived_from: Option<Stage>,
    #[serde(default)]
    presumed: bool,
    received_minutes_ago: i64,
    #[serde(default)]
    interested_minutes_ago: Option<i64>,
    #[serde(default)]
    accepted_minutes_ago: Option<i64>,
    #[serde(default)]
    archived_minutes_ago: Option<i64>,
    #[serde(default)]
    deal: Option<SampleDeal>,
    #[serde(default)]
    reason: Option<Reason>,
    #[serde(default)]
    owner: Option<String>,
    #[serde(default)]
    notes: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleDeal {
    value: Amount,
    currency: Currency,
    close_in_days: i64,
}

/// The sample referrals in one language. Each has an id of its own, so adding them twice adds nothing.
///
/// # Errors
/// When the asset is damaged.
pub fn sample_referrals(is_japanese: bool, now: Timestamp) -> Result<Vec<ImportRow>, SampleError> {
    let asset = if is_japanese { JAPANESE } else { ENGLISH };
    let samples: Vec<Sample> = serde_json::from_str(asset)?;
    Ok(samples
        .into_iter()
        .map(|sample| sample.into_row(now))
        .collect())
}

impl Sample {
    fn into_row(self, now: Timestamp) -> ImportRow {
        let ago = |minutes: i64| now.plus_seconds(-60 * minutes);
        let reported = match self.outcome {
            Some(outcome) => ReportedState::Archived(outcome),
            None => ReportedState::Open(self.stage),
        };
        let close_on = self.deal.as_ref().and_then(|deal| {
            let today = now.to_utc().date_naive();
            let days = Days::new(deal.close_in_days.unsigned_abs());
            if deal.close_in_days < 0 {
                today.checked_sub_days(days)
            } else {
                today.checked_add_days(days)
            }
        });
        ImportRow {
            partner_center_id: Some(self.id),
            customer: Some(self.customer),
            received_at: Some(ago(self.received_minutes_ago)),
            region: Some(self.region),
            company_size: Some(self.company_size),
            overview: Some(self.overview),
            details: Some(self.details),
            contact_name: Some(self.contact.name),
            contact_email: Some(self.contact.email),
            contact_phone: Some(self.contact.phone),
            deal_value: self.deal.as_ref().map(|deal| deal.value),
            currency: self.deal.as_ref().map(|deal| deal.currency),
            close_on,
            reported: Some(reported),
            owner: self.owner,
            notes: self.notes,
            reason: self.reason,
            policy: Some(PolicyId::Classic),
            interested_at: self.interested_minutes_ago.map(ago),
            accepted_at: self.accepted_minutes_ago.map(ago),
            archived_at: self.archived_minutes_ago.map(ago),
            archived_from: self.archived_from,
            presumed: self.outcome.map(|_| self.presumed),
            ..ImportRow::default()
        }
    }
}
