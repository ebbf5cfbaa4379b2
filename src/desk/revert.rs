//! Undo and redo: each is a change of its own that puts back what another one recorded.

use super::DeskError;
use super::execute::{Done, Touched};
use crate::domain::{Entry, EntryKind, Origin, Referral, Refusal, Stage, Timestamp};
use crate::store::{
    Before, ChangeId, ChangeKind, Since, Store, StoreError, Undoable, WriteTransaction,
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
    let (kind, label) = (way.kind(), target.label.clone());
    let change = transaction.begin_change(now, Origin::Person, kind, &label, Some(target.id))?;
    let referrals = revert_referrals(&transaction, target.id, change, way.entry_kind(), now)?;
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
        profiles_changed,
        import: None,
    })
}

fn revert_referrals(
    transaction: &WriteTransaction<'_>,
    target: ChangeId,
    change: ChangeId,
    entry_kind: EntryKind,
    now: Timestamp,
) -> Result<Vec<Touched>, DeskError> {
    let rows = transaction.referrals_before(target)?;
    let is_one = rows.len() == 1;
    let mut touched = Vec::with_capacity(rows.len());
    for row in rows {
        let current = transaction.referral(row.id)?;
        let revision_now = current.as_ref().map_or(0, |referral| referral.revision);
        let since = if revision_now == row.revision {
            Since::Nothing
        } else {
            transaction.referral_since(row.id, target)?
        };
        let would_lapse = row
            .before
            .as_ref()
            .is_some_and(|before| time_ran_out(before, now));
        // What the clock ended since because of the change goes with it. Redo brings back only what ends alike: what the clock ended while
        // the change was undone does not come back to life.
        let may_come_back = entry_kind == EntryKind::Undone
            || would_lapse
            || row.before.as_ref().is_none_or(|before| {
                current
                    .as_ref()
                    .is_some_and(|current| current.state == before.referral().state)
            });
        if since == Since::More || since == Since::Clock && !may_come_back {
            return Err(Refusal::ChangedSince.into());
        }
        // One alone would vanish from the board as it appears.
        if is_one && would_lapse {
            return Err(Refusal::TimeRanOut.into());
        }
        match (current, row.before) {
            (current, Some(before)) => {
                // What took its name since can be there only without it.
                if current.is_none() && transaction.is_named_by_another(before.referral())? {
                    return Err(Refusal::ChangedSince.into());
                }
                let restored = transaction.restore_referral(
                    change,
                    current.as_ref(),
                    &before,
                    entry_kind,
                    now,
                )?;
                touched.push(Touched::Put(Box::new(restored)));
            }
            (Some(current), None) => {
                let entry = removal(&current, entry_kind, now);
                transaction.delete_referral(change, &current, &entry)?;
                touched.push(Touched::Gone(row.id));
            }
            (None, None) => {}
        }
    }
    Ok(touched)
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
