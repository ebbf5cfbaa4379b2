//! One action on many referrals: one transaction, one change, one history line each; what the rules refuse is left out and told.

use super::execute::{Desk, Done, Touched, changed_meanwhile, kind_of, write_change};
use super::{DeskError, StoreError};
use crate::domain::{
    Action, Change, Origin, Referral, ReferralId, Refusal, Seen, Timestamp, decide,
};
use crate::store::{ChangeLabel, WriteTransaction};
use std::collections::HashSet;

/// A referral that a change of many left as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// Which referral.
    pub id: ReferralId,
    /// Its customer; `None` when there is no such referral.
    pub customer: Option<String>,
    /// Why.
    pub why: Refusal,
}

impl Refused {
    pub(super) fn of(id: ReferralId, referral: Option<&Referral>, why: Refusal) -> Self {
        Self {
            id,
            customer: referral.map(|referral| referral.customer.clone()),
            why,
        }
    }
}

/// What an action makes of a referral as it stands in the transaction, or who is refused it.
type Decided = Result<(Referral, Change), Refused>;

/// Decides on one referral: the rules come first, then whether it is still what was seen.
pub(super) fn decided(
    transaction: &WriteTransaction<'_>,
    seen: Seen,
    action: &Action,
    now: Timestamp,
) -> Result<Decided, StoreError> {
    let Some(before) = transaction.referral(seen.id)? else {
        return Ok(Err(Refused::of(seen.id, None, Refusal::NotFound)));
    };
    let is_as_seen = seen
        .revision
        .is_none_or(|revision| revision == before.revision);
    let why = match decide(&before, action, now) {
        Ok(mut change) if is_as_seen => {
            if settle_notes(transaction, &before, action, &mut change)? {
                return Ok(Ok((before, change)));
            }
            changed_meanwhile(&before)
        }
        Ok(_) => changed_meanwhile(&before),
        Err(refusal) => refusal,
    };
    Ok(Err(Refused::of(seen.id, Some(&before), why)))
}

/// Has notes that were written over others keep what another program has written meanwhile. False when that is for the person to say.
fn settle_notes(
    transaction: &WriteTransaction<'_>,
    before: &Referral,
    action: &Action,
    change: &mut Change,
) -> Result<bool, StoreError> {
    let Action::Edit(edit) = action else {
        return Ok(true);
    };
    let (Some(over), Some(written)) = (&edit.notes_over, &edit.notes) else {
        return Ok(true);
    };
    let stored = transaction.referral_text(before.id)?.notes;
    change.text.notes = over.settle(&stored, written);
    Ok(change.text.notes.is_some())
}

impl Desk {
    /// Does `action` with each of these that it is possible with.
    ///
    /// # Errors
    /// When it is possible with none, for the reason of the first; or when the file cannot be written. Nothing is then changed.
    pub(super) fn act_on_many(
        &mut self,
        on: &[Seen],
        action: &Action,
        now: Timestamp,
    ) -> Result<Done, DeskError> {
        let mut label = ChangeLabel {
            kind: kind_of(action),
            subject: None,
            count: 0,
        };
        let transaction = self.store_mut().write()?;
        let change = transaction.begin_change(now, Origin::Person, label.kind, &label, None)?;
        let mut referrals = Vec::with_capacity(on.len());
        let mut refused = Vec::new();
        let mut known = HashSet::with_capacity(on.len());
        for seen in on.iter().filter(|seen| known.insert(seen.id)) {
            match decided(&transaction, *seen, action, now)? {
                Ok((before, decided)) => {
                    write_change(&transaction, change, &before, &decided)?;
                    referrals.push(Touched::Put(Box::new(decided.after)));
                }
                Err(one) => refused.push(one),
            }
        }
        if referrals.is_empty() {
            let first = refused.first().map(|refused| refused.why);
            return Err(first.unwrap_or(Refusal::NothingToChange).into());
        }
        label.count = referrals.len();
        transaction.relabel(change, &label)?;
        transaction.commit()?;
        Ok(Done {
            referrals,
            refused,
            ..Done::of(Some(change), label)
        })
    }
}
