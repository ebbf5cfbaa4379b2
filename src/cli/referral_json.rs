//! A referral as scripts get it. The names, their order and what is null are a contract: fields are added at the end only. What a
//! snooze adds is there only where there is one.

use crate::desk::Recorded;
use crate::domain::{
    Contact, Deal, EntryKind, Origin, Outcome, Reason, Referral, ReferralText, Stage, Timestamp,
};
use serde::Serialize;

/// A referral.
#[derive(Serialize)]
pub(super) struct JsonReferral<'a> {
    id: i64,
    partner_center_id: Option<&'a str>,
    customer: &'a str,
    region: Option<&'a str>,
    company_size: Option<&'a str>,
    stage: Stage,
    outcome: Option<Outcome>,
    presumed: bool,
    received_at: Timestamp,
    stage_since: Timestamp,
    next_deadline: Option<JsonDeadline>,
    deal: Option<Deal>,
    contact: Option<Contact>,
    overview: &'a str,
    owner: Option<&'a str>,
    revision: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    snoozed_until: Option<Timestamp>,
}

#[derive(Serialize)]
struct JsonDeadline {
    mark: String,
    due_at: Timestamp,
}

/// A referral with everything that is known of it.
#[derive(Serialize)]
pub(super) struct JsonDetail<'a> {
    #[serde(flatten)]
    referral: JsonReferral<'a>,
    history: Vec<JsonEntry<'a>>,
    details: Option<&'a str>,
    notes: &'a str,
    reason: Option<&'a Reason>,
}

#[derive(Serialize)]
struct JsonEntry<'a> {
    at: Timestamp,
    kind: EntryKind,
    from: Option<Stage>,
    to: Stage,
    origin: Origin,
    recorded_at: Timestamp,
    note: Option<&'a str>,
    reason: Option<&'a Reason>,
    deal: Option<Deal>,
    fields: &'a [String],
    revision: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Timestamp>,
}

impl<'a> JsonReferral<'a> {
    /// The referral at `now`. The contact is not shown while the referral is New.
    pub(super) fn of(referral: &'a Referral, text: ReferralText, now: Timestamp) -> Self {
        let contact =
            Some(text.contact).filter(|contact| referral.shows_details() && !contact.is_empty());
        Self {
            id: referral.id.0,
            partner_center_id: referral.partner_center_id.as_deref(),
            customer: &referral.customer,
            region: referral.region.as_deref(),
            company_size: referral.company_size.as_deref(),
            stage: referral.stage(),
            outcome: referral.outcome(),
            presumed: referral.is_presumed(),
            received_at: referral.received_at,
            stage_since: referral.stage_since(),
            next_deadline: referral.next_deadline(now).map(|deadline| JsonDeadline {
                mark: deadline.mark.code(),
                due_at: deadline.due_at,
            }),
            deal: Some(referral.deal).filter(|deal| !deal.is_empty()),
            contact,
            overview: &referral.overview,
            owner: referral.owner.as_deref(),
            revision: referral.revision,
            snoozed_until: referral.snoozed_at(now),
        }
    }
}

impl<'a> JsonDetail<'a> {
    /// The referral at `now` with its history and texts. The full request is not shown while the referral is New.
    pub(super) fn of(
        referral: &'a Referral,
        text: &'a ReferralText,
        history: &'a [Recorded],
        now: Timestamp,
    ) -> Self {
        Self {
            referral: JsonReferral::of(referral, text.clone(), now),
            history: history.iter().map(JsonEntry::of).collect(),
            details: referral
                .shows_details()
                .then_some(text.details.as_str())
                .filter(|details| !details.is_empty()),
            notes: &text.notes,
            reason: referral.reason.as_ref(),
        }
    }
}

impl<'a> JsonEntry<'a> {
    fn of(recorded: &'a Recorded) -> Self {
        let entry = &recorded.entry;
        Self {
            at: entry.at,
            kind: entry.kind,
            from: entry.from,
            to: entry.to,
            origin: recorded.origin,
            recorded_at: recorded.recorded_at,
            note: entry.note.as_deref(),
            reason: entry.reason.as_ref(),
            deal: entry.deal,
            fields: &entry.fields,
            revision: recorded.revision,
            until: entry.until,
        }
    }
}
