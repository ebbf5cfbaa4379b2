//! What the clock alone changes: it ends referrals, and takes that back where it was ahead of the time.

use super::DeskError;
use super::execute::{Desk, Touched};
use crate::domain::{
    CLOCK_AHEAD_SECONDS, Change, Origin, Referral, ReferralId, Timestamp, lapse, reopen,
};
use crate::store::{ChangeId, ChangeKind, ChangeLabel, Store, StoreError, WriteTransaction};
use std::collections::BTreeMap;

/// Referrals that the clock has ended are concluded this many to a transaction.
const LAPSES_AT_A_TIME: usize = 2_000;
/// More lapses than a file holds.
const EVERY_LAPSE: usize = i32::MAX as usize;

/// The referrals that the clock is to change, as they were listed before the transaction that does it.
pub(super) struct ByClock {
    lapsed: Vec<ReferralId>,
    ended_ahead: Vec<ReferralId>,
}

impl Desk {
    /// Concludes every referral that the clock has ended by `now`, each at its own due instant, and opens those again that are presumed to have
    /// ended at an instant which is ahead: the clock was ahead then. `now` is read just before.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn settle(&mut self, now: Timestamp) -> Result<Vec<Touched>, DeskError> {
        self.settle_as(now, ByClock::some)
    }

    /// [`Self::settle`] for a command that was given at `now`, which may be a while ago: it opens nothing again.
    pub(super) fn conclude(&mut self, now: Timestamp) -> Result<Vec<Touched>, DeskError> {
        self.settle_as(now, ByClock::ended)
    }

    fn settle_as(
        &mut self,
        now: Timestamp,
        list: impl Fn(&Store, Timestamp, usize) -> Result<ByClock, StoreError>,
    ) -> Result<Vec<Touched>, DeskError> {
        let mut touched = Vec::new();
        loop {
            let by_clock = list(self.store(), now, LAPSES_AT_A_TIME)?;
            if by_clock.is_empty() {
                return Ok(touched);
            }
            let transaction = self.store_mut().write()?;
            let mut changed = by_clock.write(&transaction, now)?;
            // Another program may have settled them since they were listed.
            if changed.is_empty() {
                return Ok(touched);
            }
            transaction.commit()?;
            touched.append(&mut changed);
        }
    }
}

impl ByClock {
    /// All that have ended by `now`.
    pub(super) fn all_ended(store: &Store, now: Timestamp) -> Result<Self, StoreError> {
        Self::ended(store, now, EVERY_LAPSE)
    }

    fn ended(store: &Store, now: Timestamp, limit: usize) -> Result<Self, StoreError> {
        Ok(Self {
            lapsed: store.lapsed(now, limit)?,
            ended_ahead: Vec::new(),
        })
    }

    fn some(store: &Store, now: Timestamp, limit: usize) -> Result<Self, StoreError> {
        let well_ahead = now.plus_seconds(CLOCK_AHEAD_SECONDS);
        Ok(Self {
            ended_ahead: store.presumed_after(well_ahead, limit)?,
            ..Self::ended(store, now, limit)?
        })
    }

    fn is_empty(&self) -> bool {
        self.lapsed.is_empty() && self.ended_ahead.is_empty()
    }

    /// Changes them, where that is still so.
    pub(super) fn write(
        self,
        transaction: &WriteTransaction<'_>,
        now: Timestamp,
    ) -> Result<Vec<Touched>, StoreError> {
        let mut touched = Vec::new();
        let lapsed = changed(transaction, self.lapsed, |referral| lapse(referral, now))?;
        touched.append(&mut record(
            transaction,
            ChangeKind::Lapse,
            None,
            lapsed,
            now,
        )?);
        let reopened = changed(transaction, self.ended_ahead, |referral| {
            reopen(referral, now)
        })?;
        // Taken back is the change that ended it: what a person did before that can be undone as if it had not been.
        let mut by_lapse: BTreeMap<Option<ChangeId>, Vec<(Referral, Change)>> = BTreeMap::new();
        for (before, change) in reopened {
            if let Some(ended_at) = before.archived_at() {
                transaction.forget_report(before.id, ended_at)?;
            }
            let lapse = transaction.lapse_that_made(&before)?;
            by_lapse.entry(lapse).or_default().push((before, change));
        }
        for (lapse, reopened) in by_lapse {
            touched.append(&mut record(
                transaction,
                ChangeKind::Reopen,
                lapse,
                reopened,
                now,
            )?);
        }
        Ok(touched)
    }
}

/// What becomes of those of `ids` that `change` applies to.
fn changed(
    transaction: &WriteTransaction<'_>,
    ids: Vec<ReferralId>,
    change: impl Fn(&Referral) -> Option<Change>,
) -> Result<Vec<(Referral, Change)>, StoreError> {
    let mut all = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(referral) = transaction.referral(id)?
            && let Some(change) = change(&referral)
        {
            all.push((referral, change));
        }
    }
    Ok(all)
}

/// Writes them as one change of the clock's.
fn record(
    transaction: &WriteTransaction<'_>,
    kind: ChangeKind,
    reverts: Option<ChangeId>,
    changes: Vec<(Referral, Change)>,
    now: Timestamp,
) -> Result<Vec<Touched>, StoreError> {
    let label = ChangeLabel {
        kind,
        subject: match changes.as_slice() {
            [] => return Ok(Vec::new()),
            [(one, _)] => Some(one.customer.clone()),
            _ => None,
        },
        count: changes.len(),
    };
    let id = transaction.begin_change(now, Origin::Clock, kind, &label, reverts)?;
    let mut touched = Vec::with_capacity(changes.len());
    for (before, change) in changes {
        transaction.update_referral(id, &before, &change.after, None, &change.entry)?;
        touched.push(Touched::Put(Box::new(change.after)));
    }
    Ok(touched)
}
