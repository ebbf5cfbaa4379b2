//! How long a text of a referral may be.

use super::{Contact, NewReferral, ReferralEdit, Refusal};

/// The most that a single text of a referral may hold, in bytes. The longest is a mail.
pub const MAXIMUM_TEXT_BYTES: usize = 1_000_000;

/// Refuses a text that no window and no notification could show.
pub(super) fn require_short<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<(), Refusal> {
    let is_too_long = |text: &str| text.len() > MAXIMUM_TEXT_BYTES;
    if texts.into_iter().any(is_too_long) {
        Err(Refusal::TextTooLong)
    } else {
        Ok(())
    }
}

/// Every text of a referral that is entered.
pub(super) fn texts_of_new(new: &NewReferral) -> impl Iterator<Item = &str> {
    let NewReferral {
        customer,
        region,
        company_size,
        overview,
        details,
        contact,
        owner,
        received_at: _,
    } = new;
    let optional = [region, company_size, owner];
    [customer, overview, details]
        .into_iter()
        .map(String::as_str)
        .chain(optional.into_iter().filter_map(Option::as_deref))
        .chain(texts_of_contact(contact))
}

/// Every text that an edit changes.
pub(super) fn texts_of_edit(edit: &ReferralEdit) -> impl Iterator<Item = &str> {
    let ReferralEdit {
        customer,
        region,
        company_size,
        overview,
        owner,
        details,
        contact,
        notes,
        notes_over: _,
        deal: _,
        received_at: _,
    } = edit;
    let cleared = [region, company_size, owner];
    [customer, overview, details, notes]
        .into_iter()
        .filter_map(Option::as_deref)
        .chain(cleared.into_iter().flatten().filter_map(Option::as_deref))
        .chain(contact.iter().flat_map(texts_of_contact))
}

fn texts_of_contact(contact: &Contact) -> impl Iterator<Item = &str> {
    [&contact.name, &contact.email, &contact.phone]
        .into_iter()
        .map(String::as_str)
}
