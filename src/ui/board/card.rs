//! A card: one referral at a glance, painted from data in a rectangle of fixed height.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use super::super::view::View;
use super::density::Measures;
pub(super) use super::galley::galley;
use super::galley::marked_galley;
use super::words::{about_line, deal_line, headline, shown_urgency, urgency_icon};
use crate::desk::Density;
use crate::domain::{Referral, ReferralId, Stage, Urgency, search_matches};
use egui::epaint::RectShape;
use egui::{
    Color32, CornerRadius, Galley, Id, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2,
};
use std::sync::Arc;

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
    pub(super) density: Density,
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
    if guise.look == Look::Lifted {
        let line = Stroke::new(1.0, tokens.border_strong);
        sheet.rect(rect, Radius::M, tokens.sunken, line);
        return;
    }
    let (fill, line) = ground(tokens, guise);
    sheet.rect(rect, Radius::M, fill, line);
    if guise.is_selected {
        selected_mark(sheet, view, rect);
    }
    let urgency = shown_urgency(view, referral);
    let (ink, _) = tokens.urgency(urgency);
    let measures = Measures::of(guise.density);
    if urgency != Urgency::Calm {
        let stripe = Rect::from_min_max(
            rect.min + Vec2::new(1.0, measures.stripe_inset),
            Pos2::new(rect.left() + 4.0, rect.bottom() - measures.stripe_inset),
        );
        sheet.rect(stripe, 2.0, ink, Stroke::NONE);
    }
    let inner = rect.shrink2(measures.padding);
    // The first line leaves the menu button its place, and the mark of what is selected.
    let marks = if guise.is_selected { 2.0 } else { 1.0 };
    let ending = rect.right() - Space::M - 2.0 - marks * MENU_WIDTH;
    time_line(
        sheet,
        view,
        referral,
        (inner, ending),
        (urgency, ink, &measures),
    );
    let below = inner.with_min_y(inner.top() + measures.time_height);
    match guise.density {
        Density::Compact => customer_and_about(sheet, view, referral, below),
        Density::Normal | Density::Roomy => request(sheet, view, referral, below, &measures),
    }
}

/// What a card lies on and the line around it.
fn ground(tokens: &Tokens, guise: Guise) -> (Color32, Stroke) {
    if guise.is_selected {
        let width = if guise.look == Look::Focused {
            2.5
        } else {
            1.5
        };
        return (tokens.accent_soft, Stroke::new(width, tokens.accent));
    }
    match guise.look {
        Look::Hovered => (tokens.surface_hover, Stroke::new(1.0, tokens.border_strong)),
        Look::Focused => (tokens.surface, Stroke::new(2.0, tokens.accent)),
        Look::Opened => (tokens.accent_soft, Stroke::new(1.0, tokens.accent)),
        Look::Ghost => (tokens.surface, Stroke::new(1.0, tokens.accent)),
        Look::Resting | Look::Lifted => (tokens.surface, Stroke::new(1.0, tokens.border)),
    }
}

/// Below the time: who asks, about themselves, and as much of what they ask for as there is room; in a negotiation the deal.
fn request(
    sheet: &mut Sheet<'_>,
    view: &View<'_>,
    referral: &Referral,
    room: Rect,
    measures: &Measures,
) {
    let tokens = view.tokens;
    let marked = (&**view.session.marked_words(), tokens.mark);
    let mut line_of = |y: f32, text: &str, font, ink, rows| {
        let galley = marked_galley(sheet.painter, text, font, ink, room.width(), (rows, marked));
        let height = galley.size().y;
        sheet.text(Pos2::new(room.left(), y), galley, ink);
        height
    };
    let mut y = room.top();
    y += line_of(y, &referral.customer, Type::strong(), tokens.text, 1) + measures.after_customer;
    let about = about_line(view, referral, referral.owner.as_deref());
    y += line_of(y, &about, Type::caption(), tokens.text_weak, 1) + measures.after_about;
    let has_deal = referral.stage() == Stage::Negotiating && !referral.deal.is_empty();
    let rows = measures.request_rows - usize::from(has_deal);
    y += line_of(y, &referral.overview, Type::body(), tokens.text, rows);
    if has_deal {
        let deal = deal_line(view, referral);
        line_of(y + 2.0, &deal, Type::caption_strong(), tokens.text, 1);
    }
}

