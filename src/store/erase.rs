//! Erasing persons from a file: from rows, histories, the names of changes and the settings, in the file itself and in any copy of it.

use super::changes::{ChangeKind, ChangeLabel};
use super::erase_rows::{scrub, scrub_settings, terms, terms_of_all};
use super::{ChangeId, Store, StoreError, WriteTransaction};
use crate::domain::{ErasedTexts, Origin, Persons, Referral, ReferralId, Timestamp, erasure_entry};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::path::PathBuf;

/// Names a referral in every copy of its file. A copy of before a restore may have given the same number to another one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct ErasedReferral {
    /// Its number.
    pub id: ReferralId,
    /// The change that brought it in, and when; `None` where the file does not tell, as after a salvage.
    created: Option<(i64, Timestamp)>,
    /// When it was received; `None` where its row is gone.
    received_at: Option<Timestamp>,
}

impl ErasedReferral {
    fn is_same(self, other: Self) -> bool {
        self.id == other.id
            && match (self.created, other.created) {
                (Some(one), Some(other)) => one == other,
                _ => self.received_at == other.received_at,
            }
    }
}

/// An erasure that is not known to have reached every copy. It holds nothing of the person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PendingErasure {
    /// The referrals.
    pub referrals: Vec<ErasedReferral>,
    /// How much goes with the person.
    pub texts: ErasedTexts,
    /// When it was asked for.
    pub at: Timestamp,
    /// Whether nothing is left of it in the file itself, its free pages and its log.
    #[serde(default)]
    pub is_wiped: bool,
}

impl PendingErasure {
    /// Whether it is this one, however far either is known to have come.
    pub fn is_same(&self, other: &Self) -> bool {
        self.at == other.at && self.referrals == other.referrals
    }
}

/// The copies to which an erasure has not come.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LeftCopies {
    /// What could not be reached or written; it is tried again.
    pub waiting: Vec<PathBuf>,
    /// Backups that cannot be written anew: damaged, or of a newer version.
    pub unwritable: Vec<PathBuf>,
    /// Copies that were set aside, and may hold anybody.
    pub aside: Vec<PathBuf>,
}

impl LeftCopies {
    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.unwritable.is_empty() && self.aside.is_empty()
    }
}

/// The name under which erasures that are not finished are kept.
pub(super) const PENDING: &str = "pending_erasures";
/// The name under which erasures are counted.
const ERASURES: &str = "erasures";
/// The name under which the copies are kept to which an erasure has not come.
pub(super) const LEFT_COPIES: &str = "copies_of_erased";
/// The name under which the copies and folders are kept that a person has decided to leave as they are.
pub(super) const LEFT_ALONE: &str = "copies_left_alone";

/// The name under which it is kept by what the persons are known whose erasure is under way: when the rows have forgotten them, an older backup
/// may name them as only the newest rows did. It goes as soon as the file's own backups have forgotten them too.
pub(super) const KNOWN: &str = "persons_being_erased";

