//! Taking in the rows of a file: finds the referrals they are about, adds the new ones, fills in and updates the others.

use super::ahead::take_prepared;
use super::{DeskError, Touched};
use crate::domain::{Entry, EntryKind, ImportRow, PolicyId, ReferralId, Timestamp, merge};
use crate::store::{
    ChangeId, KnownIds, PreparedReferral, Preparer, StoreError, WriteTransaction,
};
use std::borrow::Cow;
use std::collections::HashMap;

/// What an import did, or would do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ImportReport {
    /// Rows that made a new referral.
    pub new: usize,
    /// Rows that filled in or updated a known one.
    pub changed: usize,
    /// Rows that said nothing new.
    pub unchanged: usize,
    /// Lines of rows that name neither a known referral nor a customer.
    pub nameless_lines: Vec<u64>,
}

/// The counts and the referrals as they are now.
pub(super) struct Taken {
    pub(super) report: ImportReport,
    pub(super) referrals: Vec<Touched>,
}

/// Which rows are taken in, and as what.
#[derive(Clone, Copy)]
pub(super) struct Intake<'rows> {
    pub(super) rows: &'rows [ImportRow],
    /// The policy of new referrals whose row names none.
    pub(super) policy: PolicyId,
    /// Whether new referrals are samples.
    pub(super) sample: bool,
    pub(super) now: Timestamp,
}

/// Writes what the rows say into an open transaction.
pub(super) fn take_in(
    transaction: &WriteTransaction<'_>,
    change: ChangeId,
    intake: Intake<'_>,
) -> Result<Taken, DeskError> {
    let file_name = transaction.file_name()?;
    let known = transaction.known_ids()?;
    let first_new = transaction.next_referral_id()?;
    let preparer = transaction.preparer();
    let mut writer = Writer {
        transaction,
        change,
        now: intake.now,
        known: &known,
        added: Added::from(first_new),
        waiting: Vec::new(),
        first_waiting: first_new,
        updated: HashMap::new(),
        taken: Taken {
            report: ImportReport::default(),
            referrals: Vec::new(),
        },
    };
    take_prepared(
        intake.rows,
        |row| PreparedRow::of(row, intake, &file_name, &known, preparer),
        |chunk| {
            chunk.into_iter().try_for_each(|row| writer.take(row))?;
            writer.write_waiting()
        },
    )?;
    Ok(writer.taken)
}

/// A row, with whatever of it can be worked out before its turn comes.
struct PreparedRow<'rows> {
    row: &'rows ImportRow,
    key: ImportKey<'rows>,
    /// The referral it makes; `None` when the file knew its referral before the import, or nobody can because it names no customer.
    new: Option<Result<PreparedReferral, StoreError>>,
}

impl<'rows> PreparedRow<'rows> {
    fn of(
        row: &'rows ImportRow,
        intake: Intake<'_>,
        file_name: &str,
        known: &KnownIds,
        preparer: Preparer<'_>,
    ) -> Self {
        let key = ImportKey::of(row, file_name);
        let is_new = row.customer_name().is_some() && key.find(known, None).is_none();
        let new = is_new.then(|| {
            let (mut referral, text, entry) = row.to_new_referral(intake.policy, intake.now);
            referral.sample = intake.sample;
            let import_key = key.import_key.as_deref().map(str::to_owned);
            preparer.prepare(referral, text, import_key, &entry)
        });
        Self { row, key, new }
    }
}

/// Takes in one row after another.
struct Writer<'a, 'rows> {
    transaction: &'a WriteTransaction<'a>,
    change: ChangeId,
    now: Timestamp,
    /// The referrals from before this import.
    known: &'a KnownIds,
    added: Added<'rows>,
    /// New referrals that are still to be inserted, together.
    waiting: Vec<PreparedReferral>,
    /// The id of the first of them.
    first_waiting: ReferralId,
    /// The referrals this import has updated so far, each with its one history line.
    updated: HashMap<ReferralId, Entry>,
    taken: Taken,
}

