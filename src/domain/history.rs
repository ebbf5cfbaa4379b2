//! What is written down about every change of a referral.

use super::{Deal, Reason, Stage, Timestamp};
use serde::{Deserialize, Serialize};

/// Who made a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A person, in the window or on the command line.
    Person,
    /// The clock: a lapse, or one taken back.
    Clock,
    /// A file that was read in.
    Import,
}

impl Origin {
    /// The neutral code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Clock => "clock",
            Self::Import => "import",
        }
    }
}

/// What happened to a referral.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Entered by hand.
    Received,
    /// Came with a file.
    Imported,
    /// A file filled in or updated something.
    Updated,
    /// "I'm interested".
    Interested,
    /// "Not interested".
    Skipped,
    /// Accepted with a deal.
    Accepted,
    /// Declined.
    Declined,
    /// Won.
    Won,
    /// Lost.
    Lost,
    /// The clock ended it.
    Lapsed,
    /// The clock that ended it had been ahead.
    Reopened,
    /// Brought back from the archive.
    Corrected,
    /// A presumed lapse was confirmed.
    Confirmed,
    /// Its reminders were put off.
    Snoozed,
    /// Fields were edited.
    Edited,
    /// A change was undone.
    Undone,
    /// An undone change was made again.
    Redone,
    /// The person was erased.
    Erased,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [Self; 18] = [
        Self::Received,
        Self::Imported,
        Self::Updated,
        Self::Interested,
        Self::Skipped,
        Self::Accepted,
        Self::Declined,
        Self::Won,
        Self::Lost,
        Self::Lapsed,
        Self::Reopened,
        Self::Corrected,
        Self::Confirmed,
        Self::Snoozed,
        Self::Edited,
        Self::Undone,
        Self::Redone,
        Self::Erased,
    ];

    /// The neutral code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Imported => "imported",
            Self::Updated => "updated",
            Self::Interested => "interested",
            Self::Skipped => "skipped",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Lapsed => "lapsed",
            Self::Reopened => "reopened",
            Self::Corrected => "corrected",
            Self::Confirmed => "confirmed",
            Self::Snoozed => "snoozed",
            Self::Edited => "edited",
            Self::Undone => "undone",
            Self::Redone => "redone",
            Self::Erased => "erased",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One line of a referral's history.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// When it took effect; for a lapse the due instant.
    pub at: Timestamp,
    /// What happened.
    pub kind: EntryKind,
    /// The stage before; `None` for the first entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Stage>,
    /// The stage after.
    pub to: Stage,
    /// What the person wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Why, for Declined and Lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The deal, for Accepted and Won.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deal: Option<Deal>,
    /// The names of the fields that changed, for Edited and Updated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Until when, for Snoozed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl Entry {
    /// An entry with nothing but what happened, and between which stages.
    pub const fn new(at: Timestamp, kind: EntryKind, from: Option<Stage>, to: Stage) -> Self {
        Self {
            at,
            kind,
            from,
            to,
            note: None,
            reason: None,
            deal: None,
            fields: Vec::new(),
            until: None,
        }
    }
}
