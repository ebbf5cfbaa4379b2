//! Undo and redo: each is a change of its own that puts back what another one recorded.

use super::DeskError;
use super::bulk::Refused;
use super::execute::{Done, Touched, is_action};
use crate::domain::{Entry, EntryKind, Origin, Referral, ReferralId, Refusal, Stage, Timestamp};
use crate::store::{
    Before, ChangeId, ChangeKind, Reverted, Since, Store, StoreError, Undoable, WriteTransaction,
};

/// Takes back the newest change a person made that was not taken back.
pub(super) fn undo(store: &mut Store, now: Timestamp) -> Result<Done, DeskError> {
    newest(store, Way::Undo, None, now)
}

/// Makes the newest change that was taken back again, unless something else was changed since.
pub(super) fn redo(store: &mut Store, now: Timestamp) -> Result<Done, DeskError> {
    newest(store, Way::Redo, None, now)
}

/// Undoes `change`, or redoes it when it is an undo, if that is what would be undone or redone next.
pub(super) fn exactly(
    store: &mut Store,
    change: ChangeId,
    now: Timestamp,
) -> Result<Done, DeskError> {
    let way = if store.is_undo(change)? {
        Way::Redo
    } else {
        Way::Undo
    };
    newest(store, way, Some(change), now)
}

/// The refusal to revert another change than the one a person saw.
pub(super) fn not_newest(store: &Store) -> DeskError {
    match store.undoable() {
        Ok(newest) => DeskError::NotNewest {
            newest: newest.map(|newest| newest.label),
        },
        Err(error) => error.into(),
    }
}

/// The two ways of reverting.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Undo,
    Redo,
}

impl Way {
    const fn kind(self) -> ChangeKind {
        match self {
            Self::Undo => ChangeKind::Undo,
            Self::Redo => ChangeKind::Redo,
        }
    }

    const fn entry_kind(self) -> EntryKind {
        match self {
            Self::Undo => EntryKind::Undone,
            Self::Redo => EntryKind::Redone,
        }
    }

    fn target(self, transaction: &WriteTransaction<'_>) -> Result<Option<Undoable>, StoreError> {
        match self {
            Self::Undo => transaction.undoable(),
            Self::Redo => transaction.redoable(),
        }
    }
}

/// Reverts what is next in this way, when it is the `expected` change.
fn newest(
    store: &mut Store,
    way: Way,
    expected: Option<ChangeId>,
    now: Timestamp,
) -> Result<Done, DeskError> {
    let transaction = store.write()?;
    let target = way.target(&transaction)?;
    if expected.is_some_and(|expected| target.as_ref().is_none_or(|next| next.id != expected)) {
        drop(transaction);
        return Err(not_newest(store));
    }
    let target = target.ok_or(Refusal::NothingToUndo)?;
    match revert(transaction, &target, way, now) {
        Err(DeskError::Refused(why)) => Err(pass_over(store, target, way, why)?),
        other => other,
    }
}

/// Has undo and redo pass over what can no longer be reverted. What comes before it is reverted only where nothing else, such as this very
/// change, has touched the same referral since: so nothing is put back wrongly.
fn pass_over(
    store: &mut Store,
    target: Undoable,
    way: Way,
    why: Refusal,
) -> Result<DeskError, StoreError> {
    let transaction = store.write()?;
    transaction.pass_over(target.id)?;
    let next = way.target(&transaction)?.map(|next| next.label);
    transaction.commit()?;
    Ok(DeskError::PassedOver {
        what: target.label,
        is_redo: way == Way::Redo,
        why,
        next,
    })
}

/// The history line of a referral that goes.
pub(super) fn removal(referral: &Referral, kind: EntryKind, now: Timestamp) -> Entry {
    Entry::new(now, kind, Some(referral.stage()), referral.stage())
}

fn revert(
    transaction: WriteTransaction<'_>,
    target: &Undoable,
    way: Way,
    now: Timestamp,
) -> Result<Done, DeskError> {
    let (kind, mut label) = (way.kind(), target.label.clone());
    let change = transaction.begin_change(now, Origin::Person, kind, &label, Some(target.id))?;
    let (referrals, refused) =
        revert_referrals(&transaction, target, change, way.entry_kind(), now)?;
    if !refused.is_empty() {
        label.count = referrals.len();
        transaction.relabel(change, &label)?;
    }
    let profiles_changed = revert_profiles(&transaction, target.id, change)?;
    let (undoable, redoable) = (transaction.undoable()?, transaction.redoable()?);
    transaction.commit()?;
    Ok(Done {
        kind,
        label,
        change: Some(change),
        undoable,
        redoable,
        referrals,
        refused,
        profiles_changed,
        import: None,
        kept_both_notes: false,
    })
}

