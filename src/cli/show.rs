//! `show`: one referral with its history.

use super::arguments::ReferralArguments;
use super::failure::Failure;
use super::plain_text::{deadline, harmless, standing};
use super::referral_json::JsonDetail;
use super::session::Session;
use crate::desk::Recorded;
use crate::domain::{Entry, Referral, ReferralId, ReferralText, Refusal};
use crate::text::{Say, company_size, region};

pub(super) fn show(
    session: &mut Session<'_>,
    arguments: &ReferralArguments,
) -> Result<(), Failure> {
    session.desk.settle(session.now)?;
    let id = ReferralId(arguments.id);
    let store = session.desk.store();
    let referral = store.referral(id)?.ok_or(Refusal::NotFound)?;
    let text = store.referral_text(id)?;
    let history = store.history(id)?;
    if arguments.json {
        let detail = JsonDetail::of(&referral, &text, &history, session.now);
        return session.print_json(&detail);
    }
    print_fields(session, &referral, &text)?;
    let heading = session.texts.get("common-history").to_owned();
    session.print(&format!("{heading}:"))?;
    for recorded in &history {
        let line = history_line(session, recorded);
        session.print(&line)?;
    }
    Ok(())
}

/// Every field that says something, on a line of its own.
fn print_fields(
    session: &mut Session<'_>,
    referral: &Referral,
    text: &ReferralText,
) -> Result<(), Failure> {
    let texts = session.texts.clone();
    let [mark, due, left] = deadline(&texts, &session.format, referral, session.now);
    let separator = texts.get("common-list-separator");
    let due = if mark.is_empty() {
        String::new()
    } else {
        format!("{mark}{separator}{due} ({left})")
    };
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let (details, contact) = if referral.shows_details() {
        let contact = &text.contact;
        let known = [&contact.name, &contact.email, &contact.phone]
            .into_iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>();
        (text.details.clone(), known.join(separator))
    } else {
        Default::default()
    };
    let deal = [
        referral
            .deal
            .value
            .map(|value| session.format.money(value, referral.deal.currency)),
        referral.deal.close_on.map(|date| session.format.date(date)),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>();
    let region = region(&texts, referral.region.as_deref().unwrap_or_default());
    let size = referral.company_size.as_deref().unwrap_or_default();
    let reason = referral.reason.as_ref().map(|reason| reason.say(&texts));
    let fields = [
        ("cli-column-id", referral.id.to_string()),
        (
            "common-partner-center-id",
            optional(&referral.partner_center_id),
        ),
        ("common-customer", referral.customer.clone()),
        ("common-region", region.to_owned()),
        ("common-company-size", company_size(&texts, size)),
        ("common-stage", standing(&texts, referral)),
        ("common-reason", reason.unwrap_or_default()),
        (
            "common-received",
            session.format.date_time(referral.received_at),
        ),
        ("common-deadline", due),
        ("common-deal", deal.join(separator)),
        ("common-contact", contact),
        ("common-owner", optional(&referral.owner)),
        ("common-request", referral.overview.clone()),
        ("common-full-request", details),
        ("common-notes", text.notes.clone()),
    ];
    for (key, value) in fields {
        if value.is_empty() {
            continue;
        }
        // Texts of several lines keep them; a terminal gets nothing it would obey.
        let lines: Vec<String> = value.lines().map(harmless).collect();
        let line = texts.with(
            "common-label-and-value",
            &[
                ("label", texts.get(key).into()),
                ("value", lines.join("\n  ").into()),
            ],
        );
        session.print(&line)?;
    }
    Ok(())
}

fn history_line(session: &Session<'_>, recorded: &Recorded) -> String {
    let texts = &session.texts;
    let Entry {
        at,
        kind,
        to,
        note,
        reason,
        until,
        ..
    } = &recorded.entry;
    let mut line = format!(
        "  {}  {} ({}) → {}",
        session.format.date_time(*at),
        kind.say(texts),
        recorded.origin.say(texts),
        to.say(texts),
    );
    let said = reason
        .as_ref()
        .map(|reason| reason.say(texts))
        .into_iter()
        .chain(note.clone())
        .chain(until.map(|until| session.format.date_time(until)));
    for text in said {
        line.push_str(" – ");
        line.push_str(&harmless(&text));
    }
    line
}