/// The second of two lines: who asks, and in what room is left the deal and what is known about them. The request is under the pointer.
fn customer_and_about(sheet: &mut Sheet<'_>, view: &View<'_>, referral: &Referral, room: Rect) {
    /// Less of a text than this says nothing.
    const LEAST: f32 = 40.0;
    let tokens = view.tokens;
    let marked = (&**view.session.marked_words(), tokens.mark);
    let line = |text: &str, font, ink, width| {
        marked_galley(sheet.painter, text, font, ink, width, (1, marked))
    };
    let customer = line(
        &referral.customer,
        Type::strong(),
        tokens.text,
        room.width(),
    );
    let left = room.left() + customer.size().x + Space::S;
    let deal = (referral.stage() == Stage::Negotiating).then(|| deal_line(view, referral));
    let about = about_line(view, referral, referral.owner.as_deref());
    let about = [deal.unwrap_or_default(), about]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let about = (room.right() - left >= LEAST).then(|| {
        line(
            &about,
            Type::caption(),
            tokens.text_weak,
            room.right() - left,
        )
    });
    let drop = about.as_ref().map(|about| on_one_line(&customer, about));
    sheet.text(room.min, customer, tokens.text);
    if let (Some(about), Some(drop)) = (about, drop) {
        let at = Pos2::new(left, room.top() + drop);
        sheet.text(at, about, tokens.text_weak);
    }
}

/// How much lower the smaller of two texts begins that are to stand on one line.
fn on_one_line(large: &Galley, small: &Galley) -> f32 {
    let ascent = |galley: &Galley| {
        let glyph = galley.rows.first().and_then(|row| row.glyphs.first());
        glyph.map_or(0.0, |glyph| glyph.pos.y)
    };
    (ascent(large) - ascent(small)).max(0.0)
}

/// The first line: shape, time left, and on the right what it counts to.
fn time_line(
    sheet: &mut Sheet<'_>,
    view: &View<'_>,
    referral: &Referral,
    (inner, ending): (Rect, f32),
    (urgency, ink, measures): (Urgency, Color32, &Measures),
) {
    let painter = sheet.painter;
    let (time, mark) = headline(view, referral);
    let left = inner.left() + ICON_SIDE + 6.0;
    let font = measures.time_font();
    let time = galley(painter, &time, font, ink, inner.right() - left, 1);
    let icon = Rect::from_center_size(
        inner.min + Vec2::new(ICON_SIDE / 2.0, time.size().y / 2.0),
        Vec2::splat(ICON_SIDE),
    );
    sheet.icon(urgency_icon(urgency), icon, ink);
    let after = left + time.size().x + Space::S;
    let (ink_of_mark, long) = if is_found_out_of_sight(view, referral) {
        let found = view.text("board-found-out-of-sight").to_owned();
        (view.tokens.text_weak, Some(found))
    } else if referral.is_past_advice(view.now) {
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
        .map(|words| {
            galley(
                painter,
                &words,
                Type::caption(),
                ink_of_mark,
                ending - after,
                1,
            )
        })
        .find(|words| !words.elided);
    if let Some(words) = fitting {
        let at = Pos2::new(after, inner.top() + on_one_line(&time, &words));
        sheet.text(at, words, ink_of_mark);
    }
    sheet.text(Pos2::new(left, inner.top()), time, ink);
}

/// Whether a word that is searched for stands nowhere on the card, but in the details, the notes or another text of the panel.
fn is_found_out_of_sight(view: &View<'_>, referral: &Referral) -> bool {
    let words = view.session.marked_words();
    if words.is_empty() {
        return false;
    }
    let about = about_line(view, referral, referral.owner.as_deref());
    let texts = [&referral.customer, &referral.overview, &about];
    let is_on_card = |word: &String| {
        let word = std::slice::from_ref(word);
        texts
            .iter()
            .any(|text| !search_matches(text, word).is_empty())
    };
    !words.iter().all(is_on_card)
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
