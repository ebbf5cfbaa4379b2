//! The one place that decides whether something may happen to a referral, and what it then becomes.

use super::edit::edit_fields;
use super::snooze::latest_snooze;
use super::text_limit::{require_short, texts_of_new};
use super::{
    Action, Deal, Entry, EntryKind, NewReferral, Outcome, PolicyId, Referral, ReferralId,
    ReferralText, Stage, State, Timestamp,
};

/// What a referral becomes, and the line its history gets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The referral afterwards; its revision is one higher.
    pub after: Referral,
    /// New long texts, where they change.
    pub text: TextChange,
    /// The history line.
    pub entry: Entry,
}

/// New values for the long texts; `None` leaves a text as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TextChange {
    /// The full request.
    pub details: Option<String>,
    /// The contact.
    pub contact: Option<super::Contact>,
    /// The staff's notes.
    pub notes: Option<String>,
}

impl TextChange {
    /// Whether no text changes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Puts the new values into `text`.
    pub fn apply_to(&self, text: &mut ReferralText) {
        if let Some(details) = &self.details {
            text.details.clone_from(details);
        }
        if let Some(contact) = &self.contact {
            text.contact.clone_from(contact);
        }
        if let Some(notes) = &self.notes {
            text.notes.clone_from(notes);
        }
    }
}

/// Why something may not happen. The data is then unchanged.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// The action does not start from the stage the referral is in.
    #[error("not possible in this stage")]
    WrongStage {
        /// Where the referral is.
        stage: Stage,
        /// How it ended, if it did.
        outcome: Option<Outcome>,
    },
    /// The clock was first.
    #[error("the clock ended this referral first")]
    Lapsed {
        /// How it ended.
        outcome: Outcome,
        /// When.
        at: Timestamp,
    },
    /// Someone else changed the referral meanwhile.
    #[error("the referral was changed meanwhile")]
    ChangedMeanwhile {
        /// Where the referral is now.
        stage: Stage,
        /// How it ended, if it did.
        outcome: Option<Outcome>,
    },
    /// Correcting needs a written reason.
    #[error("a reason is required")]
    NoteRequired,
    /// A referral needs a customer.
    #[error("the customer's name is required")]
    CustomerRequired,
    /// The deal can be changed only while negotiating.
    #[error("a deal belongs to a negotiation")]
    DealOutsideNegotiating,
    /// The amount has more decimal places than the deal's currency.
    #[error("the amount does not fit the currency")]
    AmountUnfit,
    /// There is nothing to confirm: the outcome is not presumed.
    #[error("nothing is presumed")]
    NothingPresumed,
    /// No reminder is ahead that could be put off.
    #[error("nothing to put off")]
    NothingToSnooze,
    /// A text is longer than [`super::MAXIMUM_TEXT_BYTES`].
    #[error("a text is too long")]
    TextTooLong,
    /// Partner Center has told when it was received, and its clocks count from then.
    #[error("the receipt is Partner Center's")]
    ReceiptTold,
    /// It cannot have been received in the future, nor after interest was shown in it.
    #[error("it cannot have been received then")]
    ReceiptTooLate,
    /// The edit changes nothing.
    #[error("nothing would change")]
    NothingToChange,
    /// There is no such referral.
    #[error("no such referral")]
    NotFound,
    /// There is no change that could be undone (or redone).
    #[error("nothing to undo")]
    NothingToUndo,
    /// What would be undone was changed again since.
    #[error("it was changed again since")]
    ChangedSince,
    /// Undoing would bring the referral back to a stage whose time has run out.
    #[error("its time has run out meanwhile")]
    TimeRanOut,
    /// Another profile covers the region already.
    #[error("another profile covers the region")]
    RegionTaken,
    /// The profile has slips that must be mended first.
    #[error("the profile is not valid")]
    ProfileInvalid,
}

