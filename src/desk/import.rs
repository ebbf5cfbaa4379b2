//! Taking in the rows of a file: adds the referrals that are new, fills in and updates the others.

use super::ahead::take_prepared;
use super::import_ids::{Found, ImportIds};
use super::{DeskError, Touched};
use crate::domain::{
    Entry, EntryKind, ImportRow, PolicyId, Referral, ReferralId, Timestamp, merge, without_person,
};
use crate::store::{ChangeId, PreparedReferral, Preparer, SpentRows, StoreError, WriteTransaction};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

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
    /// Rows that name a person who was erased: nothing of the person was taken in, and no new referral made.
    pub of_erased: usize,
}

/// The counts and the referrals as they are now.
pub(super) struct Taken {
    pub(super) report: ImportReport,
    pub(super) referrals: Vec<Touched>,
}

/// As what rows are taken in.
#[derive(Clone, Copy)]
pub(super) struct Intake {
    /// The policy of new referrals whose row names none.
    pub(super) policy: PolicyId,
    /// Whether new referrals are samples.
    pub(super) sample: bool,
    pub(super) now: Timestamp,
}

/// Writes what the rows say into an open transaction, which must be given up when that fails.
pub(super) fn take_in<'rows>(
    transaction: &WriteTransaction<'_>,
    change: ChangeId,
    rows: impl ExactSizeIterator<Item = Cow<'rows, ImportRow>> + Send,
    intake: Intake,
) -> Result<Taken, DeskError> {
    let first_new = transaction.next_referral_id()?;
    let mut ids = ImportIds::new(
        transaction.known_ids()?,
        transaction.erased_keys()?,
        transaction.file_name()?,
        first_new,
    );
    let preparer = transaction.preparer();
    let mut writer = Writer {
        transaction,
        change,
        now: intake.now,
        first_new,
        erased: transaction.erased_ids()?,
        waiting: Vec::new(),
        updated: HashMap::new(),
        taken: Taken {
            report: ImportReport::default(),
            referrals: Vec::with_capacity(rows.len()),
        },
    };
    take_prepared(
        rows,
        move |row| PreparedRow::of(row, &mut ids, intake, preparer),
        |chunk| writer.take(chunk),
    )?;
    Ok(writer.taken)
}

/// Of so many referrals it is told what they are now; of the others only which they are. Nobody looks at so many one by one.
const TOLD_WHOLE: usize = 1_000;

/// What is left of a referral once it is written.
type Spent = (Option<Box<Referral>>, SpentRows);

/// A row with everything worked out that needs no look into the file.
enum PreparedRow<'rows> {
    /// It makes this referral.
    New(Result<PreparedReferral, StoreError>),
    /// It is about this referral of the file, or of a row before it.
    Known {
        id: ReferralId,
        is_erased: bool,
        row: Box<Cow<'rows, ImportRow>>,
    },
    /// It is about a person who was erased, with the referral.
    Erased,
    /// It names neither a referral nor a customer; its line.
    Nameless(u64),
}

impl<'rows> PreparedRow<'rows> {
    fn of(
        row: Cow<'rows, ImportRow>,
        ids: &mut ImportIds,
        intake: Intake,
        preparer: Preparer<'_>,
    ) -> Self {
        match ids.find(&row) {
            Found::Known { id, is_erased } => Self::Known {
                id,
                is_erased,
                row: Box::new(row),
            },
            Found::Erased => Self::Erased,
            Found::Nameless => Self::Nameless(row.line),
            Found::New { id, import_key } => {
                let (mut referral, text, entry) = row
                    .into_owned()
                    .into_new_referral(intake.policy, intake.now);
                referral.id = id;
                referral.sample = intake.sample;
                Self::New(preparer.prepare(referral, text, import_key, &entry))
            }
        }
    }
}

/// Takes in one chunk of rows after another.
struct Writer<'a> {
    transaction: &'a WriteTransaction<'a>,
    change: ChangeId,
    now: Timestamp,
    /// The first of the ids that this import gives.
    first_new: ReferralId,
    /// The referrals whose person was erased: a file must not bring them back.
    erased: HashSet<ReferralId>,
    /// New referrals that are still to be inserted, together.
    waiting: Vec<PreparedReferral>,
    /// The referrals this import has updated so far, those it made included, each with its one history line.
    updated: HashMap<ReferralId, Entry>,
    taken: Taken,
}

impl Writer<'_> {
    /// Takes in rows; gives back what is left of them.
    fn take(&mut self, rows: Vec<PreparedRow<'_>>) -> Result<Vec<Spent>, DeskError> {
        let mut spent = Vec::with_capacity(rows.len());
        for row in rows {
            match row {
                PreparedRow::New(new) => self.waiting.push(new?),
                PreparedRow::Known { id, is_erased, row } => {
                    self.insert_waiting(&mut spent)?;
                    self.update(&row, id, is_erased)?;
                }
                PreparedRow::Erased => self.taken.report.of_erased += 1,
                PreparedRow::Nameless(line) => self.taken.report.nameless_lines.push(line),
            }
        }
        self.insert_waiting(&mut spent)?;
        Ok(spent)
    }

    fn insert_waiting(&mut self, spent: &mut Vec<Spent>) -> Result<(), DeskError> {
        self.transaction
            .insert_referrals(self.change, &self.waiting)?;
        self.taken.report.new += self.waiting.len();
        for prepared in self.waiting.drain(..) {
            let (referral, rows) = prepared.into_parts();
            if self.taken.referrals.len() < TOLD_WHOLE {
                self.taken.referrals.push(Touched::Put(referral));
                spent.push((None, rows));
            } else {
                let id = referral.id;
                self.taken.referrals.push(Touched::Changed(id));
                spent.push((Some(referral), rows));
            }
        }
        Ok(())
    }

    fn update(
        &mut self,
        row: &ImportRow,
        id: ReferralId,
        is_erased: bool,
    ) -> Result<(), DeskError> {
        let Some(referral) = self.transaction.referral(id)? else {
            return Ok(());
        };
        let text = self.transaction.referral_text(id)?;
        let is_erased = is_erased || self.erased.contains(&id);
        let without = is_erased.then(|| without_person(row));
        if without.as_ref().is_some_and(|without| without != row) {
            self.taken.report.of_erased += 1;
        }
        let row = without.as_ref().unwrap_or(row);
        let Some((mut after, new_text, entry)) = merge(&referral, &text, row, self.now) else {
            self.taken.report.unchanged += 1;
            return Ok(());
        };
        // The same referral twice in one file is one change of it, with one revision and one history line that tells of both rows.
        if id >= self.first_new {
            self.updated.entry(id).or_insert_with(|| {
                let mut imported = Entry::new(self.now, EntryKind::Imported, None, entry.to);
                imported.reason.clone_from(&referral.reason);
                imported
            });
        }
        let line = self.updated.get_mut(&id);
        if let Some(line) = line {
            add_to_line(line, entry);
            after.revision = referral.revision;
            self.transaction
                .amend_referral(self.change, &after, &new_text, line)?;
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
    if entry.reason.is_some() {
        line.reason = entry.reason;
    }
    if line.kind == EntryKind::Updated {
        for field in entry.fields {
            if !line.fields.contains(&field) {
                line.fields.push(field);
            }
        }
    }
}
