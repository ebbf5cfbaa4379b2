//! The referral: a customer's request for information, and where it stands.

use super::{Contact, Deal, PolicyId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Names a referral within one file.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub struct ReferralId(pub i64);

impl std::fmt::Display for ReferralId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The four places a referral can be in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Received; only the overview is shown.
    New,
    /// Interest was shown; the full request and the contact are shown.
    Evaluating,
    /// Accepted; a deal is being worked on.
    Negotiating,
    /// Ended, with an [`Outcome`].
    Archived,
}

impl Stage {
    /// The stages that have a lane on the board, in order.
    pub const OPEN: [Self; 3] = [Self::New, Self::Evaluating, Self::Negotiating];
    /// Every stage, in order.
    pub const ALL: [Self; 4] = [
        Self::New,
        Self::Evaluating,
        Self::Negotiating,
        Self::Archived,
    ];

    /// The neutral code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Evaluating => "evaluating",
            Self::Negotiating => "negotiating",
            Self::Archived => "archived",
        }
    }

    /// The stage with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }
}

/// How an archived referral ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 受注
    Won,
    /// 失注
    Lost,
    /// スキップ: "not interested" while New.
    Skipped,
    /// 失敗: no answer in time while New.
    Missed,
    /// 辞退済み: declined while Evaluating.
    Declined,
    /// 有効期限切れ: not accepted in time.
    Expired,
}

impl Outcome {
    /// Every outcome, in the order shown.
    pub const ALL: [Self; 6] = [
        Self::Won,
        Self::Lost,
        Self::Skipped,
        Self::Missed,
        Self::Declined,
        Self::Expired,
    ];

    /// The neutral code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Skipped => "skipped",
            Self::Missed => "missed",
            Self::Declined => "declined",
            Self::Expired => "expired",
        }
    }

    /// The outcome with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    /// The stage a referral with this outcome usually comes from; for imports that do not tell.
    pub const fn usual_origin(self) -> Stage {
        match self {
            Self::Won | Self::Lost => Stage::Negotiating,
            Self::Declined | Self::Expired => Stage::Evaluating,
            Self::Skipped | Self::Missed => Stage::New,
        }
    }
}

/// Where a referral stands, with the moments it got there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum State {
    /// Waiting for "I'm interested" or "Not interested".
    New,
    /// Being looked at.
    Evaluating,
    /// Being worked on.
    Negotiating,
    /// Ended.
    Archived {
        /// How it ended.
        outcome: Outcome,
        /// Concluded by this program's clock and not yet confirmed: Partner Center's clock is the real one.
        presumed: bool,
        /// The stage it was in before, to which "Correct…" returns it.
        from: Stage,
        /// When it ended; for a lapse the due instant, however late the program noticed.
        at: Timestamp,
    },
}

/// Why a referral was declined or lost: Partner Center's numbered list, or another text as it was imported.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Reason(String);

/// Partner Center, 2023, bulk operations: reasons 1 to 8, in their order.
const REASONS: [&str; 8] = [
    "budget",
    "no_response",
    "other_vendor",
    "requirement_not_met",
    "not_a_customer",
    "timeline_too_short",
    "abuse",
    "other",
];

impl Reason {
    /// The listed reasons, in Partner Center's order.
    pub fn listed() -> impl Iterator<Item = Self> {
        REASONS.iter().map(|code| Self((*code).to_owned()))
    }

    /// A listed reason, by its code or Partner Center's number.
    pub fn parse_listed(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(number) = text.parse::<usize>() {
            let code = REASONS.get(number.checked_sub(1)?)?;
            return Some(Self((*code).to_owned()));
        }
        REASONS
            .iter()
            .find(|code| **code == text)
            .map(|code| Self((*code).to_owned()))
    }

    /// A listed reason where the text names one, otherwise the text as it came.
    pub fn from_import(text: &str) -> Self {
        Self::parse_listed(text).unwrap_or_else(|| Self(text.trim().to_owned()))
    }

