//! Undo and redo: each is a change of its own that puts back what another one recorded.

use super::DeskError;
use super::execute::{Done, Touched};
use crate::domain::{Entry, EntryKind, Origin, Referral, Refusal, Stage, Timestamp};
use crate::store::{Before, ChangeId, ChangeKind, Since, Store, Undoable, WriteTransaction};

/// Takes back the newest change a person made that was not taken back.
pub(super) fn undo(store: &mut Store, now: Timestamp) -> Result<Done, DeskError> {
    let transaction = store.write()?;
    let target = transaction.undoable()?.ok_or(Refusal::NothingToUndo)?;
    revert(
        transaction,
        target,
        ChangeKind::Undo,
        EntryKind::Undone,
        now,
    )
}

/// Makes the newest change that was taken back again, unless something else was changed since.
pub(super) fn redo(store: &mut Store, now: Timestamp) -> Result<Done, DeskError> {
    let transaction = store.write()?;
    let target = transaction.redoable()?.ok_or(Refusal::NothingToUndo)?;
    revert(
        transaction,
        target,
        ChangeKind::Redo,
        EntryKind::Redone,
        now,
    )
}

/// The history line of a referral that goes.
pub(super) fn removal(referral: &Referral, kind: EntryKind, now: Timestamp) -> Entry {
    Entry::new(now, kind, Some(referral.stage()), referral.stage())
}

fn revert(
    transaction: WriteTransaction<'_>,
    target: Undoable,
    kind: ChangeKind,
    entry_kind: EntryKind,
    now: Timestamp,
) -> Result<Done, DeskError> {
    let label = target.label;
    let change = transaction.begin_change(now, Origin::Person, kind, &label, Some(target.id))?;
    let referrals = revert_referrals(&transaction, target.id, change, entry_kind, now)?;
    let profiles_changed = revert_profiles(&transaction, target.id, change)?;
    transaction.commit()?;
    Ok(Done {
        kind,
        label,
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
