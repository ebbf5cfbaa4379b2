//! A row of an imported file, and what it does to a referral: it fills in and updates, and never moves one backwards.

use super::decide::{next_revision, present, ran_out, set_open_state, tidy_region};
use super::{
    Amount, Contact, Currency, Date, Deal, Entry, EntryKind, Outcome, PolicyId, Reason, Referral,
    ReferralId, ReferralText, Stage, State, Timestamp, fold,
};
use std::collections::BTreeMap;

/// Where a file says a referral stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReportedState {
    /// In one of the open stages.
    Open(Stage),
    /// Ended.
    Archived(Outcome),
}

/// What one row of a file says; `None` where it says nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ImportRow {
    /// The line the row starts on, in a JSON file its place in the array, counted from 1; 0 where there is neither.
    pub line: u64,
    /// Partner Center's referral id.
    pub partner_center_id: Option<String>,
    /// The program's own name for the referral, from its own export: `FILE:ID`.
    pub leadline_id: Option<String>,
    /// The customer's company name.
    pub customer: Option<String>,
    /// When the referral was received.
    pub received_at: Option<Timestamp>,
    /// When it last changed; stands in for the moment it entered its stage.
    pub updated_at: Option<Timestamp>,
    /// Country or region.
    pub region: Option<String>,
    /// Company size.
    pub company_size: Option<String>,
    /// What is asked, in short.
    pub overview: Option<String>,
    /// The full request.
    pub details: Option<String>,
    /// The contact's name.
    pub contact_name: Option<String>,
    /// The contact's mail address.
    pub contact_email: Option<String>,
    /// The contact's phone number.
    pub contact_phone: Option<String>,
    /// The deal's value.
    pub deal_value: Option<Amount>,
    /// The deal's currency.
    pub currency: Option<Currency>,
    /// The deal's closing date.
    pub close_on: Option<Date>,
    /// The status as written.
    pub status: Option<String>,
    /// The status detail as written.
    pub substatus: Option<String>,
    /// Where that says the referral stands; `None` where it is not understood.
    pub reported: Option<ReportedState>,
    /// Who works on it.
    pub owner: Option<String>,
    /// Notes.
    pub notes: Option<String>,
    /// Why it was declined or lost.
    pub reason: Option<Reason>,
    /// The deadline policy, from the program's own export.
    pub policy: Option<PolicyId>,
    /// An expiry that overrides the computed one.
    pub expires_at: Option<Timestamp>,
    /// When it entered Evaluating.
    pub interested_at: Option<Timestamp>,
    /// When it entered Negotiating.
    pub accepted_at: Option<Timestamp>,
    /// When it ended.
    pub archived_at: Option<Timestamp>,
    /// The stage it ended in.
    pub archived_from: Option<Stage>,
    /// Whether the outcome was only presumed.
    pub presumed: Option<bool>,
    /// Whether the present stage's lapse was waived.
    pub lapse_waived: Option<bool>,
    /// Columns without a field of their own, by their header.
    pub other_columns: BTreeMap<String, String>,
}

impl ImportRow {
    /// The customer's name, when the row gives one that is not blank.
    pub fn customer_name(&self) -> Option<String> {
        self.customer.as_deref().and_then(present)
    }

    /// What tells rows without any id apart: customer, region, moment of receipt, and what is asked.
    pub fn fingerprint(&self) -> String {
        fingerprint(
            self.customer.as_deref().unwrap_or_default(),
            self.region.as_deref(),
            self.received_at,
            self.overview.as_deref().unwrap_or_default(),
        )
    }

    /// [`Self::into_new_referral`], and keeps the row.
    pub fn to_new_referral(
        &self,
        policy: PolicyId,
        now: Timestamp,
    ) -> (Referral, ReferralText, Entry) {
        self.clone().into_new_referral(policy, now)
    }

    /// The referral this row makes when it is not known yet. Its id is given when it is written.
    pub fn into_new_referral(
        mut self,
        policy: PolicyId,
        now: Timestamp,
    ) -> (Referral, ReferralText, Entry) {
        let received_at = self.received_at.unwrap_or(now);
        let mut referral = Referral {
            id: ReferralId::default(),
            partner_center_id: self.partner_center_id.take(),
            customer: self.customer.take().and_then(tidied).unwrap_or_default(),
            region: self.region.as_deref().and_then(tidy_region),
            company_size: self.company_size.take().and_then(tidied),
            overview: self.overview.take().and_then(tidied).unwrap_or_default(),
            state: State::New,
            received_at,
            interested_at: self.interested_at,
            accepted_at: self.accepted_at,
            policy: self.policy.unwrap_or(policy),
            expires_at: self.expires_at,
            lapse_waived: self.lapse_waived.unwrap_or(false),
            snoozed_until: None,
            deal: Deal {
                value: self.deal_value,
                currency: self.currency,
                close_on: self.close_on,
            },
            owner: self.owner.take().and_then(tidied),
            reason: self.reason.take(),
            sample: false,
            revision: 1,
        };
        if let Some(reported) = self.reported {
            self.place(&mut referral, reported, now);
        }
        let mut entry = Entry::new(now, EntryKind::Imported, None, referral.stage());
        entry.reason.clone_from(&referral.reason);
        (referral, self.into_text(), entry)
    }

