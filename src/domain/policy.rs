//! Deadline policies: how long each step may take. They are data; a referral keeps the one it was received under.

use super::{Outcome, Stage};
use serde::{Deserialize, Serialize};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Names a policy for good: in the store, in exports and on the command line.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyId {
    /// Partner Center, 2018: 24 h advice, 72 h in New, 7 days in Evaluating.
    #[default]
    Classic,
    /// Partner Center since February 2019: 24 h advice, 14 days from receipt to accept.
    Since2019,
    /// Joint Planning leads (Partner Center, 2025): 14 days to accept, then 60 days to act.
    JointPlanning,
}

/// The moment a clock counts from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClockStart {
    /// When the referral was received.
    Received,
    /// When it entered its present stage.
    StageEntered,
}

/// What the clock does to a referral that stays in a stage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LapseRule {
    /// Elapsed time, never calendar or working days.
    pub seconds: i64,
    /// Where the clock counts from.
    pub start: ClockStart,
    /// How the referral ends.
    pub outcome: Outcome,
}

/// How long each step may take under one programme's rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DeadlinePolicy {
    /// Answer within this time of receipt. Advice: passing it ends nothing.
    pub answer_seconds: i64,
    new: Option<LapseRule>,
    evaluating: Option<LapseRule>,
    negotiating: Option<LapseRule>,
}

impl PolicyId {
    /// Every policy, in the order shown.
    pub const ALL: [Self; 3] = [Self::Classic, Self::Since2019, Self::JointPlanning];

    /// The neutral code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Classic => "classic",
            Self::Since2019 => "since2019",
            Self::JointPlanning => "joint_planning",
        }
    }

    /// The policy with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.code() == code)
    }

    /// The policy's rules.
    pub const fn policy(self) -> DeadlinePolicy {
        match self {
            Self::Classic => DeadlinePolicy {
                answer_seconds: 24 * HOUR,
                new: Some(LapseRule {
                    seconds: 72 * HOUR,
                    start: ClockStart::StageEntered,
                    outcome: Outcome::Missed,
                }),
                evaluating: Some(LapseRule {
                    seconds: 7 * DAY,
                    start: ClockStart::StageEntered,
                    outcome: Outcome::Expired,
                }),
                negotiating: None,
            },
            Self::Since2019 => DeadlinePolicy {
                answer_seconds: 24 * HOUR,
                new: Some(FOURTEEN_DAYS),
                evaluating: Some(FOURTEEN_DAYS),
                negotiating: None,
            },
            Self::JointPlanning => DeadlinePolicy {
                answer_seconds: 24 * HOUR,
                new: Some(FOURTEEN_DAYS),
                evaluating: Some(FOURTEEN_DAYS),
                negotiating: Some(LapseRule {
                    seconds: 60 * DAY,
                    start: ClockStart::StageEntered,
                    outcome: Outcome::Lost,
                }),
            },
        }
    }
}

/// Partner Center since February 2019: accept within 14 days of receipt, or the referral expires.
const FOURTEEN_DAYS: LapseRule = LapseRule {
    seconds: 14 * DAY,
    start: ClockStart::Received,
    outcome: Outcome::Expired,
};

impl DeadlinePolicy {
    /// What the clock does in this stage, if anything.
    pub const fn lapse_rule(&self, stage: Stage) -> Option<LapseRule> {
        match stage {
            Stage::New => self.new,
            Stage::Evaluating => self.evaluating,
            Stage::Negotiating => self.negotiating,
            Stage::Archived => None,
        }
    }
}
