//! The commands that change one referral, and `undo`.

use super::arguments::{AcceptArguments, AddArguments, SnoozeArguments, WonArguments};
use super::failure::Failure;
use super::plain_text::{deadline, harmless, standing};
use super::referral_json::JsonReferral;
use super::session::Session;
use crate::desk::{Done, Touched, change_done};
use crate::domain::{
    Action, Amount, Command, Contact, Currency, DealTerms, NewReferral, Referral, ReferralId,
    ReferralText, Timestamp,
};
use crate::text::{Say, Texts};
use serde::Serialize;

/// What `undo --json` prints.
#[derive(Serialize)]
struct JsonUndone<'a> {
    undone: JsonChange<'a>,
    referrals: Vec<JsonReferral<'a>>,
}

/// What `snooze --json` prints.
#[derive(Serialize)]
struct JsonSnoozed {
    referral: i64,
    snoozed_until: Timestamp,
    shortened: bool,
}

#[derive(Serialize)]
struct JsonChange<'a> {
    kind: &'static str,
    subject: Option<&'a str>,
    count: usize,
}

pub(super) fn add(session: &mut Session<'_>, arguments: AddArguments) -> Result<(), Failure> {
    let new = NewReferral {
        customer: arguments.customer,
        received_at: arguments.received_at,
        region: arguments.region,
        company_size: arguments.size,
        overview: arguments.overview.unwrap_or_default(),
        contact: Contact {
            name: arguments.contact_name.unwrap_or_default(),
            email: arguments.email.unwrap_or_default(),
            phone: arguments.phone.unwrap_or_default(),
        },
        ..NewReferral::default()
    };
    carry_out(session, Command::Add(Box::new(new)), arguments.json)
}

pub(super) fn act(
    session: &mut Session<'_>,
    id: i64,
    action: Action,
    json: bool,
) -> Result<(), Failure> {
    let command = Command::Act {
        id: ReferralId(id),
        revision: None,
        action,
    };
    carry_out(session, command, json)
}

pub(super) fn accept(
    session: &mut Session<'_>,
    arguments: &AcceptArguments,
) -> Result<(), Failure> {
    let currency = arguments.currency;
    if arguments.close < session.format.date_of(session.now) {
        let date = ("date", arguments.close.to_string().into());
        let words = session.texts.with("cli-close-date-past", &[date]);
        return Err(Failure::Refused(words));
    }
    let terms = DealTerms {
        value: amount(&session.texts, &arguments.value, Some(currency))?,
        currency,
        close_on: arguments.close,
    };
    act(session, arguments.id, Action::Accept(terms), arguments.json)
}

/// The final value is in the currency the deal was accepted in.
pub(super) fn won(session: &mut Session<'_>, arguments: &WonArguments) -> Result<(), Failure> {
    let value = match &arguments.value {
        Some(text) => {
            let referral = session.desk.store().referral(ReferralId(arguments.id))?;
            let currency = referral.and_then(|referral| referral.deal.currency);
            Some(amount(&session.texts, text, currency)?)
        }
        None => None,
    };
    act(session, arguments.id, Action::Won { value }, arguments.json)
}

pub(super) fn undo(session: &mut Session<'_>, json: bool) -> Result<(), Failure> {
    // What the clock ends is no part of what is undone.
    session.desk.settle(session.now)?;
    let done = session.desk.execute(Command::Undo, session.now)?;
    let touched: Vec<&Referral> = done
        .referrals
        .iter()
        .filter_map(|touched| match touched {
            Touched::Put(referral) => Some(referral.as_ref()),
            Touched::Changed(_) | Touched::Gone(_) => None,
        })
        .collect();
    if !json {
        let line = change_done(&session.texts, done.kind, &done.label);
        session.print(&harmless(&line))?;
        return match touched.as_slice() {
            [only] => print_line(session, only),
            _ => Ok(()),
        };
    }
    let mut referrals = Vec::with_capacity(touched.len());
    for referral in touched {
        let text = session.desk.store().referral_text(referral.id)?;
        referrals.push(JsonReferral::of(referral, text, session.now));
    }
    session.print_json(&JsonUndone {
        undone: JsonChange {
            kind: done.label.kind.code(),
            subject: done.label.subject.as_deref(),
            count: done.label.count,
        },
        referrals,
    })
}

/// Puts the reminders of a referral off, and says until when: the deadline may leave less time than was asked for.
pub(super) fn snooze(
    session: &mut Session<'_>,
    arguments: &SnoozeArguments,
) -> Result<(), Failure> {
    let id = ReferralId(arguments.id);
    let (done, snooze) = session.desk.snooze(id, arguments.choice, session.now)?;
    if arguments.json {
        return session.print_json(&JsonSnoozed {
            referral: arguments.id,
            snoozed_until: snooze.until,
            shortened: snooze.is_shortened,
        });
    }
    let line = change_done(&session.texts, done.kind, &done.label);
    session.print(&harmless(&line))?;
    let key = if snooze.is_shortened {
        "cli-snoozed-shortened"
    } else {
        "cli-snoozed-until"
    };
    let at = session.format.date_time(snooze.until);
    session.print(&session.texts.with(key, &[("at", at.into())]))
}

fn carry_out(session: &mut Session<'_>, command: Command, json: bool) -> Result<(), Failure> {
    let done = session.execute(command)?;
    print_done(session, &done, json)
}

/// Prints the referral as the command left it.
fn print_done(session: &mut Session<'_>, done: &Done, json: bool) -> Result<(), Failure> {
    let Some(referral) = done.referral() else {
        return Ok(());
    };
    if json {
        let text: ReferralText = session.desk.store().referral_text(referral.id)?;
        let json = JsonReferral::of(referral, text, session.now);
        return session.print_json(&json);
    }
    let line = change_done(&session.texts, done.kind, &done.label);
    session.print(&harmless(&line))?;
    print_line(session, referral)
}

/// The referral on one line: its id, its customer, where it stands and what comes next.
fn print_line(session: &mut Session<'_>, referral: &Referral) -> Result<(), Failure> {
    let [mark, due, left] = deadline(&session.texts, &session.format, referral, session.now);
    let mut parts = vec![
        referral.id.to_string(),
        harmless(&referral.customer),
        standing(&session.texts, referral),
    ];
    if !mark.is_empty() {
        parts.extend([mark, due, left]);
    }
    session.print(&parts.join("  "))
}

/// The amount in its currency.
fn amount(texts: &Texts, text: &str, currency: Option<Currency>) -> Result<Amount, Failure> {
    Amount::parse(text, currency).map_err(|error| Failure::Refused(error.say(texts)))
}
