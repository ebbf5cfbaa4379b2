//! Everything that can be asked of the program's data: whoever asks, it is one of these.

use super::{
    Amount, Contact, Currency, Date, Deal, ErasedTexts, ImportRow, MAXIMUM_TEXT_BYTES, Profile,
    ProfileId, Reason, ReferralId, Timestamp,
};

/// Names a change within one file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct ChangeId(pub i64);

/// One change of the data, decided and written as a whole.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// Enter a referral by hand.
    Add(Box<NewReferral>),
    /// Do something with a referral.
    Act {
        /// Which referral.
        id: ReferralId,
        /// The revision the asker saw; the command is refused when the referral has moved on. `None` takes it as it is.
        revision: Option<i64>,
        /// What to do.
        action: Action,
    },
    /// Do one thing with many referrals, as one change. What the rules refuse is left as it is and told; when they refuse all of it, nothing
    /// is done.
    ActOnMany {
        /// Which referrals; one that is named twice counts once.
        on: Vec<Seen>,
        /// What to do with each.
        action: Action,
    },
    /// Take in the rows of a file.
    Import {
        /// The rows.
        rows: Vec<ImportRow>,
        /// Leave out rows that name neither a known referral nor a customer, instead of refusing them all.
        skip_nameless: bool,
    },
    /// Add the sample referrals.
    AddSamples(Vec<ImportRow>),
    /// Remove every sample referral.
    RemoveSamples,
    /// Create or replace business profiles, as one change.
    SaveProfiles(Vec<Profile>),
    /// Delete a business profile. Referrals are not touched.
    DeleteProfile(ProfileId),
    /// Erase the person behind each of these referrals, from their histories too. It cannot be taken back.
    Erase {
        /// Which referrals; one whose row is gone and that undo could bring back counts too.
        ids: Vec<ReferralId>,
        /// How much goes with the person.
        texts: ErasedTexts,
    },
    /// Take back the last change that can be taken back.
    Undo,
    /// Make the last change taken back again.
    Redo,
    /// Take back this very change or, when it is an undo, make again what it took back. Refused when undo or redo would take another one.
    Revert(ChangeId),
}

/// A referral as the one who asks saw it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen {
    /// Which referral.
    pub id: ReferralId,
    /// The revision that was seen: nothing is done with the referral when it has moved on. `None` takes it as it is.
    pub revision: Option<i64>,
}

/// What can be done with one referral.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Action {
    /// 興味あり: New to Evaluating.
    Interested,
    /// 興味なし: New to Archived, Skipped.
    Skip,
    /// 承諾: Evaluating to Negotiating.
    Accept(DealTerms),
    /// 辞退: Evaluating to Archived, Declined.
    Decline {
        /// Why, from Partner Center's list.
        reason: Option<Reason>,
        /// In the person's words.
        note: Option<String>,
    },
    /// 受注: Negotiating to Archived, Won.
    Won {
        /// The final value; the estimate stands when there is none.
        value: Option<Amount>,
    },
    /// 失注: Negotiating to Archived, Lost.
    Lost {
        /// Why, from Partner Center's list.
        reason: Option<Reason>,
        /// In the person's words.
        note: Option<String>,
    },
    /// Bring an archived referral back to the stage before, for a written reason.
    Correct {
        /// The reason.
        note: String,
    },
    /// Confirm that Partner Center's clock ended it as this program's clock presumed.
    Confirm,
    /// Put its reminders off.
    Snooze {
        /// Until when, as [`super::snooze()`] tells it.
        until: Timestamp,
    },
    /// Change what is written about it.
    Edit(Box<ReferralEdit>),
}

/// What accepting needs (Partner Center, 2018: estimated deal value and closing date).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DealTerms {
    /// Estimated value.
    pub value: Amount,
    /// Its currency.
    pub currency: Currency,
    /// Estimated closing date.
    pub close_on: Date,
}

/// A referral entered by hand.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NewReferral {
    /// The customer's company name; required.
    pub customer: String,
    /// When Partner Center received it; now when not told.
    pub received_at: Option<Timestamp>,
    /// The customer's country or region.
    pub region: Option<String>,
    /// The customer's size.
    pub company_size: Option<String>,
    /// What is asked, in short.
    pub overview: String,
    /// The full request, such as a whole mail.
    pub details: String,
    /// Who asked.
    pub contact: Contact,
    /// Who works on it.
    pub owner: Option<String>,
}

/// The notes over which others were written, as the person saw them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NotesOver {
    /// What they were.
    pub before: String,
    /// Whether both are kept where the file has others by now; otherwise that is refused.
    pub keeps_both: bool,
}

impl NotesOver {
    /// What is to be kept where the file has `stored`; `None` when that is for the person to say. Notes that were emptied meanwhile may have
    /// been erased, and do not come back by themselves.
    pub fn settle(&self, stored: &str, written: &str) -> Option<String> {
        if stored == self.before || stored == written {
            Some(written.to_owned())
        } else if self.keeps_both && !stored.is_empty() {
            Some(both_notes(stored, written)).filter(|both| both.len() <= MAXIMUM_TEXT_BYTES)
        } else {
            None
        }
    }
}

/// Notes of two hands, one below the other.
pub fn both_notes(stored: &str, written: &str) -> String {
    if stored.is_empty() || written.contains(stored) {
        written.to_owned()
    } else if written.is_empty() || stored.contains(written) {
        stored.to_owned()
    } else {
        format!("{stored}\n\n{written}")
    }
}

/// New values for what is written about a referral; `None` leaves a field as it is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReferralEdit {
    /// The customer's company name.
    pub customer: Option<String>,
    /// The country or region; `Some(None)` clears it.
    pub region: Option<Option<String>>,
    /// The company size; `Some(None)` clears it.
    pub company_size: Option<Option<String>>,
    /// What is asked, in short.
    pub overview: Option<String>,
    /// Who works on it; `Some(None)` clears it.
    pub owner: Option<Option<String>>,
    /// The deal; only while negotiating. What it leaves open stays as it is.
    pub deal: Option<Deal>,
    /// The full request.
    pub details: Option<String>,
    /// The contact.
    pub contact: Option<Contact>,
    /// The staff's notes.
    pub notes: Option<String>,
    /// Over which notes those were written; `None` has them take the place of whatever is there.
    pub notes_over: Option<NotesOver>,
    /// When it was received; only where a person entered it, not Partner Center.
    pub received_at: Option<Timestamp>,
}