impl Store {
    /// The erasures that are not known to have reached every copy.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn pending_erasures(&self) -> Result<Vec<PendingErasure>, StoreError> {
        Ok(self.setting(PENDING)?.unwrap_or_default())
    }

    /// The copies to which an erasure has not come, as was found when it was looked last.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn left_copies(&self) -> Result<LeftCopies, StoreError> {
        Ok(self.setting(LEFT_COPIES)?.unwrap_or_default())
    }

    /// The copies and folders that a person has decided to leave as they are, whoever is in them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn left_alone(&self) -> Result<Vec<PathBuf>, StoreError> {
        Ok(self.setting(LEFT_ALONE)?.unwrap_or_default())
    }

    /// Another number after every erasure: what was read of the settings before may name the person.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn erasures(&self) -> Result<u64, StoreError> {
        Ok(self.setting(ERASURES)?.unwrap_or_default())
    }

    /// By what the persons are known whose erasure is under way.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn persons_being_erased(&self) -> Result<Persons, StoreError> {
        Ok(self.setting(KNOWN)?.unwrap_or_default())
    }

    /// The referral as erasing names it; `None` when there is and was none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn erasable(&self, id: ReferralId) -> Result<Option<ErasedReferral>, StoreError> {
        identity(&self.connection, id).map_err(|error| self.error(error))
    }

    /// By what the persons that are to be erased are known in this file, if a restore has brought them back.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn person_terms(&self, pending: &[PendingErasure]) -> Result<Persons, StoreError> {
        terms_of_all(&self.connection, pending).map_err(|error| self.error(error))
    }

    /// The other referrals that have the name, the mail address or the phone number of one of these as their contact's.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn same_contacts(&self, ids: &[ReferralId]) -> Result<Vec<ReferralId>, StoreError> {
        let mut found = HashSet::new();
        for id in ids {
            let others: Vec<ReferralId> = self
                .connection
                .prepare_cached(SAME_CONTACT)
                .and_then(|mut statement| statement.query_map([id], |row| row.get(0))?.collect())
                .map_err(|error| self.error(error))?;
            found.extend(others);
        }
        let mut found: Vec<ReferralId> = found.into_iter().filter(|id| !ids.contains(id)).collect();
        found.sort_unstable();
        Ok(found)
    }
}

/// Also where only the history has it, such as of a referral that was taken back.
const SAME_CONTACT: &str = "WITH own AS (SELECT contact_name, contact_email, contact_phone FROM referral_text WHERE referral_id = ?1)
     SELECT other.referral_id FROM own JOIN referral_text AS other
     ON own.contact_name <> '' AND other.contact_name = own.contact_name COLLATE NOCASE
     OR own.contact_email <> '' AND other.contact_email = own.contact_email COLLATE NOCASE
     OR own.contact_phone <> '' AND other.contact_phone = own.contact_phone
     WHERE other.referral_id <> ?1
     UNION
     SELECT history.referral_id FROM own JOIN history
     ON own.contact_name <> '' AND instr(before, json_quote(own.contact_name))
     OR own.contact_email <> '' AND instr(before, json_quote(own.contact_email))
     OR own.contact_phone <> '' AND instr(before, json_quote(own.contact_phone))
     WHERE before IS NOT NULL AND history.referral_id <> ?1";

