//! Until when a referral's reminders can be put off: never past its next deadline.

use super::{
    Deadline, LAST_CALL_SECONDS, LocalTime, Referral, Refusal, Stage, Timestamp, WorkingHours,
};

/// How long a person puts the reminders of a referral off.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SnoozeChoice {
    /// For one hour.
    OneHour,
    /// For four hours.
    FourHours,
    /// Until work begins on the next working day.
    Tomorrow,
}

impl SnoozeChoice {
    /// Every choice, in the order offered.
    pub const ALL: [Self; 3] = [Self::OneHour, Self::FourHours, Self::Tomorrow];

    /// The neutral code, as on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OneHour => "1h",
            Self::FourHours => "4h",
            Self::Tomorrow => "tomorrow",
        }
    }

    /// The choice with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }

    /// Until when it puts off, made at `now`, where no deadline comes before. Snoozing never goes past one: see [`snooze`].
    pub fn wanted(self, now: Timestamp, hours: &WorkingHours, local: &dyn LocalTime) -> Timestamp {
        match self {
            Self::OneHour => now.plus_seconds(3_600),
            Self::FourHours => now.plus_seconds(4 * 3_600),
            Self::Tomorrow => hours
                .start_after_today(now, local)
                .unwrap_or(now.plus_seconds(24 * 3_600)),
        }
    }
}

/// What a choice comes to for one referral.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Snooze {
    /// No reminder comes until then, and one comes then.
    pub until: Timestamp,
    /// The deadline would have passed meanwhile, and so it ends earlier than asked for. To be said to the person.
    pub is_shortened: bool,
}

/// Less than this before a deadline there is nothing left to put off.
const LEAST_LEFT_SECONDS: i64 = 2 * 60;

/// Until when `choice`, made at `now`, puts off the reminders of `referral`. A reminder still comes before its next deadline:
/// [`LAST_CALL_SECONDS`] before, or half way to it when it is close.
///
/// # Errors
/// When no deadline lies ahead of which a reminder could be put off.
pub fn snooze(
    referral: &Referral,
    choice: SnoozeChoice,
    now: Timestamp,
    hours: &WorkingHours,
    local: &dyn LocalTime,
) -> Result<Snooze, Refusal> {
    let latest = latest_snooze(referral, now)?;
    let wanted = choice.wanted(now, hours, local);
    Ok(Snooze {
        until: wanted.min(latest),
        is_shortened: wanted > latest,
    })
}

/// The latest instant until which the reminders of `referral` can be put off at `now`.
///
/// # Errors
/// As [`snooze`].
pub(super) fn latest_snooze(referral: &Referral, now: Timestamp) -> Result<Timestamp, Refusal> {
    if referral.stage() == Stage::Archived {
        return Err(Refusal::WrongStage {
            stage: Stage::Archived,
            outcome: referral.outcome(),
        });
    }
    let due_at = referral
        .reminded_deadlines()
        .map(|Deadline { due_at, .. }| due_at)
        .filter(|due_at| *due_at > now)
        .min()
        .ok_or(Refusal::NothingToSnooze)?;
    let left_seconds = due_at.millis_from(now) / 1_000;
    if left_seconds < LEAST_LEFT_SECONDS {
        return Err(Refusal::NothingToSnooze);
    }
    // In whole seconds before the deadline, as lead times are.
    Ok(due_at.plus_seconds(-LAST_CALL_SECONDS.min(left_seconds / 2)))
}
