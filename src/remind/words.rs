//! What a notification says: by default the referral's number, its stage and the time left; never more than the person allows.

use super::{NoteAction, NoteButton, NoteKey, NoteSubject, NotifyError, Rendered};
use crate::desk::{ClaimedReminder, LedgerKey};
use crate::domain::{
    MarkKind, Outcome, Referral, ReferralId, Snooze, SnoozeChoice, Stage, Timestamp, Urgency,
};
use crate::text::{Format, Say, Texts, outcome_with_certainty};
use std::collections::HashSet;

/// More reminders than this at once become one notification that names them: some desktops keep only three of a program.
const SHOWN_SINGLY: usize = 3;
/// Lines of a digest that name a referral; the rest are counted.
const DIGEST_LINES: usize = 8;
const MINUTE_MILLIS: i64 = 60_000;

/// A notification and the reminders it stands for.
pub(super) struct Note {
    pub(super) rendered: Rendered,
    pub(super) keys: Vec<LedgerKey>,
}

/// The notifications for what came due at once: one each, or one for all when there are many.
pub(super) fn notes_for(
    reminders: &[ClaimedReminder],
    now: Timestamp,
    texts: &Texts,
    names_customer: bool,
) -> Vec<Note> {
    if reminders.len() > SHOWN_SINGLY {
        return digest(reminders, now, texts, names_customer)
            .into_iter()
            .collect();
    }
    reminders
        .iter()
        .map(|reminder| single(reminder, now, texts, names_customer))
        .collect()
}

/// The notification of this name as it is to be shown in place of an earlier one, which these of its reminders still stand behind. `None` when
/// there is none.
pub(super) fn note_again(
    name: &NoteKey,
    reminders: &[ClaimedReminder],
    now: Timestamp,
    texts: &Texts,
    names_customer: bool,
) -> Option<Rendered> {
    let note = match name.subject()? {
        NoteSubject::Reminder(_) => single(reminders.first()?, now, texts, names_customer),
        NoteSubject::Digest(_) => digest(reminders, now, texts, names_customer)?,
    };
    Some(Rendered {
        key: name.clone(),
        ..note.rendered
    })
}

fn single(reminder: &ClaimedReminder, now: Timestamp, texts: &Texts, names_customer: bool) -> Note {
    Note {
        rendered: Rendered {
            key: NoteKey::of_reminder(&reminder.key),
            title: note_title(
                &reminder.key,
                &reminder.referral,
                now,
                texts,
                names_customer,
            ),
            body: note_body(&reminder.key, &reminder.referral, now, texts),
            open_label: open_label(texts),
            urgency: urgency(reminder, now),
            referrals: vec![reminder.key.referral],
            buttons: buttons(reminder, texts),
        },
        keys: vec![reminder.key],
    }
}

/// What a reminder says in one line: `Referral 17: 4 hours left to answer`; that of a lapse: `Referral 17: Missed (presumed)`.
pub fn note_title(
    key: &LedgerKey,
    referral: &Referral,
    now: Timestamp,
    texts: &Texts,
    names_customer: bool,
) -> String {
    let subject = if names_customer {
        referral.customer.clone()
    } else {
        let number = key.referral.to_string();
        texts.with("reminder-subject", &[("number", number.into())])
    };
    if key.lead_seconds == 0
        && let Some(outcome) = referral.outcome()
    {
        let outcome = outcome_with_certainty(texts, outcome, referral.is_presumed());
        return texts.with(
            "reminder-lapsed",
            &[("subject", subject.into()), ("outcome", outcome.into())],
        );
    }
    let outcome = referral.pending_lapse().map(|(_, outcome)| outcome);
    let message = match (key.mark.kind, outcome) {
        (MarkKind::Answer, _) => "reminder-answer",
        (MarkKind::Lapse, Some(Outcome::Missed)) => "reminder-lapse-missed",
        (MarkKind::Lapse, _) => "reminder-lapse-expired",
    };
    // Cut to the minute from above: a reminder raised a few seconds late says the lead it was set to.
    let millis_left = key
        .due_at
        .millis_from(now)
        .saturating_add(MINUTE_MILLIS - 1);
    let left = Format::new(texts).time_left_spoken(millis_left);
    texts.with(
        message,
        &[("subject", subject.into()), ("left", left.into())],
    )
}

/// What a reminder says below its title: the mark, when it falls, and the stage.
pub fn note_body(key: &LedgerKey, referral: &Referral, now: Timestamp, texts: &Texts) -> String {
    let at = Format::new(texts).date_time_short(key.due_at, now);
    let mark = key.mark.say(texts);
    if key.lead_seconds == 0 {
        return texts.with(
            "reminder-lapsed-body",
            &[("mark", mark.into()), ("at", at.into())],
        );
    }
    let stage = referral.stage().say(texts);
    texts.with(
        "reminder-body",
        &[
            ("mark", mark.into()),
            ("at", at.into()),
            ("stage", stage.into()),
        ],
    )
}