/// What `action` makes of `referral` at `now`.
///
/// # Errors
/// When the workflow does not allow it; the referral is then to stay as it is.
pub fn decide(referral: &Referral, action: &Action, now: Timestamp) -> Result<Change, Refusal> {
    if let Some((at, outcome)) = referral.pending_lapse()
        && at <= now
    {
        return Err(Refusal::Lapsed { outcome, at });
    }
    if let Action::Decline {
        note: Some(note), ..
    }
    | Action::Lost {
        note: Some(note), ..
    }
    | Action::Correct { note } = action
    {
        require_short([note.as_str()])?;
    }
    match action {
        Action::Interested => enter(
            referral,
            Stage::New,
            State::Evaluating,
            EntryKind::Interested,
            now,
        ),
        Action::Skip => archive(
            referral,
            Stage::New,
            Outcome::Skipped,
            EntryKind::Skipped,
            now,
        ),
        Action::Accept(terms) => {
            let mut change = enter(
                referral,
                Stage::Evaluating,
                State::Negotiating,
                EntryKind::Accepted,
                now,
            )?;
            if terms.value.decimal_places() != terms.currency.decimal_places() {
                return Err(Refusal::AmountUnfit);
            }
            change.after.deal = Deal {
                value: Some(terms.value),
                currency: Some(terms.currency),
                close_on: Some(terms.close_on),
            };
            change.entry.deal = Some(change.after.deal);
            Ok(change)
        }
        Action::Decline { reason, note } => {
            let mut change = archive(
                referral,
                Stage::Evaluating,
                Outcome::Declined,
                EntryKind::Declined,
                now,
            )?;
            change.after.reason.clone_from(reason);
            change.entry.reason.clone_from(reason);
            change.entry.note = note.as_deref().and_then(present);
            Ok(change)
        }
        Action::Won { value } => {
            let mut change = archive(
                referral,
                Stage::Negotiating,
                Outcome::Won,
                EntryKind::Won,
                now,
            )?;
            if let Some(value) = value {
                if let Some(currency) = change.after.deal.currency
                    && value.decimal_places() != currency.decimal_places()
                {
                    return Err(Refusal::AmountUnfit);
                }
                change.after.deal.value = Some(*value);
            }
            change.entry.deal = Some(change.after.deal);
            Ok(change)
        }
        Action::Lost { reason, note } => {
            let mut change = archive(
                referral,
                Stage::Negotiating,
                Outcome::Lost,
                EntryKind::Lost,
                now,
            )?;
            change.after.reason.clone_from(reason);
            change.entry.reason.clone_from(reason);
            change.entry.note = note.as_deref().and_then(present);
            Ok(change)
        }
        Action::Correct { note } => correct(referral, note, now),
        Action::Confirm => confirm(referral, now),
        Action::Snooze { until } => put_off(referral, *until, now),
        Action::Edit(edit) => edit_fields(referral, edit, now),
    }
}

/// A referral entered by hand. Its id is given when it is written.
///
/// # Errors
/// When the customer's name is blank, or a text too long.
pub fn receive(
    new: &NewReferral,
    policy: PolicyId,
    now: Timestamp,
) -> Result<(Referral, ReferralText, Entry), Refusal> {
    let customer = present(&new.customer).ok_or(Refusal::CustomerRequired)?;
    require_short(texts_of_new(new))?;
    let referral = Referral {
        id: ReferralId::default(),
        partner_center_id: None,
        customer,
        region: new.region.as_deref().and_then(tidy_region),
        company_size: new.company_size.as_deref().and_then(present),
        overview: new.overview.trim().to_owned(),
        state: State::New,
        received_at: new.received_at.unwrap_or(now),
        interested_at: None,
        accepted_at: None,
        policy,
        expires_at: None,
        lapse_waived: false,
        snoozed_until: None,
        deal: Deal::default(),
        owner: new.owner.as_deref().and_then(present),
        reason: None,
        sample: false,
        revision: 1,
    };
    let text = ReferralText {
        details: new.details.trim_end().to_owned(),
        contact: new.contact.clone(),
        ..ReferralText::default()
    };
    Ok((
        referral,
        text,
        Entry::new(now, EntryKind::Received, None, Stage::New),
    ))
}

/// A region as it is kept: two letters in upper case, anything else as it came; `None` when blank.
pub(super) fn tidy_region(text: &str) -> Option<String> {
    let text = present(text)?;
    if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        Some(text.to_ascii_uppercase())
    } else {
        Some(text)
    }
}

