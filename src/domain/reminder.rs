//! Which reminders a referral calls for: each mark at each of its lead times, and its lapse.

use super::{Deadline, Mark, MarkKind, Referral, Timestamp};
use serde::{Deserialize, Serialize};

/// How long ahead of a mark people are reminded, in seconds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadTimes {
    /// Before the 24-hour mark.
    pub answer_seconds: Vec<i64>,
    /// Before a clock of less than four days runs out, such as the 72 hours of New.
    pub short_lapse_seconds: Vec<i64>,
    /// Before a longer clock runs out, such as the 7 days of Evaluating.
    pub long_lapse_seconds: Vec<i64>,
}

impl Default for LeadTimes {
    /// 4 h and 1 h before the 24-hour mark; 12 h and 2 h before 72 h; 24 h and 4 h before 7 days.
    fn default() -> Self {
        const HOUR: i64 = 3_600;
        Self {
            answer_seconds: vec![4 * HOUR, HOUR],
            short_lapse_seconds: vec![12 * HOUR, 2 * HOUR],
            long_lapse_seconds: vec![24 * HOUR, 4 * HOUR],
        }
    }
}

impl LeadTimes {
    /// The leads for a mark, longest first.
    fn of(&self, mark: Mark) -> Vec<i64> {
        const FOUR_DAYS: i64 = 96 * 3_600;
        let leads = match mark.kind {
            MarkKind::Answer => &self.answer_seconds,
            MarkKind::Lapse if mark.seconds < FOUR_DAYS => &self.short_lapse_seconds,
            MarkKind::Lapse => &self.long_lapse_seconds,
        };
        let mut leads: Vec<i64> = leads
            .iter()
            .copied()
            .filter(|lead| *lead > 0 && *lead < mark.seconds)
            .collect();
        leads.sort_unstable_by(|a, b| b.cmp(a));
        leads.dedup();
        leads
    }
}

/// One reminder: a mark of a referral at one of its lead times.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reminder {
    /// The mark.
    pub mark: Mark,
    /// How long ahead of the mark, in seconds; 0 reports the lapse itself.
    pub lead_seconds: i64,
    /// When it is to be raised.
    pub raise_at: Timestamp,
    /// When the mark falls.
    pub due_at: Timestamp,
}

/// Every reminder the referral calls for in its present stage, the earliest first. A lapse that was waived calls for none.
pub fn planned_reminders(referral: &Referral, leads: &LeadTimes) -> Vec<Reminder> {
    let lapse = referral.lapse_deadline().filter(|_| !referral.lapse_waived);
    let mut reminders: Vec<Reminder> = referral
        .answer_deadline()
        .into_iter()
        .chain(lapse)
        .flat_map(|Deadline { mark, due_at }| {
            let report = (mark.kind == MarkKind::Lapse).then_some(0);
            leads
                .of(mark)
                .into_iter()
                .chain(report)
                .map(move |lead_seconds| Reminder {
                    mark,
                    lead_seconds,
                    raise_at: due_at.plus_seconds(-lead_seconds),
                    due_at,
                })
        })
        .collect();
    reminders.sort_by_key(|reminder| (reminder.raise_at, reminder.lead_seconds));
    reminders
}
