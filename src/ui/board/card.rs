//! A card: one referral at a glance, painted from data in a rectangle of fixed height.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::View;
use crate::domain::{Referral, ReferralId, Stage, Urgency};
use crate::text::{Say, company_size, region};
use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Galley, Id, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2};
use std::sync::Arc;

/// The height of every card; equal heights make a card's place exact however long the lane.
pub(super) const HEIGHT: f32 = 132.0;

/// How a card is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Look {
    /// At rest.
    Resting,
    /// Under the pointer.
    Hovered,
    /// Where the keyboard is.
    Focused,
    /// Shown in the panel.
    Opened,
    /// The place it was taken from while it is dragged.
    Lifted,
    /// Following the pointer.
    Ghost,
}

/// The id of a card's widget.
pub(super) fn id_of(id: ReferralId) -> Id {
    Id::unique(("card", id.0))
}

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
    let time = time.join(view.text("common-list-separator"));
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

/// Paints a card into `rect`.
pub(super) fn paint(
    painter: &Painter,
    view: &View<'_>,
    referral: &Referral,
    rect: Rect,
    look: Look,
) {
    let tokens = view.tokens;
    if look == Look::Lifted {
        painter.rect(
            rect,
            Radius::M,
            tokens.sunken,
            Stroke::new(1.0, tokens.border_strong),
            StrokeKind::Inside,
        );
        return;
    }
    let urgency = shown_urgency(view, referral);
    let (ink, _) = tokens.urgency(urgency);
    let (fill, line) = match look {
        Look::Hovered => (tokens.surface_hover, Stroke::new(1.0, tokens.border_strong)),
        Look::Focused => (tokens.surface, Stroke::new(2.0, tokens.accent)),
        Look::Opened => (tokens.accent_soft, Stroke::new(1.0, tokens.accent)),
        Look::Ghost => (tokens.surface, Stroke::new(1.0, tokens.accent)),
        Look::Resting | Look::Lifted => (tokens.surface, Stroke::new(1.0, tokens.border)),
    };
    painter.rect(rect, Radius::M, fill, line, StrokeKind::Inside);
    if urgency != Urgency::Calm {
        let stripe = Rect::from_min_max(
            rect.min + Vec2::new(1.0, Space::M),
            Pos2::new(rect.left() + 4.0, rect.bottom() - Space::M),
        );
        painter.rect_filled(stripe, 2.0, ink);
    }
    let inner = rect.shrink2(Vec2::new(Space::M + 2.0, 10.0));
    paint_time(painter, view, referral, inner, urgency, ink);
    let mut y = inner.top() + 28.0;
    let width = inner.width();
    y += line_of(
        painter,
        Pos2::new(inner.left(), y),
        &referral.customer,
        Type::strong(),
        tokens.text,
        width,
        1,
    );
    y += 1.0;
    let about = about_line(view, referral);
    y += line_of(
        painter,
        Pos2::new(inner.left(), y),
        &about,
        Type::caption(),
        tokens.text_weak,
        width,
        1,
    );
    y += 4.0;
    let has_deal = referral.stage() == Stage::Negotiating && !referral.deal.is_empty();
    let rows = if has_deal { 1 } else { 2 };
    y += line_of(
        painter,
        Pos2::new(inner.left(), y),
        &referral.overview,
        Type::body(),
        tokens.text,
        width,
        rows,
    );
    if has_deal {
        y += 2.0;
        let deal = deal_line(view, referral);
        line_of(
            painter,
            Pos2::new(inner.left(), y),
            &deal,
            Type::caption_strong(),
            tokens.text,
            width,
            1,
        );
    }
}

/// The first line: shape, time left, and on the right what it counts to.
fn paint_time(
    painter: &Painter,
    view: &View<'_>,
    referral: &Referral,
    inner: Rect,
    urgency: Urgency,
    ink: Color32,
) {
    let (time, mark) = headline(view, referral);
    let icon = Rect::from_center_size(inner.min + Vec2::new(8.0, 13.0), Vec2::splat(16.0));
    urgency_icon(urgency).paint_with(painter, icon, ink);
    let left = icon.right() + 6.0;
    let time = galley(painter, &time, Type::time(), ink, inner.right() - left, 1);
    let time_width = time.size().x;
    painter.galley(Pos2::new(left, inner.top()), time, ink);
    // The menu button stands at the far right.
    let room = inner.right() - MENU_WIDTH - (left + time_width + Space::S);
    let (ink, long) = if referral.is_past_advice(view.now) {
        let arguments = [("mark", mark.as_str().into())];
        let long = view.text_with("board-past-advice", &arguments);
        (view.tokens.soon, Some(long))
    } else {
        (view.tokens.text_weak, None)
    };
    // As much as fits uncut: what the time counts to is in the panel too.
    let fitting = [long, Some(mark)]
        .into_iter()
        .flatten()
        .map(|words| galley(painter, &words, Type::caption(), ink, room, 1))
        .find(|words| !words.elided);
    if let Some(words) = fitting {
        let at = Pos2::new(left + time_width + Space::S, inner.top() + 6.0);
        painter.galley(at, words, ink);
    }
}

/// The room kept for the menu button.
pub(super) const MENU_WIDTH: f32 = 28.0;

fn about_line(view: &View<'_>, referral: &Referral) -> String {
    let place = referral
        .region
        .as_deref()
        .map(|code| region(view.texts, code).to_owned());
    let size = referral
        .company_size
        .as_deref()
        .map(|size| company_size(view.texts, size));
    let owner = referral.owner.clone();
    [place, size, owner]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

fn deal_line(view: &View<'_>, referral: &Referral) -> String {
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

/// Paints a text cut to `rows` rows; returns its height.
fn line_of(
    painter: &Painter,
    at: Pos2,
    text: &str,
    font: FontId,
    color: Color32,
    width: f32,
    rows: usize,
) -> f32 {
    let galley = galley(painter, text, font, color, width, rows);
    let height = galley.size().y;
    painter.galley(at, galley, color);
    height
}

/// Lays out a text, cut with an ellipsis after `rows` rows.
pub(super) fn galley(
    painter: &Painter,
    text: &str,
    font: FontId,
    color: Color32,
    width: f32,
    rows: usize,
) -> Arc<Galley> {
    // What is cut off need not be laid out: a card never shows this many characters.
    const MOST_CHARACTERS: usize = 240;
    let end = text
        .char_indices()
        .nth(MOST_CHARACTERS)
        .map_or(text.len(), |(at, _)| at);
    let shown = text.get(..end).unwrap_or(text).replace(['\n', '\r'], " ");
    let mut job = LayoutJob::simple(shown, font, color, width);
    job.wrap = TextWrapping {
        max_width: width.max(1.0).floor(),
        max_rows: rows,
        break_anywhere: rows == 1,
        ..TextWrapping::default()
    };
    painter.layout_job(job)
}
