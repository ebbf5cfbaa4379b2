//! The retention period: what was archived longer ago than a person wants it kept is erased, once the clock that says so can be believed.

use super::erasure::erase_from_rows;
use super::{Desk, DeskError};
use crate::domain::{CLOCK_AHEAD_SECONDS, ErasedTexts, Origin, ReferralId, Timestamp};
use crate::store::{ClockNote, KeptTooLong, Store, StoreError};

const DAY_SECONDS: i64 = 24 * 3_600;
/// The clock is noted so often.
const NOTE_EVERY_SECONDS: i64 = 6 * 3_600;
/// A clock that is this far beyond what it showed when the program ran last has leapt, or the program was not started for long. Who uses it once a
/// week is always below it.
const LONGEST_ABSENCE_SECONDS: i64 = 10 * DAY_SECONDS;
/// For so long nothing is erased by a clock that has leapt: a wrong one is noticed and put right meanwhile, and who comes back sees what has ended.
const DOUBTED_SECONDS: i64 = DAY_SECONDS;

impl Desk {
    /// The referrals whose persons a retention period of so many days would erase now.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn kept_too_long(
        &self,
        period_days: u32,
        now: Timestamp,
    ) -> Result<Vec<ReferralId>, DeskError> {
        let found = kept_too_long(self.store(), period_days, now)?;
        Ok(found.into_iter().map(|found| found.id).collect())
    }
}

fn kept_too_long(
    store: &Store,
    period_days: u32,
    now: Timestamp,
) -> Result<Vec<KeptTooLong>, StoreError> {
    let until = now.plus_seconds(-i64::from(period_days) * DAY_SECONDS);
    store.kept_too_long(until, now)
}

/// Notes what the clock shows, and tells whether something may be erased by it. `has_leapt` where it was seen to go ahead of the machine's own count.
///
/// # Errors
/// When the file cannot be read or written; the clock is then not to be believed.
pub(super) fn believe_clock(
    store: &mut Store,
    now: Timestamp,
    has_leapt: bool,
) -> Result<bool, StoreError> {
    let seen = store.clock_note()?;
    let expected = seen.map(|seen| {
        let earliest = seen.at.plus_seconds(-CLOCK_AHEAD_SECONDS);
        earliest..=seen.at.plus_seconds(LONGEST_ABSENCE_SECONDS)
    });
    let doubted_since = match expected {
        Some(expected) if expected.contains(&now) && !has_leapt => seen
            .and_then(|seen| seen.doubted_since)
            .filter(|since| now < since.plus_seconds(DOUBTED_SECONDS)),
        _ => Some(now),
    };
    let is_noted = seen.is_some_and(|seen| {
        let next = seen.at.plus_seconds(NOTE_EVERY_SECONDS);
        seen.doubted_since == doubted_since && (seen.at..next).contains(&now)
    });
    if !is_noted {
        let transaction = store.write()?;
        transaction.put_clock_note(ClockNote {
            at: now,
            doubted_since,
        })?;
        transaction.commit()?;
    }
    Ok(doubted_since.is_none())
}

/// Erases the contacts, with requests and notes, of what was archived longer ago than the person wants it kept; nothing where no such time is set.
/// No backup is made first: it would keep what is to go. Returns how many persons that were.
///
/// # Errors
/// When the file cannot be read or written.
pub(super) fn erase_kept_too_long(store: &mut Store, now: Timestamp) -> Result<usize, DeskError> {
    let Some(days) = store.retention_days()? else {
        return Ok(0);
    };
    let found = kept_too_long(store, days, now)?;
    erase_found(store, &found, now)
}

/// Erases those of them to which nothing has happened since they were found: somebody may have brought one back. Returns how many.
fn erase_found(
    store: &mut Store,
    found: &[KeptTooLong],
    now: Timestamp,
) -> Result<usize, DeskError> {
    const AT_A_TIME: usize = 500;
    let mut erased = 0;
    for found in found.chunks(AT_A_TIME) {
        let transaction = store.write()?;
        let mut referrals = Vec::with_capacity(found.len());
        for found in found {
            if transaction.is_as_found(*found)? {
                referrals.extend(transaction.erasable(found.id)?);
            }
        }
        if !referrals.is_empty() {
            let (texts, origin) = (ErasedTexts::All, Origin::Clock);
            erase_from_rows(transaction, &referrals, texts, origin, now)?;
            erased += referrals.len();
        }
    }
    Ok(erased)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Action, Command, Contact, NewReferral};

    #[test]
    fn what_was_brought_back_since_it_was_found_stays() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("leadline.db")).unwrap();
        let mut desk = Desk::new(store);
        let now = Timestamp::parse("2026-11-22T00:00:00Z").unwrap();
        let mut ids = Vec::new();
        for customer in ["Contoso", "Fabrikam"] {
            let new = NewReferral {
                customer: customer.to_owned(),
                contact: Contact {
                    name: "Aiko Sato".to_owned(),
                    ..Contact::default()
                },
                ..NewReferral::default()
            };
            let added = desk.execute(Command::Add(Box::new(new)), now).unwrap();
            let id = added.referral().unwrap().id;
            let action = Action::Skip;
            let skip = Command::Act {
                id,
                revision: None,
                action,
            };
            desk.execute(skip, now).unwrap();
            ids.push(id);
        }
        let later = now.plus_seconds(31 * DAY_SECONDS);
        let found = kept_too_long(desk.store(), 30, later).unwrap();
        assert_eq!(found.len(), 2);
        let (id, note) = (ids[0], "not skipped".to_owned());
        let correct = Command::Act {
            id,
            revision: None,
            action: Action::Correct { note },
        };
        desk.execute(correct, later).unwrap();
        assert_eq!(erase_found(desk.store_mut(), &found, later).unwrap(), 1);
        let name = |id| desk.store().referral_text(id).unwrap().contact.name;
        assert_eq!(
            (name(ids[0]), name(ids[1])),
            ("Aiko Sato".into(), String::new())
        );
    }
}