    /// The texts of a new referral.
    fn into_text(self) -> ReferralText {
        ReferralText {
            details: self.details.unwrap_or_default(),
            contact: Contact {
                name: self.contact_name.unwrap_or_default(),
                email: self.contact_email.unwrap_or_default(),
                phone: self.contact_phone.unwrap_or_default(),
            },
            notes: self.notes.unwrap_or_default(),
            reported_status: self.status,
            reported_substatus: self.substatus,
            other_columns: self.other_columns,
        }
    }

    /// Puts a new referral where the file says it stands. The program's own export is taken at its word: it holds every
    /// moment that is known.
    fn place(&self, referral: &mut Referral, reported: ReportedState, now: Timestamp) {
        let own = self.leadline_id.is_some();
        let since = |known: Option<Timestamp>| match known {
            Some(at) if own => at,
            _ => known
                .or(self.updated_at)
                .unwrap_or(now)
                .max(referral.received_at),
        };
        match reported {
            ReportedState::Open(Stage::Evaluating) if own && self.interested_at.is_none() => {
                referral.state = State::Evaluating;
            }
            ReportedState::Open(Stage::Negotiating) if own && self.accepted_at.is_none() => {
                referral.state = State::Negotiating;
            }
            ReportedState::Open(Stage::Evaluating) => {
                referral.interested_at = Some(since(self.interested_at));
                referral.state = State::Evaluating;
            }
            ReportedState::Open(Stage::Negotiating) => {
                referral.accepted_at = Some(since(self.accepted_at));
                referral.state = State::Negotiating;
            }
            ReportedState::Open(Stage::New | Stage::Archived) => {}
            ReportedState::Archived(outcome) => {
                referral.state = State::Archived {
                    outcome,
                    presumed: self.presumed.unwrap_or(false),
                    from: self.archived_from.unwrap_or(outcome.usual_origin()),
                    at: since(self.archived_at),
                };
            }
        }
    }

    /// Writes what the row says into the texts; true when that changed any. Notes are filled in only where there are none.
    fn fill_text(&self, text: &mut ReferralText) -> bool {
        let before = text.clone();
        let set = |field: &mut String, value: &Option<String>| {
            if let Some(value) = value {
                field.clone_from(value);
            }
        };
        set(&mut text.details, &self.details);
        set(&mut text.contact.name, &self.contact_name);
        set(&mut text.contact.email, &self.contact_email);
        set(&mut text.contact.phone, &self.contact_phone);
        if text.notes.is_empty() {
            set(&mut text.notes, &self.notes);
        }
        if self.status.is_some() {
            text.reported_status.clone_from(&self.status);
            text.reported_substatus.clone_from(&self.substatus);
        } else if self.substatus.is_some() {
            text.reported_substatus.clone_from(&self.substatus);
        }
        for (header, value) in &self.other_columns {
            text.other_columns.insert(header.clone(), value.clone());
        }
        *text != before
    }
}

/// [`present`], without a copy where there is nothing to cut.
fn tidied(text: String) -> Option<String> {
    if text.trim().len() == text.len() {
        (!text.is_empty()).then_some(text)
    } else {
        present(&text)
    }
}

/// What tells referrals without any id apart: see [`ImportRow::fingerprint`].
pub fn fingerprint(
    customer: &str,
    region: Option<&str>,
    received_at: Option<Timestamp>,
    overview: &str,
) -> String {
    let received = received_at.map(Timestamp::millis).unwrap_or_default();
    format!(
        "{}\u{1f}{}\u{1f}{received}\u{1f}{}",
        fold(customer),
        region.map(fold).unwrap_or_default(),
        fold(overview)
    )
}

/// What `row` does to the referral it is about; `None` when it says nothing new.
pub fn merge(
    referral: &Referral,
    text: &ReferralText,
    row: &ImportRow,
    now: Timestamp,
) -> Option<(Referral, ReferralText, Entry)> {
    let mut after = next_revision(referral);
    let mut new_text = text.clone();
    let mut fields = Vec::new();
    merge_fields(&mut after, row, &mut fields);
    if let Some(reported) = row.reported {
        merge_state(&mut after, row, reported, now);
    }
    if row.fill_text(&mut new_text) {
        fields.push("text");
    }
    if after.state != referral.state {
        fields.push("stage");
    }
    if fields.is_empty() {
        return None;
    }
    let mut entry = Entry::new(
        now,
        EntryKind::Updated,
        Some(referral.stage()),
        after.stage(),
    );
    if fields.contains(&"reason") {
        entry.reason.clone_from(&after.reason);
    }
    entry.fields = fields.into_iter().map(str::to_owned).collect();
    Some((after, new_text, entry))
}