/// The text without outer white space; `None` when nothing is left.
pub(super) fn present(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A copy with the next revision.
pub(super) fn next_revision(referral: &Referral) -> Referral {
    let mut after = referral.clone();
    after.revision += 1;
    after
}

/// Whether the clock of the stage that `referral` is in now has already run out: such a lapse is not concluded.
pub(super) fn ran_out(referral: &Referral, now: Timestamp) -> bool {
    referral
        .lapse_deadline()
        .is_some_and(|deadline| deadline.due_at <= now)
}

fn require_stage(referral: &Referral, stage: Stage) -> Result<(), Refusal> {
    if referral.stage() == stage {
        Ok(())
    } else {
        Err(Refusal::WrongStage {
            stage: referral.stage(),
            outcome: referral.outcome(),
        })
    }
}

/// Moves a referral on to another open stage.
fn enter(
    referral: &Referral,
    from: Stage,
    state: State,
    kind: EntryKind,
    now: Timestamp,
) -> Result<Change, Refusal> {
    require_stage(referral, from)?;
    let mut after = next_revision(referral);
    set_open_state(&mut after, state, now);
    let entry = Entry::new(now, kind, Some(from), after.stage());
    Ok(Change {
        after,
        text: TextChange::default(),
        entry,
    })
}

/// What `referral` would be in `stage` if it entered that at `now`, before a person has said what the step asks for. Whether the workflow leads there
/// from where it is, [`decide`] says; `None` for stages that are not entered by a step of it.
pub fn entered(referral: &Referral, stage: Stage, now: Timestamp) -> Option<Referral> {
    let state = match stage {
        Stage::Evaluating => State::Evaluating,
        Stage::Negotiating => State::Negotiating,
        Stage::New | Stage::Archived => return None,
    };
    let mut after = referral.clone();
    set_open_state(&mut after, state, now);
    Some(after)
}

/// Puts `after` into an open state it has not been in, starting that stage's clock.
pub(super) fn set_open_state(after: &mut Referral, state: State, now: Timestamp) {
    let policy = after.policy.policy();
    let clock_restarts = |stage| {
        policy
            .lapse_rule(stage)
            .is_none_or(|rule| rule.start == super::ClockStart::StageEntered)
    };
    after.state = state;
    after.snoozed_until = None;
    // A receipt that was dated ahead does not come after the step that followed it.
    let since = now.max(after.received_at);
    match state {
        State::Evaluating => after.interested_at = Some(since),
        State::Negotiating => after.accepted_at = Some(since),
        State::New | State::Archived { .. } => {}
    }
    // An imported expiry belongs to the clock it was imported under.
    if clock_restarts(after.stage()) {
        after.expires_at = None;
    }
    after.lapse_waived = ran_out(after, now);
}

fn archive(
    referral: &Referral,
    from: Stage,
    outcome: Outcome,
    kind: EntryKind,
    now: Timestamp,
) -> Result<Change, Refusal> {
    require_stage(referral, from)?;
    let mut after = next_revision(referral);
    after.snoozed_until = None;
    after.state = State::Archived {
        outcome,
        presumed: false,
        from,
        // A receipt that was dated ahead does not come after the end.
        at: now.max(referral.received_at),
    };
    Ok(Change {
        after,
        text: TextChange::default(),
        entry: Entry::new(now, kind, Some(from), Stage::Archived),
    })
}

/// Brings an archived referral back to the stage before. A lapse is then not concluded again.
fn correct(referral: &Referral, note: &str, now: Timestamp) -> Result<Change, Refusal> {
    let State::Archived {
        from,
        outcome,
        presumed,
        ..
    } = referral.state
    else {
        return Err(Refusal::WrongStage {
            stage: referral.stage(),
            outcome: None,
        });
    };
    let note = present(note).ok_or(Refusal::NoteRequired)?;
    let mut after = next_revision(referral);
    after.state = open_state(from);
    after.snoozed_until = None;
    after.reason = None;
    let by_clock = presumed || matches!(outcome, Outcome::Missed | Outcome::Expired);
    after.lapse_waived = by_clock || referral.lapse_waived || ran_out(&after, now);
    let mut entry = Entry::new(
        now,
        EntryKind::Corrected,
        Some(Stage::Archived),
        after.stage(),
    );
    entry.note = Some(note);
    Ok(Change {
        after,
        text: TextChange::default(),
        entry,
    })
}

/// The state that a referral which ended in the stage `from` comes back to.
pub(super) const fn open_state(from: Stage) -> State {
    match from {
        Stage::Evaluating => State::Evaluating,
        Stage::Negotiating => State::Negotiating,
        Stage::New | Stage::Archived => State::New,
    }
}

fn confirm(referral: &Referral, now: Timestamp) -> Result<Change, Refusal> {
    let State::Archived {
        outcome,
        presumed: true,
        from,
        at,
    } = referral.state
    else {
        return Err(Refusal::NothingPresumed);
    };
    let mut after = next_revision(referral);
    after.state = State::Archived {
        outcome,
        presumed: false,
        from,
        at,
    };
    Ok(Change {
        after,
        text: TextChange::default(),
        entry: Entry::new(
            now,
            EntryKind::Confirmed,
            Some(Stage::Archived),
            Stage::Archived,
        ),
    })
}

/// Puts the reminders off. What asks past the deadline, such as a choice made when the deadline was another, gets as far as it goes.
fn put_off(referral: &Referral, until: Timestamp, now: Timestamp) -> Result<Change, Refusal> {
    let stage = referral.stage();
    let until = until.min(latest_snooze(referral, now)?);
    if until <= now {
        return Err(Refusal::NothingToSnooze);
    }
    let mut after = next_revision(referral);
    after.snoozed_until = Some(until);
    let mut entry = Entry::new(now, EntryKind::Snoozed, Some(stage), stage);
    entry.until = Some(until);
    Ok(Change {
        after,
        text: TextChange::default(),
        entry,
    })
}
