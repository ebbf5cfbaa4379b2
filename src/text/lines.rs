//! What is told of a referral in one line, in the same words on a card, in the panel and on paper.

use super::{Format, Say, Texts, company_size, field_key, region};
use crate::domain::{Entry, EntryKind, Referral, Timestamp, Urgency};

/// Between the parts of a line.
const BETWEEN: &str = " · ";

/// How pressing a referral looks: its clock's urgency; where no clock runs, a closing date that has passed is soon.
pub fn shown_urgency(format: &Format, referral: &Referral, now: Timestamp) -> Urgency {
    let urgency = referral.urgency(now);
    let today = format.date_of(now);
    if urgency == Urgency::Calm && referral.deal.close_on.is_some_and(|date| date < today) {
        Urgency::Soon
    } else {
        urgency
    }
}

/// The large line: the time left to the next mark, or the closing date where no clock runs; and what it counts to.
pub fn headline(
    texts: &Texts,
    format: &Format,
    referral: &Referral,
    now: Timestamp,
) -> (String, String) {
    if let Some(deadline) = referral.next_deadline(now) {
        let left = deadline.due_at.millis_from(now);
        return (format.time_left(left), deadline.mark.say(texts));
    }
    match referral.deal.close_on {
        Some(date) => (
            format.date_short(date, format.date_of(now)),
            texts.get("board-closes").to_owned(),
        ),
        None => (texts.get("board-no-clock").to_owned(), String::new()),
    }
}

/// Region, company size and one thing more.
pub fn about_line(texts: &Texts, referral: &Referral, last: Option<&str>) -> String {
    let place = referral.region.as_deref();
    let place = place.map(|code| region(texts, code).to_owned());
    let size = referral.company_size.as_deref();
    let size = size.map(|size| company_size(texts, size));
    joined([place, size, last.map(str::to_owned)])
}

/// What the deal is worth, and when it closes where the large line does not say so.
pub fn deal_line(texts: &Texts, format: &Format, referral: &Referral, now: Timestamp) -> String {
    let value = referral
        .deal
        .value
        .map(|value| format.money(value, referral.deal.currency));
    let has_clock = referral.next_deadline(now).is_some();
    let close = referral.deal.close_on.filter(|_| has_clock).map(|date| {
        let date = format.date_short(date, format.date_of(now));
        texts.with("board-closes-on", &[("date", date.into())])
    });
    joined([value, close])
}

/// What happened, and where the referral was after it where that is another stage.
pub fn entry_line(texts: &Texts, entry: &Entry) -> String {
    let what = entry.kind.say(texts);
    let moved = entry.from.is_some_and(|from| from != entry.to);
    if moved && !matches!(entry.kind, EntryKind::Received | EntryKind::Imported) {
        format!("{what} → {}", entry.to.say(texts))
    } else {
        what
    }
}

/// Why, with which deal, in which fields, until when, and what the person wrote; `None` where none of it was noted.
pub fn entry_details(
    texts: &Texts,
    format: &Format,
    entry: &Entry,
    now: Timestamp,
) -> Option<String> {
    let reason = entry.reason.as_ref().map(|reason| reason.say(texts));
    let deal = entry.deal.and_then(|deal| {
        let value = deal.value.map(|value| format.money(value, deal.currency));
        let date = deal.close_on.map(|date| format.date(date));
        Some(joined([value, date])).filter(|line| !line.is_empty())
    });
    let fields = (!entry.fields.is_empty()).then(|| {
        let names = entry
            .fields
            .iter()
            .map(|field| texts.get(&field_key(field)).to_owned());
        names
            .collect::<Vec<_>>()
            .join(texts.get("common-list-separator"))
    });
    let until = entry.until.map(|until| {
        let at = format.date_time_short(until, now);
        texts.with("reminder-snoozed-until", &[("at", at.into())])
    });
    let line = joined([reason, deal, fields, until, entry.note.clone()]);
    Some(line).filter(|line| !line.is_empty())
}

fn joined<const COUNT: usize>(parts: [Option<String>; COUNT]) -> String {
    parts
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(BETWEEN)
}