/// One notification for many reminders, the most pressing first. `None` when there is none.
fn digest(
    reminders: &[ClaimedReminder],
    now: Timestamp,
    texts: &Texts,
    names_customer: bool,
) -> Option<Note> {
    let key = NoteKey::of_digest(&reminders.first()?.key);
    let mut pressing: Vec<&ClaimedReminder> = reminders.iter().collect();
    // What can still be answered stands before what has lapsed.
    pressing.sort_by_key(|reminder| {
        (
            reminder.key.due_at <= now,
            reminder.key.due_at,
            reminder.key.referral,
        )
    });
    let mut lines: Vec<String> = pressing
        .iter()
        .take(DIGEST_LINES)
        .map(|reminder| {
            note_title(
                &reminder.key,
                &reminder.referral,
                now,
                texts,
                names_customer,
            )
        })
        .collect();
    let unnamed = reminders.len().saturating_sub(DIGEST_LINES);
    if unnamed > 0 {
        lines.push(texts.with("reminder-digest-more", &[("count", unnamed.into())]));
    }
    let mut seen = HashSet::new();
    let referrals: Vec<_> = pressing
        .iter()
        .map(|reminder| reminder.key.referral)
        .filter(|id| seen.insert(*id))
        .collect();
    let urgency = pressing.iter().map(|reminder| urgency(reminder, now)).max();
    Some(Note {
        rendered: Rendered {
            key,
            title: texts.with("reminder-digest", &[("count", referrals.len().into())]),
            body: lines.join("\n"),
            open_label: open_label(texts),
            urgency: urgency.unwrap_or(Urgency::Calm),
            referrals,
            // They would be about one of those it names.
            buttons: Vec::new(),
        },
        keys: reminders.iter().map(|reminder| reminder.key).collect(),
    })
}

/// The notification that shows whether the system shows any.
pub(super) fn test_note(texts: &Texts) -> Rendered {
    Rendered {
        key: NoteKey::of_test(),
        title: texts.get("reminder-test-title").to_owned(),
        body: texts.get("reminder-test-body").to_owned(),
        open_label: open_label(texts),
        urgency: Urgency::Calm,
        referrals: Vec::new(),
        buttons: Vec::new(),
    }
}

/// Says why what was chosen in a notification was not done, where no window is there to say it.
pub(super) fn refusal_note(referral: ReferralId, why: &str, texts: &Texts) -> Rendered {
    answer_note("reminder-not-done", referral, why, texts)
}

/// Says that a snooze ends earlier than was chosen.
pub(super) fn shortened_note(
    referral: ReferralId,
    snooze: Snooze,
    now: Timestamp,
    texts: &Texts,
) -> Rendered {
    let at = Format::new(texts).date_time_short(snooze.until, now);
    let body = texts.with("reminder-snoozed-shortened", &[("at", at.into())]);
    answer_note("reminder-snoozed", referral, &body, texts)
}

/// What became of something chosen in a notification.
fn answer_note(title: &str, referral: ReferralId, body: &str, texts: &Texts) -> Rendered {
    let number = referral.to_string();
    Rendered {
        key: NoteKey::of_answer(referral),
        title: texts.with(title, &[("number", number.into())]),
        body: body.to_owned(),
        open_label: open_label(texts),
        urgency: Urgency::Soon,
        referrals: vec![referral],
        buttons: Vec::new(),
    }
}

/// What can be done right in the notification.
fn buttons(reminder: &ClaimedReminder, texts: &Texts) -> Vec<NoteButton> {
    if reminder.key.lead_seconds == 0 {
        // It is over.
        return Vec::new();
    }
    buttons_of(reminder.referral.stage() == Stage::New, texts)
}

/// Every set of buttons that the notification of a reminder may have.
pub(super) fn button_sets(texts: &Texts) -> Vec<Vec<NoteButton>> {
    [true, false]
        .map(|is_new| buttons_of(is_new, texts))
        .to_vec()
}

/// The buttons about a referral that waits for the first answer, or for the second.
fn buttons_of(is_new: bool, texts: &Texts) -> Vec<NoteButton> {
    let interested = is_new.then(|| (NoteAction::Interested, texts.get("action-interested")));
    let snoozes = [
        (SnoozeChoice::OneHour, "reminder-button-snooze-1h"),
        (SnoozeChoice::Tomorrow, "reminder-button-snooze-tomorrow"),
        (SnoozeChoice::FourHours, "reminder-button-snooze-4h"),
    ];
    interested
        .into_iter()
        .chain(snoozes.map(|(choice, key)| (NoteAction::Snooze(choice), texts.get(key))))
        .map(|(action, label)| NoteButton {
            action,
            label: label.to_owned(),
        })
        .collect()
}

fn open_label(texts: &Texts) -> String {
    texts.get("reminder-open").to_owned()
}

/// A lapse that has happened can wait; otherwise it is as pressing as the card.
fn urgency(reminder: &ClaimedReminder, now: Timestamp) -> Urgency {
    if reminder.key.lead_seconds == 0 {
        Urgency::Calm
    } else {
        reminder.referral.urgency(now)
    }
}

impl Say for NotifyError {
    /// That nothing was shown, why, and where the reminders are instead.
    fn say(&self, texts: &Texts) -> String {
        match self {
            Self::NoService(_) => texts.get("reminder-no-service").to_owned(),
            Self::SwitchedOff => texts.get("reminder-switched-off").to_owned(),
            Self::NoAnswer => texts.get("reminder-no-answer").to_owned(),
            Self::Refused(why) => texts.with("reminder-refused", &[("why", why.into())]),
        }
    }
}
