//! A drag under way: what is dragged, and the ghost that follows the pointer, drawn from data.

use super::super::theme::{Radius, Space, Type};
use super::super::view::View;
use super::card;
use super::selection::Tally;
use super::targets::{Drop, Target, drop_of, drop_of_many};
use crate::desk::Density;
use crate::domain::{Referral, ReferralId};
use egui::{LayerId, Order, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2};

/// What is dragged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drag {
    /// The card.
    pub(super) id: ReferralId,
    /// Where on the card it was taken.
    pub(super) grabbed_at: Vec2,
    /// The size of the card.
    pub(super) size: Vec2,
    /// Where the pointer is.
    pub(super) pointer: Pos2,
    /// What comes along, where the card is one of several selected.
    pub(super) load: Option<Tally>,
    /// The density in which it is drawn.
    pub(super) density: Density,
}

impl Drag {
    /// How many cards are dragged.
    pub(super) fn count(&self) -> usize {
        self.load.map_or(1, |load| load.total())
    }

    /// What dropping there would mean; `referral` is that of the card.
    pub(super) fn drop_on(&self, view: &View<'_>, referral: &Referral, target: Target) -> Drop {
        match &self.load {
            Some(load) => drop_of_many(view, load, referral, target),
            None => drop_of(view, referral, target),
        }
    }
}

/// Draws the card under the pointer, and beneath it why it cannot be dropped here.
pub(super) fn ghost(
    ui: &mut Ui,
    view: &View<'_>,
    drag: &Drag,
    referral: &Referral,
    target: Option<Target>,
) {
    let layer = LayerId::new(Order::Tooltip, egui::Id::unique("board-ghost"));
    let painter = ui.ctx().layer_painter(layer);
    let rect = Rect::from_min_size(drag.pointer - drag.grabbed_at, drag.size);
    let shadow = egui::Shadow {
        offset: [0, 8],
        blur: 20,
        spread: 0,
        color: view.tokens.shadow,
    };
    painter.add(shadow.as_shape(rect, Radius::M));
    let behind = match drag.count() {
        1 => 0,
        2 => 1,
        _ => 2,
    };
    for step in (1..=behind).rev() {
        let behind = rect.translate(Vec2::splat(step as f32 * 6.0));
        let line = Stroke::new(1.0, view.tokens.border_strong);
        painter.rect(
            behind,
            Radius::M,
            view.tokens.surface,
            line,
            StrokeKind::Inside,
        );
    }
    let guise = card::Guise {
        look: card::Look::Ghost,
        menu: card::MenuMark::Absent,
        is_selected: false,
        density: drag.density,
    };
    let drawn = card::draw(&painter, view, referral, rect, guise);
    painter.extend(drawn.shapes);
    painter.extend(drawn.icons.into_iter().map(Into::into));
    if behind > 0 {
        count_badge(&painter, view, rect, drag.count());
    }
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    let Some(Drop::Refused(words)) = target.map(|target| drag.drop_on(view, referral, target))
    else {
        return;
    };
    ui.ctx().set_cursor_icon(egui::CursorIcon::NotAllowed);
    let galley = painter.layout(
        words,
        Type::caption(),
        view.tokens.critical,
        drag.size.x - 2.0 * Space::S,
    );
    let below = Rect::from_min_size(
        rect.left_bottom() + Vec2::new(0.0, Space::XS + behind as f32 * 6.0),
        galley.size() + Vec2::splat(2.0 * Space::S),
    );
    let below = moved_into(below, ui.ctx().content_rect().shrink(Space::S));
    painter.rect(
        below,
        Radius::S,
        view.tokens.critical_soft,
        Stroke::new(1.0, view.tokens.critical),
        StrokeKind::Inside,
    );
    painter.galley(
        below.min + Vec2::splat(Space::S),
        galley,
        view.tokens.critical,
    );
}

/// The rectangle, moved no further than it takes to lie in the room: a reason is to be read also at the window's edge.
fn moved_into(rect: Rect, room: Rect) -> Rect {
    let past_end = (rect.max - room.max).max(Vec2::ZERO);
    let moved = rect.translate(-past_end);
    moved.translate((room.min - moved.min).max(Vec2::ZERO))
}

/// How many cards are dragged, at the corner of the first that stays in sight over the outcomes on the right.
fn count_badge(painter: &Painter, view: &View<'_>, card: Rect, count: usize) {
    let number = view.format.number(i64::try_from(count).unwrap_or(i64::MAX));
    let galley = painter.layout_no_wrap(number, Type::strong(), view.tokens.on_accent);
    let width = (galley.size().x + 2.0 * Space::S).max(28.0);
    let rect = Rect::from_center_size(card.left_top(), Vec2::new(width, 28.0));
    let line = Stroke::new(2.0, view.tokens.surface);
    painter.rect(rect, 14.0, view.tokens.accent, line, StrokeKind::Outside);
    let at = rect.center() - galley.size() / 2.0;
    painter.galley(at, galley, view.tokens.on_accent);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_told_at_the_edge_is_moved_into_the_window_and_otherwise_stays() {
        let room = Rect::from_min_size(Pos2::ZERO, Vec2::new(800.0, 600.0));
        let at = |x, y| Rect::from_min_size(Pos2::new(x, y), Vec2::new(300.0, 40.0));
        assert_eq!(moved_into(at(100.0, 100.0), room), at(100.0, 100.0));
        assert_eq!(moved_into(at(700.0, 590.0), room), at(500.0, 560.0));
        assert_eq!(moved_into(at(-20.0, -5.0), room), at(0.0, 0.0));
    }
}
