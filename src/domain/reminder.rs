//! Which reminders a referral calls for: each mark at each of its lead times, and its lapse.

use super::{Deadline, LocalTime, Mark, MarkKind, Referral, State, Timestamp, WorkingHours};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

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

/// What decides when reminders are raised, besides the referral.
#[derive(Clone, Copy, Debug)]
pub struct ReminderRules<'a> {
    /// How long ahead of each mark.
    pub leads: &'a LeadTimes,
    /// When the person works.
    pub hours: &'a WorkingHours,
    /// Where the person is.
    pub local: &'a dyn LocalTime,
}

/// One reminder: a mark of a referral at one of its lead times.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reminder {
    /// The mark.
    pub mark: Mark,
    /// How long ahead of the mark, in seconds; 0 reports the lapse itself. It names the reminder, wherever working hours or a snooze move it.
    pub lead_seconds: i64,
    /// When it is to be raised.
    pub raise_at: Timestamp,
    /// When the mark falls.
    pub due_at: Timestamp,
    /// Whether it is the one that comes as a snooze ends.
    pub ends_snooze: bool,
}

impl Reminder {
    /// Whether it takes the place of `other`, of the same mark, when both have come due: the later one does, because working hours may move a
    /// short lead to before a long one. Of those that come at one instant the one a person asked for does, and else the shortest lead.
    pub fn is_more_urgent_than(&self, other: &Self) -> bool {
        let urgency = |reminder: &Self| {
            (
                reminder.raise_at,
                reminder.ends_snooze,
                Reverse(reminder.lead_seconds),
            )
        };
        urgency(self) > urgency(other)
    }
}

impl Referral {
    /// The marks that people are reminded of ahead. Also of a lapse that was waived: it had passed then, unless the clock was ahead or the mark has
    /// moved since.
    pub(super) fn reminded_deadlines(&self) -> impl Iterator<Item = Deadline> {
        let lapse = self.lapse_deadline();
        self.answer_deadline().into_iter().chain(lapse)
    }

    /// Whether leads of a mark that falls at `due_at` are put off at `now`. A snooze never reaches past a mark: one made before the clock was set
    /// back, or before the mark was known to fall earlier, does not count for it.
    pub fn is_put_off(&self, due_at: Timestamp, now: Timestamp) -> bool {
        self.snoozed_at(now).is_some_and(|until| until < due_at)
    }

    /// Until when its reminders are put off, if they are at `now`.
    pub fn snoozed_at(&self, now: Timestamp) -> Option<Timestamp> {
        self.snoozed_until.filter(|until| *until > now)
    }
}

/// Every reminder the referral calls for as it stands, the earliest first: leads of its marks while it is open, and the report that the clock
/// ended it until someone has confirmed that. A lapse that was waived is not reported.
///
/// A snooze puts off every lead of the marks after it until it ends, and a reminder of its own comes then for the next of them, in place of
/// whatever leads of it came due before.
///
/// A sample calls for none: nobody waits for an answer, and who looks around is not to be alarmed.
pub fn planned_reminders(referral: &Referral, rules: &ReminderRules<'_>) -> Vec<Reminder> {
    if referral.sample {
        return Vec::new();
    }
    let mut reminders: Vec<Reminder> = lapse_report(referral, rules).into_iter().collect();
    let snoozed_until = referral.snoozed_until;
    for Deadline { mark, due_at } in referral.reminded_deadlines() {
        let snoozed_until = snoozed_until.filter(|until| *until < due_at);
        for lead_seconds in rules.leads.of(mark) {
            let at = due_at.plus_seconds(-lead_seconds);
            let raise_at = rules
                .hours
                .raise_lead_at(at, due_at, referral.received_at, rules.local);
            reminders.push(Reminder {
                mark,
                lead_seconds,
                raise_at: snoozed_until.map_or(raise_at, |until| until.max(raise_at)),
                due_at,
                ends_snooze: false,
            });
        }
        if mark.kind == MarkKind::Lapse && !referral.lapse_waived {
            reminders.push(Reminder {
                mark,
                lead_seconds: 0,
                raise_at: rules.hours.raise_report_at(due_at, rules.local),
                due_at,
                ends_snooze: false,
            });
        }
    }
    reminders.extend(snoozed_until.and_then(|until| end_of_snooze(referral, until)));
    reminders.sort_by_key(|reminder| (reminder.raise_at, reminder.lead_seconds));
    reminders
}

/// The reminder that ends a snooze, of the next mark after it. The person chose its time: working hours do not move it.
///
/// Lead times are whole minutes. Its own never is, so that it bears the name of none of them: one that was moved may have been recorded before,
/// and this one would not come any more.
fn end_of_snooze(referral: &Referral, until: Timestamp) -> Option<Reminder> {
    let Deadline { mark, due_at } = referral
        .reminded_deadlines()
        .filter(|deadline| deadline.due_at > until)
        .min_by_key(|deadline| deadline.due_at)?;
    let left_seconds = due_at.millis_from(until) / 1_000;
    let lead_seconds = left_seconds - i64::from(left_seconds % 60 == 0);
    (lead_seconds > 0).then_some(Reminder {
        mark,
        lead_seconds,
        raise_at: until,
        due_at,
        ends_snooze: true,
    })
}

/// The report that the clock ended the referral.
fn lapse_report(referral: &Referral, rules: &ReminderRules<'_>) -> Option<Reminder> {
    let State::Archived {
        presumed: true,
        from,
        at,
        ..
    } = referral.state
    else {
        return None;
    };
    let rule = referral.policy.policy().lapse_rule(from)?;
    Some(Reminder {
        mark: Mark {
            kind: MarkKind::Lapse,
            seconds: rule.seconds,
        },
        lead_seconds: 0,
        raise_at: rules.hours.raise_report_at(at, rules.local),
        due_at: at,
        ends_snooze: false,
    })
}
