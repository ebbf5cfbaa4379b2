//! The commands that change one referral, and `undo`.

use super::arguments::{AcceptArguments, AddArguments, SnoozeArguments, WonArguments};
use super::failure::Failure;
use super::plain_text::{deadline, harmless, standing};
use super::referral_json::JsonReferral;
use super::session::Session;
use crate::desk::{Done, Touched, change_done};
use crate::domain::{
    Action, Amount, Command, Contact, Currency, DealTerms, NewReferral, Referral, ReferralId,
    ReferralText, Seen, Timestamp,
};
use crate::text::{Say, Texts};
use serde::Serialize;

/// What `undo --json` prints.
#[derive(Serialize)]
struct JsonUndone<'a> {
    undone: JsonChange<'a>,
    referrals: Vec<JsonReferral<'a>>,
}

/// What a command prints with `--json` that was given several referrals.
#[derive(Serialize)]
struct JsonMany<'a> {
    referrals: Vec<JsonReferral<'a>>,
    refused: Vec<JsonRefused<'a>>,
}

/// A referral that was left as it was.
#[derive(Serialize)]
struct JsonRefused<'a> {
    id: i64,
    customer: Option<&'a str>,
    reason: String,
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

/// Does something with one referral or with several, as one change.
pub(super) fn act_on(
    session: &mut Session<'_>,
    ids: &[i64],
    action: Action,
    json: bool,
) -> Result<(), Failure> {
    if let [only] = ids {
        return act(session, *only, action, json);
    }
    let seen = |id: &i64| Seen {
        id: ReferralId(*id),
        revision: None,
    };
    let on = ids.iter().map(seen).collect();
    // What the clock ends on the way is no part of what was asked for.
    session.desk.settle(session.now)?;
    let done = session.execute(Command::ActOnMany { on, action })?;
    print_many(session, &done, json)
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

/// The final value is in the currency the deal was accepted in. Of several referrals each has its own: their estimates stand.
pub(super) fn won(session: &mut Session<'_>, arguments: &WonArguments) -> Result<(), Failure> {
    let value = match (&arguments.value, arguments.ids.as_slice()) {
        (Some(text), [id]) => {
            let referral = session.desk.store().referral(ReferralId(*id))?;
            let currency = referral.and_then(|referral| referral.deal.currency);
            Some(amount(&session.texts, text, currency)?)
        }
        (Some(_), _) => {
            let words = session.texts.get("cli-usage-value-of-many").to_owned();
            return Err(Failure::WrongUsage(words));
        }
        (None, _) => None,
    };
    act_on(
        session,
        &arguments.ids,
        Action::Won { value },
        arguments.json,
    )
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
        tell_refused(session, &done);
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

/// Puts reminders off, and says until when: a deadline may leave less time than was asked for.
pub(super) fn snooze(
    session: &mut Session<'_>,
    arguments: &SnoozeArguments,
) -> Result<(), Failure> {
    let [only] = arguments.ids.as_slice() else {
        let until = session.desk.snoozed_until(arguments.choice, session.now)?;
        return act_on(
            session,
            &arguments.ids,
            Action::Snooze { until },
            arguments.json,
        );
    };
    let id = ReferralId(*only);
    let (done, snooze) = session.desk.snooze(id, arguments.choice, session.now)?;
    if arguments.json {
        return session.print_json(&JsonSnoozed {
            referral: id.0,
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

/// Prints every referral as the command left it, and tells of those it left as they were.
fn print_many(session: &mut Session<'_>, done: &Done, json: bool) -> Result<(), Failure> {
    let changed = done.referrals.iter().filter_map(|touched| match touched {
        Touched::Put(referral) => Some(referral.as_ref()),
        Touched::Changed(_) | Touched::Gone(_) => None,
    });
    if json {
        let mut referrals = Vec::with_capacity(done.referrals.len());
        for referral in changed {
            let text = session.desk.store().referral_text(referral.id)?;
            referrals.push(JsonReferral::of(referral, text, session.now));
        }
        let refused = done.refused.iter().map(|refused| JsonRefused {
            id: refused.id.0,
            customer: refused.customer.as_deref(),
            reason: refused.why.say(&session.texts),
        });
        let refused = refused.collect();
        return session.print_json(&JsonMany { referrals, refused });
    }
    let line = change_done(&session.texts, done.kind, &done.label);
    session.print(&line)?;
    for referral in changed {
        print_line(session, referral)?;
    }
    tell_refused(session, done);
    Ok(())
}

/// Tells, beside the results, what was left as it was and why.
fn tell_refused(session: &mut Session<'_>, done: &Done) {
    for refused in &done.refused {
        let customer = refused.customer.as_deref().map(harmless);
        let why = refused.why.say(&session.texts);
        let words = [Some(refused.id.to_string()), customer, Some(why)];
        let words: Vec<String> = words.into_iter().flatten().collect();
        session.tell(&words.join("  "));
    }
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