    /// The code of a listed reason, or the imported text.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// Partner Center's number, 1 to 8, when the reason is listed.
    pub fn number(&self) -> Option<usize> {
        REASONS
            .iter()
            .position(|code| *code == self.0)
            .map(|index| index + 1)
    }
}

/// What the board keeps of a referral. The long texts and the contact are in [`ReferralText`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Referral {
    /// Its name within the file.
    pub id: ReferralId,
    /// Partner Center's own id, when known.
    pub partner_center_id: Option<String>,
    /// The customer's company name.
    pub customer: String,
    /// The customer's country or region: two letters (ISO 3166-1) where known, otherwise as imported.
    pub region: Option<String>,
    /// One of [`super::COMPANY_SIZES`], otherwise as imported.
    pub company_size: Option<String>,
    /// What is asked, in short.
    pub overview: String,
    /// Where it stands.
    #[serde(flatten)]
    pub state: State,
    /// When Partner Center received it: its clocks count from here.
    pub received_at: Timestamp,
    /// When it entered Evaluating.
    pub interested_at: Option<Timestamp>,
    /// When it entered Negotiating.
    pub accepted_at: Option<Timestamp>,
    /// The deadline policy it was received under.
    pub policy: PolicyId,
    /// An expiry that came with an import and overrides the computed one.
    pub expires_at: Option<Timestamp>,
    /// The present stage's lapse is not concluded again: a person said it did not happen.
    pub lapse_waived: bool,
    /// A person has put its reminders off until then; it may have passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snoozed_until: Option<Timestamp>,
    /// What is known of the deal.
    pub deal: Deal,
    /// Who works on it.
    pub owner: Option<String>,
    /// Why it was declined or lost.
    pub reason: Option<Reason>,
    /// One of the sample referrals.
    pub sample: bool,
    /// Counts the changes; a write names the revision it saw.
    pub revision: i64,
}

/// The long texts of a referral and its contact; personal data, shown from Evaluating on, never logged.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReferralText {
    /// The full request, such as a whole mail.
    pub details: String,
    /// Who asked.
    pub contact: Contact,
    /// The staff's own notes.
    pub notes: String,
    /// Partner Center's status as imported, kept as it came.
    pub reported_status: Option<String>,
    /// Partner Center's status detail as imported, kept as it came.
    pub reported_substatus: Option<String>,
    /// Imported columns the program has no field for, by their header.
    pub other_columns: BTreeMap<String, String>,
}

impl Referral {
    /// The stage it is in.
    pub const fn stage(&self) -> Stage {
        match self.state {
            State::New => Stage::New,
            State::Evaluating => Stage::Evaluating,
            State::Negotiating => Stage::Negotiating,
            State::Archived { .. } => Stage::Archived,
        }
    }

    /// How it ended; `None` while it is open.
    pub const fn outcome(&self) -> Option<Outcome> {
        match self.state {
            State::Archived { outcome, .. } => Some(outcome),
            _ => None,
        }
    }

    /// Whether it was ended by this program's clock and not confirmed.
    pub const fn is_presumed(&self) -> bool {
        matches!(self.state, State::Archived { presumed: true, .. })
    }

    /// When it ended; `None` while it is open.
    pub const fn archived_at(&self) -> Option<Timestamp> {
        match self.state {
            State::Archived { at, .. } => Some(at),
            _ => None,
        }
    }

    /// When it entered its present stage.
    pub fn stage_since(&self) -> Timestamp {
        match self.state {
            State::New => self.received_at,
            State::Evaluating => self.interested_at.unwrap_or(self.received_at),
            State::Negotiating => self
                .accepted_at
                .or(self.interested_at)
                .unwrap_or(self.received_at),
            State::Archived { at, .. } => at,
        }
    }

    /// Whether the contact and the full request are shown: from Evaluating on, and kept in the archive.
    pub const fn shows_details(&self) -> bool {
        !matches!(self.state, State::New)
    }
}