impl<'rows> Writer<'_, 'rows> {
    fn take(&mut self, prepared: PreparedRow<'rows>) -> Result<(), DeskError> {
        let PreparedRow { row, key, new } = prepared;
        if let Some(id) = key.find(self.known, Some(&self.added)) {
            self.write_waiting()?;
            self.update(row, id)?;
            self.added.remember(key, id);
        } else if let Some(new) = new {
            self.waiting.push(new?);
            self.added.add(key);
        } else {
            self.taken.report.nameless_lines.push(row.line);
        }
        Ok(())
    }

    /// Inserts the new referrals that wait.
    fn write_waiting(&mut self) -> Result<(), DeskError> {
        self.transaction
            .insert_referrals(self.change, self.first_waiting, &mut self.waiting)?;
        self.first_waiting = self.added.next;
        self.taken.report.new += self.waiting.len();
        let written = self.waiting.drain(..);
        self.taken
            .referrals
            .extend(written.map(|new| Touched::Put(new.into_referral())));
        Ok(())
    }

    fn update(&mut self, row: &ImportRow, id: ReferralId) -> Result<(), DeskError> {
        let Some(referral) = self.transaction.referral(id)? else {
            return Ok(());
        };
        let text = self.transaction.referral_text(id)?;
        let Some((mut after, new_text, entry)) = merge(&referral, &text, row, self.now) else {
            self.taken.report.unchanged += 1;
            return Ok(());
        };
        // The same referral twice in one file is one change of it, with one revision and one history line that tells of both rows.
        let mut imported = Entry::new(self.now, EntryKind::Imported, None, entry.to);
        let line = if self.added.has(id) {
            Some(&mut imported)
        } else {
            self.updated.get_mut(&id)
        };
        if let Some(line) = line {
            add_to_line(line, entry);
            after.revision = referral.revision;
            self.transaction.amend_referral(self.change, &after, &new_text, line)?;
        } else {
            self.transaction.update_referral(
                self.change,
                &referral,
                &after,
                Some((&text, &new_text)),
                &entry,
            )?;
            self.updated.insert(id, entry);
        }
        self.taken.report.changed += 1;
        self.taken.referrals.push(Touched::Put(Box::new(after)));
        Ok(())
    }
}

/// Adds what another row changed to the history line of the first one.
fn add_to_line(line: &mut Entry, entry: Entry) {
    line.to = entry.to;
    if line.kind == EntryKind::Updated {
        for field in entry.fields {
            if !line.fields.contains(&field) {
                line.fields.push(field);
            }
        }
    }
}

/// What this import has added to the known ids.
struct Added<'rows> {
    by_partner_center_id: HashMap<&'rows str, ReferralId>,
    by_import_key: HashMap<Cow<'rows, str>, ReferralId>,
    /// The ids of the referrals it made: from the first up to, and without, the next.
    first: ReferralId,
    next: ReferralId,
}

impl<'rows> Added<'rows> {
    fn from(first: ReferralId) -> Self {
        Self {
            by_partner_center_id: HashMap::new(),
            by_import_key: HashMap::new(),
            first,
            next: first,
        }
    }

    fn has(&self, id: ReferralId) -> bool {
        (self.first..self.next).contains(&id)
    }

    /// Gives the referral that a row makes the next id.
    fn add(&mut self, key: ImportKey<'rows>) {
        let id = self.next;
        self.next.0 += 1;
        self.remember(key, id);
    }

    fn remember(&mut self, key: ImportKey<'rows>, id: ReferralId) {
        if let Some(partner_center_id) = key.partner_center_id {
            self.by_partner_center_id.insert(partner_center_id, id);
        }
        if let Some(import_key) = key.import_key {
            self.by_import_key.insert(import_key, id);
        }
    }
}

/// The ways a row can name its referral, the surest first.
struct ImportKey<'rows> {
    own_id: Option<ReferralId>,
    partner_center_id: Option<&'rows str>,
    import_key: Option<Cow<'rows, str>>,
}

impl<'rows> ImportKey<'rows> {
    fn of(row: &'rows ImportRow, file_name: &str) -> Self {
        let own_id = row
            .leadline_id
            .as_deref()
            .and_then(|name| name.split_once(':'))
            .filter(|(file, _)| *file == file_name)
            .and_then(|(_, id)| id.parse().ok())
            .map(ReferralId);
        let import_key = match (&row.partner_center_id, &row.leadline_id) {
            (Some(_), _) => None,
            (None, Some(name)) => Some(Cow::Borrowed(name.as_str())),
            (None, None) => Some(Cow::Owned(row.fingerprint())),
        };
        Self {
            own_id,
            partner_center_id: row.partner_center_id.as_deref(),
            import_key,
        }
    }

    /// The referral it names among those from before the import and those that the import has added.
    fn find(&self, known: &KnownIds, added: Option<&Added<'_>>) -> Option<ReferralId> {
        // Partner Center's id comes first: no two referrals can have the same one. What the import has learned is newer than what was known.
        let by_partner_center_id = self.partner_center_id.and_then(|id| {
            added
                .and_then(|added| added.by_partner_center_id.get(id))
                .or_else(|| known.by_partner_center_id.get(id))
        });
        let by_own_id = || {
            self.own_id
                .filter(|id| known.ids.contains(id) || added.is_some_and(|added| added.has(*id)))
        };
        let by_import_key = || {
            let key = self.import_key.as_deref()?;
            added
                .and_then(|added| added.by_import_key.get(key))
                .or_else(|| known.by_import_key.get(key))
                .copied()
        };
        by_partner_center_id
            .copied()
            .or_else(by_own_id)
            .or_else(by_import_key)
    }
}
