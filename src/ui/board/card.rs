//! A card: one referral at a glance, painted from data in a rectangle of fixed height.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::View;
use crate::domain::{Referral, ReferralId, Stage, Urgency, search_matches};
use crate::text::{Say, company_size, region};
use egui::epaint::RectShape;
use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat, TextWrapping};
use egui::{
    Color32, CornerRadius, FontId, Galley, Id, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2,
};
use std::ops::Range;
use std::sync::Arc;

/// The height of every card; equal heights make a card's place exact however long the lane.
pub(super) const HEIGHT: f32 = 132.0;
/// The side of a card's icons, in points.
pub(super) const ICON_SIDE: f32 = 16.0;

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

/// A card laid out.
pub(super) struct Drawn {
    /// Grounds and texts, all of the fonts' texture.
    pub(super) shapes: Vec<Shape>,
    /// What lies above them, each of a texture of its own.
    pub(super) icons: Vec<RectShape>,
    /// Whether every icon is there: its picture may still be in the making.
    pub(super) is_complete: bool,
}

/// Lays out a card in `rect`.
pub(super) fn draw(
    painter: &Painter,
    view: &View<'_>,
    referral: &Referral,
    rect: Rect,
    guise: Guise,
) -> Drawn {
    let mut sheet = Sheet {
        painter,
        drawn: Drawn {
            shapes: Vec::with_capacity(8),
            icons: Vec::with_capacity(2),
            is_complete: true,
        },
    };
    paint(&mut sheet, view, referral, rect, guise);
    menu_mark(&mut sheet, view, rect, guise.menu);
    sheet.drawn
}

/// Everything about how a card is shown that is not in its referral.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Guise {
    pub(super) look: Look,
    pub(super) menu: MenuMark,
    pub(super) is_selected: bool,
}

/// What shows that a card has a menu.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum MenuMark {
    /// Nothing: the card is dragged.
    Absent,
    /// Three dots.
    Resting,
    /// Three dots on a ground, under the pointer.
    Hovered,
}

/// Where the menu button of the card in `rect` is.
pub(super) fn menu_rect(rect: Rect) -> Rect {
    let side = ICON_SIDE + 2.0 * Space::XS;
    Rect::from_min_size(
        Pos2::new(rect.right() - side - Space::S, rect.top() + Space::S),
        Vec2::splat(side),
    )
}

/// A card being laid out, with the painter that lays out its texts.
struct Sheet<'p> {
    painter: &'p Painter,
    drawn: Drawn,
}

impl Sheet<'_> {
    fn rect(&mut self, rect: Rect, radius: impl Into<CornerRadius>, fill: Color32, line: Stroke) {
        let shape = RectShape::new(rect, radius, fill, line, StrokeKind::Inside);
        self.drawn.shapes.push(shape.into());
    }

    fn text(&mut self, at: Pos2, galley: Arc<Galley>, ink: Color32) {
        if !galley.is_empty() {
            self.drawn.shapes.push(Shape::galley(at, galley, ink));
        }
    }

    fn icon(&mut self, icon: Icon, rect: Rect, ink: Color32) {
        match icon.shape(self.painter.ctx(), rect, ink) {
            Some(shape) => self.drawn.icons.push(shape),
            None => self.drawn.is_complete = false,
        }
    }
}

fn paint(sheet: &mut Sheet<'_>, view: &View<'_>, referral: &Referral, rect: Rect, guise: Guise) {
    let tokens = view.tokens;
    let look = guise.look;
    if look == Look::Lifted {
        let line = Stroke::new(1.0, tokens.border_strong);
        sheet.rect(rect, Radius::M, tokens.sunken, line);
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
    let (fill, line) = if guise.is_selected {
        let width = if look == Look::Focused { 2.5 } else { 1.5 };
        (tokens.accent_soft, Stroke::new(width, tokens.accent))
    } else {
        (fill, line)
    };
    sheet.rect(rect, Radius::M, fill, line);
    if guise.is_selected {
        selected_mark(sheet, view, rect);
    }
    if urgency != Urgency::Calm {
        let stripe = Rect::from_min_max(
            rect.min + Vec2::new(1.0, Space::M),
            Pos2::new(rect.left() + 4.0, rect.bottom() - Space::M),
        );
        sheet.rect(stripe, 2.0, ink, Stroke::NONE);
    }
    let inner = rect.shrink2(Vec2::new(Space::M + 2.0, 10.0));
    // The first line leaves the menu button its place, and the mark of what is selected.
    let marks = if guise.is_selected { 2.0 } else { 1.0 };
    let ending = inner.right() - marks * MENU_WIDTH;
    paint_time(sheet, view, referral, (inner, ending), (urgency, ink));
    let mut y = inner.top() + 28.0;
    let width = inner.width();
    let marked = (&**view.session.marked_words(), tokens.mark);
    let mut line_of = |y: f32, text: &str, font, ink, rows| {
        let galley = marked_galley(sheet.painter, text, font, ink, width, (rows, marked));
        let height = galley.size().y;
        sheet.text(Pos2::new(inner.left(), y), galley, ink);
        height
    };
    y += line_of(y, &referral.customer, Type::strong(), tokens.text, 1) + 1.0;
    let about = about_line(view, referral, referral.owner.as_deref());
    y += line_of(y, &about, Type::caption(), tokens.text_weak, 1) + 4.0;
    let has_deal = referral.stage() == Stage::Negotiating && !referral.deal.is_empty();
    let rows = if has_deal { 1 } else { 2 };
    y += line_of(y, &referral.overview, Type::body(), tokens.text, rows);
    if has_deal {
        let deal = deal_line(view, referral);
        line_of(y + 2.0, &deal, Type::caption_strong(), tokens.text, 1);
    }
}

/// The first line: shape, time left, and on the right what it counts to.
fn paint_time(
    sheet: &mut Sheet<'_>,
    view: &View<'_>,
    referral: &Referral,
    (inner, ending): (Rect, f32),
    (urgency, ink): (Urgency, Color32),
) {
    let painter = sheet.painter;
    let (time, mark) = headline(view, referral);
    let icon = Rect::from_center_size(
        inner.min + Vec2::new(ICON_SIDE / 2.0, 13.0),
        Vec2::splat(ICON_SIDE),
    );
    sheet.icon(urgency_icon(urgency), icon, ink);
    let left = icon.right() + 6.0;
    let time = galley(painter, &time, Type::time(), ink, inner.right() - left, 1);
    let time_width = time.size().x;
    sheet.text(Pos2::new(left, inner.top()), time, ink);
    let room = ending - (left + time_width + Space::S);
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
        sheet.text(at, words, ink);
    }
}

