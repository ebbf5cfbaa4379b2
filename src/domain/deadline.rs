//! The clocks of a referral: which mark comes next, when the clock ends it, and how urgent that is.

use super::{ClockStart, Outcome, Referral, Stage, State, Timestamp};

/// Which clock a mark belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MarkKind {
    /// Answer by then to win; advice only.
    Answer,
    /// The clock ends the referral.
    Lapse,
}

/// A mark on a referral's clock, with the length of that clock.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Mark {
    /// Which clock.
    pub kind: MarkKind,
    /// The length of the clock in seconds.
    pub seconds: i64,
}

impl Mark {
    /// The neutral code: `answer_24h`, `lapse_72h`, `lapse_7d`, `lapse_14d` …: whole days from 96 hours on.
    pub fn code(self) -> String {
        let name = match self.kind {
            MarkKind::Answer => "answer",
            MarkKind::Lapse => "lapse",
        };
        let hours = self.seconds / 3600;
        if hours >= 96 && hours % 24 == 0 {
            format!("{name}_{}d", hours / 24)
        } else {
            format!("{name}_{hours}h")
        }
    }

    /// The mark with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        let (name, length) = code.split_once('_')?;
        let kind = match name {
            "answer" => MarkKind::Answer,
            "lapse" => MarkKind::Lapse,
            _ => return None,
        };
        let hours: i64 = match length.strip_suffix('d') {
            Some(days) => days.parse::<i64>().ok()?.checked_mul(24)?,
            None => length.strip_suffix('h')?.parse().ok()?,
        };
        Some(Self {
            kind,
            seconds: hours.checked_mul(3600)?,
        })
    }
}

/// A mark and the instant it falls on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Deadline {
    /// Which mark.
    pub mark: Mark,
    /// When.
    pub due_at: Timestamp,
}

/// How pressing a referral is, in three steps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Urgency {
    /// Inside the 24-hour advice, or with no clock running.
    Calm,
    /// The advice is about to pass or has passed.
    Soon,
    /// The clock is about to end it, or should have.
    Critical,
}

/// From here on before the 24-hour mark a referral is [`Urgency::Soon`].
const ANSWER_SOON_SECONDS: i64 = 4 * 3600;
/// From here on before the clock ends a referral it is [`Urgency::Critical`].
const LAPSE_CRITICAL_SECONDS: i64 = 12 * 3600;

impl Referral {
    /// The 24-hour mark: counts from receipt until the referral is accepted, declined or skipped.
    pub fn answer_deadline(&self) -> Option<Deadline> {
        if !matches!(self.state, State::New | State::Evaluating) {
            return None;
        }
        let seconds = self.policy.policy().answer_seconds;
        Some(Deadline {
            mark: Mark {
                kind: MarkKind::Answer,
                seconds,
            },
            due_at: self.received_at.plus_seconds(seconds),
        })
    }

    /// When the clock ends the referral in its present stage, whether or not that was waived. An imported expiry overrides the computed instant.
    pub fn lapse_deadline(&self) -> Option<Deadline> {
        let rule = self.policy.policy().lapse_rule(self.stage())?;
        let start = match rule.start {
            ClockStart::Received => self.received_at,
            ClockStart::StageEntered => self.stage_since(),
        };
        let imported = match self.stage() {
            Stage::New | Stage::Evaluating => self.expires_at,
            Stage::Negotiating | Stage::Archived => None,
        };
        Some(Deadline {
            mark: Mark {
                kind: MarkKind::Lapse,
                seconds: rule.seconds,
            },
            // An imported expiry before the receipt ends the referral as it comes.
            due_at: imported.map_or_else(
                || start.plus_seconds(rule.seconds),
                |expires_at| expires_at.max(self.received_at),
            ),
        })
    }

    /// How and when the clock will end the referral if nobody acts; `None` when no clock runs or the lapse was waived.
    pub fn pending_lapse(&self) -> Option<(Timestamp, Outcome)> {
        if self.lapse_waived {
            return None;
        }
        let rule = self.policy.policy().lapse_rule(self.stage())?;
        Some((self.lapse_deadline()?.due_at, rule.outcome))
    }

    /// The mark that comes next: the earliest still ahead, otherwise the lapse, which is then overdue.
    pub fn next_deadline(&self, now: Timestamp) -> Option<Deadline> {
        let lapse = self.lapse_deadline();
        let lapse_is_ahead = lapse.is_none_or(|lapse| lapse.due_at > now);
        let answer = self.answer_deadline().filter(|answer| {
            answer.due_at > now
                && lapse_is_ahead
                && lapse.is_none_or(|lapse| answer.due_at < lapse.due_at)
        });
        answer.or(lapse)
    }

    /// How pressing the referral is.
    pub fn urgency(&self, now: Timestamp) -> Urgency {
        let has_come = |from: Option<Timestamp>| from.is_some_and(|from| from <= now);
        let (soon_from, critical_from) = self.urgency_turns();
        if has_come(critical_from) {
            Urgency::Critical
        } else if has_come(soon_from) {
            Urgency::Soon
        } else {
            Urgency::Calm
        }
    }

    /// From when on it is soon, and from when on critical, if nobody acts; `None` for never.
    pub fn urgency_turns(&self) -> (Option<Timestamp>, Option<Timestamp>) {
        let ahead = |deadline: Option<Deadline>, seconds: i64| {
            deadline.map(|deadline| deadline.due_at.plus_seconds(-seconds))
        };
        (
            ahead(self.answer_deadline(), ANSWER_SOON_SECONDS),
            ahead(self.lapse_deadline(), LAPSE_CRITICAL_SECONDS),
        )
    }

    /// Whether the 24-hour advice has passed while the referral still waits for an answer.
    pub fn is_past_advice(&self, now: Timestamp) -> bool {
        self.answer_deadline()
            .is_some_and(|deadline| deadline.due_at <= now)
    }
}
