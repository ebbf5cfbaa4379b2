//! Changing the fields of an open referral by hand.

use super::decide::{next_revision, present, tidy_region};
use super::text_limit::{require_short, texts_of_edit};
use super::{
    Change, Deal, Entry, EntryKind, Referral, ReferralEdit, Refusal, Stage, TextChange, Timestamp,
};

/// What `edit` makes of the referral.
///
/// # Errors
/// When it is archived, the edit changes nothing, or a field cannot be what is asked.
pub(super) fn edit_fields(
    referral: &Referral,
    edit: &ReferralEdit,
    now: Timestamp,
) -> Result<Change, Refusal> {
    let stage = referral.stage();
    if stage == Stage::Archived {
        return Err(Refusal::WrongStage {
            stage,
            outcome: referral.outcome(),
        });
    }
    require_short(texts_of_edit(edit))?;
    let mut after = next_revision(referral);
    let mut fields: Vec<String> = Vec::new();
    let mut note = |name: &str| fields.push(name.to_owned());
    if let Some(customer) = &edit.customer {
        let customer = present(customer).ok_or(Refusal::CustomerRequired)?;
        if customer != after.customer {
            after.customer = customer;
            note("customer");
        }
    }
    if let Some(region) = &edit.region {
        let region = region.as_deref().and_then(tidy_region);
        if region != after.region {
            after.region = region;
            note("region");
        }
    }
    if let Some(size) = &edit.company_size {
        let size = size.as_deref().and_then(present);
        if size != after.company_size {
            after.company_size = size;
            note("company_size");
        }
    }
    if let Some(overview) = &edit.overview
        && overview.trim() != after.overview
    {
        overview.trim().clone_into(&mut after.overview);
        note("overview");
    }
    if let Some(owner) = &edit.owner {
        let owner = owner.as_deref().and_then(present);
        if owner != after.owner {
            after.owner = owner;
            note("owner");
        }
    }
    if let Some(received_at) = edit.received_at
        && received_at != after.received_at
    {
        if after.partner_center_id.is_some() {
            return Err(Refusal::ReceiptTold);
        }
        if received_at > after.interested_at.unwrap_or(now).min(now) {
            return Err(Refusal::ReceiptTooLate);
        }
        after.received_at = received_at;
        note("received_at");
    }
    // What accepting asked for can be changed, not emptied.
    let deal = edit.deal.map(|deal| Deal {
        value: deal.value.or(after.deal.value),
        currency: deal.currency.or(after.deal.currency),
        close_on: deal.close_on.or(after.deal.close_on),
    });
    if let Some(deal) = deal
        && deal != after.deal
    {
        if stage != Stage::Negotiating {
            return Err(Refusal::DealOutsideNegotiating);
        }
        if let (Some(value), Some(currency)) = (deal.value, deal.currency)
            && value.decimal_places() != currency.decimal_places()
        {
            return Err(Refusal::AmountUnfit);
        }
        after.deal = deal;
        note("deal");
    }
    let text = TextChange {
        details: edit.details.clone(),
        contact: edit.contact.clone(),
        notes: edit.notes.clone(),
    };
    for (name, changes) in [
        ("details", text.details.is_some()),
        ("contact", text.contact.is_some()),
        ("notes", text.notes.is_some()),
    ] {
        if changes {
            note(name);
        }
    }
    if fields.is_empty() {
        return Err(Refusal::NothingToChange);
    }
    let mut entry = Entry::new(now, EntryKind::Edited, Some(stage), stage);
    entry.fields = fields;
    Ok(Change { after, text, entry })
}