/// Puts the referrals of a change back. An action on many comes back for each that it can come back for; what else a person does comes back whole
/// or not at all.
fn revert_referrals(
    transaction: &WriteTransaction<'_>,
    target: &Undoable,
    change: ChangeId,
    entry_kind: EntryKind,
    now: Timestamp,
) -> Result<(Vec<Touched>, Vec<Refused>), DeskError> {
    let rows = transaction.referrals_before(target.id)?;
    let is_each_its_own = is_action(target.label.kind);
    // One alone would vanish from the board as it appears.
    let may_lapse_at_once = rows.len() != 1 && !is_each_its_own;
    let mut touched = Vec::with_capacity(rows.len());
    let mut refused = Vec::new();
    for row in rows {
        let current = transaction.referral(row.id)?;
        let why_not = why_not(
            transaction,
            target.id,
            &row,
            current.as_ref(),
            entry_kind,
            now,
        )?
        .or_else(|| {
            let lapses = would_lapse(&row, now) && !may_lapse_at_once;
            lapses.then_some(Refusal::TimeRanOut)
        });
        match why_not {
            Some(why) if is_each_its_own => {
                refused.push(Refused::of(row.id, current.as_ref(), why));
            }
            Some(why) => return Err(why.into()),
            None => touched.extend(put_back(
                transaction,
                change,
                row,
                current,
                entry_kind,
                now,
            )?),
        }
    }
    match refused.first() {
        Some(first) if touched.is_empty() => Err(first.why.into()),
        _ => Ok((touched, refused)),
    }
}

/// Why a referral cannot be put back to what it was before `target`; `None` when it can.
fn why_not(
    transaction: &WriteTransaction<'_>,
    target: ChangeId,
    row: &Reverted<ReferralId, Before>,
    current: Option<&Referral>,
    entry_kind: EntryKind,
    now: Timestamp,
) -> Result<Option<Refusal>, StoreError> {
    let revision_now = current.map_or(0, |referral| referral.revision);
    let since = if revision_now == row.revision {
        Since::Nothing
    } else {
        transaction.referral_since(row.id, target)?
    };
    // What the clock ended since because of the change goes with it. Redo brings back only what ends alike: what the clock ended while
    // the change was undone does not come back to life.
    let may_come_back = entry_kind == EntryKind::Undone
        || would_lapse(row, now)
        || row.before.as_ref().is_none_or(|before| {
            current.is_some_and(|current| current.state == before.referral().state)
        });
    if since == Since::More || since == Since::Clock && !may_come_back {
        return Ok(Some(Refusal::ChangedSince));
    }
    // What took its name since can be there only without it.
    let is_in_the_way = match (current, &row.before) {
        (None, Some(before)) => transaction.is_named_by_another(before.referral())?,
        _ => false,
    };
    Ok(is_in_the_way.then_some(Refusal::ChangedSince))
}

fn put_back(
    transaction: &WriteTransaction<'_>,
    change: ChangeId,
    row: Reverted<ReferralId, Before>,
    current: Option<Referral>,
    entry_kind: EntryKind,
    now: Timestamp,
) -> Result<Option<Touched>, StoreError> {
    Ok(match (current, row.before) {
        (current, Some(before)) => {
            let current = current.as_ref();
            let restored =
                transaction.restore_referral(change, current, &before, entry_kind, now)?;
            Some(Touched::Put(Box::new(restored)))
        }
        (Some(current), None) => {
            let entry = removal(&current, entry_kind, now);
            transaction.delete_referral(change, &current, &entry)?;
            Some(Touched::Gone(row.id))
        }
        (None, None) => None,
    })
}

/// Whether the clock would at once end what would be put back.
fn would_lapse(row: &Reverted<ReferralId, Before>, now: Timestamp) -> bool {
    let before = row.before.as_ref();
    before.is_some_and(|before| time_ran_out(before, now))
}

/// Whether the clock would at once end what would be brought back.
fn time_ran_out(before: &Before, now: Timestamp) -> bool {
    let referral = before.referral();
    referral.stage() != Stage::Archived && referral.pending_lapse().is_some_and(|(at, _)| at <= now)
}

fn revert_profiles(
    transaction: &WriteTransaction<'_>,
    target: ChangeId,
    change: ChangeId,
) -> Result<bool, DeskError> {
    let rows = transaction.profiles_before(target)?;
    let any = !rows.is_empty();
    for row in rows {
        let current = transaction
            .profiles()?
            .into_iter()
            .find(|profile| profile.id == row.id);
        let revision_now = current.as_ref().map_or(0, |profile| profile.revision);
        if revision_now != row.revision
            && transaction.profile_since(row.id, target)? != Since::Nothing
        {
            return Err(Refusal::ChangedSince.into());
        }
        match (current, row.before) {
            (current, Some(mut before)) => {
                before.revision = revision_now.max(before.revision) + 1;
                before.id = row.id;
                transaction.put_profile(change, current.as_ref(), &mut before)?;
            }
            (Some(current), None) => transaction.delete_profile(change, &current)?,
            (None, None) => {}
        }
    }
    Ok(any)
}