impl WriteTransaction<'_> {
    /// Erases the persons behind these referrals, as one change that undo passes over, and notes that the copies are still to follow. Returns what
    /// the referrals are now, those whose rows are gone not among them, and by what the persons were known.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn erase_persons(
        &self,
        referrals: &[ErasedReferral],
        texts: ErasedTexts,
        (origin, label): (Origin, &ChangeLabel),
        now: Timestamp,
    ) -> Result<(ChangeId, Vec<Referral>, Persons), StoreError> {
        let erasure = PendingErasure {
            referrals: referrals.to_vec(),
            texts,
            at: now,
            is_wiped: false,
        };
        let known = terms(&self.transaction, referrals).map_err(|error| self.error(error))?;
        let (change, after) = self.erase_by(&erasure, &known, (origin, label))?;
        let mut pending = self.pending_erasures()?;
        pending.push(erasure);
        self.put_setting(PENDING, &pending)?;
        self.remember_persons(&known)?;
        Ok((change, after, known))
    }

    /// Keeps by what persons are known until [`Self::forget_persons`].
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remember_persons(&self, persons: &Persons) -> Result<(), StoreError> {
        let kept: Option<Persons> = super::settings::read_setting(&self.transaction, KNOWN)
            .map_err(|error| self.error(error))?;
        let before = kept.unwrap_or_default();
        let mut known = before.clone();
        known.add_all(persons);
        if known == before {
            return Ok(());
        }
        self.put_setting(KNOWN, &known)
    }

    /// Forgets by what the persons were known whose erasure was under way.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget_persons(&self) -> Result<(), StoreError> {
        forget_persons(&self.transaction)
            .map(drop)
            .map_err(|error| self.error(error))
    }

    fn erase_by(
        &self,
        erasure: &PendingErasure,
        known: &Persons,
        (origin, label): (Origin, &ChangeLabel),
    ) -> Result<(ChangeId, Vec<Referral>), StoreError> {
        let PendingErasure {
            referrals,
            texts,
            at,
            ..
        } = erasure;
        scrub(&self.transaction, referrals, known, *texts).map_err(|error| self.error(error))?;
        self.count_erasure()?;
        let change = self.begin_change(*at, origin, ChangeKind::Erase, label, None)?;
        self.pass_over(change)?;
        let mut after = Vec::with_capacity(referrals.len());
        for erased in referrals {
            if let Some(referral) = self.referral(erased.id)? {
                after.push(self.note_erasure(change, &referral, *at)?);
            }
        }
        Ok((change, after))
    }

    /// Writes down that the person of this referral was erased, and takes back what was shown about it.
    fn note_erasure(
        &self,
        change: ChangeId,
        before: &Referral,
        now: Timestamp,
    ) -> Result<Referral, StoreError> {
        let text = self.referral_text(before.id)?;
        let mut after = before.clone();
        after.revision += 1;
        let entry = erasure_entry(before, now);
        self.update_referral(change, before, &after, Some((&text, &text)), &entry)?;
        self.transaction
            .execute(
                "UPDATE reminder SET state = 'superseded' WHERE referral_id = ?1",
                [before.id],
            )
            .map_err(|error| self.error(error))?;
        Ok(after)
    }

    /// The referral as erasing names it; `None` when there is and was none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn erasable(&self, id: ReferralId) -> Result<Option<ErasedReferral>, StoreError> {
        identity(&self.transaction, id).map_err(|error| self.error(error))
    }

    /// Erases persons whom a restore has brought back before their erasure was finished, and blots those that are known from other copies out of the
    /// settings. True when something was erased.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn erase_again(
        &self,
        pending: &[PendingErasure],
        known: &Persons,
    ) -> Result<bool, StoreError> {
        let mut is_changed = false;
        for erasure in pending {
            let referrals =
                unerased(&self.transaction, erasure).map_err(|error| self.error(error))?;
            if referrals.is_empty() {
                continue;
            }
            let label = ChangeLabel {
                kind: ChangeKind::Erase,
                subject: None,
                count: referrals.len(),
            };
            let erasure = PendingErasure {
                referrals,
                ..erasure.clone()
            };
            self.erase_by(&erasure, known, (Origin::Person, &label))?;
            is_changed = true;
        }
        let are_settings_changed = scrub_settings(&self.transaction, &known.everyone())
            .map_err(|error| self.error(error))?;
        if are_settings_changed {
            self.count_erasure()?;
        }
        Ok(is_changed || are_settings_changed)
    }

    /// Notes to which copies an erasure has not come.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_left_copies(&self, left: &LeftCopies) -> Result<(), StoreError> {
        if *left == self.setting(LEFT_COPIES)?.unwrap_or_default() {
            return Ok(());
        }
        self.put_setting(LEFT_COPIES, left)
    }

    /// Notes that a person has decided to leave these copies and folders as they are, whoever is in them.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn leave_alone(&self, copies: &[PathBuf]) -> Result<(), StoreError> {
        let mut left: Vec<PathBuf> = self.setting(LEFT_ALONE)?.unwrap_or_default();
        left.extend(copies.iter().cloned());
        left.sort_unstable();
        left.dedup();
        self.put_setting(LEFT_ALONE, &left)
    }

    /// Has every program see that what it knows of the settings may name somebody who was erased.
    fn count_erasure(&self) -> Result<(), StoreError> {
        self.put_setting(ERASURES, &(self.erasures()? + 1))
    }

    /// See [`Store::erasures`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn erasures(&self) -> Result<u64, StoreError> {
        super::settings::read_setting(&self.transaction, ERASURES)
            .map(Option::unwrap_or_default)
            .map_err(|error| self.error(error))
    }

    /// The referrals whose person was erased.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn erased_ids(&self) -> Result<HashSet<ReferralId>, StoreError> {
        self.transaction
            .prepare(
                "SELECT DISTINCT history.referral_id FROM change JOIN history ON history.change_id = change.id
                 WHERE change.kind = 'erase'",
            )
            .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
            .map_err(|error| self.error(error))
    }

    /// The erasures that are not known to have reached every copy.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn pending_erasures(&self) -> Result<Vec<PendingErasure>, StoreError> {
        super::settings::read_setting(&self.transaction, PENDING)
            .map(Option::unwrap_or_default)
            .map_err(|error| self.error(error))
    }

    /// Notes which erasures are not known to have reached every copy.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_pending_erasures(&self, pending: &[PendingErasure]) -> Result<(), StoreError> {
        if !pending.is_empty() {
            return self.put_setting(PENDING, &pending);
        }
        self.transaction
            .execute("DELETE FROM setting WHERE name = ?1", [PENDING])
            .map(drop)
            .map_err(|error| self.error(error))
    }
}

