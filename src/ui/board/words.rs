//! What a card says, in words: the time left and what it counts to, who asks, and what assistive technology reads.

use super::super::theme::Icon;
use super::super::view::View;
use crate::domain::{Referral, Stage, Urgency};
use crate::text::Say;

/// The icon of an urgency: told by shape as well as by colour.
pub(in crate::ui) const fn urgency_icon(urgency: Urgency) -> Icon {
    match urgency {
        Urgency::Calm => Icon::Calm,
        Urgency::Soon => Icon::Soon,
        Urgency::Critical => Icon::Critical,
    }
}

/// How pressing a referral looks; see [`crate::text::shown_urgency`].
pub(in crate::ui) fn shown_urgency(view: &View<'_>, referral: &Referral) -> Urgency {
    crate::text::shown_urgency(view.format, referral, view.now)
}

/// The large line, and what it counts to; see [`crate::text::headline`].
pub(in crate::ui) fn headline(view: &View<'_>, referral: &Referral) -> (String, String) {
    crate::text::headline(view.texts, view.format, referral, view.now)
}

/// What assistive technology reads for a card at place `index` of the `count` in its list.
pub(super) fn spoken(
    view: &View<'_>,
    referral: &Referral,
    stage: Stage,
    (index, count): (usize, usize),
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
pub(in crate::ui) fn spoken_alone(view: &View<'_>, referral: &Referral) -> String {
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
    crate::text::about_line(view.texts, referral, last)
}

/// The deal's value, and where a clock runs its closing date, which the first line then does not say.
pub(super) fn deal_line(view: &View<'_>, referral: &Referral) -> String {
    crate::text::deal_line(view.texts, view.format, referral, view.now)
}
