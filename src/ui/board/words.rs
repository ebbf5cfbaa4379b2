//! What a card says, in words: the time left and what it counts to, who asks, and what assistive technology reads.

use super::super::theme::Icon;
use super::super::view::View;
use crate::domain::{Referral, Stage, Urgency};
use crate::text::{Say, company_size, region};

/// The icon of an urgency: told by shape as well as by colour.
pub(in crate::ui) const fn urgency_icon(urgency: Urgency) -> Icon {
    match urgency {
        Urgency::Calm => Icon::Calm,
        Urgency::Soon => Icon::Soon,
        Urgency::Critical => Icon::Critical,
    }
}

/// How pressing a referral looks: its clock's urgency; where no clock runs, a closing date that has passed is soon.
pub(in crate::ui) fn shown_urgency(view: &View<'_>, referral: &Referral) -> Urgency {
    let urgency = referral.urgency(view.now);
    let today = view.format.date_of(view.now);
    if urgency == Urgency::Calm && referral.deal.close_on.is_some_and(|date| date < today) {
        Urgency::Soon
    } else {
        urgency
    }
}

/// The large line: the time left to the next mark, or the closing date where no clock runs; and what it counts to.
pub(in crate::ui) fn headline(view: &View<'_>, referral: &Referral) -> (String, String) {
    if let Some(deadline) = referral.next_deadline(view.now) {
        let left = deadline.due_at.millis_from(view.now);
        let mark = deadline.mark.say(view.texts);
        return (view.format.time_left(left), mark);
    }
    match referral.deal.close_on {
        Some(date) => (
            view.format.date_short(date, view.format.date_of(view.now)),
            view.text("board-closes").to_owned(),
        ),
        None => (view.text("board-no-clock").to_owned(), String::new()),
    }
}

/// What assistive technology reads for a card.
pub(super) fn spoken(
    view: &View<'_>,
    referral: &Referral,
    stage: Stage,
    index: usize,
    count: usize,
) -> String {
    let time = time_spoken(view, referral);
    view.text_with(
        "board-card-spoken",
        &[
            ("customer", referral.customer.as_str().into()),
            ("time", time.into()),
            ("stage", stage.say(view.texts).into()),
            ("index", (index + 1).into()),
            ("count", count.into()),
        ],
    )
}

/// What assistive technology reads for a referral outside its lane.
pub(super) fn spoken_alone(view: &View<'_>, referral: &Referral) -> String {
    view.text_with(
        "board-due-spoken",
        &[
            ("customer", referral.customer.as_str().into()),
            ("time", time_spoken(view, referral).into()),
            ("stage", referral.stage().say(view.texts).into()),
        ],
    )
}

/// The time left, to which mark, and how pressing that is.
fn time_spoken(view: &View<'_>, referral: &Referral) -> String {
    let mut time = match referral.next_deadline(view.now) {
        Some(deadline) => {
            let left = deadline.due_at.millis_from(view.now);
            vec![
                view.format.time_left_spoken(left),
                deadline.mark.say(view.texts),
            ]
        }
        None => vec![headline(view, referral).0],
    };
    let urgency = referral.urgency(view.now);
    if urgency != Urgency::Calm {
        time.push(urgency.say(view.texts));
    }
    time.join(view.text("common-list-separator"))
}

/// Region, company size and one thing more in a line.
pub(in crate::ui) fn about_line(
    view: &View<'_>,
    referral: &Referral,
    last: Option<&str>,
) -> String {
    let place = referral.region.as_deref();
    let place = place.map(|code| region(view.texts, code).to_owned());
    let size = referral.company_size.as_deref();
    let size = size.map(|size| company_size(view.texts, size));
    [place, size, last.map(str::to_owned)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The deal's value, and where a clock runs its closing date, which the first line then does not say.
pub(super) fn deal_line(view: &View<'_>, referral: &Referral) -> String {
    let value = referral
        .deal
        .value
        .map(|value| view.format.money(value, referral.deal.currency));
    let has_clock = referral.next_deadline(view.now).is_some();
    let close = referral.deal.close_on.filter(|_| has_clock).map(|date| {
        view.text_with(
            "board-closes-on",
            &[(
                "date",
                view.format
                    .date_short(date, view.format.date_of(view.now))
                    .into(),
            )],
        )
    });
    [value, close]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}
