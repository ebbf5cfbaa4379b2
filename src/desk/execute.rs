//! The one function through which every change of the data goes, and what it reports.

use super::backups::{self, Why};
use super::bulk::{Refused, decided};
use super::import::{ImportReport, Intake};
use super::settle::ByClock;
use super::{DeskError, erasure, profiles, revert};
use crate::domain::{
    Action, Command, EntryKind, ImportRow, NewReferral, Origin, Referral, ReferralId, Refusal,
    Seen, Timestamp, fingerprint, receive,
};
use crate::store::{
    ChangeId, ChangeKind, ChangeLabel, Store, StoreError, Undoable, WriteTransaction,
};
use crate::text::Zone;
use std::borrow::Cow;
use std::sync::Arc;

/// Carries out commands on a file. Each thread and each program has its own; the file keeps them apart.
#[derive(Debug)]
pub struct Desk {
    store: Store,
}

/// What became of a referral.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Touched {
    /// It now is this.
    Put(Box<Referral>),
    /// It changed, or is new: one of so many that each is to be read when it is needed.
    Changed(ReferralId),
    /// It is gone.
    Gone(ReferralId),
}

impl Touched {
    /// Which referral.
    pub fn id(&self) -> ReferralId {
        match self {
            Self::Put(referral) => referral.id,
            Self::Changed(id) | Self::Gone(id) => *id,
        }
    }
}

/// What a command did, durably.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    /// What it was: [`ChangeKind::Undo`] and [`ChangeKind::Redo`] for those.
    pub kind: ChangeKind,
    /// What it is called; for undo and redo, what was reverted is called.
    pub label: ChangeLabel,
    /// The change as the file names it; `None` when nothing was to be changed.
    pub change: Option<ChangeId>,
    /// What undo would take back after it.
    pub undoable: Option<Undoable>,
    /// What redo would make again after it.
    pub redoable: Option<Undoable>,
    /// The referrals it touched, and those the clock ended on the way.
    pub referrals: Vec<Touched>,
    /// The referrals that a change of many was refused, and that are as they were.
    pub refused: Vec<Refused>,
    /// Whether profiles changed.
    pub profiles_changed: bool,
    /// The counts of an import.
    pub import: Option<ImportReport>,
    /// Whether notes were changed elsewhere meanwhile, and both are kept.
    pub kept_both_notes: bool,
}

impl Desk {
    /// A desk on an open file, where the system's clocks are.
    pub fn new(mut store: Store) -> Self {
        store.set_local_time(Arc::new(Zone::Local));
        Self { store }
    }

    /// Another desk on the same file.
    ///
    /// # Errors
    /// When the file cannot be opened again.
    pub fn open_again(&self) -> Result<Self, DeskError> {
        Ok(Self::new(self.store.open_again()?))
    }

    /// Takes the clocks on the wall to be those of `zone` from now on. See [`Self::follow_zone`].
    pub fn set_zone(&mut self, zone: Zone) {
        self.store.set_local_time(Arc::new(zone));
    }