/// A tick beside the menu button: what is selected is told by more than its colour.
fn selected_mark(sheet: &mut Sheet<'_>, view: &View<'_>, card: Rect) {
    let menu = menu_rect(card);
    let rect = Rect::from_center_size(
        menu.center() - Vec2::new(MENU_WIDTH, 0.0),
        Vec2::splat(ICON_SIDE + Space::XS),
    );
    sheet.rect(rect, Radius::S, view.tokens.accent, Stroke::NONE);
    sheet.icon(Icon::Check, rect.shrink(3.0), view.tokens.on_accent);
}

/// The room kept for the menu button.
pub(super) const MENU_WIDTH: f32 = 28.0;

fn menu_mark(sheet: &mut Sheet<'_>, view: &View<'_>, rect: Rect, mark: MenuMark) {
    if mark == MenuMark::Absent {
        return;
    }
    let rect = menu_rect(rect);
    if mark == MenuMark::Hovered {
        sheet.rect(rect, Radius::S, view.tokens.accent_soft, Stroke::NONE);
    }
    sheet.icon(Icon::More, rect.shrink(Space::XS), view.tokens.text_weak);
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

/// Lays out a text, cut with an ellipsis after `rows` rows.
pub(super) fn galley(
    painter: &Painter,
    text: &str,
    font: FontId,
    color: Color32,
    width: f32,
    rows: usize,
) -> Arc<Galley> {
    let unmarked = (&[][..], Color32::TRANSPARENT);
    marked_galley(painter, text, font, color, width, (rows, unmarked))
}

/// [`galley`], with a ground behind the words that are searched for.
fn marked_galley(
    painter: &Painter,
    text: &str,
    font: FontId,
    color: Color32,
    width: f32,
    (rows, (marked, ground)): (usize, (&[String], Color32)),
) -> Arc<Galley> {
    // What is cut off need not be laid out: a card never shows this many characters.
    const MOST_CHARACTERS: usize = 240;
    let end = text
        .char_indices()
        .nth(MOST_CHARACTERS)
        .map_or(text.len(), |(at, _)| at);
    let shown = text.get(..end).unwrap_or(text).replace(['\n', '\r'], " ");
    let matches = search_matches(&shown, marked);
    let mut job = LayoutJob::simple(shown, font.clone(), color, width);
    if !matches.is_empty() {
        job.sections = marked_sections(
            job.text.len(),
            &matches,
            &TextFormat::simple(font, color),
            ground,
        );
    }
    job.wrap = TextWrapping {
        max_width: width.max(1.0).floor(),
        max_rows: rows,
        break_anywhere: rows == 1,
        ..TextWrapping::default()
    };
    painter.layout_job(job)
}

/// A text of this many bytes in sections, those of `matches` on a ground of their own.
fn marked_sections(
    length: usize,
    matches: &[Range<usize>],
    plain: &TextFormat,
    ground: Color32,
) -> Vec<LayoutSection> {
    let section = |range: Range<usize>, is_marked: bool| LayoutSection {
        leading_space: 0.0,
        byte_range: ByteIndex(range.start)..ByteIndex(range.end),
        format: TextFormat {
            // Marks on neighbouring lines do not touch.
            expand_bg: -1.0,
            background: if is_marked {
                ground
            } else {
                Color32::TRANSPARENT
            },
            ..plain.clone()
        },
    };
    let mut sections = Vec::with_capacity(matches.len() * 2 + 1);
    let mut end = 0;
    for found in matches {
        if found.start > end {
            sections.push(section(end..found.start, false));
        }
        sections.push(section(found.clone(), true));
        end = found.end;
    }
    if end < length {
        sections.push(section(end..length, false));
    }
    sections
}
