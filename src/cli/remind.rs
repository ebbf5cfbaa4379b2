//! `remind`: what will be raised, and raising it.

use super::arguments::RemindArguments;
use super::failure::Failure;
use super::plain_text::{harmless, table};
use super::session::{Session, write_json_array};
use crate::desk::Clock;
use crate::domain::{ReferralId, Reminder, Timestamp};
use crate::text::Say;
use serde::Serialize;
use std::sync::Arc;

/// A reminder as scripts get it.
#[derive(Serialize)]
struct JsonReminder {
    referral: i64,
    mark: String,
    lead_s: i64,
    raise_at: Timestamp,
    due_at: Timestamp,
}

pub(super) fn remind(
    session: &mut Session<'_>,
    arguments: &RemindArguments,
    _clock: &Arc<dyn Clock>,
) -> Result<(), Failure> {
    plan(session, arguments)
}

fn plan(session: &mut Session<'_>, arguments: &RemindArguments) -> Result<(), Failure> {
    session.desk.settle(session.now)?;
    let planned = session
        .desk
        .planned_reminders(session.now, arguments.until)?;
    if arguments.json {
        let reminders = planned
            .iter()
            .map(|(id, reminder)| Ok(JsonReminder::of(*id, reminder)));
        return write_json_array(session.out, reminders);
    }
    let mut rows = Vec::with_capacity(planned.len());
    for (id, reminder) in &planned {
        let referral = session.desk.store().referral(*id)?;
        let customer = referral.map(|referral| harmless(&referral.customer));
        rows.push([
            session.format.date_time(reminder.raise_at),
            id.to_string(),
            customer.unwrap_or_default(),
            reminder.mark.say(&session.texts),
            session.format.date_time(reminder.due_at),
        ]);
    }
    for line in table(&rows) {
        session.print(&line)?;
    }
    let count = ("count", rows.len().into());
    session.print(&session.texts.with("cli-remind-count", &[count]))
}

impl JsonReminder {
    fn of(id: ReferralId, reminder: &Reminder) -> Self {
        Self {
            referral: id.0,
            mark: reminder.mark.code(),
            lead_s: reminder.lead_seconds,
            raise_at: reminder.raise_at,
            due_at: reminder.due_at,
        }
    }
}