    /// The file, for reading.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    pub(super) const fn store_mut(&mut self) -> &mut Store {
        &mut self.store
    }

    /// Carries out `command`, durably, after whatever the clock has ended by `now`.
    ///
    /// # Errors
    /// When the rules refuse it or the file cannot be written; the data is then as it was, but for what the clock ended.
    pub fn execute(&mut self, command: Command, now: Timestamp) -> Result<Done, DeskError> {
        if matches!(command, Command::Import { .. }) {
            self.keep_before_import(now)?;
        }
        let mut lapsed = self.conclude(now)?;
        let mut done = match command {
            Command::Add(new) => self.add(&new, now),
            Command::Act {
                id,
                revision,
                action,
            } => self.act(Seen { id, revision }, &action, now),
            Command::ActOnMany { on, action } => self.act_on_many(&on, &action, now),
            Command::Import {
                rows,
                skip_nameless,
            } => self.take_in(rows, skip_nameless, ChangeKind::Import, now),
            Command::AddSamples(rows) => self.add_samples(rows, now),
            Command::RemoveSamples => self.remove_samples(now),
            Command::SaveProfiles(profiles) => profiles::save(&mut self.store, &profiles, now),
            Command::DeleteProfile(id) => profiles::delete(&mut self.store, id, now),
            Command::Erase { ids, texts } => {
                erasure::erase(&mut self.store, &ids, texts, Origin::Person, now)
            }
            Command::Undo => revert::undo(&mut self.store, now),
            Command::Redo => revert::redo(&mut self.store, now),
            Command::Revert(change) => revert::exactly(&mut self.store, change, now),
        }?;
        lapsed.append(&mut done.referrals);
        done.referrals = lapsed;
        // What came in, or back, may already be past its time. The command itself is done whether or not that can be written now.
        if done.import.is_some()
            || matches!(
                done.kind,
                ChangeKind::Add | ChangeKind::Undo | ChangeKind::Redo
            )
        {
            match self.conclude(now) {
                Ok(mut lapsed) => done.referrals.append(&mut lapsed),
                Err(error) => tracing::warn!(%error, "what has lapsed is concluded later"),
            }
        }
        Ok(done)
    }

    /// A file in which nothing was ever entered has nothing to be kept.
    fn keep_before_import(&self, now: Timestamp) -> Result<(), DeskError> {
        let is_needed = self.store.is_on_disk() && self.store.newest_change()?.0 > 0;
        if is_needed {
            backups::make(&self.store, Why::Import, now).map_err(DeskError::NoBackup)?;
        }
        Ok(())
    }

    /// What taking in `rows` would do, without doing it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn preview_import(
        &mut self,
        rows: &[ImportRow],
        now: Timestamp,
    ) -> Result<ImportReport, DeskError> {
        let policy = self.store.policy()?;
        let by_clock = ByClock::all_ended(&self.store, now)?;
        let transaction = self.store.write()?;
        // As the import itself would, after whatever the clock has ended.
        by_clock.write(&transaction, now)?;
        let label = ChangeLabel {
            kind: ChangeKind::Import,
            subject: None,
            count: 0,
        };
        let change =
            transaction.begin_change(now, Origin::Import, ChangeKind::Import, &label, None)?;
        let intake = Intake {
            policy,
            sample: false,
            now,
        };
        let rows = rows.iter().map(Cow::Borrowed);
        let taken = super::import::take_in(&transaction, change, rows, intake)?;
        // The transaction is dropped, and with it everything it did.
        Ok(taken.report)
    }

    fn add(&mut self, new: &NewReferral, now: Timestamp) -> Result<Done, DeskError> {
        let policy = self.store.policy()?;
        let (mut referral, text, entry) = receive(new, policy, now)?;
        let label = ChangeLabel {
            kind: ChangeKind::Add,
            subject: Some(referral.customer.clone()),
            count: 1,
        };
        let key = fingerprint(
            &referral.customer,
            referral.region.as_deref(),
            Some(referral.received_at),
            &referral.overview,
        );
        let transaction = self.store.write()?;
        let change =
            transaction.begin_change(now, Origin::Person, ChangeKind::Add, &label, None)?;
        transaction.insert_referral(change, &mut referral, &text, Some(&key), &entry)?;
        transaction.commit()?;
        Ok(Done::one(change, label, referral))
    }

    fn act(&mut self, seen: Seen, action: &Action, now: Timestamp) -> Result<Done, DeskError> {
        let transaction = self.store.write()?;
        let (before, change) =
            decided(&transaction, seen, action, now)?.map_err(|refused| refused.why)?;
        let label = ChangeLabel {
            kind: kind_of(action),
            subject: Some(before.customer.clone()),
            count: 1,
        };
        let change_id = transaction.begin_change(now, Origin::Person, label.kind, &label, None)?;
        write_change(&transaction, change_id, &before, &change)?;
        transaction.commit()?;
        let kept_both_notes =
            matches!(action, Action::Edit(edit) if edit.notes != change.text.notes);
        Ok(Done {
            kept_both_notes,
            ..Done::one(change_id, label, change.after)
        })
    }

    pub(super) fn take_in(
        &mut self,
        rows: Vec<ImportRow>,
        skip_nameless: bool,
        kind: ChangeKind,
        now: Timestamp,
    ) -> Result<Done, DeskError> {
        let policy = self.store.policy()?;
        let transaction = self.store.write()?;
        let mut label = ChangeLabel {
            kind,
            subject: None,
            count: 0,
        };
        let change = transaction.begin_change(now, Origin::Import, kind, &label, None)?;
        let intake = Intake {
            policy,
            sample: kind == ChangeKind::AddSamples,
            now,
        };
        let rows = rows.into_iter().map(Cow::Owned);
        let taken = super::import::take_in(&transaction, change, rows, intake)?;
        if !taken.report.nameless_lines.is_empty() && !skip_nameless {
            return Err(Refusal::CustomerRequired.into());
        }
        label.count = taken.report.new + taken.report.changed;
        let anything = label.count > 0;
        if anything {
            transaction.relabel(change, &label)?;
            transaction.commit()?;
        }
        Ok(Done {
            referrals: taken.referrals,
            import: Some(taken.report),
            ..Done::of(anything.then_some(change), label)
        })
    }

    fn add_samples(&mut self, rows: Vec<ImportRow>, now: Timestamp) -> Result<Done, DeskError> {
        self.take_in(rows, true, ChangeKind::AddSamples, now)
    }

    fn remove_samples(&mut self, now: Timestamp) -> Result<Done, DeskError> {
        let transaction = self.store.write()?;
        let ids = transaction.sample_ids()?;
        let label = ChangeLabel {
            kind: ChangeKind::RemoveSamples,
            subject: None,
            count: ids.len(),
        };
        let change = transaction.begin_change(
            now,
            Origin::Person,
            ChangeKind::RemoveSamples,
            &label,
            None,
        )?;
        let mut referrals = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(referral) = transaction.referral(id)? {
                let entry = revert::removal(&referral, EntryKind::Edited, now);
                transaction.delete_referral(change, &referral, &entry)?;
                referrals.push(Touched::Gone(id));
            }
        }
        let anything = !referrals.is_empty();
        if anything {
            transaction.commit()?;
        }
        Ok(Done {
            referrals,
            ..Done::of(anything.then_some(change), label)
        })
    }
}

