//! What a form for editing holds, and which of it differs from what is saved.

use crate::domain::{Contact, Deal, Referral, ReferralEdit, ReferralText, Timestamp};

/// What can be written about a referral.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Written {
    pub customer: String,
    pub region: Option<String>,
    pub company_size: Option<String>,
    pub overview: String,
    pub owner: String,
    /// What is shown from Evaluating on.
    pub text: Option<WrittenText>,
    /// Only while negotiating.
    pub deal: Option<Deal>,
    /// When it was received, where another moment was entered.
    pub received_at: Option<Timestamp>,
}

/// The long texts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct WrittenText {
    pub details: String,
    pub contact: Contact,
    pub notes: String,
}

impl Written {
    pub(super) fn of(referral: &Referral) -> Self {
        Self {
            customer: referral.customer.clone(),
            region: referral.region.clone(),
            company_size: referral.company_size.clone(),
            overview: referral.overview.clone(),
            owner: referral.owner.clone().unwrap_or_default(),
            text: None,
            deal: None,
            received_at: None,
        }
    }

    /// The fields of `self` that differ from those of `before`.
    pub(super) fn changes_from(&self, before: &Self) -> ReferralEdit {
        let text = self.text.as_ref().zip(before.text.as_ref());
        let owner = |owner: &str| (!owner.trim().is_empty()).then(|| owner.trim().to_owned());
        ReferralEdit {
            customer: changed(self.customer.trim(), before.customer.trim()),
            region: (self.region != before.region).then(|| self.region.clone()),
            company_size: (self.company_size != before.company_size)
                .then(|| self.company_size.clone()),
            overview: changed(self.overview.trim(), before.overview.trim()),
            owner: (owner(&self.owner) != owner(&before.owner)).then(|| owner(&self.owner)),
            deal: self.deal.filter(|_| self.deal != before.deal),
            details: text.and_then(|(now, before)| changed(&now.details, &before.details)),
            contact: text.and_then(|(now, before)| {
                (now.contact != before.contact).then(|| now.contact.clone())
            }),
            notes: text.and_then(|(now, before)| changed(&now.notes, &before.notes)),
            // The whole form stands for what the referral was.
            notes_over: None,
            received_at: self
                .received_at
                .filter(|_| self.received_at != before.received_at),
        }
    }
}

impl WrittenText {
    pub(super) fn of(text: &ReferralText) -> Self {
        Self {
            details: text.details.clone(),
            contact: text.contact.clone(),
            notes: text.notes.clone(),
        }
    }
}

fn changed(now: &str, before: &str) -> Option<String> {
    (now != before).then(|| now.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_an_edit() {
        let before = Written {
            customer: "Contoso".to_owned(),
            owner: "Mori".to_owned(),
            text: Some(WrittenText::default()),
            deal: Some(Deal::default()),
            ..Written::default()
        };
        assert_eq!(
            before.clone().changes_from(&before),
            ReferralEdit::default()
        );
        let mut after = before.clone();
        after.customer = "Contoso ".to_owned();
        after.owner = " ".to_owned();
        after.region = Some("JP".to_owned());
        if let Some(text) = &mut after.text {
            text.notes = "Called".to_owned();
        }
        assert_eq!(
            after.changes_from(&before),
            ReferralEdit {
                owner: Some(None),
                region: Some(Some("JP".to_owned())),
                notes: Some("Called".to_owned()),
                ..ReferralEdit::default()
            }
        );
    }
}