/// Takes out of a copy of any version by what persons were known whose erasure was under way; 0 where it kept nothing of the kind.
pub(super) fn forget_persons(connection: &Connection) -> rusqlite::Result<usize> {
    connection.execute("DELETE FROM setting WHERE name = ?1", [KNOWN])
}

/// Whether a copy keeps by what persons are known whose erasure was under way when it was made.
pub(super) fn keeps_persons(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM setting WHERE name = ?1)",
        [KNOWN],
        |row| row.get(0),
    )
}

/// How a copy of any version names the referral of this number.
fn identity(connection: &Connection, id: ReferralId) -> rusqlite::Result<Option<ErasedReferral>> {
    let received_at = connection
        .query_row(
            "SELECT received_at FROM referral WHERE id = ?1",
            [id],
            |row| row.get(0),
        )
        .optional()?;
    let first = connection
        .query_row(
            "SELECT change.id, change.at, history.before IS NULL
             FROM history JOIN change ON change.id = history.change_id
             WHERE history.referral_id = ?1 ORDER BY history.change_id LIMIT 1",
            [id],
            |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, bool>(2)?)),
        )
        .optional()?;
    let is_known = received_at.is_some() || first.is_some();
    Ok(is_known.then(|| ErasedReferral {
        id,
        created: first.and_then(|(id, at, is_creation)| is_creation.then_some((id, at))),
        received_at,
    }))
}

/// Those of the referrals that this copy has.
pub(super) fn present(
    connection: &Connection,
    referrals: &[ErasedReferral],
) -> rusqlite::Result<Vec<ErasedReferral>> {
    let mut found = Vec::new();
    for wanted in referrals {
        if identity(connection, wanted.id)?.is_some_and(|here| here.is_same(*wanted)) {
            found.push(*wanted);
        }
    }
    Ok(found)
}

/// Those of the referrals of an erasure that this copy has with their persons: it is from before. What was entered about them since the erasure is
/// not to go with them.
pub(super) fn unerased(
    connection: &Connection,
    erasure: &PendingErasure,
) -> rusqlite::Result<Vec<ErasedReferral>> {
    let mut is_erased = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM history JOIN change ON change.id = history.change_id
         WHERE history.referral_id = ?1 AND change.kind = 'erase' AND change.at = ?2)",
    )?;
    let mut found = Vec::new();
    for erased in present(connection, &erasure.referrals)? {
        if !is_erased.query_row(params![erased.id, erasure.at], |row| row.get(0))? {
            found.push(erased);
        }
    }
    Ok(found)
}