impl Done {
    /// What a change by a person is from the start: it, and nothing else, can be undone next.
    pub(super) fn of(change: Option<ChangeId>, label: ChangeLabel) -> Self {
        Self {
            kind: label.kind,
            undoable: change.map(|id| Undoable {
                id,
                label: label.clone(),
            }),
            label,
            change,
            redoable: None,
            referrals: Vec::new(),
            refused: Vec::new(),
            profiles_changed: false,
            import: None,
            kept_both_notes: false,
        }
    }

    fn one(change: ChangeId, label: ChangeLabel, referral: Referral) -> Self {
        Self {
            referrals: vec![Touched::Put(Box::new(referral))],
            ..Self::of(Some(change), label)
        }
    }

    /// The last referral the command itself put, such as the one it added.
    pub fn referral(&self) -> Option<&Referral> {
        self.referrals
            .iter()
            .rev()
            .find_map(|touched| match touched {
                Touched::Put(referral) => Some(referral.as_ref()),
                Touched::Changed(_) | Touched::Gone(_) => None,
            })
    }
}

/// What undo and notices call an action.
pub(super) const fn kind_of(action: &Action) -> ChangeKind {
    match action {
        Action::Interested => ChangeKind::Interested,
        Action::Skip => ChangeKind::Skip,
        Action::Accept(_) => ChangeKind::Accept,
        Action::Decline { .. } => ChangeKind::Decline,
        Action::Won { .. } => ChangeKind::Won,
        Action::Lost { .. } => ChangeKind::Lost,
        Action::Correct { .. } => ChangeKind::Correct,
        Action::Confirm => ChangeKind::Confirm,
        Action::Snooze { .. } => ChangeKind::Snooze,
        Action::Edit(_) => ChangeKind::Edit,
    }
}

/// Whether a change of this kind is an action on referrals: of many, each is one of its own, and what is refused one is no matter to the others.
pub(super) const fn is_action(kind: ChangeKind) -> bool {
    matches!(
        kind,
        ChangeKind::Interested
            | ChangeKind::Skip
            | ChangeKind::Accept
            | ChangeKind::Decline
            | ChangeKind::Won
            | ChangeKind::Lost
            | ChangeKind::Correct
            | ChangeKind::Confirm
            | ChangeKind::Snooze
            | ChangeKind::Edit
    )
}

/// The refusal that tells where a referral is now.
pub(super) const fn changed_meanwhile(now_is: &Referral) -> Refusal {
    Refusal::ChangedMeanwhile {
        stage: now_is.stage(),
        outcome: now_is.outcome(),
    }
}

/// Writes what a referral becomes, with its long texts where they change.
pub(super) fn write_change(
    transaction: &WriteTransaction<'_>,
    change_id: crate::store::ChangeId,
    before: &Referral,
    change: &crate::domain::Change,
) -> Result<(), StoreError> {
    if change.text.is_empty() {
        return transaction.update_referral(change_id, before, &change.after, None, &change.entry);
    }
    let text_before = transaction.referral_text(before.id)?;
    let mut text_after = text_before.clone();
    change.text.apply_to(&mut text_after);
    transaction.update_referral(
        change_id,
        before,
        &change.after,
        Some((&text_before, &text_after)),
        &change.entry,
    )
}