fn merge_fields(after: &mut Referral, row: &ImportRow, fields: &mut Vec<&'static str>) {
    let mut set = |name: &'static str, field: &mut Option<String>, value: Option<String>| {
        if value.is_some() && value != *field {
            *field = value;
            fields.push(name);
        }
    };
    set(
        "partner_center_id",
        &mut after.partner_center_id,
        row.partner_center_id.clone(),
    );
    set(
        "region",
        &mut after.region,
        row.region.as_deref().and_then(tidy_region),
    );
    set(
        "company_size",
        &mut after.company_size,
        row.company_size.as_deref().and_then(present),
    );
    if after.owner.is_none() {
        set(
            "owner",
            &mut after.owner,
            row.owner.as_deref().and_then(present),
        );
    }
    for (name, field, value) in [
        ("customer", &mut after.customer, &row.customer),
        ("overview", &mut after.overview, &row.overview),
    ] {
        if let Some(value) = value.as_deref().and_then(present)
            && value != *field
        {
            *field = value;
            fields.push(name);
        }
    }
    // A row from before the referral went on only fills in: a deal that was agreed since counts more than an earlier estimate.
    let is_stale = is_behind(after, row);
    let reported = Deal {
        value: row.deal_value,
        currency: row.currency,
        close_on: row.close_on,
    };
    let (first, second) = if is_stale {
        (after.deal, reported)
    } else {
        (reported, after.deal)
    };
    let deal = Deal {
        value: first.value.or(second.value),
        currency: first.currency.or(second.currency),
        close_on: first.close_on.or(second.close_on),
    };
    if deal != after.deal {
        after.deal = deal;
        fields.push("deal");
    }
    if !is_stale && row.expires_at.is_some() && row.expires_at != after.expires_at {
        after.expires_at = row.expires_at;
        // It was put off with another deadline in view; one that is over would end once more, before this one.
        after.snoozed_until = None;
        fields.push("expires_at");
    }
    if after.reason.is_none() && row.reason.is_some() {
        after.reason.clone_from(&row.reason);
        fields.push("reason");
    }
}

/// Whether the row tells of the referral as it was before it went on, or of one whose end a person has decided.
fn is_behind(referral: &Referral, row: &ImportRow) -> bool {
    let reported = match row.reported {
        Some(ReportedState::Open(stage)) => stage,
        Some(ReportedState::Archived(_)) => Stage::Archived,
        None => Stage::New,
    };
    let is_decided = referral.stage() == Stage::Archived && !referral.is_presumed();
    reported < referral.stage() || is_decided
}

/// Moves a referral on to where the file says it stands, confirms or corrects an outcome that was only presumed, and
/// otherwise leaves it where it is.
fn merge_state(after: &mut Referral, row: &ImportRow, reported: ReportedState, now: Timestamp) {
    match (after.state, reported) {
        (
            State::Archived {
                outcome,
                presumed: true,
                from,
                at,
            },
            ReportedState::Archived(reported),
        ) if !row.presumed.unwrap_or(false) => {
            let same =
                outcome == reported || (outcome == Outcome::Missed && reported == Outcome::Expired);
            after.state = State::Archived {
                outcome: if same { outcome } else { reported },
                presumed: false,
                from,
                at: if same {
                    at
                } else {
                    row.archived_at.unwrap_or(at).max(after.received_at)
                },
            };
        }
        (State::Archived { .. }, _) => {}
        (_, ReportedState::Archived(outcome)) => {
            after.snoozed_until = None;
            after.state = State::Archived {
                outcome,
                presumed: row.presumed.unwrap_or(false),
                from: after.stage(),
                at: row
                    .archived_at
                    .or(row.updated_at)
                    .unwrap_or(now)
                    .max(after.received_at),
            };
        }
        (_, ReportedState::Open(stage)) => {
            if stage > after.stage() {
                let (entered, since) = match stage {
                    Stage::Evaluating => (State::Evaluating, row.interested_at),
                    _ => (State::Negotiating, row.accepted_at),
                };
                let since = since
                    .or(row.updated_at)
                    .unwrap_or(now)
                    .max(after.received_at);
                set_open_state(after, entered, since);
                // An expiry in the same row is about the stage the row tells of.
                if let Some(expires_at) = row.expires_at {
                    after.expires_at = Some(expires_at);
                    after.lapse_waived = ran_out(after, since);
                }
            }
        }
    }
}
